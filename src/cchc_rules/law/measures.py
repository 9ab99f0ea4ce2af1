"""Measures: from raw facts to one exact number, a level, or "never".

A closed union, tagged by ``kind``. To add a kind: one class here, listed in `Measure`, its sentences in
``report/labels.py``, its test, its row in ``docs/reference/scoring-language.md``.
"""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, Final

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import ONE, ZERO, Answer, Interval, spell
from cchc_rules.law.facts import (
    ANY,
    DOMAINS,
    FROM_ZERO,
    NUMERIC,
    SHARE,
    Answers,
    Contradiction,
    Domain,
    Facts,
    FactType,
    Needs,
    Trace,
    ask,
    note,
    numeric,
)
from cchc_rules.law.lateness import DaysLate
from cchc_rules.law.surveys import Survey
from cchc_rules.values import Value

_BOOLEAN: Final = frozenset({FactType.BOOLEAN})
_COUNTED: Final = frozenset({FactType.COUNT, FactType.NUMBER})
_LEVEL: Final = frozenset({FactType.LEVEL})


@attrs.frozen(eq=False, repr=False, slots=False)
class Given(Value):
    """The fact itself; a yes is 1, a no is 0."""

    kind: ClassVar[str] = "fact"
    fact: str

    @property
    def needs(self) -> Needs:
        return ((self.fact, NUMERIC),)

    def domain(self, facts: Facts) -> Domain:
        return DOMAINS[facts[self.fact].type]

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        (value,) = ask(answers, (self.fact,), trace)
        return value


@attrs.frozen(eq=False, repr=False, slots=False)
class AllOf(Value):
    """1 when every condition holds, else 0 (K2)."""

    kind: ClassVar[str] = "all_of"
    facts: tuple[str, ...]

    @property
    def needs(self) -> Needs:
        return tuple((fact, _BOOLEAN) for fact in self.facts)

    def domain(self, facts: Facts) -> Domain:  # noqa: ARG002 - the same for any facts
        return DOMAINS[FactType.BOOLEAN]

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        held = Fraction(all(ask(answers, self.facts, trace)))
        note(trace, "measure", self.kind, (), held)
        return held


@attrs.frozen(eq=False, repr=False, slots=False)
class AnyOf(Value):
    """1 when one condition or more holds, else 0."""

    kind: ClassVar[str] = "any_of"
    facts: tuple[str, ...]

    @property
    def needs(self) -> Needs:
        return tuple((fact, _BOOLEAN) for fact in self.facts)

    def domain(self, facts: Facts) -> Domain:  # noqa: ARG002 - the same for any facts
        return DOMAINS[FactType.BOOLEAN]

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        held = Fraction(any(ask(answers, self.facts, trace)))
        note(trace, "measure", self.kind, (), held)
        return held


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class StandIn(Value):
    """The figure that stands in for a denominator of zero (N5): last year's, divided by the periods in a year.

    ``otherwise`` is the rate when that figure is zero too.
    """

    fact: str
    otherwise: Fraction
    divided_by: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Ratio(Value):
    """Part over whole (tỷ lệ), each a sum of facts.

    The whole may be the greatest of several facts instead of their sum, and facts may be taken from it. A part above
    its whole is an error unless ``may_exceed``. A whole of zero is an error, unless ``when_zero`` states the rate or
    ``stand_in`` another denominator: "nothing arose" is claimed by the unit, never read off a zero.
    """

    kind: ClassVar[str] = "ratio"
    part: tuple[str, ...]
    whole: tuple[str, ...]
    greatest: bool = False
    less: tuple[str, ...] = ()
    may_exceed: bool = False
    when_zero: Fraction | None = None
    stand_in: StandIn | None = None

    @property
    def needs(self) -> Needs:
        stand_in = () if self.stand_in is None else (self.stand_in.fact, self.stand_in.divided_by)
        names = (*self.part, *self.whole, *self.less, *stand_in)
        return tuple((fact, _COUNTED) for fact in names if fact is not None)

    def domain(self, facts: Facts) -> Domain:  # noqa: ARG002 - the same for any facts
        return Domain(FROM_ZERO if self.may_exceed else SHARE)

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        values = tuple(map(numeric, ask(answers, (*self.part, *self.whole, *self.less), trace)))
        cut = len(self.part), len(self.part) + len(self.whole)
        part = sum(values[: cut[0]], ZERO)
        wholes = values[cut[0] : cut[1]]
        whole = (max(wholes) if self.greatest else sum(wholes, ZERO)) - sum(values[cut[1] :], ZERO)
        if whole < 0:
            raise Contradiction(Finding(id="CR311", subject=" − ".join(self.whole + self.less), found=spell(whole)))
        if whole == 0 and self.stand_in is not None:
            whole = self._stand_in(self.stand_in, answers, trace)
            if whole == 0:
                note(trace, "measure", "when_zero", (), self.stand_in.otherwise)
                return self.stand_in.otherwise
        if whole == 0:
            if part > 0:
                raise Contradiction(self._exceeds(part, whole))
            if self.when_zero is None:
                raise Contradiction(Finding(id="CR312", subject=" + ".join(self.whole)))
            note(trace, "measure", "when_zero", (), self.when_zero)
            return self.when_zero
        if part > whole and not self.may_exceed:
            raise Contradiction(self._exceeds(part, whole))
        rate = part / whole
        note(trace, "measure", self.kind, (("part", part), ("whole", whole)), rate)
        return rate

    def _exceeds(self, part: Fraction, whole: Fraction) -> Finding:
        return Finding(id="CR310", subject=" + ".join(self.part), found=spell(part), expected=spell(whole))

    def _stand_in(self, stand_in: StandIn, answers: Answers, trace: Trace) -> Fraction:
        names = (stand_in.fact,) if stand_in.divided_by is None else (stand_in.fact, stand_in.divided_by)
        figure, *periods = map(numeric, ask(answers, names, trace))
        if periods == [0]:
            raise Contradiction(Finding(id="CR312", subject=names[-1]))
        return figure / periods[0] if periods else figure


@attrs.frozen(eq=False, repr=False, slots=False)
class Complement(Value):
    """What is left of the whole after the bad rates are taken off (K15): 1 − their sum, which may fall below 0."""

    kind: ClassVar[str] = "complement"
    of: tuple["Measure", ...]

    @property
    def inner(self) -> tuple["Measure", ...]:
        return self.of

    @property
    def needs(self) -> Needs:
        return tuple(need for measure in self.of for need in measure.needs)

    def domain(self, facts: Facts) -> Domain:
        total = Interval(ZERO, ZERO)
        for measure in self.of:
            total = total + measure.domain(facts).interval
        return Domain(Interval(ONE, ONE) + total * -ONE)

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        rest = ONE - sum((numeric(measure.value(answers, trace)) for measure in self.of), ZERO)
        note(trace, "measure", self.kind, (), rest)
        return rest


@attrs.frozen(eq=False, repr=False, slots=False)
class Product(Value):
    """Rates multiplied with one another."""

    kind: ClassVar[str] = "product"
    of: tuple["Measure", ...]

    @property
    def inner(self) -> tuple["Measure", ...]:
        return self.of

    @property
    def needs(self) -> Needs:
        return tuple(need for measure in self.of for need in measure.needs)

    def domain(self, facts: Facts) -> Domain:
        product = Interval(ONE, ONE)
        for measure in self.of:
            product = _times(product, measure.domain(facts).interval)
        return Domain(product)

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        product = ONE
        for measure in self.of:
            product *= numeric(measure.value(answers, trace))
        note(trace, "measure", self.kind, (), product)
        return product


class Comparison(StrEnum):
    """How a measure is set against its benchmark."""

    DIFFERENCE = "difference"
    RATIO = "ratio"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Relative(Value):
    """A measure against a benchmark (K12): their difference (0.01 is one percentage point of a rate) or their ratio."""

    kind: ClassVar[str] = "relative"
    of: "Measure"
    to: "Measure"
    by: Comparison

    @property
    def inner(self) -> tuple["Measure", ...]:
        return (self.of, self.to)

    @property
    def needs(self) -> Needs:
        return self.of.needs + self.to.needs

    def domain(self, facts: Facts) -> Domain:
        of, to = self.of.domain(facts), self.to.domain(facts)
        if self.by is Comparison.RATIO:
            return Domain(FROM_ZERO if _from_zero(of.interval) and _from_zero(to.interval) else ANY)
        return Domain(of.interval + to.interval * -ONE, whole=of.whole and to.whole)

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        of = numeric(self.of.value(answers, trace))
        to = numeric(self.to.value(answers, trace))
        if self.by is Comparison.DIFFERENCE:
            relative = of - to
        elif to == 0:
            raise Contradiction(Finding(id="CR312", subject=", ".join(fact for fact, _ in self.to.needs)))
        else:
            relative = of / to
        note(trace, "measure", f"{self.kind}_{self.by}", (("of", of), ("to", to)), relative)
        return relative


@attrs.frozen(eq=False, repr=False, slots=False)
class Term(Value):
    """A fact and what each of it counts."""

    fact: str
    times: Fraction


@attrs.frozen(eq=False, repr=False, slots=False)
class Weighted(Value):
    """Facts, each times its weight, added; a yes counts once (checklists K10, deductions)."""

    kind: ClassVar[str] = "weighted"
    of: tuple[Term, ...]

    @property
    def needs(self) -> Needs:
        return tuple((term.fact, NUMERIC) for term in self.of)

    def domain(self, facts: Facts) -> Domain:
        total = Interval(ZERO, ZERO)
        for term in self.of:
            total = total + DOMAINS[facts[term.fact].type].interval * term.times
        whole = all(DOMAINS[facts[term.fact].type].whole and term.times.denominator == 1 for term in self.of)
        return Domain(total, whole=whole)

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        values = ask(answers, tuple(term.fact for term in self.of), trace)
        total = sum((term.times * numeric(value) for term, value in zip(self.of, values, strict=True)), ZERO)
        note(trace, "measure", self.kind, tuple((term.fact, term.times) for term in self.of), total)
        return total


@attrs.frozen(eq=False, repr=False, slots=False)
class LevelOf(Value):
    """One of the ordered levels a fact names (K9)."""

    kind: ClassVar[str] = "level"
    fact: str

    @property
    def needs(self) -> Needs:
        return ((self.fact, _LEVEL),)

    def domain(self, facts: Facts) -> Domain:
        return Domain(ANY, levels=facts[self.fact].levels)

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        (value,) = ask(answers, (self.fact,), trace)
        return value


Measure = Given | AllOf | AnyOf | Ratio | Complement | Product | Relative | Weighted | DaysLate | LevelOf | Survey


def every(measure: Measure) -> Iterator[Measure]:
    """Give a measure and every one inside it."""
    yield measure
    if isinstance(measure, Complement | Product | Relative):
        for inner in measure.inner:
            yield from every(inner)


def _from_zero(interval: Interval) -> bool:
    return interval.lower is not None and interval.lower >= 0


def _times(one: Interval, other: Interval) -> Interval:
    """Give a closed interval that holds all products, without ends where one may be negative and another endless."""
    ends = [(None if a is None or b is None else a * b) for a in _ends(one) for b in _ends(other)]
    known = [end for end in ends if end is not None]
    if _from_zero(one) and _from_zero(other):
        return Interval(known[0], ends[-1], upper_closed=ends[-1] is not None)
    return ANY if len(known) < len(ends) else Interval(min(known), max(known))


def _ends(interval: Interval) -> tuple[Fraction | None, Fraction | None]:
    return interval.lower, interval.upper
