"""The tables of the page of changes, written from the library: `python -m tests.docs.changes_page` writes them anew."""

import re

from cchc_rules.report.changes.labels import ATTRIBUTES, CONTRACTS, KINDS
from cchc_rules.report.labels import Pair
from cchc_rules.versions.catalogue import CATALOGUE, ChangeKind
from tests.docs.pages import DOCS

PAGE = DOCS / "reference" / "changes.md"
HEADS = {
    "1": "CH1xx: the decision and what a scorecard says of the whole",
    "2": "CH2xx: nodes that came, went or changed their place",
    "3": "CH3xx: maxima",
    "4": "CH4xx: how points are earned",
    "5": "CH5xx: not applicable, and who appraises",
    "6": "CH6xx: facts",
    "7": "CH7xx: words and grounds",
}
START = "<!-- from here on: what the library says -->"


def row(*cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table with its head."""
    return "\n".join([row(*columns), f"|{'---|' * len(columns)}", *(row(*cells) for cells in rows)])


def both(words: Pair) -> tuple[str, str]:
    """English, then Vietnamese: the pairs of the library stand the other way round."""
    return words[1], words[0]


def kind_row(kind: ChangeKind) -> tuple[str, ...]:
    """What the catalogue says of one kind."""
    judged = CATALOGUE[kind]
    mirror = f"`{judged.mirror}`" if judged.mirror is not kind else judged.backwards
    fits = "yes" if judged.fits else "no"
    return (judged.id, f"`{kind}`", *both(KINDS[kind]), judged.contract, fits, mirror)


def tables() -> str:
    """Everything of the page below its introduction."""
    parts = [START, "## Contracts"]
    parts.append(
        table(("contract", "English", "Tiếng Việt"), [(f"`{one}`", *both(CONTRACTS[one])) for one in CONTRACTS])
    )
    columns = ("id", "kind", "English", "Tiếng Việt", "contract", "older submissions fit", "read backwards")
    for hundred, head in HEADS.items():
        kinds = [kind for kind in CATALOGUE if CATALOGUE[kind].id[2] == hundred]
        parts += [f"## {head}", table(columns, [kind_row(kind) for kind in kinds])]
    parts.append("## Attributes")
    parts.append(
        table(
            ("attribute", "English", "Tiếng Việt"), [(f"`{one}`", *both(ATTRIBUTES[one])) for one in sorted(ATTRIBUTES)]
        )
    )
    return "\n\n".join(parts) + "\n"


def split(page: str) -> tuple[str, str]:
    """Part the introduction from the tables."""
    introduction, marker, rest = re.split(f"({re.escape(START)})", page, maxsplit=1)
    return introduction, marker + rest


if __name__ == "__main__":
    written, _ = split(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(written + tables(), encoding="utf-8")
