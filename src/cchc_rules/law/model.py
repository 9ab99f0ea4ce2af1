"""A ruleset: a decision with one scorecard for each kind of unit, down to the scored leaves."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

import attrs

from cchc_rules.errors import not_found
from cchc_rules.exact import Rounding
from cchc_rules.law.decision import Decision, UnitKind
from cchc_rules.law.facts import Fact, Name
from cchc_rules.law.grounds import Basis, Grounded, Standing
from cchc_rules.law.measures import Measure, every
from cchc_rules.law.scoring import Condition, Policy, Scoring
from cchc_rules.law.surveys import Survey
from cchc_rules.values import Value


class Method(StrEnum):
    """How a leaf is assessed: by evidence (tài liệu kiểm chứng), survey, or the satisfaction survey."""

    EVIDENCE = "evidence"
    SURVEY = "survey"
    SATISFACTION = "satisfaction"


class Role(StrEnum):
    """What a field's points do: beside the standard ones, a bonus (điểm thưởng) or a penalty (điểm trừ)."""

    BONUS = "bonus"
    PENALTY = "penalty"


class Combine(StrEnum):
    """How children count where they are not simply added: the best one, or the one that applies (K19)."""

    BEST = "best"
    ONE_OF = "one_of"


class FailedTo(StrEnum):
    """What a failed precondition makes of a node or a unit (K21)."""

    ZERO = "zero"
    NOT_ASSESSED = "not_assessed"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Precondition(Value):
    """What must hold first; otherwise the whole node, or the whole unit, is zero or not assessed."""

    when: Condition
    otherwise: FailedTo


class SlipKind(StrEnum):
    """A slip of a printed text that is encoded as printed, not mended."""

    SUM = "sum"
    GAP = "gap"
    OVERLAP = "overlap"
    UNREACHABLE = "unreachable"
    EXCEEDS = "exceeds"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Acknowledged(Value):
    """An acknowledged slip: its kind, the printed words, and why it is left standing."""

    kind: SlipKind
    words: str
    reason: Name


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class NotApplicable(Value):
    """What "không phát sinh" does to a leaf, and when it may be claimed."""

    policy: Policy
    reason: Name


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Reading(Value):
    """One reading of words that leave a case open: the words, and the scoring, rounding or policy they come to."""

    id: str
    words: str
    scoring: Scoring | None = None
    round: Rounding | None = None
    not_applicable: NotApplicable | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Choice(Value):
    """Which reading is used, who chose it and why."""

    reading: str
    by: str
    why: Name


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Node(Grounded):
    """Field, criterion or sub-criterion: a code (text, identity within the scorecard), a name, a maximum in points."""

    code: str
    name: Name
    max_points: Fraction | None = None
    model: str | None = None
    round: Rounding | None = None
    combine: Combine | None = None
    applies_when: Condition | None = None
    precondition: Precondition | None = None
    slips: tuple[Acknowledged, ...] = ()

    below: ClassVar[str]  # the key its children stand under

    @property
    def children(self) -> tuple["Criterion", ...]:
        """The nodes one level down, in printed order; a scored leaf has none."""
        return tuple(getattr(self, self.below))

    @property
    def measures(self) -> Iterator[Measure]:
        """Every measure it may take, whichever reading is in use: those of its conditions, and of its scoring."""
        for condition in (self.applies_when, None if self.precondition is None else self.precondition.when):
            if condition is not None:
                yield from every(condition.measure)

    def walk(self) -> Iterator["Node"]:
        """Give the node and all below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Criterion(Node):
    """A criterion or sub-criterion (tiêu chí, tiêu chí thành phần): it has children, or it is a scored leaf.

    ``words`` are the printed words of its scoring, line by line, where it was transcribed from an annex.
    """

    sub_criteria: tuple["Criterion", ...] = ()
    method: Method | None = None
    appraiser: str | None = None
    evidence: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    scoring: Scoring | None = None
    not_applicable: NotApplicable | None = None
    readings: tuple[Reading, ...] = ()
    chosen: Choice | None = None

    below: ClassVar[str] = "sub_criteria"

    @property
    def measures(self) -> Iterator[Measure]:
        """Every measure it may take, whichever reading is in use: those of its conditions, and of its scoring."""
        yield from super().measures
        for scoring in (self.scoring, *(reading.scoring for reading in self.readings)):
            if scoring is not None:
                yield from scoring.measures

    @property
    def reading(self) -> Reading | None:
        """The reading in use, where the text leaves a case open."""
        if self.chosen is None:
            return None
        return next((reading for reading in self.readings if reading.id == self.chosen.reading), None)

    @property
    def rule(self) -> Scoring:
        """The scoring in use."""
        reading = self.reading
        scoring = self.scoring if reading is None or reading.scoring is None else reading.scoring
        if scoring is None:
            message = f"{self.code} is not a scored leaf"
            raise TypeError(message)
        return scoring

    @property
    def rounding(self) -> Rounding | None:
        """The rounding of the node's own points in use."""
        reading = self.reading
        return self.round if reading is None or reading.round is None else reading.round

    @property
    def policy(self) -> NotApplicable:
        """The not-applicable policy in use."""
        reading = self.reading
        policy = self.not_applicable if reading is None or reading.not_applicable is None else reading.not_applicable
        if policy is None:
            message = f"{self.code} is not a scored leaf"
            raise TypeError(message)
        return policy


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Field(Node):
    """A field (lĩnh vực). A bonus or penalty field stands beside the standard points; its maximum is then a cap."""

    criteria: tuple[Criterion, ...]
    role: Role | None = None

    below: ClassVar[str] = "criteria"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Total(Value):
    """Limits of the total in points, and what the index percent is taken of (the effective maximum if absent)."""

    floor: Fraction | None = None
    ceiling: Fraction | None = None
    out_of: Fraction | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Scorecard(Grounded):
    """The scorecard of one kind of unit (chỉ số của một khối đơn vị): its facts, and fields → criteria → leaves.

    ``max_points`` is the printed total of the standard fields. ``decision`` is what it shares with the other
    scorecards of its ruleset.

    >>> from cchc_rules.law.catalog import load
    >>> scorecard = load("2024_2426").scorecard("commune")
    >>> len(scorecard.fields), len(scorecard.leaves), scorecard.max_points
    (6, 54, Fraction(100, 1))
    >>> scorecard.node("1.1").name.en, scorecard.standing.value
    ('Annual reform plan', 'reconstruction')
    """

    unit_kind: UnitKind
    name: Name
    max_points: Fraction
    facts: Mapping[str, Fact]
    fields: tuple[Field, ...]
    decision: Decision
    total: Total = Total()
    precondition: Precondition | None = None
    slips: tuple[Acknowledged, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Every node, in printed order."""
        for field in self.fields:
            yield from field.walk()

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        """Every scored leaf, in printed order."""
        return tuple(node for node in self.walk() if isinstance(node, Criterion) and not node.children)

    @property
    def measures(self) -> Iterator[Measure]:
        """Every measure it may take: that of its own precondition, then those of its nodes."""
        if self.precondition is not None:
            yield from every(self.precondition.when.measure)
        for node in self.walk():
            yield from node.measures

    @property
    def surveys(self) -> Mapping[str, Survey]:
        """The question that is asked with each fact of ballots."""
        return {measure.ballots: measure for measure in self.measures if isinstance(measure, Survey)}

    def node(self, code: str) -> Node:
        """The node of a code; raises NotFoundError with the nearest codes."""
        codes = {node.code: node for node in self.walk()}
        if code not in codes:
            from difflib import get_close_matches  # noqa: PLC0415 - only when a code is misspelt

            raise not_found("CR405", code, get_close_matches(code, codes, n=5, cutoff=0.3) or list(codes)[:5])
        return codes[code]

    @property
    def standing(self) -> Standing:
        """A reconstruction as soon as one number of it, or of what it shares, is illustrative. Never typed in."""
        bases = {node.basis for node in self.walk()} | {self.basis, self.decision.rounding.basis}
        bases.add(self.decision.ranking.basis)
        if Basis.ILLUSTRATIVE in bases:
            return Standing.RECONSTRUCTION
        return Standing.INFERRED if Basis.INFERRED in bases else Standing.ATTESTED

    def read_as(self, readings: Mapping[str, str]) -> "Scorecard":
        """Give the scorecard with other readings in use, by code; raises NotFoundError for one that is not listed."""
        for code, reading in readings.items():
            node = self.node(code)
            listed = [one.id for one in node.readings] if isinstance(node, Criterion) else []
            if reading not in listed:
                raise not_found("CR406", reading, listed, code)
        fields = (
            attrs.evolve(field, criteria=tuple(_read_as(criterion, readings) for criterion in field.criteria))
            for field in self.fields
        )
        return attrs.evolve(self, fields=tuple(fields))


def _read_as(criterion: Criterion, readings: Mapping[str, str]) -> Criterion:
    children = tuple(_read_as(child, readings) for child in criterion.sub_criteria)
    chosen = criterion.chosen
    if chosen is not None and criterion.code in readings:
        chosen = attrs.evolve(chosen, reading=readings[criterion.code])
    return attrs.evolve(criterion, sub_criteria=children, chosen=chosen)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class CrosswalkEntry(Value):
    """Codes of this ruleset that stand for codes of an older one, by hand, with the reason."""

    unit_kind: UnitKind
    new: tuple[str, ...]
    old: tuple[str, ...]
    reason: Name


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class PointsMoved(Value):
    """Points that went from some leaves to others, by hand, with the reason: maxima of ``codes`` that add up as before.

    ``codes`` are those of this ruleset.
    """

    unit_kind: UnitKind
    codes: tuple[str, ...]
    reason: Name


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Crosswalk(Value):
    """How the codes of a ruleset follow from those of an older one; codes not listed kept their identity."""

    format: int
    older: str
    entries: tuple[CrosswalkEntry, ...] = ()
    points_moved: tuple[PointsMoved, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Ignored(Value):
    """A finding of lint that is left standing on purpose: where, and the reason.

    Without ``unit_kind`` it holds for the whole ruleset; ``codes`` and ``subjects`` narrow it to nodes and to what the
    finding speaks of.
    """

    finding: str
    reason: Name
    unit_kind: UnitKind | None = None
    codes: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class IgnoredFindings(Value):
    """Every finding of lint that a ruleset leaves standing. It is not part of what the decision says."""

    format: int
    ignored: tuple[Ignored, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Ruleset(Value):
    """A ruleset (bộ chỉ số): one decision, its scorecards, the crosswalk from the set before it, findings ignored.

    >>> from cchc_rules.law.catalog import load
    >>> ruleset = load("2024_2426")
    >>> ruleset.id, ruleset.decision.act.signed_on.isoformat(), ruleset.standing.value
    ('2024_2426', '2024-11-14', 'reconstruction')
    >>> [kind.value for kind in ruleset.scorecards]
    ['department', 'district', 'commune']
    """

    decision: Decision
    scorecards: Mapping[UnitKind, Scorecard]
    crosswalk: Crosswalk | None = None
    ignored: IgnoredFindings | None = None

    @property
    def id(self) -> str:
        """The id it is loaded by, such as ``2024_2426``."""
        return self.decision.id

    @property
    def standing(self) -> Standing:
        """The standing of its weakest scorecard."""
        order = list(Standing)
        return min((card.standing for card in self.scorecards.values()), key=order.index)

    def scorecard(self, unit_kind: str) -> Scorecard:
        """The scorecard of a kind of unit; raises NotFoundError with the kinds there are."""
        if unit_kind not in self.scorecards:
            raise not_found("CR404", unit_kind, self.scorecards)
        return self.scorecards[UnitKind(unit_kind)]
