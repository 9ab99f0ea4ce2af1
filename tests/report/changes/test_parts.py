"""What was edited of a rule is said by itself: a threshold, a row, a weight; the whole only where nothing less will do."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from cchc_rules.law.awards import LevelPoints, Proportional, Tally, Toward, YesNo
from cchc_rules.law.facts import Name
from cchc_rules.law.lateness import DayCount, DaysLate, Due, MonthDay
from cchc_rules.law.measures import AllOf, Given, Relative, Term, Weighted
from cchc_rules.law.scoring import Branch, Scoring, Sum
from cchc_rules.law.surveys import Survey, Weight
from cchc_rules.report.changes.wording import spoken
from tests.report.changes.drafts import rescored
from tests.report.support import AWARDS, COMPOSITES, MEASURES, PARTS, RATIO, bands

MOST = Fraction(2)
HALF = Fraction("0.5")


def simple(award: Any, measure: Any = RATIO) -> Scoring:  # noqa: ANN401 - any simple award
    return Scoring(measure=measure, award=award)


def award(name: str, **values: Any) -> tuple[Scoring, Scoring]:  # noqa: ANN401 - whatever an award has
    measure, before = AWARDS[name]
    return simple(before, measure), simple(attrs.evolve(before, **values), measure)


def measure(name: str, after: Any) -> tuple[Scoring, Scoring]:  # noqa: ANN401 - any measure
    before, given = MEASURES[name]
    return simple(given, before), simple(given, after)


def composite(name: str, **values: Any) -> tuple[Scoring, Scoring]:  # noqa: ANN401 - whatever a composite has
    before = COMPOSITES[name]
    return before, Scoring(award=attrs.evolve(before.award, **values))


SURVEY = MEASURES["survey"][0]
BRANCH = COMPOSITES["branch"].award
SUM = COMPOSITES["sum"].award
assert isinstance(SURVEY, Survey)
assert isinstance(BRANCH, Branch)
assert isinstance(SUM, Sum)
LATE = MEASURES["days_late"][0]
WORKING = MEASURES["days_late.working"][0]
assert isinstance(LATE, DaysLate)
assert isinstance(WORKING, DaysLate)
DIFFERENCE = MEASURES["relative"][0]
assert isinstance(DIFFERENCE, Relative)
FLOORED = Scoring(measure=RATIO, award=Proportional(floor=Fraction("0.7")))

SAID = {
    "floor": (award("proportional", floor=Fraction("0.85")), "floor 80 %", "floor 85 %"),
    "no floor": (award("proportional", floor=None), "floor 80 %", "no floor"),
    "a floor that does not end": (award("proportional", floor=Fraction(2, 3)), "floor 80 %", "floor 2/3 ≈ 66.667 %"),
    "target": (award("proportional.target", full_at=None), "the maximum from 95 % up", "the maximum from 100 % up"),
    "steps from a rate": (award("steps", at=HALF), "counted from 70 %", "counted from 50 %"),
    "steps from a number": (award("steps.less", at=Fraction(2)), "counted from 3", "counted from 2"),
    "cap of steps": (award("steps", cap=None), "at most 1.5 points", "at most the maximum"),
    "yes": (
        award("yes_no", yes=Fraction(2)),
        "yes: 1.5 points; no: 0.5 points",
        "yes: 2 points (stated); no: 0.5 points",
    ),
    "cap of a tally": (award("tally", cap=Fraction(1)), "at most the maximum", "at most 1 point"),
    "start": (award("deduct", start=HALF), "starting at the maximum", "starting at 0.5 points"),
    "least": (award("deduct", floor=HALF), "at least 0 points", "at least 0.5 points"),
    "step": (award("judged", step=HALF), "given in steps of 0.25", "given in steps of 0.5"),
    "edges": (
        award("bands", rows=bands(("[0.95, 1]", "2"), ("[0, 0.95)", "0")).rows),
        "from 90 % to 100 %: 2 points; from 0 % to below 90 %: 0 points",
        "from 95 % to 100 %: 2 points; from 0 % to below 95 %: 0 points",
    ),
    "points of a band": (
        award("bands", rows=bands(("[0.9, 1]", "1"), ("[0, 0.9)", "0")).rows),
        "from 90 % to 100 %: 2 points",
        "from 90 % to 100 %: 1 point",
    ),
    "more bands": (
        award("bands", rows=bands(("[0.9, 1]", "2"), ("[0.5, 0.9)", "1"), ("[0, 0.5)", "0")).rows),
        "from 90 % to 100 %: 2 points; from 0 % to below 90 %: 0 points",
        "from 90 % to 100 %: 2 points; from 50 % to below 90 %: 1 point; from 0 % to below 50 %: 0 points",
    ),
    "never": (
        (
            simple(MEASURES["days_late"][1], LATE),
            simple(bands(("(-inf, 0]", "2"), ("[1, 15]", "1"), ("[16, inf)", "0")), LATE),
        ),
        "never done: 0 points",
        "nothing said of “never done”",
    ),
    "levels": (
        award("levels", rows=(LevelPoints("full", MOST),)),
        "“full”: 2 points; “partial”: 0.75 points",
        "“full”: 2 points",
    ),
    "points of a level": (
        award("levels", rows=(LevelPoints("full", MOST), LevelPoints("partial", HALF))),
        "“partial”: 0.75 points",
        "“partial”: 0.5 points",
    ),
    "due": (
        measure("days_late", attrs.evolve(LATE, due=Due(before=MonthDay(2, 15)))),
        "deadline: by 31 January",
        "deadline: before 15 February",
    ),
    "due on a fact": (
        measure("days_late.working", attrs.evolve(WORKING, due=Due(fact="due_on"))),
        "deadline: before the day: Day due, plus 1 days",
        "deadline: by the day: Day due",
    ),
    "days counted otherwise": (
        measure("days_late", attrs.evolve(LATE, days=DayCount.WORKING)),
        "days from the deadline (by 31 January) to: Day sent",
        "working days from (by 31 January) to: Day sent",
    ),
    "benchmark": (
        measure("relative", attrs.evolve(DIFFERENCE, to=Given("planned"))),
        "against: General share",
        "against: Planned",
    ),
    "items": (
        measure("all_of", AllOf(("planned",))),
        "all of: Planned; Reported",
        "all of: Planned",
    ),
    "weight of an item": (
        measure("weighted", Weighted((Term("late", HALF), Term("planned", Fraction(1))))),
        "0.25 × Late",
        "0.5 × Late",
    ),
    "measure": (measure("fact", Given("reported")), "Planned", "Reported"),
    "options": (
        measure("survey", attrs.evolve(SURVEY, options=(Weight("A", Fraction(1)), Weight("B", Fraction(1, 3))))),
        "“B” 50 %",
        "“B” 1/3 ≈ 33.333 %",
    ),
    "other options": (
        measure("survey", attrs.evolve(SURVEY, options=(Weight("A", Fraction(1)),))),
        "“A” 100 %, “B” 50 %",
        "“A” 100 %",
    ),
    "groups": (
        measure("survey", attrs.evolve(SURVEY, groups=(Weight("people", Fraction(1)),))),
        "groups: “people” 60 %, “staff” 40 %",
        "groups: “people” 100 %",
    ),
    "ballots": (
        measure("survey", attrs.evolve(SURVEY, min_valid=30)),
        "at least 10 valid ballots each",
        "at least 30 valid ballots each",
    ),
    "maximum of an arm": (
        composite("branch", arms=(BRANCH.arms[0], attrs.evolve(BRANCH.arms[1], max_points=None))),
        "case 2: at most 1 point",
        "case 2: by the maximum of the criterion",
    ),
    "condition of an arm": (
        composite(
            "branch",
            arms=(
                attrs.evolve(BRANCH.arms[0], when=attrs.evolve(BRANCH.arms[0].when, level="partial")),
                BRANCH.arms[1],
            ),
        ),
        "case 1: Level: “full”",
        "case 1: Level: “partial”",
    ),
    "inside an arm": (
        composite("branch", otherwise=attrs.evolve(BRANCH.otherwise, scoring=FLOORED)),
        "otherwise: no floor",
        "otherwise: floor 70 %",
    ),
    "maximum of a part": (
        composite("sum", parts=(attrs.evolve(PARTS[0], max_points=HALF), PARTS[1])),
        "part “tasks”: at most 1 point",
        "part “tasks”: at most 0.5 points",
    ),
    "rounding of a part": (
        composite("sum", parts=(attrs.evolve(PARTS[0], round=None), PARTS[1])),
        "part “tasks”: 1 decimal, half up",
        "part “tasks”: not rounded",
    ),
    "name of a part": (
        composite("sum", parts=(attrs.evolve(PARTS[0], name=Name("Việc", "Tasks")), PARTS[1])),
        "“tasks”",
        "“Tasks”",
    ),
    "inside a part": (
        composite("best_of", parts=(attrs.evolve(PARTS[0], scoring=FLOORED), PARTS[1])),
        "part “tasks”: no floor",
        "part “tasks”: floor 70 %",
    ),
    "base": (composite("sum", base=None), "starting at 0.5 points", "starting at 0 points"),
    "cap": (composite("sum.clamped", cap=Fraction(2)), "at most 1 point", "at most 2 points"),
    "lowest": (composite("sum.clamped", floor=None), "at least 0 points", "no limit"),
    "other parts": (
        composite("best_of", parts=PARTS[1:]),
        (
            "Only the best part counts: Part “tasks”, at most 1 point, rounded to 1 decimal, half up: Measure: Done / All; "
            "Points: rate × maximum (1 point); Part “plan”, at most 0.5 points: Measure: Planned; "
            "Points: yes: 0.5 points; no: 0 points"
        ),
        (
            "Only the best part counts: Part “plan”, at most 0.5 points: Measure: Planned; "
            "Points: yes: 0.5 points; no: 0 points"
        ),
    ),
    "another award": (
        (simple(YesNo(), Given("planned")), simple(Tally(), Given("money"))),
        "Measure: Planned; Points: yes: 2 points; no: 0 points",
        "Measure: Money; Points: the measured value is the points, at most 2 points",
    ),
    "steps the other way": (
        award("steps", toward=Toward.LESS),
        (
            "at 70 %: 0.5 points; each full 5 percentage points more adds 0.25 points, at most 1.5 points; "
            "short of 70 %: 0 points"
        ),
        (
            "at 70 %: 0.5 points; each full 5 percentage points less adds 0.25 points, at most 1.5 points; "
            "above 70 %: 0 points"
        ),
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_was_edited_is_said_by_itself(name: str) -> None:
    (old, new), before, after = SAID[name]
    changes = rescored(old, new)
    change = next(change for change in changes.leading if change.attribute == "rule")
    assert spoken(change, changes, "en") == (before, after)
    in_vietnamese = spoken(change, changes, "vi")
    assert in_vietnamese[0] != in_vietnamese[1]
