"""What differs in the facts that two scorecards ask for: their types, their givers, their names."""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from cchc_rules.law.facts import Fact
from cchc_rules.law.grounds import Basis
from cchc_rules.law.identity import Pairing
from cchc_rules.law.model import Scorecard
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change, Edit, Side
from cchc_rules.versions.finding.structure import weakest

_K: Final = ChangeKind
_TYPE: Final = ("type", "levels", "never")


def fact_changes(old: Scorecard, new: Scorecard, pairing: Pairing, found: Sequence[Change]) -> Iterator[Change]:
    """Give every change of facts that bear the same name in both, and of facts that no leaf asks for.

    Facts that come or go with the leaves that ask for them are told there. Levels that a changed rule brings follow
    from that change.
    """
    asked = {"old": _askers(old), "new": _askers(new)}
    for name in dict.fromkeys((*new.facts, *old.facts)):
        before, after = old.facts.get(name), new.facts.get(name)
        codes = {side: askers.get(name, ()) for side, askers in asked.items()}
        sides = {
            side: Side(codes=codes[side], value=value, basis=_basis(codes[side], card))
            for side, value, card in (("old", before, old), ("new", after, new))
        }
        if before is None or after is None:
            if not any(codes.values()):
                kind = _K.FACT_ADDED if before is None else _K.FACT_REMOVED
                yield Change(
                    kind=kind,
                    attribute="facts",
                    unit_kind=new.unit_kind,
                    subject=name,
                    old=sides["old"],
                    new=sides["new"],
                )
            continue
        for kind, attribute, edits in _edits(before, after):
            change = Change(
                kind=kind,
                attribute=attribute,
                unit_kind=new.unit_kind,
                subject=name,
                old=sides["old"],
                new=sides["new"],
                edits=edits,
            )
            lead = _lead(change, found, pairing)
            yield (
                change
                if lead is None
                else attrs.evolve(change, kind=lead.kind, follows=lead.follows or lead.fingerprint)
            )


def _askers(card: Scorecard) -> dict[str, tuple[str, ...]]:
    """Give the codes of the nodes that look at each fact."""
    askers: dict[str, dict[str, None]] = {}
    for node in card.walk():
        for measure in node.measures:
            for name, _ in measure.needs:
                askers.setdefault(name, {})[node.code] = None
    return {name: tuple(codes) for name, codes in askers.items()}


def _edits(before: Fact, after: Fact) -> Iterator[tuple[ChangeKind, str, tuple[Edit, ...]]]:
    typed = tuple(_edit(before, after, name) for name in _TYPE if getattr(before, name) != getattr(after, name))
    if typed:
        yield _K.FACT_RETYPED, "facts", typed
    if before.by != after.by:
        yield _K.FACT_GIVER_CHANGED, "giver", (_edit(before, after, "by"),)
    shared = [one for one in before.named if one in after.named]
    if before.name != after.name or any(before.named[one] != after.named[one] for one in shared):
        edits = tuple(_edit(before, after, name) for name in ("name", "named"))
        yield _K.WORDING_CHANGED, "fact_name", edits


def _edit(before: Fact, after: Fact, name: str) -> Edit:
    return Edit(path=(name,), old=getattr(before, name), new=getattr(after, name))


def _lead(change: Change, found: Sequence[Change], pairing: Pairing) -> Change | None:
    """Give the change of a rule that brings other levels of its fact."""
    if change.kind is not _K.FACT_RETYPED:
        return None
    leads = [
        other
        for other in found
        if other.attribute == "rule"
        and other.kind is _K.LEVELS_CHANGED
        and other.new.codes[0] in change.new.codes
        and pairing.old_of[other.new.codes[0]] in change.old.codes
    ]
    return leads[0] if leads else None


def _basis(codes: Sequence[str], card: Scorecard) -> Basis | None:
    """Give the weakest basis of the nodes that ask for a fact."""
    return weakest(tuple(node for node in card.walk() if node.code in codes)) if codes else None
