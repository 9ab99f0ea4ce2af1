"""A page as plain text at a fixed width, or as Markdown."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from cchc_rules.report.blocks import (
    Block,
    Column,
    Heading,
    Notice,
    Outline,
    Page,
    Pairs,
    Side,
    Table,
    clean,
    width,
)

WIDTH: Final = 100
_LABELS: Final = 34  # the widest a column of labels may be
_NARROWEST: Final = 12  # the least a column of text may be squeezed to
_GAP: Final = "  "
_TITLE: Final = 13  # titles of columns are wrapped beyond this
_DIGITS: Final = re.compile(r"[≈-]?\d+(?:[.,]\d+)?")
_COUNTED: Final = re.compile(r"(\d) ")  # a number stays with the word that follows it


def plain(page: Page, columns: int = WIDTH) -> str:
    """Write a page as plain text; lines are at most ``columns`` wide where no single word is wider."""
    lines: list[str] = []
    before: Block | None = None
    for block in page:
        together = isinstance(before, Heading) and (before.level > 1 or isinstance(block, Notice))
        if lines and not together:
            lines.append("")
        lines += _plain(block, columns)
        before = block
    return "\n".join(line.rstrip() for line in lines) + "\n"


def markdown(page: Page) -> str:
    """Write a page as Markdown."""
    return "\n\n".join("\n".join(_markdown(block)) for block in page) + "\n"


def _wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    lines = textwrap.wrap(
        _COUNTED.sub("\\1\N{NO-BREAK SPACE}", clean(text)),
        columns,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines] or [first]


def _plain(block: Block, columns: int) -> Iterator[str]:
    match block:
        case Heading():
            title = _wrapped(block.text, columns)
            yield from title
            if block.level == 1:
                yield "═" * max(width(line) for line in title)
        case Notice():
            yield from _wrapped(block.text, columns, "! ", "  ")
        case Pairs():
            yield from _pairs(block, columns)
        case Table():
            yield from _table(block, columns)
        case Outline():
            yield from _outline(block, columns)
        case _:
            assert_never(block)


def _pairs(block: Pairs, columns: int) -> Iterator[str]:
    widest = min(max(width(clean(label)) for label, _ in block.rows), _LABELS)
    for label, text in block.rows:
        heads = _wrapped(label, widest)
        bodies = _wrapped(text, columns - widest - 4)
        for number in range(max(len(heads), len(bodies))):
            head = heads[number] if number < len(heads) else ""
            body = bodies[number] if number < len(bodies) else ""
            yield f"  {head}{' ' * (widest - width(head))}{_GAP}{body}"


def _outline(block: Outline, columns: int) -> Iterator[str]:
    count = 0
    for depth, text in block.items:
        mark = "– "
        if block.numbered and depth == 0:
            count += 1
            mark = f"{count}. "
        indent = "  " + "   " * depth
        yield from _wrapped(text, columns, indent + mark, indent + " " * len(mark))


def titled(column: Column, columns: int = _TITLE) -> list[str]:
    """Give a column's title on lines that are not too wide."""
    return _wrapped(column.title, columns)


def aligned(cells: Sequence[str]) -> list[str]:
    """Set numbers under one another by their decimal sign, with spaces after those that have fewer decimals.

    >>> aligned(["1,25", "10", ""])
    ['1,25', '10   ', '']
    """
    signs = [max(cell.find(","), cell.find(".")) if _DIGITS.fullmatch(cell) else -1 for cell in cells]
    tails = [len(cell) - sign if sign >= 0 else 0 for cell, sign in zip(cells, signs, strict=True)]
    longest = max(tails, default=0)
    return [
        cell + " " * (longest - tail) if _DIGITS.fullmatch(cell) else cell
        for cell, tail in zip(cells, tails, strict=True)
    ]


def _table(block: Table, columns: int) -> Iterator[str]:
    every = [tuple(map(clean, row)) for row in (*block.rows, *block.foot)]
    by_column = list(zip(*every, strict=True)) if every else [() for _ in block.columns]
    sides = [column.side for column in block.columns]
    texts = [
        aligned(cells) if side is Side.NUMBER else list(cells) for side, cells in zip(sides, by_column, strict=True)
    ]
    widths = _fitted(block.columns, texts, columns)
    titles = [titled(column, each) for column, each in zip(block.columns, widths, strict=True)]
    for line in range(max(map(len, titles))):
        yield from _row([title[line] if line < len(title) else "" for title in titles], sides, widths)
    rule = "  " + _GAP.join("─" * each for each in widths)
    yield rule
    for number in range(len(every)):
        if number == len(block.rows):
            yield rule
        elif number and number in block.strong:
            yield ""
        yield from _row([cells[number] for cells in texts], sides, widths)


def _fitted(columns: tuple[Column, ...], texts: list[list[str]], room: int) -> list[int]:
    """Give each column what it needs, and take what is too much from the widest columns of text."""
    widths = [
        max(width(part) for part in (*titled(column), *cells)) for column, cells in zip(columns, texts, strict=True)
    ]
    least = [
        max(width(word) for cell in (column.title, *cells) for word in cell.split() or [""])
        for column, cells in zip(columns, texts, strict=True)
    ]
    left = [number for number, column in enumerate(columns) if column.side is Side.LEFT]
    spare = room - len(_GAP) * len(widths)
    while sum(widths) > spare:
        wide = [number for number in left if widths[number] > max(least[number], _NARROWEST)]
        if not wide:
            break
        widths[max(wide, key=lambda number: widths[number])] -= 1
    return widths


def _row(cells: Sequence[str], sides: Sequence[Side], widths: Sequence[int]) -> Iterator[str]:
    parts = [
        _wrapped(cell, each) if side is Side.LEFT else [cell]
        for cell, side, each in zip(cells, sides, widths, strict=True)
    ]
    for line in range(max(map(len, parts))):
        texts = [part[line] if line < len(part) else "" for part in parts]
        padded = [
            text + " " * (each - width(text)) if side is Side.LEFT else " " * (each - width(text)) + text
            for text, side, each in zip(texts, sides, widths, strict=True)
        ]
        yield "  " + _GAP.join(padded)


_MARKS: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|"})


def _escaped(text: str) -> str:
    return clean(text).translate(_MARKS)


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_escaped(block.text)}"
        case Notice():
            yield f"> **{_escaped(block.text)}**"
        case Pairs():
            yield from (f"- **{_escaped(label)}:** {_escaped(text)}" for label, text in block.rows)
        case Table():
            yield _piped(column.title for column in block.columns)
            yield "|" + "|".join(" :-- " if column.side is Side.LEFT else " --: " for column in block.columns) + "|"
            yield from (_piped(row, strong=number in block.strong) for number, row in enumerate(block.rows))
            yield from (_piped(row, strong=True) for row in block.foot)
        case Outline():
            count = 0
            for depth, text in block.items:
                count += block.numbered and depth == 0
                mark = f"{count}." if block.numbered and depth == 0 else "-"
                yield f"{'   ' * depth}{mark} {_escaped(text)}"
        case _:
            assert_never(block)


def _piped(cells: Iterable[str], *, strong: bool = False) -> str:
    texts = (_escaped(cell) for cell in cells)
    return "| " + " | ".join(f"**{text}**" if strong and text else text for text in texts) + " |"
