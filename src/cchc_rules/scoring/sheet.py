"""The answer sheet: a submission's raw values proven against a scorecard and made exact."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.exact import NEVER, Answer, exact
from cchc_rules.law.decision import Stage
from cchc_rules.law.facts import Fact, FactType, Giver, Unanswered
from cchc_rules.law.model import Scorecard
from cchc_rules.law.scoring import Policy
from cchc_rules.scoring.entries import prove_entries
from cchc_rules.scoring.inputs import RawFact, Submission, nearest
from cchc_rules.scoring.replies import is_count, read_replies
from cchc_rules.values import Value

_NO_PARTS: Final[Mapping[str, Policy]] = {}


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Sheet(Value):
    """Exact answers by fact, and which of them the appraiser gave."""

    year: int
    holidays: frozenset[date]
    answers: Mapping[str, Answer]
    appraised: frozenset[str]
    parts: Mapping[str, Policy] = _NO_PARTS

    def answer(self, fact: str) -> Answer:
        """Give the answer to one fact; raises `Unanswered` when there is none."""
        if fact not in self.answers:
            raise Unanswered((fact,))
        return self.answers[fact]

    def missing(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the facts that have no answer."""
        return tuple(fact for fact in facts if fact not in self.answers)

    def part_policy(self, part: str) -> Policy | None:
        """The policy under which a part does not apply; None where it does."""
        return self.parts.get(part)

    def without(self, parts: Iterable[str], policy: Policy) -> "Sheet":
        """Give the same answers, with parts that are claimed not to apply."""
        return attrs.evolve(self, parts=dict.fromkeys(parts, policy))


def prove_head(card: Scorecard, submission: Submission) -> Iterator[Finding]:
    """Find whether a submission is one for this scorecard at all."""
    decision = card.decision
    if submission.ruleset is not None and submission.ruleset != decision.id:
        yield Finding(id="CR301", found=submission.ruleset, expected=decision.id)
    if submission.unit_kind != card.unit_kind:
        yield Finding(id="CR302", found=submission.unit_kind, expected=card.unit_kind)
    year, years = submission.year, decision.act.assessed_years
    if isinstance(year, bool) or not isinstance(year, int):
        yield Finding(id="CR334", subject="year", found=_shown(year))
        return
    datable = MINYEAR < year < MAXYEAR  # deadlines reach into the years beside it
    if not datable or (years and year not in years):
        expected = ", ".join(map(str, years)) or f"{MINYEAR + 1} – {MAXYEAR - 1}"
        severity = Severity.WARNING if datable else Severity.ERROR
        yield Finding(id="CR303", severity=severity, found=str(year), expected=expected)


def fill(card: Scorecard, submission: Submission, stage: Stage) -> tuple[Sheet, list[Finding]]:
    """Prove a submission against a scorecard: give the sheet, and everything that is wrong with what was handed in.

    At the self-score stage only what the unit gave counts: no correction, no benchmark, no survey.
    """
    findings: list[Finding] = []
    answers: dict[str, Answer] = {}
    appraised: set[str] = set()
    roles = ((Giver.UNIT, submission.facts.unit), (Giver.APPRAISER, submission.facts.appraiser))
    for giver, given in roles:
        for name, raw in given.items():
            answer = _checked(name, raw, giver, card.facts, findings)
            if answer is None or (giver is Giver.APPRAISER and stage is Stage.SELF_SCORE):
                continue
            answers[name] = answer
            if giver is Giver.APPRAISER:
                appraised.add(name)
    replies = read_replies(card, submission, findings)
    if stage is not Stage.SELF_SCORE:
        answers |= replies
    findings += prove_entries(card, submission)
    holidays = frozenset(card.decision.holidays)
    sheet = Sheet(year=submission.year, holidays=holidays, answers=answers, appraised=frozenset(appraised))
    return sheet, findings


def _checked(
    name: str, raw: RawFact, giver: Giver, facts: Mapping[str, Fact], findings: list[Finding]
) -> Answer | None:
    fact = facts.get(name)
    if fact is None:
        findings.append(Finding(id="CR330", subject=name, expected=nearest(name, facts)))
        return None
    if fact.by is Giver.APPRAISER and giver is Giver.UNIT:
        findings.append(Finding(id="CR331", subject=name))
        return None
    if fact.type is FactType.BALLOTS:
        findings.append(Finding(id="CR332", subject=name))
        return None
    answer = typed(raw, fact)
    if answer is None:
        expected = ", ".join(fact.levels) or ('"never"' if fact.never else '"2024-11-24"')
        findings.append(Finding(id=_WRONG[fact.type], subject=name, found=_shown(raw), expected=expected))
    return answer


_WRONG: Final = {
    FactType.BOOLEAN: "CR333",
    FactType.COUNT: "CR334",
    FactType.NUMBER: "CR335",
    FactType.POINTS: "CR335",
    FactType.RATE: "CR336",
    FactType.DATE: "CR337",
    FactType.LEVEL: "CR338",
}


def _shown(raw: object) -> str:
    return str(raw).lower() if isinstance(raw, bool) else f'"{raw}"' if isinstance(raw, str) else str(raw)


def typed(raw: object, fact: Fact) -> Answer | None:
    """Take a raw value as an answer of the fact's type; None when it is not one."""
    match fact.type:
        case FactType.BOOLEAN:
            return Fraction(raw) if isinstance(raw, bool) else None
        case FactType.LEVEL:
            return raw if isinstance(raw, str) and raw in fact.levels else None
        case FactType.DATE:
            return _day(raw, never=fact.never)
        case FactType.COUNT:
            return Fraction(raw) if is_count(raw) else None
        case _:
            try:
                number = exact(raw)
            except (TypeError, ValueError):
                return None
            return None if number < 0 or (fact.type is FactType.RATE and number > 1) else number


def _day(raw: object, *, never: bool) -> Answer | None:
    if never and raw == NEVER.value:
        return NEVER
    if isinstance(raw, str):
        try:
            day = date.fromisoformat(raw)
        except ValueError:
            return None
        return day if day.isoformat() == raw else None  # one day, one spelling
    return raw if isinstance(raw, date) and not isinstance(raw, datetime) else None
