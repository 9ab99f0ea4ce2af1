"""Law 1: what is written is read back equal; the digest ignores comments, key order and white space, nothing else."""

import tomllib
from datetime import date, timedelta
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.errors import RulesetError
from cchc_rules.law.catalog import texts_of_shipped
from cchc_rules.law.codec import digest, dumps, loads
from tests.support import sound_texts

SHIPPED = texts_of_shipped()
RULESETS = {**SHIPPED, "sound": dict(sound_texts())}
Path = tuple[str | int, ...]


def values(data: Any, path: Path = ()) -> list[Path]:  # noqa: ANN401 - whatever TOML holds
    """The path of every value that is no table and no list."""
    if isinstance(data, dict):
        return [found for key, each in data.items() for found in values(each, (*path, key))]
    if isinstance(data, list):
        return [found for number, each in enumerate(data) for found in values(each, (*path, number))]
    return [path]


def changed(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, date):
        return value + timedelta(days=1)
    return f"{value}1"


def backwards(data: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    if isinstance(data, dict):
        return {key: backwards(data[key]) for key in reversed(data)}
    return [backwards(each) for each in data] if isinstance(data, list) else data


@pytest.mark.parametrize("name", sorted(RULESETS))
def test_what_is_written_is_read_back_equal(name: str) -> None:
    ruleset = loads(RULESETS[name])
    again = loads(dumps(ruleset))
    assert again == ruleset
    assert digest(again) == digest(ruleset)
    assert dumps(again) == dumps(ruleset)


@pytest.mark.parametrize("name", sorted(RULESETS))
def test_comments_key_order_and_white_space_change_nothing(name: str) -> None:
    texts = RULESETS[name]
    turned = {file: tomli_w.dumps(backwards(tomllib.loads(text))) for file, text in texts.items()}
    spaced = {
        file: "# a comment\n\n"
        + "\n".join(f"{line}  # too" if " = " in line and line.endswith('"') else line for line in text.split("\n"))
        for file, text in texts.items()
    }
    ruleset = loads(texts)
    for other in (turned, spaced):
        assert other != texts
        assert loads(other) == ruleset
        assert digest(loads(other)) == digest(ruleset)


@pytest.mark.once
@settings(max_examples=60)
@given(data=st.data())
def test_any_other_change_is_refused_or_changes_the_digest(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(RULESETS)))
    file = data.draw(st.sampled_from(sorted(RULESETS[name].keys() - {"crosswalk.toml", "ignored.toml"})))
    table = tomllib.loads(RULESETS[name][file])
    path = data.draw(st.sampled_from(values(table)))
    holder: Any = table
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = changed(holder[path[-1]])
    before = loads(RULESETS[name])
    try:
        after = loads({**RULESETS[name], file: tomli_w.dumps(table)})
    except RulesetError:
        return
    assert after != before
    assert digest(after) != digest(before)
    assert loads(dumps(after)) == after
