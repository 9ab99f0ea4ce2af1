"""The scoring cells of real instruments, as printed: how many are read, and that none is read wrongly."""

import pytest

from cchc_rules.law.model import Criterion
from cchc_rules.office.wording import NotUnderstood, Understood
from tests.office.printed import CASES, cells, encoded, encoded_points, read_points, readings

UNREAD = {
    "qd11_year": {"IV.3.1", "V.1", "V.2"},
    "qd11_month": {"II.3.1", "II.3.2", "III.1", "III.3"},
    "qd766": {"1.4", "4.4", "5.4"},
}
FIGURES = {"qd11_year": (25, 28), "qd11_month": (9, 13), "qd766": (14, 17)}
READ = [(instrument, cell.code) for instrument in CASES for cell in cells(instrument) if cell.code in CASES[instrument]]


@pytest.mark.parametrize("instrument", CASES)
def test_so_many_cells_are_read_and_the_others_say_why(instrument: str) -> None:
    results = {cell.code: cell.read() for cell in cells(instrument)}
    unread = {code for code, result in results.items() if isinstance(result, NotUnderstood)}
    assert unread == UNREAD[instrument]
    assert (len(results) - len(unread), len(results)) == FIGURES[instrument]
    for result in results.values():
        assert isinstance(result, Understood) or all(
            finding.text("vi") and finding.text("en") for finding in result.why
        )


def test_four_cells_in_five_are_read() -> None:
    read, printed = (sum(figures) for figures in zip(*FIGURES.values(), strict=True))
    assert read * 5 >= printed * 4


def test_every_cell_that_is_read_is_compared() -> None:
    assert len(READ) == sum(read for read, _ in FIGURES.values())


@pytest.mark.parametrize(("instrument", "code"), READ)
def test_a_cell_that_is_read_gives_the_points_of_one_encoded_reading(instrument: str, code: str) -> None:
    cell = next(cell for cell in cells(instrument) if cell.code == code)
    card, read = encoded(instrument), cell.read()
    leaf = card.node(code)
    assert isinstance(leaf, Criterion)
    assert isinstance(read, Understood)
    cases = list(CASES[instrument][code])
    given = [read_points(read, cell.most, answers) for _, answers in cases]
    expected = [[encoded_points(card, leaf, scoring, facts) for facts, _ in cases] for scoring in readings(leaf)]
    assert cases
    assert given in expected


def test_what_the_words_leave_open_is_named() -> None:
    read = {cell.code: cell.read() for cell in cells("qd11_year")}
    found = {
        code: [slip.kind.value for slip in one.slips]
        for code, one in read.items()
        if isinstance(one, Understood) and one.slips
    }
    overlaps = ("I.2.1", "II.4.2", "II.5.1", "II.5.2")
    assert found == {"II.7": ["gap"], "IV.3.2": ["gap"], **{code: ["overlap"] for code in overlaps}}
