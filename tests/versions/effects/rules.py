"""Random rules with one measure, in two versions, and what both make of every value worth trying."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from hypothesis import strategies as st

from cchc_rules.exact import NEVER, ZERO, Answer, Interval, Rounding, RoundingMode
from cchc_rules.law.awards import (
    Band,
    Bands,
    Deduct,
    Proportional,
    SimpleAward,
    StepCount,
    Steps,
    Tally,
    Toward,
    Undecided,
)
from cchc_rules.law.facts import Fact, FactType, Name
from cchc_rules.law.lateness import DaysLate, Due, MonthDay
from cchc_rules.law.measures import Given, Measure, Ratio
from cchc_rules.law.scoring import Scoring
from cchc_rules.versions.effects.curves import Rule

NAME = Name("tên", "name")
FACTS: Mapping[str, Fact] = {
    "done": Fact(type=FactType.COUNT, name=NAME),
    "all": Fact(type=FactType.COUNT, name=NAME),
    "number": Fact(type=FactType.COUNT, name=NAME),
    "sent_on": Fact(type=FactType.DATE, name=NAME, never=True),
}
RATE: Measure = Ratio(part=("done",), whole=("all",))
COUNT: Measure = Given("number")
LATE: Measure = DaysLate(fact="sent_on", due=Due(by=MonthDay(1, 31)))
NEAR = Fraction(1, 10**9)
FINE = 960  # every place where points are rounded to one decimal lies on a grid of so many

tenths = st.integers(0, 10).map(lambda number: Fraction(number, 10))
maxima = st.sampled_from([Fraction(1), Fraction(2), Fraction(3), Fraction(4)])
roundings = st.sampled_from([None, None, *(Rounding(1, mode) for mode in RoundingMode)])


@st.composite
def bands(draw: st.DrawFn, edges: tuple[Fraction, ...], *, gap: bool = True) -> Bands:
    """Bands over everything, from one edge to the next, each edge in one of its two bands; some may be missing."""
    cuts = sorted(draw(st.sets(st.sampled_from(edges), min_size=1, max_size=3)))
    lower, closed, rows = None, False, []
    for cut in (*cuts, None):
        upper_closed = draw(st.booleans())
        within = Interval(lower, cut, closed, upper_closed=upper_closed and cut is not None)
        rows.append(Band(within=within, points=draw(st.integers(0, 8).map(lambda quarters: Fraction(quarters, 4)))))
        lower, closed = cut, not upper_closed
    if gap and len(rows) > 2 and draw(st.integers(0, 5)) == 0:
        rows.pop(1)
    return Bands(rows=tuple(rows), never=draw(st.sampled_from([None, ZERO, Fraction(1, 4)])))


@st.composite
def proportional(draw: st.DrawFn) -> Proportional:
    full_at = draw(st.sampled_from([None, Fraction(1, 2), Fraction(1)]))
    floor = draw(st.sampled_from([None, Fraction(1, 10), Fraction(2, 5)]))
    return Proportional(full_at=full_at, floor=floor)


@st.composite
def steps(draw: st.DrawFn, at: st.SearchStrategy[Fraction], per: Fraction) -> Steps:
    return Steps(
        base=draw(st.sampled_from([Fraction(1, 2), Fraction(1)])),
        at=draw(at),
        add=draw(st.sampled_from([Fraction(1, 4), Fraction(1, 2)])),
        per=per,
        otherwise=draw(st.sampled_from([ZERO, Fraction(1, 4)])),
        cap=draw(st.sampled_from([None, Fraction(3, 2)])),
        toward=draw(st.sampled_from([None, Toward.LESS])),
        count=draw(st.sampled_from([None, StepCount.PRO_RATA])),
    )


def awards(measure: Measure) -> st.SearchStrategy[SimpleAward]:
    if measure == RATE:
        edges = tuple(Fraction(number, 10) for number in range(1, 11))
        return st.one_of(proportional(), bands(edges), steps(tenths, Fraction(1, 8)))
    if measure == COUNT:
        edges = tuple(map(Fraction, range(1, 9)))
        whole = st.integers(0, 8).map(Fraction)
        return st.one_of(
            bands(edges), steps(whole, Fraction(3)), st.just(Tally()), st.builds(Deduct, floor=st.just(ZERO))
        )
    return bands(tuple(map(Fraction, range(-3, 20))))


@st.composite
def pairs(draw: st.DrawFn, measure: Measure) -> tuple[Rule, Rule]:
    """Two versions of a rule: the same measure, and sometimes the same award, maximum or rounding."""
    made = []
    award, most, rounding = draw(awards(measure)), draw(maxima), draw(roundings)
    for _ in range(2):
        made.append(
            Rule(scoring=Scoring(award=award, measure=measure), facts=FACTS, most=most, rounding=rounding, limit=most)
        )
        award = draw(st.one_of(st.just(award), awards(measure)))
        most = draw(st.one_of(st.just(most), maxima))
        rounding = draw(st.one_of(st.just(rounding), roundings))
    return made[0], made[1]


def tried(measure: Measure) -> Iterator[Answer]:
    """Values of a measure: all on a fine grid, and those just beside them."""
    if measure == RATE:
        for number in range(FINE + 1):
            value = Fraction(number, FINE)
            yield from (near for near in (value - NEAR, value, value + NEAR) if 0 <= near <= 1)
    elif measure == COUNT:
        yield from map(Fraction, range(60))
    else:
        yield from map(Fraction, range(-60, 60))
        yield NEVER


def points(rule: Rule, value: Answer) -> Fraction | None:
    """The points of a rule at a value; nothing where it leaves it undecided."""
    award = rule.scoring.award
    try:
        return rule.settle(award.points(value, rule.most))  # type: ignore[union-attr]  # a simple one
    except Undecided:
        return None


def differences(old: Rule, new: Rule, weights: tuple[Fraction, Fraction], shift: int = 0) -> set[Fraction]:
    """Every weighed difference; ``shift`` days lie between a value of the newer measure and of the older one."""
    found = set()
    for value in tried(old.scoring.measure):  # type: ignore[arg-type]  # a simple rule has one
        after = value + shift if isinstance(value, Fraction) else value
        pair = points(old, value), points(new, after)
        if pair[0] is not None and pair[1] is not None:
            found.add(weights[0] * pair[1] - weights[1] * pair[0])
    return found
