import itertools
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.errors import AnnexError, Severity
from cchc_rules.office.files.separated import read_separated
from cchc_rules.office.files.sheets import read_workbook
from cchc_rules.office.reading import read_annex, read_tables
from cchc_rules.office.tables import Cell
from tests.office.making import HEADING, codes, excel, refused, separated, swap
from tests.support import examples

short_texts = st.text(st.sampled_from('aăbcđơưếạ01,-()%;" '), max_size=12).map(lambda text: " ".join(text.split()))
SHEET = "xl/worksheets/sheet1.xml"


def cells(path: Path) -> list[Cell]:
    return [cell for row in read_workbook(path)[0].rows for cell in row]


def test_what_cells_hold(tmp_path: Path) -> None:
    row = [
        0.5,
        10,
        1.10,
        "1,5",
        None,
        date(2024, 11, 14),
        datetime(2024, 11, 14, 8, 30, tzinfo=UTC).replace(tzinfo=None),
        time(1, 10),
        timedelta(hours=1),
        True,
        " ",
        -0.0,
        0.5,
        1e-7,
    ]
    path = excel(tmp_path / "a.xlsx", {"A": [row]}, formats={"C1": "0.00", "M1": "0%"})
    held = [(cell.text, cell.held.value) for cell in cells(path)]
    assert held == [
        ("0.5", "number"), ("10", "number"), ("1.1", "number"), ("1,5", "text"), ("", "blank"), ("2024-11-14", "date"),
        ("2024-11-14 08:30:00", "date"), ("01:10:00", "date"), ("1:00:00", "date"), ("TRUE", "text"), ("", "blank"),
        ("0", "number"), ("0.5", "number"), ("0.0000001", "number"),
    ]  # fmt: skip
    assert [(cell.place, cell.shown_as) for cell in cells(path)[2:5:2]] == [("C1", "0.00"), ("E1", "")]
    assert cells(path)[12].shown_as == "0%"


def test_merged_cells_show_their_text_once(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"], sheet["C3"] = "gộp", "x"
    sheet.merge_cells("A1:B2")
    workbook.save(tmp_path / "a.xlsx")
    (table,) = read_tables(tmp_path / "a.xlsx")
    assert [[(cell.text, cell.merged) for cell in row] for row in table.rows] == [
        [("gộp", False), ("", True), ("", False)],
        [("", True), ("", True), ("", False)],
        [("", False), ("", False), ("x", False)],
    ]


def test_sheets_that_are_hidden_are_left_out_and_hidden_rows_are_said(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Phụ lục"
    for row in (HEADING, ("1", "Thể chế", 5), ("1.1", "Kế hoạch", 5)):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.column_dimensions.group("F", "G", hidden=True)
    workbook.create_sheet("Nháp").sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    annex = read_annex(tmp_path / "a.xlsx")
    assert codes(annex) == ["1", "1.1"]
    assert [(one.id, one.subject) for one in annex.findings] == [
        ("CR616", "Phụ lục, cột E"), ("CR616", "Phụ lục, cột F–G"), ("CR616", "Phụ lục, hàng 3"),
    ]  # fmt: skip
    assert annex.rows[1].place == "a.xlsx, Phụ lục, hàng 3"


def test_formulas_give_the_value_they_were_saved_with(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", {"Phụ lục": [HEADING, ("1", "Thể chế", "=2+3"), ("2", "Thủ tục", 1)]})
    assert refused(path) == [
        "a.xlsx: [CR612] Phụ lục!C2: a formula without a value; open it with Excel, recalculate and save, or type the value"
    ]
    saved = swap(path, SHEET, "<f>2+3</f><v></v>", "<f>2+3</f><v>5</v>")
    assert read_annex(saved).rows[0].max_points == "5"
    empty_text = swap(saved, SHEET, '<c r="C2"><f>2+3</f><v>5</v>', '<c r="C2" t="str"><f>""</f><v></v>')
    assert read_annex(empty_text).rows[0].max_points == ""


def test_cells_in_error_and_numbers_with_noise(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", {"Phụ lục": [HEADING, ("1", "Thể chế", 0.3), ("2", "Thủ tục", 1.1)]})
    path = swap(path, SHEET, "<v>0.3</v>", "<v>0.30000000000000004</v>")
    assert [str(one) for one in read_annex(path).findings] == [
        "a.xlsx: [CR615] Phụ lục!C2: the number 0.30000000000000004 carries noise of a computation; type it anew, perhaps as 0.3"
    ]
    broken = swap(path, SHEET, '<c r="C3" t="n"><v>1.1</v>', '<c r="C3" t="e"><v>#REF!</v>')
    assert refused(broken)[0] == "a.xlsx: [CR613] Phụ lục!C3: the cell shows the error #REF!; mend it"
    endless = swap(broken, SHEET, '<c r="C3" t="e"><v>#REF!</v>', '<c r="C3"><v>1e999</v>')
    assert refused(endless)[0] == "a.xlsx: [CR613] Phụ lục!C3: the cell shows the error inf; mend it"


def test_errors_of_other_sheets_do_not_stand_in_the_way(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", {"Phụ lục": [HEADING, ("1", "Thể chế", 1)], "Tính": [("=1+1",)]})
    assert codes(read_annex(path)) == ["1"]
    with pytest.raises(AnnexError, match=r"\[CR612\] Tính!A1"):
        read_tables(path)


def test_two_sheets_are_two_annexes(tmp_path: Path) -> None:
    path = excel(
        tmp_path / "a.xlsx",
        {"Sở": [HEADING, ("1", "Thể chế", 1)], "Huyện": [HEADING, ("1", "Thủ tục", 1)], "Khác": [("x",)]},
    )
    assert refused(path) == ["a.xlsx: [CR622] several tables are annexes: Sở, Huyện; choose one with --table NAME"]
    assert read_annex(path, "huyện").rows[0].name == "Thủ tục"
    assert refused(path, "Khác") == [
        'a.xlsx: [CR621] no table has the headings of an annex; seen were Khác; the columns needed are "Lĩnh vực, tiêu chí, tiêu chí thành phần", "Điểm tối đa"'
    ]


def test_rows_and_cells_without_references_and_odd_merges(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", {"A": [("một", "hai")]})
    bare = swap(path, SHEET, '<row r="1"><c r="A1" ', "<row><c ")
    bare = swap(bare, SHEET, '<c r="B1" ', "<c ")
    odd = swap(bare, SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1"/></mergeCells>')
    assert [cell.text for cell in cells(odd)] == ["một", "hai"]


def test_what_openpyxl_cannot_read_is_refused(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", {"A": [("một", "hai")]})
    odd = swap(path, SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="B:B"/></mergeCells>')
    assert refused(odd)[0].startswith("a.xlsx: [CR604] the file is broken or cut short: TypeError")


def test_escaped_letters_of_workbooks_are_read(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", {"A": [("một_x000D_\nhai",)]})
    assert cells(path)[0].lines == ("một", "hai")


def test_numbers_are_never_read_as_thousands(tmp_path: Path) -> None:
    path = excel(
        tmp_path / "a.xlsx",
        {"Phụ lục": [HEADING, ("1", "Thể chế", "1.000,5"), ("2", "Thủ tục", 0.5)]},
        formats={"C3": "0%"},
    )
    assert refused(path) == [
        'a.xlsx: [CR632] Phụ lục, hàng 2 (C2): the points are "1.000,5"; write a number such as 0,5',
        'a.xlsx: [CR632] Phụ lục, hàng 3 (C3): the points are "0.5 (0%)"; write a number such as 0,5',
    ]


@examples(40)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(short_texts, min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_law_a_table_written_to_a_workbook_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """Whatever short texts stand in a sheet, they are read as they were written, up to the last that says something."""
    path = excel(
        tmp_path_factory.mktemp("law") / "a.xlsx",
        {"A": [["'" + text if text.startswith("=") else text for text in row] for row in [["đầu"], *rows]]},
    )
    (table,) = read_tables(path)
    read = [[cell.text for cell in row] for row in table.rows][1:]
    height = max((number for number, row in enumerate(rows, 1) if any(row)), default=0)
    assert [[text for text in row if text] for row in read] == [[text for text in row if text] for row in rows[:height]]
    for line, row in zip(read, rows, strict=False):
        assert all(text == there for text, there in zip(line, row, strict=False))


@given(st.lists(st.lists(short_texts, min_size=3, max_size=3), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_law_a_table_written_to_csv_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], separator: str
) -> None:
    """Whatever short texts stand under the headings of an annex, a CSV file is read as it was written."""
    path = separated(tmp_path_factory.mktemp("law") / "a.csv", [HEADING[:3], *rows], separator)
    (table,) = read_tables(path)
    while rows and not any(rows[-1]):
        rows.pop()
    assert [[cell.text for cell in row] for row in table.rows] == [list(HEADING[:3]), *rows]


# --- CSV --------------------------------------------------------------------------------------------------------------


def test_csv_with_lines_in_cells_a_title_and_ragged_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'PHỤ LỤC\n\nSTT;Tiêu chí;Điểm tối đa;Cách tính điểm\n1;"Kế hoạch, báo cáo";0,5;"Có: 0,5\nKhông: 0"\n',
        encoding="utf-8",
    )
    annex = read_annex(path)
    assert annex.title == ("PHỤ LỤC",)
    assert annex.rows[0].scoring == ("Có: 0,5", "Không: 0")
    assert (annex.rows[0].name, annex.rows[0].max_points, annex.rows[0].place) == (
        "Kế hoạch, báo cáo",
        "0.5",
        "a.csv, hàng 4",
    )


def test_the_separator_that_excel_states_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nSTT;Tiêu chí;Điểm tối đa\n1;a,b;1\n", encoding="utf-8")
    assert read_annex(path).rows[0].name == "a,b"


def test_without_headings_the_widest_rows_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('"a";"b"\n"c";"d,e"\n', encoding="utf-8")
    assert [cell.text for cell in read_separated(path)[0].rows[1]] == ["c", "d,e"]


def test_a_table_of_facts_alone_tells_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Mã số liệu;Tên số liệu;Kiểu\nplans;Số kế hoạch, báo cáo, tin, bài;x\n", encoding="utf-8")
    assert len(read_separated(path)[0].rows[0]) == 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("STT,Tên".encode("utf-16"), "a.csv: [CR610] the CSV file is not UTF-8 (UTF-16); save it as CSV UTF-8"),
        ("STT,Tên".encode("utf-16-be"), "a.csv: [CR610] the CSV file is not UTF-8 (byte 0); save it as CSV UTF-8"),
        (b"STT,Ti\xeau ch\xed", "a.csv: [CR610] the CSV file is not UTF-8 (byte 6: 0xEA); save it as CSV UTF-8"),
        (b'STT,"Ti', "a.csv:1: [CR611] row 1: unexpected end of data; mend the quotes or separators"),
        (b'"a"b\n', "a.csv:1: [CR611] row 1: ',' expected after '\"'; mend the quotes or separators"),
        (b"", "a.csv: [CR620] the file has no table; choose the file with the annex"),
        (b"\n  \n", "a.csv: [CR620] the file has no table; choose the file with the annex"),
        (
            b"a" * 200_000,
            "a.csv:1: [CR611] row 1: field larger than field limit (131072); mend the quotes or separators",
        ),
    ],
)
def test_csv_that_is_none(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert refused(tmp_path / "a.csv") == [expected]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["1,Kế hoạch,2,Có: 2,"], []),
        (["1,Kế hoạch,2,5,"], []),
        (["1,Kế hoạch,2,5"], ["hàng 3"]),
        (["1,Kế hoạch,2,5 điểm,"], []),
        (["1,Kế hoạch,2,5,Có: 2,Sở"], ["hàng 3"]),
        (["1,Kế hoạch,2", "1,Kế hoạch", "2,Báo cáo,3,Có: 3,,"], []),
        (
            [
                "1,Kế hoạch,2,,",
                "Danh mục số liệu",
                "Mã số liệu,Tên số liệu,Kiểu,Người cho,Có thể không thực hiện,Ghi chú",
                "plans,Kế hoạch,count,,,x",
            ],
            [],
        ),
        (
            ["1,Kế hoạch,2,", "Danh mục số liệu", "Mã số liệu,Tên số liệu,Kiểu", "plans,Kế hoạch, báo cáo,count"],
            ["hàng 6"],
        ),
    ],
)
def test_numbers_torn_by_their_comma_are_found(tmp_path: Path, rows: list[str], found: list[str]) -> None:
    path = tmp_path / "a.csv"
    head = ["Phụ lục,1,2,3,4,5,6,7", "STT,Tiêu chí,Điểm tối đa,Cách tính điểm,Ghi chú"]
    path.write_text("\n".join([*head, *rows]), encoding="utf-8")
    (table,) = read_separated(path)
    assert [one.subject for one in table.findings if one.id == "CR648"] == found


def test_a_number_beside_the_points_is_a_self_score_where_the_heading_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("STT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1,Kế hoạch,2,1\n", encoding="utf-8")
    assert read_annex(path).rows[0].max_points == "2"


def test_a_number_beside_the_points_may_be_torn(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "STT,Tiêu chí,Điểm tối đa,Cách tính điểm\n1,Kế hoạch,2,5\n2,Báo cáo,,5\n3,Tin bài,1\n"
    path.write_text(text, encoding="utf-8")
    assert [str(one) for one in read_annex(path).findings] == [
        "a.csv: [CR649] hàng 2: 2,5 stands in two cells and may be one number torn by its comma; compare it with the print"
    ]
    path.write_text(text.replace(",", ";"), encoding="utf-8")
    assert read_annex(path).findings == ()


def test_torn_numbers_are_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("STT,Tiêu chí,Điểm tối đa\n1,Kế hoạch,2,5\n", encoding="utf-8")
    assert (
        refused(path)[0]
        == "a.csv: [CR648] hàng 2: there are 4 cells under 3 headings; put text with a comma (2,5) in quotes"
    )


def test_headings_in_an_old_encoding_are_named_as_that(tmp_path: Path) -> None:
    found = refused(separated(tmp_path / "a.csv", [("STT", "Tiªu chÝ", "§iÓm tèi ®a"), ("1", "KÕ ho¹ch", "2,5")]))
    assert [line.split("]")[0] for line in found] == ["a.csv: [CR614"] * 3


def test_decomposed_text_is_composed_and_said(tmp_path: Path) -> None:
    path = separated(tmp_path / "a.csv", [HEADING[:3], ("1", "Kê\u0301 hoạch", "1")])
    annex = read_annex(path)
    assert annex.rows[0].name == "Kế hoạch"
    assert [(one.id, one.severity) for one in annex.findings] == [("CR617", Severity.NOTE)]


def test_old_encodings_are_named_with_a_piece(tmp_path: Path) -> None:
    rows = [("TT", "Noi dung", "Diem"), ("1", "C¶i c¸ch hµnh chÝnh", "1"), *[("2", "C¶i c¸ch thÓ chÕ", "1")] * 9]
    found = refused(separated(tmp_path / "a.csv", rows))
    assert (
        found[0]
        == 'a.csv: [CR614] hàng 2, cột 2: text in the encoding TCVN3 (ABC): "C¶i c¸ch hµnh chÝnh"; convert the whole file to Unicode first'
    )
    assert sum("CR614" in line for line in found) == 5


def test_each_separator_has_its_file(tmp_path: Path) -> None:
    read = [
        read_separated(separated(tmp_path / "a.csv", [HEADING, ("1", "a", "1", "", "", "", "")], separator))
        for separator in ",;\t"
    ]
    assert all(one == other for one, other in itertools.pairwise(read))
