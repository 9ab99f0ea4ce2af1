"""Hurdles: the conditions that stand above a leaf, and what becomes of it where one fails."""

from collections.abc import Mapping
from enum import StrEnum

from cchc_rules.law.model import Node, Scorecard
from cchc_rules.law.scoring import Condition


class Fails(StrEnum):
    """What becomes of a leaf where a condition above it fails."""

    EXCLUDED = "excluded"
    ZERO = "zero"
    NOT_ASSESSED = "not_assessed"


Hurdles = tuple[tuple[Condition, Fails], ...]


def own(node: Node | Scorecard) -> Hurdles:
    """Give the conditions a node, or the whole, sets up itself."""
    applies = node.applies_when if isinstance(node, Node) else None
    found: Hurdles = () if applies is None else ((applies, Fails.EXCLUDED),)
    if node.precondition is not None:
        found = (*found, (node.precondition.when, Fails(node.precondition.otherwise.value)))
    return found


def above_each(card: Scorecard) -> Mapping[str, Hurdles]:
    """Give the hurdles above every node, its own included, from above; by code, that of the whole being ``""``."""
    above = {"": own(card)}

    def stand(node: Node, higher: Hurdles) -> None:
        above[node.code] = (*higher, *own(node))
        for child in node.children:
            stand(child, above[node.code])

    for field in card.fields:
        stand(field, above[""])
    return above
