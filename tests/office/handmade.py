"""Annexes made by hand, as if they had been read, and what comes of transcribing them."""

from datetime import date

from cchc_rules import load
from cchc_rules.law.model import Criterion, Ruleset
from cchc_rules.office.annex import Annex, AnnexRow, PrintedTotal
from cchc_rules.office.transcribing.acts import Given
from cchc_rules.office.transcribing.transcription import Before, Transcription, transcribe

RATE = ("Tỷ lệ = số việc xong / số việc được giao", "Điểm = Tỷ lệ × điểm tối đa")
YES = ("Có ban hành: 1 điểm", "Không ban hành: 0 điểm")
DROP = ("Không phát sinh thì giảm trừ điểm tối đa",)
ON = date(2031, 3, 1)


def row(  # noqa: PLR0913 - the columns of an annex
    code: str,
    max_points: str = "1",
    *,
    scoring: tuple[str, ...] = (),
    note: tuple[str, ...] = (),
    name: str = "",
    appraiser: str = "",
    evidence: tuple[str, ...] = (),
) -> AnnexRow:
    """One row; without a name it is called after its code."""
    return AnnexRow(
        code=code,
        name=name or f"Mục {code}",
        max_points=max_points,
        scoring=scoring,
        evidence=evidence,
        appraiser=appraiser,
        note=note,
        place=f"phu-luc.docx, bảng 1, hàng {code}",
    )


def leaf(code: str, max_points: str = "1", **columns: tuple[str, ...] | str) -> AnnexRow:
    """One row that says all a leaf needs."""
    whole = {"scoring": YES, "note": DROP, "appraiser": "Sở Ví dụ", **columns}
    return row(code, max_points, **whole)  # type: ignore[arg-type]  # columns by their names


def annex(*rows: AnnexRow, totals: tuple[tuple[str, str], ...] = (), title: tuple[str, ...] = ("BỘ CHỈ SỐ",)) -> Annex:
    """An annex of these rows, with printed totals by code."""
    printed = tuple(PrintedTotal(code=code, points=points, place="phu-luc.docx, bảng 1") for code, points in totals)
    return Annex(file="phu-luc.docx", title=title, rows=rows, totals=printed)


def given(number: str = "9/QĐ-UBND", **more: object) -> Given:
    """What a person says of a decision that nobody has transcribed."""
    said = {"title": "Ban hành", "signed_on": ON, "issued_by": "UBND tỉnh Ví dụ", "year": 2031, **more}
    return Given(number=number, on=ON, **said)  # type: ignore[arg-type]  # by their names


def done(
    *rows: AnnexRow,
    totals: tuple[tuple[str, str], ...] = (("", "1"),),
    existing: Ruleset | None = None,
    unit_kind: str = "commune",
) -> Transcription:
    """Transcribe rows for a decision that is not known."""
    before = Before(name="vi_du", existing=existing)
    return transcribe(annex(*rows, totals=totals), unit_kind, given(), before)


def ids(found: Transcription) -> list[str]:
    """The ids of what is to be said of a transcription."""
    return [finding.id for finding in found.findings]


def leaf_of(found: Transcription, code: str) -> Criterion:
    """A leaf of the scorecard that was transcribed."""
    node = found.card.node(code)
    assert isinstance(node, Criterion)
    return node


def known() -> Ruleset:
    """A ruleset whose decision is known."""
    return load("2024_2426")
