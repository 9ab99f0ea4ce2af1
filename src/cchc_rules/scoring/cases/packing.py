"""Packing: cases of single leaves put together into submissions of whole units, so that a few carry them all."""

from collections.abc import Iterable, Mapping

import attrs

from cchc_rules.errors import SubmissionError
from cchc_rules.law.facts import Fact, FactType, Giver
from cchc_rules.law.model import Scorecard
from cchc_rules.law.scoring import Policy
from cchc_rules.scoring.cases.worked import Case
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Entry, GivenFacts, RawFact, Submission
from cchc_rules.scoring.result import NodeResult, Result
from cchc_rules.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Pack(Value):
    """One submission, and what the cases in it say of their leaves."""

    submission: Submission
    readings: Mapping[str, str]
    settled: Mapping[str, NodeResult]  # what each leaf of a case is when the case stands alone


def packs_of(card: Scorecard, cases: Iterable[Case]) -> tuple[tuple[Pack, ...], tuple[Pack, ...], tuple[Case, ...]]:
    """Give whole units that carry every case whose leaves are settled, units with those left open, and refused cases.

    A case joins the first unit whose answers do not speak against its own, and in which its leaves come to the same as
    alone. Then the leaves of a unit that no case has settled are filled from the cases there are.
    """
    packer = _Packer(card)
    settled: list[Pack] = []
    left_open: list[Pack] = []
    refused: list[Case] = []
    for case in cases:
        alone = packer.scored(case.submission, case.readings)
        if alone is None:
            refused.append(case)
            continue
        leaves = {leaf.code: alone.node(leaf.code) for leaf in card.leaves if leaf.code in case.expected}
        pack = Pack(submission=case.submission, readings=case.readings, settled=leaves)
        (left_open if any(node.open for node in leaves.values()) else settled).append(pack)
    by_leaf: dict[str, list[Pack]] = {leaf.code: [] for leaf in card.leaves}
    for pack in settled:
        for code in pack.settled:
            by_leaf[code].append(pack)
    whole = [packer.filled(pack, by_leaf, number) for number, pack in enumerate(packer.packed(settled))]
    return tuple(whole), tuple(packer.packed(left_open)), tuple(refused)


class _Packer:
    """What puts cases of one scorecard together."""

    def __init__(self, card: Scorecard) -> None:
        self.card = card
        self.asking: dict[str, set[str]] = {}  # the leaves that look at a fact, or have an entry, by its name or code
        for leaf in card.leaves:
            self.asking.setdefault(leaf.code, set()).add(leaf.code)
            for fact, _ in leaf.rule.needs:
                self.asking.setdefault(fact, set()).add(leaf.code)
        # where nodes bear on one another, what a case does to others is not read off the facts it shares with them
        self.entangled = card.precondition is not None or any(
            node.combine or node.applies_when or node.precondition for node in card.walk()
        )
        self.entangled = self.entangled or any(leaf.policy.policy is Policy.SPREAD for leaf in card.leaves)

    def packed(self, singles: Iterable[Pack]) -> list[Pack]:
        """Put each case into the first unit that takes it."""
        packs: list[Pack] = []
        for single in singles:
            for number, pack in enumerate(packs):
                joined = self.joined(pack, single)
                if joined is not None:
                    packs[number] = joined
                    break
            else:
                packs.append(single)
        return packs

    def filled(self, pack: Pack, singles: Mapping[str, list[Pack]], number: int) -> Pack:
        """Fill the leaves that are still open, with another case in each unit."""
        for leaf in self.card.leaves:
            known = singles[leaf.code]
            if known and leaf.code not in pack.settled:
                first = number % len(known)
                joins = (self.joined(pack, single) for single in (*known[first:], *known[:first]))
                pack = next((joined for joined in joins if joined is not None), pack)
        return self._answered(pack)

    def _answered(self, pack: Pack) -> Pack:
        """Answer what is still asked for where shared facts kept every case of a leaf out: the first that fits."""
        result = self.scored(pack.submission, pack.readings)
        still_open = () if result is None else tuple(result.node(code) for code in result.open_codes)
        missing = dict.fromkeys(name for leaf in still_open for name in leaf.missing)
        for name in (name for name in missing if name in self.card.facts):  # a group of a survey is no fact
            fact = self.card.facts[name]
            given = {value for value in pack.submission.facts.unit.values() if type(value) is int}
            for value in _guesses(fact, sorted(given)):
                submission = _with_fact(pack.submission, name, value, fact.by)
                result = self.scored(submission, pack.readings)
                if result is not None and _holds(result, pack.settled):
                    pack = attrs.evolve(pack, submission=submission)
                    break
        return pack

    def joined(self, pack: Pack, single: Pack) -> Pack | None:
        """Put a case into a unit; None where their answers differ, or one changes what the other comes to."""
        submission = merged(pack.submission, single.submission)
        readings = {**pack.readings, **single.readings}
        if submission is None or any(readings[code] != reading for code, reading in pack.readings.items()):
            return None
        settled = {**single.settled, **pack.settled}
        if not self._apart(pack, single):
            result = self.scored(submission, readings)
            if result is None or not (_holds(result, pack.settled) and _holds(result, single.settled)):
                return None
        return Pack(submission=submission, readings=readings, settled=settled)

    def _apart(self, pack: Pack, single: Pack) -> bool:
        """Whether no leaf looks at something that the one answers and at something that only the other does."""
        if self.entangled or pack.readings or single.readings:
            return False
        old, new = ({name for _, name in _answers(one.submission)} for one in (pack, single))
        before, after = (
            {leaf for name in names for leaf in self.asking.get(name, ())} for names in (old - new, new - old)
        )
        return before.isdisjoint(after | single.settled.keys()) and after.isdisjoint(pack.settled)

    def scored(self, submission: Submission, readings: Mapping[str, str]) -> Result | None:
        """Give the result; None where the answers are refused."""
        try:
            return evaluate(self.card, submission, missing="bounds", readings=readings)
        except SubmissionError:
            return None


def _guesses(fact: Fact, given: Iterable[int]) -> tuple[RawFact, ...]:
    match fact.type:
        case FactType.BOOLEAN:
            return (True,)
        case FactType.COUNT | FactType.NUMBER | FactType.RATE | FactType.POINTS:
            return (0, 1, *given)  # a part may be 0; a whole is the least that is not below its part
        case FactType.LEVEL:
            return fact.levels
        case _:
            return ()


def _with_fact(submission: Submission, name: str, value: RawFact, giver: Giver) -> Submission:
    given = getattr(submission.facts, giver.value)
    return attrs.evolve(submission, facts=attrs.evolve(submission.facts, **{giver.value: {**given, name: value}}))


def _holds(result: Result, settled: Mapping[str, NodeResult]) -> bool:
    """Whether leaves came to the same as alone, but for what siblings spread over them."""

    def told(node: NodeResult) -> tuple[object, ...]:
        return node.before, node.state, node.effective_max / node.share

    return all(told(result.node(code)) == told(node) for code, node in settled.items())


def merged(one: Submission, other: Submission) -> Submission | None:
    """Put the answers of two submissions together; None where they answer one thing differently."""
    asked = _answers(one)
    if any(asked.get(thing, value) != value for thing, value in _answers(other).items()):
        return None
    entries: dict[str, Entry] = {entry.code: entry for entry in (*one.entries, *other.entries)}
    return attrs.evolve(
        one,
        facts=GivenFacts(
            unit={**one.facts.unit, **other.facts.unit}, appraiser={**one.facts.appraiser, **other.facts.appraiser}
        ),
        ballots={**one.ballots, **other.ballots},
        shares={**one.shares, **other.shares},
        entries=tuple(entries.values()),
    )


def _answers(submission: Submission) -> dict[tuple[str, str], object]:
    """What is answered, each thing with all that is said of it. A yes is not a 1, although Python has them equal."""
    unit, appraiser = submission.facts.unit, submission.facts.appraiser
    answers: dict[tuple[str, str], object] = {("", "head"): (submission.year, submission.unit, submission.unit_kind)}
    for name in {**unit, **appraiser}:
        answers["fact", name] = tuple((type(given.get(name)), given.get(name)) for given in (unit, appraiser))
    for name in {**submission.ballots, **submission.shares}:
        answers["survey", name] = (submission.ballots.get(name), submission.shares.get(name))
    return answers | {("entry", entry.code): entry for entry in submission.entries}
