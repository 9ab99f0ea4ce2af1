"""Word and Excel files as the archives they are: what kind of file it is, and whether it is safe to open.

Nothing is unpacked before its declared size is known to be bearable, and no text in it is parsed by a library before
it is known to be sound XML without a document type, of a bearable number of elements.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from cchc_rules.errors import AnnexError, Finding

MOST_BYTES: Final = 200 * 2**20  # of all parts together, unpacked
MOST_XML: Final = 64 * 2**20  # of one part that is XML
MOST_RATIO: Final = 200  # of a part that is large unpacked
LARGE: Final = 2**20
MOST_PARTS: Final = 20_000
MOST_ELEMENTS: Final = 1_000_000

_CHUNK: Final = 2**16
_TEXTS: Final = frozenset({"", ".csv", ".tsv", ".txt"})
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED: Final = 0x1

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]


class Kind(StrEnum):
    """What a file is, by what stands in it."""

    WORD = "docx"
    EXCEL = "xlsx"
    TEXT = "csv"


def refuse(message_id: str, path: Path, subject: str = "", found: str = "", expected: str = "") -> AnnexError:
    """Make the error of a file that is not read."""
    return AnnexError(
        [Finding(id=message_id, file=path.name, subject=subject, found=found, expected=expected)],
    )


def need(path: Path, *packages: str) -> None:
    """Raise AnnexError naming the extra to install, where a package that reads such files is missing."""
    for package in packages:
        try:
            import_module(package)
        except ImportError:
            raise refuse("CR602", path, subject=path.name, found=package) from None


def kind_of(path: Path) -> Kind:
    """Tell what a file is by its content, not by its name.

    Raises AnnexError for what is not read: old binary files, PDF, files with a password, other archives.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_CHUNK)
            whole = head if not head.startswith(_OLE) else head + file.read(MOST_BYTES)
    except OSError as fault:
        raise refuse("CR601", path, found=fault.strerror or str(fault)) from None
    if whole.startswith(_OLE):
        if _WORD_PASSWORD in whole:
            raise refuse("CR605", path)
        name, expected = (".xls (97–2003)", ".xlsx") if path.suffix.lower() == ".xls" else (".doc (97–2003)", ".docx")
        raise refuse("CR603", path, found=name, expected=expected)
    if head.startswith(b"%PDF"):
        raise refuse("CR603", path, found="PDF", expected=".docx")
    if head.startswith(b"{\\rtf"):
        raise refuse("CR603", path, found="RTF", expected=".docx")
    if head.startswith(b"PK"):
        return _kind_of_archive(path)
    if path.suffix.lower() in {".docx", ".docm", ".xlsx", ".xlsm"}:
        raise refuse("CR604", path, found="không phải zip (not a zip)" if head else "0 byte")
    if path.suffix.lower() not in _TEXTS:
        raise refuse("CR603", path, found=path.suffix, expected=".docx, .xlsx, .csv")
    return Kind.TEXT


def _kind_of_archive(path: Path) -> Kind:
    with opened(path) as archive:
        names = {name.lower() for name in archive.namelist()}
    if "word/vbaproject.bin" in names:
        raise refuse("CR603", path, found=".docm", expected=".docx")
    if any(name.startswith("word/") for name in names):
        return Kind.WORD
    if "xl/workbook.bin" in names:
        raise refuse("CR603", path, found=".xlsb", expected=".xlsx")
    if any(name.startswith("xl/") for name in names):
        return Kind.EXCEL
    found = "OpenDocument" if "content.xml" in names else "zip"
    raise refuse("CR603", path, found=found, expected=".docx, .xlsx")


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose declared sizes are bearable.

    Raises AnnexError when it is broken, protected, or would unpack to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _weigh(path, archive)
            yield archive
    except AnnexError:
        raise
    except (zipfile.BadZipFile, EOFError, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise refuse("CR604", path, found=str(fault) or type(fault).__name__) from None


def _weigh(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise refuse("CR608", path, path.name, found=f"{len(parts)} parts", expected=f"{MOST_PARTS}")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise refuse("CR605", path)
    total = sum(part.file_size for part in parts)
    if total > MOST_BYTES:
        raise refuse("CR606", path, path.name, found=_mebibytes(total), expected=_mebibytes(MOST_BYTES))
    for part in parts:
        if part.file_size > MOST_RATIO * max(part.compress_size, 1) and part.file_size > LARGE:
            ratio = f"{part.file_size // max(part.compress_size, 1)} : 1"
            raise refuse("CR606", path, part.filename, found=ratio, expected=f"{MOST_RATIO} : 1")
        if _is_xml(part.filename) and part.file_size > MOST_XML:
            found = _mebibytes(part.file_size)
            raise refuse("CR606", path, part.filename, found=found, expected=_mebibytes(MOST_XML))


def _mebibytes(size: int) -> str:
    return f"{-(-size // 2**20)} MB"


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def prove(path: Path) -> None:
    """Find out whether every XML part of an archive is sound, has no document type, and is of bearable size.

    Raises AnnexError naming the part.
    """
    with opened(path) as archive:
        for part in archive.infolist():
            with archive.open(part) as stream:
                if _is_xml(part.filename):
                    walk(path, part.filename, stream)
                else:
                    while stream.read(_CHUNK):  # reads to the end, where the sum is compared
                        pass


def walk(path: Path, name: str, stream: IO[bytes], start: Start | None = None, ended: End | None = None) -> None:
    """Read one XML part element by element, without keeping any.

    ``start`` is told the name and attributes of each, ``ended`` its name and text.
    Raises AnnexError when the part is not sound.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    elements = 0
    text: list[str] = []

    def refuse_type(*_: object) -> None:
        raise refuse("CR607", path, name)

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal elements
        elements += 1
        if elements > MOST_ELEMENTS:
            raise refuse("CR608", path, name, found=f"> {MOST_ELEMENTS} elements", expected=f"{MOST_ELEMENTS}")
        text.clear()
        if start is not None:
            start(tag, attributes)

    parser.StartDoctypeDeclHandler = refuse_type
    parser.StartElementHandler = begin
    if ended is not None:
        tell = ended

        def end(tag: str) -> None:
            tell(tag, "".join(text))
            text.clear()

        parser.EndElementHandler = end
        parser.CharacterDataHandler = text.append
    try:
        parser.ParseFile(stream)
    except AnnexError:
        raise
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise refuse("CR604", path, found=f"{name}: {fault}") from None
