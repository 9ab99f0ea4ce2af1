"""Awards that hold and are still odd: bands nobody reaches, points that go up and down, a maximum out of reach."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from cchc_rules.exact import Interval, cover, spell
from cchc_rules.law.awards import Bands, Deduct, Judged, Levels, Steps, Tally, YesNo
from cchc_rules.law.facts import Domain
from cchc_rules.law.lateness import DaysLate
from cchc_rules.law.lint.advice import advice
from cchc_rules.law.lint.rules import Rule, Whole, holders, nodes, rules, scorings
from cchc_rules.law.model import Scorecard, SlipKind
from cchc_rules.law.places import Located, Path
from cchc_rules.law.scoring import Branch, Condition, Part, Sum
from cchc_rules.law.soundness import acknowledged
from cchc_rules.law.surveys import Survey

_GRID: Final = Fraction(1, 20)
_NEVER: Final = "never"

Earned = tuple[str, Fraction]  # a band or level as it is written, and its points
Pair = tuple[Earned, Earned]


def odd_awards(card: Scorecard) -> Iterator[Located]:
    """Find everything odd in the awards of a scorecard."""
    for rule in rules(card):
        yield from _unreached(rule)
        yield from _up_and_down(rule)
        yield from _off_step(rule)
    for whole in scorings(card):
        yield from _never_taken(whole)
        yield from _short(whole)
    for path, key, points, code in _stated(card):
        if points is not None and (points / _GRID).denominator != 1:
            yield (*path, key), advice("CR507", code=code, subject=key, found=spell(points), expected=spell(_GRID))


# --- Bands that no value reaches --------------------------------------------------------------------------------------


def pieces(rows: Sequence[Interval], domain: Domain) -> list[tuple[Interval, ...]]:
    """Give for each row the values that reach it: those of the domain that no row above takes."""
    return [cover(rows[:number], row.meet(domain.interval), whole=domain.whole).gaps for number, row in enumerate(rows)]


def _unreached(rule: Rule) -> Iterator[Located]:
    award = rule.award
    if isinstance(award, Bands):
        expected = str(rule.domain.interval)
        for number, reached in enumerate(pieces([row.within for row in award.rows], rule.domain)):
            if not reached:
                row = award.rows[number]
                finding = advice(
                    "CR504", code=rule.leaf.code, subject=str(row.within), found=spell(row.points), expected=expected
                )
                yield (*rule.path, "award", "rows", number), finding
    if isinstance(award, Levels):
        levels = [row.level for row in award.rows]
        for number, again in enumerate(award.rows):
            if again.level in levels[:number]:
                finding = advice(
                    "CR504",
                    code=rule.leaf.code,
                    subject=again.level,
                    found=spell(again.points),
                    expected=", ".join(rule.domain.levels),
                )
                yield (*rule.path, "award", "rows", number), finding


def _never_taken(whole: Whole) -> Iterator[Located]:
    """Find an arm that no case takes, because those above it take them all."""
    award = whole.scoring.award
    if not isinstance(award, Branch):
        return
    above: list[Condition] = []
    for number, arm in enumerate(award.arms):
        if _taken(arm.when, above, whole):
            place = ("award", "arms", number)
            yield (*whole.path, *place), advice("CR505", code=whole.leaf.code, subject=str(number + 1))
        above.append(arm.when)
    for condition in award.arms:
        domain = condition.when.measure.domain(whole.facts)
        every = [Condition(measure=condition.when.measure, level=level) for level in domain.levels]
        if not every and not domain.never:
            every = [Condition(measure=condition.when.measure, within=domain.interval)]
        if every and all(_taken(each, above, whole) for each in every):
            yield (*whole.path, "award", "otherwise"), advice("CR505", code=whole.leaf.code, subject="otherwise")
            return


def _taken(condition: Condition, above: list[Condition], whole: Whole) -> bool:
    """Whether every case of a condition meets one of those above it, as far as they look at the same measure."""
    same = [other for other in above if other.measure == condition.measure]
    if condition.within is None:
        return condition.level in [other.level for other in same]
    domain = condition.measure.domain(whole.facts)
    intervals = [other.within for other in same if other.within is not None]
    return not cover(intervals, condition.within.meet(domain.interval), whole=domain.whole).gaps


# --- Points that go up and down ---------------------------------------------------------------------------------------


def _up_and_down(rule: Rule) -> Iterator[Located]:
    pair, place = _of_award(rule), ("award", "rows")
    if pair is None and isinstance(rule.measure, Survey):
        pair = _contradicting([(option.id, option.weight) for option in rule.measure.options])
        place = ("measure", "options")
    if pair is not None:
        (one, points_of_one), (other, points_of_other) = pair
        found, expected = f"{one} → {spell(points_of_one)}", f"{other} → {spell(points_of_other)}"
        yield (*rule.path, *place), advice("CR506", code=rule.leaf.code, found=found, expected=expected)


def _of_award(rule: Rule) -> Pair | None:
    """Give two rows of an award that contradict each other, where there are any."""
    award, late = rule.award, isinstance(rule.measure, DaysLate)
    sign = -1 if rule.taken_off else 1  # what is taken off may not shrink where it would be earned
    if isinstance(award, Bands):
        earned = _by_value(award, rule.domain)
        if late and award.never is not None:  # never is later than late
            earned.append((_NEVER, award.never))
        return _contradicting(earned, only=-sign if late else 0)
    if isinstance(award, Levels):
        points = {row.level: row.points for row in reversed(award.rows)}
        return _contradicting([(level, points[level]) for level in rule.domain.levels if level in points])
    if isinstance(award, Steps) and late:
        toward = 1 if award.toward is None else -1
        begun, further = (award.at, award.base), (award.at + toward * award.per, award.base + award.add)
        if toward == sign:
            return (spell(begun[0]), begun[1]), (spell(further[0]), further[1])
    return None


def _by_value(award: Bands, domain: Domain) -> list[Earned]:
    """Give the points along the values, from the least value up; the first printed row counts where two overlap."""
    found = pieces([row.within for row in award.rows], domain)
    placed = [(piece, award.rows[number]) for number, reached in enumerate(found) for piece in reached]
    placed.sort(key=lambda each: each[0].order)
    return [(str(row.within), row.points) for _, row in placed]


def _contradicting(earned: Sequence[Earned], only: int = 0) -> Pair | None:
    """Give two neighbours whose points go the other way than those before; ``only`` 1 or -1: they may not turn at all.

    >>> from fractions import Fraction
    >>> _contradicting([("less", Fraction(1)), ("some", Fraction(3)), ("much", Fraction(2))])
    (('some', Fraction(3, 1)), ('much', Fraction(2, 1)))
    """
    way = only
    for before, after in pairwise(earned):
        turn = (after[1] > before[1]) - (after[1] < before[1])
        if turn * way < 0:
            return before, after
        way = way or turn
    return None


# --- Maxima out of reach ----------------------------------------------------------------------------------------------


def _off_step(rule: Rule) -> Iterator[Located]:
    if isinstance(rule.award, Judged) and rule.most is not None and (rule.most / rule.award.step).denominator != 1:
        if acknowledged(rule.leaf.slips, SlipKind.UNREACHABLE):  # told of as a slip already
            return
        most, step = spell(rule.most), spell(rule.award.step)
        yield (*rule.path, "award", "step"), advice("CR513", code=rule.leaf.code, found=step, expected=most)


def _short(whole: Whole) -> Iterator[Located]:
    """Find parts and arms that never earn the maximum they state."""
    for place, holder, _ in holders(whole):
        if holder.max_points is None or isinstance(holder.scoring.award, Judged):
            continue
        highest = holder.scoring.reach(whole.facts, holder.max_points).highest
        if highest is not None and highest < holder.max_points:
            subject = holder.id if isinstance(holder, Part) else _place(place)
            finding = advice(
                "CR512",
                code=whole.leaf.code,
                subject=subject,
                found=spell(highest),
                expected=spell(holder.max_points),
            )
            yield (*whole.path, *place, "max_points"), finding


def _place(place: Path) -> str:
    """Write which arm it is, counted from 1."""
    last = place[-1]
    return str(last + 1) if isinstance(last, int) else last


# --- The grid ---------------------------------------------------------------------------------------------------------


def _stated(card: Scorecard) -> Iterator[tuple[Path, str, Fraction | None, str]]:
    """Give every amount of points a scorecard states, with where it stands."""
    yield (), "max_points", card.max_points, ""
    for key, points in (("floor", card.total.floor), ("ceiling", card.total.ceiling), ("out_of", card.total.out_of)):
        yield ("total",), key, points, ""
    for path, node in nodes(card):
        yield path, "max_points", node.max_points, node.code
    for whole in scorings(card):
        for place, holder, _ in holders(whole):
            yield (*whole.path, *place), "max_points", holder.max_points, whole.leaf.code
        if isinstance(whole.scoring.award, Sum):
            for key in ("base", "floor", "cap"):
                yield (*whole.path, "award"), key, getattr(whole.scoring.award, key), whole.leaf.code
    for rule in rules(card):
        for place, key, points in _amounts(rule):
            yield (*rule.path, "award", *place), key, points, rule.leaf.code


def _amounts(rule: Rule) -> Iterator[tuple[Path, str, Fraction | None]]:
    match rule.award:
        case YesNo(yes=yes, no=no):
            yield from (((), "yes", yes), ((), "no", no))
        case Bands(rows=bands, never=never):
            yield from ((("rows", number), "points", band.points) for number, band in enumerate(bands))
            yield (), "never", never
        case Levels(rows=levels):
            yield from ((("rows", number), "points", level.points) for number, level in enumerate(levels))
        case Steps(base=base, otherwise=otherwise, cap=cap):
            yield from (((), "base", base), ((), "otherwise", otherwise), ((), "cap", cap))
        case Tally(cap=cap):
            yield (), "cap", cap
        case Deduct(floor=floor, start=start):
            yield from (((), "floor", floor), ((), "start", start))
        case _:  # a rate of the maximum, or what an authority sets
            return
