"""The rows of a printed scoring cell: words, and the points they earn."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.errors import Finding, Severity
from cchc_rules.exact import Rounding, spell
from cchc_rules.law.awards import Most
from cchc_rules.law.scoring import Scoring
from cchc_rules.office.wording import phrases
from cchc_rules.office.wording.measures import Draft
from cchc_rules.office.wording.templates import split
from cchc_rules.values import Value

_DASHED: Final = re.compile(r"(?:(?<=điểm)|(?<=chữ số)|(?<=\d))\s+[–-]\s+(?=[A-ZĐ])")
_ROW: Final = re.compile(r"(?P<words>.+?)\s*:\s*(?P<points>[^:]+)")
_PLAIN_ROW: Final = re.compile(r"(?P<words>[^\d:]*[^\W\d])\s+(?P<points>\d+(?:,\d+)?(?:\s*điểm)?)", re.IGNORECASE)
_GIVES: Final = re.compile(
    r"(?P<words>[^:]+?)\s*,?\s+(?:thì\s+)?(?:được|đạt|chấm|tính)\s+(?P<points>\d+(?:,\d+)?\s*điểm)", re.IGNORECASE
)
_REMARK: Final = re.compile(r"(?P<row>.*\d(?:\s*điểm)?)\s*(?P<remark>\([^()]*\))\.?", re.IGNORECASE)
_LISTED: Final = re.compile(
    r"(?<=\d),\s+(?=[^\W\d][^\d:]*\s\d+(?:,\d+)?(?:\s*điểm)?$)|(?<=\d điểm),\s+(?=[^\W\d][^:]*:)|"
    r"(?:(?<=\d)|(?<=\d điểm)|(?<=điểm tối đa))\.\s+(?=[^\W\d_])"
)
_LETTER: Final = re.compile(r"(?:^|(?<=[;.]))\s*(?=[a-zđ]\)\s)", re.IGNORECASE)
_LETTERED: Final = re.compile(r"[a-zđ]\)\s+", re.IGNORECASE)
_ITEM: Final = re.compile(r"(?:[-–+•*·▪◦]\s+)?(?P<text>.+?)\s*[.;,]?")
_CLAUSE: Final = re.compile(
    r"trừ trường hợp|ngoại trừ|trừ khi|loại trừ|\bnếu\b|\btrường hợp\b|\btối đa\b|\btối thiểu\b|\bmỗi\b|\btừng\b|"
    r"\bhoặc\b|đồng thời|\briêng\b|tuy nhiên|\blũy kế\b|\btrong (?:tháng|quý|kỳ)\b|/\s*(?:tháng|quý|ngày|lần|năm)\b|"
    r"\bđiểm\b|\bso với\b|\bnhưng\b|\bcứ (?:mỗi|thêm|tăng|giảm|một)\b|\btrừ\b|\bkhi\b",
    re.IGNORECASE,
)
_NEGATIVE: Final = re.compile(
    r"(?:không|chưa|thiếu|vẫn còn|thấp hơn|còn lại|các trường hợp còn lại|trường hợp khác)\b", re.IGNORECASE
)


class NotReadError(Exception):
    """A cell cannot be read; the findings say which words, and why."""

    def __init__(self, finding: str, found: str = "", expected: str = "", subject: str = "") -> None:
        self.finding = Finding(id=finding, found=found, expected=expected, subject=subject)
        super().__init__(self.finding)


@attrs.frozen(eq=False, repr=False, slots=False)
class Row(Value):
    """One row: the printed words of a case, and its points."""

    words: str
    points: Fraction

    @property
    def negative(self) -> bool:
        """Whether it is the case in which a thing was not done."""
        return _NEGATIVE.match(self.words) is not None

    @property
    def counted(self) -> bool:
        """Whether its words hold a number."""
        return any(sign.isdecimal() for sign in self.words)


class Cell:
    """A cell being read: what it stands for, what it says of its facts, and what was taken for granted."""

    def __init__(self, name: str, most: Most, draft: Draft | None = None) -> None:
        self.name, self.most = " ".join(name.split()), most
        self.draft = Draft() if draft is None else draft
        self.round: Rounding | None = None
        self.findings: list[Finding] = []

    def label(self, text: str) -> str:
        """Make the label of a fact from printed words and the criterion's name, so that it stands for one thing."""
        short = self.words(text) or self.words(self.name)
        if self.name.casefold() in short.casefold():
            return short
        return f"{short}, {lowered(self.name)}"

    def words(self, text: str) -> str:
        """Give printed words as a name: without what is elided, beginning with a capital."""
        stripped = _LETTERED.sub("", " ".join(text.replace("…", " ").split()), count=1).strip(" .,;:–-")
        return stripped[:1].upper() + stripped[1:]

    def assume(self, finding: str, found: str = "", expected: str = "") -> None:
        """Note what the words leave open and is taken for granted."""
        self.findings.append(Finding(id=finding, severity=Severity.WARNING, found=found, expected=expected))

    def hold(self, rows: list[Row]) -> None:
        """See that the best row earns the maximum, and none more."""
        best = max(row.points for row in rows)
        for row in rows:
            if self.most is not None and row.points > self.most:
                raise NotReadError("CR684", row.words, spell(self.most), spell(row.points))
        if self.most is not None and best != self.most:
            raise NotReadError("CR683", spell(best), spell(self.most))


@attrs.frozen(eq=False, repr=False, slots=False)
class Said(Value):
    """What was read of a cell, its facts still by their labels."""

    scoring: Scoring


def segments(lines: tuple[str, ...]) -> Iterator[str]:
    """Take a cell apart: lines, and what stands between semicolons.

    >>> list(segments(("- ≥2: 10; 1: 5; 0: 0.",)))
    ['≥2: 10', '1: 5', '0: 0']
    """
    for line in lines:
        for group in _LETTER.split(line):
            found = _LETTERED.match(group.strip())
            letter = found[0] if found is not None else ""
            for part in _parts(group.strip()[len(letter) :]):
                yield from _apart(f"{letter}{part}")
                letter = ""


def _parts(text: str) -> Iterator[str]:
    for part in split(text, ";"):
        for dashed in _DASHED.split(part.strip()):
            for piece in _LISTED.split(dashed):
                found = _ITEM.fullmatch(piece.strip())
                if found is not None:
                    yield found["text"]


def _apart(text: str) -> Iterator[str]:
    """A remark in brackets after the points stands apart."""
    found = _REMARK.fullmatch(text)
    if found is None or row(found["row"]) is None:
        yield text
    else:
        yield found["row"].strip()
        yield found["remark"]


def row(text: str) -> Row | None:
    """Read one row; None where it is none.

    >>> row("không thường xuyên: 03").points, row("thường xuyên 18").words, row("Có: 3 điểm/quý")
    (Fraction(3, 1), 'thường xuyên', None)
    """
    for pattern in (_ROW, _PLAIN_ROW, _GIVES):
        found = pattern.fullmatch(text)
        if found is not None:
            value = phrases.points(found["points"])
            if value is not None:
                return Row(found["words"].strip(), value)
    return None


def rows_of(texts: list[str]) -> list[Row]:
    """Read texts that must all be rows; raises `NotReadError` on the first that is not."""
    found = []
    for text in texts:
        one = row(text)
        if one is None:
            raise NotReadError("CR680", text)
        found.append(one)
    return found


def clause(words: str) -> str | None:
    """Find a clause in words that may change what they mean: an exception, a second case, a limit."""
    found = _CLAUSE.search(words)
    return None if found is None else found[0]


def clear(words: str) -> None:
    """See that words hold no such clause."""
    found = clause(words)
    if found is not None:
        raise NotReadError("CR686", words, subject=found)


def lowered(text: str) -> str:
    """Begin a text with a small letter, unless it begins with an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
