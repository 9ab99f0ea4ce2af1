"""Errors carry facts: where, what was found, what was expected, in two languages."""

import copy
import pickle
import string

import pytest

from cchc_rules.errors import (
    CchcRulesError,
    Finding,
    MissingAnswersError,
    NotFoundError,
    RulesetError,
    Severity,
    SubmissionError,
    not_found,
)
from cchc_rules.messages import MESSAGES

FINDING = Finding(id="CR204", file="x/commune.toml", line=7, code="1.2", subject="1.2", found="2.5", expected="3")
FIELDS = {"subject", "found", "expected", "code"}


@pytest.mark.parametrize(
    ("finding", "place"),
    [
        (FINDING, "x/commune.toml:7: 1.2"),
        (Finding(id="CR204", file="commune.toml"), "commune.toml"),
        (Finding(id="CR204", code="1.2"), "1.2"),
        (Finding(id="CR204"), ""),
    ],
)
def test_a_finding_says_where_it_stands_as_far_as_that_is_known(finding: Finding, place: str) -> None:
    assert finding.place == place
    assert str(finding).startswith(f"{place}: [CR204] " if place else "[CR204] ")


def test_a_finding_speaks_two_languages() -> None:
    assert FINDING.text() == FINDING.text("en")
    assert "maximum of 3" in FINDING.text("en")
    assert "điểm tối đa là 3" in FINDING.text("vi")
    assert FINDING.line_of_text("vi").startswith("x/commune.toml:7: 1.2: [CR204] điểm")


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert 'unknown key "{x}"' in Finding(id="CR110", found="{x}", expected="{0}").text()


def test_an_error_carries_every_finding_and_says_them_one_a_line() -> None:
    error = RulesetError([FINDING, Finding(id="CR105", file="decision.toml")])
    assert [finding.id for finding in error.findings] == ["CR204", "CR105"]
    assert str(error) == error.text()
    assert error.text().count("\n") == 1
    assert "thiếu tệp" in error.text("vi")
    assert FINDING.severity is Severity.ERROR


@pytest.mark.parametrize("kind", [RulesetError, SubmissionError, MissingAnswersError, NotFoundError])
def test_an_error_survives_pickling_and_copying(kind: type[CchcRulesError]) -> None:
    error = kind([FINDING])
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own bytes
        assert type(again) is kind
        assert again.findings == (FINDING,)
        assert str(again) == str(error)


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (RulesetError, ValueError),
        (SubmissionError, ValueError),
        (MissingAnswersError, SubmissionError),
        (NotFoundError, LookupError),
    ],
)
def test_an_error_is_caught_as_the_builtin_it_is_like(kind: type[CchcRulesError], builtin: type[Exception]) -> None:
    with pytest.raises(builtin):
        raise kind([FINDING])
    assert issubclass(kind, CchcRulesError)


def test_what_is_not_found_is_named_with_what_is_there() -> None:
    assert str(not_found("CR404", "village", ["department", "commune"])) == (
        "[CR404] there is no unit kind village; there are department, commune"
    )
    assert str(not_found("CR406", "wide", code="1.2")) == '1.2: [CR406] there is no reading "wide"; there are -'


@pytest.mark.parametrize("message_id", sorted(MESSAGES))
def test_a_message_tells_the_same_facts_in_both_languages_and_what_to_do(message_id: str) -> None:
    vietnamese, english = MESSAGES[message_id]
    assert vietnamese != english
    told = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (vietnamese, english)]
    assert told[0] == told[1] <= FIELDS
    for text in (vietnamese, english):
        assert text == text.strip()
        assert not text.endswith(".")
        assert len(text) < 200
