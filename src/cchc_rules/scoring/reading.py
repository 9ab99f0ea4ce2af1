"""Submissions as text: TOML or JSON, read as strictly as rulesets, with every fault at once."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from operator import eq
from os import PathLike
from pathlib import Path
from typing import Any, Final

import attrs
from cattrs import Converter

from cchc_rules.errors import Finding, SubmissionError
from cchc_rules.exact import State, parse_number, spell
from cchc_rules.law.codec import Document, parse, structure
from cchc_rules.law.converter import Refused, UnquotedDecimal, strict
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.places import Path as Place
from cchc_rules.scoring.inputs import RawFact, Submission

_NO_NUMBERS: Final = ("nan", "inf", "infinity")


def _exact(value: object) -> object:
    """Let everything pass but decimals that stand without quotes: they would be read as binary floats elsewhere."""
    if isinstance(value, UnquotedDecimal):
        if value.lstrip("+-").lower() in _NO_NUMBERS:
            raise Refused("CR127", found=value)
        raise Refused("CR120", found=value, expected=f'"{value}"')
    return value


def _number(value: object, _: object) -> Fraction:
    """Take points however they are spelled, as long as they are exact."""
    value = _exact(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Refused("CR127", found=value)
    try:
        return parse_number(str(value))
    except ValueError:
        raise Refused("CR127", found=value) from None


def _raw(value: object, _: object) -> object:
    """Take a raw fact as it is; the scorecard tells what it must be, and evaluation says so."""
    return _exact(value)


@cache
def converter() -> Converter:
    """What reads and writes submissions, and the worked cases that hold them."""
    made = strict(_number)

    def kind_of_unit(value: object, _: object) -> UnitKind:
        return made.structure(value, UnitKind)

    def state(value: object, _: object) -> State | None:
        return None if value is None else made.structure(value, State)

    # Python code may give these as plain words; in a text they are one of the listed ones
    for kind, hook in ((RawFact, _raw), (UnitKind | str, kind_of_unit), (State | str | None, state)):
        made.register_structure_hook_func(partial(eq, kind), hook)
    made.register_unstructure_hook(Decimal, str)
    return made


class _Said(Document):
    """The text of a submission. A fault belongs to the leaf of the entry it stands in, else to the whole."""

    def located(self, path: Place, finding: Finding) -> Finding:
        """Put file, line and code on a finding."""
        found = super().located(path, finding)
        return found if path[:1] == ("entries",) else attrs.evolve(found, code="")


def loads(text: str, name: str = "submission.toml") -> Submission:
    """Read a submission from TOML, or from JSON when the name ends in ``.json``.

    Raises SubmissionError with every fault of the text; what it says is proven against a scorecard when it is scored.
    """
    findings: list[Finding] = []
    document = (_json if name.lower().endswith(".json") else _toml)(name, text, findings)
    submission = None
    if document is not None:
        submission = structure(document, document.data, Submission, findings, converter())
    if submission is None or findings:
        raise SubmissionError(findings)
    return submission


def read(path: str | PathLike[str]) -> Submission:
    r"""Read a submission from a file, TOML or (named ``.json``) JSON, in UTF-8.

    Raises SubmissionError with every fault when it is not a submission, OSError when there is no such file.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> text = 'unit_kind = "department"\nyear = 2024\nunit = { code = "X-01", name = "Sở Ví dụ" }\n'
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "x-01.toml")
    ...     _ = file.write_text(text, encoding="utf-8")
    ...     print(read(file).unit.name)
    Sở Ví dụ
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")  # a byte order mark, as some editors write it, says nothing
    except UnicodeDecodeError as fault:
        raise SubmissionError([Finding(id="CR109", file=str(path), found=str(fault.start))]) from None
    return loads(text, str(path))


def dumps(submission: Submission) -> str:
    """Write a submission as TOML; `loads` gives an equal one back when its facts are plain values.

    A Decimal or a Fraction among the facts comes back as text of the same number.
    """
    import tomli_w  # noqa: PLC0415 - only when a submission is written

    return tomli_w.dumps(spelled(converter().unstructure(submission)))


def spelled(data: Any) -> Any:  # noqa: ANN401 - whatever stands in a submission
    """Spell exact numbers as text, and words as plain text."""
    if isinstance(data, Mapping):
        return {key: spelled(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [spelled(value) for value in data]
    return spell(data) if isinstance(data, Fraction) else data


def _toml(file: str, text: str, findings: list[Finding]) -> Document | None:
    try:
        document = parse(file, text, findings)
    except (ValueError, RecursionError) as fault:  # a number too long to read, tables too deep
        findings.append(Finding(id="CR101", file=file, found=str(fault)))
        return None
    return None if document is None else _Said(document.file, document.data, document.lines)


def _json(file: str, text: str, findings: list[Finding]) -> Document | None:
    def pairs(items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in items:
            if key in data:
                findings.append(Finding(id="CR108", file=file, found=key))
            data[key] = value
        return data

    try:
        data = json.loads(text, parse_float=UnquotedDecimal, parse_constant=UnquotedDecimal, object_pairs_hook=pairs)
    except (ValueError, RecursionError) as fault:
        findings.append(Finding(id="CR101", file=file, found=str(fault)))
        return None
    if not isinstance(data, dict):
        findings.append(Finding(id="CR132", file=file, subject=file, found=type(data).__name__))
        return None
    document = _Said(file, data, {})
    for place, said in _texts(data):
        composed = unicodedata.normalize("NFC", said)
        if composed != said:
            findings.append(document.located(place, Finding(id="CR102", found=said[:60], expected=composed[:60])))
    return document


def _texts(data: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts(value, (*place, number))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield place, key
            yield from _texts(value, (*place, key))
