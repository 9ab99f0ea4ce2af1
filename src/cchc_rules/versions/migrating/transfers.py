"""Transfers: what becomes of each thing said under older rules, told by the changes between the two scorecards."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Any, Final

import attrs

from cchc_rules.exact import State, exact, spell
from cchc_rules.law.facts import Fact, FactType, Giver
from cchc_rules.law.model import Criterion, Method, Scorecard
from cchc_rules.law.scoring import BestOf, Policy, Sum
from cchc_rules.scoring.inputs import Appraisal, Entry, Submission
from cchc_rules.scoring.replies import NOT_VALID, VALID
from cchc_rules.scoring.sheet import typed
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change
from cchc_rules.versions.migrating.items import Cause, Item, Place, Said, What, Why
from cchc_rules.versions.migrating.ways import Ways

_K: Final = ChangeKind
_SETS: Final = ("groups", "options")
_ASKED_OTHERWISE: Final = (_K.RESPONDENT_GROUPS_CHANGED, _K.SURVEY_WEIGHTS_CHANGED)
_REPLACED: Final = (_K.EVIDENCE_TO_SURVEY, _K.SURVEY_TO_EVIDENCE, _K.SCORING_REPLACED, _K.MEASURE_REPLACED)
_WHOLE: Final = (Policy.OPEN, Policy.SPREAD, Policy.FORBIDDEN)  # a part alone cannot be claimed
_STAGES: Final = ("self_score", "appraisal_1", "appraisal_2")
_CLAIM: Final = ("state", "reason", "confirmed")
_GROUP: Final = 2  # question and group

_Found = tuple[Cause, tuple[str, ...]]  # a cause, and the words of the entry that are kept aside for it


class Transfers:
    """What becomes of every item of one submission on the way from an older scorecard to a newer one."""

    def __init__(self, ways: Ways, submission: Submission) -> None:
        passage = ways.passage
        self.ways, self.submission = ways, submission
        self.old, self.new, self.pairing = passage.old, passage.new, passage.pairing
        self.old_leaves, self.new_leaves = _leaves(self.old), _leaves(self.new)

    def item(self, said: Said) -> Item:
        """Tell what becomes of one thing that was said."""
        what, place, value = said
        if what is What.FACT:
            return self._fact(place, value)
        if isinstance(value, Entry):
            return self._entry(value)
        return self._part(place) if what is What.PART else self._reply(what, place, value)

    # --- Facts ------------------------------------------------------------------------------------------------------

    def _fact(self, place: Place, value: object) -> Item:
        giver, name = place
        before, after = self.old.facts[name], self.new.facts.get(name)
        if after is None or after.type is FactType.BALLOTS:
            cause = Cause(why=Why.NOT_ASKED, change=self.ways.losing(name))
            return Item(what=What.FACT, place=place, old=value, new_place=None, causes=(cause,))
        causes = list(self._given_by(giver, name, before, after))
        kept = _kept(value, before, after)
        if before.type is not after.type:
            why = Why.RETYPED if kept is None else Why.WIDENED
            causes.append(Cause(why=why, change=self.ways.of_fact(name), found=before.type, expected=after.type))
        elif kept is None:
            expected = ", ".join(after.levels) or after.type
            change = self.ways.of_fact(name)
            causes.append(Cause(why=Why.ANSWER_REMOVED, change=change, found=str(value), expected=expected))
        stands = kept is not None and not (giver == Giver.UNIT and after.by is Giver.APPRAISER)
        new_place, new = (place, kept) if stands else (None, None)
        return Item(what=What.FACT, place=place, old=value, new_place=new_place, new=new, causes=tuple(causes))

    def _given_by(self, giver: str, name: str, before: Fact, after: Fact) -> Iterator[Cause]:
        """Doubt a fact that somebody else is to give now."""
        if before.by is not after.by and giver != after.by:
            change = self.ways.of_fact(name, _K.FACT_GIVER_CHANGED)
            yield Cause(why=Why.GIVER_CHANGED, change=change, found=before.by, expected=after.by)

    # --- Replies ----------------------------------------------------------------------------------------------------

    def _reply(self, what: What, place: Place, value: object) -> Item:
        before, after = self.old.surveys[place[0]], self.new.surveys.get(place[0])
        if after is None:
            cause = Cause(why=Why.NOT_ASKED, change=self.ways.losing(place[0]))
            return Item(what=what, place=place, old=value, new_place=None, causes=(cause,))
        groups, options = ([[one.id for one in getattr(q, name)] for q in (before, after)] for name in _SETS)
        change = self._of_question(place[0])
        if place[1:] and place[1] not in groups[1]:
            cause = Cause(why=Why.GROUP_NOT_ASKED, change=change, found=place[1], expected=", ".join(groups[1]))
            return Item(what=what, place=place, old=value, new_place=None, causes=(cause,))
        causes: list[Cause] = []
        stands = True
        if {*groups[0]} != {*groups[1]}:
            causes.append(Cause(why=Why.GROUPS_CHANGED, change=change, expected=", ".join(groups[1])))
        if {*options[0]} != {*options[1]}:
            causes.append(Cause(why=Why.OPTIONS_CHANGED, change=change, expected=", ".join(options[1])))
            # without one of its options a group would seem to have answered otherwise: it stands whole, or not at all
            stands = len(place) < _GROUP or self._group(what, place) <= {*options[1], *NOT_VALID, VALID}
        new_place, new = (place, value) if stands else (None, None)
        return Item(what=what, place=place, old=value, new_place=new_place, new=new, causes=tuple(causes))

    def _group(self, what: What, place: Place) -> AbstractSet[str]:
        replies = self.submission.ballots if what is What.BALLOTS else self.submission.shares
        return replies[place[0]][place[1]].keys()

    def _of_question(self, name: str) -> Change | None:
        """Give the change by which a question is put to others, or offers other answers."""
        leaves = [leaf for leaf in self.new.leaves if any(name == fact for fact, _ in leaf.rule.needs)]
        found = [change for leaf in leaves for change in self.ways.of_leaf(leaf.code, *Ways.RULING)]
        return next((change for change in found if change.kind in _ASKED_OTHERWISE), found[0] if found else None)

    # --- Entries ----------------------------------------------------------------------------------------------------

    def _entry(self, entry: Entry) -> Item:
        bare, place = attrs.evolve(entry, parts_not_applicable=()), (entry.code,)
        code = self.pairing.new_of.get(entry.code)
        if code is None:
            return Item(what=What.ENTRY, place=place, old=bare, new_place=None, causes=(self._gone(entry.code),))
        leaves = self.old_leaves[entry.code], self.new_leaves[code]
        found = [*self._renumbered(entry.code, code), *self._pointed(bare, *leaves), *self._claimed(bare, *leaves)]
        lost = {name for _, names in found for name in names}
        without: dict[str, Any] = dict.fromkeys(lost)
        new = attrs.evolve(bare, code=code, **without)
        stands = not lost or new != Entry(code=code)
        return Item(
            what=What.ENTRY,
            place=place,
            old=bare,
            new_place=(code,) if stands else None,
            new=new if stands else None,
            causes=tuple(cause for cause, _ in found),
        )

    def _part(self, place: Place) -> Item:
        old_code, part = place
        code = self.pairing.new_of.get(old_code)
        if code is None:
            return Item(what=What.PART, place=place, old=part, new_place=None, causes=(self._gone(old_code),))
        before, after = self.old_leaves[old_code], self.new_leaves[code]
        causes = [cause for cause, _ in self._renumbered(old_code, code)]
        award = after.rule.award
        parts = [one.id for one in award.parts] if isinstance(award, Sum | BestOf) else []
        policies = before.policy.policy, after.policy.policy
        stands = part in parts and policies[1] not in _WHOLE
        if part not in parts:
            change = self.ways.first_of(code, *Ways.RULING)
            causes.append(Cause(why=Why.PART_REMOVED, change=change, found=part, expected=", ".join(parts) or "-"))
        elif policies[0] is not policies[1]:
            causes.append(self._policy(code, policies, forbidden=not stands))
        new_place, new = ((code, part), part) if stands else (None, None)
        return Item(what=What.PART, place=place, old=part, new_place=new_place, new=new, causes=tuple(causes))

    def _gone(self, code: str) -> Cause:
        """Say that a leaf is no more, or was split or merged."""
        change = self.ways.going(code)
        codes = () if change is None else change.new.codes
        return Cause(why=Why.REGROUPED if codes else Why.LEAF_REMOVED, change=change, expected=", ".join(codes))

    def _renumbered(self, old_code: str, code: str) -> Iterator[_Found]:
        if old_code != code:
            cause = Cause(why=Why.RENUMBERED, change=self.ways.placing(code), found=old_code, expected=code)
            yield cause, ()

    def _pointed(self, entry: Entry, before: Criterion, after: Criterion) -> Iterator[_Found]:
        """Doubt points that were said under another rule or maximum; those that cannot be said now are kept aside."""
        doubted: list[str] = []
        for stage in _STAGES:
            points = _points(getattr(entry, stage))
            if points is None:
                continue
            if stage == "self_score" and after.method is not Method.EVIDENCE:
                change = self.ways.first_of(after.code, "method")
                yield Cause(why=Why.NOT_SELF_SCORED, change=change, subject=stage, found=spell(points)), (stage,)
            elif after.max_points is not None and points > after.max_points:
                most = spell(after.max_points)
                change = self.ways.first_of(after.code, "max_points")
                above = Cause(why=Why.ABOVE_MAXIMUM, change=change, subject=stage, found=spell(points), expected=most)
                yield above, (stage,)
            else:
                doubted.append(stage)
        if doubted and _ruled(before) != _ruled(after):
            for change in self.ways.of_leaf(after.code, *Ways.RULING):
                yield Cause(why=Why.RULE_CHANGED, change=change, subject=", ".join(doubted)), ()

    def _claimed(self, entry: Entry, before: Criterion, after: Criterion) -> Iterator[_Found]:
        """Doubt a claim whose policy changed; one that is forbidden now is kept aside."""
        if entry.state != State.NOT_APPLICABLE:
            return
        policies = before.policy.policy, after.policy.policy
        forbidden = policies[1] is Policy.FORBIDDEN
        if policies[0] is not policies[1]:
            yield self._policy(after.code, policies, forbidden=forbidden), _CLAIM if forbidden else ()
        changes = () if forbidden else self.ways.of_leaf(after.code, *Ways.RULING)
        for change in (one for one in changes if one.kind in _REPLACED):
            yield Cause(why=Why.RULE_CHANGED, change=change, subject="state"), ()

    def _policy(self, code: str, policies: tuple[Policy, Policy], *, forbidden: bool) -> Cause:
        why = Why.CLAIM_FORBIDDEN if forbidden else Why.POLICY_CHANGED
        change = self.ways.first_of(code, "not_applicable", "readings")
        return Cause(why=why, change=change, subject="state", found=policies[0], expected=policies[1])


def _leaves(card: Scorecard) -> Mapping[str, Criterion]:
    return {leaf.code: leaf for leaf in card.leaves}


def _points(said: Fraction | Appraisal | None) -> Fraction | None:
    return said.points if isinstance(said, Appraisal) else said


def _ruled(leaf: Criterion) -> tuple[object, ...]:
    """What points of a leaf are said under."""
    return leaf.rule, leaf.max_points, leaf.rounding


def _kept(value: Any, before: Fact, after: Fact) -> object:  # noqa: ANN401 - whatever was handed in
    """Give the value as an answer of the newer type: as it is, or a number that is whole as a count; None otherwise."""
    if before.type is after.type:
        return None if typed(value, after) is None else value
    if (before.type, after.type) == (FactType.COUNT, FactType.NUMBER):
        return value
    if (before.type, after.type) == (FactType.NUMBER, FactType.COUNT):
        number = exact(value)
        return int(number) if number.denominator == 1 else None
    return None
