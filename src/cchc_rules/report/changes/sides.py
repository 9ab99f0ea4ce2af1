"""A node as it stands on one side: its name, maximum and rule in both languages, and what the other side has not."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

import attrs

from cchc_rules.errors import Language
from cchc_rules.law.model import Criterion, Method, Node, Scorecard
from cchc_rules.report.blocks import clean
from cchc_rules.report.changes.bilingual import both, pair
from cchc_rules.report.figures import brief, numbered
from cchc_rules.report.headings import METHODS, heading, sentence
from cchc_rules.report.labels import LANGUAGES, Pair
from cchc_rules.report.rules import Speaker
from cchc_rules.values import Value

_DEEPEST: Final = 5  # the page indents no further


@attrs.frozen(eq=False, repr=False, slots=False)
class Piece(Value):
    """A piece of a line; ``differs`` says that the line on the other side has other words there."""

    text: str
    differs: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class RuleLine(Value):
    """One line of a rule in both languages; ``only`` says that the other side has no such line."""

    depth: int
    text: Pair
    only: bool = False
    pieces: tuple[tuple[Piece, ...], ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class NodeSide(Value):
    """A node on one side: code, name, maximum and rule; what is marked differs from the other side."""

    code: str
    name: Pair
    points: Pair
    tag: Pair | None = None
    lines: tuple[RuleLine, ...] = ()
    renamed: bool = False
    revalued: bool = False


def whole_side(card: Scorecard) -> NodeSide:
    """Say what a scorecard is as a whole."""
    return NodeSide(code="", name=pair(card.name.pair), points=both(lambda language: brief(card.max_points, language)))


def node_side(node: Node, card: Scorecard) -> NodeSide:
    """Say what a node of a scorecard is: how it is assessed only where that is not by evidence."""
    method = node.method if isinstance(node, Criterion) else None
    return NodeSide(
        code=clean(node.code),
        name=pair(node.name.pair),
        points=both(lambda language: _points(node, language)),
        tag=None if method in {None, Method.EVIDENCE} else METHODS[str(method)],
        lines=tuple(_rule(node, card)),
    )


def _points(node: Node, language: Language) -> str:
    return sentence("no_limit", language) if node.max_points is None else brief(node.max_points, language)


def _rule(node: Node, card: Scorecard) -> Iterator[RuleLine]:
    """Give the lines of a leaf's rule in both languages, with the rounding of its points."""
    if not isinstance(node, Criterion) or node.children:
        return
    said = [list(_said(node, card, language)) for language in LANGUAGES]
    for (depth, vietnamese), (_, english) in zip(*said, strict=True):
        yield RuleLine(depth=min(depth, _DEEPEST), text=pair((vietnamese, english)))


def _said(leaf: Criterion, card: Scorecard, language: Language) -> Iterator[tuple[int, str]]:
    yield from Speaker(card.facts, language).scoring(leaf.rule, leaf.max_points)
    if leaf.rounding is not None:
        yield 0, f"{heading('round', language)}: {numbered(leaf.rounding, language)}"


def marked_sides(old: NodeSide, new: NodeSide) -> tuple[NodeSide, NodeSide]:
    """Mark on each of two twins what the other has not."""
    before, after = list(old.lines), list(new.lines)
    texts = [[(line.depth, line.text) for line in cell.lines] for cell in (old, new)]
    matcher = SequenceMatcher(a=texts[0], b=texts[1], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for place in range(start, end):
            other = place - start + other_start
            before[place] = _marked(old.lines[place], new.lines[other] if other < other_end else None)
        for place in range(other_start, other_end):
            other = place - other_start + start
            after[place] = _marked(new.lines[place], old.lines[other] if other < end else None)
    renamed, revalued = old.name != new.name, old.points != new.points
    return (
        attrs.evolve(old, lines=tuple(before), renamed=renamed, revalued=revalued),
        attrs.evolve(new, lines=tuple(after), renamed=renamed, revalued=revalued),
    )


def _marked(line: RuleLine, other: RuleLine | None) -> RuleLine:
    """Mark a line that the other side has not, and in it the words that stand otherwise there."""
    if other is None:
        return attrs.evolve(line, only=True, pieces=tuple((Piece(text),) for text in line.text))
    pieces = (tuple(_pieces(own, its)) for own, its in zip(line.text, other.text, strict=True))
    return attrs.evolve(line, only=True, pieces=tuple(pieces))


def _pieces(text: str, other: str) -> Iterator[Piece]:
    words, others = text.split(" "), other.split(" ")
    for tag, start, end, _, _ in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if end > start:
            yield Piece(" ".join(words[start:end]), tag != "equal")
