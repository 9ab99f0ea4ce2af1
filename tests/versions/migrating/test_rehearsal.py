"""A draft tried on last year's facts, worked by hand on small rulesets and on the shipped ones."""

from fractions import Fraction
from functools import cache

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules import Entry, NotFoundError, Ruleset, Submission, Unit, load, loads
from cchc_rules.law.catalog import texts
from cchc_rules.report.examples import example_submission
from cchc_rules.versions.comparing.groups import RankPart
from cchc_rules.versions.comparing.parts import PartKind
from cchc_rules.versions.rehearsing.rehearsal import RehearsalError, rehearse
from tests.scoring.small import claim, leaf, seen, submission
from tests.scoring.strategies import submissions
from tests.versions.migrating.pairs import RATIO, ruleset

CLAIMS = ["2.2.2", "3.4.2"]
BESIDE = leaf("1.2", "2", "n2")
FLOOR = RATIO.replace('"proportional"', '"proportional", floor = "0.9"')
OLD = ruleset("old", leaf("1.1", scoring=RATIO), BESIDE, most="4")
DRAFT = ruleset("draft", leaf("1.1", scoring=FLOOR), BESIDE, most="4")


def given_by(code: str, done: int, points: int = 1, *entries: Entry, ruleset_id: str | None = None) -> Submission:
    """One unit's answers."""
    unit = Unit(code=code, name=f"Sở {code}")
    facts = {"c1": done, "c2": 10, "n2": points}
    return attrs.evolve(submission(entries, facts, unit=unit), ruleset=ruleset_id)


def test_who_moves_is_told_with_the_change_that_did_it() -> None:
    rehearsal = rehearse(DRAFT, [given_by("b", 10), given_by("a", 8, 2)], [OLD])
    (cohort,) = rehearsal.cohorts
    assert [seen(one.unit.code, one.old.total, one.new.total) for one in cohort.units] == [
        ("a", Fraction("3.6"), 2),
        ("b", 3, 3),
    ]
    moved, still = cohort.comparison("a"), cohort.comparison("b")
    assert moved is not None
    assert still is not None
    (part,) = moved.reverse.parts
    assert part.change is not None
    assert (part.kind, part.change.kind, part.moved.points) == (
        PartKind.RULES,
        "threshold_tightened",
        Fraction("-1.6"),
    )
    assert still.reverse.parts == ()
    assert cohort.compared is not None
    assert [(one.unit.code, one.old, one.new) for one in cohort.compared.moves] == [("b", 2, 1), ("a", 1, 2)]
    assert all(one.split[RankPart.PERFORMANCE] == 0 for one in cohort.compared.moves)
    assert (cohort.incomplete, cohort.out_of_reach, cohort.excluded) == ((), (), ())
    assert rehearsal.clear


def test_a_claim_that_the_draft_forbids_is_told_as_a_change_of_the_rules() -> None:
    forbidding = ruleset("draft", leaf("1.1", scoring=RATIO, policy="forbidden"), BESIDE, most="4")
    (cohort,) = rehearse(forbidding, [given_by("a", 8, 2, claim("1.1"))], [OLD]).cohorts
    moved = cohort.comparison("a")
    assert moved is not None
    assert seen(moved.old.total, moved.new.total) == (2, Fraction("3.6"))
    assert [(one.kind, one.change and one.change.kind) for one in moved.reverse.parts] == [
        (PartKind.RULES, "not_applicable_changed")
    ]
    assert [seen(one.old_lost, one.new_lost, one.moved) for one in cohort.excluded] == [(2, 0, -10)]


@cache
def draft_of_2024() -> Ruleset:
    """The shipped ruleset of 2024 with another threshold, and two other policies."""
    files = dict(texts("2024_2426"))
    for code, before, after in (
        ("1.1.3", 'floor = "0.8"', 'floor = "0.95"'),
        ("2.2.2", 'policy = "full"', 'policy = "drop"'),
        ("3.4.2", 'policy = "zero"', 'policy = "drop"'),
    ):
        text = files["department.toml"]
        start = text.index(f'code = "{code}"')
        assert before in text[start:]
        files["department.toml"] = text[:start] + text[start:].replace(before, after, 1)
    return loads(files)


@pytest.mark.parametrize("count", [1, pytest.param(15, marks=pytest.mark.once)])
def test_all_that_moves_a_unit_is_the_rules(count: int) -> None:
    """Facts are last year's: whatever moves a unit came of a change of the rules, or of rounding, and adds up."""
    shipped = load("2024_2426")

    @given(facts=submissions(("2024_2426", "department"), with_entries=False), claimed=st.sets(st.sampled_from(CLAIMS)))
    @settings(max_examples=count)
    def law(facts: Submission, claimed: set[str]) -> None:
        source = attrs.evolve(facts, entries=tuple(claim(code) for code in sorted(claimed)))
        (cohort,) = rehearse(draft_of_2024(), [source], [shipped]).cohorts
        comparison = cohort.comparison("X-01")
        assert comparison is not None
        assert {part.kind for part in comparison.reverse.parts} <= {PartKind.RULES, PartKind.ROUNDING}
        parts = [part.moved.index_percent for part in comparison.reverse.parts]
        assert sum(parts) == comparison.difference.index_percent

    law()


def test_a_unit_of_which_answers_are_wanting_has_bounds() -> None:
    asking = ruleset("draft", leaf("1.1", scoring="n3"), BESIDE, most="4")
    rehearsal = rehearse(asking, [given_by("a", 8)], [OLD])
    (cohort,) = rehearsal.cohorts
    (unit,) = cohort.incomplete
    assert seen(unit.new.total, unit.new.lowest, unit.new.highest) == (None, 1, 3)
    assert [(one.code, one.facts) for one in unit.migration.wanting] == [("1.1", ("n3",))]
    assert (cohort.compared, cohort.comparison("a")) == (None, None)
    assert [row.rank for row in cohort.new_ranking.rows] == [None]
    assert not rehearsal.clear


def test_a_unit_without_a_total_before_is_not_compared() -> None:
    half = attrs.evolve(given_by("a", 8), facts=attrs.evolve(given_by("a", 8).facts, unit={"n2": 1}))
    (cohort,) = rehearse(DRAFT, [half, given_by("b", 8)], [OLD]).cohorts
    assert cohort.comparison("a") is None
    assert cohort.comparison("b") is not None
    assert [one.unit.code for one in cohort.incomplete] == ["a"]
    assert cohort.incomplete[0].migration.wanting == ()  # what was wanting before is not the draft's doing


def test_criteria_that_separate_nobody_are_told_once() -> None:
    (cohort,) = rehearse(DRAFT, [given_by("a", 5), given_by("b", 8)], [OLD]).cohorts
    assert [seen(one.code, one.points, one.share, one.units) for one in cohort.flat] == [("1", 1, Fraction("0.25"), 2)]
    (cohort,) = rehearse(DRAFT, [given_by("a", 5), given_by("b", 10)], [OLD]).cohorts
    assert [seen(one.code, one.points, one.share) for one in cohort.flat] == [("1.2", 1, Fraction("0.5"))]
    (cohort,) = rehearse(DRAFT, [given_by("a", 5), given_by("b", 8, 1, claim("1.1"))], [OLD]).cohorts
    assert [seen(one.code, one.points, one.share) for one in cohort.flat] == [("1", 1, None)]
    (cohort,) = rehearse(DRAFT, [given_by("a", 10, 2), given_by("b", 8, 2, claim("1.1"))], [OLD]).cohorts
    assert [seen(one.code, one.points, one.share) for one in cohort.flat] == [("1", None, 1)]
    (cohort,) = rehearse(DRAFT, [given_by("a", 10)], [OLD]).cohorts
    assert cohort.flat == ()


def test_points_that_nobody_can_reach_are_told_by_node() -> None:
    tally = 'scoring = { measure = { kind = "fact", fact = "b1" }, award = { kind = "tally" } }'
    slip = (
        '[[fields.criteria.slips]]\nkind = "unreachable"\nwords = "x"\n'
        'reason = { vi = "in như vậy", en = "printed so" }\n'
    )
    draft = ruleset("draft", leaf("1.1", scoring=f"{tally}\n{slip}"), BESIDE, most="4")
    (cohort,) = rehearse(draft, [given_by("a", 8)], [OLD]).cohorts
    assert [seen(one.code, one.highest, one.max_points) for one in cohort.out_of_reach] == [
        ("1", 3, 4),
        ("1.1", 1, 2),
        ("", 3, 4),
    ]


def test_units_hit_by_what_does_not_apply_stand_hardest_hit_first() -> None:
    zero = ruleset("draft", leaf("1.1", scoring=RATIO, policy="zero"), BESIDE, most="4")
    units = [given_by("a", 8, 1, claim("1.1")), given_by("b", 8, 2, claim("1.1")), given_by("c", 8)]
    (cohort,) = rehearse(zero, units, [OLD]).cohorts
    assert [seen(one.unit.code, one.codes, one.old_lost, one.new_lost, one.moved) for one in cohort.excluded] == [
        ("b", ("1.1",), 2, 0, -50),
        ("a", ("1.1",), 2, 0, -25),
    ]


def test_units_of_another_year_or_ruleset_are_rehearsed_apart() -> None:
    other = ruleset("other", leaf("1.1", scoring=RATIO), BESIDE, most="4")
    given = [
        given_by("a", 8, ruleset_id="old"),
        attrs.evolve(given_by("a", 8, ruleset_id="old"), year=2023),
        given_by("a", 8, ruleset_id="other"),
    ]
    cohorts = rehearse(DRAFT, given, [other, OLD]).cohorts
    assert [(one.year, one.changes.old.id, len(one.units)) for one in cohorts] == [
        (2023, "old", 1),
        (2024, "old", 1),
        (2024, "other", 1),
    ]


@pytest.mark.once
def test_units_of_several_kinds_and_years_are_rehearsed_apart() -> None:
    older, newer = load("2023_2568"), load("2024_2426")
    kinds = ("department", "commune")
    given = [example_submission(older.scorecard(kind)) for kind in kinds]
    given.append(example_submission(newer.scorecard("commune")))
    rehearsal = rehearse(newer, given)
    assert [(one.unit_kind, one.year, one.changes.old.id) for one in rehearsal.cohorts] == [
        ("department", 2023, older.id),
        ("commune", 2023, older.id),
        ("commune", 2024, newer.id),
    ]
    assert [bool(one.incomplete) for one in rehearsal.cohorts] == [True, True, False]
    assert rehearsal.cohorts[2].units[0].migration.settled


def test_a_submission_must_name_its_ruleset_where_that_cannot_be_told() -> None:
    with pytest.raises(RehearsalError, match="CR851"):
        rehearse(DRAFT, [given_by("a", 8)])
    with pytest.raises(NotFoundError, match="CR401"):
        rehearse(DRAFT, [given_by("a", 8, ruleset_id="old")])
    with pytest.raises(RehearsalError) as refused:
        rehearse(DRAFT, [given_by("b", 11), given_by("c", 8), given_by("a", 12)], [OLD])
    assert [(one.file, one.id) for one in refused.value.findings] == [("a", "CR310"), ("b", "CR310")]
    named = rehearse(DRAFT, [given_by("a", 8, ruleset_id="old")], [OLD, DRAFT])
    assert named.cohorts[0].changes.old is OLD
