"""Whatever is edited in a ruleset can be told: on pages, in words, and as data."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cchc_rules.report.changes.labels import ATTRIBUTES
from cchc_rules.report.changes.pages import changes_text
from cchc_rules.report.changes.plain import changes_data
from cchc_rules.report.changes.schema import changes_schema
from cchc_rules.report.changes.wording import spoken
from cchc_rules.report.labels import LANGUAGES
from cchc_rules.versions.changes import Changes
from tests.support import many
from tests.versions.difference.draft import SHIPPED, SMALL, Draft, bare, ruleset
from tests.versions.difference.trees import EVERY

SCHEMA = Draft202012Validator(changes_schema())


def edited(name: str, data: st.DataObject, *, crosswalk: bool) -> Changes:
    """What changed where a few things are edited at random."""
    draft = Draft(ruleset(name), crosswalk=crosswalk)
    made = data.draw(st.lists(st.sampled_from(EVERY), min_size=1, max_size=5))
    data.draw(st.composite(lambda draw: [mutate(draft, draw) for mutate in made])())
    return bare(draft.old, draft.settled())


def check(changes: Changes) -> None:
    for change in changes:
        assert change.attribute in ATTRIBUTES
        sides = [spoken(change, changes, language) for language in LANGUAGES]
        assert all(text for pair in sides for text in pair)
        assert any(before != after for before, after in sides), (change, sides)
    for markdown in (False, True):
        text = changes_text(changes, "vi", markdown=markdown)
        assert all(text.count(change.fingerprint) == 1 for change in changes)
    SCHEMA.validate(json.loads(json.dumps(changes_data(changes))))


@pytest.mark.parametrize("name", SMALL)
@settings(max_examples=6)
@given(data=st.data(), crosswalk=st.booleans())
def test_what_was_edited_is_told(name: str, data: st.DataObject, *, crosswalk: bool) -> None:
    """Every change stands once on the pages, its sides differ, and its data keep to the schema."""
    check(edited(name, data, crosswalk=crosswalk))


@pytest.mark.once
@pytest.mark.parametrize("name", [*SMALL, *SHIPPED])
@many(60)
@given(data=st.data(), crosswalk=st.booleans())
def test_what_was_edited_in_any_ruleset_is_told(name: str, data: st.DataObject, *, crosswalk: bool) -> None:
    """Every change stands once on the pages, its sides differ, and its data keep to the schema."""
    check(edited(name, data, crosswalk=crosswalk))
