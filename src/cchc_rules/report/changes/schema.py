"""The JSON Schema (2020-12) of what changed between two decisions."""

from typing import Final

from cchc_rules.law.decision import UnitKind
from cchc_rules.law.grounds import Basis, Standing
from cchc_rules.report.changes.labels import ATTRIBUTES
from cchc_rules.report.shapes import NAME, NUMBER, TEXT, TRUTH, WHOLE, Schema, list_of, object_of, or_null, whole, words
from cchc_rules.versions.catalogue import ChangeKind, Contract

_END: Final = r"-?[0-9]+(\.[0-9]+|/[0-9]+)?"
_INTERVAL: Final[Schema] = {"type": "string", "pattern": rf"^[\[(](-inf|{_END}), (inf|{_END})[\])]$"}
_FINGERPRINT: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{12}$"}
_VALUE: Final[Schema] = {  # numbers with a point or a fraction are text; whole numbers are those counted in the data
    "type": ["string", "integer", "boolean", "object", "array", "null"],
}
_RULESET: Final = object_of(
    {
        "ruleset": TEXT,
        "revision": WHOLE,
        "act": TEXT,
        "signed_on": {"type": "string", "format": "date"},
        "standing": words(Standing),
        "notice": or_null(NAME),
    }
)
_SCORECARD: Final = object_of(
    {
        "name": NAME,
        "max_points": NUMBER,
        "counts": object_of({"fields": WHOLE, "evidence": WHOLE, "survey": WHOLE, "satisfaction": WHOLE}),
    }
)
_SIDE: Final = object_of({"codes": list_of(TEXT), "value": _VALUE, "basis": or_null(words(Basis)), "text": NAME})
_STEP: Final[Schema] = {"type": ["string", "integer"]}
_EDIT: Final = object_of({"path": list_of(_STEP), "old": _VALUE, "new": _VALUE})
_EFFECT: Final = object_of({"points": _INTERVAL, "index_percent": _INTERVAL, "exact": TRUTH})


def change_schema() -> Schema:
    """Give the schema of `plain.change_data`."""
    return object_of(
        {
            "fingerprint": _FINGERPRINT,
            "id": {"type": "string", "pattern": "^CH[0-9]{3}$"},
            "kind": words(ChangeKind),
            "name": NAME,
            "contract": words(Contract),
            "fits": TRUTH,
            "attribute": words(ATTRIBUTES),
            "unit_kind": or_null(words(UnitKind)),
            "subject": TEXT,
            "old": _SIDE,
            "new": _SIDE,
            "edits": list_of(_EDIT),
            "follows": or_null(_FINGERPRINT),
            "reason": or_null(NAME),
            "effect": or_null(_EFFECT),
        }
    )


def changes_schema() -> Schema:
    """Give the schema of `plain.changes_data`.

    >>> sorted(changes_schema()["properties"])
    ['changes', 'contract', 'new', 'old', 'scorecards', 'unit_kind']
    """
    scorecards = {"unit_kind": words(UnitKind), "old": or_null(_SCORECARD), "new": or_null(_SCORECARD)}
    properties = {
        "old": _RULESET,
        "new": _RULESET,
        "unit_kind": or_null(words(UnitKind)),
        "contract": words(Contract),
        "scorecards": list_of(object_of(scorecards)),
        "changes": list_of({"$ref": "#/$defs/change"}),
    }
    return whole("What changed between two decisions", properties, change=change_schema())
