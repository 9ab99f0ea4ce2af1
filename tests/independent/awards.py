"""The second half of the scoring language: awards turn a measured value into points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tests.independent.measures import (
    NEVER,
    ZERO,
    Answers,
    ContradictionError,
    OpenError,
    Value,
    each,
    holds,
    measured,
)
from tests.independent.quantities import Interval, Table, optional, rounded


@dataclass(frozen=True)
class Case:
    """What one leaf is scored from: the answers, and the parts of a sum that are claimed not to apply."""

    answers: Answers
    claimed: frozenset[str] = field(default_factory=frozenset)
    policy: str = "drop"


def earned(scoring: Table, most: Fraction | None, case: Case) -> Fraction:
    """The points that a scoring function gives; what they stand in holds them to its maximum."""
    award = scoring["award"]
    if award["kind"] in COMPOSITES:
        return COMPOSITES[award["kind"]](award, most, case)
    return AWARDS[award["kind"]](award, measured(scoring["measure"], case.answers), most)


def numeric(value: Value) -> Fraction:
    """A value that an award of numbers looks at."""
    if not isinstance(value, Fraction):
        raise OpenError
    return value


def bound(*stated: Fraction | None) -> Fraction | None:
    """The first bound that is stated."""
    return next((value for value in stated if value is not None), None)


def needed(*stated: Fraction | None) -> Fraction:
    """The first bound that is stated, where there must be one."""
    value = bound(*stated)
    if value is None:
        raise ValueError("neither a maximum nor a bound of its own")
    return value


def yes_no(award: Table, value: Value, most: Fraction | None) -> Fraction:
    """Points for a yes, points for a no."""
    if numeric(value) == 1:
        return needed(optional(award, "yes"), most)
    return Fraction(award.get("no", "0"))


def proportional(award: Table, value: Value, most: Fraction | None) -> Fraction:
    """The maximum times the value over the value that earns it; 0 below a floor."""
    rate = numeric(value)
    if rate < max(Fraction(award.get("floor", "0")), ZERO):
        return ZERO
    top = needed(most)
    return min(top, top * rate / Fraction(award.get("full_at", "1")))


def bands(award: Table, value: Value, _: Fraction | None) -> Fraction:
    """Points of the first printed band with the value in it. A value in none leaves the leaf open."""
    if value == NEVER:
        if "never" in award:
            return Fraction(award["never"])
        raise OpenError
    for row in award["rows"]:
        if Interval.read(row["in"]).holds(numeric(value)):
            return Fraction(row["points"])
    raise OpenError


def levels(award: Table, value: Value, _: Fraction | None) -> Fraction:
    """Points of the level."""
    for row in award["rows"]:
        if row["level"] == value:
            return Fraction(row["points"])
    raise OpenError


def steps(award: Table, value: Value, most: Fraction | None) -> Fraction:
    """A base, and an addition for each step beyond it."""
    beyond = numeric(value) - Fraction(award["at"])
    if award.get("toward") == "less":
        beyond = -beyond
    if beyond < 0:
        return Fraction(award["otherwise"])
    count = beyond / Fraction(award["per"])
    if award.get("count") != "pro_rata":
        count = Fraction(count // 1)
    points = Fraction(award["base"]) + Fraction(award["add"]) * count
    cap = bound(optional(award, "cap"), most)
    return points if cap is None else min(points, cap)


def tally(award: Table, value: Value, most: Fraction | None) -> Fraction:
    """The value is the points, up to a cap."""
    cap = bound(optional(award, "cap"), most)
    return numeric(value) if cap is None else min(numeric(value), cap)


def deduct(award: Table, value: Value, most: Fraction | None) -> Fraction:
    """Points to start with, less the value, never below a floor."""
    return max(needed(optional(award, "start"), most) - numeric(value), Fraction(award["floor"]))


def judged(award: Table, value: Value, most: Fraction | None) -> Fraction:
    """Points set by an authority, within the maximum and on a grid."""
    points = numeric(value)
    if points % Fraction(award["step"]) != 0 or (most is not None and points > most):
        raise ContradictionError
    return points


def branch(award: Table, most: Fraction | None, case: Case) -> Fraction:
    """The points of the first arm whose condition holds, else of the last."""
    arm = next((arm for arm in award["arms"] if holds(arm["when"], case.answers)), award["otherwise"])
    own = optional(arm, "max_points")
    points = earned(arm["scoring"], bound(own, most), case)
    return points if own is None else min(points, own)


def part_points(part: Table, case: Case) -> Fraction:
    """The points of one part: rounded as it says, then held at its own maximum. A claimed one follows its leaf."""
    most = Fraction(part["max_points"])
    if part["id"] in case.claimed:
        return most if case.policy == "full" else ZERO
    inner = replace(case, claimed=frozenset())
    return min(rounded(earned(part["scoring"], most, inner), part.get("round")), most)


def sum_of(award: Table, _: Fraction | None, case: Case) -> Fraction:
    """Parts added and taken off, within a floor and a cap."""
    kept, taken = each(
        (award["parts"], award.get("minus", [])),
        lambda half: sum(each(half, lambda part: part_points(part, case)), ZERO),
    )
    return within(award, Fraction(award.get("base", "0")) + kept - taken)


def within(award: Table, points: Fraction) -> Fraction:
    """Points within the floor and the cap of a sum."""
    if "floor" in award:
        points = max(points, Fraction(award["floor"]))
    return min(points, Fraction(award["cap"])) if "cap" in award else points


def best_of(award: Table, _: Fraction | None, case: Case) -> Fraction:
    """The points of the best part. Parts that are open do not matter where they cannot be better."""
    scored, could = [], [ZERO]
    is_wrong = False
    for part in award["parts"]:
        try:
            scored.append(part_points(part, case))
        except OpenError:
            could.append(Fraction(part["max_points"]))
        except ContradictionError:
            is_wrong = True
    if is_wrong:
        raise ContradictionError
    if not scored or max(scored) < max(could):
        raise OpenError
    return max(scored)


AWARDS: dict[str, Callable[[Table, Value, Fraction | None], Fraction]] = {
    "yes_no": yes_no,
    "proportional": proportional,
    "bands": bands,
    "levels": levels,
    "steps": steps,
    "tally": tally,
    "deduct": deduct,
    "judged": judged,
}

COMPOSITES: dict[str, Callable[[Table, Fraction | None, Case], Fraction]] = {
    "branch": branch,
    "sum": sum_of,
    "best_of": best_of,
}


def tables(value: object) -> Iterator[Table]:
    """Every table in a piece of a ruleset, itself included."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from tables(inner)


def claimable_parts(scoring: Table) -> list[Table]:
    """The parts of a leaf that can be claimed: those its own award adds, or takes the best of."""
    award = scoring["award"]
    return list(award["parts"]) if award["kind"] in {"sum", "best_of"} else []


def is_without_parts(scoring: Table, claimed: frozenset[str]) -> bool:
    """Whether nothing is left to earn points while parts do not apply."""
    left = [part for part in claimable_parts(scoring) if part["id"] not in claimed]
    return bool(claimed) and not left and Fraction(scoring["award"].get("base", "0")) == 0


def parted_maximum(scoring: Table, most: Fraction, claimed: frozenset[str]) -> Fraction:
    """What is left of a leaf's maximum when claimed parts drop out: it falls as the most they come to falls."""
    if not claimed:
        return most

    def come_to(parts: list[Table]) -> Fraction:
        maxima = [Fraction(part["max_points"]) for part in parts]
        award = scoring["award"]
        if award["kind"] == "best_of":
            return min(most, max(maxima))
        return min(most, within(award, Fraction(award.get("base", "0")) + sum(maxima, ZERO)))

    parts = claimable_parts(scoring)
    return most - come_to(parts) + come_to([part for part in parts if part["id"] not in claimed])
