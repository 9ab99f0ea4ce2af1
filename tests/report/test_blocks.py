"""Pages as plain text and as Markdown: aligned, at most 100 columns wide, and safe against what names may hold."""

import pytest

from cchc_rules.report.blocks import (
    Block,
    Column,
    Heading,
    Notice,
    Outline,
    Pairs,
    Side,
    Table,
    clean,
    width,
)
from cchc_rules.report.layout import aligned, markdown, plain

COLUMNS = (Column("Mã"), Column("Tên"), Column("Điểm tối đa sau loại trừ", Side.NUMBER), Column("Hạng", Side.RIGHT))
TABLE = Table(
    columns=COLUMNS,
    rows=(("1", "Sở Nội vụ", "1,25", "1"), ("2", "Thử", "≈10,5", "2"), ("3", "Mở", "8,08–13,08", "–")),
    foot=(("", "Tổng", "11,75", ""),),
    strong=frozenset({0, 2}),
)


def test_a_table_stands_aligned() -> None:
    assert plain((TABLE,)).splitlines() == [
        "  Mã  Tên         Điểm tối đa  Hạng",
        "                 sau loại trừ",
        "  ──  ─────────  ────────────  ────",
        "  1   Sở Nội vụ          1,25     1",
        "  2   Thử              ≈10,5      2",
        "",
        "  3   Mở           8,08–13,08     –",
        "  ──  ─────────  ────────────  ────",
        "      Tổng              11,75",
    ]


def test_an_empty_table_keeps_its_head() -> None:
    assert plain((Table(columns=COLUMNS[:2], rows=()),)).splitlines() == ["  Mã  Tên", "  ──  ───"]


def test_numbers_stand_under_their_decimal_sign_and_other_text_does_not_move_them() -> None:
    assert aligned(["1,25", "≈10,5", "3", "–", "1–2,5"]) == ["1,25", "≈10,5 ", "3   ", "–", "1–2,5"]


def test_a_wide_table_gives_way_in_its_longest_texts_but_never_breaks_a_code() -> None:
    code = "so-nong-nghiep-va-phat-trien-nong-thon"
    row = (code, "Tên của một đơn vị rất dài " * 4, "Lý do cũng không ngắn hơn bao nhiêu " * 3)
    lines = plain((Table(columns=(Column("Mã"), Column("Tên"), Column("Lý do")), rows=(row,)),)).splitlines()
    assert max(map(width, lines)) <= 100
    assert any(code in line for line in lines)
    narrow = Table(columns=(Column("Mã"), Column("Tên")), rows=((code, "x" * 90),))
    assert f"{code}  {'x' * 90}" in plain((narrow,))


def test_labels_stand_in_a_column_and_long_text_is_wrapped_beside_them() -> None:
    pairs = Pairs((("Điểm", "3"), ("Một nhãn dài hơn mức một cột nhãn được phép", "chữ " * 40), ("Trống", "")))
    lines = plain((pairs,)).splitlines()
    assert max(map(width, lines)) <= 100
    assert lines[0] == f"  Điểm{' ' * 31} 3"
    assert lines[1].startswith("  Một nhãn dài hơn mức một cột nhãn")
    assert lines[-1] == "  Trống"


def test_a_number_is_not_parted_from_its_unit() -> None:
    assert plain((Heading("a " * 49 + "98 % hết"),)).splitlines()[1] == "98 % hết"


def test_an_outline_numbers_what_stands_at_its_left_edge() -> None:
    outline = Outline(items=((0, "một"), (1, "trong một"), (0, "hai")), numbered=True)
    assert plain((outline,)) == "  1. một\n     – trong một\n  2. hai\n"
    assert markdown((outline,)) == "1. một\n   - trong một\n2. hai\n"
    assert markdown((Outline(items=((0, "một"),)),)) == "- một\n"


def test_a_page_sets_its_blocks_apart_and_keeps_the_notice_with_its_heading() -> None:
    page: tuple[Block, ...] = (
        Heading("Tên", 1),
        Notice("Bản dựng lại"),
        Outline(items=((0, "Chữ"),)),
        Heading("Mục"),
        Outline(items=((0, "Chữ"),)),
    )
    assert plain(page) == "Tên\n═══\n! Bản dựng lại\n\n  – Chữ\n\nMục\n  – Chữ\n"
    assert markdown(page) == "# Tên\n\n> **Bản dựng lại**\n\n- Chữ\n\n## Mục\n\n- Chữ\n"


def test_markdown_is_a_table_of_pipes() -> None:
    assert markdown((TABLE,)).splitlines() == [
        "| Mã | Tên | Điểm tối đa sau loại trừ | Hạng |",
        "| :-- | :-- | --: | --: |",
        "| **1** | **Sở Nội vụ** | **1,25** | **1** |",
        "| 2 | Thử | ≈10,5 | 2 |",
        "| **3** | **Mở** | **8,08–13,08** | **–** |",
        "|  | **Tổng** | **11,75** |  |",
    ]
    assert markdown((Pairs((("Điểm", "3"),)),)) == "- **Điểm:** 3\n"


@pytest.mark.parametrize(
    "hostile", ["a\x1b[2Jb", "a\nb", "a\u202eb", "a\u200bb", "a\x00b", "a\r\nb", "a\u2028b", "a\udc80b"]
)
def test_a_name_cannot_move_the_cursor_nor_hide(hostile: str) -> None:
    shown = plain((Heading(hostile, 1), Pairs(((hostile, hostile),)), Outline(items=((0, hostile),))))
    assert not {"\x1b", "\u202e", "\u200b", "\x00", "\r", "\u2028", "\udc80"} & set(shown)
    assert clean(hostile).startswith("a ")
    assert len(shown.splitlines()) == 6


def test_markdown_takes_names_as_text() -> None:
    assert markdown((Heading("a|b <script> [x](y) *z* _w_ `v`"),)) == (
        "## a\\|b \\<script\\> \\[x\\](y) \\*z\\* \\_w\\_ \\`v\\`\n"
    )


def test_columns_are_counted_as_a_terminal_counts_them() -> None:
    assert width("Hải Phòng") == 9
    assert width("河") == 2
    assert width("ế̂") == 1
    assert clean("e\u0302\u0301") == "ế"
