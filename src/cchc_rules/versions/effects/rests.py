"""Rests: what a unit earns beside the leaves a change concerns, and what its maximum is then."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction
from functools import cached_property

import attrs

from cchc_rules.exact import ZERO
from cchc_rules.law.model import Criterion, Field, Node, Role, Scorecard
from cchc_rules.values import Value
from cchc_rules.versions.effects.spans import NOTHING, Span, hull
from cchc_rules.versions.effects.terms import earned_by
from cchc_rules.versions.finding.structure import Tree, gathered


@attrs.frozen(eq=False, repr=False, slots=False)
class Whole(Value):
    """A scorecard as one sum, with the points each of its leaves can come to where all of them apply.

    What it says holds where it is plain.
    """

    card: Scorecard

    def points(self, without: AbstractSet[str] = frozenset()) -> Span:
        """Give what all leaves but some can come to together, as the total counts them."""
        above = {node for code in without for node in self._above(code)}
        spans = (self._of(field, without, above) * sign_of(field) for field in self.card.fields)
        return sum(spans, NOTHING)

    def _of(self, node: Node, without: AbstractSet[str], above: AbstractSet[str]) -> Span:
        """Give what the leaves below a node, but some, can come to; ``above`` are the nodes above those left out."""
        if node.code in without:
            return NOTHING
        if node.code not in above:
            return self._spans[node.code]
        return _gathered(node, [self._of(child, without, above) for child in node.children])

    @cached_property
    def _spans(self) -> Mapping[str, Span]:
        """What each node can come to, by code."""
        found: dict[str, Span] = {}
        for node in reversed(tuple(self.card.walk())):
            if isinstance(node, Criterion) and not node.children:
                found[node.code] = _conditioned(node, earned_by(node, self.card.facts))
            else:
                found[node.code] = _gathered(node, [found[child.code] for child in node.children])
        return found

    def _above(self, code: str) -> Iterator[str]:
        parent = self._tree.parent(code)
        while parent is not None:
            yield parent
            parent = self._tree.parent(parent)

    @cached_property
    def _tree(self) -> Tree:
        return Tree.of(self.card)

    @cached_property
    def _maxima(self) -> Mapping[str, Fraction]:
        """The maximum of every standard leaf, by code."""
        fields = (field for field in self.card.fields if field.role is None)
        leaves = (leaf for field in fields for leaf in field.walk() if not leaf.children)
        return {leaf.code: leaf.max_points or ZERO for leaf in leaves}

    def maximum(self, without: AbstractSet[str] = frozenset()) -> Fraction:
        """Give the effective maximum of all standard leaves but some, where all apply and are plainly added."""
        return self._maximum - sum((self._maxima.get(code, ZERO) for code in without), ZERO)

    @cached_property
    def _maximum(self) -> Fraction:
        return sum(self._maxima.values(), ZERO)

    @cached_property
    def plain(self) -> bool:
        """Whether the total is nothing but the sum of the leaves."""
        if not all(plain(node) for node in self.card.walk() if node.children):
            return False
        total = self.card.total
        if total.floor is None and total.ceiling is None:
            return True
        span = self.points().interval
        under = total.ceiling is None or (span.upper is not None and span.upper <= total.ceiling)
        return under and (total.floor is None or (span.lower is not None and span.lower >= total.floor))


def _gathered(node: Node, spans: list[Span]) -> Span:
    """Give what a plain node makes of what its children come to."""
    return _conditioned(node, sum(spans, NOTHING))


def _conditioned(node: Node, span: Span) -> Span:
    """A precondition that fails may leave nothing."""
    return span if node.precondition is None else hull((NOTHING, span))


def sign_of(field: Field) -> Fraction:
    """Give 1 for points that are added to the total, −1 for those that are taken off."""
    return Fraction(-1 if field.role is Role.PENALTY else 1)


def plain(node: Node) -> bool:
    """Whether the points of a node are those of its children, added, whatever these are."""
    if node.combine is not None or node.round is not None:
        return False
    if node.max_points is None:
        return True
    if any(child.max_points is None for child in node.children):
        return False
    beside = isinstance(node, Field) and node.role is not None
    return node.max_points >= gathered(node) if beside else node.max_points == gathered(node)
