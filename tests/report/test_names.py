"""Levels, options, groups and parts are shown by their names, in both languages; an id without one shows itself."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cchc_rules import available, evaluate, load, loads
from cchc_rules.errors import Language
from cchc_rules.law.catalog import texts_of_shipped
from cchc_rules.law.facts import Fact, FactType, Name
from cchc_rules.law.model import Scorecard
from cchc_rules.law.scoring import BestOf, Part, Scoring, Sum
from cchc_rules.law.surveys import Survey
from cchc_rules.report import plain, schemas
from cchc_rules.report.labels import LANGUAGES
from cchc_rules.report.results import explanation
from cchc_rules.report.scorecards import node_page
from cchc_rules.report.steps import derivation_lines
from cchc_rules.report.text import written
from tests.report.support import BALLOTS, CODE, COMPOSITES, FACTS, SAMPLES, card, scored
from tests.scoring.strategies import SHIPPED, shipped, submissions

LEVEL, SURVEY, SUM = SAMPLES["measure level"], SAMPLES["measure survey"], COMPOSITES["sum"]
LEVEL_NAMES = {"full": Name("Đầy đủ", "In full"), "partial": Name("Chưa đầy đủ", "In part")}
VOTE_NAMES = {"A": Name("Tốt", "Good"), "people": Name("Người dân", "The people")}
PART_NAMES = {"tasks": Name("Nhiệm vụ", "The tasks"), "late": Name("Chậm")}


def called(fact: str, **named: Name) -> Mapping[str, Fact]:
    return {**FACTS, fact: attrs.evolve(FACTS[fact], named=named)}


def with_facts(scoring: Scoring, facts: Mapping[str, Fact]) -> Scorecard:
    return attrs.evolve(card(scoring), facts=facts)


def with_parts() -> Scorecard:
    award = SUM.award
    assert isinstance(award, Sum)
    parts = tuple(attrs.evolve(part, name=PART_NAMES.get(part.id)) for part in award.parts)
    minus = tuple(attrs.evolve(part, name=PART_NAMES.get(part.id)) for part in award.minus)
    return card(Scoring(award=attrs.evolve(award, parts=parts, minus=minus)))


def lines(scorecard: Scorecard, language: Language = "vi") -> list[str]:
    return [text for _, text in derivation_lines(scored(scorecard), CODE, language)]


# --- In a calculation -------------------------------------------------------------------------------------------------


def test_a_level_is_told_by_its_name() -> None:
    scorecard = with_facts(LEVEL, called("level", **LEVEL_NAMES))
    assert lines(scorecard)[1:] == ["Mức độ = “Chưa đầy đủ”", "Mức “Chưa đầy đủ”: 0,75 điểm"]
    assert lines(scorecard, "en")[1:] == ["Level = “In part”", "Level “In part”: 0.75 points"]


def test_a_level_without_a_name_shows_its_id() -> None:
    scorecard = with_facts(LEVEL, called("level", full=LEVEL_NAMES["full"]))
    assert lines(scorecard)[1:] == ["Mức độ = “partial”", "Mức “partial”: 0,75 điểm"]
    assert lines(scorecard, "en")[1:] == ["Level = “partial”", "Level “partial”: 0.75 points"]


def test_groups_of_a_survey_are_told_by_their_names_or_ids() -> None:
    scorecard = with_facts(SURVEY, called("votes", **VOTE_NAMES))
    groups = [line for line in lines(scorecard) if line.startswith("nhóm")]
    assert groups == [
        "nhóm “Người dân”: 10 phiếu hợp lệ, trung bình 90 %, trọng số 60 %",
        "nhóm “staff”: 10 phiếu hợp lệ, trung bình 75 %, trọng số 40 %",
    ]
    assert any(line.startswith("group “The people”") for line in lines(scorecard, "en"))


def test_parts_are_told_by_their_names_or_ids() -> None:
    opened = [line for line in lines(with_parts()) if line.startswith("Phần")]
    assert opened == [
        "Phần “Nhiệm vụ” (tối đa 1 điểm):",
        "Phần “plan” (tối đa 0,5 điểm):",
        "Phần “Chậm” (tối đa 1 điểm):",
    ]
    opened = [line for line in lines(with_parts(), "en") if line.startswith("Part")]
    assert opened == [
        "Part “The tasks” (at most 1 point):",
        "Part “plan” (at most 0.5 points):",
        "Part “Chậm” (at most 1 point):",
    ]


def test_two_surveys_in_one_leaf_keep_their_own_names() -> None:
    assert isinstance(SURVEY.measure, Survey)
    other = attrs.evolve(SURVEY, measure=attrs.evolve(SURVEY.measure, ballots="polled"))
    parts = tuple(
        Part(id=name, max_points=Fraction(1), scoring=scoring) for name, scoring in (("one", SURVEY), ("two", other))
    )
    named = called("votes", people=Name("Người dân", "The people"))
    polled = attrs.evolve(FACTS["votes"], named={"people": Name("Hộ dân", "Households")})
    scorecard = with_facts(Scoring(award=Sum(parts=parts)), {**named, "polled": polled})
    submission = attrs.evolve(
        scored(card(SURVEY)).submission, ballots={"votes": BALLOTS["votes"], "polled": BALLOTS["votes"]}
    )
    told = [text for _, text in derivation_lines(evaluate(scorecard, submission), CODE, "vi")]
    assert [text.split(":")[0] for text in told if text.startswith("nhóm")] == [
        "nhóm “Người dân”",
        "nhóm “staff”",
        "nhóm “Hộ dân”",
        "nhóm “staff”",
    ]


@pytest.mark.parametrize(
    ("language", "text"), [("vi", "Phiếu hỏi: Người dân"), ("en", "Ballots: The people")], ids=LANGUAGES
)
def test_a_group_that_has_too_few_ballots_is_named_as_what_is_missing(language: Language, text: str) -> None:
    scorecard = with_facts(SURVEY, called("votes", **VOTE_NAMES))
    submission = attrs.evolve(
        scored(scorecard).submission, ballots={"votes": {**BALLOTS["votes"], "people": {"A": 1, "B": 0}}}
    )
    result = evaluate(scorecard, submission, missing="bounds")
    assert result.node(CODE).missing == ("votes.people",)
    page = written(explanation(result, CODE, language), markdown=False)
    assert text in page
    assert "votes.people" in page, "the finding keeps the id"


# --- In pages and forms of the law ------------------------------------------------------------------------------------


def test_the_facts_of_a_leaf_list_its_levels_by_id_and_name() -> None:
    scorecard = with_facts(LEVEL, called("level", full=LEVEL_NAMES["full"]))
    assert "mức: “Đầy đủ” (full), partial" in written(node_page(scorecard, CODE, "vi"), markdown=True)
    assert "a level: “In full” (full), partial" in written(node_page(scorecard, CODE, "en"), markdown=True)


def form(scorecard: Scorecard, language: Language = "vi") -> Any:  # noqa: ANN401 - whatever JSON holds
    schema = schemas.submission_schema(scorecard, language)
    Draft202012Validator.check_schema(schema)
    return schema["properties"]


def test_a_form_names_the_levels_beside_their_ids() -> None:
    scorecard = with_facts(LEVEL, called("level", full=LEVEL_NAMES["full"]))
    for language, title in zip(LANGUAGES, ("Đầy đủ", "In full"), strict=True):
        level = form(scorecard, language)["facts"]["properties"]["unit"]["properties"]["level"]
        assert level["enum"] == ["full", "partial"]
        assert level["x-names"] == [
            {"const": "full", "title": title, "x-name": {"vi": "Đầy đủ", "en": "In full"}},
            {"const": "partial", "title": "partial", "x-name": {"vi": "partial", "en": "partial"}},
        ]


@pytest.mark.parametrize(("kind", "beside"), [("ballots", {"blank", "invalid"}), ("shares", {"valid"})])
def test_a_form_names_options_and_groups(kind: str, beside: set[str]) -> None:
    scorecard = with_facts(SURVEY, called("votes", **VOTE_NAMES))
    for language, group, option in zip(LANGUAGES, ("Người dân", "The people"), ("Tốt", "Good"), strict=True):
        groups = form(scorecard, language)[kind]["properties"]["votes"]["properties"]
        assert {name: each["title"] for name, each in groups.items()} == {"people": group, "staff": "staff"}
        options = groups["people"]["properties"]
        assert set(options) == {"A", "B"} | beside
        assert (options["A"]["title"], options["B"]["title"]) == (option, "B")
        assert all(options[one]["title"] not in {"", one} for one in beside)


def test_a_form_names_codes_and_parts_in_the_language_asked_for() -> None:
    for language, leaf, part in zip(LANGUAGES, ("Thử", "Trial"), ("Nhiệm vụ", "The tasks"), strict=True):
        entry = form(with_parts(), language)["entries"]["items"]["properties"]
        assert entry["code"]["enum"] == [CODE, "1.2"]
        assert entry["code"]["x-names"][0]["title"] == leaf
        parts = entry["parts_not_applicable"]["items"]
        assert parts["enum"] == ["plan", "tasks"]
        assert [(one["const"], one["title"], one["x-codes"]) for one in parts["x-names"]] == [
            ("plan", "plan", [CODE]),
            ("tasks", part, [CODE]),
        ]


def test_parts_of_one_id_that_are_named_differently_are_both_listed() -> None:
    scorecard = with_parts()
    (field,) = scorecard.fields
    first, second = field.criteria
    other = attrs.evolve(second, scoring=SUM)
    scorecard = attrs.evolve(scorecard, fields=(attrs.evolve(field, criteria=(first, other)),))
    parts = form(scorecard)["entries"]["items"]["properties"]["parts_not_applicable"]["items"]
    assert parts["enum"] == ["plan", "tasks"]
    assert [(one["const"], one["title"], one["x-codes"]) for one in parts["x-names"]] == [
        ("plan", "plan", [CODE, "1.2"]),
        ("tasks", "Nhiệm vụ", [CODE]),
        ("tasks", "tasks", ["1.2"]),
    ]


def test_data_give_every_name_in_both_languages() -> None:
    scorecard = with_facts(LEVEL, called("level", full=Name("Đầy đủ"), partial=LEVEL_NAMES["partial"]))
    data = plain.scorecard_data(scorecard)
    assert list(Draft202012Validator(schemas.scorecard_schema()).iter_errors(data)) == []
    assert data["facts"]["level"]["named"] == {
        "full": {"vi": "Đầy đủ", "en": "Đầy đủ"},
        "partial": {"vi": "Chưa đầy đủ", "en": "In part"},
    }
    parts = plain.node_data(with_parts(), CODE)["scoring"]["award"]
    assert [part.get("name") for part in parts["parts"]] == [{"vi": "Nhiệm vụ", "en": "The tasks"}, None]
    assert parts["minus"][0]["name"] == {"vi": "Chậm", "en": "Chậm"}


# --- Laws -------------------------------------------------------------------------------------------------------------


@cache
def nameless(ruleset: str, unit_kind: str) -> Scorecard:
    """A shipped scorecard without the names of its levels, options, groups and parts."""
    texts = dict(texts_of_shipped()[ruleset])
    file = f"{unit_kind}.toml"
    text = re.sub(r"(?m)^named\..*\n", "", texts[file])
    texts[file] = re.sub(r'(?m)(^\[\[.*\.(?:parts|minus)\]\]\nid = ".*"\n)name\.vi.*\nname\.en.*\n', r"\1", text)
    stripped = loads(texts).scorecard(unit_kind)
    assert not any(fact.named for fact in stripped.facts.values())
    assert not any(part.name for part in parts_of(stripped))
    return stripped


def parts_of(scorecard: Scorecard) -> list[Part]:
    awards = [inner.award for leaf in scorecard.leaves for inner in leaf.rule.walk()]
    sums = [part for award in awards if isinstance(award, Sum) for part in award.every_part]
    return sums + [part for award in awards if isinstance(award, BestOf) for part in award.parts]


@pytest.mark.once
@pytest.mark.parametrize("key", SHIPPED, ids="-".join)
@settings(max_examples=10)
@given(data=st.data())
def test_a_name_changes_no_points(key: tuple[str, str], data: st.DataObject) -> None:
    """The names of levels, options, groups and parts bear on nothing that is scored."""
    submission = data.draw(submissions(key))
    named, bare = (evaluate(one, submission, missing="bounds") for one in (shipped(*key), nameless(*key)))
    assert [(node.code, node.points, node.lowest, node.highest, node.missing) for node in named.walk()] == [
        (node.code, node.points, node.lowest, node.highest, node.missing) for node in bare.walk()
    ]
    assert named.findings == bare.findings
    for leaf in named.scorecard.leaves:
        assert named.derivation(leaf.code) == bare.derivation(leaf.code)


@pytest.mark.parametrize("name", available())
def test_every_level_option_group_and_part_that_ships_has_a_name_in_both_languages(name: str) -> None:
    for scorecard in load(name).scorecards.values():
        ids = {fact: set(one.levels) for fact, one in scorecard.facts.items() if one.type is FactType.LEVEL}
        for measure in (measure for leaf in scorecard.leaves for measure in leaf.rule.measures):
            if isinstance(measure, Survey):
                ids[measure.ballots] = {one.id for one in (*measure.options, *measure.groups)}
        for fact, listed in ids.items():
            assert set(scorecard.facts[fact].named) == listed, fact
            assert all(one.en for one in scorecard.facts[fact].named.values()), fact
        assert all(part.name is not None and part.name.en for part in parts_of(scorecard))
