"""Administrative-reform indexes (Chỉ số CCHC) as versioned data, and exact arithmetic that anyone can check.

A ruleset is one decision of a province as data; a scorecard of it scores one kind of unit. `evaluate` turns a unit's
submission into points, exactly and with every step; `rank` puts results in order by the decision's own rule; `diff`
says what changed between two decisions, and `compare` what that did to a unit.

    >>> import cchc_rules
    >>> scorecard = cchc_rules.load("2024_2426").scorecard("department")
    >>> unit = cchc_rules.Unit(code="X-01", name="Sở Ví dụ")
    >>> given = cchc_rules.GivenFacts(unit={"plan_tasks": 50, "plan_tasks_done": 47})
    >>> submission = cchc_rules.Submission(unit=unit, unit_kind="department", year=2024, facts=given)
    >>> result = cchc_rules.evaluate(scorecard, submission, missing="bounds")
    >>> result.node("1.1.3").points
    Fraction(47, 25)

Every name below is stable; what is not listed here may change. Names are read from their modules when first used, so
that a script pays only for what it asks for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from cchc_rules.version import VERSION

if TYPE_CHECKING:  # the same names again, for editors and type checkers
    from cchc_rules.errors import (
        CchcRulesError,
        Finding,
        MissingAnswersError,
        NotFoundError,
        RulesetError,
        SubmissionError,
    )
    from cchc_rules.law.catalog import available, for_year, in_force, load
    from cchc_rules.law.codec import digest, dumps, loads
    from cchc_rules.law.lint import lint
    from cchc_rules.law.model import Ruleset, Scorecard
    from cchc_rules.law.publication import published, units
    from cchc_rules.report.text import explain
    from cchc_rules.scoring.cases.boundaries import boundary_cases
    from cchc_rules.scoring.cases.coverage import coverage
    from cchc_rules.scoring.evaluation import evaluate
    from cchc_rules.scoring.inputs import Appraisal, Entry, GivenFacts, Submission, Unit
    from cchc_rules.scoring.ranking import Ranking, rank
    from cchc_rules.scoring.reading import read as read_submission
    from cchc_rules.scoring.result import Result
    from cchc_rules.versions.catalogue import ChangeKind, Contract
    from cchc_rules.versions.changes import Change, Changes, Effect
    from cchc_rules.versions.comparing.comparison import Comparison, compare
    from cchc_rules.versions.comparing.groups import GroupComparison, compare_group
    from cchc_rules.versions.comparing.parts import PartKind
    from cchc_rules.versions.difference import diff
    from cchc_rules.versions.migrating.migration import Migration, migrate
    from cchc_rules.versions.rehearsing.rehearsal import Rehearsal, rehearse

__version__: Final = VERSION

_HOMES: Final = {
    "Appraisal": "scoring.inputs",
    "CchcRulesError": "errors",
    "Change": "versions.changes",
    "ChangeKind": "versions.catalogue",
    "Changes": "versions.changes",
    "Comparison": "versions.comparing.comparison",
    "Contract": "versions.catalogue",
    "Effect": "versions.changes",
    "Entry": "scoring.inputs",
    "Finding": "errors",
    "GivenFacts": "scoring.inputs",
    "GroupComparison": "versions.comparing.groups",
    "Migration": "versions.migrating.migration",
    "MissingAnswersError": "errors",
    "NotFoundError": "errors",
    "PartKind": "versions.comparing.parts",
    "Ranking": "scoring.ranking",
    "Rehearsal": "versions.rehearsing.rehearsal",
    "Result": "scoring.result",
    "Ruleset": "law.model",
    "RulesetError": "errors",
    "Scorecard": "law.model",
    "Submission": "scoring.inputs",
    "SubmissionError": "errors",
    "Unit": "scoring.inputs",
    "available": "law.catalog",
    "boundary_cases": "scoring.cases.boundaries",
    "compare": "versions.comparing.comparison",
    "compare_group": "versions.comparing.groups",
    "coverage": "scoring.cases.coverage",
    "diff": "versions.difference",
    "digest": "law.codec",
    "dumps": "law.codec",
    "evaluate": "scoring.evaluation",
    "explain": "report.text",
    "for_year": "law.catalog",
    "in_force": "law.catalog",
    "lint": "law.lint",
    "load": "law.catalog",
    "loads": "law.codec",
    "migrate": "versions.migrating.migration",
    "published": "law.publication",
    "rank": "scoring.ranking",
    "read_submission": "scoring.reading",
    "rehearse": "versions.rehearsing.rehearsal",
    "units": "law.publication",
}

__all__ = [
    "Appraisal",
    "CchcRulesError",
    "Change",
    "ChangeKind",
    "Changes",
    "Comparison",
    "Contract",
    "Effect",
    "Entry",
    "Finding",
    "GivenFacts",
    "GroupComparison",
    "Migration",
    "MissingAnswersError",
    "NotFoundError",
    "PartKind",
    "Ranking",
    "Rehearsal",
    "Result",
    "Ruleset",
    "RulesetError",
    "Scorecard",
    "Submission",
    "SubmissionError",
    "Unit",
    "available",
    "boundary_cases",
    "compare",
    "compare_group",
    "coverage",
    "diff",
    "digest",
    "dumps",
    "evaluate",
    "explain",
    "for_year",
    "in_force",
    "lint",
    "load",
    "loads",
    "migrate",
    "published",
    "rank",
    "read_submission",
    "rehearse",
    "units",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    home = import_module(f"{__name__}.{_HOMES[name]}")
    value = getattr(home, "read" if name == "read_submission" else name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
