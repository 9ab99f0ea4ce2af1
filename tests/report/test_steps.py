"""A derivation reads like an official's calculation, whatever kinds of rule it went through."""

from fractions import Fraction
from typing import Any, get_args

import pytest

from cchc_rules.exact import Rounding, RoundingMode
from cchc_rules.law.awards import Judged, SimpleAward, YesNo
from cchc_rules.law.facts import Name
from cchc_rules.law.measures import Given, Measure
from cchc_rules.law.model import Choice, FailedTo, Precondition, Reading
from cchc_rules.law.scoring import Award, BestOf, Branch, Condition, Policy, Scoring, Sum
from cchc_rules.report.labels import LANGUAGES
from cchc_rules.report.steps import derivation_lines
from cchc_rules.scoring.inputs import Appraisal, Entry
from cchc_rules.scoring.result import Result
from tests.report.support import CODE, COMPOSITES, FACTS, SAMPLES, SIMPLE, YES, card, scored

ZEROS: dict[str, Any] = {"measure ratio.stand_in": {"all": 0}, "measure ratio.stand_in.alone": {"all": 0}}
ZEROS["measure ratio.zero"] = {"all": 0, "year_before": 0}
ASKED = {fact.name.vi for fact in FACTS.values()} | {fact.name.en for fact in FACTS.values()}
SAID = {
    "measure fact": ["Có: 2 điểm"],
    "measure all_of": ["Đủ mọi điều kiện: không", "Không: 0 điểm"],
    "measure any_of": ["Có ít nhất một điều kiện: có", "Có: 2 điểm"],
    "measure ratio": ["Tỷ lệ = 47 / 50 = 94 %", "Tỷ lệ × điểm tối đa = 94 % × 2 = 1,88 điểm"],
    "measure ratio.greatest": ["Tỷ lệ = 47 / 49 ≈ 95,918 %", "Tỷ lệ × điểm tối đa = (47/49) × 2 = 94/49 ≈ 1,918 điểm"],
    "measure ratio.zero": ["Mẫu số bằng 0, theo quy định tỷ lệ là 100 %", "Tỷ lệ × điểm tối đa = 100 % × 2 = 2 điểm"],
    "measure ratio.stand_in": ["Tỷ lệ = 1 / 2,5 = 40 %", "Tỷ lệ × điểm tối đa = 40 % × 2 = 0,8 điểm"],
    "measure ratio.stand_in.alone": [
        "Tỷ lệ = 1 / 30 ≈ 3,333 %",
        "Tỷ lệ × điểm tối đa = (1/30) × 2 = 1/15 ≈ 0,067 điểm",
    ],
    "measure complement": [
        "Tỷ lệ = 1 / 50 = 2 %",
        "Phần còn lại = 100 % − 2 % = 98 %",
        "Tỷ lệ × điểm tối đa = 98 % × 2 = 1,96 điểm",
    ],
    "measure product": [
        "Tỷ lệ = 47 / 50 = 94 %",
        "Tỷ lệ = 1 / 50 = 2 %",
        "Tích = 1,88 %",
        "Tỷ lệ × điểm tối đa = 1,88 % × 2 = 0,0376 điểm",
    ],
    "measure relative": [
        "Tỷ lệ = 47 / 50 = 94 %",
        "So sánh: 94 % − 95 % = -1 điểm phần trăm",
        "Thuộc khoảng “từ -100 đến 100 điểm phần trăm”: 1 điểm",
    ],
    "measure relative.ratio": [
        "Tỷ lệ = 47 / 50 = 94 %",
        "So sánh: 94 % / 95 % = 94/95 ≈ 98,947 %",
        "Tỷ lệ × điểm tối đa = (94/95) × 2 = 188/95 ≈ 1,979 điểm",
    ],
    "measure relative.numbers": ["So sánh: 47 − 50 = -3", "Điểm = giá trị đo được = -3 điểm"],
    "measure weighted": ["Giá trị = 0,25 × 1 + 1 × 1 = 1,25", "Điểm = 2 − 1,25 = 0,75 điểm"],
    "measure days_late": [
        "Ngày cuối còn hạn 31/01/2024, thực hiện 05/02/2024: chậm 5 ngày",
        "Thuộc khoảng “chậm từ 1 đến 15 ngày”: 1 điểm",
    ],
    "measure days_late.working": [
        "Ngày cuối còn hạn 01/02/2024, thực hiện 05/02/2024: chậm 2 ngày",
        "Thuộc khoảng “chậm từ 1 đến 15 ngày”: 1 điểm",
    ],
    "measure level": ["Mức “partial”: 0,75 điểm"],
    "measure survey": [
        "Trung bình có trọng số của các nhóm = 84 %",
        "nhóm “people”: 10 phiếu hợp lệ, trung bình 90 %, trọng số 60 %",
        "nhóm “staff”: 10 phiếu hợp lệ, trung bình 75 %, trọng số 40 %",
        "Tỷ lệ × điểm tối đa = 84 % × 2 = 1,68 điểm",
    ],
    "award yes_no": ["Không: 0,5 điểm"],
    "award proportional": ["Tỷ lệ = 47 / 50 = 94 %", "Tỷ lệ × điểm tối đa = 94 % × 2 = 1,88 điểm"],
    "award proportional.target": [
        "Tỷ lệ = 47 / 50 = 94 %",
        "Tỷ lệ / mức đạt điểm tối đa × điểm tối đa = 94 % / 95 % × 2 = 188/95 ≈ 1,979 điểm",
    ],
    "award proportional.reached": ["Tỷ lệ = 47 / 50 = 94 %", "94 % đã đạt mức 90 %: được điểm tối đa 2 điểm"],
    "award proportional.below": ["Tỷ lệ = 47 / 50 = 94 %", "94 % dưới mức sàn 95 %: 0 điểm"],
    "award bands": ["Tỷ lệ = 47 / 50 = 94 %", "Thuộc khoảng “từ 90 % đến 100 %”: 2 điểm"],
    "award levels": ["Mức “partial”: 0,75 điểm"],
    "award steps": [
        "Tỷ lệ = 47 / 50 = 94 %",
        "Tại 70 % được 0,5 điểm, cứ 5 điểm phần trăm vượt thêm được 0,25 điểm; 94 %: 1,5 điểm",
    ],
    "award steps.less": ["Tại 3 được 1 điểm, cứ 2 vượt thêm được 0,25 điểm; 1: 1,25 điểm"],
    "award steps.short": ["1 chưa đến 3: 0 điểm"],
    "award tally": ["Điểm = giá trị đo được = 1,5 điểm"],
    "award tally.capped": ["12,5, chỉ tính tối đa 2 điểm: 2 điểm"],
    "award deduct": ["Điểm = 2 − 1 = 1 điểm"],
    "award deduct.floor": ["Điểm = 1,5 − 12,5, nhưng không dưới 0,5 điểm: 0,5 điểm"],
    "award judged": ["Cơ quan thẩm định cho 1,5 điểm (bước 0,25)"],
    "award branch": [
        "Trường hợp 2: Có kế hoạch: có",
        "Phần “tasks” (tối đa 1 điểm):",
        "Tỷ lệ = 47 / 50 = 94 %",
        "Tỷ lệ × điểm tối đa = 94 % × 1 = 0,94 điểm",
        "Điểm của phần: 0,94, sau giới hạn và làm tròn là 0,9 điểm",
        "Phần “plan” (tối đa 0,5 điểm):",
        "Có: 0,5 điểm",
        "Điểm của phần: 0,5 điểm",
        "Cộng các phần = 0,9 + 0,5 = 1,4 điểm",
        "Vượt điểm tối đa: 1,4 điểm giảm còn 1 điểm",
    ],
    "award branch.otherwise": [
        "Không thuộc trường hợp nào: tính theo trường hợp còn lại",
        "Tỷ lệ = 47 / 50 = 94 %",
        "Tỷ lệ × điểm tối đa = 94 % × 2 = 1,88 điểm",
    ],
    "award sum": [
        "Phần “tasks” (tối đa 1 điểm):",
        "Tỷ lệ = 47 / 50 = 94 %",
        "Tỷ lệ × điểm tối đa = 94 % × 1 = 0,94 điểm",
        "Điểm của phần: 0,94, sau giới hạn và làm tròn là 0,9 điểm",
        "Phần “plan” (tối đa 0,5 điểm):",
        "Có: 0,5 điểm",
        "Điểm của phần: 0,5 điểm",
        "Phần “late” (tối đa 1 điểm):",
        "Điểm = giá trị đo được = 1 điểm",
        "Điểm của phần: 1 điểm",
        "Cộng các phần = 0,5 + 0,9 + 0,5 − 1 = 0,9 điểm",
    ],
    "award sum.clamped": [
        "Phần “plan” (tối đa 0,5 điểm):",
        "Có: 0,5 điểm",
        "Điểm của phần: 0,5 điểm",
        "Phần “late” (tối đa 1 điểm):",
        "Điểm = giá trị đo được = 1 điểm",
        "Điểm của phần: 1 điểm",
        "Cộng các phần = 0,5 − 1, giữ trong giới hạn: 0 điểm",
    ],
    "award best_of": [
        "Phần “tasks” (tối đa 1 điểm):",
        "Tỷ lệ = 47 / 50 = 94 %",
        "Tỷ lệ × điểm tối đa = 94 % × 1 = 0,94 điểm",
        "Điểm của phần: 0,94, sau giới hạn và làm tròn là 0,9 điểm",
        "Phần “plan” (tối đa 0,5 điểm):",
        "Có: 0,5 điểm",
        "Điểm của phần: 0,5 điểm",
        "Lấy phần nhiều điểm nhất: 0,9 điểm",
    ],
}


def said(result: Result, language: str = "vi") -> list[str]:
    """The lines of the trial leaf that are not its facts."""
    assert language in LANGUAGES
    lines = [text for _, text in derivation_lines(result, CODE, "vi" if language == "vi" else "en")]
    return [text for text in lines if text not in ("Số liệu:", "Facts:") and text.split(" = ")[0] not in ASKED]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_says_what_happened(name: str) -> None:
    assert said(scored(card(SAMPLES[name]), **ZEROS.get(name, {}))) == SAID[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_english_says_the_same_numbers_with_a_decimal_point(name: str) -> None:
    result = scored(card(SAMPLES[name]), **ZEROS.get(name, {}))
    vietnamese, english = (derivation_lines(result, CODE, language) for language in LANGUAGES)
    assert [depth for depth, _ in vietnamese] == [depth for depth, _ in english]
    for (_, here), (_, there) in zip(vietnamese, english, strict=True):
        numbers = [word for word in here.replace(",", ".").split() if word[0].isdigit()]
        assert "{" not in there
        assert not [word for word in numbers if "/" not in word and len(word) < 5 and word.strip("():;.") not in there]


def test_the_samples_hold_every_kind() -> None:
    scorings = [scoring for sample in SAMPLES.values() for scoring in sample.walk()]
    assert {type(measure) for scoring in scorings for measure in scoring.measures} == set(get_args(Measure))
    assert {type(scoring.award) for scoring in scorings} == set(get_args(Award))
    assert set(get_args(Award)) == {*get_args(SimpleAward), Branch, Sum, BestOf}


def test_facts_stand_with_their_labels_and_with_whoever_gave_them() -> None:
    result = scored(card(Scoring(measure=Given("given"), award=Judged(step=Fraction("0.25")))))
    assert derivation_lines(result, CODE, "vi")[:2] == ((0, "Số liệu:"), (1, "Điểm chấm = 1,5 (cơ quan thẩm định cho)"))
    planned = scored(card(Scoring(measure=Given("planned"), award=YesNo())), stage="self_score")
    assert derivation_lines(planned, CODE, "en")[1] == (1, "Planned = yes")


def test_what_was_never_done_is_said_so() -> None:
    result = scored(card(SAMPLES["measure days_late"]), sent_on="never")
    assert said(result) == ["Không thực hiện", "Không thực hiện: 0 điểm"]


def test_steps_toward_less_say_above_where_the_mark_is_missed() -> None:
    result = scored(card(SAMPLES["award steps.less"]), late=4)
    assert said(result) == ["4 vượt 3: 0 điểm"]


def test_a_cap_and_a_rounding_show_before_and_after() -> None:
    rounding = Rounding(1, RoundingMode.HALF_UP)
    capped = scored(card(SAMPLES["measure relative.ratio"], round=rounding), done=49)
    assert said(capped)[-1] == "Làm tròn đến 1 chữ số thập phân, nửa làm tròn lên: 2 → 2 điểm"
    rounded = scored(card(SIMPLE, round=rounding))
    assert said(rounded)[-1] == "Làm tròn đến 1 chữ số thập phân, nửa làm tròn lên: 1,88 → 1,9 điểm"
    over = scored(card(COMPOSITES["sum"], most="0.5"))
    assert said(over)[-1] == "Vượt điểm tối đa: 0,9 điểm giảm còn 0,5 điểm"


def test_the_reading_in_use_stands_first_with_its_words() -> None:
    reading = Reading(id="strict", words="Đạt từ 80 %", scoring=SIMPLE)
    chosen = Choice(reading="strict", by="Tổ thử", why=Name("rõ hơn", "clearer"))
    result = scored(card(SIMPLE, readings=(reading,), chosen=chosen))
    assert said(result)[0] == "Văn bản để ngỏ, dùng cách hiểu “strict”: “Đạt từ 80 %”"


def test_an_appraisal_stands_with_its_reason_and_the_explanation() -> None:
    first = Appraisal(points="1.5", reason="thiếu hồ sơ", by="so-noi-vu")
    second = Appraisal(points="1.75", by="Tổ thẩm định")
    entry = Entry(code=CODE, self_score="1.88", appraisal_1=first, explanation="đã bổ sung", appraisal_2=second)
    assert said(scored(card(SIMPLE), entry))[-3:] == [
        "Thẩm định lần 2: 1,75 điểm",
        "đơn vị giải trình: đã bổ sung",
        "người chấm: Tổ thẩm định",
    ]
    assert said(scored(card(SIMPLE), entry, stage="appraisal_1"))[-3:] == [
        "Thẩm định lần 1: 1,5 điểm",
        "lý do: thiếu hồ sơ",
        "người chấm: Sở Nội vụ",
    ]


def test_the_units_own_word_is_named_as_such() -> None:
    result = scored(card(SIMPLE), Entry(code=CODE, self_score="1"), without=("done",), stage="self_score")
    assert said(result) == ["Tự chấm: 1 điểm"]


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        (Policy.DROP, "Không áp dụng: loại khỏi điểm và điểm tối đa"),
        (Policy.FULL, "Không áp dụng: được điểm tối đa 2 điểm"),
        (Policy.ZERO, "Không áp dụng: 0 điểm"),
        (Policy.SPREAD, "Không áp dụng: điểm được chia lại cho các tiêu chí cùng mục"),
    ],
)
def test_a_claim_says_what_its_policy_does(policy: Policy, sentence: str) -> None:
    claim = Entry(code=CODE, state="not_applicable", reason="không phát sinh", confirmed=True)
    assert said(scored(card(SIMPLE, policy=policy), claim)) == [sentence]


def test_a_sibling_says_what_was_spread_over_it() -> None:
    claim = Entry(code=CODE, state="not_applicable", reason="không phát sinh", confirmed=True)
    result = scored(card(SIMPLE, policy=Policy.SPREAD), claim)
    last = derivation_lines(result, "1.2", "vi")[-1]
    assert last == (0, "Nhận thêm phần điểm của tiêu chí không áp dụng: 1 × 3 = 3 điểm")


@pytest.mark.parametrize(
    ("policy", "sentences"),
    [
        (Policy.DROP, ["Có phần không áp dụng: 0 điểm", "Cộng các phần = 0,5 + 0 + 0,5 − 1 = 0 điểm"]),
        (Policy.FULL, ["Có phần không áp dụng: 1 điểm", "Cộng các phần = 0,5 + 1 + 0,5 − 1 = 1 điểm"]),
    ],
)
def test_a_part_that_does_not_apply_is_said_so(policy: Policy, sentences: list[str]) -> None:
    entry = Entry(code=CODE, parts_not_applicable=("tasks",), reason="không phát sinh", confirmed=True)
    lines = said(scored(card(COMPOSITES["sum"], policy=policy), entry))
    assert [lines[0], lines[-1]] == sentences


def test_a_failed_precondition_is_said() -> None:
    failed = Precondition(when=Condition(measure=Given("reported"), within=YES), otherwise=FailedTo.ZERO)
    result = scored(card(SIMPLE, precondition=failed))
    assert said(result) == ["Không đạt điều kiện tiên quyết: 0 điểm"]


def test_an_open_leaf_tells_as_far_as_it_got() -> None:
    result = scored(card(COMPOSITES["branch"]), missing="bounds", without=("done",))
    assert said(result)[0] == "Trường hợp 2: Có kế hoạch: có"


def test_a_node_with_children_has_no_steps_of_its_own() -> None:
    assert derivation_lines(scored(card(SIMPLE)), "1", "vi") == ()
