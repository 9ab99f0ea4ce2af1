"""The table of facts (danh mục số liệu) that may follow an annex: one raw fact a row."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

from cchc_rules.errors import Finding
from cchc_rules.law.facts import Fact, FactType, Giver, Name
from cchc_rules.office.columns import FACT_TITLES, NEVER_MARK, FactColumn
from cchc_rules.office.letters import fold, piece
from cchc_rules.office.tables import Cell
from cchc_rules.report.labels import FACT_TYPES, GIVERS

T = TypeVar("T", bound=StrEnum)

_FACT: Final = re.compile(r"[a-z][a-z0-9_]*")
_CHOICE: Final = re.compile(r"([A-Za-z0-9_-]+)(?:\s*=\s*(.+?)(?:\s+\|\s+(.+))?)?")
_NO: Final = frozenset({"", "khong", "no"})
_YES: Final = frozenset({NEVER_MARK, "co", "yes"})

Row = tuple[Sequence[Cell], str]  # the cells of a row, and its place


def read_facts(
    file: str, rows: Sequence[Row], columns: Mapping[FactColumn, int], findings: list[Finding]
) -> dict[str, Fact]:
    """Give the facts of a table by their names; what is not right is added to the findings."""
    facts: dict[str, Fact] = {}
    places: dict[str, str] = {}
    for cells, place in rows:
        texts = {column: cells[at].text for column, at in columns.items()}
        if not any(texts.values()):
            continue
        found = list(_faults(texts))
        name = texts[FactColumn.FACT]
        if name in places:
            found.append(Finding(id="CR643", found=name, expected=places[name]))
        places.setdefault(name, place)
        findings.extend(
            Finding(id=one.id, file=file, subject=place, found=one.found, expected=one.expected) for one in found
        )
        if not found:
            facts[name] = _fact(texts)
    return facts


def is_fact(text: str) -> bool:
    """Whether a text is the name of a fact: small plain letters, digits and ``_``."""
    return _FACT.fullmatch(text) is not None


def _faults(texts: Mapping[FactColumn, str]) -> list[Finding]:
    """Find everything in one row that is no part of a fact."""
    found: list[Finding] = []
    if not is_fact(texts[FactColumn.FACT]):
        expected = f'"{FACT_TITLES[FactColumn.FACT]}": a–z, 0–9, _'
        found.append(Finding(id="CR644", found=piece(texts[FactColumn.FACT]), expected=expected))
    if not texts[FactColumn.NAME]:
        found.append(Finding(id="CR642", expected=f'"{FACT_TITLES[FactColumn.NAME]}"'))
    kind = _named(FactType, FACT_TYPES, texts[FactColumn.TYPE])
    if kind is None:
        found.append(Finding(id="CR640", found=piece(texts[FactColumn.TYPE]), expected=_listed(FactType, FACT_TYPES)))
    giver = texts.get(FactColumn.GIVER, "")
    if giver and _named(Giver, GIVERS, giver) is None:
        found.append(Finding(id="CR641", found=piece(giver), expected=_listed(Giver, GIVERS)))
    never = texts.get(FactColumn.NEVER, "")
    if fold(never) not in _NO | _YES:
        expected = f'"{NEVER_MARK}" ("{FACT_TITLES[FactColumn.NEVER]}")'
        found.append(Finding(id="CR644", found=piece(never), expected=expected))
    choices = texts.get(FactColumn.CHOICES, "")
    wrong = [line for line in choices.split("\n") if line and not _CHOICE.fullmatch(line)]
    found.extend(Finding(id="CR644", found=piece(line), expected="id = tên") for line in wrong)
    if kind is FactType.LEVEL and not choices:
        found.append(Finding(id="CR642", expected=f'"{FACT_TITLES[FactColumn.CHOICES]}"'))
    return found


def _fact(texts: Mapping[FactColumn, str]) -> Fact:
    kind = _named(FactType, FACT_TYPES, texts[FactColumn.TYPE]) or FactType.BOOLEAN
    choices = [found for line in texts.get(FactColumn.CHOICES, "").split("\n") if (found := _CHOICE.fullmatch(line))]
    return Fact(
        type=kind,
        name=Name(" ".join(texts[FactColumn.NAME].split()), texts.get(FactColumn.ENGLISH) or None),
        levels=tuple(choice[1] for choice in choices) if kind is FactType.LEVEL else (),
        never=fold(texts.get(FactColumn.NEVER, "")) in _YES,
        by=_named(Giver, GIVERS, texts.get(FactColumn.GIVER, "")) or Giver.UNIT,
        named={choice[1]: Name(choice[2], choice[3]) for choice in choices if choice[2]},
    )


def _named(kind: type[T], words: Mapping[str, tuple[str, str]], text: str) -> T | None:
    """Give the member that an id or its words, in either language, name."""
    told = fold(text)
    return next((one for one in kind if told in {one.value, *map(fold, words[one])}), None)


def _listed(kind: type[T], words: Mapping[str, tuple[str, str]]) -> str:
    return ", ".join(words[one][0] for one in kind)
