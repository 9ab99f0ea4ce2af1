from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.errors import Severity
from cchc_rules.office.reading import read_annex
from cchc_rules.office.reading.codes import Outlined, candidates, split
from cchc_rules.office.tables import Cell, Held
from tests.office.making import HEADING, annex_of, codes, excel, refused


def whole(*printed: str) -> list[str | None]:
    outlined = Outlined()
    return [outlined.take(code) for code in printed]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1"), ("1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1")),
        (
            ("I", "1", "1.1", "1.2", "2", "II", "1", "1.1"),
            ("I", "I.1", "I.1.1", "I.1.2", "I.2", "II", "II.1", "II.1.1"),
        ),
        (("I", "1.1", "1.1.1", "1.2", "II", "2.1"), ("I", "I.1", "I.1.1", "I.2", "II", "II.1")),
        (("I", "I.1", "I.1.1", "II", "II.1"), ("I", "I.1", "I.1.1", "II", "II.1")),
        (("I", "1", "2", "II", "3", "4"), ("I", "I.1", "I.2", "II", "II.3", "II.4")),
        (("A", "I", "1", "a", "b", "II", "B", "I"), ("A", "A.I", "A.I.1", "A.I.1.a", "A.I.1.b", "A.II", "B", "B.I")),
        (("A", "B", "C", "D"), ("A", "B", "C", "D")),
        (("G", "H", "I", "K"), ("G", "H", "I", "K")),
        (("A", "1.1", "B", "2.1"), ("A", "A.1", "B", "B.1")),
        (("1", "1.1", "1.1a", "1.1b", "1.2"), ("1", "1.1", "1.1a", "1.1b", "1.2")),
        (("1", "1.9", "1.10"), ("1", "1.9", "1.10")),
        (("I", "II", "IV", "V"), ("I", "II", "IV", "V")),
        (("1", "a", "đ", "e"), ("1", "1.a", "1.đ", "1.e")),
    ],
)
def test_codes_are_made_whole_by_what_they_stand_under(printed: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert whole(*printed) == list(expected)


@pytest.mark.parametrize(
    "printed", [("1.1",), ("1", "2.1"), ("1", "1.1.1"), ("2", "1"), ("1", "1"), ("b", "a"), ("II", "I")]
)
def test_codes_that_nothing_above_holds_are_none(printed: tuple[str, ...]) -> None:
    assert whole(*printed)[-1] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1.", ("1.1", "")),
        ("1)", ("1", "")),
        ("(2)", ("2", "")),
        ("a)", ("a", "")),
        ("Tiêu chí 1.2.3", ("1.2.3", "")),
        ("I- Cải cách thể chế", ("I", "Cải cách thể chế")),
        ("I – Cải cách thể chế", ("I", "Cải cách thể chế")),
        ("1.1: Kế hoạch", ("1.1", "Kế hoạch")),
        ("1.1 Kế hoạch", ("1.1", "Kế hoạch")),
        ("5 sáng kiến trở lên", ("", "5 sáng kiến trở lên")),
        ("1.5", ("1.5", "")),
        ("Ⅳ. Thể chế", ("IV", "Thể chế")),
        ("ii", ("", "ii")),
        ("- Có", ("", "- Có")),
        ("", ("", "")),
    ],
)
def test_a_code_is_parted_from_what_follows(text: str, expected: tuple[str, str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01-Feb", ("1.2", "2.1")),
        ("1 thg 2", ("1.2", "2.1")),
        ("Feb-32", ("2.32",)),
        ("1/2/2003", ("1.2", "2.1", "2.3", "1.2.3", "2.1.3", "3.2.1", "3.1.2")),
        ("2003-02-01 00:00:00", ("1.2", "2.1", "2.3", "1.2.3", "2.1.3", "3.2.1", "3.1.2")),
        ("1.2", ("1.2",)),
        ("không", ()),
    ],
)
def test_a_text_may_be_a_day_that_was_a_code(text: str, expected: tuple[str, ...]) -> None:
    assert candidates(Cell(text=text, held=Held.TEXT)) == expected


def sheet(path: Path, *printed: object, formats: dict[str, str] | None = None) -> Path:
    rows = [[code, f"Tiêu chí {number}", 1] for number, code in enumerate(printed)]
    return excel(path / "annex.xlsx", {"Phụ lục": [HEADING, *rows]}, formats=formats)


def test_one_point_ten_is_not_one_point_one(tmp_path: Path) -> None:
    annex = read_annex(sheet(tmp_path, 1, *[f"1.{number}" for number in range(1, 10)], 1.1, 2))
    assert codes(annex)[-2:] == ["1.10", "2"]
    assert [str(one) for one in annex.findings] == [
        "annex.xlsx: [CR627] Phụ lục, hàng 12 (A12): the spreadsheet turned a code into 1.1; it is taken as 1.10, compare it with the print"
    ]


def test_a_number_format_with_zeros_shows_the_code(tmp_path: Path) -> None:
    # nothing of 1.1 to 1.9 is there, and the cell shows 1.10
    ambiguous = sheet(tmp_path, 1, 1.1, formats={"A3": "0.00"})
    assert refused(ambiguous) == [
        "annex.xlsx: [CR628] Phụ lục, hàng 3 (A3): it is open which code 1.1 (0.00) was; it may be 1.1, 1.10; type the code as text"
    ]
    after_gap = sheet(tmp_path, 1, "1.8", 1.1, formats={"A4": "0.00"})
    assert codes(read_annex(after_gap)) == ["1", "1.8", "1.10"]
    shown_as_taken = sheet(tmp_path, 1, *[f"1.{number}" for number in range(1, 10)], 1.1, formats={"A12": "0.00"})
    assert codes(read_annex(shown_as_taken))[-1] == "1.10"
    plain = sheet(tmp_path, 1, 1.1, formats={"A3": "0.0"})
    assert codes(read_annex(plain)) == ["1", "1.1"]


def test_the_first_code_cannot_be_restored(tmp_path: Path) -> None:
    assert "it may be 1, I, A" in refused(sheet(tmp_path, 1.1))[0]


def test_codes_left_as_numbers_are_said(tmp_path: Path) -> None:
    annex = read_annex(sheet(tmp_path, 1, 1.1, 1.2, 2))
    assert codes(annex) == ["1", "1.1", "1.2", "2"]
    assert [str(one) for one in annex.findings] == [
        "annex.xlsx: [CR645] codes stand as decimal numbers: A3, A4; a 1.10 may have become 1.1, compare them with the print"
    ]


def test_days_are_codes_again(tmp_path: Path) -> None:
    annex = read_annex(
        sheet(
            tmp_path,
            1,
            1.1,
            date(2024, 2, 1),
            date(2001, 2, 1),
            date(2002, 2, 1),
            date(2024, 1, 3),
            "2",
            date(2024, 1, 2),
        )
    )
    assert codes(annex) == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "1.3", "2", "2.1"]
    assert {one.severity for one in annex.findings} == {Severity.NOTE}


def test_a_day_that_fits_nowhere_is_refused(tmp_path: Path) -> None:
    assert refused(sheet(tmp_path, 1, date(2024, 5, 4))) == [
        "annex.xlsx: [CR628] Phụ lục, hàng 3 (A3): it is open which code 2024-05-04 (yyyy-mm-dd) was; it may be 1.1, 2; type the code as text"
    ]
    assert "[CR628]" in refused(sheet(tmp_path, 1, 45323))[0]
    assert "[CR638]" in refused(sheet(tmp_path, 1, -1))[0]
    assert "[CR638]" in refused(sheet(tmp_path, "kế hoạch"))[0]


def test_csv_that_lost_a_zero_is_refused(tmp_path: Path) -> None:
    printed = [[f"1.{number}" if number else "1", "Tên", "1"] for number in range(10)]
    with pytest.raises(ValueError, match=r"\[CR631\] hàng 12: code 1.1 stands already at hàng 3"):
        annex_of(tmp_path, [*printed, ["1.1", "Tên", "1"]])


# --- Whatever a spreadsheet does to codes, they are restored or reported ----------------------------------------------


@st.composite
def trees(draw: st.DrawFn) -> list[str]:
    printed: list[str] = []
    for field in range(1, draw(st.integers(1, 3)) + 1):
        printed.append(str(field))
        for criterion in range(1, draw(st.integers(0, 12)) + 1):
            printed.append(f"{field}.{criterion}")
            printed.extend(f"{field}.{criterion}.{leaf}" for leaf in range(1, draw(st.integers(0, 3)) + 1))
    return printed


def garble(code: str, how: str) -> Cell:
    parts = [int(part) for part in code.split(".")]
    if how == "float" and len(parts) == 2:
        return Cell(text=f"{float(code)!r}".removesuffix(".0"), held=Held.NUMBER)
    if how == "day" and len(parts) == 2 and parts[1] <= 12:
        return Cell(text=f"2024-{parts[1]:02}-{parts[0]:02}", held=Held.DATE, shown_as="d-mmm")
    if how == "month" and len(parts) == 2 and parts[0] <= 12:
        return Cell(text=f"2024-{parts[0]:02}-{parts[1]:02}", held=Held.DATE, shown_as="d-mmm")
    if how == "full" and len(parts) == 3 and parts[1] <= 12:
        return Cell(text=f"20{parts[2]:02}-{parts[1]:02}-{parts[0]:02}", held=Held.DATE, shown_as="mm-dd-yy")
    return Cell(text=code, held=Held.TEXT)


@given(trees(), st.data())
def test_law_garbled_codes_without_gaps_are_restored(printed: list[str], data: st.DataObject) -> None:
    """A code that a spreadsheet turned into a number or a day is restored where the printed numbering has no gap."""
    outlined = Outlined()
    for code in printed:
        restored, _ = outlined.restore(garble(code, data.draw(st.sampled_from(["float", "day", "month", "full", ""]))))
        assert restored == code
        assert outlined.take(restored) == code


@given(trees(), st.data())
def test_law_garbled_codes_are_never_silently_wrong(printed: list[str], data: st.DataObject) -> None:
    """Where the numbering has gaps, a garbled code is restored, or reported: as open, as changed, or as a number."""
    kept = [code for code in printed if "." not in code or data.draw(st.booleans())]
    outlined = Outlined()
    for code in kept:
        cell = garble(code, data.draw(st.sampled_from(["float", "day", "month", "full", ""])))
        restored, findings = outlined.restore(cell)
        if restored != code:
            assert findings or outlined.numbers
            return
        outlined.take(restored)
