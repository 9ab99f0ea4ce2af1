"""Each kind of measure: what it gives, what it can give, and what it says when answers do not let it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.exact import Interval, Replies
from cchc_rules.law.facts import Contradiction, Domain, Fact, FactType, Step, Unanswered
from cchc_rules.law.measures import Measure, Product, every
from tests.support import Told, fact, scoring, told

FACTS: Mapping[str, Fact] = {
    "a": fact("count"),
    "b": fact("count"),
    "c": fact("number"),
    "d": fact("number"),
    "yes": fact("boolean"),
    "no": fact("boolean"),
    "rate": fact("rate"),
    "points": fact("points"),
    "level": fact("level", "high", "low"),
    "votes": fact("ballots"),
}


SHORT = {
    "RATIO": '{ kind = "ratio", part = ["a"], whole = ["b"] }',
    "COUNT_A": '{ kind = "fact", fact = "a" }',
    "COUNT_B": '{ kind = "fact", fact = "b" }',
    "SHARE": '{ kind = "fact", fact = "rate" }',
}


def measure(text: str) -> Measure:
    for word, meaning in SHORT.items():
        text = text.replace(word, meaning)
    found = scoring(f'measure = {text}\naward = {{ kind = "tally" }}').measure
    assert found is not None
    return found


def taken(text: str, **facts: object) -> object:
    return measure(text).value(told(**facts))


RATIO = "RATIO"


@pytest.mark.parametrize(
    ("text", "facts", "value"),
    [
        ('{ kind = "fact", fact = "a" }', {"a": 7}, 7),
        ('{ kind = "fact", fact = "yes" }', {"yes": True}, 1),
        ('{ kind = "all_of", facts = ["yes", "no"] }', {"yes": True, "no": True}, 1),
        ('{ kind = "all_of", facts = ["yes", "no"] }', {"yes": True, "no": False}, 0),
        ('{ kind = "any_of", facts = ["yes", "no"] }', {"yes": True, "no": False}, 1),
        ('{ kind = "any_of", facts = ["yes", "no"] }', {"yes": False, "no": False}, 0),
        (RATIO, {"a": 1, "b": 3}, Fraction(1, 3)),
        (RATIO, {"a": 0, "b": 3}, 0),
        (RATIO, {"a": 3, "b": 3}, 1),
        ('{ kind = "ratio", part = ["a", "c"], whole = ["b", "d"] }', {"a": 1, "c": 2, "b": 4, "d": 8}, Fraction(1, 4)),
        (
            '{ kind = "ratio", part = ["a"], whole = ["b", "d"], greatest = true }',
            {"a": 3, "b": 4, "d": 6},
            Fraction(1, 2),
        ),
        (
            '{ kind = "ratio", part = ["a"], whole = ["b"], less = ["c", "d"] }',
            {"a": 3, "b": 9, "c": 2, "d": 1},
            Fraction(1, 2),
        ),
        ('{ kind = "ratio", part = ["a"], whole = ["b"], may_exceed = true }', {"a": 6, "b": 4}, Fraction(3, 2)),
        ('{ kind = "ratio", part = ["a"], whole = ["b"], when_zero = "0.5" }', {"a": 0, "b": 0}, Fraction(1, 2)),
        ('{ kind = "ratio", part = ["a"], whole = ["b"], when_zero = "0" }', {"a": 1, "b": 2}, Fraction(1, 2)),
        ('{ kind = "complement", of = [RATIO] }', {"a": 1, "b": 4}, Fraction(3, 4)),
        (
            '{ kind = "complement", of = [RATIO, SHARE] }',
            {"a": 3, "b": 4, "rate": 1},
            Fraction(-3, 4),
        ),
        (
            '{ kind = "product", of = [RATIO, SHARE] }',
            {"a": 1, "b": 4, "rate": Fraction(1, 2)},
            Fraction(1, 8),
        ),
        (
            '{ kind = "relative", of = RATIO, to = SHARE, by = "difference" }',
            {"a": 1, "b": 4, "rate": 1},
            Fraction(-3, 4),
        ),
        (
            '{ kind = "relative", of = COUNT_A, to = COUNT_B, by = "ratio" }',
            {"a": 6, "b": 4},
            Fraction(3, 2),
        ),
        (
            '{ kind = "weighted", of = [{ fact = "a", times = "0.25" }, { fact = "yes", times = "2" }] }',
            {"a": 3, "yes": True},
            Fraction(11, 4),
        ),
        (
            '{ kind = "weighted", of = [{ fact = "a", times = "1" }, { fact = "b", times = "-1" }] }',
            {"a": 3, "b": 5},
            -2,
        ),
        ('{ kind = "level", fact = "level" }', {"level": "low"}, "low"),
    ],
)
def test_a_measure_gives_what_its_words_say(text: str, facts: dict[str, Any], value: object) -> None:
    assert taken(text, **facts) == value


STAND_IN = (
    '{{ kind = "ratio", part = ["a"], whole = ["b"], may_exceed = true,'
    ' stand_in = {{ fact = "c", {} otherwise = "0.2" }} }}'
)


@pytest.mark.parametrize(
    ("divided", "facts", "value"),
    [
        ("", {"a": 1, "b": 2}, Fraction(1, 2)),  # nothing stands in while there is a whole
        ("", {"a": 1, "b": 0, "c": 4}, Fraction(1, 4)),
        ('divided_by = "d",', {"a": 1, "b": 0, "c": 24, "d": 12}, Fraction(1, 2)),
        ("", {"a": 0, "b": 0, "c": 0}, Fraction(1, 5)),
        ('divided_by = "d",', {"a": 1, "b": 0, "c": 0, "d": 12}, Fraction(1, 5)),
    ],
)
def test_another_figure_stands_in_for_a_whole_of_zero(divided: str, facts: dict[str, Any], value: Fraction) -> None:
    assert taken(STAND_IN.format(divided), **facts) == value


@pytest.mark.parametrize(
    ("text", "facts", "message_id", "subject", "found", "expected"),
    [
        (RATIO, {"a": 4, "b": 3}, "CR310", "a", "4", "3"),
        (RATIO, {"a": 1, "b": 0}, "CR310", "a", "1", "0"),
        (RATIO, {"a": 0, "b": 0}, "CR312", "b", "", ""),
        (
            '{ kind = "ratio", part = ["a", "c"], whole = ["b"], when_zero = "0" }',
            {"a": 0, "c": 1, "b": 0},
            "CR310",
            "a + c",
            "1",
            "0",
        ),
        (
            '{ kind = "ratio", part = ["a"], whole = ["b"], less = ["c"] }',
            {"a": 0, "b": 1, "c": 2},
            "CR311",
            "b − c",
            "-1",
            "",
        ),
        (STAND_IN.format('divided_by = "d",'), {"a": 0, "b": 0, "c": 3, "d": 0}, "CR312", "d", "", ""),
        (
            '{ kind = "relative", of = COUNT_A, to = COUNT_B, by = "ratio" }',
            {"a": 1, "b": 0},
            "CR312",
            "b",
            "",
            "",
        ),
    ],
)
def test_answers_that_cannot_both_be_true_are_contradictions(  # noqa: PLR0913, PLR0917 - one finding a case
    text: str, facts: dict[str, Any], message_id: str, subject: str, found: str, expected: str
) -> None:
    with pytest.raises(Contradiction) as caught:
        taken(text, **facts)
    finding = caught.value.finding
    assert (finding.id, finding.subject, finding.found, finding.expected) == (message_id, subject, found, expected)


def test_a_measure_names_every_fact_that_has_no_answer() -> None:
    with pytest.raises(Unanswered) as caught:
        taken('{ kind = "ratio", part = ["a", "b"], whole = ["c"], less = ["d"] }', b=1)
    assert caught.value.facts == ("a", "c", "d")


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ('{ kind = "fact", fact = "a" }', {"a": "count"}),
        ('{ kind = "all_of", facts = ["yes"] }', {"yes": "boolean"}),
        ('{ kind = "any_of", facts = ["no"] }', {"no": "boolean"}),
        (STAND_IN.format('divided_by = "d",'), {"a": "count", "b": "number", "c": "count", "d": "number"}),
        (STAND_IN.format(""), {"a": "count", "b": "number", "c": "count"}),
        ('{ kind = "complement", of = [RATIO] }', {"a": "count", "b": "count"}),
        ('{ kind = "product", of = [RATIO] }', {"a": "count", "b": "count"}),
        (
            '{ kind = "relative", of = COUNT_A, to = SHARE, by = "ratio" }',
            {"a": "count", "rate": "rate"},
        ),
        ('{ kind = "weighted", of = [{ fact = "yes", times = "1" }] }', {"yes": "boolean"}),
        ('{ kind = "level", fact = "level" }', {"level": "level"}),
    ],
)
def test_a_measure_tells_what_it_needs(text: str, needs: dict[str, str]) -> None:
    told_needs = dict(measure(text).needs)
    assert told_needs.keys() == needs.keys()
    assert all(kind in told_needs[fact] for fact, kind in needs.items())
    assert all(FactType.DATE not in types for types in told_needs.values())


# --- What can come ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "interval", "whole"),
    [
        ('{ kind = "fact", fact = "yes" }', "[0, 1]", True),
        ('{ kind = "fact", fact = "a" }', "[0, inf)", True),
        ('{ kind = "fact", fact = "c" }', "[0, inf)", False),
        ("SHARE", "[0, 1]", False),
        ('{ kind = "fact", fact = "points" }', "[0, inf)", False),
        ('{ kind = "any_of", facts = ["yes"] }', "[0, 1]", True),
        ('{ kind = "all_of", facts = ["yes"] }', "[0, 1]", True),
        (RATIO, "[0, 1]", False),
        ('{ kind = "ratio", part = ["a"], whole = ["b"], may_exceed = true }', "[0, inf)", False),
        ('{ kind = "complement", of = [RATIO, RATIO] }', "[-1, 1]", False),
        ('{ kind = "complement", of = [COUNT_A] }', "(-inf, 1]", False),
        ('{ kind = "product", of = [RATIO, COUNT_A] }', "[0, inf)", False),
        ('{ kind = "product", of = [RATIO, RATIO] }', "[0, 1]", False),
        ('{ kind = "product", of = [{ kind = "complement", of = [RATIO, RATIO] }, RATIO] }', "[-1, 1]", False),
        (
            '{ kind = "product", of = [{ kind = "complement", of = [RATIO, RATIO] }, COUNT_A] }',
            "(-inf, inf)",
            False,
        ),
        ('{ kind = "relative", of = RATIO, to = RATIO, by = "difference" }', "[-1, 1]", False),
        (
            '{ kind = "relative", of = COUNT_A, to = COUNT_B, by = "difference" }',
            "(-inf, inf)",
            True,
        ),
        ('{ kind = "relative", of = RATIO, to = RATIO, by = "ratio" }', "[0, inf)", False),
        (
            '{ kind = "relative", of = { kind = "complement", of = [RATIO, RATIO] }, to = RATIO, by = "ratio" }',
            "(-inf, inf)",
            False,
        ),
        (
            '{ kind = "weighted", of = [{ fact = "yes", times = "2" }, { fact = "rate", times = "-1" }] }',
            "[-1, 2]",
            False,
        ),
        ('{ kind = "weighted", of = [{ fact = "a", times = "2" }, { fact = "yes", times = "1" }] }', "[0, inf)", True),
        ('{ kind = "weighted", of = [{ fact = "a", times = "0.5" }] }', "[0, inf)", False),
    ],
)
def test_a_measure_tells_what_values_can_come(text: str, interval: str, whole: bool) -> None:  # noqa: FBT001 - one of two domains
    assert measure(text).domain(FACTS) == Domain(Interval.parse(interval), whole=whole)


def test_a_level_has_the_levels_of_its_fact() -> None:
    assert measure('{ kind = "level", fact = "level" }').domain(FACTS).levels == ("high", "low")


NUMBERS = st.integers(0, 6)


@given(
    text=st.sampled_from(
        [
            '{ kind = "complement", of = [SHARE, RATIO] }',
            '{ kind = "product", of = [COUNT_A, { kind = "complement", of = [RATIO, SHARE] }] }',
            '{ kind = "product", of = [SHARE, RATIO] }',
            '{ kind = "relative", of = { kind = "fact", fact = "yes" }, to = RATIO, by = "difference" }',
            '{ kind = "relative", of = COUNT_A, to = COUNT_B, by = "ratio" }',
            '{ kind = "weighted", of = [{ fact = "yes", times = "-3" }, { fact = "rate", times = "0.5" }] }',
            '{ kind = "ratio", part = ["a"], whole = ["b"], may_exceed = true, when_zero = "0" }',
        ]
    ),
    a=NUMBERS,
    b=NUMBERS,
    yes=st.booleans(),
    rate=st.fractions(0, 1, max_denominator=8),
)
def test_no_value_lies_outside_the_domain(text: str, a: int, b: int, yes: bool, rate: Fraction) -> None:  # noqa: FBT001 - a fact
    """What is proven when a ruleset is loaded holds for every answer."""
    try:
        value = taken(text, a=a, b=b, yes=yes, rate=rate)
    except Contradiction:
        return
    assert isinstance(value, Fraction)
    assert measure(text).domain(FACTS).interval.holds(value)


def test_every_measure_inside_a_measure_is_found() -> None:
    outer = measure('{ kind = "complement", of = [{ kind = "product", of = [RATIO] }, COUNT_A] }')
    assert [inner.kind for inner in every(outer)] == ["complement", "product", "ratio", "fact"]
    relative = measure('{ kind = "relative", of = RATIO, to = COUNT_A, by = "ratio" }')
    assert [inner.kind for inner in every(relative)] == ["relative", "ratio", "fact"]
    assert isinstance(next(iter(list(every(outer))[1:])), Product)


# --- How it came about ------------------------------------------------------------------------------------------------


def steps(text: str, **facts: object) -> list[tuple[str, str, dict[str, object], object]]:
    trace: list[Step] = []
    measure(text).value(told(**facts), trace)
    return [(step.what, step.kind, dict(step.inputs), step.value) for step in trace]


def test_a_derivation_tells_the_facts_and_what_became_of_them() -> None:
    assert steps(RATIO, a=1, b=4) == [
        ("facts", "", {"a": 1, "b": 4}, None),
        ("measure", "ratio", {"part": 1, "whole": 4}, Fraction(1, 4)),
    ]
    assert steps('{ kind = "ratio", part = ["a"], whole = ["b"], when_zero = "1" }', a=0, b=0)[1:] == [
        ("measure", "when_zero", {}, 1)
    ]
    assert steps(STAND_IN.format(""), a=0, b=0, c=0)[-1] == ("measure", "when_zero", {}, Fraction(1, 5))
    assert steps('{ kind = "weighted", of = [{ fact = "a", times = "0.5" }] }', a=4)[-1] == (
        ("measure", "weighted", {"a": Fraction(1, 2)}, 2)
    )


# --- Surveys ----------------------------------------------------------------------------------------------------------

SURVEY = """\
kind = "survey"
ballots = "votes"
options = [{ id = "good", weight = "1" }, { id = "fair", weight = "0.5" }, { id = "poor", weight = "0.1" }]
groups = [{ id = "people", weight = "0.75" }, { id = "firms", weight = "0.25" }]
min_valid = 10
"""


def survey() -> Measure:
    found = scoring(f'award = {{ kind = "proportional" }}\n[measure]\n{SURVEY}').measure
    assert found is not None
    return found


def replies(valid: int, **shares: str) -> Replies:
    return Replies(Fraction(valid), tuple((option, Fraction(share)) for option, share in shares.items()))


def asked(**groups: Replies) -> Told:
    return told(votes=tuple(groups.items()))


def test_a_survey_is_the_weighted_mean_of_the_groups() -> None:
    answers = asked(people=replies(10, good="0.5", fair="0.5"), firms=replies(99, poor="1"))
    assert survey().value(answers) == Fraction(3, 4) * Fraction(3, 4) + Fraction(1, 4) * Fraction(1, 10)
    assert survey().domain(FACTS) == Domain(Interval.parse("[0.1, 1]"))
    assert dict(survey().needs) == {"votes": {FactType.BALLOTS}}


def test_the_derivation_of_a_survey_tells_of_every_group() -> None:
    trace: list[Step] = []
    survey().value(asked(people=replies(10, good="1"), firms=replies(20, poor="1")), trace)
    (step,) = trace
    assert dict(step.inputs) == {
        "people.weight": Fraction(3, 4), "people": 1, "people.valid": 10,
        "firms.weight": Fraction(1, 4), "firms": Fraction(1, 10), "firms.valid": 20,
    }  # fmt: skip


def test_a_group_with_too_few_replies_leaves_the_measure_open() -> None:
    with pytest.raises(Unanswered) as caught:
        survey().value(asked(people=replies(10, good="1"), firms=replies(9, good="1")))
    finding = caught.value.finding
    assert caught.value.facts == ("votes.firms",)
    assert finding is not None
    assert (finding.id, finding.severity.value, finding.found, finding.expected) == ("CR321", "warning", "9", "10")


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        (told(), ("votes.people", "votes.firms")),
        (asked(people=replies(10, good="1")), ("votes.firms",)),
    ],
)
def test_a_group_that_was_not_asked_leaves_the_measure_open(answers: Told, missing: tuple[str, ...]) -> None:
    with pytest.raises(Unanswered) as caught:
        survey().value(answers)
    assert (caught.value.facts, caught.value.finding) == (missing, None)
