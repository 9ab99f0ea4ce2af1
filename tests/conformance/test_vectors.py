"""The shipped vectors are what the package makes, fit their schema, hold for the shipped rulesets and cover them."""

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest

from cchc_rules import Submission, Unit
from cchc_rules.errors import NotFoundError, RulesetError
from cchc_rules.exact import State, spell
from cchc_rules.law.catalog import available, load
from cchc_rules.law.codec import digest
from cchc_rules.law.facts import FactType
from cchc_rules.law.grounds import Standing
from cchc_rules.law.scoring import Policy
from cchc_rules.report.agreement import notice_of
from cchc_rules.report.schemas import vectors_schema
from cchc_rules.scoring.cases.boundaries import boundary_cases
from cchc_rules.scoring.cases.conformance import hold_package
from cchc_rules.scoring.cases.refusals import refusals
from cchc_rules.scoring.cases.vectors import (
    FOLDER,
    Vector,
    Vectors,
    dumps,
    make_vectors,
    parse,
    read_vectors,
    submitted,
)
from cchc_rules.scoring.cases.worked import REFUSED
from tests.support import SOUND, sound, worked

INSTRUMENTS = Path(__file__).parents[1] / "instruments"
SHIPPED = [pytest.param(name, str(kind), id=f"{name}-{kind}") for name in available() for kind in load(name).scorecards]
shipped = pytest.mark.parametrize(("name", "kind"), SHIPPED)
LEAST = SHIPPED[-1]
once_but_for_one = pytest.mark.parametrize(
    ("name", "kind"),
    [LEAST, *(pytest.param(*one.values, id=one.id, marks=pytest.mark.once) for one in SHIPPED[:-1])],
)


def text_of(name: str, kind: str) -> str:
    return (files("cchc_rules.rulesets") / name / FOLDER / f"{kind}.json").read_text(encoding="utf-8")


@cache
def read(name: str, kind: str) -> Vectors:
    return read_vectors(name, kind)


@pytest.mark.once
@shipped
def test_they_are_what_the_package_makes(name: str, kind: str) -> None:
    ruleset = load(name)
    made = make_vectors(ruleset, kind)
    assert dumps(made, notice_of(made.standing)) == text_of(name, kind), "make vectors writes them anew"


@once_but_for_one
def test_the_package_agrees(name: str, kind: str) -> None:
    agreement = hold_package(read(name, kind), load(name).scorecard(kind))
    assert agreement.differences == ()
    assert len(agreement.tried) == len(read(name, kind).vectors)


@shipped
def test_they_fit_their_schema(name: str, kind: str) -> None:
    schema = json.loads((files("cchc_rules.rulesets") / FOLDER / "vectors.schema.json").read_text(encoding="utf-8"))
    assert schema == vectors_schema()
    jsonschema.validate(json.loads(text_of(name, kind)), schema, jsonschema.Draft202012Validator)


@shipped
def test_they_name_the_text_they_hold_for_and_what_it_is(name: str, kind: str) -> None:
    data = json.loads(text_of(name, kind))
    ruleset = load(name)
    assert (data["ruleset"], data["revision"]) == (name, ruleset.decision.revision)
    assert data["digest"] == digest(ruleset)
    assert data["standing"] == Standing.RECONSTRUCTION
    assert "not the text of the decision" in data["notice"]["en"]


@shipped
def test_each_stands_on_a_line_of_its_own_and_has_its_own_name(name: str, kind: str) -> None:
    vectors = read(name, kind).vectors
    lines = [line.rstrip(",") for line in text_of(name, kind).splitlines() if line.startswith('{"id"')]
    assert [json.loads(line)["id"] for line in lines] == [one.id for one in vectors]
    assert len({one.id for one in vectors}) == len(vectors)


def points(vectors: tuple[Vector, ...], code: str) -> set[str | None]:
    return {one.expected["nodes"][code]["points"] for one in vectors if "nodes" in one.expected}


@shipped
def test_they_cover_every_leaf(name: str, kind: str) -> None:
    card, vectors = load(name).scorecard(kind), read(name, kind).vectors
    whole = tuple(one for one in vectors if one.id.startswith("boundary-"))
    refused = {code for one in vectors for code in one.expected.get("refused", ())}
    for leaf in card.leaves:
        assert len(points(whole, leaf.code) - {None}) > 1, leaf.code
        assert None in points(vectors, leaf.code), leaf.code
        assert leaf.code in refused, leaf.code


def same(value: object) -> object:
    """A value as JSON holds it, and no yes for a 1."""
    return (type(value), value)


@shipped
def test_they_carry_every_boundary_case(name: str, kind: str) -> None:
    card, vectors = load(name).scorecard(kind), read(name, kind).vectors
    leaves = {leaf.code for leaf in card.leaves}
    whole = [
        ({(giver, fact): same(value) for giver, given in facts.items() for fact, value in given.items()}, one)
        for one in vectors
        if one.id.startswith("boundary-")
        for facts in [one.submission.get("facts", {})]
    ]
    refusals = [one.submission for one in vectors if "refused" in one.expected]
    claimed = {
        entry["code"] for one in vectors if one.id == "refused-claims-forbidden" for entry in one.submission["entries"]
    }
    lost = []
    for case in boundary_cases(card):
        asked = submitted(case.submission)
        if REFUSED in case.expected.values():
            codes = {entry["code"] for entry in asked.get("entries", ())}
            lost += [case.id] * (asked not in refusals and not codes <= claimed)
            continue
        facts = asked.get("facts", {})
        given = {(giver, fact): same(value) for giver, said in facts.items() for fact, value in said.items()}
        expected = {code: spell(points) for code, points in case.expected.items() if isinstance(points, Fraction)}
        carried = any(
            given.items() <= answered.items()
            and all(
                one.submission.get(key, {}).get(name) == value
                for key in ("ballots", "shares")
                for name, value in asked.get(key, {}).items()
            )
            and all(entry in one.submission.get("entries", ()) for entry in asked.get("entries", ()))
            and all(one.expected["nodes"][code]["points"] == expected[code] for code in expected.keys() & leaves)
            for answered, one in whole
        )
        lost += [case.id] * (not carried)
    assert lost == []
    assert len(whole) <= 40


@shipped
def test_they_cover_states_stages_totals_and_a_lowered_maximum(name: str, kind: str) -> None:
    vectors = [one for one in read(name, kind).vectors if "nodes" in one.expected]
    states = {node["state"] for one in vectors for node in one.expected["nodes"].values()}
    assert states == set(State)
    assert {one.expected["state"] for one in vectors} == {"scored", "unknown", "not_assessed"}
    assert {one.stage for one in vectors} == {"self_score", "appraisal_1", "explanation_round", "appraisal_2"}
    assert len({one.expected["index_percent"] for one in vectors}) > 10
    assert len({one.expected["effective_max"] for one in vectors if one.expected["total"]}) > 2
    assert any("" in one.expected.get("refused", ()) for one in read(name, kind).vectors)


def test_they_do_not_hold_for_another_text_of_the_ruleset(tmp_path: Path) -> None:
    source = files("cchc_rules.rulesets") / "2024_2426"
    folder = tmp_path / "2024_2426"
    (folder / FOLDER).mkdir(parents=True)
    for file in source.iterdir():
        if file.name.endswith(".toml"):
            text = file.read_text(encoding="utf-8")
            (folder / file.name).write_text(text.replace("Sở Nội vụ", "Sở Nội vụ tỉnh", 1), encoding="utf-8")
    (folder / FOLDER / "commune.json").write_text(text_of("2024_2426", "commune"), encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        read_vectors(folder, "commune")
    assert [(one.id, one.subject) for one in caught.value.findings] == [("CR770", "digest")]
    with pytest.raises(NotFoundError, match=r"CR771.*2024_2426/vectors/department\.json"):
        read_vectors(folder, "department")


def without(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != key}


HEAD = {
    "format": 1,
    "ruleset": "x",
    "revision": 1,
    "digest": "sha256:",
    "standing": "attested",
    "notice": None,
    "unit_kind": "commune",
    "vectors": [],
}


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        json.dumps(without(HEAD, "digest")).encode(),
        json.dumps({**HEAD, "format": 2}).encode(),
        json.dumps({**HEAD, "unit_kind": "ward"}).encode(),
        json.dumps({**HEAD, "vectors": [{}]}).encode(),
        json.dumps({**HEAD, "vectors": 5}).encode(),
    ],
)
def test_a_file_that_holds_no_vectors(text: bytes) -> None:
    with pytest.raises(RulesetError, match=r"a\.json: \[CR772\]"):
        parse(text, "a.json")


def test_what_is_written_is_read_back() -> None:
    vectors = read("2024_2426", "commune")
    assert parse(dumps(vectors, None).encode(), "a.json") == vectors
    assert json.loads(dumps(vectors, None))["notice"] is None


def test_a_submission_as_json_holds_what_is_needed_alone() -> None:
    submission = Submission(unit=Unit(code="X-01", name="Xã Ví dụ"), unit_kind="commune", year=2024)
    assert submitted(submission) == {
        "unit": {"code": "X-01", "name": "Xã Ví dụ"},
        "unit_kind": "commune",
        "year": 2024,
    }


def test_some_of_the_cases_of_a_shipped_scorecard_make_vectors_that_hold() -> None:
    ruleset, some = load("2024_2426"), worked("2024_2426", "commune")[::10]
    card = ruleset.scorecard("commune")
    made = make_vectors(ruleset, "commune", some)
    assert hold_package(made, card).differences == ()
    ids = [one.id for one in made.vectors]
    assert {"boundary-01", "boundary-02", "boundary-open-01"} <= set(ids)
    refused = {one.id for one in some if REFUSED in one.expected.values()}
    claims = {name for name in refused if name.endswith("claim_forbidden") or f"refused-{name}" not in ids}
    assert {f"refused-{name}" for name in refused - claims} <= set(ids)
    assert refused - claims


def test_a_day_that_cannot_be_never_is_refused_where_there_is_one() -> None:
    card = load("2024_2426").scorecard("commune")
    facts = {name: fact for name, fact in card.facts.items() if fact.type is not FactType.DATE or fact.never}
    assert "fact-date-never" in {name for name, *_ in refusals(card)}
    assert "fact-date-never" not in {name for name, *_ in refusals(attrs.evolve(card, facts=facts))}


def test_a_ruleset_without_cases_has_vectors_too() -> None:
    ruleset = sound()
    made = make_vectors(ruleset, "commune", ())
    assert {one.id.partition("-")[0] for one in made.vectors} >= {"state", "stage", "refused"}
    assert hold_package(made, ruleset.scorecard("commune")).differences == ()


@pytest.mark.parametrize("folder", [SOUND, pytest.param(INSTRUMENTS / "qd11_year", marks=pytest.mark.once)])
def test_what_nothing_bounds_is_no_vector(folder: Path) -> None:
    ruleset = load(folder)
    card = ruleset.scorecard("commune")
    loose = attrs.evolve(card, total=attrs.evolve(card.total, floor=None, ceiling=None))
    held = attrs.evolve(card, total=attrs.evolve(card.total, floor=Fraction(0), ceiling=Fraction(100)))
    bounded, made = (
        {
            one.id
            for one in make_vectors(attrs.evolve(ruleset, scorecards={card.unit_kind: each}), "commune", ()).vectors
        }
        for each in (held, loose)
    )
    assert bounded - made >= {"state-nothing-given"}
    assert made - bounded == set()


def test_a_scorecard_where_everything_may_be_claimed_forbids_no_claim() -> None:
    card = load("2024_2426").scorecard("commune")
    field = card.fields[0]
    free = attrs.evolve(
        field.criteria[-1],
        not_applicable=attrs.evolve(card.leaves[0].policy, policy=Policy.DROP),
    )
    alone = attrs.evolve(card, fields=(attrs.evolve(field, criteria=(free,)),))
    assert "claims-forbidden" not in {name for name, *_ in refusals(alone)}
    assert "claims-forbidden" in {name for name, *_ in refusals(card)}
