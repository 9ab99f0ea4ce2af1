"""Spans: all that a number can come to, between ends that are open or closed."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from cchc_rules.exact import ZERO, Interval
from cchc_rules.values import Value


@attrs.frozen(eq=False, repr=False, slots=False)
class Span(Value):
    """The interval a number lies in. Where ``exact``, the ends are reached, or approached at will where open.

    >>> wide = Span(Interval.parse("[0, 1)")) * Fraction(-2) + Span(Interval.parse("(0, 1]"))
    >>> str(wide.interval), wide.exact
    ('(-2, 1]', True)
    """

    interval: Interval
    exact: bool = True

    @classmethod
    def at(cls, *numbers: Fraction) -> "Span":
        """Give the span from the least to the greatest of some numbers that are all reached."""
        return cls(Interval(min(numbers), max(numbers)))

    def __add__(self, other: "Span") -> "Span":
        """Give the span of all sums, where the two numbers do not depend on each other."""
        one, two = self.interval, other.interval
        lower = None if one.lower is None or two.lower is None else one.lower + two.lower
        upper = None if one.upper is None or two.upper is None else one.upper + two.upper
        closed = one.lower_closed and two.lower_closed, one.upper_closed and two.upper_closed
        return Span(_between(lower, upper, *closed), self.exact and other.exact)

    def __mul__(self, times: Fraction) -> "Span":
        """Give the span of the number times another, fixed one."""
        if times == 0:
            return NOTHING
        low, high = _lower(self.interval), _upper(self.interval)
        if times < 0:
            low, high = high, low
        ends = [None if end is None else end * times for end, _ in (low, high)]
        return Span(_between(ends[0], ends[1], low[1], high[1]), self.exact)

    def loosened(self) -> "Span":
        """Give the same as a bound only."""
        return Span(self.interval, exact=False)

    def capped(self, most: Fraction | None) -> "Span":
        """Give what is left of it under a maximum."""
        upper = self.interval.upper
        if most is None or (upper is not None and upper <= most):
            return self
        lower, closed = _lower(self.interval)
        if lower is not None and lower >= most:
            return Span(Interval(most, most), self.exact)
        return Span(Interval(lower, most, closed and lower is not None), self.exact)

    @property
    def settled(self) -> bool:
        """Whether it is one number."""
        return self.interval.lower is not None and self.interval.lower == self.interval.upper


def _between(lower: Fraction | None, upper: Fraction | None, left: bool, right: bool) -> Interval:  # noqa: FBT001 - ends
    return Interval(lower, upper, left and lower is not None, right and upper is not None)


def _lower(interval: Interval) -> tuple[Fraction | None, bool]:
    return interval.lower, interval.lower_closed


def _upper(interval: Interval) -> tuple[Fraction | None, bool]:
    return interval.upper, interval.upper_closed


def hull(spans: Iterable[Span]) -> Span:
    """Give the least span that holds all of these; it is exact where those that reach its ends are."""
    some = tuple(spans)
    low = min((span.interval for span in some), key=_low_key)
    high = max((span.interval for span in some), key=_high_key)
    exact = any(span.exact and _lower(span.interval) == _lower(low) for span in some) and any(
        span.exact and _upper(span.interval) == _upper(high) for span in some
    )
    return Span(Interval(low.lower, high.upper, low.lower_closed, high.upper_closed), exact)


def _low_key(interval: Interval) -> tuple[bool, Fraction, bool]:
    return interval.lower is not None, interval.lower or ZERO, not interval.lower_closed


def _high_key(interval: Interval) -> tuple[bool, Fraction, bool]:
    return interval.upper is None, interval.upper or ZERO, interval.upper_closed


NOTHING = Span(Interval(ZERO, ZERO))
