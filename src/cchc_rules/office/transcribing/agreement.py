"""Two transcriptions of one annex side by side: node by node, what the one says and the other does not.

A fact's own name does not matter, what it stands for does: two people may name one fact differently.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

import attrs

from cchc_rules.errors import Language
from cchc_rules.exact import spell
from cchc_rules.law.converter import CONVERTER
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Facts
from cchc_rules.law.model import Criterion, Field, Node, Ruleset, Scorecard
from cchc_rules.law.scoring import Condition, Scoring
from cchc_rules.report.figures import numbered
from cchc_rules.report.labels import COMBINES, METHODS, POLICIES, ROLES, say
from cchc_rules.report.rules import Speaker
from cchc_rules.values import Value

_FACT_KEYS: Final = frozenset({"fact", "facts", "part", "whole", "less", "divided_by", "ballots"})


class Part(StrEnum):
    """What of a node two transcriptions may differ in; ``there`` is whether it is there at all."""

    THERE = "there"
    NAME = "name"
    MAX_POINTS = "max_points"
    ROLE = "role"
    COMBINE = "combine"
    METHOD = "method"
    SCORING = "scoring"
    ROUND = "round"
    APPRAISER = "appraiser"
    EVIDENCE = "evidence"
    NOT_APPLICABLE = "not_applicable"
    CONDITIONS = "conditions"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Difference(Value):
    """One difference: the node (no code for the scorecard as a whole), its part, and what either says, line by line.

    ``form_only`` says that the two are the same words but for spaces, capital letters or the form of letters.
    """

    unit_kind: UnitKind
    code: str
    part: Part
    one: tuple[str, ...]
    other: tuple[str, ...]
    form_only: bool = False


def differences(one: Ruleset, other: Ruleset, language: Language = "vi") -> tuple[Difference, ...]:
    """Compare every scorecard of two rulesets; a kind of unit that only one has is one difference."""
    found: list[Difference] = []
    for kind in UnitKind:
        cards = (one.scorecards.get(kind), other.scorecards.get(kind))
        if cards[0] is not None and cards[1] is not None:
            found += disagreements(cards[0], cards[1], language)
        elif any(card is not None for card in cards):
            left, right = (() if card is None else (card.name.vi,) for card in cards)
            found.append(Difference(unit_kind=kind, code="", part=Part.THERE, one=left, other=right))
    return tuple(found)


def disagreements(one: Scorecard, other: Scorecard, language: Language = "vi") -> tuple[Difference, ...]:
    """Compare two scorecards node by node: codes, names, points, scorings, appraisers, evidence, policies.

    >>> from cchc_rules.law.catalog import load
    >>> card = load("2024_2426").scorecard("commune")
    >>> disagreements(card, card)
    ()
    """
    return tuple(_Comparison(one, other, language).all())


class _Comparison:
    def __init__(self, one: Scorecard, other: Scorecard, language: Language) -> None:
        self.cards = (one, other)
        self.language = language

    def all(self) -> Iterator[Difference]:
        one, other = self.cards
        yield from self._unlike("", Part.NAME, (one.name.vi,), (other.name.vi,))
        yield from self._unlike("", Part.MAX_POINTS, (spell(one.max_points),), (spell(other.max_points),))
        nodes = [{node.code: node for node in card.walk()} for card in self.cards]
        for code in (*nodes[0], *(code for code in nodes[1] if code not in nodes[0])):
            pair = (nodes[0].get(code), nodes[1].get(code))
            if pair[0] is None or pair[1] is None:
                there = [() if node is None else (f"{node.code} {node.name.vi}",) for node in pair]
                yield Difference(unit_kind=one.unit_kind, code=code, part=Part.THERE, one=there[0], other=there[1])
            else:
                yield from self._node(code, pair[0], pair[1])

    def _node(self, code: str, one: Node, other: Node) -> Iterator[Difference]:
        sides = [dict(self._shown(node, card)) for node, card in zip((one, other), self.cards, strict=True)]
        for part in Part:
            yield from self._unlike(code, part, sides[0].get(part, ()), sides[1].get(part, ()))
        rules = [self._rule(node, card) for node, card in zip((one, other), self.cards, strict=True)]
        if rules[0] != rules[1]:
            said = [self._sentences(node, card) for node, card in zip((one, other), self.cards, strict=True)]
            if said[0] == said[1]:  # sentences leave out what seldom matters: then the data itself is shown
                said = [(*lines, _data(rule)) for lines, rule in zip(said, rules, strict=True)]
            yield Difference(
                unit_kind=self.cards[0].unit_kind, code=code, part=Part.SCORING, one=said[0], other=said[1]
            )

    def _unlike(self, code: str, part: Part, one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[Difference]:
        if one != other:
            yield Difference(
                unit_kind=self.cards[0].unit_kind,
                code=code,
                part=part,
                one=one,
                other=other,
                form_only=_folded(one) == _folded(other),
            )

    def _shown(self, node: Node, card: Scorecard) -> Iterator[tuple[Part, tuple[str, ...]]]:
        """Give the parts of a node as they are said."""
        language = self.language
        yield Part.NAME, (node.name.vi,)
        yield Part.MAX_POINTS, () if node.max_points is None else (spell(node.max_points),)
        if isinstance(node, Field) and node.role is not None:
            yield Part.ROLE, (say(ROLES[node.role], language),)
        if node.combine is not None:
            yield Part.COMBINE, (say(COMBINES[node.combine], language),)
        yield Part.CONDITIONS, tuple(self._conditions(node, card))
        if not isinstance(node, Criterion) or node.children:
            return
        yield Part.METHOD, () if node.method is None else (say(METHODS[node.method], language),)
        if node.rounding is not None:
            yield Part.ROUND, (numbered(node.rounding, language),)
        yield Part.APPRAISER, () if node.appraiser is None else (card.decision.appraiser(node.appraiser).name.vi,)
        yield Part.EVIDENCE, node.evidence
        policy = node.policy
        yield Part.NOT_APPLICABLE, (say(POLICIES[policy.policy], language), policy.reason.vi)

    def _conditions(self, node: Node, card: Scorecard) -> Iterator[str]:
        speaker = Speaker(card.facts, self.language)
        if node.applies_when is not None:
            yield speaker.condition(node.applies_when)
        if node.precondition is not None:
            yield f"{speaker.condition(node.precondition.when)} ({node.precondition.otherwise})"

    def _sentences(self, node: Node, card: Scorecard) -> tuple[str, ...]:
        if not isinstance(node, Criterion) or node.children:
            return ()
        lines = Speaker(card.facts, self.language).scoring(node.rule, node.max_points)
        return tuple(f"{'  ' * depth}{text}" for depth, text in lines)

    def _rule(self, node: Node, card: Scorecard) -> object:
        if not isinstance(node, Criterion) or node.children:
            return None
        return meaning(node.rule, card.facts)


def meaning(rule: Scoring | Condition, facts: Facts) -> object:
    """Give a scoring function as data in which each fact stands for what it is, not for its name here.

    >>> from cchc_rules.law.catalog import load
    >>> card = load("2024_2426").scorecard("department")
    >>> meaning(card.node("1.1.3").rule, card.facts)["measure"]["whole"]
    [('count', 'Số nhiệm vụ trong kế hoạch', (), False, 'unit', ())]
    """
    return _meant(CONVERTER.unstructure(rule), facts)


def _meant(data: object, facts: Facts, key: str = "") -> object:
    if isinstance(data, Mapping):
        name = "vi" in data  # a name: its English is no part of what was printed
        return {each: _meant(value, facts, each) for each, value in data.items() if not (name and each == "en")}
    if isinstance(data, list | tuple):
        return [_meant(value, facts, key) for value in data]
    if key in _FACT_KEYS and isinstance(data, str) and data in facts:
        fact = facts[data]
        named = tuple(sorted((one, name.vi) for one, name in fact.named.items()))
        return (fact.type.value, fact.name.vi, fact.levels, fact.never, fact.by.value, named)
    return data


def _data(rule: object) -> str:
    import json  # noqa: PLC0415 - only where sentences do not tell two rules apart

    return json.dumps(rule, ensure_ascii=False, sort_keys=True, default=str)


def _folded(lines: tuple[str, ...]) -> str:
    """Give words without what differs in form alone: spaces, capitals, composed or decomposed letters, dashes."""
    text = unicodedata.normalize("NFKC", " ".join(lines)).casefold()
    return re.sub(r"[\s–—-]+", " ", text).strip()
