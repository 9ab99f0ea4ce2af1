"""The laws of migration, on random submissions of every kind of unit, in both directions."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules import Changes, GivenFacts, Submission, diff, evaluate, load
from cchc_rules.versions.migrating.items import Fate, Item, apart
from cchc_rules.versions.migrating.migration import Migration, migrate
from cchc_rules.versions.migrating.refusals import STAGES
from tests.scoring.strategies import SHIPPED, shipped
from tests.support import many
from tests.versions.migrating.rough import Key, holds, rough_submissions

every_way = pytest.mark.parametrize(
    "key", [*(pytest.param(key, marks=pytest.mark.once) for key in SHIPPED[:-1]), SHIPPED[-1]], ids="-".join
)
few = settings(max_examples=3)
T = TypeVar("T")


@cache
def between(old: str, new: str) -> Changes:
    return diff(load(old), load(new))


def migrated(key: Key, submission: Submission) -> Migration:
    older = key[0]
    newer = next(one for one, _ in SHIPPED if one != older)
    return migrate(submission, load(older), load(newer), changes=between(older, newer))


def turned_round(said: Mapping[str, T]) -> dict[str, T]:
    return dict(reversed(list(said.items())))


def spoken(items: tuple[Item, ...]) -> Counter[str]:
    return Counter(f"{item.what} {item.place} {item.old}" for item in items)


@every_way
@few
@given(data=st.data())
def test_every_word_of_the_source_is_in_exactly_one_item(key: Key, data: st.DataObject) -> None:
    """Carried, converted, dropped and needing review are the source, each word of it once; nothing is made up."""
    source = data.draw(rough_submissions(key))
    migration = migrated(key, source)
    assert [(item.what, item.place, item.old) for item in migration.items] == list(apart(source))
    assert sum((spoken(migration.of(fate)) for fate in Fate), Counter()) == spoken(migration.items)
    stand = [(item.what, item.new_place, item.new) for item in migration.items if item.stands]
    assert sorted(map(repr, stand)) == sorted(map(repr, apart(migration.submission)))


@every_way
@few
@given(data=st.data())
def test_what_is_carried_is_as_it_was_and_what_is_not_has_its_reasons(key: Key, data: st.DataObject) -> None:
    """An item without a reason stands as it was; one with a reason says which, and one kept aside stands nowhere."""
    migration = migrated(key, data.draw(rough_submissions(key)))
    for item in migration.items:
        if not item.causes:
            assert (item.new_place, item.new) == (item.place, item.old)
        if item.fate is Fate.DROPPED:
            assert not item.stands
        for finding in item.findings:
            assert finding.text("vi") != finding.text("en")


@every_way
@few
@given(data=st.data())
def test_what_was_dropped_can_be_put_back(key: Key, data: st.DataObject) -> None:
    """The items together are the submission that was handed in."""
    source = data.draw(rough_submissions(key))
    assert migrated(key, source).restored() == source


@every_way
@few
@given(data=st.data())
def test_what_was_scored_before_is_scored_by_the_newer_rules(key: Key, data: st.DataObject) -> None:
    """A submission that the older rules take is never refused after it was migrated, at any stage they take it at."""
    source = data.draw(rough_submissions(key))
    migration = migrated(key, source)
    result = evaluate(migration.new, migration.submission, missing="bounds")
    assert (result.submission.ruleset, result.submission.year) == (migration.changes.new.id, source.year)
    assert result.submission.unit == source.unit
    for stage in STAGES:
        if holds(shipped(*key), source, stage):
            assert holds(migration.new, migration.submission, stage)


@every_way
@few
@given(data=st.data())
def test_a_leaf_that_is_open_only_now_is_wanting(key: Key, data: st.DataObject) -> None:
    """Every leaf that the newer rules leave open, and that the older did not, is wanting; and no settled one is."""
    source = data.draw(rough_submissions(key))
    migration = migrated(key, source)
    before = evaluate(shipped(*key), source, missing="bounds")
    after = evaluate(migration.new, migration.submission, missing="bounds")
    old_of = migration.changes.pairing(migration.new.unit_kind).old_of
    asked = {one.code for one in migration.wanting}
    assert asked <= set(after.open_codes)
    for code in after.open_codes:
        if code not in old_of or not before.node(old_of[code]).open:
            assert code in asked


@every_way
@few
@given(data=st.data())
def test_the_same_ruleset_carries_everything(key: Key, data: st.DataObject) -> None:
    """Migrated to the ruleset it was made for, a submission is equal to itself."""
    source = data.draw(rough_submissions(key))
    ruleset = load(key[0])
    migration = migrate(source, ruleset, ruleset)
    assert migration.submission == source
    assert migration.of(Fate.CARRIED) == migration.items
    assert migration.wanting == ()


@every_way
@few
@given(data=st.data())
def test_the_order_of_entries_does_not_matter(key: Key, data: st.DataObject) -> None:
    """However entries, facts and ballots are ordered, each has the same fate, for the same reasons."""
    source = data.draw(rough_submissions(key))
    turned = attrs.evolve(
        source,
        entries=tuple(data.draw(st.permutations(source.entries))),
        facts=GivenFacts(unit=turned_round(source.facts.unit), appraiser=turned_round(source.facts.appraiser)),
        ballots=turned_round(source.ballots),
    )
    straight, other = migrated(key, source), migrated(key, turned)
    assert Counter(map(repr, straight.items)) == Counter(map(repr, other.items))
    assert straight.wanting == other.wanting


@pytest.mark.once
@pytest.mark.parametrize("key", SHIPPED, ids="-".join)
@many(60)
@given(data=st.data())
def test_many_migrated_submissions_are_scored(key: Key, data: st.DataObject) -> None:
    """A submission that the older rules take is never refused after it was migrated."""
    source = data.draw(rough_submissions(key))
    migration = migrated(key, source)
    assert migration.restored() == source
    assert holds(migration.new, migration.submission)
    stand = [(item.what, item.new_place, item.new) for item in migration.items if item.stands]
    assert sorted(map(repr, stand)) == sorted(map(repr, apart(migration.submission)))
