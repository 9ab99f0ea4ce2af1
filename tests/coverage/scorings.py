"""Random scoring functions over a few facts of every type, whether they make sense to a printer or not."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from cchc_rules.exact import ONE, ZERO, Interval, Rounding, RoundingMode
from cchc_rules.law.awards import (
    Band,
    Bands,
    Deduct,
    Judged,
    LevelPoints,
    Levels,
    Proportional,
    SimpleAward,
    StepCount,
    Steps,
    Tally,
    Toward,
    YesNo,
)
from cchc_rules.law.facts import Fact, Facts, FactType
from cchc_rules.law.lateness import DayCount, DaysLate, Due, MonthDay
from cchc_rules.law.measures import (
    AllOf,
    AnyOf,
    Comparison,
    Complement,
    Given,
    LevelOf,
    Measure,
    Product,
    Ratio,
    Relative,
    StandIn,
    Term,
    Weighted,
)
from cchc_rules.law.scoring import Arm, BestOf, Branch, Condition, Otherwise, Part, Scoring, Sum
from cchc_rules.law.surveys import Survey, Weight
from tests.support import fact, name

FACTS: Final[Facts] = {
    **{f"b{number}": fact("boolean") for number in range(1, 5)},
    **{f"c{number}": fact("count") for number in range(1, 7)},
    **{f"n{number}": fact("number") for number in range(1, 3)},
    "r1": fact("rate"),
    "p1": fact("points"),
    "d1": fact("date", never=True),
    "d2": Fact(type=FactType.DATE, name=name(), never=True),
    "lv": fact("level", "high", "low", "none"),
    "q": fact("ballots"),
}
COUNTS: Final = ("c1", "c2", "c3", "c4", "c5", "c6")
MOST: Final = Fraction(4)

points = st.sampled_from([Fraction(number, 4) for number in range(17)])
shares = st.sampled_from([Fraction(number, 20) for number in range(1, 20)])
names = st.sampled_from(COUNTS)
modes = st.sampled_from(list(RoundingMode))


@st.composite
def bands(draw: st.DrawFn, domain: Interval, *, never: bool) -> Bands:
    """Bands that cut a domain at a few edges, the edge on either side."""
    low = ZERO if domain.lower is None else domain.lower
    span = Fraction(20) if domain.upper is None else domain.upper - low
    cuts = sorted(draw(st.sets(st.integers(1, 19), min_size=1, max_size=4)))
    edges = [low + span * cut / 20 for cut in cuts]
    rows, start, closed = [], domain.lower, domain.lower is not None
    for edge in edges:
        upper_closed = draw(st.booleans())
        if start == edge and not (closed and upper_closed):
            upper_closed = closed = True
        rows.append(Band(within=Interval(start, edge, closed, upper_closed), points=draw(points)))
        start, closed = edge, not upper_closed
    rows.append(Band(within=Interval(start, domain.upper, closed, domain.upper is not None), points=draw(points)))
    if draw(st.booleans()) and len(rows) > 2:
        rows.pop(1)  # a gap
    return Bands(rows=tuple(rows[::-1] if draw(st.booleans()) else rows), never=draw(points) if never else None)


@st.composite
def ratios(draw: st.DrawFn) -> Ratio:
    part, whole, less, other = draw(st.lists(names, min_size=4, max_size=4, unique=True))
    zero = draw(st.sampled_from(["refused", "when_zero", "stand_in"]))
    stand_in = StandIn(fact=other, otherwise=ZERO, divided_by=draw(st.sampled_from([None, "n1"])))
    several = draw(st.booleans())
    return Ratio(
        part=(part,),
        whole=(whole, "n2") if several else (whole,),
        greatest=several and draw(st.booleans()),
        less=(less,) if draw(st.booleans()) else (),
        may_exceed=draw(st.booleans()),
        when_zero=draw(st.sampled_from([ZERO, ONE])) if zero == "when_zero" else None,
        stand_in=stand_in if zero == "stand_in" else None,
    )


def weighted() -> st.SearchStrategy[Weighted]:
    times = st.sampled_from([Fraction(1, 4), Fraction(1, 2), ONE])
    terms = st.builds(Term, st.sampled_from(["b1", "b2", "c1", "c2", "n1"]), times)
    return st.lists(terms, min_size=1, max_size=3, unique_by=lambda term: term.fact).map(lambda of: Weighted(tuple(of)))


def truths() -> st.SearchStrategy[Measure]:
    several = st.lists(st.sampled_from(["b1", "b2", "b3", "b4"]), min_size=1, max_size=3, unique=True).map(tuple)
    return st.one_of(st.sampled_from(["b1", "b2"]).map(Given), several.map(AllOf), several.map(AnyOf))


def rates() -> st.SearchStrategy[Measure]:
    """Measures of numbers from 0 or below."""
    plain: st.SearchStrategy[Measure] = st.one_of(ratios(), st.just(Given("r1")))
    two = st.tuples(plain, plain)
    relative = st.builds(Relative, of=plain, to=st.just(Given("r1")), by=st.sampled_from(list(Comparison)))
    return st.one_of(plain, two.map(Complement), two.map(Product), relative, surveys())


def surveys() -> st.SearchStrategy[Survey]:
    options = (Weight("good", ONE), Weight("fair", Fraction(1, 2)), Weight("poor", ZERO))
    groups = (Weight("men", Fraction(2, 5)), Weight("women", Fraction(3, 5)))
    return st.integers(1, 12).map(lambda least: Survey(ballots="q", options=options, groups=groups, min_valid=least))


def lateness() -> st.SearchStrategy[DaysLate]:
    due = st.one_of(
        st.builds(Due, by=st.just(MonthDay(3, 31)), plus_days=st.integers(0, 5)),
        st.builds(Due, before=st.just(MonthDay(12, 1))),
        st.builds(Due, fact=st.just("d2"), plus_days=st.integers(0, 7), exclusive=st.booleans()),
    )
    return st.builds(DaysLate, fact=st.just("d1"), due=due, days=st.sampled_from([None, DayCount.WORKING]))


def numeric(measure: Measure) -> st.SearchStrategy[SimpleAward]:
    """Awards for a number."""
    domain = measure.domain(FACTS)
    given: list[st.SearchStrategy[SimpleAward]] = [bands(domain.interval, never=domain.never)]
    if domain.interval.lower is not None:
        floor = st.one_of(st.none(), shares.map(lambda share: share / 2))
        given.append(
            st.builds(
                Proportional, full_at=st.one_of(st.none(), shares.map(lambda s: s / 2 + Fraction(1, 2))), floor=floor
            )
        )
        given.append(st.builds(Tally, cap=st.one_of(st.none(), points.filter(bool))))
        given.append(st.builds(Deduct, floor=st.sampled_from([ZERO, ONE]), start=st.just(Fraction(3))))
    if not domain.never:
        steps = st.builds(
            Steps,
            base=st.just(ONE),
            at=shares,
            add=st.sampled_from([Fraction(1, 4), ONE]),
            per=shares,
            otherwise=st.just(ZERO),
            cap=st.one_of(st.none(), st.just(Fraction(5, 2))),
            toward=st.sampled_from([None, Toward.LESS]),
            count=st.sampled_from([None, StepCount.PRO_RATA]),
        )
        given.append(steps)
    return st.one_of(given)


def _simple(measure: Measure, awards: st.SearchStrategy[SimpleAward]) -> st.SearchStrategy[Scoring]:
    return awards.map(lambda award: Scoring(award=award, measure=measure))


def simple() -> st.SearchStrategy[Scoring]:
    """A measure with an award that goes with it."""
    rows = st.permutations([LevelPoints("high", Fraction(4)), LevelPoints("low", ONE), LevelPoints("none", ZERO)])
    levels = rows.map(lambda rows: Scoring(award=Levels(rows=tuple(rows)), measure=LevelOf("lv")))
    judged = st.sampled_from([Fraction(1, 4), Fraction(3, 10)]).map(
        lambda step: Scoring(award=Judged(step=step), measure=Given("p1"))
    )
    yes_no = st.builds(YesNo, no=st.one_of(st.none(), points))
    turned: Callable[[Measure], st.SearchStrategy[Scoring]] = lambda measure: _simple(measure, numeric(measure))  # noqa: E731 - short
    return st.one_of(
        truths().flatmap(lambda measure: _simple(measure, yes_no)),
        st.one_of(rates(), weighted(), lateness(), names.map(Given)).flatmap(turned),
        levels,
        judged,
    )


def conditions() -> st.SearchStrategy[Condition]:
    return st.one_of(
        truths().map(lambda measure: Condition(measure=measure, within=Interval(ONE, ONE))),
        names.map(lambda one: Condition(measure=Given(one), within=Interval(Fraction(3), None, upper_closed=False))),
        st.sampled_from(["high", "none"]).map(lambda level: Condition(measure=LevelOf("lv"), level=level)),
        lateness().map(lambda late: Condition(measure=late, within=Interval(None, ZERO, lower_closed=False))),
    )


def parts(inner: st.SearchStrategy[Scoring]) -> st.SearchStrategy[tuple[Part, ...]]:
    rounding = st.one_of(st.none(), st.builds(Rounding, st.integers(0, 2), modes))
    made = st.builds(
        Part, id=st.sampled_from(["one", "two", "three"]), max_points=points.filter(bool), scoring=inner, round=rounding
    )
    return st.lists(made, min_size=1, max_size=3, unique_by=lambda part: part.id).map(tuple)


def put_together(inner: st.SearchStrategy[Scoring]) -> st.SearchStrategy[Scoring]:
    arm = st.builds(Arm, when=conditions(), scoring=inner, max_points=st.one_of(st.none(), points.filter(bool)))
    branch = st.builds(
        Branch, arms=st.lists(arm, min_size=1, max_size=2).map(tuple), otherwise=st.builds(Otherwise, scoring=inner)
    )
    added = st.builds(
        Sum,
        parts=parts(inner),
        minus=st.just(()),
        base=st.sampled_from([None, ONE]),
        floor=st.sampled_from([None, ONE]),
        cap=st.sampled_from([None, Fraction(3, 2)]),
    )
    best = parts(inner).map(lambda listed: BestOf(parts=listed))
    return st.one_of(branch, added, best).map(lambda award: Scoring(award=award))


scorings = st.one_of(simple(), put_together(simple()), put_together(st.one_of(simple(), put_together(simple()))))
roundings = st.one_of(st.none(), st.builds(Rounding, st.integers(0, 2), modes))
