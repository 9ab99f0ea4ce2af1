"""Crosswalks: whether the older ruleset is there, the codes it is said to have, and entries that are missing."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from cchc_rules.errors import CchcRulesError, Finding
from cchc_rules.exact import ZERO, spell
from cchc_rules.law.identity import Pairing, pair
from cchc_rules.law.lint.advice import Placed, advice
from cchc_rules.law.lint.rules import nodes
from cchc_rules.law.model import Crosswalk, Field, Node, PointsMoved, Ruleset, Scorecard
from cchc_rules.law.places import Located
from cchc_rules.law.proof import CROSSWALK

_LINES: Final = '[[entries]]; unit_kind = "{}"; new = ["{}"]; old = ["{}"]; reason.vi = "…"'


def odd_crosswalk(ruleset: Ruleset, older: Ruleset | None) -> Iterator[Placed]:
    """Find what a crosswalk says of rulesets, scorecards and codes that are not there, and what it leaves unsaid.

    ``older`` is the older ruleset where it is at hand; else it is looked for by its id, or without a crosswalk by
    the number of the act that was replaced.
    """
    crosswalk = ruleset.crosswalk
    if crosswalk is None:
        before = _replaced(ruleset)
    else:
        before = older if older is not None and older.id == crosswalk.older else _found(crosswalk.older)
        if before is None:
            yield CROSSWALK, ("older",), advice("CR540", subject=crosswalk.older)
        for find in (_entries, _points_moved):
            for path, finding in find(crosswalk, ruleset, before):
                yield CROSSWALK, path, finding
        for path, finding in _repeated(crosswalk):
            yield CROSSWALK, path, finding
    for kind, card in ruleset.scorecards.items():
        if before is not None and kind in before.scorecards:
            for path, finding in _unsaid(before.scorecards[kind], card, crosswalk):
                yield f"{kind}.toml", path, finding


def _found(name: str) -> Ruleset | None:
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - only for a crosswalk

    try:
        return None if any(separator in name for separator in "/\\") else load(name)
    except CchcRulesError:
        return None


def _replaced(ruleset: Ruleset) -> Ruleset | None:
    """Give the ruleset of the act that this one replaces, where it is among those that can be loaded."""
    from cchc_rules.law.catalog import available  # noqa: PLC0415 - only for an act that replaces another

    number = ruleset.decision.act.replaces
    if number is None:
        return None
    others = (_found(name) for name in available() if name != ruleset.id)
    return next((other for other in others if other is not None and other.decision.act.number == number), None)


def _entries(crosswalk: Crosswalk, ruleset: Ruleset, before: Ruleset | None) -> Iterator[Located]:
    for number, entry in enumerate(crosswalk.entries):
        if entry.unit_kind not in ruleset.scorecards:
            yield ("entries", number, "unit_kind"), advice("CR542", subject=entry.unit_kind)
            continue
        if entry.new == entry.old and len(entry.new) == 1:
            yield ("entries", number), advice("CR544", subject=entry.unit_kind, found=entry.new[0])
        if before is None:
            continue
        card = before.scorecards.get(entry.unit_kind)
        codes = set() if card is None else {node.code for node in card.walk()}
        for code in entry.old:
            if code not in codes:
                finding = advice("CR541", subject=entry.unit_kind, found=code, expected=before.id)
                yield ("entries", number, "old"), finding


def _repeated(crosswalk: Crosswalk) -> Iterator[Located]:
    """Find codes that an entry before has spoken for on the same side."""
    spoken: set[tuple[str, str, str]] = set()
    for number, entry in enumerate(crosswalk.entries):
        for side, codes in (("new", entry.new), ("old", entry.old)):
            for code in codes:
                if (entry.unit_kind, side, code) in spoken:
                    finding = advice("CR545", subject=entry.unit_kind, found=code, expected=side)
                    yield ("entries", number, side), finding
                spoken.add((entry.unit_kind, side, code))


def _points_moved(crosswalk: Crosswalk, ruleset: Ruleset, before: Ruleset | None) -> Iterator[Located]:
    for number, moved in enumerate(crosswalk.points_moved):
        kind = moved.unit_kind
        if kind not in ruleset.scorecards:
            yield ("points_moved", number, "unit_kind"), advice("CR542", subject=kind)
        elif before is not None and kind in before.scorecards:
            for finding in _unbalanced(moved, before.scorecards[kind], ruleset.scorecards[kind], crosswalk):
                yield ("points_moved", number, "codes"), finding


def _unbalanced(moved: PointsMoved, old: Scorecard, new: Scorecard, crosswalk: Crosswalk) -> Iterator[Finding]:
    old_of = pair(old, new, crosswalk).old_of
    strangers = [code for code in moved.codes if code not in old_of]
    for code in strangers:
        yield advice("CR547", subject=moved.unit_kind, found=code)
    if not strangers:
        sums = (
            sum((card.node(code).max_points or ZERO for code in codes), ZERO)
            for card, codes in ((new, moved.codes), (old, [old_of[code] for code in moved.codes]))
        )
        after, before = map(spell, sums)
        if after != before:
            yield advice("CR546", subject=", ".join(moved.codes), found=after, expected=before)


def _unsaid(old: Scorecard, new: Scorecard, crosswalk: Crosswalk | None) -> Iterator[Located]:
    """Find nodes that stand under another code than before by their very name, where no entry says so.

    Either both codes are in use on one side only; or one of them is taken for another node, as after an insertion.
    """
    pairing = pair(old, new, crosswalk)
    said_old, said_new = _spoken(pairing)
    gone, come = set(pairing.removed), set(pairing.added)
    unpaired = _same_name(old, new, gone, come)
    renamed = _same_name(old, new, {node.code for node in old.walk()}, {node.code for node in new.walk()})
    moved = {
        code: before
        for code, before in renamed.items()
        if code != before and code not in said_new and before not in said_old
    }
    suggested = {**moved, **unpaired}
    for path, node in nodes(new):
        if node.code in suggested:
            code = suggested[node.code]
            lines = _LINES.format(new.unit_kind, node.code, code)
            finding = advice("CR543", code=node.code, subject=node.name.vi, found=code, expected=lines)
            yield (*path, "code"), finding


def _spoken(pairing: Pairing) -> tuple[set[str], set[str]]:
    """Give the older and the newer codes that entries speak for: what was written by hand is not doubted."""
    by_hand = [twin for twin in pairing.twins if twin.reason is not None]
    old = {twin.old for twin in by_hand}.union(*(one.all_old for one in pairing.regrouped))
    new = {twin.new for twin in by_hand}.union(*(one.all_new for one in pairing.regrouped))
    return old, new


def _same_name(old: Scorecard, new: Scorecard, olds: AbstractSet[str], news: AbstractSet[str]) -> dict[str, str]:
    """Give the older code of each newer one, where one node alone bears the name among these on each side."""
    before, after = (
        {name: codes[0] for name, codes in _by_name(card, among).items() if len(codes) == 1}
        for card, among in ((old, olds), (new, news))
    )
    return {code: before[name] for name, code in after.items() if name in before}


def _by_name(card: Scorecard, among: AbstractSet[str]) -> Mapping[tuple[str, bool, bool], list[str]]:
    found: dict[tuple[str, bool, bool], list[str]] = {}
    for node in card.walk():
        if node.code in among:
            found.setdefault(_named(node), []).append(node.code)
    return found


def _named(node: Node) -> tuple[str, bool, bool]:
    """The very name of a node, and whether it is a field, a leaf or between: no letter may differ."""
    return node.name.vi, isinstance(node, Field), bool(node.children)
