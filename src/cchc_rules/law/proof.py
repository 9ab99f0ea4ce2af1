"""What must hold in a ruleset before anything is scored by it: every fault found, none mended."""

from collections.abc import Iterator
from typing import Final

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import ZERO, spell
from cchc_rules.law.award_proof import prove_order
from cchc_rules.law.decision import SUBTOTALS, Count
from cchc_rules.law.decision_proof import prove_decision, prove_ground, prove_id, prove_once, prove_rounding
from cchc_rules.law.measure_proof import prove_condition
from cchc_rules.law.model import Combine, Criterion, Crosswalk, Field, Method, Node, Ruleset, Scorecard, SlipKind
from cchc_rules.law.numbering import prove_codes
from cchc_rules.law.places import Located, Path, repeated, under
from cchc_rules.law.soundness import acknowledged, prove_facts, prove_leaf, stale
from cchc_rules.law.surveys import Survey

DECISION: Final = "decision.toml"
CROSSWALK: Final = "crosswalk.toml"
IGNORED: Final = "ignored.toml"

_OF_A_LEAF: Final = ("method", "appraiser", "not_applicable")  # and required there
_ALSO_OF_A_LEAF: Final = ("evidence", "scoring", "readings", "chosen")


def faults(ruleset: Ruleset) -> Iterator[tuple[str, Path, Finding]]:
    """Find every fault of a ruleset, with its file and its path in it."""
    decision = ruleset.decision
    for path, finding in prove_decision(decision):
        yield DECISION, path, finding
    scopes = {scope.unit_kind for scope in decision.ranking.scopes}
    for kind, card in ruleset.scorecards.items():
        if kind not in scopes:
            yield DECISION, ("ranking",), Finding(id="CR226", found=kind)
        for path, finding in _prove_tie_breakers(card):
            yield DECISION, path, finding
        for path, finding in _prove_scorecard(card):
            yield f"{kind}.toml", path, finding
    if ruleset.crosswalk is not None:
        for path, finding in _prove_crosswalk(ruleset.crosswalk, ruleset):
            yield CROSSWALK, path, finding


def _prove_tie_breakers(card: Scorecard) -> Iterator[Located]:
    codes = {node.code for node in card.walk()}
    for code in card.decision.ranking.tie_breakers:
        if code not in SUBTOTALS and code not in codes:
            yield ("ranking", "tie_breakers"), Finding(id="CR228", subject=card.unit_kind, found=code)


def _prove_crosswalk(crosswalk: Crosswalk, ruleset: Ruleset) -> Iterator[Located]:
    for number, entry in enumerate(crosswalk.entries):
        card = ruleset.scorecards.get(entry.unit_kind)
        codes = set(entry.new) if card is None else {node.code for node in card.walk()}
        for code in entry.new:
            if code not in codes:
                yield ("entries", number, "new"), Finding(id="CR219", subject=entry.unit_kind, found=code)
        for key, listed in (("new", entry.new), ("old", entry.old)):
            yield from under(("entries", number, key), prove_once(list(listed)))
    for number, moved in enumerate(crosswalk.points_moved):
        card = ruleset.scorecards.get(moved.unit_kind)
        leaves = set(moved.codes) if card is None else {leaf.code for leaf in card.leaves}
        for code in moved.codes:
            if code not in leaves:
                yield ("points_moved", number, "codes"), Finding(id="CR272", subject=moved.unit_kind, found=code)
        yield from under(("points_moved", number, "codes"), prove_once(list(moved.codes)))


# --- Scorecards -----------------------------------------------------------------------------------------------------


def _prove_scorecard(card: Scorecard) -> Iterator[Located]:
    yield from prove_ground(card, card.decision)
    yield from under(("facts",), prove_facts(card.facts))
    yield from _prove_total(card)
    if card.precondition is not None:
        yield from under(("precondition", "when"), prove_condition(card.precondition.when, card.facts))
    fields = [(("fields", number), field) for number, field in enumerate(card.fields)]
    yield from prove_codes(fields)
    seen: set[str] = set()
    for start, field in fields:
        for path, node in _nodes(field, start):
            yield from under(path, _coded(node, _prove_node(node, card, beside=field.role is not None)))
            if node.code in seen:
                yield (*path, "code"), Finding(id="CR201", code=node.code)
            seen.add(node.code)
    yield from _prove_questions(card)
    yield from under(("facts",), _prove_names(card))
    for count in card.decision.counts:
        if count.unit_kind == card.unit_kind:
            yield from under(("unit_kind",), _prove_count(card, count))


def _prove_total(card: Scorecard) -> Iterator[Located]:
    total = card.total
    for path, points in ((("max_points",), card.max_points), (("total", "out_of"), total.out_of)):
        if points is not None and points <= 0:
            yield path, Finding(id="CR208", found=spell(points))
    if total.floor is not None:
        yield from under(("total",), prove_order("floor", total.floor, "ceiling", total.ceiling))
    standard = sum((field.max_points or ZERO for field in card.fields if field.role is None), ZERO)
    differs = standard != card.max_points
    if differs and not acknowledged(card.slips, SlipKind.SUM):
        yield ("max_points",), Finding(id="CR205", found=spell(standard), expected=spell(card.max_points))
    yield from stale(card.slips, [SlipKind.SUM] if differs else [])


def _prove_count(card: Scorecard, count: Count) -> Iterator[Located]:
    methods = [leaf.method for leaf in card.leaves]
    satisfaction = methods.count(Method.SATISFACTION)
    found = {
        "fields": len(card.fields),
        "evidence": methods.count(Method.EVIDENCE),
        "survey": methods.count(Method.SURVEY) + satisfaction,
        "satisfaction": satisfaction,
    }
    for name, number in found.items():
        stated = getattr(count, name)
        if number != stated:
            yield (), Finding(id="CR206", subject=name, found=str(number), expected=str(stated))


def _prove_questions(card: Scorecard) -> Iterator[Located]:
    """Find a survey question that is asked of other groups, or with other options, elsewhere."""
    asked: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for start, field in enumerate(card.fields):
        for path, node in _nodes(field, ("fields", start)):
            for survey in (measure for measure in node.measures if isinstance(measure, Survey)):
                question = frozenset(one.id for one in survey.options), frozenset(one.id for one in survey.groups)
                if asked.setdefault(survey.ballots, question) != question:
                    yield path, Finding(id="CR269", code=node.code, subject=survey.ballots)


def _prove_names(card: Scorecard) -> Iterator[Located]:
    """Find a name given to what is no level of its fact, nor an option or a group of a survey that asks it."""
    ids = {name: dict.fromkeys(fact.levels) for name, fact in card.facts.items()}
    for survey in (measure for measure in card.measures if isinstance(measure, Survey)):
        ids.setdefault(survey.ballots, {}).update(dict.fromkeys(one.id for one in (*survey.options, *survey.groups)))
    for name, fact in card.facts.items():
        for one in fact.named:
            if one not in ids[name]:
                yield (
                    (name, "named", one),
                    Finding(id="CR271", subject=name, found=one, expected=", ".join(ids[name]) or "-"),
                )


# --- Nodes ----------------------------------------------------------------------------------------------------------


def _nodes(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    yield path, node
    for number, child in enumerate(node.children):
        yield from _nodes(child, (*path, node.below, number))


def _coded(node: Node, found: Iterator[Located]) -> Iterator[Located]:
    for path, finding in found:
        yield path, attrs.evolve(finding, code=node.code)


def _prove_node(node: Node, card: Scorecard, *, beside: bool) -> Iterator[Located]:
    """Find what is wrong with a node; ``beside`` in a bonus or penalty, which may have no maximum."""
    yield from prove_ground(node, card.decision)
    yield from under(("round",), prove_rounding(node.round))
    if node.applies_when is not None:
        yield from under(("applies_when",), prove_condition(node.applies_when, card.facts))
    if node.precondition is not None:
        yield from under(("precondition", "when"), prove_condition(node.precondition.when, card.facts))
    if node.max_points is None and not beside:
        yield (), Finding(id="CR207")
    if node.max_points is not None and node.max_points <= 0:
        yield ("max_points",), Finding(id="CR208", found=spell(node.max_points))
    if not isinstance(node, Criterion) or node.children:
        yield from _prove_sum(node)
        yield from _prove_no_leaf(node)
        return
    yield from _prove_leaf_keys(node, card)
    if node.max_points is None or node.max_points > 0:
        yield from prove_leaf(node, card.facts)


def _prove_sum(node: Node) -> Iterator[Located]:
    maxima = [child.max_points or ZERO for child in node.children]
    total = max(maxima) if node.combine in {Combine.BEST, Combine.ONE_OF} else sum(maxima, ZERO)
    capped = isinstance(node, Field) and node.role is not None  # its maximum is a cap
    differs = False
    if node.max_points is not None and not capped and total != node.max_points:
        differs = True
        if not acknowledged(node.slips, SlipKind.SUM):
            expected = spell(node.max_points)
            yield ("max_points",), Finding(id="CR204", subject=node.code, found=spell(total), expected=expected)
    yield from stale(node.slips, [SlipKind.SUM] if differs else [])


def _prove_no_leaf(node: Node) -> Iterator[Located]:
    for key in (*_OF_A_LEAF, *_ALSO_OF_A_LEAF):
        if getattr(node, key, None):
            yield (key,), Finding(id="CR214", subject=key)


def _prove_leaf_keys(leaf: Criterion, card: Scorecard) -> Iterator[Located]:
    for key in _OF_A_LEAF:
        if getattr(leaf, key) is None:
            yield (), Finding(id="CR213", subject=key)
    if leaf.combine is not None:
        yield ("combine",), Finding(id="CR209", subject="combine")
    appraisers = [appraiser.id for appraiser in card.decision.appraisers]
    if leaf.appraiser is not None and leaf.appraiser not in appraisers:
        yield ("appraiser",), Finding(id="CR215", found=leaf.appraiser, expected=", ".join(appraisers))
    yield from under(("evidence",), prove_once(list(leaf.evidence)))
    yield from _prove_readings(leaf)


def _prove_readings(leaf: Criterion) -> Iterator[Located]:
    if leaf.scoring is None and not leaf.readings:
        yield (), Finding(id="CR213", subject="scoring")
    ids = [reading.id for reading in leaf.readings]
    for number, twice in repeated(ids):
        yield ("readings", number), Finding(id="CR216", found=twice)
    for number, reading in enumerate(leaf.readings):
        yield from under(("readings", number), prove_id(reading.id))
        yield from under(("readings", number, "round"), prove_rounding(reading.round))
        if reading.scoring is None and leaf.scoring is None:
            yield ("readings", number), Finding(id="CR213", subject="readings.scoring")
    chosen = None if leaf.chosen is None else leaf.chosen.reading
    if bool(ids) != (chosen is not None) or (chosen is not None and chosen not in ids):
        yield ("chosen",), Finding(id="CR217", found=chosen or "-", expected=", ".join(ids) or "-")
