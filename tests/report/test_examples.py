"""Examples are complete and hold together, for any scorecard: shipped, or an instrument nobody here wrote."""

from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from cchc_rules import evaluate, load
from cchc_rules.errors import Severity
from cchc_rules.exact import Interval
from cchc_rules.law.awards import LevelPoints, Levels, Steps, Toward, YesNo
from cchc_rules.law.facts import FactType
from cchc_rules.law.lateness import DaysLate, Due, MonthDay, YearOf
from cchc_rules.law.measures import AllOf, Complement, Given, LevelOf, Ratio, Relative
from cchc_rules.law.model import FailedTo, Method, Precondition, Scorecard
from cchc_rules.law.scoring import Condition, Policy, Scoring
from cchc_rules.report import wishes
from cchc_rules.report.examples import example_submission
from cchc_rules.scoring.reading import dumps, loads
from tests.report.support import CODE, COMPOSITES, MEASURES, RATIO, SAMPLES, SIMPLE, YES, bands, card

INSTRUMENTS = sorted(path.parent for path in (Path(__file__).parent.parent / "instruments").glob("*/decision.toml"))
CARDS = [
    pytest.param(scorecard, id=f"{folder.name} {kind}")
    for folder in INSTRUMENTS
    for kind, scorecard in load(folder).scorecards.items()
]
SPLIT = wishes.filled  # every fact but the survey questions


@pytest.mark.parametrize("scorecard", CARDS)
def test_an_instrument_has_an_example_that_can_be_scored(scorecard: Scorecard) -> None:
    submission = example_submission(scorecard)
    result = evaluate(scorecard, submission)
    assert result.open_codes == ()
    assert not [finding for finding in result.findings if finding.severity is Severity.ERROR]
    assert loads(dumps(submission)) == submission
    assert example_submission(scorecard) == submission


@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_of_rule_finds_values_it_is_content_with(name: str) -> None:
    scorecard = card(SAMPLES[name])
    result = evaluate(scorecard, example_submission(scorecard))
    assert result.node(CODE).points is not None
    assert not [finding for finding in result.findings if finding.severity is Severity.ERROR]


def test_what_the_text_leaves_open_is_appraised() -> None:
    gap = card(Scoring(measure=RATIO, award=bands(("[0, 0.5)", "1"), ("[0.99, 1)", "2"))))
    submission = example_submission(gap)
    (entry,) = [entry for entry in submission.entries if entry.appraisal_1 is not None]
    assert entry.code == CODE
    assert entry.appraisal_1 is not None
    assert entry.appraisal_1.points == 2
    assert evaluate(gap, submission).open_codes == ()


def test_a_unit_that_scores_nothing_itself_has_no_self_score_to_show() -> None:
    measure, award = MEASURES["survey"]
    scorecard = card(Scoring(measure=measure, award=award), method=Method.SURVEY)
    field = scorecard.fields[0]
    alone = attrs.evolve(scorecard, fields=(attrs.evolve(field, criteria=field.criteria[:1]),))
    assert example_submission(alone).entries == ()


def test_conditions_are_met_first() -> None:
    level = Condition(measure=LevelOf("level"), level="partial")
    counted = Condition(measure=Given("done"), within=Interval.parse("[3, 7)"))
    held = Condition(measure=AllOf(("reported",)), within=YES)
    scorecard = card(SIMPLE, applies_when=level, precondition=Precondition(when=counted, otherwise=FailedTo.ZERO))
    scorecard = attrs.evolve(scorecard, precondition=Precondition(when=held, otherwise=FailedTo.NOT_ASSESSED))
    values = SPLIT(scorecard, 2024)
    assert (values["level"], values["done"], values["reported"]) == ("partial", 3, True)
    assert evaluate(scorecard, example_submission(scorecard)).node(CODE).points


@pytest.mark.parametrize(
    ("interval", "number"),
    [
        ("[1, inf)", "10"),
        ("[12, inf)", "12"),
        ("(12, inf)", "13"),
        ("(-inf, 5]", "5"),
        ("(-inf, 5)", "4"),
        ("(2, 3)", "5/2"),
        ("(-inf, inf)", "10"),
    ],
)
def test_a_number_within_an_interval_is_found(interval: str, number: str) -> None:
    assert wishes._inside(Interval.parse(interval)) == Fraction(number)


def test_dates_lie_within_their_deadlines_whatever_the_year_they_hang_on() -> None:
    award = MEASURES["days_late"][1]
    for year, last in ((YearOf.PREVIOUS, "2023-12-28"), (YearOf.NEXT, "2025-12-28"), (None, "2024-12-28")):
        due = Due(by=MonthDay(12, 31), year=year)
        values = SPLIT(card(Scoring(measure=DaysLate(fact="sent_on", due=due), award=award)), 2024)
        assert str(values["sent_on"]) == last


def test_parts_stay_within_every_whole_they_are_part_of() -> None:
    own = Ratio(part=("done",), whole=("done", "late"))
    values = SPLIT(card(Scoring(measure=own, award=MEASURES["ratio"][1])), 2024)
    assert isinstance(values["done"], int)
    twice = card(Scoring(measure=RATIO, award=MEASURES["ratio"][1]))
    field = twice.fields[0]
    second = attrs.evolve(
        field.criteria[1],
        scoring=Scoring(measure=Ratio(part=("all",), whole=("late",)), award=MEASURES["ratio"][1]),
    )
    both = attrs.evolve(twice, fields=(attrs.evolve(field, criteria=(field.criteria[0], second)),))
    values = SPLIT(both, 2024)
    assert values["done"] <= values["all"] <= values["late"]  # type: ignore[operator]  # all of them counts


def test_the_less_the_better_is_kept_small() -> None:
    few = Complement((Ratio(part=("late",), whole=("all",)),))
    values = SPLIT(card(Scoring(measure=few, award=MEASURES["ratio"][1])), 2024)
    assert (values["late"], values["all"]) == (2, 40)
    less = Steps(
        base=Fraction(1),
        at=Fraction("0.1"),
        add=Fraction("0.5"),
        per=Fraction("0.05"),
        otherwise=Fraction(0),
        toward=Toward.LESS,
    )
    values = SPLIT(card(Scoring(measure=RATIO, award=less)), 2024)
    assert values["done"] == 4
    minus = SPLIT(card(COMPOSITES["sum"]), 2024)
    assert minus["late"] == 0


def test_facts_that_nothing_asks_for_have_plain_values() -> None:
    values = SPLIT(card(Scoring(award=YesNo())), 2024)
    facts = card(SIMPLE).facts
    assert set(values) == {name for name, fact in facts.items() if fact.type is not FactType.BALLOTS}
    assert (values["done"], values["share"], values["given"], values["level"]) == (40, "0.9", 1, "full")
    assert str(values["sent_on"]) == "2024-11-15"


def test_levels_and_rates_take_the_best() -> None:
    levels = Levels((LevelPoints("full", Fraction(1)), LevelPoints("partial", Fraction(2))))
    assert SPLIT(card(Scoring(measure=LevelOf("level"), award=levels)), 2024)["level"] == "partial"
    against = Relative(of=RATIO, to=Given("share"), by=MEASURES["relative"][0].by)  # type: ignore[union-attr]  # it is relative
    scoring = Scoring(measure=against, award=bands(("[0, inf)", "2")))
    assert SPLIT(card(scoring, policy=Policy.ZERO), 2024)["share"] == "0.9"
