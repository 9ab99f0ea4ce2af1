"""Rows without numbers: yes or no, levels, checklists."""

import re
from typing import Final

from cchc_rules.exact import ZERO
from cchc_rules.law.awards import LevelPoints, Levels, Tally, YesNo
from cchc_rules.law.facts import FactType
from cchc_rules.law.measures import AllOf, Given, LevelOf, Measure, Term, Weighted
from cchc_rules.law.scoring import Scoring
from cchc_rules.office.wording.rows import Cell, NotReadError, Row, clause, clear, lowered

_OR: Final = re.compile(r",?\s+hoặc\s+", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"hoặc\s+(?P<words>.+)", re.IGNORECASE)
_NOT: Final = re.compile(r"\b(?:không|chưa)\s+(?=[^\W\d])", re.IGNORECASE)
_YES: Final = re.compile(r"có|đạt|đúng|đủ", re.IGNORECASE)
_NO_CASE: Final = re.compile(
    r"[-/+*×=]|\b(?:x|nhân|chia|công thức|phụ lục|bảng)\b|^(?:theo|tính|chấm|căn cứ|lấy|thang)\b", re.IGNORECASE
)  # words that say how to reckon, or where to look, and name no case
_EMPTY: Final = frozenset(  # words that say nothing of what is done
    re.findall(
        r"\w+",
        "không chưa vẫn còn có được một trong các những hoặc nhưng theo thì là và của về cho đã bị đạt thực hiện",
    )
)
_NOTHING_ELSE: Final = re.compile(
    r"(?:không|chưa|không có|không đạt|không đạt yêu cầu|không thực hiện|chưa thực hiện|không đáp ứng|thiếu|thiếu một|"
    r"thấp hơn|còn lại|các trường hợp còn lại|trường hợp khác)",
    re.IGNORECASE,
)
_SAME: Final = 2  # half of the words of a "no" are words of the "yes"


def read_choices(cell: Cell, rows: list[Row], remarks: list[str]) -> Scoring | None:
    """Read rows that go by words alone; None where one goes by a number."""
    if any(row.counted for row in rows):
        return None
    if remarks:
        raise NotReadError("CR680", remarks[0])
    if len(rows) == 1:
        return _alone(cell, rows[0])
    negative = [row for row in rows if row.negative]
    if len(negative) == 1 and len(rows) == 2:  # noqa: PLR2004 - a yes and a no
        return _yes_no(cell, next(row for row in rows if not row.negative), negative[0], [])
    further = _further(rows)
    if further:
        return _yes_no(cell, rows[0], rows[1], further)
    if not negative and cell.most is not None and sum(row.points for row in rows) == cell.most:
        return _checklist(cell, rows)
    return _levels(cell, rows)


def _alone(cell: Cell, row: Row) -> Scoring:
    """One row that names a case; what it does not name is taken to earn nothing."""
    clear(row.words)
    if row.negative or _NO_CASE.search(row.words):
        raise NotReadError("CR680", row.words)
    cell.hold([row])
    cell.assume("CR688", cell.name)
    words = row.words
    if len(words.split()) == 1:  # one word says something of the criterion
        words = (
            cell.name
            if words.lower() in cell.name.lower() or _YES.fullmatch(words)
            else f"{words}, {lowered(cell.name)}"
        )
    label = cell.label(words)
    cell.draft.types[label] = FactType.BOOLEAN
    return Scoring(measure=Given(label), award=YesNo(yes=row.points if cell.most is None else None))


def _further(rows: list[Row]) -> list[Row]:
    """Rows after the first "no" that begin with "hoặc" and go on with it."""
    rest = rows[2:]
    if not rest or rows[0].negative or not rows[1].negative or {row.points for row in rest} != {rows[1].points}:
        return []
    found = [_GOES_ON.fullmatch(row.words) for row in rest]
    return [Row(one["words"], rows[1].points) for one in found if one is not None] if all(found) else []


def _yes_no(cell: Cell, yes: Row, no: Row, further: list[Row]) -> Scoring:
    clear(_OR.sub(" ", yes.words))
    if no.points >= yes.points:
        raise NotReadError("CR680", no.words)
    cell.hold([yes, no])
    yes_words = cell.name if _YES.fullmatch(yes.words) else yes.words
    label = cell.label(yes_words)
    first, *others = list(_OR.split(no.words)) + [row.words for row in further]
    if not (_NOTHING_ELSE.fullmatch(first) or _shared(first, yes_words) * _SAME >= len(_content(first))):
        raise NotReadError("CR685", yes.words, no.words)
    labels = [label, *(other for one in others if (other := _another(cell, one, yes_words)) is not None)]
    for one in labels:
        cell.draft.types[one] = FactType.BOOLEAN
    measure: Measure = AllOf(tuple(labels)) if labels[1:] else Given(label)
    award = YesNo(yes=yes.points if cell.most is None else None, no=None if no.points == ZERO else no.points)
    return Scoring(measure=measure, award=award)


def _another(cell: Cell, words: str, yes: str) -> str | None:
    """A further way to fail: the fact whose "no" it is, or None where the "yes" excludes it already."""
    clear(words.replace("nhưng", " "))
    content = _content(words)
    if _NOTHING_ELSE.fullmatch(words) or _shared(words, yes) * 4 >= len(content) * 3:
        return None
    if len(_NOT.findall(words)) != 1:
        raise NotReadError("CR686", words, subject="hoặc")
    return cell.label(_NOT.sub("", words))


def covered_by(words: str, other: str) -> bool:
    """Whether a text says no more than that another does not hold: a "no", and most of its words are the other's."""
    content = _content(words)
    return bool(content) and _NOT.search(words) is not None and _shared(words, other) * 4 >= len(content) * 3


def _content(words: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", words.lower()) if word not in _EMPTY]


def _shared(words: str, other: str) -> int:
    known = set(_content(other))
    return sum(word in known for word in _content(words))


def _checklist(cell: Cell, rows: list[Row]) -> Scoring:
    for row in rows:
        clear(row.words)
    if len({" ".join(_NOT.sub(" ", lowered(row.words)).split()) for row in rows}) < len(rows):
        raise NotReadError("CR680", "; ".join(row.words for row in rows))  # the one excludes the other
    labels = [cell.label(row.words) for row in rows]
    cell.draft.types |= dict.fromkeys(labels, FactType.BOOLEAN)
    terms = tuple(Term(label, row.points) for label, row in zip(labels, rows, strict=True))
    return Scoring(measure=Weighted(terms), award=Tally())


def _levels(cell: Cell, rows: list[Row]) -> Scoring:
    """Levels, best first or last; words that are no order of levels are not taken for one."""
    for row in rows:
        found = clause(_OR.sub(" ", row.words).replace("nhưng", " "))
        if found is not None:
            raise NotReadError("CR686", row.words, subject=found)
    points = [row.points for row in rows]
    if min(points) > 0 or points not in (sorted(set(points)), sorted(set(points), reverse=True)):
        raise NotReadError("CR680", "; ".join(row.words for row in rows))
    cell.hold(rows)
    label = cell.label("mức độ")
    return Scoring(
        measure=LevelOf(label),
        award=Levels(tuple(LevelPoints(f"“{cell.words(row.words).replace('”', '””')}”", row.points) for row in rows)),
    )
