"""The rooms that the pages name are those the import contract holds, in its order."""

import re
import tomllib

from tests.docs.pages import DOCS, ROOT, first_table


def layers() -> list[list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    return [re.split(r" [|:] ", layer) for layer in contract["layers"]]


def test_contributing_names_the_rooms_in_their_order() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"\n    {' > '.join(', '.join(layer) for layer in layers())}\n" in page


def test_the_page_on_architecture_has_a_row_for_each() -> None:
    page = (DOCS / "explanation" / "architecture.md").read_text(encoding="utf-8")
    _, _, rest = page.partition("\n| room |")
    rooms = [re.findall(r"`?(\w+)`?", row["room"]) for row in first_table("| room |" + rest)]
    assert rooms == layers()
