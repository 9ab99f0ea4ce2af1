"""Spots of a scoring function: every place where a measure is looked at, and when it is looked at at all."""

from collections.abc import Iterator

import attrs

from cchc_rules.exact import Answer, Interval, cover
from cchc_rules.law.awards import Most, SimpleAward
from cchc_rules.law.facts import Contradiction, Domain, Facts, Unanswered
from cchc_rules.law.measures import Measure
from cchc_rules.law.scoring import BestOf, Branch, Condition, ScoredAnswers, Scoring, Sum
from cchc_rules.values import Value

Required = tuple[tuple[Condition, bool], ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Spot(Value):
    """One place where a measure is looked at: by an award, or by the condition of a branch.

    ``path`` names the parts and arms it stands in (empty at the leaf itself), ``required`` are the conditions on the
    way, each with what it must come to.
    """

    path: str
    measure: Measure
    award: SimpleAward | None = None
    condition: Condition | None = None
    most: Most = None
    required: Required = ()

    def active(self, answers: ScoredAnswers) -> bool:
        """Whether it is looked at under these answers."""
        return held(self.required, answers)

    def values(self, facts: Facts) -> tuple[tuple[Interval, ...], Domain]:
        """Give the values that can be met here: those the conditions on the way leave of the measure's domain."""
        domain = self.measure.domain(facts)
        pieces: tuple[Interval, ...] = (domain.interval,)
        for condition, wanted in self.required:
            if condition.measure != self.measure or condition.within is None:
                continue
            left = (
                (condition.within,) if wanted else cover([condition.within], domain.interval, whole=domain.whole).gaps
            )
            pieces = tuple(met for piece in pieces for one in left if not (met := piece.meet(one)).empty)
        return pieces, domain


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Joint(Value):
    """One place where parts are put together: a sum or the best of several."""

    path: str
    award: Sum | BestOf
    required: Required = ()

    def active(self, answers: ScoredAnswers) -> bool:
        """Whether the parts are put together under these answers."""
        return held(self.required, answers)


def held(required: Required, answers: ScoredAnswers) -> bool:
    """Whether every condition comes to what is required of it."""
    try:
        return all(condition.holds(answers) is wanted for condition, wanted in required)
    except (Unanswered, Contradiction):
        return False


def spots(scoring: Scoring, most: Most, path: str = "", required: Required = ()) -> Iterator[Spot | Joint]:
    """Give every spot of a scoring function, and every place where parts are put together, in printed order."""
    award = scoring.award
    if isinstance(award, Branch):
        failed = required
        for number, arm in enumerate(award.arms, 1):
            here = _below(path, f"arm_{number}")
            yield Spot(path=here, measure=arm.when.measure, condition=arm.when, required=failed)
            yield from spots(arm.scoring, arm.most(most), here, (*failed, (arm.when, True)))
            failed = (*failed, (arm.when, False))
        yield from spots(award.otherwise.scoring, award.otherwise.most(most), _below(path, "otherwise"), failed)
    elif isinstance(award, Sum | BestOf):
        yield Joint(path=path, award=award, required=required)
        for part in award.every_part if isinstance(award, Sum) else award.parts:
            yield from spots(part.scoring, part.max_points, _below(path, part.id), required)
    elif scoring.measure is not None:
        yield Spot(path=path, measure=scoring.measure, award=award, most=most, required=required)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def observed(measure: Measure, answers: ScoredAnswers) -> Answer | str | None:
    """Give what a measure comes to; the id of the finding where the answers contradict each other, None where open."""
    try:
        return measure.value(answers)
    except Contradiction as signal:
        return signal.finding.id
    except Unanswered:
        return None
