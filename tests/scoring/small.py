"""Small scorecards, written as TOML and read by the codec, for tests that need one rule at a time.

The facts are always the same; a leaf that says nothing else earns its number fact, up to its maximum.
"""

from collections.abc import Iterable, Mapping
from typing import Final, TypedDict, Unpack

from cchc_rules import Appraisal, Entry, GivenFacts, Result, Scorecard, Submission, Unit, loads
from cchc_rules.scoring.inputs import RawCounts, RawFact, RawShares

DECISION: Final = """
format = 1
id = "small"
revision = 1
name = { vi = "Bộ chỉ số nhỏ", en = "Small ruleset" }

[act]
number = "1/QĐ"
signed_on = 2024-01-01
issued_by = { vi = "Tỉnh", en = "Province" }
title = { vi = "Bộ chỉ số", en = "Ruleset" }
in_force_from = 2024-01-01
assessed_years = [2024]
basis = "inferred"
source = "s"

[[sources]]
id = "s"
basis = "inferred"
statement = { vi = "Thử", en = "Test" }
argument = { vi = "Thử", en = "Test" }

[[appraisers]]
id = "office"
name = { vi = "Sở", en = "Office" }
"""

RANKING: Final = """
[ranking]
on = "index_percent"
ties = "shared"
basis = "inferred"
source = "s"

[[ranking.scopes]]
unit_kind = "department"
scope = "province"
basis = "inferred"
source = "s"
"""

ROUNDING: Final = """
[rounding]
index_percent = { places = 2, mode = "half_up" }
basis = "inferred"
source = "s"
"""

TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("n1", "n2", "n3", "n4"), "number"),
    **dict.fromkeys(("c1", "c2", "c3"), "count"),
    **dict.fromkeys(("b1", "b2", "b3"), "boolean"),
    "r1": "rate",
    "d1": "date",
    "d2": "date",
    "lv": "level",
    "bench": "number",
    "judged": "points",
    "q": "ballots",
}
_MORE: Final = {
    "d1": "never = true",
    "d2": "never = true",
    "lv": 'levels = ["high", "low", "none"]',
    "bench": 'by = "appraiser"',
    "judged": 'by = "appraiser"',
    "q": 'by = "appraiser"',
}
FACTS: Final = "\n".join(
    f'[facts.{name}]\ntype = "{kind}"\nname = {{ vi = "Số liệu", en = "Fact" }}\n{_MORE.get(name, "")}'
    for name, kind in TYPES.items()
)
GROUND: Final = 'name = { vi = "Mục", en = "Node" }\nbasis = "inferred"\nsource = "s"\n'
_TABLES: Final = ("fields", "fields.criteria", "fields.criteria.sub_criteria")

YES: Final = 'in = "[1, 1]"'


# two options and one group of respondents; two valid replies are enough
SURVEYED: Final = """
scoring.measure.kind = "survey"
scoring.measure.ballots = "q"
scoring.measure.options = [{ id = "A", weight = "1" }, { id = "B", weight = "0" }]
scoring.measure.groups = [{ id = "g", weight = "1" }]
scoring.measure.min_valid = 2
scoring.award = { kind = "proportional" }
"""


def fact(name: str) -> str:
    return f'{{ kind = "fact", fact = "{name}" }}'


def yes(name: str) -> str:
    """The condition that a boolean fact is true."""
    return f"{{ measure = {fact(name)}, {YES} }}"


def node(code: str, most: str | None, *children: str, more: str = "") -> str:
    """A field, criterion or sub-criterion with children; a maximum of None is left out."""
    table = _TABLES[code.count(".")]
    maximum = "" if most is None else f'max_points = "{most}"\n'
    return f'[[{table}]]\ncode = "{code}"\n{maximum}{GROUND}{more}\n' + "".join(children)


def leaf(code: str, most: str | None = "2", scoring: str = "n1", *, policy: str = "drop", more: str = "") -> str:
    """A leaf assessed by evidence; where the scoring is the name of a fact, it counts as points up to the maximum."""
    if scoring.isidentifier():
        scoring = f'scoring = {{ measure = {fact(scoring)}, award = {{ kind = "tally" }} }}'
    keys = [
        "" if "method = " in more else 'method = "evidence"',
        'appraiser = "office"',
        f'not_applicable = {{ policy = "{policy}", reason = {{ vi = "lý do", en = "a reason" }} }}',
        more,
        scoring,
    ]
    return node(code, most, more="\n".join(keys))


def card(*fields: str, most: str, head: str = "", decision: str = DECISION + RANKING + ROUNDING) -> Scorecard:
    """The scorecard for departments with these fields; ``head`` holds more keys of the scorecard itself."""
    text = f'unit_kind = "department"\nmax_points = "{most}"\n{GROUND}{head}\n{FACTS}\n' + "\n".join(fields)
    return loads({"decision.toml": decision, "department.toml": text}).scorecard("department")


class Handed(TypedDict, total=False):
    """What a submission may hold beside the unit's facts."""

    by_appraiser: Mapping[str, RawFact]
    ballots: RawCounts
    shares: RawShares
    unit: Unit


def submission(
    entries: Iterable[Entry] = (), facts: Mapping[str, RawFact] | None = None, **more: Unpack[Handed]
) -> Submission:
    return Submission(
        unit=more.get("unit", Unit(code="X-01", name="Sở Ví dụ")),
        unit_kind="department",
        year=2024,
        facts=GivenFacts(unit=facts or {}, appraiser=more.get("by_appraiser", {})),
        ballots=more.get("ballots", {}),
        shares=more.get("shares", {}),
        entries=tuple(entries),
    )


def given(**facts: RawFact) -> Submission:
    """A submission of the unit's facts and nothing else."""
    return submission(facts=facts)


def seen(*values: object) -> tuple[object, ...]:
    """Several values to be compared at once, exact numbers with whole ones."""
    return values


def claim(code: str, *, confirmed: bool | None = True, parts: tuple[str, ...] = ()) -> Entry:
    """A claim that a leaf, or parts of it, do not apply."""
    state = None if parts else "not_applicable"
    return Entry(code=code, state=state, reason="không phát sinh", confirmed=confirmed, parts_not_applicable=parts)


def awarded(code: str, first: str | None = None, second: str | None = None, own: str | None = None) -> Entry:
    """What the unit and the appraiser said of a leaf."""
    given = [None if points is None else Appraisal(points=points, reason="đối chiếu") for points in (first, second)]
    return Entry(code=code, self_score=own, appraisal_1=given[0], appraisal_2=given[1])


def found(result: Result) -> list[str]:
    """What a result has to say, in English."""
    return [str(finding) for finding in result.findings]
