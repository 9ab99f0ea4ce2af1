"""The decision around the scorecards: act, sources, counts, appraisers, calendar, rounding, ranking, bands."""

from datetime import date
from enum import StrEnum
from typing import Final

import attrs

from cchc_rules.exact import Interval, Rounding
from cchc_rules.law.facts import Name
from cchc_rules.law.grounds import Grounded, Source
from cchc_rules.law.lateness import MonthDay
from cchc_rules.values import Value


class UnitKind(StrEnum):
    """A kind of unit (khối đơn vị): each has its own scorecard and is ranked apart."""

    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Act(Grounded):
    """The legal act (quyết định): number, signing, the days it is in force, and the years it was meant to assess.

    ``in_force_until`` is the last day in force; absent, nothing is known to have ended it.
    """

    number: str
    signed_on: date
    issued_by: Name
    title: Name
    in_force_from: date
    in_force_until: date | None = None
    replaces: str | None = None
    assessed_years: tuple[int, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether the act is in force on a day, its first and last day included."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Count(Grounded):
    """How many fields and scored leaves a scorecard is stated to have; ``survey`` includes ``satisfaction``."""

    unit_kind: UnitKind
    fields: int
    evidence: int
    survey: int
    satisfaction: int


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Appraiser(Value):
    """A body that appraises criteria (cơ quan thẩm định)."""

    id: str
    name: Name


class Stage(StrEnum):
    """A stage of the year's scoring, in order. Each later word may lower or raise the points."""

    SELF_SCORE = "self_score"
    APPRAISAL_1 = "appraisal_1"
    EXPLANATION_ROUND = "explanation_round"
    APPRAISAL_2 = "appraisal_2"
    SURVEY = "survey"
    PUBLICATION = "publication"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Deadline(Grounded):
    """The day a stage ends: ``by`` it (included) or ``before`` it (excluded), in the assessed year."""

    stage: Stage
    by: MonthDay | None = None
    before: MonthDay | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Roundings(Grounded):
    """What is rounded beside single nodes: the total (points) and the published index percent."""

    index_percent: Rounding | None = None
    total: Rounding | None = None


class RankedOn(StrEnum):
    """The value units are ranked on: the published index percent, or the exact total in points."""

    INDEX_PERCENT = "index_percent"
    TOTAL = "total"


class Ties(StrEnum):
    """What becomes of equals: they share a rank and the next is skipped (1, 1, 3), or an authority decides."""

    SHARED = "shared"
    AUTHORITY = "authority"


class ScopeOf(StrEnum):
    """Who is ranked against whom: the whole province, or the units of one group (communes of one district)."""

    PROVINCE = "province"
    GROUP = "group"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Scope(Grounded):
    """The scope of one unit kind's rankings."""

    unit_kind: UnitKind
    scope: ScopeOf


SUBTOTALS: Final = ("evidence", "survey", "satisfaction")


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class RankingRule(Grounded):
    """How units are ranked (xếp hạng): on what, in which scope, and what becomes of equals.

    ``tie_breakers`` are codes of nodes, or the subtotals evidence, survey and satisfaction, tried in order on exact
    points before ``ties`` applies.
    """

    on: RankedOn
    ties: Ties
    scopes: tuple[Scope, ...]
    tie_breakers: tuple[str, ...] = ()

    def scope(self, unit_kind: UnitKind) -> ScopeOf:
        """The scope in which units of a kind are ranked."""
        return next(scope.scope for scope in self.scopes if scope.unit_kind == unit_kind)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Grade(Grounded):
    """A band of the whole (xếp loại), and conditions beside the value that a unit must meet to be in it."""

    name: Name
    within: Interval
    no_zero_criterion: bool = False
    self_scored: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Revision(Value):
    """A correction of a released ruleset: its number, day and reason."""

    number: int
    on: date
    reason: Name


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Decision(Value):
    """Everything of a ruleset that its scorecards share."""

    format: int
    id: str
    revision: int
    name: Name
    act: Act
    sources: tuple[Source, ...]
    appraisers: tuple[Appraiser, ...]
    rounding: Roundings
    ranking: RankingRule
    counts: tuple[Count, ...] = ()
    calendar: tuple[Deadline, ...] = ()
    holidays: tuple[date, ...] = ()
    bands: tuple[Grade, ...] = ()
    bands_on: RankedOn = RankedOn.INDEX_PERCENT
    revisions: tuple[Revision, ...] = ()

    def source(self, source_id: str) -> Source:
        """The source of that id; ids are proven when the ruleset is loaded."""
        return next(source for source in self.sources if source.id == source_id)

    def appraiser(self, appraiser_id: str) -> Appraiser:
        """The appraiser of that id; ids are proven when the ruleset is loaded."""
        return next(appraiser for appraiser in self.appraisers if appraiser.id == appraiser_id)
