"""Packing keeps what each case says, and loses none; situations come from a scorecard's own rules."""

from pathlib import Path

import pytest

from cchc_rules import Entry, GivenFacts, Submission, Unit, evaluate
from cchc_rules.errors import SubmissionError
from cchc_rules.law.catalog import load
from cchc_rules.law.model import Scorecard
from cchc_rules.scoring.cases.boundaries import boundary_cases
from cchc_rules.scoring.cases.conformance import hold_package
from cchc_rules.scoring.cases.packing import Pack, merged, packs_of
from cchc_rules.scoring.cases.vectors import make_vectors
from cchc_rules.scoring.cases.worked import Case
from cchc_rules.scoring.result import Result
from tests.support import sound, worked

INSTRUMENTS = Path(__file__).parents[1] / "instruments"
Packed = tuple[tuple[Pack, ...], tuple[Pack, ...], tuple[Case, ...]]


INSTRUMENT = pytest.mark.parametrize(
    ("folder", "kind"),
    [
        pytest.param(folder, str(kind), marks=pytest.mark.once)
        for folder in ("qd11_month", "qd766")
        for kind in load(INSTRUMENTS / folder).scorecards
    ],
)


def scored(card: Scorecard, case: Case) -> Result | None:
    try:
        return evaluate(card, case.submission, missing="bounds", readings=case.readings)
    except SubmissionError:
        return None


def lost(card: Scorecard, cases: tuple[Case, ...]) -> list[str]:
    """The cases that no unit carries, though they are not refused."""
    whole, left_open, refused = packs_of(card, cases)
    carried = [
        (pack, evaluate(card, pack.submission, missing="bounds", readings=pack.readings)) for pack in whole + left_open
    ]
    leaves = {leaf.code for leaf in card.leaves}
    found = []
    for case in cases:
        alone = scored(card, case)
        if alone is None:
            assert case in refused
            continue
        codes = leaves & case.expected.keys()
        found += [
            case.id
            for _ in [case]
            if not any(
                merged(pack.submission, case.submission) == pack.submission
                and all(result.node(code).before == alone.node(code).before for code in codes)
                and all(result.node(code).state == alone.node(code).state for code in codes)
                for pack, result in carried
            )
        ]
    return found


def test_every_case_is_refused_or_carried_by_a_unit() -> None:
    card = sound().scorecard("commune")
    assert lost(card, boundary_cases(card)) == []


@INSTRUMENT
def test_every_case_of_a_real_instrument_is_refused_or_carried_by_a_unit(folder: str, kind: str) -> None:
    assert lost(load(INSTRUMENTS / folder).scorecard(kind), worked(INSTRUMENTS / folder, kind)) == []


@INSTRUMENT
def test_real_instruments_have_vectors_too(folder: str, kind: str) -> None:
    ruleset = load(INSTRUMENTS / folder)
    agreement = hold_package(make_vectors(ruleset, kind), ruleset.scorecard(kind))
    assert agreement.differences == ()
    assert {one.partition("-")[0] for one in agreement.tried} >= {"boundary", "state", "stage", "refused"}


def test_a_text_that_leaves_a_case_open_is_tried_under_each_reading() -> None:
    ruleset = load(INSTRUMENTS / "qd11_year")
    card, vectors = ruleset.scorecard("commune"), make_vectors(ruleset, "commune", ()).vectors
    readings = {(leaf.code, one.id) for leaf in card.leaves for one in leaf.readings}
    chosen = {(leaf.code, leaf.chosen.reading) for leaf in card.leaves if leaf.chosen is not None}
    tried = {
        (code, one) for vector in vectors if vector.id.startswith("reading-") for code, one in vector.readings.items()
    }
    assert tried == readings - chosen
    assert tried


UNIT = Unit(code="X-01", name="Đơn vị Ví dụ")


def submission(**said: object) -> Submission:
    return Submission(unit=UNIT, unit_kind="commune", year=2024, **said)  # type: ignore[arg-type]  # as a caller gives it


def facts(**given: object) -> Submission:
    return submission(facts=GivenFacts(unit=given))  # type: ignore[arg-type]  # as above


def test_answers_are_merged_where_they_do_not_differ() -> None:
    assert merged(facts(a=1, b=2), facts(b=2, c=3)) == facts(a=1, b=2, c=3)
    entry = Entry(code="1.1", self_score=1)
    assert merged(submission(entries=(entry,)), submission(entries=(entry,))) == submission(entries=(entry,))
    votes = {"q": {"people": {"A": 1}}}
    assert merged(submission(ballots=votes), facts(a=1)) == submission(ballots=votes, facts=GivenFacts(unit={"a": 1}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (facts(a=1), facts(a=2)),
        (facts(a=1), facts(a=True)),
        (facts(a=1), submission(facts=GivenFacts(appraiser={"a": 1}))),
        (facts(a=1), submission(facts=GivenFacts(unit={"a": 1}, appraiser={"a": 2}))),
        (submission(entries=(Entry(code="1", note="a"),)), submission(entries=(Entry(code="1", note="b"),))),
        (submission(ballots={"q": {"people": {"A": 1}}}), submission(shares={"q": {"people": {"A": 1, "valid": 1}}})),
        (facts(a=1), Submission(unit=UNIT, unit_kind="commune", year=2025)),
    ],
)
def test_answers_that_differ_are_not_merged(one: Submission, other: Submission) -> None:
    assert merged(one, other) is None
    assert merged(other, one) is None
