"""The catalogue of changes: every kind has an example, an id, a contract, and a mirror or a reason to have none."""

import re
from collections import Counter

import attrs
import pytest

from cchc_rules import NotFoundError, diff, evaluate
from cchc_rules.law.codec import loads
from cchc_rules.law.measures import AllOf, AnyOf
from cchc_rules.law.model import Criterion
from cchc_rules.report.examples import example_submission
from cchc_rules.versions.catalogue import CATALOGUE, ChangeKind, Contract
from cchc_rules.versions.changes import Change
from tests.support import sound
from tests.versions.catalogue.examples import beside, changes, entries, example, reworded, texts
from tests.versions.difference.draft import Draft, bare

every_kind = pytest.mark.parametrize("kind", ChangeKind)


@every_kind
def test_an_example_is_of_its_kind_and_of_no_other(kind: ChangeKind) -> None:
    assert {change.kind for change in changes(kind)} == {kind} | beside(kind)


def test_a_kind_has_an_example_or_its_mirror_has_one() -> None:
    assert all(kind in entries() or CATALOGUE[kind].mirror in entries() for kind in ChangeKind)


# --- Symmetry ----------------------------------------------------------------------------------------------------------


@every_kind
def test_a_kind_has_a_mirror_that_mirrors_it_or_a_reason_to_be_its_own(kind: ChangeKind) -> None:
    judged = CATALOGUE[kind]
    assert CATALOGUE[judged.mirror].mirror is kind
    assert (judged.mirror is kind) == bool(judged.backwards)
    assert CATALOGUE[judged.mirror].contract is judged.contract


@every_kind
def test_an_example_read_backwards_is_of_the_mirrored_kind(kind: ChangeKind) -> None:
    old, new = example(kind)
    there, back = changes(kind), bare(new, old)
    assert Counter(change.kind for change in back) == Counter(CATALOGUE[change.kind].mirror for change in there)
    assert sorted(change.mirrored().fingerprint for change in there) == sorted(change.fingerprint for change in back)


# --- Ids and contracts ------------------------------------------------------------------------------------------------


def test_ids_are_stable_and_stand_once() -> None:
    assert CATALOGUE.keys() == set(ChangeKind)
    ids = [judged.id for judged in CATALOGUE.values()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"CH[1-7]\d\d", each) for each in ids)
    assert ids == sorted(ids), "the table is in the order of ids"


def test_a_contract_covers_itself_and_what_matters_more() -> None:
    assert [sorted(contract.covers) for contract in Contract] == [
        ["totals"],
        ["inputs", "totals"],
        ["ids", "inputs", "totals"],
        ["ids", "inputs", "text", "totals"],
    ]


@every_kind
def test_a_change_that_breaks_no_total_moves_none(kind: ChangeKind) -> None:
    if CATALOGUE[kind].contract is Contract.TOTALS:
        assert changes(kind).breaking("totals").changes != ()
        return
    assert [change for change in changes(kind).breaking("totals") if change.kind is kind] == []
    old, new = (ruleset.scorecard("commune") for ruleset in example(kind))
    results = [evaluate(card, attrs.evolve(example_submission(card), entries=())) for card in (old, new)]
    assert results[0].total == results[1].total


@every_kind
def test_where_a_change_fits_an_older_submission_is_still_scored(kind: ChangeKind) -> None:
    if not all(change.fits for change in changes(kind)):
        assert not CATALOGUE[kind].fits or beside(kind) or any(change.attribute == "facts" for change in changes(kind))
        return
    old, new = (ruleset.scorecard("commune") for ruleset in example(kind))
    submission = attrs.evolve(example_submission(old), ruleset=None)
    assert evaluate(new, submission).open_codes == ()


def test_a_change_says_what_the_catalogue_says_of_its_kind() -> None:
    (change,) = changes(ChangeKind.FACT_GIVER_CHANGED)
    assert (change.id, change.contract, change.fits) == ("CH604", Contract.INPUTS, False)
    assert change.judged is CATALOGUE[ChangeKind.FACT_GIVER_CHANGED]
    (change,) = changes(ChangeKind.STEPS_CHANGED)
    assert (change.id, change.contract, change.fits) == ("CH409", Contract.TOTALS, True)


def test_facts_that_are_asked_for_newly_never_fit() -> None:
    follows = [change for change in changes(ChangeKind.MEASURE_REPLACED) if change.attribute == "facts"]
    assert [change.fits for change in follows] == [False]


# --- Fingerprints -----------------------------------------------------------------------------------------------------


def fingerprints(found: list[Change]) -> list[str]:
    return sorted(change.fingerprint for change in found)


SOME = {ChangeKind.PARTS_CHANGED, ChangeKind.GRADES_CHANGED, ChangeKind.READINGS_CHANGED}


@pytest.mark.parametrize(
    "kind", [pytest.param(each, marks=() if each in SOME else pytest.mark.once) for each in entries()], ids=str
)
def test_a_fingerprint_survives_other_names_and_reasons(kind: ChangeKind) -> None:
    """With both rulesets worded otherwise the changes are the same; with one of them, they are among the others."""
    old, new = texts(kind)
    if kind is ChangeKind.SCORECARD_ADDED:
        new["decision.toml"] = new["decision.toml"].replace('id = "sound"', 'id = "twins"')
    again = list(bare(loads(reworded(old)), loads(reworded(new))))
    assert fingerprints(again) == fingerprints(list(changes(kind)))
    half = {change.fingerprint: change for change in bare(loads(old), loads(reworded(new)))}
    kept = [change for change in changes(kind) if change.contract is not Contract.TEXT]
    assert {change.fingerprint for change in kept} <= half.keys()
    others = [change for name, change in half.items() if name not in fingerprints(kept)]
    brought = {change.fingerprint for change in kept}  # a new name follows from a new rule
    assert {change.contract for change in others if change.follows not in brought} <= {Contract.TEXT}


def test_no_two_changes_share_a_fingerprint() -> None:
    found = {change.fingerprint: change for kind in ChangeKind for change in changes(kind)}
    distinct = {
        (
            change.id,
            change.attribute,
            change.unit_kind,
            change.subject,
            change.old.codes,
            change.new.codes,
            str(change.edits),
        )
        for kind in ChangeKind
        for change in changes(kind)
    }
    assert len(found) == len(distinct)
    assert all(re.fullmatch(r"[0-9a-f]{12}", fingerprint) for fingerprint in found)


def test_measures_that_ask_the_same_facts_are_told_apart() -> None:
    """All of three conditions, and any of three, are two rules: to go from one to the other has a fingerprint of its own."""
    draft = Draft(sound())
    leaf = draft.cards[next(iter(draft.cards))].node("1.1.3")
    assert isinstance(leaf, Criterion)
    assert leaf.scoring is not None
    assert isinstance(leaf.scoring.measure, AllOf)
    any_of = attrs.evolve(leaf.scoring, measure=AnyOf(leaf.scoring.measure.facts))
    draft.change(next(iter(draft.cards)), "1.1.3", scoring=any_of)
    (there,), (back,) = bare(draft.old, draft.settled()), bare(draft.settled(), draft.old)
    assert there.fingerprint != back.fingerprint


def test_effects_and_what_is_followed_are_no_part_of_a_fingerprint() -> None:
    (change,) = changes(ChangeKind.MAX_RAISED)
    assert attrs.evolve(change, follows="0" * 12, effect=None).fingerprint == change.fingerprint


def test_changes_are_asked_for_a_kind_of_unit_that_there_is_and_print_short() -> None:
    changes_of_none = diff(sound(), sound())
    assert repr(changes_of_none) == "<0 changes from sound to sound>"
    with pytest.raises(NotFoundError, match="CR404"):
        changes_of_none.of("dept")
