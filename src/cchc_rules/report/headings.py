"""The words of the pages themselves: headings, labels of rows and columns, and a few whole sentences."""

from typing import Final

from cchc_rules.errors import Language
from cchc_rules.report.labels import Words, say

HEADINGS: Final[Words] = {
    "act": ("Quyết định", "Decision"),
    "appraiser": ("Cơ quan thẩm định", "Appraiser"),
    "applies_when": ("Áp dụng khi", "Applies when"),
    "assessed_years": ("Năm đánh giá", "Assessed years"),
    "asked": ("Tính đến", "Up to"),
    "band": ("Xếp loại", "Band"),
    "basis": ("Căn cứ", "Basis"),
    "basis_of": ("Căn cứ của các con số", "What the numbers rest on"),
    "bonus": ("Điểm thưởng", "Bonus"),
    "bounds": ("Khoảng còn có thể", "Still possible"),
    "calculation": ("Phép tính", "Calculation"),
    "calendar": ("Thời hạn", "Calendar"),
    "children": ("Gồm các tiêu chí", "Made up of"),
    "chosen": ("Cách hiểu đang dùng", "Reading in use"),
    "code": ("Mã", "Code"),
    "combine": ("Cách gộp", "Combined by"),
    "confirmed": ("Xác nhận", "Confirmation"),
    "counts": ("Số lượng", "Counts"),
    "decision": ("Quyết định", "Decision"),
    "effective_max": ("Tối đa sau loại trừ", "Effective max"),
    "evidence": ("Tài liệu kiểm chứng", "Evidence"),
    "fact": ("Số liệu", "Fact"),
    "facts": ("Số liệu cần có", "Facts asked for"),
    "field": ("Lĩnh vực", "Field"),
    "fields": ("Lĩnh vực", "Fields"),
    "findings": ("Lưu ý", "Findings"),
    "found": ("Kết quả", "Result"),
    "given_by": ("Do ai cho", "Given by"),
    "given_evidence": ("Tài liệu đã nêu", "Evidence given"),
    "id": ("Mã bộ", "Id"),
    "in_force": ("Hiệu lực", "In force"),
    "index_percent": ("Chỉ số (%)", "Index (%)"),
    "index": ("Chỉ số", "Index"),
    "issued_by": ("Cơ quan ban hành", "Issued by"),
    "max_points": ("Điểm tối đa", "Maximum"),
    "method": ("Cách đánh giá", "Assessed by"),
    "missing": ("Còn thiếu", "Missing"),
    "model": ("Phỏng theo", "Modelled on"),
    "name": ("Tên", "Name"),
    "node": ("Lĩnh vực, tiêu chí", "Field, criterion"),
    "not_applicable": ("Khi không áp dụng", "When not applicable"),
    "not_applicable_codes": ("Không áp dụng", "Not applicable"),
    "note": ("Ghi chú", "Note"),
    "open_codes": ("Tiêu chí còn ngỏ", "Still open"),
    "penalty": ("Điểm trừ", "Penalty"),
    "points": ("Điểm", "Points"),
    "precondition": ("Điều kiện tiên quyết", "Precondition"),
    "published": ("Nguồn", "Source"),
    "rank": ("Hạng", "Rank"),
    "ranked_by": ("Cách xếp hạng", "Ranked by"),
    "ranking": ("Xếp hạng", "Ranking"),
    "reading": ("Cách hiểu", "Reading"),
    "readings": ("Các cách hiểu của văn bản", "Readings of the text"),
    "reason": ("Lý do", "Reason"),
    "replaces": ("Thay thế", "Replaces"),
    "role": ("Vai trò", "Role"),
    "round": ("Làm tròn điểm", "Points rounded"),
    "rounding": ("Làm tròn", "Rounding"),
    "rule": ("Cách chấm điểm theo bộ chỉ số", "How the ruleset scores it"),
    "ruleset": ("Bộ chỉ số", "Ruleset"),
    "rulesets": ("Các bộ chỉ số", "Rulesets"),
    "satisfaction": ("Hài lòng", "Satisfaction"),
    "satisfaction_percent": ("Hài lòng (%)", "Satisfaction (%)"),
    "scorecards": ("Chỉ số của từng khối", "Scorecards"),
    "share": ("Đạt (%)", "Share (%)"),
    "signed_on": ("Ngày ký", "Signed on"),
    "slips": ("Lỗi in được giữ nguyên", "Slips left as printed"),
    "sources": ("Nguồn đã ghi", "Recorded sources"),
    "stage": ("Giai đoạn", "Stage"),
    "standing": ("Tính chất", "Standing"),
    "state": ("Trạng thái", "State"),
    "subtotals": ("Theo cách đánh giá", "By way of assessment"),
    "survey": ("Điều tra", "Survey"),
    "title": ("Trích yếu", "Title"),
    "total": ("Tổng điểm", "Total"),
    "type": ("Kiểu", "Type"),
    "unit": ("Đơn vị", "Unit"),
    "unit_kind": ("Khối", "Unit kind"),
}

METHODS: Final[Words] = {  # short, for columns
    "evidence": ("tài liệu", "evidence"),
    "survey": ("điều tra", "survey"),
    "satisfaction": ("hài lòng", "satisfaction"),
}

SENTENCES: Final[Words] = {
    "points_of": ("{points} trên tối đa {most}", "{points} of {most}"),
    "points_left_out": ("không tính vào điểm và điểm tối đa", "left out of points and maximum"),
    "points_open": (
        "chưa có điểm; có thể từ {lowest} đến {highest}",
        "open; from {lowest} to {highest} still possible",
    ),
    "points_unlimited": ("chưa có điểm; ít nhất {lowest}", "open; at least {lowest}"),
    "no_limit": ("không giới hạn", "no limit"),
    "year": ("năm {year}", "{year}"),
    "ruleset_of": ("Quyết định {number} ({id})", "Decision {number} ({id})"),
    "index_of": (
        "{total} / {out_of} × 100 {before} → {percent} % ({rounding})",
        "{total} / {out_of} × 100 {before} → {percent} % ({rounding})",
    ),
    "index_exact": ("{total} / {out_of} × 100 {before} %", "{total} / {out_of} × 100 {before} %"),
    "total_of_all": ("{total} trên {effective}", "{total} of {effective}"),
    "total_rounded": ("{before} → {total} ({rounding})", "{before} → {total} ({rounding})"),
    "total_of": (
        "{total} trên {effective}, là điểm tối đa sau loại trừ (bộ chỉ số: {most})",
        "{total} of {effective}, the effective maximum (of the ruleset: {most})",
    ),
    "from_to": ("từ {lowest} đến {highest}", "from {lowest} to {highest}"),
    "sum": ("{terms} = {total}", "{terms} = {total}"),
    "confirmed": ("đã xác nhận", "confirmed"),
    "rejected": ("không chấp nhận", "rejected"),
    "unconfirmed": ("chưa xác nhận", "not yet confirmed"),
    "ranking_of": ("Xếp hạng {kind}, năm {year}", "Ranking: {kind}, {year}"),
    "group_of": ("Nhóm {group}", "Group {group}"),
    "as_published": (
        "Số liệu thật, chép như đã công bố; không phải kết quả chấm theo bộ chỉ số dựng lại",
        "Real figures, copied as published; not scored by the reconstructed ruleset",
    ),
    "incomplete": ("chưa đủ mọi đơn vị của khối", "not every unit of the kind is in it"),
    "counts": (
        "{fields} lĩnh vực; {evidence} tiêu chí theo tài liệu, {survey} theo điều tra (gồm {satisfaction} hài lòng)",
        "{fields} fields, {evidence} criteria by evidence, {survey} by survey ({satisfaction} of them satisfaction)",
    ),
    "in_force_from": ("từ {start}", "from {start}"),
    "in_force_until": ("từ {start} đến {end}", "from {start} to {end}"),
    "deadline_by": ("{stage}: đến hết ngày {day}", "{stage}: by {day}"),
    "deadline_before": ("{stage}: trước ngày {day}", "{stage}: before {day}"),
    "otherwise": ("{condition}; nếu không: {failure}", "{condition}; otherwise: {failure}"),
    "chosen_by": ("“{reading}”, do {by} chọn: {why}", "“{reading}”, chosen by {by}: {why}"),
    "ranked_by": ("theo {on}, {scope}; {ties}", "on {on}, {scope}; {ties}"),
    "ranked_as_printed": (
        "theo chỉ số (%) như in, {scope}; {ties}",
        "on the index (%) as printed, {scope}; {ties}",
    ),
    "sources": (
        "{count} nguồn: {attested} có nguồn hoặc nguyên văn, {inferred} suy ra, {illustrative} minh họa",
        "{count}: {attested} attested or transcribed, {inferred} inferred, {illustrative} illustrative",
    ),
}


def heading(key: str, language: Language) -> str:
    """Give a heading, or the label of a row or column."""
    return say(HEADINGS[key], language)


def sentence(key: str, language: Language, **words: object) -> str:
    """Fill in a sentence of a page."""
    return say(SENTENCES[key], language).format(**words)
