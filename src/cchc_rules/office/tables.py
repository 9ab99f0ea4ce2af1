"""Tables as they stand in a file: cells with what they show, what they hold and where they are."""

from enum import StrEnum

import attrs

from cchc_rules.errors import Finding
from cchc_rules.values import Value


class Held(StrEnum):
    """What a cell holds. A blank cell is one that nothing was put in; the rest of a merged cell is blank too."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BLANK = "blank"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Cell(Value):
    """One cell: its text in composed form, one line for each paragraph, without stray spaces.

    A number is spelled with a decimal point and without zeros too many, a date as ``2024-11-14``; ``shown_as`` is the
    number format of a workbook, ``place`` where the cell is: ``B12``, or row and column. ``merged`` says that it is
    the rest of a merged cell.
    """

    text: str = ""
    held: Held = Held.BLANK
    place: str = ""
    shown_as: str = ""
    merged: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that say something."""
        return tuple(line.strip() for line in self.text.split("\n") if line.strip())


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Table(Value):
    """One table of a file, or one sheet of a workbook, and the lines of text right above it.

    ``name`` is how a person finds it ("bảng 2", the name of the sheet). Every row has as many cells as the widest;
    ``places`` says where each row is. ``findings`` tell of cells that hold no certain value.
    """

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
