"""Worked cases as data: a few facts, and the points (or the state) that must come of them."""

import tomllib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib.resources.abc import Traversable
from typing import Any

import attrs
import pytest

from cchc_rules.errors import SubmissionError
from cchc_rules.exact import State, parse_number
from cchc_rules.law.model import Scorecard
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Appraisal, Entry, GivenFacts, Submission, Unit
from cchc_rules.scoring.result import Result

NODE_EXPECTATIONS = {"expected", "effective_max"}
TOTAL_EXPECTATIONS = {"total", "index_percent", "band"}
GIVEN = {"facts", "ballots", "shares", "entries", "readings"}


@attrs.frozen(kw_only=True)
class Case:
    """One worked case of a file."""

    file: str
    unit_kind: str
    year: int
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.data["id"])


def cases_in(folder: Traversable) -> Iterator[Case]:
    """Every case of every file of a folder, in the order of file names."""
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    for file in files:
        head = tomllib.loads(file.read_text(encoding="utf-8"))
        assert head.keys() == {"format", "unit_kind", "year", "cases"}, file.name
        for data in head["cases"]:
            unknown = data.keys() - GIVEN - NODE_EXPECTATIONS - TOTAL_EXPECTATIONS - {"id", "why"}
            assert not unknown, f"{file.name} {data['id']}: {unknown}"
            assert data["why"].endswith("."), f"{file.name} {data['id']}: say why in a sentence"
            assert data.keys() & (NODE_EXPECTATIONS | TOTAL_EXPECTATIONS), f"{file.name} {data['id']} expects nothing"
            yield Case(file=file.name, unit_kind=head["unit_kind"], year=head["year"], data=data)


def submission_of(case: Case) -> Submission:
    """Build the submission of a case."""
    facts = case.data.get("facts", {})
    return Submission(
        unit=Unit(code="X-01", name="Đơn vị Ví dụ", group="X"),
        unit_kind=case.unit_kind,
        year=case.year,
        facts=GivenFacts(unit=facts.get("unit", {}), appraiser=facts.get("appraiser", {})),
        ballots=case.data.get("ballots", {}),
        shares=case.data.get("shares", {}),
        entries=tuple(_entry(entry) for entry in case.data.get("entries", ())),
    )


def _entry(data: Mapping[str, Any]) -> Entry:
    said = {key: Appraisal(**data[key]) for key in ("appraisal_1", "appraisal_2") if key in data}
    listed = {key: tuple(data[key]) for key in ("evidence", "parts_not_applicable") if key in data}
    return Entry(**{**data, **said, **listed})


def check(case: Case, card: Scorecard) -> None:
    """Hold a case against a scorecard."""
    expected: Mapping[str, str] = case.data.get("expected", {})
    readings = case.data.get("readings")
    errors = {code for code, wanted in expected.items() if wanted == "error"}
    if errors:
        with pytest.raises(SubmissionError) as caught:
            evaluate(card, submission_of(case), missing="bounds", readings=readings)
        found = {finding.code for finding in caught.value.findings}
        assert errors <= found | ({"total"} if found == {""} else set()), caught.value.text()
        return
    result = evaluate(card, submission_of(case), missing="bounds", readings=readings)
    for code, wanted in expected.items():
        assert _found(result, code, wanted) == _wanted(wanted), f"{case.id} {code}"
    for code, wanted in case.data.get("effective_max", {}).items():
        assert result.node(code).effective_max == parse_number(wanted), f"{case.id} effective max of {code}"
    for name in ("total", "index_percent"):
        if name in case.data:
            assert getattr(result, name) == parse_number(case.data[name]), f"{case.id} {name}"
    if "band" in case.data:
        assert result.band is not None
        assert result.band.name.vi == case.data["band"]


def _wanted(wanted: str) -> Fraction | State:
    return State(wanted) if wanted in set(State) else parse_number(wanted)


def _found(result: Result, code: str, wanted: str) -> Fraction | State | None:
    node = result.node(code)
    return node.state if wanted in set(State) else node.points
