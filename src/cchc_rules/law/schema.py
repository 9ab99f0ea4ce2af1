"""JSON Schemas of a ruleset's files, for editors, made from the classes the files are read into."""

import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Final, Union, get_args, get_origin

import attrs

from cchc_rules.exact import Interval
from cchc_rules.law.converter import written
from cchc_rules.law.decision import Decision
from cchc_rules.law.lateness import MonthDay
from cchc_rules.law.model import Crosswalk, IgnoredFindings, Scorecard

Schema = dict[str, Any]

FILES: Final[Mapping[str, type]] = {
    "decision": Decision,
    "scorecard": Scorecard,
    "crosswalk": Crosswalk,
    "ignored": IgnoredFindings,
}

_NUMBER: Final = r"-?[0-9]+(\.[0-9]+|/[0-9]+)?"
_PLAIN: Final[Mapping[type, Schema]] = {
    str: {"type": "string", "minLength": 1},
    int: {"type": "integer", "minimum": 0},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Fraction: {"type": "string", "pattern": f"^{_NUMBER}$"},
    Interval: {"type": "string", "pattern": rf"^[\[(](-inf|{_NUMBER}), (inf|{_NUMBER})[\])]$"},
    MonthDay: {"type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
}


def ruleset_schema(file: str) -> Schema:
    """Give the JSON Schema (2020-12) of one kind of file: decision, scorecard, crosswalk or ignored.

    It holds what an editor can use: keys, which of them are needed, kinds, and spellings. What a ruleset must hold
    beyond its shape, such as sums and bands, is proven when it is loaded.

    >>> ruleset_schema("scorecard")["$defs"]["NotApplicable"]["required"]
    ['policy', 'reason']
    """
    definitions: Schema = {}
    root = _shape(FILES[file], definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": file,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _shape(kind: Any, definitions: Schema) -> Schema:  # noqa: ANN401 - any type that stands in the data
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        shapes = [_shape(member, definitions) for member in get_args(kind) if member is not types.NoneType]
        return shapes[0] if len(shapes) == 1 else {"oneOf": shapes}
    if origin is tuple:
        return {"type": "array", "minItems": 1, "items": _shape(get_args(kind)[0], definitions)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _shape(get_args(kind)[1], definitions)}
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # a class may stand within itself
        definitions[kind.__name__] = _table(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _table(kind: type, definitions: Schema) -> Schema:
    properties: Schema = {}
    required: list[str] = []
    tag = getattr(kind, "kind", None)
    if isinstance(tag, str):
        properties["kind"] = {"const": tag}
        required.append("kind")
    for name, field in written(kind).items():
        properties[name] = _shape(field.type, definitions)
        if field.default is attrs.NOTHING:
            required.append(name)
    told = (kind.__doc__ or "").partition("\n")[0]
    table = {"description": told, "type": "object", "properties": properties, "additionalProperties": False}
    return {**table, "required": required} if required else table
