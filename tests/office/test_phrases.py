"""Vietnamese figures are read exactly, or not at all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.exact import Interval, Rounding, RoundingMode
from cchc_rules.office.wording import phrases
from cchc_rules.report import figures
from cchc_rules.report.figures import Shown


@given(st.fractions(-1000, 1000))
def test_a_number_as_it_is_written_is_read_back(value: Fraction) -> None:
    written = figures.number(value, "vi")
    assert phrases.number(written) == (None if written.startswith("≈") else value)


@pytest.mark.parametrize("text", ["1.500", "1.234.567", "1,2,3", "1/0", "ba", "", "1e3", "0,5.1"])
def test_what_is_no_plain_number_is_not_read(text: str) -> None:
    assert phrases.number(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("0.25", "1/4"), ("12", "12"), ("1/3", "1/3"), ("0,125", "1/8"), ("-0,5", "-1/2")]
)
def test_a_number_is_read(text: str, value: str) -> None:
    assert phrases.number(text) == Fraction(value)


def test_rates_points_and_quantities() -> None:
    assert phrases.rate("33,5 %") == Fraction("0.335")
    assert phrases.rate("cao %") is None
    assert phrases.points("được cộng 0,5 điểm.") == Fraction(1, 2)
    assert phrases.points("0,5 đ") == Fraction(1, 2)
    assert phrases.points("tối đa 3 điểm") is None
    assert phrases.quantity("1/3 ≈ 33,333 %") == (Fraction(1, 3), Shown.RATE)
    assert phrases.quantity("1.500") is None
    assert phrases.quantity("nhiều") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("15/12", "12-15"), ("29 tháng 2", "02-29"), ("31/4", None), ("0/1", None), ("1/13", None), ("hôm nay", None)],
)
def test_days_of_the_year(text: str, day: str | None) -> None:
    found = phrases.month_day(text)
    assert (None if found is None else str(found)) == day


def test_roundings() -> None:
    assert phrases.rounding("0 chữ số thập phân, luôn làm tròn lên") == Rounding(0, RoundingMode.UP)
    assert phrases.rounding("2 chữ số thập phân, tùy") is None
    assert phrases.rounding("2 chữ số") is None


RUNS = {
    "từ 90% đến dưới 100%": "[0.9, 1)",
    "từ 85 - dưới 100%": "[0.85, 1)",
    "50–<100": "[50, 100)",
    "từ 2 - 4 bài": "[2, 4]",
    "trên 90% đến 95%": "(0.9, 0.95]",
    "> 90 % đến < 95 %": "(0.9, 0.95)",
    "Từ 30% trở lên": "[0.3, inf)",
    "5 bài trở lên": "[5, inf)",
    "tối thiểu 01 sản phẩm": "[1, inf)",
    "≥2": "[2, inf)",
    "trên 45 ngày": "(45, inf)",
    "dưới 70%": "(-inf, 0.7)",
    "<70": "(-inf, 70)",
    "không quá 5 lỗi": "(-inf, 5]",
    "≤ 5": "(-inf, 5]",
    "từ 70% trở xuống": "(-inf, 0.7]",
    "đúng 3 bài": "[3, 3]",
    "100 %": "[1, 1]",
}


@pytest.mark.parametrize("text", RUNS)
def test_a_run_of_values_is_read(text: str) -> None:
    found = phrases.run(text)
    assert found is not None
    assert found.within == Interval.parse(RUNS[text])


@pytest.mark.parametrize(
    "text",
    ["gần 90%", "không đến 90%", "khoảng 5", "nhiều", "từ 90% đến 5 ngày", "từ 9 đến 5", "từ 1.500", "từ 1 đến 1.500"],
)
def test_what_is_no_plain_run_is_not_read(text: str) -> None:
    assert phrases.run(text) is None


def test_a_band_stands_alone() -> None:
    assert phrases.interval("mọi giá trị") == (
        Interval(None, None, lower_closed=False, upper_closed=False),
        Shown.NUMBER,
    )
    assert phrases.interval("từ 5 bài trở lên") is None
    assert phrases.interval("đạt từ 5 trở lên") is None
    assert phrases.interval("nhiều") is None
