"""Earnings: all the points that a rule can give, one by one and not only between which bounds."""

from fractions import Fraction

import attrs

from cchc_rules.exact import ONE, ZERO, Interval
from cchc_rules.law.awards import Deduct, Most, Tally
from cchc_rules.law.facts import Facts
from cchc_rules.law.measures import Weighted
from cchc_rules.law.scoring import BestOf, Branch, Otherwise, Part, Sum
from cchc_rules.versions.effects.contrasts import given
from cchc_rules.versions.effects.curves import Rule, curve_of, drawn
from cchc_rules.versions.effects.spans import Span, hull


def earned(rule: Rule) -> Span:
    """Give all the points of a rule over all answers that it decides."""
    award = rule.scoring.award
    if drawn(rule):
        span = given(curve_of(rule))
        return Span(span.interval) if _ends_met(rule) else span
    if isinstance(award, Branch):
        return hull(earned(arm_of(rule, arm)) for arm in award.every_arm)
    if isinstance(award, Sum):
        return _settled(rule, _clamped(award, added(award, rule.facts)))
    if isinstance(award, BestOf):
        return _settled(rule, _best([earned(part_of(part, rule.facts)) for part in award.parts]))
    reach = rule.scoring.reach(rule.facts, rule.most)
    most = reach.highest
    return _settled(rule, Span(Interval(reach.lowest, most, upper_closed=most is not None), exact=False))


def _ends_met(rule: Rule) -> bool:
    """Whether the fewest and the most points come with the least and the greatest sum, which some answers give."""
    measure = rule.scoring.measure
    if not isinstance(measure, Weighted) or not isinstance(rule.scoring.award, Tally | Deduct):
        return False
    return len({term.fact for term in measure.of}) == len(measure.of)


def arm_of(rule: Rule, arm: Otherwise) -> Rule:
    """Give the rule of one arm of a branch."""
    limits = [limit for limit in (rule.arm, arm.max_points) if limit is not None]
    return attrs.evolve(rule, scoring=arm.scoring, most=arm.most(rule.most), arm=min(limits, default=None))


def part_of(part: Part, facts: Facts) -> Rule:
    """Give the rule of one part of a sum, or of one candidate for the best."""
    most = part.max_points
    return Rule(scoring=part.scoring, facts=facts, most=most, rounding=part.round, limit=most)


def added(award: Sum, facts: Facts) -> Span:
    """Give the sum of the parts before its limits."""
    total = Span.at(award.base or ZERO)
    for sign, parts in ((ONE, award.parts), (-ONE, award.minus)):
        for part in parts:
            total += earned(part_of(part, facts)) * sign
    names = [name for part in award.every_part for name in {name for name, _ in part.scoring.needs}]
    return total if len(names) == len(set(names)) else total.loosened()


def free_of_limits(rule: Rule, award: Sum) -> bool:
    """Whether the points of a sum are always those of its parts, added."""
    interval = added(award, rule.facts).interval
    caps = [cap for cap in (award.cap, rule.arm, rule.limit) if cap is not None]
    under = not caps or (interval.upper is not None and interval.upper <= min(caps))
    over = award.floor is None or (interval.lower is not None and interval.lower >= award.floor)
    return under and over and rule.rounding is None


def _clamped(award: Sum, span: Span) -> Span:
    lower = None if award.floor is None else -award.floor
    floored = (span * -ONE).capped(lower) * -ONE
    return floored.capped(award.cap)


def _best(spans: list[Span]) -> Span:
    low = max(spans, key=lambda span: (span.interval.lower is not None, span.interval.lower or ZERO))
    high = hull(spans)
    ends = Interval(low.interval.lower, high.interval.upper, upper_closed=high.interval.upper_closed)
    return Span(ends, exact=False)


def _settled(rule: Rule, span: Span) -> Span:
    """Give what a rule makes of points that lie in a span; rounding leaves no more than bounds."""
    if rule.rounding is None:
        return span.capped(rule.arm).capped(rule.limit)
    ends = span.interval
    lower = None if ends.lower is None else rule.settle(ends.lower)
    upper = None if ends.upper is None else rule.settle(ends.upper)
    return Span(Interval(lower, _least(upper, rule.limit), lower is not None, upper_closed=True), exact=False)


def _least(one: Most, other: Most) -> Fraction | None:
    limits = [limit for limit in (one, other) if limit is not None]
    return min(limits, default=None)
