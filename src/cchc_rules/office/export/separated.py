"""An annex written as CSV: the same rows, without looks; lines of a cell stand in one quoted cell."""

import csv
import io
from typing import Final

from cchc_rules.office.columns import FACTS_TITLE
from cchc_rules.office.export import Printed

_FORMULA: Final = ("=", "+", "-", "@")
_BOM: Final = "\ufeff"  # by which spreadsheets know UTF-8


def comma_separated(annex: Printed) -> bytes:
    """Give the annex as a .csv file: UTF-8 with its mark, commas, and no cell that could be taken for a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    above = [((line,),) for line in (*annex.title, *annex.notices)]
    heading, rows = tuple((title,) for title in annex.columns), [line.cells for line in annex.lines]
    facts = tuple((title,) for title in annex.fact_columns)
    for cells in (*above, heading, *rows, annex.total, (), ((FACTS_TITLE,),), facts, *annex.facts):
        writer.writerow([_harmless("\n".join(lines)) for lines in cells])
    return (_BOM + file.getvalue()).encode()


def _harmless(text: str) -> str:
    """Put a tab before what a spreadsheet would compute; a reader of annexes takes it off."""
    return f"\t{text}" if text.startswith(_FORMULA) else text
