"""Rows by how many, or by which share: bands of counts and of rates."""

import re
from typing import Final

from cchc_rules.exact import HUNDRED, ONE, ZERO, Interval, cover
from cchc_rules.law.awards import Band, Bands
from cchc_rules.law.facts import DOMAINS, FROM_ZERO, SHARE, Domain, FactType
from cchc_rules.law.measures import Given, Measure, Ratio
from cchc_rules.law.scoring import BestOf, Part, Scoring
from cchc_rules.office.wording import phrases
from cchc_rules.office.wording.phrases import Run
from cchc_rules.office.wording.rows import Cell, NotReadError, Row, clear, lowered
from cchc_rules.office.wording.templates import whole
from cchc_rules.report.figures import Shown

_NOTHING: Final = Interval(ZERO, ZERO)
_OR_NOT: Final = re.compile(r"(?P<words>.+?),?\s+hoặc\s+không(?:\s+[^\d:;]+)?", re.IGNORECASE)
_DEFINED: Final = re.compile(r"\(?(?P<part>[^\d/():=]+?)\s*/\s*(?P<whole>[^\d/():=]+?)\)?")
_RECOGNISED: Final = re.compile(r"\((?P<text>được [^()\d]+)\)", re.IGNORECASE)
_TIMED: Final = re.compile(r"\b(?:ngày|trước|sau|hạn|thứ)\b", re.IGNORECASE)
_TIME: Final = re.compile(r"(?:ngày|tuần|tháng|quý|năm|giờ|phút|hằng|hàng)\b", re.IGNORECASE)
_CLASS: Final = re.compile(
    r"\b(?:\d+ sao|(?:hạng|loại|cấp|mức độ|mức) \d+)\b", re.IGNORECASE
)  # names, not numbers of things
_ARISES: Final = re.compile(r"\bphát sinh\b", re.IGNORECASE)
_FIGURE: Final = re.compile(r"[\d<>≥≤%=]")
_BOTH: Final = 2
_NO_LEAD: Final = re.compile(r"(?:có|đạt|đạt tỷ lệ|tỷ lệ|đạt mức|thực hiện|số lượng)?", re.IGNORECASE)

Counted = tuple[Row, Run | None]


def read_bands(cell: Cell, texts: list[Row], remarks: list[str]) -> Scoring | None:
    """Read rows of which one at least goes by a number; None where none does."""
    if not any(row.counted for row in texts):
        return None
    counted = [_counted(row) for row in texts]
    runs = [run for _, run in counted if run is not None]
    units = {run.shown for run in runs}
    if units & {Shown.DAYS, Shown.GAP}:
        return None
    for run in runs:
        if _TIMED.search(run.lead) or _TIME.match(run.thing):
            raise NotReadError("CR690", f"{run.lead} … {run.thing}")
        clear(run.lead)
        clear(run.thing)
        if not all(whole(words) for words in (run.lead, run.thing) if words):
            raise NotReadError("CR680", f"{run.lead} … {run.thing}")  # a number in brackets says something beside
        if _FIGURE.search(_CLASS.sub("", run.thing)):
            raise NotReadError("CR680", run.thing)
    if Shown.RATE in units:
        return _rate(cell, [(row, _share(row, run)) for row, run in counted], remarks)
    return _count(cell, counted, remarks)


def _counted(row: Row) -> Counted:
    """A row with the run of values its words name; none where a thing was not done at all."""
    if not row.counted:
        if not row.negative:
            raise NotReadError("CR680", row.words)
        clear(row.words.replace("hoặc", " "))
        return row, None
    also = _OR_NOT.fullmatch(row.words)
    words = row.words if also is None else also["words"]
    run = phrases.run(words)
    if run is None or (also is not None and not run.within.holds(ZERO)):
        raise NotReadError("CR680", row.words)
    return row, run


def _share(row: Row, run: Run | None) -> Run | None:
    """The run as a share: among percentages, a bare number is one too."""
    if run is None or run.shown is Shown.RATE:
        return run
    ends = (run.within.lower, run.within.upper)
    if run.thing or any(end is not None and end > HUNDRED for end in ends):
        raise NotReadError("CR689", row.words)
    low, high = (None if end is None else end / HUNDRED for end in ends)
    within = Interval(low, high, run.within.lower_closed, run.within.upper_closed)
    return Run(within=within, shown=Shown.RATE, lead=run.lead, thing=run.thing)


def _one(kind: str, words: list[str]) -> str:
    """The one thing that all rows speak of; raises `NotReadError` where they speak of several."""
    found = sorted({" ".join(one.replace("…", " ").split()) for one in words} - {""}, key=len)
    for one in found[:-1]:
        if not found[-1].casefold().startswith(one.casefold()):
            raise NotReadError("CR685", one, found[-1], kind)
    return found[-1] if found else ""


# --- Rates ----------------------------------------------------------------------------------------------------------


def _rate(cell: Cell, counted: list[Counted], remarks: list[str]) -> Scoring:
    for row, run in counted:
        if run is None and _ARISES.search(row.words):
            raise NotReadError("CR686", row.words, subject="phát sinh")  # of nothing there is no share, not one of 0 %
    runs = [run for _, run in counted if run is not None]
    lead = _one("lead", [run.lead for run in runs if not _NO_LEAD.fullmatch(run.lead)])
    thing = _one("thing", [run.thing for run in runs])
    beyond = any(run.within.lower == ONE and run.within.upper is None for run in runs)
    measure = _rate_measure(cell, " ".join(filter(None, (lead, thing))), remarks, beyond=beyond)
    domain = Domain(FROM_ZERO if beyond else SHARE)
    return Scoring(measure=measure, award=_award(cell, counted, domain))


def _rate_measure(cell: Cell, words: str, remarks: list[str], *, beyond: bool) -> Measure:
    """A share of two figures where the cell names both, or may pass the whole; else a rate as it is given."""
    for remark in remarks:
        found = _DEFINED.fullmatch(remark)
        if found is None:
            raise NotReadError("CR680", remark)
        clear(remark)
        return Ratio(part=(cell.label(found["part"]),), whole=(cell.label(found["whole"]),), may_exceed=beyond)
    if words.lower().startswith(("tăng", "giảm")):  # a change may pass the whole, and fall below nothing
        raise NotReadError("CR680", words)
    what = f"{words}, {lowered(cell.name)}" if words else lowered(cell.name)
    if beyond:
        return Ratio(
            part=(cell.label(f"số thực hiện, {what}"),), whole=(cell.label(f"số phải đạt, {what}"),), may_exceed=True
        )
    label = cell.label(what if what.lower().startswith("tỷ lệ") else f"tỷ lệ {lowered(what)}")
    cell.draft.types[label] = FactType.RATE
    return Given(label)


# --- Counts ---------------------------------------------------------------------------------------------------------


def _count(cell: Cell, counted: list[Counted], remarks: list[str]) -> Scoring:
    counted, kept = _recognised(counted, remarks)
    if kept:
        raise NotReadError("CR680", kept[0])
    try:
        lead, thing = _named(counted)
    except NotReadError:
        best = _best_of(cell, counted)
        if best is None:
            raise
        return best
    return _counting(cell, counted, lead, thing)


def _named(counted: list[Counted]) -> tuple[str, str]:
    runs = [run for _, run in counted if run is not None]
    lead = _one("lead", [run.lead for run in runs if not _NO_LEAD.fullmatch(run.lead)])
    return lead, _one("thing", [run.thing for run in runs])


def _recognised(counted: list[Counted], remarks: list[str]) -> tuple[list[Counted], list[str]]:
    """A remark "(được công nhận …)" says which of the things count; it belongs to their name."""
    kept = []
    for remark in remarks:
        found = _RECOGNISED.fullmatch(remark)
        if found is None:
            kept.append(remark)
            continue
        clear(found["text"])
        longest = max((len(run.thing) for _, run in counted if run is not None), default=0)
        counted = [
            (row, run if run is None or len(run.thing) < longest else _with_thing(run, f"{run.thing} {found['text']}"))
            for row, run in counted
        ]
    return counted, kept


def _with_thing(run: Run, thing: str) -> Run:
    return Run(within=run.within, shown=run.shown, lead=run.lead, thing=thing)


def _counting(cell: Cell, counted: list[Counted], lead: str, thing: str) -> Scoring:
    words = " ".join(filter(None, (lead, thing)))
    label = cell.label(f"số {lowered(words)}" if words else cell.name)
    runs = [run for _, run in counted if run is not None]
    ends = [end for run in runs for end in (run.within.lower, run.within.upper) if end is not None]
    kind = FactType.COUNT if all(end.denominator == 1 for end in ends) else FactType.NUMBER
    cell.draft.types[label] = kind
    if not any(run is None or run.within.holds(ZERO) for _, run in counted):
        counted = [*counted, (Row("không", ZERO), None)]
        cell.assume("CR688", cell.name)
    return Scoring(measure=Given(label), award=_award(cell, counted, DOMAINS[kind]))


def _best_of(cell: Cell, counted: list[Counted]) -> Scoring | None:
    """Rows that each ask for so many of another thing: the best of them counts."""
    runs = [(row, run) for row, run in counted if run is not None]
    starts = [run.within.upper is None and run.within.lower == ONE for _, run in runs]
    points = [row.points for row, _ in runs]
    if (
        len(runs) != len(counted)
        or len(runs) != _BOTH
        or not all(starts)
        or points != sorted(set(points), reverse=True)
    ):
        return None  # of two of which one earns the maximum, the best counts, whether they are added or not
    cell.hold([row for row, _ in runs])
    parts = []
    for number, (row, run) in enumerate(runs, start=1):
        own = Cell(cell.name, row.points, cell.draft)
        scoring = _counting(own, [(row, run)], run.lead if not _NO_LEAD.fullmatch(run.lead) else "", run.thing)
        parts.append(Part(id=f"part_{number}", max_points=row.points, scoring=scoring))
    cell.assume("CR688", cell.name)
    return Scoring(award=BestOf(parts=tuple(parts)))


# --- The rows together ----------------------------------------------------------------------------------------------


def _award(cell: Cell, counted: list[Counted], domain: Domain) -> Bands:
    """Bands of the rows. Where a row "không …" and another both hold zero, the row that names the case goes first."""
    cell.hold([row for row, _ in counted])
    runs = [run.within for _, run in counted if run is not None]
    nothing = [row for row, run in counted if run is None]
    if len(nothing) > 1:
        raise NotReadError("CR685", nothing[0].words, nothing[1].words)
    covered = cover([*runs, *([_NOTHING] if nothing else [])], domain.interval, whole=domain.whole)
    apart = cover(runs, domain.interval, whole=domain.whole)
    for overlap in apart.overlaps:
        raise NotReadError("CR682", str(overlap))
    for gap in covered.gaps:
        if not (domain.whole and gap.lower == gap.upper):
            raise NotReadError("CR681", str(gap))
    first = [Band(within=_NOTHING, points=row.points) for row in nothing]
    rows = [Band(within=run.within, points=row.points) for row, run in counted if run is not None]
    if covered.overlaps:
        cell.assume("CR697", nothing[0].words)
        return Bands(rows=(*first, *rows))
    return Bands(rows=(*rows, *first))
