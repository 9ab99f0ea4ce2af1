"""Where things stand in a TOML text: the line of each table and key, for messages that name it."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Final

from cchc_rules.errors import Finding

Path = tuple[str | int, ...]
Located = tuple[Path, Finding]

_NAME: Final = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_NAMES: Final = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER: Final = re.compile(rf"\s*(\[\[?)\s*({_NAMES})\s*\]\]?\s*(?:#.*)?")
_KEY: Final = re.compile(rf"\s*({_NAMES})\s*=")
_LONG_TEXT: Final = ('"""', "'''")


def lines_of(text: str) -> dict[Path, int]:
    """Map the path of every table and key that starts a line to that line, counted from 1."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    within = ""  # the quotes of the text over several lines that a line stands in
    for number, line in enumerate(text.split("\n"), 1):
        if within:
            within = "" if within in line else within
            continue
        header, key = _HEADER.fullmatch(line), _KEY.match(line)
        if header:
            table = _table(_keys(header[2]), counts, array=header[1] == "[[")
            lines[table] = number
        elif key:
            lines.setdefault(table + _keys(key[1]), number)
        within = next((quotes for quotes in _LONG_TEXT if line.count(quotes) == 1), "")
    return lines


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key.strip("\"'") for key in re.findall(_NAME, text))


def _table(keys: tuple[str, ...], counts: dict[Path, int], *, array: bool) -> Path:
    path: Path = ()
    for position, key in enumerate(keys):
        path = (*path, key)
        if array and position == len(keys) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def line_at(lines: Mapping[Path, int], path: Path) -> int | None:
    """Give the line of the nearest thing at a path, right below it, or above it."""
    for end in range(len(path), 0, -1):
        within = [line for place, line in lines.items() if place[:end] == path[:end]]
        if within:
            return min(within)
    return None


def code_at(data: object, path: Path) -> str:
    """Give the code of the innermost node a path leads through."""
    code = _code(data)
    for step in path:
        data = _below(data, step)
        code = _code(data) or code
    return code


def _below(data: object, step: str | int) -> object:
    if isinstance(data, list) and isinstance(step, int):
        return data[step]
    return data.get(step) if isinstance(data, Mapping) else None


def _code(data: object) -> str:
    code = data.get("code") if isinstance(data, Mapping) else None
    return code if isinstance(code, str) else ""


def under(path: Path, found: Iterable[Located]) -> Iterator[Located]:
    """Give findings with their paths seen from further up."""
    for place, finding in found:
        yield (*path, *place), finding


def repeated(values: Iterable[Hashable]) -> Iterator[tuple[int, str]]:
    """Give the position of everything that stands in a list once more, and how it is spelled."""
    seen = set()
    for position, value in enumerate(values):
        if value in seen:
            yield position, str(value)
        seen.add(value)
