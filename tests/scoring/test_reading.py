"""Submissions as text: TOML and JSON are read with the same strictness, and written so that they come back equal."""

import json
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from cchc_rules import Appraisal, Entry, GivenFacts, Submission, SubmissionError, Unit
from cchc_rules.exact import State
from cchc_rules.law.decision import UnitKind
from cchc_rules.scoring import reading
from cchc_rules.scoring.inputs import RawShares

TOML = """
format = 1
ruleset = "2024_2426"
unit_kind = "department"
year = 2024

[unit]
code = "X-01"
name = "Sở Ví dụ"
group = "X"

[facts.unit]
plan_tasks = 50
plan_issued_on = 2024-01-20
plan_sent_on = "2024-01-21"
structure_as_decided = true
disbursed = "1/3"

[facts.appraiser]
portal_points = "1.5"

[ballots.steering_votes.provincial_delegates]
A = 10
blank = 2

[shares.satisfaction_votes.people]
satisfied = "0.5"
valid = 240

[[entries]]
code = "1.1.1"
self_score = 2
appraisal_1 = { points = "0.25", reason = "thiếu phân công", by = "so-noi-vu" }
explanation = "đã bổ sung"
appraisal_2 = { points = "0.50" }
evidence = ["Kế hoạch"]
note = "xem hồ sơ"

[[entries]]
code = "1.10"
state = "not_applicable"
reason = "không phát sinh"
confirmed = true
parts_not_applicable = ["online_payment"]
"""
SUBMISSION = Submission(
    ruleset="2024_2426",
    unit_kind=UnitKind.DEPARTMENT,
    year=2024,
    unit=Unit(code="X-01", name="Sở Ví dụ", group="X"),
    facts=GivenFacts(
        unit={
            "plan_tasks": 50,
            "plan_issued_on": date(2024, 1, 20),
            "plan_sent_on": "2024-01-21",
            "structure_as_decided": True,
            "disbursed": "1/3",
        },
        appraiser={"portal_points": "1.5"},
    ),
    ballots={"steering_votes": {"provincial_delegates": {"A": 10, "blank": 2}}},
    shares={"satisfaction_votes": {"people": {"satisfied": "0.5", "valid": 240}}},
    entries=(
        Entry(
            code="1.1.1",
            self_score=2,
            appraisal_1=Appraisal(points="0.25", reason="thiếu phân công", by="so-noi-vu"),
            explanation="đã bổ sung",
            appraisal_2=Appraisal(points="0.5"),
            evidence=("Kế hoạch",),
            note="xem hồ sơ",
        ),
        Entry(
            code="1.10",
            state=State.NOT_APPLICABLE,
            reason="không phát sinh",
            confirmed=True,
            parts_not_applicable=("online_payment",),
        ),
    ),
)


def base() -> dict[str, object]:
    """The least that is a submission, as JSON data."""
    return {"unit_kind": "department", "year": 2024, "unit": {"code": "X-01", "name": "Sở Ví dụ"}}


def faults(text: str, name: str = "submission.toml") -> list[str]:
    with pytest.raises(SubmissionError) as caught:
        reading.loads(text, name)
    return [str(finding) for finding in caught.value.findings]


def test_a_submission_in_toml_says_what_it_says() -> None:
    assert reading.loads(TOML) == SUBMISSION


def test_a_submission_in_json_says_the_same() -> None:
    data = base() | {
        "format": 1,
        "ruleset": "2024_2426",
        "unit": {"code": "X-01", "name": "Sở Ví dụ", "group": "X"},
        "facts": {
            "unit": {
                "plan_tasks": 50,
                "plan_issued_on": "2024-01-20",
                "plan_sent_on": "2024-01-21",
                "structure_as_decided": True,
                "disbursed": "1/3",
            },
            "appraiser": {"portal_points": "1.5"},
        },
        "ballots": {"steering_votes": {"provincial_delegates": {"A": 10, "blank": 2}}},
        "shares": {"satisfaction_votes": {"people": {"satisfied": "0.5", "valid": 240}}},
        "entries": [
            {
                "code": "1.1.1",
                "self_score": 2,
                "appraisal_1": {"points": "0.25", "reason": "thiếu phân công", "by": "so-noi-vu"},
                "explanation": "đã bổ sung",
                "appraisal_2": {"points": "0.50"},
                "state": None,
                "evidence": ["Kế hoạch"],
                "note": "xem hồ sơ",
            },
            {
                "code": "1.10",
                "state": "not_applicable",
                "reason": "không phát sinh",
                "confirmed": True,
                "parts_not_applicable": ["online_payment"],
            },
        ],
    }
    facts = dict(SUBMISSION.facts.unit) | {"plan_issued_on": "2024-01-20"}  # JSON has no dates
    expected = attrs.evolve(SUBMISSION, facts=attrs.evolve(SUBMISSION.facts, unit=facts))
    assert reading.loads(json.dumps(data), "x.json") == expected
    assert reading.loads(json.dumps(data, ensure_ascii=False), "X.JSON") == expected


def test_what_is_written_is_read_back_equal() -> None:
    for submission in (SUBMISSION, reading.loads(json.dumps(base()), "x.json")):
        assert reading.loads(reading.dumps(submission)) == submission
    plain = attrs.evolve(SUBMISSION, unit_kind="department")
    assert reading.loads(reading.dumps(plain)) == plain


def test_exact_numbers_of_python_code_come_back_as_text_of_the_same_number() -> None:
    facts = GivenFacts(unit={"a": Fraction(1, 3), "b": Decimal("0.10"), "c": Fraction(1, 2)})
    shares: RawShares = {"q": {"g": {"A": Fraction(1, 3), "B": Decimal("0.5")}}}
    written = reading.dumps(attrs.evolve(SUBMISSION, facts=facts, shares=shares))
    assert reading.loads(written).facts.unit == {"a": "1/3", "b": "0.10", "c": "0.5"}
    assert reading.loads(written).shares == {"q": {"g": {"A": "1/3", "B": "0.5"}}}


# --- The same faults in both -----------------------------------------------------------------------------------------

KEYS = [field.name for field in attrs.fields(Submission)]
STATES = [f'"{state}"' for state in State]
HEAD = 'unit_kind = "department"\nyear = 2024\nunit = { code = "X-01", name = "Sở Ví dụ" }\n'
JSON_HEAD = '{"unit_kind": "department", "year": 2024, "unit": {"code": "X-01", "name": "Sở Ví dụ"}'


@pytest.mark.parametrize(
    ("toml", "in_json", "text"),
    [
        (
            "facts.unit.rate = 0.10",
            '"facts": {"unit": {"rate": 0.10}}',
            '[CR120] "rate" is an unquoted decimal: 0.10; write "0.10" to keep it exact',
        ),
        (
            "facts.unit.rate = 1e3",
            '"facts": {"unit": {"rate": 1e3}}',
            '[CR120] "rate" is an unquoted decimal: 1e3; write "1e3" to keep it exact',
        ),
        (
            "facts.unit.rate = nan",
            '"facts": {"unit": {"rate": NaN}}',
            '[CR127] "rate" must be an exact number in quotes, found nan; write it like "0.5" or "1/3"',
        ),
        (
            "facts.unit.rate = -inf",
            '"facts": {"unit": {"rate": -Infinity}}',
            '[CR127] "rate" must be an exact number in quotes, found -inf; write it like "0.5" or "1/3"',
        ),
        (
            'entries = [{ code = "1.1", self_score = 0.5 }]',
            '"entries": [{"code": "1.1", "self_score": 0.5}]',
            '1.1: [CR120] "self_score" is an unquoted decimal: 0.5; write "0.5" to keep it exact',
        ),
        (
            'entries = [{ code = "1.1", self_score = "0,5" }]',
            '"entries": [{"code": "1.1", "self_score": "0,5"}]',
            '1.1: [CR127] "self_score" must be an exact number in quotes, found "0,5"; write it like "0.5" or "1/3"',
        ),
        (
            'entries = [{ code = "1.1", self_score = true }]',
            '"entries": [{"code": "1.1", "self_score": true}]',
            '1.1: [CR127] "self_score" must be an exact number in quotes, found true; write it like "0.5" or "1/3"',
        ),
        (
            'entries = [{ code = "1.1", apraisal_1 = { points = 1 } }]',
            '"entries": [{"code": "1.1", "apraisal_1": {"points": 1}}]',
            '1.1: [CR112] unknown key "apraisal_1"; did you mean "appraisal_1"?',
        ),
        (
            "facst = { unit = { a = 1 } }",
            '"facst": {"unit": {"a": 1}}',
            '[CR112] unknown key "facst"; did you mean "facts"?',
        ),
        (
            "facts.appraisers.a = 1",
            '"facts": {"appraisers": {"a": 1}}',
            '[CR112] unknown key "appraisers"; did you mean "appraiser"?',
        ),
        (
            'entries = [{ code = "1.1", state = "n/a" }]',
            '"entries": [{"code": "1.1", "state": "n/a"}]',
            f'1.1: [CR131] "state" is "n/a"; the values in use are {", ".join(STATES)}',
        ),
        (
            "ballots.q.g.A = -1",
            '"ballots": {"q": {"g": {"A": -1}}}',
            '[CR123] "A" must be a whole number from 0 up, found -1; write it like 2',
        ),
        (
            "shares.q.g.A = 0.5",
            '"shares": {"q": {"g": {"A": 0.5}}}',
            '[CR120] "A" is an unquoted decimal: 0.5; write "0.5" to keep it exact',
        ),
        (
            "entries = [{ code = 1.10 }]",
            '"entries": [{"code": 1.10}]',
            '1.10: [CR121] "code" must be text in quotes, found 1.10; put the value in quotes',
        ),
        ("format = 2", '"format": 2', "[CR103] format 2 cannot be read by this version; it reads format = 1"),
    ],
)
def test_toml_and_json_meet_the_same_fault_with_the_same_words(toml: str, in_json: str, text: str) -> None:
    (from_toml,) = faults(HEAD + toml)
    (from_json,) = faults(f"{JSON_HEAD}, {in_json}}}", "submission.json")
    assert from_toml.startswith("submission.toml:")
    assert from_json.startswith("submission.json:")
    assert from_toml.split(": ", 1)[1] == text
    assert from_json.split(": ", 1)[1].replace("NaN", "nan").replace("Infinity", "inf") == text


def test_a_key_that_stands_twice_is_a_fault() -> None:
    assert faults(JSON_HEAD + ', "year": 2023}', "x.json") == ['x.json: [CR108] key "year" stands twice; take one out']
    (twice,) = faults(HEAD + "year = 2023")
    assert twice.startswith("submission.toml:4: [CR101]")


def test_every_fault_of_a_text_is_told_at_once() -> None:
    text = 'unit_kind = "departmen"\nunit = { code = "X-01" }\nfacts.unit = { a = 0.5, b = 1.5 }\n'
    found = faults(text)
    assert sorted(line.split("[")[1][:5] for line in found) == ["CR111", "CR111", "CR120", "CR120", "CR131"]


def test_text_that_is_not_composed_is_refused_in_whatever_way_it_is_written() -> None:
    name = unicodedata.normalize("NFD", "Sở Ví dụ")
    (plain,) = faults(HEAD.replace("Sở Ví dụ", name))
    assert plain.startswith("submission.toml:3: [CR102]")
    loose = base() | {"unit": {"code": "X-01", "name": name}}
    for text in (json.dumps(loose), json.dumps(loose, ensure_ascii=False)):
        (in_json,) = faults(text, "x.json")
        assert in_json.startswith("x.json: [CR102] text is not in composed form (NFC)")
    keys = base() | {"facts": {"unit": {name: 1}}, "entries": [{"code": "1.1", "evidence": [name]}]}
    assert [line.split(" [")[0] for line in faults(json.dumps(keys), "x.json")] == ["x.json:", "x.json: 1.1:"]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("{", "x.json", "CR101"),
        ("[]", "x.json", "x.json must be a table of keys, found list"),
        ("[" * 100_000, "x.json", "CR101"),
        ('{"year": ' + "9" * 5000 + "}", "x.json", "CR101"),
        ("year = ", "x.toml", "CR101"),
        ("year = " + "9" * 5000, "x.toml", "CR101"),
    ],
)
def test_what_cannot_be_parsed_is_a_fault_and_not_a_crash(text: str, name: str, words: str) -> None:
    (found,) = faults(text, name)
    assert words in found


def test_a_value_no_fact_can_be_waits_for_its_scorecard_to_say_so() -> None:
    data = base() | {"facts": {"unit": {"a": None, "b": [1], "c": {"d": 1}}}}
    assert reading.loads(json.dumps(data), "x.json").facts.unit == {"a": None, "b": [1], "c": {"d": 1}}


def test_a_total_or_an_index_cannot_be_handed_in() -> None:
    assert [line.split("] ")[1] for line in faults(HEAD + 'total = "95"\nindex_percent = "95"')] == [
        f'unknown key "{key}"; the keys in use here are {", ".join(KEYS)}' for key in ("index_percent", "total")
    ]


def test_a_file_is_read_by_its_name(tmp_path: Path) -> None:
    for name, text in (("x.toml", HEAD), ("x.json", JSON_HEAD + "}")):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        assert reading.read(file).unit.name == "Sở Ví dụ"
        file.write_text(text, encoding="utf-8-sig")
        assert reading.read(str(file)).unit.name == "Sở Ví dụ"


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(b'unit_kind = "\xff"')
    with pytest.raises(SubmissionError, match=r"x\.toml: \[CR109\] the file is not UTF-8 \(byte 13\)"):
        reading.read(file)


def test_a_file_that_is_not_there_is_the_systems_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reading.read(tmp_path / "x.toml")
