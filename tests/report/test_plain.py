"""The data forms hold what the pages say, exactly, and their published schemas hold for them."""

import json
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from cchc_rules import available, evaluate, load, published, rank
from cchc_rules.errors import Finding, NotFoundError
from cchc_rules.exact import NEVER, Interval, parse_number
from cchc_rules.law.decision import Grade
from cchc_rules.law.facts import Name, Step
from cchc_rules.law.grounds import Basis, Standing
from cchc_rules.law.model import Role, Scorecard
from cchc_rules.report import plain, schemas
from cchc_rules.report.examples import example_submission
from cchc_rules.report.labels import NOTICE
from cchc_rules.scoring.result import Result
from tests.report.support import CODE, SIMPLE, card, scored

KINDS = [(name, kind) for name in available() for kind in load(name).scorecards]
LEAF_KEYS = {"code", "name", "max_points", "method", "basis"}


@cache
def example(name: str, kind: str) -> tuple[Scorecard, Result]:
    scorecard = load(name).scorecard(kind)
    return scorecard, evaluate(scorecard, example_submission(scorecard))


@cache
def sound_schema(text: str) -> None:
    """A schema is proven once, whatever is held to it."""
    Draft202012Validator.check_schema(json.loads(text))


def check(data: object, schema: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Hold data, as a program reads it, to its schema; nothing in it is a binary float."""
    sound_schema(json.dumps(schema))
    read = json.loads(json.dumps(data, ensure_ascii=False), parse_float=pytest.fail)
    assert read == data
    Draft202012Validator(schema).validate(read)
    return read


def leaves(data: dict[str, Any]) -> list[dict[str, Any]]:
    inner = data.get("criteria") or data.get("sub_criteria") or []
    return [leaf for child in inner for leaf in leaves(child)] if inner else [data]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_a_scorecard_as_data_has_its_tree_and_counts(name: str, kind: str) -> None:
    scorecard = load(name).scorecard(kind)
    data = check(plain.scorecard_data(scorecard), schemas.scorecard_schema())
    found = [leaf for field in data["fields"] for leaf in leaves(field)]
    assert [leaf["code"] for leaf in found] == [leaf.code for leaf in scorecard.leaves]
    assert all(set(leaf) >= LEAF_KEYS for leaf in found)
    methods = [leaf["method"] for leaf in found]
    counts = data["counts"]
    assert len(data["fields"]) == counts["fields"]
    assert methods.count("evidence") == counts["evidence"]
    assert methods.count("survey") + methods.count("satisfaction") == counts["survey"]
    assert methods.count("satisfaction") == counts["satisfaction"]
    assert sum(parse_number(leaf["max_points"]) for leaf in found) == parse_number(data["max_points"])


def test_the_attested_counts_come_out() -> None:
    counts = {
        kind.value: tuple(plain.scorecard_data(scorecard)["counts"].values())
        for kind, scorecard in load("2024_2426").scorecards.items()
    }
    assert counts == {"department": (7, 46, 9, 1), "district": (7, 52, 9, 1), "commune": (6, 44, 10, 1)}


@pytest.mark.parametrize(("name", "kind"), KINDS)
@pytest.mark.parametrize("derivations", [True, False])
def test_a_result_as_data_is_the_result(name: str, kind: str, *, derivations: bool) -> None:
    _, result = example(name, kind)
    data = check(plain.result_data(result, derivations=derivations), schemas.result_schema())
    assert result.total is not None
    assert parse_number(data["total"]) == result.total
    found = [leaf for field in data["fields"] for leaf in leaves(field)]
    assert sum(parse_number(leaf["points"]) for leaf in found) == result.total_before
    assert all(("derivation" in leaf) is derivations for leaf in found)
    assert data["unit"]["name"].endswith("Ví dụ")


def test_a_reconstruction_carries_its_notice_in_data() -> None:
    scorecard, result = example("2024_2426", "department")
    ruleset = load("2024_2426")
    pair = NOTICE[Standing.RECONSTRUCTION]
    assert pair is not None
    for data in (
        plain.ruleset_data(ruleset),
        plain.listed_data(ruleset),
        plain.scorecard_data(scorecard),
        plain.node_data(scorecard, "3.4.1"),
        plain.result_data(result),
        plain.explanation_data(result, "3"),
        plain.ranking_data(rank([result])),
    ):
        assert data["standing"] == "reconstruction"
        assert data["notice"] == {"vi": pair[0], "en": pair[1]}


def test_an_open_result_has_bounds_and_nulls() -> None:
    result = scored(card(SIMPLE), missing="bounds", without=("done",))
    data = check(plain.result_data(result, derivations=True), schemas.result_schema())
    assert data["total"] is None
    assert data["index_percent"] is None
    assert (data["lowest"], data["highest"], data["open_codes"]) == ("1", "3", [CODE])
    leaf = data["fields"][0]["criteria"][0]
    assert (leaf["points"], leaf["state"], leaf["missing"]) == (None, "unknown", ["done"])


def test_a_band_and_a_bonus_stand_in_the_data() -> None:
    scorecard = card(SIMPLE)
    band = Grade(
        name=Name("Tốt", "Good"), within=Interval.parse("[0, inf)"), basis=Basis.ILLUSTRATIVE, source="outline"
    )
    bonus = attrs.evolve(
        scorecard.fields[0],
        code="2",
        role=Role.BONUS,
        max_points=None,
        criteria=tuple(
            attrs.evolve(criterion, code=f"2.{number}")
            for number, criterion in enumerate(scorecard.fields[0].criteria, 1)
        ),
    )
    decision = attrs.evolve(scorecard.decision, bands=(band,))
    result = scored(attrs.evolve(scorecard, fields=(*scorecard.fields, bonus), decision=decision))
    data = check(plain.result_data(result), schemas.result_schema())
    assert data["band"] == {"vi": "Tốt", "en": "Good"}
    assert data["bonus"] == "2.88"
    assert data["fields"][1]["max_points"] is None
    check(plain.scorecard_data(result.scorecard), schemas.scorecard_schema())


def test_an_explanation_as_data_has_steps_and_sentences() -> None:
    _, result = example("2024_2426", "department")
    data = check(plain.explanation_data(result, "3.4.1"), schemas.explanation_schema())
    assert [step["what"] for step in data["node"]["derivation"]] == ["facts", "measure", "award"]
    assert data["calculation"]["vi"][0] == {"depth": 0, "text": "Số liệu:"}
    assert len(data["calculation"]["vi"]) == len(data["calculation"]["en"])
    field = check(plain.explanation_data(result, "3"), schemas.explanation_schema())
    assert field["calculation"] == {"vi": [], "en": []}
    assert all("derivation" in leaf for leaf in leaves(field["node"]))


def test_the_values_of_a_step_are_spelled_like_all_data() -> None:
    inputs = (("number", Fraction(36, 19)), ("day", date(2024, 1, 31)), ("never", NEVER), ("level", "full"))
    step = Step(what="facts", inputs=inputs, value=None)
    assert [one["value"] for one in plain.step_data(step)["inputs"]] == ["36/19", "2024-01-31", "never", "full"]
    assert plain.step_data(step)["value"] is None


def test_a_finding_as_data_has_both_languages() -> None:
    data = plain.finding_data(Finding(id="CR344", code="1.1"))
    assert data["severity"] == "error"
    assert data["line"] is None
    assert set(data["text"]) == {"vi", "en"}


def test_a_ranking_as_data_has_every_row() -> None:
    _, result = example("2024_2426", "commune")
    data = check(plain.ranking_data(rank([result])), schemas.ranking_schema())
    (row,) = data["rows"]
    assert (row["rank"], row["unit"]["group"], data["published"]) == (1, "X-D1", None)
    assert row["index_percent"] == row["value"]


@pytest.mark.parametrize(("year", "kind"), [(2024, "department"), (2024, "district"), (2022, "department")])
def test_a_published_ranking_keeps_its_figures_as_printed(year: int, kind: str) -> None:
    table = published(year, kind)
    data = check(plain.ranking_data(rank(table), table), schemas.ranking_schema())
    assert data["ruleset"] == table.ruleset
    assert data["standing"] == "attested"
    assert data["published"]["complete"] is table.complete
    assert [row["printed"]["index_percent"] for row in data["rows"]] == [row.index_percent.text for row in table.rows]
    assert [row["rank"] for row in data["rows"]] == [row["printed"]["rank"] for row in data["rows"]]
    alone = attrs.evolve(table, rows=tuple(attrs.evolve(row, satisfaction_percent=None) for row in table.rows))
    bare = check(plain.ranking_data(rank(alone), alone), schemas.ranking_schema())
    assert bare["rows"][0]["printed"]["satisfaction_percent"] is None
    assert check(plain.ranking_data(rank(table)), schemas.ranking_schema())["year"] is None


def test_a_ruleset_as_data_has_its_act_and_counts() -> None:
    data = plain.ruleset_data(load("2024_2426"))
    assert data["act"]["number"] == "2426/QĐ-UBND"
    assert data["act"]["signed_on"] == "2024-11-14"
    assert data["scorecards"]["commune"]["counts"]["evidence"] == 44
    assert json.loads(json.dumps(data)) == data
    listed = plain.listed_data(load("2023_2568"))
    assert (listed["in_force_until"], listed["unit_kinds"]) == ("2024-11-13", ["department", "district", "commune"])


def test_one_node_as_data_has_all_below_it() -> None:
    data = plain.node_data(load("2024_2426").scorecard("department"), "3.4")
    assert [child["code"] for child in data["sub_criteria"]] == ["3.4.1", "3.4.2"]
    with pytest.raises(NotFoundError, match="CR405"):
        plain.node_data(load("2024_2426").scorecard("department"), "9")


@pytest.mark.parametrize(
    ("schema", "change"),
    [
        (schemas.result_schema(), {"total": 1.5}),
        (schemas.result_schema(), {"total": "1,5"}),
        (schemas.result_schema(), {"stage": "later"}),
        (schemas.result_schema(), {"unknown": 1}),
        (schemas.ranking_schema(), {"rows": [{"rank": 0.5}]}),
        (schemas.scorecard_schema(), {"counts": {"fields": 7}}),
        (schemas.scorecard_schema(), {"notice": "none"}),
    ],
)
def test_wrong_data_does_not_hold(schema: dict[str, Any], change: dict[str, Any]) -> None:
    scorecard, result = example("2024_2426", "department")
    forms = [plain.result_data(result), plain.ranking_data(rank([result])), plain.scorecard_data(scorecard)]
    (data,) = [form for form in forms if Draft202012Validator(schema).is_valid(form)]
    assert not Draft202012Validator(schema).is_valid({**data, **change})
