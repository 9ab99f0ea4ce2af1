"""How a number came about: the steps of every node, the same whenever asked, ending at the points of the result."""

from collections.abc import Iterator

import pytest

from cchc_rules import Entry, Result, evaluate
from cchc_rules.law.facts import Step
from tests.scoring.small import (
    awarded,
    card,
    claim,
    fact,
    given,
    leaf,
    node,
    seen,
    submission,
    yes,
)

ROUND = 'round = { places = 1, mode = "half_up" }'


def steps(result: Result, code: str) -> list[tuple[str, str, object]]:
    """What was done, and what came out."""
    return [(step.what, step.kind, step.value) for step in result.derivation(code)]


def test_a_leaf_begins_with_its_facts_and_ends_with_its_points() -> None:
    result = evaluate(card(node("1", "2", leaf("1.1", more=ROUND)), most="2"), given(n1="1.25"))
    assert result.derivation("1.1")[0] == Step(what="facts", inputs=(("n1", result.node("1.1").before),))  # type: ignore[arg-type]  # settled
    assert steps(result, "1.1")[1:] == [
        ("award", "tally", result.node("1.1").before),
        ("round", "half_up", result.node("1.1").points),
    ]
    assert result.derivation("1.1") == result.derivation("1.1")


def test_a_cap_shows_what_was_above_it() -> None:
    rows = '[{ in = "[0, inf)", points = "3" }]'
    slip = 'slips = [{ kind = "exceeds", words = "3 điểm", reason = { vi = "in sai", en = "misprint" } }]'
    bands = f'scoring = {{ measure = {fact("n1")}, award = {{ kind = "bands", rows = {rows} }} }}'
    result = evaluate(card(node("1", "2", leaf("1.1", scoring=bands, more=slip)), most="2"), given(n1=1))
    last = result.derivation("1.1")[-1]
    assert seen(last.what, *last.inputs, last.value) == ("cap", ("before", 3), 2)


def test_what_an_appraiser_awarded_follows_what_the_facts_gave() -> None:
    result = evaluate(card(node("1", "2", leaf("1.1")), most="2"), submission([awarded("1.1", "0.5")], {"n1": 1}))
    assert seen(*steps(result, "1.1")[1:]) == (
        ("award", "tally", 1),
        ("stage", "appraisal_1", result.node("1.1").points),
    )


def test_a_reading_a_branch_and_parts_each_have_their_step() -> None:
    scoring = f"""
        [[fields.criteria.readings]]
        id = "by_stage"
        words = "theo giai đoạn"
        [fields.criteria.readings.scoring.award]
        kind = "branch"
        arms = [{{ when = {yes("b1")}, scoring = {{ measure = {fact("n1")}, award = {{ kind = "tally" }} }} }}]
        [fields.criteria.readings.scoring.award.otherwise.scoring.award]
        kind = "sum"
        [[fields.criteria.readings.scoring.award.otherwise.scoring.award.parts]]
        id = "a"
        max_points = "2"
        scoring = {{ measure = {fact("n2")}, award = {{ kind = "tally" }} }}
        [[fields.criteria.readings]]
        id = "plain"
        words = "theo giai đoạn"
        scoring = {{ measure = {fact("n1")}, award = {{ kind = "tally" }} }}
    """
    chosen = 'chosen = { reading = "by_stage", by = "office", why = { vi = "rõ hơn", en = "clearer" } }'
    one = card(node("1", "2", leaf("1.1", scoring=f"{chosen}\n{scoring}")), most="2")
    arm = evaluate(one, given(b1=True, n1=1))
    assert [step.what for step in arm.derivation("1.1")] == ["reading", "facts", "branch", "facts", "award"]
    otherwise = evaluate(one, given(b1=False, n2=1))
    assert [(step.what, step.part) for step in otherwise.derivation("1.1")][-3:] == [
        ("award", "a"),
        ("part", "a"),
        ("award", ""),
    ]
    other = evaluate(one, given(b1=False, n1=2), readings={"1.1": "plain"})
    assert seen(other.total, other.readings, steps(other, "1.1")[0]) == (
        2,
        {"1.1": "plain"},
        ("reading", "plain", None),
    )


@pytest.mark.parametrize(("policy", "points"), [("drop", 0), ("full", 2), ("zero", 0), ("spread", 0)])
def test_a_policy_is_a_step_of_its_own(policy: str, points: int) -> None:
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2", policy=policy)), most="4")
    result = evaluate(two, submission([claim("1.2")], {"n1": 1}))
    assert seen(*steps(result, "1.2")[:1]) == (("policy", policy, points),)


def test_what_is_left_out_though_it_cannot_be_claimed_is_dropped() -> None:
    below = leaf("1.2", policy="forbidden", more=f"applies_when = {yes('b1')}")
    result = evaluate(card(node("1", "4", leaf("1.1"), below), most="4"), given(n1=1, b1=False))
    assert seen(*steps(result, "1.2")) == (("policy", "drop", 0),)


def test_a_failed_precondition_is_a_step() -> None:
    failed = node("1", "2", leaf("1.1"), more=f'precondition = {{ when = {yes("b1")}, otherwise = "zero" }}')
    result = evaluate(card(failed, most="2"), given(n1=1, b1=False))
    assert seen(*steps(result, "1.1")) == (("policy", "precondition", 0),)


def test_a_share_is_the_last_step_of_a_leaf_and_of_a_node() -> None:
    deep = card(
        node("1", "6", node("1.1", "4", leaf("1.1.1"), leaf("1.1.2", scoring="n2")), leaf("1.2", policy="spread")),
        most="6",
    )
    result = evaluate(deep, submission([claim("1.2")], {"n1": 2, "n2": 1}))
    for code, before, after in (("1.1.1", 2, 3), ("1.1", 3, result.node("1.1").points)):
        last = result.derivation(code)[-1]
        assert seen(last.what, last.kind, last.inputs[0], last.value) == ("policy", "spread", ("before", before), after)


def test_a_node_with_children_tells_what_was_done_to_their_sum() -> None:
    slip = 'slips = [{ kind = "sum", words = "in sai", reason = { vi = "in sai", en = "misprint" } }]'
    over = card(node("1", "3", leaf("1.1"), leaf("1.2", scoring="n2"), more=f"{ROUND}\n{slip}"), most="3")
    result = evaluate(over, given(n1=2, n2="1.55"))
    assert [(step.what, str(step.value)) for step in result.derivation("1")] == [("round", "18/5"), ("cap", "3")]
    plain = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2")), most="4")
    assert evaluate(plain, given(n1=1, n2=1)).derivation("1") == ()
    assert evaluate(over, given(n1=1), missing="bounds").derivation("1") == ()


def test_zero_for_a_missing_answer_is_a_step() -> None:
    one = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2")), most="4")
    result = evaluate(one, given(n1=1), missing="zero")
    assert seen(*steps(result, "1.2")) == (("policy", "missing", 0),)


def test_the_steps_of_an_open_leaf_end_where_its_answers_do() -> None:
    one = card(node("1", "2", leaf("1.1")), most="2")
    assert evaluate(one, given(), missing="bounds").derivation("1.1") == ()


def test_a_code_that_is_not_there_has_no_steps() -> None:
    with pytest.raises(LookupError, match=r"there is no code 1\.3"):
        evaluate(card(node("1", "2", leaf("1.1")), most="2"), given(n1=1)).derivation("1.3")


def results() -> Iterator[Result]:
    """Results with every kind of origin."""
    leaves = (
        leaf("1.1", more=ROUND),
        leaf("1.2", scoring="n2", policy="full"),
        leaf("1.3", scoring="n3", policy="spread"),
        leaf("1.4", scoring="n4"),
    )
    both = card(node("1", "8", *leaves), most="8")
    yield evaluate(both, given(n1="1.23", n2=1, n3=1, n4=1))
    yield evaluate(both, submission([claim("1.2"), claim("1.3")], {"n1": "1.23", "n4": "1/3"}))
    yield evaluate(both, submission([awarded("1.1", "1", "0.5"), awarded("1.4", own="2"), claim("1.3")], {"n2": 1}))
    yield evaluate(both, submission([Entry(code="1.1", state="unknown", reason="mất")], {"n2": 1}), missing="zero")


def test_the_last_value_is_the_points_of_the_result() -> None:
    for result in results():
        for found in result.walk():
            if not found.children:
                assert result.derivation(found.code)[-1].value == found.points
