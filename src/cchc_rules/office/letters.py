"""Letters: text made clean and composed, titles made comparable, and Vietnamese encodings older than Unicode."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")  # soft hyphen, zero width, byte order mark
_BREAKS: Final = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_LOOK_ALIKE: Final = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ɖ": "d", "Ɖ": "d", "ı": "i"})

_WORD: Final = re.compile(r"[^\s\"“”()\[\]{},;:/…–]+")
# signs that TCVN3 (ABC) puts in the place of Vietnamese letters, and that no Vietnamese word in Unicode holds
_TCVN3: Final = frozenset("µ¸¶·¹¨»¾¼½Æ©®ªÖ×ØÛÜÞßäåæçëîïñö÷øûüþ«¬¡¢§£¤¥¦")
_TCVN3_PLAIN: Final = frozenset("µ¸¶·¹¨¾¼½®ª¬¢£¤¥¦")  # those that no other language puts between letters
_BESIDE: Final = "«»§×÷©"  # what may touch a word without being part of it
_TONES: Final = "ùøûõïÙØÛÕÏ"
_VNI: Final = re.compile(
    rf"[aA][{_TONES}âêáàåãäéèúüëÂÊÁÀÅÃÄÉÈÚÜË]|[eE][{_TONES}âáàåãäÂÁÀÅÃÄ]|[oO][{_TONES}âåäÂÅÄ]"
    rf"|[uyôöUYÔÖ][{_TONES}]|^[ñÑ][a-zA-Zöô]"
)
_VIQR: Final = re.compile(
    r"(?<=[A-Za-z])[aeiouyAEIOUY][\^(+]?['`?~.](?=[A-Za-z])|[aeoAEO]\^|[ouOU]\+|^(?:dd|DD|Dd)[aeiouyAEIOUY]"
)
_LATIN: Final = re.compile(r"[A-Za-z]")
_UNICODE_ONLY: Final = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
_OLD_FONTS: Final = ((".vn", "TCVN3 (ABC)"), ("vni-", "VNI"))
_PIECE: Final = 40


def clean(text: str) -> str:
    r"""Give text in composed form (NFC), one line for each printed line, without stray or invisible spaces.

    >>> clean("  Cải  cách\u00a0hành \u200bchính \r\n\r\n- Có:\t3")
    'Cải cách hành chính\n- Có: 3'
    """
    text = _CONTROLS.sub("", _BREAKS.sub("\n", _INVISIBLE.sub("", text)))
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(line for line in lines if line)


def composed(text: str) -> bool:
    """Whether the text is in composed form (NFC) already."""
    return unicodedata.is_normalized("NFC", text)


def fold(text: str) -> str:
    r"""Give a title as it is compared: small plain letters and digits, single spaces.

    >>> fold("ĐIỂM\nTỐI  ĐA (*)") == fold("Điểm tối đa")
    True
    """
    plain = unicodedata.normalize("NFD", text.translate(_LOOK_ALIKE).lower())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_LETTERS.sub(" ", bare).strip()


def piece(text: str) -> str:
    """Give the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _PIECE else f"{line[: _PIECE - 1]}…"


def is_unicode(text: str) -> bool:
    """Whether the text holds a Vietnamese letter that only Unicode has."""
    return _UNICODE_ONLY.search(unicodedata.normalize("NFC", text)) is not None


def old_encoding(text: str, fonts: Iterable[str] = ()) -> str:
    """Name the encoding a text seems to be in, when it is one older than Unicode; else give "".

    Fonts tell (".VnTime", "VNI-Times"); without one the words must look like it: two of them and a quarter of all.

    >>> old_encoding("C¶i c¸ch hµnh chÝnh"), old_encoding("Caûi caùch haønh chính"), old_encoding("Cải cách hành chính")
    ('TCVN3 (ABC)', 'VNI', '')
    """
    if is_unicode(text):
        return ""
    if any("\x80" <= letter <= "\xff" for letter in text):
        named = [name for font in fonts for start, name in _OLD_FONTS if font.lower().startswith(start)]
        if named:
            return named[0]
    words = _WORD.findall(text)
    bare = [word.lstrip(_BESIDE).rstrip(f"{_BESIDE}®") for word in words]
    tcvn3 = [word for word in bare if _LATIN.search(word) and _TCVN3.intersection(word)]
    plain = [word for word in tcvn3 if _TCVN3_PLAIN.intersection(word)]
    vni = [word for word in words if _VNI.search(word)]
    viqr = [word for word in words if _VIQR.search(word)]
    for name, found, least in (
        ("VNI", vni, 2),
        ("TCVN3 (ABC)", tcvn3, 2),
        ("TCVN3 (ABC)", plain, 1),
        ("VIQR", viqr, 3),
    ):
        if len(found) >= least and 4 * len(found) >= len(words):
            return name
    return ""
