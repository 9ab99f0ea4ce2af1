"""Comparison of many units: what moved each, what moved its rank, and who gained or lost by the rules alone."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property

import attrs

from cchc_rules.errors import Finding
from cchc_rules.law.decision import SUBTOTALS, RankingRule
from cchc_rules.scoring.inputs import Submission, Unit
from cchc_rules.scoring.ranking import RankedUnit, Ranking, place, rank
from cchc_rules.scoring.result import Result
from cchc_rules.values import Value
from cchc_rules.versions.changes import Changes
from cchc_rules.versions.comparing.comparison import Comparison, compare, route_between
from cchc_rules.versions.comparing.parts import PartKind
from cchc_rules.versions.comparing.routes import Route
from cchc_rules.versions.comparing.sides import ComparisonError, as_result, sides_of


class RankPart(StrEnum):
    """What moved a rank: scope, performance, the rules of scoring, those of ranking, and units that came or went."""

    SCOPE = "scope"
    PERFORMANCE = "performance"
    RULES = "rules"
    RANKING = "ranking"
    OTHERS = "others"


Places = Mapping[RankPart, int]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class RankMove(Value):
    """How one unit's rank moved: ``old`` and ``new`` rank, and by how many places each part moved it.

    Places are counted as ranks are: below 0 is better. ``split`` takes new facts first, then the rules; ``reverse`` the
    rules first. The parts of either add up to the new rank less the old one.
    """

    unit: Unit
    old: int
    new: int
    split: Places
    reverse: Places

    @property
    def disagrees(self) -> bool:
        """Whether the two orders do not say the same."""
        return dict(self.split) != dict(self.reverse)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class GroupComparison(Value):
    """Units of one kind in two years: each compared, by code, and what moved the ranks.

    ``only_old`` and ``only_new`` are the units of one year alone; ``unsettled`` those without a total in one of them.
    Ranks in between are counted among the units that are compared.
    """

    route: Route
    comparisons: tuple[Comparison, ...]
    moves: tuple[RankMove, ...]
    old_ranking: Ranking
    new_ranking: Ranking
    only_old: tuple[Unit, ...] = ()
    only_new: tuple[Unit, ...] = ()
    unsettled: tuple[Unit, ...] = ()

    def __repr__(self) -> str:
        return f"GroupComparison(units={len(self.comparisons)}, {self.route.ends})"

    @property
    def changes(self) -> Changes:
        """What changed between the two rulesets."""
        return self.route.changes

    def comparison(self, unit_code: str) -> Comparison:
        """The comparison of one unit."""
        return next(one for one in self.comparisons if one.unit.code == unit_code)

    def by(self, kind: PartKind | str) -> tuple[Comparison, ...]:
        """Give the comparisons, those first whose index one kind of part raised most."""
        return tuple(sorted(self.comparisons, key=lambda one: (-one.split.sum(kind).index_percent, one.unit.code)))

    @cached_property
    def most_improved(self) -> tuple[Comparison, ...]:
        """The units whose own performance raised the index, most first; not by the total, which the rules move too."""
        return tuple(
            one for one in self.by(PartKind.PERFORMANCE) if one.split.sum(PartKind.PERFORMANCE).index_percent > 0
        )

    @cached_property
    def gained_by_rules(self) -> tuple[Comparison, ...]:
        """The units whose index the rules alone raised, most first."""
        return tuple(one for one in self.by(PartKind.RULES) if one.split.sum(PartKind.RULES).index_percent > 0)

    @cached_property
    def lost_by_rules(self) -> tuple[Comparison, ...]:
        """The units whose index the rules alone lowered, most first."""
        lost = [one for one in self.by(PartKind.RULES) if one.split.sum(PartKind.RULES).index_percent < 0]
        return tuple(reversed(lost))


def compare_group(
    olds: Iterable[Result | Submission],
    news: Iterable[Result | Submission],
    changes: Changes | Route | None = None,
) -> GroupComparison:
    """Compare the units that are in both years, matched by their codes, and split the moves of their ranks.

    Raises ComparisonError where the results of one year are not of one kind, ruleset and year, or no unit is in both
    years; RankingError where those of one year cannot be ranked together; and what `compare` raises.
    """
    rulesets = sides_of(changes)
    sides = tuple(as_result(one, rulesets[0]) for one in olds), tuple(as_result(one, rulesets[1]) for one in news)
    _prove(*sides)
    rankings = rank(sides[0]), rank(sides[1])
    before, after = ({result.submission.unit.code: result for result in side} for side in sides)
    both = sorted(before.keys() & after.keys())
    unsettled = [code for code in both if before[code].total is None or after[code].total is None]
    settled = [code for code in both if code not in unsettled]
    if not settled:
        raise ComparisonError([Finding(id="CR806", found=", ".join(sorted(before)), expected=", ".join(sorted(after)))])
    first = settled[0]
    route = changes if isinstance(changes, Route) else route_between(before[first], after[first], changes)
    comparisons = tuple(compare(before[code], after[code], route) for code in settled)
    return GroupComparison(
        route=route,
        comparisons=comparisons,
        moves=_moves(route, comparisons, *rankings),
        old_ranking=rankings[0],
        new_ranking=rankings[1],
        only_old=_units(before, before.keys() - after.keys()),
        only_new=_units(after, after.keys() - before.keys()),
        unsettled=_units(after, unsettled),
    )


def _prove(olds: tuple[Result, ...], news: tuple[Result, ...]) -> None:
    """Raise where the results of one year do not belong together, or those of both years do not."""
    found: list[Finding] = []
    for message_id, side in (("CR808", olds), ("CR809", news)):
        alike: dict[str, list[str]] = {}
        for result in side:
            decision = result.scorecard.decision.id
            kind = f"{result.scorecard.unit_kind.value}, {decision}, {result.submission.year}"
            alike.setdefault(kind, []).append(result.submission.unit.code)
        if len(alike) > 1:
            told = "; ".join(f"{kind} ({', '.join(sorted(codes))})" for kind, codes in sorted(alike.items()))
            found.append(Finding(id=message_id, found=told))
    if not found and olds and news and olds[0].scorecard.unit_kind is not news[0].scorecard.unit_kind:
        kinds = (side[0].scorecard.unit_kind.value for side in (olds, news))
        found.append(Finding(id="CR801", found=next(kinds), expected=next(kinds)))
    if not (olds and news):
        codes = [", ".join(sorted(result.submission.unit.code for result in side)) or "-" for side in (olds, news)]
        found.append(Finding(id="CR806", found=codes[0], expected=codes[1]))
    if found:
        raise ComparisonError(found)


def _units(results: Mapping[str, Result], codes: Iterable[str]) -> tuple[Unit, ...]:
    return tuple(results[code].submission.unit for code in sorted(codes))


def _moves(
    route: Route, comparisons: tuple[Comparison, ...], old_ranking: Ranking, new_ranking: Ranking
) -> tuple[RankMove, ...]:
    """Give the moves of all ranks, the best of the newer year first."""
    passage = route.passage
    old_rule = _by_key(passage.old.decision.ranking, passage.old_keys)
    new_rule = _by_key(passage.new.decision.ranking, passage.new_keys)
    start = _Halt(part=None, after=None, rule=old_rule)
    forward = (
        start,
        _Halt(part=RankPart.SCOPE, after=PartKind.SCOPE, rule=old_rule),
        _Halt(part=RankPart.PERFORMANCE, after=PartKind.PERFORMANCE, rule=old_rule),
        _Halt(part=RankPart.RULES, after=PartKind.RULES, rule=old_rule),
        _Halt(part=RankPart.RANKING, after=PartKind.RULES, rule=new_rule),
    )
    backward = (
        start,
        _Halt(part=RankPart.RULES, after=PartKind.RULES, rule=old_rule),
        _Halt(part=RankPart.RANKING, after=PartKind.RULES, rule=new_rule),
        _Halt(part=RankPart.SCOPE, after=PartKind.SCOPE, rule=new_rule),
        _Halt(part=RankPart.PERFORMANCE, after=PartKind.PERFORMANCE, rule=new_rule),
    )
    olds, news = _ranks(old_ranking.rows), _ranks(new_ranking.rows)
    split = _places(comparisons, forward, (olds, news), rules_first=False)
    reverse = _places(comparisons, backward, (olds, news), rules_first=True)
    units = sorted((one.unit for one in comparisons), key=lambda unit: (news[unit.code], unit.code))
    return tuple(
        RankMove(
            unit=unit, old=olds[unit.code], new=news[unit.code], split=split[unit.code], reverse=reverse[unit.code]
        )
        for unit in units
    )


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class _Halt(Value):
    """Where units are ranked on the way: after which parts, by which rule, and what the move since the last halt is."""

    part: RankPart | None
    after: PartKind | None
    rule: RankingRule

    def ranks(self, comparisons: tuple[Comparison, ...], *, rules_first: bool) -> Mapping[str, int]:
        """Rank the units as they stand here."""
        old_facts = self.after is None or (rules_first and self.after is PartKind.RULES)
        results: list[Result] = []
        for one in comparisons:
            split = one.reverse if rules_first else one.split
            whole = split.halts[0] if self.after is None else split.after(self.after)
            results.append(whole.result(one.old if old_facts else one.new))
        known = {*SUBTOTALS, *(node.code for node in results[0].scorecard.walk())}
        breakers = tuple(breaker for breaker in self.rule.tie_breakers if breaker in known)
        return _ranks(place(results, attrs.evolve(self.rule, tie_breakers=breakers)))


def _places(
    comparisons: tuple[Comparison, ...],
    halts: tuple[_Halt, ...],
    published: tuple[Mapping[str, int], Mapping[str, int]],
    *,
    rules_first: bool,
) -> Mapping[str, Places]:
    """Give, for every unit, by how many places each part moved it; what is left is due to other units."""
    ranks = [halt.ranks(comparisons, rules_first=rules_first) for halt in halts]
    olds, news = published
    found: dict[str, Places] = {}
    for code in ranks[0]:
        moved = {
            halt.part: there[code] - here[code] for halt, here, there in zip(halts[1:], ranks, ranks[1:], strict=False)
        }
        moved[RankPart.OTHERS] = (news[code] - olds[code]) - sum(moved.values())
        found[code] = {part: moved[part] for part in RankPart}
    return found


def _ranks(rows: Iterable[RankedUnit]) -> Mapping[str, int]:
    return {row.unit.code: row.rank for row in rows if row.rank is not None}


def _by_key(rule: RankingRule, keys: Mapping[str, str]) -> RankingRule:
    """Give a rule with the codes of its tie breakers as the keys of the passage."""
    return attrs.evolve(rule, tie_breakers=tuple(keys.get(breaker, breaker) for breaker in rule.tie_breakers))
