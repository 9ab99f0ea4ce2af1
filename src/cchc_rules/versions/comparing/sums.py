"""The points of a whole unit, put together anew where single leaves moved."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from cchc_rules.errors import SubmissionError
from cchc_rules.exact import ZERO, spell
from cchc_rules.law.decision import Roundings
from cchc_rules.law.facts import Contradiction
from cchc_rules.law.model import Criterion, Field, Node, Scorecard
from cchc_rules.scoring.nodes import combine, spread
from cchc_rules.scoring.result import NodeResult, Result
from cchc_rules.scoring.totals import Fields, percent, rounded
from cchc_rules.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Amounts(Value):
    """Points, and percent of the index; both exact."""

    points: Fraction = ZERO
    index_percent: Fraction = ZERO

    def __add__(self, other: "Amounts") -> "Amounts":
        """Give both together."""
        return Amounts(points=self.points + other.points, index_percent=self.index_percent + other.index_percent)

    def __sub__(self, other: "Amounts") -> "Amounts":
        """Give what these are more than others."""
        return Amounts(points=self.points - other.points, index_percent=self.index_percent - other.index_percent)

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.points or self.index_percent)

    @property
    def told(self) -> str:
        """Both, for a short spelling."""
        return f"points={spell(self.points)}, index_percent={spell(self.index_percent)}"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Whole(Value):
    """One unit at one stage: the result of every leaf by its key, and what they come to under the scorecard there."""

    card: Scorecard
    leaves: Mapping[str, NodeResult]
    fields: tuple[NodeResult, ...]
    nodes: Mapping[str, tuple[Node, tuple[NodeResult, ...], NodeResult]]  # as gathered, to be used again
    effective_max: Fraction
    exact: Amounts

    def __repr__(self) -> str:
        return f"Whole(leaves={len(self.leaves)}, effective_max={spell(self.effective_max)}, {self.exact.told})"

    def published(self, roundings: Roundings | None = None) -> Amounts:
        """Give the total and the index as they are published: rounded as the scorecard says, or by other roundings."""
        rounding = self.card.decision.rounding if roundings is None else roundings
        total = rounded(self.exact.points, rounding.total)
        index = rounded(_index(total, self.effective_max, self.card), rounding.index_percent)
        return Amounts(points=total, index_percent=index)

    def result(self, beside: Result) -> Result:
        """Give it as a result, for the unit of another one."""
        total = self.published()
        return attrs.evolve(
            beside,
            scorecard=self.card,
            fields=self.fields,
            effective_max=self.effective_max,
            total_before=self.exact.points,
            total=total.points,
            lowest=total.points,
            highest=total.points,
            index_before=_index(total.points, self.effective_max, self.card),
            index_percent=total.index_percent,
        )


def gathered(card: Scorecard, leaves: Mapping[str, NodeResult], before: Whole | None = None) -> Whole:
    """Put the leaves of a scorecard together; what did not move since ``before`` is taken from there.

    A stage may hold leaves of two years, so that nothing applies of what a node is made of: such a node comes to
    nothing, and a unit without any points to earn has an index of 0.
    """
    known = {} if before is None else before.nodes
    nodes: dict[str, tuple[Node, tuple[NodeResult, ...], NodeResult]] = {}

    def result(node: Field | Criterion) -> NodeResult:
        if not node.children:
            return leaves[node.code]
        children = tuple(result(child) for child in node.children)
        old = known.get(node.code)
        if old is not None and _shape(old[0]) == _shape(node) and _same(old[1], children):
            nodes[node.code] = (node, *old[1:])
            return old[2]
        try:
            shared = spread(node, children)
        except Contradiction:
            shared = children
        nodes[node.code] = (node, children, combine(node, shared))
        return nodes[node.code][2]

    fields = tuple(result(field) for field in card.fields)
    apart = Fields.of(fields)
    try:
        effective = apart.effective_max
    except SubmissionError:
        effective = ZERO
    total, _ = apart.limits(card, assessed=True)
    exact = Amounts(points=total, index_percent=_index(total, effective, card))
    return Whole(card=card, leaves=leaves, fields=fields, nodes=nodes, effective_max=effective, exact=exact)


def _index(total: Fraction, effective_max: Fraction, card: Scorecard) -> Fraction:
    return percent(total, effective_max, card) if effective_max or card.total.out_of else ZERO


def _shape(node: Node) -> tuple[object, ...]:
    """What a node does with its children."""
    return (node.max_points, node.round, node.combine, getattr(node, "role", None))


def _same(left: tuple[NodeResult, ...], right: tuple[NodeResult, ...]) -> bool:
    return len(left) == len(right) and all(one is other for one, other in zip(left, right, strict=True))
