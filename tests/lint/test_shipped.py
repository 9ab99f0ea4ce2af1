"""Both shipped rulesets lint clean: what is left standing is ignored in the ruleset itself, with its reason."""

from functools import cache

import pytest

import cchc_rules
from cchc_rules.law.catalog import texts
from cchc_rules.law.lint import Review, review

SHIPPED = ("2023_2568", "2024_2426")


@cache
def reviewed(name: str) -> Review:
    return review(cchc_rules.load(name), texts=texts(name))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_ruleset_lints_clean(name: str) -> None:
    assert [str(finding) for finding in reviewed(name).findings] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_what_it_ignores_has_a_reason_in_both_languages_and_a_line(name: str) -> None:
    found = reviewed(name)
    assert {one.finding.id for one in found.ignored} == {"CR508", "CR510", "CR524"}
    assert all(one.reason.en and one.finding.line for one in found.ignored)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_node_can_earn_its_maximum(name: str) -> None:
    ruleset = cchc_rules.load(name)
    nodes = reviewed(name).nodes
    assert len(nodes) == sum(1 + len(list(card.walk())) for card in ruleset.scorecards.values())
    assert all(node.full and node.highest == node.max_points for node in nodes)
