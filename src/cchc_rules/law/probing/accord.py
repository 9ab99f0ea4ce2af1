"""Accord: whether the answers of one unit can stand together, whichever leaf looks at them."""

from cchc_rules.law.facts import Contradiction, Unanswered
from cchc_rules.law.model import Criterion, Scorecard
from cchc_rules.law.probing.hurdles import Fails, above_each
from cchc_rules.law.probing.search import Assignment, Assumed


class Accord:
    """The leaves of one scorecard, each asked only about the facts that it looks at."""

    def __init__(self, card: Scorecard, year: int) -> None:
        self.card = card
        self.year = year
        self.above = above_each(card)
        self.leaves = {leaf.code: leaf for leaf in card.leaves}
        self.asking: dict[str, dict[str, None]] = {}  # by fact, the codes of the leaves that look at it
        for leaf in card.leaves:
            needs = [*leaf.rule.needs]
            needs += [need for condition, _ in self.above[leaf.code] for need in condition.measure.needs]
            for name, _ in needs:
                self.asking.setdefault(name, {})[leaf.code] = None

    def bears(self, given: Assignment, but: str = "") -> bool:
        """Whether a unit that gives these answers, and no others, is refused nowhere, but for one leaf left aside."""
        answers = Assumed(year=self.year, holidays=frozenset(self.card.decision.holidays), given=given)
        asked = dict.fromkeys(code for name in given for code in self.asking.get(name, ()) if code != but)
        try:
            for code in asked:
                self._look(self.leaves[code], answers)
        except Contradiction:
            return False
        return True

    def _look(self, leaf: Criterion, answers: Assumed) -> None:
        """Look at the answers as a leaf does; raises `Contradiction` where it refuses them."""
        free = True
        for condition, fails in self.above[leaf.code]:
            try:
                holds = condition.holds(answers)
            except Unanswered:
                free = False
                continue
            if not holds and fails is Fails.EXCLUDED:  # nothing more is asked of what does not apply
                return
            free = free and holds
        if free:
            leaf.rule.score(answers, leaf.max_points, self.card.facts)
