"""Codes (mã): each extends its parent's by one segment, and those under one parent ascend, with or without gaps."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cchc_rules.errors import Finding
from cchc_rules.law.model import Node
from cchc_rules.law.places import Located, Path, under

_LETTERS: Final = "abcdđefghijklmnopqrstuvwxyz"  # as Vietnamese texts number their points
_ROMAN: Final = re.compile(r"(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMBER: Final = re.compile(r"([0-9]+)([a-zđ]?)")
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

Rank = tuple[int, int]


def prove_codes(nodes: Iterable[tuple[Path, Node]], parent: str = "") -> Iterator[Located]:
    """Find codes that do not extend their parent's, or do not ascend, under one parent and below."""
    placed = list(nodes)
    segments = [_segment(node.code, parent) for _, node in placed]
    roman = any(_ROMAN.fullmatch(segment) and len(segment) > 1 for segment in segments)
    before: tuple[Rank, str] | None = None
    for (path, node), segment in zip(placed, segments, strict=True):
        rank = _rank(segment, roman=roman)
        if rank is None:
            example = f"{parent}.1" if parent else "1"
            yield (*path, "code"), Finding(id="CR202", code=node.code, found=node.code, expected=example)
        else:
            if before is not None and rank <= before[0] and node.code != before[1]:  # used twice is another fault
                yield (*path, "code"), Finding(id="CR203", code=node.code, found=node.code)
            before = rank, node.code
        children = (((node.below, number), child) for number, child in enumerate(node.children))
        yield from under(path, prove_codes(children, node.code))


def skips(nodes: Iterable[tuple[Path, Node]], parent: str = "") -> Iterator[tuple[Path, str, str]]:
    """Give every code before which one or more are missing: its path, the code, and its sibling before, if any.

    Printed numbering has gaps, and they are allowed. A list of letters may leave out "đ".
    """
    placed = list(nodes)
    segments = [_segment(node.code, parent) for _, node in placed]
    roman = any(_ROMAN.fullmatch(segment) and len(segment) > 1 for segment in segments)
    last, before = -1, ""
    for (path, node), segment in zip(placed, segments, strict=True):
        number, _ = _rank(segment, roman=roman) or (last, 0)
        lettered = not segment[:1].isdigit() and not roman
        if not before and not lettered:
            last = 0  # numbers start at 1, letters at a
        left_out = 1 if lettered and _LETTERS[last + 1 : number] == "đ" else 0
        if number > last + 1 + left_out:
            yield path, node.code, before
        last, before = number, node.code
        children = (((*path, node.below, place), child) for place, child in enumerate(node.children))
        yield from skips(children, node.code)


def _segment(code: str, parent: str) -> str:
    """What a code adds to its parent's; nothing where it does not extend it."""
    if not parent:
        return code
    return code.removeprefix(f"{parent}.") if code.startswith(f"{parent}.") else ""


def _rank(segment: str, *, roman: bool) -> Rank | None:
    """Where a segment stands among its siblings; None when it is no segment."""
    number = _NUMBER.fullmatch(segment)
    if number:
        return int(number[1]), _LETTERS.find(number[2]) + 1 if number[2] else 0
    if roman and _ROMAN.fullmatch(segment):
        return _roman(segment), 0
    if len(segment) == 1 and segment.lower() in _LETTERS:
        return _LETTERS.index(segment.lower()), 0
    return None


def _roman(segment: str) -> int:
    values = [_VALUES[letter] for letter in segment]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
