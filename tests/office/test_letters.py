import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.law.catalog import load
from cchc_rules.office.letters import clean, old_encoding, piece


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("C¶i c¸ch hµnh chÝnh", "TCVN3 (ABC)"),
        ("Tæng ®iÓm", "TCVN3 (ABC)"),
        ("®¹t", "TCVN3 (ABC)"),
        ("KÕ ho¹ch", "TCVN3 (ABC)"),
        ("Caûi caùch haønh chính", "VNI"),
        ("ñieåm toái ña", "VNI"),
        ("Ca?i ca'ch ha`nh chi'nh", "VIQR"),
        ("ddie^?m to^'i dda", "VIQR"),
        ("Cải cách hành chính", ""),
        ("Hoà Bình khoá quý", ""),
        ("Có", ""),
        ("plan 5 × 3 m² «x» §3 ©", ""),
        ("ông Müller, Windows®", ""),
        ("don't, e.g. this is a plain text", ""),
        ("", ""),
    ],
)
def test_encodings_older_than_unicode(text: str, encoding: str) -> None:
    assert old_encoding(text) == encoding


def test_no_text_of_the_rulesets_is_taken_for_an_old_encoding() -> None:
    for ruleset in ("2023_2568", "2024_2426"):
        for kind in ("department", "district", "commune"):
            for node in load(ruleset).scorecard(kind).walk():
                assert old_encoding(node.name.vi) == ""
                assert old_encoding(unicodedata.normalize("NFD", node.name.vi)) == ""


def test_a_piece_is_short_and_on_one_line() -> None:
    assert piece("một\nhai") == "một hai"
    assert piece("a" * 50) == "a" * 39 + "…"


@given(st.text())
def test_law_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Clean text stays as it is; it is composed, and no line of it is empty or begins or ends with a space."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert all(line and line == line.strip() for line in cleaned.split("\n")) or not cleaned
