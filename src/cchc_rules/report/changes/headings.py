"""The words of the pages about changes: headings, labels of rows and columns, and a few whole sentences."""

from typing import Final

from cchc_rules.errors import Language
from cchc_rules.report.labels import Words, say

HEADINGS: Final[Words] = {
    "after": ("Sau", "After"),
    "before": ("Trước", "Before"),
    "changes": ("Thay đổi", "Changes"),
    "contract": ("Chỉ kê", "Only"),
    "contracts": ("Đụng đến", "What they break"),
    "counts": ("Đếm theo loại thay đổi", "Counted by kind"),
    "decision": ("Quyết định", "Decision"),
    "difference": ("Chênh", "Difference"),
    "facts": ("Số liệu", "Facts"),
    "fields": ("Theo lĩnh vực", "Field by field"),
    "field": ("Lĩnh vực", "Field"),
    "id": ("Loại", "Kind"),
    "largest": ("Tác động lớn nhất", "Largest effects"),
    "total": ("Tổng", "Total"),
    "whole": ("Cả chỉ số", "The whole scorecard"),
}

SENTENCES: Final[Words] = {
    "act": (
        "Quyết định {number} ({id}, lần sửa {revision}), ký ngày {day}; {standing}",
        "Decision {number} ({id}, revision {revision}), signed {day}; {standing}",
    ),
    "basis": ("căn cứ: {basis}", "basis: {basis}"),
    "brought": ("kéo theo: {text}", "with it: {text}"),
    "counted": ("{count} thay đổi", "{count} changes"),
    "counted.one": ("1 thay đổi", "1 change"),
    "effect": ("tác động: {effect}", "effect: {effect}"),
    "effect.none": ("không tác động đến điểm", "no effect on points"),
    "faults": ("{side}: không nạp được", "{side}: does not load"),
    "from_to": ("{before} → {after}", "{before} → {after}"),
    "in_other": ("bằng tiếng Anh: {text}", "in Vietnamese: {text}"),
    "index": ("chỉ số: {effect}", "index: {effect}"),
    "misfit": (
        "có bản tự chấm cũ có thể không còn chấm được như đã nộp",
        "some older submissions may no longer be scored as they stand",
    ),
    "name_of_unit": ("Khối {kind}: {before} → {after} điểm", "{kind}: {before} → {after} points"),
    "no_changes": ("Không có thay đổi nào", "Nothing changed"),
    "none_of_sort": (
        "Không có thay đổi nào thuộc loại này; {count} thay đổi khác không kê ở đây",
        "No change of this sort; {count} others are not listed",
    ),
    "none_of_sort.one": (
        "Không có thay đổi nào thuộc loại này; 1 thay đổi khác không kê ở đây",
        "No change of this sort; 1 other is not listed",
    ),
    "of_contract": ("từ mức “{contract}” trở lên", "“{contract}”, and what matters more"),
    "of_contract.most": ("“{contract}”", "“{contract}”"),
    "leaves": ("{sides} tiêu chí có chấm điểm", "{sides} scored criteria"),
    "points": ("{sides} điểm", "{sides} points"),
    "no_law": ("Cách chấm điểm không có gì thay đổi", "Nothing changed in how units are scored"),
    "reason": ("lý do: {reason}", "reason: {reason}"),
    "renumbered": ("{id} đánh số lại: {codes}", "{id} renumbered: {codes}"),
    "title": ("Thay đổi từ {before} đến {after}", "Changes from {before} to {after}"),
    "total_follows": ("{id} tổng các mục con thay đổi theo: {sums}", "{id} sums of the children follow: {sums}"),
    "unfit": (
        "{count} trong đó có thể khiến bản tự chấm cũ không còn dùng được như đã nộp",
        "{count} of them may keep an older submission from being scored as it stands",
    ),
    "unmerged": ("chưa trộn xong, có nhiều bản", "unmerged"),
    "unreadable": (
        "không đọc được các tệp khác của bộ chỉ số trong “{folder}”: {fault}",
        "the other files of the ruleset in “{folder}” cannot be read: {fault}",
    ),
}


def heading(key: str, language: Language) -> str:
    """Give a heading, or the label of a row or column."""
    return say(HEADINGS[key], language)


def sentence(key: str, language: Language, **words: object) -> str:
    """Fill in a sentence of a page about changes."""
    return say(SENTENCES[key], language).format(**words)
