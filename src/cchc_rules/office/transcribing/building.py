"""From the rows of an annex to a scorecard: every number with its place, and whatever was not read said to be so.

A leaf whose scoring was not understood is left to the judgement of its appraiser and rests on the source `unread`, so
that the whole stands as a reconstruction until a person has encoded it. Nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, NamedTuple

import attrs

from cchc_rules.errors import AnnexError, Finding, Severity
from cchc_rules.exact import ZERO, parse_number, spell
from cchc_rules.law.decision import Decision, UnitKind
from cchc_rules.law.facts import Fact, Facts, FactType, Giver, Name
from cchc_rules.law.grounds import Basis, Ground
from cchc_rules.law.model import Criterion, Field, Method, Node, NotApplicable, Role, Scorecard
from cchc_rules.law.scoring import Policy
from cchc_rules.office.annex import Annex, AnnexRow
from cchc_rules.office.transcribing.bases import SUMMED, TAKEN, UNREAD, basis_of, left_to_judgement, source_of, weaker
from cchc_rules.office.transcribing.bodies import NOBODY, Bodies
from cchc_rules.office.transcribing.notes import Noted, evidence_of, read_note
from cchc_rules.office.transcribing.trees import Branching, tree
from cchc_rules.report.labels import NOTICE, UNIT_KINDS
from cchc_rules.values import Value

_MOST_NAMED: Final = 8
_LONGEST: Final = 80  # letters of a cell that are quoted
_NOTES: Final = ("CR660", "CR662")  # said of codes, and nobody has to act on them
_NO_NAME: Final = ("phụ lục", "ban hành kèm", "kèm theo", "quyết định", "(", "đơn vị tính", "đvt")
_NAME: Final = re.compile(r"chỉ số|tiêu chí|bảng điểm|bảng chấm")
_OPEN: Final = Name(
    "phụ lục không nói khi nào tiêu chí không áp dụng; chưa ai quyết định",
    "the annex does not say what becomes of it; nobody has decided",
)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Unread(Value):
    """A scoring that was not read: the code, the printed words, and why."""

    code: str
    words: tuple[str, ...]
    why: tuple[Finding, ...]


class _Rest(NamedTuple):
    """The maximum of a node, and what it rests on."""

    most: Fraction | None
    basis: Basis
    source: str
    locator: str | None
    grounds: tuple[Ground, ...] = ()


class Builder:
    """Builds the scorecard of one kind of unit from one annex."""

    def __init__(self, annex: Annex, unit_kind: UnitKind, bodies: Bodies, known: Facts) -> None:
        self.annex = annex
        self.unit_kind = unit_kind
        self.bodies = bodies
        self.known = dict(known)
        self.basis = basis_of(annex)
        self.source = source_of(unit_kind)
        self.facts: dict[str, Fact] = dict(annex.facts)
        self.findings: list[Finding] = []
        self.unread: list[Unread] = []
        self.said: dict[str, list[str]] = {}  # codes by the id of a finding that is said once
        self.body = ""  # the body printed last, within a field

    def build(self, decision: Decision) -> Scorecard:
        """Give the scorecard, before it is known to hold; what is to be said of it comes to ``findings``."""
        fields = tuple(self._field(one) for one in tree(self.annex))
        standard = sum((field.max_points or ZERO for field in fields if field.role is None), ZERO)
        name, grounds = self._name(decision)
        printed = next((total for total in self.annex.totals if not total.code), None)
        place = self.annex.rows[0].place if printed is None else printed.place
        if self.basis is not Basis.TRANSCRIBED:
            self._say("CR677", found=self.basis)
        if printed is None:
            self._say("CR656", found=spell(standard))
        most = standard if printed is None else self._number(printed.points, "", printed.place)
        card = Scorecard(
            unit_kind=self.unit_kind,
            name=name,
            max_points=standard if most is None else most,
            facts=self.asked(fields),
            fields=fields,
            decision=decision,
            basis=self.basis,
            source=self.source,
            locator=place,
            grounds=grounds,
        )
        for message, codes in self.said.items():
            severity = Severity.NOTE if message in _NOTES else Severity.WARNING
            self._say(message, severity=severity, found=_listed(codes))
        return card

    def _say(
        self,
        message: str,
        code: str = "",
        *,
        severity: Severity = Severity.WARNING,
        found: str = "",
        expected: str = "",
    ) -> None:
        self.findings.append(
            Finding(id=message, severity=severity, file=self.annex.file, code=code, found=found, expected=expected)
        )

    def _name(self, decision: Decision) -> tuple[Name, tuple[Ground, ...]]:
        """Give the scorecard's name: the title above the table, without what only says where it belongs."""
        notices = [words for pair in NOTICE.values() if pair is not None for words in pair]
        named = [line for line in self.annex.title if not any(words in line for words in notices)]
        named = [line for line in named if not line.lower().startswith(_NO_NAME)]
        start = next((number for number, line in enumerate(named) if _NAME.search(line.lower())), 0)
        lines = named[start:]  # above the name stand the letterhead and the motto
        if lines:
            return Name(" ".join(lines)), ()
        vi, en = UNIT_KINDS[self.unit_kind]
        number = decision.act.number
        self._say("CR661", severity=Severity.NOTE)
        name = Name(f"Chỉ số của khối {vi}, Quyết định {number}", f"Scorecard: {en}, Decision {number}")
        return name, (Ground(part="name", basis=Basis.ILLUSTRATIVE, source=UNREAD),)

    def asked(self, fields: Iterable[Field]) -> dict[str, Fact]:
        """Give the facts that the annex lists, and those that a scoring asks for beside them."""
        needed = [need for field in fields for node in field.walk() for need in _needs(node)]
        return {
            **self.annex.facts,
            **{name: self.facts[name] for name in dict.fromkeys(needed) if name in self.facts},
        }

    def _number(self, text: str, code: str, place: str) -> Fraction | None:
        try:
            return parse_number(text)
        except ValueError:
            if text:
                self.findings.append(
                    Finding(
                        id="CR654",
                        severity=Severity.WARNING,
                        file=self.annex.file,
                        code=code,
                        found=text,
                        expected=place,
                    )
                )
            return None

    # --- Nodes ------------------------------------------------------------------------------------------------------

    def _field(self, one: Branching) -> Field:
        row = one.row
        noted = read_note(row)
        self.body = row.appraiser  # what was printed in another field says nothing here
        if one.below:
            criteria = tuple(self._criterion(child, noted.role) for child in one.below)
        else:  # a field with a scoring of its own: a criterion has to carry it
            criterion = attrs.evolve(row, code=f"{row.code}.1")
            self._say("CR655", row.code, found=row.place, expected=criterion.code)
            criteria = (self._criterion(Branching(row=criterion), noted.role),)
        ground = self._ground(row, criteria, noted, noted.role)
        return Field(
            max_points=ground.most,
            basis=ground.basis,
            source=ground.source,
            locator=ground.locator,
            grounds=ground.grounds,
            code=row.code,
            name=Name(row.name),
            criteria=criteria,
            role=noted.role,
            combine=noted.combine if one.below else None,
        )

    def _criterion(self, one: Branching, role: Role | None) -> Criterion:
        row = one.row
        self.body = row.appraiser or self.body
        if not one.below:
            return self._leaf(row, role)
        noted = read_note(row)
        children = tuple(self._criterion(child, role) for child in one.below)
        ground = self._ground(row, children, noted, role)
        return Criterion(
            max_points=ground.most,
            basis=ground.basis,
            source=ground.source,
            locator=ground.locator,
            grounds=ground.grounds,
            code=row.code,
            name=Name(row.name),
            sub_criteria=children,
            combine=noted.combine,
        )

    def _ground(self, row: AnnexRow, children: tuple[Criterion, ...], noted: Noted, role: Role | None) -> "_Rest":
        """Give the maximum of a node with children, and what it rests on."""
        for line in noted.left:
            self._say("CR659", row.code, found=line)
        most = self._most(row, role)
        if most is not None or role is not None:
            return _Rest(most, self.basis, self.source, row.place)
        maxima = [child.max_points or ZERO for child in children]
        most = sum(maxima, ZERO) if noted.combine is None else max(maxima)
        self.said.setdefault("CR660", []).append(row.code)
        basis = Basis.INFERRED if self.basis is Basis.TRANSCRIBED else self.basis
        name = Ground(part="name", basis=self.basis, source=self.source, locator=row.place)
        return _Rest(most, basis, SUMMED, None, (name,))

    def _most(self, row: AnnexRow, role: Role | None) -> Fraction | None:
        """Give the printed maximum; what a penalty takes off may be printed with a minus sign."""
        most = self._number(row.max_points, row.code, row.place)
        return -most if most is not None and most < 0 and role is Role.PENALTY else most

    # --- Leaves -----------------------------------------------------------------------------------------------------

    def _leaf(self, row: AnnexRow, role: Role | None) -> Criterion:
        most = self._most(row, role)
        if most is None and role is None:
            raise AnnexError([Finding(id="CR653", file=self.annex.file, code=row.code, found=row.place)])
        noted = read_note(row, tuple(line for line in row.scoring if "phát sinh" in line.lower()))
        for line in noted.left:
            self._say("CR659", row.code, found=line)
        appraiser, grounds = self._appraiser(row)
        policy, more = self._policy(row, noted)
        leaf = Criterion(
            code=row.code,
            name=Name(row.name),
            max_points=most,
            method=noted.method,
            appraiser=appraiser,
            evidence=evidence_of(row.evidence),
            words=row.scoring,
            not_applicable=policy,
            basis=self.basis,
            source=self.source,
            locator=row.place,
            grounds=(*grounds, *more),
        )
        return self._scored(leaf, row.scoring)

    def _appraiser(self, row: AnnexRow) -> tuple[str, tuple[Ground, ...]]:
        if self.body and self.body != NOBODY.name.vi:
            if not row.appraiser:
                self.said.setdefault("CR662", []).append(row.code)
            return self.bodies.of(self.body), ()
        self.said.setdefault("CR663", []).append(row.code)
        return self.bodies.nobody(), (Ground(part="appraiser", basis=Basis.ILLUSTRATIVE, source=UNREAD),)

    def _policy(self, row: AnnexRow, noted: Noted) -> tuple[NotApplicable, tuple[Ground, ...]]:
        """Give what becomes of the leaf when it does not apply; where nothing is printed it stays open."""
        if noted.policy is not None:
            return noted.policy, ()
        if noted.doubtful:
            self._say("CR658", row.code, found=noted.doubtful)
        else:
            self.said.setdefault("CR657", []).append(row.code)
        ground = Ground(part="not_applicable", basis=Basis.ILLUSTRATIVE, source=UNREAD)
        return NotApplicable(policy=Policy.OPEN, reason=_OPEN), (ground,)

    def _scored(self, leaf: Criterion, lines: tuple[str, ...]) -> Criterion:
        from cchc_rules.office.wording import Understood, understand  # noqa: PLC0415 - only when an annex is read

        found = understand(
            lines,
            code=leaf.code,
            name=leaf.name.vi,
            max_points=leaf.max_points,
            method=leaf.method or Method.EVIDENCE,
            known={**self.known, **self.facts},
        )
        if not isinstance(found, Understood):
            return self.judged(leaf, found.why)
        clash = next((name for name, fact in found.facts.items() if self.facts.get(name, fact) != fact), None)
        if clash is not None:
            return self.judged(leaf, (Finding(id="CR679", code=leaf.code, found=clash),))
        asked = {name for name, _ in found.scoring.needs}
        self.facts.update({name: fact for name, fact in self.known.items() if name in asked and name not in self.facts})
        self.facts.update(found.facts)
        self.findings += [attrs.evolve(one, file=self.annex.file, code=leaf.code) for one in found.findings]
        leaf = attrs.evolve(leaf, scoring=found.scoring, round=found.round)
        if not found.findings or self.basis is not Basis.TRANSCRIBED:
            return leaf
        return weaker(leaf, Basis.INFERRED, TAKEN)  # the words leave something open that was taken for granted

    def judged(self, leaf: Criterion, why: tuple[Finding, ...]) -> Criterion:
        """Give a leaf left to the judgement of its appraiser, and say so."""
        self.unread.append(Unread(code=leaf.code, words=leaf.words, why=why))
        self._say("CR673", leaf.code, found=" / ".join(leaf.words)[:_LONGEST] or "-")
        fact = "points_" + "".join(letter if letter.isalnum() else "_" for letter in ascii_of(leaf.code))
        label = Name(f"Điểm của {leaf.code}: {leaf.name.vi}")
        self.facts[fact] = Fact(type=FactType.POINTS, name=label, by=Giver.APPRAISER)
        return left_to_judgement(leaf, fact)


def _listed(codes: list[str]) -> str:
    """Name codes, the first of them where they are many."""
    if len(codes) <= _MOST_NAMED:
        return ", ".join(codes)
    return f"{', '.join(codes[:_MOST_NAMED])}, … ({len(codes)})"


def ascii_of(code: str) -> str:
    """Give a code in the letters a fact's name may hold."""
    return code.lower().replace("đ", "dd")


def _needs(node: Node) -> Iterator[str]:
    if isinstance(node, Criterion) and node.scoring is not None:
        yield from (name for name, _ in node.scoring.needs)
