"""Effects: by how much each change alone can move a unit."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final

import attrs

from cchc_rules.exact import HUNDRED, ONE, ZERO, Interval, Rounding
from cchc_rules.law.decision import Decision
from cchc_rules.law.facts import Facts
from cchc_rules.law.identity import Pairing
from cchc_rules.law.lateness import DaysLate
from cchc_rules.law.model import Criterion, Field, Node, Ruleset, Scorecard
from cchc_rules.law.scoring import Policy
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import ChangeKind, Contract
from cchc_rules.versions.changes import Change, Effect
from cchc_rules.versions.edits import edited
from cchc_rules.versions.effects.contrasts import Pair
from cchc_rules.versions.effects.curves import Line, unit
from cchc_rules.versions.effects.fates import Placed, Way, ways_of_many, ways_of_one
from cchc_rules.versions.effects.rests import Whole, plain, sign_of
from cchc_rules.versions.effects.spans import NOTHING, Span, hull
from cchc_rules.versions.effects.terms import earned_by, scorable
from cchc_rules.versions.finding.structure import Tree

_K: Final = ChangeKind
_STILL: Final = Effect(points=NOTHING.interval, index_percent=NOTHING.interval)
_MOVES_NOTHING: Final = frozenset({_K.RENUMBERED, _K.FACT_ADDED, _K.FACT_REMOVED, _K.FACT_GIVER_CHANGED})
_TOLD_ELSEWHERE: Final = frozenset({_K.TOTAL_FOLLOWS, _K.SCORECARD_ADDED, _K.SCORECARD_REMOVED})


# --- Between two decisions ------------------------------------------------------------------------------------------


def decision_effect(change: Change, old: Ruleset, new: Ruleset) -> Effect | None:
    """Give the effect of a change of what the scorecards share; None where it cannot be told."""
    if change.kind is _K.HOLIDAYS_CHANGED:
        return None if any(_counts_working_days(ruleset) for ruleset in (old, new)) else _STILL
    if change.kind is _K.ROUNDING_CHANGED:
        most = max(card.max_points for ruleset in (old, new) for card in ruleset.scorecards.values())
        return _rounded(old.decision, new.decision, most)
    return _STILL


def _counts_working_days(ruleset: Ruleset) -> bool:
    measures = (measure for card in ruleset.scorecards.values() for measure in card.measures)
    return any(isinstance(measure, DaysLate) and measure.days is not None for measure in measures)


def _rounded(old: Decision, new: Decision, most: Fraction) -> Effect:
    """Give what another rounding of the whole does to the total and to the index, from 0 to the greatest maximum."""
    totals = _between(old.rounding.total, new.rounding.total, most)
    index = _between(old.rounding.index_percent, new.rounding.index_percent, HUNDRED)
    if old.rounding.total != new.rounding.total:
        off = HUNDRED / most * sum(unit(one) for one in (old.rounding.total, new.rounding.total) if one is not None)
        places = sum(unit(one) for one in (old.rounding.index_percent, new.rounding.index_percent) if one is not None)
        index = Span(Interval(-off - places, off + places), exact=False)
    return Effect(points=totals.interval, index_percent=index.interval, exact=totals.exact and index.exact)


def _between(old: Rounding | None, new: Rounding | None, most: Fraction) -> Span:
    lines = [Line(slope=ONE, start=ZERO, rounding=rounding) for rounding in (old, new)]
    return Pair(within=Interval(ZERO, most), old=lines[0], new=lines[1]).span(ONE, ONE)


# --- Between two scorecards -----------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Effects(Value):
    """The effects of the changes between two scorecards of one unit kind."""

    old: Scorecard
    new: Scorecard
    pairing: Pairing
    changes: tuple[Change, ...]

    def of(self, change: Change) -> Effect | None:  # noqa: PLR0911 - one answer for each sort of change
        """Give the effect of one change; None where it is told elsewhere."""
        if change.follows is not None or change.kind in _TOLD_ELSEWHERE:
            return None
        if change.contract is Contract.TEXT or change.kind in _MOVES_NOTHING:
            return _STILL
        if change.attribute == "node":
            return self._of_nodes(change)
        if change.subject:
            return self._of_a_fact(change)
        if not change.new.codes:
            return self._of_the_whole(change)
        node = self._old_tree.nodes[change.old.codes[0]]
        if isinstance(node, Criterion) and not node.children:
            return self._of_a_leaf(node, change)
        return self._of_a_parent(node, change)

    # --- One leaf -------------------------------------------------------------------------------------------------

    def _of_a_leaf(self, leaf: Criterion, change: Change) -> Effect | None:
        if change.kind is _K.MOVED:
            return self._moved(leaf, change)
        with_it = self._with(change)
        after = edited(leaf, [edit for one in with_it if not one.subject for edit in one.edits])
        facts = dict(self._facts)
        for one in with_it:
            if one.subject in facts:
                facts[one.subject] = edited(facts[one.subject], one.edits)
        return self._between(leaf, after, facts)

    def _between(self, leaf: Criterion, after: Criterion, facts: Facts) -> Effect | None:
        above = self._above(leaf.code, self._old_tree)
        if not (scorable(leaf, self._facts) and scorable(after, facts)):
            return None
        if (leaf.applies_when, leaf.precondition) != (after.applies_when, after.precondition):
            return self._bounded(above, [leaf], [after])
        old = Placed(leaf=leaf, facts=self._facts, above=above)
        new = Placed(leaf=after, facts=facts, above=above)
        return self._told(tuple(ways_of_one(old, new)), above, frozenset({leaf.code}), ([leaf], [after]))

    def _of_a_fact(self, change: Change) -> Effect | None:
        """Give the effect of another type of a fact: on every leaf that asks for it, taken together."""
        facts = {**self._facts, change.subject: edited(self._facts[change.subject], change.edits)}
        effects: list[Effect] = []
        for code in change.old.codes:
            leaf = self._old_tree.nodes[code]
            if isinstance(leaf, Criterion) and not leaf.children:
                effect = self._between(leaf, leaf, facts)
                if effect is None:
                    return None
                effects.append(effect)
        points = sum((Span(effect.points, effect.exact) for effect in effects), NOTHING)
        index = sum((Span(effect.index_percent, effect.exact) for effect in effects), NOTHING)
        exact = len(effects) <= 1 and points.exact
        return Effect(points=points.interval, index_percent=index.interval, exact=exact)

    def _moved(self, node: Node, change: Change) -> Effect:
        """A place among plain sums is as good as another one."""
        paths = (
            (*self._above(change.old.codes[0], self._old_tree),),
            (*self._above(change.new.codes[0], self._new_tree),),
        )
        signs = {self._sign(path) for path in paths}
        if len(signs) == 1 and None not in signs and all(_simple(one) for path in paths for one in path):
            return _STILL
        return self._bounded((*paths[0], *paths[1]), [node], [node])

    # --- Nodes that came or went ------------------------------------------------------------------------------------

    def _of_nodes(self, change: Change) -> Effect | None:
        """Give the effect of nodes that were added, dropped, split, merged or cut anew."""
        olds = self._leaves(change.old.codes, self._old_tree, self.pairing.new_of)
        news = self._leaves(change.new.codes, self._new_tree, self.pairing.old_of)
        facts = {**self.old.facts, **self.new.facts} if not olds else self._facts
        placed = [
            [Placed(leaf=leaf, facts=facts, above=self._above(leaf.code, tree)) for leaf in leaves]
            for leaves, tree in ((olds, self._old_tree), (news, self._new_tree))
        ]
        if not all(scorable(leaf, facts) for leaf in (*olds, *news)):
            return None
        above = tuple(dict.fromkeys(node for side in placed for one in side for node in one.above))
        codes = frozenset(leaf.code for leaf in olds)
        return self._told(tuple(ways_of_many(*placed)), above, codes, (olds, news))

    def _leaves(self, codes: Iterable[str], tree: Tree, paired: Mapping[str, str]) -> list[Criterion]:
        """Give the leaves below some nodes that stand in one of the scorecards only."""
        nodes = [node for code in codes for node in tree.nodes[code].walk()]
        return [
            node
            for node in dict.fromkeys(nodes)
            if isinstance(node, Criterion) and not node.children and node.code not in paired
        ]

    # --- From ways to an effect -------------------------------------------------------------------------------------

    def _told(
        self,
        ways: Sequence[Way],
        above: tuple[Node, ...],
        codes: frozenset[str],
        leaves: tuple[Sequence[Node], Sequence[Node]],
    ) -> Effect:
        """Give the effect of leaves that go one of these ways under the nodes above them."""
        sign = self._sign(above)
        if sign is None or any(_spreads(node) for node in above) or not ways:
            return self._bounded(above, *leaves)
        spans = [way.contrast.span(ONE, ONE) * sign for way in ways]
        points = hull(spans)
        if all(plain(node) for node in above) and self._whole.plain:
            beside = any(isinstance(node, Field) and node.role is not None for node in above)
            index = self._index(ways, spans, sign, codes, beside=beside)
        else:
            points = _loosened(points, above)
            index = self._any_index
        return Effect(points=points.interval, index_percent=index.interval, exact=points.exact and index.exact)

    def _index(
        self, ways: Sequence[Way], points: Sequence[Span], sign: Fraction, codes: frozenset[str], *, beside: bool
    ) -> Span:
        """Give the effect on the index of a unit to which every other leaf applies."""
        rest, spans = None, []
        for way, moved in zip(ways, points, strict=True):
            if way.maxima is None:
                continue
            maxima = [self._out_of(codes, ZERO if beside else maximum) for maximum in way.maxima]
            if not maxima[0] or not maxima[1]:
                continue
            old, new = HUNDRED / maxima[0], HUNDRED / maxima[1]
            if new == old:
                spans.append(moved * new)
            else:
                rest = self._whole.points(codes) if rest is None else rest
                spans.append(way.contrast.span(new, old) * sign + rest * (new - old))
        return hull(spans) if spans else self._any_index

    def _out_of(self, codes: frozenset[str], maximum: Fraction) -> Fraction:
        """Give what the index is taken of."""
        return self.old.total.out_of or self._whole.maximum(codes) + maximum

    def _sign(self, above: tuple[Node, ...]) -> Fraction | None:
        """Give how points count in the total; None where they count in two ways."""
        signs = {(sign_of(node), node.role is None) for node in above if isinstance(node, Field)}
        return next(iter(signs))[0] if len(signs) == 1 else None

    # --- Bounds where there is no more to tell ------------------------------------------------------------------------

    def _bounded(self, above: tuple[Node, ...], olds: Sequence[Node], news: Sequence[Node]) -> Effect:
        """Give a bound for any change of some nodes: their points come to be others that they could have."""
        fields = [node for node in (*olds, *news, *above) if isinstance(node, Field)]
        signs = {sign_of(field) for field in fields} or {ONE}
        if any(_spreads(node) for node in above):
            olds, news, signs = self.old.fields, self.old.fields, {ONE, -ONE}
        sides = [hull(_within(nodes, self._facts) * sign for sign in signs) for nodes in (olds, news)]
        points = _loosened(sides[1] + sides[0] * -ONE, above)
        return Effect(points=points.interval, index_percent=self._any_index.interval, exact=False)

    def _of_a_parent(self, node: Node, change: Change) -> Effect:
        above = self._above(change.old.codes[0], self._old_tree)
        if change.kind is _K.MOVED:
            return self._moved(node, change)
        return self._bounded(above, [node], [edited(node, change.edits)])

    def _of_the_whole(self, change: Change) -> Effect:
        if change.attribute == "max_points":
            return _STILL  # printed only: a total is taken of what is there
        return self._bounded((), self.old.fields, self.old.fields)

    @cached_property
    def _any_index(self) -> Span:
        """A bound for what the index can do: from one end to the other, where points lie between 0 and the maximum."""
        fields = (*self.old.fields, *self.new.fields)
        lows = [earned_by(leaf, card.facts).interval.lower for card in (self.old, self.new) for leaf in card.leaves]
        beside = any(field.role is not None for field in fields) or any(low is None or low < 0 for low in lows)
        if beside or self.old.total.out_of is not None or self.new.total.out_of is not None:
            return Span(Interval(None, None, lower_closed=False, upper_closed=False), exact=False)
        return Span(Interval(-HUNDRED, HUNDRED), exact=False)

    # --- The scorecards ---------------------------------------------------------------------------------------------

    @cached_property
    def _whole(self) -> Whole:
        return Whole(self.old)

    @cached_property
    def _old_tree(self) -> Tree:
        return Tree.of(self.old)

    @cached_property
    def _new_tree(self) -> Tree:
        return Tree.of(self.new)

    @cached_property
    def _facts(self) -> Facts:
        """The facts of both; of two by one name the older."""
        return {**self.new.facts, **self.old.facts}

    @cached_property
    def _followers(self) -> Mapping[str, tuple[Change, ...]]:
        found: dict[str, tuple[Change, ...]] = {}
        for change in self.changes:
            if change.follows is not None:
                found[change.follows] = (*found.get(change.follows, ()), change)
        return found

    def _with(self, change: Change) -> tuple[Change, ...]:
        """A change and those that come along with it."""
        return (change, *self._followers.get(change.fingerprint, ()))

    def _above(self, code: str, tree: Tree) -> tuple[Node, ...]:
        """Give the nodes above one, the nearest first."""
        found: list[Node] = []
        parent = tree.parent(code)
        while parent is not None:
            found.append(tree.nodes[parent])
            parent = tree.parent(parent)
        return tuple(found)


def _within(nodes: Sequence[Node], facts: Facts) -> Span:
    """Give bounds for all the points that nodes may be given together, whatever stands above their leaves."""
    total = NOTHING
    for node in nodes:
        if not isinstance(node, Criterion) or node.children:
            span = _within(node.children, facts)
        else:
            most = () if node.max_points is None else (Span.at(node.max_points),)
            span = hull((NOTHING, earned_by(node, facts), *most))
        off = ZERO if node.round is None else unit(node.round)
        total += span + Span(Interval(-off, off))
    return total.loosened()


def _spreads(node: Node) -> bool:
    """Whether leaves that do not apply give their points to those beside them."""
    leaves = (child for child in node.children if not child.children)
    return node.combine is None and any(leaf.policy.policy is Policy.SPREAD for leaf in leaves)


def _simple(node: Node) -> bool:
    return plain(node) and not _spreads(node) and node.applies_when is None and node.precondition is None


def _loosened(points: Span, above: tuple[Node, ...]) -> Span:
    """Give how far points still move above nodes that take the best, round or cut off: no farther, but for rounding."""
    off = sum((2 * unit(node.round) for node in above if node.round is not None), ZERO)
    return (hull((points, NOTHING)) + Span(Interval(-off, off))).loosened()
