"""Making a transcribed scorecard hold: printed slips are acknowledged as printed, what does not hold is not kept."""

from collections.abc import Iterator
from typing import Final, TypeVar

import attrs

from cchc_rules.errors import AnnexError, Finding, Severity
from cchc_rules.exact import spell
from cchc_rules.law.facts import Name
from cchc_rules.law.model import Acknowledged, Criterion, Field, Node, Ruleset, Scorecard, SlipKind
from cchc_rules.law.places import Path
from cchc_rules.law.proof import faults
from cchc_rules.office.transcribing.building import Builder

N = TypeVar("N", bound=Node)

_SLIPS: Final = {
    "CR204": SlipKind.SUM,
    "CR205": SlipKind.SUM,
    "CR251": SlipKind.GAP,
    "CR252": SlipKind.OVERLAP,
    "CR253": SlipKind.UNREACHABLE,
    "CR254": SlipKind.EXCEEDS,
}
_LONGEST: Final = 80  # letters of printed words that are quoted
_REASON: Final = Name(
    "máy chép đúng như in; một người phải xác nhận",
    "copied by machine as printed; a person must confirm it",
)


def settle(card: Scorecard, builder: Builder) -> tuple[Scorecard, tuple[Finding, ...]]:
    """Give the scorecard with its slips acknowledged, and leaves that do not hold left to judgement.

    Raises AnnexError where that is not enough: codes out of order, facts listed wrongly.
    """
    findings: list[Finding] = []
    while True:
        card = attrs.evolve(card, facts=builder.asked(card.fields))
        wrong = list(_faults(card))
        if not wrong:
            return card, tuple(findings)
        broken = _broken(wrong, card, builder)
        slips = {(one.code, _SLIPS[one.id]): one for _, one in reversed(wrong) if one.id in _SLIPS}
        slips = {place: one for place, one in slips.items() if place[0] not in broken}
        if not slips and not broken:
            raise AnnexError(attrs.evolve(finding, file=builder.annex.file) for _, finding in wrong)
        for leaf, finding in broken.values():
            card = replaced(card, builder.judged(leaf, (finding,)))
        for (code, kind), finding in sorted(slips.items()):
            card, words = _acknowledged(card, code, kind)
            found = "; ".join(part for part in (finding.found, finding.expected) if part)
            findings.append(
                Finding(
                    id="CR666",
                    severity=Severity.WARNING,
                    file=builder.annex.file,
                    code=code,
                    subject=words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…",
                    found=found,
                    expected=kind,
                )
            )


def _faults(card: Scorecard) -> Iterator[tuple[Path, Finding]]:
    """Find what is wrong with the scorecard itself."""
    file = f"{card.unit_kind}.toml"
    for place, path, finding in faults(Ruleset(decision=card.decision, scorecards={card.unit_kind: card})):
        if place == file:
            yield path, finding


def _broken(
    wrong: list[tuple[Path, Finding]], card: Scorecard, builder: Builder
) -> dict[str, tuple[Criterion, Finding]]:
    """Give the leaves whose scoring cannot stand, each with the first fault that says so."""
    unread = {one.code for one in builder.unread}
    broken: dict[str, tuple[Criterion, Finding]] = {}
    for leaf in card.leaves:
        if leaf.code in unread or leaf.scoring is None:
            continue
        asked = {name for name, _ in leaf.scoring.needs}
        for path, finding in wrong:
            fact = path[1] if path[:1] == ("facts",) and len(path) > 1 else None
            if finding.id not in _SLIPS and (finding.code == leaf.code or fact in asked):
                broken.setdefault(leaf.code, (leaf, finding))
    return broken


def _acknowledged(card: Scorecard, code: str, kind: SlipKind) -> tuple[Scorecard, str]:
    """Give the scorecard with a slip acknowledged where it stands, and the printed words of it."""
    if not code:
        words = " + ".join(f"{field.code}: {_printed(field)}" for field in card.fields)
        slip = Acknowledged(kind=kind, words=f"{words} ({spell(card.max_points)})", reason=_REASON)
        return attrs.evolve(card, slips=(*card.slips, slip)), slip.words
    node = card.node(code)
    printed = node.words if isinstance(node, Criterion) else ()
    words = " / ".join(printed) or f"{code} {node.name.vi}: {_printed(node)}"
    slip = Acknowledged(kind=kind, words=words, reason=_REASON)
    return replaced(card, attrs.evolve(node, slips=(*node.slips, slip))), words


def _printed(node: Node) -> str:
    return "-" if node.max_points is None else spell(node.max_points)


def replaced(card: Scorecard, node: Node) -> Scorecard:
    """Give the scorecard with another node in the place of the one that has its code."""
    fields = tuple(
        node if isinstance(node, Field) and field.code == node.code else _within(field, node) for field in card.fields
    )
    return attrs.evolve(card, fields=fields)


def _within(above: N, node: Node) -> N:
    """Give a node with another one somewhere below it."""
    if not isinstance(node, Criterion) or not node.code.startswith(f"{above.code}."):
        return above
    children = tuple(node if child.code == node.code else _within(child, node) for child in above.children)
    if isinstance(above, Field):
        return attrs.evolve(above, criteria=children)
    return attrs.evolve(above, sub_criteria=children) if isinstance(above, Criterion) else above
