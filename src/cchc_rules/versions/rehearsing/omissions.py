"""What is left out of a rehearsal: the leaves that some unit does not answer, and those that go with them."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

import attrs

from cchc_rules.scoring.result import NodeResult, Result
from cchc_rules.values import Value
from cchc_rules.versions.comparing.routes import Route
from cchc_rules.versions.passage import Passage
from cchc_rules.versions.rehearsing.pruning import bound

Leaves = Mapping[str, NodeResult]


class Lack(StrEnum):
    """Why a leaf is left out: its new question is not answered, it was open before, or it goes with one left out."""

    UNANSWERED = "unanswered"
    OPEN_BEFORE = "open_before"
    TOGETHER = "together"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class LeftOut(Value):
    """A leaf that is left out for all: its key and codes on both sides, why, and the codes of the units it is open for.

    ``beside`` are the keys of the leaves it goes with: those it was split or merged with, or is counted together with.
    """

    key: str
    old: str | None
    new: str | None
    why: Lack
    units: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class BothSides(Value):
    """One unit's results by both rulesets, and those of its nodes by their common keys."""

    old: Result
    new: Result
    before: Leaves
    after: Leaves

    @classmethod
    def of(cls, old: Result, new: Result, passage: Passage) -> "BothSides":
        """Put the nodes of both results under the keys of the passage."""
        return cls(old=old, new=new, before=_by_key(old, passage.old_keys), after=_by_key(new, passage.new_keys))

    @property
    def code(self) -> str:
        """The code of the unit."""
        return self.new.submission.unit.code


def _by_key(result: Result, keys: Mapping[str, str]) -> Leaves:
    return {keys[node.code]: node for node in result.walk()}


def left_out(route: Route, units: Sequence[BothSides]) -> Iterator[LeftOut]:
    """Give the leaves that some unit leaves open, and those that go with them, in the order of the route's keys."""
    before = {key: _open_for(units, key, "before") for key in route.keys}
    after = {key: _open_for(units, key, "after") for key in route.keys}
    out = {key for key in route.keys if before[key] or after[key]}
    together: dict[str, set[str]] = {}
    groups = list(_groups(route))
    reached = True
    while reached:  # one group may draw another one in
        reached = False
        for group in groups:
            if group & out:
                for key in group:
                    together.setdefault(key, set()).update(group - {key})
                reached = reached or not group <= out
                out |= group
    for key in route.keys:
        if key not in out:
            continue
        why = Lack.OPEN_BEFORE if before[key] else Lack.UNANSWERED if after[key] else Lack.TOGETHER
        beside = tuple(other for other in route.keys if other in together.get(key, ()))
        codes = route.codes[key]
        lacking = tuple(dict.fromkeys((*before[key], *after[key])))
        yield LeftOut(key=key, old=codes[0], new=codes[1], why=why, units=lacking, beside=beside)


def _open_for(units: Sequence[BothSides], key: str, side: str) -> tuple[str, ...]:
    """Give the codes of the units that leave a leaf open on one side."""
    return tuple(one.code for one in units if (found := getattr(one, side).get(key)) is not None and found.open)


def _groups(route: Route) -> Iterator[frozenset[str]]:
    """Give the keys of the leaves that stand or fall together: split and merged ones, and those counted together."""
    passage = route.passage
    for one in passage.pairing.regrouped:
        olds = (node for code in one.old for node in passage.old_tree.nodes[code].walk())
        news = (node for code in one.new for node in passage.new_tree.nodes[code].walk())
        keys = {passage.old_keys[node.code] for node in olds} | {passage.new_keys[node.code] for node in news}
        yield frozenset(keys & {*route.keys})
    for card in (route.first.card, route.last.card):
        yield from bound(card)
