"""The words of the page that shows two scorecards side by side: its headings, filters, and marks.

Each entry is a pair: Vietnamese, then English.
"""

from typing import Final

from cchc_rules.report.changes.rows import Mark
from cchc_rules.report.labels import Pair, Words

CAPTIONS: Final[Words] = {
    "title": ("So sánh hai bộ chỉ số", "Two rulesets compared"),
    "titled": ("Quyết định {old} và Quyết định {new}", "Decision {old} and Decision {new}"),
    "decisions": ("Hai quyết định", "The two decisions"),
    "what": ("Nội dung", "Item"),
    "older": ("Bộ trước", "Older ruleset"),
    "newer": ("Bộ sau", "Newer ruleset"),
    "number": ("Số", "Number"),
    "revision": ("Lần sửa", "Revision"),
    "place": ("Nơi đọc", "Read from"),
    "revision_of": ("{id}, lần sửa {revision}", "{id}, revision {revision}"),
    "size": (
        "{points} điểm; {fields} lĩnh vực, {leaves} tiêu chí có chấm điểm ({surveyed} theo điều tra xã hội học)",
        "{points} points; {fields} fields, {leaves} scored criteria, {surveyed} of them by survey",
    ),
    "summary": ("Tóm tắt", "Summary"),
    "nothing": ("Hai bộ chỉ số không khác nhau.", "The two rulesets do not differ."),
    "nothing_shown": (
        "Không có thay đổi nào trong phạm vi được chọn.",
        "Nothing changed within what this page was asked to show.",
    ),
    "only_contract": (
        "Trang này chỉ nêu thay đổi từ mức “{contract}” trở lên; dòng ghi “không đổi” có thể khác ở mức nhẹ hơn.",
        "Only changes that matter at least as much as “{contract}”; “unchanged” rows may differ in what matters less.",
    ),
    "counts": (
        "Số thay đổi theo điều bị đụng đến, loại và khối đơn vị",
        "Changes by what they break",
    ),
    "kind": ("Loại thay đổi", "Kind of change"),
    "in_decision": ("chung", "shared"),
    "all": ("Cộng", "All"),
    "every": ("Tất cả thay đổi", "All changes"),
    "following": ("trong đó do thay đổi khác kéo theo", "of these, following from another change"),
    "weightiest": ("Thay đổi tác động đến điểm nhiều nhất", "What can move points the most"),
    "weightiest_note": (
        "Mỗi dòng: riêng thay đổi đó có thể làm điểm của một đơn vị giảm hoặc tăng tối đa bao nhiêu.",
        "Each line: by how much that change alone can lower or raise a unit's points.",
    ),
    "contents": ("Mục lục", "Contents"),
    "shared": ("Quy định chung của quyết định", "What the decision says for all"),
    "whole": ("Toàn bộ chỉ số", "The whole scorecard"),
    "legend": ("Cách đọc", "How to read this"),
    "legend_sides": (
        "Bên trái là bộ trước, bên phải là bộ sau; cột cuối nêu từng thay đổi.",
        "The older ruleset stands left, the newer right; the last column tells each change.",
    ),
    "legend_marks": (
        "Dấu “−” và “+” ở đầu dòng cách tính: chỉ có ở bên đó. Ô gạch chéo: bộ đó không có tiêu chí này.",
        "“−” and “+” before a line of a rule: it stands on that side only. A hatched cell: not in that ruleset.",
    ),
    "legend_contracts": ("Mỗi thay đổi đụng đến một trong các điều sau:", "Each change breaks one of these:"),
    "legend_effect": (
        "“Tác động”: riêng thay đổi đó, kể cả điều nó kéo theo, làm điểm của một đơn vị khác đi trong khoảng nào.",
        "“Effect”: the range by which that change alone, with what follows from it, can move a unit's points.",
    ),
    "legend_basis": (
        "“Căn cứ” cho biết con số dựa vào đâu. Mã như CH302 là mã cố định của loại thay đổi.",
        "“Basis” tells what a number rests on. An id such as CH302 is the stable id of a kind of change.",
    ),
    "filter": ("Lọc", "Filter"),
    "filter_unit": ("Khối", "Unit kind"),
    "filter_field": ("Lĩnh vực", "Field"),
    "filter_kind": ("Loại thay đổi", "Kind of change"),
    "filter_contract": ("Đụng đến", "What it breaks"),
    "filter_text": ("Tên hoặc mã", "Name or code"),
    "filter_same": ("Hiện cả tiêu chí không đổi", "Show unchanged criteria too"),
    "filter_reset": ("Bỏ lọc", "Clear"),
    "any": ("tất cả", "all"),
    "shown": ("Đang hiện {shown} trên {all} dòng.", "{shown} of {all} rows are shown."),
    "code": ("Mã", "Code"),
    "criterion": ("Tiêu chí và cách tính điểm", "Criterion and its rule"),
    "points": ("Điểm tối\N{NO-BREAK SPACE}đa", "Maximum"),
    "changes": ("Thay đổi", "Changes"),
    "before": ("Trước", "Before"),
    "after": ("Sau", "After"),
    "becomes": ("thành", "becomes"),
    "effect": ("Tác động", "Effect"),
    "index_effect": ("chỉ số", "index"),
    "basis": ("Căn cứ", "Basis"),
    "reason": ("Lý do", "Reason"),
    "misfit": ("bản tự chấm cũ có thể phải sửa", "an old submission may no longer fit"),
    "brought": ("Kéo theo", "With it"),
    "name": ("Tên", "Name"),
    "follows": ("do thay đổi khác kéo theo", "follows from another change"),
    "came_from": ("Chuyển từ mục {code}", "Moved here from {code}"),
    "went_to": ("Chuyển đến {code}", "Moved to {code}"),
    "was_other": (
        "Mã này trước đây là tiêu chí khác, nay là {code}",
        "This code meant another criterion before, now {code}",
    ),
    "was_dropped": ("Mã này trước đây là tiêu chí khác, nay đã bỏ", "This code meant another criterion, now dropped"),
    "points_with": ("Điểm chuyển qua lại với {code}", "Points were moved between this and {code}"),
    "not_there": ("chưa có", "not there yet"),
    "not_kept": ("không còn", "no longer there"),
    "back_to_top": ("Về đầu trang", "Back to the top"),
    "made_by": (
        "Trang này tự chứa mọi nội dung, không tải gì từ mạng. Làm bằng cchc-rules {version}.",
        "This page holds all it shows and loads nothing from a network. Made by cchc-rules {version}.",
    ),
}

MARKS: Final[dict[Mark, Pair]] = {
    Mark.ADDED: ("thêm", "added"),
    Mark.REMOVED: ("bỏ", "removed"),
    Mark.CHANGED: ("thay đổi", "changed"),
    Mark.AWAY: ("chuyển đi", "moved away"),
    Mark.CARRIED: ("mã đổi theo mục trên", "its code follows that of its parent"),
    Mark.SAME: ("không đổi", "unchanged"),
}
