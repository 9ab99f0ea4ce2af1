"""Numbers for a reader: exact, with the decimal sign of the language, and never rounder than they are."""

from datetime import date
from fractions import Fraction

import pytest

from cchc_rules.exact import NEVER, Interval, Rounding, RoundingMode
from cchc_rules.law.facts import Fact, FactType, Name
from cchc_rules.law.lateness import Due, MonthDay, YearOf
from cchc_rules.report import figures
from cchc_rules.report.figures import Shown


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("0", "0", "0"),
        ("-2.5", "-2,5", "-2.5"),
        ("1962", "1962", "1962"),
        ("0.123456", "0,123456", "0.123456"),
        ("1/3", "1/3 ≈ 0,333", "1/3 ≈ 0.333"),
        ("-1/3", "-1/3 ≈ -0,333", "-1/3 ≈ -0.333"),
        ("0.1234567", "≈ 0,123", "≈ 0.123"),
        ("10679250293787136923917553907/128449634731320089075460000", "≈ 83,1396", "≈ 83.1396"),
    ],
)
def test_a_number_is_exact_or_says_that_it_is_not(value: str, vietnamese: str, english: str) -> None:
    assert figures.number(Fraction(value), "vi") == vietnamese
    assert figures.number(Fraction(value), "en") == english


def test_a_number_just_short_of_a_round_one_does_not_look_round() -> None:
    assert figures.rate(Fraction(9799999, 10000000), "en") == "97.99999 %"
    assert figures.brief(Fraction(9799999, 10000019), "en") == "≈0.979998"
    assert figures.brief(Fraction(2, 3) / 10**20, "en") == "≈0.000000000000000"


def test_what_is_shown_rounds_the_way_the_value_does() -> None:
    rounding = Rounding(2, RoundingMode.HALF_UP)
    value = Fraction("82.34499") + Fraction(1, 10**7) / 3
    assert figures.equals(value, "en", rounding) == "≈ 82.34499"
    assert figures.equals(Fraction(2, 3), "vi", rounding) == "≈ 0,667"
    assert figures.equals(Fraction("1.5"), "vi", rounding) == "= 1,5"


def test_a_rounded_number_keeps_its_places_and_another_is_not_forced_into_them() -> None:
    assert figures.fixed(Fraction("91.9"), 2, "vi") == "91,90"
    assert figures.fixed(Fraction("91.905"), 2, "vi") == "91,905"
    assert figures.fixed(Fraction("91.9"), None, "vi") == "91,9"


def test_inside_a_calculation_numbers_stay_exact_where_they_can() -> None:
    assert figures.operand(Fraction(1, 3), Shown.NUMBER, "vi") == "1/3"
    assert figures.operand(Fraction("0.1234567"), Shown.NUMBER, "vi") == "≈0,123"
    assert figures.operand(Fraction(1, 2), Shown.RATE, "vi") == "50 %"


@pytest.mark.parametrize(
    ("value", "shown", "vietnamese", "english"),
    [
        (Fraction(47, 50), Shown.RATE, "94 %", "94 %"),
        (Fraction("0.985"), Shown.RATE, "98,5 %", "98.5 %"),
        (Fraction("-0.01"), Shown.GAP, "-1 điểm phần trăm", "-1 percentage points"),
        (Fraction(0), Shown.DAYS, "không chậm", "not late"),
        (Fraction(3), Shown.DAYS, "chậm 3 ngày", "3 days late"),
        (Fraction(-3), Shown.DAYS, "sớm 3 ngày", "3 days early"),
        (Fraction(1), Shown.TRUTH, "có", "yes"),
        (Fraction(0), Shown.TRUTH, "không", "no"),
        (NEVER, Shown.DAYS, "không thực hiện", "never"),
        (date(2024, 12, 1), Shown.DAYS, "01/12/2024", "1 December 2024"),
        ("full", Shown.NUMBER, "“full”", "“full”"),
    ],
)
def test_a_value_is_written_as_what_it_is(value: Fraction, shown: Shown, vietnamese: str, english: str) -> None:
    assert figures.quantity(value, shown, "vi") == vietnamese
    assert figures.quantity(value, shown, "en") == english


@pytest.mark.parametrize(
    ("interval", "shown", "vietnamese", "english"),
    [
        ("[1, 1]", Shown.RATE, "100 %", "100 %"),
        ("[0.9, 1)", Shown.RATE, "từ 90 % đến dưới 100 %", "from 90 % to below 100 %"),
        ("(0, 0.9]", Shown.RATE, "trên 0 % đến 90 %", "above 0 % to 90 %"),
        ("[12, inf)", Shown.NUMBER, "từ 12 trở lên", "12 or more"),
        ("(12, inf)", Shown.NUMBER, "trên 12", "above 12"),
        ("(-inf, 5]", Shown.NUMBER, "từ 5 trở xuống", "5 or less"),
        ("(-inf, 5)", Shown.NUMBER, "dưới 5", "below 5"),
        ("(-inf, inf)", Shown.NUMBER, "mọi giá trị", "any value"),
        ("[-0.01, 0)", Shown.GAP, "từ -1 đến dưới 0 điểm phần trăm", "from -1 to below 0 percentage points"),
        ("[0, inf)", Shown.GAP, "từ 0 điểm phần trăm trở lên", "0 percentage points or more"),
        ("[0, 0]", Shown.GAP, "0 điểm phần trăm", "0 percentage points"),
        ("(-inf, 0]", Shown.DAYS, "không chậm", "not late"),
        ("(-inf, 30]", Shown.DAYS, "từ 30 ngày trở xuống", "30 days or less"),
        ("[-5, 3]", Shown.DAYS, "từ -5 ngày đến 3 ngày", "from -5 days to 3 days"),
        ("[-5, inf)", Shown.DAYS, "từ -5 ngày trở lên", "-5 days or more"),
        ("[1, 1]", Shown.DAYS, "chậm 1 ngày", "1 days late"),
        ("[1, 15]", Shown.DAYS, "chậm từ 1 đến 15 ngày", "from 1 to 15 days late"),
        ("[16, inf)", Shown.DAYS, "chậm từ 16 ngày trở lên", "16 days or more late"),
    ],
)
def test_a_band_is_said_in_words(interval: str, shown: Shown, vietnamese: str, english: str) -> None:
    assert figures.interval(Interval.parse(interval), shown, "vi") == vietnamese
    assert figures.interval(Interval.parse(interval), shown, "en") == english


@pytest.mark.parametrize(
    ("due", "vietnamese", "english"),
    [
        (Due(by=MonthDay(1, 31)), "hết ngày 31/01", "by 31 January"),
        (Due(before=MonthDay(11, 25)), "trước ngày 25/11", "before 25 November"),
        (Due(by=MonthDay(1, 5), year=YearOf.NEXT), "hết ngày 05/01 năm sau", "by 5 January of the next year"),
        (Due(by=MonthDay(1, 5), year=YearOf.PREVIOUS), "hết ngày 05/01 năm trước", "by 5 January of the year before"),
        (Due(fact="due_on", plus_days=30), "hết ngày: Hạn, thêm 30 ngày", "by the day: Hạn, plus 30 days"),
        (Due(fact="due_on", exclusive=True), "trước ngày: Hạn", "before the day: Hạn"),
    ],
)
def test_a_deadline_is_said_in_words(due: Due, vietnamese: str, english: str) -> None:
    assert figures.due(due, "Hạn", "vi") == vietnamese
    assert figures.due(due, "Hạn", "en") == english


def test_an_answer_is_written_by_the_type_of_its_fact() -> None:
    name = Name("Tên", "Name")
    assert figures.answer(Fraction(1), Fact(type=FactType.BOOLEAN, name=name), "vi") == "có"
    assert figures.answer(Fraction("0.5"), Fact(type=FactType.RATE, name=name), "vi") == "50 %"
    assert figures.answer(Fraction("0.5"), Fact(type=FactType.NUMBER, name=name), "vi") == "0,5"


def test_a_declared_rounding_is_said_in_words() -> None:
    assert figures.numbered(Rounding(2, RoundingMode.HALF_UP), "vi") == "2 chữ số thập phân, nửa làm tròn lên"
    assert figures.numbered(Rounding(2, RoundingMode.HALF_EVEN), "en") == "2 decimals, half to even"
