"""The decision around the scorecards: rounding, equals, bands of the whole, and whether it is what was released."""

from collections.abc import Iterator
from typing import Final

from cchc_rules.exact import HUNDRED, ZERO, Interval, cover, spell
from cchc_rules.law.decision import Decision, RankedOn, Ties
from cchc_rules.law.lint.advice import Placed, advice
from cchc_rules.law.model import Ruleset
from cchc_rules.law.places import Located
from cchc_rules.law.proof import DECISION

_FROM_ZERO: Final = Interval(ZERO, None, upper_closed=False)


def odd_decisions(ruleset: Ruleset) -> Iterator[Placed]:
    """Find everything odd in what the scorecards share."""
    decision = ruleset.decision
    if decision.rounding.index_percent is None:
        yield DECISION, ("rounding",), advice("CR515", subject="index_percent")
    if decision.ranking.ties is Ties.AUTHORITY and not decision.ranking.tie_breakers:
        yield DECISION, ("ranking", "ties"), advice("CR516", subject="ties")
    for path, finding in _bands(decision, ruleset):
        yield DECISION, path, finding
    yield from _changed(ruleset)


def _bands(decision: Decision, ruleset: Ruleset) -> Iterator[Located]:
    """Find bands of the whole that are never given, and values that get none."""
    free: list[Interval] = []  # those that ask for nothing beside the value
    for number, band in enumerate(decision.bands):
        reached = band.within.meet(_FROM_ZERO)
        if not cover(free, reached, whole=False).gaps:
            finding = advice("CR504", subject=str(band.within), found=band.name.vi, expected=str(_FROM_ZERO))
            yield ("bands", number), finding
        if not (band.no_zero_criterion or band.self_scored):
            free.append(band.within)
    if decision.bands:
        most = HUNDRED
        if decision.bands_on is RankedOn.TOTAL:
            most = max((card.max_points for card in ruleset.scorecards.values()), default=HUNDRED)
        gaps = cover(free, Interval(ZERO, most), whole=False).gaps
        if gaps:
            found = ", ".join(map(str, gaps))
            yield ("bands",), advice("CR517", found=found, expected=f"[0, {spell(most)}]")


def _changed(ruleset: Ruleset) -> Iterator[Placed]:
    """Find a text that is not what was released under its id and revision."""
    from cchc_rules.law.codec import digest  # noqa: PLC0415 - only when a ruleset is looked over
    from cchc_rules.law.release import locked  # noqa: PLC0415 - as above

    released = {(one.id, one.revision): one.digest for one in locked().released}
    expected = released.get((ruleset.id, ruleset.decision.revision))
    found = digest(ruleset)
    if expected not in (None, found):
        subject = f"{ruleset.id} revision {ruleset.decision.revision}"
        yield DECISION, ("revision",), advice("CR518", subject=subject, found=found, expected=str(expected))
