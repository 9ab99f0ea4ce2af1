"""What the numbers of a transcription rest on: the annex, or less where its words do not say all."""

from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.law.awards import Judged, Tally
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.grounds import Basis, Ground
from cchc_rules.law.measures import Given
from cchc_rules.law.model import Criterion
from cchc_rules.law.scoring import Scoring
from cchc_rules.office.annex import Annex
from cchc_rules.report.labels import NOTICE

UNREAD: Final = "unread"
SUMMED: Final = "summed"
TAKEN: Final = "taken"
_STEPS: Final = (Fraction(1, 20), Fraction(1, 100))


def source_of(unit_kind: UnitKind) -> str:
    """Give the id of the source that an annex of this kind of unit is."""
    return f"annex_{unit_kind}"


def basis_of(annex: Annex) -> Basis:
    """What numbers of an annex rest on: transcribed, unless its own title says that it is not the decision's text."""
    title = " ".join(annex.title)
    for standing, basis in (("reconstruction", Basis.ILLUSTRATIVE), ("inferred", Basis.INFERRED)):
        notice = NOTICE[standing]  # type: ignore[index]  # a standing is its word
        if notice is not None and any(words in title for words in notice):
            return basis
    return Basis.TRANSCRIBED


def left_to_judgement(leaf: Criterion, fact: str) -> Criterion:
    """Give a leaf whose points its appraiser sets; what was printed of it keeps its ground."""
    award = Tally() if leaf.max_points is None else Judged(step=_step(leaf.max_points))
    scoring = Scoring(measure=Given(fact=fact), award=award)
    return attrs.evolve(weaker(leaf, Basis.ILLUSTRATIVE, UNREAD), scoring=scoring, round=None, slips=())


def weaker(leaf: Criterion, basis: Basis, source: str) -> Criterion:
    """Give a leaf whose scoring rests on less than its printed name and maximum."""
    if any(ground.part == "name" for ground in leaf.grounds):  # as it was already
        return attrs.evolve(leaf, basis=basis, source=source)
    printed = tuple(
        Ground(part=part, basis=leaf.basis, source=leaf.source, locator=leaf.locator) for part in ("name", "max_points")
    )
    return attrs.evolve(leaf, basis=basis, source=source, locator=None, grounds=(*printed, *leaf.grounds))


def _step(most: Fraction) -> Fraction:
    """Give a grid of points that the maximum lies on."""
    return next((step for step in _STEPS if (most / step).denominator == 1), Fraction(1, most.denominator))
