"""The index percent still possible while answers are missing: points over a maximum that may itself still change."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from cchc_rules.exact import HUNDRED, ONE, ZERO
from cchc_rules.scoring.nodes import least
from cchc_rules.scoring.result import NodeResult, Result

Pick = Callable[..., tuple[Fraction, Fraction]]


def index_bounds(result: Result) -> tuple[Fraction, Fraction]:
    """Give the lowest and highest exact index percent.

    They are the true ends where the standard fields are all there is; where limits, a rounded total, a bonus or a
    penalty stand beside leaves that may still leave the maximum, the true ends lie within them.
    """
    card = result.scorecard
    most = fewest = card.total.out_of or result.effective_max
    standard = [field for field in result.fields if getattr(field.node, "role", None) is None]
    if card.total.out_of is None:
        fewest = sum((least(field) for field in standard), ZERO)
        beside = len(standard) < len(result.fields) or card.decision.rounding.total is not None
        if not beside and card.total.floor is None and card.total.ceiling is None:
            return _ratio(standard, ONE, min) * HUNDRED, _ratio(standard, ZERO, max) * HUNDRED
        fewest = fewest or min(_maxima(standard))
    ends = [total / out_of * HUNDRED for total in (result.lowest, result.highest) for out_of in (fewest, most)]
    return min(ends), max(ends)


def _maxima(nodes: Iterable[NodeResult]) -> Iterable[Fraction]:
    """Every maximum above 0 that one node alone may come to."""
    for node in nodes:
        for leaf in node.walk():
            yield from (most for _, most in leaf.ends or ((ZERO, leaf.effective_max),) if most)


def _ratio(nodes: list[NodeResult], rate: Fraction, pick: Pick) -> Fraction:
    """Find the least or greatest points over maximum, starting from a rate that is no better.

    At each rate, every leaf goes to the end that lies farthest on the better side of it; the rate they come to
    together is better, until none is (Dinkelbach's method for a ratio of sums; it ends, since the ends are finite).
    """
    while True:
        points, most = _farthest(nodes, rate, pick)
        if points == rate * most:
            return rate
        rate = points / most


def _farthest(nodes: Iterable[NodeResult], rate: Fraction, pick: Pick) -> tuple[Fraction, Fraction]:
    points = most = ZERO
    for node in nodes:
        if node.open and node.children and not node.ends:
            end = _farthest(node.children, rate, pick)
        else:
            ends = node.ends or ((node.lowest, node.effective_max),)
            end = pick(ends, key=lambda end: end[0] - rate * end[1])
        points += end[0]
        most += end[1]
    return points, most
