"""Lists in Word: the numbers and bullets that are shown before a paragraph and stand nowhere in its text."""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from cchc_rules.values import Value

BULLETS: Final = ("-", "+", "*")
_LEVELS: Final = 9
_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Level(Value):
    """One level of a list: the form of its numbers, the words around them, and the first number."""

    form: str
    words: str
    start: int


class Markers:
    """The markers of all lists of one document, counted paragraph by paragraph in printed order."""

    def __init__(self, numbering: Any, styles: Any) -> None:  # noqa: ANN401 - elements of python-docx have no types
        """Take the root elements of the numbering and of the styles; either may be None."""
        self._levels: dict[str, dict[int, Level]] = {}
        self._list_of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        self._styled = _styled(styles)
        for listed in () if numbering is None else numbering.iter(f"{_W}abstractNum"):
            self._levels[listed.get(f"{_W}abstractNumId", "")] = dict(map(_level, listed.iterchildren(f"{_W}lvl")))
        for number in () if numbering is None else numbering.iterchildren(f"{_W}num"):
            name = number.get(f"{_W}numId", "")
            self._list_of[name] = _value(number, "abstractNumId")
            starts = ((over, _value(over, "startOverride")) for over in number.iterchildren(f"{_W}lvlOverride"))
            self._starts[name] = {_whole(over.get(f"{_W}ilvl")): _whole(start) for over, start in starts if start}

    def marker(self, paragraph: Any) -> str:  # noqa: ANN401 - the same
        """Give what is shown before a paragraph, "" where nothing is, and count it."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        own = properties.find(f"{_W}numPr")
        name, depth = self._styled.get(_value(properties, "pStyle"), ("", 0))
        if own is not None:
            name = _value(own, "numId") or name
            depth = _whole(_value(own, "ilvl")) if _value(own, "ilvl") else depth
        if not name or name == "0":  # 0 takes a paragraph out of the list of its style
            return ""
        listed = self._list_of.get(name, "")
        level = self._levels.get(listed, {}).get(depth)
        if level is None or level.form in {"bullet", "none"}:
            return "" if level is not None and level.form == "none" else BULLETS[min(depth, len(BULLETS) - 1)]
        return self._count(name, listed, depth)

    def _count(self, name: str, listed: str, depth: int) -> str:
        levels, counts = self._levels[listed], self._counts.setdefault(listed, {})
        if name not in self._begun:
            self._begun.add(name)
            for at, start in self._starts[name].items():
                counts[at] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            counts.pop(deeper, None)
        words = levels[depth].words
        for at in range(depth + 1):
            form = levels[at].form if at in levels else "decimal"
            start = levels[at].start if at in levels else 1
            words = words.replace(f"%{at + 1}", _shown(counts.setdefault(at, start), form))
        return words


def _styled(styles: Any) -> Mapping[str, tuple[str, int]]:  # noqa: ANN401 - the same
    """Map paragraph styles to the list and level they bring along."""
    found: dict[str, tuple[str, int]] = {}
    for style in () if styles is None else styles.iter(f"{_W}style"):
        for properties in style.iter(f"{_W}numPr"):
            name = _value(properties, "numId")
            if name:
                found[style.get(f"{_W}styleId", "")] = name, _whole(_value(properties, "ilvl"))
    return found


def _level(element: Any) -> tuple[int, Level]:  # noqa: ANN401 - the same
    depth = _whole(element.get(f"{_W}ilvl"))
    form = _value(element, "numFmt") or "decimal"
    start = _value(element, "start")
    return depth, Level(form=form, words=_value(element, "lvlText"), start=_whole(start) if start else 1)


def _value(element: Any, name: str) -> str:  # noqa: ANN401 - the same
    """Give the ``w:val`` of a child, "" where there is none."""
    child = element.find(f"{_W}{name}")
    return "" if child is None else str(child.get(f"{_W}val", ""))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _shown(number: int, form: str) -> str:
    if form in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in {"upperRoman", "lowerRoman"}:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman if form == "upperRoman" else roman.lower()
    return f"{number:02}" if form == "decimalZero" else str(number)
