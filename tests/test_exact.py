"""Exact numbers, intervals and rounding, against plain definitions and other people's arithmetic."""

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cchc_rules.exact import (
    NEVER,
    Cover,
    Interval,
    Never,
    Replies,
    Rounding,
    RoundingMode,
    cover,
    exact,
    parse_number,
    places_of,
    spell,
)

MODES = {
    RoundingMode.HALF_UP: decimal.ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    RoundingMode.HALF_DOWN: decimal.ROUND_HALF_DOWN,
    RoundingMode.DOWN: decimal.ROUND_DOWN,
    RoundingMode.UP: decimal.ROUND_UP,
}
QUARTERS = st.integers(-20, 20).map(lambda quarters: Fraction(quarters, 4))


# --- Numbers ----------------------------------------------------------------------------------------------------------


@given(st.fractions())
def test_a_number_is_read_back_as_it_was_spelled(value: Fraction) -> None:
    """One value, one spelling: reading undoes writing."""
    assume(value.denominator < 10**30)
    assert parse_number(spell(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_no_spelling_is_shorter_than_that_of_a_decimal(value: Decimal) -> None:
    """A number that ends is spelled as a decimal without zeros too many."""
    spelled = spell(Fraction(value))
    assert Decimal(spelled) == value
    assert "." not in spelled or spelled[-1] != "0"
    assert spelled == spelled.removeprefix("-0") or "." in spelled


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        (Fraction(0), "0"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-7, 3), "-7/3"),
        (Fraction(1, 625), "0.0016"),
    ],
)
def test_the_spelling_of_a_number(value: Fraction, spelling: str) -> None:
    assert spell(value) == spelling


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1.",
        ".5",
        "+1",
        "1e3",
        "1,5",
        "1_000",
        "0x1",
        "NaN",
        "inf",
        "1/0",
        "1/-2",
        "1.5/2",
        "--1",
        " 1",
        "1 ",
        "١",
        "½",
        "9" * 41,
    ],
)
def test_what_is_no_exact_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an exact number"):
        parse_number(text)


@pytest.mark.parametrize("value", [7, "7", "7.0", Decimal(7), Decimal("7.00"), Fraction(7)])
def test_a_number_is_taken_from_whatever_is_exact(value: object) -> None:
    assert exact(value) == 7


@pytest.mark.parametrize("value", [0.5, True, None, 1j, [1], b"1"])
def test_a_number_is_taken_from_nothing_that_is_not(value: object) -> None:
    with pytest.raises(TypeError, match="points are exact"):
        exact(value)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), "0,5"])
def test_a_number_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not an exact number"):
        exact(value)


@given(st.integers(), st.integers(0, 8))
def test_a_number_is_written_with_as_many_decimals_as_asked(scaled: int, places: int) -> None:
    text = places_of(Fraction(scaled, 10**places), places)
    assert Fraction(text) == Fraction(scaled, 10**places)
    assert len(text.partition(".")[2]) == places


def test_a_number_that_does_not_end_in_time_is_not_cut() -> None:
    with pytest.raises(ValueError, match="does not end within 2 decimals"):
        places_of(Fraction(1, 8), 2)


# --- Rounding ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", RoundingMode)
@given(
    value=st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=-(10**6), max_value=10**6),
    places=st.integers(0, 6),
)
@example(value=Decimal("90.625"), places=2)
@example(value=Decimal("-90.625"), places=2)
@example(value=Decimal("90.635"), places=2)
@example(value=Decimal("0.00001"), places=2)
def test_every_mode_rounds_as_decimal_arithmetic_does(mode: RoundingMode, value: Decimal, places: int) -> None:
    """What the library calls a mode is what the standard library's decimals call it, signs mirrored."""
    quantized = value.quantize(Decimal(1).scaleb(-places), rounding=MODES[mode], context=decimal.Context(prec=40))
    assert Rounding(places, mode)(Fraction(value)) == Fraction(quantized)


@pytest.mark.parametrize("mode", RoundingMode)
@given(value=st.fractions(-1000, 1000, max_denominator=997), places=st.integers(0, 3))
def test_rounding_moves_by_less_than_a_unit_of_the_last_place_and_only_once(
    mode: RoundingMode, value: Fraction, places: int
) -> None:
    rounding = Rounding(places, mode)
    assert abs(rounding(value) - value) < Fraction(1, 10**places)
    assert rounding(rounding(value)) == rounding(value)
    assert rounding(-value) == -rounding(value)


# --- Intervals --------------------------------------------------------------------------------------------------------


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval that holds a number."""
    ends = sorted(draw(st.tuples(QUARTERS, QUARTERS)))
    lower, upper = (draw(st.sampled_from([end, None])) for end in ends)
    interval = Interval(
        lower, upper, lower is not None and draw(st.booleans()), upper is not None and draw(st.booleans())
    )
    assume(not interval.empty)
    return interval


@given(intervals())
def test_an_interval_is_read_back_as_it_was_spelled(interval: Interval) -> None:
    assert Interval.parse(str(interval)) == interval


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1,2]",
        "[1,  2]",
        "1, 2",
        "[1, 2",
        "[2, 1]",
        "(1, 1]",
        "[inf, 1]",
        "[-inf, 1]",
        "(-inf, inf]",
        "[1, -inf)",
        "[a, 2]",
        "[1, 2] ",
        "[1, 2, 3]",
    ],
)
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an"):
        Interval.parse(text)


def inside(interval: Interval, value: Fraction) -> bool:
    """What the brackets mean, said plainly."""
    above = interval.lower is None or value > interval.lower or (interval.lower_closed and value == interval.lower)
    below = interval.upper is None or value < interval.upper or (interval.upper_closed and value == interval.upper)
    return above and below


@given(intervals(), QUARTERS)
def test_an_interval_holds_what_its_brackets_say(interval: Interval, value: Fraction) -> None:
    assert interval.holds(value) is inside(interval, value)


@given(intervals(), intervals(), QUARTERS)
def test_what_two_intervals_share_is_what_both_hold(one: Interval, other: Interval, value: Fraction) -> None:
    assert one.meet(other).holds(value) is (inside(one, value) and inside(other, value))


@given(intervals(), st.integers(-8, 8))
def test_the_whole_numbers_of_an_interval_stay(interval: Interval, value: int) -> None:
    wholes = interval.wholes()
    assert wholes.holds(Fraction(value)) is inside(interval, Fraction(value))
    assert wholes.lower is None or (wholes.lower.denominator == 1 and wholes.lower_closed)
    assert wholes.upper is None or (wholes.upper.denominator == 1 and wholes.upper_closed)


@given(intervals(), intervals(), QUARTERS, QUARTERS)
def test_sums_and_multiples_lie_in_those_of_intervals(one: Interval, other: Interval, a: Fraction, b: Fraction) -> None:
    assume(inside(one, a))
    assert (one * b).holds(a * b)
    if inside(other, b):
        assert (one + other).holds(a + b)


@given(st.lists(intervals(), max_size=4), intervals(), st.booleans())
def test_gaps_and_overlaps_are_what_counting_finds(parts: list[Interval], domain: Interval, whole: bool) -> None:  # noqa: FBT001 - one of two domains
    """Every value of a grid lies in a gap when no part holds it, and in an overlap when two do."""
    covered = cover(parts, domain, whole=whole)
    grid = [Fraction(step, 1 if whole else 8) for step in (range(-9, 10) if whole else range(-50, 51))]
    for value in grid:
        held = sum(inside(part, value) for part in parts) if inside(domain, value) else 1
        assert any(gap.holds(value) for gap in covered.gaps) is (held == 0), value
        assert any(overlap.holds(value) for overlap in covered.overlaps) is (held > 1), value


def test_nothing_leaves_the_whole_domain_uncovered() -> None:
    domain = Interval.parse("[0, 1]")
    assert cover([], domain, whole=False) == Cover((domain,), ())


def test_what_is_equal_has_one_hash_and_a_spelling() -> None:
    one, same, other = Interval.parse("[0, 1]"), Interval.parse("[0, 1]"), Interval.parse("[0, 1)")
    assert (one == same, one == other, one == "[0, 1]") == (True, False, False)
    assert {one, same, other} == {one, other}
    assert repr(Rounding(2, RoundingMode.UP)) == "Rounding(places=2, mode=<RoundingMode.UP: 'up'>)"
    assert Replies(Fraction(1), ()) != Cover((), ())


def test_never_is_no_date_and_no_number() -> None:
    assert NEVER is Never("never")
