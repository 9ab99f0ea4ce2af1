"""The parts of a difference between two years of one unit: what each moved, and what caused it."""

from collections.abc import Iterator
from enum import StrEnum

import attrs

from cchc_rules.values import Value
from cchc_rules.versions.changes import Change
from cchc_rules.versions.comparing.sums import Amounts, Whole


class PartKind(StrEnum):
    """Where a part of the difference comes from.

    Scope: leaves, or parts of them, that applied in one year and not in the other, by the same rules. Performance: new
    facts by the same rules. Rules: other rules on the same facts. Rounding: what rounding added or took.
    """

    SCOPE = "scope"
    PERFORMANCE = "performance"
    RULES = "rules"
    ROUNDING = "rounding"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Part(Value):
    """A part of the difference: its kind, what caused it, and by how much it moved the total and the index.

    ``cause`` is the key of a leaf, or the fingerprint of a change; nothing for rounding. ``leaves`` are the keys of the
    leaves that moved, ``inseparable`` those of them of which it cannot be told what the rule did and what the unit.
    """

    kind: PartKind
    cause: str = ""
    moved: Amounts
    leaves: tuple[str, ...] = ()
    inseparable: tuple[str, ...] = ()
    change: Change | None = None

    @property
    def separable(self) -> bool:
        """Whether it can be told what of it is the rules' and what the unit's."""
        return not self.inseparable


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Split(Value):
    """The parts of a difference, in the order they were taken, with the unit as it stood after each kind of part.

    ``halts`` are the unit before anything, and after each kind of ``order`` but rounding.
    """

    order: tuple[PartKind, ...]
    parts: tuple[Part, ...]
    halts: tuple[Whole, ...]

    def __repr__(self) -> str:
        order = ", ".join(kind.value for kind in self.order)
        return f"Split(order=({order}), parts={len(self.parts)}, {self.sum().told})"

    def of(self, kind: PartKind | str) -> tuple[Part, ...]:
        """The parts of one kind."""
        return tuple(part for part in self.parts if part.kind == kind)

    def sum(self, kind: PartKind | str | None = None) -> Amounts:
        """What the parts of one kind, or all of them, come to."""
        return sum((part.moved for part in self.parts if kind in (None, part.kind)), Amounts())

    def after(self, kind: PartKind | str) -> Whole:
        """The unit as it stood after the parts of one kind."""
        return self.halts[self.order.index(PartKind(kind)) + 1]

    @property
    def inseparable(self) -> tuple[str, ...]:
        """The keys of the leaves of which it cannot be told what the rules did and what the unit."""
        return tuple(dict.fromkeys(key for part in self.parts for key in part.inseparable))


def differing(forward: Split, reverse: Split) -> Iterator[tuple[PartKind, str]]:
    """Give the kinds and causes of which the two orders do not say the same, in the forward order."""
    sides = [{(part.kind, part.cause): part for part in split.parts} for split in (forward, reverse)]
    for place in dict.fromkeys((*sides[0], *sides[1])):
        left, right = (side.get(place) for side in sides)
        if left is None or right is None or left.moved != right.moved:
            yield place
