"""Every error of the library, and the findings they carry.

A *finding* is one fact about a text or a number that is not as it should be: which file, which code, what was found,
what was expected. An exception carries all findings of one reading together, so that nobody mends one fault only to
meet the next.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal

import attrs

from cchc_rules.values import Value

Language = Literal["vi", "en"]


class Severity(StrEnum):
    """How much a finding matters: an error stops the work, a warning may change points, a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Finding(Value):
    """One thing that does not add up, with where it stands.

    ``id`` is stable (``CR101``) and has one text in Vietnamese and one in English; ``subject`` is the key, fact or
    reading spoken of, ``found`` and ``expected`` are spelled values. ``code`` is the code of the node, ``file`` and
    ``line`` the place in the data where it can be had.

    >>> finding = Finding(id="CR123", file="decision.toml", line=3, subject="revision", found="-1")
    >>> print(finding)
    decision.toml:3: [CR123] "revision" must be a whole number from 0 up, found -1; write it like 2
    >>> finding.text("vi")
    '"revision" phải là số nguyên không âm, thấy -1; hãy viết như 2'
    """

    id: str
    severity: Severity = Severity.ERROR
    code: str = ""
    file: str = ""
    line: int | None = None
    subject: str = ""
    found: str = ""
    expected: str = ""

    def text(self, language: Language = "en") -> str:
        """Give the sentence that says what is wrong and what to do."""
        from cchc_rules.messages import MESSAGES  # noqa: PLC0415 - texts are read only when one is shown

        sentence = MESSAGES[self.id][0 if language == "vi" else 1]
        return sentence.format(subject=self.subject, found=self.found, expected=self.expected, code=self.code)

    @property
    def place(self) -> str:
        """Where it stands: file, line and code, as far as they are known."""
        file = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (file, self.code) if part)

    def __str__(self) -> str:
        return self.line_of_text("en")

    def line_of_text(self, language: Language) -> str:
        """Give place, id and sentence on one line."""
        place = f"{self.place}: " if self.place else ""
        return f"{place}[{self.id}] {self.text(language)}"


class CchcRulesError(Exception):
    """Base of every error of the library; ``findings`` holds all that was found, not only the first.

    >>> from cchc_rules.law.catalog import load
    >>> try:
    ...     load("2024_2425")
    ... except CchcRulesError as error:
    ...     print(error.text("vi"))
    [CR401] không có bộ chỉ số 2024_2425; hiện có: 2023_2568, 2024_2426
    [CR409] có phải là 2024_2426 không?
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(self.findings)  # as given, so that an error can be pickled and copied

    def __str__(self) -> str:
        return self.text()

    def text(self, language: Language = "en") -> str:
        """Give every finding, one a line."""
        return "\n".join(finding.line_of_text(language) for finding in self.findings)


class RulesetError(CchcRulesError, ValueError):
    """A ruleset's text is not a ruleset: nothing of it was loaded.

    >>> from cchc_rules.law.codec import loads
    >>> loads({"decision.toml": "format = 2", "notes.toml": ""})
    Traceback (most recent call last):
    cchc_rules.errors.RulesetError: ...notes.toml: [CR104] file "notes.toml" is no part of a ruleset; ...
    """


class SubmissionError(CchcRulesError, ValueError):
    """A submission cannot be scored as it stands: nothing of it was used.

    >>> from cchc_rules.scoring.reading import loads
    >>> loads('unit_kind = "communes"')
    Traceback (most recent call last):
    cchc_rules.errors.SubmissionError: submission.toml: [CR111] key "unit" is missing; add it
    submission.toml:1: [CR131] "unit_kind" is "communes"; the values in use are "department", "district", "commune"
    submission.toml: [CR111] key "year" is missing; add it
    """


class MissingAnswersError(SubmissionError):
    """Answers are missing and the caller did not say what to do about them; there is a finding for each open leaf.

    >>> from cchc_rules import Submission, Unit, evaluate, load
    >>> scorecard = load("2024_2426").scorecard("department")
    >>> unit = Unit(code="X-01", name="Sở Ví dụ")
    >>> try:
    ...     evaluate(scorecard, Submission(unit=unit, unit_kind="department", year=2024))
    ... except MissingAnswersError as error:
    ...     print(len(error.findings), error.findings[0].code)
    55 1.1.1
    """


class AnnexError(CchcRulesError, ValueError):
    """A file cannot be read as an annex: nothing of it was used."""


class NotFoundError(CchcRulesError, LookupError):
    """No ruleset, scorecard, code, year or date of that name.

    >>> from cchc_rules.law.catalog import for_year
    >>> for_year(2019)
    Traceback (most recent call last):
    cchc_rules.errors.NotFoundError: [CR403] no ruleset assesses the year 2019; there are 2023_2568, 2024_2426
    """


def not_found(message_id: str, subject: object, expected: Iterable[object] = (), code: str = "") -> NotFoundError:
    """Make the error for a name that is not there, with the names that are."""
    listed = ", ".join(str(name) for name in expected) or "-"
    return NotFoundError([Finding(id=message_id, subject=str(subject), expected=listed, code=code)])
