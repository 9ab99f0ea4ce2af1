"""A short script starts fast: importing the package and scoring one unit, beside importing attrs and cattrs alone."""

import os
import subprocess
import sys
import time
from pathlib import Path

LIMIT = 1.7  # the goal is 1.6 on a machine with nothing else to do; tests run beside one another
ROUNDS = 12
ATTEMPTS = 6
BARE = "import attrs, cattrs"
SCORE = """
import cchc_rules
card = cchc_rules.load("2024_2426").scorecard("department")
unit = cchc_rules.Unit(code="X-01", name="Sở Ví dụ")
facts = cchc_rules.GivenFacts(unit={"plan_tasks": 50, "plan_tasks_done": 47})
sheet = cchc_rules.Submission(unit=unit, unit_kind="department", year=2024, facts=facts)
assert str(cchc_rules.evaluate(card, sheet, missing="bounds").node("1.1.3").points) == "47/25"
"""


def seconds(script: str, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)
    return time.perf_counter() - start


def test_scoring_one_unit_starts_within_a_small_factor_of_its_dependencies(tmp_path: Path) -> None:
    # A process is as slow as the machine pleases, never faster than it can: the fastest of each, taken in turn, are
    # compared, and a machine that is busy with other things is asked again.
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("COV_", "PYTHONDONT"))}
    environment |= {"CCHC_RULES_CACHE": str(tmp_path), "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled")}
    for script in (BARE, SCORE):
        seconds(script, environment)
    ratios: list[float] = []
    while len(ratios) < ATTEMPTS and min(ratios, default=LIMIT + 1) > LIMIT:
        rounds = [(seconds(BARE, environment), seconds(SCORE, environment)) for _ in range(ROUNDS)]
        bare, score = (min(times) for times in zip(*rounds, strict=True))
        ratios.append(score / bare)
    assert min(ratios) <= LIMIT, f"times as long, in {ATTEMPTS} attempts: {[f'{ratio:.2f}' for ratio in ratios]}"
