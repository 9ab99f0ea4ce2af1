"""One leaf: from what was said of it to points, a state, and the stage they came from."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Final

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.exact import ZERO, Rounding, State, spell
from cchc_rules.law.decision import Stage
from cchc_rules.law.facts import Contradiction, Fact, Trace, note
from cchc_rules.law.model import Criterion, Method
from cchc_rules.law.scoring import BestOf, Outcome, Policy, Sum
from cchc_rules.scoring.inputs import Entry
from cchc_rules.scoring.result import Ends, NodeResult, Origin
from cchc_rules.scoring.sheet import Sheet
from cchc_rules.values import Value

_BEFORE_THE_SECOND: Final = (Stage.APPRAISAL_1, Stage.EXPLANATION_ROUND)
_LEAVES_THE_MAXIMUM: Final = (Policy.DROP, Policy.SPREAD, Policy.FORBIDDEN)  # forbidden to claim, not to exclude


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Above(Value):
    """What the nodes above a leaf, and its own conditions, make of it; None while that cannot be told.

    ``excluded``: it does not apply; ``zero`` or ``not_assessed``: a precondition failed; ``missing``: the facts that
    would tell.
    """

    excluded: bool | None = False
    zero: bool | None = False
    not_assessed: bool | None = False
    missing: tuple[str, ...] = ()


FREE: Final = Above()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Case(Value):
    """One leaf with all that bears on it: the answers, its entry, the stage asked for, and what stands above it.

    What weighs more comes first: a precondition that keeps the leaf from being assessed; conditions under which it
    does not apply; a precondition that sends it to zero; a claim that it does not apply, unless rejected; the second
    appraisal, then the first; what the facts give; the unit's own word. A rejected claim says nothing: such a leaf is
    scored as if it had not been made.
    """

    leaf: Criterion
    facts: Mapping[str, Fact]
    sheet: Sheet
    entry: Entry
    stage: Stage
    above: Above = FREE

    def score(self, trace: Trace = None) -> NodeResult:
        """Score the leaf; raises `Contradiction` on answers that cannot be scored."""
        above = self.above
        if above.not_assessed:
            return self._open(State.NOT_ASSESSED, self._anything)
        if None in (above.excluded, above.zero, above.not_assessed):
            return self._untold()
        if above.excluded:
            return self._against(self._excluded(trace))
        if above.zero:
            return self._against(self._zero(trace))
        return self._own(trace)

    # --- What stands above the leaf ---------------------------------------------------------------------------------

    def _excluded(self, trace: Trace) -> NodeResult:
        """What does not apply leaves the maximum even where a precondition failed; what it would earn is lost."""
        if self.above.zero and self.leaf.policy.policy not in _LEAVES_THE_MAXIMUM:
            return self._zero(trace)
        return self._not_applicable(trace)

    def _zero(self, trace: Trace) -> NodeResult:
        note(trace, "policy", "precondition", (), ZERO)
        return attrs.evolve(self._at(ZERO, self._most()), origin=Origin.POLICY)

    def _untold(self) -> NodeResult:
        """Every way the leaf may still go while a condition above it cannot be told; till then its maximum counts."""
        above = self.above
        ways: list[NodeResult] = []
        if above.excluded is not False:
            ways.append(self._not_applicable())
        if above.zero is not False:
            ways.append(self._at(ZERO, self._most()))
        later: Ends = ()
        if not above.excluded and not above.zero:
            try:
                ways.append(self._own())
                later = self._later()
            except Contradiction:  # the answers need not hold together where the leaf may not apply
                ways.append(self.unsettled())
                later = self._claim
        ends = (*(end for way in ways for end in way.ends or ((way.lowest, way.effective_max),)), *later)
        missing = (*above.missing, *(fact for way in ways for fact in way.missing))
        findings = tuple(finding for way in ways for finding in way.findings)
        result = attrs.evolve(self._open(State.UNKNOWN, ends), effective_max=self._most(), findings=findings)
        return attrs.evolve(result, missing=tuple(dict.fromkeys(missing)))

    def _against(self, result: NodeResult) -> NodeResult:
        """Say it where points were declared that a rule above the leaf, or a claim, does not let count."""
        declared = self._said or self._self_scored
        if declared is None or declared[1] == result.points:
            return result
        ignored = self._finding("CR366", found=spell(declared[1]))
        return attrs.evolve(result, findings=(*result.findings, ignored))

    # --- What was said of the leaf ----------------------------------------------------------------------------------

    @property
    def _appraised(self) -> bool:
        """Whether the appraisers' words count, not only the unit's."""
        return self.stage is not Stage.SELF_SCORE

    @property
    def _rejected(self) -> bool:
        return self._appraised and self.entry.confirmed is False

    @property
    def _self_scored(self) -> tuple[Stage, Fraction] | None:
        own = self.entry.self_score
        return None if own is None else (Stage.SELF_SCORE, own)

    @property
    def _said(self) -> tuple[Stage, Fraction] | None:
        """The last word of an appraiser up to the stage asked for."""
        first, second = self.entry.appraisal_1, self.entry.appraisal_2
        if self._appraised and second is not None and self.stage not in _BEFORE_THE_SECOND:
            return Stage.APPRAISAL_2, second.points
        return None if first is None or not self._appraised else (Stage.APPRAISAL_1, first.points)

    def _own(self, trace: Trace = None) -> NodeResult:
        """Score the leaf by what was said of it and by its facts."""
        entry, leaf = self.entry, self.leaf
        parts = () if self._rejected else entry.parts_not_applicable
        claimed = entry.state == State.NOT_APPLICABLE and not self._rejected
        if claimed or (parts and not self._earning(parts)):
            return self._doubted(self._against(self._not_applicable(trace)))
        if entry.state == State.UNKNOWN or (entry.state == State.NOT_ASSESSED and self._appraised):
            return self._open(State(entry.state), (*self._anything, *self._claim))
        if leaf.reading is not None:
            note(trace, "reading", leaf.reading.id, (), None)
        result = self._decide(self._outcome(parts, trace), parts, trace)
        return self._doubted(result) if parts else result

    def _doubted(self, result: NodeResult) -> NodeResult:
        """Say that nobody has looked at a claim yet; at the self-score stage nobody was to."""
        if not self._appraised or self.entry.confirmed is not None:
            return result
        return attrs.evolve(result, findings=(*result.findings, self._finding("CR361")))

    def _decide(self, outcome: Outcome, parts: tuple[str, ...], trace: Trace) -> NodeResult:
        most, said, own = self._most(parts), self._said, self._self_scored
        for stage, points in filter(None, (own, said)):
            if parts and points > most:
                above = Finding(
                    id="CR347", code=self.leaf.code, subject=stage, found=spell(points), expected=spell(most)
                )
                raise Contradiction(above)
        computed = None if outcome.points is None else self._settled(outcome.points, most)
        findings = [attrs.evolve(finding, code=self.leaf.code) for finding in outcome.findings]
        if said is not None:
            note(trace, "stage", said[0], (), said[1])
            findings += self._compared("CR362", said[1], computed)
            result = attrs.evolve(self._at(said[1], most), origin=Origin.AWARDED, stage=said[0])
        elif computed is not None:
            if own is not None:
                findings += self._compared("CR363", own[1], computed)
            result = attrs.evolve(self._at(computed, most), origin=Origin.COMPUTED, stage=self._computed_at)
            result = attrs.evolve(result, before=outcome.points)
            note_settling(trace, outcome.lowest, computed, self.leaf.rounding)
        elif own is not None:
            note(trace, "stage", Stage.SELF_SCORE, (), own[1])
            findings += self._compared("CR363", own[1], None)
            alone, severity = ("CR365", Severity.WARNING) if self._appraised else ("CR364", Severity.NOTE)
            findings.append(attrs.evolve(self._finding(alone, found=spell(own[1])), severity=severity))
            result = attrs.evolve(self._at(own[1], most), origin=Origin.DECLARED, stage=Stage.SELF_SCORE)
        else:
            unlimited = outcome.highest is None and self.leaf.max_points is None
            result = attrs.evolve(
                self._open(State.UNKNOWN, (*self._span(outcome, parts), *self._later(parts))), unlimited=unlimited
            )
            result = attrs.evolve(result, missing=tuple(dict.fromkeys(outcome.missing)))
        return attrs.evolve(result, findings=tuple(findings))

    @property
    def _computed_at(self) -> Stage:
        if self.leaf.method is not Method.EVIDENCE:
            return Stage.SURVEY
        appraised = any(fact in self.sheet.appraised for fact, _ in self.leaf.rule.needs)
        return Stage.APPRAISAL_1 if appraised else Stage.SELF_SCORE

    def _compared(self, message_id: str, points: Fraction, computed: Fraction | None) -> Iterator[Finding]:
        """Say where declared points are none the rule can give, and where they differ from what the facts give."""
        if points == computed:
            return
        if not self.leaf.rule.can_give(points, self.facts, self.leaf.max_points):
            yield self._finding("CR366", found=spell(points))
        if computed is not None:
            yield self._finding(message_id, found=spell(points), expected=spell(computed))

    def _finding(self, message_id: str, *, found: str = "", expected: str = "") -> Finding:
        code = self.leaf.code
        return Finding(id=message_id, severity=Severity.WARNING, code=code, found=found, expected=expected)

    # --- Points and maxima ------------------------------------------------------------------------------------------

    def _outcome(self, parts: tuple[str, ...], trace: Trace = None) -> Outcome:
        """What the scoring function gives while parts do not apply."""
        leaf = self.leaf
        sheet = self.sheet.without(parts, leaf.policy.policy) if parts else self.sheet
        try:
            return leaf.rule.score(sheet, leaf.max_points, self.facts, trace)
        except Contradiction as signal:
            raise Contradiction(attrs.evolve(signal.finding, code=leaf.code)) from None

    def _most(self, parts: tuple[str, ...] = ()) -> Fraction:
        """The effective maximum: it falls by as much as the printed maxima of the parts that remain come to less."""
        most = self.leaf.max_points or ZERO
        if not parts or self.leaf.policy.policy is not Policy.DROP:
            return most
        full, left = (min(most, award.printed) for award in (self._parted, self._earning(parts)) if award)
        return most - (full - left)

    @property
    def _parted(self) -> Sum | BestOf | None:
        award = self.leaf.rule.award
        return award if isinstance(award, Sum | BestOf) else None

    def _earning(self, parts: tuple[str, ...]) -> Sum | BestOf | None:
        """What still earns points while parts do not apply; nothing where every part is claimed."""
        award = self._parted
        kept = () if award is None else tuple(part for part in award.parts if part.id not in parts)
        if award is None or not (kept or (isinstance(award, Sum) and award.base)):
            return None
        return attrs.evolve(award, parts=kept)

    def _settled(self, points: Fraction, most: Fraction) -> Fraction:
        return settle(points, None if self.leaf.max_points is None else most, self.leaf.rounding)

    def _at(self, points: Fraction, most: Fraction) -> NodeResult:
        """Settled points."""
        return NodeResult(
            node=self.leaf,
            points=points,
            lowest=points,
            highest=points,
            effective_max=most,
            state=State.SCORED,
            before=points,
        )

    def _not_applicable(self, trace: Trace = None) -> NodeResult:
        policy = self.leaf.policy.policy
        if policy is Policy.OPEN:
            return self._open(State.NOT_APPLICABLE, self._anything)
        if policy is Policy.FORBIDDEN:
            policy = Policy.DROP
        ((points, most),) = self._under(policy)
        note(trace, "policy", policy, (), points)
        return attrs.evolve(self._at(points, most), state=State.NOT_APPLICABLE, origin=Origin.POLICY)

    def _under(self, policy: Policy) -> Ends:
        most = self._most()
        return (((most if policy is Policy.FULL else ZERO), ZERO if policy in _LEAVES_THE_MAXIMUM else most),)

    # --- What is still possible -------------------------------------------------------------------------------------

    def unsettled(self) -> NodeResult:
        """Give the leaf as one of which nothing is known."""
        return self._open(State.UNKNOWN, self._anything)

    def _open(self, state: State, ends: Ends) -> NodeResult:
        """Points that are not settled, with the ends of what is still possible."""
        return NodeResult(
            node=self.leaf,
            points=None,
            lowest=min(points for points, _ in ends),
            highest=max(points for points, _ in ends),
            effective_max=max(most for _, most in ends),
            state=state,
            ends=ends,
            unlimited=self.leaf.max_points is None,
        )

    @property
    def _anything(self) -> Ends:
        most = self._most()
        return (ZERO, most), (most, most)

    @property
    def _claim(self) -> Ends:
        """What a claim that may still come would make of the leaf."""
        policy = self.leaf.policy.policy
        return () if policy in (Policy.FORBIDDEN, Policy.OPEN) or self._rejected else self._under(policy)

    def _later(self, parts: tuple[str, ...] = ()) -> Ends:
        """The ends of what claims to come, for the leaf or for parts of it, may make of it."""
        if self._said is not None or self.entry.state == State.NOT_APPLICABLE or not self._claim:
            return ()
        ends = self._claim
        others = () if self._parted is None else [part.id for part in self._parted.parts if part.id not in parts]
        for number in range(1, len(others) + 1):
            for more in combinations(others, number):
                claimed = (*parts, *more)
                ends += self._span(self._outcome(claimed), claimed) if self._earning(claimed) else ()
        return ends

    def _span(self, outcome: Outcome, parts: tuple[str, ...]) -> Ends:
        most = self._most(parts)
        highest = outcome.highest
        if highest is None:
            highest = outcome.lowest if self.leaf.max_points is None else most
        return (self._settled(outcome.lowest, most), most), (self._settled(highest, most), most)


def settle(points: Fraction, most: Fraction | None, rounding: Rounding | None) -> Fraction:
    """Round points if the node rounds its own, then hold them to the maximum."""
    if rounding is not None:
        points = rounding(points)
    return points if most is None else min(points, most)


def note_settling(trace: Trace, before: Fraction, after: Fraction, rounding: Rounding | None) -> None:
    """Put on the trace what `settle` did."""
    if rounding is not None:
        inputs = (("before", before), ("places", Fraction(rounding.places)))
        before = rounding(before)
        note(trace, "round", rounding.mode, inputs, before)
    if after != before:
        note(trace, "cap", "", (("before", before),), after)
