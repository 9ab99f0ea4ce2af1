import io
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from cchc_rules.errors import AnnexError
from cchc_rules.office.files import archives, separated, sheets
from cchc_rules.office.reading import read_annex, read_tables
from tests.office.making import HEADING, excel, pack, refused, swap, unpack, word, word_of

ROWS = [HEADING[:3], ("1", "Kế hoạch", "2")]
SHEET = "xl/worksheets/sheet1.xml"
BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return excel(tmp_path / "a.xlsx", {"A": ROWS})


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return word(tmp_path / "a.docx", ROWS)


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.docx") == [
        "a.docx: [CR601] the file cannot be opened: No such file or directory; check its path"
    ]
    assert refused(tmp_path) == [f"{tmp_path.name}: [CR601] the file cannot be opened: Is a directory; check its path"]
    with pytest.raises(AnnexError, match="CR601"):
        separated.read_separated(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.docx", b"", "[CR604] the file is broken or cut short: 0 byte"),
        ("a.xlsx", b"STT,x", "[CR604] the file is broken or cut short: không phải zip (not a zip)"),
        ("a.docx", b"PK\x03\x04 nothing", "[CR604] the file is broken or cut short: File is not a zip file"),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "[CR603] the file is .doc (97–2003), which is not read; save it as .docx",
        ),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "[CR603] the file is .xls (97–2003), which is not read; save it as .xlsx",
        ),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "[CR605] the file is protected by a password",
        ),
        ("a.png", b"\x89PNG", "[CR603] the file is .png, which is not read; save it as .docx, .xlsx, .csv"),
        ("a.pdf", b"%PDF-1.7", "[CR603] the file is PDF, which is not read; save it as .docx"),
        ("a.rtf", b"{\\rtf1", "[CR603] the file is RTF, which is not read; save it as .docx"),
    ],
)
def test_files_of_another_kind_are_named(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name)[0].startswith(f"{name}: {expected}")


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("word/vbaProject.bin", ".docm, which is not read; save it as .docx"),
        ("xl/workbook.bin", ".xlsb, which is not read; save it as .xlsx"),
        ("content.xml", "OpenDocument"),
        ("other.txt", "zip, which"),
    ],
)
def test_archives_of_another_kind_are_named(tmp_path: Path, part: str, expected: str) -> None:
    assert expected in refused(pack(tmp_path / "a.xlsx", {part: b"<x/>"}))[0]


def test_the_content_tells_the_kind_and_not_the_name(document: Path, book: Path) -> None:
    assert (
        read_annex(document.rename(document.with_name("b.xlsx"))).rows == read_annex(document.with_name("b.xlsx")).rows
    )
    assert read_annex(book.rename(book.with_name("b.txt"))).rows[0].name == "Kế hoạch"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("made", ["document", "book"])
def test_files_cut_short_are_refused(request: pytest.FixtureRequest, made: str, share: float) -> None:
    path: Path = request.getfixturevalue(made)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "[CR604]" in refused(path)[0]


@pytest.mark.parametrize("made", ["document", "book"])
def test_files_with_changed_bytes_never_fail_otherwise(request: pytest.FixtureRequest, made: str) -> None:
    path: Path = request.getfixturevalue(made)
    content = path.read_bytes()
    for at in range(0, len(content), 1009):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x5A]) + content[at + 1 :])
        try:
            read_tables(path)
        except AnnexError as error:
            assert error.findings  # noqa: PT017 - either it is read, or it says why not


@pytest.mark.parametrize(
    ("made", "part"),
    [
        ("document", "word/document.xml"),
        ("document", "docProps/core.xml"),
        ("book", SHEET),
        ("book", "[Content_Types].xml"),
    ],
)
def test_entities_that_unfold_are_refused(request: pytest.FixtureRequest, made: str, part: str) -> None:
    path: Path = request.getfixturevalue(made)
    held = unpack(path)
    text = held[part].decode()
    text = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
    for encoding in ("utf-8", "utf-16"):
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        pack(path, {**held, part: f"{head}{BOMB}{text}".encode(encoding)})
        assert refused(path) == [
            f'{path.name}: [CR607] "{part}" declares a DTD, which may do harm; the file was not opened, save it again with Word or Excel'
        ]


@pytest.mark.parametrize(("made", "part"), [("document", "word/document.xml"), ("book", SHEET)])
def test_parts_that_are_no_xml_are_refused(request: pytest.FixtureRequest, made: str, part: str) -> None:
    path: Path = request.getfixturevalue(made)
    assert (
        f"[CR604] the file is broken or cut short: {part}: not well-formed"
        in refused(pack(path, {**unpack(path), part: b"<a><b x></a>"}))[0]
    )


def test_parts_that_say_something_else_are_refused(document: Path, book: Path) -> None:
    assert "[CR604]" in refused(pack(document, {**unpack(document), "word/document.xml": b"<a/>"}))[0]
    held = unpack(book)
    assert "[CR620]" in refused(pack(book, {name: content for name, content in held.items() if name != SHEET}))[0]
    assert "[CR620]" in refused(pack(book, {**held, "xl/workbook.xml": b"<a/>"}))[0]


def bomb(path: Path, size: int) -> Path:
    return pack(path, {**unpack(path), "word/media/image1.xml": b" " * size})


def test_a_bomb_is_not_unpacked(document: Path) -> None:
    start = time.monotonic()
    found = refused(bomb(document, 20 * 2**20))
    assert found[0].startswith('a.docx: [CR606] "word/media/image1.xml" unpacks to 10')
    assert "beyond the limit of 200 : 1" in found[0]
    assert time.monotonic() - start < 30


def test_limits_of_size(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_XML", 2**19 - 1)
    assert refused(bomb(document, 2**19))[0].endswith(
        '"word/media/image1.xml" unpacks to 1 MB, beyond the limit of 1 MB; the file was not opened'
    )
    monkeypatch.setattr(archives, "MOST_BYTES", 100_000)
    assert '"a.docx" unpacks to 2 MB' in refused(document)[0]
    monkeypatch.setattr(archives, "MOST_PARTS", 3)
    assert '[CR608] "a.docx" has' in refused(document)[0]


def test_declared_sizes_that_lie_are_found_out(document: Path) -> None:
    content = bytearray(bomb(document, 2**19).read_bytes())
    at = content.rindex(b"word/media/image1.xml") - 46
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    document.write_bytes(content)
    assert "[CR604]" in refused(document)[0]


def test_archives_with_a_password(document: Path) -> None:
    content = bytearray(document.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    document.write_bytes(content)
    assert refused(document) == ["a.docx: [CR605] the file is protected by a password; take it off and save again"]


def test_too_many_elements(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_ELEMENTS", 10)
    assert "elements, at most 10 are read" in refused(document)[0]


def test_a_sheet_of_millions_of_empty_rows_takes_no_time(book: Path) -> None:
    start = time.monotonic()
    empty = (
        "".join(f'<row r="{number}"/>' for number in range(10, 50_000))
        + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    assert len(read_annex(swap(book, SHEET, "</sheetData>", f"{empty}</sheetData>")).rows) == 1
    assert time.monotonic() - start < 60


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("XFD1", '[CR608] "A" has 16384 cột (columns), at most 256 are read; delete what is not needed and save again'),
        ("A1048576", '[CR608] "A" has 1048576 hàng (rows), at most 20000 are read'),
        ("IV20000", '[CR608] "A" has 5120000 ô (cells), at most 1000000 are read'),
        ("ZZZ9999999", '[CR608] "A" has 9999999 hàng (rows)'),
    ],
)
def test_values_far_out_are_named(book: Path, cell: str, expected: str) -> None:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    added = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    assert expected in refused(swap(book, SHEET, "</sheetData>", added))[0]


def test_merges_without_end(book: Path) -> None:
    once = '<mergeCell ref="A1:XFD1048576"/>'
    merged = read_tables(swap(book, SHEET, "</sheetData>", f"</sheetData><mergeCells>{once}</mergeCells>"))
    assert [cell.merged for cell in merged[0].rows[0]] == [False, True, True]
    assert len(merged[0].rows) == 2


def test_merges_over_one_another(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 20)
    many = '<mergeCell ref="A1:XFD1048576"/>' * 9
    found = refused(swap(book, SHEET, "</sheetData>", f"</sheetData><mergeCells>{many}</mergeCells>"))
    assert found[0].startswith('a.xlsx: [CR608] "A" has 24 ô gộp (merged cells), at most 20 are read')


def test_a_word_table_of_thousands_of_columns(tmp_path: Path) -> None:
    wide = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    assert '[CR608] "bảng 1" has 1 × 257 ô (cells)' in refused(word_of(tmp_path / "a.docx", wide))[0]


def test_csv_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("a,b\n" * 30_000)
    assert '[CR608] "a.csv" has 30000 hàng (rows)' in refused(tmp_path / "a.csv")[0]
    (tmp_path / "a.csv").write_text(",".join("a" * 300))
    assert '[CR608] "a.csv" has 300 cột (columns)' in refused(tmp_path / "a.csv")[0]
    monkeypatch.setattr(separated, "_MOST_BYTES", 100)
    assert '[CR606] "a.csv" unpacks to > 0 MB' in refused(tmp_path / "a.csv")[0]


def test_no_table_and_no_headings(tmp_path: Path) -> None:
    assert refused(word_of(tmp_path / "a.docx", "<w:p/>")) == [
        "a.docx: [CR620] the file has no table; choose the file with the annex"
    ]
    assert refused(word_of(tmp_path / "b.docx", "<w:tbl/>")) == [
        "b.docx: [CR620] the file has no table; choose the file with the annex"
    ]
    assert "[CR620]" in refused(excel(tmp_path / "a.xlsx", {"A": []}))[0]
    assert "[CR621]" in refused(word(tmp_path / "c.docx", [("Nơi nhận", "Ký")]))[0]
    assert refused(word(tmp_path / "d.docx", [HEADING])) == [
        "d.docx: [CR636] bảng 1: there are headings and no rows; choose another table"
    ]


@pytest.mark.parametrize(("made", "package"), [("document", "docx"), ("book", "openpyxl"), ("book", "defusedxml")])
def test_a_missing_package_is_named_with_its_extra(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, made: str, package: str
) -> None:
    path: Path = request.getfixturevalue(made)
    monkeypatch.setitem(sys.modules, package, None)
    assert refused(path) == [
        f"{path.name}: [CR602] reading {path.name} needs the package {package}; run: pip install 'cchc-rules[office]'"
    ]


def test_csv_needs_no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("docx", "openpyxl", "defusedxml"):
        monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / "a.csv").write_text("STT,Tiêu chí,Điểm tối đa\n1,Kế hoạch,2\n", encoding="utf-8")
    assert read_annex(tmp_path / "a.csv").rows[0].max_points == "2"


def test_reading_is_imported_without_the_packages_it_reads_with() -> None:
    asked = (
        "import sys, cchc_rules.office.reading; print({'docx', 'lxml', 'openpyxl', 'defusedxml'} & sys.modules.keys())"
    )
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_warnings_of_openpyxl_are_not_the_readers(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    workbook.worksheets[0]["A1"].number_format = "yyyy"
    workbook.save(book)
    swapped = swap(book, SHEET, "</sheetData>", '<row r="9"><c r="A9" s="1"><v>99999999999</v></c></row></sheetData>')
    assert "[CR613] A!A9" in refused(swapped)[0]


def test_all_of_the_archive_is_read_once(document: Path) -> None:
    with zipfile.ZipFile(document) as archive:
        names = archive.namelist()
    held = unpack(document)
    text = io.BytesIO()
    with zipfile.ZipFile(text, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            archive.writestr(name, held[name])
        archive.writestr("word/media/image1.png", b"\x89PNG" * 100)
    content = text.getvalue().replace(b"\x89PNG", b"\x88PNG", 1)
    document.write_bytes(content)
    assert "[CR604] the file is broken or cut short: Bad CRC-32" in refused(document)[0]
