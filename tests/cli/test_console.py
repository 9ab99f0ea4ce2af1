"""Colour, tables and progress only where rich is installed and somebody looks at a terminal."""

import io
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from cchc_rules import load
from cchc_rules.cli import BAD_INPUT, FINE, main
from cchc_rules.report import console
from cchc_rules.report.examples import example_submission
from cchc_rules.scoring.reading import dumps

NOTICE = "Bản dựng lại: tiêu chí và điểm không phải nguyên văn quyết định"


class Stream(io.StringIO):
    """A stream that is a terminal, or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture(autouse=True)
def _colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def listed(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> str:
    stream = Stream(terminal=terminal)
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["list"]) == FINE
    return stream.getvalue()


@pytest.mark.skipif(find_spec("rich") is None, reason="rich is an extra")
def test_a_terminal_gets_colour_and_the_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    text = listed(monkeypatch, terminal=True)
    assert "\x1b[" in text
    assert NOTICE in text


def test_a_pipe_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = listed(monkeypatch, terminal=False)
    assert "\x1b[" not in text
    assert f"! {NOTICE}" in text


def test_who_refuses_colour_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert f"! {NOTICE}" in listed(monkeypatch, terminal=True)


def test_without_rich_a_terminal_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "find_spec", lambda _: None)
    text = listed(monkeypatch, terminal=True)
    assert "\x1b[" not in text
    assert f"! {NOTICE}" in text


@pytest.mark.skipif(find_spec("rich") is None, reason="rich is an extra")
def test_progress_is_shown_for_many_files_on_a_terminal_and_leaves_stdout_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "unit.toml"
    path.write_text(dumps(example_submission(load("2024_2426").scorecard("department"))), encoding="utf-8")
    out, err = Stream(terminal=False), Stream(terminal=True)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert main(["score", "2024_2426", *[str(path)] * 10]) == FINE
    assert "\x1b[" in err.getvalue()
    assert "\x1b[" not in out.getvalue()
    assert out.getvalue().count(NOTICE) == 10
    few = Stream(terminal=True)
    monkeypatch.setattr(sys, "stderr", few)
    assert main(["score", "2024_2426", str(path)]) == FINE
    assert few.getvalue() == ""


@pytest.mark.parametrize("arguments", [["show", "nowhere"], ["score", "2024_2426", "nowhere.toml"]])
def test_a_message_that_nobody_reads_breaks_nothing(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    class Closed(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    handed: list[int] = []
    out = Stream(terminal=False)
    monkeypatch.setattr(out, "fileno", lambda: 99, raising=False)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", Closed())
    monkeypatch.setattr("os.dup2", lambda _, there: handed.append(there))
    assert main(arguments) == BAD_INPUT
    assert handed == [99]
