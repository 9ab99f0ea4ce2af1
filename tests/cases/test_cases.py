"""Every worked case of the shipped rulesets and of the real instruments gives what was worked out by hand."""

from functools import cache
from pathlib import Path

import pytest

from cchc_rules.law.catalog import available, load
from cchc_rules.law.model import Ruleset
from cchc_rules.scoring.cases.worked import Case, hold
from tests.support import worked

INSTRUMENTS = Path(__file__).parent.parent / "instruments"
SHIPPED = [
    pytest.param(name, case, id=f"{name}-{case.unit_kind}-{case.id}") for name in available() for case in worked(name)
]
REAL = [
    pytest.param(str(folder), case, id=f"{folder.name}-{case.unit_kind}-{case.id}")
    for folder in sorted(INSTRUMENTS.iterdir())
    if (folder / "decision.toml").is_file()
    for case in worked(folder)
]


@cache
def loaded(name: str) -> Ruleset:
    return load(name)


@pytest.mark.once
@pytest.mark.parametrize(("ruleset", "case"), SHIPPED + REAL)
def test_a_worked_case_gives_what_was_worked_out(ruleset: str, case: Case) -> None:
    assert hold(case, loaded(ruleset).scorecard(case.unit_kind)) == ()


def test_there_are_cases_of_every_scorecard() -> None:
    for name in available():
        assert {case.unit_kind for case in worked(name)} == set(load(name).scorecards)


@pytest.mark.parametrize("name", sorted(file.parent.name for file in INSTRUMENTS.glob("*/decision.toml")))
def test_a_real_instrument_loads_without_a_fault(name: str) -> None:
    assert load(INSTRUMENTS / name).scorecards
