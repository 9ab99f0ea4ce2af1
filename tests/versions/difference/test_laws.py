"""Law 6, of the difference: nothing between a ruleset and itself, and the mirror between two that change places."""

from itertools import combinations, pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules import diff, load
from cchc_rules.versions.catalogue import Contract
from cchc_rules.versions.changes import Changes
from tests.support import many
from tests.versions.difference.draft import SHIPPED, SMALL, Draft, bare, ruleset
from tests.versions.difference.trees import EVERY

RULESETS = (*SMALL, *SHIPPED)


def mirror_holds(there: Changes, back: Changes) -> None:
    assert sorted(change.mirrored().fingerprint for change in there) == sorted(change.fingerprint for change in back)
    assert sorted(change.fingerprint for change in there) == sorted(change.mirrored().fingerprint for change in back)
    led = {change.mirrored().fingerprint for change in there if change.follows is not None}
    assert led == {change.fingerprint for change in back if change.follows is not None}
    assert len({change.fingerprint for change in there}) == len(there)


@pytest.mark.parametrize("name", RULESETS)
def test_a_ruleset_does_not_differ_from_itself(name: str) -> None:
    """`diff(r, r)` is empty."""
    assert diff(ruleset(name), ruleset(name)).changes == ()


def test_the_shipped_rulesets_with_their_crosswalk_differ_backwards_as_forwards() -> None:
    """`diff(a, b)` mirrors `diff(b, a)`, the crosswalk read backwards."""
    older, newer = (load(name) for name in SHIPPED)
    mirror_holds(diff(older, newer), diff(newer, older))


@pytest.mark.parametrize(("one", "other"), list(combinations(RULESETS, 2)))
def test_any_two_rulesets_differ_backwards_as_forwards(one: str, other: str) -> None:
    """`diff(a, b)` mirrors `diff(b, a)`, for rulesets that have nothing to do with one another too."""
    mirror_holds(bare(ruleset(one), ruleset(other)), bare(ruleset(other), ruleset(one)))


def edits_mirror(name: str, data: st.DataObject, *, crosswalk: bool) -> None:
    draft = Draft(ruleset(name), crosswalk=crosswalk)
    made = data.draw(st.lists(st.sampled_from(EVERY), min_size=1, max_size=8))
    data.draw(st.composite(lambda draw: [mutate(draft, draw) for mutate in made])())
    new = draft.settled()
    mirror_holds(bare(draft.old, new), bare(new, draft.old))


@settings(max_examples=40)
@given(data=st.data(), crosswalk=st.booleans())
def test_edits_undone_are_the_edits_mirrored(data: st.DataObject, *, crosswalk: bool) -> None:
    """`diff(a, b)` mirrors `diff(b, a)`, whatever was edited."""
    edits_mirror("sound", data, crosswalk=crosswalk)


@pytest.mark.once
@pytest.mark.parametrize("name", RULESETS)
@many(60)
@given(data=st.data(), crosswalk=st.booleans())
def test_edits_of_any_ruleset_undone_are_the_edits_mirrored(name: str, data: st.DataObject, *, crosswalk: bool) -> None:
    """`diff(a, b)` mirrors `diff(b, a)`, whatever was edited."""
    edits_mirror(name, data, crosswalk=crosswalk)


def test_a_mirror_looked_into_twice_shows_the_change_itself() -> None:
    changes = bare(*(load(name) for name in SHIPPED))
    for change in changes:
        again = change.mirrored().mirrored()
        assert again == attrs.evolve(change, follows=None, reason=None, effect=None)


def test_contracts_grow_from_the_strictest_to_all_there_is() -> None:
    changes = bare(*(load(name) for name in SHIPPED))
    broken = [{change.fingerprint for change in changes.breaking(contract)} for contract in Contract]
    assert all(fewer <= more for fewer, more in pairwise(broken))
    assert broken[-1] == {change.fingerprint for change in changes}
    assert {change.contract for change in changes.breaking("totals")} == {Contract.TOTALS}
    assert {change.contract for change in changes.breaking("ids")} == {Contract.TOTALS, Contract.IDS}


def test_every_change_leads_or_follows_one_that_leads() -> None:
    changes = bare(*(load(name) for name in SHIPPED))
    told = [one for lead in changes.leading for one in (lead, *changes.following(lead))]
    assert sorted(one.fingerprint for one in told) == sorted(one.fingerprint for one in changes)
    assert all(one.kind in {lead.kind, "rule_follows"} for lead in changes.leading for one in changes.following(lead))
