"""What scorecards share with one another: facts, sources, appraisers; and what nothing asks for or cites."""

import re
from collections.abc import Iterable, Iterator

from cchc_rules.law.grounds import Grounded, Source
from cchc_rules.law.lint.advice import Placed, advice
from cchc_rules.law.model import Node, Ruleset, Scorecard
from cchc_rules.law.places import Located
from cchc_rules.law.proof import DECISION
from cchc_rules.law.scoring import Condition


def unused(ruleset: Ruleset) -> Iterator[Placed]:
    """Find facts no scoring asks for, and sources and appraisers nothing names."""
    cards = ruleset.scorecards
    for kind, card in cards.items():
        for path, finding in _unused_facts(card):
            yield f"{kind}.toml", path, finding
    decision = ruleset.decision
    grounded = [decision.act, decision.rounding, decision.ranking, *decision.ranking.scopes, *decision.counts]
    grounded += [*decision.calendar, *decision.bands]
    for card in cards.values():
        grounded += [card, *card.walk()]
    cited = set(_cited(grounded))
    for number, source in enumerate(decision.sources):
        if source.id not in cited and not _argued_from(source, decision.sources):
            yield DECISION, ("sources", number), advice("CR521", subject=source.id)
    asked = {leaf.appraiser for card in cards.values() for leaf in card.leaves}
    for number, appraiser in enumerate(decision.appraisers):
        if appraiser.id not in asked:
            yield DECISION, ("appraisers", number), advice("CR522", subject=appraiser.id)


def _argued_from(source: Source, sources: Iterable[Source]) -> bool:
    """Whether the argument of another source names it."""
    arguments = [other.argument for other in sources if other is not source and other.argument is not None]
    named = re.compile(rf"\b{re.escape(source.id)}\b")
    return any(named.search(text) for argument in arguments for text in argument.pair)


def _cited(grounded: Iterable[Grounded]) -> Iterator[str]:
    for one in grounded:
        yield one.source
        yield from (ground.source for ground in one.grounds)


def _unused_facts(card: Scorecard) -> Iterator[Located]:
    asked = set(_asked(card))
    for name in card.facts:
        if name not in asked:
            yield ("facts", name), advice("CR520", subject=name)


def _asked(card: Scorecard) -> Iterator[str]:
    for condition in _conditions(card):
        yield from (fact for fact, _ in condition.measure.needs)
    for leaf in card.leaves:
        for scoring in (leaf.scoring, *(reading.scoring for reading in leaf.readings)):
            yield from () if scoring is None else (fact for fact, _ in scoring.needs)


def _conditions(card: Scorecard) -> Iterator[Condition]:
    holders: tuple[Scorecard | Node, ...] = (card, *card.walk())
    for holder in holders:
        if holder.precondition is not None:
            yield holder.precondition.when
        if isinstance(holder, Node) and holder.applies_when is not None:
            yield holder.applies_when


def differing(ruleset: Ruleset) -> Iterator[Placed]:
    """Find facts of one name that are two things in two scorecards: of another type, or with another label."""
    first: dict[str, Scorecard] = {}
    for kind, card in ruleset.scorecards.items():
        for name, fact in card.facts.items():
            before = first.setdefault(name, card)
            known = before.facts[name]
            place = f"{kind}.toml", ("facts", name)
            if fact.type is not known.type:
                yield (
                    *place,
                    advice("CR523", subject=name, found=fact.type, expected=f"{known.type} ({before.unit_kind})"),
                )
            elif fact.name != known.name:
                yield (
                    *place,
                    advice("CR524", subject=name, found=fact.name.vi, expected=f"{known.name.vi} ({before.unit_kind})"),
                )
