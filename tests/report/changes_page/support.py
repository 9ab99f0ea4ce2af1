"""A page of HTML read back with the standard library alone, and the pages the tests look at."""

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import attrs

from cchc_rules import diff, load
from cchc_rules.errors import Language
from cchc_rules.law.model import Field, Ruleset, Scorecard
from cchc_rules.report.changes.html import changes_html
from cchc_rules.versions.changes import Changes

VOID = frozenset({"br", "col", "input", "link", "meta"})


@attrs.define
class Element:
    """One element: its tag, attributes, and what stands in it."""

    tag: str
    attributes: dict[str, str | None]
    inside: list["Element | str"] = attrs.field(factory=list)

    def walk(self) -> Iterator["Element"]:
        yield self
        for one in self.inside:
            if isinstance(one, Element):
                yield from one.walk()

    def all(self, *tags: str) -> list["Element"]:
        return [one for one in self.walk() if one.tag in tags]

    def with_class(self, name: str) -> list["Element"]:
        return [one for one in self.walk() if name in one.classes]

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)

    def spoken(self, language: Language) -> str:
        """What is seen of it while the page speaks this language, with single spaces."""
        return " ".join(self._spoken("en" if language == "vi" else "vi").split())

    def _spoken(self, hidden: str) -> str:
        parts = (one if isinstance(one, str) else one._spoken(hidden) for one in self.inside)
        return "" if hidden in self.classes else "".join(parts)


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute stands twice in {tag}"
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>, line {self.getpos()[0]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(text: str) -> Element:
    """Read a page; it fails where an element is not closed."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


@cache
def shipped() -> Changes:
    """What changed between the two shipped rulesets."""
    return diff(load("2023_2568"), load("2024_2426"))


@cache
def text(language: Language = "vi") -> str:
    """The page of the shipped rulesets."""
    return changes_html(shipped(), language)


@cache
def page(language: Language = "vi") -> Element:
    """The same, read back."""
    return read(text(language))


def element(where: Element, name: str) -> Element:
    """The element of that id."""
    (found,) = (one for one in where.walk() if one.attributes.get("id") == name)
    return found


def with_card(ruleset: Ruleset, card: Scorecard) -> Ruleset:
    """The ruleset with one of its scorecards exchanged; it is no longer the one its crosswalk speaks of."""
    return attrs.evolve(ruleset, scorecards={**ruleset.scorecards, card.unit_kind: card})


def with_field(card: Scorecard, code: str, **changed: Any) -> Scorecard:  # noqa: ANN401 - whatever a field has
    """The scorecard with something else in one field."""
    fields: tuple[Field, ...] = tuple(
        attrs.evolve(field, **changed) if field.code == code else field for field in card.fields
    )
    return attrs.evolve(card, fields=fields)


def lines_of(table: Element) -> list[int]:
    """How many columns each line of a table fills, counting what spans it from above."""
    filled = []
    for group in table.all("thead", "tbody", "tfoot"):
        waiting: list[tuple[int, int]] = []  # lines still to be spanned, and how many columns
        for line in group.all("tr"):
            cells = line.all("td", "th")
            widths = [int(cell.attributes.get("colspan") or 1) for cell in cells]
            filled.append(sum(widths) + sum(width for _, width in waiting))
            spans = [int(cell.attributes.get("rowspan") or 1) - 1 for cell in cells]
            waiting = [(left - 1, width) for left, width in waiting] + list(zip(spans, widths, strict=True))
            waiting = [(left, width) for left, width in waiting if left]
        assert waiting == [], "a cell spans more lines than there are"
    return filled
