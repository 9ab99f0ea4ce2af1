"""Probes: answers that hit every critical value of a scoring function, each one measured again.

For every aim (an edge, a floor, a cap, a step, a condition, a zero denominator, an impossible pair of numbers…) a
probe holds the facts that do it, what they measure, and the points they must earn. What no facts were found for is
said so, never left out silently.
"""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from itertools import islice, product
from typing import Final

import attrs

from cchc_rules.exact import NEVER, ONE, ZERO, Answer, Interval, Replies
from cchc_rules.law.awards import Bands, Judged, Levels, SimpleAward
from cchc_rules.law.lateness import DaysLate
from cchc_rules.law.measures import AllOf, AnyOf, Ratio, Relative
from cchc_rules.law.probing.aims import Aim, Way, aims
from cchc_rules.law.probing.completion import Completion, fewest_points, filled, most_points, require, sides
from cchc_rules.law.probing.edges import Side
from cchc_rules.law.probing.inverse import hit, said_alike
from cchc_rules.law.probing.reached import Rule
from cchc_rules.law.probing.search import Assignment, Search, Want, at, picks
from cchc_rules.law.probing.spots import Joint, Spot, observed, spots
from cchc_rules.law.scoring import Scoring
from cchc_rules.law.surveys import Survey
from cchc_rules.values import Value

_MOST: Final = 60  # answers looked at for one aim
_COMPLETED: Final = 12  # ways in which the rest of a scoring function is answered
_TRIED: Final = (ZERO, ONE, Fraction(2), Fraction(3), Fraction(12), Fraction(24))
_AWKWARD: Final = tuple(
    Fraction(number, prime) for prime in (3, 7, 11, 13) for number in range(1, prime)
)  # no decimal ends there

Bears = Callable[[Assignment], bool]  # whether whatever else looks at answers bears them


def anything(_: Assignment) -> bool:
    """Bear any answers: nothing else looks at them."""
    return True


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Probe(Value):
    """Answers that do what is aimed at, and what must come of them.

    ``value`` is what the measure aimed at comes to; ``points`` are those of the leaf, after its rounding, None where
    it stays open; ``refused`` is the id of the finding where the answers contradict each other.
    """

    aim: Aim
    facts: Assignment
    value: Answer | None = None
    before: Fraction | None = None
    points: Fraction | None = None
    refused: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Probes(Value):
    """The probes of a scoring function, and the aims no facts were found for."""

    found: tuple[Probe, ...]
    unhit: tuple[Aim, ...]


def probes(rule: Rule, year: int, holidays: frozenset[date] = frozenset()) -> Probes:
    """Find answers for every aim of a scoring function in the year that is assessed."""
    found: list[Probe] = []
    unhit: list[Aim] = []
    search = Search(rule.facts, year, holidays)
    for aim in aims(rule.scoring, rule.most, rule.facts, rule.rounding):
        probe = probe_of(aim, rule, search.again())
        if probe is None:
            unhit.append(aim)
        else:
            found.append(probe)
    return Probes(found=tuple(found), unhit=tuple(unhit))


def probe_of(aim: Aim, rule: Rule, search: Search, bears: Bears = anything) -> Probe | None:
    """Find answers that do what is aimed at, and that the rest of the unit bears; None where none were found."""
    tried = (led for given in _answers(aim, rule, search) for led in islice(require(rule.required, given, search), 2))
    for given in islice(tried, _MOST):
        answers = search.answers(given)
        if not rule.reached(aim, answers):
            continue
        came = rule.score(answers)
        if isinstance(came, str) is not aim.refused or not (aim.refused or bears(given)):
            continue
        value = None if not isinstance(aim.place, Spot) else observed(aim.place.measure, answers)
        return Probe(
            aim=aim,
            facts=given,
            value=value,
            before=came if isinstance(came, Fraction) else None,
            points=rule.settled(came) if isinstance(came, Fraction) else None,
            refused=came if isinstance(came, str) else "",
        )
    return None


def _answers(aim: Aim, rule: Rule, search: Search) -> Iterator[Assignment]:
    """Give answers that may do what is aimed at: first the spot itself, then the way to it, then all the rest."""
    place = aim.place
    if aim.way is Way.UNANSWERED:
        yield {}
        return
    if place is None or isinstance(place, Joint):
        yield from _of_many(aim, rule, search)
        return
    for given in islice(_at_spot(aim, place, search), _COMPLETED):
        for led in islice(require(place.required, given, search), 4):
            if aim.refused or aim.way is Way.TOO_FEW_VALID or aim.side is Side.GAP:
                yield filled(rule.scoring, led, search)
            else:
                yield from islice(Completion(search).of(rule.scoring, led, rule.most), 3)
                yield filled(rule.scoring, led, search)


def _of_many(aim: Aim, rule: Rule, search: Search) -> Iterator[Assignment]:
    """Answers for what many parts do together."""
    path = "" if aim.place is None else aim.path
    required = () if aim.place is None else aim.place.required
    best = f"{path}.{aim.of}".strip(".")

    def one_best(part: str) -> int:
        return 1 if f"{part}.".startswith(f"{best}.") else -1

    for led in islice(require(required, {}, search), 4):
        for wish in (one_best, most_points, fewest_points):
            yield from islice(Completion(search, wish).of(rule.scoring, led, rule.most), 6)
        yield from _awkward(aim, rule, led, search)


def _awkward(aim: Aim, rule: Rule, given: Assignment, search: Search) -> Iterator[Assignment]:
    """Values that no decimal ends at, one spot after another, for what rounding decides."""
    if aim.way not in (Way.ROUNDED_UP, Way.ROUNDED_DOWN):
        return
    for spot in spots(rule.scoring, rule.most):
        if isinstance(spot, Joint) or spot.award is None or isinstance(spot.award, Bands | Levels | Judged):
            continue
        domain = spot.measure.domain(rule.facts)
        low = domain.interval.lower or ZERO
        span = ONE if domain.interval.upper is None else domain.interval.upper - low
        for share in _AWKWARD:
            for settled in islice(hit(spot.measure, at(low + span * share), given, search), 1):
                for led in islice(require(spot.required, settled, search), 1):
                    yield from islice(Completion(search).of(rule.scoring, led, rule.most), 1)


# --- At the spot ------------------------------------------------------------------------------------------------------


def _at_spot(aim: Aim, spot: Spot, search: Search) -> Iterator[Assignment]:
    if aim.way is not None:
        yield from _by_way(aim, aim.way, spot, search)
        return
    wants: Iterator[Want] = iter(()) if aim.want is None else iter((aim.want,))
    if aim.want is None and spot.condition is not None:
        wants = sides(spot.condition, search, wanted=aim.side is Side.HOLDS)
    elif isinstance(spot.award, Judged) and isinstance(aim.want, Interval):
        step = spot.award.step
        top = ((spot.most or step) // step) * step
        near = (top - step, step, top + step, *picks(aim.want))
        wants = (at(number) for number in near if aim.want.holds(number))
    for want in wants:
        yield from hit(spot.measure, want, {}, search)


def _by_way(aim: Aim, way: Way, spot: Spot, search: Search) -> Iterator[Assignment]:
    measure = aim.inner
    match measure:
        case None if isinstance(spot.award, Judged):  # off the step
            half = spot.award.step / 2
            yield from hit(spot.measure, at(half), {}, search)
        case AllOf() | AnyOf():
            alone, others = (ZERO, ONE) if isinstance(measure, AllOf) else (ONE, ZERO)
            yield {**dict.fromkeys(measure.facts, others), aim.of: alone}
        case Ratio():
            yield from _by_trial(measure, spot, aim, search)
        case Relative():
            yield from hit(measure.to, at(ZERO), {}, search)
        case DaysLate() if measure.due.fact is not None:
            yield {measure.due.fact: NEVER, measure.fact: date(search.year, 6, 14)}
        case Survey():
            yield from _few(measure, way)
        case _:
            return


def _by_trial(ratio: Ratio, spot: Spot, aim: Aim, search: Search) -> Iterator[Assignment]:
    """Small numbers in every combination, for what a zero or too large a part does."""
    names = tuple(dict.fromkeys(name for name, _ in ratio.needs))
    values = _TRIED if len(names) <= len(_TRIED) - 1 else _TRIED[:2]
    alone = attrs.evolve(aim, place=attrs.evolve(spot, required=()))
    rule = Rule(scoring=Scoring(award=_NO_AWARD, measure=ratio), most=None, facts=search.facts)
    for numbers in product(values, repeat=len(names)):
        given = dict(zip(names, numbers, strict=True))
        if rule.reached(alone, search.answers(given)):
            yield given


_NO_AWARD: Final[SimpleAward] = Levels(rows=())


def _few(survey: Survey, way: Way) -> Iterator[Assignment]:
    """As many valid replies as are needed in every group, or one fewer in the first."""
    fewest = max(survey.min_valid, 1)
    best = max(survey.options, key=lambda option: option.weight).id
    said = said_alike(survey, fewest, {best: ONE})
    if way is Way.TOO_FEW_VALID:
        (group, _), *others = said
        few = Replies(Fraction(fewest - 1), ((best, ONE),) if fewest > 1 else ())
        said = ((group, few), *others)
    yield {survey.ballots: said}
