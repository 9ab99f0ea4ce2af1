"""Every shape of rule met in real instruments can be written, and gives what its words say."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from cchc_rules.exact import parse_number
from cchc_rules.law.codec import loads
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import GivenFacts, Submission, Unit

HERE = Path(__file__).parent
SHAPES: list[dict[str, Any]] = tomllib.loads((HERE / "shapes.toml").read_text(encoding="utf-8"))["shapes"]
NAME = {"vi": "Ví dụ", "en": "Example"}
GROUND = {"basis": "illustrative", "source": "example"}
ELSEWHERE = {"K16"}  # surveys: every survey leaf of the shipped rulesets is one


def ruleset(shape: dict[str, Any]) -> dict[str, str]:
    """The files of a ruleset whose one leaf is the shape."""
    decision: dict[str, Any] = {
        "format": 1,
        "id": "example",
        "revision": 1,
        "name": NAME,
        "act": {
            "number": "0/QĐ",
            "signed_on": tomllib.loads("d = 2024-01-01")["d"],
            "issued_by": NAME,
            "title": NAME,
            "in_force_from": tomllib.loads("d = 2024-01-01")["d"],
            **GROUND,
        },
        "sources": [{"id": "example", "basis": "illustrative", "statement": NAME, "argument": NAME}],
        "appraisers": [{"id": "example", "name": NAME}],
        "rounding": GROUND,
        "ranking": {
            "on": "total",
            "ties": "shared",
            "scopes": [{"unit_kind": "department", "scope": "province", **GROUND}],
            **GROUND,
        },
    }
    beside: dict[str, Any] = {key: shape[key] for key in ("scoring", "round", "precondition") if key in shape}
    leaf: dict[str, Any] = {
        "code": "1.1",
        "name": {"vi": shape["words"], "en": shape["id"]},
        "max_points": shape["max_points"],
        "method": "evidence",
        "appraiser": "example",
        "not_applicable": {"policy": "forbidden", "reason": NAME},
        **beside,
        **GROUND,
    }
    field: dict[str, Any] = {"code": "1", "name": NAME, "max_points": shape["max_points"], "criteria": [leaf], **GROUND}
    card: dict[str, Any] = {
        "unit_kind": "department",
        "name": NAME,
        "max_points": shape["max_points"],
        "facts": {name: {"name": NAME, **fact} for name, fact in shape["facts"].items()},
        "fields": [field],
        **GROUND,
    }
    return {"decision.toml": tomli_w.dumps(decision), "department.toml": tomli_w.dumps(card)}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape["id"])
def test_a_shape_gives_what_its_words_say(shape: dict[str, Any]) -> None:
    made = loads(ruleset(shape))
    card = made.scorecard("department")
    for value in shape["values"]:
        facts = GivenFacts(unit=value["given"], appraiser=value.get("appraised", {}))
        unit = Unit(code="X-01", name="Đơn vị Ví dụ")
        result = evaluate(card, Submission(unit=unit, unit_kind="department", year=2024, facts=facts))
        assert result.total == parse_number(value["points"]), value


def test_no_shape_is_left_out() -> None:
    written = {shape["id"].partition("-")[0] for shape in SHAPES}
    assert {f"K{number}" for number in range(1, 23)} - ELSEWHERE <= written
