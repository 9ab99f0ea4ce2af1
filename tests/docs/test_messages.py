"""The page of messages holds every sentence of the library, word for word; pages name no message that is not there."""

import re
from pathlib import Path

import pytest

from cchc_rules.messages import MESSAGES
from tests.docs.messages_page import PAGE, split, tables
from tests.docs.pages import ROOT, pages


def test_the_page_of_messages_is_what_the_library_says() -> None:
    _, written = split(PAGE.read_text(encoding="utf-8"))
    assert written.splitlines() == tables().splitlines(), "python -m tests.docs.messages_page writes the page anew"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_id_that_a_page_names_is_one_of_the_library(page: Path) -> None:
    assert set(re.findall(r"\bCR\d{3}\b", page.read_text(encoding="utf-8"))) <= MESSAGES.keys()
