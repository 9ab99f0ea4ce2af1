"""How a boundary case is named, and the sentence that says what it tries."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from cchc_rules.exact import Answer, State, spell
from cchc_rules.scoring.cases.goals import Goal
from cchc_rules.scoring.cases.worked import REFUSED, Expected

TRIES: Final[Mapping[str, str]] = {
    "at": "The value is exactly at {of}",
    "below": "The value lies just below {of}",
    "above": "The value lies just above {of}",
    "row": "The value lies in the band {of}",
    "gap": "The value lies in the gap {of} that the text leaves",
    "within": "The replies are mixed",
    "holds": "The condition holds",
    "fails": "The condition fails",
    "never": "It was never done",
    "level": 'The level is "{of}"',
    "alone": "{of} alone differs from the other conditions",
    "zero_whole": "The whole {of} is 0",
    "stand_in": "{of} stands in for a whole of 0",
    "stand_in_zero": "{of} would stand in for a whole of 0, and is 0 too",
    "no_periods": "{of} is 0 and nothing can be divided by it",
    "part_above_whole": "{of} is more than the whole it is part of",
    "whole_below_zero": "More is taken from {of} than there is",
    "greatest": "{of} is the greatest of the wholes",
    "zero_benchmark": "The benchmark is 0 and nothing can be divided by it",
    "no_deadline": "The deadline {of} never came",
    "fewest_valid": "There are just as many valid replies as are needed, {of} in a group",
    "too_few_valid": "One valid reply is lacking of the {of} that are needed in a group",
    "off_step": "The points set are off the step of {of}",
    "cut_at_cap": "The parts add up to more than the cap of {of}",
    "held_at_floor": "The parts add up to less than the floor of {of}",
    "best": 'The part "{of}" is the best',
    "rounded_up": "Rounding ({of}) raises the points",
    "rounded_down": "Rounding ({of}) lowers the points",
    "held_to_maximum": "The points are held to the maximum of {of}",
    "unanswered": "Nothing is answered, and missing is never zero",
    "claim_confirmed": "It does not apply, and the appraiser has confirmed it: the policy is {of}",
    "claim_forbidden": "It applies to every unit, and a claim that it does not is refused",
    "claim_rejected": "The claim that it does not apply was rejected, and the facts decide",
    "claim_of_part": 'The part "{of}" alone does not apply',
    "best_child": "Of the children, {of} is the best",
    "ceiling": "The total is held to its ceiling of {of}",
    "floor": "The total is held to its floor of {of}",
}
_MEASURED: Final = ("below", "above", "row", "within", "gap", "holds", "fails")
_STRANGE: Final = re.compile(r"[^A-Za-z0-9.+-]+")


def slug(goal: Goal) -> str:
    """Give the id of the case that reaches a goal.

    >>> from cchc_rules.scoring.cases.goals import Claim
    >>> slug(Goal(code="1.1.2", claim=Claim.FORBIDDEN))
    '1.1.2-claim_forbidden'
    """
    code, _, rest = goal.id.partition(" ")
    return f"{code}-" + _STRANGE.sub("_", rest.replace("/", "_of_").replace("(", "after ")).strip("_")


def sentence(goal: Goal, value: Answer | None, expected: Mapping[str, Expected]) -> str:
    """Say in one sentence what a case tries and what must come of it."""
    tried = TRIES[goal.what].format(of=goal.about)
    where = "" if goal.aim is None or not goal.aim.path else f" ({goal.aim.path})"
    measured = f", here {spell(value)}" if isinstance(value, Fraction) and goal.what in _MEASURED else ""
    return f"{tried}{where}{measured}{_comes(expected)}."


def _comes(expected: Mapping[str, Expected]) -> str:
    if len(expected) != 1:
        return ""
    ((code, came),) = expected.items()
    if came is REFUSED:
        return ": the answers are refused"
    if isinstance(came, State):
        return f": {code} is {came.value.replace('_', ' ')}"
    return f": {code} earns {spell(came)}"
