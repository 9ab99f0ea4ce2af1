"""How much each finding of lint matters: one table, so that checks state facts and nothing else."""

from collections.abc import Mapping
from typing import Final

from cchc_rules.errors import Finding, Severity
from cchc_rules.law.places import Path

Placed = tuple[str, Path, Finding]  # the file, the path in it, and what is to be said

_OF: Final = {
    # nobody should be scored
    Severity.ERROR: ("CR518",),
    # may change points or ranks, or mislead whoever reads
    Severity.WARNING: (
        *("CR504", "CR505", "CR506", "CR507", "CR508", "CR509", "CR511", "CR512", "CR513", "CR514"),
        *(
            "CR515",
            "CR516",
            "CR520",
            "CR523",
            "CR525",
            "CR530",
            "CR540",
            "CR541",
            "CR542",
            "CR545",
            "CR546",
            "CR547",
            "CR550",
            "CR551",
            "CR552",
        ),
    ),
    # good to know
    Severity.NOTE: (
        "CR501",
        "CR502",
        "CR503",
        "CR510",
        "CR517",
        "CR521",
        "CR522",
        "CR524",
        "CR531",
        "CR532",
        "CR543",
        "CR544",
    ),
}
SEVERITIES: Final[Mapping[str, Severity]] = {each: severity for severity, ids in _OF.items() for each in sorted(ids)}
OF_IGNORING: Final = ("CR550", "CR551", "CR552")  # about ignored.toml itself, which cannot ignore them


def advice(message_id: str, *, code: str = "", subject: str = "", found: str = "", expected: str = "") -> Finding:
    """Make a finding, with the severity of its id."""
    severity = SEVERITIES[message_id]
    return Finding(id=message_id, severity=severity, code=code, subject=subject, found=found, expected=expected)
