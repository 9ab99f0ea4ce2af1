"""What must hold in a measure: facts of the right types, weights that add up, deadlines that name a day."""

from collections.abc import Hashable, Iterator
from fractions import Fraction
from typing import Final

from cchc_rules.errors import Finding
from cchc_rules.exact import ONE, ZERO, cover, spell
from cchc_rules.law.decision_proof import prove_id, prove_once, prove_range
from cchc_rules.law.facts import Domain, Facts
from cchc_rules.law.lateness import DaysLate, Due
from cchc_rules.law.measures import AllOf, AnyOf, Complement, LevelOf, Measure, Product, Ratio, Relative, Weighted
from cchc_rules.law.places import Located, Path, repeated, under
from cchc_rules.law.scoring import Condition
from cchc_rules.law.surveys import Survey

_DAYS: Final = range(367)
_REPLIES: Final = range(1, 1_000_001)
_NO_OPTIONS: Final = ("blank", "invalid", "valid")  # what ballots say beside their options


def prove_condition(condition: Condition, facts: Facts) -> Iterator[Located]:
    """Find what is wrong with a condition, and whether it can hold and can fail."""
    wrong = list(under(("measure",), prove_measure(condition.measure, facts)))
    yield from wrong
    if wrong:
        return
    domain = condition.measure.domain(facts)
    if bool(domain.levels) != (condition.level is not None) or (condition.level is None) == (condition.within is None):
        yield (), Finding(id="CR243")
    elif condition.level is not None and condition.level not in domain.levels:
        yield ("level",), Finding(id="CR244", found=condition.level, expected=", ".join(domain.levels))
    elif condition.within is not None:
        left = cover([condition.within], domain.interval, whole=domain.whole).gaps
        if not left and not domain.never:
            yield ("in",), Finding(id="CR266", found=str(condition.within), expected=str(domain.interval))
        if left == (_whole(domain).interval,):
            yield ("in",), Finding(id="CR265", found=str(condition.within), expected=str(domain.interval))


def _whole(domain: Domain) -> Domain:
    return Domain(domain.interval.wholes()) if domain.whole else domain


def prove_measure(measure: Measure, facts: Facts) -> Iterator[Located]:
    """Find what is wrong with a measure and with those inside it."""
    wrong = list(_wrong_facts(measure, facts))
    yield from wrong
    if not wrong:
        yield from _prove(measure)


def _wrong_facts(measure: Measure, facts: Facts) -> Iterator[Located]:
    for name, types in dict.fromkeys(measure.needs):
        if name not in facts:
            yield (), _undeclared(name, facts)
        elif facts[name].type not in types:
            expected = ", ".join(sorted(types))
            yield (), Finding(id="CR234", subject=name, found=facts[name].type, expected=expected)


def _undeclared(name: str, facts: Facts) -> Finding:
    from difflib import get_close_matches  # noqa: PLC0415 - only when a fact is misspelt

    near = get_close_matches(name, facts, n=1)
    if near:
        return Finding(id="CR233", subject=name, expected=near[0])
    return Finding(id="CR218", subject=name)


def _prove(measure: Measure) -> Iterator[Located]:
    match measure:
        case AllOf() | AnyOf():
            yield from under(("facts",), prove_once(list(measure.facts)))
        case Ratio():
            yield from _prove_ratio(measure)
        case Complement() | Product() | Relative():
            for number, inner in enumerate(measure.inner):
                path: Path = (("of", "to")[number],) if isinstance(measure, Relative) else ("of", number)
                yield from under(path, _prove_inner(inner, measure))
        case Weighted():
            yield from under(("of",), _prove_terms(measure))
        case DaysLate():
            yield from under(("due",), _prove_due(measure.due))
        case Survey():
            yield from _prove_survey(measure)
        case _:  # a fact or a level, which is no more than its name
            return


def _prove_terms(measure: Weighted) -> Iterator[Located]:
    yield from prove_once([term.fact for term in measure.of])
    for number, term in enumerate(measure.of):
        if term.times == 0:
            yield (number,), Finding(id="CR267", subject=term.fact)


def _prove_inner(inner: Measure, outer: Complement | Product | Relative) -> Iterator[Located]:
    if isinstance(inner, LevelOf | DaysLate):
        yield (), Finding(id="CR246", subject=outer.kind, found=inner.kind)
    yield from _prove(inner)


def _prove_ratio(ratio: Ratio) -> Iterator[Located]:
    lists: dict[str, list[Hashable]] = {"part": list(ratio.part), "whole": list(ratio.whole), "less": list(ratio.less)}
    for key, names in lists.items():
        yield from under((key,), prove_once(names))
    if ratio.stand_in is not None and ratio.when_zero is not None:
        yield ("when_zero",), Finding(id="CR268")
    yield from under(("when_zero",), _prove_rate(ratio.when_zero, ratio))
    if ratio.stand_in is not None:
        yield from under(("stand_in", "otherwise"), _prove_rate(ratio.stand_in.otherwise, ratio))


def _prove_rate(rate: Fraction | None, ratio: Ratio) -> Iterator[Located]:
    if rate is not None and (rate < 0 or (rate > 1 and not ratio.may_exceed)):
        yield (), Finding(id="CR261", found=spell(rate), expected="[0, inf)" if ratio.may_exceed else "[0, 1]")


def _prove_due(due: Due) -> Iterator[Located]:
    given = [key for key in ("by", "before", "fact") if getattr(due, key) is not None]
    if len(given) != 1:
        yield (), Finding(id="CR247")
    elif due.exclusive and due.fact is None:
        yield ("exclusive",), Finding(id="CR255", subject="exclusive", found=given[0], expected="fact")
    elif due.year is not None and due.fact is not None:
        yield ("year",), Finding(id="CR255", subject="year", found="fact", expected="by, before")
    yield from prove_range(("plus_days",), due.plus_days, _DAYS)


def _prove_survey(survey: Survey) -> Iterator[Located]:
    options = [option.weight for option in survey.options]
    groups = [group.weight for group in survey.groups]
    if any(not ZERO <= weight <= ONE for weight in options) or min(groups) <= 0 or sum(groups, ZERO) != ONE:
        yield (), Finding(id="CR248", found=spell(sum(groups, ZERO)))
    for key, listed in (("options", survey.options), ("groups", survey.groups)):
        for number, one in enumerate(listed):
            yield from under((key, number), prove_id(one.id))
        for number, twice in repeated(one.id for one in listed):
            yield (key, number), Finding(id="CR249", found=twice)
    for number, option in enumerate(survey.options):
        if option.id in _NO_OPTIONS:
            yield ("options", number), Finding(id="CR250", found=option.id)
    yield from prove_range(("min_valid",), survey.min_valid, _REPLIES)
