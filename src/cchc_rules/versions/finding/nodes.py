"""What differs between one node and its twin: attribute by attribute, and which difference follows from which."""

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Fact, Facts, Name
from cchc_rules.law.grounds import Basis
from cchc_rules.law.model import Criterion, Method, Node
from cchc_rules.law.scoring import Scoring
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change, Edit, Side
from cchc_rules.versions.finding.scorings import scoring_edits
from cchc_rules.versions.finding.structure import follows_children

_K: Final = ChangeKind

# What a change of the rule brings with it, by attribute; what is named first leads.
_REPLACING: Final = frozenset(
    {"rule", "facts", "evidence", "not_applicable", "name_vi", "name_en", "model", "appraiser", "words"}
)
_RULING: Final = ("rule", "readings", "applies_when", "precondition")
_RESTATED: Final = frozenset({"facts", "words"})
_BRINGS: Final = {
    _K.EVIDENCE_TO_SURVEY: _REPLACING,
    _K.SURVEY_TO_EVIDENCE: _REPLACING,
    _K.SCORING_REPLACED: _REPLACING,
    _K.MEASURE_REPLACED: _REPLACING - {"rule"},
    _K.BENCHMARK_CHANGED: _REPLACING - {"rule"},
    _K.DEADLINE_CHANGED: _RESTATED | {"name_vi", "name_en"},
}
_NUMBERS: Final = {  # the parts of a node that are numbers, or decide them, and the attribute each belongs to
    "max_points": "max_points",
    "rounding": "round",
    "round": "round",
    "scoring": "rule",
    "deadline": "rule",
    "not_applicable": "not_applicable",
}


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Versions(Value):
    """One node in both scorecards, with the facts of each."""

    unit_kind: UnitKind
    old: Node
    new: Node
    old_facts: Facts
    new_facts: Facts
    points_moved: Name | None = None

    def changes(self) -> tuple[Change, ...]:
        """Give every change of the node, but those of its place."""
        return _led(tuple(self._found()))

    def _found(self) -> Iterator[Change]:
        old, new = self.old, self.new
        yield from self._max()
        if isinstance(old, Criterion) and isinstance(new, Criterion) and not new.children:
            yield from self._of_a_leaf(old, new)
        for name, kind, attribute in (
            ("round", _K.ROUNDING_CHANGED, "round"),
            ("combine", _K.COMBINATION_CHANGED, "combine"),
            ("role", _K.ROLE_CHANGED, "role"),
            ("applies_when", _K.CONDITION_CHANGED, "applies_when"),
            ("precondition", _K.CONDITION_CHANGED, "precondition"),
            ("slips", _K.WORDING_CHANGED, "slips"),
            ("model", _K.BASIS_CHANGED, "model"),
        ):
            if hasattr(new, name):
                yield from self._plain(kind, attribute, name)
        for language in ("vi", "en"):
            before, after = (getattr(node.name, language) for node in (old, new))
            if before != after:
                edit = Edit(path=("name", language), old=before, new=after)
                yield self._change(_K.WORDING_CHANGED, f"name_{language}", before, after, (edit,))
        yield from self._basis()

    def _max(self) -> Iterator[Change]:
        before, after = self.old.max_points, self.new.max_points
        if before == after:
            return
        edit = Edit(path=("max_points",), old=before, new=after)
        if follows_children(self.old) and follows_children(self.new):
            kind = _K.TOTAL_FOLLOWS
        elif self.points_moved is not None:
            kind = _K.POINTS_MOVED
        else:
            raised = after is None or (before is not None and after > before)
            kind = _K.MAX_RAISED if raised else _K.MAX_LOWERED
        change = self._change(kind, "max_points", before, after, (edit,))
        yield attrs.evolve(change, reason=self.points_moved) if kind is _K.POINTS_MOVED else change

    def _of_a_leaf(self, old: Criterion, new: Criterion) -> Iterator[Change]:
        method = _method_kind(old.method, new.method)
        if method is not None:
            yield from self._plain(method, "method", "method")
        yield from self._rule(old.scoring, new.scoring, replaced=method not in (None, _K.METHOD_CHANGED))
        if (old.readings, old.chosen) != (new.readings, new.chosen):
            edits = tuple(_edit(old, new, ("readings", "chosen")))
            kind = _K.WORDING_CHANGED if _meant(old) == _meant(new) else _K.READINGS_CHANGED
            yield self._change(kind, "readings", old.chosen, new.chosen, edits)
        before, after = (_asked(leaf, facts) for leaf, facts in ((old, self.old_facts), (new, self.new_facts)))
        if before.keys() != after.keys():
            yield self._change(_K.ITEMS_CHANGED, "facts", before, after)
        if old.not_applicable != new.not_applicable:
            policies = {one.not_applicable.policy for one in (old, new) if one.not_applicable is not None}
            kind = _K.NOT_APPLICABLE_CHANGED if len(policies) > 1 else _K.WORDING_CHANGED
            yield from self._plain(kind, "not_applicable", "not_applicable")
        yield from self._plain(_K.APPRAISER_CHANGED, "appraiser", "appraiser")
        yield from self._plain(_K.EVIDENCE_CHANGED, "evidence", "evidence")
        yield from self._plain(_K.WORDING_CHANGED, "words", "words")

    def _rule(self, old: Scoring | None, new: Scoring | None, *, replaced: bool) -> Iterator[Change]:
        """Give one change for each kind of edit that the scoring function saw."""
        if old == new:
            return
        whole = Edit(path=("scoring",), old=old, new=new)
        if old is None or new is None or replaced:
            yield self._change(_K.SCORING_REPLACED, "rule", old, new, (whole,))
            return
        by_kind: dict[ChangeKind, list[Edit]] = {}
        for kind, edit in scoring_edits(old, new):
            by_kind.setdefault(kind, []).append(edit)
        for kind, edits in by_kind.items():
            yield self._change(kind, "rule", old, new, tuple(edits))

    def _basis(self) -> Iterator[Change]:
        """Give the numbers that stand as before on another ground."""
        if self.old.basis != self.new.basis:
            edits = tuple(_edit(self.old, self.new, ("basis",)))
            yield self._change(_K.BASIS_CHANGED, "basis", self.old.basis, self.new.basis, edits)
            return
        told = {attribute for part, attribute in _NUMBERS.items() if self._differs(attribute)}
        parts = {ground.part for node in (self.old, self.new) for ground in node.grounds if ground.part in _NUMBERS}
        if any(self.old.basis_of(part) != self.new.basis_of(part) for part in parts if _NUMBERS[part] not in told):
            edits = tuple(_edit(self.old, self.new, ("grounds",)))
            yield self._change(_K.BASIS_CHANGED, "grounds", self.old.grounds, self.new.grounds, edits)

    def _differs(self, attribute: str) -> bool:
        name = "scoring" if attribute == "rule" else attribute
        return getattr(self.old, name, None) != getattr(self.new, name, None)

    def _plain(self, kind: ChangeKind, attribute: str, name: str) -> Iterator[Change]:
        for edit in _edit(self.old, self.new, (name,)):
            yield self._change(kind, attribute, edit.old, edit.new, (edit,))

    def _change(
        self, kind: ChangeKind, attribute: str, before: object, after: object, edits: tuple[Edit, ...] = ()
    ) -> Change:
        part = {"rule": "scoring"}.get(attribute, attribute)
        return Change(
            kind=kind,
            attribute=attribute,
            unit_kind=self.unit_kind,
            old=Side(codes=(self.old.code,), value=before, basis=_basis_of(self.old, part)),
            new=Side(codes=(self.new.code,), value=after, basis=_basis_of(self.new, part)),
            edits=edits,
        )


def _basis_of(node: Node, part: str) -> Basis:
    return node.basis_of("rounding" if part == "round" else part)


def _edit(old: object, new: object, names: Iterable[str]) -> Iterator[Edit]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Edit(path=(name,), old=before, new=after)


def _method_kind(old: Method | None, new: Method | None) -> ChangeKind | None:
    if old is new:
        return None
    if old is Method.EVIDENCE:
        return _K.EVIDENCE_TO_SURVEY
    return _K.SURVEY_TO_EVIDENCE if new is Method.EVIDENCE else _K.METHOD_CHANGED


def _meant(leaf: Criterion) -> tuple[object, ...]:
    """Give what the readings of a leaf come to, and which is in use, without the words they are given in."""
    readings = [
        (one.id, one.scoring, one.round, None if one.not_applicable is None else one.not_applicable.policy)
        for one in leaf.readings
    ]
    return readings, None if leaf.chosen is None else leaf.chosen.reading


def _asked(leaf: Criterion, facts: Facts) -> dict[str, Fact]:
    """Give every fact that a leaf may look at, whichever reading is in use."""
    names = dict.fromkeys(name for measure in leaf.measures for name, _ in measure.needs)
    return {name: facts[name] for name in names}


# --- What follows from what -----------------------------------------------------------------------------------------


def _led(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Say which changes follow from another one: what they are then, and what they follow."""
    by_max = next((change for change in changes if change.attribute == "max_points"), None)
    if by_max is not None:
        changes = tuple(_following_max(change, by_max) for change in changes)
    lead = next((change for kind in _BRINGS for change in changes if change.kind is kind), None)
    if lead is None:
        lead = next(
            (change for change in changes if change.attribute in _RULING),
            None,
        )
    if lead is None:
        return changes
    brought = _BRINGS.get(lead.kind, _RESTATED)
    return tuple(
        attrs.evolve(change, kind=lead.kind, follows=lead.fingerprint)
        if change is not lead and change.attribute in brought
        else change
        for change in changes
    )


def _following_max(change: Change, by_max: Change) -> Change:
    if change.kind is _K.POINTS_CHANGED:
        return attrs.evolve(change, kind=_K.RULE_FOLLOWS, follows=by_max.fingerprint)
    return change
