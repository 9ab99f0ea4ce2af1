"""The route from one scorecard to another: every stage of a passage made ready, so that many units can be taken along.

A waypoint is the scorecard after some changes were made, with the rule of every leaf. A leaf whose rule is the same at
two waypoints has the very same rule there.
"""

from collections.abc import Mapping
from functools import cached_property

import attrs

from cchc_rules.law.decision import UnitKind
from cchc_rules.law.model import Scorecard
from cchc_rules.values import Value
from cchc_rules.versions.changes import Change, Changes
from cchc_rules.versions.comparing.leaf_rules import LeafRule, leaf_rules
from cchc_rules.versions.passage import Passage


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Waypoint(Value):
    """A stage of the passage: the change that was made last, the scorecard then, and the rule of each leaf by its key.

    The first one has no change.
    """

    change: Change | None
    card: Scorecard
    rules: Mapping[str, LeafRule]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Route(Value):
    """The waypoints from the older scorecard to the newer, in the order of the passage's steps."""

    changes: Changes
    passage: Passage
    waypoints: tuple[Waypoint, ...]

    @classmethod
    def between(cls, changes: Changes, unit_kind: UnitKind | str) -> "Route":
        """Make the stages of one kind of unit ready; raises NotFoundError where one of the rulesets does not score it.

        >>> from cchc_rules import diff, load
        >>> route = Route.between(diff(load("2023_2568"), load("2024_2426")), "department")
        >>> [len(waypoint.rules) for waypoint in (route.first, route.last)]
        [51, 55]
        """
        passage = Passage.between(changes, unit_kind)
        rules: dict[str, LeafRule] = {}
        waypoints: list[Waypoint] = []
        made: set[str] = set()
        for change in (None, *passage.steps):
            if change is not None:
                made.add(change.fingerprint)
            card = passage.stage(made)
            there: dict[str, LeafRule] = {}
            for rule in leaf_rules(card):
                key = rule.leaf.code
                before = rules.get(key)
                rules[key] = there[key] = before if before is not None and before.decides == rule.decides else rule
            waypoints.append(Waypoint(change=change, card=card, rules=there))
        return cls(changes=changes, passage=passage, waypoints=tuple(waypoints))

    def __repr__(self) -> str:
        return f"Route(unit_kind={self.passage.new.unit_kind.value!r}, {self.ends})"

    @property
    def ends(self) -> str:
        """The ids of the two rulesets, for a short spelling."""
        return f"old={self.changes.old.id!r}, new={self.changes.new.id!r}"

    @property
    def first(self) -> Waypoint:
        """Where no change was made yet."""
        return self.waypoints[0]

    @property
    def last(self) -> Waypoint:
        """Where all are made."""
        return self.waypoints[-1]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of all leaves, in printed order of the newer scorecard, then those that only the older has."""
        return tuple(dict.fromkeys((*self.last.rules, *self.first.rules)))

    @cached_property
    def codes(self) -> Mapping[str, tuple[str | None, str | None]]:
        """The older and the newer code of every leaf, by its key."""
        olds = {key: code for code, key in self.passage.old_keys.items()}
        news = {key: code for code, key in self.passage.new_keys.items()}
        return {key: (olds.get(key), news.get(key)) for key in self.keys}

    @cached_property
    def touching(self) -> Mapping[str, tuple[Change, ...]]:
        """The changes that touch the rule of each leaf, or bring it, or take it away, in order."""
        found: dict[str, list[Change]] = {key: [] for key in self.keys}
        for before, after in zip(self.waypoints, self.waypoints[1:], strict=False):
            for key, touched in found.items():
                if after.change is not None and before.rules.get(key) is not after.rules.get(key):
                    touched.append(after.change)
        return {key: tuple(touched) for key, touched in found.items()}

    def constant(self, key: str) -> bool:
        """Whether a leaf keeps the rule it has, from the first waypoint to the last."""
        return not self.touching[key]
