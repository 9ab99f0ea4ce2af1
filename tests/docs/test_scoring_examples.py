"""Every scoring example of the documentation loads, and gives the points its table states."""

import tomllib
from typing import Any, get_args

import pytest

from cchc_rules.errors import RulesetError, SubmissionError
from cchc_rules.exact import State, spell
from cchc_rules.law.measures import Measure
from cchc_rules.law.model import Scorecard
from cchc_rules.law.scoring import Award
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Appraisal, Entry, GivenFacts, Submission, Unit
from cchc_rules.scoring.result import Result
from tests.docs.pages import DOCS, Block, marked
from tests.docs.small import facts, scorecard

BESIDE = {"ballots", "shares", "entries", "readings"}
COLUMNS = {"Given", "Points", "Effective max", "State", "Total", "Index percent"}
EXAMPLES = [pytest.param(block, id=block.name) for block in marked("scoring")]
REFUSED = [pytest.param(block, id=block.name) for block in marked("refused")]


def submission(given: dict[str, Any]) -> Submission:
    declared = facts()
    unit: dict[str, Any] = {}
    appraiser: dict[str, Any] = {}
    for name, value in given.items():
        if name not in BESIDE:
            (appraiser if declared[name].get("by") == "appraiser" else unit)[name] = value
    return Submission(
        unit=Unit(code="X-01", name="Xã Ví dụ", group="X"),
        unit_kind="commune",
        year=2031,
        facts=GivenFacts(unit=unit, appraiser=appraiser),
        entries=tuple(entry(data) for data in given.get("entries", ())),
        **{name: given[name] for name in ("ballots", "shares") if name in given},
    )


def entry(data: dict[str, Any]) -> Entry:
    given: dict[str, Any] = {"code": "1.1", **data}
    for stage in given.keys() & {"appraisal_1", "appraisal_2"}:
        given[stage] = Appraisal(**given[stage])
    if "state" in given:
        given["state"] = State(given["state"])
    return Entry(**given)


def shown(result: Result, column: str) -> str:
    node = result.node("1.1")
    match column:
        case "Points":
            return "open" if node.points is None else spell(node.points)
        case "Effective max":
            return spell(node.effective_max)
        case "State":
            return str(node.state)
        case "Total":
            return "open" if result.total is None else spell(result.total)
        case _:
            assert result.index_percent is not None
            return spell(result.index_percent)


def hold(row: dict[str, str], card: Scorecard) -> None:
    given = tomllib.loads(f"given = {{ {row['Given']} }}")["given"]
    wanted = {column: value for column, value in row.items() if column != "Given"}
    if row.get("Points", "").startswith("CR"):
        with pytest.raises(SubmissionError) as caught:
            evaluate(card, submission(given), missing="bounds")
        assert [finding.id for finding in caught.value.findings] == [row["Points"]]
        return
    result = evaluate(card, submission(given), missing="bounds", readings=given.get("readings"))
    assert {column: shown(result, column) for column in wanted} == wanted, row["Given"]


@pytest.mark.parametrize("block", EXAMPLES)
def test_an_example_gives_what_its_table_states(block: Block) -> None:
    card = scorecard(block.text)
    assert block.table, "an example without a worked result"
    assert block.table[0].keys() <= COLUMNS
    for row in block.table:
        hold(row, card)


@pytest.mark.parametrize("block", REFUSED)
def test_an_example_of_a_fault_is_refused_by_that_name(block: Block) -> None:
    with pytest.raises(RulesetError) as caught:
        scorecard(block.text)
    assert [finding.id for finding in caught.value.findings] == block.marker.removeprefix("refused: ").split(", ")


@pytest.mark.parametrize("union", [Measure, Award], ids=["measures", "awards"])
def test_every_kind_has_its_section_with_an_example(union: object) -> None:
    page = (DOCS / "reference" / "scoring-language.md").read_text(encoding="utf-8")
    for kind in get_args(union):
        _, heading, rest = page.partition(f"\n### `{kind.kind}`\n")
        assert heading, f"{kind.kind} has no section"
        assert "<!-- scoring -->" in rest.partition("\n### ")[0], f"{kind.kind} has no example"
        for field in kind.__attrs_attrs__:
            key = {"within": "in"}.get(field.name, field.name)
            assert f"`{key}`" in rest.partition("\n### ")[0], f"{kind.kind} does not tell of {key}"
