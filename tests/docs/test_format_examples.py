"""The example ruleset and the example submission of the reference load, and give what the pages say."""

import inspect
from fractions import Fraction

import attrs
import pytest

from cchc_rules.law import decision, facts, grounds, model, publication
from cchc_rules.law.codec import dumps, loads
from cchc_rules.law.model import Ruleset
from cchc_rules.scoring import inputs
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Submission
from cchc_rules.scoring.reading import loads as read
from tests.docs.pages import DOCS, marked
from tests.docs.small import file

NOT_IN_DATA = {"Scorecard.decision", "Ruleset.decision", "Ruleset.scorecards", "Ruleset.crosswalk", "Ruleset.ignored"}
WRITTEN_ELSEWHERE = {"Domain", "Step", "Printed"}


@pytest.fixture
def ruleset() -> Ruleset:
    return loads({name: file(name) for name in ("decision.toml", "commune.toml")})


def submissions() -> dict[str, Submission]:
    found = {block.language: block for block in marked("submission")}
    return {language: read(block.text, f"example.{language}") for language, block in found.items()}


def test_the_example_ruleset_reads_back_as_it_was_written(ruleset: Ruleset) -> None:
    assert loads(dumps(ruleset)) == ruleset


def test_the_example_submission_gives_the_points_the_page_states(ruleset: Ruleset) -> None:
    for submission in submissions().values():
        result = evaluate(ruleset.scorecard("commune"), submission)
        assert (result.node("1.1.1").points, result.node("1.1.2").points) == (Fraction(1), Fraction(8, 5))
        assert [finding.id for finding in result.findings] == ["CR363"]


def test_the_example_submission_is_the_same_as_toml_and_as_json() -> None:
    toml, json = (attrs.evolve(one, facts=inputs.GivenFacts()) for one in submissions().values())
    assert toml == json


def keys() -> list[tuple[str, str]]:
    """Every key of every class that is written in a file, and the page that must tell of it."""
    found = []
    for page, module in (
        *(("toml-format", module) for module in (decision, facts, grounds, model, publication)),
        ("submission-format", inputs),
    ):
        for name, kind in vars(module).items():
            if not inspect.isclass(kind) or kind.__module__ != module.__name__ or not attrs.has(kind):
                continue
            if name in WRITTEN_ELSEWHERE:
                continue
            found += [
                (page, {"within": "in"}.get(field.name, field.name))
                for field in attrs.fields(kind)
                if f"{name}.{field.name}" not in NOT_IN_DATA
            ]
    return sorted(set(found))


@pytest.mark.parametrize(("page", "key"), keys())
def test_every_key_is_told_of(page: str, key: str) -> None:
    text = (DOCS / "reference" / f"{page}.md").read_text(encoding="utf-8")
    assert any(f"{before}{key}{after}" in text for before in "`.[" for after in "`.]")
