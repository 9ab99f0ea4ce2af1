"""Rulesets as text: read with every fault at once, written in one spelling, and named by a digest of what they say."""

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeVar

import attrs
from cattrs import Converter

from cchc_rules.errors import Finding, RulesetError
from cchc_rules.law.converter import CONVERTER, UnquotedDecimal, findings_of, shown, written
from cchc_rules.law.decision import Decision, UnitKind
from cchc_rules.law.model import Crosswalk, IgnoredFindings, Ruleset, Scorecard
from cchc_rules.law.places import Path, code_at, line_at, lines_of
from cchc_rules.law.proof import CROSSWALK, DECISION, IGNORED, faults
from cchc_rules.values import Value

T = TypeVar("T")

FORMAT: Final = 1
SCORECARDS: Final = {f"{kind}.toml": kind for kind in UnitKind}
FILES: Final = (DECISION, *SCORECARDS, CROSSWALK, IGNORED)
BESIDE: Final = (CROSSWALK, IGNORED)  # files that are no part of what the decision says
_PLACE: Final = re.compile(r"\(at line (\d+), column \d+\)")


@attrs.frozen(eq=False, repr=False, slots=False)
class Document(Value):
    """One TOML text, parsed, with its lines."""

    file: str
    data: dict[str, Any]
    lines: Mapping[Path, int]

    def located(self, path: Path, finding: Finding) -> Finding:
        """Put file, line and code on a finding."""
        code = finding.code or code_at(self.data, path)
        return attrs.evolve(finding, file=self.file, line=line_at(self.lines, path), code=code)


def parse(file: str, text: str, findings: list[Finding]) -> Document | None:
    """Parse one TOML text; what is wrong with it goes onto ``findings``."""
    composed = True
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            composed = False
            findings.append(attrs.evolve(_decomposed(line.strip()), file=file, line=number))
    try:
        data = tomllib.loads(text, parse_float=UnquotedDecimal)
    except tomllib.TOMLDecodeError as fault:
        place = _PLACE.search(str(fault))
        line_number = int(place[1]) if place else text.count("\n") + 1
        findings.append(Finding(id="CR101", file=file, line=line_number, found=str(fault)))
        return None
    document = Document(file, data, lines_of(text))
    if composed:  # what escapes in the text may still have put together
        findings += [document.located(path, _decomposed(found)) for path, found in _loose_marks(data)]
    return document


def _decomposed(found: str) -> Finding:
    return Finding(id="CR102", found=found[:60], expected=unicodedata.normalize("NFC", found)[:60])


def _loose_marks(data: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Give every text that is not in composed form, with its path."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _loose_marks(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _loose_marks(value, (*path, number))
    elif isinstance(data, str) and not unicodedata.is_normalized("NFC", data):
        yield path, data


def structure(
    document: Document,
    data: Mapping[str, Any],
    kind: type[T],
    findings: list[Finding],
    converter: Converter = CONVERTER,
) -> T | None:
    """Build a class from a document's data; what is wrong with it goes onto ``findings``."""
    if data.get("format", FORMAT) != FORMAT:
        findings.append(document.located(("format",), Finding(id="CR103", found=shown(data["format"]))))
        return None
    try:
        return converter.structure(data, kind)
    except Exception as fault:  # noqa: BLE001 - findings_of raises again what is not a fault of the text
        findings += [document.located(path, finding) for path, finding in findings_of(fault)]
        return None


def loads(files: Mapping[str, str], name: str = "") -> Ruleset:
    """Read a ruleset from the texts of its files, by file name.

    ``name`` is the folder they stand in: it must be the ruleset's id, and is put before file names in messages.
    Raises RulesetError with every fault of every file; nothing is half-loaded.

    >>> from cchc_rules.law.catalog import texts_of_shipped
    >>> texts = texts_of_shipped()["2024_2426"]
    >>> loads(texts).scorecard("department").max_points
    Fraction(100, 1)
    >>> misspelt = texts["department.toml"].replace('method = "survey"', 'method = "surve"', 1)
    >>> loads({**texts, "department.toml": misspelt}, "2024_2426")
    Traceback (most recent call last):
    cchc_rules.errors.RulesetError: 2024_2426/department.toml:...: 1.8: [CR131] "method" is "surve"; ...
    """
    findings: list[Finding] = []
    documents = _documents(files, f"{name}/" if name else "", findings)
    decision = _built(documents.get(DECISION), Decision, findings)
    crosswalk = _built(documents.get(CROSSWALK), Crosswalk, findings)
    ignored = _built(documents.get(IGNORED), IgnoredFindings, findings)
    scorecards: dict[UnitKind, Scorecard] = {}
    for file, kind in SCORECARDS.items():
        card = _scorecard(documents.get(file), kind, decision, findings)
        if card is not None:
            scorecards[kind] = card
    if decision is None:
        raise _refusal(findings)
    ruleset = Ruleset(decision=decision, scorecards=scorecards, crosswalk=crosswalk, ignored=ignored)
    # what could be built is proven even where something else could not, so that all faults come at once
    for file, path, finding in faults(ruleset):
        findings.append(documents[file].located(path, finding))
    if name and decision.id != name:
        wrong = Finding(id="CR229", found=decision.id, expected=name)
        findings.append(documents[DECISION].located(("id",), wrong))
    if findings:
        raise _refusal(findings)
    return ruleset


def _refusal(findings: list[Finding]) -> RulesetError:
    """Give the error with its findings as a reader goes through the files: one after the other, from above."""
    files = list(dict.fromkeys(finding.file for finding in findings))
    return RulesetError(sorted(findings, key=lambda finding: (files.index(finding.file), finding.line or 0)))


def _built(document: Document | None, kind: type[T], findings: list[Finding]) -> T | None:
    return None if document is None else structure(document, document.data, kind, findings)


def _scorecard(
    document: Document | None, kind: UnitKind, decision: Decision | None, findings: list[Finding]
) -> Scorecard | None:
    if document is None:
        return None
    if "decision" in document.data:  # the class has it, the file has not
        stray = Finding(id="CR110", subject="decision", found="decision", expected=", ".join(written(Scorecard)))
        findings.append(document.located(("decision",), stray))
    card = structure(document, {**document.data, "decision": decision}, Scorecard, findings)
    if card is not None and card.unit_kind != kind:
        findings.append(document.located(("unit_kind",), Finding(id="CR107", found=card.unit_kind, expected=kind)))
        return None
    return card if decision is not None else None


def _documents(files: Mapping[str, str], prefix: str, findings: list[Finding]) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for file, text in files.items():
        if file not in FILES:
            findings.append(Finding(id="CR104", file=prefix + file, found=file, expected=", ".join(FILES)))
            continue
        document = parse(prefix + file, text, findings)
        if document is not None:
            documents[file] = document
    if DECISION not in files:
        findings.append(Finding(id="CR105", file=prefix + DECISION))
    if not SCORECARDS.keys() & files.keys():
        findings.append(Finding(id="CR106", file=prefix, expected=", ".join(SCORECARDS)))
    return documents


def plain(ruleset: Ruleset) -> dict[str, dict[str, Any]]:
    """Give the data of a ruleset's files, by file name."""
    files: dict[str, dict[str, Any]] = {DECISION: CONVERTER.unstructure(ruleset.decision)}
    for kind, card in ruleset.scorecards.items():
        files[f"{kind}.toml"] = CONVERTER.unstructure(card)
    if ruleset.crosswalk is not None:
        files[CROSSWALK] = CONVERTER.unstructure(ruleset.crosswalk)
    if ruleset.ignored is not None:
        files[IGNORED] = CONVERTER.unstructure(ruleset.ignored)
    return files


def dumps(ruleset: Ruleset) -> dict[str, str]:
    """Write a ruleset as the texts of its files, by file name; `loads` gives an equal ruleset back.

    >>> from cchc_rules.law.catalog import load
    >>> ruleset = load("2024_2426")
    >>> texts = dumps(ruleset)
    >>> sorted(texts)
    ['commune.toml', 'crosswalk.toml', 'decision.toml', 'department.toml', 'district.toml', 'ignored.toml']
    >>> loads(texts) == ruleset
    True
    """
    import tomli_w  # noqa: PLC0415 - only when a ruleset is written

    return {file: tomli_w.dumps(data) for file, data in plain(ruleset).items()}


def digest(ruleset: Ruleset) -> str:
    """Name what a ruleset says: SHA-256 over its decision and scorecards in canonical JSON.

    Comments, key order and white space do not change it; everything else does. The crosswalk is left out: it says
    how codes came about, not what they are worth. So are the findings a ruleset ignores: they are about the text.

    >>> from cchc_rules.law.catalog import texts_of_shipped
    >>> texts = texts_of_shipped()["2024_2426"]
    >>> digest(loads({**texts, "decision.toml": texts["decision.toml"] + "# a remark"})) == digest(loads(texts))
    True
    >>> renamed = texts["decision.toml"].replace("Sở Nội vụ", "Sở Nội vụ tỉnh", 1)
    >>> digest(loads({**texts, "decision.toml": renamed})) == digest(loads(texts))
    False
    """
    files = {file: data for file, data in plain(ruleset).items() if file not in BESIDE}
    text = json.dumps(files, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
