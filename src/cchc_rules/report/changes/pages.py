"""What changed between two decisions as pages: an overview, then one page for each kind of unit, field by field."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from cchc_rules.errors import Language
from cchc_rules.exact import ZERO
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.identity import unit_kinds
from cchc_rules.report import layout
from cchc_rules.report.blocks import Block, Column, Heading, Outline, Page, Side, Table
from cchc_rules.report.changes.groups import Apart, FieldChanges, NodeChanges, UnitKindChanges
from cchc_rules.report.changes.headings import heading, sentence
from cchc_rules.report.changes.lines import before_after, change_lines, moves, named_kind, told_effect
from cchc_rules.report.changes.overview import noticed_both, overview_page
from cchc_rules.report.changes.wording import effect_words, signed
from cchc_rules.report.figures import brief
from cchc_rules.report.grounding import NONE, named
from cchc_rules.report.labels import UNIT_KINDS, say
from cchc_rules.report.rules import Line
from cchc_rules.versions.catalogue import Contract
from cchc_rules.versions.changes import Change, Changes, Effect

_LARGEST: Final = 5  # so many effects are named at the top


def changes_pages(
    changes: Changes,
    language: Language,
    *,
    unit_kind: UnitKind | str | None = None,
    contract: Contract | str = Contract.TEXT,
    places: tuple[str, str] = ("", ""),
) -> tuple[Page, ...]:
    """Lay out changes: an overview with what the whole decision changed, then each kind of unit on a page.

    With ``unit_kind`` only that kind and the decision; with ``contract`` only what breaks it. ``places`` say where
    both rulesets were found, where their ids do not tell them apart.
    """
    there = changes.of(unit_kind)
    asked = there.breaking(contract)
    kinds = [kind for kind in unit_kinds(changes.old, changes.new) if unit_kind in (None, kind)]
    gathered = tuple(UnitKindChanges.of(asked, kind) for kind in kinds)
    pages = tuple(_unit_kind_page(one, asked, language) for one in gathered if one.leading)
    unlisted = len(there.leading) - len(asked.leading)
    overview = overview_page(asked, gathered, Contract(contract), language, unlisted=unlisted, places=places)
    return (overview, *pages)


def changes_text(  # noqa: PLR0913 - each is an option of the command
    changes: Changes,
    language: Language = "vi",
    *,
    unit_kind: UnitKind | str | None = None,
    contract: Contract | str = Contract.TEXT,
    markdown: bool = False,
    places: tuple[str, str] = ("", ""),
) -> str:
    """Write what changed between two decisions, as plain text of 100 columns or as Markdown."""
    pages = changes_pages(changes, language, unit_kind=unit_kind, contract=contract, places=places)
    write = layout.markdown if markdown else layout.plain
    return "\n".join(write(page) for page in pages)


def touched_text(changes: Changes, language: Language) -> str:
    """Write the pages on which something changed, for who looks at one file: no overview where the decision stands."""
    pages = changes_pages(changes, language)
    shared = any(change.unit_kind is None for change in changes)
    return "\n".join(layout.plain(page) for page in (pages if shared else pages[1:]))


# --- One kind of unit -----------------------------------------------------------------------------------------------


def _unit_kind_page(one: UnitKindChanges, changes: Changes, language: Language) -> Page:
    return (
        Heading(title(one, language), 1),
        *noticed_both(changes, language),
        *_largest(one, language),
        *_fields_table(one, language),
        *(block for field in one.fields for block in _field_blocks(field, one, changes, language)),
    )


def title(one: UnitKindChanges, language: Language) -> str:
    """Name a kind of unit, with the printed total on both sides."""
    kind = say(UNIT_KINDS[one.unit_kind], language)
    before, after = (NONE if card is None else brief(card.max_points, language) for card in (one.old, one.new))
    text = sentence("name_of_unit", language, kind=kind, before=before, after=after)
    return text[0].upper() + text[1:]


def _largest(one: UnitKindChanges, language: Language) -> Iterator[Block]:
    """List the changes that can move a unit most, where effects were worked out; without limit before all others."""
    sizes = {change.fingerprint: _size(change.effect) for change in one.leading if change.effect is not None}
    moving = [change for change in one.leading if sizes.get(change.fingerprint, ZERO) != ZERO]
    if moving:
        moving.sort(key=lambda change: _order(sizes[change.fingerprint]))
        yield Heading(heading("largest", language))
        yield Outline(items=tuple((0, _short(change, one, language)) for change in moving[:_LARGEST]))


def _size(effect: Effect) -> Fraction | None:
    """Give the most points by which a unit can move, either way; None where nothing limits it."""
    ends = (effect.points.lower, effect.points.upper)
    known = [abs(end) for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def _order(size: Fraction | None) -> tuple[bool, Fraction]:
    return size is not None, ZERO if size is None else -size


def _short(change: Change, one: UnitKindChanges, language: Language) -> str:
    node = one.node(change.old.codes, change.new.codes)
    name = heading(Apart.WHOLE, language) if node is None else named(node.name, language)
    codes = codes_words(change.old.codes, change.new.codes)
    effect = effect_words(change.effect, language)
    return f"{codes} {name}: {named_kind(change, language)}: {effect}".lstrip()


def _fields_table(one: UnitKindChanges, language: Language) -> Iterator[Block]:
    """Show the points of every field in which something changed, before and after, and how much changed in it."""
    fields = [field for field in one.fields if field.apart is None]
    if fields:
        columns = [Column(heading("field", language))]
        columns += [Column(heading(key, language), Side.NUMBER) for key in ("before", "after", "difference", "changes")]
        yield Heading(heading("fields", language))
        yield Table(columns=tuple(columns), rows=tuple(_field_row(field, language) for field in fields))


def _field_row(field: FieldChanges, language: Language) -> tuple[str, ...]:
    before, after = (None if one is None else one.max_points for one in (field.old, field.new))
    moved = NONE if before is None or after is None else signed(after - before, language)
    points = (NONE if value is None else brief(value, language) for value in (before, after))
    return (_field_name(field, language), *points, moved, str(field.count))


def _field_name(field: FieldChanges, language: Language) -> str:
    """Name a field by its code on both sides and its newer name, or what stands in no field."""
    node = field.new or field.old
    if node is None:
        return heading(field.apart or Apart.WHOLE, language)
    old, new = (() if one is None else (one.code,) for one in (field.old, field.new))
    return f"{codes_words(old, new)} {named(node.name, language)}"


def _field_blocks(field: FieldChanges, one: UnitKindChanges, changes: Changes, language: Language) -> Iterator[Block]:
    lines = [line for node in field.nodes for line in _node_lines(node, one, changes, language)]
    for reason, renumbered in _by_reason(field.renumbered, language).items():
        codes = ", ".join(f"{codes_words(each.old.codes, each.new.codes)} ({each.fingerprint})" for each in renumbered)
        lines.append((0, sentence("renumbered", language, id=renumbered[0].id, codes=codes)))
        if reason:
            lines.append((1, sentence("reason", language, reason=reason)))
    if field.sums:
        sums = "; ".join(_sum_follows(each, changes, language) for each in field.sums)
        lines.append((0, sentence("total_follows", language, id=field.sums[0].id, sums=sums)))
    yield Heading(_field_name(field, language))
    yield Outline(items=tuple(lines))


def _sum_follows(change: Change, changes: Changes, language: Language) -> str:
    codes = codes_words(change.old.codes, change.new.codes)
    effects = told_effect(change.effect, language) if moves(change.effect) else ()
    text = f"{before_after(change, changes, language)} ({'; '.join((*effects, change.fingerprint))})"
    return f"{codes}: {text}" if codes else text


def _by_reason(renumbered: tuple[Change, ...], language: Language) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in renumbered:
        found.setdefault("" if change.reason is None else named(change.reason, language), []).append(change)
    return found


def _node_lines(node: NodeChanges, one: UnitKindChanges, changes: Changes, language: Language) -> Iterator[Line]:
    """Write the changes of a node under its codes and name; one that names its nodes itself stands alone."""
    found = one.node(node.old, node.new)
    whole = found is None or node.subject or any(change.attribute == "node" for change in node.changes)
    if found is not None and not whole:
        yield 0, f"{codes_words(node.old, node.new)} {named(found.name, language)}"
    for change in node.changes:
        yield from change_lines(change, changes, one.followers, language, 0 if whole else 1)


def codes_words(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """Write the codes on both sides, once where they are the same.

    >>> codes_words(("1.3",), ("1.3.1", "1.3.2")), codes_words(("2",), ("2",)), codes_words((), ("3.1.3",))
    ('1.3 → 1.3.1 + 1.3.2', '2', '3.1.3')
    """
    sides = dict.fromkeys(" + ".join(codes) for codes in (old, new) if codes)
    return " → ".join(sides)
