"""The command ``cchc-rules``: list and show rulesets, score submissions, rank results, write schemas and examples.

Results go to stdout, messages to stderr. Exit 0: fine; 1: there are warnings; 2: something handed in is wrong.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cchc_rules.errors import CchcRulesError, Finding, Language, Severity, not_found

if TYPE_CHECKING:  # a command reads only the rooms it needs
    from cchc_rules.law.model import Ruleset, Scorecard
    from cchc_rules.report.blocks import Page
    from cchc_rules.scoring.result import Result

FINE: Final = 0
FINDINGS: Final = 1
BAD_INPUT: Final = 2

_NOTICE: Final = (
    "The shipped rulesets are reconstructions: their criteria and points are not the text of the decisions.\n"
    "Các bộ chỉ số đi kèm là bản dựng lại: tiêu chí và điểm không phải nguyên văn quyết định."
)
_EXITS: Final = "Exit code: 0 fine, 1 there are warnings, 2 something handed in is wrong."
_STAGES: Final = ("self_score", "appraisal_1", "explanation_round", "appraisal_2")
_SCHEMAS: Final = ("submission", "result", "explanation", "ranking", "scorecard")


class _Outcome(NamedTuple):
    """What a command came to: text, pages or data, and the exit code."""

    code: int = FINE
    text: str = ""
    pages: tuple["Page", ...] = ()
    data: object = None


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
        _write(outcome)
        sys.stdout.flush()
    except SystemExit as stop:  # argparse has said what there was to say
        return stop.code if isinstance(stop.code, int) else BAD_INPUT
    except BrokenPipeError:  # who reads the output has seen enough: what is left goes nowhere, without complaint
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _run(arguments: argparse.Namespace) -> _Outcome:
    try:
        outcome: _Outcome = arguments.run(arguments)
    except CchcRulesError as fault:
        _complain(fault.findings, arguments.lang)
    except BrokenPipeError:
        raise
    except OSError as fault:
        _unreadable(fault, arguments.lang)
    else:
        return outcome
    return _Outcome(BAD_INPUT)


# --- What goes out ----------------------------------------------------------------------------------------------------


def _write(outcome: _Outcome) -> None:
    if outcome.data is not None:
        import json  # noqa: PLC0415 - only where data is asked for

        print(json.dumps(outcome.data, ensure_ascii=False, indent=2))
    elif outcome.pages:
        from cchc_rules.report.console import show  # noqa: PLC0415 - only where a page is shown

        show(outcome.pages)
    else:
        print(outcome.text, end="")


def _answer(
    arguments: argparse.Namespace, data: Callable[[], object], pages: Callable[[], Iterable["Page"]], code: int = FINE
) -> _Outcome:
    """Make what was asked for, data or pages, and not the other."""
    if arguments.format == "json":
        return _Outcome(code, data=data())
    return _Outcome(code, pages=tuple(pages()))


def _complain(findings: Iterable[Finding], language: Language, file: str = "") -> None:
    """Write findings to stderr, each on a line of its own, with the file they stand in."""
    from cchc_rules.report.blocks import clean  # noqa: PLC0415 - what is quoted may hold anything

    for finding in findings:
        place = f"{file}: " if file and not finding.file else ""
        print(clean(f"cchc-rules: {place}{finding.line_of_text(language)}"), file=sys.stderr)


def _unreadable(fault: OSError, language: Language, file: str = "") -> None:
    from cchc_rules.report.blocks import clean  # noqa: PLC0415 - a file name may hold anything

    word = "không đọc được" if language == "vi" else "cannot be read"
    place = file or fault.filename or "-"
    print(clean(f"cchc-rules: {place}: {word}: {fault.strerror or fault}"), file=sys.stderr)


def _code(findings: Iterable[Finding]) -> int:
    return FINDINGS if any(finding.severity is not Severity.NOTE for finding in findings) else FINE


# --- The commands -----------------------------------------------------------------------------------------------------


def _list(arguments: argparse.Namespace) -> _Outcome:
    from cchc_rules.law.catalog import available, load  # noqa: PLC0415 - this command's own
    from cchc_rules.report.plain import listed_data  # noqa: PLC0415 - as above
    from cchc_rules.report.scorecards import list_page  # noqa: PLC0415 - as above

    rulesets = [load(name) for name in available()]
    return _answer(
        arguments,
        lambda: {"rulesets": [listed_data(ruleset) for ruleset in rulesets]},
        lambda: [list_page(rulesets, arguments.lang)],
    )


def _show(arguments: argparse.Namespace) -> _Outcome:
    from cchc_rules.report import plain, scorecards  # noqa: PLC0415 - this command's own

    ruleset = _ruleset(arguments)
    if arguments.unit_kind is None:
        return _answer(
            arguments,
            lambda: plain.ruleset_data(ruleset),
            lambda: [scorecards.ruleset_page(ruleset, arguments.lang)],
        )
    card = ruleset.scorecard(arguments.unit_kind)
    if arguments.code is None:
        return _answer(
            arguments, lambda: plain.scorecard_data(card), lambda: [scorecards.scorecard_page(card, arguments.lang)]
        )
    return _answer(
        arguments,
        lambda: plain.node_data(card, arguments.code),
        lambda: [scorecards.node_page(card, arguments.code, arguments.lang)],
    )


def _score(arguments: argparse.Namespace) -> _Outcome:
    from cchc_rules.report import plain, results  # noqa: PLC0415 - this command's own

    scored, failed = _scored(arguments, _ruleset(arguments))
    code = BAD_INPUT if failed else _code(finding for result in scored for finding in result.findings)
    if not scored:
        return _Outcome(code)
    if arguments.explain is None:
        return _answer(
            arguments,
            lambda: {"results": [plain.result_data(result) for result in scored]},
            lambda: [results.result_page(result, arguments.lang) for result in scored],
            code,
        )
    return _answer(
        arguments,
        lambda: {"explanations": [plain.explanation_data(result, arguments.explain) for result in scored]},
        lambda: [results.explanation(result, arguments.explain, arguments.lang) for result in scored],
        code,
    )


def _rank(arguments: argparse.Namespace) -> _Outcome:
    from cchc_rules.report import plain, rankings  # noqa: PLC0415 - this command's own
    from cchc_rules.scoring.ranking import rank  # noqa: PLC0415 - as above

    if bool(arguments.files) == (arguments.published is not None):
        arguments.parser.error("give the files of submissions, or --published YEAR with --unit-kind KIND")
    if (arguments.published is None) != (arguments.unit_kind is None):
        arguments.parser.error("--published YEAR and --unit-kind KIND go together")
    ruleset = _ruleset(arguments)
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
            return _Outcome(BAD_INPUT)
        ranking = rank(scored)
    findings = [*ranking.findings]
    findings += [finding for row in ranking.rows if row.result for finding in row.result.findings]
    return _answer(
        arguments,
        lambda: plain.ranking_data(ranking, publication),
        lambda: [rankings.ranking_page(ranking, arguments.lang, publication)],
        _code(findings),
    )


def _schema(arguments: argparse.Namespace) -> _Outcome:
    from cchc_rules.report import schemas  # noqa: PLC0415 - this command's own

    card = _scorecard(arguments)
    if arguments.of == "submission":
        return _Outcome(data=schemas.submission_schema(card, arguments.lang))
    made = {
        "result": schemas.result_schema,
        "explanation": schemas.explanation_schema,
        "ranking": schemas.ranking_schema,
        "scorecard": schemas.scorecard_schema,
    }
    return _Outcome(data=made[arguments.of]())


def _example(arguments: argparse.Namespace) -> _Outcome:
    from cchc_rules.report.examples import example_submission  # noqa: PLC0415 - this command's own

    card = _scorecard(arguments)
    submission = example_submission(card)
    if arguments.format == "json":
        from cchc_rules.report.plain import submission_data  # noqa: PLC0415 - as above

        return _Outcome(data=submission_data(submission))
    from cchc_rules.report.examples import commented  # noqa: PLC0415 - as above

    return _Outcome(text=commented(submission, card, arguments.lang))


# --- What comes in ----------------------------------------------------------------------------------------------------


def _ruleset(arguments: argparse.Namespace) -> "Ruleset":
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - every command but --help

    ruleset: Ruleset = load(arguments.ruleset)
    return ruleset


def _scorecard(arguments: argparse.Namespace) -> "Scorecard":
    return _ruleset(arguments).scorecard(arguments.unit_kind)


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
            _complain(fault.findings, arguments.lang, file)
            failed = True
        except OSError as fault:
            _unreadable(fault, arguments.lang, file)
            failed = True
        else:
            scored.append(result)
    return scored, failed


def _reading(text: str) -> tuple[str, str]:
    code, sign, reading = text.partition("=")
    if not (code and sign and reading):
        message = f"{text!r} is not CODE=ID"
        raise argparse.ArgumentTypeError(message)
    return code, reading


# --- The arguments ----------------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cchc-rules",
        description=f"Score and rank by the rules of an administrative-reform index (Chỉ số CCHC).\n\n{_NOTICE}",
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    from cchc_rules import __version__  # noqa: PLC0415 - the package reads its names when they are asked for

    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    _command(commands, "list", _list, "list the rulesets that can be loaded by id")

    show = _command(commands, "show", _show, "show a ruleset, a scorecard of it, or one node", ruleset=True)
    show.add_argument("unit_kind", metavar="UNIT_KIND", nargs="?", help="department, district or commune")
    show.add_argument("code", metavar="CODE", nargs="?", help="a code, such as 3.4.1")

    score = _command(commands, "score", _score, "score submissions (TOML or JSON)", ruleset=True)
    score.add_argument("files", metavar="FILE", nargs="+", help="a submission; .json is read as JSON")
    score.add_argument("--explain", metavar="CODE", help="explain one node instead of showing the whole result")
    _scoring(score)

    rank = _command(commands, "rank", _rank, "rank submissions, or a table the province published", ruleset=True)
    rank.add_argument("files", metavar="FILE", nargs="*", help="submissions of one kind of unit and one year")
    rank.add_argument("--published", metavar="YEAR", type=int, help="rank the results published for a year")
    rank.add_argument("--unit-kind", metavar="KIND", help="department, district or commune; with --published")
    rank.set_defaults(parser=rank, explain=None)
    _scoring(rank)

    schema = _command(commands, "schema", _schema, "write a JSON Schema, for building forms", ruleset=True)
    schema.add_argument("unit_kind", metavar="UNIT_KIND", help="department, district or commune")
    schema.add_argument("--of", choices=_SCHEMAS, default="submission", help="of what (default: submission)")

    example = _command(commands, "example", _example, "write a filled submission to start from", ruleset=True)
    example.add_argument("unit_kind", metavar="UNIT_KIND", help="department, district or commune")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], _Outcome],
    told: str,
    *,
    ruleset: bool = False,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=told,
        description=f"{told[0].upper()}{told[1:]}.\n\n{_NOTICE}",
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    if ruleset:
        parser.add_argument("ruleset", metavar="RULESET", help="an id (see: list), or the path of a folder")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language (default: vi)")
    return parser


def _scoring(parser: argparse.ArgumentParser) -> None:
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
        type=_reading,
        action="append",
        default=[],
        help="use another reading where the text leaves a case open; may be given again",
    )
