"""The page of the Python API names what the package offers, and nothing else."""

import re

import attrs
import pytest

import cchc_rules
from cchc_rules.law.facts import Step
from cchc_rules.report import schemas
from cchc_rules.scoring.result import NodeResult, Result
from tests.docs.pages import DOCS


def test_the_page_names_the_public_names_and_no_other() -> None:
    page = (DOCS / "reference" / "python-api.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)(?:\([^`]*\))?` \|", page, re.MULTILINE)
    assert sorted(named) == sorted(cchc_rules.__all__)


@pytest.mark.parametrize("kind", [Result, NodeResult, Step], ids=lambda kind: kind.__name__)
def test_the_page_of_the_result_tells_of_every_attribute(kind: type) -> None:
    page = (DOCS / "reference" / "result.md").read_text(encoding="utf-8")
    public = {field.name for field in attrs.fields(kind)} | {name for name in vars(kind) if not name.startswith("_")}
    told = set(re.findall(r"`(\w+)(?:\([^`]*\))?`", page))
    assert public <= told


def test_the_page_of_the_result_tells_of_every_key_of_its_json_form() -> None:
    page = (DOCS / "reference" / "result.md").read_text(encoding="utf-8")
    schema = schemas.result_schema()
    nodes = [node["properties"] for node in schema["$defs"].values()]
    keys = {key for properties in (schema["properties"], *nodes) for key in properties}
    json_part = page.partition("\n## JSON\n")[2]
    assert keys <= set(re.findall(r"`(\w+)`", json_part))
