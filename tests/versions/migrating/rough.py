"""Random submissions as they come: with answers missing, and with answers that hold together only by a claim."""

import attrs
from hypothesis import strategies as st

from cchc_rules import Entry, GivenFacts, Scorecard, Submission, SubmissionError, evaluate
from cchc_rules.law.facts import FactType
from cchc_rules.law.scoring import Policy
from cchc_rules.scoring.inputs import RawFact
from cchc_rules.scoring.replies import NOT_VALID
from tests.scoring.strategies import shipped, submissions, without

Key = tuple[str, str]


def holds(card: Scorecard, submission: Submission, stage: str = "appraisal_2") -> bool:
    """Whether a submission can be scored up to a stage."""
    try:
        evaluate(card, submission, stage=stage, missing="bounds")
    except SubmissionError:
        return False
    return True


@st.composite
def rough_submissions(draw: st.DrawFn, key: Key) -> Submission:
    """A submission with some answers missing, some shares for ballots, and zeros that a claim excuses."""
    card = shipped(*key)
    submission = draw(submissions(key))
    names = sorted({*submission.facts.unit, *submission.facts.appraiser, *submission.ballots})
    submission = without(submission, draw(st.sets(st.sampled_from(names), max_size=4)))
    for question in draw(st.lists(st.sampled_from(names), max_size=2)):
        submission = shared(submission, question)
    claimable = [leaf for leaf in card.leaves if leaf.policy.policy is not Policy.FORBIDDEN]
    for leaf in draw(st.lists(st.sampled_from(claimable), max_size=4, unique_by=lambda one: one.code)):
        counts = {name for name, _ in leaf.rule.needs if card.facts[name].type is FactType.COUNT}
        zeros = {name: 0 for name in submission.facts.unit if name in counts}
        corrected = {name: raw for name, raw in submission.facts.appraiser.items() if name not in zeros}
        claim = Entry(code=leaf.code, state="not_applicable", reason="không phát sinh", confirmed=True)
        tried = attrs.evolve(
            submission,
            facts=GivenFacts(unit={**submission.facts.unit, **zeros}, appraiser=corrected),
            entries=(*(entry for entry in submission.entries if entry.code != leaf.code), claim),
        )
        submission = tried if holds(card, tried) else submission
    return submission


def shared(submission: Submission, question: str) -> Submission:
    """The same with shares for the ballots of one question, where it is one."""
    if question not in submission.ballots:
        return submission
    groups = submission.ballots[question]
    shares: dict[str, dict[str, RawFact]] = {
        group: {next(option for option in counts if option not in NOT_VALID): "1", "valid": 60}
        for group, counts in groups.items()
    }
    ballots = {name: counts for name, counts in submission.ballots.items() if name != question}
    return attrs.evolve(submission, ballots=ballots, shares={**submission.shares, question: shares})
