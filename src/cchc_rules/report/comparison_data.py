"""Comparisons as plain data, ready for JSON, with their schemas. Exact numbers are text."""

from typing import Any, Final

from cchc_rules.exact import spell
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.grounds import Standing
from cchc_rules.report.comparisons import weakest
from cchc_rules.report.labels import LANGUAGES, NOTICE
from cchc_rules.report.shapes import NAME, NUMBER, TEXT, TRUTH, WHOLE, Schema, list_of, object_of, or_null, whole, words
from cchc_rules.scoring.inputs import Unit
from cchc_rules.scoring.result import Result
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.comparing.comparison import Comparison
from cchc_rules.versions.comparing.core import Reason
from cchc_rules.versions.comparing.groups import GroupComparison, RankMove, RankPart
from cchc_rules.versions.comparing.parts import Part, PartKind, Split
from cchc_rules.versions.comparing.routes import Route
from cchc_rules.versions.comparing.sums import Amounts

Data = dict[str, Any]


def comparison_data(comparison: Comparison) -> Data:
    """Give one unit's comparison as plain data; leaves stand under their keys, with the codes of both sides."""
    return {**_standing(comparison.route), "leaves": _leaves(comparison.route), **_compared(comparison)}


def group_data(group: GroupComparison) -> Data:
    """Give the comparison of many units as plain data."""
    return {
        **_standing(group.route),
        "leaves": _leaves(group.route),
        "units": [_compared(one) for one in group.comparisons],
        "moves": [_move(move) for move in group.moves],
        "most_improved": [one.unit.code for one in group.most_improved],
        "gained_by_rules": [one.unit.code for one in group.gained_by_rules],
        "lost_by_rules": [one.unit.code for one in group.lost_by_rules],
        "only_old": [_unit(unit) for unit in group.only_old],
        "only_new": [_unit(unit) for unit in group.only_new],
        "unsettled": [_unit(unit) for unit in group.unsettled],
    }


def _standing(route: Route) -> Data:
    standing = weakest(route)
    pair = NOTICE[standing]
    notice = None if pair is None else dict(zip(LANGUAGES, pair, strict=True))
    return {"standing": standing.value, "notice": notice, "unit_kind": route.passage.new.unit_kind.value}


def _leaves(route: Route) -> list[Data]:
    return [{"key": key, "old": old, "new": new} for key, (old, new) in route.codes.items()]


def _unit(unit: Unit) -> Data:
    return {"code": unit.code, "name": unit.name, "group": unit.group}


def _amounts(amounts: Amounts) -> Data:
    return {"points": spell(amounts.points), "index_percent": spell(amounts.index_percent)}


def _compared(comparison: Comparison) -> Data:
    core = comparison.core
    return {
        "unit": _unit(comparison.unit),
        "old": {**_result(comparison.old), "counted_zero": list(comparison.old_zeros)},
        "new": {**_result(comparison.new), "counted_zero": list(comparison.new_zeros)},
        "difference": _amounts(comparison.difference),
        "split": _split(comparison.split),
        "reverse": _split(comparison.reverse),
        "disagreements": [{"kind": kind.value, "cause": cause} for kind, cause in comparison.disagreements],
        "core": {
            "leaves": list(core.keys),
            "old": {"points": spell(core.old_points), "effective_max": spell(core.old_max)},
            "new": {"points": spell(core.new_points), "effective_max": spell(core.new_max)},
            "parts": [{"kind": kind.value, **_amounts(moved)} for kind, moved in core.moved.items()],
        },
        "not_comparable": [
            {"key": one.key, "reason": one.reason.value, "changes": [change.fingerprint for change in one.changes]}
            for one in comparison.not_comparable
        ],
    }


def _result(result: Result) -> Data:
    decision = result.scorecard.decision
    total, index = (None if one is None else spell(one) for one in (result.total, result.index_percent))
    return {"ruleset": decision.id, "revision": decision.revision, "year": result.submission.year} | {
        "total": total,
        "index_percent": index,
        "effective_max": spell(result.effective_max),
    }


def _split(split: Split) -> Data:
    return {
        "order": [kind.value for kind in split.order],
        "sums": [{"kind": kind.value, **_amounts(split.sum(kind))} for kind in split.order],
        "parts": [_part(part) for part in split.parts],
    }


def _part(part: Part) -> Data:
    change = part.change
    told = None if change is None else {"id": change.id, "kind": change.kind.value}
    return {
        "kind": part.kind.value,
        "cause": part.cause,
        "change": told,
        **_amounts(part.moved),
        "leaves": list(part.leaves),
        "separable": part.separable,
        "inseparable": list(part.inseparable),
    }


def _move(move: RankMove) -> Data:
    return {
        "unit": move.unit.code,
        "old": move.old,
        "new": move.new,
        "split": {part.value: places for part, places in move.split.items()},
        "reverse": {part.value: places for part, places in move.reverse.items()},
    }


# --- Schemas ----------------------------------------------------------------------------------------------------------

_UNIT: Final = object_of({"code": TEXT, "name": TEXT, "group": or_null(TEXT)})
_MOVED: Final[Schema] = {"points": NUMBER, "index_percent": NUMBER}
_HEAD: Final[Schema] = {
    "standing": words(Standing),
    "notice": or_null(NAME),
    "unit_kind": words(UnitKind),
    "leaves": list_of(object_of({"key": TEXT, "old": or_null(TEXT), "new": or_null(TEXT)})),
}
_RESULT: Final = object_of(
    {
        "ruleset": TEXT,
        "revision": WHOLE,
        "year": WHOLE,
        "total": or_null(NUMBER),
        "index_percent": or_null(NUMBER),
        "effective_max": NUMBER,
        "counted_zero": list_of(TEXT),
    }
)
_PART: Final = object_of(
    {
        "kind": words(PartKind),
        "cause": TEXT,
        "change": or_null(object_of({"id": {"type": "string", "pattern": "^CH[0-9]{3}$"}, "kind": words(ChangeKind)})),
        **_MOVED,
        "leaves": list_of(TEXT),
        "separable": TRUTH,
        "inseparable": list_of(TEXT),
    }
)
_SUMS: Final = list_of(object_of({"kind": words(PartKind), **_MOVED}))
_SPLIT: Final = object_of({"order": list_of(words(PartKind)), "sums": _SUMS, "parts": list_of(_PART)})
_CORE_YEAR: Final = object_of({"points": NUMBER, "effective_max": NUMBER})
_COMPARED: Final[Schema] = {
    "unit": _UNIT,
    "old": _RESULT,
    "new": _RESULT,
    "difference": object_of(_MOVED),
    "split": _SPLIT,
    "reverse": _SPLIT,
    "disagreements": list_of(object_of({"kind": words(PartKind), "cause": TEXT})),
    "core": object_of({"leaves": list_of(TEXT), "old": _CORE_YEAR, "new": _CORE_YEAR, "parts": _SUMS}),
    "not_comparable": list_of(object_of({"key": TEXT, "reason": words(Reason), "changes": list_of(TEXT)})),
}
_SIGNED: Final[Schema] = {"type": "integer"}


def comparison_schema() -> Schema:
    """Give the schema of `comparison_data`."""
    return whole("One unit in two years, and what moved it", {**_HEAD, **_COMPARED})


def group_schema() -> Schema:
    """Give the schema of `group_data`."""
    places = object_of(dict.fromkeys(map(str, RankPart), _SIGNED))
    move = object_of({"unit": TEXT, "old": WHOLE, "new": WHOLE, "split": places, "reverse": places})
    lists = {key: list_of(TEXT) for key in ("most_improved", "gained_by_rules", "lost_by_rules")}
    units = {key: list_of(_UNIT) for key in ("only_old", "only_new", "unsettled")}
    properties = {**_HEAD, "units": list_of(object_of(_COMPARED)), "moves": list_of(move), **lists, **units}
    return whole("Many units in two years, and what moved them and their ranks", properties)
