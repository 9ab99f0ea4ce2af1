"""Files of annexes, made for the tests: Word, Excel and CSV from rows of texts, and from raw XML."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from cchc_rules.errors import AnnexError
from cchc_rules.office.annex import Annex
from cchc_rules.office.reading import read_annex

Rows = Sequence[Sequence[Any]]

HEADING = (
    "STT",
    "Lĩnh vực, tiêu chí",
    "Điểm tối đa",
    "Cách tính điểm",
    "Tài liệu kiểm chứng",
    "Cơ quan thẩm định",
    "Ghi chú",
)
FACTS = ("Mã số liệu", "Tên số liệu", "Kiểu", "Người cho", "Có thể không thực hiện", "Mức, phương án, nhóm")

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word(path: Path, *tables: Rows, above: Sequence[str] = ()) -> Path:
    """A Word file of tables, with lines above each but the first."""
    document = docx.Document()
    for number, rows in enumerate(tables):
        for line in above[number : number + 1]:
            document.add_paragraph(line)
        width = max(len(row) for row in rows)
        table = document.add_table(rows=len(rows), cols=width)
        for row, made in zip(rows, table.rows, strict=True):
            for text, cell in zip(row, made.cells, strict=False):
                cell.text = text
    document.save(str(path))
    return path


def excel(path: Path, sheets: Mapping[str, Rows], *, formats: Mapping[str, str] | None = None) -> Path:
    """A workbook; ``formats`` are number formats by cell of the first sheet."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for place, form in (formats or {}).items():
        workbook.worksheets[0][place].number_format = form
    workbook.save(path)
    return path


def separated(path: Path, rows: Rows, separator: str = ",") -> Path:
    """A CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def word_of(path: Path, body: str, **parts: str) -> Path:
    """A Word file whose body is the XML given; ``numbering`` and ``styles`` replace what those parts hold."""
    word(path, (("",),))
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held["word/document.xml"] = f"<w:document {W} {M} {MC}><w:body>{body}</w:body></w:document>".encode()
    for name, inside in parts.items():
        held[f"word/{name}.xml"] = f"<w:{name} {W}>{inside}</w:{name}>".encode()
    return pack(path, held)


def pack(path: Path, parts: Mapping[str, bytes]) -> Path:
    """An archive of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def unpack(path: Path) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def swap(path: Path, part: str, old: str, new: str) -> Path:
    """Replace text in a part of an archive; the text must be there."""
    parts = unpack(path)
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new).encode()
    return pack(path, parts)


def annex_of(path: Path, rows: Rows, heading: Sequence[str] = HEADING) -> Annex:
    """The annex of a CSV file with these rows under a heading; rows may be shorter than it."""
    full = [[*row, *[""] * (len(heading) - len(row))] for row in rows]
    return read_annex(separated(path / "annex.csv", [heading, *full]))


def refused(path: Path, table: str | None = None) -> list[str]:
    """The findings of a file that is no annex, as they are printed."""
    with pytest.raises(AnnexError) as caught:
        read_annex(path, table)
    return str(caught.value).split("\n")


def codes(annex: Annex) -> list[str]:
    """The codes of an annex, in printed order."""
    return [row.code for row in annex.rows]
