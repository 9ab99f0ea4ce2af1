"""The schema of a submission: what follows it can be read and scored, what does not is refused."""

import json
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from cchc_rules import available, evaluate, load
from cchc_rules.law.facts import FactType, Giver
from cchc_rules.law.measures import Given
from cchc_rules.law.model import FailedTo, Precondition, Scorecard
from cchc_rules.law.scoring import Condition
from cchc_rules.report.examples import commented, example_submission
from cchc_rules.report.labels import NOTICE
from cchc_rules.report.plain import submission_data
from cchc_rules.report.schemas import submission_schema
from cchc_rules.scoring.reading import dumps, loads
from tests.report.support import CODE, COMPOSITES, SIMPLE, YES, card

CARDS = [
    pytest.param(scorecard, id=f"{name} {kind}")
    for name in available()
    for kind, scorecard in load(name).scorecards.items()
]


def department() -> Scorecard:
    return load("2024_2426").scorecard("department")


def validator(scorecard: Scorecard) -> Draft202012Validator:
    schema = submission_schema(scorecard)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@cache
def form() -> Draft202012Validator:
    """The form of departments, made once."""
    return validator(department())


def facts(schema: dict[str, Any], role: str) -> dict[str, Any]:
    found: dict[str, Any] = schema["properties"]["facts"]["properties"][role]["properties"]
    return found


@pytest.mark.parametrize("scorecard", CARDS)
def test_the_example_follows_the_schema_and_can_be_read_and_scored(scorecard: Scorecard) -> None:
    submission = example_submission(scorecard)
    data = submission_data(submission)
    assert not list(validator(scorecard).iter_errors(data))
    assert loads(json.dumps(data), "form.json").unit == submission.unit
    assert loads(dumps(submission)) == submission
    result = evaluate(scorecard, submission)
    assert result.findings == ()
    assert evaluate(scorecard, loads(json.dumps(data), "form.json")).total == result.total


@pytest.mark.parametrize("scorecard", CARDS)
def test_every_fact_question_and_code_is_in_the_form(scorecard: Scorecard) -> None:
    schema = submission_schema(scorecard)
    asked = {name for name, fact in scorecard.facts.items() if fact.type is not FactType.BALLOTS}
    own = {name for name in asked if scorecard.facts[name].by is Giver.UNIT}
    assert set(facts(schema, "unit")) == own
    assert set(facts(schema, "appraiser")) == asked
    for kind in ("ballots", "shares"):
        assert set(schema["properties"][kind]["properties"]) == set(scorecard.facts) - asked
    codes = schema["properties"]["entries"]["items"]["properties"]["code"]["enum"]
    assert codes == [leaf.code for leaf in scorecard.leaves]
    for name in own:
        fact = facts(schema, "unit")[name]
        assert fact["title"] == scorecard.facts[name].name.vi
        assert fact["x-name"]["en"] == scorecard.facts[name].name.en
        assert fact["x-codes"]


def test_a_reconstruction_says_so_in_its_form() -> None:
    pair = NOTICE[department().standing]
    assert pair is not None
    assert submission_schema(department())["description"] == pair[0]
    assert submission_schema(department(), "en")["description"] == pair[1]
    assert "# Bản dựng lại" in commented(example_submission(department()), department(), "vi")
    assert "# Reconstruction" in commented(example_submission(department()), department(), "en")


def test_titles_and_descriptions_come_in_the_language_asked_for() -> None:
    fact = facts(submission_schema(department(), "en"), "unit")["plan_tasks"]
    assert fact["title"] == "Tasks in the plan"
    assert fact["description"] == "a whole number from 0; used by 1.1.3"


def test_facts_of_conditions_name_the_nodes_they_bear_on() -> None:
    condition = Condition(measure=Given("reported"), within=YES)
    scorecard = card(SIMPLE, applies_when=condition, precondition=Precondition(when=condition, otherwise=FailedTo.ZERO))
    form = facts(submission_schema(scorecard), "unit")
    assert form["reported"]["x-codes"] == [CODE]
    assert form["money"]["description"] == "số chính xác từ 0; dùng cho tiêu chí –"


def test_parts_that_may_be_claimed_are_listed() -> None:
    entry = submission_schema(card(COMPOSITES["sum"]))["properties"]["entries"]["items"]
    assert entry["properties"]["parts_not_applicable"]["items"]["enum"] == ["plan", "tasks"]


WRONG: list[tuple[tuple[str | int, ...], Any]] = [
    (("facts", "unit", "plan_tasks"), 1.5),
    (("facts", "unit", "plan_tasks"), -1),
    (("facts", "unit", "plan_tasks"), "50"),
    (("facts", "unit", "plan_taks"), 50),
    (("facts", "unit", "portal_points"), "1"),
    (("facts", "appraiser", "portal_points"), 1.5),
    (("facts", "unit", "plan_is_complete"), 1),
    (("facts", "unit", "plan_issued_on"), "31/01/2024"),
    (("facts", "unit", "plan_issued_on"), "2024-13-01"),
    (("facts", "unit", "decentralisation_check"), "good"),
    (("facts", "unit", "capital_assigned"), "1,5"),
    (("ballots", "steering_votes", "district_leaders", "E"), 1),
    (("ballots", "steering_votes", "villagers"), {"A": 1}),
    (("ballots", "steering_votes", "district_leaders", "A"), -1),
    (("shares",), {"steering_votes": {"district_leaders": {"A": "1"}}}),
    (("shares",), {"steering_votes": {"district_leaders": {"A": "1.5", "valid": 10}}}),
    (("entries", 0, "code"), "9.9"),
    (("entries", 0, "self_score"), 0.5),
    (("entries", 0, "self_score"), "-1"),
    (("entries", 0, "state"), "scored"),
    (("entries", 0, "state"), "unknown"),
    (("entries", 0, "appraisal_1"), {"reason": "thiếu"}),
    (("ruleset",), "2023_2568"),
    (("unit_kind",), "district"),
    (("year",), "2024"),
    (("unit",), {"code": "X-01"}),
    (("total",), "90"),
]


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_a_form_filled_in_wrongly_does_not_hold(path: tuple[str | int, ...], value: object) -> None:
    data = deepcopy(submission_data(example_submission(department())))
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert list(form().iter_errors(data))


RIGHT: list[tuple[tuple[str | int, ...], Any]] = [
    (("facts", "unit", "plan_issued_on"), "never"),
    (("facts", "unit", "capital_assigned"), "20000.5"),
    (("facts", "unit", "capital_assigned"), "1/3"),
    (("facts", "appraiser", "plan_tasks"), 40),
    (("shares",), {"steering_votes": {"district_leaders": {"A": "0.5", "B": "0.5", "valid": 10}}}),
    (("ballots", "steering_votes", "district_leaders", "blank"), 2),
    (("entries", 0), {"code": "2.1.2", "state": "not_applicable", "reason": "không được giao", "confirmed": True}),
    (("entries", 0), {"code": "1.1.1", "appraisal_1": {"points": "0.25", "reason": "chậm", "by": "so-noi-vu"}}),
    (("format",), 1),
]


@pytest.mark.parametrize(("path", "value"), RIGHT)
def test_a_form_filled_in_rightly_holds(path: tuple[str | int, ...], value: object) -> None:
    data = deepcopy(submission_data(example_submission(department())))
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert not list(form().iter_errors(data))


def test_rates_are_asked_for_as_shares() -> None:
    districts = validator(load("2024_2426").scorecard("district"))
    data = submission_data(example_submission(load("2024_2426").scorecard("district")))
    for rate, holds in (("0.9862", True), ("1", True), (1, True), ("98.62", False), (0.5, False), ("1.5", False)):
        data["facts"]["appraiser"]["districts_average_on_time"] = rate
        assert districts.is_valid(data) is holds
