"""Real instruments, typed into Word and Excel as such annexes are printed, transcribed and held against the encoding."""

import csv
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from cchc_rules.law.codec import loads
from cchc_rules.law.grounds import Basis
from cchc_rules.law.model import Criterion
from cchc_rules.law.scoring import Scoring
from cchc_rules.office.reading import read_annex
from cchc_rules.office.transcribing.folders import write
from cchc_rules.office.transcribing.transcription import Before, Transcription, transcribe
from cchc_rules.office.wording import Understood
from tests.docs.pages import ROOT
from tests.office.handmade import given
from tests.office.printed import CASES, INSTRUMENTS, UNIT_KINDS, cells, encoded, encoded_points, readings
from tests.support import Told

FORMS = ("docx", "xlsx")
TITLE = ("PHỤ LỤC", "BỘ TIÊU CHÍ ĐÁNH GIÁ", "(Ban hành kèm theo Quyết định số 9/QĐ-UBND)")
PAGE = ROOT / "docs" / "how-to" / "transcribe-an-annex.md"
Rows = tuple[tuple[str, ...], ...]


def typed(instrument: str) -> Rows:
    """The rows of an instrument, the heading first."""
    with (INSTRUMENTS / "printed" / f"{instrument}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(map(tuple, csv.reader(file)))


def as_word(rows: Rows, path: Path) -> None:
    """A table as printed in Word: each option a paragraph, the right side of rows without a scoring merged."""
    document = docx.Document()
    for line in TITLE:
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        filled = row.cells
        for cell, text in zip(filled, texts, strict=True):
            first, *rest = text.split("\n")
            cell.text = first
            for line in rest:
                cell.add_paragraph(line)
        if number and not any(texts[3:]):
            filled[3].merge(filled[-1])
    document.save(str(path))


def as_excel(rows: Rows, path: Path) -> None:
    """A table as printed in Excel: each option a row of its own, the other cells merged over all of them."""
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("Phụ lục")
    for number, line in enumerate(TITLE):
        sheet.write_string(number, 0, line)
    at = len(TITLE) + 1
    for texts in rows:
        options = texts[3].split("\n")
        for place, text in enumerate(texts):
            if place == 3:
                for number, option in enumerate(options):
                    sheet.write_string(at + number, place, option)
            elif len(options) > 1:
                sheet.merge_range(at, place, at + len(options) - 1, place, text)
            else:
                sheet.write_string(at, place, text)
        at += len(options)
    workbook.close()


@cache
def transcribed(instrument: str, form: str) -> Transcription:
    """Transcribe an instrument from a file, and write the folder; what stands there must load."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{instrument}.{form}"
        {"docx": as_word, "xlsx": as_excel}[form](typed(instrument), path)
        done = transcribe(read_annex(path), UNIT_KINDS[instrument], given(), Before(name="printed"))
        write(Path(folder) / "printed", done.files)
        texts = {one.name: one.read_text(encoding="utf-8") for one in (Path(folder) / "printed").iterdir()}
    assert loads(texts, "printed") == done.ruleset
    return done


BOTH = pytest.mark.parametrize(("instrument", "form"), [(one, form) for one in CASES for form in FORMS])


def figures(done: Transcription, instrument: str) -> tuple[int, int]:
    """How many of the scoring cells that hold something were read, and how many there are."""
    printed = {cell.code for cell in cells(instrument)}
    unread = {one.code for one in done.unread}
    return len(printed - unread), len(printed)


@pytest.mark.parametrize("form", FORMS)
def test_four_scoring_cells_in_five_are_read(form: str) -> None:
    counted = [figures(transcribed(instrument, form), instrument) for instrument in CASES]
    read, printed = (sum(each) for each in zip(*counted, strict=True))
    assert read * 5 >= printed * 4


@BOTH
def test_every_cell_becomes_a_leaf_with_its_name_and_maximum(instrument: str, form: str) -> None:
    card = transcribed(instrument, form).card
    for row in typed(instrument)[1:]:
        node = card.node(row[0])
        assert node.name.vi == row[1]
        if row[2]:
            assert node.max_points == abs(Fraction(row[2].replace(",", ".")))
    assert card.name.vi == TITLE[1]


@BOTH
def test_what_was_read_gives_the_points_of_one_encoded_reading(instrument: str, form: str) -> None:
    done = transcribed(instrument, form)
    unread = {one.code for one in done.unread}
    compared = 0
    for cell in cells(instrument):
        if cell.code in unread:
            continue
        leaf, truth = done.card.node(cell.code), encoded(instrument).node(cell.code)
        assert isinstance(leaf, Criterion)
        assert isinstance(truth, Criterion)
        direct = cell.read()
        assert isinstance(direct, Understood)
        names = [
            next(name for name, fact in done.card.facts.items() if fact == asked and name in used(leaf.rule))
            for asked in direct.facts.values()
        ]
        cases = list(CASES[instrument][cell.code])
        found = []
        for _, answers in cases:
            points = leaf.rule.score(
                Told(facts=dict(zip(names, answers, strict=True))), leaf.max_points, done.card.facts
            ).points
            rounded = points if points is None or leaf.round is None else leaf.round(points)
            found.append(rounded if rounded is None or leaf.max_points is None else min(rounded, leaf.max_points))
        expected = [
            [encoded_points(encoded(instrument), truth, scoring, facts) for facts, _ in cases]
            for scoring in readings(truth)
        ]
        assert found in expected, cell.code
        compared += 1
    assert compared == figures(done, instrument)[0]


def used(scoring: Scoring) -> set[str]:
    return {name for name, _ in scoring.needs}


@BOTH
def test_what_was_not_read_is_judged_and_no_more_than_illustrative(instrument: str, form: str) -> None:
    done = transcribed(instrument, form)
    for one in done.unread:
        leaf = done.card.node(one.code)
        assert isinstance(leaf, Criterion)
        assert leaf.rule.award.kind in {"judged", "tally"}
        assert leaf.basis is Basis.ILLUSTRATIVE
        assert leaf.words == one.words
        assert any(finding.id == "CR673" and finding.code == one.code for finding in done.findings)


@BOTH
def test_what_the_words_leave_open_is_at_most_inferred(instrument: str, form: str) -> None:
    done = transcribed(instrument, form)
    taken = {leaf.code for leaf in done.card.leaves if leaf.source == "taken"}
    assert taken == {one.code for one in done.findings if one.id in {"CR687", "CR688", "CR692", "CR697"}}
    assert all(done.card.node(code).basis is Basis.INFERRED for code in taken)


def test_both_files_come_to_the_same() -> None:
    for instrument in CASES:
        word, excel = (transcribed(instrument, form) for form in FORMS)
        assert [(one.code, one.words) for one in word.card.leaves] == [
            (one.code, one.words) for one in excel.card.leaves
        ]
        assert [one.scoring for one in word.card.leaves] == [one.scoring for one in excel.card.leaves]


def test_the_page_states_the_figures() -> None:
    stated = dict(
        re.findall(r"^\| `(\w+)` \|.*\| (\d+ of \d+) \| 0 \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    )
    real = {one: "{} of {}".format(*figures(transcribed(one, "docx"), one)) for one in CASES}
    assert stated == real
