"""Lateness: days counted from a deadline, in calendar or in working days."""

from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, Final

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import NEVER, Answer
from cchc_rules.law.facts import ANY, Answers, Contradiction, Domain, Facts, FactType, Needs, Trace, ask, note
from cchc_rules.values import Value

_DATE: Final = frozenset({FactType.DATE})
_SATURDAY: Final = 5


@attrs.frozen(eq=False, repr=False, slots=False)
class MonthDay(Value):
    """A day of any year, written ``"11-25"`` for 25 November."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


class YearOf(StrEnum):
    """Which year a due day lies in, seen from the assessed year."""

    PREVIOUS = "previous"
    NEXT = "next"


class DayCount(StrEnum):
    """Which days are counted."""

    WORKING = "working"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Due(Value):
    """A deadline: ``by`` a day (đến hết ngày: included), ``before`` it (trước ngày: excluded), or a given date.

    ``plus_days`` moves it on, in the days that are counted; ``exclusive`` excludes the day itself when it is a fact.
    """

    by: MonthDay | None = None
    before: MonthDay | None = None
    fact: str | None = None
    year: YearOf | None = None
    plus_days: int = 0
    exclusive: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class DaysLate(Value):
    """Days from the last day that is still in time (K8): 0 or fewer in time, 1 on the day after; or "never".

    Where working days are counted, what comes after the last day is one day late at least, on a day off too.
    """

    kind: ClassVar[str] = "days_late"
    fact: str
    due: Due
    days: DayCount | None = None

    @property
    def needs(self) -> Needs:
        return tuple((fact, _DATE) for fact in (self.fact, self.due.fact) if fact is not None)

    def domain(self, facts: Facts) -> Domain:
        return Domain(ANY, whole=True, never=facts[self.fact].never)

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        names = (self.fact,) if self.due.fact is None else (self.fact, self.due.fact)
        done, *named = ask(answers, names, trace)
        if done is NEVER:
            note(trace, "measure", self.kind, (), NEVER)
            return NEVER
        last = self._last_day(answers, named[0] if named else None)
        if not isinstance(done, date):
            message = f"not a date: {done!r}"
            raise TypeError(message)
        late = Fraction(self._between(last, done, answers.holidays))
        note(trace, "measure", self.kind, (("due", last), ("done", done)), late)
        return late

    def _last_day(self, answers: Answers, named: Answer | None) -> date:
        due = self.due
        year = answers.year + {None: 0, YearOf.PREVIOUS: -1, YearOf.NEXT: 1}[due.year]
        day = due.by or due.before
        if day is not None:
            last = date(year, day.month, day.day)
        elif isinstance(named, date):
            last = named
        else:  # "never" as a deadline
            raise Contradiction(Finding(id="CR313", subject=str(due.fact)))
        step = timedelta(days=1)
        for _ in range(due.plus_days):
            last += step
            while self.days and not _works(last, answers.holidays):
                last += step
        return last - step if due.exclusive or due.before is not None else last

    def _between(self, last: date, done: date, holidays: frozenset[date]) -> int:
        if not self.days:
            return (done - last).days
        first, final = sorted((last, done))
        span = (final - first).days
        working = sum(_works(first + timedelta(days=n), holidays) for n in range(1, span + 1))
        return max(working, 1) if done > last else -working  # late is late, on a Saturday too


def _works(day: date, holidays: frozenset[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays
