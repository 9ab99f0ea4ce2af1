"""A submission (bản tự chấm của đơn vị): one unit in one year, with everything that was said of its score."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs

from cchc_rules.exact import State, exact
from cchc_rules.law.decision import UnitKind
from cchc_rules.values import Value

RawFact = bool | int | str | Decimal | Fraction | date
RawCounts = Mapping[str, Mapping[str, Mapping[str, int]]]
RawShares = Mapping[str, Mapping[str, Mapping[str, RawFact]]]
Points = int | str | Decimal | Fraction


def _points(value: Points | None) -> Fraction | None:
    return None if value is None else exact(value)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Unit(Value):
    """A unit (đơn vị): its code is its identity; ``group`` is whom it is ranked with (a commune's district).

    >>> Unit(code="X-C1", name="Xã Ví dụ", group="X-D1").group
    'X-D1'
    """

    code: str
    name: str
    group: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Appraisal(Value):
    """An appraiser's word on one leaf: points (a second appraisal may lower or raise), the ground, and who said it.

    Points are exact: give an int, a Decimal, a Fraction or text. Raises TypeError for a float, ValueError for text
    that is no number.

    >>> Appraisal(points="0.25", reason="Kế hoạch thiếu phân công", by="so-noi-vu").points
    Fraction(1, 4)
    """

    points: Fraction = attrs.field(converter=exact)
    reason: str | None = None
    by: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Entry(Value):
    """What was said of one leaf, stage by stage. Points are exact: give an int, a Decimal, a Fraction or text.

    ``state`` says that there is no score, with the ``reason``: not_applicable (a claim that the appraiser has
    ``confirmed``, rejected with False, or not yet looked at), unknown (chưa có số liệu), or not_assessed (chưa chấm:
    the appraiser's word, which counts for nothing at the self-score stage). ``parts_not_applicable`` claims it for
    parts of a sum alone, with the reason too.

    Raises TypeError for a float, ValueError for text that is no number.

    >>> Entry(code="1.1.1", self_score="0.5", appraisal_1=Appraisal(points="0.25")).self_score
    Fraction(1, 2)
    >>> Entry(code="1.1.1", self_score=0.5)
    Traceback (most recent call last):
    TypeError: points are exact: give an int, a Decimal, a Fraction or text, not float
    """

    code: str
    self_score: Fraction | None = attrs.field(default=None, converter=_points)
    appraisal_1: Appraisal | None = None
    explanation: str | None = None
    appraisal_2: Appraisal | None = None
    state: State | str | None = None
    reason: str | None = None
    confirmed: bool | None = None
    parts_not_applicable: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class GivenFacts(Value):
    """Raw facts by who gave them. What the appraiser gives stands in place of what the unit gave.

    A boolean is True or False, a count an int, a number or rate an int, Decimal, Fraction or text, a date a date or
    text; a float is refused when the submission is scored.

    >>> given = GivenFacts(unit={"plan_tasks": 50, "plan_tasks_done": 48}, appraiser={"plan_tasks_done": 47})
    >>> given.appraiser["plan_tasks_done"]
    47
    """

    unit: Mapping[str, RawFact] = attrs.field(factory=dict)
    appraiser: Mapping[str, RawFact] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Submission(Value):
    """One unit in one year: raw facts by role, survey ballots or shares, and entries (self-score, appraisals, states).

    ``ballots`` are counts by question, group and option (``blank`` and ``invalid`` are kept, and do not count);
    ``shares`` are shares (0 to 1) by question, group and option, beside the number of ``valid`` replies.
    ``ruleset`` names the ruleset it was made for; where it is given, no other will score it.

    >>> unit = Unit(code="X-01", name="Sở Ví dụ")
    >>> Submission(unit=unit, unit_kind="department", year=2024, facts=GivenFacts(unit={"plan_tasks": 50})).year
    2024
    """

    unit: Unit
    unit_kind: UnitKind | str
    year: int
    format: int = 1
    ruleset: str | None = None
    facts: GivenFacts = attrs.field(factory=GivenFacts)
    ballots: RawCounts = attrs.field(factory=dict)
    shares: RawShares = attrs.field(factory=dict)
    entries: tuple[Entry, ...] = ()


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the known name that was probably meant, or the first few there are.

    >>> nearest("plan_task", ["plan_tasks", "reports_late"]), nearest("x", ["plan_tasks", "reports_late"])
    ('plan_tasks', 'plan_tasks, reports_late')
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only when a name is misspelt

    names = list(known)
    return ", ".join(get_close_matches(name, names, n=1) or names[:8]) or "-"
