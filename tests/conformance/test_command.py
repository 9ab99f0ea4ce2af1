"""The command as a stranger would try it: with programs, without one, and with wrong input."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cchc_rules.cli import main
from cchc_rules.law.catalog import folder_of
from cchc_rules.report.schemas import conformance_schema
from cchc_rules.scoring.cases.vectors import FOLDER

Run = Callable[..., tuple[int, str, str]]
ANSWERING = Path(__file__).parent / "answering.py"
ONE = ("--ruleset", "2024_2426", "--unit-kind", "commune")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str, str]:
        code = main(["conformance", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def program(way: str = "well") -> list[str]:
    file = str(folder_of("2024_2426") / FOLDER / "commune.json")
    return ["--", sys.executable, str(ANSWERING), file, way]


def data(out: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(out)
    jsonschema.validate(read, conformance_schema(), jsonschema.Draft202012Validator)
    return read


def test_a_program_that_agrees(run: Run) -> None:
    code, out, err = run(*ONE, "--lang", "en", *program())
    assert (code, err) == (0, "")
    assert out.rstrip().endswith("It agrees with every vector.")
    assert "! Reconstruction: " in out
    code, out, err = run(*ONE, "--format", "json", *program())
    told = data(out)
    assert (code, err, told["agrees"], told["command"]) == (0, "", True, program()[1:])
    (card,) = told["scorecards"]
    assert (card["tried"], card["differing"], card["stopped"]) == (card["vectors"], [], None)
    assert card["notice"]["en"].startswith("Reconstruction")


def test_the_package_is_held_to_a_vector_itself(run: Run) -> None:
    code, out, err = run(*ONE, "--format", "json", "--fail-fast")
    told = data(out)
    assert (code, err, told["command"], told["agrees"]) == (0, "", None, True)


def test_all_that_ship_are_tried_one_kind_of_them(run: Run) -> None:
    code, out, _ = run("--unit-kind", "commune", "--format", "json")
    assert code == 0
    assert [(card["ruleset"], card["unit_kind"]) for card in data(out)["scorecards"]] == [
        ("2023_2568", "commune"),
        ("2024_2426", "commune"),
    ]


@pytest.mark.parametrize(("lang", "words"), [("en", "1.1.1: differs in"), ("vi", "1.1.1: lệch ở")])
def test_what_differs_is_shown_by_code(run: Run, lang: str, words: str) -> None:
    code, out, err = run(*ONE, "--lang", lang, *program("wrong points"))
    assert (code, err) == (1, "")
    assert words in out
    assert "[CR751] points: " in out
    assert "(--most)" in out


def test_what_is_worst_comes_first_and_nodes_above_after_their_leaves(run: Run) -> None:
    code, out, _ = run(*ONE, "--format", "json", "--most", "100000", *program("zero for missing"))
    (card,) = data(out)["scorecards"]
    codes = list(dict.fromkeys(one["code"] for one in card["differences"]))
    above = {code.rpartition(".")[0] for code in codes}
    assert (code, card["not_listed"]) == (1, 0)
    assert [code in above for code in codes] == sorted(code in above for code in codes)
    counts = [sum(one["code"] == code for one in card["differences"]) for code in codes if code not in above]
    assert counts == sorted(counts, reverse=True)


def test_no_more_is_listed_than_asked_for(run: Run) -> None:
    code, out, _ = run(*ONE, "--format", "json", "--most", "5", *program("floats"))
    (card,) = data(out)["scorecards"]
    assert (code, len(card["differences"])) == (1, 5)
    assert card["not_listed"] > 100
    code, out, _ = run(*ONE, "--most", "5", "--lang", "en", *program("floats"))
    assert (code, out.count("[CR755]")) == (1, 5)


def test_fail_fast_stops_the_run(run: Run) -> None:
    code, out, _ = run(*ONE, "--fail-fast", "--format", "json", *program("wrong points"))
    (card,) = data(out)["scorecards"]
    assert (code, card["tried"]) == (1, 1)
    assert len({one["vector"] for one in card["differences"]}) == 1


def test_fail_fast_does_not_go_on_to_the_next_scorecard(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "nothing.py"
    file.write_text(
        "import json, sys\nfor line in sys.stdin:\n"
        "    print(json.dumps({'vector': json.loads(line)['vector'], 'refused': []}), flush=True)\n",
        encoding="utf-8",
    )
    code, out, _ = run("--fail-fast", "--format", "json", "--", sys.executable, str(file))
    assert (code, len(data(out)["scorecards"])) == (1, 1)


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_program_that_cannot_be_held_is_said_with_its_last_words(run: Run, lang: str) -> None:
    code, out, err = run(*ONE, "--lang", lang, *program("crashes"))
    assert code == 2
    assert "[CR741]" in err
    assert "RuntimeError: out of cheese" in err
    assert "boundary-01" in err
    assert "agrees" not in out
    assert "Khớp với" not in out


def test_what_a_program_says_cannot_move_the_cursor(run: Run) -> None:
    source = "import sys; sys.stderr.write('\\x1b[2J\\x1b[31mgone'); print('\\x1b[2Jhi')"
    code, out, err = run(*ONE, "--", sys.executable, "-c", source)
    assert code == 2
    assert "\x1b" not in out + err
    assert "gone" in err


def test_a_program_is_not_asked_again_after_it_failed(run: Run) -> None:
    code, out, err = run("--format", "json", "--", "no-such-program")
    told = data(out)
    assert (code, len(told["scorecards"]), told["agrees"]) == (2, 1, False)
    assert told["scorecards"][0]["stopped"]["id"] == "CR740"
    assert err.count("CR740") == 1


def test_the_command_may_be_one_text(run: Run) -> None:
    words = " ".join(f'"{word}"' for word in program()[1:])
    code, _, err = run(*ONE, words)
    assert (code, err) == (0, "")


def test_one_word_that_is_a_program_is_not_split(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "my program"
    file.write_text(f"#!/bin/sh\nexec {sys.executable} {ANSWERING} {program()[3]}\n", encoding="utf-8")
    file.chmod(0o755)
    code, _, err = run(*ONE, "--", str(file))
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        (("say 'hello",), "CR761"),
        (("--ruleset", "2024_2425"), "CR401"),
    ],
)
def test_wrong_input(run: Run, words: tuple[str, ...], finding: str) -> None:
    code, out, err = run("--lang", "en", *words)
    assert (code, out) == (2, "")
    assert f"[{finding}]" in err


@pytest.mark.parametrize("words", [("--timeout", "0"), ("--timeout", "1.5"), ("--most", "-1"), ("--unit-kind", "ward")])
def test_wrong_options(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert words[1] in err


def test_an_empty_command_is_a_program_that_is_not_there(run: Run) -> None:
    code, _, err = run(*ONE, "--", "")
    assert code == 2
    assert "[CR740]" in err
