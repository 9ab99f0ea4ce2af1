"""Random units in two years, for any two scorecards of one kind."""

from fractions import Fraction
from functools import cache
from math import ceil

import attrs
from hypothesis import assume, reject
from hypothesis import strategies as st

from cchc_rules import CchcRulesError, GivenFacts, Result, Scorecard, Submission, Unit, diff, evaluate, load
from cchc_rules.exact import ZERO, exact
from cchc_rules.law.facts import FactType, Giver
from cchc_rules.law.measures import Ratio
from cchc_rules.scoring.inputs import RawFact
from cchc_rules.versions.changes import Changes
from cchc_rules.versions.comparing.routes import Route
from tests.scoring.strategies import answers, entries, measures, shipped, submissions, without

KINDS = ("department", "district", "commune")
YEARS = ("2023_2568", "2024_2426")
DIRECTIONS = (YEARS, YEARS[::-1], (YEARS[0], YEARS[0]))
UNIT = Unit(code="X-01", name="Đơn vị Ví dụ", group="X")


@cache
def changes(old: str, new: str) -> Changes:
    """What changed between two shipped rulesets."""
    return diff(load(old), load(new))


@cache
def route(old: str, new: str, kind: str) -> Route:
    """The route between two shipped scorecards."""
    return Route.between(changes(old, new), kind)


def settled(card: Scorecard, submission: Submission) -> Result:
    """Score it, what is missing as 0; a unit that has no total all the same is not one to compare."""
    result = evaluate(card, submission, missing="zero")
    assume(result.total is not None)
    return result


@st.composite
def results(draw: st.DrawFn, ruleset: str, kind: str) -> Result:
    """A unit under a shipped scorecard: claims, points that were stated, and some answers left out."""
    key = (ruleset, kind)
    submission = draw(submissions(key))
    names = sorted({*submission.facts.unit, *submission.facts.appraiser, *submission.ballots})
    return settled(shipped(*key), without(submission, draw(st.sets(st.sampled_from(names), max_size=3))))


@st.composite
def followed(draw: st.DrawFn, result: Result, ruleset: str, kind: str) -> Result:
    """The same unit a year later: the facts that both ask for stay as they were, but for a few."""
    other = draw(results(ruleset, kind))
    card, old = other.scorecard, result.scorecard
    given = {**result.submission.facts.unit, **result.submission.facts.appraiser}
    kept = {name: raw for name, raw in given.items() if name in card.facts and _alike(old, card, name)}
    kept = {
        name: raw for name, raw in kept.items() if name not in draw(st.sets(st.sampled_from(sorted(kept)), max_size=4))
    }
    by = {name: card.facts[name].by for name in kept}
    facts = GivenFacts(
        unit={**other.submission.facts.unit, **{name: raw for name, raw in kept.items() if by[name] is Giver.UNIT}},
        appraiser={name: kept.get(name, raw) for name, raw in other.submission.facts.appraiser.items()},
    )
    submission = attrs.evolve(other.submission, facts=facts)
    try:
        return settled(card, submission)
    except CchcRulesError:  # a fact that was kept does not go with one that was not
        return other


def _alike(old: Scorecard, new: Scorecard, name: str) -> bool:
    left, right = old.facts[name], new.facts[name]
    return (left.type, left.levels, left.never, left.by) == (right.type, right.levels, right.never, right.by)


@st.composite
def pairs(draw: st.DrawFn, old: str, new: str, kind: str) -> tuple[Result, Result]:
    """Two years of a unit: each for itself, or the newer much like the older."""
    before = draw(results(old, kind))
    after = draw(st.booleans())
    return in_order(before, draw(followed(before, new, kind) if after else results(new, kind)))


def in_order(before: Result, after: Result) -> tuple[Result, Result]:
    """Both results, the first scored again in the year of the second where it was of a later one."""
    if before.submission.year <= after.submission.year:
        return before, after
    return settled(before.scorecard, attrs.evolve(before.submission, year=after.submission.year)), after


# --- Any scorecard --------------------------------------------------------------------------------------------------


def facts_for(draw: st.DrawFn, card: Scorecard) -> dict[str, RawFact]:
    """Facts that answer everything but surveys: points in halves, and no part above what is left of its whole."""
    facts = {
        name: draw(st.sampled_from(["0", "0.5", "1"]) if fact.type is FactType.POINTS else answers(fact))
        for name, fact in card.facts.items()
        if fact.type is not FactType.BALLOTS
    }
    for _ in range(3):
        for ratio in (one for one in measures(card) if isinstance(one, Ratio)):
            part, whole, less = (
                sum((exact(facts[name]) for name in names), ZERO) for names in (ratio.part, ratio.whole, ratio.less)
            )
            if whole - less < max(part, Fraction(1)):
                first = ratio.whole[0]
                facts[first] = ceil(exact(facts[first]) + max(part, Fraction(1)) - whole + less)
    return facts


def handed(draw: st.DrawFn, card: Scorecard, year: int) -> Submission:
    """A submission for any scorecard: facts, ballots, and something said of some leaves."""
    facts = facts_for(draw, card)
    left_out = draw(st.sets(st.sampled_from(sorted(facts)), max_size=2)) if facts else set()
    facts = {name: raw for name, raw in facts.items() if name not in left_out}
    codes = draw(st.lists(st.sampled_from([leaf.code for leaf in card.leaves]), unique=True, max_size=4))
    leaves = [leaf for leaf in card.leaves if leaf.code in codes]
    return Submission(
        unit=UNIT,
        unit_kind=card.unit_kind,
        year=year,
        facts=GivenFacts(
            unit={name: raw for name, raw in facts.items() if card.facts[name].by is Giver.UNIT},
            appraiser={name: raw for name, raw in facts.items() if card.facts[name].by is Giver.APPRAISER},
        ),
        ballots={
            name: {group.id: {survey.options[0].id: draw(st.integers(1, 30))} for group in survey.groups}
            for name, survey in card.surveys.items()
        },
        entries=tuple(draw(entries(leaf)) for leaf in leaves),
    )


def any_result(draw: st.DrawFn, card: Scorecard, year: int) -> Result:
    """A unit under any scorecard; neither answers that contradict one another are compared, nor rules that do not hold."""
    try:
        return settled(card, handed(draw, card, year))
    except (TypeError, ValueError, LookupError):
        reject()
