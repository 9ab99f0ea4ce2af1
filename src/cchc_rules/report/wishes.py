"""Values for every fact of a scorecard that hold together, and that its rules are content with.

Each rule says what it would like of its facts (the best band, the deadline kept, the condition met); the first word on
a fact stands, and a part is then held to its whole.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.exact import ONE, ZERO, Interval, spell
from cchc_rules.law.awards import Bands, Deduct, Judged, Levels, Most, SimpleAward, Steps, Toward
from cchc_rules.law.facts import SHARE, Fact, FactType
from cchc_rules.law.lateness import DaysLate, Due, YearOf
from cchc_rules.law.measures import (
    AllOf,
    AnyOf,
    Complement,
    Given,
    LevelOf,
    Measure,
    Product,
    Ratio,
    Relative,
    Weighted,
)
from cchc_rules.law.model import Scorecard
from cchc_rules.law.scoring import BestOf, Branch, Condition, Scoring, Sum
from cchc_rules.scoring.inputs import RawFact
from cchc_rules.values import Value

_COUNT: Final = Fraction(40)  # what a count is, where nothing is asked of it
_ROUND: Final = Fraction(10)
_GOOD: Final = Fraction(9, 10)  # what a part is of its whole, where nothing is asked of it
_BAD: Final = Fraction(1, 20)  # and where the less of it the better
_EARLY: Final = timedelta(days=3)
_DEADLINE: Final = (11, 15)
_PERIODS: Final = Fraction(12)

Wish = Fraction | date | str


@attrs.frozen(eq=False, repr=False, slots=False)
class _Share(Value):
    """That a fact be a share of a ratio's whole, evenly with the other facts of its part."""

    ratio: Ratio
    share: Fraction


def filled(scorecard: Scorecard, year: int) -> dict[str, RawFact]:
    """Give a value for every fact but the survey questions, in the scorecard's order."""
    draft = _Draft(scorecard, year)
    facts = scorecard.facts.items()
    return {name: draft.raw(name, fact) for name, fact in facts if fact.type is not FactType.BALLOTS}


class _Draft:
    """The wishes of one scorecard, and the values they come to."""

    def __init__(self, scorecard: Scorecard, year: int) -> None:
        self.facts = scorecard.facts
        self.year = year
        self.wishes: dict[str, Wish] = {}
        self.shares: dict[str, list[_Share]] = {}
        self.numbers: dict[str, Fraction] = {}
        nodes = tuple(scorecard.walk())
        preconditions = (scorecard.precondition, *(node.precondition for node in nodes))
        conditions = [node.applies_when for node in nodes if node.applies_when is not None]
        conditions += [precondition.when for precondition in preconditions if precondition is not None]
        for condition in conditions:
            self._condition(condition)
        for leaf in scorecard.leaves:
            self._scoring(leaf.rule, leaf.max_points)

    def raw(self, name: str, fact: Fact) -> RawFact:
        """Give the value of a fact as it stands in a submission."""
        wish = self.wishes.get(name)
        match fact.type:
            case FactType.BOOLEAN:
                return wish != ZERO
            case FactType.LEVEL:
                return wish if isinstance(wish, str) else fact.levels[0]
            case FactType.DATE:
                return wish if isinstance(wish, date) else date(self.year, *_DEADLINE)
            case _:
                number = self._number(name)
                return int(number) if number.denominator == 1 else spell(number)

    # --- What rules wish --------------------------------------------------------------------------------------------

    def _wish(self, name: str, wish: Wish) -> None:
        self.wishes.setdefault(name, wish)

    def _condition(self, condition: Condition) -> None:
        measure = condition.measure
        if isinstance(measure, LevelOf) and condition.level is not None:
            self._wish(measure.fact, condition.level)
        elif isinstance(measure, Given) and condition.within is not None:
            self._wish(measure.fact, _inside(condition.within))
        else:
            self._measure(measure, None, good=True)

    def _scoring(self, scoring: Scoring, most: Most, *, good: bool = True) -> None:
        award = scoring.award
        if isinstance(award, Branch):
            for arm in award.arms:
                self._condition(arm.when)
            for either in award.every_arm:
                self._scoring(either.scoring, either.most(most), good=good)
        elif isinstance(award, Sum | BestOf):
            for part in award.parts:
                self._scoring(part.scoring, part.max_points, good=good)
            for part in award.minus if isinstance(award, Sum) else ():
                self._scoring(part.scoring, part.max_points, good=not good)
        elif scoring.measure is not None:
            if isinstance(award, Judged) and isinstance(scoring.measure, Given):
                self._wish(scoring.measure.fact, _on_step(award, most))
            self._measure(scoring.measure, award, good=good and not isinstance(award, Deduct))

    def _measure(self, measure: Measure, award: SimpleAward | None, *, good: bool) -> None:
        match measure:
            case LevelOf():
                rows = award.rows if isinstance(award, Levels) else ()
                for row in sorted(rows, key=lambda row: -row.points):
                    self._wish(measure.fact, row.level)
            case DaysLate():
                self._date(measure)
            case AllOf() | AnyOf() | Weighted():
                for fact, _ in measure.needs:
                    self._wish(fact, Fraction(good))
            case Given():
                self._given(measure.fact, award, good=good)
            case Ratio():
                self._ratio(measure, _target(award) if good else _BAD)
            case Complement() | Product() | Relative():
                for inner in measure.inner:
                    self._measure(inner, None, good=good is not isinstance(measure, Complement))

    def _given(self, name: str, award: SimpleAward | None, *, good: bool) -> None:
        kind = self.facts[name].type
        if kind is FactType.BOOLEAN or not good:
            self._wish(name, Fraction(good))
        elif kind is FactType.RATE:
            self._wish(name, _target(award))
        elif isinstance(award, Bands):
            self._wish(name, _inside(max(award.rows, key=lambda row: row.points).within))
        elif isinstance(award, Steps):
            self._wish(name, award.at if award.toward is Toward.LESS else award.at + award.per)
        elif award is not None:
            self._wish(name, ONE)

    def _date(self, measure: DaysLate) -> None:
        last = self._last_day(measure.due)
        if measure.due.fact is not None:
            self._wish(measure.due.fact, last)
        self._wish(measure.fact, last - _EARLY)

    def _last_day(self, due: Due) -> date:
        year = self.year + {None: 0, YearOf.PREVIOUS: -1, YearOf.NEXT: 1}[due.year]
        day = due.by or due.before
        if day is not None:
            return date(year, day.month, day.day)
        named = self.wishes.get(due.fact or "")
        return named if isinstance(named, date) else date(year, *_DEADLINE)

    def _ratio(self, ratio: Ratio, share: Fraction) -> None:
        for fact in ratio.part:
            if fact not in ratio.whole:  # a part of its own whole is within it whatever it is
                self.shares.setdefault(fact, []).append(_Share(ratio, share))
        for fact in ratio.less:
            self._wish(fact, ZERO)
        if ratio.stand_in is not None and ratio.stand_in.divided_by is not None:
            self._wish(ratio.stand_in.divided_by, _PERIODS)

    # --- What they come to ------------------------------------------------------------------------------------------

    def _number(self, name: str) -> Fraction:
        """Give a fact's number: what was wished, or its share of a whole, within every whole it is part of."""
        if name not in self.numbers:
            wish = self.wishes.get(name)
            plain = {FactType.RATE: _GOOD, FactType.POINTS: ONE}.get(self.facts[name].type, _COUNT)
            self.numbers[name] = wish if isinstance(wish, Fraction) else plain  # until it is known, should it be asked
            limits = [(one, self._whole(one.ratio)) for one in self.shares.get(name, ())]
            for one, whole in limits[:1] if not isinstance(wish, Fraction) else ():
                self.numbers[name] = _down(whole * one.share / len(one.ratio.part))
            bounds = [_down(whole / len(one.ratio.part)) for one, whole in limits if not one.ratio.may_exceed]
            self.numbers[name] = min([self.numbers[name], *bounds])
        return self.numbers[name]

    def _whole(self, ratio: Ratio) -> Fraction:
        numbers = [self._number(fact) for fact in ratio.whole]
        whole = max(numbers) if ratio.greatest else sum(numbers, ZERO)
        return whole - sum((self._number(fact) for fact in ratio.less), ZERO)


def _target(award: SimpleAward | None) -> Fraction:
    """The share that an award likes to see."""
    if isinstance(award, Bands):
        within = max(award.rows, key=lambda row: row.points).within.meet(SHARE)
        if within.empty or within.holds(_GOOD) or within.lower is None or within.upper is None:
            return _GOOD
        return (within.lower + within.upper) / 2
    if isinstance(award, Steps):
        return award.at if award.toward is Toward.LESS else min(award.at + award.per, ONE)
    return _GOOD


def _inside(interval: Interval) -> Fraction:
    """Give a number within an interval: a round one, or its lower end where that belongs to it."""
    lower, upper = interval.lower, interval.upper
    if upper is None and interval.holds(_ROUND):
        return _ROUND
    if lower is not None and interval.lower_closed:
        return lower
    if upper is not None and interval.upper_closed:
        return upper
    if lower is not None and upper is not None:
        return (lower + upper) / 2
    return ZERO if lower is None and upper is None else (lower or ZERO) + 1 if upper is None else upper - 1


def _on_step(award: Judged, most: Most) -> Fraction:
    steps = (ONE if most is None else most) * _GOOD / award.step
    return _down(steps) * award.step


def _down(value: Fraction) -> Fraction:
    return Fraction(value.numerator // value.denominator)
