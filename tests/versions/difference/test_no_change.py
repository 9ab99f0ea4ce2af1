"""What two rulesets may say otherwise without any change: what docs/reference/changes.md lists, and nothing hidden in it."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import attrs
import pytest

from cchc_rules import Ruleset
from cchc_rules.law.awards import Bands, Proportional
from cchc_rules.law.decision import Decision, Scope, ScopeOf, UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.law.grounds import Basis, Ground
from cchc_rules.law.measures import Weighted
from cchc_rules.law.model import Criterion, Node
from cchc_rules.versions.catalogue import ChangeKind
from tests.support import sound
from tests.versions.difference.draft import bare, put, replaced

K = ChangeKind
COMMUNE = UnitKind.COMMUNE
OTHER = Name("khác", "other")


def deciding(make: Callable[[Decision], Decision]) -> tuple[Ruleset, Ruleset]:
    return sound(), attrs.evolve(sound(), decision=make(sound().decision))


def at_node(code: str, make: Callable[[Node], Node]) -> tuple[Ruleset, Ruleset]:
    card = sound().scorecard("commune")
    edited = attrs.evolve(card, fields=replaced(card.fields, code, (make(card.node(code)),)))
    return sound(), attrs.evolve(sound(), scorecards={COMMUNE: edited})


def next_act(decision: Decision) -> Decision:
    act = attrs.evolve(
        decision.act, number="2/QĐ-UBND", title=OTHER, signed_on=date(2032, 1, 1), assessed_years=(2032,)
    )
    return attrs.evolve(decision, id="next", name=OTHER, act=act, counts=(), revision=1, revisions=())


UNSAID: dict[str, Callable[[Decision], Decision]] = {
    "another act": next_act,
    "sources": lambda it: attrs.evolve(it, sources=it.sources[::-1]),
    "where the act stands": lambda it: attrs.evolve(it, act=attrs.evolve(it.act, source="argued", locator="trang 9")),
    "the order of appraisers": lambda it: attrs.evolve(it, appraisers=it.appraisers[::-1]),
    "the order of days": lambda it: attrs.evolve(it, calendar=it.calendar[::-1]),
    "the basis of a day": lambda it: put(it, ("calendar", 0, "basis"), Basis.INFERRED),
    "the basis of a band": lambda it: put(it, ("bands", 0, "basis"), Basis.INFERRED),
    "the basis of a scope": lambda it: put(it, ("ranking", "scopes", 0, "basis"), Basis.INFERRED),
    "a scope of what is not here": lambda it: put(
        it,
        ("ranking", "scopes"),
        (*it.ranking.scopes, Scope(unit_kind=UnitKind.DISTRICT, scope=ScopeOf.GROUP, basis=Basis.ATTESTED, source="annex")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", UNSAID)
def test_what_a_decision_may_say_otherwise(what: str) -> None:
    old, new = deciding(UNSAID[what])
    assert bare(old, new).changes == ()


@pytest.mark.parametrize(
    "make",
    [
        lambda node: attrs.evolve(node, source="gazette", locator="trang 3"),
        lambda node: attrs.evolve(node, grounds=(Ground(part="name", basis=Basis.TRANSCRIBED, source="annex"),)),
    ],
)
def test_where_a_node_stands_and_what_its_name_rests_on(make: Callable[[Node], Node]) -> None:
    assert bare(*at_node("1.1.2", make)).changes == ()


def with_award(code: str, **values: object) -> tuple[Ruleset, Ruleset]:
    def make(node: Node) -> Node:
        assert isinstance(node, Criterion)
        assert node.scoring is not None
        award = attrs.evolve(node.scoring.award, **values)  # type: ignore[arg-type]  # of the award at hand
        return attrs.evolve(node, scoring=attrs.evolve(node.scoring, award=award))

    return at_node(code, make)


@pytest.mark.parametrize("values", [{"floor": Fraction(0)}, {"full_at": Fraction(1)}])
def test_a_threshold_that_says_what_holds_without_it(values: dict[str, Fraction]) -> None:
    old, new = with_award("1.3", **values)
    assert isinstance(old.scorecard("commune").node("1.3"), Criterion)
    assert bare(old, new).changes == bare(new, old).changes == ()


def test_a_ground_of_a_number_that_changed_with_it_is_told_with_it() -> None:
    def make(node: Node) -> Node:
        grounds = (Ground(part="max_points", basis=Basis.INFERRED, source="argued"),)
        return attrs.evolve(node, max_points=Fraction(5, 2), grounds=grounds)

    (change,) = bare(*at_node("2.4", make))
    assert (change.kind, change.old.basis, change.new.basis) == (K.MAX_RAISED, Basis.ATTESTED, Basis.INFERRED)


# --- Corners of what is told ---------------------------------------------------------------------------------------------


def edges(*rows: str, paid: tuple[int, ...] = (2, 1)) -> Bands:
    from cchc_rules.exact import Interval  # noqa: PLC0415 - used here alone
    from cchc_rules.law.awards import Band  # noqa: PLC0415 - as above

    listed = zip(rows, paid, strict=True)
    return Bands(rows=tuple(Band(within=Interval.parse(text), points=Fraction(points)) for text, points in listed))


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (edges("[5, inf)", "(-inf, 5)"), edges("(5, inf)", "(-inf, 5]"), {K.BAND_EDGE_OPENED}),
        (edges("(5, inf)", "(-inf, 5]"), edges("[5, inf)", "(-inf, 5)"), {K.BAND_EDGE_CLOSED}),
        (edges("[5, inf)", "(-inf, 5)", paid=(1, 1)), edges("(5, inf)", "(-inf, 5]", paid=(1, 1)), {K.BAND_EDGE_CHANGED}),
        (edges("[5, inf)", "(-inf, 5)"), edges("(5, inf)", "(-inf, 5)"), {K.BAND_EDGE_OPENED}),  # 5 earns nothing
        (
            edges("[5, inf)", "(-inf, 5)", paid=(2, 1)),
            edges("(5, inf)", "(-inf, 5]", paid=(1, 2)),  # better by the new points, worse by the old
            {K.BAND_EDGE_CHANGED, K.POINTS_CHANGED},
        ),
        (
            edges("[5, inf)", "(3, 5)", "(-inf, 3]", paid=(3, 2, 1)),
            edges("(5, inf)", "[3, 5]", "(-inf, 3)", paid=(3, 2, 1)),  # 5 earns less, 3 earns more
            {K.BAND_EDGE_CHANGED},
        ),
    ],
)  # fmt: skip
def test_edges_that_open_and_close(before: Bands, after: Bands, kinds: set[ChangeKind]) -> None:
    def with_bands(award: Bands) -> Ruleset:
        node = sound().scorecard("commune").node("2.1")
        assert isinstance(node, Criterion)
        assert node.scoring is not None
        scoring = attrs.evolve(node.scoring, award=award)
        return at_node("2.1", lambda it: put(it, ("scoring",), scoring))[1]

    old, new = with_bands(before), with_bands(after)
    there, back = bare(old, new), bare(new, old)
    assert {change.kind for change in there} == kinds
    assert {change.mirrored().fingerprint for change in there} == {change.fingerprint for change in back}


def test_a_leaf_without_a_scoring_that_gets_one() -> None:
    old, new = at_node("1.1.2", lambda node: put(node, ("scoring",), None))
    assert {change.kind for change in bare(old, new)} == {K.SCORING_REPLACED}
    assert {change.kind for change in bare(new, old)} == {K.SCORING_REPLACED}


def test_readings_that_mean_the_same_in_other_words() -> None:
    def words(node: Node) -> Node:
        assert isinstance(node, Criterion)
        assert node.chosen is not None
        return attrs.evolve(node, chosen=attrs.evolve(node.chosen, why=OTHER))

    (change,) = bare(*at_node("2.6", words))
    assert (change.kind, change.attribute) == (K.WORDING_CHANGED, "readings")

    def policy(node: Node) -> Node:
        assert isinstance(node, Criterion)
        return put(node, ("readings", 0, "not_applicable"), node.not_applicable)  # type: ignore[no-any-return]

    assert [change.kind for change in bare(*at_node("2.6", policy))] == [K.READINGS_CHANGED]


def test_arms_and_parts_that_are_of_other_kinds() -> None:
    def otherwise(node: Node) -> Node:
        return put(node, ("scoring", "award", "otherwise", "scoring", "award"), Proportional())  # type: ignore[no-any-return]

    (change,) = bare(*at_node("2.3", otherwise))
    assert change.kind is K.SCORING_REPLACED
    assert [edit.path for edit in change.edits] == [("scoring", "award", "otherwise", "scoring")]


def test_a_sum_of_other_weights_is_edited_weight_by_weight() -> None:
    def weights(node: Node) -> Node:
        assert isinstance(node, Criterion)
        assert node.scoring is not None
        measure = node.scoring.measure
        assert isinstance(measure, Weighted)
        return put(node, ("scoring", "measure", "of", 0, "times"), Fraction(1))  # type: ignore[no-any-return]

    (change,) = bare(*at_node("2.5", weights))
    assert [edit.path for edit in change.edits] == [("scoring", "measure", "of", 0, "times")]


def test_a_sum_of_other_items_is_edited_as_a_whole() -> None:
    def items(node: Node) -> Node:
        return put(node, ("scoring", "measure", "of", 0, "fact"), "done")  # type: ignore[no-any-return]

    changes = bare(*at_node("2.5", items))
    assert [(change.kind, change.attribute) for change in changes] == [
        (K.ITEMS_CHANGED, each) for each in ("rule", "facts")
    ]
    assert changes.changes[0].edits[0].path == ("scoring", "measure")


@pytest.mark.parametrize("part", ["act", "rounding", "ranking"])
def test_a_part_of_the_decision_that_rests_on_another_ground(part: str) -> None:
    before = getattr(sound().decision, part).basis
    (change,) = bare(*deciding(lambda it: put(it, (part, "basis"), Basis.ILLUSTRATIVE)))
    assert (change.kind, change.attribute) == (K.BASIS_CHANGED, part)
    assert (change.old.value, change.new.value) == (before, Basis.ILLUSTRATIVE)


def test_days_and_bands_rest_on_the_weakest_of_their_grounds() -> None:
    def mixed(it: Decision) -> Decision:
        return put(put(it, ("calendar", 0, "basis"), Basis.ILLUSTRATIVE), ("calendar", 1, "by", "day"), 30)  # type: ignore[no-any-return]

    (change,) = bare(*deciding(mixed))
    assert (change.kind, change.old.basis, change.new.basis) == (K.DEADLINE_CHANGED, Basis.ATTESTED, Basis.ILLUSTRATIVE)
    (change,) = bare(*deciding(lambda it: attrs.evolve(it, bands=())))
    assert (change.kind, change.old.basis, change.new.basis) == (K.GRADES_CHANGED, Basis.ATTESTED, None)


@pytest.mark.parametrize(
    ("code", "path", "kind"),
    [
        ("1.4", ("scoring", "award", "step"), K.LEVELS_CHANGED),
        ("2.3", ("scoring", "award", "arms"), K.PARTS_CHANGED),
        ("2.2", ("scoring", "award", "minus"), K.PARTS_CHANGED),
    ],
)
def test_grids_arms_and_parts(code: str, path: tuple[str, ...], kind: ChangeKind) -> None:
    value = Fraction(1, 2) if kind is K.LEVELS_CHANGED else ()
    changes = bare(*at_node(code, lambda node: put(node, path, value)))
    assert {change.kind for change in changes} == {kind}
    assert not any(change.fits for change in changes)
