"""Small scorecards around random scoring functions."""

from functools import cache

import attrs

from cchc_rules import Scorecard
from cchc_rules.exact import Rounding
from cchc_rules.law.model import Criterion
from cchc_rules.law.scoring import Policy, Scoring
from tests.coverage.scorings import FACTS
from tests.scoring.small import card, leaf, node


@cache
def _frame() -> Scorecard:
    criteria = node("1.1", "8", leaf("1.1.1", "4"), leaf("1.1.2", "4"))
    return card(node("1", "8", criteria), most="8")


def around(first: Scoring, second: Scoring, policy: Policy, rounding: Rounding | None = None) -> Scorecard:
    """Two leaves under one criterion, each of 4 points, that may share facts."""
    frame = _frame()
    (field,) = frame.fields
    (criterion,) = field.criteria
    leaves = tuple(
        _scored(one, scoring, policy, rounding)
        for one, scoring in zip(criterion.sub_criteria, (first, second), strict=True)
    )
    inner = attrs.evolve(field, criteria=(attrs.evolve(criterion, sub_criteria=leaves),))
    return attrs.evolve(frame, facts=FACTS, fields=(inner,))


def _scored(one: Criterion, scoring: Scoring, policy: Policy, rounding: Rounding | None) -> Criterion:
    said = attrs.evolve(one.policy, policy=policy)
    return attrs.evolve(one, scoring=scoring, not_applicable=said, round=rounding)
