"""Crosswalks: whether the older ruleset is there, and the codes it is said to have."""

from collections.abc import Iterator

from cchc_rules.errors import CchcRulesError
from cchc_rules.law.lint.advice import Placed, advice
from cchc_rules.law.model import Crosswalk, Ruleset
from cchc_rules.law.places import Located
from cchc_rules.law.proof import CROSSWALK


def odd_crosswalk(ruleset: Ruleset, older: Ruleset | None) -> Iterator[Placed]:
    """Find what a crosswalk says of rulesets, scorecards and codes that are not there.

    ``older`` is the older ruleset where it is at hand; else it is looked for by its id.
    """
    crosswalk = ruleset.crosswalk
    if crosswalk is None:
        return
    before = older if older is not None and older.id == crosswalk.older else _found(crosswalk.older)
    if before is None:
        yield CROSSWALK, ("older",), advice("CR540", subject=crosswalk.older)
    for path, finding in _entries(crosswalk, ruleset, before):
        yield CROSSWALK, path, finding


def _found(name: str) -> Ruleset | None:
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - only for a crosswalk

    try:
        return None if any(separator in name for separator in "/\\") else load(name)
    except CchcRulesError:
        return None


def _entries(crosswalk: Crosswalk, ruleset: Ruleset, before: Ruleset | None) -> Iterator[Located]:
    for number, entry in enumerate(crosswalk.entries):
        if entry.unit_kind not in ruleset.scorecards:
            yield ("entries", number, "unit_kind"), advice("CR542", subject=entry.unit_kind)
            continue
        if before is None:
            continue
        card = before.scorecards.get(entry.unit_kind)
        codes = set() if card is None else {node.code for node in card.walk()}
        for code in entry.old:
            if code not in codes:
                finding = advice("CR541", subject=entry.unit_kind, found=code, expected=before.id)
                yield ("entries", number, "old"), finding
