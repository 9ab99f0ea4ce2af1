"""Fates: what can become of the leaves a change concerns, and what the older and the newer points are then."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from math import prod
from typing import Final

import attrs

from cchc_rules.exact import ZERO, Interval
from cchc_rules.law.facts import Facts
from cchc_rules.law.model import Criterion, FailedTo, Node
from cchc_rules.law.scoring import BestOf, Policy, Sum
from cchc_rules.values import Value
from cchc_rules.versions.effects.contrasts import Apart, Contrast, Loose
from cchc_rules.versions.effects.curves import Rule
from cchc_rules.versions.effects.earnings import earned
from cchc_rules.versions.effects.spans import NOTHING, Span, hull
from cchc_rules.versions.effects.terms import rule_of, set_side_by_side

_MOST: Final = 64  # ways that are looked at one by one
_CLAIMED: Final = (Policy.DROP, Policy.FULL, Policy.ZERO)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Fate(Value):
    """One thing that can become of a leaf: it is scored by its rule, or gets fixed points; and what its maximum is."""

    maximum: Fraction
    rule: Rule | None = None
    points: Fraction = ZERO


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Way(Value):
    """One way it can go with all leaves concerned: the contrast of points, and the maxima on both sides.

    Without maxima it is left out of the index.
    """

    contrast: Contrast
    maxima: tuple[Fraction, Fraction] | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Placed(Value):
    """A leaf where it stands: with its facts, and with the nodes above it, the nearest first."""

    leaf: Criterion
    facts: Facts
    above: tuple[Node, ...]

    @property
    def path(self) -> tuple[Node, ...]:
        """The leaf and the nodes above it."""
        return (self.leaf, *self.above)

    def scored(self) -> Fate:
        """The leaf applies, and its facts give its points."""
        return Fate(maximum=self._most, rule=rule_of(self.leaf, self.facts))

    @property
    def _most(self) -> Fraction:
        return self.leaf.max_points or ZERO

    def fates(self) -> Mapping[str, Fate]:
        """Give everything that can become of the leaf, by what does it."""
        policy = self.leaf.policy.policy
        found = {"scored": self.scored()}
        if policy in _CLAIMED:
            found["claimed"] = self._under(policy)
        if any(node.applies_when is not None for node in self.path) and policy is not Policy.OPEN:
            found["excluded"] = self._under(Policy.DROP if policy is Policy.FORBIDDEN else policy)
        rules = [node.precondition for node in self.path if node.precondition is not None]
        if any(rule.otherwise is FailedTo.ZERO for rule in rules):
            found["zero"] = Fate(maximum=self._most)
        return found

    def _under(self, policy: Policy) -> Fate:
        points = self._most if policy is Policy.FULL else ZERO
        return Fate(maximum=ZERO if policy is Policy.DROP else self._most, points=points)


def ways_of_one(old: Placed, new: Placed) -> Iterator[Way]:
    """Give the ways it can go with one leaf in two versions: what becomes of it is the same in both."""
    before, after = old.fates(), new.fates()
    for name, fate in before.items():
        if name in after:
            yield _way([fate], [after[name]])
    policies = {placed.leaf.policy.policy for placed in (old, new)}
    if "claimed" in before and "claimed" in after and policies <= set(_CLAIMED):
        yield from _parts_claimed(old, new)


def ways_of_many(olds: Sequence[Placed], news: Sequence[Placed]) -> Iterator[Way]:
    """Give the ways it can go with leaves of which each stands in one version only."""
    fates = [tuple(placed.fates().values()) for placed in (*olds, *news)]
    if prod(map(len, fates)) <= _MOST:
        for chosen in product(*fates):
            yield _way(chosen[: len(olds)], chosen[len(olds) :])
        return
    sides = [_together([tuple(placed.fates().values()) for placed in side]) for side in (olds, news)]
    yield Way(contrast=Loose(Apart(sides[0], sides[1])))


def _way(olds: Iterable[Fate], news: Iterable[Fate]) -> Way:
    sides = tuple(olds), tuple(news)
    rules = [[fate.rule for fate in side if fate.rule is not None] for side in sides]
    fixed = [sum((fate.points for fate in side if fate.rule is None), ZERO) for side in sides]
    maxima = [sum((fate.maximum for fate in side), ZERO) for side in sides]
    contrast = set_side_by_side(rules[0], rules[1], (fixed[0], fixed[1]))
    return Way(contrast=contrast, maxima=(maxima[0], maxima[1]))


def _together(leaves: list[tuple[Fate, ...]]) -> Span:
    return sum((hull(gained(fate) for fate in fates) for fates in leaves), NOTHING)


def gained(fate: Fate) -> Span:
    """Give the points of one fate."""
    return Span.at(fate.points) if fate.rule is None else earned(fate.rule)


def _parts_claimed(old: Placed, new: Placed) -> Iterator[Way]:
    """Give the ways in which some parts of a sum do not apply; they weigh on points, the index is told without them."""
    before, after = old.leaf.rule.award, new.leaf.rule.award
    if isinstance(before, BestOf) and isinstance(after, BestOf):
        spans = [Span(Interval(ZERO, placed.leaf.max_points), exact=False) for placed in (old, new)]
        yield Way(contrast=Apart(spans[0], spans[1]))
    if not (isinstance(before, Sum) and isinstance(after, Sum)):
        return
    shared = [part.id for part in before.parts if part.id in {one.id for one in after.parts}]
    for number in range(1, len(shared)):
        for claimed in combinations(shared, number):
            rules, fixed = [], []
            for placed, award in ((old, before), (new, after)):
                full = placed.leaf.policy.policy is Policy.FULL
                points = sum((part.max_points for part in award.parts if part.id in claimed and full), ZERO)
                kept = tuple(part for part in award.parts if part.id not in claimed)
                rule = rule_of(placed.leaf, placed.facts)
                scoring = attrs.evolve(rule.scoring, award=attrs.evolve(award, parts=kept))
                rules.append(attrs.evolve(rule, scoring=scoring))
                fixed.append(points)
            contrast = set_side_by_side([rules[0]], [rules[1]], (fixed[0], fixed[1]))
            yield Way(contrast=contrast)
