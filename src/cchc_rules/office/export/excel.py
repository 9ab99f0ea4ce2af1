"""An annex written to a workbook: text in every cell, so that no code becomes a number and no text a formula."""

import io
from collections.abc import Sequence
from typing import Any, Final

from cchc_rules.office.columns import FACTS_TITLE
from cchc_rules.office.export import Cells, Printed
from cchc_rules.office.extras import needed

SHEET: Final = "Phụ lục"
_A4: Final = 9
_WIDTHS: Final = (8, 42, 9, 52, 34, 22, 34)
_FACT_WIDTHS: Final = (30, 46, 40, 24, 18, 12, 40, 12)
_EVERYWHERE: Final = "A1:XFD1048576"
_CENTRED: Final = 2  # the column of the maxima
_LINE: Final = 15  # the height of a line, in points
_TALLEST: Final = 409  # the height of a row that Excel allows
_LOOK: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "num_format": "@"}


def excel(annex: Printed) -> bytes:
    """Give the annex as a .xlsx file. Raises AnnexError naming the extra where XlsxWriter is missing."""
    with needed("XlsxWriter"):
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, without types

    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    rows = [*(line.cells for line in annex.lines), annex.total]
    strong = {number for number, line in enumerate(annex.lines) if not line.depth} | {len(annex.lines)}
    _Sheet(workbook, SHEET, (*annex.title, *annex.notices)).fill(annex.columns, rows, _WIDTHS, strong)
    _Sheet(workbook, FACTS_TITLE, (FACTS_TITLE,)).fill(annex.fact_columns, annex.facts, _FACT_WIDTHS, set())
    workbook.close()
    return file.getvalue()


class _Sheet:
    """One sheet: lines above a table, then the table."""

    def __init__(self, workbook: Any, name: str, above: Sequence[str]) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self.sheet = workbook.add_worksheet(name)
        self.heading = len(above) + (1 if len(above) > 1 else 0)
        self.looks = {
            (bold, centred): workbook.add_format(
                {**_LOOK, "text_wrap": True, "border": 1, "bold": bold, "align": "center" if centred else "left"}
            )
            for bold in (False, True)
            for centred in (False, True)
        }
        title = workbook.add_format({**_LOOK, "bold": True})
        for number, line in enumerate(above):
            self.sheet.write_string(number, 0, line, title)

    def fill(self, columns: Sequence[str], rows: Sequence[Cells], widths: Sequence[int], strong: set[int]) -> None:
        """Write the table, and set it up for the screen and for paper."""
        for place, title in enumerate(columns):
            self.sheet.write_string(self.heading, place, title, self.looks[True, True])
        for number, cells in enumerate(rows):
            self._row(self.heading + 1 + number, cells, strong=number in strong)
            self.sheet.set_row(self.heading + 1 + number, _height(cells, widths))
        for place, width in enumerate(widths):
            self.sheet.set_column(place, place, width)
        self.sheet.freeze_panes(self.heading + 1, 0)
        self.sheet.repeat_rows(self.heading)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})

    def _row(self, at: int, cells: Cells, *, strong: bool) -> None:
        filled = max((place for place, lines in enumerate(cells) if lines), default=-1)
        last = len(cells) - 1
        merged = strong and filled + 1 < last  # one cell to the right edge, as such rows are printed
        for place, lines in enumerate(cells[: filled + 1] if merged else cells):
            self.sheet.write_string(at, place, "\n".join(lines), self.looks[strong, place == _CENTRED])
        if merged:
            self.sheet.merge_range(at, filled + 1, at, last, "", self.looks[True, False])


def _height(cells: Cells, widths: Sequence[int]) -> int:
    """The height in points that a row needs; not every program finds it by itself."""
    lines = (sum(-(-max(len(line), 1) // width) for line in lines) for lines, width in zip(cells, widths, strict=True))
    return min(max(1, *lines) * _LINE, _TALLEST)
