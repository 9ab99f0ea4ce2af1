"""The command about what is odd in a ruleset: lint."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from cchc_rules.cli.arguments import Commands, command
from cchc_rules.cli.output import BAD_INPUT, FINDINGS, FINE, Outcome, complain, unreadable
from cchc_rules.errors import CchcRulesError, Finding, NotFoundError, RulesetError, Severity

if TYPE_CHECKING:  # a command reads only the rooms it needs
    from cchc_rules.law.model import Ruleset
    from cchc_rules.report.findings import Looked

_LEVELS: Final = ("note", "warning", "error", "never")
_OF_THE_LOCK: Final = ("CR140", "CR141")
_WORSE: Final = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


def _lint(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.report.findings import findings_page, github_lines, lint_data  # noqa: PLC0415 - this command's own

    looked: list[Looked] = []
    failed = False
    for name in arguments.rulesets:
        try:
            looked.append(_looked_over(name))
        except NotFoundError as fault:
            complain(fault.findings, arguments.lang)
            failed = True
        except OSError as fault:
            unreadable(fault, arguments.lang, name)
            failed = True
    refused = failed or any(one.review is None for one in looked)
    code = BAD_INPUT if refused else _judged((f for one in looked for f in one.findings), arguments.fail_on)
    if arguments.format == "json":
        return Outcome(code, data=lint_data(looked))
    if arguments.format == "github":
        return Outcome(code, text=github_lines(looked, arguments.lang))
    pages = tuple(findings_page(one, arguments.lang, ignored=arguments.ignored) for one in looked)
    return Outcome(code, pages=pages)


def _looked_over(name: str) -> "Looked":
    from cchc_rules.law.catalog import load, texts  # noqa: PLC0415 - this command's own
    from cchc_rules.law.lint import review  # noqa: PLC0415 - as above
    from cchc_rules.report.findings import Looked  # noqa: PLC0415 - as above

    try:
        ruleset = load(name)
        found = review(ruleset, texts=texts(name), older=_beside(name, ruleset))
    except RulesetError as fault:
        return Looked(name=name, faults=tuple(_placed(finding, name) for finding in fault.findings))
    ignored = (attrs.evolve(one, finding=_placed(one.finding, name)) for one in found.ignored)
    findings = tuple(_placed(finding, name) for finding in found.findings)
    return Looked(name=name, review=attrs.evolve(found, findings=findings, ignored=tuple(ignored)))


def _beside(name: str, ruleset: "Ruleset") -> "Ruleset | None":
    """Load the ruleset a crosswalk speaks of from the folder beside, where the ruleset itself is a folder."""
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - as above

    folder = Path(name).resolve()
    if ruleset.crosswalk is None or not folder.is_dir():
        return None
    older = folder.parent / ruleset.crosswalk.older
    try:
        return load(older) if older.is_dir() else None
    except CchcRulesError:
        return None


def _placed(finding: Finding, name: str) -> Finding:
    """Write the file of a finding as seen from where the command runs; the lock stands beside the rulesets."""
    if finding.id in _OF_THE_LOCK:
        return finding
    return attrs.evolve(finding, file=Path(name, finding.file.rpartition("/")[2]).as_posix())


def _judged(findings: Iterable[Finding], level: str) -> int:
    """Give 1 where a finding is of the level asked for, or above."""
    if level == "never":
        return FINE
    counted = _WORSE[_LEVELS.index(level) :]
    return FINDINGS if any(finding.severity in counted for finding in findings) else FINE


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    formats = ("text", "json", "github")
    lint = command(commands, "lint", _lint, "find what is odd in rulesets, and what does not hold", formats=formats)
    lint.add_argument("rulesets", metavar="RULESET", nargs="+", help="an id (see: list), or the path of a folder")
    lint.add_argument(
        "--fail-on",
        choices=_LEVELS,
        default="warning",
        help="exit 1 where a finding of this level or above remains (default: warning)",
    )
    lint.add_argument("--ignored", action="store_true", help="list what the rulesets ignore too, with the reasons")
