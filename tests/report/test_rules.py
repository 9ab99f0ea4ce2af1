"""The rule of every kind is said in words, in both languages."""

from fractions import Fraction

import pytest

from cchc_rules import available, load
from cchc_rules.exact import Interval
from cchc_rules.law.awards import YesNo
from cchc_rules.law.measures import Given
from cchc_rules.law.scoring import Condition, Scoring
from cchc_rules.report.labels import LANGUAGES
from cchc_rules.report.rules import Speaker
from tests.report.support import FACTS, SAMPLES

RULE = {
    "measure all_of": ["Số đo: có đủ: Có kế hoạch; Có báo cáo", "Điểm: có: 2 điểm; không: 0 điểm"],
    "measure any_of": ["Số đo: có ít nhất một trong: Có kế hoạch; Có báo cáo", "Điểm: có: 2 điểm; không: 0 điểm"],
    "measure ratio.greatest": [
        "Số đo: Số đã làm / (số lớn nhất trong (Tổng số; Số năm trước) − Số làm chậm); tử số có thể lớn hơn mẫu số",
        "Điểm: tỷ lệ × điểm tối đa (2 điểm)",
    ],
    "measure ratio.zero": [
        "Số đo: Số năm trước / Tổng số; mẫu số bằng 0 thì tỷ lệ là 100 %",
        "Điểm: tỷ lệ × điểm tối đa (2 điểm)",
    ],
    "measure ratio.stand_in": [
        "Số đo: Số làm chậm / Tổng số; tử số có thể lớn hơn mẫu số; mẫu số bằng 0 thì thay bằng Số năm trước / Số kỳ; cũng bằng 0 thì tỷ lệ là 0 %",
        "Điểm: tỷ lệ × điểm tối đa (2 điểm)",
    ],
    "measure complement": ["Số đo: 100 % − (Số làm chậm / Tổng số)", "Điểm: tỷ lệ × điểm tối đa (2 điểm)"],
    "measure product": [
        "Số đo: (Số đã làm / Tổng số) × (Số làm chậm / Tổng số)",
        "Điểm: tỷ lệ × điểm tối đa (2 điểm)",
    ],
    "measure relative": [
        "Số đo: (Số đã làm / Tổng số) − Tỷ lệ chung",
        "Điểm: theo khoảng:",
        "từ -100 đến 100 điểm phần trăm: 1 điểm",
    ],
    "measure weighted": [
        "Số đo: 0,25 × Số làm chậm + Có kế hoạch",
        "Điểm: 2 điểm trừ giá trị đo được, thấp nhất 0 điểm",
    ],
    "measure days_late.working": [
        "Số đo: số ngày làm việc từ hạn (trước ngày: Ngày hạn, thêm 1 ngày) đến: Ngày gửi",
        "Điểm: theo khoảng:",
        "không chậm: 2 điểm",
        "chậm từ 1 đến 15 ngày: 1 điểm",
        "chậm từ 16 ngày trở lên: 0 điểm",
        "không thực hiện: 0 điểm",
    ],
    "measure level": ["Số đo: Mức độ", "Điểm: theo mức:", "“full”: 2 điểm", "“partial”: 0,75 điểm"],
    "award proportional": ["Số đo: Số đã làm / Tổng số", "Điểm: tỷ lệ × điểm tối đa (2 điểm); dưới 80 %: 0 điểm"],
    "award proportional.target": [
        "Số đo: Số đã làm / Tổng số",
        "Điểm: tỷ lệ / 95 % × điểm tối đa (2 điểm); từ 95 % trở lên được điểm tối đa",
    ],
    "award steps": [
        "Số đo: Số đã làm / Tổng số",
        "Điểm: tại 70 %: 0,5 điểm; cứ tăng đủ 5 điểm phần trăm thêm 0,25 điểm, tối đa 1,5 điểm; chưa đến 70 %: 0 điểm",
    ],
    "award steps.less": [
        "Số đo: Số làm chậm",
        "Điểm: tại 3: 1 điểm; cứ giảm 2 (tính cả phần lẻ) thêm 0,25 điểm, tối đa 2 điểm; trên 3: 0 điểm",
    ],
    "award judged": [
        "Số đo: Điểm chấm",
        "Điểm: cơ quan thẩm định cho điểm từ 0 đến 2 điểm, theo bước 0,25, có nêu lý do",
    ],
    "award sum.clamped": [
        "Cộng các phần:",
        "Phần “plan”, tối đa 0,5 điểm:",
        "Số đo: Có kế hoạch",
        "Điểm: có: 0,5 điểm; không: 0 điểm",
        "Trừ phần “late”, nhiều nhất 1 điểm:",
        "Số đo: Số làm chậm",
        "Điểm: giá trị đo được là số điểm, tối đa 1 điểm",
        "Thấp nhất: 0 điểm",
        "Cao nhất: 1 điểm",
    ],
    "award branch.otherwise": [
        "Theo trường hợp:",
        "Nếu Có báo cáo: có:",
        "Số đo: Số đã làm / Tổng số",
        "Điểm: tỷ lệ × điểm tối đa (2 điểm)",
        "Trường hợp còn lại:",
        "Số đo: Số đã làm / Tổng số",
        "Điểm: tỷ lệ × điểm tối đa (2 điểm)",
    ],
}


@pytest.mark.parametrize("name", RULE)
def test_a_rule_is_said_in_vietnamese(name: str) -> None:
    lines = Speaker(FACTS, "vi").scoring(SAMPLES[name], Fraction(2))
    assert [text for _, text in lines] == RULE[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_rule_is_said_in_both_languages_line_by_line(name: str) -> None:
    vietnamese, english = (list(Speaker(FACTS, language).scoring(SAMPLES[name], Fraction(2))) for language in LANGUAGES)
    assert [depth for depth, _ in vietnamese] == [depth for depth, _ in english]
    for (_, here), (_, there) in zip(vietnamese, english, strict=True):
        assert here != there or "“" in here
        assert "{" not in here + there


def test_a_condition_on_a_number_or_a_level_is_said() -> None:
    speaker = Speaker(FACTS, "en")
    assert speaker.condition(Condition(measure=Given("done"), within=Interval.parse("[1, inf)"))) == "Done: 1 or more"
    assert speaker.condition(Condition(measure=Given("level"), level="full")) == "Level: “full”"


def test_where_nothing_limits_the_points_it_is_said() -> None:
    scoring = SAMPLES["award tally"]
    assert "không giới hạn" in list(Speaker(FACTS, "vi").scoring(scoring, None))[1][1]


def test_an_award_without_a_measure_says_nothing() -> None:
    assert list(Speaker(FACTS, "vi").scoring(Scoring(award=YesNo()), Fraction(1))) == []


def test_every_shipped_leaf_can_be_said() -> None:
    for name in available():
        for scorecard in load(name).scorecards.values():
            for leaf in scorecard.leaves:
                for language in LANGUAGES:
                    assert list(Speaker(scorecard.facts, language).scoring(leaf.rule, leaf.max_points))
