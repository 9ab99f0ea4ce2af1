"""What stands under every page: the notice of a reconstruction, the basis of numbers, and findings."""

from collections.abc import Iterable, Iterator
from typing import Final

from cchc_rules.errors import Finding, Language
from cchc_rules.law.decision import Decision
from cchc_rules.law.facts import Name
from cchc_rules.law.grounds import Ground, Grounded, Standing
from cchc_rules.report.blocks import Block, Heading, Notice, Outline
from cchc_rules.report.headings import heading
from cchc_rules.report.labels import BASES, PARTS, SEVERITIES, notice, say

NONE: Final = "–"


def named(name: Name, language: Language) -> str:
    """Give a name in one language."""
    return say(name.pair, language)


def noticed(standing: Standing | None, language: Language) -> tuple[Block, ...]:
    """Give the notice of a set that is not the decision's own text. Every page has it, and no caller decides on it."""
    text = None if standing is None else notice(standing, language)
    return () if text is None else (Notice(text),)


def basis_rows(grounded: Grounded, decision: Decision, language: Language) -> Iterator[tuple[str, str]]:
    """Say what numbers rest on: the basis and source of the whole, then of each part that stands apart."""
    yield heading("basis", language), _ground(grounded, decision, language)
    for ground in grounded.grounds:
        label = say(PARTS[ground.part], language) if ground.part in PARTS else ground.part
        yield label[0].upper() + label[1:], _ground(ground, decision, language)


def _ground(ground: Grounded | Ground, decision: Decision, language: Language) -> str:
    source = decision.source(ground.source)
    place = "; ".join(part for part in (source.document, ground.locator or source.locator) if part)
    text = f"{say(BASES[ground.basis], language)} [{source.id}]: {named(source.statement, language)}"
    if source.argument is not None:
        text += f" {named(source.argument, language)}"
    return f"{text} ({place})" if place else text


def findings_outline(findings: Iterable[Finding], language: Language) -> Iterator[Block]:
    """List findings under their heading; nothing where there are none."""
    items = tuple((0, finding_line(finding, language)) for finding in findings)
    if items:
        yield Heading(heading("findings", language))
        yield Outline(items=items)


def finding_line(finding: Finding, language: Language) -> str:
    """Write one finding: how much it matters, where it stands, and the sentence."""
    severity = say(SEVERITIES[finding.severity], language)
    place = f"{finding.place}: " if finding.place else ""
    return f"{severity} [{finding.id}] {place}{finding.text(language)}"
