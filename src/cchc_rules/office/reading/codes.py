"""Codes as printed, made whole, and codes that a spreadsheet turned into numbers or dates, restored.

A whole code begins with the code of what it stands under, as the law of codes asks (`law.numbering`): under "I", a
printed "1" is I.1, and a "1.1" under that is I.1.1. What a spreadsheet made of a code is restored by its place: only
the code that follows next in print can stand there. Where that does not settle it, it is a fault.
"""

import re
from typing import Final

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.office.letters import fold
from cchc_rules.office.tables import Cell, Held
from cchc_rules.values import Value

_SEGMENT: Final = r"(?:[0-9]+[a-zđ]?|[IVX]+|[A-ZĐa-zđ])"
_CODE: Final = rf"{_SEGMENT}(?:\.{_SEGMENT})*"
_WORDS: Final = r"(?:(?:lĩnh vực|tiêu chí(?: thành phần)?|nội dung|phần|mục|tctp|tc)\s+)?"
_ALONE: Final = re.compile(rf"{_WORDS}\(?({_CODE})\s*[.):]?", re.IGNORECASE)
_LEADER: Final = rf"(?:{_SEGMENT}\.)+{_SEGMENT}|{_SEGMENT}(?=[.):]|\s?[-–]\s)"
_LEADING: Final = re.compile(rf"{_WORDS}({_LEADER})\s*[.):]?\s*[-–:]?\s+(?=\S)", re.IGNORECASE)
_VALID: Final = re.compile(_CODE)
_SIGNS: Final = str.maketrans(
    {"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI", "Ⅶ": "VII", "Ⅷ": "VIII", "Ⅸ": "IX", "Ⅹ": "X"}
)
_ROMANS: Final = {"I": 1, "V": 5, "X": 10}
_ROMAN: Final = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})")
_LATIN: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS: Final = "abcdđefghijklmnopqrstuvwxyz"
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: .*)?|(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_MONTH: Final = re.compile(
    r"(?:(\d{1,2})[- ])?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg-?\d{1,2})(?:[- ](\d{2,4}))?"
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SURE: Final = 1000  # a whole number from here on is no code but a day without its format
_DECIMALS: Final = re.compile(r"0\.(0+)")
_EXAMPLE: Final = "1, 1.1, 1.1.1, I"


@attrs.frozen(eq=False, repr=False, slots=False)
class Entry(Value):
    """A node that the next one may stand under: its code as printed, and whole."""

    printed: str
    whole: str


class Outlined:
    """The codes of one annex as they are met, from top to bottom: which are open, and which can follow."""

    def __init__(self) -> None:
        self._open: list[Entry] = []
        self._numbers: list[str] = []

    @property
    def field(self) -> str:
        """The code of the field (lĩnh vực) that is open; "" before the first."""
        return self._open[0].whole if self._open else ""

    def named(self, printed: str) -> str:
        """Give the whole code of an open node by its printed code; "" where none has it."""
        found = (entry.whole for entry in reversed(self._open) if printed in {entry.printed, entry.whole})
        return next(found, "")

    def following(self) -> tuple[str, ...]:
        """Give the printed codes that may follow next without a gap."""
        if not self._open:
            return "1", "I", "A"
        last = self._open[-1]
        below = [f"{last.printed}.1", *(f"{name}.1" for name in _other_names(last))]
        if not last.printed[-1].isdigit():
            below.append("1")
        after = [found for entry in reversed(self._open) for found in _successors(entry.printed)]
        return tuple(dict.fromkeys([*below, *after]))

    def take(self, printed: str) -> str | None:
        """Give the whole of a printed code, and open it; None where nothing above it can hold it."""
        for depth in range(len(self._open), 0, -1):
            entry = self._open[depth - 1]
            for name in (entry.printed, *_other_names(entry)):
                if printed.startswith(f"{name}."):
                    return self._put(depth, printed, entry.whole + printed[len(name) :])
        for depth in range(len(self._open), 0, -1):
            if _follows(self._open[depth - 1].printed, printed):
                above = self._open[depth - 1].whole.rpartition(".")[0]
                return self._put(depth - 1, printed, f"{above}.{printed}" if above else printed)
        if not self._open:
            return self._put(0, printed, printed)
        if "." in printed or _kind(printed) == _kind(self._open[-1].printed):
            return None
        return self._put(len(self._open), printed, f"{self._open[-1].whole}.{printed}")

    def _put(self, depth: int, printed: str, whole: str) -> str | None:
        above = self._open[depth - 1].whole if depth else ""
        if whole.rpartition(".")[0] != above:
            return None
        self._open[depth:] = [Entry(printed, whole)]
        return whole

    def restore(self, cell: Cell) -> tuple[str, tuple[Finding, ...]]:
        """Give the printed code of a cell, "" where it is open, and what is to be said of it."""
        possible = candidates(cell)
        if not possible:
            return "", (Finding(id="CR638", found=cell.text, expected=_EXAMPLE),)
        if possible == (cell.text,):
            return cell.text, ()
        following = self.following()
        fitting = tuple(code for code in possible if code in following)
        if len(fitting) > 1 and cell.held is Held.DATE:
            fitting = tuple(code for code in fitting if code.count(".") == _levels(cell.shown_as)) or fitting
        shown = _shown(cell)
        if shown and fitting in {(), (shown,)} and shown in possible:
            fitting = (shown,)
        elif shown and fitting:
            fitting = (*fitting, shown)
        if len(fitting) != 1:
            listed = ", ".join(fitting or following)
            return "", (Finding(id="CR628", found=_told(cell), expected=listed),)
        if fitting[0] == cell.text:
            self._numbers.append(cell.place)
            return cell.text, ()
        return fitting[0], (Finding(id="CR627", severity=Severity.NOTE, found=_told(cell), expected=fitting[0]),)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The places of codes that stand as decimal numbers, and were taken as they stand."""
        return tuple(self._numbers)


def candidates(cell: Cell) -> tuple[str, ...]:
    """Give every code that may have been typed into a cell; its own text alone where nothing is in doubt.

    >>> candidates(Cell(text="1.1", held=Held.NUMBER))
    ('1.1', '1.10')
    >>> candidates(Cell(text="2024-02-01", held=Held.DATE))
    ('1.2', '2.1', '2.24', '1.2.24', '2.1.24', '24.2.1', '24.1.2')
    """
    if cell.held is Held.NUMBER:
        if re.fullmatch(r"[0-9]+", cell.text):
            return (cell.text,) if int(cell.text) < _SURE else (cell.text, "")
        return (cell.text, f"{cell.text}0") if re.fullmatch(r"[0-9]+\.[0-9]+", cell.text) else ()
    day = _day(cell.text)
    if day is not None:
        number, month, year = day
        two = [f"{number}.{month}", f"{month}.{number}"] if number else []
        late = [f"{year % 100}"] if year else []
        full = [text for y in late for text in _full(number, month, y)]
        return tuple(dict.fromkeys([*two, *(f"{month}.{y}" for y in late), *full]))
    code, rest = split(cell.text)
    return (cell.text,) if code and not rest else ()


def _full(number: int, month: int, year: str) -> list[str]:
    if not number:
        return []
    return [
        f"{number}.{month}.{year}",
        f"{month}.{number}.{year}",
        f"{year}.{month}.{number}",
        f"{year}.{number}.{month}",
    ]


def _day(text: str) -> tuple[int, int, int] | None:
    """Read what a spreadsheet shows of a day: day, month and year; 0 for what it does not show."""
    found = _DAY.fullmatch(text)
    if found:
        year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
        return int(day), int(month), int(year)
    named = _MONTH.fullmatch(fold(text).replace(" ", "-"))
    if named:
        month = named[2].removeprefix("thg").strip("-")
        number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
        return int(named[1] or 0), number, int(named[3] or 0)
    return None


def _levels(form: str) -> int:
    """How many dots a code has that was taken for a day in this format: with or without the year."""
    return 2 if "y" in form.lower() and "d" in form.lower() else 1


def _shown(cell: Cell) -> str:
    """Give what a number format with a settled number of decimals shows: 1.10 for 1.1 shown as 0.00."""
    whole, _, decimals = cell.text.partition(".")
    zeros = _DECIMALS.fullmatch(cell.shown_as)
    if cell.held is not Held.NUMBER or zeros is None or len(zeros[1]) < len(decimals):
        return ""
    return f"{whole}.{decimals.ljust(len(zeros[1]), '0')}"


def _told(cell: Cell) -> str:
    return f"{cell.text} ({cell.shown_as})" if cell.shown_as else cell.text


def split(text: str) -> tuple[str, str]:
    """Part a text into its code and the rest; the code is "" where it begins with none.

    >>> split("1.1. Kế hoạch"), split("II."), split("Kế hoạch"), split("a) Đúng hạn")
    (('1.1', 'Kế hoạch'), ('II', ''), ('', 'Kế hoạch'), ('a', 'Đúng hạn'))
    """
    text = text.translate(_SIGNS)
    alone = _ALONE.fullmatch(text)
    if alone and _VALID.fullmatch(alone[1]):
        return alone[1], ""
    leading = _LEADING.match(text)
    if leading and _VALID.fullmatch(leading[1]):
        return leading[1], text[leading.end() :].strip()
    return "", text


def _roman(text: str) -> int:
    if not _ROMAN.fullmatch(text):
        return 0
    values = [_ROMANS[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _other_names(entry: Entry) -> tuple[str, ...]:
    """Give the number by which codes below name a node that has a Roman number or a letter: 1.1 under I or A."""
    if "." in entry.printed:
        return ()
    if _roman(entry.printed):
        return (str(_roman(entry.printed)),)
    return (str(_LATIN.find(entry.printed) + 1),) if entry.printed in _LATIN else ()


def _kind(code: str) -> str:
    """Tell what kind of segment a code of one segment is."""
    if code[0].isdigit():
        return "number"
    if _roman(code):
        return "roman"
    return "upper" if code.isupper() else "lower"


def _follows(before: str, code: str) -> bool:
    """Whether a code is a later one beside another: all but the last segment alike, and the last after it."""
    head, _, last = before.rpartition(".")
    other_head, _, other = code.rpartition(".")
    if head != other_head:
        return False
    if _roman(last) and _roman(other):
        return _roman(other) > _roman(last)
    if _digits(last) and _digits(other):
        return _digits(other) > _digits(last)
    if len(last) == len(other) == 1 and last.isalpha() and last.isupper() == other.isupper():
        step = _letter(other) - _letter(last)
        return step == 1 if _roman(other) else step > 0
    return False


def _letter(segment: str) -> int:
    return _LETTERS.find(segment.lower()) + 1


def _digits(segment: str) -> int:
    found = re.fullmatch(r"([0-9]+)([a-zđ]?)", segment)
    return (int(found[1]) + 1) * 100 + (_LETTERS.find(found[2]) + 1 if found[2] else 0) if found else 0


def _successors(code: str) -> tuple[str, ...]:
    """Give the codes that come right after one beside it."""
    head, dot, last = code.rpartition(".")
    number = re.match(r"[0-9]+", last)
    return (f"{head}{dot}{int(number[0]) + 1}",) if number else ()
