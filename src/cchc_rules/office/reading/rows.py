"""Rows: the table of an annex taken row by row into nodes, each with the lines that continue it, and printed totals."""

import re
from collections.abc import Sequence
from typing import Final

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.exact import parse_number
from cchc_rules.office.annex import AnnexRow, PrintedTotal
from cchc_rules.office.columns import Column
from cchc_rules.office.letters import fold, piece
from cchc_rules.office.reading.codes import Outlined, split
from cchc_rules.office.reading.headings import Heading
from cchc_rules.office.reading.points import Marks, read_points, refuse_points
from cchc_rules.office.tables import Cell, Held
from cchc_rules.values import Value

_SURE: Final = r"tong cong|tong so diem|tong diem|cong diem|cong(?= (?:cac )?(?:linh vuc|muc|phan|nhom|tieu chi))"
_MAYBE: Final = r"(?:tong so|tong|cong)(?P<maybe>(?: (?:chung|diem|so|toi da|[ivx]+|[0-9]+|[a-z]))*)"
_TOTAL: Final = re.compile(rf"(?P<sure>{_SURE})(?P<of>.*)|{_MAYBE}")
_WORDS: Final = re.compile(r"\b(?:cac|linh vuc|muc|phan|nhom|tieu chi|diem|toi da|chuan|chung|so|cua)\b")
_CODES: Final = re.compile(r"(?<![\w.])(?:[0-9]+|[IVX]+|[A-ZĐ])(?:\.[0-9]+)*(?![\w.])")
_BULLET: Final = re.compile(r"[-–—+*•·▪►]\s*")
_NODES: Final = ("diem thuong", "diem tru", "linh vuc", "tieu chi")
_BLANK: Final = Cell()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Given(Value):
    """One row of a table under its heading, and where it is."""

    cells: tuple[Cell, ...]
    heading: Heading
    file: str
    place: str

    def of(self, column: Column) -> Cell:
        """Give the cell of a column; a blank one where there is none."""
        positions = self.heading.of(column)
        return self.cells[positions[0]] if positions else _BLANK

    def lines(self, column: Column) -> tuple[str, ...]:
        """Give the lines of all cells of a column."""
        return tuple(line for position in self.heading.of(column) for line in self.cells[position].lines)

    @property
    def names(self) -> tuple[Cell, ...]:
        """The cells of names that say something: of field, criterion, sub-criterion where each has its column."""
        return tuple(self.cells[position] for position in self.heading.of(Column.NAME) if self.cells[position].text)

    @property
    def said(self) -> str:
        """What stands in the row, for a message."""
        return piece(" ".join(cell.text for cell in self.cells if cell.text))

    @property
    def locator(self) -> str:
        """File, table and row."""
        return f"{self.file}, {self.place}"

    def at(self, cell: Cell) -> str:
        """Say where a cell is: its row, and the name of the cell in a workbook."""
        return self.place if cell.place.startswith("hàng") else f"{self.place} ({cell.place})"


class Reader:
    """One pass over the rows of an annex; its codes, its decimal marks, and what was found."""

    def __init__(self) -> None:
        self.rows: list[AnnexRow] = []
        self.totals: list[PrintedTotal] = []
        self.findings: list[Finding] = []
        self._codes = Outlined()
        self._marks = Marks()
        self._places: dict[str, str] = {}
        self._below_total = False
        self._bare: list[int] = []  # how many nodes stood above each total that does not say of what it is

    def read(self, given: Sequence[Given]) -> None:
        """Take all rows, then say what can be said only at the end."""
        for row in given:
            if row.said and not self._total(row):
                self._row(row)
        if self._bare == [len(self.rows)]:  # the only one, below everything: of the whole
            self.totals[-1] = attrs.evolve(self.totals[-1], code="")
        file = given[0].file if given else ""
        self.findings.extend(self._marks.findings(file))
        if self._codes.numbers:
            places = piece(", ".join(self._codes.numbers))
            self.findings.append(Finding(id="CR645", severity=Severity.NOTE, file=file, found=places))

    def _row(self, row: Given) -> None:
        names = list(row.names)
        code, heading = self._code(row)
        if code is None:
            return
        if heading:
            names = [Cell(text=heading), *names]
        elif len(names) > 1:
            for cell in names[:-1]:
                above, name = split(cell.text)
                if above and name:
                    self._node(row, above, name, _BLANK)
                elif above:
                    code = code or above
                else:
                    self._find("CR629", row, found=piece(cell.text))
            names = names[-1:]
        name = "\n".join(cell.text for cell in names)
        inside, rest = split(name)
        if not code and inside and self._counts(row, inside):
            code = inside
        if not code:
            self._continue(row, name)
        elif self._node(row, code, rest if inside == code and rest else name, row.of(Column.MAX_POINTS)):
            self._add(row, row.lines(Column.SCORING))

    def _code(self, row: Given) -> tuple[str | None, str]:
        """Give the printed code of a row and the words beside it in its cell; None for a code that cannot be read."""
        cell = row.of(Column.CODE)
        if not cell.text or _BULLET.fullmatch(cell.text):
            return "", ""
        code, rest = split(cell.text) if cell.held is Held.TEXT else ("", "")
        if code:
            return code, rest
        code, findings = self._codes.restore(cell)
        self.findings.extend(attrs.evolve(one, file=row.file, subject=row.at(cell)) for one in findings)
        return code or None, ""

    def _counts(self, row: Given, code: str) -> bool:
        """Whether a code that leads a name is the code of the row."""
        if not row.heading.of(Column.CODE):
            return bool(row.of(Column.MAX_POINTS).text) or code in self._codes.following() or not code.islower()
        return bool(row.of(Column.MAX_POINTS).text) and code in self._codes.following()

    def _node(self, row: Given, printed: str, name: str, points: Cell) -> bool:
        whole = self._codes.take(printed)
        if whole is None:
            self._find("CR630", row, found=printed, expected=printed.rpartition(".")[0] or self._codes.following()[0])
            return False
        if whole in self._places:
            self._find("CR631", row, found=whole, expected=self._places[whole])
            return False
        self._places[whole] = row.place
        self._below_total = False
        name = " ".join(name.split("\n"))
        if not name:
            self._find("CR637", row, found=whole)
        number = self._points(row, points)
        self.rows.append(AnnexRow(code=whole, name=name, max_points=number or "", place=row.locator))
        return True

    def _points(self, row: Given, cell: Cell, *, printed: bool = False) -> str | None:
        number = read_points(cell, self._marks, printed=printed)
        if number is None:
            self.findings.append(attrs.evolve(refuse_points(cell, row.at(cell)), file=row.file))
        return number

    def _continue(self, row: Given, name: str) -> None:
        """Join a row without a code to the node above it."""
        scoring = row.lines(Column.SCORING)
        cell = row.of(Column.MAX_POINTS)
        number = self._points(row, cell, printed=True)
        if number is None:
            return
        if not self.rows:
            self._find("CR635", row, found=row.said)
        elif self._below_total and not number:
            self._find("CR647", row, found=row.said, severity=Severity.NOTE)
        elif number and self._is_node(number, name, scoring):
            self._find("CR629", row, found=row.said)
        elif name and not number and (scoring or _goes_on(self.rows[-1].name, name)):
            joined = f"{self.rows[-1].name} {' '.join(name.split())}"
            self.rows[-1] = attrs.evolve(self.rows[-1], name=joined)
            self._find("CR634", row, found=piece(name), expected=self.rows[-1].code, severity=Severity.NOTE)
            self._add(row, scoring)
        else:
            lines = [*name.split("\n"), *scoring] if name else [*scoring]
            if number:
                lines[-1] = f"{lines[-1].rstrip(' :;.')}: {cell.text}"
            if name:
                self._find("CR646", row, found=piece(name), expected=self.rows[-1].code, severity=Severity.NOTE)
            self._add(row, tuple(lines))

    def _is_node(self, number: str, name: str, scoring: tuple[str, ...]) -> bool:
        """Whether a row without a code is a node whose code is missing, and no option of the scoring above."""
        if self._below_total or not (name or scoring):
            return True
        if not name or _BULLET.match(name):
            return False
        most = self.rows[-1].max_points
        if not most or abs(parse_number(number)) > abs(parse_number(most)):
            return True
        return not scoring and (name.isupper() or fold(name).startswith(_NODES))

    def _add(self, row: Given, scoring: tuple[str, ...]) -> None:
        """Add to the last node what the other columns of a row say."""
        last = self.rows[-1]
        appraiser = " ".join(part for part in (last.appraiser, *row.lines(Column.APPRAISER)) if part)
        self.rows[-1] = attrs.evolve(
            last,
            scoring=last.scoring + scoring,
            evidence=last.evidence + row.lines(Column.EVIDENCE),
            appraiser=appraiser,
            note=last.note + row.lines(Column.NOTE),
        )

    def _total(self, row: Given) -> bool:
        """Take a row of a printed total; tell whether it was one."""
        text = " ".join(cell.text for cell in (row.of(Column.CODE), *row.names) if cell.text)
        points = row.of(Column.MAX_POINTS)
        found = _TOTAL.fullmatch(fold(text))
        if found is None:
            return False
        of = found["of"] if found["sure"] else found["maybe"]
        said = _WORDS.sub("", of).strip()
        if not points.text:
            return not said  # a total that was not filled in, or something else that begins like one
        self._below_total = True
        number = self._points(row, points, printed=True)
        if number:
            code = self._node_of(text, said)
            if not said and found["sure"] not in {"tong cong", "tong diem", "tong so diem"}:
                self._bare.append(len(self.rows))
                code = self._codes.field
            self.totals.append(PrintedTotal(code=code, points=number, place=row.locator))
        return True

    def _node_of(self, text: str, said: str) -> str:
        """Give the code of the node that a total names by its code or its name; "" for the whole."""
        codes = _CODES.findall(text)
        if not said or len(codes) > 1:
            return ""
        if codes:
            return self._codes.named(codes[0]) or (codes[0] if codes[0] in self._places else "")
        named = (row.code for row in self.rows if fold(row.name) and fold(text).endswith(fold(row.name)))
        return next(named, self._codes.field)

    def _find(
        self, message_id: str, row: Given, *, found: str, expected: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        finding = Finding(
            id=message_id, severity=severity, file=row.file, subject=row.place, found=found, expected=expected
        )
        self.findings.append(finding)


def _goes_on(before: str, name: str) -> bool:
    """Whether a text goes on from a name that was cut by the end of a page."""
    return not split(name)[0] and (name[0].islower() or before[-1:] in {",", ";", "-", "–"})
