"""Ranking (xếp hạng): by the ruleset's value, scope and tie rule, whatever the order of what is handed in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from cchc_rules.errors import CchcRulesError, Finding, Severity
from cchc_rules.exact import ZERO, Rounding, RoundingMode, places_of
from cchc_rules.law.decision import SUBTOTALS, RankedOn, RankingRule, ScopeOf, Ties, UnitKind
from cchc_rules.law.publication import Publication
from cchc_rules.scoring.inputs import Unit
from cchc_rules.scoring.result import Result
from cchc_rules.values import Value


class RankingError(CchcRulesError, ValueError):
    """These results cannot be ranked together."""


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class RankedUnit(Value):
    """One unit's place: its rank within its group (None while it has no total), and the value it was ranked on."""

    unit: Unit
    rank: int | None
    value: Fraction | None
    result: Result | None = None

    @property
    def group(self) -> str | None:
        """The group the unit says it belongs to; it is ranked within it where the scope of the ranking is the group."""
        return self.unit.group


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Ranking(Value):
    """A ranking (xếp hạng): rows by group and rank, what was ranked on, and what is to be said of it.

    Units without a total stand last, unranked.

    >>> from cchc_rules import published
    >>> ranking = rank(published(2024, "department"))
    >>> ranking.on, ranking.scope, len(ranking.rows), ranking.findings
    (<RankedOn.INDEX_PERCENT: 'index_percent'>, <ScopeOf.PROVINCE: 'province'>, 19, ())
    """

    unit_kind: UnitKind
    on: RankedOn
    scope: ScopeOf
    rows: tuple[RankedUnit, ...]
    findings: tuple[Finding, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class _Candidate(Value):
    """A unit that can be ranked: ``value`` and ``breakers`` decide, ``shown`` is the value as it is printed."""

    unit: Unit
    group: str
    value: Fraction
    breakers: tuple[Fraction, ...]
    shown: str
    result: Result | None

    @property
    def key(self) -> tuple[Fraction, ...]:
        return (-self.value, *(-breaker for breaker in self.breakers))


def rank(results: Iterable[Result] | Publication) -> Ranking:
    """Rank results of one unit kind, year and ruleset, or a published table as printed.

    Equals share a rank and the next is skipped (1, 1, 3). A warning is given where units print equal and rank apart,
    where equals are left to the authority, for a unit without a total, and where a printed rank is not the one its
    figures give. Raises RankingError when the results are not of one ruleset, kind, year, stage and reading, name a
    unit twice, or lack the group they are ranked in.

    >>> from cchc_rules import published
    >>> for row in rank(published(2022, "department")).rows[:2]:
    ...     print(row.rank, row.unit.name, row.value)
    1 Sở Nội vụ 1937/20
    2 Sở Thông tin và Truyền thông 957/10
    """
    if isinstance(results, Publication):
        return _rank_published(results)
    scored = tuple(results)
    rule = _prove(scored)
    kind = scored[0].scorecard.unit_kind
    scope = rule.scope(kind)
    candidates = [candidate for result in scored if (candidate := _candidate(result, rule, scope)) is not None]
    ranked = {candidate.unit.code for candidate in candidates}
    units = (result.submission.unit for result in scored)
    left = sorted((unit for unit in units if unit.code not in ranked), key=lambda unit: (unit.group or "", unit.code))
    by_code = {result.submission.unit.code: result for result in scored}
    unranked = (RankedUnit(unit=unit, rank=None, value=None, result=by_code[unit.code]) for unit in left)
    findings = (*(_warning("CR414", unit.code) for unit in left), *_remarks(candidates, rule.ties))
    return Ranking(unit_kind=kind, on=rule.on, scope=scope, rows=(*_placed(candidates), *unranked), findings=findings)


def place(results: Iterable[Result], rule: RankingRule) -> tuple[RankedUnit, ...]:
    """Give results of one unit kind their places by a given rule, whatever their own rulesets say.

    Those without a total are left out. `rank` is for results of one ruleset; this is for asking what another rule, or
    other points, would make of a ranking.
    """
    scored = tuple(results)
    candidates = (_candidate(result, rule, rule.scope(result.scorecard.unit_kind)) for result in scored)
    return _placed(candidate for candidate in candidates if candidate is not None)


def _prove(results: Sequence[Result]) -> RankingRule:
    sets = sorted({_set(result) for result in results})
    if len(sets) != 1:
        raise RankingError([Finding(id="CR411", found="; ".join(sets) or "-")])
    rule = results[0].scorecard.decision.ranking
    units = [result.submission.unit for result in results]
    codes = [unit.code for unit in units]
    findings = [Finding(id="CR412", found=code) for code in sorted(set(codes)) if codes.count(code) > 1]
    if rule.scope(results[0].scorecard.unit_kind) is ScopeOf.GROUP:
        findings += [
            Finding(id="CR415", subject=code) for code in sorted(unit.code for unit in units if not unit.group)
        ]
    if findings:
        raise RankingError(findings)
    return rule


def _set(result: Result) -> str:
    """What results must have in common to be ranked together."""
    decision, readings = result.scorecard.decision, sorted(result.readings.items())
    revision = f"{decision.id}.{decision.revision}"
    read = "".join(f" {code}={reading}" for code, reading in readings)
    return f"{revision} {result.scorecard.unit_kind} {result.submission.year} {result.asked}{read}"


def _candidate(result: Result, rule: RankingRule, scope: ScopeOf) -> _Candidate | None:
    total, index = result.total, result.index_percent
    if total is None or index is None:
        return None
    unit = result.submission.unit
    rounding = result.scorecard.decision.rounding.index_percent or Rounding(2, RoundingMode.HALF_UP)
    return _Candidate(
        unit=unit,
        group=(unit.group or "") if scope is ScopeOf.GROUP else "",
        value=index if rule.on is RankedOn.INDEX_PERCENT else total,
        breakers=tuple(_breaker(result, breaker) for breaker in rule.tie_breakers),
        shown=places_of(rounding(index), rounding.places),
        result=result,
    )


def _breaker(result: Result, breaker: str) -> Fraction:
    points = result.subtotal(breaker).points if breaker in SUBTOTALS else result.node(breaker).points
    return points or ZERO  # every node of a result with a total has points


def _placed(candidates: Iterable[_Candidate]) -> tuple[RankedUnit, ...]:
    rows: list[RankedUnit] = []
    before: _Candidate | None = None
    start = 0
    for candidate in sorted(candidates, key=lambda one: (one.group, *one.key, one.unit.code)):
        if before is None or candidate.group != before.group:
            start = len(rows)
        equal = before is not None and (candidate.group, candidate.key) == (before.group, before.key)
        place = rows[-1].rank if equal else len(rows) - start + 1
        rows.append(RankedUnit(unit=candidate.unit, rank=place, value=candidate.value, result=candidate.result))
        before = candidate
    return tuple(rows)


def _remarks(candidates: Iterable[_Candidate], ties: Ties) -> Iterator[Finding]:
    """Say where units print the same value and rank apart by the exact one, and where the authority must decide."""
    alike: dict[tuple[str, str], list[_Candidate]] = {}
    equal: dict[tuple[str, tuple[Fraction, ...]], list[_Candidate]] = {}
    for candidate in sorted(candidates, key=lambda one: (one.group, *one.key, one.unit.code)):
        alike.setdefault((candidate.group, candidate.shown), []).append(candidate)
        equal.setdefault((candidate.group, candidate.key), []).append(candidate)
    for (_, shown), together in alike.items():
        if len({candidate.value for candidate in together}) > 1:
            yield _warning("CR410", ", ".join(sorted(candidate.unit.code for candidate in together)), shown)
    if ties is Ties.AUTHORITY:
        for together in equal.values():
            if len(together) > 1:
                codes = ", ".join(candidate.unit.code for candidate in together)
                yield _warning("CR413", codes, together[0].shown)


def _warning(message_id: str, subject: str, found: str = "", expected: str = "") -> Finding:
    return Finding(id=message_id, severity=Severity.WARNING, subject=subject, found=found, expected=expected)


def _rank_published(table: Publication) -> Ranking:
    candidates = [
        _Candidate(
            unit=Unit(code=row.unit, name=row.name),
            group="",
            value=row.index_percent.value,
            breakers=(),
            shown=row.index_percent.text,
            result=None,
        )
        for row in table.rows
    ]
    rows = _placed(candidates)
    printed: Mapping[str, int] = {row.unit: row.rank for row in table.rows}
    findings = tuple(
        _warning("CR416", row.unit.code, str(printed[row.unit.code]), str(row.rank))
        for row in rows
        if row.rank != printed[row.unit.code]
    )
    return Ranking(
        unit_kind=table.unit_kind, on=RankedOn.INDEX_PERCENT, scope=ScopeOf.PROVINCE, rows=rows, findings=findings
    )
