"""The printed scoring cells of the instruments, and for each the cases on which what is read must agree with the encoding.

A case gives the same situation twice: as the facts of the hand-made encoding, and as answers to the facts that were read,
in the order they were read in.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from cchc_rules.exact import NEVER, ZERO
from cchc_rules.law.codec import loads
from cchc_rules.law.facts import Contradiction
from cchc_rules.law.model import Criterion, Scorecard
from cchc_rules.law.scoring import Scoring
from cchc_rules.office.wording import NotUnderstood, Understood, phrases, understand
from tests.support import Told

INSTRUMENTS = Path(__file__).parents[1] / "instruments"
UNIT_KINDS = {"qd11_year": "commune", "qd11_month": "department", "qd766": "department"}
IMPOSSIBLE = Fraction(-1)
Case = tuple[Mapping[str, Any], tuple[Any, ...]]


@attrs.frozen(kw_only=True)
class PrintedCell:
    """One scoring cell as printed."""

    code: str
    name: str
    most: Fraction
    lines: tuple[str, ...]

    def read(self) -> Understood | NotUnderstood:
        return understand(self.lines, code=self.code, name=self.name, max_points=self.most)


@cache
def cells(instrument: str) -> tuple[PrintedCell, ...]:
    """Every cell of an instrument that holds something."""
    found = []
    with (INSTRUMENTS / "printed" / f"{instrument}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Cách tính điểm"]:
                most = phrases.number(row["Điểm tối đa"])
                assert most is not None
                lines = tuple(row["Cách tính điểm"].split("\n"))
                found.append(PrintedCell(code=row["STT"], name=row["Tiêu chí"], most=abs(most), lines=lines))
    return tuple(found)


@cache
def encoded(instrument: str) -> Scorecard:
    """The hand-made encoding."""
    files = {path.name: path.read_text(encoding="utf-8") for path in (INSTRUMENTS / instrument).glob("*.toml")}
    return loads(files, instrument).scorecard(UNIT_KINDS[instrument])


def encoded_points(card: Scorecard, leaf: Criterion, scoring: Scoring, facts: Mapping[str, Any]) -> Fraction | None:
    """What the encoding gives a leaf, precondition, rounding and maximum included; None where it is left open."""
    if leaf.precondition is not None and not leaf.precondition.when.holds(Told(facts=facts)):
        return ZERO
    try:
        points = scoring.score(Told(facts=facts), leaf.max_points, card.facts).points
    except Contradiction:  # another reading may take these figures for impossible
        return IMPOSSIBLE
    return _settled(points, leaf)


def _settled(points: Fraction | None, leaf: Criterion) -> Fraction | None:
    if points is None:
        return None
    rounded = points if leaf.rounding is None else leaf.rounding(points)
    return rounded if leaf.max_points is None else min(rounded, leaf.max_points)


def read_points(read: Understood, most: Fraction, answers: tuple[Any, ...]) -> Fraction | None:
    """What is read gives; None where it is left open."""
    told = Told(facts=dict(zip(read.facts, answers, strict=True)))
    points = read.scoring.score(told, most, read.facts).points
    if points is None:
        return None
    return min(most, points if read.round is None else read.round(points))


def readings(leaf: Criterion) -> Iterator[Scoring]:
    """Every scoring that the encoding lists for a leaf."""
    if leaf.scoring is not None:
        yield leaf.scoring
    yield from (reading.scoring for reading in leaf.readings if reading.scoring is not None)


# --- Cases ----------------------------------------------------------------------------------------------------------


def counted(fact: str, most: int = 130) -> list[Case]:
    return [({fact: number}, (number,)) for number in range(most)]


def shared(part: str, whole: str, *, as_rate: bool = False) -> list[Case]:
    """Every share of a thousand, every edge with what lies just beside it included."""
    return [
        ({part: number, whole: 1000}, (Fraction(number, 1000),) if as_rate else (number, 1000))
        for number in range(1001)
    ]


def truths(*facts: str) -> list[Case]:
    """All facts hold, or one of them does not."""
    cases: list[Case] = [(dict.fromkeys(facts, True), (True,))]
    return cases + [({**dict.fromkeys(facts, True), fact: False}, (False,)) for fact in facts]


def at_levels(fact: str, *levels: str) -> list[Case]:
    return [({fact: level}, (f"level_{number}",)) for number, level in enumerate(levels, start=1)]


DAYS = [date(2026, 12, 1) + timedelta(days=number) for number in range(31)]


def plan_cases() -> Iterator[Case]:
    start = date(2026, 1, 15)
    for late in (*range(100), None):
        done = NEVER if late is None else start + timedelta(days=late)
        for good in (True, False):
            facts = {"upper_plan_issued_on": start, "plan_issued_on": done, "plan_is_good": good}
            yield facts, (good, done, start)


def trained(held: str = "classes_held", planned: str = "classes_planned") -> Iterator[Case]:
    for number in range(150):
        yield (
            {"training_plan_made": True, held: number, planned: 100, "training_held": number > 0},
            (True, number, 100, number > 0),
        )
    for is_held in (True, False):
        yield ({"training_plan_made": False, "training_held": is_held, held: 1, planned: 1}, (False, 1, 1, is_held))


def sent() -> Iterator[Case]:
    for day in (*DAYS, NEVER):
        for complete in (True, False):
            yield {"report_sent_on": day, "report_evidence_complete": complete}, (complete, day)


def sent_monthly() -> Iterator[Case]:
    for facts, (complete, day) in sent():
        yield {**facts, "report_due_on": date(2026, 12, 22)}, (complete, day, date(2026, 12, 22))


def database() -> Iterator[Case]:
    for number in range(1001):
        share = Fraction(number, 1000)
        yield {"database_stage": "building", "database_built": share}, ("level_1", share, "level_1")
    for number, level in enumerate(("regular", "irregular", "none"), start=1):
        stage = encoded("qd11_month").facts["database_stage"].levels[1]
        yield {"database_stage": stage, "database_use": level}, ("level_2", ZERO, f"level_{number}")


def answered() -> list[Case]:
    """All in time, none in time; what lies between is not regulated (QD11-05)."""
    return [
        ({"comments_on_time": 3, "comments_requested": 3}, (True,)),
        ({"comments_on_time": 0, "comments_requested": 3}, (False,)),
    ]


def parts(names: tuple[str, ...], wholes: tuple[str, ...]) -> Iterator[Case]:
    """Three rates beside one another, each over its own whole."""
    for one in range(0, 101, 10):
        for other in range(0, 101, 10):
            for third in (0, 30, 50, 80, 100):
                yield (
                    dict.fromkeys(wholes, 100) | dict(zip(names, (one, other, third), strict=True)),
                    (one, other, third),
                )


def online() -> Iterator[Case]:
    names, wholes = (
        ("procedures_fully_online", "services_with_files", "files_online"),
        ("procedures_under_authority", "services", "files_received"),
    )
    for facts, (one, other, third) in parts(names, wholes):
        yield {**facts, "procedures_partly_online": 0}, (0, one, 100, other, 100, third, 100)


def payments() -> Iterator[Case]:
    names = ("payments_made", "fee_procedures_paid_online", "fee_procedures_with_files")
    for facts, (one, other, third) in parts(names, ("payments_due", "fee_procedures")):
        yield facts, (one, 100, other, 100, third)
    yield dict.fromkeys((*names, "payments_due", "fee_procedures"), 0), (0, 0, 0, 0, 0)


def products() -> Iterator[Case]:
    for four in range(3):
        for three in range(3):
            yield {"products_four_stars": four, "products_three_stars": three}, (four, three)


def rising() -> Iterator[Case]:
    for last, rises in ((Fraction(1, 2), False), (Fraction(1, 3), True), (Fraction(3, 4), False)):
        yield {"capital_disbursed": 50, "capital_assigned": 100, "disbursement_rate_last_year": last}, (rises,)


def disbursed() -> Iterator[Case]:
    for number in (*range(1001), 59999, 60000, 60001, 84999, 85000, 80050):
        whole = 1000 if number <= 1000 else 100000
        yield {"capital_disbursed": number, "capital_assigned": whole}, (Fraction(number, whole),)


def with_zero(part: str, whole: str) -> list[Case]:
    return [*shared(part, whole), ({part: 0, whole: 0}, (0, 0))]


def both(*facts: str) -> list[Case]:
    return [
        (dict(zip(facts, pair, strict=True)), pair)
        for pair in ((True, True), (True, False), (False, True), (False, False))
    ]


CASES: Mapping[str, Mapping[str, Iterable[Case]]] = {
    "qd11_year": {
        "I.1": list(plan_cases()),
        "I.2.1": shared("units_checked", "units_to_check", as_rate=True),
        "I.2.2": [({"problems_directed": done, "problems_found": 3}, (done == 3,)) for done in range(4)],
        "I.3": truths("reports_all_sent", "reports_complete", "reports_on_time"),
        "I.4": counted("initiatives"),
        "II.1.1": shared("steering_tasks_done", "steering_tasks"),
        "II.1.2": shared("province_tasks_done", "province_tasks"),
        "II.1.3": at_levels("platform_use", "regular", "irregular", "none"),
        "II.2": answered(),
        "II.3.1": truths("digital_staff_as_required"),
        "II.3.2": truths("science_staff_as_required"),
        "II.4.1": both("training_plan_made", "training_plan_specific"),
        "II.4.2": list(trained()),
        "II.5.1": counted("listeners"),
        "II.5.2": counted("news_items"),
        "II.6": list(disbursed()),
        "II.7": list(sent()),
        "IV.1": counted("solutions_proposed"),
        "IV.2": list(rising()),
        "IV.3.2": counted("press_articles"),
        "IV.3.3": list(products()),
        "IV.3.4": counted("marks_protected"),
        "IV.3.5": [({"science_tasks_approved": number}, (number > 0,)) for number in range(3)],
        "V.3": [({"urgent_reports_missed": number}, (number > 0,)) for number in range(3)],
        "V.4": both("other_deduction", "other_deduction_in_writing"),
    },
    "qd11_month": {
        "I.1": truths("reports_all_sent", "reports_complete", "reports_on_time"),
        "I.2": counted("initiatives"),
        "II.1.1": shared("steering_tasks_done", "steering_tasks", as_rate=True),
        "II.1.2": shared("province_tasks_done", "province_tasks", as_rate=True),
        "II.1.3.1": list(database()),
        "II.1.3.2": at_levels("platform_use", "regular", "irregular", "none"),
        "II.2": list(trained()),
        "II.4": list(disbursed()),
        "II.5": list(sent_monthly()),
    },
    "qd766": {
        "1.1": shared("procedures_published_on_time", "procedures_published"),
        "1.2": [
            (
                {"procedures_disclosed_on_time": done, "procedures_disclosed": 60, "procedures_to_disclose": 40},
                (done, 60, 40),
            )
            for done in range(101)
        ],
        "1.3": shared("procedures_with_all_parts", "procedures_on_display"),
        "2.1": shared("files_on_time", "files_handled"),
        "3.a": list(online()),
        "4.1": shared("files_with_result_file", "files_requiring_result"),
        "4.2": shared("files_digitised", "files_under_authority"),
        "4.2a": [({"certified_copies_rate": Fraction(number, 100)}, (Fraction(number, 100),)) for number in range(101)],
        "4.3": shared("files_reusing_data", "files_with_receipt_date"),
        "4.5a": shared("procedures_linked_to_population", "procedures_for_citizens"),
        "4.5b": shared("files_using_population", "files"),
        "5.2": with_zero("feedback_on_time", "feedback_handled"),
        "5.3": with_zero("feedback_failed", "feedback"),
        "6.a": list(payments()),
    },
}
