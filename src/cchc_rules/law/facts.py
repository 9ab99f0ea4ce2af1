"""Raw facts: what a unit or an appraiser is asked for, what values can come, and how an answer may fail to come."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final, Protocol

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import ONE, ZERO, Answer, Interval
from cchc_rules.values import Value


@attrs.frozen(eq=False, repr=False, slots=False)
class Name(Value):
    """A name or sentence in Vietnamese, and in English where somebody has translated it."""

    vi: str
    en: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """Both languages; the Vietnamese stands in for what was not translated."""
        return self.vi, self.vi if self.en is None else self.en


class FactType(StrEnum):
    """What kind of value a raw fact is."""

    BOOLEAN = "boolean"
    COUNT = "count"
    NUMBER = "number"
    RATE = "rate"
    DATE = "date"
    LEVEL = "level"
    BALLOTS = "ballots"
    POINTS = "points"


class Giver(StrEnum):
    """Who gives a fact: the unit (and the appraiser may correct it), or the appraiser alone."""

    UNIT = "unit"
    APPRAISER = "appraiser"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Fact(Value):
    """One raw fact (số liệu) of a scorecard: a name that stands for one value throughout it.

    ``levels`` are the answers of a level, in printed order; ``never`` says that a date may be answered "never";
    ``by`` is "appraiser" for what a unit cannot give about itself, such as an average of all units. ``named`` holds
    the names of its levels, or of the options and groups of its ballots, by id; an id without a name shows itself.
    """

    type: FactType
    name: Name
    levels: tuple[str, ...] = ()
    never: bool = False
    by: Giver = Giver.UNIT
    named: Mapping[str, Name] = attrs.field(factory=dict)

    def called(self, one: str) -> tuple[str, str]:
        """Give the name of a level, an option or a group in both languages; its id where it has none."""
        return self.named[one].pair if one in self.named else (one, one)


@attrs.frozen(eq=False, repr=False, slots=False)
class Domain(Value):
    """The values a measure can take: numbers in an interval (whole ones only, or any), levels, or "never"."""

    interval: Interval
    whole: bool = False
    never: bool = False
    levels: tuple[str, ...] = ()


Facts = Mapping[str, Fact]
Needs = tuple[tuple[str, frozenset[FactType]], ...]

SHARE: Final = Interval(ZERO, ONE)
FROM_ZERO: Final = Interval(ZERO, None, upper_closed=False)
ANY: Final = Interval(None, None, lower_closed=False, upper_closed=False)

NUMERIC: Final = frozenset({FactType.BOOLEAN, FactType.COUNT, FactType.NUMBER, FactType.RATE, FactType.POINTS})

DOMAINS: Final[Mapping[FactType, Domain]] = {
    FactType.BOOLEAN: Domain(SHARE, whole=True),
    FactType.COUNT: Domain(FROM_ZERO, whole=True),
    FactType.NUMBER: Domain(FROM_ZERO),
    FactType.RATE: Domain(SHARE),
    FactType.POINTS: Domain(FROM_ZERO),
}


class Answers(Protocol):
    """What a measure asks: the answer to a fact, and the calendar it is counted by."""

    @property
    def year(self) -> int:
        """The assessed year, whatever the clock says."""

    @property
    def holidays(self) -> frozenset[date]:
        """Days that are no working days, beside Saturdays and Sundays."""

    def answer(self, fact: str) -> Answer:
        """Give the answer to one fact; raises `Unanswered` when there is none."""

    def missing(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the facts that have no answer."""


class Unanswered(Exception):  # noqa: N818 - a signal inside one evaluation, never an error a caller meets
    """A measure cannot be taken: these facts have no answer, or an answer that says too little."""

    def __init__(self, facts: tuple[str, ...], finding: Finding | None = None) -> None:
        self.facts = facts
        self.finding = finding
        super().__init__(facts)


class Contradiction(Exception):  # noqa: N818 - a signal inside one evaluation, collected into a SubmissionError
    """Answers that cannot both be true, or that leave a rule without meaning."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Step(Value):
    """One step of a derivation, as data: what was done, to which named values, and what came out.

    ``what`` is one of facts, measure, branch, award, part, round, cap, reading, policy, stage; ``kind`` is the tag of
    the measure or award; ``part`` is the path of parts it stands in, empty at the leaf itself.
    """

    what: str
    kind: str = ""
    part: str = ""
    inputs: tuple[tuple[str, Answer], ...] = ()
    value: Answer | None = None


Trace = list[Step] | None


def note(trace: Trace, what: str, kind: str, inputs: tuple[tuple[str, Answer], ...], value: Answer | None) -> None:
    """Put a step on the trace, where one is kept."""
    if trace is not None:
        trace.append(Step(what=what, kind=kind, inputs=inputs, value=value))


def ask(answers: Answers, facts: tuple[str, ...], trace: Trace) -> tuple[Answer, ...]:
    """Give the answers to facts that are all needed; raises `Unanswered` naming every one that is missing."""
    missing = answers.missing(facts)
    if missing:
        raise Unanswered(missing)
    values = tuple(answers.answer(fact) for fact in facts)
    note(trace, "facts", "", tuple(zip(facts, values, strict=True)), None)
    return values


def numeric(value: Answer) -> Fraction:
    """Take an answer as the number it was proven to be when the ruleset was loaded."""
    if not isinstance(value, Fraction):
        message = f"not a number: {value!r}"
        raise TypeError(message)
    return value
