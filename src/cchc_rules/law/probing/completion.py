"""The rest of a scoring function: answers, beside those that are given, that decide it."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Final

from cchc_rules.exact import NEVER, ONE, ZERO, Answer, Interval, cover
from cchc_rules.law.awards import Most, SimpleAward, Undecided
from cchc_rules.law.facts import ANY, Contradiction, FactType
from cchc_rules.law.measures import Measure
from cchc_rules.law.probing.aims import aims
from cchc_rules.law.probing.inverse import hit
from cchc_rules.law.probing.search import Assignment, Rated, Search, Want, picks
from cchc_rules.law.probing.spots import Required, Spot, spots
from cchc_rules.law.scoring import BestOf, Branch, Condition, Otherwise, Part, Scoring, Sum

Wish = Callable[[str], int]  # by the path of a part: 1 for many points, -1 for few

_FAR: Final = Fraction(10**12)
_EACH: Final = 4  # ways tried for each part


def most_points(_: str) -> int:
    """Wish for many points everywhere."""
    return 1


def fewest_points(_: str) -> int:
    """Wish for few points everywhere."""
    return -1


def sides(condition: Condition, search: Search, *, wanted: bool) -> Iterator[Want]:
    """Give what a measure must come to for a condition to hold, or to fail."""
    domain = condition.measure.domain(search.facts)
    if condition.level is not None:
        yield from (level for level in domain.levels if (level == condition.level) is wanted)
    elif condition.within is not None:
        yield from (condition.within,) if wanted else ()
        yield from () if wanted else cover([condition.within], domain.interval, whole=domain.whole).gaps
    if domain.never and not wanted:
        yield NEVER


def require(required: Required, given: Assignment, search: Search) -> Iterator[Assignment]:
    """Give answers, beside those given, under which conditions come to what is required of each."""
    if not required:
        yield given
        return
    (condition, wanted), rest = required[0], required[1:]
    for want in sides(condition, search, wanted=wanted):
        for settled in islice(hit(condition.measure, want, given, search), 3):
            yield from require(rest, settled, search)


class Completion:
    """One way of completing answers: what may still be tried, and how many points are wished for."""

    def __init__(self, search: Search, wish: Wish = most_points) -> None:
        self.search = search
        self.wish = wish

    def of(self, scoring: Scoring, given: Assignment, most: Most, path: str = "") -> Iterator[Assignment]:
        """Give answers, beside those given, that decide a scoring function; those wished for come first."""
        award = scoring.award
        if isinstance(award, Branch):
            yield from self._branch(award, given, most, path)
        elif isinstance(award, Sum | BestOf):
            minus = award.minus if isinstance(award, Sum) else ()
            parts = tuple((part, self) for part in award.parts)
            yield from _parts((*parts, *((part, self._turned()) for part in minus)), given, path)
        elif scoring.measure is not None:
            yield from self._values(scoring.measure, scoring, given, most, path)

    def _turned(self) -> "Completion":
        return Completion(self.search, lambda path: -self.wish(path))

    def _branch(self, award: Branch, given: Assignment, most: Most, path: str) -> Iterator[Assignment]:
        """The arms that can earn what is wished for, first."""
        ways: list[tuple[Fraction, Required, Otherwise, str]] = []
        sign = self.wish(path)
        failed: Required = ()
        for number, arm in enumerate(award.arms, 1):
            ways.append((self._rate(arm, most, sign), (*failed, (arm.when, True)), arm, f"arm_{number}"))
            failed = (*failed, (arm.when, False))
        ways.append((self._rate(award.otherwise, most, sign), failed, award.otherwise, "otherwise"))
        for _, required, taken, name in sorted(ways, key=lambda way: way[0]):
            for led in islice(require(required, given, self.search), _EACH):
                yield from self.of(taken.scoring, led, taken.most(most), f"{path}.{name}".strip("."))

    def _rate(self, arm: Otherwise, most: Most, sign: int) -> Fraction:
        reach = arm.reach(self.search.facts, most)
        end = reach.lowest if sign < 0 else reach.highest
        return -sign * (_FAR if end is None else end)

    def _values(
        self, measure: Measure, scoring: Scoring, given: Assignment, most: Most, path: str
    ) -> Iterator[Assignment]:
        if all(name in given for name, _ in measure.needs):
            if self.search.measured(measure, given) is not None:
                yield given
            return
        for want in self._wants(scoring, most, self.wish(path)):
            yield from islice(hit(measure, want, given, self.search), 3)
        yield from islice(hit(measure, ANY, given, self.search), 3)

    def _wants(self, scoring: Scoring, most: Most, sign: int) -> list[Want]:
        """The critical values of an award, those that earn what is wished for first."""
        key = id(scoring), most
        if key not in self.search.rated:
            self.search.rated[key] = self._rated(scoring, most)
        rated = self.search.rated[key].wants
        return [want for _, want in sorted(rated, key=lambda one: -sign * one[0])]

    def _rated(self, scoring: Scoring, most: Most) -> Rated:
        wants: list[tuple[Fraction, Want]] = []
        for aim in aims(scoring, most, self.search.facts):
            if aim.want is not None and not aim.refused:
                points = self._points(aim.want, scoring.award, scoring.measure, most)
                wants += () if points is None else ((points, aim.want),)
        return Rated(scoring, tuple(wants))

    def _points(self, want: Want, award: object, measure: Measure | None, most: Most) -> Fraction | None:
        """What a value that is wanted would earn; None where the award gives it nothing."""
        if measure is None or isinstance(award, Branch | Sum | BestOf) or not isinstance(award, SimpleAward):
            return None
        value: Answer | None = want if not isinstance(want, Interval) else None
        if isinstance(want, Interval):
            value = next(picks(want, whole=measure.domain(self.search.facts).whole), None)
        try:
            return None if value is None else award.points(value, most)
        except (Undecided, Contradiction):
            return None


def _parts(parts: tuple[tuple[Part, Completion], ...], given: Assignment, path: str) -> Iterator[Assignment]:
    if not parts:
        yield given
        return
    (part, completion), rest = parts[0], parts[1:]
    inner = completion.of(part.scoring, given, part.max_points, f"{path}.{part.id}".strip("."))
    for settled in islice(inner, _EACH):
        yield from _parts(rest, settled, path)


def filled(scoring: Scoring, given: Assignment, search: Search) -> Assignment:
    """Answer what is still unanswered, as well as it goes beside what is given."""
    for spot in spots(scoring, None):
        if isinstance(spot, Spot):
            given = next(hit(spot.measure, ANY, given, search), given)
    left = dict.fromkeys(name for name, _ in scoring.needs if name not in given)
    return {**given, **{name: plain for name in left if (plain := _plain(name, search)) is not None}}


def _plain(name: str, search: Search) -> Answer | None:
    fact = search.facts[name]
    match fact.type:
        case FactType.DATE:
            return date(search.year, 6, 14)
        case FactType.LEVEL:
            return fact.levels[0]
        case FactType.BALLOTS:
            return None
        case _:
            return ZERO if fact.type is FactType.POINTS else ONE
