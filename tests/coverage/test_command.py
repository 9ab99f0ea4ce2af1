"""The command coverage: a table for each scorecard, what is lacking, and the exit code."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cchc_rules.cli import main
from cchc_rules.report.coverings import GROUPS, WHATS
from cchc_rules.report.schemas import coverage_schema
from cchc_rules.scoring.cases.goals import goals
from cchc_rules.scoring.cases.sentences import TRIES, sentence
from cchc_rules.scoring.cases.worked import dumps, loads
from tests.scoring.strategies import shipped
from tests.support import worked

Caught = pytest.CaptureFixture[str]


def run(capsys: Caught, *words: str) -> tuple[int, str, str]:
    code = main(["coverage", *words])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def some(tmp_path: Path) -> str:
    """A file with a few of the cases of a scorecard."""
    file = tmp_path / "some.toml"
    file.write_text(dumps(worked("2024_2426", "commune")[:60]), encoding="utf-8")
    return str(file)


@pytest.mark.once
def test_the_shipped_rulesets_are_covered(capsys: Caught) -> None:
    for ruleset in ("2023_2568", "2024_2426"):
        code, out, err = run(capsys, ruleset, "--lang", "en")
        assert (code, err) == (0, "")
        assert out.count("Coverage by worked cases") == 3
        assert out.count("! Reconstruction: ") == 3
        assert "Not reached" not in out
        assert out.count("100.00") >= 3 * 6


def test_what_is_not_reached_is_listed_and_ends_with_1(capsys: Caught, some: str) -> None:
    code, out, err = run(capsys, "2024_2426", "commune", "--cases", some)
    assert (code, err) == (1, "")
    assert "Chưa chạm tới" in out
    assert "và " in out
    assert "--missing" in out
    assert "! Bản dựng lại" in out


def test_what_is_missing_is_written_as_cases(capsys: Caught, some: str, tmp_path: Path) -> None:
    code, out, _ = run(capsys, "2024_2426", "commune", "--cases", some, "--missing")
    assert code == 1
    assert loads(out)
    Path(some).with_name("more.toml").write_text(out, encoding="utf-8")
    code, out, _ = run(capsys, "2024_2426", "commune", "--cases", str(tmp_path), "--lang", "en")
    assert code == 0
    assert run(capsys, "2024_2426", "commune", "--missing") == (0, "", "")


def test_the_data_fit_their_schema_and_name_the_cases(capsys: Caught, some: str) -> None:
    Draft202012Validator.check_schema(coverage_schema())
    for words in (("2024_2426", "commune"), ("2024_2426", "commune", "--cases", some)):
        code, out, _ = run(capsys, *words, "--format", "json")
        data = json.loads(out)
        Draft202012Validator(coverage_schema()).validate(data)
        assert code == (1 if some in words else 0)
        assert all(card["notice"]["en"] for card in data["scorecards"])
    found = {goal["id"]: goal for goal in data["scorecards"][0]["goals"]}
    assert found["1.1.2 at floor 0.8"]["cases"] == ["1.1.2-at-floor"]
    assert found["1.1.2 at floor 0.8"]["text"] == {"vi": "đúng floor 0.8", "en": "exactly at floor 0.8"}


def test_goals_beyond_reach_are_shown_apart(capsys: Caught) -> None:
    folder = str(Path(__file__).parent.parent / "instruments" / "qd766")
    code, out, _ = run(capsys, folder, "department", "--lang", "en")
    assert code == 0
    assert "6.a: exactly at 0 (procedures_with_files, read as “approved”)" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2024_2426", "--missing"), "give a UNIT_KIND"),
        (("2024_2426", "commune", "--missing", "--format", "json"), "no --format json"),
        (("2024_2425",), "CR401"),
        (("2024_2426", "city"), "CR404"),
        (("2024_2426", "--cases", "/none/such"), "/none/such"),
    ],
)
def test_wrong_input_is_told(capsys: Caught, words: tuple[str, ...], said: str) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err


def test_faulty_cases_are_told_with_their_places(capsys: Caught, tmp_path: Path) -> None:
    file = tmp_path / "faulty.toml"
    file.write_text(
        'format = 1\nunit_kind = "commune"\nyear = 2024\n\n[[cases]]\nid = "a"\nwhy = "so"\n', encoding="utf-8"
    )
    code, _, err = run(capsys, "2024_2426", "--cases", str(file), "--lang", "en")
    assert code == 2
    assert "faulty.toml:7: [CR701]" in err
    assert "faulty.toml:6: [CR703]" in err


def test_everything_that_can_be_tried_has_its_words() -> None:
    assert TRIES.keys() == WHATS.keys()
    for kind in ("department", "district", "commune"):
        assert {goal.what for goal in goals(shipped("2024_2426", kind))} <= WHATS.keys()
    assert set(
        coverage_schema()["properties"]["scorecards"]["items"]["properties"]["goals"]["items"]["properties"]["group"][
            "enum"
        ]
    ) == set(GROUPS)


def test_a_case_of_several_nodes_tells_what_it_tries_alone() -> None:
    goal = next(goal for goal in goals(shipped("2024_2426", "commune")) if goal.id == "1.1.2 at floor 0.8")
    assert sentence(goal, None, {"1.1.2": Fraction(3)}) == "The value is exactly at floor 0.8: 1.1.2 earns 3."
    assert sentence(goal, None, {}) == "The value is exactly at floor 0.8."
