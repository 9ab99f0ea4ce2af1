"""Random scoring functions of every kind and composition, with labels that try to be taken for something else.

They need not make sense: only that they are written and read back is asked of them.
"""

from fractions import Fraction

from hypothesis import strategies as st

from cchc_rules.exact import Interval, Rounding, RoundingMode
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
from cchc_rules.law.facts import Fact, FactType, Name
from cchc_rules.law.lateness import DayCount, DaysLate, Due, MonthDay, YearOf
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

LABELS = (
    "Số nhiệm vụ hoàn thành",
    "Số nhiệm vụ hoàn thành",
    "Số hồ sơ / kỳ",
    "A + B",
    "có đủ: kế hoạch; báo cáo",
    "Tên “trong ngoặc”",
    "Kết thúc bằng ”",
    "100 % − (tỷ lệ)",
    "0,5 × số bài",
    "không",
    "không chậm",
    "từ 5 trở lên",
    "Kỳ này so với kỳ trước",
    "Ngày gửi, thêm 5 ngày",
    "Ngày gửi năm trước",
    "- gạch đầu dòng",
    "Số vốn (triệu đồng)",
    "mẫu số bằng 0 thì tỷ lệ là 5 %",
    "Điểm: 5 điểm (ghi rõ)",
    "12 tháng",
    "số − trừ",
)
LEVELS = {"full": Name("Đầy đủ", "Fully"), "part": Name("Một “phần”"), "half": Name("Đầy đủ"), "none": Name("none")}
VOTES = {"good": Name("Tốt, khá"), "people": Name("Người dân (xã)")}
KINDS = [kind for kind in FactType if kind is not FactType.BALLOTS]
FACTS: dict[str, Fact] = {
    f"{kind}_{number}": Fact(
        type=kind,
        name=Name(f"{label} {kind}" if number % 3 else label),
        levels=(*LEVELS, "other") if kind is FactType.LEVEL else (),
        named=LEVELS if kind is FactType.LEVEL else {},
        never=kind is FactType.DATE,
    )
    for kind in KINDS
    for number, label in enumerate(LABELS)
} | {"votes": Fact(type=FactType.BALLOTS, name=Name("Phiếu: hỏi"), named=VOTES)}


def of(*kinds: FactType) -> st.SearchStrategy[str]:
    return st.sampled_from([name for name, fact in FACTS.items() if fact.type in kinds])


def several(*kinds: FactType) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(of(*kinds), min_size=1, max_size=3, unique=True).map(tuple)


COUNTED = (FactType.COUNT, FactType.NUMBER)
fractions = st.one_of(
    st.integers(0, 100).map(Fraction),
    st.fractions(0, 3, max_denominator=20),
    st.fractions(0, 1, max_denominator=10**12),
)
signed = st.one_of(fractions, fractions.map(lambda value: -value))
optional = st.one_of(st.none(), fractions)
ratios = st.builds(
    Ratio,
    part=several(*COUNTED),
    whole=several(*COUNTED),
    less=st.one_of(st.just(()), several(*COUNTED)),
    greatest=st.booleans(),
    may_exceed=st.booleans(),
    when_zero=optional,
) | st.builds(
    Ratio,
    part=several(*COUNTED),
    whole=several(*COUNTED),
    stand_in=st.builds(StandIn, fact=of(*COUNTED), otherwise=fractions, divided_by=st.one_of(st.none(), of(*COUNTED))),
)
dates = st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28))
years = st.one_of(st.none(), st.sampled_from(YearOf))
plus = st.integers(0, 60)
dues = st.one_of(
    st.builds(Due, by=dates, year=years, plus_days=plus),
    st.builds(Due, before=dates, year=years, plus_days=plus),
    st.builds(Due, fact=of(FactType.DATE), exclusive=st.booleans(), plus_days=plus),
)
lateness = st.builds(DaysLate, fact=of(FactType.DATE), due=dues, days=st.one_of(st.none(), st.just(DayCount.WORKING)))
weights = st.lists(st.tuples(st.sampled_from(["good", "people", "A", "b-1"]), fractions), min_size=1, max_size=3).map(
    lambda pairs: tuple(Weight(one, weight) for one, weight in pairs)
)
surveys = st.builds(Survey, ballots=st.just("votes"), options=weights, groups=weights, min_valid=st.integers(1, 50))
numeric = of(FactType.COUNT, FactType.NUMBER, FactType.RATE, FactType.POINTS)
terms = st.builds(Term, numeric, signed)
simple: st.SearchStrategy[Measure] = st.one_of(
    st.builds(Given, numeric),
    ratios,
    st.builds(Weighted, st.lists(terms, min_size=1, max_size=3, unique_by=lambda term: term.fact).map(tuple)),
    surveys,
)


def deeper(inner: st.SearchStrategy[Measure]) -> st.SearchStrategy[Measure]:
    listed = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Complement, listed),
        st.builds(Product, listed),
        st.builds(Relative, of=inner, to=inner, by=st.sampled_from(Comparison)),
    )


measures = st.recursive(simple, deeper, max_leaves=4)


@st.composite
def intervals(draw: st.DrawFn, values: st.SearchStrategy[Fraction] = signed) -> Interval:
    low, high = sorted(draw(st.lists(values, min_size=2, max_size=2, unique=True)))
    form = draw(st.integers(0, 5))
    if form == 0:
        return Interval(low, low)
    if form == 1:
        return Interval(None, high, lower_closed=False, upper_closed=draw(st.booleans()))
    if form == 2:
        return Interval(low, None, draw(st.booleans()), upper_closed=False)
    if form == 3:
        return Interval(None, None, lower_closed=False, upper_closed=False)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


def banded(values: st.SearchStrategy[Fraction] = signed) -> st.SearchStrategy[Bands]:
    rows = st.lists(st.builds(Band, within=intervals(values), points=signed), min_size=1, max_size=4).map(tuple)
    return st.builds(Bands, rows=rows, never=st.one_of(st.none(), signed))


steps = st.builds(
    Steps,
    base=fractions,
    at=fractions,
    add=fractions,
    per=fractions,
    otherwise=fractions,
    cap=optional,
    toward=st.one_of(st.none(), st.just(Toward.LESS)),
    count=st.one_of(st.none(), st.just(StepCount.PRO_RATA)),
)
awards: st.SearchStrategy[SimpleAward] = st.one_of(
    st.builds(Proportional, full_at=optional, floor=optional),
    banded(),
    steps,
    st.builds(Tally, cap=optional),
    st.builds(Deduct, floor=fractions, start=optional),
)
yes_no = st.builds(YesNo, yes=optional, no=optional)
truths: st.SearchStrategy[Measure] = st.one_of(
    st.builds(Given, of(FactType.BOOLEAN)),
    st.builds(AllOf, several(FactType.BOOLEAN)),
    st.builds(AnyOf, several(FactType.BOOLEAN)),
)
level_rows = st.lists(st.builds(LevelPoints, st.sampled_from([*LEVELS, "other"]), fractions), min_size=1, max_size=5)
wholes = st.integers(-40, 40).map(Fraction)
leaves: st.SearchStrategy[Scoring] = st.one_of(
    st.builds(Scoring, measure=measures, award=awards),
    st.builds(Scoring, measure=truths, award=yes_no),
    st.builds(Scoring, measure=truths, award=banded(st.integers(0, 1).map(Fraction))),
    st.builds(Scoring, measure=lateness, award=banded(wholes)),
    st.builds(Scoring, measure=st.builds(LevelOf, of(FactType.LEVEL)), award=st.builds(Levels, level_rows.map(tuple))),
    st.builds(Scoring, measure=st.builds(Given, of(FactType.POINTS)), award=st.builds(Judged, step=fractions)),
)
conditions = st.one_of(
    st.builds(Condition, measure=measures, within=intervals()),
    st.builds(Condition, measure=truths, within=intervals(st.integers(0, 1).map(Fraction))),
    st.builds(Condition, measure=lateness, within=intervals(wholes)),
    st.builds(Condition, measure=st.builds(LevelOf, of(FactType.LEVEL)), level=st.sampled_from([*LEVELS, "other"])),
)
roundings = st.builds(Rounding, st.integers(0, 4), st.sampled_from(RoundingMode))


def composed(inner: st.SearchStrategy[Scoring]) -> st.SearchStrategy[Scoring]:
    maxima = st.fractions(Fraction(1, 4), 20, max_denominator=8)
    part = st.builds(
        Part,
        id=st.sampled_from(["tasks", "plan_1", "A"]),
        max_points=maxima,
        scoring=inner,
        name=st.one_of(st.none(), st.sampled_from(LABELS).map(Name)),
        round=st.one_of(st.none(), roundings),
    )
    parts = st.lists(part, min_size=1, max_size=3).map(tuple)
    own = st.one_of(st.none(), maxima)
    arms = st.lists(st.builds(Arm, when=conditions, scoring=inner, max_points=own), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(
            Scoring,
            award=st.builds(
                Sum, parts=parts, minus=st.one_of(st.just(()), parts), base=optional, floor=optional, cap=optional
            ),
        ),
        st.builds(Scoring, award=st.builds(BestOf, parts=parts)),
        st.builds(
            Scoring,
            award=st.builds(Branch, arms=arms, otherwise=st.builds(Otherwise, scoring=inner, max_points=own)),
        ),
    )


scorings = st.recursive(leaves, composed, max_leaves=4)
