"""Single changes as lines: what changed, before and after, its effect, its basis, and what it brought along."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cchc_rules.errors import Language
from cchc_rules.exact import ZERO, Interval
from cchc_rules.law.facts import Fact
from cchc_rules.report.changes.headings import sentence
from cchc_rules.report.changes.labels import ATTRIBUTES, KINDS
from cchc_rules.report.changes.wording import effect_words, index_words, told_apart
from cchc_rules.report.grounding import NONE, named
from cchc_rules.report.labels import BASES, say
from cchc_rules.report.rules import Line
from cchc_rules.versions.catalogue import ChangeKind, Contract
from cchc_rules.versions.changes import Change, Changes, Effect

_K: Final = ChangeKind
# Kinds that can concern more than one thing: they name it.
_NAMED: Final = frozenset({_K.WORDING_CHANGED, _K.BASIS_CHANGED, _K.CONDITION_CHANGED, _K.DEADLINE_CHANGED})
_NOWHERE: Final = Interval(ZERO, ZERO)
_FOLDED: Final = frozenset({"name_vi", "name_en", "model", "evidence", "words", "appraiser"})  # told in one line


def change_lines(
    change: Change,
    changes: Changes,
    followers: Mapping[str, Sequence[Change]],
    language: Language,
    depth: int = 0,
) -> Iterator[Line]:
    """Write a change, and under it the reason the crosswalk gives, and what it brought along."""
    yield depth, f"{named_kind(change, language)}: {before_after(change, changes, language)} ({tail(change, language)})"
    if change.reason is not None:
        yield depth + 1, sentence("reason", language, reason=named(change.reason, language))
    brought = followers.get(change.fingerprint, ())
    for one in brought:
        if one.attribute not in _FOLDED:
            yield depth + 1, sentence("brought", language, text=_brought(one, changes, language))
    folded = [_brought(one, changes, language) for one in brought if one.attribute in _FOLDED]
    if folded:
        yield depth + 1, sentence("brought", language, text="; ".join(folded))


def named_kind(change: Change, language: Language) -> str:
    """Say what kind of change it is, and of what, where the kind alone does not tell."""
    kind = say(KINDS[change.kind], language)
    attribute = say(ATTRIBUTES[change.attribute], language)
    told = change.kind not in _NAMED or change.attribute == "rule"
    text = kind if told else f"{kind} ({attribute})"
    return f"{text}: {_subject(change, language)}" if change.subject else text


def _subject(change: Change, language: Language) -> str:
    """Name the fact that changed; by its id alone, where it is the name that is told."""
    facts = [side.value for side in (change.new, change.old) if isinstance(side.value, Fact)]
    if not facts or change.attribute == "fact_name":
        return change.subject
    return f"“{named(facts[0].name, language)}” ({change.subject})"


def before_after(change: Change, changes: Changes, language: Language) -> str:
    """Write both sides; of what came or went as a whole, the side there is."""
    (before, after), tongue = told_apart(change, changes, language)
    if change.attribute in {"node", "scorecard"} and NONE in {before, after}:
        return after if before == NONE else before
    text = sentence("from_to", language, before=before, after=after)
    return text if tongue == language else sentence("in_other", language, text=text)


def tail(change: Change, language: Language) -> str:
    """Write what stands behind a change: its effect, what both values rest on, its id and fingerprint."""
    worded = change.contract is Contract.TEXT and not moves(change.effect)  # words move nobody: no need to say so
    parts = [] if worded else list(told_effect(change.effect, language))
    if parts and not moves(change.effect) and not change.fits:  # "no effect" is of what both sides can score
        parts.append(sentence("misfit", language))
    basis = basis_words(change, language)
    if basis:
        parts.append(sentence("basis", language, basis=basis))
    return "; ".join((*parts, f"{change.id} {change.fingerprint}"))


def told_effect(effect: Effect | None, language: Language) -> Iterator[str]:
    """Write an effect on points, then on the index; or that there is none; nothing where it is unknown."""
    if effect is None:
        return
    if not moves(effect):
        yield sentence("effect.none", language)
        return
    yield sentence("effect", language, effect=effect_words(effect, language))
    yield sentence("index", language, effect=index_words(effect, language))


def moves(effect: Effect | None) -> bool:
    """Whether a change can move any unit at all."""
    return effect is not None and not (effect.points == _NOWHERE and effect.index_percent == _NOWHERE)


def basis_words(change: Change, language: Language) -> str:
    """Say what the value on each side rests on; once where it is the same, nothing where there is none."""
    bases = dict.fromkeys(side.basis for side in (change.old, change.new) if side.basis is not None)
    return " → ".join(say(BASES[basis], language) for basis in bases)


def _brought(change: Change, changes: Changes, language: Language) -> str:
    attribute = say(ATTRIBUTES[change.attribute], language)
    return f"{attribute}: {before_after(change, changes, language)} ({change.fingerprint})"
