"""Aims: what must be tried of a scoring function, read off its measures and awards.

Edges are tried exactly, and just beside: within one percentage point of a rate, one unit of a whole number, one
occurrence of what is counted by weight, one hundredth of the edge of any other number.
"""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction

import attrs

from cchc_rules.exact import NEVER, ONE, ZERO, Interval, Rounding, spell
from cchc_rules.law.awards import (
    Judged,
    Most,
)
from cchc_rules.law.facts import SHARE, Domain, Facts
from cchc_rules.law.lateness import DaysLate
from cchc_rules.law.measures import (
    AllOf,
    AnyOf,
    Comparison,
    Given,
    Measure,
    Ratio,
    Relative,
    every,
)
from cchc_rules.law.probing.edges import Edges, Number, Side, between, countable, numbers
from cchc_rules.law.probing.search import Want, at
from cchc_rules.law.probing.spots import Joint, Spot, spots
from cchc_rules.law.scoring import BestOf, Condition, Scoring
from cchc_rules.law.surveys import Survey
from cchc_rules.values import Value


class Way(StrEnum):
    """What can be tried beside a value."""

    ALONE = "alone"  # one condition of several decides
    ZERO_WHOLE = "zero_whole"
    STAND_IN = "stand_in"
    STAND_IN_ZERO = "stand_in_zero"
    NO_PERIODS = "no_periods"
    PART_ABOVE_WHOLE = "part_above_whole"
    WHOLE_BELOW_ZERO = "whole_below_zero"
    GREATEST = "greatest"
    ZERO_BENCHMARK = "zero_benchmark"
    NO_DEADLINE = "no_deadline"
    FEWEST_VALID = "fewest_valid"
    TOO_FEW_VALID = "too_few_valid"
    OFF_STEP = "off_step"
    CUT_AT_CAP = "cut_at_cap"
    HELD_AT_FLOOR = "held_at_floor"
    BEST = "best"
    ROUNDED_UP = "rounded_up"
    ROUNDED_DOWN = "rounded_down"
    HELD_TO_MAXIMUM = "held_to_maximum"
    UNANSWERED = "unanswered"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Aim(Value):
    """One thing to try at a spot: a value (``want``), or a ``way``; ``of`` names what it is about.

    ``side`` says how the value stands to the number, ``inner`` which of the measures inside the spot's a way is about.
    """

    place: Spot | Joint | None
    of: str = ""
    side: Side | None = None
    want: Want | None = None
    way: Way | None = None
    inner: Measure | None = None
    refused: bool = False

    @property
    def path(self) -> str:
        """The parts and arms it stands in."""
        return "" if self.place is None else self.place.path

    @property
    def what(self) -> str:
        """What is tried, in one word: a way, how a value stands to a number, "never" or "level"."""
        return self.way or self.side or (NEVER.value if self.want is NEVER else "level")

    @property
    def id(self) -> str:
        """A name that is its own within the scoring function."""
        condition = "when" if isinstance(self.place, Spot) and self.place.condition is not None else ""
        return " ".join(word for word in (self.path, condition, self.what, self.of) if word)


# --- Everything to try ------------------------------------------------------------------------------------------------


def aims(scoring: Scoring, most: Most, facts: Facts, rounding: Rounding | None = None) -> tuple[Aim, ...]:
    """Everything to try of a scoring function under a maximum, in printed order, each thing once."""
    found: dict[str, Aim] = {}
    for place in spots(scoring, most):
        for aim in _of_joint(place, facts) if isinstance(place, Joint) else _of_spot(place, facts):
            found.setdefault(aim.id, aim)
    for aim in _of_whole(scoring, most, facts, rounding):
        found.setdefault(aim.id, aim)
    return tuple(found.values())


def condition_aims(condition: Condition, path: str, facts: Facts) -> tuple[Aim, ...]:
    """Everything to try of a condition that stands by itself, above a node."""
    spot = Spot(path=path, measure=condition.measure, condition=condition)
    return tuple({aim.id: aim for aim in _of_spot(spot, facts)}.values())


def _of_spot(spot: Spot, facts: Facts) -> Iterator[Aim]:
    pieces, domain = spot.values(facts)
    if spot.condition is not None:
        yield Aim(place=spot, side=Side.HOLDS)
        yield Aim(place=spot, side=Side.FAILS)
    for name, side, within in _turning(spot, domain, facts):
        kept = _wholes(within, domain)
        if any(not kept.meet(piece).empty for piece in pieces) and countable(spot.measure, kept, facts):
            refused = isinstance(spot.award, Judged) and side is Side.ABOVE
            yield Aim(place=spot, of=name, side=side, want=kept, refused=refused)
    if isinstance(spot.award, Judged):
        yield Aim(place=spot, way=Way.OFF_STEP, of=spell(spot.award.step), refused=True)
    if spot.condition is None:
        for level in domain.levels:
            yield Aim(place=spot, of=level, want=level)
    if domain.never:
        yield Aim(place=spot, want=NEVER)
    for inner in every(spot.measure):
        yield from _of_measure(spot, inner, facts)


def _turning(spot: Spot, domain: Domain, facts: Facts) -> Iterator[Number]:
    edges = Edges(spot.measure, facts)
    if spot.condition is not None:
        if spot.condition.within is not None:
            yield from edges.of(_wholes(spot.condition.within, domain))
    elif domain.whole and domain.interval == SHARE:
        yield from (("0", Side.AT, at(ZERO)), ("1", Side.AT, at(ONE)))
    elif spot.award is not None:
        yield from numbers(spot.award, edges, spot.most, domain)


def _wholes(within: Interval, domain: Domain) -> Interval:
    met = within.meet(domain.interval)
    return met.wholes() if domain.whole else met


def _of_measure(spot: Spot, measure: Measure, facts: Facts) -> Iterator[Aim]:
    for way, of, refused in _ways(measure, spot, facts):
        yield Aim(place=spot, way=way, of=of, inner=measure, refused=refused)
    if isinstance(measure, Survey):
        domain = measure.domain(facts).interval
        for end in dict.fromkeys(end for end in (domain.lower, domain.upper) if end is not None):
            yield Aim(place=spot, of=spell(end), side=Side.AT, want=at(end))
        if domain.lower != domain.upper:
            yield Aim(place=spot, side=Side.WITHIN, want=between(domain.lower, domain.upper))


def _ways(measure: Measure, spot: Spot, facts: Facts) -> Iterator[tuple[Way, str, bool]]:
    """What can be tried of a measure, what it is about, and whether the answers must be refused."""
    match measure:
        case AllOf() | AnyOf() if len(measure.facts) > 1:
            yield from ((Way.ALONE, fact, False) for fact in measure.facts)
        case Ratio():
            yield from _ratio_ways(measure, spot)
        case Relative() if measure.by is Comparison.RATIO and measure.to.domain(facts).interval.holds(ZERO):
            yield Way.ZERO_BENCHMARK, "", True
        case DaysLate() if measure.due.fact is not None and facts[measure.due.fact].never:
            yield Way.NO_DEADLINE, measure.due.fact, True
        case Survey():
            yield Way.FEWEST_VALID, str(measure.min_valid), False
            yield Way.TOO_FEW_VALID, str(measure.min_valid), False
        case _:
            return


def _ratio_ways(ratio: Ratio, spot: Spot) -> Iterator[tuple[Way, str, bool]]:
    whole, part = " + ".join(ratio.whole), " + ".join(ratio.part)
    if ratio.stand_in is not None:
        yield Way.STAND_IN, ratio.stand_in.fact, False
        yield Way.STAND_IN_ZERO, ratio.stand_in.fact, False
        if ratio.stand_in.divided_by is not None:
            yield Way.NO_PERIODS, ratio.stand_in.divided_by, True
    elif not _never_zero(ratio, spot):
        yield Way.ZERO_WHOLE, whole, ratio.when_zero is None
    if not ratio.may_exceed and (ratio.greatest or ratio.less or not {*ratio.part} <= {*ratio.whole}):
        yield Way.PART_ABOVE_WHOLE, part, True
    if ratio.less:
        yield Way.WHOLE_BELOW_ZERO, whole, True
    if ratio.greatest and len(ratio.whole) > 1:
        yield from ((Way.GREATEST, fact, False) for fact in ratio.whole)


def _never_zero(ratio: Ratio, spot: Spot) -> bool:
    """Whether a condition on the way leaves no whole of 0."""
    return not ratio.less and any(
        wanted
        and condition.within is not None
        and not condition.within.holds(ZERO)
        and isinstance(condition.measure, Given)
        and condition.measure.fact in ratio.whole
        for condition, wanted in spot.required
    )


def _of_joint(joint: Joint, facts: Facts) -> Iterator[Aim]:
    award = joint.award
    if isinstance(award, BestOf):
        yield from (Aim(place=joint, way=Way.BEST, of=part.id) for part in award.parts)
        parts = award.parts
    else:
        parts = award.every_part
        free = attrs.evolve(award, cap=None, floor=None).reach(facts, None)
        if award.cap is not None and (free.highest is None or free.highest > award.cap):
            yield Aim(place=joint, way=Way.CUT_AT_CAP, of=spell(award.cap))
        if award.floor is not None and free.lowest < award.floor:
            yield Aim(place=joint, way=Way.HELD_AT_FLOOR, of=spell(award.floor))
    for part in parts:
        if part.round is not None:
            for way in directions(part.round):
                yield Aim(place=joint, way=way, of=part.id)


def _of_whole(scoring: Scoring, most: Most, facts: Facts, rounding: Rounding | None) -> Iterator[Aim]:
    if rounding is not None:
        for way in directions(rounding):
            yield Aim(place=None, way=way, of=f"{rounding.places} {rounding.mode}")
    highest = scoring.reach(facts, most).highest
    if most is not None and (highest is None or highest > most):
        yield Aim(place=None, way=Way.HELD_TO_MAXIMUM, of=spell(most))
    if scoring.needs:
        yield Aim(place=None, way=Way.UNANSWERED)


def directions(rounding: Rounding) -> Iterator[Way]:
    """Give the ways a rounding can go."""
    third, two_thirds = (Fraction(number, 3 * 10**rounding.places) for number in (1, 2))
    yield from (Way.ROUNDED_UP,) if rounding(two_thirds) > two_thirds else ()
    yield from (Way.ROUNDED_DOWN,) if rounding(third) < third else ()
