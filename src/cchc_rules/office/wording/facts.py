"""Facts behind the labels of a scoring cell: those already known by their labels, and new ones named after the code."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, assert_never

import attrs

from cchc_rules.errors import Finding
from cchc_rules.law.awards import Bands, Levels
from cchc_rules.law.facts import Fact, FactType, Giver, Name
from cchc_rules.law.lateness import DaysLate
from cchc_rules.law.measures import (
    AllOf,
    AnyOf,
    Complement,
    Given,
    LevelOf,
    Measure,
    Product,
    Ratio,
    Relative,
    Term,
    Weighted,
)
from cchc_rules.law.scoring import Arm, BestOf, Branch, Condition, Otherwise, Part, Scoring, Sum
from cchc_rules.law.surveys import Survey
from cchc_rules.office.wording.measures import Draft
from cchc_rules.office.wording.templates import called

_ID: Final = re.compile(r"[a-z][a-z0-9_-]*", re.ASCII)
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_NOT_OF_A_NAME: Final = re.compile(r"[^a-z0-9]+", re.ASCII)
_MONEY: Final = re.compile(r"\b(?:tiền|vốn|kinh phí|giải ngân|giá trị|doanh thu|đồng)\b", re.IGNORECASE)
_BY_APPRAISER: Final = (FactType.POINTS, FactType.BALLOTS)

Rename = Callable[[str], str]


class LabelError(ValueError):
    """A label does not tell which fact is meant; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding)


def plain(label: str) -> str:
    """Give a label without the name of its fact."""
    return label.partition("\0")[0]


def shared_labels(scoring: Scoring, facts: Iterable[Fact]) -> dict[str, Fact]:
    """Facts that stand for those elsewhere with the same label, where the name was written after it."""
    named = {plain(label) for label, _ in scoring.needs if "\0" in label}
    return {f"\0{fact.name.vi}": fact for fact in facts if fact.name.vi in named}


def settle(
    scoring: Scoring, draft: Draft, *, code: str, known: Mapping[str, Fact], printed: bool = False
) -> tuple[Scoring, dict[str, Fact]]:
    """Put facts in the place of labels: known ones, and new ones whose types follow from how they are used.

    ``printed`` words are no labels that somebody chose: a fact that was made from those of another criterion is not
    meant by them, nor one of a type they do not speak of. Raises `LabelError` where two known facts share the label.
    """
    labels = list(dict.fromkeys(label for label, _ in scoring.needs))
    fitting = _fitting(scoring)
    types = _types(fitting, draft)
    names: dict[str, str] = {}
    made: dict[str, Fact] = {}
    fresh = _fresh(code, known, scoring, len(labels))
    meant = {name: fact for name, fact in known.items() if not printed or _may_be_of(name, code)}
    for label in labels:
        name = _known(label, (types if printed else fitting)[label], meant)
        if name is None:
            name = _named_after(label, known, fresh)
            made[name] = _fact(label, types[label], scoring, draft)
        names[label] = name
    facts = {name: known.get(name) or made[name] for name in names.values()}
    return renamed(scoring, names.__getitem__, facts), facts


def _known(label: str, types: frozenset[FactType], known: Mapping[str, Fact]) -> str | None:
    text, _, name = label.partition("\0")
    if name:
        return name if name in known and known[name].name.vi == text else None
    found = [name for name, fact in known.items() if fact.name.vi == text and fact.type in types]
    if len(found) > 1:
        raise LabelError(Finding(id="CR695", found=text, expected=", ".join(found)))
    return found[0] if found else None


def _named_after(label: str, known: Mapping[str, Fact], fresh: Iterator[str]) -> str:
    name = label.partition("\0")[2]
    if _NAME.fullmatch(name) and name not in known:
        return name
    return next(fresh)


def _base(code: str) -> str:
    return f"n_{_NOT_OF_A_NAME.sub('_', code.lower()).strip('_')}"


def _may_be_of(name: str, code: str) -> bool:
    """Whether a fact is not one that was named after another code."""
    return not name.startswith("n_") or name == _base(code) or name.startswith(f"{_base(code)}_")


def _fresh(code: str, known: Mapping[str, Fact], scoring: Scoring, number: int) -> Iterator[str]:
    """Names made from a code: plain ones for one fact, part and whole for a rate of two, numbered ones else."""
    base = _base(code)
    ratio = scoring.measure
    two = isinstance(ratio, Ratio) and len(ratio.part) == len(ratio.whole) == 1 and number == len("ab")
    wanted = [base] if number == 1 else [f"{base}_part", f"{base}_whole"] if two else []
    yield from (name for name in wanted if name not in known)
    count = 0
    while True:
        count += 1
        if f"{base}_{count}" not in known:
            yield f"{base}_{count}"


# --- What a fact is -------------------------------------------------------------------------------------------------


def _fitting(scoring: Scoring) -> dict[str, frozenset[FactType]]:
    """The types each label's fact may have, by every place it stands in."""
    types: dict[str, frozenset[FactType]] = {}
    for label, needed in scoring.needs:
        types[label] = types.get(label, needed) & needed
    return types


def _types(fitting: Mapping[str, frozenset[FactType]], draft: Draft) -> dict[str, frozenset[FactType]]:
    """The same, narrowed by how its values are written: what a new fact is."""
    types = dict(fitting)
    for label, kind in draft.types.items():
        if kind in types.get(label, ()):
            types[label] = frozenset({kind, FactType.NUMBER} if kind is FactType.COUNT else {kind}) & types[label]
    return types


def _fact(label: str, types: frozenset[FactType], scoring: Scoring, draft: Draft) -> Fact:
    kind = _kind(label, types)
    levels = tuple(_levels(label, scoring)) if kind is FactType.LEVEL else ()
    ids = {level: _level_id(level, number) for number, level in enumerate(levels, start=1)}
    named = {one: Name(text) for level, one in ids.items() if (text := _level_name(level)) != one}
    return Fact(
        type=kind,
        name=Name(plain(label)),
        levels=tuple(ids.values()),
        never=any(label == dated for dated in _never(scoring)),
        by=Giver.APPRAISER if kind in _BY_APPRAISER else Giver.UNIT,
        named=named or draft.named.get(label, {}),
    )


def _kind(label: str, types: frozenset[FactType]) -> FactType:
    if len(types) == 1:
        return next(iter(types))
    if FactType.NUMBER in types and _MONEY.search(label):
        return FactType.NUMBER
    return FactType.COUNT if FactType.COUNT in types else min(types, default=FactType.NUMBER)


def _levels(label: str, scoring: Scoring) -> Iterator[str]:
    """The levels of a fact, as they are written, in printed order."""
    found: dict[str, None] = {}
    for inner in scoring.walk():
        if isinstance(inner.award, Levels) and inner.measure == LevelOf(label):
            found |= dict.fromkeys(row.level for row in inner.award.rows)
        if isinstance(inner.award, Branch):
            whens = [arm.when for arm in inner.award.arms if arm.when.measure == LevelOf(label)]
            found |= dict.fromkeys(when.level for when in whens if when.level is not None)
    yield from found


def _level_name(level: str) -> str:
    name = called(level)
    return level if name is None else name[0]


def _level_id(level: str, number: int) -> str:
    name = called(level)
    one = None if name is None else name[1] or name[0]
    return one if one is not None and _ID.fullmatch(one) else f"level_{number}"


def _never(scoring: Scoring) -> Iterator[str]:
    for inner in scoring.walk():
        if isinstance(inner.measure, DaysLate) and isinstance(inner.award, Bands) and inner.award.never is not None:
            yield inner.measure.fact


# --- Names in the place of labels -----------------------------------------------------------------------------------


def renamed(scoring: Scoring, rename: Rename, facts: Mapping[str, Fact]) -> Scoring:
    """Give the same scoring function with other names of facts, and its levels by their ids."""
    measure = None if scoring.measure is None else _measure(scoring.measure, rename)
    award = scoring.award
    match award:
        case Branch():
            arms = tuple(
                Arm(
                    when=_condition(arm.when, rename, facts),
                    scoring=renamed(arm.scoring, rename, facts),
                    max_points=arm.max_points,
                )
                for arm in award.arms
            )
            rest = award.otherwise
            otherwise = Otherwise(scoring=renamed(rest.scoring, rename, facts), max_points=rest.max_points)
            award = Branch(arms=arms, otherwise=otherwise)
        case Sum():
            parts, minus = (tuple(_part(part, rename, facts) for part in parts) for parts in (award.parts, award.minus))
            award = attrs.evolve(award, parts=parts, minus=minus)
        case BestOf():
            award = BestOf(parts=tuple(_part(part, rename, facts) for part in award.parts))
        case Levels() if isinstance(measure, LevelOf):
            fact = facts[measure.fact]
            award = Levels(tuple(attrs.evolve(row, level=_level(row.level, fact)) for row in award.rows))
        case _:
            pass
    return Scoring(award=award, measure=measure)


def _part(part: Part, rename: Rename, facts: Mapping[str, Fact]) -> Part:
    return attrs.evolve(part, scoring=renamed(part.scoring, rename, facts))


def _condition(condition: Condition, rename: Rename, facts: Mapping[str, Fact]) -> Condition:
    measure = _measure(condition.measure, rename)
    level = condition.level
    if level is not None and isinstance(measure, LevelOf):
        level = _level(level, facts[measure.fact])
    return attrs.evolve(condition, measure=measure, level=level)


def _level(level: str, fact: Fact) -> str:
    name = called(level)
    text, one = (level, None) if name is None else name
    if one is not None:
        return one
    found = [known for known in fact.levels if fact.called(known)[0] == text]
    return found[0] if found else text


def _measure(measure: Measure, rename: Rename) -> Measure:  # noqa: PLR0911 - one answer a kind
    match measure:
        case Given() | LevelOf():
            return type(measure)(rename(measure.fact))
        case AllOf() | AnyOf():
            return type(measure)(tuple(map(rename, measure.facts)))
        case Ratio():
            return _ratio(measure, rename)
        case Complement() | Product():
            return type(measure)(tuple(_measure(inner, rename) for inner in measure.of))
        case Relative():
            return Relative(of=_measure(measure.of, rename), to=_measure(measure.to, rename), by=measure.by)
        case Weighted():
            return Weighted(tuple(Term(rename(term.fact), Fraction(term.times)) for term in measure.of))
        case DaysLate():
            due = measure.due
            named = None if due.fact is None else rename(due.fact)
            return attrs.evolve(measure, fact=rename(measure.fact), due=attrs.evolve(due, fact=named))
        case Survey():
            return attrs.evolve(measure, ballots=rename(measure.ballots))
        case _:
            assert_never(measure)


def _ratio(ratio: Ratio, rename: Rename) -> Ratio:
    part, whole, less = (tuple(map(rename, names)) for names in (ratio.part, ratio.whole, ratio.less))
    stand_in = ratio.stand_in
    if stand_in is not None:
        divided_by = None if stand_in.divided_by is None else rename(stand_in.divided_by)
        stand_in = attrs.evolve(stand_in, fact=rename(stand_in.fact), divided_by=divided_by)
    return attrs.evolve(ratio, part=part, whole=whole, less=less, stand_in=stand_in)
