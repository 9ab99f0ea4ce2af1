"""The comparable core: the leaves that are on both sides and ask for the same facts, scored apart from the others."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.exact import HUNDRED, ZERO
from cchc_rules.law.model import Field
from cchc_rules.scoring.result import NodeResult
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change
from cchc_rules.versions.comparing.attribution import Attribution, another_scope
from cchc_rules.versions.comparing.parts import PartKind
from cchc_rules.versions.comparing.routes import Route
from cchc_rules.versions.comparing.sums import Amounts

_REPLACED: Final = frozenset({ChangeKind.SCORING_REPLACED, ChangeKind.MEASURE_REPLACED})

_REGROUPED: Final = frozenset({ChangeKind.SPLIT, ChangeKind.MERGED, ChangeKind.REARRANGED})


class Reason(StrEnum):
    """Why a leaf cannot be compared: it came, went, was split or merged, or has another method, facts or scoring."""

    ADDED = "added"
    DROPPED = "dropped"
    REGROUPED = "regrouped"
    METHOD = "method"
    FACTS = "facts"
    SCORING = "scoring"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class NotComparable(Value):
    """A leaf that cannot be compared: its key, its codes on both sides, why, and the changes that made it so."""

    key: str
    old: str | None
    new: str | None
    reason: Reason
    changes: tuple[Change, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Core(Value):
    """The comparable leaves of the standard fields together: points and effective maximum in each year, and the split.

    ``moved`` are points, and percent of what the core can earn; the parts add up to the difference exactly. Points are
    those the leaves earn themselves, before a node above them rounds, caps or spreads them.
    """

    keys: tuple[str, ...]
    old_points: Fraction
    old_max: Fraction
    new_points: Fraction
    new_max: Fraction
    moved: Mapping[PartKind, Amounts]

    @property
    def old_percent(self) -> Fraction:
        """The points of the older year, as a percentage of what could be earned."""
        return _percent(self.old_points, self.old_max)

    @property
    def new_percent(self) -> Fraction:
        """The points of the newer year, as a percentage of what could be earned."""
        return _percent(self.new_points, self.new_max)


def not_comparable(route: Route) -> Iterator[NotComparable]:
    """Give every leaf that cannot be compared, in printed order of the newer scorecard, then those it has not."""
    for key in route.keys:
        reason = _reason(route, key)
        if reason is not None:
            old, new = route.codes[key]
            yield NotComparable(key=key, old=old, new=new, reason=reason, changes=route.touching[key])


def _reason(route: Route, key: str) -> Reason | None:
    before, after = route.first.rules.get(key), route.last.rules.get(key)
    touching = {change.kind for change in route.touching[key]}
    if before is None or after is None:
        whole = Reason.ADDED if before is None else Reason.DROPPED
        return Reason.REGROUPED if touching & _REGROUPED else whole
    if before.leaf.method is not after.leaf.method:
        return Reason.METHOD
    if dict(before.types) != dict(after.types):
        return Reason.FACTS
    return Reason.SCORING if touching & _REPLACED else None


def core_of(attribution: Attribution, apart: AbstractSet[str]) -> Core:
    """Score the comparable core apart: all leaves of the standard fields but those that are not comparable."""
    route = attribution.route
    keys = tuple(key for key in route.keys if key not in apart and _standard(route, key))
    old, new = attribution.old.own, attribution.new.own
    by_old_rules = {key: attribution.by_old_rules(key) or old[key] for key in keys}
    scoped = {key: found if another_scope(old[key], found) else old[key] for key, found in by_old_rules.items()}
    halts = [_sum(found, keys) for found in (old, scoped, by_old_rules, new)]
    percents = [_percent(*halt) for halt in halts]
    kinds = (PartKind.SCOPE, PartKind.PERFORMANCE, PartKind.RULES)
    moved = {
        kind: Amounts(
            points=halts[number + 1][0] - halts[number][0], index_percent=percents[number + 1] - percents[number]
        )
        for number, kind in enumerate(kinds)
    }
    return Core(
        keys=keys,
        old_points=halts[0][0],
        old_max=halts[0][1],
        new_points=halts[-1][0],
        new_max=halts[-1][1],
        moved=moved,
    )


def _standard(route: Route, key: str) -> bool:
    fields = (waypoint.rules[key].above[0] for waypoint in (route.first, route.last))
    return all(isinstance(field, Field) and field.role is None for field in fields)


def _sum(leaves: Mapping[str, NodeResult], keys: tuple[str, ...]) -> tuple[Fraction, Fraction]:
    found = [leaves[key] for key in keys]
    points = sum((leaf.points or ZERO for leaf in found), ZERO)
    return points, sum((leaf.effective_max for leaf in found), ZERO)


def _percent(points: Fraction, most: Fraction) -> Fraction:
    return points / most * HUNDRED if most else ZERO
