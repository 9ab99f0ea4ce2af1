"""Ways: the changes between two scorecards, found again by the leaf or the fact they concern."""

from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar, Final

import attrs

from cchc_rules.law.model import Node
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change
from cchc_rules.versions.passage import Passage

_PLACED: Final = (ChangeKind.MOVED, ChangeKind.RENUMBERED)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Ways(Value):
    """The changes between two scorecards, by what they concern; of what follows from another one, that one."""

    RULING: ClassVar = ("max_points", "method", "rule", "readings", "round")  # what points are said under
    ASKING: ClassVar = ("facts", *RULING, "not_applicable", "applies_when", "precondition")  # what a leaf asks for

    passage: Passage

    @cached_property
    def _by_fingerprint(self) -> Mapping[str, Change]:
        return {change.fingerprint: change for change in self.passage.changes}

    def lead(self, change: Change) -> Change:
        """Give the change that one follows from, or itself."""
        return change if change.follows is None else self._by_fingerprint[change.follows]

    @cached_property
    def _of_leaves(self) -> Mapping[str, tuple[Change, ...]]:
        found: dict[str, tuple[Change, ...]] = {}
        for change in self.passage.changes:
            if not change.subject and len(change.new.codes) == 1:
                code = change.new.codes[0]
                found[code] = (*found.get(code, ()), change)
        return found

    def of_leaf(self, code: str, *attributes: str) -> tuple[Change, ...]:
        """Give the changes of these attributes of a leaf, by its newer code."""
        changes = (change for change in self._of_leaves.get(code, ()) if change.attribute in attributes)
        return tuple({lead.fingerprint: lead for lead in map(self.lead, changes)}.values())

    def first_of(self, code: str, *attributes: str) -> Change | None:
        """Give the first such change, if there is one."""
        return next(iter(self.of_leaf(code, *attributes)), None)

    def of_the_whole(self, attribute: str) -> Change | None:
        """Give the change of what the scorecard says of the whole."""
        changes = (change for change in self.passage.changes if change.unit_kind and not change.new.codes)
        return next((change for change in changes if change.attribute == attribute), None)

    def placing(self, code: str) -> Change | None:
        """Give the change that gave a leaf, or a node above it, another code; by its newer code."""
        above = [node.code for node in self.passage.new.walk() if any(code == one.code for one in node.walk())]
        found = (one for node in reversed(above) for one in self._of_leaves.get(node, ()))
        return next((one for one in found if one.kind in _PLACED), None)

    def coming(self, code: str) -> Change | None:
        """Give the change that brought a node of the newer scorecard that the older has not."""
        return self._by_fingerprint.get(self.passage.bringing.get(self.passage.new_keys[code], ""))

    def going(self, code: str) -> Change | None:
        """Give the change by which a node of the older scorecard was dropped, split or merged."""
        return self._by_fingerprint.get(self.passage.bringing.get(self.passage.old_keys[code], ""))

    def of_fact(self, name: str, *kinds: ChangeKind) -> Change | None:
        """Give the first change of a fact itself: that it came, went or has another type, or is of one of the kinds."""
        found = (change for change in self.passage.changes if change.subject == name)
        own = (change for change in found if change.attribute == "facts" or change.kind in kinds)
        return next((self.lead(change) for change in own), None)

    def losing(self, name: str) -> Change | None:
        """Give the change by which a fact is asked for no more."""
        askers = (node.code for node in self.passage.old.walk() if name in _asked(node))
        new_of = self.passage.pairing.new_of
        changes = (self.first_of(new_of[code], *self.ASKING) if code in new_of else self.going(code) for code in askers)
        found = (change for change in (self.of_fact(name), *changes) if change is not None)
        return next(found, None)


def _asked(node: Node) -> set[str]:
    """Give the facts that a node looks at."""
    return {name for measure in node.measures for name, _ in measure.needs}
