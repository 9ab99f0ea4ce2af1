"""Effects of the two shipped rulesets, worked out by hand."""

from fractions import Fraction
from functools import cache

import pytest

from cchc_rules import Changes, diff, load
from cchc_rules.exact import Interval
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change

K = ChangeKind


@cache
def shipped() -> Changes:
    return diff(load("2023_2568"), load("2024_2426"))


def change_of(unit_kind: str, kind: ChangeKind, code: str) -> Change:
    """The leading change of a kind at a code: of the newer scorecard, or of the older one where it was dropped."""
    (found,) = (
        change
        for change in shipped().leading
        if change.unit_kind == unit_kind and change.kind is kind and code in (change.new.codes or change.old.codes)
    )
    return found


WORKED = [
    # A rate of 70 % or just below 80 % earned up to 2.5 × 0.8 = 2 points, and earns none; 80 % itself still earns.
    ("department", K.THRESHOLD_TIGHTENED, "1.1.3", "(-2, 0]", "(-2, 0]"),
    # All of 2.5 points become all of 2; nothing stays nothing. The maximum falls from 100 to 99.5, the others have 97.5:
    # with all points the index stays 100, with all but these 97.5/99.5 is more than 97.5/100, with these alone less.
    ("department", K.MAX_LOWERED, "1.1.3", "[-0.5, 0]", "[-195/398, 195/398]"),
    # From 15 days to 31 January: whoever came within the fifteen days between loses a quarter of a point or so.
    ("department", K.DEADLINE_CHANGED, "1.1.1", "[-0.25, 0]", "[-0.25, 0]"),
    # 0.98 and 0.95 stand where 0.95 and 0.9 stood: no rate falls by more than two bands, worth half a point each.
    ("department", K.BAND_EDGE_CHANGED, "3.4.1", "[-1, 0]", "[-1, 0]"),
    # All "neutral": half of 8 points before, none after; none "neutral": the same.
    ("department", K.SURVEY_WEIGHTS_CHANGED, "3.7", "[-4, 0]", "[-4, 0]"),
    # Half up gave up to half a place more (at the half itself), or a little less than that less.
    ("department", K.ROUNDING_CHANGED, "3.7", "[-0.005, 0.005)", "[-0.005, 0.005)"),
    # From 8 to 10 points: twice as much as 2 for all, and nothing for none.
    ("department", K.MAX_RAISED, "3.7", "[0, 2]", "[-767/425, 767/425]"),
    # Whoever had nothing to correct left 1.5 points out of the maximum, and has them now: of 98.5 that were all earned
    # nothing changes in the index, of none it gains 1.5 %. Others see no difference.
    ("department", K.NOT_APPLICABLE_CHANGED, "2.2.2", "[0, 1.5]", "[0, 1.5]"),
    # Left out before, 0 of 1 point now: 99 of 99 become 99 of 100.
    ("department", K.NOT_APPLICABLE_CHANGED, "3.4.2", "[0, 0]", "[-1, 0]"),
    # 1.7 is the sum of what 1.7.1 and 1.7.2 were.
    ("department", K.MERGED, "1.7", "[0, 0]", "[0, 0]"),
    # One point for a date and 0.5 for the same date: −0.5 … 0, a day late or a few more; and 0.5 for evidence.
    ("department", K.SPLIT, "1.3.1", "[-1, 0.5]", "[-1, 0.5]"),
    # Three yes or no: disclosed 0.75 in both; rules and report 0.75 together before, 0.25 and 0.5 one by one now.
    ("district", K.MERGED, "6.2", "[0, 0.5]", "[0, 0.5]"),
    # Two points at 80 %, before at 95 % of them and from 90 % on only: just below 90 % one went from 0 to 36/19.
    ("department", K.THRESHOLD_LOOSENED, "7.1.2", "[0, 36/19)", "[0, 36/19)"),
    # A new criterion of 1 point: of 101. Full, it gives nothing to 100 of 100, and 100/101 to a unit with no points.
    ("department", K.CRITERION_ADDED, "3.1.3", "[0, 1]", "[-100/101, 100/101]"),
    # A dropped one of 1 point: 1 of 100 becomes 0 of 99; 99 of 100 become 99 of 99.
    ("department", K.CRITERION_REMOVED, "7.1.3", "[-1, 0]", "[-1, 1]"),
    # Provincial delegates count for 0.3 now, taken from 0.1 and 0.2 of the others: 0.3 of 2 points either way.
    ("department", K.RESPONDENT_GROUPS_CHANGED, "2.4", "[-0.6, 0.6]", "[-0.6, 0.6]"),
    # Evidence and ballots know nothing of each other: all 2.25 points may be lost or won.
    ("department", K.EVIDENCE_TO_SURVEY, "5.6", "[-2.25, 2.25]", "[-2.25, 2.25]"),
    # A larger sample tells the same, where it is large enough.
    ("department", K.SAMPLE_CHANGED, "5.5", "[0, 0]", "[0, 0]"),
    ("department", K.MOVED, "3.5", "[0, 0]", "[0, 0]"),
]


@pytest.mark.parametrize(("unit_kind", "kind", "code", "points", "index"), WORKED)
def test_effects_worked_by_hand(unit_kind: str, kind: ChangeKind, code: str, points: str, index: str) -> None:
    effect = change_of(unit_kind, kind, code).effect
    assert effect is not None
    assert (effect.points, effect.index_percent, effect.exact) == (Interval.parse(points), Interval.parse(index), True)


def test_every_leading_change_of_a_unit_kind_has_its_effect() -> None:
    for change in shipped():
        told_elsewhere = change.follows is not None or change.kind is K.TOTAL_FOLLOWS
        assert (change.effect is None) == told_elsewhere, change


def test_words_and_numbers_of_the_decision_move_nobody() -> None:
    nothing = Interval(Fraction(0), Fraction(0))
    still = {K.RANKING_CHANGED, K.WORDING_CHANGED, K.BASIS_CHANGED, K.EVIDENCE_CHANGED, K.RENUMBERED}
    for change in shipped().leading:
        if change.unit_kind is None or change.kind in still:
            assert change.effect is not None
            assert (change.effect.points, change.effect.index_percent) == (nothing, nothing)


def test_one_change_of_the_shipped_rulesets_is_told_by_bounds_alone() -> None:
    bounded = [
        (change.unit_kind, change.new.codes) for change in shipped() if change.effect and not change.effect.exact
    ]
    assert bounded == [("commune", ("5.3",))]
