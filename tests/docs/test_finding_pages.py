"""The pages of findings are what the tables say, and what they show is true: the fault earns the finding, the mend none."""

import re

import pytest

from tests.docs.finding_pages import (
    BY_HAND,
    FOLDER,
    ID,
    Entry,
    beside,
    earned,
    entries,
    faulty,
    hunk,
    id_of,
    mended,
    written,
)
from tests.docs.pages import blocks


def shown(entry: Entry, heading: str) -> str | None:
    """The TOML under a heading of an entry's page."""
    page = FOLDER / f"{id_of(entry)}.md"
    start = page.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[0].count("\n") + 1
    after = [block for block in blocks(page) if block.language == "toml" and block.line > start]
    return after[0].text if after else None


@pytest.mark.once
def test_the_pages_are_what_the_tables_say() -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md") if path.name not in BY_HAND}
    assert pages == written(), "python -m tests.docs.finding_pages writes the pages anew"


@pytest.mark.once
@pytest.mark.parametrize("entry", entries(), ids=id_of)
def test_the_fault_a_page_shows_earns_its_finding_and_the_mend_none(entry: Entry) -> None:
    fault, mend = (tuple((shown(entry, heading) or "").splitlines()) for heading in ("The fault", "The mend"))
    file, texts, place = entry["file"], mended(entry), hunk(entry)
    assert earned(texts, "") == ()
    if fault or mend:
        lines = texts[file].splitlines()
        assert tuple(lines[place.start : place.start + len(mend)]) == mend
        lines[place.start : place.start + len(mend)] = fault
        texts = beside(entry, {**texts, file: "\n".join([*lines, ""])})
    else:
        texts = faulty(entry)
    says = [entry["says"]] if isinstance(entry["says"], str) else entry["says"]
    earns = [finding.id for finding in earned(texts, entry.get("folder", "sound"))]
    assert earns == [found for each in says for found in ID.findall(each)[:1]]


def test_an_id_has_one_page() -> None:
    ids = [id_of(entry) for entry in entries()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"CR[125]\d\d", each) for each in ids)
