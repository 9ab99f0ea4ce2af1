"""Ranking: the ruleset's value, scope and tie rule, whatever the order, on results and on printed tables."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations

import attrs
import pytest

from cchc_rules import Ranking, Result, Scorecard, Unit, evaluate, load, published, rank
from cchc_rules.exact import Rounding, RoundingMode, parse_number
from cchc_rules.law.decision import RankedOn, ScopeOf, UnitKind
from cchc_rules.scoring.inputs import RawFact
from cchc_rules.scoring.ranking import RankingError
from tests.scoring.small import (
    DECISION,
    RANKING,
    ROUNDING,
    card,
    claim,
    given,
    leaf,
    node,
    submission,
)

PLAIN = '[rounding]\nbasis = "inferred"\nsource = "s"\n'


def scorecard(ranking: str = RANKING, rounding: str = ROUNDING) -> Scorecard:
    """Two leaves of 2 and 4 points."""
    return card(node("1", "6", leaf("1.1"), leaf("1.2", "4", "n2")), most="6", decision=DECISION + ranking + rounding)


def result(one: Scorecard, code: str, n1: RawFact, n2: RawFact = 0, group: str | None = None) -> Result:
    return evaluate(one, submission(facts={"n1": n1, "n2": n2}, unit=Unit(code=code, name="Sở Ví dụ", group=group)))


def places(ranking: Ranking) -> list[tuple[str, int | None]]:
    return [(row.unit.code, row.rank) for row in ranking.rows]


def said(ranking: Ranking) -> list[str]:
    return [str(finding) for finding in ranking.findings]


def test_equals_share_a_rank_and_the_next_is_skipped() -> None:
    one = scorecard()
    ranking = rank(result(one, code, n1) for code, n1 in (("d", 0), ("c", 1), ("b", 2), ("a", 2)))
    assert places(ranking) == [("a", 1), ("b", 1), ("c", 3), ("d", 4)]
    assert (ranking.on, ranking.scope, ranking.findings) == (RankedOn.INDEX_PERCENT, ScopeOf.PROVINCE, ())


def test_the_order_of_what_is_handed_in_does_not_matter() -> None:
    one = scorecard()
    results = [result(one, code, n1) for code, n1 in (("a", 1), ("b", 1), ("c", "1.999"), ("d", 2))]
    rankings = [rank(order) for order in permutations(results)]
    assert all(ranking == rankings[0] for ranking in rankings)


def test_on_the_published_index_units_that_print_equal_are_equal() -> None:
    one = scorecard()
    ranking = rank([result(one, "a", "1.00001"), result(one, "b", 1)])
    assert (places(ranking), said(ranking)) == ([("a", 1), ("b", 1)], [])


@pytest.mark.parametrize("rounding", [ROUNDING, PLAIN])
def test_on_the_exact_total_units_that_print_equal_and_rank_apart_are_named(rounding: str) -> None:
    one = scorecard(RANKING.replace("index_percent", "total"), rounding)
    ranking = rank([result(one, "b", 1), result(one, "a", "1.00001"), result(one, "c", 2)])
    assert places(ranking) == [("c", 1), ("a", 2), ("b", 3)]
    assert said(ranking) == [
        "[CR410] a, b print the same value 16.67 and rank apart, because their exact values differ"
    ]


def test_an_index_that_is_not_rounded_by_the_ruleset_is_compared_exactly_and_the_print_warned_of() -> None:
    one = scorecard(rounding=PLAIN)
    ranking = rank([result(one, "b", 1), result(one, "a", "1.00001")])
    assert (places(ranking), [finding.id for finding in ranking.findings]) == ([("a", 1), ("b", 2)], ["CR410"])


def test_rounding_may_tie_or_swap_neighbours() -> None:
    # 90.625 and 90.63 of 100: half up makes them equal, half even does not
    hundred = {
        mode: card(
            node("1", "100", leaf("1.1", "100")),
            most="100",
            decision=DECISION + RANKING + ROUNDING.replace("half_up", mode),
        )
        for mode in ("half_up", "half_even")
    }
    ranks = {
        mode: [row.rank for row in rank([result(one, "a", "90.625"), result(one, "b", "90.63")]).rows]
        for mode, one in hundred.items()
    }
    assert ranks == {"half_up": [1, 1], "half_even": [1, 2]}


@pytest.mark.parametrize(("breaker", "first"), [("1.2", "b"), ("evidence", None), ("satisfaction", None)])
def test_tie_breakers_are_tried_before_equals_share_a_rank(breaker: str, first: str | None) -> None:
    one = scorecard(RANKING.replace('ties = "shared"', f'ties = "shared"\ntie_breakers = ["{breaker}"]'))
    ranking = rank([result(one, "a", 2, 1), result(one, "b", 1, 2)])
    assert [row.rank for row in ranking.rows] == ([1, 1] if first is None else [1, 2])
    assert first in (None, ranking.rows[0].unit.code)
    assert ranking.findings == ()


def test_a_subtotal_breaks_a_tie() -> None:
    by_survey = card(
        node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2", more='method = "survey"')),
        most="4",
        decision=DECISION + RANKING.replace('ties = "shared"', 'ties = "shared"\ntie_breakers = ["survey"]') + ROUNDING,
    )
    assert places(rank([result(by_survey, "a", 2, 1), result(by_survey, "b", 1, 2)])) == [("b", 1), ("a", 2)]


def test_equals_are_left_to_the_authority_where_the_ruleset_says_so() -> None:
    one = scorecard(RANKING.replace('"shared"', '"authority"').replace("index_percent", "total"))
    ranking = rank([result(one, "c", "1.00001"), result(one, "b", 1), result(one, "a", 1)])
    assert places(ranking) == [("c", 1), ("a", 2), ("b", 2)]
    assert said(ranking) == [
        "[CR410] a, b, c print the same value 16.67 and rank apart, because their exact values differ",
        "[CR413] a, b are equal at 16.67; the authority decides their order",
    ]


def test_units_are_ranked_within_their_group() -> None:
    one = scorecard(RANKING.replace('"province"', '"group"'))
    rows = (("x1", 1, "X"), ("y1", 2, "Y"), ("y2", 2, "Y"), ("x2", 0, "X"), ("y3", 1, "Y"))
    ranking = rank(result(one, code, n1, group=group) for code, n1, group in rows)
    assert [(row.group, row.unit.code, row.rank) for row in ranking.rows] == [
        ("X", "x1", 1),
        ("X", "x2", 2),
        ("Y", "y1", 1),
        ("Y", "y2", 1),
        ("Y", "y3", 3),
    ]


def test_communes_of_the_shipped_rulesets_are_ranked_within_their_district() -> None:
    ranking_rule = load("2024_2426").decision.ranking
    assert [ranking_rule.scope(kind) for kind in UnitKind] == [
        ScopeOf.PROVINCE,
        ScopeOf.PROVINCE,
        ScopeOf.GROUP,
    ]


def test_a_unit_without_a_total_stands_last_and_unranked() -> None:
    one = scorecard()
    open_units = [
        evaluate(one, submission(facts={"n1": 2}, unit=Unit(code=code, name="Sở Ví dụ")), missing="bounds")
        for code in ("b", "a")
    ]
    ranking = rank([*open_units, result(one, "c", 0)])
    assert places(ranking) == [("c", 1), ("a", None), ("b", None)]
    assert [row.value for row in ranking.rows] == [0, None, None]
    assert ranking.rows[1].result == open_units[1]
    assert said(ranking) == [
        f"[CR414] {code} has no total and is not ranked; complete its answers" for code in ("a", "b")
    ]


def test_a_reduced_maximum_counts_in_the_index_and_not_in_the_total() -> None:
    for on, order in (("index_percent", ["a", "b"]), ("total", ["b", "a"])):
        one = scorecard(RANKING.replace("index_percent", on))
        unit = Unit(code="a", name="Sở Ví dụ")
        reduced = evaluate(one, submission([claim("1.2")], {"n1": 1}, unit=unit))  # 1 of 2
        assert [row.unit.code for row in rank([reduced, result(one, "b", 1, 1)]).rows] == order  # 2 of 6


OTHER = (DECISION + RANKING + ROUNDING).replace('id = "small"', 'id = "other"')


def other_stage(first: Result) -> Result:
    return evaluate(first.scorecard, attrs.evolve(first.submission, unit=Unit(code="b", name="B")), stage="self_score")


def test_only_results_of_one_kind_can_be_ranked_together() -> None:
    one = result(scorecard(), "a", 1)
    elsewhere = result(card(node("1", "2", leaf("1.1")), most="2", decision=OTHER), "b", 1)
    for mixed in ([one, other_stage(one)], [one, elsewhere], []):
        with pytest.raises(RankingError, match=r"\[CR411\]"):
            rank(mixed)


def test_results_under_different_readings_are_not_compared() -> None:
    readings = """
        chosen = { reading = "a", by = "office", why = { vi = "rõ", en = "clear" } }
        [[fields.criteria.readings]]
        id = "a"
        words = "một"
        scoring = { measure = { kind = "fact", fact = "n1" }, award = { kind = "tally" } }
        [[fields.criteria.readings]]
        id = "b"
        words = "một"
        scoring = { measure = { kind = "fact", fact = "n2" }, award = { kind = "tally" } }
    """
    one = card(node("1", "2", leaf("1.1", "2", readings)), most="2")
    results = [
        evaluate(one, attrs.evolve(given(n1=1, n2=1), unit=Unit(code=code, name="Sở Ví dụ")), readings=chosen)
        for code, chosen in (("x", {"1.1": "b"}), ("y", {}))
    ]
    with pytest.raises(RankingError, match=r"small\.1 department 2024 appraisal_2 1\.1=b; rank them apart"):
        rank(results)


def test_every_fault_of_what_is_ranked_is_told_at_once() -> None:
    one = scorecard(RANKING.replace('"province"', '"group"'))
    with pytest.raises(RankingError) as caught:
        rank([result(one, "a", 1), result(one, "a", 1)])
    assert [finding.id for finding in caught.value.findings] == ["CR412", "CR415", "CR415"]


# --- Printed tables --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "unit_kind"), [(2022, "department"), (2024, "department"), (2024, "district")])
def test_the_published_tables_rank_as_printed(year: int, unit_kind: str) -> None:
    table = published(year, unit_kind)
    ranking = rank(table)
    assert [row.unit.code for row in ranking.rows] == [row.unit for row in table.rows]
    assert [row.rank for row in ranking.rows] == [row.rank for row in table.rows]
    assert ranking.findings == ()


def test_both_department_tables_are_whole() -> None:
    assert [len(published(year, "department").rows) for year in (2022, 2024)] == [19, 19]


def satisfaction_of_2022() -> Sequence[Fraction]:
    return [
        row.satisfaction_percent.value
        for row in published(2022, "department").rows
        if row.satisfaction_percent is not None
    ]


def reachable(mode: RoundingMode) -> set[Fraction]:
    """Every percentage of points on a maximum of 8, in steps of 0.01, rounded to two places."""
    rounding = Rounding(2, mode)
    return {rounding(Fraction(points, 100) / 8 * 100) for points in range(801)}


def test_half_up_reaches_the_nineteen_satisfaction_percentages_of_2022() -> None:
    percentages = satisfaction_of_2022()
    assert len(percentages) == 19
    assert set(percentages) <= reachable(RoundingMode.HALF_UP)


BROKEN_BY_HALF_EVEN = ["85.63", "86.13", "89.13", "89.63", "90.63", "92.13", "92.63"]
BROKEN_BY_CUTTING_HALVES_OFF = ["69.88", *BROKEN_BY_HALF_EVEN[:5], "91.88", *BROKEN_BY_HALF_EVEN[5:], "99.38"]


@pytest.mark.parametrize(
    ("mode", "broken"),
    [
        (RoundingMode.HALF_EVEN, BROKEN_BY_HALF_EVEN),
        (RoundingMode.HALF_DOWN, BROKEN_BY_CUTTING_HALVES_OFF),
        (RoundingMode.DOWN, BROKEN_BY_CUTTING_HALVES_OFF),
    ],
)
def test_the_other_nearest_modes_and_truncation_break_these_of_them(mode: RoundingMode, broken: list[str]) -> None:
    missed = sorted(set(satisfaction_of_2022()) - reachable(mode))
    assert missed == [parse_number(text) for text in broken]


def test_rounding_always_up_would_reach_them_too() -> None:
    assert set(satisfaction_of_2022()) <= reachable(RoundingMode.UP)
