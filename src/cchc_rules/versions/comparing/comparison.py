"""Comparison: one unit in two years, what came of the rules and what of itself, and what cannot be compared."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import ZERO
from cchc_rules.law.catalog import load
from cchc_rules.law.model import Ruleset
from cchc_rules.scoring.inputs import Submission, Unit
from cchc_rules.scoring.result import NodeResult, Result
from cchc_rules.values import Value
from cchc_rules.versions.changes import Changes
from cchc_rules.versions.comparing.attribution import Attribution
from cchc_rules.versions.comparing.core import Core, NotComparable, core_of, not_comparable
from cchc_rules.versions.comparing.parts import PartKind, Split, differing
from cchc_rules.versions.comparing.routes import Route
from cchc_rules.versions.comparing.sides import ComparisonError, as_result, sides_of
from cchc_rules.versions.comparing.sums import Amounts
from cchc_rules.versions.comparing.years import Leaves, Year, counted_zero, own_results
from cchc_rules.versions.difference import diff


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Comparison(Value):
    """What moved one unit between two years: the difference of its total and index, in parts that add up to it.

    ``split`` takes the new facts first, by the older rules, then the changes of the rules one by one. ``reverse`` takes
    the rules first, on the old facts; where the two say otherwise of a part, `disagreements` names it. Leaves stand
    under common keys: the newer code, or ``old:`` and the older code where only the older scorecard has them.

    >>> from cchc_rules import evaluate, load
    >>> from cchc_rules.report.examples import example_submission
    >>> cards = [load(ruleset).scorecard("department") for ruleset in ("2023_2568", "2024_2426")]
    >>> comparison = compare(*(evaluate(card, example_submission(card)) for card in cards))
    >>> for kind in PartKind:
    ...     print(kind.value, comparison.split.sum(kind).index_percent)
    scope 0
    performance 0
    rules -104731/307800
    rounding 79/307800
    >>> comparison.difference.index_percent
    Fraction(-17, 50)
    """

    route: Route
    old: Result
    new: Result
    split: Split
    reverse: Split
    core: Core
    not_comparable: tuple[NotComparable, ...]

    @property
    def unit(self) -> Unit:
        """The unit, as the newer submission names it."""
        return self.new.submission.unit

    @property
    def changes(self) -> Changes:
        """What changed between the two rulesets."""
        return self.route.changes

    @property
    def difference(self) -> Amounts:
        """The published total and index of the newer year, less those of the older."""
        return _published(self.new) - _published(self.old)

    @property
    def old_zeros(self) -> tuple[str, ...]:
        """The keys of the leaves that were counted 0 in the older year because their answers are missing."""
        return self._zeros(self.split.halts[0].leaves)

    @property
    def new_zeros(self) -> tuple[str, ...]:
        """The keys of the leaves that were counted 0 in the newer year because their answers are missing."""
        return self._zeros(self.split.halts[-1].leaves)

    def _zeros(self, leaves: Leaves) -> tuple[str, ...]:
        return tuple(key for key in self.route.keys if key in leaves and counted_zero(leaves[key]))

    def __repr__(self) -> str:
        return f"Comparison(unit={self.unit.code!r}, {self.route.ends}, {self.difference.told})"

    @cached_property
    def disagreements(self) -> tuple[tuple[PartKind, str], ...]:
        """The kind and cause of every part of which the two orders do not say the same."""
        return tuple(differing(self.split, self.reverse))


def compare(old: Result | Submission, new: Result | Submission, changes: Changes | Route | None = None) -> Comparison:
    """Split the difference between two results of one unit exactly: scope, performance, rules, rounding.

    A submission is scored first: by its side of ``changes``, or without them by the ruleset it names. ``changes`` are
    those between the two rulesets; they can be left out where both are shipped. A `Route` made once takes many units
    along. Raises ComparisonError where the results are of two units, kinds of unit or stages, are not scored by the
    rulesets of the changes, lack a total, or are of years in the wrong order, and for a submission without a ruleset;
    NotFoundError for a ruleset that is not shipped; what `evaluate` raises of a submission.
    """
    sides = sides_of(changes)
    old, new = as_result(old, sides[0]), as_result(new, sides[1])
    _prove(old, new)
    route = changes if isinstance(changes, Route) else route_between(old, new, changes)
    _prove_rules(old, new, route)
    passage = route.passage
    years = (
        Year(
            home=route.first,
            submission=passage.old_submission(old.submission),
            asked=old.asked,
            own=own_results(route.first, _by_key(old, passage.old_keys)),
        ),
        Year(
            home=route.last,
            submission=passage.new_submission(new.submission),
            asked=new.asked,
            own=own_results(route.last, _by_key(new, passage.new_keys)),
        ),
    )
    attribution = Attribution.between(route, *years)
    apart = tuple(not_comparable(route))
    return Comparison(
        route=route,
        old=old,
        new=new,
        split=attribution.forward(),
        reverse=attribution.reverse(),
        core=core_of(attribution, {one.key for one in apart}),
        not_comparable=apart,
    )


def route_between(old: Result, new: Result, changes: Changes | None = None) -> Route:
    """Make the route between the rulesets of two results ready, for one unit or for many of their kind.

    Where a result was asked for with other readings of the text, its rules are those readings.
    """
    rulesets = (
        (load(old.scorecard.decision.id), load(new.scorecard.decision.id))
        if changes is None
        else (changes.old, changes.new)
    )
    read = tuple(_as_read(ruleset, result) for ruleset, result in zip(rulesets, (old, new), strict=True))
    if changes is None or read != rulesets:
        changes = diff(*read)
    return Route.between(changes, new.scorecard.unit_kind)


def _as_read(ruleset: Ruleset, result: Result) -> Ruleset:
    """Give a ruleset with the readings in use that a result was asked for."""
    kind = result.scorecard.unit_kind
    if not result.readings or kind not in ruleset.scorecards:
        return ruleset
    card = ruleset.scorecard(kind)
    listed = {node.code for node in card.walk()}
    readings = {code: reading for code, reading in result.readings.items() if code in listed}
    return attrs.evolve(ruleset, scorecards={**ruleset.scorecards, kind: card.read_as(readings)})


def _prove(old: Result, new: Result) -> None:
    """Raise all that keeps two results from being compared."""
    found: list[Finding] = []
    for message_id, (left, right) in {
        "CR801": (old.scorecard.unit_kind, new.scorecard.unit_kind),
        "CR802": (old.submission.unit.code, new.submission.unit.code),
        "CR803": (old.asked, new.asked),
    }.items():
        if left != right:
            found.append(Finding(id=message_id, found=left, expected=right))
    if old.submission.year > new.submission.year:
        years = (str(result.submission.year) for result in (old, new))
        found.append(Finding(id="CR807", found=next(years), expected=next(years)))
    found += _without_total(old)
    found += _without_total(new)
    if found:
        raise ComparisonError(found)


def _without_total(result: Result) -> Iterator[Finding]:
    if result.total is None:
        unit = f"{result.submission.unit.code} ({result.submission.year})"
        yield Finding(id="CR804", subject=unit, found=", ".join(result.open_codes))


def _prove_rules(old: Result, new: Result, route: Route) -> None:
    passage, changes = route.passage, route.changes
    sides = ((old, passage.old, changes.old), (new, passage.new, changes.new))
    found = [
        Finding(
            id="CR805", subject=result.submission.unit.code, found=result.scorecard.decision.id, expected=ruleset.id
        )
        for result, card, ruleset in sides
        if result.scorecard != card
    ]
    if found:
        raise ComparisonError(found)


def _by_key(result: Result, keys: Mapping[str, str]) -> dict[str, NodeResult]:
    return {keys[node.code]: node for node in result.walk()}


def _published(result: Result) -> Amounts:
    return Amounts(points=result.total or ZERO, index_percent=result.index_percent or ZERO)  # proven to be there
