"""Scoring functions put together: branches, sums and the best of parts, with answers and without."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.exact import NEVER, Replies
from cchc_rules.law.awards import Reach, YesNo
from cchc_rules.law.facts import Contradiction, Fact, Step
from cchc_rules.law.scoring import Outcome, Policy, Scoring
from tests.support import Told, fact, number, scoring, told

FACTS: Mapping[str, Fact] = {
    "a": fact("count"),
    "b": fact("count"),
    "done": fact("count"),
    "all": fact("count"),
    "yes": fact("boolean"),
    "level": fact("level", "high", "low"),
    "sent": fact("date", never=True),
    "given": fact("points"),
}
MOST = Fraction(5)

# K13: a group without a plan scores 2 or 0, a group with one by bands
BRANCH = scoring("""
[award]
kind = "branch"
[[award.arms]]
when = { measure = { kind = "fact", fact = "yes" }, in = "[1, 1]" }
scoring.measure = { kind = "ratio", part = ["done"], whole = ["all"] }
scoring.award.kind = "bands"
scoring.award.rows = [
    { in = "[0.9, 1]", points = "5" },
    { in = "[0.5, 0.9)", points = "3" },
    { in = "[0, 0.5)", points = "0" },
]
[[award.arms]]
when = { measure = { kind = "level", fact = "level" }, level = "high" }
max_points = "4"
scoring.measure = { kind = "fact", fact = "a" }
scoring.award.kind = "bands"
scoring.award.rows = [{ in = "[1, inf)", points = "9" }, { in = "[0, 0]", points = "1" }]
[award.otherwise]
max_points = "2"
scoring.measure = { kind = "fact", fact = "b" }
scoring.award = { kind = "tally" }
""")

# K14: points = 2 + min(2; 0.5 x a) + part of a proportion with a floor, rounded, less what is late
SUM = scoring("""
[award]
kind = "sum"
base = "2"
floor = "0.5"
cap = "4.5"
[[award.parts]]
id = "items"
max_points = "2"
scoring.measure = { kind = "weighted", of = [{ fact = "a", times = "0.5" }] }
scoring.award = { kind = "tally" }
[[award.parts]]
id = "rate"
max_points = "1"
round = { places = 1, mode = "half_up" }
scoring.measure = { kind = "ratio", part = ["done"], whole = ["all"] }
scoring.award = { kind = "proportional", floor = "0.6" }
[[award.minus]]
id = "late"
max_points = "3"
scoring.measure = { kind = "fact", fact = "b" }
scoring.award = { kind = "tally" }
""")

BEST = scoring("""
[award]
kind = "best_of"
[[award.parts]]
id = "plan"
max_points = "1"
scoring.measure = { kind = "fact", fact = "yes" }
scoring.award = { kind = "yes_no" }
[[award.parts]]
id = "work"
max_points = "3"
scoring.measure = { kind = "ratio", part = ["done"], whole = ["all"] }
scoring.award = { kind = "proportional" }
""")


def scored(made: Scoring, answers: Told, trace: list[Step] | None = None) -> Outcome:
    return made.score(answers, MOST, FACTS, trace)


def seen(outcome: Outcome) -> tuple[object, ...]:
    return outcome.points, outcome.lowest, outcome.highest, *outcome.missing


def points(made: Scoring, **facts: object) -> Fraction | None:
    return scored(made, told(**facts)).points


# --- Branch ---------------------------------------------------------------------------------------------------------


def test_the_first_arm_whose_condition_holds_is_scored() -> None:
    assert points(BRANCH, yes=True, level="high", done=9, all=10) == 5
    assert points(BRANCH, yes=True, level="high", done=8, all=10) == 3
    assert points(BRANCH, yes=False, level="high", a=0) == 1
    assert points(BRANCH, yes=False, level="low", b=1) == 1


def test_an_arm_gives_at_most_its_own_maximum() -> None:
    trace: list[Step] = []
    outcome = scored(BRANCH, told(yes=False, level="high", a=1), trace)
    assert outcome == Outcome(lowest=Fraction(4), highest=Fraction(4))
    assert [(step.what, step.kind, step.value) for step in trace if step.what != "facts"] == [
        ("branch", "arm", Fraction(2)),
        ("award", "bands", Fraction(9)),
        ("cap", "", Fraction(4)),
    ]
    assert points(BRANCH, yes=False, level="low", b=7) == 2


def test_the_derivation_tells_that_no_condition_held() -> None:
    trace: list[Step] = []
    scored(BRANCH, told(yes=False, level="low", b=1), trace)
    assert [(step.kind, step.value) for step in trace if step.what == "branch"] == [("otherwise", Fraction(3))]


def test_what_a_condition_waits_for_leaves_the_arms_from_there_on_open() -> None:
    """Arms that are out already bound nothing."""
    assert scored(BRANCH, told()) == Outcome(lowest=Fraction(0), highest=Fraction(5), missing=("yes",), decided=False)
    assert scored(BRANCH, told(yes=False)) == Outcome(
        lowest=Fraction(0), highest=Fraction(4), missing=("level",), decided=False
    )
    assert scored(BRANCH, told(yes=True, all=4)) == Outcome(
        lowest=Fraction(0), highest=Fraction(5), missing=("done",), decided=False
    )


def test_a_branch_knows_its_bounds_and_what_it_can_give() -> None:
    assert BRANCH.reach(FACTS, MOST) == Reach(Fraction(0), Fraction(5))
    assert [value for value in range(7) if BRANCH.can_give(Fraction(value), FACTS, MOST)] == [0, 1, 2, 3, 4, 5]


def test_a_condition_on_what_was_never_done_does_not_hold() -> None:
    late = scoring("""
[award]
kind = "branch"
[[award.arms]]
when = { measure = { kind = "days_late", fact = "sent", due = { by = "11-25" } }, in = "(-inf, inf)" }
scoring.measure = { kind = "fact", fact = "yes" }
scoring.award = { kind = "yes_no" }
[award.otherwise]
scoring.measure = { kind = "fact", fact = "yes" }
scoring.award = { kind = "yes_no", yes = "1" }
""")
    assert points(late, sent=NEVER, yes=True) == 1


# --- Sum ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "done", "b", "total"),
    [
        (1, 0, 0, "2.5"),
        (9, 0, 0, "4"),  # the part stops at its own maximum
        (0, 59, 0, "2"),  # below the floor of the rate
        (0, 60, 0, "2.6"),
        (0, 64, 0, "2.6"),  # 0.64 rounded before it is added
        (0, 65, 0, "2.7"),
        (9, 100, 0, "4.5"),  # the cap of the sum
        (0, 0, 1, "1"),
        (0, 0, 9, "0.5"),  # the floor of the sum
        (4, 100, 2, "3"),
    ],
)
def test_parts_are_added_and_taken_off_under_their_own_maxima(a: int, done: int, b: int, total: str) -> None:
    assert points(SUM, a=a, done=done, all=100, b=b) == number(total)


def test_a_sum_has_bounds_while_parts_are_open() -> None:
    outcome = scored(SUM, told(a=2, all=10))
    assert (outcome.lowest, outcome.highest) == (number("0.5"), number("4"))
    assert (outcome.missing, outcome.points) == (("done", "b"), None)
    assert SUM.reach(FACTS, MOST) == Reach(number("0.5"), number("4.5"))
    assert SUM.can_give(number("0.5"), FACTS, MOST)
    assert not SUM.can_give(number("4.6"), FACTS, MOST)


def test_the_derivation_of_a_sum_names_the_part_of_each_step() -> None:
    trace: list[Step] = []
    scored(SUM, told(a=9, done=64, all=100, b=1), trace)
    assert [(step.what, step.part, step.value) for step in trace if step.what in {"part", "award"}] == [
        ("award", "items", 2),
        ("part", "items", 2),
        ("award", "rate", number("0.64")),
        ("part", "rate", number("0.6")),
        ("award", "late", 1),
        ("part", "late", 1),
        ("award", "", number("3.6")),
    ]


@pytest.mark.parametrize(("policy", "total"), [(Policy.FULL, "4"), (Policy.ZERO, "2"), (Policy.DROP, "2")])
def test_a_part_that_does_not_apply_has_the_points_of_its_policy(policy: Policy, total: str) -> None:
    trace: list[Step] = []
    answers = Told(facts={"done": 0, "all": 10, "b": 0}, parts={"items": policy})
    assert scored(SUM, answers, trace).points == number(total)
    assert [(step.kind, step.value) for step in trace if step.what == "policy"] == [(policy, number(total) - 2)]


def test_rounding_a_part_never_lifts_it_above_its_maximum() -> None:
    part = scoring("""
award.kind = "sum"
[[award.parts]]
id = "one"
max_points = "2.25"
round = { places = 1, mode = "half_up" }
scoring.measure = { kind = "fact", fact = "given" }
scoring.award = { kind = "tally" }
""")
    assert points(part, given=number("2.25")) == number("2.25")
    assert part.reach(FACTS, MOST).highest == number("2.25")


def test_parts_hold_scoring_functions_of_every_kind() -> None:
    nested = scoring("""
award.kind = "sum"
[[award.parts]]
id = "one"
max_points = "4"
[award.parts.scoring.award]
kind = "branch"
[[award.parts.scoring.award.arms]]
when = { measure = { kind = "fact", fact = "yes" }, in = "[1, 1]" }
[award.parts.scoring.award.arms.scoring.award]
kind = "best_of"
[[award.parts.scoring.award.arms.scoring.award.parts]]
id = "two"
max_points = "3"
scoring.measure = { kind = "complement", of = [{ kind = "ratio", part = ["done"], whole = ["all"] }] }
scoring.award = { kind = "proportional" }
[award.parts.scoring.award.otherwise]
scoring.measure = { kind = "fact", fact = "a" }
scoring.award = { kind = "tally" }
""")
    assert points(nested, yes=True, done=1, all=3) == 2
    assert points(nested, yes=False, a=9) == 4
    assert [inner.award.kind for inner in nested.walk()] == ["sum", "branch", "best_of", "proportional", "tally"]
    assert [measure.kind for measure in nested.measures] == ["fact", "complement", "ratio", "fact"]
    assert [name for name, _ in nested.needs] == ["yes", "done", "all", "a"]
    trace: list[Step] = []
    scored(nested, told(yes=True, done=1, all=3), trace)
    assert [step.part for step in trace if step.what == "part"] == ["one.two", "one"]


# --- Best of --------------------------------------------------------------------------------------------------------


def test_the_best_part_counts_alone() -> None:
    assert points(BEST, yes=True, done=1, all=6) == 1
    assert points(BEST, yes=True, done=4, all=6) == 2


def test_a_part_that_cannot_be_beaten_settles_it() -> None:
    assert scored(BEST, told(done=6, all=6)).points == 3
    open_still = scored(BEST, told(yes=True))
    assert seen(open_still) == (None, 1, 3, "done", "all")
    assert BEST.reach(FACTS, MOST) == Reach(Fraction(0), Fraction(3))
    assert BEST.can_give(number("2.9"), FACTS, MOST)


def test_a_part_in_a_gap_does_not_matter_where_another_is_better() -> None:
    gap = scoring("""
award.kind = "best_of"
[[award.parts]]
id = "bands"
max_points = "2"
scoring.measure = { kind = "fact", fact = "a" }
scoring.award = { kind = "bands", rows = [{ in = "[2, inf)", points = "2" }, { in = "[0, 0]", points = "0" }] }
[[award.parts]]
id = "sure"
max_points = "2"
scoring.measure = { kind = "fact", fact = "yes" }
scoring.award = { kind = "yes_no" }
""")
    assert scored(gap, told(a=1, yes=True)).points == 2
    undecided = scored(gap, told(a=1, yes=False))
    assert seen(undecided) == (None, 0, 2)
    assert [(finding.id, finding.found) for finding in undecided.findings] == [("CR322", "1")]


# --- One alone ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("award", "measure", "facts", "found"),
    [
        ('{ kind = "bands", rows = [{ in = "[2, inf)", points = "5" }] }', 'kind = "fact", fact = "a"', {"a": 1}, "1"),
        (
            '{ kind = "bands", rows = [{ in = "(-inf, inf)", points = "5" }] }',
            'kind = "days_late", fact = "sent", due = { by = "11-25" }',
            {"sent": NEVER},
            "never",
        ),
        (
            '{ kind = "levels", rows = [{ level = "high", points = "5" }] }',
            'kind = "level", fact = "level"',
            {"level": "low"},
            "low",
        ),
    ],
)
def test_a_value_in_a_gap_stays_open_and_says_so(
    award: str, measure: str, facts: dict[str, object], found: str
) -> None:
    outcome = scored(scoring(f"measure = {{ {measure} }}\naward = {award}"), told(**facts))
    assert seen(outcome) == (None, 5, 5)
    assert [(finding.id, finding.severity.value, finding.found) for finding in outcome.findings] == [
        ("CR322", "warning", found)
    ]


def test_contradictions_are_not_caught() -> None:
    with pytest.raises(Contradiction):
        points(BRANCH, yes=True, done=5, all=4)


def test_too_few_replies_are_said_with_what_is_missing() -> None:
    asked = scoring("""
award = { kind = "proportional" }
[measure]
kind = "survey"
ballots = "votes"
options = [{ id = "good", weight = "1" }, { id = "poor", weight = "0" }]
groups = [{ id = "people", weight = "1" }]
min_valid = 10
""")
    outcome = scored(asked, told(votes=(("people", Replies(Fraction(9), (("good", Fraction(1)),))),)))
    assert seen(outcome) == (None, 0, 5, "votes.people")
    assert [finding.id for finding in outcome.findings] == ["CR321"]


def test_an_award_alone_looks_at_nothing() -> None:
    with pytest.raises(TypeError, match="looks at a measure"):
        scored(Scoring(award=YesNo()), told())


@given(
    yes=st.booleans(),
    level=st.sampled_from(["high", "low"]),
    a=st.integers(0, 9),
    b=st.integers(0, 9),
    done=st.integers(0, 10),
    hidden=st.sets(st.sampled_from(["yes", "level", "a", "b", "done"])),
)
def test_bounds_hold_whatever_the_missing_answers_turn_out_to_be(  # noqa: PLR0913, PLR0917 - the facts
    yes: bool,  # noqa: FBT001 - a fact
    level: str,
    a: int,
    b: int,
    done: int,
    hidden: set[str],
) -> None:
    """Answers given later never lead outside the bounds that were told without them."""
    facts = {"yes": yes, "level": level, "a": a, "b": b, "done": done, "all": 10}
    for made in (BRANCH, SUM, BEST):
        full = scored(made, told(**facts)).points
        part = scored(made, told(**{name: value for name, value in facts.items() if name not in hidden}))
        assert full is not None
        assert part.highest is not None
        assert part.lowest <= full <= part.highest
        assert made.reach(FACTS, MOST).holds(full)
        assert made.can_give(full, FACTS, MOST)
        assert part.points is None or part.points == full
