"""Every kind of change, every attribute and every contract has its words in both languages."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

import cchc_rules.versions as room
from cchc_rules.report.changes.headings import HEADINGS, SENTENCES
from cchc_rules.report.changes.labels import ATTRIBUTES, CONTRACTS, KINDS, PHRASES
from cchc_rules.report.labels import Pair
from cchc_rules.versions.catalogue import ChangeKind, Contract
from tests.report.changes.drafts import between

EVERY: tuple[Mapping[str, Pair], ...] = (
    {kind.value: pair for kind, pair in KINDS.items()},
    {contract.value: pair for contract, pair in CONTRACTS.items()},
    ATTRIBUTES,
    PHRASES,
    HEADINGS,
    SENTENCES,
)
WORDS = [pair for words in EVERY for pair in words.values()]
HOLES = re.compile(r"\{(\w+)\}")


def test_every_kind_has_a_name_of_its_own() -> None:
    assert set(KINDS) == set(ChangeKind)
    for side in (0, 1):
        names = [pair[side] for pair in KINDS.values()]
        assert len(set(names)) == len(names)


def test_every_contract_is_told() -> None:
    assert set(CONTRACTS) == set(Contract)


@pytest.mark.parametrize("way", [("2023_2568", "2024_2426"), ("2024_2426", "2023_2568")])
def test_every_attribute_that_differs_has_a_name(way: tuple[str, str]) -> None:
    met = {change.attribute for change in between(*way)}
    assert met <= set(ATTRIBUTES)


def test_every_attribute_that_the_sources_name_has_a_name() -> None:
    """Attributes are literals where changes are made: none is made without its words."""
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(room.__path__[0]).rglob("*.py"))
    named = set(re.findall(r'attribute="(\w+)"', sources))
    assert len(named) > 3
    assert named <= set(ATTRIBUTES)


@pytest.mark.parametrize("pair", WORDS, ids=[en for _, en in WORDS])
def test_words_are_composed_and_have_the_same_holes(pair: tuple[str, str]) -> None:
    vi, en = pair
    assert unicodedata.normalize("NFC", vi) == vi
    assert sorted(HOLES.findall(vi)) == sorted(HOLES.findall(en))
    assert en.isascii() or "“" in en or "→" in en
