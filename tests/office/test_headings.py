from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from cchc_rules.errors import AnnexError
from cchc_rules.office.columns import TITLES, Column
from cchc_rules.office.reading import read_annex
from cchc_rules.office.reading.headings import find_heading, is_numbered, meaning
from cchc_rules.office.tables import Cell
from tests.office.making import HEADING, annex_of, codes, excel, refused, separated, word


def row(*texts: str) -> list[Cell]:
    return [Cell() if text == "" else Cell(merged=True) if text == "^" else Cell(text=text) for text in texts]


def columns(*rows: Sequence[str]) -> list[str]:
    heading = find_heading([row(*one) for one in rows])
    return [] if heading is None else ["-" if column is None else column.value for column in heading.columns]


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("STT", Column.CODE), ("TT", Column.CODE), ("Mã", Column.CODE), ("Số\nTT", Column.CODE),
        ("Lĩnh vực/Tiêu chí/Tiêu chí thành phần", Column.NAME), ("NỘI DUNG", Column.NAME), ("Nội dung đánh giá", Column.NAME),
        ("Điểm tối đa", Column.MAX_POINTS), ("ÐIỂM TỐI ĐA", Column.MAX_POINTS), ("Điểm chuẩn", Column.MAX_POINTS), ("Thang điểm", Column.MAX_POINTS),
        ("Ðiểm", Column.MAX_POINTS), ("Cách tính điểm", Column.SCORING), ("Phương pháp tính", Column.SCORING),
        ("Hướng dẫn chấm", Column.SCORING), ("Mức điểm", Column.SCORING), ("Tài liệu kiểm chứng", Column.EVIDENCE),
        ("Minh chứng", Column.EVIDENCE), ("Cơ quan thẩm định", Column.APPRAISER), ("Đơn vị chủ trì", Column.APPRAISER),
        ("Cơ quan, đơn vị chủ trì đánh giá", Column.APPRAISER), ("Ghi chú", Column.NOTE), ("Điểm tự chấm", Column.IGNORED),
        ("Điểm thẩm định", Column.IGNORED), ("Đơn vị tự đánh giá", Column.IGNORED), ("Giải trình", Column.IGNORED),
        ("Hoà bình", None), ("", None),
    ],
)  # fmt: skip
def test_titles_and_their_variants_are_known(title: str, column: Column | None) -> None:
    assert meaning(title) is column


def test_the_titles_that_are_written_are_known() -> None:
    assert {column: meaning(title) for column, title in TITLES.items()} == {column: column for column in TITLES}


def test_headings_of_one_row_anywhere_near_the_top() -> None:
    assert columns(["", "PHỤ LỤC", ""], ["", "", ""], ["STT", "Tiêu chí", "Điểm"]) == ["code", "name", "max_points"]
    assert columns(["a", "b"]) == []
    assert columns(["STT", "Họ và tên", "Ghi chú"]) == []
    assert columns(["Tiêu chí " * 20, "Điểm tối đa", ""]) == []
    assert columns() == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("TT", "Tiêu chí", "Điểm", "^", "Ghi chú"), ("^", "^", "Điểm tối đa", "Điểm tự chấm", "^")], ["code", "name", "max_points", "ignored", "note"]),
        ([("TT", "Tiêu chí", "Điểm", "", "Ghi chú"), ("", "", "Chuẩn", "Tự chấm", "")], ["code", "name", "max_points", "ignored", "note"]),
        ([("TT", "Tiêu chí", "Điểm", "^", "^"), ("^", "^", "Tối đa", "Thẩm định", "^"), ("^", "^", "^", "Lần 1", "Lần 2")], ["code", "name", "max_points", "ignored", "ignored"]),
        ([("TT", "Nội dung", "^", "^", "Điểm"), ("^", "Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần", "^")], ["code", "name", "name", "name", "max_points"]),
        ([("Mã", "STT", "Tiêu chí", "Điểm")], ["code", "ignored", "name", "max_points"]),
        ([("TT", "^", "Tiêu chí", "Điểm")], ["code", "code", "name", "max_points"]),
        ([("TT", "Tiêu chí", "Điểm"), ("", "", "1")], ["code", "name", "max_points"]),
        ([("TT", "Tiêu chí", "Điểm"), ("", "Kế hoạch", "")], ["code", "name", "max_points"]),
        ([("TT", "Tiêu chí", "Điểm", "Khác"), ("", "", "", "Số đo")], ["code", "name", "max_points", "-"]),
        ([("TT", "Tiêu chí", "Điểm tối đa"), ("", "", "nếu đạt")], ["code", "name", "max_points"]),
        ([("TT", "Tiêu chí", "Điểm"), ("I", "Thể chế", "2")], ["code", "name", "max_points"]),
        ([("TT", "Tiêu chí", "Điểm tối đa"), ("", "", "Có điểm tối đa nếu đạt")], ["code", "name", "max_points"]),
    ],
)  # fmt: skip
def test_headings_of_several_rows(rows: list[Sequence[str]], expected: list[str]) -> None:
    assert columns(*rows) == expected


def test_rows_that_number_the_columns() -> None:
    assert is_numbered(row("(1)", "(2)", "(3)", "(4)=(3)/(2)"))
    assert is_numbered(row("A", "B", "1", "2"))
    assert is_numbered(row("1", "2", "", "3"))
    assert not is_numbered(row("1", "2"))
    assert not is_numbered(row("1", "3", "4"))
    assert not is_numbered(row("2", "3", "4"))
    assert not is_numbered(row("I", "Thể chế", "3"))
    assert not is_numbered(row("A", "B", "C"))
    assert not is_numbered(row("B", "A", "1"))


def test_names_over_three_columns_give_a_node_each(tmp_path: Path) -> None:
    heading = ("Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần", "Điểm tối đa")
    rows = [
        ("I. Thể chế", "", "", "5"),
        ("", "1. Kế hoạch", "1.1. Ban hành", "2"),
        ("", "", "1.2. Báo cáo", "3"),
        ("II. Thủ tục", "1. Công khai", "1.1. Niêm yết", "1"),
    ]
    annex = annex_of(tmp_path, rows, heading)
    assert [(one.code, one.name, one.max_points) for one in annex.rows] == [
        ("I", "Thể chế", "5"), ("I.1", "Kế hoạch", ""), ("I.1.1", "Ban hành", "2"), ("I.1.2", "Báo cáo", "3"),
        ("II", "Thủ tục", ""), ("II.1", "Công khai", ""), ("II.1.1", "Niêm yết", "1"),
    ]  # fmt: skip


def test_names_over_columns_without_codes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnexError) as caught:
        annex_of(tmp_path, [("1", "Thể chế", "Kế hoạch", "2")], ("STT", "Lĩnh vực", "Tiêu chí", "Điểm tối đa"))
    assert str(caught.value) == 'annex.csv: [CR629] hàng 2: "Thể chế" has a maximum and no code; give it one'


def test_a_heading_merged_over_codes_and_names(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for texts in (("Tiêu chí", None, "Điểm tối đa"), ("I", "Thể chế", 5), ("1.1", "Kế hoạch", 5)):
        sheet.append(texts)
    sheet.merge_cells("A1:B1")
    workbook.save(tmp_path / "a.xlsx")
    assert [(one.code, one.name) for one in read_annex(tmp_path / "a.xlsx").rows] == [
        ("I", "Thể chế"),
        ("I.1", "Kế hoạch"),
    ]


def test_columns_that_are_not_read_are_said(tmp_path: Path) -> None:
    annex = annex_of(
        tmp_path, [("1", "Kế hoạch", "2", "2", "x", "")], ("STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Khác", "")
    )
    assert [str(one) for one in annex.findings] == [
        'annex.csv: [CR626] bảng 1: column "Điểm tự chấm" is not read',
        'annex.csv: [CR626] bảng 1: column "Khác" is not read',
    ]
    unnamed = annex_of(tmp_path, [("1", "Kế hoạch", "2", "x")], ("STT", "Tiêu chí", "Điểm tối đa", ""))
    assert str(unnamed.findings[0]) == 'annex.csv: [CR626] bảng 1: column "4" is not read'


def test_columns_that_are_lacking_or_stand_twice(tmp_path: Path) -> None:
    lacking = separated(tmp_path / "a.csv", [("STT", "Tiêu chí", "Ghi chú"), ("1", "Kế hoạch", "")])
    assert refused(lacking) == [
        'a.csv: [CR624] bảng 1: there is no column "Điểm tối đa"; the headings read are "STT", "Tiêu chí", "Ghi chú"'
    ]
    twice = separated(
        tmp_path / "b.csv", [("STT", "Tiêu chí", "Điểm tối đa", "Điểm chuẩn"), ("1", "Kế hoạch", "1", "1")]
    )
    assert refused(twice)[0] == (
        'b.csv: [CR625] bảng 1: several columns are "Điểm tối đa": "Điểm tối đa", "Điểm chuẩn"; rename or delete all but one'
    )
    unnumbered = separated(tmp_path / "c.csv", [("Tiêu chí", "Điểm tối đa"), ("Kế hoạch", "1")])
    assert (
        'c.csv: [CR624] bảng 1: there is no column "STT"; the headings read are "Tiêu chí", "Điểm tối đa"'
        in refused(unnumbered)
    )


def test_a_title_alone_is_no_heading_and_other_tables_are_passed_by(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx",
        [("TT", "Nơi nhận", "Ghi chú")],
        [HEADING, ("1", "a", "1", "", "", "", "")],
        [("STT", "Tiêu chí", "Ghi chú")],
    )
    assert codes(read_annex(path)) == ["1"]
    assert read_annex(path).rows[0].place == "a.docx, bảng 2, hàng 2"
    assert "[CR624] bảng 3" in refused(path, "bảng 3")[0]


def test_numbers_of_columns_are_dropped_also_where_they_are_numbers(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", {"A": [HEADING, tuple(range(1, 8)), ("1", "Kế hoạch", 2)]})
    assert codes(read_annex(path)) == ["1"]


def test_a_column_that_only_counts_the_rows_is_no_column_of_codes(tmp_path: Path) -> None:
    rows = [
        ("1", "I. Thể chế", "5"),
        ("2", "1. Kế hoạch", "5"),
        ("3", "1.1. Ban hành", "5"),
        ("4", "II. Thủ tục", "5"),
        ("", "Tổng cộng", "10"),
    ]
    annex = annex_of(tmp_path, rows, HEADING[:3])
    assert [(one.code, one.name) for one in annex.rows] == [
        ("I", "Thể chế"),
        ("I.1", "Kế hoạch"),
        ("I.1.1", "Ban hành"),
        ("II", "Thủ tục"),
    ]
    assert [str(one) for one in annex.findings] == ['annex.csv: [CR626] bảng 1: column "STT" is not read']
    twice = annex_of(tmp_path, [("1", "1. Thể chế", "5"), ("1.1", "1.1. Kế hoạch", "5")], HEADING[:3])
    assert [(one.code, one.name) for one in twice.rows] == [("1", "Thể chế"), ("1.1", "Kế hoạch")]
