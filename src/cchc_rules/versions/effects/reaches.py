"""Reaches: which values a measure takes, one by one, and not only between which bounds."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from math import gcd, lcm
from typing import Final

import attrs

from cchc_rules.exact import NEVER, ONE, ZERO, Answer, Interval
from cchc_rules.law.facts import DOMAINS, FROM_ZERO, SHARE, Facts, FactType
from cchc_rules.law.lateness import DaysLate
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
    Weighted,
)
from cchc_rules.law.surveys import Survey
from cchc_rules.values import Value
from cchc_rules.versions.effects.spans import Span

_LISTED: Final = 10  # yes-or-no facts whose sums are listed one by one


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Values(Value):
    """The values of a measure: numbers of an interval (multiples of ``grid`` alone, where there is one), and marks.

    ``marks`` are levels and "never". ``exact`` says that every number of it is taken under some answers.
    """

    interval: Interval | None
    grid: Fraction | None = None
    marks: tuple[Answer, ...] = ()
    exact: bool = True


def names_of(measure: Measure) -> frozenset[str]:
    """The facts a measure looks at."""
    return frozenset(name for name, _ in measure.needs)


def values_of(measure: Measure, facts: Facts) -> Values:  # noqa: PLR0911 - one answer for each kind
    """Give the values that a measure takes."""
    match measure:
        case Given() | AllOf() | AnyOf():
            domain = measure.domain(facts)
            return Values(interval=domain.interval, grid=ONE if domain.whole else None)
        case Ratio():
            return Values(interval=FROM_ZERO if measure.may_exceed else SHARE, exact=_apart(measure))
        case LevelOf():
            return Values(interval=None, marks=facts[measure.fact].levels)
        case DaysLate():
            domain = measure.domain(facts)
            return Values(interval=domain.interval, grid=ONE, marks=(NEVER,) if domain.never else ())
        case Survey():
            return Values(interval=measure.domain(facts).interval)
        case Weighted():
            return _weighted(measure, facts)
        case Relative():
            return _relative(measure, facts)
        case _:
            return _composed(measure, facts)


def _apart(ratio: Ratio) -> bool:
    """Whether the rate can be any: the part is none of the facts that make up the whole alone."""
    return not set(ratio.part) & set(ratio.less) and set(ratio.part) != set(ratio.whole)


def _composed(measure: Complement | Product, facts: Facts) -> Values:
    inner = [values_of(one, facts) for one in measure.of]
    free = all(one.exact and one.grid is None and one.interval is not None for one in inner)
    if isinstance(measure, Product):
        interval = measure.domain(facts).interval
        return Values(interval=interval, exact=free and interval == SHARE and _disjoint(measure.of))
    total = Span(Interval(ONE, ONE))
    for one in inner:
        total += Span(one.interval or SHARE) * -ONE
    return Values(interval=total.interval, exact=free and (_disjoint(measure.of) or _of_one_whole(measure.of)))


def _disjoint(measures: Iterable[Measure]) -> bool:
    names = [name for measure in measures for name in names_of(measure)]
    return len(names) == len(set(names))


def _of_one_whole(measures: tuple[Measure, ...]) -> bool:
    """Whether all are rates of other parts of the same whole: each can be any, whatever the others are."""
    ratios = [one for one in measures if isinstance(one, Ratio) and one.stand_in is None]
    parts = [name for ratio in ratios for name in ratio.part]
    wholes = {(ratio.whole, ratio.less, ratio.greatest) for ratio in ratios}
    inside = {name for whole, less, _ in wholes for name in (*whole, *less)}
    return len(ratios) == len(measures) and len(wholes) == 1 and len(parts) == len(set(parts) - inside)


def _relative(measure: Relative, facts: Facts) -> Values:
    of, to = values_of(measure.of, facts), values_of(measure.to, facts)
    sides = of.interval or SHARE, to.interval or SHARE
    free = of.exact and to.exact and of.grid == to.grid and _disjoint((measure.of, measure.to))
    if measure.by is Comparison.RATIO:
        domain = measure.domain(facts)
        return Values(interval=domain.interval, exact=free and domain.interval == FROM_ZERO)
    span = Span(sides[0]) + Span(sides[1]) * -ONE
    return Values(interval=span.interval, grid=of.grid if of.grid == to.grid else None, exact=free)


def _weighted(measure: Weighted, facts: Facts) -> Values:
    terms = [(term.times, facts[term.fact].type) for term in measure.of if term.times]
    interval = measure.domain(facts).interval
    upward = all(times > 0 for times, _ in terms)
    unlike = len({term.fact for term in measure.of}) == len(measure.of)
    if not all(DOMAINS[kind].whole for _, kind in terms):
        endless = any(kind in (FactType.NUMBER, FactType.POINTS) for _, kind in terms)
        alone = len(terms) == 1
        return Values(interval=interval, exact=unlike and (alone or (upward and endless)))
    grid = _common(times for times, _ in terms) if terms else ONE
    counted = any(kind is FactType.COUNT and abs(times) == grid for times, kind in terms)
    exact = unlike and (counted and (upward or len(terms) == 1))
    if not exact and unlike and len(terms) <= _LISTED and all(kind is FactType.BOOLEAN for _, kind in terms):
        sums = {sum(chosen, ZERO) for chosen in product(*((ZERO, times) for times, _ in terms))}
        exact = len(sums) == 1 + (max(sums) - min(sums)) / grid
    return Values(interval=interval, grid=grid, exact=exact)


def _common(numbers: Iterable[Fraction]) -> Fraction:
    """Give the greatest number that all of these are multiples of."""
    some = tuple(numbers)
    below = lcm(*(number.denominator for number in some))
    return Fraction(gcd(*(int(number * below) for number in some)), below)
