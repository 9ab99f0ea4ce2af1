"""What changed, as pages: every change once, under what it follows, and grouped as people read it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest

from cchc_rules import load
from cchc_rules.errors import Language
from cchc_rules.exact import Interval
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import FactType
from cchc_rules.law.grounds import Basis
from cchc_rules.law.model import Criterion, Ruleset
from cchc_rules.report.blocks import Heading, Notice, Outline, Page, Pairs, Table
from cchc_rules.report.changes.groups import UnitKindChanges, leading
from cchc_rules.report.changes.lines import change_lines
from cchc_rules.report.changes.pages import changes_pages, changes_text, touched_text
from cchc_rules.versions.catalogue import Contract
from cchc_rules.versions.changes import Change, Changes, Effect
from cchc_rules.versions.difference import diff
from tests.report.changes.drafts import (
    DEPARTMENT,
    between,
    carded,
    decided,
    fielded,
    first_field,
    ruleset_of,
    small,
    without_communes,
)
from tests.report.support import FACTS, SIMPLE, card

LANGUAGES: tuple[Language, ...] = ("vi", "en")
WAYS = [("2023_2568", "2024_2426"), ("2024_2426", "2023_2568")]


@pytest.fixture(scope="module")
def shipped() -> Changes:
    return between("2023_2568", "2024_2426")


def texts(page: Page) -> Iterator[str]:
    for block in page:
        match block:
            case Heading() | Notice():
                yield block.text
            case Pairs():
                yield from (f"{label} {text}" for label, text in block.rows)
            case Outline():
                yield from (text for _, text in block.items)
            case Table():
                yield from (" | ".join(row) for row in (*block.rows, *block.foot))


def whole(pages: tuple[Page, ...]) -> str:
    return "\n".join(text for page in pages for text in texts(page))


def tables(page: Page) -> list[Table]:
    return [block for block in page if isinstance(block, Table)]


def attested() -> Ruleset:
    """A small ruleset that is the text of a decision."""
    older = card(SIMPLE)
    source = older.decision.source("A04").id
    ground: dict[str, Any] = {"basis": Basis.ATTESTED, "source": source}
    fields = tuple(
        attrs.evolve(field, **ground, criteria=tuple(attrs.evolve(leaf, **ground) for leaf in field.criteria))
        for field in older.fields
    )
    decision = attrs.evolve(
        older.decision,
        rounding=attrs.evolve(older.decision.rounding, **ground),
        ranking=attrs.evolve(older.decision.ranking, **ground),
    )
    return ruleset_of(attrs.evolve(older, **ground, fields=fields, decision=decision))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("contract", Contract)
def test_every_change_of_a_contract_is_told_once(shipped: Changes, contract: Contract, language: Language) -> None:
    text = whole(changes_pages(shipped, language, contract=contract))
    told = {change.fingerprint for change in shipped.breaking(contract)}
    assert all(text.count(one) == 1 for one in told)
    assert not any(change.fingerprint in text for change in shipped if change.fingerprint not in told)


@pytest.mark.parametrize("kind", UnitKind)
def test_one_kind_of_unit_is_told_with_the_decision_and_no_other(shipped: Changes, kind: UnitKind) -> None:
    text = whole(changes_pages(shipped, "vi", unit_kind=kind))
    told = {change.fingerprint for change in shipped if change.unit_kind in {None, kind}}
    assert {change.fingerprint for change in shipped if change.fingerprint in text} == told


def test_the_overview_names_both_decisions_and_counts_every_leading_change(shipped: Changes) -> None:
    overview, *others = changes_pages(shipped, "en")
    text = whole((overview,))
    older, newer = (f"revision {ruleset.decision.revision}" for ruleset in (shipped.old, shipped.new))
    assert f"Decision 2568/QĐ-UBND (2023_2568, {older}), signed 8 November 2023; reconstruction" in text
    assert f"Decision 2426/QĐ-UBND (2024_2426, {newer}), signed 14 November 2024; reconstruction" in text
    assert "100 → 100 points; 51 → 55 scored criteria; criterion added: 5" in text
    [counts] = tables(overview)
    by_column = [sum(int(cell or 0) for cell in column) for column in list(zip(*counts.rows, strict=True))[2:]]
    assert list(map(int, counts.foot[0][2:])) == by_column
    assert sum(by_column) == len(shipped.leading)
    assert len(others) == len(UnitKind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_of_which_rulesets_it_is_no_more_than_a_reconstruction(
    shipped: Changes, language: Language
) -> None:
    for page in changes_pages(shipped, language):
        [notice] = [block.text for block in page if isinstance(block, Notice)]
        assert notice.endswith("(2023_2568, 2024_2426)")


def test_no_notice_stands_where_both_are_the_text_of_a_decision() -> None:
    older = attested()
    newer = carded(older, name=attrs.evolve(older.scorecards[DEPARTMENT].name, vi="Tên khác"))
    assert not any(isinstance(block, Notice) for page in changes_pages(diff(older, newer), "vi") for block in page)
    one_sided = changes_pages(diff(older, load("2024_2426")), "vi")
    assert all(any(isinstance(block, Notice) for block in page) for page in one_sided)


def test_what_follows_stands_under_what_it_follows(shipped: Changes) -> None:
    outlines = [block for page in changes_pages(shipped, "en") for block in page if isinstance(block, Outline)]
    places = {
        change.fingerprint: (number, line, depth)
        for change in shipped
        for number, block in enumerate(outlines)
        for line, (depth, text) in enumerate(block.items)
        if change.fingerprint in text
    }
    following = [change for change in shipped if change.follows is not None]
    assert following
    for change in following:
        assert change.follows is not None
        outline, line, depth = places[change.fingerprint]
        above, lead_line, lead_depth = places[change.follows]
        assert outline == above
        assert line > lead_line
        assert depth > lead_depth
        between = outlines[outline].items[lead_line + 1 : line]
        assert all(depth > lead_depth for depth, _ in between)


def test_words_that_follow_stand_in_one_line(shipped: Changes) -> None:
    [page] = changes_pages(shipped, "en", unit_kind="department")[1:]
    line = next(text for text in texts(page) if "English name: “Breaches of the code of conduct”" in text)
    assert line.startswith("with it: evidence: ")
    assert "modelled on: " in line
    assert "Vietnamese name: " in line


def test_renumbered_nodes_stand_in_one_line_for_each_reason(shipped: Changes) -> None:
    [page] = changes_pages(shipped, "en", unit_kind="department")[1:]
    lines = [text for text in texts(page) if text.startswith("CH209 ")]
    assert any("3.5 → 3.6 (" in line and "3.6 → 3.7 (" in line and "3.3.2" not in line for line in lines)
    assert any(text.startswith("3.6 → 3.7 ") for text in texts(page))


def test_what_has_no_reason_gives_none(shipped: Changes) -> None:
    bare = tuple(attrs.evolve(change, reason=None) for change in shipped)
    text = whole(changes_pages(attrs.evolve(shipped, changes=bare), "en"))
    assert "CH209 renumbered: " in text
    assert "reason: " not in text


def test_the_points_of_fields_are_compared(shipped: Changes) -> None:
    [page] = changes_pages(shipped, "vi", unit_kind="department")[1:]
    [fields] = tables(page)
    third = next(row for row in fields.rows if row[0].startswith("3 "))
    assert third[1:4] == ("24,5", "29", "+4,5")
    assert sum(int(row[4]) for row in fields.rows) == len(
        [change for change in shipped.leading if change.unit_kind == DEPARTMENT]
    )


def test_nothing_changed_is_said() -> None:
    same = load("2024_2426")
    [overview] = changes_pages(diff(same, same), "en")
    assert "Nothing changed" in list(texts(overview))
    assert "only words" not in whole((overview,))


def test_the_contract_asked_for_is_named(shipped: Changes) -> None:
    assert "Only “codes differ”, and what matters more" in list(texts(changes_pages(shipped, "en", contract="ids")[0]))


def test_nothing_matters_more_than_points(shipped: Changes) -> None:
    assert "Only “points can differ”" in list(texts(changes_pages(shipped, "en", contract="totals")[0]))


def test_what_is_not_listed_is_counted() -> None:
    name = first_field(small()).name
    once = decided(lambda ruleset: fielded(ruleset, "1", name=attrs.evolve(name, vi="Khác")))
    twice = decided(lambda ruleset: fielded(ruleset, "1", name=attrs.evolve(name, vi="Khác", en="Other")))
    for changes, said in ((once, "1 other is not listed"), (twice, "2 others are not listed")):
        [overview] = changes_pages(changes, "en", contract="totals")
        assert f"No change of this sort; {said}" in list(texts(overview))
        assert "Nothing changed" not in whole((overview,))


def test_sums_that_follow_are_not_counted_among_what_changes_break(shipped: Changes) -> None:
    [row] = [text for text in texts(changes_pages(shipped, "en")[0]) if text.startswith("What they break ")]
    moving = [one for one in shipped.leading if one.contract is Contract.TOTALS]
    sums = [one for one in moving if one.kind == "total_follows"]
    assert sums
    assert f"points can differ: {len(moving) - len(sums)};" in row


def test_copies_of_one_ruleset_are_told_apart_by_revision_and_place() -> None:
    older = small()
    revised = attrs.evolve(older.decision, revision=older.decision.revision + 1)
    [overview] = changes_pages(diff(older, attrs.evolve(older, decision=revised)), "en", places=("old/a", "new/a"))
    rows = list(texts(overview))
    for label, decision, place in (("Before", older.decision, "old/a"), ("After", revised, "new/a")):
        [row] = [text for text in rows if text.startswith(f"{label} ")]
        assert f"revision {decision.revision})" in row
        assert row.endswith(f"; {place}")


def test_a_scorecard_that_came_is_told_by_itself() -> None:
    overview, page = changes_pages(diff(without_communes(), small()), "en")
    assert "Commune: – → 3 points" in list(texts(page))
    assert "Commune – → 3 points; – → 2 scored criteria; 1 change" in "\n".join(texts(overview))
    assert any(text.startswith("scorecard added: “Of communes” (3 points)") for text in texts(page))


def renamed(ruleset: Ruleset) -> tuple[Criterion, ...]:
    return tuple(attrs.evolve(one, code=f"8{one.code[1:]}") for one in first_field(ruleset).criteria)


def test_fields_that_came_and_went_have_their_own_places() -> None:
    changes = decided(
        lambda ruleset: carded(
            ruleset,
            fields=(
                *ruleset.scorecards[DEPARTMENT].fields[1:],
                attrs.evolve(first_field(ruleset), code="8", max_points=None, criteria=renamed(ruleset)),
            ),
        )
    )
    page = changes_pages(changes, "en", unit_kind="department")[1]
    rows = {row[0].partition(" ")[0]: row[1:4] for row in tables(page)[0].rows}
    assert rows == {"1": ("3", "–", "–"), "8": ("–", "–", "–")}
    assert any(text.startswith("field removed: 1 ") for text in texts(page))


def test_facts_and_the_whole_stand_apart() -> None:
    older = card(SIMPLE)
    edited = attrs.evolve(
        older,
        max_points=Fraction(4),
        facts={**FACTS, "planned": attrs.evolve(FACTS["planned"], type=FactType.COUNT)},
    )
    page = changes_pages(diff(ruleset_of(older), ruleset_of(edited)), "en")[1]
    headings = [block.text for block in page if isinstance(block, Heading) and block.level > 1]
    assert headings[-2:] == ["The whole scorecard", "Facts"]
    assert any(
        text.startswith("type of a fact changed: “Planned” (planned): yes or no → a whole number")
        for text in texts(page)
    )


def test_a_field_itself_is_named_where_its_words_changed() -> None:
    changes = decided(lambda ruleset: fielded(ruleset, "1", name=attrs.evolve(first_field(ruleset).name, vi="Khác")))
    text = changes_text(changes, "vi", unit_kind="department")
    assert "chỉ đổi câu chữ (tên): “Lĩnh vực” → “Khác”" in " ".join(text.split())


def with_effect(change: Change, within: str) -> Change:
    interval = Interval.parse(within)
    return attrs.evolve(change, effect=Effect(points=interval, index_percent=interval))


def test_the_largest_effects_come_first_and_those_without_limit_before_them(shipped: Changes) -> None:
    listed = [change for change in shipped.leading if change.unit_kind == DEPARTMENT]
    effects = ["[-1, 0]", "[0, 0]", "[0, 3]", "[0, inf)", "[-2, 1]", "[0, 0.5]", "[0, 0.25]"]
    told = tuple(with_effect(change, one) for change, one in zip(listed, effects, strict=False))
    page = changes_pages(attrs.evolve(shipped, changes=told), "en")[1]
    largest = next(block for block in page if isinstance(block, Outline))
    ends = [text.rpartition(": ")[2] for _, text in largest.items]
    assert ends == ["0 … no limit points", "0 … +3 points", "−2 … +1 points", "−1 … 0 points", "0 … +0.5 points"]
    assert "effect: 0 … +3 points; index: 0 … +3 percentage points; basis: " in whole((page,))


def test_that_nobody_moves_is_said_of_points_and_not_of_words(shipped: Changes) -> None:
    rounded = next(change for change in shipped if change.kind == "max_raised")
    lowered = next(change for change in shipped if change.kind == "max_lowered")
    worded = next(change for change in shipped if change.kind == "wording_changed")
    [(_, of_points), *_] = change_lines(with_effect(rounded, "[0, 0]"), shipped, {}, "en")
    [(_, of_words), *_] = change_lines(with_effect(worded, "[0, 0]"), shipped, {}, "en")
    [(_, unfit), *_] = change_lines(with_effect(lowered, "[0, 0]"), shipped, {}, "en")
    [(_, moving), *_] = change_lines(with_effect(lowered, "[-1, 0]"), shipped, {}, "en")
    misfit = "some older submissions may no longer be scored as they stand"
    assert f"(no effect on points; {misfit}; basis: " in unfit
    assert misfit not in moving + of_points
    assert "(no effect on points; basis: " in of_points
    assert "effect" not in of_words


def test_effects_that_were_not_worked_out_leave_no_gap(shipped: Changes) -> None:
    bare = attrs.evolve(shipped, changes=tuple(attrs.evolve(change, effect=None) for change in shipped))
    text = whole(changes_pages(bare, "en"))
    assert "effect:" not in text
    assert "Largest effects" not in text


def test_a_change_whose_lead_is_left_out_leads_itself(shipped: Changes) -> None:
    follower = next(change for change in shipped if change.follows is not None)
    assert leading([follower]) == (follower,)
    alone = UnitKindChanges.of(attrs.evolve(shipped, changes=(follower,)), DEPARTMENT)
    assert alone.leading == (follower,)


def test_grounds_are_said_on_each_side(shipped: Changes) -> None:
    raised = next(change for change in shipped if change.kind == "max_raised" and change.unit_kind == DEPARTMENT)
    [(_, line)] = change_lines(raised, shipped, {}, "en")
    assert "basis: inferred → illustrative; CH301 " in line
    bare = attrs.evolve(raised, old=attrs.evolve(raised.old, basis=None), new=attrs.evolve(raised.new, basis=None))
    [(_, line)] = change_lines(bare, shipped, {}, "en")
    assert "basis" not in line


def test_text_and_markdown_say_the_same_words(shipped: Changes) -> None:
    text, markdown = (changes_text(shipped, "vi", markdown=one) for one in (False, True))
    assert all(change.fingerprint in text and change.fingerprint in markdown for change in shipped)
    assert markdown.startswith("# Thay đổi từ 2568/QĐ-UBND đến 2426/QĐ-UBND")


def test_one_file_is_told_without_the_overview_unless_the_decision_changed(shipped: Changes) -> None:
    assert "Changes from" in touched_text(shipped, "en")
    of_units = attrs.evolve(shipped, changes=tuple(change for change in shipped if change.unit_kind is not None))
    assert "Changes from" not in touched_text(of_units, "en")


@pytest.mark.parametrize("way", WAYS)
def test_either_direction_can_be_told(way: tuple[str, str]) -> None:
    changes = between(*way)
    assert all(
        text.strip() for language in LANGUAGES for page in changes_pages(changes, language) for text in texts(page)
    )
