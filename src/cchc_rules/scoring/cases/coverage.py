"""Coverage: which branches and boundaries of a scorecard its worked cases reach, and which case reached each."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import takewhile

import attrs

from cchc_rules.errors import CchcRulesError
from cchc_rules.exact import HUNDRED, ZERO, State
from cchc_rules.law.decision import Stage, UnitKind
from cchc_rules.law.facts import Contradiction, Unanswered
from cchc_rules.law.model import Criterion, Field, Role, Scorecard
from cchc_rules.law.probing.hurdles import Hurdles, above_each
from cchc_rules.law.probing.reached import Rule
from cchc_rules.scoring.cases.goals import WHOLE, Claim, Goal, Limit, goals, rule_of
from cchc_rules.scoring.cases.worked import REFUSED, Case
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Entry
from cchc_rules.scoring.result import Result
from cchc_rules.scoring.sheet import Sheet, fill
from cchc_rules.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Reached(Value):
    """A goal, and the ids of the cases that reached it."""

    goal: Goal
    cases: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Coverage(Value):
    """Which goals of a scorecard its worked cases reach.

    ``beyond`` are goals that no case reached and no answers were found for either; they are not counted.

    >>> from cchc_rules import load
    >>> from cchc_rules.scoring.cases.worked import cases_of
    >>> found = coverage(load("2024_2426").scorecard("commune"), cases_of("2024_2426", "commune"))
    >>> found.percent, found.unreached
    (Fraction(100, 1), ())
    """

    ruleset: str
    unit_kind: UnitKind
    cases: int
    goals: tuple[Reached, ...]
    beyond: tuple[Goal, ...] = ()

    @property
    def reached(self) -> tuple[Reached, ...]:
        """The goals that were reached."""
        return tuple(one for one in self.goals if one.cases)

    @property
    def unreached(self) -> tuple[Goal, ...]:
        """The goals that were not."""
        return tuple(one.goal for one in self.goals if not one.cases)

    @property
    def percent(self) -> Fraction:
        """The share of goals reached, in per cent; 100 where there are none."""
        return Fraction(len(self.reached), len(self.goals)) * HUNDRED if self.goals else HUNDRED


def coverage(scorecard: Scorecard, cases: Iterable[Case]) -> Coverage:
    """Say which branches and boundaries of a scorecard cases reach, and which case reached each.

    A case reaches a goal of a leaf by what its facts measure there, and only where it says what must come of the
    leaf, of a node above it, or of the whole. Its name tells nothing. Cases of another kind of unit are passed over.
    """
    told = [_Told(case, scorecard) for case in cases if case.unit_kind == scorecard.unit_kind]
    found: list[Reached] = []
    for goal in goals(scorecard):
        by = tuple(case.case.id for case in told if case.reaches(goal))
        found.append(Reached(goal=goal, cases=by))
    left = [one.goal for one in found if not one.cases]
    beyond: tuple[Goal, ...] = ()
    if left:
        from cchc_rules.scoring.cases.boundaries import Boundaries  # noqa: PLC0415 - where something is missing

        boundaries = Boundaries(scorecard)
        beyond = tuple(goal for goal in left if boundaries.case(goal) is None)
    return Coverage(
        ruleset=scorecard.decision.id,
        unit_kind=scorecard.unit_kind,
        cases=len(told),
        goals=tuple(one for one in found if one.goal not in beyond),
        beyond=beyond,
    )


class _Told:
    """One case, with what its answers measure."""

    def __init__(self, case: Case, card: Scorecard) -> None:
        self.case = case
        self.card = card.read_as(case.readings) if case.readings else card
        self.entries = {entry.code: entry for entry in case.submission.entries}
        self.refused = {code for code, wanted in case.expected.items() if wanted is REFUSED}
        self.rules: dict[str, Rule] = {}
        self.nodes = {node.code: node for node in self.card.walk()}
        self.looked: dict[tuple[str, bool], bool] = {}  # there are many goals of one node
        self.whole = any(value is not None for value in (case.total, case.index_percent, case.band))

    @cached_property
    def _sheet(self) -> Sheet:
        return fill(self.card, self.case.submission, Stage.APPRAISAL_2)[0]

    @cached_property
    def _above(self) -> Mapping[str, Hurdles]:
        return above_each(self.card)

    @cached_property
    def _result(self) -> Result | None:
        try:
            return evaluate(self.card, self.case.submission, missing="bounds")
        except CchcRulesError:
            return None

    def reaches(self, goal: Goal) -> bool:
        """Whether the case does what the goal asks, and says what must come of it."""
        if bool(self.refused) is not goal.refused or not self._looked_at(goal):
            return False
        if goal.limit is not None:
            return self._limits(goal, goal.limit)
        if goal.condition is not None:
            return self._at_condition(goal)
        leaf = self.nodes.get(goal.code)
        if not isinstance(leaf, Criterion) or goal.reading not in ("", self._reading(leaf)):
            return False
        entry = self.entries.get(goal.code) or Entry(code=goal.code)
        if goal.claim is not None:
            return self._claims(goal, goal.claim, entry, leaf)
        return self._aimed(goal, entry, leaf)

    def _looked_at(self, goal: Goal) -> bool:
        """Whether the case says what must come of the goal's node."""
        if goal.refused:
            return goal.code in self.refused
        below = goal.condition is not None or goal.limit is not None
        if (goal.code, below) not in self.looked:
            self.looked[goal.code, below] = self._says(goal.code, below=below)
        return self.looked[goal.code, below]

    def _says(self, node: str, *, below: bool) -> bool:
        codes = self.case.expected
        return (
            self.whole
            or any(f"{node}.".startswith(f"{code}.") for code in codes)
            or (below and (node == WHOLE or any(code.startswith(f"{node}.") for code in codes)))
        )

    def _reading(self, leaf: Criterion) -> str:
        return "" if leaf.chosen is None else leaf.chosen.reading

    def _passed(self, hurdles: Hurdles) -> bool:
        try:
            return all(condition.holds(self._sheet) for condition, _ in hurdles)
        except (Unanswered, Contradiction):
            return False

    def _aimed(self, goal: Goal, entry: Entry, leaf: Criterion) -> bool:
        """Whether the facts of a leaf that is scored by them do what is aimed at."""
        claimed = entry.state is not None and not (entry.state == State.NOT_APPLICABLE and entry.confirmed is False)
        said = entry.appraisal_1 or entry.appraisal_2 or entry.parts_not_applicable
        if claimed or said or goal.aim is None:
            return False
        if leaf.code not in self.rules:
            self.rules[leaf.code] = rule_of(leaf, self.card)
        return self.rules[leaf.code].reached(goal.aim, self._sheet)

    def _claims(self, goal: Goal, claim: Claim, entry: Entry, leaf: Criterion) -> bool:
        if not self._passed(self._above[leaf.code]):
            return False
        stated = entry.state == State.NOT_APPLICABLE
        match claim:
            case Claim.FORBIDDEN:
                return stated
            case Claim.CONFIRMED:
                return stated and entry.confirmed is True
            case Claim.REJECTED:
                return stated and entry.confirmed is False
            case _:
                return goal.of in entry.parts_not_applicable and entry.confirmed is not False

    def _at_condition(self, goal: Goal) -> bool:
        """Whether what stands above a node is looked at, and measures what is aimed at."""
        code = "" if goal.code == WHOLE else goal.code
        tried = (goal.condition, goal.fails)
        before = takewhile(lambda hurdle: hurdle != tried, self._above[code])
        if goal.aim is None or not self._passed(tuple(before)):
            return False
        free = Rule(scoring=self.card.leaves[0].rule, most=None, facts=self.card.facts)  # the aim has its own spot
        return free.reached(goal.aim, self._sheet)

    # --- Above the leaves -----------------------------------------------------------------------------------------

    def _limits(self, goal: Goal, limit: Limit) -> bool:
        """Whether points above the leaves are cut, rounded or chosen as the goal says."""
        if self._result is None:
            return False
        if goal.code == WHOLE:
            return _total_limited(self._result, limit)
        node = self._result.node(goal.code)
        if limit is Limit.BEST_CHILD:
            points = {child.code: child.points or ZERO for child in node.children}
            best = points.pop(goal.of)
            return not node.open and all(best > other for other in points.values())
        if node.before is None:
            return False
        rounded = node.before if node.node.round is None else node.node.round(node.before)
        if limit is Limit.HELD_TO_MAXIMUM:
            return node.node.max_points is not None and rounded > node.node.max_points
        return rounded > node.before if limit is Limit.ROUNDED_UP else rounded < node.before


def _total_limited(result: Result, limit: Limit) -> bool:
    raw, total = _raw(result), result.scorecard.total
    if raw is None:
        return False
    if limit is Limit.CEILING:
        return total.ceiling is not None and raw > total.ceiling
    return total.floor is not None and raw < total.floor


def _raw(result: Result) -> Fraction | None:
    """The points of all fields before the limits of the total; None while one is open."""
    raw = ZERO
    for field in result.fields:
        if field.points is None:
            return None
        penalty = isinstance(field.node, Field) and field.node.role is Role.PENALTY
        raw += -field.points if penalty else field.points
    return raw
