"""What is still possible while answers are missing: points, totals, and an index whose maximum may still change."""

from fractions import Fraction
from itertools import product

import pytest

from cchc_rules import Entry, MissingAnswersError, Result, Scorecard, Submission, evaluate
from cchc_rules.exact import State
from cchc_rules.scoring.inputs import RawFact
from tests.scoring.small import (
    DECISION,
    RANKING,
    ROUNDING,
    SURVEYED,
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

BONUS, PENALTY = 'role = "bonus"', 'role = "penalty"'
SLIP = 'slips = [{ kind = "sum", words = "in sai", reason = { vi = "in sai", en = "misprint" } }]'


def bounds(scorecard: Scorecard, handed_in: Submission) -> Result:
    return evaluate(scorecard, handed_in, missing="bounds")


def test_bounds_are_the_points_while_nothing_is_missing() -> None:
    result = bounds(card(node("1", "2", leaf("1.1")), most="2"), given(n1=1))
    assert seen(result.lowest, result.highest, *result.index_bounds) == (1, 1, 50, 50)
    assert result.open_codes == ()


def test_an_open_leaf_lies_between_what_its_scoring_can_give() -> None:
    rows = '[{ in = "[0, 1)", points = "0.5" }, { in = "[1, inf)", points = "2" }]'
    bands = f'scoring = {{ measure = {fact("n1")}, award = {{ kind = "bands", rows = {rows} }} }}'
    one = card(node("1", "2", leaf("1.1", scoring=bands, policy="forbidden")), most="2")
    result = bounds(one, given())
    assert seen(result.lowest, result.highest, *result.index_bounds) == (Fraction("0.5"), 2, 25, 100)


def test_a_leaf_that_may_still_be_claimed_may_earn_nothing_or_leave_the_maximum() -> None:
    rows = '[{ in = "[0, 1)", points = "0.5" }, { in = "[1, inf)", points = "1" }]'
    slip = 'slips = [{ kind = "unreachable", words = "tối đa 2", reason = { vi = "in sai", en = "misprint" } }]'
    bands = f'scoring = {{ measure = {fact("n2")}, award = {{ kind = "bands", rows = {rows} }} }}'
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring=bands, more=slip)), most="4")
    result = bounds(two, given(n1="1.5"))
    assert seen(result.lowest, result.highest) == (Fraction("1.5"), Fraction("2.5"))
    # answered, it is 2 or 2.5 of 4; claimed, 1.5 of 2
    assert seen(*result.index_bounds) == (50, 75)
    assert seen(*bounds(two, given(n1="0.25")).index_bounds) == (Fraction("12.5"), Fraction("31.25"))


@pytest.mark.parametrize(
    ("policy", "low", "high"), [("drop", 0, 2), ("full", 1, 2), ("zero", 0, 2), ("spread", 0, 2), ("forbidden", 1, 2)]
)
def test_each_policy_opens_its_own_way(policy: str, low: int, high: int) -> None:
    rows = '[{ in = "[0, 1)", points = "1" }, { in = "[1, inf)", points = "2" }]'
    bands = f'scoring = {{ measure = {fact("n2")}, award = {{ kind = "bands", rows = {rows} }} }}'
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring=bands, policy=policy)), most="4")
    result = bounds(two, given(n1=2)).node("1.2")
    assert seen(result.lowest, result.highest, result.effective_max) == (low, high, 2)


def test_a_sibling_may_still_take_points_that_are_spread() -> None:
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2", policy="spread")), most="4")
    result = bounds(two, given(n1="1.5"))
    assert seen(result.lowest, result.highest) == (Fraction("1.5"), 4)
    for completed in (given(n1="1.5", n2=0), given(n1="1.5", n2=2), submission([claim("1.2")], {"n1": "1.5"})):
        total = evaluate(two, completed).total
        assert total is not None
        assert result.lowest <= total <= result.highest
        index = evaluate(two, completed).index_before
        assert index is not None
        assert result.index_bounds[0] <= index <= result.index_bounds[1]


PARTS = f"""
[fields.criteria.scoring.award]
kind = "sum"
[[fields.criteria.scoring.award.parts]]
id = "a"
max_points = "2"
scoring = {{ measure = {fact("n1")}, award = {{ kind = "tally" }} }}
[[fields.criteria.scoring.award.parts]]
id = "b"
max_points = "2"
[fields.criteria.scoring.award.parts.scoring]
measure = {fact("n2")}
award = {{ kind = "bands", rows = [{{ in = "[0, 1)", points = "1" }}, {{ in = "[1, inf)", points = "2" }}] }}
"""


@pytest.mark.parametrize("policy", ["drop", "full", "zero", "forbidden"])
def test_parts_that_are_missing_may_be_answered_or_claimed(policy: str) -> None:
    one = card(node("1", "4", leaf("1.1", "4", PARTS, policy=policy)), node("2", "1", leaf("2.1", "1", "n3")), most="5")
    result = bounds(one, given(n1="1.5", n3=1))
    ways: list[tuple[dict[str, RawFact], list[Entry]]] = [({"n2": 0}, []), ({"n2": 1}, [])]
    if policy != "forbidden":
        ways += [({}, [claim("1.1", parts=("b",))]), ({}, [claim("1.1")]), ({}, [claim("1.1", parts=("a", "b"))])]
        ways += [({"n2": n2}, [claim("1.1", parts=("a",))]) for n2 in (0, 1)]
    indexes = []
    for facts, entries in ways:
        completed = evaluate(one, submission(entries, {"n1": "1.5", "n3": 1, **facts}))
        assert completed.total is not None
        assert completed.index_before is not None
        assert result.lowest <= completed.total <= result.highest
        indexes.append(completed.index_before)
    assert result.index_bounds == (min(indexes), max(indexes))


def test_bounds_are_rounded_and_capped_as_points_are() -> None:
    one = card(
        node("1", "4", leaf("1.1", "4", PARTS, policy="forbidden", more='round = { places = 1, mode = "half_up" }')),
        most="4",
    )
    result = bounds(one, given(n1="1/3"))
    assert seen(result.lowest, result.highest) == (Fraction("1.3"), Fraction("2.3"))


def test_a_claimed_part_is_not_claimed_again() -> None:
    one = card(node("1", "4", leaf("1.1", "4", PARTS)), node("2", "1", leaf("2.1", "1", "n3")), most="5")
    result = bounds(one, submission([claim("1.1", parts=("a",))], {"n3": 1}))
    # the other part gives 1 or 2 of 2, or drops out with the whole leaf
    assert seen(*result.node("1.1").ends) == ((1, 2), (2, 2), (0, 0))


def test_a_state_that_gives_no_score_leaves_everything_possible() -> None:
    one = card(node("1", "2", leaf("1.1")), node("2", "2", leaf("2.1", scoring="n2", policy="forbidden")), most="4")
    for state in (State.UNKNOWN, State.NOT_ASSESSED):
        entries = [Entry(code="2.1", state=state, reason="chưa có")]
        result = bounds(one, submission(entries, {"n1": 1, "n2": 1}))
        assert seen(result.lowest, result.highest, *result.index_bounds) == (1, 3, 25, 75)


def test_a_question_with_too_few_replies_stays_open_and_says_so() -> None:
    surveyed = leaf("1.1", scoring=SURVEYED, policy="forbidden", more='method = "survey"')
    one = card(node("1", "2", surveyed), most="2")
    few = submission(ballots={"q": {"g": {"A": 1, "invalid": 9}}})
    assert [finding.id for finding in bounds(one, few).findings] == ["CR321"]
    with pytest.raises(MissingAnswersError) as caught:
        evaluate(one, few)
    assert [finding.id for finding in caught.value.findings] == ["CR321", "CR360"]


@pytest.mark.parametrize("combine", ['combine = "best"', 'round = { places = 0, mode = "half_up" }', SLIP])
def test_the_index_of_a_node_that_does_not_simply_add_lies_within_its_bounds(combine: str) -> None:
    most = "2" if "best" in combine else "3" if "slips" in combine else "4"
    two = card(
        node("1", most, leaf("1.1"), leaf("1.2", scoring="n2"), more=combine),
        node("2", "2", leaf("2.1", scoring="n3")),
        most=str(int(most) + 2),
    )
    result = bounds(two, given(n1="0.7", n3=1))
    indexes = [
        evaluate(two, completed).index_before
        for completed in (
            given(n1="0.7", n2=0, n3=1),
            given(n1="0.7", n2=2, n3=1),
            submission([claim("1.2")], {"n1": "0.7", "n3": 1}),
        )
    ]
    low, high = result.index_bounds
    assert all(index is not None and low <= index <= high for index in indexes)
    assert 0 <= low < high <= 100


def test_the_ends_of_the_index_are_reached_where_points_simply_add() -> None:
    # every way three open leaves may go, tried one by one
    three = card(
        node("1", "7", leaf("1.1", "3"), leaf("1.2", "4", "n2")),
        node("2", "3", leaf("2.1", "2", "n3"), leaf("2.2", "1", "n4", policy="forbidden")),
        most="10",
    )
    result = bounds(three, given(n4="0.5"))
    indexes = set()
    for ways in product((0, "full", None), repeat=3):
        facts: dict[str, RawFact] = {"n4": "0.5"}
        facts |= {f"n{n}": 9 if way == "full" else 0 for n, way in enumerate(ways, 1) if way is not None}
        claims = [claim(code) for code, way in zip(("1.1", "1.2", "2.1"), ways, strict=True) if way is None]
        indexes.add(evaluate(three, submission(claims, facts)).index_before)
    assert result.index_bounds == (min(filter(None, indexes)), max(filter(None, indexes)))


def test_where_everything_may_be_claimed_a_lone_answer_still_has_its_least() -> None:
    rows = '[{ in = "[0, 1)", points = "0.5" }, { in = "[1, inf)", points = "2" }]'
    bands = f'scoring = {{ measure = {fact("n1")}, award = {{ kind = "bands", rows = {rows} }} }}'
    one = card(node("1", "2", leaf("1.1", scoring=bands)), most="2")
    assert seen(*bounds(one, given()).index_bounds) == (25, 100)  # with a claim there would be no index at all


def test_the_best_of_what_remains_may_be_more_of_its_maximum() -> None:
    rows = '[{ in = "[0, 1)", points = "0" }, { in = "[1, inf)", points = "1" }]'
    slip = 'slips = [{ kind = "unreachable", words = "tối đa 3", reason = { vi = "in sai", en = "misprint" } }]'
    bands = f'scoring = {{ measure = {fact("n2")}, award = {{ kind = "bands", rows = {rows} }} }}'
    best = node("1", "3", leaf("1.1"), leaf("1.2", "3", bands, more=slip), more='combine = "best"')
    two = card(best, node("2", "2", leaf("2.1", scoring="n3")), most="5")
    claimed = evaluate(two, submission([claim("1.2")], {"n1": 2, "n3": 1}))
    assert claimed.index_before == 75
    assert bounds(two, given(n1=2, n3=1)).index_bounds[1] >= 75


def test_the_ends_of_what_is_open_grow_with_its_share() -> None:
    two = card(
        node("1", "4", leaf("1.1", scoring="n2", policy="forbidden"), leaf("1.2", policy="spread")),
        node("2", "2", leaf("2.1", scoring="n3")),
        most="6",
    )
    result = bounds(two, submission([claim("1.2")], {"n3": 1}))
    assert seen(*result.index_bounds) == (Fraction(50, 3), Fraction(250, 3))


# --- Beside the standard points --------------------------------------------------------------------------------------


def beside(head: str = "", *, cap: str | None = "3", decision: str = DECISION + RANKING + ROUNDING) -> Scorecard:
    fields = (
        node("1", "10", leaf("1.1", "6"), leaf("1.2", "4", "n4")),
        node("2", cap, leaf("2.1", None, "n2"), more=BONUS),
        node("3", cap, leaf("3.1", None, "n3"), more=PENALTY),
    )
    return card(*fields, most="10", head=head, decision=decision)


def test_a_cap_bounds_what_nothing_else_limits() -> None:
    result = bounds(beside(), given(n1=6, n4=4))
    assert seen(result.lowest, result.highest) == (7, 13)
    assert not result.node("2").unlimited
    assert seen(*result.index_bounds) == (70, 130)


def test_a_floor_and_a_ceiling_bound_what_nothing_else_limits() -> None:
    result = bounds(beside('total = { floor = "0", ceiling = "12" }', cap=None), given(n1=6, n4=4))
    assert seen(result.lowest, result.highest) == (0, 12)
    known = bounds(beside('total = { floor = "0", ceiling = "12" }', cap=None), given(n1=6, n4=4, n2=1, n3=1))
    assert seen(known.lowest, known.highest) == (10, 10)


@pytest.mark.parametrize("missing", ["bounds", "error"])
def test_where_nothing_bounds_the_total_its_answers_cannot_be_done_without(missing: str) -> None:
    with pytest.raises(MissingAnswersError, match=r"3\.1: \[CR360\] answers are missing: n3"):
        evaluate(beside('total = { ceiling = "12" }', cap=None), given(n1=6, n4=4), missing=missing)
    with pytest.raises(MissingAnswersError, match=r"2\.1: \[CR360\] answers are missing: n2"):
        evaluate(beside('total = { floor = "0" }', cap=None), given(n1=6, n4=4), missing=missing)


def test_an_unlimited_leaf_that_is_missing_can_be_counted_zero() -> None:
    result = evaluate(beside(cap=None), given(n1=6, n4=4), missing="zero")
    assert seen(result.total, result.bonus, result.penalty) == (10, 0, 0)


def test_a_unit_that_is_not_assessed_needs_no_bounds() -> None:
    head = f'precondition = {{ when = {yes("b1")}, otherwise = "not_assessed" }}'
    assert bounds(beside(head, cap=None), given(b1=False)).state is State.NOT_ASSESSED


@pytest.mark.parametrize("facts", [{}, {"n1": 3}, {"n1": 3, "n2": 1, "n3": 1}])
@pytest.mark.parametrize("head", ["", 'total = { floor = "0", ceiling = "10" }', 'total = { out_of = "10" }'])
def test_the_index_lies_within_its_bounds_where_more_than_points_decide(head: str, facts: dict[str, RawFact]) -> None:
    rounding = ROUNDING.replace("index_percent =", 'total = { places = 1, mode = "up" }\nindex_percent =')
    scorecard = beside(head, decision=DECISION + RANKING + rounding)
    low, high = bounds(scorecard, submission(facts=facts)).index_bounds
    for n1, n2, n3, n4 in product((0, 4, 9), (0, 5), ("0", "2.55"), (0, 4, None)):
        whole: dict[str, RawFact] = {"n1": n1, "n2": n2, "n3": n3, **facts}
        claims = [claim("1.2")] if n4 is None else []
        result = evaluate(scorecard, submission(claims, whole if n4 is None else {**whole, "n4": n4}))
        assert result.index_before is not None
        assert low <= result.index_before <= high


def test_the_index_has_bounds_even_where_every_leaf_may_leave_the_maximum() -> None:
    low, high = bounds(beside(), submission([awarded("2.1", "1"), awarded("3.1", "0")])).index_bounds
    one = evaluate(beside(), submission([awarded("2.1", "1"), awarded("3.1", "0"), claim("1.1")], {"n4": 4}))
    assert one.index_before == 125
    assert low <= one.index_before <= high
