"""Corners of effects: what has no end, what has no curve, and what cannot be told."""

from fractions import Fraction

import pytest

from cchc_rules.exact import ONE, ZERO, Interval, Rounding, RoundingMode
from cchc_rules.law.awards import Steps, Tally
from cchc_rules.law.scoring import BestOf, Scoring
from cchc_rules.versions.effects.contrasts import Pair
from cchc_rules.versions.effects.curves import Line, Rule, curve_of, drawn
from cchc_rules.versions.effects.earnings import earned
from cchc_rules.versions.effects.polls import polled
from cchc_rules.versions.effects.spans import Span
from tests.versions.effects.rules import COUNT, FACTS

TENTHS = Rounding(1, RoundingMode.HALF_UP)
FROM_ZERO = Interval(ZERO, None, upper_closed=False)


def test_rounding_without_an_end_is_told_by_bounds() -> None:
    """Where points grow for ever, rounding is not looked at place by place."""
    plain, rounded = Line(slope=ONE, start=ZERO), Line(slope=ONE, start=ZERO, rounding=TENTHS)
    span = Pair(within=FROM_ZERO, old=plain, new=rounded).span(ONE, ONE)
    assert (span.interval, span.exact) == (Interval.parse("[-0.05, 0.05]"), False)


def test_what_grows_for_ever_has_one_end() -> None:
    steeper = Line(slope=Fraction(2), start=ZERO, rounding=TENTHS)
    span = Pair(within=FROM_ZERO, old=Line(slope=ONE, start=ZERO), new=steeper).span(ONE, ONE)
    assert span.interval.upper is None
    assert span.interval.lower is not None


def test_a_rule_put_together_of_others_has_no_curve() -> None:
    rule = Rule(scoring=Scoring(award=BestOf(parts=())), facts=FACTS, most=ONE)
    assert not drawn(rule)
    with pytest.raises(TypeError, match="simple award"):
        curve_of(rule)


def test_steps_without_a_cap_are_told_by_what_they_reach() -> None:
    steps = Steps(base=ZERO, at=ZERO, add=ONE, per=ONE, otherwise=ZERO)
    rule = Rule(scoring=Scoring(award=steps, measure=COUNT), facts=FACTS, most=None)
    assert not drawn(rule)
    assert earned(rule) == Span(FROM_ZERO, exact=False)


def test_only_surveys_are_polled() -> None:
    rule = Rule(scoring=Scoring(award=Tally(), measure=COUNT), facts=FACTS, most=ONE)
    assert polled(rule, rule) is None


def test_what_is_cut_off_by_a_maximum_stands_at_it() -> None:
    assert Span.at(Fraction(3), Fraction(5)).capped(Fraction(2)) == Span.at(Fraction(2))
