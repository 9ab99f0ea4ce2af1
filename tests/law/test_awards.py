"""Each kind of award: its points, its bounds, what it can give, and that better values never earn less."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cchc_rules.exact import NEVER, Answer, Interval
from cchc_rules.law.awards import (
    Band,
    Bands,
    Deduct,
    Judged,
    LevelPoints,
    Levels,
    Proportional,
    Reach,
    SimpleAward,
    Slip,
    StepCount,
    Steps,
    Tally,
    Toward,
    Undecided,
    YesNo,
)
from cchc_rules.law.facts import DOMAINS, FROM_ZERO, SHARE, Contradiction, Domain, FactType, Step
from tests.support import number

MOST = Fraction(10)
COUNT = DOMAINS[FactType.COUNT]
RATE = DOMAINS[FactType.RATE]
TRUTH = DOMAINS[FactType.BOOLEAN]
POINTS = DOMAINS[FactType.POINTS]
BELOW_ZERO = Domain(Interval(Fraction(-1), Fraction(1)))


def bands(*rows: tuple[str, str], never: str | None = None) -> Bands:
    return Bands(
        rows=tuple(Band(within=Interval.parse(within), points=Fraction(points)) for within, points in rows),
        never=None if never is None else Fraction(never),
    )


def steps(**changes: object) -> Steps:
    """From 70 % 3 points, each further 2 % 0.25 more, at most 5; 1 point short of 70 %."""
    numbers = {"base": "3", "at": "0.7", "add": "0.25", "per": "0.02", "otherwise": "1", "cap": "5"}
    stated = {key: Fraction(value) for key, value in numbers.items()}
    return Steps(**{**stated, **changes})  # type: ignore[arg-type]  # the fields of the class


K5 = Proportional(full_at=number("0.85"), floor=number("0.6"))
K6 = bands(("[0.3, 1]", "1"), ("[0.25, 0.3)", "0.5"), ("(0, 0.25)", "0.25"), ("[0, 0]", "0"))
K7 = bands(("[100, inf)", "4"), ("[50, 99]", "3"), ("[1, 49]", "2"), ("[0, 0]", "0"))
LEVELS = Levels(
    tuple(LevelPoints(level, Fraction(points)) for level, points in (("high", 10), ("low", 3), ("none", 0)))
)


@pytest.mark.parametrize(
    ("award", "value", "points"),
    [
        (YesNo(), 1, "10"),
        (YesNo(), 0, "0"),
        (YesNo(yes=number("2.5"), no=number("0.5")), 1, "2.5"),
        (YesNo(yes=number("2.5"), no=number("0.5")), 0, "0.5"),
        (Proportional(), "0.37", "3.7"),
        (Proportional(), "1.5", "10"),
        (Proportional(), "-0.5", "0"),
        (Proportional(full_at=number("0.8")), "0.8", "10"),
        (Proportional(full_at=number("0.8")), "0.79", "9.875"),
        (K5, "0.6", "120/17"),
        (K5, "0.59999", "0"),
        (K5, "0.85", "10"),
        (K6, "0.3", "1"),
        (K6, "0.2999", "0.5"),
        (K6, "0.25", "0.5"),
        (K6, "0.2499", "0.25"),
        (K6, "0.0001", "0.25"),
        (K6, "0", "0"),
        (K7, 100, "4"),
        (K7, 99, "3"),
        (K7, 1, "2"),
        (K7, 0, "0"),
        (steps(), "0.6999", "1"),
        (steps(), "0.7", "3"),
        (steps(), "0.7199", "3"),
        (steps(), "0.72", "3.25"),
        (steps(), "0.86", "5"),
        (steps(), "1", "5"),
        (steps(count=StepCount.PRO_RATA), "0.71", "3.125"),
        (steps(count=StepCount.PRO_RATA), "0.7", "3"),
        (steps(toward=Toward.LESS), "0.7", "3"),
        (steps(toward=Toward.LESS), "0.7001", "1"),
        (steps(toward=Toward.LESS), "0.68", "3.25"),
        (steps(toward=Toward.LESS), "0", "5"),
        (steps(toward=Toward.LESS, count=StepCount.PRO_RATA), "0.69", "3.125"),
        (steps(cap=None), "2", "10"),
        (Tally(), 7, "7"),
        (Tally(), 11, "10"),
        (Tally(cap=number(3)), 7, "3"),
        (Deduct(floor=number(0)), "2.5", "7.5"),
        (Deduct(floor=number(0)), 11, "0"),
        (Deduct(floor=number(2), start=number(5)), "3.5", "2"),
        (Judged(step=number("0.25")), "7.75", "7.75"),
        (Judged(step=number("0.25")), 0, "0"),
        (Judged(step=number("0.25")), 10, "10"),
    ],
)
def test_an_award_gives_what_its_words_say(award: SimpleAward, value: int | str, points: str) -> None:
    trace: list[Step] = []
    assert award.points(number(value), MOST, trace) == number(points)
    assert [(step.what, step.kind, step.value) for step in trace] == [("award", award.kind, number(points))]


@pytest.mark.parametrize(("level", "points"), [("high", 10), ("low", 3), ("none", 0)])
def test_a_level_has_its_points(level: str, points: int) -> None:
    assert LEVELS.points(level, MOST) == points


@pytest.mark.parametrize(
    ("award", "value"),
    [(bands(("[2, inf)", "1")), number(1)), (bands(("[2, inf)", "1")), NEVER), (Levels(LEVELS.rows[:1]), "low")],
)
def test_a_value_the_text_leaves_out_stays_undecided(award: SimpleAward, value: Answer) -> None:
    with pytest.raises(Undecided) as caught:
        award.points(value, MOST)
    assert caught.value.value == value


def test_what_was_never_done_has_points_of_its_own() -> None:
    award = bands(("(-inf, 0]", "3"), ("[1, inf)", "1"), never="0.5")
    trace: list[Step] = []
    assert award.points(NEVER, MOST, trace) == number("0.5")
    assert [step.kind for step in trace] == ["bands_never"]


def test_without_a_maximum_a_tally_goes_on_and_a_proportion_cannot() -> None:
    assert Tally().points(number(99), None) == 99
    assert steps(cap=None).points(number(2), None) == number("19.25")
    with pytest.raises(TypeError, match="needs a maximum"):
        Proportional().points(number(1), None)


@pytest.mark.parametrize(("value", "message_id", "expected"), [("10.25", "CR315", "10"), ("0.3", "CR314", "0.25")])
def test_judged_points_stay_within_the_maximum_and_on_the_grid(value: str, message_id: str, expected: str) -> None:
    with pytest.raises(Contradiction) as caught:
        Judged(step=number("0.25")).points(number(value), MOST)
    assert (caught.value.finding.id, caught.value.finding.found, caught.value.finding.expected) == (
        message_id,
        value,
        expected,
    )


# --- Bounds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("award", "domain", "lowest", "highest"),
    [
        (YesNo(), TRUTH, "0", "10"),
        (YesNo(yes=number(0), no=number(4)), TRUTH, "0", "4"),
        (Proportional(), RATE, "0", "10"),
        (Proportional(), COUNT, "0", "10"),
        (Proportional(), BELOW_ZERO, "0", "10"),
        (Proportional(), Domain(Interval.parse("(-inf, 1]")), "0", "10"),
        (Proportional(full_at=number(2)), RATE, "0", "5"),
        (K6, RATE, "0", "1"),
        (bands(("[0.5, 1]", "1"), ("[0, 0.5)", "0.5"), ("(1, 2]", "9")), RATE, "0.5", "1"),  # no rate is above 1
        (bands(("[0, 1]", "1"), ("[0.5, 0.7]", "9")), RATE, "1", "1"),  # the first row takes it all
        (bands(("(1, 2)", "9"), ("[0, inf)", "1")), COUNT, "1", "1"),  # no whole number lies between
        (bands(("[0, inf)", "1"), never="0"), Domain(FROM_ZERO, never=True), "0", "1"),
        (bands(("[0, inf)", "1"), never="0"), Domain(FROM_ZERO), "1", "1"),
        (bands(("[5, 6]", "1")), RATE, "0", "0"),
        (LEVELS, Domain(SHARE, levels=("high", "low", "none")), "0", "10"),
        (Levels((*LEVELS.rows, LevelPoints("low", number(99)))), Domain(SHARE, levels=("high",)), "0", "10"),
        (steps(), RATE, "1", "5"),
        (steps(), COUNT, "1", "5"),
        (steps(cap=None), RATE, "1", "6.75"),
        (steps(at=number(0)), RATE, "3", "5"),
        (steps(at=number(2)), RATE, "1", "1"),
        (steps(toward=Toward.LESS), RATE, "1", "5"),
        (steps(toward=Toward.LESS), COUNT, "1", "5"),
        (steps(toward=Toward.LESS, at=number(1)), RATE, "3", "5"),
        (Tally(), COUNT, "0", "10"),
        (Tally(), RATE, "0", "1"),
        (Tally(), BELOW_ZERO, "-1", "1"),
        (Tally(cap=number(3)), COUNT, "0", "3"),
        (Deduct(floor=number(0)), COUNT, "0", "10"),
        (Deduct(floor=number(0)), RATE, "9", "10"),
        (Deduct(floor=number(0)), BELOW_ZERO, "9", "11"),
        (Judged(step=number("0.25")), POINTS, "0", "10"),
        (Judged(step=number("0.3")), POINTS, "0", "9.9"),
    ],
)
def test_the_fewest_and_most_points(award: SimpleAward, domain: Domain, lowest: str, highest: str) -> None:
    assert award.reach(domain, MOST) == Reach(number(lowest), number(highest))


@pytest.mark.parametrize(
    ("award", "domain"),
    [(Tally(), COUNT), (steps(cap=None), COUNT), (Deduct(floor=number(0), start=MOST), Domain(Interval(None, None)))],
)
def test_nothing_limits_what_has_no_cap(award: SimpleAward, domain: Domain) -> None:
    reach = award.reach(domain, None)
    assert reach.highest is None
    assert reach.holds(Fraction(10**9))
    assert not reach.holds(reach.lowest - 1)
    assert award.can_give(MOST, domain, None)


RATES = st.fractions(0, 1, max_denominator=40)
SMALL = st.integers(0, 12).map(Fraction)
QUARTERS = st.integers(0, 40).map(lambda quarters: Fraction(quarters, 4))


@st.composite
def simple_awards(draw: st.DrawFn) -> tuple[SimpleAward, Domain]:
    """Any award on numbers that would be let pass, with the domain of what it looks at."""
    domain = draw(st.sampled_from([RATE, COUNT, Domain(FROM_ZERO), BELOW_ZERO]))
    kind = draw(st.sampled_from(["proportional", "steps", "tally", "deduct", "bands"]))
    if kind == "proportional":
        full = draw(RATES.filter(bool))
        return Proportional(full_at=full, floor=draw(RATES.filter(lambda floor: floor < full))), domain
    if kind == "steps":
        otherwise, base, cap = sorted(draw(st.tuples(QUARTERS, QUARTERS, QUARTERS)))
        return (
            Steps(
                base=base,
                at=draw(RATES),
                add=draw(QUARTERS.filter(bool)),
                per=draw(RATES.filter(bool)),
                otherwise=otherwise,
                cap=cap,
                toward=draw(st.sampled_from([None, Toward.LESS])),
                count=draw(st.sampled_from([None, StepCount.PRO_RATA])),
            ),
            domain,
        )
    if kind == "tally":
        return Tally(cap=draw(st.sampled_from([None, Fraction(3)]))), domain
    if kind == "deduct":
        floor, start = sorted(draw(st.tuples(QUARTERS, QUARTERS)))
        return Deduct(floor=floor, start=start), domain
    edges = sorted(draw(st.sets(RATES, min_size=1, max_size=4)))
    points = sorted(draw(st.lists(QUARTERS, min_size=len(edges) + 1, max_size=len(edges) + 1)))
    ends = [None, *edges, None]
    rows = [
        Band(within=Interval(low, high, low is not None, upper_closed=False), points=worth)
        for low, high, worth in zip(ends, ends[1:], points, strict=False)
    ]
    return Bands(rows=tuple(draw(st.permutations(rows)))), domain


def values(domain: Domain) -> st.SearchStrategy[Fraction]:
    low, high = domain.interval.lower, domain.interval.upper
    if domain.whole:
        return SMALL
    return st.fractions(low, 5 if high is None else high, max_denominator=60)


@given(st.data(), simple_awards())
def test_better_values_never_earn_less(data: st.DataObject, made: tuple[SimpleAward, Domain]) -> None:
    """Awards that are monotone by their words are monotone: upwards, or downwards where less is better."""
    award, domain = made
    low, high = sorted(data.draw(st.tuples(values(domain), values(domain))))
    less_is_better = isinstance(award, Deduct) or getattr(award, "toward", None) is not None
    worse, better = (high, low) if less_is_better else (low, high)
    assert award.points(worse, MOST) <= award.points(better, MOST)


@given(st.data(), simple_awards())
def test_no_points_lie_outside_the_bounds_and_all_can_be_given(
    data: st.DataObject, made: tuple[SimpleAward, Domain]
) -> None:
    """What is proven of the fewest and most points holds for every value."""
    award, domain = made
    points = award.points(data.draw(values(domain)), MOST)
    assert award.reach(domain, MOST).holds(points)
    assert award.can_give(points, domain, MOST)


@given(simple_awards())
def test_both_bounds_are_attained(made: tuple[SimpleAward, Domain]) -> None:
    """The bounds are the points of some value, so a maximum that is called unreachable is."""
    award, domain = made
    reach = award.reach(domain, MOST)
    low, high = domain.interval.lower, domain.interval.upper
    assert low is not None
    edges = {low, Fraction(10**4) if high is None else high}
    if isinstance(award, Bands):  # a row that reaches nothing but its edge from one side is met there
        ends = [end for row in award.rows for end in (row.within.lower, row.within.upper) if end is not None]
        edges |= {end for end in ends if domain.interval.holds(end)}
        edges |= {Fraction(end.numerator // end.denominator) + move for end in ends for move in (0, 1)}
        edges |= {(one + other) / 2 for one in edges for other in edges}
        edges = {edge for edge in edges if domain.interval.holds(edge) and (not domain.whole or edge.denominator == 1)}
    given_points = {award.points(edge, MOST) for edge in edges}
    assert {reach.lowest, reach.highest} <= given_points


@given(
    edges=st.lists(st.fractions(0, 1, max_denominator=100), min_size=1, max_size=5, unique=True).map(sorted),
    up=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_every_edge_of_a_band_belongs_to_one_side(edges: list[Fraction], up: list[bool]) -> None:
    """At an edge the closed side's points are given, right below and above it those of the row there."""
    assume(0 not in edges and 1 not in edges)
    ends = [Fraction(0), *edges, Fraction(1)]
    closed = [True, *(not side for side in up[: len(edges)]), True]  # whether the row below holds the edge
    rows = [
        Band(
            within=Interval(low, high, position == 0 or not closed[position], closed[position + 1]),
            points=Fraction(position),
        )
        for position, (low, high) in enumerate(pairwise(ends))
    ]
    award = Bands(rows=tuple(rows))
    assert award.slips(RATE) == ()
    near = Fraction(1, 10**6)
    for position, edge in enumerate(edges):
        assert award.points(edge - near, MOST) == position
        assert award.points(edge + near, MOST) == position + 1
        assert award.points(edge, MOST) == (position if closed[position + 1] else position + 1)


# --- What it can give -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("award", "domain", "can", "cannot"),
    [
        (YesNo(no=number("0.5")), TRUTH, ["0.5", "10"], ["0", "5"]),
        (Proportional(), RATE, ["0", "3.33", "10"], ["10.01", "-1"]),
        (K5, RATE, ["0", "120/17", "8", "10"], ["7", "0.01"]),
        (K6, RATE, ["0", "0.25", "0.5", "1"], ["0.75", "2"]),
        (LEVELS, Domain(SHARE, levels=("high", "low", "none")), ["0", "3", "10"], ["5"]),
        (steps(), RATE, ["1", "3", "3.25", "5"], ["0", "2", "3.1", "5.25"]),
        (steps(count=StepCount.PRO_RATA), RATE, ["1", "3", "3.1", "5"], ["0", "2", "5.25"]),
        (steps(at=number(0)), RATE, ["3", "3.5"], ["1"]),
        (Tally(), COUNT, ["0", "4.5"], ["-1", "11"]),
        (Deduct(floor=number(2)), COUNT, ["2", "9.5", "10"], ["1", "11"]),
        (Judged(step=number("0.25")), POINTS, ["0", "0.25", "10"], ["0.3", "10.25", "-0.25"]),
    ],
)
def test_points_that_no_case_earns_are_known(
    award: SimpleAward, domain: Domain, can: list[str], cannot: list[str]
) -> None:
    assert [points for points in [*can, *cannot] if award.can_give(number(points), domain, MOST)] == can


# --- Slips ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("award", "domain", "slips"),
    [
        (K6, RATE, []),
        (K7, COUNT, []),
        (bands(("[2, 4]", "1"), ("[0, 0]", "0")), COUNT, ["gap [1, 1]", "gap [5, inf)"]),
        (bands(("[0.5, 1]", "1"), ("[0, 0.5]", "0")), RATE, ["overlap [0.5, 0.5]"]),
        (bands(("(0.5, 1]", "1"), ("[0, 0.5)", "0")), RATE, ["gap [0.5, 0.5]"]),
        (bands(("[0, inf)", "1")), Domain(FROM_ZERO, never=True), ["gap never"]),
        (bands(("[0, inf)", "1"), never="0"), Domain(FROM_ZERO, never=True), []),
        (LEVELS, Domain(SHARE, levels=("high", "low", "none", "other")), ["gap other"]),
        (
            Levels((*LEVELS.rows, *LEVELS.rows[:2])),
            Domain(SHARE, levels=("high", "low", "none")),
            ["overlap high", "overlap low"],
        ),
        (YesNo(), TRUTH, []),
        (Proportional(), RATE, []),
        (steps(), RATE, []),
        (Tally(), COUNT, []),
        (Deduct(floor=number(0)), COUNT, []),
        (Judged(step=number(1)), POINTS, []),
    ],
)
def test_what_a_text_leaves_open_or_says_twice(award: SimpleAward, domain: Domain, slips: list[str]) -> None:
    assert [f"{slip.kind} {slip.values}" for slip in award.slips(domain)] == slips
    assert all(isinstance(slip, Slip) for slip in award.slips(domain))


def test_where_rows_overlap_the_first_counts() -> None:
    assert bands(("[0, 5]", "1"), ("[5, inf)", "2")).points(number(5), MOST) == 1
    assert Levels((*LEVELS.rows, LevelPoints("high", number(1)))).points("high", MOST) == 10
