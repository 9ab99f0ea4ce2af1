"""Points for each thing done, and points taken off for each thing missed."""

import re
from fractions import Fraction
from typing import Final

from cchc_rules.exact import ZERO, spell
from cchc_rules.law.awards import Deduct, Tally, YesNo
from cchc_rules.law.facts import FactType
from cchc_rules.law.measures import AllOf, Given, Measure, Term, Weighted
from cchc_rules.law.scoring import Scoring
from cchc_rules.office.wording import phrases
from cchc_rules.office.wording.rows import Cell, NotReadError, Row, clear, row

_N: Final = r"\d+(?:,\d+)?"
_ITEM: Final = r"(?P<item>[^\d,;:]+?)"
_EACH: Final = (
    re.compile(
        rf"(?:cứ\s+)?mỗi\s+(?:một\s+|01\s+)?{_ITEM}\s*(?:,|:)?\s*(?:thì\s+)?(?:được|đạt|cộng|tính|chấm)?\s*(?P<points>{_N})(?:\s*điểm)?",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<points>{_N})\s*điểm\s*(?:cho\s+)?(?:/|mỗi|một|01)\s*(?:một\s+|01\s+)?{_ITEM}", re.IGNORECASE),
)
_OFF: Final = re.compile(
    rf"(?:cứ\s+)?mỗi\s+(?:một\s+|01\s+)?{_ITEM}\s*(?:,|:)?\s*(?:thì\s+)?(?:bị\s+)?trừ\s*(?P<points>{_N})(?:\s*điểm)?",
    re.IGNORECASE,
)
_LIMIT: Final = re.compile(
    rf"(?:nhưng\s+)?(?:tổng\s+)?(?:điểm\s+)?(?P<off>trừ\s+)?(?:tối đa|không quá)(?:\s+không quá)?\s*"
    rf"(?P<most>{_N})(?:\s*điểm)?",
    re.IGNORECASE,
)
_PIECES: Final = re.compile(
    r",\s+(?=(?:nhưng\s+)?(?:tổng\s+)?(?:điểm\s+)?(?:trừ\s+)?(?:tối đa|không quá))|\.\s+(?=[^\W\d_a-z])"
)
_ONCE: Final = re.compile(rf"trừ\s*(?P<points>{_N})(?:\s*điểm)?", re.IGNORECASE)
_ONLY: Final = re.compile(r"(?:chỉ áp dụng khi|cần)\s+(?P<words>[^\d:;]+)", re.IGNORECASE)


def read_items(cell: Cell, texts: list[str]) -> Scoring | None:
    """Read "mỗi …": points added up, or taken off; None where no sentence says that."""
    pieces = [piece.strip(" .,") for text in texts for piece in _PIECES.split(text)]
    once = [found for piece in pieces if (found := _ONCE.fullmatch(piece))]
    if once:
        return _once(cell, once, [piece for piece in pieces if not _ONCE.fullmatch(piece)])
    off = [found for piece in pieces if (found := _OFF.fullmatch(piece))]
    each = [found for piece in pieces if not _OFF.fullmatch(piece) and (found := _each(piece))]
    if not off and not each:
        return None
    if off and each:
        raise NotReadError("CR685", each[0][0], off[0][0])
    rest = [piece for piece in pieces if not _OFF.fullmatch(piece) and not _each(piece)]
    terms = tuple(_term(cell, found) for found in off or each)
    return _deducted(cell, terms, rest) if off else _tallied(cell, terms, rest)


def _each(piece: str) -> re.Match[str] | None:
    return next((found for pattern in _EACH if (found := pattern.fullmatch(piece))), None)


def _term(cell: Cell, found: re.Match[str]) -> Term:
    clear(found["item"])
    label = cell.label(f"số {found['item']}")
    cell.draft.types[label] = FactType.COUNT
    return Term(label, _number(found["points"]))


def _number(text: str) -> Fraction:
    value = phrases.number(text)
    if value is None or value == ZERO:
        raise NotReadError("CR680", text)
    return value


def _tallied(cell: Cell, terms: tuple[Term, ...], rest: list[str]) -> Scoring:
    for piece in rest:
        found = _LIMIT.fullmatch(piece)
        if found is None or found["off"]:
            raise NotReadError("CR680", piece)
        if cell.most is not None and _number(found["most"]) != cell.most:
            raise NotReadError("CR683", found["most"], spell(cell.most))
    return Scoring(measure=Weighted(terms), award=Tally())


def _deducted(cell: Cell, terms: tuple[Term, ...], rest: list[str]) -> Scoring:
    """Points taken off the maximum; never more than there are."""
    floor = ZERO
    if cell.most is None:
        raise NotReadError("CR696")
    for piece in rest:
        found, whole = _LIMIT.fullmatch(piece), row(piece)
        if found is not None and found["off"]:
            floor = cell.most - _number(found["most"])
        elif not ((found is not None and _number(found["most"]) == cell.most) or _is_start(cell, whole)):
            raise NotReadError("CR680", piece)
    if floor < ZERO:
        raise NotReadError("CR684", spell(cell.most - floor), spell(cell.most))
    return Scoring(measure=Weighted(terms), award=Deduct(floor=floor))


def _is_start(cell: Cell, whole: Row | None) -> bool:
    return whole is not None and whole.negative and not whole.counted and whole.points == cell.most


def _once(cell: Cell, once: list[re.Match[str]], rest: list[str]) -> Scoring:
    """A deduction that stands alone: taken once where the criterion's own name holds, on the condition printed."""
    if once[1:]:
        raise NotReadError("CR685", once[0][0], once[1][0])
    points = _number(once[0]["points"])
    if cell.most is not None and points != cell.most:
        raise NotReadError("CR683", spell(points), spell(cell.most))
    labels = [cell.label(cell.name)]
    for piece in rest:
        found = _ONLY.fullmatch(piece)
        if found is None:
            raise NotReadError("CR680", piece)
        clear(found["words"].replace("hoặc", " "))
        labels.append(cell.label(found["words"]))
    cell.draft.types |= dict.fromkeys(labels, FactType.BOOLEAN)
    measure: Measure = AllOf(tuple(labels)) if labels[1:] else Given(labels[0])
    return Scoring(measure=measure, award=YesNo(yes=points if cell.most is None else None))
