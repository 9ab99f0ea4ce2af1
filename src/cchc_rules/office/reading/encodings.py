"""Writing: whether the cells of one table are written in Unicode, and in composed form."""

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.office.letters import composed, is_unicode, old_encoding, piece
from cchc_rules.values import Value

_SHOWN: Final = 5  # cells that are named one by one


@attrs.frozen(eq=False, repr=False, slots=False)
class Written(Value):
    """The text of one cell as it stands in the file, and the fonts it is set in."""

    text: str
    fonts: frozenset[str] = frozenset()


def prove_writing(file: str, name: str, cells: Mapping[str, Written]) -> Iterator[Finding]:
    """Find cells in an encoding older than Unicode (errors), and say that decomposed text was composed (a note).

    A font of such an encoding tells only where no cell of the table is surely Unicode: converted texts keep it.
    """
    unicode = any(is_unicode(cell.text) for cell in cells.values())
    shown = 0
    for place, cell in cells.items():
        encoding = old_encoding(cell.text, () if unicode else sorted(cell.fonts))
        if encoding and shown < _SHOWN:
            shown += 1
            yield Finding(id="CR614", file=file, subject=place, found=piece(cell.text), expected=encoding)
    if not all(composed(cell.text) for cell in cells.values()):
        yield Finding(id="CR617", severity=Severity.NOTE, file=file, subject=name)
