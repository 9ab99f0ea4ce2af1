"""A filled submission to start from: every fact, ballot and judged point of a scorecard, plausible and invented.

The values hold together: a part stays within its whole, a date within its deadline, judged points lie on their step.
The unit plainly does not exist.
"""

from collections.abc import Mapping
from typing import Final

import attrs

from cchc_rules.errors import Language
from cchc_rules.law.decision import ScopeOf, UnitKind
from cchc_rules.law.facts import Giver
from cchc_rules.law.model import Criterion, Method, Scorecard
from cchc_rules.law.surveys import Survey
from cchc_rules.report.labels import notice, say
from cchc_rules.report.wishes import filled
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Appraisal, Entry, GivenFacts, Submission, Unit
from cchc_rules.scoring.reading import dumps
from cchc_rules.scoring.result import Missing, Origin, Result

_UNITS: Final = {
    UnitKind.DEPARTMENT: Unit(code="X-01", name="Sở Ví dụ"),
    UnitKind.DISTRICT: Unit(code="X-02", name="Huyện Ví dụ"),
    UnitKind.COMMUNE: Unit(code="X-03", name="Xã Ví dụ"),
}
_GROUP: Final = "X-D1"
_REPLIES: Final = 20  # ballots of a group, where no more are needed
_TENTHS: Final = (6, 3, 1)  # how they fall on the options, the best one first


def example_submission(scorecard: Scorecard) -> Submission:
    """Make a complete submission of a unit that does not exist; `evaluate` needs nothing more to score it.

    >>> from cchc_rules.law.catalog import load
    >>> scorecard = load("2024_2426").scorecard("department")
    >>> submission = example_submission(scorecard)
    >>> submission.unit.name, evaluate(scorecard, submission).open_codes
    ('Sở Ví dụ', ())
    """
    decision = scorecard.decision
    year = (decision.act.assessed_years or (decision.act.signed_on.year,))[-1]
    values = filled(scorecard, year)
    by_appraiser = {name for name, fact in scorecard.facts.items() if fact.by is Giver.APPRAISER}
    unit = _UNITS[scorecard.unit_kind]
    if decision.ranking.scope(scorecard.unit_kind) is ScopeOf.GROUP:
        unit = attrs.evolve(unit, group=_GROUP)
    submission = Submission(
        unit=unit,
        unit_kind=scorecard.unit_kind,
        year=year,
        ruleset=decision.id,
        facts=GivenFacts(
            unit={name: value for name, value in values.items() if name not in by_appraiser},
            appraiser={name: value for name, value in values.items() if name in by_appraiser},
        ),
        ballots=_ballots(scorecard),
    )
    result = evaluate(scorecard, submission, missing=Missing.BOUNDS)
    return attrs.evolve(submission, entries=(*_self_scored(result), *_appraised(result)))


def _ballots(scorecard: Scorecard) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    asked = scorecard.surveys
    return {ballots: {group.id: _replies(survey) for group in survey.groups} for ballots, survey in asked.items()}


def _replies(survey: Survey) -> dict[str, int]:
    count = max(_REPLIES, 2 * survey.min_valid)
    best_first = sorted(survey.options, key=lambda option: -option.weight)
    counts = dict.fromkeys((option.id for option in survey.options), 0)
    for option, tenths in zip(best_first, _TENTHS, strict=False):
        counts[option.id] = count * tenths // 10
    return counts


def _self_scored(result: Result) -> tuple[Entry, ...]:
    """Show what an entry looks like, at the first leaf that the unit scores itself."""
    for node in result.walk():
        leaf = node.node
        if isinstance(leaf, Criterion) and leaf.method is Method.EVIDENCE and node.origin is Origin.COMPUTED:
            return (Entry(code=leaf.code, self_score=node.points, evidence=leaf.evidence, note="Số liệu ví dụ"),)
    return ()


def _appraised(result: Result) -> tuple[Entry, ...]:
    """Have the appraiser decide where the printed text decides nothing for the values at hand."""
    reason = "Văn bản không có mức điểm cho trường hợp này"
    leaves = {leaf.code: leaf for leaf in result.scorecard.leaves}
    return tuple(
        Entry(
            code=code,
            appraisal_1=Appraisal(points=result.node(code).highest, reason=reason, by=leaves[code].appraiser),
        )
        for code in result.open_codes
    )


def commented(submission: Submission, scorecard: Scorecard, language: Language) -> str:
    """Write a submission as TOML under a comment that says what it is, the notice of a reconstruction included."""
    invented = say(
        (
            "Bản tự chấm mẫu: đơn vị không có thật, mọi số liệu đều là bịa ra để làm ví dụ.",
            "An example submission: the unit does not exist, and every figure is invented.",
        ),
        language,
    )
    told = notice(scorecard.standing, language)
    lines = [invented, *([] if told is None else [f"{told}."])]
    return "".join(f"# {line}\n" for line in lines) + f"\n{dumps(submission)}"
