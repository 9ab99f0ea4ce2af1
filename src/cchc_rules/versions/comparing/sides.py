"""The two sides of a comparison: results, or submissions that are scored first, each by the ruleset of its side."""

from cchc_rules.errors import CchcRulesError, Finding
from cchc_rules.law.catalog import load
from cchc_rules.law.model import Ruleset
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Submission
from cchc_rules.scoring.result import Result
from cchc_rules.versions.changes import Changes
from cchc_rules.versions.comparing.routes import Route


class ComparisonError(CchcRulesError, ValueError):
    """These results cannot be compared with one another."""


def sides_of(changes: object) -> tuple[Ruleset | None, Ruleset | None]:
    """Give the older and the newer ruleset of changes; nothing where there are none."""
    if changes is None:
        return None, None
    if isinstance(changes, Route):
        changes = changes.changes
    if not isinstance(changes, Changes):
        told = f"changes are what diff() gives, or a Route; this is of type {type(changes).__name__}"
        raise TypeError(told)
    return changes.old, changes.new


def as_result(given: object, ruleset: Ruleset | None) -> Result:
    """Give a result as it is, and score a submission: by the ruleset of its side, or by the one it names."""
    if isinstance(given, Result):
        return given
    if not isinstance(given, Submission):
        told = f"a comparison takes results or submissions; this is of type {type(given).__name__}"
        raise TypeError(told)
    if ruleset is None:
        if given.ruleset is None:
            raise ComparisonError([Finding(id="CR810", subject=f"{given.unit.code} ({given.year})")])
        ruleset = load(given.ruleset)
    return evaluate(ruleset.scorecard(given.unit_kind), given)
