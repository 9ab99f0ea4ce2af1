"""A boundary case holds as a whole unit: what its facts mean to other leaves counts too."""

from fractions import Fraction

import pytest

from cchc_rules import Scorecard, boundary_cases, coverage
from cchc_rules.exact import Answer
from cchc_rules.law.probing.accord import Accord
from cchc_rules.scoring.cases.worked import hold
from tests.scoring.small import card, leaf, node, yes

pytestmark = pytest.mark.once

TALLY = 'scoring = { measure = { kind = "fact", fact = "n1" }, award = { kind = "tally" } }'
SHARE = 'scoring = { measure = { kind = "ratio", part = ["n2"], whole = ["n1"] }, award = { kind = "proportional" } }'


def holds(scorecard: Scorecard) -> set[str]:
    made = boundary_cases(scorecard)
    assert [str(finding) for case in made for finding in hold(case, scorecard)] == []
    found = coverage(scorecard, made)
    assert found.unreached == ()
    return {goal.id for goal in found.beyond}


@pytest.mark.parametrize(
    ("given", "but", "borne"),
    [
        ({"n1": 2, "n2": 1}, "", True),
        ({"n1": 0, "n2": 0}, "", False),  # a whole of 0
        ({"n1": 0, "n2": 0}, "1.2", True),
        ({"n1": 0, "n2": 0, "b2": 0}, "", True),  # it does not apply
        ({"n1": 0}, "", True),  # it cannot be told yet
    ],
)
def test_answers_are_borne_where_no_leaf_that_is_scored_refuses_them(
    given: dict[str, int],
    but: str,
    borne: bool,  # noqa: FBT001 - of a table
) -> None:
    one = card(
        node("1", "4", leaf("1.1", scoring=TALLY), leaf("1.2", scoring=SHARE, more=f"applies_when = {yes('b2')}")),
        most="4",
    )
    answers: dict[str, Answer] = {name: Fraction(number) for name, number in ({"b2": 1} | given).items()}
    assert Accord(one, 2024).bears(answers, but) is borne
    open_yet = {name: answer for name, answer in answers.items() if name != "b2"}
    assert Accord(one, 2024).bears(open_yet, but)


def test_a_zero_that_another_leaf_refuses_is_tried_without_it() -> None:
    holds(card(node("1", "4", leaf("1.1", scoring=TALLY), leaf("1.2", scoring=SHARE)), most="4"))
