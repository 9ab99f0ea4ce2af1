"""The total: the standard fields, a bonus and a penalty beside them, and the limits and roundings of the whole."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from cchc_rules.errors import Finding, MissingAnswersError, SubmissionError
from cchc_rules.exact import HUNDRED, ZERO, Rounding, State
from cchc_rules.law.decision import Grade, RankedOn
from cchc_rules.law.model import Field, Role, Scorecard
from cchc_rules.scoring.inputs import Submission
from cchc_rules.scoring.result import NodeResult, Result
from cchc_rules.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Fields(Value):
    """The results of all fields: standard ones, and those that stand beside the standard points."""

    standard: tuple[NodeResult, ...]
    bonus: tuple[NodeResult, ...]
    penalty: tuple[NodeResult, ...]

    @classmethod
    def of(cls, fields: Iterable[NodeResult]) -> "Fields":
        """Tell the fields apart."""
        by_role: dict[Role | None, list[NodeResult]] = {None: [], Role.BONUS: [], Role.PENALTY: []}
        for field in fields:
            by_role[field.node.role if isinstance(field.node, Field) else None].append(field)
        standard, bonus, penalty = (tuple(fields) for fields in by_role.values())
        return cls(standard=standard, bonus=bonus, penalty=penalty)

    @property
    def effective_max(self) -> Fraction:
        """The effective maximum of the standard fields; raises SubmissionError where nothing is left of it."""
        effective = sum((field.effective_max for field in self.standard), ZERO)
        if not effective:
            raise SubmissionError([Finding(id="CR359")])
        return effective

    def limits(self, card: Scorecard, *, assessed: bool) -> tuple[Fraction, Fraction]:
        """The lowest and highest total still possible, exact.

        Raises MissingAnswersError where an open leaf has no printed maximum and the total no limit on that side:
        nothing bounds it then.
        """
        boundless = []
        for beside, limit in ((self.penalty, card.total.floor), (self.bonus, card.total.ceiling)):
            if limit is None and assessed:
                boundless += [leaf for field in beside if field.unlimited for leaf in field.walk() if leaf.unlimited]
        if boundless:
            raise MissingAnswersError(unanswered(boundless))
        floor, ceiling = card.total.floor, card.total.ceiling
        lowest = _added(self.standard + self.bonus, "lowest") - _added(self.penalty, "highest")
        highest = _added(self.standard + self.bonus, "highest") - _added(self.penalty, "lowest")
        if floor is not None and any(field.unlimited for field in self.penalty):
            lowest = floor
        if ceiling is not None and any(field.unlimited for field in self.bonus):
            highest = ceiling
        return _limited(lowest, floor, ceiling), _limited(highest, floor, ceiling)


def unanswered(leaves: Iterable[NodeResult]) -> list[Finding]:
    """Say of every open leaf what would settle it, and what else is known of it."""
    findings: list[Finding] = []
    for leaf in leaves:
        if leaf.open and not leaf.children:
            findings += [*leaf.findings, missing_from(leaf)]
    return findings


def missing_from(leaf: NodeResult) -> Finding:
    """Say what would settle an open leaf."""
    if leaf.missing:
        return Finding(id="CR360", code=leaf.code, expected=", ".join(leaf.missing))
    return Finding(id="CR367", code=leaf.code, found=leaf.state)


def rounded(value: Fraction, rounding: Rounding | None) -> Fraction:
    """Round as declared, or not at all."""
    return value if rounding is None else rounding(value)


def percent(total: Fraction, effective_max: Fraction, card: Scorecard) -> Fraction:
    """The exact index: the total as a percentage of the effective maximum, or of what the scorecard says."""
    return total / (card.total.out_of or effective_max) * HUNDRED


def points_of(fields: tuple[NodeResult, ...]) -> Fraction | None:
    """The points of fields together; None while one of them is open."""
    points = [field.points for field in fields if field.points is not None]
    return sum(points, ZERO) if len(points) == len(fields) else None


def state_of(fields: Iterable[NodeResult], *, settled: bool) -> State:
    """The state of the whole: scored, not assessed where no field was, else unknown."""
    if settled:
        return State.SCORED
    return State.NOT_ASSESSED if all(field.state is State.NOT_ASSESSED for field in fields) else State.UNKNOWN


def band_of(result: Result) -> Grade | None:
    """The first band whose values hold the result's, and whose conditions the unit meets.

    A criterion is zero when it was scored 0 points: one that does not apply is none, nor is a bonus that was not
    earned. Handing in facts is scoring oneself as much as handing in points.
    """
    decision = result.scorecard.decision
    value = result.index_percent if decision.bands_on is RankedOn.INDEX_PERCENT else result.total
    if value is None or not decision.bands:
        return None
    standard = Fields.of(result.fields).standard
    leaves = [node for field in standard for node in field.walk() if not node.children]
    zero = any(leaf.points == 0 and leaf.state is not State.NOT_APPLICABLE for leaf in leaves)
    handed_in = _self_scored(result.submission)
    for band in decision.bands:
        if band.within.holds(value) and not (band.no_zero_criterion and zero) and (handed_in or not band.self_scored):
            return band
    return None


def _self_scored(submission: Submission) -> bool:
    return bool(submission.facts.unit) or any(entry.self_score is not None for entry in submission.entries)


def _added(fields: tuple[NodeResult, ...], end: str) -> Fraction:
    return sum((getattr(field, end) for field in fields), ZERO)


def _limited(points: Fraction, floor: Fraction | None, ceiling: Fraction | None) -> Fraction:
    if floor is not None:
        points = max(floor, points)
    return points if ceiling is None else min(ceiling, points)
