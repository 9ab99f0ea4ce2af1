"""The scoring functions of a scorecard, wherever branches and sums have put them, with what is known there."""

from collections.abc import Iterator

import attrs

from cchc_rules.law.awards import Most, SimpleAward
from cchc_rules.law.facts import Domain, Facts
from cchc_rules.law.measures import Measure
from cchc_rules.law.model import Criterion, Field, Node, Role, Scorecard
from cchc_rules.law.places import Path
from cchc_rules.law.scoring import BestOf, Branch, Condition, Otherwise, Part, Scoring, Sum
from cchc_rules.law.soundness import scorings_of
from cchc_rules.values import Value

Guards = tuple[tuple[Condition, bool], ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Spot(Value):
    """Where a scoring function stands: the leaf and path, the maximum that holds there, whether points are taken off.

    ``guards`` are conditions that are known to hold, or to fail, wherever it is used.
    """

    leaf: Criterion
    path: Path
    most: Most
    facts: Facts
    guards: Guards
    taken_off: bool


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Whole(Spot):
    """A scoring function in its place, simple or composed."""

    scoring: Scoring


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Rule(Spot):
    """A simple award on its measure, in its place."""

    measure: Measure
    award: SimpleAward

    @property
    def domain(self) -> Domain:
        """The values its measure can take."""
        return self.measure.domain(self.facts)


def nodes(card: Scorecard) -> Iterator[tuple[Path, Node]]:
    """Give every node of a scorecard with its path, in printed order."""
    for number, field in enumerate(card.fields):
        yield from _below(field, ("fields", number))


def _below(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    yield path, node
    for number, child in enumerate(node.children):
        yield from _below(child, (*path, node.below, number))


def scorings(card: Scorecard) -> Iterator[Whole]:
    """Give every scoring function of a scorecard, those inside others too, in every reading."""
    held: dict[Path, Guards] = {}
    taken_off = False
    for start, node in nodes(card):
        if isinstance(node, Field):
            taken_off = node.role is Role.PENALTY
        own = () if node.applies_when is None else ((node.applies_when, True),)
        held[start] = held.get(start[:-2], ()) + own
        if isinstance(node, Criterion):
            for path, scoring in scorings_of(node):
                yield from _inside(
                    Whole(
                        leaf=node,
                        path=(*start, *path),
                        most=node.max_points,
                        facts=card.facts,
                        guards=held[start],
                        taken_off=taken_off,
                        scoring=scoring,
                    )
                )


def _inside(whole: Whole) -> Iterator[Whole]:
    yield whole
    for place, holder, guards in holders(whole):
        yield from _inside(
            attrs.evolve(
                whole,
                path=(*whole.path, *place, "scoring"),
                most=holder.max_points if isinstance(holder, Part) else holder.most(whole.most),
                guards=guards,
                taken_off=whole.taken_off is not ("minus" in place),
                scoring=holder.scoring,
            )
        )


def holders(whole: Whole) -> Iterator[tuple[Path, Otherwise | Part, Guards]]:
    """Give the arms or parts right inside a scoring function, with their paths and what is known there."""
    award, guards = whole.scoring.award, whole.guards
    if isinstance(award, Branch):
        for number, arm in enumerate(award.arms):
            yield ("award", "arms", number), arm, (*guards, (arm.when, True))
            guards = (*guards, (arm.when, False))
        yield ("award", "otherwise"), award.otherwise, guards
    if isinstance(award, Sum | BestOf):
        for number, part in enumerate(award.parts):
            yield ("award", "parts", number), part, guards
    if isinstance(award, Sum):
        for number, part in enumerate(award.minus):
            yield ("award", "minus", number), part, guards


def rules(card: Scorecard) -> Iterator[Rule]:
    """Give every simple rule of a scorecard."""
    for whole in scorings(card):
        award, measure = whole.scoring.award, whole.scoring.measure
        if measure is not None and not isinstance(award, Branch | Sum | BestOf):
            yield Rule(
                leaf=whole.leaf,
                path=whole.path,
                most=whole.most,
                facts=whole.facts,
                guards=whole.guards,
                taken_off=whole.taken_off,
                measure=measure,
                award=award,
            )
