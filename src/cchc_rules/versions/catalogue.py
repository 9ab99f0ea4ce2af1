"""The catalogue of changes: every kind a change can be of, and the one table that judges it.

A kind has a stable id, the contract it breaks, its mirror (what it is when the two rulesets change places), and
whether what was submitted before still fits. To add a kind: a line here, its words in ``report/changes/labels.py``,
where it is found in ``versions/finding/scorings.py`` or its neighbours, and an example in ``tests/versions``.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import attrs

from cchc_rules.values import Value


class Contract(StrEnum):
    """What a reader relies on, from what matters most: points, submissions, codes and ids, words."""

    TOTALS = "totals"
    INPUTS = "inputs"
    IDS = "ids"
    TEXT = "text"

    @property
    def covers(self) -> frozenset["Contract"]:
        """The contracts that hold only where this one does: this one, and those that matter more."""
        order = list(Contract)
        return frozenset(order[: order.index(self) + 1])


class ChangeKind(StrEnum):
    """What kind of change it is; the words are those of the field."""

    SCORECARD_ADDED = "scorecard_added"
    SCORECARD_REMOVED = "scorecard_removed"
    ACT_CHANGED = "act_changed"
    ROUNDING_CHANGED = "rounding_changed"
    RANKING_CHANGED = "ranking_changed"
    HOLIDAYS_CHANGED = "holidays_changed"
    GRADES_CHANGED = "grades_changed"
    LIMITS_CHANGED = "limits_changed"

    FIELD_ADDED = "field_added"
    FIELD_REMOVED = "field_removed"
    CRITERION_ADDED = "criterion_added"
    CRITERION_REMOVED = "criterion_removed"
    SPLIT = "split"
    MERGED = "merged"
    REARRANGED = "rearranged"
    MOVED = "moved"
    RENUMBERED = "renumbered"

    MAX_RAISED = "max_raised"
    MAX_LOWERED = "max_lowered"
    POINTS_MOVED = "points_moved"
    TOTAL_FOLLOWS = "total_follows"
    RULE_FOLLOWS = "rule_follows"

    THRESHOLD_TIGHTENED = "threshold_tightened"
    THRESHOLD_LOOSENED = "threshold_loosened"
    BAND_EDGE_CHANGED = "band_edge_changed"
    BAND_EDGE_OPENED = "band_edge_opened"
    BAND_EDGE_CLOSED = "band_edge_closed"
    BAND_ADDED = "band_added"
    BAND_REMOVED = "band_removed"
    POINTS_CHANGED = "points_changed"
    STEPS_CHANGED = "steps_changed"
    LEVELS_CHANGED = "levels_changed"
    ITEMS_CHANGED = "items_changed"
    PARTS_CHANGED = "parts_changed"
    CONDITION_CHANGED = "condition_changed"
    DEADLINE_CHANGED = "deadline_changed"
    BENCHMARK_CHANGED = "benchmark_changed"
    MEASURE_REPLACED = "measure_replaced"
    SCORING_REPLACED = "scoring_replaced"
    EVIDENCE_TO_SURVEY = "evidence_to_survey"
    SURVEY_TO_EVIDENCE = "survey_to_evidence"
    METHOD_CHANGED = "method_changed"
    SURVEY_WEIGHTS_CHANGED = "survey_weights_changed"
    RESPONDENT_GROUPS_CHANGED = "respondent_groups_changed"
    SAMPLE_CHANGED = "sample_changed"
    COMBINATION_CHANGED = "combination_changed"
    ROLE_CHANGED = "role_changed"
    READINGS_CHANGED = "readings_changed"

    NOT_APPLICABLE_CHANGED = "not_applicable_changed"
    APPRAISER_CHANGED = "appraiser_changed"

    FACT_ADDED = "fact_added"
    FACT_REMOVED = "fact_removed"
    FACT_RETYPED = "fact_retyped"
    FACT_GIVER_CHANGED = "fact_giver_changed"

    WORDING_CHANGED = "wording_changed"
    EVIDENCE_CHANGED = "evidence_changed"
    BASIS_CHANGED = "basis_changed"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Judgement(Value):
    """What the catalogue says of a kind: its stable id, the contract it breaks, its mirror, and whether inputs fit.

    ``mirror`` is what it is when the two rulesets change places. A kind that stays itself has its reason,
    ``backwards``.
    ``fits`` says whether every submission made before can still be scored as it stands.
    """

    id: str
    contract: Contract
    mirror: ChangeKind
    backwards: str = ""
    fits: bool = True


_K: Final = ChangeKind
_C: Final = Contract

# Why a kind is its own mirror.
_VALUES: Final = "The values on both sides say which way it went; neither way has a name of its own."
_PLACES: Final = "A place is left and another taken, whichever way one reads it."
_FOLLOWS: Final = "It follows from another change, whichever way that one goes."
_WORDS: Final = "Words are replaced by words; the kind says nothing of better or worse."


def _judged(
    number: int, contract: Contract, mirror: ChangeKind, backwards: str = "", *, fits: bool = True
) -> Judgement:
    return Judgement(id=f"CH{number}", contract=contract, mirror=mirror, backwards=backwards, fits=fits)


CATALOGUE: Final[Mapping[ChangeKind, Judgement]] = {
    _K.SCORECARD_ADDED: _judged(101, _C.TOTALS, _K.SCORECARD_REMOVED),
    _K.SCORECARD_REMOVED: _judged(102, _C.TOTALS, _K.SCORECARD_ADDED, fits=False),
    _K.ACT_CHANGED: _judged(103, _C.TEXT, _K.ACT_CHANGED, _VALUES),
    _K.ROUNDING_CHANGED: _judged(104, _C.TOTALS, _K.ROUNDING_CHANGED, _VALUES),
    _K.RANKING_CHANGED: _judged(105, _C.TOTALS, _K.RANKING_CHANGED, _VALUES),
    _K.HOLIDAYS_CHANGED: _judged(106, _C.TOTALS, _K.HOLIDAYS_CHANGED, _VALUES),
    _K.GRADES_CHANGED: _judged(107, _C.TOTALS, _K.GRADES_CHANGED, _VALUES),
    _K.LIMITS_CHANGED: _judged(108, _C.TOTALS, _K.LIMITS_CHANGED, _VALUES),
    _K.FIELD_ADDED: _judged(201, _C.TOTALS, _K.FIELD_REMOVED, fits=False),
    _K.FIELD_REMOVED: _judged(202, _C.TOTALS, _K.FIELD_ADDED, fits=False),
    _K.CRITERION_ADDED: _judged(203, _C.TOTALS, _K.CRITERION_REMOVED, fits=False),
    _K.CRITERION_REMOVED: _judged(204, _C.TOTALS, _K.CRITERION_ADDED, fits=False),
    _K.SPLIT: _judged(205, _C.TOTALS, _K.MERGED, fits=False),
    _K.MERGED: _judged(206, _C.TOTALS, _K.SPLIT, fits=False),
    _K.REARRANGED: _judged(207, _C.TOTALS, _K.REARRANGED, _PLACES, fits=False),
    _K.MOVED: _judged(208, _C.TOTALS, _K.MOVED, _PLACES, fits=False),
    _K.RENUMBERED: _judged(209, _C.IDS, _K.RENUMBERED, _PLACES, fits=False),
    _K.MAX_RAISED: _judged(301, _C.TOTALS, _K.MAX_LOWERED),
    _K.MAX_LOWERED: _judged(302, _C.TOTALS, _K.MAX_RAISED, fits=False),
    _K.POINTS_MOVED: _judged(303, _C.TOTALS, _K.POINTS_MOVED, _VALUES, fits=False),
    _K.TOTAL_FOLLOWS: _judged(304, _C.TOTALS, _K.TOTAL_FOLLOWS, _FOLLOWS),
    _K.RULE_FOLLOWS: _judged(305, _C.TOTALS, _K.RULE_FOLLOWS, _FOLLOWS),
    _K.THRESHOLD_TIGHTENED: _judged(401, _C.TOTALS, _K.THRESHOLD_LOOSENED),
    _K.THRESHOLD_LOOSENED: _judged(402, _C.TOTALS, _K.THRESHOLD_TIGHTENED),
    _K.BAND_EDGE_CHANGED: _judged(403, _C.TOTALS, _K.BAND_EDGE_CHANGED, _VALUES),
    _K.BAND_EDGE_OPENED: _judged(404, _C.TOTALS, _K.BAND_EDGE_CLOSED),
    _K.BAND_EDGE_CLOSED: _judged(405, _C.TOTALS, _K.BAND_EDGE_OPENED),
    _K.BAND_ADDED: _judged(406, _C.TOTALS, _K.BAND_REMOVED),
    _K.BAND_REMOVED: _judged(407, _C.TOTALS, _K.BAND_ADDED),
    _K.POINTS_CHANGED: _judged(408, _C.TOTALS, _K.POINTS_CHANGED, _VALUES),
    _K.STEPS_CHANGED: _judged(409, _C.TOTALS, _K.STEPS_CHANGED, _VALUES),
    _K.LEVELS_CHANGED: _judged(410, _C.TOTALS, _K.LEVELS_CHANGED, _VALUES, fits=False),
    _K.ITEMS_CHANGED: _judged(411, _C.TOTALS, _K.ITEMS_CHANGED, _VALUES, fits=False),
    _K.PARTS_CHANGED: _judged(412, _C.TOTALS, _K.PARTS_CHANGED, _VALUES, fits=False),
    _K.CONDITION_CHANGED: _judged(413, _C.TOTALS, _K.CONDITION_CHANGED, _VALUES, fits=False),
    _K.DEADLINE_CHANGED: _judged(414, _C.TOTALS, _K.DEADLINE_CHANGED, _VALUES),
    _K.BENCHMARK_CHANGED: _judged(415, _C.TOTALS, _K.BENCHMARK_CHANGED, _VALUES, fits=False),
    _K.MEASURE_REPLACED: _judged(416, _C.TOTALS, _K.MEASURE_REPLACED, _VALUES, fits=False),
    _K.SCORING_REPLACED: _judged(417, _C.TOTALS, _K.SCORING_REPLACED, _VALUES, fits=False),
    _K.EVIDENCE_TO_SURVEY: _judged(418, _C.TOTALS, _K.SURVEY_TO_EVIDENCE, fits=False),
    _K.SURVEY_TO_EVIDENCE: _judged(419, _C.TOTALS, _K.EVIDENCE_TO_SURVEY, fits=False),
    _K.METHOD_CHANGED: _judged(420, _C.TOTALS, _K.METHOD_CHANGED, _VALUES),
    _K.SURVEY_WEIGHTS_CHANGED: _judged(421, _C.TOTALS, _K.SURVEY_WEIGHTS_CHANGED, _VALUES),
    _K.RESPONDENT_GROUPS_CHANGED: _judged(422, _C.TOTALS, _K.RESPONDENT_GROUPS_CHANGED, _VALUES, fits=False),
    _K.SAMPLE_CHANGED: _judged(423, _C.TOTALS, _K.SAMPLE_CHANGED, _VALUES, fits=False),
    _K.COMBINATION_CHANGED: _judged(424, _C.TOTALS, _K.COMBINATION_CHANGED, _VALUES, fits=False),
    _K.ROLE_CHANGED: _judged(425, _C.TOTALS, _K.ROLE_CHANGED, _VALUES),
    _K.READINGS_CHANGED: _judged(426, _C.TOTALS, _K.READINGS_CHANGED, _VALUES, fits=False),
    _K.NOT_APPLICABLE_CHANGED: _judged(501, _C.TOTALS, _K.NOT_APPLICABLE_CHANGED, _VALUES, fits=False),
    _K.APPRAISER_CHANGED: _judged(502, _C.TEXT, _K.APPRAISER_CHANGED, _VALUES),
    _K.FACT_ADDED: _judged(601, _C.INPUTS, _K.FACT_REMOVED, fits=False),
    _K.FACT_REMOVED: _judged(602, _C.INPUTS, _K.FACT_ADDED, fits=False),
    _K.FACT_RETYPED: _judged(603, _C.INPUTS, _K.FACT_RETYPED, _VALUES, fits=False),
    _K.FACT_GIVER_CHANGED: _judged(604, _C.INPUTS, _K.FACT_GIVER_CHANGED, _VALUES, fits=False),
    _K.WORDING_CHANGED: _judged(701, _C.TEXT, _K.WORDING_CHANGED, _WORDS),
    _K.EVIDENCE_CHANGED: _judged(702, _C.TEXT, _K.EVIDENCE_CHANGED, _WORDS),
    _K.BASIS_CHANGED: _judged(703, _C.TEXT, _K.BASIS_CHANGED, _VALUES),
}
