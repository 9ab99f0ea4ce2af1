"""Whose word counts: stages, precedence, and what declared points may be."""

from decimal import Decimal
from fractions import Fraction

import pytest

from cchc_rules import Appraisal, Entry, MissingAnswersError, SubmissionError, evaluate
from cchc_rules.exact import State
from cchc_rules.law.decision import Stage
from cchc_rules.law.facts import Unanswered
from cchc_rules.scoring.result import Origin
from cchc_rules.scoring.sheet import Sheet
from tests.scoring.small import SURVEYED, awarded, card, claim, fact, found, given, leaf, node, seen, submission

ONE = card(node("1", "2", leaf("1.1")), most="2")


@pytest.mark.parametrize(
    ("stage", "points", "origin", "came_from"),
    [
        ("self_score", "0.5", Origin.DECLARED, Stage.SELF_SCORE),
        ("appraisal_1", "1", Origin.AWARDED, Stage.APPRAISAL_1),
        ("explanation_round", "1", Origin.AWARDED, Stage.APPRAISAL_1),
        ("appraisal_2", "0.25", Origin.AWARDED, Stage.APPRAISAL_2),
        ("survey", "0.25", Origin.AWARDED, Stage.APPRAISAL_2),
        ("publication", "0.25", Origin.AWARDED, Stage.APPRAISAL_2),
    ],
)
def test_the_last_word_up_to_the_stage_counts(stage: str, points: str, origin: Origin, came_from: Stage) -> None:
    result = evaluate(ONE, submission([awarded("1.1", "1", "0.25", own="0.5")]), stage=stage)
    assert result.node("1.1").points == Fraction(points)
    assert seen(result.node("1.1").origin, result.node("1.1").stage) == (origin, came_from)


@pytest.mark.parametrize(("first", "second"), [("1", "0.25"), ("0.25", "1"), ("1", "0")])
def test_a_second_appraisal_may_lower_or_raise(first: str, second: str) -> None:
    assert evaluate(ONE, submission([awarded("1.1", first, second)])).total == Fraction(second)


def test_an_appraisal_weighs_more_than_facts_and_facts_more_than_the_units_own_word() -> None:
    by_facts = evaluate(ONE, submission([awarded("1.1", own="0.5")], {"n1": 1}))
    assert seen(by_facts.total, by_facts.node("1.1").origin) == (1, Origin.COMPUTED)
    by_word = evaluate(ONE, submission([awarded("1.1", "0.25", own="0.5")], {"n1": 1}))
    assert seen(by_word.total, by_word.node("1.1").origin) == (Fraction("0.25"), Origin.AWARDED)


def test_what_the_appraiser_gives_stands_in_place_of_what_the_unit_gave() -> None:
    handed_in = submission(facts={"n1": 2}, by_appraiser={"n1": 1})
    assert evaluate(ONE, handed_in).node("1.1").stage is Stage.APPRAISAL_1
    assert evaluate(ONE, handed_in).total == 1
    assert evaluate(ONE, handed_in, stage="self_score").total == 2
    assert evaluate(ONE, given(n1=2)).node("1.1").stage is Stage.SELF_SCORE


def test_benchmarks_and_surveys_are_not_the_units_word() -> None:
    surveyed = leaf("1.2", scoring=SURVEYED, policy="forbidden", more='method = "survey"')
    both = card(node("1", "4", leaf("1.1", scoring="bench"), surveyed), most="4")
    handed_in = submission(by_appraiser={"bench": 1}, ballots={"q": {"g": {"A": 1, "B": 1, "blank": 7}}})
    scored = evaluate(both, handed_in)
    assert seen(scored.total, scored.node("1.2").stage) == (2, Stage.SURVEY)
    own = evaluate(both, handed_in, stage="self_score", missing="bounds")
    assert own.open_codes == ("1.1", "1.2")


def test_not_assessed_is_an_appraisers_word_and_says_nothing_at_the_self_score_stage() -> None:
    entry = Entry(code="1.1", self_score="0.5", state="not_assessed", reason="chờ hồ sơ")
    assert evaluate(ONE, submission([entry]), stage="self_score").total == Fraction(1, 2)
    late = evaluate(ONE, submission([entry]), missing="bounds")
    assert seen(late.node("1.1").state, late.total, late.state) == (State.NOT_ASSESSED, None, State.NOT_ASSESSED)


def test_unknown_is_a_state_at_every_stage_even_beside_facts() -> None:
    entry = Entry(code="1.1", state=State.UNKNOWN, reason="mất hồ sơ")
    for stage in ("self_score", "appraisal_2"):
        result = evaluate(ONE, submission([entry], {"n1": 1}), stage=stage, missing="bounds")
        assert seen(result.node("1.1").state, result.lowest, result.highest) == (State.UNKNOWN, 0, 2)


def test_a_claim_is_taken_confirmed_or_not_and_says_so_until_it_is() -> None:
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2")), most="4")
    unconfirmed = evaluate(two, submission([claim("1.2", confirmed=None)], {"n1": 1}))
    assert unconfirmed.effective_max == 2
    assert found(unconfirmed) == [
        "1.2: [CR361] claimed not applicable and not yet confirmed by the appraiser; set confirmed"
    ]
    assert evaluate(two, submission([claim("1.2", confirmed=None)], {"n1": 1}), stage="self_score").findings == ()
    assert evaluate(two, submission([claim("1.2")], {"n1": 1})).findings == ()


def test_a_rejected_claim_leaves_the_criterion_to_its_facts_and_without_them_open() -> None:
    rejected = claim("1.1", confirmed=False)
    assert evaluate(ONE, submission([rejected], {"n1": 1})).total == 1
    with pytest.raises(MissingAnswersError, match=r"1\.1: \[CR360\] answers are missing: n1"):
        evaluate(ONE, submission([rejected]))
    # what was rejected cannot be claimed again, so the maximum is settled
    bounds = evaluate(ONE, submission([rejected]), missing="bounds")
    assert seen(*bounds.index_bounds) == (0, 100)
    assert seen(*bounds.node("1.1").ends) == ((0, 2), (2, 2))


def test_a_rejected_claim_may_be_appraised_and_counts_at_the_self_score_stage() -> None:
    two = card(node("1", "4", leaf("1.1"), leaf("1.2", scoring="n2")), most="4")
    entry = Entry(
        code="1.2", state="not_applicable", reason="không phát sinh", confirmed=False, appraisal_1=Appraisal(points=1)
    )
    assert evaluate(two, submission([entry], {"n1": 1})).total == 2
    own = evaluate(two, submission([entry], {"n1": 1}), stage="self_score")
    assert seen(own.total, own.effective_max) == (1, 2)


def test_declared_points_that_differ_from_the_facts_are_findings_and_the_used_ones_stand() -> None:
    result = evaluate(ONE, submission([awarded("1.1", "0.25", own="0.5")], {"n1": 1}))
    assert found(result) == [
        "1.1: [CR362] the appraised 0.25 points differ from the 1 the facts give; the appraisal was used"
    ]
    result = evaluate(ONE, submission([awarded("1.1", own="0.5")], {"n1": 1}))
    assert found(result) == [
        "1.1: [CR363] the self-scored 0.5 points differ from the 1 the facts give; the facts were used"
    ]
    assert evaluate(ONE, submission([awarded("1.1", "1", own="1")], {"n1": 1})).findings == ()


def test_points_the_rule_cannot_give_are_named_whoever_gave_them() -> None:
    award = 'scoring = { measure = { kind = "fact", fact = "b1" }, award = { kind = "yes_no" } }'
    yes_or_no = card(node("1", "2", leaf("1.1", scoring=award)), most="2")
    cannot = "1.1: [CR366] the scoring function cannot give 1 points; check what was declared"
    assert found(evaluate(yes_or_no, submission([awarded("1.1", "1")]))) == [cannot]
    assert found(evaluate(yes_or_no, submission([awarded("1.1", "1")], {"b1": True}))) == [
        cannot,
        "1.1: [CR362] the appraised 1 points differ from the 2 the facts give; the appraisal was used",
    ]
    assert found(evaluate(yes_or_no, submission([awarded("1.1", own="1")], {"b1": True})))[0] == cannot
    own = evaluate(yes_or_no, submission([awarded("1.1", own="1")]), stage="self_score")
    assert found(own) == [cannot, "1.1: [CR364] self-scored 1 points, not comparable"]


def test_a_rounded_rule_may_give_what_its_scoring_function_alone_could_not() -> None:
    rule = f'scoring = {{ measure = {fact("r1")}, award = {{ kind = "proportional", floor = "0.6" }} }}'
    more = 'round = { places = 1, mode = "down" }'
    rounded = card(node("1", "0.99", leaf("1.1", "0.99", scoring=rule, more=more)), most="0.99")
    # 0.6 × 0.99 = 0.594 is rounded down to 0.5, which is less than the least points above 0
    assert evaluate(rounded, submission([awarded("1.1", "0.5")], {"r1": "0.6"})).findings == ()


def test_points_that_rest_on_the_units_word_alone_are_flagged_at_the_appraisal() -> None:
    result = evaluate(ONE, submission([awarded("1.1", own="0.5")]))
    assert found(result) == [
        "1.1: [CR365] the 0.5 points are the unit's own word: no facts, no appraisal; give one of them"
    ]
    assert result.node("1.1").origin is Origin.DECLARED


@pytest.mark.parametrize("points", ["2.01", "-0.01"])
@pytest.mark.parametrize("stage", ["self_score", "appraisal_1", "appraisal_2"])
def test_points_above_the_maximum_or_below_zero_are_errors_at_every_stage(points: str, stage: str) -> None:
    given = {"self_score": points} if stage == "self_score" else {stage: Appraisal(points=points)}
    with pytest.raises(SubmissionError) as caught:
        evaluate(ONE, submission([Entry(code="1.1", **given)]))
    assert [(finding.id, finding.subject, finding.found) for finding in caught.value.findings] == [
        ("CR347", stage, points)
    ]


def test_points_and_facts_are_exact_or_refused() -> None:
    with pytest.raises(TypeError, match="points are exact: give an int, a Decimal, a Fraction or text, not float"):
        Entry(code="1.1", self_score=0.5)  # type: ignore[arg-type]  # what is tested
    with pytest.raises(TypeError, match="not float"):
        Appraisal(points=0.5)
    with pytest.raises(ValueError, match="not an exact number: NaN"):
        Entry(code="1.1", self_score=Decimal("NaN"))
    for wrong in (0.5, Decimal("NaN"), "0,5", True, "1e3"):
        with pytest.raises(SubmissionError, match="never as a float"):
            evaluate(ONE, given(n1=wrong))  # type: ignore[arg-type]  # what is tested
    for right in (Fraction(1, 2), Decimal("0.5"), "0.5", "1/2"):
        assert evaluate(ONE, given(n1=right)).total == Fraction(1, 2)


def test_a_stage_or_treatment_that_does_not_exist_is_refused_before_anything_is_scored() -> None:
    with pytest.raises(ValueError, match="'appraisal' is not a valid Stage"):
        evaluate(ONE, given(n1=1), stage="appraisal")
    with pytest.raises(ValueError, match="'none' is not a valid Missing"):
        evaluate(ONE, given(n1=1), missing="none")


def test_the_sheet_tells_an_answer_from_none() -> None:
    sheet = Sheet(year=2024, holidays=frozenset(), answers={"n1": Fraction(1)}, appraised=frozenset())
    assert sheet.answer("n1") == 1
    with pytest.raises(Unanswered):
        sheet.answer("n2")
