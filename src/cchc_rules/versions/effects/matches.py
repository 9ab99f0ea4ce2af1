"""Matches: how the measures of two rules hang together on the same answers, and the contrast that makes."""

from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.exact import ONE, ZERO
from cchc_rules.law.facts import SHARE, numeric
from cchc_rules.law.lateness import DaysLate
from cchc_rules.law.measures import Comparison, Given, Measure, Ratio, Relative, Weighted
from cchc_rules.law.scoring import Arm, BestOf, Branch, Condition, Part, Sum
from cchc_rules.law.surveys import Survey
from cchc_rules.versions.effects.contrasts import Added, Apart, Contrast, Either, Held, Loose, Same, given, together
from cchc_rules.versions.effects.curves import Curve, Rule, curve_of, drawn, kept
from cchc_rules.versions.effects.earnings import arm_of, earned, part_of
from cchc_rules.versions.effects.polls import polled
from cchc_rules.versions.effects.reaches import Values, names_of, values_of
from cchc_rules.versions.effects.spans import Span
from cchc_rules.versions.effects.trials import Trial, tried

_NEVER: Final = Either(())
_YEARS: Final = (2024, 2025, 2026, 2028)  # with a 29 February, and without


def contrast(old: Rule, new: Rule) -> Contrast:
    """Set two rules that may look at the same facts side by side."""
    if old == new:
        return Same(earned(old))
    if not old.names & new.names:
        return apart(old, new)
    listed = tried(((1, old),), ((1, new),))
    if listed is not None:
        return listed
    if isinstance(old.scoring.award, Branch) or isinstance(new.scoring.award, Branch):
        return _branched(old, new)
    found = _drawn(old, new) if drawn(old) and drawn(new) else _parted(old, new)
    return apart(old, new) if found is None or found == _NEVER else found  # no answer that both decide


def apart(old: Rule, new: Rule) -> Apart:
    """Set two rules side by side by what each can give alone: a bound, unless they look at different facts."""
    spans = earned(old), earned(new)
    return Apart(*spans) if not old.names & new.names else Apart(*(span.loosened() for span in spans))


# --- Rules put together of others -----------------------------------------------------------------------------------


def _branched(old: Rule, new: Rule) -> Contrast:
    before, after = old.scoring.award, new.scoring.award
    if isinstance(before, Branch) and isinstance(after, Branch) and _conditions(before) == _conditions(after):
        arms = tuple(
            contrast(arm_of(old, one), arm_of(new, other))
            for one, other in zip(before.every_arm, after.every_arm, strict=True)
        )
        free = _told_apart(before) and _told_apart(after)
        return Either(arms) if free else Loose(Either(arms))
    olds = [arm_of(old, arm) for arm in before.every_arm] if isinstance(before, Branch) else [old]
    news = [arm_of(new, arm) for arm in after.every_arm] if isinstance(after, Branch) else [new]
    return Loose(Either(tuple(contrast(one, other) for one in olds for other in news)))


def _conditions(branch: Branch) -> list[Condition]:
    return [arm.when for arm in branch.arms]


def _told_apart(branch: Branch) -> bool:
    """Whether each arm can be taken whatever its own facts are."""
    asked = [names_of(arm.when.measure) for arm in branch.arms]
    measures = {arm.when.measure for arm in branch.arms}
    alone = len(measures) == 1 or sum(map(len, asked)) == len(frozenset().union(*asked))
    conditions = frozenset().union(*asked)
    return alone and all(
        not conditions & {name for name, _ in arm.scoring.needs} or (isinstance(arm, Arm) and _of_any_size(arm))
        for arm in branch.every_arm
    )


def _of_any_size(arm: Arm) -> bool:
    """Whether the condition asks for a whole of some size, and the arm for a rate of it: rates have no size."""
    asked, scored, within = arm.when.measure, arm.scoring.measure, arm.when.within
    if not isinstance(asked, Given) or not isinstance(scored, Ratio) or within is None or scored.stand_in is not None:
        return False
    return within.upper is None and asked.fact in scored.whole and not {*scored.part, *scored.less} & {asked.fact}


def _parted(old: Rule, new: Rule) -> Contrast | None:
    """Set sums, or the best of parts, side by side where they differ in nothing but their parts."""
    before, after = old.scoring.award, new.scoring.award
    if attrs.evolve(new, scoring=old.scoring) != old or old.rounding is not None:
        return None
    if isinstance(before, BestOf) and isinstance(after, BestOf) and _ids(before.parts) == _ids(after.parts):
        pairs = _each(before.parts, after.parts, old, new, 1)
        return Held(Either(tuple(pair for _, pair in pairs)), earned(old), earned(new))
    if not isinstance(before, Sum) or not isinstance(after, Sum):
        return None
    if attrs.evolve(after, parts=before.parts, minus=before.minus) != before:
        return None
    if (_ids(before.parts), _ids(before.minus)) != (_ids(after.parts), _ids(after.minus)):
        return None
    pairs = _each(before.parts, after.parts, old, new, 1) + _each(before.minus, after.minus, old, new, -1)
    return Held(Added(tuple(pairs)), earned(old), earned(new))


def _ids(parts: tuple[Part, ...]) -> list[str]:
    return [part.id for part in parts]


def _each(
    olds: tuple[Part, ...], news: tuple[Part, ...], old: Rule, new: Rule, sign: int
) -> list[tuple[int, Contrast]]:
    return [
        (sign, contrast(part_of(one, old.facts), part_of(other, new.facts)))
        for one, other in zip(olds, news, strict=True)
    ]


# --- Rules with one measure each ------------------------------------------------------------------------------------


def _drawn(old: Rule, new: Rule) -> Contrast | None:  # noqa: PLR0911 - one answer for each pair of kinds
    """Set two curves side by side, where one measure tells what the other comes to."""
    one, other = old.scoring.measure, new.scoring.measure
    if one is None or other is None or not _alike(old, new):
        return None
    if _same(one, other):
        values = _shared(old, new, one)
        return _together(old, new, (values, values), (ONE, ZERO))
    match one, other:
        case DaysLate(), DaysLate():
            return _shifted(old, new, one, other)
        case Weighted(), Weighted() if len(one.of) == len(other.of) == 1 and one.of[0].times and other.of[0].times:
            scale = other.of[0].times / one.of[0].times
            return _together(old, new, (values_of(one, old.facts), values_of(other, new.facts)), (scale, ZERO))
        case Survey(), Survey():
            return polled(old, new)
        case Relative(), Relative() if one.of == other.of and one.by is other.by is Comparison.DIFFERENCE:
            return _set_against(old, new, one, other)
        case _:
            return None


def _alike(old: Rule, new: Rule) -> bool:
    """Whether facts that both ask for are of one type."""
    return all(old.facts[name].type is new.facts[name].type for name in old.names & new.names)


def _same(one: Measure, other: Measure) -> bool:
    if isinstance(one, Survey) and isinstance(other, Survey):
        return attrs.evolve(one, min_valid=other.min_valid) == other  # the larger sample of the two tells the same
    return one == other


def _shared(old: Rule, new: Rule, measure: Measure) -> Values:
    """Give the values that both rules admit."""
    before, after = values_of(measure, old.facts), values_of(measure, new.facts)
    marks = tuple(mark for mark in before.marks if mark in after.marks)
    return kept(new, kept(old, attrs.evolve(before, marks=marks)))


def _together(old: Rule, new: Rule, values: tuple[Values, Values], way: tuple[Fraction, Fraction]) -> Contrast:
    """Draw both curves over the values of the older measure; ``way`` leads from them to the newer one's."""
    before, then = curve_of(old, values[0]), curve_of(new, values[1]).moved(*way)
    found = together(before, then)
    return found if found == _NEVER or (before.exact and then.exact) else Loose(found)


def _shifted(old: Rule, new: Rule, one: DaysLate, other: DaysLate) -> Contrast | None:
    """Set two deadlines for one date side by side, where the days between them are the same in every year."""
    if one.days is not None or other.days is not None or one.due.fact != other.due.fact:
        return None
    shifts = {_shift(one, other, year) for year in _YEARS}
    values = values_of(one, old.facts), values_of(other, new.facts)
    found = tuple(_together(old, new, values, (ONE, shift)) for shift in sorted(shifts))
    return found[0] if len(found) == 1 else Loose(Either(found))


def _shift(one: DaysLate, other: DaysLate, year: int) -> Fraction:
    """Give by how many days later something is by the newer deadline than by the older one."""
    given = {name: date(year, 6, 15) for name, _ in (*one.needs, *other.needs)}
    answers = Trial(given, year)
    return numeric(other.value(answers)) - numeric(one.value(answers))


def _set_against(old: Rule, new: Rule, one: Relative, other: Relative) -> Contrast:
    """Set one measure against two benchmarks: which pairs of values go together on the same value of it."""
    of, to, then = (values_of(measure, old.facts) for measure in (one.of, one.to, other.to))
    sides = [one.interval or SHARE for one in (of, to, then)]
    curves = curve_of(old), curve_of(new)
    pairs: list[Contrast] = []
    for before in curves[0].pieces:
        for after in curves[1].pieces:
            above = [
                (Span(piece.within) + Span(side)).interval for piece, side in ((before, sides[1]), (after, sides[2]))
            ]
            if not sides[0].meet(above[0]).meet(above[1]).empty:
                pair = Apart(*(given(Curve(pieces=(piece,), marks={})) for piece in (before, after)))
                flat = not before.line.slope and not after.line.slope
                pairs.append(pair if flat else Loose(pair))
    names = [name for measure in (one.of, one.to, other.to) for name in names_of(measure)]
    exact = of.exact and to.exact and then.exact and len(names) == len(set(names))
    found = Either(tuple(pairs))
    return found if exact and curves[0].exact and curves[1].exact else Loose(found)
