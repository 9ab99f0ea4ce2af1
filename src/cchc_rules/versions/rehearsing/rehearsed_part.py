"""The rehearsed part (phần chấm được): what can be scored by both rulesets for every unit, who moves on it, and why.

A draft asks for facts that last year's submissions have not. What they do answer is rehearsed alone: it is not the
official total, but every unit stands on the same leaves, so that units and ranks can be compared.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import attrs

from cchc_rules.law.decision import SUBTOTALS, RankingRule, ScopeOf
from cchc_rules.scoring.inputs import Unit
from cchc_rules.scoring.ranking import place
from cchc_rules.scoring.result import Result
from cchc_rules.values import Value
from cchc_rules.versions.changes import Change
from cchc_rules.versions.comparing.attribution import Attribution
from cchc_rules.versions.comparing.parts import Part, Split
from cchc_rules.versions.comparing.routes import Route, Waypoint
from cchc_rules.versions.comparing.sums import Amounts, Whole
from cchc_rules.versions.comparing.years import Year, own_results
from cchc_rules.versions.rehearsing.omissions import BothSides, LeftOut, left_out
from cchc_rules.versions.rehearsing.pruning import pruned


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class PartScore(Value):
    """One unit on the rehearsed part, by one ruleset: points of its effective max, exact, and the rank they give.

    ``index_percent`` is the percentage rounded as the ruleset rounds an index. Ranks are by the newer rule of ranking.
    """

    points: Fraction
    effective_max: Fraction
    percent: Fraction
    index_percent: Fraction
    rank: int


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class PartMove(Value):
    """How one unit moves on the rehearsed part. The rules change first, one by one, on last year's facts.

    The parts of ``split`` add up to the difference of points exactly, and to that of the index. ``former_rank`` is the
    rank of the older points by the older rule of ranking: what it differs from ``old.rank`` is that rule's doing.
    """

    unit: Unit
    former_rank: int
    old: PartScore
    new: PartScore
    split: Split

    @property
    def difference(self) -> Amounts:
        """The newer points and index, less the older."""
        return Amounts(
            points=self.new.points - self.old.points, index_percent=self.new.index_percent - self.old.index_percent
        )

    @property
    def weightiest(self) -> tuple[Part, ...]:
        """The parts, those first that moved the index most."""
        return tuple(
            sorted(self.split.parts, key=lambda part: (-abs(part.moved.index_percent), -abs(part.moved.points)))
        )


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class ChangeAtWork(Value):
    """What one change does on the rehearsed part: by how much it moves each unit that it moves, by the unit's code."""

    change: Change
    moved: Mapping[str, Amounts]

    @property
    def most(self) -> Fraction:
        """The furthest that it moves the index of any unit."""
        return max(abs(one.index_percent) for one in self.moved.values())


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class RehearsedPart(Value):
    """The leaves that are settled under both rulesets for every unit, and the units as they stand on them.

    ``outside`` are units that are left out themselves: nothing of them can be scored on one of the sides. ``route``
    leads from the older scorecard to the newer with the leaves of the part alone.
    """

    route: Route
    left_out: tuple[LeftOut, ...]
    moves: tuple[PartMove, ...]
    outside: tuple[Unit, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its leaves, in printed order of the newer scorecard, then those that only the older has."""
        return self.route.keys

    @property
    def in_groups(self) -> bool:
        """Whether units are ranked within their groups."""
        card = self.route.passage.new
        return card.decision.ranking.scope(card.unit_kind) is ScopeOf.GROUP

    @property
    def whole(self) -> bool:
        """Whether nothing is left out, so that its points and ranks are those of the whole."""
        return not self.left_out

    def move(self, unit_code: str) -> PartMove | None:
        """How one unit moves; None for a unit that is left out."""
        return next((one for one in self.moves if one.unit.code == unit_code), None)

    @cached_property
    def at_work(self) -> tuple[ChangeAtWork, ...]:
        """The changes that move any unit, those first that move one furthest."""
        found: dict[str, tuple[Change, dict[str, Amounts]]] = {}
        for move in self.moves:
            for part in move.split.parts:
                if part.change is not None and part.moved:
                    found.setdefault(part.cause, (part.change, {}))[1][move.unit.code] = part.moved
        made = (ChangeAtWork(change=change, moved=moved) for change, moved in found.values())
        return tuple(sorted(made, key=lambda one: (-one.most, one.change.fingerprint)))


def rehearsed_part(route: Route, results: Sequence[tuple[Result, Result]]) -> RehearsedPart | None:
    """Score what can be scored of units under both rulesets; ``results`` are each unit's, older and newer.

    None where there is no leaf that could be scored for all.
    """
    units = [BothSides.of(old, new, route.passage) for old, new in results]
    inside = [one for one in units if _any_settled(one.old) and _any_settled(one.new)]
    omitted = tuple(left_out(route, inside))
    without = {one.key for one in omitted}
    keys = frozenset(key for key in route.keys if key not in without)
    if not inside or not keys:
        return None
    short = _shortened(route, keys)
    splits = [_split(short, one) for one in inside]
    there = {one.code for one in inside}
    outside = tuple(one.new.submission.unit for one in units if one.code not in there)
    moves = _moves(short, inside, splits)
    return RehearsedPart(route=short, left_out=omitted, moves=moves, outside=outside)


def _any_settled(result: Result) -> bool:
    return any(not node.open and not node.children for node in result.walk())


def _shortened(route: Route, keys: frozenset[str]) -> Route:
    """Give the route with the leaves of the part alone."""
    waypoints = tuple(
        Waypoint(
            change=one.change,
            card=pruned(one.card, keys),
            rules={key: rule for key, rule in one.rules.items() if key in keys},
        )
        for one in route.waypoints
    )
    return attrs.evolve(route, waypoints=waypoints)


def _split(route: Route, unit: BothSides) -> Split:
    """Split one unit's difference on the part, the rules first."""
    passage = route.passage
    old = Year(
        home=route.first,
        submission=passage.old_submission(unit.old.submission),
        asked=unit.old.asked,
        own=own_results(route.first, unit.before),
    )
    new = Year(
        home=route.last,
        submission=passage.new_submission(unit.new.submission),
        asked=unit.new.asked,
        own=own_results(route.last, unit.after),
    )
    return Attribution.between(route, old, new).reverse()


def _moves(route: Route, units: Sequence[BothSides], splits: Sequence[Split]) -> tuple[PartMove, ...]:
    """Give how units move, the best of the newer ranks first."""
    passage = route.passage
    former, rule = passage.old.decision.ranking, passage.new.decision.ranking
    before = [split.halts[0].result(one.old) for split, one in zip(splits, units, strict=True)]
    after = [split.halts[-1].result(one.new) for split, one in zip(splits, units, strict=True)]
    former_ranks = _ranks(before, former, passage.old_keys)
    old_ranks, new_ranks = (_ranks(results, rule, passage.new_keys) for results in (before, after))
    moves = (
        PartMove(
            unit=one.new.submission.unit,
            former_rank=former_ranks[one.code],
            old=_score(split.halts[0], old_ranks[one.code]),
            new=_score(split.halts[-1], new_ranks[one.code]),
            split=split,
        )
        for one, split in zip(units, splits, strict=True)
    )
    in_groups = rule.scope(passage.new.unit_kind) is ScopeOf.GROUP
    return tuple(sorted(moves, key=lambda one: (in_groups and (one.unit.group or ""), one.new.rank, one.unit.code)))


def _score(whole: Whole, rank: int) -> PartScore:
    published = whole.published()
    return PartScore(
        points=published.points,
        effective_max=whole.effective_max,
        percent=whole.exact.index_percent,
        index_percent=published.index_percent,
        rank=rank,
    )


def _ranks(results: Sequence[Result], rule: RankingRule, keys: Mapping[str, str]) -> Mapping[str, int]:
    """Rank units on the part by a rule; what is left out breaks no tie. ``keys`` are those of the rule's codes."""
    known = {*SUBTOTALS, *(node.code for node in results[0].walk())}
    breakers = tuple(key for breaker in rule.tie_breakers if (key := keys.get(breaker, breaker)) in known)
    rows = place(results, attrs.evolve(rule, tie_breakers=breakers))
    return {row.unit.code: row.rank for row in rows if row.rank is not None}
