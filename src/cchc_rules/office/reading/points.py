"""Printed points: maxima and totals with a decimal comma or point, and words around the number."""

import re
from typing import Final

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.exact import parse_number, spell
from cchc_rules.office.letters import piece
from cchc_rules.office.tables import Cell, Held

_NUMBER: Final = re.compile(r"([-–—−+]?)\s*(\d{1,9})(?:([.,])(\d{1,20}))?")
_AROUND: Final = re.compile(r"^(?:tối đa|điểm|tổng|:|\(|\s)+|(?:điểm|đ|\)|\.|\*|\s)+$", re.IGNORECASE)
_EXAMPLE: Final = "0,5"


@attrs.define(slots=False)
class Marks:
    """The decimal marks met in one table, and where each was met first."""

    comma: str = ""
    point: str = ""

    def meet(self, mark: str, place: str) -> None:
        """Take note of a mark."""
        if mark == ",":
            self.comma = self.comma or place
        else:
            self.point = self.point or place

    def findings(self, file: str) -> tuple[Finding, ...]:
        """Say that both are in use, where they are."""
        if not (self.comma and self.point):
            return ()
        found = f'"," {self.comma}; "." {self.point}'
        return (Finding(id="CR633", severity=Severity.WARNING, file=file, found=found),)


def read_points(cell: Cell, marks: Marks, *, printed: bool = False) -> str | None:
    """Give the number of a cell with a decimal point, "" for none; None for what is no number of points.

    With ``printed`` its zeros are kept, else it has its shortest spelling.

    >>> read_points(Cell(text="0,50 điểm", held=Held.TEXT), Marks())
    '0.5'
    >>> read_points(Cell(text="–1", held=Held.TEXT), Marks()), read_points(Cell(text="1-2", held=Held.TEXT), Marks())
    ('-1', None)
    """
    text = _AROUND.sub("", cell.text)
    if not cell.text or text in {"-", "–", "x"}:
        return ""
    found = _NUMBER.fullmatch(text)
    if found is None or cell.held is Held.DATE or "%" in cell.shown_as:
        return None
    sign, whole, mark, decimals = found.groups()
    if cell.held is Held.TEXT and mark:
        marks.meet(mark, cell.place)
    number = ("-" if sign and sign != "+" else "") + whole + (f".{decimals}" if decimals else "")
    return number if printed else spell(parse_number(number))


def refuse_points(cell: Cell, place: str) -> Finding:
    """Make the finding of a cell that should hold points."""
    shown = f"{cell.text} ({cell.shown_as})" if cell.shown_as else cell.text
    return Finding(id="CR632", subject=place, found=piece(shown), expected=_EXAMPLE)
