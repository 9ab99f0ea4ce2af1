"""A page on a terminal, with rich: the same words as the plain text, in colour and in tables that fit the window."""

from collections.abc import Iterable
from typing import Final, TextIO, assert_never

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from cchc_rules.report.blocks import Block, Heading, Notice, Outline, Page, Pairs, Side, Table, clean
from cchc_rules.report.layout import aligned, titled

_WIDEST: Final = 120
_LABEL: Final = "dim"
_NOTICE: Final = "bold yellow"


def show(pages: Iterable[Page], stream: TextIO) -> None:
    """Write pages to a terminal."""
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, _WIDEST)
    for page in pages:
        for block in page:
            console.print(_rendered(block))
        console.print()


def _rendered(block: Block) -> RenderableType:
    match block:
        case Heading():
            style = "bold cyan underline" if block.level == 1 else "bold"
            return Padding(Text(clean(block.text), style=style), (0 if block.level == 1 else 1, 0, 0, 0))
        case Notice():
            return Text(clean(block.text), style=_NOTICE)
        case Pairs():
            grid = RichTable.grid(padding=(0, 2, 0, 0))
            for label, text in block.rows:
                grid.add_row(Text(clean(label), style=_LABEL), Text(clean(text)))
            return Padding(grid, (1, 0, 0, 2))
        case Table():
            return Padding(_table(block), (1, 0, 0, 1))
        case Outline():
            return Padding(_outline(block), (0, 0, 0, 2))
        case _:
            assert_never(block)


def _table(block: Table) -> RichTable:
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    rows = [tuple(map(clean, row)) for row in (*block.rows, *block.foot)]
    by_column = list(zip(*rows, strict=True)) or [()] * len(block.columns)
    columns = []
    for column, cells in zip(block.columns, by_column, strict=True):
        title, texts = titled(column), aligned(cells) if column.side is Side.NUMBER else list(cells)
        if column.side is not Side.LEFT:  # set to the right here: rich would take the spaces off that align numbers
            widest = max(map(len, (*title, *texts)))
            title, texts = [line.rjust(widest) for line in title], [text.rjust(widest) for text in texts]
        table.add_column(Text("\n".join(title)), no_wrap=column.side is not Side.LEFT)
        columns.append(texts)
    for number, row in enumerate(zip(*columns, strict=True)):
        last = len(block.rows) - 1
        strong = number in block.strong or number > last
        table.add_row(*map(Text, row), style="bold" if strong else "", end_section=bool(block.foot) and number == last)
    return table


def _outline(block: Outline) -> RichTable:
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    count = 0
    for depth, text in block.items:
        count += block.numbered and depth == 0
        mark = f"{count}." if block.numbered and depth == 0 else "–"
        grid.add_row(Text(f"{'   ' * depth}{mark}", style=_LABEL), Text(clean(text)))
    return grid
