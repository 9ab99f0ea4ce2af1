"""The commands about units: score, rank, and an example to start from."""

import argparse
from typing import TYPE_CHECKING

from cchc_rules.cli.arguments import UNIT_KINDS, Commands, command, ruleset_of, scorecard_of, scoring
from cchc_rules.cli.output import BAD_INPUT, Outcome, answer, complain, exit_code, unreadable
from cchc_rules.errors import CchcRulesError, not_found

if TYPE_CHECKING:  # a command reads only the rooms it needs
    from cchc_rules.law.model import Ruleset
    from cchc_rules.scoring.result import Result


def _score(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.report import plain, results  # noqa: PLC0415 - this command's own

    scored, failed = _scored(arguments, ruleset_of(arguments))
    code = BAD_INPUT if failed else exit_code(finding for result in scored for finding in result.findings)
    if not scored:
        return Outcome(code)
    if arguments.explain is None:
        return answer(
            arguments,
            lambda: {"results": [plain.result_data(result) for result in scored]},
            lambda: [results.result_page(result, arguments.lang) for result in scored],
            code,
        )
    return answer(
        arguments,
        lambda: {"explanations": [plain.explanation_data(result, arguments.explain) for result in scored]},
        lambda: [results.explanation(result, arguments.explain, arguments.lang) for result in scored],
        code,
    )


def _rank(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.report import plain, rankings  # noqa: PLC0415 - this command's own
    from cchc_rules.scoring.ranking import rank  # noqa: PLC0415 - as above

    if bool(arguments.files) == (arguments.published is not None):
        arguments.parser.error("give the files of submissions, or --published YEAR with --unit-kind KIND")
    if (arguments.published is None) != (arguments.unit_kind is None):
        arguments.parser.error("--published YEAR and --unit-kind KIND go together")
    ruleset = ruleset_of(arguments)
    publication = None
    if arguments.published is not None:
        from cchc_rules.law.publication import published  # noqa: PLC0415 - only for a published table

        publication = published(arguments.published, arguments.unit_kind)
        if publication.ruleset not in (None, ruleset.id):
            table = f"published/{arguments.published}_{arguments.unit_kind} ({ruleset.id})"
            raise not_found("CR407", table, [publication.ruleset])
        ranking = rank(publication)
    else:
        scored, failed = _scored(arguments, ruleset)
        if failed:  # a ranking that lacks units would be a wrong one
            return Outcome(BAD_INPUT)
        ranking = rank(scored)
    findings = [*ranking.findings]
    findings += [finding for row in ranking.rows if row.result for finding in row.result.findings]
    return answer(
        arguments,
        lambda: plain.ranking_data(ranking, publication),
        lambda: [rankings.ranking_page(ranking, arguments.lang, publication)],
        exit_code(findings),
    )


def _example(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.report.examples import example_submission  # noqa: PLC0415 - this command's own

    card = scorecard_of(arguments)
    submission = example_submission(card)
    if arguments.format == "json":
        from cchc_rules.report.plain import submission_data  # noqa: PLC0415 - as above

        return Outcome(data=submission_data(submission))
    from cchc_rules.report.examples import commented  # noqa: PLC0415 - as above

    return Outcome(text=commented(submission, card, arguments.lang))


def _scored(arguments: argparse.Namespace, ruleset: "Ruleset") -> tuple[list["Result"], bool]:
    """Score every file that can be scored, and say what is wrong with the others."""
    from cchc_rules.report.console import watched  # noqa: PLC0415 - for score and rank
    from cchc_rules.scoring.evaluation import evaluate  # noqa: PLC0415 - as above
    from cchc_rules.scoring.reading import read  # noqa: PLC0415 - as above

    scored: list[Result] = []
    failed = False
    for file in watched(arguments.files):
        try:
            submission = read(file)
            result = evaluate(
                ruleset.scorecard(submission.unit_kind),
                submission,
                stage=arguments.stage,
                missing=arguments.missing,
                readings=dict(arguments.reading),
            )
            if arguments.explain is not None:
                result.node(arguments.explain)  # a code that is not there is said before anything is shown
        except CchcRulesError as fault:
            complain(fault.findings, arguments.lang, file)
            failed = True
        except OSError as fault:
            unreadable(fault, arguments.lang, file)
            failed = True
        else:
            scored.append(result)
    return scored, failed


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    score = command(commands, "score", _score, "score submissions (TOML or JSON)", ruleset=True)
    score.add_argument("files", metavar="FILE", nargs="+", help="a submission; .json is read as JSON")
    score.add_argument("--explain", metavar="CODE", help="explain one node instead of showing the whole result")
    scoring(score)

    rank = command(commands, "rank", _rank, "rank submissions, or a table the province published", ruleset=True)
    rank.add_argument("files", metavar="FILE", nargs="*", help="submissions of one kind of unit and one year")
    rank.add_argument("--published", metavar="YEAR", type=int, help="rank the results published for a year")
    rank.add_argument("--unit-kind", metavar="KIND", help=f"{UNIT_KINDS}; with --published")
    rank.set_defaults(parser=rank, explain=None)
    scoring(rank)

    example = command(commands, "example", _example, "write a filled submission to start from", ruleset=True)
    example.add_argument("unit_kind", metavar="UNIT_KIND", help=UNIT_KINDS)
