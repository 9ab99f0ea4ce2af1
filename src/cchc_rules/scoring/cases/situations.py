"""Situations of a whole unit: what is missing, claimed, appraised, rounded or read otherwise, as submissions to try."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeVar

import attrs

from cchc_rules.errors import SubmissionError
from cchc_rules.exact import ZERO, State
from cchc_rules.law.decision import Stage
from cchc_rules.law.model import Criterion, Method, Node, Scorecard
from cchc_rules.law.scoring import BestOf, Policy, Sum
from cchc_rules.law.surveys import Survey
from cchc_rules.scoring.evaluation import FINAL, evaluate
from cchc_rules.scoring.inputs import Appraisal, Entry, GivenFacts, RawFact, Submission
from cchc_rules.values import Value

_Given = TypeVar("_Given")

_NO_READINGS: Final[Mapping[str, str]] = {}
_REASON: Final = "Ví dụ"
_HALF: Final = Fraction(1, 2)
_STAGES: Final = (Stage.SELF_SCORE, Stage.APPRAISAL_1, Stage.EXPLANATION_ROUND, Stage.APPRAISAL_2)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Situation(Value):
    """A submission to try, with its name, why it is tried, and what is asked of its evaluation."""

    id: str
    why: str
    submission: Submission
    stage: Stage = FINAL
    readings: Mapping[str, str] = _NO_READINGS


def situations(card: Scorecard, whole: Submission, other: Submission) -> Iterator[Situation]:
    """Give every situation of a scorecard, made from two submissions of whole units with facts that hold together."""
    yield from _missing(whole)
    yield from _polled(card, whole)
    yield from _claimed(card, whole)
    yield from _parts(card, whole)
    yield from _unscored(card, whole)
    yield from _said(card, whole, other)
    yield from _rounded(card, whole)
    yield from _read_otherwise(card, whole)


def _bare(whole: Submission) -> Submission:
    return attrs.evolve(whole, facts=GivenFacts(), ballots={}, shares={}, entries=())


def _entered(whole: Submission, entries: Iterable[Entry]) -> Submission:
    made = tuple(entries)
    codes = {entry.code for entry in made}
    return attrs.evolve(whole, entries=(*(entry for entry in whole.entries if entry.code not in codes), *made))


# --- Missing answers --------------------------------------------------------------------------------------------------


def _missing(whole: Submission) -> Iterator[Situation]:
    yield Situation(
        id="state-nothing-given", why="Nothing was answered: every node is open, none is 0.", submission=_bare(whole)
    )
    for left_out in range(2):
        yield Situation(
            id=f"state-answers-missing-{left_out + 1}",
            why="Every third answer is missing: a leaf that lacks one is open, and so is every node above it.",
            submission=_thinned(whole, left_out),
        )


def _thinned(whole: Submission, left_out: int) -> Submission:
    facts = GivenFacts(unit=_thin(whole.facts.unit, left_out), appraiser=_thin(whole.facts.appraiser, left_out))
    return attrs.evolve(
        whole, facts=facts, ballots=_thin(whole.ballots, left_out), shares=_thin(whole.shares, left_out)
    )


def _thin(given: Mapping[str, _Given], left_out: int) -> dict[str, _Given]:
    return {name: given[name] for number, name in enumerate(sorted(given)) if number % 3 != left_out}


# --- Surveys ----------------------------------------------------------------------------------------------------------


def _polled(card: Scorecard, whole: Submission) -> Iterator[Situation]:
    """Every question answered with every option, in unlike numbers, so that each weight is seen."""
    measures = (scoring.measure for leaf in card.leaves for scoring in leaf.rule.walk())
    surveys = {measure.ballots: measure for measure in measures if isinstance(measure, Survey)}
    for name, order in (("better", -1), ("worse", 1)) if surveys else ():
        ballots = {question: _replies(survey, order) for question, survey in surveys.items()}
        yield Situation(
            id=f"state-polled-{name}",
            why="Every option of every question was chosen, in unlike numbers; blank and invalid ballots do not count.",
            submission=attrs.evolve(_bare(whole), ballots=ballots),
        )
    shares = {question: _shared(survey) for question, survey in surveys.items()}
    if shares:
        yield Situation(
            id="state-polled-shares",
            why="The same questions answered in shares; an option that is left out was not chosen.",
            submission=attrs.evolve(_bare(whole), shares=shares),
        )


def _replies(survey: Survey, order: int) -> dict[str, dict[str, int]]:
    """Count replies by group: the first options most often, or the last, and another number in each group."""
    enough = survey.min_valid or 1
    options = [option.id for option in survey.options][::order]
    return {
        group.id: {option: enough + 7 * place**2 + number for place, option in enumerate(options)}
        | {"blank": 3, "invalid": 2}
        for number, group in enumerate(survey.groups)
    }


def _shared(survey: Survey) -> dict[str, dict[str, RawFact]]:
    first, last = survey.options[0].id, survey.options[-1].id
    shares: dict[str, RawFact] = {last: "2/3", first: "1/3"}
    return {group.id: {**shares, "valid": (survey.min_valid or 1) + 1} for group in survey.groups}


# --- Claims -----------------------------------------------------------------------------------------------------------


def _claim(leaf: Criterion, *, confirmed: bool | None) -> Entry:
    return Entry(code=leaf.code, state=State.NOT_APPLICABLE, reason=_REASON, confirmed=confirmed)


def _claimed(card: Scorecard, whole: Submission) -> Iterator[Situation]:
    leaves = [leaf for leaf in card.leaves if leaf.policy.policy is not Policy.FORBIDDEN]
    if not leaves:
        return
    every = [_claim(leaf, confirmed=True) for leaf in leaves]
    second = [_claim(leaf, confirmed=None) for leaf in leaves[::2]]
    rejected = [_claim(leaf, confirmed=False) for leaf in leaves]
    bare = _bare(whole)
    yield Situation(
        id="state-claimed",
        why="What may be claimed is, and was confirmed: each leaf by its own policy, whatever its facts say.",
        submission=_entered(whole, every),
    )
    yield Situation(
        id="state-claimed-without-facts",
        why="The same without a single fact: what is claimed is settled, the rest is open.",
        submission=_entered(bare, every),
    )
    yield Situation(
        id="state-claimed-by-half",
        why="Every second leaf that may be claimed is, and nobody looked at it yet: the claim counts.",
        submission=_entered(whole, second),
    )
    yield Situation(
        id="state-claims-rejected",
        why="Every claim was rejected: the leaves are scored by their facts.",
        submission=_entered(whole, rejected),
    )
    yield Situation(
        id="state-claims-rejected-without-facts",
        why="Every claim was rejected and there are no facts: the leaves are open.",
        submission=_entered(bare, rejected),
    )
    yield Situation(
        id="state-claims-rejected-later",
        why="At the self-score stage nobody has rejected a claim yet: it counts.",
        submission=_entered(whole, rejected),
        stage=Stage.SELF_SCORE,
    )


def _parts(card: Scorecard, whole: Submission) -> Iterator[Situation]:
    """Parts of a leaf that do not apply: one, all but one, all of them."""
    whole_only = (Policy.FORBIDDEN, Policy.OPEN, Policy.SPREAD)
    parted = {
        leaf.code: [part.id for part in leaf.rule.award.parts]
        for leaf in card.leaves
        if isinstance(leaf.rule.award, Sum | BestOf) and leaf.policy.policy not in whole_only
    }
    told = {
        "first": ("The first part of a leaf does not apply, and was not looked at yet.", slice(None, 1), None),
        "others": ("All parts of a leaf but the first do not apply.", slice(1, None), True),
        "all": ("No part of a leaf applies: as if the leaf had been claimed.", slice(None), True),
        "rejected": ("A claim for the first part was rejected: the part counts.", slice(None, 1), False),
    }
    for name, (why, cut, confirmed) in told.items() if parted else ():
        entries = [
            Entry(code=code, parts_not_applicable=tuple(ids[cut]), reason=_REASON, confirmed=confirmed)
            for code, ids in parted.items()
            if ids[cut]
        ]
        yield Situation(id=f"state-parts-{name}", why=why, submission=_entered(whole, entries))


def _unscored(card: Scorecard, whole: Submission) -> Iterator[Situation]:
    words = (State.UNKNOWN, State.NOT_ASSESSED, None)
    entries = [
        Entry(code=leaf.code, state=word, reason=_REASON)
        for number, leaf in enumerate(card.leaves)
        if (word := words[number % len(words)]) is not None
    ]
    for stage in (Stage.SELF_SCORE, Stage.APPRAISAL_2):
        yield Situation(
            id=f"state-unscored-{stage}",
            why="Leaves unknown, not assessed and scored in turn. Not assessed is the appraiser's word alone.",
            submission=_entered(whole, entries),
            stage=stage,
        )
    every = [Entry(code=leaf.code, state=State.NOT_ASSESSED, reason=_REASON) for leaf in card.leaves]
    first = [entry for entry in every if entry.code.startswith(f"{card.fields[0].code}.")]
    yield Situation(
        id="state-field-not-assessed", why="No leaf of the first field was assessed.", submission=_entered(whole, first)
    )
    yield Situation(
        id="state-unit-not-assessed", why="No leaf of the unit was assessed.", submission=_entered(_bare(whole), every)
    )


# --- Self-scores and appraisals ---------------------------------------------------------------------------------------


def _said(card: Scorecard, whole: Submission, other: Submission) -> Iterator[Situation]:
    own = [leaf for leaf in card.leaves if leaf.method is Method.EVIDENCE]
    declared = [Entry(code=leaf.code, self_score=_most(leaf) * Fraction(3, 4)) for leaf in own]
    yield Situation(
        id="stage-declared",
        why="The unit scored itself and gave no facts: its word counts as long as nobody else spoke.",
        submission=_entered(_bare(whole), declared),
    )
    entries = [_appraised(leaf, number) for number, leaf in enumerate(card.leaves)]
    for stage in _STAGES:
        yield Situation(
            id=f"stage-appraised-{stage}",
            why="Appraisals lower and raise what was self-scored and what the facts give; the stage says which count.",
            submission=_entered(whole, entries),
            stage=stage,
        )
    corrected = attrs.evolve(
        whole, facts=attrs.evolve(whole.facts, appraiser={**other.facts.appraiser, **other.facts.unit})
    )
    for stage in (Stage.SELF_SCORE, Stage.APPRAISAL_1):
        yield Situation(
            id=f"stage-corrected-{stage}",
            why="The appraiser's facts stand in place of the unit's, except at the self-score stage.",
            submission=corrected,
            stage=stage,
        )


def _most(leaf: Criterion) -> Fraction:
    return leaf.max_points or ZERO


def _appraised(leaf: Criterion, number: int) -> Entry:
    """Four ways in turn: lowered then raised; raised once; lowered to 0 at last; only self-scored."""
    most = _most(leaf)
    own = most / 2 if leaf.method is Method.EVIDENCE else None
    low, high = Appraisal(points=most / 4, reason=_REASON), Appraisal(points=most * Fraction(3, 4), reason=_REASON)
    ways = (
        Entry(code=leaf.code, self_score=own, appraisal_1=low, appraisal_2=high),
        Entry(code=leaf.code, appraisal_1=Appraisal(points=most)),
        Entry(code=leaf.code, self_score=own, appraisal_1=high, explanation=_REASON, appraisal_2=Appraisal(points=0)),
        Entry(code=leaf.code, self_score=own),
    )
    return ways[number % len(ways)]


# --- Roundings --------------------------------------------------------------------------------------------------------


def _rounded(card: Scorecard, whole: Submission) -> Iterator[Situation]:
    """Indexes exactly half-way between two roundings and beside it, over the full and over a lowered effective max."""
    rounding = card.decision.rounding.index_percent
    if rounding is not None:
        grain = Fraction(1, 10**rounding.places)
        dropping = [leaf for leaf in card.leaves if leaf.policy.policy is Policy.DROP]
        half, below, above = grain / 2, grain / 2 - grain / 100, grain / 2 + grain / 100
        nothing: list[Criterion] = []
        told = (
            ("full-half", nothing, half, "The exact index lies exactly half-way between two roundings."),
            ("full-below", nothing, below, "The exact index lies just below half-way between two roundings."),
            ("lowered-half", dropping, half, "The same half-way over an effective max that is lowered by claims."),
            ("lowered-above", dropping, above, "Just above half-way over an effective max that is lowered by claims."),
        )
        for name, claimed, wanted, why in told if dropping else told[:2]:
            # facts make it longer, and are needed where conditions on them decide what applies
            tries = (_set(card, from_what, claimed, grain, wanted) for from_what in (_bare(whole), whole))
            submission = next((found for found in tries if found is not None), None)
            if submission is not None:
                yield Situation(id=f"round-index-{name}", why=why, submission=submission)
    nodes = [node for node in card.walk() if node.round is not None and node.children]
    if nodes:
        yield Situation(
            id="round-nodes",
            why="Points of nodes that round their own lie exactly half-way.",
            submission=_entered(_bare(whole), _halved(card, nodes)),
        )


def _set(
    card: Scorecard, whole: Submission, claimed: list[Criterion], grain: Fraction, wanted: Fraction
) -> Submission | None:
    """Appraise every leaf at half its maximum, but one so that the index ends as wanted; None where none can."""
    claims = [_claim(leaf, confirmed=True) for leaf in claimed]
    codes = {leaf.code for leaf in claimed}
    kept = [leaf for leaf in card.leaves if leaf.code not in codes]
    halves = [Entry(code=leaf.code, appraisal_1=Appraisal(points=_most(leaf) / 2)) for leaf in kept]
    submission = _entered(whole, [*halves, *claims])
    index, most = _index(card, submission)
    more = (wanted - index % grain) * most / 100
    for leaf in kept:
        points = _most(leaf) / 2 + more
        if not 0 <= points <= _most(leaf):
            continue
        tried = _entered(submission, [Entry(code=leaf.code, appraisal_1=Appraisal(points=points))])
        if _index(card, tried)[0] % grain == wanted:  # not where a node above rounds, or does not count it
            return tried
    return None


def _index(card: Scorecard, submission: Submission) -> tuple[Fraction, Fraction]:
    """Give the exact index and what it is a percentage of; 0 of 0 where there is none."""
    try:
        result = evaluate(card, submission, missing="bounds")
    except SubmissionError:
        return ZERO, ZERO
    return result.index_before or ZERO, card.total.out_of or result.effective_max


def _halved(card: Scorecard, nodes: list[Node]) -> Iterator[Entry]:
    """Appraise the leaves under nodes that round: the first so that the points end half-way, the others at 0."""
    for node in nodes:
        leaves = [leaf for leaf in card.leaves if leaf.code.startswith(f"{node.code}.")]
        grain = Fraction(1, 10**node.round.places) if node.round is not None else ZERO
        for leaf in leaves:
            points = _most(leaf) * _HALF // grain * grain + grain / 2 if leaf is leaves[0] else ZERO
            yield Entry(code=leaf.code, appraisal_1=Appraisal(points=points))


# --- Readings ---------------------------------------------------------------------------------------------------------


def _read_otherwise(card: Scorecard, whole: Submission) -> Iterator[Situation]:
    others = {
        leaf.code: [reading.id for reading in leaf.readings if leaf.chosen and reading.id != leaf.chosen.reading]
        for leaf in card.leaves
    }
    for number in range(max(map(len, others.values()))):
        asked = {code: ids[number] for code, ids in others.items() if number < len(ids)}
        yield Situation(
            id=f"reading-{number + 1}",
            why="Every leaf whose text leaves a case open, under another reading of it.",
            submission=whole,
            readings=asked,
        )
