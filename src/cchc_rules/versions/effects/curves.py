"""Curves: the points of a rule with a simple award, as straight lines over the values of its measure."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.exact import ONE, ZERO, Answer, Interval, Rounding
from cchc_rules.law.awards import (
    Bands,
    Deduct,
    Judged,
    Most,
    Proportional,
    SimpleAward,
    Steps,
    Tally,
    Undecided,
)
from cchc_rules.law.facts import Facts
from cchc_rules.law.scoring import BestOf, Branch, Scoring, Sum
from cchc_rules.values import Value
from cchc_rules.versions.effects.reaches import Values, values_of

_STEPS: Final = 200  # increments that are looked at one by one


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Rule(Value):
    """A scoring function where it stands: with its facts, the maximum it is handed, and what is done to its points.

    Points are held to ``arm``, rounded, and held to ``limit``.
    """

    scoring: Scoring
    facts: Facts
    most: Most
    arm: Most = None
    rounding: Rounding | None = None
    limit: Most = None

    @property
    def names(self) -> frozenset[str]:
        """The facts it looks at."""
        return frozenset(name for name, _ in self.scoring.needs)

    def settle(self, points: Fraction) -> Fraction:
        """Give points as they count."""
        points = points if self.arm is None else min(points, self.arm)
        points = points if self.rounding is None else self.rounding(points)
        return points if self.limit is None else min(points, self.limit)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Line(Value):
    """Points that grow evenly: slope × value + start, rounded and held to a limit where ``rounding`` says so."""

    slope: Fraction
    start: Fraction
    rounding: Rounding | None = None
    limit: Most = None

    def raw(self, value: Fraction) -> Fraction:
        """The points before rounding."""
        return self.slope * value + self.start

    def at(self, value: Fraction) -> Fraction:
        """The points at a value."""
        points = self.raw(value)
        points = points if self.rounding is None else self.rounding(points)
        return points if self.limit is None else min(self.limit, points)

    def moved(self, scale: Fraction, shift: Fraction) -> "Line":
        """Give the line over another number, of which the value is ``scale`` times that number and ``shift``."""
        return attrs.evolve(self, slope=self.slope * scale, start=self.start + self.slope * shift)


_IDENTITY: Final = Line(slope=ONE, start=ZERO)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Piece(Value):
    """A run of values over which the points are one line."""

    within: Interval
    line: Line


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Curve(Value):
    """The points over all values of a measure: pieces over numbers, and the points of each level, or of "never".

    Numbers are multiples of ``grid`` where there is one. Values that the rule leaves undecided are in no piece.
    """

    pieces: tuple[Piece, ...]
    marks: Mapping[Answer, Fraction]
    grid: Fraction | None = None
    exact: bool = True

    def moved(self, scale: Fraction = ONE, shift: Fraction = ZERO) -> "Curve":
        """Give the curve over another number: the value is ``scale`` times that number, and ``shift``."""
        pieces = tuple(
            Piece(within=_moved(piece.within, scale, shift), line=piece.line.moved(scale, shift))
            for piece in self.pieces
        )
        return attrs.evolve(self, pieces=pieces, grid=None if self.grid is None else abs(self.grid / scale))


def _moved(interval: Interval, scale: Fraction, shift: Fraction) -> Interval:
    ends = [None if end is None else (end - shift) / scale for end in (interval.lower, interval.upper)]
    closed = [interval.lower_closed, interval.upper_closed]
    if scale < 0:
        ends.reverse()
        closed.reverse()
    return Interval(ends[0], ends[1], closed[0], closed[1])


def curve_of(rule: Rule, values: Values | None = None) -> Curve:
    """Draw the curve of a rule with a simple award, over the values of its measure, or over some of them."""
    measure, award = rule.scoring.measure, rule.scoring.award
    if measure is None or isinstance(award, Branch | Sum | BestOf):
        message = "a simple award looks at a measure"
        raise TypeError(message)
    values = kept(rule, values_of(measure, rule.facts) if values is None else values)
    marks = {mark: points for mark in values.marks if (points := _points(rule, award, mark)) is not None}
    pieces = () if values.interval is None else tuple(_pieces(rule, award, values.interval, values.grid))
    settled = {mark: rule.settle(points) for mark, points in marks.items()}
    return Curve(pieces=pieces, marks=settled, grid=values.grid, exact=values.exact)


def kept(rule: Rule, values: Values) -> Values:
    """Give the values that a rule admits: an authority's points lie on its grid, and do not pass the maximum."""
    award = rule.scoring.award
    if not isinstance(award, Judged):
        return values
    top = Interval(None, rule.most, lower_closed=False, upper_closed=rule.most is not None)
    grid = award.step if values.grid is None else _both(award.step, values.grid)
    return attrs.evolve(values, grid=grid, interval=top if values.interval is None else values.interval.meet(top))


def drawn(rule: Rule) -> bool:
    """Whether a rule has a curve: a simple award whose points jump or bend at a few values only."""
    award = rule.scoring.award
    if isinstance(award, Branch | Sum | BestOf):
        return False
    if not isinstance(award, Steps) or award.count is not None:
        return True
    number = _to_the_cap(award, rule.most)
    return award.add == 0 or (award.add > 0 and number is not None and number <= _STEPS)


def _both(one: Fraction, other: Fraction) -> Fraction:
    """Give the least number that is a multiple of both."""
    ratio = one / other
    return one * ratio.denominator


def _points(rule: Rule, award: SimpleAward, value: Answer) -> Fraction | None:
    try:
        return award.points(value, rule.most)
    except Undecided:
        return None


def _pieces(rule: Rule, award: SimpleAward, domain: Interval, grid: Fraction | None) -> Iterator[Piece]:
    if isinstance(award, Judged):  # what the authority says, whatever it is
        yield from (Piece(within=part, line=line) for part, line in _settled(rule, _IDENTITY, domain, grid))
        return
    for cell in cells(_breaks(award, rule.most), domain, grid):
        inside = sample(cell)
        points = _points(rule, award, inside)
        if points is None:
            continue
        slope = ZERO
        if cell.lower is None or cell.lower != cell.upper:
            other = _midway(inside, cell.upper)
            slope = ((_points(rule, award, other) or ZERO) - points) / (other - inside)
        line = Line(slope=slope, start=points - slope * inside)
        yield from (Piece(within=part, line=settled) for part, settled in _settled(rule, line, cell, grid))


def _settled(rule: Rule, line: Line, cell: Interval, grid: Fraction | None) -> Iterator[tuple[Interval, Line]]:
    """Hold a line to the limits of the rule: it is cut where it crosses one, or is surely held to it though rounded."""
    rounding = rule.rounding
    beyond = ZERO if rounding is None else unit(rounding)
    limits = [limit for limit in (rule.arm, None if rule.limit is None else rule.limit + beyond) if limit is not None]
    cuts = [(limit - line.start) / line.slope for limit in limits] if line.slope else []
    for part in cells(cuts, cell, grid):
        points = line.raw(sample(part))
        lowest = min([points, *limits])
        held = line if lowest == points else Line(slope=ZERO, start=lowest)
        yield part, held if rounding is None else attrs.evolve(held, rounding=rounding, limit=rule.limit)


def unit(rounding: Rounding) -> Fraction:
    """Give one in the last place."""
    return Fraction(1, 10**rounding.places)


def cells(cuts: Iterable[Fraction], domain: Interval, grid: Fraction | None) -> Iterator[Interval]:
    """Cut a domain: each cut stands alone, and what lies between two of them is a cell; on a grid none is empty."""
    inner = sorted({cut for cut in cuts if domain.holds(cut)})
    lower, closed = domain.lower, domain.lower_closed
    found: list[Interval] = []
    for cut in inner:
        found += [Interval(lower, cut, closed, upper_closed=False), Interval(cut, cut)]
        lower, closed = cut, False
    found.append(Interval(lower, domain.upper, closed, domain.upper_closed))
    for cell in found:
        on_grid = cell if grid is None else gridded(cell, grid)
        if not on_grid.empty:
            yield on_grid


def gridded(interval: Interval, grid: Fraction) -> Interval:
    """Give the multiples of a number that lie in an interval, between closed ends."""
    return _moved(_moved(interval, grid, ZERO).wholes(), ONE / grid, ZERO)


def sample(interval: Interval) -> Fraction:
    """Give a number inside."""
    if interval.lower is None:
        return ZERO if interval.upper is None else interval.upper - 1
    if interval.upper is None:
        return interval.lower + 1
    return (interval.lower + interval.upper) / 2


def _midway(inside: Fraction, upper: Fraction | None) -> Fraction:
    return inside + 1 if upper is None else (inside + upper) / 2


def _breaks(award: SimpleAward, most: Most) -> list[Fraction]:
    """Give every value at which the points jump or bend."""
    match award:
        case Proportional():
            return [ZERO, award.floor or ZERO, award.full_at or ONE]
        case Bands():
            return [end for row in award.rows for end in (row.within.lower, row.within.upper) if end is not None]
        case Tally():
            cap = most if award.cap is None else award.cap
            return [] if cap is None else [cap]
        case Deduct():
            start = (most or ZERO) if award.start is None else award.start
            return [start - award.floor]
        case Steps():
            return _increments(award, most)
        case _:
            return [ZERO]  # a yes is anything but 0


def _increments(award: Steps, most: Most) -> list[Fraction]:
    way = 1 if award.toward is None else -1
    number = _to_the_cap(award, most)
    if award.count is not None:
        return [award.at] if number is None else [award.at, award.at + way * number * award.per]
    whole = 0 if number is None else -(-number.numerator // number.denominator)
    return [award.at + way * step * award.per for step in range(whole + 1)]


def _to_the_cap(award: Steps, most: Most) -> Fraction | None:
    """Give the increments after which nothing more is added; None where there is no end to them."""
    cap = most if award.cap is None else award.cap
    return None if cap is None or award.add <= 0 else max(ZERO, (cap - award.base) / award.add)
