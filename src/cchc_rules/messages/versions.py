"""What is wrong with what is to be compared, migrated or rehearsed."""

from collections.abc import Mapping
from typing import Final

VERSIONS: Final[Mapping[str, tuple[str, str]]] = {
    # comparisons
    "CR801": (
        "kết quả cũ (--old) thuộc khối {found}, kết quả mới (--new) thuộc khối {expected}; hãy so sánh cùng một khối",
        "the older result (--old) is of the unit kind {found}, the newer (--new) of {expected}; compare one kind",
    ),
    "CR802": (
        "kết quả cũ của đơn vị {found}, kết quả mới của đơn vị {expected}; hãy so sánh hai năm của cùng một đơn vị",
        "the older result is of unit {found}, the newer of unit {expected}; compare two years of one unit",
    ),
    "CR803": (
        "kết quả cũ tính đến bước {found}, kết quả mới đến bước {expected}; hãy chấm cả hai đến cùng một bước",
        "the older result was asked for at stage {found}, the newer at {expected}; score both to the same stage",
    ),
    "CR804": (
        "{subject} chưa có tổng điểm, còn thiếu: {found}; hãy bổ sung câu trả lời, hoặc tính là 0 khi chấm",
        "{subject} has no total, still open: {found}; give the answers, or count them 0 when scoring",
    ),
    "CR805": (
        "kết quả của {subject} không chấm theo bộ chỉ số {expected} đang so sánh (bộ đã dùng: {found})",
        "the result of {subject} was not scored by ruleset {expected} that is compared (it was scored by {found})",
    ),
    "CR806": (
        "không đơn vị nào có ở cả hai năm; năm cũ: {found}; năm mới: {expected}",
        "no unit is there in both years; the older year has {found}, the newer {expected}",
    ),
    "CR807": (
        "kết quả đưa vào trước là của năm {found}, kết quả đưa vào sau là của năm {expected}; hãy đưa năm cũ vào trước",
        "the first result is of {found}, the second of {expected}; hand in the earlier year first",
    ),
    "CR808": (
        "các kết quả năm cũ (--old) không cùng một khối, một bộ chỉ số và một năm: {found}; hãy so sánh riêng",
        "the older results (--old) are not of one kind of unit, ruleset and year: {found}; compare them apart",
    ),
    "CR809": (
        "các kết quả năm mới (--new) không cùng một khối, một bộ chỉ số và một năm: {found}; hãy so sánh riêng",
        "the newer results (--new) are not of one kind of unit, ruleset and year: {found}; compare them apart",
    ),
    "CR810": (
        "bài nộp của {subject} không ghi bộ chỉ số; hãy ghi vào bài nộp, hoặc đưa kèm các thay đổi giữa hai bộ",
        "the submission of {subject} names no ruleset; name it there, or hand in the changes between the two rulesets",
    ),
    # migrations and rehearsals
    "CR830": (
        'mã "{found}" nay là "{expected}"; nội dung đã ghi được giữ nguyên',
        'code "{found}" is "{expected}" now; what was said of it is carried',
    ),
    "CR831": (
        '"{subject}" trước là {found}, nay là {expected}; giá trị được giữ nguyên',
        '"{subject}" was a {found} and is a {expected} now; its value is carried',
    ),
    "CR832": (
        "bộ chỉ số mới không còn mục này; nội dung đã ghi được để riêng",
        "the new ruleset has no such criterion; what was said of it is kept aside",
    ),
    "CR833": (
        'bộ chỉ số mới không hỏi "{subject}"; giá trị được để riêng',
        'the new ruleset does not ask for "{subject}"; its value is kept aside',
    ),
    "CR834": (
        "{subject}: nhóm này không còn được hỏi, nay hỏi {expected}; phiếu được để riêng",
        "{subject}: this group is not asked any more, the groups are {expected}; its replies are kept aside",
    ),
    "CR835": (
        "mục này được tách hoặc gộp, nay là {expected}; nội dung đã ghi được để riêng, hãy ghi lại theo mã mới",
        "this criterion was split or merged into {expected}; what was said of it is kept aside, say it anew there",
    ),
    "CR836": (
        "cách tính hoặc điểm tối đa đã đổi sau khi ghi {subject}; được giữ nguyên, hãy xem lại",
        "the rule or maximum under which {subject} was said has changed; it is carried, look at it again",
    ),
    "CR837": (
        "{subject} là {found} điểm, điểm tối đa nay là {expected}; được để riêng, hãy cho lại",
        "{subject} is {found} points, the maximum is {expected} now; it is kept aside, give it anew",
    ),
    "CR838": (
        "{subject} là {found} điểm, nay mục này lấy từ điều tra nên không tự chấm; được để riêng",
        "{subject} is {found} points, the criterion is surveyed now and not self-scored; it is kept aside",
    ),
    "CR839": (
        'quy định khi không áp dụng là "{found}", nay là "{expected}"; đề nghị được giữ nguyên, hãy xem lại',
        'the policy of not applicable was "{found}" and is "{expected}" now; the claim is carried, see if it holds',
    ),
    "CR840": (
        'nay không được ghi là không áp dụng (trước là "{found}", nay là "{expected}"); được để riêng, hãy cho số liệu',
        'not to be claimed now (the policy was "{found}" and is "{expected}"); it is kept aside, give the facts',
    ),
    "CR841": (
        'không còn phần "{found}", các phần nay là {expected}; đề nghị được để riêng, hãy xem lại',
        'there is no part "{found}" any more, the parts are {expected}; the claim is kept aside, look at it again',
    ),
    "CR842": (
        '"{subject}" là {found}, nay không còn trả lời được như vậy ({expected}); được để riêng, hãy trả lời lại',
        '"{subject}" is {found}, which is no answer any more ({expected}); it is kept aside, answer it anew',
    ),
    "CR843": (
        '"{subject}" trước là {found}, nay là {expected}; giá trị được để riêng, hãy cho lại',
        '"{subject}" was a {found} and is a {expected} now; its value is kept aside, give it anew',
    ),
    "CR844": (
        '"{subject}" trước do {found} cho, nay do {expected} cho; hãy xem lại',
        '"{subject}" was given by the {found} and is to be given by the {expected} now; look at it again',
    ),
    "CR845": (
        "{subject}: các nhóm được hỏi đã đổi, nay là {expected}; phiếu được giữ nguyên, hãy xem lại",
        "{subject}: other groups are asked now, {expected}; the replies are carried, look at them again",
    ),
    "CR846": (
        "{subject}: các phương án trả lời đã đổi, nay là {expected}; hãy xem lại",
        "{subject}: other answers are offered now, {expected}; look at the replies again",
    ),
    "CR847": (
        '"{subject}" không chấm được cùng các nội dung khác theo bộ mới [{found}]; được để riêng, hãy xem lại',
        '"{subject}" cannot be scored with the rest under the new rules [{found}]; it is kept aside, look at it again',
    ),
    "CR851": (
        "bản tự chấm của {subject} không ghi bộ chỉ số; hãy ghi ruleset, hoặc nêu bộ cũ khi chấm thử",
        "the submission of {subject} names no ruleset; name it there, or name the older one when rehearsing",
    ),
    "CR860": (
        "tập tin {subject} đã có; hãy chọn tên khác",
        "the file {subject} is there already; choose another name",
    ),
}
