"""What changed between two decisions as one page of HTML: both scorecards side by side, in both languages.

The page holds everything it shows. It loads nothing, and its own policy lets no script or style run but the ones it
came with. Writing it needs the extra ``html``.
"""

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

import attrs

from cchc_rules.errors import Language
from cchc_rules.law.decision import UnitKind
from cchc_rules.report.blocks import clean
from cchc_rules.report.changes import front
from cchc_rules.report.changes.bilingual import caption, pair
from cchc_rules.report.changes.captions import CAPTIONS
from cchc_rules.report.changes.cells import ChangeCell, RowCell, change_cells, row_cell, whole_cell
from cchc_rules.report.changes.labels import CONTRACTS
from cchc_rules.report.changes.rows import Group, Spread, spreads
from cchc_rules.report.extras import needed
from cchc_rules.report.labels import UNIT_KINDS, Pair
from cchc_rules.values import Value
from cchc_rules.version import VERSION
from cchc_rules.versions.catalogue import Contract
from cchc_rules.versions.changes import Changes

if TYPE_CHECKING:
    from jinja2 import Environment

_PAGE: Final = "page.html.jinja"
_STYLE: Final = "page.css"
_SCRIPT: Final = "page.js"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class FieldCell(Value):
    """A field on the page: its heading, and its rows."""

    id: str
    code: str
    name: Pair
    rows: tuple[RowCell, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class UnitKindCell(Value):
    """A kind of unit on the page: what is said of the whole, then field by field."""

    id: str
    name: Pair
    whole: RowCell
    fields: tuple[FieldCell, ...]


def changes_html(
    changes: Changes,
    language: Language = "vi",
    *,
    unit_kind: UnitKind | str | None = None,
    contract: Contract | str = Contract.TEXT,
    places: tuple[str, str] = ("", ""),
) -> str:
    """Write what changed between two decisions as a page of HTML that stands by itself.

    It holds both languages and starts in ``language``. With ``unit_kind`` it shows only that scorecard; with
    ``contract`` it tells only what breaks it. ``places`` say where both rulesets were found, where their ids do not
    tell them apart. Raises CchcRulesError naming the extra where Jinja2 is missing.

    >>> from cchc_rules import diff, load
    >>> page = changes_html(diff(load("2023_2568"), load("2024_2426")))
    >>> page.splitlines()[:2]
    ['<!DOCTYPE html>', '<html lang="vi">']
    """
    environment = _environment()
    broken = Contract(contract)
    asked = changes.of(unit_kind).breaking(broken)
    everything = broken is Contract.TEXT and unit_kind is None
    sides = tuple(one for one in spreads(asked) if unit_kind in {None, one.unit_kind})
    kinds = tuple(one.unit_kind for one in sides)
    style, script = (environment.get_template(name).render() for name in (_STYLE, _SCRIPT))
    numbers = tuple(clean(ruleset.decision.act.number) for ruleset in (asked.old, asked.new))
    return environment.get_template(_PAGE).render(
        language=language,
        policy=f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}",
        style=_STYLE,
        script=_SCRIPT,
        say=CAPTIONS,
        contracts=[(contract.value, words) for contract, words in CONTRACTS.items()],
        numbers=numbers,
        titled=caption("titled", old=numbers[0], new=numbers[1]),
        notices=front.notices(asked),
        compared=front.compared(asked, sides, places),
        none_shown=caption("nothing" if everything else "nothing_shown"),
        only=None if broken is Contract.TEXT else caption("only_contract", contract=CONTRACTS[broken]),
        counts=front.counts(asked, kinds),
        every=front.counted(asked.changes, kinds),
        following=front.counted([one for one in asked if one.follows is not None], kinds),
        weightiest=front.weightiest(asked, sides),
        unit_kinds=[(kind.value, UNIT_KINDS[kind]) for kind in kinds],
        shared=_shared(asked),
        sections=tuple(_section(one, asked) for one in sides),
        made_by=caption("made_by", version=VERSION),
    )


def _shared(changes: Changes) -> tuple[ChangeCell, ...]:
    return change_cells((change for change in changes if change.unit_kind is None), changes)


def _section(spread: Spread, changes: Changes) -> UnitKindCell:
    return UnitKindCell(
        id=spread.unit_kind,
        name=UNIT_KINDS[spread.unit_kind],
        whole=whole_cell(spread, changes),
        fields=tuple(_field(group, spread, changes) for group in spread.groups),
    )


def _field(group: Group, spread: Spread, changes: Changes) -> FieldCell:
    rows = tuple(row_cell(row, spread, changes) for row in group.rows)
    return FieldCell(id=group.id, code=clean(group.field.code), name=pair(group.field.name.pair), rows=rows)


def _digest(text: str) -> str:
    """Name a style or a script by its own digest, so that a browser runs it and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> "Environment":
    """Give the templates; all that is filled into them is escaped."""
    with needed("jinja2", "html"):
        from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - an extra
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["vietnamese"] = _vietnamese
    return environment


def _template(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _vietnamese(text: str) -> bool:
    """Whether a text that is the same in both languages is Vietnamese: it has letters English does not know."""
    return any(letter.isalpha() and not letter.isascii() for letter in text)
