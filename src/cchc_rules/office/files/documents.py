"""Word documents: their tables, cell by cell, with the lines above them and the pages they were last printed on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from cchc_rules.errors import AnnexError
from cchc_rules.office.files.archives import MOST_ELEMENTS, need, prove, refuse
from cchc_rules.office.files.lists import Markers
from cchc_rules.office.letters import clean
from cchc_rules.office.reading.encodings import Written, prove_writing
from cchc_rules.office.tables import Cell, Held, Table

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WRAPS: Final = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_SKIPPED: Final = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "drawing", "pict", "object", "sdtPr", "sdtEndPr")
)
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SYMBOLS: Final = {"B3": "≥", "A3": "≤", "B4": "×", "B1": "±", "B9": "≠", "B7": "-", "2D": "-", "AE": "→", "D7": "·"}
_ABOVE: Final = 6
_WIDEST: Final = 256

Element = Any  # elements of python-docx have no types


def read_document(path: Path) -> tuple[Table, ...]:
    """Give every table of a Word document (``.docx``), in printed order.

    A merged cell shows its text once. Deleted text of tracked changes is left out. A list marker is put before its
    paragraph. The tables of a table are lines of its cell. Raises AnnexError for what is no sound document.
    """
    need(path, "docx")
    prove(path)
    from docx import Document  # noqa: PLC0415 - an extra, and slow to import

    try:
        document = Document(str(path))
        body = document.element.body
        reader = _Reader(path, body, _part(document, "numbering"), _part(document, "styles"))
        return tuple(reader.tables(body))
    except AnnexError:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever python-docx meets in a damaged document
        raise refuse("CR604", path, found=f"{type(fault).__name__}: {fault}") from None


def _part(document: Any, name: str) -> Element | None:  # noqa: ANN401 - the same
    """Give the root element of a part related to the document, where there is one that was parsed."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            return getattr(relation.target_part, "element", None)
    return None


@attrs.define(slots=False)
class _Row:
    """A row as it is read: cells by column of the grid, and the page it begins on."""

    cells: dict[int, Written]
    merged: set[int]
    width: int
    page: int


class _Reader:
    """One pass through a document, from its first block to its last."""

    def __init__(self, path: Path, body: Element, numbering: Element | None, styles: Element | None) -> None:
        self._path = path
        self._markers = Markers(numbering, styles)
        self._font = _default_font(styles)
        self._paged = next(body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
        self._page = 1
        self._breaks = 0  # in the paragraph or cell being read
        self._early = 0  # those of them before any text
        self._fonts: set[str] = set()

    def tables(self, body: Element) -> Iterator[Table]:
        """Give the tables one by one."""
        above: list[str] = []
        number = 0
        for block in _blocks(body):
            if block.tag == f"{_W}p":
                self._begin()
                above.extend(clean(self._paragraph(block)).split("\n"))
                self._page += self._breaks
            else:
                number += 1
                yield self._table(block, f"bảng {number}", tuple(line for line in above if line)[-_ABOVE:])
                above = []

    def _begin(self) -> None:
        self._breaks = self._early = 0
        self._fonts = set()

    def _table(self, table: Element, name: str, above: tuple[str, ...]) -> Table:
        rows = [self._row(row) for row in _rows(table)]
        width = max((row.width for row in rows), default=0)
        if width > _WIDEST or width * len(rows) > MOST_ELEMENTS:
            found = f"{len(rows)} × {width} ô (cells)"
            raise refuse("CR608", self._path, name, found=found, expected=f"{_WIDEST} cột (columns)")
        places = tuple(
            f"{name}, hàng {number}" + (f", trang {row.page}" if self._paged else "")
            for number, row in enumerate(rows, 1)
        )
        written: dict[str, Written] = {}
        cells: list[tuple[Cell, ...]] = []
        for number, row in enumerate(rows, 1):
            line: list[Cell] = []
            for column in range(width):
                place = f"hàng {number}, cột {column + 1}"
                text = clean(row.cells[column].text) if column in row.cells else ""
                held = Held.TEXT if text else Held.BLANK
                line.append(Cell(text=text, held=held, place=place, merged=column in row.merged))
                if text:
                    written[f"{name}, {place}"] = row.cells[column]
            cells.append(tuple(line))
        findings = tuple(prove_writing(self._path.name, name, written))
        return Table(file=self._path.name, name=name, rows=tuple(cells), above=above, places=places, findings=findings)

    def _row(self, row: Element) -> _Row:
        properties = row.find(f"{_W}trPr")
        column = _span(properties, "gridBefore", 0)
        read = _Row(cells={}, merged=set(), width=0, page=0)
        breaks, early = 0, None
        for cell in _inside(row, f"{_W}tc"):
            within = cell.find(f"{_W}tcPr")
            span = max(_span(within, "gridSpan", 1), 1)
            self._begin()
            text = self._cell(cell)
            breaks = max(breaks, self._breaks)
            going_on = _goes_on(within)
            if clean(text) and early is None:
                early = self._early
            if not going_on or clean(text):
                read.cells[column] = Written(text, frozenset(self._fonts))
            if going_on:
                read.merged.add(column)
            read.merged.update(range(column + 1, min(column + span, _WIDEST + 1)))
            column += span
        read.width = column + _span(properties, "gridAfter", 0)
        read.page = self._page + (early or 0)
        self._page += breaks
        return read

    def _cell(self, cell: Element) -> str:
        lines: list[str] = []
        for block in _blocks(cell):
            if block.tag == f"{_W}p":
                lines.append(self._paragraph(block, before="\n".join(lines)))
            else:
                lines.extend(" ".join(map(self._cell, _inside(row, f"{_W}tc"))) for row in _rows(block))
        return "\n".join(lines)

    def _paragraph(self, paragraph: Element, before: str = "") -> str:
        marker = self._markers.marker(paragraph)
        text = "".join(self._words(paragraph, bool(before.strip())))
        if marker in {"-", "+", "*"} and not text.strip():
            return ""  # an empty line of a list says nothing
        return f"{marker} {text}" if marker else text

    def _words(self, element: Element, said: bool) -> Iterator[str]:  # noqa: FBT001 - whether there was text before
        for child in element.iterchildren():
            if child.tag in _SKIPPED or not isinstance(child.tag, str) or child.tag.endswith("}Fallback"):
                continue
            text = self._word(child)
            if text is None:
                parts = list(self._words(child, said))
                said = said or any(part.strip() for part in parts)
                yield from parts
                continue
            if _is_page_break(child):
                self._breaks += 1
                self._early += 0 if said else 1
            said = said or bool(text.strip())
            yield text

    def _word(self, child: Element) -> str | None:
        """Give what an element shows; None where its children show it."""
        if child.tag == f"{_W}t":
            self._fonts.add(_font(child.getparent()) or self._font)
            return str(child.text or "")
        if child.tag == f"{_M}t":
            return str(child.text or "")
        if child.tag == f"{_M}f":
            parts = ("".join(self._words(part, said=True)).strip() for part in child if part.tag in _FRACTION)
            return "/".join(f"({part})" if " " in part else part for part in parts)
        if child.tag == f"{_W}sym":
            return _SYMBOLS.get(str(child.get(f"{_W}char", ""))[-2:].upper(), "")
        if child.tag in {f"{_W}br", f"{_W}lastRenderedPageBreak"}:
            return "\n" if child.tag == f"{_W}br" else ""
        return _SIGNS.get(child.tag)


_FRACTION: Final = frozenset({f"{_M}num", f"{_M}den"})


def _is_page_break(element: Element) -> bool:
    # a break typed by hand is followed by the one of the last printing, which is the one that counts
    return bool(element.tag == f"{_W}lastRenderedPageBreak")


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """Give the children of a tag, also those in wrappers such as tracked insertions and content controls."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPS:
            yield from _inside(child, tag)


def _blocks(element: Element) -> Iterator[Element]:
    for child in element.iterchildren():
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in _WRAPS:
            yield from _blocks(child)


def _rows(table: Element) -> Iterator[Element]:
    """Give the rows of a table that are not deleted."""
    for row in _inside(table, f"{_W}tr"):
        properties = row.find(f"{_W}trPr")
        if properties is None or properties.find(f"{_W}del") is None:
            yield row


def _span(properties: Element | None, name: str, default: int) -> int:
    found = None if properties is None else properties.find(f"{_W}{name}")
    text = "" if found is None else str(found.get(f"{_W}val", ""))
    return min(int(text), _WIDEST + 1) if text.isascii() and text.isdigit() else default


def _goes_on(properties: Element | None) -> bool:
    """Whether a cell is the rest of one merged downwards."""
    merge = None if properties is None else properties.find(f"{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _font(run: Element) -> str:
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    return "" if fonts is None else str(fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or "")


def _default_font(styles: Element | None) -> str:
    """Give the font of the normal style, or else of the whole document."""
    if styles is None:
        return ""
    normal = [
        style
        for style in styles.iter(f"{_W}style")
        if style.get(f"{_W}default") and style.get(f"{_W}type") == "paragraph"
    ]
    defaults = list(styles.iter(f"{_W}rPrDefault"))
    return next((font for font in map(_font, [*normal, *defaults]) if font), "")
