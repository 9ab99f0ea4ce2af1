"""Boundary cases: for every goal of a scorecard the case that reaches it, with the points that must come of it.

What is expected follows from the probe: the value its facts measure, the award's own arithmetic, the node's rounding
and maximum. No case is scored to find out what to expect of it.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import islice, takewhile
from typing import Final

import attrs

from cchc_rules.exact import NEVER, ZERO, Answer, State, spell
from cchc_rules.law.facts import Contradiction, Fact, FactType, Giver
from cchc_rules.law.model import Criterion, Node, Scorecard
from cchc_rules.law.probing.accord import Accord
from cchc_rules.law.probing.attainable import Attainable, attainable
from cchc_rules.law.probing.completion import Completion, require
from cchc_rules.law.probing.hurdles import Fails, above_each
from cchc_rules.law.probing.probes import Probe, probe_of
from cchc_rules.law.probing.reached import Rule
from cchc_rules.law.probing.search import Assignment, Assumed, Search
from cchc_rules.law.scoring import BestOf, Policy, Sum
from cchc_rules.scoring.cases.goals import WHOLE, Claim, Goal, Limit, goals, rule_of
from cchc_rules.scoring.cases.sentences import sentence, slug
from cchc_rules.scoring.cases.worked import REFUSED, UNIT, Case, Expected
from cchc_rules.scoring.inputs import Entry, GivenFacts, RawFact, Submission

REASON: Final = "Không phát sinh trong năm"
_TRIED: Final = 6


def boundary_cases(scorecard: Scorecard) -> tuple[Case, ...]:
    """Give a case on each side of every band edge, floor, cap and step, and one for every policy and branch.

    Each case says in a sentence what it tries, and what must come of it. The assessed year is the first one the
    decision names.

    >>> from cchc_rules import load
    >>> cases = boundary_cases(load("2024_2426").scorecard("commune"))
    >>> case = next(case for case in cases if case.id == "1.1.2-below_floor_0.8")
    >>> case.why, case.expected
    ('The value lies just below floor 0.8, here 0.7999: 1.1.2 earns 0.', {'1.1.2': Fraction(0, 1)})
    """
    boundaries = Boundaries(scorecard)
    made = (boundaries.case(goal) for goal in goals(scorecard))
    return tuple(case for case in made if case is not None)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class _Outcome:
    """What a case holds beside its name."""

    facts: Assignment = attrs.field(factory=dict)
    entries: tuple[Entry, ...] = ()
    expected: Mapping[str, Expected] = attrs.field(factory=dict)
    effective_max: Mapping[str, Fraction] = attrs.field(factory=dict)
    total: Fraction | None = None
    value: Answer | None = None


class Boundaries:
    """The cases at the boundaries of one scorecard."""

    def __init__(self, card: Scorecard) -> None:
        self.card = card
        act = card.decision.act
        self.year = act.assessed_years[0] if act.assessed_years else act.signed_on.year
        self.above = above_each(card)
        self.accord = Accord(card, self.year)
        self.search = Search(card.facts, self.year, card.decision.holidays)

    @cached_property
    def ends(self) -> Mapping[str, Attainable]:
        """What can be attained, by code."""
        return {one.code or WHOLE: one for one in attainable(self.card)}

    def case(self, goal: Goal) -> Case | None:
        """Give the case that reaches a goal; None where no answers were found for it."""
        outcome = self._outcome(goal)
        if outcome is None:
            return None
        by_giver: dict[Giver, dict[str, RawFact]] = {Giver.UNIT: {}, Giver.APPRAISER: {}}
        ballots = {}
        for name, answer in outcome.facts.items():
            fact = self.card.facts[name]
            if isinstance(answer, tuple):
                ballots[name] = {
                    group: {option: int(share * reply.valid) for option, share in reply.shares} or {"blank": 1}
                    for group, reply in answer
                }
            else:
                by_giver[fact.by][name] = raw(answer, fact)
        submission = Submission(
            unit=UNIT,
            unit_kind=self.card.unit_kind,
            year=self.year,
            facts=GivenFacts(unit=by_giver[Giver.UNIT], appraiser=by_giver[Giver.APPRAISER]),
            ballots=ballots,
            entries=outcome.entries,
        )
        readings = {goal.code: goal.reading} if goal.reading else {}
        return Case(
            id=slug(goal),
            why=sentence(goal, outcome.value, outcome.expected),
            unit_kind=self.card.unit_kind,
            submission=submission,
            readings=readings,
            expected=outcome.expected,
            effective_max=outcome.effective_max,
            total=outcome.total,
        )

    def _search(self) -> Search:
        return self.search.again()

    def _outcome(self, goal: Goal) -> _Outcome | None:  # noqa: PLR0911 - one for each kind of goal
        if goal.condition is not None:
            return self._at_condition(goal)
        if goal.limit is not None:
            return self._at_limit(goal, goal.limit)
        if goal.reading:
            read = Boundaries(self.card.read_as({goal.code: goal.reading}))
            return read._outcome(attrs.evolve(goal, reading=""))
        leaf = self.card.node(goal.code)
        if not isinstance(leaf, Criterion):
            return None
        rule = rule_of(leaf, self.card)
        if goal.aim is None:
            return self._claimed(goal, leaf, rule)
        probe = probe_of(goal.aim, rule, self._search(), self.accord.bears)
        if probe is None:
            return None
        return _Outcome(facts=probe.facts, expected={leaf.code: _came(probe)}, value=probe.value)

    # --- Claims -----------------------------------------------------------------------------------------------------

    def _claimed(self, goal: Goal, leaf: Criterion, rule: Rule) -> _Outcome | None:
        ways = islice(require(rule.required, {}, self._search()), _TRIED)
        given = next((way for way in ways if self.accord.bears(way, but=leaf.code)), None)
        if given is None:
            return None
        entry = Entry(code=leaf.code, state=State.NOT_APPLICABLE, reason=REASON, confirmed=True)
        match goal.claim:
            case Claim.FORBIDDEN:
                return _Outcome(facts=given, entries=(entry,), expected={leaf.code: REFUSED})
            case Claim.CONFIRMED:
                return self._confirmed(leaf, entry, given)
            case Claim.REJECTED:
                return self._rejected(leaf, rule, attrs.evolve(entry, confirmed=False), given)
            case _:
                entry = Entry(code=leaf.code, parts_not_applicable=(goal.of,), reason=REASON, confirmed=True)
                return self._parted(goal, leaf, rule, entry, given)

    def _confirmed(self, leaf: Criterion, entry: Entry, given: Assignment) -> _Outcome:
        policy, most = leaf.policy.policy, leaf.max_points or ZERO
        code, expected, effective = leaf.code, State.NOT_APPLICABLE, most
        result: dict[str, Expected] = {code: expected}
        if policy in (Policy.FULL, Policy.ZERO):
            result[code] = most if policy is Policy.FULL else ZERO
        if policy in (Policy.DROP, Policy.SPREAD):
            effective = ZERO
        if policy is Policy.SPREAD and self._alone(leaf):
            return _Outcome(facts=given, entries=(entry,), expected={self._parent(leaf).code: REFUSED})
        return _Outcome(facts=given, entries=(entry,), expected=result, effective_max={code: effective})

    def _parent(self, leaf: Criterion) -> Node:
        return next(node for node in self.card.walk() if leaf.code in {child.code for child in node.children})

    def _alone(self, leaf: Criterion) -> bool:
        parent = self._parent(leaf)
        return parent.combine is None and len(parent.children) == 1

    def _rejected(self, leaf: Criterion, rule: Rule, entry: Entry, given: Assignment) -> _Outcome | None:
        for facts in islice(Completion(self._search()).of(rule.scoring, given, rule.most), _TRIED):
            points = rule.score(self._search().answers(facts))
            if isinstance(points, Fraction) and self.accord.bears(facts):
                return _Outcome(facts=facts, entries=(entry,), expected={leaf.code: rule.settled(points)})
        return None

    def _parted(self, goal: Goal, leaf: Criterion, rule: Rule, entry: Entry, given: Assignment) -> _Outcome | None:
        """The rest of a leaf while one part of it does not apply."""
        award, policy = rule.scoring.award, leaf.policy.policy
        if not isinstance(award, Sum | BestOf):
            return None
        kept = tuple(part for part in award.parts if part.id != goal.of)
        rest = attrs.evolve(award, parts=kept)
        if not kept and not (isinstance(rest, Sum) and rest.base):
            return self._confirmed(leaf, entry, given)
        most = leaf.max_points or ZERO
        if policy is Policy.DROP:  # the printed maximum of the part leaves that of the leaf
            full, left = award.printed, rest.printed
            most -= min(most, full) - min(most, left)
        search = self._search()
        for facts in islice(Completion(search).of(rule.scoring, given, rule.most), _TRIED):
            answers = Assumed(year=self.year, holidays=search.holidays, given=facts, parts={goal.of: policy})
            points = rule.score(answers)
            if isinstance(points, Fraction) and self.accord.bears(facts, but=leaf.code):
                settled = attrs.evolve(rule, most=most).settled(points)
                return _Outcome(
                    facts=facts, entries=(entry,), expected={leaf.code: settled}, effective_max={leaf.code: most}
                )
        return None

    # --- Conditions -------------------------------------------------------------------------------------------------

    def _at_condition(self, goal: Goal) -> _Outcome | None:
        """The condition above a node, and what comes of the first leaf that it decides."""
        aim, condition = goal.aim, goal.condition
        if aim is None or condition is None:
            return None
        code = "" if goal.code == WHOLE else goal.code
        before = tuple(takewhile(lambda hurdle: hurdle != (condition, goal.fails), self.above[code]))
        for leaf in self.card.leaves:
            if f"{leaf.code}.".startswith(f"{code}." if code else ""):
                rule = attrs.evolve(rule_of(leaf, self.card), required=tuple((one, True) for one, _ in before))
                probe = probe_of(aim, rule, self._search(), self.accord.bears)
                found = None if probe is None else self._below(goal, leaf, probe, len(before))
                if found is not None:
                    return found
        return None

    def _below(self, goal: Goal, leaf: Criterion, probe: Probe, place: int) -> _Outcome | None:
        """What comes of a leaf under the condition tried."""
        if goal.refused:
            return _Outcome(facts=probe.facts, expected={goal.code: REFUSED})
        try:
            holds = goal.condition is not None and goal.condition.holds(self._search().answers(probe.facts))
        except Contradiction:
            return None
        return self._passing(leaf, probe) if holds else self._failing(goal, leaf, probe, place)

    def _passing(self, leaf: Criterion, probe: Probe) -> _Outcome | None:
        """The leaf is scored."""
        rule, search = rule_of(leaf, self.card), self._search()
        for led in islice(require(rule.required, probe.facts, search), _TRIED):
            for facts in islice(Completion(search).of(rule.scoring, led, rule.most), _TRIED):
                answers = search.answers(facts)
                points = rule.score(answers)
                if isinstance(points, Fraction) and rule.reached_above(answers) and self.accord.bears(facts):
                    return _Outcome(facts=facts, expected={leaf.code: rule.settled(points)}, value=probe.value)
        return None

    def _failing(self, goal: Goal, leaf: Criterion, probe: Probe, place: int) -> _Outcome | None:
        """The leaf is not scored, whatever else may be said of it."""
        later = tuple((condition, True) for condition, _ in self.above[leaf.code][place + 1 :])
        ways = islice(require(later, probe.facts, self._search()), _TRIED)
        facts = next(filter(self.accord.bears, ways), None)
        if facts is None:
            return None
        expected: Expected = ZERO
        if goal.fails is Fails.NOT_ASSESSED:
            expected = State.NOT_ASSESSED
        elif goal.fails is Fails.EXCLUDED and leaf.policy.policy is Policy.FULL:
            expected = leaf.max_points or ZERO
        elif goal.fails is Fails.EXCLUDED and leaf.policy.policy is not Policy.ZERO:
            expected = State.NOT_APPLICABLE
        return _Outcome(facts=facts, expected={leaf.code: expected}, value=probe.value)

    # --- Above the leaves -------------------------------------------------------------------------------------------

    def _at_limit(self, goal: Goal, limit: Limit) -> _Outcome | None:
        """What is attained at the ends, where a limit is reached there."""
        end = self.ends[goal.code].lowest if limit is Limit.FLOOR else self.ends[goal.code].highest
        if limit is Limit.BEST_CHILD:
            return self._best_child(goal)
        if limit in (Limit.ROUNDED_UP, Limit.ROUNDED_DOWN) or not end.proven or end.points is None:
            return None
        if goal.code == WHOLE:
            return _Outcome(facts=end.facts, total=end.points)
        return _Outcome(facts=end.facts, expected={goal.code: end.points})

    def _best_child(self, goal: Goal) -> _Outcome | None:
        facts: dict[str, Answer] = {}
        points = ZERO
        for child in self.card.node(goal.code).children:
            ends = self.ends[child.code]
            end = ends.highest if child.code == goal.of else ends.lowest
            if not end.proven or end.points is None or any(facts.get(n, a) != a for n, a in end.facts.items()):
                return None
            facts |= end.facts
            points = max(points, end.points)
        if not self.accord.bears(facts):
            return None
        node = self.card.node(goal.code)
        rounded = points if node.round is None else node.round(points)
        most = rounded if node.max_points is None else min(rounded, node.max_points)
        return _Outcome(facts=facts, expected={goal.code: most})


def _came(probe: Probe) -> Expected:
    if probe.refused:
        return REFUSED
    return State.UNKNOWN if probe.points is None else probe.points


def raw(answer: Answer, fact: Fact) -> RawFact:
    """Write an answer as it would stand in a submission."""
    if answer is NEVER:
        return NEVER.value
    if isinstance(answer, Fraction):
        if fact.type is FactType.BOOLEAN:
            return bool(answer)
        return int(answer) if answer.denominator == 1 else spell(answer)
    return answer if isinstance(answer, date) else str(answer)
