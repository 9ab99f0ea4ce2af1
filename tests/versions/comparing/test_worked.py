"""Comparisons worked by hand, on scorecards of a few leaves."""

from fractions import Fraction
from typing import Any, Final

import attrs
import pytest

from cchc_rules import Appraisal, Entry, Result, Ruleset, Submission, Unit, diff, evaluate, load, loads
from cchc_rules.report.examples import example_submission
from cchc_rules.scoring.inputs import RawFact
from cchc_rules.versions.comparing.comparison import Comparison, compare
from cchc_rules.versions.comparing.core import Reason
from cchc_rules.versions.comparing.groups import GroupComparison, RankPart, compare_group
from cchc_rules.versions.comparing.parts import Part, PartKind
from cchc_rules.versions.comparing.sides import ComparisonError
from cchc_rules.versions.comparing.sums import Amounts
from tests.scoring.small import DECISION, FACTS, GROUND, RANKING, ROUNDING, awarded, claim, leaf, node, submission, yes
from tests.versions.comparing.units import route

K: Final = PartKind
HEAD: Final = DECISION + RANKING + ROUNDING


def scorecards(*fields: str, most: str, decision: str = HEAD, facts: str = FACTS) -> Ruleset:
    """A ruleset with a small scorecard for departments."""
    text = f'unit_kind = "department"\nmax_points = "{most}"\n{GROUND}\n{facts}\n' + "\n".join(fields)
    return loads({"decision.toml": decision, "department.toml": text})


def compared(old: Ruleset, new: Ruleset, before: Submission, after: Submission) -> Comparison:
    """Compare, and see that the parts of both orders add up."""
    results = (evaluate(old.scorecard("department"), before), evaluate(new.scorecard("department"), after))
    found = compare(*results, diff(old, new))
    assert found.split.sum() == found.difference == found.reverse.sum()
    return found


def points(parts: tuple[Part, ...]) -> list[tuple[str, str, Fraction]]:
    return [(part.kind.value, part.leaves[0] if part.leaves else "", part.moved.points) for part in parts]


def given(**facts: RawFact) -> Submission:
    return submission(facts=facts)


ONE: Final = scorecards(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2")), most="4")
LOWERED: Final = scorecards(node("1", "3", leaf("1.1", "1"), leaf("1.2", scoring="n2")), most="3")


def test_facts_then_rules() -> None:
    """2 of 4 becomes 2.5 of 4 by its own work; the lower maximum takes 0.5 of it, and the index is out of 3 then."""
    found = compared(ONE, LOWERED, given(n1=1, n2=1), given(n1="1.5", n2=1))
    assert points(found.split.parts[:2]) == [("performance", "1.1", Fraction(1, 2)), ("rules", "1.1", Fraction(-1, 2))]
    assert [part.moved.index_percent for part in found.split.parts[:2]] == [Fraction(25, 2), Fraction(25, 6)]
    assert found.split.sum(K.ROUNDING) == Amounts(index_percent=Fraction(6667, 100) - Fraction(200, 3))
    assert points(found.reverse.parts[:1]) == [("rules", "", Fraction(0))] or found.reverse.sum(K.RULES).points == 0
    assert found.reverse.sum(K.PERFORMANCE).points == 0  # 1 of 1 stays 1 of 1
    assert (K.PERFORMANCE, "1.1") in found.disagreements


def test_nothing_is_found_between_a_result_and_itself() -> None:
    """compare(r, r) has no parts."""
    result = evaluate(ONE.scorecard("department"), given(n1=1, n2="1/3"))
    found = compare(result, result, diff(ONE, ONE))
    assert found.split.parts == found.reverse.parts == found.not_comparable == found.disagreements == ()
    assert found.core.keys == ("1.1", "1.2")
    assert not any(found.core.moved.values())


def test_claims_are_scope() -> None:
    """A leaf that is claimed in one year leaves points and maximum: the whole of its move is scope."""
    before, after = submission([claim("1.1")], {"n2": 1}), given(n1=1, n2=2)
    found = compared(ONE, ONE, before, after)
    assert points(found.split.parts) == [("scope", "1.1", Fraction(1)), ("performance", "1.2", Fraction(1))]
    assert [part.moved.index_percent for part in found.split.parts] == [0, Fraction(25)]
    assert found.core.moved[K.SCOPE] == Amounts(points=Fraction(1))


def test_points_that_were_stated_are_facts() -> None:
    """Nobody's rule gave them: a lower maximum only caps them, and another scoring might have led to other words."""
    before = submission([awarded("1.1", "1")], {"n2": 1})
    after = submission([awarded("1.1", "0.5")], {"n2": 1})
    assert points(compared(ONE, ONE, before, after).split.parts) == [("performance", "1.1", Fraction(-1, 2))]
    found = compared(ONE, LOWERED, before, after)
    for split in (found.split, found.reverse):
        assert split.inseparable == ()
        assert split.sum(K.PERFORMANCE).points == Fraction(-1, 2)
        assert split.sum(K.RULES).points == 0
    capped = compared(ONE, LOWERED, submission([awarded("1.1", "2")], {"n2": 1}), after)
    assert points(capped.split.of("performance")) == [("performance", "1.1", Fraction(-3, 2))]
    assert capped.split.sum(K.RULES).points == 0
    assert capped.reverse.sum(K.RULES).points == -1
    told = compared(ONE, REPLACED, before, after)
    for split in (told.split, told.reverse):
        assert points(split.parts) == [("performance", "1.1", Fraction(-1, 2))]
        assert split.inseparable == ("1.1",)
    declared = submission([Entry(code="1.1", self_score="0.5")], {"n2": 1, "n1": 2})
    named = compared(ONE, REPLACED, given(n1=1, n2=1), declared)
    assert points(named.split.parts) == [("performance", "1.1", Fraction(-1, 2))]
    assert named.split.inseparable == ("1.1",)


def zeroed(old: Ruleset, new: Ruleset, before: Submission, after: Submission) -> Comparison:
    sides = ((old, before), (new, after))
    first, second = (evaluate(rules.scorecard("department"), one, missing="zero") for rules, one in sides)
    found = compare(first, second, diff(old, new))
    assert found.split.sum() == found.difference == found.reverse.sum()
    return found


def test_an_answer_that_is_missing_is_no_fault_of_a_rule() -> None:
    """What is counted 0 stands at 0 under any rule: its loss, and its return, are the unit's own."""
    lost = zeroed(ONE, LOWERED, given(n1=1, n2=1), given(n2=1))
    assert (lost.old_zeros, lost.new_zeros) == ((), ("1.1",))
    for split in (lost.split, lost.reverse):
        assert [part.moved.points for part in split.of("performance")] == [-1]
        assert split.sum(K.RULES).points == 0
        assert split.inseparable == ()
    found = zeroed(ONE, LOWERED, given(n2=1), given(n1=1, n2=1))
    assert (found.old_zeros, found.new_zeros) == (("1.1",), ())
    assert found.split.sum(K.PERFORMANCE).points == found.reverse.sum(K.PERFORMANCE).points == 1
    other = zeroed(ONE, REPLACED, given(n1=1, n2=1), given(n1=1, n2=1))  # the newer asks for n3: nobody can tell
    assert points(other.split.parts) == [("performance", "1.1", Fraction(-1))]
    assert other.split.inseparable == ("1.1",)
    entry = Entry(code="1.1", state="not_assessed", reason="chưa thẩm định")
    unseen = zeroed(ONE, LOWERED, given(n1=1, n2=1), submission([entry], {"n1": 1, "n2": 1}))
    assert unseen.split.sum(K.PERFORMANCE).points == -1
    assert unseen.split.sum(K.RULES).points == 0


REPLACED: Final = scorecards(node("1", "4", leaf("1.1", scoring="n3"), leaf("1.2", scoring="n2")), most="4")


def test_facts_that_are_no_longer_asked_for_cannot_be_told_apart() -> None:
    """The older rule asks for n1, the newer for n3: the whole difference goes to the change, marked."""
    found = compared(ONE, REPLACED, given(n1=2, n2=1), given(n3=1, n2=1))
    for split in (found.split, found.reverse):
        (part,) = split.parts
        assert (part.kind, part.moved.points, part.inseparable, part.separable) == (
            K.RULES,
            Fraction(-1),
            ("1.1",),
            False,
        )
    (apart,) = found.not_comparable
    assert (apart.key, apart.old, apart.new, apart.reason) == ("1.1", "1.1", "1.1", Reason.FACTS)
    assert found.core.keys == ("1.2",)
    told = compared(ONE, REPLACED, given(n1=2, n2=1, n3=1), given(n1="0.5", n3=1, n2=1))
    assert told.split.inseparable == told.reverse.inseparable == ()
    assert points(told.split.parts) == [("performance", "1.1", Fraction(-3, 2)), ("rules", "1.1", Fraction(1, 2))]
    assert points(told.reverse.parts) == [("rules", "1.1", Fraction(-1))]


ADDED: Final = scorecards(node("1", "3", leaf("1.2", scoring="n2"), leaf("1.3", "1", scoring="n4")), most="3")


def test_leaves_that_come_and_go() -> None:
    """A new leaf comes with its points, a dropped one takes them away; both are of the rules."""
    found = compared(ONE, ADDED, given(n1=2, n2=1), given(n2=1, n4=1))
    assert points(found.split.of("rules")) == [("rules", "old:1.1", Fraction(-2)), ("rules", "1.3", Fraction(1))]
    assert found.split.inseparable == ("old:1.1", "1.3")
    reasons = {one.key: (one.old, one.new, one.reason) for one in found.not_comparable}
    assert reasons == {"1.3": (None, "1.3", Reason.ADDED), "old:1.1": ("1.1", None, Reason.DROPPED)}
    known = compared(ONE, ADDED, given(n1=2, n2=1, n4="0.5"), given(n1=1, n2=1, n4=1))
    assert known.split.inseparable == ()
    assert known.split.sum(K.PERFORMANCE).points == -1
    assert known.reverse.sum(K.PERFORMANCE).points == Fraction(1, 2)


def test_another_rounding_is_a_rule() -> None:
    """What the older rounding would still have printed is told apart from what the newer one adds."""
    whole = HEAD.replace("places = 2", "places = 0").replace("half_up", "up")
    coarse = scorecards(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2")), most="4", decision=whole)
    found = compared(ONE, coarse, given(n1="1/3", n2=1), given(n1="1/3", n2=1))
    exact, printed = Fraction(100, 3), Fraction(3333, 100)
    assert found.split.sum(K.RULES) == Amounts(index_percent=34 - printed)
    assert found.split.sum(K.ROUNDING) == Amounts()
    moved = compared(ONE, coarse, given(n1="1/3", n2=1), given(n1=1, n2=1))
    assert moved.split.sum(K.ROUNDING) == Amounts(index_percent=exact - printed)
    assert moved.reverse.sum(K.RULES) == Amounts(index_percent=34 - printed)
    assert moved.reverse.sum(K.ROUNDING) == Amounts(index_percent=exact - 34)


def test_a_spread_with_nothing_left_and_a_unit_with_nothing_to_earn() -> None:
    """Halfway nothing may apply; the parts add up all the same."""
    spread = scorecards(
        node("1", "4", leaf("1.1", policy="spread"), leaf("1.2", scoring="n2", policy="spread")), most="4"
    )
    before, after = submission([claim("1.2")], {"n1": 1}), submission([claim("1.1")], {"n2": 2})
    found = compared(spread, spread, before, after)
    assert [part.kind for part in found.split.parts] == [K.SCOPE, K.SCOPE]
    assert found.difference.points == 2


SURVEYED: Final = (
    'scoring.measure.kind = "survey"\nscoring.measure.ballots = "q"\n'
    'scoring.measure.options = [{ id = "A", weight = "1" }, { id = "B", weight = "0" }]\n'
    'scoring.measure.min_valid = 1\nscoring.award = { kind = "proportional" }\n'
)
ONE_GROUP: Final = SURVEYED + 'scoring.measure.groups = [{ id = "g", weight = "1" }]\n'
TWO_GROUPS: Final = SURVEYED + 'scoring.measure.groups = [{ id = "g", weight = "0.5" }, { id = "h", weight = "0.5" }]\n'


def test_groups_that_were_not_asked_before() -> None:
    """The older question hears only its own group; what the newer asks the older year did not give."""
    old, new = (
        scorecards(
            node("1", "4", leaf("1.1", "2", said, more='method = "survey"'), leaf("1.2", scoring="n2")), most="4"
        )
        for said in (ONE_GROUP, TWO_GROUPS)
    )
    before = submission(facts={"n2": 1}, ballots={"q": {"g": {"A": 1, "B": 1}}})
    after = submission(facts={"n2": 1}, ballots={"q": {"g": {"A": 3, "B": 1}, "h": {"A": 1}}})
    found = compared(old, new, before, after)
    assert points(found.split.parts) == [("performance", "1.1", Fraction(1, 2)), ("rules", "1.1", Fraction(1, 4))]
    assert found.reverse.inseparable == ("1.1",)


def test_conditions_above_a_leaf_are_part_of_its_rule() -> None:
    """What no longer applies under the newer rules left by the rules."""
    when = f"applies_when = {yes('b1')}"
    new = scorecards(node("1", "2", leaf("1.1"), more=when), node("2", "2", leaf("2.1", scoring="n2")), most="4")
    old = scorecards(node("1", "2", leaf("1.1")), node("2", "2", leaf("2.1", scoring="n2")), most="4")
    found = compared(old, new, given(n1=2, n2=1, b1=False), given(n1=1, n2=1, b1=False))
    assert points(found.split.parts) == [("performance", "1.1", Fraction(-1)), ("rules", "1.1", Fraction(-1))]
    assert points(found.reverse.parts) == [("rules", "1.1", Fraction(-2))]


# --- What cannot be compared at all -----------------------------------------------------------------------------------


def refused(old: Result, new: Result) -> list[str]:
    with pytest.raises(ComparisonError) as error:
        compare(old, new, diff(ONE, ONE))
    return [finding.id for finding in error.value.findings]


def test_what_does_not_belong_together_is_refused() -> None:
    """Each fault has its message: kind, unit, stage, total, ruleset."""
    card = ONE.scorecard("department")
    result = evaluate(card, given(n1=1, n2=1))
    other = evaluate(card, attrs.evolve(given(n1=1, n2=1), unit=Unit(code="X-02", name="Sở khác")))
    assert refused(result, other) == ["CR802"]
    assert refused(result, evaluate(card, given(n1=1, n2=1), stage="self_score")) == ["CR803"]
    assert refused(result, evaluate(card, given(n1=1), missing="bounds")) == ["CR804"]
    assert refused(result, evaluate(LOWERED.scorecard("department"), given(n1=1, n2=1))) == ["CR805"]
    commune = load("2024_2426").scorecard("commune")
    assert refused(result, evaluate(commune, example_submission(commune)))[:2] == ["CR801", "CR802"]


def test_shipped_rulesets_are_found() -> None:
    """Without changes the rulesets are those of the results."""
    cards = [load(ruleset).scorecard("department") for ruleset in ("2023_2568", "2024_2426")]
    old, new = (evaluate(card, example_submission(card)) for card in cards)
    found = compare(old, new)
    assert found.split.sum() == found.difference
    assert (found.changes.old.id, found.changes.new.id) == ("2023_2568", "2024_2426")


def test_submissions_are_scored_by_their_side() -> None:
    """A submission is scored by its side of the changes, or by the ruleset it names; in a group as well."""
    before, after, made = given(n1=1, n2=1), given(n1="1.5", n2=1), diff(ONE, LOWERED)
    by_hand = compared(ONE, LOWERED, before, after)
    assert compare(before, after, made).split == by_hand.split
    assert compare(by_hand.old, after, by_hand.route).split == by_hand.split
    assert compare_group([before], [after], made).comparisons[0].split == by_hand.split
    cards = [load(ruleset).scorecard("department") for ruleset in ("2023_2568", "2024_2426")]
    named = [attrs.evolve(example_submission(card), ruleset=card.decision.id) for card in cards]
    way = route("2023_2568", "2024_2426", "department")
    first, second = map(evaluate, cards, named)
    assert compare(named[0], named[1]).split == compare(first, second, way).split


def test_a_submission_that_names_no_ruleset_is_refused() -> None:
    """Nobody guesses by which ruleset it is to be scored; and what is no submission at all is no bad input."""
    with pytest.raises(ComparisonError, match=r"X-01 .*names no ruleset") as error:
        compare(given(n1=1, n2=1), given(n1=1, n2=1))
    assert [finding.id for finding in error.value.findings] == ["CR810"]
    nonsense: Any = 1
    with pytest.raises(TypeError, match="takes results or submissions; this is of type int"):
        compare(nonsense, nonsense)
    with pytest.raises(TypeError, match="this is of type int"):
        compare(given(n1=1), given(n1=1), nonsense)


def test_years_in_the_wrong_order_are_refused() -> None:
    """The earlier year comes first; two rulesets on one year are fine."""
    card = ONE.scorecard("department")
    early, late = (evaluate(card, attrs.evolve(given(n1=1, n2=1), year=year)) for year in (2023, 2024))
    assert refused(late, early) == ["CR807"]
    assert not compare(early, late, diff(ONE, ONE)).difference


def test_spellings_are_short() -> None:
    """What is shown of a comparison names the unit, the rulesets and the difference, not all that is in it."""
    found = compared(ONE, LOWERED, given(n1=1, n2=1), given(n1="1.5", n2=1))
    assert repr(found) == "Comparison(unit='X-01', old='small', new='small', points=0, index_percent=16.67)"
    assert repr(found.route) == "Route(unit_kind='department', old='small', new='small')"
    assert repr(found.split) == (
        "Split(order=(scope, performance, rules, rounding), parts=3, points=0, index_percent=16.67)"
    )
    assert repr(found.split.halts[0]) == "Whole(leaves=2, effective_max=4, points=2, index_percent=50)"
    many = compare_group([found.old], [found.new], found.route)
    assert repr(many) == "GroupComparison(units=1, old='small', new='small')"


READINGS: Final = """
readings = [
  { id = "wide", words = "a" },
  { id = "narrow", words = "b", scoring = { measure = { kind = "fact", fact = "n3" }, award = { kind = "tally" } } },
]
chosen = { reading = "wide", by = "Sở", why = { vi = "lý do", en = "a reason" } }
"""


def test_other_readings_are_other_rules() -> None:
    """A result that was asked for with another reading is compared by it: what it moves is of the rules."""
    read = scorecards(node("1", "4", leaf("1.1", more=READINGS), leaf("1.2", scoring="n2")), most="4")
    card, answers = read.scorecard("department"), given(n1=2, n2=1, n3=1)
    wide, narrow = evaluate(card, answers), evaluate(card, answers, readings={"1.1": "narrow"})
    found = compare(wide, narrow, diff(read, read))
    assert points(found.split.parts) == points(found.reverse.parts) == [("rules", "1.1", Fraction(-1))]


def test_answers_that_the_other_rule_refuses_cannot_be_told_apart() -> None:
    """A claim that the older rules forbid, and a fact that is of another type there: both go to the change."""
    forbidden = scorecards(node("1", "4", leaf("1.1", policy="forbidden"), leaf("1.2", scoring="n2")), most="4")
    before, after = given(n1=1, n2=1), submission([claim("1.1")], {"n2": 1})
    found = compared(forbidden, ONE, before, after)
    assert found.split.inseparable == ("1.1",)
    assert found.split.sum(K.SCOPE) == Amounts()
    assert found.reverse.inseparable == ()
    assert found.reverse.sum(K.SCOPE).points == -1


LEVELLED: Final = (
    'scoring = { measure = { kind = "level", fact = "n1" }, award = { kind = "levels", '
    'rows = [{ level = "good", points = "2" }, { level = "bad", points = "0" }] } }'
)


def test_a_fact_and_its_rule_may_change_one_after_the_other() -> None:
    """Halfway the rule does not fit the fact; the leaf waits for both, and the parts add up."""
    number, level = '[facts.n1]\ntype = "number"', '[facts.n1]\ntype = "level"\nlevels = ["good", "bad"]'
    fields = node("1", "4", leaf("1.1", scoring=LEVELLED), leaf("1.2", scoring="n2"))
    levelled = scorecards(fields, most="4", facts=FACTS.replace(number, level))
    found = compared(ONE, levelled, given(n1=1, n2=1), given(n1="good", n2=1))
    assert found.split.inseparable == found.reverse.inseparable == ("1.1",)
    assert found.split.sum(K.RULES).points == found.reverse.sum(K.RULES).points == 1


# --- Groups -----------------------------------------------------------------------------------------------------------


def unit(number: int, **facts: RawFact) -> Submission:
    return attrs.evolve(given(**facts), unit=Unit(code=f"X-0{number}", name=f"Sở {number}"))


def group(old: Ruleset, new: Ruleset, before: list[Submission], after: list[Submission]) -> GroupComparison:
    sides = [
        [evaluate(rules.scorecard("department"), one, missing="bounds") for one in submissions]
        for rules, submissions in ((old, before), (new, after))
    ]
    return compare_group(sides[0], sides[1], diff(old, new))


def test_moves_of_ranks_are_split() -> None:
    """The first falls behind by the lower maximum alone; who came and who went is told apart."""
    before = [unit(1, n1=2, n2=0), unit(2, n1=0, n2="1.5"), unit(3, n1=2, n2=2), unit(4, n1=0)]
    after = [unit(1, n1=2, n2=0), unit(2, n1=0, n2="1.5"), unit(4, n1=0, n2=0), unit(5, n1=1, n2=2)]
    found = group(ONE, LOWERED, before, after)
    assert ([one.code for one in found.only_old], [one.code for one in found.only_new]) == (["X-03"], ["X-05"])
    assert [one.code for one in found.unsettled] == ["X-04"]
    moves = {move.unit.code: move for move in found.moves}
    assert (moves["X-01"].old, moves["X-01"].new) == (2, 3)
    none = dict.fromkeys(RankPart, 0)
    assert moves["X-01"].split == moves["X-01"].reverse == none | {RankPart.RULES: 1}
    assert moves["X-02"].split == none | {RankPart.RULES: -1}
    assert not moves["X-01"].disagrees
    assert [one.unit.code for one in found.gained_by_rules] == ["X-02"]
    assert [one.unit.code for one in found.lost_by_rules] == ["X-01"]
    assert found.most_improved == ()
    assert found.changes.old.id == "small"
    assert found.comparison("X-02") is found.comparisons[1]


def test_a_group_without_a_unit_in_both_years_is_refused() -> None:
    """Nothing to compare is said, with the codes of both years."""
    with pytest.raises(ComparisonError, match=r"X-01.*X-02"):
        group(ONE, ONE, [unit(1, n1=1, n2=1)], [unit(2, n1=1, n2=1)])


def test_a_group_of_several_kinds_is_refused() -> None:
    """The kinds are named, and which year they are of; so is a year without any unit."""
    card = ONE.scorecard("department")
    result = evaluate(card, given(n1=1, n2=1))
    commune = load("2024_2426").scorecard("commune")
    other = evaluate(commune, example_submission(commune))

    def refused_group(olds: list[Result], news: list[Result]) -> list[str]:
        with pytest.raises(ComparisonError) as error:
            compare_group(olds, news, diff(ONE, ONE))
        return [str(finding) for finding in error.value.findings]

    (first,) = refused_group([result, other], [result])
    assert "older results (--old)" in first
    assert "commune, 2024_2426, 2024" in first
    assert "department, small, 2024 (X-01)" in first
    assert "CR809" in refused_group([result], [result, other])[0]
    assert "CR801" in refused_group([result], [other])[0]
    assert "CR806" in refused_group([], [result])[0]


def test_another_rule_of_ranking_is_told_apart() -> None:
    """Equals that a tie breaker parts move by the rule of ranking alone."""
    breaking = HEAD.replace('ties = "shared"', 'ties = "shared"\ntie_breakers = ["1.2", "evidence"]')
    parted = scorecards(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2")), most="4", decision=breaking)
    units = [unit(1, n1=2, n2=0), unit(2, n1=0, n2=2)]
    found = group(ONE, parted, units, units)
    assert {move.unit.code: move.split[RankPart.RANKING] for move in found.moves} == {"X-01": 1, "X-02": 0}
    assert all(move.new - move.old == sum(move.reverse.values()) for move in found.moves)


def test_entries_may_stand_in_any_order() -> None:
    """The order of entries never matters."""
    entries = [awarded("1.1", "1"), Entry(code="1.2", appraisal_1=Appraisal(points=2))]
    before = submission(entries)
    assert (
        compared(ONE, LOWERED, before, before).split
        == compared(ONE, LOWERED, submission(entries[::-1]), submission(entries[::-1])).split
    )
