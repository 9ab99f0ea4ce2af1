"""The arguments that commands share."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from cchc_rules.cli.output import Outcome

if TYPE_CHECKING:
    from cchc_rules.law.model import Ruleset, Scorecard

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse gives it no other name

NOTICE: Final = (
    "The shipped rulesets are reconstructions: their criteria and points are not the text of the decisions.\n"
    "Các bộ chỉ số đi kèm là bản dựng lại: tiêu chí và điểm không phải nguyên văn quyết định."
)
EXITS: Final = "Exit code: 0 fine, 1 there are warnings, 2 something handed in is wrong."
UNIT_KINDS: Final = "department, district or commune"
_STAGES: Final = ("self_score", "appraisal_1", "explanation_round", "appraisal_2")


def command(  # noqa: PLR0913 - what a command is, in one place
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], Outcome],
    told: str,
    *,
    ruleset: bool = False,
    formats: tuple[str, ...] = ("text", "json"),
) -> argparse.ArgumentParser:
    """Add a command with what all of them take: a format and a language, and the ruleset where it needs one."""
    parser = commands.add_parser(
        name,
        help=told,
        description=f"{told[0].upper()}{told[1:]}.\n\n{NOTICE}",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    if ruleset:
        parser.add_argument("ruleset", metavar="RULESET", help="an id (see: list), or the path of a folder")
    parser.add_argument("--format", choices=formats, default="text", help="default: text")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language (default: vi)")
    return parser


def scoring(parser: argparse.ArgumentParser) -> None:
    """Add what scoring can be asked: the stage, the treatment of missing answers, other readings."""
    parser.add_argument(
        "--stage",
        choices=_STAGES,
        default="appraisal_2",
        help="the last stage whose word counts (default: appraisal_2)",
    )
    parser.add_argument(
        "--missing",
        choices=("error", "bounds", "zero"),
        default="error",
        help="where answers are missing: stop (default), give bounds, or count 0 and say so",
    )
    parser.add_argument(
        "--reading",
        metavar="CODE=ID",
        type=reading,
        action="append",
        default=[],
        help="use another reading where the text leaves a case open; may be given again",
    )


def reading(text: str) -> tuple[str, str]:
    """Take the code and the id of a reading out of ``CODE=ID``."""
    code, sign, name = text.partition("=")
    if not (code and sign and name):
        message = f"{text!r} is not CODE=ID"
        raise argparse.ArgumentTypeError(message)
    return code, name


def ruleset_of(arguments: argparse.Namespace) -> "Ruleset":
    """Load the ruleset that was asked for."""
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - every command but --help

    ruleset: Ruleset = load(arguments.ruleset)
    return ruleset


def scorecard_of(arguments: argparse.Namespace) -> "Scorecard":
    """Load the scorecard that was asked for."""
    return ruleset_of(arguments).scorecard(arguments.unit_kind)
