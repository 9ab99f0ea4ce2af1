"""Every edit that can be made of one scoring function, with the kind of change it is by the words of the catalogue.

Written apart from the library: what a threshold, an edge or a step is, is said here once more.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

import attrs

from cchc_rules.exact import Interval, Rounding, RoundingMode
from cchc_rules.law.awards import (
    Band,
    Bands,
    Deduct,
    Judged,
    Levels,
    Proportional,
    StepCount,
    Steps,
    Tally,
    Toward,
    YesNo,
)
from cchc_rules.law.facts import Fact, FactType, Name
from cchc_rules.law.lateness import DayCount, DaysLate
from cchc_rules.law.measures import AllOf, AnyOf, Given, Ratio, Relative, Weighted
from cchc_rules.law.scoring import Arm, BestOf, Branch, Condition, Scoring, Sum
from cchc_rules.law.surveys import Survey, Weight
from cchc_rules.versions.catalogue import ChangeKind
from tests.versions.difference.draft import at, put

Path = tuple[str | int, ...]
Places = tuple[tuple[Path, Any], ...]
QUARTER: Final = Fraction(1, 4)
_K: Final = ChangeKind
ROUNDED: Final = Rounding(1, RoundingMode.DOWN)


@attrs.frozen(kw_only=True)
class RuleEdit:
    """One edit of a scoring function: its kind, and what stands newly at which paths; below ``scoring``."""

    kind: ChangeKind
    places: Places

    def made(self, scoring: Scoring) -> Scoring:
        for path, new in self.places:
            scoring = put(scoring, path, new)
        return scoring

    def edits(self, scoring: Scoring) -> tuple[tuple[Any, ...], ...]:
        return tuple((("scoring", *path), at(scoring, path), new) for path, new in self.places)


def one(kind: ChangeKind, path: Path, new: object) -> RuleEdit:
    return RuleEdit(kind=kind, places=((path, new),))


def edits_of(  # noqa: C901 - one case for each kind of award
    scoring: Scoring, facts: Mapping[str, Fact], path: Path = ()
) -> Iterator[RuleEdit]:
    """Every edit of a scoring function and of those inside it."""
    other = Tally() if not isinstance(scoring.award, Tally) else YesNo()
    if scoring.measure is not None:
        yield one(_K.SCORING_REPLACED, path, attrs.evolve(scoring, award=other))
        yield from _measure(scoring.measure, facts, (*path, "measure"))
    place = (*path, "award")
    match scoring.award:
        case YesNo() as award:
            yield one(_K.POINTS_CHANGED, (*place, "yes"), (award.yes or 0) + QUARTER)
            yield one(_K.POINTS_CHANGED, (*place, "no"), (award.no or 0) + QUARTER)
        case Proportional() as award:
            yield from _thresholds(award, place)
        case Bands() as award:
            yield from _bands(award, place)
        case Levels() as award:
            yield one(_K.LEVELS_CHANGED, (*place, "rows"), award.rows[1:])
            for number, row in enumerate(award.rows):
                yield one(_K.POINTS_CHANGED, (*place, "rows", number, "points"), row.points + QUARTER)
        case Steps() as award:
            yield from _steps(award, place)
        case Tally() as award:
            yield one(_K.POINTS_CHANGED, (*place, "cap"), (award.cap or 0) + QUARTER)
        case Deduct() as award:
            yield one(_K.POINTS_CHANGED, (*place, "floor"), award.floor + QUARTER)
            yield one(_K.POINTS_CHANGED, (*place, "start"), (award.start or 0) + QUARTER)
        case Judged() as award:
            yield one(_K.LEVELS_CHANGED, (*place, "step"), award.step * 2)
        case Branch() as award:
            yield from _branch(award, facts, place)
        case Sum() | BestOf() as award:
            yield from _parts(award, facts, place)


def _thresholds(award: Proportional, place: Path) -> Iterator[RuleEdit]:
    floor, full = award.floor or Fraction(0), Fraction(1) if award.full_at is None else award.full_at
    yield one(_K.THRESHOLD_TIGHTENED, (*place, "floor"), (floor + full) / 2)
    if floor:
        yield one(_K.THRESHOLD_LOOSENED, (*place, "floor"), floor / 2)
        yield one(_K.THRESHOLD_LOOSENED, (*place, "floor"), None)
    yield one(_K.THRESHOLD_LOOSENED, (*place, "full_at"), (full + floor) / 2)
    yield one(_K.THRESHOLD_TIGHTENED, (*place, "full_at"), full + QUARTER)
    if full < 1:
        yield one(_K.THRESHOLD_TIGHTENED, (*place, "full_at"), None)


def _steps(award: Steps, place: Path) -> Iterator[RuleEdit]:
    for name in ("base", "add", "otherwise", "cap"):
        yield one(_K.POINTS_CHANGED, (*place, name), (getattr(award, name) or 0) + QUARTER)
    harder, easier = (award.at + 1, award.at - 1) if award.toward is None else (award.at - 1, award.at + 1)
    yield one(_K.THRESHOLD_TIGHTENED, (*place, "at"), harder)
    yield one(_K.THRESHOLD_LOOSENED, (*place, "at"), easier)
    yield one(_K.STEPS_CHANGED, (*place, "per"), award.per * 2)
    yield one(_K.STEPS_CHANGED, (*place, "toward"), Toward.LESS if award.toward is None else None)
    yield one(_K.STEPS_CHANGED, (*place, "count"), StepCount.PRO_RATA if award.count is None else None)


# --- Bands -----------------------------------------------------------------------------------------------------------


def _bands(award: Bands, place: Path) -> Iterator[RuleEdit]:
    yield one(_K.POINTS_CHANGED, (*place, "never"), (award.never or 0) + QUARTER)
    yield one(_K.BAND_REMOVED, (*place, "rows"), award.rows[:-1])
    for number, row in enumerate(award.rows):
        yield one(_K.POINTS_CHANGED, (*place, "rows", number, "points"), row.points + QUARTER)
        parted = _parted(row)
        if parted:
            yield one(_K.BAND_ADDED, (*place, "rows"), (*award.rows[:number], *parted, *award.rows[number + 1 :]))
    ends = sorted({end for row in award.rows for end in (row.within.lower, row.within.upper) if end is not None})
    gaps = [after - before for before, after in pairwise(ends)]
    for end in ends:
        moved = tuple(
            ((*place, "rows", number, "within"), within)
            for number, row in enumerate(award.rows)
            if (within := _shifted(row.within, end, min(gaps, default=Fraction(1)) / 4)) != row.within
        )
        yield RuleEdit(kind=_K.BAND_EDGE_CHANGED, places=moved)
        yield from _turned(award, end, place)


def _parted(row: Band) -> tuple[Band, ...]:
    """A row as two, at a value inside it."""
    within = row.within
    if within.lower == within.upper is not None or (within.lower is None and within.upper is None):
        return ()
    lower, upper = within.lower, within.upper
    if lower is not None and upper is not None:
        middle = (lower + upper) / 2
    else:
        middle = (lower or Fraction(0)) + 1 if upper is None else upper - 1
    below, above = (
        attrs.evolve(within, upper=middle, upper_closed=True),
        attrs.evolve(within, lower=middle, lower_closed=False),
    )
    return Band(within=below, points=row.points), Band(within=above, points=row.points + QUARTER)


def _shifted(within: Interval, end: Fraction, by: Fraction) -> Interval:
    """An interval with an end moved; one value alone moves whole."""
    lower = end + by if within.lower == end else within.lower
    upper = end + by if within.upper == end else within.upper
    return attrs.evolve(within, lower=lower, upper=upper)


def _turned(award: Bands, end: Fraction, place: Path) -> Iterator[RuleEdit]:
    """The value on an edge between two rows given to the other one."""
    below = [number for number, row in enumerate(award.rows) if row.within.upper == end != row.within.lower]
    above = [number for number, row in enumerate(award.rows) if row.within.lower == end != row.within.upper]
    holding = [number for number, row in enumerate(award.rows) if row.within.holds(end)]
    if len(below) != 1 or len(above) != 1 or len(holding) != 1 or holding[0] not in (*below, *above):
        return
    low, high = award.rows[below[0]], award.rows[above[0]]
    was, is_now = (low, high) if holding == below else (high, low)
    kinds = {1: _K.BAND_EDGE_CLOSED, 0: _K.BAND_EDGE_CHANGED, -1: _K.BAND_EDGE_OPENED}
    turned = {
        below[0]: attrs.evolve(low.within, upper_closed=not low.within.upper_closed),
        above[0]: attrs.evolve(high.within, lower_closed=not high.within.lower_closed),
    }
    yield RuleEdit(
        kind=kinds[(is_now.points > was.points) - (is_now.points < was.points)],
        places=tuple(((*place, "rows", number, "within"), turned[number]) for number in sorted(turned)),
    )


# --- What holds scoring functions ----------------------------------------------------------------------------------------


def _branch(award: Branch, facts: Mapping[str, Fact], place: Path) -> Iterator[RuleEdit]:
    yield one(_K.PARTS_CHANGED, place, attrs.evolve(award, arms=(*award.arms, award.arms[0])))
    for path, arm in [*((("arms", n), arm) for n, arm in enumerate(award.arms)), (("otherwise",), award.otherwise)]:
        yield one(_K.POINTS_CHANGED, (*place, *path, "max_points"), (arm.max_points or 0) + QUARTER)
        yield from edits_of(arm.scoring, facts, (*place, *path, "scoring"))
        if isinstance(arm, Arm):
            yield one(_K.CONDITION_CHANGED, (*place, *path, "when"), other_condition(arm.when, facts))


def other_condition(when: Condition, facts: Mapping[str, Fact]) -> Condition:
    """Another condition on the same facts."""
    if when.within is not None:
        inside = attrs.evolve(when.within, lower=Fraction(7), upper=Fraction(9), lower_closed=True, upper_closed=True)
        return attrs.evolve(when, within=inside)
    (name,) = [name for name, _ in when.measure.needs]
    return attrs.evolve(when, level=next(level for level in facts[name].levels if level != when.level))


def _parts(award: Sum | BestOf, facts: Mapping[str, Fact], place: Path) -> Iterator[RuleEdit]:
    again = attrs.evolve(award.parts[0], id="again")
    yield one(_K.PARTS_CHANGED, place, attrs.evolve(award, parts=(*award.parts, again)))
    for name in ("parts", "minus") if isinstance(award, Sum) else ("parts",):
        for number, part in enumerate(getattr(award, name)):
            path = (*place, name, number)
            yield one(_K.POINTS_CHANGED, (*path, "max_points"), part.max_points + QUARTER)
            yield one(_K.ROUNDING_CHANGED, (*path, "round"), ROUNDED if part.round is None else None)
            yield one(_K.WORDING_CHANGED, (*path, "name"), Name("Phần khác", "Another part"))
            yield from edits_of(part.scoring, facts, (*path, "scoring"))
    if isinstance(award, Sum):
        for name in ("base", "floor", "cap"):
            yield one(_K.POINTS_CHANGED, (*place, name), (getattr(award, name) or 0) + QUARTER)


# --- Measures ---------------------------------------------------------------------------------------------------------


def _measure(  # noqa: C901 - one case for each kind of measure
    measure: object, facts: Mapping[str, Fact], place: Path
) -> Iterator[RuleEdit]:
    match measure:
        case DaysLate(due=due, days=days):
            later = attrs.evolve(due, plus_days=due.plus_days + 3)
            yield one(_K.DEADLINE_CHANGED, place, attrs.evolve(measure, due=later))
            counted = DayCount.WORKING if days is None else None
            yield one(_K.DEADLINE_CHANGED, place, attrs.evolve(measure, days=counted))
            for name in _others(facts, FactType.DATE, measure.fact):
                yield one(_K.MEASURE_REPLACED, place, attrs.evolve(measure, fact=name))
        case Relative(of=of):
            yield one(_K.BENCHMARK_CHANGED, place, attrs.evolve(measure, to=of))
        case Survey():
            yield from _survey(measure, place)
        case Weighted(of=terms):
            for number, term in enumerate(terms):
                yield one(_K.POINTS_CHANGED, (*place, "of", number, "times"), term.times * 2)
            yield one(_K.ITEMS_CHANGED, place, Weighted(of=(*terms, *terms[:1])))
            if len(terms) > 1:
                yield one(_K.ITEMS_CHANGED, place, Weighted(of=terms[1:]))
        case AllOf(facts=names) | AnyOf(facts=names):
            turned = AnyOf if isinstance(measure, AllOf) else AllOf
            yield one(_K.MEASURE_REPLACED, place, turned(facts=names))
            yield one(_K.ITEMS_CHANGED, place, attrs.evolve(measure, facts=names[1:] or (*names, *names)))
        case Given(fact=name):
            for other in _others(facts, facts[name].type, name):
                yield one(_K.MEASURE_REPLACED, place, Given(fact=other))
        case Ratio():
            yield one(_K.MEASURE_REPLACED, place, attrs.evolve(measure, may_exceed=not measure.may_exceed))


def _survey(survey: Survey, place: Path) -> Iterator[RuleEdit]:
    first = survey.options[0]
    lighter = (Weight(first.id, first.weight / 2), *survey.options[1:])
    yield one(_K.SURVEY_WEIGHTS_CHANGED, (*place, "options"), lighter)
    yield one(_K.LEVELS_CHANGED, (*place, "options"), (*survey.options, Weight("other", Fraction(1, 8))))
    yield one(_K.RESPONDENT_GROUPS_CHANGED, (*place, "groups"), (Weight("others", Fraction(1)),))
    yield one(_K.SAMPLE_CHANGED, (*place, "min_valid"), survey.min_valid + 5)


def _others(facts: Mapping[str, Fact], kind: FactType, name: str) -> list[str]:
    return [other for other, fact in facts.items() if fact.type is kind and other != name][:1]
