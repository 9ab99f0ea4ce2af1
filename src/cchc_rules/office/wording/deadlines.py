"""Rows by when a thing was done: days from another day, or a day of the year."""

import re
from fractions import Fraction
from typing import Final

from cchc_rules.exact import ONE, ZERO, Interval, cover
from cchc_rules.law.awards import Band, Bands, YesNo
from cchc_rules.law.facts import ANY, FactType
from cchc_rules.law.lateness import DayCount, DaysLate, Due, YearOf
from cchc_rules.law.measures import Given
from cchc_rules.law.scoring import Arm, Branch, Condition, Otherwise, Scoring
from cchc_rules.office.wording import phrases
from cchc_rules.office.wording.choices import covered_by
from cchc_rules.office.wording.rows import Cell, NotReadError, Row, clear, lowered
from cchc_rules.report.figures import Shown

_WITHIN: Final = re.compile(
    r"(?P<lead>[^\d]*?)\b(?:trong (?:thời hạn |vòng )?|không quá |chậm nhất (?:là )?(?:sau )?)(?P<days>\d+) ngày"
    r"(?P<working> làm việc)?(?: (?:kể từ|từ|sau) (?P<start>[^\d]+))?",
    re.IGNORECASE,
)
_TIER: Final = re.compile(
    r"(?:trễ hạn|chậm|quá hạn|trễ)[^\d()]*\(không quá (?P<days>\d+) ngày(?P<working> làm việc)?[^\d()]*\)",
    re.IGNORECASE,
)
_DUE: Final = re.compile(
    r"(?P<lead>[^\d]*?)\b(?P<kind>trước|đến hết|hết|chậm nhất|muộn nhất)(?: là)? ngày (?:(?P<day>\d+/\d+)"
    r"(?:(?: của)? (?P<year>năm (?:trước|sau|tiếp theo|đánh giá)))?|(?P<monthly>\d+ (?:hằng|hàng) tháng))",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"(?P<lead>[^\d]*?)\b(?:(?:từ|sau) ngày (?P<day>\d+/\d+)(?P<on> trở đi)?|sau (?:thời hạn|hạn)(?: trên)?|quá hạn|"
    r"trễ hạn|chậm(?: hạn)?)",
    re.IGNORECASE,
)
_LATE: Final = re.compile(r"(?:chậm|trễ|quá hạn)(?: hạn)? (?P<run>.+ngày.*)", re.IGNORECASE)
_WORKING: Final = re.compile(r"ngày làm việc", re.IGNORECASE)
_FAILS: Final = re.compile(r"không đạt(?: yêu cầu)?", re.IGNORECASE)
_ALSO: Final = re.compile(r",?\s+hoặc\s+|/(?=không\b)", re.IGNORECASE)
_NOT: Final = re.compile(r"\b(?:không|chưa)\s+(?=[^\W\d])", re.IGNORECASE)
_GOOD: Final = re.compile(r"(?P<words>.+?) và (?P<good>bảo đảm chất lượng|đạt yêu cầu|đúng yêu cầu)", re.IGNORECASE)
_ANY_DAY: Final = re.compile(r"\d+ ngày|\bngày \d+(?:/\d+| (?:hằng|hàng) tháng)", re.IGNORECASE)
_YEARS: Final = {
    "năm trước": YearOf.PREVIOUS,
    "năm sau": YearOf.NEXT,
    "năm tiếp theo": YearOf.NEXT,
    "năm đánh giá": None,
}
_OPEN_MONTHS: Final = (1, 2, 3)  # a day this early may be one of the year after


def read_deadline(cell: Cell, rows: list[Row], remarks: list[str]) -> Scoring | None:
    """Read rows of which one goes by days; None where none does."""
    if not any(_ANY_DAY.search(row.words) for row in rows):
        return None
    if remarks:
        raise NotReadError("CR680", remarks[0])
    cell.hold(rows)
    return _Deadline(cell, rows).read()


class _Deadline:
    """A cell that goes by days, as it is read row by row."""

    def __init__(self, cell: Cell, rows: list[Row]) -> None:
        self.cell = cell
        self.goods: list[str] = []
        self.fails = False
        self.rows = self._without_goods(rows)

    def read(self) -> Scoring:
        first, *others = self.rows
        measure, within = self._start(first)
        bands = [Band(within=Interval(None, ZERO, lower_closed=False), points=first.points)]
        last = first.points
        reached = ZERO
        never: Fraction | None = None
        asked = list(self.goods)
        for row in others:
            if row.negative and not row.counted:
                if never is not None:
                    raise NotReadError("CR685", others[0].words, row.words)
                never = row.points
                asked = self._nothing(row, asked)
                if self.fails:
                    bands.append(Band(within=Interval(reached + 1, None, upper_closed=False), points=row.points))
                continue
            band = self._band(row, measure, within, reached)
            bands.append(Band(within=band, points=row.points))
            last, reached = row.points, reached if band.upper is None else band.upper
        if never is None and last == ZERO:
            never = ZERO  # what earns nothing when late earns nothing when never done
        if never is None:
            raise NotReadError("CR681", "không thực hiện")
        if asked:
            raise NotReadError("CR681", f"không {lowered(asked[0])}")
        self._see(bands)
        return self._if_good(Scoring(measure=measure, award=Bands(rows=tuple(bands), never=never)))

    def _without_goods(self, rows: list[Row]) -> list[Row]:
        """A quality that every paying row asks for at its end stands apart."""
        found = [_GOOD.fullmatch(row.words) for row in rows]
        self.goods += dict.fromkeys(match["good"].lower() for match in found if match)
        if not self.goods:
            return rows
        if self.goods[1:] or any(match is None and row.points > 0 for match, row in zip(found, rows, strict=True)):
            raise NotReadError("CR686", rows[0].words, subject=self.goods[0])
        return [
            row if match is None else Row(match["words"], row.points) for match, row in zip(found, rows, strict=True)
        ]

    # --- Rows -------------------------------------------------------------------------------------------------------

    def _start(self, row: Row) -> tuple[DaysLate, int]:
        """The row of what is in time: what is done until which day, and how many days that is from its start."""
        done = self.cell.label("ngày thực hiện")
        found = _DUE.fullmatch(row.words)
        if found is not None:
            good, also, _ = found["lead"].replace("…", " ").strip().rpartition(" và ")
            if also:
                self.goods.append(self.cell.words(good))
            clear(found["lead"])
            return DaysLate(fact=done, due=self._due(found)), 0
        found = _WITHIN.fullmatch(row.words)
        if found is None:
            raise NotReadError("CR690", row.words)
        clear(found["lead"])
        words = (found["start"] or "").replace("…", " ").strip()
        clear(words.replace("hoặc", " "))
        if not words:
            self.cell.assume("CR698", row.words)
            words = f"ngày bắt đầu tính hạn, {lowered(self.cell.name)}"
        days = DayCount.WORKING if found["working"] else None
        label = self.cell.label(words if words.lower().startswith("ngày") else f"ngày {words}")
        due = Due(fact=label, plus_days=int(found["days"]))
        return DaysLate(fact=done, due=due, days=days), due.plus_days

    def _due(self, found: re.Match[str]) -> Due:
        before = found["kind"].lower() == "trước"
        if found["monthly"] is not None:
            return Due(fact=self.cell.label(f"ngày {found['monthly']}"), exclusive=before)
        day, year = phrases.month_day(found["day"]), found["year"]
        if day is None or (year is None and day.month in _OPEN_MONTHS):
            raise NotReadError("CR690", found[0])
        of = None if year is None else _YEARS[year.lower()]
        return Due(before=day, year=of) if before else Due(by=day, year=of)

    def _nothing(self, row: Row, asked: list[str]) -> list[str]:
        """The row of what was never done, or not well enough; gives the qualities that no row speaks of."""
        named = False
        for words in _ALSO.split(row.words):
            covered = [good for good in asked if covered_by(words, good)]
            if _FAILS.fullmatch(words):
                self.fails, asked = True, []
            elif covered:
                asked = [good for good in asked if good not in covered]
            elif named and len(_NOT.findall(words)) == 1:
                clear(words)
                self.goods.append(self.cell.words(_NOT.sub("", words)))
            elif not named:
                clear(words)
                named = True
            else:
                raise NotReadError("CR686", words, subject="hoặc")
        if not named or (self.goods and row.points != ZERO):
            raise NotReadError("CR680", row.words)
        return asked

    def _band(self, row: Row, measure: DaysLate, within: int, reached: Fraction) -> Interval:
        """The days late that a later row speaks of."""
        tier = _TIER.fullmatch(row.words)
        if tier is not None:
            if bool(tier["working"]) != (measure.days is DayCount.WORKING) or int(tier["days"]) <= within:
                raise NotReadError("CR680", row.words)
            return Interval(reached + 1, ONE * (int(tier["days"]) - within))
        late = _LATE.fullmatch(row.words)
        run = None if late is None else phrases.run(late["run"])
        if run is not None:
            if run.lead or run.thing:
                raise NotReadError("CR686", row.words, subject=run.lead or run.thing)
            _see_days(row, measure)
            return run.within.meet(Interval(ONE, None, upper_closed=False)).wholes()
        since = phrases.run(row.words)
        if since is not None and since.shown is Shown.DAYS and within and not (since.lead or since.thing):
            _see_days(row, measure)
            low, high = (None if end is None else end - within for end in (since.within.lower, since.within.upper))
            return Interval(low, high, since.within.lower_closed, since.within.upper_closed).wholes()
        after = _AFTER.fullmatch(row.words)
        if after is None:
            raise NotReadError("CR680", row.words)
        clear(after["lead"])
        if after["day"] is not None:
            last = measure.due.before if after["on"] else measure.due.by
            if last is None or phrases.month_day(after["day"]) != last:
                raise NotReadError("CR690", row.words)
        return Interval(reached + 1, None, upper_closed=False)

    # --- Together ---------------------------------------------------------------------------------------------------

    def _see(self, bands: list[Band]) -> None:
        """See that the rows do not hold a day twice; what comes after the last may be left out, and is named."""
        covered = cover((band.within for band in bands), ANY, whole=True)
        for overlap in covered.overlaps:
            raise NotReadError("CR682", str(overlap))
        for gap in covered.gaps:
            if gap.upper is not None:
                raise NotReadError("CR681", str(gap))
            self.cell.assume("CR692", str(gap))

    def _if_good(self, scoring: Scoring) -> Scoring:
        """Where a quality is missing there is nothing."""
        for good in reversed(self.goods):
            label = self.cell.label(good)
            self.cell.draft.types[label] = FactType.BOOLEAN
            bad = Scoring(measure=Given(label), award=YesNo(yes=ZERO))
            arm = Arm(when=Condition(measure=Given(label), within=Interval(ZERO, ZERO)), scoring=bad)
            scoring = Scoring(award=Branch(arms=(arm,), otherwise=Otherwise(scoring=scoring)))
        return scoring


def _see_days(row: Row, measure: DaysLate) -> None:
    """See that a row counts the days as the deadline does: all of them, or working days."""
    if bool(_WORKING.search(row.words)) != (measure.days is DayCount.WORKING):
        raise NotReadError("CR680", row.words)
