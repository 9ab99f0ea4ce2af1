"""The harness against programs that agree, and against ones that misbehave in each way."""

import json
import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from cchc_rules.law.catalog import load
from cchc_rules.law.model import Scorecard
from cchc_rules.scoring.cases.conformance import Agreement, hold_package, hold_program
from cchc_rules.scoring.cases.vectors import Vectors, dumps, parse, read_vectors
from tests.docs.pages import DOCS, blocks

ANSWERING = Path(__file__).parent / "answering.py"
IDS = ("boundary-01", "state-nothing-given", "refused-key", "refused-entry-twice")


@pytest.fixture(scope="module")
def card() -> Scorecard:
    return load("2024_2426").scorecard("commune")


@pytest.fixture(scope="module")
def few() -> Vectors:
    """A few vectors of a shipped scorecard: a whole unit, one without answers, two refusals."""
    read = read_vectors("2024_2426", "commune")
    lines = json.loads(dumps(read, None))
    lines["vectors"] = [one for name in IDS for one in lines["vectors"] if one["id"] == name]
    return parse(json.dumps(lines).encode(), "few.json")


def held(few: Vectors, folder: Path, way: str = "well", *, timeout: int = 20, fail_fast: bool = False) -> Agreement:
    file = folder / "few.json"
    file.write_text(dumps(few, None), encoding="utf-8")
    return hold_program(few, [sys.executable, str(ANSWERING), str(file), way], timeout=timeout, fail_fast=fail_fast)


def said(agreement: Agreement) -> set[tuple[str, str, str]]:
    return {(one.vector, one.finding.id, one.finding.code) for one in agreement.differences}


@pytest.mark.parametrize("way", ["well", "other spelling", "no codes", "mark"])
def test_a_program_that_agrees(few: Vectors, tmp_path: Path, way: str) -> None:
    agreement = held(few, tmp_path, way)
    assert (agreement.tried, agreement.differences, agreement.stopped) == (IDS, (), None)


def test_the_package_as_a_program_agrees(few: Vectors, tmp_path: Path) -> None:
    source = """
        import json, sys
        from cchc_rules import load
        from cchc_rules.scoring.cases.vectors import answer
        for line in sys.stdin:
            asked = json.loads(line)
            card = load(asked["ruleset"]).scorecard(asked["unit_kind"])
            said = answer(card, asked["submission"], stage=asked["stage"], readings=asked["readings"])
            print(json.dumps({"vector": asked["vector"], **said}), flush=True)
    """
    file = tmp_path / "package.py"
    file.write_text("\n".join(line[8:] for line in source.splitlines()), encoding="utf-8")
    agreement = hold_program(few, [sys.executable, str(file)], timeout=60)
    assert (agreement.tried, agreement.differences, agreement.stopped) == (IDS, (), None)


@pytest.mark.parametrize(
    ("way", "differs"),
    [
        ("wrong points", {("boundary-01", "CR750", "1.1.1"), ("state-nothing-given", "CR751", "1.1.1")}),
        ("wrong state", {("boundary-01", "CR750", "1.1.1"), ("state-nothing-given", "CR750", "1.1.1")}),
        ("drops a node", {("boundary-01", "CR753", "1.1.1"), ("state-nothing-given", "CR753", "1.1.1")}),
        ("one node more", {("boundary-01", "CR754", "9.9"), ("state-nothing-given", "CR754", "9.9")}),
        ("refuses nothing", {("refused-key", "CR757", ""), ("refused-entry-twice", "CR757", "1.1.1")}),
        ("refuses everything", {("boundary-01", "CR758", ""), ("state-nothing-given", "CR758", "")}),
    ],
)
def test_a_program_that_differs(few: Vectors, tmp_path: Path, way: str, differs: set[tuple[str, str, str]]) -> None:
    agreement = held(few, tmp_path, way)
    assert said(agreement) == differs
    assert (agreement.tried, agreement.stopped) == (IDS, None)


def test_binary_floats_are_a_difference_at_every_node(few: Vectors, tmp_path: Path) -> None:
    agreement = held(few, tmp_path, "floats")
    nodes = few.vectors[0].expected["nodes"]
    assert said(agreement) == {("boundary-01", "CR755", code) for code in nodes}


def test_zero_for_missing_is_a_difference_at_every_node(few: Vectors, tmp_path: Path) -> None:
    agreement = held(few, tmp_path, "zero for missing")
    nodes = few.vectors[1].expected["nodes"]
    assert said(agreement) == {("state-nothing-given", "CR751", code) for code in nodes}


def test_fail_fast_stops_at_the_first_vector_that_differs(few: Vectors, tmp_path: Path, card: Scorecard) -> None:
    agreement = held(few, tmp_path, "wrong points", fail_fast=True)
    assert (agreement.tried, agreement.differing, agreement.stopped) == (IDS[:1], IDS[:1], None)
    assert hold_package(few, card, fail_fast=True).tried == IDS


@pytest.mark.parametrize(
    "ends",
    [
        ("crashes", "CR741", 0, 20),
        ("half", "CR743", 0, 20),
        ("ends early", "CR741", 1, 20),
        ("closes", "CR741", 0, 1),
        ("hangs", "CR742", 0, 1),
        ("noise", "CR743", 0, 20),
        ("a list", "CR743", 0, 20),
        ("latin", "CR743", 0, 20),
        ("deep", "CR743", 0, 20),
        ("long", "CR743", 0, 20),
        ("without end", "CR744", 0, 20),
        ("another", "CR745", 0, 20),
        ("unnamed", "CR745", 0, 20),
        ("twice", "CR746", 1, 20),
        ("lingers", "CR748", 4, 1),
        ("lingers quietly", "CR748", 4, 1),
        ("ends badly", "CR749", 4, 20),
        ("one more", "CR760", 4, 20),
        ("one more, long", "CR760", 4, 20),
    ],
    ids=lambda ends: str(ends[0]),
)
def test_a_program_that_cannot_be_held(few: Vectors, tmp_path: Path, ends: tuple[str, str, int, int]) -> None:
    way, finding, tried, timeout = ends
    agreement = held(few, tmp_path, way, timeout=timeout)
    assert agreement.stopped is not None
    assert agreement.stopped.id == finding, agreement.stopped
    assert agreement.tried == IDS[:tried]


def test_what_a_program_says_when_it_crashes_is_kept(few: Vectors, tmp_path: Path) -> None:
    agreement = held(few, tmp_path, "crashes")
    assert "RuntimeError: out of cheese" in agreement.said
    assert str(agreement.stopped) == (
        "[CR741] the program ended (exit code 1) before it answered vector boundary-01; answer each line with a line"
    )


def test_a_wrong_line_is_shown_cut_short(few: Vectors, tmp_path: Path) -> None:
    agreement = held(few, tmp_path, "long")
    assert agreement.stopped is not None
    assert agreement.stopped.found == f'"{"x" * 60}…"'


def gone(process: int) -> bool:
    """Whether a process has ended; one that is ended but not yet waited for has."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes where /proc shows them")
def test_a_program_that_hangs_is_stopped_with_its_children(few: Vectors, tmp_path: Path) -> None:
    agreement = held(few, tmp_path, "hangs with a child", timeout=2)
    assert agreement.stopped is not None
    assert agreement.stopped.id == "CR742"
    child = int((tmp_path / "child").read_text())
    until = time.monotonic() + 10
    while not gone(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert gone(child)


def test_where_there_are_no_groups_the_program_alone_is_stopped(
    few: Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "killpg")
    assert held(few, tmp_path, "hangs", timeout=1).stopped is not None


@pytest.mark.parametrize("command", ["no-such-program", "nul\0byte"])
def test_a_program_that_cannot_be_started(few: Vectors, command: str) -> None:
    agreement = hold_program(few, [command])
    assert agreement.stopped is not None
    assert (agreement.stopped.id, agreement.stopped.subject) == ("CR740", command)


def test_a_program_that_reads_nothing(few: Vectors) -> None:
    agreement = hold_program(
        few, [sys.executable, "-c", "import os; os.close(0); import time; time.sleep(600)"], timeout=1
    )
    assert agreement.stopped is not None
    assert agreement.stopped.id == "CR742"


def test_much_on_stderr_does_not_stop_a_program(few: Vectors, tmp_path: Path) -> None:
    file = tmp_path / "loud.py"
    file.write_text(
        "import sys\nsys.stderr.write('x' * 10_000_000)\nsys.stderr.write('last words')\n", encoding="utf-8"
    )
    agreement = hold_program(few, [sys.executable, str(file)])
    assert agreement.stopped is not None
    assert agreement.stopped.id == "CR741"
    assert agreement.said.endswith("last words")
    assert len(agreement.said) == 4096


@pytest.mark.skipif(shutil.which("node") is None, reason="the example is in JavaScript")
def test_the_example_in_javascript_answers(few: Vectors, tmp_path: Path) -> None:
    shown = {block.marker: block.text for block in blocks(DOCS / "how-to" / "prove-your-own-program.md")}
    for name in ("answer.mjs", "exact.mjs"):
        (tmp_path / name).write_text(shown[f"program: {name}"], encoding="utf-8")
    (tmp_path / "few.json").write_text(dumps(few, None), encoding="utf-8")
    (tmp_path / "score.mjs").write_text(
        """
        import { readFileSync } from "node:fs";
        import { add, read, spell, times } from "./exact.mjs";
        const { vectors } = JSON.parse(readFileSync(new URL("few.json", import.meta.url), "utf-8"));
        const half = read("0.5");
        const same = (text) => (text === null ? null : spell(add(times(half, read(text)), times(read("1/2"), read(text)))));
        export function score({ submission }) {
          const found = vectors.find((one) => JSON.stringify(one.submission) === JSON.stringify(submission));
          const { nodes, ...whole } = found.expected;
          if (nodes === undefined) return whole;
          for (const node of Object.values(nodes)) node.points = same(node.points);
          return { ...whole, nodes };
        }
        """,
        encoding="utf-8",
    )
    agreement = hold_program(few, [shutil.which("node") or "", str(tmp_path / "answer.mjs")], timeout=60)
    assert (agreement.tried, agreement.differences, agreement.stopped) == (IDS, (), None)


def test_no_shell_reads_the_command(few: Vectors) -> None:
    agreement = hold_program(few, [sys.executable, "-c", "import sys; sys.exit(len(sys.argv))", "; touch x", "$HOME"])
    assert agreement.stopped is not None
    assert agreement.stopped.found == "3"
