"""Rare effects: what few rulesets have, each worked out by hand."""

from fractions import Fraction

import attrs
import pytest

from cchc_rules import Scorecard, diff
from cchc_rules.exact import ONE, ZERO, Interval, Rounding, RoundingMode
from cchc_rules.law.awards import Band, Bands, Deduct, LevelPoints, Levels, Proportional, Tally
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Fact, FactType
from cchc_rules.law.measures import LevelOf, Term, Weighted
from cchc_rules.law.model import Criterion, Crosswalk, CrosswalkEntry
from cchc_rules.law.scoring import Scoring
from cchc_rules.law.surveys import Survey, Weight
from cchc_rules.versions.effects.contrasts import Pair
from cchc_rules.versions.effects.curves import Line, Rule
from cchc_rules.versions.effects.matches import contrast
from cchc_rules.versions.effects.polls import polled
from cchc_rules.versions.effects.rests import Whole
from cchc_rules.versions.effects.spans import Span
from cchc_rules.versions.effects.terms import earned_by, rule_of, set_side_by_side
from cchc_rules.versions.effects.trials import tried
from tests.scoring.small import card, leaf, node, yes
from tests.versions.effects.rules import COUNT, FACTS, NAME
from tests.versions.effects.test_small import (
    HALF_UP,
    RATE,
    between,
    effect_between,
    one,
    parted,
    proportional,
    rate,
    rule,
    ruleset,
    shown,
    survey,
    tally,
)


def against(benchmark: str, rows: str) -> str:
    award = f'{{ kind = "bands", rows = [{rows}] }}'
    return rule(award, f'{{ kind = "relative", by = "difference", of = {RATE}, to = {benchmark} }}')


PARTS = {"a": ("1", tally("n1")), "b": ("2", tally("n3"))}
MORE = {**PARTS, "c": ("1", tally("n4"))}
SAME_WHOLE = f'{{ kind = "complement", of = [{RATE}, {rate("c3", "c2")}] }}'
TOP = '{ in = "[1, inf)", points = "2" }, { in = "(-inf, 1)", points = "0" }'
BOTTOM = '{ in = "(-inf, -1]", points = "2" }, { in = "(-1, inf)", points = "1" }'

CASES = {
    # another part under the same cap: what the two sums can be alone, in all
    "another part under a cap": (
        (parted("sum", PARTS, 'cap = "2"'), parted("sum", MORE, 'cap = "2"')),
        ("[-2, 2]", "[-50, 50]", False),
    ),
    # 1 less two rates of the same whole: 1.2 points at 0.6 less nothing, just below the floor
    "two rates of one whole": (
        (rule(proportional("0.5"), SAME_WHOLE), rule(proportional("0.6"), SAME_WHOLE)),
        ("(-1.2, 0]", "(-30, 0]", True),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_rare_change_of_one_leaf(name: str) -> None:
    sides, expected = CASES[name]
    assert shown(effect_between(one(sides[0]), one(sides[1]))) == expected


# --- Rules and lines, one by one --------------------------------------------------------------------------------------


def simple(award: object, measure: object, most: Fraction | None = ONE, **more: Fact) -> Rule:
    scoring = Scoring(award=award, measure=measure)  # type: ignore[arg-type]  # one of each
    return Rule(scoring=scoring, facts={**FACTS, **more}, most=most, limit=most)


def test_what_counts_less_the_more_there_is_is_set_against_what_counts_more() -> None:
    """One measure tells the other by a number below 0, too."""
    less, more = (Weighted(of=(Term("number", Fraction(times)),)) for times in (-1, 2))
    split = Bands(
        rows=(
            Band(within=Interval.parse("(-inf, -1]"), points=ONE),
            Band(within=Interval.parse("(-1, inf)"), points=ZERO),
        )
    )
    span = contrast(simple(split, less), simple(Tally(), more)).span(ONE, ONE)
    assert span == Span(Interval(ZERO, ZERO))


def test_rounded_points_of_endless_values_are_looked_at_near_their_end() -> None:
    line = Line(slope=ONE, start=ZERO, rounding=Rounding(1, RoundingMode.DOWN))
    steeper = Line(slope=Fraction(2), start=ZERO)
    span = Pair(within=Interval(None, ZERO, lower_closed=False), old=line, new=steeper).span(ONE, ONE)
    assert span.interval.lower is None
    assert span.interval.upper == 0


def test_levels_that_nobody_can_have_in_both_are_told_by_what_each_can_earn() -> None:
    rules = []
    for name in ("high", "top"):
        levels = Fact(type=FactType.LEVEL, levels=(name,), name=NAME)
        award = Levels(rows=(LevelPoints(level=name, points=ONE),))
        rules.append(simple(award, LevelOf("lv"), lv=levels))
    assert contrast(*rules).span(ONE, ONE) == Span(Interval(ZERO, ZERO), exact=False)


def of_leaf(scoring: str, more: str = "") -> Rule:
    """The rule of the leaf of a small scorecard."""
    small = one(scoring, more=more)
    return rule_of(leaf_of(small), small.facts)


def leaf_of(small: Scorecard) -> Criterion:
    scored = small.node("1.1.1")
    assert isinstance(scored, Criterion)
    return scored


def test_two_benchmarks_that_exclude_each_other() -> None:
    """As far above one rate as can be, and as far below another, is no unit: from 2 points to 1, or from 0 to 2."""
    rules = of_leaf(against(rate("n1", "n2"), TOP)), of_leaf(against(rate("n3", "n4"), BOTTOM))
    assert contrast(*rules).span(ONE, ONE) == Span(Interval(-ONE, Fraction(2)))


def test_a_survey_that_is_rounded_no_more_is_told_by_bounds() -> None:
    """Half a place each way for what was rounded is all that is told; without rounding it is 0.4 points at the most."""
    span = contrast(of_leaf(survey("1 0.5 0"), HALF_UP), of_leaf(survey("1 0.3 0"))).span(ONE, ONE)
    assert span == Span(Interval(Fraction(-3, 5), Fraction(1, 5)), exact=False)


def test_ballots_without_an_option_that_both_know_tell_nothing() -> None:
    ballots = Fact(type=FactType.BALLOTS, name=NAME)
    rules = [
        simple(
            Proportional(),
            Survey(ballots="q", options=(Weight(name, ONE),), groups=(Weight("g", ONE),), min_valid=1),
            q=ballots,
        )
        for name in ("a", "b")
    ]
    assert polled(*rules) is None


def test_terms_that_stayed_are_set_against_each_other_first() -> None:
    """The count that stayed moves nothing; the one that came adds up to a point."""
    stayed, came = simple(Tally(), COUNT), simple(Deduct(floor=ZERO), COUNT)
    span = set_side_by_side([stayed], [came, stayed], (ZERO, ZERO)).span(ONE, ONE)
    assert span.interval == Interval(ZERO, ONE)


def test_levels_without_points_are_left_out_of_what_is_tried() -> None:
    levels = Fact(type=FactType.LEVEL, levels=("high", "low"), name=NAME)
    high = simple(Levels(rows=(LevelPoints(level="high", points=ONE),)), LevelOf("lv"), lv=levels)
    low = simple(Levels(rows=(LevelPoints(level="low", points=ONE),)), LevelOf("lv"), lv=levels)
    both = tried([(1, high)], [(1, high)])
    assert both is not None
    assert both.pairs == ((ONE, ONE),)
    assert tried([(1, high)], [(1, low)]) is None


# --- Nodes ---------------------------------------------------------------------------------------------------------------


def test_a_leaf_that_cannot_be_scored_may_earn_anything_up_to_its_maximum() -> None:
    broken = attrs.evolve(leaf_of(one("n1")), scoring=None)
    assert earned_by(broken, {}) == Span(Interval(ZERO, Fraction(2)), exact=False)


def test_a_limit_over_points_without_a_maximum_is_not_plain() -> None:
    standard = node("1", "2", leaf("1.1", "2", "n1", policy="forbidden"))
    bonus = node("2", "1", leaf("2.1", None, "n2", policy="forbidden"), more='role = "bonus"')
    assert not Whole(card(standard, bonus, most="2")).plain


def in_fields(*, rounded: bool = False, home: str = "1") -> Scorecard:
    """Two fields; the second criterion, with two leaves, stands in one of them."""
    movable = node(f"{home}.2", "2", *(leaf(f"{home}.2.{n}", "1", f"n{n}", policy="forbidden") for n in (1, 2)))
    fixed = {n: node(f"{n}.1", "1", leaf(f"{n}.1.1", "1", "n3", policy="forbidden")) for n in ("1", "2")}
    more = HALF_UP if rounded else ""
    fields = [
        node(n, "3" if n == home else "1", fixed[n], *([movable] if n == home else []), more=more if n == "2" else "")
        for n in ("1", "2")
    ]
    return card(*fields, most="4")


def test_a_fact_that_a_condition_above_asks_for_moves_no_leaf_below() -> None:
    old = one("n1", above=f"applies_when = {yes('b1')}")
    facts = {**old.facts, "b1": attrs.evolve(old.facts["b1"], type=FactType.COUNT)}
    (change,) = between(old, attrs.evolve(old, facts=facts))
    assert change.effect is not None
    assert shown(change.effect) == ("[0, 0]", "[0, 0]", True)


def test_a_leaf_that_came_and_cannot_be_scored_has_no_effect_of_its_own() -> None:
    old = in_fields()
    broken = attrs.evolve(leaf_of(old), code="1.1.2", scoring=None)
    field, other = old.fields
    first, second = field.criteria
    assert isinstance(first, Criterion)
    first = attrs.evolve(first, sub_criteria=(*first.sub_criteria, broken))
    new = attrs.evolve(old, fields=(attrs.evolve(field, criteria=(first, second)), other))
    effects = [change.effect for change in between(old, new) if change.kind == "criterion_added"]
    assert effects == [None]


def test_what_is_printed_as_the_maximum_of_the_whole_moves_nobody() -> None:
    old = in_fields()
    changes = [
        change for change in between(old, attrs.evolve(old, max_points=Fraction(5))) if change.kind == "max_raised"
    ]
    assert [shown(change.effect) for change in changes if change.effect] == [("[0, 0]", "[0, 0]", True)]


def test_what_is_moved_into_a_field_that_is_rounded_is_told_by_bounds() -> None:
    """Two criteria with points up to 2 change their place; rounding may give or take a tenth."""
    old, new = ruleset(in_fields(rounded=True)), ruleset(in_fields(rounded=True, home="2"))
    entry = CrosswalkEntry(unit_kind=UnitKind.DEPARTMENT, old=("1.2",), new=("2.2",), reason=NAME)
    new = attrs.evolve(
        new,
        decision=attrs.evolve(new.decision, id="newer"),
        crosswalk=Crosswalk(format=1, older=old.decision.id, entries=(entry,)),
    )
    moved = [change for change in diff(old, new) if change.kind == "moved"]
    effects = [change.effect for change in moved if change.old.codes == ("1.2",)]
    assert [shown(effect) for effect in effects if effect] == [("[-2.2, 2.2]", "[-100, 100]", False)]


def test_a_fact_of_a_type_that_its_leaf_cannot_take_has_no_effect_of_its_own() -> None:
    old = one("n1")
    facts = {**old.facts, "n1": attrs.evolve(old.facts["n1"], type=FactType.LEVEL, levels=("high", "low"))}
    (change,) = between(old, attrs.evolve(old, facts=facts))
    assert change.effect is None


def test_two_measures_of_one_fact_are_told_by_what_each_can_earn() -> None:
    """What one tells of the other is not looked at where they are of two kinds."""
    counted = Weighted(of=(Term("number", Fraction(2)),))
    assert contrast(simple(Tally(), COUNT), simple(Tally(), counted)).span(ONE, ONE) == Span(
        Interval(-ONE, ONE), exact=False
    )


def test_yes_or_no_in_parts_under_a_cap_is_tried() -> None:
    """Two of three parts are enough before; now one part gives twice as much, and all three are capped at 2."""
    truth = '{ kind = "yes_no" }'
    parts = {
        name: ("1", f'{{ measure = {{ kind = "fact", fact = "{name}" }}, award = {truth} }}')
        for name in ("b1", "b2", "b3")
    }
    raised = {**parts, "b1": ("2", parts["b1"][1])}
    effect = effect_between(*(one(parted("sum", each, 'cap = "2"')) for each in (parts, raised)))
    assert shown(effect) == ("[0, 1]", "[0, 25]", True)


def test_a_unit_without_any_points_to_earn_has_no_index() -> None:
    """The only leaf is left out where it does not apply; where it does, 2 of 2 are as good as 3 of 3."""
    old, new = (card(node("1", most, leaf("1.1", most, "n1", policy="drop")), most=most) for most in ("2", "3"))
    assert shown(effect_between(old, new)) == ("[0, 1]", "[-100/3, 0]", True)


def test_what_was_added_and_is_taken_off_now_is_told_by_bounds() -> None:
    """A number up to 2 was all; now as much as 1 of it is taken off a point, and another number up to 1 is added."""
    most = one(parted("sum", {"a": ("2", tally("n1"))}))
    minus = f'minus = [{{ id = "c", max_points = "1", scoring = {tally("n1")} }}]\nbase = "1"'
    turned = one(parted("sum", {"b": ("1", tally("n3"))}, minus))
    assert shown(effect_between(most, turned)) == ("[-2, 2]", "[-50, 50]", False)
