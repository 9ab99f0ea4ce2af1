"""What the tests of lint share: the sound ruleset edited, and what lint says of it."""

from cchc_rules.errors import Finding
from tests.docs.finding_pages import earned
from tests.support import edited, sound_texts

__all__ = ["found", "found_in"]


def found_in(texts: dict[str, str]) -> list[Finding]:
    """All that lint says of a ruleset that holds."""
    findings = earned(texts, "")
    assert all(finding.id[2] == "5" for finding in findings), [str(finding) for finding in findings]
    return list(findings)


def found(file: str, *edits: tuple[str, str]) -> list[tuple[str, str, str, str, str]]:
    """What lint says of the sound ruleset with one file edited: id, code, subject, found, expected."""
    findings = found_in(edited(file, *edits) if edits else dict(sound_texts()))
    return [(one.id, one.code, one.subject, one.found, one.expected) for one in findings]
