"""The province's published tables and lists of units, as printed."""

from collections import Counter
from fractions import Fraction

import pytest

from cchc_rules.errors import NotFoundError, RulesetError
from cchc_rules.law import publication
from cchc_rules.law.publication import Publication, published, units


@pytest.mark.parametrize(
    ("year", "kind", "rows", "first", "index", "satisfaction"),
    [
        (2022, "department", 19, "so-noi-vu", "96.85", "99.38"),
        (2024, "department", 19, "so-noi-vu", "93.82", "98.89"),
        (2024, "district", 5, "148", "91.55", "87.40"),
    ],
)
def test_a_published_table_is_kept_as_printed(  # noqa: PLR0913, PLR0917 - one table a case
    year: int, kind: str, rows: int, first: str, index: str, satisfaction: str
) -> None:
    table = published(year, kind)
    assert (table.year, table.unit_kind, len(table.rows)) == (year, kind, rows)
    top = table.rows[0]
    assert (top.unit, top.rank, str(top.index_percent)) == (first, 1, index)
    assert top.satisfaction_percent is not None
    assert str(top.satisfaction_percent) == satisfaction
    assert top.index_percent.value == Fraction(index)
    assert {row.index_percent.places for row in table.rows} == {2}
    assert table.complete is (kind == "department")
    assert {row.unit for row in table.rows} <= {unit.code for unit in units(kind)}


def test_the_table_of_2022_was_scored_under_a_set_that_is_not_ours() -> None:
    assert published(2022, "department").ruleset is None
    assert published(2024, "department").ruleset == "2024_2426"


def test_units_have_codes_because_names_repeat() -> None:
    communes = units("commune")
    assert (len(units("department")), len(units("district"))) == (19, 10)
    assert Counter(unit.group for unit in communes) == {
        "148": 19, "150": 17, "152": 11, "153": 17, "154": 10, "155": 16, "156": 16, "157": 24, "158": 11, "159": 10,
    }  # fmt: skip
    assert len({unit.code for unit in communes}) == 151
    assert {unit.group for unit in communes} == {unit.code for unit in units("district")}
    assert {name for name, count in Counter(unit.name for unit in communes).items() if count > 1} == {
        "Cao Sơn",
        "Đoàn Kết",
        "Thống Nhất",
    }


def test_a_table_nobody_printed_is_not_found() -> None:
    with pytest.raises(NotFoundError) as caught:
        published(2023, "department")
    assert caught.value.text() == (
        "[CR407] there is no published/2023_department; there are 2022_department, 2024_department, 2024_district"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format = 1\nrows = [{ unit = 'x', name = 'X', rank = 1, index_percent = 93.80 }]\n", "[CR120]"),
        ("format = 1\nrows = [{ unit = 'x', name = 'X', rank = 1, index_percent = '93,80' }]\n", "[CR127]"),
        ("format = \n", "[CR101]"),
    ],
)
def test_a_table_that_cannot_be_read_names_its_faults(
    text: str, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("tables")
    (root / "published").mkdir()
    (root / "published" / "2030_department.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(publication, "files", lambda _: root)
    with pytest.raises(RulesetError) as caught:
        published(2030, "department")
    assert message in caught.value.text()


def test_a_publication_is_a_value() -> None:
    assert isinstance(published(2022, "department"), Publication)
    assert published(2022, "department") == published(2022, "department")
