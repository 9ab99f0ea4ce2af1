"""The note column: what is written is read back, usual wordings are read, what is in doubt is not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.law.facts import Name
from cchc_rules.law.model import Combine, Method, NotApplicable, Role
from cchc_rules.law.scoring import Policy
from cchc_rules.office.transcribing.bodies import NOBODY, Bodies, plain
from cchc_rules.office.transcribing.notes import cell_of, evidence_of, printed_policy, read_note, written_policy
from cchc_rules.report.labels import POLICIES
from tests.office.handmade import row


@pytest.mark.parametrize(
    ("line", "policy", "case"),
    [
        ("Nếu không phát sinh hồ sơ thì giảm trừ điểm tối đa tương ứng.", Policy.DROP, "không phát sinh hồ sơ"),
        ("Không phát sinh: loại khỏi tổng điểm", Policy.DROP, "không phát sinh"),
        ("- Trường hợp không phát sinh thủ tục, hồ sơ được điểm tối đa", Policy.FULL, "không phát sinh thủ tục, hồ sơ"),
        ("Đạt điểm tối đa nếu không phát sinh nhiệm vụ.", Policy.FULL, "không phát sinh nhiệm vụ"),
        ("Không có phát sinh => 0 điểm", Policy.ZERO, "không có phát sinh"),
        ("Không áp dụng thì điểm được chia lại cho các tiêu chí còn lại cùng hạng mục", Policy.SPREAD, None),
        ("Không được giao: không thay null bằng 0", Policy.OPEN, "không được giao"),
    ],
)
def test_a_usual_wording_is_read(line: str, policy: Policy, case: str | None) -> None:
    found = printed_policy(line)
    assert found is not None
    assert found.policy is policy
    assert case is None or found.reason == Name(case)


@pytest.mark.parametrize(
    "line",
    [
        "Không phát sinh thì Hội đồng xem xét",
        "Giảm trừ điểm tối đa",
        "Không phát sinh thì giảm trừ hoặc được điểm tối đa",
        "Không phát sinh: 10 điểm",
    ],
)
def test_what_is_in_doubt_is_no_policy(line: str) -> None:
    assert printed_policy(line) is None


REASONS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)


@given(policy=st.sampled_from(Policy), reason=REASONS)
def test_a_policy_that_is_written_is_read_back(policy: Policy, reason: str) -> None:
    line = f"Khi không áp dụng: {POLICIES[policy][0]} ({reason})"
    assert written_policy(line) == NotApplicable(policy=policy, reason=Name(reason))


def test_the_first_sentence_on_a_policy_counts() -> None:
    lines = ("Không phát sinh thì giảm trừ điểm tối đa", "Không phát sinh thì được điểm tối đa")
    found = read_note(row("1.1", note=lines))
    assert found.policy is not None
    assert found.policy.policy is Policy.DROP


def test_a_sentence_that_a_narrow_column_broke_is_put_together() -> None:
    found = read_note(row("1.1", note=("Nếu không phát sinh", "thì giảm trừ điểm tối đa;", "Theo dõi")))
    assert found.policy == NotApplicable(policy=Policy.DROP, reason=Name("không phát sinh"))
    assert found.left == ("Theo dõi",)


def test_doubt_is_told_once_and_not_where_a_policy_is_told() -> None:
    doubtful = "Không phát sinh thì Hội đồng xem xét"
    assert read_note(row("1.1", note=(doubtful, f"{doubtful}.  Sau đó"))).doubtful == doubtful
    assert not read_note(row("1.1", note=(doubtful, "Không phát sinh: giảm trừ"))).doubtful


@pytest.mark.parametrize(
    ("columns", "method"),
    [
        ({"evidence": ("Báo cáo kết quả điều tra xã hội học",)}, Method.EVIDENCE),
        ({"evidence": ("Điều tra xã hội học",)}, Method.SURVEY),
        ({"evidence": ("Kế hoạch", "Điều tra xã hội học")}, Method.EVIDENCE),
        ({"note": ("Khảo sát XHH",)}, Method.SURVEY),
        ({"scoring": ("Theo kết quả điều tra xã hội học",)}, Method.SURVEY),
        ({"evidence": ("Điều tra XHH về mức độ hài lòng",)}, Method.SATISFACTION),
        ({"evidence": ("Mức độ hài lòng",)}, Method.EVIDENCE),
        ({"note": ("Cách đánh giá: hài lòng",)}, Method.SATISFACTION),
        ({"note": ("Cách đánh giá: tài liệu kiểm chứng",), "evidence": ("Điều tra xã hội học",)}, Method.EVIDENCE),
    ],
)
def test_the_method_is_told_by_the_cells(columns: Any, method: Method) -> None:  # noqa: ANN401 - columns by their names
    assert read_note(row("1.1", **columns)).method is method


def test_labels_tell_role_and_combination() -> None:
    found = read_note(
        row("1", note=("Vai trò: điểm trừ", "Cách gộp: lấy tiêu chí con nhiều điểm nhất", "Vai trò: khác"))
    )
    assert (found.role, found.combine, found.left) == (Role.PENALTY, Combine.BEST, ("Vai trò: khác",))


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        ((), ()),
        (("Kế hoạch năm; báo cáo; ",), ("Kế hoạch năm", "báo cáo")),
        (("Kế hoạch năm;", "Báo cáo"), ("Kế hoạch năm", "Báo cáo")),
        (("Quyết định của Chủ tịch", "về kế hoạch"), ("Quyết định của Chủ tịch về kế hoạch",)),
        (("Gồm có", "- Kế hoạch;", "năm", "- Báo cáo"), ("Gồm có", "Kế hoạch; năm", "Báo cáo")),
        (("Kế hoạch", "Kế hoạch"), ("Kế hoạch",)),
    ],
)
def test_evidence_is_taken_apart(lines: tuple[str, ...], items: tuple[str, ...]) -> None:
    assert evidence_of(lines) == items


@pytest.mark.parametrize(
    "evidence",
    [(), ("Kế hoạch",), ("Kế hoạch; báo cáo",), ("Báo cáo", "nhật ký"), ("Báo cáo", "Nhật ký"), ("a;b", "c d")],
)
def test_evidence_that_is_written_is_read_back(evidence: tuple[str, ...]) -> None:
    assert evidence_of(cell_of(evidence)) == evidence


def test_bodies_get_ids_of_their_names_and_keep_those_they_have() -> None:
    bodies = Bodies(())
    assert [bodies.of(name) for name in ("Sở Nội vụ", "SỞ  NỘI VỤ", "So Noi vu", "Sở – Nội – vụ", "…")] == [
        "so-noi-vu",
        "so-noi-vu",
        "so-noi-vu-2",
        "so-noi-vu-3",
        "co-quan",
    ]
    assert bodies.of(NOBODY.name.vi) == bodies.nobody() == NOBODY.id
    assert [body.id for body in bodies.every][-1] == NOBODY.id
    again = Bodies((*bodies.every, *bodies.every))
    assert again.known == bodies.every
    assert again.of("So Noi vu") == "so-noi-vu-2"


def test_plain_letters_are_left_of_a_name() -> None:
    assert plain("Ủy ban nhân dân huyện Đà Bắc") == "uy-ban-nhan-dan-huyen-da-bac"
