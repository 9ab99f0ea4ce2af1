"""What became of a submission under another ruleset: as a page, as data, and as comments in the new file."""

from collections.abc import Iterator
from typing import Any, Final

from cchc_rules.errors import Language
from cchc_rules.law.grounds import Standing
from cchc_rules.law.model import Scorecard
from cchc_rules.report.blocks import Block, Heading, Outline, Page, Pairs, clean
from cchc_rules.report.changes.lines import before_after, named_kind
from cchc_rules.report.changes.plain import change_data
from cchc_rules.report.changes.schema import change_schema
from cchc_rules.report.grounding import named, noticed
from cchc_rules.report.headings import heading
from cchc_rules.report.labels import FACT_TYPES, LANGUAGES, NOTICE, UNIT_KINDS, Words, notice, say
from cchc_rules.report.plain import finding_data, submission_data
from cchc_rules.report.rules import Line
from cchc_rules.report.sayings import Sayings, plain_value
from cchc_rules.report.schemas import ranking_schema
from cchc_rules.report.shapes import NAME, TEXT, WHOLE, Schema, list_of, object_of, or_null, whole, words
from cchc_rules.scoring.inputs import Unit
from cchc_rules.scoring.reading import dumps
from cchc_rules.versions.changes import Change, Changes
from cchc_rules.versions.migrating.items import Cause, Fate, Item, What, Why
from cchc_rules.versions.migrating.migration import Migration, Wanting

_WORDS: Final[Words] = {
    "title": ("Bản tự chấm chuyển sang bộ chỉ số khác", "A submission brought under another ruleset"),
    "year": ("Năm", "Year"),
    "from": ("Từ bộ chỉ số", "From ruleset"),
    "to": ("Sang bộ chỉ số", "To ruleset"),
    "items": ("Nội dung đã ghi", "What was said"),
    "counts": (
        "{carried} giữ nguyên; {converted} đổi mã hoặc kiểu; {dropped} không còn được hỏi; {needs_review} cần xem lại",
        "{carried} carried, {converted} converted, {dropped} dropped, {needs_review} to be reviewed",
    ),
    Fate.NEEDS_REVIEW: ("Cần xem lại", "To be reviewed"),
    Fate.DROPPED: ("Không còn được hỏi, được để riêng", "Not asked any more, kept aside"),
    Fate.CONVERTED: ("Đổi mã hoặc kiểu", "Converted"),
    "wanting": ("Bộ chỉ số mới hỏi thêm", "What the new ruleset asks for"),
    "nothing": ("Mọi nội dung được giữ nguyên, không thiếu gì.", "All is carried as it was, and nothing is wanting."),
    "change": ("Thay đổi: {text} ({id} {fingerprint})", "Change: {text} ({id} {fingerprint})"),
    "refusal": ("Bộ chỉ số mới nói: {text}", "The new ruleset says: {text}"),
    "written": (
        "Bản tự chấm theo bộ {new}, chuyển từ bộ {old}: không số nào được làm tròn hay thêm vào.",
        "A submission under ruleset {new}, brought over from {old}: no number was rounded, and none made up.",
    ),
}
_TOLD: Final = (Fate.NEEDS_REVIEW, Fate.DROPPED, Fate.CONVERTED)


Data = dict[str, Any]

# pieces of schemas
FINGERPRINT: Final = or_null({"type": "string", "pattern": "^[0-9a-f]{12}$"})
HEAD: Final = object_of({"ruleset": TEXT, "revision": WHOLE, "standing": words(Standing), "notice": or_null(NAME)})
UNIT: Final = object_of({"code": TEXT, "name": TEXT, "group": or_null(TEXT)})
WANTING: Final = object_of({"code": TEXT, "name": NAME, "facts": list_of(TEXT), "change": FINGERPRINT})


def migration_page(migration: Migration, language: Language) -> Page:
    """Show what became of a submission: what needs review, what was dropped or converted, and what is asked for now."""
    unit = migration.source.unit
    counts = {fate.value: len(migration.of(fate)) for fate in Fate}
    rows = (
        (heading("unit", language), f"{unit.name} ({unit.code})"),
        (heading("unit_kind", language), say(UNIT_KINDS[migration.new.unit_kind], language)),
        (say(_WORDS["year"], language), str(migration.source.year)),
        (say(_WORDS["from"], language), _ruleset(migration.old, language)),
        (say(_WORDS["to"], language), _ruleset(migration.new, language)),
        (say(_WORDS["items"], language), say(_WORDS["counts"], language).format(**counts)),
    )
    blocks: list[Block] = [Heading(say(_WORDS["title"], language), 1), *noticed(_standing(migration), language)]
    blocks.append(Pairs(rows))
    for title, lines in _chapters(migration, language):
        blocks += [Heading(title), Outline(items=lines)]
    if not isinstance(blocks[-1], Outline):
        blocks.append(Outline(items=((0, say(_WORDS["nothing"], language)),)))
    return tuple(blocks)


def _ruleset(card: Scorecard, language: Language) -> str:
    return f"{card.decision.id}: {named(card.decision.name, language)}"


def _standing(migration: Migration) -> Standing:
    """Give the weaker standing of the two scorecards."""
    return min((migration.old.standing, migration.new.standing), key=list(Standing).index)


def _chapters(migration: Migration, language: Language) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Give what there is to tell, under headings; what is carried is only counted."""
    sayings = Sayings(migration.old, language)
    for fate in _TOLD:
        lines = tuple(_item_lines(migration, fate, sayings))
        if lines:
            yield say(_WORDS[fate], language), lines
    asked = tuple(line for one in migration.wanting for line in wanting_lines(one, migration, language))
    if asked:
        yield say(_WORDS["wanting"], language), asked


def _item_lines(migration: Migration, fate: Fate, sayings: Sayings) -> Iterator[Line]:
    """Tell the items of one fate; the replies of a group that have the same reasons are told together."""
    for together in _gathered(migration.of(fate)):
        yield 0, sayings.said(together)
        first = together[0]
        for cause, finding in zip(first.causes, first.findings, strict=True):
            yield 1, f"[{finding.id}] {finding.text(sayings.language)}"
            yield from _cause_lines(migration, cause, sayings.language)


def _cause_lines(migration: Migration, cause: Cause, language: Language) -> Iterator[Line]:
    if cause.refusal is not None:
        refusal = f"[{cause.refusal.id}] {cause.refusal.text(language)}"
        yield 2, say(_WORDS["refusal"], language).format(text=refusal)
    if cause.change is not None:
        yield 2, change_line(cause.change, migration.changes, language)


def _gathered(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    groups: dict[object, list[Item]] = {}
    for item in items:
        replies = item.what in {What.BALLOTS, What.SHARES}
        why = tuple((cause.why, cause.change and cause.change.fingerprint, cause.expected) for cause in item.causes)
        key = (item.what, item.place[:2], why) if replies else (item.what, item.place)
        groups.setdefault(key, []).append(item)
    yield from map(tuple, groups.values())


def wanting_lines(wanting: Wanting, migration: Migration, language: Language) -> Iterator[Line]:
    """Tell a leaf that is open now: the facts that would settle it, and the change that brought the question."""
    card = migration.new
    yield 0, f"{wanting.code} {named(card.node(wanting.code).name, language)}"
    for asked in wanting.facts:
        name, _, group = asked.partition(".")
        fact = card.facts[name]
        kind = say(fact.called(group), language) if group else say(FACT_TYPES[fact.type], language)
        yield 1, f"{asked}: {named(fact.name, language)} ({kind})"
    if wanting.change is not None:
        yield 1, change_line(wanting.change, migration.changes, language)


def change_line(change: Change, changes: Changes, language: Language) -> str:
    """Name a change: its kind, both values, its id and fingerprint."""
    codes = () if change.attribute == "node" else change.new.codes or change.old.codes
    kind = " ".join((*codes, named_kind(change, language)))
    text = f"{kind}: {before_after(change, changes, language)}"
    return say(_WORDS["change"], language).format(text=text, id=change.id, fingerprint=change.fingerprint)


def migrated_text(migration: Migration, language: Language) -> str:
    """Write the new submission as TOML, under comments that name what needs review, what is kept aside and wanting."""
    ids = {"old": migration.old.decision.id, "new": migration.new.decision.id}
    told = notice(_standing(migration), language)
    lines = [say(_WORDS["written"], language).format(**ids), *([] if told is None else [f"{told}."])]
    for title, chapter in _chapters(migration, language):
        lines += ["", f"{title}:", *(f"{'  ' * depth}- {text}" for depth, text in chapter)]
    return "".join(f"# {_comment(line)}".rstrip() + "\n" for line in lines) + f"\n{dumps(migration.submission)}"


def _comment(line: str) -> str:
    """Keep a line on one line, whatever a unit wrote; its depth stays."""
    text = line.lstrip(" ")
    return " " * (len(line) - len(text)) + clean(text)


# --- Data -------------------------------------------------------------------------------------------------------------


def migration_data(migration: Migration) -> Data:
    """Give what became of a submission: the new submission, every item with its reasons, and what is wanting.

    ``changes`` are those that the reasons name, by their fingerprints.
    """
    named_changes = [cause.change for item in migration.items for cause in item.causes]
    named_changes += [one.change for one in migration.wanting]
    changes = {change.fingerprint: change for change in named_changes if change is not None}
    return {
        "unit": unit_data(migration.source.unit),
        "unit_kind": migration.new.unit_kind.value,
        "year": migration.source.year,
        "old": head_data(migration.old),
        "new": head_data(migration.new),
        "counts": {fate.value: len(migration.of(fate)) for fate in Fate},
        "submission": submission_data(migration.submission),
        "items": [_item(item) for item in migration.items],
        "wanting": [wanted_data(one, migration.new) for one in migration.wanting],
        "changes": [change_data(change, migration.changes) for change in changes.values()],
    }


def unit_data(unit: Unit) -> Data:
    """Give who the unit is."""
    return {"code": unit.code, "name": unit.name, "group": unit.group}


def head_data(card: Scorecard) -> Data:
    """Give the ruleset of a scorecard, with the notice of a reconstruction."""
    pair = NOTICE[card.standing]
    told = None if pair is None else dict(zip(LANGUAGES, pair, strict=True))
    decision = card.decision
    return {
        "ruleset": decision.id,
        "revision": decision.revision,
        "standing": card.standing.value,
        "notice": told,
    }


def _item(item: Item) -> Data:
    return {
        "what": item.what.value,
        "fate": item.fate.value,
        "place": list(item.place),
        "value": plain_value(item.old),
        "new_place": None if item.new_place is None else list(item.new_place),
        "new_value": plain_value(item.new),
        "aside": list(item.aside),
        "causes": [
            {
                "why": cause.why.value,
                "change": None if cause.change is None else cause.change.fingerprint,
                "finding": finding_data(finding),
                "refusal": None if cause.refusal is None else finding_data(cause.refusal),
            }
            for cause, finding in zip(item.causes, item.findings, strict=True)
        ],
    }


def wanted_data(one: Wanting, card: Scorecard) -> Data:
    """Give a leaf that is open now."""
    name = dict(zip(LANGUAGES, card.node(one.code).name.pair, strict=True))
    change = None if one.change is None else one.change.fingerprint
    return {"code": one.code, "name": name, "facts": list(one.facts), "change": change}


def migration_schema() -> Schema:
    """Give the schema of `migration_data`.

    >>> sorted(migration_schema()["properties"])[:4]
    ['changes', 'counts', 'items', 'new']
    """
    finding: Schema = ranking_schema()["properties"]["findings"]["items"]
    cause = {"why": words(Why), "change": FINGERPRINT, "finding": finding, "refusal": or_null(finding)}
    item = {
        "what": words(What),
        "fate": words(Fate),
        "place": list_of(TEXT),
        "value": {},
        "new_place": or_null(list_of(TEXT)),
        "new_value": {},
        "aside": list_of(TEXT),
        "causes": list_of(object_of(cause)),
    }
    properties = {
        "unit": UNIT,
        "unit_kind": words(UNIT_KINDS),
        "year": WHOLE,
        "old": HEAD,
        "new": HEAD,
        "counts": object_of(dict.fromkeys(map(str, Fate), WHOLE)),
        "submission": {"type": "object"},
        "items": list_of(object_of(item)),
        "wanting": list_of(WANTING),
        "changes": list_of({"$ref": "#/$defs/change"}),
    }
    return whole("What became of a submission under another ruleset", properties, change=change_schema())
