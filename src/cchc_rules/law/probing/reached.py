"""Whether answers do what is aimed at: told from what they measure, and from nothing else."""

from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.exact import ONE, ZERO, Answer, Replies, Rounding
from cchc_rules.law.awards import Judged, Most
from cchc_rules.law.facts import Contradiction, Facts
from cchc_rules.law.measures import AllOf, AnyOf, Ratio, Relative
from cchc_rules.law.probing.aims import Aim, Way
from cchc_rules.law.probing.edges import Side
from cchc_rules.law.probing.search import meets
from cchc_rules.law.probing.spots import Joint, Required, Spot, held, observed
from cchc_rules.law.scoring import BestOf, Part, ScoredAnswers, Scoring, Sum
from cchc_rules.law.surveys import Survey
from cchc_rules.values import Value

_REFUSALS: Final = {
    Way.PART_ABOVE_WHOLE: "CR310",
    Way.WHOLE_BELOW_ZERO: "CR311",
    Way.NO_DEADLINE: "CR313",
}


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Rule(Value):
    """A scoring function where it stands: under a maximum, with the leaf's own rounding, over declared facts.

    ``required`` are the conditions above the leaf; where one fails, its own scoring is not looked at.
    """

    scoring: Scoring
    most: Most
    facts: Facts
    rounding: Rounding | None = None
    required: Required = ()

    def score(self, answers: ScoredAnswers) -> Fraction | str | None:
        """Give the points before rounding; the id of the finding where answers are refused, None where it is open."""
        return _scored(self.scoring, self.most, answers, self.facts)

    def settled(self, points: Fraction) -> Fraction:
        """Give the points after the leaf's own rounding, held to its maximum."""
        points = points if self.rounding is None else self.rounding(points)
        return points if self.most is None else min(self.most, points)

    def reached_above(self, answers: ScoredAnswers) -> bool:
        """Whether the leaf is scored at all: every condition above it holds."""
        return held(self.required, answers)

    def reached(self, aim: Aim, answers: ScoredAnswers) -> bool:
        """Whether answers do what is aimed at."""
        place = aim.place
        if not self.reached_above(answers):
            return False
        if place is None:
            return self._whole(aim, answers)
        if not place.active(answers):
            return False
        if isinstance(place, Joint):
            return _joint(aim, place.award, answers, self.facts)
        if aim.way is not None:
            return _way(aim, aim.way, place, answers)
        return _value(aim, place, answers)

    def _whole(self, aim: Aim, answers: ScoredAnswers) -> bool:
        if aim.way is Way.UNANSWERED:
            try:
                return bool(self.scoring.score(answers, self.most, self.facts).missing)
            except Contradiction:
                return False
        points = self.score(answers)
        if not isinstance(points, Fraction):
            return False
        if aim.way is Way.HELD_TO_MAXIMUM:
            return self.most is not None and points > self.most
        return _rounded(aim.way, points, self.rounding)


def _rounded(way: Way | None, points: Fraction, rounding: Rounding | None) -> bool:
    after = points if rounding is None else rounding(points)
    return after > points if way is Way.ROUNDED_UP else after < points


def _scored(scoring: Scoring, most: Most, answers: ScoredAnswers, facts: Facts) -> Fraction | str | None:
    try:
        return scoring.score(answers, most, facts).points
    except Contradiction as signal:
        return signal.finding.id


def _value(aim: Aim, spot: Spot, answers: ScoredAnswers) -> bool:
    value = observed(spot.measure, answers)
    if aim.want is None:  # a condition that holds, or does not
        if value is None or spot.condition is None or (isinstance(value, str) and spot.condition.level is None):
            return False
        return spot.condition.holds(answers) is (aim.side is Side.HOLDS)
    if isinstance(spot.award, Judged) and aim.side is Side.BELOW and isinstance(value, Fraction):
        return meets(value, aim.want) and (value / spot.award.step).denominator == 1
    return meets(value, aim.want)


# --- Ways -------------------------------------------------------------------------------------------------------------


def _way(aim: Aim, way: Way, spot: Spot, answers: ScoredAnswers) -> bool:
    measure = aim.inner
    if measure is None:
        return _off_step(spot, answers)
    if way in _REFUSALS:
        return observed(measure, answers) == _REFUSALS[way]
    match measure:
        case AllOf() | AnyOf():
            return _alone(measure, aim.of, answers)
        case Ratio():
            return _zero(measure, way, answers) if way is not Way.GREATEST else _greatest(measure, aim.of, answers)
        case Survey():
            return _valid(measure, way, answers)
        case _:
            return isinstance(measure, Relative) and observed(measure.to, answers) == ZERO


def _off_step(spot: Spot, answers: ScoredAnswers) -> bool:
    value, award = observed(spot.measure, answers), spot.award
    if not isinstance(award, Judged) or not isinstance(value, Fraction):
        return False
    return (spot.most is None or value <= spot.most) and (value / award.step).denominator != 1


def _answered(names: tuple[str, ...], answers: ScoredAnswers) -> tuple[Fraction, ...] | None:
    """The answers where all of them are numbers."""
    if answers.missing(names):
        return None
    values = tuple(answers.answer(name) for name in names)
    numbers = tuple(value for value in values if isinstance(value, Fraction))
    return numbers if len(numbers) == len(values) else None


def _alone(measure: AllOf | AnyOf, fact: str, answers: ScoredAnswers) -> bool:
    said = _answered(measure.facts, answers)
    one, others = (ZERO, ONE) if isinstance(measure, AllOf) else (ONE, ZERO)
    return said == tuple(one if name == fact else others for name in measure.facts)


def _wholes(ratio: Ratio, answers: ScoredAnswers) -> Fraction | None:
    wholes, less = _answered(ratio.whole, answers), _answered(ratio.less, answers)
    if wholes is None or less is None:
        return None
    return (max(wholes) if ratio.greatest else sum(wholes, ZERO)) - sum(less, ZERO)


def _zero(ratio: Ratio, way: Way, answers: ScoredAnswers) -> bool:
    """Whether the whole is 0, and what then comes of it."""
    came = observed(ratio, answers)
    if _wholes(ratio, answers) != ZERO:
        return False
    if ratio.stand_in is None:
        return way is Way.ZERO_WHOLE and (came == "CR312" or isinstance(came, Fraction))
    periods = () if ratio.stand_in.divided_by is None else (ratio.stand_in.divided_by,)
    said = _answered((ratio.stand_in.fact, *periods), answers)
    if said is None:
        return False
    figure, *divided = said
    if divided == [ZERO]:
        return way is Way.NO_PERIODS and came == "CR312"
    wanted = Way.STAND_IN if figure else Way.STAND_IN_ZERO
    return way is wanted and isinstance(came, Fraction)


def _greatest(ratio: Ratio, fact: str, answers: ScoredAnswers) -> bool:
    wholes = _answered(ratio.whole, answers)
    if wholes is None or not isinstance(observed(ratio, answers), Fraction):
        return False
    said = dict(zip(ratio.whole, wholes, strict=True))
    return all(said[fact] > whole for name, whole in said.items() if name != fact)


def _valid(survey: Survey, way: Way, answers: ScoredAnswers) -> bool:
    if answers.missing((survey.ballots,)):
        return False
    fewest = max(survey.min_valid, 1)
    valid = [reply.valid for _, reply in _replies(answers.answer(survey.ballots))]
    if way is Way.TOO_FEW_VALID:
        return fewest - 1 in valid
    return fewest in valid and isinstance(observed(survey, answers), Fraction)


def _replies(answer: Answer) -> tuple[tuple[str, Replies], ...]:
    return answer if isinstance(answer, tuple) else ()


# --- Parts put together -----------------------------------------------------------------------------------------------


def _joint(aim: Aim, award: Sum | BestOf, answers: ScoredAnswers, facts: Facts) -> bool:
    parts = {part.id: part for part in (award.every_part if isinstance(award, Sum) else award.parts)}
    if aim.way in (Way.ROUNDED_UP, Way.ROUNDED_DOWN):
        part = parts[aim.of]
        points = _scored(part.scoring, part.max_points, answers, facts)
        return isinstance(points, Fraction) and _rounded(aim.way, points, part.round)
    if isinstance(award, BestOf):
        return _best(parts, aim.of, answers, facts)
    free = Scoring(award=attrs.evolve(award, cap=None, floor=None))
    points = _scored(free, None, answers, facts)
    if not isinstance(points, Fraction):
        return False
    if aim.way is Way.CUT_AT_CAP:
        return award.cap is not None and points > award.cap
    return award.floor is not None and points < award.floor


def _best(parts: dict[str, Part], best: str, answers: ScoredAnswers, facts: Facts) -> bool:
    scored = {}
    for name, part in parts.items():
        points = _scored(Scoring(award=BestOf(parts=(part,))), None, answers, facts)
        if not isinstance(points, Fraction):
            return False
        scored[name] = points
    return all(scored[best] > points for name, points in scored.items() if name != best)
