"""Whether a scoring function makes sense: bands that decide every case, and a maximum within reach."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cchc_rules.errors import Finding
from cchc_rules.exact import spell
from cchc_rules.law.award_proof import prove_fit, prove_limits, prove_numbers
from cchc_rules.law.awards import Most, Reach
from cchc_rules.law.decision_proof import prove_id, prove_once, prove_rounding
from cchc_rules.law.facts import Facts, FactType
from cchc_rules.law.measure_proof import prove_condition, prove_measure
from cchc_rules.law.model import Acknowledged, Criterion, SlipKind
from cchc_rules.law.places import Located, Path, repeated, under
from cchc_rules.law.scoring import BestOf, Branch, Otherwise, Part, Scoring, Sum

_SLIP_IDS: Final = {
    SlipKind.GAP: "CR251",
    SlipKind.OVERLAP: "CR252",
    SlipKind.UNREACHABLE: "CR253",
    SlipKind.EXCEEDS: "CR254",
}
_FACT_NAME: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)

Slipped = tuple[Path, SlipKind, Finding]


def prove_facts(facts: Facts) -> Iterator[Located]:
    """Find what is wrong with the declared facts themselves."""
    for name, fact in facts.items():
        if not _FACT_NAME.fullmatch(name):
            yield (name,), Finding(id="CR230", subject=name)
        if (fact.type is FactType.LEVEL) != bool(fact.levels) or len(set(fact.levels)) != len(fact.levels):
            yield (name,), Finding(id="CR231", subject=name)
        if fact.never and fact.type is not FactType.DATE:
            yield (name,), Finding(id="CR232", subject=name)


def acknowledged(slips: Iterable[Acknowledged], kind: SlipKind) -> bool:
    """Whether a slip of this kind is acknowledged."""
    return any(slip.kind is kind for slip in slips)


def stale(slips: Iterable[Acknowledged], found: Iterable[SlipKind]) -> Iterator[Located]:
    """Find acknowledged slips that are not there, or that are acknowledged twice."""
    listed, real = list(slips), set(found)
    for number, slip in enumerate(listed):
        if slip.kind not in real:
            yield ("slips", number), Finding(id="CR258", subject=slip.kind)
    yield from under(("slips",), prove_once([slip.kind.value for slip in listed]))


def prove_leaf(leaf: Criterion, facts: Facts) -> Iterator[Located]:
    """Find what is wrong with the scoring of a leaf, in each of its readings."""
    found: set[SlipKind] = set()
    sound = True
    for path, scoring in scorings_of(leaf):
        wrong = list(under(path, _prove_scoring(scoring, facts, leaf.max_points)))
        yield from wrong
        if wrong:
            sound = False
            continue
        for place, kind, finding in slips_of(scoring, facts, leaf.max_points):
            found.add(kind)
            if not acknowledged(leaf.slips, kind):
                yield (*path, *place), finding
        yield from under(path, _below_zero(scoring, facts, leaf.max_points))
    if sound:  # a scoring that was not looked at may have them
        yield from stale(leaf.slips, found)


def scorings_of(leaf: Criterion) -> Iterator[tuple[Path, Scoring]]:
    """Give every scoring function of a leaf, its own and those of its readings, with their paths."""
    if leaf.scoring is not None:
        yield ("scoring",), leaf.scoring
    for number, reading in enumerate(leaf.readings):
        if reading.scoring is not None:
            yield ("readings", number, "scoring"), reading.scoring


# --- Composition ----------------------------------------------------------------------------------------------------


def _holders(scoring: Scoring) -> Iterator[tuple[Path, Otherwise | Part]]:
    """The arms or parts right inside a scoring function, with their paths."""
    award = scoring.award
    if isinstance(award, Branch):
        yield from ((("award", "arms", number), arm) for number, arm in enumerate(award.arms))
        yield ("award", "otherwise"), award.otherwise
    if isinstance(award, Sum | BestOf):
        yield from ((("award", "parts", number), part) for number, part in enumerate(award.parts))
    if isinstance(award, Sum):
        yield from ((("award", "minus", number), part) for number, part in enumerate(award.minus))


def _every(scoring: Scoring, most: Most, path: Path = ()) -> Iterator[tuple[Path, Scoring, Most]]:
    """A scoring function and every one inside it, with the maximum that holds for it."""
    yield path, scoring, most
    for place, holder in _holders(scoring):
        inner = holder.max_points if isinstance(holder, Part) else holder.most(most)
        yield from _every(holder.scoring, inner, (*path, *place, "scoring"))


def _prove_scoring(scoring: Scoring, facts: Facts, most: Most) -> Iterator[Located]:
    yield from _prove_claimable(scoring)
    for path, inner, own in _every(scoring, most):
        award, measure = inner.award, inner.measure
        if isinstance(award, Branch | Sum | BestOf):
            if measure is not None:
                yield (*path, "measure"), Finding(id="CR240", subject=award.kind)
            yield from under(path, _prove_composite(inner, facts))
            continue
        yield from under((*path, "award"), prove_numbers(award, own))
        if measure is None:
            yield path, Finding(id="CR241", subject=award.kind)
            continue
        wrong = list(under((*path, "measure"), prove_measure(measure, facts)))
        yield from wrong or under((*path, "award"), prove_fit(award, measure, facts))


def _prove_claimable(scoring: Scoring) -> Iterator[Located]:
    """Find a part inside another that has the id of one that can be claimed: a claim would reach both."""
    award = scoring.award
    claimable = {part.id for part in award.parts} if isinstance(award, Sum | BestOf) else set()
    for path, inner, _ in _every(scoring, None):
        for place, holder in _holders(inner):
            if path and isinstance(holder, Part) and holder.id in claimable:
                yield (*path, *place), Finding(id="CR245", found=holder.id)


def _prove_composite(scoring: Scoring, facts: Facts) -> Iterator[Located]:
    award = scoring.award
    for path, holder in _holders(scoring):
        if holder.max_points is not None and holder.max_points <= 0:
            yield (*path, "max_points"), Finding(id="CR208", found=spell(holder.max_points))
        if isinstance(holder, Part):
            yield from under(path, prove_id(holder.id))
            yield from under((*path, "round"), prove_rounding(holder.round))
    if isinstance(award, Branch):
        for number, arm in enumerate(award.arms):
            yield from under(("award", "arms", number, "when"), prove_condition(arm.when, facts))
    if isinstance(award, Sum | BestOf):
        parts = award.every_part if isinstance(award, Sum) else award.parts
        for _, twice in repeated(part.id for part in parts):
            yield ("award",), Finding(id="CR245", found=twice)
    if isinstance(award, Sum):
        yield from under(("award",), prove_limits(award))


# --- What comes of it -----------------------------------------------------------------------------------------------


def _below_zero(scoring: Scoring, facts: Facts, most: Most) -> Iterator[Located]:
    """Find points below 0: of the whole, and of a part, which would count against the others or for the unit."""
    reaches: list[tuple[Path, Reach]] = [((), scoring.reach(facts, most))]
    for path, inner, _ in _every(scoring, most):
        for place, holder in _holders(inner):
            if isinstance(holder, Part):
                reaches.append(((*path, *place), holder.scoring.reach(facts, holder.max_points)))
    for path, reach in reaches:
        if reach.lowest < 0:
            yield path, Finding(id="CR257", found=spell(reach.lowest))


def slips_of(scoring: Scoring, facts: Facts, most: Most) -> Iterator[Slipped]:
    """Every slip of a scoring function that makes sense otherwise."""
    exceeding = list(_exceeding(scoring, facts, most))
    yield from exceeding
    for path, inner, _ in _every(scoring, most):
        if inner.measure is not None and not isinstance(inner.award, Branch | Sum | BestOf):
            for slip in inner.award.slips(inner.measure.domain(facts)):
                yield _slipped((*path, "award"), SlipKind(slip.kind), slip.values, "")
    highest = scoring.reach(facts, most).highest
    if most is None or highest == most:
        return
    if highest is not None and highest < most:
        yield _slipped((), SlipKind.UNREACHABLE, spell(highest), spell(most))
    elif not exceeding:
        yield _slipped((), SlipKind.EXCEEDS, "inf" if highest is None else spell(highest), spell(most))


def _exceeding(scoring: Scoring, facts: Facts, most: Most) -> Iterator[Slipped]:
    """Parts and arms that earn more than their own maximum, and arms whose maximum lies above that of the whole."""
    for path, inner, own in _every(scoring, most):
        for place, holder in _holders(inner):
            if holder.max_points is None:
                continue
            highest = holder.scoring.reach(facts, holder.max_points).highest
            if highest is None or highest > holder.max_points:
                found = "inf" if highest is None else spell(highest)
                yield _slipped((*path, *place), SlipKind.EXCEEDS, found, spell(holder.max_points))
            if isinstance(holder, Otherwise) and own is not None and holder.max_points > own:
                yield _slipped((*path, *place), SlipKind.EXCEEDS, spell(holder.max_points), spell(own))


def _slipped(path: Path, kind: SlipKind, found: str, expected: str) -> Slipped:
    return path, kind, Finding(id=_SLIP_IDS[kind], found=found, expected=expected)
