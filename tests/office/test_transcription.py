"""From an annex to a ruleset: it always loads, it says what it rests on, and it never guesses."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from cchc_rules.errors import AnnexError, Finding, RulesetError, Severity
from cchc_rules.law import codec
from cchc_rules.law.awards import Judged, Tally, YesNo
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Fact, FactType, Giver, Name
from cchc_rules.law.grounds import Basis, Standing
from cchc_rules.law.lint import lint
from cchc_rules.law.measures import Given as Measured
from cchc_rules.law.model import Method, Role, SlipKind
from cchc_rules.law.scoring import Policy, Scoring
from cchc_rules.office import wording
from cchc_rules.office.annex import AnnexRow
from cchc_rules.office.transcribing.acts import Given
from cchc_rules.office.transcribing.transcription import Before, Transcription, transcribe
from cchc_rules.report.labels import NOTICE
from tests.office.handmade import DROP, ON, YES, annex, done, given, ids, known, leaf, leaf_of, row


def test_what_is_read_is_transcribed_with_its_place() -> None:
    found = done(row("1"), leaf("1.1", evidence=("Kế hoạch; báo cáo",)))
    read = leaf_of(found, "1.1")
    assert (read.basis, read.source, read.locator) == (
        Basis.TRANSCRIBED,
        "annex_commune",
        "phu-luc.docx, bảng 1, hàng 1.1",
    )
    assert read.words == YES
    assert isinstance(read.rule.award, YesNo)
    assert read.evidence == ("Kế hoạch", "báo cáo")
    assert read.policy.policy is Policy.DROP
    assert found.card.decision.appraiser("so-vi-du").name.vi == "Sở Ví dụ"
    assert found.recognised == 1
    assert ids(found) == ["CR668"]


def test_the_texts_are_a_ruleset_that_says_the_same() -> None:
    found = done(row("1"), leaf("1.1"))
    texts = {name: text for name, text in found.files.items() if text is not None}
    assert set(texts) == {"decision.toml", "commune.toml"}
    assert codec.loads(texts, "vi_du") == found.ruleset


def test_lint_goes_on_naming_what_was_not_read() -> None:
    found = done(row("1"), leaf("1.1", scoring=("Chấm theo tình hình",)), leaf("1.2"))
    assert [finding.code for finding in lint(found.ruleset) if finding.id == "CR525"] == ["1.1"]


def test_what_is_not_read_is_left_to_judgement_and_makes_a_reconstruction() -> None:
    found = done(row("1"), leaf("1.1", scoring=("Chấm theo tình hình",)))
    left = leaf_of(found, "1.1")
    assert left.rule.award == Judged(step=Fraction(1, 20))
    assert (left.basis, left.source) == (Basis.ILLUSTRATIVE, "unread")
    assert {ground.part: ground.basis for ground in left.grounds} == {
        "name": Basis.TRANSCRIBED,
        "max_points": Basis.TRANSCRIBED,
    }
    fact = found.card.facts["points_1_1"]
    assert (fact.type, fact.by) == (FactType.POINTS, Giver.APPRAISER)
    assert found.card.standing is Standing.RECONSTRUCTION
    (unread,) = found.unread
    assert (unread.code, unread.words) == ("1.1", ("Chấm theo tình hình",))
    assert "Chấm theo tình hình" in unread.why[0].text("vi")
    assert ids(found) == ["CR673", "CR668"]
    assert found.needs_a_human


@pytest.mark.parametrize(
    ("most", "step"), [("1", Fraction(1, 20)), ("0.33", Fraction(1, 100)), ("0.125", Fraction(1, 8))]
)
def test_the_grid_of_judged_points_holds_the_maximum(most: str, step: Fraction) -> None:
    found = done(row("1", most), leaf("1.1", most, scoring=("…",)), totals=(("", most),))
    assert leaf_of(found, "1.1").rule.award == Judged(step=step)


def test_an_empty_scoring_cell_is_not_read() -> None:
    found = done(row("1"), leaf("1.1", scoring=()))
    assert [one.code for one in found.unread] == ["1.1"]
    assert found.findings[0].found == "-"


# --- Beside the scoring -----------------------------------------------------------------------------------------------


def test_where_nothing_is_printed_the_leaf_stays_open_and_a_person_must_decide() -> None:
    found = done(row("1", "2"), leaf("1.1", note=()), leaf("1.2"), totals=(("", "2"),))
    read = leaf_of(found, "1.1")
    assert read.policy.policy is Policy.OPEN
    assert read.basis is Basis.TRANSCRIBED
    assert [(ground.part, ground.basis, ground.source) for ground in read.grounds] == [
        ("not_applicable", Basis.ILLUSTRATIVE, "unread")
    ]
    assert [(one.id, one.found) for one in found.findings] == [("CR657", "1.1"), ("CR668", found.findings[-1].found)]


def test_a_doubtful_policy_stays_open_and_is_quoted() -> None:
    found = done(row("1"), leaf("1.1", note=("Nếu không phát sinh thì Hội đồng xem xét",)))
    assert leaf_of(found, "1.1").policy.policy is Policy.OPEN
    assert [one.found for one in found.findings if one.id == "CR658"] == ["Nếu không phát sinh thì Hội đồng xem xét"]


def test_a_policy_may_stand_in_the_scoring_column() -> None:
    lines = (*YES, "Không phát sinh thì được điểm tối đa")
    found = done(row("1"), leaf("1.1", scoring=lines, note=()))
    assert leaf_of(found, "1.1").policy.policy is Policy.FULL


def test_a_note_that_says_something_else_is_not_lost() -> None:
    found = done(row("1", note=("Theo dõi hằng quý",)), leaf("1.1", note=(*DROP, "Trừ xã biên giới")))
    assert [(one.code, one.found) for one in found.findings if one.id == "CR659"] == [
        ("1.1", "Trừ xã biên giới"),
        ("1", "Theo dõi hằng quý"),
    ]
    assert all(one.severity is Severity.WARNING for one in found.findings)


def test_the_appraiser_of_an_empty_cell_is_the_one_printed_last_above() -> None:
    found = done(
        row("1", "3", appraiser="Sở Ví dụ"),
        leaf("1.1", appraiser=""),
        leaf("1.2", appraiser="Văn phòng Ví dụ"),
        leaf("1.3", appraiser=""),
        totals=(("", "3"),),
    )
    assert [one.appraiser for one in found.card.leaves] == ["so-vi-du", "van-phong-vi-du", "van-phong-vi-du"]
    assert [(one.severity, one.found) for one in found.findings if one.id == "CR662"] == [(Severity.NOTE, "1.1, 1.3")]


def test_an_appraiser_of_another_field_says_nothing() -> None:
    found = done(row("1"), leaf("1.1"), row("2"), leaf("2.1", appraiser=""), totals=(("", "2"),))
    assert [one.appraiser for one in found.card.leaves] == ["so-vi-du", "khong-ghi"]


def test_without_any_appraiser_the_part_is_illustrative() -> None:
    found = done(row("1"), leaf("1.1", appraiser=""))
    read = leaf_of(found, "1.1")
    assert read.appraiser == "khong-ghi"
    assert [(ground.part, ground.source) for ground in read.grounds] == [("appraiser", "unread")]
    assert "CR663" in ids(found)


def test_many_codes_are_named_by_the_first_of_them() -> None:
    leaves = [leaf(f"1.{number}", appraiser="") for number in range(1, 12)]
    found = done(row("1", "11"), *leaves, totals=(("", "11"),))
    assert next(one.found for one in found.findings if one.id == "CR663").endswith("1.8, … (11)")


def test_a_survey_is_told_by_its_cells() -> None:
    surveyed = leaf("1.1", evidence=("Điều tra xã hội học",), name="Mức độ hài lòng của người dân")
    found = done(row("1", "2"), surveyed, leaf("1.2", evidence=("Kết quả điều tra XHH",)), totals=(("", "2"),))
    assert [one.method for one in found.card.leaves] == [Method.SATISFACTION, Method.SURVEY]


# --- Nodes ------------------------------------------------------------------------------------------------------------


def test_a_field_that_scores_by_itself_gets_one_criterion() -> None:
    found = done(leaf("1"))
    assert [node.code for node in found.card.walk()] == ["1", "1.1"]
    assert "CR655" in ids(found)


def test_a_maximum_that_is_not_printed_is_inferred_from_its_children() -> None:
    found = done(row("1", ""), row("1.1", ""), leaf("1.1.1"), leaf("1.1.2"), totals=(("", "2"),))
    field = found.card.node("1")
    assert field.max_points == Fraction(2)
    assert (field.basis, field.source) == (Basis.INFERRED, "summed")
    assert [one.found for one in found.findings if one.id == "CR660"] == ["1.1, 1"]
    combined = done(row("1", "", note=("Cách gộp: lấy tiêu chí con nhiều điểm nhất",)), leaf("1.1"), leaf("1.2"))
    assert combined.card.node("1").max_points == 1


def test_bonus_and_penalty_are_told_by_their_names() -> None:
    late = leaf("3.1", "-0.5", scoring=("Chấm theo tình hình",))
    open_end = leaf("3.2", "", scoring=("Chấm theo tình hình",))
    found = done(
        row("1"),
        leaf("1.1"),
        row("2", "1", name="Điểm thưởng"),
        leaf("2.1"),
        row("3", "", name="Điểm trừ"),
        late,
        open_end,
    )
    assert [field.role for field in found.card.fields] == [None, Role.BONUS, Role.PENALTY]
    assert leaf_of(found, "3.1").max_points == Fraction(1, 2)
    assert leaf_of(found, "3.2").rule.award == Tally()
    assert found.card.max_points == 1


def test_no_printed_total_is_said_and_the_sum_stands_in() -> None:
    found = done(row("1"), leaf("1.1"), totals=())
    assert found.card.max_points == 1
    assert "CR656" in ids(found)


def test_a_total_that_cannot_be_read_is_said() -> None:
    found = done(row("1"), leaf("1.1"), totals=(("", "một"),))
    assert found.card.max_points == 1
    assert {"CR654", "CR669"} <= set(ids(found))
    assert not found.totals[0].agrees


def test_printed_totals_are_kept_and_compared() -> None:
    rows = (row("1", "2"), row("1.1", "1", note=("Cách gộp: lấy tiêu chí con nhiều điểm nhất",)))
    found = done(
        *rows, leaf("1.1.1"), leaf("1.1.2"), leaf("1.2"), totals=(("", "2"), ("1", "3"), ("1.1", "1"), ("9", "1"))
    )
    assert [(one.code, one.printed, one.summed, one.agrees) for one in found.totals] == [
        ("", "2", 2, True),
        ("1", "3", 2, False),
        ("1.1", "1", 1, True),
        ("9", "1", None, False),
    ]
    assert [(one.code, one.found) for one in found.findings if one.id == "CR669"] == [("1", "2"), ("9", "-")]


def test_a_total_of_a_leaf_is_its_maximum() -> None:
    assert done(row("1"), leaf("1.1"), totals=(("", "1"), ("1.1", "1"))).totals[1].agrees


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ((), ["CR650"]),
        ((row("1"), leaf("1.1"), leaf("1.1")), ["CR651"]),
        ((row("1"), leaf("1.2.1")), ["CR652"]),
        ((row("1"), leaf("1.1", "")), ["CR653"]),
        ((row("1"), leaf("1.1", "một")), ["CR653"]),
        ((row("1"), leaf("1.2"), leaf("1.1")), ["CR203"]),
        ((row("1", "-1"), leaf("1.1")), ["CR208"]),
    ],
)
def test_what_cannot_be_a_scorecard_is_refused_as_a_whole(rows: tuple[AnnexRow, ...], wrong: list[str]) -> None:
    with pytest.raises(AnnexError) as refused:
        done(*rows)
    assert [one.id for one in refused.value.findings] == wrong
    assert {one.file for one in refused.value.findings} == {"phu-luc.docx"}


# --- Slips ------------------------------------------------------------------------------------------------------------


def test_sums_that_are_printed_wrong_are_acknowledged_as_printed() -> None:
    found = done(row("1", "3"), leaf("1.1"), leaf("1.2"), totals=(("", "4"),))
    assert [slip.kind for slip in found.card.slips] == [SlipKind.SUM]
    (slip,) = found.card.node("1").slips
    assert slip.words == "1 Mục 1: 3"
    assert slip.reason.vi == "máy chép đúng như in; một người phải xác nhận"
    assert [(one.code, one.expected) for one in found.findings if one.id == "CR666"] == [("", "sum"), ("1", "sum")]


GAP = ("Từ 5 bài trở lên: 1,5 điểm", "Từ 2 đến 4 bài: 1 điểm", "Không có bài nào: 0 điểm")


def test_a_slip_of_a_scoring_is_acknowledged_with_the_printed_words() -> None:
    found = done(row("1", "1.5"), leaf("1.1", "1.5", scoring=GAP), totals=(("", "1.5"),))
    (slip,) = leaf_of(found, "1.1").slips
    assert (slip.kind, slip.words) == (SlipKind.GAP, " / ".join(GAP))
    assert leaf_of(found, "1.1").basis is Basis.TRANSCRIBED
    (said,) = (one for one in found.findings if one.id == "CR666")
    assert (said.code, said.found, said.expected) == ("1.1", "[1, 1]", "gap")
    assert said.subject == " / ".join(GAP)


def test_long_words_of_a_slip_are_cut_in_the_finding_alone() -> None:
    lines = tuple(line.replace("bài", "bài đăng trên trang thông tin") for line in GAP)
    found = done(row("1", "1.5"), leaf("1.1", "1.5", scoring=lines), totals=(("", "1.5"),))
    assert leaf_of(found, "1.1").slips[0].words == " / ".join(lines)
    (said,) = (one.subject for one in found.findings if one.id == "CR666")
    assert said.endswith("…")


def listed(scoring: tuple[str, ...], **facts: Fact) -> Transcription:
    """Transcribe one leaf of an annex that lists facts."""
    whole = attrs.evolve(annex(row("1"), leaf("1.1", scoring=scoring), totals=(("", "1"),)), facts=facts)
    return transcribe(whole, "commune", given(), Before(name="vi_du"))


WRITTEN = ("Số đo: Đã ban hành", "Điểm: có: 1 điểm; không: 0 điểm")


def test_the_facts_that_an_annex_lists_keep_their_names() -> None:
    issued, beside = (Fact(type=FactType.BOOLEAN, name=Name(label)) for label in ("Đã ban hành", "Đã công khai"))
    found = listed(WRITTEN, issued=issued, beside=beside)
    assert not found.unread
    assert found.card.facts == {"issued": issued, "beside": beside}


def test_a_scoring_that_does_not_hold_is_left_to_judgement(monkeypatch: pytest.MonkeyPatch) -> None:
    scoring = Scoring(measure=Measured(fact="gone"), award=YesNo())
    monkeypatch.setattr(wording, "understand", lambda *_, **__: wording.Understood(scoring=scoring, facts={}))
    found = done(row("1"), leaf("1.1"))
    (unread,) = found.unread
    assert [one.id for one in unread.why] == ["CR218"]
    assert leaf_of(found, "1.1").source == "unread"


def test_a_scoring_whose_fact_does_not_hold_is_left_to_judgement(monkeypatch: pytest.MonkeyPatch) -> None:
    scoring = Scoring(measure=Measured(fact="Gone"), award=YesNo())
    facts = {"Gone": Fact(type=FactType.BOOLEAN, name=Name("Đã ban hành"))}
    monkeypatch.setattr(wording, "understand", lambda *_, **__: wording.Understood(scoring=scoring, facts=facts))
    found = done(row("1"), leaf("1.1"))
    assert [one.id for one in found.unread[0].why] == ["CR230"]
    assert list(found.card.facts) == ["points_1_1"]


def test_a_fact_that_stands_for_something_else_already_is_never_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    scoring = Scoring(measure=Measured(fact="one"), award=YesNo())
    kinds = iter((FactType.BOOLEAN, FactType.COUNT))

    def understand(*_: object, **__: object) -> wording.Understood:
        return wording.Understood(scoring=scoring, facts={"one": Fact(type=next(kinds), name=Name("Đã ban hành"))})

    monkeypatch.setattr(wording, "understand", understand)
    found = done(row("1", "2"), leaf("1.1"), leaf("1.2"), totals=(("", "2"),))
    assert [(one.code, [why.id for why in one.why]) for one in found.unread] == [("1.2", ["CR679"])]


def test_facts_that_are_listed_wrongly_are_refused() -> None:
    with pytest.raises(AnnexError) as refused:
        listed(YES, Wrong=Fact(type=FactType.BOOLEAN, name=Name("Đã ban hành")))
    assert [one.id for one in refused.value.findings] == ["CR230"]


def test_what_a_wording_takes_for_granted_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    fact = Fact(type=FactType.BOOLEAN, name=Name("Đã ban hành"))
    understood = wording.Understood(
        scoring=Scoring(measure=Measured(fact="one"), award=YesNo()),
        facts={"one": fact},
        findings=(Finding(id="CR680", severity=Severity.WARNING, found="…"),),
    )
    monkeypatch.setattr(wording, "understand", lambda *_, **__: understood)
    found = done(row("1"), leaf("1.1"))
    assert [(one.id, one.code, one.file) for one in found.findings[:1]] == [("CR680", "1.1", "phu-luc.docx")]


def test_what_was_taken_for_granted_and_does_not_hold_is_left_to_judgement(monkeypatch: pytest.MonkeyPatch) -> None:
    understood = wording.Understood(
        scoring=Scoring(measure=Measured(fact="gone"), award=YesNo()),
        facts={},
        findings=(Finding(id="CR680", severity=Severity.WARNING, found="…"),),
    )
    monkeypatch.setattr(wording, "understand", lambda *_, **__: understood)
    read = leaf_of(done(row("1"), leaf("1.1")), "1.1")
    assert (read.basis, read.source, [ground.part for ground in read.grounds]) == (
        Basis.ILLUSTRATIVE,
        "unread",
        ["name", "max_points"],
    )


def test_what_was_taken_for_granted_is_inferred() -> None:
    found = done(row("1", "2"), leaf("1.1", "2", scoring=("Đạt giải: 2 điểm",)), totals=(("", "2"),))
    read = leaf_of(found, "1.1")
    assert (read.basis, read.source) == (Basis.INFERRED, "taken")
    assert "taken" in {source.id for source in found.ruleset.decision.sources}


# --- The decision -----------------------------------------------------------------------------------------------------


def of_known(
    *rows: AnnexRow, before: Before | None = None, number: str = "2426/QĐ-UBND", on: date = ON
) -> Transcription:
    """Transcribe rows for a decision that is known."""
    start = Before(name="2024_2426", known=known()) if before is None else before
    return transcribe(annex(*rows, totals=(("", "1"),)), "department", Given(number=number, on=on), start)


def test_the_decision_of_a_known_number_is_taken_over_one_revision_on() -> None:
    found = of_known(row("1"), leaf("1.1", appraiser="Sở Nội vụ"))
    decision = found.ruleset.decision
    assert (decision.id, decision.revision) == ("2024_2426", known().decision.revision + 1)
    assert (decision.revisions[-1].on, decision.revisions[-1].reason.en) == (
        ON,
        "Transcribed from the annex phu-luc.docx.",
    )
    assert decision.name.pair == (
        "Bộ Chỉ số cải cách hành chính theo Quyết định 2426/QĐ-UBND",
        "Administrative reform index, Decision 2426/QĐ-UBND",
    )
    assert [body.id for body in decision.appraisers] == ["so-noi-vu"]
    assert decision.act == known().decision.act
    assert list(found.ruleset.scorecards) == [UnitKind.DEPARTMENT]
    sources = {source.id for source in decision.sources}
    assert "annex_department" in sources
    assert "outline" not in sources
    assert sources < {*(source.id for source in known().decision.sources), "annex_department"}


def test_a_count_that_the_annex_contradicts_is_dropped_and_said() -> None:
    found = of_known(row("1"), leaf("1.1"))
    assert [count.unit_kind for count in found.ruleset.decision.counts] == [UnitKind.DISTRICT, UnitKind.COMMUNE]
    said = next(one for one in found.findings if one.id == "CR667")
    assert said.found == "fields 1, evidence 1, survey 0, satisfaction 0"


def test_facts_keep_the_names_they_are_known_by() -> None:
    lines = (
        "Số đo: Số nhiệm vụ trong kế hoạch đã hoàn thành / Số nhiệm vụ trong kế hoạch",
        "Điểm: tỷ lệ × điểm tối đa (1 điểm)",
    )
    found = of_known(row("1"), leaf("1.1", scoring=lines))
    assert not found.unread
    assert set(found.card.facts) == {"plan_tasks", "plan_tasks_done"}


def test_a_decision_that_nobody_knows_must_be_told() -> None:
    with pytest.raises(AnnexError) as refused:
        transcribe(annex(row("1"), leaf("1.1")), "commune", Given(number="9/QĐ-UBND", on=ON), Before(name="vi_du"))
    (finding,) = refused.value.findings
    assert (finding.id, finding.expected) == ("CR664", "--title, --signed-on, --issued-by, --year")


def test_another_kind_is_added_to_what_was_transcribed_before() -> None:
    first = done(row("1"), leaf("1.1", appraiser="Sở Nội vụ"))
    found = transcribe(
        annex(row("1"), leaf("1.1", appraiser="Sở Ví dụ"), totals=(("", "1"),)),
        "district",
        Given(number="9/QĐ-UBND", on=ON),
        Before(name="vi_du", existing=first.ruleset),
    )
    assert list(found.ruleset.scorecards) == [UnitKind.DISTRICT, UnitKind.COMMUNE]
    assert found.ruleset.decision.revision == 1
    assert {source.id for source in found.ruleset.decision.sources} == {
        "decision",
        "unsettled",
        "annex_commune",
        "annex_district",
    }
    assert set(found.files) == {"decision.toml", "district.toml"}
    assert [body.id for body in found.ruleset.decision.appraisers] == ["so-noi-vu", "so-vi-du"]


def test_a_decision_file_that_says_the_same_is_not_written_again() -> None:
    first = done(row("1"), leaf("1.1"))
    again = done(row("1"), leaf("1.1"), existing=first.ruleset)
    assert set(again.files) == {"commune.toml"}


def test_a_released_ruleset_goes_one_revision_on_where_it_stands() -> None:
    before = Before(name="2024_2426", existing=known(), known=known())
    found = of_known(row("1"), leaf("1.1", appraiser="Sở Nội vụ"), before=before)
    assert found.ruleset.decision.revision == known().decision.revision + 1
    assert "(bản dựng lại)" in found.ruleset.decision.name.vi  # the two other scorecards still are
    assert list(found.ruleset.scorecards) == list(UnitKind)
    assert 'unit_kind = "department"' not in (found.files["crosswalk.toml"] or "")
    assert 'unit_kind = "district"' in (found.files["crosswalk.toml"] or "")
    assert "CR671" in ids(found)
    again = transcribe(
        annex(row("1"), leaf("1.1", appraiser="Sở Nội vụ"), totals=(("", "1"),)),
        "department",
        Given(number="2426/QĐ-UBND", on=ON),
        Before(name="2024_2426", existing=found.ruleset, known=known()),
    )
    assert again.ruleset.decision.revision == found.ruleset.decision.revision


@pytest.mark.parametrize(
    ("name", "number", "wrong"), [("mine", "2426/QĐ-UBND", "CR670"), ("2024_2426", "1/X", "CR665")]
)
def test_a_folder_of_another_name_or_another_decision_is_refused(name: str, number: str, wrong: str) -> None:
    with pytest.raises(AnnexError) as refused:
        of_known(row("1"), leaf("1.1"), before=Before(name=name, known=known()), number=number)
    assert [one.id for one in refused.value.findings] == [wrong]


def test_a_name_that_no_ruleset_can_have_is_refused() -> None:
    with pytest.raises(RulesetError) as refused:
        transcribe(annex(row("1"), leaf("1.1"), totals=(("", "1"),)), "commune", given(), Before(name="Ví dụ"))
    assert [one.id for one in refused.value.findings] == ["CR220"]


# --- The title --------------------------------------------------------------------------------------------------------


def test_the_title_is_the_name_without_what_only_says_where_it_belongs() -> None:
    title = (
        "UBND TỈNH VÍ DỤ",
        "Độc lập - Tự do - Hạnh phúc",
        "PHỤ LỤC I",
        "BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH",
        "CẤP XÃ",
        "(Ban hành kèm theo Quyết định số 9/QĐ-UBND)",
    )
    found = transcribe(
        annex(row("1"), leaf("1.1"), totals=(("", "1"),), title=title), "commune", given(), Before(name="vi_du")
    )
    assert found.card.name.vi == "BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ"


def test_without_a_title_a_name_stands_in_and_is_said_to() -> None:
    found = transcribe(
        annex(row("1"), leaf("1.1"), totals=(("", "1"),), title=()), "commune", given(), Before(name="vi_du")
    )
    assert found.card.name.en == "Scorecard: commune, Decision 9/QĐ-UBND"
    assert [ground.part for ground in found.card.grounds] == ["name"]
    assert "CR661" in ids(found)


@pytest.mark.parametrize(
    ("standing", "basis"),
    [(Standing.RECONSTRUCTION, Basis.ILLUSTRATIVE), (Standing.INFERRED, Basis.INFERRED)],
)
def test_what_calls_itself_no_text_of_the_decision_never_becomes_one(standing: Standing, basis: Basis) -> None:
    notice = NOTICE[standing]
    assert notice is not None
    for words in notice:
        found = transcribe(
            annex(row("1", ""), leaf("1.1"), totals=(("", "1"),), title=("BỘ CHỈ SỐ", f"! {words}")),
            "commune",
            given(),
            Before(name="vi_du"),
        )
        assert {node.basis for node in found.card.walk()} == {basis}
        assert found.card.name.vi == "BỘ CHỈ SỐ"
        assert found.card.standing is Standing.RECONSTRUCTION
        assert "CR677" in ids(found)


def test_days_are_given_never_asked_of_a_clock() -> None:
    found = of_known(row("1"), leaf("1.1"), on=date(2030, 1, 2))
    assert found.ruleset.decision.revisions[-1].on == date(2030, 1, 2)


def test_lint_looks_at_the_outcome() -> None:
    lines = ("Tỷ lệ = Số việc xong / Số việc được giao", "Điểm = Tỷ lệ × điểm tối đa")
    note = ("Khi không áp dụng: không được ghi không áp dụng (xã nào cũng có việc)",)
    found = done(row("1"), leaf("1.1", scoring=lines, note=note))
    assert any(one.id.startswith("CR5") for one in found.advice)
