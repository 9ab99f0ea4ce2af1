"""Awards: from a measured value to points.

A closed union, tagged by ``kind``. ``most`` is the maximum of the node or part the award stands in, in points; it is
None only where nothing printed limits it (a penalty without a cap). To add a kind: one class here, listed in `Award`,
its sentences in ``report/labels.py``, its test, its row in ``docs/reference/scoring-language.md``.
"""

from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import NEVER, ZERO, Answer, Interval, cover, spell
from cchc_rules.law.facts import Contradiction, Domain, Trace, note, numeric
from cchc_rules.values import Value

Most = Fraction | None


@attrs.frozen(eq=False, repr=False, slots=False)
class Reach(Value):
    """The fewest and the most points any case can earn; ``highest`` None means that nothing limits it."""

    lowest: Fraction
    highest: Fraction | None

    def holds(self, points: Fraction) -> bool:
        """Whether the points lie between the two."""
        return self.lowest <= points and (self.highest is None or points <= self.highest)


@attrs.frozen(eq=False, repr=False, slots=False)
class Slip(Value):
    """A place where a printed rule does not decide: a ``gap`` or an ``overlap``, and the values it concerns."""

    kind: str
    values: str


class Undecided(Exception):  # noqa: N818 - a signal inside one evaluation; the leaf stays open
    """The rule gives this value no points: it lies in a gap the printed text leaves."""

    def __init__(self, value: Answer) -> None:
        self.value = value
        super().__init__(value)


def _needed(most: Most) -> Fraction:
    if most is None:
        message = "this award needs a maximum"
        raise TypeError(message)
    return most


def _ends(domain: Domain) -> tuple[Fraction | None, Fraction | None]:
    return domain.interval.lower, domain.interval.upper


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class YesNo(Value):
    """Points for a yes, points for a no (K1, K2); where not stated, the maximum and 0."""

    kind: ClassVar[str] = "yes_no"
    yes: Fraction | None = None
    no: Fraction | None = None

    def _pair(self, most: Most) -> tuple[Fraction, Fraction]:
        return (self.no or ZERO, _needed(most) if self.yes is None else self.yes)

    def points(self, value: Answer, most: Most, trace: Trace = None) -> Fraction:
        points = self._pair(most)[1 if value else 0]
        note(trace, "award", self.kind, (("value", value),), points)
        return points

    def reach(self, domain: Domain, most: Most) -> Reach:  # noqa: ARG002 - the same for any domain
        return Reach(min(self._pair(most)), max(self._pair(most)))

    def slips(self, domain: Domain) -> tuple[Slip, ...]:  # noqa: ARG002 - the same for any domain
        return ()

    def can_give(self, points: Fraction, domain: Domain, most: Most) -> bool:  # noqa: ARG002 - the same for any domain
        return points in self._pair(most)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Proportional(Value):
    """Maximum × rate / ``full_at``, at most the maximum; 0 below ``floor`` (K3, K4, K5). A rate of 0.8 is 80 %."""

    kind: ClassVar[str] = "proportional"
    full_at: Fraction | None = None
    floor: Fraction | None = None

    def points(self, value: Answer, most: Most, trace: Trace = None) -> Fraction:
        points = self._points(numeric(value), _needed(most))
        inputs = (("value", value), ("full_at", self.full_at), ("floor", self.floor), ("most", most))
        note(trace, "award", self.kind, tuple((name, given) for name, given in inputs if given is not None), points)
        return points

    def _points(self, rate: Fraction, most: Fraction) -> Fraction:
        if rate < (self.floor or ZERO):
            return ZERO
        return min(most, most * rate / (self.full_at or Fraction(1)))

    def reach(self, domain: Domain, most: Most) -> Reach:
        lower, upper = _ends(domain)
        most = _needed(most)
        return Reach(
            ZERO if lower is None else self._points(lower, most), most if upper is None else self._points(upper, most)
        )

    def slips(self, domain: Domain) -> tuple[Slip, ...]:  # noqa: ARG002 - the same for any domain
        return ()

    def can_give(self, points: Fraction, domain: Domain, most: Most) -> bool:
        reach = self.reach(domain, most)
        if self.floor and ZERO < points < self._points(self.floor, _needed(most)):
            return False
        return reach.holds(points)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Band(Value):
    """A run of values that earn the same points; ``within`` stands as ``in`` in the data."""

    within: Interval
    points: Fraction


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Bands(Value):
    """Points by bands (K6, K7, K8, K20), tried in printed order; ``never`` is earned by what was never done."""

    kind: ClassVar[str] = "bands"
    rows: tuple[Band, ...]
    never: Fraction | None = None

    def points(self, value: Answer, most: Most, trace: Trace = None) -> Fraction:  # noqa: ARG002 - rows state their own
        if value is NEVER:
            if self.never is None:
                raise Undecided(value)
            note(trace, "award", "bands_never", (), self.never)
            return self.never
        for row in self.rows:
            if row.within.holds(numeric(value)):
                note(trace, "award", self.kind, (("value", value), ("in", str(row.within))), row.points)
                return row.points
        raise Undecided(value)

    def _given(self, domain: Domain) -> tuple[Fraction, ...]:
        """The points of every row that some value reaches, not only those before it."""
        given = [] if self.never is None or not domain.never else [self.never]
        for number, row in enumerate(self.rows):
            above = (row.within for row in self.rows[:number])
            if cover(above, row.within.meet(domain.interval), whole=domain.whole).gaps:
                given.append(row.points)
        return tuple(given)

    def reach(self, domain: Domain, most: Most) -> Reach:  # noqa: ARG002 - rows state their own
        given = self._given(domain)
        return Reach(min(given, default=ZERO), max(given, default=ZERO))

    def slips(self, domain: Domain) -> tuple[Slip, ...]:
        covered = cover((row.within for row in self.rows), domain.interval, whole=domain.whole)
        never = (Slip("gap", "never"),) if domain.never and self.never is None else ()
        gaps = (Slip("gap", str(gap)) for gap in covered.gaps)
        return (*gaps, *(Slip("overlap", str(overlap)) for overlap in covered.overlaps), *never)

    def can_give(self, points: Fraction, domain: Domain, most: Most) -> bool:  # noqa: ARG002 - rows state their own
        return points in self._given(domain)


@attrs.frozen(eq=False, repr=False, slots=False)
class LevelPoints(Value):
    """The points of one level."""

    level: str
    points: Fraction


@attrs.frozen(eq=False, repr=False, slots=False)
class Levels(Value):
    """Points by levels chosen by judgement (K9)."""

    kind: ClassVar[str] = "levels"
    rows: tuple[LevelPoints, ...]

    def points(self, value: Answer, most: Most, trace: Trace = None) -> Fraction:  # noqa: ARG002 - rows state their own
        for row in self.rows:
            if row.level == value:
                note(trace, "award", self.kind, (("value", value),), row.points)
                return row.points
        raise Undecided(value)

    def _given(self) -> tuple[Fraction, ...]:
        return tuple({row.level: row.points for row in reversed(self.rows)}.values())

    def reach(self, domain: Domain, most: Most) -> Reach:  # noqa: ARG002 - rows state their own
        return Reach(min(self._given()), max(self._given()))

    def slips(self, domain: Domain) -> tuple[Slip, ...]:
        levels = [row.level for row in self.rows]
        gaps = tuple(Slip("gap", level) for level in domain.levels if level not in levels)
        return gaps + tuple(Slip("overlap", level) for level in dict.fromkeys(levels) if levels.count(level) > 1)

    def can_give(self, points: Fraction, domain: Domain, most: Most) -> bool:  # noqa: ARG002 - rows state their own
        return points in self._given()


class Toward(StrEnum):
    """Which way is better; more, unless stated."""

    LESS = "less"


class StepCount(StrEnum):
    """How an increment that is begun but not full counts; not at all, unless stated."""

    PRO_RATA = "pro_rata"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Steps(Value):
    """A base at ``at``, and an addition for each ``per`` beyond it, up to a cap (K11); ``otherwise`` short of it."""

    kind: ClassVar[str] = "steps"
    base: Fraction
    at: Fraction
    add: Fraction
    per: Fraction
    otherwise: Fraction
    cap: Fraction | None = None
    toward: Toward | None = None
    count: StepCount | None = None

    def points(self, value: Answer, most: Most, trace: Trace = None) -> Fraction:
        beyond = numeric(value) - self.at if self.toward is None else self.at - numeric(value)
        points = self._points(beyond, most)
        inputs = (("value", value), ("at", self.at), ("base", self.base), ("per", self.per), ("add", self.add))
        note(trace, "award", self.kind, inputs, points)
        return points

    def _points(self, beyond: Fraction, most: Most) -> Fraction:
        if beyond < 0:
            return self.otherwise
        steps = beyond / self.per
        if self.count is None:
            steps = Fraction(steps.numerator // steps.denominator)
        points = self.base + self.add * steps
        cap = most if self.cap is None else self.cap
        return points if cap is None else min(cap, points)

    def reach(self, domain: Domain, most: Most) -> Reach:
        lower, upper = _ends(domain)
        nearest, farthest = (lower, upper) if self.toward is None else (upper, lower)
        sign = 1 if self.toward is None else -1
        cap = most if self.cap is None else self.cap
        best = cap if farthest is None else self._points((farthest - self.at) * sign, most)
        worst = self.otherwise if nearest is None else self._points((nearest - self.at) * sign, most)
        return Reach(worst if best is None else min(worst, best), None if best is None else max(worst, best))

    def slips(self, domain: Domain) -> tuple[Slip, ...]:  # noqa: ARG002 - the same for any domain
        return ()

    def can_give(self, points: Fraction, domain: Domain, most: Most) -> bool:
        reach = self.reach(domain, most)
        if not reach.holds(points):
            return False
        if points in {self.otherwise, reach.highest}:
            return True
        return points >= self.base and (self.count is not None or ((points - self.base) / self.add).denominator == 1)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Tally(Value):
    """The measured value is the points, up to a cap (K10); the cap is the maximum unless stated."""

    kind: ClassVar[str] = "tally"
    cap: Fraction | None = None

    def points(self, value: Answer, most: Most, trace: Trace = None) -> Fraction:
        cap = most if self.cap is None else self.cap
        points = numeric(value) if cap is None else min(cap, numeric(value))
        note(trace, "award", self.kind, (("value", value), *((("cap", cap),) if cap is not None else ())), points)
        return points

    def reach(self, domain: Domain, most: Most) -> Reach:
        lower, upper = _ends(domain)
        cap = most if self.cap is None else self.cap
        ends = [end for end in (upper, cap) if end is not None]
        return Reach(ZERO if lower is None else lower, min(ends) if ends else None)

    def slips(self, domain: Domain) -> tuple[Slip, ...]:  # noqa: ARG002 - the same for any domain
        return ()

    def can_give(self, points: Fraction, domain: Domain, most: Most) -> bool:
        return self.reach(domain, most).holds(points)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Deduct(Value):
    """Points to start with, less the measured value, never below a floor; the start is the maximum unless stated."""

    kind: ClassVar[str] = "deduct"
    floor: Fraction
    start: Fraction | None = None

    def points(self, value: Answer, most: Most, trace: Trace = None) -> Fraction:
        start = _needed(most) if self.start is None else self.start
        points = max(self.floor, start - numeric(value))
        note(trace, "award", self.kind, (("start", start), ("value", value), ("floor", self.floor)), points)
        return points

    def reach(self, domain: Domain, most: Most) -> Reach:
        lower, upper = _ends(domain)
        start = _needed(most) if self.start is None else self.start
        worst = self.floor if upper is None else max(self.floor, start - upper)
        return Reach(worst, None if lower is None else max(self.floor, start - lower))

    def slips(self, domain: Domain) -> tuple[Slip, ...]:  # noqa: ARG002 - the same for any domain
        return ()

    def can_give(self, points: Fraction, domain: Domain, most: Most) -> bool:
        return self.reach(domain, most).holds(points)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Judged(Value):
    """Points set by an authority within the maximum, on a grid of ``step``, with a recorded ground (K18, K22)."""

    kind: ClassVar[str] = "judged"
    step: Fraction

    def points(self, value: Answer, most: Most, trace: Trace = None) -> Fraction:
        points = numeric(value)
        if points > _needed(most):
            raise Contradiction(Finding(id="CR315", found=spell(points), expected=spell(_needed(most))))
        if (points / self.step).denominator != 1:
            raise Contradiction(Finding(id="CR314", found=spell(points), expected=spell(self.step)))
        note(trace, "award", self.kind, (("value", value), ("step", self.step)), points)
        return points

    def reach(self, domain: Domain, most: Most) -> Reach:  # noqa: ARG002 - the authority's choice
        return Reach(ZERO, _needed(most) // self.step * self.step)

    def slips(self, domain: Domain) -> tuple[Slip, ...]:  # noqa: ARG002 - the authority's choice
        return ()

    def can_give(self, points: Fraction, domain: Domain, most: Most) -> bool:  # noqa: ARG002 - the authority's choice
        return ZERO <= points <= _needed(most) and (points / self.step).denominator == 1


SimpleAward = YesNo | Proportional | Bands | Levels | Steps | Tally | Deduct | Judged
