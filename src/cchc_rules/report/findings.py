"""What lint found in rulesets, as a page, as lines GitHub puts beside the text, and as data."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs

from cchc_rules.errors import Finding, Language, Severity
from cchc_rules.exact import spell
from cchc_rules.law.lint import Review
from cchc_rules.report.blocks import Block, Heading, Outline, Page, clean
from cchc_rules.report.grounding import finding_line, named, noticed
from cchc_rules.report.labels import LANGUAGES, NOTICE, Words, say
from cchc_rules.report.plain import finding_data
from cchc_rules.values import Value

_WORDS: Final[Words] = {
    "title": ("Soát bộ chỉ số {name}", "Lint of {name}"),
    "ignored": ("Được bỏ qua, kèm lý do", "Ignored, with the reason"),
    "refused": ("không nạp được; {counts}", "does not load; {counts}"),
    "counts": (
        "lỗi: {error}; cảnh báo: {warning}; ghi chú: {note}",
        "errors: {error}; warnings: {warning}; notes: {note}",
    ),
    "left": ("bỏ qua: {count}", "ignored: {count}"),
}
_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_ESCAPES: Final = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Looked(Value):
    """One ruleset that was looked over, as it was named: its review, or the faults for which it does not load."""

    name: str
    review: Review | None = None
    faults: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is to be mended."""
        return self.faults if self.review is None else self.review.findings


def findings_page(looked: Looked, language: Language, *, ignored: bool = False) -> Page:
    """List what was found in a ruleset, file by file, what it ignores where that is asked for, and how much it is."""
    review = looked.review
    blocks: list[Block] = [Heading(say(_WORDS["title"], language).format(name=looked.name), 1)]
    blocks += noticed(None if review is None else review.ruleset.standing, language)
    if looked.findings:
        blocks.append(Outline(items=tuple((0, finding_line(finding, language)) for finding in looked.findings)))
    if ignored and review is not None and review.ignored:
        blocks.append(Heading(say(_WORDS["ignored"], language)))
        blocks.append(Outline(items=tuple(_ignored_lines(review, language))))
    blocks.append(Outline(items=((0, _counted(looked, language)),)))
    return tuple(blocks)


def _ignored_lines(review: Review, language: Language) -> Iterator[tuple[int, str]]:
    """Write each reason, and under it what is ignored for it."""
    for reason in dict.fromkeys(one.reason for one in review.ignored):
        yield 0, named(reason, language)
        yield from ((1, finding_line(one.finding, language)) for one in review.ignored if one.reason == reason)


def _counted(looked: Looked, language: Language) -> str:
    counts = Counter(finding.severity for finding in looked.findings)
    words = {severity.value: counts[severity] for severity in Severity}
    text = say(_WORDS["counts"], language).format(**words)
    if looked.review is None:
        return say(_WORDS["refused"], language).format(counts=text)
    left = say(_WORDS["left"], language).format(count=len(looked.review.ignored))
    return f"{text}; {left}"


def github_lines(looked: Iterable[Looked], language: Language) -> str:
    """Write findings as the commands by which GitHub shows them beside the text.

    >>> from cchc_rules.errors import Finding
    >>> found = Finding(id="CR520", file="mine/commune.toml", line=7, subject="files")
    >>> print(github_lines([Looked(name="mine", faults=(found,))], "en"), end="")
    ::error file=mine/commune.toml,line=7,title=CR520::no scoring asks for fact "files"; take it out, ...
    """
    lines = []
    for finding in (finding for one in looked for finding in one.findings):
        place = {"file": finding.file, "line": str(finding.line or ""), "title": finding.id}
        told = ",".join(f"{key}={_escaped(value)}" for key, value in place.items() if value)
        code = f"{finding.code}: " if finding.code else ""
        text = clean(f"{code}{finding.text(language)}").replace("%", "%25")
        lines.append(f"::{_COMMANDS[finding.severity]} {told}::{text}\n")
    return "".join(lines)


def _spelled(points: Fraction | None) -> str | None:
    return None if points is None else spell(points)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(letter, letter) for letter in text)


def lint_data(looked: Sequence[Looked]) -> dict[str, Any]:
    """Give what was found in each ruleset, with its standing, and what every node of it can earn."""
    return {"rulesets": [_data(one) for one in looked]}


def _data(looked: Looked) -> dict[str, Any]:
    review = looked.review
    head: dict[str, Any] = {"name": looked.name, "loads": review is not None}
    if review is None:
        none = dict.fromkeys(("ruleset", "revision", "standing", "notice"))
        return {**head, **none, "findings": list(map(finding_data, looked.faults)), "ignored": [], "nodes": []}
    pair = NOTICE[review.ruleset.standing]
    return {
        **head,
        "ruleset": review.ruleset.id,
        "revision": review.ruleset.decision.revision,
        "standing": review.ruleset.standing.value,
        "notice": None if pair is None else dict(zip(LANGUAGES, pair, strict=True)),
        "findings": list(map(finding_data, review.findings)),
        "ignored": [
            {**finding_data(one.finding), "reason": dict(zip(LANGUAGES, one.reason.pair, strict=True))}
            for one in review.ignored
        ],
        "nodes": [
            {
                "unit_kind": node.unit_kind.value,
                "code": node.code,
                "max_points": _spelled(node.max_points),
                "lowest": _spelled(node.lowest),
                "highest": _spelled(node.highest),
                "proven": node.proven,
            }
            for node in review.nodes
        ],
    }
