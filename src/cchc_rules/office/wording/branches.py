"""Cells that treat groups of units apart: one rule under "a)", another under "b)"."""

import re
from collections.abc import Callable
from typing import Final

from cchc_rules.exact import ONE, Interval, spell
from cchc_rules.law.facts import FactType
from cchc_rules.law.measures import Given, LevelOf, Measure
from cchc_rules.law.scoring import Arm, Branch, Condition, Otherwise, Scoring
from cchc_rules.office.wording.rows import Cell, NotReadError, clear, row

_HEAD: Final = re.compile(
    r"(?:[a-zđ]\)\s*(?P<lettered>[^\d:]+?)|(?P<plain>(?:giai đoạn|nhóm|đối với)\s[^\d:]+?))\s*:\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_NOT: Final = re.compile(r"\b(?:không|chưa)\s+", re.IGNORECASE)
_GROUP: Final = re.compile(r"(?:nhóm\s+)?(?:các\s+)?(?:đơn vị|cơ quan|địa phương)\s+", re.IGNORECASE)
_OF_UNITS: Final = re.compile(
    r"(?:các\s+)?(?:nhóm|đối với|giai đoạn|đơn vị|cơ quan|địa phương|sở|huyện|xã|cấp|khối)\b", re.IGNORECASE
)
_YES: Final = Interval(ONE, ONE)

Group = tuple[str, list[str]]
Reader = Callable[[Cell, list[str]], Scoring]


def groups_of(texts: list[str]) -> list[Group] | None:
    """Take the rows of each group apart; None where there are no groups."""
    groups: list[Group] = []
    for text in texts:
        found = _HEAD.fullmatch(text)
        if found is not None and row(found["rest"]) is not None:
            groups.append((found["lettered"] or found["plain"], [found["rest"]]))
        elif groups:
            groups[-1][1].append(text)
        else:
            return None
    return groups or None


def read_groups(cell: Cell, groups: list[Group], read: Reader) -> Scoring:
    """Read each group as a cell of its own, under a maximum of its own."""
    if len(groups) == 1:
        raise NotReadError("CR680", groups[0][0])
    for head, _ in groups:
        clear(head)
    scorings = [_read(cell, texts, read) for _, texts in groups]
    most = max(own.most for own, _ in scorings if own.most is not None)
    if cell.most is not None and most != cell.most:
        raise NotReadError("CR683", spell(most), spell(cell.most))
    whens, order = _whens(cell, [head for head, _ in groups])
    arms = [_arm(scorings[number], cell, when) for number, when in zip(order, whens, strict=False)]
    own, scoring = scorings[order[-1]]
    rest = Otherwise(scoring=scoring, max_points=None if own.most == cell.most else own.most)
    return Scoring(award=Branch(arms=tuple(arms), otherwise=rest))


def _arm(read: tuple[Cell, Scoring], cell: Cell, when: Condition) -> Arm:
    own, scoring = read
    return Arm(when=when, scoring=scoring, max_points=None if own.most == cell.most else own.most)


def _read(cell: Cell, texts: list[str], read: Reader) -> tuple[Cell, Scoring]:
    """Read the rows of one group; its maximum is that of its best row."""
    points = [one.points for text in texts if (one := row(text)) is not None]
    own = Cell(cell.name, max(points), cell.draft)
    scoring = read(own, texts)
    if own.round is not None:
        raise NotReadError("CR680", texts[0])
    cell.findings += own.findings
    return own, scoring


def _whens(cell: Cell, heads: list[str]) -> tuple[list[Condition], list[int]]:
    """On what each arm is taken, and in which order the groups are asked: a yes before its no, levels as printed."""
    negative = [_NOT.search(head) is not None for head in heads]
    if len(heads) == 2 and sorted(negative) == [False, True]:  # noqa: PLR2004 - one and its opposite
        yes, no = (heads[negative.index(is_no)] for is_no in (False, True))
        if _bare(yes) == _bare(_NOT.sub("", no)):
            label = cell.label(_GROUP.sub("", yes))
            cell.draft.types[label] = FactType.BOOLEAN
            order = [negative.index(False), negative.index(True)]
            return [Condition(measure=Given(label), within=_YES)], order
    for head in heads:
        if _OF_UNITS.match(head) is None:
            raise NotReadError("CR680", head)  # two things to do rather than two groups
    label = cell.label("trường hợp")
    measure: Measure = LevelOf(label)
    names = [f"“{cell.words(head)}”" for head in heads]
    return [Condition(measure=measure, level=name) for name in names[:-1]], list(range(len(heads)))


def _bare(head: str) -> str:
    return re.sub(r"\bcó\s+", "", " ".join(head.casefold().split()))
