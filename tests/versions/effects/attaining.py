"""Units that attain an effect: facts are turned one measure at a time, towards the edges of both rules, until an end is met.

Nothing here knows how the library tells an effect. Every unit that is found is scored as a whole, with the change and without.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import combinations, count, islice, pairwise, product

import attrs

from cchc_rules import Entry, GivenFacts, Scorecard, Submission, Unit
from cchc_rules.exact import HUNDRED, NEVER, ONE, ZERO, Answer, Interval, Replies
from cchc_rules.law.awards import Bands, Deduct, Judged, Proportional, Steps, Tally
from cchc_rules.law.facts import DOMAINS, Contradiction, FactType, Giver, Unanswered
from cchc_rules.law.measures import LevelOf, Measure
from cchc_rules.law.model import Criterion, Field, Node, Role
from cchc_rules.law.probing.attainable import attainable
from cchc_rules.law.probing.inverse import hit
from cchc_rules.law.probing.search import Assignment, Search, Want, at
from cchc_rules.law.scoring import Branch, Condition, Part, Policy, Scoring
from cchc_rules.law.surveys import Survey
from cchc_rules.scoring.cases.boundaries import raw
from cchc_rules.versions.changes import Change
from cchc_rules.versions.passage import Passage

CLAIMED = (Policy.DROP, Policy.FULL, Policy.ZERO)
NEAR = Fraction(1, 10**6)
_COUNTS = tuple(map(Fraction, (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 23, 24, 40, 100, 1000)))
_ROUNDS = 4
_TURNS = 400  # pairs of measures that are turned together


Placed = tuple[Criterion, tuple[Node, ...]]  # a leaf, and what stands above it, the nearest first


@attrs.frozen(kw_only=True)
class Side:
    """Leaves that a change concerns, in one version, and those beside them that look at the same facts."""

    card: Scorecard
    leaves: tuple[Placed, ...]
    beside: tuple[Placed, ...] = ()

    @property
    def all(self) -> tuple[Placed, ...]:
        return (*self.leaves, *self.beside)

    def points(self, search: Search, given: Assignment, *, claimed: bool) -> Fraction | None:
        """The points of all of them, as the total counts them; nothing where the facts do not settle them."""
        total = ZERO
        for leaf, above in self.all:
            out = claimed and (leaf, above) in self.leaves
            points = _claim(leaf) if out else self._leaf(leaf, above, search, given)
            if points is None:
                return None
            total += -points if _role(above) is Role.PENALTY else points
        return total

    def _leaf(self, leaf: Criterion, above: tuple[Node, ...], search: Search, given: Assignment) -> Fraction | None:
        answers = search.answers(given)
        try:
            for node in (leaf, *above):
                if node.applies_when is not None and not node.applies_when.holds(answers):
                    return _claim(leaf)
                if node.precondition is not None and not node.precondition.when.holds(answers):
                    return ZERO
            points = leaf.rule.score(answers, leaf.max_points, self.card.facts).points
        except (Unanswered, Contradiction, TypeError):
            return None
        if points is None:
            return None
        points = points if leaf.rounding is None else leaf.rounding(points)
        return points if leaf.max_points is None else min(points, leaf.max_points)

    def maximum(self, *, claimed: bool) -> Fraction:
        """What they add to the effective maximum."""
        standard = (leaf for leaf, above in self.leaves if not _role(above))
        counted = (leaf for leaf in standard if not claimed or leaf.policy.policy is not Policy.DROP)
        return sum((leaf.max_points or ZERO for leaf in counted), ZERO)


def _role(above: tuple[Node, ...]) -> Role | None:
    field = above[-1]
    return field.role if isinstance(field, Field) else None


def _claim(leaf: Criterion) -> Fraction:
    return (leaf.max_points or ZERO) if leaf.policy.policy is Policy.FULL else ZERO


def leaves_of(card: Scorecard) -> Iterator[Placed]:
    """Every leaf of a scorecard where it stands."""

    def below(node: Node, above: tuple[Node, ...]) -> Iterator[Placed]:
        if isinstance(node, Criterion) and not node.children:
            yield node, above
        for child in node.children:
            yield from below(child, (node, *above))

    for field in card.fields:
        yield from below(field, ())


def asked(leaves: Iterable[Placed]) -> frozenset[str]:
    """The facts that leaves, and the conditions above them, look at."""
    return frozenset(
        name for leaf, above in leaves for node in (leaf, *above) for one in _of(node) for name, _ in one.needs
    )


def _of(node: Node) -> Iterator[Measure]:
    yield from (condition.measure for condition in _conditions(node))
    if isinstance(node, Criterion) and not node.children:
        yield from node.measures


class Attaining:
    """The search for units at the ends of one effect."""

    def __init__(self, passage: Passage, change: Change, best: Assignment, worst: Assignment) -> None:
        codes = {*change.new.codes, *(passage.old_keys[code] for code in change.old.codes)}
        cards = passage.stage(set()), passage.stage({change.fingerprint})
        every = [list(leaves_of(card)) for card in cards]
        known = [{leaf.code: leaf for leaf, _ in leaves} for leaves in every]
        made = []
        for card, leaves, others in zip(cards, every, known[::-1], strict=True):
            inside = [one for one in leaves if codes & {one[0].code, *(node.code for node in one[1])}]
            if change.attribute == "node":  # only what one version has
                inside = [one for one in inside if one[0].code not in others]
            made.append(Side(card=card, leaves=tuple(inside)))
        names = asked((*made[0].leaves, *made[1].leaves))
        apart = {leaf.code for side in made for leaf, _ in side.leaves}
        near: list[Placed] = []
        for _ in range(3):  # those that look at the same facts, and those that look at the same as these
            near = [one for one in every[0] if one[0].code not in apart and asked([one]) & names]
            names |= asked(near)
        self.old, self.new = (attrs.evolve(side, beside=tuple(near)) for side in made)
        act = cards[0].decision.act
        year = act.assessed_years[0] if act.assessed_years else 2024
        self.searches = tuple(Search(card.facts, year, card.decision.holidays) for card in cards)
        self.others = best, worst
        self._climbs: dict[tuple[int, Fraction, bool], tuple[list[Assignment], Iterator[Assignment]]] = {}

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.old, self.new

    @cached_property
    def names(self) -> frozenset[str]:
        """The facts that matter."""
        return frozenset(name for _, measure in self._measures for name, _ in measure.needs)

    # --- What can be turned -----------------------------------------------------------------------------------------

    @cached_property
    def _measures(self) -> tuple[tuple[int, Measure], ...]:
        found: dict[tuple[int, Measure], None] = {}
        for number, side in enumerate(self.sides):
            for leaf, above in side.all:
                for scoring in leaf.rule.walk():
                    if scoring.measure is not None:
                        found[number, scoring.measure] = None
                    if isinstance(scoring.award, Branch):
                        found.update({(number, arm.when.measure): None for arm in scoring.award.arms})
                for condition in (one for node in (leaf, *above) for one in _conditions(node)):
                    found[number, condition.measure] = None
        return tuple(found)

    @cached_property
    def _edges(self) -> Mapping[Measure, tuple[Fraction, ...]]:
        """For each measure every number at which something turns, in any of the rules."""
        found: dict[Measure, set[Fraction]] = {measure: {ZERO, ONE} for _, measure in self._measures}
        for leaf, above in (*self.old.all, *self.new.all):
            maxima = [leaf.max_points, *(part.max_points for part in _parts(leaf.rule))]
            for scoring in leaf.rule.walk():
                if scoring.measure is not None:
                    found[scoring.measure] |= {*_turns(scoring, maxima), *_jumps(leaf, scoring)}
                if isinstance(scoring.award, Branch):
                    for arm in scoring.award.arms:
                        found[arm.when.measure] |= set(_ends(arm.when.within))
            for condition in (one for node in (leaf, *above) for one in _conditions(node)):
                found[condition.measure] |= set(_ends(condition.within))
        return {measure: tuple(sorted(edges)) for measure, edges in found.items()}

    def _bends(self, survey: Survey) -> tuple[Fraction, ...]:
        """The numbers at which an award on a survey turns; where rounding jumps is tried with all of one mind."""
        leaves = (leaf for leaf, _ in (*self.old.all, *self.new.all))
        rules = (scoring for leaf in leaves for scoring in leaf.rule.walk() if scoring.measure == survey)
        return tuple({ZERO, ONE, *(edge for scoring in rules for edge in _turns(scoring, []))})

    def _wants(self, measure: Measure, number: int) -> Iterator[Want]:
        domain = measure.domain(self.sides[number].card.facts)
        if isinstance(measure, LevelOf):
            yield from domain.levels
            return
        edges = self._edges[measure]
        by = ONE if domain.whole else NEAR
        numbers = {edge + off for edge in edges for off in (-by, ZERO, by)} | {Fraction(1, 2)}
        numbers |= {*_ends(domain.interval), *((one + two) / 2 for one, two in pairwise(edges))}
        yield from (at(edge) for edge in sorted(numbers) if domain.interval.holds(edge))
        if domain.never:
            yield NEVER

    def _moves(self, given: Assignment) -> Iterator[Assignment]:
        """The same facts with one thing turned."""
        for number, measure in self._measures:
            search = self.searches[number].again()
            rest = {name: answer for name, answer in given.items() if name not in {name for name, _ in measure.needs}}
            for want in self._wants(measure, number):
                yield from islice(hit(measure, want, rest, search), 1)
                if not isinstance(measure, Survey):
                    yield from islice(self._kept(measure, want, given, search), 1)
            if isinstance(measure, Survey):
                yield from self._heard(measure, given)
        facts = {**self.old.card.facts, **self.new.card.facts}
        for name in sorted(self.names):
            yield from ({**given, name: answer} for answer in _answers(facts[name].type, facts[name].levels))
            if facts[name].never:
                yield {**given, name: NEVER}

    def _kept(self, measure: Measure, want: Want, given: Assignment, search: Search) -> Iterator[Assignment]:
        """Turn one fact of a measure and keep the others as they are."""
        for name, _ in measure.needs:
            yield from hit(measure, want, {other: one for other, one in given.items() if other != name}, search)

    def _heard(self, survey: Survey, given: Assignment) -> Iterator[Assignment]:
        """Ballots with one group of another mind: all for one option, or divided so that a measure meets an edge."""
        surveys = [one for _, one in self._measures if isinstance(one, Survey) and one.ballots == survey.ballots]
        options = [option.id for option in survey.options]
        valid = max([1, *(one.min_valid for one in surveys)])
        groups = list(dict.fromkeys(group.id for one in surveys for group in one.groups))
        said = given.get(survey.ballots)
        heard = dict(said) if isinstance(said, tuple) else {}
        heard = {group: heard.get(group, Replies(Fraction(valid), ((options[0], ONE),))) for group in groups}
        for group in groups:
            for option in options:
                alone = {**heard, group: Replies(Fraction(valid), ((option, ONE),))}
                yield {**given, survey.ballots: tuple(alone.items())}
            for one, other in combinations(options, 2):
                for share in self._shares(surveys, heard, group, (one, other)):
                    counted = share.denominator * -(-valid // share.denominator)
                    mixed = Replies(Fraction(counted), ((one, ONE - share), (other, share)))
                    yield {**given, survey.ballots: tuple({**heard, group: mixed}.items())}

    def _shares(
        self, surveys: list[Survey], heard: Mapping[str, Replies], group: str, pair: tuple[str, str]
    ) -> Iterator[Fraction]:
        """Shares of the second option at which a measure meets an edge, or is just beside one."""
        for survey in surveys:
            known = {one.id for one in survey.groups}
            if group not in known:
                continue
            values = []
            for option in pair:
                said = {**heard, group: Replies(heard[group].valid, ((option, ONE),))}
                values.append(_polled(survey, said))
            if values[0] == values[1]:
                continue
            for edge in self._bends(survey):
                for value in (edge - NEAR, edge, edge + NEAR):
                    share = (value - values[0]) / (values[1] - values[0])
                    if 0 < share < 1:
                        yield share

    # --- The way to an end --------------------------------------------------------------------------------------------

    def _value(self, given: Assignment, weights: tuple[Fraction, Fraction], *, claimed: bool) -> Fraction | None:
        points = [
            side.points(search, given, claimed=claimed) for side, search in zip(self.sides, self.searches, strict=True)
        ]
        return None if points[0] is None or points[1] is None else weights[1] * points[1] - weights[0] * points[0]

    def climbed(self, sign: int, weights: tuple[Fraction, Fraction], *, claimed: bool = False) -> Iterator[Assignment]:
        """Facts under which the weighed difference goes as far one way as turning leads, from several starts."""
        weights = weights[0] / weights[1], ONE
        key = sign, weights[0], claimed
        if key not in self._climbs:
            self._climbs[key] = [], self._climbing(sign, weights, claimed=claimed)
        found, source = self._climbs[key]
        for number in count():
            if number == len(found):
                farther = next(source, None)
                if farther is None:
                    return
                found.append(farther)
            yield found[number]

    def _climbing(self, sign: int, weights: tuple[Fraction, Fraction], *, claimed: bool) -> Iterator[Assignment]:
        for start in self._starts():
            given, value = start, self._value(start, weights, claimed=claimed)
            for _ in range(_ROUNDS):
                moved = False
                for tried in self._moves(given):
                    came = self._value(tried, weights, claimed=claimed)
                    if came is not None and (value is None or sign * came > sign * value):
                        given, value, moved = tried, came, True
                if value is not None:
                    yield given
                if not moved:
                    break
            if value is not None:
                yield from self._turned(given, sign, weights, value, claimed=claimed)

    def _turned(
        self, given: Assignment, sign: int, weights: tuple[Fraction, Fraction], value: Fraction, *, claimed: bool
    ) -> Iterator[Assignment]:
        """Facts that lead farther where two things are turned together."""
        few = [list(islice(self._of(number, measure, given), 40)) for number, measure in self._measures]
        for one, other in combinations(range(len(few)), 2):
            names = [{name for name, _ in self._measures[place][1].needs} for place in (one, other)]
            if names[0] & names[1]:
                continue
            for first, second in islice(product(few[one], few[other]), _TURNS):
                tried = {**given, **first, **second}
                came = self._value(tried, weights, claimed=claimed)
                if came is not None and sign * came > sign * value:
                    value = came
                    yield tried

    def _of(self, number: int, measure: Measure, given: Assignment) -> Iterator[Assignment]:
        names = {name for name, _ in measure.needs}
        rest = {name: answer for name, answer in given.items() if name not in names}
        for want in self._wants(measure, number):
            for found in islice(hit(measure, want, rest, self.searches[number].again()), 1):
                yield {name: answer for name, answer in found.items() if name in names}

    def _starts(self) -> Iterator[Assignment]:
        for facts in self.others:
            given = {name: answer for name, answer in facts.items() if name in self.names}
            yield self._filled(given)
        yield self._filled({})

    def _filled(self, given: Assignment) -> Assignment:
        for number, measure in self._measures:
            want: Want = Interval(None, None, lower_closed=False, upper_closed=False)
            wants = [want] if not isinstance(measure, LevelOf) else list(self._wants(measure, number))
            for one in wants:
                given = next(hit(measure, one, given, self.searches[number].again()), given)
        return given

    # --- Units --------------------------------------------------------------------------------------------------------

    def units(self, sign: int) -> Iterator[Submission]:
        """Units at one end of the points."""
        if self._may_claim:
            for others in self.others:
                yield self.unit(others, {}, claimed=True)
        for given, others in product(self.climbed(sign, (ONE, ONE)), self.others):
            yield self.unit(others, given)

    def indexed(self, sign: int) -> Iterator[Submission]:
        """Units at one end of the index, to which every other leaf applies, with its best or its worst facts."""
        concerned = {leaf.code for leaf, _ in self.old.leaves}
        others = (leaf for leaf, above in leaves_of(self.old.card) if not _role(above) and leaf.code not in concerned)
        rest = sum((leaf.max_points or ZERO for leaf in others), ZERO)
        for claimed in (False, True):
            maxima = [rest + side.maximum(claimed=claimed) for side in self.sides]
            if not all(maxima) or (claimed and not self._may_claim):
                continue
            weights = HUNDRED / maxima[0], HUNDRED / maxima[1]
            ways = self.climbed(sign, weights, claimed=claimed) if self.old.beside or not claimed else iter([{}])
            for given in ways:
                for facts in self.others:
                    yield self.unit(facts, given, claimed=claimed)

    @property
    def _may_claim(self) -> bool:
        leaves = [leaf for side in self.sides for leaf, _ in side.leaves]
        return all(leaf.policy.policy in CLAIMED for leaf in leaves)

    def unit(self, others: Assignment, given: Assignment, *, claimed: bool = False) -> Submission:
        """A unit with these facts, and those of the others where it says nothing of them."""
        facts = {**self.new.card.facts, **self.old.card.facts}
        stated: dict[Giver, dict[str, object]] = {giver: {} for giver in Giver}
        ballots = {}
        for name, answer in {**self._filled({}), **others, **given}.items():
            if isinstance(answer, tuple):
                ballots[name] = {
                    group: {option: int(share * said.valid) for option, share in said.shares} for group, said in answer
                }
            else:
                stated[facts[name].by][name] = raw(answer, facts[name])
        entries = [
            Entry(code=code, state="not_applicable", reason="không phát sinh", confirmed=True)
            for code in dict.fromkeys(leaf.code for side in self.sides for leaf, _ in side.leaves)
            if claimed
        ]
        return Submission(
            unit=Unit(code="X-01", name="Đơn vị Ví dụ", group="X"),
            unit_kind=self.old.card.unit_kind,
            year=self.searches[0].year,
            facts=GivenFacts(unit=stated[Giver.UNIT], appraiser=stated[Giver.APPRAISER]),  # type: ignore[arg-type]  # raw
            ballots=ballots,
            entries=tuple(entries),
        )


def _conditions(node: Node) -> Iterator[Condition]:
    if node.applies_when is not None:
        yield node.applies_when
    if node.precondition is not None:
        yield node.precondition.when


def _ends(interval: Interval | None) -> Iterator[Fraction]:
    if interval is not None:
        yield from (end for end in (interval.lower, interval.upper) if end is not None)


def _parts(scoring: Scoring) -> Iterator[Part]:
    for one in scoring.walk():
        yield from (*getattr(one.award, "parts", ()), *getattr(one.award, "minus", ()))


def _turns(  # noqa: C901 - one case for each kind of award
    scoring: Scoring, maxima: list[Fraction | None]
) -> Iterator[Fraction]:
    """The numbers at which an award turns."""
    caps = [most for most in maxima if most is not None]
    match scoring.award:
        case Bands() as award:
            for row in award.rows:
                yield from _ends(row.within)
        case Proportional() as award:
            yield from (award.floor or ZERO, ONE if award.full_at is None else award.full_at)
        case Steps() as award:
            for step in range(12):
                yield from (award.at + way * step * award.per for way in (1, -1))
            for cap in (*caps, *([] if award.cap is None else [award.cap])):
                if award.add:
                    steps = (cap - award.base) / award.add * award.per
                    yield from (award.at + steps, award.at - steps)
        case Tally() as award:
            yield from (*caps, *([] if award.cap is None else [award.cap]))
        case Deduct() as award:
            yield from (start - award.floor for start in (*caps, *([] if award.start is None else [award.start])))
        case Judged() as award:
            yield from (award.step * number for number in range(41))
        case _:
            return


def _jumps(leaf: Criterion, scoring: Scoring) -> Iterator[Fraction]:
    """A few values at which rounded points jump: midway between two places, and at whole ones."""
    roundings = {one.places for one in (leaf.rounding, *(part.round for part in _parts(leaf.rule))) if one is not None}
    full = scoring.award.full_at or ONE if isinstance(scoring.award, Proportional) else ONE
    maxima = [most for most in (leaf.max_points, *(part.max_points for part in _parts(leaf.rule))) if most]
    for places, most in product(roundings, maxima):
        unit = Fraction(1, 10**places)
        last = int(most / unit)
        for number in dict.fromkeys((*range(7), last // 2, *range(last - 7, last + 1))):
            for points in (number * unit, (number + Fraction(1, 2)) * unit):
                yield points
                yield full * points / most


def _answers(kind: FactType, levels: tuple[str, ...]) -> Iterator[Answer]:
    match kind:
        case FactType.BOOLEAN:
            yield from (ZERO, ONE)
        case FactType.LEVEL:
            yield from levels
        case FactType.RATE | FactType.COUNT | FactType.NUMBER | FactType.POINTS:
            yield from (number for number in _COUNTS if DOMAINS[kind].interval.holds(number))
        case _:
            return


def _polled(survey: Survey, heard: Mapping[str, Replies]) -> Fraction:
    weights = {option.id: option.weight for option in survey.options}
    return sum(
        (
            group.weight * share * weights.get(option, ZERO)
            for group in survey.groups
            for option, share in heard[group.id].shares
        ),
        ZERO,
    )


def extremes(card: Scorecard) -> tuple[Assignment, Assignment]:
    """Facts of a unit with all the points of a scorecard, and of one with the fewest."""
    whole = attainable(card)[-1]
    return whole.highest.facts, whole.lowest.facts
