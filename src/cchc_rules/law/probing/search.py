"""Searching for answers: what is assumed, what is wanted of a measure, and the numbers worth trying."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

import attrs

from cchc_rules.exact import ONE, ZERO, Answer, Interval, Never
from cchc_rules.law.facts import Contradiction, Facts, Unanswered
from cchc_rules.law.measures import Measure
from cchc_rules.law.scoring import Policy, Scoring
from cchc_rules.values import Value

Assignment = Mapping[str, Answer]
Want = Interval | str | Never  # numbers within an interval, a level, or what was never done


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Assumed(Value):
    """Answers that are assumed, to see what comes of them."""

    year: int
    holidays: frozenset[date]
    given: Assignment
    parts: Mapping[str, Policy] = attrs.field(factory=dict)

    def answer(self, fact: str) -> Answer:
        """Give the answer to one fact; raises `Unanswered` when there is none."""
        if fact not in self.given:
            raise Unanswered((fact,))
        return self.given[fact]

    def missing(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the facts that have no answer."""
        return tuple(fact for fact in facts if fact not in self.given)

    def part_policy(self, part: str) -> Policy | None:
        """The policy under which a part does not apply; None where it does."""
        return self.parts.get(part)


@attrs.frozen(eq=False, repr=False, slots=False)
class Rated(Value):
    """What is worth trying of a scoring function under a maximum, each with the points it would earn."""

    scoring: Scoring  # held, so that no other can take its identity
    wants: tuple[tuple[Fraction, Want], ...]


class Search:
    """One search for answers: what is declared, the year that is assessed, and how much may still be tried."""

    def __init__(self, facts: Facts, year: int, holidays: Iterable[date] = (), tries: int = 20_000) -> None:
        self.facts = facts
        self.year = year
        self.holidays = frozenset(holidays)
        self.tries = tries
        self._all_tries = tries
        self.rated: dict[tuple[int, Fraction | None], Rated] = {}  # what completion found worth trying

    def again(self) -> "Search":
        """Give the same search with all its tries; what was rated is remembered."""
        search = Search(self.facts, self.year, self.holidays, self._all_tries)
        search.rated = self.rated
        return search

    def answers(self, given: Assignment) -> Assumed:
        """Give the answers to score by."""
        return Assumed(year=self.year, holidays=self.holidays, given=given)

    def may_try(self) -> bool:
        """Whether there is a try left; it is then spent."""
        self.tries -= 1
        return self.tries >= 0

    def measured(self, measure: Measure, given: Assignment) -> Answer | None:
        """Give what a measure comes to; None where it cannot be taken."""
        try:
            return measure.value(self.answers(given))
        except (Unanswered, Contradiction):
            return None


def meets(value: Answer | None, want: Want) -> bool:
    """Whether a measured value is what was wanted."""
    if isinstance(want, Interval):
        return isinstance(value, Fraction) and want.holds(value)
    return value is not None and value == want


def at(value: Fraction) -> Interval:
    """Give the interval of one number.

    >>> str(at(Fraction(4, 5)))
    '[0.8, 0.8]'
    """
    return Interval(value, value)


def shift(interval: Interval, by: Fraction) -> Interval:
    """Move an interval, its open ends kept."""
    lower = None if interval.lower is None else interval.lower + by
    upper = None if interval.upper is None else interval.upper + by
    return Interval(lower, upper, interval.lower_closed, interval.upper_closed)


def stretch(interval: Interval, by: Fraction) -> Interval:
    """Multiply an interval by a number other than 0, its open ends kept."""
    lower = None if interval.lower is None else interval.lower * by
    upper = None if interval.upper is None else interval.upper * by
    if by < 0:
        return Interval(upper, lower, interval.upper_closed, interval.lower_closed)
    return Interval(lower, upper, interval.lower_closed, interval.upper_closed)


def picks(within: Interval, *, whole: bool = False) -> Iterator[Fraction]:
    """Give a few numbers of an interval: those nearest to an open end first, then closed ends, then some between.

    >>> [str(number) for number in picks(Interval.parse("[0.79, 0.8)"))][:2]
    ['7999/10000', '79/100']
    """
    within = within.wholes() if whole else within
    if within.empty:
        return
    lower, upper = within.lower, within.upper
    step = ONE if whole or lower is None or upper is None else (upper - lower) / 100
    tried: list[Fraction] = []
    if upper is not None:
        tried += [upper] if within.upper_closed else [upper - step]
    if lower is not None:
        tried += [lower] if within.lower_closed else [lower + step]
    low = (ZERO if upper is None else upper - 10) if lower is None else lower
    high = low + 20 if upper is None else upper
    tried += [low + (high - low) * share for share in (Fraction(1, 2), Fraction(1, 3), Fraction(2, 3), Fraction(6, 7))]
    tried += [low + 1, low + 2, low + 3, high - 1]
    for number in dict.fromkeys(tried):
        if within.holds(number) and not (whole and number.denominator != 1):
            yield number
