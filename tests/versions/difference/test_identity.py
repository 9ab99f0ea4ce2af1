"""Which node of one ruleset is which node of another: codes, and the crosswalk by hand; nothing is guessed."""

from collections.abc import Iterable

import attrs
import pytest

from cchc_rules import Ruleset, load
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.law.identity import Pairing, crosswalk_between, pair, unit_kinds
from cchc_rules.law.model import Criterion, Crosswalk, CrosswalkEntry, Field, PointsMoved, Scorecard
from cchc_rules.versions.catalogue import ChangeKind
from tests.support import sound
from tests.versions.difference.draft import bare, replaced

COMMUNE = UnitKind.COMMUNE
WHY = Name("vì vậy", "for that reason")
K = ChangeKind


def entry(old: str, new: str, kind: UnitKind = COMMUNE) -> CrosswalkEntry:
    return CrosswalkEntry(unit_kind=kind, old=tuple(old.split()), new=tuple(new.split()), reason=WHY)


def older() -> Ruleset:
    return attrs.evolve(sound(), crosswalk=None)


def newer(*entries: CrosswalkEntry, card: Scorecard | None = None, moved: Iterable[str] = ()) -> Ruleset:
    """The sound ruleset under another id, with a crosswalk from itself."""
    made = sound() if card is None else attrs.evolve(sound(), scorecards={COMMUNE: card})
    points = tuple(PointsMoved(unit_kind=COMMUNE, codes=(code, "2.5"), reason=WHY) for code in moved)
    crosswalk = Crosswalk(format=1, older="sound", entries=entries, points_moved=points)
    return attrs.evolve(made, decision=attrs.evolve(made.decision, id="newer"), crosswalk=crosswalk)


def recoded(old: str, new: str) -> Scorecard:
    """The scorecard of communes with one leaf under another code."""
    card = older().scorecard("commune")
    leaf = card.node(old)
    return attrs.evolve(card, fields=replaced(card.fields, old, (attrs.evolve(leaf, code=new),)))


def paired(new: Ruleset, old: Ruleset | None = None) -> Pairing:
    before = older() if old is None else old
    return pair(before.scorecard("commune"), new.scorecard("commune"), crosswalk_between(before, new))


def kinds(new: Ruleset, *, backwards: bool = False) -> list[tuple[ChangeKind, tuple[str, ...], tuple[str, ...]]]:
    rulesets = (new, older()) if backwards else (older(), new)
    return [(change.kind, change.old.codes, change.new.codes) for change in bare(*rulesets)]


def test_a_code_that_stands_in_no_entry_is_itself() -> None:
    found = paired(newer())
    assert found.new_of == {node.code: node.code for node in older().scorecard("commune").walk()}
    assert (found.regrouped, found.added, found.removed) == ((), (), ())
    assert kinds(newer()) == []


def test_one_to_one() -> None:
    made = newer(entry("2.6", "2.7"), card=recoded("2.6", "2.7"))
    assert (paired(made).new_of["2.6"], paired(made).old_of["2.7"]) == ("2.7", "2.6")
    assert kinds(made) == [(K.RENUMBERED, ("2.6",), ("2.7",))]
    assert kinds(made, backwards=True) == [(K.RENUMBERED, ("2.7",), ("2.6",))]
    assert [change.reason for change in bare(made, older())] == [WHY]


def test_without_an_entry_one_goes_and_another_comes() -> None:
    made = newer(card=recoded("2.6", "2.7"))
    assert (paired(made).added, paired(made).removed) == (("2.7",), ("2.6",))
    assert sorted(kinds(made)) == [(K.CRITERION_ADDED, (), ("2.7",)), (K.CRITERION_REMOVED, ("2.6",), ())]


def test_codes_that_change_places() -> None:
    made = newer(entry("2.4", "2.5"), entry("2.5", "2.4"))
    assert {paired(made).new_of[code] for code in ("2.4", "2.5")} == {"2.5", "2.4"}
    assert {K.RENUMBERED, K.SCORING_REPLACED} <= {kind for kind, _, _ in kinds(made)}


def test_a_code_left_by_one_node_and_spoken_for_is_another_node() -> None:
    """2.5 is what 2.6 was; the older 2.5 stands in no entry, and its code is taken: it was dropped."""
    card = older().scorecard("commune")
    fields = replaced(replaced(card.fields, "2.5", ()), "2.6", (attrs.evolve(card.node("2.6"), code="2.5"),))
    made = newer(entry("2.6", "2.5"), card=attrs.evolve(card, fields=fields))
    assert paired(made).removed == ("2.5",)
    assert sorted(kinds(made)) == [(K.CRITERION_REMOVED, ("2.5",), ()), (K.RENUMBERED, ("2.6",), ("2.5",))]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [("2.4", "2.4 2.5", K.SPLIT), ("2.4 2.5", "2.4", K.MERGED), ("2.4 2.5", "2.4 2.5", K.REARRANGED)],
)
def test_one_to_several_and_back(old: str, new: str, kind: ChangeKind) -> None:
    made = newer(entry(old, new))
    told = kinds(made)
    assert (kind, tuple(old.split()), tuple(new.split())) in told
    assert paired(made).regrouped[0].reason == WHY
    backwards = {K.SPLIT: K.MERGED, K.MERGED: K.SPLIT}.get(kind, kind)
    assert (backwards, tuple(new.split()), tuple(old.split())) in kinds(made, backwards=True)


def test_a_parent_that_is_there_for_the_new_leaves_alone_comes_with_them() -> None:
    """A leaf gets children: the parent of the new leaves bears its code, and is no twin of it."""
    leaf = older().scorecard("commune").node("2.6")
    assert isinstance(leaf, Criterion)
    below = tuple(attrs.evolve(leaf, code=f"2.6.{number}") for number in (1, 2))
    parent = Criterion(
        code="2.6", name=leaf.name, max_points=leaf.max_points, sub_criteria=below, basis=leaf.basis, source=leaf.source
    )
    card = older().scorecard("commune")
    deeper = attrs.evolve(card, fields=replaced(card.fields, "2.6", (parent,)))
    made = newer(entry("2.6", "2.6.1 2.6.2"), card=deeper)
    (one,) = paired(made).regrouped
    assert (one.all_old, one.all_new, one.new_parents) == (("2.6",), ("2.6.1", "2.6.2", "2.6"), ("2.6",))
    assert kinds(made) == [(K.SPLIT, ("2.6",), ("2.6.1", "2.6.2"))]
    assert kinds(made, backwards=True) == [(K.MERGED, ("2.6.1", "2.6.2"), ("2.6",))]
    lost = newer(card=deeper)
    assert sorted(kinds(lost)) == [(K.CRITERION_ADDED, (), ("2.6",)), (K.CRITERION_REMOVED, ("2.6",), ())]
    one_to_one = newer(entry("2.6", "2.6"), card=deeper)  # a leaf that got children is another node, whatever is said
    assert sorted(kinds(one_to_one)) == sorted(kinds(lost))


def test_a_parent_that_stands_in_both_is_itself_whatever_became_of_all_below_it() -> None:
    card = older().scorecard("commune")
    (field,) = [field for field in card.fields if field.code == "3"]
    leaf = field.criteria[0]
    again = attrs.evolve(field, name=WHY, criteria=(leaf, attrs.evolve(leaf, code="3.2")))
    made = newer(entry("3.1", "3.1 3.2"), card=attrs.evolve(card, fields=replaced(card.fields, "3", (again,))))
    assert paired(made).new_of["3"] == "3"
    told = [(kind, new) for kind, _, new in kinds(made)]
    assert (K.SPLIT, ("3.1", "3.2")) in told
    assert (K.WORDING_CHANGED, ("3",)) in told


def test_a_criterion_is_never_a_field() -> None:
    card = older().scorecard("commune")
    below = card.node("1.1")
    assert isinstance(below, Criterion)
    field = Field(
        code="4", name=below.name, max_points=below.max_points, criteria=below.sub_criteria, basis=below.basis, source=below.source
    )  # fmt: skip
    lifted = attrs.evolve(card, fields=(*replaced(card.fields, "1.1", ()), field))
    made = newer(entry("1.1", "4"), card=lifted)
    told = kinds(made)
    assert (K.FIELD_ADDED, (), ("4",)) in told
    assert (K.CRITERION_REMOVED, ("1.1",), ()) in told


@pytest.mark.parametrize("unknown", [entry("9.9", "2.6"), entry("2.6", "9.9"), entry("2.6 9.9", "2.5")])
def test_an_entry_that_names_unknown_codes_says_nothing(unknown: CrosswalkEntry) -> None:
    assert kinds(newer(unknown)) == []


def test_an_entry_of_another_kind_of_unit_says_nothing() -> None:
    assert kinds(newer(entry("2.4", "2.5", UnitKind.DISTRICT))) == []


def test_the_crosswalk_of_another_ruleset_is_none() -> None:
    old, new = older(), newer(entry("2.4", "2.5"))
    elsewhere = attrs.evolve(new.crosswalk or Crosswalk(format=1, older=""), older="elsewhere")
    assert crosswalk_between(old, attrs.evolve(new, crosswalk=elsewhere)) is None
    assert crosswalk_between(attrs.evolve(old, crosswalk=elsewhere), attrs.evolve(new, crosswalk=None)) is None
    assert crosswalk_between(old, new) == new.crosswalk
    assert crosswalk_between(new, new) is None
    itself = attrs.evolve(new, crosswalk=attrs.evolve(elsewhere, older="newer"))
    assert crosswalk_between(itself, itself) is None


def test_a_crosswalk_read_backwards_is_that_of_the_older_ruleset() -> None:
    old, new = load("2023_2568"), load("2024_2426")
    backwards = crosswalk_between(new, old)
    assert new.crosswalk is not None
    assert backwards is not None
    assert backwards.older == "2024_2426"
    assert [(one.old, one.new) for one in backwards.entries] == [(one.new, one.old) for one in new.crosswalk.entries]
    for kind in unit_kinds(old, new):
        there = pair(old.scorecards[kind], new.scorecards[kind], new.crosswalk)
        back = pair(new.scorecards[kind], old.scorecards[kind], backwards)
        assert there.new_of == back.old_of
        assert (set(there.added), set(there.removed)) == (set(back.removed), set(back.added))


def test_points_moved_name_the_older_codes_when_read_backwards() -> None:
    made = newer(entry("2.6", "2.7"), entry("2.1", "2.1 2.2"), card=recoded("2.6", "2.7"), moved=("2.7", "2.4"))
    backwards = crosswalk_between(made, older())
    assert backwards is not None
    assert [one.codes for one in backwards.points_moved] == [("2.6", "2.5"), ("2.4", "2.5")]


@pytest.mark.parametrize(
    ("raised", "lowered", "balanced"), [("2.5", "1.5", True), ("2.5", "1", False), ("2.5", "3", False)]
)
def test_points_are_moved_only_where_they_add_up(raised: str, lowered: str, *, balanced: bool) -> None:
    card = older().scorecard("commune")
    for code, points in (("2.4", raised), ("2.5", lowered)):
        node = attrs.evolve(card.node(code), max_points=type(card.max_points)(points))
        card = attrs.evolve(card, fields=replaced(card.fields, code, (node,)))
    told = {kind for kind, _, _ in kinds(newer(card=card, moved=("2.4",)))}
    assert (told == {K.POINTS_MOVED}) == balanced
    assert balanced or told <= {K.MAX_RAISED, K.MAX_LOWERED}


def test_points_are_not_moved_from_a_leaf_that_is_new() -> None:
    made = newer(card=recoded("2.4", "2.7"), moved=("2.7",))
    assert {kind for kind, _, _ in kinds(made)} == {K.CRITERION_ADDED, K.CRITERION_REMOVED}


def test_kinds_of_unit_that_either_scores() -> None:
    district = attrs.evolve(sound(), scorecards={UnitKind.DISTRICT: older().scorecard("commune")})
    assert unit_kinds(older(), district) == (UnitKind.DISTRICT, COMMUNE)
    assert {kind for kind, _, _ in kinds(district)} == {K.SCORECARD_ADDED, K.SCORECARD_REMOVED}
