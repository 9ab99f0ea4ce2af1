"""Refusals: what the newer rules say against answers that the older ones took together, and what is kept aside for it.

A whole of zero that a claim excused, a part that is set against another whole now: each fact is sound, and still they
cannot be scored. As little as possible is kept aside: of the facts that clash, those that fewest leaves ask for.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

import attrs

from cchc_rules.errors import Finding, SubmissionError
from cchc_rules.exact import State
from cchc_rules.law.awards import Judged
from cchc_rules.law.decision import Stage
from cchc_rules.law.facts import Contradiction, Unanswered
from cchc_rules.law.measures import Measure, every
from cchc_rules.law.model import Criterion, Node, Scorecard
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Entry, Submission
from cchc_rules.scoring.result import Missing
from cchc_rules.scoring.sheet import Sheet, fill
from cchc_rules.versions.changes import Change
from cchc_rules.versions.migrating.items import Cause, Item, What, Why, together
from cchc_rules.versions.migrating.ways import Ways

STAGES: Final = (Stage.SELF_SCORE, Stage.APPRAISAL_1, Stage.APPRAISAL_2)  # the last word of each counts
_POINTS: Final = "CR347"
_OF_CHILDREN: Final = ("CR356", "CR357")  # they clash with one another
_NOTHING_APPLIES: Final = "CR359"
_OF_AN_AUTHORITY: Final = ("CR314", "CR315")


def stages_of(card: Scorecard, submission: Submission) -> tuple[Stage, ...]:
    """Give the stages at which a submission can be scored."""
    return tuple(stage for stage in STAGES if not _refused(card, submission, stage))


def _refused(card: Scorecard, submission: Submission, stage: Stage) -> tuple[Finding, ...]:
    try:
        evaluate(card, submission, stage=stage, missing=Missing.BOUNDS)
    except SubmissionError as refusal:
        return refusal.findings
    return ()


def standing(like: Submission, items: Iterable[Item]) -> Submission:
    """Put together what stands under the newer rules."""
    return together(like, ((one.what, one.new_place, one.new) for one in items if one.new_place is not None))


def reconciled(
    items: Sequence[Item], like: Submission, card: Scorecard, stages: Sequence[Stage], ways: Ways
) -> tuple[Item, ...]:
    """Keep aside what the newer scorecard refuses, until it refuses nothing more at these stages."""
    kept: tuple[Item, ...] = ()
    left = tuple(items)
    while left != kept:  # what is kept aside at one stage may lay bare what is refused at another
        kept = left
        for stage in stages:
            left = _accepted(left, like, card, stage, ways)
    return kept


def _accepted(items: tuple[Item, ...], like: Submission, card: Scorecard, stage: Stage, ways: Ways) -> tuple[Item, ...]:
    """Keep aside what is refused at one stage, as far as it is said at once."""
    submission = standing(like, items)
    for finding in _refused(card, submission, stage):
        items = _without(items, finding, card, fill(card, submission, stage)[0], ways)
    return items


def _without(items: tuple[Item, ...], finding: Finding, card: Scorecard, sheet: Sheet, ways: Ways) -> tuple[Item, ...]:
    """Keep aside what one finding speaks of."""
    cause = Cause(
        why=Why.REFUSED, change=_change(finding.code, ways), found=finding.id, expected=finding.code, refusal=finding
    )
    if finding.id == _POINTS:
        return tuple(_without_points(one, finding, attrs.evolve(cause, subject=finding.subject)) for one in items)
    codes: set[str] = set()
    if finding.id in _OF_CHILDREN:
        below = tuple(card.node(finding.code).walk())
        codes = {child.code for child in below}
        facts: AbstractSet[str] = {name for child in below for one in child.measures for name, _ in one.needs}
    elif finding.id == _NOTHING_APPLIES:
        codes = {one.new_place[0] for one in items if one.new_place is not None and _claims(one)}
        conditions = [node.applies_when for node in card.walk() if node.applies_when is not None]
        facts = {name for condition in conditions for name, _ in condition.measure.needs}
    else:
        facts = _facts(finding, card, sheet)
    return tuple(one.kept_aside(cause) if _speaks(one, facts, codes) else one for one in items)


def _speaks(item: Item, facts: AbstractSet[str], codes: AbstractSet[str]) -> bool:
    """Whether an item that stands is one of these facts, or was said of one of these leaves."""
    if item.new_place is None:
        return False
    if item.what in (What.ENTRY, What.PART):
        return item.new_place[0] in codes
    return item.new_place[item.what is What.FACT] in facts


def _claims(item: Item) -> bool:
    """Whether an item claims that a leaf, or a part of it, does not apply."""
    return item.what is What.PART or (isinstance(item.new, Entry) and item.new.state == State.NOT_APPLICABLE)


def _without_points(item: Item, finding: Finding, cause: Cause) -> Item:
    """Keep one stage's points of an entry aside."""
    if not isinstance(item.new, Entry) or item.new.code != finding.code:
        return item
    without: dict[str, Any] = {finding.subject: None}
    return attrs.evolve(item, new=attrs.evolve(item.new, **without), causes=(*item.causes, cause))


def _change(code: str, ways: Ways) -> Change | None:
    """Give the change to the rule that refuses, or the one that brought it."""
    if not code:
        return ways.of_the_whole("precondition")
    return ways.coming(code) or ways.first_of(code, *ways.ASKING, "combine")


# --- Which facts ----------------------------------------------------------------------------------------------------


def _facts(finding: Finding, card: Scorecard, sheet: Sheet) -> AbstractSet[str]:
    """Give the facts to be kept aside: of those that clash, the ones that fewest leaves ask for."""
    looked = tuple(_looked_at(finding.code, card))
    clashing = [measure for measure in looked if _says(measure, finding, sheet)]
    if finding.id in _OF_AN_AUTHORITY:
        clashing = _judged(finding.code, card)
    found: set[str] = set()
    for measure in clashing:
        asked = {name: _askers(name, card) for name, _ in measure.needs if name in sheet.answers}
        found |= {name for name, count in asked.items() if count == min(asked.values())}
    return found


def _looked_at(code: str, card: Scorecard) -> Iterator[Measure]:
    """Give every measure of a node that is in use; those of the whole for no code."""
    holders: tuple[Node | Scorecard, ...] = (card.node(code),) if code else (card,)
    for holder in holders:
        conditions = [holder.precondition.when] if holder.precondition is not None else []
        if isinstance(holder, Node) and holder.applies_when is not None:
            conditions.append(holder.applies_when)
        for condition in conditions:
            yield from every(condition.measure)
        if isinstance(holder, Criterion) and not holder.children:
            yield from holder.rule.measures


def _says(measure: Measure, finding: Finding, sheet: Sheet) -> bool:
    """Whether a measure raises this very finding."""
    try:
        measure.value(sheet)
    except Contradiction as signal:
        return attrs.evolve(signal.finding, code=finding.code) == finding
    except Unanswered:
        return False
    return False


def _judged(code: str, card: Scorecard) -> list[Measure]:
    """Give the measures of points that an authority sets for a leaf."""
    scorings = [scoring for leaf in card.leaves if leaf.code == code for scoring in leaf.rule.walk()]
    judged = [scoring.measure for scoring in scorings if isinstance(scoring.award, Judged)]
    return [measure for measure in judged if measure is not None]


def _askers(name: str, card: Scorecard) -> int:
    return sum(any(name == fact for measure in node.measures for fact, _ in measure.needs) for node in card.walk())
