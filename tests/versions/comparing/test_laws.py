"""The laws of comparisons, on random units for every kind of unit, in both directions."""

from itertools import product

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cchc_rules import Result, diff, rank
from cchc_rules.exact import ZERO
from cchc_rules.versions.comparing.comparison import Comparison, compare
from cchc_rules.versions.comparing.groups import RankPart, compare_group
from cchc_rules.versions.comparing.parts import PartKind, Split
from cchc_rules.versions.comparing.routes import Route
from cchc_rules.versions.comparing.sums import Amounts
from tests.support import many
from tests.versions.comparing.units import (
    DIRECTIONS,
    KINDS,
    UNIT,
    YEARS,
    any_result,
    followed,
    in_order,
    pairs,
    results,
    route,
)
from tests.versions.difference.draft import SHIPPED, SMALL, Draft, ruleset
from tests.versions.difference.drawing import Mutation
from tests.versions.difference.trees import EVERY

Way = tuple[str, str]
NOTHING = Amounts()
every_way = pytest.mark.parametrize("way", DIRECTIONS, ids="-".join)
every_kind = pytest.mark.parametrize("kind", KINDS)
one_kind = pytest.mark.parametrize(
    "kind", [*(pytest.param(kind, marks=pytest.mark.once) for kind in KINDS[:-1]), KINDS[-1]]
)
slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
# a unit that fails is not made smaller: it takes minutes, and the parts say which leaf it is
phases = (Phase.explicit, Phase.reuse, Phase.generate)
few = settings(max_examples=2, suppress_health_check=slow, phases=phases)


def check_sums(compared: Comparison) -> None:
    """The parts of either order add up, and each order ends where the newer year stands."""
    for split in (compared.split, compared.reverse):
        assert split.sum() == compared.difference
        assert sum((split.sum(kind) for kind in PartKind), NOTHING) == compared.difference
        check_halts(split, compared.old, compared.new)
    core = compared.core
    assert sum((moved.points for moved in core.moved.values()), ZERO) == core.new_points - core.old_points
    assert sum((moved.index_percent for moved in core.moved.values()), ZERO) == core.new_percent - core.old_percent


def check_halts(split: Split, old: Result, new: Result) -> None:
    for halt, result in ((split.halts[0], old), (split.halts[-1], new)):
        assert halt.exact.points == result.total_before
        assert halt.effective_max == result.effective_max
        assert halt.published() == Amounts(points=result.total or ZERO, index_percent=result.index_percent or ZERO)


def sums(data: st.DataObject, way: Way, kind: str) -> None:
    check_sums(compare(*data.draw(pairs(*way, kind)), route(*way, kind)))


@every_way
@every_kind
@few
@given(data=st.data())
def test_law_6_the_parts_add_up_to_the_difference(way: Way, kind: str, data: st.DataObject) -> None:
    """The sum of compare's parts equals the difference of totals, and of the index, exactly; rounding included."""
    sums(data, way, kind)


@pytest.mark.once
@pytest.mark.parametrize("way", DIRECTIONS[:2], ids="-".join)
@every_kind
@many(22, suppress=slow, phases=phases)
@given(data=st.data())
def test_law_6_the_parts_of_thousands_add_up(way: Way, kind: str, data: st.DataObject) -> None:
    """The sum of compare's parts equals the difference of totals, and of the index, exactly: each old with each new."""
    olds, news = ([data.draw(results(ruleset_id, kind)) for _ in range(4)] for ruleset_id in way)
    for before, after in product(olds, news):
        check_sums(compare(*in_order(before, after), route(*way, kind)))


def edited_sums(data: st.DataObject, name: str, made: tuple[Mutation, ...], *, crosswalk: bool) -> None:
    draft = Draft(ruleset(name), crosswalk=crosswalk)
    data.draw(st.composite(lambda draw: [mutate(draft, draw) for mutate in made])())
    old, new = draft.old, draft.settled()
    kinds = sorted(old.scorecards.keys() & new.scorecards.keys())
    kind = data.draw(st.sampled_from(kinds))
    cards = ((old.scorecard(kind), 2023), (new.scorecard(kind), 2024))
    before, after = data.draw(st.composite(lambda draw: [any_result(draw, *card) for card in cards])())
    check_sums(compare(before, after, Route.between(diff(old, new), kind)))


@settings(max_examples=10, suppress_health_check=slow, phases=phases)
@given(data=st.data(), crosswalk=st.booleans())
def test_the_parts_add_up_after_any_edit(data: st.DataObject, *, crosswalk: bool) -> None:
    """Whatever was edited in a ruleset, the parts add up."""
    made = data.draw(st.lists(st.sampled_from(EVERY), min_size=1, max_size=3))
    edited_sums(data, "sound", tuple(made), crosswalk=crosswalk)


@pytest.mark.once
@pytest.mark.parametrize("name", [*SMALL, *SHIPPED])
@many(60, suppress=slow, phases=phases)
@given(data=st.data(), crosswalk=st.booleans())
def test_the_parts_add_up_after_many_edits(name: str, data: st.DataObject, *, crosswalk: bool) -> None:
    """Whatever was edited in a ruleset, the parts add up."""
    made = data.draw(st.lists(st.sampled_from(EVERY), min_size=1, max_size=6))
    edited_sums(data, name, tuple(made), crosswalk=crosswalk)


@one_kind
@few
@given(data=st.data())
def test_the_same_rules_leave_nothing_to_the_rules(kind: str, data: st.DataObject) -> None:
    """With one ruleset in both years the part of the rules is empty, and the two orders agree."""
    compared = compare(*data.draw(pairs(YEARS[0], YEARS[0], kind)), route(YEARS[0], YEARS[0], kind))
    for split in (compared.split, compared.reverse):
        assert split.of(PartKind.RULES) == split.inseparable == ()
    assert compared.disagreements == compared.not_comparable == ()


@one_kind
@few
@given(data=st.data())
def test_a_result_compared_with_itself_is_nothing(kind: str, data: st.DataObject) -> None:
    """compare(r, r) has no parts."""
    result = data.draw(results(YEARS[1], kind))
    compared = compare(result, result, route(YEARS[1], YEARS[1], kind))
    assert compared.split.parts == compared.reverse.parts == ()
    assert not compared.difference


@one_kind
@few
@given(data=st.data())
def test_the_same_facts_leave_nothing_to_performance(kind: str, data: st.DataObject) -> None:
    """What both rules can score, on facts that stayed as they were, is neither performance nor scope."""
    before = data.draw(results(YEARS[0], kind))
    after = data.draw(followed(before, YEARS[1], kind))
    given = [{**one.submission.facts.unit, **one.submission.facts.appraiser} for one in (before, after)]
    compared = compare(before, after, route(YEARS[0], YEARS[1], kind))
    rules = compared.route.first.rules
    said = {entry.code for one in (before, after) for entry in one.submission.entries}
    for part in (*compared.split.of(PartKind.SCOPE), *compared.split.of(PartKind.PERFORMANCE)):
        rule, codes = rules[part.cause], compared.route.codes[part.cause]
        asked = rule.card.facts
        alike = all(given[0].get(name) == given[1].get(name) for name in asked) and not rule.card.surveys
        dated = any(fact.type == "date" for fact in asked.values())
        assert not alike or dated or said & set(codes) or part.cause in compared.new_zeros


@one_kind
@few
@given(data=st.data())
def test_the_order_of_entries_never_matters(kind: str, data: st.DataObject) -> None:
    """Entries handed in another way round give the same parts."""
    before, after = data.draw(pairs(*YEARS, kind))
    turned = [
        attrs.evolve(one, submission=attrs.evolve(one.submission, entries=one.submission.entries[::-1]))
        for one in (before, after)
    ]
    way = route(*YEARS, kind)
    left, right = compare(before, after, way), compare(turned[0], turned[1], way)
    for split, other in ((left.split, right.split), (left.reverse, right.reverse)):
        assert [(part.cause, part.moved) for part in split.parts] == [(part.cause, part.moved) for part in other.parts]


def rank_moves(data: st.DataObject, kind: str, most: int) -> None:
    units = [attrs.evolve(UNIT, code=f"X-{number:02}", group="X") for number in range(most)]
    sides = []
    for ruleset_id in YEARS:
        found = [data.draw(results(ruleset_id, kind)) for _ in units]
        named = [
            attrs.evolve(one, submission=attrs.evolve(one.submission, unit=unit))
            for one, unit in zip(found, units, strict=True)
        ]
        sides.append(data.draw(st.permutations(named)))
    left_out = sides[0].pop() if data.draw(st.booleans()) else None
    group = compare_group(sides[0], sides[1], route(*YEARS, kind))
    ranks = [{row.unit.code: row.rank for row in rank(side).rows} for side in sides]
    assert len(group.moves) == len(sides[0])
    assert [unit.code for unit in group.only_new] == ([] if left_out is None else [left_out.submission.unit.code])
    for move in group.moves:
        assert (move.old, move.new) == tuple(side[move.unit.code] for side in ranks)
        assert sum(move.split.values()) == sum(move.reverse.values()) == move.new - move.old
        assert left_out is not None or move.split[RankPart.OTHERS] == 0
    for one in group.comparisons:
        check_sums(one)


@one_kind
@settings(max_examples=1, suppress_health_check=slow, phases=phases)
@given(data=st.data())
def test_rank_moves_add_up(kind: str, data: st.DataObject) -> None:
    """The parts of a rank's move add up to it, in either order; ranks are those of each year."""
    rank_moves(data, kind, 3)


@pytest.mark.once
@one_kind
@many(4, suppress=slow, phases=phases)
@given(data=st.data())
def test_rank_moves_of_many_add_up(kind: str, data: st.DataObject) -> None:
    """The parts of a rank's move add up to it, in either order; ranks are those of each year."""
    rank_moves(data, kind, 3)
