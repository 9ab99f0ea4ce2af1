"""Every word of the law has a Vietnamese and an English one, and every kind its sentences."""

import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from string import Formatter
from typing import get_args

import pytest

from cchc_rules.errors import NotFoundError, Severity
from cchc_rules.exact import RoundingMode, State
from cchc_rules.law.decision import RankedOn, ScopeOf, Stage, Ties, UnitKind
from cchc_rules.law.facts import FactType, Giver
from cchc_rules.law.grounds import Basis, Standing
from cchc_rules.law.measures import Measure
from cchc_rules.law.model import Combine, FailedTo, Method, Role, SlipKind
from cchc_rules.law.scoring import Award, Policy
from cchc_rules.report import headings, labels
from cchc_rules.report.labels import RULES, STEPS, Pair, Words, notice, say
from cchc_rules.scoring.result import Origin

WORDS: list[tuple[type[StrEnum], Words]] = [
    (State, labels.STATES),
    (Stage, labels.STAGES),
    (Origin, labels.ORIGINS),
    (Policy, labels.POLICIES),
    (Method, labels.METHODS),
    (Method, headings.METHODS),
    (UnitKind, labels.UNIT_KINDS),
    (RoundingMode, labels.ROUNDINGS),
    (Basis, labels.BASES),
    (Standing, labels.STANDINGS),
    (Role, labels.ROLES),
    (Combine, labels.COMBINES),
    (FailedTo, labels.FAILURES),
    (SlipKind, labels.SLIPS),
    (RankedOn, labels.RANKED_ON),
    (ScopeOf, labels.SCOPES),
    (Ties, labels.TIES),
    (Giver, labels.GIVERS),
    (Severity, labels.SEVERITIES),
    (FactType, labels.FACT_TYPES),
]
SILENT_STEPS = {"fact", "level", "branch"}  # a fact speaks for itself; a branch is a step of its own


@pytest.mark.parametrize(("kind", "words"), WORDS, ids=lambda value: getattr(value, "__name__", "words"))
def test_every_member_has_its_words_and_no_other_word_stands_there(kind: type[StrEnum], words: Words) -> None:
    assert set(words) == set(kind)


def tables() -> Iterator[tuple[str, Pair]]:
    for module in (labels, headings):
        for name, table in vars(module).items():
            if name.isupper() and isinstance(table, dict):
                yield from ((f"{name}.{key}", pair) for key, pair in table.items() if pair is not None)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("name", "pair"), list(tables()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_pair_says_the_same_twice(name: str, pair: Pair) -> None:
    vietnamese, english = pair
    assert vietnamese
    assert english
    assert unicodedata.is_normalized("NFC", vietnamese), name
    assert fields(vietnamese) == fields(english)


@pytest.mark.parametrize("kind", [member.kind for union in (Measure, Award) for member in get_args(union)])
def test_every_kind_has_a_sentence_for_its_rule(kind: str) -> None:
    assert any(key == kind or key.startswith(f"{kind}.") for key in RULES)


@pytest.mark.parametrize(
    ("what", "kind"),
    [("measure", member.kind) for member in get_args(Measure)] + [("award", member.kind) for member in get_args(Award)],
)
def test_every_kind_has_a_sentence_for_its_step(what: str, kind: str) -> None:
    spoken = any(key == f"{what}.{kind}" or key.startswith(f"{what}.{kind}_") for key in STEPS)
    assert spoken is (kind not in SILENT_STEPS)


def test_every_policy_and_branch_has_its_step() -> None:
    assert {f"policy.{policy}" for policy in Policy} - {"policy.forbidden", "policy.open"} <= set(STEPS)
    assert {"branch.arm", "branch.otherwise"} <= set(STEPS)


def test_a_reconstruction_has_its_line_in_both_languages() -> None:
    assert notice(Standing.RECONSTRUCTION, "vi") == "Bản dựng lại: tiêu chí và điểm không phải nguyên văn quyết định"
    english = notice(Standing.RECONSTRUCTION, "en")
    assert english is not None
    assert english.startswith("Reconstruction")
    assert notice(Standing.INFERRED, "vi")
    assert notice(Standing.ATTESTED, "en") is None


def test_another_language_is_refused_with_the_two_there_are() -> None:
    with pytest.raises(NotFoundError, match=r'there is no language "fr"; there are vi, en'):
        say(("a", "b"), "fr")  # type: ignore[arg-type]  # what a caller may still do
