"""Situations come from a scorecard's own rules: what it does not have is not tried."""

import attrs
import pytest

from cchc_rules import Submission, Unit, evaluate
from cchc_rules.exact import Rounding, RoundingMode
from cchc_rules.law.catalog import load
from cchc_rules.law.model import Scorecard
from cchc_rules.law.scoring import Policy
from cchc_rules.scoring.cases.situations import Situation, situations

UNIT = Unit(code="X-01", name="Đơn vị Ví dụ", group="X")


@pytest.fixture
def card() -> Scorecard:
    return load("2024_2426").scorecard("commune")


def tried(card: Scorecard) -> dict[str, Situation]:
    bare = Submission(unit=UNIT, unit_kind=card.unit_kind, year=2024)
    return {one.id: one for one in situations(card, bare, bare)}


def test_the_index_is_set_half_way_where_it_is_rounded(card: Scorecard) -> None:
    one = tried(card)["round-index-full-half"]
    before = evaluate(card, one.submission, missing="bounds").index_before
    assert before is not None
    assert str(before * 100 % 1) == "1/2"


def test_no_index_is_set_where_none_is_rounded(card: Scorecard) -> None:
    rounding = attrs.evolve(card.decision.rounding, index_percent=None)
    exact = attrs.evolve(card, decision=attrs.evolve(card.decision, rounding=rounding))
    assert not {name for name in tried(exact) if name.startswith("round-")}


def test_no_index_is_set_where_all_that_counts_may_be_claimed(card: Scorecard) -> None:
    policy = attrs.evolve(card.leaves[0].policy, policy=Policy.DROP)
    leaf = attrs.evolve(card.leaves[0], not_applicable=policy)
    alone = attrs.evolve(card, fields=(attrs.evolve(card.fields[0], criteria=(leaf,)),))
    found = {name for name in tried(alone) if name.startswith("round-index-")}
    assert found == {"round-index-full-half", "round-index-full-below"}


def test_nodes_that_round_are_set_half_way(card: Scorecard) -> None:
    field = attrs.evolve(card.fields[0], round=Rounding(2, RoundingMode.HALF_UP))
    rounding = attrs.evolve(card, fields=(field, *card.fields[1:]))
    node = evaluate(rounding, tried(rounding)["round-nodes"].submission, missing="bounds").node(field.code)
    assert node.before is not None
    assert node.points is not None
    assert node.points - node.before == (node.before * 100 % 1) / 100
    assert str(node.before * 100 % 1) == "1/2"


def test_nothing_is_claimed_where_nothing_may_be(card: Scorecard) -> None:
    leaves = [leaf for leaf in card.fields[0].criteria if not leaf.children and leaf.policy.policy is Policy.FORBIDDEN]
    alone = attrs.evolve(card, fields=(attrs.evolve(card.fields[0], criteria=tuple(leaves)),))
    assert leaves
    assert not {name for name in tried(alone) if "claim" in name or "parts" in name}
