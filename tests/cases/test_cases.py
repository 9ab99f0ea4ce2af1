"""Every worked case of the shipped rulesets and of the real instruments gives what was worked out by hand."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from cchc_rules.law.catalog import available, load
from cchc_rules.law.model import Ruleset
from tests.cases.worked import Case, cases_in, check

INSTRUMENTS = Path(__file__).parent.parent / "instruments"
SHIPPED = [
    pytest.param(name, case, id=f"{name}-{case.unit_kind}-{case.id}")
    for name in available()
    if (files("cchc_rules.rulesets") / name / "cases").is_dir()
    for case in cases_in(files("cchc_rules.rulesets") / name / "cases")
]
REAL = [
    pytest.param(str(folder), case, id=f"{folder.name}-{case.unit_kind}-{case.id}")
    for folder in sorted(INSTRUMENTS.iterdir())
    if (folder / "cases").is_dir()
    for case in cases_in(folder / "cases")
]


@cache
def loaded(name: str) -> Ruleset:
    return load(name)


@pytest.mark.parametrize(("ruleset", "case"), SHIPPED + REAL)
def test_a_worked_case_gives_what_was_worked_out(ruleset: str, case: Case) -> None:
    check(case, loaded(ruleset).scorecard(case.unit_kind))


@pytest.mark.parametrize("cases", [SHIPPED, REAL], ids=["shipped", "instruments"])
def test_no_two_cases_of_a_ruleset_share_a_name(cases: list[object]) -> None:
    names = [str(getattr(case, "id", "")) for case in cases]
    assert names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", sorted(folder.name for folder in INSTRUMENTS.iterdir() if folder.is_dir()))
def test_a_real_instrument_loads_without_a_fault(name: str) -> None:
    assert load(INSTRUMENTS / name).scorecards
