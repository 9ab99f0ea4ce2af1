"""The rows of the page in words: the nodes on either side, and each change with what it means and what it does."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs

from cchc_rules.errors import Language
from cchc_rules.exact import ZERO, Interval
from cchc_rules.law.model import Node, Scorecard
from cchc_rules.report.changes.bilingual import both, caption, pair
from cchc_rules.report.changes.captions import MARKS
from cchc_rules.report.changes.labels import ATTRIBUTES, CONTRACTS, KINDS
from cchc_rules.report.changes.rows import Mark, Row, Spread
from cchc_rules.report.changes.sides import NodeSide, marked_sides, node_side, whole_side
from cchc_rules.report.changes.wording import effect_words, index_words, told_apart
from cchc_rules.report.labels import BASES, LANGUAGES, Pair
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import Contract
from cchc_rules.versions.changes import Change, Changes, Effect, Side

# What the row itself shows on both sides, and what the name of the kind says already.
_SHOWN: Final = frozenset({"node", "scorecard"})
_NAMED: Final = frozenset({"node", "scorecard", "code", "max_points", "rule", "calendar", "ranking", "method"})
# What goes without saying of words and codes: that they move no points.
_NOTHING: Final = (Effect(points=Interval(ZERO, ZERO), index_percent=Interval(ZERO, ZERO)),)
_SHORT: Final = 32  # letters that stand before and after an arrow on one line


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class ChangeCell(Value):
    """One change in words, with what follows from it in the same row."""

    fingerprint: str
    id: str
    name: Pair
    about: Pair | None
    contract: str
    meaning: Pair
    fits: bool
    before: Pair | None
    after: Pair | None
    inline: bool
    effect: Pair | None
    index_effect: Pair | None
    basis: Pair | None
    reason: Pair | None
    leader: str | None
    following: tuple["ChangeCell", ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Remark(Value):
    """A word with a link to another row."""

    text: Pair
    row: str


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class RowCell(Value):
    """A row of the page. A side that has fewer nodes than the other lets its last one stand beside all that are left.

    ``lines`` are the lines of the table: the node on either side with the lines it spans, None where nothing begins.
    """

    id: str
    mark: str
    marked: Pair
    lines: tuple[tuple["Placed | None", "Placed | None"], ...]
    changes: tuple[ChangeCell, ...]
    remarks: tuple[Remark, ...]

    @property
    def span(self) -> int:
        """How many lines of the table the row takes."""
        return len(self.lines)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Placed(Value):
    """What begins on a line of one side: a node, or the word that there is none, and the lines it spans."""

    node: NodeSide | None
    span: int
    without: Pair | None = None


def row_cell(row: Row, spread: Spread, changes: Changes) -> RowCell:
    """Say a row in both languages."""
    old, new = _sides(row.old, spread.old), _sides(row.new, spread.new)
    if len(old) == len(new) == 1:
        old[0], new[0] = marked_sides(old[0], new[0])
    remarks = tuple(Remark(text=caption(one.how, code=one.code), row=one.row) for one in row.beside)
    missing = remarks[0].text if row.mark is Mark.AWAY else caption("not_kept")
    return RowCell(
        id=row.id,
        mark=row.mark,
        marked=MARKS[row.mark],
        lines=_lines(old, new, missing),
        changes=change_cells(row.changes, changes),
        remarks=remarks,
    )


def _sides(nodes: Iterable[Node], card: Scorecard | None) -> list[NodeSide]:
    return [] if card is None else [node_side(node, card) for node in nodes]


def whole_cell(spread: Spread, changes: Changes) -> RowCell:
    """Say what the scorecards are as wholes, with the changes that no single node bears."""
    old, new = ([] if card is None else [whole_side(card)] for card in (spread.old, spread.new))
    mark = Mark.CHANGED if spread.whole else Mark.SAME
    if old and new:
        old[0], new[0] = marked_sides(old[0], new[0])
    else:
        mark = Mark.REMOVED if old else Mark.ADDED
    return RowCell(
        id=f"{spread.unit_kind}-whole",
        mark=mark,
        marked=MARKS[mark],
        lines=_lines(old, new, caption("not_kept")),
        changes=change_cells(spread.whole, changes),
        remarks=(),
    )


def _lines(old: list[NodeSide], new: list[NodeSide], missing: Pair) -> tuple[tuple[Placed | None, Placed | None], ...]:
    length = max(len(old), len(new))
    left = _placed(old, length, caption("not_there"))
    right = _placed(new, length, missing)
    return tuple(zip(left, right, strict=True))


def _placed(nodes: list[NodeSide], length: int, without: Pair) -> Iterator[Placed | None]:
    if not nodes:
        yield Placed(node=None, span=length, without=without)
        yield from [None] * (length - 1)
        return
    for node in nodes[:-1]:
        yield Placed(node=node, span=1)
    yield Placed(node=nodes[-1], span=length - len(nodes) + 1)
    yield from [None] * (length - len(nodes))


def change_cells(listed: Iterable[Change], changes: Changes) -> tuple[ChangeCell, ...]:
    """Say changes in both languages; what follows from one of them stands under it."""
    own = tuple(listed)
    names = {change.fingerprint for change in own}
    return tuple(
        attrs.evolve(
            _change(change, changes),
            following=tuple(_change(other, changes) for other in own if other.follows == change.fingerprint),
        )
        for change in own
        if change.follows not in names
    )


def _change(change: Change, changes: Changes) -> ChangeCell:
    before = after = None
    if change.attribute not in _SHOWN:
        sides = [told_apart(change, changes, language)[0] for language in LANGUAGES]
        before, after = (pair((sides[0][side], sides[1][side])) for side in (0, 1))
    effect = None if change.effect in _NOTHING and change.contract is not Contract.TOTALS else change.effect
    about = None if change.attribute in _NAMED else pair(ATTRIBUTES[change.attribute])
    return ChangeCell(
        fingerprint=change.fingerprint,
        id=change.id,
        name=KINDS[change.kind],
        about=about,
        contract=change.contract,
        meaning=CONTRACTS[change.contract],
        fits=change.fits,
        before=before,
        after=after,
        inline=all(len(text) <= _SHORT for side in (before, after) if side is not None for text in side),
        effect=_worded(lambda language: effect_words(effect, language)),
        index_effect=_worded(lambda language: index_words(effect, language)),
        basis=_basis(change.old, change.new),
        reason=None if change.reason is None else pair(change.reason.pair),
        leader=change.follows,
    )


def _worded(write: Callable[[Language], str]) -> Pair | None:
    words = both(write)
    return words if any(words) else None


def _basis(old: Side, new: Side) -> Pair | None:
    """Name the basis of both sides; once where it is the same, or one side has nothing."""
    bases = list(dict.fromkeys(BASES[side.basis] for side in (old, new) if side.basis is not None))
    if not bases:
        return None
    return " → ".join(vi for vi, _ in bases), " → ".join(en for _, en in bases)
