"""Scoring functions read back from the sentences they are written in, line by line."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from cchc_rules.exact import ZERO, Rounding
from cchc_rules.law.awards import (
    Band,
    Bands,
    Deduct,
    Judged,
    LevelPoints,
    Levels,
    Most,
    Proportional,
    SimpleAward,
    StepCount,
    Steps,
    Tally,
    Toward,
    YesNo,
)
from cchc_rules.law.facts import FactType, Name
from cchc_rules.law.measures import Given, LevelOf, Measure
from cchc_rules.law.scoring import Arm, BestOf, Branch, Otherwise, Part, Scoring, Sum
from cchc_rules.office.wording import phrases
from cchc_rules.office.wording.measures import Draft, UnreadError, condition, label, measure
from cchc_rules.office.wording.templates import called, matches
from cchc_rules.report.labels import RULES
from cchc_rules.report.rules import Line

_COMPOSITES: Final = (Branch.kind, Sum.kind, BestOf.kind)
_OPENING: Final = tuple(RULES[key][0].partition("{")[0] for key in ("scoring.measure", *_COMPOSITES))
_BEYOND: Final = (
    ("steps.more.pro_rata", None, StepCount.PRO_RATA),
    ("steps.less.pro_rata", Toward.LESS, StepCount.PRO_RATA),
    ("steps.more", None, None),
    ("steps.less", Toward.LESS, None),
)


def opens(text: str) -> bool:
    """Whether a line opens a scoring function as the library writes it."""
    return text.startswith(_OPENING)


def _points(text: str) -> Fraction:
    value = phrases.points(text)
    if value is None:
        raise UnreadError(text)
    return value


def _worth(text: str, default: Most) -> Most:
    """Points that may be the default, which is then not stated."""
    for found in matches("stated", text):
        return _points(found["value"])
    if text == RULES["no_limit"][0]:
        return None
    value = _points(text)
    return None if value == default else value


def _rate(text: str) -> Fraction:
    value = phrases.rate(text)
    if value is None:
        raise UnreadError(text)
    return value


def _rounding(text: str) -> Rounding:
    value = phrases.rounding(text)
    if value is None:
        raise UnreadError(text)
    return value


class RuleReader:
    """Reads one scoring function from lines with depths; what it says of its facts is left in the draft."""

    def __init__(self, lines: Sequence[Line], draft: Draft) -> None:
        self.lines, self.at, self.draft = lines, 0, draft

    def read(self, most: Most) -> tuple[Scoring, Rounding | None]:
        """Read all lines: a scoring function, and the rounding of its points; raises `UnreadError`."""
        scoring = self._scoring(0, most)
        if self.at == len(self.lines):
            return scoring, None
        left = self.lines[self.at][1]
        for found in matches("scoring.round", left):
            if self.at == len(self.lines) - 1:
                return scoring, _rounding(found["round"])
        raise UnreadError(left)

    def _next(self, depth: int) -> str | None:
        """The next line, where it stands at this depth."""
        if self.at < len(self.lines) and self.lines[self.at][0] == depth:
            self.at += 1
            return self.lines[self.at - 1][1]
        return None

    def _needed(self, depth: int) -> str:
        text = self._next(depth)
        if text is None:
            raise UnreadError(self.lines[min(self.at, len(self.lines) - 1)][1])
        return text

    def _rows(self, depth: int) -> list[str]:
        rows = []
        while (text := self._next(depth)) is not None:
            rows.append(text)
        return rows

    def _scoring(self, depth: int, most: Most) -> Scoring:
        text = self._needed(depth)
        for found in matches("scoring.measure", text):
            points = self._needed(depth)
            for given in matches("scoring.award", points):
                return self._simple(found["measure"], given["award"], depth, most)
            raise UnreadError(points)
        if text == RULES[Branch.kind][0]:
            return Scoring(award=self._branch(depth + 1, most))
        if text == RULES[Sum.kind][0]:
            return Scoring(award=self._sum(depth + 1))
        if text == RULES[BestOf.kind][0]:
            return Scoring(award=BestOf(parts=self._parts("sum.part", depth + 1)))
        raise UnreadError(text)

    def _simple(self, measured: str, award: str, depth: int, most: Most) -> Scoring:
        if award == RULES[Levels.kind][0]:
            what: Measure = LevelOf(label(measured))
        else:
            what = measure(measured, self.draft)
        return Scoring(measure=what, award=self._award(award, what, depth + 1, most))

    # --- Awards -----------------------------------------------------------------------------------------------------

    def _award(self, text: str, what: Measure, depth: int, most: Most) -> SimpleAward:  # noqa: PLR0911 - one answer a kind
        if text == RULES[Bands.kind][0]:
            return self._bands(what, depth)
        if text == RULES[Levels.kind][0]:
            return Levels(tuple(map(self._level, self._rows(depth))))
        for found in matches(YesNo.kind, text):
            self._type(what, FactType.BOOLEAN)
            return YesNo(yes=_worth(found["yes"], most), no=_worth(found["no"], ZERO))
        for found in matches(Steps.kind, text):
            return self._steps(found["at"], found, what, most)
        for found in matches(Tally.kind, text):
            return Tally(cap=_worth(found["cap"], most))
        for found in matches(Deduct.kind, text):
            return Deduct(start=_worth(found["start"], most), floor=_points(found["floor"]))
        for found in matches(Judged.kind, text):
            self._type(what, FactType.POINTS)
            step = phrases.number(found["step"])
            if step is not None:
                return Judged(step=step)
        return self._proportional(text, what)

    def _type(self, what: Measure, kind: FactType) -> None:
        if isinstance(what, Given):
            self.draft.types.setdefault(what.fact, kind)

    def _proportional(self, text: str, what: Measure) -> Proportional:
        self._type(what, FactType.RATE)
        head, floor = text, None
        for clause in (text[at + 2 :] for at in range(len(text)) if text.startswith("; ", at)):
            for found in matches("proportional.floor", clause):
                head, floor = text.removesuffix(f"; {clause}"), _rate(found["floor"])
        for found in matches("proportional.full_at", head):
            return Proportional(full_at=_rate(found["full_at"]), floor=floor)
        for _ in matches(Proportional.kind, head):
            return Proportional(floor=floor)
        raise UnreadError(text)

    def _bands(self, what: Measure, depth: int) -> Bands:
        rows: list[Band] = []
        never: Most = None
        for text in self._rows(depth):
            past = next(matches("bands.never", text), None)
            if past is not None:
                never = _points(past["points"])
                continue
            found = next(matches("bands.row", text), {"values": "", "points": ""})
            values = phrases.interval(found["values"])
            if values is None:
                raise UnreadError(text)
            self.draft.meant(what, values[1])
            rows.append(Band(within=values[0], points=_points(found["points"])))
        return Bands(rows=tuple(rows), never=never)

    def _level(self, text: str) -> LevelPoints:
        for found in matches("levels.row", text):
            if called(found["level"]) is not None:
                return LevelPoints(found["level"], _points(found["points"]))
        raise UnreadError(text)

    def _steps(self, text: str, found: Mapping[str, str], what: Measure, most: Most) -> Steps:
        at = phrases.quantity(text)
        for key, toward, count in _BEYOND:
            for beyond in matches(key, found["beyond"]):
                per = phrases.quantity(beyond["per"])
                if at is not None and per is not None:
                    self.draft.meant(what, at[1])
                    return Steps(
                        base=_points(found["base"]),
                        at=at[0],
                        add=_points(found["add"]),
                        per=per[0],
                        otherwise=_points(found["otherwise"]),
                        cap=_worth(found["cap"], most),
                        toward=toward,
                        count=count,
                    )
        raise UnreadError(found["beyond"])

    # --- Composites -------------------------------------------------------------------------------------------------

    def _branch(self, depth: int, most: Most) -> Branch:
        arms: list[Arm] = []
        while True:
            text = self._needed(depth)
            if text == RULES["branch.otherwise.whole"][0]:
                return Branch(arms=tuple(arms), otherwise=Otherwise(scoring=self._scoring(depth + 1, most)))
            for found in matches("branch.otherwise", text):
                own = _points(found["most"])
                rest = Otherwise(scoring=self._scoring(depth + 1, own), max_points=own)
                return Branch(arms=tuple(arms), otherwise=rest)
            arms.append(self._arm(text, depth, most))

    def _arm(self, text: str, depth: int, most: Most) -> Arm:
        for found in matches("branch.arm", text):
            own = _points(found["most"])
            when = condition(found["condition"], self.draft)
            return Arm(when=when, scoring=self._scoring(depth + 1, own), max_points=own)
        for found in matches("branch.arm.whole", text):
            when = condition(found["condition"], self.draft)
            return Arm(when=when, scoring=self._scoring(depth + 1, most))
        raise UnreadError(text)

    def _parts(self, key: str, depth: int) -> tuple[Part, ...]:
        parts = []
        while (part := self._part(key, depth)) is not None:
            parts.append(part)
        return tuple(parts)

    def _part(self, key: str, depth: int) -> Part | None:
        text = self._next(depth)
        if text is None:
            return None
        for name in (f"{key}.round", key):
            for found in matches(name, text):
                title, most = called(found["part"]), phrases.points(found["most"])
                if title is None or most is None:
                    continue
                return Part(
                    id=title[1] or title[0],
                    name=None if title[1] is None else Name(title[0]),
                    max_points=most,
                    round=_rounding(found["round"]) if "round" in found else None,
                    scoring=self._scoring(depth + 1, most),
                )
        self.at -= 1  # another kind of line
        return None

    def _sum(self, depth: int) -> Sum:
        base = self._limit("sum.base", depth)
        parts, minus = self._parts("sum.part", depth), self._parts("sum.minus", depth)
        floor, cap = self._limit("sum.floor", depth), self._limit("sum.cap", depth)
        return Sum(base=base, parts=parts, minus=minus, floor=floor, cap=cap)

    def _limit(self, key: str, depth: int) -> Most:
        text = self._next(depth)
        if text is None:
            return None
        for found in matches(key, text):
            return _points(found["points"])
        self.at -= 1
        return None
