"""Rulesets, results and rankings as plain data, ready for JSON. Exact numbers are text, states are their words.

The standing of what is shown, and the notice of a reconstruction, are part of the data.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from cchc_rules.errors import Finding
from cchc_rules.exact import NEVER, Answer, spell
from cchc_rules.law.facts import Name, Step
from cchc_rules.law.grounds import Standing
from cchc_rules.law.model import Criterion, Field, Method, Node, Ruleset, Scorecard
from cchc_rules.law.publication import Publication
from cchc_rules.report.labels import LANGUAGES, NOTICE
from cchc_rules.report.scorecards import counted
from cchc_rules.report.steps import derivation_lines
from cchc_rules.scoring.inputs import Submission
from cchc_rules.scoring.ranking import RankedUnit, Ranking
from cchc_rules.scoring.result import NodeResult, Result

Data = dict[str, Any]


def _spelled(value: Fraction | None) -> str | None:
    return None if value is None else spell(value)


def _name(name: Name) -> Data:
    return dict(zip(LANGUAGES, name.pair, strict=True))


def _json(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Give data with lists for tuples and text for dates."""
    if isinstance(value, Mapping):
        return {str(key): _json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _standing(standing: Standing) -> Data:
    pair = NOTICE[standing]
    notice = None if pair is None else dict(zip(LANGUAGES, pair, strict=True))
    return {"standing": standing.value, "notice": notice}


def _unstructured(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Give a part of the law as it stands in its file, every name in both languages."""
    from cchc_rules.law.converter import CONVERTER  # noqa: PLC0415 - builds its hooks when first imported

    return _paired(_json(CONVERTER.unstructure(value)))


def _paired(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Have the Vietnamese stand in where a name was not translated."""
    if isinstance(value, list):
        return [_paired(each) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"vi"} and isinstance(value["vi"], str):
        return _name(Name(value["vi"]))
    return {key: _paired(each) for key, each in value.items()}


# --- The law ----------------------------------------------------------------------------------------------------------


def ruleset_data(ruleset: Ruleset) -> Data:
    """Give what a ruleset is: its act and shared rules as in decision.toml, and its scorecards by their counts."""
    scorecards = {
        kind.value: {
            "name": _name(card.name),
            "max_points": spell(card.max_points),
            "counts": counted(card),
            **_standing(card.standing),
        }
        for kind, card in ruleset.scorecards.items()
    }
    return {**_standing(ruleset.standing), **_unstructured(ruleset.decision), "scorecards": scorecards}


def scorecard_data(scorecard: Scorecard) -> Data:
    """Give a scorecard as a tree of fields, criteria and sub_criteria, each with its code, name, maximum and basis.

    A leaf has its method, appraiser, evidence, not_applicable policy, scoring, and the names of the facts it asks for.

    >>> from cchc_rules.law.catalog import load
    >>> data = scorecard_data(load("2024_2426").scorecard("department"))
    >>> len(data["fields"]), data["counts"]["evidence"], data["fields"][0]["criteria"][0]["code"]
    (7, 46, '1.1')
    """
    decision = scorecard.decision
    return {
        "ruleset": decision.id,
        "revision": decision.revision,
        **_standing(scorecard.standing),
        "unit_kind": scorecard.unit_kind.value,
        "name": _name(scorecard.name),
        "max_points": spell(scorecard.max_points),
        "basis": scorecard.basis.value,
        "source": scorecard.source,
        "counts": counted(scorecard),
        "facts": _unstructured(dict(scorecard.facts)),
        "fields": [_node(node) for node in scorecard.fields],
        "appraisers": _unstructured(decision.appraisers),
        "sources": _unstructured(decision.sources),
    }


def _node(node: Node) -> Data:
    head = {"code": node.code, "name": _name(node.name), "max_points": _spelled(node.max_points)}
    data: Data = {**head, **_unstructured(node)}
    inner = "criteria" if isinstance(node, Field) else "sub_criteria"
    if isinstance(node, Criterion) and not node.children:
        data["facts"] = list(dict.fromkeys(fact for fact, _ in node.rule.needs))
    if node.children:
        data[inner] = [_node(child) for child in node.children]
    return data


# --- Results ----------------------------------------------------------------------------------------------------------


def finding_data(finding: Finding) -> Data:
    """Give a finding with its sentence in both languages."""
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "code": finding.code,
        "file": finding.file,
        "line": finding.line,
        "subject": finding.subject,
        "found": finding.found,
        "expected": finding.expected,
        "text": {language: finding.text(language) for language in LANGUAGES},
    }


def _head(result: Result) -> Data:
    decision, unit = result.scorecard.decision, result.submission.unit
    return {
        "ruleset": decision.id,
        "revision": decision.revision,
        **_standing(result.standing),
        "unit_kind": result.scorecard.unit_kind.value,
        "year": result.submission.year,
        "unit": {"code": unit.code, "name": unit.name, "group": unit.group},
        "stage": result.asked.value,
        "missing": result.missing.value,
        "readings": dict(result.readings),
    }


def result_data(result: Result, *, derivations: bool = False) -> Data:
    """Give one unit's result: totals, subtotals, and every node; with ``derivations`` each leaf's steps too."""
    lowest, highest = result.index_bounds
    amounts = {method.value: result.subtotal(method) for method in Method}
    return {
        **_head(result),
        "state": result.state.value,
        "total": _spelled(result.total),
        "total_before": _spelled(result.total_before),
        "effective_max": spell(result.effective_max),
        "lowest": spell(result.lowest),
        "highest": spell(result.highest),
        "index_percent": _spelled(result.index_percent),
        "index_before": _spelled(result.index_before),
        "index_lowest": spell(lowest),
        "index_highest": spell(highest),
        "bonus": _spelled(result.bonus),
        "penalty": _spelled(result.penalty),
        "band": None if result.band is None else _name(result.band.name),
        "subtotals": {
            method: {"points": _spelled(amount.points), "effective_max": spell(amount.effective_max)}
            for method, amount in amounts.items()
        },
        "open_codes": list(result.open_codes),
        "fields": [_scored(result, node, derivations=derivations) for node in result.fields],
        "findings": [finding_data(finding) for finding in result.findings],
    }


def explanation_data(result: Result, code: str) -> Data:
    """Give one node of a result with all below it: every leaf's steps, and its calculation in both languages."""
    node = result.node(code)
    codes = {inner.code for inner in node.walk()}
    calculation = {
        language: [{"depth": depth, "text": text} for depth, text in derivation_lines(result, code, language)]
        for language in LANGUAGES
    }
    return {
        **_head(result),
        "node": _scored(result, node, derivations=True),
        "calculation": calculation,
        "findings": [finding_data(finding) for finding in result.findings if finding.code in codes],
    }


def _scored(result: Result, node: NodeResult, *, derivations: bool) -> Data:
    leaf = isinstance(node.node, Criterion) and not node.children
    data: Data = {
        "code": node.code,
        "name": _name(node.node.name),
        "points": _spelled(node.points),
        "max_points": _spelled(node.node.max_points),
        "effective_max": spell(node.effective_max),
        "lowest": spell(node.lowest),
        "highest": spell(node.highest),
        "before": _spelled(node.before),
        "share": spell(node.share),
        "state": node.state.value,
        "stage": None if node.stage is None else node.stage.value,
        "origin": None if node.origin is None else node.origin.value,
        "basis": node.basis.value,
        "source": node.node.source,
        "missing": list(node.missing),
    }
    if isinstance(node.node, Criterion) and node.node.method is not None:
        data["method"] = node.node.method.value
    if leaf and derivations:
        data["derivation"] = [step_data(step) for step in result.derivation(node.code)]
    if node.children:
        inner = "criteria" if isinstance(node.node, Field) else "sub_criteria"
        data[inner] = [_scored(result, child, derivations=derivations) for child in node.children]
    return data


def step_data(step: Step) -> Data:
    """Give one step of a derivation; the inputs keep their order."""
    return {
        "what": step.what,
        "kind": step.kind,
        "part": step.part,
        "inputs": [{"name": name, "value": _answer(value)} for name, value in step.inputs],
        "value": None if step.value is None else _answer(step.value),
    }


def _answer(value: Answer) -> str:
    if isinstance(value, Fraction):
        return spell(value)
    if value is NEVER:
        return NEVER.value
    return value.isoformat() if isinstance(value, date) else str(value)


# --- Rankings and submissions -----------------------------------------------------------------------------------------


def ranking_data(ranking: Ranking, publication: Publication | None = None) -> Data:
    """Give a ranking; ``published`` says where a published table stands, and is null for a ranking of results."""
    results = [row.result for row in ranking.rows if row.result is not None]
    standing = min((result.standing for result in results), key=list(Standing).index, default=Standing.ATTESTED)
    decision = results[0].scorecard.decision if results else None
    printed = {} if publication is None else {row.unit: row for row in publication.rows}
    rows = []
    for row in ranking.rows:
        data = _ranked(row)
        if row.unit.code in printed:
            figures = printed[row.unit.code]
            satisfaction = figures.satisfaction_percent
            data["printed"] = {
                "rank": figures.rank,
                "index_percent": str(figures.index_percent),
                "satisfaction_percent": None if satisfaction is None else str(satisfaction),
            }
        rows.append(data)
    return {
        "ruleset": (publication and publication.ruleset) if decision is None else decision.id,
        **_standing(standing),
        "unit_kind": ranking.unit_kind.value,
        "year": publication.year if publication is not None else results[0].submission.year if results else None,
        "on": ranking.on.value,
        "scope": ranking.scope.value,
        "published": None if publication is None else _published(publication),
        "rows": rows,
        "findings": [finding_data(finding) for finding in ranking.findings],
    }


def _ranked(row: RankedUnit) -> Data:
    result = row.result
    return {
        "rank": row.rank,
        "unit": {"code": row.unit.code, "name": row.unit.name, "group": row.unit.group},
        "value": _spelled(row.value),
        "total": None if result is None else _spelled(result.total),
        "effective_max": None if result is None else spell(result.effective_max),
        "index_percent": _spelled(row.value) if result is None else _spelled(result.index_percent),
    }


def _published(publication: Publication) -> Data:
    return {
        "decision": publication.decision,
        "title": _name(publication.title),
        "document": publication.document,
        "locator": publication.locator,
        "basis": publication.basis.value,
        "complete": publication.complete,
        "notes": list(publication.notes),
    }


def submission_data(submission: Submission) -> Data:
    """Give a submission as it stands in a JSON file."""
    import tomllib  # noqa: PLC0415 - only when a submission is written

    from cchc_rules.scoring.reading import dumps  # noqa: PLC0415 - as above

    data: Data = _json(tomllib.loads(dumps(submission)))
    return data


def listed_data(ruleset: Ruleset) -> Data:
    """Give one line of the list of rulesets."""
    act = ruleset.decision.act
    until = act.in_force_until
    return {
        "id": ruleset.id,
        "revision": ruleset.decision.revision,
        "name": _name(ruleset.decision.name),
        **_standing(ruleset.standing),
        "number": act.number,
        "in_force_from": act.in_force_from.isoformat(),
        "in_force_until": None if until is None else until.isoformat(),
        "assessed_years": list(act.assessed_years),
        "unit_kinds": [kind.value for kind in ruleset.scorecards],
    }


def node_data(scorecard: Scorecard, code: str) -> Data:
    """Give one node of a scorecard with all below it."""
    node = scorecard.node(code)
    return {
        "ruleset": scorecard.decision.id,
        "revision": scorecard.decision.revision,
        **_standing(scorecard.standing),
        "unit_kind": scorecard.unit_kind.value,
        **_node(node),
    }
