"""Edges: the numbers at which an award turns, and how far beside one is still just beside it."""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.exact import ONE, ZERO, Interval, cover, spell
from cchc_rules.law.awards import Bands, Deduct, Judged, Most, Proportional, SimpleAward, Steps, Tally
from cchc_rules.law.facts import DOMAINS, Domain, Facts, FactType
from cchc_rules.law.measures import Comparison, Complement, Given, Measure, Product, Ratio, Relative, Weighted
from cchc_rules.law.probing.search import at
from cchc_rules.law.surveys import Survey
from cchc_rules.values import Value

_HUNDREDTH: Final = Fraction(1, 100)
_STEPS: Final = 12  # more steps than these are tried at their first and last alone
_UNCAPPED: Final = 3
_COUNTED: Final = 400


class Side(StrEnum):
    """How a value stands to what it is tried for."""

    AT = "at"
    BELOW = "below"
    ABOVE = "above"
    ROW = "row"
    GAP = "gap"
    WITHIN = "within"
    HOLDS = "holds"
    FAILS = "fails"


Number = tuple[str, Side, Interval]


def between(lower: Fraction | None, upper: Fraction | None) -> Interval:
    """Give the interval between two numbers, neither of them in it."""
    return Interval(lower, upper, lower_closed=False, upper_closed=False)


def tolerance(measure: Measure, edge: Fraction, facts: Facts) -> Fraction:
    """How far beside an edge is still just beside it."""
    if measure.domain(facts).whole:
        return ONE
    if isinstance(measure, Weighted) and all(DOMAINS[facts[term.fact].type].whole for term in measure.of):
        return max(abs(term.times) for term in measure.of)
    if _is_rate(measure, facts) or not edge:
        return _HUNDREDTH
    return abs(edge) / 100


def _is_rate(measure: Measure, facts: Facts) -> bool:
    if isinstance(measure, Relative):
        return measure.by is Comparison.RATIO or _is_rate(measure.of, facts)
    if isinstance(measure, Given):
        return facts[measure.fact].type is FactType.RATE
    return isinstance(measure, Ratio | Product | Complement | Survey)


@attrs.frozen(eq=False, repr=False, slots=False)
class Edges(Value):
    """Edges of one measure, with the values beside them."""

    measure: Measure
    facts: Facts

    def at(self, edge: Fraction, name: str) -> Number:
        """The edge itself."""
        return name, Side.AT, at(edge)

    def below(self, edge: Fraction, name: str) -> Number:
        """What lies just below."""
        return name, Side.BELOW, Interval(edge - tolerance(self.measure, edge, self.facts), edge, upper_closed=False)

    def above(self, edge: Fraction, name: str) -> Number:
        """What lies just above."""
        return name, Side.ABOVE, Interval(edge, edge + tolerance(self.measure, edge, self.facts), lower_closed=False)

    def all(self, edge: Fraction, name: str) -> Iterator[Number]:
        """All three."""
        yield self.below(edge, name)
        yield self.at(edge, name)
        yield self.above(edge, name)

    def of(self, within: Interval) -> Iterator[Number]:
        """The edges of an interval, and the side that does not belong to each."""
        for edge, closed, beyond, inside in (
            (within.lower, within.lower_closed, self.below, self.above),
            (within.upper, within.upper_closed, self.above, self.below),
        ):
            if edge is not None:
                name = spell(edge)
                yield self.at(edge, name)
                yield beyond(edge, name) if closed else inside(edge, name)


def numbers(award: SimpleAward, edges: Edges, most: Most, domain: Domain) -> Iterator[Number]:
    """The numbers at which an award turns."""
    least = domain.interval.lower
    match award:
        case Bands():
            yield from _rows(award, edges, domain)
        case Proportional():
            yield from _shares(award, edges, least)
        case Steps():
            yield from _steps(award, edges, most)
        case Tally():
            cap = most if award.cap is None else award.cap
            yield "0", Side.AT, at(max(least or ZERO, ZERO))
            if cap is not None:
                yield from edges.all(cap, f"cap {spell(cap)}")
        case Deduct():
            start = most if award.start is None else award.start
            yield "0", Side.AT, at(max(least or ZERO, ZERO))
            if start is not None:
                yield from edges.all(start - award.floor, f"floor {spell(award.floor)}")
        case Judged() if most is not None:
            top = most // award.step * award.step
            yield "0", Side.AT, at(ZERO)
            yield spell(top), Side.AT, at(top)
            yield spell(top), Side.BELOW, between(ZERO, top)  # a step between, see `met`
            yield spell(most), Side.ABOVE, between(most, None)
        case _:  # a yes or no, or a level
            return


def _rows(award: Bands, edges: Edges, domain: Domain) -> Iterator[Number]:
    for number, row in enumerate(award.rows):
        yield from edges.of(row.within.wholes() if domain.whole else row.within)
        above = [earlier.within for earlier in award.rows[:number]]
        for piece in cover(above, row.within.meet(domain.interval), whole=domain.whole).gaps:
            yield str(row.within), Side.ROW, piece
    for gap in cover([row.within for row in award.rows], domain.interval, whole=domain.whole).gaps:
        yield str(gap), Side.GAP, gap


def _shares(award: Proportional, edges: Edges, least: Fraction | None) -> Iterator[Number]:
    full = ONE if award.full_at is None else award.full_at
    if award.floor:
        yield edges.at(award.floor, f"floor {spell(award.floor)}")
        yield edges.below(award.floor, f"floor {spell(award.floor)}")
    yield from edges.all(full, f"full_at {spell(full)}")
    yield "0", Side.AT, at(ZERO)
    if least is not None and least < 0:
        yield "0", Side.BELOW, Interval(least, ZERO, upper_closed=False)


def _steps(award: Steps, edges: Edges, most: Most) -> Iterator[Number]:
    sign = 1 if award.toward is None else -1
    short = edges.below if sign == 1 else edges.above
    beyond = edges.above if sign == 1 else edges.below
    cap = most if award.cap is None else award.cap
    reach = None if cap is None else (cap - award.base) / award.add
    if award.count is not None:  # pro rata: there are no thresholds between
        numbers = [ZERO] if reach is None else [ZERO, reach]
    else:
        last = _UNCAPPED if reach is None else max(-(-reach.numerator // reach.denominator), 0)
        numbers = [Fraction(number) for number in range(last + 1)]
        if last > _STEPS:
            numbers = numbers[:4] + numbers[-2:]
    for number in numbers:
        threshold = award.at + sign * award.per * number
        name = f"step {spell(number)} at {spell(threshold)}" if number else f"at {spell(threshold)}"
        yield edges.at(threshold, name)
        yield short(threshold, name)
    if reach is not None:
        threshold = award.at + sign * award.per * numbers[-1]
        yield beyond(threshold, f"cap {spell(cap or ZERO)}")


def countable(measure: Measure, within: Interval, facts: Facts) -> bool:
    """Whether what is counted by weight can come to a number of an interval; any other measure is taken to."""
    if not isinstance(measure, Weighted) or within.upper is None or min(term.times for term in measure.of) < 0:
        return True
    domains = [DOMAINS[facts[term.fact].type] for term in measure.of]
    if not all(domain.whole for domain in domains) or within.upper / min(term.times for term in measure.of) > _COUNTED:
        return True
    reached = {ZERO}
    for term, domain in zip(measure.of, domains, strict=True):
        once = domain.interval.upper is not None
        reached |= {
            total + term.times * number
            for total in reached
            for number in range(1, 2 if once else int((within.upper - total) / term.times) + 1)
        }
        reached = {total for total in reached if total <= within.upper}
    return any(within.holds(total) for total in reached)
