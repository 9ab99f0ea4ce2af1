"""A ruleset being edited by hand, and what the difference must say of the edits."""

from fractions import Fraction
from functools import cache
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar
from unittest.mock import patch

import attrs

from cchc_rules import Change, Ruleset, Scorecard, diff, load
from cchc_rules.exact import ZERO
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Fact, Name
from cchc_rules.law.model import Combine, Criterion, Crosswalk, CrosswalkEntry, Node, PointsMoved
from cchc_rules.versions import difference
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Changes
from tests.support import sound

INSTRUMENTS = Path(__file__).parent.parent.parent / "instruments"
SMALL = ("sound", "qd11_month", "qd11_year", "qd766")
SHIPPED = ("2023_2568", "2024_2426")
WHY = Name("theo bảng đối chiếu", "by the crosswalk")

N = TypeVar("N", bound=Node)


@cache
def ruleset(name: str) -> Ruleset:
    """A ruleset by name: a shipped one, an instrument, or the small one that is sound; without a crosswalk."""
    found = sound() if name == "sound" else load(name if name in SHIPPED else INSTRUMENTS / name)
    return attrs.evolve(found, crosswalk=None)


@attrs.frozen(kw_only=True)
class Expected:
    """One change that must be told, and what it follows from, as the attribute and kind of that one."""

    kind: ChangeKind
    attribute: str
    unit_kind: UnitKind | None = None
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    before: Any = None
    after: Any = None
    subject: str = ""
    follows: bool = False
    edits: tuple[tuple[Any, ...], ...] | None = None  # path, old and new of each; None where they are not asked for


def said(change: Change, *, edits: bool) -> Expected:
    """What a change says, in the same words."""
    return Expected(
        kind=change.kind,
        attribute=change.attribute,
        unit_kind=change.unit_kind,
        old=change.old.codes,
        new=change.new.codes,
        before=change.old.value,
        after=change.new.value,
        subject=change.subject,
        follows=change.follows is not None,
        edits=tuple((edit.path, edit.old, edit.new) for edit in change.edits) if edits else None,
    )


def put(value: Any, path: tuple[str | int, ...], new: Any) -> Any:  # noqa: ANN401 - any frozen class
    """The same value with another one at a path."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*value[:step], put(value[step], rest, new), *value[step + 1 :])
    return attrs.evolve(value, **{step: put(getattr(value, step), rest, new)})


def at(value: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - as above
    """What stands at a path."""
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def gathered(node: Node) -> Fraction:
    """What the maxima of the children come to."""
    maxima = [child.max_points or ZERO for child in node.children]
    return max(maxima) if node.combine in (Combine.BEST, Combine.ONE_OF) else sum(maxima, ZERO)


def standard(card: Scorecard) -> Fraction:
    """What the maxima of the standard fields come to."""
    return sum((field.max_points or ZERO for field in card.fields if field.role is None), ZERO)


def replaced(nodes: tuple[N, ...], code: str, new: tuple[Any, ...]) -> tuple[N, ...]:
    """The nodes with others in the place of one, wherever it stands below them."""
    found: list[N] = []
    for node in nodes:
        if node.code == code:
            found += new
        elif node.children:
            found.append(put(node, (node.below,), replaced(node.children, code, new)))
        else:
            found.append(node)
    return tuple(found)


class Draft:
    """The newer ruleset while it is made of the older one."""

    def __init__(self, old: Ruleset, *, crosswalk: bool = False) -> None:
        self.old = old
        self.cards = dict(old.scorecards)
        self.decision = attrs.evolve(old.decision, id=f"{old.id}_next") if crosswalk else old.decision
        self.entries: list[CrosswalkEntry] = []
        self.moved: list[PointsMoved] = []
        self.expected: list[Expected] = []
        self.facts: list[tuple[UnitKind, str, ChangeKind, str]] = []  # changed facts, told when all else is done
        self.touched: set[tuple[str, str]] = set()
        self.crosswalk = crosswalk
        self.odd = count(1)

    def node(self, kind: UnitKind, code: str) -> Node:
        return self.cards[kind].node(code)

    def free(self, kind: UnitKind, *, leaf: bool | None = None) -> list[Any]:
        """The nodes that no edit has touched, and that stand above or below none that was replaced."""
        return [
            node
            for node in self.cards[kind].walk()
            if (kind, node.code) not in self.touched and leaf in (None, not node.children)
        ]

    def parent(self, kind: UnitKind, code: str) -> Node:
        """The node above; there must be one."""
        return next(node for node in self.cards[kind].walk() if code in [child.code for child in node.children])

    def touch(self, kind: UnitKind, *codes: str) -> None:
        self.touched.update((kind, code) for code in codes)

    def replace(self, kind: UnitKind, code: str, *new: Node) -> None:
        """Put nodes in the place of one."""
        card = self.cards[kind]
        self.cards[kind] = attrs.evolve(card, fields=replaced(card.fields, code, new))

    def change(self, kind: UnitKind, code: str, **values: Any) -> None:  # noqa: ANN401 - values of any kind
        """Change values of a node."""
        self.touch(kind, code)
        self.replace(kind, code, attrs.evolve(self.node(kind, code), **values))

    def add_under(self, kind: UnitKind, code: str, leaf: Criterion) -> None:
        """Put a leaf after the children of a node."""
        parent = self.node(kind, code)
        self.replace(kind, code, put(parent, (parent.below,), (*parent.children, leaf)))

    def expect(self, kind: ChangeKind, attribute: str, unit_kind: UnitKind | None = None, **told: Any) -> None:  # noqa: ANN401 - as above
        self.expected.append(Expected(kind=kind, attribute=attribute, unit_kind=unit_kind, **told))

    def tell(self, unit_kind: UnitKind, code: str, kind: ChangeKind, attribute: str, **told: Any) -> None:  # noqa: ANN401 - as above
        """Expect a change of a node that kept its code."""
        self.expect(kind, attribute, unit_kind, old=(code,), new=(code,), **told)

    def settled(self) -> Ruleset:
        """Make every maximum again that was the sum of those below it, and give the ruleset."""
        for kind, card in list(self.cards.items()):
            if kind in self.old.scorecards:
                self.cards[kind] = self._settled(kind, card, self.old.scorecards[kind])
        cards = {kind: attrs.evolve(card, decision=self.decision) for kind, card in self.cards.items()}
        made = attrs.evolve(self.old, decision=self.decision, scorecards=cards)
        for edit in self.facts:
            self._tell_fact(made, *edit)
        self.expected = [self._with_facts(each, made) for each in self.expected]
        if not self.crosswalk:
            return made
        between = Crosswalk(format=1, older=self.old.id, entries=tuple(self.entries), points_moved=tuple(self.moved))
        return attrs.evolve(made, crosswalk=between)

    def _settled(self, kind: UnitKind, card: Scorecard, old: Scorecard) -> Scorecard:
        parents = {node.code: node for node in old.walk() if node.children and node.max_points == gathered(node)}

        def settled(node: N) -> N:
            if not node.children:
                return node
            node = put(node, (node.below,), tuple(settled(child) for child in node.children))
            before = parents.get(node.code)
            if before is None or node.max_points != before.max_points:
                return node
            node = attrs.evolve(node, max_points=gathered(node))
            if node.max_points != before.max_points:
                points = {"before": before.max_points, "after": node.max_points}
                self.tell(kind, node.code, ChangeKind.TOTAL_FOLLOWS, "max_points", **points)
            return node

        card = attrs.evolve(card, fields=tuple(settled(field) for field in card.fields))
        if old.max_points == standard(old) and card.max_points == old.max_points:
            total = standard(card)
            if total != old.max_points:
                points = {"before": old.max_points, "after": total}
                self.expect(ChangeKind.TOTAL_FOLLOWS, "max_points", kind, **points)
            card = attrs.evolve(card, max_points=total)
        return card

    def _tell_fact(self, made: Ruleset, kind: UnitKind, name: str, change: ChangeKind, attribute: str) -> None:
        """Expect a change of a fact, at all that ask for it; levels that a rule brings follow from that rule."""
        old, new = (each.scorecards[kind] for each in (self.old, made))
        led = change is ChangeKind.FACT_RETYPED and any(
            (each.kind, each.attribute, each.unit_kind) == (ChangeKind.LEVELS_CHANGED, "rule", kind)
            and set(each.new) <= set(askers(new, name))
            for each in self.expected
        )
        self.expect(
            ChangeKind.LEVELS_CHANGED if led else change,
            attribute,
            kind,
            old=askers(old, name),
            new=askers(new, name),
            before=old.facts[name],
            after=new.facts[name],
            subject=name,
            follows=led,
        )

    def _with_facts(self, each: Expected, made: Ruleset) -> Expected:
        """Fill in the facts that a leaf asks for, as they are when all is done."""
        if each.attribute != "facts" or each.subject:
            return each
        old, new = (one.scorecard(str(each.unit_kind)) for one in (self.old, made))
        return attrs.evolve(each, before=asked_by(old, each.old[0]), after=asked_by(new, each.new[0]))


def asked_by(card: Scorecard, code: str) -> dict[str, Fact]:
    """The facts a leaf may look at; nothing for what has children."""
    node = card.node(code)
    names = [] if node.children else [name for measure in node.measures for name, _ in measure.needs]
    return {name: card.facts[name] for name in names}


def askers(card: Scorecard, name: str) -> tuple[str, ...]:
    """The codes of the nodes that look at a fact."""
    walked = card.walk()
    return tuple(
        node.code for node in walked if any(name == need for measure in node.measures for need, _ in measure.needs)
    )


def bare(old: Ruleset, new: Ruleset) -> Changes:
    """The difference without effects: those are told of rulesets that hold, and edits are made without any proof."""
    effects = SimpleNamespace(of=lambda _: None)
    with (
        patch.object(difference, "Effects", lambda **_: effects),
        patch.object(difference, "decision_effect", lambda *_: None),
    ):
        return diff(old, new)
