"""From a scorecard back to the table of an annex, and to the table of its facts (danh mục số liệu) behind it.

What `transcription` reads, this writes: transcribing an exported annex gives an equal scorecard. What the columns of
an annex cannot carry is named in findings. The notice of a reconstruction stands above the table, always.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.exact import spell
from cchc_rules.law.facts import Fact, Giver
from cchc_rules.law.model import Criterion, Node, Scorecard
from cchc_rules.office.annex import AnnexRow
from cchc_rules.office.columns import FACT_TITLES, NEVER_MARK, TITLES, Column, FactColumn
from cchc_rules.office.transcribing.notes import cell_of, note_of
from cchc_rules.report.headings import HEADINGS, heading
from cchc_rules.report.labels import FACT_TYPES, FAILURES, GIVERS, NOTICE
from cchc_rules.report.rules import Speaker
from cchc_rules.values import Value

TOTAL: Final = "Tổng cộng"
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Cells = tuple[tuple[str, ...], ...]  # the cells of one row, each of one line or more


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Line(Value):
    """One row of the printed table: its cells by column, and how deep the node stands."""

    cells: Cells
    depth: int


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Printed(Value):
    """An annex to be written: what stands above the table, its rows, the table of facts, and what is not carried."""

    title: tuple[str, ...]
    notices: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Cells
    fact_columns: tuple[str, ...]
    facts: tuple[Cells, ...]
    findings: tuple[Finding, ...]


def printed(card: Scorecard) -> Printed:
    """Give the annex of a scorecard.

    >>> from cchc_rules.law.catalog import load
    >>> annex = printed(load("2024_2426").scorecard("department"))
    >>> annex.columns[:3], annex.lines[0].cells[0], annex.notices[1]
    (('STT', 'Lĩnh vực, tiêu chí, tiêu chí thành phần', 'Điểm tối đa'), ('1',), 'Reconstruction: ...')
    """
    decision = card.decision
    notice = NOTICE[card.standing]
    most = decimal(spell(card.max_points))
    return Printed(
        title=_printable([(card.name.vi, f"(Kèm theo Quyết định số {decision.act.number})")])[0],
        notices=() if notice is None else notice,
        columns=tuple(TITLES[column] for column in TITLES),
        lines=tuple(_line(node, card) for node in card.walk()),
        total=tuple({Column.NAME: (TOTAL,), Column.MAX_POINTS: (most,)}.get(column, ()) for column in TITLES),
        fact_columns=tuple(FACT_TITLES[column] for column in FACT_TITLES),
        facts=tuple(_fact(name, fact) for name, fact in card.facts.items()),
        findings=tuple(_not_carried(card)),
    )


def _printable(cells: Iterable[tuple[str, ...]]) -> Cells:
    """Give cells without what no file of an office can hold: control characters and halves of characters."""
    return tuple(tuple(_UNPRINTABLE.sub(" ", line) for line in lines) for lines in cells)


def decimal(text: str) -> str:
    """Write a spelled number with the decimal comma of an annex."""
    return text.replace(".", ",")


def _line(node: Node, card: Scorecard) -> Line:
    row = AnnexRow(
        code=node.code,
        name=node.name.vi,
        max_points="" if node.max_points is None else decimal(spell(node.max_points)),
    )
    if isinstance(node, Criterion) and not node.children:
        from cchc_rules.office.wording import say  # noqa: PLC0415 - only when an annex is written

        row = attrs.evolve(
            row,
            scoring=tuple(say(node.rule, node.max_points, card.facts, node.rounding)),
            evidence=cell_of(node.evidence),
            appraiser="" if node.appraiser is None else card.decision.appraiser(node.appraiser).name.vi,
        )
    cells: dict[Column, tuple[str, ...]] = {
        Column.CODE: (row.code,),
        Column.NAME: (row.name,),
        Column.MAX_POINTS: (row.max_points,) if row.max_points else (),
        Column.SCORING: row.scoring,
        Column.EVIDENCE: row.evidence,
        Column.APPRAISER: (row.appraiser,) if row.appraiser else (),
        Column.NOTE: (*note_of(node, row), *_told(node, card)),
    }
    return Line(cells=_printable(cells[column] for column in TITLES), depth=node.code.count("."))


def _told(node: Node, card: Scorecard) -> Iterator[str]:
    """Say in words what the columns cannot carry, for whoever reads the printed table."""
    speaker = Speaker(card.facts, "vi")
    if node.applies_when is not None:
        yield f"{HEADINGS['applies_when'][0]}: {speaker.condition(node.applies_when)}"
    if node.precondition is not None:
        failed = FAILURES[node.precondition.otherwise][0]
        yield f"{HEADINGS['precondition'][0]}: {speaker.condition(node.precondition.when)}; nếu không: {failed}"


def _fact(name: str, fact: Fact) -> Cells:
    cells: dict[FactColumn, tuple[str, ...]] = {
        FactColumn.FACT: (name,),
        FactColumn.NAME: (fact.name.vi,),
        FactColumn.ENGLISH: () if fact.name.en is None else (fact.name.en,),
        FactColumn.TYPE: (FACT_TYPES[fact.type][0],),
        FactColumn.GIVER: () if fact.by is Giver.UNIT else (GIVERS[fact.by][0],),
        FactColumn.NEVER: (NEVER_MARK,) if fact.never else (),
        FactColumn.CHOICES: tuple(_choice(one, fact) for one in fact.levels or fact.named),
    }
    return _printable(cells.get(column, ()) for column in FACT_TITLES)


def _choice(one: str, fact: Fact) -> str:
    if one not in fact.named:
        return one
    name = fact.named[one]
    return f"{one} = {name.vi}" if name.en is None else f"{one} = {name.vi} | {name.en}"


def _not_carried(card: Scorecard) -> Iterator[Finding]:
    """Name what an annex cannot carry, node by node; the scorecard as a whole first."""
    whole = ["precondition"] if card.precondition is not None else []
    limits = (card.total.floor, card.total.ceiling, card.total.out_of)
    whole += ["total"] if any(limit is not None for limit in limits) else []
    if whole:
        yield _left_out("", whole)
    for node in card.walk():
        keys = [key for key in ("applies_when", "precondition") if getattr(node, key) is not None]
        keys += ["round"] if node.round is not None and node.children else []
        keys += ["readings"] if isinstance(node, Criterion) and node.readings else []
        if keys:
            yield _left_out(node.code, keys)


def _left_out(code: str, keys: list[str]) -> Finding:
    found = ", ".join(f"{key} ({heading(key, 'vi')})" for key in keys)
    return Finding(id="CR674", severity=Severity.WARNING, code=code, found=found)


def written(annex: Printed, form: str) -> bytes:
    """Give an annex as a file: ``.docx``, ``.xlsx`` or ``.csv``. Raises AnnexError where an extra is missing."""
    if form == ".docx":
        from cchc_rules.office.export.word import word as write  # noqa: PLC0415 - only the one asked for
    elif form == ".xlsx":
        from cchc_rules.office.export.excel import excel as write  # noqa: PLC0415 - as above
    else:
        from cchc_rules.office.export.separated import comma_separated as write  # noqa: PLC0415 - as above
    return write(annex)
