"""Nodes with children: their points and maxima from those of the children, as the node says."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import ZERO, State
from cchc_rules.law.facts import Contradiction
from cchc_rules.law.model import Combine, Criterion, Field, Node
from cchc_rules.law.scoring import Policy
from cchc_rules.scoring.leaves import settle
from cchc_rules.scoring.result import Ends, NodeResult


def combine(node: Node, children: tuple[NodeResult, ...]) -> NodeResult:
    """Add up the children of a node, or take the best of them.

    Where children do not add up to a printed maximum (a slip that the node acknowledges), the effective maximum is
    held to the printed one: what the children lack is points that nobody can earn, and what they have too much of is
    cut off.
    """
    gather = _added if node.combine is None else _best
    most = _held(node, children, gather(child.effective_max for child in children))
    cap = None if node.max_points is None else most
    lowest = gather(child.lowest for child in children)
    highest = gather(child.highest for child in children)
    settled = not any(child.open for child in children)
    before = lowest if settled else None
    lowest, highest = settle(lowest, cap, node.round), settle(highest, cap, node.round)
    unlimited = any(child.unlimited for child in children)
    if cap is not None and (unlimited or _may_spread(node, children)):
        highest, unlimited = cap, False
    simple = gather is _added and node.round is None and node.max_points in (None, _printed(children))
    return NodeResult(
        node=node,
        points=lowest if settled else None,
        lowest=lowest,
        highest=highest,
        effective_max=most,
        state=_state(children, settled=settled),
        before=before,
        children=children,
        ends=()
        if settled or (simple and not _may_spread(node, children))
        else _corners(lowest, highest, most, children),
        unlimited=unlimited,
    )


def clash(node: Node, children: tuple[NodeResult, ...]) -> Finding | None:
    """Say where several children apply although only one of them may (K19)."""
    if node.combine is not Combine.ONE_OF:
        return None
    out = (State.NOT_APPLICABLE, State.NOT_ASSESSED)
    applying = [child.code for child in children if child.state not in out and least(child)]
    return Finding(id="CR356", code=node.code, found=", ".join(applying)) if len(applying) > 1 else None


def spread(node: Field | Criterion, children: tuple[NodeResult, ...]) -> tuple[NodeResult, ...]:
    """Spread the points of leaves that do not apply over their siblings, in proportion to the maxima (N4).

    Raises `Contradiction` where no sibling applies.
    """
    if node.combine is not None:
        return children
    out = [child.node for child in children if child.state is State.NOT_APPLICABLE and _spreads(child)]
    loose = sum((leaf.max_points or ZERO for leaf in out), ZERO)
    kept = sum((child.effective_max for child in children), ZERO)
    if not loose:
        return children
    if not kept:
        raise Contradiction(Finding(id="CR357", code=node.code))
    return tuple(_grown(child, (kept + loose) / kept) for child in children)


def least(node: NodeResult) -> Fraction:
    """The lowest effective maximum still possible."""
    if node.open and node.children and not node.ends:
        return sum((least(child) for child in node.children), ZERO)
    return min((most for _, most in node.ends), default=node.effective_max)


def _added(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, ZERO)


def _best(numbers: Iterable[Fraction]) -> Fraction:
    return max(numbers)


def _printed(children: tuple[NodeResult, ...]) -> Fraction:
    return sum((child.node.max_points or ZERO for child in children), ZERO)


def _held(node: Node, children: tuple[NodeResult, ...], most: Fraction) -> Fraction:
    """The effective maximum, held to the printed one."""
    printed = node.max_points
    if printed is None:
        return most
    if any(child.node.max_points is None for child in children):  # only the node itself limits their points
        return printed
    if isinstance(node, Field) and node.role is not None:  # beside the standard points a maximum is no more than a cap
        return min(printed, most)
    full = _printed(children) if node.combine is None else _best(child.node.max_points or ZERO for child in children)
    if full >= printed:
        return min(printed, most)
    return most + printed - full if most else ZERO


def _state(children: tuple[NodeResult, ...], *, settled: bool) -> State:
    states = {child.state for child in children if child.open or child.state is not State.NOT_APPLICABLE}
    if not states:
        return State.NOT_APPLICABLE
    if settled:
        return State.SCORED
    return states.pop() if len(states) == 1 else State.UNKNOWN


def _spreads(child: NodeResult) -> bool:
    leaf = child.node
    return isinstance(leaf, Criterion) and not leaf.children and leaf.policy.policy is Policy.SPREAD


def _may_spread(node: Node, children: tuple[NodeResult, ...]) -> bool:
    return node.combine is None and any(child.open and _spreads(child) and not least(child) for child in children)


def _corners(lowest: Fraction, highest: Fraction, most: Fraction, children: tuple[NodeResult, ...]) -> Ends:
    """The corners of all points and maxima that lie within these limits, no points above their maximum."""
    fewest = min(max(lowest, _added(least(child) for child in children)), most)
    return (
        (lowest, most),
        (highest, most),
        (lowest, fewest),
        (min(highest, fewest), fewest),
        (highest, max(highest, fewest)),
    )


def _grown(result: NodeResult, share: Fraction) -> NodeResult:
    return attrs.evolve(
        result,
        points=None if result.points is None else result.points * share,
        lowest=result.lowest * share,
        highest=result.highest * share,
        effective_max=result.effective_max * share,
        share=result.share * share,
        children=tuple(_grown(child, share) for child in result.children),
        ends=tuple((points * share, most * share) for points, most in result.ends),
    )
