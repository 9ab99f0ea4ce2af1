"""The JSON Schema of a submission, made for one scorecard, so that a form can be built from it.

Every fact, survey question and code is there with its names. What such a form hands in is sound in its structure;
whether the answers hold together is proven when the submission is scored.
"""

from collections.abc import Iterable, Mapping

from cchc_rules.errors import Language
from cchc_rules.exact import State
from cchc_rules.law.facts import Fact, FactType, Giver
from cchc_rules.law.model import Criterion, Scorecard
from cchc_rules.law.scoring import BestOf, Sum
from cchc_rules.law.surveys import Survey, Weight
from cchc_rules.report.labels import FACT_TYPES, GIVERS, LANGUAGES, notice, say
from cchc_rules.report.shapes import FROM_ZERO, RATE, TEXT, TRUTH, WHOLE, Schema, list_of, object_of, whole, words


def submission_schema(scorecard: Scorecard, language: Language = "vi") -> Schema:
    """Give the schema of a submission to one scorecard, in JSON, with titles and descriptions in one language.

    Beside the standard keywords, ``x-name`` holds the names in both languages, ``x-giver`` who gives a fact, and
    ``x-codes`` the codes of the criteria that use it.

    >>> from cchc_rules.law.catalog import load
    >>> schema = submission_schema(load("2024_2426").scorecard("department"))
    >>> fact = schema["properties"]["facts"]["properties"]["unit"]["properties"]["plan_tasks"]
    >>> fact["title"], fact["type"], fact["x-codes"]
    ('Số nhiệm vụ trong kế hoạch', 'integer', ['1.1.3'])
    """
    uses = _uses(scorecard)
    facts = {name: fact for name, fact in scorecard.facts.items() if fact.type is not FactType.BALLOTS}
    by_role = {
        giver.value: {
            "title": say(GIVERS[giver], language),
            "type": "object",
            "properties": {
                name: _fact(fact, uses.get(name, ()), language)
                for name, fact in facts.items()
                if giver is Giver.APPRAISER or fact.by is Giver.UNIT
            },
            "additionalProperties": False,
        }
        for giver in Giver
    }
    surveys = _surveys(scorecard)
    schema = whole(
        say(scorecard.name.pair, language),
        {
            "format": {"const": 1},
            "ruleset": {"const": scorecard.decision.id},
            "unit_kind": {"const": scorecard.unit_kind.value},
            "year": WHOLE,
            "unit": object_of({"code": TEXT, "name": TEXT, "group": TEXT}, optional=("group",)),
            "facts": object_of(by_role, optional=by_role),
            "ballots": _questions(scorecard, surveys, uses, language, shares=False),
            "shares": _questions(scorecard, surveys, uses, language, shares=True),
            "entries": list_of(_entry(scorecard)),
        },
    )
    schema["required"] = ["unit_kind", "year", "unit"]
    told = notice(scorecard.standing, language)
    if told is not None:
        schema["description"] = told
    return schema


def _uses(scorecard: Scorecard) -> dict[str, list[str]]:
    """The codes of the nodes that look at each fact, in printed order."""
    uses: dict[str, list[str]] = {}
    for node in scorecard.walk():
        needs = node.rule.needs if isinstance(node, Criterion) and not node.children else ()
        needs += () if node.applies_when is None else node.applies_when.measure.needs
        needs += () if node.precondition is None else node.precondition.when.measure.needs
        for name in dict.fromkeys(fact for fact, _ in needs):
            uses.setdefault(name, []).append(node.code)
    return uses


def _surveys(scorecard: Scorecard) -> dict[str, Survey]:
    measures = (measure for leaf in scorecard.leaves for measure in leaf.rule.measures)
    return {measure.ballots: measure for measure in measures if isinstance(measure, Survey)}


def _named(fact: Fact, codes: Iterable[str], language: Language) -> Schema:
    listed = list(codes)
    kind, used = say(FACT_TYPES[fact.type], language), ", ".join(listed) or "–"
    described = say(("{kind}; dùng cho tiêu chí {codes}", "{kind}; used by {codes}"), language)
    return {
        "title": say(fact.name.pair, language),
        "description": described.format(kind=kind, codes=used),
        "x-name": dict(zip(LANGUAGES, fact.name.pair, strict=True)),
        "x-giver": fact.by.value,
        "x-codes": listed,
    }


def _fact(fact: Fact, codes: Iterable[str], language: Language) -> Schema:
    return {**_named(fact, codes, language), **_value(fact)}


def _value(fact: Fact) -> Schema:
    match fact.type:
        case FactType.BOOLEAN:
            return TRUTH
        case FactType.COUNT:
            return WHOLE
        case FactType.LEVEL:
            return {"enum": list(fact.levels)}
        case FactType.DATE:
            day: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
            return {"anyOf": [day, {"const": "never"}]} if fact.never else day
        case FactType.RATE:
            return {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": RATE}]}
        case _:
            return {"anyOf": [WHOLE, {"type": "string", "pattern": FROM_ZERO}]}


def _questions(
    scorecard: Scorecard,
    surveys: Mapping[str, Survey],
    uses: Mapping[str, list[str]],
    language: Language,
    *,
    shares: bool,
) -> Schema:
    """The survey questions, each with its groups and their options."""
    questions = {}
    for name, survey in surveys.items():
        replies = _shares(survey.options) if shares else _ballots(survey.options)
        groups = object_of({group.id: replies for group in survey.groups}, optional=[one.id for one in survey.groups])
        questions[name] = {**_named(scorecard.facts[name], uses[name], language), **groups}
    return object_of(questions, optional=questions)


def _ballots(options: Iterable[Weight]) -> Schema:
    counted = dict.fromkeys([*(option.id for option in options), "blank", "invalid"], WHOLE)
    return object_of(counted, optional=counted)


def _shares(options: Iterable[Weight]) -> Schema:
    exact: Schema = {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": RATE}]}
    shared = dict.fromkeys((option.id for option in options), exact)
    return object_of({**shared, "valid": WHOLE}, optional=shared)


def _entry(scorecard: Scorecard) -> Schema:
    points: Schema = {"anyOf": [WHOLE, {"type": "string", "pattern": FROM_ZERO}]}
    appraisal = object_of({"points": points, "reason": TEXT, "by": TEXT}, optional=("reason", "by"))
    parts = sorted({part for leaf in scorecard.leaves for part in _parts(leaf)})
    codes = [{"const": leaf.code, "title": leaf.name.vi, "x-name": _both(leaf)} for leaf in scorecard.leaves]
    properties: dict[str, Schema] = {
        "code": {"enum": [leaf.code for leaf in scorecard.leaves], "x-names": codes},
        "self_score": points,
        "appraisal_1": appraisal,
        "explanation": TEXT,
        "appraisal_2": appraisal,
        "state": words(state for state in State if state is not State.SCORED),
        "reason": TEXT,
        "confirmed": TRUTH,
        "parts_not_applicable": {**list_of(words(parts)), "minItems": 1},
        "evidence": {**list_of(TEXT), "minItems": 1},
        "note": TEXT,
    }
    entry = object_of(properties, optional=[name for name in properties if name != "code"])
    entry["dependentRequired"] = {"state": ["reason"], "parts_not_applicable": ["reason"]}
    return entry


def _parts(leaf: Criterion) -> tuple[str, ...]:
    award = leaf.rule.award
    return tuple(part.id for part in award.parts) if isinstance(award, Sum | BestOf) else ()


def _both(leaf: Criterion) -> Schema:
    return dict(zip(LANGUAGES, leaf.name.pair, strict=True))
