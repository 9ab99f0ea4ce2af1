"""Workbooks (Excel): each visible sheet as a table, cell by cell, with what its numbers are shown as."""

import warnings
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import attrs

from cchc_rules.errors import AnnexError, Finding, Severity
from cchc_rules.exact import exact, spell
from cchc_rules.office.files.archives import need, opened, prove, refuse
from cchc_rules.office.files.outlines import Outline, letters, read_outline
from cchc_rules.office.letters import clean
from cchc_rules.office.reading.encodings import Written, prove_writing
from cchc_rules.office.tables import Cell, Held, Table

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 256
MOST_CELLS: Final = 1_000_000

_CERTAIN: Final = 15  # digits that every binary number of a workbook holds
_SUGGESTED: Final = 12


def read_workbook(path: Path) -> tuple[Table, ...]:
    """Give every visible sheet of a workbook (``.xlsx``) as a table.

    Formulas are taken by the value they had when the file was saved. Raises AnnexError for what is no sound workbook;
    cells without a certain value are findings of their table.
    """
    need(path, "openpyxl", "defusedxml")
    prove(path)
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra, and slow to import

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that say nothing about values
        try:
            with path.open("rb") as file, opened(path) as archive:  # by content: openpyxl goes by the name
                workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
                visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
                return tuple(_table(path, archive, sheet) for sheet in visible)
        except AnnexError:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever openpyxl meets in a damaged workbook
            raise refuse("CR604", path, found=f"{type(fault).__name__}: {fault}") from None


def _table(path: Path, archive: zipfile.ZipFile, sheet: Any) -> Table:  # noqa: ANN401 - kept private by openpyxl
    outline = read_outline(path, archive, sheet._worksheet_path)  # noqa: SLF001 - told nowhere else
    limits = (
        (outline.rows, MOST_ROWS, "hàng (rows)"),
        (outline.columns, MOST_COLUMNS, "cột (columns)"),
        (outline.rows * outline.columns, MOST_CELLS, "ô (cells)"),
    )
    for found, most, what in limits:
        if found > most:
            raise refuse("CR608", path, sheet.title, found=f"{found} {what}", expected=str(most))
    sheet.reset_dimensions()
    rest = _rest(path, sheet.title, outline)
    findings: list[Finding] = []
    written: dict[str, Written] = {}
    rows: list[tuple[Cell, ...]] = []
    read = sheet.iter_rows(max_row=outline.rows, max_col=outline.columns) if outline.rows else ()
    for number, given in enumerate(read, 1):
        line: list[Cell] = []
        for column in range(1, outline.columns + 1):
            place = f"{letters(column)}{number}"
            if (number, column) in rest:
                line.append(Cell(place=place, merged=True))
                continue
            there = f"{sheet.title}!{place}"
            if (number, column) in outline.unvalued:
                findings.append(Finding(id="CR612", file=path.name, subject=there))
            cell, problem = _cell(given[column - 1] if column <= len(given) else None, place)
            line.append(cell)
            if problem is not None:
                findings.append(attrs.evolve(problem, file=path.name, subject=there))
            if cell.held is Held.TEXT:
                written[there] = Written(str(given[column - 1].value), frozenset({_font(given[column - 1])}))
        rows.append(tuple(line))
    findings.extend(prove_writing(path.name, sheet.title, written))
    findings.extend(
        Finding(id="CR616", severity=Severity.NOTE, file=path.name, subject=f"{sheet.title}, {hidden}")
        for hidden in outline.hidden
    )
    places = tuple(f"{sheet.title}, hàng {number}" for number in range(1, len(rows) + 1))
    return Table(file=path.name, name=sheet.title, rows=tuple(rows), places=places, findings=tuple(findings))


def _rest(path: Path, title: str, outline: Outline) -> set[tuple[int, int]]:
    """Give the cells that are the rest of a merged one."""
    rest: set[tuple[int, int]] = set()
    area = 0
    for top, left, bottom, right in outline.merged:
        rows = range(top, min(bottom, outline.rows) + 1)
        columns = range(left, min(right, outline.columns) + 1)
        area += len(rows) * len(columns)
        if area > MOST_CELLS:
            raise refuse("CR608", path, title, found=f"{area} ô gộp (merged cells)", expected=str(MOST_CELLS))
        rest.update((row, column) for row in rows for column in columns if (row, column) != (top, left))
    return rest


def _cell(given: Any, place: str) -> tuple[Cell, Finding | None]:  # noqa: ANN401 - several classes of openpyxl
    value = getattr(given, "value", None)
    if value is None:
        return Cell(place=place), None
    shown_as = "" if given.number_format == "General" else str(given.number_format)
    if given.data_type == "e":
        return Cell(place=place), Finding(id="CR613", found=str(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, place, shown_as)
    held = Held.TEXT
    if isinstance(value, str):
        from openpyxl.utils.escape import unescape  # noqa: PLC0415 - an extra

        text = clean(unescape(value))
        held = Held.TEXT if text else Held.BLANK
    elif isinstance(value, bool):
        text = str(value).upper()
    else:  # a day, with or without a time, or a time alone
        text, held = str(value).removesuffix(" 00:00:00"), Held.DATE
    return Cell(text=text, held=held, place=place, shown_as=shown_as), None


def _number(value: float, place: str, shown_as: str) -> tuple[Cell, Finding | None]:
    decimal = Decimal(repr(value))  # the shortest decimal that is this number: what was typed
    if not decimal.is_finite():
        return Cell(place=place), Finding(id="CR613", found=str(value))
    text = format(decimal.normalize(), "f")
    cell = Cell(text="0" if text == "-0" else text, held=Held.NUMBER, place=place, shown_as=shown_as)
    if len(decimal.normalize().as_tuple().digits) <= _CERTAIN:
        return cell, None
    nearest = spell(exact(Decimal(f"{decimal:.{_SUGGESTED}g}")))
    return cell, Finding(id="CR615", severity=Severity.WARNING, found=text, expected=nearest)


def _font(cell: Any) -> str:  # noqa: ANN401 - several classes of openpyxl
    return str(cell.font.name or "")
