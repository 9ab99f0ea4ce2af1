"""Pairs of rulesets that differ in one thing."""

from collections.abc import Callable
from functools import cache
from typing import Any

import attrs

from cchc_rules import load
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.law.model import Field, Ruleset, Scorecard
from cchc_rules.law.scoring import Scoring
from cchc_rules.versions.changes import Change, Changes
from cchc_rules.versions.difference import diff
from tests.report.support import SIMPLE, card

DEPARTMENT = UnitKind.DEPARTMENT


@cache
def between(old: str, new: str) -> Changes:
    """What changed between two shipped rulesets; effects take a while, so it is worked out once."""
    return diff(load(old), load(new))


def ruleset_of(scorecard: Scorecard) -> Ruleset:
    """A ruleset of one scorecard."""
    return Ruleset(decision=scorecard.decision, scorecards={scorecard.unit_kind: scorecard})


@cache
def small() -> Ruleset:
    """A ruleset with one leaf under trial for departments, and the same for communes."""
    of_departments = card(SIMPLE)
    of_communes = attrs.evolve(of_departments, unit_kind=UnitKind.COMMUNE, name=Name("Cấp xã", "Of communes"))
    scorecards = {UnitKind.DEPARTMENT: of_departments, UnitKind.COMMUNE: of_communes}
    return Ruleset(decision=of_departments.decision, scorecards=scorecards)


def without_communes() -> Ruleset:
    """The same for departments alone."""
    return ruleset_of(small().scorecards[DEPARTMENT])


def rescored(before: Scoring, after: Scoring) -> Changes:
    """What changed where one leaf is scored otherwise."""
    return diff(ruleset_of(card(before)), ruleset_of(card(after)))


def changed_leaf(before: Any, after: Any, scoring: Scoring, **others: Any) -> Changes:  # noqa: ANN401 - whatever a leaf has
    """What changed where a leaf has other values; ``before`` and ``after`` are dictionaries of them."""
    return diff(ruleset_of(card(scoring, **before, **others)), ruleset_of(card(scoring, **after, **others)))


def decided(edit: Callable[[Ruleset], Ruleset]) -> Changes:
    """What changed where the small ruleset is edited."""
    return diff(small(), edit(small()))


def carded(ruleset: Ruleset, **values: Any) -> Ruleset:  # noqa: ANN401 - whatever a scorecard has
    """The ruleset with other values in the scorecard of departments."""
    edited = attrs.evolve(ruleset.scorecards[DEPARTMENT], **values)
    return attrs.evolve(ruleset, scorecards={**ruleset.scorecards, DEPARTMENT: edited})


def fielded(ruleset: Ruleset, code: str, **values: Any) -> Ruleset:  # noqa: ANN401 - whatever a field has
    """The ruleset with other values in one field of the departments."""
    fields = ruleset.scorecards[DEPARTMENT].fields
    return carded(ruleset, fields=tuple(attrs.evolve(one, **values) if one.code == code else one for one in fields))


def only(changes: Changes) -> Change:
    """The one change that leads."""
    [change] = changes.leading
    return change


def first_field(ruleset: Ruleset) -> Field:
    """The first field of the departments."""
    return ruleset.scorecards[DEPARTMENT].fields[0]
