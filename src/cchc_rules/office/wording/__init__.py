"""The wording of scoring columns: a scoring function written as the lines of a cell, and such lines read back.

Two languages are read. What the library itself writes is read back whole: the same scoring function comes of it. The
usual wordings of printed annexes are read where they say all that a scoring function needs; a cell of which anything
is left unread is not understood, and the findings say which words.
"""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import Rounding
from cchc_rules.law.awards import Most
from cchc_rules.law.facts import Fact, Facts, Giver
from cchc_rules.law.model import Method
from cchc_rules.law.scoring import Scoring
from cchc_rules.office.wording.facts import LabelError, settle, shared_labels
from cchc_rules.office.wording.measures import Draft, UnreadError
from cchc_rules.office.wording.outcome import Noticed, NotUnderstood, Understood
from cchc_rules.office.wording.rules import RuleReader, opens
from cchc_rules.office.wording.soundness import checked
from cchc_rules.report.figures import numbered
from cchc_rules.report.labels import RULES
from cchc_rules.report.rules import Line, Speaker

__all__ = ["NotUnderstood", "Noticed", "Understood", "say", "understand"]

_MARKS: Final = ("", "- ", "+ ", "• ", "◦ ")
_DEPTHS: Final = {"-": 1, "–": 1, "−": 1, "+": 2, "•": 3, "*": 3, "·": 3, "▪": 3}
_MARKED: Final = re.compile(r"(?P<mark>[-–−+•*·▪]|[◦○]+)\s+(?P<text>.+)")


def say(scoring: Scoring, most: Most, facts: Facts, round: Rounding | None = None) -> tuple[str, ...]:  # noqa: A002 - the key in the data
    """Write a scoring function as the lines of a scoring cell, in Vietnamese, marked by depth.

    >>> from cchc_rules import load
    >>> card = load("2024_2426").scorecard("department")
    >>> leaf = card.node("1.1.3")
    >>> for line in say(leaf.rule, leaf.max_points, card.facts):
    ...     print(line)
    Số đo: Số nhiệm vụ trong kế hoạch đã hoàn thành / Số nhiệm vụ trong kế hoạch
    Điểm: tỷ lệ × điểm tối đa (2 điểm); dưới 80 %: 0 điểm
    """
    lines = [_marked(depth, text) for depth, text in Speaker(facts, "vi").scoring(scoring, most)]
    if round is not None:
        lines.append(RULES["scoring.round"][0].format(round=numbered(round, "vi")))
    return tuple(lines)


def _marked(depth: int, text: str) -> str:
    deepest = len(_MARKS) - 1
    if depth <= deepest:
        return f"{_MARKS[depth]}{text}"
    return f"{'◦' * (depth - deepest + 1)} {text}"


def _unmarked(line: str) -> Line:
    found = _MARKED.fullmatch(line)
    if found is None:
        return 0, line
    mark = found["mark"]
    return _DEPTHS.get(mark, len(_MARKS) - 2 + len(mark)), found["text"]


def understand(  # noqa: PLR0913 - what is known of a row of an annex
    lines: tuple[str, ...],
    *,
    code: str,
    name: str,
    max_points: Fraction | None,
    method: Method = Method.EVIDENCE,
    known: Mapping[str, Fact] | None = None,
) -> Understood | NotUnderstood:
    """Read the lines of a scoring cell; what cannot be read whole is not read at all.

    ``known`` are facts by their names: a label that is theirs stands for them. Facts that are not known are named
    after the code; those of a survey are not the unit's to give.
    """
    known = {} if known is None else known
    cleaned = tuple(text for line in lines if (text := _cleaned(line)))
    if not cleaned:
        return NotUnderstood(why=(Finding(id="CR691", code=code),))
    if opens(cleaned[0]):
        return _read_back(cleaned, code, max_points, known)
    from cchc_rules.office.wording.cells import read_cell  # noqa: PLC0415 - the usual wordings, where one is met

    giver = Giver.UNIT if method is Method.EVIDENCE else Giver.APPRAISER
    return read_cell(cleaned, code=code, name=name, most=max_points, giver=giver, known=known)


def _cleaned(line: str) -> str:
    return " ".join(unicodedata.normalize("NFC", line).split())


def _read_back(lines: tuple[str, ...], code: str, most: Most, known: Mapping[str, Fact]) -> Understood | NotUnderstood:
    try:
        read = read_back(lines, code=code, most=most, known=known)
    except UnreadError as error:
        return NotUnderstood(why=(Finding(id="CR680", code=code, found=str(error)),))
    except LabelError as error:
        return NotUnderstood(why=(attrs.evolve(error.finding, code=code),))
    return checked(read, code=code, most=most)


def read_back(lines: tuple[str, ...], *, code: str, most: Most, known: Mapping[str, Fact]) -> Understood:
    """Read what `say` wrote, whether it makes sense or not.

    What was read must say the very same lines again, so that nothing is taken for something else. Raises
    `UnreadError`, or `LabelError` where a label is that of several facts.
    """
    draft, rows = Draft(), tuple(map(_unmarked, lines))
    drafted, rounding = RuleReader(rows, draft).read(most)
    scoring, facts = settle(drafted, draft, code=code, known=known)
    shared = {label: fact for label, fact in shared_labels(drafted, facts.values()).items() if label not in facts}
    again = tuple(map(_unmarked, say(scoring, most, {**known, **facts, **shared}, rounding)))
    if again != rows:
        different = (line for line, back in zip(rows, again, strict=False) if line != back)
        raise UnreadError(next(different, rows[-1])[1])
    return Understood(scoring=scoring, facts=facts, round=rounding, sentences=lines)
