"""Texts with separators (CSV): one table, with the separator that its heading row is written with."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from cchc_rules.errors import AnnexError, Finding, Severity
from cchc_rules.office.columns import Column
from cchc_rules.office.files.archives import refuse
from cchc_rules.office.files.sheets import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from cchc_rules.office.letters import clean
from cchc_rules.office.reading.encodings import Written, prove_writing
from cchc_rules.office.reading.headings import Heading, find_facts, find_heading
from cchc_rules.office.tables import Cell, Held, Table

SEPARATORS: Final = (",", ";", "\t")
NAME: Final = "bảng 1"
_MOST_BYTES: Final = 32 * 2**20
_MARKS: Final = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_LOOKED_AT: Final = 60  # rows, to find the headings
_SAID: Final = "sep="

Rows = list[list[str]]


def read_separated(path: Path) -> tuple[Table, ...]:
    """Give the one table of a CSV file: UTF-8, separated by commas, semicolons or tabs, quoted with ``"``.

    Raises AnnexError for another encoding, quotes that do not close, and a file that is too large.
    """
    text = _text(path)
    said = ""
    separators: tuple[str, ...] = SEPARATORS
    if text.lower().startswith(_SAID) and text[len(_SAID) : len(_SAID) + 1] in SEPARATORS:
        said, separators = text.split("\n", 1)[0], (text[len(_SAID)],)
    separator, rows = _best(path, text, said, separators)
    if not any(map(any, rows)):
        return ()
    width = max(map(len, rows))
    limits = (
        (len(rows), MOST_ROWS, "hàng (rows)"),
        (width, MOST_COLUMNS, "cột (columns)"),
        (len(rows) * width, MOST_CELLS, "ô (cells)"),
    )
    for found, most, what in limits:
        if found > most:
            raise refuse("CR608", path, path.name, found=f"{found} {what}", expected=str(most))
    cells = tuple(
        tuple(_cell(row[at] if at < len(row) else "", f"hàng {number}, cột {at + 1}") for at in range(width))
        for number, row in enumerate(rows, 1)
    )
    written = {
        cell.place: Written(text)
        for line, row in zip(cells, rows, strict=True)
        for cell, text in zip(line, row, strict=False)
    }
    places = tuple(f"hàng {number}" for number in range(1, len(rows) + 1))
    findings = (*prove_writing(path.name, NAME, written), *_torn(path, separator, rows, cells))
    return (Table(file=path.name, name=NAME, rows=cells, places=places, findings=findings),)


def _torn(path: Path, separator: str, rows: Rows, cells: Sequence[Sequence[Cell]]) -> Iterator[Finding]:
    """Find rows with more cells than their headings, and rows with fewer where a decimal comma may have torn a number.

    "2,5" without quotes is two cells in a file with commas; the second would be lost, or moved into another column.
    """
    heading, facts = find_heading(cells), find_facts(cells)
    starts = {} if heading is None else {heading.first: len(rows[heading.first])}
    if facts is not None:
        starts[facts[0]] = len(rows[facts[0]])
    beside = () if heading is None else [at + 1 for at in heading.of(Column.MAX_POINTS) if _is_of_text(heading, at + 1)]
    width = 0
    for at, row in enumerate(rows):
        width = starts.get(at, width)
        if not width:
            continue
        subject = f"hàng {at + 1}"
        more = any(map(str.strip, row[width:]))
        if more or (separator == "," and len(row) < width and any(map(_is_torn, row, row[1:]))):
            found, expected = str(len(row)), str(width)
            yield Finding(id="CR648", file=path.name, subject=subject, found=found, expected=expected)
            continue
        numbers = [
            row[after - 1 : after + 1] for after in beside if after < len(row) and row[after].strip().isdecimal()
        ]
        for left, right in numbers if separator == "," else ():
            if _is_torn(left, right):
                found = f"{left},{right}"
                yield Finding(id="CR649", severity=Severity.WARNING, file=path.name, subject=subject, found=found)


def _is_of_text(heading: Heading, column: int) -> bool:
    """Whether a column holds words, so that a number alone is none of its own."""
    return column < len(heading.columns) and heading.columns[column] not in {None, Column.IGNORED, Column.MAX_POINTS}


def _is_torn(left: str, right: str) -> bool:
    return left.strip().isdecimal() and right[:1].isdecimal()


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as fault:
        raise refuse("CR601", path, found=fault.strerror or str(fault)) from None
    if len(content) > _MOST_BYTES:
        raise refuse(
            "CR606", path, path.name, found=f"> {_MOST_BYTES // 2**20} MB", expected=f"{_MOST_BYTES // 2**20} MB"
        )
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    if encoding or b"\0" in content:
        raise refuse("CR610", path, found=encoding or "byte 0")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise refuse("CR610", path, found=f"byte {fault.start}: 0x{content[fault.start]:02X}") from None


def _best(path: Path, text: str, said: str, separators: tuple[str, ...]) -> tuple[str, Rows]:
    """Read with every separator; keep the one whose headings are found, else the one with the widest rows."""
    readings: list[tuple[tuple[int, int], str, Rows]] = []
    faults: list[AnnexError] = []
    for separator in separators:
        try:
            rows = _rows(path, text, separator)
        except AnnexError as fault:
            faults.append(fault)
            continue
        rows = rows[1:] if said else rows
        readings.append(((_known(rows), max(map(len, rows), default=0)), separator, rows))
    if not readings:
        raise faults[0]
    known, separator, rows = max(readings, key=lambda reading: reading[0])
    if faults and known < (0, 2):  # what reads without a fault is only what has no columns
        raise faults[0]
    return separator, rows


def _rows(path: Path, text: str, separator: str) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(reader)
    except csv.Error as fault:
        line = Finding(id="CR611", file=path.name, line=reader.line_num, subject=str(reader.line_num), found=str(fault))
        raise AnnexError([line]) from None
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    return rows


def _known(rows: Rows) -> int:
    """Count the columns whose titles are known."""
    first = [[_cell(text, "") for text in row[:MOST_COLUMNS]] for row in rows[:_LOOKED_AT]]
    heading = find_heading(first)
    if heading is not None:
        return sum(column is not None for column in heading.columns)
    facts = find_facts(first)
    return 0 if facts is None else len(facts[1])


def _cell(text: str, place: str) -> Cell:
    text = clean(text)
    return Cell(text=text, held=Held.TEXT if text else Held.BLANK, place=place)
