"""Attribution: the difference of one unit's total and index between two years, in parts that add up to it exactly.

Forward, the rules stay as they were while the facts become new: first the leaves that applied in one year and not in
the other, then the others (performance). Then the rules change, one by one, on the new facts. In reverse the rules
change first, on the old facts. What was rounded comes last. Each part is what the exact total and index moved by.
"""

from collections.abc import Callable

import attrs

from cchc_rules.exact import State
from cchc_rules.scoring.result import NodeResult
from cchc_rules.values import Value
from cchc_rules.versions.comparing.parts import Part, PartKind, Split
from cchc_rules.versions.comparing.routes import Route, Waypoint
from cchc_rules.versions.comparing.sums import Amounts, gathered
from cchc_rules.versions.comparing.years import Leaves, Year


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Attribution(Value):
    """Two years of one unit on the route between their rules, and how each leaf can go along it.

    ``unfit_for_old`` are the keys of leaves that the older rules cannot score on the new facts, ``unfit_for_new`` of
    those that the newer rules cannot score on the old facts.
    """

    route: Route
    old: Year
    new: Year
    unfit_for_old: frozenset[str]
    unfit_for_new: frozenset[str]

    @classmethod
    def between(cls, route: Route, old: Year, new: Year) -> "Attribution":
        """See which leaves can be scored by the rules of the other year."""

        def unfit(year: Year, there: Waypoint) -> frozenset[str]:
            return frozenset(key for key in there.rules if not route.constant(key) and year.at(there, key) is None)

        return cls(
            route=route,
            old=old,
            new=new,
            unfit_for_old=unfit(new, route.first),
            unfit_for_new=unfit(old, route.last),
        )

    def by_old_rules(self, key: str) -> NodeResult | None:
        """What a leaf earns by the older rules on the new facts; None where that cannot be told."""
        if key in self.unfit_for_old:
            return None
        return self.new.own[key] if self.route.constant(key) else self.new.at(self.route.first, key)

    def forward(self) -> Split:
        """Split the difference: new facts first, by the older rules; then the rules, one by one."""
        walk = _Walk(self.route, self.old.own)
        new = self.new
        waiting = set(self.unfit_for_old)
        targets = {key: found for key in walk.leaves if (found := self.by_old_rules(key)) is not None}
        walk.take_facts(targets, lambda key: new.unclear(key, self.route.first))

        def taken(waypoint: Waypoint, key: str, before: NodeResult | None) -> tuple[NodeResult, bool]:
            found = new.at(waypoint, key)
            if before is None:
                return found or new.own[key], key in self.unfit_for_new
            if found is None:
                return before, False
            was_waiting = key in waiting
            waiting.discard(key)
            return found, was_waiting

        walk.take_rules(taken, lambda key: key in self.unfit_for_old)
        walk.take_rounding(late=True)
        return walk.split((PartKind.SCOPE, PartKind.PERFORMANCE, PartKind.RULES, PartKind.ROUNDING))

    def reverse(self) -> Split:
        """Split the difference: the rules first, one by one, on the old facts; then new facts, by the newer rules."""
        walk = _Walk(self.route, self.old.own)
        old, new, last = self.old, self.new, self.route.last
        arrived: set[str] = set()

        def taken(waypoint: Waypoint, key: str, before: NodeResult | None) -> tuple[NodeResult, bool]:
            if key in arrived:
                return new.own[key], False
            found = old.at(waypoint, key)
            if key in self.unfit_for_new and (found is None or before is None):
                arrived.add(key)
                return new.own[key], True
            return found or before or old.at(last, key) or new.own[key], False

        walk.take_rules(taken, lambda key: key in self.unfit_for_old)
        walk.take_facts(new.own, lambda key: key not in arrived and old.unclear(key, last))
        walk.take_rounding(late=False)
        return walk.split((PartKind.RULES, PartKind.SCOPE, PartKind.PERFORMANCE, PartKind.ROUNDING))


Taken = Callable[[Waypoint, str, NodeResult | None], tuple[NodeResult, bool]]


class _Walk:
    """One unit on its way; every move becomes a part."""

    def __init__(self, route: Route, leaves: Leaves) -> None:
        self.route = route
        self.leaves: Leaves = leaves
        self.here = route.first
        self.whole = gathered(route.first.card, leaves)
        self.halts = [self.whole]
        self.parts: list[Part] = []

    def split(self, order: tuple[PartKind, ...]) -> Split:
        """Give the parts that were taken."""
        return Split(order=order, parts=tuple(self.parts), halts=tuple(self.halts))

    def take_facts(self, targets: Leaves, unclear: Callable[[str], bool]) -> None:
        """Give leaves what the other year's facts earn: first those that applied in one year only.

        ``unclear`` says of a leaf whether another rule might have moved it otherwise.
        """
        moving = {key: found for key, found in targets.items() if _moved(self.leaves[key], found)}
        scoped = {key for key, found in moving.items() if another_scope(self.leaves[key], found)}
        for kind in (PartKind.SCOPE, PartKind.PERFORMANCE):
            for key in self.here.rules:
                if key in moving and (key in scoped) is (kind is PartKind.SCOPE):
                    moved = self._go(self.here, {**self.leaves, key: moving[key]})
                    inseparable = (key,) if unclear(key) else ()
                    self.parts.append(Part(kind=kind, cause=key, moved=moved, leaves=(key,), inseparable=inseparable))
            self.halts.append(self.whole)

    def take_rules(self, taken: Taken, lost: Callable[[str], bool]) -> None:
        """Make the changes one by one; ``lost`` says of a leaf that goes whether its part can be told apart."""
        for waypoint in self.route.waypoints[1:]:
            change, before = waypoint.change, self.leaves
            after: dict[str, NodeResult] = {}
            inseparable: list[str] = []
            for key, rule in waypoint.rules.items():
                if rule is self.here.rules.get(key):
                    after[key] = before[key]
                    continue
                after[key], unclear = taken(waypoint, key, before.get(key))
                inseparable += [key] * unclear
            gone = [key for key in before if key not in after]
            inseparable += filter(lost, gone)
            arrived = [
                key for key in after if key in inseparable or key not in before or _moved(before[key], after[key])
            ]
            moved = self._go(waypoint, after)
            moving = (*arrived, *gone)
            if change is not None and (moved or moving):
                self.parts.append(
                    Part(
                        kind=PartKind.RULES,
                        cause=change.fingerprint,
                        moved=moved,
                        leaves=moving,
                        inseparable=tuple(inseparable),
                        change=change,
                    )
                )
        self.halts.append(self.whole)

    def take_rounding(self, *, late: bool) -> None:
        """Round. Where the rule of rounding was changed, that is told apart: at the end, or (not late) at the start."""
        start, end = self.halts[0], self.whole
        at = end if late else start
        for before, after in zip(self.route.waypoints, self.route.waypoints[1:], strict=False):
            roundings = before.card.decision.rounding, after.card.decision.rounding
            moved = at.published(roundings[1]) - at.published(roundings[0])
            if after.change is not None and moved:
                cause = after.change.fingerprint
                self._add(Part(kind=PartKind.RULES, cause=cause, moved=moved, change=after.change))
        kept = (self.route.first if late else self.route.last).card.decision.rounding
        moved = (end.published(kept) - end.exact) - (start.published(kept) - start.exact)
        if moved:
            self.parts.append(Part(kind=PartKind.ROUNDING, moved=moved))

    def _add(self, part: Part) -> None:
        """Put a part behind those of its kind."""
        places = [number for number, other in enumerate(self.parts) if other.kind is part.kind]
        self.parts.insert(places[-1] + 1 if places else len(self.parts), part)

    def _go(self, waypoint: Waypoint, leaves: Leaves) -> Amounts:
        before = self.whole.exact
        self.here, self.leaves = waypoint, leaves
        self.whole = gathered(waypoint.card, leaves, self.whole)
        return self.whole.exact - before


def _moved(before: NodeResult, after: NodeResult) -> bool:
    return (before.points, before.effective_max, before.state) != (after.points, after.effective_max, after.state)


def another_scope(before: NodeResult, after: NodeResult) -> bool:
    """Whether the leaf, or a part of it, applied in one year and not in the other."""
    states = [one.state is State.NOT_APPLICABLE for one in (before, after)]
    return states[0] is not states[1] or before.effective_max != after.effective_max
