"""The JSON Schemas of a ruleset's files: every shipped file fits, what is misshapen does not, and they are published."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cchc_rules.law.catalog import texts_of_shipped
from cchc_rules.law.schema import FILES, ruleset_schema

PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "schemas"
FITTING = [(ruleset, file, text) for ruleset, texts in texts_of_shipped().items() for file, text in texts.items()]


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    """What an editor sees: a date is text to a JSON Schema."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def validator(file: str) -> jsonschema.Draft202012Validator:
    kind = file.removesuffix(".toml")
    schema = ruleset_schema(kind if kind in FILES else "scorecard")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize(("ruleset", "file", "text"), FITTING, ids=lambda value: value if len(value) < 20 else "")
def test_every_shipped_file_fits(ruleset: str, file: str, text: str) -> None:
    assert ruleset
    assert list(validator(file).iter_errors(plain(tomllib.loads(text)))) == []


@pytest.mark.parametrize(
    ("file", "find", "put"),
    [
        ("department.toml", 'basis = "illustrative"', 'basis = "ilustrative"'),
        ("department.toml", 'code = "1"', "code = 1"),
        ("department.toml", 'max_points = "15"', "max_points = 15.0"),
        ("department.toml", 'kind = "proportional"', 'kind = "proportionel"'),
        ("department.toml", 'policy = "forbidden"', 'polcy = "forbidden"'),
        ("department.toml", 'in = "[', 'in = "<'),
        ("decision.toml", 'before = "11-25"', 'before = "25-11"'),
        ("decision.toml", "signed_on = 2024-11-14", 'signed_on = "14/11/2024"'),
        ("crosswalk.toml", "new = [", "news = ["),
    ],
)
def test_what_is_misshapen_does_not_fit(file: str, find: str, put: str) -> None:
    text = texts_of_shipped()["2024_2426"][file]
    assert find in text
    assert list(validator(file).iter_errors(plain(tomllib.loads(text.replace(find, put, 1)))))


@pytest.mark.parametrize("file", sorted(FILES))
def test_the_published_schema_is_the_librarys(file: str) -> None:
    published = json.loads((PUBLISHED / f"{file}.schema.json").read_text(encoding="utf-8"))
    assert published == ruleset_schema(file)
