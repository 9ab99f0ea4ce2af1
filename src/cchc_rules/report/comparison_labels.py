"""The words of comparisons in Vietnamese and in English: kinds of parts, reasons, headings and sentences."""

from collections.abc import Mapping
from typing import Final

from cchc_rules.errors import Language
from cchc_rules.report.labels import Pair, Words, say
from cchc_rules.versions.comparing.core import Reason
from cchc_rules.versions.comparing.groups import RankPart
from cchc_rules.versions.comparing.parts import PartKind

PARTS: Final[Words] = {
    PartKind.SCOPE: ("phạm vi áp dụng", "scope"),
    PartKind.PERFORMANCE: ("kết quả thực hiện", "performance"),
    PartKind.RULES: ("quy định thay đổi", "rules"),
    PartKind.ROUNDING: ("làm tròn", "rounding"),
}
RANK_PARTS: Final[Words] = {
    RankPart.SCOPE: PARTS[PartKind.SCOPE],
    RankPart.PERFORMANCE: PARTS[PartKind.PERFORMANCE],
    RankPart.RULES: PARTS[PartKind.RULES],
    RankPart.RANKING: ("cách xếp hạng", "ranking rule"),
    RankPart.OTHERS: ("đơn vị vào, ra", "units that came or went"),
}
REASONS: Final[Words] = {
    Reason.ADDED: ("mới có", "new"),
    Reason.DROPPED: ("đã bỏ", "dropped"),
    Reason.REGROUPED: ("tách hoặc gộp", "split or merged"),
    Reason.METHOD: ("đổi cách đánh giá", "another method"),
    Reason.FACTS: ("đổi số liệu phải nộp", "other facts"),
    Reason.SCORING: ("thay cách tính điểm", "another scoring"),
}
TITLES: Final[Mapping[str, Pair]] = {
    "cause": ("Nguyên nhân", "Cause"),
    "change": ("Thay đổi", "Change"),
    "code": ("Mã", "Code"),
    "core": ("Phần so sánh được", "Comparable core"),
    "difference": ("Chênh lệch", "Difference"),
    "gained": ("Được lợi do quy định thay đổi", "Gained by the rules alone"),
    "improved": ("Tiến bộ nhất (theo kết quả thực hiện)", "Most improved (by performance)"),
    "index": ("Chỉ số (%)", "Index (%)"),
    "index_moved": ("Chỉ số", "Index"),
    "lost": ("Bị thiệt do quy định thay đổi", "Lost by the rules alone"),
    "moves": ("Thay đổi thứ hạng", "Moves of ranks"),
    "name": ("Tiêu chí", "Leaf"),
    "new": ("Năm sau", "Newer year"),
    "new_codes": ("Mã mới", "New code"),
    "not_comparable": ("Không so sánh được", "Not comparable"),
    "old": ("Năm trước", "Older year"),
    "old_codes": ("Mã cũ", "Old code"),
    "only_new": ("Chỉ có ở năm sau", "Only in the newer year"),
    "only_old": ("Chỉ có ở năm trước", "Only in the older year"),
    "order": ("Thứ tự tách", "Order"),
    "parts": ("Các phần của chênh lệch", "Parts of the difference"),
    "points": ("Điểm", "Points"),
    "rank_new": ("Hạng sau", "Rank after"),
    "rank_old": ("Hạng trước", "Rank before"),
    "reason": ("Lý do", "Reason"),
    "reverse": ("Theo thứ tự ngược lại", "In the reverse order"),
    "ruleset": ("Bộ chỉ số", "Ruleset"),
    "score": ("Kết quả", "Result"),
    "sum": ("Cộng", "Sum"),
    "total": ("Tổng điểm", "Total"),
    "unit": ("Đơn vị", "Unit"),
    "unsettled": ("Chưa có tổng điểm", "Without a total"),
}
SENTENCES: Final[Mapping[str, Pair]] = {
    "compared": ("So sánh {name} ({code}): {old} và {new}", "{name} ({code}): {old} and {new} compared"),
    "group": ("So sánh {count} đơn vị ({kind}): {old} và {new}", "{count} units ({kind}): {old} and {new} compared"),
    "group_one": ("So sánh 1 đơn vị ({kind}): {old} và {new}", "1 unit ({kind}): {old} and {new} compared"),
    "zeros": (
        "{unit}, {year}: tính 0 điểm vì thiếu câu trả lời: {codes}",
        "{unit}, {year}: counted 0, because answers are missing: {codes}",
    ),
    "inseparable": (
        "{codes}: không tách được phần nào do quy định, phần nào do đơn vị",
        "{codes}: what of it is the rules' and what the unit's cannot be told apart",
    ),
    "rounding": ("làm tròn tổng điểm và chỉ số", "rounding of total and index"),
    "former": ("{code} cũ", "former {code}"),
    "reversed": ("{title}, ngược lại", "{title}, reversed"),
    "index_only": (
        "{count} phần nữa cho cùng số điểm nhưng chỉ số khác nhau, vì điểm tối đa vào lúc đó khác nhau.",
        "{count} more give the same points and another index, because the maximum is another at that time.",
    ),
    "index_only_one": (
        "1 phần nữa cho cùng số điểm nhưng chỉ số khác nhau, vì điểm tối đa vào lúc đó khác nhau.",
        "1 more gives the same points and another index, because the maximum is another at that time.",
    ),
    "core_one": (
        "1 tiêu chí; điểm trên điểm tối đa sau khi loại trừ: {old} và {new}",
        "1 leaf; points of the effective maximum: {old} and {new}",
    ),
    "agree": ("Hai thứ tự cho cùng một kết quả.", "Both orders say the same."),
    "better": (
        "Số âm là lên hạng. Hạng ở giữa chỉ tính các đơn vị có ở cả hai năm.",
        "Below 0 is a better place. Ranks in between are among the units of both years.",
    ),
    "core": (
        "{count} tiêu chí; điểm trên điểm tối đa sau khi loại trừ: {old} và {new}",
        "{count} leaves; points of the effective maximum: {old} and {new}",
    ),
}


def title(key: str, language: Language) -> str:
    """Give a heading or the title of a column."""
    return say(TITLES[key], language)


def told(key: str, language: Language, **values: object) -> str:
    """Give a sentence with its values; one of anything has its own sentence."""
    key = f"{key}_one" if values.get("count") == 1 else key
    return say(SENTENCES[key], language).format(**values)
