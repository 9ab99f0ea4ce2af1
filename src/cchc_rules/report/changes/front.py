"""What stands at the top of the page: the two decisions, the counts of changes, and what can move points the most."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from cchc_rules.errors import Language
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.grounds import Standing
from cchc_rules.law.model import Method, Node, Ruleset, Scorecard
from cchc_rules.report.changes.bilingual import both, caption, pair
from cchc_rules.report.changes.captions import CAPTIONS
from cchc_rules.report.changes.labels import CONTRACTS, KINDS
from cchc_rules.report.changes.rows import Spread
from cchc_rules.report.changes.wording import effect_words
from cchc_rules.report.figures import brief, day
from cchc_rules.report.grounding import NONE
from cchc_rules.report.headings import HEADINGS, sentence
from cchc_rules.report.labels import NOTICE, STANDINGS, UNIT_KINDS, Pair
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import ChangeKind, Contract
from cchc_rules.versions.changes import Change, Changes

_MOST = 5  # so many changes of one kind of unit are named at the top


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Compared(Value):
    """One thing that is said of both decisions."""

    label: Pair
    old: Pair
    new: Pair


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Count(Value):
    """How many changes are of one kind, or break one contract: in the decision, for each kind of unit, in all."""

    label: Pair
    id: str
    numbers: tuple[int, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Counts(Value):
    """The counts of one contract, with those of each kind of change that breaks it."""

    contract: str
    whole: Count
    kinds: tuple[Count, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Weighty(Value):
    """A change that can move points much: where, which, and by how much."""

    fingerprint: str
    code: str
    name: Pair
    kind: Pair
    effect: Pair


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Weightiest(Value):
    """The weightiest changes for one kind of unit."""

    unit_kind: Pair
    changes: tuple[Weighty, ...]


def notices(changes: Changes) -> tuple[Pair, ...]:
    """Give the notice of each ruleset that is not the decision's own text, once."""
    standings = dict.fromkeys((changes.old.standing, changes.new.standing))
    return tuple(words for standing in standings if (words := NOTICE[Standing(standing)]) is not None)


def compared(changes: Changes, sides: Sequence[Spread], places: tuple[str, str] = ("", "")) -> tuple[Compared, ...]:
    """Set the two decisions beside one another: acts, standing, where they were found, the size of each scorecard."""
    old, new = changes.old, changes.new
    rows = zip(_said(old), _said(new), strict=True)
    acts = [Compared(label=label, old=before, new=after) for (label, before), (_, after) in rows]
    sizes = [Compared(label=UNIT_KINDS[one.unit_kind], old=_size(one.old), new=_size(one.new)) for one in sides]
    before, after = (pair((place, place)) for place in places)
    found = [Compared(label=CAPTIONS["place"], old=before, new=after)] if any(places) else []
    return (*acts, *found, *sizes)


def _said(ruleset: Ruleset) -> Iterator[tuple[Pair, Pair]]:
    decision, act = ruleset.decision, ruleset.decision.act
    yield CAPTIONS["number"], pair((act.number, act.number))
    yield HEADINGS["signed_on"], both(lambda language: day(act.signed_on, language))
    yield HEADINGS["title"], pair(act.title.pair)
    yield HEADINGS["issued_by"], pair(act.issued_by.pair)
    yield HEADINGS["in_force"], both(lambda language: _in_force(ruleset, language))
    years = ", ".join(map(str, act.assessed_years)) or NONE
    yield HEADINGS["assessed_years"], (years, years)
    yield HEADINGS["id"], caption("revision_of", id=decision.id, revision=decision.revision)
    yield HEADINGS["standing"], STANDINGS[ruleset.standing]


def _in_force(ruleset: Ruleset, language: Language) -> str:
    act = ruleset.decision.act
    start = day(act.in_force_from, language)
    if act.in_force_until is None:
        return sentence("in_force_from", language, start=start)
    return sentence("in_force_until", language, start=start, end=day(act.in_force_until, language))


def _size(card: Scorecard | None) -> Pair:
    if card is None:
        return NONE, NONE
    surveyed = sum(leaf.method is not Method.EVIDENCE for leaf in card.leaves)
    numbers = {"fields": len(card.fields), "leaves": len(card.leaves), "surveyed": surveyed}
    points = both(lambda language: brief(card.max_points, language))
    return caption("size", points=points, **numbers)


def counts(changes: Changes, kinds: Sequence[UnitKind]) -> tuple[Counts, ...]:
    """Count changes by contract, by kind, and by kind of unit; contracts that nothing breaks are left out."""
    found = []
    for contract in Contract:
        broken = [change for change in changes if change.contract is contract]
        by_kind = Counter(change.kind for change in broken)
        listed = tuple(
            Count(label=KINDS[kind], id=next(one.id for one in broken if one.kind is kind), numbers=numbers)
            for kind in ChangeKind
            if by_kind[kind]
            for numbers in [counted([change for change in broken if change.kind is kind], kinds)]
        )
        if broken:
            whole = Count(label=CONTRACTS[contract], id="", numbers=counted(broken, kinds))
            found.append(Counts(contract=contract, whole=whole, kinds=listed))
    return tuple(found)


def counted(changes: Sequence[Change], kinds: Sequence[UnitKind]) -> tuple[int, ...]:
    """Count changes: those of the decision, those of each kind of unit, and all."""
    found = Counter(change.unit_kind for change in changes)
    return (found[None], *(found[kind] for kind in kinds), len(changes))


def weightiest(changes: Changes, sides: Sequence[Spread]) -> tuple[Weightiest, ...]:
    """Name the changes whose effect is greatest, for each kind of unit; none where effects were not worked out."""
    found = []
    for one in sides:
        own = [change for change in changes.leading if change.unit_kind is one.unit_kind and _weight(change) > 0]
        first = sorted(own, key=_weight, reverse=True)[:_MOST]
        if first:
            listed = tuple(_weighty(change, one) for change in first)
            found.append(Weightiest(unit_kind=UNIT_KINDS[one.unit_kind], changes=listed))
    return tuple(found)


def _weight(change: Change) -> Fraction:
    """Give the greatest number of points that a change can move a unit by; a sum of children moves none by itself."""
    effect = None if change.kind is ChangeKind.TOTAL_FOLLOWS else change.effect
    ends = () if effect is None else (effect.points.lower, effect.points.upper)
    return max((abs(end) for end in ends if end is not None), default=Fraction(0))


def _weighty(change: Change, spread: Spread) -> Weighty:
    nodes = [
        {node.code: node for node in card.walk()}.get(code)
        for card, side in ((spread.new, change.new), (spread.old, change.old))
        if card is not None
        for code in side.codes[:1]
    ]
    node: Node | None = next((one for one in nodes if one is not None), None)
    return Weighty(
        fingerprint=change.fingerprint,
        code="" if node is None else node.code,
        name=caption("whole") if node is None else pair(node.name.pair),
        kind=KINDS[change.kind],
        effect=both(lambda language: effect_words(change.effect, language)),
    )
