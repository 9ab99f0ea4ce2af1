"""The words of the law in Vietnamese and in English: states, stages, policies, and a sentence for every kind.

Each entry is a pair: Vietnamese, then English. A kind of measure or award has one sentence or more under `RULES`
(what the ruleset says) and under `STEPS` (what happened in one evaluation); names in braces are filled in by
``report/rules.py`` and ``report/steps.py``. A kind that is added without its sentences fails a test.
"""

from collections.abc import Mapping
from typing import Final

from cchc_rules.errors import Language, Severity, not_found
from cchc_rules.exact import RoundingMode, State
from cchc_rules.law.decision import RankedOn, ScopeOf, Stage, Ties, UnitKind
from cchc_rules.law.facts import FactType, Giver
from cchc_rules.law.grounds import Basis, Standing
from cchc_rules.law.model import Combine, FailedTo, Method, Role, SlipKind
from cchc_rules.law.scoring import Policy
from cchc_rules.scoring.result import Origin

Pair = tuple[str, str]
Words = Mapping[str, Pair]

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")

NOTICE: Final[Mapping[Standing, Pair | None]] = {
    Standing.RECONSTRUCTION: (
        "Bản dựng lại: tiêu chí và điểm không phải nguyên văn quyết định",
        "Reconstruction: the criteria and points are not the text of the decision",
    ),
    Standing.INFERRED: (
        "Có con số suy ra từ nguồn khác, không phải nguyên văn quyết định",
        "Some numbers are inferred from other sources and are not the text of the decision",
    ),
    Standing.ATTESTED: None,
}

STANDINGS: Final[Words] = {
    Standing.RECONSTRUCTION: ("bản dựng lại", "reconstruction"),
    Standing.INFERRED: ("có phần suy ra", "partly inferred"),
    Standing.ATTESTED: ("có nguồn", "attested"),
}
STATES: Final[Words] = {
    State.SCORED: ("đã chấm", "scored"),
    State.NOT_APPLICABLE: ("không áp dụng", "not applicable"),
    State.UNKNOWN: ("chưa có số liệu", "unknown"),
    State.NOT_ASSESSED: ("chưa chấm", "not assessed"),
}
STAGES: Final[Words] = {
    Stage.SELF_SCORE: ("tự chấm", "self-score"),
    Stage.APPRAISAL_1: ("thẩm định lần 1", "first appraisal"),
    Stage.EXPLANATION_ROUND: ("giải trình", "explanation round"),
    Stage.APPRAISAL_2: ("thẩm định lần 2", "second appraisal"),
    Stage.SURVEY: ("điều tra xã hội học", "survey"),
    Stage.PUBLICATION: ("công bố", "publication"),
}
ORIGINS: Final[Words] = {
    Origin.COMPUTED: ("tính từ số liệu", "computed from facts"),
    Origin.AWARDED: ("do cơ quan thẩm định cho điểm", "awarded by the appraiser"),
    Origin.DECLARED: ("do đơn vị tự chấm, không có số liệu", "declared by the unit, without facts"),
    Origin.POLICY: ("theo quy định của bộ chỉ số", "by a policy of the ruleset"),
}
POLICIES: Final[Words] = {
    Policy.DROP: ("loại khỏi điểm và điểm tối đa", "left out of points and maximum"),
    Policy.FULL: ("được điểm tối đa", "full points"),
    Policy.ZERO: ("0 điểm", "0 points"),
    Policy.FORBIDDEN: ("không được ghi không áp dụng", "cannot be claimed"),
    Policy.SPREAD: ("chia lại điểm cho các tiêu chí cùng mục", "its points are spread over its siblings"),
    Policy.OPEN: ("để ngỏ, không tính là 0", "stays open, never read as 0"),
}
METHODS: Final[Words] = {
    Method.EVIDENCE: ("tài liệu kiểm chứng", "evidence"),
    Method.SURVEY: ("điều tra xã hội học", "survey"),
    Method.SATISFACTION: ("hài lòng", "satisfaction"),
}
UNIT_KINDS: Final[Words] = {
    UnitKind.DEPARTMENT: ("sở, ban, ngành", "department"),
    UnitKind.DISTRICT: ("cấp huyện", "district"),
    UnitKind.COMMUNE: ("cấp xã", "commune"),
}
ROUNDINGS: Final[Words] = {
    RoundingMode.HALF_UP: ("nửa làm tròn lên", "half up"),
    RoundingMode.HALF_EVEN: ("nửa làm tròn về số chẵn", "half to even"),
    RoundingMode.HALF_DOWN: ("nửa làm tròn xuống", "half down"),
    RoundingMode.DOWN: ("cắt bỏ phần dư", "down"),
    RoundingMode.UP: ("luôn làm tròn lên", "up"),
}
BASES: Final[Words] = {
    Basis.ATTESTED: ("có nguồn", "attested"),
    Basis.TRANSCRIBED: ("nguyên văn", "transcribed"),
    Basis.INFERRED: ("suy ra", "inferred"),
    Basis.ILLUSTRATIVE: ("minh họa", "illustrative"),
}
ROLES: Final[Words] = {Role.BONUS: ("điểm thưởng", "bonus"), Role.PENALTY: ("điểm trừ", "penalty")}
COMBINES: Final[Words] = {
    Combine.BEST: ("lấy tiêu chí con nhiều điểm nhất", "the best child counts alone"),
    Combine.ONE_OF: ("chỉ một tiêu chí con được áp dụng", "only one child applies"),
}
FAILURES: Final[Words] = {
    FailedTo.ZERO: ("0 điểm", "0 points"),
    FailedTo.NOT_ASSESSED: ("không được chấm", "not assessed"),
}
SLIPS: Final[Words] = {
    SlipKind.SUM: ("điểm các mục con không cộng đúng", "the children do not add up"),
    SlipKind.GAP: ("khoảng điểm bỏ trống", "a gap between bands"),
    SlipKind.OVERLAP: ("khoảng điểm chồng nhau", "overlapping bands"),
    SlipKind.UNREACHABLE: ("điểm tối đa không đạt được", "a maximum no case reaches"),
    SlipKind.EXCEEDS: ("có trường hợp vượt điểm tối đa", "a case above the maximum"),
}
RANKED_ON: Final[Words] = {
    RankedOn.INDEX_PERCENT: ("chỉ số (%) đã làm tròn", "the index percent as rounded"),
    RankedOn.TOTAL: ("tổng điểm chính xác", "the exact total"),
}
SCOPES: Final[Words] = {
    ScopeOf.PROVINCE: ("toàn tỉnh", "province-wide"),
    ScopeOf.GROUP: ("trong từng nhóm", "within each group"),
}
TIES: Final[Words] = {
    Ties.SHARED: ("bằng nhau thì đồng hạng, bỏ hạng kế tiếp", "equals share a rank and the next is skipped"),
    Ties.AUTHORITY: ("bằng nhau thì cấp có thẩm quyền quyết định", "equals are left to the authority"),
}
GIVERS: Final[Words] = {
    Giver.UNIT: ("đơn vị", "unit"),
    Giver.APPRAISER: ("cơ quan thẩm định", "appraiser"),
}
SEVERITIES: Final[Words] = {
    Severity.ERROR: ("lỗi", "error"),
    Severity.WARNING: ("cảnh báo", "warning"),
    Severity.NOTE: ("ghi chú", "note"),
}
FACT_TYPES: Final[Words] = {
    FactType.BOOLEAN: ("có hoặc không", "yes or no"),
    FactType.COUNT: ("số nguyên từ 0", "a whole number from 0"),
    FactType.NUMBER: ("số chính xác từ 0", "an exact number from 0"),
    FactType.RATE: ("tỷ lệ từ 0 đến 1", "a rate from 0 to 1"),
    FactType.DATE: ("ngày", "a date"),
    FactType.LEVEL: ("mức", "a level"),
    FactType.BALLOTS: ("phiếu theo nhóm và phương án", "ballots by group and option"),
    FactType.POINTS: ("điểm", "points"),
}
BALLOTS: Final[Words] = {  # what ballots and shares say beside their options
    "blank": ("phiếu trắng", "blank ballots"),
    "invalid": ("phiếu không hợp lệ", "invalid ballots"),
    "valid": ("số phiếu hợp lệ", "valid ballots"),
}
PARTS: Final[Words] = {  # the parts of a node that may stand on a ground of their own
    "appraiser": ("cơ quan thẩm định", "appraiser"),
    "deadline": ("thời hạn", "deadline"),
    "duty": ("nhiệm vụ", "duty"),
    "existence": ("sự có mặt của tiêu chí", "that the criterion exists"),
    "max_points": ("điểm tối đa", "maximum"),
    "name": ("tên", "name"),
    "not_applicable": ("không áp dụng", "not applicable"),
    "rounding": ("làm tròn", "rounding"),
    "scoring": ("cách tính điểm", "scoring"),
}

RULES: Final[Words] = {  # the Vietnamese ones are read back by ``office/wording``: no two may be taken for each other
    "scoring.measure": ("Số đo: {measure}", "Measure: {measure}"),
    "scoring.award": ("Điểm: {award}", "Points: {award}"),
    "scoring.round": ("Làm tròn: {round}", "Rounded: {round}"),
    "condition": ("{measure}: {holds}", "{measure}: {holds}"),
    "no_limit": ("không giới hạn", "no limit"),
    "stated": ("{value} (ghi rõ)", "{value} (stated)"),
    "fact": ("{fact}", "{fact}"),
    "all_of": ("có đủ: {facts}", "all of: {facts}"),
    "any_of": ("có ít nhất một trong: {facts}", "at least one of: {facts}"),
    "ratio": ("{part} / {whole}", "{part} / {whole}"),
    "ratio.greatest": ("số lớn nhất trong ({facts})", "the greatest of ({facts})"),
    "ratio.may_exceed": ("tử số có thể lớn hơn mẫu số", "the part may be more than the whole"),
    "ratio.when_zero": ("mẫu số bằng 0 thì tỷ lệ là {rate}", "a whole of 0 makes the rate {rate}"),
    "ratio.stand_in": (
        "mẫu số bằng 0 thì thay bằng {fact}; cũng bằng 0 thì tỷ lệ là {rate}",
        "a whole of 0 is replaced by {fact}; if that is 0 too, the rate is {rate}",
    ),
    "complement": ("100 % − ({measures})", "100 % − ({measures})"),
    "product": ("{measures}", "{measures}"),
    "relative.difference": ("{of} − {to}", "{of} − {to}"),
    "relative.ratio": ("{of} so với {to}", "{of} relative to {to}"),
    "weighted": ("{terms}", "{terms}"),
    "days_late": ("số ngày từ hạn ({due}) đến: {fact}", "days from the deadline ({due}) to: {fact}"),
    "days_late.working": ("số ngày làm việc từ hạn ({due}) đến: {fact}", "working days from ({due}) to: {fact}"),
    "level": ("{fact}", "{fact}"),
    "survey": (
        "trung bình có trọng số: {ballots}; phương án: {options}; nhóm: {groups}; mỗi nhóm từ {valid} phiếu hợp lệ",
        "the weighted mean of: {ballots}; options: {options}; groups: {groups}; at least {valid} valid ballots each",
    ),
    "yes_no": ("có: {yes}; không: {no}", "yes: {yes}; no: {no}"),
    "proportional": ("tỷ lệ × điểm tối đa ({most})", "rate × maximum ({most})"),
    "proportional.full_at": (
        "tỷ lệ / {full_at} × điểm tối đa ({most}); từ {full_at} trở lên được điểm tối đa",
        "rate / {full_at} × maximum ({most}); the maximum from {full_at} up",
    ),
    "proportional.floor": ("dưới {floor}: 0 điểm", "below {floor}: 0 points"),
    "bands": ("theo khoảng:", "by bands:"),
    "bands.row": ("{values}: {points}", "{values}: {points}"),
    "bands.never": ("không thực hiện: {points}", "never done: {points}"),
    "levels": ("theo mức:", "by levels:"),
    "levels.row": ("{level}: {points}", "{level}: {points}"),
    "steps": (
        "tại {at}: {base}; {beyond} thêm {add}, tối đa {cap}; {short}: {otherwise}",
        "at {at}: {base}; {beyond} adds {add}, at most {cap}; {short}: {otherwise}",
    ),
    "steps.short.more": ("chưa đến {at}", "short of {at}"),
    "steps.short.less": ("trên {at}", "above {at}"),
    "steps.more": ("cứ tăng đủ {per}", "each full {per} more"),
    "steps.less": ("cứ giảm đủ {per}", "each full {per} less"),
    "steps.more.pro_rata": ("cứ tăng {per} (tính cả phần lẻ)", "each {per} more, pro rata,"),
    "steps.less.pro_rata": ("cứ giảm {per} (tính cả phần lẻ)", "each {per} less, pro rata,"),
    "tally": ("giá trị đo được là số điểm, tối đa {cap}", "the measured value is the points, at most {cap}"),
    "deduct": ("{start} trừ giá trị đo được, thấp nhất {floor}", "{start} less the measured value, at least {floor}"),
    "judged": (
        "cơ quan thẩm định cho điểm từ 0 đến {most}, theo bước {step}, có nêu lý do",
        "the appraiser gives 0 to {most} in steps of {step}, with a reason",
    ),
    "branch": ("Theo trường hợp:", "By case:"),
    "branch.arm": ("Nếu {condition} (tối đa {most}):", "If {condition} (at most {most}):"),
    "branch.arm.whole": ("Nếu {condition}:", "If {condition}:"),
    "branch.otherwise": ("Trường hợp còn lại (tối đa {most}):", "Otherwise (at most {most}):"),
    "branch.otherwise.whole": ("Trường hợp còn lại:", "Otherwise:"),
    "sum": ("Cộng các phần:", "The sum of:"),
    "sum.part": ("Phần {part}, tối đa {most}:", "Part {part}, at most {most}:"),
    "sum.part.round": (
        "Phần {part}, tối đa {most}, làm tròn {round}:",
        "Part {part}, at most {most}, rounded to {round}:",
    ),
    "sum.minus": ("Trừ phần {part}, nhiều nhất {most}:", "Less part {part}, at most {most}:"),
    "sum.minus.round": (
        "Trừ phần {part}, nhiều nhất {most}, làm tròn {round}:",
        "Less part {part}, at most {most}, rounded to {round}:",
    ),
    "sum.base": ("Điểm nền: {points}", "To start with: {points}"),
    "sum.floor": ("Thấp nhất: {points}", "At least: {points}"),
    "sum.cap": ("Cao nhất: {points}", "At most: {points}"),
    "best_of": ("Chỉ tính phần nhiều điểm nhất:", "Only the best part counts:"),
}

STEPS: Final[Words] = {
    "facts": ("Số liệu:", "Facts:"),
    "measure.all_of": ("Đủ mọi điều kiện: {value}", "Every condition holds: {value}"),
    "measure.any_of": ("Có ít nhất một điều kiện: {value}", "One condition or more holds: {value}"),
    "measure.ratio": ("Tỷ lệ = {part} / {whole} {value}", "Rate = {part} / {whole} {value}"),
    "measure.when_zero": (
        "Mẫu số bằng 0, theo quy định tỷ lệ là {value}",
        "The whole is 0, so by the rule the rate is {value}",
    ),
    "measure.complement": ("Phần còn lại = 100 % − {bad} = {value}", "What is left = 100 % − {bad} = {value}"),
    "measure.product": ("Tích = {value}", "Product = {value}"),
    "measure.relative_difference": ("So sánh: {of} − {to} = {value}", "Against it: {of} − {to} = {value}"),
    "measure.relative_ratio": ("So sánh: {of} / {to} = {value}", "Against it: {of} / {to} = {value}"),
    "measure.weighted": ("Giá trị = {terms} = {value}", "Value = {terms} = {value}"),
    "measure.days_late": ("Ngày cuối còn hạn {due}, thực hiện {done}: {value}", "Last day {due}, done {done}: {value}"),
    "measure.days_late.never": ("Không thực hiện", "Never done"),
    "measure.survey": ("Trung bình có trọng số của các nhóm = {value}", "Weighted mean of the groups = {value}"),
    "measure.survey.group": (
        "nhóm “{group}”: {valid} phiếu hợp lệ, trung bình {mean}, trọng số {weight}",
        "group “{group}”: {valid} valid ballots, mean {mean}, weight {weight}",
    ),
    "branch.arm": ("Trường hợp {number}: {condition}", "Case {number}: {condition}"),
    "branch.otherwise": (
        "Không thuộc trường hợp nào: tính theo trường hợp còn lại",
        "No case holds: the remaining case",
    ),
    "award.yes_no": ("{value}: {points}", "{value}: {points}"),
    "award.proportional": (
        "Tỷ lệ × điểm tối đa = {value} × {most} = {points}",
        "Rate × maximum = {value} × {most} = {points}",
    ),
    "award.proportional.part": (
        "Tỷ lệ / mức đạt điểm tối đa × điểm tối đa = {value} / {full_at} × {most} = {points}",
        "Rate / target × maximum = {value} / {full_at} × {most} = {points}",
    ),
    "award.proportional.full": (
        "{value} đã đạt mức {full_at}: được điểm tối đa {points}",
        "{value} has reached {full_at}: the maximum, {points}",
    ),
    "award.proportional.below": (
        "{value} dưới mức sàn {floor}: {points}",
        "{value} is below the floor of {floor}: {points}",
    ),
    "award.bands": ("Thuộc khoảng “{within}”: {points}", "In the band “{within}”: {points}"),
    "award.bands_never": ("Không thực hiện: {points}", "Never done: {points}"),
    "award.levels": ("Mức “{value}”: {points}", "Level “{value}”: {points}"),
    "award.steps": (
        "Tại {at} được {base}, cứ {per} vượt thêm được {add}; {value}: {points}",
        "{base} at {at}, and {add} for each {per} beyond; {value}: {points}",
    ),
    "award.steps.short": ("{value} chưa đến {at}: {points}", "{value} is short of {at}: {points}"),
    "award.steps.above": ("{value} vượt {at}: {points}", "{value} is above {at}: {points}"),
    "award.tally": ("Điểm = giá trị đo được = {points}", "Points = the measured value = {points}"),
    "award.tally.capped": ("{value}, chỉ tính tối đa {cap}: {points}", "{value}, counted up to {cap}: {points}"),
    "award.deduct": ("Điểm = {start} − {value} = {points}", "Points = {start} − {value} = {points}"),
    "award.deduct.floor": (
        "Điểm = {start} − {value}, nhưng không dưới {floor}: {points}",
        "Points = {start} − {value}, but not below {floor}: {points}",
    ),
    "award.judged": (
        "Cơ quan thẩm định cho {points} (bước {step})",
        "The appraiser gives {points} (in steps of {step})",
    ),
    "award.sum": ("Cộng các phần = {terms} = {points}", "Sum of the parts = {terms} = {points}"),
    "award.sum.clamped": (
        "Cộng các phần = {terms}, giữ trong giới hạn: {points}",
        "Sum of the parts = {terms}, held within its limits: {points}",
    ),
    "award.best_of": ("Lấy phần nhiều điểm nhất: {points}", "The best part counts: {points}"),
    "part": ("Điểm của phần: {points}", "Points of the part: {points}"),
    "part.settled": (
        "Điểm của phần: {before}, sau giới hạn và làm tròn là {points}",
        "Points of the part: {before}, after its limit and rounding {points}",
    ),
    "part.opens": ("Phần “{part}” (tối đa {most}):", "Part “{part}” (at most {most}):"),
    "cap": ("Vượt điểm tối đa: {before} giảm còn {points}", "Above the maximum: {before} becomes {points}"),
    "round": (
        "Làm tròn đến {places} chữ số thập phân, {mode}: {before} → {points}",
        "Rounded to {places} decimals, {mode}: {before} → {points}",
    ),
    "reading": ("Văn bản để ngỏ, dùng cách hiểu “{reading}”: {words}", "Read as “{reading}”: {words}"),
    "policy.drop": ("Không áp dụng: loại khỏi điểm và điểm tối đa", "Not applicable: left out of points and maximum"),
    "policy.full": ("Không áp dụng: được điểm tối đa {points}", "Not applicable: full points, {points}"),
    "policy.zero": ("Không áp dụng: {points}", "Not applicable: {points}"),
    "policy.spread": (
        "Không áp dụng: điểm được chia lại cho các tiêu chí cùng mục",
        "Not applicable: its points are spread over its siblings",
    ),
    "policy.spread.grown": (
        "Nhận thêm phần điểm của tiêu chí không áp dụng: {before} × {share} = {points}",
        "Takes a share of a sibling that does not apply: {before} × {share} = {points}",
    ),
    "policy.precondition": (
        "Không đạt điều kiện tiên quyết: {points}",
        "The precondition does not hold: {points}",
    ),
    "policy.part": ("Có phần không áp dụng: {points}", "A part does not apply: {points}"),
    "stage": ("{stage}: {points}", "{stage}: {points}"),
    "stage.reason": ("lý do: {reason}", "reason: {reason}"),
    "stage.by": ("người chấm: {by}", "by: {by}"),
    "stage.explanation": ("đơn vị giải trình: {explanation}", "the unit explains: {explanation}"),
    "facts.fact": ("{fact} = {value}", "{fact} = {value}"),
    "facts.appraised": ("{fact} = {value} (cơ quan thẩm định cho)", "{fact} = {value} (given by the appraiser)"),
}


def say(pair: Pair, language: Language) -> str:
    """Give a pair's text in one language; raises NotFoundError for a language there is none in.

    >>> say(STATES["not_applicable"], "vi")
    'không áp dụng'
    """
    if language not in LANGUAGES:
        raise not_found("CR407", f'language "{language}"', LANGUAGES)
    return pair[LANGUAGES.index(language)]


def notice(standing: Standing, language: Language) -> str | None:
    """Give the line that says what a set that is not the decision's own text is; nothing where it is.

    >>> notice(Standing.RECONSTRUCTION, "vi")
    'Bản dựng lại: tiêu chí và điểm không phải nguyên văn quyết định'
    """
    pair = NOTICE[standing]
    return None if pair is None else say(pair, language)
