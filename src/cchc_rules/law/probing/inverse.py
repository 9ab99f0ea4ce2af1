"""The inverse of measures: facts under which a measure comes to a wanted value, exactly.

Everything found is measured again before it is given; what cannot be found is simply not given.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice, product
from typing import Final

from cchc_rules.exact import NEVER, ONE, ZERO, Answer, Interval, Replies
from cchc_rules.law.facts import ANY, DOMAINS, Contradiction, FactType, Step
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
from cchc_rules.law.probing.search import Assignment, Search, Want, at, meets, picks, shift, stretch
from cchc_rules.law.surveys import Survey

_EACH: Final = 8  # ways tried for one measure
_TRIED: Final = 64  # combinations of yes and no
_SCALES: Final = (1, 2, 5, 10, 20, 25, 50, 100, 1000)


def hit(measure: Measure, want: Want, given: Assignment, search: Search) -> Iterator[Assignment]:
    """Give facts, beside those given, under which the measure comes to what is wanted."""
    names = tuple(dict.fromkeys(name for name, _ in measure.needs))
    if all(name in given for name in names):
        ways: Iterator[Assignment] = iter((given,))
    else:
        ways = _ways(measure, want, given, search)
    for found in islice(ways, _EACH):
        if not search.may_try():
            return
        if meets(search.measured(measure, found), want):
            yield found


def _ways(measure: Measure, want: Want, given: Assignment, search: Search) -> Iterator[Assignment]:
    if isinstance(measure, LevelOf):
        levels = (want,) if isinstance(want, str) else search.facts[measure.fact].levels if want == ANY else ()
        yield from ({**given, measure.fact: level} for level in levels)
    elif isinstance(measure, DaysLate):
        yield from _lateness(measure, want, given, search)
    elif isinstance(want, Interval):
        yield from _numbers(measure, want.meet(measure.domain(search.facts).interval), given, search)


def _numbers(measure: Measure, want: Interval, given: Assignment, search: Search) -> Iterator[Assignment]:
    match measure:
        case Given():
            yield from _given(measure, want, given, search)
        case AllOf() | AnyOf():
            yield from _truths(measure.facts, given)
        case Ratio():
            yield from _ratio(measure, want, given, search)
        case Weighted():
            yield from _weighted(measure, want, given, search)
        case Survey():
            yield from _survey(measure, want, given)
        case Complement():
            yield from _adding(measure.of, shift(stretch(want, -ONE), ONE), given, search)
        case Product():
            yield from _multiplied(measure.of, want, given, search)
        case Relative():
            yield from _relative(measure, want, given, search)
        case _:
            return


# --- Facts ------------------------------------------------------------------------------------------------------------


def _given(measure: Given, want: Interval, given: Assignment, search: Search) -> Iterator[Assignment]:
    domain = DOMAINS[search.facts[measure.fact].type]
    for number in picks(want.meet(domain.interval), whole=domain.whole):
        yield {**given, measure.fact: number}


def _truths(names: tuple[str, ...], given: Assignment) -> Iterator[Assignment]:
    free = [name for name in names if name not in given]
    for truths in islice(product((ONE, ZERO), repeat=len(free)), _TRIED):
        yield {**given, **dict(zip(free, truths, strict=True))}
    yield {**given, **dict.fromkeys(free, ZERO)}


def _whole_fact(name: str, search: Search) -> bool:
    return DOMAINS[search.facts[name].type].whole


def _fits(name: str, number: Fraction, search: Search) -> bool:
    domain = DOMAINS[search.facts[name].type]
    return domain.interval.holds(number) and not (domain.whole and number.denominator != 1)


# --- Shares -----------------------------------------------------------------------------------------------------------


def _ratio(ratio: Ratio, want: Interval, given: Assignment, search: Search) -> Iterator[Assignment]:
    if want.empty:
        return
    known = _known(ratio, given)
    if known is not None:  # the whole is settled: the parts next to the ends of what is wanted
        part = stretch(want, known) if known else at(ZERO)
        for total in picks(part, whole=all(_whole_fact(name, search) for name in ratio.part)):
            yield from _shared_out(total, ratio.part, given, search)
        return
    if all(name in given for name in ratio.part):
        yield from _wholes_for(ratio, want, given, search)
        return
    for rate in picks(want):
        for scale in _SCALES:
            for parts in _shared_out(Fraction(rate.numerator * scale), ratio.part, given, search):
                yield from _whole(ratio, Fraction(rate.denominator * scale), parts, search)


def _known(ratio: Ratio, given: Assignment) -> Fraction | None:
    """The whole, where every fact of it is given."""
    if any(name not in given for name in (*ratio.whole, *ratio.less)):
        return None
    wholes = [_number(given[name]) for name in ratio.whole]
    whole = max(wholes) if ratio.greatest else sum(wholes, ZERO)
    return max(whole - sum((_number(given[name]) for name in ratio.less), ZERO), ZERO)


def _wholes_for(ratio: Ratio, want: Interval, given: Assignment, search: Search) -> Iterator[Assignment]:
    """Wholes for a part that is given."""
    part = sum((_number(given[name]) for name in ratio.part), ZERO)
    if not part:
        if want.holds(ZERO):
            for whole in (1, 10, 100):
                yield from _whole(ratio, Fraction(whole), given, search)
        return
    upper = part / want.lower if want.lower else None
    lower = part / want.upper if want.upper else part
    span = Interval(lower, upper, want.upper_closed, want.lower_closed and upper is not None)
    for number in picks(span, whole=all(_whole_fact(name, search) for name in ratio.whole)):
        yield from _whole(ratio, number, given, search)


def _whole(ratio: Ratio, total: Fraction, given: Assignment, search: Search) -> Iterator[Assignment]:
    """Facts that add up to a whole, nothing being taken from it where that is free."""
    settled = {**given, **{name: ZERO for name in ratio.less if name not in given}}
    total += sum((_number(settled[name]) for name in ratio.less), ZERO)
    if not ratio.greatest:
        yield from _shared_out(total, ratio.whole, settled, search)
        return
    for greatest in ratio.whole:
        if greatest not in settled and _fits(greatest, total, search):
            yield {**{name: ZERO for name in ratio.whole if name not in settled}, **settled, greatest: total}


def _shared_out(total: Fraction, names: tuple[str, ...], given: Assignment, search: Search) -> Iterator[Assignment]:
    """Facts that add up to a total: the first free one takes what is left, the others nothing."""
    free = [name for name in names if name not in given]
    left = total - sum((_number(given[name]) for name in names if name in given), ZERO)
    if not free and left == 0:
        yield given
    elif free and _fits(free[0], left, search):
        yield {**given, **dict.fromkeys(free, ZERO), free[0]: left}


def _number(answer: Answer) -> Fraction:
    return answer if isinstance(answer, Fraction) else ZERO


# --- Measures of measures ---------------------------------------------------------------------------------------------


def _adding(measures: tuple[Measure, ...], want: Interval, given: Assignment, search: Search) -> Iterator[Assignment]:
    """Facts under which measures add up to what is wanted."""
    first, *rest = measures
    if not rest:
        yield from hit(first, want, given, search)
        return
    domain = first.domain(search.facts)
    few = Interval(domain.interval.lower, want.upper, domain.interval.lower_closed, want.upper_closed)
    for number in (*_starts(domain.interval), *picks(few.meet(domain.interval), whole=domain.whole)):
        for settled in islice(hit(first, at(number), given, search), 3):
            yield from _adding(tuple(rest), shift(want, -number), settled, search)
    if search.measured(first, given) is not None:
        return
    for settled in islice(hit(first, ANY, given, search), 3):  # where what is given allows none of these
        value = search.measured(first, settled)
        yield from _adding(tuple(rest), shift(want, -_number(value or ZERO)), settled, search)


def _starts(interval: Interval) -> Iterator[Fraction]:
    for number in (ZERO, Fraction(1, 2)):
        if interval.holds(number):
            yield number


def _multiplied(
    measures: tuple[Measure, ...], want: Interval, given: Assignment, search: Search
) -> Iterator[Assignment]:
    """Facts under which the product of measures is what is wanted."""
    first, *rest = measures
    if not rest:
        yield from hit(first, want, given, search)
        return
    if want.holds(ZERO):  # one of them is enough
        for settled in islice(hit(first, at(ZERO), given, search), 3):
            yield from _multiplied(tuple(rest), ANY, settled, search)
    for number in (ONE, Fraction(1, 2), Fraction(9, 10)):
        for settled in islice(hit(first, at(number), given, search), 3):
            yield from _multiplied(tuple(rest), stretch(want, 1 / number), settled, search)


def _relative(measure: Relative, want: Interval, given: Assignment, search: Search) -> Iterator[Assignment]:
    domain = measure.to.domain(search.facts)
    lower, upper = domain.interval.lower, domain.interval.upper
    some = (Fraction(1, 2), Fraction(9, 10), Fraction(1, 10), ONE, Fraction(10), Fraction(100))
    for number in dict.fromkeys((*some, *(end for end in (lower, upper) if end is not None))):
        if not domain.interval.holds(number) or (measure.by is Comparison.RATIO and not number):
            continue
        for settled in islice(hit(measure.to, at(number), given, search), 3):
            wanted = stretch(want, number) if measure.by is Comparison.RATIO else shift(want, number)
            yield from hit(measure.of, wanted, settled, search)


# --- Counted, late, asked ---------------------------------------------------------------------------------------------


def _weighted(measure: Weighted, want: Interval, given: Assignment, search: Search) -> Iterator[Assignment]:
    """Facts whose weights add up: yes and no in every combination, with one fact of a number beside them, then two."""
    free = [term for term in measure.of if term.fact not in given]
    times = {term.fact: term.times for term in free}
    fixed = sum((term.times * _number(given[term.fact]) for term in measure.of if term.fact in given), ZERO)
    truths = [term.fact for term in free if search.facts[term.fact].type is FactType.BOOLEAN]
    numbers = [term.fact for term in free if term.fact not in truths]
    nothing = dict.fromkeys(times, ZERO)
    held = sorted(product((ZERO, ONE), repeat=min(len(truths), 6)), key=sum)
    for said in held:
        chosen = dict(zip(truths, said, strict=False))
        total = fixed + sum((times[name] * truth for name, truth in chosen.items()), ZERO)
        if want.holds(total):
            yield {**given, **nothing, **chosen}
        for name in numbers:
            left = stretch(shift(want, -total), 1 / times[name])
            for number in picks(left.meet(DOMAINS[search.facts[name].type].interval), whole=_whole_fact(name, search)):
                yield {**given, **nothing, **chosen, name: number}
    for name, other in product(numbers, numbers):
        for first in map(Fraction, range(1, 9)) if name != other else ():
            left = stretch(shift(want, -fixed - times[name] * first), 1 / times[other])
            for number in picks(left.meet(DOMAINS[search.facts[other].type].interval), whole=True):
                yield {**given, **nothing, name: first, other: number}


def _lateness(measure: DaysLate, want: Want, given: Assignment, search: Search) -> Iterator[Assignment]:
    """Days next to the deadline, until one is as late as wanted."""
    fact, due = measure.fact, measure.due.fact
    settled = given
    if due is not None and due not in given:
        settled = {**given, due: date(search.year, 6, 14)}
    if want is NEVER or given.get(fact) is NEVER:
        if search.facts[fact].never:
            yield {**settled, fact: NEVER}
        return
    if not isinstance(want, Interval):
        return
    for number in islice(picks(want, whole=True), 3):
        days = timedelta(days=int(number))
        done = given.get(fact)
        name, middle = fact, None
        if isinstance(done, date) and due is not None:  # the deadline is what is free
            name, middle = due, done - days - timedelta(days=measure.due.plus_days)
        elif (last := _last_day(measure, settled, search)) is not None:
            middle = last + days
        if middle is not None:  # the nearest day that makes it just as many days late
            found = ({**settled, name: day} for day in _around(middle, int(abs(number)) + 60))
            yield from islice((one for one in found if search.measured(measure, one) == number), 1)


def _around(middle: date, most: int) -> Iterator[date]:
    for away in range(most):
        yield from (middle + timedelta(days=away), middle - timedelta(days=away))


def _last_day(measure: DaysLate, given: Assignment, search: Search) -> date | None:
    """The last day that is in time, as the measure itself tells it."""
    trace: list[Step] = []
    try:
        measure.value(search.answers({**given, measure.fact: date(search.year, 1, 1)}), trace)
    except Contradiction:
        return None
    told = dict(trace[-1].inputs)["due"]
    return told if isinstance(told, date) else None


def _survey(survey: Survey, want: Interval, given: Assignment) -> Iterator[Assignment]:
    """Ballots in which every group says the same: a share of them the best, the others the worst."""
    ranked = sorted(survey.options, key=lambda option: option.weight)
    worst, best = ranked[0], ranked[-1]
    for number in picks(want):
        span = best.weight - worst.weight
        share = (number - worst.weight) / span if span else ONE
        fewest = max(survey.min_valid, 1)
        valid = share.denominator * -(-fewest // share.denominator)
        yield {**given, survey.ballots: said_alike(survey, valid, {best.id: share, worst.id: ONE - share})}


def said_alike(survey: Survey, valid: int, shares: Mapping[str, Fraction]) -> tuple[tuple[str, Replies], ...]:
    """Give replies that are the same in every group."""
    replies = Replies(Fraction(valid), tuple((option, share) for option, share in shares.items() if share))
    return tuple((group.id, replies) for group in survey.groups)
