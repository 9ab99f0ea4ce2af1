"""An annex as such annexes are printed: rows with a code, a name, a maximum, and what stands in the other columns.

A table of facts (danh mục số liệu) may follow it, below it, behind it or on a sheet of its own, with these columns:
Mã số liệu, Tên số liệu, Kiểu; and where needed Tên tiếng Anh, Người cho, Có thể không thực hiện, Mức, phương án,
nhóm, Ghi chú. ``office/columns.py`` says what stands in each.
"""

import attrs

from cchc_rules.errors import Finding
from cchc_rules.law.facts import Fact
from cchc_rules.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class AnnexRow(Value):
    """One node as printed: text only, nothing interpreted but the code.

    ``max_points`` is the printed maximum with a decimal point ("0.5"), empty where none is printed. ``scoring``,
    ``evidence`` and ``note`` are the lines of their cells. ``place`` is the locator: file, table and row.
    """

    code: str
    name: str
    max_points: str
    scoring: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    appraiser: str = ""
    note: tuple[str, ...] = ()
    place: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class PrintedTotal(Value):
    """A printed total: the code of the node it is of ("" for the whole), the number as printed, and its place."""

    code: str
    points: str
    place: str


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Annex(Value):
    """A whole annex: its nodes in printed order, printed totals, listed facts, and what is to be said of the reading.

    ``facts`` come from the table of facts (danh mục số liệu) that may follow the annex, by name; without one it is
    empty. ``title`` are the lines above the table.
    """

    file: str
    title: tuple[str, ...]
    rows: tuple[AnnexRow, ...]
    totals: tuple[PrintedTotal, ...] = ()
    facts: dict[str, Fact] = attrs.field(factory=dict)
    findings: tuple[Finding, ...] = ()
