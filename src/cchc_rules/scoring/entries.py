"""Entries proven against a scorecard: codes that are leaves, points within the maximum, states that hold together."""

from collections.abc import Iterator

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import State, spell
from cchc_rules.law.model import Criterion, Method, Scorecard
from cchc_rules.law.scoring import BestOf, Policy, Sum
from cchc_rules.scoring.inputs import Entry, Submission, nearest


def prove_entries(card: Scorecard, submission: Submission) -> Iterator[Finding]:
    """Find everything that is wrong with a submission's entries."""
    if not submission.entries:
        return
    nodes = {node.code: node for node in card.walk()}
    seen: set[str] = set()
    for entry in submission.entries:
        node = nodes.get(entry.code)
        if entry.code in seen:
            yield Finding(id="CR344", code=entry.code)
        seen.add(entry.code)
        if node is None:
            yield Finding(id="CR345", code=entry.code, found=entry.code, expected=nearest(entry.code, nodes))
        elif not isinstance(node, Criterion) or node.children:
            yield Finding(id="CR346", code=entry.code)
        else:
            for finding in (*_points(entry, node), *_state(entry), *_claim(entry, node)):
                yield attrs.evolve(finding, code=entry.code)


def _points(entry: Entry, leaf: Criterion) -> Iterator[Finding]:
    appraisals = {"appraisal_1": entry.appraisal_1, "appraisal_2": entry.appraisal_2}
    said = {stage: appraisal.points for stage, appraisal in appraisals.items() if appraisal is not None}
    if entry.self_score is not None:
        said["self_score"] = entry.self_score
        if leaf.method is not Method.EVIDENCE:
            yield Finding(id="CR348", found=spell(entry.self_score))
    for stage, points in said.items():
        if points < 0 or (leaf.max_points is not None and points > leaf.max_points):
            most = "inf" if leaf.max_points is None else spell(leaf.max_points)
            yield Finding(id="CR347", subject=stage, found=spell(points), expected=most)


def _state(entry: Entry) -> Iterator[Finding]:
    state = entry.state
    if state == State.SCORED:
        yield Finding(id="CR349")
        return
    if state is not None and state not in list(State):
        listed = ", ".join(f'"{known}"' for known in State if known is not State.SCORED)
        yield Finding(id="CR131", subject="state", found=f'"{state}"', expected=listed)
        return
    if (state is not None or entry.parts_not_applicable) and not entry.reason:
        yield Finding(id="CR350", found=state or State.NOT_APPLICABLE)
    rejected = state == State.NOT_APPLICABLE and entry.confirmed is False
    appraised = entry.appraisal_1 is not None or entry.appraisal_2 is not None
    if state is not None and not rejected and appraised:
        yield Finding(id="CR352", found=state)


def _claim(entry: Entry, leaf: Criterion) -> Iterator[Finding]:
    policy, parts = leaf.policy.policy, entry.parts_not_applicable
    # a part cannot stay open, nor spread its points, while the rest of its leaf is scored
    whole = policy in (Policy.OPEN, Policy.SPREAD)
    if (entry.state == State.NOT_APPLICABLE and policy is Policy.FORBIDDEN) or (
        parts and (whole or policy is Policy.FORBIDDEN)
    ):
        yield Finding(id="CR351", found=leaf.policy.reason.pair[1])
    award = leaf.rule.award
    known = [part.id for part in award.parts] if isinstance(award, Sum | BestOf) else []
    for part in parts:
        if part not in known:
            yield Finding(id="CR353", found=part, expected=", ".join(known) or "-")
