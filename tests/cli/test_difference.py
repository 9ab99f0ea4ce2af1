"""The command that tells what changed: formats, contracts, kinds of unit, exit codes, and wrong input."""

import builtins
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cchc_rules.cli import main
from cchc_rules.cli.difference import CONTRACTS
from cchc_rules.report.changes.schema import changes_schema
from cchc_rules.versions import difference
from cchc_rules.versions.catalogue import Contract
from tests.report.changes.drafts import between
from tests.support import edited as edited_texts
from tests.support import sound_texts

BOTH = ("2023_2568", "2024_2426")
Run = Callable[..., tuple[int, str, str]]
Drafts = Callable[[str, str], tuple[str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    worked_out = difference.diff

    def known(old: Any, new: Any) -> Any:  # noqa: ANN401 - effects take a while: those of the shipped ones are known
        return between(old.id, new.id) if (old.id, new.id) == BOTH else worked_out(old, new)

    monkeypatch.setattr(difference, "diff", known)

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_it_says_what_changed_in_words(run: Run, form: str, lang: str) -> None:
    code, out, err = run("diff", *BOTH, "--format", form, "--lang", lang)
    assert (code, err) == (0, "")
    assert ("siết ngưỡng: sàn 70 % → sàn 80 %" in out) is (lang == "vi")
    assert ("threshold tightened: floor 70 % → floor 80 %" in out) is (lang == "en")
    assert out.startswith("# ") is (form == "markdown")
    assert ("Bản dựng lại" if lang == "vi" else "Reconstruction") in out


def test_it_says_what_changed_as_data(run: Run) -> None:
    code, out, _ = run("diff", *BOTH, "--format", "json", "--unit-kind", "commune", "--contract", "ids")
    assert code == 0
    data = json.loads(out)
    Draft202012Validator(changes_schema()).validate(data)
    assert {one["unit_kind"] for one in data["changes"]} == {None, "commune"}
    assert {one["contract"] for one in data["changes"]} == {"totals", "ids"}


def test_it_says_what_changed_as_a_page(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "changes.html"
    code, out, err = run("diff", *BOTH, "--format", "html", "--output", str(file), "--unit-kind", "commune")
    assert (code, out, err) == (0, "", "")
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_missing_extra_is_named_on_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def without(name: str, *others: Any, **more: Any) -> Any:  # noqa: ANN401 - what __import__ takes and gives
        if name.startswith("jinja2"):
            raise ModuleNotFoundError(name=name)
        return usual(name, *others, **more)

    from cchc_rules.report.changes import html  # noqa: PLC0415 - once Jinja2 was found, it is not looked for again

    html._environment.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    for module in [name for name in sys.modules if name.partition(".")[0] == "jinja2"]:
        monkeypatch.delitem(sys.modules, module)
    code, out, err = run("diff", *BOTH, "--format", "html", "--lang", "en")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "cchc-rules[html]" in err


@pytest.mark.parametrize(("form", "start"), [("text", "Thay đổi từ"), ("markdown", "# Thay"), ("json", '{\n  "old"')])
def test_it_writes_to_a_file(run: Run, tmp_path: Path, form: str, start: str) -> None:
    file = tmp_path / "changes"
    code, out, _ = run("diff", *BOTH, "--format", form, "-o", str(file), "--contract", "totals", "--fail-on", "ids")
    assert (code, out) == (1, "")
    assert file.read_text(encoding="utf-8").startswith(start)


def test_a_file_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    for place in ("nowhere/changes", "nowhere/", ""):
        file = f"{tmp_path}/{place}"
        code, _, err = run("diff", *BOTH, "--output", file, "--lang", "en")
        assert code == 2
        assert err.startswith(f"cchc-rules: {file}: cannot be written: ")
        assert "không ghi được" in run("diff", *BOTH, "--output", file)[2]
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """Two folders that hold a small ruleset, the second with one edit of its scorecard."""

    def edited(find: str, put: str) -> tuple[str, str]:
        sides = (sound_texts(), edited_texts("commune.toml", (find, put)))
        folders = [tmp_path / name / "sound" for name in ("old", "new")]
        for folder, texts in zip(folders, sides, strict=True):
            folder.mkdir(parents=True)
            for name, text in texts.items():
                (folder / name).write_text(text, encoding="utf-8", newline="\n")
        return str(folders[0]), str(folders[1])

    return edited


@pytest.mark.parametrize("contract", Contract)
def test_it_fails_on_a_change_of_the_contract_or_of_what_matters_more(
    run: Run, drafts: Drafts, contract: Contract
) -> None:
    sides = drafts('floor = "0.5"', 'floor = "0.6"')
    assert run("diff", *sides, "--fail-on", contract.value)[0] == 1
    assert run("diff", *sides, "--fail-on", contract.value, "--unit-kind", "commune")[0] == 1


def test_it_does_not_fail_on_what_matters_less(run: Run, drafts: Drafts) -> None:
    sides = drafts('vi = "Hoàn thành"', 'vi = "Đã hoàn thành"')
    code, out, _ = run("diff", *sides, "--fail-on", "ids", "--lang", "en")
    assert code == 0
    assert "wording only" in out
    assert run("diff", *sides, "--fail-on", "text")[0] == 1
    code, out, _ = run("diff", *sides, "--contract", "ids", "--lang", "en")
    assert code == 0
    assert "No change of this sort; 1 other is not listed" in out


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_copies_of_one_ruleset_are_told_apart_by_where_they_were_read(run: Run, drafts: Drafts, form: str) -> None:
    sides = drafts('floor = "0.5"', 'floor = "0.6"')
    out = "".join(run("diff", *sides, "--format", form, "--lang", "en")[1].replace("\\", "").split())
    assert all(side in out for side in sides)
    assert sides[0] not in "".join(run("diff", sides[0], sides[0], "--lang", "en")[1].split())


def test_only_the_kind_of_unit_asked_for_makes_it_fail(run: Run) -> None:
    assert run("diff", *BOTH, "--unit-kind", "district", "--contract", "inputs", "--fail-on", "inputs")[0] == 1
    assert run("diff", "2024_2426", "2024_2426", "--unit-kind", "district", "--fail-on", "text")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2023_2568", "2019_1"), "[CR401]"),
        (("nowhere/at/all", "2024_2426"), "[CR401]"),
    ],
)
def test_what_is_not_there_is_told(run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run("diff", *words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_kind_of_unit_that_neither_scores_is_told(run: Run, drafts: Drafts) -> None:
    code, _, err = run("diff", *drafts("x", "x"), "--unit-kind", "district")
    assert code == 2
    assert "[CR404]" in err


def test_the_contracts_that_can_be_asked_for_are_those_of_the_catalogue() -> None:
    assert tuple(Contract) == CONTRACTS
