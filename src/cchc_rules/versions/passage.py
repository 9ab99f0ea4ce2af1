"""The passage from one scorecard to another, change by change: every stage of it is a scorecard that can be scored.

Nodes of all stages stand under common keys: a node that the newer scorecard has under its code there, one that only the
older has under ``old:`` and its code. So a leaf that is renumbered stays itself on the way.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

import attrs

from cchc_rules.exact import ZERO
from cchc_rules.law.facts import Fact
from cchc_rules.law.identity import Pairing
from cchc_rules.law.model import Criterion, Field, Node, Scorecard
from cchc_rules.law.surveys import Survey
from cchc_rules.scoring.inputs import Submission
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import ChangeKind, Contract
from cchc_rules.versions.changes import Change, Changes
from cchc_rules.versions.edits import edited
from cchc_rules.versions.finding.structure import Tree, follows_children, gathered

Replied = Mapping[str, Mapping[str, Mapping[str, Any]]]

_OLD: Final = "old:"
_BY_CHILDREN: Final = ChangeKind.TOTAL_FOLLOWS


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Passage(Value):
    """The way from an older scorecard to a newer one; ``changes`` are all that lie between them.

    >>> from cchc_rules import diff, load
    >>> changes = diff(load("2023_2568"), load("2024_2426"))
    >>> passage = Passage.between(changes, "department")
    >>> passage.old_keys["7.3"], passage.old_keys["7.1.3"], len(passage.steps)
    ('3.5', 'old:7.1.3', 52)
    >>> halfway = passage.stage({change.fingerprint for change in passage.steps[:30]})
    >>> halfway.max_points == sum(field.max_points for field in halfway.fields)
    True
    """

    old: Scorecard
    new: Scorecard
    pairing: Pairing
    changes: tuple[Change, ...]

    @classmethod
    def between(cls, changes: Changes, unit_kind: str) -> "Passage":
        """Take the passage of one kind of unit; raises NotFoundError where one of the rulesets does not score it."""
        old, new = changes.old.scorecard(unit_kind), changes.new.scorecard(unit_kind)
        own = changes.of(new.unit_kind).changes
        return cls(old=old, new=new, pairing=changes.pairing(new.unit_kind), changes=own)

    @cached_property
    def old_keys(self) -> Mapping[str, str]:
        """The key of every node of the older scorecard, by its code."""
        new_of = self.pairing.new_of
        return {node.code: new_of.get(node.code, f"{_OLD}{node.code}") for node in self.old.walk()}

    @cached_property
    def new_keys(self) -> Mapping[str, str]:
        """The key of every node of the newer scorecard, by its code."""
        return {node.code: node.code for node in self.new.walk()}

    @cached_property
    def steps(self) -> tuple[Change, ...]:
        """The changes that can be made one by one, in order: those that follow from no other and are not only words.

        The maximum of a node is what its children come to at every stage, so it takes no step.
        """
        return tuple(
            change
            for change in self.changes
            if change.follows is None and change.contract is not Contract.TEXT and change.kind is not _BY_CHILDREN
        )

    def stage(self, made: AbstractSet[str]) -> Scorecard:
        """Give the older scorecard with some changes made, named by their fingerprints; what follows comes along."""
        return _Stage(self, made).scorecard()

    def old_submission(self, submission: Submission) -> Submission:
        """Put an older submission under the common keys; a code that the older scorecard has not stays as it is."""
        return _keyed(submission, self.old_keys)

    def new_submission(self, submission: Submission) -> Submission:
        """Put a newer submission under the common keys."""
        return _keyed(submission, self.new_keys)

    @cached_property
    def old_tree(self) -> Tree:
        """The older tree, by codes."""
        return Tree.of(self.old)

    @cached_property
    def new_tree(self) -> Tree:
        """The newer tree, by codes."""
        return Tree.of(self.new)

    @cached_property
    def bringing(self) -> Mapping[str, str]:
        """For every node that came or went, by key, the fingerprint of the change that did it."""
        found: dict[str, str] = {}
        for change in self.changes:
            if change.attribute == "node":
                for code in change.new.codes:
                    found.update((key, change.fingerprint) for key in self._with_descendants(code, new=True))
                for code in change.old.codes:
                    found.update((key, change.fingerprint) for key in self._with_descendants(code, new=False))
        for one in self.pairing.regrouped:
            change_made = next(found[code] for code in one.new)
            parents = (*one.new_parents, *(self.old_keys[code] for code in one.old_parents))
            found.update((key, change_made) for key in parents)
        return found

    def _with_descendants(self, code: str, *, new: bool) -> Iterator[str]:
        """Give the keys of a node and of those below it that have no twin."""
        tree, keys = (self.new_tree, self.new_keys) if new else (self.old_tree, self.old_keys)
        paired = self.pairing.old_of if new else self.pairing.new_of
        for node in tree.nodes[code].walk():
            if node.code not in paired:
                yield keys[node.code]


def suited(submission: Submission, card: Scorecard) -> Submission:
    """Give a submission without what a stage does not ask for: entries of leaves, and replies to questions."""
    codes = {leaf.code for leaf in card.leaves}
    return attrs.evolve(
        submission,
        entries=tuple(entry for entry in submission.entries if entry.code in codes),
        ballots=_heard(submission.ballots, card.surveys),
        shares=_heard(submission.shares, card.surveys),
    )


def _heard(given: Replied, surveys: Mapping[str, Survey]) -> dict[str, Mapping[str, Mapping[str, Any]]]:
    """Keep the replies of the groups that are asked."""
    asked = {name: {group.id for group in survey.groups} for name, survey in surveys.items()}
    return {
        name: {group: replies for group, replies in groups.items() if group in asked[name]}
        for name, groups in given.items()
        if name in asked
    }


def _keyed(submission: Submission, keys: Mapping[str, str]) -> Submission:
    entries = tuple(attrs.evolve(entry, code=keys.get(entry.code, entry.code)) for entry in submission.entries)
    return attrs.evolve(submission, entries=entries, ruleset=None)


class _Stage:
    """One stage being put together."""

    def __init__(self, passage: Passage, made: AbstractSet[str]) -> None:
        self.passage = passage
        self.made = {change.fingerprint for change in passage.changes if (change.follows or change.fingerprint) in made}
        self.edits: dict[str, list[Change]] = {}
        self.moved: set[str] = set()
        for change in passage.changes:
            if change.fingerprint in self.made and change.unit_kind is not None and change.new.codes:
                self.edits.setdefault(change.new.codes[0], []).append(change)
                if change.kind is ChangeKind.MOVED:
                    self.moved.add(change.new.codes[0])

    def scorecard(self) -> Scorecard:
        """Put fields, facts, and what is said of the whole together."""
        passage = self.passage
        below: dict[str | None, list[str]] = {}
        for key in self._keys():
            below.setdefault(self._parent(key), []).append(key)
        fields = tuple(field for key in below.get(None, ()) if isinstance(field := self._node(key, below), Field))
        whole = passage.old
        for change in passage.changes:
            if change.fingerprint in self.made and change.unit_kind is not None and _of_the_whole(change):
                whole = edited(whole, change.edits)
        follows = all(_standard(card.fields) == card.max_points for card in (passage.old, passage.new))
        decision = passage.old.decision
        for change in passage.changes:
            if change.fingerprint in self.made and change.unit_kind is None:
                decision = edited(decision, change.edits)
        return attrs.evolve(
            whole,
            fields=fields,
            facts=self._facts(),
            decision=decision,
            max_points=_standard(fields) if follows else whole.max_points,
        )

    def _keys(self) -> Iterator[str]:
        """Give the keys of all nodes at this stage, in printed order of the newer scorecard, then the rest."""
        passage = self.passage
        for code in passage.new_tree.nodes:
            if code in passage.pairing.old_of or passage.bringing.get(code) in self.made:
                yield code
        for code, key in passage.old_keys.items():
            if code not in passage.pairing.new_of and passage.bringing.get(key) not in self.made:
                yield key

    @cached_property
    def _there(self) -> AbstractSet[str]:
        return frozenset(self._keys())

    def _parent(self, key: str) -> str | None:
        """Give the key of the parent at this stage: the old place, or the new one where the node has been moved."""
        passage = self.passage
        ways = []
        if not key.startswith(_OLD):
            ways.append(self._above(key, new=True))
        old_code = key.removeprefix(_OLD) if key.startswith(_OLD) else passage.pairing.old_of.get(key)
        if old_code is not None:
            ways.append(self._above(old_code, new=False))
        if len(ways) == 2 and key not in self.moved and ways[1] is not None:  # noqa: PLR2004 - both sides know it
            ways.reverse()
        return ways[0] if ways[0] is not None or len(ways) == 1 else ways[1]

    def _above(self, code: str, *, new: bool) -> str | None:
        """Give the nearest node above that is there at this stage."""
        passage = self.passage
        tree, keys = (passage.new_tree, passage.new_keys) if new else (passage.old_tree, passage.old_keys)
        above = tree.parent(code)
        while above is not None and keys[above] not in self._there:
            above = tree.parent(above)
        return None if above is None else keys[above]

    def _node(self, key: str, below: Mapping[str | None, list[str]]) -> Node | None:
        """Give a node with what stands under it; nothing where all its children are gone."""
        passage = self.passage
        if key.startswith(_OLD):
            node = passage.old_tree.nodes[key.removeprefix(_OLD)]
            follows = follows_children(node)
        elif key in passage.pairing.old_of:
            node = passage.old_tree.nodes[passage.pairing.old_of[key]]
            follows = follows_children(node) and follows_children(passage.new_tree.nodes[key])
            for change in self.edits.get(key, ()):
                if not change.subject:
                    node = edited(node, change.edits)
        else:
            node = passage.new_tree.nodes[key]
            follows = follows_children(node)
        if not node.children:
            return attrs.evolve(node, code=key)
        children = tuple(
            child for child_key in below.get(key, ()) if isinstance(child := self._node(child_key, below), Criterion)
        )
        if not children:
            return None
        if follows:
            node = attrs.evolve(node, max_points=gathered(node, children))
        under: dict[str, Any] = {node.below: children}
        return attrs.evolve(node, code=key, **under)

    def _facts(self) -> Mapping[str, Fact]:
        """Give the facts of both; of two by the same name the older, with the changes made in it."""
        facts = {**self.passage.new.facts, **self.passage.old.facts}
        for change in self.passage.changes:
            if change.subject in facts and change.fingerprint in self.made:
                facts[change.subject] = edited(facts[change.subject], change.edits)
        return facts


def _standard(fields: tuple[Field, ...]) -> Fraction:
    return sum((field.max_points or ZERO for field in fields if field.role is None), ZERO)


def _of_the_whole(change: Change) -> bool:
    return not change.new.codes and not change.old.codes and not change.subject
