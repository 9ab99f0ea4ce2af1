"""The commands about annexes: transcribe one into a ruleset, and export a scorecard as one."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Final

from cchc_rules.cli.arguments import UNIT_KINDS, Commands, command, ruleset_of
from cchc_rules.cli.output import FINDINGS, FINE, Outcome, answer, complain, exit_code
from cchc_rules.errors import AnnexError, Finding

if TYPE_CHECKING:  # a command reads only the rooms it needs
    from pathlib import Path

    from cchc_rules.law.model import Ruleset

_KINDS: Final = ("department", "district", "commune")
_FORMS: Final = (".docx", ".xlsx", ".csv")


def _transcribe(arguments: argparse.Namespace) -> Outcome:
    if arguments.compare:
        return _compare(arguments)
    _hold(arguments)
    from pathlib import Path  # noqa: PLC0415 - this command's own

    from cchc_rules.law.catalog import load  # noqa: PLC0415 - as above
    from cchc_rules.office import pages, reports  # noqa: PLC0415 - as above
    from cchc_rules.office.reading import read_annex  # noqa: PLC0415 - as above
    from cchc_rules.office.transcribing import folders  # noqa: PLC0415 - as above
    from cchc_rules.office.transcribing.acts import Given  # noqa: PLC0415 - as above
    from cchc_rules.office.transcribing.transcription import Before, transcribe  # noqa: PLC0415 - as above

    folder = Path(arguments.output)
    annex = read_annex(arguments.files[0], arguments.table)
    known = _known(arguments.decision)
    given = Given(
        number=arguments.decision if known is None else known.decision.act.number,
        on=arguments.on or date.today(),  # noqa: DTZ011 - the day on the wall of whoever transcribes
        title=arguments.title,
        signed_on=arguments.signed_on,
        issued_by=arguments.issued_by,
        year=arguments.year,
    )
    existing = folders.standing_in(folder)
    before = Before(
        name=folder.resolve().name,
        existing=existing,
        known=known,
        labels=None if arguments.known is None else load(_folder(arguments.known)),
    )
    done = transcribe(annex, arguments.unit_kind, given, before)
    scorecard = f"{arguments.unit_kind}.toml"
    folders.write(folder, done.files, new=() if arguments.replace else (scorecard,))
    return answer(
        arguments,
        lambda: reports.transcription_data(done, str(folder)),
        lambda: [pages.transcription_page(done, str(folder), arguments.lang)],
        FINDINGS if done.needs_a_human else FINE,
    )


def _hold(arguments: argparse.Namespace) -> None:
    """Stop where what is needed was not given."""
    needed = {"--decision": arguments.decision, "--unit-kind": arguments.unit_kind, "-o": arguments.output}
    missing = [name for name, value in needed.items() if value is None]
    if len(arguments.files) != 1:
        arguments.parser.error("give one ANNEX, or two folders with --compare")
    if missing:
        arguments.parser.error(f"give {', '.join(missing)} too")


def _known(number: str) -> "Ruleset | None":
    """Give the ruleset of a decision, where one can be loaded by its id."""
    from cchc_rules.law.catalog import available, load  # noqa: PLC0415 - this command's own

    return next((one for one in map(load, available()) if _folded(one.decision.act.number) == _folded(number)), None)


def _folded(number: str) -> str:
    """Give a number without what people leave out or spell otherwise: spaces and capital letters."""
    return "".join(number.split()).casefold()


def _compare(arguments: argparse.Namespace) -> Outcome:
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - this command's own
    from cchc_rules.office import pages, reports  # noqa: PLC0415 - as above
    from cchc_rules.office.transcribing.agreement import differences  # noqa: PLC0415 - as above

    if len(arguments.files) != 2:  # noqa: PLR2004 - two sides
        arguments.parser.error("--compare takes two folders")
    names = (arguments.files[0], arguments.files[1])
    pair = (load(_folder(names[0])), load(_folder(names[1])))
    found = differences(*pair, arguments.lang)
    return answer(
        arguments,
        lambda: reports.comparison_data(names, pair, found),
        lambda: [pages.comparison_page(names, pair, found, arguments.lang)],
        FINDINGS if found else FINE,
    )


def _folder(name: str) -> "str | Path":
    """Give the folder of that name, where there is one; else an id."""
    from pathlib import Path  # noqa: PLC0415 - this command's own

    path = Path(name)
    return path if path.is_dir() else name


def _export(arguments: argparse.Namespace) -> Outcome:
    from pathlib import Path  # noqa: PLC0415 - this command's own

    card = ruleset_of(arguments).scorecard(arguments.unit_kind)
    path = Path(arguments.output)
    form = path.suffix.lower()
    if form not in _FORMS or (arguments.form is not None and form != f".{arguments.form}"):
        expected = f".{arguments.form}" if arguments.form is not None else ", ".join(_FORMS)
        raise AnnexError([Finding(id="CR675", found=path.name, expected=expected)])
    from cchc_rules.office.export import printed, written  # noqa: PLC0415 - this command's own

    annex = printed(card)
    data = written(annex, form)
    if path.exists() and not arguments.replace:
        raise AnnexError([Finding(id="CR672", file=str(path), found=path.name)])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    code = exit_code(annex.findings)
    if arguments.format == "json":
        from cchc_rules.office.reports import export_data  # noqa: PLC0415 - this command's own

        return Outcome(code, data=export_data(card, annex, str(path)))
    complain(annex.findings, arguments.lang)
    return Outcome(code, text=f"{path}\n")


def _text(text: str) -> str:
    """Take text as it is kept in data: composed, whatever the keyboard sends, and without spaces at its ends."""
    import unicodedata  # noqa: PLC0415 - only where text is given

    return unicodedata.normalize("NFC", text).strip()


def _day(text: str) -> date:
    """Take a day as it is written in data."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a day like 2024-11-14"
        raise argparse.ArgumentTypeError(message) from None


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    told = "transcribe an annex (Word, Excel or CSV) into a ruleset, or compare two transcriptions"
    transcribe = command(commands, "transcribe", _transcribe, told)
    transcribe.add_argument(
        "files", metavar="ANNEX", nargs="+", help="a .docx, .xlsx or .csv; with --compare two folders"
    )
    transcribe.add_argument(
        "--decision", metavar="NUMBER", type=_text, help="number of the decision, such as 2426/QĐ-UBND"
    )
    transcribe.add_argument("--unit-kind", metavar="KIND", choices=_KINDS, help=UNIT_KINDS)
    transcribe.add_argument("-o", "--output", metavar="DIR", help="folder of the ruleset; its name is the id")
    transcribe.add_argument("--table", metavar="NAME", help="the table or sheet, where the file holds several annexes")
    transcribe.add_argument("--known", metavar="RULESET", help="keep the names of its facts (default: of the decision)")
    transcribe.add_argument("--replace", action="store_true", help="write over a scorecard that is there already")
    transcribe.add_argument(
        "--title", type=_text, help="title of a decision that no ruleset is known of; so the next three"
    )
    transcribe.add_argument("--signed-on", metavar="DAY", type=_day, help="the day it was signed, such as 2024-11-14")
    transcribe.add_argument("--issued-by", metavar="BODY", type=_text, help="who issued it")
    transcribe.add_argument("--year", type=int, help="the year it assesses")
    transcribe.add_argument("--on", metavar="DAY", type=_day, help="day of the transcription (default: today)")
    transcribe.add_argument("--compare", action="store_true", help="compare two transcriptions node by node")
    transcribe.set_defaults(parser=transcribe)

    export = command(commands, "export", _export, "write a scorecard as an annex (Word, Excel or CSV)", ruleset=True)
    export.add_argument("unit_kind", metavar="UNIT_KIND", help=UNIT_KINDS)
    export.add_argument("-o", "--output", metavar="FILE", required=True, help="a .docx, .xlsx or .csv file")
    for form in _FORMS:
        name = form[1:]
        export.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=f"the file must be {form}")
    export.add_argument("--replace", action="store_true", help="write over a file that is there already")
    export.set_defaults(parser=export)
