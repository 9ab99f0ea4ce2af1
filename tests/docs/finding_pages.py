"""The pages of findings, written from the tables of faults: `python -m tests.docs.finding_pages` writes them anew.

Each page shows a fault put into a sound ruleset, why it matters and the mend. An entry of a table has a page as soon as
it says `why`; one entry for each id.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from cchc_rules.errors import Finding, RulesetError, Severity
from cchc_rules.law.codec import loads
from cchc_rules.law.lint import review
from cchc_rules.law.model import Ruleset
from tests.docs.pages import DOCS, ROOT
from tests.support import sound, sound_texts

FOLDER = DOCS / "reference" / "findings"
TABLES = (ROOT / "tests" / "law" / "faults" / "faults.toml", ROOT / "tests" / "lint" / "faults.toml")
ID = re.compile(r"\[(CR\d{3})\]")
LEAST = 8  # letters that a hunk must show
BY_HAND = ("CR109.md", "CR140.md", "CR141.md")  # faults that no edit of a text makes
HEADS = {
    "1": "Text that cannot be read",
    "2": "A ruleset that does not hold",
    "5": "Advice on a ruleset that holds",
}
TWIN_SCOPE = """
[[ranking.scopes]]
unit_kind = "district"
scope = "province"
basis = "attested"
source = "annex"
"""

Entry = Mapping[str, Any]
Texts = dict[str, str]


def entries(tables: Iterable[Path] = TABLES) -> list[Entry]:
    """Every entry that has a page, in the order of ids."""
    found = [entry for table in tables for entry in tomllib.loads(table.read_text(encoding="utf-8"))["faults"]]
    return sorted((entry for entry in found if "why" in entry), key=id_of)


def id_of(entry: Entry) -> str:
    """The id an entry earns."""
    says = entry["says"] if isinstance(entry["says"], str) else entry["says"][0]
    return str(ID.findall(says)[0])


def edited(texts: Texts, file: str, find: str, put: str, after: str = "") -> Texts:
    """The texts with one edit made."""
    text = texts[file]
    start = text.index(find, text.index(after))
    return {**texts, file: text[:start] + put + text[start + len(find) :]}


def mended(entry: Entry) -> Texts:
    """The sound ruleset an entry is an edit of."""
    texts = dict(sound_texts())
    if entry.get("twin"):
        texts["district.toml"] = texts["commune.toml"].replace('unit_kind = "commune"', 'unit_kind = "district"', 1)
        texts["ignored.toml"] = texts["ignored.toml"].replace('unit_kind = "commune"\n', "")
        texts = edited(texts, "decision.toml", "\n[[bands]]", f"{TWIN_SCOPE}\n[[bands]]")
    for edit in entry.get("given", ()):
        texts = edited(texts, **edit)
    return texts


def faulty(entry: Entry) -> Texts:
    """The same with the fault in it, and with what an entry changes beside it."""
    return beside(entry, _put(entry))


def beside(entry: Entry, texts: Texts) -> Texts:
    """The texts with the edits that stand beside the fault."""
    for edit in entry.get("beside", ()):
        texts = edited(texts, **edit)
    return texts


def _put(entry: Entry) -> Texts:
    texts, file = mended(entry), entry["file"]
    if "put" not in entry:
        return {name: text for name, text in texts.items() if name != file}
    if "find" not in entry:
        return {**texts, file: entry["put"]}
    return edited(texts, file, entry["find"], entry["put"], entry.get("after", ""))


@attrs.frozen(kw_only=True)
class Hunk:
    """The lines in which a fault stands: where they begin, as they are mended, and as they are faulty."""

    start: int
    mend: tuple[str, ...]
    fault: tuple[str, ...]


def hunk(entry: Entry) -> Hunk:
    """The whole lines that an entry edits, with a line before where too little would be left to see."""
    file = entry["file"]
    before, after = (tuple(texts.get(file, "").rstrip("\n").split("\n")) for texts in (mended(entry), _put(entry)))
    if file not in mended(entry) or file not in _put(entry):
        return Hunk(start=0, mend=(), fault=())
    shorter = min(len(before), len(after))
    start = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    end = next((place for place in range(shorter - start) if before[-1 - place] != after[-1 - place]), shorter - start)
    if min(len("".join(lines[start : len(lines) - end])) for lines in (before, after)) < LEAST:
        start = max(start - 1, 0)
    return Hunk(start=start, mend=before[start : len(before) - end], fault=after[start : len(after) - end])


def older() -> Ruleset:
    """The ruleset that the crosswalk of the sound one speaks of."""
    return attrs.evolve(sound(), decision=attrs.evolve(sound().decision, id="older"))


def earned(texts: Texts, folder: str) -> tuple[Finding, ...]:
    """All that is said of a ruleset: why it does not load, or what is odd in it."""
    return _earned(tuple(sorted(texts.items())), folder)


@cache
def _earned(texts: tuple[tuple[str, str], ...], folder: str) -> tuple[Finding, ...]:
    files = dict(texts)
    try:
        ruleset = loads(files, folder)
    except RulesetError as fault:
        found = fault.findings
    else:
        found = review(ruleset, texts=files, older=older()).findings
    return tuple(attrs.evolve(finding, file=finding.file.removeprefix("sound/")) for finding in found)


def page(entry: Entry) -> str:
    """The page of an entry."""
    (finding, *_) = earned(faulty(entry), entry.get("folder", "sound"))
    lines_of = hunk(entry)
    lines = [
        f"# {finding.id}: {entry['what']}",
        "",
        f"*{finding.severity.value.capitalize()}.* {_ignoring(finding)}",
        "",
        f"> {_line(finding, 'en')}",
        ">",
        f"> {_line(finding, 'vi')}",
        "",
        "## The fault",
        "",
        *_told(entry, "fault"),
        *_block(entry["file"], lines_of.fault),
        "## Why it matters",
        "",
        entry["why"],
        "",
        "## The mend",
        "",
        *_told(entry, "mend"),
        *_block(entry["file"], lines_of.mend),
        "[All findings](index.md)",
        "",
    ]
    return "\n".join(lines)


def _line(finding: Finding, language: Any) -> str:  # noqa: ANN401 - one of the two
    text = attrs.evolve(finding, line=None).line_of_text(language)  # lines move whenever the sound ruleset grows
    return re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", text).replace("<", "\\<")


def _ignoring(finding: Finding) -> str:
    if finding.id[2] in "12":
        return "The ruleset is not loaded."
    if finding.id.startswith("CR55"):
        return "It cannot be ignored."
    return "It can be ignored in [`ignored.toml`](../toml-format.md#ignoredtoml), with a reason."


def _told(entry: Entry, key: str) -> list[str]:
    """What an entry says of itself, where its lines do not say enough; of a file, that it is or is not there."""
    if key not in entry and (entry["file"] not in mended(entry) or "put" not in entry):
        there = ("put" in entry) == (key == "fault")
        return [f"There is {'a' if there else 'no'} file `{entry['file']}`.", ""]
    return [entry[key], ""] if key in entry else []


def _block(file: str, lines: tuple[str, ...]) -> list[str]:
    return [f"In `{file}`:", "", "```toml", *lines, "```", ""] if lines else []


def index(listed: Iterable[Entry]) -> str:
    """The page that lists them all."""
    lines = [
        "# Findings on rulesets",
        "",
        "What `cchc-rules lint` says of a ruleset, each with a fault, why it matters and the mend.",
        "",
    ]
    lines += ["`{}` stops the work, `{}` may change points or mislead, `{}` is good to know.".format(*Severity), ""]
    hundred = ""
    for entry in listed:
        (finding, *_) = earned(faulty(entry), entry.get("folder", "sound"))
        if finding.id[2] != hundred:
            hundred = finding.id[2]
            lines += [
                *([""] if lines[-1].startswith("|") else []),
                f"## {HEADS[hundred]}",
                "",
                "| id | severity | what is found |",
                "|---|---|---|",
            ]
        lines.append(f"| [{finding.id}]({finding.id}.md) | {finding.severity.value} | {entry['what']} |")
    links = ", ".join(f"[{name.removesuffix('.md')}]({name})" for name in BY_HAND)
    lines += ["", f"Faults that no edit of a text makes: {links}."]
    return "\n".join([*lines, ""])


def written() -> dict[str, str]:
    """Every page by its file name."""
    listed = entries()
    return {"index.md": index(listed), **{f"{id_of(entry)}.md": page(entry) for entry in listed}}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    made = written()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    for stray in FOLDER.glob("*.md"):
        if stray.name not in made and stray.name not in BY_HAND:
            stray.unlink()
