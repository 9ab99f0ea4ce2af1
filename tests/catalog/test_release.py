"""What was released does not change."""

import attrs
import pytest

from cchc_rules.errors import RulesetError
from cchc_rules.law.catalog import texts_of_shipped
from cchc_rules.law.codec import digest, loads
from cchc_rules.law.release import hold, locked

IDS = sorted(texts_of_shipped())


@pytest.mark.parametrize("name", IDS)
def test_every_shipped_ruleset_is_what_was_released(name: str) -> None:
    hold(loads(texts_of_shipped()[name], name), locked())


def test_every_revision_is_locked_once() -> None:
    entries = [(entry.id, entry.revision) for entry in locked().released]
    assert len(set(entries)) == len(entries)


@pytest.mark.parametrize("name", IDS)
def test_an_edit_without_a_new_revision_is_refused(name: str) -> None:
    texts = dict(texts_of_shipped()[name])
    texts["department.toml"] = texts["department.toml"].replace('name.vi = "', 'name.vi = "X', 1)
    edited = loads(texts, name)
    with pytest.raises(RulesetError) as caught:
        hold(edited, locked())
    assert caught.value.text() == (
        f"released.toml: [CR140] {name} revision {edited.decision.revision} was released and now says something else ({digest(edited)});"
        " raise the revision, with a reason"
    )


def test_a_ruleset_that_was_never_released_is_told_how_to_be() -> None:
    ruleset = loads(texts_of_shipped()[IDS[0]])
    new = attrs.evolve(ruleset, decision=attrs.evolve(ruleset.decision, revision=ruleset.decision.revision + 1))
    with pytest.raises(RulesetError) as caught:
        hold(new, locked())
    assert "run make lock-rulesets" in caught.value.text()
