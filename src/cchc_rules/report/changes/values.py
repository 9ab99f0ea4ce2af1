"""The values on one side of a change in words: points, policies, days, bodies, names, nodes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final, TypeVar

import attrs

from cchc_rules.errors import Language
from cchc_rules.exact import Rounding
from cchc_rules.law.decision import SUBTOTALS, Act, Appraiser, Deadline, Decision, Grade, RankingRule, Roundings
from cchc_rules.law.facts import Fact, FactType, Name
from cchc_rules.law.grounds import Basis, Ground
from cchc_rules.law.model import (
    Acknowledged,
    Choice,
    Combine,
    Criterion,
    Method,
    Node,
    NotApplicable,
    Precondition,
    Role,
    Scorecard,
    Total,
)
from cchc_rules.law.scoring import Condition
from cchc_rules.report.changes.labels import phrase
from cchc_rules.report.changes.parts import run_on
from cchc_rules.report.figures import Shown, day, interval, month_day, numbered, points
from cchc_rules.report.grounding import NONE, named
from cchc_rules.report.headings import heading, sentence
from cchc_rules.report.labels import (
    BASES,
    COMBINES,
    FACT_TYPES,
    FAILURES,
    GIVERS,
    METHODS,
    PARTS,
    POLICIES,
    RANKED_ON,
    ROLES,
    SCOPES,
    SLIPS,
    STAGES,
    TIES,
    UNIT_KINDS,
    say,
)
from cchc_rules.report.rules import Speaker
from cchc_rules.values import Value
from cchc_rules.versions.changes import Side

T = TypeVar("T")


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Voice(Value):
    """Says the values of one side: with the bodies of its decision, and the facts of its scorecard."""

    decision: Decision
    card: Scorecard | None
    language: Language

    def said(self, attribute: str, side: Side, other: Side) -> str:
        """Say what stands on a side; of lists only what does not stand on the other one too."""
        value = side.value
        if isinstance(value, Basis):
            return say(BASES[value], self.language)
        if value is None and attribute not in _UNSAID:
            return NONE
        return _WRITERS[attribute](self, side, other) or NONE

    # --- The decision -----------------------------------------------------------------------------------------------

    def act(self, side: Side, _: Side) -> str:
        """Say an act: its number, days and names."""
        act = _as(side.value, Act)
        until = "" if act.in_force_until is None else f"–{day(act.in_force_until, self.language)}"
        facts = (
            act.number,
            f"{heading('signed_on', self.language).lower()} {day(act.signed_on, self.language)}",
            f"{heading('in_force', self.language).lower()} {day(act.in_force_from, self.language)}{until}",
            named(act.issued_by, self.language),
            f"“{named(act.title, self.language)}”",
            f"{heading('replaces', self.language).lower()} {act.replaces or NONE}",
            ", ".join(map(str, act.assessed_years)),
        )
        return "; ".join(one for one in facts if one)

    def calendar(self, side: Side, other: Side) -> str:
        """Say the days on which stages end."""
        known = {(one.stage, one.by, one.before) for one in _all(other.value, Deadline)}
        deadlines = _all(side.value, Deadline)
        return "; ".join(self._deadline(one) for one in deadlines if (one.stage, one.by, one.before) not in known)

    def _deadline(self, one: Deadline) -> str:
        key, when = ("deadline_before", one.before) if one.by is None else ("deadline_by", one.by)
        shown = NONE if when is None else month_day(when, self.language)
        return sentence(key, self.language, stage=say(STAGES[one.stage], self.language), day=shown)

    def holidays(self, side: Side, other: Side) -> str:
        """Say the days that are no working days."""
        known = _all(other.value, date)
        return "; ".join(day(one, self.language) for one in _all(side.value, date) if one not in known)

    def appraisers(self, side: Side, other: Side) -> str:
        """Say the bodies that appraise."""
        known = _all(other.value, Appraiser)
        bodies = _all(side.value, Appraiser)
        return "; ".join(f"“{named(one.name, self.language)}” ({one.id})" for one in bodies if one not in known)

    def rounding(self, side: Side, other: Side) -> str:
        """Say what is rounded of the whole."""
        before, after = _as(side.value, Roundings), _as(other.value, Roundings)
        parts = (("index_percent", before.index_percent, after.index_percent), ("total", before.total, after.total))
        return "; ".join(
            f"{heading(key, self.language)}: {self._rounded(own)}" for key, own, others in parts if own != others
        )

    def ranking(self, side: Side, other: Side) -> str:
        """Say how units are ranked."""
        return "; ".join(self._ranking(_as(side.value, RankingRule), _as(other.value, RankingRule)))

    def _ranking(self, rule: RankingRule, other: RankingRule) -> Iterator[str]:
        if rule.on != other.on:
            yield say(RANKED_ON[rule.on], self.language)
        known = {(one.unit_kind, one.scope) for one in other.scopes}
        for one in rule.scopes:
            if (one.unit_kind, one.scope) not in known:
                yield f"{say(UNIT_KINDS[one.unit_kind], self.language)} {say(SCOPES[one.scope], self.language)}"
        if rule.tie_breakers != other.tie_breakers:
            breakers = (heading(one, self.language).lower() if one in SUBTOTALS else one for one in rule.tie_breakers)
            yield phrase("tie_breakers", self.language, order=", ".join(breakers) or NONE)
        if rule.ties != other.ties:
            yield say(TIES[rule.ties], self.language)

    def bands(self, side: Side, _: Side) -> str:
        """Say the bands of the whole, and what they are read on."""
        grades = [self._grade(one) for one in _all(side.value, Grade)]
        on = phrase("bands_on", self.language, on=say(RANKED_ON[self.decision.bands_on], self.language))
        return "; ".join((*grades, on)) if grades else ""

    def _grade(self, one: Grade) -> str:
        within = interval(one.within, Shown.NUMBER, self.language)
        text = phrase("grade", self.language, name=named(one.name, self.language), within=within)
        asked = [name for name in ("no_zero_criterion", "self_scored") if getattr(one, name)]
        return ", ".join((text, *(phrase(f"grade.{name}", self.language) for name in asked)))

    # --- Scorecards and nodes ---------------------------------------------------------------------------------------

    def scorecard(self, side: Side, _: Side) -> str:
        """Say which scorecard it is."""
        card = _as(side.value, Scorecard)
        return phrase(
            "scorecard", self.language, name=named(card.name, self.language), points=self._points(card.max_points)
        )

    def limits(self, side: Side, other: Side) -> str:
        """Say what limits the total, and what the index is taken of."""
        own, others = _as(side.value, Total), _as(other.value, Total)
        ends = [(name, getattr(own, name), getattr(others, name)) for name in ("floor", "ceiling", "out_of")]
        return "; ".join(
            phrase(name, self.language, points=NONE if value is None else self._points(value))
            for name, value, there in ends
            if value != there
        )

    def node(self, side: Side, _: Side) -> str:
        """Say which nodes came, went or were cut anew: code, name and maximum of each."""
        return "; ".join(
            phrase(
                "named_points",
                self.language,
                code=node.code,
                name=named(node.name, self.language),
                points=self._points(node.max_points),
            )
            for node in _all(side.value, Node)
        )

    def max_points(self, side: Side, _: Side) -> str:
        """Say a maximum, or that nothing limits the points."""
        return self._points(side.value if isinstance(side.value, Fraction) else None)

    def plainly(self, side: Side, _: Side) -> str:
        """Say a code or a source as it stands."""
        return str(side.value)

    def quoted(self, side: Side, _: Side) -> str:
        """Say a name, or several printed lines, in quotes."""
        value = side.value
        if isinstance(value, Name):
            return f"“{named(value, self.language)}”"
        return "; ".join(f"“{one}”" for one in ((value,) if isinstance(value, str) else _all(value, str)))

    def method(self, side: Side, _: Side) -> str:
        """Say how a leaf is assessed."""
        return say(METHODS[_as(side.value, Method)], self.language)

    def role(self, side: Side, _: Side) -> str:
        """Say what the points of a field do."""
        value = side.value
        return say(ROLES[value], self.language) if isinstance(value, Role) else phrase("plain_field", self.language)

    def combine(self, side: Side, _: Side) -> str:
        """Say how children count."""
        value = side.value
        return say(COMBINES[value], self.language) if isinstance(value, Combine) else phrase("added_up", self.language)

    def round(self, side: Side, _: Side) -> str:
        """Say how points are rounded."""
        return self._rounded(side.value if isinstance(side.value, Rounding) else None)

    def condition(self, side: Side, _: Side) -> str:
        """Say when a node applies."""
        return self._speaker.condition(_as(side.value, Condition))

    def precondition(self, side: Side, _: Side) -> str:
        """Say what must hold first, and what a node or unit gets otherwise."""
        value = _as(side.value, Precondition)
        failure = say(FAILURES[value.otherwise], self.language)
        return sentence("otherwise", self.language, condition=self._speaker.condition(value.when), failure=failure)

    def slips(self, side: Side, other: Side) -> str:
        """Say which slips are left as printed."""
        known = _all(other.value, Acknowledged)
        return "; ".join(
            f"{say(SLIPS[one.kind], self.language)}: “{one.words}” ({named(one.reason, self.language)})"
            for one in _all(side.value, Acknowledged)
            if one not in known
        )

    def not_applicable(self, side: Side, _: Side) -> str:
        """Say what becomes of a leaf that does not apply, and when that may be claimed."""
        value = _as(side.value, NotApplicable)
        return f"{say(POLICIES[value.policy], self.language)} ({named(value.reason, self.language)})"

    def appraiser(self, side: Side, _: Side) -> str:
        """Say the body that appraises a leaf; by its id, in a draft whose decision does not know it."""
        names = {body.id: named(body.name, self.language) for body in self.decision.appraisers}
        return names.get(str(side.value), str(side.value))

    def grounds(self, side: Side, other: Side) -> str:
        """Say what parts of a node rest on where they stand apart from the whole."""
        known = {(one.part, one.basis) for one in _all(other.value, Ground)}
        return "; ".join(
            f"{say(PARTS.get(one.part, (one.part, one.part)), self.language)}: {say(BASES[one.basis], self.language)}"
            for one in _all(side.value, Ground)
            if (one.part, one.basis) not in known
        )

    def readings(self, side: Side, _: Side) -> str:
        """Say which reading is in use, and every one there is."""
        leaf = None if self.card is None else self.card.node(side.codes[0])
        listed = [] if not isinstance(leaf, Criterion) else list(self._readings(leaf))
        chosen = [] if not isinstance(side.value, Choice) else [f"“{side.value.reading}”"]
        return ". ".join((*chosen, *listed))

    def _readings(self, leaf: Criterion) -> Iterator[str]:
        for one in leaf.readings:
            said = [] if one.scoring is None else [run_on(self._speaker.scoring(one.scoring, leaf.max_points))]
            said += [] if one.round is None else [numbered(one.round, self.language)]
            said += [] if one.not_applicable is None else [say(POLICIES[one.not_applicable.policy], self.language)]
            yield "; ".join((f"“{one.id}”: “{one.words}”", *said))

    # --- Facts ------------------------------------------------------------------------------------------------------

    def facts(self, side: Side, _: Side) -> str:
        """Say which facts are asked for, or what a fact is."""
        value = side.value
        if isinstance(value, Fact):
            return self._typed(value)
        asked = value if isinstance(value, Mapping) else {}
        return "; ".join(f"“{named(fact.name, self.language)}” ({self._typed(fact)})" for fact in asked.values())

    def _typed(self, fact: Fact) -> str:
        text = say(FACT_TYPES[fact.type], self.language)
        if fact.type is FactType.LEVEL:
            text = f"{text}: {', '.join(f'“{say(fact.called(one), self.language)}”' for one in fact.levels)}"
        return f"{text}, {phrase('never', self.language)}" if fact.never else text

    def giver(self, side: Side, _: Side) -> str:
        """Say who gives a fact."""
        return say(GIVERS[_as(side.value, Fact).by], self.language)

    def fact_name(self, side: Side, other: Side) -> str:
        """Say the name of a fact, and those of its levels or options that are called otherwise on the other side."""
        fact, there = _as(side.value, Fact), _as(other.value, Fact)
        words = [f"“{named(fact.name, self.language)}”"]
        words += [
            f"{one}: “{named(name, self.language)}”"
            for one, name in fact.named.items()
            if one in there.named and there.named[one] != name
        ]
        return "; ".join(words)

    # --- Shared -----------------------------------------------------------------------------------------------------

    @property
    def _speaker(self) -> Speaker:
        return Speaker({} if self.card is None else self.card.facts, self.language)

    def _points(self, value: Fraction | None) -> str:
        return phrase("no_limit", self.language) if value is None else points(value, self.language)

    def _rounded(self, value: Rounding | None) -> str:
        return phrase("not_rounded", self.language) if value is None else numbered(value, self.language)


_UNSAID: Final = frozenset({"combine", "max_points", "readings", "role", "round"})  # saying nothing means something
_WRITERS: Final[Mapping[str, Callable[[Voice, Side, Side], str]]] = {
    "act": Voice.act,
    "applies_when": Voice.condition,
    "appraiser": Voice.appraiser,
    "appraisers": Voice.appraisers,
    "bands": Voice.bands,
    "calendar": Voice.calendar,
    "code": Voice.plainly,
    "combine": Voice.combine,
    "evidence": Voice.quoted,
    "fact_name": Voice.fact_name,
    "facts": Voice.facts,
    "giver": Voice.giver,
    "grounds": Voice.grounds,
    "holidays": Voice.holidays,
    "limits": Voice.limits,
    "max_points": Voice.max_points,
    "method": Voice.method,
    "model": Voice.plainly,
    "name": Voice.quoted,
    "name_en": Voice.quoted,
    "name_vi": Voice.quoted,
    "node": Voice.node,
    "not_applicable": Voice.not_applicable,
    "precondition": Voice.precondition,
    "ranking": Voice.ranking,
    "readings": Voice.readings,
    "role": Voice.role,
    "round": Voice.round,
    "rounding": Voice.rounding,
    "scorecard": Voice.scorecard,
    "slips": Voice.slips,
    "words": Voice.quoted,
}


def _as(value: object, kind: type[T]) -> T:
    """Take a value as what the attribute holds."""
    if not isinstance(value, kind):
        message = f"not {kind.__name__}: {value!r}"
        raise TypeError(message)
    return value


def _all(value: object, kind: type[T]) -> tuple[T, ...]:
    return tuple(one for one in value if isinstance(one, kind)) if isinstance(value, tuple) else ()
