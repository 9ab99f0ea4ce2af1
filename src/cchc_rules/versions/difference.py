"""The difference of two rulesets: every change once, in printed order."""

from collections.abc import Iterator

import attrs

from cchc_rules.law.decision import UnitKind
from cchc_rules.law.identity import Pairing, crosswalk_between, pair, unit_kinds
from cchc_rules.law.model import Ruleset, Scorecard
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change, Changes, Side
from cchc_rules.versions.effects.treatments import Effects, decision_effect
from cchc_rules.versions.finding.decisions import decision_changes, whole_changes
from cchc_rules.versions.finding.facts import fact_changes
from cchc_rules.versions.finding.nodes import Versions
from cchc_rules.versions.finding.structure import Tree, structural


def diff(old: Ruleset, new: Ruleset) -> Changes:
    """Give every change that makes one ruleset of another, each once.

    Which node is which is told by codes, and by the crosswalk of the newer ruleset (or of the older one, read
    backwards); without an entry a node that was renumbered is one removed and one added. Effects are in points, and in
    percent of the index.

    >>> from cchc_rules.law.catalog import load
    >>> changes = diff(load("2023_2568"), load("2024_2426"))
    >>> len(changes), len(changes.of("commune").breaking("totals"))
    (231, 63)
    >>> diff(load("2024_2426"), load("2024_2426")).changes
    ()
    """
    crosswalk = crosswalk_between(old, new)
    pairings: list[tuple[UnitKind, Pairing]] = []
    changes = [
        attrs.evolve(change, effect=decision_effect(change, old, new))
        for change in decision_changes(old.decision, new.decision)
    ]
    for kind in unit_kinds(old, new):
        before, after = old.scorecards.get(kind), new.scorecards.get(kind)
        if before is None or after is None:
            added = ChangeKind.SCORECARD_ADDED if before is None else ChangeKind.SCORECARD_REMOVED
            sides = Side(value=before), Side(value=after)
            changes.append(Change(kind=added, attribute="scorecard", unit_kind=kind, old=sides[0], new=sides[1]))
            continue
        pairing = pair(before, after, crosswalk)
        pairings.append((kind, pairing))
        found = tuple(_ordered(_scorecard_changes(before, after, pairing), before, after, pairing))
        effects = Effects(old=before, new=after, pairing=pairing, changes=found)
        changes += (attrs.evolve(change, effect=effects.of(change)) for change in found)
    return Changes(old=old, new=new, changes=tuple(changes), pairings=tuple(pairings))


def _scorecard_changes(old: Scorecard, new: Scorecard, pairing: Pairing) -> list[Change]:
    found = [*whole_changes(old, new), *structural(old, new, pairing)]
    before, after = Tree.of(old), Tree.of(new)
    moved = {
        code: one.reason
        for one in pairing.points_moved
        if _balanced(one.codes, pairing, before, after)
        for code in one.codes
    }
    for twin in pairing.twins:
        versions = Versions(
            unit_kind=new.unit_kind,
            old=before.nodes[twin.old],
            new=after.nodes[twin.new],
            old_facts=old.facts,
            new_facts=new.facts,
            points_moved=moved.get(twin.new),
        )
        found += versions.changes()
    return [*found, *fact_changes(old, new, pairing, found)]


def _balanced(codes: tuple[str, ...], pairing: Pairing, before: Tree, after: Tree) -> bool:
    """Whether the maxima of these leaves add up to what they did before."""
    if not all(code in pairing.old_of for code in codes):
        return False
    pairs = [(before.nodes[pairing.old_of[code]].max_points, after.nodes[code].max_points) for code in codes]
    return sum((new or 0) - (old or 0) for old, new in pairs) == 0


def _ordered(changes: list[Change], old: Scorecard, new: Scorecard, pairing: Pairing) -> Iterator[Change]:
    """Put changes in printed order of the newer scorecard; what was dropped stands where it stood before."""
    places = {node.code: number for number, node in enumerate(new.walk())}
    old_places: dict[str, int] = {}
    last = 0
    for node in old.walk():
        last = places[pairing.new_of[node.code]] if node.code in pairing.new_of else last
        old_places[node.code] = last

    def place(change: Change) -> tuple[int, int]:
        if change.subject:
            return (1, 0)
        codes = [places[code] for code in change.new.codes] or [old_places[code] for code in change.old.codes]
        return (0, min(codes, default=-1))

    yield from sorted(changes, key=place)
