"""What changed between two decisions as plain data, ready for JSON. Exact numbers are text; so are intervals."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cchc_rules.exact import spell
from cchc_rules.law.converter import CONVERTER
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.law.identity import unit_kinds
from cchc_rules.law.model import Node, Ruleset, Scorecard
from cchc_rules.report.changes.labels import KINDS
from cchc_rules.report.changes.wording import spoken
from cchc_rules.report.labels import LANGUAGES, NOTICE
from cchc_rules.report.scorecards import counted
from cchc_rules.versions.catalogue import Contract
from cchc_rules.versions.changes import Change, Changes, Edit, Effect, Side

Data = dict[str, Any]


def changes_data(
    changes: Changes, *, unit_kind: UnitKind | str | None = None, contract: Contract | str = Contract.TEXT
) -> Data:
    """Give both rulesets, the scorecards on each side, and every change with both values in data and in words.

    With ``unit_kind`` only changes of that kind and of the decision; with ``contract`` only those that break it.

    >>> from cchc_rules import diff, load
    >>> data = changes_data(diff(load("2023_2568"), load("2024_2426")), unit_kind="department", contract="totals")
    >>> lowered = next(change for change in data["changes"] if change["kind"] == "max_lowered")
    >>> lowered["id"], lowered["old"]["value"], lowered["new"]["text"]
    ('CH302', '2.5', {'vi': '2 điểm', 'en': '2 points'})
    """
    asked = changes.of(unit_kind).breaking(contract)
    kinds = [kind for kind in unit_kinds(changes.old, changes.new) if unit_kind in (None, kind)]
    return {
        "old": _ruleset(changes.old),
        "new": _ruleset(changes.new),
        "unit_kind": None if unit_kind is None else str(unit_kind),
        "contract": Contract(contract).value,
        "scorecards": [
            {
                "unit_kind": kind.value,
                "old": _scorecard(changes.old.scorecards.get(kind)),
                "new": _scorecard(changes.new.scorecards.get(kind)),
            }
            for kind in kinds
        ],
        "changes": [change_data(change, changes) for change in asked],
    }


def change_data(change: Change, changes: Changes) -> Data:
    """Give one change: what the catalogue says of its kind, both sides, the values replaced, and its effect."""
    by_language = [spoken(change, changes, language) for language in LANGUAGES]
    before, after = (dict(zip(LANGUAGES, side, strict=True)) for side in zip(*by_language, strict=True))
    return {
        "fingerprint": change.fingerprint,
        "id": change.id,
        "kind": change.kind.value,
        "name": dict(zip(LANGUAGES, KINDS[change.kind], strict=True)),
        "contract": change.contract.value,
        "fits": change.fits,
        "attribute": change.attribute,
        "unit_kind": None if change.unit_kind is None else change.unit_kind.value,
        "subject": change.subject,
        "old": _side(change.old, before),
        "new": _side(change.new, after),
        "edits": [_edit(edit) for edit in change.edits],
        "follows": change.follows,
        "reason": None if change.reason is None else _name(change.reason),
        "effect": None if change.effect is None else _effect(change.effect),
    }


def _ruleset(ruleset: Ruleset) -> Data:
    notice = NOTICE[ruleset.standing]
    return {
        "ruleset": ruleset.id,
        "revision": ruleset.decision.revision,
        "act": ruleset.decision.act.number,
        "signed_on": ruleset.decision.act.signed_on.isoformat(),
        "standing": ruleset.standing.value,
        "notice": None if notice is None else dict(zip(LANGUAGES, notice, strict=True)),
    }


def _scorecard(card: Scorecard | None) -> Data | None:
    if card is None:
        return None
    return {"name": _name(card.name), "max_points": spell(card.max_points), "counts": counted(card)}


def _side(side: Side, text: Mapping[str, str]) -> Data:
    return {
        "codes": list(side.codes),
        "value": _value(side.value),
        "basis": None if side.basis is None else side.basis.value,
        "text": dict(text),
    }


def _edit(edit: Edit) -> Data:
    return {"path": list(edit.path), "old": _value(edit.old), "new": _value(edit.new)}


def _effect(effect: Effect) -> Data:
    return {
        "points": str(effect.points),
        "index_percent": str(effect.index_percent),
        "exact": effect.exact,
    }


def _name(name: Name) -> Data:
    return dict(zip(LANGUAGES, name.pair, strict=True))


def _value(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Give a value as it stands in its file; of a scorecard what it is called and comes to, of nodes their heads."""
    if isinstance(value, Scorecard):
        return _scorecard(value)
    if isinstance(value, tuple) and value and all(isinstance(one, Node) for one in value):
        return [_head(node) for node in value]
    return _json(CONVERTER.unstructure(value))


def _head(node: Node) -> Data:
    most = None if node.max_points is None else spell(node.max_points)
    return {"code": node.code, "name": _name(node.name), "max_points": most}


def _json(value: object) -> Any:  # noqa: ANN401 - as above
    """Give data with lists for tuples and text for days, and the Vietnamese where a name was not translated."""
    if isinstance(value, list | tuple):
        return [_json(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, Mapping):
        return value
    if set(value) == {"vi"}:
        return _name(Name(str(value["vi"])))
    return {str(key): _json(each) for key, each in value.items()}
