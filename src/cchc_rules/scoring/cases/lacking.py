"""What worked cases lack: a case for every goal they do not reach."""

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from cchc_rules.law.grounds import Standing
from cchc_rules.law.model import Scorecard
from cchc_rules.law.probing.aims import Way
from cchc_rules.scoring.cases.boundaries import Boundaries
from cchc_rules.scoring.cases.coverage import Coverage
from cchc_rules.scoring.cases.goals import Goal
from cchc_rules.scoring.cases.worked import Case, dumps

_HEAD: Final = """\
Các trường hợp ở ngưỡng mà các trường hợp tính tay chưa chạm tới.{vi}

Cases at the boundaries that the hand-worked cases do not reach.{en}
They were made by `cchc-rules coverage RULESET UNIT_KIND --missing`. What is expected follows from the value that the
facts measure, the award's own arithmetic, and the rounding and maximum of the leaf; no case was scored to find it out.
"""
_RECONSTRUCTION: Final = (
    "\nBẢN DỰNG LẠI: thang điểm là của dự án này, không phải của Quyết định; các số liệu đều giả định.",
    "\nThe scorecard is A RECONSTRUCTION: its points and thresholds are this project's own, and the facts are made up.",
)


def lacking(scorecard: Scorecard, found: Coverage) -> tuple[Case, ...]:
    """Give a case for each goal that is not reached. Leaves that nobody answered share one.

    >>> from cchc_rules import load
    >>> from cchc_rules.scoring.cases.coverage import coverage
    >>> card = load("2024_2426").scorecard("commune")
    >>> cases = lacking(card, coverage(card, ()))
    >>> len(cases), coverage(card, cases).percent
    (454, Fraction(100, 1))
    """
    boundaries = Boundaries(scorecard)
    made = [(goal, boundaries.case(goal)) for goal in found.unreached]
    bare = [case for goal, case in made if case is not None and _bare(goal, case)]
    cases = [case for _, case in made if case is not None and case not in bare]
    return (*cases, *_unanswered(bare))


def _bare(goal: Goal, case: Case) -> bool:
    """Whether a case holds nothing at all."""
    given = case.submission
    answered = given.facts.unit or given.facts.appraiser or given.ballots or case.readings
    return goal.aim is not None and goal.aim.way is Way.UNANSWERED and not answered


def _unanswered(bare: list[Case]) -> Iterator[Case]:
    expected = {code: state for case in bare for code, state in case.expected.items()}
    for case in bare[:1]:
        why = "Nothing is answered: every leaf is unknown, for missing is never zero."
        yield attrs.evolve(case, id="unanswered", why=why, expected=expected)


def written(scorecard: Scorecard, cases: Iterable[Case]) -> str:
    """Write lacking cases as a file, under a head that says how they came about; nothing where there are none."""
    listed = tuple(cases)
    vi, en = _RECONSTRUCTION if scorecard.standing is Standing.RECONSTRUCTION else ("", "")
    return dumps(listed, _HEAD.format(vi=vi, en=en)) if listed else ""
