"""What a ruleset that loads can never ask for, and corners that no printed rule has yet: each has an answer."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from cchc_rules.errors import RulesetError
from cchc_rules.exact import NEVER, ONE, ZERO, Answer, Interval, Rounding, RoundingMode, cover, parse_number, places_of
from cchc_rules.law.awards import Band, Bands, LevelPoints, Levels, Steps, Undecided, YesNo
from cchc_rules.law.catalog import load
from cchc_rules.law.codec import loads
from cchc_rules.law.converter import findings_of
from cchc_rules.law.facts import DOMAINS, Contradiction, Domain, FactType, Unanswered, numeric
from cchc_rules.law.lateness import DaysLate, Due
from cchc_rules.law.measure_proof import prove_condition
from cchc_rules.law.measures import Comparison, Given, Product, Ratio, Relative, StandIn
from cchc_rules.law.model import Criterion
from cchc_rules.law.scoring import Condition, Policy, Scoring
from cchc_rules.law.soundness import prove_leaf
from tests.support import fact, scoring, sound_texts

COUNT = DOMAINS[FactType.COUNT]


class Sheet:
    """Answers by fact, and nothing else."""

    year = 2024
    holidays: frozenset[date] = frozenset()

    def __init__(self, **answers: Answer) -> None:
        self._answers = answers

    def answer(self, fact: str) -> Answer:
        return self._answers[fact]

    def missing(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(fact for fact in facts if fact not in self._answers)


@pytest.mark.parametrize("text", ["1/0", "1e3", "1,5", "+1", "NaN", "", " 1", "1.", "٣"])
def test_what_is_not_an_exact_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an exact number"):
        parse_number(text)


def test_a_number_that_does_not_end_is_not_written_as_if_it_did() -> None:
    with pytest.raises(ValueError, match="does not end within 2 decimals"):
        places_of(Fraction(1, 3), 2)


@pytest.mark.parametrize(
    ("mode", "up", "down"),
    [("half_up", 2, 1), ("half_even", 2, 1), ("half_down", 1, 1), ("up", 2, 2), ("down", 1, 1)],
)
def test_each_mode_of_rounding_at_a_half_and_below_it(mode: str, up: int, down: int) -> None:
    rounding = Rounding(0, RoundingMode(mode))
    assert [rounding(Fraction(3, 2)), rounding(Fraction(7, 5))] == [Fraction(up), Fraction(down)]
    assert rounding(Fraction(-3, 2)) == Fraction(-up)


def test_a_fact_that_counts_nothing_leaves_one_value() -> None:
    assert Interval(ONE, None, upper_closed=False) * ZERO == Interval(ZERO, ZERO)


def test_intervals_that_cover_more_than_once_say_where() -> None:
    rows = [Interval.parse(text) for text in ("[0, inf)", "[5, 7]", "(-inf, 1]")]
    found = cover(rows, Interval.parse("(-inf, inf)"), whole=False)
    assert [str(one) for one in found.overlaps] == ["[0, 1]", "[5, 7]"]
    inside = cover([Interval.parse("[0, 9]"), Interval.parse("[2, 3]")], Interval.parse("[0, 9]"), whole=True)
    assert ([str(one) for one in inside.overlaps], inside.gaps) == (["[2, 3]"], ())


def test_values_are_equal_by_class_and_fields_and_show_them() -> None:
    given = Given("files")
    assert given == Given("files")
    assert hash(given) == hash(Given("files"))
    assert given != Given("petitions")
    assert given != "files"
    assert repr(given) == "Given(fact='files')"


def test_an_award_without_the_maximum_it_needs_is_a_programmers_error() -> None:
    with pytest.raises(TypeError, match="needs a maximum"):
        YesNo().points(ONE, None)


def test_a_level_without_points_and_a_never_without_points_stay_undecided() -> None:
    with pytest.raises(Undecided):
        Levels((LevelPoints("full", ONE),)).points("partial", ONE)
    with pytest.raises(Undecided):
        Bands(rows=(Band(within=Interval.parse("(-inf, inf)"), points=ONE),)).points(NEVER, ONE)


def test_a_band_behind_others_that_cover_it_gives_nothing() -> None:
    rows = (Band(within=Interval.parse("[0, inf)"), points=ONE), Band(within=Interval.parse("[3, 4]"), points=ZERO))
    assert not Bands(rows=rows).can_give(ZERO, COUNT, ONE)


def test_steps_give_no_more_than_they_reach() -> None:
    steps = Steps(base=ONE, at=ONE, add=ONE, per=ONE, otherwise=ZERO)
    assert [steps.can_give(Fraction(points), COUNT, Fraction(3)) for points in (-1, 0, 1, 2, 3, 4)] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert not steps.can_give(Fraction(3, 2), COUNT, Fraction(3))


def test_what_was_proven_at_load_is_a_programmers_error_later() -> None:
    with pytest.raises(TypeError, match="not a number"):
        numeric("full")
    with pytest.raises(TypeError, match="not a date"):
        DaysLate(fact="sent", due=Due(fact="due")).value(Sheet(sent="yesterday", due=date(2024, 1, 1)))
    with pytest.raises(TypeError, match="looks at a measure"):
        Scoring(award=YesNo()).reach({}, ONE)
    parent = next(node for node in load("2024_2426").scorecard("department").walk() if node.code == "1.1")
    assert isinstance(parent, Criterion)
    with pytest.raises(TypeError, match="not a scored leaf"):
        _ = parent.rule
    with pytest.raises(TypeError, match="not a scored leaf"):
        _ = parent.policy


def test_a_part_of_nothing_is_a_contradiction() -> None:
    ratio = Ratio(part=("done",), whole=("all",), when_zero=ONE)
    with pytest.raises(Contradiction) as caught:
        ratio.value(Sheet(done=ONE, all=ZERO))
    assert caught.value.finding.id == "CR310"


def test_a_figure_divided_by_no_periods_is_a_contradiction() -> None:
    ratio = Ratio(
        part=("done",), whole=("all",), stand_in=StandIn(fact="last_year", otherwise=ZERO, divided_by="periods")
    )
    with pytest.raises(Contradiction) as caught:
        ratio.value(Sheet(done=ONE, all=ZERO, last_year=ONE, periods=ZERO))
    assert caught.value.finding.text() == (
        'the whole periods is 0; if nothing arose, claim state = "not_applicable" with a reason'
    )


def test_a_benchmark_of_zero_has_no_ratio() -> None:
    relative = Relative(of=Given("own"), to=Given("average"), by=Comparison.RATIO)
    with pytest.raises(Contradiction) as caught:
        relative.value(Sheet(own=ONE, average=ZERO))
    assert caught.value.finding.id == "CR312"
    assert relative.value(Sheet(own=ONE, average=Fraction(2))) == Fraction(1, 2)


def test_what_a_relation_of_measures_can_come_to() -> None:
    facts = {"a": fact("count"), "b": fact("count")}
    ratio = Relative(of=Given("a"), to=Given("b"), by=Comparison.RATIO)
    assert str(ratio.domain(facts).interval) == "[0, inf)"
    difference = Relative(of=Given("a"), to=Given("b"), by=Comparison.DIFFERENCE)
    assert str(Relative(of=difference, to=Given("b"), by=Comparison.RATIO).domain(facts).interval) == "(-inf, inf)"
    assert str(Product((difference, Given("a"))).domain(facts).interval) == "(-inf, inf)"


class Whole(Sheet):
    def part_policy(self, part: str) -> Policy | None:
        raise AssertionError(part)


@pytest.mark.parametrize(
    ("kind", "answer", "shown"),
    [("level", "partial", "partial"), ("date", NEVER, "never"), ("count", Fraction(1), "1")],
)
def test_an_answer_that_no_row_names_is_shown_in_the_finding(kind: str, answer: Answer, shown: str) -> None:
    texts = {
        "level": 'measure = { kind = "level", fact = "x" }\n'
        'award = { kind = "levels", rows = [{ level = "full", points = "1" }] }',
        "date": 'measure = { kind = "days_late", fact = "x", due = { by = "01-31" } }\n'
        'award = { kind = "bands", rows = [{ in = "(-inf, inf)", points = "1" }] }',
        "count": 'measure = { kind = "fact", fact = "x" }\n'
        'award = { kind = "bands", rows = [{ in = "[2, inf)", points = "1" }] }',
    }
    facts = {"x": fact(kind, *(("full", "partial") if kind == "level" else ()), never=kind == "date")}
    outcome = scoring(texts[kind]).score(Whole(x=answer), ONE, facts)
    assert (outcome.points, [(one.id, one.found) for one in outcome.findings]) == (None, [("CR322", shown)])


def test_a_condition_on_a_fact_that_is_not_there_is_named_once() -> None:
    condition = Condition(measure=Given("nothing"), within=Interval(ZERO, ONE))
    assert [finding.id for _, finding in prove_condition(condition, {})] == ["CR218"]


def test_a_part_above_its_maximum_is_named_and_not_the_whole_again() -> None:
    text = """
        award.kind = "sum"
        [[award.parts]]
        id = "part"
        max_points = "2"
        scoring.measure = { kind = "fact", fact = "x" }
        scoring.award = { kind = "bands", rows = [{ in = "[0, inf)", points = "3" }] }
    """
    leaf = load("2024_2426").scorecard("department").leaves[0]
    wrong = attrs.evolve(leaf, scoring=scoring(text), max_points=ONE)
    assert [finding.id for _, finding in prove_leaf(wrong, {"x": fact("count")})] == ["CR254"]


def test_facts_that_are_no_table_are_refused() -> None:
    texts = {**sound_texts(), "department.toml": 'facts = "none"\n'}
    with pytest.raises(RulesetError) as caught:
        loads(texts)
    assert "[CR132] facts must be a table of keys" in caught.value.text()


def test_an_error_that_is_not_the_texts_is_passed_on() -> None:
    with pytest.raises(ZeroDivisionError):
        list(findings_of(ZeroDivisionError()))


def test_a_missing_answer_is_named() -> None:
    with pytest.raises(Unanswered) as caught:
        Given("files").value(Sheet())
    assert caught.value.facts == ("files",)


def test_a_domain_says_what_can_come() -> None:
    assert Domain(Interval(ZERO, ONE)) == Domain(Interval(ZERO, ONE), whole=False)
