"""Which node stands beside which: once each, under its field, with what left told where it stood."""

from collections import Counter
from typing import Any

import attrs
import pytest

from cchc_rules import diff, load
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.law.model import Crosswalk, CrosswalkEntry, PointsMoved, Ruleset
from cchc_rules.report.changes.html import changes_html
from cchc_rules.report.changes.rows import Mark, Row, Spread, spreads
from cchc_rules.versions.changes import Changes
from tests.report.changes_page.support import lines_of, read, shipped, with_card, with_field

REASON = Name("Thử", "Trial")
DEPARTMENT = UnitKind.DEPARTMENT


def backwards() -> Changes:
    return diff(shipped().new, shipped().old)


BOTH_WAYS = [shipped, pytest.param(backwards, marks=pytest.mark.once)]


def rows(spread: Spread) -> list[Row]:
    return [row for group in spread.groups for row in group.rows]


def row(changes: Changes, name: str) -> Row:
    (found,) = (one for spread in spreads(changes) for one in rows(spread) if one.id == name)
    return found


def later(*entries: tuple[tuple[str, ...], tuple[str, ...]], moved: tuple[str, ...] = (), **fields: Any) -> Changes:  # noqa: ANN401
    """What changes where the newer ruleset is the older one with some fields exchanged, and this crosswalk."""
    old = load("2024_2426")
    card = old.scorecard(DEPARTMENT)
    for code, changed in fields.items():
        card = with_field(card, code.removeprefix("f"), **changed)
    listed = tuple(
        CrosswalkEntry(unit_kind=DEPARTMENT, old=before, new=after, reason=REASON) for before, after in entries
    )
    points = (PointsMoved(unit_kind=DEPARTMENT, codes=moved, reason=REASON),) if moved else ()
    crosswalk = Crosswalk(format=1, older=old.id, entries=listed, points_moved=points)
    decision = attrs.evolve(old.decision, id="2031_1")
    new = attrs.evolve(with_card(old, attrs.evolve(card, decision=decision)), decision=decision, crosswalk=crosswalk)
    return diff(old, new)


def field(ruleset: Ruleset, code: str) -> Any:  # noqa: ANN401 - a field, whose criteria are wanted
    return ruleset.scorecard(DEPARTMENT).node(code)


@pytest.mark.parametrize("changes", BOTH_WAYS)
def test_every_node_and_every_change_has_one_place(changes: Any) -> None:  # noqa: ANN401 - makes changes
    """Every node of both scorecards stands in one row, every change in one row or with the whole."""
    compared = changes()
    for spread in spreads(compared):
        placed = [one for one in rows(spread) if one.mark is not Mark.AWAY]
        for side, ruleset in (("old", compared.old), ("new", compared.new)):
            codes = Counter(node.code for one in placed for node in getattr(one, side))
            assert codes == Counter(node.code for node in ruleset.scorecard(spread.unit_kind).walk())
        told = Counter(change.fingerprint for one in rows(spread) for change in one.changes)
        told.update(change.fingerprint for change in spread.whole)
        assert told == Counter(change.fingerprint for change in compared if change.unit_kind is spread.unit_kind)
        assert len({one.id for one in rows(spread)}) == len(rows(spread))


@pytest.mark.parametrize("changes", BOTH_WAYS)
def test_what_both_have_stands_in_printed_order_and_what_was_dropped_where_it_stood(changes: Any) -> None:  # noqa: ANN401 - as above
    compared = changes()
    for spread in spreads(compared):
        new = [one.new[0].code for one in rows(spread) if one.new]
        order = [node.code for node in compared.new.scorecard(spread.unit_kind).walk()]
        assert new == [code for code in order if code in new]
        for group in spread.groups:
            old = [
                one.old[0].code for one in group.rows if one.old and one.mark in {Mark.AWAY, Mark.REMOVED, Mark.SAME}
            ]
            before = [node.code for node in compared.old.scorecard(spread.unit_kind).walk()]
            assert old == [code for code in before if code in old]


def test_what_is_new_below_a_criterion_stands_before_what_was_dropped_after_it() -> None:
    (seven,) = (group for group in spreads(shipped())[0].groups if group.field.code == "7")
    names = [one.id.removeprefix("department-") for one in seven.rows]
    assert names[names.index("7.2.2") :] == ["7.2.2", "7.2.3", "old-7.3", "7.3", "7.4"]
    assert names[names.index("7.1.2") :][:3] == ["7.1.2", "old-7.1.3", "7.2"]


def test_a_field_that_was_dropped_stands_last_with_all_it_held() -> None:
    old = load("2024_2426")
    card = old.scorecard(DEPARTMENT)
    new = with_card(old, attrs.evolve(card, fields=card.fields[1:]))
    spread = spreads(diff(old, new))[0]
    assert [group.field.code for group in spread.groups] == ["2", "3", "4", "5", "6", "7", "1"]
    assert {one.mark for one in spread.groups[-1].rows} == {Mark.REMOVED}
    assert len(spread.groups[-1].rows) == len(list(card.fields[0].walk()))


def test_a_criterion_that_stood_first_in_its_field_is_told_right_below_it() -> None:
    old = load("2024_2426")
    new = with_card(old, with_field(old.scorecard(DEPARTMENT), "2", criteria=field(old, "2").criteria[1:]))
    (two,) = (group for group in spreads(diff(old, new))[0].groups if group.field.code == "2")
    assert [one.id.removeprefix("department-") for one in two.rows[:3]] == ["2", "old-2.1", "old-2.1.1"]


def test_a_code_whose_old_criterion_was_dropped_says_so() -> None:
    two = field(load("2024_2426"), "2")
    dropped, after, *rest = two.criteria[2:]
    assert not dropped.children
    assert not after.children
    changed = {"criteria": (*two.criteria[:2], attrs.evolve(after, code=dropped.code), *rest)}
    compared = later(((after.code,), (dropped.code,)), f2=changed)
    (beside,) = row(compared, f"department-{dropped.code}").beside
    assert (beside.how, beside.row) == ("was_dropped", f"department-old-{dropped.code}")


def test_what_went_along_with_its_parent_is_not_called_unchanged() -> None:
    carried = [one for spread in spreads(shipped()) for one in rows(spread) if one.mark is Mark.CARRIED]
    assert [(one.old[0].code, one.new[0].code) for one in carried] == [("4.2.1", "4.3.1"), ("4.2.2", "4.3.2")]


def test_what_was_cut_anew_across_fields_is_told_in_both() -> None:
    ruleset = load("2024_2426")
    two, four = field(ruleset, "2"), field(ruleset, "4")
    first, last = two.criteria[-1], four.criteria[-1]
    assert not first.children
    assert not last.children
    joined = attrs.evolve(first, code="2.99")
    parted = attrs.evolve(first, code="2.98")
    compared = later(
        ((first.code, last.code), ("2.98", "2.99")),
        f2={"criteria": (*two.criteria[:-1], parted, joined)},
        f4={"criteria": four.criteria[:-1]},
    )
    one = row(compared, "department-2.98")
    assert [node.code for node in one.old] == [first.code, last.code]
    assert [node.code for node in one.new] == ["2.98", "2.99"]
    away = row(compared, f"department-old-{last.code}")
    assert (away.mark, away.beside[0].row) == (Mark.AWAY, "department-2.98")
    told = read(changes_html(compared, unit_kind=DEPARTMENT))
    assert all(set(lines_of(table)) == {7} for table in told.with_class("beside"))
