"""A change in words: what stood before, what stands after, and what that alone can do to a unit."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.errors import Language
from cchc_rules.exact import ZERO, Interval
from cchc_rules.law.facts import Fact, Name
from cchc_rules.law.model import Scorecard
from cchc_rules.law.scoring import Scoring
from cchc_rules.report.changes.labels import phrase
from cchc_rules.report.changes.parts import PartSpeaker
from cchc_rules.report.changes.values import Voice
from cchc_rules.report.figures import number
from cchc_rules.report.grounding import NONE
from cchc_rules.report.labels import say
from cchc_rules.report.rules import Speaker
from cchc_rules.versions.changes import Change, Changes, Effect, Path, Side

MINUS: Final = "−"


def spoken(change: Change, changes: Changes, language: Language) -> tuple[str, str]:
    """Say both sides of a change, before and after; where only a part of a rule changed, that part.

    >>> from cchc_rules import diff, load
    >>> changes = diff(load("2023_2568"), load("2024_2426"))
    >>> tightened = next(change for change in changes if change.kind == "threshold_tightened")
    >>> spoken(tightened, changes, "vi"), spoken(tightened, changes, "en")
    (('sàn 70 %', 'sàn 80 %'), ('floor 70 %', 'floor 80 %'))
    """
    return _sides(change, changes, _cards(change, changes), language)


def told_apart(change: Change, changes: Changes, language: Language) -> tuple[tuple[str, str], Language]:
    """Say both sides so that they differ: in the other language, or by ids, where these words do not; and in which."""
    cards = _cards(change, changes)
    other: Language = "en" if language == "vi" else "vi"
    as_asked = _sides(change, changes, cards, language)
    if as_asked[0] != as_asked[1]:
        return as_asked, language
    in_other = _sides(change, changes, cards, other)
    if in_other[0] != in_other[1]:
        return in_other, other
    by_id = attrs.evolve(change, old=_by_id(change.old), new=_by_id(change.new))
    named_by_id = _sides(by_id, changes, [_ids_alone(card) for card in cards], language)
    return (as_asked if named_by_id[0] == named_by_id[1] else named_by_id), language


def _cards(change: Change, changes: Changes) -> list[Scorecard | None]:
    kind = change.unit_kind
    return [None if kind is None else ruleset.scorecards.get(kind) for ruleset in (changes.old, changes.new)]


def _by_id(side: Side) -> Side:
    """Give a side whose facts, where it holds some, are named by their ids."""
    value = side.value
    if isinstance(value, Mapping):
        return attrs.evolve(side, value=_unnamed(value))
    if isinstance(value, Fact):
        return attrs.evolve(side, value=attrs.evolve(value, named={}))
    return side


def _unnamed(facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    return {key: attrs.evolve(fact, name=Name(key, key), named={}) for key, fact in facts.items()}


def _ids_alone(card: Scorecard | None) -> Scorecard | None:
    return None if card is None else attrs.evolve(card, facts=_unnamed(card.facts))


def _sides(change: Change, changes: Changes, cards: Sequence[Scorecard | None], language: Language) -> tuple[str, str]:
    voices = [
        Voice(decision=ruleset.decision, card=card, language=language)
        for ruleset, card in zip((changes.old, changes.new), cards, strict=True)
    ]
    if change.attribute == "rule":
        old = _rule(change.old, cards[0], [(edit.path, edit.new) for edit in change.edits], language)
        new = _rule(change.new, cards[1], [(edit.path, edit.old) for edit in change.edits], language)
        return old, new
    return (
        voices[0].said(change.attribute, change.old, change.new),
        voices[1].said(change.attribute, change.new, change.old),
    )


def _rule(side: Side, card: Scorecard | None, edits: Sequence[tuple[Path, object]], language: Language) -> str:
    """Say what was edited of a rule; ``edits`` are the places, with what stands there on the other side."""
    if card is None or not isinstance(side.value, Scoring):
        return NONE
    leaf = card.node(side.codes[0])
    speaker = PartSpeaker(Speaker(card.facts, language))
    said = [speaker.said(side.value, path[1:], leaf.max_points, other) for path, other in edits]
    return "; ".join(dict.fromkeys(text for text in said if text)) or NONE


def effect_words(effect: Effect | None, language: Language) -> str:
    """Say by how many points a change alone can move a unit; nothing where that was not worked out.

    >>> from cchc_rules.exact import Interval
    >>> moved = Interval.parse("[-0.5, 0.25]")
    >>> effect_words(Effect(points=moved, index_percent=moved), "vi")
    '−0,5 … +0,25 điểm'
    """
    if effect is None:
        return ""
    unit = say(("điểm", "points"), language)
    return range_words(effect.points, unit, language, exact=effect.exact)


def index_words(effect: Effect | None, language: Language) -> str:
    """Say by how much a change alone can move a unit's index percent, before it is rounded."""
    if effect is None:
        return ""
    unit = say(("điểm phần trăm", "percentage points"), language)
    return range_words(effect.index_percent, unit, language, exact=effect.exact)


def range_words(within: Interval, unit: str, language: Language, *, exact: bool = True) -> str:
    """Say a range of differences; an end that is not reached, and a range that is only an outer one, are said so.

    >>> range_words(Interval.parse("[-0.5, 0)"), "points", "en"), range_words(Interval.parse("[0, 0]"), "points", "en")
    ('−0.5 … 0 points, never quite 0', 'no difference')
    >>> range_words(Interval.parse("[-1/3, 2]"), "points", "en", exact=False)
    'within −1/3 ≈ −0.333 … +2 points at most'
    """
    if within.lower == within.upper == ZERO:
        return phrase("no_change", language)
    ends = [(within.lower, within.lower_closed), (within.upper, within.upper_closed)]
    said = [phrase("no_limit", language) if end is None else signed(end, language) for end, _ in ends]
    if within.lower == within.upper:
        return f"{said[0]} {unit}"
    text = f"{said[0]} … {said[1]} {unit}"
    if not exact:
        return phrase("at_most", language, range=text)
    missed = [words for words, (end, closed) in zip(said, ends, strict=True) if end is not None and not closed]
    return phrase("not_reached", language, range=text, ends=_also(missed, language)) if missed else text


def _also(words: Sequence[str], language: Language) -> str:
    return f" {say(('và', 'nor'), language)} ".join(words)


def signed(value: Fraction, language: Language) -> str:
    """Write a difference, with its sign; what is rounded for the eye says so.

    >>> signed(Fraction("0.25"), "vi"), signed(Fraction(-1, 3), "vi"), signed(Fraction(0), "vi")
    ('+0,25', '−1/3 ≈ −0,333', '0')
    """
    sign = MINUS if value < 0 else "+" if value > 0 else ""
    exactly, about, rounded = number(abs(value), language).partition("≈ ")
    return f"{sign if exactly else ''}{exactly}{about}{sign if about else ''}{rounded}"
