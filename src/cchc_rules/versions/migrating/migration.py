"""Migration: an older submission under newer rules. Everything it says is accounted for once, and nothing is lost."""

from collections.abc import Iterator

import attrs

from cchc_rules.errors import MissingAnswersError
from cchc_rules.law.model import Ruleset, Scorecard
from cchc_rules.scoring.evaluation import evaluate
from cchc_rules.scoring.inputs import Submission
from cchc_rules.scoring.result import Missing, NodeResult, Result
from cchc_rules.values import Value
from cchc_rules.versions.changes import Change, Changes
from cchc_rules.versions.difference import diff
from cchc_rules.versions.migrating.items import Fate, Item, apart, together
from cchc_rules.versions.migrating.refusals import reconciled, stages_of, standing
from cchc_rules.versions.migrating.transfers import Transfers
from cchc_rules.versions.migrating.ways import Ways
from cchc_rules.versions.passage import Passage


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Wanting(Value):
    """A leaf of the newer scorecard that the older submission leaves open, and did not leave open before.

    ``facts`` are those that would settle it (``question.group`` for replies); ``change`` is what brought the question.
    """

    code: str
    facts: tuple[str, ...]
    change: Change | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Migration(Value):
    """What became of a submission under another ruleset: the submission as it stands there, and every item of it.

    ``items`` are in the order of the source. What is kept aside keeps its value there: `restored` puts it all back.
    """

    source: Submission
    submission: Submission
    changes: Changes
    items: tuple[Item, ...]
    wanting: tuple[Wanting, ...]

    @property
    def old(self) -> Scorecard:
        """The scorecard it was made for."""
        return self.changes.old.scorecard(self.source.unit_kind)

    @property
    def new(self) -> Scorecard:
        """The scorecard it is scored by now."""
        return self.changes.new.scorecard(self.source.unit_kind)

    def of(self, fate: Fate | str) -> tuple[Item, ...]:
        """Give the items of one fate: carried, converted, dropped, or needing review."""
        return tuple(item for item in self.items if item.fate == fate)

    @property
    def settled(self) -> bool:
        """Whether nothing was dropped and nothing needs review."""
        return not self.of(Fate.DROPPED) and not self.of(Fate.NEEDS_REVIEW)

    def restored(self) -> Submission:
        """Put the items back as they were: the submission that was handed in."""
        return together(self.source, ((item.what, item.place, item.old) for item in self.items))


def migrate(submission: Submission, old: Ruleset, new: Ruleset, *, changes: Changes | None = None) -> Migration:
    """Bring a submission under another ruleset, with an account of everything it says.

    What still says the same is carried, what has another code or type is converted; what nobody asks for any more is
    dropped, and what somebody must look at needs review. Nothing is made up and no number is rounded. The new
    submission can be scored with ``missing="bounds"`` at every stage where the older one could, but where nothing
    limits the points of an open bonus or penalty. ``changes`` spares the work of finding them again.

    Raises SubmissionError where the older rules refuse the submission, NotFoundError where one of the rulesets does not
    score its kind of unit.

    >>> from cchc_rules import load
    >>> from cchc_rules.report.examples import example_submission
    >>> older, newer = load("2023_2568"), load("2024_2426")
    >>> migration = migrate(example_submission(older.scorecard("department")), older, newer)
    >>> [len(migration.of(fate)) for fate in Fate]
    [152, 0, 3, 9]
    """
    source, target = old.scorecard(submission.unit_kind), new.scorecard(submission.unit_kind)
    before = evaluate(source, submission, missing=Missing.BOUNDS)
    found = diff(old, new) if changes is None else changes
    ways = Ways(passage=Passage.between(found, source.unit_kind))
    transfers = Transfers(ways, submission)
    like = submission if old.id == new.id else attrs.evolve(submission, ruleset=new.id)
    items = reconciled(
        [transfers.item(said) for said in apart(submission)], like, target, stages_of(source, submission), ways
    )
    migrated = standing(like, items)
    wanting = _wanting(before, migrated, target, items, ways)
    return Migration(source=submission, submission=migrated, changes=found, items=items, wanting=tuple(wanting))


def _wanting(
    before: Result, migrated: Submission, card: Scorecard, items: tuple[Item, ...], ways: Ways
) -> Iterator[Wanting]:
    try:
        after = evaluate(card, migrated, missing=Missing.BOUNDS)
    except MissingAnswersError as unbounded:  # nothing limits the points of a bonus or penalty that is open now
        for finding in unbounded.findings:
            missing = tuple(filter(None, finding.expected.split(", ")))
            change = ways.coming(finding.code) or ways.first_of(finding.code, *ways.ASKING)
            yield Wanting(code=finding.code, facts=missing, change=change)
        return
    for leaf in card.leaves:
        found = after.node(leaf.code)
        old_code = ways.passage.pairing.old_of.get(leaf.code)
        stood = None if old_code is None else before.node(old_code)
        facts = tuple(fact for fact in found.missing if stood is None or fact not in stood.missing)
        if found.open and (facts or stood is None or not stood.open):
            yield Wanting(code=leaf.code, facts=facts, change=_brought(found, stood, facts, items, ways))


def _brought(
    found: NodeResult, stood: NodeResult | None, facts: tuple[str, ...], items: tuple[Item, ...], ways: Ways
) -> Change | None:
    """Give the change by which a leaf came to be open."""
    if stood is None:
        return ways.coming(found.code)
    for item in items:
        if not item.stands and (item.code == stood.code or item.place[-1] in facts):
            changes = (cause.change for cause in item.causes if cause.change is not None)
            return next(changes, None)
    return ways.first_of(found.code, *ways.ASKING)
