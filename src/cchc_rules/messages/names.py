"""Names that are not there, and rankings."""

from collections.abc import Mapping
from typing import Final

NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "CR401": (
        "không có bộ chỉ số {subject}; hiện có: {expected}",
        "there is no ruleset {subject}; there are {expected}",
    ),
    "CR402": (
        "ngày {subject} không có bộ chỉ số nào có hiệu lực; hiện có: {expected}",
        "no ruleset is in force on {subject}; there are {expected}",
    ),
    "CR403": (
        "năm {subject} không có bộ chỉ số nào; hiện có: {expected}",
        "no ruleset assesses the year {subject}; there are {expected}",
    ),
    "CR404": (
        "không có khối đơn vị {subject}; hiện có: {expected}",
        "there is no unit kind {subject}; there are {expected}",
    ),
    "CR405": (
        "không có mã {subject}; mã gần nhất: {expected}",
        "there is no code {subject}; the nearest are {expected}",
    ),
    "CR406": (
        'không có cách hiểu "{subject}"; hiện có: {expected}',
        'there is no reading "{subject}"; there are {expected}',
    ),
    "CR407": ("không có {subject}; hiện có: {expected}", "there is no {subject}; there are {expected}"),
    "CR408": (
        "bộ chỉ số {subject} có ở nhiều gói: {found}; hãy gỡ một gói hoặc đổi mã",
        "ruleset {subject} is offered by several packages: {found}; remove one of them or rename it",
    ),
    "CR409": ("có phải là {expected} không?", "did you mean {expected}?"),
    "CR410": (
        "{subject} in ra cùng giá trị {found} nhưng xếp khác hạng vì giá trị chính xác khác nhau",
        "{subject} print the same value {found} and rank apart, because their exact values differ",
    ),
    "CR411": (
        "các kết quả thuộc nhiều bộ chỉ số hoặc nhiều năm: {found}; hãy xếp hạng riêng",
        "the results are of several rulesets or years: {found}; rank them apart",
    ),
    "CR412": ("đơn vị {found} có hai kết quả; hãy bỏ một", "unit {found} has two results; take one out"),
    "CR413": (
        "{subject} bằng điểm ở {found}; thứ tự do cơ quan có thẩm quyền quyết định",
        "{subject} are equal at {found}; the authority decides their order",
    ),
    "CR414": (
        "{subject} chưa có tổng điểm nên không xếp hạng; hãy bổ sung số liệu",
        "{subject} has no total and is not ranked; complete its answers",
    ),
    "CR415": (
        "{subject} được xếp hạng trong nhóm nhưng không nêu nhóm; hãy thêm unit.group",
        "{subject} is ranked within a group and names none; add unit.group",
    ),
    "CR416": (
        "{subject} in hạng {found}, tính lại là hạng {expected}",
        "{subject} is printed at rank {found}, its figures rank it {expected}",
    ),
    "CR417": (
        "{subject} là một tệp; hãy nêu thư mục chứa tệp đó",
        "{subject} is a file; name its folder",
    ),
    "CR418": (
        "không có bộ chỉ số nào mang mã {subject}, nhưng có thư mục tên đó; hãy viết ./{subject}",
        "no ruleset has the id {subject}, but there is a folder of that name; write ./{subject}",
    ),
}
