"""Trials: rules that look at yes or no, or at levels alone, scored on every answer there is."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from math import prod
from typing import Final

import attrs

from cchc_rules.exact import ONE, ZERO, Answer
from cchc_rules.law.facts import FactType
from cchc_rules.values import Value
from cchc_rules.versions.effects.contrasts import Listed
from cchc_rules.versions.effects.curves import Rule

_MOST: Final = 1024  # answers that are tried
_ANY_YEAR: Final = 2024

Signed = tuple[int, Rule]  # a rule whose points are added, or taken off where the sign is -1


@attrs.frozen(eq=False, repr=False, slots=False)
class Trial(Value):
    """Answers that are tried: some facts, in some year, where every part applies."""

    given: Mapping[str, Answer]
    year: int = _ANY_YEAR
    holidays: frozenset[date] = frozenset()

    def answer(self, fact: str) -> Answer:
        """Give the answer to one fact."""
        return self.given[fact]

    def missing(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the facts that have no answer."""
        return tuple(fact for fact in facts if fact not in self.given)

    def part_policy(self, part: str) -> None:  # noqa: ARG002 - whichever part it is
        """Every part applies."""
        return


def tried(olds: Iterable[Signed], news: Iterable[Signed]) -> Listed | None:
    """Give the sums of the older rules and of the newer ones on every answer; None where there is no end to them."""
    sides = tuple(olds), tuple(news)
    choices = _choices([rule for side in sides for _, rule in side])
    if choices is None or prod(map(len, choices.values())) > _MOST:
        return None
    pairs: dict[tuple[Fraction, Fraction], None] = {}
    for values in product(*choices.values()):
        answers = Trial(dict(zip(choices, values, strict=True)))
        before, after = (_sum(side, answers) for side in sides)
        if before is not None and after is not None:
            pairs[before, after] = None
    return Listed(tuple(pairs)) if pairs else None


def _choices(rules: list[Rule]) -> dict[str, tuple[Answer, ...]] | None:
    choices: dict[str, tuple[Answer, ...]] = {}
    for rule in rules:
        for name in sorted(rule.names):
            fact = rule.facts[name]
            if fact.type not in (FactType.BOOLEAN, FactType.LEVEL):
                return None
            answers: tuple[Answer, ...] = (ZERO, ONE) if fact.type is FactType.BOOLEAN else fact.levels
            choices[name] = tuple(answer for answer in choices.get(name, answers) if answer in answers)
    return choices


def _sum(rules: tuple[Signed, ...], answers: Trial) -> Fraction | None:
    total = ZERO
    for sign, rule in rules:
        points = rule.scoring.score(answers, rule.most, rule.facts).points
        if points is None:
            return None
        total += sign * rule.settle(points)
    return total
