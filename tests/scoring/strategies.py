"""Random submissions for any scorecard: facts that hold together, and entries that may be said of its leaves."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil

import attrs
from hypothesis import strategies as st

from cchc_rules import Appraisal, Entry, GivenFacts, Scorecard, Submission, Unit, load
from cchc_rules.exact import ZERO, exact, spell
from cchc_rules.law.awards import Judged
from cchc_rules.law.facts import Fact, FactType, Giver
from cchc_rules.law.measures import Given, Measure, Ratio
from cchc_rules.law.model import Criterion, Method
from cchc_rules.law.scoring import Policy, Sum
from cchc_rules.law.surveys import Survey
from cchc_rules.scoring.inputs import RawFact

SHIPPED = [
    (ruleset, unit_kind)
    for ruleset in ("2023_2568", "2024_2426")
    for unit_kind in ("department", "district", "commune")
]
Facts = Mapping[str, RawFact]
Counts = Mapping[str, Mapping[str, Mapping[str, int]]]


@cache
def shipped(ruleset: str, unit_kind: str) -> Scorecard:
    return load(ruleset).scorecard(unit_kind)


scorecards = st.sampled_from(SHIPPED).map(lambda pair: shipped(*pair))


def numbers(most: int) -> st.SearchStrategy[RawFact]:
    """Exact numbers in every spelling."""
    return st.one_of(
        st.integers(0, most),
        st.fractions(0, most, max_denominator=60).map(spell),
        st.decimals(0, most, places=2, allow_nan=False),
    )


def answers(fact: Fact) -> st.SearchStrategy[RawFact]:
    """Every answer a fact can have by its type."""
    match fact.type:
        case FactType.BOOLEAN:
            return st.booleans()
        case FactType.COUNT:
            return st.integers(0, 60)
        case FactType.RATE:
            return numbers(1)
        case FactType.LEVEL:
            return st.sampled_from(fact.levels)
        case FactType.DATE:
            days = st.dates(date(2022, 11, 1), date(2025, 2, 1))
            never = (st.just("never"),) if fact.never else ()
            return st.one_of(days, days.map(date.isoformat), *never)
        case _:
            return numbers(60)


def measures(card: Scorecard) -> Iterator[Measure]:
    """Every measure of a scorecard, those inside others too."""
    waiting = [scoring.measure for leaf in card.leaves for scoring in leaf.rule.walk()]
    for measure in waiting:
        if measure is None:
            continue
        yield measure
        of = getattr(measure, "of", ())
        waiting += [inner for inner in (of if isinstance(of, tuple) else (of,)) if hasattr(inner, "value")]
        waiting += [measure.to] if hasattr(measure, "to") else []
    for leaf in card.leaves:
        for scoring in leaf.rule.walk():
            yield from (arm.when.measure for arm in getattr(scoring.award, "arms", ()))


def surveys(card: Scorecard) -> dict[str, Survey]:
    return {measure.ballots: measure for measure in measures(card) if isinstance(measure, Survey)}


@cache
def steps(card_key: tuple[str, str]) -> dict[str, tuple[Fraction, Fraction]]:
    """For every fact that is points set by an authority: the step and the maximum."""
    found = {}
    for leaf in shipped(*card_key).leaves:
        award, measure = leaf.rule.award, leaf.rule.measure
        if isinstance(award, Judged) and isinstance(measure, Given):
            found[measure.fact] = (award.step, leaf.max_points or ZERO)
    return found


@cache
def ratios(card_key: tuple[str, str]) -> list[Ratio]:
    return [measure for measure in measures(shipped(*card_key)) if isinstance(measure, Ratio)]


def holding_together(card_key: tuple[str, str], facts: dict[str, RawFact]) -> dict[str, RawFact]:
    """The same facts, with wholes raised until no part exceeds its whole and none is 0."""
    raised = True
    while raised:
        raised = False
        for ratio in ratios(card_key):
            part, whole = (sum((exact(facts[name]) for name in names), ZERO) for names in (ratio.part, ratio.whole))
            wanted = Fraction(1) if ratio.may_exceed else max(part, Fraction(1))
            if whole < wanted:
                first = ratio.whole[0]
                facts[first] = ceil(exact(facts[first]) + wanted - whole)
                raised = True
    return facts


@cache
def facts_of(card_key: tuple[str, str]) -> st.SearchStrategy[dict[str, RawFact]]:
    """Facts that answer everything but the surveys."""
    card = shipped(*card_key)
    asked: dict[str, st.SearchStrategy[RawFact]] = {}
    for name, fact in card.facts.items():
        if name in steps(card_key):
            step, most = steps(card_key)[name]
            asked[name] = st.sampled_from([spell(step * number) for number in range(int(most / step) + 1)])
        elif fact.type is not FactType.BALLOTS:
            asked[name] = answers(fact)
    return st.fixed_dictionaries(asked).map(lambda facts: holding_together(card_key, facts))


@cache
def ballots_of(card_key: tuple[str, str]) -> st.SearchStrategy[Counts]:
    """Ballots for every question and group, as many as are asked for."""
    questions = {}
    for name, survey in surveys(shipped(*card_key)).items():
        options = [option.id for option in survey.options]
        first = {options[0]: st.integers(survey.min_valid, survey.min_valid + 20)}
        others = {option: st.integers(0, 30) for option in (*options[1:], "blank", "invalid")}
        group = st.fixed_dictionaries(first, optional=others)
        questions[name] = st.fixed_dictionaries({one.id: group for one in survey.groups})
    return st.fixed_dictionaries(questions)


def claimable(leaf: Criterion) -> bool:
    return leaf.policy.policy is not Policy.FORBIDDEN


def parts_of(leaf: Criterion) -> list[str]:
    award = leaf.rule.award
    return [part.id for part in award.parts] if isinstance(award, Sum) and claimable(leaf) else []


@st.composite
def entries(draw: st.DrawFn, leaf: Criterion) -> Entry:
    """What may be said of one leaf."""
    most = leaf.max_points or ZERO
    points = st.integers(0, int(most / Fraction(1, 4))).map(lambda quarters: Fraction(quarters, 4))
    if claimable(leaf) and draw(st.booleans()):
        return draw(claims(leaf))
    if draw(st.integers(0, 9)) == 0:
        return Entry(code=leaf.code, state=draw(st.sampled_from(["unknown", "not_assessed"])), reason="chưa có")
    appraisals = st.one_of(st.none(), points.map(lambda given: Appraisal(points=given, reason="đối chiếu")))
    return Entry(
        code=leaf.code,
        self_score=draw(st.one_of(st.none(), points)) if leaf.method is Method.EVIDENCE else None,
        appraisal_1=draw(appraisals),
        appraisal_2=draw(appraisals),
    )


@st.composite
def claims(draw: st.DrawFn, leaf: Criterion) -> Entry:
    """A claim for a leaf, or for parts of it."""
    parts = draw(st.lists(st.sampled_from(parts_of(leaf)), unique=True)) if parts_of(leaf) else []
    return Entry(
        code=leaf.code,
        state=None if parts else "not_applicable",
        reason="không phát sinh",
        confirmed=draw(st.sampled_from([True, None])),
        parts_not_applicable=tuple(parts),
    )


@st.composite
def submissions(draw: st.DrawFn, card_key: tuple[str, str], *, with_entries: bool = True) -> Submission:
    """A whole submission: every fact answered, and something said of some leaves."""
    card = shipped(*card_key)
    facts = draw(facts_of(card_key))
    leaves = draw(st.lists(st.sampled_from(card.leaves), unique_by=lambda leaf: leaf.code, max_size=8))
    corrected = draw(st.sets(st.sampled_from(sorted(facts)), max_size=5))
    by_appraiser = {
        name: raw for name, raw in facts.items() if card.facts[name].by is Giver.APPRAISER or name in corrected
    }
    by_unit = {name: raw for name, raw in facts.items() if card.facts[name].by is Giver.UNIT}
    return Submission(
        unit=Unit(code="X-01", name="Đơn vị Ví dụ", group="X"),
        unit_kind=card.unit_kind,
        year=card.decision.act.assessed_years[0],
        facts=GivenFacts(unit=by_unit, appraiser=by_appraiser),
        ballots=draw(ballots_of(card_key)),
        entries=tuple(draw(entries(leaf)) for leaf in leaves) if with_entries else (),
    )


def without(submission: Submission, names: set[str]) -> Submission:
    """The same submission, with facts or questions left unanswered."""
    kept = [
        {name: raw for name, raw in given.items() if name not in names}
        for given in (submission.facts.unit, submission.facts.appraiser)
    ]
    ballots = {name: counts for name, counts in submission.ballots.items() if name not in names}
    return attrs.evolve(submission, facts=GivenFacts(unit=kept[0], appraiser=kept[1]), ballots=ballots)
