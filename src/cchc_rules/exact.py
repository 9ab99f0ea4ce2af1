"""Exact numbers, intervals, rounding, and the states an answer can be in. No binary float passes this room."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.values import Value

ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)
HUNDRED: Final = Fraction(100)

_LONGEST: Final = 40  # digits that are read at the most
_NUMBER: Final = re.compile(rf"-?\d{{1,{_LONGEST}}}(?:\.\d{{1,{_LONGEST}}}|/\d{{1,{_LONGEST}}})?", re.ASCII)


def parse_number(text: str) -> Fraction:
    """Read an exact number: ``"12"``, ``"-0.5"`` or ``"1/3"``.

    >>> parse_number("0.1") + parse_number("0.2") == parse_number("0.3")
    True

    Raises ValueError for anything else: exponents, commas, signs before a positive number, white space, NaN.
    """
    if not _NUMBER.fullmatch(text):
        message = f"not an exact number: {text!r}"
        raise ValueError(message)
    try:
        return Fraction(text)
    except ZeroDivisionError:
        message = f"not an exact number: {text!r}"
        raise ValueError(message) from None


def exact(value: object) -> Fraction:
    """Take an integer, Decimal, Fraction or text as an exact number; a float or a truth value is refused.

    >>> exact("7.25")
    Fraction(29, 4)
    >>> exact(0.1)
    Traceback (most recent call last):
    TypeError: points are exact: give an int, a Decimal, a Fraction or text, not float
    """
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        message = f"points are exact: give an int, a Decimal, a Fraction or text, not {type(value).__name__}"
        raise TypeError(message)
    if isinstance(value, Decimal) and not value.is_finite():
        message = f"not an exact number: {value}"
        raise ValueError(message)
    return Fraction(value)


def spell(value: Fraction) -> str:
    """Write an exact number in its one spelling: shortest decimal where it ends, else a fraction in lowest terms.

    A decimal that ends too late to be read back is written as a fraction too.

    >>> spell(Fraction(1, 2)), spell(Fraction(36, 19)), spell(Fraction(15))
    ('0.5', '36/19', '15')
    """
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest //= 2
        twos += 1
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    places = max(twos, fives)
    if rest != 1 or places > _LONGEST:
        return str(value)
    return places_of(value, places)


def places_of(value: Fraction, places: int) -> str:
    """Write a number that ends within ``places`` decimals with exactly that many.

    >>> places_of(Fraction(5, 2), 2)
    '2.50'
    """
    scaled = value * 10**places
    if scaled.denominator != 1:
        message = f"{value} does not end within {places} decimals"
        raise ValueError(message)
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


class RoundingMode(StrEnum):
    """What becomes of the part beyond the last place."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    HALF_DOWN = "half_down"
    DOWN = "down"
    UP = "up"


@attrs.frozen(eq=False, repr=False, slots=False)
class Rounding(Value):
    """A declared rounding: to how many decimals, and how. Signs are mirrored: half up is away from zero.

    >>> Rounding(2, RoundingMode.HALF_UP)(Fraction("90.625")), Rounding(2, RoundingMode.HALF_EVEN)(Fraction("90.625"))
    (Fraction(9063, 100), Fraction(4531, 50))
    """

    places: int
    mode: RoundingMode

    def __call__(self, value: Fraction) -> Fraction:
        """Give the number rounded."""
        scale = 10**self.places
        whole, rest = divmod(abs(value.numerator) * scale, value.denominator)
        twice = 2 * rest - value.denominator  # below, at or above the half
        match self.mode:
            case RoundingMode.HALF_UP:
                up = twice >= 0
            case RoundingMode.HALF_EVEN:
                up = twice > 0 or (twice == 0 and whole % 2 == 1)
            case RoundingMode.HALF_DOWN:
                up = twice > 0
            case RoundingMode.UP:
                up = rest > 0
            case _:
                up = False
        magnitude = Fraction(whole + up, scale)
        return -magnitude if value < 0 else magnitude


@attrs.frozen(eq=False, repr=False, slots=False)
class Interval(Value):
    """A run of exact numbers with open or closed ends; an end that is None is infinite.

    >>> Interval.parse("[0.9, 1)").holds(Fraction(1)), Interval.parse("[1, inf)").holds(Fraction(7))
    (False, True)
    """

    lower: Fraction | None
    upper: Fraction | None
    lower_closed: bool = True
    upper_closed: bool = True

    @classmethod
    def parse(cls, text: str) -> "Interval":
        """Read ``"[a, b)"``; ``inf`` and ``-inf`` stand for an end that is not there.

        Raises ValueError when the text is not an interval or holds no number at all.
        """
        found = re.fullmatch(r"([\[(])(-inf|[^,]+), (inf|[^,]+)([\])])", text)
        if not found:
            message = f"not an interval: {text!r}"
            raise ValueError(message)
        left, low, high, right = found.groups()
        lower = None if low == "-inf" else parse_number(low)
        upper = None if high == "inf" else parse_number(high)
        interval = cls(lower, upper, left == "[", right == "]")
        if (lower is None and left == "[") or (upper is None and right == "]") or interval.empty:
            message = f"not an interval: {text!r}"
            raise ValueError(message)
        return interval

    @property
    def empty(self) -> bool:
        """Whether no number lies inside."""
        if self.lower is None or self.upper is None:
            return False
        return self.lower > self.upper or (self.lower == self.upper and not (self.lower_closed and self.upper_closed))

    def holds(self, value: Fraction) -> bool:
        """Whether the number lies inside."""
        if self.lower is not None and (value < self.lower or (value == self.lower and not self.lower_closed)):
            return False
        return self.upper is None or value < self.upper or (value == self.upper and self.upper_closed)

    def meet(self, other: "Interval") -> "Interval":
        """Give what both hold; it may be empty."""
        lower, lower_closed = max(
            (self.lower, self.lower_closed), (other.lower, other.lower_closed), key=lambda end: _low_key(*end)
        )
        upper, upper_closed = min(
            (self.upper, self.upper_closed), (other.upper, other.upper_closed), key=lambda end: _high_key(*end)
        )
        return Interval(lower, upper, lower_closed, upper_closed)

    def wholes(self) -> "Interval":
        """Give the same whole numbers between closed ends."""
        lower, upper = self.lower, self.upper
        if lower is not None:
            lower = Fraction(-(-lower.numerator // lower.denominator))
            lower += 1 if lower == self.lower and not self.lower_closed else 0
        if upper is not None:
            upper = Fraction(upper.numerator // upper.denominator)
            upper -= 1 if upper == self.upper and not self.upper_closed else 0
        return Interval(lower, upper, lower is not None, upper is not None)

    def __add__(self, other: "Interval") -> "Interval":
        """Give the closed interval of all sums of a number of each."""
        lower = None if self.lower is None or other.lower is None else self.lower + other.lower
        upper = None if self.upper is None or other.upper is None else self.upper + other.upper
        return Interval(lower, upper, lower is not None, upper is not None)

    def __mul__(self, times: Fraction) -> "Interval":
        """Give the closed interval of all its numbers times ``times``."""
        if times == 0:
            return Interval(ZERO, ZERO)
        ends = [None if end is None else end * times for end in (self.lower, self.upper)]
        lower, upper = ends if times > 0 else reversed(ends)
        return Interval(lower, upper, lower is not None, upper is not None)

    @property
    def order(self) -> tuple[bool, Fraction, bool]:
        """A key that sorts intervals by their lower end."""
        return _low_key(self.lower, self.lower_closed)

    def __str__(self) -> str:
        low = "-inf" if self.lower is None else spell(self.lower)
        high = "inf" if self.upper is None else spell(self.upper)
        left = "[" if self.lower_closed and self.lower is not None else "("
        right = "]" if self.upper_closed and self.upper is not None else ")"
        return f"{left}{low}, {high}{right}"


def _low_key(value: Fraction | None, closed: bool) -> tuple[bool, Fraction, bool]:  # noqa: FBT001 - the end of an interval
    return (value is not None, value or ZERO, not closed)


def _high_key(value: Fraction | None, closed: bool) -> tuple[bool, Fraction, bool]:  # noqa: FBT001 - the end of an interval
    return (value is None, value or ZERO, closed)


@attrs.frozen(eq=False, repr=False, slots=False)
class Cover(Value):
    """How a list of intervals covers a domain: what no interval holds, and what two of them hold."""

    gaps: tuple[Interval, ...]
    overlaps: tuple[Interval, ...]


def cover(intervals: Iterable[Interval], domain: Interval, *, whole: bool) -> Cover:
    """Find the gaps and overlaps of intervals over a domain; with ``whole`` only whole numbers count.

    >>> rows = [Interval.parse("[2, inf)"), Interval.parse("[0, 0]")]
    >>> [str(gap) for gap in cover(rows, Interval.parse("[0, inf)"), whole=True).gaps]
    ['[1, 1]']
    """
    parts = [part.meet(domain) for part in intervals]
    if whole:
        parts, domain = [part.wholes() for part in parts], domain.wholes()
    gaps: list[Interval] = []
    overlaps: list[Interval] = []
    # the lower end of what is still to be covered
    rest, rest_closed, done = domain.lower, domain.lower_closed, False
    for part in sorted((part for part in parts if not part.empty), key=lambda part: part.order):
        if done:
            overlaps.append(part)
            continue
        before = Interval(rest, part.lower, rest_closed, not part.lower_closed)
        if part.lower is not None and not _vacant(before, whole=whole):
            gaps.append(before.wholes() if whole else before)
        if rest is not None:
            twice = part.meet(Interval(None, rest, lower_closed=False, upper_closed=not rest_closed))
            if not _vacant(twice, whole=whole):
                overlaps.append(twice.wholes() if whole else twice)
        reached = Interval(rest, None, rest_closed, upper_closed=False).meet(part)
        if part.upper is None:
            done = True
        elif not reached.empty:
            rest, rest_closed = part.upper, not part.upper_closed
    left = Interval(rest, domain.upper, rest_closed, domain.upper_closed)
    if not done and not _vacant(left, whole=whole):
        gaps.append(left.wholes() if whole else left)
    return Cover(tuple(gaps), tuple(overlaps))


def _vacant(interval: Interval, *, whole: bool) -> bool:
    return interval.empty or (whole and interval.wholes().empty)


class State(StrEnum):
    """What an answer is: a score (zero included), or one of three ways of not being one. Missing is never zero."""

    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    NOT_ASSESSED = "not_assessed"


class Never(Enum):
    """The answer "never done" where a date is asked for."""

    NEVER = "never"


NEVER: Final = Never.NEVER


@attrs.frozen(eq=False, repr=False, slots=False)
class Replies(Value):
    """One respondent group's survey answers: how many valid ones, and the share of them on each option (0 to 1)."""

    valid: Fraction
    shares: tuple[tuple[str, Fraction], ...]


Answer = Fraction | date | Never | str | tuple[tuple[str, Replies], ...]
