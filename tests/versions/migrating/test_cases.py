"""What becomes of single facts, replies and entries, worked by hand on small rulesets."""

import attrs
import pytest

from cchc_rules import Appraisal, Entry, NotFoundError, Ruleset, SubmissionError, diff, evaluate, load
from cchc_rules.report.examples import example_submission
from cchc_rules.versions.migrating.items import Fate
from cchc_rules.versions.migrating.migration import migrate
from tests.scoring.small import FACTS, SURVEYED, claim, leaf, node, submission
from tests.versions.migrating.pairs import CROSSWALK, JUDGED, RATIO, moved, only, ruleset, sum_of, survey, told

OLD = ruleset("old", leaf("1.1"))
BESIDE = leaf("1.2", "1", "n4")  # what applies while the other leaf does not
POINTS = Entry(code="1.1", self_score=1, appraisal_1=Appraisal(points=1), note="x")


# --- Facts ------------------------------------------------------------------------------------------------------------


def retyped(name: str, before: str, after: str) -> str:
    """The facts, with one that says something else."""
    start = FACTS.index(f"[facts.{name}]")
    assert before in FACTS[start:]
    return FACTS[:start] + FACTS[start:].replace(before, after, 1)


@pytest.mark.parametrize(
    ("before", "after", "value", "new", "says"),
    [
        ("count", "number", 7, 7, ["converted", "widened fact_retyped"]),
        ("number", "count", "12", 12, ["converted", "widened fact_retyped"]),
        ("number", "count", "12.5", None, ["needs_review", "retyped fact_retyped"]),
        ("number", "rate", "0.5", None, ["needs_review", "retyped fact_retyped"]),
        ("count", "boolean", 1, None, ["needs_review", "retyped fact_retyped"]),
        ("count", "count", 7, 7, ["carried"]),
    ],
)
def test_a_fact_of_another_type_is_converted_where_nothing_is_lost(
    before: str, after: str, value: int | str, new: int | None, says: list[str]
) -> None:
    old = ruleset("old", leaf("1.1", "1"), most="1", facts=retyped("n1", "number", before))
    newer = ruleset("new", leaf("1.1", "1"), most="1", facts=retyped("n1", "number", after))
    migration = moved(old, newer, facts={"n1": value})
    item = only(migration)
    assert told(item) == says
    assert (item.old, item.new, item.stands) == (value, new, new is not None)
    assert migration.submission.facts.unit == ({} if new is None else {"n1": new})
    assert migration.submission.ruleset == "new"
    assert migration.restored() == migration.source


def test_a_level_that_no_longer_exists_is_kept_aside() -> None:
    rows = '[{ level = "high", points = "2" }, { level = "low", points = "1" }'
    award = f'scoring.measure = {{ kind = "level", fact = "lv" }}\nscoring.award = {{ kind = "levels", rows = {rows}'
    old = ruleset("old", leaf("1.1", scoring=award + ', { level = "none", points = "0" }] }'))
    newer = ruleset("new", leaf("1.1", scoring=award + "] }"), facts=retyped("lv", ', "none"', ""))
    assert told(only(moved(old, newer, facts={"lv": "low"}))) == ["carried"]
    gone = moved(old, newer, facts={"lv": "none"})
    assert told(only(gone)) == ["needs_review", "answer_removed levels_changed"]
    assert only(gone).causes[0].expected == "high, low"
    assert [(one.code, one.facts, one.change and one.change.kind) for one in gone.wanting] == [
        ("1.1", ("lv",), "levels_changed")
    ]


def test_a_date_that_may_no_longer_be_never_is_kept_aside() -> None:
    rows = '[{ in = "(-inf, 0]", points = "2" }, { in = "[1, inf)", points = "0" }]'
    late = f'scoring.measure = {{ kind = "days_late", fact = "d1", due = {{ by = "01-31" }} }}\nscoring.award = {{ kind = "bands", rows = {rows}'
    old = ruleset("old", leaf("1.1", scoring=f'{late}, never = "0" }}'))
    newer = ruleset("new", leaf("1.1", scoring=f"{late} }}"), facts=retyped("d1", "never = true", ""))
    assert told(only(moved(old, newer, facts={"d1": "2024-02-01"}))) == ["carried"]
    item = only(moved(old, newer, facts={"d1": "never"}))
    assert told(item) == ["needs_review", "answer_removed fact_retyped"]
    assert item.causes[0].expected == "date"


def test_a_fact_that_another_is_to_give_needs_review() -> None:
    scored = leaf("1.1", scoring="n1")
    by_appraiser = retyped("n1", 'type = "number"', 'type = "number"\nby = "appraiser"')
    own, theirs = ruleset("own", scored), ruleset("theirs", scored, facts=by_appraiser)
    migration = moved(own, theirs, facts={"n1": 1}, by_appraiser={"n1": 2})
    unit, appraiser = migration.items
    assert told(unit) == ["needs_review", "giver_changed fact_giver_changed"]
    assert (unit.stands, told(appraiser)) == (False, ["carried"])
    item = only(moved(theirs, own, by_appraiser={"n1": 2}))
    assert (told(item), item.new) == (["needs_review", "giver_changed fact_giver_changed"], 2)


def test_a_fact_that_nobody_asks_for_is_dropped_by_the_change_that_took_it_away() -> None:
    without = "\n".join(FACTS.split("\n[facts.n2]")[:1]) + "\n[facts.n3]" + FACTS.split("[facts.n3]")[1]
    newer = ruleset("new", leaf("1.1"), facts=without)
    unasked = only(moved(OLD, newer, facts={"n2": 1}))
    assert told(unasked) == ["dropped", "not_asked fact_removed"]
    by_rule = only(moved(ruleset("old", leaf("1.1", scoring="n2")), newer, facts={"n2": 1}))
    assert told(by_rule) == ["dropped", "not_asked measure_replaced"]
    with_two = ruleset("old", leaf("1.1"), leaf("1.2", scoring="n2"), most="4")
    head = 'precondition = { when = { measure = { kind = "fact", fact = "n2" }, in = "[1, 2]" }, otherwise = "zero" }'
    by_the_whole = only(moved(ruleset("old", leaf("1.1"), head=head), newer, facts={"n2": 1}))
    assert told(by_the_whole) == ["dropped", "not_asked fact_removed"]
    by_leaf = only(moved(with_two, newer, facts={"n2": 1}))
    assert told(by_leaf) == ["dropped", "not_asked criterion_removed"]
    assert by_leaf.findings[0].text("en") == 'the new ruleset does not ask for "n2"; its value is kept aside'


def test_a_fact_that_became_a_survey_question_is_dropped() -> None:
    number = retyped("q", '"ballots"', '"number"').replace('by = "appraiser"', "", 3)
    old = ruleset("old", leaf("1.1", scoring="n1"), facts=number)
    newer = ruleset("new", leaf("1.1", scoring=SURVEYED, more='method = "survey"'))
    item = only(moved(old, newer, facts={"q": 1}))
    assert told(item) == ["dropped", "not_asked fact_retyped"]


# --- Replies ----------------------------------------------------------------------------------------------------------

COUNTED = {"q": {"g": {"A": 2, "B": 1, "blank": 4}, "h": {"A": 2}}}
SHARED = {"q": {"g": {"A": "0.5", "B": "0.5", "valid": 4}}}
ASKED = {"q": {"g": {"A": 2, "B": 1}}}


def test_replies_of_a_group_that_is_not_asked_are_dropped_and_the_others_doubted() -> None:
    old, newer = ruleset("old", survey(groups="gh")), ruleset("new", survey(groups="gk"))
    migration = migrate(submission(ballots=COUNTED), old, newer)
    assert [told(item) for item in migration.items] == [
        *[["needs_review", "groups_changed respondent_groups_changed"]] * 3,
        ["dropped", "group_not_asked respondent_groups_changed"],
    ]
    assert migration.submission.ballots == {"q": {"g": COUNTED["q"]["g"]}}
    assert [(one.code, one.facts) for one in migration.wanting] == [("1.1", ("q.k",))]


def test_a_group_stands_whole_where_all_its_options_are_still_offered() -> None:
    old = ruleset("old", survey())
    more, fewer = ruleset("more", survey("ABC")), ruleset("fewer", survey("AC"))
    for given in ({"ballots": ASKED}, {"shares": SHARED}):
        source = attrs.evolve(submission(), **given)
        kept, lost = migrate(source, old, more), migrate(source, old, fewer)
        for migration in (kept, lost):
            assert {item.fate for item in migration.items} == {Fate.NEEDS_REVIEW}
            assert migration.restored() == source
        assert (kept.submission.ballots, kept.submission.shares) == (source.ballots, source.shares)
        assert (lost.submission.ballots, lost.submission.shares) == ({}, {})


def test_a_question_without_groups_is_an_item_too() -> None:
    old, newer = ruleset("old", survey()), ruleset("new", survey("ABC", "gh"))
    source = submission(ballots={"q": {}})
    migration = migrate(source, old, newer)
    assert told(only(migration))[0] == "needs_review"
    assert migration.submission.ballots == source.ballots
    dropped = migrate(source, old, OLD)
    assert told(only(dropped)) == ["dropped", "not_asked survey_to_evidence"]
    assert (dropped.submission.ballots, dropped.restored()) == ({}, source)


# --- Entries ----------------------------------------------------------------------------------------------------------


def test_a_renumbered_leaf_takes_its_entry_and_its_parts_along() -> None:
    old = ruleset("old", leaf("1.1", scoring=sum_of(a="n1", b="n2")))
    crosswalk = CROSSWALK.format(new='["1.2"]', old='["1.1"]')
    newer = ruleset("new", leaf("1.1"), leaf("1.2", scoring=sum_of(a="n1", b="n2")), most="4", crosswalk=crosswalk)
    migration = moved(old, newer, [claim("1.1", parts=("a",))], facts={"n2": 1})
    assert [told(item) for item in migration.items] == [
        ["carried"],
        *[["converted", "renumbered renumbered"]] * 2,
    ]
    assert migration.submission.entries == (claim("1.2", parts=("a",)),)
    assert [(one.code, one.facts, one.change and one.change.kind) for one in migration.wanting] == [
        ("1.1", ("n1",), "criterion_added")
    ]
    back = migrate(migration.submission, newer, old)
    assert back.submission.entries == migration.source.entries


def test_a_leaf_that_moved_with_its_parent_names_the_change_of_the_parent() -> None:
    old = ruleset("old", node("1.1", "2", leaf("1.1.1")))
    crosswalk = CROSSWALK.format(new='["1.2"]', old='["1.1"]') + CROSSWALK.split("\n\n")[1].format(
        new='["1.2.1"]', old='["1.1.1"]'
    )
    newer = ruleset("new", leaf("1.1", scoring="n2"), node("1.2", "2", leaf("1.2.1")), most="4", crosswalk=crosswalk)
    item = only(moved(old, newer, [Entry(code="1.1.1", note="x")]))
    assert (told(item), item.new) == (["converted", "renumbered renumbered"], Entry(code="1.2.1", note="x"))


def test_what_was_said_of_a_leaf_that_is_no_more_is_kept_aside() -> None:
    two = ruleset("old", leaf("1.1", "1"), leaf("1.2", "1", sum_of(a="n2")))
    migration = moved(two, OLD, [claim("1.2", parts=("a",))])
    assert [told(item) for item in migration.items] == [["dropped", "leaf_removed criterion_removed"]] * 2
    assert migration.submission.entries == ()
    crosswalk = CROSSWALK.format(new='["1.1"]', old='["1.1", "1.2"]')
    merged = moved(two, ruleset("new", leaf("1.1"), crosswalk=crosswalk), [Entry(code="1.1", self_score=1)])
    assert told(only(merged)) == ["needs_review", "regrouped merged"]
    assert only(merged).findings[0].expected == "1.1"
    assert [(one.code, one.change and one.change.kind) for one in merged.wanting] == [("1.1", "merged")]


def test_points_said_under_another_rule_or_maximum_are_carried_with_a_doubt() -> None:
    item = only(moved(OLD, ruleset("new", leaf("1.1", scoring="n2")), [POINTS]))
    assert told(item) == ["needs_review", "rule_changed measure_replaced"]
    assert (item.new, item.aside, item.causes[0].subject) == (POINTS, (), "self_score, appraisal_1")
    quiet = Entry(code="1.1", state="unknown", reason="chưa có", evidence=("x",))
    assert told(only(moved(OLD, ruleset("new", leaf("1.1", "1"), most="1"), [quiet]))) == ["carried"]


def test_points_above_the_new_maximum_are_kept_aside_alone() -> None:
    newer = ruleset("new", leaf("1.1", "1"), most="1")
    entry = Entry(code="1.1", self_score=2, appraisal_1=Appraisal(points="0.5"), appraisal_2=Appraisal(points=2))
    item = only(moved(OLD, newer, [entry]))
    assert told(item) == ["needs_review", *["above_maximum max_lowered"] * 2, "rule_changed max_lowered"]
    assert item.new == Entry(code="1.1", appraisal_1=Appraisal(points="0.5"))
    assert item.aside == ("self_score", "appraisal_2")
    assert [finding.subject for finding in item.findings] == ["self_score", "appraisal_2", "appraisal_1"]
    alone = only(moved(OLD, newer, [Entry(code="1.1", self_score=2)]))
    assert (alone.stands, alone.aside) == (False, ())


def test_a_surveyed_leaf_takes_no_self_score() -> None:
    item = only(moved(OLD, ruleset("new", survey()), [POINTS]))
    assert told(item) == ["needs_review", "not_self_scored evidence_to_survey", "rule_changed evidence_to_survey"]
    assert item.aside == ("self_score",)


def test_a_claim_under_another_policy_is_doubted_and_a_forbidden_one_kept_aside() -> None:
    old = ruleset("old", leaf("1.1"), BESIDE, most="3")
    full, forbidden = (ruleset("new", leaf("1.1", policy=one), BESIDE, most="3") for one in ("full", "forbidden"))
    item = only(moved(old, full, [claim("1.1")]))
    assert (told(item), item.new) == (["needs_review", "policy_changed not_applicable_changed"], claim("1.1"))
    migration = moved(old, forbidden, [claim("1.1")])
    assert told(only(migration)) == ["needs_review", "claim_forbidden not_applicable_changed"]
    assert not only(migration).stands
    assert [(one.code, one.facts, one.change and one.change.kind) for one in migration.wanting] == [
        ("1.1", ("n1",), "not_applicable_changed")
    ]
    noted = only(moved(old, forbidden, [attrs.evolve(claim("1.1"), note="x")]))
    assert (noted.new, noted.aside) == (Entry(code="1.1", note="x"), ("state", "reason", "confirmed"))


def test_a_claim_is_carried_where_only_the_maximum_changed() -> None:
    old = ruleset("old", leaf("1.1"), BESIDE, most="3")
    newer = ruleset("new", leaf("1.1", "1"), BESIDE, most="2")
    assert told(only(moved(old, newer, [claim("1.1")]))) == ["carried"]


def test_a_claim_on_a_leaf_that_asks_for_something_else_is_doubted() -> None:
    old, newer = (ruleset(name, leaf("1.1", scoring=name), BESIDE, most="3") for name in ("n1", "n2"))
    item = only(moved(old, newer, [claim("1.1")]))
    assert told(item) == ["needs_review", "rule_changed measure_replaced"]


@pytest.mark.parametrize(
    ("newer", "says", "stands"),
    [
        (leaf("1.1", scoring=sum_of(a="n1", b="n2")), ["carried"], True),
        (leaf("1.1", scoring=sum_of(b="n1", c="n2")), ["needs_review", "part_removed parts_changed"], False),
        (leaf("1.1"), ["needs_review", "part_removed scoring_replaced"], False),
        (
            leaf("1.1", scoring=sum_of(a="n1", b="n2"), policy="zero"),
            ["needs_review", "policy_changed not_applicable_changed"],
            True,
        ),
        (
            leaf("1.1", scoring=sum_of(a="n1", b="n2"), policy="open"),
            ["needs_review", "claim_forbidden not_applicable_changed"],
            False,
        ),
    ],
)
def test_a_part_claimed_not_to_apply_must_still_be_one(newer: str, says: list[str], *, stands: bool) -> None:
    old = ruleset("old", leaf("1.1", scoring=sum_of(a="n1", b="n2")))
    migration = moved(old, ruleset("new", newer), [claim("1.1", parts=("a",))])
    part = migration.items[1]
    assert (told(part), part.stands) == (says, stands)
    assert migration.restored() == migration.source


# --- What the newer rules refuse together -----------------------------------------------------------------------------


def test_a_whole_of_zero_that_a_claim_excused_is_refused_and_kept_aside() -> None:
    policies = ("drop", "forbidden")
    old, newer = (ruleset(one, leaf("1.1", scoring=RATIO, policy=one), BESIDE, most="3") for one in policies)
    migration = moved(old, newer, [claim("1.1")], facts={"c1": 0, "c2": 0, "n4": 1})
    assert [told(item) for item in migration.items] == [
        *[["needs_review", "refused not_applicable_changed"]] * 2,
        ["carried"],
        ["needs_review", "claim_forbidden not_applicable_changed"],
    ]
    refusal = migration.items[0].causes[0].refusal
    assert refusal is not None
    assert (refusal.id, refusal.subject) == ("CR312", "c2")
    assert migration.submission.facts.unit == {"n4": 1}


def test_of_facts_that_clash_those_go_that_fewest_leaves_ask_for() -> None:
    old = ruleset("old", leaf("1.1", scoring="c1"), leaf("1.2", scoring="c2"), most="4")
    newer = ruleset("new", leaf("1.1", scoring=RATIO), leaf("1.2", scoring="c2"), most="4")
    migration = moved(old, newer, facts={"c1": 3, "c2": 2})
    assert [told(item) for item in migration.items] == [["needs_review", "refused scoring_replaced"], ["carried"]]
    assert evaluate(migration.new, migration.submission, missing="bounds").node("1.2").points == 2


@pytest.mark.parametrize(("most", "step", "id_"), [("1", "0.5", "CR315"), ("2", "1", "CR314")])
def test_points_an_authority_cannot_give_any_more_are_kept_aside(most: str, step: str, id_: str) -> None:
    old = ruleset("old", leaf("1.1", scoring=JUDGED.format(step="0.5")))
    newer = ruleset("new", leaf("1.1", most, JUDGED.format(step=step)), most=most)
    migration = moved(old, newer, by_appraiser={"judged": "1.5"})
    assert only(migration).causes[-1].found == id_
    assert migration.submission.facts.appraiser == {}


def test_points_above_what_a_claimed_part_leaves_are_kept_aside() -> None:
    old = ruleset("old", leaf("1.1", scoring=sum_of(a="n1", b="n2"), policy="zero"))
    newer = ruleset("new", leaf("1.1", scoring=sum_of(a="n1", b="n2"), policy="drop"))
    entry = attrs.evolve(claim("1.1", parts=("a",)), self_score=2)
    migration = moved(old, newer, [entry, Entry(code="1.1", note="x")][:1], facts={"n2": 1})
    item = migration.items[1]
    assert told(item) == ["needs_review", "refused not_applicable_changed"]
    assert (item.aside, item.causes[0].subject) == (("self_score",), "self_score")


def test_children_of_which_only_one_may_apply_now_are_kept_aside() -> None:
    children = [leaf("1.1.1", "2", "n1"), leaf("1.1.2", "2", "n2")]
    old = ruleset("old", node("1.1", "2", *children, more='combine = "best"'))
    newer = ruleset("new", node("1.1", "2", *children, more='combine = "one_of"'))
    entries = [Entry(code="1.1.1", note="x")]
    migration = moved(old, newer, entries, facts={"n1": 1, "n2": 1, "n3": 1})
    assert [told(item) for item in migration.items] == [
        *[["needs_review", "refused combination_changed"]] * 2,
        ["carried"],
        ["needs_review", "refused combination_changed"],
    ]


def test_a_unit_to_which_nothing_would_apply_keeps_its_claims_aside() -> None:
    old = ruleset("old", leaf("1.1"), BESIDE, leaf("1.3", "1", "n3"), most="4")
    newer = ruleset("new", leaf("1.1"), BESIDE, most="3")
    migration = moved(old, newer, [claim("1.1"), claim("1.2"), Entry(code="1.3", note="x")])
    assert [told(item) for item in migration.items] == [
        *[["needs_review", "refused"]] * 2,
        ["dropped", "leaf_removed criterion_removed"],
    ]


def test_a_penalty_that_nothing_limits_is_wanting() -> None:
    def penalised(name: str, fact: str) -> Ruleset:
        penalty = node("2", None, leaf("2.1", None, fact), more='role = "penalty"')
        return ruleset(name, leaf("1.1"), beside=penalty)

    migration = moved(penalised("old", "n2"), penalised("new", "n3"), facts={"n1": 1, "n2": 1})
    assert [(one.code, one.facts) for one in migration.wanting] == [("2.1", ("n3",))]


def test_what_no_answer_can_mend_is_left_to_the_newer_rules() -> None:
    children = [leaf("1.1.1", "2", "n1", policy="forbidden"), leaf("1.1.2", "2", "n2", policy="forbidden")]
    old = ruleset("old", leaf("1.1", "2", "n1"))
    newer = ruleset("new", node("1.1", "2", *children, more='combine = "one_of"'))
    source = submission(facts={"n1": 1})
    with pytest.raises(SubmissionError):
        evaluate(newer.scorecard("department"), submission(), missing="bounds")
    with pytest.raises(SubmissionError):
        migrate(source, old, newer)


def test_a_condition_of_the_whole_that_cannot_be_told_is_kept_aside() -> None:
    head = (
        'precondition = { when = { measure = { kind = "ratio", part = ["c1"], whole = ["c2"] }, in = "[0.5, 1]" }, '
        'otherwise = "zero" }'
    )
    old, newer = ruleset("old", leaf("1.1")), ruleset("new", leaf("1.1"), head=head)
    migration = moved(old, newer, facts={"c1": 3, "c2": 2})
    assert [told(item) for item in migration.items] == [["needs_review", "refused condition_changed"]] * 2


def test_a_condition_of_a_node_that_cannot_be_told_is_kept_aside() -> None:
    more = 'applies_when = { measure = { kind = "ratio", part = ["c1"], whole = ["c2"] }, in = "[0.5, 1]" }'
    old = ruleset("old", node("1.1", "2", leaf("1.1.1")))
    newer = ruleset("new", node("1.1", "2", leaf("1.1.1"), more=more))
    migration = moved(old, newer, facts={"c1": 3, "c2": 2})
    assert [told(item) for item in migration.items] == [["needs_review", "refused condition_changed"]] * 2
    assert migration.wanting[0].code == "1.1.1"


# --- The whole --------------------------------------------------------------------------------------------------------


def test_a_kind_of_unit_that_is_not_scored_is_not_found() -> None:
    commune = example_submission(load("2024_2426").scorecard("commune"))
    with pytest.raises(NotFoundError, match="CR404"):
        migrate(commune, load("2024_2426"), OLD)


def test_what_the_older_rules_refuse_is_not_migrated() -> None:
    with pytest.raises(SubmissionError, match="CR330"):
        moved(OLD, ruleset("new", leaf("1.1")), facts={"misspelt": 1})


def test_the_shipped_rulesets_take_a_department_from_2023_to_2024() -> None:
    old, new = load("2023_2568"), load("2024_2426")
    source = example_submission(old.scorecard("department"))
    changes = diff(old, new)
    migration = migrate(source, old, new, changes=changes)
    assert migration.changes is changes
    assert not migration.settled
    assert {item.place[1] for item in migration.of("dropped")} == {
        "personnel_breaches",  # 5.2.1: points taken off became yes or no
        "ethics_breaches",  # 5.6 is surveyed
        "staff_using_system",  # 7.1.3 was dropped
    }
    assert {item.place[:2] for item in migration.of("needs_review")} == {
        ("policy_votes", "district_leaders"),  # 2.4 asks provincial delegates too
        ("policy_votes", "district_officers"),
        ("1.1.1",),  # the self-score was said under another deadline
    }
    assert [one.code for one in migration.wanting] == [
        *("1.3.2", "2.4", "3.1.3", "3.3.2", "5.2.1", "5.3", "5.6", "6.2", "7.2.3")
    ]
    assert all(one.change is not None for one in migration.wanting)
    assert (migration.old.decision.id, migration.new.decision.id) == (old.id, new.id)
