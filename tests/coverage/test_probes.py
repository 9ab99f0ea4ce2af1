"""Probes of random scoring functions measure to what they claim, and what they must earn is what they do earn."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.exact import NEVER, ONE, ZERO, Interval, Replies
from cchc_rules.law.awards import Judged
from cchc_rules.law.facts import Contradiction
from cchc_rules.law.measures import Given, Measure, Ratio
from cchc_rules.law.probing.aims import Way, aims
from cchc_rules.law.probing.edges import Side
from cchc_rules.law.probing.inverse import hit
from cchc_rules.law.probing.probes import probes
from cchc_rules.law.probing.reached import Rule
from cchc_rules.law.probing.search import Assumed, Search, at, meets, picks
from cchc_rules.law.probing.spots import Spot
from cchc_rules.law.scoring import Scoring
from tests.coverage.scorings import FACTS, MOST, lateness, rates, roundings, scorings, simple, truths, weighted
from tests.support import scoring

pytestmark = pytest.mark.once

PLAIN = ("fact", "level", "all_of", "any_of", "days_late", "ratio", "survey")
ROUNDED = (Way.ROUNDED_UP, Way.ROUNDED_DOWN)
HOLIDAYS = frozenset({date(2024, 4, 18), date(2024, 4, 30)})


def rule(made: Scoring, **more: object) -> Rule:
    return Rule(scoring=made, most=MOST, facts=FACTS, **more)  # type: ignore[arg-type]  # as a test says it


@given(scorings, roundings)
def test_every_probe_does_what_it_aims_at_and_earns_what_it_says(made: Scoring, rounding: object) -> None:
    """A probe's facts measure to the value it claims, and the rule gives them the points it claims, or refuses them."""
    tried = rule(made, rounding=rounding)
    for probe in probes(tried, 2024, HOLIDAYS).found:
        answers = Search(FACTS, 2024, HOLIDAYS).answers(probe.facts)
        assert tried.reached(probe.aim, answers), probe.aim.id
        if isinstance(probe.aim.place, Spot) and probe.aim.want is not None:
            assert meets(probe.aim.place.measure.value(answers), probe.aim.want)
        came = scored(made, answers)
        assert probe.aim.refused is isinstance(came, str)
        assert probe.refused == (came if isinstance(came, str) else "")
        assert probe.before == (came if isinstance(came, Fraction) else None)
        assert probe.points == (tried.settled(came) if isinstance(came, Fraction) else None)


def scored(made: Scoring, answers: Assumed) -> Fraction | str | None:
    """What a scoring function gives, by itself."""
    try:
        return made.score(answers, MOST, FACTS).points
    except Contradiction as signal:
        return signal.finding.id


@given(scorings)
def test_every_aim_is_hit_or_said_not_to_be(made: Scoring) -> None:
    """Nothing is left out silently: each aim has its probe, or is listed as not hit."""
    tried = rule(made)
    found = probes(tried, 2024)
    listed = [probe.aim.id for probe in found.found] + [aim.id for aim in found.unhit]
    assert sorted(listed) == sorted(aim.id for aim in aims(made, MOST, FACTS))
    assert len(set(listed)) == len(listed)


@given(simple().filter(lambda made: made.measure is not None and made.measure.kind in PLAIN))
def test_nothing_escapes_where_one_award_looks_at_a_plain_measure(made: Scoring) -> None:
    """Every edge, level, row and way of a fact, a level, conditions, a date, a ratio or a survey is hit."""
    assert [aim.id for aim in probes(rule(made), 2024, HOLIDAYS).unhit if aim.way not in ROUNDED] == []


@given(st.one_of(rates(), weighted(), truths(), lateness()), st.data())
def test_the_inverse_gives_only_what_measures_to_the_wanted_number(measure: Measure, data: st.DataObject) -> None:
    """Whatever `hit` gives is exact."""
    domain = measure.domain(FACTS)
    want = at(data.draw(st.sampled_from([ZERO, ONE, Fraction(1, 2), Fraction(3, 10), Fraction(2)])))
    search = Search(FACTS, 2024, HOLIDAYS)
    for found in hit(measure, want.meet(domain.interval), {}, search):
        assert measure.value(search.answers(found)) == want.lower


@given(st.integers(0, 400), st.integers(1, 400))
def test_any_share_is_hit_beside_a_whole_that_is_given(part: int, whole: int) -> None:
    """A rate that some part of a given whole has is found."""
    ratio = Ratio(part=("c1",), whole=("c2",))
    search = Search(FACTS, 2024)
    rate = Fraction(min(part, whole), whole)
    found = next(hit(ratio, at(rate), {"c2": Fraction(whole)}, search))
    assert found["c1"] == min(part, whole)
    if rate:
        assert next(hit(ratio, at(rate), {"c1": Fraction(min(part, whole))}, search))["c2"] == whole


@pytest.mark.parametrize(
    ("interval", "whole", "first"),
    [
        ("[0.79, 0.8)", False, "0.7999"),
        ("(0.8, 0.81]", False, "0.81"),
        ("[3, 7)", True, "6"),
        ("(-inf, 0)", True, "-1"),
        ("(2, inf)", True, "3"),
        ("(-inf, inf)", False, "10"),
        ("(0.2, 0.9)", True, None),
    ],
)
def test_the_numbers_worth_trying_lie_in_the_interval(interval: str, whole: bool, first: str | None) -> None:  # noqa: FBT001 - of a table
    within = Interval.parse(interval)
    tried = list(picks(within, whole=whole))
    assert tried[:1] == ([] if first is None else [Fraction(first)])
    assert all(within.holds(number) for number in tried)


def ids(text: str, most: int = 4) -> set[str]:
    return {aim.id for aim in aims(scoring(text), Fraction(most), FACTS)}


def test_band_edges_are_tried_from_both_sides() -> None:
    found = ids("""
        measure = { kind = "ratio", part = ["c1"], whole = ["c2"] }
        award.kind = "bands"
        award.rows = [{ in = "[0.8, 1]", points = "4" }, { in = "(0.5, 0.8)", points = "1" }, { in = "[0, 0.5]", points = "0" }]
    """)
    assert {"at 0.8", "below 0.8", "at 0.5", "above 0.5", "at 1", "at 0"} <= found
    assert {"row [0.8, 1]", "row (0.5, 0.8)", "row [0, 0.5]"} <= found
    assert {"zero_whole c2", "part_above_whole c1", "unanswered"} <= found
    assert not {"above 1", "below 0"} & found  # beyond the domain


def test_every_threshold_of_steps_is_tried_at_and_just_short() -> None:
    found = ids("""
        measure = { kind = "ratio", part = ["c1"], whole = ["c2"] }
        award = { kind = "steps", base = "1", at = "0.9", add = "1", per = "0.05", otherwise = "0" }
    """)
    assert {"at at 0.9", "below at 0.9", "at step 1 at 0.95", "below step 1 at 0.95", "at step 2 at 1"} <= found


def test_of_very_many_steps_the_first_and_the_last_are_tried() -> None:
    found = ids("""
        measure = { kind = "fact", fact = "n1" }
        award = { kind = "steps", base = "0", at = "1", add = "0.05", per = "0.001", otherwise = "0" }
    """)
    exactly = {one for one in found if one.startswith("at ")}
    numbers = {"step 1 at 1.001", "step 2 at 1.002", "step 3 at 1.003", "step 79 at 1.079", "step 80 at 1.08"}
    assert exactly == {"at at 1", *(f"at {number}" for number in numbers)}


def test_steps_without_a_cap_are_tried_three_times() -> None:
    made = scoring("""
        measure = { kind = "fact", fact = "c1" }
        award = { kind = "steps", base = "1", at = "0", add = "1", per = "2", otherwise = "0" }
    """)
    found = [aim.id for aim in aims(made, None, FACTS)]
    assert [one for one in found if one.startswith("at")] == [
        "at at 0",
        "at step 1 at 2",
        "at step 2 at 4",
        "at step 3 at 6",
    ]


def test_what_no_occurrences_add_up_to_is_no_aim() -> None:
    found = ids("""
        measure = { kind = "weighted", of = [{ fact = "c1", times = "0.3" }] }
        award = { kind = "deduct", floor = "0" }
    """)
    assert "at floor 0" not in found
    assert {"below floor 0", "above floor 0", "at 0"} <= found


def test_a_survey_is_tried_at_its_ends_mixed_and_around_the_fewest_replies() -> None:
    found = ids("""
        measure.kind = "survey"
        measure.ballots = "q"
        measure.options = [{ id = "good", weight = "1" }, { id = "poor", weight = "0.2" }]
        measure.groups = [{ id = "all", weight = "1" }]
        measure.min_valid = 10
        award = { kind = "proportional" }
    """)
    assert {"at 1", "at 0.2", "within", "fewest_valid 10", "too_few_valid 10"} <= found


def test_one_reply_too_few_may_be_none_at_all() -> None:
    made = scoring("""
        measure = { kind = "survey", ballots = "q", options = [{ id = "good", weight = "1" }], groups = [{ id = "all", weight = "1" }], min_valid = 1 }
        award = { kind = "proportional" }
    """)
    few = next(probe for probe in probes(rule(made), 2024).found if probe.aim.way is Way.TOO_FEW_VALID)
    assert few.facts["q"] == (("all", Replies(ZERO, ())),)
    assert few.points is None


def test_an_arm_is_not_tried_at_what_its_condition_keeps_out() -> None:
    found = ids("""
        award.kind = "branch"
        [[award.arms]]
        when = { measure = { kind = "fact", fact = "c2" }, in = "[1, inf)" }
        scoring.measure = { kind = "ratio", part = ["c1"], whole = ["c2"] }
        scoring.award = { kind = "proportional" }
        [award.otherwise]
        scoring.measure = { kind = "fact", fact = "c2" }
        scoring.award = { kind = "tally" }
    """)
    assert "arm_1 zero_whole c2" not in found
    assert {"arm_1 when holds", "arm_1 when fails", "arm_1 when at 1", "arm_1 when below 1", "otherwise at 0"} <= found
    assert "otherwise at cap 4" not in found


def test_points_off_the_step_and_above_the_maximum_must_be_refused() -> None:
    made = Scoring(award=Judged(step=Fraction(3, 10)), measure=Given("p1"))
    found = {probe.aim.id: probe for probe in probes(rule(made), 2024).found}
    assert found["off_step 0.3"].refused == "CR314"
    assert found["above 4"].refused == "CR315"
    assert found["at 3.9"].points == Fraction("3.9")
    assert found["below 3.9"].points == Fraction("3.6")


def test_a_deadline_that_never_came_is_refused() -> None:
    made = scoring("""
        measure = { kind = "days_late", fact = "d1", due = { fact = "d2" } }
        award = { kind = "bands", rows = [{ in = "(-inf, 0]", points = "4" }, { in = "[1, inf)", points = "0" }], never = "0" }
    """)
    found = {probe.aim.id: probe for probe in probes(rule(made), 2024).found}
    assert found["no_deadline d2"].refused == "CR313"
    assert found["never"].facts["d1"] is NEVER
    assert {aim.side for aim in (probe.aim for probe in found.values())} >= {Side.AT, Side.ROW}
