"""Advice on a ruleset that holds."""

from collections.abc import Mapping
from typing import Final

LINT: Final[Mapping[str, tuple[str, str]]] = {
    "CR501": (
        'lỗi in "{subject}" được giữ nguyên, liên quan {expected}: "{found}"; hãy hỏi cơ quan ban hành',
        'a slip "{subject}" is left as printed, it concerns {expected}: "{found}"; ask whoever issued the text',
    ),
    "CR502": (
        'văn bản được hiểu là "{subject}" ({expected} chọn), còn cách hiểu khác: {found}; hãy hỏi cơ quan ban hành',
        'the text is read as "{subject}" ({expected} chose it), it may also mean: {found}; ask whoever issued it',
    ),
    "CR503": (
        "mã này đứng ngay sau {found}, thiếu mã ở giữa; hãy đối chiếu xem có sót tiêu chí không",
        "this code comes right after {found} and one between is missing; make sure that nothing was left out",
    ),
    "CR504": (
        (
            'không giá trị nào vào hàng "{subject}" ({found}); giá trị có thể là {expected}, trừ những gì hàng'
            " trên đã nhận; hãy sửa khoảng"
        ),
        (
            'no value reaches the row "{subject}" ({found}); values lie in {expected}, less what rows above'
            " take; mend the rows"
        ),
    ),
    "CR505": (
        'nhánh "{subject}" không bao giờ được dùng vì các nhánh trên đã nhận hết; hãy sửa điều kiện hoặc bỏ nhánh',
        'arm "{subject}" is never taken, the arms above it take every case; mend the conditions or take it out',
    ),
    "CR506": (
        "kết quả tốt hơn lại được ít điểm hơn: {found}, nhưng {expected}; hãy đối chiếu hai hàng với văn bản",
        "points go up and down, so that better may earn less: {found}, but {expected}; compare both with the text",
    ),
    "CR507": (
        '"{subject}" là {found}, không phải bội của {expected}; hãy đối chiếu với văn bản',
        '"{subject}" is {found}, which is no multiple of {expected}; compare it with the text',
    ),
    "CR508": (
        "tỷ lệ {subject} trên {found} có thể vượt 100 % (may_exceed); hãy xem tử số có nằm trong mẫu số không",
        "the rate of {subject} to {found} can pass 100 % (may_exceed); see whether the part lies within the whole",
    ),
    "CR509": (
        (
            "khi {found} bằng 0, {expected} thay làm mẫu số và {subject} có thể lớn hơn nó: đơn vị đó không chấm"
            " được; hãy đặt may_exceed"
        ),
        (
            "where {found} is 0, {expected} stands in and {subject} may be more: such a unit cannot be scored;"
            " see whether may_exceed is meant"
        ),
    ),
    "CR510": (
        (
            '{subject} có thể bằng 0 mà "không phát sinh" không được khai; hãy xem lý do của policy có loại trừ'
            " không, hoặc thêm when_zero"
        ),
        (
            '{subject} can be 0 and "not applicable" cannot be claimed; see that the reason of the policy rules'
            " it out, or add when_zero"
        ),
    ),
    "CR511": (
        "các tỷ lệ trừ đi ({subject}) cộng lại có thể vượt 100 %; hãy xem một trường hợp có bị tính hai lần không",
        "the rates taken off ({subject}) can add up past 100 %; see whether one case is counted twice",
    ),
    "CR512": (
        'phần "{subject}" cao nhất chỉ được {found}, ghi tối đa {expected}; hãy sửa một trong hai',
        'part "{subject}" earns {found} at the most, under a maximum of {expected}; correct one of them',
    ),
    "CR513": (
        "bước điểm {found} không chia hết điểm tối đa {expected}, nên không ai được điểm tối đa; hãy sửa bước",
        "steps of {found} do not meet the maximum of {expected}, so nobody can be given it; correct the step",
    ),
    "CR514": (
        (
            "không tìm được trường hợp nào đạt tối đa {expected} (chỉ {found}): các tiêu chí dùng chung số liệu"
            " không cùng đạt tối đa; hãy đối chiếu"
        ),
        (
            "no case was found that earns the maximum of {expected} (only {found}): rules that share facts are not"
            " full together; compare with the text"
        ),
    ),
    "CR515": (
        'không có quy tắc làm tròn "{subject}"; hạng xét trên số chưa làm tròn, khác số in ra; hãy thêm',
        'there is no rounding of "{subject}": ranks go by figures nobody prints; add one',
    ),
    "CR516": (
        (
            'khi bằng điểm do cơ quan quyết định ("{subject}") mà không có tiêu chí phụ; hãy thêm tie_breakers'
            " nếu văn bản có"
        ),
        (
            'equals are left to an authority ("{subject}") and nothing tells them apart; add tie_breakers if the'
            " text has any"
        ),
    ),
    "CR517": (
        "giá trị trong {found} có thể không được xếp loại nào ({expected}); hãy đối chiếu các khoảng",
        "values in {found} may get no band (of {expected}); compare the bands with the text",
    ),
    "CR518": (
        "{subject} có mã băm {found}, đã phát hành là {expected}; hãy tăng revision và nêu lý do",
        "{subject} has digest {found}, released as {expected}; raise the revision and give the reason",
    ),
    "CR520": (
        'số liệu "{subject}" không tiêu chí nào dùng; hãy bỏ, hoặc tìm tiêu chí đã thiếu nó',
        'no scoring asks for fact "{subject}"; take it out, or find the leaf that lacks it',
    ),
    "CR521": (
        'nguồn "{subject}" không con số nào dẫn; hãy bỏ hoặc dẫn nguồn này',
        'nothing cites source "{subject}"; take it out or cite it',
    ),
    "CR522": (
        'cơ quan thẩm định "{subject}" không thẩm định tiêu chí nào; hãy bỏ, hoặc sửa tiêu chí',
        'appraiser "{subject}" appraises nothing; take it out, or correct a leaf',
    ),
    "CR523": (
        'số liệu "{subject}" ở đây là {found}, ở chỗ khác là {expected}; hãy dùng hai tên',
        'fact "{subject}" is a {found} here and a {expected}; use two names',
    ),
    "CR524": (
        'số liệu "{subject}" ở đây gọi là "{found}", ở chỗ khác là "{expected}"; hãy xem có phải một thứ không',
        'fact "{subject}" is called "{found}" here and "{expected}" there; see whether they are one thing',
    ),
    "CR525": (
        "lời văn chưa được mã hóa, điểm đang cho bằng tay: {found}; hãy viết scoring và đổi căn cứ của nó",
        "these words are no rule yet, points are set by hand: {found}; write the scoring and its basis",
    ),
    "CR530": (
        '"{subject}" có ký tự lạ {found}, đúng ra là {expected}; hãy gõ lại',
        '"{subject}" holds the stray character {found}, {expected} is meant; type it again',
    ),
    "CR531": ('thừa dấu cách: "{subject}"; hãy bỏ bớt', 'spaces stand twice in "{subject}"; take one out'),
    "CR532": (
        'còn {found} tên chưa có tiếng Anh, đầu tiên: "{expected}"; hãy dịch',
        '{found} names have no English, the first is "{expected}"; translate them',
    ),
    "CR540": (
        'không có bộ chỉ số "{subject}" mà bảng đối chiếu mã nói đến; hãy sửa mã bộ, hoặc thêm bộ đó',
        'ruleset "{subject}", which the crosswalk speaks of, is not to be found; mend the id, or supply it',
    ),
    "CR541": (
        'chỉ số "{subject}" của {expected} không có mã "{found}"; hãy sửa mã',
        'scorecard "{subject}" of {expected} has no code "{found}"; mend the code',
    ),
    "CR542": (
        'bộ chỉ số này không có chỉ số "{subject}"; hãy bỏ mục này',
        'this ruleset has no scorecard "{subject}"; take the entry out',
    ),
    "CR543": (
        '"{subject}" trước mang mã {found}, chưa có mục đối chiếu; nếu là một, hãy thêm vào crosswalk.toml: {expected}',
        '"{subject}" was {found} before and no entry says so; if they are one, add to crosswalk.toml: {expected}',
    ),
    "CR544": (
        'khối "{subject}": mục nối mã "{found}" với chính nó là thừa, mã không có mục nào vốn giữ nguyên; hãy bỏ',
        '"{subject}": an entry from "{found}" to itself says nothing, a code without an entry is the same; take it out',
    ),
    "CR545": (
        'khối "{subject}": mã "{found}" đã đứng trong {expected} của một mục trên; hãy gộp hai mục, hoặc sửa mã',
        '"{subject}": code "{found}" stands in {expected} of an entry above; put both into one entry, or mend the code',
    ),
    "CR546": (
        "điểm chuyển giữa {subject} không khớp: trước cộng lại {expected}, nay {found}; hãy sửa danh sách mã",
        "points moved between {subject} do not add up: they were {expected} and are {found}; mend the codes",
    ),
    "CR547": (
        'khối "{subject}": mã "{found}" không có tiêu chí cũ tương ứng, nên không có điểm nào chuyển; hãy sửa mã',
        '"{subject}": code "{found}" has no older counterpart that points could go to or from; mend the codes',
    ),
    "CR550": (
        "mục bỏ qua {subject} không còn bỏ qua gì ({found}); hãy xóa",
        "the entry that ignores {subject} ignores nothing ({found}); take it out",
    ),
    "CR551": (
        '"{subject}" không phải mã lint bỏ qua được; hãy xem danh sách mã',
        '"{subject}" is no finding that can be ignored; see the list of findings',
    ),
    "CR552": (
        'mục bỏ qua {subject} nêu mã "{found}" không có; hãy sửa mã',
        'the entry that ignores {subject} names code "{found}", which is not there; mend the code',
    ),
}
