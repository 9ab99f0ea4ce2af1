"""The folder of a ruleset is written as a whole or not at all, and laid out as a person would."""

from pathlib import Path

import pytest

from cchc_rules import load
from cchc_rules.errors import AnnexError, RulesetError
from cchc_rules.law import codec
from cchc_rules.office.transcribing.folders import standing_in, write
from cchc_rules.office.transcribing.layout import laid_out
from tests.docs.pages import ROOT
from tests.support import SOUND

INSTRUMENTS = [ROOT / "tests" / "instruments" / name for name in ("qd766", "qd11_month", "qd11_year")]


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b", {"decision.toml": "x = 1\n"}, new=("decision.toml",))
    assert held(tmp_path / "a" / "b") == {"decision.toml": "x = 1\n"}
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_what_stands_beside_stays_and_what_has_to_go_goes(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    write(folder, {"decision.toml": "one", "crosswalk.toml": "two", "NOTES.md": "three"})
    write(folder, {"decision.toml": "four", "crosswalk.toml": None})
    assert held(folder) == {"decision.toml": "four", "NOTES.md": "three"}
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_file_that_must_be_new_is_not_written_over(tmp_path: Path) -> None:
    write(tmp_path / "mine", {"commune.toml": "one"})
    with pytest.raises(AnnexError) as refused:
        write(tmp_path / "mine", {"commune.toml": "two", "decision.toml": "three"}, new=("commune.toml",))
    assert [one.id for one in refused.value.findings] == ["CR672"]
    assert held(tmp_path / "mine") == {"commune.toml": "one"}


@pytest.mark.parametrize("there", [True, False])
def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:  # noqa: FBT001 - by pytest
    folder = tmp_path / "mine"
    if there:
        write(folder, {"commune.toml": "one"})
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            message = "no room"
            raise OSError(message)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="no room"):
        write(folder, {"commune.toml": "two"})
    assert [path.name for path in tmp_path.iterdir()] == (["mine"] if there else [])
    assert not there or held(folder) == {"commune.toml": "one"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("one", encoding="utf-8")
    with pytest.raises(NotADirectoryError) as refused:
        write(tmp_path / "mine", {"commune.toml": "two"})
    assert refused.value.filename == str(tmp_path / "mine")
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "one"


def test_a_folder_without_toml_holds_nothing(tmp_path: Path) -> None:
    assert standing_in(tmp_path / "mine") is None
    (tmp_path / "NOTES.md").write_text("…", encoding="utf-8")
    assert standing_in(tmp_path) is None


def test_a_folder_that_does_not_hold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "commune.toml").write_text("", encoding="utf-8")
    with pytest.raises(RulesetError):
        standing_in(tmp_path)


def test_a_folder_that_holds_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "2024_2426"
    write(folder, laid_out(load("2024_2426")))
    assert standing_in(folder) == load("2024_2426")


@pytest.mark.parametrize("name", ["2023_2568", "2024_2426", *INSTRUMENTS, SOUND], ids=str)
def test_what_is_laid_out_says_the_same(name: str | Path) -> None:
    ruleset = load(name)
    assert codec.loads(laid_out(ruleset)) == ruleset


def test_keys_that_are_no_plain_words_stand_in_quotes() -> None:
    from cchc_rules.office.transcribing.layout import _inline, _lines  # noqa: PLC0415 - such keys are rare in rulesets

    assert _inline({"a b": {"đ": True}}) == '{ "a b" = { "đ" = true } }'
    assert list(_lines("scoring", {"award": {"kind": "x"}, "measure": {"kind": "y"}})) == [
        'scoring.measure = { kind = "y" }',
        'scoring.award = { kind = "x" }',
    ]
    assert next(_lines("words", ["a" * 100, "b" * 100])) == "words = ["
