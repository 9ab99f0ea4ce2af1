"""The commands that bring submissions under other rules: migrate, and rehearse."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cchc_rules.cli.arguments import Commands, command
from cchc_rules.cli.output import BAD_INPUT, FINDINGS, FINE, Outcome, answer, complain, unreadable
from cchc_rules.errors import CchcRulesError, Finding

if TYPE_CHECKING:  # a command reads only the rooms it needs
    from cchc_rules.scoring.inputs import Submission
    from cchc_rules.versions.migrating.migration import Migration

_A_RULESET: Final = "an id (see: list), or the path of a folder"


def _migrate(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - this command's own
    from cchc_rules.report import migrations  # noqa: PLC0415 - as above
    from cchc_rules.versions.migrating.migration import migrate  # noqa: PLC0415 - as above

    old, new = load(arguments.old), load(arguments.new)
    submission = _read(arguments.file, arguments)
    if submission is None:
        return Outcome(BAD_INPUT)
    try:
        migration = migrate(submission, old, new)
    except CchcRulesError as fault:
        complain(fault.findings, arguments.lang, arguments.file)
        return Outcome(BAD_INPUT)
    if arguments.output is not None and not _put(migration, arguments):
        return Outcome(BAD_INPUT)
    code = FINE if migration.settled else FINDINGS
    if arguments.format == "json":
        return Outcome(code, data=migrations.migration_data(migration))
    if arguments.format == "toml":
        return Outcome(code, text=migrations.migrated_text(migration, arguments.lang))
    return Outcome(code, pages=(migrations.migration_page(migration, arguments.lang),))


def _read(file: str, arguments: argparse.Namespace) -> "Submission | None":
    from cchc_rules.scoring.reading import read  # noqa: PLC0415 - as above

    try:
        return read(file)
    except CchcRulesError as fault:
        complain(fault.findings, arguments.lang, file)
    except OSError as fault:
        unreadable(fault, arguments.lang, file)
    return None


def _put(migration: "Migration", arguments: argparse.Namespace) -> bool:
    """Write the new submission to a file that is not there yet; say so where it is."""
    from cchc_rules.report.migrations import migrated_text  # noqa: PLC0415 - as above
    from cchc_rules.report.plain import submission_data  # noqa: PLC0415 - as above

    text = migrated_text(migration, arguments.lang)
    if arguments.output.lower().endswith(".json"):
        import json  # noqa: PLC0415 - only where JSON is written

        text = f"{json.dumps(submission_data(migration.submission), ensure_ascii=False, indent=2)}\n"
    try:
        with Path(arguments.output).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        complain([Finding(id="CR860", subject=arguments.output)], arguments.lang)
        return False
    return True


def _rehearse(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - this command's own
    from cchc_rules.report.rehearsals import rehearsal_data, rehearsal_page  # noqa: PLC0415 - as above
    from cchc_rules.versions.rehearsing.rehearsal import rehearse  # noqa: PLC0415 - as above

    new, olds = load(arguments.new), [load(name) for name in arguments.old]
    submissions = [submission for file in arguments.files if (submission := _read(file, arguments)) is not None]
    if len(submissions) < len(arguments.files):  # ranks that lack units would be wrong ones
        return Outcome(BAD_INPUT)
    rehearsal = rehearse(new, submissions, olds)
    return answer(
        arguments,
        lambda: rehearsal_data(rehearsal),
        lambda: [rehearsal_page(rehearsal, arguments.lang)],
        FINE if rehearsal.clear else FINDINGS,
    )


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    told = "bring a submission under another ruleset, and tell what became of everything in it"
    migrate = command(commands, "migrate", _migrate, told, formats=("text", "json", "toml"))
    migrate.add_argument("old", metavar="OLD", help=f"the ruleset it was made for: {_A_RULESET}")
    migrate.add_argument("new", metavar="NEW", help=f"the ruleset it is to be scored by: {_A_RULESET}")
    migrate.add_argument("file", metavar="FILE", help="a submission; .json is read as JSON")
    migrate.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write the new submission to a new file: TOML with comments, or JSON where it is named .json",
    )

    told = "try a draft ruleset on submissions of a year that was scored: who moves and why, and what is odd in it"
    rehearse = command(commands, "rehearse", _rehearse, told)
    rehearse.add_argument("new", metavar="NEW", help=f"the draft: {_A_RULESET}")
    rehearse.add_argument("files", metavar="FILE", nargs="+", help="submissions; .json is read as JSON")
    rehearse.add_argument(
        "--old",
        metavar="RULESET",
        action="append",
        default=[],
        help="a ruleset that submissions were made for, where it is not installed or not named; may be given again",
    )
