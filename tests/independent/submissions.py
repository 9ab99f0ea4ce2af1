"""What a unit hands in: whether it can be, and what of it is listened to."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import TypeAlias

from tests.independent.awards import claimable_parts, tables
from tests.independent.measures import NEVER, ONE, ZERO, Answer, Answers, Replies
from tests.independent.quantities import Table, exact

WHOLE = ""  # the code of faults that belong to no leaf
STAGES = ("self_score", "appraisal_1", "explanation_round", "appraisal_2")
STATES = ("not_applicable", "unknown", "not_assessed", "scored")
NOT_REPLIES = ("blank", "invalid")


def is_text(value: object) -> bool:
    """Whether a value is text: composed, not empty, with no space at either end."""
    return isinstance(value, str) and value != "" and value == value.strip() == unicodedata.normalize("NFC", value)


def is_count(value: object) -> bool:
    """Whether a value is a whole number from 0 up."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_year(value: int) -> bool:
    """Whether a whole number is a year with a year before and after it."""
    return date.min.year < value < date.max.year


def is_points(value: object) -> bool:
    """Whether a value is an exact number; whether it may be given is another question."""
    return exact(value) is not None


def is_yes_or_no(value: object) -> bool:
    """Whether a value is a yes or a no."""
    return isinstance(value, bool)


def are_texts(value: object) -> bool:
    """Whether a value is a list of texts, and not an empty one."""
    return isinstance(value, list) and value != [] and all(map(is_text, value))


def are_raw(value: object) -> bool:
    """Whether a value is a table of raw values, none of them a binary float."""
    return isinstance(value, dict) and not any(isinstance(raw, float) for raw in value.values())


def are_counts(value: object) -> bool:
    """Whether a value is a table of counts."""
    return isinstance(value, dict) and all(map(is_count, value.values()))


def are_surveys(value: object, replies: Callable[[object], bool]) -> bool:
    """Whether a value is a table of questions, each a table of groups, each a table of replies."""
    return isinstance(value, dict) and all(
        isinstance(groups, dict) and all(map(replies, groups.values())) for groups in value.values()
    )


Shape: TypeAlias = dict[str, Callable[[object], bool]]

SUBMISSION: Shape = {
    "format": lambda value: value == 1 and is_count(value),
    "unit_kind": is_text,
    "year": is_count,
    "unit": lambda value: fits(value, UNIT, ("code", "name")),
    "ruleset": is_text,
    "facts": lambda value: fits(value, FACTS),
    "ballots": lambda value: are_surveys(value, are_counts),
    "shares": lambda value: are_surveys(value, are_raw),
    "entries": lambda value: isinstance(value, list) and value != [],
}
UNIT: Shape = {"code": is_text, "name": is_text, "group": is_text}
FACTS: Shape = {"unit": are_raw, "appraiser": are_raw}
APPRAISAL: Shape = {"points": is_points, "reason": is_text, "by": is_text}
ENTRY: Shape = {
    "code": is_text,
    "self_score": is_points,
    "appraisal_1": lambda value: fits(value, APPRAISAL, ("points",)),
    "explanation": is_text,
    "appraisal_2": lambda value: fits(value, APPRAISAL, ("points",)),
    "state": lambda value: value in STATES,
    "reason": is_text,
    "confirmed": is_yes_or_no,
    "parts_not_applicable": are_texts,
    "evidence": are_texts,
    "note": is_text,
}


# keys that JSON may give as null, which is to leave them out
NULLABLE = ENTRY.keys() - {"code", "evidence", "parts_not_applicable"} | {"ruleset", "group", "by"}


def fits(value: object, shape: Shape, required: Iterable[str] = ()) -> bool:
    """Whether a value is a table with the keys of a shape, each of the right type, and all that are required."""
    if not isinstance(value, dict):
        return False
    return all(key in value for key in required) and all(key in shape and shape[key](value[key]) for key in value)


def without_nulls(value: object, *, above: str = "") -> object:
    """The same without keys that are null where null leaves them out. Facts and replies stay as they are."""
    if isinstance(value, list):
        return [without_nulls(item, above=above) for item in value]
    if not isinstance(value, dict) or above in {"facts", "ballots", "shares"}:
        return value
    return {
        key: without_nulls(inner, above=key) for key, inner in value.items() if inner is not None or key not in NULLABLE
    }


@dataclass
class Sheet:
    """What is listened to of a submission, and the codes at which it must be refused."""

    answers: Answers
    entries: dict[str, Table] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    readable: bool = True  # whether there is something to score


def read(submission: object, scorecard: Table, leaves: dict[str, Table], decision: Table, stage: str) -> Sheet:
    """The sheet of a submission, as far as a stage. ``leaves`` are in the readings in use; nodes above are nothing.

    Faults are looked for in steps, and nothing is looked for after a step that found one: the text, the head, then
    everything that the scorecard knows of. What scoring finds comes to that.
    """
    holidays = frozenset(decision.get("holidays", []))
    said = without_nulls(submission)
    refused = faults_of_text(said)
    if refused or not isinstance(said, dict) or not is_ours(said, scorecard, decision):
        return Sheet(Answers({}, {}, 1, holidays), refused=refused or {WHOLE}, readable=False)
    facts = heard_facts(said.get("facts", {}), scorecard["facts"], stage, refused)
    surveys = heard_surveys(said, scorecard, refused)
    if stage == "self_score":
        surveys = {}
    answers = Answers(facts, surveys, said["year"], holidays)
    return Sheet(answers, heard_entries(said.get("entries", []), leaves, stage, refused), refused)


def faults_of_text(said: object) -> set[str]:
    """The codes at which a submission is none, whatever the scorecard."""
    if not isinstance(said, dict) or not fits(said, SUBMISSION, ("unit_kind", "year", "unit")):
        refused = {WHOLE}
    else:
        refused = set()
    entries = said.get("entries") if isinstance(said, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        if not fits(entry, ENTRY, ("code",)):
            code = entry.get("code") if isinstance(entry, dict) else None
            refused.add(code if isinstance(code, str) else WHOLE)
    return refused


def is_ours(said: Table, scorecard: Table, decision: Table) -> bool:
    """Whether a submission is one for this scorecard at all."""
    is_this_ruleset = said.get("ruleset", decision["id"]) == decision["id"]
    return is_this_ruleset and said["unit_kind"] == scorecard["unit_kind"] and is_year(said["year"])


# --- Facts ----------------------------------------------------------------------------------------------------------


def heard_facts(given: Table, declared: Table, stage: str, refused: set[str]) -> dict[str, Answer]:
    """The facts that are listened to: the appraiser's word stands in place of the unit's."""
    heard: dict[str, Answer] = {}
    for role in ("unit", "appraiser"):
        for name, value in given.get(role, {}).items():
            fact = declared.get(name)
            answer = None if fact is None else answered(fact, value)
            if answer is None or (role == "unit" and fact is not None and fact.get("by") == "appraiser"):
                refused.add(WHOLE)
            elif role == "unit" or stage != "self_score":
                heard[name] = answer
    return heard


def answered(fact: Table, value: object) -> Answer | None:
    """The answer a value stands for, or nothing where the fact cannot have it."""
    kind, number = fact["type"], exact(value)
    if kind == "boolean":
        return Fraction(value) if isinstance(value, bool) else None
    if kind == "date":
        return a_day(value, may_be_never=fact.get("never", False))
    if kind == "level":
        return value if isinstance(value, str) and value in fact["levels"] else None
    if kind == "ballots" or number is None or number < 0:
        return None
    if kind == "count":
        return number if isinstance(value, int) else None
    return None if kind == "rate" and number > 1 else number


def a_day(value: object, *, may_be_never: bool) -> Answer | None:
    """A day, written as a date or as text; or never, where that may be."""
    if value == NEVER:
        return NEVER if may_be_never else None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day is not None and day.isoformat() == value else None


# --- Surveys --------------------------------------------------------------------------------------------------------


def heard_surveys(submission: Table, scorecard: Table, refused: set[str]) -> dict[str, dict[str, Replies]]:
    """What the respondents answered, by question and group."""
    asked = {rule["ballots"]: rule for rule in tables(scorecard["fields"]) if rule.get("kind") == "survey"}
    ballots, shares = submission.get("ballots", {}), submission.get("shares", {})
    if any(ballots[question].keys() & shares[question].keys() for question in ballots.keys() & shares.keys()):
        refused.add(WHOLE)
    surveys: dict[str, dict[str, Replies]] = {}
    for given, counted in ((ballots, from_ballots), (shares, from_shares)):
        for question, groups in given.items():
            rule = asked.get(question)
            for group, replies in groups.items():
                options = {option["id"] for option in rule["options"]} if rule else set()
                known = rule is not None and group in {each["id"] for each in rule["groups"]}
                heard = counted(replies, options) if known else None
                if heard is None:
                    refused.add(WHOLE)
                else:
                    surveys.setdefault(question, {})[group] = heard
            if rule is None:
                refused.add(WHOLE)
    return surveys


def from_ballots(given: Table, options: set[str]) -> Replies | None:
    """The replies of a group from counted ballots; blank and invalid ones do not count."""
    if not given.keys() <= options | set(NOT_REPLIES) or not all(map(is_count, given.values())):
        return None
    counts = {option: Fraction(count) for option, count in given.items() if option in options}
    valid = sum(counts.values(), ZERO)
    return Replies({option: count / valid for option, count in counts.items() if valid}, int(valid))


def from_shares(given: Table, options: set[str]) -> Replies | None:
    """The replies of a group from shares, which add up to exactly 1."""
    shares = {option: exact(share) for option, share in given.items() if option != "valid"}
    known = {option: share for option, share in shares.items() if share is not None and share >= 0}
    valid = exact(given.get("valid"))
    if valid is None or valid < 0 or valid.denominator != 1 or not known.keys() == shares.keys() <= options:
        return None
    return Replies(known, int(valid)) if sum(known.values(), ZERO) == ONE else None


# --- Entries --------------------------------------------------------------------------------------------------------


def heard_entries(given: list[Table], leaves: dict[str, Table], stage: str, refused: set[str]) -> dict[str, Table]:
    """What was said of single leaves, as far as the stage listens."""
    heard: dict[str, Table] = {}
    for entry in given:
        code = entry["code"]
        leaf = leaves.get(code)
        if not leaf or code in heard or not is_possible(entry, leaf):
            refused.add(code)
        if leaf:
            heard[code] = as_far_as(entry, stage)
    return heard


def as_far_as(entry: Table, stage: str) -> Table:
    """An entry with the words that a stage listens to. Who scores itself hears nobody else."""
    unheard = {
        "self_score": {"appraisal_1", "appraisal_2", "confirmed"},
        "appraisal_1": {"appraisal_2"},
        "explanation_round": {"appraisal_2"},
    }.get(stage, set())
    is_appraisers_state = stage == "self_score" and entry.get("state") == "not_assessed"
    return {
        key: value
        for key, value in entry.items()
        if key not in unheard and not (key == "state" and is_appraisers_state)
    }


def is_possible(entry: Table, leaf: Table) -> bool:
    """Whether this may be said of a leaf."""
    state, claimed = entry.get("state"), entry.get("parts_not_applicable", [])
    said = [exact(entry["self_score"])] if "self_score" in entry else []
    appraised = [exact(entry[key]["points"]) for key in ("appraisal_1", "appraisal_2") if key in entry]
    most = Fraction(leaf["max_points"]) if "max_points" in leaf else None
    policy, is_rejected = leaf["not_applicable"]["policy"], entry.get("confirmed") is False
    return not (
        any(points is None or points < 0 or (most is not None and points > most) for points in (*said, *appraised))
        or (said and leaf["method"] != "evidence")
        or state == "scored"
        or ((state is not None or claimed) and "reason" not in entry)
        or (policy == "forbidden" and state == "not_applicable")
        or (policy in {"forbidden", "open", "spread"} and claimed)
        or (state is not None and appraised and not (state == "not_applicable" and is_rejected))
        or not set(claimed) <= {part["id"] for part in claimable_parts(leaf["scoring"])}
    )
