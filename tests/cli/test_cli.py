"""The command line: what goes to stdout, what to stderr, and the exit code."""

import json
import os
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cchc_rules import available, load
from cchc_rules.cli import BAD_INPUT, FINDINGS, FINE, main
from cchc_rules.report import schemas
from cchc_rules.report.examples import example_submission
from cchc_rules.scoring.reading import dumps

NOTICE = "! Bản dựng lại: tiêu chí và điểm không phải nguyên văn quyết định"
ENGLISH = "! Reconstruction: the criteria and points are not the text of the decision"
COMMANDS = ("list", "show", "score", "rank", "schema", "example")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """One example submission for each kind of unit."""
    found = {}
    for kind, scorecard in load("2024_2426").scorecards.items():
        path = tmp_path / f"{kind}.toml"
        path.write_text(dumps(example_submission(scorecard)), encoding="utf-8")
        found[kind.value] = str(path)
    return found


def changed(file: str, old: str, new: str) -> str:
    """A copy of a submission with one thing changed."""
    path = Path(file).with_stem("changed")
    text = Path(file).read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return str(path)


def data(out: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(out, parse_float=pytest.fail)


# --- list and show ----------------------------------------------------------------------------------------------------


def test_list_names_every_ruleset(run: Run) -> None:
    code, out, err = run("list")
    assert (code, err) == (FINE, "")
    assert NOTICE in out
    assert all(name in out for name in available())
    code, out, err = run("list", "--format", "json")
    assert (code, err) == (FINE, "")
    assert [ruleset["id"] for ruleset in data(out)["rulesets"]] == list(available())


def test_show_gives_the_attested_counts_as_data(run: Run) -> None:
    counts = {}
    for kind in ("department", "district", "commune"):
        code, out, err = run("show", "2024_2426", kind, "--format", "json")
        assert (code, err) == (FINE, "")
        tree = data(out)
        Draft202012Validator(schemas.scorecard_schema()).validate(tree)
        leaves = [leaf for field in tree["fields"] for leaf in leaves_of(field)]
        methods = [leaf["method"] for leaf in leaves]
        surveyed = methods.count("survey") + methods.count("satisfaction")
        counts[kind] = (len(tree["fields"]), methods.count("evidence"), surveyed, methods.count("satisfaction"))
    assert counts == {"department": (7, 46, 9, 1), "district": (7, 52, 9, 1), "commune": (6, 44, 10, 1)}


def leaves_of(node: dict[str, Any]) -> list[dict[str, Any]]:
    inner = node.get("criteria", node.get("sub_criteria", []))
    return [leaf for child in inner for leaf in leaves_of(child)] if inner else [node]


def test_show_goes_from_the_ruleset_to_one_node(run: Run) -> None:
    for arguments, words in (
        ((), "Quyết định        2426/QĐ-UBND"),
        (("commune",), "1.1.1  Ban hành kế hoạch đúng thời hạn"),
        (("department", "3.4.1"), "– từ 98 % đến dưới 100 %: 3 điểm"),
    ):
        code, out, err = run("show", "2024_2426", *arguments)
        assert (code, err) == (FINE, "")
        assert NOTICE in out
        assert words in out
        code, out, err = run("show", "2024_2426", *arguments, "--format", "json")
        assert (code, err) == (FINE, "")
        assert data(out)["standing"] == "reconstruction"
        assert ENGLISH in run("show", "2024_2426", *arguments, "--lang", "en")[1]


def test_a_ruleset_can_be_named_by_its_folder(run: Run) -> None:
    folder = Path(__file__).parent.parent / "instruments" / "qd11_year"
    code, out, err = run("show", str(folder))
    assert (code, err) == (FINE, "")
    assert "11-QĐ/TU" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "2025_1"), "[CR401]"),
        (("show", "./nowhere"), "[CR401]"),
        (("show", "2024_2426", "village"), "[CR404]"),
        (("show", "2024_2426", "department", "9.9"), "[CR405]"),
        (("show", "2024_2426", "department", "9.9", "--format", "json"), "[CR405]"),
        (("schema", "2024_2426", "village"), "[CR404]"),
        (("example", "2024_2426", "village"), "[CR404]"),
        (("rank", "2024_2426", "--published", "1999", "--unit-kind", "department"), "[CR407]"),
        (("rank", "2023_2568", "--published", "2024", "--unit-kind", "department"), "[CR407]"),
    ],
)
def test_a_name_that_is_not_there_is_said_on_stderr_alone(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (BAD_INPUT, "")
    assert err.startswith("cchc-rules: ")
    assert message in err
    assert len(err.splitlines()) == 1


# --- score ------------------------------------------------------------------------------------------------------------


def test_score_shows_one_result_for_each_file(run: Run, files: dict[str, str]) -> None:
    code, out, err = run("score", "2024_2426", *files.values())
    assert (code, err) == (FINE, "")
    assert out.count(NOTICE) == 3
    for name in ("Sở Ví dụ (X-01)", "Huyện Ví dụ (X-02)", "Xã Ví dụ (X-03)"):
        assert name in out
    code, out, err = run("score", "2024_2426", *files.values(), "--format", "json", "--lang", "en")
    assert (code, err) == (FINE, "")
    for result in data(out)["results"]:
        Draft202012Validator(schemas.result_schema()).validate(result)


def test_score_explains_one_node(run: Run, files: dict[str, str]) -> None:
    code, out, err = run("score", "2024_2426", files["department"], "--explain", "3.4.1")
    assert (code, err) == (FINE, "")
    assert NOTICE in out
    assert "2. Tỷ lệ = 40 / 40 = 100 %" in out
    code, out, err = run("score", "2024_2426", files["department"], "--explain", "3.4.1", "--format", "json")
    assert (code, err) == (FINE, "")
    (explained,) = data(out)["explanations"]
    Draft202012Validator(schemas.explanation_schema()).validate(explained)
    code, out, err = run("score", "2024_2426", files["department"], "--explain", "3.9")
    assert (code, out) == (BAD_INPUT, "")
    assert f"{files['department']}: 3.9: [CR405]" in err or f"{files['department']}: [CR405]" in err


def test_warnings_are_findings_and_notes_are_not(run: Run, files: dict[str, str]) -> None:
    differing = changed(files["department"], 'self_score = "0.5"', 'self_score = "0.25"')
    code, out, err = run("score", "2024_2426", differing)
    assert (code, err) == (FINDINGS, "")
    assert "cảnh báo [CR363] 1.1.1" in out
    code, out, _ = run("score", "2024_2426", differing, "--format", "json")
    assert code == FINDINGS
    assert data(out)["results"][0]["findings"][0]["id"] == "CR363"
    unproven = changed(files["department"], "plan_issued_on = 2024-01-28\n", "")
    code, out, _ = run("score", "2024_2426", unproven, "--stage", "self_score", "--missing", "bounds")
    assert code == FINE
    assert "ghi chú [CR364] 1.1.1" in out


def test_missing_answers_are_named_one_a_line_with_their_file(run: Run, files: dict[str, str]) -> None:
    missing = changed(files["department"], "plan_tasks = 40\nreports_late = 0\n", "")
    code, out, err = run("score", "2024_2426", missing)
    assert (code, out) == (BAD_INPUT, "")
    assert [line.split(": ")[:3] for line in err.splitlines()] == [
        ["cchc-rules", missing, "1.1.3"],
        ["cchc-rules", missing, "1.2"],
    ]
    code, out, err = run("score", "2024_2426", missing, "--missing", "bounds", "--lang", "en")
    assert (code, err) == (FINE, "")
    assert "Still open  1.1.3, 1.2" in out
    assert run("score", "2024_2426", missing, "--missing", "zero")[0] == FINDINGS


def test_what_can_be_scored_is_scored_beside_what_cannot(run: Run, files: dict[str, str]) -> None:
    wrong = changed(files["commune"], "plan_tasks = 40", "plan_tasks = 1")
    code, out, err = run("score", "2024_2426", wrong, files["district"], "--lang", "en")
    assert code == BAD_INPUT
    assert "Huyện Ví dụ" in out
    assert "Xã Ví dụ" not in out
    assert err.startswith(f"cchc-rules: {wrong}: 1.1.2: [CR310]")


def test_a_reading_that_is_not_there_is_an_error(run: Run, files: dict[str, str]) -> None:
    code, out, err = run("score", "2024_2426", files["department"], "--reading", "1.1.1=strict")
    assert (code, out) == (BAD_INPUT, "")
    assert "[CR406]" in err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.toml", b"a = = b", "[CR101]"),
        ("latin.toml", 'ten = "\xe9"'.encode("latin-1"), "[CR109]"),
        ("float.toml", b"[[entries]]\nself_score = 0.5", "[CR120]"),
        ("list.json", b"[1, 2]", "[CR132]"),
        ("empty.toml", b"", "[CR111]"),
        ("deep.json", b"[" * 100_000, "[CR101]"),
        ("deep.toml", b"a = " + b"[" * 100_000, "[CR101]"),
        ("long.toml", b"year = " + b"9" * 5_000, "[CR101]"),
        ("escape.toml", b'"\\u001b[2J" = 1', "[CR11"),
        ("kind.toml", b'unit_kind = "village"\nyear = 2024\n[unit]\ncode = "X"\nname = "Y"', "[CR131]"),
    ],
)
def test_a_hostile_file_is_named_and_nothing_breaks(
    run: Run, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = run("score", "2024_2426", str(path))
    assert (code, out) == (BAD_INPUT, "")
    assert message in err
    assert "\x1b" not in err
    assert all(line.startswith(f"cchc-rules: {path}") for line in err.splitlines())


def test_a_file_that_cannot_be_opened_is_named(run: Run, tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "nowhere.toml")):
        code, out, err = run("score", "2024_2426", name)
        assert (code, out) == (BAD_INPUT, "")
        assert err.startswith(f"cchc-rules: {name}: không đọc được: ")
    assert "cannot be read" in run("rank", "2024_2426", str(tmp_path), "--lang", "en")[2]


def test_a_ruleset_that_cannot_be_opened_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "decision.toml").write_text("", encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied", "decision.toml")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, out, err = run("show", f"{tmp_path}{os.sep}")
    assert (code, out) == (BAD_INPUT, "")
    assert "decision.toml: không đọc được: Permission denied" in err


# --- rank -------------------------------------------------------------------------------------------------------------


def test_rank_puts_units_in_order(run: Run, files: dict[str, str]) -> None:
    better = changed(files["department"], "units_inspected = 36", "units_inspected = 1").replace("changed", "changed")
    text = Path(better).read_text(encoding="utf-8").replace('code = "X-01"', 'code = "X-09"', 1)
    Path(better).write_text(text, encoding="utf-8")
    code, out, err = run("rank", "2024_2426", better, files["department"])
    assert (code, err) == (FINE, "")
    assert NOTICE in out
    rows = [line.split() for line in out.splitlines() if "X-0" in line]
    assert [(row[0], row[4]) for row in rows] == [("1", "X-01"), ("2", "X-09")]
    code, out, err = run("rank", "2024_2426", better, files["department"], "--format", "json")
    assert (code, err) == (FINE, "")
    Draft202012Validator(schemas.ranking_schema()).validate(data(out))


def test_rank_says_what_is_found_in_the_results_it_ranks(run: Run, files: dict[str, str]) -> None:
    differing = changed(files["department"], 'self_score = "0.5"', 'self_score = "0.25"')
    assert run("rank", "2024_2426", differing)[0] == FINDINGS


def test_rank_takes_all_or_nothing(run: Run, files: dict[str, str]) -> None:
    wrong = changed(files["commune"], "plan_tasks = 40", "plan_tasks = 1")
    code, out, err = run("rank", "2024_2426", files["commune"], wrong)
    assert (code, out) == (BAD_INPUT, "")
    assert "[CR310]" in err
    code, out, err = run("rank", "2024_2426", files["commune"], files["district"])
    assert (code, out) == (BAD_INPUT, "")
    assert "[CR411]" in err


@pytest.mark.parametrize(("year", "first", "last"), [("2024", "Sở Nội vụ", "93,82"), ("2022", "Sở Nội vụ", "96,85")])
def test_rank_ranks_what_was_published(run: Run, year: str, first: str, last: str) -> None:
    code, out, err = run("rank", "2024_2426", "--published", year, "--unit-kind", "department")
    assert (code, err) == (FINE, "")
    (line,) = [line for line in out.splitlines() if line.startswith("     1  ")]
    assert first in line
    assert last in line
    assert "Số liệu thật" in out
    code, out, err = run("rank", "2024_2426", "--published", year, "--unit-kind", "department", "--format", "json")
    assert (code, err) == (FINE, "")
    table = data(out)
    Draft202012Validator(schemas.ranking_schema()).validate(table)
    assert [row["rank"] for row in table["rows"]] == list(range(1, 20))


# --- schema and example -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("of", ["submission", "result", "explanation", "ranking", "scorecard"])
def test_schema_writes_a_schema(run: Run, of: str) -> None:
    for arguments in ((), ("--format", "json"), ("--lang", "en")):
        code, out, err = run("schema", "2024_2426", "department", "--of", of, *arguments)
        assert (code, err) == (FINE, "")
        Draft202012Validator.check_schema(data(out))


def test_an_example_follows_the_schema_and_scores(run: Run, tmp_path: Path) -> None:
    for kind in ("department", "district", "commune"):
        schema = data(run("schema", "2024_2426", kind)[1])
        code, text, err = run("example", "2024_2426", kind)
        assert (code, err) == (FINE, "")
        assert "# Bản dựng lại" in text
        assert tomllib.loads(text)["unit"]["code"].startswith("X-")
        code, filled, err = run("example", "2024_2426", kind, "--format", "json")
        assert (code, err) == (FINE, "")
        Draft202012Validator(schema).validate(data(filled))
        for name, content in (("unit.toml", text), ("unit.json", filled)):
            (tmp_path / name).write_text(content, encoding="utf-8")
            assert run("score", "2024_2426", str(tmp_path / name))[0] == FINE


# --- help and usage ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)])
def test_help_says_that_the_rulesets_are_reconstructions(run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "--help")
    assert (code, err) == (FINE, "")
    assert "The shipped rulesets are reconstructions" in out
    assert "Các bộ chỉ số đi kèm là bản dựng lại" in out
    assert "Exit code: 0 fine, 1 there are warnings, 2 something handed in is wrong." in out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("unknown",),
        ("list", "--format", "xml"),
        ("list", "--lang", "fr"),
        ("score", "2024_2426"),
        ("score", "2024_2426", "x.toml", "--stage", "publication"),
        ("score", "2024_2426", "x.toml", "--reading", "1.1.1"),
        ("score", "2024_2426", "x.toml", "--reading", "=strict"),
        ("rank", "2024_2426"),
        ("rank", "2024_2426", "x.toml", "--published", "2024", "--unit-kind", "department"),
        ("rank", "2024_2426", "--published", "2024"),
        ("rank", "2024_2426", "x.toml", "--unit-kind", "department"),
        ("rank", "2024_2426", "--published", "last", "--unit-kind", "department"),
        ("schema", "2024_2426", "department", "--of", "list"),
    ],
)
def test_wrong_usage_is_bad_input(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (BAD_INPUT, "")
    assert "usage: cchc-rules" in err


def test_the_version_is_the_packages(run: Run) -> None:
    code, out, _ = run("--version")
    assert code == FINE
    assert out.startswith("cchc-rules 0.")


# --- as a process -----------------------------------------------------------------------------------------------------


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONUTF8"))}
    command = [sys.executable, "-m", "cchc_rules", *arguments]
    return subprocess.run(command, env={**kept, **environment}, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_output_is_utf_8_whatever_the_locale(encoding: str, tmp_path: Path) -> None:
    done = process("list", LC_ALL="C", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == FINE
    assert NOTICE in done.stdout.decode("utf-8")
    failed = process("score", "2024_2426", str(tmp_path / "thiếu.toml"), LC_ALL="C", PYTHONIOENCODING=encoding)
    assert failed.returncode == BAD_INPUT
    assert "không đọc được" in failed.stderr.decode("utf-8")


def test_the_package_runs_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["cchc-rules", "list"])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("cchc_rules", run_name="__main__")
    assert stopped.value.code == FINE
    assert NOTICE in capsys.readouterr().out


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = [sys.executable, "-m", "cchc_rules", "show", "2024_2426", "department", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == FINE


def test_starting_costs_no_more_than_it_must() -> None:
    late = ("rich", "cattrs", "tomllib", "json")
    code = f"import sys, cchc_rules.cli; sys.exit(any(name in sys.modules for name in {late}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
