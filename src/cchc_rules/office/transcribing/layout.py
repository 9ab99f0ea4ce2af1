"""The files of a ruleset laid out for whoever goes on by hand: keys in reading order, each rule beside its words."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from cchc_rules.law import codec
from cchc_rules.law.model import Ruleset

_WIDEST: Final = 140
_ORDER: Final = (
    *("format", "id", "revision", "unit_kind", "code", "name", "role", "max_points", "round", "combine", "method"),
    *("appraiser", "evidence", "type", "levels", "never", "by", "number", "signed_on", "issued_by", "title", "basis"),
    *("source", "locator", "statement", "grounds", "not_applicable", "words", "scoring", "slips"),
)
_LISTED: Final = (  # tables that stand under a heading of their own, one for each
    *("fields", "criteria", "sub_criteria", "sources", "appraisers", "counts", "calendar", "bands", "revisions"),
    *("scopes", "entries", "ignored"),
)
_HEADED: Final = ("act", "rounding", "ranking", "total")

Data = Mapping[str, Any]


def laid_out(ruleset: Ruleset) -> dict[str, str]:
    """Write a ruleset as the texts of its files, by file name, as a person would.

    >>> from cchc_rules.law.catalog import load
    >>> text = laid_out(load("2024_2426"))["department.toml"]
    >>> start = text.index('code = "1.1.3"')
    >>> print(text[start : text.index("max_points", start)], end="")
    code = "1.1.3"
    name.vi = "Mức độ hoàn thành kế hoạch"
    name.en = "Share of planned tasks completed"
    """
    return {file: "\n".join(_table(data, "")).strip() + "\n" for file, data in codec.plain(ruleset).items()}


def _table(data: Data, path: str) -> Iterator[str]:
    """Write the keys of a table, then the tables below it."""
    below: list[tuple[str, str, Data]] = []
    for key in sorted(data, key=lambda key: _ORDER.index(key) if key in _ORDER else len(_ORDER)):
        value = data[key]
        inner = f"{path}.{key}" if path else key
        if key in _LISTED and isinstance(value, list | tuple):  # the counts have whole numbers of these names
            below += [(f"[[{inner}]]", inner, one) for one in value]
        elif key in _HEADED and not path:
            below.append((f"[{inner}]", inner, value))
        elif key == "facts" and not path:
            below += [(f"[{inner}.{name}]", f"{inner}.{name}", fact) for name, fact in value.items()]
        else:
            yield from _lines(key, value)
    for heading, inner, one in below:
        yield from ("", heading)
        yield from _table(one, inner)


def _lines(key: str, value: object) -> Iterator[str]:
    """Write one key: on one line where it fits, names and longer tables key by key, longer lists item by item."""
    line = f"{key} = {_inline(value)}"
    if isinstance(value, Mapping) and ("vi" in value or "reason" in value or len(line) > _WIDEST):
        for each, one in _items(value):
            yield from _lines(f"{key}.{_key(each)}", one)
    elif isinstance(value, list | tuple) and len(line) > _WIDEST:
        yield f"{key} = ["
        yield from (f"    {_inline(one)}," for one in value)
        yield "]"
    elif isinstance(value, Mapping) and key == "scoring":
        for each, one in _items(value):
            yield from _lines(f"{key}.{each}", one)
    else:
        yield line


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_inline(one)}" for key, one in _items(value)) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else json.dumps(str(value), ensure_ascii=False)


def _items(table: Data) -> list[tuple[str, Any]]:
    """Give the keys of a table: what is measured first, then what it earns."""
    return sorted(table.items(), key=lambda item: item[0] != "measure")


def _key(key: str) -> str:
    """Write a key, in quotes where it holds other than plain letters."""
    plain = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if plain else json.dumps(key, ensure_ascii=False)
