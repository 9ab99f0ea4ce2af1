"""A scorecard with some of its leaves alone, so that what can be scored is scored and nothing else is counted."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

import attrs

from cchc_rules.exact import ZERO
from cchc_rules.law.model import Criterion, Field, Node, Scorecard
from cchc_rules.versions.effects.rests import plain
from cchc_rules.versions.finding.structure import gathered


def pruned(card: Scorecard, codes: AbstractSet[str]) -> Scorecard:
    """Give a scorecard without the leaves that are not among the codes, and without nodes that nothing is left of.

    The maximum of a node is what is left under it, and an index is out of that; where nothing goes, all stays as it is.

    >>> from cchc_rules import load
    >>> card = load("2024_2426").scorecard("department")
    >>> left = pruned(card, {"1.1.1", "1.2", "7.4"})
    >>> [(node.code, str(node.max_points)) for node in left.walk() if node.children]
    [('1', '3/2'), ('1.1', '1/2'), ('7', '2')]
    """
    fields = tuple(kept for field in card.fields if isinstance(kept := _kept(field, codes), Field))
    if fields == card.fields:
        return card
    most = sum((field.max_points or ZERO for field in fields if field.role is None), ZERO)
    return attrs.evolve(card, fields=fields, max_points=most, total=attrs.evolve(card.total, out_of=None))


def _kept(node: Node, codes: AbstractSet[str]) -> Node | None:
    if not node.children:
        return node if node.code in codes else None
    children = tuple(kept for child in node.children if isinstance(kept := _kept(child, codes), Criterion))
    if not children or children == node.children:
        return node if children else None
    under: dict[str, Any] = {node.below: children}
    most = gathered(node, children) if plain(node) and node.max_points is not None else node.max_points
    return attrs.evolve(node, max_points=most, **under)


def bound(card: Scorecard) -> Iterator[frozenset[str]]:
    """Give the leaves that stand or fall together: those under a node that does more than add them up.

    Of such a node (the best of several, one that rounds or caps the sum) a part would say nothing.
    """
    for node in card.walk():
        if node.children and not plain(node):
            yield frozenset(below.code for below in node.walk() if not below.children)
