"""The command lint: what it lists, where, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cchc_rules.cli import BAD_INPUT, FINDINGS, FINE, main
from cchc_rules.errors import Finding, Severity
from cchc_rules.law.release import Lock
from cchc_rules.report import schemas
from cchc_rules.report.findings import Looked, github_lines
from tests.support import edited, sound_texts

Run = Callable[..., tuple[int, str, str]]
UNUSED = ("[facts]\n", '[facts]\nfiles = { type = "count", name = { vi = "Số hồ sơ", en = "Files" } }\n')
DOUBLE = ('name.vi = "Gửi đúng hạn"', 'name.vi = "Gửi  đúng hạn"')
BROKEN = ('max_points = "20"', 'max_points = "21"')


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(("lint", *arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return command


def folder(place: Path, texts: dict[str, str]) -> str:
    """A ruleset on disk with the older one beside it."""
    older = dict(sound_texts()) | {
        "decision.toml": sound_texts()["decision.toml"].replace('id = "sound"', 'id = "older"')
    }
    for name, files in (("sound", texts), ("older", older)):
        (place / name).mkdir()
        for file, text in files.items():
            (place / name / file).write_text(text, encoding="utf-8")
    return str(place / "sound")


def data(out: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    found = json.loads(out, parse_float=pytest.fail)
    Draft202012Validator(schemas.lint_schema()).validate(found)
    return found["rulesets"]


def test_a_clean_ruleset_ends_fine_and_says_what_it_is(run: Run) -> None:
    code, out, err = run("2024_2426", "--fail-on", "note")
    assert (code, err) == (FINE, "")
    assert "! Bản dựng lại" in out
    assert "lỗi: 0; cảnh báo: 0; ghi chú: 0; bỏ qua: " in out
    assert "CR508" not in out


def test_what_is_ignored_is_listed_on_request_under_its_reason(run: Run) -> None:
    _, out, _ = run("2024_2426", "--ignored", "--lang", "en")
    reason, finding = out.index("There may be more staff than the quota"), out.index("warning [CR508]")
    assert reason < finding
    assert "2024_2426/department.toml:" in out


@pytest.mark.parametrize(
    ("edit", "level", "code"),
    [
        (UNUSED, "warning", FINDINGS),
        (UNUSED, "error", FINE),
        (UNUSED, "never", FINE),
        (DOUBLE, "note", FINDINGS),
        (DOUBLE, "warning", FINE),
    ],
)
def test_it_fails_on_the_level_asked_for(
    run: Run, tmp_path: Path, edit: tuple[str, str], level: str, code: int
) -> None:
    found, out, err = run(folder(tmp_path, edited("commune.toml", edit)), "--fail-on", level)
    assert (found, err) == (code, "")
    assert "[CR5" in out


def test_a_ruleset_that_does_not_load_says_so_with_all_its_faults(run: Run, tmp_path: Path) -> None:
    name = folder(tmp_path, edited("commune.toml", BROKEN, ('step = "0.25"', 'step = "0"')))
    code, out, err = run(name, str(tmp_path / "older"), "--lang", "en", "--fail-on", "never")
    assert (code, err) == (BAD_INPUT, "")
    assert "does not load; errors: 2; warnings: 0; notes: 0" in out
    assert f"Lint of {tmp_path / 'older'}" in out
    _, out, _ = run(name, "--format", "json")
    (found,) = data(out)
    assert (found["loads"], found["standing"], found["nodes"]) == (False, None, [])
    assert {finding["id"] for finding in found["findings"]} == {"CR205", "CR237"}


def test_github_is_told_the_file_from_where_the_command_runs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path, edited("commune.toml", UNUSED))
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("./sound", "--format", "github", "--lang", "en")
    assert code == FINDINGS
    assert out == (
        "::warning file=sound/commune.toml,line=9,title=CR520::no scoring asks for fact"
        ' "files"; take it out, or find the leaf that lacks it\n'
    )


def test_a_command_to_github_holds_no_text_that_ends_it() -> None:
    finding = Finding(id="CR530", severity=Severity.NOTE, code="1.1", file="a:b,c%\n.toml", subject="100%\nxong")
    (line,) = github_lines([Looked(name="x", faults=(finding,))], "en").splitlines()
    assert line.startswith('::notice file=a%3Ab%2Cc%25%0A.toml,title=CR530::1.1: "100%25 xong" holds')


def test_data_hold_what_every_node_can_earn(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(folder(tmp_path, dict(sound_texts())), "--format", "json")
    assert code == FINE
    (found,) = data(out)
    assert (found["ruleset"], found["standing"], found["findings"]) == ("sound", "inferred", [])
    assert {one["id"] for one in found["ignored"]} == {"CR502", "CR517", "CR520", "CR532"}
    assert all(one["reason"]["vi"] and one["line"] for one in found["ignored"])
    nodes = {node["code"]: node for node in found["nodes"]}
    assert nodes["1.1.2"] == {
        "unit_kind": "commune",
        "code": "1.1.2",
        "max_points": "2",
        "lowest": "0",
        "highest": "2",
        "proven": True,
    }
    assert (nodes["3"]["max_points"], nodes["3"]["highest"]) == (None, None)
    assert nodes[""]["max_points"] == "20"


def test_names_that_are_not_there_are_told_and_the_others_are_looked_over(run: Run, tmp_path: Path) -> None:
    code, out, err = run("nowhere", str(tmp_path / "nowhere"), folder(tmp_path, dict(sound_texts())))
    assert code == BAD_INPUT
    assert err.count("[CR401]") == 2
    assert "sound" in out


def test_a_file_that_cannot_be_read_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = folder(tmp_path, dict(sound_texts()))

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, _, err = run(name)
    assert code == BAD_INPUT
    assert "Permission denied" in err


@pytest.mark.parametrize("state", ["missing", "broken"])
def test_the_older_ruleset_is_looked_for_in_the_folder_beside(run: Run, tmp_path: Path, state: str) -> None:
    name = folder(tmp_path, dict(sound_texts()))
    decision = tmp_path / "older" / "decision.toml"
    if state == "broken":
        decision.write_text("format = 2", encoding="utf-8")
    else:
        for file in (tmp_path / "older").iterdir():
            file.unlink()
        (tmp_path / "older").rmdir()
    code, out, _ = run(name)
    assert code == FINDINGS
    assert "[CR540]" in out


def test_a_shipped_ruleset_that_is_not_locked_is_told_of_at_the_lock(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    monkeypatch.setattr("cchc_rules.law.release.locked", lambda: Lock(format=1))
    code, out, _ = run("2024_2426", "--format", "github")
    assert code == BAD_INPUT
    assert out.startswith("::error file=released.toml,title=CR141::")


def test_the_schema_of_what_it_writes_can_be_had(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("schema", "2024_2426", "commune", "--of", "lint")) == FINE
    assert json.loads(capsys.readouterr().out) == schemas.lint_schema()
