from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.office.files.documents import read_document
from cchc_rules.office.files.lists import _shown
from cchc_rules.office.reading import read_annex, read_tables
from cchc_rules.office.tables import Held, Table
from tests.office.making import HEADING, codes, pack, refused, unpack, word, word_of
from tests.support import examples


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def said(text: str) -> str:
    return cell(paragraph(run(text)))


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def one_cell(path: Path, inside: str, **parts: str) -> str:
    (read,) = read_document(word_of(path / "a.docx", table(cell(inside)), **parts))
    return read.rows[0][0].text


def test_merged_cells_show_their_text_once(tmp_path: Path) -> None:
    document = docx.Document()
    made = document.add_table(rows=3, cols=3)
    for number, row in enumerate(made.rows):
        for column, one in enumerate(row.cells):
            one.text = f"{number}{column}"
    made.cell(0, 0).merge(made.cell(0, 1)).text = "ngang"
    made.cell(1, 2).merge(made.cell(2, 2)).text = "dọc"
    document.save(str(tmp_path / "a.docx"))
    (read,) = read_document(tmp_path / "a.docx")
    assert texts(read) == [["ngang", "", "02"], ["10", "11", "dọc"], ["20", "21", ""]]
    assert [one.merged for row in read.rows for one in row] == [
        False,
        True,
        False,
        False,
        False,
        False,
        False,
        False,
        True,
    ]
    assert read.rows[0][1].held is Held.BLANK
    assert read.rows[2][1].place == "hàng 3, cột 2"
    assert read.places == ("bảng 1, hàng 1", "bảng 1, hàng 2", "bảng 1, hàng 3")


def test_rows_that_begin_or_end_inside_the_grid(tmp_path: Path) -> None:
    body = table(
        said("1") + said("2") + said("3"),
        '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="x"/></w:trPr>' + said("giữa"),
        cell(paragraph(run("còn chữ")), '<w:vMerge/><w:gridSpan w:val="2"/>'),
    )
    (read,) = read_document(word_of(tmp_path / "a.docx", body))
    assert texts(read) == [["1", "2", "3"], ["", "giữa", ""], ["còn chữ", "", ""]]


def test_tracked_changes_signs_and_invisible_letters(tmp_path: Path) -> None:
    inside = paragraph(
        run("Cải\u00a0cách ")
        + "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins>"
        + run("hành\u00ad chính")
        + "</w:ins>"
        + "<w:r><w:tab/><w:t>x</w:t><w:br/><w:t>dòng</w:t><w:noBreakHyphen/><w:cr/><w:t>hai\u200b</w:t></w:r>"
        + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F001"/><w:t>80%</w:t></w:r>'
        + "<w:moveFrom>"
        + run("đi")
        + "</w:moveFrom><w:hyperlink>"
        + run(" liên kết")
        + "</w:hyperlink>"
        + "<mc:AlternateContent><mc:Choice>"
        + run(" a")
        + "</mc:Choice><mc:Fallback>"
        + run(" b")
        + "</mc:Fallback></mc:AlternateContent>"
        + "<!-- lời bàn --><w:r><w:drawing><w:t>hình</w:t></w:drawing></w:r>"
    )
    assert one_cell(tmp_path, inside) == "Cải cách hành chính x\ndòng-\nhai≥80% liên kết a"


def test_fractions_are_written_on_one_line(tmp_path: Path) -> None:
    fraction = "<m:oMath><m:r><m:t>b</m:t></m:r><m:f><m:fPr/><m:num><m:r><m:t>số đúng</m:t></m:r></m:num><m:den><m:r><m:t>a</m:t></m:r></m:den></m:f></m:oMath>"
    assert one_cell(tmp_path, paragraph(run("Tỷ lệ = ") + fraction)) == "Tỷ lệ = b(số đúng)/a"


def test_tables_in_cells_are_lines_and_wrappers_are_seen_through(tmp_path: Path) -> None:
    inner = table(said("Đạt") + said("3"), said("Không") + said("0"))
    body = f"<w:sdt><w:sdtContent>{paragraph(run('Phụ lục'))}{table(cell(paragraph(run('Mức')) + inner + '<w:p/>'))}</w:sdtContent></w:sdt>"
    (read,) = read_document(word_of(tmp_path / "a.docx", body))
    assert read.above == ("Phụ lục",)
    assert read.rows[0][0].lines == ("Mức", "Đạt 3", "Không 0")


def test_rows_and_cells_in_content_controls_are_read(tmp_path: Path) -> None:
    row = f"<w:tr><w:sdt><w:sdtContent>{said('trong')}</w:sdtContent></w:sdt>{said('ngoài')}</w:tr>"
    body = f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>"
    (read,) = read_document(word_of(tmp_path / "a.docx", body))
    assert texts(read) == [["trong", "ngoài"]]


def test_deleted_rows_are_left_out(tmp_path: Path) -> None:
    body = table("<w:trPr><w:del/></w:trPr>" + said("cũ"), "<w:trPr><w:ins/></w:trPr>" + said("mới"))
    (read,) = read_document(word_of(tmp_path / "a.docx", body))
    assert texts(read) == [["mới"]]


NUMBERING = """
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="1"><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride><w:lvlOverride w:ilvl="1"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>"""
STYLES = """<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Khac"><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>"""


def listed(number: int, level: int, text: str) -> str:
    return paragraph(
        run(text) if text else "", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def test_numbers_and_bullets_of_lists_are_put_before_the_text(tmp_path: Path) -> None:
    inside = (
        listed(1, 0, "thể chế") + listed(1, 1, "") + listed(1, 2, "kế hoạch") + listed(1, 2, "báo cáo") + listed(1, 1, "hai")
        + listed(1, 2, "lại một") + listed(1, 0, "thủ tục") + listed(3, 0, "bốn") + listed(3, 0, "năm")
        + listed(2, 0, "gạch") + listed(2, 1, "cộng") + listed(2, 2, "trơn") + listed(2, 0, "") + listed(9, 0, "lạ") + listed(0, 0, "thôi")
        + listed(4, 1, "thiếu cấp trên") + paragraph(run("kiểu"), '<w:pStyle w:val="Muc"/>') + paragraph(run("không"), '<w:pStyle w:val="Khac"/>')
        + paragraph(run("cấp"), '<w:pStyle w:val="Muc"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    )  # fmt: skip
    assert one_cell(tmp_path, inside, numbering=NUMBERING, styles=STYLES).split("\n") == [
        "I. thể chế", "1.", "1.1 kế hoạch", "1.2 báo cáo", "2. hai", "2.1 lại một", "II. thủ tục", "IV. bốn", "V. năm",
        "- gạch", "+ cộng", "trơn", "- lạ", "thôi", "1.1 thiếu cấp trên", "- kiểu", "không", "+ cấp",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (1, "decimal", "1"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (4, "lowerRoman", "iv"),
        (7, "decimalZero", "07"),
        (0, "upperLetter", "0"),
    ],
)
def test_forms_of_numbers(number: int, form: str, shown: str) -> None:
    assert _shown(number, form) == shown


def test_codes_that_word_numbers_by_itself_are_read(tmp_path: Path) -> None:
    heading = "".join(map(said, HEADING[:3]))
    rows = [
        cell(listed(1, 0, "")) + said("Thể chế") + said("10"),
        cell(listed(1, 1, "")) + said("Kế hoạch") + said("4"),
        cell(listed(1, 2, "")) + said("Ban hành") + said("4"),
        cell(listed(1, 1, "")) + said("Tuyên truyền") + said("6"),
    ]
    annex = read_annex(word_of(tmp_path / "a.docx", table(heading, *rows), numbering=NUMBERING))
    assert codes(annex) == ["I", "I.1", "I.1.1", "I.2"]


BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def test_pages_are_told_where_word_left_them(tmp_path: Path) -> None:
    body = (
        paragraph(run("Trang một")) + paragraph(BREAK + run("Trang hai"))
        + table(
            *["".join(map(said, HEADING[:3]))],
            said("1") + said("Đầu") + said("1"),
            cell(paragraph(BREAK + run("2"))) + cell(paragraph(BREAK + run("Trang ba"))) + said("1"),
            said("3") + cell(paragraph(run("Sang ") + BREAK + run("trang bốn"))) + said("1"),
            said("4") + cell(paragraph(run("Bốn"))) + said("1"),
            cell("<w:p/>") + cell(paragraph(run("a")) + paragraph(BREAK + run("b"))) + cell("<w:p/>"),
            said("5") + said("Năm") + said("1"),
        )
    )  # fmt: skip
    annex = read_annex(word_of(tmp_path / "a.docx", body))
    assert [row.place for row in annex.rows] == [
        "a.docx, bảng 1, hàng 2, trang 2",
        "a.docx, bảng 1, hàng 3, trang 3",
        "a.docx, bảng 1, hàng 4, trang 3",
        "a.docx, bảng 1, hàng 5, trang 4",
        "a.docx, bảng 1, hàng 7, trang 5",
    ]


def test_a_table_goes_on_over_pages_with_and_without_its_headings(tmp_path: Path) -> None:
    short = HEADING[:3]
    first = [short, ("(1)", "(2)", "(3)"), ("I", "Thể chế", "5"), ("1", "Kế hoạch", "2")]
    second = [("1.1", "Ban hành", "1"), ("", "kịp thời, đúng", "")]
    third = [short, ("(1)", "(2)", "(3)"), ("1.2", "Báo cáo", "1"), ("II", "Thủ tục", "5"), ("", "Tổng cộng", "10")]
    letter = [("Nơi nhận", "TM. ỦY BAN")]
    path = word(tmp_path / "a.docx", first, second, third, letter, above=("PHỤ LỤC", "", "", ""))
    annex = read_annex(path)
    assert codes(annex) == ["I", "I.1", "I.1.1", "I.1.2", "II"]
    assert annex.title == ("PHỤ LỤC",)
    assert annex.rows[2].name == "Ban hành kịp thời, đúng"
    assert [total.points for total in annex.totals] == ["10"]
    assert [one.id for one in annex.findings] == ["CR639", "CR639", "CR634"]


def test_a_table_with_codes_in_its_names_goes_on(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx", [("Tiêu chí", "Điểm"), ("1. Thể chế", "5")], [("2. Thủ tục", "3")], [("Ký", "tên")]
    )
    assert codes(read_annex(path)) == ["1", "2"]


def test_two_annexes_with_the_same_headings_are_two(tmp_path: Path) -> None:
    rows = [HEADING[:3], ("1", "Kế hoạch", "2")]
    path = word(tmp_path / "a.docx", rows, rows, above=("PHỤ LỤC I", "PHỤ LỤC II"))
    assert refused(path) == ["a.docx: [CR622] several tables are annexes: bảng 1, bảng 2; choose one with --table NAME"]
    for name in ("bảng 2", "2", "BẢNG  2"):
        assert read_annex(path, name).rows[0].place == "a.docx, bảng 2, hàng 2"
    assert refused(path, "bảng 3") == ['a.docx: [CR623] there is no table "bảng 3"; there are bảng 1, bảng 2']
    other = word(
        tmp_path / "b.docx", rows, [HEADING[:3], ("2", "Báo cáo", "2")], above=("Phụ lục số 1", "Phụ lục số 2")
    )
    assert "[CR622]" in refused(other)[0]


def test_old_fonts_tell_an_encoding(tmp_path: Path) -> None:
    inside = '<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>Kó</w:t></w:r></w:p>'
    assert refused(
        word_of(
            tmp_path / "a.docx",
            table("".join(map(said, ("TT", "Noi dung", "Diem"))), said("1") + cell(inside) + said("1")),
        )
    ) == [
        'a.docx: [CR614] bảng 1, hàng 2, cột 2: text in the encoding TCVN3 (ABC): "Kó"; convert the whole file to Unicode first'
    ]
    # a font that was left on text that is Unicode says nothing
    mixed = "".join(map(said, HEADING[:3]))
    assert codes(read_annex(word_of(tmp_path / "b.docx", table(mixed, said("1") + cell(inside) + said("1"))))) == ["1"]
    styled = '<w:style w:type="paragraph" w:default="1"><w:rPr><w:rFonts w:hAnsi="VNI-Times"/></w:rPr></w:style>'
    plain = table("".join(map(said, ("TT", "Noi dung", "Diem"))), said("1") + said("Kó") + said("1"))
    assert (
        '[CR614] bảng 1, hàng 2, cột 2: text in the encoding VNI: "Kó"'
        in refused(word_of(tmp_path / "c.docx", plain, styles=styled))[0]
    )


def test_a_document_without_numbering_or_styles(tmp_path: Path) -> None:
    path = word_of(tmp_path / "a.docx", table(cell(listed(1, 0, "lạ"))))
    parts = unpack(path)
    relations = parts["word/_rels/document.xml.rels"].decode()
    for name in ("numbering", "styles"):
        relations = relations.replace(f'relationships/{name}"', f'relationships/khac-{name}"')
    (read,) = read_document(pack(path, {**parts, "word/_rels/document.xml.rels": relations.encode()}))
    assert texts(read) == [["- lạ"]]


short_texts = st.text(st.sampled_from("aăbcđơưếạ01,-()% "), max_size=12).map(lambda text: " ".join(text.split()))


@examples(30)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(short_texts, min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_law_a_table_written_to_word_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """Whatever short texts stand in a table of Word, they are read as they were written."""
    path = word(tmp_path_factory.mktemp("law") / "a.docx", rows)
    (read,) = read_tables(path)
    assert texts(read) == rows
