"""Whatever an annex holds: a ruleset that loads comes of it, or nothing, and no unread cell is passed over."""

from collections.abc import Sequence

from hypothesis import given as drawn
from hypothesis import strategies as st

from cchc_rules.errors import AnnexError, Finding, RulesetError
from cchc_rules.law import codec
from cchc_rules.law.grounds import Basis, Standing
from cchc_rules.office.annex import AnnexRow
from cchc_rules.office.transcribing.transcription import Before, transcribe
from tests.office.handmade import annex, given
from tests.office.printed import CASES, cells

CELLS = [cell.lines for instrument in CASES for cell in cells(instrument)]
WORDS = st.text(st.sampled_from("aăâbc ĐđiI01,.:;-–%/()“”\"'\\=\t"), max_size=20).map(str.strip)
LINES = st.one_of(st.just(()), st.sampled_from(CELLS), st.tuples(WORDS), st.tuples(WORDS, WORDS))
NOTES = st.sampled_from(
    [
        (),
        ("Không phát sinh thì giảm trừ điểm tối đa",),
        ("Không phát sinh thì xem xét",),
        ("Vai trò: điểm thưởng",),
        ("Cách gộp: lấy tiêu chí con nhiều điểm nhất",),
    ]
)
CODES = st.lists(
    st.sampled_from(["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.3", "2", "2.1", "2.a"]), unique=True, min_size=1
)
POINTS = st.sampled_from(["", "1", "0.5", "2", "10", "-1", "1/3", "một"])


@st.composite
def rows(draw: st.DrawFn) -> tuple[AnnexRow, ...]:
    """Rows in the order of their codes, with anything in their cells; mostly with the parents they need."""
    codes = draw(CODES)
    if draw(st.booleans()):
        codes = [*codes, *(code[:end] for code in codes for end, sign in enumerate(code) if sign == ".")]
    return tuple(
        AnnexRow(
            code=code,
            name=draw(st.sampled_from(["Kế hoạch", "Điểm trừ", "Điểm thưởng"]))
            if "." not in code
            else draw(WORDS) or "Mục",
            max_points=draw(POINTS),
            scoring=tuple(filter(None, draw(LINES))),
            evidence=tuple(filter(None, draw(LINES))),
            appraiser=draw(st.sampled_from(["", "Sở Ví dụ", "…"])),
            note=draw(NOTES),
            place=f"a.docx, bảng 1, hàng {code}",
        )
        for code in sorted(set(codes))
    )


@drawn(rows=rows(), total=st.sampled_from(["", "1", "3", "một"]))
def test_what_comes_of_an_annex_loads_or_nothing_does(rows: tuple[AnnexRow, ...], total: str) -> None:
    totals = (("", total),) if total else ()
    try:
        done = transcribe(annex(*rows, totals=totals), "commune", given(), Before(name="vi_du"))
    except (AnnexError, RulesetError) as fault:
        check(fault.findings)
        return
    texts = {name: text for name, text in done.files.items() if text is not None}
    assert codec.loads(texts, "vi_du") == done.ruleset
    unread = {one.code for one in done.unread}
    for leaf in done.card.leaves:
        assert (leaf.code in unread) == (leaf.source == "unread" and leaf.basis is Basis.ILLUSTRATIVE)
        printed = next((row.scoring for row in rows if row.code == leaf.code), leaf.words)
        assert leaf.words == printed
    assert {finding.code for finding in done.findings if finding.id == "CR673"} == unread
    assert done.card.standing is Standing.RECONSTRUCTION
    check(done.findings)


def check(findings: Sequence[Finding]) -> None:
    """Every finding has a sentence in both languages."""
    assert all(finding.text("vi") and finding.text("en") for finding in findings)
