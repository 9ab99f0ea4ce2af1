"""Evaluation: a pure function of a scorecard and a submission. Exact; rounded only where the ruleset says."""

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from cchc_rules.errors import Finding, MissingAnswersError, Severity, SubmissionError
from cchc_rules.exact import ZERO, State
from cchc_rules.law.decision import Stage
from cchc_rules.law.facts import Contradiction, Step, Unanswered
from cchc_rules.law.model import Criterion, FailedTo, Field, Node, Precondition, Scorecard
from cchc_rules.law.scoring import Condition, Policy
from cchc_rules.scoring.inputs import Entry, Submission
from cchc_rules.scoring.leaves import FREE, Above, Case, note_settling
from cchc_rules.scoring.nodes import clash, combine, spread
from cchc_rules.scoring.result import Missing, NodeResult, Result
from cchc_rules.scoring.sheet import fill, prove_head
from cchc_rules.scoring.totals import (
    Fields,
    band_of,
    missing_from,
    percent,
    points_of,
    rounded,
    state_of,
    unanswered,
)

FINAL: Final = Stage.APPRAISAL_2


def evaluate(
    scorecard: Scorecard,
    submission: Submission,
    *,
    stage: Stage | str = FINAL,
    missing: Missing | str = Missing.ERROR,
    readings: Mapping[str, str] | None = None,
) -> Result:
    """Score one unit: give the tree of points with its total, exact and explained.

    ``stage`` is the last stage whose word counts: at "self_score" the unit's alone, so that leaves which only an
    appraiser or a survey can settle stay open; at "appraisal_1" and "appraisal_2" surveys count too. ``missing`` says
    what becomes of open answers: an error, bounds, or zero; ``readings`` asks for other readings of a text that leaves
    a case open, by code.

    Raises SubmissionError with every fault of the answers (and nothing else where the submission is for another
    scorecard), MissingAnswersError naming every open leaf when ``missing`` is "error", NotFoundError for a reading
    that is not listed, ValueError for a stage or a treatment of missing answers that does not exist.

    >>> from cchc_rules import Entry, GivenFacts, Submission, Unit, load
    >>> card = load("2024_2426").scorecard("department")
    >>> submission = Submission(
    ...     unit=Unit(code="X-01", name="Sở Ví dụ"),
    ...     unit_kind="department",
    ...     year=2024,
    ...     facts=GivenFacts(unit={"plan_tasks": 50, "plan_tasks_done": 47}),
    ...     entries=(Entry(code="1.1.3", self_score=2),),
    ... )
    >>> result = evaluate(card, submission, missing="bounds")
    >>> result.node("1.1.3").points, result.total, result.highest
    (Fraction(47, 25), None, Fraction(2497, 25))
    >>> print(*result.findings)
    1.1.3: [CR363] the self-scored 2 points differ from the 1.88 the facts give; the facts were used

    A total is given when nothing is open, or when the caller says what becomes of what is:

    >>> evaluate(card, submission)
    Traceback (most recent call last):
    cchc_rules.errors.MissingAnswersError: 1.1.1: [CR360] answers are missing: plan_issued_on; give them, ...
    """
    asked, treated = Stage(stage), Missing(missing)
    card = scorecard.read_as(readings) if readings else scorecard
    return _Evaluation(card, submission, asked).result(treated, dict(readings or {}))


def derive(result: Result, code: str) -> tuple[Step, ...]:
    """Give the steps by which a node came to its points.

    For a leaf they begin with its facts. A node with children is the sum (or the best) of them: its steps are what
    was done to that sum, if anything was.
    """
    found = result.node(code)
    trace: list[Step] = []
    if isinstance(found.node, Criterion) and not found.children:
        scored = _Evaluation(result.scorecard, result.submission, result.asked).case_of(found.node).score(trace)
        if scored.open and not found.open:
            trace.append(Step(what="policy", kind="missing", value=found.points))
    elif found.before is not None and found.points is not None:
        note_settling(trace, found.before, found.points / found.share, found.node.round)
    if found.share != 1 and found.points is not None:
        inputs = (("before", found.points / found.share), ("share", found.share))
        trace.append(Step(what="policy", kind=Policy.SPREAD, inputs=inputs, value=found.points))
    return tuple(trace)


def cases(scorecard: Scorecard, submission: Submission, *, stage: Stage | str = FINAL) -> tuple[Case, ...]:
    """Give every leaf with all that bears on it, in printed order, before any of it is scored.

    Raises SubmissionError with every fault of the answers.
    """
    evaluation = _Evaluation(scorecard, submission, Stage(stage))
    found = tuple(evaluation.cases())
    if evaluation.errors:
        raise SubmissionError(evaluation.errors)
    return found


class _Evaluation:
    """One evaluation at work: the proven answers, and what has been found so far."""

    def __init__(self, card: Scorecard, submission: Submission, stage: Stage) -> None:
        head = list(prove_head(card, submission))
        if any(finding.severity is Severity.ERROR for finding in head):
            raise SubmissionError(head)  # by another scorecard, whatever else it says would be found wrong
        self.card, self.submission, self.stage = card, submission, stage
        self.warnings = head
        self.sheet, self.errors = fill(card, submission, stage)
        self.entries = {entry.code: entry for entry in submission.entries}
        self.zeroing = False
        self.above = self._preconditioned(card.precondition, FREE, "")

    def result(self, missing: Missing, readings: Mapping[str, str]) -> Result:
        """Score every field; raise all that is wrong together."""
        fields = self._fields()
        if self.errors:
            raise SubmissionError(self.errors)
        leaves = [node for field in fields for node in field.walk() if not node.children]
        unassessed = all(leaf.state is State.NOT_ASSESSED for leaf in leaves)
        if missing is Missing.ERROR and not unassessed and any(leaf.open for leaf in leaves):
            raise MissingAnswersError(unanswered(leaves))
        if missing is Missing.ZERO and not unassessed:
            self.zeroing = True
            fields = self._fields()
        for node in (node for field in fields for node in field.walk()):
            self.warnings += node.findings
            if self.zeroing and node.open and not node.children:
                self.warnings.append(attrs.evolve(missing_from(node), severity=Severity.WARNING))
        return self._concluded(fields, missing, readings)

    # --- Down the tree: what holds for the leaves ------------------------------------------------------------------

    def _holds(self, condition: Condition, code: str) -> bool | tuple[str, ...]:
        """Whether a condition holds, or the facts that would tell."""
        try:
            return condition.holds(self.sheet)
        except Unanswered as signal:
            return signal.facts
        except Contradiction as signal:
            self.errors.append(attrs.evolve(signal.finding, code=code))
            return True

    def _under(self, node: Node, above: Above) -> Above:
        """What holds for everything under a node. Nothing more is asked of what does not apply."""
        if above.excluded:
            return above
        applies = True if node.applies_when is None else self._holds(node.applies_when, node.code)
        if applies is False:
            return attrs.evolve(above, excluded=True)
        if applies is not True:
            above = attrs.evolve(above, excluded=None, missing=above.missing + applies)
        return self._preconditioned(node.precondition, above, node.code)

    def _preconditioned(self, rule: Precondition | None, above: Above, code: str) -> Above:
        met = True if rule is None else self._holds(rule.when, code)
        if rule is None or met is True:
            return above
        missing = above.missing if met is False else above.missing + met
        failed = True if met is False else None
        if rule.otherwise is FailedTo.ZERO:
            return attrs.evolve(above, zero=above.zero or failed, missing=missing)
        return attrs.evolve(above, not_assessed=above.not_assessed or failed, missing=missing)

    def cases(self) -> Iterator[Case]:
        """Give the case of every leaf, in printed order."""
        for field in self.card.fields:
            yield from self._cases(field, self.above)

    def _cases(self, node: Node, above: Above) -> Iterator[Case]:
        above = self._under(node, above)
        if isinstance(node, Criterion) and not node.children:
            yield self._case(node, above)
        for child in node.children:
            yield from self._cases(child, above)

    # --- Up again: points --------------------------------------------------------------------------------------------

    def _fields(self) -> tuple[NodeResult, ...]:
        return tuple(self._score(field, self.above) for field in self.card.fields)

    def _score(self, node: Field | Criterion, above: Above) -> NodeResult:
        above = self._under(node, above)
        if isinstance(node, Criterion) and not node.children:
            return self._leaf(node, above)
        children = tuple(self._score(child, above) for child in node.children)
        try:
            children = children if above.excluded else spread(node, children)
        except Contradiction as signal:
            self.errors.append(signal.finding)
        clashing = clash(node, children)
        if clashing is not None:
            self.errors.append(clashing)
        return combine(node, children)

    def _leaf(self, leaf: Criterion, above: Above) -> NodeResult:
        case = self._case(leaf, above)
        try:
            result = case.score()
        except Contradiction as signal:
            self.errors.append(signal.finding)
            return case.unsettled()
        if not self.zeroing or not result.open or result.state is State.NOT_APPLICABLE:
            return result
        counted = Finding(
            id="CR358", severity=Severity.WARNING, code=leaf.code, expected=", ".join(result.missing) or result.state
        )
        findings = (*result.findings, counted)
        settled = attrs.evolve(result, points=ZERO, lowest=ZERO, highest=ZERO, before=ZERO, findings=findings)
        return attrs.evolve(settled, ends=(), unlimited=False)

    def _case(self, leaf: Criterion, above: Above) -> Case:
        entry = self.entries.get(leaf.code) or Entry(code=leaf.code)
        return Case(leaf=leaf, facts=self.card.facts, sheet=self.sheet, entry=entry, stage=self.stage, above=above)

    def case_of(self, leaf: Criterion) -> Case:
        """Give the case of one leaf."""
        above = self.above
        for node in self.card.walk():
            if f"{leaf.code}.".startswith(f"{node.code}."):
                above = self._under(node, above)
        return self._case(leaf, above)

    def _concluded(self, fields: tuple[NodeResult, ...], missing: Missing, readings: Mapping[str, str]) -> Result:
        """Add the fields up: exactly, then rounded where the ruleset rounds, what was before and after side by side."""
        card, rounding = self.card, self.card.decision.rounding
        apart = Fields.of(fields)
        effective = apart.effective_max
        settled = not any(field.open for field in fields)
        state = state_of(fields, settled=settled)
        lowest, highest = apart.limits(card, assessed=state is not State.NOT_ASSESSED)
        total = rounded(lowest, rounding.total) if settled else None
        index = None if total is None else percent(total, effective, card)
        result = Result(
            scorecard=card,
            submission=self.submission,
            asked=self.stage,
            missing=missing,
            state=state,
            fields=fields,
            effective_max=effective,
            lowest=rounded(lowest, rounding.total),
            highest=rounded(highest, rounding.total),
            total_before=lowest if settled else None,
            total=total,
            index_before=index,
            index_percent=None if index is None else rounded(index, rounding.index_percent),
            bonus=points_of(apart.bonus),
            penalty=points_of(apart.penalty),
            readings=readings,
            findings=tuple(self.warnings),
        )
        return attrs.evolve(result, band=band_of(result))
