"""Six departments of 2023 that do not exist, each unlike the example in one way that a draft may touch."""

from functools import cache
from pathlib import Path
from typing import Final

import attrs

from cchc_rules import GivenFacts, Submission, Unit, read_submission
from cchc_rules.scoring.inputs import RawFact
from tests.scoring.small import claim

EXAMPLE: Final = Path(__file__).parents[3] / "examples" / "department_2023.toml"
_ONLINE: Final[dict[str, RawFact]] = {"files_online": 1100}
_PROMPT: Final[dict[str, RawFact]] = {"plan_issued_on": "2023-01-20", "plan_tasks_done": 52}
_NO_TEXTS: Final[dict[str, RawFact]] = {"texts_handled": 0, "texts_to_handle": 0}
_YOUNG: Final[dict[str, RawFact]] = {"files_on_time_last_year": 0, "files_resolved_last_year": 0}


@cache
def example() -> Submission:
    """The example that the others are made of."""
    return read_submission(EXAMPLE)


def department(letter: str, facts: dict[str, RawFact] | None = None, *claimed: str, pleased: int = 84) -> Submission:
    """A department with some facts of its own; ``pleased`` are those very satisfied of 225, the rest were neutral."""
    source = example()
    replies = {"very_satisfied": pleased, "satisfied": 101, "neutral": 123 - pleased, "dissatisfied": 0}
    group = {"people_and_organisations": {**replies, "very_dissatisfied": 0, "blank": 1}}
    return attrs.evolve(
        source,
        unit=Unit(code=f"X-{letter}", name=f"Sở {letter}"),
        facts=GivenFacts(unit={**source.facts.unit, **(facts or {})}, appraiser=source.facts.appraiser),
        ballots={**source.ballots, "satisfaction_votes": group},
        entries=tuple(claim(code) for code in claimed),
    )


@cache
def departments() -> tuple[Submission, ...]:
    """The six, A to F."""
    return (
        department("A", _PROMPT),
        department("B", _ONLINE, pleased=40),
        department("C", _ONLINE | _PROMPT, pleased=20),
        department("D", _NO_TEXTS, "2.2.2", pleased=120),
        department("E", {"staff_using_system": 59, "recognised_initiatives": 0}),
        department("F", _YOUNG, "3.4.2", pleased=120),
    )
