"""Formulas on a rate: pure proportion, a target, a floor, sums of such parts."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from cchc_rules.exact import HUNDRED, ONE, ZERO, Rounding, RoundingMode, spell
from cchc_rules.law.awards import Proportional
from cchc_rules.law.facts import FactType
from cchc_rules.law.measures import Complement, Given, Measure, Ratio
from cchc_rules.law.scoring import Part, Scoring, Sum
from cchc_rules.office.wording import phrases
from cchc_rules.office.wording.rows import Cell, NotReadError, clear, lowered
from cchc_rules.office.wording.templates import bare, split
from cchc_rules.report.labels import ROUNDINGS

_N: Final = r"\d+(?:,\d+)?"
_BARE: Final = range(50, 101)  # numbers that are percentages without saying so; smaller ones may be months or files
_X: Final = r"\s*[×xX*·]\s*"
_RATE: Final = r"tỷ lệ(?:\s*%)?(?:\s+(?P<named>[^\d×*·/=();:…]+?))?(?:\s*…)?"
_RECKONS: Final = re.compile(r"[-+–−]|\b(?:tỷ lệ|cộng|nhân|chia|hiệu|tổng|[xX])\b", re.IGNORECASE)
_MOST: Final = rf"(?P<most>điểm chuẩn|điểm tối đa|tối đa|{_N}(?:\s*điểm)?)"
_AT: Final = rf"(?P<at>{_N}\s*%?)"
_FORMULAS: Final = tuple(
    re.compile(rf"(?:điểm(?: số)?\s*=\s*)?{pattern}", re.IGNORECASE)
    for pattern in (
        rf"{_RATE}{_X}{_MOST}(?:\s*/\s*{_AT})?",
        rf"\(?{_RATE}\s*/\s*{_AT}\)?{_X}{_MOST}",
        rf"{_MOST}{_X}{_RATE}(?:\s*/\s*{_AT})?",
        rf"min\((?P<cap>{_N});\s*{_MOST}{_X}{_RATE}(?:\s*/\s*{_AT})?\)",
    )
)
_TOP: Final = re.compile(
    rf"(?:đạt\s+)?(?:tỷ lệ\s+)?(?:từ|≥)\s*{_AT}(?:\s+trở lên)?\s*(?::|(?:thì\s+)?(?:sẽ\s+)?(?:đạt|được))\s*"
    rf"(?P<most>điểm tối đa|{_N}(?:\s*điểm)?)",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(rf"từ\s*(?P<floor>{_N}\s*%)\s*đến\s*dưới\s*{_AT}\s*:\s*(?P<formula>.+)", re.IGNORECASE)
_BELOW: Final = re.compile(
    rf"dưới\s*{_AT}\s*(?:thì\s+)?(?::|tính theo công thức\s*:?)\s*(?P<formula>.+)", re.IGNORECASE
)
_NOTHING: Final = re.compile(rf"dưới\s*(?P<floor>{_N}\s*%)\s*:\s*0(?:\s*điểm)?", re.IGNORECASE)
_CAP: Final = re.compile(rf"tối đa\s*(?P<most>{_N}(?:\s*điểm)?)", re.IGNORECASE)
_ROUND: Final = re.compile(
    r"làm tròn\s+(?:đến\s+)?(?P<places>\d+)\s*chữ số(?:\s+thập phân)?(?:,?\s*\(?(?P<mode>[^\d()]+)\)?)?", re.IGNORECASE
)
_ZERO: Final = re.compile(
    rf"mẫu số\s*(?:bằng|=)?\s*0\s*(?::|→|thì)\s*(?P<rate>tỷ lệ\s*(?:là|bằng|=)?\s*)?(?P<value>{_N})\s*"
    r"(?P<unit>%|điểm)?",
    re.IGNORECASE,
)
_NO_TARGET: Final = re.compile(rf"\(không ngưỡng {_N}\s*%?\)", re.IGNORECASE)
_DEFINITION: Final = re.compile(rf"(?:=\s*)?(?:{_RATE}\s*=\s*)?(?P<rate>[^=]+?/[^=]+?)(?:{_X}100\s*%)?", re.IGNORECASE)
_REST: Final = re.compile(rf"(?:{_RATE}\s*)?=?\s*100\s*%\s*[-–−]\s*(?P<bad>\(.+\))", re.IGNORECASE)
_LETTER: Final = re.compile(
    r"(?:trong đó\s*:?\s*)?(?P<letter>[A-Za-z])(?:\s+là|\s*:|\s*=)\s*(?P<words>.+)", re.IGNORECASE
)
_TERM: Final = re.compile(
    rf"(?P<times>{_N})(?:{_X}|\s*)(?P<letter>[A-Z])|"
    rf"min\((?P<cap>{_N});\s*(?P<slope>{_N})(?:{_X}|\s*)(?P<of>[A-Z])(?:\s*/\s*(?P<at>{_N}\s*%?))?\)"
)
_PIECES: Final = re.compile(r",\s+(?=tối đa|làm tròn|[A-Z]\s*=)|\.\s+(?=[^\W\d_a-z])|\s+(?=\(không ngưỡng)")


@attrs.define
class Formula:
    """What the sentences of a formula come to, and which numbers they name."""

    rate: Measure | None = None
    names: list[str] = attrs.field(factory=list)
    mosts: list[str] = attrs.field(factory=list)
    targets: list[Fraction] = attrs.field(factory=list)
    floors: list[Fraction] = attrs.field(factory=list)
    zero: Fraction | None = None
    zero_points: Fraction | None = None
    tops: list[Fraction] = attrs.field(factory=list)
    spoken: str = ""
    divided: bool = False
    between: bool = False
    nothing: bool = False
    capped: bool = False


def read_rate(cell: Cell, texts: list[str]) -> Scoring:
    """Read sentences of which one is a formula on a rate."""
    pieces = [piece.strip(" .") for text in texts for piece in _PIECES.split(text)]
    letters = [piece for piece in pieces if _sum_terms(piece)]
    if letters:
        return _sum(cell, letters, [piece for piece in pieces if piece not in letters])
    formula = Formula()
    for piece in pieces:
        _read(cell, piece, formula)
    return _settled(cell, formula)


def is_formula(texts: list[str]) -> bool:
    """Whether one of the sentences of a cell is a formula."""
    pieces = [piece.strip(" .") for text in texts for piece in _PIECES.split(text)]
    return any(_sum_terms(piece) or _formula(_body(piece)) for piece in pieces)


def _body(piece: str) -> str:
    found = _BETWEEN.fullmatch(piece) or _BELOW.fullmatch(piece)
    return piece if found is None else found["formula"]


def _formula(text: str) -> re.Match[str] | None:
    return next((found for pattern in _FORMULAS if (found := pattern.fullmatch(text.strip()))), None)


def _share(text: str, *, bare_percent: bool = True) -> Fraction:
    """A share: with its sign of per cent, or below 1, or, where a rate is in per cent, above it."""
    value = phrases.rate(text)
    if value is not None:
        return value
    number = phrases.number(text)
    if number is None or number == ONE or (number > ONE and not (bare_percent and number in _BARE)):
        raise NotReadError("CR680", text)
    return number / HUNDRED if number > ONE else number


# --- One sentence ---------------------------------------------------------------------------------------------------


def _read(cell: Cell, piece: str, formula: Formula) -> None:  # noqa: C901, PLR0911 - one branch a form of sentence
    if found := _BETWEEN.fullmatch(piece):
        formula.between = True
        formula.floors.append(_share(found["floor"]))
        formula.targets.append(_share(found["at"]))
        return _take(piece, found["formula"], formula)
    if found := _NOTHING.fullmatch(piece):
        formula.nothing = True
        return formula.floors.append(_share(found["floor"]))
    if found := _BELOW.fullmatch(piece):
        formula.targets.append(_share(found["at"]))
        return _take(piece, found["formula"], formula)
    if _formula(piece):
        return _take(piece, piece, formula)
    if found := _TOP.fullmatch(piece):
        formula.mosts.append(found["most"])
        formula.targets.append(_share(found["at"]))
        return formula.tops.append(_share(found["at"]))
    if found := _CAP.fullmatch(piece):
        formula.capped = True  # past the target the formula goes on to the maximum
        return formula.mosts.append(found["most"])
    if found := _ROUND.fullmatch(piece):
        return _rounding(cell, found)
    if found := _ZERO.fullmatch(piece):
        return _zero(piece, found, formula)
    if _NO_TARGET.fullmatch(piece):
        return None
    found = _DEFINITION.fullmatch(piece)
    rate = _rest(cell, piece) or (None if found is None else _defined(cell, found["rate"]))
    if rate is None or formula.rate is not None:
        raise NotReadError("CR680", piece)
    formula.rate = rate
    if found is not None:
        _name(piece, found["named"], formula)
    return None


def _take(piece: str, text: str, formula: Formula) -> None:
    found = _formula(text)
    if found is None or formula.spoken:
        raise NotReadError("CR685" if formula.spoken else "CR680", piece)
    words = found.groupdict()
    formula.spoken = piece
    _name(piece, words["named"], formula)
    formula.mosts.append(found["most"])
    if words.get("cap") is not None:
        formula.mosts.append(found["cap"])
    if words.get("at") is not None:
        formula.divided = True
        formula.targets.append(_share(found["at"]))


def _name(piece: str, named: str | None, formula: Formula) -> None:
    """Note which rate a sentence speaks of; words that reckon with several rates are no name of one."""
    if named is None:
        return
    clear(named)
    if _RECKONS.search(named):
        raise NotReadError("CR680", piece)
    formula.names.append(named.strip())


def _rounding(cell: Cell, found: re.Match[str]) -> None:
    mode = RoundingMode.HALF_UP
    if found["mode"] is None:
        cell.assume("CR687", found[0])
    else:
        modes = {words[0]: RoundingMode(name) for name, words in ROUNDINGS.items()}
        if found["mode"].strip() not in modes:
            raise NotReadError("CR680", found[0])
        mode = modes[found["mode"].strip()]
    cell.round = Rounding(int(found["places"]), mode)


def _zero(piece: str, found: re.Match[str], formula: Formula) -> None:
    value = phrases.number(found["value"])
    if value is None or formula.zero is not None or formula.zero_points is not None:
        raise NotReadError("CR680", piece)
    if found["rate"] is None and found["unit"] != "%":
        formula.zero_points = value
    else:
        formula.zero = value / HUNDRED if found["unit"] == "%" else value


def _rest(cell: Cell, piece: str) -> Measure | None:
    found = _REST.fullmatch(piece)
    if found is None:
        return None
    bad = bare(found["bad"])
    if bad is None:
        return None
    return Complement(tuple(_given(cell, rate) for rate in split(bad, " + ")))


def _given(cell: Cell, words: str) -> Measure:
    label = cell.label(words)
    cell.draft.types[label] = FactType.RATE
    return Given(label)


def _defined(cell: Cell, text: str) -> Measure | None:
    """A share of two figures: what stands above the stroke, and what stands below it."""
    parts = split(text, " / ")
    if len(parts) == 1:
        parts = split(text, "/")
    if len(parts) != 2:  # noqa: PLR2004 - part and whole
        return None
    above, below = (part.strip() for part in parts)
    taken = _split(bare(above) or above, " – ", " − ", " - ")
    if taken[1:]:
        return _less(cell, taken, below)
    listed = re.fullmatch(r"max\((?P<all>.+)\)", below, re.IGNORECASE)
    wholes = re.split(r"[,;]\s*", listed["all"]) if listed else _split(bare(below) or below, " + ")
    above_listed = _split(bare(above) or above, " + ")
    labels = [_labels(cell, words) for words in (above_listed, wholes)]
    return Ratio(part=labels[0], whole=labels[1], greatest=listed is not None)


def _labels(cell: Cell, words: list[str]) -> tuple[str, ...]:
    """Labels of figures; one that is made of other figures, or is no words at all, is none."""
    for one in words:
        if not re.search(r"[^\W\d_]", one) or re.search(r"[=%×*]", one) or not one.strip():
            raise NotReadError("CR680", one)
    return tuple(cell.label(one) for one in words)


def _split(text: str, *separators: str) -> list[str]:
    for separator in separators:
        parts = split(text, separator)
        if parts[1:]:
            return [part.strip() for part in parts]
    return [text.strip()]


def _less(cell: Cell, taken: list[str], below: str) -> Measure | None:
    """(whole − bad) / whole."""
    whole, *bad = taken
    if len(bad) != 1 or not (
        whole.casefold().startswith(below.casefold()) or below.casefold().startswith(whole.casefold())
    ):
        return None
    longer = max(whole, below, key=len)
    return Complement((Ratio(part=_labels(cell, bad), whole=_labels(cell, [longer])),))


# --- All sentences together -----------------------------------------------------------------------------------------


def _settled(cell: Cell, formula: Formula) -> Scoring:
    most = cell.most
    for text in formula.mosts:
        named = phrases.points(text)
        if named is not None and named != most:
            raise NotReadError("CR683", spell(named), "-" if most is None else spell(most))
    target = _agreed(formula.targets)
    floor = _agreed(formula.floors)
    if target not in {None, ONE} and not formula.divided:
        raise NotReadError("CR680", formula.spoken)  # as it stands it does not come to the maximum at the target
    if formula.between and not formula.nothing:
        raise NotReadError("CR681", f"[0, {spell(floor or ZERO)})")
    if formula.between and not formula.tops and not formula.capped:
        raise NotReadError("CR681", f"[{spell(target or ONE)}, 1]")
    called = _named(formula.names)
    measure = formula.rate or _given(cell, _rate_name(cell.name, called))
    zero = _zero_rate(cell, formula, target)
    if zero is not None:
        measure = _with_zero(measure, zero)
    return Scoring(measure=measure, award=Proportional(full_at=target, floor=floor))


def _agreed(values: list[Fraction]) -> Fraction | None:
    different = list(dict.fromkeys(values))
    if len(different) > 1:
        raise NotReadError("CR685", *(f"{spell(value * HUNDRED)} %" for value in different[:2]))
    return different[0] if different else None


def _named(names: list[str]) -> str:
    """The one rate that all sentences speak of."""
    longest = max(names, key=len, default="")
    for name in names:
        if name.casefold() not in longest.casefold():
            raise NotReadError("CR685", name, longest)
    return longest


def _rate_name(name: str, named: str) -> str:
    """What the rate is called: in the words of the formula where the criterion's name does not hold them."""
    if named.casefold() not in name.casefold():
        return f"tỷ lệ {named}"
    return name if name.lower().startswith("tỷ lệ") else f"tỷ lệ {lowered(name)}"


def _zero_rate(cell: Cell, formula: Formula, target: Fraction | None) -> Fraction | None:
    if formula.zero_points is None:
        return formula.zero
    if formula.zero_points == cell.most:
        return target or ONE
    if formula.zero_points == ZERO:
        return ZERO
    raise NotReadError("CR680", spell(formula.zero_points))


def _with_zero(measure: Measure, zero: Fraction) -> Measure:
    match measure:
        case Ratio():
            return attrs.evolve(measure, when_zero=zero)
        case Complement(of=(Ratio() as only,)):
            return Complement((attrs.evolve(only, when_zero=ONE - zero),))
        case _:
            raise NotReadError("CR699")


# --- Sums of parts --------------------------------------------------------------------------------------------------


def _sum_terms(text: str) -> list[re.Match[str]]:
    """The terms of "= 6A + min(2; 2,5B) + 2,5C"; none where the text is something else."""
    found = [_TERM.fullmatch(term.strip()) for term in split(text.removeprefix("=").strip(), "+")]
    terms = [term for term in found if term is not None]
    return terms if len(terms) == len(found) > 1 else []


def _sum(cell: Cell, formulas: list[str], others: list[str]) -> Scoring:
    if formulas[1:]:
        raise NotReadError("CR685", formulas[0], formulas[1])
    letters: dict[str, Measure] = {}
    formula = Formula()
    for piece in others:
        if found := _ZERO.fullmatch(piece):
            _zero(piece, found, formula)
            continue
        found = _LETTER.fullmatch(piece)
        rate = None if found is None or found["letter"] in letters else _defined(cell, found["words"])
        if found is None or rate is None:
            raise NotReadError("CR680", piece)
        letters[found["letter"]] = rate
    if formula.zero_points is not None:
        raise NotReadError("CR680", spell(formula.zero_points))
    return Scoring(award=Sum(parts=tuple(_parts(formulas[0], letters, formula.zero))))


def _parts(text: str, letters: dict[str, Measure], zero: Fraction | None) -> Iterator[Part]:
    waiting = dict(letters)
    for term in _sum_terms(text):
        letter = term["letter"] or term["of"]
        if letter not in waiting:
            raise NotReadError("CR693", letter, text)
        rate = waiting.pop(letter)
        slope, cap = (phrases.number(term[key]) for key in (("times", "times") if term["letter"] else ("slope", "cap")))
        if slope is None or cap is None or slope <= 0 or cap <= 0:
            raise NotReadError("CR680", term[0])
        at = ONE if term["at"] is None else _share(term["at"], bare_percent=False)
        full_at = cap / slope * at
        yield Part(
            id=letter,
            max_points=cap,
            scoring=Scoring(
                measure=rate if zero is None else _with_zero(rate, zero),
                award=Proportional(full_at=None if full_at == ONE else full_at),
            ),
        )
    for letter in waiting:
        raise NotReadError("CR693", letter, text)
