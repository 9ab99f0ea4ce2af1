"""Headings: which rows of a table are its headings, and which column is which."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import attrs

from cchc_rules.office.columns import FACT_TITLES, Column, FactColumn
from cchc_rules.office.letters import fold
from cchc_rules.office.tables import Cell
from cchc_rules.values import Value

_SEARCHED: Final = 60  # rows
_LONGEST: Final = 90  # letters of a title
_DEEPEST: Final = 3  # rows of headings
_NUMBERED: Final = re.compile(r"\(?([A-Z]|[0-9]{1,2})\)?\s*(=.*)?", re.DOTALL)
_FIGURE: Final = re.compile(r"[-–−]?\d+([.,]\d+)?")
_LEAST_NUMBERED: Final = 3

# What a title says, folded; the first that is found in it decides. A title in quotes must be the whole.
_KNOWN: Final[tuple[tuple[Column, tuple[str, ...]], ...]] = (
    (Column.APPRAISER, ("co quan tham dinh", "don vi tham dinh", "chu tri", "co quan danh gia", "don vi danh gia")),
    (
        Column.APPRAISER,
        ("co quan theo doi", "don vi theo doi", "co quan phu trach", "don vi phu trach", "co quan cham"),
    ),
    (Column.IGNORED, ("tu cham", "tu danh gia", "diem tham dinh", "diem dat", "ket qua tham dinh", "giai trinh")),
    (Column.IGNORED, ("tham dinh lan", "diem thuc te", "diem danh gia", "diem duoc cham", "ket qua cham")),
    (Column.EVIDENCE, ("kiem chung", "minh chung", "tai lieu chung minh")),
    (Column.SCORING, ("cach tinh", "phuong phap", "huong dan", "cach cham", "cach thuc", "cach danh gia", "cong thuc")),
    (Column.SCORING, ("cach xac dinh", "cach cho diem", "thang diem cham", '"muc diem"', "quy dinh cham")),
    (Column.MAX_POINTS, ("diem toi da", "diem chuan", "thang diem", "diem quy dinh", "khung diem", '"diem so"')),
    (Column.MAX_POINTS, ('"diem"', '"so diem"', '"diem tieu chi"', '"toi da"')),
    (Column.NOTE, ("ghi chu", "chu thich", '"luu y"')),
    (Column.CODE, ('"stt"', '"tt"', '"ma"', '"ma so"', '"so tt"', '"so thu tu"', '"ma tieu chi"', '"ky hieu"')),
    (Column.CODE, ('"ma chi so"', '"ma so tieu chi"', '"ma hieu"')),
    (Column.NAME, ("tieu chi", "linh vuc", "noi dung", "chi tieu", "chi so thanh phan", "nhiem vu")),
)
_FACTS_KNOWN: Final[Mapping[str, FactColumn]] = {fold(title): column for column, title in FACT_TITLES.items()}


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Heading(Value):
    """The heading of an annex in a table: its first row, the row after its last, and the meaning of each column.

    ``titles`` are the titles of the columns as printed, ``columns`` their meanings; None where a title is unknown or
    absent. ``rows`` are the folded texts of each heading row, by which a repeated one is known.
    """

    first: int
    after: int
    columns: tuple[Column | None, ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def of(self, column: Column) -> tuple[int, ...]:
        """Give the positions of a column, counted from 0."""
        return tuple(position for position, found in enumerate(self.columns) if found is column)

    @property
    def complete(self) -> bool:
        """Whether the columns that every annex needs are there: names and maxima."""
        return bool(self.of(Column.NAME) and self.of(Column.MAX_POINTS))


def meaning(title: str) -> Column | None:
    """Tell what column a title stands over; None for a title that is not known.

    >>> meaning("Điểm  CHUẨN"), meaning("Hòa giải")
    (<Column.MAX_POINTS: 'max_points'>, None)
    """
    folded = fold(title)
    for column, signs in _KNOWN:
        if any(folded == sign.strip('"') if sign.startswith('"') else sign in folded for sign in signs):
            return column
    return None


def find_heading(rows: Sequence[Sequence[Cell]]) -> Heading | None:
    """Find the heading of an annex among the first rows of a table; None where no row looks like one."""
    for first, row in enumerate(rows[:_SEARCHED]):
        found = {meaning(cell.text) for cell in row if _is_title(cell)} - {None, Column.IGNORED}
        if len(found) > 1 and found & {Column.NAME, Column.MAX_POINTS}:
            return _heading(rows, first)
    return None


def _is_title(cell: Cell) -> bool:
    return 0 < len(cell.text) <= _LONGEST


def _heading(rows: Sequence[Sequence[Cell]], first: int) -> Heading:
    after = first + 1
    stack = [_spread(rows[first], rows[after] if after < len(rows) else ())]
    while after < min(len(rows), first + _DEEPEST) and _goes_on(rows[after], stack):
        stack.append(_spread(rows[after], (), stack[-1]))
        after += 1
    if len(stack) == 1:
        stack = [_spread(rows[first], ())]
    columns = tuple(_column([row[position] for row in stack]) for position in range(len(stack[0])))
    titles = tuple(" – ".join(dict.fromkeys(row[at] for row in stack if row[at])) for at in range(len(stack[0])))
    if after < len(rows) and is_numbered(rows[after]):
        after += 1
    kept = tuple(folded(row) for row in rows[first:after])
    return Heading(first=first, after=after, columns=_only(columns, titles), titles=titles, rows=kept)


def _only(columns: tuple[Column | None, ...], titles: tuple[str, ...]) -> tuple[Column | None, ...]:
    """Let a column of codes (mã) stand before one that counts rows (STT), where there are both."""
    codes = [at for at, column in enumerate(columns) if column is Column.CODE]
    named = [at for at in codes if fold(titles[at]).startswith("ma")]
    if len(codes) > 1 and len(named) == 1:
        return tuple(Column.IGNORED if at in codes and at not in named else columns[at] for at in range(len(columns)))
    return columns


def _spread(row: Sequence[Cell], below: Sequence[Cell], above: Sequence[str] = ()) -> list[str]:
    """Give the titles of a row, each over all the columns it is merged over, as far as the title above it reaches."""
    titles: list[str] = []
    for at, cell in enumerate(row):
        over = not cell.text and at > 0 and (cell.merged or (at < len(below) and bool(below[at].text)))
        if above and over:
            over = above[at] == above[at - 1]
        titles.append(titles[-1] if over else cell.text)
    return titles


def _goes_on(row: Sequence[Cell], above: list[list[str]]) -> bool:
    """Whether a row is one more row of headings: titles only, and none below a code or a name but their own kind."""
    said = [(at, cell) for at, cell in enumerate(row) if cell.text]
    if not said or is_numbered(row):
        return False
    for at, cell in said:
        over = [line[at] for line in above]
        if not _is_title(cell) or _FIGURE.fullmatch(cell.text) or _column([*over, cell.text]) is None:
            return False
        own, before = meaning(cell.text), _column(over)
        if before in {Column.CODE, Column.NAME} and own is not before:
            return False
        if own is None and fold(over[-1]) not in {"diem", "so diem", "tham dinh", "ket qua"}:
            return False
    return True


def _column(titles: list[str]) -> Column | None:
    """Tell what a column is by the titles over it, the lowest last."""
    said = list(dict.fromkeys(title for title in titles if title))
    if not said:
        return None
    whole = meaning(" ".join(said))
    lowest = meaning(said[-1])
    if whole is Column.IGNORED or lowest is None:
        return whole or meaning(said[0])
    return lowest


def is_numbered(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: (1), (2), (3), or A, B, 1, 2.

    >>> is_numbered([Cell(text="(1)"), Cell(text="(2)"), Cell(text="(3)")])
    True
    """
    found = [_NUMBERED.fullmatch(cell.text) for cell in row if cell.text]
    if len(found) < _LEAST_NUMBERED or not all(found):
        return False
    numbers = [int(match[1]) for match in found if match and match[1].isdigit()]
    letters = [match[1] for match in found if match and not match[1].isdigit()]
    rising = all(after == before + 1 for before, after in pairwise(numbers))
    return rising and (not numbers or numbers[0] == 1) and letters == sorted(set(letters)) and len(letters) < len(found)


def folded(row: Sequence[Cell]) -> tuple[str, ...]:
    """Give the texts of a row as they are compared."""
    return tuple(fold(cell.text) for cell in row)


def find_facts(rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[FactColumn, int]] | None:
    """Find the heading of a table of facts: its row, and the position of each column; None where there is none."""
    for number, row in enumerate(rows):
        known = ((at, _FACTS_KNOWN.get(fold(cell.text))) for at, cell in enumerate(row) if _is_title(cell))
        columns = {column: at for at, column in known if column is not None}
        if {FactColumn.FACT, FactColumn.NAME, FactColumn.TYPE} <= columns.keys():
            return number, columns
    return None
