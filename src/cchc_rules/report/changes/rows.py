"""Two scorecards side by side: which node of the older stands beside which of the newer, with what changed in it."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

import attrs

from cchc_rules.law.decision import UnitKind
from cchc_rules.law.identity import Pairing
from cchc_rules.law.model import Node, Scorecard
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change, Changes
from cchc_rules.versions.finding.structure import Tree

_OLD: Final = "old-"


class Mark(StrEnum):
    """What became of a row: it stands on one side only, was changed, went elsewhere, or is as it was."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    AWAY = "away"
    CARRIED = "carried"
    SAME = "same"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Beside(Value):
    """A word on where the same node, or the same code, is to be found: how it is related, its codes, and the row."""

    how: str
    code: str
    row: str


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Row(Value):
    """Nodes that belong together: one on each side, or one on one side, or all that were split, merged or cut anew."""

    id: str
    mark: Mark
    old: tuple[Node, ...] = ()
    new: tuple[Node, ...] = ()
    changes: tuple[Change, ...] = ()
    beside: tuple[Beside, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Group(Value):
    """A field with its rows: the field as the newer scorecard has it, or the older where it was dropped."""

    id: str
    field: Node
    rows: tuple[Row, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Spread(Value):
    """Two scorecards of one kind of unit side by side; ``whole`` are the changes that no single node bears."""

    unit_kind: UnitKind
    old: Scorecard | None
    new: Scorecard | None
    whole: tuple[Change, ...]
    groups: tuple[Group, ...]


def spreads(changes: Changes) -> tuple[Spread, ...]:
    """Lay out every kind of unit that either ruleset scores.

    >>> from cchc_rules import diff, load
    >>> department = spreads(diff(load("2023_2568"), load("2024_2426")))[0]
    >>> row = next(row for group in department.groups for row in group.rows if row.id == "department-3.5")
    >>> [node.code for node in row.old], [node.code for node in row.new], [change.kind.value for change in row.changes]
    (['7.3'], ['3.5'], ['moved', 'appraiser_changed'])
    """
    kinds = [kind for kind in UnitKind if kind in changes.old.scorecards or kind in changes.new.scorecards]
    return tuple(_spread(changes, kind) for kind in kinds)


def _spread(changes: Changes, kind: UnitKind) -> Spread:
    own = tuple(change for change in changes if change.unit_kind == kind)
    old, new = changes.old.scorecards.get(kind), changes.new.scorecards.get(kind)
    layout = _Layout(kind, old, new, dict(changes.pairings).get(kind), own)
    whole = tuple(change for change in own if not change.old.codes and not change.new.codes)
    return Spread(unit_kind=kind, old=old, new=new, whole=whole, groups=layout.groups())


def _tree(card: Scorecard | None) -> Tree:
    return Tree(nodes={}, parents={}) if card is None else Tree.of(card)


class _Layout:
    """One pair of scorecards being laid out. A row is known by its first code: the newer, or the older marked so."""

    def __init__(
        self,
        kind: UnitKind,
        old: Scorecard | None,
        new: Scorecard | None,
        pairing: Pairing | None,
        changes: tuple[Change, ...],
    ) -> None:
        self.kind = kind
        self.old, self.new = _tree(old), _tree(new)
        self.pairing = pairing or Pairing(
            twins=(), regrouped=(), added=tuple(self.new.nodes), removed=tuple(self.old.nodes)
        )
        self.by_row: dict[str, list[Change]] = {}
        self.row_of_old: dict[str, str] = {}
        self.row_of_new: dict[str, str] = {}
        self.sides: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._pair_up()
        for change in changes:
            row = self._row_of(change)
            if row is not None:
                self.by_row.setdefault(row, []).append(change)
        self.moved = {change.old.codes[0] for change in changes if change.kind is ChangeKind.MOVED}

    def _pair_up(self) -> None:
        """Say which codes stand in which row."""
        for one in self.pairing.regrouped:
            sides = (
                tuple(code for code in self.old.nodes if code in one.all_old),
                tuple(code for code in self.new.nodes if code in one.all_new),
            )
            self._put(sides[1][0], *sides)
        for twin in self.pairing.twins:
            self._put(twin.new, (twin.old,), (twin.new,))
        for code in self.new.nodes:
            if code not in self.row_of_new:
                self._put(code, (), (code,))
        for code in self.old.nodes:
            if code not in self.row_of_old:
                self._put(_OLD + code, (code,), ())

    def _put(self, row: str, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        self.sides[row] = old, new
        self.row_of_old.update(dict.fromkeys(old, row))
        self.row_of_new.update(dict.fromkeys(new, row))

    def _row_of(self, change: Change) -> str | None:
        if change.new.codes:
            return self.row_of_new[change.new.codes[0]]
        return self.row_of_old[change.old.codes[0]] if change.old.codes else None

    def groups(self) -> tuple[Group, ...]:
        """Put rows under their fields, in printed order of the newer scorecard; what left stands where it stood."""
        rows: dict[str, list[str]] = {}
        for code in self.new.nodes:
            row = self.row_of_new[code]
            if self.sides[row][1][0] == code:
                rows.setdefault(self._field_of(row), []).append(row)
        last: dict[str, str] = {}
        for code in self.old.nodes:
            row = self.row_of_old[code]
            field = self._field_of(self.row_of_old[_top(code, self.old)])
            listed = rows.setdefault(field, [])
            if row == _OLD + code or code in self.moved or (self._regrouped(row) and row not in listed):
                row = _OLD + code  # where it stood before, its removal is told, or where it went
                listed.insert(self._place(code, listed, last.get(field)), row)
            if row in listed:
                last[field] = row
        return tuple(self._group(field, listed) for field, listed in rows.items() if listed)

    def _place(self, code: str, listed: list[str], before: str | None) -> int:
        """Give the place after the row that stood before it, and after what is new below that one."""
        place = len(listed[:1]) if before is None else listed.index(before) + 1
        depth = _depth(code, self.old)
        while place < len(listed) and _depth(self._newer(listed[place]), self.new) > depth:
            place += 1
        return place

    def _newer(self, row: str) -> str:
        return row if row in self.row_of_new else ""

    def _field_of(self, row: str) -> str:
        """Give the row of the field that a row stands under."""
        old, new = self.sides[row]
        return self.row_of_new[_top(new[0], self.new)] if new else self.row_of_old[_top(old[0], self.old)]

    def _regrouped(self, row: str) -> bool:
        old, new = self.sides[row]
        return len(old) > 1 or len(new) > 1

    def _group(self, field: str, rows: Iterable[str]) -> Group:
        old, new = self.sides[field]
        node = self.new.nodes[new[0]] if new else self.old.nodes[old[0]]
        return Group(id=self._id(f"field-{field}"), field=node, rows=tuple(map(self._row, rows)))

    def _id(self, row: str) -> str:
        return f"{self.kind}-{row}"

    def _row(self, row: str) -> Row:
        if row not in self.sides:
            code = row.removeprefix(_OLD)
            there = self.row_of_old[code]
            beside = (Beside(how="went_to", code=", ".join(self.sides[there][1]), row=self._id(there)),)
            return Row(id=self._id(row), mark=Mark.AWAY, old=(self.old.nodes[code],), beside=beside)
        old, new = self.sides[row]
        changes = tuple(self.by_row.get(row, ()))
        return Row(
            id=self._id(row),
            mark=_mark(old, new, changes),
            old=tuple(self.old.nodes[code] for code in old),
            new=tuple(self.new.nodes[code] for code in new),
            changes=changes,
            beside=tuple(self._beside(row)),
        )

    def _beside(self, row: str) -> Iterator[Beside]:
        """Say where a node stood, what its code meant before, and which nodes its points were moved among."""
        old, new = self.sides[row]
        for code in self.moved.intersection(old):
            yield Beside(how="came_from", code=code, row=self._id(_OLD + code))
        for code in new:
            there = self.row_of_old.get(code, row)
            if there != row:
                now = self.sides[there][1]
                yield Beside(
                    how="was_other" if now else "was_dropped", code=", ".join(now) or code, row=self._id(there)
                )
        for one in self.pairing.points_moved:
            if set(new).intersection(one.codes):
                others = (code for code in one.codes if code not in new and code in self.row_of_new)
                yield from (
                    Beside(how="points_with", code=code, row=self._id(self.row_of_new[code])) for code in others
                )


def _top(code: str, tree: Tree) -> str:
    above = tree.parent(code)
    return code if above is None else _top(above, tree)


def _depth(code: str, tree: Tree) -> int:
    above = tree.parent(code)
    return 0 if above is None else 1 + _depth(above, tree)


def _mark(old: tuple[str, ...], new: tuple[str, ...], changes: tuple[Change, ...]) -> Mark:
    if not old:
        return Mark.ADDED
    if not new:
        return Mark.REMOVED
    if changes:
        return Mark.CHANGED
    return Mark.SAME if old == new else Mark.CARRIED
