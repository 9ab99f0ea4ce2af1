"""The overview of what changed: the two decisions, sums for each kind of unit, counts by kind, and what all share."""

from collections.abc import Iterator, Sequence
from typing import Final

from cchc_rules.errors import Language
from cchc_rules.law.model import Ruleset
from cchc_rules.report.blocks import Block, Column, Heading, Notice, Outline, Page, Pairs, Side, Table
from cchc_rules.report.changes.groups import UnitKindChanges, following, leading
from cchc_rules.report.changes.headings import heading, sentence
from cchc_rules.report.changes.labels import CONTRACTS, KINDS
from cchc_rules.report.changes.lines import change_lines
from cchc_rules.report.figures import brief, day
from cchc_rules.report.grounding import NONE
from cchc_rules.report.labels import STANDINGS, UNIT_KINDS, notice, say
from cchc_rules.versions.catalogue import CATALOGUE, ChangeKind, Contract
from cchc_rules.versions.changes import Change, Changes

_STRUCTURE: Final = "CH2"  # ids of what became of the nodes themselves


def overview_page(  # noqa: PLR0913 - each is said in a row of its own
    changes: Changes,
    gathered: Sequence[UnitKindChanges],
    contract: Contract,
    language: Language,
    *,
    unlisted: int = 0,
    places: tuple[str, str] = ("", ""),
) -> Page:
    """Lay out the overview. Changes that follow from others are told there, and not counted.

    ``unlisted`` is how many changes were left out as not asked for; ``places`` say where both rulesets were found,
    where their ids do not tell them apart.
    """
    before, after = changes.old, changes.new
    title = sentence("title", language, before=before.decision.act.number, after=after.decision.act.number)
    asked = () if contract is Contract.TEXT else ((heading("contract", language), _asked(contract, language)),)
    rows = (
        (heading("before", language), _placed(before, places[0], language)),
        (heading("after", language), _placed(after, places[1], language)),
        *asked,
        *((_named_kind(one, language), "; ".join(_sums(one, language))) for one in gathered),
    )
    own = tuple(change for change in changes if change.unit_kind is None)
    leads = (*leading(own), *(change for one in gathered for change in one.leading))
    contracts = "; ".join(_by_contract(leads, language))
    rows = (*rows, (heading("contracts", language), contracts)) if contracts else rows
    return (
        Heading(title, 1),
        *noticed_both(changes, language),
        Pairs(rows),
        *_counts(leading(own), gathered, unlisted, language),
        *_shared(own, changes, language),
    )


def noticed_both(changes: Changes, language: Language) -> tuple[Block, ...]:
    """Give the notices of both rulesets, each with the ids it is about."""
    ids: dict[str, list[str]] = {}
    for ruleset in (changes.old, changes.new):
        text = notice(ruleset.standing, language)
        if text is not None:
            ids.setdefault(text, []).append(ruleset.id)
    return tuple(Notice(f"{text} ({', '.join(dict.fromkeys(names))})") for text, names in ids.items())


def decision_words(ruleset: Ruleset, language: Language) -> str:
    """Say which decision a ruleset is: its number, its id and revision, the day it was signed, and its standing."""
    act = ruleset.decision.act
    signed_on, standing = day(act.signed_on, language), say(STANDINGS[ruleset.standing], language)
    revision = ruleset.decision.revision
    return sentence(
        "act", language, number=act.number, id=ruleset.id, revision=revision, day=signed_on, standing=standing
    )


def _placed(ruleset: Ruleset, place: str, language: Language) -> str:
    words = decision_words(ruleset, language)
    return f"{words}; {place}" if place else words


def _asked(contract: Contract, language: Language) -> str:
    key = "of_contract.most" if contract is Contract.TOTALS else "of_contract"
    return sentence(key, language, contract=say(CONTRACTS[contract], language))


def _named_kind(one: UnitKindChanges, language: Language) -> str:
    text = say(UNIT_KINDS[one.unit_kind], language)
    return text[0].upper() + text[1:]


def _sums(one: UnitKindChanges, language: Language) -> Iterator[str]:
    """Say what the scorecards come to on both sides: points, leaves, changes, and those after which inputs fail."""
    sides = (one.old, one.new)
    points = (NONE if card is None else brief(card.max_points, language) for card in sides)
    leaves = (NONE if card is None else str(len(card.leaves)) for card in sides)
    yield sentence("points", language, sides=" → ".join(points))
    yield sentence("leaves", language, sides=" → ".join(leaves))
    for kind, judged in CATALOGUE.items():
        count = sum(change.kind is kind for change in one.leading)
        if count and judged.id.startswith(_STRUCTURE):
            yield f"{say(KINDS[kind], language)}: {count}"
    yield counted(len(one.leading), language)
    unfit = sum(not change.fits for change in one.leading)
    if unfit:
        yield sentence("unfit", language, count=unfit)


def _by_contract(leads: Sequence[Change], language: Language) -> Iterator[str]:
    """Count changes by the contract they break, from what matters most; sums follow, and break nothing themselves."""
    own = [change for change in leads if change.kind is not ChangeKind.TOTAL_FOLLOWS]
    for contract in Contract:
        count = sum(change.contract is contract for change in own)
        if count:
            yield f"{say(CONTRACTS[contract], language)}: {count}"


def counted(count: int, language: Language) -> str:
    """Say how many changes there are."""
    return sentence("counted.one" if count == 1 else "counted", language, count=count)


def _counts(
    shared: Sequence[Change], gathered: Sequence[UnitKindChanges], unlisted: int, language: Language
) -> Iterator[Block]:
    """Count leading changes by kind: those of the decision, then those of each kind of unit."""
    by_column = [shared, *(one.leading for one in gathered)]
    if not any(by_column):
        yield Outline(items=((0, _nothing(unlisted, language)),))
        return
    titles = (heading("decision", language), *(_named_kind(one, language) for one in gathered))
    rows = [
        (CATALOGUE[kind].id, say(KINDS[kind], language), *(_times(kind, changes) for changes in by_column))
        for kind in CATALOGUE
        if any(change.kind is kind for changes in by_column for change in changes)
    ]
    yield Heading(heading("counts", language))
    yield Table(
        columns=(
            Column(heading("id", language)),
            Column(heading("changes", language)),
            *(Column(title, Side.RIGHT) for title in titles),
        ),
        rows=tuple(rows),
        foot=(("", heading("total", language), *(str(len(changes)) for changes in by_column)),),
    )


def _nothing(unlisted: int, language: Language) -> str:
    """Say that nothing changed; or only that nothing asked for did."""
    if not unlisted:
        return sentence("no_changes", language)
    return sentence("none_of_sort.one" if unlisted == 1 else "none_of_sort", language, count=unlisted)


def _times(kind: object, changes: Sequence[Change]) -> str:
    count = sum(change.kind is kind for change in changes)
    return str(count) if count else ""


def _shared(own: tuple[Change, ...], changes: Changes, language: Language) -> Iterator[Block]:
    """Tell every change of the decision itself."""
    followers = following(own)
    lines = [line for change in leading(own) for line in change_lines(change, changes, followers, language)]
    if lines:
        yield Heading(heading("decision", language))
        yield Outline(items=tuple(lines))
