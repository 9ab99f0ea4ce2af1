"""What is observed of a change: the difference it alone makes to a unit with some answers."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from cchc_rules import Scorecard, Submission, evaluate
from cchc_rules.errors import MissingAnswersError, SubmissionError
from cchc_rules.exact import HUNDRED, State
from cchc_rules.scoring.result import Result
from cchc_rules.versions.changes import Change
from cchc_rules.versions.passage import Passage, suited


@attrs.frozen(kw_only=True)
class Observed:
    """The difference of totals, and that of exact indices where every other leaf applies."""

    points: Fraction
    index: Fraction | None


def observe(passage: Passage, change: Change, submission: Submission) -> Observed | None:
    """Score a submission without the change and with it alone; nothing where one of the two cannot be scored."""
    results = [scored(passage.stage(made), submission) for made in (set(), {change.fingerprint})]
    if results[0] is None or results[1] is None:
        return None
    old, new = results[0], results[1]
    points = exact_total(new) - exact_total(old)
    concerned = {*change.new.codes, *(passage.old_keys[code] for code in change.old.codes)}
    whole = all(applies(result, concerned) for result in (old, new))
    index = [exact_total(result) / (result.scorecard.total.out_of or result.effective_max) for result in (old, new)]
    return Observed(points=points, index=(index[1] - index[0]) * HUNDRED if whole else None)


def scored(card: Scorecard, submission: Submission) -> Result | None:
    """Score what a stage knows of a submission; nothing where it does not settle every leaf, or nothing counts."""
    try:
        result = evaluate(card, known(submission, card))
    except (SubmissionError, MissingAnswersError):
        return None
    return None if result.total_before is None else result


def exact_total(result: Result) -> Fraction:
    assert result.total_before is not None
    return result.total_before


def known(submission: Submission, card: Scorecard) -> Submission:
    """Leave out what a stage does not ask for: entries, facts, and replies of groups that do not count."""
    facts = attrs.evolve(
        submission.facts,
        unit={name: raw for name, raw in submission.facts.unit.items() if name in card.facts},
        appraiser={name: raw for name, raw in submission.facts.appraiser.items() if name in card.facts},
    )
    ballots = {
        name: {group.id: counted[group.id] for group in survey.groups if group.id in counted}
        for name, survey in card.surveys.items()
        if (counted := submission.ballots.get(name)) is not None
    }
    return attrs.evolve(suited(submission, card), facts=facts, ballots=ballots)


def applies(result: Result, concerned: set[str]) -> bool:
    """Whether every leaf applies, in every part of it, but those that are concerned."""
    entries: Mapping[str, object] = {
        entry.code: entry for entry in result.submission.entries if entry.parts_not_applicable
    }
    leaves = [node for field in result.fields for node in field.walk() if not node.children]
    out = [leaf.code for leaf in leaves if leaf.state is State.NOT_APPLICABLE]
    return not entries and all(any(f"{code}.".startswith(f"{one}.") for one in concerned) for code in out)
