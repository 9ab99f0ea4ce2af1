"""Measures and conditions read back from their sentences.

What is read speaks of facts by their labels; ``facts.py`` puts the names in their place.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from cchc_rules.law.facts import FactType, Name
from cchc_rules.law.lateness import DayCount, DaysLate, Due, YearOf
from cchc_rules.law.measures import (
    AllOf,
    AnyOf,
    Comparison,
    Complement,
    Given,
    LevelOf,
    Measure,
    Product,
    Ratio,
    Relative,
    StandIn,
    Term,
    Weighted,
)
from cchc_rules.law.scoring import Condition
from cchc_rules.law.surveys import Survey, Weight
from cchc_rules.office.wording import phrases
from cchc_rules.office.wording.templates import bare, called, matches, split
from cchc_rules.report.figures import Shown
from cchc_rules.report.rules import PLAIN_LABEL

_DUE: Final = re.compile(
    r"(?P<kind>hết|trước) ngày(?:: (?P<fact>.+?)| (?P<day>\d+/\d+)(?: (?P<year>năm trước|năm sau))?)"
    r"(?:, thêm (?P<plus>\d+) ngày)?"
)
_YEARS: Final = {None: None, "năm trước": YearOf.PREVIOUS, "năm sau": YearOf.NEXT}
_CHOICE: Final = re.compile(r"(?P<id>[\w-]+|“(?:[^”]|””)*”(?: \([\w-]+\))?) (?P<rate>.+)")
_OF_A_VALUE: Final = {
    Shown.RATE: FactType.RATE,
    Shown.GAP: FactType.RATE,
    Shown.TRUTH: FactType.BOOLEAN,
    Shown.DAYS: FactType.COUNT,
    Shown.NUMBER: FactType.COUNT,
}


class UnreadError(ValueError):
    """A text is not the sentence of a rule; its argument is what could not be read."""


class Draft:
    """What a text says of its facts beside their labels: their types, and the names of ids."""

    def __init__(self) -> None:
        self.types: dict[str, FactType] = {}
        self.named: dict[str, dict[str, Name]] = {}

    def meant(self, measure: Measure, shown: Shown) -> None:
        """Note how the values of a measure are written, which tells the type of a fact that stands alone."""
        if isinstance(measure, Given):
            self.types.setdefault(measure.fact, _OF_A_VALUE[shown])
        elif isinstance(measure, Relative) and shown is Shown.GAP:
            self.meant(measure.of, shown)
            self.meant(measure.to, shown)


def label(text: str) -> str:
    """Take a text as the label of a fact; with the name of the fact after it where two facts share the label."""
    name = called(text)
    if name is not None:
        return name[0] if name[1] is None else "\0".join((name[0], name[1]))
    if PLAIN_LABEL.fullmatch(text) is None:
        raise UnreadError(text)
    return text


def condition(text: str, draft: Draft) -> Condition:
    """Read when an arm is taken."""
    for found in matches("condition", text):
        level = called(found["holds"])
        if level is not None:
            return Condition(measure=LevelOf(label(found["measure"])), level=found["holds"])
        held = phrases.interval(found["holds"])
        if held is not None:
            what = measure(found["measure"], draft)
            draft.meant(what, held[1])
            return Condition(measure=what, within=held[0])
    raise UnreadError(text)


def measure(text: str, draft: Draft) -> Measure:
    """Read what a scoring function looks at.

    >>> measure("Số đã làm / (Tổng số − Số rút); mẫu số bằng 0 thì tỷ lệ là 0 %", Draft()).less
    ('Số rút',)
    """
    for read in (_truths, _days_late, _complement, _survey, _added, _compared, _ratio):
        found = read(text, draft)
        if found is not None:
            return found
    return Given(label(text))


def _truths(text: str, draft: Draft) -> Measure | None:  # noqa: ARG001 - every reader takes the same
    for kind in (AllOf, AnyOf):
        for found in matches(kind.kind, text):
            return kind(tuple(map(label, split(found["facts"], "; "))))
    return None


def _days_late(text: str, draft: Draft) -> Measure | None:  # noqa: ARG001 - every reader takes the same
    for days in (None, DayCount.WORKING):
        key = DaysLate.kind if days is None else f"{DaysLate.kind}.{days}"
        for found in matches(key, text):
            return DaysLate(fact=label(found["fact"]), due=_due(found["due"]), days=days)
    return None


def _due(text: str) -> Due:
    found = _DUE.fullmatch(text)
    if found is None:
        raise UnreadError(text)
    plus, before = int(found["plus"] or 0), found["kind"] == "trước"
    if found["fact"] is not None:
        return Due(fact=label(found["fact"]), exclusive=before, plus_days=plus)
    day = phrases.month_day(found["day"])
    if day is None:
        raise UnreadError(found["day"])
    year = _YEARS[found["year"]]
    if before:
        return Due(before=day, year=year, plus_days=plus)
    return Due(by=day, year=year, plus_days=plus)


def _complement(text: str, draft: Draft) -> Measure | None:
    for found in matches(Complement.kind, text):
        return Complement(tuple(_inner(part, draft) for part in split(found["measures"], " + ")))
    return None


def _inner(text: str, draft: Draft) -> Measure:
    return measure(bare(text) or text, draft)


def _survey(text: str, draft: Draft) -> Measure | None:
    for found in matches(Survey.kind, text):
        ballots = label(found["ballots"])
        options, groups = (
            tuple(_weights(split(found[key], ", "), draft.named.setdefault(ballots, {})))
            for key in ("options", "groups")
        )
        if not found["valid"].isdecimal():
            raise UnreadError(found["valid"])
        return Survey(ballots=ballots, options=options, groups=groups, min_valid=int(found["valid"]))
    return None


def _weights(texts: tuple[str, ...], named: dict[str, Name]) -> Iterator[Weight]:
    for text in texts:
        found = _CHOICE.fullmatch(text)
        weight = None if found is None else phrases.rate(found["rate"])
        if found is None or weight is None:
            raise UnreadError(text)
        name = called(found["id"])
        if name is None:
            yield Weight(found["id"], weight)
        elif name[1] is None:
            raise UnreadError(text)
        else:
            named[name[1]] = Name(name[0])
            yield Weight(name[1], weight)


def _added(text: str, draft: Draft) -> Measure | None:
    """Terms with weights, or rates multiplied."""
    factors = split(text, " × ")
    if factors[1:] and all(map(bare, factors)):
        return Product(tuple(_inner(factor, draft) for factor in factors))
    if factors[0] == "1" and len(factors) == 2 and bare(factors[1]):  # noqa: PLR2004 - a product of one
        return Product((_inner(factors[1], draft),))
    terms = split(text, " + ")
    if terms[1:] or factors[1:]:
        return Weighted(tuple(map(_term, terms)))
    return None


def _term(text: str) -> Term:
    *times, name = split(text, " × ")
    weight = phrases.number(times[0]) if times else Fraction(1)
    if weight is None or times[1:]:
        raise UnreadError(text)
    return Term(label(name), weight)


def _compared(text: str, draft: Draft) -> Measure | None:
    for by in Comparison:
        for found in matches(f"{Relative.kind}.{by}", text):
            return Relative(of=_inner(found["of"], draft), to=_inner(found["to"], draft), by=by)
    return None


def _ratio(text: str, draft: Draft) -> Measure | None:  # noqa: ARG001 - every reader takes the same
    sentence, *clauses = split(text, "; ")
    parts = split(sentence, " / ")
    if len(parts) != 2:  # noqa: PLR2004 - part and whole
        return None
    rest = "; ".join(clauses)
    may_exceed = next(matches("ratio.may_exceed", clauses[0]), None) is not None if clauses else False
    if may_exceed:
        rest = "; ".join(clauses[1:])
    whole, less = parts[1], tuple[str, ...]()
    taken = split(bare(whole) or whole, " − ")
    if taken[1:]:
        whole, less = taken[0], tuple(map(label, taken[1:]))
    greatest = next(matches("ratio.greatest", whole), None)
    wholes = _listed(whole) if greatest is None else tuple(map(label, split(greatest["facts"], "; ")))
    when_zero, stand_in = _of_zero(rest)
    return Ratio(
        part=_listed(parts[0]),
        whole=wholes,
        greatest=greatest is not None,
        less=less,
        may_exceed=may_exceed,
        when_zero=when_zero,
        stand_in=stand_in,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(map(label, split(bare(text) or text, " + ")))


def _of_zero(text: str) -> tuple[Fraction | None, StandIn | None]:
    """What a whole of zero means: a rate, or another whole; a ruleset has one of them, a text may have both."""
    if not text:
        return None, None
    for found in matches("ratio.stand_in", text):
        names, otherwise = split(found["fact"], " / "), phrases.rate(found["rate"])
        if otherwise is not None and len(names) <= 2:  # noqa: PLR2004 - a figure, and what it is divided by
            divided_by = label(names[1]) if names[1:] else None
            return None, StandIn(fact=label(names[0]), otherwise=otherwise, divided_by=divided_by)
    for found in matches("ratio.when_zero", text):
        rate = phrases.rate(found["rate"])
        if rate is not None:
            return rate, None
    raise UnreadError(text)
