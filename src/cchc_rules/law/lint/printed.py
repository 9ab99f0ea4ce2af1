"""Faults of the printed text that were left standing: slips, open readings, numbers that skip, words not encoded."""

from collections.abc import Iterator

from cchc_rules.errors import Finding
from cchc_rules.exact import ZERO, spell
from cchc_rules.law.awards import Judged
from cchc_rules.law.grounds import Basis
from cchc_rules.law.lint.advice import advice
from cchc_rules.law.lint.rules import nodes
from cchc_rules.law.model import Acknowledged, Combine, Criterion, Node, Scorecard
from cchc_rules.law.numbering import skips
from cchc_rules.law.places import Located
from cchc_rules.law.soundness import scorings_of, slips_of


def printed_faults(card: Scorecard) -> Iterator[Located]:
    """Find what the printed text of a scorecard leaves open or gets wrong."""
    for number, slip in enumerate(card.slips):
        standard = sum((field.max_points or ZERO for field in card.fields if field.role is None), ZERO)
        cases = f"{spell(standard)} / {spell(card.max_points)}"
        yield ("slips", number), _slip("", slip, cases)
    for path, node in nodes(card):
        for number, slip in enumerate(node.slips):
            yield (*path, "slips", number), _slip(node.code, slip, _cases(node, slip, card))
        if isinstance(node, Criterion):
            if node.chosen is not None:
                yield (*path, "chosen"), _readings(node, node.chosen.reading, node.chosen.by)
            if _unread(node):
                yield (*path, "scoring"), advice("CR525", code=node.code, found=" ".join(node.words))
    for path, code, before in skips([(("fields", number), field) for number, field in enumerate(card.fields)]):
        yield (*path, "code"), advice("CR503", code=code, found=before or code.rpartition(".")[0] or "-")


def _slip(code: str, slip: Acknowledged, cases: str) -> Finding:
    return advice("CR501", code=code, subject=slip.kind, found=slip.words, expected=cases)


def _cases(node: Node, slip: Acknowledged, card: Scorecard) -> str:
    """Write what a slip concerns: the values it leaves open, or the points that do not fit."""
    if not isinstance(node, Criterion) or node.children:
        maxima = [child.max_points or ZERO for child in node.children]
        total = sum(maxima, ZERO) if node.combine not in {Combine.BEST, Combine.ONE_OF} else max(maxima)
        return f"{spell(total)} / {spell(node.max_points or ZERO)}"
    found = [
        finding.found if not finding.expected else f"{finding.found} / {finding.expected}"
        for _, scoring in scorings_of(node)
        for _, kind, finding in slips_of(scoring, card.facts, node.max_points)
        if kind is slip.kind
    ]
    return "; ".join(dict.fromkeys(found))


def _readings(leaf: Criterion, chosen: str, by: str) -> Finding:
    others = ", ".join(reading.id for reading in leaf.readings if reading.id != chosen)
    return advice("CR502", code=leaf.code, subject=chosen, found=others or "-", expected=by)


def _unread(leaf: Criterion) -> bool:
    """Whether a leaf was copied from an annex and its words are not yet a rule: points are set by hand meanwhile."""
    bases = {ground.part: ground.basis for ground in leaf.grounds}
    # a leaf that is invented as a whole was not copied
    apart = "scoring" in bases or Basis.TRANSCRIBED in bases.values()
    invented = bases.get("scoring", leaf.basis) is Basis.ILLUSTRATIVE
    return bool(leaf.words) and apart and invented and isinstance(leaf.rule.award, Judged)
