"""Vietnamese figures of scoring columns read as exact values: numbers, percentages, points, days, runs of values.

Each function gives None for what it does not read. Nothing is guessed: "1.500" is a thousand and a half to one reader
and one and a half to another, so it is not read at all.
"""

import re
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.exact import HUNDRED, ONE, ZERO, Interval, Rounding, RoundingMode
from cchc_rules.law.lateness import MonthDay
from cchc_rules.report.figures import Shown
from cchc_rules.report.labels import ROUNDINGS
from cchc_rules.values import Value

_NUMBER: Final = r"-?\d+(?:[.,]\d+)*(?:/\d+)?(?: ≈ -?\d+(?:,\d+)?)?"
_PLAIN: Final = re.compile(r"-?\d+(?:[.,]\d+|/0*[1-9]\d*)?", re.ASCII)
_UNIT: Final = r"%|điểm phần trăm|ngày làm việc|ngày"
_UNITS: Final = {"%": Shown.RATE, "điểm phần trăm": Shown.GAP, "ngày làm việc": Shown.DAYS, "ngày": Shown.DAYS}
_AMBIGUOUS: Final = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_POINTS: Final = re.compile(
    rf"(?:(?:đạt|được|cộng|chấm|tính|cho|ghi)\s+)*(?P<points>{_NUMBER})\s*(?:điểm|đ)?\s*\.?", re.IGNORECASE
)
_DAY: Final = re.compile(r"(?P<day>\d{1,2})\s*(?:/|tháng)\s*(?P<month>\d{1,2})", re.IGNORECASE)
_ROUNDING: Final = re.compile(r"(?P<places>\d+) chữ số thập phân, (?P<mode>.+)")
_DAYS_IN: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_LOW: Final = rf"(?P<low>{_NUMBER})(?:\s*(?P<low_unit>{_UNIT}))?"
_HIGH: Final = rf"(?P<high>{_NUMBER})(?:\s*(?P<high_unit>{_UNIT}))?"
_THING: Final = r"(?P<thing>(?:\s+|(?<=%)).*?)??"
_RUNS: Final = tuple(  # the first that fits is the one
    re.compile(rf"(?P<lead>[^\d<>≥≤]*?){pattern}", re.IGNORECASE)
    for pattern in (
        rf"(?P<above>trên|>)\s*{_LOW}\s*(?:đến|tới)\s*(?P<below>dưới|<)?\s*{_HIGH}{_THING}",
        rf"(?:\b(?:từ|đạt)\s+|≥\s*)?{_LOW}\s*(?:đến|tới|[-–])\s*(?P<below>dưới|<)?\s*{_HIGH}{_THING}",
        rf"\btừ\s+{_HIGH}{_THING}\s+trở xuống",
        rf"\btừ\s+{_LOW}{_THING}(?:\s+trở lên)?",
        rf"(?:\b(?:ít nhất|tối thiểu|không dưới)\s+|(?:≥|>=)\s*){_LOW}{_THING}",
        rf"{_LOW}{_THING}\s+trở lên",
        rf"(?:\b(?:không quá|không vượt quá)\s+|(?:≤|<=)\s*){_HIGH}{_THING}",
        rf"(?P<above>\b(?:trên|lớn hơn|cao hơn|quá)\s+|>\s*){_LOW}{_THING}",
        rf"(?P<below>\b(?:dưới|nhỏ hơn|thấp hơn)\s+|<\s*){_HIGH}{_THING}",
        rf"(?:\b(?:đúng|bằng)\s+)?(?P<exact>{_LOW}){_THING}",
    )
)
_MEANING: Final = re.compile(
    r"\b(?:trên|dưới|từ|quá|hơn|ít nhất|tối thiểu|tối đa|không|chưa|gần|khoảng|đến|trở xuống|trở lên)\b", re.IGNORECASE
)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Run(Value):
    """A run of values in words: its interval, how its numbers are meant, and the words before and after them."""

    within: Interval
    shown: Shown
    lead: str = ""
    thing: str = ""


def number(text: str) -> Fraction | None:
    """Read a number as it is printed in Vietnamese.

    >>> number("0,25"), number("03"), number("36/19 ≈ 1,895"), number("1.500")
    (Fraction(1, 4), Fraction(3, 1), Fraction(36, 19), None)
    """
    exactly = text.partition("≈")[0].strip()
    if _PLAIN.fullmatch(exactly) is None or _AMBIGUOUS.fullmatch(exactly):
        return None
    return Fraction(exactly.replace(",", "."))


def rate(text: str) -> Fraction | None:
    """Read a percentage as a share of one.

    >>> rate("85%"), rate("981/992 ≈ 98,891 %"), rate("85")
    (Fraction(17, 20), Fraction(981, 992), None)
    """
    stripped = text.strip()
    if not stripped.endswith("%"):
        return None
    return _amount(stripped.removesuffix("%").strip(), Shown.RATE)


def _amount(text: str, shown: Shown) -> Fraction | None:
    value = number(text)
    if value is None or (shown is Shown.RATE and "≈" in text):  # a fraction stands for the share itself
        return value
    return value / HUNDRED if shown in {Shown.RATE, Shown.GAP} else value


def points(text: str) -> Fraction | None:
    """Read an amount of points; the unit may be left out.

    >>> points("03 điểm"), points("Đạt 1,5"), points("3 điểm/quý")
    (Fraction(3, 1), Fraction(3, 2), None)
    """
    found = _POINTS.fullmatch(text.strip())
    return None if found is None else number(found["points"])


def month_day(text: str) -> MonthDay | None:
    """Read a day of any year.

    >>> str(month_day("15/12")), month_day("31/02")
    ('12-15', None)
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    if not (1 <= month <= len(_DAYS_IN) and 1 <= day <= _DAYS_IN[month - 1]):
        return None
    return MonthDay(month, day)


def rounding(text: str) -> Rounding | None:
    """Read a declared rounding.

    >>> rounding("2 chữ số thập phân, nửa làm tròn lên")
    Rounding(places=2, mode=<RoundingMode.HALF_UP: 'half_up'>)
    """
    found = _ROUNDING.fullmatch(text.strip())
    modes = {words[0]: mode for mode, words in ROUNDINGS.items()}
    if found is None or found["mode"] not in modes:
        return None
    return Rounding(int(found["places"]), RoundingMode(modes[found["mode"]]))


def quantity(text: str) -> tuple[Fraction, Shown] | None:
    """Read a measured value, and how it is meant: a percentage, percentage points, or a number.

    >>> quantity("5 điểm phần trăm")
    (Fraction(1, 20), <Shown.GAP: 'gap'>)
    """
    found = re.fullmatch(rf"({_NUMBER})(?:\s*({_UNIT}))?", text.strip())
    if found is None:
        return None
    shown = _UNITS[found[2]] if found[2] else Shown.NUMBER
    value = _amount(found[1], shown)
    return None if value is None else (value, shown)


def run(text: str) -> Run | None:
    """Read a run of values with the words around its numbers.

    >>> run("Từ 90% đến dưới 100%").within == Interval.parse("[0.9, 1)")
    True
    >>> found = run("Đạt từ 100 lượt người tham gia trở lên")
    >>> str(found.within), found.lead, found.thing
    ('[100, inf)', 'Đạt', 'lượt người tham gia')
    >>> run("gần 90%"), run("không đến 90%")
    (None, None)
    """
    for pattern in _RUNS:
        found = pattern.fullmatch(text.strip())
        if found is not None:
            return _run(found.groupdict())
    return None


def _run(words: dict[str, str | None]) -> Run | None:
    lead, thing = ((words.get(key) or "").strip() for key in ("lead", "thing"))
    low_unit, high_unit = words.get("low_unit"), words.get("high_unit")
    if _MEANING.search(lead) or (low_unit and high_unit and low_unit != high_unit):
        return None
    unit = high_unit or low_unit
    shown = Shown.NUMBER if unit is None else _UNITS[unit.lower()]
    ends = [None if words.get(key) is None else _amount(str(words[key]), shown) for key in ("low", "high")]
    if any(end is None and words.get(key) is not None for end, key in zip(ends, ("low", "high"), strict=True)):
        return None
    low, high = ends
    if words.get("exact") is not None:
        high = low
    closed = (low is not None and not words.get("above"), high is not None and not words.get("below"))
    within = Interval(low, high, *closed)
    return None if within.empty else Run(within=within, shown=shown, lead=lead, thing=thing)


def interval(text: str) -> tuple[Interval, Shown] | None:
    """Read a band as it is written in a rule, with nothing around it.

    >>> str(interval("chậm từ 1 đến 15 ngày")[0]), str(interval("không chậm")[0]), str(interval("có")[0])
    ('[1, 15]', '(-inf, 0]', '[1, 1]')
    """
    words = {
        "mọi giá trị": (Interval(None, None, lower_closed=False, upper_closed=False), Shown.NUMBER),
        "không chậm": (Interval(None, ZERO, lower_closed=False), Shown.DAYS),
        "có": (Interval(ONE, ONE), Shown.TRUTH),
        "không": (Interval(ZERO, ZERO), Shown.TRUTH),
    }
    if text in words:
        return words[text]
    found = run(text.removeprefix("chậm "))
    if found is None or found.lead or found.thing:
        return None
    return found.within, found.shown
