"""The outline of a sheet: what its XML says beside the values, gathered in one pass that keeps nothing else."""

import re
import zipfile
from pathlib import Path
from typing import Final

from cchc_rules.office.files.archives import walk

Range = tuple[int, int, int, int]  # first row, first column, last row, last column

_PLACE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_YES: Final = frozenset({"1", "true"})


class Outline:
    """How far the values of a sheet reach, which cells are merged, what is hidden, which formulas have no value."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self.merged: list[Range] = []
        self.hidden: list[str] = []
        self.unvalued: set[tuple[int, int]] = set()
        self._row = self._column = 0  # the cell being read
        self._kind = ""
        self._holds: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        name = tag.rpartition(" ")[2]
        if name == "row":
            self._row, self._column = whole(attributes.get("r")) or self._row + 1, 0
            if attributes.get("hidden") in _YES:
                self.hidden.append(f"hàng {self._row}")
        elif name == "c":
            self._row, self._column = position(attributes.get("r", "")) or (self._row, self._column + 1)
            self._kind = attributes.get("t", "")
            self._holds = set()
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in _YES:
            first, last = letters(whole(attributes.get("min"))), letters(whole(attributes.get("max")))
            self.hidden.append(f"cột {first}" if first == last else f"cột {first}–{last}")

    def end(self, tag: str, text: str) -> None:
        """Take the end of an element, and its text."""
        name = tag.rpartition(" ")[2]
        if name in {"f", "is"} or (name == "v" and text):
            self._holds.add(name)
        elif name == "c" and self._holds:
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
            if self._holds == {"f"} and self._kind != "str":  # a formula may well give an empty text
                self.unvalued.add((self._row, self._column))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = position(first), position(last)
        if start is not None and end is not None:
            self.merged.append((*start, *end))


def read_outline(path: Path, archive: zipfile.ZipFile, part: str) -> Outline:
    """Read the outline of one sheet; raises AnnexError when its XML is not sound."""
    outline = Outline()
    with archive.open(part) as stream:
        walk(path, part, stream, outline.start, outline.end)
    return outline


def position(reference: str) -> tuple[int, int] | None:
    """Give row and column of a reference, counted from 1; None for what is none.

    >>> position("B12"), position("$AA$1"), position("B:B")
    ((12, 2), (1, 27), None)
    """
    found = _PLACE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def letters(column: int) -> str:
    """Give the letters of a column, counted from 1.

    >>> letters(2), letters(27)
    ('B', 'AA')
    """
    found = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        found = chr(ord("A") + letter) + found
    return found


def whole(text: str | None) -> int:
    """Give a whole number from 0; 0 for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() else 0
