"""Worked cases: a few facts, the points (or the state, or the refusal) that must come of them, and why."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from operator import eq
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
from cattrs import Converter

from cchc_rules.errors import CchcRulesError, Finding, NotFoundError, RulesetError, SubmissionError
from cchc_rules.exact import State, parse_number, spell
from cchc_rules.law.catalog import folder_of
from cchc_rules.law.codec import Document, parse, structure
from cchc_rules.law.converter import Refused, UnquotedDecimal
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.model import Scorecard
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Entry, GivenFacts, RawCounts, RawShares, Submission, Unit
from cchc_rules.scoring.reading import converter, spelled
from cchc_rules.scoring.result import Result
from cchc_rules.values import Value

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

UNIT: Final = Unit(code="X-01", name="Đơn vị Ví dụ", group="X")
_EXPECTED: Final = ("expected", "effective_max", "total", "index_percent", "band")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


class Refusal(Enum):
    """What a case expects where its answers cannot be scored."""

    REFUSED = "error"


REFUSED: Final = Refusal.REFUSED
Expected = Fraction | State | Refusal


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Case(Value):
    """One worked case: what was answered, and what must come of it.

    ``expected`` are points, a state or a refusal by code; ``effective_max`` maxima by code; ``total``,
    ``index_percent`` and ``band`` (its printed name) are of the whole unit. ``file`` is where it stands.
    """

    id: str
    why: str
    unit_kind: UnitKind
    submission: Submission
    file: str = ""
    readings: Mapping[str, str] = attrs.field(factory=dict)
    expected: Mapping[str, Expected] = attrs.field(factory=dict)
    effective_max: Mapping[str, Fraction] = attrs.field(factory=dict)
    total: Fraction | None = None
    index_percent: Fraction | None = None
    band: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class _Row(Value):
    """A case as it stands in a file."""

    id: str
    why: str
    facts: GivenFacts = attrs.field(factory=GivenFacts)
    ballots: RawCounts = attrs.field(factory=dict)
    shares: RawShares = attrs.field(factory=dict)
    entries: tuple[Entry, ...] = ()
    readings: Mapping[str, str] = attrs.field(factory=dict)
    expected: Mapping[str, Expected] = attrs.field(factory=dict)
    effective_max: Mapping[str, Fraction] = attrs.field(factory=dict)
    total: Fraction | None = None
    index_percent: Fraction | None = None
    band: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class _File(Value):
    """A file of cases of one kind of unit in one year."""

    format: int
    unit_kind: UnitKind
    year: int
    cases: tuple[_Row, ...]


def _wanted(value: object, _: object) -> Expected:
    """Take points, a state, or the word for a refusal."""
    if isinstance(value, UnquotedDecimal):
        raise Refused("CR120", found=value, expected=f'"{value}"')
    text = value if isinstance(value, str) else ""
    if text == REFUSED.value:
        return REFUSED
    if text in set(State):
        return State(text)
    try:
        return parse_number(text)
    except ValueError:
        listed = ", ".join(f'"{word}"' for word in (*State, REFUSED.value))
        raise Refused("CR705", found=value, expected=listed) from None


@cache
def _reader() -> Converter:
    reader: Converter = converter.__wrapped__()  # one of its own: hooks are no matter of submissions
    reader.register_structure_hook_func(partial(eq, Expected), _wanted)
    return reader


# --- Reading --------------------------------------------------------------------------------------------------------

_Named = Callable[[], Finding]  # asked only where an id stands twice: looking for a line is not cheap


def loads(text: str, file: str = "cases.toml") -> tuple[Case, ...]:
    """Read the worked cases of one TOML text.

    Raises RulesetError with every fault of the text, each with its line.

    >>> text = '''format = 1
    ... unit_kind = "commune"
    ... year = 2024
    ...
    ... [[cases]]
    ... id = "1.1.2-share"
    ... why = "25 of 30 earns that share of 3."
    ... facts.unit = { plan_tasks_done = 25, plan_tasks = 30 }
    ... expected = { "1.1.2" = "2.5" }
    ... '''
    >>> loads(text)[0].expected
    {'1.1.2': Fraction(5, 2)}
    """
    findings: list[Finding] = []
    cases = _read(text, file, findings)
    findings += _twice(cases)
    if findings:
        raise RulesetError(findings)
    return tuple(case for case, _ in cases)


def read_cases(path: "str | PathLike[str] | Traversable") -> tuple[Case, ...]:
    """Read the worked cases of a TOML file, or of every one in a folder in the order of their names.

    Raises RulesetError with every fault of every file (an id is used once for its kind of unit), OSError when there
    is no such file.
    """
    place = Path(path) if isinstance(path, str | PathLike) else path
    files = [place]
    if place.is_dir():
        files = sorted((file for file in place.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    findings: list[Finding] = []
    cases: list[tuple[Case, _Named]] = []
    for file in files:
        try:
            text = file.read_bytes().decode()
        except UnicodeDecodeError as fault:
            findings.append(Finding(id="CR109", file=file.name, found=str(fault.start)))
        else:
            cases += _read(text, file.name, findings)
    findings += _twice(cases)
    if findings:
        raise RulesetError(findings)
    return tuple(case for case, _ in cases)


def cases_of(ruleset: str | PathLike[str], unit_kind: str | None = None) -> tuple[Case, ...]:
    """Read the worked cases that stand beside a ruleset, by its id or folder; those of one kind of unit where named.

    A ruleset without a folder ``cases`` has none.

    >>> len(cases_of("2024_2426", "commune")) > 100
    True
    """
    folder = folder_of(ruleset) / "cases"
    cases = read_cases(folder) if folder.is_dir() else ()
    return tuple(case for case in cases if unit_kind in (None, case.unit_kind))


def _read(text: str, file: str, findings: list[Finding]) -> list[tuple[Case, _Named]]:
    """Give the cases of a text, each with the finding that would tell where its id stands."""
    document = parse(file, text, findings)
    read = None if document is None else structure(document, document.data, _File, findings, _reader())
    if document is None or read is None:
        return []
    cases: list[tuple[Case, _Named]] = []
    for number, row in enumerate(read.cases):
        for key, finding in _faults(row):
            findings.append(document.located(("cases", number, key), finding))
        cases.append((_case(row, read, file), partial(_named, document, number, row)))
    return cases


def _named(document: Document, number: int, row: _Row) -> Finding:
    return document.located(("cases", number, "id"), Finding(id="CR702", subject=row.id))


def _twice(cases: list[tuple[Case, _Named]]) -> Iterator[Finding]:
    first: dict[tuple[str, str], _Named] = {}
    for case, named in cases:
        earlier = first.setdefault((case.unit_kind, case.id), named)
        if earlier is not named:
            yield attrs.evolve(named(), found=earlier().place)


def _faults(row: _Row) -> Iterator[tuple[str, Finding]]:
    if not row.why.endswith("."):
        yield "why", Finding(id="CR701", subject=row.id, found=row.why)
    stated = [key for key in _EXPECTED if getattr(row, key) not in (None, {})]
    if not stated:
        yield "id", Finding(id="CR703", subject=row.id, expected=", ".join(_EXPECTED))
    refused = [wanted is REFUSED for wanted in row.expected.values()]
    if any(refused) and (not all(refused) or stated != ["expected"]):
        yield "expected", Finding(id="CR704", subject=row.id)


def _case(row: _Row, read: _File, file: str) -> Case:
    submission = Submission(
        unit=UNIT,
        unit_kind=read.unit_kind,
        year=read.year,
        facts=row.facts,
        ballots=row.ballots,
        shares=row.shares,
        entries=row.entries,
    )
    return Case(
        id=row.id,
        why=row.why,
        unit_kind=read.unit_kind,
        submission=submission,
        file=file,
        readings=row.readings,
        expected=row.expected,
        effective_max=row.effective_max,
        total=row.total,
        index_percent=row.index_percent,
        band=row.band,
    )


# --- Writing --------------------------------------------------------------------------------------------------------


def dumps(cases: Iterable[Case], head: str = "") -> str:
    """Write cases of one kind of unit and one year as TOML, after a head of comment lines; `loads` reads them back.

    Raises ValueError where there are none, or they are of several kinds or years.

    >>> print(dumps(cases_of("2024_2426", "commune")[1:2]))
    format = 1
    unit_kind = "commune"
    year = 2024
    <BLANKLINE>
    [[cases]]
    id = "1.1.1-early"
    why = "6 January 2024 is well in time, and being early earns no more than 1."
    facts.unit = { plan_issued_on = 2024-01-06 }
    expected = { "1.1.1" = "1" }
    <BLANKLINE>
    """
    listed = tuple(cases)
    heads = {(case.unit_kind.value, case.submission.year) for case in listed}
    if len(heads) != 1:
        message = f"cases of one kind of unit and one year stand in a file, not of {len(heads)}"
        raise ValueError(message)
    ((kind, year),) = heads
    comment = "".join(f"# {line}".rstrip() + "\n" for line in head.splitlines())
    top = f'format = 1\nunit_kind = "{kind}"\nyear = {year}\n'
    return "\n".join(part for part in (comment, top, *map(_written, listed)) if part)


def _written(case: Case) -> str:
    given = spelled(converter().unstructure(case.submission))
    lines: dict[str, object] = {"id": case.id, "why": case.why}
    for giver, facts in given.get("facts", {}).items():
        lines[f"facts.{giver}"] = facts
    for key in ("ballots", "shares"):
        lines |= {f"{key}.{question}": groups for question, groups in given.get(key, {}).items()}
    stated = {code: _spelled(value) for code, value in case.expected.items()}
    lines |= {"entries": given.get("entries"), "readings": dict(case.readings), "expected": stated}
    lines["effective_max"] = spelled(case.effective_max)
    lines |= {"total": spelled(case.total), "index_percent": spelled(case.index_percent), "band": case.band}
    written = (f"{key} = {_inline(value)}\n" for key, value in lines.items() if value is not None and value != {})
    return "[[cases]]\n" + "".join(written)


def _inline(value: object) -> str:
    """Write one value on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_inline(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _inline(key)


# --- Holding --------------------------------------------------------------------------------------------------------


def hold(case: Case, scorecard: Scorecard) -> tuple[Finding, ...]:
    """Hold a case against a scorecard: give what comes out otherwise than the case says; nothing where it holds.

    >>> from cchc_rules import load
    >>> scorecard = load("2024_2426").scorecard("commune")
    >>> [finding for case in cases_of("2024_2426", "commune")[:20] for finding in hold(case, scorecard)]
    []
    """
    try:
        result = evaluate(scorecard, case.submission, missing="bounds", readings=case.readings)
        found = tuple(_against(case, result))
    except SubmissionError as refusal:
        found = tuple(_refused(case, refusal))
    except NotFoundError as fault:  # a code or a reading that the scorecard does not have
        found = fault.findings
    return tuple(attrs.evolve(finding, file=case.file) for finding in found)


def _refused(case: Case, refusal: CchcRulesError) -> Iterator[Finding]:
    found = {finding.code for finding in refusal.findings}
    found |= {"total"} if found == {""} else set()
    wanted = {code for code, value in case.expected.items() if value is REFUSED}
    for code in sorted(wanted - found):
        yield Finding(id="CR711", subject=case.id, code=code)
    if not wanted:
        first = refusal.findings[0]
        yield Finding(id="CR712", subject=case.id, code=first.code, found=first.id)


def _against(case: Case, result: Result) -> Iterator[Finding]:
    for code, wanted in case.expected.items():
        if wanted is REFUSED:
            yield Finding(id="CR711", subject=case.id, code=code)
            continue
        node = result.node(code)
        found = node.state if isinstance(wanted, State) else node.points
        if found != wanted:
            open_or = node.state if found is None else found
            yield Finding(id="CR710", subject=case.id, code=code, found=_spelled(open_or), expected=_spelled(wanted))
    for code, most in case.effective_max.items():
        effective = result.node(code).effective_max
        if effective != most:
            yield Finding(id="CR713", subject=case.id, code=code, found=spell(effective), expected=spell(most))
    whole = {"total": result.total, "index_percent": result.index_percent}
    for name, number in (("total", case.total), ("index_percent", case.index_percent)):
        if number is not None and whole[name] != number:
            came = whole[name]
            got = f"{name} = {_spelled(result.state if came is None else came)}"
            yield Finding(id="CR714", subject=case.id, found=got, expected=spell(number))
    band = None if result.band is None else result.band.name.vi
    if case.band is not None and band != case.band:
        yield Finding(id="CR714", subject=case.id, found=f"band = {band or '-'}", expected=case.band)


def _spelled(value: Expected) -> str:
    if isinstance(value, Fraction):
        return spell(value)
    return str(value.value)
