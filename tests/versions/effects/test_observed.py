"""Effects hold what is observed: whatever a unit answers, one change alone moves it no farther."""

from functools import cache
from random import Random

import pytest

from cchc_rules import diff, load
from cchc_rules.versions.changes import Changes
from cchc_rules.versions.passage import Passage
from tests.versions.difference.draft import SHIPPED
from tests.versions.effects.observing import observe
from tests.versions.effects.units import unit_of

KINDS = ("department", "district", "commune")


@cache
def changes_between(old: str, new: str) -> Changes:
    return diff(load(old), load(new))


def chance(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - the same units each time, no secret


def inside(passage: Passage, given: Random, units: int) -> int:
    """Observe every change of a passage on some units each; give how many could be scored both ways."""
    seen = 0
    for change in passage.steps:
        if change.effect is None or change.unit_kind is None:
            continue
        for _ in range(units):
            found = observe(passage, change, unit_of(passage, given))
            if found is None:
                continue
            seen += 1
            assert change.effect.points.holds(found.points), (change, found)
            assert found.index is None or change.effect.index_percent.holds(found.index), (change, found)
    return seen


@pytest.mark.parametrize("kind", KINDS)
def test_an_effect_holds_what_a_change_does_to_a_unit(kind: str) -> None:
    """Every unit's difference lies inside the effect."""
    passage = Passage.between(changes_between(*SHIPPED), kind)
    assert inside(passage, chance(kind), 1) > len(passage.steps) / 2


@pytest.mark.once
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_effects_hold_what_changes_do_to_many_units(kind: str, *, backwards: bool) -> None:
    """Every unit's difference lies inside the effect, whichever ruleset is the newer."""
    names = SHIPPED[::-1] if backwards else SHIPPED
    passage = Passage.between(changes_between(*names), kind)
    assert inside(passage, chance(f"{kind} {backwards}"), 5) > 2 * len(passage.steps)
