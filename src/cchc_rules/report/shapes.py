"""The pieces JSON Schemas are made of."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from cchc_rules.report.labels import LANGUAGES

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
EXACT: Final = r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$"
FROM_ZERO: Final = r"^[0-9]+(\.[0-9]+|/[0-9]+)?$"
RATE: Final = r"^(0(\.[0-9]+)?|1(\.0+)?|[0-9]+/[0-9]+)$"

TEXT: Final[Schema] = {"type": "string"}
WHOLE: Final[Schema] = {"type": "integer", "minimum": 0}
TRUTH: Final[Schema] = {"type": "boolean"}
NUMBER: Final[Schema] = {"type": "string", "pattern": EXACT}
NAME: Final[Schema] = {
    "type": "object",
    "properties": dict.fromkeys(LANGUAGES, TEXT),
    "required": list(LANGUAGES),
    "additionalProperties": False,
}


def or_null(schema: Schema) -> Schema:
    """Give what holds for null too."""
    return {"anyOf": [schema, {"type": "null"}]}


def words(listed: Iterable[str]) -> Schema:
    """Give one of listed words."""
    return {"enum": [str(word) for word in listed]}


def list_of(items: Schema) -> Schema:
    """Give a list of such items."""
    return {"type": "array", "items": items}


def object_of(properties: Mapping[str, Schema], *, optional: Iterable[str] = ()) -> Schema:
    """Give an object that holds these properties and no others; all of them unless named optional."""
    left_out = set(optional)
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in left_out],
        "additionalProperties": False,
    }


def whole(title: str, properties: Mapping[str, Schema], **definitions: Schema) -> Schema:
    """Give a schema that stands by itself."""
    head: Schema = {"$schema": DIALECT, "title": title}
    return {**head, **object_of(properties), **({"$defs": definitions} if definitions else {})}
