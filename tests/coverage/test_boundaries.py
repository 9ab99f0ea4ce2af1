"""Boundary cases reach every goal of any scorecard, and evaluation agrees with what each of them expects."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules import Scorecard, boundary_cases, coverage, load
from cchc_rules.exact import State
from cchc_rules.law.scoring import BestOf, Policy, Scoring, Sum
from cchc_rules.scoring.cases.goals import Claim, goals
from cchc_rules.scoring.cases.lacking import lacking, written
from cchc_rules.scoring.cases.worked import REFUSED, Case, hold, loads
from cchc_rules.scoring.inputs import Appraisal, Entry
from tests.coverage.cards import around
from tests.coverage.scorings import roundings, scorings
from tests.scoring.small import card, leaf, node, yes
from tests.scoring.strategies import SHIPPED, shipped
from tests.support import worked

pytestmark = pytest.mark.once

INSTRUMENTS = Path(__file__).parent.parent / "instruments"
EVERY = [
    *(pytest.param(shipped(*pair), worked(*pair), id="-".join(pair)) for pair in SHIPPED),
    *(
        pytest.param(one, worked(folder, kind), id=f"{folder.name}-{kind}")
        for folder in sorted(INSTRUMENTS.iterdir())
        if (folder / "decision.toml").is_file()
        for kind, one in load(folder).scorecards.items()
    ),
]
policies = st.sampled_from(list(Policy))
cards = st.builds(around, scorings, scorings, policies, roundings)


@pytest.mark.parametrize(("scorecard", "cases"), EVERY)
def test_the_worked_cases_reach_every_goal(scorecard: Scorecard, cases: tuple[Case, ...]) -> None:
    found = coverage(scorecard, cases)
    assert found.unreached == ()
    assert found.percent == 100
    assert len(found.goals) > 130
    assert found.reached == found.goals


@pytest.mark.parametrize(("scorecard", "cases"), EVERY)
def test_evaluation_agrees_with_every_boundary_case(scorecard: Scorecard, cases: tuple[Case, ...]) -> None:
    made = boundary_cases(scorecard)
    assert [finding for case in made for finding in hold(case, scorecard)] == []
    assert len({case.id for case in made}) == len(made) > 130
    assert all(case.why.endswith(".") for case in made)
    assert coverage(scorecard, made).percent == 100
    assert cases


@settings(max_examples=25)
@given(cards)
def test_the_boundary_cases_of_any_scorecard_hold_and_reach_every_goal(scorecard: Scorecard) -> None:
    """Whatever the scoring functions, a goal is reached by its case, or no answers are found for it; each case holds."""
    made = boundary_cases(scorecard)
    found = coverage(scorecard, made)
    assert found.unreached == ()
    assert [str(finding) for case in made for finding in hold(case, scorecard)] == []


@settings(max_examples=25)
@given(scorings, st.data())
def test_to_take_a_case_away_never_raises_coverage(made: Scoring, data: st.DataObject) -> None:
    """Fewer cases reach no goal that more of them do not."""
    scorecard = around(made, made, Policy.FULL)
    cases = boundary_cases(scorecard)
    kept = data.draw(st.sets(st.sampled_from(range(len(cases)))))
    fewer = coverage(scorecard, [case for number, case in enumerate(cases) if number in kept])
    more = coverage(scorecard, cases)
    assert len(fewer.reached) <= len(more.reached)
    assert {one.goal.id for one in fewer.reached} <= {one.goal.id for one in more.reached}


def test_what_is_lacking_fills_up_what_is_there() -> None:
    scorecard = shipped("2024_2426", "commune")
    some = worked("2024_2426", "commune")[:100]
    found = coverage(scorecard, some)
    assert 0 < found.percent < 100
    added = lacking(scorecard, found)
    assert coverage(scorecard, (*some, *added)).percent == 100
    text = written(scorecard, added)
    assert "BẢN DỰNG LẠI" in text
    assert [case.expected for case in loads(text)] == [case.expected for case in added]
    assert written(scorecard, ()) == ""


# --- A case counts for what it measures and says, and for nothing else ------------------------------------------------


def reached(scorecard: Scorecard, *cases: Case) -> set[str]:
    return {one.goal.id for one in coverage(scorecard, cases).reached}


def case_of(scorecard: Scorecard, name: str) -> Case:
    return next(case for case in boundary_cases(scorecard) if case.id == name)


def test_a_name_reaches_nothing() -> None:
    scorecard = shipped("2024_2426", "commune")
    case = attrs.evolve(case_of(scorecard, "1.1.2-below_floor_0.8"), id="1.1.2-at_floor_0.8")
    assert "1.1.2 below floor 0.8" in reached(scorecard, case)
    assert "1.1.2 at floor 0.8" not in reached(scorecard, case)


def test_a_case_reaches_only_what_it_says_something_of() -> None:
    scorecard = shipped("2024_2426", "commune")
    case = case_of(scorecard, "1.1.2-below_floor_0.8")
    elsewhere = attrs.evolve(case, expected={"1.1.1": State.UNKNOWN})
    assert not any(one.startswith("1.1.2 below") for one in reached(scorecard, elsewhere))
    above = attrs.evolve(case, expected={"1": State.UNKNOWN})
    assert "1.1.2 below floor 0.8" in reached(scorecard, above)
    total = attrs.evolve(case, expected={}, total=None, band="Loại A")
    assert "1.1.2 below floor 0.8" in reached(scorecard, total)


@pytest.mark.parametrize(
    "entry",
    [
        Entry(code="1.1.2", appraisal_1=Appraisal(points=1)),
        Entry(code="1.1.2", state="unknown", reason="chưa có"),
        Entry(code="1.1.2", state="not_applicable", reason="không có", confirmed=True),
    ],
    ids=["appraised", "unknown", "claimed"],
)
def test_facts_reach_nothing_where_they_do_not_decide(entry: Entry) -> None:
    scorecard = shipped("2024_2426", "commune")
    case = case_of(scorecard, "1.1.2-below_floor_0.8")
    submission = attrs.evolve(case.submission, entries=(entry,))
    said = attrs.evolve(case, submission=submission)
    assert "1.1.2 below floor 0.8" not in reached(scorecard, said)


def test_a_refusal_is_no_result_and_a_result_no_refusal() -> None:
    scorecard = shipped("2024_2426", "commune")
    case = case_of(scorecard, "1.1.2-zero_whole_plan_tasks")
    assert reached(scorecard, case) == {"1.1.2 zero_whole plan_tasks"}
    taken = attrs.evolve(case, expected={"1.1.2": State.UNKNOWN})
    assert "1.1.2 zero_whole plan_tasks" not in reached(scorecard, taken)


def test_cases_of_another_kind_of_unit_are_passed_over() -> None:
    assert coverage(shipped("2024_2426", "commune"), worked("2024_2426", "district")).cases == 0


# --- Above the leaves -------------------------------------------------------------------------------------------------

CONDITIONS = f"applies_when = {yes('b2')}"
FAILING = f'precondition = {{ when = {yes("b3")}, otherwise = "%s" }}'


@pytest.mark.parametrize("policy", ["drop", "full", "zero", "forbidden", "spread", "open"])
def test_every_condition_above_a_leaf_is_tried_under_every_policy(policy: str) -> None:
    scorecard = card(
        node("1", "4", leaf("1.1", policy=policy, more=CONDITIONS), leaf("1.2"), more=FAILING % "zero"),
        node("2", "2", leaf("2.1"), more=FAILING % "not_assessed"),
        most="6",
    )
    made = boundary_cases(scorecard)
    assert [str(finding) for case in made for finding in hold(case, scorecard)] == []
    found = coverage(scorecard, made)
    assert found.percent == 100
    assert found.beyond == ()
    ids = {one.goal.id for one in found.goals}
    assert {"1.1 applies when holds", "1.1 applies when fails", "1 precondition when fails"} <= ids


def test_a_claim_that_leaves_nobody_to_spread_over_is_refused() -> None:
    scorecard = card(node("1", "2", leaf("1.1", policy="spread")), node("2", "2", leaf("2.1")), most="4")
    case = case_of(scorecard, "1.1-claim_confirmed_spread")
    assert case.expected == {"1": REFUSED}
    assert hold(case, scorecard) == ()


def test_limits_above_the_leaves_are_goals() -> None:
    scorecard = card(
        node(
            "1", "4", leaf("1.1"), leaf("1.2"), more='combine = "best"\nround = { places = 0, mode = "half_up" }'
        ).replace('max_points = "4"', 'max_points = "2"', 1),
        node("2", "3", leaf("2.1", "2", "n2"), leaf("2.2", "2", "n3"), more='role = "bonus"'),
        node("3", None, leaf("3.1", "5", "n4"), more='role = "penalty"'),
        most="2",
        head='total = { floor = "0", ceiling = "4" }',
    )
    ids = {goal.id for goal in goals(scorecard)}
    assert {"1 best_child 1.1", "1 best_child 1.2", "1 rounded_up 0 half_up", "2 held_to_maximum 3"} <= ids
    assert {"total ceiling 4", "total floor 0"} <= ids
    made = boundary_cases(scorecard)
    assert [str(finding) for case in made for finding in hold(case, scorecard)] == []
    found = coverage(scorecard, made)
    assert {"2 held_to_maximum 3", "total ceiling 4", "total floor 0"} <= {one.goal.id for one in found.reached}
    assert found.unreached == ()


def test_each_part_can_be_claimed_where_the_policy_lets_it() -> None:
    scorecard = shipped("2024_2426", "department")
    parts = [goal for goal in goals(scorecard) if goal.claim is Claim.OF_PART]
    leaves = {leaf.code: leaf for leaf in scorecard.leaves}
    assert parts
    for goal in parts:
        award = leaves[goal.code].rule.award
        assert isinstance(award, Sum | BestOf)
        assert goal.of in [part.id for part in award.parts]
        assert leaves[goal.code].policy.policy in {Policy.DROP, Policy.FULL, Policy.ZERO}
