"""The command about worked cases: coverage."""

import argparse

from cchc_rules.cli.arguments import UNIT_KINDS, Commands, command, ruleset_of
from cchc_rules.cli.output import BAD_INPUT, FINDINGS, FINE, Outcome, answer, complain
from cchc_rules.errors import RulesetError


def _coverage(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.report.coverings import coverage_data, coverage_page  # noqa: PLC0415 - this command's own
    from cchc_rules.scoring.cases.coverage import coverage  # noqa: PLC0415 - as above
    from cchc_rules.scoring.cases.lacking import lacking, written  # noqa: PLC0415 - as above
    from cchc_rules.scoring.cases.worked import cases_of, read_cases  # noqa: PLC0415 - as above

    if arguments.missing and (arguments.unit_kind is None or arguments.format == "json"):
        arguments.parser.error("--missing writes one TOML file: give a UNIT_KIND, and no --format json")
    ruleset = ruleset_of(arguments)
    cards = list(ruleset.scorecards.values())
    if arguments.unit_kind is not None:
        cards = [ruleset.scorecard(arguments.unit_kind)]
    try:
        cases = cases_of(arguments.ruleset) if arguments.cases is None else read_cases(arguments.cases)
    except RulesetError as fault:
        complain(fault.findings, arguments.lang)
        return Outcome(BAD_INPUT)
    found = [(coverage(card, cases), card) for card in cards]
    code = FINDINGS if any(one.unreached for one, _ in found) else FINE
    if arguments.missing:
        ((one, card),) = found
        return Outcome(code, text=written(card, lacking(card, one)))
    return answer(
        arguments,
        lambda: {"scorecards": [coverage_data(*pair) for pair in found]},
        lambda: [coverage_page(*pair, arguments.lang) for pair in found],
        code,
    )


def add(commands: Commands) -> None:
    """Add the command of this module."""
    told = "say which branches and boundaries the worked cases of a ruleset reach"
    parser = command(commands, "coverage", _coverage, told, ruleset=True)
    parser.add_argument("unit_kind", metavar="UNIT_KIND", nargs="?", help=f"{UNIT_KINDS} (default: all)")
    parser.add_argument("--cases", metavar="FOLDER", help="worked cases elsewhere: a TOML file or a folder of them")
    parser.add_argument("--missing", action="store_true", help="write the cases that are lacking, as TOML")
    parser.set_defaults(parser=parser)
