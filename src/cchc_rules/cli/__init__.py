"""The command ``cchc-rules``.

Results go to stdout, messages to stderr. Exit 0: fine; 1: there are warnings; 2: something handed in is wrong.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import Final

from cchc_rules.cli import annexes, cases, comparison, conformance, difference, law, lint, migration, scores
from cchc_rules.cli.arguments import EXITS, NOTICE
from cchc_rules.cli.output import BAD_INPUT, FINDINGS, FINE, Outcome, complain, unreadable, write
from cchc_rules.errors import CchcRulesError

__all__ = ["BAD_INPUT", "FINDINGS", "FINE", "main"]

# In the order in which help lists their commands.
_ROOMS: Final = (law, scores, lint, cases, conformance, difference, comparison, migration, annexes)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or those of the process; give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the locale, and whatever bytes a file name holds
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = BAD_INPUT  # until it is known otherwise
    try:
        arguments = _parser().parse_args(argv)
        outcome = _run(arguments)
        code = outcome.code
        write(outcome)
        sys.stdout.flush()
    except SystemExit as stop:  # argparse has said what there was to say
        return stop.code if isinstance(stop.code, int) else BAD_INPUT
    except BrokenPipeError:  # who reads the output has seen enough: what is left goes nowhere, without complaint
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _run(arguments: argparse.Namespace) -> Outcome:
    try:
        outcome: Outcome = arguments.run(arguments)
    except CchcRulesError as fault:
        complain(fault.findings, arguments.lang)
    except BrokenPipeError:
        raise
    except OSError as fault:
        unreadable(fault, arguments.lang)
    else:
        return outcome
    return Outcome(BAD_INPUT)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cchc-rules",
        description=f"Score and rank by the rules of an administrative-reform index (Chỉ số CCHC).\n\n{NOTICE}",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    from cchc_rules import __version__  # noqa: PLC0415 - the package reads its names when they are asked for

    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in _ROOMS:
        room.add(commands)
    return parser
