"""Goals: what the worked cases of a scorecard must reach, read off the law node by node."""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.exact import ZERO, spell
from cchc_rules.law.model import Combine, Criterion, Field, Node, Role, Scorecard
from cchc_rules.law.probing.aims import Aim, aims, condition_aims, directions
from cchc_rules.law.probing.hurdles import Fails, above_each, own
from cchc_rules.law.probing.reached import Rule
from cchc_rules.law.scoring import BestOf, Condition, Policy, Sum
from cchc_rules.values import Value

WHOLE: Final = "total"  # how the whole is named where a code would stand


class Claim(StrEnum):
    """What can be said of a leaf that does not apply."""

    CONFIRMED = "claim_confirmed"
    FORBIDDEN = "claim_forbidden"
    REJECTED = "claim_rejected"
    OF_PART = "claim_of_part"


class Limit(StrEnum):
    """What can be done to points above the leaves."""

    HELD_TO_MAXIMUM = "held_to_maximum"
    ROUNDED_UP = "rounded_up"
    ROUNDED_DOWN = "rounded_down"
    BEST_CHILD = "best_child"
    CEILING = "ceiling"
    FLOOR = "floor"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Goal(Value):
    """One thing that a worked case must do at a node.

    ``aim`` is what is tried of a leaf's scoring (in a ``reading`` where the text leaves a case open) or of the
    ``condition`` above a node; else ``claim`` or ``limit`` says what is tried, ``of`` what it is about.
    """

    code: str
    aim: Aim | None = None
    claim: Claim | None = None
    limit: Limit | None = None
    of: str = ""
    reading: str = ""
    condition: Condition | None = None
    fails: Fails | None = None

    @property
    def what(self) -> str:
        """What is tried, in one word."""
        if self.aim is not None:
            return self.aim.what
        return str(self.claim or self.limit)

    @property
    def about(self) -> str:
        """What it is about: an edge, a level, a fact, a part."""
        return self.of if self.aim is None else self.aim.of

    @property
    def id(self) -> str:
        """A name that is its own within the scorecard."""
        aimed = f"{self.what} {self.of}".strip() if self.aim is None else self.aim.id
        fails = "" if self.fails is None else f"{'applies' if self.fails is Fails.EXCLUDED else 'precondition'} "
        return f"{self.code} {f'({self.reading}) ' if self.reading else ''}{fails}{aimed}"

    @property
    def refused(self) -> bool:
        """Whether the answers that reach it must be refused."""
        return self.claim is Claim.FORBIDDEN or (self.aim is not None and self.aim.refused)


def goals(card: Scorecard) -> tuple[Goal, ...]:
    """Give every goal of a scorecard, in printed order, those of the whole last."""
    found: dict[str, Goal] = {}
    for node in card.walk():
        for goal in (*_conditions(node, node.code, card), *_of_node(node, card)):
            found.setdefault(goal.id, goal)
    for goal in (*_conditions(card, WHOLE, card), *_of_whole(card)):
        found.setdefault(goal.id, goal)
    return tuple(found.values())


def rule_of(leaf: Criterion, card: Scorecard) -> Rule:
    """Give the rule of a leaf where it stands, with what is required above it."""
    required = tuple((condition, True) for condition, _ in above_each(card)[leaf.code])
    return Rule(scoring=leaf.rule, most=leaf.max_points, facts=card.facts, rounding=leaf.rounding, required=required)


def _conditions(node: Node | Scorecard, code: str, card: Scorecard) -> Iterator[Goal]:
    for condition, fails in own(node):
        for aim in condition_aims(condition, "", card.facts):
            yield Goal(code=code, aim=aim, condition=condition, fails=fails)


def _of_node(node: Node, card: Scorecard) -> Iterator[Goal]:
    if isinstance(node, Criterion) and not node.children:
        for reading in node.readings:
            read = card.read_as({node.code: reading.id}).node(node.code)
            if isinstance(read, Criterion):
                yield from _of_leaf(read, card, reading.id)
        if not node.readings:
            yield from _of_leaf(node, card, "")
        return
    if node.round is not None:
        for way in directions(node.round):
            yield Goal(code=node.code, limit=Limit(way.value), of=f"{node.round.places} {node.round.mode}")
    if node.combine is Combine.BEST:
        for child in node.children:
            yield Goal(code=node.code, limit=Limit.BEST_CHILD, of=child.code)
    highest = highest_of(node)
    if node.max_points is not None and (highest is None or highest > node.max_points):
        yield Goal(code=node.code, limit=Limit.HELD_TO_MAXIMUM, of=spell(node.max_points))


def _of_leaf(leaf: Criterion, card: Scorecard, reading: str) -> Iterator[Goal]:
    for aim in aims(leaf.rule, leaf.max_points, card.facts, leaf.rounding):
        yield Goal(code=leaf.code, aim=aim, reading=reading)
    policy, award = leaf.policy.policy, leaf.rule.award
    if policy is Policy.FORBIDDEN:
        yield Goal(code=leaf.code, claim=Claim.FORBIDDEN, reading=reading)
        return
    yield Goal(code=leaf.code, claim=Claim.CONFIRMED, of=policy, reading=reading)
    yield Goal(code=leaf.code, claim=Claim.REJECTED, of=policy, reading=reading)
    if isinstance(award, Sum | BestOf) and policy not in (Policy.OPEN, Policy.SPREAD):
        for part in award.parts:
            yield Goal(code=leaf.code, claim=Claim.OF_PART, of=part.id, reading=reading)


def _of_whole(card: Scorecard) -> Iterator[Goal]:
    floor, ceiling = card.total.floor, card.total.ceiling
    standing = [highest_of_field(field) for field in card.fields if field.role is not Role.PENALTY]
    added = [points for points in standing if points is not None]
    if ceiling is not None and (len(added) < len(standing) or sum(added) > ceiling):
        yield Goal(code=WHOLE, limit=Limit.CEILING, of=spell(ceiling))
    if floor is not None and any(field.role is Role.PENALTY for field in card.fields):
        yield Goal(code=WHOLE, limit=Limit.FLOOR, of=spell(floor))


def highest_of(node: Node) -> Fraction | None:
    """The most points the printed maxima below a node allow, before its own; None where one is not limited."""
    maxima = [child.max_points for child in node.children]
    known = [most for most in maxima if most is not None]
    if len(known) < len(maxima):
        return None
    return sum(known, ZERO) if node.combine is None else max(known)


def highest_of_field(field: Field) -> Fraction | None:
    """The most points the printed maxima of a field allow."""
    return highest_of(field) if field.max_points is None else field.max_points
