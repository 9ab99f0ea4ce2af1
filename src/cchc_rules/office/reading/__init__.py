"""Reading a file into tables, and the table of an annex in it into an annex."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from cchc_rules.errors import AnnexError, Finding, Severity
from cchc_rules.law.facts import Fact
from cchc_rules.office.annex import Annex
from cchc_rules.office.columns import TITLES, Column
from cchc_rules.office.files.archives import Kind, kind_of, refuse
from cchc_rules.office.files.documents import read_document
from cchc_rules.office.files.separated import read_separated
from cchc_rules.office.files.sheets import read_workbook
from cchc_rules.office.reading.fact_lists import read_facts
from cchc_rules.office.reading.headings import Heading
from cchc_rules.office.reading.parts import Candidate, Part, find_candidates, parts_of
from cchc_rules.office.reading.rows import Reader
from cchc_rules.office.tables import Table

_READERS: Final = {Kind.WORD: read_document, Kind.EXCEL: read_workbook, Kind.TEXT: read_separated}
_NEEDED: Final = (Column.NAME, Column.MAX_POINTS)
_ONCE: Final = (Column.CODE, Column.MAX_POINTS, Column.SCORING, Column.APPRAISER)


def read_tables(path: Path | str) -> tuple[Table, ...]:
    """Give every table of a Word file, every visible sheet of a workbook, or the one table of a CSV file.

    Raises AnnexError for a file that is broken, dangerous or of another kind, and for cells without a certain value.
    """
    tables = _tables(Path(path))
    _refuse(finding for table in tables for finding in table.findings)
    return tables


def read_annex(path: Path | str, table: str | None = None) -> Annex:
    """Read the annex in a file; ``table`` names the table or sheet, where there are several annexes in it.

    The columns are found by their headings. Tables of a Word file that go on from one another are read as one. Raises
    AnnexError with everything that was found, when anything in the annex cannot be read.
    """
    path = Path(path)
    joined = kind_of(path) is Kind.WORD  # the tables of a Word file are cut by pages, sheets are not
    parts = parts_of(_tables(path), joined=joined)
    candidates = find_candidates(parts, joined=joined)
    chosen = _choose(path, parts, candidates, table)
    listing = _listing(parts, candidates, chosen)
    findings = [finding for part in (*chosen.parts, *listing) for finding in part.table.findings]
    findings.extend(_told(chosen))
    reader = Reader()
    reader.read([row for part in chosen.parts for row in part.rows(chosen.heading)])
    if not reader.rows and not chosen.heading.of(Column.CODE):
        findings.append(_lacking(chosen.first, chosen.heading, (Column.CODE,)))
    elif not reader.rows and not reader.findings:
        findings.append(Finding(id="CR636", file=path.name, subject=chosen.first.table.name))
    findings.extend(reader.findings)
    facts: dict[str, Fact] = {}
    for part in listing:
        facts.update(read_facts(path.name, part.listed, part.fact_columns, findings))
    _refuse(findings)
    return Annex(
        file=path.name,
        title=chosen.first.title,
        rows=tuple(reader.rows),
        totals=tuple(reader.totals),
        facts=facts,
        findings=tuple(dict.fromkeys(findings)),
    )


def _tables(path: Path) -> tuple[Table, ...]:
    tables = _READERS[kind_of(path)](path)
    if not any(table.rows for table in tables):
        raise refuse("CR620", path)
    return tables


def _refuse(findings: Iterable[Finding]) -> None:
    """Raise AnnexError with all findings, errors first, where there is an error among them."""
    listed = sorted(dict.fromkeys(findings), key=lambda finding: finding.severity is not Severity.ERROR)
    if listed and listed[0].severity is Severity.ERROR:
        raise AnnexError(listed)


def _choose(path: Path, parts: list[Part], candidates: list[Candidate], name: str | None) -> Candidate:
    """Give the candidate that is the annex; raises AnnexError where none or several are."""
    names = ", ".join(part.table.name for part in parts)
    if name is not None:
        named = [part for part in parts if part.called(name)]
        if not named:
            raise refuse("CR623", path, name, expected=names)
        candidates = [one for one in candidates if named[0] in one.parts]
        parts, names = named, named[0].table.name
    if len(candidates) > 1:
        raise refuse("CR622", path, found=", ".join(one.first.table.name for one in candidates))
    if candidates:
        return candidates[0]
    _refuse(finding for part in parts for finding in part.table.findings)  # it may be why no heading is known
    lacking = [_lacking(part, part.heading, _NEEDED) for part in parts if part.heading is not None]
    if lacking:
        raise AnnexError(lacking)
    raise refuse("CR621", path, found=names, expected=_quoted(_NEEDED))


def _lacking(part: Part, heading: Heading, needed: tuple[Column, ...]) -> Finding:
    titles = ", ".join(f'"{_one_line(title)}"' for title in heading.titles if title)
    missing = _quoted(tuple(column for column in needed if not heading.of(column)))
    return Finding(id="CR624", file=part.table.file, subject=part.table.name, found=titles, expected=missing)


def _quoted(columns: tuple[Column, ...]) -> str:
    return ", ".join(f'"{TITLES[column]}"' for column in columns)


def _one_line(title: str) -> str:
    return " ".join(title.split())


def _listing(parts: list[Part], candidates: list[Candidate], chosen: Candidate) -> list[Part]:
    """Give the tables of facts of an annex: those up to the next annex, or any where there is one annex only."""
    if len(candidates) == 1:
        return [part for part in parts if part.fact_columns]
    starts = [number for number, part in enumerate(parts) if any(part is one.first for one in candidates)]
    start = next(number for number in starts if parts[number] is chosen.first)
    end = next((number for number in starts if number > start), len(parts))
    return [part for part in parts[start:end] if part.fact_columns]


def _told(chosen: Candidate) -> Iterator[Finding]:
    """Find columns that stand twice; say which are not read, and which tables were joined."""
    table, heading = chosen.first.table, chosen.heading
    for column in _ONCE:
        titles = [f'"{_one_line(heading.titles[at])}"' for at in heading.of(column)]
        if len(titles) > 1:
            expected = _quoted((column,))
            yield Finding(id="CR625", file=table.file, subject=table.name, found=", ".join(titles), expected=expected)
    for at, meant in enumerate(heading.columns):
        if meant is Column.IGNORED or (meant is None and chosen.first.says(at)):
            title = _one_line(heading.titles[at]) or str(at + 1)
            yield Finding(id="CR626", severity=Severity.NOTE, file=table.file, subject=table.name, found=title)
    for part in chosen.parts[1:]:
        name, before = part.table.name, table.name
        yield Finding(id="CR639", severity=Severity.NOTE, file=table.file, subject=name, expected=before)
