"""Coverage as a page and as data: which goals worked cases reach, and what is lacking."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from cchc_rules.errors import Language
from cchc_rules.exact import HUNDRED, spell
from cchc_rules.law.model import Scorecard
from cchc_rules.report.blocks import Block, Column, Heading, Outline, Page, Pairs, Side, Table
from cchc_rules.report.figures import fixed
from cchc_rules.report.grounding import noticed
from cchc_rules.report.labels import LANGUAGES, NOTICE, UNIT_KINDS, Words, say
from cchc_rules.scoring.cases.coverage import Coverage, Reached
from cchc_rules.scoring.cases.goals import Goal

GROUPS: Final[Words] = {
    "values": ("Giá trị và ngưỡng", "Values and edges"),
    "conditions": ("Điều kiện", "Conditions"),
    "parts": ("Trần, sàn, làm tròn", "Caps, floors, rounding"),
    "zeros": ("Mẫu số bằng 0, thiếu phiếu", "Zero wholes, too few replies"),
    "refusals": ("Câu trả lời bị từ chối", "Answers that are refused"),
    "claims": ("Không áp dụng", "Claims that do not apply"),
    "unanswered": ("Chưa trả lời", "Nothing answered"),
}
_TEXTS: Final[Words] = {
    "title": ("Độ phủ của trường hợp tính mẫu: {kind}", "Coverage by worked cases: {kind}"),
    "ruleset": ("Bộ chỉ số", "Ruleset"),
    "cases": ("Số trường hợp", "Cases"),
    "group": ("Loại", "Of"),
    "goals": ("Phải chạm", "Goals"),
    "reached": ("Đã chạm", "Reached"),
    "share": ("%", "%"),
    "all": ("Tất cả", "All"),
    "unreached": ("Chưa chạm tới", "Not reached"),
    "beyond": ("Không có câu trả lời nào chạm tới được; không tính", "Out of reach of any answers found; not counted"),
    "reading": ("theo cách hiểu “{reading}”", "read as “{reading}”"),
    "more": ("và {count} mục nữa", "and {count} more"),
    "how": (
        "Thêm --missing để lấy các trường hợp còn thiếu, dạng TOML",
        "Add --missing to get the cases that are lacking, as TOML",
    ),
}
WHATS: Final[Words] = {
    "at": ("đúng {of}", "exactly at {of}"),
    "below": ("ngay dưới {of}", "just below {of}"),
    "above": ("ngay trên {of}", "just above {of}"),
    "row": ("trong khoảng {of}", "in the band {of}"),
    "gap": ("trong chỗ trống {of}", "in the gap {of}"),
    "within": ("các mức trả lời lẫn nhau", "mixed replies"),
    "holds": ("điều kiện đạt", "the condition holds"),
    "fails": ("điều kiện không đạt", "the condition fails"),
    "never": ("không thực hiện", "never done"),
    "level": ("mức “{of}”", "level “{of}”"),
    "alone": ("chỉ riêng {of} khác", "{of} alone differs"),
    "zero_whole": ("mẫu số {of} bằng 0", "the whole {of} is 0"),
    "stand_in": ("{of} thay mẫu số bằng 0", "{of} stands in for a whole of 0"),
    "stand_in_zero": ("{of} thay mẫu số cũng bằng 0", "{of} stands in and is 0 too"),
    "no_periods": ("số chia {of} bằng 0", "the divisor {of} is 0"),
    "part_above_whole": ("tử số {of} lớn hơn mẫu số", "the part {of} above its whole"),
    "whole_below_zero": ("mẫu số {of} nhỏ hơn 0", "the whole {of} below 0"),
    "greatest": ("{of} là mẫu số lớn nhất", "{of} is the greatest whole"),
    "zero_benchmark": ("mức so sánh bằng 0", "a benchmark of 0"),
    "no_deadline": ("hạn {of} không có ngày", "the deadline {of} never came"),
    "fewest_valid": ("vừa đủ {of} phiếu hợp lệ", "just {of} valid replies"),
    "too_few_valid": ("thiếu một phiếu so với {of}", "one valid reply short of {of}"),
    "off_step": ("điểm lệch bước {of}", "points off the step of {of}"),
    "cut_at_cap": ("vượt trần {of}", "cut at the cap of {of}"),
    "held_at_floor": ("dưới sàn {of}", "held at the floor of {of}"),
    "best": ("phần “{of}” tốt nhất", "part “{of}” is the best"),
    "rounded_up": ("làm tròn lên ({of})", "rounded up ({of})"),
    "rounded_down": ("làm tròn xuống ({of})", "rounded down ({of})"),
    "held_to_maximum": ("giữ ở tối đa {of}", "held to the maximum of {of}"),
    "unanswered": ("chưa trả lời", "nothing answered"),
    "claim_confirmed": ("không áp dụng, đã xác nhận ({of})", "claim confirmed ({of})"),
    "claim_forbidden": ("không được ghi không áp dụng", "forbidden claim"),
    "claim_rejected": ("ghi không áp dụng, không chấp nhận", "claim rejected"),
    "claim_of_part": ("riêng phần “{of}” không áp dụng", "part “{of}” alone does not apply"),
    "best_child": ("{of} tốt nhất", "{of} is the best"),
    "ceiling": ("tổng điểm chạm trần {of}", "the total at its ceiling of {of}"),
    "floor": ("tổng điểm chạm sàn {of}", "the total at its floor of {of}"),
}
_ZEROS: Final = ("zero_whole", "stand_in", "stand_in_zero", "fewest_valid", "too_few_valid")
_CONDITIONS: Final = ("holds", "fails", "alone")
_VALUES: Final = ("at", "below", "above", "row", "gap", "within", "never", "level", "greatest")
_SHOWN: Final = 20  # goals listed of one scorecard


def coverage_page(found: Coverage, scorecard: Scorecard, language: Language) -> Page:
    """Show how far worked cases reach, and what they do not."""
    kind = say(UNIT_KINDS[found.unit_kind], language)
    blocks: list[Block] = [Heading(_text("title", language, kind=kind), 1), *noticed(scorecard.standing, language)]
    blocks.append(Pairs(((_text("ruleset", language), found.ruleset), (_text("cases", language), str(found.cases)))))
    columns = [Column(_text("group", language))]
    columns += [Column(_text(key, language), Side.NUMBER) for key in ("goals", "reached", "share")]
    rows = tuple((say(GROUPS[group], language), *_figures(ones, language)) for group, ones in _grouped(found))
    total = (_text("all", language), *_figures(found.goals, language))
    blocks.append(Table(columns=tuple(columns), rows=rows, foot=(total,)))
    if found.unreached:
        blocks.append(Heading(_text("unreached", language)))
        blocks.append(_listed(found.unreached, language, _text("how", language)))
    if found.beyond:
        blocks.append(Heading(_text("beyond", language)))
        blocks.append(_listed(found.beyond, language))
    return tuple(blocks)


def _listed(goals: tuple[Goal, ...], language: Language, *more: str) -> Outline:
    lines = [f"{goal.code}: {goal_text(goal, language)}" for goal in goals[:_SHOWN]]
    if len(goals) > _SHOWN:
        lines.append(_text("more", language, count=len(goals) - _SHOWN))
    return Outline(items=tuple((0, line) for line in (*lines, *more)))


def goal_text(goal: Goal, language: Language) -> str:
    """Say in a few words what a goal asks for."""
    said = say(WHATS[goal.what], language).format(of=goal.about)
    path = goal.aim.path if goal.aim is not None else ""
    reading = _text("reading", language, reading=goal.reading) if goal.reading else ""
    beside = ", ".join(word for word in (path, reading) if word)
    return f"{said} ({beside})" if beside else said


def group_of(goal: Goal) -> str:
    """Which kind of goal it is."""
    if goal.claim is not None:
        return "claims"
    if goal.refused:
        return "refusals"
    kinds = (("zeros", _ZEROS), ("conditions", _CONDITIONS), ("values", _VALUES), ("unanswered", ("unanswered",)))
    return next((group for group, whats in kinds if goal.what in whats), "parts")


def _grouped(found: Coverage) -> Iterator[tuple[str, tuple[Reached, ...]]]:
    for group in GROUPS:
        ones = tuple(one for one in found.goals if group_of(one.goal) == group)
        if ones:
            yield group, ones


def _figures(ones: tuple[Reached, ...], language: Language) -> tuple[str, str, str]:
    reached = sum(bool(one.cases) for one in ones)
    share = Fraction(reached, len(ones)) * HUNDRED if ones else HUNDRED
    return str(len(ones)), str(reached), fixed(share, 2, language)


def _text(key: str, language: Language, **words: object) -> str:
    return say(_TEXTS[key], language).format(**words)


def coverage_data(found: Coverage, scorecard: Scorecard) -> dict[str, Any]:
    """Give coverage as data: every goal with the cases that reached it."""
    pair = NOTICE[scorecard.standing]
    return {
        "ruleset": found.ruleset,
        "revision": scorecard.decision.revision,
        "standing": scorecard.standing.value,
        "notice": None if pair is None else dict(zip(LANGUAGES, pair, strict=True)),
        "unit_kind": found.unit_kind.value,
        "cases": found.cases,
        "percent": spell(found.percent),
        "goals": [{**_goal(one.goal), "cases": list(one.cases)} for one in found.goals],
        "beyond": [_goal(goal) for goal in found.beyond],
    }


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "id": goal.id,
        "code": goal.code,
        "group": group_of(goal),
        "text": {language: goal_text(goal, language) for language in LANGUAGES},
        "reading": goal.reading or None,
    }
