"""Whole pages: explained nodes, results, rankings, scorecards. A reconstruction says so on every one of them."""

import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import cache, partial
from typing import Protocol

import attrs
import pytest

from cchc_rules import Submission, Unit, available, evaluate, explain, load, published, rank
from cchc_rules.errors import Language, NotFoundError
from cchc_rules.exact import Interval, Rounding, RoundingMode
from cchc_rules.law.decision import Deadline, Grade, Stage
from cchc_rules.law.facts import Name
from cchc_rules.law.grounds import Basis, Ground, Standing
from cchc_rules.law.lateness import MonthDay
from cchc_rules.law.measures import Given
from cchc_rules.law.model import (
    Acknowledged,
    Choice,
    Combine,
    Criterion,
    FailedTo,
    NotApplicable,
    Precondition,
    Reading,
    Role,
    Scorecard,
    SlipKind,
    Total,
)
from cchc_rules.law.scoring import Condition, Policy
from cchc_rules.report.blocks import width
from cchc_rules.report.examples import commented, example_submission
from cchc_rules.report.forms import submission_schema
from cchc_rules.report.labels import LANGUAGES, NOTICE, notice
from cchc_rules.report.text import list_text, node_text, ranking_text, result_text, ruleset_text, scorecard_text
from cchc_rules.scoring.inputs import Appraisal, Entry, GivenFacts
from cchc_rules.scoring.result import Result
from tests.report.support import CODE, COMPOSITES, REASON, SAMPLES, SIMPLE, YES, card, scored

CLAIM = Entry(code=CODE, state="not_applicable", reason="không phát sinh", confirmed=True)


@cache
def example(kind: str) -> Result:
    scorecard = load("2024_2426").scorecard(kind)
    return evaluate(scorecard, example_submission(scorecard))


class Page(Protocol):
    """One page, in a language, as text or Markdown."""

    def __call__(self, language: Language = "vi", *, markdown: bool = False) -> str: ...


def pages() -> Iterator[tuple[str, Page]]:
    """Every kind of page there is, of the shipped rulesets."""
    ruleset = load("2024_2426")
    department = ruleset.scorecard("department")
    yield "leaf", partial(explain, example("department"), "3.4.1")
    yield "field", partial(explain, example("commune"), "3")
    yield "result", partial(result_text, example("district"))
    yield "ranking", partial(ranking_text, rank([example("commune")]))
    yield "scorecard", partial(scorecard_text, department)
    yield "node", partial(node_text, department, "3.5")
    yield "parent", partial(node_text, department, "3")
    yield "ruleset", partial(ruleset_text, ruleset)
    yield "list", partial(list_text, [ruleset])


@pytest.mark.parametrize(("name", "page"), list(pages()), ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_reconstruction_says_so_and_fits(name: str, page: Page, language: Language) -> None:
    line = notice(load("2024_2426").standing, language)
    text = page(language)
    assert f"! {line}" in text.splitlines(), name
    assert f"> **{line}**" in page(language, markdown=True).splitlines(), name
    assert max(map(width, text.splitlines())) <= 100
    assert unicodedata.is_normalized("NFC", text)
    assert "{" not in text
    assert "None" not in text


@pytest.mark.once
def test_every_leaf_and_field_of_every_example_can_be_explained() -> None:
    for name in available():
        for scorecard in load(name).scorecards.values():
            result = evaluate(scorecard, example_submission(scorecard))
            for node in result.walk():
                for language in LANGUAGES:
                    assert node.node.name.vi.split()[0] in explain(result, node.code, "vi")
                    assert explain(result, node.code, language, markdown=True)


def test_an_explanation_goes_from_points_to_grounds() -> None:
    lines = explain(scored(card(SIMPLE)), CODE).splitlines()
    assert lines[:12] == [
        "1.1 Thử",
        "═══════",
        "! Bản dựng lại: tiêu chí và điểm không phải nguyên văn quyết định",
        "",
        "  Đơn vị               Sở Ví dụ (X-01), sở, ban, ngành, năm 2024",
        "  Bộ chỉ số            Quyết định 2426/QĐ-UBND (2024_2426)",
        "  Điểm                 1,88 điểm trên tối đa 2",
        "  Tối đa sau loại trừ  2 điểm",
        "  Trạng thái           đã chấm",
        "  Giai đoạn            tự chấm; tính từ số liệu",
        "  Cách đánh giá        tài liệu kiểm chứng",
        "  Cơ quan thẩm định    Sở Nội vụ",
    ]
    headings = ["Cách chấm điểm theo bộ chỉ số", "Phép tính", "Căn cứ của các con số"]
    assert [line for line in lines if line in headings] == headings


def test_a_part_that_stands_firmer_is_named_with_its_source() -> None:
    firm = Ground(part="deadline", basis=Basis.ATTESTED, source="A10", locator="trang 2")
    odd = Ground(part="sau_cung", basis=Basis.INFERRED, source="I03")
    text = " ".join(explain(scored(card(SIMPLE, grounds=(firm, odd))), CODE).split())
    assert "Thời hạn có nguồn [A10]: Kết quả tự đánh giá" in text
    assert "; trang 2)" in text
    assert "Sau_cung suy ra [I03]:" in text


def test_an_open_leaf_says_what_is_missing_and_what_is_possible() -> None:
    result = scored(card(SIMPLE), missing="bounds", without=("done",))
    lines = explain(result, CODE, "en").splitlines()
    assert "  Points         open; from 0 to 2 still possible" in lines
    assert "  State          unknown" in lines
    assert "  Missing        Done" in lines
    assert "Calculation" not in lines
    page = result_text(result, "en")
    assert "Still open  1.1" in page
    assert "Total       from 1 to 3 / 3 points" in page
    assert "0–2" in explain(result, "1", "en")


def test_points_without_a_limit_are_said_to_be_open_upwards() -> None:
    scorecard = card(SAMPLES["award tally"], max_points=None)
    field = attrs.evolve(scorecard.fields[0], role=Role.BONUS, max_points=None)
    standard = attrs.evolve(card(SIMPLE).fields[0], code="2", criteria=(_recoded("2.1"),))
    scorecard = attrs.evolve(scorecard, fields=(field, standard), total=Total(ceiling=Fraction(10)))
    result = scored(scorecard, missing="bounds", without=("given",))
    assert "chưa có điểm; ít nhất 0" in explain(result, CODE)
    settled = scored(scorecard)
    assert "1,5 điểm trên tối đa không giới hạn" in explain(settled, CODE)
    page = result_text(settled)
    assert "Điểm thưởng  2,5 điểm" in page
    unsettled = scored(scorecard, missing="bounds", without=("given",))
    assert "Điểm thưởng –" in " ".join(result_text(unsettled).split())
    assert "Vai trò" in node_text(scorecard, "1")
    assert "không giới hạn" in node_text(scorecard, "1")


def _recoded(code: str) -> Criterion:
    criterion = card(SIMPLE).fields[0].criteria[0]
    return attrs.evolve(criterion, code=code)


@pytest.mark.parametrize(
    ("confirmed", "word"), [(True, "đã xác nhận"), (False, "không chấp nhận"), (None, "chưa xác nhận")]
)
def test_a_claim_shows_its_reason_and_the_appraisers_word(confirmed: bool | None, word: str) -> None:  # noqa: FBT001 - a row of the table
    text = explain(scored(card(SIMPLE), attrs.evolve(CLAIM, confirmed=confirmed)), CODE)
    assert "Lý do                không phát sinh" in text
    assert f"Xác nhận             {word}" in text


def test_what_is_left_out_has_no_points_to_show() -> None:
    result = scored(card(SIMPLE), CLAIM)
    assert "Điểm                 không tính vào điểm và điểm tối đa" in explain(result, CODE)
    page = result_text(result)
    assert "Không áp dụng  1.1" in page
    assert "1 trên 1 điểm, là điểm tối đa sau loại trừ (bộ chỉ số: 3 điểm)" in page


def test_an_entry_shows_its_evidence_and_note() -> None:
    entry = Entry(code=CODE, self_score="1.88", evidence=("Kế hoạch", "Báo cáo"), note="đã gửi")
    text = explain(scored(card(SIMPLE), entry), CODE)
    assert "Tài liệu đã nêu      Kế hoạch; Báo cáo" in text
    assert "Ghi chú              đã gửi" in text


def test_findings_stand_under_the_node_they_are_about() -> None:
    entry = Entry(code=CODE, appraisal_1=Appraisal(points="1"))
    result = scored(card(SIMPLE), entry)
    line = "– cảnh báo [CR362] 1.1: điểm thẩm định 1 khác điểm tính từ số liệu 1.88; đã dùng điểm thẩm định"
    assert line in explain(result, CODE)
    assert line in explain(result, "1")
    assert line in result_text(result)
    assert "Lưu ý" not in explain(result, "1.2")


def test_the_reading_in_use_is_named_with_who_chose_it() -> None:
    strict = NotApplicable(policy=Policy.ZERO, reason=REASON)
    rounding = Rounding(1, RoundingMode.DOWN)
    readings = (
        Reading(id="strict", words="Đạt từ 80 %", scoring=SIMPLE),
        Reading(id="loose", words="Đạt", not_applicable=strict, round=rounding),
    )
    chosen = Choice(reading="strict", by="Tổ thử", why=Name("rõ hơn", "clearer"))
    scorecard = card(SIMPLE, readings=readings, chosen=chosen)
    assert "Cách hiểu đang dùng  “strict”, do Tổ thử chọn: rõ hơn" in explain(scored(scorecard), CODE)
    told = " ".join(node_text(scorecard, CODE, "en").split())
    assert "Reading in use “strict”, chosen by Tổ thử: clearer" in told
    assert "“loose”: “Đạt”" in told
    assert "Points rounded: 1 decimal, down" in told
    assert "When not applicable: 0 points" in told
    read = attrs.evolve(scored(scorecard), readings={CODE: "loose"})
    assert "Reading  1.1: “loose”" in result_text(read, "en")


def test_a_result_shows_every_rounding_and_the_band() -> None:
    scorecard = card(SAMPLES["measure relative.ratio"])
    band = Grade(
        name=Name("Tốt", "Good"), within=Interval.parse("[90, inf)"), basis=Basis.ILLUSTRATIVE, source="outline"
    )
    rounding = attrs.evolve(scorecard.decision.rounding, total=Rounding(2, RoundingMode.HALF_UP))
    decision = attrs.evolve(scorecard.decision, rounding=rounding, bands=(band,))
    text = result_text(scored(attrs.evolve(scorecard, decision=decision)))
    assert "Tổng điểm  283/95 ≈ 2,979 → 2,98 (2 chữ số thập phân, nửa làm tròn lên) trên 3 điểm" in text
    assert "Chỉ số     2,98 / 3 × 100 ≈ 99,333 → 99,33 % (2 chữ số thập phân, nửa làm tròn lên)" in text
    assert "Xếp loại   Tốt" in text
    told = ruleset_text(attrs.evolve(load("2024_2426"), decision=decision))
    assert "Làm tròn: Tổng điểm" in told
    assert "Xếp loại" in told


def test_without_a_declared_rounding_the_index_stays_as_it_is() -> None:
    scorecard = card(SIMPLE)
    rounding = attrs.evolve(scorecard.decision.rounding, index_percent=None)
    decision = attrs.evolve(scorecard.decision, rounding=rounding)
    exact = attrs.evolve(scorecard, decision=decision, total=Total(out_of=Fraction(4)))
    assert "Chỉ số     2,88 / 4 × 100 = 72 %" in result_text(scored(exact))
    assert "72" in ranking_text(rank([scored(exact)]))


def test_a_ranking_has_a_table_for_each_group_and_puts_the_unranked_last() -> None:
    commune = load("2024_2426").scorecard("commune")
    whole = example_submission(commune)
    empty = Submission(unit=Unit(code="X-09", name="Xã Thử", group="X-D2"), unit_kind="commune", year=2024)
    other = attrs.evolve(whole, unit=Unit(code="X-08", name="Xã Khác", group="X-D2"))
    results = [evaluate(commune, submission, missing="bounds") for submission in (empty, other, whole)]
    text = ranking_text(rank(results))
    assert [line for line in text.splitlines() if line.startswith("Nhóm")] == ["Nhóm X-D1", "Nhóm X-D2"]
    assert "     –  Xã Thử   X-09" in text
    assert "cảnh báo [CR414]" in text


def test_a_published_table_shows_its_figures_as_printed_and_claims_no_reconstruction() -> None:
    table = published(2024, "department")
    text = ranking_text(rank(table), publication=table)
    assert text.startswith("Xếp hạng sở, ban, ngành, năm 2024\n")
    assert "     3  Ban Quản lý các Khu công nghiệp       91,90         80,63" in text
    assert "Số liệu thật, chép như đã công bố" in text
    assert "Bản dựng lại" not in text
    district = published(2024, "district")
    told = " ".join(ranking_text(rank(district), "en", publication=district).split())
    assert "not every unit of the kind is in it" in told
    alone = attrs.evolve(table, rows=tuple(attrs.evolve(row, satisfaction_percent=None) for row in table.rows))
    assert "93,82             –" in ranking_text(rank(alone), publication=alone)
    assert "so-noi-vu" in ranking_text(rank(table))
    twice = attrs.evolve(table, rows=tuple(attrs.evolve(row, name="Sở") for row in table.rows))
    assert "so-noi-vu" in ranking_text(rank(twice), publication=twice)


def test_a_node_shows_everything_that_bears_on_it() -> None:
    slip = Acknowledged(kind=SlipKind.SUM, words="99,55", reason=Name("in như vậy", "printed so"))
    condition = Condition(measure=Given("planned"), within=YES)
    scorecard = card(
        COMPOSITES["sum"],
        applies_when=condition,
        precondition=Precondition(when=condition, otherwise=FailedTo.NOT_ASSESSED),
        slips=(slip,),
        round=Rounding(2, RoundingMode.HALF_UP),
        evidence=("Kế hoạch",),
        model="own choice",
    )
    lines = node_text(scorecard, CODE).splitlines()
    for line in (
        "  Tài liệu kiểm chứng   Kế hoạch",
        "  Khi không áp dụng     loại khỏi điểm và điểm tối đa (không phát sinh)",
        "  Làm tròn điểm         2 chữ số thập phân, nửa làm tròn lên",
        "  Áp dụng khi           Có kế hoạch: có",
        "  Điều kiện tiên quyết  Có kế hoạch: có; nếu không: không được chấm",
        "  Lỗi in được giữ nguyên  “99,55”",
        "  Phỏng theo            own choice",
    ):
        assert line in lines or any(line.split("  ")[1] in other for other in lines), line
    field = attrs.evolve(scorecard.fields[0], combine=Combine.BEST)
    assert "lấy tiêu chí con nhiều điểm nhất" in node_text(attrs.evolve(scorecard, fields=(field,)), "1")
    level = node_text(card(SAMPLES["measure level"]), CODE)
    assert "mức: full, partial" in level


def test_a_parent_criterion_has_no_leaf_rows() -> None:
    scorecard = card(SIMPLE)
    asked, beside = scorecard.fields[0].criteria
    parent = Criterion(
        code="1.1",
        name=Name("Cha", "Parent"),
        basis=Basis.ILLUSTRATIVE,
        source="outline",
        max_points=Fraction(2),
        sub_criteria=(attrs.evolve(asked, code="1.1.1"),),
    )
    nested = attrs.evolve(scorecard, fields=(attrs.evolve(scorecard.fields[0], criteria=(parent, beside)),))
    assert "Khi không áp dụng" not in node_text(nested, "1.1")
    assert "  1.1.1" in node_text(nested, "1.1")
    assert "1.1.1" in explain(scored(nested), "1.1")


def test_a_ruleset_tells_its_calendar_and_its_end() -> None:
    old = ruleset_text(load("2023_2568"))
    assert "từ 08/11/2023 đến 13/11/2024" in old
    ruleset = load("2024_2426")
    by = Deadline(stage=Stage.PUBLICATION, by=MonthDay(12, 31), basis=Basis.ATTESTED, source="A14")
    act = attrs.evolve(ruleset.decision.act, replaces=None, assessed_years=())
    rounding = attrs.evolve(ruleset.decision.rounding, index_percent=None)
    decision = attrs.evolve(ruleset.decision, calendar=(by,), act=act, rounding=rounding)
    changed = attrs.evolve(ruleset, decision=decision)
    assert "công bố: đến hết ngày 31/12" in ruleset_text(changed)
    assert "Thay thế" not in ruleset_text(changed)
    assert "Làm tròn" not in ruleset_text(changed)
    assert "Thời hạn" not in ruleset_text(attrs.evolve(ruleset, decision=attrs.evolve(decision, calendar=())))
    never = attrs.evolve(by, by=None)
    unknown = attrs.evolve(ruleset, decision=attrs.evolve(decision, calendar=(never,)))
    assert "công bố: trước ngày –" in ruleset_text(unknown)
    assert "2024_2426  2426/QĐ-UBND  từ 14/11/2024  –" in list_text([changed])


def firm(scorecard: Scorecard) -> Scorecard:
    """The same scorecard, had everything in it been transcribed."""
    field = scorecard.fields[0]
    criteria = tuple(attrs.evolve(criterion, basis=Basis.TRANSCRIBED) for criterion in field.criteria)
    decision = attrs.evolve(
        scorecard.decision,
        rounding=attrs.evolve(scorecard.decision.rounding, basis=Basis.TRANSCRIBED, grounds=()),
        ranking=attrs.evolve(scorecard.decision.ranking, basis=Basis.TRANSCRIBED, scopes=()),
        counts=(),
        calendar=(),
    )
    fields = (attrs.evolve(field, basis=Basis.TRANSCRIBED, criteria=criteria),)
    return attrs.evolve(scorecard, basis=Basis.TRANSCRIBED, fields=fields, decision=decision)


def test_only_a_set_that_is_the_decisions_own_carries_no_notice() -> None:
    lines = [pair[0] for pair in NOTICE.values() if pair is not None]
    result = scored(firm(card(SIMPLE)))
    assert result.standing is Standing.ATTESTED
    assert not any(line in explain(result, CODE) + result_text(result) for line in lines)
    assert "description" not in submission_schema(result.scorecard)
    assert commented(result.submission, result.scorecard, "vi").count("#") == 1
    guessed = attrs.evolve(result.scorecard, basis=Basis.INFERRED)
    assert "! Có con số suy ra từ nguồn khác" in scorecard_text(guessed)


def test_a_leaf_not_yet_proven_can_be_explained_too() -> None:
    text = explain(scored(card(SIMPLE, method=None, appraiser=None)), CODE)
    assert "Cách đánh giá" not in text
    assert "Cơ quan thẩm định" not in text


def test_a_language_or_a_code_that_is_not_there_is_an_error() -> None:
    result = scored(card(SIMPLE))
    with pytest.raises(NotFoundError, match='language "fr"'):
        explain(result, CODE, "fr")  # type: ignore[arg-type]  # what a caller may still do
    with pytest.raises(NotFoundError, match=r"CR405"):
        explain(result, "9.9")


def test_a_hostile_name_stays_on_its_line() -> None:
    unit = Unit(code="X-01", name="Sở\x1b[31m\nVí dụ | **đậm**")
    submission = Submission(unit=unit, unit_kind="department", year=2024, facts=GivenFacts())
    result = evaluate(load("2024_2426").scorecard("department"), submission, missing="bounds")
    assert "\x1b" not in result_text(result)
    assert result_text(result, markdown=True).startswith("# Sở \\[31m Ví dụ \\| \\*\\*đậm\\*\\* (X-01)")
