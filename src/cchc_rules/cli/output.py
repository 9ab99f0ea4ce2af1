"""What a command came to, and how it is written: results to stdout, messages to stderr."""

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from cchc_rules.errors import Finding, Language, Severity

if TYPE_CHECKING:  # a command reads only the rooms it needs
    from cchc_rules.report.blocks import Page

FINE: Final = 0
FINDINGS: Final = 1
BAD_INPUT: Final = 2


class Outcome(NamedTuple):
    """What a command came to: text, pages or data, and the exit code."""

    code: int = FINE
    text: str = ""
    pages: tuple["Page", ...] = ()
    data: object = None


def write(outcome: Outcome) -> None:
    """Write what a command came to."""
    if outcome.data is not None:
        import json  # noqa: PLC0415 - only where data is asked for

        print(json.dumps(outcome.data, ensure_ascii=False, indent=2))
    elif outcome.pages:
        from cchc_rules.report.console import show  # noqa: PLC0415 - only where a page is shown

        show(outcome.pages)
    else:
        print(outcome.text, end="")


def answer(
    arguments: argparse.Namespace, data: Callable[[], object], pages: Callable[[], Iterable["Page"]], code: int = FINE
) -> Outcome:
    """Make what was asked for, data or pages, and not the other."""
    if arguments.format == "json":
        return Outcome(code, data=data())
    return Outcome(code, pages=tuple(pages()))


def complain(findings: Iterable[Finding], language: Language, file: str = "") -> None:
    """Write findings to stderr, each on a line of its own, with the file they stand in."""
    from cchc_rules.report.blocks import clean  # noqa: PLC0415 - what is quoted may hold anything

    for finding in findings:
        place = f"{file}: " if file and not finding.file else ""
        print(clean(f"cchc-rules: {place}{finding.line_of_text(language)}"), file=sys.stderr)


def unreadable(fault: OSError, language: Language, file: str = "", *, writing: bool = False) -> None:
    """Say on stderr that a file cannot be read or written, and why."""
    from cchc_rules.report.blocks import clean  # noqa: PLC0415 - a file name may hold anything

    words = ("không ghi được", "cannot be written") if writing else ("không đọc được", "cannot be read")
    word = words[0] if language == "vi" else words[1]
    place = file or fault.filename or "-"
    print(clean(f"cchc-rules: {place}: {word}: {fault.strerror or fault}"), file=sys.stderr)


def exit_code(findings: Iterable[Finding]) -> int:
    """Give 1 where there is more than notes, else 0."""
    return FINDINGS if any(finding.severity is not Severity.NOTE for finding in findings) else FINE
