"""Exact numbers as the ruleset format spells them: reading, spelling, rounding, intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

Table: TypeAlias = dict[str, Any]

NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40}|/(?=0*[1-9])[0-9]{1,40})?")
INTERVAL = re.compile(r"([\[(])([^,]+), ([^,]+)([\])])")


def exact(value: object) -> Fraction | None:
    """The exact number a value stands for, or nothing where it stands for none: a float never does."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return Fraction(value)
    return None


def optional(table: Table, key: str) -> Fraction | None:
    """A number of the ruleset that may be left out."""
    return Fraction(table[key]) if key in table else None


def spelled(value: Fraction | None) -> str | None:
    """The one spelling of a number: the shortest decimal where one ends, else a fraction in lowest terms."""
    if value is None:
        return None
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    if places == 0:
        return str(value.numerator)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def rounded(value: Fraction, rounding: Table | None) -> Fraction:
    """A number rounded as the ruleset says; signs are mirrored. Without a rounding it stays as it is."""
    if rounding is None:
        return value
    scale = 10 ** int(rounding["places"])
    whole, rest = divmod(abs(value) * scale, 1)
    half = Fraction(1, 2)
    up = {
        "half_up": rest >= half,
        "half_down": rest > half,
        "half_even": rest > half or (rest == half and whole % 2 == 1),
        "up": rest > 0,
        "down": False,
    }[rounding["mode"]]
    size = Fraction(whole + up, scale)
    return -size if value < 0 else size


@dataclass(frozen=True)
class Interval:
    """A run of numbers; an end that is not there is nothing."""

    low: Fraction | None
    low_included: bool
    high: Fraction | None
    high_included: bool

    @classmethod
    def read(cls, text: str) -> Interval:
        """The interval a text such as ``[0.9, 1)`` stands for."""
        match = INTERVAL.fullmatch(text)
        if match is None:
            raise ValueError(text)
        left, low, high, right = match.groups()
        return cls(
            None if low == "-inf" else Fraction(low),
            left == "[",
            None if high == "inf" else Fraction(high),
            right == "]",
        )

    def holds(self, value: Fraction) -> bool:
        """Whether a number lies in it."""
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        below = self.high is None or value < self.high or (self.high_included and value == self.high)
        return above and below
