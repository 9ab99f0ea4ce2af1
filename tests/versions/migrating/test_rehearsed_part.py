"""The part of a rehearsal that can be scored: laws on random units, cases by hand, and six departments."""

import json
from fractions import Fraction
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cchc_rules import Ruleset, Submission, Unit, load
from cchc_rules.exact import ZERO
from cchc_rules.law.decision import RankedOn, ScopeOf
from cchc_rules.report.labels import LANGUAGES
from cchc_rules.report.rehearsals import rehearsal_data, rehearsal_page, rehearsal_schema
from cchc_rules.report.text import written
from cchc_rules.versions.comparing.parts import PartKind
from cchc_rules.versions.comparing.sums import Amounts
from cchc_rules.versions.rehearsing.omissions import Lack
from cchc_rules.versions.rehearsing.pruning import bound, pruned
from cchc_rules.versions.rehearsing.rehearsal import Cohort, Rehearsal, rehearse
from cchc_rules.versions.rehearsing.rehearsed_part import RehearsedPart
from tests.scoring.small import card, claim, leaf, node, seen
from tests.scoring.strategies import submissions, without
from tests.versions.migrating.departments import departments, example
from tests.versions.migrating.pairs import CROSSWALK, RATIO, ruleset
from tests.versions.migrating.test_rehearsal import BESIDE, DRAFT, FLOOR, OLD, draft_of_2024, given_by

ASKING = ruleset("draft", leaf("1.1", scoring=FLOOR), leaf("1.2", "2", "n3"), leaf("1.3", "2", "n4"), most="6")
WHOLE = ruleset("old", leaf("1.1", scoring=RATIO), leaf("1.2", "2", "n1"), leaf("1.4", "2", "n2"), most="6")
HALVED = ruleset(
    "draft",
    leaf("1.1", scoring=FLOOR),
    leaf("1.2", "1", "n1"),
    leaf("1.3", "1", "n4"),
    leaf("1.4", "2", "n2"),
    most="6",
    crosswalk=CROSSWALK.format(new='["1.2", "1.3"]', old='["1.2"]'),
)


@cache
def rehearsed() -> Rehearsal:
    """The six departments of 2023 under the ruleset of 2024."""
    return rehearse(load("2024_2426"), departments())


def part_of(cohort: Cohort) -> RehearsedPart:
    assert cohort.part is not None
    return cohort.part


def only(rehearsal: Rehearsal) -> RehearsedPart:
    return part_of(*rehearsal.cohorts)


# --- Laws -------------------------------------------------------------------------------------------------------------


def adds_up(part: RehearsedPart) -> None:
    """The parts of every unit add up, and no unit leaves a leaf of the part open."""
    for move in part.moves:
        assert move.split.sum() == move.difference
        assert move.old.percent * move.old.effective_max == move.old.points * 100
        assert {key for key in part.keys if key in move.split.halts[-1].leaves} == {*part.route.last.rules}
        for halt in move.split.halts:
            assert not any(found.open for found in halt.leaves.values())


def holds(cohort: Cohort) -> None:
    """What is open for any unit is left out for all, every leaf that is left out says why, and the parts add up."""
    if cohort.part is None:
        return
    adds_up(cohort.part)
    inside = [one for one in cohort.units if one.unit not in cohort.part.outside]
    wanted = {code for one in inside for code in one.new.open_codes}
    assert wanted <= {one.new for one in cohort.part.left_out}
    assert not wanted & {new for _, new in (cohort.part.route.codes[key] for key in cohort.part.keys)}
    assert all(one.beside if one.why is Lack.TOGETHER else one.units for one in cohort.part.left_out)


ANSWERED = st.fixed_dictionaries({}, optional={"c1": st.integers(0, 10), "n2": st.integers(0, 2), "n1": st.just(1)})


@given(answered=st.lists(ANSWERED, min_size=3, max_size=3))
@settings(max_examples=12)
def test_the_parts_add_up_whatever_is_wanting(answered: list[dict[str, int]]) -> None:
    """The parts add up exactly to the difference of points on the part, and what one unit lacks is left out for all."""
    given = [
        attrs.evolve(one, facts=attrs.evolve(one.facts, unit={**said, "c2": 10} if "c1" in said else said))
        for one, said in zip(map(given_by, "abc", (0, 0, 0)), answered, strict=True)
    ]
    holds(*rehearse(HALVED, given, [WHOLE]).cohorts)


@pytest.mark.once
@given(lacking=st.tuples(*(st.sets(st.sampled_from(sorted(example().facts.unit)), max_size=4) for _ in range(3))))
@settings(max_examples=30, deadline=None)
def test_the_parts_of_departments_add_up_whatever_is_wanting(lacking: tuple[set[str], ...]) -> None:
    """The parts add up exactly to the difference of points on the part, and what one unit lacks is left out for all."""
    given = [without(one, out) for one, out in zip(departments()[:3], lacking, strict=True)]
    holds(*rehearse(load("2024_2426"), given).cohorts)


@pytest.mark.parametrize("count", [1, pytest.param(15, marks=pytest.mark.once)])
def test_where_nothing_is_wanting_the_part_is_the_whole(count: int) -> None:
    """Where nothing is wanting the part is the whole: its points, index and ranks are the official ones."""
    shipped = load("2024_2426")

    @given(facts=st.lists(submissions(("2024_2426", "department"), with_entries=False), min_size=2, max_size=2))
    @settings(max_examples=count)
    def law(facts: list[Submission]) -> None:
        units = [Unit(code=f"X-{number}", name="Sở Ví dụ") for number, _ in enumerate(facts)]
        given = [attrs.evolve(one, unit=unit) for one, unit in zip(facts, units, strict=True)]
        (cohort,) = rehearse(draft_of_2024(), [*given], [shipped]).cohorts
        part = part_of(cohort)
        adds_up(part)
        assert (part.whole, part.outside) == (True, ())
        for move in part.moves:
            one = next(one for one in cohort.units if one.unit == move.unit)
            for score, result in ((move.old, one.old), (move.new, one.new)):
                assert seen(score.points, score.effective_max) == (result.total, result.effective_max)
                assert seen(score.percent, score.index_percent) == (result.index_before, result.index_percent)
            compared = cohort.comparison(move.unit.code)
            assert compared is not None
            assert compared.reverse.parts == move.split.parts
        ranks = [{row.unit.code: row.rank for row in of.rows} for of in (cohort.old_ranking, cohort.new_ranking)]
        assert [{one.unit.code: one.former_rank for one in part.moves}, ranks[1]] == [ranks[0], ranks[1]]
        assert {one.unit.code: one.new.rank for one in part.moves} == ranks[1]

    law()


# --- By hand ----------------------------------------------------------------------------------------------------------


def test_what_can_be_scored_is_rehearsed_though_answers_are_wanting() -> None:
    (cohort,) = rehearse(ASKING, [given_by("a", 8, 2), given_by("b", 10), given_by("c", 10, 2)], [OLD]).cohorts
    part = part_of(cohort)
    assert [row.rank for row in cohort.new_ranking.rows] == [None, None, None]
    assert [(one.key, one.old, one.new, one.why, one.units) for one in part.left_out] == [
        ("1.2", "1.2", "1.2", Lack.UNANSWERED, ("a", "b", "c")),
        ("1.3", None, "1.3", Lack.UNANSWERED, ("a", "b", "c")),
    ]
    assert (part.keys, part.whole) == (("1.1",), False)
    assert [(one.unit.code, one.old.rank, one.new.rank) for one in part.moves] == [
        ("b", 1, 1),
        ("c", 1, 1),
        ("a", 3, 3),
    ]
    moved = part.move("a")
    assert moved is not None
    assert seen(moved.old.points, moved.old.effective_max, moved.old.percent) == (Fraction("1.6"), 2, 80)
    assert seen(moved.new.points, moved.new.effective_max, moved.new.percent) == (0, 2, 0)
    (cause,) = moved.weightiest
    assert cause.change is not None
    assert (cause.change.id, cause.change.new.codes) == ("CH401", ("1.1",))
    assert cause.moved == Amounts(points=Fraction("-1.6"), index_percent=Fraction(-80))
    (at_work,) = part.at_work
    assert seen(dict(at_work.moved), at_work.most) == ({"a": cause.moved}, 80)
    assert part.move("nobody") is None


def test_a_leaf_that_one_unit_lacks_is_left_out_for_all() -> None:
    half = attrs.evolve(given_by("a", 8), facts=attrs.evolve(given_by("a", 8).facts, unit={"n2": 1}))
    rehearsal = rehearse(DRAFT, [half, given_by("b", 8, 2)], [OLD])
    part = only(rehearsal)
    assert [(one.key, one.why, one.units) for one in part.left_out] == [("1.1", Lack.OPEN_BEFORE, ("a",))]
    assert [seen(one.unit.code, one.old.points, one.new.points) for one in part.moves] == [("b", 2, 2), ("a", 1, 1)]
    text = written(rehearsal_page(rehearsal, "en"))
    assert "1.1 (wanting of a)" in text
    assert "Nobody moves." in text


def test_a_unit_of_which_nothing_can_be_scored_stands_outside() -> None:
    empty = attrs.evolve(given_by("a", 8), facts=attrs.evolve(given_by("a", 8).facts, unit={}))
    given = [empty, given_by("b", 10, 2), given_by("c", 8, 2, claim("1.1"))]
    rehearsal = rehearse(DRAFT, given, [OLD])
    (cohort,) = rehearsal.cohorts
    part = only(rehearsal)
    assert (part.whole, [one.code for one in part.outside], len(part.moves)) == (True, ["a"], 2)
    assert [(one.code, one.units) for one in cohort.flat] == [("1", 2)]
    assert "Sở a (a)" in written(rehearsal_page(rehearsal, "en")).partition("Units left out")[2]
    alone = rehearse(DRAFT, [empty], [OLD])
    assert alone.cohorts[0].part is None
    assert "There is no leaf" in written(rehearsal_page(alone, "en"))
    Draft202012Validator(rehearsal_schema()).validate(json.loads(json.dumps(rehearsal_data(alone))))
    claimed = attrs.evolve(empty, entries=(claim("1.1"),))
    (cohort,) = rehearse(ruleset("draft", leaf("1.1", scoring=RATIO, policy="zero")), [claimed], [OLD]).cohorts
    assert [one.key for one in part_of(cohort).left_out] == ["old:1.2"]


def test_no_leaf_is_left_where_no_two_units_answer_the_same() -> None:
    units = [given_by("a", 8), given_by("b", 8)]
    facts = ({"n2": 1}, {"c1": 8, "c2": 10})
    given = [
        attrs.evolve(one, facts=attrs.evolve(one.facts, unit=said)) for one, said in zip(units, facts, strict=True)
    ]
    assert rehearse(DRAFT, given, [OLD]).cohorts[0].part is None


def test_what_was_split_stands_or_falls_together() -> None:
    one = given_by("a", 8)
    one = attrs.evolve(one, facts=attrs.evolve(one.facts, unit={"n1": 1, "n2": 1, "c1": 8, "c2": 10}))
    rehearsal = rehearse(HALVED, [one], [WHOLE])
    assert [(out.key, out.why, out.beside) for out in only(rehearsal).left_out] == [
        ("1.2", Lack.TOGETHER, ("1.3", "old:1.2")),
        ("1.3", Lack.UNANSWERED, ("1.2", "old:1.2")),
        ("old:1.2", Lack.TOGETHER, ("1.2", "1.3")),
    ]
    text = " ".join(written(rehearsal_page(rehearsal, "en")).split())
    assert "1.2 (with 1.3), former 1.2 (with 1.3)" in text


def test_what_is_more_than_a_sum_stands_or_falls_together() -> None:
    best = node("1.3", "2", leaf("1.3.1", "2", "n1"), leaf("1.3.2", "2", "n4"), more='combine = "best"')
    draft = ruleset("draft", leaf("1.1", scoring=FLOOR), BESIDE, best, most="6")
    (cohort,) = rehearse(draft, [given_by("a", 8)], [OLD]).cohorts
    part = part_of(cohort)
    assert [(one.key, one.beside) for one in part.left_out] == [("1.3.1", ("1.3.2",)), ("1.3.2", ("1.3.1",))]
    assert seen(part.moves[0].old.effective_max, part.moves[0].new.effective_max) == (4, 4)


def test_one_leaf_may_draw_another_out_with_it() -> None:
    best = node("1.1", "2", leaf("1.1.1", "2", "n1"), leaf("1.1.2", "2", "n2"), more='combine = "best"')
    old = ruleset("old", best, leaf("1.2", "2", "n3"), most="4")
    split = CROSSWALK.format(new='["1.2", "1.3"]', old='["1.1.2"]')
    halves = (leaf("1.2", "1", "n2"), leaf("1.3", "1", "n4"))
    draft = ruleset("draft", leaf("1.1", "2", "n1"), *halves, most="4", crosswalk=split)
    one = given_by("a", 8)
    one = attrs.evolve(one, facts=attrs.evolve(one.facts, unit={"n1": 1, "n2": 1, "n3": 1}))
    rehearsal = rehearse(draft, [one], [old])
    assert [(out.key, out.why, out.beside) for out in only(rehearsal).left_out] == [
        ("1.2", Lack.TOGETHER, ("1.3", "old:1.1.2")),
        ("1.3", Lack.UNANSWERED, ("1.2", "old:1.1.2")),
        ("old:1.1.1", Lack.TOGETHER, ("old:1.1.2",)),
        ("old:1.1.2", Lack.TOGETHER, ("1.2", "1.3", "old:1.1.1")),
    ]
    assert "former 1.1.1 (with former 1.1.2)" in " ".join(written(rehearsal_page(rehearsal, "en")).split())


def ranked_by(told: Ruleset, **rule: Any) -> Ruleset:  # noqa: ANN401 - what a rule of ranking may hold
    """The same ruleset with another rule of ranking."""
    decision = attrs.evolve(told.decision, ranking=attrs.evolve(told.decision.ranking, **rule))
    cards = {kind: attrs.evolve(one, decision=decision) for kind, one in told.scorecards.items()}
    return attrs.evolve(told, decision=decision, scorecards=cards)


def test_units_are_ranked_within_their_groups_where_the_draft_says_so() -> None:
    scopes = (attrs.evolve(DRAFT.decision.ranking.scopes[0], scope=ScopeOf.GROUP),)
    given = [
        attrs.evolve(one, unit=attrs.evolve(one.unit, group=group))
        for one, group in ((given_by("a", 8), "G2"), (given_by("b", 10), "G1"), (given_by("c", 10, 2), "G1"))
    ]
    rehearsal = rehearse(ranked_by(DRAFT, scopes=scopes), given, [OLD])
    part = only(rehearsal)
    assert part.in_groups
    assert [(one.unit.code, one.former_rank, one.old.rank, one.new.rank) for one in part.moves] == [
        ("c", 1, 1, 1),
        ("b", 2, 2, 2),
        ("a", 3, 1, 1),
    ]
    assert "Sở a (a) G2" in written(rehearsal_page(rehearsal, "vi"))


def test_the_rule_of_ranking_is_told_apart() -> None:
    old = ranked_by(OLD, on=RankedOn.TOTAL, tie_breakers=("1.2",))
    draft = ruleset("draft", leaf("1.1", scoring=RATIO), BESIDE, leaf("1.3", "2", "n4"), most="6")
    given = [given_by("a", 8, 2, claim("1.1")), given_by("b", 8, 1)]
    rehearsal = rehearse(draft, given, [old])
    moves = {one.unit.code: one for one in only(rehearsal).moves}
    assert {code: (one.former_rank, one.old.rank, one.new.rank) for code, one in moves.items()} == {
        "a": (2, 1, 1),
        "b": (1, 2, 2),
    }
    assert "Old rank" in written(rehearsal_page(rehearsal, "en")).partition("Who moves")[2]


def test_a_pruned_scorecard_is_out_of_what_is_left() -> None:
    plain = node("1", "4", leaf("1.1"), BESIDE)
    best = node("2", "2", leaf("2.1", "2"), leaf("2.2", "1"), more='combine = "best"')
    whole = card(plain, best, most="6", head='total = { out_of = "100" }')
    assert pruned(whole, {"1.1", "1.2", "2.1", "2.2"}) is whole
    left = pruned(whole, {"1.2"})
    assert seen(left.max_points, left.fields[0].max_points, left.total.out_of) == (2, 2, None)
    assert pruned(whole, set()).fields == ()
    assert list(bound(whole)) == [{"2.1", "2.2"}]


# --- Six departments --------------------------------------------------------------------------------------------------


def test_six_departments_learn_who_moves_and_why() -> None:
    (cohort,) = rehearsed().cohorts
    part = part_of(cohort)
    adds_up(part)
    assert (len(part.keys), len(part.left_out), part.outside) == (48, 11, ())
    ranks = {one.unit.code[-1]: (one.former_rank, one.old.rank, one.new.rank) for one in part.moves}
    assert ranks == {"D": (5, 3, 1), "F": (2, 1, 2), "A": (1, 2, 3), "B": (4, 5, 4), "E": (6, 6, 5), "C": (3, 4, 6)}
    first = part.at_work[0]
    assert (first.change.id, first.change.new.codes, len(first.moved)) == ("CH421", ("3.7",), 6)
    dearest = {one.unit.code[-1]: one.weightiest[0].change for one in part.moves}
    assert {letter: change and (change.id, change.new.codes[0]) for letter, change in dearest.items()} == {
        "A": ("CH421", "3.7"),
        "B": ("CH421", "3.7"),
        "C": ("CH421", "3.7"),
        "D": ("CH401", "7.2.2"),
        "E": ("CH421", "3.7"),
        "F": ("CH501", "3.4.2"),
    }
    assert all(one.split.sum(PartKind.PERFORMANCE) == Amounts() for one in part.moves)
    assert [one.unit.code for one in cohort.excluded] == ["X-F", "X-D"]
    assert [(one.moved or ZERO) > 0 for one in cohort.excluded] == [False, True]
    assert "1.3.1" in {one.code for one in cohort.flat}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_six_departments_can_be_used(language: Any) -> None:  # noqa: ANN401 - a Language
    text = written(rehearsal_page(rehearsed(), language))
    flat = " ".join(text.split())
    told = {
        "vi": (
            "Không phải tổng điểm chính thức",
            "48 trên 59; điểm tối đa cũ 93,75, mới 87,75",
            "1.3.1 (cùng 1.3.2), 1.3 cũ (cùng 1.3.2)",
            "5 3 → 1 ≈74,579 → ≈71,155 80,84 → 81,09 7.2.2 CH401",
            "bỏ tiêu chí: 7.1.3",
            "mọi đơn vị",
        ),
        "en": (
            "Not the official total",
            "48 of 59; old maximum 93.75, new maximum 87.75",
            "1.3.1 (with 1.3.2), former 1.3 (with 1.3.2)",
            "5 3 → 1 ≈74.579 → ≈71.155 80.84 → 81.09 7.2.2 CH401",
            "criterion removed: 7.1.3",
            "every unit",
            "all 6 units earn the maximum, 0.5 points",
        ),
    }
    for words in told[language]:
        assert words in flat, words


def test_the_data_of_six_departments_follow_their_schema() -> None:
    data = json.loads(json.dumps(rehearsal_data(rehearsed())))
    Draft202012Validator(rehearsal_schema()).validate(data)
    (cohort,) = data["cohorts"]
    listed = {change["fingerprint"] for change in cohort["changes"]}
    assert {one["change"] for one in cohort["part"]["changes"]} <= listed
    for unit in cohort["part"]["units"]:
        parts = sum((Fraction(one["points"]) for one in unit["parts"]), ZERO)
        assert parts == Fraction(unit["difference"]["points"])
        assert parts == Fraction(unit["new"]["points"]) - Fraction(unit["old"]["points"])
