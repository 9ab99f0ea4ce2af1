"""An annex written to Word: landscape, the heading row on every page, fields as bold rows over the whole width."""

import io
from typing import TYPE_CHECKING, Final

from cchc_rules.office.columns import FACTS_TITLE
from cchc_rules.office.export import Cells, Printed
from cchc_rules.office.extras import needed

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell as Cell
    from docx.table import _Row as Row

_LONG, _SHORT, _MARGIN = 297, 210, 15  # A4, in millimetres
_WIDTHS: Final = (14, 58, 18, 72, 45, 30, 30)
_FACT_WIDTHS: Final = (40, 60, 50, 35, 25, 17, 30, 10)
_SIZE: Final = 9
_FONT: Final = "Times New Roman"
_RIGHT: Final = 2  # the column of the maxima


def word(annex: Printed) -> bytes:
    """Give the annex as a .docx file. Raises AnnexError naming the extra where python-docx is missing."""
    with needed("python-docx"):
        from docx import Document  # noqa: PLC0415 - an extra
        from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - as above
        from docx.shared import Mm, Pt  # noqa: PLC0415 - as above

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_LONG), Mm(_SHORT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    _above(document, annex)
    rows = [line.cells for line in annex.lines]
    _table(document, annex.columns, [*rows, annex.total], _WIDTHS, strong=_strong(annex))
    _paragraph(document, FACTS_TITLE, bold=True)
    _table(document, annex.fact_columns, list(annex.facts), _FACT_WIDTHS, strong=frozenset())
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _strong(annex: Printed) -> frozenset[int]:
    """The rows that are set in bold: fields and the total."""
    return frozenset(number for number, line in enumerate(annex.lines) if not line.depth) | {len(annex.lines)}


def _above(document: "Document", annex: Printed) -> None:
    for number, line in enumerate(annex.title):
        _paragraph(document, line, bold=number == 0)
    for notice in annex.notices:
        _paragraph(document, notice, bold=True)


def _paragraph(document: "Document", text: str, *, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - an extra

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = bold


def _table(
    document: "Document",
    columns: tuple[str, ...],
    rows: list[Cells],
    widths: tuple[int, ...],
    *,
    strong: frozenset[int],
) -> None:
    from docx.shared import Mm  # noqa: PLC0415 - an extra

    table = document.add_table(rows=1 + len(rows), cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):  # some programs go by these, some by the cells'
        column.width = Mm(width)
    for number, row in enumerate(table.rows):
        cells = row.cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)
        _keep_whole(row, heading=number == 0)
        texts = tuple((title,) for title in columns) if number == 0 else rows[number - 1]
        bold = number == 0 or number - 1 in strong
        for place, lines in enumerate(texts):
            _fill(cells[place], lines, bold=bold, centred=number == 0 or place == _RIGHT)
        empty = next((place for place in range(len(texts), 0, -1) if texts[place - 1]), 0)
        if bold and number and empty < len(texts) - 1:  # one cell to the right edge, as such rows are printed
            cells[empty].merge(cells[-1])


def _fill(cell: "Cell", lines: tuple[str, ...], *, bold: bool, centred: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - an extra

    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.add_run(line).bold = bold
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _keep_whole(row: "Row", *, heading: bool) -> None:
    """Keep a row on one page where it fits, and repeat the heading row on each page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way to it
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
