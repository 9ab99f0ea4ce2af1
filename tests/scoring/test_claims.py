"""What does not apply (không phát sinh, N1 to N6): whole leaves, parts of a sum, and siblings that take its points."""

from fractions import Fraction

import pytest

from cchc_rules import Entry, Result, SubmissionError, evaluate
from cchc_rules.exact import State
from cchc_rules.scoring.result import Origin
from tests.scoring.small import awarded, card, claim, fact, found, given, leaf, node, seen, submission, yes


def claimed(policy: str) -> Result:
    """Two leaves of 2 and 3; the second does not apply, the first earns 1."""
    two = card(node("1", "5", leaf("1.1"), leaf("1.2", "3", "n2", policy=policy)), most="5")
    return evaluate(two, submission([claim("1.2")], {"n1": 1}), missing="bounds")


@pytest.mark.parametrize(
    ("policy", "points", "most", "index"),
    [("drop", 0, 0, 50), ("full", 3, 3, 80), ("zero", 0, 3, 20), ("spread", 0, 0, 50)],
)
def test_the_policy_says_what_a_claim_makes_of_points_and_maximum(
    policy: str, points: int, most: int, index: int
) -> None:
    result = claimed(policy)
    leaf_result = result.node("1.2")
    assert seen(leaf_result.points, leaf_result.effective_max) == (points, most)
    assert seen(leaf_result.state, leaf_result.origin) == (State.NOT_APPLICABLE, Origin.POLICY)
    assert result.index_percent == index


def test_an_open_leaf_stays_open_and_is_never_read_as_zero() -> None:
    result = claimed("open")
    assert seen(result.node("1.2").state, result.node("1.2").points) == (State.NOT_APPLICABLE, None)
    assert seen(result.total, result.lowest, result.highest) == (None, 1, 4)
    two = card(node("1", "5", leaf("1.1"), leaf("1.2", "3", "n2", policy="open")), most="5")
    as_zero = evaluate(two, submission([claim("1.2")], {"n1": 1}), missing="zero")
    assert as_zero.total is None
    assert found(as_zero) == [
        '1.2: [CR367] open (not_applicable); score it, or ask for missing="bounds"',
    ]


def test_a_forbidden_claim_is_an_error() -> None:
    with pytest.raises(SubmissionError, match=r"1\.2: \[CR351\] this criterion cannot be claimed"):
        claimed("forbidden")


def test_spread_points_go_to_the_siblings_in_proportion_to_their_maxima() -> None:
    # the example of the shapes: 3 points over siblings of 2 and 4 make them 3 and 6
    three = card(node("1", "9", leaf("1.1"), leaf("1.2", "3", "n2", policy="spread"), leaf("1.3", "4", "n3")), most="9")
    result = evaluate(three, submission([claim("1.2")], {"n1": 1, "n3": 4}))
    assert seen(result.node("1.1").points, result.node("1.1").effective_max) == (Fraction(3, 2), 3)
    assert seen(result.node("1.3").points, result.node("1.3").effective_max) == (6, 6)
    assert [result.node(code).share for code in ("1.1", "1.2", "1.3")] == [
        Fraction(3, 2),
        Fraction(3, 2),
        Fraction(3, 2),
    ]
    assert seen(result.total, result.effective_max) == (Fraction(15, 2), 9)


def test_points_spread_over_a_sibling_reach_the_leaves_under_it() -> None:
    deep = card(
        node("1", "6", node("1.1", "4", leaf("1.1.1"), leaf("1.1.2", scoring="n2")), leaf("1.2", policy="spread")),
        most="6",
    )
    result = evaluate(deep, submission([claim("1.2")], {"n1": 2, "n2": 1}))
    assert [result.node(code).points for code in ("1.1.1", "1.1.2", "1.1")] == [3, Fraction(3, 2), Fraction(9, 2)]
    assert result.node("1.1").before == 3


def test_points_cannot_be_spread_where_nothing_else_applies() -> None:
    two = card(
        node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2", policy="spread")), node("2", "2", leaf("2.1")), most="6"
    )
    with pytest.raises(SubmissionError, match=r"1: \[CR357\] nothing under this node applies"):
        evaluate(two, submission([claim("1.1"), claim("1.2")], {"n1": 1}))


def test_a_node_that_does_not_apply_as_a_whole_takes_its_spread_points_along() -> None:
    removed = node("1", "2", leaf("1.1", policy="spread"), more=f"applies_when = {yes('b1')}")
    result = evaluate(card(removed, node("2", "2", leaf("2.1")), most="4"), given(n1=1, b1=False))
    assert seen(result.node("1").state, result.effective_max, result.total) == (State.NOT_APPLICABLE, 2, 1)


def test_the_best_child_alone_counts_so_nothing_is_spread_over_it() -> None:
    best = node("1", "2", leaf("1.1"), leaf("1.2", policy="spread"), more='combine = "best"')
    result = evaluate(card(best, most="2"), submission([claim("1.2")], {"n1": 1}))
    assert seen(result.node("1.1").share, result.total, result.effective_max) == (1, 1, 2)


def test_nothing_left_to_take_a_percentage_of_is_an_error() -> None:
    one = card(node("1", "2", leaf("1.1")), most="2")
    for missing in ("error", "bounds", "zero"):
        with pytest.raises(SubmissionError, match=r"\[CR359\] nothing applies"):
            evaluate(one, submission([claim("1.1")]), missing=missing)


def test_points_declared_beside_a_claim_that_counts_are_named() -> None:
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2")), most="4")
    entry = Entry(code="1.2", state="not_applicable", reason="không phát sinh", confirmed=True, self_score=1)
    assert found(evaluate(two, submission([entry], {"n1": 1}))) == [
        "1.2: [CR366] the scoring function cannot give 1 points; check what was declared"
    ]


# --- Parts ---------------------------------------------------------------------------------------------------------

PARTS = """
[fields.criteria.scoring.award]
kind = "{kind}"
{more}
[[fields.criteria.scoring.award.parts]]
id = "first"
max_points = "2"
scoring = {{ measure = {first}, award = {{ kind = "tally" }} }}
[[fields.criteria.scoring.award.parts]]
id = "second"
max_points = "1"
scoring = {{ measure = {second}, award = {{ kind = "tally" }} }}
"""


def parted(policy: str = "drop", *, kind: str = "sum", more: str = "", most: str = "3") -> str:
    scoring = PARTS.format(kind=kind, more=more, first=fact("n1"), second=fact("n2"))
    return leaf("1.1", most, scoring=scoring, policy=policy)


def part_of(policy: str) -> Result:
    """A leaf of two parts; the second does not apply, the first earns 1."""
    one = card(node("1", "3", parted(policy)), most="3")
    return evaluate(one, submission([claim("1.1", parts=("second",))], {"n1": 1}))


@pytest.mark.parametrize(("policy", "points", "most"), [("drop", 1, 2), ("full", 2, 3), ("zero", 1, 3)])
def test_a_part_that_does_not_apply_follows_the_policy_of_its_leaf(policy: str, points: int, most: int) -> None:
    result = part_of(policy).node("1.1")
    assert seen(result.points, result.effective_max, result.state) == (points, most, State.SCORED)


@pytest.mark.parametrize("policy", ["spread", "open", "forbidden"])
def test_a_part_cannot_be_claimed_where_its_leaf_stays_open_or_is_spread_or_must_be_scored(policy: str) -> None:
    with pytest.raises(SubmissionError, match="CR351"):
        evaluate(
            card(node("1", "3", parted(policy)), most="3"), submission([claim("1.1", parts=("second",))], {"n1": 1})
        )


def test_a_claim_for_a_part_is_looked_at_like_any_other() -> None:
    one = card(node("1", "3", parted()), most="3")
    unconfirmed = evaluate(one, submission([claim("1.1", confirmed=None, parts=("second",))], {"n1": 1}))
    assert [finding.id for finding in unconfirmed.findings] == ["CR361"]
    rejected = evaluate(one, submission([claim("1.1", confirmed=False, parts=("second",))], {"n1": 1, "n2": 1}))
    assert seen(rejected.total, rejected.effective_max, rejected.findings) == (2, 3, ())


@pytest.mark.parametrize("kind", ["sum", "best_of"])
def test_a_leaf_all_of_whose_parts_are_claimed_does_not_apply(kind: str) -> None:
    most = "3" if kind == "sum" else "2"
    two = card(node("1", most, parted(kind=kind, most=most)), node("2", "2", leaf("2.1")), most=str(int(most) + 2))
    result = evaluate(two, submission([claim("1.1", parts=("first", "second"))], {"n1": 1}))
    assert seen(result.node("1.1").state, result.effective_max, result.total) == (State.NOT_APPLICABLE, 2, 1)


def test_what_a_sum_starts_with_stays_when_every_part_drops_out() -> None:
    one = card(node("1", "4", parted(more='base = "1"', most="4")), most="4")
    result = evaluate(one, submission([claim("1.1", parts=("first", "second"))]))
    assert seen(result.total, result.effective_max, result.node("1.1").state) == (1, 1, State.SCORED)


def test_a_part_that_drops_out_under_a_cap_lowers_the_maximum_by_what_it_could_have_earned() -> None:
    # 2 and 1 under a cap of 2: without the second part, 2 can still be earned
    capped = card(node("1", "2", parted(more='cap = "2"', most="2")), most="2")
    result = evaluate(capped, submission([claim("1.1", parts=("second",))], {"n1": 2}))
    assert seen(result.total, result.effective_max) == (2, 2)
    without_first = evaluate(capped, submission([claim("1.1", parts=("first",))], {"n2": 1}))
    assert seen(without_first.total, without_first.effective_max) == (1, 1)


def test_the_best_part_sets_the_maximum_while_it_applies() -> None:
    best = card(node("1", "2", parted(kind="best_of", most="2")), most="2")
    assert evaluate(best, submission([claim("1.1", parts=("second",))], {"n1": 1})).effective_max == 2
    without_first = evaluate(best, submission([claim("1.1", parts=("first",))], {"n2": 1}))
    assert seen(without_first.total, without_first.effective_max) == (1, 1)


@pytest.mark.parametrize("entry", [awarded("1.1", "3"), awarded("1.1", own="3")])
def test_points_above_what_is_left_of_the_maximum_are_an_error(entry: Entry) -> None:
    with_claim = Entry(
        code="1.1",
        self_score=entry.self_score,
        appraisal_1=entry.appraisal_1,
        parts_not_applicable=("second",),
        reason="không phát sinh",
        confirmed=True,
    )
    with pytest.raises(
        SubmissionError, match=r"1\.1: \[CR347\] .* is 3 points; it must lie from 0 to the maximum of 2"
    ):
        evaluate(card(node("1", "3", parted()), most="3"), submission([with_claim], {"n1": 1}))


def test_a_claim_and_a_claim_for_a_part_both_need_a_reason() -> None:
    entries = [
        Entry(code="1.1", parts_not_applicable=("second",)),
        Entry(code="2.1", state="not_applicable"),
    ]
    two = card(node("1", "3", parted()), node("2", "2", leaf("2.1")), most="5")
    with pytest.raises(SubmissionError) as caught:
        evaluate(two, submission(entries, {"n1": 1}))
    assert [(finding.id, finding.code) for finding in caught.value.findings] == [("CR350", "1.1"), ("CR350", "2.1")]
