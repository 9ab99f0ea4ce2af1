from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.errors import AnnexError
from cchc_rules.office.annex import Annex, AnnexRow
from cchc_rules.office.reading import read_annex
from cchc_rules.office.reading.points import Marks, read_points
from cchc_rules.office.tables import Cell, Held
from tests.office.making import FACTS, HEADING, Rows, annex_of, codes, excel, separated, word
from tests.support import examples


def faults(path: Path, rows: Rows) -> list[str]:
    with pytest.raises(AnnexError) as caught:
        annex_of(path, rows)
    return str(caught.value).split("\n")


def test_a_row_with_all_its_columns(tmp_path: Path) -> None:
    (row,) = annex_of(
        tmp_path,
        [("1.", "Ban hành\nkế hoạch", "0,50", "Có: 0,5\nKhông: 0", "Kế hoạch\nBáo cáo", "Sở Ví dụ", "Theo quý")],
    ).rows
    assert row == AnnexRow(
        code="1", name="Ban hành kế hoạch", max_points="0.5", scoring=("Có: 0,5", "Không: 0"), evidence=("Kế hoạch", "Báo cáo"),
        appraiser="Sở Ví dụ", note=("Theo quý",), place="annex.csv, hàng 2",
    )  # fmt: skip


def test_options_on_rows_of_their_own_are_lines_of_the_scoring(tmp_path: Path) -> None:
    annex = annex_of(
        tmp_path,
        [
            ("1", "Kế hoạch", "3"),
            ("", "- Có xây dựng:", "3"),
            ("", "- Không xây dựng", "0"),
            ("2", "Báo cáo", "2", "Đủ: 2"),
            ("", "", "1", "Thiếu một kỳ"),
            ("", "", "", "Không: 0", "Báo cáo quý", "Sở Ví dụ", "x"),
            ("3", "Tuyên truyền", "2"),
            ("-", "Đúng hạn", "2"),
        ],
    )
    assert [row.scoring for row in annex.rows] == [
        ("- Có xây dựng: 3", "- Không xây dựng: 0"), ("Đủ: 2", "Thiếu một kỳ: 1", "Không: 0"), ("Đúng hạn: 2",),
    ]  # fmt: skip
    assert (annex.rows[1].evidence, annex.rows[1].appraiser, annex.rows[1].note) == (
        ("Báo cáo quý",),
        "Sở Ví dụ",
        ("x",),
    )
    assert [str(one) for one in annex.findings] == [
        'annex.csv: [CR646] hàng 3: a row without code, "- Có xây dựng:" was joined to the scoring of 1',
        'annex.csv: [CR646] hàng 4: a row without code, "- Không xây dựng" was joined to the scoring of 1',
        'annex.csv: [CR646] hàng 9: a row without code, "Đúng hạn" was joined to the scoring of 3',
    ]


def test_options_of_a_node_without_a_maximum_are_options_still(tmp_path: Path) -> None:
    annex = annex_of(tmp_path, [("1", "Kế hoạch"), ("", "- Đúng hạn", "3"), ("", "", "1,5", "Chậm")])
    assert (annex.rows[0].max_points, annex.rows[0].scoring) == ("", ("- Đúng hạn: 3", "Chậm: 1,5"))


def test_names_cut_by_a_page_go_on(tmp_path: Path) -> None:
    annex = annex_of(
        tmp_path,
        [("1", "Ban hành kế hoạch,", "3"), ("", "Báo cáo"), ("", "đúng hạn", "", "Có: 3"), ("", "", "", "Không: 0")],
    )
    assert annex.rows[0].name == "Ban hành kế hoạch, Báo cáo đúng hạn"
    assert annex.rows[0].scoring == ("Có: 3", "Không: 0")
    assert [one.id for one in annex.findings] == ["CR634", "CR634"]


def test_headings_over_the_whole_row(tmp_path: Path) -> None:
    annex = annex_of(tmp_path, [("I. XÂY DỰNG THỂ CHẾ",), ("1", "1. Kế hoạch", "2"), ("A", "Phần", "")])
    assert [(row.code, row.name) for row in annex.rows] == [
        ("I", "XÂY DỰNG THỂ CHẾ"),
        ("I.1", "Kế hoạch"),
        ("I.1.A", "Phần"),
    ]


def test_codes_inside_names(tmp_path: Path) -> None:
    heading = ("Nội dung", "Điểm tối đa", "Cách tính điểm")
    rows = [
        ("I. Thể chế", "5", ""),
        ("1. Kế hoạch", "5", ""),
        ("1.1. Ban hành", "5", "Có: 5"),
        ("- Đủ", "2", ""),
        ("II. Thủ tục", "", ""),
        ("a) khác", "", ""),
    ]
    annex = annex_of(tmp_path, rows, heading)
    assert codes(annex) == ["I", "I.1", "I.1.1", "II"]
    assert annex.rows[2].scoring == ("Có: 5", "- Đủ: 2")
    beside = annex_of(
        tmp_path, [("1", "Thể chế", "5"), ("", "1.1. Kế hoạch", "5"), ("", "a) Có: 5"), ("2", "2.1 lần", "1")]
    )
    assert [(row.code, row.name) for row in beside.rows] == [("1", "Thể chế"), ("1.1", "Kế hoạch"), ("2", "2.1 lần")]


def test_printed_totals_are_kept(tmp_path: Path) -> None:
    annex = annex_of(
        tmp_path,
        [
            ("I", "Thể chế", "5"), ("", "Cộng lĩnh vực I", "5,50"), ("II", "Thủ tục", "3"), ("", "Cộng", "3"), ("III", "Tài chính", "2"),
            ("1", "Nộp báo cáo", "2"), ("", "Cộng", "2"), ("Tổng cộng", "", "100"), ("", "TỔNG ĐIỂM (I+II+III)", "10.0"), ("", "Tổng cộng", ""),
        ],
    )  # fmt: skip
    assert [(total.code, total.points, total.place) for total in annex.totals] == [
        ("I", "5.50", "annex.csv, hàng 3"), ("II", "3", "annex.csv, hàng 5"), ("III", "2", "annex.csv, hàng 8"),
        ("", "100", "annex.csv, hàng 9"), ("", "10.0", "annex.csv, hàng 10"),
    ]  # fmt: skip
    assert [total.code for total in annex_of(tmp_path, [("1", "Thể chế", "5"), ("", "Cộng", "5")]).totals] == [""]
    assert "[CR632]" in faults(tmp_path, [("1", "Thể chế", "5"), ("", "Cộng", "năm")])[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tổng cộng", ""), ("TỔNG ĐIỂM TỐI ĐA", ""), ("Tổng số", "II"), ("Cộng I", "I"), ("Cộng mục II.1", "II.1"), ("Cộng (I+II)", ""),
        ("Tổng điểm lĩnh vực Thể chế", "I"), ("Cộng lĩnh vực này", "II"), ("Cộng V", ""), ("Tổng cộng (A)", ""),
    ],
)  # fmt: skip
def test_totals_say_of_what_they_are(tmp_path: Path, text: str, code: str) -> None:
    rows = [
        ("I", "Thể chế", "5"),
        ("II", "Thủ tục", "5"),
        ("1", "Công khai", "5"),
        ("", text, "5"),
        ("III", "Tài chính", "1"),
    ]
    annex = annex_of(tmp_path, rows)
    assert [total.code for total in annex.totals] == [code]
    assert codes(annex) == ["I", "II", "II.1", "III"]


def test_options_that_begin_like_a_total_are_none(tmp_path: Path) -> None:
    annex = annex_of(
        tmp_path,
        [("1", "Báo cáo", "5"), ("", "Tổng hợp đủ", "5"), ("", "Cộng tác viên", "1"), ("2", "Tổng số điểm", "2")],
    )
    assert annex.rows[0].scoring == ("Tổng hợp đủ: 5", "Cộng tác viên: 1")
    assert (annex.totals, codes(annex)) == ((), ["1", "2"])


def test_totals_that_were_not_filled_in_are_passed_by(tmp_path: Path) -> None:
    annex = annex_of(
        tmp_path, [("1", "Báo cáo", "5"), ("Tổng cộng",), ("", "Tổng điểm trên 90 là đạt"), ("", "Có", "5")]
    )
    assert (annex.totals, annex.rows[0].scoring) == ((), ("Tổng điểm trên 90 là đạt", "Có: 5"))


def test_rows_below_a_total_belong_to_nothing(tmp_path: Path) -> None:
    annex = annex_of(tmp_path, [("1", "Báo cáo", "5"), ("", "Tổng cộng", "5"), ("", "Ghi chú: làm tròn hai số")])
    assert str(annex.findings[0]) == (
        'annex.csv: [CR647] hàng 4: "Ghi chú: làm tròn hai số" stands below a total and belongs to no row; it is not read'
    )
    assert annex.rows[0].scoring == ()
    assert "[CR629]" in faults(tmp_path, [("1", "Báo cáo", "5"), ("", "Tổng cộng", "5"), ("", "Thưởng", "1")])[0]


letters = st.sampled_from("aăbcđơưếạ0,-(%")
words = st.text(letters, min_size=1, max_size=8)
lines = st.lists(words, max_size=3).map("\n".join)


@st.composite
def annexes(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """Rows of an annex with whole codes, in printed order."""
    rows: list[tuple[str, ...]] = []
    for field in draw(st.sampled_from([("1",), ("I", "II"), ("1", "3"), ("A", "B", "C")])):
        below = draw(st.integers(0, 11))
        found = [field, *(f"{field}.{number}" for number in range(1, below + 1))]
        if below:
            found.append(f"{field}.{below}.{draw(st.integers(1, 20))}")
        for code in found:
            points = draw(st.sampled_from(["", "1", "0,5", "-2", "10,25"]))
            rows.append((code, draw(words), points, draw(lines), draw(lines), draw(words), draw(lines)))
    return rows


def told(annex: Annex) -> list[tuple[str, ...]]:
    return [
        (row.code, row.name, row.max_points.replace(".", ","), *map("\n".join, (row.scoring, row.evidence)), row.appraiser, "\n".join(row.note))
        for row in annex.rows
    ]  # fmt: skip


@examples(40)
@given(annexes(), st.sampled_from(["csv", "xlsx", "docx"]))
def test_law_an_annex_is_read_row_by_row_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], kind: str
) -> None:
    """Every row under the headings is a node with all that stands in its columns, in whatever kind of file."""
    path = tmp_path_factory.mktemp("law") / f"annex.{kind}"
    table = [HEADING, *rows]
    annex = read_annex(
        separated(path, table) if kind == "csv" else excel(path, {"A": table}) if kind == "xlsx" else word(path, table)
    )
    assert told(annex) == rows


def test_bonus_and_penalty_rows_keep_names_and_signs(tmp_path: Path) -> None:
    annex = annex_of(
        tmp_path,
        [
            ("A", "Điểm thưởng", "3"),
            ("1", "Sáng kiến", "3"),
            ("B", "Điểm trừ", "-3"),
            ("1", "Báo cáo chậm", "-0,5"),
            ("2", "Kỷ luật", "–1"),
        ],
    )
    assert [(row.code, row.name, row.max_points) for row in annex.rows] == [
        ("A", "Điểm thưởng", "3"), ("A.1", "Sáng kiến", "3"), ("B", "Điểm trừ", "-3"), ("B.1", "Báo cáo chậm", "-0.5"), ("B.2", "Kỷ luật", "-1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("1", "a", "5"), ("", "Điểm thưởng", "3")], '[CR629] hàng 3: "Điểm thưởng 3" has a maximum and no code; give it one'),
        ([("1", "a", "5"), ("", "THỦ TỤC", "3")], '[CR629] hàng 3: "THỦ TỤC 3" has'),
        ([("1", "a", ""), ("", "Kế hoạch", "3")], '[CR629] hàng 3: "Kế hoạch 3" has'),
        ([("1", "a", "5"), ("", "Kế hoạch", "6")], '[CR629] hàng 3: "Kế hoạch 6" has'),
        ([("1", "a", "5"), ("", "", "3")], '[CR629] hàng 3: "3" has'),
        ([("", "Thể chế", "5"), ("1", "a", "5")], '[CR635] hàng 2: "Thể chế 5" stands before the first code'),
        ([("1", "a", "5"), ("2.1", "b", "5")], "[CR630] hàng 3: code 2.1 is under no code above it; add the row of 2 or mend the code"),
        ([("2", "a", "5"), ("1", "b", "5")], "[CR630] hàng 3: code 1 is under no code above it; add the row of 2.1 or mend the code"),
        ([("1", "a", "5"), ("1.1", "b", "5"), ("1.1", "c", "5")], "[CR631] hàng 4: code 1.1 stands already at hàng 3"),
        ([("1", "", "5")], "[CR637] hàng 2: code 1 has no name"),
        ([("1", "a", "năm")], '[CR632] hàng 2: the points are "năm"; write a number such as 0,5'),
        ([("1", "a", "5"), ("", "- Có", "ba")], '[CR632] hàng 3: the points are "ba"'),
        ([("x y", "a", "5")], '[CR638] hàng 2: "x y" is no code'),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_read_are_named(tmp_path: Path, rows: Rows, expected: str) -> None:
    assert faults(tmp_path, rows)[0].startswith(f"annex.csv: {expected}")


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, [("1", "", "năm"), ("1.1", "a", "2"), ("3.1", "b", "2"), ("2", "c", "x1")])
    assert [line[line.index("[") + 1 :][:5] for line in found] == ["CR637", "CR632", "CR630", "CR632"]


def test_decimal_marks_that_differ_are_said(tmp_path: Path) -> None:
    annex = annex_of(tmp_path, [("1", "a", "0,5"), ("2", "b", "1.5"), ("3", "c", "1,5")])
    assert [row.max_points for row in annex.rows] == ["0.5", "1.5", "1.5"]
    assert str(annex.findings[0]) == (
        'annex.csv: [CR633] the decimal mark differs: "," hàng 2, cột 3; "." hàng 3, cột 3; both are read as decimal marks'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2", "2"), ("2,50", "2.5"), ("02", "2"), ("10 điểm", "10"), ("Tối đa 3", "3"), ("(5 điểm)", "5"), ("+1", "1"), ("−1", "-1"), ("-", ""), ("", ""),
     ("1-2", None), ("1/3", None), ("1.000.000", None), ("12345678901", None), ("0,5.", "0.5")],
)  # fmt: skip
def test_points(text: str, expected: str | None) -> None:
    assert read_points(Cell(text=text, held=Held.TEXT if text else Held.BLANK), Marks()) == expected


def test_points_that_are_days_are_no_points() -> None:
    assert read_points(Cell(text="5", held=Held.DATE), Marks()) is None


# --- The table of facts -----------------------------------------------------------------------------------------------

ROW = ("1", "Kế hoạch", "1", "", "", "", "")


def facts_of(path: Path, *rows: Rows) -> list[str]:
    with pytest.raises(AnnexError) as caught:
        read_annex(separated(path / "a.csv", [HEADING, ROW, ("Danh mục số liệu",), FACTS, *rows]))
    return str(caught.value).split("\n")


def test_facts_behind_the_annex_are_read(tmp_path: Path) -> None:
    table = [
        (
            "Mã số liệu",
            "Tên số liệu",
            "Tên tiếng Anh",
            "KIỂU",
            "Người cho",
            "Có thể không thực hiện",
            "Mức, phương án, nhóm",
            "Ghi chú",
        ),
        ("sent_on", "Ngày gửi", "", "ngày", "", "x", "", ""),
        ("use", "Mức độ", "Level", "level", "cơ quan thẩm định", "", "full = Đầy đủ | Full\npart = Một phần\nnone", ""),
        ("visitors", "Phiếu", "", "ballots by group and option", "appraiser", "không", "citizens = Người dân", "x"),
        ("", "", "", "", "", "", "", ""),
    ]
    annex = read_annex(word(tmp_path / "a.docx", [HEADING, ROW], table, above=("", "Danh mục số liệu")))
    assert [(name, fact.type.value, fact.by.value, fact.never, fact.levels) for name, fact in annex.facts.items()] == [
        ("sent_on", "date", "unit", True, ()), ("use", "level", "appraiser", False, ("full", "part", "none")), ("visitors", "ballots", "appraiser", False, ()),
    ]  # fmt: skip
    use = annex.facts["use"]
    assert (use.name.pair, use.called("full"), use.called("part"), use.called("none")) == (
        ("Mức độ", "Level"), ("Đầy đủ", "Full"), ("Một phần", "Một phần"), ("none", "none"),
    )  # fmt: skip
    assert annex.facts["visitors"].called("citizens") == ("Người dân", "Người dân")


def test_facts_may_stand_in_the_same_table_or_another_sheet(tmp_path: Path) -> None:
    fact = ("plans", "Số kế hoạch", "số nguyên từ 0")
    one = read_annex(separated(tmp_path / "a.csv", [HEADING, ROW, (), ("Danh mục số liệu",), (), FACTS, fact]))
    two = read_annex(excel(tmp_path / "a.xlsx", {"Phụ lục": [HEADING, ROW], "Danh mục số liệu": [FACTS, fact]}))
    assert one.facts == two.facts
    assert list(one.facts) == ["plans"]
    assert len(one.rows) == len(two.rows) == 1


def test_facts_go_on_over_pages(tmp_path: Path) -> None:
    first = [FACTS, ("plans", "Số kế hoạch", "count"), FACTS, ("tasks", "Số nhiệm vụ", "count")]
    path = word(
        tmp_path / "a.docx",
        [HEADING, ROW],
        first,
        [("reports", "Số báo cáo", "count", "", "", "")],
        [("Nơi nhận", "", "", "", "", "")],
        [FACTS, ("late", "Số chậm", "count")],
    )
    assert list(read_annex(path).facts) == ["plans", "tasks", "reports", "late"]
    other = word(tmp_path / "b.docx", [HEADING, ROW], first, [("reports", "Số báo cáo", "count")])
    assert list(read_annex(other).facts) == ["plans", "tasks"]


def test_facts_of_several_annexes_are_kept_apart(tmp_path: Path) -> None:
    fact = [(*FACTS,), ("plans", "Số kế hoạch", "count", "", "", "")]
    other = [(*FACTS,), ("reports", "Số báo cáo", "count", "", "", "")]
    path = word(tmp_path / "a.docx", [HEADING, ROW], fact, [HEADING, ROW], other)
    assert list(read_annex(path, "1").facts) == ["plans"]
    assert list(read_annex(path, "3").facts) == ["reports"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("Plans", "a", "count"), '[CR644] hàng 5: "Plans" is not understood; write "Mã số liệu": a–z, 0–9, _'),
        (("plans", "", "count"), '[CR642] hàng 5: the fact has no "Tên số liệu"; write it'),
        (("plans", "a", "số"), '[CR640] hàng 5: the type of a fact is "số"; the types in use are có hoặc không, số nguyên từ 0, '),
        (("plans", "a", "count", "tôi"), '[CR641] hàng 5: the giver of a fact is "tôi"; only these are used: đơn vị, cơ quan thẩm định'),
        (("plans", "a", "date", "", "có lẽ"), '[CR644] hàng 5: "có lẽ" is not understood; write "x" ("Có thể không thực hiện")'),
        (("plans", "a", "level", "", "", "đủ = Đủ"), '[CR644] hàng 5: "đủ = Đủ" is not understood; write id = tên'),
        (("plans", "a", "level"), '[CR642] hàng 5: the fact has no "Mức, phương án, nhóm"; write it'),
    ],
)  # fmt: skip
def test_facts_that_cannot_be_read_are_named(tmp_path: Path, row: Rows, expected: str) -> None:
    assert facts_of(tmp_path, row)[0].startswith(f"a.csv: {expected}")


def test_a_fact_that_stands_twice(tmp_path: Path) -> None:
    row = ("plans", "a", "count")
    assert facts_of(tmp_path, row, row) == ["a.csv: [CR643] hàng 6: fact plans stands already at hàng 5; take one out"]
