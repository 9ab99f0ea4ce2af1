"""The tree of an annex: each row under the row whose code it extends."""

import attrs

from cchc_rules.errors import AnnexError, Finding
from cchc_rules.office.annex import Annex, AnnexRow
from cchc_rules.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Branching(Value):
    """A row of an annex with the rows below it, by their codes."""

    row: AnnexRow
    below: tuple["Branching", ...] = ()


def tree(annex: Annex) -> tuple[Branching, ...]:
    """Put each row under the row its code extends; raises AnnexError for codes that stand alone or twice."""
    rows = {row.code: row for row in annex.rows}
    findings = [] if rows else [Finding(id="CR650", file=annex.file)]
    below: dict[str, list[str]] = {code: [] for code in rows}
    seen: set[str] = set()
    for row in annex.rows:
        if row.code in seen:
            first = rows[row.code].place
            findings.append(Finding(id="CR651", file=annex.file, code=row.code, found=row.place, expected=first))
        seen.add(row.code)
    for code, row in rows.items():
        parent = code.rpartition(".")[0]
        if parent and parent not in rows:
            findings.append(Finding(id="CR652", file=annex.file, code=code, found=row.place, expected=parent))
        elif parent:
            below[parent].append(code)
    if findings:
        raise AnnexError(findings)

    def branch(code: str) -> Branching:
        return Branching(row=rows[code], below=tuple(map(branch, below[code])))

    return tuple(branch(code) for code in rows if "." not in code)
