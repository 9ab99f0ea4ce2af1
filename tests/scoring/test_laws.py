"""The laws of scoring, on random submissions for every shipped scorecard."""

import ast
import inspect
import os
import subprocess
import sys
from fractions import Fraction
from importlib import import_module
from itertools import chain

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules import Entry, GivenFacts, Result, Submission, Unit, evaluate, load, loads, rank
from cchc_rules.exact import HUNDRED, ZERO
from cchc_rules.law.decision import RankedOn, ScopeOf
from cchc_rules.law.model import Criterion
from cchc_rules.scoring import reading
from cchc_rules.scoring.result import NodeResult, Origin
from tests.scoring.small import DECISION, RANKING, ROUNDING, card, leaf, node
from tests.scoring.strategies import SHIPPED, claims, entries, shipped, submissions, without
from tests.support import examples

Key = tuple[str, str]
every_scorecard = pytest.mark.parametrize(
    "key", [*(pytest.param(key, marks=pytest.mark.once) for key in SHIPPED[:-1]), SHIPPED[-1]], ids="-".join
)
few = examples(10)


def settled(key: Key, submission: Submission, missing: str = "bounds") -> Result:
    return evaluate(shipped(*key), submission, missing=missing)


@every_scorecard
@few
@given(data=st.data())
def test_law_2_points_lie_between_0_and_the_effective_maximum(key: Key, data: st.DataObject) -> None:
    """0 <= points <= effective max at every node; a parent is the exact sum of its children."""
    result = settled(key, data.draw(submissions(key)))
    for found in result.walk():
        assert 0 <= found.lowest <= found.highest <= found.effective_max
        if found.points is not None:
            assert found.lowest == found.points == found.highest
        if found.children:
            assert found.effective_max == sum((child.effective_max for child in found.children), ZERO)
            assert found.lowest == sum((child.lowest for child in found.children), ZERO)
            assert found.highest == sum((child.highest for child in found.children), ZERO)
    assert result.effective_max == sum((field.effective_max for field in result.fields), ZERO)
    if result.total is not None:
        assert result.total == sum((field.points for field in result.fields if field.points is not None), ZERO)


def answered_by(found: NodeResult) -> set[str]:
    """The facts a leaf looks at."""
    assert isinstance(found.node, Criterion)
    return {name for name, _ in found.node.rule.needs}


def moved(before: Result, after: Result) -> set[str]:
    """The codes of the leaves that are not what they were."""
    pairs = zip(before.walk(), after.walk(), strict=True)
    return {old.code for old, new in pairs if not old.children and old != new}


def is_above(code: str, leaves: set[str]) -> bool:
    return any(leaf_code.startswith(f"{code}.") for leaf_code in leaves)


def moves_only_ancestors(before: Result, after: Result) -> bool:
    leaves = moved(before, after)
    return all(
        old == new or is_above(old.code, leaves)
        for old, new in zip(before.walk(), after.walk(), strict=True)
        if old.children
    )


@every_scorecard
@few
@given(data=st.data())
def test_law_3_changing_facts_moves_only_the_leaves_that_look_at_them(key: Key, data: st.DataObject) -> None:
    """Changing one fact moves only the leaves that use it, and their ancestors."""
    submission = data.draw(submissions(key))
    names = sorted({*submission.facts.unit, *submission.facts.appraiser, *submission.ballots})
    gone = data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=4))
    before, after = settled(key, submission), settled(key, without(submission, gone))
    users = {found.code for found in before.walk() if not found.children and answered_by(found) & gone}
    assert moved(before, after) <= users
    assert moves_only_ancestors(before, after)


@every_scorecard
@few
@given(data=st.data())
def test_law_3_changing_an_entry_moves_only_its_ancestors(key: Key, data: st.DataObject) -> None:
    """Changing one entry moves only its ancestors."""
    submission = data.draw(submissions(key))
    scored = data.draw(st.sampled_from(shipped(*key).leaves))
    others = [entry for entry in submission.entries if entry.code != scored.code]
    changed = attrs.evolve(submission, entries=(*others, data.draw(entries(scored))))
    before, after = settled(key, submission), settled(key, changed)
    assert moved(before, after) <= {scored.code}
    assert moves_only_ancestors(before, after)


@every_scorecard
@few
@given(data=st.data())
def test_law_3_the_order_of_entries_and_facts_does_not_matter(key: Key, data: st.DataObject) -> None:
    """Order of entries and facts never matters."""
    submission = data.draw(submissions(key))
    turned = attrs.evolve(
        submission,
        entries=tuple(data.draw(st.permutations(submission.entries))),
        facts=GivenFacts(
            unit=dict(reversed(list(submission.facts.unit.items()))),
            appraiser=dict(reversed(list(submission.facts.appraiser.items()))),
        ),
        ballots={
            question: {group: dict(reversed(list(counts.items()))) for group, counts in reversed(list(groups.items()))}
            for question, groups in reversed(list(submission.ballots.items()))
        },
    )
    before, after = settled(key, submission), settled(key, turned)
    assert before.fields == after.fields
    assert (before.total, before.index_percent, before.findings) == (after.total, after.index_percent, after.findings)


@every_scorecard
@few
@given(data=st.data())
def test_law_5_rounding_happens_once_and_both_sides_of_it_are_in_the_result(key: Key, data: st.DataObject) -> None:
    """Rounding happens once per declared stage; what was before and after is in the result."""
    result = settled(key, data.draw(submissions(key)), "zero")
    rounding = result.scorecard.decision.rounding
    for found in result.walk():
        if found.origin is not Origin.COMPUTED:
            continue
        assert isinstance(found.node, Criterion)
        assert found.before is not None
        rounded = found.before if found.node.rounding is None else found.node.rounding(found.before)
        assert found.points == min(rounded, found.effective_max)
    assert result.total == result.total_before  # no shipped ruleset rounds the total
    assert result.total is not None
    assert result.index_before == result.total / result.effective_max * HUNDRED
    assert rounding.index_percent is not None
    assert result.index_percent == rounding.index_percent(result.index_before)


@every_scorecard
@few
@given(data=st.data())
def test_a_derivation_ends_at_the_points_of_the_result(key: Key, data: st.DataObject) -> None:
    """The last step of every settled leaf is its points, whenever it is asked for."""
    result = settled(key, data.draw(submissions(key)), "zero")
    for scored in data.draw(st.lists(st.sampled_from(result.scorecard.leaves), min_size=8, max_size=8)):
        derivation = result.derivation(scored.code)
        assert derivation[-1].value == result.node(scored.code).points
        assert derivation == result.derivation(scored.code)


@every_scorecard
@few
@given(data=st.data())
def test_bounds_contain_every_completion(key: Key, data: st.DataObject) -> None:
    """Whatever is answered, or claimed not to apply, afterwards: every node and the index come to lie in the bounds."""
    whole = data.draw(submissions(key))
    names = sorted({*whole.facts.unit, *whole.facts.appraiser, *whole.ballots})
    # a leaf that has only the unit's word is settled by it, though facts to come would weigh more
    whole = attrs.evolve(whole, entries=tuple(attrs.evolve(entry, self_score=None) for entry in whole.entries))
    partly = settled(key, without(whole, data.draw(st.sets(st.sampled_from(names), max_size=12))))
    said = {entry.code: entry for entry in whole.entries}
    later = []
    for found in partly.walk():
        leaf_node = found.node
        silent = found.code not in said or said[found.code].state in ("unknown", "not_assessed")
        if found.open and isinstance(leaf_node, Criterion) and not leaf_node.children and silent:
            said.pop(found.code, None)
            claimable = leaf_node.policy.policy != "forbidden"
            if claimable and data.draw(st.booleans()):
                later.append(data.draw(claims(leaf_node)))
    completed = settled(key, attrs.evolve(whole, entries=(*said.values(), *later)))
    for low, after in zip(partly.walk(), completed.walk(), strict=True):
        assert low.lowest <= after.lowest <= after.highest <= low.highest
        assert after.effective_max <= low.effective_max
    assert partly.lowest <= completed.lowest <= completed.highest <= partly.highest
    lowest, highest = partly.index_bounds
    first, last = completed.index_bounds
    assert lowest <= first <= last <= highest
    if completed.index_before is not None:
        assert first == completed.index_before == last


@every_scorecard
@few
@given(data=st.data())
def test_declared_points_of_a_whole_submission_never_change_silently(key: Key, data: st.DataObject) -> None:
    """Points that count although the facts give others are named by a finding."""
    result = settled(key, data.draw(submissions(key)))
    flagged = {finding.code for finding in result.findings}
    for found in result.walk():
        if found.origin in (Origin.AWARDED, Origin.DECLARED) and found.points != _by_facts(key, result, found.code):
            assert found.code in flagged


def _by_facts(key: Key, result: Result, code: str) -> Fraction | None:
    others = tuple(entry for entry in result.submission.entries if entry.code != code)
    return settled(key, attrs.evolve(result.submission, entries=others)).node(code).points


@every_scorecard
@few
@given(data=st.data())
def test_what_is_written_is_read_back_and_scored_the_same(key: Key, data: st.DataObject) -> None:
    """A submission that went through TOML gives the same result."""
    submission = data.draw(submissions(key))
    again = reading.loads(reading.dumps(submission))
    assert reading.loads(reading.dumps(again)) == again
    assert settled(key, again).fields == settled(key, submission).fields


# --- Ranking ---------------------------------------------------------------------------------------------------------

POINTS = card(node("1", "6", leaf("1.1"), leaf("1.2", "4", "n2")), most="6")
RANKED = {
    (on, ties, breakers, scope): card(
        node("1", "6", leaf("1.1"), leaf("1.2", "4", "n2")),
        most="6",
        decision=DECISION
        + RANKING.replace("index_percent", on)
        .replace('"shared"', f'"{ties}"\n{breakers}')
        .replace('"province"', f'"{scope}"')
        + ROUNDING,
    )
    for on in ("index_percent", "total")
    for ties in ("shared", "authority")
    for breakers in ("", 'tie_breakers = ["1.2", "evidence"]')
    for scope in ("province", "group")
}
nearly = st.sampled_from(["0", "0.5", "1", "1.00001", "1.00002", "2"])
units = st.lists(st.tuples(nearly, nearly, st.sampled_from(["A", "B"])), min_size=1, max_size=7)


@given(one=st.sampled_from(sorted(RANKED)), given_units=units, data=st.data())
@examples(60)
def test_law_8_ranking_ignores_the_order_of_what_is_handed_in(
    one: tuple[str, str, str, str], given_units: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    """Ranking ignores input order; equals share a rank and the next is skipped; the tie rule is the ruleset's."""
    results = [
        evaluate(
            RANKED[one],
            Submission(
                unit=Unit(code=f"u{number}", name="Sở Ví dụ", group=group),
                unit_kind="department",
                year=2024,
                facts=GivenFacts(unit={"n1": first, "n2": second}),
            ),
        )
        for number, (first, second, group) in enumerate(given_units)
    ]
    ranking = rank(results)
    assert rank(data.draw(st.permutations(results))) == ranking
    rule = RANKED[one].decision.ranking

    def value(result: Result) -> tuple[Fraction, ...]:
        on = result.index_percent if rule.on is RankedOn.INDEX_PERCENT else result.total
        assert on is not None
        points = result.node("1.2").points
        assert points is not None
        assert result.total is not None
        return (on, points, result.total) if rule.tie_breakers else (on,)

    for row in ranking.rows:
        assert row.result is not None
        rivals = [
            result
            for result in results
            if ranking.scope is ScopeOf.PROVINCE or result.submission.unit.group == row.group
        ]
        assert row.rank == 1 + sum(value(rival) > value(row.result) for rival in rivals)


# --- The same on every machine ---------------------------------------------------------------------------------------

SCORE = """
import sys
from hashlib import sha256
from cchc_rules import available, evaluate, load
from cchc_rules.scoring import reading

if "others" in sys.argv:
    for name in available():
        load(name)
result = evaluate(load("2024_2426").scorecard("department"), reading.loads(sys.stdin.read()), missing="zero")
said = [(found.code, found.points, found.effective_max, result.derivation(found.code)) for found in result.walk()]
print(sha256(repr((said, result.total, result.index_percent, result.findings)).encode()).hexdigest())
"""
PLACES = [
    {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Ho_Chi_Minh", "LANG": "vi_VN.UTF-8", "LC_ALL": "vi_VN.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_NUMERIC": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
]


def test_law_10_neither_place_nor_language_nor_other_rulesets_change_a_result() -> None:
    """An old year recomputes the same after a new ruleset is added. No clock, locale, environment or network."""
    given_facts = GivenFacts(unit={"plan_tasks": 50, "plan_tasks_done": 47, "plan_issued_on": "2024-01-31"})
    submission = Submission(
        unit=Unit(code="X-01", name="Sở Ví dụ"),
        unit_kind="department",
        year=2024,
        facts=given_facts,
        entries=(Entry(code="7.2.3", parts_not_applicable=("online_payment",), reason="không thu phí"),),
    )
    text = reading.dumps(submission)
    said = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", SCORE, *arguments],
            input=text,
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={**os.environ, **place},
        ).stdout
        for place in PLACES
        for arguments in ((), ("others",))
    }
    assert len(said) == 1


def test_law_10_an_old_year_gives_the_same_after_a_ruleset_is_added() -> None:
    """An old year recomputes the same after a new ruleset is added."""
    old = load("2023_2568").scorecard("department")
    submission = Submission(
        unit=Unit(code="X-01", name="Sở Ví dụ"),
        unit_kind="department",
        year=2023,
        facts=GivenFacts(unit={"plan_tasks": 50, "plan_tasks_done": 47}),
    )
    before = evaluate(old, submission, missing="bounds")
    added = loads({"decision.toml": DECISION + RANKING + ROUNDING, "department.toml": SMALL})
    assert added.id == "small"
    assert evaluate(load("2023_2568").scorecard("department"), submission, missing="bounds") == before


SMALL = """
unit_kind = "department"
name = { vi = "Khối", en = "Kind" }
max_points = "2"
basis = "inferred"
source = "s"
[facts.n1]
type = "number"
name = { vi = "Số liệu", en = "Fact" }
""" + node("1", "2", leaf("1.1"))


ROOM = (
    "bounds",
    "entries",
    "evaluation",
    "inputs",
    "leaves",
    "nodes",
    "ranking",
    "replies",
    "result",
    "sheet",
    "totals",
)


@pytest.mark.parametrize("module", ROOM)
def test_law_10_scoring_asks_no_clock_environment_or_chance(module: str) -> None:
    """No clock, locale, environment or network in scoring."""
    tree = ast.parse(inspect.getsource(import_module(f"cchc_rules.scoring.{module}")))
    imported = chain.from_iterable(
        [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
    assert not {name.split(".")[0] for name in imported} & {"time", "locale", "os", "random", "socket", "urllib"}
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not called & {"today", "now", "utcnow"}
