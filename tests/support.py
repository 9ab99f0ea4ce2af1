"""What several tests need: a small ruleset that holds, answers told one by one, and scorings written as in a file."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, settings

from cchc_rules.exact import Answer
from cchc_rules.law.codec import loads
from cchc_rules.law.converter import CONVERTER, UnquotedDecimal
from cchc_rules.law.facts import Fact, FactType, Name, Unanswered
from cchc_rules.law.model import Ruleset
from cchc_rules.law.scoring import Policy, Scoring
from cchc_rules.scoring.cases.worked import Case, cases_of

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


@cache
def _beside(ruleset: str | Path) -> tuple[Case, ...]:
    return cases_of(ruleset)


def worked(ruleset: str | Path, unit_kind: str | None = None) -> tuple[Case, ...]:
    """The worked cases beside a ruleset, which are read once for all tests; those of one kind of unit where named."""
    return tuple(case for case in _beside(ruleset) if unit_kind in (None, case.unit_kind))


def examples(most: int) -> settings:
    """So many examples; fewer where the profile in use wants fewer of everything, as `traced` does."""
    whole = settings.get_profile("ci").max_examples
    return settings(max_examples=max(1, most * settings().max_examples // whole))


THOROUGH = pytest.mark.skipif(
    settings.get_current_profile_name() != "thorough", reason="takes minutes: `make thorough` tries it"
)


def many(most: int, *, suppress: Sequence[HealthCheck] = (), phases: Collection[Phase] = tuple(Phase)) -> settings:
    """So many examples of a long law where the profile in use is `thorough`; a sixth of them in CI."""
    thorough = settings.get_current_profile_name() == "thorough"
    health = [*settings().suppress_health_check, *suppress]
    return settings(max_examples=most if thorough else max(1, most // 6), suppress_health_check=health, phases=phases)


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
