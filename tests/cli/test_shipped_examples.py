"""The submissions in ``examples/``: complete, without warnings, and of units that plainly do not exist."""

from pathlib import Path

import pytest

from cchc_rules import evaluate, load, published, read_submission, units
from cchc_rules.cli import FINE, main
from cchc_rules.exact import State
from cchc_rules.law.decision import Stage
from cchc_rules.law.lateness import DaysLate
from cchc_rules.scoring.result import Origin, Result

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
KINDS = ("department", "district", "commune")


def result(kind: str) -> Result:
    return evaluate(load("2024_2426").scorecard(kind), read_submission(EXAMPLES / f"{kind}.toml"))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_complete_and_nothing_is_to_be_said_of_it(kind: str) -> None:
    scored = result(kind)
    assert scored.findings == ()
    assert scored.open_codes == ()
    assert scored.submission.year == 2024


@pytest.mark.parametrize("kind", KINDS)
def test_its_unit_does_not_exist_and_says_so(kind: str) -> None:
    unit = result(kind).submission.unit
    real = {unit.name for kind in KINDS for unit in units(kind)}
    real |= {row.name for row in published(2024, "department").rows}
    assert unit.code.startswith("X-")
    assert unit.name.endswith(("Ví dụ", "Mẫu"))
    assert unit.name not in real
    head = (EXAMPLES / f"{kind}.toml").read_text(encoding="utf-8").split("\n\n")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    assert "không có thật" in head
    assert "bịa ra" in head
    assert "is a reconstruction" in head


def test_together_they_show_what_a_year_is_made_of() -> None:
    scored = [result(kind) for kind in KINDS]
    leaves = [node for one in scored for node in one.walk() if not node.children]
    origins = {leaf.origin for leaf in leaves}
    assert {Origin.COMPUTED, Origin.AWARDED, Origin.POLICY} <= origins
    assert {Stage.SELF_SCORE, Stage.APPRAISAL_1, Stage.APPRAISAL_2, Stage.SURVEY} <= {leaf.stage for leaf in leaves}
    assert [leaf for leaf in leaves if leaf.state is State.NOT_APPLICABLE]
    entries = [entry for one in scored for entry in one.submission.entries]
    assert any(entry.self_score is not None for entry in entries)
    assert any(entry.explanation for entry in entries)
    assert any(entry.confirmed for entry in entries)
    late = [
        step
        for one in scored
        for leaf in one.scorecard.leaves
        for step in one.derivation(leaf.code)
        if step.kind == DaysLate.kind
    ]
    assert any(isinstance(step.value, type(one.effective_max)) and step.value > 0 for step in late for one in scored)
    assert any("districts_average_on_time" in one.submission.facts.appraiser for one in scored)
    assert any(one.submission.shares for one in scored)


def test_the_demo_finds_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(EXAMPLES / f"{kind}.toml") for kind in KINDS]
    assert main(["rank", "2024_2426", "--published", "2024", "--unit-kind", "department"]) == FINE
    assert main(["score", "2024_2426", *files]) == FINE
    assert main(["score", "2024_2426", files[0], "--explain", "3.4.1"]) == FINE
    out, err = capsys.readouterr()
    assert err == ""
    assert max(map(len, out.splitlines())) <= 100
