"""Small rulesets side by side: an older and a newer one, written as TOML, that differ in what a test is about."""

from collections.abc import Iterable, Mapping
from typing import Final

from cchc_rules import Entry, Ruleset, loads
from cchc_rules.scoring.inputs import RawFact
from cchc_rules.versions.migrating.items import Item
from cchc_rules.versions.migrating.migration import Migration, migrate
from tests.scoring.small import DECISION, FACTS, GROUND, RANKING, ROUNDING, Handed, leaf, node, submission

RATIO: Final = (
    'scoring.measure = { kind = "ratio", part = ["c1"], whole = ["c2"] }\nscoring.award = { kind = "proportional" }'
)
JUDGED: Final = (
    'scoring = {{ measure = {{ kind = "fact", fact = "judged" }}, award = {{ kind = "judged", step = "{step}" }} }}'
)
CROSSWALK: Final = """
format = 1
older = "old"

[[entries]]
unit_kind = "department"
new = {new}
old = {old}
reason = {{ vi = "Lùi một số.", en = "One place back." }}
"""


def ruleset(  # noqa: PLR0913 - what two rulesets can differ in
    name: str,
    *criteria: str,
    most: str = "2",
    facts: str = FACTS,
    head: str = "",
    beside: str = "",
    crosswalk: str = "",
) -> Ruleset:
    """A ruleset for departments whose one field holds these criteria."""
    decision = DECISION.replace('id = "small"', f'id = "{name}"') + RANKING + ROUNDING
    field = node("1", most, *criteria)
    text = f'unit_kind = "department"\nmax_points = "{most}"\n{GROUND}{head}\n{facts}\n{field}\n{beside}'
    texts = {"decision.toml": decision, "department.toml": text}
    return loads(texts | ({"crosswalk.toml": crosswalk} if crosswalk else {}))


def sum_of(**parts: str) -> str:
    """A sum of parts, each worth as much as its fact says, up to 1."""
    listed = ", ".join(
        f'{{ id = "{name}", max_points = "1", scoring = {{ measure = {{ kind = "fact", fact = "{fact}" }}, '
        'award = { kind = "tally" } } }'
        for name, fact in parts.items()
    )
    return f'scoring.award = {{ kind = "sum", parts = [{listed}] }}'


def survey(options: Iterable[str] = "AB", groups: Iterable[str] = "g") -> str:
    """A surveyed leaf of 1.1, with these options and groups."""
    options, groups = list(options), list(groups)
    share = "1" if len(groups) == 1 else "0.5"
    offered = ", ".join(f'{{ id = "{one}", weight = "{int(one == "A")}" }}' for one in options)
    asked = ", ".join(f'{{ id = "{one}", weight = "{share}" }}' for one in groups)
    scoring = (
        f'scoring.measure = {{ kind = "survey", ballots = "q", options = [{offered}], groups = [{asked}], '
        'min_valid = 2 }\nscoring.award = { kind = "proportional" }'
    )
    return leaf("1.1", "2", scoring, more='method = "survey"')


def moved(old: Ruleset, new: Ruleset, entries: Iterable[Entry] = (), **more: Mapping[str, RawFact]) -> Migration:
    """A submission of these entries and facts, brought from one to the other."""
    given: Handed = {"by_appraiser": more.get("by_appraiser", {})}
    return migrate(submission(entries, more.get("facts"), **given), old, new)


def only(migration: Migration) -> Item:
    """The one item there is."""
    (item,) = migration.items
    return item


def told(item: Item) -> list[str]:
    """What became of an item, and why: fate, then reasons with the kinds of change."""
    causes = (f"{cause.why}" + ("" if cause.change is None else f" {cause.change.kind}") for cause in item.causes)
    return [item.fate.value, *causes]
