"""Parts: what the tables of a file are to an annex, and which of them go on from one another."""

import re
from collections.abc import Sequence
from typing import Final

import attrs

from cchc_rules.office.columns import FACTS_TITLE, Column, FactColumn
from cchc_rules.office.letters import fold
from cchc_rules.office.reading.codes import split
from cchc_rules.office.reading.fact_lists import Row, is_fact
from cchc_rules.office.reading.headings import Heading, find_facts, find_heading, folded
from cchc_rules.office.reading.rows import Given
from cchc_rules.office.tables import Cell, Table
from cchc_rules.values import Value

_FEWEST: Final = 3  # rows that show whether numbers are codes
_ANNEX: Final = re.compile(r"(?:phu luc|bieu|mau|bang)(?: so)? [0-9ivx]+\b.*|phu luc")


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Part(Value):
    """A table with the heading of an annex in it, where there is one, and the table of facts below, where there is one.

    ``until`` is the row at which the annex ends, ``facts`` the first row of facts, ``fact_columns`` their columns.
    """

    table: Table
    heading: Heading | None
    until: int
    facts: int
    fact_columns: dict[FactColumn, int]

    def called(self, name: str) -> bool:
        """Whether a person may mean this table by a name: its own, or its number alone."""
        own = fold(self.table.name)
        return fold(name) in {own, own.removeprefix("bang ")}

    def rows(self, heading: Heading) -> list[Given]:
        """Give the rows of the annex: without its heading, and without the rows that repeat it."""
        start = self.heading.after if self.heading is not None else 0
        table = self.table
        numbered = zip(table.rows[start : self.until], table.places[start : self.until], strict=True)
        return [
            Given(cells=cells, heading=heading, file=table.file, place=place)
            for cells, place in numbered
            if folded(cells) not in heading.rows
        ]

    @property
    def title(self) -> tuple[str, ...]:
        """The lines above the heading."""
        first = self.heading.first if self.heading is not None else 0
        inside = (" ".join(cell.text for cell in row if cell.text) for row in self.table.rows[:first])
        return self.table.above + tuple(" ".join(line.split()) for line in inside if line)

    @property
    def listed(self) -> Sequence[Row]:
        """The rows of facts, each with its place, without those that repeat their heading."""
        placed = list(zip(self.table.rows, self.table.places, strict=True))[self.facts :]
        return [(row, place) for row, place in placed if find_facts((row,)) is None]

    def says(self, column: int) -> bool:
        """Whether anything stands in a column below the heading."""
        start = self.heading.after if self.heading is not None else 0
        return any(row[column].text for row in self.table.rows[start : self.until])


def parts_of(tables: Sequence[Table], *, joined: bool) -> list[Part]:
    """Tell what each table is to an annex; with ``joined`` a table of facts may go on in the next table."""
    parts: list[Part] = []
    for table in tables:
        part = _part_of(table)
        before = parts[-1] if parts else None
        if joined and before is not None and before.fact_columns and _lists_on(before, part):
            part = attrs.evolve(part, until=0, fact_columns=before.fact_columns)
        parts.append(part)
    return parts


def _lists_on(before: Part, part: Part) -> bool:
    """Whether a table without headings goes on with the facts of the one before it."""
    rows, at = part.table.rows, before.fact_columns[FactColumn.FACT]
    if part.heading is not None or part.fact_columns or not rows or len(rows[0]) != len(before.table.rows[0]):
        return False
    return all(is_fact(row[at].text) for row in rows)


def _part_of(table: Table) -> Part:
    found = find_facts(table.rows)
    if found is None:
        return Part(table=table, heading=find_heading(table.rows), until=len(table.rows), facts=0, fact_columns={})
    until, columns = found
    while until and _is_title(table.rows[until - 1]):
        until -= 1
    heading = find_heading(table.rows[:until])
    return Part(table=table, heading=heading, until=until, facts=found[0] + 1, fact_columns=columns)


def _is_title(row: Sequence[Cell]) -> bool:
    """Whether a row is empty, or the title of the table of facts."""
    return fold(" ".join(cell.text for cell in row)) in {"", fold(FACTS_TITLE)}


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Candidate(Value):
    """An annex of a file: its heading, and the tables it stands in, the first with the heading."""

    heading: Heading
    parts: tuple[Part, ...]

    @property
    def first(self) -> Part:
        """The table it begins in."""
        return self.parts[0]


def find_candidates(parts: Sequence[Part], *, joined: bool) -> list[Candidate]:
    """Give the annexes among the tables of a file; with ``joined`` a table may go on from the one before it."""
    candidates: list[Candidate] = []
    for number, part in enumerate(parts):
        last = candidates[-1] if candidates else None
        if joined and last is not None and last.parts[-1] is parts[number - 1] and _goes_on(last, part):
            candidates[-1] = attrs.evolve(last, parts=(*last.parts, part))
        elif part.heading is not None and part.heading.complete:
            candidates.append(Candidate(heading=_without_counts(part, part.heading), parts=(part,)))
    return candidates


def _without_counts(part: Part, heading: Heading) -> Heading:
    """Ignore a column of codes that only counts the rows, where the codes stand in the names: 7, "1.2. Kế hoạch"."""
    numbered = [row for row in part.rows(heading) if split(row.of(Column.CODE).text)[0]]
    counted = [row.of(Column.CODE).text.rstrip(".") for row in numbered] == [str(at + 1) for at in range(len(numbered))]
    named = [[code for code, rest in (split(cell.text) for cell in row.names) if code and rest] for row in numbered]
    alike = all(str(at) in codes for at, codes in enumerate(named, 1))
    if len(numbered) < _FEWEST or not counted or not all(named) or alike:
        return heading
    columns = tuple(Column.IGNORED if column is Column.CODE else column for column in heading.columns)
    return attrs.evolve(heading, columns=columns)


def _goes_on(candidate: Candidate, part: Part) -> bool:
    """Whether a table goes on from the one before it: as wide, with the same headings or none, and later codes."""
    heading = candidate.heading
    if candidate.parts[-1].fact_columns or any(_ANNEX.fullmatch(fold(line)) for line in part.table.above):
        return False
    if part.heading is None:
        alike = bool(part.table.rows) and len(part.table.rows[0]) == len(heading.columns)
        return alike and not part.fact_columns and _codes_fit(part, heading)
    again = _first_code(part, heading) == _first_code(candidate.first, heading)
    return list(map(fold, part.heading.titles)) == list(map(fold, heading.titles)) and not again


def _codes_fit(part: Part, heading: Heading) -> bool:
    """Whether what stands in the column of codes, or leads the names, may be codes."""
    columns = heading.of(Column.CODE)
    if not columns:
        return bool(_first_code(part, heading))
    texts = [row[columns[0]].text for row in part.table.rows]
    return all(split(text)[0] for text in texts if text)


def _first_code(part: Part, heading: Heading) -> str:
    columns = heading.of(Column.CODE) or heading.of(Column.NAME)
    texts = (row.cells[column].text for row in part.rows(heading) for column in columns)
    return next((code for text in texts if (code := split(text)[0])), "")
