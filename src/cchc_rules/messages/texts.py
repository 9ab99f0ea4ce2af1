"""Text that cannot be read as what it claims to be, and rulesets that are not what was released."""

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "CR101": (
        "không đọc được tệp: {found}; hãy sửa cú pháp tại chỗ đã nêu",
        "the file cannot be read: {found}; mend the syntax at the place named",
    ),
    "CR102": (
        'chữ chưa ở dạng dựng sẵn (NFC): "{found}"; hãy lưu tệp ở dạng NFC: "{expected}"',
        'text is not in composed form (NFC): "{found}"; save the file in NFC: "{expected}"',
    ),
    "CR103": (
        "định dạng {found} không đọc được ở bản này; bản này đọc format = 1",
        "format {found} cannot be read by this version; it reads format = 1",
    ),
    "CR104": (
        'tệp "{found}" không thuộc một bộ chỉ số; tên được dùng: {expected}',
        'file "{found}" is no part of a ruleset; the names in use are {expected}',
    ),
    "CR105": (
        "thiếu tệp decision.toml; hãy thêm tệp nói về quyết định",
        "decision.toml is missing; add the file that tells of the decision",
    ),
    "CR106": (
        "không có bảng điểm nào; cần ít nhất một trong các tệp {expected}",
        "there is no scorecard; at least one of {expected} is needed",
    ),
    "CR107": (
        'unit_kind là "{found}" trong tệp của khối "{expected}"; hãy sửa khóa hoặc tên tệp',
        'unit_kind is "{found}" in the file of "{expected}"; mend the key or the file name',
    ),
    "CR108": ('khóa "{found}" viết hai lần; hãy bỏ một', 'key "{found}" stands twice; take one out'),
    "CR109": (
        "tệp không phải UTF-8 (byte thứ {found}); hãy lưu lại ở dạng UTF-8",
        "the file is not UTF-8 (byte {found}); save it as UTF-8",
    ),
    "CR110": (
        'khóa lạ "{found}"; các khóa được dùng ở đây: {expected}',
        'unknown key "{found}"; the keys in use here are {expected}',
    ),
    "CR111": ('thiếu khóa "{subject}"; hãy thêm khóa này', 'key "{subject}" is missing; add it'),
    "CR112": (
        'khóa lạ "{found}"; có phải ý là "{expected}"?',
        'unknown key "{found}"; did you mean "{expected}"?',
    ),
    "CR120": (
        '"{subject}" là số thập phân không có dấu nháy: {found}; hãy viết {expected} để giữ chính xác',
        '"{subject}" is an unquoted decimal: {found}; write {expected} to keep it exact',
    ),
    "CR121": (
        '"{subject}" phải là chữ trong dấu nháy, thấy {found}; hãy đặt giá trị trong dấu nháy',
        '"{subject}" must be text in quotes, found {found}; put the value in quotes',
    ),
    "CR122": (
        '"{subject}" trống hoặc thừa dấu cách ở đầu, cuối: {found}; hãy bỏ dấu cách thừa hoặc bỏ khóa',
        '"{subject}" is empty or padded with spaces: {found}; take the spaces or the key out',
    ),
    "CR123": (
        '"{subject}" phải là số nguyên không âm, thấy {found}; hãy viết như 2',
        '"{subject}" must be a whole number from 0 up, found {found}; write it like 2',
    ),
    "CR124": (
        '"{subject}" phải là true hoặc false, thấy {found}; hãy viết một trong hai',
        '"{subject}" must be true or false, found {found}; write one of the two',
    ),
    "CR125": (
        '"{subject}" phải là ngày, thấy {found}; hãy viết như 2024-11-14, không có dấu nháy',
        '"{subject}" must be a date, found {found}; write it like 2024-11-14, without quotes',
    ),
    "CR126": (
        '"{subject}" là số không có dấu nháy: {found}; hãy viết {expected}',
        '"{subject}" is a number without quotes: {found}; write {expected}',
    ),
    "CR127": (
        '"{subject}" phải là số chính xác trong dấu nháy, thấy {found}; hãy viết như "0.5" hoặc "1/3"',
        '"{subject}" must be an exact number in quotes, found {found}; write it like "0.5" or "1/3"',
    ),
    "CR128": (
        '"{subject}" viết {found}, nhưng mỗi giá trị chỉ có một cách viết; hãy viết {expected}',
        '"{subject}" is spelled {found}, but one value has one spelling; write {expected}',
    ),
    "CR129": (
        '"{subject}" phải là một khoảng có chứa số, thấy {found}; hãy viết như "[0.8, 1)" hoặc "[12, inf)"',
        '"{subject}" must be an interval that holds a number, found {found}; write it like "[0.8, 1)" or "[12, inf)"',
    ),
    "CR130": (
        '"{subject}" phải là ngày và tháng có trong mọi năm, thấy {found}; hãy viết như "11-25"',
        '"{subject}" must be a month and day of every year, found {found}; write it like "11-25"',
    ),
    "CR131": (
        '"{subject}" là {found}; giá trị được dùng: {expected}',
        '"{subject}" is {found}; the values in use are {expected}',
    ),
    "CR132": (
        "{subject} phải là một bảng có khóa, thấy {found}; hãy viết các khóa của nó",
        "{subject} must be a table of keys, found {found}; write its keys",
    ),
    "CR133": (
        '{subject} thiếu khóa "kind"; hãy chọn một trong: {expected}',
        '{subject} lacks the key "kind"; choose one of {expected}',
    ),
    "CR134": (
        "{subject} có kind lạ: {found}; hãy chọn một trong: {expected}",
        "{subject} is of an unknown kind: {found}; choose one of {expected}",
    ),
    "CR135": (
        '"{subject}" phải là danh sách, thấy {found}; hãy viết trong ngoặc vuông',
        '"{subject}" must be a list, found {found}; write it in square brackets',
    ),
    "CR136": (
        '"{subject}" là danh sách trống; hãy bỏ hẳn khóa này',
        '"{subject}" is an empty list; leave the key out',
    ),
    "CR140": (
        (
            "{subject} đã phát hành nhưng nội dung đã khác ({found}); hãy tăng revision kèm lý do, không"
            " sửa bản đã phát hành"
        ),
        "{subject} was released and now says something else ({found}); raise the revision, with a reason",
    ),
    "CR141": (
        "{subject} chưa có trong danh sách phát hành; hãy chạy make lock-rulesets",
        "{subject} is not in the lock of released rulesets; run make lock-rulesets",
    ),
}
