"""Bodies that appraise: the printed name, and the id it is known by in the decision."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from cchc_rules.law.decision import Appraiser
from cchc_rules.law.facts import Name

NOBODY: Final = Appraiser(id="khong-ghi", name=Name("Chưa rõ (phụ lục không ghi)", "Not printed in the annex"))
_SIGNS: Final = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Give a Vietnamese name in plain letters and hyphens.

    >>> plain("Sở Nội vụ"), plain("Văn phòng Đoàn ĐBQH & HĐND")
    ('so-noi-vu', 'van-phong-doan-dbqh-hdnd')
    """
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _SIGNS.sub("-", bare).strip("-")


class Bodies:
    """The bodies a decision knows, and those an annex adds; a name that is known keeps its id.

    Capital letters and spaces do not make another body.
    """

    def __init__(self, known: Iterable[Appraiser]) -> None:
        self.known = tuple({body.id: body for body in reversed(tuple(known))}.values())[::-1]  # the first of an id
        self._by_name = {_folded(body.name.vi): body for body in reversed(self.known)}
        self._ids = {body.id for body in self.known}

    def of(self, name: str) -> str:
        """Give the id of a body by its printed name; the first time it is met it gets one."""
        if name == NOBODY.name.vi:
            return self.nobody()
        if _folded(name) not in self._by_name:
            self._add(Appraiser(id=self._free(plain(name) or "co-quan"), name=Name(name)))
        return self._by_name[_folded(name)].id

    def nobody(self) -> str:
        """Give the id that stands where no body is printed."""
        self._by_name.setdefault(_folded(NOBODY.name.vi), NOBODY)
        return NOBODY.id

    def _add(self, body: Appraiser) -> None:
        self._by_name[_folded(body.name.vi)] = body
        self._ids.add(body.id)

    def _free(self, wanted: str) -> str:
        if wanted not in self._ids:
            return wanted
        return next(name for name in _numbered(wanted) if name not in self._ids)

    @property
    def every(self) -> tuple[Appraiser, ...]:
        """All bodies: those that were known, then those that were added."""
        known = {body.id for body in self.known}
        return (*self.known, *(body for body in self._by_name.values() if body.id not in known))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _numbered(name: str) -> Iterator[str]:
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1
