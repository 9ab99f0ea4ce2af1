"""What changed as data: exact, complete, and as its schema says."""

import json
from fractions import Fraction
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from cchc_rules import load
from cchc_rules.exact import Interval
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.report.changes.plain import changes_data
from cchc_rules.report.changes.schema import changes_schema
from cchc_rules.report.changes.wording import spoken
from cchc_rules.versions.changes import Changes, Effect
from tests.report.changes.drafts import between, changed_leaf, decided
from tests.report.changes.test_values import SAID
from tests.report.support import SIMPLE

SCHEMA = Draft202012Validator(changes_schema())
WAYS = [("2023_2568", "2024_2426"), ("2024_2426", "2023_2568")]


def checked(changes: Changes, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever may be asked
    """The data, after a way through JSON, held to the schema."""
    data: dict[str, Any] = json.loads(json.dumps(changes_data(changes, **asked)))
    SCHEMA.validate(data)
    return data


def floats(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(floats, value.values()))
    return any(map(floats, value)) if isinstance(value, list) else isinstance(value, float)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(changes_schema())


@pytest.mark.parametrize("way", WAYS)
def test_every_change_is_in_the_data_with_both_sides_in_both_languages(way: tuple[str, str]) -> None:
    changes = between(*way)
    data = checked(changes)
    assert [one["fingerprint"] for one in data["changes"]] == [change.fingerprint for change in changes]
    for one, change in zip(data["changes"], changes, strict=True):
        for language in ("vi", "en"):
            assert (one["old"]["text"][language], one["new"]["text"][language]) == spoken(change, changes, language)
        assert one["fits"] is change.fits
        assert one["follows"] == change.follows
    assert (data["old"]["act"], data["new"]["act"]) == tuple(load(name).decision.act.number for name in way)
    assert not floats(data)


@pytest.mark.parametrize("name", SAID)
def test_every_attribute_can_be_told_as_data(name: str) -> None:
    changes = SAID[name][0]
    assert len(checked(changes)["changes"]) == len(changes)


def test_a_kind_of_unit_and_a_contract_narrow_the_data() -> None:
    changes = between("2023_2568", "2024_2426")
    data = checked(changes, unit_kind="commune", contract="totals")
    assert (data["unit_kind"], data["contract"]) == ("commune", "totals")
    assert [one["unit_kind"] for one in data["scorecards"]] == ["commune"]
    assert {(one["unit_kind"], one["contract"]) for one in data["changes"]} == {(None, "totals"), ("commune", "totals")}


def test_effects_are_exact_intervals() -> None:
    changes = changed_leaf({}, {"max_points": Fraction(1)}, SIMPLE)
    third = Interval(Fraction(-1, 3), Fraction(0), upper_closed=False)
    told = tuple(attrs.evolve(one, effect=Effect(points=third, index_percent=third, exact=False)) for one in changes)
    data = checked(attrs.evolve(changes, changes=told))
    assert data["changes"][0]["effect"] == {"points": "[-1/3, 0)", "index_percent": "[-1/3, 0)", "exact": False}
    bare = tuple(attrs.evolve(one, effect=None) for one in changes)
    assert checked(attrs.evolve(changes, changes=bare))["changes"][0]["effect"] is None


def test_a_scorecard_that_is_gone_is_null_and_words_without_translation_stand_for_both() -> None:
    changes = decided(
        lambda ruleset: attrs.evolve(
            ruleset,
            decision=attrs.evolve(ruleset.decision, name=Name("Chỉ tiếng Việt")),
            scorecards={kind: card for kind, card in ruleset.scorecards.items() if kind is not UnitKind.COMMUNE},
        )
    )
    data = checked(changes)
    gone = next(one for one in data["scorecards"] if one["unit_kind"] == "commune")
    assert gone["new"] is None
    assert gone["old"]["max_points"] == "3"
    named = next(one for one in data["changes"] if one["attribute"] == "name")
    assert named["new"]["value"] == {"vi": "Chỉ tiếng Việt", "en": "Chỉ tiếng Việt"}


def test_what_the_schema_does_not_know_is_refused() -> None:
    data = checked(between("2023_2568", "2024_2426"), unit_kind="department")
    data["changes"][0]["kind"] = "thing_changed"
    assert not SCHEMA.is_valid(data)
