"""A page: what a report says, in blocks, before it is decided how it looks."""

import unicodedata
from enum import StrEnum
from typing import Final

import attrs

from cchc_rules.values import Value

_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})  # what would move the cursor, or hide


def clean(text: str) -> str:
    """Give text on one line, composed, without control characters: a unit's name may hold anything.

    >>> clean("Sở" + chr(27) + "[31m Ví dụ")
    'Sở [31m Ví dụ'
    """
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(" " if unicodedata.category(letter) in _UNSEEN else letter for letter in composed)
    return " ".join(part for part in seen.split(" ") if part)


def width(text: str) -> int:
    """Count the columns that composed text takes.

    >>> width("Sở Nội vụ")
    9
    """
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(bool(unicodedata.combining(letter)) for letter in text)


class Side(StrEnum):
    """Where the text of a column stands: at its left, its right, or under its decimal sign."""

    LEFT = "left"
    RIGHT = "right"
    NUMBER = "number"


@attrs.frozen(eq=False, repr=False, slots=False)
class Heading(Value):
    """A heading; level 1 stands once, at the top."""

    text: str
    level: int = 2


@attrs.frozen(eq=False, repr=False, slots=False)
class Notice(Value):
    """The line that says what a reconstruction is. Every page of one carries it."""

    text: str


@attrs.frozen(eq=False, repr=False, slots=False)
class Pairs(Value):
    """Labels with what they stand for."""

    rows: tuple[tuple[str, str], ...]


@attrs.frozen(eq=False, repr=False, slots=False)
class Column(Value):
    """A column of a table."""

    title: str
    side: Side = Side.LEFT


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Table(Value):
    """Rows under columns; ``foot`` rows stand apart below them. ``strong`` names rows that lead the ones after."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[tuple[str, ...], ...] = ()
    strong: frozenset[int] = frozenset()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Outline(Value):
    """Lines at depths from 0; with ``numbered`` those at depth 0 are numbered."""

    items: tuple[tuple[int, str], ...]
    numbered: bool = False


Block = Heading | Notice | Pairs | Table | Outline
Page = tuple[Block, ...]
