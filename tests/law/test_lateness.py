"""Days late: from the last day that is still in time, in calendar days or in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.exact import NEVER
from cchc_rules.law.facts import Contradiction, Step, Unanswered
from cchc_rules.law.lateness import DaysLate, MonthDay
from tests.support import Told, fact, scoring

DAYS = st.dates(date(2023, 6, 1), date(2025, 6, 30))


def days_late(due: str, days: str = "") -> DaysLate:
    award = '{ kind = "bands", rows = [{ in = "(-inf, inf)", points = "0" }] }'
    measure = f'{{ kind = "days_late", fact = "done", due = {{ {due} }}{days} }}'
    made = scoring(f"measure = {measure}\naward = {award}").measure
    assert isinstance(made, DaysLate)
    return made


WORKING = ', days = "working"'


def late(due: str, done: str, days: str = "", asked: str = "2024-11-01", holidays: tuple[str, ...] = ()) -> object:
    facts = {"done": date.fromisoformat(done), "asked": date.fromisoformat(asked)}
    off = frozenset(map(date.fromisoformat, holidays))
    return days_late(due, days).value(Told(facts=facts, year=2024, holidays=off))


@pytest.mark.parametrize(
    ("due", "done", "value"),
    [
        ('by = "11-25"', "2024-11-25", 0),  # đến hết ngày: included
        ('by = "11-25"', "2024-11-26", 1),
        ('by = "11-25"', "2024-11-20", -5),
        ('before = "11-25"', "2024-11-24", 0),  # trước ngày: excluded
        ('before = "11-25"', "2024-11-25", 1),
        ('before = "01-01"', "2023-12-31", 0),
        ('by = "01-15", year = "next"', "2025-01-15", 0),
        ('by = "12-31", year = "previous"', "2024-01-01", 1),
        ('before = "12-31", year = "previous"', "2023-12-30", 0),
        ('by = "02-28", plus_days = 1', "2024-02-29", 0),  # 2024 has that day
        ('by = "11-25", plus_days = 30', "2024-12-25", 0),
        ('before = "11-25", plus_days = 30', "2024-12-25", 1),
        ('fact = "asked"', "2024-11-01", 0),
        ('fact = "asked", exclusive = true', "2024-11-01", 1),
        ('fact = "asked", plus_days = 5', "2024-11-06", 0),
        ('fact = "asked", plus_days = 5, exclusive = true', "2024-11-06", 1),
    ],
)
def test_calendar_days(due: str, done: str, value: int) -> None:
    assert late(due, done) == value


@pytest.mark.parametrize(
    ("due", "done", "holidays", "value"),
    [
        # 1 November 2024 is a Friday
        ('fact = "asked", plus_days = 5', "2024-11-08", (), 0),
        ('fact = "asked", plus_days = 5', "2024-11-11", (), 1),  # the Monday after that Friday
        ('fact = "asked", plus_days = 5', "2024-11-09", (), 1),  # late on a Saturday is late
        ('fact = "asked", plus_days = 5', "2024-11-12", (), 2),
        ('fact = "asked", plus_days = 5', "2024-11-11", ("2024-11-06",), 0),  # a holiday moves the last day on
        ('fact = "asked", plus_days = 5', "2024-11-12", ("2024-11-11",), 1),  # and is no day late itself
        ('fact = "asked", plus_days = 1', "2024-11-04", (), 0),
        ('fact = "asked", plus_days = 5', "2024-11-04", (), -4),
        ('fact = "asked"', "2024-11-01", (), 0),
        ('by = "11-24"', "2024-11-25", (), 1),  # a Sunday that is stated stays the last day
        ('before = "11-25"', "2024-11-22", (), 0),
        ('before = "11-25"', "2024-11-25", (), 1),
    ],
)
def test_working_days(due: str, done: str, holidays: tuple[str, ...], value: int) -> None:
    assert late(due, done, WORKING, holidays=holidays) == value


@given(done=DAYS, asked=DAYS, plus=st.integers(0, 40))
def test_calendar_days_are_a_difference(done: date, asked: date, plus: int) -> None:
    """Moving a deadline on by a day takes one day off what is late."""
    found = late(f'fact = "asked", plus_days = {plus}', done.isoformat(), asked=asked.isoformat())
    assert found == (done - asked).days - plus


@given(done=DAYS, asked=DAYS, plus=st.integers(0, 12), holidays=st.frozensets(DAYS, max_size=5))
def test_working_days_agree_with_a_count_day_by_day(
    done: date, asked: date, plus: int, holidays: frozenset[date]
) -> None:
    """Every day is looked at: does it count, and on which side of the last day does it lie."""

    def works(day: date) -> bool:
        return day.isoweekday() <= 5 and day not in holidays

    last, left = asked, plus
    while left:
        last += timedelta(days=1)
        left -= works(last)
    found = late(
        f'fact = "asked", plus_days = {plus}', done.isoformat(), WORKING, asked.isoformat(), tuple(map(str, holidays))
    )
    day, count = last, 0
    while day < done:
        day += timedelta(days=1)
        count += works(day)
    while day > done:
        count -= works(day)
        day -= timedelta(days=1)
    assert found == (max(count, 1) if done > last else count)


@given(done=DAYS, asked=DAYS, days=st.sampled_from(["", WORKING]))
def test_one_day_later_is_never_earlier(done: date, asked: date, days: str) -> None:
    first, second = (late('fact = "asked"', str(day), days, str(asked)) for day in (done, done + timedelta(days=1)))
    assert isinstance(first, type(second))
    assert first <= second  # type: ignore[operator]  # numbers both


def test_what_was_never_done_is_never_late() -> None:
    trace: list[Step] = []
    measure = days_late('by = "11-25"')
    assert measure.value(Told(facts={"done": NEVER}), trace) is NEVER
    assert [(step.what, step.value) for step in trace] == [("facts", None), ("measure", NEVER)]
    assert measure.domain({"done": fact("date", never=True)}).never
    assert not measure.domain({"done": fact("date")}).never


def test_a_deadline_that_never_came_is_a_contradiction() -> None:
    with pytest.raises(Contradiction) as caught:
        days_late('fact = "asked"').value(Told(facts={"done": date(2024, 1, 1), "asked": NEVER}))
    assert (caught.value.finding.id, caught.value.finding.subject) == ("CR313", "asked")


def test_both_dates_are_asked_for() -> None:
    measure = days_late('fact = "asked"')
    with pytest.raises(Unanswered) as caught:
        measure.value(Told(facts={}))
    assert caught.value.facts == ("done", "asked")
    assert [name for name, _ in measure.needs] == ["done", "asked"]
    assert [name for name, _ in days_late('by = "11-25"').needs] == ["done"]


def test_the_derivation_tells_the_last_day() -> None:
    trace: list[Step] = []
    days_late('before = "11-25"').value(Told(facts={"done": date(2024, 11, 26)}), trace)
    assert dict(trace[-1].inputs) == {"due": date(2024, 11, 24), "done": date(2024, 11, 26)}
    assert trace[-1].value == 2


def test_a_day_of_any_year_is_written_as_it_is_read() -> None:
    assert str(MonthDay(2, 3)) == "02-03"


def test_an_answer_that_is_no_date_is_a_programmers_mistake() -> None:
    with pytest.raises(TypeError, match="not a date"):
        days_late('by = "11-25"').value(Told(facts={"done": 5}))
