"""Items: a submission taken apart into the things that were said in it, and put together again.

A fact is one item for each giver; ballots and shares are one for each option of each group; an entry is one, and so is
each part of it that is claimed not to apply. What became of an item under other rules stands with it, and why.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.law.facts import Giver
from cchc_rules.scoring.inputs import Entry, GivenFacts, Submission
from cchc_rules.values import Value
from cchc_rules.versions.changes import Change

Place = tuple[str, ...]


class What(StrEnum):
    """What an item is: a fact, ballots, a share, an entry, or a part claimed not to apply."""

    FACT = "fact"
    BALLOTS = "ballots"
    SHARES = "shares"
    ENTRY = "entry"
    PART = "part"


class Fate(StrEnum):
    """What became of an item: it stands as it was, in another form, not at all, or somebody must look at it."""

    CARRIED = "carried"
    CONVERTED = "converted"
    DROPPED = "dropped"
    NEEDS_REVIEW = "needs_review"


class Why(StrEnum):
    """Why an item did not simply stand as it was."""

    RENUMBERED = "renumbered"
    WIDENED = "widened"
    LEAF_REMOVED = "leaf_removed"
    NOT_ASKED = "not_asked"
    GROUP_NOT_ASKED = "group_not_asked"
    REGROUPED = "regrouped"
    RULE_CHANGED = "rule_changed"
    ABOVE_MAXIMUM = "above_maximum"
    NOT_SELF_SCORED = "not_self_scored"
    POLICY_CHANGED = "policy_changed"
    CLAIM_FORBIDDEN = "claim_forbidden"
    PART_REMOVED = "part_removed"
    ANSWER_REMOVED = "answer_removed"
    RETYPED = "retyped"
    GIVER_CHANGED = "giver_changed"
    GROUPS_CHANGED = "groups_changed"
    OPTIONS_CHANGED = "options_changed"
    REFUSED = "refused"


MESSAGE: Final[Mapping[Why, str]] = {why: f"CR{830 + number}" for number, why in enumerate(Why)}
_FATES: Final[Mapping[Why, Fate]] = {
    Why.RENUMBERED: Fate.CONVERTED,
    Why.WIDENED: Fate.CONVERTED,
    Why.LEAF_REMOVED: Fate.DROPPED,
    Why.NOT_ASKED: Fate.DROPPED,
    Why.GROUP_NOT_ASKED: Fate.DROPPED,
}


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Cause(Value):
    """One reason for what became of an item, and the change it came from, where there is one.

    ``subject`` is the part of the item it concerns, ``found`` and ``expected`` what stood there and what the newer
    rules have instead; ``refusal`` is what the newer rules say against it.
    """

    why: Why
    change: Change | None = None
    subject: str = ""
    found: str = ""
    expected: str = ""
    refusal: Finding | None = None

    @property
    def fate(self) -> Fate:
        """What becomes of an item for this reason."""
        return _FATES.get(self.why, Fate.NEEDS_REVIEW)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Item(Value):
    """One thing that was said in a submission: where, what, and where and how it stands now.

    ``place`` is the giver and the name of a fact; the question, group and option of ballots or shares; the code of an
    entry; the code and the part of a claim. ``new_place`` is None where the item is kept aside: then ``new`` says
    nothing. An entry may be carried without some of its words; ``old`` holds them all.
    """

    what: What
    place: Place
    old: object
    new_place: Place | None
    new: object = None
    causes: tuple[Cause, ...] = ()

    @property
    def fate(self) -> Fate:
        """What became of it; where there are several reasons, the one that asks most of the reader."""
        fates = {cause.fate for cause in self.causes}
        order = (Fate.NEEDS_REVIEW, Fate.DROPPED, Fate.CONVERTED)
        return next((fate for fate in order if fate in fates), Fate.CARRIED)

    @property
    def stands(self) -> bool:
        """Whether it stands in the new submission, as it was or in another form."""
        return self.new_place is not None

    def kept_aside(self, cause: Cause) -> "Item":
        """Give it kept aside, for one more reason."""
        return attrs.evolve(self, new_place=None, new=None, causes=(*self.causes, cause))

    @property
    def code(self) -> str:
        """The code of the leaf it speaks of, as it was; a fact and a reply speak of none."""
        return self.place[0] if self.what in (What.ENTRY, What.PART) else ""

    @property
    def aside(self) -> tuple[str, ...]:
        """The words of a carried entry that are kept aside."""
        if not isinstance(self.old, Entry) or not isinstance(self.new, Entry):
            return ()
        names = (name for name in attrs.fields_dict(Entry) if name != "code")
        return tuple(name for name in names if getattr(self.old, name) != getattr(self.new, name))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to say of it, a finding for each reason."""
        spoken = self.place[1] if self.what is What.FACT else ".".join(self.place[:2])  # of replies, the group
        return tuple(
            Finding(
                id=MESSAGE[cause.why],
                severity=Severity.NOTE if cause.fate is Fate.CONVERTED else Severity.WARNING,
                code=self.code,
                subject=cause.subject or spoken,
                found=cause.found,
                expected=cause.expected,
            )
            for cause in self.causes
        )


Said = tuple[What, Place, object]


def apart(submission: Submission) -> Iterator[Said]:
    """Give everything that was said in a submission, in its order: what it is, where it stands, and the value."""
    for giver, given in ((Giver.UNIT, submission.facts.unit), (Giver.APPRAISER, submission.facts.appraiser)):
        for name, value in given.items():
            yield What.FACT, (giver.value, name), value
    for what, replies in ((What.BALLOTS, submission.ballots), (What.SHARES, submission.shares)):
        yield from ((what, place, value) for place, value in _hanging(replies))
    for entry in submission.entries:
        yield What.ENTRY, (entry.code,), attrs.evolve(entry, parts_not_applicable=())
        yield from ((What.PART, (entry.code, part), part) for part in entry.parts_not_applicable)


def together(like: Submission, said: Iterable[Said]) -> Submission:
    """Put a submission together: of the unit, kind and year of another, with what is said in it.

    >>> from cchc_rules.scoring.inputs import Unit
    >>> submission = Submission(unit=Unit(code="X-01", name="Sở Ví dụ"), unit_kind="department", year=2024)
    >>> together(submission, apart(submission)) == submission
    True
    """
    facts: dict[str, dict[str, Any]] = {giver.value: {} for giver in Giver}
    replies: dict[What, dict[str, Any]] = {What.BALLOTS: {}, What.SHARES: {}}
    entries: dict[str, Entry] = {}
    for what, place, value in said:
        if what is What.FACT:
            facts[place[0]][place[1]] = value
        elif what in replies:
            _hang(replies[what], place, value)
        elif isinstance(value, Entry):
            entries[value.code] = value
        else:  # a part, which comes after its entry
            entry = entries[place[0]]
            entries[place[0]] = attrs.evolve(entry, parts_not_applicable=(*entry.parts_not_applicable, place[1]))
    return attrs.evolve(
        like,
        facts=GivenFacts(unit=facts[Giver.UNIT.value], appraiser=facts[Giver.APPRAISER.value]),
        ballots=replies[What.BALLOTS],
        shares=replies[What.SHARES],
        entries=tuple(entries.values()),
    )


def _hanging(tree: Mapping[str, Any], above: Place = ()) -> Iterator[tuple[Place, object]]:
    """Give what hangs at the ends of a tree; a question or a group under which nothing stands is an end itself."""
    for key, value in tree.items():
        if isinstance(value, Mapping) and value:
            yield from _hanging(value, (*above, key))
        else:
            yield (*above, key), value


def _hang(tree: dict[str, Any], place: Place, value: object) -> None:
    for key in place[:-1]:
        tree = tree.setdefault(key, {})
    tree[place[-1]] = value
