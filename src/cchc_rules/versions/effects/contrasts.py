"""Contrasts: what two rules make of the same answers, side by side, and how far apart that can be."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Protocol

import attrs

from cchc_rules.exact import ONE, ZERO, Interval, RoundingMode
from cchc_rules.values import Value
from cchc_rules.versions.effects.curves import Curve, Line, cells, gridded, sample, unit
from cchc_rules.versions.effects.spans import NOTHING, Span, hull

_JUMPS: Final = 2000  # places where rounding jumps that are looked at one by one
_PERIODS: Final = 2  # after so many last places every rounding begins anew, half even too


class Contrast(Protocol):
    """Two rules on the same answers."""

    def span(self, new: Fraction, old: Fraction) -> Span:
        """Give all that ``new`` times the newer points less ``old`` times the older ones can come to."""


@attrs.frozen(eq=False, repr=False, slots=False)
class Apart(Value):
    """Points that do not depend on each other: those of the older rule, and those of the newer."""

    old: Span
    new: Span

    def span(self, new: Fraction, old: Fraction) -> Span:
        """Give all that ``new`` times the newer points less ``old`` times the older ones can come to."""
        return self.new * new + self.old * -old


@attrs.frozen(eq=False, repr=False, slots=False)
class Same(Value):
    """The same points by both rules."""

    points: Span

    def span(self, new: Fraction, old: Fraction) -> Span:
        """Give all that ``new`` times the newer points less ``old`` times the older ones can come to."""
        return self.points * (new - old)


@attrs.frozen(eq=False, repr=False, slots=False)
class Listed(Value):
    """Pairs of points, older and newer, each of which some answers give."""

    pairs: tuple[tuple[Fraction, Fraction], ...]
    exact: bool = True

    def span(self, new: Fraction, old: Fraction) -> Span:
        """Give all that ``new`` times the newer points less ``old`` times the older ones can come to."""
        span = Span.at(*(new * after - old * before for before, after in self.pairs))
        return span if self.exact else span.loosened()


@attrs.frozen(eq=False, repr=False, slots=False)
class Loose(Value):
    """A contrast that bounds what can be, no more: not all of it comes about."""

    of: Contrast

    def span(self, new: Fraction, old: Fraction) -> Span:
        """Give all that ``new`` times the newer points less ``old`` times the older ones can come to."""
        return self.of.span(new, old).loosened()


@attrs.frozen(eq=False, repr=False, slots=False)
class Either(Value):
    """One of several contrasts, whichever the answers lead to."""

    of: tuple[Contrast, ...]

    def span(self, new: Fraction, old: Fraction) -> Span:
        """Give all that ``new`` times the newer points less ``old`` times the older ones can come to."""
        return hull(contrast.span(new, old) for contrast in self.of)


@attrs.frozen(eq=False, repr=False, slots=False)
class Added(Value):
    """Contrasts added (or taken off, where the sign is −1); ``free`` where none depends on another."""

    of: tuple[tuple[int, Contrast], ...]
    free: bool = True

    def span(self, new: Fraction, old: Fraction) -> Span:
        """Give all that ``new`` times the newer points less ``old`` times the older ones can come to."""
        spans = [contrast.span(new, old) * Fraction(sign) for sign, contrast in self.of]
        total = sum(spans, NOTHING)
        moving = [span for span in spans if not span.settled]
        return total if self.free or len(moving) <= 1 else total.loosened()


@attrs.frozen(eq=False, repr=False, slots=False)
class Held(Value):
    """A contrast whose points pass through the same limits in both rules: they come no farther apart by that."""

    before: Contrast
    old: Span
    new: Span

    def span(self, new: Fraction, old: Fraction) -> Span:
        """Give all that ``new`` times the newer points less ``old`` times the older ones can come to."""
        nearer = hull((self.before.span(ONE, ONE), NOTHING)) * new + self.old * (new - old)
        apart = self.new * new + self.old * -old
        return Span(nearer.interval.meet(apart.interval), exact=False)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Pair(Value):
    """Two lines over the same run of values, on a grid where there is one."""

    within: Interval
    old: Line
    new: Line
    grid: Fraction | None = None

    def span(self, new: Fraction, old: Fraction) -> Span:
        """Give all that ``new`` times the newer points less ``old`` times the older ones can come to."""
        weighed = ((new, self.new), (-old, self.old))
        slope = sum((weight * line.slope for weight, line in weighed), ZERO)
        start = sum((weight * line.start for weight, line in weighed), ZERO)
        flat = _evenly(slope, start, self.within)
        stepped = [(weight, line) for weight, line in weighed if weight and line.rounding is not None]
        if not stepped:
            return flat
        off = sum((abs(weight) * self._off(line) for weight, line in stepped), ZERO)
        cuts: list[tuple[Interval, list[Fraction]]] = []
        for window in self._windows(slope, off, stepped):
            numbers = [_number(line, window) for _, line in stepped]
            if None in numbers or sum(number or ZERO for number in numbers) > _JUMPS:
                return (flat + Span(Interval(-off, off))).loosened()
            cuts.append((window, [cut for _, line in stepped for cut in _jumps(line, window)]))
        spans = [self._on(cell, weighed) for window, some in cuts for cell in cells(some, window, self.grid)]
        ends = flat.interval
        if None in (ends.lower, ends.upper):
            spans.append(flat)
        return hull(spans)

    def _off(self, line: Line) -> Fraction:
        """Give by how much rounding, and holding to the limit, moves points of a line at the most."""
        ends = [None if end is None else line.raw(end) for end in (self.within.lower, self.within.upper)]
        beyond = line.limit is not None and any(end is None or end > line.limit for end in ends)
        return 2 * _unit(line) if beyond else _unit(line) / (2 if _halves(line) else 1)

    def _on(self, cell: Interval, weighed: tuple[tuple[Fraction, Line], ...]) -> Span:
        """Give the span over a cell in which rounded points stay what they are."""
        slope = start = ZERO
        for weight, line in weighed:
            if line.rounding is None:
                slope, start = slope + weight * line.slope, start + weight * line.start
            else:
                start += weight * line.at(sample(cell))
        return _evenly(slope, start, cell)

    def _windows(self, slope: Fraction, off: Fraction, stepped: list[tuple[Fraction, Line]]) -> Iterator[Interval]:
        """Give the runs in which an end can lie: rounding moves the points by no more than ``off``."""
        lower, upper = self.within.lower, self.within.upper
        if slope:
            reach = 2 * off / abs(slope)  # beyond, no rounding brings the points back to what they are at the end
            if lower is not None:
                yield _before(self.within, lower + reach)
            if upper is not None:
                yield _after(self.within, upper - reach)
            return
        period = max((_PERIODS * _unit(line) / abs(line.slope) for _, line in stepped if line.slope), default=ZERO)
        whole = not period or lower is None or upper is None or upper - lower <= 2 * period
        if whole or not self._of_one_sign(stepped):
            yield self.within
            return
        yield _before(self.within, (lower or ZERO) + period)
        yield _after(self.within, (upper or ZERO) - period)

    def _of_one_sign(self, stepped: list[tuple[Fraction, Line]]) -> bool:
        """Whether no line crosses zero, where rounding turns round, or its limit."""
        ends = [end for end in (self.within.lower, self.within.upper) if end is not None]
        points = [(line.raw(end), line.limit) for _, line in stepped for end in ends]
        return all(raw >= 0 and (limit is None or raw <= limit) for raw, limit in points)


def _unit(line: Line) -> Fraction:
    return ZERO if line.rounding is None else unit(line.rounding)


def _before(interval: Interval, end: Fraction) -> Interval:
    return interval.meet(Interval(None, end, lower_closed=False))


def _after(interval: Interval, end: Fraction) -> Interval:
    return interval.meet(Interval(end, None, upper_closed=False))


def _halves(line: Line) -> bool:
    """Whether its points are rounded to the nearest."""
    return line.rounding is not None and line.rounding.mode not in (RoundingMode.UP, RoundingMode.DOWN)


def _jumps(line: Line, window: Interval) -> Iterator[Fraction]:
    """Give every value at which rounding takes the points up or down: at whole last places, or midway between two."""
    place, first = _unit(line), _unit(line) / 2 if _halves(line) else ZERO
    if not line.slope or window.lower is None or window.upper is None:
        return
    low, high = sorted((line.raw(end) - first) / place for end in (window.lower, window.upper))
    for step in range(-(-low.numerator // low.denominator), high.numerator // high.denominator + 1):
        yield (step * place + first - line.start) / line.slope


def _number(line: Line, window: Interval) -> Fraction | None:
    """Give how many jumps there are about; None where there is no end to them."""
    if not line.slope:
        return ZERO
    if window.lower is None or window.upper is None:
        return None
    return abs(line.slope) * (window.upper - window.lower) / _unit(line)


def _evenly(slope: Fraction, start: Fraction, within: Interval) -> Span:
    """Give what an even line comes to over a run of values."""
    return Span(within) * slope + Span.at(start)


def given(curve: Curve) -> Span:
    """Give all the points of a curve."""
    spans = [Span.at(points) for points in curve.marks.values()]
    for one in curve.pieces:
        pair = Pair(within=one.within, old=one.line, new=one.line, grid=curve.grid)
        spans.append(pair.span(ONE, ZERO))
    return hull(spans) if curve.exact else hull(spans).loosened()


def together(old: Curve, new: Curve) -> Contrast:
    """Set two curves of the same values side by side."""
    marks = tuple((old.marks[mark], new.marks[mark]) for mark in old.marks if mark in new.marks)
    found: list[Contrast] = [Listed(marks)] if marks else []
    grid = old.grid
    for one in old.pieces:
        for other in new.pieces:
            within = one.within.meet(other.within)
            within = within if grid is None else gridded(within, grid)
            if not within.empty:
                found.append(Pair(within=within, old=one.line, new=other.line, grid=grid))
    return Either(tuple(found))
