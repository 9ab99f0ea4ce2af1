"""The parts of a scoring function in words: a threshold, a row of bands, a weight, whichever was edited."""

from collections.abc import Iterable
from typing import Final

import attrs

from cchc_rules.exact import ONE, ZERO, Rounding
from cchc_rules.law.awards import Bands, Deduct, Judged, Levels, Most, Proportional, SimpleAward, Steps, Tally, YesNo
from cchc_rules.law.lateness import DaysLate
from cchc_rules.law.measures import Measure, Relative, Weighted
from cchc_rules.law.scoring import Arm, BestOf, Branch, Otherwise, Part, Scoring, Sum
from cchc_rules.law.surveys import Survey, Weight
from cchc_rules.report.changes.labels import phrase
from cchc_rules.report.figures import Shown, due, numbered
from cchc_rules.report.labels import say
from cchc_rules.report.rules import Line, Speaker, shown
from cchc_rules.versions.changes import Path

_LIMITS: Final = ("base", "floor", "cap")
_OF_STEPS: Final = frozenset({"base", "add", "otherwise", "cap"})


def run_on(lines: Iterable[Line]) -> str:
    """Put the lines of a rule on one: what stands deeper follows its opening, what stands beside it a semicolon.

    >>> run_on([(0, "Measure: a / b"), (0, "Points: by bands:"), (1, "1 or more: 2 points"), (1, "below 1: 0 points")])
    'Measure: a / b; Points: by bands: 1 or more: 2 points; below 1: 0 points'
    """
    text = ""
    for _, line in lines:
        text += line if not text else f" {line}" if text.endswith(":") else f"; {line}"
    return text


class PartSpeaker:
    """Says the parts of scoring functions, with the facts of one scorecard by their labels.

    ``other`` is the value that stands on the other side of the change: what both say need not be said.
    """

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker
        self.language = speaker.language

    def said(self, scoring: Scoring, path: Path, most: Most, other: object) -> str:
        """Say the part that a path leads to, or the whole where it leads no further."""
        match path:
            case ("measure", *rest) if scoring.measure is not None:
                return self._measure(scoring.measure, tuple(rest), other)
            case ("award", *rest):
                return self._award(scoring, tuple(rest), most, other)
            case _:
                return run_on(self.speaker.scoring(scoring, most))

    # --- Measures ---------------------------------------------------------------------------------------------------

    def _measure(self, measure: Measure, path: Path, other: object) -> str:  # noqa: PLR0911 - one phrase a kind
        match measure, path:
            case DaysLate(), _ if isinstance(other, DaysLate) and attrs.evolve(other, due=measure.due) == measure:
                named = "" if measure.due.fact is None else self.speaker.label(measure.due.fact)
                return phrase("deadline", self.language, due=due(measure.due, named, self.language))
            case Relative(), _ if isinstance(other, Relative) and attrs.evolve(other, to=measure.to) == measure:
                return phrase("to", self.language, to=self.speaker.measure(measure.to))
            case Survey(), ("options",):
                return self._weights(measure.options, other, measure.ballots, differing=True)
            case Survey(), ("groups",):
                groups = self._weights(measure.groups, other, measure.ballots, differing=False)
                return phrase("respondents", self.language, groups=groups)
            case Survey(), ("min_valid",):
                return phrase("sample", self.language, valid=measure.min_valid)
            case Weighted(), ("of", int(number), *_):
                term = measure.of[number]
                return f"{self.speaker.number(term.times)} × {self.speaker.label(term.fact)}"
            case _:
                return self.speaker.measure(measure)

    def _weights(self, weights: tuple[Weight, ...], other: object, ballots: str, *, differing: bool) -> str:
        """Say what options or groups weigh; with ``differing`` only those that weigh otherwise on the other side."""
        others = other if isinstance(other, tuple) else ()
        same = [one.id for one in weights] == [one.id for one in others]
        fact = self.speaker.facts[ballots]
        return ", ".join(
            f"“{say(fact.called(one.id), self.language)}” {self.speaker.rate(one.weight)}"
            for one in weights
            if not (differing and same and one in others)
        )

    # --- Awards -----------------------------------------------------------------------------------------------------

    def _award(self, scoring: Scoring, path: Path, most: Most, other: object) -> str:  # noqa: PLR0911 - one phrase a kind
        match scoring.award, path:
            case Branch() as branch, ("arms", int(number), *rest):
                text = self._arm(branch.arms[number], tuple(rest), most, other)
                return phrase("arm", self.language, number=number + 1, text=text)
            case Branch() as branch, ("otherwise", *rest):
                return phrase(
                    "arm.otherwise", self.language, text=self._arm(branch.otherwise, tuple(rest), most, other)
                )
            case (Sum() | BestOf()) as whole, (("parts" | "minus") as name, int(number), *rest):
                return self._part(getattr(whole, name)[number], tuple(rest), other)
            case Sum() as whole, (str(name),) if name in _LIMITS:
                value = getattr(whole, name)
                if name == "base":
                    return self._points("award.start", ZERO if value is None else value)
                return phrase("no_limit", self.language) if value is None else self._points(f"award.{name}", value)
            case (Bands() | Levels()) as rows, ("rows", *rest):
                lines = self._lines(rows, scoring.measure, most)[1:]
                return lines[rest[0]] if rest and isinstance(rest[0], int) else "; ".join(lines[: len(rows.rows)])
            case Bands() as bands, ("never",):
                unsaid = phrase("never.none", self.language)
                return unsaid if bands.never is None else self._lines(bands, scoring.measure, most)[-1]
            case (YesNo() | Proportional() | Steps() | Tally() | Deduct() | Judged()) as award, (str(name),):
                return self._simple(award, name, scoring.measure, most)
            case _:
                return run_on(self.speaker.scoring(scoring, most))

    def _lines(self, award: SimpleAward, measure: Measure | None, most: Most) -> list[str]:
        """Say an award by itself: its sentence, then its rows."""
        return [] if measure is None else list(self.speaker.award(award, most, measure))

    def _arm(self, arm: Otherwise, path: Path, most: Most, other: object) -> str:
        match path:
            case ("when",) if isinstance(arm, Arm):
                return self.speaker.condition(arm.when)
            case ("max_points",):
                own = arm.max_points
                return phrase("arm.most.whole", self.language) if own is None else self._points("arm.most", own)
            case _:
                return self.said(arm.scoring, path[1:], arm.most(most), other)

    def _part(self, part: Part, path: Path, other: object) -> str:
        match path:
            case ("max_points",):
                text = self._points("arm.most", part.max_points)
            case ("round",):
                text = self.rounding(part.round)
            case ("name",):
                return f"“{say(part.called, self.language)}”"
            case _:
                text = self.said(part.scoring, path[1:], part.max_points, other)
        return phrase("part", self.language, part=say(part.called, self.language), text=text)

    def _simple(self, award: SimpleAward, name: str, measure: Measure | None, most: Most) -> str:  # noqa: PLR0911 - one phrase a kind
        """Say one value of a simple award; the whole sentence where one value says nothing by itself."""
        value = getattr(award, name)
        match award, name:
            case Proportional(), "floor":
                none = phrase("no_floor", self.language)
                return none if value is None else phrase("threshold", self.language, rate=self.speaker.rate(value))
            case Proportional(), "full_at":
                return phrase("full_at", self.language, rate=self.speaker.rate(ONE if value is None else value))
            case Judged(), "step":
                return phrase("step", self.language, step=self.speaker.number(value))
            case Steps(), "at":
                rated = measure is not None and shown(measure, self.speaker.facts) is Shown.RATE
                return phrase("at", self.language, at=(self.speaker.rate if rated else self.speaker.number)(value))
            case (Tally(), _) | (Deduct(), _):
                return self._points(f"award.{name}", value)
            case Steps(), _ if name in _OF_STEPS:
                return self._points(f"award.{name}", value)
            case _:
                return "; ".join(self._lines(award, measure, most))

    def _points(self, key: str, value: Most) -> str:
        """Say points; where none are stated, those of the maximum."""
        whole = phrase("award.whole", self.language)
        return phrase(key, self.language, points=whole if value is None else self.speaker.points(value))

    def rounding(self, value: Rounding | None) -> str:
        """Say a rounding, or that there is none."""
        return phrase("not_rounded", self.language) if value is None else numbered(value, self.language)
