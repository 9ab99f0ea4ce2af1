"""The difference of the two shipped rulesets is the one their content was planned with: every line once, and no other.

``outline.csv`` was written beside the content of the rulesets, not read off them. Where one rule was changed in two
ways it has two lines. A basis is the weaker one of the values; what stands on another ground alone has that of the
node.
"""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from cchc_rules import Change, diff, load
from cchc_rules.exact import exact, spell
from cchc_rules.law.grounds import Basis
from cchc_rules.versions.changes import Changes

OLDER, NEWER = "2023_2568", "2024_2426"
OUTLINE = Path(__file__).with_name("outline.csv")

Line = tuple[str, ...]


@cache
def changes() -> Changes:
    return diff(load(OLDER), load(NEWER))


@cache
def outline() -> tuple[dict[str, str], ...]:
    with OUTLINE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def lines(*columns: str) -> Counter[Line]:
    return Counter(tuple(row[column] for column in columns) for row in outline())


def told(change: Change) -> dict[str, str]:
    """A change, as the outline says it."""
    points = change.attribute == "max_points"
    return {
        "unit_kind": change.unit_kind or "",
        "change": change.kind,
        "old": "+".join(change.old.codes),
        "new": "+".join(change.new.codes),
        "attribute": change.attribute,
        "basis": str(change.old.basis or change.new.basis),
        "points": f"{change.old.value} -> {change.new.value}" if points else "",
    }


def test_every_line_of_the_outline_is_named_once_with_its_kind_and_nothing_else_is() -> None:
    columns = ("unit_kind", "change", "old", "new", "attribute")
    found = Counter(tuple(told(change)[column] for column in columns) for change in changes())
    planned = lines(*columns)
    assert planned - found == Counter(), "lines the difference leaves out"
    assert found - planned == Counter(), "changes that nobody planned"
    assert len(changes()) == len(outline()) == 231


@pytest.mark.parametrize("kind", ["department", "district", "commune"])
def test_every_kind_of_unit_has_its_lines(kind: str) -> None:
    own = [change for change in changes() if change.unit_kind == kind]
    assert len(own) == sum(row["unit_kind"] == kind for row in outline()) > 60
    of_all = [change for change in changes() if change.unit_kind is None]
    assert len(changes().of(kind)) == len(own) + len(of_all)


def test_every_change_rests_on_the_basis_of_its_line() -> None:
    columns = ("unit_kind", "change", "old", "new", "attribute", "basis")
    assert Counter(tuple(told(change)[column] for column in columns) for change in changes()) == lines(*columns)
    assert {row["basis"] for row in outline()} == {Basis.ILLUSTRATIVE, Basis.INFERRED}


def test_every_maximum_goes_from_the_points_of_its_line_to_the_others() -> None:
    planned = {
        (row["unit_kind"], row["new"]): tuple(spell(exact(text)) for text in row["points"].split(" -> "))
        for row in outline()
        if row["points"]
    }
    found = {
        (change.unit_kind, *change.new.codes): (spell(exact(change.old.value)), spell(exact(change.new.value)))
        for change in changes()
        if change.attribute == "max_points"
    }
    assert found == planned
    assert len(planned) > 50


def test_a_change_has_one_fingerprint_and_no_other_has_it() -> None:
    assert len({change.fingerprint for change in changes()}) == len(changes())


def test_changes_stand_in_printed_order() -> None:
    """What was dropped stands where it stood; facts and the decision stand apart."""
    for kind in ("department", "district", "commune"):
        codes = [node.code for node in load(NEWER).scorecard(kind).walk()]
        places = [
            min(codes.index(code) for code in change.new.codes)
            for change in changes()
            if change.unit_kind == kind and change.new.codes and not change.subject
        ]
        assert places == sorted(places)
    assert [change.unit_kind for change in changes()][:3] == [None, None, "department"]


def test_the_reasons_are_those_of_the_crosswalk() -> None:
    crosswalk = load(NEWER).crosswalk
    assert crosswalk is not None
    given = [change for change in changes() if change.reason is not None]
    assert {change.reason for change in given} == {one.reason for one in crosswalk.entries} | {
        one.reason for one in crosswalk.points_moved
    }
    assert {change.kind for change in given} == {"split", "merged", "renumbered", "moved", "points_moved"}
