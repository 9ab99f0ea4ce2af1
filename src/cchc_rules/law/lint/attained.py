"""What every node of a scorecard can truly earn, and maxima that no unit was found to attain."""

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from cchc_rules.exact import spell
from cchc_rules.law.awards import Most
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.lint.advice import advice
from cchc_rules.law.lint.rules import nodes
from cchc_rules.law.model import Scorecard, SlipKind
from cchc_rules.law.places import Located
from cchc_rules.law.soundness import acknowledged
from cchc_rules.values import Value

_SHORT: Final = (SlipKind.UNREACHABLE, SlipKind.SUM)  # slips that say so already


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class NodeRange(Value):
    """The fewest and the most points a node can earn; the code of the whole is ``""``.

    ``proven`` says that facts are known which earn exactly the fewest, and others the most. Without them the two are
    bounds. None means that nothing limits the points.
    """

    unit_kind: UnitKind
    code: str
    max_points: Most
    lowest: Most
    highest: Most
    proven: bool
    full: bool  # facts are known that earn the maximum


def ranges(card: Scorecard) -> tuple[NodeRange, ...]:
    """Give the range of every node of a scorecard, in printed order, and then of the whole."""
    from cchc_rules.law.probing.attainable import attainable  # noqa: PLC0415 - a search, only when a ruleset is looked over

    maxima = {"": card.max_points, **{node.code: node.max_points for node in card.walk()}}
    return tuple(
        NodeRange(
            unit_kind=card.unit_kind,
            code=one.code,
            max_points=maxima[one.code],
            lowest=one.lowest.points,
            highest=one.highest.points,
            proven=one.lowest.proven and one.highest.proven,
            full=one.highest.proven and one.highest.points == maxima[one.code],
        )
        for one in attainable(card)
    )


def out_of_reach(card: Scorecard, found: Iterable[NodeRange]) -> Iterator[Located]:
    """Find maxima that no unit was found to attain, though each node below attains its own."""
    by_code = {one.code: one for one in found}
    for path, node in nodes(card):
        own = by_code[node.code]
        alone = all(by_code[child.code].full for child in node.children)
        told = any(acknowledged(node.slips, kind) for kind in _SHORT)
        if own.max_points is None or own.highest is None or own.full or told or not alone:
            continue
        short = own.highest < own.max_points
        found_points = f"≤ {spell(own.highest)}" if short else f"< {spell(own.max_points)}"
        finding = advice("CR514", code=node.code, found=found_points, expected=spell(own.max_points))
        yield (*path, "max_points"), finding
