"""Changes in the order in which they are read: field by field, node by node, what follows under what it follows."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final

import attrs

from cchc_rules.law.decision import UnitKind
from cchc_rules.law.model import Field, Node, Scorecard
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change, Changes

_IN_A_LINE: Final = frozenset({ChangeKind.TOTAL_FOLLOWS, ChangeKind.RENUMBERED})


class Apart(StrEnum):
    """Changes that stand in no field: of the whole scorecard, and of its facts."""

    WHOLE = "whole"
    FACTS = "facts"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class NodeChanges(Value):
    """What changed in one node, or in nodes cut anew: the codes on both sides, and the changes that lead.

    ``subject`` is the fact, where it is a fact that changed.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    subject: str
    changes: tuple[Change, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class FieldChanges(Value):
    """What changed in one field: the field on both sides, its nodes, and two sorts of changes told in a line each.

    ``sums`` are maxima of parents that follow their children; ``renumbered`` are nodes that have another number.
    A group of the whole scorecard or of its facts has no field.
    """

    apart: Apart | None = None
    old: Field | None = None
    new: Field | None = None
    nodes: tuple[NodeChanges, ...] = ()
    sums: tuple[Change, ...] = ()
    renumbered: tuple[Change, ...] = ()

    @property
    def count(self) -> int:
        """How many changes lead here."""
        return sum(len(node.changes) for node in self.nodes) + len(self.sums) + len(self.renumbered)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class UnitKindChanges(Value):
    """What changed for one kind of unit: both scorecards, and the changes field by field."""

    unit_kind: UnitKind
    old: Scorecard | None
    new: Scorecard | None
    leading: tuple[Change, ...]
    followers: Mapping[str, tuple[Change, ...]]
    new_of: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, changes: Changes, unit_kind: UnitKind) -> "UnitKindChanges":
        """Gather the changes of one kind of unit; one whose lead is not among them leads itself."""
        own = [change for change in changes if change.unit_kind == unit_kind]
        pairings = dict(changes.pairings)
        return cls(
            unit_kind=unit_kind,
            old=changes.old.scorecards.get(unit_kind),
            new=changes.new.scorecards.get(unit_kind),
            leading=leading(own),
            followers=following(own),
            new_of=pairings[unit_kind].new_of if unit_kind in pairings else {},
        )

    @cached_property
    def fields(self) -> tuple[FieldChanges, ...]:
        """The changes field by field, in printed order; those of the whole come first, those of facts last."""
        groups: dict[tuple[Apart | None, str | None, str | None], list[Change]] = {}
        for change in self.leading:
            groups.setdefault(self._place(change), []).append(change)
        ordered = sorted(groups.items(), key=lambda one: (one[0][0] is not Apart.WHOLE, one[0][0] is Apart.FACTS))
        return tuple(self._group(*place, tuple(changes)) for place, changes in ordered)

    def _place(self, change: Change) -> tuple[Apart | None, str | None, str | None]:
        """Say in which field a change stands: the newer one, with the older that it was."""
        if change.subject:
            return Apart.FACTS, None, None
        if change.new.codes:
            field = self._new_fields[change.new.codes[0]]
            return None, next((old for old, new in self.new_of.items() if new == field), None), field
        if change.old.codes:
            field = self._old_fields[change.old.codes[0]]
            return None, field, self.new_of.get(field)
        return Apart.WHOLE, None, None

    @cached_property
    def _old_fields(self) -> Mapping[str, str]:
        return _fields_of(self.old)

    @cached_property
    def _new_fields(self) -> Mapping[str, str]:
        return _fields_of(self.new)

    def _group(
        self, apart: Apart | None, old: str | None, new: str | None, changes: tuple[Change, ...]
    ) -> FieldChanges:
        by_node: dict[tuple[tuple[str, ...], tuple[str, ...], str], list[Change]] = {}
        for change in changes:
            if change.kind not in _IN_A_LINE:
                by_node.setdefault((change.old.codes, change.new.codes, change.subject), []).append(change)
        return FieldChanges(
            apart=apart,
            old=_field(self.old, old),
            new=_field(self.new, new),
            nodes=tuple(
                NodeChanges(old=key[0], new=key[1], subject=key[2], changes=tuple(own)) for key, own in by_node.items()
            ),
            sums=tuple(change for change in changes if change.kind is ChangeKind.TOTAL_FOLLOWS),
            renumbered=tuple(change for change in changes if change.kind is ChangeKind.RENUMBERED),
        )

    def node(self, old: tuple[str, ...], new: tuple[str, ...]) -> Node | None:
        """The first node of the codes on both sides, as the newer scorecard has it if it still does."""
        if self.new is not None and new:
            return self.new.node(new[0])
        return None if self.old is None or not old else self.old.node(old[0])


def leading(changes: list[Change] | tuple[Change, ...]) -> tuple[Change, ...]:
    """Give the changes that follow from none of these."""
    known = {change.fingerprint for change in changes}
    return tuple(change for change in changes if change.follows not in known)


def following(changes: list[Change] | tuple[Change, ...]) -> Mapping[str, tuple[Change, ...]]:
    """Give the changes that follow from others, by the fingerprint of what they follow."""
    found: dict[str, tuple[Change, ...]] = {}
    for change in changes:
        if change.follows is not None:
            found[change.follows] = (*found.get(change.follows, ()), change)
    return found


def _fields_of(card: Scorecard | None) -> Mapping[str, str]:
    fields = () if card is None else card.fields
    return {node.code: field.code for field in fields for node in field.walk()}


def _field(card: Scorecard | None, code: str | None) -> Field | None:
    return None if card is None else next((field for field in card.fields if field.code == code), None)
