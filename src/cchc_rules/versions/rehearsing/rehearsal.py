"""Rehearsal: last year's facts under a draft ruleset, before it is signed: who moves and why, and what is odd in it."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property

import attrs

from cchc_rules.errors import CchcRulesError, Finding, SubmissionError
from cchc_rules.exact import ZERO, State
from cchc_rules.law.catalog import load
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.lint.attained import NodeRange, ranges
from cchc_rules.law.model import Criterion, Node, Ruleset, Scorecard
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Submission, Unit
from cchc_rules.scoring.ranking import Ranking, rank
from cchc_rules.scoring.result import Missing, NodeResult, Result
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Changes
from cchc_rules.versions.comparing.comparison import Comparison
from cchc_rules.versions.comparing.groups import GroupComparison, compare_group
from cchc_rules.versions.comparing.parts import PartKind, Split
from cchc_rules.versions.comparing.routes import Route
from cchc_rules.versions.difference import diff
from cchc_rules.versions.migrating.migration import Migration, migrate
from cchc_rules.versions.rehearsing.rehearsed_part import RehearsedPart, rehearsed_part


class RehearsalError(CchcRulesError, ValueError):
    """These submissions cannot be rehearsed."""


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class RehearsedUnit(Value):
    """One unit under both rulesets: its migration, and what it scores; bounds where answers are wanting."""

    migration: Migration
    old: Result
    new: Result

    @property
    def unit(self) -> Unit:
        """The unit."""
        return self.migration.source.unit

    @property
    def complete(self) -> bool:
        """Whether last year's facts are enough for a total under the new rules."""
        return self.new.total is not None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Flat(Value):
    """A node that separates nobody: every unit that it applies to earns the same points, or the same share of them.

    What is not the same for all is None. ``units`` is how many there are.
    """

    code: str
    points: Fraction | None
    share: Fraction | None
    units: int


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Excluded(Value):
    """What "does not apply" does to one unit: the leaves that leave its maximum, and how much of it is lost.

    ``moved`` is by how much the index percent of the rehearsed part moved through what applies and through changed
    policies; None for a unit of which nothing can be scored.
    """

    unit: Unit
    codes: tuple[str, ...]
    old_lost: Fraction
    new_lost: Fraction
    moved: Fraction | None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Cohort(Value):
    """Units of one kind and year that were scored by one ruleset, rehearsed together.

    ``part`` tells who moves and why on what can be scored of all units; None where that is nothing. ``compared`` tells
    it of the whole, for the units that have a total on both sides; None where none has. ``ranges`` are what each node
    of the new scorecard can be attained of; `out_of_reach` what cannot.
    """

    changes: Changes
    unit_kind: UnitKind
    year: int
    units: tuple[RehearsedUnit, ...]
    old_ranking: Ranking
    new_ranking: Ranking
    part: RehearsedPart | None
    compared: GroupComparison | None
    ranges: tuple[NodeRange, ...]

    @property
    def card(self) -> Scorecard:
        """The scorecard that is rehearsed."""
        return self.changes.new.scorecard(self.unit_kind)

    @property
    def incomplete(self) -> tuple[RehearsedUnit, ...]:
        """The units of which answers are wanting."""
        return tuple(one for one in self.units if not one.complete)

    def comparison(self, unit_code: str) -> Comparison | None:
        """What moved one unit, rule by rule; None where it has no total.

        Its ``reverse`` is what a rehearsal asks for: the rules change first, on last year's facts.
        """
        if self.compared is None:
            return None
        return next((one for one in self.compared.comparisons if one.unit.code == unit_code), None)

    @property
    def out_of_reach(self) -> tuple[NodeRange, ...]:
        """The nodes, and last the whole, of which nobody can earn the printed maximum."""
        return tuple(
            one
            for one in self.ranges
            if one.max_points is not None and one.highest is not None and one.highest < one.max_points
        )

    @cached_property
    def _scored(self) -> tuple[RehearsedUnit, ...]:
        """The units of which anything can be scored."""
        outside = () if self.part is None else tuple(unit.code for unit in self.part.outside)
        return tuple(one for one in self.units if one.unit.code not in outside)

    @cached_property
    def flat(self) -> tuple[Flat, ...]:
        """The nodes that separate nobody; of what stands under one, only the top."""
        return tuple(flat for field in self.card.fields for flat in self._flat(field))

    def _flat(self, node: Node) -> Iterator[Flat]:
        found = _alike(node.code, [one.new.node(node.code) for one in self._scored])
        if found is not None:
            yield found
            return
        for child in node.children:
            yield from self._flat(child)

    @cached_property
    def excluded(self) -> tuple[Excluded, ...]:
        """The units that what does not apply takes points from the maximum of, those hit hardest first."""
        found = [one for unit in self.units if (one := self._excluded(unit)) is not None]
        return tuple(sorted(found, key=lambda one: (one.moved or ZERO, -one.new_lost, one.unit.code)))

    def _excluded(self, rehearsed: RehearsedUnit) -> Excluded | None:
        move = None if self.part is None else self.part.move(rehearsed.unit.code)
        moved = None if move is None else _by_scope(move.split)
        lost = tuple(_lost(result) for result in (rehearsed.old, rehearsed.new))
        if lost == (ZERO, ZERO) and not moved:
            return None
        codes = tuple(
            node.code
            for node in rehearsed.new.walk()
            if isinstance(node.node, Criterion) and not node.children and node.state is State.NOT_APPLICABLE
        )
        return Excluded(unit=rehearsed.unit, codes=codes, old_lost=lost[0], new_lost=lost[1], moved=moved)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Rehearsal(Value):
    """A draft ruleset tried on last year's facts, one cohort for each kind of unit, year and older ruleset."""

    new: Ruleset
    cohorts: tuple[Cohort, ...]

    @property
    def clear(self) -> bool:
        """Whether every unit has a total, every maximum can be reached, and every criterion separates somebody."""
        return not any(one.incomplete or one.out_of_reach or one.flat for one in self.cohorts)


def rehearse(new: Ruleset, submissions: Iterable[Submission], olds: Iterable[Ruleset] = ()) -> Rehearsal:
    """Score last year's submissions by a draft ruleset, each beside the ruleset it was made for.

    That ruleset is named by the submission, and found among ``olds`` or those that are installed; a submission that
    names none was made for the only one given. Facts are last year's, so that all that moves a unit is the rules.

    Raises RehearsalError where a submission's ruleset is not told or refuses it, with the findings of all units of a
    kind (a finding's ``file`` is the unit); NotFoundError where a ruleset is not there, RankingError where units cannot
    be ranked together.

    >>> from cchc_rules.report.examples import example_submission
    >>> older, newer = load("2023_2568"), load("2024_2426")
    >>> rehearsal = rehearse(newer, [example_submission(older.scorecard("department"))])
    >>> (cohort,) = rehearsal.cohorts
    >>> unit = cohort.units[0]
    >>> unit.complete, len(unit.migration.wanting), cohort.out_of_reach
    (False, 9, ())
    >>> len(cohort.part.keys), [one.key for one in cohort.part.left_out if one.why == "together"]
    (48, ['1.3.1', 'old:1.3'])
    """
    known = {ruleset.id: ruleset for ruleset in olds}
    cohorts: dict[tuple[str, UnitKind, int], list[Submission]] = {}
    for submission in submissions:
        old = _made_for(submission, known)
        kind = old.scorecard(submission.unit_kind).unit_kind
        cohorts.setdefault((old.id, kind, submission.year), []).append(submission)
    found: dict[str, Changes] = {}
    for old_id, _, _ in cohorts:
        if old_id not in found:
            found[old_id] = diff(known[old_id], new)
    ordered = sorted(cohorts.items(), key=lambda one: (list(UnitKind).index(one[0][1]), one[0][0], one[0][2]))
    return Rehearsal(new=new, cohorts=tuple(_cohort(found[key[0]], key[1], given) for key, given in ordered))


def _made_for(submission: Submission, known: dict[str, Ruleset]) -> Ruleset:
    """Give the ruleset a submission was made for, and keep it in mind."""
    name = submission.ruleset
    if name is None:
        if len(known) != 1:
            raise RehearsalError([Finding(id="CR851", subject=submission.unit.code)])
        return next(iter(known.values()))
    if name not in known:
        known[name] = load(name)
    return known[name]


def _cohort(changes: Changes, kind: UnitKind, submissions: Sequence[Submission]) -> Cohort:
    units: list[RehearsedUnit] = []
    faults: list[Finding] = []
    for submission in sorted(submissions, key=lambda one: one.unit.code):
        try:
            units.append(_rehearsed(changes, submission))
        except SubmissionError as refusal:
            faults += (attrs.evolve(finding, file=submission.unit.code) for finding in refusal.findings)
    if faults:
        raise RehearsalError(faults)
    olds, news = [one.old for one in units], [one.new for one in units]
    settled = any(one.old.total is not None and one.complete for one in units)
    route = Route.between(changes, kind)
    return Cohort(
        changes=changes,
        unit_kind=kind,
        year=submissions[0].year,
        units=tuple(units),
        old_ranking=rank(olds),
        new_ranking=rank(news),
        part=rehearsed_part(route, list(zip(olds, news, strict=True))),
        compared=compare_group(olds, news, route) if settled else None,
        ranges=ranges(changes.new.scorecard(kind)),
    )


def _rehearsed(changes: Changes, submission: Submission) -> RehearsedUnit:
    migration = migrate(submission, changes.old, changes.new, changes=changes)
    old = evaluate(migration.old, migration.source, missing=Missing.BOUNDS)
    new = evaluate(migration.new, migration.submission, missing=Missing.BOUNDS)
    return RehearsedUnit(migration=migration, old=old, new=new)


def _alike(code: str, results: Sequence[NodeResult]) -> Flat | None:
    """Give a node as one that separates nobody, where that is so."""
    if any(one.open for one in results):
        return None
    scored = [one for one in results if one.state is not State.NOT_APPLICABLE and one.effective_max]
    points = {one.points for one in scored}
    shares = {(one.points or ZERO) / one.effective_max for one in scored}
    if len(scored) < 2 or len(shares) > 1 < len(points):  # noqa: PLR2004 - one alone is not separated from anybody
        return None
    return Flat(
        code=code,
        points=points.pop() if len(points) == 1 else None,
        share=shares.pop() if len(shares) == 1 else None,
        units=len(scored),
    )


def _by_scope(split: Split) -> Fraction:
    """Give by how much the index percent moved through what applies, and through policies that changed."""
    return sum(
        (
            part.moved.index_percent
            for part in split.parts
            if part.kind is PartKind.SCOPE
            or (part.change is not None and part.change.kind is ChangeKind.NOT_APPLICABLE_CHANGED)
        ),
        ZERO,
    )


def _lost(result: Result) -> Fraction:
    return result.scorecard.max_points - result.effective_max
