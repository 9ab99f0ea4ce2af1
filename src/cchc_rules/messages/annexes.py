"""Annexes read into rulesets, and written from them."""

from collections.abc import Mapping
from typing import Final

ANNEXES: Final[Mapping[str, tuple[str, str]]] = {
    "CR601": (
        "không mở được tệp: {found}; hãy xem lại đường dẫn",
        "the file cannot be opened: {found}; check its path",
    ),
    "CR602": (
        "đọc {subject} cần gói {found}; hãy cài: pip install 'cchc-rules[office]'",
        "reading {subject} needs the package {found}; run: pip install 'cchc-rules[office]'",
    ),
    "CR603": (
        "tệp là {found}, không đọc được; hãy lưu lại thành {expected}",
        "the file is {found}, which is not read; save it as {expected}",
    ),
    "CR604": (
        "tệp hỏng hoặc bị cắt cụt: {found}; hãy mở và lưu lại, hoặc tải lại",
        "the file is broken or cut short: {found}; open and save it again, or fetch it again",
    ),
    "CR605": (
        "tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại",
        "the file is protected by a password; take it off and save again",
    ),
    "CR606": (
        '"{subject}" giải nén ra {found}, quá giới hạn {expected}; tệp không được mở',
        '"{subject}" unpacks to {found}, beyond the limit of {expected}; the file was not opened',
    ),
    "CR607": (
        '"{subject}" có khai báo DTD, có thể gây hại; tệp không được mở, hãy lưu lại bằng Word hoặc Excel',
        '"{subject}" declares a DTD, which may do harm; the file was not opened, save it again with Word or Excel',
    ),
    "CR608": (
        '"{subject}" có {found}, nhiều nhất được {expected}; hãy xóa phần thừa rồi lưu lại',
        '"{subject}" has {found}, at most {expected} are read; delete what is not needed and save again',
    ),
    "CR610": (
        "tệp CSV không phải UTF-8 ({found}); hãy lưu lại ở dạng CSV UTF-8",
        "the CSV file is not UTF-8 ({found}); save it as CSV UTF-8",
    ),
    "CR611": (
        "hàng {subject}: {found}; hãy sửa dấu nháy hoặc dấu ngăn cách",
        "row {subject}: {found}; mend the quotes or separators",
    ),
    "CR612": (
        "{subject}: công thức chưa có giá trị; hãy mở bằng Excel, tính lại và lưu, hoặc gõ giá trị vào ô",
        "{subject}: a formula without a value; open it with Excel, recalculate and save, or type the value",
    ),
    "CR613": ("{subject}: ô báo lỗi {found}; hãy sửa ô này", "{subject}: the cell shows the error {found}; mend it"),
    "CR614": (
        '{subject}: chữ ở bảng mã {expected}: "{found}"; hãy chuyển cả tệp sang Unicode trước',
        '{subject}: text in the encoding {expected}: "{found}"; convert the whole file to Unicode first',
    ),
    "CR615": (
        "{subject}: số {found} có phần lẻ do máy tính; hãy gõ lại, có thể là {expected}",
        "{subject}: the number {found} carries noise of a computation; type it anew, perhaps as {expected}",
    ),
    "CR616": ("{subject}: đang ẩn nhưng vẫn được đọc", "{subject}: hidden, and read nevertheless"),
    "CR617": (
        "{subject}: chữ dựng tổ hợp (NFD) đã được đổi sang dựng sẵn (NFC)",
        "{subject}: decomposed text (NFD) was composed (NFC)",
    ),
    "CR620": (
        "tệp không có bảng nào; hãy chọn tệp có phụ lục",
        "the file has no table; choose the file with the annex",
    ),
    "CR621": (
        "không bảng nào có tiêu đề của phụ lục; đã xem: {found}; cần các cột {expected}",
        "no table has the headings of an annex; seen were {found}; the columns needed are {expected}",
    ),
    "CR622": (
        "có nhiều bảng là phụ lục: {found}; hãy chọn một bằng --table TÊN",
        "several tables are annexes: {found}; choose one with --table NAME",
    ),
    "CR623": ('không có bảng "{subject}"; hiện có: {expected}', 'there is no table "{subject}"; there are {expected}'),
    "CR624": (
        "{subject}: không có cột {expected}; các tiêu đề đọc được: {found}",
        "{subject}: there is no column {expected}; the headings read are {found}",
    ),
    "CR625": (
        "{subject}: nhiều cột cùng là {expected}: {found}; hãy đổi tên hoặc xóa bớt",
        "{subject}: several columns are {expected}: {found}; rename or delete all but one",
    ),
    "CR626": ('{subject}: không đọc cột "{found}"', '{subject}: column "{found}" is not read'),
    "CR627": (
        "{subject}: bảng tính đã đổi mã thành {found}; được hiểu là {expected}, hãy đối chiếu bản in",
        "{subject}: the spreadsheet turned a code into {found}; it is taken as {expected}, compare it with the print",
    ),
    "CR628": (
        "{subject}: không rõ {found} là mã nào; có thể là {expected}; hãy gõ mã vào ô ở dạng chữ",
        "{subject}: it is open which code {found} was; it may be {expected}; type the code as text",
    ),
    "CR629": (
        '{subject}: "{found}" có điểm tối đa mà không có mã; hãy thêm mã',
        '{subject}: "{found}" has a maximum and no code; give it one',
    ),
    "CR630": (
        "{subject}: mã {found} không nằm dưới mã nào ở trên; hãy thêm hàng của mã {expected} hoặc sửa mã",
        "{subject}: code {found} is under no code above it; add the row of {expected} or mend the code",
    ),
    "CR631": (
        "{subject}: mã {found} đã có ở {expected}; hãy sửa một trong hai",
        "{subject}: code {found} stands already at {expected}; mend one of the two",
    ),
    "CR632": (
        '{subject}: điểm là "{found}"; hãy ghi một số như {expected}',
        '{subject}: the points are "{found}"; write a number such as {expected}',
    ),
    "CR633": (
        "dấu thập phân không thống nhất: {found}; cả hai được đọc là dấu thập phân",
        "the decimal mark differs: {found}; both are read as decimal marks",
    ),
    "CR634": (
        '{subject}: hàng không có mã, "{found}" được nối vào tên của {expected}',
        '{subject}: a row without code, "{found}" was joined to the name of {expected}',
    ),
    "CR635": (
        '{subject}: "{found}" đứng trước mã đầu tiên, không thuộc hàng nào; hãy thêm mã hoặc bỏ',
        '{subject}: "{found}" stands before the first code and belongs to no row; give it a code or take it out',
    ),
    "CR636": (
        "{subject}: có tiêu đề nhưng không có hàng nào; hãy chọn bảng khác",
        "{subject}: there are headings and no rows; choose another table",
    ),
    "CR637": ("{subject}: mã {found} không có tên; hãy ghi tên", "{subject}: code {found} has no name; write it"),
    "CR638": (
        '{subject}: "{found}" không phải là mã; hãy ghi mã như {expected}',
        '{subject}: "{found}" is no code; write one such as {expected}',
    ),
    "CR639": (
        "{subject}: nối tiếp {expected}, được đọc cùng một phụ lục",
        "{subject}: goes on from {expected}, read as one annex",
    ),
    "CR640": (
        '{subject}: kiểu số liệu là "{found}"; các kiểu được dùng: {expected}',
        '{subject}: the type of a fact is "{found}"; the types in use are {expected}',
    ),
    "CR641": (
        '{subject}: người cho số liệu là "{found}"; chỉ dùng: {expected}',
        '{subject}: the giver of a fact is "{found}"; only these are used: {expected}',
    ),
    "CR642": (
        "{subject}: số liệu không có {expected}; hãy ghi vào",
        "{subject}: the fact has no {expected}; write it",
    ),
    "CR643": (
        "{subject}: mã số liệu {found} đã có ở {expected}; hãy bỏ một",
        "{subject}: fact {found} stands already at {expected}; take one out",
    ),
    "CR644": (
        '{subject}: "{found}" không đúng; hãy ghi {expected}',
        '{subject}: "{found}" is not understood; write {expected}',
    ),
    "CR645": (
        "mã ở dạng số thập phân: {found}; 1.10 có thể đã thành 1.1, hãy đối chiếu bản in",
        "codes stand as decimal numbers: {found}; a 1.10 may have become 1.1, compare them with the print",
    ),
    "CR646": (
        '{subject}: hàng không có mã, "{found}" được nối vào cách tính điểm của {expected}',
        '{subject}: a row without code, "{found}" was joined to the scoring of {expected}',
    ),
    "CR647": (
        '{subject}: "{found}" đứng dưới hàng tổng, không thuộc hàng nào nên không đọc',
        '{subject}: "{found}" stands below a total and belongs to no row; it is not read',
    ),
    "CR648": (
        "{subject}: có {found} ô, tiêu đề có {expected}; hãy đặt chữ có dấu phẩy (2,5) trong dấu nháy",
        "{subject}: there are {found} cells under {expected} headings; put text with a comma (2,5) in quotes",
    ),
    "CR649": (
        "{subject}: {found} đứng ở hai ô, có thể là một số bị dấu phẩy tách ra; hãy đối chiếu bản in",
        "{subject}: {found} stands in two cells and may be one number torn by its comma; compare it with the print",
    ),
    # CR650-CR679: transcribing an annex, and exporting one
    "CR650": (
        "không có dòng nào có mã; hãy xem bảng có đúng là phụ lục không",
        "no row has a code; see whether the table is the annex",
    ),
    "CR651": (
        "mã này có ở {expected} và ở {found}; hãy sửa một mã trong tệp",
        "this code stands at {expected} and at {found}; correct one of them in the file",
    ),
    "CR652": (
        "dòng ở {found} không có dòng cha {expected}; hãy thêm dòng cha hoặc sửa mã",
        "the row at {found} has no parent row {expected}; add it, or correct the code",
    ),
    "CR653": (
        "tiêu chí ở {found} không có điểm tối đa; hãy điền vào cột điểm tối đa",
        "the criterion at {found} has no maximum; fill it in",
    ),
    "CR654": (
        "không đọc được số “{found}” ở {expected}; hãy viết như 0,5",
        "the number “{found}” at {expected} cannot be read; write it like 0,5",
    ),
    "CR655": (
        "lĩnh vực ở {found} không có tiêu chí con; phần chấm điểm được ghi thành tiêu chí {expected}, hãy xem lại",
        "the field at {found} has no criteria; what it scores was written as criterion {expected}, look at it",
    ),
    "CR656": (
        "phụ lục không in dòng tổng điểm; tổng của các lĩnh vực là {found}, hãy đối chiếu",
        "no grand total is printed; the fields add up to {found}, compare it with the text",
    ),
    "CR657": (
        "không in cách xử lý khi không áp dụng: {found}; để ngỏ (open) cho đến khi có người quyết định",
        "what becomes of them when not applicable is not printed: {found}; left open until a person decides",
    ),
    "CR658": (
        "câu “{found}” chưa rõ xử lý thế nào khi không áp dụng; để ngỏ (open), hãy tự ghi policy",
        "“{found}” does not make clear what becomes of it when not applicable; left open, write the policy by hand",
    ),
    "CR659": (
        "ghi chú “{found}” không được dùng; nếu nó ảnh hưởng đến điểm, hãy chép tay",
        "the note “{found}” was not used; if it touches points, encode it by hand",
    ),
    "CR660": (
        "không in điểm tối đa: {found}; lấy tổng các mục con",
        "no maximum is printed: {found}; the sum of the children was taken",
    ),
    "CR661": (
        "phía trên bảng không có tên; tên bộ chỉ số được đặt tạm, hãy sửa",
        "no title stands above the table; a name was put in its place, correct it",
    ),
    "CR662": (
        "ô cơ quan thẩm định trống, lấy theo ô in gần nhất ở trên: {found}",
        "no appraiser in the cell, taken from the one printed last above: {found}",
    ),
    "CR663": (
        "không in cơ quan thẩm định: {found}; hãy ghi vào tệp",
        "no appraiser is printed: {found}; write it into the file",
    ),
    "CR664": (
        "chưa có bộ chỉ số nào của {found}; hãy cho thêm {expected}",
        "no ruleset of {found} is known; give {expected} too",
    ),
    "CR665": (
        "thư mục hoặc bộ chỉ số {subject} là của {expected}, không phải {found}; hãy chọn thư mục khác",
        "{subject} is of {expected}, not of {found}; choose another folder",
    ),
    "CR666": (
        "lỗi in “{expected}” ({found}) được giữ như in; hãy đối chiếu với văn bản: {subject}",
        "a printed slip “{expected}” ({found}) was kept as printed; compare it with the text: {subject}",
    ),
    "CR667": (
        "{subject}: phụ lục có {found}, trước đây ghi {expected}; số cũ đã bỏ, hãy xem bên nào đúng",
        "{subject}: the annex has {found}, recorded was {expected}; the record was dropped, see which is right",
    ),
    "CR668": (
        "chưa chép từ quyết định: {found}; hãy đối chiếu và ghi căn cứ",
        "not yet settled by the decision: {found}; compare with the text and give the basis",
    ),
    "CR669": (
        "tổng in ở {subject} là {expected}, cộng được {found}; hãy đối chiếu với văn bản",
        "the total printed at {subject} is {expected}, the sum is {found}; compare with the text",
    ),
    "CR670": (
        "{subject} là bộ chỉ số {expected}; hãy đặt tên thư mục là {expected}, không phải {found}",
        "{subject} is the ruleset {expected}; name the folder {expected}, not {found}",
    ),
    "CR671": (
        "bỏ {found} mục đối chiếu mã của {subject} vì mã đã đổi; hãy lập lại bằng tay",
        "{found} crosswalk entries of {subject} were taken out, as their codes are gone; make them anew by hand",
    ),
    "CR672": (
        "tệp {found} đã có; hãy thêm --replace nếu muốn ghi đè",
        "file {found} is there already; add --replace to write over it",
    ),
    "CR673": (
        "chưa đọc được cách tính điểm “{found}”; tạm để cơ quan thẩm định cho điểm, hãy chép tay",
        "the scoring “{found}” was not read; left to the appraiser's judgement, encode it by hand",
    ),
    "CR674": (
        "không chép được sang phụ lục: {found}; hãy ghi bằng tay nếu cần",
        "not carried into the annex: {found}; write it by hand where it is needed",
    ),
    "CR675": (
        "không ghi được ra “{found}”; tên tệp phải kết thúc bằng {expected}",
        "cannot write to “{found}”; the file's name must end in {expected}",
    ),
    "CR676": (
        "cần gói {found} để ghi tệp này; hãy chạy: pip install 'cchc-rules[{expected}]'",
        "{found} is needed to write this file; run: pip install 'cchc-rules[{expected}]'",
    ),
    "CR677": (
        "tệp này tự ghi không phải nguyên văn quyết định; mọi con số giữ căn cứ “{found}”",
        "the file says that it is not the decision's own text; every number keeps the basis “{found}”",
    ),
    "CR679": (
        "tên số liệu “{found}” đã có nghĩa khác trong phụ lục này; hãy đặt tên khác trong danh mục số liệu",
        "the fact “{found}” stands for something else in this annex; name it differently in the table of facts",
    ),
    # Scoring cells: CR680 to CR699.
    "CR680": (
        'không đọc được "{found}" trong cách tính điểm; hãy viết lại cho rõ từng dòng, hoặc nhập tay',
        '"{found}" of the scoring cell cannot be read; write it anew, one row a case, or enter the scoring by hand',
    ),
    "CR681": (
        "các dòng điểm bỏ trống {found}; hãy thêm dòng, hoặc nhập tay và ghi nhận lỗi in",
        "the rows leave out {found}; add a row, or enter the scoring by hand and acknowledge the gap",
    ),
    "CR682": (
        "hai dòng điểm cùng chứa {found}; hãy sửa một dòng, hoặc nhập tay và ghi nhận lỗi in",
        "two rows hold {found}; correct one of them, or enter the scoring by hand and acknowledge the overlap",
    ),
    "CR683": (
        "cách tính điểm cho cao nhất {found}, điểm tối đa là {expected}; hãy xem lại một trong hai",
        "the scoring earns {found} at best, the maximum is {expected}; look at both again",
    ),
    "CR684": (
        'dòng "{found}" cho {subject} điểm, quá điểm tối đa {expected}; hãy xem lại một trong hai',
        'row "{found}" earns {subject} points, above the maximum of {expected}; look at both again',
    ),
    "CR685": (
        'một ô có hai quy tắc: "{found}" và "{expected}"; hãy tách ra, hoặc nhập tay',
        'one cell holds two rules: "{found}" and "{expected}"; take them apart, or enter the scoring by hand',
    ),
    "CR686": (
        'không đọc được "{subject}" trong "{found}", có thể đổi nghĩa cả ô; hãy nhập tay',
        '"{subject}" in "{found}" cannot be read and may change the whole cell; enter the scoring by hand',
    ),
    "CR687": (
        '"{found}" không nói kiểu làm tròn nửa; đã lấy nửa làm tròn lên, hãy xác nhận hoặc thêm cách hiểu khác',
        '"{found}" says nothing of halves; half up was taken, confirm it or list other readings',
    ),
    "CR688": (
        'không có dòng cho trường hợp không có gì; đã lấy 0 điểm, hãy xác nhận: "{found}"',
        'no row says what nothing at all earns; 0 points were taken, confirm it: "{found}"',
    ),
    "CR689": (
        'dòng "{found}" đếm số, các dòng khác tính phần trăm; hãy viết cùng một đơn vị',
        'row "{found}" counts, the others are percentages; write them in one unit',
    ),
    "CR690": (
        'không rõ "{found}" tính từ ngày nào, của năm nào; hãy ghi rõ, hoặc nhập tay',
        'of "{found}" it is not clear from which day, or of which year; say so, or enter the scoring by hand',
    ),
    "CR691": (
        "ô cách tính điểm để trống; hãy điền, hoặc nhập tay",
        "the scoring cell is empty; fill it in, or enter the scoring by hand",
    ),
    "CR692": (
        "không có dòng cho số ngày chậm {found}; để ngỏ, hãy ghi nhận lỗi in hoặc thêm cách hiểu",
        "no row says what {found} days late earn; left open, acknowledge the gap or list readings",
    ),
    "CR693": (
        'chữ {found} trong công thức "{expected}" không được giải thích, hoặc thừa; hãy ghi {found} là gì',
        'letter {found} of the formula "{expected}" is not explained, or is one too many; say what {found} is',
    ),
    "CR694": (
        "cách tính điểm đọc được không hợp lệ: {found} nêu ngay sau đây; hãy nhập cách tính điểm bằng tay",
        "the scoring as read does not hold: {found} right after this; enter the scoring by hand",
    ),
    "CR695": (
        'tên "{found}" là của nhiều số liệu: {expected}; hãy ghi kèm tên khóa trong ngoặc đơn',
        'label "{found}" is that of several facts: {expected}; put the name of one in brackets after it',
    ),
    "CR696": (
        "điểm trừ dần cần điểm tối đa; hãy ghi điểm tối đa",
        "points taken off need a maximum to start from; give the maximum",
    ),
    "CR697": (
        'dòng "{found}" và một dòng khác cùng chứa 0; đã lấy dòng "{found}", hãy ghi nhận lỗi in',
        'row "{found}" and another both hold 0; "{found}" was taken, acknowledge the overlap',
    ),
    "CR698": (
        'không ghi "{found}" kể từ ngày nào; đã thêm một số liệu cho ngày đó, hãy xem lại tên của nó',
        'from which day "{found}" counts is not printed; a fact stands for that day, look at its name again',
    ),
    "CR699": (
        "mẫu số 0 được nói đến mà không rõ mẫu số nào; hãy ghi tỷ lệ là gì chia cho gì",
        "a whole of 0 is spoken of, but not of which rate; say what is divided by what",
    ),
}
