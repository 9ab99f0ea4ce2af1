"""What git's external diff driver shows of one file: what changed in the law, then the changed lines themselves.

Git gives seven words for a changed file, two more for a renamed one, and the path alone for one that is unmerged. The
lines always stand below: comments, sources and what does not load are never lost.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from io import StringIO
from pathlib import Path
from typing import Final

from cchc_rules.errors import Finding, Language, RulesetError
from cchc_rules.law.codec import FILES, loads
from cchc_rules.law.model import Ruleset
from cchc_rules.report.blocks import clean
from cchc_rules.report.changes.headings import heading, sentence
from cchc_rules.report.changes.pages import touched_text
from cchc_rules.versions.difference import diff

LEAST: Final = 7  # words, where there is more than a path
_RENAMED: Final = 9
_DECISION: Final = "decision.toml"
_ABSENT: Final = frozenset({"/dev/null", os.devnull})
_UNENDED: Final = "\n\\ No newline at end of file\n"


def told(words: Sequence[str], language: Language) -> str:
    """Tell what changed in the file that git names; without both sides, that it is unmerged."""
    path = words[0]
    if len(words) < LEAST:
        return f"{clean(path)}: {sentence('unmerged', language)}\n"
    old, new = (None if file in _ABSENT else Path(file).read_bytes() for file in (words[1], words[4]))
    new_path = words[7] if len(words) >= _RENAMED else path
    texts = [None if data is None else data.decode("utf-8", "backslashreplace") for data in (old, new)]
    head = [f"diff --cchc-rules {clean(path)} {clean(new_path)}\n"]
    if words[3] != words[6] and None not in (old, new):
        head.append(f"{words[3]} → {words[6]}\n")  # the file may be run now, or no longer
    law = _law(Path(path), Path(new_path), texts, language)
    return "".join((*head, *law, *_lines(path, new_path, texts)))


def _law(old_path: Path, new_path: Path, texts: Sequence[str | None], language: Language) -> Iterator[str]:
    """Tell what changed in the law; of a side that does not load, its faults; nothing of what is no ruleset file."""
    folder = new_path.parent
    if new_path.name not in FILES or old_path.name != new_path.name:
        return
    try:
        beside = _beside(folder, new_path.name)
    except (OSError, UnicodeDecodeError) as fault:
        yield f"{clean(sentence('unreadable', language, folder=folder, fault=fault))}\n"
        return
    if _DECISION not in {new_path.name, *beside}:
        return
    sides = [beside if text is None else {**beside, new_path.name: text} for text in texts]
    # A decision says its own id, which is that of its folder: the older one keeps that of the folder it stood in.
    was = old_path.parent if new_path.name == _DECISION else folder
    names = [one.resolve().name for one in (was, folder)]
    before, after = (_loaded(side, name) for side, name in zip(sides, names, strict=True))
    if isinstance(before, Ruleset) and isinstance(after, Ruleset):
        changes = diff(before, after)
        yield touched_text(changes, language) if len(changes) else f"{sentence('no_law', language)}\n"
        yield "\n"
        return
    for key, side in (("before", before), ("after", after)):
        if not isinstance(side, Ruleset):
            yield f"{sentence('faults', language, side=heading(key, language))}\n"
            yield from (f"  {clean(finding.line_of_text(language))}\n" for finding in side)


def _beside(folder: Path, name: str) -> Mapping[str, str]:
    """Read the other files of the ruleset, as they stand in the working tree."""
    others = [folder / file for file in FILES if file != name]
    return {file.name: file.read_text(encoding="utf-8") for file in others if file.is_file()}


def _loaded(texts: Mapping[str, str], name: str) -> Ruleset | tuple[Finding, ...]:
    try:
        return loads(texts, name)
    except RulesetError as fault:
        return tuple(fault.findings)


def _lines(old_path: str, new_path: str, texts: Sequence[str | None]) -> Iterator[str]:
    """Give the changed lines as git writes them."""
    before, after = (list(StringIO(text or "", newline="\n")) for text in texts)  # lines end where git ends them
    names = [f"a/{clean(old_path)}", f"b/{clean(new_path)}"]
    old_name, new_name = ("/dev/null" if text is None else name for text, name in zip(texts, names, strict=True))
    for line in unified_diff(before, after, old_name, new_name):
        yield line if line.endswith("\n") else f"{line}{_UNENDED}"
