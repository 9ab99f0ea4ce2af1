"""Results: points, maxima and states of every node, the total, and how each number came about."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import State
from cchc_rules.law.decision import Grade, Stage
from cchc_rules.law.facts import Step
from cchc_rules.law.grounds import Basis, Standing
from cchc_rules.law.model import Method, Node, Scorecard
from cchc_rules.scoring.inputs import Submission
from cchc_rules.values import Value


class Origin(StrEnum):
    """How a leaf's points came: computed from facts, awarded by an appraiser, declared by the unit, or by a policy."""

    COMPUTED = "computed"
    AWARDED = "awarded"
    DECLARED = "declared"
    POLICY = "policy"


class Missing(StrEnum):
    """What to do where answers are missing: stop, give bounds, or count 0 (and say so).

    Zero counts an unknown leaf 0, and one that was not assessed; the leaf keeps its state, and a warning names it. It
    does not touch a leaf that its text keeps open (N6), nor a unit that is not assessed at all: they stay without a
    total.
    """

    ERROR = "error"
    BOUNDS = "bounds"
    ZERO = "zero"


Ends = tuple[tuple[Fraction, Fraction], ...]


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class NodeResult(Value):
    """The result of one node. Points are exact; ``points`` is None while answers are missing.

    ``lowest`` and ``highest`` bound what is still possible (facts to come, and claims that may still be made) and are
    equal where points are settled. ``effective_max`` is the maximum after what does not apply has left it. ``before``
    is what the points were before the node's own rounding, cap and share. ``share`` is the factor by which points and
    maximum grew because a sibling's were spread. ``missing`` names the facts that would settle a leaf.

    ``ends`` are pairs of points and effective max: an open node comes to lie somewhere between them. ``unlimited``
    says that nothing printed limits the points of an open leaf, so that ``highest`` does not bound them; the
    ``effective_max`` of a leaf without a printed maximum, which only a bonus or a penalty can be, is 0.
    """

    node: Node
    points: Fraction | None
    lowest: Fraction
    highest: Fraction
    effective_max: Fraction
    state: State
    before: Fraction | None = None
    stage: Stage | None = None
    origin: Origin | None = None
    share: Fraction = Fraction(1)
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    children: tuple["NodeResult", ...] = ()
    ends: Ends = ()
    unlimited: bool = False

    @property
    def code(self) -> str:
        """The node's code."""
        return self.node.code

    @property
    def basis(self) -> Basis:
        """What the node's numbers rest on."""
        return self.node.basis

    @property
    def open(self) -> bool:
        """Whether the points are not settled."""
        return self.points is None

    def walk(self) -> Iterator["NodeResult"]:
        """Give this result and all below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Amount(Value):
    """Points with the effective maximum they are out of; ``points`` is None while a leaf of them is open."""

    points: Fraction | None
    effective_max: Fraction


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Result(Value):
    """The result of one unit under one scorecard (kết quả). All numbers are exact fractions.

    ``total`` is the total in points, rounded only if the ruleset rounds it (``total_before`` is exact), and
    ``index_percent`` the published index, rounded as the ruleset says (``index_before`` is exact). Both are None while
    answers are missing; ``lowest`` and ``highest`` bound the total then, and ``open_codes`` names the leaves that would
    settle it. ``standing`` is "reconstruction" when a number it was scored by is illustrative.

    >>> from cchc_rules import Entry, Submission, Unit, evaluate, load
    >>> card = load("2024_2426").scorecard("commune")
    >>> entries = tuple(Entry(code=leaf.code, state="unknown", reason="chưa có số liệu") for leaf in card.leaves)
    >>> unit = Unit(code="X-C1", name="Xã Ví dụ", group="X-D1")
    >>> submission = Submission(unit=unit, unit_kind="commune", year=2024, entries=entries)
    >>> result = evaluate(card, submission, missing="bounds")
    >>> result.total, result.lowest, result.highest, len(result.open_codes)
    (None, Fraction(0, 1), Fraction(100, 1), 54)
    >>> result.subtotal("satisfaction").effective_max, result.standing
    (Fraction(10, 1), <Standing.RECONSTRUCTION: 'reconstruction'>)
    """

    scorecard: Scorecard
    submission: Submission
    asked: Stage
    missing: Missing
    state: State
    fields: tuple[NodeResult, ...]
    effective_max: Fraction
    lowest: Fraction
    highest: Fraction
    total_before: Fraction | None
    total: Fraction | None
    index_before: Fraction | None
    index_percent: Fraction | None
    bonus: Fraction | None
    penalty: Fraction | None
    readings: Mapping[str, str]
    findings: tuple[Finding, ...]
    band: Grade | None = None

    @property
    def standing(self) -> Standing:
        """How far the result may be taken for the decision's own."""
        return self.scorecard.standing

    def walk(self) -> Iterator[NodeResult]:
        """Every node's result, in printed order."""
        for field in self.fields:
            yield from field.walk()

    @cached_property
    def _by_code(self) -> Mapping[str, NodeResult]:
        return {node.code: node for node in self.walk()}

    def node(self, code: str) -> NodeResult:
        """The result of one node; raises NotFoundError with the nearest codes."""
        if code not in self._by_code:
            self.scorecard.node(code)  # says which codes are near
        return self._by_code[code]

    @property
    def open_codes(self) -> tuple[str, ...]:
        """The codes of the leaves that have no points yet, in printed order."""
        return tuple(node.code for node in self.walk() if node.open and not node.children)

    @property
    def index_bounds(self) -> tuple[Fraction, Fraction]:
        """The lowest and highest exact index percent still possible."""
        from cchc_rules.scoring.bounds import index_bounds  # noqa: PLC0415 - only where answers are missing

        return index_bounds(self)

    def subtotal(self, method: Method | str) -> Amount:
        """The points of all standard leaves assessed by one method: evidence, survey or satisfaction."""
        wanted = Method(method)
        leaves = [
            node
            for field in self.fields
            if getattr(field.node, "role", None) is None
            for node in field.walk()
            if getattr(node.node, "method", None) is wanted
        ]
        points = [leaf.points for leaf in leaves if leaf.points is not None]
        settled = len(points) == len(leaves)
        return Amount(
            points=sum(points, Fraction()) if settled else None,
            effective_max=sum((leaf.effective_max for leaf in leaves), Fraction()),
        )

    def derivation(self, code: str) -> tuple[Step, ...]:
        """How a leaf's points came about, step by step; the same whenever it is asked for."""
        from cchc_rules.scoring.evaluation import derive  # noqa: PLC0415 - the two modules need each other

        return derive(self, code)
