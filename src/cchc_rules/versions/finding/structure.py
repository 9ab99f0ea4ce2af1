"""What became of the nodes themselves: added, dropped, split, merged, moved, renumbered."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.exact import ZERO
from cchc_rules.law.grounds import Basis, Grounded
from cchc_rules.law.identity import Pairing, Regrouped, Twin
from cchc_rules.law.model import Combine, Criterion, Field, Node, Scorecard
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change, Side

_K: Final = ChangeKind


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Tree(Value):
    """The nodes of a scorecard by code, and the parent of each."""

    nodes: Mapping[str, Node]
    parents: Mapping[str, str]

    @classmethod
    def of(cls, card: Scorecard) -> "Tree":
        """Read the tree off a scorecard."""
        nodes = {node.code: node for node in card.walk()}
        parents = {child.code: node.code for node in nodes.values() for child in node.children}
        return cls(nodes=nodes, parents=parents)

    def parent(self, code: str) -> str | None:
        """The code of the node above, None above a field."""
        return self.parents.get(code)


def structural(old: Scorecard, new: Scorecard, pairing: Pairing) -> Iterator[Change]:
    """Give every change of the tree, each once: of what came or went as a whole, only its top."""
    before, after = Tree.of(old), Tree.of(new)
    for one in pairing.regrouped:
        yield _regrouped(one, before, after, new)
    for code in _tops(pairing.added, after):
        kind = _K.FIELD_ADDED if isinstance(after.nodes[code], Field) else _K.CRITERION_ADDED
        yield Change(kind=kind, attribute="node", unit_kind=new.unit_kind, new=_side((code,), after))
    for code in _tops(pairing.removed, before):
        kind = _K.FIELD_REMOVED if isinstance(before.nodes[code], Field) else _K.CRITERION_REMOVED
        yield Change(kind=kind, attribute="node", unit_kind=new.unit_kind, old=_side((code,), before))
    for twin in pairing.twins:
        yield from _placed(twin, before, after, pairing, new)


def _tops(codes: tuple[str, ...], tree: Tree) -> tuple[str, ...]:
    """Give those of the codes whose parent is none of them."""
    return tuple(code for code in codes if tree.parent(code) not in codes)


def _side(codes: tuple[str, ...], tree: Tree) -> Side:
    nodes = tuple(tree.nodes[code] for code in codes)
    return Side(codes=codes, value=nodes, basis=weakest(nodes))


def weakest(grounded: Sequence[Grounded]) -> Basis:
    """Give the weakest basis of several nodes, or of other things with numbers in them; one there must be."""
    order = (Basis.ILLUSTRATIVE, Basis.INFERRED, Basis.ATTESTED, Basis.TRANSCRIBED)
    return min((one.basis for one in grounded), key=order.index)


def _regrouped(one: Regrouped, before: Tree, after: Tree, new: Scorecard) -> Change:
    if len(one.old) == 1:
        kind = _K.SPLIT
    elif len(one.new) == 1:
        kind = _K.MERGED
    else:
        kind = _K.REARRANGED
    old_side, new_side = _side(one.old, before), _side(one.new, after)
    return Change(kind=kind, attribute="node", unit_kind=new.unit_kind, old=old_side, new=new_side, reason=one.reason)


def _placed(twin: Twin, before: Tree, after: Tree, pairing: Pairing, new: Scorecard) -> Iterator[Change]:
    """Say where a node has another code: under another parent, or under the same one with another number of its own."""
    if twin.old == twin.new:
        return
    above = before.parent(twin.old)
    same_parent = after.parent(twin.new) == (None if above is None else pairing.new_of.get(above))
    if same_parent and above is not None and twin.old.rpartition(".")[2] == twin.new.rpartition(".")[2]:
        return  # it came along with its parent
    yield Change(
        kind=_K.RENUMBERED if same_parent else _K.MOVED,
        attribute="code",
        unit_kind=new.unit_kind,
        old=Side(codes=(twin.old,), value=twin.old, basis=before.nodes[twin.old].basis),
        new=Side(codes=(twin.new,), value=twin.new, basis=after.nodes[twin.new].basis),
        reason=twin.reason,
    )


def gathered(node: Node, children: tuple[Criterion, ...] | None = None) -> Fraction:
    """Give what the maxima of the children come to: their sum, or the greatest where only one counts."""
    maxima = [child.max_points or ZERO for child in (node.children if children is None else children)]
    return max(maxima) if node.combine in {Combine.BEST, Combine.ONE_OF} else sum(maxima, ZERO)


def follows_children(node: Node) -> bool:
    """Whether the maximum of a node is what those of its children come to."""
    return bool(node.children) and node.max_points == gathered(node)
