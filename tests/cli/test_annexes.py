"""The commands transcribe and export, as a stranger would use them."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openpyxl import Workbook

from cchc_rules import load
from cchc_rules.cli import BAD_INPUT, FINDINGS, FINE, main
from cchc_rules.law.grounds import Standing
from cchc_rules.office.reports import comparison_schema, export_schema, transcription_schema
from cchc_rules.office.transcribing.agreement import disagreements
from cchc_rules.report.labels import NOTICE

Run = Callable[..., tuple[int, str, str]]

ROWS = """\
BỘ TIÊU CHÍ,,,,,,
STT,Tiêu chí,Điểm tối đa,Cách tính điểm,Tài liệu kiểm chứng,Cơ quan thẩm định,Ghi chú
1,Chỉ đạo điều hành,{most},,,Sở Ví dụ,
1.1,Ban hành kế hoạch,1,"Có ban hành: 1 điểm
Không ban hành: 0 điểm",Kế hoạch,Sở Ví dụ,Không phát sinh thì giảm trừ điểm tối đa
{more}Tổng cộng,,{most},,,,
"""
MORE = "1.2,Sáng kiến,1,Chấm theo tình hình,,Sở Ví dụ,Không phát sinh: 0 điểm\n"
NEW = ("--title", "Ban hành Bộ Chỉ số", "--signed-on", "2031-01-15", "--issued-by", "UBND tỉnh Ví dụ", "--year", "2031")
FOR = ("--decision", "9/QĐ-UBND", "--unit-kind", "commune")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in an empty folder; gives the exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return running


def annex(*, more: str = "", most: str = "1", name: str = "phu-luc.csv") -> str:
    Path(name).write_text(ROWS.format(more=more, most=most), encoding="utf-8")
    return name


def test_an_annex_becomes_a_ruleset_that_loads(run: Run) -> None:
    code, out, err = run("transcribe", annex(), *FOR, *NEW, "-o", "mine/vi_du", "--lang", "en")
    assert (code, err) == (FINDINGS, "")  # rounding and ranking are for a person to settle
    assert "Scorings read    1 of 1" in out
    assert "phu-luc.csv" in out
    card = load(Path("mine/vi_du")).scorecard("commune")
    assert [node.code for node in card.walk()] == ["1", "1.1"]
    assert card.decision.act.signed_on == date(2031, 1, 15)


def test_the_page_names_what_needs_a_person_in_either_language(run: Run) -> None:
    code, out, _ = run("transcribe", annex(more=MORE, most="2"), *FOR, *NEW, "-o", "vi_du")
    assert code == FINDINGS
    assert "Cần người chép tay" in out
    assert "1.2 Sáng kiến" in out
    assert "Lời văn: Chấm theo tình hình" in out
    assert "! Bản dựng lại" in out
    _, out, _ = run("transcribe", annex(more=MORE, most="2"), *FOR, "-o", "vi_du", "--lang", "en", "--replace")
    assert "To be encoded by hand" in out
    assert "Words: Chấm theo tình hình" in out
    assert "Lint of the outcome" in out


def test_a_total_that_differs_is_shown(run: Run) -> None:
    text = ROWS.format(more="", most="1").replace("Tổng cộng,,1", "Tổng cộng,,3")
    Path("phu-luc.csv").write_text(text, encoding="utf-8")
    _, out, _ = run("transcribe", "phu-luc.csv", *FOR, *NEW, "-o", "vi_du")
    assert "KHÔNG" in out


def test_without_printed_totals_there_is_no_table_of_them(run: Run) -> None:
    text = ROWS.format(more="", most="1").replace("Tổng cộng,,1,,,,\n", "")
    Path("phu-luc.csv").write_text(text, encoding="utf-8")
    _, out, _ = run("transcribe", "phu-luc.csv", *FOR, *NEW, "-o", "vi_du", "--lang", "en")
    assert "Printed totals" not in out
    assert "no grand total is printed" in out


def test_codes_that_excel_broke_are_counted(run: Run) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = list(csv.reader(io.StringIO(ROWS.format(more="", most="1"))))
    for row in rows:
        sheet.append([date(2031, 1, 1) if cell == "1.1" else cell for cell in row])
    book.save("phu-luc.xlsx")
    code, out, _ = run("transcribe", "phu-luc.xlsx", *FOR, *NEW, "-o", "vi_du", "--format", "json")
    assert (code, json.loads(out)["restored"]) == (FINDINGS, 1)
    assert load(Path("vi_du")).scorecard("commune").node("1.1").name.vi == "Ban hành kế hoạch"


def test_nothing_is_left_to_a_person_where_all_is_settled(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_rules.office.transcribing.transcription.unsettled", lambda *_: ())
    monkeypatch.setattr("cchc_rules.law.lint.lint", lambda _: ())
    code, out, _ = run("transcribe", annex(), *FOR, *NEW, "-o", "vi_du", "--lang", "en")
    assert code == FINE
    assert "To be looked at" not in out


def test_data_follow_their_schema(run: Run) -> None:
    code, out, _ = run("transcribe", annex(more=MORE, most="2"), *FOR, *NEW, "-o", "vi_du", "--format", "json")
    data = json.loads(out)
    Draft202012Validator(transcription_schema()).validate(data)
    assert (code, data["leaves"], data["recognised"]) == (FINDINGS, 2, 1)
    assert [one["code"] for one in data["unread"]] == ["1.2"]
    assert data["standing"] == "reconstruction"
    code, out, _ = run("transcribe", "--compare", "vi_du", "vi_du", "--format", "json")
    Draft202012Validator(comparison_schema()).validate(json.loads(out))
    assert code == FINE


def test_a_scorecard_is_written_over_only_when_asked(run: Run) -> None:
    run("transcribe", annex(), *FOR, *NEW, "-o", "vi_du")
    before = Path("vi_du/commune.toml").read_text(encoding="utf-8")
    code, out, err = run("transcribe", annex(more=MORE, most="2"), *FOR, "-o", "vi_du", "--lang", "en")
    assert (code, out) == (BAD_INPUT, "")
    assert "commune.toml is there already; add --replace" in err
    assert Path("vi_du/commune.toml").read_text(encoding="utf-8") == before
    code, _, _ = run("transcribe", "phu-luc.csv", *FOR, "-o", "vi_du", "--replace")
    assert code == FINDINGS
    assert Path("vi_du/commune.toml").read_text(encoding="utf-8") != before


def test_the_other_kinds_of_a_folder_stay(run: Run) -> None:
    run("transcribe", annex(), *FOR, *NEW, "-o", "vi_du")
    before = Path("vi_du/commune.toml").read_text(encoding="utf-8")
    run("transcribe", annex(), "--decision", "9/QĐ-UBND", "--unit-kind", "district", "-o", "vi_du")
    assert Path("vi_du/commune.toml").read_text(encoding="utf-8") == before
    assert set(load(Path("vi_du")).scorecards) == {"commune", "district"}


def test_two_transcriptions_are_compared(run: Run) -> None:
    run("transcribe", annex(more=MORE, most="2"), *FOR, *NEW, "-o", "anna/vi_du")
    run("transcribe", annex(more=MORE.replace("Sáng kiến", "Sáng  kiến mới"), most="2"), *FOR, *NEW, "-o", "bert/vi_du")
    code, out, _ = run("transcribe", "--compare", "anna/vi_du", "bert/vi_du", "--lang", "en")
    assert code == FINDINGS
    assert "– 1.2: name" in out
    assert "– A: Sáng kiến" in out
    code, out, _ = run("transcribe", "--compare", "anna/vi_du", "anna/vi_du")
    assert code == FINE
    assert "Hai bản giống nhau" in out


def test_facts_keep_the_names_of_the_ruleset_that_is_asked_for(run: Run) -> None:
    known = load("2024_2426").scorecard("commune")
    name, fact = next((name, fact) for name, fact in known.facts.items() if fact.type.value == "boolean")
    text = ROWS.format(more="", most="1").replace("Có ban hành: 1 điểm\nKhông ban hành: 0 điểm", "{}")
    lines = f"Số đo: {fact.name.vi}\nĐiểm: có: 1 điểm; không: 0 điểm"
    Path("phu-luc.csv").write_text(text.replace("{}", lines), encoding="utf-8")
    run("transcribe", "phu-luc.csv", *FOR, *NEW, "-o", "anna/vi_du")
    assert name not in load(Path("anna/vi_du")).scorecard("commune").facts
    code, _, err = run(
        "transcribe", "phu-luc.csv", *FOR, *NEW, "-o", "bert/vi_du", "--known", "2024_2426", "--lang", "en"
    )
    assert (code, err) == (FINDINGS, "")
    assert name in load(Path("bert/vi_du")).scorecard("commune").facts


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("transcribe",), "the following arguments are required: ANNEX"),
        (("transcribe", "phu-luc.csv"), "give --decision, --unit-kind, -o too"),
        (("transcribe", "a", "b", *FOR, "-o", "x"), "give one ANNEX, or two folders with --compare"),
        (("transcribe", "--compare", "a"), "--compare takes two folders"),
        (("transcribe", "a", "--signed-on", "15/1/2031"), "'15/1/2031' is not a day like 2024-11-14"),
        (("transcribe", "a", "--unit-kind", "province"), "invalid choice"),
        (("export", "2024_2426", "commune"), "the following arguments are required: -o"),
    ],
)
def test_wrong_usage_says_what_to_give(
    run: Run, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (BAD_INPUT, "")
    assert said in err + capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("phu-luc.csv", "", "CR620"),
        ("phu-luc.docx", "not a Word file", "CR603"),
        ("phu-luc.csv", "a,b\n1,2\n", "CR622"),
    ],
)
def test_a_file_that_is_no_annex_writes_nothing(run: Run, name: str, text: str, found: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    code, out, err = run("transcribe", name, *FOR, *NEW, "-o", "vi_du")
    assert (code, out) == (BAD_INPUT, "")
    assert "CR6" in err
    assert found
    assert not Path("vi_du").exists()


def test_a_file_that_is_not_there_is_said(run: Run) -> None:
    code, _, err = run("transcribe", "nowhere.docx", *FOR, *NEW, "-o", "vi_du")
    assert code == BAD_INPUT
    assert "nowhere.docx" in err


def test_a_decision_that_nobody_knows_asks_for_the_rest(run: Run) -> None:
    code, _, err = run("transcribe", annex(), *FOR, "-o", "vi_du", "--lang", "en")
    assert code == BAD_INPUT
    assert "--title, --signed-on, --issued-by, --year" in err
    assert not Path("vi_du").exists()


def test_a_number_may_be_spelled_by_any_keyboard(run: Run) -> None:
    spelled = unicodedata.normalize("NFD", "2426 / qđ-ubnd ").upper()
    code, _, err = run("transcribe", annex(), "--decision", spelled, "--unit-kind", "commune", "-o", "2024_2426")
    assert (code, err) == (FINDINGS, "")
    assert load(Path("2024_2426")).decision.act.number == "2426/QĐ-UBND"
    new = [unicodedata.normalize("NFD", one) for one in NEW]
    code, _, err = run("transcribe", annex(), *FOR, *new, "-o", "vi_du")
    assert (code, err) == (FINDINGS, "")
    assert load(Path("vi_du")).decision.act.title.vi == "Ban hành Bộ Chỉ số"


def test_the_folder_of_a_known_decision_bears_its_id(run: Run) -> None:
    code, _, err = run(
        "transcribe", annex(), "--decision", "2426/QĐ-UBND", "--unit-kind", "commune", "-o", "mine", "--lang", "en"
    )
    assert code == BAD_INPUT
    assert "name the folder 2024_2426" in err


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
def test_what_is_exported_is_transcribed_into_an_equal_scorecard(run: Run, form: str) -> None:
    code, out, err = run("export", "2024_2426", "commune", f"--{form}", "-o", f"out/phu-luc.{form}")
    assert (code, out, err) == (FINE, f"out/phu-luc.{form}\n", "")
    code, out, _ = run(
        "transcribe",
        f"out/phu-luc.{form}",
        "--decision",
        "2426/QĐ-UBND",
        "--unit-kind",
        "commune",
        "-o",
        "2024_2426",
        "--on",
        "2031-03-01",
    )
    assert code == FINDINGS
    notice = NOTICE[Standing.RECONSTRUCTION]
    assert notice is not None
    assert notice[0] in out
    found = load(Path("2024_2426"))
    assert disagreements(load("2024_2426").scorecard("commune"), found.scorecard("commune")) == ()
    assert found.decision.revisions[-1].on == date(2031, 3, 1)


def test_an_export_is_written_over_only_when_asked(run: Run) -> None:
    Path("a.csv").write_text("mine", encoding="utf-8")
    code, _, err = run("export", "2024_2426", "commune", "-o", "a.csv", "--lang", "en")
    assert code == BAD_INPUT
    assert "a.csv is there already" in err
    assert Path("a.csv").read_text(encoding="utf-8") == "mine"
    assert run("export", "2024_2426", "commune", "-o", "a.csv", "--replace")[0] == FINE
    assert Path("a.csv").read_text(encoding="utf-8-sig").startswith("Chỉ số cải cách hành chính")


@pytest.mark.parametrize(
    ("more", "expected"), [(("-o", "a.pdf"), ".docx, .xlsx, .csv"), (("-o", "a.xlsx", "--docx"), ".docx")]
)
def test_a_name_that_says_another_kind_of_file_is_refused(run: Run, more: tuple[str, ...], expected: str) -> None:
    code, _, err = run("export", "2024_2426", "commune", *more, "--lang", "en")
    assert code == BAD_INPUT
    assert f"must end in {expected}" in err


def test_what_is_not_carried_is_named_on_stderr_or_in_the_data(run: Run, request: pytest.FixtureRequest) -> None:
    month = str(request.config.rootpath / "tests" / "instruments" / "qd11_month")
    code, out, err = run("export", month, "department", "-o", "a.csv", "--lang", "en")
    assert (code, out) == (FINDINGS, "a.csv\n")
    assert "II.1.3.1: [CR674] not carried into the annex: applies_when" in err
    code, out, err = run("export", month, "department", "-o", "b.csv", "--format", "json")
    data = json.loads(out)
    assert (code, err) == (FINDINGS, "")
    Draft202012Validator(export_schema()).validate(data)
    assert {one["id"] for one in data["findings"]} == {"CR674"}
    assert data["notice"]["en"].startswith("Some numbers are inferred")


@pytest.mark.parametrize(
    ("of", "schema"),
    [("transcription", transcription_schema), ("comparison", comparison_schema), ("export", export_schema)],
)
def test_the_schemas_are_written_by_their_names(run: Run, of: str, schema: Callable[[], object]) -> None:
    code, out, _ = run("schema", "2024_2426", "commune", "--of", of)
    assert (code, json.loads(out)) == (FINE, schema())
    Draft202012Validator.check_schema(json.loads(out))


def test_an_unknown_ruleset_or_kind_is_said(run: Run) -> None:
    assert run("export", "2024_9999", "commune", "-o", "a.csv")[0] == BAD_INPUT
    assert run("export", "2024_2426", "province", "-o", "a.csv")[0] == BAD_INPUT
    assert run("transcribe", "--compare", "nowhere", "2024_2426")[0] == BAD_INPUT
