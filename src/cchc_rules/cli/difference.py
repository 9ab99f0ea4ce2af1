"""The commands about what changed between two rulesets: diff, and diff-driver for git."""

import argparse
from typing import TYPE_CHECKING, Final

from cchc_rules.cli.arguments import UNIT_KINDS, Commands, command
from cchc_rules.cli.output import BAD_INPUT, FINDINGS, FINE, Outcome, unreadable
from cchc_rules.errors import Language

if TYPE_CHECKING:  # a command reads only the rooms it needs
    from cchc_rules.versions.changes import Changes

_FORMATS: Final = ("text", "markdown", "json", "html")
_KINDS: Final = ("department", "district", "commune")
CONTRACTS: Final = ("totals", "inputs", "ids", "text")
_TOLD: Final = "totals: points can differ; inputs: what was submitted may no longer fit; ids: codes; text: everything"


def _diff(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - this command's own
    from cchc_rules.versions.difference import diff  # noqa: PLC0415 - as above

    changes = diff(load(arguments.old), load(arguments.new))
    kind = arguments.unit_kind
    if kind is not None and kind not in changes.old.scorecards:
        changes.new.scorecard(kind)  # one of the two must have it
    failing = arguments.fail_on is not None and len(changes.of(kind).breaking(arguments.fail_on)) > 0
    outcome = _written(changes, arguments)._replace(code=FINDINGS if failing else FINE)
    return outcome if arguments.output is None else _put(outcome, arguments.output, arguments.lang)


def _written(changes: "Changes", arguments: argparse.Namespace) -> Outcome:
    """Write what was asked for: the kind of unit, the contract, the format, the language."""
    kind, contract, lang = arguments.unit_kind, arguments.contract, arguments.lang
    alike = changes.old.id == changes.new.id and arguments.old != arguments.new
    places = (arguments.old, arguments.new) if alike else ("", "")
    if arguments.format == "html":
        from cchc_rules.report.changes.html import changes_html  # noqa: PLC0415 - needs an extra

        return Outcome(text=changes_html(changes, lang, unit_kind=kind, contract=contract, places=places))
    if arguments.format == "json":
        from cchc_rules.report.changes.plain import changes_data  # noqa: PLC0415 - as above

        return Outcome(data=changes_data(changes, unit_kind=kind, contract=contract))
    from cchc_rules.report.changes.pages import changes_pages, changes_text  # noqa: PLC0415 - as above

    if arguments.format == "markdown" or arguments.output is not None:
        markdown = arguments.format == "markdown"
        text = changes_text(changes, lang, unit_kind=kind, contract=contract, markdown=markdown, places=places)
        return Outcome(text=text)
    return Outcome(pages=changes_pages(changes, lang, unit_kind=kind, contract=contract, places=places))


def _put(outcome: Outcome, file: str, language: Language) -> Outcome:
    """Write to a file what would have gone to stdout."""
    from json import dumps  # noqa: PLC0415 - as above

    data = outcome.data
    text = outcome.text if data is None else f"{dumps(data, ensure_ascii=False, indent=2)}\n"
    try:
        with open(file, "w", encoding="utf-8", newline="\n") as written:  # noqa: PTH123 - a Path forgets a last slash
            written.write(text)
    except OSError as fault:
        unreadable(fault, language, file, writing=True)
        return Outcome(BAD_INPUT)
    return Outcome(outcome.code)


def _driver(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.cli.driver import LEAST, told  # noqa: PLC0415 - this command's own

    if 1 < len(arguments.words) < LEAST:
        arguments.refuse("give what git gives: PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE")
    return Outcome(text=told(arguments.words, arguments.lang))


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    diff = command(commands, "diff", _diff, "show what changed between two rulesets", formats=_FORMATS)
    for name, side in (("old", "older"), ("new", "newer")):
        help_text = f"the {side} ruleset: an id (see: list), or the path of a folder"
        diff.add_argument(name, metavar=name.upper(), help=help_text)
    diff.add_argument("--unit-kind", choices=_KINDS, help=f"only {UNIT_KINDS}, and the decision itself")
    diff.add_argument("--contract", choices=CONTRACTS, default="text", help=f"only what breaks it. {_TOLD} (default)")
    diff.add_argument("--fail-on", choices=CONTRACTS, help="exit 1 where a change breaks this contract")
    diff.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")

    driver = command(commands, "diff-driver", _driver, "show a changed ruleset file, called by git", formats=("text",))
    driver.add_argument("words", metavar="ARGUMENT", nargs="+", help="what git gives to an external diff driver")
    driver.set_defaults(refuse=driver.error)
