"""Changes: what differs between two rulesets, as facts with the effect of each."""

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property

import attrs

from cchc_rules.errors import not_found
from cchc_rules.exact import Interval
from cchc_rules.law.converter import CONVERTER
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.law.grounds import Basis
from cchc_rules.law.identity import Pairing
from cchc_rules.law.model import Ruleset
from cchc_rules.values import Value
from cchc_rules.versions.catalogue import CATALOGUE, ChangeKind, Contract, Judgement

Path = tuple[str | int, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Edit(Value):
    """One value of a node, a fact or a decision that was replaced: where it stands in it, and the two values."""

    path: Path
    old: object
    new: object


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Side(Value):
    """What stands on one side of a change: the codes it concerns, the value, and what that value rests on.

    ``value`` is the attribute as the model has it (points, a scoring function, a policy, a name); None where the side
    has nothing.
    """

    codes: tuple[str, ...] = ()
    value: object = None
    basis: Basis | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Effect(Value):
    """By how much one change alone can move a unit: its points, and its index percent.

    Points and index are those before the whole is rounded. Every unit's difference lies inside. Where ``exact``, the
    ends are reached, or come as near as one likes where an end is open. Points that an appraiser stated, and answers
    that are missing, are left out of it: it is about what facts and claims give. Each side takes the groups of
    respondents and the options that it knows, and only levels that both know.

    The index percent is that of a unit to which every other leaf applies, with no part of any claimed not to. The
    other leaves stand anywhere within what each can earn for itself: that one may look at the same facts as the leaf
    that changes is not asked.

    A change without an effect (None) follows from another, is a total that follows its parts, a scorecard that came or
    went, another list of holidays where working days are counted, or leaves, made alone, a leaf that cannot be scored.
    """

    points: Interval
    index_percent: Interval
    exact: bool = True


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Change(Value):
    """One thing that differs between two rulesets: an attribute of a node, a fact or a decision, on both sides.

    ``attribute`` is the word for what differs, such as ``max_points`` or ``rule``. ``follows`` is the fingerprint of
    the change this one follows from (points inside a rule follow a new maximum; the evidence follows when a leaf is
    surveyed instead); its effect is told there. ``reason`` is what the crosswalk says. ``edits`` are the very values
    that were replaced.
    """

    kind: ChangeKind
    attribute: str
    unit_kind: UnitKind | None = None
    old: Side = Side()
    new: Side = Side()
    subject: str = ""
    edits: tuple[Edit, ...] = ()
    follows: str | None = None
    reason: Name | None = None
    effect: Effect | None = None

    @property
    def judged(self) -> Judgement:
        """What the catalogue says of its kind."""
        return CATALOGUE[self.kind]

    @property
    def id(self) -> str:
        """The stable id of its kind, such as ``CH302``."""
        return self.judged.id

    @property
    def contract(self) -> Contract:
        """The contract it breaks: that of its kind, but days of the calendar, which move no points, are words."""
        return Contract.TEXT if self.attribute == "calendar" else self.judged.contract

    @property
    def fits(self) -> bool:
        """Whether every submission made before can still be scored as it stands, as far as this change goes."""
        return self.judged.fits and self.attribute != "facts"

    @cached_property
    def fingerprint(self) -> str:
        """Twelve letters that name this change; they stay the same when words, reasons or effects are put otherwise."""
        worded = self.judged.contract is Contract.TEXT
        said = {
            "id": self.id,
            "unit_kind": self.unit_kind,
            "attribute": self.attribute,
            "subject": self.subject,
            "old": self.old.codes,
            "new": self.new.codes,
            "edits": [] if worded else [[edit.path, _plain(edit.old), _plain(edit.new)] for edit in self.edits],
        }
        text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def mirrored(self) -> "Change":
        """Give the same change as it is when the two rulesets change places, without effect and what it follows."""
        edits = tuple(Edit(path=edit.path, old=edit.new, new=edit.old) for edit in self.edits)
        kind = self.judged.mirror
        return attrs.evolve(
            self, kind=kind, old=self.new, new=self.old, edits=edits, follows=None, reason=None, effect=None
        )


def _plain(value: object) -> object:
    """Give a value as the TOML format has it, without names: these may be put otherwise."""
    data = CONVERTER.unstructure(value)
    return _unnamed(data)


def _unnamed(data: object) -> object:
    if isinstance(data, dict):
        return {key: _unnamed(value) for key, value in data.items() if key not in {"name", "reason", "vi", "en"}}
    return [_unnamed(one) for one in data] if isinstance(data, list | tuple) else data


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Changes(Value):
    """Every change between two rulesets, in printed order: the decision, then scorecard by scorecard.

    >>> from cchc_rules import diff, load
    >>> changes = diff(load("2023_2568"), load("2024_2426"))
    >>> lowered = next(change for change in changes if change.kind == "max_lowered")
    >>> lowered.id, lowered.new.codes, str(lowered.old.value), str(lowered.new.value)
    ('CH302', ('1.1.3',), '5/2', '2')
    """

    old: Ruleset
    new: Ruleset
    changes: tuple[Change, ...]
    pairings: tuple[tuple[UnitKind, Pairing], ...] = ()

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __repr__(self) -> str:
        return f"<{len(self.changes)} changes from {self.old.id} to {self.new.id}>"

    def pairing(self, unit_kind: UnitKind) -> Pairing:
        """How the nodes of two scorecards belong together."""
        return dict(self.pairings)[unit_kind]

    def of(self, unit_kind: UnitKind | str | None) -> "Changes":
        """Give the changes that concern one kind of unit: its own, and those of the decision.

        Raises NotFoundError for what is no kind of unit.
        """
        if unit_kind is not None and unit_kind not in list(UnitKind):
            raise not_found("CR404", unit_kind, UnitKind)
        kept = tuple(change for change in self.changes if change.unit_kind in (None, unit_kind))
        return self if unit_kind is None else attrs.evolve(self, changes=kept)

    def breaking(self, contract: Contract | str) -> "Changes":
        """Give the changes that break a contract or one that matters more; "text" gives them all."""
        covered = Contract(contract).covers
        return attrs.evolve(self, changes=tuple(change for change in self.changes if change.contract in covered))

    def following(self, change: Change) -> tuple[Change, ...]:
        """Give the changes that follow from one."""
        return tuple(other for other in self.changes if other.follows == change.fingerprint)

    @property
    def leading(self) -> tuple[Change, ...]:
        """The changes that follow from no other."""
        return tuple(change for change in self.changes if change.follows is None)
