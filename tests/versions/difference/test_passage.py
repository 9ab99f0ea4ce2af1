"""The passage from one scorecard to another: its ends are the two, and every stage between can be scored."""

from collections.abc import Iterator, Mapping
from functools import cache

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules import Ruleset, Scorecard, Submission, diff, evaluate, load
from cchc_rules.law.model import Criterion, CrosswalkEntry, Node
from cchc_rules.report.examples import example_submission
from cchc_rules.versions.changes import Changes
from cchc_rules.versions.passage import Passage, suited
from tests.scoring.strategies import SHIPPED as KEYS
from tests.scoring.strategies import submissions
from tests.support import many
from tests.versions.difference.draft import SHIPPED, SMALL, WHY, Draft, bare, gathered, ruleset
from tests.versions.difference.trees import EVERY

KINDS = ("department", "district", "commune")
NOT_SAID = {"grounds", "source", "locator", "criteria", "sub_criteria"}  # where a number comes from, and what is below
BOTH_WAYS = [SHIPPED, SHIPPED[::-1]]
ways = pytest.mark.parametrize("way", BOTH_WAYS, ids="-".join)


@cache
def between(old: str, new: str) -> Changes:
    return diff(load(old), load(new))


@cache
def passage(way: tuple[str, str], kind: str) -> Passage:
    return Passage.between(between(*way), kind)


def all_of(one: Passage) -> set[str]:
    return {change.fingerprint for change in one.changes}


def told(node: Node) -> dict[str, object]:
    """All that a node says, but where it comes from."""
    return {each.name: getattr(node, each.name) for each in attrs.fields(type(node)) if each.name not in NOT_SAID}


def same(one: Scorecard, other: Scorecard) -> None:
    """Two scorecards say the same, node by node in printed order, and of the whole."""
    assert [told(node) for node in one.walk()] == [told(node) for node in other.walk()]
    asked = {name for measure in other.measures for name, _ in measure.needs}
    for name in asked:
        assert attrs.evolve(one.facts[name], named={}) == attrs.evolve(other.facts[name], named={})
    for name in ("unit_kind", "name", "max_points", "total", "precondition", "slips", "basis"):
        assert getattr(one, name) == getattr(other, name)
    for name in ("calendar", "holidays", "bands", "bands_on", "appraisers"):
        assert getattr(one.decision, name) == getattr(other.decision, name)
    for name in ("index_percent", "total"):
        assert getattr(one.decision.rounding, name) == getattr(other.decision.rounding, name)
    for name in ("on", "ties", "tie_breakers"):
        assert getattr(one.decision.ranking, name) == getattr(other.decision.ranking, name)


def adds_up(stage: Scorecard, one: Passage) -> None:
    """Every maximum that was the sum of those below it in both scorecards is so at the stage."""
    loose = {key for keys, card in ((one.old_keys, one.old), (one.new_keys, one.new)) for key in _loose(card, keys)}
    for node in stage.walk():
        assert not node.children or node.code in loose or node.max_points == gathered(node), node.code
    codes = [node.code for node in stage.walk()]
    assert len(set(codes)) == len(codes)


def _loose(card: Scorecard, keys: Mapping[str, str]) -> Iterator[str]:
    yield from (keys[node.code] for node in card.walk() if node.children and node.max_points != gathered(node))


# --- The shipped rulesets ----------------------------------------------------------------------------------------------


@ways
@pytest.mark.parametrize("kind", KINDS)
def test_with_every_change_made_it_is_the_newer_scorecard(way: tuple[str, str], kind: str) -> None:
    one = passage(way, kind)
    same(one.stage(all_of(one)), one.new)


@ways
@pytest.mark.parametrize("kind", KINDS)
def test_with_no_change_made_it_is_the_older_scorecard_under_its_keys(way: tuple[str, str], kind: str) -> None:
    one = passage(way, kind)
    start = {node.code: node for node in one.stage(set()).walk()}
    assert start.keys() == set(one.old_keys.values())
    for node in one.old.walk():
        key = one.old_keys[node.code]
        assert told(start[key]) == {**told(node), "code": key}
        assert {child.code for child in start[key].children} == {one.old_keys[child.code] for child in node.children}


@ways
@pytest.mark.parametrize("kind", KINDS)
def test_the_ends_score_as_the_two_scorecards_do(way: tuple[str, str], kind: str) -> None:
    one = passage(way, kind)
    scores_alike(one.old, example_submission(one.old), one.stage(set()), one.old_submission, one.old_keys)
    scores_alike(one.new, example_submission(one.new), one.stage(all_of(one)), one.new_submission, one.new_keys)


@pytest.mark.once
@pytest.mark.parametrize("key", KEYS, ids="-".join)
@many(40)
@given(data=st.data())
def test_the_ends_score_every_submission_as_the_two_scorecards_do(key: tuple[str, str], data: st.DataObject) -> None:
    submission = data.draw(submissions(key))
    kind = key[1]
    for way in BOTH_WAYS:
        one = passage(way, kind)
        if key[0] == way[0]:
            scores_alike(one.old, submission, one.stage(set()), one.old_submission, one.old_keys)
        else:
            scores_alike(one.new, submission, one.stage(all_of(one)), one.new_submission, one.new_keys)


def scores_alike(
    card: Scorecard, submission: Submission, stage: Scorecard, keyed: object, keys: Mapping[str, str]
) -> None:
    assert callable(keyed)
    result = evaluate(card, submission, missing="bounds")
    staged = evaluate(stage, keyed(submission), missing="bounds")
    assert (staged.total, staged.index_percent) == (result.total, result.index_percent)
    assert (staged.effective_max, staged.lowest, staged.highest) == (
        result.effective_max,
        result.lowest,
        result.highest,
    )
    for node in result.walk():
        there = staged.node(keys[node.node.code])
        assert (there.points, there.state, there.effective_max) == (node.points, node.state, node.effective_max)


def stages(one: Passage, submission: Submission) -> None:
    """Every step alone, and every prefix of the steps, adds up and can be scored."""
    made: set[str] = set()
    submitted = one.old_submission(submission)
    for step in one.steps:
        made.add(step.fingerprint)
        for stage in (one.stage({step.fingerprint}), one.stage(made)):
            adds_up(stage, one)
            evaluate(stage, suited(submitted, stage), missing="bounds")


@ways
def test_every_stage_on_the_way_adds_up_and_can_be_scored(way: tuple[str, str]) -> None:
    one = passage(way, "commune")
    stages(one, example_submission(one.old))


@pytest.mark.once
@ways
@pytest.mark.parametrize("kind", KINDS)
def test_every_stage_of_every_kind_adds_up_and_can_be_scored(way: tuple[str, str], kind: str) -> None:
    one = passage(way, kind)
    stages(one, example_submission(one.old))


@pytest.mark.once
@ways
@pytest.mark.parametrize("kind", KINDS)
@many(60)
@given(data=st.data())
def test_any_set_of_steps_adds_up_and_can_be_scored(way: tuple[str, str], kind: str, data: st.DataObject) -> None:
    one = passage(way, kind)
    made = data.draw(st.sets(st.sampled_from([step.fingerprint for step in one.steps])))
    stage = one.stage(made)
    adds_up(stage, one)
    evaluate(stage, suited(one.old_submission(example_submission(one.old)), stage), missing="bounds")


@ways
@pytest.mark.parametrize("kind", KINDS)
def test_with_every_step_made_it_scores_as_the_newer_scorecard(way: tuple[str, str], kind: str) -> None:
    """What is only words is no step, and what follows comes along."""
    one = passage(way, kind)
    stage = one.stage({step.fingerprint for step in one.steps})
    scores_alike(one.new, example_submission(one.new), stage, one.new_submission, one.new_keys)


# --- A parent that comes over a leaf that was there --------------------------------------------------------------------


def lowered() -> tuple[Ruleset, Ruleset]:
    """Leaf 2.6 becomes 2.6.1 under a new 2.6, by an entry."""
    old = ruleset("sound")
    draft = Draft(old, crosswalk=True)
    (kind,) = old.scorecards
    leaf = draft.node(kind, "2.6")
    below = attrs.evolve(leaf, code="2.6.1")
    assert isinstance(below, Criterion)
    parent = Criterion(
        code="2.6",
        name=leaf.name,
        max_points=leaf.max_points,
        sub_criteria=(below,),
        basis=leaf.basis,
        source=leaf.source,
    )
    draft.replace(kind, "2.6", parent)
    draft.entries.append(CrosswalkEntry(unit_kind=kind, old=("2.6",), new=("2.6.1",), reason=WHY))
    return old, draft.settled()


def test_a_leaf_stands_under_what_is_there_until_its_parent_comes() -> None:
    old, new = lowered()
    for rulesets in ((old, new), (new, old)):
        changes = bare(*rulesets)
        one = Passage.between(changes, "commune")
        same(one.stage(all_of(one)), one.new)
        kinds = {change.kind.value: change.fingerprint for change in changes}
        assert kinds.keys() in ({"moved", "criterion_added"}, {"moved", "criterion_removed"})
        moved = one.stage({kinds["moved"]})
        adds_up(moved, one)
        assert len(moved.leaves) == len(one.old.leaves)


# --- Random edits --------------------------------------------------------------------------------------------------------


def passes(name: str, data: st.DataObject, *, crosswalk: bool) -> None:
    draft = Draft(ruleset(name), crosswalk=crosswalk)
    made = data.draw(st.lists(st.sampled_from(EVERY), min_size=1, max_size=8))
    data.draw(st.composite(lambda draw: [mutate(draft, draw) for mutate in made])())
    pair = (draft.old, draft.settled())
    for old, new in (pair, pair[::-1]):
        changes = bare(old, new)
        for kind in old.scorecards:
            one = Passage.between(changes, kind)
            same(one.stage(all_of(one)), one.new)
            steps = [step.fingerprint for step in one.steps]
            last = {node.code: node.max_points for node in one.stage(set(steps)).walk()}
            assert last == {node.code: node.max_points for node in one.new.walk()}
            adds_up(one.stage(set()), one)
            adds_up(one.stage(data.draw(st.sets(st.sampled_from(steps))) if steps else set()), one)


@settings(max_examples=25)
@given(data=st.data(), crosswalk=st.booleans())
def test_the_passage_over_random_edits_leads_to_the_newer_scorecard(data: st.DataObject, *, crosswalk: bool) -> None:
    passes("sound", data, crosswalk=crosswalk)


@pytest.mark.once
@pytest.mark.parametrize("name", SMALL)
@many(150)
@given(data=st.data(), crosswalk=st.booleans())
def test_the_passage_over_random_edits_of_any_ruleset_leads_there(
    name: str, data: st.DataObject, *, crosswalk: bool
) -> None:
    passes(name, data, crosswalk=crosswalk)
