"""The command about vectors: conformance."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cchc_rules.cli.arguments import Commands, command
from cchc_rules.cli.output import BAD_INPUT, FINDINGS, FINE, Outcome, answer, complain
from cchc_rules.errors import Finding, NotFoundError

if TYPE_CHECKING:  # a command reads only the rooms it needs
    from cchc_rules.scoring.cases.conformance import Agreement

_TOLD: Final = "hold a program to the conformance vectors, or this package itself where none is named"
_KINDS: Final = ("department", "district", "commune")
_USE: Final = """\
COMMAND is a program that answers vectors: one JSON object a line on its stdin, one line of answer each on its stdout.
It is started once for each scorecard, without a shell. Give it after --, one word for each argument, or as one quoted
text. Exit code: 0 all agrees, 1 something differs, 2 the program could not be held to the vectors."""


def _conformance(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.report import agreement  # noqa: PLC0415 - this command's own
    from cchc_rules.report.blocks import clean  # noqa: PLC0415 - what a program says may hold anything

    words = _words(arguments.command)
    agreements = list(_held(arguments, words))
    stopped = [one for one in agreements if one.stopped is not None]
    for one in stopped:
        complain([one.stopped] if one.stopped else (), arguments.lang)
        for line in one.said.splitlines():
            print(f"  {clean(line)}", file=sys.stderr)
    code = BAD_INPUT if stopped else FINDINGS if any(one.differences for one in agreements) else FINE
    return answer(
        arguments,
        lambda: agreement.agreement_data(agreements, words, most=arguments.most),
        lambda: [agreement.agreement_page(agreements, words, arguments.lang, most=arguments.most)],
        code,
    )


def _held(arguments: argparse.Namespace, words: list[str] | None) -> Iterator["Agreement"]:
    """Hold the program to one scorecard after another, up to where it fails."""
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - this command's own
    from cchc_rules.scoring.cases.conformance import hold_package, hold_program  # noqa: PLC0415 - as above
    from cchc_rules.scoring.cases.vectors import read_vectors  # noqa: PLC0415 - as above

    asked = _asked(arguments)
    read = [(read_vectors(ruleset, kind), load(ruleset).scorecard(kind)) for ruleset, kind in asked]
    for vectors, card in read:
        if words is None:
            held = hold_package(vectors, card, fail_fast=arguments.fail_fast)
        else:
            held = hold_program(vectors, words, timeout=arguments.timeout, fail_fast=arguments.fail_fast)
        yield held
        if held.stopped is not None or (arguments.fail_fast and held.differences):
            return


def _asked(arguments: argparse.Namespace) -> list[tuple[str, str]]:
    """Give the scorecards asked for: by ruleset, or all that have vectors."""
    from cchc_rules.law.catalog import available, folder_of, load  # noqa: PLC0415 - this command's own
    from cchc_rules.scoring.cases.vectors import FOLDER  # noqa: PLC0415 - as above

    kind = arguments.unit_kind
    if arguments.ruleset is not None:
        kinds = load(arguments.ruleset).scorecards if kind is None else (kind,)
        return [(arguments.ruleset, one) for one in kinds]
    rulesets = [name for name in available() if (folder_of(name) / FOLDER).is_dir()]
    return [(name, one) for name in rulesets for one in load(name).scorecards if kind in (None, one)]


def _words(given: list[str]) -> list[str] | None:
    """Give the command as separate words; one text that names no program is split as a shell would."""
    import shlex  # noqa: PLC0415 - only where a command is given
    import shutil  # noqa: PLC0415 - as above

    if len(given) != 1 or shutil.which(given[0]):
        return given or None
    try:
        return shlex.split(given[0]) or given
    except ValueError as fault:
        raise NotFoundError([Finding(id="CR761", subject=given[0], found=str(fault))]) from None


def _whole(text: str) -> int:
    """Take a whole number from 1 up."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) == int(text)):
        message = f"{text!r} is no whole number from 1 up"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    parser = command(commands, "conformance", _conformance, _TOLD)
    parser.epilog = _USE
    parser.add_argument("command", metavar="COMMAND", nargs="*", help="a program with its arguments, best after --")
    parser.add_argument("--ruleset", metavar="RULESET", help="an id or the path of a folder (default: all that ship)")
    parser.add_argument("--unit-kind", choices=_KINDS, help="default: all")
    parser.add_argument("--timeout", metavar="SECONDS", type=_whole, default=10, help="for each vector (default: 10)")
    parser.add_argument("--most", metavar="N", type=_whole, default=30, help="differences listed (default: 30)")
    parser.add_argument("--fail-fast", action="store_true", help="stop at the first vector that differs")
