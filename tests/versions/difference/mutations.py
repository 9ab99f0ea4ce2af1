"""Random edits of rulesets, each with what the difference must say of it.

A mutation takes a draft and an edge of chance, edits the draft at nodes nothing else has touched, and writes down what it expects.
Where a ruleset has no place for it, it does nothing.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from cchc_rules.exact import Interval, Rounding, RoundingMode
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Fact, FactType, Giver
from cchc_rules.law.grounds import Basis, Ground
from cchc_rules.law.measures import Given
from cchc_rules.law.model import (
    Acknowledged,
    Choice,
    Combine,
    FailedTo,
    Field,
    Method,
    Precondition,
    Reading,
    Role,
    SlipKind,
    Total,
)
from cchc_rules.law.scoring import Condition, Policy
from cchc_rules.versions.catalogue import ChangeKind
from tests.versions.difference.draft import Draft, asked_by
from tests.versions.difference.drawing import OTHER_NAME, Draw, Mutation, kind_of_unit, some
from tests.versions.difference.rules import edits_of

_K: Final = ChangeKind
QUARTER: Final = Fraction(1, 4)


# --- One value of a node -------------------------------------------------------------------------------------------


def maximum(draft: Draft, draw: Draw) -> None:
    """A leaf is worth more or less; those above it follow."""
    kind = kind_of_unit(draft, draw)
    leaf = some(draw, [leaf for leaf in draft.free(kind, leaf=True) if leaf.max_points is not None])
    if leaf is None:
        return
    after = leaf.max_points + draw(st.sampled_from([QUARTER, -leaf.max_points / 2, Fraction(3)]))
    change = _K.MAX_RAISED if after > leaf.max_points else _K.MAX_LOWERED
    draft.change(kind, leaf.code, max_points=after)
    draft.tell(kind, leaf.code, change, "max_points", before=leaf.max_points, after=after)


def parent_maximum(draft: Draft, draw: Draw) -> None:
    """The maximum of a node that does not follow from those below it."""
    kind = kind_of_unit(draft, draw)
    node = some(draw, draft.free(kind, leaf=False))
    if node is None:
        return
    before, after = node.max_points, (node.max_points or 0) + odd(draft)
    draft.change(kind, node.code, max_points=after)
    change = _K.MAX_LOWERED if before is None else _K.MAX_RAISED  # what nothing limited is limited now
    draft.tell(kind, node.code, change, "max_points", before=before, after=after)


def odd(draft: Draft) -> Fraction:
    """Points that no other edits add up to."""
    return Fraction(1, 2 ** (8 + next(draft.odd)))


CONDITIONS: Final = Interval(Fraction(1), Fraction(1))


def condition(draft: Draft, kind: UnitKind) -> Condition:
    """A condition on some fact of the scorecard that is a number."""
    kinds = (FactType.BOOLEAN, FactType.COUNT, FactType.RATE, FactType.NUMBER)
    name = next(name for name, fact in draft.cards[kind].facts.items() if fact.type in kinds)
    return Condition(measure=Given(fact=name), within=CONDITIONS)


def others_of(draft: Draft, kind: UnitKind, node: Any) -> Mapping[str, tuple[ChangeKind, Any]]:  # noqa: ANN401 - a node of any class
    """Another value for each attribute of a node, and the kind of change that is."""
    when = condition(draft, kind)
    slip = Acknowledged(kind=SlipKind.GAP, words="như in", reason=OTHER_NAME)
    others: dict[str, tuple[ChangeKind, Any]] = {
        "round": (_K.ROUNDING_CHANGED, Rounding(0, RoundingMode.UP) if node.round is None else None),
        "applies_when": (_K.CONDITION_CHANGED, when if node.applies_when is None else None),
        "precondition": (_K.CONDITION_CHANGED, _precondition(node.precondition, when)),
        "slips": (_K.WORDING_CHANGED, (*node.slips, slip)),
        "model": (_K.BASIS_CHANGED, "another model"),
        "basis": (_K.BASIS_CHANGED, Basis.INFERRED if node.basis is not Basis.INFERRED else Basis.ATTESTED),
    }
    if isinstance(node, Field):
        others["role"] = (_K.ROLE_CHANGED, Role.PENALTY if node.role is None else None)
    if node.children:
        others["combine"] = (_K.COMBINATION_CHANGED, Combine.BEST if node.combine is None else None)
        return others
    applicable = node.not_applicable
    policy = Policy.FULL if applicable.policy is not Policy.FULL else Policy.ZERO
    return {
        **others,
        "evidence": (_K.EVIDENCE_CHANGED, (*node.evidence, "Biên bản họp")),
        "words": (_K.WORDING_CHANGED, (*node.words, "chấm theo biên bản")),
        "appraiser": (_K.APPRAISER_CHANGED, "another-body"),
        "not_applicable": draw_policy(applicable, policy),
    }


def draw_policy(applicable: Any, policy: Policy) -> tuple[ChangeKind, Any]:  # noqa: ANN401 - as above
    return _K.NOT_APPLICABLE_CHANGED, attrs.evolve(applicable, policy=policy)


def _precondition(before: Precondition | None, when: Condition) -> Precondition:
    if before is None:
        return Precondition(when=when, otherwise=FailedTo.ZERO)
    turned = FailedTo.ZERO if before.otherwise is FailedTo.NOT_ASSESSED else FailedTo.NOT_ASSESSED
    return attrs.evolve(before, otherwise=turned)


def attribute(draft: Draft, draw: Draw) -> None:
    """One attribute of a node."""
    kind = kind_of_unit(draft, draw)
    node = some(draw, draft.free(kind))
    if node is None:
        return
    others = others_of(draft, kind, node)
    name = draw(st.sampled_from(sorted(others)))
    change, after = others[name]
    before = getattr(node, name)
    asked = asked_by(draft.cards[kind], node.code)
    draft.change(kind, node.code, **{name: after})
    draft.tell(kind, node.code, change, name, before=before, after=after, edits=(((name,), before, after),))
    tell_facts(draft, kind, node.code, asked, change)


def tell_facts(draft: Draft, kind: UnitKind, code: str, before: dict[str, Fact], change: ChangeKind) -> None:
    """Expect the facts of a leaf to follow a change of it, where they are others now."""
    if before.keys() != asked_by(draft.cards[kind], code).keys():
        draft.tell(kind, code, change, "facts", follows=True, edits=())


def reason_of_policy(draft: Draft, draw: Draw) -> None:
    """The words of a not-applicable policy alone."""
    kind = kind_of_unit(draft, draw)
    leaf = some(draw, draft.free(kind, leaf=True))
    if leaf is None:
        return
    before, after = leaf.not_applicable, attrs.evolve(leaf.not_applicable, reason=OTHER_NAME)
    draft.change(kind, leaf.code, not_applicable=after)
    draft.tell(kind, leaf.code, _K.WORDING_CHANGED, "not_applicable", before=before, after=after)


def name_of_node(draft: Draft, draw: Draw) -> None:
    """A name in one language."""
    kind = kind_of_unit(draft, draw)
    node = some(draw, draft.free(kind))
    if node is None:
        return
    language = draw(st.sampled_from(["vi", "en"]))
    before, after = getattr(node.name, language), f"{node.name.vi} khác"
    draft.change(kind, node.code, name=attrs.evolve(node.name, **{language: after}))
    edits = ((("name", language), before, after),)
    attribute = f"name_{language}"
    draft.tell(kind, node.code, _K.WORDING_CHANGED, attribute, before=before, after=after, edits=edits)


def ground_of_number(draft: Draft, draw: Draw) -> None:
    """A number that stands on another ground than before."""
    kind = kind_of_unit(draft, draw)
    free = [node for node in draft.free(kind, leaf=True) if node.basis_of("max_points") is not Basis.TRANSCRIBED]
    node = some(draw, free)
    if node is None:
        return
    others = tuple(ground for ground in node.grounds if ground.part != "max_points")
    grounds = (*others, Ground(part="max_points", basis=Basis.TRANSCRIBED, source=node.source))
    draft.change(kind, node.code, grounds=grounds)
    draft.tell(kind, node.code, _K.BASIS_CHANGED, "grounds", before=node.grounds, after=grounds)


# --- Rules -----------------------------------------------------------------------------------------------------------


def rule(draft: Draft, draw: Draw) -> None:
    """One edit inside a scoring function; the facts follow where others are asked for."""
    kind = kind_of_unit(draft, draw)
    leaves = [leaf for leaf in draft.free(kind, leaf=True) if leaf.scoring is not None]
    leaf = some(draw, leaves)
    if leaf is None:
        return
    edit = draw(st.sampled_from(list(edits_of(leaf.scoring, draft.cards[kind].facts))))
    asked = asked_by(draft.cards[kind], leaf.code)
    after = edit.made(leaf.scoring)
    draft.change(kind, leaf.code, scoring=after)
    told = {"before": leaf.scoring, "after": after, "edits": edit.edits(leaf.scoring)}
    draft.tell(kind, leaf.code, edit.kind, "rule", **told)
    tell_facts(draft, kind, leaf.code, asked, edit.kind)


def points_with_maximum(draft: Draft, draw: Draw) -> None:
    """A leaf is worth more, and so are the points in its rule: the rule follows."""
    kind = kind_of_unit(draft, draw)
    facts = draft.cards[kind].facts
    choices = [
        (leaf, edit)
        for leaf in draft.free(kind, leaf=True)
        if leaf.scoring is not None and leaf.max_points is not None
        for edit in edits_of(leaf.scoring, facts)
        if edit.kind is _K.POINTS_CHANGED
    ]
    choice = some(draw, choices)
    if choice is None:
        return
    leaf, edit = choice
    scoring, points = edit.made(leaf.scoring), leaf.max_points + QUARTER
    draft.change(kind, leaf.code, scoring=scoring, max_points=points)
    draft.tell(kind, leaf.code, _K.MAX_RAISED, "max_points", before=leaf.max_points, after=points)
    told = {"before": leaf.scoring, "after": scoring, "edits": edit.edits(leaf.scoring), "follows": True}
    draft.tell(kind, leaf.code, _K.RULE_FOLLOWS, "rule", **told)


def surveyed(draft: Draft, draw: Draw) -> None:
    """A leaf scored by evidence is surveyed instead, or the other way: rule, facts and evidence come along."""
    kind = kind_of_unit(draft, draw)
    leaf = some(draw, [leaf for leaf in draft.free(kind, leaf=True) if leaf.scoring is not None])
    if leaf is None:
        return
    by_evidence = leaf.method is Method.EVIDENCE
    change = _K.EVIDENCE_TO_SURVEY if by_evidence else _K.SURVEY_TO_EVIDENCE
    method = Method.SURVEY if by_evidence else Method.EVIDENCE
    asked = asked_by(draft.cards[kind], leaf.code)
    edit = next(edits_of(leaf.scoring, draft.cards[kind].facts))
    after = edit.made(leaf.scoring)
    evidence = (*leaf.evidence, "Phiếu điều tra")
    draft.change(kind, leaf.code, method=method, scoring=after, evidence=evidence, model="survey")
    draft.tell(kind, leaf.code, change, "method", before=leaf.method, after=method)
    draft.tell(kind, leaf.code, change, "rule", before=leaf.scoring, after=after, follows=True)
    draft.tell(kind, leaf.code, change, "evidence", before=leaf.evidence, after=evidence, follows=True)
    draft.tell(kind, leaf.code, change, "model", before=leaf.model, after="survey", follows=True)
    tell_facts(draft, kind, leaf.code, asked, change)


def readings(draft: Draft, draw: Draw) -> None:
    """The words of a leaf are read in one of several ways from now on."""
    kind = kind_of_unit(draft, draw)
    leaf = some(draw, draft.free(kind, leaf=True))
    if leaf is None:
        return
    listed = (*leaf.readings, Reading(id="strict", words="như in"))
    chosen = Choice(reading="strict", by="Sở Ví dụ", why=OTHER_NAME)
    draft.change(kind, leaf.code, readings=listed, chosen=chosen)
    draft.tell(kind, leaf.code, _K.READINGS_CHANGED, "readings", before=leaf.chosen, after=chosen)


# --- Facts ------------------------------------------------------------------------------------------------------------


def fact(draft: Draft, draw: Draw) -> None:
    """A fact is of another type, given by somebody else, or called otherwise."""
    kind = kind_of_unit(draft, draw)
    card = draft.cards[kind]
    free = [name for name in card.facts if (kind, f"fact {name}") not in draft.touched]
    name = some(draw, free)
    if name is None:
        return
    before = card.facts[name]
    level = {"type": FactType.LEVEL, "levels": (*before.levels, "other")}
    named = dict.fromkeys(before.named, OTHER_NAME)
    choices: list[tuple[ChangeKind, str, dict[str, Any]]] = [
        (_K.FACT_RETYPED, "facts", level),
        (
            _K.FACT_GIVER_CHANGED,
            "giver",
            {"by": Giver.UNIT if before.by is Giver.APPRAISER else Giver.APPRAISER},
        ),
        (_K.WORDING_CHANGED, "fact_name", {"name": OTHER_NAME}),
        (_K.WORDING_CHANGED, "fact_name", {"named": named} if named else {"name": OTHER_NAME}),
    ]
    change, attribute, values = draw(st.sampled_from(choices))
    after = attrs.evolve(before, **values)
    draft.cards[kind] = attrs.evolve(card, facts={**card.facts, name: after})
    draft.touch(kind, f"fact {name}")
    draft.facts.append((kind, name, change, attribute))


def unasked_fact(draft: Draft, draw: Draw) -> None:
    """A fact that no leaf asks for comes or goes."""
    kind = kind_of_unit(draft, draw)
    card = draft.cards[kind]
    cards = (card, draft.old.scorecards[kind])
    asked = {name for each in cards for measure in each.measures for name, _ in measure.needs}
    idle = [name for name in card.facts if name not in asked and (kind, f"fact {name}") not in draft.touched]
    name = some(draw, idle)
    if name is not None and draw(st.booleans()):
        facts = {key: value for key, value in card.facts.items() if key != name}
        draft.expect(_K.FACT_REMOVED, "facts", kind, before=card.facts[name], subject=name)
    else:
        name = "a_new_fact"
        if (kind, f"fact {name}") in draft.touched:
            return
        facts = {**card.facts, name: Fact(type=FactType.BALLOTS, name=OTHER_NAME)}
        draft.expect(_K.FACT_ADDED, "facts", kind, after=facts[name], subject=name)
    draft.touch(kind, f"fact {name}")
    draft.cards[kind] = attrs.evolve(card, facts=facts)


# --- What a scorecard says of the whole ----------------------------------------------------------------------------


def whole(draft: Draft, draw: Draw) -> None:
    """What a scorecard says of itself."""
    kind = kind_of_unit(draft, draw)
    if (kind, "whole") in draft.touched:
        return
    draft.touch(kind, "whole")
    card = draft.cards[kind]
    slip = Acknowledged(kind=SlipKind.SUM, words="như in", reason=OTHER_NAME)
    name: str
    after: Any
    change, attribute, name, after = draw(
        st.sampled_from(
            [
                (_K.LIMITS_CHANGED, "limits", "total", attrs.evolve(card.total, ceiling=Fraction(77))),
                (_K.LIMITS_CHANGED, "limits", "total", Total(floor=Fraction(-3), out_of=Fraction(90))),
                (_K.CONDITION_CHANGED, "precondition", "precondition", _precondition(card.precondition, condition(draft, kind))),
                (_K.WORDING_CHANGED, "slips", "slips", (*card.slips, slip)),
                (_K.BASIS_CHANGED, "basis", "basis", Basis.INFERRED if card.basis is not Basis.INFERRED else Basis.ATTESTED),
                (_K.MAX_RAISED, "max_points", "max_points", card.max_points + odd(draft)),
                (_K.WORDING_CHANGED, "name_vi", "name", attrs.evolve(card.name, vi="Bộ chỉ số khác")),
            ]
        )
    )  # fmt: skip
    before = getattr(card, name)
    draft.cards[kind] = attrs.evolve(card, **{name: after})
    if name == "name":
        before, after = before.vi, after.vi
    draft.expect(change, attribute, kind, before=before, after=after)


VALUES: Final[tuple[Mutation, ...]] = (
    maximum, parent_maximum, attribute, reason_of_policy, name_of_node, ground_of_number, rule, points_with_maximum,
    surveyed, readings, fact, unasked_fact, whole,
)  # fmt: skip
