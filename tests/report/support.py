"""Small scorecards around one leaf, and one sample of every kind of measure and award."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from cchc_rules import load
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
from cchc_rules.law.facts import Fact, FactType, Giver, Name
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
from cchc_rules.law.model import Criterion, Field, Method, NotApplicable, Scorecard
from cchc_rules.law.scoring import Arm, BestOf, Branch, Condition, Otherwise, Part, Policy, Scoring, Sum
from cchc_rules.law.surveys import Survey, Weight
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Entry, GivenFacts, RawFact, Submission, Unit
from cchc_rules.scoring.result import Result

CODE = "1.1"
REASON = Name("không phát sinh", "nothing arose")


def fact(kind: FactType, vi: str, en: str, **others: Any) -> Fact:  # noqa: ANN401 - whatever a fact has
    return Fact(type=kind, name=Name(vi, en), **others)


FACTS: Mapping[str, Fact] = {
    "done": fact(FactType.COUNT, "Số đã làm", "Done"),
    "all": fact(FactType.COUNT, "Tổng số", "All"),
    "late": fact(FactType.COUNT, "Số làm chậm", "Late"),
    "year_before": fact(FactType.COUNT, "Số năm trước", "The year before"),
    "periods": fact(FactType.COUNT, "Số kỳ", "Periods"),
    "money": fact(FactType.NUMBER, "Số tiền", "Money"),
    "planned": fact(FactType.BOOLEAN, "Có kế hoạch", "Planned"),
    "reported": fact(FactType.BOOLEAN, "Có báo cáo", "Reported"),
    "share": fact(FactType.RATE, "Tỷ lệ chung", "General share", by=Giver.APPRAISER),
    "sent_on": fact(FactType.DATE, "Ngày gửi", "Day sent", never=True),
    "due_on": fact(FactType.DATE, "Ngày hạn", "Day due"),
    "level": fact(FactType.LEVEL, "Mức độ", "Level", levels=("full", "partial")),
    "votes": fact(FactType.BALLOTS, "Phiếu hỏi", "Ballots", by=Giver.APPRAISER),
    "given": fact(FactType.POINTS, "Điểm chấm", "Points given", by=Giver.APPRAISER),
}
ANSWERS: Mapping[str, RawFact] = {
    "done": 47,
    "all": 50,
    "late": 1,
    "year_before": 30,
    "periods": 12,
    "money": "12.5",
    "planned": True,
    "reported": False,
    "sent_on": "2024-02-05",
    "due_on": "2024-02-01",
    "level": "partial",
}
APPRAISED: Mapping[str, RawFact] = {"share": "0.95", "given": "1.5"}
BALLOTS = {"votes": {"people": {"A": 8, "B": 2}, "staff": {"A": 5, "B": 5}}}

RATIO = Ratio(part=("done",), whole=("all",))
YES = Interval.parse("[1, 1]")


def bands(*rows: tuple[str, str], never: str | None = None) -> Bands:
    listed = tuple(Band(within=Interval.parse(within), points=Fraction(points)) for within, points in rows)
    return Bands(rows=listed, never=None if never is None else Fraction(never))


LATENESS = bands(("(-inf, 0]", "2"), ("[1, 15]", "1"), ("[16, inf)", "0"), never="0")

MEASURES: Mapping[str, tuple[Measure, SimpleAward]] = {
    "fact": (Given("planned"), YesNo()),
    "all_of": (AllOf(("planned", "reported")), YesNo()),
    "any_of": (AnyOf(("planned", "reported")), YesNo()),
    "ratio": (RATIO, Proportional()),
    "ratio.greatest": (
        Ratio(part=("done",), whole=("all", "year_before"), greatest=True, less=("late",), may_exceed=True),
        Proportional(),
    ),
    "ratio.zero": (Ratio(part=("year_before",), whole=("all",), when_zero=Fraction(1)), Proportional()),
    "ratio.stand_in": (
        Ratio(
            part=("late",),
            whole=("all",),
            may_exceed=True,
            stand_in=StandIn(fact="year_before", divided_by="periods", otherwise=Fraction(0)),
        ),
        Proportional(),
    ),
    "ratio.stand_in.alone": (
        Ratio(part=("late",), whole=("all",), stand_in=StandIn(fact="year_before", otherwise=Fraction(1, 2))),
        Proportional(),
    ),
    "complement": (Complement((Ratio(part=("late",), whole=("all",)),)), Proportional()),
    "product": (Product((RATIO, Ratio(part=("late",), whole=("all",)))), Proportional()),
    "relative": (Relative(of=RATIO, to=Given("share"), by=Comparison.DIFFERENCE), bands(("[-1, 1]", "1"))),
    "relative.ratio": (Relative(of=RATIO, to=Given("share"), by=Comparison.RATIO), Proportional()),
    "relative.numbers": (Relative(of=Given("done"), to=Given("all"), by=Comparison.DIFFERENCE), Tally()),
    "weighted": (Weighted((Term("late", Fraction("0.25")), Term("planned", Fraction(1)))), Deduct(floor=Fraction(0))),
    "days_late": (DaysLate(fact="sent_on", due=Due(by=MonthDay(1, 31))), LATENESS),
    "days_late.working": (
        DaysLate(fact="sent_on", due=Due(fact="due_on", exclusive=True, plus_days=1), days=DayCount.WORKING),
        LATENESS,
    ),
    "level": (
        LevelOf("level"),
        Levels((LevelPoints("full", Fraction(2)), LevelPoints("partial", Fraction("0.75")))),
    ),
    "survey": (
        Survey(
            ballots="votes",
            options=(Weight("A", Fraction(1)), Weight("B", Fraction("0.5"))),
            groups=(Weight("people", Fraction("0.6")), Weight("staff", Fraction("0.4"))),
            min_valid=10,
        ),
        Proportional(),
    ),
}
AWARDS: Mapping[str, tuple[Measure, SimpleAward]] = {
    "yes_no": (Given("reported"), YesNo(yes=Fraction("1.5"), no=Fraction("0.5"))),
    "proportional": (RATIO, Proportional(floor=Fraction("0.8"))),
    "proportional.target": (RATIO, Proportional(full_at=Fraction("0.95"))),
    "proportional.reached": (RATIO, Proportional(full_at=Fraction("0.9"))),
    "proportional.below": (RATIO, Proportional(floor=Fraction("0.95"))),
    "bands": (RATIO, bands(("[0.9, 1]", "2"), ("[0, 0.9)", "0"))),
    "levels": MEASURES["level"],
    "steps": (
        RATIO,
        Steps(
            base=Fraction("0.5"),
            at=Fraction("0.7"),
            add=Fraction("0.25"),
            per=Fraction("0.05"),
            otherwise=Fraction(0),
            cap=Fraction("1.5"),
        ),
    ),
    "steps.less": (
        Given("late"),
        Steps(
            base=Fraction(1),
            at=Fraction(3),
            add=Fraction("0.25"),
            per=Fraction(2),
            otherwise=Fraction(0),
            toward=Toward.LESS,
            count=StepCount.PRO_RATA,
        ),
    ),
    "steps.short": (
        Given("late"),
        Steps(base=Fraction(1), at=Fraction(3), add=Fraction(1), per=Fraction(1), otherwise=Fraction(0)),
    ),
    "tally": (Given("given"), Tally()),
    "tally.capped": (Given("money"), Tally()),
    "deduct": (Given("late"), Deduct(floor=Fraction(0))),
    "deduct.floor": (Given("money"), Deduct(floor=Fraction("0.5"), start=Fraction("1.5"))),
    "judged": (Given("given"), Judged(step=Fraction("0.25"))),
}
SIMPLE = Scoring(measure=RATIO, award=Proportional())
PARTS = (
    Part(id="tasks", max_points=Fraction(1), scoring=SIMPLE, round=Rounding(1, RoundingMode.HALF_UP)),
    Part(id="plan", max_points=Fraction("0.5"), scoring=Scoring(measure=Given("planned"), award=YesNo())),
)
MINUS = Part(id="late", max_points=Fraction(1), scoring=Scoring(measure=Given("late"), award=Tally()))
COMPOSITES: Mapping[str, Scoring] = {
    "branch": Scoring(
        award=Branch(
            arms=(
                Arm(when=Condition(measure=LevelOf("level"), level="full"), scoring=SIMPLE),
                Arm(
                    when=Condition(measure=Given("planned"), within=YES),
                    max_points=Fraction(1),
                    scoring=Scoring(award=Sum(parts=PARTS)),
                ),
            ),
            otherwise=Otherwise(scoring=SIMPLE),
        )
    ),
    "branch.otherwise": Scoring(
        award=Branch(
            arms=(Arm(when=Condition(measure=Given("reported"), within=YES), scoring=SIMPLE),),
            otherwise=Otherwise(scoring=SIMPLE),
        )
    ),
    "sum": Scoring(award=Sum(parts=PARTS, minus=(MINUS,), base=Fraction("0.5"))),
    "sum.clamped": Scoring(award=Sum(parts=PARTS[1:], minus=(MINUS,), floor=Fraction(0), cap=Fraction(1))),
    "best_of": Scoring(award=BestOf(parts=PARTS)),
}
SAMPLES: Mapping[str, Scoring] = {
    **{f"measure {name}": Scoring(measure=measure, award=award) for name, (measure, award) in MEASURES.items()},
    **{f"award {name}": Scoring(measure=measure, award=award) for name, (measure, award) in AWARDS.items()},
    **{f"award {name}": scoring for name, scoring in COMPOSITES.items()},
}


def card(
    scoring: Scoring,
    *,
    policy: Policy = Policy.DROP,
    most: str = "2",
    **leaf: Any,  # noqa: ANN401 - whatever a leaf has
) -> Scorecard:
    """The shipped department scorecard with this one leaf in it, beside one that always earns 1 of 1."""
    shipped = load("2024_2426").scorecard("department")
    asked = Criterion(
        code=CODE,
        name=Name("Thử", "Trial"),
        max_points=Fraction(most),
        scoring=scoring,
        not_applicable=NotApplicable(policy=policy, reason=REASON),
        basis=shipped.basis,
        source=shipped.source,
        method=Method.EVIDENCE,
        appraiser="so-noi-vu",
    )
    beside = attrs.evolve(
        asked,
        code="1.2",
        name=Name("Bên cạnh", "Beside"),
        max_points=Fraction(1),
        scoring=Scoring(measure=Given("planned"), award=YesNo()),
    )
    asked = attrs.evolve(asked, **leaf)
    field = Field(
        code="1",
        name=Name("Lĩnh vực", "Field"),
        max_points=Fraction(most) + 1,
        criteria=(asked, beside),
        basis=shipped.basis,
        source=shipped.source,
    )
    decision = attrs.evolve(shipped.decision, counts=())
    return attrs.evolve(shipped, facts=FACTS, fields=(field,), max_points=Fraction(most) + 1, decision=decision)


def scored(
    scorecard: Scorecard,
    *entries: Entry,
    stage: str = "appraisal_2",
    missing: str = "error",
    without: tuple[str, ...] = (),
    **answers: RawFact,
) -> Result:
    """Score the sample answers, with some of them left out or given otherwise."""
    given = {name: value for name, value in {**ANSWERS, **answers}.items() if name not in without}
    appraised = {name: value for name, value in APPRAISED.items() if name not in without}
    submission = Submission(
        unit=Unit(code="X-01", name="Sở Ví dụ"),
        unit_kind=scorecard.unit_kind,
        year=2024,
        facts=GivenFacts(unit=given, appraiser=appraised),
        ballots={} if "votes" in without or not _asks(scorecard) else BALLOTS,
        entries=entries,
    )
    return evaluate(scorecard, submission, stage=stage, missing=missing)


def _asks(scorecard: Scorecard) -> bool:
    return any(isinstance(measure, Survey) for leaf in scorecard.leaves for measure in leaf.rule.measures)
