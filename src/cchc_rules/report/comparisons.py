"""Pages about two years side by side: one unit, and a group of them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cchc_rules.errors import Language
from cchc_rules.law.decision import Decision
from cchc_rules.law.grounds import Standing
from cchc_rules.report import layout
from cchc_rules.report.blocks import Block, Column, Heading, Outline, Page, Pairs, Side, Table
from cchc_rules.report.changes.labels import KINDS
from cchc_rules.report.changes.wording import MINUS
from cchc_rules.report.comparison_labels import PARTS, RANK_PARTS, REASONS, title, told
from cchc_rules.report.figures import brief
from cchc_rules.report.grounding import NONE, named, noticed
from cchc_rules.report.labels import UNIT_KINDS, say
from cchc_rules.scoring.inputs import Unit
from cchc_rules.scoring.result import Result
from cchc_rules.versions.comparing.comparison import Comparison
from cchc_rules.versions.comparing.groups import GroupComparison, RankPart
from cchc_rules.versions.comparing.parts import Part, PartKind, Split
from cchc_rules.versions.comparing.routes import Route
from cchc_rules.versions.comparing.sums import Amounts


def comparison_text(comparison: Comparison, language: Language = "vi", *, markdown: bool = False) -> str:
    """Write what moved one unit between two years."""
    page = comparison_page(comparison, language)
    return layout.markdown(page) if markdown else layout.plain(page)


def group_text(group: GroupComparison, language: Language = "vi", *, markdown: bool = False) -> str:
    """Write what moved many units, and their ranks."""
    page = group_page(group, language)
    return layout.markdown(page) if markdown else layout.plain(page)


def comparison_page(comparison: Comparison, language: Language) -> Page:
    """Show one unit: both results, the parts of the difference, the reverse order, and what cannot be compared."""
    old, new = comparison.old, comparison.new
    unit = comparison.unit
    head = told("compared", language, name=unit.name, code=unit.code, **_years(old, new))
    blocks: list[Block] = [Heading(head, 1), *noticed(weakest(comparison.route), language)]
    blocks += [
        _results(comparison, language),
        *_zeros([comparison], language),
        *_sums(comparison, language),
        *_parts(comparison.split, comparison, language),
    ]
    blocks += [*_reverse(comparison, language), *_core(comparison, language), *_not_comparable(comparison, language)]
    return tuple(blocks)


def weakest(route: Route) -> Standing:
    """The weaker standing of the two scorecards."""
    return min((route.passage.old.standing, route.passage.new.standing), key=list(Standing).index)


def _years(old: Result, new: Result) -> dict[str, str]:
    def year(result: Result) -> str:
        decision: Decision = result.scorecard.decision
        return f"{result.submission.year} ({decision.act.number})"

    return {"old": year(old), "new": year(new)}


def signed(value: Fraction, language: Language) -> str:
    """Write a difference with its sign; nothing at all where there is none.

    >>> signed(Fraction(-1, 3), "vi"), signed(Fraction(1, 4), "en"), signed(Fraction(0), "en")
    ('≈−0,333', '+0.25', '0')
    """
    sign = MINUS if value < 0 else "+" if value > 0 else ""
    text = brief(abs(value), language)
    return f"≈{sign}{text[1:]}" if text.startswith("≈") else f"{sign}{text}"


def _amounts(amounts: Amounts, language: Language) -> tuple[str, str]:
    return signed(amounts.points, language), signed(amounts.index_percent, language)


def _figures(language: Language) -> tuple[Column, Column]:
    return Column(title("points", language), Side.NUMBER), Column(title("index", language), Side.NUMBER)


def _results(comparison: Comparison, language: Language) -> Table:
    rows = [
        (
            title(key, language),
            str(result.submission.year),
            result.scorecard.decision.act.number,
            *_scored(result, language),
        )
        for key, result in (("old", comparison.old), ("new", comparison.new))
    ]
    difference = (title("difference", language), "", "", *_amounts(comparison.difference, language))
    columns = (
        Column(title("score", language)),
        Column(""),
        Column(title("ruleset", language)),
        Column(title("total", language), Side.NUMBER),
        Column(title("index", language), Side.NUMBER),
    )
    return Table(columns=columns, rows=tuple(rows), foot=(difference,))


def _zeros(comparisons: Iterable[Comparison], language: Language) -> Iterator[Block]:
    """Say which leaves were counted 0 because their answers are missing."""
    items: list[tuple[int, str]] = []
    for one in comparisons:
        for result, keys in ((one.old, one.old_zeros), (one.new, one.new_zeros)):
            if keys:
                unit, year, codes = one.unit.code, result.submission.year, _codes(one.route, keys, language)
                items.append((0, told("zeros", language, unit=unit, year=year, codes=codes)))
    if items:
        yield Outline(items=tuple(items))


def _scored(result: Result, language: Language) -> tuple[str, str]:
    total, index = (NONE if one is None else brief(one, language) for one in (result.total, result.index_percent))
    return total, index


def _order(split: Split, language: Language) -> str:
    return " → ".join(say(PARTS[kind], language) for kind in split.order)


def _sums(comparison: Comparison, language: Language) -> Iterator[Block]:
    """Both orders side by side, kind by kind."""
    split, reverse = comparison.split, comparison.reverse
    yield Heading(title("parts", language))
    yield Pairs(
        ((title("order", language), _order(split, language)), (title("reverse", language), _order(reverse, language)))
    )
    rows = tuple(
        (say(PARTS[kind], language), *_amounts(split.sum(kind), language), *_amounts(reverse.sum(kind), language))
        for kind in PartKind
    )
    foot = (title("sum", language), *_amounts(split.sum(), language), *_amounts(reverse.sum(), language))
    columns = (Column(""), *_figures(language), *_reversed_figures(language))
    yield Table(columns=columns, rows=rows, foot=(foot,))


def _parts(split: Split, comparison: Comparison, language: Language) -> Iterator[Block]:
    rows = tuple(
        (say(PARTS[part.kind], language), *part_line(part, comparison, language), *_amounts(part.moved, language))
        for part in split.parts
    )
    columns = (Column(""), Column(title("code", language)), Column(title("cause", language)), *_figures(language))
    if rows:
        yield Table(columns=columns, rows=rows)
    if split.inseparable:
        codes = _codes(comparison.route, split.inseparable, language)
        yield Outline(items=((0, told("inseparable", language, codes=codes)),))


def part_line(part: Part, comparison: Comparison, language: Language) -> tuple[str, str]:
    """Give the codes of a part's leaves, and its cause in words."""
    codes = _codes(comparison.route, part.leaves, language)
    if part.change is not None:
        return codes or NONE, f"{part.change.id} {say(KINDS[part.change.kind], language)}"
    if part.cause:
        return codes, leaf_name(comparison.route, part.cause, language)
    return NONE, told("rounding", language)


def code_shown(route: Route, key: str, language: Language) -> str:
    """Give the code of a leaf; where only the older scorecard has it, that is said."""
    old, new = route.codes[key]
    return told("former", language, code=old) if new is None else new


def _codes(route: Route, keys: Iterable[str], language: Language) -> str:
    return ", ".join(code_shown(route, key, language) for key in keys)


def leaf_name(route: Route, key: str, language: Language) -> str:
    """Name a leaf, by the newer scorecard where it has it."""
    rule = route.last.rules.get(key) or route.first.rules[key]
    return named(rule.leaf.name, language)


def _reverse(comparison: Comparison, language: Language) -> Iterator[Block]:
    """The parts to which the reverse order gives other points; the index differs wherever the maximum does."""
    yield Heading(title("reverse", language))
    sides = [
        {(part.kind, part.cause): part for part in split.parts} for split in (comparison.split, comparison.reverse)
    ]
    rows = []
    for place in comparison.disagreements:
        both = [side[place] for side in sides if place in side]
        moved = [side[place].moved if place in side else Amounts() for side in sides]
        if moved[0].points != moved[1].points:
            words = part_line(both[0], comparison, language)
            figures = (text for amounts in moved for text in _amounts(amounts, language))
            rows.append((say(PARTS[both[0].kind], language), *words, *figures))
    columns = (
        Column(""),
        Column(title("code", language)),
        Column(title("cause", language)),
        *_figures(language),
        *_reversed_figures(language),
    )
    if rows:
        yield Table(columns=columns, rows=tuple(rows))
    rest = len(comparison.disagreements) - len(rows)
    if rest:
        yield Outline(items=((0, told("index_only", language, count=rest)),))
    elif not rows:
        yield Outline(items=((0, told("agree", language)),))


def _reversed_figures(language: Language) -> Iterator[Column]:
    for column in _figures(language):
        yield Column(told("reversed", language, title=column.title), Side.NUMBER)


def _core(comparison: Comparison, language: Language) -> Iterator[Block]:
    core = comparison.core
    old = f"{brief(core.old_points, language)}/{brief(core.old_max, language)} ({brief(core.old_percent, language)} %)"
    new = f"{brief(core.new_points, language)}/{brief(core.new_max, language)} ({brief(core.new_percent, language)} %)"
    yield Heading(title("core", language))
    yield Outline(items=((0, told("core", language, count=len(core.keys), old=old, new=new)),))
    rows = tuple((say(PARTS[kind], language), *_amounts(moved, language)) for kind, moved in core.moved.items())
    yield Table(columns=(Column(""), *_figures(language)), rows=rows)


def _not_comparable(comparison: Comparison, language: Language) -> Iterator[Block]:
    apart = comparison.not_comparable
    if not apart:
        return
    yield Heading(title("not_comparable", language))
    rows = tuple(
        (
            one.old or NONE,
            one.new or NONE,
            leaf_name(comparison.route, one.key, language),
            say(REASONS[one.reason], language),
        )
        for one in apart
    )
    titles = (title(key, language) for key in ("old_codes", "new_codes", "name", "reason"))
    yield Table(columns=tuple(Column(text) for text in titles), rows=rows)


# --- Groups -----------------------------------------------------------------------------------------------------------


def group_page(group: GroupComparison, language: Language) -> Page:
    """Show many units: the parts of each, the moves of ranks, who improved, and who gained or lost by the rules."""
    first = group.comparisons[0]
    kind = say(UNIT_KINDS[first.new.scorecard.unit_kind], language)
    words = {"count": len(group.comparisons), "kind": kind, **_years(first.old, first.new)}
    blocks: list[Block] = [Heading(told("group", language, **words), 1), *noticed(weakest(group.route), language)]
    blocks += [Heading(title("moves", language)), _moves(group, language)]
    blocks.append(Outline(items=((0, told("better", language)),)))
    blocks += [*_members(group, language), *_zeros(group.comparisons, language)]
    blocks += [Heading(title("parts", language)), _group_parts(group, language)]
    for key, listed, part in (
        ("improved", group.most_improved, PartKind.PERFORMANCE),
        ("gained", group.gained_by_rules, PartKind.RULES),
        ("lost", group.lost_by_rules, PartKind.RULES),
    ):
        if listed:
            items = tuple((0, _raised(one, part, language)) for one in listed)
            blocks += [Heading(title(key, language)), Outline(items=items, numbered=True)]
    return tuple(blocks)


def _raised(comparison: Comparison, kind: PartKind, language: Language) -> str:
    moved = comparison.split.sum(kind).index_percent
    return f"{_unit(comparison.unit)}: {signed(moved, language)}"


def _unit(unit: Unit) -> str:
    return f"{unit.name} ({unit.code})"


def _moves(group: GroupComparison, language: Language) -> Table:
    """Ranks before and after, and by how many places each part moved them; the reverse order where it disagrees."""
    rows = []
    for move in group.moves:
        places = []
        for part in RankPart:
            forward, backward = move.split[part], move.reverse[part]
            text = signed(Fraction(forward), language)
            places.append(text if forward == backward else f"{text} ({signed(Fraction(backward), language)})")
        rows.append((_unit(move.unit), str(move.old), str(move.new), *places))
    columns = (
        Column(title("unit", language)),
        Column(title("rank_old", language), Side.RIGHT),
        Column(title("rank_new", language), Side.RIGHT),
        *(Column(say(RANK_PARTS[part], language), Side.RIGHT) for part in RankPart),
    )
    return Table(columns=columns, rows=tuple(rows))


def _members(group: GroupComparison, language: Language) -> Iterator[Block]:
    listed: Iterable[tuple[str, tuple[Unit, ...]]] = (
        ("only_old", group.only_old),
        ("only_new", group.only_new),
        ("unsettled", group.unsettled),
    )
    rows = tuple((title(key, language), "; ".join(map(_unit, units))) for key, units in listed if units)
    if rows:
        yield Pairs(rows)


def _group_parts(group: GroupComparison, language: Language) -> Table:
    rows = tuple(
        (
            _unit(one.unit),
            *(signed(one.split.sum(kind).index_percent, language) for kind in PartKind),
            signed(one.difference.index_percent, language),
        )
        for one in group.comparisons
    )
    columns = (
        Column(title("unit", language)),
        *(Column(say(PARTS[kind], language), Side.NUMBER) for kind in PartKind),
        Column(title("index_moved", language), Side.NUMBER),
    )
    return Table(columns=columns, rows=rows)
