"""All that decides what one leaf earns, taken out of a scorecard so that other facts can be scored by it alone."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from cchc_rules.errors import SubmissionError
from cchc_rules.law.decision import Stage
from cchc_rules.law.facts import Contradiction, Needs
from cchc_rules.law.model import Criterion, Node, Scorecard
from cchc_rules.scoring.evaluation import cases
from cchc_rules.scoring.inputs import GivenFacts, Submission
from cchc_rules.scoring.result import NodeResult
from cchc_rules.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class LeafRule(Value):
    """The rule of one leaf: a scorecard with nothing in it but the leaf, what stands above it, and the facts asked for.

    ``above`` are the nodes over the leaf, from the field down.
    """

    card: Scorecard
    above: tuple[Node, ...]
    leaf: Criterion

    @classmethod
    def of(cls, card: Scorecard, above: tuple[Node, ...], leaf: Criterion) -> "LeafRule":
        """Take the rule of a leaf out of a scorecard."""
        alone: Any = leaf
        for node in reversed(above):
            under: dict[str, Any] = {node.below: (alone,)}
            alone = attrs.evolve(node, **under)
        facts = {name: card.facts[name] for name, _ in _needed(card, above, leaf)}
        return cls(card=attrs.evolve(card, fields=(alone,), facts=facts), above=above, leaf=leaf)

    @cached_property
    def decides(self) -> tuple[object, ...]:
        """All that can move its points; names, words and what it rests on cannot."""
        leaf, card = self.leaf, self.card
        conditions = tuple((node.applies_when, node.precondition) for node in (*self.above, leaf))
        said = tuple(pair for pair in conditions if pair != (None, None))
        own = (leaf.method, leaf.max_points, leaf.rounding, leaf.rule, leaf.policy.policy)
        return (own, said, card.precondition, self.types, card.decision.holidays)

    @cached_property
    def types(self) -> tuple[tuple[str, tuple[object, ...]], ...]:
        """What it asks for: each fact by its name, with its type and who gives it."""
        facts = self.card.facts.items()
        return tuple((name, (fact.type, fact.levels, fact.never, fact.by)) for name, fact in facts)

    @cached_property
    def fits(self) -> bool:
        """Whether its facts are of types it can take; halfway between two rulesets they need not be."""
        return all(self.card.facts[name].type in types for name, types in _needed(self.card, self.above, self.leaf))

    def score(self, submission: Submission, stage: Stage) -> NodeResult | None:
        """Score the leaf on what a submission says of it, before a sibling's points are spread over it.

        None where it cannot be scored so: a fact it asks for is not there, or is none that it takes.
        """
        if not self.fits:
            return None
        try:
            (case,) = cases(self.card, self._heard(submission), stage=stage)
            result = case.score()
        except (SubmissionError, Contradiction):
            return None
        return None if result.open else result

    def _heard(self, submission: Submission) -> Submission:
        """Give what a submission says of this leaf: the facts it asks for, the groups it asks, and its entry."""
        asked, surveys = self.card.facts, self.card.surveys
        groups = {name: {group.id for group in survey.groups} for name, survey in surveys.items()}

        def given(facts: Mapping[str, Any]) -> dict[str, Any]:
            return {name: raw for name, raw in facts.items() if name in asked}

        def replied(replies: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
            return {
                name: {group: said for group, said in by_group.items() if group in groups[name]}
                for name, by_group in replies.items()
                if name in groups
            }

        return attrs.evolve(
            submission,
            facts=GivenFacts(unit=given(submission.facts.unit), appraiser=given(submission.facts.appraiser)),
            ballots=replied(submission.ballots),
            shares=replied(submission.shares),
            entries=tuple(entry for entry in submission.entries if entry.code == self.leaf.code),
        )


def leaf_rules(card: Scorecard) -> Iterator[LeafRule]:
    """Give the rule of every leaf of a scorecard, in printed order."""

    def below(node: Node, above: tuple[Node, ...]) -> Iterator[LeafRule]:
        if isinstance(node, Criterion) and not node.children:
            yield LeafRule.of(card, above, node)
        for child in node.children:
            yield from below(child, (*above, node))

    for field in card.fields:
        yield from below(field, ())


def unspread(result: NodeResult) -> NodeResult:
    """Give the result of a leaf as it was before a sibling's points were spread over it."""
    if result.share == 1 or result.points is None:
        return result
    points, share = result.points / result.share, result.share
    most = result.effective_max / share
    return attrs.evolve(
        result, points=points, lowest=points, highest=points, effective_max=most, share=Fraction(1), ends=()
    )


def _needed(card: Scorecard, above: tuple[Node, ...], leaf: Criterion) -> Needs:
    """Give the facts that the leaf, or a condition above it, looks at, with the types they may have."""
    rules = [card.precondition, *(node.precondition for node in (*above, leaf))]
    conditions = [rule.when for rule in rules if rule is not None]
    conditions += [node.applies_when for node in (*above, leaf) if node.applies_when is not None]
    return (*(need for condition in conditions for need in condition.measure.needs), *leaf.rule.needs)
