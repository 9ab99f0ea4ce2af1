"""Links between pages lead somewhere, and every page can be reached from the index."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, pages

LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
ONLY_IN_THE_REPOSITORY = {"LICENSE", "Makefile", "tools"}


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, made as GitHub makes them."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> Iterator[tuple[str, str]]:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    for target in LINK.findall(text):
        if not target.startswith(("https://", "http://")):
            path, _, anchor = target.partition("#")
            yield path, anchor


def found(page: Path, path: str) -> Path | None:
    """Where a link leads; data is looked for in the installed package. None: only the repository has it."""
    target = (page.parent / path).resolve() if path else page
    inside = target.relative_to(ROOT).parts
    if inside[0] == "rulesets":
        return Path(str(files("cchc_rules.rulesets").joinpath(*inside[1:])))
    return None if inside[0] in ONLY_IN_THE_REPOSITORY and not target.exists() else target


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for path, anchor in links(page):
        target = found(page, path)
        if target is None:
            continue
        assert target.exists(), path
        if anchor:
            assert anchor in anchors(target), f"{path}#{anchor}"


def test_every_page_is_reached_from_the_index() -> None:
    seen: set[Path] = set()
    waiting = [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.is_relative_to(DOCS):
            continue
        seen.add(page)
        waiting += [target for path, _ in links(page) if (target := found(page, path))]
    assert seen == set(DOCS.rglob("*.md"))
