"""Surveys: the weighted mean of what respondents answered."""

from fractions import Fraction
from typing import ClassVar, Final

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.exact import ZERO, Answer, Interval, spell
from cchc_rules.law.facts import Answers, Domain, Facts, FactType, Needs, Trace, Unanswered, note
from cchc_rules.values import Value

_BALLOTS: Final = frozenset({FactType.BALLOTS})


@attrs.frozen(eq=False, repr=False, slots=False)
class Weight(Value):
    """An option of a survey question or a respondent group, and the share it counts for (0 to 1)."""

    id: str
    weight: Fraction


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Survey(Value):
    """The weighted mean of a survey question (K16): sum over groups of group weight × mean option weight.

    A group with fewer than ``min_valid`` valid replies leaves the measure unknown, never 0.
    """

    kind: ClassVar[str] = "survey"
    ballots: str
    options: tuple[Weight, ...]
    groups: tuple[Weight, ...]
    min_valid: int

    @property
    def needs(self) -> Needs:
        return ((self.ballots, _BALLOTS),)

    def domain(self, facts: Facts) -> Domain:  # noqa: ARG002 - the same for any facts
        weights = [option.weight for option in self.options]
        scale = sum((group.weight for group in self.groups), ZERO)
        return Domain(Interval(min(weights) * scale, max(weights) * scale))

    def value(self, answers: Answers, trace: Trace = None) -> Answer:
        missing = answers.missing((self.ballots,))
        replies = () if missing else answers.answer(self.ballots)
        by_group = dict(replies) if isinstance(replies, tuple) else {}
        absent = tuple(f"{self.ballots}.{group.id}" for group in self.groups if group.id not in by_group)
        if absent:
            raise Unanswered(absent)
        weights = {option.id: option.weight for option in self.options}
        inputs: list[tuple[str, Answer]] = []
        total = ZERO
        for group in self.groups:
            found = by_group[group.id]
            if found.valid < max(self.min_valid, 1):
                few = Finding(
                    id="CR321",
                    severity=Severity.WARNING,
                    subject=f"{self.ballots}.{group.id}",
                    found=spell(found.valid),
                    expected=str(self.min_valid),
                )
                raise Unanswered((f"{self.ballots}.{group.id}",), few)
            mean = sum((weights[option] * share for option, share in found.shares), ZERO)
            inputs += [(f"{group.id}.weight", group.weight), (group.id, mean), (f"{group.id}.valid", found.valid)]
            total += group.weight * mean
        note(trace, "measure", self.kind, tuple(inputs), total)
        return total
