"""The cache only saves time: whatever happens to an entry, a ruleset loads and is the same."""

import gc
import os
import pickle
from importlib.util import source_hash
from pathlib import Path

import pytest

from cchc_rules.law import cache
from cchc_rules.law.catalog import load, texts_of_shipped
from cchc_rules.law.model import Ruleset


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CCHC_RULES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def fresh() -> Ruleset:
    from cchc_rules.law.codec import loads  # noqa: PLC0415 - as the catalog does

    return loads(texts_of_shipped()["2024_2426"])


def test_a_kept_ruleset_is_equal_to_a_parsed_one(folder: Path, fresh: Ruleset) -> None:
    assert load("2024_2426") == fresh
    (entry,) = folder.iterdir()
    kept = cache.get(entry.name)
    assert kept == fresh
    assert kept is not None
    assert (len(kept.scorecards), kept.scorecard("district")) == (3, fresh.scorecard("district"))
    assert load("2024_2426") == fresh


def test_reading_an_entry_leaves_garbage_collection_as_it_was(folder: Path) -> None:
    assert folder.name
    load("2024_2426")
    load("2024_2426")
    assert gc.isenabled()
    gc.disable()
    try:
        load("2024_2426")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_without_a_folder_of_its_own_it_stands_in_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: Ruleset
) -> None:
    monkeypatch.delenv("CCHC_RULES_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache.put("entry", fresh)
    assert (tmp_path / "cchc-rules" / "entry").is_file()
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    cache.put("entry", fresh)
    assert (tmp_path / "home" / ".cache" / "cchc-rules" / "entry").is_file()


def test_it_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch, fresh: Ruleset) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    assert load("2024_2426") == fresh
    assert cache.get("entry") is None
    assert not folder.exists()


def sealed(data: bytes) -> bytes:
    return source_hash(data) + data


@pytest.mark.parametrize("damage", [b"", b"nonsense", sealed(b"nonsense"), sealed(pickle.dumps([1, 2])), None])
def test_a_damaged_entry_is_parsed_anew(folder: Path, fresh: Ruleset, damage: bytes | None) -> None:
    load("2024_2426")
    (entry,) = folder.iterdir()
    whole = entry.read_bytes()
    flipped = whole[:-900] + bytes([whole[-900] ^ 1]) + whole[-899:]
    entry.write_bytes(flipped if damage is None else damage)
    assert load("2024_2426") == fresh
    assert cache.get(entry.name) == fresh


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("evil",)


def test_an_entry_cannot_run_code(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder.mkdir()
    (folder / "entry").write_bytes(sealed(pickle.dumps(_Evil())))
    assert cache.get("entry") is None
    assert not (tmp_path / "evil").exists()


def test_a_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: Ruleset
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("CCHC_RULES_CACHE", str(blocked))
    assert load("2024_2426") == fresh


def test_another_text_or_version_never_finds_the_entry() -> None:
    texts = texts_of_shipped()["2024_2426"]
    keys = {
        cache.key(texts, "1"),
        cache.key(texts, "2"),
        cache.key({**texts, "decision.toml": texts["decision.toml"] + "\n"}, "1"),
        cache.key({"other.toml" if file == "decision.toml" else file: text for file, text in texts.items()}, "1"),
    }
    assert len(keys) == 4
