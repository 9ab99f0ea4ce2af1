"""A second evaluator of rulesets, written from their documentation alone.

It answers the questions of ``cchc-rules conformance`` about the rulesets in a folder:

    python tests/independent/evaluator.py FOLDER
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.independent.awards import Case, earned, is_without_parts, parted_maximum
from tests.independent.measures import ZERO, ContradictionError, OpenError, holds
from tests.independent.quantities import Table, optional, rounded, spelled
from tests.independent.submissions import WHOLE, Sheet, read

CHILDREN = ("criteria", "sub_criteria")
LEAVING = ("drop", "spread", "forbidden")  # policies under which what does not apply leaves the maximum


# --- Rulesets -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ruleset:
    """A decision and its scorecards, by kind of unit."""

    decision: Table
    scorecards: dict[str, Table]


def load(folder: Path) -> Ruleset:
    """The ruleset in a folder."""
    names = [kind for kind in ("department", "district", "commune") if (folder / f"{kind}.toml").is_file()]
    texts = {name: (folder / f"{name}.toml").read_text(encoding="utf-8") for name in (*names, "decision")}
    files = {name: tomllib.loads(text) for name, text in texts.items()}
    return Ruleset(files.pop("decision"), files)


def children(node: Table) -> list[Table]:
    """The nodes below a node."""
    return [child for key in CHILDREN for child in node.get(key, [])]


def walk(nodes: list[Table]) -> Iterator[Table]:
    """Every node, each before those below it."""
    for node in nodes:
        yield node
        yield from walk(children(node))


def in_reading(leaf: Table, readings: Table) -> Table:
    """A leaf with the scoring, rounding and policy of the reading in use."""
    if "readings" not in leaf:
        return leaf
    used = readings.get(leaf["code"], leaf["chosen"]["reading"])
    reading = next(each for each in leaf["readings"] if each["id"] == used)
    return leaf | {key: reading[key] for key in ("scoring", "round", "not_applicable") if key in reading}


def are_known(readings: Table, leaves: list[Table]) -> bool:
    """Whether all the readings asked for are there."""
    offered = {leaf["code"]: {reading["id"] for reading in leaf.get("readings", [])} for leaf in leaves}
    return all(reading in offered.get(code, set()) for code, reading in readings.items())


# --- Results --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What a node came to. Points that are not there are open; ``spread`` goes to the siblings that apply."""

    points: Fraction | None
    effective_max: Fraction
    state: str
    spread: Fraction = ZERO
    may_leave: bool = False  # of an open one: whether a claim or a condition may still take its maximum away

    @property
    def applies(self) -> bool:
        """Whether nobody and nothing says that it does not."""
        return self.state != "not_applicable"


@dataclass(frozen=True)
class Ruling:
    """What the conditions over a node say of everything below it; nothing where that cannot be told."""

    excluded: bool | None = False
    zero: bool | None = False
    not_assessed: bool | None = False

    @property
    def is_untold(self) -> bool:
        """Whether it cannot be told what becomes of a leaf below."""
        return None in (self.excluded, self.zero, self.not_assessed)


@dataclass
class Evaluation:
    """One submission, scored by one scorecard."""

    scorecard: Table
    decision: Table
    leaves: dict[str, Table]
    sheet: Sheet
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    # -- What stands above a leaf

    def condition(self, when: Table, code: str) -> bool | None:
        """Whether a condition holds; nothing where that cannot be told."""
        try:
            return holds(when, self.sheet.answers)
        except OpenError:
            return None
        except ContradictionError:
            self.sheet.refused.add(code)
            return True

    def ruling(self, node: Table, above: Ruling) -> Ruling:
        """The conditions of a node on top of those above it. What does not apply is asked nothing more."""
        code = node.get("code", WHOLE)
        if above.excluded:
            return above
        if "applies_when" in node:
            holding = self.condition(node["applies_when"], code)
            if holding is False:
                return replace(above, excluded=True)
            above = replace(above, excluded=None if holding is None else above.excluded)
        if "precondition" in node:
            otherwise = node["precondition"]["otherwise"]
            holding = self.condition(node["precondition"]["when"], code)
            fails = None if holding is None else not holding
            before = {"zero": above.zero, "not_assessed": above.not_assessed}[otherwise]
            if fails is not False:  # a failure is not undone by what cannot be told
                above = replace(above, **{otherwise: before or fails})
        return above

    # -- Leaves

    def leaf(self, leaf: Table, ruling: Ruling) -> Outcome:
        """What a leaf comes to: by a condition above it, its state, an appraisal, its facts, or the unit's word."""
        most = Fraction(leaf.get("max_points", "0"))
        entry = self.sheet.entries.get(leaf["code"], {})
        policy = leaf["not_applicable"]["policy"]
        if ruling.not_assessed:
            return Outcome(None, most, "not_assessed")
        if ruling.is_untold:
            leaves = policy in LEAVING and (ruling.excluded is None or self.may_be_claimed(entry, policy))
            return Outcome(None, most, "unknown", may_leave=leaves)
        if ruling.excluded and (policy in LEAVING or not ruling.zero):
            return by_policy(policy, most)
        if ruling.zero:
            return Outcome(ZERO, most, "scored")
        return self.own(leaf, entry, policy, most)

    def own(self, leaf: Table, entry: Table, policy: str, most: Fraction) -> Outcome:
        """What a leaf comes to that no condition decides."""
        is_rejected = entry.get("confirmed") is False
        claimed = frozenset([] if is_rejected else entry.get("parts_not_applicable", []))
        is_claimed = entry.get("state") == "not_applicable" and not is_rejected
        if is_claimed or is_without_parts(leaf["scoring"], claimed):
            return by_policy(policy, most)
        leaves = self.may_be_claimed(entry, policy)
        if entry.get("state") in {"unknown", "not_assessed"}:
            return Outcome(None, most, entry["state"], may_leave=leaves)
        if policy == "drop":
            most = parted_maximum(leaf["scoring"], most, claimed)
        said = [entry[key]["points"] for key in ("appraisal_1", "appraisal_2") if key in entry]
        said += [entry["self_score"]] if "self_score" in entry else []
        if claimed and any(Fraction(points) > most for points in said):
            self.sheet.refused.add(leaf["code"])
        points = self.settled(leaf, entry, Case(self.sheet.answers, claimed, policy))
        state = "unknown" if points is None else "scored"
        return Outcome(points, most, state, may_leave=points is None and leaves)

    def may_be_claimed(self, entry: Table, policy: str) -> bool:
        """Whether a claim may still take the maximum of a leaf away."""
        return policy in {"drop", "spread"} and entry.get("confirmed") is not False

    def settled(self, leaf: Table, entry: Table, case: Case) -> Fraction | None:
        """The points of a leaf that applies, by the last word that counts. Points that somebody said are not rounded."""
        points: Fraction | None
        try:
            points = own_points(leaf, earned(leaf["scoring"], optional(leaf, "max_points"), case))
        except OpenError:
            points = None
        except ContradictionError:
            self.sheet.refused.add(leaf["code"])
            points = None
        for appraisal in ("appraisal_2", "appraisal_1"):
            if appraisal in entry:
                return Fraction(entry[appraisal]["points"])
        if points is None and "self_score" in entry:
            return Fraction(entry["self_score"])
        return points

    # -- Nodes above

    def node(self, node: Table, above: Ruling) -> Outcome:
        """What a node comes to, and everything below it."""
        ruling = self.ruling(node, above)
        if not children(node):
            outcome = self.leaf(self.leaves[node["code"]], ruling)
        else:
            below = {child["code"]: self.node(child, ruling) for child in children(node)}
            if "combine" not in node and not ruling.excluded:
                self.share_out(node, below)
            outcome = self.combined(node, [self.outcomes[code] for code in below])
        self.outcomes[node["code"]] = outcome
        return outcome

    def share_out(self, node: Table, below: dict[str, Outcome]) -> None:
        """Give the points of those whose policy spreads them to the siblings, in proportion to their effective maxima."""
        pool = sum((outcome.spread for outcome in below.values()), ZERO)
        whole = sum((outcome.effective_max for outcome in below.values()), ZERO)
        if pool and whole:
            for taker in walk(children(node)):
                self.outcomes[taker["code"]] = grown(self.outcomes[taker["code"]], (whole + pool) / whole)
        elif pool:
            self.sheet.refused.add(node["code"])

    def combined(self, node: Table, below: list[Outcome]) -> Outcome:
        """What a node comes to by its children: their sum, or the greatest of them."""
        if node.get("combine") == "one_of" and sum(map(counts_as_one, below)) > 1:
            self.sheet.refused.add(node["code"])
        open_points = any(outcome.points is None for outcome in below)
        points = [outcome.points for outcome in below if outcome.points is not None]
        maxima = [outcome.effective_max for outcome in below]
        if "combine" in node:
            total, most = max(points, default=ZERO), printed_maximum(node, max(maxima))
        else:
            total, most = sum(points, ZERO), printed_maximum(node, sum(maxima, ZERO))
        may_leave = all(outcome.may_leave or outcome.effective_max == 0 for outcome in below)
        return Outcome(None if open_points else own_points(node, total), most, state_above(below), may_leave=may_leave)

    # -- The whole

    def answer(self) -> Table:
        """The whole result, or the refusal."""
        ruling = self.ruling(self.scorecard, Ruling())
        fields = [(part.get("role"), self.node(part, ruling)) for part in self.scorecard["fields"]]
        below = [outcome for _, outcome in fields]
        standard = [outcome for role, outcome in fields if role is None]
        most = sum((outcome.effective_max for outcome in standard), ZERO)
        limits = self.scorecard.get("total", {})
        out_of = optional(limits, "out_of") or most
        if most == 0 and not self.sheet.refused:
            self.sheet.refused.add(WHOLE)
        if self.sheet.refused:
            return {"refused": sorted(self.sheet.refused)}
        total, index = None, None
        if all(outcome.points is not None for outcome in below):
            rounding = self.decision["rounding"]
            total = rounded(within(self.points(fields), limits), rounding.get("total"))
            index = rounded(total / out_of * 100, rounding.get("index_percent"))
        codes = [node["code"] for node in walk(self.scorecard["fields"])]
        return {
            "state": state_of_whole(below),
            "total": spelled(total),
            "effective_max": spelled(most),
            "index_percent": spelled(index),
            "nodes": {code: reported(self.outcomes[code]) for code in codes},
        }

    def points(self, fields: list[tuple[str | None, Outcome]]) -> Fraction:
        """The standard points, with the bonus added and the penalty taken away."""
        by_role = dict.fromkeys((None, "bonus", "penalty"), ZERO)
        for role, outcome in fields:
            by_role[role] += outcome.points or ZERO
        return by_role[None] + by_role["bonus"] - by_role["penalty"]


def by_policy(policy: str, most: Fraction) -> Outcome:
    """What a leaf comes to that does not apply. What may not be claimed can be excluded, and is dropped then."""
    if policy in LEAVING:
        return Outcome(ZERO, ZERO, "not_applicable", spread=most if policy == "spread" else ZERO)
    return Outcome({"full": most, "zero": ZERO, "open": None}[policy], most, "not_applicable")


def grown(outcome: Outcome, share: Fraction) -> Outcome:
    """What a node comes to with its share of the points that a sibling spreads."""
    points = None if outcome.points is None else outcome.points * share
    return replace(outcome, points=points, effective_max=outcome.effective_max * share)


def counts_as_one(outcome: Outcome) -> bool:
    """Whether a child applies for certain where only one may."""
    stays = outcome.effective_max > 0 and not (outcome.points is None and outcome.may_leave)
    return stays and outcome.state not in {"not_applicable", "not_assessed"}


def own_points(node: Table, points: Fraction) -> Fraction:
    """The points of a node rounded as it says, then held at its maximum."""
    most, points = optional(node, "max_points"), rounded(points, node.get("round"))
    return points if most is None else min(points, most)


def printed_maximum(node: Table, found: Fraction) -> Fraction:
    """The effective max of a node, held to the printed one where it has one.

    What the children lack of it is points nobody can earn. Where a child has no maximum, the node's own is all there is.
    """
    most = optional(node, "max_points")
    maxima = [optional(child, "max_points") for child in children(node)]
    if most is None:
        return found
    if None in maxima:
        return most
    printed = [each for each in maxima if each is not None]
    lacking = ZERO if "role" in node else most - (max(printed) if "combine" in node else sum(printed, ZERO))
    return min(found + max(lacking, ZERO), most) if found else ZERO


def state_above(below: list[Outcome]) -> str:
    """The state of a node by those of its children."""
    taken = {outcome.state for outcome in below if outcome.applies or outcome.points is None}
    if not taken:
        return "not_applicable"
    if all(outcome.points is not None for outcome in below):
        return "scored"
    return taken.pop() if len(taken) == 1 else "unknown"


def state_of_whole(fields: list[Outcome]) -> str:
    """The state of the whole by those of its fields."""
    if all(outcome.points is not None for outcome in fields):
        return "scored"
    return "not_assessed" if all(outcome.state == "not_assessed" for outcome in fields) else "unknown"


def within(total: Fraction, limits: Table) -> Fraction:
    """A total within the floor and the ceiling of the scorecard."""
    floor, ceiling = optional(limits, "floor"), optional(limits, "ceiling")
    if floor is not None:
        total = max(total, floor)
    return total if ceiling is None else min(total, ceiling)


def reported(outcome: Outcome) -> Table:
    """A node as it stands in an answer."""
    return {
        "points": spelled(outcome.points),
        "effective_max": spelled(outcome.effective_max),
        "state": outcome.state,
    }


# --- Questions ------------------------------------------------------------------------------------------------------


def evaluate(ruleset: Ruleset, unit_kind: str, submission: object, stage: str, readings: Table) -> Table:
    """What comes of a submission: a result, or a refusal."""
    scorecard = ruleset.scorecards[unit_kind]
    nodes = list(walk(scorecard["fields"]))
    if not are_known(readings, nodes):
        return {"refused": [WHOLE]}
    leaves = {node["code"]: {} if children(node) else in_reading(node, readings) for node in nodes}
    sheet = read(submission, scorecard, leaves, ruleset.decision, stage)
    if not sheet.readable:
        return {"refused": sorted(sheet.refused)}
    return Evaluation(scorecard, ruleset.decision, leaves, sheet).answer()


def main(folder: Path) -> None:
    """Answer each question on stdin with a line on stdout."""
    rulesets = {path.parent.name: load(path.parent) for path in folder.glob("*/decision.toml")}
    for line in sys.stdin:
        asked = json.loads(line)
        ruleset, stage = rulesets[asked["ruleset"]], asked["stage"]
        answer = evaluate(ruleset, asked["unit_kind"], asked["submission"], stage, asked["readings"])
        sys.stdout.write(json.dumps({"vector": asked["vector"]} | answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
