"""Accord: whether the answers of one unit can stand together, whichever leaf looks at them."""

from cchc_rules.exact import Answer
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
        self.holidays = frozenset(card.decision.holidays)
        self.asking: dict[str, dict[str, None]] = {}  # by fact, the codes of the leaves that look at it
        self.looks_at: dict[str, tuple[str, ...]] = {}  # by the code of a leaf, the facts that it looks at
        self.bore: dict[tuple[str, tuple[Answer | None, ...]], bool] = {}  # a leaf says the same of the same answers
        for leaf in card.leaves:
            needs = [*leaf.rule.needs]
            needs += [need for condition, _ in self.above[leaf.code] for need in condition.measure.needs]
            self.looks_at[leaf.code] = tuple(dict.fromkeys(name for name, _ in needs))
            for name in self.looks_at[leaf.code]:
                self.asking.setdefault(name, {})[leaf.code] = None

    def looked_at(self, code: str, given: Assignment) -> tuple[Answer | None, ...]:
        """Give what a leaf sees of answers; None where there is none."""
        return tuple(map(given.get, self.looks_at[code]))

    def bears(self, given: Assignment, but: str = "") -> bool:
        """Whether a unit that gives these answers, and no others, is refused nowhere, but for one leaf left aside."""
        asked = dict.fromkeys(code for name in given for code in self.asking.get(name, ()) if code != but)
        return all(self._bears(code, given) for code in asked)

    def _bears(self, code: str, given: Assignment) -> bool:
        seen = code, self.looked_at(code, given)
        if seen not in self.bore:
            try:
                self._look(self.leaves[code], Assumed(year=self.year, holidays=self.holidays, given=given))
            except Contradiction:
                self.bore[seen] = False
            else:
                self.bore[seen] = True
        return self.bore[seen]

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
