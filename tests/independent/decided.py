"""Cases that a sentence of the documentation decides: the sentence, a small scorecard, answers, what comes of them.

Both evaluators are held to them. A scorecard shows what matters; the rest is filled in here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.independent.quantities import Table, spelled

FILE = Path(__file__).parents[1] / "scoring" / "decided_cases.toml"
DATA: Table = tomllib.loads(FILE.read_text(encoding="utf-8"))
GROUND: Table = {"name": {"vi": "Ví dụ", "en": "Example"}, "basis": "inferred", "source": "s"}
REASON = {"vi": "lý do", "en": "a reason"}
LEAF: Table = {
    "max_points": "2",
    "method": "evidence",
    "appraiser": "office",
    "not_applicable": {"policy": "drop"},
    "scoring": {"measure": {"kind": "fact", "fact": "n1"}, "award": {"kind": "tally"}},
}
SAID = ("ruleset", "unit_kind", "year", "unit", "facts", "ballots", "shares", "entries")
ASPECTS = ("points", "effective_max", "state")


@dataclass(frozen=True)
class Decided:
    """One case, with the sentence that decides it and the page where that stands."""

    page: str
    says: str
    scorecard: Table
    decision: Table
    case: Table

    @property
    def submission(self) -> Table:
        """What the unit hands in."""
        head = {"unit_kind": "department", "year": 2024, "unit": {"code": "X-01", "name": "Sở Ví dụ"}}
        return head | {key: with_nulls(self.case[key]) for key in SAID if key in self.case}

    @property
    def stage(self) -> str:
        """The last stage whose word counts."""
        return str(self.case.get("stage", "appraisal_2"))

    @property
    def readings(self) -> dict[str, str]:
        """The readings that are asked for, by code."""
        return dict(self.case.get("readings", {}))

    @property
    def expected(self) -> Table:
        """What must come of it."""
        return {key: self.case[key] for key in ("refused", "total", "index_percent", *ASPECTS) if key in self.case}

    def told(self, answer: Table) -> Table:
        """The same of an answer, as far as it is asked for."""
        if "refused" in answer or "refused" in self.expected:
            return {"refused": answer.get("refused", [])}
        told = {key: answer[key] or "open" for key in self.expected.keys() - set(ASPECTS)}
        for aspect in self.expected.keys() & set(ASPECTS):
            told[aspect] = {code: answer["nodes"][code][aspect] or "open" for code in self.expected[aspect]}
        return told


def with_nulls(value: Any) -> Any:  # noqa: ANN401 - whatever a submission holds
    """What JSON says with null, and TOML cannot say."""
    if isinstance(value, dict):
        return {key: with_nulls(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_nulls(inner) for inner in value]
    return None if value == "(null)" else value


def facts() -> Table:
    """The facts that every scorecard has."""
    declared: Table = {}
    for kind, names in DATA["facts"].items():
        declared |= {name: {"type": kind, "name": GROUND["name"]} | DATA["more"].get(name, {}) for name in names}
    return declared


def completed(node: Table, code: str) -> Table:
    """A node with all that a scorecard must say of it."""
    key = "sub_criteria" if "." in code else "criteria"
    below = [completed(child, f"{code}.{number}") for number, child in enumerate(node.get(key, []), 1)]
    if not below:
        whole = LEAF | node
        whole = {name: value for name, value in whole.items() if value != "none"}
        return {"code": code, **GROUND, **whole, "not_applicable": whole["not_applicable"] | {"reason": REASON}}
    maxima = [Fraction(child.get("max_points", "0")) for child in below]
    most = max(maxima) if "combine" in node else sum(maxima, Fraction(0))
    printed = {} if "role" in node else {"max_points": spelled(most)}
    return {"code": code, **GROUND, **printed, **node, key: below}


def scorecard(shown: Table) -> Table:
    """A whole scorecard, of the fields or the criteria that are shown."""
    fields = shown.pop("fields", None) or [{"criteria": shown.pop("criteria")}]
    nodes = [completed(field, str(number)) for number, field in enumerate(fields, 1)]
    most = spelled(sum((Fraction(field["max_points"]) for field in nodes if "role" not in field), Fraction(0)))
    head = {"unit_kind": "department", "max_points": most, **GROUND, "facts": facts(), **shown}
    return head | {"fields": nodes}


def decided() -> Iterator[Decided]:
    """Every case."""
    for group in DATA["decided"]:
        for case in group["cases"]:
            shown = tomllib.loads(group["scorecard"])
            decision = DATA["decision"] | group.get("decision", {})
            yield Decided(group["page"], group["says"], scorecard(shown), decision, case)
