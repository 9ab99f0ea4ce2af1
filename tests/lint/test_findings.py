"""Each finding of lint is earned by one fault, at its line, and its mend earns nothing."""

import re
import tomllib
from pathlib import Path

import attrs
import pytest

from cchc_rules.errors import Severity
from cchc_rules.law.lint.advice import OF_IGNORING, SEVERITIES
from cchc_rules.messages import MESSAGES
from tests.docs.finding_pages import Entry, earned, faulty, id_of, mended

TABLE = Path(__file__).parent / "faults.toml"
FAULTS: list[Entry] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["faults"]


@pytest.mark.parametrize("fault", FAULTS, ids=id_of)
def test_a_fault_earns_its_finding_and_no_other(fault: Entry) -> None:
    texts = faulty(fault)
    (finding,) = earned(texts, fault.get("folder", "sound"))
    said = re.sub("sha256:[0-9a-f]{64}", "sha256:…", str(attrs.evolve(finding, line=None)))
    assert said == fault["says"]
    assert finding.line is not None
    assert texts[finding.file].split("\n")[finding.line - 1].strip() == fault["at"]
    assert finding.severity is SEVERITIES[finding.id]
    vietnamese = finding.text("vi")
    assert vietnamese not in {"", finding.text("en")}
    for value in (finding.subject, finding.found, finding.expected):
        assert (value in vietnamese) == (value in finding.text("en")), "both languages tell the same"


@pytest.mark.parametrize("fault", FAULTS, ids=id_of)
def test_its_mend_earns_nothing(fault: Entry) -> None:
    assert earned(mended(fault), fault.get("folder", "sound")) == ()


def test_every_finding_has_its_fault_and_its_severity() -> None:
    ids = {message_id for message_id in MESSAGES if message_id.startswith("CR5")}
    assert [id_of(fault) for fault in FAULTS] == sorted(ids)
    assert SEVERITIES.keys() == ids
    assert {SEVERITIES[each] for each in OF_IGNORING} == {Severity.WARNING}
