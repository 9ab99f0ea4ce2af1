"""What must hold in an award: it fits its measure, its numbers make sense, and it has a maximum where it needs one."""

from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.errors import Finding
from cchc_rules.exact import ONE, ZERO, spell
from cchc_rules.law.awards import Bands, Deduct, Judged, Levels, Most, Proportional, SimpleAward, Steps, Tally, YesNo
from cchc_rules.law.facts import SHARE, Domain, Facts, FactType
from cchc_rules.law.measures import Given, Measure
from cchc_rules.law.places import Located
from cchc_rules.law.scoring import Sum


def prove_fit(award: SimpleAward, measure: Measure, facts: Facts) -> Iterator[Located]:
    """Find an award that cannot make points of what its measure gives."""
    domain = measure.domain(facts)
    if bool(domain.levels) != isinstance(award, Levels):
        yield (), Finding(id="CR242", subject=award.kind)
    elif domain.never and not isinstance(award, Bands):
        yield (), Finding(id="CR239", subject=award.kind)
    elif isinstance(award, Bands) and award.never is not None and not domain.never:
        yield ("never",), Finding(id="CR238")
    elif isinstance(award, Levels):
        for number, row in enumerate(award.rows):
            if row.level not in domain.levels:
                yield ("rows", number), Finding(id="CR244", found=row.level, expected=", ".join(domain.levels))
    elif isinstance(award, YesNo) and not _is_truth(domain):
        yield (), Finding(id="CR260", found=str(domain.interval))
    elif isinstance(award, Judged) and not _is_set(measure, facts):
        yield (), Finding(id="CR256", found=measure.kind)
    elif isinstance(award, Proportional | Tally | Deduct) and domain.interval.lower is None:
        yield (), Finding(id="CR263", subject=award.kind)


def _is_truth(domain: Domain) -> bool:
    return domain.whole and domain.interval == SHARE


def _is_set(measure: Measure, facts: Facts) -> bool:
    """Whether the measure is points that somebody sets."""
    return isinstance(measure, Given) and facts[measure.fact].type is FactType.POINTS


def prove_numbers(award: SimpleAward, most: Most) -> Iterator[Located]:
    """Find numbers of an award that leave it without sense, and a maximum that is missing."""
    match award:
        case Proportional():
            full, floor = ONE if award.full_at is None else award.full_at, award.floor or ZERO
            if not ZERO <= floor < full:
                yield (), Finding(id="CR235", found=spell(floor), expected=spell(full))
        case Steps():
            if award.add <= 0 or award.per <= 0:
                yield (), Finding(id="CR236")
            yield from prove_order("otherwise", award.otherwise, "base", award.base)
            yield from prove_order("base", award.base, "cap", most if award.cap is None else award.cap)
        case Deduct():
            yield from prove_order("floor", award.floor, "start", most if award.start is None else award.start)
        case Judged() if award.step <= 0:
            yield ("step",), Finding(id="CR237")
        case _:
            pass
    if most is None and _needs_maximum(award):
        yield (), Finding(id="CR259", subject=award.kind)


def _needs_maximum(award: SimpleAward) -> bool:
    match award:
        case YesNo():
            return award.yes is None
        case Deduct():
            return award.start is None
        case _:
            return isinstance(award, Proportional | Judged)


def prove_limits(award: Sum) -> Iterator[Located]:
    """Find a sum whose floor lies above its cap."""
    if award.floor is not None:
        yield from prove_order("floor", award.floor, "cap", award.cap)


def prove_order(low: str, lesser: Fraction, high: str, greater: Fraction | None) -> Iterator[Located]:
    """Find two numbers that stand the wrong way round."""
    if greater is not None and lesser > greater:
        yield (low,), Finding(id="CR262", subject=low, found=spell(lesser), expected=f"{high} ({spell(greater)})")
