"""What the documentation decides, case by case: the sentence stands there, and an evaluation keeps it."""

import re
from pathlib import Path

import pytest
import tomli_w

from cchc_rules import loads
from cchc_rules.scoring.cases.vectors import answer
from tests.independent.decided import DATA, Decided, decided

DOCS = Path(__file__).parents[2] / "docs"
CASES = [pytest.param(case, id=f"{number}-{case.says[:40]}") for number, case in enumerate(decided())]


@pytest.mark.parametrize("group", DATA["decided"], ids=lambda group: group["says"][:40])
def test_the_sentence_stands_once_on_its_page(group: dict[str, str]) -> None:
    page = re.sub(r"\s+", " ", (DOCS / group["page"]).read_text(encoding="utf-8"))
    assert page.count(group["says"]) == 1


@pytest.mark.parametrize("case", CASES)
def test_an_evaluation_does_what_the_sentence_says(case: Decided) -> None:
    texts = {"decision.toml": tomli_w.dumps(case.decision), "department.toml": tomli_w.dumps(case.scorecard)}
    card = loads(texts).scorecard("department")
    got = answer(card, case.submission, stage=case.stage, readings=case.readings)
    assert case.told(dict(got)) == case.expected
