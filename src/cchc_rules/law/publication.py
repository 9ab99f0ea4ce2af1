"""Published results: a table as the province printed it, figure by figure, with its source."""

import re
from fractions import Fraction
from importlib.resources import files
from typing import Final, TypeVar

import attrs

from cchc_rules.errors import Finding, RulesetError, not_found
from cchc_rules.exact import parse_number
from cchc_rules.law.codec import parse, structure
from cchc_rules.law.converter import CONVERTER, Refused, UnquotedDecimal
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.law.grounds import Basis
from cchc_rules.values import Value

T = TypeVar("T")

_PRINTED: Final = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?", re.ASCII)


@attrs.frozen(eq=False, repr=False, slots=False)
class Printed(Value):
    """A figure as printed: its decimals are part of it, so 93.80 is not 93.8."""

    text: str

    @property
    def value(self) -> Fraction:
        """The number that stands there."""
        return parse_number(self.text)

    @property
    def places(self) -> int:
        """How many decimals are printed."""
        return len(self.text.partition(".")[2])

    def __str__(self) -> str:
        return self.text


def _printed(value: object, _: object) -> Printed:
    if isinstance(value, UnquotedDecimal):
        raise Refused("CR120", found=value, expected=f'"{value}"')
    if not isinstance(value, str) or not _PRINTED.fullmatch(value):
        raise Refused("CR127", found=value)
    return Printed(value)


CONVERTER.register_structure_hook(Printed, _printed)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class PublishedRow(Value):
    """One unit's line: its code, its name as printed, its rank, and the percentages printed for it."""

    unit: str
    name: str
    rank: int
    index_percent: Printed
    satisfaction_percent: Printed | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Publication(Value):
    """A published table of one year and unit kind; ``complete`` tells whether every unit of the kind is in it.

    ``ruleset`` is the ruleset it was scored under, absent when that set is not known.
    """

    format: int
    year: int
    unit_kind: UnitKind
    complete: bool
    title: Name
    decision: str
    document: str
    locator: str
    basis: Basis
    rows: tuple[PublishedRow, ...]
    ruleset: str | None = None
    notes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class ListedUnit(Value):
    """One unit of the province: code, name, and for a commune its district and type."""

    code: str
    name: str
    group: str | None = None
    type: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Register(Value):
    """All units of one kind, with the source of their names and codes."""

    format: int
    unit_kind: UnitKind
    source: str
    units: tuple[ListedUnit, ...]


def _read(kind: type[T], folder: str, name: str) -> T:
    entry = files("cchc_rules.rulesets") / folder / f"{name}.toml"
    if not entry.is_file():
        listed = sorted(file.name.removesuffix(".toml") for file in (files("cchc_rules.rulesets") / folder).iterdir())
        raise not_found("CR407", f"{folder}/{name}", listed)
    findings: list[Finding] = []
    document = parse(entry.name, entry.read_text(encoding="utf-8"), findings)
    table = None if document is None else structure(document, document.data, kind, findings)
    if table is None or findings:
        raise RulesetError(findings)
    return table


def published(year: int, unit_kind: str) -> Publication:
    """Give the results the province published for a year and a kind of unit, as printed.

    Raises NotFoundError where nothing printed was found.

    >>> published(2024, "department").rows[0].index_percent.text
    '93.82'
    """
    return _read(Publication, "published", f"{year}_{unit_kind}")


def units(unit_kind: str) -> tuple[ListedUnit, ...]:
    """Give the province's units of a kind with their codes (as before 1 July 2025); names repeat, codes do not.

    >>> len(units("commune")), len({unit.name for unit in units("commune")})
    (151, 148)
    """
    return _read(Register, "units", unit_kind).units
