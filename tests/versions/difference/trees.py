"""Random edits of the tree of a ruleset, and of the decision, each with what the difference must say of it."""

from datetime import date
from fractions import Fraction
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from cchc_rules.exact import Rounding, RoundingMode
from cchc_rules.law.decision import Appraiser, Deadline, RankedOn, ScopeOf, Stage, Ties, UnitKind
from cchc_rules.law.grounds import Basis
from cchc_rules.law.lateness import MonthDay
from cchc_rules.law.model import (
    Criterion,
    CrosswalkEntry,
    Field,
    PointsMoved,
)
from cchc_rules.versions.catalogue import ChangeKind
from tests.versions.difference.draft import WHY, Draft
from tests.versions.difference.drawing import OTHER_NAME, Draw, Mutation, kind_of_unit, some
from tests.versions.difference.mutations import VALUES

_K: Final = ChangeKind
QUARTER: Final = Fraction(1, 4)


# --- The tree ---------------------------------------------------------------------------------------------------------


def siblings(draft: Draft, kind: UnitKind, least: int) -> list[Any]:
    """The leaves that nothing has touched and that have enough others beside them."""
    return [leaf for leaf in draft.free(kind, leaf=True) if len(draft.parent(kind, leaf.code).children) >= least]


def fresh(draft: Draft, kind: UnitKind, parent: str) -> str:
    """A code under a parent that no node has, in either ruleset."""
    known = {node.code for card in (draft.cards[kind], draft.old.scorecards[kind]) for node in card.walk()}
    return next(code for number in range(50, 99) if (code := f"{parent}.{number}") not in known)


def added(draft: Draft, draw: Draw) -> None:
    """A leaf comes."""
    kind = kind_of_unit(draft, draw)
    parent = some(draw, draft.free(kind, leaf=False))
    if parent is None:
        return
    like = next(node for node in parent.walk() if not node.children)
    leaf = attrs.evolve(like, code=fresh(draft, kind, parent.code))
    draft.add_under(kind, parent.code, leaf)
    draft.touch(kind, leaf.code)
    draft.expect(_K.CRITERION_ADDED, "node", kind, new=(leaf.code,), after=(leaf,))


def dropped(draft: Draft, draw: Draw) -> None:
    """A leaf goes."""
    kind = kind_of_unit(draft, draw)
    leaf = some(draw, siblings(draft, kind, 2))
    if leaf is None:
        return
    draft.touch(kind, leaf.code, *[child.code for child in draft.parent(kind, leaf.code).children])
    draft.replace(kind, leaf.code)
    draft.expect(_K.CRITERION_REMOVED, "node", kind, old=(leaf.code,), before=(leaf,))


def renumbered(draft: Draft, draw: Draw) -> None:
    """A leaf has another code: with an entry it was renumbered, without it one went and another came."""
    kind = kind_of_unit(draft, draw)
    leaf = some(draw, siblings(draft, kind, 2))
    if leaf is None:
        return
    parent = draft.parent(kind, leaf.code)
    draft.touch(kind, *[child.code for child in parent.children])
    code = fresh(draft, kind, parent.code)
    draft.replace(kind, leaf.code, attrs.evolve(leaf, code=code))
    _tell_place(draft, draw, kind, _K.RENUMBERED, leaf, code)


def moved(draft: Draft, draw: Draw) -> None:
    """A leaf stands under another parent."""
    kind = kind_of_unit(draft, draw)
    leaf = some(draw, siblings(draft, kind, 2))
    if leaf is None:
        return
    own = draft.parent(kind, leaf.code)
    parents = [node for node in draft.free(kind, leaf=False) if node.code != own.code]
    parent = some(draw, parents)
    if parent is None:
        return
    draft.touch(kind, *[child.code for child in own.children])
    code = fresh(draft, kind, parent.code)
    draft.replace(kind, leaf.code)
    draft.add_under(kind, parent.code, attrs.evolve(leaf, code=code))
    _tell_place(draft, draw, kind, _K.MOVED, leaf, code)


def _tell_place(  # noqa: PLR0913, PLR0917 - what was done, where, and to what
    draft: Draft, draw: Draw, kind: UnitKind, change: ChangeKind, leaf: Criterion, code: str
) -> None:
    draft.touch(kind, leaf.code, code)
    if draft.crosswalk and draw(st.booleans()):
        draft.entries.append(CrosswalkEntry(unit_kind=kind, old=(leaf.code,), new=(code,), reason=WHY))
        draft.expect(change, "code", kind, old=(leaf.code,), new=(code,), before=leaf.code, after=code)
    else:
        draft.expect(_K.CRITERION_REMOVED, "node", kind, old=(leaf.code,), before=(leaf,))
        again = attrs.evolve(leaf, code=code)
        draft.expect(_K.CRITERION_ADDED, "node", kind, new=(code,), after=(again,))


def regrouped(draft: Draft, draw: Draw) -> None:
    """Leaves of one parent are cut anew, by an entry: one into two, two into one, two into two."""
    kind = kind_of_unit(draft, draw)
    counts = draw(st.sampled_from([(1, 2), (2, 1), (2, 2)]))
    free = {leaf.code for leaf in draft.free(kind, leaf=True)}
    parents = [
        node
        for node in draft.cards[kind].walk()
        if len(node.children) > counts[0] and len([c for c in node.children if c.code in free]) >= counts[0]
    ]
    parent = some(draw, parents) if draft.crosswalk else None
    if parent is None:
        return
    old = [child for child in parent.children if child.code in free][: counts[0]]
    first = fresh(draft, kind, parent.code)
    codes = [first, f"{parent.code}.{int(first.rpartition('.')[2]) + 1}"][: counts[1]]
    new = [attrs.evolve(old[0], code=code) for code in codes]
    draft.touch(kind, *[child.code for child in parent.children], *codes)
    draft.replace(kind, old[0].code, *new)
    for leaf in old[1:]:
        draft.replace(kind, leaf.code)
    olds = tuple(leaf.code for leaf in old)
    entry = CrosswalkEntry(unit_kind=kind, old=olds, new=tuple(codes), reason=WHY)
    draft.entries.append(entry)
    change = {(1, 2): _K.SPLIT, (2, 1): _K.MERGED, (2, 2): _K.REARRANGED}[counts]
    draft.expect(change, "node", kind, old=olds, new=tuple(codes), before=tuple(old), after=tuple(new))


def deepened(draft: Draft, draw: Draw) -> None:
    """A leaf gets a level of its own: by an entry it was split, without one it is another node."""
    kind = kind_of_unit(draft, draw)
    leaf = some(draw, siblings(draft, kind, 2))
    if leaf is None:
        return
    draft.touch(kind, *[child.code for child in draft.parent(kind, leaf.code).children])
    codes = tuple(f"{leaf.code}.{number}" for number in (1, 2))
    below = tuple(attrs.evolve(leaf, code=code, max_points=QUARTER) for code in codes)
    parent = Criterion(
        code=leaf.code, name=leaf.name, max_points=QUARTER * 2, sub_criteria=below, basis=leaf.basis, source=leaf.source
    )
    draft.replace(kind, leaf.code, parent)
    draft.touch(kind, leaf.code, *codes)
    if draft.crosswalk and draw(st.booleans()):
        draft.entries.append(CrosswalkEntry(unit_kind=kind, old=(leaf.code,), new=codes, reason=WHY))
        draft.expect(_K.SPLIT, "node", kind, old=(leaf.code,), new=codes, before=(leaf,), after=below)
    else:
        draft.expect(_K.CRITERION_REMOVED, "node", kind, old=(leaf.code,), before=(leaf,))
        draft.expect(_K.CRITERION_ADDED, "node", kind, new=(leaf.code,), after=(parent,))


def new_field(draft: Draft, draw: Draw) -> None:
    """A field comes, with all that is in it."""
    kind = kind_of_unit(draft, draw)
    if (kind, "field 99") in draft.touched:
        return
    draft.touch(kind, "field 99", "99", "99.1")
    card = draft.cards[kind]
    like = next(leaf for leaf in card.leaves if leaf.max_points is not None)
    leaf = attrs.evolve(like, code="99.1")
    field = Field(
        code="99", name=OTHER_NAME, max_points=leaf.max_points, criteria=(leaf,), basis=leaf.basis, source=leaf.source
    )
    draft.cards[kind] = attrs.evolve(card, fields=(*card.fields, field))
    draft.expect(_K.FIELD_ADDED, "node", kind, new=("99",), after=(field,))


def no_field(draft: Draft, draw: Draw) -> None:
    """A field goes, with all that is in it."""
    kind = kind_of_unit(draft, draw)
    card = draft.cards[kind]
    free = [
        field
        for field in card.fields
        if len(card.fields) > 1 and not any((kind, node.code) in draft.touched for node in field.walk())
    ]
    field = some(draw, free)
    if field is None:
        return
    if any((kind, each.code) in draft.touched for each in card.fields):
        return
    draft.touch(kind, *[each.code for each in card.fields])
    draft.cards[kind] = attrs.evolve(card, fields=tuple(each for each in card.fields if each is not field))
    draft.expect(_K.FIELD_REMOVED, "node", kind, old=(field.code,), before=(field,))


def points_moved(draft: Draft, draw: Draw) -> None:
    """Points go from one leaf to another: by the crosswalk they were moved; where they do not add up they were not."""
    kind = kind_of_unit(draft, draw)
    leaves = [leaf for leaf in draft.free(kind, leaf=True) if leaf.max_points is not None and leaf.max_points > QUARTER]
    if len(leaves) < 2 or not draft.crosswalk:
        return
    first, second = draw(st.lists(st.sampled_from(leaves), min_size=2, max_size=2, unique_by=lambda leaf: leaf.code))
    balanced = draw(st.booleans())
    for leaf, by in ((first, QUARTER), (second, -QUARTER if balanced else -QUARTER / 2)):
        after = leaf.max_points + by
        draft.change(kind, leaf.code, max_points=after)
        change = _K.POINTS_MOVED if balanced else _K.MAX_RAISED if by > 0 else _K.MAX_LOWERED
        draft.tell(kind, leaf.code, change, "max_points", before=leaf.max_points, after=after)
    draft.moved.append(PointsMoved(unit_kind=kind, codes=(first.code, second.code), reason=WHY))


# --- The decision


def decision(draft: Draft, draw: Draw) -> None:
    """What the scorecards share."""
    old = draft.decision
    choices = decision_choices(draft)
    free = [each for each in choices if ("decision", each[1]) not in draft.touched]
    choice = some(draw, free)
    if choice is None:
        return
    change, attribute, name, after = choice
    draft.touched.add(("decision", attribute))
    before = getattr(old, name)
    draft.decision = attrs.evolve(old, **{name: after})
    if change is _K.BASIS_CHANGED:
        before, after = before.basis, after.basis
    draft.expect(change, attribute, before=before, after=after)


Choices = list[tuple[ChangeKind, str, str, Any]]


def decision_choices(draft: Draft) -> Choices:
    """Another value for each part of a decision: the kind of change, its attribute, the part, and the value."""
    old = draft.decision
    rounding, ranking = old.rounding, old.ranking
    turned = {ScopeOf.GROUP: ScopeOf.PROVINCE, ScopeOf.PROVINCE: ScopeOf.GROUP}
    scopes = tuple(attrs.evolve(scope, scope=turned[scope.scope]) for scope in ranking.scopes)
    bases = {Basis.ATTESTED: Basis.INFERRED}
    day = Deadline(stage=Stage.SURVEY, by=MonthDay(10, 5), basis=Basis.INFERRED, source=old.sources[0].id)
    ties = Ties.AUTHORITY if ranking.ties is Ties.SHARED else Ties.SHARED
    on = {RankedOn.TOTAL: RankedOn.INDEX_PERCENT, RankedOn.INDEX_PERCENT: RankedOn.TOTAL}
    choices: Choices = [
        (_K.ROUNDING_CHANGED, "rounding", "rounding", attrs.evolve(rounding, total=Rounding(1, RoundingMode.UP))),
        (_K.ROUNDING_CHANGED, "rounding", "rounding", attrs.evolve(rounding, index_percent=Rounding(0, RoundingMode.UP))),
        (_K.BASIS_CHANGED, "rounding", "rounding", attrs.evolve(rounding, basis=bases.get(rounding.basis, Basis.ATTESTED))),
        (_K.RANKING_CHANGED, "ranking", "ranking", attrs.evolve(ranking, ties=ties)),
        (_K.RANKING_CHANGED, "ranking", "ranking", attrs.evolve(ranking, on=on[ranking.on])),
        (_K.RANKING_CHANGED, "ranking", "ranking", attrs.evolve(ranking, scopes=scopes)),
        (_K.RANKING_CHANGED, "ranking", "ranking", attrs.evolve(ranking, tie_breakers=("evidence",))),
        (_K.BASIS_CHANGED, "ranking", "ranking", attrs.evolve(ranking, basis=bases.get(ranking.basis, Basis.ATTESTED))),
        (_K.HOLIDAYS_CHANGED, "holidays", "holidays", (*old.holidays, date(2031, 9, 2))),
        (_K.APPRAISER_CHANGED, "appraisers", "appraisers", (*old.appraisers, Appraiser(id="another", name=OTHER_NAME))),
        (_K.DEADLINE_CHANGED, "calendar", "calendar", (*old.calendar, day)),
        (_K.ACT_CHANGED, "act", "act", attrs.evolve(old.act, in_force_until=date(2040, 1, 1))),
        (_K.ACT_CHANGED, "act", "act", attrs.evolve(old.act, title=OTHER_NAME)),
        (_K.BASIS_CHANGED, "act", "act", attrs.evolve(old.act, basis=bases.get(old.act.basis, Basis.ATTESTED))),
    ]  # fmt: skip
    if old.bands:
        turned_band = attrs.evolve(old.bands[0], no_zero_criterion=not old.bands[0].no_zero_criterion)
        choices += [
            (_K.GRADES_CHANGED, "bands", "bands", (turned_band, *old.bands[1:])),
            (_K.GRADES_CHANGED, "bands", "bands", old.bands[:-1]),
            (_K.WORDING_CHANGED, "bands", "bands", (attrs.evolve(old.bands[0], name=OTHER_NAME), *old.bands[1:])),
        ]
    if not draft.crosswalk:
        choices.append((_K.WORDING_CHANGED, "name", "name", OTHER_NAME))
    return choices


TREE: Final[tuple[Mutation, ...]] = (
    added, dropped, renumbered, moved, regrouped, deepened, new_field, no_field, points_moved, decision,
)  # fmt: skip
EVERY: Final = (*VALUES, *TREE)
