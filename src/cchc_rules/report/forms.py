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
from cchc_rules.law.surveys import Survey
from cchc_rules.report.labels import BALLOTS, FACT_TYPES, GIVERS, LANGUAGES, Pair, notice, say
from cchc_rules.report.shapes import FROM_ZERO, RATE, TEXT, TRUTH, WHOLE, Schema, list_of, object_of, whole, words


def submission_schema(scorecard: Scorecard, language: Language = "vi") -> Schema:
    """Give the schema of a submission to one scorecard, in JSON, with titles and descriptions in one language.

    Beside the standard keywords, ``x-name`` holds the names in both languages, ``x-giver`` who gives a fact, and
    ``x-codes`` the codes of the criteria that use it. ``x-names`` stands beside an ``enum`` and names its values: the
    levels of a fact, the codes, and the parts that may be claimed not to apply.

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
    surveys = scorecard.surveys
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
            "entries": list_of(_entry(scorecard, language)),
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


def _named(fact: Fact, codes: Iterable[str], language: Language) -> Schema:
    listed = list(codes)
    kind, used = say(FACT_TYPES[fact.type], language), ", ".join(listed) or "–"
    described = say(("{kind}; dùng cho tiêu chí {codes}", "{kind}; used by {codes}"), language)
    return {
        **_titled(fact.name.pair, language),
        "description": described.format(kind=kind, codes=used),
        "x-giver": fact.by.value,
        "x-codes": listed,
    }


def _titled(pair: Pair, language: Language) -> Schema:
    """Give a name, as the title in one language and in both."""
    return {"title": say(pair, language), "x-name": dict(zip(LANGUAGES, pair, strict=True))}


def _listed(pairs: Iterable[tuple[str, Pair]], language: Language) -> Schema:
    """Give one of listed words, each with its name."""
    named = dict(pairs)
    names = [{"const": word, **_titled(pair, language)} for word, pair in named.items()]
    return {**words(named), "x-names": names}


def _fact(fact: Fact, codes: Iterable[str], language: Language) -> Schema:
    return {**_named(fact, codes, language), **_value(fact, language)}


def _value(fact: Fact, language: Language) -> Schema:
    match fact.type:
        case FactType.BOOLEAN:
            return TRUTH
        case FactType.COUNT:
            return WHOLE
        case FactType.LEVEL:
            return _listed(((level, fact.called(level)) for level in fact.levels), language)
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
        fact = scorecard.facts[name]
        options = {option.id: _titled(fact.called(option.id), language) for option in survey.options}
        replies = _shares(options, language) if shares else _ballots(options, language)
        groups = {group.id: {**_titled(fact.called(group.id), language), **replies} for group in survey.groups}
        questions[name] = {**_named(fact, uses[name], language), **object_of(groups, optional=groups)}
    return object_of(questions, optional=questions)


def _ballots(options: Mapping[str, Schema], language: Language) -> Schema:
    beside = {one: _titled(BALLOTS[one], language) for one in ("blank", "invalid")}
    counted = {one: {**titled, **WHOLE} for one, titled in {**options, **beside}.items()}
    return object_of(counted, optional=counted)


def _shares(options: Mapping[str, Schema], language: Language) -> Schema:
    exact: Schema = {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": RATE}]}
    shared = {one: {**titled, **exact} for one, titled in options.items()}
    return object_of({**shared, "valid": {**_titled(BALLOTS["valid"], language), **WHOLE}}, optional=shared)


def _entry(scorecard: Scorecard, language: Language) -> Schema:
    points: Schema = {"anyOf": [WHOLE, {"type": "string", "pattern": FROM_ZERO}]}
    appraisal = object_of({"points": points, "reason": TEXT, "by": TEXT}, optional=("reason", "by"))
    properties: dict[str, Schema] = {
        "code": _listed(((leaf.code, leaf.name.pair) for leaf in scorecard.leaves), language),
        "self_score": points,
        "appraisal_1": appraisal,
        "explanation": TEXT,
        "appraisal_2": appraisal,
        "state": words(state for state in State if state is not State.SCORED),
        "reason": TEXT,
        "confirmed": TRUTH,
        "parts_not_applicable": {**list_of(_parts(scorecard, language)), "minItems": 1},
        "evidence": {**list_of(TEXT), "minItems": 1},
        "note": TEXT,
    }
    entry = object_of(properties, optional=[name for name in properties if name != "code"])
    entry["dependentRequired"] = {"state": ["reason"], "parts_not_applicable": ["reason"]}
    return entry


def _parts(scorecard: Scorecard, language: Language) -> Schema:
    """Give the parts that may be claimed, with the leaves they stand in; leaves may name the same id differently."""
    codes: dict[tuple[str, Pair], list[str]] = {}
    for leaf in scorecard.leaves:
        award = leaf.rule.award
        for part in award.parts if isinstance(award, Sum | BestOf) else ():
            codes.setdefault((part.id, part.called), []).append(leaf.code)
    named = sorted(codes.items())
    names = [{"const": part, **_titled(pair, language), "x-codes": listed} for (part, pair), listed in named]
    return {**words(dict.fromkeys(part for (part, _), _ in named)), "x-names": names}
