"""Rulesets that do not hold."""

from collections.abc import Mapping
from typing import Final

RULESETS: Final[Mapping[str, tuple[str, str]]] = {
    "CR201": ("mã này đã dùng ở trên; mỗi mã chỉ dùng một lần", "this code is used above; a code is used once"),
    "CR202": (
        'mã "{found}" không nối tiếp mã của nút cha; hãy viết như "{expected}"',
        'code "{found}" does not extend its parent\'s code by one part; write it like "{expected}"',
    ),
    "CR203": (
        'mã "{found}" đứng sau một mã lớn hơn hoặc bằng; hãy xếp các nút theo thứ tự mã',
        'code "{found}" stands after a code that is not smaller; put the nodes in the order of their codes',
    ),
    "CR204": (
        (
            "điểm các nút con cộng lại là {found}, điểm tối đa là {expected}; hãy sửa một trong hai, hoặc"
            ' ghi nhận lỗi in "sum"'
        ),
        (
            "the children add up to {found} under a maximum of {expected}; correct one of them, or"
            ' acknowledge a "sum" slip'
        ),
    ),
    "CR205": (
        'các lĩnh vực cộng lại là {found}, tổng điểm là {expected}; hãy sửa một trong hai, hoặc ghi nhận lỗi in "sum"',
        'the fields add up to {found} under a total of {expected}; correct one of them, or acknowledge a "sum" slip',
    ),
    "CR206": (
        'đếm "{subject}" được {found}, số đã công bố là {expected}; hãy đối chiếu với quyết định',
        'the count of "{subject}" is {found}, stated is {expected}; compare with the decision',
    ),
    "CR207": (
        "thiếu max_points; chỉ điểm thưởng, điểm trừ mới có thể không có điểm tối đa",
        "max_points is missing; only a bonus or a penalty may have no maximum",
    ),
    "CR208": (
        "điểm tối đa là {found}; hãy viết số dương, điểm trừ cũng viết bằng số dương",
        "the maximum is {found}; write a positive number, for a penalty too",
    ),
    "CR209": (
        '"{subject}" chỉ dùng ở nút có nút con; hãy bỏ',
        '"{subject}" goes with children, and a scored leaf has none; take it out',
    ),
    "CR210": (
        'nguồn "{found}" không có trong danh sách; nguồn đã khai: {expected}',
        'source "{found}" is not listed; the sources are {expected}',
    ),
    "CR211": (
        'căn cứ ghi là {found} nhưng nguồn "{subject}" chỉ là {expected}; hãy ghi theo nguồn',
        'the basis is given as {found}, but source "{subject}" is only {expected}; state what the source bears',
    ),
    "CR212": (
        'căn cứ {found} từ nguồn "{subject}" thiếu chỗ trích; hãy thêm locator',
        'a basis {found} from source "{subject}" names no place in it; add a locator',
    ),
    "CR213": ('tiêu chí chấm điểm thiếu khóa "{subject}"; hãy thêm', 'a scored leaf lacks "{subject}"; add it'),
    "CR214": (
        'nút có nút con không được có "{subject}"; hãy chuyển xuống nút con',
        'a node with children cannot have "{subject}"; move it down to a leaf',
    ),
    "CR215": (
        'cơ quan thẩm định "{found}" không có trong danh sách; đã khai: {expected}',
        'appraiser "{found}" is not listed; listed are {expected}',
    ),
    "CR216": (
        "cách hiểu trùng mã: {found}; mỗi cách hiểu một mã",
        "readings share an id: {found}; give each its own",
    ),
    "CR217": (
        "cách hiểu được chọn là {found}, danh sách là: {expected}; hãy chọn một trong danh sách, ghi ai chọn và vì sao",
        "the chosen reading is {found} of: {expected}; choose a listed one, and say who chose it and why",
    ),
    "CR218": (
        'số liệu "{subject}" chưa khai trong [facts]; hãy khai',
        'fact "{subject}" is not declared under [facts]; declare it',
    ),
    "CR219": (
        'bảng điểm khối "{subject}" không có mã "{found}"; hãy sửa mã trong new',
        'the scorecard of "{subject}" has no code "{found}"; mend the code under new',
    ),
    "CR220": (
        'mã bộ chỉ số "{found}" chỉ được có chữ thường, số và gạch nối; hãy viết như "2024_2426"',
        'the ruleset id "{found}" may hold lower-case letters, digits and _ only; write it like "2024_2426"',
    ),
    "CR221": (
        "ngày hết hiệu lực {found} đứng trước ngày có hiệu lực {expected}; hãy sửa một trong hai",
        "it ends on {found}, before it starts on {expected}; mend one of the two",
    ),
    "CR222": ('"{found}" được khai hai lần; hãy bỏ một', '"{found}" is listed twice; take one out'),
    "CR223": (
        'nguồn "{subject}" là {found} nhưng không nêu tài liệu; hãy thêm document',
        'source "{subject}" is {found} but names no document; add it',
    ),
    "CR224": (
        'nguồn "{subject}" là {found} nhưng không nêu lập luận; hãy thêm argument',
        'source "{subject}" is {found} but gives no argument; add it',
    ),
    "CR225": (
        'mốc thời gian "{subject}" cần đúng một trong hai: by (tính cả ngày đó) hoặc before (không tính)',
        'deadline "{subject}" needs exactly one of by (the day included) and before (excluded)',
    ),
    "CR226": (
        'chưa nói khối "{found}" xếp hạng trong phạm vi nào; hãy thêm vào ranking.scopes',
        'the scope in which "{found}" is ranked is not stated; add it to ranking.scopes',
    ),
    "CR227": (
        "revision là {expected}, các lần sửa có lý do là {found}; mỗi lần sửa sau lần 1 cần một mục revisions",
        (
            "the revision is {expected}, those with a reason are {found}; every one after the first needs"
            " an entry in revisions"
        ),
    ),
    "CR228": (
        'khối "{subject}" không có tiêu chí phụ "{found}"; hãy dùng một mã, hoặc evidence, survey, satisfaction',
        'the scorecard of "{subject}" has no tie breaker "{found}"; use a code, or evidence, survey, satisfaction',
    ),
    "CR229": (
        'id là "{found}" nhưng thư mục tên "{expected}"; hãy sửa id hoặc đổi tên thư mục',
        'the id is "{found}" in a folder named "{expected}"; mend the id or rename the folder',
    ),
    "CR230": (
        'tên số liệu "{subject}" chỉ được có chữ thường không dấu, số và gạch dưới',
        'the fact name "{subject}" may hold lower-case letters, digits and underscores only',
    ),
    "CR231": (
        'số liệu "{subject}": kiểu level cần danh sách levels không trùng, kiểu khác không có levels',
        'fact "{subject}": a level needs a list of levels without repeats, other types have none',
    ),
    "CR232": (
        'số liệu "{subject}": chỉ kiểu date mới có never = true',
        'fact "{subject}": only a date can be "never"',
    ),
    "CR233": (
        'số liệu "{subject}" chưa khai trong [facts]; có phải ý là "{expected}"?',
        'fact "{subject}" is not declared under [facts]; did you mean "{expected}"?',
    ),
    "CR234": (
        'số liệu "{subject}" có kiểu {found}, cách tính này cần: {expected}',
        'fact "{subject}" is of type {found}, this measure needs one of {expected}',
    ),
    "CR235": (
        "mức sàn {found} phải từ 0 đến dưới mức đạt điểm tối đa {expected}",
        "the floor {found} must lie from 0 up to below full_at {expected}",
    ),
    "CR236": ("add và per của steps phải lớn hơn 0", "add and per of steps must be above 0"),
    "CR237": ("bước điểm của judged phải lớn hơn 0", "the step of judged must be above 0"),
    "CR238": (
        'bands có "never" nhưng ngày không thể là never; hãy bỏ, hoặc thêm never = true vào số liệu',
        'bands has "never" but the measure cannot be never; take it out, or add never = true to the fact',
    ),
    "CR239": (
        "ngày có thể là never nên phải chấm bằng bands, không phải {subject}",
        "the date can be never, so it must be awarded by bands, not by {subject}",
    ),
    "CR240": (
        "{subject} gồm nhiều phần nên không có measure riêng; hãy bỏ measure",
        "{subject} is put together of parts and has no measure of its own; take the measure out",
    ),
    "CR241": ("{subject} cần một measure; hãy thêm", "{subject} needs a measure; add it"),
    "CR242": (
        "{subject} không hợp với measure này: levels đi với level, các award khác đi với số",
        "{subject} does not fit this measure: levels goes with level, the other awards with numbers",
    ),
    "CR243": (
        "điều kiện cần đúng một trong hai: in (với số) hoặc level (với mức)",
        "a condition needs exactly one of in (for a number) and level (for a level)",
    ),
    "CR244": (
        'mức "{found}" không có trong số liệu; các mức: {expected}',
        'level "{found}" is not one of the fact\'s; they are {expected}',
    ),
    "CR245": ("các phần trùng id: {found}; mỗi phần một id", "parts share an id: {found}; give each its own"),
    "CR246": (
        "{subject} chỉ nhận số đo bằng số, không nhận {found}",
        "{subject} takes measures that are numbers, not {found}",
    ),
    "CR247": (
        "hạn cần đúng một trong ba: by (tính cả ngày đó), before (không tính), fact",
        "a due date needs exactly one of by (the day included), before (excluded) and fact",
    ),
    "CR248": (
        "trọng số phương án phải từ 0 đến 1, trọng số các nhóm phải lớn hơn 0 và cộng lại bằng 1, thấy {found}",
        "option weights must lie from 0 to 1, group weights above 0 and add up to 1, found {found}",
    ),
    "CR249": ("phương án hoặc nhóm trùng id: {found}", "options or groups share an id: {found}"),
    "CR250": (
        '"{found}" đã dành cho phiếu trắng, phiếu hỏng hoặc số phiếu hợp lệ; hãy đặt id khác cho phương án',
        '"{found}" is kept for ballots that are blank, invalid or valid; give the option another id',
    ),
    "CR251": (
        'các khoảng điểm bỏ trống {found}; hãy lấp khoảng, hoặc ghi nhận lỗi in "gap" với nguyên văn',
        'the bands leave {found} without points; fill the gap, or acknowledge a "gap" slip with the printed words',
    ),
    "CR252": (
        'các khoảng điểm chồng nhau tại {found}; hãy tách ra, hoặc ghi nhận lỗi in "overlap" với nguyên văn',
        'the bands overlap at {found}; part them, or acknowledge an "overlap" slip with the printed words',
    ),
    "CR253": (
        'cao nhất chỉ đạt {found}, điểm tối đa là {expected}; hãy sửa, hoặc ghi nhận lỗi in "unreachable"',
        'no case earns more than {found} of a maximum of {expected}; mend it, or acknowledge an "unreachable" slip',
    ),
    "CR254": (
        'có trường hợp đạt {found}, vượt điểm tối đa {expected}; hãy thêm cap, hoặc ghi nhận lỗi in "exceeds"',
        'a case earns {found}, above the maximum of {expected}; add a cap, or acknowledge an "exceeds" slip',
    ),
    "CR255": (
        '"{subject}" không đi với {found}; hãy bỏ, hoặc dùng {expected}',
        '"{subject}" does not go with {found}; take it out, or use {expected}',
    ),
    "CR256": (
        "judged cần số liệu kiểu points do người chấm cho, thấy {found}; hãy khai số liệu kiểu points",
        "judged takes a fact of type points, which somebody sets, found {found}; declare such a fact",
    ),
    "CR257": (
        "có trường hợp được {found} điểm, dưới 0; hãy sửa điểm, hoặc thêm floor",
        "a case earns {found} points, below 0; mend the points, or add a floor",
    ),
    "CR258": (
        'lỗi in "{subject}" được ghi nhận nhưng không có ở đây; hãy bỏ ghi nhận',
        'a "{subject}" slip is acknowledged but there is none; take the acknowledgment out',
    ),
    "CR259": (
        "{subject} cần điểm tối đa; hãy thêm max_points",
        "{subject} needs a maximum; add max_points",
    ),
    "CR260": (
        "yes_no chỉ nhận có hoặc không (1 hoặc 0), số đo này nằm trong {found}; hãy dùng bands hoặc proportional",
        "yes_no takes a yes or no (1 or 0), this measure lies in {found}; use bands or proportional",
    ),
    "CR261": (
        'tỷ lệ thay thế là {found}, phải nằm trong {expected}; 95 % viết là "0.95"',
        'the rate that stands in is {found}, it must lie in {expected}; 95 % is written "0.95"',
    ),
    "CR262": (
        '"{subject}" là {found}, lớn hơn {expected}; hãy sửa một trong hai',
        '"{subject}" is {found}, more than {expected}; mend one of the two',
    ),
    "CR263": (
        "{subject} không nhận số đo có thể nhỏ tùy ý; hãy dùng bands hoặc steps",
        "{subject} cannot take a measure that may fall without limit; use bands or steps",
    ),
    "CR264": (
        '"{subject}" là {found}, phải nằm trong {expected}; hãy sửa',
        '"{subject}" is {found}, it must lie in {expected}; mend it',
    ),
    "CR265": (
        "số đo nằm trong {expected} nên không bao giờ thuộc {found}; hãy sửa điều kiện",
        "the measure lies in {expected} and never in {found}; mend the condition",
    ),
    "CR266": (
        "số đo nằm trong {expected} nên luôn thuộc {found}; hãy bỏ hoặc sửa điều kiện",
        "the measure lies in {expected} and so always in {found}; mend the condition or take it out",
    ),
    "CR267": (
        '"{subject}" có trọng số 0 nên không được tính; hãy bỏ, hoặc sửa times',
        '"{subject}" counts 0 times; take it out, or mend times',
    ),
    "CR268": (
        "ratio có cả when_zero và stand_in; hãy chỉ giữ một, stand_in có otherwise của nó",
        "the ratio has both when_zero and stand_in; keep one, stand_in has its own otherwise",
    ),
    "CR269": (
        'phiếu "{subject}" ở nơi khác hỏi nhóm khác hoặc phương án khác; hãy dùng một số liệu cho mỗi câu hỏi',
        'the ballots "{subject}" have other groups or options elsewhere; declare a fact for each question',
    ),
    "CR270": (
        'id "{found}" chỉ được có chữ không dấu, số, gạch ngang và gạch dưới; hãy viết như "so-noi-vu"',
        'the id "{found}" may hold plain letters, digits, - and _ only; write it like "so-noi-vu"',
    ),
    "CR271": (
        'named đặt tên cho "{found}", không phải mức, phương án hay nhóm nào của "{subject}"; các id: {expected}',
        'named gives a name to "{found}", which is no level, option or group of "{subject}"; its ids are {expected}',
    ),
    "CR272": (
        'bảng điểm khối "{subject}" không có tiêu chí được chấm nào mang mã "{found}"; hãy sửa mã trong codes',
        'the scorecard of "{subject}" has no scored leaf "{found}"; mend the code under codes',
    ),
}
