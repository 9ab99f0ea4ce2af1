"""A scorecard written as an annex: Word, Excel and CSV, with the notice that nothing switches off."""

import builtins
import csv
import io
import sys

import attrs
import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from cchc_rules import load
from cchc_rules.errors import AnnexError
from cchc_rules.exact import Interval, Rounding, RoundingMode
from cchc_rules.law.facts import Fact, FactType, Giver, Name
from cchc_rules.law.grounds import Basis
from cchc_rules.law.measures import Given
from cchc_rules.law.model import Combine, Criterion, Method, Role, Scorecard, Total
from cchc_rules.law.scoring import Condition
from cchc_rules.office.columns import FACT_TITLES, FACTS_TITLE, TITLES
from cchc_rules.office.export import Printed, printed, written
from cchc_rules.office.transcribing.settling import replaced
from cchc_rules.report.labels import NOTICE
from tests.docs.pages import ROOT
from tests.support import sound

FORMS = (".docx", ".xlsx", ".csv")
NOTICES = NOTICE[load("2024_2426").standing]


def shipped() -> Printed:
    return printed(load("2024_2426").scorecard("department"))


def cells(annex: Printed, code: str) -> dict[str, tuple[str, ...]]:
    """The cells of a row, by the titles of their columns."""
    line = next(line for line in annex.lines if line.cells[0] == (code,))
    return dict(zip(annex.columns, line.cells, strict=True))


def texts_of(data: bytes, form: str) -> list[str]:
    """Every text of a file."""
    if form == ".docx":
        document = docx.Document(io.BytesIO(data))
        table = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return [*(paragraph.text for paragraph in document.paragraphs), *table]
    if form == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        return [
            str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
    return [text for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for text in row]


@pytest.mark.parametrize("form", FORMS)
def test_the_notice_stands_in_every_file_in_both_languages(form: str) -> None:
    assert NOTICES is not None
    assert set(NOTICES) <= set(texts_of(written(shipped(), form), form))


def test_what_is_attested_throughout_has_no_notice() -> None:
    def firm(node: Criterion) -> Criterion:
        return attrs.evolve(node, basis=Basis.ATTESTED, sub_criteria=tuple(map(firm, node.sub_criteria)))

    card = sound().scorecard("commune")
    fields = tuple(
        attrs.evolve(field, basis=Basis.ATTESTED, criteria=tuple(map(firm, field.criteria))) for field in card.fields
    )
    rounding = attrs.evolve(card.decision.rounding, basis=Basis.ATTESTED)
    ranking = attrs.evolve(card.decision.ranking, basis=Basis.ATTESTED)
    decision = attrs.evolve(card.decision, rounding=rounding, ranking=ranking)
    assert printed(attrs.evolve(card, basis=Basis.ATTESTED, fields=fields, decision=decision)).notices == ()


def test_a_row_says_what_the_scorecard_says() -> None:
    row = cells(shipped(), "1.1.3")
    assert row["Điểm tối đa"] == ("2",)
    assert row["Cách tính điểm"] == (
        "Số đo: Số nhiệm vụ trong kế hoạch đã hoàn thành / Số nhiệm vụ trong kế hoạch",
        "Điểm: tỷ lệ × điểm tối đa (2 điểm); dưới 80 %: 0 điểm",
    )
    assert row["Cơ quan thẩm định"] == ("Sở Nội vụ",)
    assert row["Ghi chú"] == (
        "Khi không áp dụng: không được ghi không áp dụng (mọi đơn vị đều phải ban hành kế hoạch)",
    )
    assert shipped().total[1:3] == (("Tổng cộng",), ("100",))


def changed(card: Scorecard, code: str, **changes: object) -> Scorecard:
    return replaced(card, attrs.evolve(card.node(code), **changes))  # type: ignore[arg-type]  # by their names


def test_the_note_says_what_the_other_cells_do_not() -> None:
    card = load("2024_2426").scorecard("department")
    card = changed(card, "1", role=Role.BONUS, combine=Combine.BEST)
    card = changed(card, "1.1.3", method=Method.SURVEY)
    annex = printed(card)
    assert cells(annex, "1")["Ghi chú"] == (
        "Vai trò: điểm thưởng",
        "Cách gộp: lấy tiêu chí con nhiều điểm nhất",
    )
    assert cells(annex, "1.1.3")["Ghi chú"][-1] == "Cách đánh giá: điều tra xã hội học"
    named = changed(card, "1", name=Name("Điểm thưởng"), role=None, combine=None)
    assert cells(printed(named), "1")["Ghi chú"] == ()


def test_what_an_annex_cannot_carry_is_named_and_conditions_are_written_out() -> None:
    month = load(ROOT / "tests" / "instruments" / "qd11_month").scorecard("department")
    found = {one.code: one.found for one in printed(month).findings}
    assert found == {
        "": "precondition (Điều kiện tiên quyết), total (Tổng điểm)",
        "II.1.3.1": "applies_when (Áp dụng khi)",
        "II.1.3.2": "applies_when (Áp dụng khi)",
        "II.4": "readings (Các cách hiểu của văn bản)",
        "II.5": "precondition (Điều kiện tiên quyết)",
        "III.1": "precondition (Điều kiện tiên quyết)",
    }
    assert any(line.startswith("Áp dụng khi: ") for line in cells(printed(month), "II.1.3.1")["Ghi chú"])
    assert any(line.endswith("nếu không: 0 điểm") for line in cells(printed(month), "II.5")["Ghi chú"])
    card = load("2024_2426").scorecard("department")
    limited = attrs.evolve(card, total=Total(), precondition=None)
    assert printed(limited).findings == ()
    rounded = changed(card, "1", round=Rounding(2, RoundingMode.HALF_UP))
    assert [one.found for one in printed(attrs.evolve(rounded, total=Total(out_of=card.max_points))).findings] == [
        "total (Tổng điểm)",
        "round (Làm tròn điểm)",
    ]


def test_facts_are_listed_with_all_that_they_are() -> None:
    facts = {
        "use": Fact(
            type=FactType.LEVEL,
            name=Name("Mức độ"),
            levels=("full", "none"),
            named={"full": Name("Đầy đủ", "Full")},
        ),
        "votes": Fact(
            type=FactType.BALLOTS, name=Name("Phiếu", "Ballots"), by=Giver.APPRAISER, named={"A": Name("Tốt")}
        ),
        "sent": Fact(type=FactType.DATE, name=Name("Ngày gửi"), never=True),
    }
    card = attrs.evolve(load("2024_2426").scorecard("department"), facts=facts, fields=())
    use, votes, sent = (dict(zip(FACT_TITLES.values(), fact, strict=True)) for fact in printed(card).facts)
    assert use["Mức, phương án, nhóm"] == ("full = Đầy đủ | Full", "none")
    assert use["Tên tiếng Anh"] == ()
    assert (votes["Mức, phương án, nhóm"], votes["Người cho"]) == (("A = Tốt",), ("cơ quan thẩm định",))
    assert (sent["Kiểu"], sent["Có thể không thực hiện"], sent["Người cho"]) == (("ngày",), ("x",), ())


# --- Files ------------------------------------------------------------------------------------------------------------


def test_word_is_landscape_and_repeats_its_heading() -> None:
    document = docx.Document(io.BytesIO(written(shipped(), ".docx")))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width or 0) > (section.page_height or 0)
    table, facts = document.tables
    assert [cell.text for cell in table.rows[0].cells] == list(TITLES.values())
    heading, field_row = (row._tr.get_or_add_trPr() for row in table.rows[:2])
    assert heading.find(qn("w:tblHeader")) is not None
    assert field_row.find(qn("w:tblHeader")) is None
    assert [cell.text for cell in facts.rows[0].cells] == list(FACT_TITLES.values())
    field = table.rows[1].cells
    assert field[3]._tc is field[6]._tc
    assert all(run.bold for run in field[1].paragraphs[0].runs)


def test_a_workbook_holds_text_alone() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(shipped(), ".xlsx")))
    sheet, facts = book.worksheets
    assert facts.title == FACTS_TITLE
    assert {type(cell.value) for row in sheet.iter_rows() for cell in row} == {str, type(None)}
    heading = next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")
    assert heading is not None
    assert sheet.freeze_panes == f"A{heading + 1}"
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.merged_cells.ranges)
    codes = [cell.value for cell in sheet["A"]]
    assert "1.1" in codes


HARMFUL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", HARMFUL)
def test_no_cell_becomes_a_formula(form: str, words: str) -> None:
    card = load("2024_2426").scorecard("department")
    data = written(printed(changed(card, "1.1.3", name=Name(words))), form)
    if form == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert all(cell.data_type in {"s", "n"} for sheet in book for row in sheet.iter_rows() for cell in row)
    assert not any(text.startswith(("=", "@")) for text in texts_of(data, form)) or form != ".csv"


@pytest.mark.parametrize("form", FORMS)
def test_what_no_file_can_hold_is_left_out(form: str) -> None:
    card = load("2024_2426").scorecard("department")
    data = written(printed(changed(card, "1.1.3", name=Name("Kế\x1b[31m hoạch\x00\ud800"))), form)
    assert any(text.startswith("Kế [31m hoạch") for text in texts_of(data, form))


@pytest.mark.parametrize(("form", "library"), [(".docx", "docx"), (".xlsx", "xlsxwriter")])
def test_a_missing_extra_says_what_to_install(form: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    annex = shipped()
    given = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.partition(".")[0] == library:
            raise ImportError(name=library)
        return given(name, *rest)  # type: ignore[arg-type]  # as it was called

    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(AnnexError) as refused:
        written(annex, form)
    (finding,) = refused.value.findings
    assert (finding.id, finding.found) == ("CR676", library)
    assert "pip install 'cchc-rules[office]'" in finding.text("vi")


def test_a_condition_of_a_field_is_written_out_too() -> None:
    card = load("2024_2426").scorecard("department")
    fact = next(name for name, one in card.facts.items() if one.type is FactType.BOOLEAN)
    condition = Condition(measure=Given(fact=fact), within=Interval.parse("[1, 1]"))
    annex = printed(changed(card, "1", applies_when=condition))
    assert cells(annex, "1")["Ghi chú"] == (f"Áp dụng khi: {card.facts[fact].name.vi}: có",)
