"""On a terminal, with rich, the same words stand in colour."""

import io

from cchc_rules import evaluate, load
from cchc_rules.report.blocks import Column, Heading, Notice, Outline, Page, Pairs, Side, Table
from cchc_rules.report.examples import example_submission
from cchc_rules.report.labels import notice
from cchc_rules.report.layout import plain
from cchc_rules.report.results import explanation, result_page
from cchc_rules.report.terminal import show


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(*pages: Page) -> str:
    stream = Terminal()
    show(pages, stream)
    return stream.getvalue()


def test_every_block_is_shown() -> None:
    table = Table(
        columns=(Column("Mã"), Column("Điểm tối đa sau loại trừ", Side.NUMBER)),
        rows=(("1", "1,25"), ("2", "10")),
        foot=(("", "11,25"),),
        strong=frozenset({0}),
    )
    empty = Table(columns=(Column("Mã"),), rows=())
    outline = Outline(items=((0, "một"), (1, "trong một"), (0, "hai")), numbered=True)
    page = (
        Heading("Tên", 1),
        Notice("Bản dựng lại"),
        Heading("Mục"),
        Pairs((("Điểm", "[bold]không phải mã[/bold]"),)),
        table,
        empty,
        outline,
        Outline(items=((0, "không số"),)),
    )
    text = shown(page)
    assert "\x1b[" in text
    for words in ("Tên", "Bản dựng lại", "[bold]không phải mã[/bold]", "1,25", "11,25", "trong một", "1.", "2."):
        assert words in text
    lines = text.splitlines()
    (short,) = [line for line in lines if "1,25" in line and "11,25" not in line]
    (long,) = [line for line in lines if "11,25" in line]
    assert [line for line in lines if "10   " in line]
    assert short.replace("\x1b[1m", "").replace("\x1b[0m", "").index(",") == (
        long.replace("\x1b[1m", "").replace("\x1b[0m", "").index(",")
    )


def test_a_terminal_shows_the_notice_and_the_same_words_as_the_plain_page() -> None:
    scorecard = load("2024_2426").scorecard("department")
    result = evaluate(scorecard, example_submission(scorecard))
    line = notice(scorecard.standing, "vi")
    assert line is not None
    for page in (result_page(result, "vi"), explanation(result, "3.4.1", "vi")):
        text = " ".join(shown(page).split())
        assert line in text
        words = [word for word in plain(page).split() if word.isalpha()]
        assert [word for word in words if word not in text] == []


def test_a_name_cannot_move_the_cursor() -> None:
    assert "\x1b[2J" not in shown((Heading("a\x1b[2Jb", 1), Pairs((("x", "a\x1b[2Jb"),))))
