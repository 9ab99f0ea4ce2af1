"""From plain data to the classes of the law and back, strictly: nothing is guessed, and every fault is kept.

cattrs walks the structure; the hooks here refuse what it would let pass (a number as text, a text as a list), and
`findings_of` turns the group of errors it collects into findings, each with the path it stands at.
"""

import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import partial
from operator import contains
from typing import Any, Final, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from cchc_rules.errors import Finding
from cchc_rules.exact import Interval, parse_number, spell
from cchc_rules.law import decision, measures, model, scoring
from cchc_rules.law.lateness import MonthDay
from cchc_rules.law.places import Path

_IN_DATA: Final = {"within": "in"}
_NOT_IN_DATA: Final = {(model.Scorecard, "decision")}  # what a scorecard shares, read from a file of its own
_MONTH_DAY: Final = re.compile(r"\d\d-\d\d", re.ASCII)


class UnquotedDecimal(str):
    """A decimal that stood without quotes, as it was spelled; kept apart so that it can be refused by name."""

    __slots__ = ()


class Refused(ValueError):  # noqa: N818 - a signal inside one reading, turned into a finding
    """One value that is not what its place asks for."""

    def __init__(self, message_id: str, *, found: object, expected: str = "", subject: str = "") -> None:
        self.finding = Finding(id=message_id, found=shown(found), expected=expected, subject=subject)
        super().__init__(message_id)


def shown(value: object) -> str:
    """Show a raw value as it would stand in the file, cut where it is long."""
    if isinstance(value, UnquotedDecimal):
        text = str(value)
    elif isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, Mapping):
        text = "{" + ", ".join(map(str, value)) + "}"
    else:
        text = str(value)
    longest = 60
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _text(value: object, _: object) -> str:
    """Take text in quotes."""
    if not isinstance(value, str) or isinstance(value, UnquotedDecimal):
        raise Refused("CR121", found=value)
    if not value.strip() or value != value.strip():
        raise Refused("CR122", found=value)
    return str(value)


def _whole(value: object, _: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Refused("CR123", found=value)
    return value


def _truth(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise Refused("CR124", found=value)
    return value


def _day(value: object, _: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Refused("CR125", found=value)
    return value


def _number(value: object, _: object) -> Fraction:
    """Take a quoted exact number in its one spelling."""
    if isinstance(value, int) and not isinstance(value, bool):
        raise Refused("CR126", found=value, expected=f'"{value}"')
    try:
        number = parse_number(value if isinstance(value, str) else "")
    except ValueError:
        raise Refused("CR127", found=value) from None
    if isinstance(value, UnquotedDecimal):
        raise Refused("CR120", found=value, expected=f'"{spell(number)}"')
    if spell(number) != value:
        raise Refused("CR128", found=value, expected=f'"{spell(number)}"')
    return number


def _interval(value: object, _: object) -> Interval:
    text = value if isinstance(value, str) else ""
    try:
        interval = Interval.parse(text)
    except ValueError:
        raise Refused("CR129", found=value) from None
    if str(interval) != text:
        raise Refused("CR128", found=value, expected=f'"{interval}"')
    return interval


def _month_day(value: object, _: object) -> MonthDay:
    try:
        found = date.fromisoformat(f"2023-{value}")  # no leap year
    except ValueError:
        raise Refused("CR130", found=value) from None
    if not _MONTH_DAY.fullmatch(str(value)):  # a day of a week, which is another one in each year
        raise Refused("CR130", found=value)
    return MonthDay(found.month, found.day)


def _choice(value: object, kind: type[StrEnum]) -> StrEnum:
    for member in kind:
        if member.value == value:
            return member
    raise Refused("CR131", found=value, expected=", ".join(f'"{member.value}"' for member in kind))


Hook = Callable[[Any, Any], Any]


def _tagged(converter: Converter, union: types.UnionType, subject: str) -> Hook:
    kinds: dict[str, type] = {member.kind: member for member in get_args(union)}

    def structure(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            raise Refused("CR132", found=value, subject=subject)
        if "kind" not in value:
            raise Refused("CR133", found=value, subject=subject, expected=", ".join(kinds))
        rest = {key: each for key, each in value.items() if key != "kind"}
        kind = value["kind"]
        if not isinstance(kind, str) or kind not in kinds:
            raise Refused("CR134", found=kind, subject=subject, expected=", ".join(kinds))
        return converter.structure(rest, kinds[kind])

    return structure


def _gathered(converter: Converter, items: Iterable[tuple[str | int, object]], kind: Any) -> list[Any]:  # noqa: ANN401 - any type
    """Build every item, and raise all that fails together, each with its place."""
    faults: list[Exception] = []
    built: list[Any] = []
    for place, each in items:
        try:
            built.append(converter.structure(each, kind))
        except Exception as fault:  # noqa: BLE001 - kept, located and reported with all the others
            fault.__notes__ = [*getattr(fault, "__notes__", ()), IterableValidationNote(str(place), place, kind)]
            faults.append(fault)
    if faults:
        message = "items"
        raise ExceptionGroup(message, faults)
    return built


def _listed(kind: Any, converter: Converter) -> Hook:  # noqa: ANN401 - any tuple type
    def structure(value: object, _: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise Refused("CR135", found=value)
        if not value:
            raise Refused("CR136", found=value)
        return tuple(_gathered(converter, enumerate(value), get_args(kind)[0]))

    return structure


def _mapped(kind: Any, converter: Converter) -> Hook:  # noqa: ANN401 - any mapping type
    def structure(value: object, _: object) -> dict[str, object]:
        if not isinstance(value, Mapping):
            raise Refused("CR132", found=value)
        return dict(zip(value, _gathered(converter, value.items(), get_args(kind)[1]), strict=True))

    return structure


def _classed(kind: Any, converter: Converter) -> Hook:  # noqa: ANN401 - any attrs class
    inner = make_dict_structure_fn(kind, converter, **_overrides(kind))

    def structure(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            raise Refused("CR132", found=value)
        return inner(dict(value), kind)

    return structure


def written(kind: Any) -> dict[str, "attrs.Attribute[Any]"]:  # noqa: ANN401 - any attrs class
    """Give the keys of a class as they stand in the data, each with what the class says of it."""
    fields = attrs.fields_dict(kind).items()
    return {_IN_DATA.get(name, name): field for name, field in fields if (kind, name) not in _NOT_IN_DATA}


def _overrides(kind: type) -> dict[str, Any]:
    if kind is model.Scorecard:
        return {"decision": override(struct_hook=lambda value, _: value)}
    return {name: override(rename=_IN_DATA[name]) for name in attrs.fields_dict(kind) if name in _IN_DATA}


def _unclassed(kind: Any, converter: Converter) -> Callable[[Any], dict[str, Any]]:  # noqa: ANN401 - any attrs class
    overrides = {"decision": override(omit=True)} if kind is model.Scorecard else _overrides(kind)
    inner = make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, **overrides)
    tag = getattr(kind, "kind", None)

    def unstructure(value: object) -> dict[str, Any]:
        return {"kind": tag, **inner(value)} if isinstance(tag, str) else inner(value)

    return unstructure


def _is_class(kind: object) -> bool:
    return isinstance(kind, type) and attrs.has(kind) and kind not in (Interval, MonthDay)


def _is_list(kind: object) -> bool:
    return get_origin(kind) is tuple


def _is_mapping(kind: object) -> bool:
    return get_origin(kind) is Mapping


def strict(number: Hook) -> Converter:
    """Make a converter that guesses nothing; ``number`` reads exact numbers."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for plain, hook in ((str, _text), (int, _whole), (bool, _truth), (date, _day), (Fraction, number)):
        converter.register_structure_hook(plain, hook)
    converter.register_structure_hook(Interval, _interval)
    converter.register_structure_hook(MonthDay, _month_day)
    converter.register_structure_hook(StrEnum, _choice)  # nearer to a choice than the hook for text is
    converter.register_structure_hook_factory(_is_list, _listed)
    converter.register_structure_hook_factory(_is_mapping, _mapped)
    converter.register_structure_hook_factory(_is_class, _classed)
    converter.register_unstructure_hook(Fraction, spell)
    converter.register_unstructure_hook(Interval, str)
    converter.register_unstructure_hook(MonthDay, str)
    converter.register_unstructure_hook(date, lambda value: value)
    converter.register_unstructure_hook_factory(_is_class, _unclassed)
    return converter


def _law() -> Converter:
    for module in (measures, scoring, model, decision):
        for kind in vars(module).values():
            if isinstance(kind, type) and attrs.has(kind) and kind.__module__ == module.__name__:
                attrs.resolve_types(kind, vars(module))
    converter = strict(_number)
    for union, subject in ((measures.Measure, "measure"), (scoring.Award, "award")):
        hook = _tagged(converter, union, subject)
        converter.register_structure_hook_func(partial(contains, (union, union | None)), hook)
    return converter


CONVERTER: Final = _law()


def findings_of(fault: BaseException, path: Path = ()) -> Iterator[tuple[Path, Finding]]:
    """Give every fault of a failed reading, with the path it stands at."""
    for spot in getattr(fault, "__notes__", ()):
        if isinstance(spot, IterableValidationNote):
            path = (*path, spot.index)
        else:
            path = (*path, _IN_DATA.get(spot.name, spot.name))
    if isinstance(fault, BaseExceptionGroup):
        for inner in fault.exceptions:
            yield from findings_of(inner, path)
    elif isinstance(fault, ForbiddenExtraKeysError):
        known = [_IN_DATA.get(name, name) for name in written(fault.cl)]
        for key in sorted(fault.extra_fields):
            yield (*path, key), _unknown_key(key, known)
    elif isinstance(fault, KeyError):
        yield path[:-1], Finding(id="CR111", subject=_key(path))
    elif isinstance(fault, Refused):
        yield path, attrs.evolve(fault.finding, subject=fault.finding.subject or _key(path))
    else:
        raise fault


def _key(path: Path) -> str:
    """Write the key a path ends in; that of a text in one language with the name it belongs to."""
    keys = [step for step in path if isinstance(step, str)]  # not places in lists
    return ".".join(keys[-2:] if keys[-1:] in (["vi"], ["en"]) else keys[-1:])


def _unknown_key(key: str, known: list[str]) -> Finding:
    from difflib import get_close_matches  # noqa: PLC0415 - only when a key is misspelt

    near = get_close_matches(key, known, n=1)
    if near:
        return Finding(id="CR112", subject=key, found=key, expected=near[0])
    return Finding(id="CR110", subject=key, found=key, expected=", ".join(known))
