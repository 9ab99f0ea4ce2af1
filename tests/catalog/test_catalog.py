"""Rulesets are found by id, by path, by date and by year; other packages add theirs."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from cchc_rules.errors import NotFoundError, RulesetError
from cchc_rules.law import catalog
from cchc_rules.law.catalog import available, for_year, in_force, load, texts_of_shipped
from cchc_rules.law.codec import loads

DISTRIBUTION = """\
Metadata-Version: 2.1
Name: neighbour-rulesets
Version: 1.0
"""


@pytest.fixture
def neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small package of another province: one ruleset folder, offered by an entry point, installed on the path."""
    folder = tmp_path / "neighbour_rulesets" / "2024_0001"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("", encoding="utf-8")
    for file, text in texts_of_shipped()["2024_2426"].items():
        if file != "crosswalk.toml":
            changed = text.replace('id = "2024_2426"', 'id = "2024_0001"').replace("2426/QĐ-UBND", "1/QĐ-UBND")
            changed = changed.replace("assessed_years = [2024]", "assessed_years = [2031]")
            (folder / file).write_text(changed, encoding="utf-8")
    info = tmp_path / "neighbour_rulesets-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(DISTRIBUTION, encoding="utf-8")
    (info / "entry_points.txt").write_text("[cchc_rules.rulesets]\nneighbour = neighbour_rulesets\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    sys.modules.pop("neighbour_rulesets", None)


def test_the_shipped_rulesets_are_available() -> None:
    assert available() == ("2023_2568", "2024_2426")


def test_a_ruleset_of_another_package_is_found_like_a_shipped_one(neighbour: Path) -> None:
    assert neighbour.name in available()
    assert load("2024_0001").decision.act.number == "1/QĐ-UBND"
    assert for_year(2031).id == "2024_0001"


def test_two_packages_that_offer_one_id_are_refused(neighbour: Path) -> None:
    neighbour.rename(neighbour.with_name("2024_2426"))
    with pytest.raises(RulesetError) as caught:
        available()
    assert caught.value.text() == (
        "[CR408] ruleset 2024_2426 is offered by several packages: cchc_rules.rulesets, neighbour_rulesets;"
        " remove one of them or rename it"
    )


@pytest.mark.parametrize("as_text", [True, False])
def test_a_folder_is_loaded_by_its_path(neighbour: Path, as_text: bool) -> None:  # noqa: FBT001 - one case each
    assert load(str(neighbour) if as_text else neighbour).id == "2024_0001"


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(NotFoundError) as caught:
        load("2024_2425")
    told = "[CR401] there is no ruleset 2024_2425; there are 2023_2568, 2024_2426\n[CR409] did you mean 2024_2426?"
    assert caught.value.text() == told


def test_an_id_that_is_near_none_is_near_none() -> None:
    with pytest.raises(NotFoundError) as caught:
        load("2019_1")
    assert [finding.id for finding in caught.value.findings] == ["CR401"]


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        ("drafts", RulesetError, "drafts/decision.toml: [CR105] decision.toml is missing"),
        ("drafts/mine.toml", NotFoundError, "[CR417] drafts/mine.toml is a file; name its folder"),
        ("notes.txt", NotFoundError, "[CR417] notes.txt is a file; name its folder"),
        ("2024_0001", NotFoundError, "[CR418] no ruleset has the id 2024_0001, but there is a folder of that name"),
        ("drafts/2024_2462", NotFoundError, "[CR409] did you mean 2024_2426?"),
        ("", NotFoundError, "[CR401] there is no ruleset ;"),
    ],
)
def test_what_is_there_and_is_no_ruleset_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    error: type[Exception],
    said: str,
) -> None:
    for folder in ("drafts", "2024_0001"):
        (tmp_path / folder).mkdir()
    for file in ("drafts/mine.toml", "notes.txt", "2024_0001/decision.toml"):
        (tmp_path / file).write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error) as caught:
        load(name)
    assert said in str(caught.value)


def test_a_folder_without_a_decision_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes.toml").write_text("[[[", encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        load(tmp_path)
    assert [finding.id for finding in caught.value.findings] == ["CR105"]


def test_a_folder_of_the_package_without_a_decision_is_no_ruleset() -> None:
    with pytest.raises(NotFoundError):
        load("published")


def test_a_path_that_leads_nowhere_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        load(tmp_path / "nothing")


def test_a_file_that_is_not_utf_8_is_named(neighbour: Path) -> None:
    (neighbour / "district.toml").write_bytes(b'unit_kind = "\xff"')
    with pytest.raises(RulesetError) as caught:
        load(neighbour)
    assert caught.value.text() == "2024_0001/district.toml: [CR109] the file is not UTF-8 (byte 13); save it as UTF-8"


@pytest.mark.parametrize(
    ("day", "ruleset"),
    [
        (date(2023, 11, 8), "2023_2568"),
        (date(2024, 11, 13), "2023_2568"),
        (date(2024, 11, 14), "2024_2426"),
        (date(2025, 6, 30), "2024_2426"),
    ],
)
def test_the_act_in_force_on_a_day(day: date, ruleset: str) -> None:
    assert in_force(day).id == ruleset


def test_before_the_first_act_nothing_is_in_force() -> None:
    with pytest.raises(NotFoundError) as caught:
        in_force(date(2023, 11, 7))
    assert "no ruleset is in force on 2023-11-07" in caught.value.text()


def test_in_a_gap_nothing_is_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = texts_of_shipped()["2023_2568"]
    ended = texts["decision.toml"].replace("in_force_until = 2024-11-13", "in_force_until = 2024-10-31")
    old = loads({**texts, "decision.toml": ended})
    both = {"2023_2568": old, "2024_2426": load("2024_2426")}
    monkeypatch.setattr(catalog, "load", both.__getitem__)
    assert in_force(date(2024, 10, 31)).id == "2023_2568"
    with pytest.raises(NotFoundError):
        in_force(date(2024, 11, 1))


def test_each_year_has_its_ruleset_and_later_years_have_none() -> None:
    assert (for_year(2023).id, for_year(2024).id) == ("2023_2568", "2024_2426")
    for year in (2022, 2025):
        with pytest.raises(NotFoundError) as caught:
            for_year(year)
        assert f"no ruleset assesses the year {year}" in caught.value.text()


def test_a_package_that_is_not_plain_files_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "_shipped", lambda _: None)
    assert load("2024_2426").id == "2024_2426"


def test_every_name_of_the_public_api_is_there_and_no_other() -> None:
    import cchc_rules  # noqa: PLC0415 - the module itself is looked at

    for name in cchc_rules.__all__:
        assert getattr(cchc_rules, name) is not None
        assert name in dir(cchc_rules)
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        getattr(cchc_rules, "lode")  # noqa: B009 - a name that is not there


def test_a_script_that_scores_does_not_import_what_it_does_not_need() -> None:
    script = (
        "import sys, cchc_rules\n"
        "card = cchc_rules.load('2024_2426').scorecard('department')\n"
        "unit = cchc_rules.Unit(code='X-01', name='Sở Ví dụ')\n"
        "sheet = cchc_rules.Submission(unit=unit, unit_kind='department', year=2024)\n"
        "cchc_rules.evaluate(card, sheet, missing='bounds')\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    warm, cold = (
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
        for _ in range(2)
    )
    for heavy in ("numpy", "polars", "pandas", "rich", "openpyxl", "jinja2", "matplotlib"):
        assert heavy not in warm
    for parsing in ("cattrs", "tomllib", "json", "tomli_w", "difflib"):
        assert parsing not in cold


def test_the_files_of_a_ruleset_stand_where_resources_are() -> None:
    assert set(texts_of_shipped()) == set(available())
    assert (files("cchc_rules.rulesets") / "2024_2426" / "decision.toml").is_file()


def test_a_folder_is_read_where_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    folder = Path(__file__).parents[1] / "law" / "faults" / "sound"
    assert load(folder).id == "sound"
