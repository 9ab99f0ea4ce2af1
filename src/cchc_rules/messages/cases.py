"""Worked cases, and vectors other programs are held to."""

from collections.abc import Mapping
from typing import Final

CASES: Final[Mapping[str, tuple[str, str]]] = {
    "CR701": (
        'trường hợp "{subject}": lý do "{found}" không phải một câu; hãy viết một câu, kết thúc bằng dấu chấm',
        'case "{subject}": "{found}" is no sentence; say why in one that ends with a full stop',
    ),
    "CR702": (
        'trường hợp "{subject}" đã có ở {found}; mỗi khối đơn vị dùng một tên một lần, hãy đổi tên',
        'case "{subject}" stands at {found} already; a name is used once for a kind of unit, rename it',
    ),
    "CR703": (
        'trường hợp "{subject}" không nêu kết quả nào; hãy nêu ít nhất một trong: {expected}',
        'case "{subject}" expects nothing; give at least one of {expected}',
    ),
    "CR704": (
        'trường hợp "{subject}" vừa đợi bị từ chối vừa đợi kết quả; hãy tách thành hai trường hợp',
        'case "{subject}" expects a refusal beside results, and a refusal gives none; make two cases of it',
    ),
    "CR705": (
        '"{subject}" phải là điểm trong dấu nháy hoặc một trong {expected}, thấy {found}; hãy viết như "0.5"',
        '"{subject}" must be points in quotes or one of {expected}, found {found}; write it like "0.5"',
    ),
    "CR710": (
        'trường hợp "{subject}": ra {found}, trường hợp nêu {expected}; hãy xem lại quy tắc hoặc trường hợp',
        'case "{subject}": {found} comes out, the case says {expected}; look at the rule or at the case',
    ),
    "CR711": (
        'trường hợp "{subject}": câu trả lời được nhận, trường hợp đợi bị từ chối; hãy xem lại quy tắc hoặc trường hợp',
        'case "{subject}": the answers are taken, the case expects a refusal; look at the rule or at the case',
    ),
    "CR712": (
        'trường hợp "{subject}": câu trả lời bị từ chối ({found}), trường hợp đợi kết quả; hãy sửa số liệu của nó',
        'case "{subject}": the answers are refused ({found}), the case expects a result; mend its facts',
    ),
    "CR713": (
        'trường hợp "{subject}": điểm tối đa sau khi loại trừ là {found}, trường hợp nêu {expected}; hãy xem lại',
        'case "{subject}": the effective max is {found}, the case says {expected}; look at the rule or at the case',
    ),
    "CR714": (
        'trường hợp "{subject}": {found}, trường hợp nêu {expected}; hãy xem lại quy tắc hoặc trường hợp',
        'case "{subject}": {found}, the case says {expected}; look at the rule or at the case',
    ),
    "CR740": (
        "không chạy được chương trình {subject} ({found}); hãy kiểm tra tên và quyền chạy",
        "the program {subject} cannot be started ({found}); check its name, and that it may be run",
    ),
    "CR741": (
        "chương trình kết thúc (mã {found}) trước khi trả lời vector {subject}; hãy trả lời mỗi dòng hỏi bằng một dòng",
        "the program ended (exit code {found}) before it answered vector {subject}; answer each line with a line",
    ),
    "CR742": (
        "{expected} giây chưa trả lời vector {subject}, đã dừng chương trình; in xong mỗi dòng hãy đẩy ra ngay",
        "no answer to vector {subject} within {expected} s, program stopped; flush after each line, or raise --timeout",
    ),
    "CR743": (
        "khi được hỏi vector {subject}, chương trình in {found}; mỗi dòng ra phải là một đối tượng JSON, mã UTF-8",
        "asked for vector {subject} the program wrote {found}; each line must be one JSON object in UTF-8",
    ),
    "CR744": (
        "được hỏi vector {subject}, chương trình in một dòng dài hơn {expected} byte; hãy xuống dòng sau mỗi trả lời",
        "asked for vector {subject} the program wrote a line of over {expected} bytes; end the line after each answer",
    ),
    "CR745": (
        "được hỏi vector {subject}, chương trình trả lời cho {found}; hãy trả lời lần lượt, kèm đúng vector được hỏi",
        "asked for vector {subject} the program answered for {found}; answer in turn, with the vector that was asked",
    ),
    "CR746": (
        "chương trình trả lời vector {found} lần thứ hai, khi được hỏi {subject}; mỗi vector chỉ một dòng",
        "the program answered vector {found} a second time when asked for {subject}; give each vector one line",
    ),
    "CR747": (
        '"{subject}" phải là {expected}, thấy {found}; hãy xem tài liệu về vector',
        '"{subject}" must be {expected}, found {found}; see the page on conformance',
    ),
    "CR748": (
        "hết câu hỏi đã {expected} giây mà chương trình chưa kết thúc, nên bị dừng; hãy kết thúc khi hết đầu vào",
        "the program did not end within {expected} s of the last question, and was stopped; end when the input ends",
    ),
    "CR749": (
        "trả lời xong, chương trình kết thúc với mã {found}; mã phải là 0",
        "after its last answer the program ended with exit code {found}; it must be 0",
    ),
    "CR750": (
        "{subject}: chương trình ra {found}, phải là {expected}",
        "{subject}: the program says {found}, it must be {expected}",
    ),
    "CR751": (
        "{subject}: chưa có số liệu, chương trình ra {found}; phải để null, thiếu không bao giờ là 0",
        "{subject}: answers are missing and the program says {found}; it must be null, missing is never zero",
    ),
    "CR752": (
        "{subject}: chương trình để ngỏ, phải là {expected}",
        "{subject}: the program leaves it open, it must be {expected}",
    ),
    "CR753": (
        "{subject}: chương trình không nêu; hãy trả lời cho mọi nút và mọi khóa",
        "{subject}: the program does not report it; report every node with every key",
    ),
    "CR754": (
        "chương trình nêu mã này, bộ chỉ số không có; hãy bỏ đi",
        "the program reports this code, which the scorecard does not have; leave it out",
    ),
    "CR755": (
        '{subject}: {found} là số JSON, thường bị đọc thành số thực nhị phân; hãy viết trong dấu nháy: "{expected}"',
        '{subject}: {found} is a JSON number, which is read as a binary float; write it as text: "{expected}"',
    ),
    "CR756": (
        '{subject}: "{found}" không phải số chính xác; hãy viết như "0.5" hoặc "36/19" ({expected})',
        '{subject}: "{found}" is no exact number; write it like "0.5" or "36/19" ({expected})',
    ),
    "CR757": (
        "chương trình vẫn chấm bài phải bị từ chối tại {expected}",
        "the program scored what must be refused at {expected}",
    ),
    "CR758": (
        "chương trình từ chối (tại {found}) bài phải được chấm",
        "the program refused (at {found}) what must be scored",
    ),
    "CR759": (
        "chương trình từ chối tại {found}, phải là tại {expected}",
        "the program refused at {found}, it must be at {expected}",
    ),
    "CR760": (
        "trả lời xong, chương trình còn in {found}; hãy in đúng một dòng cho mỗi câu hỏi",
        "after its last answer the program wrote {found}; write one line for each question and no more",
    ),
    "CR761": (
        "không tách được lệnh {subject} ({found}); hãy đặt lệnh sau --, mỗi đối số một từ",
        "the command {subject} cannot be split ({found}); give it after --, one word for each argument",
    ),
    "CR770": (
        "vector được làm cho {subject} {found}, bộ chỉ số là {expected}; hãy làm lại (make vectors)",
        "the vectors were made for {subject} {found}, the ruleset's is {expected}; make them anew (make vectors)",
    ),
    "CR771": (
        "bộ chỉ số {expected} không có tệp vector {subject}; hãy làm tệp đó hoặc chọn bộ khác",
        "the ruleset {expected} has no file of vectors {subject}; make one, or name another ruleset",
    ),
    "CR772": (
        "tệp không phải là vector: {found}; hãy làm lại (make vectors)",
        "this file holds no vectors: {found}; make it anew (make vectors)",
    ),
}
