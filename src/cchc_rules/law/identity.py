"""Identity: which node of one ruleset is which node of another, by codes and by the hand-made crosswalk alone.

Nothing is guessed. A code that stands in no entry of the crosswalk is the same node in both; a node without a
counterpart was added or dropped.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

import attrs

from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.law.model import Crosswalk, CrosswalkEntry, Field, Node, PointsMoved, Ruleset, Scorecard
from cchc_rules.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Twin(Value):
    """One node in two scorecards, by its code in each; the reason stands in the crosswalk where the codes differ."""

    old: str
    new: str
    reason: Name | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Regrouped(Value):
    """Nodes that were split, merged or cut anew: every code on both sides, parents that exist for them included.

    ``old`` and ``new`` are the codes the crosswalk names; ``old_parents`` and ``new_parents`` have no other children.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    reason: Name
    old_parents: tuple[str, ...] = ()
    new_parents: tuple[str, ...] = ()

    @property
    def all_old(self) -> tuple[str, ...]:
        """Every older code it speaks for."""
        return self.old + self.old_parents

    @property
    def all_new(self) -> tuple[str, ...]:
        """Every newer code it speaks for."""
        return self.new + self.new_parents


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Pairing(Value):
    """How the nodes of two scorecards of one unit kind belong together, in printed order of the newer one."""

    twins: tuple[Twin, ...]
    regrouped: tuple[Regrouped, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    points_moved: tuple[PointsMoved, ...] = ()

    @cached_property
    def new_of(self) -> Mapping[str, str]:
        """The newer code of each older one that has a twin."""
        return {twin.old: twin.new for twin in self.twins}

    @cached_property
    def old_of(self) -> Mapping[str, str]:
        """The older code of each newer one that has a twin."""
        return {twin.new: twin.old for twin in self.twins}


def crosswalk_between(old: Ruleset, new: Ruleset) -> Crosswalk | None:
    """Give the crosswalk from one ruleset to another: the one the newer has, or that of the older, read backwards."""
    if new.crosswalk is not None and new.crosswalk.older == old.id and new.id != old.id:
        return new.crosswalk
    if old.crosswalk is not None and old.crosswalk.older == new.id and new.id != old.id:
        return _reversed(old.crosswalk, old)
    return None


def pair(old: Scorecard, new: Scorecard, crosswalk: Crosswalk | None) -> Pairing:
    """Pair the nodes of two scorecards.

    >>> from cchc_rules.law.catalog import load
    >>> older, newer = load("2023_2568"), load("2024_2426")
    >>> cards = older.scorecard("department"), newer.scorecard("department")
    >>> pairing = pair(*cards, crosswalk_between(older, newer))
    >>> pairing.new_of["7.3"], pairing.added[:2], pairing.removed
    ('3.5', ('3.1.3', '3.3.2'), ('7.1.3',))
    """
    kind = new.unit_kind
    entries = () if crosswalk is None else tuple(entry for entry in crosswalk.entries if entry.unit_kind == kind)
    moved = () if crosswalk is None else tuple(one for one in crosswalk.points_moved if one.unit_kind == kind)
    olds, news = {node.code: node for node in old.walk()}, {node.code: node for node in new.walk()}
    known = tuple(_spoken_once(entry for entry in entries if _all_in(entry.old, olds) and _all_in(entry.new, news)))
    simple = {entry.new[0]: entry for entry in known if len(entry.old) == len(entry.new) == 1}
    named_old = {code for entry in known for code in entry.old}
    named_new = {code for entry in known for code in entry.new}
    kept = {  # a parent that stands in both is itself, whatever became of those below it
        code
        for code, node in news.items()
        if code in olds and code not in named_old | named_new and _alike(olds[code], node)
    }
    regrouped = tuple(
        Regrouped(
            old=entry.old,
            new=entry.new,
            reason=entry.reason,
            old_parents=tuple(code for code in _only_for(set(entry.old), old) if code not in kept),
            new_parents=tuple(code for code in _only_for(set(entry.new), new) if code not in kept),
        )
        for entry in known
        if entry.new[0] not in simple
    )
    grouped_old = {code for one in regrouped for code in one.all_old}
    grouped_new = {code for one in regrouped for code in one.all_new}
    spoken_old, spoken_new = named_old | grouped_old, named_new | grouped_new
    twins = [
        twin
        for code, node in news.items()
        if (twin := _twin(code, simple, spoken_old, spoken_new, olds)) is not None and _alike(olds[twin.old], node)
    ]
    paired_old, paired_new = {twin.old for twin in twins}, {twin.new for twin in twins}
    return Pairing(
        twins=tuple(twins),
        regrouped=regrouped,
        added=tuple(code for code in news if code not in paired_new and code not in grouped_new),
        removed=tuple(code for code in olds if code not in paired_old and code not in grouped_old),
        points_moved=moved,
    )


def _spoken_once(entries: Iterable[CrosswalkEntry]) -> Iterator[CrosswalkEntry]:
    """Give the entries that name no code which one before them names; lint tells of the others."""
    old: set[str] = set()
    new: set[str] = set()
    for entry in entries:
        if old.isdisjoint(entry.old) and new.isdisjoint(entry.new):
            yield entry
            old.update(entry.old)
            new.update(entry.new)


def _all_in(codes: tuple[str, ...], nodes: Mapping[str, Node]) -> bool:
    return all(code in nodes for code in codes)


def _twin(
    code: str,
    simple: Mapping[str, CrosswalkEntry],
    spoken_old: AbstractSet[str],
    spoken_new: AbstractSet[str],
    olds: Mapping[str, Node],
) -> Twin | None:
    entry = simple.get(code)
    if entry is not None:
        return Twin(old=entry.old[0], new=code, reason=entry.reason)
    if code in olds and code not in spoken_old and code not in spoken_new:
        return Twin(old=code, new=code)
    return None


def _alike(old: Node, new: Node) -> bool:
    """Whether both are scored leaves, or neither, and both fields: what got children or became a field is another."""
    return bool(old.children) == bool(new.children) and isinstance(old, Field) == isinstance(new, Field)


def _only_for(codes: AbstractSet[str], card: Scorecard) -> tuple[str, ...]:
    """Give the parents that have no children but these, from the lowest up."""
    found: set[str] = set()
    for node in reversed(list(card.walk())):
        if node.children and node.code not in codes and all(child.code in codes | found for child in node.children):
            found.add(node.code)
    return tuple(node.code for node in card.walk() if node.code in found)


def _reversed(crosswalk: Crosswalk, newer: Ruleset) -> Crosswalk:
    def entries() -> Iterator[CrosswalkEntry]:
        for entry in crosswalk.entries:
            yield attrs.evolve(entry, new=entry.old, old=entry.new)

    def moved() -> Iterator[PointsMoved]:
        for one in crosswalk.points_moved:
            olds = {
                e.new[0]: e.old[0]
                for e in crosswalk.entries
                if (e.unit_kind, len(e.new), len(e.old)) == (one.unit_kind, 1, 1)
            }
            yield attrs.evolve(one, codes=tuple(olds.get(code, code) for code in one.codes))

    return attrs.evolve(crosswalk, older=newer.id, entries=tuple(entries()), points_moved=tuple(moved()))


def unit_kinds(old: Ruleset, new: Ruleset) -> tuple[UnitKind, ...]:
    """Give the kinds of unit that either scores, in the order of the kinds."""
    return tuple(kind for kind in UnitKind if kind in old.scorecards or kind in new.scorecards)
