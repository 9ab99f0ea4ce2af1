"""What differs between two scoring functions, edit by edit, each with the kind of change it is.

Edits stand at disjoint paths, so that each can be made alone. Where an award or a measure is of another kind, the
whole of it was replaced.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.law.awards import Band, Bands, Judged, Levels, Steps, Toward
from cchc_rules.law.lateness import DaysLate
from cchc_rules.law.measures import AllOf, AnyOf, Measure, Relative, Weighted
from cchc_rules.law.scoring import Arm, Award, BestOf, Branch, Otherwise, Part, Scoring, Sum
from cchc_rules.law.surveys import Survey, Weight
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Edit, Path

Found = Iterator[tuple[ChangeKind, Edit]]

_THRESHOLDS: Final = frozenset({"floor", "full_at", "at"})
_STEPPING: Final = frozenset({"per", "toward", "count"})
_OF_A_SURVEY: Final = {
    "options": ChangeKind.SURVEY_WEIGHTS_CHANGED,
    "groups": ChangeKind.RESPONDENT_GROUPS_CHANGED,
    "min_valid": ChangeKind.SAMPLE_CHANGED,
}


def scoring_edits(old: Scoring, new: Scoring, path: Path = ("scoring",)) -> Found:
    """Give every edit that makes one scoring function of another.

    Points that stand inside a rule are ``points_changed`` here, whether or not a maximum changed with them.
    """
    if type(old.award) is not type(new.award):
        yield ChangeKind.SCORING_REPLACED, Edit(path=path, old=old, new=new)
        return
    if old.measure is not None and new.measure is not None:
        yield from _measure_edits(old.measure, new.measure, (*path, "measure"))
    yield from _award_edits(old.award, new.award, (*path, "award"))


# --- Measures -------------------------------------------------------------------------------------------------------


def _measure_edits(old: Measure, new: Measure, path: Path) -> Found:
    if old == new:
        return
    whole = Edit(path=path, old=old, new=new)
    if isinstance(old, DaysLate) and isinstance(new, DaysLate) and old.fact == new.fact:
        yield ChangeKind.DEADLINE_CHANGED, whole
    elif isinstance(old, Relative) and isinstance(new, Relative) and old.of == new.of:
        yield ChangeKind.BENCHMARK_CHANGED, whole
    elif isinstance(old, Survey) and isinstance(new, Survey) and old.ballots == new.ballots:
        others = {option.id for option in old.options} != {option.id for option in new.options}
        for name, kind in _OF_A_SURVEY.items():
            if name != "min_valid" and _weights(getattr(old, name)) == _weights(getattr(new, name)):
                continue  # in another order at most, and nothing depends on it
            yield from _edit(ChangeKind.LEVELS_CHANGED if name == "options" and others else kind, old, new, name, path)
    elif isinstance(old, Weighted) and isinstance(new, Weighted):
        yield from _terms(old, new, path)
    elif isinstance(old, AllOf | AnyOf) and type(old) is type(new):
        yield ChangeKind.ITEMS_CHANGED, whole
    else:
        yield ChangeKind.MEASURE_REPLACED, whole


def _weights(listed: tuple[Weight, ...]) -> dict[str, Fraction]:
    return {one.id: one.weight for one in listed}


def _terms(old: Weighted, new: Weighted, path: Path) -> Found:
    if [term.fact for term in old.of] != [term.fact for term in new.of]:
        yield ChangeKind.ITEMS_CHANGED, Edit(path=path, old=old, new=new)
        return
    for number, (before, after) in enumerate(zip(old.of, new.of, strict=True)):
        yield from _edit(ChangeKind.POINTS_CHANGED, before, after, "times", (*path, "of", number))


# --- Awards ---------------------------------------------------------------------------------------------------------


def _award_edits(old: Award, new: Award, path: Path) -> Found:
    match old, new:
        case Bands(), Bands():
            yield from _band_edits(old, new, path)
        case Levels(), Levels():
            yield from _level_edits(old, new, path)
        case Branch(), Branch():
            yield from _branch_edits(old, new, path)
        case Sum() | BestOf(), Sum() | BestOf():
            yield from _part_edits(old, new, path)
        case _:
            for name in attrs.fields_dict(type(old)):
                if name not in _THRESHOLDS or _threshold(old, name) != _threshold(new, name):
                    yield from _edit(_kind_of(name, old, new), old, new, name, path)


def _kind_of(name: str, old: Award, new: Award) -> ChangeKind:
    """The kind of change of one value of a simple award: a threshold, the steps, or points."""
    if name in _STEPPING:
        return ChangeKind.STEPS_CHANGED
    if isinstance(old, Judged):  # the points an authority may choose from
        return ChangeKind.LEVELS_CHANGED
    if name not in _THRESHOLDS or (
        name == "floor" and not hasattr(old, "full_at")
    ):  # the floor of a deduction is points
        return ChangeKind.POINTS_CHANGED
    before, after = _threshold(old, name), _threshold(new, name)
    less_is_better = isinstance(old, Steps) and old.toward is Toward.LESS
    raised = after < before if less_is_better else after > before
    return ChangeKind.THRESHOLD_TIGHTENED if raised else ChangeKind.THRESHOLD_LOOSENED


def _threshold(award: Award, name: str) -> Fraction:
    """Give a threshold; one that is not stated is that of the whole range."""
    value: Fraction | None = getattr(award, name)
    return Fraction(1 if name == "full_at" else 0) if value is None else value


def _band_edits(old: Bands, new: Bands, path: Path) -> Found:
    yield from _edit(ChangeKind.POINTS_CHANGED, old, new, "never", path)
    if len(old.rows) != len(new.rows):
        kind = ChangeKind.BAND_ADDED if len(new.rows) > len(old.rows) else ChangeKind.BAND_REMOVED
        yield kind, Edit(path=(*path, "rows"), old=old.rows, new=new.rows)
        return
    kind = _edge_kind(old.rows, new.rows)
    for number, (before, after) in enumerate(zip(old.rows, new.rows, strict=True)):
        yield from _edit(kind, before, after, "within", (*path, "rows", number))
        yield from _edit(ChangeKind.POINTS_CHANGED, before, after, "points", (*path, "rows", number))


def _edge_kind(old: tuple[Band, ...], new: tuple[Band, ...]) -> ChangeKind:
    """Whether edges moved, or the values on them came to lie in a better band (closed) or a worse one (opened)."""
    if [_ends(row) for row in old] != [_ends(row) for row in new]:
        return ChangeKind.BAND_EDGE_CHANGED
    values = {end for row in old for end in _ends(row) if end is not None}
    fates = {_fate(value, old, new, rows) for value in values for rows in (old, new)} - {0}
    if len(fates) != 1:
        return ChangeKind.BAND_EDGE_CHANGED
    return ChangeKind.BAND_EDGE_CLOSED if fates == {1} else ChangeKind.BAND_EDGE_OPENED


def _ends(row: Band) -> tuple[Fraction | None, Fraction | None]:
    return row.within.lower, row.within.upper


def _fate(value: Fraction, old: tuple[Band, ...], new: tuple[Band, ...], paid: tuple[Band, ...]) -> int:
    """Give 1 where a value on an edge earns more by the new edges, −1 where less, by the points that rows are paid."""
    rows = (next((n for n, row in enumerate(rows) if row.within.holds(value)), None) for rows in (old, new))
    before, after = (Fraction(0) if number is None else paid[number].points for number in rows)
    return (after > before) - (after < before)


def _level_edits(old: Levels, new: Levels, path: Path) -> Found:
    if [row.level for row in old.rows] != [row.level for row in new.rows]:
        yield ChangeKind.LEVELS_CHANGED, Edit(path=(*path, "rows"), old=old.rows, new=new.rows)
        return
    for number, (before, after) in enumerate(zip(old.rows, new.rows, strict=True)):
        yield from _edit(ChangeKind.POINTS_CHANGED, before, after, "points", (*path, "rows", number))


def _branch_edits(old: Branch, new: Branch, path: Path) -> Found:
    if len(old.arms) != len(new.arms):
        yield ChangeKind.PARTS_CHANGED, Edit(path=path, old=old, new=new)
        return
    for number, (before, after) in enumerate(zip(old.arms, new.arms, strict=True)):
        yield from _arm_edits(before, after, (*path, "arms", number))
    yield from _arm_edits(old.otherwise, new.otherwise, (*path, "otherwise"))


def _arm_edits(old: Otherwise, new: Otherwise, path: Path) -> Found:
    if isinstance(old, Arm) and isinstance(new, Arm):
        yield from _edit(ChangeKind.CONDITION_CHANGED, old, new, "when", path)
    yield from _edit(ChangeKind.POINTS_CHANGED, old, new, "max_points", path)
    yield from scoring_edits(old.scoring, new.scoring, (*path, "scoring"))


def _part_edits(old: Sum | BestOf, new: Sum | BestOf, path: Path) -> Found:
    lists = [name for name in ("parts", "minus") if hasattr(old, name)]
    if any(_ids(getattr(old, name)) != _ids(getattr(new, name)) for name in lists):
        yield ChangeKind.PARTS_CHANGED, Edit(path=path, old=old, new=new)
        return
    for name in lists:
        for number, (before, after) in enumerate(zip(getattr(old, name), getattr(new, name), strict=True)):
            place = (*path, name, number)
            yield from _edit(ChangeKind.POINTS_CHANGED, before, after, "max_points", place)
            yield from _edit(ChangeKind.ROUNDING_CHANGED, before, after, "round", place)
            yield from _edit(ChangeKind.WORDING_CHANGED, before, after, "name", place)
            yield from scoring_edits(before.scoring, after.scoring, (*place, "scoring"))
    for name in ("base", "floor", "cap") if isinstance(old, Sum) else ():
        yield from _edit(ChangeKind.POINTS_CHANGED, old, new, name, path)


def _ids(parts: tuple[Part, ...]) -> list[str]:
    return [part.id for part in parts]


def _edit(kind: ChangeKind, old: object, new: object, name: str, path: Path) -> Found:
    before, after = getattr(old, name), getattr(new, name)
    if before != after:
        yield kind, Edit(path=(*path, name), old=before, new=after)
