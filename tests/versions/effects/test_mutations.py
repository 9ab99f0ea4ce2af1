"""Effects of random edits: what units show lies inside, and where an effect is exact units are found at its ends."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules import diff
from cchc_rules.versions.changes import Changes
from cchc_rules.versions.passage import Passage
from tests.support import many
from tests.versions.difference import mutations
from tests.versions.difference.draft import SHIPPED, SMALL, Draft, ruleset
from tests.versions.difference.drawing import Mutation
from tests.versions.difference.trees import EVERY
from tests.versions.effects.attaining import extremes
from tests.versions.effects.observing import observe
from tests.versions.effects.test_attained import missed
from tests.versions.effects.units import unit_of

OF_A_LEAF: list[Mutation] = [mutations.maximum, mutations.rule, mutations.points_with_maximum]
OF_A_LEAF += [mutations.rule] * 3  # there are so many edits of a rule


def edited(data: st.DataObject, name: str, mutate: Mutation) -> Changes:
    """What differs after one random edit."""
    draft = Draft(ruleset(name))
    data.draw(st.composite(lambda draw: mutate(draft, draw))())
    return diff(draft.old, draft.settled())


def inside(changes: Changes, seed: int, units: int) -> None:
    chance = Random(seed)  # noqa: S311 - units, no secret
    for kind, _ in changes.pairings:
        passage = Passage.between(changes, kind)
        for change in passage.steps:
            if change.effect is None or change.unit_kind is None:
                continue
            for _ in range(units):
                seen = observe(passage, change, unit_of(passage, chance))
                if seen is not None:
                    assert change.effect.points.holds(seen.points), (change, seen)
                    assert seen.index is None or change.effect.index_percent.holds(seen.index), (change, seen)


def attained(changes: Changes) -> None:
    for kind, _ in changes.pairings:
        passage = Passage.between(changes, kind)
        for change in passage.steps:
            if change.effect is not None and change.effect.exact and change.unit_kind is not None:
                assert missed(passage, change, change.effect, extremes(passage.stage(set())), index=False) == set(), (
                    change
                )


@settings(max_examples=12)
@given(data=st.data(), seed=st.integers(0, 2**16), name=st.sampled_from(SMALL), mutate=st.sampled_from(EVERY))
def test_an_effect_holds_what_units_show(data: st.DataObject, seed: int, name: str, mutate: Mutation) -> None:
    """Every unit's difference lies inside the effect of the one edit that was made."""
    inside(edited(data, name, mutate), seed, 3)


@settings(max_examples=10)
@given(data=st.data(), name=st.sampled_from(SMALL), mutate=st.sampled_from(OF_A_LEAF))
def test_the_ends_of_an_edit_of_a_leaf_are_attained(data: st.DataObject, name: str, mutate: Mutation) -> None:
    """Where the effect of an edit is exact, some unit meets each closed end and comes near each open one."""
    attained(edited(data, name, mutate))


@pytest.mark.once
@pytest.mark.parametrize("name", [*SMALL, *SHIPPED])
@many(40)
@given(data=st.data(), seed=st.integers(0, 2**16), mutate=st.sampled_from(EVERY))
def test_effects_hold_what_many_units_show(name: str, data: st.DataObject, seed: int, mutate: Mutation) -> None:
    """Every unit's difference lies inside the effect, whatever was edited."""
    inside(edited(data, name, mutate), seed, 4)


@pytest.mark.once
@pytest.mark.parametrize("name", [*SMALL, *SHIPPED])
@many(20)
@given(data=st.data(), mutate=st.sampled_from(OF_A_LEAF))
def test_the_ends_of_many_edits_are_attained(name: str, data: st.DataObject, mutate: Mutation) -> None:
    """Where the effect of an edit is exact, some unit meets each closed end and comes near each open one."""
    attained(edited(data, name, mutate))
