"""A scorecard that is exported and transcribed comes back equal, in every kind of file."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cchc_rules import available, load
from cchc_rules.law.facts import Fact
from cchc_rules.law.grounds import Basis
from cchc_rules.law.model import Scorecard
from cchc_rules.office.export import printed, written
from cchc_rules.office.reading import read_annex
from cchc_rules.office.transcribing.acts import Given
from cchc_rules.office.transcribing.agreement import Part, disagreements
from cchc_rules.office.transcribing.transcription import Before, Transcription, transcribe
from tests.docs.pages import ROOT
from tests.office.handmade import ON
from tests.support import SOUND

FORMS = (".docx", ".xlsx", ".csv")
SHIPPED = [(name, kind.value, form) for name in available() for kind in load(name).scorecards for form in FORMS]
OTHERS = [
    pytest.param(path, kind.value, form, marks=() if path == SOUND else pytest.mark.once)
    for path in (*(ROOT / "tests" / "instruments" / name for name in ("qd766", "qd11_month", "qd11_year")), SOUND)
    for kind in load(path).scorecards
    for form in FORMS
]


@cache
def back(name: str | Path, unit_kind: str, form: str) -> tuple[Scorecard, Transcription]:
    """Export a scorecard and transcribe the file; nothing but the file tells what its facts are."""
    ruleset = load(name)
    card = ruleset.scorecard(unit_kind)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"annex{form}"
        path.write_bytes(written(printed(card), form))
        annex = read_annex(path)
    act = ruleset.decision.act
    given = Given(
        number=act.number, on=ON, title=act.title.vi, signed_on=act.signed_on, issued_by=act.issued_by.vi, year=2031
    )
    return card, transcribe(annex, unit_kind, given, Before(name="mine"))


def named(fact: Fact) -> tuple[object, ...]:
    """A fact as an annex carries it."""
    choices = {one: name.pair for one, name in fact.named.items()}
    return fact.type, fact.name.pair, fact.levels, fact.never, fact.by, choices


@pytest.mark.once
@pytest.mark.parametrize(("name", "unit_kind", "form"), SHIPPED)
def test_a_shipped_scorecard_comes_back_equal(name: str, unit_kind: str, form: str) -> None:
    card, found = back(name, unit_kind, form)
    assert disagreements(card, found.card) == ()
    assert {key: named(fact) for key, fact in card.facts.items()} == {
        key: named(fact) for key, fact in found.card.facts.items()
    }
    for one, other in zip(card.leaves, found.card.leaves, strict=True):
        assert (one.rule.award.kind, one.round, one.evidence) == (other.rule.award.kind, other.round, other.evidence)
    assert found.unread == ()
    assert all(total.agrees for total in found.totals)
    assert len(found.totals) == 1


@pytest.mark.once
@pytest.mark.parametrize(("name", "unit_kind", "form"), SHIPPED)
def test_a_reconstruction_comes_back_as_one(name: str, unit_kind: str, form: str) -> None:
    _, found = back(name, unit_kind, form)
    assert {node.basis for node in found.card.walk()} == {Basis.ILLUSTRATIVE}


@pytest.mark.parametrize(("name", "unit_kind", "form"), OTHERS, ids=str)
def test_whatever_is_exported_loads_again_and_what_is_lost_was_named(name: Path, unit_kind: str, form: str) -> None:
    card, found = back(name, unit_kind, form)
    lost = {one.code for one in printed(card).findings}
    differs = {one.code for one in disagreements(card, found.card)}
    assert differs <= lost
    assert all(one.part is Part.CONDITIONS for one in disagreements(card, found.card))
    assert found.unread == ()
