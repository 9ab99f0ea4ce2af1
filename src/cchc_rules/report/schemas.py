"""JSON Schemas (2020-12) of what this library writes; those of the submissions it reads are in ``forms.py``."""

from typing import Final

from cchc_rules.errors import Severity
from cchc_rules.exact import RoundingMode, State
from cchc_rules.law.decision import RankedOn, ScopeOf, Stage, UnitKind
from cchc_rules.law.facts import FactType, Giver
from cchc_rules.law.grounds import Basis, Standing
from cchc_rules.law.model import Combine, Method, Role
from cchc_rules.law.scoring import Policy
from cchc_rules.report.forms import submission_schema
from cchc_rules.report.labels import LANGUAGES
from cchc_rules.report.shapes import NAME, NUMBER, TEXT, TRUTH, WHOLE, Schema, list_of, object_of, or_null, whole, words
from cchc_rules.scoring.result import Missing, Origin

__all__ = [
    "conformance_schema",
    "coverage_schema",
    "explanation_schema",
    "lint_schema",
    "ranking_schema",
    "result_schema",
    "scorecard_schema",
    "submission_schema",
    "vectors_schema",
]

_STANDING: Final[Schema] = {"standing": words(Standing), "notice": or_null(NAME)}
_UNIT: Final = object_of({"code": TEXT, "name": TEXT, "group": or_null(TEXT)})
_FINDING: Final = object_of(
    {
        "id": {"type": "string", "pattern": "^CR[0-9]{3}$"},
        "severity": words(Severity),
        "code": TEXT,
        "file": TEXT,
        "line": or_null(WHOLE),
        "subject": TEXT,
        "found": TEXT,
        "expected": TEXT,
        "text": NAME,
    }
)
_STEP: Final = object_of(
    {
        "what": TEXT,
        "kind": TEXT,
        "part": TEXT,
        "inputs": list_of(object_of({"name": TEXT, "value": TEXT})),
        "value": or_null(TEXT),
    }
)
_HEAD: Final[Schema] = {
    "ruleset": TEXT,
    "revision": WHOLE,
    **_STANDING,
    "unit_kind": words(UnitKind),
    "year": WHOLE,
    "unit": _UNIT,
    "stage": words(Stage),
    "missing": words(Missing),
    "readings": {"type": "object", "additionalProperties": TEXT},
}


def _scored(inner: str) -> Schema:
    return object_of(
        {
            "code": TEXT,
            "name": NAME,
            "points": or_null(NUMBER),
            "max_points": or_null(NUMBER),
            "effective_max": NUMBER,
            "lowest": NUMBER,
            "highest": NUMBER,
            "before": or_null(NUMBER),
            "share": NUMBER,
            "state": words(State),
            "stage": or_null(words(Stage)),
            "origin": or_null(words(Origin)),
            "basis": words(Basis),
            "source": TEXT,
            "missing": list_of(TEXT),
            "method": words(Method),
            "derivation": list_of(_STEP),
            inner: list_of({"$ref": "#/$defs/criterion"}),
        },
        optional=("method", "derivation", inner),
    )


_SCORED: Final[Schema] = {"field": _scored("criteria"), "criterion": _scored("sub_criteria")}


def result_schema() -> Schema:
    """Give the schema of `plain.result_data`."""
    amount = object_of({"points": or_null(NUMBER), "effective_max": NUMBER})
    maybe = ("total", "total_before", "index_percent", "index_before", "bonus", "penalty")
    always = ("effective_max", "lowest", "highest", "index_lowest", "index_highest")
    properties = {
        **_HEAD,
        "state": words(State),
        **dict.fromkeys(maybe, or_null(NUMBER)),
        **dict.fromkeys(always, NUMBER),
        "band": or_null(NAME),
        "subtotals": object_of(dict.fromkeys(map(str, Method), amount)),
        "open_codes": list_of(TEXT),
        "fields": list_of({"$ref": "#/$defs/field"}),
        "findings": list_of(_FINDING),
    }
    return whole("The result of one unit under one scorecard", properties, **_SCORED)


def explanation_schema() -> Schema:
    """Give the schema of `plain.explanation_data`."""
    lines = list_of(object_of({"depth": WHOLE, "text": TEXT}))
    either: Schema = {"anyOf": [{"$ref": "#/$defs/field"}, {"$ref": "#/$defs/criterion"}]}
    calculation = object_of(dict.fromkeys(LANGUAGES, lines))
    properties = {**_HEAD, "node": either, "calculation": calculation, "findings": list_of(_FINDING)}
    return whole("One node of a result, explained", properties, **_SCORED)


def ranking_schema() -> Schema:
    """Give the schema of `plain.ranking_data`."""
    printed = object_of({"rank": WHOLE, "index_percent": TEXT, "satisfaction_percent": or_null(TEXT)})
    maybe = dict.fromkeys(("value", "total", "effective_max", "index_percent"), or_null(NUMBER))
    row = object_of({"rank": or_null(WHOLE), "unit": _UNIT, **maybe, "printed": printed}, optional=("printed",))
    texts = dict.fromkeys(("decision", "document", "locator"), TEXT)
    published = object_of(
        {**texts, "title": NAME, "basis": words(Basis), "complete": TRUTH, "notes": list_of(TEXT)},
    )
    properties = {
        "ruleset": or_null(TEXT),
        **_STANDING,
        "unit_kind": words(UnitKind),
        "year": or_null(WHOLE),
        "on": words(RankedOn),
        "scope": words(ScopeOf),
        "published": or_null(published),
        "rows": list_of(row),
        "findings": list_of(_FINDING),
    }
    return whole("A ranking of units", properties)


def coverage_schema() -> Schema:
    """Give the schema of what the command ``coverage`` writes."""
    groups = ("values", "conditions", "parts", "zeros", "refusals", "claims", "unanswered")
    goal = {"id": TEXT, "code": TEXT, "group": words(groups), "text": NAME, "reading": or_null(TEXT)}
    scorecard = {
        "ruleset": TEXT,
        "revision": WHOLE,
        **_STANDING,
        "unit_kind": words(UnitKind),
        "cases": WHOLE,
        "percent": NUMBER,
        "goals": list_of(object_of({**goal, "cases": list_of(TEXT)})),
        "beyond": list_of(object_of(goal)),
    }
    return whole("What worked cases reach of scorecards", {"scorecards": list_of(object_of(scorecard))})


def lint_schema() -> Schema:
    """Give the schema of `findings.lint_data`."""
    node = {
        "unit_kind": words(UnitKind),
        "code": TEXT,
        "max_points": or_null(NUMBER),
        "lowest": or_null(NUMBER),
        "highest": or_null(NUMBER),
        "proven": TRUTH,
    }
    ruleset = {
        "name": TEXT,
        "loads": TRUTH,
        "ruleset": or_null(TEXT),
        "revision": or_null(WHOLE),
        "standing": or_null(words(Standing)),
        "notice": or_null(NAME),
        "findings": list_of(_FINDING),
        "ignored": list_of(object_of({**_FINDING["properties"], "reason": NAME})),
        "nodes": list_of(object_of(node)),
    }
    return whole("What lint found in rulesets", {"rulesets": list_of(object_of(ruleset))})


def scorecard_schema() -> Schema:
    """Give the schema of `plain.scorecard_data`; scorings stand as in the TOML format."""
    fact = object_of(
        {
            "type": words(FactType),
            "name": NAME,
            "levels": list_of(TEXT),
            "never": TRUTH,
            "by": words(Giver),
            "named": {"type": "object", "additionalProperties": NAME},
        },
        optional=("levels", "never", "by", "named"),
    )
    anything: Schema = {"type": "object"}
    counts = object_of(dict.fromkeys(("fields", "evidence", "survey", "satisfaction"), WHOLE))
    properties = {
        "ruleset": TEXT,
        "revision": WHOLE,
        **_STANDING,
        "unit_kind": words(UnitKind),
        "name": NAME,
        "max_points": NUMBER,
        "basis": words(Basis),
        "source": TEXT,
        "counts": counts,
        "facts": {"type": "object", "additionalProperties": fact},
        "fields": list_of({"$ref": "#/$defs/field"}),
        "appraisers": list_of(object_of({"id": TEXT, "name": NAME})),
        "sources": list_of(anything),
    }
    criterion = _node("sub_criteria")
    leaf = ("method", "appraiser", "scoring", "not_applicable", "facts")
    criterion["oneOf"] = [{"required": ["sub_criteria"]}, {"required": list(leaf)}]
    return whole("The scorecard of one kind of unit", properties, field=_node("criteria"), criterion=criterion)


def _node(inner: str) -> Schema:
    anything: Schema = {"type": "object"}
    policy = object_of({"policy": words(Policy), "reason": NAME})
    rounding = object_of({"places": WHOLE, "mode": words(RoundingMode)})
    needed = {
        "code": TEXT,
        "name": NAME,
        "max_points": or_null(NUMBER),
        "basis": words(Basis),
        "source": TEXT,
    }
    others = {
        "locator": TEXT,
        "grounds": list_of(anything),
        "model": TEXT,
        "role": words(Role),
        "round": rounding,
        "combine": words(Combine),
        "applies_when": anything,
        "precondition": anything,
        "slips": list_of(anything),
        "method": words(Method),
        "appraiser": TEXT,
        "evidence": list_of(TEXT),
        "scoring": anything,
        "not_applicable": policy,
        "readings": list_of(anything),
        "chosen": anything,
        "facts": list_of(TEXT),
        inner: list_of({"$ref": "#/$defs/criterion"}),
    }
    return object_of({**needed, **others}, optional=others)


def conformance_schema() -> Schema:
    """Give the schema of `agreement.agreement_data`."""
    scorecard = object_of(
        {
            "ruleset": TEXT,
            "revision": WHOLE,
            **_STANDING,
            "unit_kind": words(UnitKind),
            "vectors": WHOLE,
            "tried": WHOLE,
            "differing": list_of(TEXT),
            "differences": list_of(object_of({"vector": TEXT, **_FINDING["properties"]})),
            "not_listed": WHOLE,
            "stopped": or_null(_FINDING),
            "said": TEXT,
        }
    )
    properties = {"command": or_null(list_of(TEXT)), "agrees": TRUTH, "scorecards": list_of(scorecard)}
    return whole("How a program stands to the conformance vectors", properties)


def vectors_schema() -> Schema:
    """Give the schema of a file of vectors."""
    node = object_of({"points": or_null(NUMBER), "effective_max": NUMBER, "state": words(State)})
    result = object_of(
        {
            "state": words(State),
            "total": or_null(NUMBER),
            "effective_max": NUMBER,
            "index_percent": or_null(NUMBER),
            "nodes": {"type": "object", "additionalProperties": node},
        }
    )
    refusal = object_of({"refused": {**list_of(TEXT), "minItems": 1, "uniqueItems": True}})
    stages = (Stage.SELF_SCORE, Stage.APPRAISAL_1, Stage.EXPLANATION_ROUND, Stage.APPRAISAL_2)
    vector = object_of(
        {
            "id": TEXT,
            "why": TEXT,
            "stage": words(stages),
            "readings": {"type": "object", "additionalProperties": TEXT},
            "submission": {"type": "object"},
            "expected": {"oneOf": [result, refusal]},
        }
    )
    properties = {
        "format": {"const": 1},
        "ruleset": TEXT,
        "revision": WHOLE,
        "digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        **_STANDING,
        "unit_kind": words(UnitKind),
        "vectors": list_of(vector),
    }
    return whole("Conformance vectors of one scorecard", properties)
