"""Pages about what was scored: a unit's result, and one node of it explained."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cchc_rules.errors import Language
from cchc_rules.exact import HUNDRED, State
from cchc_rules.law.facts import Facts
from cchc_rules.law.model import Criterion, Method
from cchc_rules.report.blocks import Block, Column, Heading, Outline, Page, Pairs, Side, Table
from cchc_rules.report.figures import Shown, brief, equals, fixed, number, numbered, operand, points
from cchc_rules.report.grounding import NONE, basis_rows, findings_outline, named, noticed
from cchc_rules.report.headings import heading, sentence
from cchc_rules.report.labels import (
    METHODS,
    ORIGINS,
    STAGES,
    STATES,
    UNIT_KINDS,
    say,
)
from cchc_rules.report.rules import Speaker, fact_name
from cchc_rules.report.steps import derivation_lines
from cchc_rules.scoring.inputs import Entry
from cchc_rules.scoring.result import NodeResult, Result


def unit_line(result: Result, language: Language) -> str:
    """Name the unit, its kind and the year."""
    unit = result.submission.unit
    kind, year = say(UNIT_KINDS[result.scorecard.unit_kind], language), result.submission.year
    return f"{unit.name} ({unit.code}), {kind}, {sentence('year', language, year=year)}"


def ruleset_line(result: Result, language: Language) -> str:
    """Name the decision a result was scored by."""
    decision = result.scorecard.decision
    return sentence("ruleset_of", language, number=decision.act.number, id=decision.id)


# --- One node ---------------------------------------------------------------------------------------------------------


def explanation(result: Result, code: str, language: Language) -> Page:
    """Explain one node: its points, the rule, the calculation, and what the numbers rest on."""
    node = result.node(code)
    card = result.scorecard
    rows = [
        (heading("unit", language), unit_line(result, language)),
        (heading("ruleset", language), ruleset_line(result, language)),
        (heading("points", language), points_line(node, language)),
        (heading("effective_max", language), points(node.effective_max, language)),
        (heading("state", language), say(STATES[node.state], language)),
    ]
    came = [say(ORIGINS[node.origin], language)] if node.origin is not None else []
    if node.stage is not None:
        came.insert(0, say(STAGES[node.stage], language))
    if came:
        rows.append((heading("stage", language), "; ".join(came)))
    blocks: list[Block] = [Heading(f"{node.code}  {named(node.node.name, language)}", 1)]
    blocks += noticed(card.standing, language)
    leaf = node.node if isinstance(node.node, Criterion) and not node.children else None
    if leaf is None:
        blocks += [Pairs(tuple(rows)), *_children(node, language)]
    else:
        blocks += [Pairs((*rows, *_leaf_rows(result, node, leaf, language))), *_calculation(result, leaf, language)]
    blocks.append(Heading(heading("basis_of", language)))
    blocks.append(Pairs(tuple(basis_rows(node.node, card.decision, language))))
    codes = {inner.code for inner in node.walk()}
    blocks += findings_outline((one for one in result.findings if one.code in codes), language)
    return tuple(blocks)


def points_line(node: NodeResult, language: Language) -> str:
    """Write a node's points against its maximum, or what they can still be."""
    if node.points is None:
        lowest, highest = brief(node.lowest, language), brief(node.highest, language)
        key = "points_unlimited" if node.unlimited else "points_open"
        return sentence(key, language, lowest=lowest, highest=highest)
    if node.state is State.NOT_APPLICABLE and not node.effective_max:
        return sentence("points_left_out", language)
    most = node.node.max_points
    limit = sentence("no_limit", language) if most is None else number(most, language)
    return sentence("points_of", language, points=points(node.points, language), most=limit)


def _leaf_rows(result: Result, node: NodeResult, leaf: Criterion, language: Language) -> Iterator[tuple[str, str]]:
    decision = result.scorecard.decision
    if leaf.method is not None:
        yield heading("method", language), say(METHODS[leaf.method], language)
    if leaf.appraiser is not None:
        yield heading("appraiser", language), named(decision.appraiser(leaf.appraiser).name, language)
    if leaf.reading is not None and leaf.chosen is not None:
        chosen = {"reading": leaf.reading.id, "by": leaf.chosen.by, "why": named(leaf.chosen.why, language)}
        yield heading("chosen", language), sentence("chosen_by", language, **chosen)
    if node.missing:
        names = (_missing(fact, result.scorecard.facts, language) for fact in node.missing)
        yield heading("missing", language), "; ".join(names)
    entries = (entry for entry in result.submission.entries if entry.code == leaf.code)
    for entry in entries:
        yield from _entry_rows(entry, language)


def _missing(asked: str, facts: Facts, language: Language) -> str:
    """Give the label of what has no answer: a fact, or a group of a survey (its ballots, a dot, the group)."""
    fact, _, group = asked.partition(".")
    label = fact_name(fact, facts, language)
    return f"{label}: {say(facts[fact].called(group), language)}" if group else label


def _entry_rows(entry: Entry, language: Language) -> Iterator[tuple[str, str]]:
    if entry.state is not None or entry.parts_not_applicable:
        yield heading("reason", language), entry.reason or NONE
    if entry.state == State.NOT_APPLICABLE or entry.parts_not_applicable:
        word = {True: "confirmed", False: "rejected", None: "unconfirmed"}[entry.confirmed]
        yield heading("confirmed", language), sentence(word, language)
    if entry.evidence:
        yield heading("given_evidence", language), "; ".join(entry.evidence)
    if entry.note:
        yield heading("note", language), entry.note


def _calculation(result: Result, leaf: Criterion, language: Language) -> Iterator[Block]:
    speaker = Speaker(result.scorecard.facts, language)
    yield Heading(heading("rule", language))
    yield Outline(items=tuple(speaker.scoring(leaf.rule, leaf.max_points)))
    lines = derivation_lines(result, leaf.code, language)
    if lines:
        yield Heading(heading("calculation", language))
        yield Outline(items=(*lines, (0, _conclusion(result.node(leaf.code), language))), numbered=True)


def _conclusion(node: NodeResult, language: Language) -> str:
    return f"{heading('found', language)}: {points_line(node, language)}"


def _children(node: NodeResult, language: Language) -> Iterator[Block]:
    yield Heading(heading("children", language))
    yield _table(node.children, language, heading("node", language), foot=(_row(node, language),))


# --- A whole result ---------------------------------------------------------------------------------------------------


def _table(
    nodes: Iterable[NodeResult], language: Language, title: str, foot: tuple[tuple[str, ...], ...] = ()
) -> Table:
    columns = (
        Column(heading("code", language)),
        Column(title),
        Column(heading("points", language), Side.NUMBER),
        Column(heading("max_points", language), Side.NUMBER),
        Column(heading("effective_max", language), Side.NUMBER),
        Column(heading("share", language), Side.NUMBER),
        Column(heading("state", language)),
    )
    return Table(columns=columns, rows=tuple(_row(node, language) for node in nodes), foot=foot)


def _row(node: NodeResult, language: Language) -> tuple[str, ...]:
    if node.points is None:
        amount = f"{brief(node.lowest, language)}–{brief(node.highest, language)}"
    else:
        amount = brief(node.points, language)
    return (
        node.code,
        named(node.node.name, language),
        amount,
        NONE if node.node.max_points is None else brief(node.node.max_points, language),
        brief(node.effective_max, language),
        _share(node.points, node.effective_max, language),
        say(STATES[node.state], language),
    )


def _share(earned: Fraction | None, most: Fraction, language: Language) -> str:
    if earned is None or not most:
        return NONE
    return fixed(_two_places(earned / most * HUNDRED), 2, language)


def _two_places(value: Fraction) -> Fraction:
    """Round for the eye, half up; such figures are shown and never used."""
    return Fraction(int(value * HUNDRED + Fraction(1, 2)), 100)


def result_page(result: Result, language: Language) -> Page:
    """Show one unit's result: fields, subtotals, total and index percent, and what is to be said of them."""
    blocks: list[Block] = [Heading(unit_line(result, language), 1), *noticed(result.standing, language)]
    head = [
        (heading("ruleset", language), ruleset_line(result, language)),
        (heading("asked", language), say(STAGES[result.asked], language)),
    ]
    if result.readings:
        read_as = "; ".join(f"{code}: “{reading}”" for code, reading in sorted(result.readings.items()))
        head.append((heading("reading", language), read_as))
    blocks.append(Pairs(tuple(head)))
    blocks.append(_table(result.fields, language, heading("field", language)))
    blocks.append(Table(columns=_subtotal_columns(language), rows=tuple(_subtotals(result, language))))
    blocks.append(Pairs(tuple(_total_rows(result, language))))
    blocks += findings_outline(result.findings, language)
    return tuple(blocks)


def _subtotal_columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(heading("subtotals", language)),
        Column(heading("points", language), Side.NUMBER),
        Column(heading("effective_max", language), Side.NUMBER),
        Column(heading("share", language), Side.NUMBER),
    )


def _subtotals(result: Result, language: Language) -> Iterator[tuple[str, ...]]:
    for method in Method:
        amount = result.subtotal(method)
        earned = NONE if amount.points is None else brief(amount.points, language)
        share = _share(amount.points, amount.effective_max, language)
        yield say(METHODS[method], language), earned, brief(amount.effective_max, language), share


def _total_rows(result: Result, language: Language) -> Iterator[tuple[str, str]]:
    decision, rule = result.scorecard.decision, result.scorecard.total
    out = [leaf for leaf in result.walk() if leaf.state is State.NOT_APPLICABLE and not leaf.children]
    if out:
        yield heading("not_applicable_codes", language), ", ".join(leaf.code for leaf in out)
    if result.open_codes:
        yield heading("open_codes", language), ", ".join(result.open_codes)
    for key, amount in (("bonus", result.bonus), ("penalty", result.penalty)):
        if any(getattr(field.node, "role", None) == key for field in result.fields):
            yield heading(key, language), NONE if amount is None else points(amount, language)
    effective = points(result.effective_max, language)
    most = points(result.scorecard.max_points, language)
    if result.total is None or result.total_before is None or result.index_before is None:
        lowest, highest = brief(result.lowest, language), brief(result.highest, language)
        words = {"lowest": lowest, "highest": highest}
        yield heading("total", language), f"{sentence('from_to', language, **words)} / {effective}"
        ends = (f"{brief(end, language)} %" for end in result.index_bounds)
        yield heading("index", language), sentence("from_to", language, **dict(zip(words, ends, strict=True)))
        return
    total = number(result.total, language)
    if result.total != result.total_before and decision.rounding.total is not None:
        words = {"before": number(result.total_before, language), "total": total}
        total = sentence("total_rounded", language, rounding=numbered(decision.rounding.total, language), **words)
    key = "total_of" if result.effective_max != result.scorecard.max_points else "total_of_all"
    yield heading("total", language), sentence(key, language, total=total, effective=effective, most=most)
    yield heading("index", language), index_line(result, rule.out_of or result.effective_max, language)
    if result.band is not None:
        yield heading("band", language), named(result.band.name, language)


def index_line(result: Result, out_of: Fraction, language: Language) -> str:
    """Write how the index percent follows from the total, with its rounding before and after."""
    total, before = result.total or Fraction(), result.index_before or Fraction()
    rounding = result.scorecard.decision.rounding.index_percent
    texts = [operand(part, Shown.NUMBER, language) for part in (total, out_of)]
    parts = [f"({text})" if "/" in text else text for text in texts]
    words = {"total": parts[0], "out_of": parts[1], "before": equals(before, language, rounding)}
    if rounding is None or result.index_percent is None:
        return sentence("index_exact", language, **words)
    percent = fixed(result.index_percent, rounding.places, language)
    return sentence("index_of", language, percent=percent, rounding=numbered(rounding, language), **words)
