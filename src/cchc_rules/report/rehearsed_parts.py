"""The rehearsed part as blocks and as data: what is in it, who moves on it, and by which changes."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from cchc_rules.errors import Language
from cchc_rules.exact import spell
from cchc_rules.report.blocks import Block, Column, Heading, Outline, Pairs, Side, Table
from cchc_rules.report.changes.lines import before_after, named_kind
from cchc_rules.report.changes.wording import MINUS
from cchc_rules.report.figures import brief, fixed
from cchc_rules.report.grounding import NONE
from cchc_rules.report.headings import heading
from cchc_rules.report.labels import Words, say
from cchc_rules.report.migrations import UNIT, unit_data
from cchc_rules.report.shapes import NUMBER, TEXT, TRUTH, WHOLE, Schema, list_of, object_of, or_null, words
from cchc_rules.scoring.inputs import Unit
from cchc_rules.versions.changes import Change, Changes
from cchc_rules.versions.comparing.parts import Part, PartKind
from cchc_rules.versions.comparing.sums import Amounts
from cchc_rules.versions.rehearsing.omissions import Lack, LeftOut
from cchc_rules.versions.rehearsing.rehearsed_part import ChangeAtWork, PartMove, PartScore, RehearsedPart

_WORDS: Final[Words] = {
    "part": ("Phần chấm được", "Rehearsed part"),
    "nothing": (
        "Không có tiêu chí nào chấm được theo cả hai bộ cho mọi đơn vị.",
        "There is no leaf that both rulesets can score for every unit.",
    ),
    "what": ("Là gì", "What it is"),
    "not_official": (
        "Không phải tổng điểm chính thức: chỉ gồm những tiêu chí mà cả hai bộ chấm được cho mọi đơn vị",
        "Not the official total: only the leaves that both rulesets can score for every unit",
    ),
    "whole": ("Toàn bộ: không bỏ ra tiêu chí nào", "The whole: no leaf is left out"),
    "leaves": ("Tiêu chí", "Leaves"),
    "counted": (
        "{kept} trên {all}; điểm tối đa cũ {old}, mới {new}",
        "{kept} of {all}; old maximum {old}, new maximum {new}",
    ),
    Lack.UNANSWERED: ("Bỏ ra, còn thiếu số liệu", "Left out, answers wanting"),
    Lack.OPEN_BEFORE: ("Bỏ ra, để trống từ trước", "Left out, open before already"),
    Lack.TOGETHER: ("Bỏ ra cùng tiêu chí khác", "Left out with others"),
    "some": ("{leaf} (thiếu ở {units})", "{leaf} (wanting of {units})"),
    "beside": ("{leaf} (cùng {others})", "{leaf} (with {others})"),
    "former": ("{code} cũ", "former {code}"),
    "outside": ("Đơn vị bỏ ra, không chấm được gì", "Units left out, nothing to score"),
    "who": ("Ai thay đổi, trên phần chấm được", "Who moves, on the rehearsed part"),
    "rank": ("Hạng", "Rank"),
    "former_rank": ("Hạng cũ theo cách xếp cũ", "Old rank by the old rule"),
    "points": ("Điểm", "Points"),
    "percent": ("% điểm tối đa", "% of the maximum"),
    "most": (
        "Thay đổi nhiều nhất do (điểm phần trăm)",
        "Moved most by (percentage points)",
    ),
    "others": ("chỉ do đơn vị khác thay đổi", "others alone: its own points stand"),
    "still": ("Không đơn vị nào thay đổi.", "Nobody moves."),
    "changes": ("Từng thay đổi, trên phần chấm được", "Change by change, on the rehearsed part"),
    "change": ("Thay đổi", "Change"),
    "up": ("Đơn vị tăng", "Units up"),
    "down": ("Đơn vị giảm", "Units down"),
    "index_moved": ("Điểm phần trăm", "Percentage points"),
    PartKind.SCOPE: ("điều áp dụng và không áp dụng", "what applies and what does not"),
    PartKind.PERFORMANCE: ("số liệu", "facts"),
    PartKind.ROUNDING: ("làm tròn", "rounding"),
}
_FEW: Final = 3  # changes named beside a unit

Data = dict[str, Any]


def part_blocks(part: RehearsedPart | None, changes: Changes, language: Language) -> Iterator[Block]:
    """Show the rehearsed part: what it holds, who moves on it, and what each change does."""
    yield Heading(say(_WORDS["part"], language), 3)
    if part is None:
        yield Outline(items=((0, say(_WORDS["nothing"], language)),))
        return
    yield Pairs(tuple(_held(part, language)))
    yield Heading(say(_WORDS["who"], language), 3)
    yield _moves_table(part, language)
    if not part.at_work:
        yield Outline(items=((0, say(_WORDS["still"], language)),))
        return
    yield Heading(say(_WORDS["changes"], language), 3)
    yield _changes_table(part.at_work, changes, language)


def _held(part: RehearsedPart, language: Language) -> Iterator[tuple[str, str]]:
    """Say what is in the part, and what is left out and why."""
    yield say(_WORDS["what"], language), say(_WORDS["whole" if part.whole else "not_official"], language)
    most = (brief(waypoint.card.max_points, language) for waypoint in (part.route.first, part.route.last))
    counts = {"kept": len(part.keys), "all": len(part.keys) + len(part.left_out)}
    text = say(_WORDS["counted"], language).format(**counts, **dict(zip(("old", "new"), most, strict=True)))
    yield say(_WORDS["leaves"], language), text
    for why in Lack:
        out = [one for one in part.left_out if one.why is why]
        if out:
            yield say(_WORDS[why], language), ", ".join(_left_out(one, part, language) for one in out)
    if part.outside:
        yield say(_WORDS["outside"], language), ", ".join(map(_unit, part.outside))


def _left_out(one: LeftOut, part: RehearsedPart, language: Language) -> str:
    """Name a leaf that is left out, with the units it is open for where it is not all of them, or what it goes with."""
    leaf = _leaf(one, language)
    if one.why is Lack.TOGETHER:
        beside = [other for other in part.left_out if other.key in one.beside]
        named = [other for other in beside if other.units] or beside
        others = ", ".join(_leaf(other, language) for other in named)
        return say(_WORDS["beside"], language).format(leaf=leaf, others=others)
    if len(one.units) == len(part.moves):
        return leaf
    return say(_WORDS["some"], language).format(leaf=leaf, units=", ".join(one.units))


def _leaf(one: LeftOut, language: Language) -> str:
    return one.new or say(_WORDS["former"], language).format(code=one.old)


def _unit(unit: Unit) -> str:
    return f"{unit.name} ({unit.code})"


def _moves_table(part: RehearsedPart, language: Language) -> Table:
    """Show the units, best of the newer ranks first: before and after, and the changes that moved each most.

    Ranks are by the new rule of ranking; where the old rule gave others, these stand beside them. A unit ranked in
    a group is shown with it.
    """
    reranked = any(one.former_rank != one.old.rank for one in part.moves)
    keys = (*(("former_rank",) if reranked else ()), "rank", "points", "percent")
    columns = [Column(heading("unit", language))]
    columns += [Column(say(_WORDS[key], language), Side.RIGHT) for key in keys]
    columns.append(Column(say(_WORDS["most"], language)))
    rounding = part.route.last.card.decision.rounding.index_percent
    places = None if rounding is None else rounding.places
    rows = tuple(
        (
            " ".join(filter(None, (_unit(one.unit), one.unit.group if part.in_groups else None))),
            *((str(one.former_rank),) if reranked else ()),
            f"{one.old.rank} → {one.new.rank}",
            f"{brief(one.old.points, language)} → {brief(one.new.points, language)}",
            " → ".join(fixed(side.index_percent, places, language) for side in (one.old, one.new)),
            "; ".join(_caused(each, language) for each in one.weightiest[:_FEW]) or _unmoved(one, language),
        )
        for one in part.moves
    )
    return Table(columns=tuple(columns), rows=rows)


def _unmoved(move: PartMove, language: Language) -> str:
    """Say of a unit that no change moves whether others moved past it."""
    return NONE if move.old.rank == move.new.rank else say(_WORDS["others"], language)


def _caused(part: Part, language: Language) -> str:
    """Name a part in few words, with what it moved the index by."""
    if part.change is not None:
        cause = " ".join((*_codes(part.change, language), part.change.id))
    else:
        cause = " ".join(filter(None, (part.cause, say(_WORDS[part.kind], language))))
    return f"{cause} {_signed(part.moved.index_percent, language)}"


def _codes(change: Change, language: Language) -> tuple[str, ...]:
    """Give the codes a change concerns, the newer ones where there are any."""
    if change.new.codes:
        return (", ".join(change.new.codes),)
    return tuple(say(_WORDS["former"], language).format(code=code) for code in change.old.codes)


def _signed(value: Fraction, language: Language) -> str:
    """Write a difference for a table, with its sign.

    >>> _signed(Fraction(-1, 3), "vi"), _signed(Fraction(1, 4), "en"), _signed(Fraction(0), "en")
    ('≈−0,333', '+0.25', '0')
    """
    sign = MINUS if value < 0 else "+" if value > 0 else ""
    text = brief(abs(value), language)
    return f"≈{sign}{text[1:]}" if text.startswith("≈") else f"{sign}{text}"


def _changes_table(at_work: Sequence[ChangeAtWork], changes: Changes, language: Language) -> Table:
    """Show what each change does: how many units it moves up and down, and from where to where."""
    columns = [Column(say(_WORDS["change"], language))]
    columns += [Column(say(_WORDS[key], language), Side.RIGHT) for key in ("up", "down", "index_moved", "points")]
    rows = tuple(
        (
            change_words(one.change, changes, language),
            str(sum(moved.index_percent > 0 for moved in one.moved.values())),
            str(sum(moved.index_percent < 0 for moved in one.moved.values())),
            _range([moved.index_percent for moved in one.moved.values()], language),
            _range([moved.points for moved in one.moved.values()], language),
        )
        for one in at_work
    )
    return Table(columns=tuple(columns), rows=rows)


def change_words(change: Change, changes: Changes, language: Language) -> str:
    """Name a change on one line: its code, its kind, both values, and its id."""
    codes = () if change.attribute == "node" else _codes(change, language)
    kind = " ".join((*codes, named_kind(change, language)))
    return f"{kind}: {before_after(change, changes, language)} ({change.id})"


def _range(values: Iterable[Fraction], language: Language) -> str:
    found = sorted(values)
    ends = dict.fromkeys(_signed(value, language) for value in (found[0], found[-1]))
    return " … ".join(ends)


# --- Data -------------------------------------------------------------------------------------------------------------


def part_changes(part: RehearsedPart | None) -> Iterator[Change]:
    """Give the changes that the data of a part name."""
    for move in () if part is None else part.moves:
        yield from (one.change for one in move.split.parts if one.change is not None)


def part_data(part: RehearsedPart) -> Data:
    """Give the rehearsed part; numbers are exact, ``whole`` says that nothing is left out."""
    codes = part.route.codes
    return {
        "whole": part.whole,
        "old_max": spell(part.route.first.card.max_points),
        "new_max": spell(part.route.last.card.max_points),
        "leaves": [{"key": key, "old": codes[key][0], "new": codes[key][1]} for key in part.keys],
        "left_out": [
            {
                "key": one.key,
                "old": one.old,
                "new": one.new,
                "why": one.why.value,
                "units": list(one.units),
                "beside": list(one.beside),
            }
            for one in part.left_out
        ],
        "outside": [unit_data(unit) for unit in part.outside],
        "units": [_move(move) for move in part.moves],
        "changes": [
            {
                "change": one.change.fingerprint,
                "units": [{"unit": code, **_amounts(moved)} for code, moved in one.moved.items()],
            }
            for one in part.at_work
        ],
    }


def _move(move: PartMove) -> Data:
    return {
        "unit": unit_data(move.unit),
        "former_rank": move.former_rank,
        "old": _score(move.old),
        "new": _score(move.new),
        "difference": _amounts(move.difference),
        "parts": split_data(move.split.parts),
    }


def _score(score: PartScore) -> Data:
    numbers = ("points", "effective_max", "percent", "index_percent")
    return {**{name: spell(getattr(score, name)) for name in numbers}, "rank": score.rank}


def _amounts(amounts: Amounts) -> Data:
    return {"points": spell(amounts.points), "index_percent": spell(amounts.index_percent)}


def split_data(parts: Iterable[Part]) -> list[Data]:
    """Give the parts of a difference; the cause is the fingerprint of a change, or the key of a leaf."""
    return [{"kind": part.kind.value, "cause": part.cause, **_amounts(part.moved)} for part in parts]


_MOVED: Final[Schema] = {"points": NUMBER, "index_percent": NUMBER}
SPLIT: Final = list_of(object_of({"kind": words(PartKind), "cause": TEXT, **_MOVED}))


def part_schema() -> Schema:
    """Give the schema of `part_data`.

    >>> sorted(part_schema()["properties"])
    ['changes', 'leaves', 'left_out', 'new_max', 'old_max', 'outside', 'units', 'whole']
    """
    leaf = {"key": TEXT, "old": or_null(TEXT), "new": or_null(TEXT)}
    numbers = dict.fromkeys(("points", "effective_max", "percent", "index_percent"), NUMBER)
    score = object_of({**numbers, "rank": WHOLE})
    scores = {"former_rank": WHOLE, "old": score, "new": score}
    unit = {"unit": UNIT, **scores, "difference": object_of(_MOVED), "parts": SPLIT}
    fingerprint: Schema = {"type": "string", "pattern": "^[0-9a-f]{12}$"}
    out = {**leaf, "why": words(Lack), "units": list_of(TEXT), "beside": list_of(TEXT)}
    at_work = {"change": fingerprint, "units": list_of(object_of({"unit": TEXT, **_MOVED}))}
    return object_of(
        {
            "whole": TRUTH,
            "old_max": NUMBER,
            "new_max": NUMBER,
            "leaves": list_of(object_of(leaf)),
            "left_out": list_of(object_of(out)),
            "outside": list_of(UNIT),
            "units": list_of(object_of(unit)),
            "changes": list_of(object_of(at_work)),
        }
    )
