"""Texts as they are typed: letters that only look right, spaces that stand twice, names that lack their English."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from cchc_rules.law.lint.advice import advice
from cchc_rules.law.places import Located, Path, code_at

# Latin letters for which others are mistaken, by the letter that stands in the text.
_LOOK_ALIKES: Final = {
    **dict(zip("ÐƉðɖ", "ĐĐđđ", strict=True)),
    **dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁ", "ABESIJKMHOPCTYXaesijopcyxd", strict=True)),  # Cyrillic
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι", "ABEZHIKMNOPTYXovi", strict=True)),  # Greek
    "ı": "i",
    "ſ": "s",
}
_SPACES: Final = re.compile(r"\S+ {2,}\S+")
_WORD: Final = re.compile(r"[^ \n]+")


def odd_texts(data: Mapping[str, object]) -> Iterator[Located]:
    """Find everything odd in the texts of one file, given as its data."""
    for path, text in _texts(data):
        code = code_at(data, path)
        stray = next(((word[0], letter) for word in _WORD.finditer(text) for letter in word[0] if _stray(letter)), None)
        if stray is not None:
            word, letter = stray
            finding = advice("CR530", code=code, subject=word, found=_named(letter), expected=_meant(letter))
            yield path, finding
        twice = _SPACES.search(text)
        if twice is not None:
            yield path, advice("CR531", code=code, subject=twice[0])
    untranslated = [(path, name) for path, name in _names(data) if "en" not in name]
    if untranslated:
        path, name = untranslated[0]
        finding = advice("CR532", code=code_at(data, path), found=str(len(untranslated)), expected=str(name["vi"]))
        yield path, finding


def _texts(data: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list | tuple):
        for number, value in enumerate(data):
            yield from _texts(value, (*path, number))
    elif isinstance(data, str):
        yield path, data


def _names(data: object, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Give every name or sentence, which stands as a table of languages."""
    if isinstance(data, Mapping):
        if "vi" in data and data.keys() <= {"vi", "en"} and isinstance(data["vi"], str):
            yield path, data
        for key, value in data.items():
            yield from _names(value, (*path, key))
    elif isinstance(data, list | tuple):
        for number, value in enumerate(data):
            yield from _names(value, (*path, number))


def _stray(letter: str) -> bool:
    """Whether a letter is not one of Vietnamese or English, or is not seen at all."""
    if letter.isascii():
        return not (letter.isprintable() or letter == "\n")
    kind = unicodedata.category(letter)
    if kind[0] == "L":
        latin = unicodedata.name(letter, "").startswith("LATIN")
        return not latin or letter in _LOOK_ALIKES or unicodedata.normalize("NFKC", letter) != letter
    return kind in {"Cf", "Cc", "Co", "Cn", "Mn", "Zs", "Zl", "Zp"}


def _named(letter: str) -> str:
    seen = letter.isprintable() and unicodedata.category(letter) != "Mn"
    return f"{letter} (U+{ord(letter):04X})" if seen else f"U+{ord(letter):04X}"


def _meant(letter: str) -> str:
    """Give the letter it is mistaken for, where one can be told."""
    plain = unicodedata.normalize("NFKC", letter)
    if plain == " ":
        return "U+0020"
    return _LOOK_ALIKES.get(letter, plain if plain != letter and plain.isprintable() else "-")
