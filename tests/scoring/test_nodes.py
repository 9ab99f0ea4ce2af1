"""Nodes with children, bonus and penalty, the total: sums, caps, roundings, printed maxima that do not add up."""

from fractions import Fraction

import pytest

from cchc_rules import Entry, Scorecard, SubmissionError, evaluate
from cchc_rules.exact import State
from cchc_rules.scoring.inputs import RawFact
from tests.scoring.small import (
    DECISION,
    RANKING,
    ROUNDING,
    awarded,
    card,
    claim,
    found,
    given,
    leaf,
    node,
    seen,
    submission,
    yes,
)

ROUND = 'round = {{ places = {places}, mode = "{mode}" }}'
SLIP = 'slips = [{ kind = "sum", words = "in sai", reason = { vi = "in sai", en = "misprint" } }]'


def rounds(places: int, mode: str = "half_up") -> str:
    return ROUND.format(places=places, mode=mode)


# --- Sums and roundings ----------------------------------------------------------------------------------------------


def test_a_parent_is_the_exact_sum_of_its_children() -> None:
    scored = evaluate(card(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2")), most="4"), given(n1="1/3", n2="0.1"))
    assert scored.node("1").points == Fraction(13, 30)
    assert scored.index_before == Fraction(65, 6)
    assert scored.index_percent == Fraction("10.83")


def test_a_leaf_rounds_before_it_is_added_and_a_node_after_it_has_added() -> None:
    leaves = (leaf("1.1", more=rounds(2)), leaf("1.2", scoring="n2", more=rounds(2)))
    by_leaf = evaluate(card(node("1", "4", *leaves), most="4"), given(n1="1/3", n2="1/3"))
    assert seen(by_leaf.total, by_leaf.node("1.1").before) == (Fraction("0.66"), Fraction(1, 3))
    plain = (leaf("1.1"), leaf("1.2", scoring="n2"))
    by_node = evaluate(card(node("1", "4", *plain, more=rounds(2)), most="4"), given(n1="1/3", n2="1/3"))
    assert seen(by_node.total, by_node.node("1").before) == (Fraction("0.67"), Fraction(2, 3))


def test_a_node_that_rounds_up_still_earns_no_more_than_its_maximum() -> None:
    odd = card(node("1", "0.995", leaf("1.1", "0.995", more=rounds(2, "up"))), most="0.995")
    assert evaluate(odd, given(n1="0.9901")).total == Fraction("0.995")


def test_the_total_is_rounded_once_before_the_index_is_taken_of_it() -> None:
    decision = (
        DECISION
        + RANKING
        + ROUNDING.replace("index_percent =", 'total = { places = 1, mode = "half_up" }\nindex_percent =')
    )
    result = evaluate(card(node("1", "3", leaf("1.1", "3")), most="3", decision=decision), given(n1="1.25"))
    assert (result.total_before, result.total) == (Fraction("1.25"), Fraction("1.3"))
    assert (result.index_before, result.index_percent) == (Fraction(130, 3), Fraction("43.33"))
    assert (result.lowest, result.highest) == (result.total, result.total)


def test_nothing_is_rounded_that_the_ruleset_does_not_round() -> None:
    decision = DECISION + RANKING + '[rounding]\nbasis = "inferred"\nsource = "s"\n'
    result = evaluate(card(node("1", "3", leaf("1.1", "3")), most="3", decision=decision), given(n1=1))
    assert result.index_percent == result.index_before == Fraction(100, 3)


# --- Children that do not add up to what is printed ------------------------------------------------------------------


def test_points_the_children_lack_under_a_printed_maximum_cannot_be_earned() -> None:
    short = card(node("1", "5", leaf("1.1"), leaf("1.2", scoring="n2"), more=SLIP), most="5")
    result = evaluate(short, given(n1=2, n2=2))
    assert seen(result.total, result.effective_max, result.index_percent) == (4, 5, 80)
    dropped = evaluate(short, submission([claim("1.2")], {"n1": 2}))
    assert seen(dropped.total, dropped.effective_max) == (2, 3)


def test_a_node_that_does_not_apply_takes_what_its_children_lack_along() -> None:
    short = node("1", "5", leaf("1.1"), leaf("1.2", scoring="n2"), more=SLIP)
    result = evaluate(
        card(short, node("2", "2", leaf("2.1")), most="7"), submission([claim("1.1"), claim("1.2")], {"n1": 1})
    )
    assert seen(result.node("1").effective_max, result.effective_max) == (0, 2)


def test_points_the_children_have_too_many_are_cut_off() -> None:
    over = card(node("1", "3", leaf("1.1"), leaf("1.2", scoring="n2"), more=SLIP), most="3")
    result = evaluate(over, given(n1=2, n2="1.5"))
    assert seen(result.total, result.node("1").before, result.effective_max) == (3, Fraction("3.5"), 3)
    dropped = evaluate(over, submission([claim("1.2")], {"n1": 2}))
    assert seen(dropped.total, dropped.effective_max) == (2, 2)


@pytest.mark.parametrize(("printed", "total"), [("5", 2), ("1", 1)])
def test_the_best_child_is_held_to_the_printed_maximum_too(printed: str, total: int) -> None:
    more = f'combine = "best"\n{SLIP}'
    best = card(node("1", printed, leaf("1.1"), leaf("1.2", scoring="n2"), more=more), most=printed)
    result = evaluate(best, given(n1=2, n2=1))
    assert seen(result.total, result.effective_max) == (total, int(printed))


# --- Best, one of ----------------------------------------------------------------------------------------------------


def test_the_best_child_counts_alone() -> None:
    best = card(
        node("1", "3", leaf("1.1", "3"), leaf("1.2", scoring="n2"), more='combine = "best"'),
        most="3",
    )
    result = evaluate(best, given(n1=1, n2=2))
    assert seen(result.total, result.effective_max) == (2, 3)
    dropped = evaluate(best, submission([claim("1.1")], {"n2": 1}))
    assert seen(dropped.total, dropped.effective_max) == (1, 2)


def one_of() -> Scorecard:
    """Two leaves of 18 under a printed 18, one for each type of unit, and a field of 2 beside them."""
    leaves = (
        leaf("1.1", "18", policy="forbidden", more=f"applies_when = {yes('b1')}"),
        leaf("1.2", "18", "n2", policy="forbidden", more=f"applies_when = {yes('b2')}"),
    )
    fields = (node("1", "18", *leaves, more='combine = "one_of"'), node("2", "2", leaf("2.1", scoring="n3")))
    return card(*fields, most="20")


@pytest.mark.parametrize(("facts", "total"), [({"b1": True, "b2": False}, 10), ({"b1": False, "b2": True}, 15)])
def test_the_child_that_applies_counts(facts: dict[str, RawFact], total: int) -> None:
    result = evaluate(one_of(), submission(facts={"n1": 9, "n2": 14, "n3": 1, **facts}))
    assert seen(result.total, result.effective_max) == (total, 20)


def test_where_no_child_applies_the_node_does_not() -> None:
    result = evaluate(one_of(), given(n3=1, b1=False, b2=False))
    assert seen(result.node("1").state, result.effective_max) == (State.NOT_APPLICABLE, 2)


@pytest.mark.parametrize("more", [{"n1": 9, "n2": 9}, {"n1": 9}, {}])
@pytest.mark.parametrize("missing", ["error", "bounds", "zero"])
def test_two_children_that_both_apply_are_an_error_even_while_one_is_open(
    more: dict[str, RawFact], missing: str
) -> None:
    with pytest.raises(SubmissionError, match=r"1: \[CR356\] only one of the codes 1\.1, 1\.2 may apply"):
        evaluate(one_of(), submission(facts={"n3": 1, "b1": True, "b2": True, **more}), missing=missing)


def test_a_child_that_may_yet_not_apply_is_no_clash() -> None:
    result = evaluate(one_of(), given(n1=9, n3=1, b1=True), missing="bounds")
    assert seen(result.node("1").lowest, result.node("1").highest) == (9, 18)
    assert evaluate(one_of(), given(n1=9, n3=1, b1=True), missing="zero").total == 10


def test_a_child_that_may_yet_be_claimed_not_to_apply_is_no_clash() -> None:
    both = node("1", "2", leaf("1.1"), leaf("1.2", scoring="n2"), more='combine = "one_of"')
    one = card(both, most="2")
    unknown = Entry(code="1.2", state="unknown", reason="chưa rõ")
    assert evaluate(one, submission([unknown], {"n1": 1}), missing="bounds").node("1").lowest == 1


def test_the_children_of_a_unit_that_is_not_assessed_do_not_clash() -> None:
    both = node("1", "2", leaf("1.1", policy="forbidden"), leaf("1.2", policy="forbidden"), more='combine = "one_of"')
    head = f'precondition = {{ when = {yes("b1")}, otherwise = "not_assessed" }}'
    assert evaluate(card(both, most="2", head=head), given(b1=False)).state is State.NOT_ASSESSED


# --- Bonus and penalty -----------------------------------------------------------------------------------------------

BONUS, PENALTY = 'role = "bonus"', 'role = "penalty"'


def beside(head: str = "", *, cap: str | None = "3", leaf_cap: str | None = "5") -> Scorecard:
    """A standard field of 10, a bonus and a penalty, each of one leaf under a cap."""
    fields = (
        node("1", "10", leaf("1.1", "10")),
        node("2", cap, leaf("2.1", leaf_cap, "n2"), more=BONUS),
        node("3", cap, leaf("3.1", leaf_cap, "n3"), more=PENALTY),
    )
    return card(*fields, most="10", head=head)


def test_bonus_and_penalty_stand_beside_the_standard_points_each_under_its_cap() -> None:
    result = evaluate(beside(), given(n1=8, n2=5, n3=1))
    assert seen(result.bonus, result.penalty, result.total) == (3, 1, 10)
    assert seen(result.effective_max, result.index_percent) == (10, 100)
    assert seen(result.node("2").before, result.node("2").points, result.node("2").effective_max) == (5, 3, 3)


@pytest.mark.parametrize(
    ("facts", "total"),
    [({"n1": 10, "n2": 3, "n3": 0}, 11), ({"n1": 0, "n2": 0, "n3": 3}, -1), ({"n1": 5, "n2": 1, "n3": 2}, 4)],
)
def test_the_total_is_held_between_floor_and_ceiling(facts: dict[str, RawFact], total: int) -> None:
    limited = beside('total = { floor = "-1", ceiling = "11" }')
    assert evaluate(limited, submission(facts=facts)).total == total


def test_without_limits_a_total_may_pass_the_maximum_or_fall_below_zero() -> None:
    assert evaluate(beside(), given(n1=10, n2=3, n3=0)).index_percent == 130
    assert evaluate(beside(), given(n1=0, n2=0, n3=3)).index_percent == -30


def test_the_index_may_be_a_percentage_of_something_else() -> None:
    result = evaluate(beside('total = { out_of = "20" }'), given(n1=8, n2=0, n3=0))
    assert seen(result.index_percent, *result.index_bounds) == (40, 40, 40)


def test_a_bonus_within_its_cap_has_no_more_to_earn_than_its_leaves() -> None:
    assert evaluate(beside(leaf_cap="2"), given(n1=8, n2=2, n3=0)).node("2").effective_max == 2


@pytest.mark.parametrize("cap", ["3", None])
def test_a_leaf_without_a_printed_maximum_is_limited_by_its_field_or_not_at_all(cap: str | None) -> None:
    result = evaluate(beside(cap=cap, leaf_cap=None), given(n1=8, n2=5, n3=0))
    assert seen(result.node("2.1").points, result.node("2.1").effective_max) == (5, 0)
    assert seen(result.bonus, result.node("2").effective_max) == ((3, 3) if cap else (5, 0))


def test_an_appraiser_may_give_any_points_where_no_maximum_is_printed() -> None:
    result = evaluate(beside(cap=None, leaf_cap=None), submission([awarded("2.1", "7")], {"n1": 8, "n3": 0}))
    assert result.bonus == 7


# --- The whole -------------------------------------------------------------------------------------------------------


def test_subtotals_hold_the_standard_leaves_of_one_method() -> None:
    fields = (
        node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2", more='method = "survey"')),
        node("2", None, leaf("2.1", scoring="n3"), more=BONUS),
    )
    result = evaluate(card(*fields, most="4"), given(n1=1, n3=2), missing="bounds")
    assert seen(result.subtotal("evidence").points, result.subtotal("evidence").effective_max) == (1, 2)
    assert seen(result.subtotal("survey").points, result.subtotal("survey").effective_max) == (None, 2)
    assert seen(result.subtotal("satisfaction").points, result.subtotal("satisfaction").effective_max) == (0, 0)
    with pytest.raises(ValueError, match="'evidnce' is not a valid Method"):
        result.subtotal("evidnce")


BANDS = """
[[bands]]
name = { vi = "Tốt", en = "Good" }
in = "[80, inf)"
no_zero_criterion = true
basis = "inferred"
source = "s"
[[bands]]
name = { vi = "Khá", en = "Fair" }
in = "[50, inf)"
self_scored = true
basis = "inferred"
source = "s"
"""


def banded(*, on: str = "") -> Scorecard:
    fields = (
        node("1", "8", leaf("1.1", "8")),
        node("2", "2", leaf("2.1", scoring="n2")),
        node("3", None, leaf("3.1", scoring="n3"), more=PENALTY),
    )
    decision = DECISION.replace("revision = 1", f"revision = 1\n{on}") + RANKING + ROUNDING + BANDS
    return card(*fields, most="10", decision=decision)


@pytest.mark.parametrize(
    ("facts", "band"),
    [
        ({"n1": 8, "n2": 1, "n3": 0}, "Good"),  # a penalty of 0 is no criterion scored 0
        ({"n1": 8, "n2": 0, "n3": 0}, "Fair"),  # a criterion is 0
        ({"n1": 5, "n2": 0, "n3": 0}, "Fair"),
        ({"n1": 4, "n2": 0, "n3": 0}, None),
    ],
)
def test_a_band_needs_its_value_and_its_conditions(facts: dict[str, RawFact], band: str | None) -> None:
    result = evaluate(banded(), submission(facts=facts))
    assert (None if result.band is None else result.band.name.en) == band


def test_a_criterion_that_does_not_apply_is_none_that_was_scored_zero() -> None:
    result = evaluate(banded(), submission([claim("2.1")], {"n1": 8, "n3": 0}))
    assert result.band is not None
    assert result.band.name.en == "Good"


def test_a_unit_that_did_not_score_itself_is_in_no_band_that_asks_for_it() -> None:
    handed_in = [awarded("1.1", "5"), awarded("2.1", "1"), awarded("3.1", "0")]
    assert evaluate(banded(), submission(handed_in)).band is None
    own = Entry(code="2.1", self_score=1)
    assert evaluate(banded(), submission([handed_in[0], own, handed_in[2]])).band is not None


def test_a_band_may_be_of_the_total_and_an_open_result_is_in_none() -> None:
    by_total = evaluate(banded(on='bands_on = "total"'), given(n1=8, n2=2, n3=0))
    assert by_total.band is None
    assert evaluate(banded(), given(n1=8), missing="bounds").band is None


def test_a_result_names_its_nodes_and_says_which_code_was_meant() -> None:
    result = evaluate(card(node("1", "2", leaf("1.1")), most="2"), given(n1=1))
    assert result.node("1.1").code == "1.1"
    assert result.node("1.1").basis == "inferred"
    assert result.standing == "inferred"
    with pytest.raises(LookupError, match=r"there is no code 1\.2; the nearest are 1\.1"):
        result.node("1.2")


def test_code_1_10_is_another_than_1_1() -> None:
    leaves = [leaf(f"1.{number}", scoring="n1" if number == 10 else "n2") for number in range(1, 11)]
    result = evaluate(card(node("1", "20", *leaves), most="20"), given(n1=2, n2=0))
    assert seen(result.node("1.1").points, result.node("1.10").points) == (0, 2)
    assert [node.code for node in result.walk()][-1] == "1.10"


def test_counting_zero_for_what_is_missing_is_flagged_leaf_by_leaf() -> None:
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2")), most="4")
    result = evaluate(two, given(n1=1), missing="zero")
    assert seen(result.total, result.state, result.open_codes) == (1, State.SCORED, ())
    assert found(result) == ["1.2: [CR358] open, and counted as 0 as asked; still missing: n2"]
    assert seen(result.node("1.2").points, result.node("1.2").state) == (0, State.UNKNOWN)
    assert result.node("1.2").missing == ("n2",)
    # a result with nothing missing is the same however missing answers are treated
    whole = [evaluate(two, given(n1=1, n2=1), missing=missing) for missing in ("error", "bounds", "zero")]
    assert len({(one.total, one.fields, one.findings) for one in whole}) == 1
