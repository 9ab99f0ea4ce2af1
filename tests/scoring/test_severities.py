"""Which findings are errors, warnings and notes, as the page of messages says."""

import re
from pathlib import Path

import attrs
import pytest

from cchc_rules import MissingAnswersError, SubmissionError, evaluate
from cchc_rules.errors import Severity
from tests.scoring.small import card, given, leaf, node
from tests.scoring.test_messages import CASES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "messages.md").read_text(encoding="utf-8")
ONE = card(node("1", "2", leaf("1.1")), most="2")


def listed(head: str) -> set[str]:
    """The ids that the page lists as of one severity."""
    line = re.search(rf"^- {head}: (.*)\.$", PAGE, re.MULTILINE)
    assert line
    return set(re.findall(r"CR\d{3}", line[1]))


LISTED = {Severity.WARNING: listed("Warnings"), Severity.NOTE: listed("Notes")}


@pytest.mark.parametrize("message_id", sorted(CASES.keys() - {"CR303"}))
def test_a_finding_has_the_severity_that_the_page_says(message_id: str) -> None:
    severities = {finding.severity for finding in CASES[message_id][0]() if finding.id == message_id}
    told = next((severity for severity, ids in LISTED.items() if message_id in ids), Severity.ERROR)
    assert severities == {told}


def test_the_page_lists_no_other_ids() -> None:
    assert LISTED[Severity.WARNING] | LISTED[Severity.NOTE] <= CASES.keys()


def test_a_year_that_the_decision_does_not_name_is_a_warning_and_one_of_no_calendar_an_error() -> None:
    (warned,) = evaluate(ONE, attrs.evolve(given(n1=1), year=2031)).findings
    with pytest.raises(SubmissionError) as caught:
        evaluate(ONE, attrs.evolve(given(n1=1), year=0))
    assert [(one.id, one.severity) for one in (warned, *caught.value.findings)] == [
        ("CR303", Severity.WARNING),
        ("CR303", Severity.ERROR),
    ]


def test_missing_answers_are_an_error_and_a_warning_where_they_count_zero() -> None:
    with pytest.raises(MissingAnswersError) as caught:
        evaluate(ONE, given())
    counted = evaluate(ONE, given(), missing="zero").findings
    assert [(one.id, one.severity) for one in caught.value.findings] == [("CR360", Severity.ERROR)]
    assert {one.severity for one in counted} == {Severity.WARNING}
