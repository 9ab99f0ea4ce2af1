"""The command that compares units in two years under two rulesets: compare."""

import argparse
from typing import TYPE_CHECKING, Final

from cchc_rules.cli.arguments import Commands, command
from cchc_rules.cli.output import BAD_INPUT, Outcome, answer, complain, exit_code, unreadable
from cchc_rules.errors import CchcRulesError

if TYPE_CHECKING:  # a command reads only the rooms it needs
    from cchc_rules.law.model import Ruleset
    from cchc_rules.scoring.result import Result

_STAGES: Final = ("self_score", "appraisal_1", "explanation_round", "appraisal_2")


def _compare(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - this command's own
    from cchc_rules.versions.difference import diff  # noqa: PLC0415 - as above

    rulesets = load(arguments.old_ruleset), load(arguments.new_ruleset)
    sides = [
        _scored(arguments, ruleset, files)
        for ruleset, files in zip(rulesets, (arguments.old, arguments.new), strict=True)
    ]
    if any(failed for _, failed in sides):  # a comparison that lacks units would be a wrong one
        return Outcome(BAD_INPUT)
    olds, news = (scored for scored, _ in sides)
    code = exit_code(finding for result in (*olds, *news) for finding in result.findings)
    changes = diff(*rulesets)
    from cchc_rules.report import comparison_data, comparisons  # noqa: PLC0415 - as above

    if len(olds) == len(news) == 1:
        from cchc_rules.versions.comparing.comparison import compare  # noqa: PLC0415 - as above

        compared = compare(olds[0], news[0], changes)
        return answer(
            arguments,
            lambda: comparison_data.comparison_data(compared),
            lambda: [comparisons.comparison_page(compared, arguments.lang)],
            code,
        )
    from cchc_rules.versions.comparing.groups import compare_group  # noqa: PLC0415 - as above

    group = compare_group(olds, news, changes)
    return answer(
        arguments,
        lambda: comparison_data.group_data(group),
        lambda: [comparisons.group_page(group, arguments.lang)],
        code,
    )


def _scored(arguments: argparse.Namespace, ruleset: "Ruleset", files: list[str]) -> tuple[list["Result"], bool]:
    """Score every file of one year, and say what is wrong with those that cannot be scored."""
    from cchc_rules.scoring.evaluation import evaluate  # noqa: PLC0415 - as above
    from cchc_rules.scoring.reading import read  # noqa: PLC0415 - as above

    scored: list[Result] = []
    failed = False
    for file in files:
        try:
            submission = read(file)
            card = ruleset.scorecard(submission.unit_kind)
            result = evaluate(card, submission, stage=arguments.stage, missing=arguments.missing)
        except CchcRulesError as fault:
            complain(fault.findings, arguments.lang, file)
            failed = True
        except OSError as fault:
            unreadable(fault, arguments.lang, file)
            failed = True
        else:
            complain(result.findings, arguments.lang, file)  # the page shows parts of a difference, not what is odd
            scored.append(result)
    return scored, failed


def add(commands: Commands) -> None:
    """Add the command of this module."""
    told = "compare one unit or many in two years: what came of the rules, what of the units"
    compare = command(commands, "compare", _compare, told)
    compare.add_argument("old_ruleset", metavar="OLD-RULESET", help="an id (see: list), or the path of a folder")
    compare.add_argument("new_ruleset", metavar="NEW-RULESET", help="as above")
    compare.add_argument("--old", metavar="FILE", nargs="+", required=True, help="submissions of the older year")
    compare.add_argument("--new", metavar="FILE", nargs="+", required=True, help="submissions of the newer year")
    compare.add_argument(
        "--stage",
        choices=_STAGES,
        default=_STAGES[-1],
        help=f"the last stage whose word counts, in both years (default: {_STAGES[-1]})",
    )
    compare.add_argument(
        "--missing",
        choices=("error", "zero"),
        default="error",
        help="where answers are missing: stop (default), or count 0 and say so",
    )
