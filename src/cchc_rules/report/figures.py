"""Exact values written for a reader: decimal comma in Vietnamese, decimal point in English, nothing lost.

A number whose decimals end is written out; one that does not end stands as a fraction with a rounded approximation
after ``≈``. Data never passes here: it keeps `exact.spell`.
"""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from cchc_rules.errors import Language
from cchc_rules.exact import HUNDRED, NEVER, ZERO, Answer, Interval, Rounding, RoundingMode, places_of, spell
from cchc_rules.law.facts import Fact, FactType
from cchc_rules.law.lateness import Due, MonthDay, YearOf
from cchc_rules.report.labels import ROUNDINGS, Pair, say

_LONGEST: Final = 6  # decimals written out in full; longer ones are shown as a fraction
_PLACES: Final = 3
_MOST_PLACES: Final = 16
_READABLE: Final = 15  # characters of a fraction
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_NEVER: Final[Pair] = ("không thực hiện", "never")
_IN_TIME: Final[Pair] = ("không chậm", "not late")
_TRUTH: Final[tuple[Pair, Pair]] = (("không", "no"), ("có", "yes"))


class Shown(StrEnum):
    """How a measured value is to be read: as a number, a rate, a gap between rates, days late, or yes and no."""

    NUMBER = "number"
    RATE = "rate"
    GAP = "gap"
    DAYS = "days"
    TRUTH = "truth"


def _worded(text: str, language: Language) -> str:
    return text.replace(".", say((",", "."), language))


def _approximate(value: Fraction, declared: Rounding | None = None) -> str:
    """Round for the eye, with more places where fewer would mislead.

    They would where the number came to look rounder than it is, or as if a declared rounding went the other way.
    """
    rounder = Rounding(_PLACES - 1, RoundingMode.HALF_UP)(value)
    for places in range(_PLACES, _MOST_PLACES):
        shown = Rounding(places, RoundingMode.HALF_UP)(value)
        if shown != rounder and (declared is None or declared(shown) == declared(value)):
            break
        rounder = shown
    return places_of(shown, places)


def _ends(value: Fraction) -> bool:
    text = spell(value)
    return "/" not in text and len(text.partition(".")[2]) <= _LONGEST


def number(value: Fraction, language: Language) -> str:
    """Write an exact number; a fraction that nobody can read is left to its approximation.

    >>> number(Fraction("1.5"), "vi"), number(Fraction(36, 19), "vi"), number(Fraction(36, 19), "en")
    ('1,5', '36/19 ≈ 1,895', '36/19 ≈ 1.895')
    """
    if _ends(value):
        return _worded(spell(value), language)
    return _worded(f"{_fraction(value)}≈ {_approximate(value)}", language)


def _fraction(value: Fraction) -> str:
    text = str(value)
    return f"{text} " if len(text) <= _READABLE else ""


def brief(value: Fraction, language: Language) -> str:
    """Write a number for a table: exact where three decimals are enough, else approximate and marked so.

    >>> brief(Fraction("1.25"), "vi"), brief(Fraction(36, 19), "vi")
    ('1,25', '≈1,895')
    """
    text = spell(value)
    if "/" in text or len(text.partition(".")[2]) > _PLACES:
        text = f"≈{_approximate(value)}"
    return _worded(text, language)


def equals(value: Fraction, language: Language, declared: Rounding | None = None) -> str:
    """Write what a calculation comes to, with its sign; ``declared`` is the rounding that follows.

    >>> equals(Fraction("90.625"), "vi"), equals(Fraction(36, 19), "en")
    ('= 90,625', '≈ 1.895')
    >>> equals(Fraction("82.3449999"), "en", Rounding(2, RoundingMode.HALF_UP))
    '≈ 82.3449999'
    """
    if not brief(value, language).startswith("≈"):
        return f"= {brief(value, language)}"
    return _worded(f"≈ {_approximate(value, declared)}", language)


def fixed(value: Fraction, places: int | None, language: Language) -> str:
    """Write a rounded number with all its places, as it is published; ``places`` None writes what there is.

    >>> fixed(Fraction("91.9"), 2, "vi")
    '91,90'
    """
    if places is None or (value * 10**places).denominator != 1:
        return brief(value, language)
    return _worded(places_of(value, places), language)


def rate(value: Fraction, language: Language) -> str:
    """Write a share as a percentage.

    >>> rate(Fraction(47, 50), "vi"), rate(Fraction(981, 992), "vi")
    ('94 %', '981/992 ≈ 98,891 %')
    """
    percent = value * HUNDRED
    if _ends(percent):
        return f"{_worded(spell(percent), language)} %"
    return f"{_fraction(value)}≈ {_worded(_approximate(percent), language)} %"


def operand(value: Fraction, shown: "Shown", language: Language) -> str:
    """Write a number inside a calculation: exact, and so a bare fraction where its decimals do not end.

    >>> operand(Fraction(981, 992), Shown.RATE, "vi"), operand(Fraction(47, 50), Shown.RATE, "vi")
    ('981/992', '94 %')
    """
    exactly, sign, rounded = quantity(value, shown, language).partition("≈ ")
    return exactly.rstrip() or sign.rstrip() + rounded


def points(value: Fraction, language: Language) -> str:
    """Write an amount of points.

    >>> points(Fraction(1), "en"), points(Fraction("0.5"), "vi")
    ('1 point', '0,5 điểm')
    """
    return f"{number(value, language)} {say(('điểm', 'point' if value == 1 else 'points'), language)}"


def day(value: date, language: Language) -> str:
    """Write a day.

    >>> day(date(2024, 1, 31), "vi"), day(date(2024, 1, 31), "en")
    ('31/01/2024', '31 January 2024')
    """
    return say((f"{value:%d/%m/%Y}", f"{value.day} {_MONTHS[value.month - 1]} {value.year}"), language)


def month_day(value: MonthDay, language: Language) -> str:
    """Write a day of any year.

    >>> month_day(MonthDay(11, 25), "vi"), month_day(MonthDay(11, 25), "en")
    ('25/11', '25 November')
    """
    return say((f"{value.day:02d}/{value.month:02d}", f"{value.day} {_MONTHS[value.month - 1]}"), language)


def due(value: Due, fact: str, language: Language) -> str:
    """Write a deadline; ``fact`` is the name of the date it hangs on, where it does.

    >>> due(Due(before=MonthDay(11, 25)), "", "vi")
    'trước ngày 25/11'
    """
    if value.by is not None:
        text = say(("hết ngày {0}", "by {0}"), language).format(month_day(value.by, language))
    elif value.before is not None:
        text = say(("trước ngày {0}", "before {0}"), language).format(month_day(value.before, language))
    elif value.exclusive:
        text = say(("trước ngày: {0}", "before the day: {0}"), language).format(fact)
    else:
        text = say(("hết ngày: {0}", "by the day: {0}"), language).format(fact)
    if value.year is not None:
        years = {YearOf.PREVIOUS: ("năm trước", "of the year before"), YearOf.NEXT: ("năm sau", "of the next year")}
        text += f" {say(years[value.year], language)}"
    if value.plus_days:
        text += say((f", thêm {value.plus_days} ngày", f", plus {value.plus_days} days"), language)
    return text


def quantity(value: Answer | None, shown: Shown, language: Language) -> str:
    """Write a measured value as it is to be read.

    >>> quantity(Fraction(5), Shown.DAYS, "vi"), quantity(Fraction("-0.005"), Shown.GAP, "en")
    ('chậm 5 ngày', '-0.5 percentage points')
    """
    if value is NEVER:
        return say(_NEVER, language)
    if isinstance(value, date):
        return day(value, language)
    if not isinstance(value, Fraction):
        return f"“{value}”"
    writers = {Shown.RATE: rate, Shown.GAP: _gap, Shown.TRUTH: _truth, Shown.DAYS: _days, Shown.NUMBER: number}
    return writers[shown](value, language)


def _gap(value: Fraction, language: Language) -> str:
    return f"{number(value * HUNDRED, language)} {say(('điểm phần trăm', 'percentage points'), language)}"


def _truth(value: Fraction, language: Language) -> str:
    return say(_TRUTH[value != 0], language)


def _days(value: Fraction, language: Language) -> str:
    if value == 0:
        return say(_IN_TIME, language)
    count = number(abs(value), language)
    late, early = (f"chậm {count} ngày", f"{count} days late"), (f"sớm {count} ngày", f"{count} days early")
    return say(late if value > 0 else early, language)


def answer(value: Answer, fact: Fact, language: Language) -> str:
    """Write the answer to a raw fact; a level by its name."""
    if fact.type is FactType.LEVEL:
        return f"“{say(fact.called(str(value)), language)}”"
    return quantity(value, shown_of(fact), language)


def shown_of(fact: Fact) -> Shown:
    """How the values of a fact are to be read."""
    return {FactType.BOOLEAN: Shown.TRUTH, FactType.RATE: Shown.RATE}.get(fact.type, Shown.NUMBER)


def interval(value: Interval, shown: Shown, language: Language) -> str:
    """Write a band in words.

    >>> interval(Interval.parse("[0.98, 1)"), Shown.RATE, "vi")
    'từ 98 % đến dưới 100 %'
    >>> interval(Interval.parse("[16, inf)"), Shown.DAYS, "vi"), interval(Interval.parse("(-inf, 0]"), Shown.DAYS, "en")
    ('chậm từ 16 ngày trở lên', 'not late')
    """
    if shown is Shown.DAYS:
        return _days_within(value, language)
    lower, upper = (None if end is None else quantity(end, shown, language) for end in (value.lower, value.upper))
    if shown is Shown.GAP and value.lower is not None and value.upper is not None and value.lower != value.upper:
        lower = number(value.lower * HUNDRED, language)  # the unit stands once, at the end
    return _within(value, lower, upper, language)


def _within(value: Interval, lower: str | None, upper: str | None, language: Language) -> str:
    if lower is None and upper is None:
        return say(("mọi giá trị", "any value"), language)
    if value.lower == value.upper and lower is not None:
        return lower
    if upper is None:
        pair = ("từ {0} trở lên", "{0} or more") if value.lower_closed else ("trên {0}", "above {0}")
        return say(pair, language).format(lower)
    if lower is None:
        pair = ("từ {0} trở xuống", "{0} or less") if value.upper_closed else ("dưới {0}", "below {0}")
        return say(pair, language).format(upper)
    start = ("từ", "from") if value.lower_closed else ("trên", "above")
    end = ("đến", "to") if value.upper_closed else ("đến dưới", "to below")
    return f"{say(start, language)} {lower} {say(end, language)} {upper}"


def _days_within(value: Interval, language: Language) -> str:
    days = say(("ngày", "days"), language)
    if value.lower is None and value.upper == ZERO:
        return say(_IN_TIME, language)
    lower, upper = (None if end is None else number(end, language) for end in (value.lower, value.upper))
    if value.lower is None or value.lower <= 0:
        return _within(value, lower and f"{lower} {days}", upper and f"{upper} {days}", language)
    if upper is None or value.lower == value.upper:
        within = _within(value, f"{lower} {days}", None if upper is None else f"{upper} {days}", language)
    else:
        within = _within(value, lower, f"{upper} {days}", language)
    return say((f"chậm {within}", f"{within} late"), language)


def numbered(value: Rounding, language: Language) -> str:
    """Write a declared rounding."""
    decimals = "decimal" if value.places == 1 else "decimals"
    places = say((f"{value.places} chữ số thập phân", f"{value.places} {decimals}"), language)
    return f"{places}, {say(ROUNDINGS[value.mode], language)}"
