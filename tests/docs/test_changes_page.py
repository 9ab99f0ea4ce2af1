"""The page of changes holds the whole catalogue, word for word, and every attribute a change can speak of."""

import re

from cchc_rules import diff, load
from cchc_rules.report.changes.labels import ATTRIBUTES, KINDS
from cchc_rules.versions.catalogue import CATALOGUE, ChangeKind
from tests.docs.changes_page import PAGE, split, tables
from tests.versions.catalogue.examples import changes


def test_the_page_of_changes_is_what_the_library_says() -> None:
    _, written = split(PAGE.read_text(encoding="utf-8"))
    assert written.splitlines() == tables().splitlines(), "python -m tests.docs.changes_page writes the page anew"


def test_every_kind_stands_in_the_page_once() -> None:
    ids = re.findall(r"^\| (CH\d{3}) ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert ids == [judged.id for judged in CATALOGUE.values()]
    assert KINDS.keys() == set(ChangeKind)


def test_every_attribute_a_change_speaks_of_has_its_words() -> None:
    examples = [change for kind in ChangeKind for change in changes(kind)]
    shipped = list(diff(load("2023_2568"), load("2024_2426")))
    assert {change.attribute for change in (*examples, *shipped)} <= ATTRIBUTES.keys()
