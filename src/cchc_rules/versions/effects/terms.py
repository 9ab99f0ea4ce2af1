"""Terms: what the points of leaves are the sum of, and how the terms of two versions are set side by side."""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from fractions import Fraction

import attrs

from cchc_rules.exact import ZERO, Interval
from cchc_rules.law.award_proof import prove_fit, prove_numbers
from cchc_rules.law.facts import Facts
from cchc_rules.law.measure_proof import prove_condition, prove_measure
from cchc_rules.law.model import Criterion
from cchc_rules.law.scoring import BestOf, Branch, Sum
from cchc_rules.values import Value
from cchc_rules.versions.effects.contrasts import Added, Apart, Contrast, Listed
from cchc_rules.versions.effects.curves import Rule
from cchc_rules.versions.effects.earnings import arm_of, earned, free_of_limits, part_of
from cchc_rules.versions.effects.matches import contrast
from cchc_rules.versions.effects.spans import NOTHING, Span
from cchc_rules.versions.effects.trials import tried


@attrs.frozen(eq=False, repr=False, slots=False)
class Term(Value):
    """One rule whose points are added, or taken off where the sign is −1."""

    sign: int
    rule: Rule


def rule_of(leaf: Criterion, facts: Facts) -> Rule:
    """Give the rule of a leaf."""
    most = leaf.max_points
    return Rule(scoring=leaf.rule, facts=facts, most=most, rounding=leaf.rounding, limit=most)


def scorable(leaf: Criterion, facts: Facts) -> bool:
    """Whether a leaf can be scored at all: a change may need others beside it, or a draft may not hold yet."""
    reading = leaf.reading
    scoring = leaf.scoring if reading is None or reading.scoring is None else reading.scoring
    policy = leaf.not_applicable if reading is None or reading.not_applicable is None else reading.not_applicable
    return scoring is not None and policy is not None and _holds(rule_of(leaf, facts))


def _holds(rule: Rule) -> bool:
    award, measure = rule.scoring.award, rule.scoring.measure
    if isinstance(award, Branch):
        conditions = [fault for arm in award.arms for fault in prove_condition(arm.when, rule.facts)]
        return not conditions and all(_holds(arm_of(rule, arm)) for arm in award.every_arm)
    if isinstance(award, Sum | BestOf):
        parts = award.every_part if isinstance(award, Sum) else award.parts
        return bool(parts) and all(_holds(part_of(part, rule.facts)) for part in parts)
    if measure is None or any(prove_numbers(award, rule.most)) or any(prove_measure(measure, rule.facts)):
        return False
    return not any(prove_fit(award, measure, rule.facts))


def earned_by(leaf: Criterion, facts: Facts) -> Span:
    """Give the points a leaf can earn."""
    if scorable(leaf, facts):
        return earned(rule_of(leaf, facts))
    return Span(Interval(ZERO, leaf.max_points, upper_closed=leaf.max_points is not None), exact=False)


def terms_of(rule: Rule) -> tuple[Fraction, tuple[Term, ...]]:
    """Give what the points of a rule are the sum of: a fixed number, and its terms."""
    award = rule.scoring.award
    if not isinstance(award, Sum) or not free_of_limits(rule, award):
        return ZERO, (Term(1, rule),)
    fixed = award.base or ZERO
    terms: list[Term] = []
    for sign, parts in ((1, award.parts), (-1, award.minus)):
        for part in parts:
            more, inner = terms_of(part_of(part, rule.facts))
            fixed += more * sign
            terms += [Term(one.sign * sign, one.rule) for one in inner]
    return fixed, tuple(terms)


def set_side_by_side(olds: Iterable[Rule], news: Iterable[Rule], fixed: tuple[Fraction, Fraction]) -> Contrast:
    """Set rules whose points are added side by side; ``fixed`` are points that come to them on each side.

    Terms that look at the same facts are set against each other, the others apart.
    """
    sides: list[list[Term]] = []
    constants = list(fixed)
    for number, rules in enumerate((olds, news)):
        sides.append([])
        for rule in rules:
            more, terms = terms_of(rule)
            constants[number] += more
            sides[number] += terms
    found: list[tuple[int, Contrast]] = [(1, Listed(((constants[0], constants[1]),)))]
    found += [(1, _matched(before, after)) for before, after in _joined(*sides)]
    return Added(tuple(found))


def _joined(olds: list[Term], news: list[Term]) -> Iterator[tuple[list[Term], list[Term]]]:
    """Gather terms that look at the same facts, directly or by way of another."""
    groups: list[tuple[frozenset[str], list[Term], list[Term]]] = []
    for side, terms in enumerate((olds, news)):
        for term in terms:
            names = term.rule.names
            near = [group for group in groups if group[0] & names]
            groups = [group for group in groups if not group[0] & names]
            joined = (
                names.union(*(group[0] for group in near)),
                [one for group in near for one in group[1]],
                [one for group in near for one in group[2]],
            )
            joined[1 + side].append(term)  # type: ignore[union-attr]  # one of the lists
            groups.append(joined)
    for _, before, after in groups:
        yield before, after


def _matched(olds: list[Term], news: list[Term]) -> Contrast:
    """Set terms of the same facts against each other, those with the same scoring or the same measure first."""
    listed = tried([(one.sign, one.rule) for one in olds], [(one.sign, one.rule) for one in news])
    if listed is not None:
        return listed
    rest = list(news)
    found: list[tuple[int, Contrast]] = []
    for one in olds:
        other = min(rest, key=lambda other: _distance(one, other), default=None)
        if other is None or _distance(one, other) is _Distance.STRANGE:
            found.append((one.sign, Apart(earned(one.rule), NOTHING)))
        else:
            rest.remove(other)
            found.append((one.sign, contrast(one.rule, other.rule)))
    found += [(other.sign, Apart(NOTHING, earned(other.rule))) for other in rest]
    return Added(tuple(found), free=False)


class _Distance(IntEnum):
    SAME = 0
    ONE_MEASURE = 1
    ONE_FACT = 2
    STRANGE = 3


def _distance(one: Term, other: Term) -> _Distance:
    before, after = one.rule, other.rule
    if one.sign != other.sign or not before.names & after.names:
        return _Distance.STRANGE
    if before == after:
        return _Distance.SAME
    measure = before.scoring.measure
    return _Distance.ONE_MEASURE if measure is not None and measure == after.scoring.measure else _Distance.ONE_FACT
