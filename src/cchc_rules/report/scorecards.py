"""Pages about the law: the rulesets there are, one ruleset, one scorecard, one node of it."""

from collections.abc import Iterable, Iterator

from cchc_rules.errors import Language
from cchc_rules.law.decision import Act, Deadline, Decision
from cchc_rules.law.facts import Fact, FactType
from cchc_rules.law.grounds import Basis
from cchc_rules.law.model import Criterion, Field, Method, Node, Precondition, Ruleset, Scorecard
from cchc_rules.report.blocks import Block, Column, Heading, Outline, Page, Pairs, Side, Table
from cchc_rules.report.figures import brief, day, month_day, number, numbered, points
from cchc_rules.report.grounding import NONE, basis_rows, named, noticed
from cchc_rules.report.headings import METHODS as SHORT
from cchc_rules.report.headings import heading, sentence
from cchc_rules.report.labels import (
    BASES,
    COMBINES,
    FACT_TYPES,
    FAILURES,
    GIVERS,
    METHODS,
    POLICIES,
    RANKED_ON,
    ROLES,
    SCOPES,
    SLIPS,
    STAGES,
    STANDINGS,
    TIES,
    UNIT_KINDS,
    say,
)
from cchc_rules.report.rules import Speaker


def counted(card: Scorecard) -> dict[str, int]:
    """Count fields and scored leaves as decisions announce them; ``survey`` includes ``satisfaction``.

    >>> from cchc_rules.law.catalog import load
    >>> counted(load("2024_2426").scorecard("department"))
    {'fields': 7, 'evidence': 46, 'survey': 9, 'satisfaction': 1}
    """
    methods = [leaf.method for leaf in card.leaves]
    satisfaction = methods.count(Method.SATISFACTION)
    survey = methods.count(Method.SURVEY) + satisfaction
    evidence = methods.count(Method.EVIDENCE)
    return {"fields": len(card.fields), "evidence": evidence, "survey": survey, "satisfaction": satisfaction}


def list_page(rulesets: Iterable[Ruleset], language: Language) -> Page:
    """List rulesets, with their acts and standing."""
    listed = tuple(rulesets)
    keys = ("id", "act", "in_force", "assessed_years", "standing")
    columns = tuple(Column(heading(key, language)) for key in keys)
    rows = tuple(
        (
            ruleset.id,
            ruleset.decision.act.number,
            _in_force(ruleset.decision.act, language),
            ", ".join(map(str, ruleset.decision.act.assessed_years)) or NONE,
            say(STANDINGS[ruleset.standing], language),
        )
        for ruleset in listed
    )
    notices = dict.fromkeys(block for ruleset in listed for block in noticed(ruleset.standing, language))
    return (Heading(heading("rulesets", language), 1), *notices, Table(columns=columns, rows=rows))


def _in_force(act: Act, language: Language) -> str:
    start = day(act.in_force_from, language)
    if act.in_force_until is None:
        return sentence("in_force_from", language, start=start)
    return sentence("in_force_until", language, start=start, end=day(act.in_force_until, language))


def ruleset_page(ruleset: Ruleset, language: Language) -> Page:
    """Show a ruleset: its act, its scorecards, and the rules they share."""
    decision = ruleset.decision
    keys = ("unit_kind", "name")
    numbers = ("fields", "evidence", "survey", "satisfaction", "points")
    columns = [Column(heading(key, language)) for key in keys]
    columns += [Column(heading(key, language), Side.NUMBER) for key in numbers]
    rows = tuple(
        (
            say(UNIT_KINDS[kind], language),
            named(card.name, language),
            *map(str, counted(card).values()),
            brief(card.max_points, language),
        )
        for kind, card in ruleset.scorecards.items()
    )
    return (
        Heading(named(decision.name, language), 1),
        *noticed(ruleset.standing, language),
        Pairs((*_act_rows(decision, language), *_shared_rows(decision, language))),
        Heading(heading("scorecards", language)),
        Table(columns=tuple(columns), rows=rows),
    )


def _act_rows(decision: Decision, language: Language) -> Iterator[tuple[str, str]]:
    act = decision.act
    yield heading("id", language), decision.id
    yield heading("act", language), act.number
    yield heading("title", language), named(act.title, language)
    yield heading("issued_by", language), named(act.issued_by, language)
    yield heading("signed_on", language), day(act.signed_on, language)
    yield heading("in_force", language), _in_force(act, language)
    if act.replaces is not None:
        yield heading("replaces", language), act.replaces
    if act.assessed_years:
        yield heading("assessed_years", language), ", ".join(map(str, act.assessed_years))


def _shared_rows(decision: Decision, language: Language) -> Iterator[tuple[str, str]]:
    if decision.calendar:
        yield heading("calendar", language), "; ".join(_deadline(one, language) for one in decision.calendar)
    for key, rounding in (("index", decision.rounding.index_percent), ("total", decision.rounding.total)):
        if rounding is not None:
            yield f"{heading('rounding', language)}: {heading(key, language)}", numbered(rounding, language)
    ranking = decision.ranking
    scopes = (
        f"{say(UNIT_KINDS[one.unit_kind], language)} {say(SCOPES[one.scope], language)}" for one in ranking.scopes
    )
    words = {"on": say(RANKED_ON[ranking.on], language), "ties": say(TIES[ranking.ties], language)}
    yield heading("ranking", language), sentence("ranked_by", language, scope=", ".join(scopes), **words)
    if decision.bands:
        yield heading("band", language), "; ".join(named(band.name, language) for band in decision.bands)
    bases = [source.basis for source in decision.sources]
    firm = bases.count(Basis.ATTESTED) + bases.count(Basis.TRANSCRIBED)
    counts = {"inferred": bases.count(Basis.INFERRED), "illustrative": bases.count(Basis.ILLUSTRATIVE)}
    yield heading("sources", language), sentence("sources", language, count=len(bases), attested=firm, **counts)


def _deadline(one: Deadline, language: Language) -> str:
    key, date = ("deadline_before", one.before) if one.by is None else ("deadline_by", one.by)
    shown = NONE if date is None else month_day(date, language)
    return sentence(key, language, stage=say(STAGES[one.stage], language), day=shown)


def scorecard_page(card: Scorecard, language: Language) -> Page:
    """Show a scorecard as a tree: every field, criterion and leaf with its maximum, method and basis."""
    columns = (
        Column(heading("code", language)),
        Column(heading("node", language)),
        Column(heading("points", language), Side.NUMBER),
        Column(heading("method", language)),
        Column(heading("basis", language)),
    )
    nodes = tuple(card.walk())
    strong = frozenset(number for number, node in enumerate(nodes) if isinstance(node, Field))
    rows = tuple(
        (
            node.code,
            named(node.name, language),
            NONE if node.max_points is None else brief(node.max_points, language),
            say(SHORT[node.method], language) if isinstance(node, Criterion) and node.method else "",
            say(BASES[node.basis], language),
        )
        for node in nodes
    )
    counts = sentence("counts", language, **counted(card))
    foot = (("", heading("total", language), brief(card.max_points, language), "", ""),)
    return (
        Heading(named(card.name, language), 1),
        *noticed(card.standing, language),
        Pairs(
            (
                (heading("ruleset", language), named(card.decision.name, language)),
                (heading("unit_kind", language), say(UNIT_KINDS[card.unit_kind], language)),
                (heading("counts", language), counts),
            )
        ),
        Table(columns=columns, rows=rows, foot=foot, strong=strong),
    )


def node_page(card: Scorecard, code: str, language: Language) -> Page:
    """Show one node of a scorecard: what it asks for, how it is scored, and what its numbers rest on."""
    node = card.node(code)
    blocks: list[Block] = [Heading(f"{node.code}  {named(node.name, language)}", 1)]
    blocks += noticed(card.standing, language)
    blocks.append(Pairs(tuple(_node_rows(card, node, language))))
    if isinstance(node, Criterion) and not node.children:
        blocks += _rule_blocks(card, node, language)
    else:
        blocks += _children(node, language)
    blocks.append(Heading(heading("basis_of", language)))
    blocks.append(Pairs(tuple(basis_rows(node, card.decision, language))))
    return tuple(blocks)


def _node_rows(card: Scorecard, node: Node, language: Language) -> Iterator[tuple[str, str]]:
    speaker = Speaker(card.facts, language)
    most = sentence("no_limit", language) if node.max_points is None else points(node.max_points, language)
    yield heading("ruleset", language), f"{named(card.decision.name, language)}; {named(card.name, language)}"
    yield heading("max_points", language), most
    if isinstance(node, Field) and node.role is not None:
        yield heading("role", language), say(ROLES[node.role], language)
    if isinstance(node, Criterion):
        yield from _leaf_rows(card, node, language)
    if node.round is not None:
        yield heading("round", language), numbered(node.round, language)
    if node.combine is not None:
        yield heading("combine", language), say(COMBINES[node.combine], language)
    if node.applies_when is not None:
        yield heading("applies_when", language), speaker.condition(node.applies_when)
    if node.precondition is not None:
        yield heading("precondition", language), _precondition(node.precondition, speaker)
    for slip in node.slips:
        text = f"{say(SLIPS[slip.kind], language)}: “{slip.words}”; {named(slip.reason, language)}"
        yield heading("slips", language), text
    if node.model is not None:
        yield heading("model", language), node.model


def _precondition(precondition: Precondition, speaker: Speaker) -> str:
    failure = say(FAILURES[precondition.otherwise], speaker.language)
    return sentence("otherwise", speaker.language, condition=speaker.condition(precondition.when), failure=failure)


def _leaf_rows(card: Scorecard, leaf: Criterion, language: Language) -> Iterator[tuple[str, str]]:
    if leaf.method is not None:
        yield heading("method", language), say(METHODS[leaf.method], language)
    if leaf.appraiser is not None:
        yield heading("appraiser", language), named(card.decision.appraiser(leaf.appraiser).name, language)
    if leaf.evidence:
        yield heading("evidence", language), "; ".join(leaf.evidence)
    if not leaf.children:
        policy = leaf.policy
        text = f"{say(POLICIES[policy.policy], language)} ({named(policy.reason, language)})"
        yield heading("not_applicable", language), text
    if leaf.chosen is not None:
        chosen = {"reading": leaf.chosen.reading, "by": leaf.chosen.by, "why": named(leaf.chosen.why, language)}
        yield heading("chosen", language), sentence("chosen_by", language, **chosen)


def _rule_blocks(card: Scorecard, leaf: Criterion, language: Language) -> Iterator[Block]:
    speaker = Speaker(card.facts, language)
    yield Heading(heading("rule", language))
    yield Outline(items=tuple(speaker.scoring(leaf.rule, leaf.max_points)))
    if leaf.readings:
        yield Heading(heading("readings", language))
        yield Outline(items=tuple(_readings(leaf, speaker)))
    yield Heading(heading("facts", language))
    keys = ("fact", "name", "type", "given_by")
    names = dict.fromkeys(fact for fact, _ in leaf.rule.needs)
    rows = []
    for name in names:
        fact = card.facts[name]
        kind = say(FACT_TYPES[fact.type], language)
        if fact.type is FactType.LEVEL:
            kind = f"{kind}: {', '.join(_level(fact, level, language) for level in fact.levels)}"
        rows.append((name, named(fact.name, language), kind, say(GIVERS[fact.by], language)))
    yield Table(columns=tuple(Column(heading(key, language)) for key in keys), rows=tuple(rows))


def _level(fact: Fact, level: str, language: Language) -> str:
    return f"“{say(fact.called(level), language)}” ({level})" if level in fact.named else level


def _readings(leaf: Criterion, speaker: Speaker) -> Iterator[tuple[int, str]]:
    for reading in leaf.readings:
        yield 0, f"“{reading.id}”: “{reading.words}”"
        if reading.scoring is not None:
            yield from speaker.scoring(reading.scoring, leaf.max_points, 1)
        if reading.round is not None:
            yield 1, f"{heading('round', speaker.language)}: {numbered(reading.round, speaker.language)}"
        if reading.not_applicable is not None:
            policy = say(POLICIES[reading.not_applicable.policy], speaker.language)
            yield 1, f"{heading('not_applicable', speaker.language)}: {policy}"


def _children(node: Node, language: Language) -> Iterator[Block]:
    columns = (
        Column(heading("code", language)),
        Column(heading("name", language)),
        Column(heading("points", language), Side.NUMBER),
        Column(heading("method", language)),
    )
    rows = tuple(
        (
            child.code,
            named(child.name, language),
            NONE if child.max_points is None else number(child.max_points, language),
            say(SHORT[child.method], language) if child.method else "",
        )
        for child in node.children
    )
    yield Heading(heading("children", language))
    yield Table(columns=columns, rows=rows)
