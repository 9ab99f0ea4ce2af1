"""The usual wordings of printed scoring cells: read where they say all that is needed, and refused just beside it."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from cchc_rules.errors import Severity
from cchc_rules.exact import parse_number
from cchc_rules.law.facts import Fact, FactType, Giver, Name
from cchc_rules.law.model import Method
from cchc_rules.office.wording import NotUnderstood, Understood, say, understand

NAME = "Việc ví dụ"


def read(most: str | None, *lines: str, known: Mapping[str, Fact] | None = None) -> Understood | NotUnderstood:
    points = None if most is None else parse_number(most)
    return understand(lines, code="1.1", name=NAME, max_points=points, known=known)


# Each: the maximum, the cell, and what the library says of what it read.
USUAL: list[tuple[str, str, str]] = [
    (
        "2",
        "Điểm = 2 × tỷ lệ hồ sơ đúng hạn",
        "Số đo: Tỷ lệ hồ sơ đúng hạn, việc ví dụ\nĐiểm: tỷ lệ × điểm tối đa (2 điểm)",
    ),
    (
        "2",
        "a) Có ban hành: 1; b) Có kiểm tra: 1",
        "Số đo: Có ban hành, việc ví dụ + Có kiểm tra, việc ví dụ\nĐiểm: giá trị đo được là số điểm, tối đa 2 điểm",
    ),
    (
        "3",
        "Có xây dựng Kế hoạch: 3 điểm – Không xây dựng Kế hoạch: 0 điểm",
        "Số đo: Có xây dựng Kế hoạch, việc ví dụ\nĐiểm: có: 3 điểm; không: 0 điểm",
    ),
    ("1", "đạt: 1 điểm, không đạt: 0,25 điểm", "Số đo: Việc ví dụ\nĐiểm: có: 1 điểm; không: 0,25 điểm"),
    (
        "2",
        "bằng hoặc cao hơn mức bình quân: 2; thấp hơn: 0",
        "Số đo: Bằng hoặc cao hơn mức bình quân, việc ví dụ\nĐiểm: có: 2 điểm; không: 0 điểm",
    ),
    (
        "3",
        "Có kế hoạch: 3; Không có kế hoạch hoặc không công khai kế hoạch: 0",
        "Số đo: có đủ: Có kế hoạch, việc ví dụ; Công khai kế hoạch, việc ví dụ\nĐiểm: có: 3 điểm; không: 0 điểm",
    ),
    ("1", "tăng: 1", "Số đo: Tăng, việc ví dụ\nĐiểm: có: 1 điểm; không: 0 điểm"),
    (
        "2.5",
        "thực hiện tốt 2,5; đầy đủ 2,0; chưa đầy đủ 1; không 0",
        "Số đo: Mức độ, việc ví dụ\nĐiểm: theo mức:\n- “Thực hiện tốt”: 2,5 điểm\n- “Đầy đủ”: 2 điểm\n- “Chưa đầy đủ”: 1 điểm\n- “Không”: 0 điểm",
    ),
    (
        "0.75",
        "Có kế hoạch: 0,25; Có báo cáo: 0,25; Có sơ kết: 0,25",
        (
            "Số đo: 0,25 × Có kế hoạch, việc ví dụ + 0,25 × Có báo cáo, việc ví dụ + 0,25 × Có sơ kết, việc ví dụ\n"
            "Điểm: giá trị đo được là số điểm, tối đa 0,75 điểm"
        ),
    ),
    (
        "1",
        "Trên 95 %: 1 điểm. Từ 90 % đến 95 %: 0,5 điểm. Dưới 90 %: 0 điểm.",
        "Số đo: Tỷ lệ việc ví dụ\nĐiểm: theo khoảng:\n- trên 95 %: 1 điểm\n- từ 90 % đến 95 %: 0,5 điểm\n- dưới 90 %: 0 điểm",
    ),
    (
        "1",
        "Đạt 100% kế hoạch được 1 điểm; dưới 100% kế hoạch: 0 điểm",
        "Số đo: Tỷ lệ kế hoạch, việc ví dụ\nĐiểm: theo khoảng:\n- 100 %: 1 điểm\n- dưới 100 %: 0 điểm",
    ),
    (
        "1",
        "Không có đơn thư: 1; có từ 1 đơn thư: 0",
        "Số đo: Số đơn thư, việc ví dụ\nĐiểm: theo khoảng:\n- từ 1 trở lên: 0 điểm\n- 0: 1 điểm",
    ),
    (
        "1",
        "từ 2,5 triệu đồng trở lên: 1; dưới 2,5 triệu đồng: 0",
        "Số đo: Số triệu đồng, việc ví dụ\nĐiểm: theo khoảng:\n- từ 2,5 trở lên: 1 điểm\n- dưới 2,5: 0 điểm",
    ),
    (
        "2",
        "Đạt từ 80% trở lên sẽ đạt điểm tối đa. Dưới 80% tính theo công thức: Tỷ lệ % … × Điểm tối đa / 80%",
        "Số đo: Tỷ lệ việc ví dụ\nĐiểm: tỷ lệ / 80 % × điểm tối đa (2 điểm); từ 80 % trở lên được điểm tối đa",
    ),
    (
        "10",
        "Từ 60% đến dưới 85%: Điểm = (Tỷ lệ/85%) × 10, tối đa 10 điểm, làm tròn 02 chữ số – Dưới 60%: 0",
        (
            "Số đo: Tỷ lệ việc ví dụ\nĐiểm: tỷ lệ / 85 % × điểm tối đa (10 điểm); từ 85 % trở lên được điểm tối đa; dưới 60 %: 0 điểm\n"
            "Làm tròn: 2 chữ số thập phân, nửa làm tròn lên"
        ),
    ),
    (
        "2",
        "Tỷ lệ = b/a × 100%; Điểm = Tỷ lệ × điểm chuẩn, làm tròn 1 chữ số thập phân (nửa làm tròn về số chẵn)",
        "Số đo: B, việc ví dụ / A, việc ví dụ\nĐiểm: tỷ lệ × điểm tối đa (2 điểm)\nLàm tròn: 1 chữ số thập phân, nửa làm tròn về số chẵn",
    ),
    (
        "6",
        "=100% - (tỷ lệ quá hạn + tỷ lệ phản ánh)\nmin(6; 6 × tỷ lệ/0,90)",
        (
            "Số đo: 100 % − (Tỷ lệ quá hạn, việc ví dụ + Tỷ lệ phản ánh, việc ví dụ)\n"
            "Điểm: tỷ lệ / 90 % × điểm tối đa (6 điểm); từ 90 % trở lên được điểm tối đa"
        ),
    ),
    (
        "4",
        "hồ sơ đồng bộ / max(hồ sơ báo cáo, hồ sơ trên Cổng); 4 × tỷ lệ; mẫu số bằng 0 thì tỷ lệ là 50 %",
        (
            "Số đo: Hồ sơ đồng bộ, việc ví dụ / số lớn nhất trong (Hồ sơ báo cáo, việc ví dụ; Hồ sơ trên Cổng, việc ví dụ); "
            "mẫu số bằng 0 thì tỷ lệ là 50 %\nĐiểm: tỷ lệ × điểm tối đa (4 điểm)"
        ),
    ),
    (
        "4",
        "hồ sơ đồng bộ / hồ sơ; 4 × tỷ lệ; mẫu số 0: 0",
        "Số đo: Hồ sơ đồng bộ, việc ví dụ / Hồ sơ, việc ví dụ; mẫu số bằng 0 thì tỷ lệ là 0 %\nĐiểm: tỷ lệ × điểm tối đa (4 điểm)",
    ),
    ("4", "4 × tỷ lệ (không ngưỡng 80)", "Số đo: Tỷ lệ việc ví dụ\nĐiểm: tỷ lệ × điểm tối đa (4 điểm)"),
    (
        "2",
        "0,5 điểm cho mỗi văn bản ban hành, tối đa 2",
        "Số đo: 0,5 × Số văn bản ban hành, việc ví dụ\nĐiểm: giá trị đo được là số điểm, tối đa 2 điểm",
    ),
    (
        "2",
        "Mỗi văn bản ban hành được 0,5 điểm",
        "Số đo: 0,5 × Số văn bản ban hành, việc ví dụ\nĐiểm: giá trị đo được là số điểm, tối đa 2 điểm",
    ),
    (
        "2",
        "Không có hồ sơ trễ hạn: 2 điểm; mỗi hồ sơ trễ hạn trừ 0,25 điểm, trừ tối đa 1 điểm",
        "Số đo: 0,25 × Số hồ sơ trễ hạn, việc ví dụ\nĐiểm: 2 điểm trừ giá trị đo được, thấp nhất 1 điểm",
    ),
    (
        "2",
        "Điểm tối đa 2; mỗi hồ sơ trễ hạn trừ 0,25 điểm",
        "Số đo: 0,25 × Số hồ sơ trễ hạn, việc ví dụ\nĐiểm: 2 điểm trừ giá trị đo được, thấp nhất 0 điểm",
    ),
    (
        "3",
        "không quá 30 ngày: 03 điểm; trễ hạn (không quá 60 ngày): 1,5; không đạt hoặc không ban hành: 0",
        "Số đo: số ngày từ hạn (hết ngày: “Ngày bắt đầu tính hạn, việc ví dụ”, thêm 30 ngày) đến: Ngày thực hiện, việc ví dụ\n"
        "Điểm: theo khoảng:\n- không chậm: 3 điểm\n- chậm từ 1 đến 30 ngày: 1,5 điểm\n- chậm từ 31 ngày trở lên: 0 điểm\n- không thực hiện: 0 điểm".replace(
            "“", ""
        ).replace("”", ""),
    ),
    (
        "1",
        "Trả lời trong thời hạn 05 ngày làm việc kể từ ngày nhận yêu cầu: 1 điểm; quá hạn: 0 điểm",
        (
            "Số đo: số ngày làm việc từ hạn (hết ngày: Ngày nhận yêu cầu, việc ví dụ, thêm 5 ngày) đến: Ngày thực hiện, việc ví dụ\n"
            "Điểm: theo khoảng:\n- không chậm: 1 điểm\n- chậm từ 1 ngày trở lên: 0 điểm\n- không thực hiện: 0 điểm"
        ),
    ),
    (
        "1",
        "Gửi đến hết ngày 15/12: 1 điểm; sau ngày 15/12: 0,5 điểm; không gửi: 0 điểm",
        (
            "Số đo: số ngày từ hạn (hết ngày 15/12) đến: Ngày thực hiện, việc ví dụ\n"
            "Điểm: theo khoảng:\n- không chậm: 1 điểm\n- chậm từ 1 ngày trở lên: 0,5 điểm\n- không thực hiện: 0 điểm"
        ),
    ),
    (
        "1",
        "Gửi trước ngày 15/01 năm sau: 1; từ ngày 15/01 trở đi: 0",
        (
            "Số đo: số ngày từ hạn (trước ngày 15/01 năm sau) đến: Ngày thực hiện, việc ví dụ\n"
            "Điểm: theo khoảng:\n- không chậm: 1 điểm\n- chậm từ 1 ngày trở lên: 0 điểm\n- không thực hiện: 0 điểm"
        ),
    ),
    (
        "1",
        "Gửi trước ngày 15/12: 1; chậm từ 1 đến 5 ngày: 0,5; chậm từ 6 ngày trở lên: 0",
        (
            "Số đo: số ngày từ hạn (trước ngày 15/12) đến: Ngày thực hiện, việc ví dụ\n"
            "Điểm: theo khoảng:\n- không chậm: 1 điểm\n- chậm từ 1 đến 5 ngày: 0,5 điểm\n- chậm từ 6 ngày trở lên: 0 điểm\n- không thực hiện: 0 điểm"
        ),
    ),
    (
        "1",
        "Không quá 30 ngày kể từ ngày giao: 1; từ 31 đến 45 ngày: 0,5; trên 45 ngày: 0",
        (
            "Số đo: số ngày từ hạn (hết ngày: Ngày giao, việc ví dụ, thêm 30 ngày) đến: Ngày thực hiện, việc ví dụ\n"
            "Điểm: theo khoảng:\n- không chậm: 1 điểm\n- chậm từ 1 đến 15 ngày: 0,5 điểm\n- chậm từ 16 ngày trở lên: 0 điểm\n- không thực hiện: 0 điểm"
        ),
    ),
    (
        "5",
        "a) Nhóm đơn vị không xây dựng Kế hoạch: có tổ chức 2, không 0; b) Nhóm đơn vị có xây dựng Kế hoạch: có tổ chức 5, không 0",
        (
            "Theo trường hợp:\n- Nếu Có xây dựng Kế hoạch, việc ví dụ: có:\n+ Số đo: Có tổ chức, việc ví dụ\n+ Điểm: có: 5 điểm; không: 0 điểm\n"
            "- Trường hợp còn lại (tối đa 2 điểm):\n+ Số đo: Có tổ chức, việc ví dụ\n+ Điểm: có: 2 điểm; không: 0 điểm"
        ),
    ),
    (
        "2",
        "a) Nhóm không có kế hoạch: có tổ chức 1, không 0; b) Nhóm có báo cáo: có tổ chức 2, không 0",
        "Theo trường hợp:\n- Nếu Trường hợp, việc ví dụ: “Nhóm không có kế hoạch” (tối đa 1 điểm):\n+ Số đo: Có tổ chức, việc ví dụ\n+ Điểm: có: 1 điểm; không: 0 điểm\n- Trường hợp còn lại:\n+ Số đo: Có tổ chức, việc ví dụ\n+ Điểm: có: 2 điểm; không: 0 điểm",
    ),
    (
        "6",
        "min(2; 2A/0,80) + 4B; A = (một phần + toàn trình)/thẩm quyền; B = DVC có hồ sơ/tổng DVC",
        (
            "Cộng các phần:\n- Phần “A”, tối đa 2 điểm:\n+ Số đo: (Một phần, việc ví dụ + Toàn trình, việc ví dụ) / Thẩm quyền, việc ví dụ\n"
            "+ Điểm: tỷ lệ / 80 % × điểm tối đa (2 điểm); từ 80 % trở lên được điểm tối đa\n"
            "- Phần “B”, tối đa 4 điểm:\n+ Số đo: DVC có hồ sơ, việc ví dụ / Tổng DVC, việc ví dụ\n+ Điểm: tỷ lệ × điểm tối đa (4 điểm)"
        ),
    ),
]


@pytest.mark.parametrize(("most", "cell", "said"), USUAL, ids=[cell for _, cell, _ in USUAL])
def test_a_usual_wording_is_read(most: str, cell: str, said: str) -> None:
    found = read(most, *cell.split("\n"))
    assert isinstance(found, Understood), [finding.text() for finding in found.why]
    assert list(say(found.scoring, parse_number(most), found.facts, found.round)) == said.split("\n")
    assert found.sentences == tuple(cell.split("\n"))


# Each: the maximum, the cell, and the finding that refuses it.
REFUSED: list[tuple[str, str, str]] = [
    ("2", "Có ban hành: 1; có kiểm tra: 2", "CR680"),  # nothing for who did neither
    ("3", "Xếp loại A: 3; xếp loại B: 2; xếp loại C: 1", "CR680"),
    ("2", "Kế hoạch đầy đủ: 1; kế hoạch không đầy đủ: 1", "CR680"),  # the one excludes the other
    ("1", "Tăng từ 5% trở lên: 1; tăng dưới 5%: 0", "CR680"),  # a growth is no share
    ("2", "Điểm = Tỷ lệ x 2/12", "CR680"),  # twelve months, or twelve per cent
    ("3", "từ 80% đến 90%: 2; từ 90% đến 100%: 3", "CR682"),
    ("3", "Đạt dưới 70%: 0; 70–80: 1; 80–90: 2; trên 90: 3", "CR682"),
    ("2", "100%: 2; từ 50%: 1; dưới 50%: 0", "CR682"),
    ("3", "từ 90% trở lên: 3; dưới 80%: 0", "CR681"),
    ("3", "từ 90% trở lên: 3; từ 80% đến dưới 90%: 2", "CR681"),
    ("2", "trên 50%: 2; dưới 50%: 0", "CR681"),
    ("1", "Hoàn thành 100% kế hoạch: 1; hoàn thành 80% kế hoạch: 0,5; dưới 80%: 0", "CR681"),
    ("1", "Có 01 sáng kiến: 1", "CR681"),
    ("2", "từ 90% trở lên: 3; dưới 90%: 0", "CR684"),
    ("3", "Có kế hoạch: 2; không có kế hoạch: 0", "CR683"),
    ("3", "Có kế hoạch: 3 điểm/quý; không có kế hoạch: 0", "CR680"),
    ("3", "từ 90% trở lên: 3; từ 50 lượt: 2; dưới 50: 0", "CR689"),
    ("3", "từ 90% trở lên: 3; từ 150: 2; dưới 50: 0", "CR689"),
    ("3", "Có kế hoạch trước ngày 31/01: 3; không có kế hoạch: 0", "CR690"),
    ("3", "Ban hành trước ngày 15/12/2024: 3; không ban hành: 0", "CR690"),
    ("3", "Ban hành trước ngày 31/02 năm sau: 3; không ban hành: 0", "CR690"),
    ("1", "đúng hạn: 1; chậm từ 1 đến 5 ngày: 0,5; chậm trên 5 ngày: 0", "CR690"),
    ("1", "trước ngày 15/12: 1; từ ngày 20/12 trở đi: 0", "CR690"),
    ("1", "gửi trước thứ 6: 1; không gửi: 0", "CR690"),
    ("2", "Đạt từ 80% trở lên sẽ đạt điểm tối đa. Dưới 90% tính theo công thức: Tỷ lệ % × Điểm tối đa / 80%", "CR685"),
    ("10", "Đạt từ 85% trở lên: 10; Từ 60% đến dưới 85%: Điểm = (Tỷ lệ/85%) x 10; Dưới 50%: 0", "CR685"),
    ("10", "Đạt từ 85% trở lên: 10; Từ 60% đến dưới 85%: Điểm = (Tỷ lệ/85%) x 10", "CR681"),
    ("10", "Dưới 60%: 0; Từ 60% đến dưới 85%: Điểm = (Tỷ lệ/85%) x 10", "CR681"),
    ("10", "Đạt từ 85% trở lên: 8; Từ 60% đến dưới 85%: Điểm = (Tỷ lệ/85%) x 10; Dưới 60%: 0", "CR683"),
    ("10", "Từ 60% đến dưới 85%: Điểm = cao x 10; 10 × tỷ lệ", "CR680"),
    ("2", "2 × tỷ lệ; 2 × tỷ lệ/0,8", "CR685"),
    ("2", "3 × tỷ lệ", "CR683"),
    ("2", "Tỷ lệ A + tỷ lệ B × 2", "CR680"),
    ("2", "Tỷ lệ năm nay - tỷ lệ năm trước × 2", "CR680"),
    ("2", "Tỷ lệ đúng hạn trừ tỷ lệ trễ hạn × 2", "CR686"),
    ("2", "Điểm = tỷ lệ đúng hạn × 2; tỷ lệ trễ hạn = số trễ hạn/tổng số", "CR685"),
    ("2", "Dưới 80% tính theo công thức: Tỷ lệ × 2; từ 80%: 2", "CR680"),
    ("2", "b/a × 2 điểm", "CR680"),
    ("2", "Số văn bản x 2 điểm", "CR680"),
    ("2", "Theo kết quả điều tra: 2", "CR680"),
    ("2", "Theo Phụ lục 2", "CR680"),
    ("2", "Có (từ 2 lần): 2; không: 0", "CR680"),
    ("2", "Từ 90%: 2; dưới 90%: 0; không phát sinh: 2", "CR686"),
    ("2", "Trước ngày 15/12: 2; chậm từ 1 đến 5 ngày làm việc: 1; chậm trên 5 ngày làm việc: 0", "CR680"),
    ("2", "a) Ban hành: có: 2; không: 0; b) Kiểm tra: có: 1; không: 0", "CR680"),
    ("2", "2 × tỷ lệ + 1", "CR680"),
    ("2", "2 × tỷ lệ/1", "CR680"),
    ("2", "a / b; c / d; 2 × tỷ lệ", "CR680"),
    ("2", "(a – b)/c; 2 × tỷ lệ", "CR680"),
    ("2", "100% - tỷ lệ quá hạn; 2 × tỷ lệ", "CR680"),
    ("2", "=100% - (a) + (b); 2 × tỷ lệ", "CR680"),
    ("2", "2 × tỷ lệ, làm tròn 2 chữ số (tùy)", "CR680"),
    ("2", "a / b; 2 × tỷ lệ; mẫu số 0: 1", "CR680"),
    ("2", "a / b; 2 × tỷ lệ; mẫu số 0: 0; mẫu số 0: 2", "CR680"),
    ("2", "2 × tỷ lệ; mẫu số 0: 0", "CR699"),
    ("1", "Tỷ lệ = số A / số B / số C; Điểm = Tỷ lệ × 1", "CR680"),
    ("1", "Tỷ lệ = số A / số B × hệ số; Điểm = Tỷ lệ × 1", "CR680"),
    ("1", "Tỷ lệ = A/B × 100%; Điểm = Tỷ lệ × 1; không tính hồ sơ trả lại", "CR680"),
    ("6", "3A + min(2; 2B) + 1C; A = x/y; B = z/t", "CR693"),
    ("6", "3A + 3B; A = x/y; B = z/t; C = u/v", "CR693"),
    ("6", "3A + 3B; A = x/y; B = z/t; mẫu số 0: 3", "CR680"),
    ("6", "3A + 3B; 2A + 4B; A = x/y; B = z/t", "CR685"),
    ("6", "3A + 3B; A = x/y; A = z/t", "CR680"),
    ("6", "0A + 6B; A = x/y; B = z/t", "CR680"),
    ("3", "Có kế hoạch: 3; không có kế hoạch: 0, trừ trường hợp bất khả kháng", "CR680"),
    ("3", "Có kế hoạch, trừ trường hợp bất khả kháng: 3; không có kế hoạch: 0", "CR686"),
    ("3", "Có kế hoạch: 3; không báo cáo: 0", "CR685"),
    ("3", "Có kế hoạch: 3; không có kế hoạch hoặc bị phê bình: 0", "CR686"),
    ("3", "Có kế hoạch: 3; không có kế hoạch: 3", "CR680"),
    ("3", "Có kế hoạch: 3; không có kế hoạch: 0 (tính theo quý)", "CR680"),
    ("1", "Có: 1; Không: 0; Không áp dụng đối với xã miền núi", "CR680"),
    ("1", "Không có đơn thư: 1", "CR680"),
    ("2", "từ 2 sáng kiến: 2; 1: 1; không: 0 (nếu có)", "CR680"),
    ("2", "từ 2 sáng kiến: 2; 1: 1; không: 0 (được chấm khi có căn cứ)", "CR686"),
    ("3", "Có kế hoạch: 1; có báo cáo: 1; có sơ kết: 0,5", "CR680"),
    ("2", "Có kế hoạch: 1; có báo cáo trong quý: 1", "CR686"),
    ("2", "tốt 2; yếu 0; khá 1", "CR680"),
    ("2", "tốt tối đa 2; khá 1; yếu 0", "CR686"),
    ("2", "≥50 và <100 lượt: 2; <50: 1; ≥100: 0", "CR680"),
    ("2", "từ 2 sáng kiến: 2; 1 giải pháp: 1; không: 0", "CR685"),
    ("2", "từ 2 sáng kiến trở lên hoặc 1 đề tài: 2; không: 0", "CR686"),
    ("2", "nếu từ 2 sáng kiến: 2; không: 0", "CR686"),
    ("2", "từ 2 hội nghị với 100 người: 2; còn lại: 0", "CR680"),
    ("2", "gần 100%: 2; còn lại: 0", "CR680"),
    ("2", "từ 2 bài: 2; khá nhiều: 1; không: 0", "CR680"),
    ("2", "từ 50% trở lên hoặc không thực hiện: 2; dưới 50%: 0", "CR680"),
    ("2", "từ 2 bài: 2; dưới 2 bài: 1; không đăng: 0; không có trang: 0", "CR685"),
    ("2", "từ 90%: 2; dưới 90%: 0 (tùy)", "CR680"),
    ("2", "từ 1.500 lượt: 2; dưới 1.500 lượt: 0", "CR680"),
    ("2", "tăng từ 5 điểm phần trăm: 2; dưới 5 điểm phần trăm: 0", "CR680"),
    ("2", "mỗi văn bản 0,5 điểm, tối đa 3", "CR683"),
    ("2", "mỗi văn bản 0,5 điểm, trừ tối đa 1", "CR680"),
    ("2", "mỗi văn bản 0,5 điểm; mỗi văn bản chậm trừ 0,25 điểm", "CR685"),
    ("2", "mỗi văn bản 0,5 điểm nhưng không tính văn bản nội bộ", "CR680"),
    ("2", "mỗi văn bản 0 điểm", "CR680"),
    ("2", "mỗi văn bản nếu có 0,5 điểm", "CR686"),
    ("2", "mỗi văn bản chậm trừ 0,25 điểm; quá 5 văn bản: 0 điểm", "CR680"),
    ("2", "mỗi văn bản chậm trừ 0,25 điểm, trừ tối đa 3 điểm", "CR684"),
    ("1", "trừ 01; trừ 0,5", "CR685"),
    ("1", "trừ 0,5", "CR683"),
    ("1", "trừ 01; được xem xét lại", "CR680"),
    ("1", "từ 70% trở xuống: 0; trên 70%, cứ thêm 2% được cộng 0,25 điểm, tối đa 1", "CR680"),
    ("2", "a) Nhóm sở: có tổ chức: 2; không: 0", "CR680"),
    ("2", "a) Nhóm sở: có tổ chức: 1; không: 0; b) Nhóm xã: có tổ chức: 1,5; không: 0", "CR683"),
    (
        "2",
        (
            "a) Nhóm sở: Đạt từ 85% trở lên: 2; Từ 60% đến dưới 85%: Điểm = (Tỷ lệ/85%) x 2, làm tròn 2 chữ số; Dưới 60%: 0; "
            "b) Nhóm xã: có tổ chức: 1; không: 0"
        ),
        "CR680",
    ),
    ("2", "a) Nhóm sở nếu có: có tổ chức: 1; không: 0; b) Nhóm xã: có tổ chức: 2; không: 0", "CR686"),
    ("1", "trong 5 ngày làm việc kể từ ngày nhận: 1; chậm (không quá 10 ngày): 0,5; không trả lời: 0", "CR680"),
    ("1", "trong 5 ngày làm việc kể từ ngày nhận: 1; quá 5 ngày: 0", "CR680"),
    ("1", "đến hết ngày 15/12: 1; chậm từ 3 đến 5 ngày: 0,5; chậm từ 6 ngày trở lên: 0; không gửi: 0", "CR681"),
    ("1", "đến hết ngày 15/12: 1; chậm từ 1 đến 5 ngày: 0,5; chậm từ 5 ngày trở lên: 0; không gửi: 0", "CR682"),
    ("1", "đến hết ngày 15/12: 1; chậm từ 1 đến 5 ngày: 0,5", "CR681"),
    ("1", "đến hết ngày 15/12: 1; chậm từ 1 đến 5 ngày mỗi lần: 0,5; không gửi: 0", "CR686"),
    ("1", "đến hết ngày 15/12: 1; chậm hẳn: 0,5; không gửi: 0", "CR680"),
    ("1", "đến hết ngày 15/12: 1; không gửi: 0; không ký: 0", "CR685"),
    ("1", "đến hết ngày 15/12: 1; không gửi hoặc bị trả lại: 0", "CR686"),
    ("1", "đến hết ngày 15/12: 1; không gửi hoặc không ký: 0,5", "CR680"),
    ("1", "đầy đủ và gửi đến hết ngày 15/12: 1; không gửi: 0", "CR681"),
    ("1", "đến hết ngày 15/12 và bảo đảm chất lượng: 1; sau ngày 15/12: 0,5; không đạt hoặc không gửi: 0", "CR686"),
    ("1", "đến hết ngày 15/12: 1; không gửi: 0 (tùy)", "CR680"),
    ("1", "theo hướng dẫn riêng", "CR680"),
    ("1", "(xem phụ lục)", "CR680"),
]


@pytest.mark.parametrize(("most", "cell", "finding"), REFUSED, ids=[cell for _, cell, _ in REFUSED])
def test_a_cell_of_which_anything_is_unread_is_refused(most: str, cell: str, finding: str) -> None:
    found = read(most, *cell.split("\n"))
    assert isinstance(found, NotUnderstood), say(found.scoring, parse_number(most), found.facts)
    assert [one.id for one in found.why] == [finding]
    assert found.why[0].code == "1.1"
    assert "{" not in found.why[0].text("vi") + found.why[0].text("en")


# Each: the maximum, the cell, the warnings, and the slips.
OPEN: list[tuple[str, str, list[str], list[str]]] = [
    ("2", "từ 2 giải pháp: 2; 1: 1", ["CR688"], []),
    ("3", "ít nhất 05 bài: Đạt 3; từ 2 - 4 bài: Đạt 1,5", ["CR688"], ["gap"]),
    ("1", "Có kế hoạch: 1", ["CR688"], []),
    ("1", "≥1 sản phẩm 4 sao: 1; ≥1 sản phẩm 3 sao: 0,5", ["CR688"], []),
    ("2", "2 × tỷ lệ, làm tròn 2 chữ số", ["CR687"], []),
    ("4", "từ 100 lượt: 4; dưới 100: 2; không tổ chức: 0", ["CR697"], ["overlap"]),
    ("1", "không quá 30 ngày: 1; quá 30 ngày: 0", ["CR698"], []),
    ("1", "trước ngày 15/12: 1; không gửi: 0", ["CR692"], ["gap"]),
    ("10", "6A + min(2; 2,5B) + 2,5C; A = a/b; B = c/d; C = e/f", [], ["exceeds"]),
]


@pytest.mark.parametrize(("most", "cell", "warnings", "slips"), OPEN, ids=[cell for _, cell, _, _ in OPEN])
def test_what_is_taken_for_granted_is_said(most: str, cell: str, warnings: list[str], slips: list[str]) -> None:
    found = read(most, cell)
    assert isinstance(found, Understood)
    assert [finding.id for finding in found.findings] == warnings
    assert {finding.severity for finding in found.findings} <= {Severity.WARNING}
    assert [slip.kind.value for slip in found.slips] == slips
    assert all("{" not in finding.text("vi") + finding.text("en") for finding in found.findings)


def test_without_a_maximum_the_rows_say_what_is_taken_off() -> None:
    for cell, lines in {
        "trừ 0,5": ("Số đo: Việc ví dụ", "Điểm: có: 0,5 điểm; không: 0 điểm"),
        "Có vi phạm: 1": ("Số đo: Có vi phạm, việc ví dụ", "Điểm: có: 1 điểm; không: 0 điểm"),
        "Có vi phạm: 1; không có vi phạm: 0": ("Số đo: Có vi phạm, việc ví dụ", "Điểm: có: 1 điểm; không: 0 điểm"),
    }.items():
        found = read(None, cell)
        assert isinstance(found, Understood)
        assert say(found.scoring, None, found.facts) == lines
    for cell, finding in {
        "mỗi lỗi trừ 0,25 điểm": "CR696",
        "2 × tỷ lệ": "CR683",
    }.items():
        refused = read(None, cell)
        assert isinstance(refused, NotUnderstood)
        assert [one.id for one in refused.why] == [finding]


def test_a_known_fact_is_met_by_its_label_and_type() -> None:
    label = Name("Có kế hoạch, việc ví dụ")
    for name in ("plan_made", "n_1_1"):
        known = {name: Fact(type=FactType.BOOLEAN, name=label)}
        found = read("1", "Có kế hoạch: 1; không có kế hoạch: 0", known=known)
        assert isinstance(found, Understood)
        assert found.facts == known
    for name, kind in {"plan_made": FactType.COUNT, "n_1_2": FactType.BOOLEAN}.items():
        other = read("1", "Có kế hoạch: 1; không có kế hoạch: 0", known={name: Fact(type=kind, name=label)})
        assert isinstance(other, Understood)
        assert list(other.facts) == ["n_1_1"]


def test_a_label_that_two_known_facts_share_is_refused() -> None:
    known = {name: Fact(type=FactType.BOOLEAN, name=Name("Có kế hoạch, việc ví dụ")) for name in ("one", "other")}
    found = read("1", "Có kế hoạch: 1; không có kế hoạch: 0", known=known)
    assert isinstance(found, NotUnderstood)
    assert [one.id for one in found.why] == ["CR695"]


def test_a_name_that_is_taken_is_not_given_again() -> None:
    known = {
        "n_1_1": Fact(type=FactType.COUNT, name=Name("Khác")),
        "n_1_1_1": Fact(type=FactType.COUNT, name=Name("Nữa")),
    }
    found = read("1", "Có kế hoạch: 1; không có kế hoạch: 0", known=known)
    assert isinstance(found, Understood)
    assert list(found.facts) == ["n_1_1_2"]


def test_what_a_survey_measures_is_not_the_units_to_give() -> None:
    found = understand(("2 × tỷ lệ",), code="1.1", name=NAME, max_points=Fraction(2), method=Method.SATISFACTION)
    assert isinstance(found, Understood)
    assert [fact.by for fact in found.facts.values()] == [Giver.APPRAISER]
