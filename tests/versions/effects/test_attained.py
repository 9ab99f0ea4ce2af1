"""The ends of effects are attained: units are found at them, scored as a whole with the change and without."""

from fractions import Fraction
from functools import cache

import pytest

from cchc_rules import diff, load
from cchc_rules.exact import Interval
from cchc_rules.law.probing.search import Assignment
from cchc_rules.versions.changes import Change, Changes, Effect
from cchc_rules.versions.passage import Passage
from tests.support import THOROUGH
from tests.versions.difference.draft import SHIPPED
from tests.versions.effects.attaining import Attaining, extremes
from tests.versions.effects.observing import observe

KINDS = ("department", "district", "commune")
CLOSE = Fraction(1, 1000)
CHEAP = 14  # in ordinary tests only every so many changes, and their points alone

# Whoever is always in time earns both the 4 points for it (3.4.1) and the point for being no worse than the others
# (3.4.2): the others cannot all stand at one end while the one of the two that changes stands at the other.
TIED = {
    ("criterion_added", "3.4.2", "lower"),
    ("criterion_removed", "3.4.2", "upper"),
    ("max_raised", "3.4.1", "upper"),
}


@cache
def changes_between(old: str, new: str) -> Changes:
    return diff(load(old), load(new))


def ends(within: Interval) -> list[tuple[str, int, Fraction, bool]]:
    """Both ends, where they are not the nothing that every unit with other facts has."""
    if within.lower == within.upper == 0:
        return []
    found = [("lower", -1, within.lower, within.lower_closed), ("upper", 1, within.upper, within.upper_closed)]
    return [(name, sign, end, closed) for name, sign, end, closed in found if end is not None]


def missed(
    passage: Passage, change: Change, effect: Effect, others: tuple[Assignment, Assignment], *, index: bool = True
) -> set[tuple[str, str]]:
    """The ends of an effect at which no unit was found; every unit that was tried lies inside.

    ``others`` are facts with which all leaves earn the most, and the fewest points.
    """
    attaining = Attaining(passage, change, *others)
    lacking = set()
    sides = [("points", effect.points, attaining.units)]
    if index:
        sides.append(("index", effect.index_percent, attaining.indexed))
    for what, within, units in sides:
        for name, sign, end, closed in ends(within):
            for unit in units(sign):
                seen = observe(passage, change, unit)
                if seen is None:
                    continue
                assert effect.points.holds(seen.points), (change, seen)
                assert seen.index is None or effect.index_percent.holds(seen.index), (change, seen)
                came = seen.points if what == "points" else seen.index
                if came is not None and (came == end if closed else abs(came - end) < CLOSE):
                    break
            else:
                lacking.add((what, name))
    return lacking


def shipped_steps(kind: str, *, backwards: bool) -> tuple[Passage, list[Change]]:
    passage = Passage.between(changes_between(*(SHIPPED[::-1] if backwards else SHIPPED)), kind)
    return passage, [step for step in passage.steps if step.effect is not None and step.effect.exact]


@pytest.mark.parametrize("kind", KINDS)
def test_some_ends_of_points_are_attained(kind: str) -> None:
    """An end that is closed is met by some unit, and one that is open is approached."""
    passage, steps = shipped_steps(kind, backwards=False)
    others = extremes(passage.stage(set()))
    for change in steps[::CHEAP]:
        assert change.effect is not None
        assert missed(passage, change, change.effect, others, index=False) == set(), change


@pytest.mark.once
@THOROUGH
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_every_end_of_the_shipped_changes_is_attained(kind: str, *, backwards: bool) -> None:
    """Each end of points and of the index is met or approached, but for those of two leaves that ask for one rate."""
    passage, steps = shipped_steps(kind, backwards=backwards)
    others = extremes(passage.stage(set()))
    for change in steps:
        assert change.effect is not None
        code = (change.new.codes or change.old.codes or ("",))[0]
        lacking = missed(passage, change, change.effect, others)
        tied = {("index", name) for about, of, name in TIED if kind == "commune" and (about, of) == (change.kind, code)}
        assert lacking == tied, change
