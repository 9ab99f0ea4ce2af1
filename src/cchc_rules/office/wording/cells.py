"""A printed scoring cell in the usual wordings: which reader is asked, and what comes of it."""

import re
from collections.abc import Mapping
from typing import Final

import attrs

from cchc_rules.law.awards import Most
from cchc_rules.law.facts import Fact, Giver
from cchc_rules.law.scoring import Scoring
from cchc_rules.office.wording.bands import read_bands
from cchc_rules.office.wording.branches import groups_of, read_groups
from cchc_rules.office.wording.choices import read_choices
from cchc_rules.office.wording.deadlines import read_deadline
from cchc_rules.office.wording.facts import LabelError, settle
from cchc_rules.office.wording.items import read_items
from cchc_rules.office.wording.outcome import NotUnderstood, Understood
from cchc_rules.office.wording.rates import is_formula, read_rate
from cchc_rules.office.wording.rows import Cell, NotReadError, rows_of, segments
from cchc_rules.office.wording.soundness import checked

_REMARK: Final = re.compile(r"\([^()]+\)|[^\d:;=()]+/[^\d:;=()]+")

_POINTS: Final = re.compile(r":|điểm", re.IGNORECASE)


def read_cell(  # noqa: PLR0913 - what is known of a row of an annex
    lines: tuple[str, ...], *, code: str, name: str, most: Most, giver: Giver, known: Mapping[str, Fact]
) -> Understood | NotUnderstood:
    """Read a cell whole, or say which words stand in the way."""
    cell = Cell(name, most)
    try:
        drafted = _read(cell, list(segments(lines)))
        scoring, facts = settle(drafted, cell.draft, code=code, known=known, printed=True)
        facts = {key: known[key] if key in known else attrs.evolve(fact, by=giver) for key, fact in facts.items()}
    except (NotReadError, LabelError) as error:
        return NotUnderstood(why=(attrs.evolve(error.finding, code=code),))
    findings = tuple(attrs.evolve(finding, code=code) for finding in cell.findings)
    read = Understood(scoring=scoring, facts=facts, round=cell.round, sentences=lines, findings=findings)
    return checked(read, code=code, most=most)


def _read(cell: Cell, texts: list[str]) -> Scoring:
    """Ask each reader in turn; the first that knows the form of the cell reads it, or says what it cannot read."""
    groups = groups_of(texts)
    if groups is not None:
        return read_groups(cell, groups, _read)
    if is_formula(texts):
        return read_rate(cell, texts)
    scoring = read_items(cell, texts)
    if scoring is not None:
        return scoring
    return _rows(cell, texts)


def _rows(cell: Cell, texts: list[str]) -> Scoring:
    remarks = [text for text in texts if _REMARK.fullmatch(text)]
    rows = rows_of([text for text in texts if text not in remarks])
    if not rows:
        raise NotReadError("CR680", texts[0]) if texts else NotReadError("CR691")  # nothing but signs
    if len(texts) == 1 and not _POINTS.search(texts[0]):
        raise NotReadError("CR680", texts[0])  # "Phụ lục 2": nothing shows that the number is one of points
    for read in (read_deadline, read_bands, read_choices):
        scoring = read(cell, rows, remarks)
        if scoring is not None:
            return scoring
    raise NotReadError("CR680", rows[0].words)
