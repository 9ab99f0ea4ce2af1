"""The pages of the documentation, and the fenced blocks, markers and tables that stand in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"

_MARKER = re.compile(r"<!-- (.+?) -->\n\Z")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ROW = re.compile(r"^\|(.*)\|$")


@attrs.frozen(kw_only=True)
class Block:
    """A fenced block: its language and text, the marker on the line before it, and the table right after it."""

    page: Path
    line: int
    language: str
    marker: str
    text: str
    table: tuple[dict[str, str], ...]

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def pages() -> list[Path]:
    """Every page, in the order of paths."""
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def blocks(page: Path) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        marker = _MARKER.search(text[: found.start()])
        yield Block(
            page=page,
            line=text.count("\n", 0, found.start()) + 1,
            language=found[1],
            marker=marker[1] if marker else "",
            text=found[2],
            table=tuple(first_table(text[found.end() :].lstrip("\n"))),
        )


def marked(marker: str) -> list[Block]:
    """Every block of the documentation whose marker starts with these words."""
    return [block for page in pages() for block in blocks(page) if block.marker.partition(":")[0] == marker]


def first_table(text: str) -> Iterator[dict[str, str]]:
    """Give the rows of a table at the start of a text, by column; nothing where there is none."""
    rows = []
    for line in text.split("\n"):
        found = _ROW.match(line)
        if not found:
            break
        rows.append([cell.strip().strip("`") for cell in re.split(r"(?<!\\)\|", found[1])])
    for row in rows[2:]:
        yield dict(zip(rows[0], row, strict=True))
