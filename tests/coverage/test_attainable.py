"""What can be attained: nothing random lies outside, and what is proven is attained by its own facts."""

from datetime import date
from fractions import Fraction
from functools import cache

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_rules import GivenFacts, Scorecard, Submission, evaluate
from cchc_rules.errors import SubmissionError
from cchc_rules.exact import Answer
from cchc_rules.law.model import Total
from cchc_rules.law.probing.attainable import TOTAL, Attainable, attainable
from cchc_rules.law.scoring import Policy
from cchc_rules.scoring.cases.boundaries import raw
from cchc_rules.scoring.cases.worked import UNIT
from cchc_rules.scoring.inputs import RawFact
from cchc_rules.scoring.result import Result
from tests.coverage.cards import around
from tests.coverage.scorings import roundings, scorings
from tests.scoring.small import card, leaf, node, yes
from tests.scoring.strategies import SHIPPED, ballots_of, facts_of, shipped

pytestmark = pytest.mark.once

cards = st.builds(around, scorings, scorings, st.just(Policy.FORBIDDEN), roundings)


def scored(scorecard: Scorecard, facts: dict[str, Answer]) -> Result:
    """Score the facts of a witness."""
    given_facts: dict[str, dict[str, object]] = {"unit": {}, "appraiser": {}}
    ballots = {}
    for name, answer in facts.items():
        if isinstance(answer, tuple):
            counts = {group: {option: int(share * one.valid) for option, share in one.shares} for group, one in answer}
            ballots[name] = counts
        else:
            given_facts[scorecard.facts[name].by][name] = raw(answer, scorecard.facts[name])
    submission = Submission(
        unit=UNIT,
        unit_kind=scorecard.unit_kind,
        year=2024 if not scorecard.decision.act.assessed_years else scorecard.decision.act.assessed_years[0],
        facts=GivenFacts(**given_facts),  # type: ignore[arg-type]  # by giver
        ballots=ballots,
    )
    return evaluate(scorecard, submission, missing="bounds")


def proven_ends_are_attained(scorecard: Scorecard) -> None:
    for one in attainable(scorecard):
        for end in (one.lowest, one.highest):
            if end.proven:
                result = scored(scorecard, dict(end.facts))
                points = result.total if one.code == TOTAL else result.node(one.code).points
                assert points == end.points, one.code


@pytest.mark.parametrize("pair", SHIPPED, ids="-".join)
def test_both_ends_of_every_shipped_node_are_proven(pair: tuple[str, str]) -> None:
    """Each shipped scorecard can be earned down to nothing and up to its maximum, and so can each of its nodes."""
    scorecard = shipped(*pair)
    found = attainable(scorecard)
    assert all(end.proven for one in found for end in (one.lowest, one.highest))
    assert {node.code for node in scorecard.walk()} | {TOTAL} == {one.code for one in found}
    for one in found[:-1]:
        assert one.highest.points == scorecard.node(one.code).max_points
    proven_ends_are_attained(scorecard)


@given(cards)
@settings(max_examples=40)
def test_what_is_proven_is_attained(scorecard: Scorecard) -> None:
    """Evaluation gives the facts of a proven end exactly its points."""
    proven_ends_are_attained(scorecard)


@given(st.sampled_from(SHIPPED).flatmap(lambda pair: st.tuples(st.just(pair), facts_of(pair), ballots_of(pair))))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_random_lies_outside_a_shipped_range(drawn: tuple) -> None:  # type: ignore[type-arg]  # a drawn tuple
    """No unit earns fewer points than the lowest or more than the highest of any node."""
    pair, facts, ballots = drawn
    scorecard = shipped(*pair)
    by_giver = {
        giver: {name: value for name, value in facts.items() if scorecard.facts[name].by == giver}
        for giver in ("unit", "appraiser")
    }
    submission = Submission(
        unit=UNIT, unit_kind=pair[1], year=int(pair[0][:4]), facts=GivenFacts(**by_giver), ballots=ballots
    )
    try:
        result = evaluate(scorecard, submission, missing="bounds")
    except SubmissionError:  # answers that contradict each other earn nothing
        return
    inside(ends_of(pair), result)


@cache
def ends_of(pair: tuple[str, str]) -> tuple[Attainable, ...]:
    return attainable(shipped(*pair))


def inside(found_ends: tuple[Attainable, ...], result: Result) -> None:
    ends = {one.code: one for one in found_ends}
    found = {node.code: node.points for node in result.walk()} | {TOTAL: result.total}
    for code, points in found.items():
        if points is not None:
            low, high = ends[code].lowest.points, ends[code].highest.points
            assert low is not None
            assert low <= points
            assert high is None or points <= high


ANSWERS = {
    **{name: st.booleans() for name in ("b1", "b2", "b3", "b4")},
    **{f"c{number}": st.integers(0, 12) for number in range(1, 7)},
    **{name: st.integers(0, 8) for name in ("n1", "n2")},
    "r1": st.fractions(0, 1, max_denominator=20),
    "p1": st.sampled_from([Fraction(0), Fraction(1), Fraction(3)]),
    "d1": st.one_of(
        st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 12, 31)),
        st.just("never"),
    ),
    "d2": st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 12, 31)),
    "lv": st.sampled_from(["high", "low", "none"]),
}


@given(cards, st.fixed_dictionaries(ANSWERS), st.integers(0, 20))
@settings(max_examples=60)
def test_nothing_random_lies_outside_the_range_of_any_scorecard(
    scorecard: Scorecard, facts: dict[str, RawFact], good: int
) -> None:
    """Nor does it where leaves share facts, are rounded, or are put together of many parts."""
    ballots = {"q": {group: {"good": good, "poor": 12} for group in ("men", "women")}}
    submission = Submission(
        unit=UNIT,
        unit_kind="department",
        year=2024,
        facts=GivenFacts(unit=facts),
        ballots=ballots,
    )
    try:
        result = evaluate(scorecard, submission, missing="bounds")
    except SubmissionError:
        return
    inside(attainable(scorecard), result)


def ends(scorecard: Scorecard, code: str) -> tuple[object, ...]:
    found = next(one for one in attainable(scorecard) if one.code == code)
    return found.lowest.points, found.lowest.proven, found.highest.points, found.highest.proven


def test_leaves_that_share_facts_may_not_all_be_at_their_best() -> None:
    scored_by = 'scoring = {{ measure = {{ kind = "fact", fact = "b1" }}, award = {{ kind = "yes_no", yes = "{yes}", no = "{no}" }} }}'
    scorecard = card(
        node(
            "1",
            "4",
            leaf("1.1", scoring=scored_by.format(yes=2, no=0)),
            leaf("1.2", scoring=scored_by.format(yes=0, no=2)),
        ),
        most="4",
    )
    assert ends(scorecard, "1.1") == (0, True, 2, True)
    assert ends(scorecard, "1") == (0, False, 4, False)  # a bound all the same


def test_a_leaf_of_few_answers_is_told_out() -> None:
    scoring = """
        [fields.criteria.scoring.award]
        kind = "sum"
        [[fields.criteria.scoring.award.parts]]
        id = "one"
        max_points = "1"
        scoring = { measure = { kind = "fact", fact = "b1" }, award = { kind = "yes_no" } }
        [[fields.criteria.scoring.award.parts]]
        id = "other"
        max_points = "1"
        scoring = { measure = { kind = "fact", fact = "b1" }, award = { kind = "yes_no", yes = "0", no = "1" } }
    """
    assert ends(card(node("1", "2", leaf("1.1", scoring=scoring)), most="2"), "1.1") == (1, True, 1, True)


def test_limits_and_fields_beside_the_standard_ones_count() -> None:
    scorecard = card(
        node("1", "2", leaf("1.1")),
        node("2", "3", leaf("2.1", "5", "n2"), more='role = "bonus"'),
        node("3", None, leaf("3.1", None, "n4"), more='role = "penalty"'),
        most="2",
        head='total = { floor = "0", ceiling = "4" }',
    )
    assert ends(scorecard, "2") == (0, True, 3, True)
    assert ends(scorecard, "3") == (0, True, None, False)
    assert ends(scorecard, TOTAL)[2:] == (4, True)
    assert ends(scorecard, TOTAL)[0] == 0
    bottomless = attrs.evolve(scorecard, total=Total())
    assert ends(bottomless, TOTAL) == (None, False, 5, True)


@pytest.mark.parametrize(("policy", "lowest"), [("full", 1), ("zero", 0), ("drop", 0), ("open", 0), ("forbidden", 0)])
def test_a_leaf_that_may_be_left_out_earns_what_its_policy_says(policy: str, lowest: int) -> None:
    scoring = 'scoring = { measure = { kind = "fact", fact = "b1" }, award = { kind = "yes_no", no = "1" } }'
    one = leaf("1.1", scoring=scoring, policy=policy, more=f"applies_when = {yes('b2')}")
    found = ends(card(node("1", "4", one, leaf("1.2")), most="4"), "1.1")
    assert found[0] == lowest
    assert found[2:] == (2, True)


def test_the_best_of_children_and_those_that_exclude_each_other() -> None:
    best = card(node("1", "2", leaf("1.1"), leaf("1.2", "1", "n2"), more='combine = "best"'), most="2")
    assert ends(best, "1") == (0, True, 2, True)
    said = 'applies_when = {{ measure = {{ kind = "fact", fact = "b1" }}, in = "[{0}, {0}]" }}'
    one_of = card(
        node(
            "1",
            "2",
            leaf("1.1", more=said.format(1)),
            leaf("1.2", "1", "n2", more=said.format(0)),
            more='combine = "one_of"',
        ),
        most="2",
    )
    assert ends(one_of, "1") == (0, True, 2, True)


def test_what_is_spread_may_raise_a_sibling_above_its_own_maximum() -> None:
    scorecard = card(
        node("1", "4", leaf("1.1", policy="spread", more=f"applies_when = {yes('b2')}"), leaf("1.2")), most="4"
    )
    assert ends(scorecard, "1.2") == (0, True, 4, False)


def test_a_failed_precondition_lowers_to_zero_or_leaves_it_open() -> None:
    scoring = 'scoring = { measure = { kind = "fact", fact = "b1" }, award = { kind = "yes_no", no = "1" } }'
    for otherwise, lowest in (("zero", 0), ("not_assessed", 1)):
        rule = f'precondition = {{ when = {yes("b3")}, otherwise = "{otherwise}" }}'
        scorecard = card(node("1", "2", leaf("1.1", scoring=scoring), more=rule), most="2")
        assert ends(scorecard, "1.1")[:2] == (lowest, True)
