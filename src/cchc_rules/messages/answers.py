"""Answers that cannot be scored, and what an evaluation has to say."""

from collections.abc import Mapping
from typing import Final

ANSWERS: Final[Mapping[str, tuple[str, str]]] = {
    "CR301": (
        'bản tự chấm lập cho bộ chỉ số "{found}", đang chấm theo "{expected}"; hãy dùng đúng bộ chỉ số',
        'the submission was made for ruleset "{found}" and is scored by "{expected}"; use the one it was made for',
    ),
    "CR302": (
        'bản tự chấm thuộc khối "{found}", bảng điểm thuộc khối "{expected}"; hãy dùng đúng bảng điểm',
        'the submission is of a "{found}", the scorecard is for a "{expected}"; use the scorecard of its kind',
    ),
    "CR303": (
        "năm {found} không thuộc các năm bộ chỉ số này đánh giá ({expected}); kết quả chỉ để thử",
        "the year {found} is none that this ruleset assesses ({expected}); take the result as a rehearsal",
    ),
    "CR310": (
        "tử số {subject} = {found} lớn hơn mẫu số {expected}; hãy kiểm tra hai số liệu",
        "{subject} = {found} is more than the whole it is part of, {expected}; check the two facts",
    ),
    "CR311": (
        "mẫu số {subject} = {found} nhỏ hơn 0; hãy kiểm tra số liệu bị trừ",
        "the whole {subject} = {found} is below 0; check what is taken from it",
    ),
    "CR312": (
        'mẫu số {subject} bằng 0; nếu không phát sinh, hãy ghi state = "not_applicable" kèm lý do',
        'the whole {subject} is 0; if nothing arose, claim state = "not_applicable" with a reason',
    ),
    "CR313": (
        'hạn "{subject}" không phải là ngày; hãy cho một ngày',
        'the deadline "{subject}" is not a date; give one',
    ),
    "CR314": (
        "điểm {found} không đúng bước {expected}; hãy cho điểm theo bước",
        "{found} points are not on the step of {expected}; give points on the step",
    ),
    "CR315": (
        "điểm {found} vượt điểm tối đa {expected}; hãy cho điểm từ 0 đến tối đa",
        "{found} points are above the maximum of {expected}; give points from 0 to the maximum",
    ),
    "CR321": (
        "{subject}: chỉ có {found} phiếu hợp lệ, cần ít nhất {expected}; tiêu chí chưa có điểm, không tính là 0",
        "{subject}: {found} valid replies of at least {expected}; the criterion stays open, it is not 0",
    ),
    "CR322": (
        "văn bản không có mức điểm nào cho giá trị {found}; tiêu chí để ngỏ cho đến khi được thẩm định",
        "the text has no points for the value {found}; the criterion stays open until it is appraised",
    ),
    "CR330": (
        'không có số liệu "{subject}" trong bảng điểm này; có phải ý là: {expected}?',
        'this scorecard has no fact "{subject}"; did you mean: {expected}?',
    ),
    "CR331": (
        'số liệu "{subject}" do cơ quan thẩm định cho; hãy chuyển sang facts.appraiser',
        'fact "{subject}" is the appraiser\'s to give; move it to facts.appraiser',
    ),
    "CR332": (
        '"{subject}" là phiếu điều tra; hãy ghi vào ballots hoặc shares',
        '"{subject}" is a survey question; give it under ballots or shares',
    ),
    "CR333": (
        '"{subject}" phải là true hoặc false, thấy {found}; hãy viết một trong hai',
        '"{subject}" must be true or false, found {found}; write one of the two',
    ),
    "CR334": (
        '"{subject}" phải là số nguyên không âm, thấy {found}; hãy viết như 12',
        '"{subject}" must be a whole number from 0 up, found {found}; write it like 12',
    ),
    "CR335": (
        (
            '"{subject}" phải là số chính xác không âm, thấy {found}; hãy viết như 12 hoặc "12.5", không'
            " dùng số dấu phẩy động"
        ),
        '"{subject}" must be an exact number from 0 up, found {found}; write it like 12 or "12.5", never as a float',
    ),
    "CR336": (
        '"{subject}" phải là tỷ lệ từ 0 đến 1, thấy {found}; 95 % viết là "0.95"',
        '"{subject}" must be a rate from 0 to 1, found {found}; 95 % is written "0.95"',
    ),
    "CR337": (
        '"{subject}" phải là ngày, thấy {found}; hãy viết như 2024-11-24 (hoặc {expected})',
        '"{subject}" must be a date, found {found}; write it like 2024-11-24 (or {expected})',
    ),
    "CR338": (
        '"{subject}" phải là một trong các mức {expected}, thấy {found}',
        '"{subject}" must be one of the levels {expected}, found {found}',
    ),
    "CR340": (
        'không có nhóm "{subject}"; các nhóm được hỏi: {expected}',
        'there is no group "{subject}"; the groups asked are {expected}',
    ),
    "CR341": (
        '{subject}: không có phương án "{found}"; các phương án: {expected}',
        '{subject}: there is no option "{found}"; the options are {expected}',
    ),
    "CR342": (
        "{subject}: các tỷ lệ cộng lại bằng {found}; phải bằng đúng 1 và không có số âm",
        "{subject}: the shares add up to {found}; they must make exactly 1, none below 0",
    ),
    "CR343": (
        "{subject} có cả ballots và shares; hãy chỉ cho một",
        "{subject} has both ballots and shares; give one of them",
    ),
    "CR344": ("mã này có hai mục entries; hãy gộp lại", "this code has two entries; join them"),
    "CR345": (
        'không có mã "{found}" trong bảng điểm này; có phải ý là: {expected}?',
        'this scorecard has no code "{found}"; did you mean: {expected}?',
    ),
    "CR346": (
        "mã này có tiêu chí con nên không chấm trực tiếp; hãy chấm từng tiêu chí con",
        "this code has sub-criteria and is not scored itself; score its leaves",
    ),
    "CR347": (
        "{subject} là {found} điểm; phải từ 0 đến điểm tối đa {expected}",
        "{subject} is {found} points; it must lie from 0 to the maximum of {expected}",
    ),
    "CR348": (
        "tiêu chí điều tra xã hội học không tự chấm, thấy {found}; hãy bỏ self_score",
        "a survey criterion is not self-scored, found {found}; take self_score out",
    ),
    "CR349": (
        "trạng thái scored là mặc định; hãy bỏ state",
        "the state scored goes without saying; take state out",
    ),
    "CR350": (
        "trạng thái {found} cần lý do; hãy thêm reason",
        "the state {found} needs a reason; add it",
    ),
    "CR351": (
        "tiêu chí này không được ghi là không áp dụng ({found}); hãy cho số liệu",
        "this criterion cannot be claimed not applicable ({found}); give its facts",
    ),
    "CR352": (
        "vừa có trạng thái {found} vừa có điểm thẩm định; hãy giữ một, hoặc ghi confirmed = false",
        "it has both the state {found} and appraised points; keep one, or set confirmed = false",
    ),
    "CR353": (
        'không có phần "{found}"; các phần: {expected}',
        'there is no part "{found}"; the parts are {expected}',
    ),
    "CR356": (
        "chỉ một trong các mã {found} được áp dụng; hãy xem lại số liệu phân loại đơn vị",
        "only one of the codes {found} may apply; look at the facts that tell the type of unit",
    ),
    "CR357": (
        "mọi tiêu chí cùng mục đều không áp dụng, không còn chỗ để chia lại điểm; hãy xem lại các trạng thái",
        "nothing under this node applies, so its points cannot be spread; look at the states again",
    ),
    "CR358": (
        "chưa có điểm, đã tính là 0 theo yêu cầu; còn thiếu: {expected}",
        "open, and counted as 0 as asked; still missing: {expected}",
    ),
    "CR359": (
        "không còn tiêu chí nào áp dụng, không tính được tỷ lệ; hãy xem lại các trạng thái",
        "nothing applies, so there is no maximum to take a percentage of; look at the states again",
    ),
    "CR360": (
        'thiếu số liệu: {expected}; hãy bổ sung, hoặc dùng missing="bounds" để xem khoảng điểm',
        'answers are missing: {expected}; give them, or ask for missing="bounds"',
    ),
    "CR361": (
        "không áp dụng theo đề nghị của đơn vị, cơ quan thẩm định chưa xác nhận; hãy ghi confirmed",
        "claimed not applicable and not yet confirmed by the appraiser; set confirmed",
    ),
    "CR362": (
        "điểm thẩm định {found} khác điểm tính từ số liệu {expected}; đã dùng điểm thẩm định",
        "the appraised {found} points differ from the {expected} the facts give; the appraisal was used",
    ),
    "CR363": (
        "điểm tự chấm {found} khác điểm tính từ số liệu {expected}; đã dùng điểm tính từ số liệu",
        "the self-scored {found} points differ from the {expected} the facts give; the facts were used",
    ),
    "CR364": ("điểm tự chấm {found}, chưa đối chiếu được", "self-scored {found} points, not comparable"),
    "CR365": (
        "điểm {found} lấy từ tự chấm vì không có số liệu và chưa thẩm định; hãy bổ sung",
        "the {found} points are the unit's own word: no facts, no appraisal; give one of them",
    ),
    "CR366": (
        "cách tính điểm không thể cho {found} điểm; hãy kiểm tra điểm đã cho",
        "the scoring function cannot give {found} points; check what was declared",
    ),
    "CR367": (
        'chưa có điểm ({found}); hãy bổ sung, hoặc dùng missing="bounds" để xem khoảng điểm',
        'open ({found}); score it, or ask for missing="bounds"',
    ),
}
