"""What counts as a difference between an answer and a vector, one thing at a time."""

from typing import Any

import pytest

from cchc_rules.scoring.cases.conformance import differences
from cchc_rules.scoring.cases.program import JsonNumber

LEAF = {"points": "0.5", "effective_max": "1", "state": "scored"}
OPEN = {"points": None, "effective_max": "1", "state": "unknown"}
WHOLE: dict[str, Any] = {
    "state": "unknown",
    "total": None,
    "effective_max": "2",
    "index_percent": None,
    "nodes": {"1": OPEN, "1.1": LEAF, "1.2": OPEN},
}
LONG = f"{'1' * 300}/{'3' * 299}"


def found(answer: object, expected: dict[str, Any] | None = None) -> list[tuple[str, str, str, str, str]]:
    assert isinstance(answer, dict)
    return [(one.id, one.code, one.subject, one.found, one.expected) for one in differences(expected or WHOLE, answer)]


def with_leaf(**said: object) -> dict[str, Any]:
    return {**WHOLE, "nodes": {**WHOLE["nodes"], "1.1": {**LEAF, **said}}}


def test_the_same_is_no_difference() -> None:
    assert found(WHOLE) == []


@pytest.mark.parametrize("spelling", ["0.5", "0.50", "1/2", "2/4", "00.5"])
def test_one_number_has_many_spellings(spelling: str) -> None:
    assert found(with_leaf(points=spelling)) == []


def test_numbers_may_be_long() -> None:
    expected = {**WHOLE, "total": LONG}
    assert found({**WHOLE, "total": LONG}, expected) == []
    ((finding, *_, shown, _),) = found({**WHOLE, "total": LONG.replace("1", "2")}, expected)
    assert (finding, len(shown)) == ("CR750", 41)


@pytest.mark.parametrize(
    ("points", "difference"),
    [
        ("0.51", ("CR750", "1.1", "points", "0.51", "0.5")),
        ("-0.5", ("CR750", "1.1", "points", "-0.5", "0.5")),
        (None, ("CR752", "1.1", "points", "null", "0.5")),
        (JsonNumber("0.5"), ("CR755", "1.1", "points", "0.5", "0.5")),
        (JsonNumber("NaN"), ("CR755", "1.1", "points", "NaN", "0.5")),
        ("0,5", ("CR756", "1.1", "points", "0,5", "0.5")),
        ("5e-1", ("CR756", "1.1", "points", "5e-1", "0.5")),
        ("1/0", ("CR756", "1.1", "points", "1/0", "0.5")),
        ("", ("CR756", "1.1", "points", "", "0.5")),
        ("９", ("CR756", "1.1", "points", "９", "0.5")),
        (True, ("CR747", "1.1", "points", "true", '"0.5"')),
        (["0.5"], ("CR747", "1.1", "points", '["0.5"]', '"0.5"')),
    ],
)
def test_points_that_are_not_what_they_must_be(points: object, difference: tuple[str, ...]) -> None:
    assert found(with_leaf(points=points)) == [difference]


def test_what_is_open_must_stay_open() -> None:
    assert found({**WHOLE, "total": "0"}) == [("CR751", "", "total", "0", "null")]
    assert found({**WHOLE, "total": JsonNumber("0")}) == [("CR755", "", "total", "0", "null")]


@pytest.mark.parametrize("state", ["unknown", None, JsonNumber("1")])
def test_states(state: object) -> None:
    ((finding, code, member, _, expected),) = found(with_leaf(state=state))
    assert (finding, code, member, expected) == ("CR750", "1.1", "state", "scored")


def test_what_is_left_out_and_what_is_too_much() -> None:
    nodes = {code: node for code, node in WHOLE["nodes"].items() if code != "1.2"}
    assert found({**WHOLE, "nodes": {**nodes, "1.3": LEAF}}) == [
        ("CR753", "1.2", "1.2", "", ""),
        ("CR754", "1.3", "", "", ""),
    ]
    assert found({**WHOLE, "nodes": {**WHOLE["nodes"], "1.1": {"points": "0.5"}}}) == [
        ("CR753", "1.1", "effective_max", "", ""),
        ("CR753", "1.1", "state", "", ""),
    ]
    assert {finding for finding, *_ in found({})} == {"CR753"}


@pytest.mark.parametrize(
    ("answer", "difference"),
    [
        ({**WHOLE, "nodes": []}, ("CR747", "", "nodes", "[]", "{…}")),
        ({**WHOLE, "nodes": {**WHOLE["nodes"], "1.1": "0.5"}}, ("CR747", "1.1", "1.1", "0.5", "{…}")),
        ({"refused": "1.1"}, ("CR747", "", "refused", "1.1", '["1.1.1"]')),
        ({"refused": [JsonNumber("1.1")]}, ("CR747", "", "refused", '["1.1"]', '["1.1.1"]')),
    ],
)
def test_answers_of_another_shape(answer: object, difference: tuple[str, ...]) -> None:
    assert found(answer) == [difference]


def test_refusals() -> None:
    refused = {"refused": ["1.1", "1.2"]}
    assert found({"refused": ["1.2", "1.1", "1.1"]}, refused) == []
    assert found({"refused": []}, refused) == []
    assert found(WHOLE, refused) == [("CR757", "", "", "", "1.1, 1.2")]
    assert found(WHOLE, {"refused": ["1.1"]}) == [("CR757", "1.1", "", "", "1.1")]
    assert found({"refused": [""]}, refused) == [("CR759", "", "", '""', "1.1, 1.2")]
    assert found({"refused": ["1.1"]}) == [("CR758", "1.1", "", "1.1", "")]
    assert found({"refused": []}) == [("CR758", "", "", "–", "")]
