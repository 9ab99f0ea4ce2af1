"""What several tests need: a small ruleset that holds, answers told one by one, and scorings written as in a file."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from cchc_rules.exact import Answer
from cchc_rules.law.codec import loads
from cchc_rules.law.converter import CONVERTER, UnquotedDecimal
from cchc_rules.law.facts import Fact, FactType, Name, Unanswered
from cchc_rules.law.model import Ruleset
from cchc_rules.law.scoring import Policy, Scoring

SOUND = Path(__file__).parent / "law" / "faults" / "sound"


@cache
def sound_texts() -> Mapping[str, str]:
    """The files of a small ruleset that uses every kind and holds."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(SOUND.iterdir())}


@cache
def sound() -> Ruleset:
    """The ruleset of those files."""
    return loads(sound_texts(), "sound")


def edited(file: str, *edits: tuple[str, str]) -> dict[str, str]:
    """The same files, with words of one replaced where they stand first; each must stand there."""
    texts = dict(sound_texts())
    for find, put in edits:
        assert find in texts[file], find
        texts[file] = texts[file].replace(find, put, 1)
    return texts


def name(text: str = "Ví dụ") -> Name:
    """A name that says the same in both languages."""
    return Name(text, text)


def fact(kind: str, *levels: str, never: bool = False) -> Fact:
    """A fact of a type."""
    return Fact(type=FactType(kind), name=name(), levels=levels, never=never)


def scoring(text: str) -> Scoring:
    """A scoring function from the keys that would stand in a file; what it needs is not proven."""
    return CONVERTER.structure(tomllib.loads(text, parse_float=UnquotedDecimal), Scoring)


def number(value: int | str | Decimal | Fraction) -> Fraction:
    """An exact number."""
    return Fraction(value)


@attrs.frozen(kw_only=True)
class Told:
    """Answers told one by one: numbers and truths as they come, dates, levels, and parts that do not apply."""

    facts: Mapping[str, Any]
    year: int = 2024
    holidays: frozenset[date] = frozenset()
    parts: Mapping[str, Policy] = attrs.field(factory=dict)

    def answer(self, fact: str) -> Answer:
        """Give the answer to one fact; raises `Unanswered` when there is none."""
        if fact not in self.facts:
            raise Unanswered((fact,))
        value = self.facts[fact]
        if isinstance(value, bool | int | Decimal):
            return Fraction(value)
        return value  # type: ignore[no-any-return]  # exact already

    def missing(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the facts that have no answer."""
        return tuple(fact for fact in facts if fact not in self.facts)

    def part_policy(self, part: str) -> Policy | None:
        """The policy under which a part does not apply; None where it does."""
        return self.parts.get(part)


def told(**facts: object) -> Told:
    """Answers to facts by their names."""
    return Told(facts=facts)
