"""Polls: two rules on the same ballots, weighed one way and another."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import attrs

from cchc_rules.exact import ZERO, Interval
from cchc_rules.law.surveys import Survey
from cchc_rules.values import Value
from cchc_rules.versions.effects.contrasts import Apart, Contrast
from cchc_rules.versions.effects.curves import Curve, Piece, Rule, curve_of, unit
from cchc_rules.versions.effects.earnings import earned
from cchc_rules.versions.effects.spans import Span, hull

Point = tuple[Fraction, Fraction]  # the value of the older measure, and of the newer one


def polled(old: Rule, new: Rule) -> Contrast | None:
    """Set two rules on the same ballots side by side: replies to a group or option that one does not know are left out.

    What both measures can come to together is a polygon: its corners are where each group is of one mind.
    """
    one, other = old.scoring.measure, new.scoring.measure
    if not isinstance(one, Survey) or not isinstance(other, Survey):
        return None
    corners = tuple(_corners(one, other))
    if not corners:
        return None
    curves = curve_of(old), curve_of(new)
    bounds = Apart(earned(old).loosened(), earned(new).loosened())
    return Polled(corners, *curves, bounds)


def _corners(one: Survey, other: Survey) -> Iterator[Point]:
    """Give what the two measures come to where every group chooses one option, all in its own way."""
    options = [{option.id: option.weight for option in survey.options} for survey in (one, other)]
    groups = [{group.id: group.weight for group in survey.groups} for survey in (one, other)]
    shared = [option for option in options[0] if option in options[1]]
    ways: list[list[Point]] = []
    for group in dict.fromkeys((*groups[0], *groups[1])):
        weights = groups[0].get(group, ZERO), groups[1].get(group, ZERO)
        ways.append([(weights[0] * options[0][option], weights[1] * options[1][option]) for option in shared])
    for chosen in product(*(_outer(way) for way in ways)):
        yield sum((x for x, _ in chosen), ZERO), sum((y for _, y in chosen), ZERO)


def _outer(points: list[Point]) -> list[Point]:
    """Give the corners of the least convex figure that holds some points, in order around it."""
    ordered = sorted(set(points))
    if len(ordered) < 3:  # noqa: PLR2004 - a point, or a line
        return ordered
    half: list[list[Point]] = []
    for way in (ordered, ordered[::-1]):
        hull_of: list[Point] = []
        for point in way:
            while len(hull_of) > 1 and _turn(hull_of[-2], hull_of[-1], point) <= 0:
                hull_of.pop()
            hull_of.append(point)
        half.append(hull_of[:-1])
    return half[0] + half[1]


def _turn(start: Point, middle: Point, end: Point) -> Fraction:
    return (middle[0] - start[0]) * (end[1] - start[1]) - (middle[1] - start[1]) * (end[0] - start[0])


@attrs.frozen(eq=False, repr=False, slots=False)
class Polled(Value):
    """Two curves over the same ballots, and the corners of what their measures come to together."""

    corners: tuple[Point, ...]
    old: Curve
    new: Curve
    bounds: Apart

    def span(self, new: Fraction, old: Fraction) -> Span:
        """Give all that ``new`` times the newer points less ``old`` times the older ones can come to."""
        figure = _outer(list(self.corners))
        spans = [
            span
            for before in self.old.pieces
            for after in self.new.pieces
            if (span := _over(figure, before, after, new, old)) is not None
        ]
        found = hull(spans)
        if any(piece.line.rounding for curve in (self.old, self.new) for piece in curve.pieces):
            return self._rounded(found, new, old)
        return found

    def _rounded(self, flat: Span, new: Fraction, old: Fraction) -> Span:
        """Rounding moves points, but no farther apart than to the next whole place where both are rounded alike."""
        roundings = {piece.line.rounding for curve in (self.old, self.new) for piece in curve.pieces}
        reached = [Span.at(points) for corner in self.corners if (points := self._at(corner, new, old)) is not None]
        units = [unit(rounding) for rounding in roundings if rounding is not None]
        ends = flat.interval
        if new == old != 0 and len(roundings) == 1:
            place = units[0] * abs(new)
            low, high = (None if end is None else end / place for end in (ends.lower, ends.upper))
            wide = Interval(
                None if low is None else (low.numerator // low.denominator) * place,
                None if high is None else -(-high.numerator // high.denominator) * place,
            )
        else:
            off = max(units) * (abs(new) + abs(old))
            wide = (flat + Span(Interval(-off, off))).interval
        return hull((*reached, Span(wide, exact=False)))

    def _at(self, corner: Point, new: Fraction, old: Fraction) -> Fraction | None:
        """Give what comes out where every group is of one mind."""
        points = [
            next((piece.line.at(value) for piece in curve.pieces if piece.within.holds(value)), None)
            for value, curve in zip(corner, (self.old, self.new), strict=True)
        ]
        return None if points[0] is None or points[1] is None else new * points[1] - old * points[0]


def _over(figure: list[Point], before: Piece, after: Piece, new: Fraction, old: Fraction) -> Span | None:
    """Give the span over the part of the figure in which both measures lie in these pieces; None where none is."""
    corners = figure
    for axis, within in enumerate((before.within, after.within)):
        bounds = ((within.lower, 1), (within.upper, -1))
        for bound, sign in [(bound, sign) for bound, sign in bounds if bound is not None]:
            corners = list(_cut(corners, axis, bound, sign))
    if not corners:
        return None
    middle = [sum((corner[axis] for corner in corners), ZERO) / len(corners) for axis in (0, 1)]
    if not (before.within.holds(middle[0]) and after.within.holds(middle[1])):
        return None
    spans = [Span.at(_weighed(before, after, new, old, *middle))]
    for x, y in corners:
        inside = before.within.holds(x) and after.within.holds(y)
        points = _weighed(before, after, new, old, x, y)
        spans.append(Span(Interval(points, points, inside, inside)))  # approached at least
    return hull(spans)


def _weighed(  # noqa: PLR0913, PLR0917 - two pieces, two weights, two values
    before: Piece, after: Piece, new: Fraction, old: Fraction, x: Fraction, y: Fraction
) -> Fraction:
    return new * after.line.raw(y) - old * before.line.raw(x)


def _cut(corners: list[Point], axis: int, bound: Fraction, sign: int) -> Iterator[Point]:
    """Give the corners of what is left of a figure on one side of a bound."""
    for number, corner in enumerate(corners):
        previous = corners[number - 1]
        here, there = ((point[axis] - bound) * sign for point in (corner, previous))
        if min(here, there) < 0 < max(here, there):
            share = there / (there - here)
            yield (
                previous[0] + share * (corner[0] - previous[0]),
                previous[1] + share * (corner[1] - previous[1]),
            )
        if here >= 0:
            yield corner
