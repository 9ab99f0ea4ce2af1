"""A ruleset put together from the example of the TOML reference and the criteria of one example."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import tomli_w

from cchc_rules.law.codec import loads
from cchc_rules.law.model import Scorecard
from tests.docs.pages import marked

TEXTS = {"name": {"vi": "Ví dụ", "en": "Example"}, "basis": "illustrative", "source": "example"}
LEAF = {
    "method": "evidence",
    "appraiser": "so-vi-du",
    "not_applicable": {"policy": "forbidden", "reason": {"vi": "ví dụ", "en": "an example"}},
}


@cache
def file(name: str) -> str:
    """The text of a file of the example ruleset in the reference of the format."""
    (block,) = (block for block in marked("file") if block.marker == f"file: {name}")
    return block.text


@cache
def facts() -> dict[str, Any]:
    """The facts that the examples of the scoring language use."""
    (block,) = marked("facts")
    return dict(tomllib.loads(block.text)["facts"])


def scorecard(text: str) -> Scorecard:
    """Make a scorecard of the keys an example shows: those of a leaf, of a node with children, or of whole fields."""
    shown = tomllib.loads(text)
    data = shown if "fields" in shown else {"fields": [{"criteria": [shown]}]}
    data["fields"] = [_node(field, str(number)) for number, field in enumerate(data["fields"], 1)]
    standard = (field for field in data["fields"] if "role" not in field)
    (first, *_) = standard
    card = {"unit_kind": "commune", "max_points": first["max_points"], "facts": facts(), **TEXTS, **data}
    return loads({"decision.toml": file("decision.toml"), "commune.toml": tomli_w.dumps(card)}).scorecard("commune")


def _node(shown: Mapping[str, Any], code: str) -> dict[str, Any]:
    below = "criteria" if "criteria" in shown else "sub_criteria"
    node = {"code": code, **TEXTS, **({} if below in shown else LEAF), **shown}
    if below in shown:
        node[below] = [_node(child, f"{code}.{number}") for number, child in enumerate(shown[below], 1)]
        if below == "criteria" and "role" not in node:
            node.setdefault("max_points", node[below][0]["max_points"])
    return node
