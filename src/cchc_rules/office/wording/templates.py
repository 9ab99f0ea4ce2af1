"""The sentences of rules as patterns: what was filled into a template is found again in a text.

The templates are those of ``report.labels.RULES``, so a sentence is written down once, for writing and for reading.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from cchc_rules.report.labels import RULES

_NAMES: Final = re.compile(r"\{(\w+)\}")
_QUOTED: Final = re.compile(r"“(?P<text>(?:[^”]|””)*)”(?: \((?P<id>[\w-]+)\))?")


def matches(key: str, text: str) -> Iterator[Mapping[str, str]]:
    """Give every way to take a text as the sentence of a rule: what stands in each place of its template.

    >>> next(matches("ratio", "Số đã làm / (Tổng số − Số rút)"))
    {'part': 'Số đã làm', 'whole': '(Tổng số − Số rút)'}
    """
    start, *rest = _NAMES.split(RULES[key][0])
    if text.startswith(start):
        yield from _fill(list(zip(rest[::2], rest[1::2], strict=True)), text[len(start) :], {})


def _fill(places: list[tuple[str, str]], text: str, found: dict[str, str]) -> Iterator[dict[str, str]]:
    if not places:
        if not text:
            yield found
        return
    (name, after), *rest = places
    for end in _ends(text, after, last=not rest):
        value = text[:end]
        if whole(value) and found.get(name, value) == value:
            yield from _fill(rest, text[end + len(after) :], {**found, name: value})


def _ends(text: str, after: str, *, last: bool) -> Iterator[int]:
    if last:
        if text.endswith(after):
            yield len(text) - len(after)
        return
    end = text.find(after)
    while end >= 0:
        yield end
        end = text.find(after, end + 1)


def whole(text: str) -> bool:
    """Whether a text is not empty and closes every quote and bracket it opens."""
    return bool(text) and _depths(text)[-1] == 0 and min(_depths(text)) == 0


def split(text: str, separator: str) -> tuple[str, ...]:
    """Split a text where a separator stands outside quotes and brackets.

    >>> split("“a + b” + (c + d) + e", " + ")
    ('“a + b”', '(c + d)', 'e')
    """
    depths = _depths(text)
    parts, start, at = [], 0, 0
    while (at := text.find(separator, at)) >= 0:
        if depths[at] == 0:
            parts.append(text[start:at])
            start = at + len(separator)
        at += len(separator)
    return (*parts, text[start:])


def _depths(text: str) -> list[int]:
    """How deep in quotes and brackets a text is before each of its characters, and at its end."""
    depths, depth, quoted, at = [0], 0, False, 0
    while at < len(text):
        sign = text[at]
        if quoted:
            if sign == "”" and text[at + 1 : at + 2] == "”":  # a quote inside the quotes
                depths.append(depth)
                at += 1
            elif sign == "”":
                quoted, depth = False, depth - 1
        elif sign == "“":
            quoted, depth = True, depth + 1
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        depths.append(depth)
        at += 1
    return depths


def bare(text: str) -> str | None:
    """Take the brackets off a text that stands in brackets as a whole."""
    if text.startswith("(") and text.endswith(")") and whole(text[1:-1]):
        return text[1:-1]
    return None


def called(text: str) -> tuple[str, str | None] | None:
    """Take a quoted name, and the id after it, apart; None where the text is not that.

    >>> called("“Kế hoạch” (plan)"), called("“plan”"), called("plan")
    (('Kế hoạch', 'plan'), ('plan', None), None)
    """
    found = _QUOTED.fullmatch(text)
    return None if found is None else (found["text"].replace("””", "”"), found["id"])
