"""Random units for a passage: facts that the stages of it can score, and claims that both sides allow."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from cchc_rules import Entry, GivenFacts, Submission, Unit
from cchc_rules.exact import ONE, ZERO, exact, spell
from cchc_rules.law.awards import Judged
from cchc_rules.law.facts import Fact, FactType, Giver
from cchc_rules.law.measures import Given, Ratio
from cchc_rules.law.model import Scorecard
from cchc_rules.law.scoring import Policy
from cchc_rules.scoring.inputs import RawFact
from cchc_rules.versions.passage import Passage

_CLAIMS = (Policy.DROP, Policy.FULL, Policy.ZERO)
_WHOLES = (1, 1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 400)


def unit_of(passage: Passage, chance: Random) -> Submission:
    """A unit with every answer that either scorecard asks for."""
    start = passage.stage(set())
    cards = (passage.new, start)
    facts: dict[str, RawFact] = {}
    for card in cards:
        for name, fact in card.facts.items():
            if fact.type is not FactType.BALLOTS:
                facts[name] = answer(fact, chance)
    for card in cards:
        points_on_their_grid(card, facts, chance)
    for _ in range(3):
        for card in cards:
            rates_that_hold(card, facts, chance)
    givers = {name: card.facts[name].by for card in cards for name in card.facts}
    ballots = {
        name: {group: votes(options, chance) for group in groups} for name, (groups, options) in asked(cards).items()
    }
    return Submission(
        unit=Unit(code="X-01", name="Đơn vị Ví dụ", group="X"),
        unit_kind=passage.old.unit_kind,
        year=2024,
        facts=GivenFacts(
            unit={name: raw for name, raw in facts.items() if givers[name] is Giver.UNIT},
            appraiser={name: raw for name, raw in facts.items() if givers[name] is Giver.APPRAISER},
        ),
        ballots=ballots,
        entries=tuple(claims(cards, chance)),
    )


def answer(fact: Fact, chance: Random) -> RawFact:
    match fact.type:
        case FactType.BOOLEAN:
            return chance.random() < 0.7
        case FactType.COUNT:
            return chance.choice((0, 0, 1, 2, 3, 5, 11, 12, 23, 24, 60))
        case FactType.RATE:
            return spell(exact(chance.randrange(101)) / 100)
        case FactType.LEVEL:
            return chance.choice(fact.levels)
        case FactType.DATE:
            day = date(2024, chance.choice((1, 2, 11)), 15) + timedelta(days=chance.randrange(30))
            return "never" if fact.never and chance.random() < 0.1 else day
        case _:
            return chance.randrange(120)


def points_on_their_grid(card: Scorecard, facts: dict[str, RawFact], chance: Random) -> None:
    """An authority's points, on its grid and within the maximum."""
    for leaf in card.leaves:
        award, measure = leaf.rule.award, leaf.rule.measure
        if isinstance(award, Judged) and isinstance(measure, Given):
            steps = int((leaf.max_points or ZERO) / award.step)
            facts[measure.fact] = spell(award.step * chance.randrange(steps + 1))


def rates_that_hold(card: Scorecard, facts: dict[str, RawFact], chance: Random) -> None:
    """No part above its whole, and no whole of nothing."""
    for measure in card.measures:
        if not isinstance(measure, Ratio):
            continue
        part, whole = (sum((exact(facts[name]) for name in names), ZERO) for names in (measure.part, measure.whole))
        if whole < max(part, ONE):
            scale = chance.choice(_WHOLES)
            facts[measure.whole[0]] = max(int(part), scale)
            if part > scale * 4 or chance.random() < 0.5:
                facts[measure.part[0]] = chance.randrange(scale + 1) if len(measure.part) == 1 else 0


def asked(cards: tuple[Scorecard, ...]) -> Mapping[str, tuple[list[str], list[str]]]:
    found: dict[str, tuple[list[str], list[str]]] = {}
    for card in cards:
        for name, survey in card.surveys.items():
            groups, options = found.get(name, ([], []))
            groups += [group.id for group in survey.groups if group.id not in groups]
            found[name] = groups, options or [option.id for option in survey.options]
    return found


def votes(options: list[str], chance: Random) -> Mapping[str, int]:
    """Votes of one group: of one mind, or not."""
    if chance.random() < 0.3:
        return {chance.choice(options): 20}
    return {option: chance.randrange(5, 30) for option in options}


def claims(cards: tuple[Scorecard, ...], chance: Random) -> list[Entry]:
    """A few claims that something does not apply."""
    if chance.random() < 0.4:
        return []
    policies: dict[str, list[Policy]] = {}
    for card in cards:
        for leaf in card.leaves:
            policies.setdefault(leaf.code, []).append(leaf.policy.policy)
    free = [code for code, listed in policies.items() if all(policy in _CLAIMS for policy in listed)]
    chosen = chance.sample(free, min(len(free), chance.choice((1, 1, 2))))
    return [Entry(code=code, state="not_applicable", reason="không phát sinh", confirmed=True) for code in chosen]
