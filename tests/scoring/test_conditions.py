"""Conditions above a leaf: what applies by the facts, and preconditions (K21) of nodes and of the whole unit."""

from datetime import date
from fractions import Fraction

import pytest

from cchc_rules import Entry, MissingAnswersError, SubmissionError, evaluate, rank
from cchc_rules.exact import State
from cchc_rules.scoring.inputs import RawFact
from cchc_rules.scoring.result import Origin
from tests.scoring.small import awarded, card, claim, found, given, leaf, node, seen, submission, yes

LATE = (
    'precondition.when = { measure = { kind = "days_late", fact = "d1", due = { by = "12-20" } }, in = "(-inf, 0]" }\n'
)


def needs(name: str, otherwise: str) -> str:
    return f'precondition = {{ when = {yes(name)}, otherwise = "{otherwise}" }}'


def only_if(name: str) -> str:
    return f"applies_when = {yes(name)}"


@pytest.mark.parametrize(
    ("policy", "points", "most"),
    [("drop", 0, 0), ("full", 2, 2), ("zero", 0, 2), ("forbidden", 0, 0), ("spread", 0, 0)],
)
def test_what_does_not_apply_by_the_facts_follows_its_policy(policy: str, points: int, most: int) -> None:
    # a claim may be forbidden, and the rule itself still leave the criterion out for some units
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", policy=policy, more=only_if("b1"))), most="4")
    result = evaluate(two, given(n1=1, b1=False)).node("1.2")
    assert result.state is State.NOT_APPLICABLE
    assert seen(result.points, result.effective_max) == (points, most * result.share)


def test_a_condition_that_holds_changes_nothing() -> None:
    one = card(node("1", "2", leaf("1.1", more=only_if("b1")), more=needs("b2", "zero")), most="2")
    assert evaluate(one, given(n1=1, b1=True, b2=True)).total == 1


def test_a_whole_field_may_be_removed() -> None:
    two = card(node("1", "2", leaf("1.1")), node("2", "3", leaf("2.1", "3"), more=only_if("b1")), most="5")
    result = evaluate(two, given(n1=1, b1=False))
    assert seen(result.node("2").state, result.effective_max, result.index_percent) == (State.NOT_APPLICABLE, 2, 50)


def test_a_failed_precondition_sends_everything_under_the_node_to_zero() -> None:
    two = card(node("1", "2", leaf("1.1")), node("2", "3", leaf("2.1", "3"), more=needs("b1", "zero")), most="5")
    result = evaluate(two, given(n1=2, b1=False))
    assert seen(result.total, result.effective_max) == (2, 5)
    assert seen(result.node("2.1").state, result.node("2.1").origin) == (State.SCORED, Origin.POLICY)


def test_a_failed_precondition_weighs_more_than_claims_and_appraisals_and_says_so() -> None:
    two = card(node("1", "2", leaf("1.1")), node("2", "3", leaf("2.1", "3"), more=needs("b1", "zero")), most="5")
    ignored = evaluate(two, submission([awarded("2.1", "3")], {"n1": 2, "b1": False}))
    assert ignored.total == 2
    assert found(ignored) == ["2.1: [CR366] the scoring function cannot give 3 points; check what was declared"]
    assert evaluate(two, submission([awarded("2.1", own="0")], {"n1": 2, "b1": False})).findings == ()
    claimed = evaluate(two, submission([claim("2.1")], {"n1": 2, "b1": False}))
    assert seen(claimed.total, claimed.effective_max) == (2, 5)


@pytest.mark.parametrize(("policy", "most"), [("drop", 0), ("full", 2), ("zero", 2), ("open", 2)])
def test_under_a_failed_precondition_what_does_not_apply_earns_nothing(policy: str, most: int) -> None:
    failed = node("2", "2", leaf("2.1", policy=policy, more=only_if("b2")), more=needs("b1", "zero"))
    result = evaluate(card(node("1", "2", leaf("1.1")), failed, most="4"), given(n1=1, b1=False, b2=False))
    assert seen(result.node("2.1").points, result.node("2.1").effective_max) == (0, most)


def test_what_does_not_apply_is_asked_for_no_precondition() -> None:
    below = leaf("2.1", more=needs("b2", "zero"))
    two = card(node("1", "2", leaf("1.1")), node("2", "2", below, more=only_if("b1")), most="4")
    result = evaluate(two, given(n1=1, b1=False, b2=False))
    assert seen(result.node("2.1").state, result.effective_max) == (State.NOT_APPLICABLE, 2)


@pytest.mark.parametrize("otherwise", ["zero", "not_assessed"])
def test_a_precondition_that_failed_is_not_undone_by_one_that_cannot_be_told(otherwise: str) -> None:
    below = leaf("2.1", more=needs("b2", otherwise))
    two = card(node("1", "2", leaf("1.1")), node("2", "2", below, more=needs("b1", otherwise)), most="4")
    result = evaluate(two, given(n1=1, b1=False), missing="bounds").node("2.1")
    assert result.state is (State.SCORED if otherwise == "zero" else State.NOT_ASSESSED)


def test_a_node_that_is_not_assessed_leaves_no_total() -> None:
    two = card(
        node("1", "2", leaf("1.1")), node("2", "3", leaf("2.1", "3"), more=needs("b1", "not_assessed")), most="5"
    )
    handed_in = submission([awarded("2.1", "3")], {"n1": 2, "b1": False})
    with pytest.raises(MissingAnswersError, match=r"2\.1: \[CR367\] open \(not_assessed\)"):
        evaluate(two, handed_in)
    result = evaluate(two, handed_in, missing="bounds")
    assert seen(result.node("2").state, result.state, result.total) == (State.NOT_ASSESSED, State.UNKNOWN, None)
    as_zero = evaluate(two, handed_in, missing="zero")
    assert seen(as_zero.total, as_zero.node("2.1").state) == (2, State.NOT_ASSESSED)
    assert found(as_zero) == ["2.1: [CR358] open, and counted as 0 as asked; still missing: not_assessed"]


@pytest.mark.parametrize("day", [date(2024, 12, 21), "never"])
@pytest.mark.parametrize("missing", ["error", "bounds", "zero"])
def test_a_unit_that_is_not_received_for_assessment_has_no_total_and_no_rank(day: RawFact, missing: str) -> None:
    one = card(node("1", "2", leaf("1.1")), most="2", head=LATE + 'precondition.otherwise = "not_assessed"')
    result = evaluate(one, given(n1=2, d1=day), missing=missing)
    assert seen(result.state, result.total, result.index_percent) == (State.NOT_ASSESSED, None, None)
    ranking = rank([result])
    assert [(row.unit.code, row.rank) for row in ranking.rows] == [("X-01", None)]
    assert [str(finding) for finding in ranking.findings] == [
        "[CR414] X-01 has no total and is not ranked; complete its answers"
    ]
    assert evaluate(one, given(n1=2, d1=date(2024, 12, 20)), missing=missing).total == 2


def test_a_unit_none_of_whose_leaves_was_assessed_is_not_assessed_either() -> None:
    one = card(node("1", "2", leaf("1.1")), most="2")
    entry = Entry(code="1.1", state="not_assessed", reason="chưa chấm")
    for missing in ("error", "bounds", "zero"):
        assert evaluate(one, submission([entry]), missing=missing).state is State.NOT_ASSESSED


def test_a_failed_precondition_of_the_scorecard_sends_the_unit_to_zero() -> None:
    fine = node("2", None, leaf("2.1", "1", "n2"), more='role = "penalty"')
    one = card(node("1", "2", leaf("1.1")), fine, most="2", head=LATE + 'precondition.otherwise = "zero"')
    result = evaluate(one, given(n1=2, n2=1, d1="2024-12-21"))
    assert seen(result.total, result.index_percent, result.state) == (0, 0, State.SCORED)


@pytest.mark.parametrize(
    ("more", "facts", "low", "high"),
    [
        (only_if("b1"), {"n2": 2}, 0, 2),  # it may not apply
        (only_if("b1"), {}, 0, 3),
        (needs("b1", "zero"), {"n2": 2}, 0, 2),  # it may be sent to zero
        (needs("b1", "not_assessed"), {"n2": 2}, 0, 2),  # it counts as it is, or is claimed, or there is no total
        (only_if("b2") + "\n" + needs("b1", "zero"), {"n2": 2, "b2": True}, 0, 2),
        (only_if("b2") + "\n" + needs("b1", "zero"), {"n2": 2, "b1": False}, 0, 0),
    ],
)
def test_while_a_condition_cannot_be_told_a_leaf_stays_open_within_every_way_it_may_go(
    more: str, facts: dict[str, RawFact], low: int, high: int
) -> None:
    two = card(node("1", "2", leaf("1.1")), node("2", "3", leaf("2.1", "3", "n2", more=more)), most="5")
    handed_in = given(n1=0, **facts)
    result = evaluate(two, handed_in, missing="bounds").node("2.1")
    assert seen(result.points, result.state) == (None, State.UNKNOWN)
    assert seen(result.lowest, result.highest, result.effective_max) == (low, high, 3)
    untold = next(name for name in ("b1", "b2") if name in more and name not in facts)
    with pytest.raises(MissingAnswersError, match=rf"2\.1: \[CR360\] answers are missing: {untold}"):
        evaluate(two, handed_in)


def test_a_certain_condition_settles_what_an_uncertain_one_above_it_leaves_open() -> None:
    below = leaf("2.1", "3", "n2", more=only_if("b2"))
    two = card(node("1", "2", leaf("1.1")), node("2", "3", below, more=only_if("b1")), most="5")
    assert evaluate(two, given(n1=1, b2=False)).index_percent == 50


def test_under_a_precondition_that_cannot_be_told_what_does_not_apply_may_still_count_against_the_unit() -> None:
    below = leaf("2.1", "3", "n2", policy="full", more=only_if("b2"))
    two = card(node("1", "2", leaf("1.1")), node("2", "3", below, more=needs("b1", "zero")), most="5")
    result = evaluate(two, given(n1=0, b2=False), missing="bounds")
    assert seen(result.lowest, result.highest) == (0, 3)


def test_answers_need_not_hold_together_where_the_leaf_may_not_apply() -> None:
    rate = (
        'scoring = { measure = { kind = "ratio", part = ["c1"], whole = ["c2"] }, award = { kind = "proportional" } }'
    )
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring=rate, more=only_if("b1"))), most="4")
    nothing_arose: dict[str, RawFact] = {"n1": 1, "c1": 0, "c2": 0}
    assert evaluate(two, given(**nothing_arose), missing="bounds").highest == 3
    with pytest.raises(SubmissionError, match=r"1\.2: \[CR312\]"):
        evaluate(two, given(b1=True, **nothing_arose))
    assert evaluate(two, given(b1=False, **nothing_arose)).total == 1


def test_a_contradiction_in_a_condition_names_the_node() -> None:
    late = '{ measure = { kind = "days_late", fact = "d1", due = { fact = "d2" } }, in = "(-inf, 0]" }'
    one = card(node("1", "2", leaf("1.1"), more=f"applies_when = {late}"), most="2")
    with pytest.raises(SubmissionError, match=r'1: \[CR313\] the deadline "d2" is not a date'):
        evaluate(one, given(n1=1, d1="2024-01-02", d2="never"))


def test_a_level_can_be_a_condition() -> None:
    when = 'applies_when = { measure = { kind = "level", fact = "lv" }, level = "high" }'
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2", more=when)), most="4")
    assert evaluate(two, given(n1=1, n2=2, lv="high")).total == 3
    assert evaluate(two, given(n1=1, n2=2, lv="low")).index_percent == Fraction(50)


ASKED = """{ kind = "survey", ballots = "q", options = [{ id = "A", weight = "1" }, { id = "B", weight = "0" }],\
 groups = [{ id = "g", weight = "1" }], min_valid = 2 }"""
TWICE = (
    f'scoring = {{ measure = {{ kind = "product", of = [{ASKED}, {ASKED}] }}, award = {{ kind = "proportional" }} }}'
)


@pytest.mark.parametrize(
    ("fields", "head", "points"),
    [
        (node("1", "2", leaf("1.1", "2", TWICE)), "", "0.5"),
        (
            node("1", "2", leaf("1.1", "2", "n1", more=f'applies_when = {{ measure = {ASKED}, in = "[0.5, 1]" }}')),
            "",
            "1",
        ),
        (
            node("1", "2", leaf("1.1", "2", "n1")),
            f'precondition = {{ when = {{ measure = {ASKED}, in = "[0.6, 1]" }}, otherwise = "zero" }}',
            "0",
        ),
    ],
    ids=["inside a measure", "in a condition of a leaf", "in a precondition of the unit"],
)
def test_a_question_is_heard_wherever_it_is_asked(fields: str, head: str, points: str) -> None:
    result = evaluate(
        card(fields, most="2", head=head), submission(facts={"n1": 1}, ballots={"q": {"g": {"A": 1, "B": 1}}})
    )
    assert result.node("1.1").points == Fraction(points)
