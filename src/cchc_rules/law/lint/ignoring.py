"""Findings that a ruleset leaves standing on purpose, and entries of that list that have gone stale."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from cchc_rules.errors import Finding
from cchc_rules.law.facts import Name
from cchc_rules.law.lint.advice import OF_IGNORING, SEVERITIES, Placed, advice
from cchc_rules.law.model import Ignored, Ruleset
from cchc_rules.law.places import Located
from cchc_rules.law.proof import IGNORED
from cchc_rules.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class LeftStanding(Value):
    """A finding that the ruleset leaves standing, and the reason it gives."""

    finding: Finding
    reason: Name


def sort_out(ruleset: Ruleset, found: Iterable[Placed]) -> tuple[list[Placed], list[tuple[Placed, Name]]]:
    """Part findings into those that remain and those left standing; what is wrong with the list itself remains."""
    placed = list(found)
    entries = () if ruleset.ignored is None else ruleset.ignored.ignored
    remaining: list[Placed] = []
    ignored: list[tuple[Placed, Name]] = []
    for each in placed:
        entry = next((entry for entry in entries if _covers(entry, each)), None)
        if entry is None:
            remaining.append(each)
        else:
            ignored.append((each, entry.reason))
    for number, entry in enumerate(entries):
        for path, finding in _idle(entry, ruleset, placed):
            remaining.append((IGNORED, ("ignored", number, *path), finding))
    return remaining, ignored


def _covers(entry: Ignored, placed: Placed) -> bool:
    file, _, finding = placed
    return (
        entry.finding == finding.id
        and (entry.unit_kind is None or file == f"{entry.unit_kind}.toml")
        and (not entry.codes or finding.code in entry.codes)
        and (not entry.subjects or finding.subject in entry.subjects)
    )


def _idle(entry: Ignored, ruleset: Ruleset, placed: Sequence[Placed]) -> Iterator[Located]:
    """Find what an entry says in vain: an id or a code that is not there, or one at which nothing is found."""
    if entry.finding not in SEVERITIES or entry.finding in OF_IGNORING:
        yield ("finding",), advice("CR551", subject=entry.finding)
        return
    cards = [card for kind, card in ruleset.scorecards.items() if entry.unit_kind in (None, kind)]
    known = {node.code for card in cards for node in card.walk()}
    for code in entry.codes:
        if code not in known:
            yield ("codes",), advice("CR552", subject=entry.finding, found=code)
    parts = [
        *(("codes", code, attrs.evolve(entry, codes=(code,))) for code in entry.codes if code in known),
        *(("subjects", subject, attrs.evolve(entry, subjects=(subject,))) for subject in entry.subjects),
    ]
    if entry.codes and not any(key == "codes" for key, _, _ in parts):
        return  # nothing is left of it
    if not any(_covers(entry, each) for each in placed):
        yield (), advice("CR550", subject=entry.finding, found="-")
        return
    for key, value, part in parts:
        if not any(_covers(part, each) for each in placed):
            yield (key,), advice("CR550", subject=entry.finding, found=value)
