"""Contrasts: the span of two rules side by side is what trying every value gives, end for end."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cchc_rules.exact import ONE
from cchc_rules.law.lateness import DaysLate, Due, MonthDay
from cchc_rules.law.measures import Measure
from cchc_rules.law.scoring import Scoring
from cchc_rules.versions.effects.curves import Rule
from cchc_rules.versions.effects.matches import contrast
from cchc_rules.versions.effects.spans import Span
from tests.support import many
from tests.versions.effects.rules import COUNT, LATE, RATE, differences, pairs

WEIGHTS = st.sampled_from([(ONE, ONE), (ONE, ONE), (Fraction(100, 99), ONE), (ONE, Fraction(101, 100))])
CLOSE = Fraction(1, 10**7)


def ends_are_attained(span: Span, seen: set[Fraction]) -> None:
    """All that was seen lies inside; the ends were seen where closed, and nearly where open."""
    assert all(span.interval.holds(one) for one in seen), (str(span.interval), min(seen), max(seen))
    if not span.exact:
        return
    for end, closed, nearest in (
        (span.interval.lower, span.interval.lower_closed, min(seen)),
        (span.interval.upper, span.interval.upper_closed, max(seen)),
    ):
        if end is not None:
            assert nearest == end if closed else 0 < abs(nearest - end) < CLOSE, (str(span.interval), nearest)


def spans_are_right(pair: tuple[Rule, Rule], weights: tuple[Fraction, Fraction]) -> None:
    seen = differences(*pair, weights)
    assume(seen)
    span = contrast(*pair).span(*weights)
    assert span.exact
    ends_are_attained(span, seen)


@pytest.mark.parametrize("measure", [RATE, COUNT, LATE])
@settings(max_examples=12)
@given(data=st.data(), weights=WEIGHTS)
def test_two_rules_on_one_measure(measure: Measure, data: st.DataObject, weights: tuple[Fraction, Fraction]) -> None:
    """What two rules make of one measure lies between ends that are reached, or approached where open."""
    spans_are_right(data.draw(pairs(measure)), weights)


@pytest.mark.once
@pytest.mark.parametrize("measure", [RATE, COUNT, LATE])
@many(300)
@given(data=st.data(), weights=WEIGHTS)
def test_many_rules_on_one_measure(measure: Measure, data: st.DataObject, weights: tuple[Fraction, Fraction]) -> None:
    """What two rules make of one measure lies between ends that are reached, or approached where open."""
    spans_are_right(data.draw(pairs(measure)), weights)


@settings(max_examples=20)
@given(pair=pairs(LATE), day=st.integers(1, 31))
def test_two_deadlines_for_one_date(pair: tuple[Rule, Rule], day: int) -> None:
    """A deadline that moves shifts every date by the same days."""
    old, new = pair
    due = DaysLate(fact="sent_on", due=Due(before=MonthDay(1, day)))
    moved = attrs.evolve(new, scoring=Scoring(award=new.scoring.award, measure=due))
    seen = differences(old, moved, (ONE, ONE), shift=32 - day)
    assume(seen and old != moved)
    span = contrast(old, moved).span(ONE, ONE)
    assert span.exact
    ends_are_attained(span, seen)
