"""Random edits: the difference reports exactly those, with their kinds, codes and values, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules import Ruleset
from tests.support import many
from tests.versions.difference import mutations
from tests.versions.difference.draft import SHIPPED, SMALL, Draft, Expected, bare, ruleset, said
from tests.versions.difference.drawing import Mutation
from tests.versions.difference.trees import EVERY


def check(old: Ruleset, new: Ruleset, expected: list[Expected]) -> None:
    """Every expected change is told once, and no other."""
    found = list(bare(old, new))
    for each in expected:
        known = [change for change in found if said(change, edits=each.edits is not None) == each]
        assert len(known) == 1, f"not told once: {each}\nbut these are: {[said(one, edits=False) for one in found]}"
        found.remove(known[0])
    assert [said(change, edits=False) for change in found] == [], "more than was edited"


def edited(data: st.DataObject, name: str, made: tuple[Mutation, ...], *, crosswalk: bool) -> Draft:
    draft = Draft(ruleset(name), crosswalk=crosswalk)
    data.draw(st.composite(lambda draw: [mutate(draft, draw) for mutate in made])())
    return draft


def several(most: int) -> st.SearchStrategy[tuple[Mutation, ...]]:
    return st.lists(st.sampled_from(EVERY), min_size=2, max_size=most).map(tuple)


@pytest.mark.parametrize("mutate", EVERY, ids=lambda mutate: mutate.__name__)
@settings(max_examples=8)
@given(data=st.data(), crosswalk=st.booleans())
def test_one_edit_is_reported_and_nothing_else(mutate: Mutation, data: st.DataObject, *, crosswalk: bool) -> None:
    name = data.draw(st.sampled_from(SMALL[:1] if mutate is mutations.rule else SMALL))
    draft = edited(data, name, (mutate,), crosswalk=crosswalk)
    check(draft.old, draft.settled(), draft.expected)


@pytest.mark.once
@pytest.mark.parametrize("name", [*SMALL, *SHIPPED])
@many(60)
@given(data=st.data(), crosswalk=st.booleans())
def test_several_edits_are_reported_and_nothing_else(name: str, data: st.DataObject, *, crosswalk: bool) -> None:
    draft = edited(data, name, data.draw(several(6)), crosswalk=crosswalk)
    check(draft.old, draft.settled(), draft.expected)


@pytest.mark.once
@pytest.mark.parametrize("name", [*SMALL, *SHIPPED])
@many(80)
@given(data=st.data())
def test_every_edit_of_a_rule_is_reported(name: str, data: st.DataObject) -> None:
    draft = edited(data, name, (mutations.rule, mutations.rule), crosswalk=False)
    check(draft.old, draft.settled(), draft.expected)
