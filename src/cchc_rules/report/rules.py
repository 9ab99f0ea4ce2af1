"""The law in sentences: what a measure looks at, and how an award turns it into points."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from cchc_rules.errors import Language
from cchc_rules.law.awards import (
    Bands,
    Deduct,
    Judged,
    Levels,
    Most,
    Proportional,
    SimpleAward,
    StepCount,
    Steps,
    Tally,
    Toward,
    YesNo,
)
from cchc_rules.law.facts import Facts
from cchc_rules.law.lateness import DaysLate
from cchc_rules.law.measures import (
    AllOf,
    AnyOf,
    Comparison,
    Complement,
    Given,
    LevelOf,
    Measure,
    Product,
    Ratio,
    Relative,
    Weighted,
)
from cchc_rules.law.scoring import BestOf, Branch, Condition, Part, Scoring, Sum
from cchc_rules.law.surveys import Survey
from cchc_rules.report.figures import Shown, due, interval, number, points, quantity, rate, shown_of
from cchc_rules.report.labels import RULES, say

Line = tuple[int, str]


def fact_name(fact: str, facts: Facts, language: Language) -> str:
    """Give a fact's label."""
    return say(facts[fact].name.pair, language)


def shown(measure: Measure, facts: Facts) -> Shown:  # noqa: PLR0911 - one answer a kind
    """How the values of a measure are to be read."""
    match measure:
        case Given():
            return shown_of(facts[measure.fact])
        case AllOf() | AnyOf():
            return Shown.TRUTH
        case Ratio() | Complement() | Product() | Survey():
            return Shown.RATE
        case Relative():
            if measure.by is Comparison.RATIO:
                return Shown.RATE
            return Shown.GAP if shown(measure.of, facts) is Shown.RATE else Shown.NUMBER
        case DaysLate():
            return Shown.DAYS
        case Weighted() | LevelOf():
            return Shown.NUMBER
        case _:
            assert_never(measure)


class Speaker:
    """Says rules in one language, with the facts of one scorecard by their labels."""

    def __init__(self, facts: Facts, language: Language) -> None:
        self.facts = facts
        self.language = language

    def fact(self, fact: str) -> str:
        """Give a fact's label."""
        return fact_name(fact, self.facts, self.language)

    def rule(self, key: str, **words: str) -> str:
        """Fill in the sentence of a rule."""
        return say(RULES[key], self.language).format(**words)

    def points(self, value: Most) -> str:
        """Write points, or that nothing limits them."""
        return say(("không giới hạn", "no limit"), self.language) if value is None else points(value, self.language)

    def measure(self, measure: Measure) -> str:  # noqa: PLR0911 - one sentence a kind
        """Say what a measure looks at.

        >>> from cchc_rules.law.catalog import load
        >>> card = load("2024_2426").scorecard("department")
        >>> Speaker(card.facts, "en").measure(card.node("1.1.3").rule.measure)
        'Planned tasks completed / Tasks in the plan'
        """
        match measure:
            case Given() | LevelOf():
                return self.rule(measure.kind, fact=self.fact(measure.fact))
            case AllOf() | AnyOf():
                return self.rule(measure.kind, facts="; ".join(map(self.fact, measure.facts)))
            case Ratio():
                return self._ratio(measure)
            case Complement():
                return self.rule(measure.kind, measures=" + ".join(map(self.measure, measure.of)))
            case Product():
                return self.rule(measure.kind, measures=" × ".join(map(self._inner, measure.of)))
            case Relative():
                key = f"{measure.kind}.{measure.by}"
                return self.rule(key, of=self._inner(measure.of), to=self._inner(measure.to))
            case Weighted():
                terms = (self._term(term.times, self.fact(term.fact)) for term in measure.of)
                return self.rule(measure.kind, terms=" + ".join(terms))
            case DaysLate():
                key = measure.kind if measure.days is None else f"{measure.kind}.{measure.days}"
                named = "" if measure.due.fact is None else self.fact(measure.due.fact)
                return self.rule(key, fact=self.fact(measure.fact), due=due(measure.due, named, self.language))
            case Survey():
                return self._survey(measure)
            case _:
                assert_never(measure)

    def _inner(self, measure: Measure) -> str:
        text = self.measure(measure)
        return text if isinstance(measure, Given) else f"({text})"

    def _term(self, times: Fraction, name: str) -> str:
        return name if times == 1 else f"{number(times, self.language)} × {name}"

    def _added(self, facts: tuple[str, ...]) -> str:
        names = " + ".join(map(self.fact, facts))
        return names if len(facts) == 1 else f"({names})"

    def _ratio(self, measure: Ratio) -> str:
        whole = self._added(measure.whole)
        if measure.greatest:
            whole = self.rule("ratio.greatest", facts="; ".join(map(self.fact, measure.whole)))
        if measure.less:
            whole = f"({' − '.join((whole, *map(self.fact, measure.less)))})"
        clauses = [self.rule("ratio", part=self._added(measure.part), whole=whole)]
        if measure.when_zero is not None:
            clauses.append(self.rule("ratio.when_zero", rate=rate(measure.when_zero, self.language)))
        if measure.stand_in is not None:
            name = self.fact(measure.stand_in.fact)
            if measure.stand_in.divided_by is not None:
                name = f"{name} / {self.fact(measure.stand_in.divided_by)}"
            otherwise = rate(measure.stand_in.otherwise, self.language)
            clauses.append(self.rule("ratio.stand_in", fact=name, rate=otherwise))
        return "; ".join(clauses)

    def _survey(self, measure: Survey) -> str:
        options, groups = (
            ", ".join(f"{one.id} {rate(one.weight, self.language)}" for one in weights)
            for weights in (measure.options, measure.groups)
        )
        ballots = self.fact(measure.ballots)
        return self.rule(measure.kind, ballots=ballots, options=options, groups=groups, valid=str(measure.min_valid))

    def condition(self, condition: Condition) -> str:
        """Say when a condition holds."""
        what = self.measure(condition.measure)
        if condition.within is None:
            return f"{what}: “{condition.level}”"
        return f"{what}: {interval(condition.within, shown(condition.measure, self.facts), self.language)}"

    def scoring(self, scoring: Scoring, most: Most, depth: int = 0) -> Iterator[Line]:
        """Say a whole scoring function, line by line."""
        award = scoring.award
        if isinstance(award, Branch | Sum | BestOf):
            yield from self._composite(award, most, depth)
        elif scoring.measure is not None:
            yield depth, f"{say(('Số đo', 'Measure'), self.language)}: {self.measure(scoring.measure)}"
            read_as = shown(scoring.measure, self.facts)
            first, *rest = self.award(award, most, read_as)
            yield depth, f"{say(('Điểm', 'Points'), self.language)}: {first}"
            yield from ((depth + 1, line) for line in rest)

    def award(self, award: SimpleAward, most: Most, read_as: Shown) -> Iterator[str]:  # noqa: C901 - one sentence a kind
        """Say an award: a sentence, then one line for each of its rows."""
        match award:
            case YesNo():
                no = points(award.no or Fraction(), self.language)
                yield self.rule(award.kind, yes=self.points(most if award.yes is None else award.yes), no=no)
            case Proportional():
                yield self._proportional(award, most)
            case Bands():
                yield self.rule(award.kind)
                for row in award.rows:
                    values = interval(row.within, read_as, self.language)
                    yield self.rule("bands.row", values=values, points=self.points(row.points))
                if award.never is not None:
                    yield self.rule("bands.never", points=self.points(award.never))
            case Levels():
                yield self.rule(award.kind)
                yield from (
                    self.rule("levels.row", level=row.level, points=self.points(row.points)) for row in award.rows
                )
            case Steps():
                yield self._steps(award, most, read_as)
            case Tally():
                yield self.rule(award.kind, cap=self.points(most if award.cap is None else award.cap))
            case Deduct():
                start = self.points(most if award.start is None else award.start)
                yield self.rule(award.kind, start=start, floor=self.points(award.floor))
            case Judged():
                yield self.rule(award.kind, most=self.points(most), step=number(award.step, self.language))
            case _:
                assert_never(award)

    def _proportional(self, award: Proportional, most: Most) -> str:
        if award.full_at is None:
            text = self.rule(award.kind, most=self.points(most))
        else:
            full_at = rate(award.full_at, self.language)
            text = self.rule("proportional.full_at", full_at=full_at, most=self.points(most))
        if award.floor is None:
            return text
        return f"{text}; {self.rule('proportional.floor', floor=rate(award.floor, self.language))}"

    def _steps(self, award: Steps, most: Most, read_as: Shown) -> str:
        direction = "less" if award.toward is Toward.LESS else "more"
        counted = f".{award.count}" if award.count is StepCount.PRO_RATA else ""
        read_as = Shown.RATE if read_as is Shown.RATE else Shown.NUMBER
        gap = Shown.GAP if read_as is Shown.RATE else read_as
        at = quantity(award.at, read_as, self.language)
        return self.rule(
            award.kind,
            at=at,
            short=self.rule(f"steps.short.{direction}", at=at),
            base=self.points(award.base),
            beyond=self.rule(f"steps.{direction}{counted}", per=quantity(award.per, gap, self.language)),
            add=self.points(award.add),
            cap=self.points(most if award.cap is None else award.cap),
            otherwise=self.points(award.otherwise),
        )

    def _composite(self, award: Branch | Sum | BestOf, most: Most, depth: int) -> Iterator[Line]:
        match award:
            case Branch():
                yield depth, self.rule(award.kind)
                for arm in award.arms:
                    condition = self.condition(arm.when)
                    yield depth + 1, self.rule("branch.arm", condition=condition, most=self.points(arm.most(most)))
                    yield from self.scoring(arm.scoring, arm.most(most), depth + 2)
                rest = award.otherwise
                yield depth + 1, self.rule("branch.otherwise", most=self.points(rest.most(most)))
                yield from self.scoring(rest.scoring, rest.most(most), depth + 2)
            case Sum():
                yield depth, self.rule(award.kind)
                if award.base is not None:
                    yield depth + 1, self.rule("sum.base", points=self.points(award.base))
                for part in award.parts:
                    yield from self._part("sum.part", part, depth + 1)
                for part in award.minus:
                    yield from self._part("sum.minus", part, depth + 1)
                limits = (("sum.floor", award.floor), ("sum.cap", award.cap))
                yield from (
                    (depth + 1, self.rule(key, points=self.points(end))) for key, end in limits if end is not None
                )
            case BestOf():
                yield depth, self.rule(award.kind)
                for part in award.parts:
                    yield from self._part("sum.part", part, depth + 1)
            case _:
                assert_never(award)

    def _part(self, key: str, part: Part, depth: int) -> Iterator[Line]:
        yield depth, self.rule(key, part=part.id, most=self.points(part.max_points))
        yield from self.scoring(part.scoring, part.max_points, depth + 1)
