"""Submissions that must be refused: one for each kind of fault that a scorecard gives room for, as JSON holds them."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from cchc_rules.exact import ONE, State, spell
from cchc_rules.law.facts import Fact, FactType, Giver
from cchc_rules.law.model import Criterion, Method, Scorecard
from cchc_rules.law.scoring import Policy
from cchc_rules.law.surveys import Survey

Data = dict[str, Any]
Refusal = tuple[str, str, Data]  # id, why, and the keys that the head of a submission is completed with

_REASON: Final = "Ví dụ"
_WRONG: Final[Mapping[FactType, Mapping[str, object]]] = {
    FactType.BOOLEAN: {"number": 1, "text": "true"},
    FactType.COUNT: {"negative": -1, "text": "12", "truth": True},
    FactType.NUMBER: {"negative": "-0.5", "comma": "0,5", "binary": 0.5},
    FactType.RATE: {"above-one": "1.01", "percent": 95, "not-a-number": "NaN"},
    FactType.DATE: {"no-such-day": "2023-02-29", "other-spelling": "20240131", "number": 20240131},
    FactType.LEVEL: {"unknown": "no such level", "number": 1},
    FactType.POINTS: {"negative": -1, "binary": 0.5},
}


def refusals(card: Scorecard) -> Iterator[Refusal]:
    """Give every fault, each alone in a submission that says nothing else."""
    yield "ruleset", "It was made for another ruleset.", {"ruleset": "no_such_ruleset"}
    others = (kind for kind in ("department", "district", "commune") if kind != card.unit_kind)
    yield "unit-kind", "It is of another kind of unit.", {"unit_kind": next(others)}
    yield "key", "A key is misspelt.", {"fact": {}}
    yield from _facts(card)
    yield from _surveys(card)
    yield from _entries(card)


def _given(giver: Giver, name: str, value: object) -> Data:
    return {"facts": {giver.value: {name: value}}}


def _facts(card: Scorecard) -> Iterator[Refusal]:
    yield "fact-unknown", "There is no such fact.", _given(Giver.UNIT, "no_such_fact", 1)
    first: dict[FactType, tuple[str, Fact]] = {}
    for name, fact in card.facts.items():
        first.setdefault(fact.type, (name, fact))
    for kind, (name, fact) in first.items():
        for fault, value in _WRONG.get(kind, {}).items():
            yield f"fact-{kind}-{fault}", f"A fact of type {kind} was answered otherwise.", _given(fact.by, name, value)
        if kind is FactType.BALLOTS:
            yield "fact-ballots", "Ballots stand under ballots or shares.", _given(Giver.APPRAISER, name, 1)
    punctual = next((name for name, fact in card.facts.items() if fact.type is FactType.DATE and not fact.never), None)
    if punctual is not None:
        yield "fact-date-never", "This day cannot be never.", _given(card.facts[punctual].by, punctual, "never")
    asked = (name for name, fact in card.facts.items() if fact.by is Giver.APPRAISER and fact.type in _NUMBERS)
    for name in list(asked)[:1]:
        yield "fact-not-of-the-unit", "The unit gave a fact that is the appraiser's.", _given(Giver.UNIT, name, 1)


_NUMBERS: Final = (FactType.COUNT, FactType.NUMBER, FactType.RATE, FactType.POINTS)


def _surveys(card: Scorecard) -> Iterator[Refusal]:
    yield "survey-unknown", "There is no such question.", {"ballots": {"no_such_question": {"people": {"A": 1}}}}
    measures = (scoring.measure for leaf in card.leaves for scoring in leaf.rule.walk())
    survey = next((measure for measure in measures if isinstance(measure, Survey)), None)
    if survey is None:
        return
    group, option = survey.groups[0].id, survey.options[0].id

    def asked(replies: Data, under: str = "ballots") -> Data:
        return {under: {survey.ballots: replies}}

    yield "survey-group", "There is no such group of respondents.", asked({"no_such_group": {option: 1}})
    yield "survey-option", "There is no such answer to choose.", asked({group: {"no_such_option": 1}})
    yield "survey-negative", "Fewer than no ballots.", asked({group: {option: -1}})
    shared = {option: "0.99", "valid": 100}
    yield "survey-shares", "The shares do not add up to 1.", asked({group: shared}, "shares")
    yield "survey-valid", "The number of valid replies is missing.", asked({group: {option: "1"}}, "shares")
    twice = {**asked({group: {option: 1}}), **asked({group: {option: "1", "valid": 1}}, "shares")}
    yield "survey-twice", "One group was both counted and given in shares.", twice


def _entries(card: Scorecard) -> Iterator[Refusal]:
    leaf = card.leaves[0]
    code, last = leaf.code, card.leaves[-1].code

    def entered(**said: object) -> Data:
        return {"entries": [{"code": code, **said}]}

    yield "entry-unknown", "There is no such code.", {"entries": [{"code": f"{last}.99", "note": _REASON}]}
    yield "entry-not-a-leaf", "Only leaves have entries.", {"entries": [{"code": card.fields[0].code, "note": _REASON}]}
    yield "entry-twice", "Two entries for one leaf.", {"entries": [{"code": code, "note": _REASON}] * 2}
    yield "entry-key", "A key of an entry is misspelt.", entered(selfscore="0")
    yield "entry-scored", "Scored is no state to be given.", entered(state=State.SCORED.value, reason=_REASON)
    yield "entry-no-reason", "A state needs its reason.", entered(state=State.UNKNOWN.value)
    unknown = {"state": State.UNKNOWN.value, "reason": _REASON}
    yield "entry-both", "A leaf cannot be unknown and appraised.", entered(**unknown, appraisal_1={"points": "0"})
    yield "entry-part", "The leaf has no such part.", entered(parts_not_applicable=["no_such_part"], reason=_REASON)
    yield from _points(card)
    forbidden = [leaf.code for leaf in card.leaves if leaf.policy.policy is Policy.FORBIDDEN]
    if forbidden:
        claim = {"state": State.NOT_APPLICABLE.value, "reason": _REASON, "confirmed": True}
        entries = [{"code": code, **claim} for code in forbidden]
        yield "claims-forbidden", "Every leaf that cannot be claimed was.", {"entries": entries}


def _points(card: Scorecard) -> Iterator[Refusal]:
    """Points outside of what each leaf can have, and a unit's word where it has none."""
    limited = [leaf for leaf in card.leaves if leaf.max_points is not None]
    entries = [{"code": leaf.code, "appraisal_1": {"points": _above(leaf)}} for leaf in limited]
    yield "points-above", "Every leaf was appraised above its maximum.", {"entries": entries}
    entries = [{"code": leaf.code, "appraisal_2": {"points": "-0.25"}} for leaf in card.leaves]
    yield "points-below", "Every leaf was appraised below 0.", {"entries": entries}
    binary = {"entries": [{"code": card.leaves[0].code, "self_score": 0.25}]}
    yield "points-binary", "Points without quotes may be a binary float.", binary
    polled = [leaf for leaf in card.leaves if leaf.method is not Method.EVIDENCE]
    if polled:
        entries = [{"code": leaf.code, "self_score": "0"} for leaf in polled]
        yield "points-polled", "A unit does not score itself where it is surveyed.", {"entries": entries}


def _above(leaf: Criterion) -> str:
    return spell((leaf.max_points or ONE) + Fraction(1, 1000))
