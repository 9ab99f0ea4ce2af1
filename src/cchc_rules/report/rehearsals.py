"""A draft ruleset tried on last year's facts: who moves and why, and what is odd in it; as a page and as data."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from cchc_rules.errors import Language
from cchc_rules.exact import ZERO, spell
from cchc_rules.law.grounds import Standing
from cchc_rules.law.lint.attained import NodeRange
from cchc_rules.report.blocks import Block, Column, Heading, Outline, Page, Pairs, Side, Table
from cchc_rules.report.changes.lines import named_kind
from cchc_rules.report.changes.plain import change_data
from cchc_rules.report.changes.schema import change_schema
from cchc_rules.report.changes.wording import signed
from cchc_rules.report.figures import brief, fixed, rate
from cchc_rules.report.grounding import NONE, named, noticed
from cchc_rules.report.headings import heading
from cchc_rules.report.labels import UNIT_KINDS, Words, say
from cchc_rules.report.migrations import (
    HEAD,
    UNIT,
    WANTING,
    head_data,
    unit_data,
    wanted_data,
)
from cchc_rules.report.rehearsed_parts import SPLIT, part_blocks, part_changes, part_data, part_schema, split_data
from cchc_rules.report.rules import Line
from cchc_rules.report.shapes import NUMBER, TEXT, TRUTH, WHOLE, Schema, list_of, object_of, or_null, whole, words
from cchc_rules.scoring.ranking import Ranking
from cchc_rules.scoring.result import Result
from cchc_rules.versions.migrating.migration import Wanting
from cchc_rules.versions.rehearsing.rehearsal import Cohort, Excluded, Flat, Rehearsal, RehearsedUnit

_WORDS: Final[Words] = {
    "title": ("Chấm thử theo bộ chỉ số {id} trên số liệu đã có", "Rehearsal of ruleset {id} on facts already given"),
    "cohort": ("{kind}, năm {year}: từ {old} sang {new}", "{kind}, {year}: from {old} to {new}"),
    "units": ("Đơn vị", "Units"),
    "counts": ("{all}; chưa đủ số liệu: {incomplete}", "{all}; with answers wanting: {incomplete}"),
    "old_total": ("Tổng điểm cũ", "Old total"),
    "new_total": ("Tổng điểm mới", "New total"),
    "old_index": ("Chỉ số cũ (%)", "Old index (%)"),
    "new_index": ("Chỉ số mới (%)", "New index (%)"),
    "old_rank": ("Hạng cũ", "Old rank"),
    "new_rank": ("Hạng mới", "New rank"),
    "wanting": ("Số liệu còn thiếu", "What is wanting"),
    "every": ("mọi đơn vị", "every unit"),
    "out_of_reach": ("Điểm không ai đạt được", "Points nobody can reach"),
    "short": ("{node}: cao nhất {highest} trên tối đa {most}", "{node}: {highest} at the most, of a maximum of {most}"),
    "whole": ("Toàn bộ", "The whole"),
    "flat": ("Tiêu chí không phân biệt đơn vị nào", "Criteria that separate nobody"),
    "same_points": ("{node}: cả {units} đơn vị đều được {points}", "{node}: all {units} units earn {points}"),
    "same_maximum": (
        "{node}: cả {units} đơn vị đều được điểm tối đa, {points}",
        "{node}: all {units} units earn the maximum, {points}",
    ),
    "same_share": (
        "{node}: cả {units} đơn vị đều được {share} điểm tối đa của mình",
        "{node}: all {units} units earn {share} of their maximum",
    ),
    "excluded": ("Đơn vị chịu ảnh hưởng của quy định không áp dụng", "Units hit by what does not apply"),
    "old_lost": ("Điểm tối đa mất, cũ", "Maximum lost, old"),
    "new_lost": ("Điểm tối đa mất, mới", "Maximum lost, new"),
    "index_moved": ("Chỉ số thay đổi", "Index moved"),
    "codes": ("Mục không áp dụng", "What does not apply"),
}

Data = dict[str, Any]


def rehearsal_page(rehearsal: Rehearsal, language: Language) -> Page:
    """Show a rehearsal: for each kind of unit who moves and why, and what is odd in the draft."""
    standings = [rehearsal.new.standing, *(one.changes.old.standing for one in rehearsal.cohorts)]
    standing = min(standings, key=list(Standing).index)
    title = say(_WORDS["title"], language).format(id=rehearsal.new.id)
    blocks: list[Block] = [Heading(title, 1), *noticed(standing, language)]
    for cohort in rehearsal.cohorts:
        blocks += _cohort_blocks(cohort, language)
    return tuple(blocks)


def _cohort_blocks(cohort: Cohort, language: Language) -> Iterator[Block]:
    kind = say(UNIT_KINDS[cohort.unit_kind], language)
    ids = {"old": cohort.changes.old.id, "new": cohort.changes.new.id}
    yield Heading(say(_WORDS["cohort"], language).format(kind=kind, year=cohort.year, **ids))
    counts = {"all": len(cohort.units), "incomplete": len(cohort.incomplete)}
    yield Pairs(((say(_WORDS["units"], language), say(_WORDS["counts"], language).format(**counts)),))
    yield _units_table(cohort, language)
    yield from part_blocks(cohort.part, cohort.changes, language)
    for key, lines in (
        ("wanting", _wanting(cohort, language)),
        ("out_of_reach", (_short_line(cohort, one, language) for one in cohort.out_of_reach)),
        ("flat", (_flat_line(cohort, one, language) for one in cohort.flat)),
    ):
        told = tuple(lines)
        if told:
            yield Heading(say(_WORDS[key], language), 3)
            yield Outline(items=told)
    if cohort.excluded:
        yield Heading(say(_WORDS["excluded"], language), 3)
        yield _excluded_table(cohort.excluded, language)


def _units_table(cohort: Cohort, language: Language) -> Table:
    keys = ("old_total", "new_total", "old_index", "new_index", "old_rank", "new_rank")
    columns = [Column(heading("unit", language))]
    columns += [Column(say(_WORDS[key], language), Side.RIGHT) for key in keys]
    ranks = _ranks(cohort.old_ranking), _ranks(cohort.new_ranking)
    rows = tuple(
        (
            f"{one.unit.name} ({one.unit.code})",
            *(_total(result, language) for result in (one.old, one.new)),
            *(_index(result, language) for result in (one.old, one.new)),
            *(_rank(by_code[one.unit.code]) for by_code in ranks),
        )
        for one in cohort.units
    )
    return Table(columns=tuple(columns), rows=rows)


def _ranks(ranking: Ranking) -> dict[str, int | None]:
    return {row.unit.code: row.rank for row in ranking.rows}


def _rank(value: int | None) -> str:
    return NONE if value is None else str(value)


def _total(result: Result, language: Language) -> str:
    if result.total is not None:
        return brief(result.total, language)
    return f"{brief(result.lowest, language)} … {brief(result.highest, language)}"


def _index(result: Result, language: Language) -> str:
    rounding = result.scorecard.decision.rounding.index_percent
    places = None if rounding is None else rounding.places
    if result.index_percent is not None:
        return fixed(result.index_percent, places, language)
    lowest, highest = result.index_bounds
    return f"{brief(lowest, language)} … {brief(highest, language)}"


def _wanting(cohort: Cohort, language: Language) -> Iterator[Line]:
    """Tell what is wanting, one line a leaf, with the change that asks for it and the units that lack it."""
    for wanting, units in _gathered(cohort):
        change = wanting.change
        by = None if change is None else f"{named_kind(change, language)} ({change.id} {change.fingerprint})"
        every = len(units) == len(cohort.units)
        lacking = say(_WORDS["every"], language) if every else ", ".join(one.unit.code for one in units)
        yield 0, "; ".join(filter(None, (_node(cohort, wanting.code, language), by, lacking)))


def _gathered(cohort: Cohort) -> Iterator[tuple[Wanting, list[RehearsedUnit]]]:
    found: dict[tuple[object, ...], tuple[Wanting, list[RehearsedUnit]]] = {}
    for unit in cohort.units:
        for wanting in unit.migration.wanting:
            key = (wanting.code, wanting.facts, wanting.change and wanting.change.fingerprint)
            found.setdefault(key, (wanting, []))[1].append(unit)
    yield from found.values()


def _node(cohort: Cohort, code: str, language: Language) -> str:
    if not code:
        return say(_WORDS["whole"], language)
    return f"{code} {named(cohort.card.node(code).name, language)}"


def _short_line(cohort: Cohort, one: NodeRange, language: Language) -> Line:
    highest, most = (brief(value or ZERO, language) for value in (one.highest, one.max_points))
    node = _node(cohort, one.code, language)
    return 0, say(_WORDS["short"], language).format(node=node, highest=highest, most=most)


def _flat_line(cohort: Cohort, one: Flat, language: Language) -> Line:
    told = {"node": _node(cohort, one.code, language), "units": one.units}
    if one.points is not None:
        key = "same_maximum" if one.share == 1 else "same_points"
        return 0, say(_WORDS[key], language).format(points=_points(one.points, language), **told)
    share = NONE if one.share is None else rate(one.share, language)
    return 0, say(_WORDS["same_share"], language).format(share=share, **told)


def _points(value: Fraction, language: Language) -> str:
    return f"{brief(value, language)} {say(('điểm', 'point' if value == 1 else 'points'), language)}"


def _excluded_table(excluded: Sequence[Excluded], language: Language) -> Table:
    keys = ("old_lost", "new_lost", "index_moved")
    columns = [Column(heading("unit", language))]
    columns += [Column(say(_WORDS[key], language), Side.RIGHT) for key in keys]
    columns.append(Column(say(_WORDS["codes"], language)))
    rows = tuple(
        (
            f"{one.unit.name} ({one.unit.code})",
            brief(one.old_lost, language),
            brief(one.new_lost, language),
            NONE if one.moved is None else signed(one.moved, language),
            ", ".join(one.codes) or NONE,
        )
        for one in excluded
    )
    return Table(columns=tuple(columns), rows=rows)


# --- Data -------------------------------------------------------------------------------------------------------------


def rehearsal_data(rehearsal: Rehearsal) -> Data:
    """Give a rehearsal: every unit on both sides, what moved it change by change, and what is odd in the draft."""
    return {"ruleset": rehearsal.new.id, "cohorts": [_cohort(one) for one in rehearsal.cohorts]}


def _spelled(value: Fraction | None) -> str | None:
    return None if value is None else spell(value)


def _cohort(cohort: Cohort) -> Data:
    compared = () if cohort.compared is None else cohort.compared.comparisons
    named_changes = [part.change for one in compared for part in one.reverse.parts]
    named_changes += [one.change for unit in cohort.units for one in unit.migration.wanting]
    named_changes += part_changes(cohort.part)
    changes = {change.fingerprint: change for change in named_changes if change is not None}
    return {
        "unit_kind": cohort.unit_kind.value,
        "year": cohort.year,
        "old": head_data(cohort.changes.old.scorecard(cohort.unit_kind)),
        "new": head_data(cohort.card),
        "units": [_unit(cohort, one) for one in cohort.units],
        "part": None if cohort.part is None else part_data(cohort.part),
        "out_of_reach": [
            {"code": one.code, "max_points": _spelled(one.max_points), "highest": _spelled(one.highest)}
            for one in cohort.out_of_reach
        ],
        "flat": [
            {"code": one.code, "points": _spelled(one.points), "share": _spelled(one.share), "units": one.units}
            for one in cohort.flat
        ],
        "excluded": [
            {
                "unit": unit_data(one.unit),
                "codes": list(one.codes),
                "old_lost": spell(one.old_lost),
                "new_lost": spell(one.new_lost),
                "moved": _spelled(one.moved),
            }
            for one in cohort.excluded
        ],
        "changes": [change_data(change, cohort.changes) for change in changes.values()],
    }


def _unit(cohort: Cohort, one: RehearsedUnit) -> Data:
    code = one.unit.code
    comparison = cohort.comparison(code)
    return {
        "unit": unit_data(one.unit),
        "complete": one.complete,
        "old": {**_scored(one.old), "rank": _ranks(cohort.old_ranking)[code]},
        "new": {**_scored(one.new), "rank": _ranks(cohort.new_ranking)[code]},
        "parts": None if comparison is None else split_data(comparison.reverse.parts),
        "wanting": [wanted_data(wanting, cohort.card) for wanting in one.migration.wanting],
    }


def _scored(result: Result) -> Data:
    lowest, highest = result.index_bounds
    return {
        "total": _spelled(result.total),
        "lowest": spell(result.lowest),
        "highest": spell(result.highest),
        "effective_max": spell(result.effective_max),
        "index_percent": _spelled(result.index_percent),
        "index_lowest": spell(lowest),
        "index_highest": spell(highest),
    }


def rehearsal_schema() -> Schema:
    """Give the schema of `rehearsal_data`.

    >>> sorted(rehearsal_schema()["properties"])
    ['cohorts', 'ruleset']
    """
    maybe, always = ("total", "index_percent"), ("lowest", "highest", "effective_max", "index_lowest", "index_highest")
    scored = object_of(
        {**dict.fromkeys(maybe, or_null(NUMBER)), **dict.fromkeys(always, NUMBER), "rank": or_null(WHOLE)},
    )
    unit = {
        "unit": UNIT,
        "complete": TRUTH,
        "old": scored,
        "new": scored,
        "parts": or_null(SPLIT),
        "wanting": list_of(WANTING),
    }
    short = {"code": TEXT, "max_points": NUMBER, "highest": NUMBER}
    flat = {"code": TEXT, "points": or_null(NUMBER), "share": or_null(NUMBER), "units": WHOLE}
    lost = {"old_lost": NUMBER, "new_lost": NUMBER, "moved": or_null(NUMBER)}
    cohort = {
        "unit_kind": words(UNIT_KINDS),
        "year": WHOLE,
        "old": HEAD,
        "new": HEAD,
        "units": list_of(object_of(unit)),
        "part": or_null(part_schema()),
        "out_of_reach": list_of(object_of(short)),
        "flat": list_of(object_of(flat)),
        "excluded": list_of(object_of({"unit": UNIT, "codes": list_of(TEXT), **lost})),
        "changes": list_of({"$ref": "#/$defs/change"}),
    }
    properties = {"ruleset": TEXT, "cohorts": list_of(object_of(cohort))}
    return whole("A draft ruleset tried on facts already given", properties, change=change_schema())
