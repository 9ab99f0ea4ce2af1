"""Worked cases are read strictly, written in one spelling, and held against the law."""

from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from cchc_rules import Entry, NotFoundError, RulesetError, load
from cchc_rules.exact import State, spell
from cchc_rules.scoring.cases.worked import REFUSED, Case, cases_of, dumps, hold, loads, read_cases
from tests.scoring.strategies import SHIPPED, shipped
from tests.support import worked

HEAD = 'format = 1\nunit_kind = "commune"\nyear = 2024\n'
ONE = '\n[[cases]]\nid = "one"\nwhy = "It is one."\nfacts.unit = { plan_tasks_done = 25, plan_tasks = 30 }\n'


def case(text: str, head: str = HEAD) -> Case:
    (found,) = loads(head + text)
    return found


def faults(text: str) -> list[str]:
    with pytest.raises(RulesetError) as caught:
        loads(text, "cases.toml")
    return [str(finding) for finding in caught.value.findings]


def test_a_case_is_read_as_it_stands() -> None:
    found = case(
        ONE
        + 'expected = { "1.1.2" = "2.5", "1.1.1" = "unknown" }\n'
        + 'effective_max = { "1.1.2" = "3" }\ntotal = "7/3"\nindex_percent = "70"\nband = "Loại A"\n'
        + 'entries = [{ code = "1.1.1", self_score = "0.5" }]\nreadings = { "1.1" = "whole" }\n'
    )
    assert (found.id, found.why, found.unit_kind, found.file) == ("one", "It is one.", "commune", "cases.toml")
    assert found.expected == {"1.1.2": Fraction(5, 2), "1.1.1": State.UNKNOWN}
    assert found.effective_max == {"1.1.2": Fraction(3)}
    assert (found.total, found.index_percent, found.band) == (Fraction(7, 3), Fraction(70), "Loại A")
    assert found.submission.entries == (Entry(code="1.1.1", self_score="0.5"),)
    assert (found.submission.year, found.submission.facts.unit["plan_tasks"]) == (2024, 30)
    assert found.readings == {"1.1": "whole"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["CR111"]),
        ("year = ", ["CR101"]),
        (HEAD + ONE, ["CR703"]),
        (HEAD + ONE.replace("It is one.", "one") + 'total = "1"', ["CR701"]),
        (HEAD + ONE + 'total = "1"' + ONE + 'total = "1"', ["CR702"]),
        (HEAD + ONE + 'expected = { "1.1.2" = "error", "1.1.1" = "1" }', ["CR704"]),
        (HEAD + ONE + 'expected = { "1.1.2" = "error" }\ntotal = "1"', ["CR704"]),
        (HEAD + ONE + 'expected = { "1.1.2" = "2,5" }', ["CR705"]),
        (HEAD + ONE + 'expected = { "1.1.2" = 2 }', ["CR705"]),
        (HEAD + ONE + 'expected = { "1.1.2" = 2.5 }', ["CR120"]),
        (HEAD + ONE + "total = 2.5", ["CR120"]),
        (HEAD + ONE + 'expcted = { "1.1.2" = "2.5" }', ["CR112"]),
        (HEAD.replace("commune", "communes") + ONE + 'total = "1"', ["CR131"]),
        (HEAD.replace("format = 1", "format = 2") + ONE + 'total = "1"', ["CR103"]),
        (HEAD + ONE.replace("one", "") + 'total = "1"', ["CR122"]),
    ],
)
def test_every_fault_of_a_text_has_its_own_message(text: str, found: list[str]) -> None:
    said = faults(text)
    assert all(one in line for one, line in zip(found, said, strict=False)), said
    assert all(line.startswith("cases.toml") for line in said)


def test_all_faults_come_at_once_with_their_lines() -> None:
    second = ONE.replace('"It is one."', '"two"') + 'expected = { "1.1.2" = "x" }\n'
    text = HEAD + ONE + 'expected = { "1.1.2" = "y" }\n' + second
    assert [line.split(" ")[0] for line in faults(text)] == ["cases.toml:9:", "cases.toml:15:"]
    (twice,) = faults(HEAD + ONE + 'total = "1"\n' + ONE + 'total = "1"\n')
    assert twice.startswith('cases.toml:12: [CR702] case "one" stands at cases.toml:6 already; ')


def test_a_folder_is_read_file_by_file_and_its_names_are_its_own(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(HEAD + ONE + 'total = "1"', encoding="utf-8")
    (tmp_path / "a.toml").write_text(HEAD + ONE.replace('"one"', '"two"') + 'total = "1"', encoding="utf-8")
    (tmp_path / "notes.md").write_text("no cases", encoding="utf-8")
    assert [(one.file, one.id) for one in read_cases(tmp_path)] == [("a.toml", "two"), ("b.toml", "one")]
    assert [one.id for one in read_cases(str(tmp_path / "b.toml"))] == ["one"]
    (tmp_path / "c.toml").write_text(HEAD + ONE + 'total = "1"', encoding="utf-8")
    (tmp_path / "d.toml").write_bytes(b"\xff")
    with pytest.raises(RulesetError) as caught:
        read_cases(tmp_path)
    assert [(one.id, one.file) for one in caught.value.findings] == [("CR109", "d.toml"), ("CR702", "c.toml")]
    with pytest.raises(OSError, match="none"):
        read_cases(tmp_path / "none.toml")


def test_cases_stand_beside_a_ruleset(tmp_path: Path) -> None:
    assert {one.unit_kind for one in cases_of("2024_2426")} == {"department", "district", "commune"}
    assert {one.unit_kind for one in cases_of("2024_2426", "commune")} == {"commune"}
    assert cases_of(tmp_path) == ()
    for name in ("2024_2425", tmp_path / "none"):
        with pytest.raises(NotFoundError):
            cases_of(name)


@pytest.mark.parametrize("pair", SHIPPED, ids="-".join)
def test_what_is_written_is_read_back(pair: tuple[str, str]) -> None:
    cases = worked(*pair)
    text = dumps(cases, "A remark\n\nof two lines")
    assert text.startswith("# A remark\n#\n# of two lines\n\nformat = 1\n")
    again = loads(text, "x.toml")
    assert [(one.id, one.why, one.submission, one.expected, one.total) for one in again] == [
        (one.id, one.why, one.submission, one.expected, one.total) for one in cases
    ]


def test_strange_names_are_quoted() -> None:
    made = case(ONE.replace("It is one.", 'He said \\"no\\" \\\\ \\u007f.') + 'expected = { "1.1.2" = "error" }')
    assert loads(dumps([made])) == (made,)
    assert made.expected == {"1.1.2": REFUSED}


def test_cases_of_several_kinds_stand_in_several_files() -> None:
    for cases in ((), (worked("2024_2426", "commune")[0], worked("2024_2426", "district")[0])):
        with pytest.raises(ValueError, match="one kind of unit"):
            dumps(cases)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('expected = { "1.1.2" = "2.5" }', []),
        ('expected = { "1.1.2" = "2" }', ["1.1.2 CR710 2.5 2"]),
        ('expected = { "1.1.2" = "unknown" }', ["1.1.2 CR710 scored unknown"]),
        ('expected = { "1.1.1" = "1" }', ["1.1.1 CR710 unknown 1"]),
        ('expected = { "1.1.2" = "error" }', ["1.1.2 CR711  "]),
        ('effective_max = { "1.1.2" = "2" }', ["1.1.2 CR713 3 2"]),
        ('total = "1"', [" CR714 total = unknown 1"]),
        ('index_percent = "1"', [" CR714 index_percent = unknown 1"]),
        ('band = "Loại A"', [" CR714 band = - Loại A"]),
        ('expected = { "9.9" = "1" }', ["9.9 CR405  "]),
        ('total = "1"\nreadings = { "1.1.2" = "x" }', ["1.1.2 CR406  "]),
    ],
)
def test_what_does_not_hold_is_said(text: str, found: list[str]) -> None:
    said = hold(case(ONE + text), shipped("2024_2426", "commune"))
    shown = [f"{one.code} {one.id} {one.found} {one.expected}" for one in said]
    if found and found[0].split()[1:2] in (["CR405"], ["CR406"]):
        assert [one.id for one in said] == [found[0].split()[1]]
    else:
        assert shown == found
    assert all(one.file == "cases.toml" for one in said)


def test_answers_that_are_refused_are_said_where_a_result_is_expected() -> None:
    over = ONE.replace("25", "31")
    card = shipped("2024_2426", "commune")
    assert hold(case(over + 'expected = { "1.1.2" = "error" }'), card) == ()
    (found,) = hold(case(over + 'expected = { "1.1.2" = "3" }'), card)
    assert (found.id, found.code, found.found) == ("CR712", "1.1.2", "CR310")
    (other,) = hold(case(over + 'expected = { "1.1.1" = "error" }'), card)
    assert (other.id, other.code) == ("CR711", "1.1.1")


def test_a_total_that_differs_is_said_with_what_came() -> None:
    card = shipped("2024_2426", "commune")
    whole = next(one for one in worked("2024_2426", "commune") if one.total is not None)
    assert hold(whole, card) == ()
    (found,) = hold(attrs.evolve(whole, total=Fraction(1)), card)
    assert (found.id, found.expected) == ("CR714", "1")
    assert found.found == f"total = {spell(whole.total or Fraction())}"


def test_a_case_that_states_effective_maxima_holds() -> None:
    card = load("2024_2426").scorecard("commune")
    stated = [case for case in worked("2024_2426", "commune") if case.effective_max]
    assert stated
    assert [finding for case in stated for finding in hold(case, card)] == []
