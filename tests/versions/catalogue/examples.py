"""One example for every kind of change: two small rulesets that hold and differ in it."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cchc_rules import Ruleset
from cchc_rules.law.codec import loads
from cchc_rules.versions.catalogue import CATALOGUE, ChangeKind
from cchc_rules.versions.changes import Changes
from tests.docs.finding_pages import TWIN_SCOPE
from tests.docs.finding_pages import edited as once
from tests.support import sound_texts
from tests.versions.difference.draft import bare

TABLE = Path(__file__).with_name("examples.toml")
HEAD = 'format = 1\nolder = "sound"\n'
Texts = dict[str, str]


@cache
def entries() -> Mapping[ChangeKind, Mapping[str, Any]]:
    """The entries of the table, by kind; a kind stands in it once."""
    listed = tomllib.loads(TABLE.read_text(encoding="utf-8"))["examples"]
    found = {ChangeKind(entry["kind"]): entry for entry in listed}
    assert len(found) == len(listed)
    return found


def texts(kind: ChangeKind) -> tuple[Texts, Texts]:
    """The files of the older and the newer ruleset of a kind that stands in the table."""
    entry = entries()[kind]
    new = dict(sound_texts())
    for edit in entry.get("edits", ()):
        new = once(new, edit["file"], edit["find"].strip("\n"), edit["put"].strip("\n"), edit.get("after", ""))
    if entry.get("twin"):
        new["district.toml"] = new["commune.toml"].replace('unit_kind = "commune"', 'unit_kind = "district"', 1)
        new = once(new, "decision.toml", "\n[[bands]]", f"{TWIN_SCOPE}\n[[bands]]")
    if "crosswalk" in entry:
        new = once(new, "decision.toml", 'id = "sound"', 'id = "newer"')
        new["crosswalk.toml"] = HEAD + entry["crosswalk"]
    return dict(sound_texts()), new


@cache
def example(kind: ChangeKind) -> tuple[Ruleset, Ruleset]:
    """Two rulesets that differ in a kind of change; where its mirror stands in the table, that example backwards."""
    if kind not in entries():
        new, old = example(CATALOGUE[kind].mirror)
        return old, new
    old_texts, new_texts = texts(kind)
    return loads(old_texts), loads(new_texts)


@cache
def changes(kind: ChangeKind) -> Changes:
    return bare(*example(kind))


def beside(kind: ChangeKind) -> set[ChangeKind]:
    """The kinds that come along in an example."""
    if kind in entries():
        return {ChangeKind(each) for each in entries()[kind].get("beside", ())}
    mirror = CATALOGUE[kind].mirror
    return {CATALOGUE[each].mirror for each in beside(mirror)}


def reworded(files: Texts) -> Texts:
    """The same files with every name and reason put otherwise."""
    return {file: re.sub(r'\b(vi|en) = "', r'\1 = "Cách nói khác: ', text) for file, text in files.items()}
