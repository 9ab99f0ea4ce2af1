"""The first half of the scoring language: measures turn facts into a number, a level or never."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias, TypeVar

from tests.independent.quantities import Interval, Table

Value: TypeAlias = Fraction | str  # a number; or a level; or, of a date, NEVER
Answer: TypeAlias = Fraction | date | str
Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

NEVER = "never"
SATURDAY = 5
ZERO, ONE = Fraction(0), Fraction(1)


class OpenError(Exception):
    """No points yet: an answer is missing, or the text is silent about the value."""


class ContradictionError(Exception):
    """Answers that cannot all be true, or points that nobody may give."""


@dataclass(frozen=True)
class Replies:
    """What one respondent group answered to a survey question: the share of each option, and how many valid replies."""

    shares: Mapping[str, Fraction]
    valid: int


@dataclass(frozen=True)
class Answers:
    """Every answer that is listened to, and the calendar it is read by."""

    facts: Mapping[str, Answer]
    surveys: Mapping[str, Mapping[str, Replies]]
    year: int
    holidays: frozenset[date]


def each(items: Iterable[Item], work: Callable[[Item], Outcome]) -> list[Outcome]:
    """The outcomes of all items. A contradiction in one outweighs a missing answer in another."""
    outcomes, is_open, is_wrong = [], False, False
    for item in items:
        try:
            outcomes.append(work(item))
        except OpenError:
            is_open = True
        except ContradictionError:
            is_wrong = True
    if is_wrong:
        raise ContradictionError
    if is_open:
        raise OpenError
    return outcomes


# --- Facts ----------------------------------------------------------------------------------------------------------


def fact(name: str, answers: Answers) -> Answer:
    """What was answered, if anything was."""
    if name not in answers.facts:
        raise OpenError
    return answers.facts[name]


def quantity(name: str, answers: Answers) -> Fraction:
    """A fact that is a number; a yes is 1, a no is 0."""
    value = fact(name, answers)
    if not isinstance(value, Fraction):
        raise TypeError(name)
    return value


def quantities(names: Iterable[str], answers: Answers) -> list[Fraction]:
    """Several facts that are numbers, all of them needed."""
    return each(names, lambda name: quantity(name, answers))


# --- Measures -------------------------------------------------------------------------------------------------------


def measured(rule: Table, answers: Answers) -> Value:
    """The value of a measure."""
    return MEASURES[rule["kind"]](rule, answers)


def number(rule: Table, answers: Answers) -> Fraction:
    """The value of a measure that is a number."""
    value = measured(rule, answers)
    if not isinstance(value, Fraction):
        raise TypeError(rule["kind"])
    return value


def given(rule: Table, answers: Answers) -> Value:
    """The fact itself."""
    return quantity(rule["fact"], answers)


def all_of(rule: Table, answers: Answers) -> Value:
    """1 when every condition holds, else 0."""
    return min(quantities(rule["facts"], answers))


def any_of(rule: Table, answers: Answers) -> Value:
    """1 when one condition or more holds, else 0."""
    return max(quantities(rule["facts"], answers))


def ratio(rule: Table, answers: Answers) -> Value:
    """Part over whole."""
    parts, wholes, less = each(
        (rule["part"], rule["whole"], rule.get("less", [])), lambda names: quantities(names, answers)
    )
    part = sum(parts, ZERO)
    whole = (max(wholes) if rule.get("greatest") else sum(wholes, ZERO)) - sum(less, ZERO)
    if whole < 0:
        raise ContradictionError
    if whole == 0 and "stand_in" in rule:
        whole = stand_in(rule["stand_in"], answers)
        if whole == 0:
            return Fraction(rule["stand_in"]["otherwise"])
    if whole == 0 and part == 0 and "when_zero" in rule:
        return Fraction(rule["when_zero"])
    if whole == 0 or (part > whole and not rule.get("may_exceed")):
        raise ContradictionError
    return part / whole


def stand_in(rule: Table, answers: Answers) -> Fraction:
    """The figure that stands in for a whole of 0."""
    names = [rule["fact"], *([rule["divided_by"]] if "divided_by" in rule else [])]
    whole, *divisors = quantities(names, answers)
    if 0 in divisors:
        raise ContradictionError
    return whole / divisors[0] if divisors else whole


def complement(rule: Table, answers: Answers) -> Value:
    """What is left of 1 after the bad rates are taken off."""
    return ONE - sum(each(rule["of"], lambda rate: number(rate, answers)), ZERO)


def product(rule: Table, answers: Answers) -> Value:
    """Rates multiplied with one another."""
    value = ONE
    for rate in each(rule["of"], lambda rate: number(rate, answers)):
        value *= rate
    return value


def relative(rule: Table, answers: Answers) -> Value:
    """A measure against a benchmark."""
    own, benchmark = each((rule["of"], rule["to"]), lambda inner: number(inner, answers))
    if rule["by"] == "difference":
        return own - benchmark
    if benchmark == 0:
        raise ContradictionError
    return own / benchmark


def weighted(rule: Table, answers: Answers) -> Value:
    """Facts, each times its weight, added."""
    return sum(each(rule["of"], lambda term: quantity(term["fact"], answers) * Fraction(term["times"])), ZERO)


def level(rule: Table, answers: Answers) -> Value:
    """The level that was chosen."""
    value = fact(rule["fact"], answers)
    if not isinstance(value, str):
        raise TypeError(rule["fact"])
    return value


def survey(rule: Table, answers: Answers) -> Value:
    """The weighted mean of a survey question."""
    groups = answers.surveys.get(rule["ballots"], {})
    mean = ZERO
    for group in rule["groups"]:
        replies = groups.get(group["id"])
        if replies is None or replies.valid < max(rule["min_valid"], 1):
            raise OpenError
        chosen = (replies.shares.get(option["id"], ZERO) * Fraction(option["weight"]) for option in rule["options"])
        mean += Fraction(group["weight"]) * sum(chosen, ZERO)
    return mean


# --- Days -----------------------------------------------------------------------------------------------------------


def days_late(rule: Table, answers: Answers) -> Value:
    """Days from the last day that is still in time: 1 on the day after it; or never."""
    counted = working_days(answers) if rule.get("days") == "working" else every_day
    day, *_ = each(
        [rule["fact"], *([rule["due"]["fact"]] if "fact" in rule["due"] else [])], lambda n: fact(n, answers)
    )
    if not isinstance(day, date):
        return NEVER
    due = deadline(rule["due"], answers, counted)
    if day > due:
        return Fraction(max(sum(map(counted, days_after(due, day))), 1))
    return -Fraction(sum(map(counted, days_after(day, due))))


def every_day(_: date) -> bool:
    """Whether a day is counted, where all days are."""
    return True


def working_days(answers: Answers) -> Callable[[date], bool]:
    """Whether a day is a working day."""
    return lambda day: day.weekday() < SATURDAY and day not in answers.holidays


def days_after(start: date, end: date) -> Iterator[date]:
    """The days after one day, up to another that is included."""
    return (start + timedelta(days=count) for count in range(1, (end - start).days + 1))


def deadline(due: Table, answers: Answers, counted: Callable[[date], bool]) -> date:
    """The last day that is still in time."""
    if "fact" in due:
        asked = fact(due["fact"], answers)
        if not isinstance(asked, date):
            raise ContradictionError
        day, excluded = asked, due.get("exclusive", False)
    else:
        year = answers.year + {"previous": -1, "next": 1}.get(due.get("year", ""), 0)
        day, excluded = date.fromisoformat(f"{year:04}-{due.get('by') or due['before']}"), "before" in due
    left = due.get("plus_days", 0)
    while left:
        day += timedelta(days=1)
        left -= counted(day)
    return day - timedelta(days=1 if excluded else 0)


MEASURES: dict[str, Callable[[Table, Answers], Value]] = {
    "fact": given,
    "all_of": all_of,
    "any_of": any_of,
    "ratio": ratio,
    "complement": complement,
    "product": product,
    "relative": relative,
    "weighted": weighted,
    "days_late": days_late,
    "level": level,
    "survey": survey,
}


def holds(condition: Table, answers: Answers) -> bool:
    """Whether a condition holds. Something that was never done lies in no interval."""
    value = measured(condition["measure"], answers)
    if "level" in condition:
        return bool(value == condition["level"])
    return isinstance(value, Fraction) and Interval.read(condition["in"]).holds(value)
