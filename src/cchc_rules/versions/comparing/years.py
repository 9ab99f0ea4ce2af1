"""One year of a unit: what every leaf earned, and what its answers earn by other rules.

Points that do not come from facts (stated by somebody, or 0 for want of an answer) stand as they are under any rule:
no rule gave them, so that no rule is blamed for them. A lower maximum caps them, and a condition may exclude the leaf.
Where an appraiser stated just what the facts give, the facts speak: by another rule they give what they give there.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Final

import attrs

from cchc_rules.exact import ZERO, State
from cchc_rules.law.decision import Stage
from cchc_rules.scoring.inputs import Submission
from cchc_rules.scoring.result import NodeResult, Origin
from cchc_rules.values import Value
from cchc_rules.versions.comparing.leaf_rules import LeafRule, unspread
from cchc_rules.versions.comparing.routes import Waypoint

Leaves = Mapping[str, NodeResult]
_STATED: Final = (Origin.AWARDED, Origin.DECLARED)


def counted_zero(result: NodeResult) -> bool:
    """Whether a leaf was counted 0 because its answer is missing; it keeps the state it was open in."""
    return result.points is not None and result.state in (State.UNKNOWN, State.NOT_ASSESSED)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Year(Value):
    """One year's answers under the common keys, and what each leaf earned by the rules of that year (``home``)."""

    home: Waypoint
    submission: Submission
    asked: Stage
    own: Leaves
    scored: dict[int, tuple[LeafRule, NodeResult | None]] = attrs.field(factory=dict, eq=False)

    def at(self, waypoint: Waypoint, key: str) -> NodeResult | None:
        """What a leaf earns by the rule it has at a waypoint; None where these answers cannot be scored by it.

        Points that do not come from facts stand, unless the rule there settles the leaf whatever was said of it.
        """
        rule = waypoint.rules[key]
        if rule is self.home.rules.get(key):
            return self.own[key]
        found = self._scored(rule, key)
        if key not in self.words or (found is not None and found.origin in (self.own[key].origin, Origin.POLICY)):
            return found
        return _standing(self.own[key], rule)

    def _scored(self, rule: LeafRule, key: str) -> NodeResult | None:
        if id(rule) not in self.scored:
            submission = self._unsaid if key in self._borne_out else self.submission
            self.scored[id(rule)] = (rule, rule.score(submission, self.asked))
        return self.scored[id(rule)][1]

    @cached_property
    def _borne_out(self) -> frozenset[str]:
        """The keys of the leaves to which an appraiser gave what the facts give."""

        def given(key: str) -> Fraction | None:
            found = self.home.rules[key].score(self._unsaid, self.asked)
            return None if found is None or found.origin is not Origin.COMPUTED else found.points

        awarded = (key for key, result in self.own.items() if result.origin is Origin.AWARDED)
        return frozenset(key for key in awarded if given(key) == self.own[key].points)

    @cached_property
    def _unsaid(self) -> Submission:
        """The submission without points that anybody stated."""
        entries = (
            attrs.evolve(one, self_score=None, appraisal_1=None, appraisal_2=None) for one in self.submission.entries
        )
        return attrs.evolve(self.submission, entries=tuple(entries))

    @cached_property
    def words(self) -> frozenset[str]:
        """The keys of the leaves whose points do not come from facts: stated, or 0 for want of an answer."""
        said = {entry.code: entry.state for entry in self.submission.entries}

        def unanswered(key: str, result: NodeResult) -> bool:  # unassessed by a precondition is a rule's doing
            return counted_zero(result) and (result.state is State.UNKNOWN or said.get(key) == State.NOT_ASSESSED)

        words = (key for key, result in self.own.items() if result.origin in _STATED or unanswered(key, result))
        return frozenset(words) - self._borne_out

    def unclear(self, key: str, there: Waypoint) -> bool:
        """Whether another rule might have led to another word: what would have been said by it nobody knows."""
        if key not in self.words or key not in there.rules:
            return False
        rule, own = there.rules[key].leaf, self.own[key]
        if own.origin in _STATED:
            home = self.home.rules[key].leaf
            return (rule.rule, rule.method) != (home.rule, home.method)
        found = self._scored(there.rules[key], key)  # an answer is missing for one rule, and not for the other
        return found is not None and found.origin is Origin.COMPUTED


def _standing(word: NodeResult, rule: LeafRule) -> NodeResult:
    """Give points that do not come from facts as they stand under another rule: held to its maximum."""
    most = rule.leaf.max_points
    left = (word.node.max_points or ZERO) - word.effective_max  # parts that do not apply
    effective = max((most or ZERO) - left, ZERO)
    points = word.points if word.points is None or most is None else min(word.points, effective)
    found = attrs.evolve(word, node=rule.leaf, points=points, before=points, effective_max=effective)
    return found if points is None else attrs.evolve(found, lowest=points, highest=points)


def own_results(waypoint: Waypoint, results: Mapping[str, NodeResult]) -> Leaves:
    """Give the results of leaves, by key, as the leaves stand at a waypoint."""
    return {key: attrs.evolve(unspread(results[key]), node=rule.leaf) for key, rule in waypoint.rules.items()}
