"""The documentation suffices: an evaluator written from it alone agrees with every worked case, example and vector."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import pytest

from tests.independent.decided import Decided, decided
from tests.independent.evaluator import Ruleset, children, evaluate, load
from tests.independent.quantities import Table

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RULESETS = Path(str(files("cchc_rules.rulesets")))  # the data that ship; none of the code beside them
EVALUATOR = [sys.executable, str(HERE / "evaluator.py"), str(RULESETS)]
STATES = {"scored", "not_applicable", "unknown", "not_assessed"}
CASES = sorted([*RULESETS.glob("*/cases/*.toml"), *ROOT.glob("tests/instruments/*/cases/*.toml")])
VECTORS = sorted(RULESETS.glob("*/vectors/*.json"))
LANGUAGE = (ROOT / "docs/reference/scoring-language.md").read_text(encoding="utf-8")
SHAPES = tomllib.loads((ROOT / "tests/shapes/shapes.toml").read_text(encoding="utf-8"))["shapes"]


pytestmark = pytest.mark.once


def named(path: Path) -> str:
    return f"{path.parts[-3]}/{path.stem}"


# --- Independence ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(set(HERE.glob("*.py")) - {Path(__file__)}), ids=lambda path: path.stem)
def test_the_evaluator_imports_the_standard_library_and_itself_alone(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    called = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}

    foreign = {
        name
        for name in imported
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("tests.independent.")
    }

    assert not foreign
    assert not {name for name in imported if name.split(".")[0] in {"importlib", "runpy", "subprocess"}}
    assert not called & {"__import__", "eval", "exec", "compile"}
    assert not {node for node in nodes if isinstance(node, ast.ImportFrom) and node.level}


# --- Comparing ------------------------------------------------------------------------------------------------------


def submission(kind: str, year: int, said: Table) -> Table:
    heard = {key: said[key] for key in ("facts", "ballots", "shares", "entries") if key in said}
    return {"unit_kind": kind, "year": year, "unit": {"code": "X-01", "name": "Đơn vị Ví dụ"}} | heard


def differences(case: Table, got: Table) -> Iterator[str]:
    expected = case.get("expected", {})
    wrong = {"" if code == "total" else code for code, value in expected.items() if value == "error"}
    refused = set(got.get("refused", []))
    if wrong or refused:
        if not wrong or not wrong <= refused or (wrong == {""} != refused):
            yield f"refused at {sorted(refused)}, expected at {sorted(wrong)}"
        return
    nodes = got["nodes"]
    for code, value in expected.items():
        key = "state" if value in STATES else "points"
        if nodes[code][key] != value:
            yield f"{code}: {nodes[code]}, expected {value}"
    for code, value in case.get("effective_max", {}).items():
        if nodes[code]["effective_max"] != value:
            yield f"{code}: {nodes[code]}, expected of {value}"
    for key in ("total", "index_percent"):
        if key in case and got[key] != case[key]:
            yield f"{key} {got[key]}, expected {case[key]}"


# --- Worked cases ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=named)
def test_it_agrees_with_every_worked_case(path: Path) -> None:
    ruleset, file = load(path.parents[1]), tomllib.loads(path.read_text(encoding="utf-8"))
    kind = file["unit_kind"]

    found = [
        f"{case['id']}: {difference}"
        for case in file["cases"]
        for difference in differences(
            case,
            evaluate(ruleset, kind, submission(kind, file["year"], case), "appraisal_2", case.get("readings", {})),
        )
    ]

    assert file["cases"]
    assert not found


# --- Examples of the documentation ----------------------------------------------------------------------------------


DECISION = {"id": "2031_0001", "rounding": {}}


def numbered(node: Table, code: str) -> Table:
    below = [numbered(child, f"{code}.{place}") for place, child in enumerate(children(node), 1)]
    key = "criteria" if "criteria" in node else "sub_criteria"
    whole = node | ({key: below} if below else {})
    return {"not_applicable": {"policy": "forbidden"}, "method": "evidence"} | whole | {"code": code}


def example_ruleset(example: Table, facts: Table) -> Ruleset:
    fields = example.get("fields") or [{"max_points": example["max_points"], "criteria": [example]}]
    card = {
        "unit_kind": "commune",
        "max_points": example.get("max_points") or fields[0]["max_points"],
        "facts": facts,
        "fields": [numbered(field, str(place)) for place, field in enumerate(fields, 1)],
    }
    total = {"total": example["total"]} if "total" in example else {}
    return Ruleset(DECISION, {"commune": card | total})


def by_role(given: Table, facts: Table) -> Table:
    roles = {name: facts[name].get("by", "unit") for name in given}
    return {role: {name: given[name] for name in given if roles[name] == role} for role in ("unit", "appraiser")}


def scored(ruleset: Ruleset, said: Table, facts: Table) -> Table:
    apart = {key: said[key] for key in ("ballots", "entries") if key in said}
    given = {key: said[key] for key in said if key not in {"ballots", "entries", "readings"}}
    handed_in = submission("commune", 2031, apart | {"facts": by_role(given, facts)})
    return evaluate(ruleset, "commune", handed_in, "appraisal_2", said.get("readings", {}))


def examples() -> list[tuple[str, list[list[str]]]]:
    blocks = re.findall(r"<!-- scoring -->\n```toml\n(.*?)```\n\n((?:\|[^\n]*\n)+)", LANGUAGE, re.DOTALL)
    tables = [
        [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows.splitlines()] for _, rows in blocks
    ]
    return [(text, rows) for (text, _), rows in zip(blocks, tables, strict=True)]


@pytest.mark.parametrize(("text", "rows"), examples())
def test_it_agrees_with_every_example_of_the_scoring_language(text: str, rows: list[list[str]]) -> None:
    found = re.search(r"<!-- facts -->\n```toml\n(.*?)```", LANGUAGE, re.DOTALL)
    assert found
    facts = tomllib.loads(found[1])["facts"]
    ruleset = example_ruleset(tomllib.loads(text), facts)
    head, _, *cases = rows

    for case in cases:
        given = tomllib.loads(f"given = {{ {case[0].strip('`')} }}")["given"]
        got = scored(ruleset, given, facts)
        for title, value in zip(head[1:], case[1:], strict=True):
            node = got["nodes"]["1.1"] if "nodes" in got else {}
            if title == "Total":
                assert got["total"] == value, case
            elif value.startswith("CR"):
                assert got.get("refused") == ["1.1"], case
            else:
                key = {"Points": "points", "Effective max": "effective_max", "State": "state"}[title]
                assert node[key] == (None if value == "open" else value), case


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape["id"])
def test_it_agrees_with_every_shape_of_rule(shape: Table) -> None:
    leaf: Table = {
        key: shape[key] for key in ("max_points", "scoring", "precondition", "round", "slips") if key in shape
    }
    ruleset = example_ruleset(leaf, shape["facts"])

    for row in shape["values"]:
        facts = {role: row[key] for role, key in (("unit", "given"), ("appraiser", "appraised")) if key in row}
        got = evaluate(ruleset, "commune", submission("commune", 2024, {"facts": facts}), "appraisal_2", {})

        assert Fraction(got["nodes"]["1.1"]["points"]) == Fraction(row["points"]), row


def test_every_example_of_the_scoring_language_is_tried() -> None:
    assert len(examples()) == LANGUAGE.count("<!-- scoring -->")


def block(page: str, comment: str) -> str:
    text = (ROOT / "docs/reference" / page).read_text(encoding="utf-8")
    found = re.search(rf"<!-- {comment} -->\n```\w+\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def test_it_agrees_with_the_example_of_a_ruleset_and_a_submission(tmp_path: Path) -> None:
    for name in ("decision.toml", "commune.toml"):
        (tmp_path / name).write_text(block("toml-format.md", f"file: {name}"), encoding="utf-8")
    ruleset = load(tmp_path)
    told = tomllib.loads(block("submission-format.md", "submission: toml"))
    told_as_json = json.loads(block("submission-format.md", "submission: json"))

    got = evaluate(ruleset, "commune", told, "appraisal_2", {})

    assert got["nodes"]["1.1.2"]["points"] == "1.6"
    assert got == evaluate(ruleset, "commune", told_as_json, "appraisal_2", {})


def test_it_agrees_with_the_tutorial() -> None:
    told = tomllib.loads((ROOT / "examples/department.toml").read_text(encoding="utf-8"))

    got = evaluate(load(RULESETS / "2024_2426"), "department", told, "appraisal_2", {})

    assert (got["effective_max"], got["index_percent"]) == ("99", "84.01")
    assert round(float(Fraction(got["total"])), 3) == 83.167
    assert [code for code, node in got["nodes"].items() if node["state"] == "not_applicable"] == ["2.1.2"]


# --- Cases that a sentence decides ----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", list(decided()), ids=lambda case: case.says[:40])
def test_it_agrees_with_every_case_that_a_sentence_decides(case: Decided) -> None:
    ruleset = Ruleset(case.decision, {"department": case.scorecard})

    got = evaluate(ruleset, "department", case.submission, case.stage, case.readings)

    assert case.told(got) == case.expected


# --- The protocol ---------------------------------------------------------------------------------------------------


def test_it_answers_each_question_before_the_next_is_asked() -> None:
    asked = {"ruleset": "2024_2426", "unit_kind": "commune", "stage": "appraisal_2", "readings": {}}
    nobody = {"unit_kind": "commune", "year": 2024, "unit": {"code": "X-03", "name": "Xã Mẫu"}}

    with subprocess.Popen(EVALUATOR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as program:
        assert program.stdin
        assert program.stdout
        for vector, handed_in in (("empty", nobody), ("wrong", nobody | {"unit_kind": "district"})):
            program.stdin.write(json.dumps(asked | {"vector": vector, "submission": handed_in}) + "\n")
            program.stdin.flush()
            got = json.loads(program.stdout.readline())

            assert got["vector"] == vector
            assert got.get("refused") == ([""] if vector == "wrong" else None)
            assert got.get("total") is None
        program.stdin.close()

        assert program.wait(timeout=10) == 0


# --- Vectors --------------------------------------------------------------------------------------------------------


def test_every_scorecard_has_vectors() -> None:
    kinds = ("department", "district", "commune")
    cards = {path.with_suffix("") for kind in kinds for path in RULESETS.glob(f"*_*/{kind}.toml")}

    assert {path.parents[1] / path.stem for path in VECTORS} == cards


def alike(result: Table) -> Table:
    return {key: set(value) if key == "refused" else value for key, value in result.items()}


@pytest.mark.parametrize("path", VECTORS, ids=named)
def test_it_agrees_with_every_vector(path: Path) -> None:
    file, ruleset = json.loads(path.read_text(encoding="utf-8")), load(path.parents[1])

    found = {}
    for vector in file["vectors"]:
        got = evaluate(ruleset, file["unit_kind"], vector["submission"], vector["stage"], vector["readings"])
        if alike(got) != alike(vector["expected"]):
            found[vector["id"]] = got

    assert file["vectors"]
    assert not found


@pytest.mark.parametrize("ruleset", sorted({path.parts[-3] for path in VECTORS}))
def test_it_agrees_with_every_vector_over_the_protocol(ruleset: str) -> None:
    command = [str(Path(sys.executable).with_name("cchc-rules")), "conformance", "--ruleset", ruleset, "--", *EVALUATOR]

    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)

    assert done.returncode == 0, done.stdout + done.stderr
