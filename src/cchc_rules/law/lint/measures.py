"""Measures that hold and can still go wrong: rates above 100 %, denominators of zero that nobody may claim."""

from collections.abc import Iterator
from typing import Final

from cchc_rules.exact import ZERO
from cchc_rules.law.lint.advice import advice
from cchc_rules.law.lint.rules import Guards, Rule, rules
from cchc_rules.law.measures import Comparison, Complement, Given, Measure, Ratio, Relative, every
from cchc_rules.law.model import Scorecard
from cchc_rules.law.places import Located
from cchc_rules.law.scoring import Policy

_PLUS: Final = " + "


def odd_measures(card: Scorecard) -> Iterator[Located]:
    """Find everything odd in the measures of a scorecard."""
    for rule in rules(card):
        path = (*rule.path, "measure")
        for measure in dict.fromkeys(every(rule.measure)):
            match measure:
                case Ratio():
                    yield from ((path, finding[1]) for finding in _of_ratio(measure, rule))
                case Complement() if _below_zero(measure, rule):
                    subject = ", ".join(dict.fromkeys(fact for fact, _ in measure.needs))
                    yield path, advice("CR511", code=rule.leaf.code, subject=subject)
                case Relative(by=Comparison.RATIO) if _zero(measure.to, rule):
                    subject = ", ".join(dict.fromkeys(fact for fact, _ in measure.to.needs))
                    yield path, advice("CR510", code=rule.leaf.code, subject=subject)
                case _:
                    pass


def _of_ratio(ratio: Ratio, rule: Rule) -> Iterator[Located]:
    code, part, whole = rule.leaf.code, _PLUS.join(ratio.part), _PLUS.join(ratio.whole)
    if ratio.may_exceed:
        yield (), advice("CR508", code=code, subject=part, found=whole)
    elif ratio.stand_in is not None:
        yield (), advice("CR509", code=code, subject=part, found=whole, expected=ratio.stand_in.fact)
    undecided = ratio.when_zero is None and ratio.stand_in is None
    if undecided and _cannot_be_claimed(rule) and not _kept_from_zero(ratio, rule.guards):
        yield (), advice("CR510", code=code, subject=whole)


def _below_zero(measure: Complement, rule: Rule) -> bool:
    lower = measure.domain(rule.facts).interval.lower
    return lower is None or lower < 0


def _zero(measure: Measure, rule: Rule) -> bool:
    return measure.domain(rule.facts).interval.holds(ZERO) and _cannot_be_claimed(rule)


def _cannot_be_claimed(rule: Rule) -> bool:
    """Whether some reading of the leaf refuses the claim that nothing arose."""
    leaf = rule.leaf
    own = [reading.not_applicable for reading in leaf.readings if reading.not_applicable is not None]
    policies = [leaf.not_applicable, *own]
    return any(policy is not None and policy.policy is Policy.FORBIDDEN for policy in policies)


def _kept_from_zero(ratio: Ratio, guards: Guards) -> bool:
    """Whether a condition around the rule says that one of the facts of the whole is not 0."""
    if ratio.less:
        return False
    whole = [Given(fact) for fact in ratio.whole]
    return any(
        condition.measure in whole and condition.within is not None and condition.within.holds(ZERO) is not holds
        for condition, holds in guards
    )
