"""The law in sentences: what a measure looks at, and how an award turns it into points.

Nothing is lost in them: ``office/wording`` reads a scoring function back from its Vietnamese sentences. So labels that
could be taken for something else stand in quotes, and what is stated though it is the default is marked as stated.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, assert_never

from cchc_rules.errors import Language
from cchc_rules.exact import HUNDRED, ONE, ZERO, Interval
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
from cchc_rules.law.scoring import BestOf, Branch, Condition, Otherwise, Part, Scoring, Sum
from cchc_rules.law.surveys import Survey, Weight
from cchc_rules.report.figures import Shown, due, interval, number, numbered, points, quantity, rate, shown_of
from cchc_rules.report.labels import RULES, say

Line = tuple[int, str]

PLAIN_LABEL: Final = re.compile(r"[^\W\d_](?:(?! [/+−×≈] |, thêm |so với)[^“”();:=\n])*")
_TRUTHS: Final = (Interval(ONE, ONE), Interval(ZERO, ZERO))
_ROUNDED: Final = re.compile(r"(?<!\d )≈")


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
        return self.rule("no_limit") if value is None else _exactly(points(value, self.language), value)

    def number(self, value: Fraction) -> str:
        """Write a number of the law, exactly however long it is."""
        return _exactly(number(value, self.language), value)

    def rate(self, value: Fraction) -> str:
        """Write a share of the law as a percentage, exactly however long it is."""
        return _exactly(rate(value, self.language), value)

    def interval(self, value: Interval, read_as: Shown) -> str:
        """Write a band in words, exactly; a band of truths that is neither yes nor no is one of numbers."""
        if read_as is Shown.TRUTH and value not in _TRUTHS:
            read_as = Shown.NUMBER
        scale = HUNDRED if read_as is Shown.GAP else ONE
        ends = [end * scale for end in (value.lower, value.upper) if end is not None]
        write = rate if read_as is Shown.RATE else number
        long = [end for end in ends if write(end, self.language).startswith("≈")]
        return _exactly(interval(value, read_as, self.language), *long)

    def label(self, fact: str) -> str:
        """Give a fact's label as it stands in a rule: in quotes where it could be misread, with its name if shared."""
        text = self.fact(fact)
        if [say(other.name.pair, self.language) for other in self.facts.values()].count(text) > 1:
            return f"{_quoted(text)} ({fact})"
        return text if PLAIN_LABEL.fullmatch(text) else _quoted(text)

    def level(self, level: str, fact: str) -> str:
        """Give a level by its name, with its id where two share the name."""
        named = self.facts[fact]
        text = say(named.called(level), self.language)
        same = [other for other in named.levels if text in (other, say(named.called(other), self.language))]
        return _quoted(text) if same == [level] else f"{_quoted(text)} ({level})"

    def _worth(self, given: Most, default: Most) -> str:
        """Write points that are the default unless stated; stated as the default, they are marked."""
        text = self.points(default if given is None else given)
        return self.rule("stated", value=text) if given is not None and given == default else text

    def _opened(self, key: str, arm: Otherwise, **words: str) -> str:
        """Open an arm: with its own maximum, or under that of the whole."""
        if arm.max_points is None:
            return self.rule(f"{key}.whole", **words)
        return self.rule(key, most=self.points(arm.max_points), **words)

    def measure(self, measure: Measure) -> str:  # noqa: PLR0911 - one sentence a kind
        """Say what a measure looks at.

        >>> from cchc_rules.law.catalog import load
        >>> card = load("2024_2426").scorecard("department")
        >>> Speaker(card.facts, "en").measure(card.node("1.1.3").rule.measure)
        'Planned tasks completed / Tasks in the plan'
        """
        match measure:
            case Given() | LevelOf():
                return self.rule(measure.kind, fact=self.label(measure.fact))
            case AllOf() | AnyOf():
                return self.rule(measure.kind, facts="; ".join(map(self.label, measure.facts)))
            case Ratio():
                return self._ratio(measure)
            case Complement():
                return self.rule(measure.kind, measures=self._summed(measure.of))
            case Product():
                factors = [f"({self.measure(one)})" for one in measure.of]
                return self.rule(measure.kind, measures=" × ".join(factors if factors[1:] else ["1", *factors]))
            case Relative():
                key = f"{measure.kind}.{measure.by}"
                return self.rule(key, of=self._inner(measure.of), to=self._inner(measure.to))
            case Weighted():
                alone = len(measure.of) == 1  # a fact alone would be the fact itself
                terms = (self._term(term.times, self.label(term.fact), alone=alone) for term in measure.of)
                return self.rule(measure.kind, terms=" + ".join(terms))
            case DaysLate():
                key = measure.kind if measure.days is None else f"{measure.kind}.{measure.days}"
                named = "" if measure.due.fact is None else self.label(measure.due.fact)
                return self.rule(key, fact=self.label(measure.fact), due=due(measure.due, named, self.language))
            case Survey():
                return self._survey(measure)
            case _:
                assert_never(measure)

    def _inner(self, measure: Measure) -> str:
        text = self.measure(measure)
        return text if isinstance(measure, Given) else f"({text})"

    def _summed(self, measures: tuple[Measure, ...]) -> str:
        texts = []
        for measure in measures:
            text = self.measure(measure)
            clear = isinstance(measure, Given | Ratio) and ("; " not in text or len(measures) == 1)
            texts.append(text if clear else f"({text})")
        return " + ".join(texts)

    def _term(self, times: Fraction, name: str, *, alone: bool) -> str:
        return name if times == 1 and not alone else f"{self.number(times)} × {name}"

    def _added(self, facts: tuple[str, ...]) -> str:
        names = " + ".join(map(self.label, facts))
        return names if len(facts) == 1 else f"({names})"

    def _ratio(self, measure: Ratio) -> str:
        whole = self._added(measure.whole)
        if measure.greatest:
            whole = self.rule("ratio.greatest", facts="; ".join(map(self.label, measure.whole)))
        if measure.less:
            whole = f"({' − '.join((whole, *map(self.label, measure.less)))})"
        clauses = [self.rule("ratio", part=self._added(measure.part), whole=whole)]
        if measure.may_exceed:
            clauses.append(self.rule("ratio.may_exceed"))
        if measure.when_zero is not None:
            clauses.append(self.rule("ratio.when_zero", rate=self.rate(measure.when_zero)))
        if measure.stand_in is not None:
            name = self.label(measure.stand_in.fact)
            if measure.stand_in.divided_by is not None:
                name = f"{name} / {self.label(measure.stand_in.divided_by)}"
            otherwise = self.rate(measure.stand_in.otherwise)
            clauses.append(self.rule("ratio.stand_in", fact=name, rate=otherwise))
        return "; ".join(clauses)

    def _survey(self, measure: Survey) -> str:
        fact = self.facts[measure.ballots]
        options, groups = (
            ", ".join(self._choice(one, say(fact.called(one.id), self.language)) for one in weights)
            for weights in (measure.options, measure.groups)
        )
        ballots, valid = self.label(measure.ballots), str(measure.min_valid)
        return self.rule(measure.kind, ballots=ballots, options=options, groups=groups, valid=valid)

    def _choice(self, one: Weight, name: str) -> str:
        return f"{_called(one.id, name)} {self.rate(one.weight)}"

    def condition(self, condition: Condition) -> str:
        """Say when a condition holds."""
        what = self.measure(condition.measure)
        if condition.within is not None:
            holds = self.interval(condition.within, shown(condition.measure, self.facts))
        elif isinstance(condition.measure, LevelOf) and condition.level is not None:
            holds = self.level(condition.level, condition.measure.fact)
        else:
            holds = _quoted(str(condition.level))
        return self.rule("condition", measure=what, holds=holds)

    def scoring(self, scoring: Scoring, most: Most, depth: int = 0) -> Iterator[Line]:
        """Say a whole scoring function, line by line."""
        award = scoring.award
        if isinstance(award, Branch | Sum | BestOf):
            yield from self._composite(award, most, depth)
        elif scoring.measure is not None:
            yield depth, self.rule("scoring.measure", measure=self.measure(scoring.measure))
            first, *rest = self.award(award, most, scoring.measure)
            yield depth, self.rule("scoring.award", award=first)
            yield from ((depth + 1, line) for line in rest)

    def award(self, award: SimpleAward, most: Most, measure: Measure) -> Iterator[str]:  # noqa: C901 - one sentence a kind
        """Say an award: a sentence, then one line for each of its rows."""
        read_as = shown(measure, self.facts)
        match award:
            case YesNo():
                yield self.rule(award.kind, yes=self._worth(award.yes, most), no=self._worth(award.no, ZERO))
            case Proportional():
                yield self._proportional(award, most)
            case Bands():
                yield self.rule(award.kind)
                for row in award.rows:
                    values = self.interval(row.within, read_as)
                    yield self.rule("bands.row", values=values, points=self.points(row.points))
                if award.never is not None:
                    yield self.rule("bands.never", points=self.points(award.never))
            case Levels():
                yield self.rule(award.kind)
                fact = measure.fact if isinstance(measure, LevelOf) else ""
                for one in award.rows:
                    level = self.level(one.level, fact)
                    yield self.rule("levels.row", level=level, points=self.points(one.points))
            case Steps():
                yield self._steps(award, most, read_as)
            case Tally():
                yield self.rule(award.kind, cap=self._worth(award.cap, most))
            case Deduct():
                start = self._worth(award.start, most)
                yield self.rule(award.kind, start=start, floor=self.points(award.floor))
            case Judged():
                yield self.rule(award.kind, most=self.points(most), step=self.number(award.step))
            case _:
                assert_never(award)

    def _proportional(self, award: Proportional, most: Most) -> str:
        if award.full_at is None:
            text = self.rule(award.kind, most=self.points(most))
        else:
            full_at = self.rate(award.full_at)
            text = self.rule("proportional.full_at", full_at=full_at, most=self.points(most))
        if award.floor is None:
            return text
        return f"{text}; {self.rule('proportional.floor', floor=self.rate(award.floor))}"

    def _steps(self, award: Steps, most: Most, read_as: Shown) -> str:
        direction = "less" if award.toward is Toward.LESS else "more"
        counted = f".{award.count}" if award.count is StepCount.PRO_RATA else ""
        read_as = Shown.RATE if read_as is Shown.RATE else Shown.NUMBER
        gap, scale = (Shown.GAP, HUNDRED) if read_as is Shown.RATE else (read_as, ONE)
        at = _exactly(quantity(award.at, read_as, self.language), award.at)
        per = _exactly(quantity(award.per, gap, self.language), award.per * scale)
        return self.rule(
            award.kind,
            at=at,
            short=self.rule(f"steps.short.{direction}", at=at),
            base=self.points(award.base),
            beyond=self.rule(f"steps.{direction}{counted}", per=per),
            add=self.points(award.add),
            cap=self._worth(award.cap, most),
            otherwise=self.points(award.otherwise),
        )

    def _composite(self, award: Branch | Sum | BestOf, most: Most, depth: int) -> Iterator[Line]:
        match award:
            case Branch():
                yield depth, self.rule(award.kind)
                for arm in award.arms:
                    yield depth + 1, self._opened("branch.arm", arm, condition=self.condition(arm.when))
                    yield from self.scoring(arm.scoring, arm.most(most), depth + 2)
                rest = award.otherwise
                yield depth + 1, self._opened("branch.otherwise", rest)
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
        name = _called(part.id, say(part.called, self.language), quoted=True)
        if part.round is None:
            yield depth, self.rule(key, part=name, most=self.points(part.max_points))
        else:
            rounded = numbered(part.round, self.language)
            yield depth, self.rule(f"{key}.round", part=name, most=self.points(part.max_points), round=rounded)
        yield from self.scoring(part.scoring, part.max_points, depth + 1)


def _quoted(text: str) -> str:
    """Put a text in quotes; a closing quote inside it is doubled."""
    return f"“{text.replace('”', '””')}”"


def _called(one: str, name: str, *, quoted: bool = False) -> str:
    """Write an id with the name it is called by, where it has one."""
    if name == one:
        return _quoted(one) if quoted else one
    return f"{_quoted(name)} ({one})"


def _exactly(text: str, *values: Fraction) -> str:
    """Put the fraction itself before each number that was too long to be more than rounded for the eye."""
    waiting = list(values)
    return _ROUNDED.sub(lambda _: f"{waiting.pop(0)} ≈", text)
