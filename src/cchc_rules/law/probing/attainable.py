"""What can be attained: the fewest and the most points of every node and of the total, each with facts that prove it.

It is asked what the facts of a unit can earn: no claim that something does not apply, no word of an appraiser. Bounds
follow from the rules; an end is proven where facts were found that earn exactly it. Where leaves share facts, they
are answered together; what is not proven is a bound all the same.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, islice, product
from math import prod
from typing import Final

import attrs

from cchc_rules.exact import ONE, ZERO, Answer, Rounding
from cchc_rules.law.awards import Most
from cchc_rules.law.facts import Contradiction, Fact, FactType, Unanswered
from cchc_rules.law.model import Criterion, Node, Role, Scorecard
from cchc_rules.law.probing.accord import Accord
from cchc_rules.law.probing.completion import Completion, require
from cchc_rules.law.probing.hurdles import Fails, above_each
from cchc_rules.law.probing.probes import probes
from cchc_rules.law.probing.reached import Rule
from cchc_rules.law.probing.search import Assignment, Search
from cchc_rules.law.scoring import Policy
from cchc_rules.values import Value

TOTAL: Final = ""  # the code of the whole
_TRIES: Final = 150
_WAYS: Final = 6
_NOTHING: Final[Most] = ZERO
_FAR: Final = Fraction(10**12)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class End(Value):
    """One end of what can be attained: no unit is beyond ``points``; ``proven`` where ``facts`` earn exactly them.

    ``points`` None means that nothing limits them. Without a proof, ``facts`` are those that came nearest, if any.
    """

    points: Fraction | None
    proven: bool = False
    facts: Assignment = attrs.field(factory=dict)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Attainable(Value):
    """The fewest and the most points a node can earn; the code of the whole is ``""``."""

    code: str
    lowest: End
    highest: End


def attainable(scorecard: Scorecard) -> tuple[Attainable, ...]:
    """Give what can be attained at every node of a scorecard, in printed order, and then in total.

    >>> from cchc_rules import load
    >>> card = load("2024_2426").scorecard("commune")
    >>> whole = attainable(card)[-1]
    >>> whole.code, whole.lowest.points, whole.lowest.proven, whole.highest.points, whole.highest.proven
    ('', Fraction(0, 1), True, Fraction(100, 1), True)
    """
    return _Attaining(scorecard).all()


# --- Bounds -----------------------------------------------------------------------------------------------------------


@attrs.frozen(eq=False, repr=False, slots=False)
class _Bounds(Value):
    """The fewest and the most points, as the rules bound them."""

    low: Fraction
    high: Most

    def settled(self, rounding: Rounding | None, most: Most) -> "_Bounds":
        """Give them rounded, then held to a maximum."""
        high = most if self.high is None else _settle(self.high, rounding, most)
        return _Bounds(_settle(self.low, rounding, most), high)

    def hull(self, points: Most) -> "_Bounds":
        """Give bounds that hold these points too."""
        low = self.low if points is None else min(self.low, points)
        return _Bounds(low, None if self.high is None or points is None else max(self.high, points))

    def end(self, sign: int) -> Most:
        """Give one end."""
        return self.high if sign > 0 else self.low


def _settle(points: Fraction, rounding: Rounding | None, most: Most) -> Fraction:
    points = points if rounding is None else rounding(points)
    return points if most is None else min(points, most)


def _added(bounds: Iterable[_Bounds]) -> _Bounds:
    low, high = ZERO, _NOTHING
    for one in bounds:
        low, high = low + one.low, None if high is None or one.high is None else high + one.high
    return _Bounds(low, high)


class _Attaining:
    """The work on one scorecard: what stands above each leaf, its rule, and what was found for it."""

    def __init__(self, card: Scorecard) -> None:
        self.card = card
        act = card.decision.act
        self.year = act.assessed_years[0] if act.assessed_years else act.signed_on.year
        self.search = Search(card.facts, self.year, card.decision.holidays, tries=_TRIES)
        self.above = above_each(card)
        self.accord = Accord(card, self.year)
        self.rules = {
            leaf.code: Rule(scoring=leaf.rule, most=leaf.max_points, facts=card.facts, rounding=leaf.rounding)
            for leaf in card.leaves
        }
        self.came: dict[tuple[str, tuple[Answer | None, ...]], Most] = {}  # the same answers earn a leaf the same
        self.bounds: dict[str, _Bounds] = {}
        self.best: dict[tuple[str, int], tuple[Fraction, Assignment]] = {}
        for leaf in card.leaves:
            self._explore(leaf)
        for field in card.fields:
            self._bound(field)
        self.bounds[TOTAL] = self._whole()

    def all(self) -> tuple[Attainable, ...]:
        """Give both ends of every node and of the whole."""
        found = [
            Attainable(code=node.code, lowest=self._end(node, -1), highest=self._end(node, 1))
            for node in self.card.walk()
        ]
        found.append(Attainable(code=TOTAL, lowest=self._end(None, -1), highest=self._end(None, 1)))
        return tuple(found)

    def _search(self) -> Search:
        return self.search.again()

    # --- What comes of answers ------------------------------------------------------------------------------------

    def _leaf_points(self, leaf: Criterion, given: Assignment) -> Most:
        """The points of a leaf; None where they are open, or a spread that changes those of its siblings."""
        seen = leaf.code, self.accord.looked_at(leaf.code, given)
        if seen not in self.came:
            self.came[seen] = self._came(leaf, given)
        return self.came[seen]

    def _came(self, leaf: Criterion, given: Assignment) -> Most:
        answers = self._search().answers(given)
        failed = set()
        for condition, fails in self.above[leaf.code]:
            try:
                failed |= set() if condition.holds(answers) else {fails}
            except (Unanswered, Contradiction):
                return None
        policy = leaf.policy.policy
        if Fails.NOT_ASSESSED in failed:
            return None
        if Fails.EXCLUDED in failed and policy in (Policy.OPEN, Policy.SPREAD):
            return None
        if Fails.EXCLUDED in failed:
            return leaf.max_points if policy is Policy.FULL and Fails.ZERO not in failed else ZERO
        if failed:
            return ZERO
        rule = self.rules[leaf.code]
        points = rule.score(answers)
        return rule.settled(points) if isinstance(points, Fraction) else None

    def _points(self, node: Node | None, given: Assignment) -> Most:
        if isinstance(node, Criterion) and not node.children:
            return self._leaf_points(node, given)
        below: tuple[Node, ...] = self.card.fields if node is None else node.children
        points = [self._points(child, given) for child in below]
        if any(one is None for one in points):
            return None
        told = [one for one in points if one is not None]
        if node is None:
            return self._limited(sum((sign * one for sign, one in zip(self._signs, told, strict=True)), ZERO))
        gathered = sum(told, ZERO) if node.combine is None else max(told)
        return _settle(gathered, node.round, node.max_points)

    @property
    def _signs(self) -> tuple[int, ...]:
        return tuple(-1 if field.role is Role.PENALTY else 1 for field in self.card.fields)

    def _limited(self, points: Fraction) -> Fraction:
        total, rounding = self.card.total, self.card.decision.rounding.total
        points = points if total.floor is None else max(points, total.floor)
        points = points if total.ceiling is None else min(points, total.ceiling)
        return points if rounding is None else rounding(points)

    # --- What bounds them -----------------------------------------------------------------------------------------

    def _bound(self, node: Node) -> _Bounds:
        if isinstance(node, Criterion) and not node.children:
            bounds = self._leaf_bounds(node)
        else:
            children = [self._bound(child) for child in node.children]
            if node.combine is None:
                bounds = _added(children)
            else:
                highs = [child.high for child in children]
                known = [high for high in highs if high is not None]
                bounds = _Bounds(max(child.low for child in children), max(known) if len(known) == len(highs) else None)
            bounds = bounds.settled(node.round, node.max_points)
            self._grow(node)
        self.bounds[node.code] = bounds
        return bounds

    def _leaf_bounds(self, leaf: Criterion) -> _Bounds:
        rule = self.rules[leaf.code]
        reach = rule.scoring.reach(self.card.facts, rule.most)
        bounds = self._told_out(leaf) or _Bounds(reach.lowest, reach.highest).settled(leaf.rounding, leaf.max_points)
        for _, fails in self.above[leaf.code]:
            if fails is not Fails.NOT_ASSESSED:
                full = fails is Fails.EXCLUDED and leaf.policy.policy is Policy.FULL
                bounds = bounds.hull(leaf.max_points if full else ZERO)
        return bounds

    def _told_out(self, leaf: Criterion) -> _Bounds | None:
        """The true ends where few enough answers are possible to try them all."""
        rule, facts = self.rules[leaf.code], self.card.facts
        names = tuple(dict.fromkeys(name for name, _ in rule.scoring.needs))
        choices = [_every_answer(facts[name]) for name in names]
        if not all(choices) or prod(map(len, choices)) > _TRIES:
            return None
        search = self._search()
        came = (rule.score(search.answers(dict(zip(names, said, strict=True)))) for said in product(*choices))
        points = [rule.settled(one) for one in came if isinstance(one, Fraction)]
        return _Bounds(min(points), max(points)) if points else None

    def _grow(self, node: Node) -> None:
        """Where a leaf that is left out spreads its points, its siblings may earn more than their own maximum."""
        loose = [
            child
            for child in node.children
            if not child.children and child.applies_when is not None and child.policy.policy is Policy.SPREAD
        ]
        if not loose or node.combine is not None:
            return
        most = sum((child.max_points or ZERO for child in node.children), ZERO)
        for child in node.children:
            for inner in child.walk():
                self.bounds[inner.code] = self.bounds[inner.code].hull(most)

    def _whole(self) -> _Bounds:
        low, high = ZERO, _NOTHING
        for field, sign in zip(self.card.fields, self._signs, strict=True):
            bounds = self.bounds[field.code]
            least, greatest = (bounds.low, bounds.high) if sign > 0 else (bounds.high, bounds.low)
            low -= _FAR if least is None else -sign * least  # a penalty without a limit: the total's own is left
            high = None if high is None or greatest is None else high + sign * greatest
        ceiling = self.card.total.ceiling
        return _Bounds(self._limited(low), ceiling if high is None else self._limited(high))

    # --- What proves them -----------------------------------------------------------------------------------------

    def _explore(self, leaf: Criterion) -> None:
        """Find the fewest and the most points of a leaf by itself."""
        rule, search = self.rules[leaf.code], self._search()
        tried: list[Assignment] = []
        for sign in (1, -1):
            tried += islice(self._options(leaf, sign, {}, search), 2 * _WAYS)
        tried += (probe.facts for probe in probes(rule, self.year, search.holidays).found if not probe.refused)
        for given in tried:
            points = self._leaf_points(leaf, given)
            if points is None:
                continue
            better = [sign for sign in (1, -1) if self._is_better(points, leaf, sign)]
            if better and self.accord.bears(given):
                self.best.update(((leaf.code, sign), (points, given)) for sign in better)

    def _is_better(self, points: Fraction, leaf: Criterion, sign: int) -> bool:
        known = self.best.get((leaf.code, sign))
        return known is None or sign * points > sign * known[0]

    def _options(self, leaf: Criterion, sign: int, given: Assignment, search: Search) -> Iterator[Assignment]:
        """Answers that decide a leaf: past all that stands above it, or held up by it."""
        above = self.above[leaf.code]
        rule = self.rules[leaf.code]
        passed = tuple((condition, True) for condition, _ in above)
        for led in islice(require(passed, given, search), 3):
            yield from islice(Completion(search, lambda _: sign).of(rule.scoring, led, rule.most), _WAYS)
        for number, (condition, _) in enumerate(above):
            yield from islice(require((*passed[:number], (condition, False)), given, search), 3)

    def _plan(self, node: Node | None, sign: int) -> Iterator[tuple[Criterion, int]]:
        """The leaves that must be answered, each with the end it is to earn; 0 where any will do."""
        if isinstance(node, Criterion) and not node.children:
            yield node, sign
        elif node is None:
            for field, turn in zip(self.card.fields, self._signs, strict=True):
                yield from self._plan(field, sign * turn)
        elif node.combine is None or sign < 1:
            for child in node.children:
                yield from self._plan(child, sign)
        else:
            best = max(node.children, key=lambda child: self.bounds[child.code].high or _FAR)
            for child in (best, *(child for child in node.children if child is not best)):
                yield from self._plan(child, sign if child is best else 0)

    def _end(self, node: Node | None, sign: int) -> End:
        bound = self.bounds[TOTAL if node is None else node.code].end(sign)
        if bound is None or abs(bound) >= _FAR / 2:
            return End(points=None)
        facts: Assignment = {}
        plan = list(self._plan(node, sign))
        for tried in (plan, plan[::-1]):  # what comes first is answered as it likes best
            answered = self._answered(tried)
            points = None if answered is None else self._points(node, answered)
            if answered is not None and points is not None and self.accord.bears(answered):
                facts = answered
                if points == bound:
                    return End(points=bound, proven=True, facts=facts)
        return End(points=bound, facts=facts)

    def _answered(self, plan: list[tuple[Criterion, int]]) -> Assignment | None:
        """Answer the leaves of a plan, those that share facts together; None where some cannot be answered."""
        given: Assignment = {}
        for group in self._groups(plan):
            search = self._search()
            found = next(self._together(group, given, search, exact=True), None)
            if found is None:
                found = next(self._together(group, given, self._search(), exact=False), None)
            if found is None:
                return None
            given = found
        return given

    def _groups(self, plan: list[tuple[Criterion, int]]) -> list[list[tuple[Criterion, int]]]:
        groups: list[tuple[set[str], list[tuple[Criterion, int]]]] = []
        for leaf, sign in plan:
            names = {name for name, _ in leaf.rule.needs}
            names |= {name for condition, _ in self.above[leaf.code] for name, _ in condition.measure.needs}
            joined = [group for group in groups if group[0] & names]
            groups = [group for group in groups if not group[0] & names]
            leaves = [one for _, members in joined for one in members]
            groups.append((names.union(*(shared for shared, _ in joined)), [*leaves, (leaf, sign)]))
        return [members for _, members in groups]

    def _together(
        self, plan: list[tuple[Criterion, int]], given: Assignment, search: Search, *, exact: bool
    ) -> Iterator[Assignment]:
        if not plan:
            yield given
            return
        (leaf, sign), *rest = plan
        known = self.best.get((leaf.code, sign))
        options = self._options(leaf, sign or 1, given, search)
        if known is not None and all(given.get(name, answer) == answer for name, answer in known[1].items()):
            options = chain(({**given, **known[1]},), options)
        for answered in islice(options, 3 * _WAYS):
            points = self._leaf_points(leaf, answered)
            if points is None or (exact and sign and known is not None and points != known[0]):
                continue
            if not self.accord.bears(answered):
                continue
            yield from self._together(rest, answered, search, exact=exact)


def _every_answer(fact: Fact) -> tuple[Answer, ...]:
    match fact.type:
        case FactType.BOOLEAN:
            return (ZERO, ONE)
        case FactType.LEVEL:
            return fact.levels
        case _:
            return ()
