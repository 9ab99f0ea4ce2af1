"""The commands about the law: list, show, schema."""

import argparse
from typing import Final

from cchc_rules.cli.arguments import UNIT_KINDS, Commands, command, ruleset_of, scorecard_of
from cchc_rules.cli.output import Outcome, answer

_SCHEMAS: Final = (
    "submission",
    "result",
    "explanation",
    "ranking",
    "scorecard",
    "coverage",
    "conformance",
    "vectors",
    "lint",
    "transcription",
    "comparison",
    "export",
    "changes",
    "attribution",
    "group_attribution",
    "migration",
    "rehearsal",
)


def _list(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.law.catalog import available, load  # noqa: PLC0415 - this command's own
    from cchc_rules.report.plain import listed_data  # noqa: PLC0415 - as above
    from cchc_rules.report.scorecards import list_page  # noqa: PLC0415 - as above

    rulesets = [load(name) for name in available()]
    return answer(
        arguments,
        lambda: {"rulesets": [listed_data(ruleset) for ruleset in rulesets]},
        lambda: [list_page(rulesets, arguments.lang)],
    )


def _show(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.report import plain, scorecards  # noqa: PLC0415 - this command's own

    ruleset = ruleset_of(arguments)
    if arguments.unit_kind is None:
        return answer(
            arguments,
            lambda: plain.ruleset_data(ruleset),
            lambda: [scorecards.ruleset_page(ruleset, arguments.lang)],
        )
    card = ruleset.scorecard(arguments.unit_kind)
    if arguments.code is None:
        return answer(
            arguments, lambda: plain.scorecard_data(card), lambda: [scorecards.scorecard_page(card, arguments.lang)]
        )
    return answer(
        arguments,
        lambda: plain.node_data(card, arguments.code),
        lambda: [scorecards.node_page(card, arguments.code, arguments.lang)],
    )


def _schema(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.office import reports  # noqa: PLC0415 - this command's own
    from cchc_rules.report import comparison_data, migrations, rehearsals, schemas  # noqa: PLC0415 - as above
    from cchc_rules.report.changes import schema as changes  # noqa: PLC0415 - as above

    card = scorecard_of(arguments)
    if arguments.of == "submission":
        return Outcome(data=schemas.submission_schema(card, arguments.lang))
    made = {
        "result": schemas.result_schema,
        "explanation": schemas.explanation_schema,
        "ranking": schemas.ranking_schema,
        "coverage": schemas.coverage_schema,
        "scorecard": schemas.scorecard_schema,
        "conformance": schemas.conformance_schema,
        "vectors": schemas.vectors_schema,
        "lint": schemas.lint_schema,
        "transcription": reports.transcription_schema,
        "comparison": reports.comparison_schema,
        "export": reports.export_schema,
        "changes": changes.changes_schema,
        "attribution": comparison_data.comparison_schema,
        "group_attribution": comparison_data.group_schema,
        "migration": migrations.migration_schema,
        "rehearsal": rehearsals.rehearsal_schema,
    }
    return Outcome(data=made[arguments.of]())


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    command(commands, "list", _list, "list the rulesets that can be loaded by id")

    show = command(commands, "show", _show, "show a ruleset, a scorecard of it, or one node", ruleset=True)
    show.add_argument("unit_kind", metavar="UNIT_KIND", nargs="?", help=UNIT_KINDS)
    show.add_argument("code", metavar="CODE", nargs="?", help="a code, such as 3.4.1")

    schema = command(commands, "schema", _schema, "write a JSON Schema, for building forms", ruleset=True)
    schema.add_argument("unit_kind", metavar="UNIT_KIND", help=UNIT_KINDS)
    schema.add_argument("--of", choices=_SCHEMAS, default="submission", help="of what (default: submission)")
