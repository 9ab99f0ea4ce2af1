"""Scoring functions: a measure with its award, and the ways they are put together.

A branch takes one arm by a prior condition, a sum adds parts under their own maxima, the best of several parts
counts alone. Parts and arms hold scoring functions again, so every composition is one of these.
"""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, Protocol

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.exact import NEVER, ZERO, Answer, Interval, Rounding, spell
from cchc_rules.law.awards import Most, Reach, SimpleAward, Undecided
from cchc_rules.law.facts import Answers, Facts, Name, Needs, Step, Trace, Unanswered, note
from cchc_rules.law.measures import Measure, every
from cchc_rules.values import Value


class Policy(StrEnum):
    """What "does not apply" (không phát sinh) does to a leaf; declared leaf by leaf, there is no default (N1-N6)."""

    DROP = "drop"
    FULL = "full"
    ZERO = "zero"
    FORBIDDEN = "forbidden"
    SPREAD = "spread"
    OPEN = "open"


class ScoredAnswers(Answers, Protocol):
    """Answers, with what was said of parts that do not apply."""

    def part_policy(self, part: str) -> Policy | None:
        """The policy under which a part does not apply; None where it does."""


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Outcome(Value):
    """What a scoring function gives: points, or the bounds they must lie in while they are not decided.

    ``highest`` None means that nothing limits them; ``missing`` are the facts that would decide, ``findings`` say why
    facts alone do not.
    """

    lowest: Fraction
    highest: Fraction | None
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    decided: bool = True

    @property
    def points(self) -> Fraction | None:
        """The points, where they are settled."""
        return self.lowest if self.decided and self.lowest == self.highest else None

    def capped(self, most: Most) -> "Outcome":
        """Hold the points to a maximum, where there is one."""
        if most is None:
            return self
        highest = most if self.highest is None else min(most, self.highest)
        return attrs.evolve(self, lowest=min(most, self.lowest), highest=highest)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Condition(Value):
    """A prior condition: a measure within an interval (``in`` in the data), or at a level. A yes is ``"[1, 1]"``.

    What was never done lies in no interval: a condition on a date that is never does not hold.
    """

    measure: Measure
    within: Interval | None = None
    level: str | None = None

    def holds(self, answers: Answers, trace: Trace = None) -> bool:
        """Whether it holds; raises `Unanswered` when that cannot be told."""
        value = self.measure.value(answers, trace)
        if isinstance(value, Fraction) and self.within is not None:
            return self.within.holds(value)
        return value == self.level


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Scoring(Value):
    """One scoring function (cách tính điểm): an award, and the measure it looks at; composite awards have none."""

    award: "Award"
    measure: Measure | None = None

    def score(self, answers: ScoredAnswers, most: Most, facts: Facts, trace: Trace = None) -> Outcome:
        """Give the points, or their bounds when answers are missing; raises `Contradiction` on impossible answers."""
        if isinstance(self.award, Branch | Sum | BestOf):
            return self.award.score(answers, most, facts, trace)
        try:
            points = self.award.points(self._measure.value(answers, trace), most, trace)
        except Unanswered as signal:
            findings = () if signal.finding is None else (signal.finding,)
            return _open(self.reach(facts, most), signal.facts, findings)
        except Undecided as signal:
            gap = Finding(id="CR322", severity=Severity.WARNING, found=_shown(signal.value))
            return _open(self.reach(facts, most), findings=(gap,))
        return Outcome(lowest=points, highest=points)

    def reach(self, facts: Facts, most: Most) -> Reach:
        """The fewest and most points any case can earn."""
        if isinstance(self.award, Branch | Sum | BestOf):
            return self.award.reach(facts, most)
        return self.award.reach(self._measure.domain(facts), most)

    def can_give(self, points: Fraction, facts: Facts, most: Most) -> bool:
        """Whether some case earns exactly these points; sums and the best of parts are asked for their bounds alone."""
        if points == most:  # what earns more is held to the maximum
            highest = self.reach(facts, most).highest
            return highest is None or highest >= points
        if isinstance(self.award, Branch):
            return any(arm.scoring.can_give(points, facts, arm.most(most)) for arm in self.award.every_arm)
        if isinstance(self.award, Sum | BestOf):
            return self.award.reach(facts, most).holds(points)
        return self.award.can_give(points, self._measure.domain(facts), most)

    @property
    def _measure(self) -> Measure:
        if self.measure is None:
            message = "a simple award looks at a measure"
            raise TypeError(message)
        return self.measure

    @property
    def needs(self) -> Needs:
        """Every fact it may look at, with the types it can take."""
        own = () if self.measure is None else self.measure.needs
        if isinstance(self.award, Branch):
            own += tuple(need for arm in self.award.arms for need in arm.when.measure.needs)
        if isinstance(self.award, Branch | Sum | BestOf):
            own += tuple(need for scoring in self.award.scorings for need in scoring.needs)
        return own

    def walk(self) -> Iterator["Scoring"]:
        """Give the scoring function and every one inside it."""
        yield self
        if isinstance(self.award, Branch | Sum | BestOf):
            for scoring in self.award.scorings:
                yield from scoring.walk()

    @property
    def measures(self) -> Iterator[Measure]:
        """Every measure it may take: its own, those of conditions, and those inside them."""
        for scoring in self.walk():
            if scoring.measure is not None:
                yield from every(scoring.measure)
            if isinstance(scoring.award, Branch):
                for arm in scoring.award.arms:
                    yield from every(arm.when.measure)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Otherwise(Value):
    """The arm of a branch that is taken when no condition holds."""

    scoring: Scoring
    max_points: Fraction | None = None

    def most(self, most: Most) -> Most:
        """The arm's own maximum, or that of the node."""
        return most if self.max_points is None else self.max_points

    def score(self, answers: ScoredAnswers, most: Most, facts: Facts, trace: Trace = None) -> Outcome:
        """Give the arm's points, at most its own maximum."""
        outcome = self.scoring.score(answers, self.most(most), facts, trace)
        capped = outcome.capped(self.max_points)
        if capped.lowest != outcome.lowest:
            note(trace, "cap", "", (("before", outcome.lowest),), capped.lowest)
        return capped

    def reach(self, facts: Facts, most: Most) -> Reach:
        """The fewest and most points the arm can earn."""
        return _capped(self.scoring.reach(facts, self.most(most)), self.max_points)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Arm(Otherwise):
    """An arm of a branch: the condition it is taken on, its scoring, and its own maximum where it has one."""

    when: Condition


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Branch(Value):
    """The first arm whose condition holds is scored, else ``otherwise`` (K13)."""

    kind: ClassVar[str] = "branch"
    arms: tuple[Arm, ...]
    otherwise: Otherwise

    @property
    def every_arm(self) -> tuple[Otherwise, ...]:
        """All arms, the last one included."""
        return (*self.arms, self.otherwise)

    @property
    def scorings(self) -> tuple[Scoring, ...]:
        """The scoring of every arm."""
        return tuple(arm.scoring for arm in self.every_arm)

    def score(self, answers: ScoredAnswers, most: Most, facts: Facts, trace: Trace = None) -> Outcome:
        for number, arm in enumerate(self.arms):
            try:
                taken = arm.when.holds(answers, trace)
            except Unanswered as signal:  # it will be this arm or one after it
                return _open(_hull([arm.reach(facts, most) for arm in self.every_arm[number:]]), signal.facts)
            if taken:
                note(trace, "branch", "arm", (), Fraction(number + 1))
                return arm.score(answers, most, facts, trace)
        note(trace, "branch", "otherwise", (), Fraction(len(self.every_arm)))
        return self.otherwise.score(answers, most, facts, trace)

    def reach(self, facts: Facts, most: Most) -> Reach:
        return _hull([arm.reach(facts, most) for arm in self.every_arm])


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Part(Value):
    """A part of a sum, or a candidate for the best: its own maximum (points), scoring and rounding.

    A part without a name shows its id.
    """

    id: str
    max_points: Fraction
    scoring: Scoring
    name: Name | None = None
    round: Rounding | None = None

    @property
    def called(self) -> tuple[str, str]:
        """Its name in both languages, or its id."""
        return (self.id, self.id) if self.name is None else self.name.pair

    def score(self, answers: ScoredAnswers, facts: Facts, trace: Trace) -> Outcome:
        """Give the part's points; nothing where it does not apply and is dropped."""
        policy = answers.part_policy(self.id)
        if policy is not None:
            points = self.max_points if policy is Policy.FULL else ZERO
            note(trace, "policy", policy, (), points)
            return Outcome(lowest=points, highest=points)
        inner: Trace = None if trace is None else []
        outcome = self.scoring.score(answers, self.max_points, facts, inner)
        if trace is not None and inner is not None:
            trace += [attrs.evolve(step, part=f"{self.id}.{step.part}".rstrip(".")) for step in inner]
        before = outcome.lowest
        highest = self.max_points if outcome.highest is None else outcome.highest
        outcome = attrs.evolve(outcome, lowest=self._settle(outcome.lowest), highest=self._settle(highest))
        if trace is not None:
            trace.append(Step(what="part", part=self.id, inputs=(("before", before),), value=outcome.lowest))
        return outcome

    def _settle(self, points: Fraction) -> Fraction:
        return min(self.max_points, points if self.round is None else self.round(points))

    def reach(self, facts: Facts) -> Reach:
        """The fewest and most points the part can earn."""
        reach = self.scoring.reach(facts, self.max_points)
        highest = self.max_points if reach.highest is None else reach.highest
        return Reach(self._settle(reach.lowest), self._settle(highest))


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Sum(Value):
    """Parts added, each under its own maximum (K14); ``minus`` parts are taken off, then floor and cap hold (K17)."""

    kind: ClassVar[str] = "sum"
    parts: tuple[Part, ...]
    minus: tuple[Part, ...] = ()
    base: Fraction | None = None
    floor: Fraction | None = None
    cap: Fraction | None = None

    @property
    def every_part(self) -> tuple[Part, ...]:
        """Parts that are added, then parts that are taken off."""
        return self.parts + self.minus

    @property
    def scorings(self) -> tuple[Scoring, ...]:
        """The scoring of every part."""
        return tuple(part.scoring for part in self.every_part)

    @property
    def printed(self) -> Fraction:
        """The most that its parts come to by their printed maxima, within its limits."""
        return self._clamp(sum((part.max_points for part in self.parts), ZERO))

    def score(self, answers: ScoredAnswers, most: Most, facts: Facts, trace: Trace = None) -> Outcome:  # noqa: ARG002 - parts have their own maximum
        plus = [part.score(answers, facts, trace) for part in self.parts]
        minus = [part.score(answers, facts, trace) for part in self.minus]
        outcomes = plus + minus
        lowest = self._clamp(sum(o.lowest for o in plus) - sum(o.highest or ZERO for o in minus))
        highest = self._clamp(sum(o.highest or ZERO for o in plus) - sum(o.lowest for o in minus))
        note(trace, "award", self.kind, (), lowest)
        return Outcome(
            lowest=lowest,
            highest=highest,
            missing=tuple(fact for outcome in outcomes for fact in outcome.missing),
            findings=tuple(finding for outcome in outcomes for finding in outcome.findings),
            decided=all(outcome.decided for outcome in outcomes),
        )

    def _clamp(self, points: Fraction | int) -> Fraction:
        total = points + (self.base or ZERO)
        if self.floor is not None:
            total = max(self.floor, total)
        return total if self.cap is None else min(self.cap, total)

    def reach(self, facts: Facts, most: Most) -> Reach:  # noqa: ARG002 - as above
        plus = [part.reach(facts) for part in self.parts]
        minus = [part.reach(facts) for part in self.minus]
        lowest = sum(r.lowest for r in plus) - sum(r.highest or ZERO for r in minus)
        highest = sum(r.highest or ZERO for r in plus) - sum(r.lowest for r in minus)
        return Reach(self._clamp(lowest), self._clamp(highest))


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class BestOf(Value):
    """The part with the most points counts, the others do not (K19)."""

    kind: ClassVar[str] = "best_of"
    parts: tuple[Part, ...]

    @property
    def scorings(self) -> tuple[Scoring, ...]:
        """The scoring of every part."""
        return tuple(part.scoring for part in self.parts)

    @property
    def printed(self) -> Fraction:
        """The most that its parts come to by their printed maxima."""
        return max(part.max_points for part in self.parts)

    def score(self, answers: ScoredAnswers, most: Most, facts: Facts, trace: Trace = None) -> Outcome:  # noqa: ARG002 - parts have their own maximum
        outcomes = [part.score(answers, facts, trace) for part in self.parts]
        lowest = max(outcome.lowest for outcome in outcomes)
        highest = max(outcome.highest or ZERO for outcome in outcomes)
        note(trace, "award", self.kind, (), lowest)
        return Outcome(
            lowest=lowest,
            highest=highest,
            missing=tuple(fact for outcome in outcomes for fact in outcome.missing),
            findings=tuple(finding for outcome in outcomes for finding in outcome.findings),
            decided=any(outcome.points == highest for outcome in outcomes),  # no other can be better
        )

    def reach(self, facts: Facts, most: Most) -> Reach:  # noqa: ARG002 - parts have their own maximum
        reaches = [part.reach(facts) for part in self.parts]
        return Reach(max(reach.lowest for reach in reaches), _hull(reaches).highest)


Award = SimpleAward | Branch | Sum | BestOf


def _shown(value: Answer) -> str:
    if isinstance(value, Fraction):
        return spell(value)
    return NEVER.value if value is NEVER else str(value)


def _open(reach: Reach, missing: tuple[str, ...] = (), findings: tuple[Finding, ...] = ()) -> Outcome:
    """Give all that can still come of it."""
    return Outcome(lowest=reach.lowest, highest=reach.highest, missing=missing, findings=findings, decided=False)


def _capped(reach: Reach, most: Most) -> Reach:
    if most is None:
        return reach
    return Reach(min(reach.lowest, most), most if reach.highest is None else min(reach.highest, most))


def _hull(reaches: list[Reach]) -> Reach:
    """Give the fewest and most points over all of them."""
    highest = [reach.highest for reach in reaches if reach.highest is not None]
    return Reach(min(reach.lowest for reach in reaches), max(highest) if len(highest) == len(reaches) else None)
