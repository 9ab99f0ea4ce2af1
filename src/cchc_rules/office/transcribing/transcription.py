"""From an annex to a ruleset that loads: the scorecard, the decision around it, and what a person has to look at."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.errors import AnnexError, Finding, Severity
from cchc_rules.exact import ZERO, parse_number, spell
from cchc_rules.law import codec
from cchc_rules.law.decision import Decision, UnitKind
from cchc_rules.law.facts import Facts
from cchc_rules.law.model import Combine, Crosswalk, Ruleset, Scorecard
from cchc_rules.law.proof import CROSSWALK, DECISION
from cchc_rules.office.annex import Annex
from cchc_rules.office.transcribing.acts import Given, completed, made, prepared, taken_over, unsettled
from cchc_rules.office.transcribing.bodies import Bodies
from cchc_rules.office.transcribing.building import Builder, Unread
from cchc_rules.office.transcribing.layout import laid_out
from cchc_rules.office.transcribing.settling import settle
from cchc_rules.values import Value

_RESTORED: Final = "CR627"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Checked(Value):
    """A printed total beside what its parts add up to; None where there is no node of that code."""

    code: str
    printed: str
    summed: Fraction | None
    place: str

    @property
    def agrees(self) -> bool:
        """Whether the two are the same number."""
        try:
            return self.summed is not None and abs(parse_number(self.printed)) == self.summed
        except ValueError:
            return False


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Transcription(Value):
    """A transcribed annex: the ruleset it came to, what was read and what was not, and what lint says of the outcome.

    ``files`` are the texts to write, by file name; None stands for one that has to go.
    """

    annex: Annex
    unit_kind: UnitKind
    ruleset: Ruleset
    unread: tuple[Unread, ...]
    totals: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    advice: tuple[Finding, ...]
    files: Mapping[str, str | None]

    @property
    def card(self) -> Scorecard:
        """The scorecard that was transcribed."""
        return self.ruleset.scorecards[self.unit_kind]

    @property
    def recognised(self) -> int:
        """How many scored leaves were read."""
        return len(self.card.leaves) - len(self.unread)

    @property
    def restored(self) -> int:
        """How many codes were restored from what a spreadsheet had made of them."""
        return sum(finding.id == _RESTORED for finding in self.annex.findings)

    @property
    def needs_a_human(self) -> bool:
        """Whether anything is left for a person to do."""
        return bool(self.unread) or any(one.severity is not Severity.NOTE for one in (*self.findings, *self.advice))


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Before(Value):
    """What a transcription goes on from.

    ``name`` is the id of the ruleset and of its folder; ``existing`` is what that folder holds, ``known`` another
    ruleset of the same decision, whose act is taken over. Facts keep the names they have in ``labels``, or else there.
    """

    name: str
    existing: Ruleset | None = None
    known: Ruleset | None = None
    labels: Ruleset | None = None


def transcribe(annex: Annex, unit_kind: str, given: Given, before: Before) -> Transcription:
    """Make a ruleset of an annex, for one kind of unit.

    Raises AnnexError or RulesetError where nothing that loads can be made of it.
    """
    existing, known = before.existing, before.known
    kind = UnitKind(unit_kind)
    decision = _decision(annex, given, before)
    bodies = Bodies((*decision.appraisers, *(() if known is None else known.decision.appraisers)))
    builder = Builder(annex, kind, bodies, _facts(kind, before.labels, existing, known))
    built = builder.build(decision)
    ready, counted = prepared(decision, built, bodies.every, annex.file)
    card, slips = settle(attrs.evolve(built, decision=ready), builder)
    others = {} if existing is None else {each: one for each, one in existing.scorecards.items() if each != kind}
    cards = {each: one for each in UnitKind if (one := {**others, kind: card}.get(each)) is not None}
    decision = completed(ready, cards)
    cards = {each: attrs.evolve(one, decision=decision) for each, one in cards.items()}
    crosswalk, stale = _crosswalk(existing, cards[kind])
    ruleset = Ruleset(
        decision=decision,
        scorecards=cards,
        crosswalk=crosswalk,
        ignored=None if existing is None else existing.ignored,
    )
    texts = laid_out(ruleset)
    ruleset = codec.loads(texts, before.name)
    totals = _totals(annex, cards[kind])
    wrong = tuple(_differs(annex, total) for total in totals if not total.agrees)
    findings = (*annex.findings, *builder.findings, *slips, *wrong, *counted, *stale, *unsettled(decision, kind))
    from cchc_rules.law.lint import lint  # noqa: PLC0415 - only for the outcome

    return Transcription(
        annex=annex,
        unit_kind=kind,
        ruleset=ruleset,
        unread=tuple(builder.unread),
        totals=totals,
        findings=findings,
        advice=tuple(lint(ruleset)),
        files=_files(texts, ruleset, existing, kind),
    )


def _decision(annex: Annex, given: Given, before: Before) -> Decision:
    """Give the decision to go on from: that of the folder, of the known ruleset, or one made of what was given."""
    name, known = before.name, before.known
    start = known if before.existing is None else before.existing
    if start is None:
        return made(name, given)
    number = start.decision.act.number
    if number != given.number:
        raise AnnexError([Finding(id="CR665", subject=name, found=given.number, expected=number)])
    if start.decision.id != name:
        raise AnnexError([Finding(id="CR670", subject=given.number, found=name, expected=start.decision.id)])
    released = known is not None and start.decision.revision <= known.decision.revision
    return taken_over(start, given, annex.file) if released else start.decision


def _facts(kind: UnitKind, *rulesets: Ruleset | None) -> Facts:
    """Give the facts whose names are kept: those of the same kind of unit, of the first ruleset that has them."""
    for ruleset in rulesets:
        if ruleset is not None and kind in ruleset.scorecards:
            return ruleset.scorecards[kind].facts
    return {}


def _crosswalk(existing: Ruleset | None, card: Scorecard) -> tuple[Crosswalk | None, tuple[Finding, ...]]:
    """Give the crosswalk of the folder, without entries that name codes the transcribed scorecard has not."""
    crosswalk = None if existing is None else existing.crosswalk
    if crosswalk is None:
        return None, ()
    codes = {node.code for node in card.walk()}
    own = [entry for entry in crosswalk.entries if entry.unit_kind == card.unit_kind]
    moved = [one for one in crosswalk.points_moved if one.unit_kind == card.unit_kind]
    named = {code for entry in own for code in entry.new} | {code for one in moved for code in one.codes}
    if codes >= named:
        return crosswalk, ()
    rest = tuple(entry for entry in crosswalk.entries if entry.unit_kind != card.unit_kind)
    others = tuple(one for one in crosswalk.points_moved if one.unit_kind != card.unit_kind)
    number = str(len(own) + len(moved))
    gone = Finding(id="CR671", severity=Severity.WARNING, file=CROSSWALK, subject=card.unit_kind, found=number)
    left = attrs.evolve(crosswalk, entries=rest, points_moved=others)
    return (left if rest or others else None), (gone,)


def _totals(annex: Annex, card: Scorecard) -> tuple[Checked, ...]:
    """Compare every printed total with the sum of what it is a total of."""
    nodes = {node.code: node for node in card.walk()}
    checked = []
    for total in annex.totals:
        summed: Fraction | None = None
        if not total.code:
            summed = sum((field.max_points or ZERO for field in card.fields if field.role is None), ZERO)
        elif total.code in nodes:
            node = nodes[total.code]
            maxima = [child.max_points or ZERO for child in node.children] or [node.max_points or ZERO]
            alone = node.combine in {Combine.BEST, Combine.ONE_OF}
            summed = max(maxima) if alone else sum(maxima, ZERO)
        checked.append(Checked(code=total.code, printed=total.points, summed=summed, place=total.place))
    return tuple(checked)


def _differs(annex: Annex, total: Checked) -> Finding:
    found = "-" if total.summed is None else spell(total.summed)
    return Finding(
        id="CR669",
        severity=Severity.WARNING,
        file=annex.file,
        code=total.code,
        subject=total.place,
        found=found,
        expected=total.printed,
    )


def _files(
    texts: Mapping[str, str], ruleset: Ruleset, existing: Ruleset | None, kind: UnitKind
) -> dict[str, str | None]:
    """Give the texts to write: what did not change keeps its file, with the comments a person put there."""
    scorecard = f"{kind}.toml"
    files: dict[str, str | None] = {scorecard: texts[scorecard]}
    if existing is None or existing.decision != ruleset.decision:
        files[DECISION] = texts[DECISION]
    if existing is not None and existing.crosswalk != ruleset.crosswalk:
        files[CROSSWALK] = texts.get(CROSSWALK)
    return files
