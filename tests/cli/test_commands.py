"""The command line as a stranger would try it: every command, both formats, both languages, and wrong input."""

import io
import json
import os
import runpy
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cchc_rules.cli import main
from cchc_rules.law import catalog

EXAMPLES = Path(__file__).parents[2] / "examples"
DEPARTMENT = str(EXAMPLES / "department.toml")
ALL_THREE = [str(EXAMPLES / f"{kind}.toml") for kind in ("department", "district", "commune")]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return command


def leaves(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    below = [*node.get("fields", ()), *node.get("criteria", ()), *node.get("sub_criteria", ())]
    if not below:
        yield node
    for child in below:
        yield from leaves(child)


@pytest.mark.parametrize(
    ("kind", "fields", "evidence", "survey"), [("department", 7, 46, 9), ("district", 7, 52, 9), ("commune", 6, 44, 10)]
)
def test_the_attested_counts_come_out_of_show(run: Run, kind: str, fields: int, evidence: int, survey: int) -> None:
    code, out, err = run("show", "2024_2426", kind, "--format", "json")
    assert (code, err) == (0, "")
    shown = json.loads(out)
    methods = Counter(leaf["method"] for leaf in leaves(shown))
    assert len(shown["fields"]) == fields
    assert (methods["evidence"], methods["survey"] + methods["satisfaction"]) == (evidence, survey)
    assert methods["satisfaction"] == 1
    assert {"code", "name", "max_points", "basis"} <= shown["fields"][0].keys()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("show", "2024_2426"),
        ("show", "2024_2426", "department"),
        ("show", "2024_2426", "department", "3"),
        ("show", "2024_2426", "department", "3.4.1"),
        ("score", "2024_2426", *ALL_THREE),
        ("score", "2024_2426", DEPARTMENT, "--explain", "3.4.1"),
        ("score", "2024_2426", DEPARTMENT, "--explain", "3"),
        ("rank", "2024_2426", DEPARTMENT),
        ("rank", "2024_2426", "--published", "2024", "--unit-kind", "department"),
        ("rank", "2023_2568", "--published", "2022", "--unit-kind", "department"),
    ],
)
def test_a_command_says_it_in_words_and_as_data(run: Run, words: tuple[str, ...], lang: str) -> None:
    code, text, err = run(*words, "--lang", lang)
    assert (code, err) == (0, "")
    assert text.strip()
    code, data, err = run(*words, "--lang", lang, "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(data)
    published = "--published" in words
    reconstruction = "Bản dựng lại" if lang == "vi" else "Reconstruction"
    assert (reconstruction in text) is not published
    assert ("reconstruction" in data) is not published


@pytest.mark.parametrize("kind", ["department", "district", "commune"])
@pytest.mark.parametrize("ruleset", ["2023_2568", "2024_2426"])
def test_an_example_can_be_scored_as_it_is(run: Run, tmp_path: Path, ruleset: str, kind: str) -> None:
    for suffix, words in (("toml", ()), ("json", ("--format", "json"))):
        code, text, _ = run("example", ruleset, kind, *words)
        assert code == 0
        file = tmp_path / f"example.{suffix}"
        file.write_text(text, encoding="utf-8")
        assert run("score", ruleset, str(file))[0] == 0


@pytest.mark.parametrize("of", ["submission", "result", "explanation", "ranking", "scorecard"])
def test_schemas_are_written(run: Run, of: str) -> None:
    code, out, _ = run("schema", "2024_2426", "department", "--of", of)
    assert code == 0
    assert json.loads(out)["$schema"].startswith("https://json-schema.org/")


def test_warnings_exit_with_1(run: Run, tmp_path: Path) -> None:
    text = Path(DEPARTMENT).read_text(encoding="utf-8")
    file = tmp_path / "open.toml"
    file.write_text(text.replace("files_on_time = ", "# files_on_time = "), encoding="utf-8")
    code, _, err = run("score", "2024_2426", str(file), "--lang", "en")
    assert code == 2
    assert "[CR360] answers are missing: files_on_time" in err
    code, out, err = run("score", "2024_2426", str(file), "--missing", "zero", "--lang", "en")
    assert (code, err) == (1, "")
    assert "CR358" in out
    code, out, err = run("score", "2024_2426", str(file), "--missing", "bounds", "--lang", "en")
    assert (code, err) == (1, "")
    assert "Still open" in out
    assert "CR365" in out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        (b"unit_kind = ", "[CR101]"),
        (b"\xff", "[CR109]"),
        (b'format = 1\nunit_kind = "department"\nyear = 2024.5\n', "[CR"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_scored(
    run: Run, tmp_path: Path, content: bytes | None, message: str
) -> None:
    file = tmp_path / "bad.toml"
    if content is not None:
        file.write_bytes(content)
    code, out, err = run("score", "2024_2426", str(file), DEPARTMENT, "--lang", "en")
    assert code == 2
    assert "bad.toml" in err
    assert message in err
    assert "Sở Ví dụ" in out
    assert run("score", "2024_2426", str(file))[0] == 2
    assert run("rank", "2024_2426", str(file), DEPARTMENT)[:2] == (2, "")


def test_a_folder_is_no_submission(run: Run, tmp_path: Path) -> None:
    code, out, err = run("score", "2024_2426", str(tmp_path))
    assert (code, out) == (2, "")
    assert "không đọc được" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("show", "2024_2425"), "[CR401]"),
        (("show", "2024_2426", "province"), "[CR404]"),
        (("show", "2024_2426", "department", "9.9"), "[CR405]"),
        (("score", "2024_2426", DEPARTMENT, "--explain", "9.9"), "[CR405]"),
        (("score", "2024_2426", DEPARTMENT, "--reading", "3.4.1=x"), "[CR406]"),
        (("score", "2024_2426", DEPARTMENT, "--reading", "3.4.1"), "CODE=ID"),
        (("rank", "2024_2426", "--published", "2023", "--unit-kind", "department"), "[CR407]"),
        (("rank", "2023_2568", "--published", "2024", "--unit-kind", "department"), "[CR407]"),
        (("rank", "2024_2426"), "--published"),
        (("rank", "2024_2426", DEPARTMENT, "--unit-kind", "department"), "go together"),
        (("frobnicate",), "invalid choice"),
        ((), "required"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(run: Run, words: tuple[str, ...], message: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.parametrize("words", [("--help",), ("score", "--help"), ("list", "--help")])
def test_help_says_what_the_shipped_rulesets_are(run: Run, words: tuple[str, ...]) -> None:
    code, out, _ = run(*words)
    assert code == 0
    assert "reconstruction" in out
    assert "bản dựng lại" in out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("words", [("score", "2024_2426", *ALL_THREE), ("show", "2024_2426", "department", "3.4.1")])
def test_on_a_terminal_it_is_in_colour_unless_refused(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert main([*words, "--lang", "en"]) == 0
    assert "\x1b[" in screen.getvalue()
    assert "Reconstruction" in screen.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    monkeypatch.setattr(sys, "stdout", plain)
    assert main([*words]) == 0
    assert "\x1b[" not in plain.getvalue()


def test_progress_is_shown_only_to_somebody_who_looks(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [DEPARTMENT] * 10
    assert run("score", "2024_2426", *many)[2] == ""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert main(["score", "2024_2426", *many]) == 0


class Closed(io.StringIO):
    """A reader that has gone."""

    def write(self, _: str) -> int:
        raise BrokenPipeError

    def fileno(self) -> int:
        return 77


def test_a_reader_who_has_seen_enough_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    led: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "dup2", lambda source, target: led.append((source, target)))
    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(["list"]) == 0
    assert led[0][1] == 77


def test_a_reader_of_messages_who_has_gone_is_no_error_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "dup2", lambda *_: None)
    monkeypatch.setattr(sys, "stderr", Closed())
    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(["score", "2024_2426", "nothing.toml"]) == 2  # the input stays bad, whoever reads of it


def test_a_ruleset_that_cannot_be_read_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> None:
        raise PermissionError(13, "Permission denied", "decision.toml")

    monkeypatch.setattr(catalog, "load", refuse)
    code, out, err = run("show", "2024_2426", "--lang", "en")
    assert (code, out) == (2, "")
    assert err == "cchc-rules: decision.toml: cannot be read: Permission denied\n"


def test_output_is_utf_8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert main(["list"]) == 0
    sys.stdout.flush()
    assert "Quyết định" in raw.getvalue().decode("utf-8")


def test_the_package_runs_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["cchc-rules", "list"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("cchc_rules", run_name="__main__")
    assert stop.value.code == 0
    assert "2024_2426" in capsys.readouterr().out
    assert "main" in runpy.run_module("cchc_rules.__main__", run_name="elsewhere")
