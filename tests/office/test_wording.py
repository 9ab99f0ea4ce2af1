"""What the library writes into a scoring cell it reads back, and nothing is taken for something else."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules import available, load
from cchc_rules.exact import Rounding
from cchc_rules.law.awards import Most
from cchc_rules.law.codec import loads
from cchc_rules.law.facts import Fact, FactType, Name
from cchc_rules.law.model import Scorecard
from cchc_rules.law.scoring import BestOf, Branch, Part, Scoring, Sum
from cchc_rules.office.wording import NotUnderstood, Understood, read_back, say, understand
from tests.office.scorings import FACTS, roundings, scorings
from tests.report.support import FACTS as SAMPLE_FACTS
from tests.report.support import SAMPLES
from tests.shapes.test_shapes import SHAPES, ruleset
from tests.support import examples, sound

INSTRUMENTS = Path(__file__).parents[1] / "instruments"
Written = tuple[str, Scoring, Most, Mapping[str, Fact], Rounding | None]


def in_vietnamese(scoring: Scoring) -> Scoring:
    """The same scoring function with the names of its parts in Vietnamese alone, as an annex has them."""
    award = scoring.award
    match award:
        case Sum():
            award = attrs.evolve(award, parts=tuple(map(_part, award.parts)), minus=tuple(map(_part, award.minus)))
        case BestOf():
            award = attrs.evolve(award, parts=tuple(map(_part, award.parts)))
        case Branch():
            arms = tuple(attrs.evolve(arm, scoring=in_vietnamese(arm.scoring)) for arm in award.arms)
            rest = attrs.evolve(award.otherwise, scoring=in_vietnamese(award.otherwise.scoring))
            award = attrs.evolve(award, arms=arms, otherwise=rest)
        case _:
            pass
    return attrs.evolve(scoring, award=award)


def _part(part: Part) -> Part:
    name = None if part.name is None or part.name.vi == part.id else Name(part.name.vi)
    return attrs.evolve(part, scoring=in_vietnamese(part.scoring), name=name)


def of_card(name: str, card: Scorecard) -> Iterator[Written]:
    for leaf in card.leaves:
        yield f"{name} {leaf.code}", leaf.rule, leaf.max_points, card.facts, leaf.rounding
        for reading in leaf.readings:
            if reading.scoring is not None:
                yield f"{name} {leaf.code} {reading.id}", reading.scoring, leaf.max_points, card.facts, reading.round


def written() -> Iterator[Written]:
    """Every scoring function of the shipped scorecards, the sound ruleset, the instruments and the shapes."""
    rulesets = {name: load(name) for name in available()} | {"sound": sound()}
    for name in ("qd11_year", "qd11_month", "qd766"):
        texts = {path.name: path.read_text(encoding="utf-8") for path in (INSTRUMENTS / name).glob("*.toml")}
        rulesets[name] = loads(texts, name)
    for name, found in rulesets.items():
        for kind, card in found.scorecards.items():
            yield from of_card(f"{name} {kind}", card)
    for shape in SHAPES:
        card = loads(ruleset(shape)).scorecard("department")
        yield from of_card(shape["id"], card)


def test_what_is_written_is_read_back_the_same() -> None:
    for name, scoring, most, facts, rounding in written():
        read = understand(say(scoring, most, facts, rounding), code="1.1", name="Ví dụ", max_points=most, known=facts)
        assert isinstance(read, Understood), (name, read)
        assert read.scoring == in_vietnamese(scoring), name
        assert read.round == rounding, name
        assert {fact: facts[fact] for fact, _ in scoring.needs} == dict(read.facts), name


def test_without_known_facts_the_same_words_come_of_it() -> None:
    for name, scoring, most, facts, rounding in written():
        lines = say(scoring, most, facts, rounding)
        read = understand(lines, code="3.4.1", name="Ví dụ", max_points=most)
        assert isinstance(read, Understood), (name, read)
        assert [str(fact.type) for fact in read.facts.values() if fact.type is FactType.LEVEL] == [
            str(facts[fact].type)
            for fact in dict.fromkeys(fact for fact, _ in scoring.needs)
            if facts[fact].type is FactType.LEVEL
        ], name
        assert all(fact.startswith("n_3_4_1") or fact in facts for fact in read.facts), name


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_read_back(name: str) -> None:
    lines = say(SAMPLES[name], Fraction(2), SAMPLE_FACTS)
    assert read_back(lines, code="1.1", most=Fraction(2), known=SAMPLE_FACTS).scoring == SAMPLES[name]


@examples(200)
@given(
    scoring=scorings,
    most=st.sampled_from([None, Fraction(2), Fraction(1, 3), Fraction(10)]),
    rounding=st.one_of(st.none(), roundings),
)
def test_any_scoring_function_is_read_back(scoring: Scoring, most: Most, rounding: Rounding | None) -> None:
    """Writing a scoring function and reading it gives the same one, whatever its facts are called."""
    read = read_back(say(scoring, most, FACTS, rounding), code="1.1", most=most, known=FACTS)
    assert read.scoring == in_vietnamese(scoring)
    assert read.round == rounding


def test_marks_of_other_hands_are_read() -> None:
    lines = ("Số đo: Số bài", "Điểm: theo khoảng:", "–  từ 2 trở lên: 1 điểm", "- dưới 2: 0 điểm")
    read = understand(lines, code="1.1", name="Tin bài", max_points=Fraction(1))
    assert isinstance(read, Understood)
    assert list(read.facts) == ["n_1_1"]


DEEP = """Cộng các phần:
- Phần “a”, tối đa 1 điểm:
+ Chỉ tính phần nhiều điểm nhất:
• Phần “b”, tối đa 1 điểm:
◦ Cộng các phần:
◦◦ Phần “c”, tối đa 1 điểm:
◦◦◦ Số đo: Có kế hoạch
◦◦◦ Điểm: có: 1 điểm; không: 0 điểm"""


def test_depth_has_no_end() -> None:
    read = understand(tuple(DEEP.split("\n")), code="1.1", name="", max_points=Fraction(1))
    assert isinstance(read, Understood)
    assert say(read.scoring, Fraction(1), read.facts) == tuple(DEEP.split("\n"))


MISREAD: list[tuple[str, str]] = [
    ("Số đo: a / b; tử số có thể lớn hơn mẫu số nhiều\nĐiểm: tỷ lệ × điểm tối đa (1 điểm)", "nhiều"),
    (
        "Số đo: a / b; mẫu số bằng 0 thì thay bằng x / y / z; cũng bằng 0 thì tỷ lệ là 0 %\nĐiểm: tỷ lệ × điểm tối đa (1 điểm)",
        "x / y / z",
    ),
    ("Số đo: 2 × 3 × a\nĐiểm: giá trị đo được là số điểm, tối đa 1 điểm", "2 × 3 × a"),
    (
        "Số đo: Có kế hoạch\nĐiểm: có: 1 điểm; không: 0 điểm\nLàm tròn: 2 chữ số thập phân, nửa làm tròn lên\nhết",
        "Làm tròn",
    ),
    ("Số đo: Có kế hoạch\nĐiểm: có: 1 điểm (ghi rõ); không: 0 điểm\n- thêm", "thêm"),
    ("Theo trường hợp:\n- Trường hợp còn lại:\n+ Ghi chú", "Ghi chú"),
    (
        "Số đo: Ngày gửi\nĐiểm: theo khoảng:\n- không thực hiện: 0 điểm\n- không thực hiện: 0 điểm",
        "không thực hiện: 0 điểm",
    ),
    ("Số đo: Số bài\nĐiểm: theo khoảng:\n- từ 2 trở lên: 1 điểm\n- khá nhiều: 0 điểm", "khá nhiều: 0 điểm"),
    ("Số đo: Số bài\nĐiểm: theo khoảng:\n- từ 2 trở lên: 1 điểm/quý", "1 điểm/quý"),
    ("Số đo: Số bài\nĐiểm: tùy", "tùy"),
    ("Số đo: Số bài\nGhi chú", "Ghi chú"),
    ("Số đo: Số bài", "Số bài"),
    ("Số đo: Có kế hoạch\nĐiểm: có: 1 điểm; không: 0 điểm\ntrừ trường hợp bất khả kháng", "trừ trường hợp"),
    ("Số đo: Có kế hoạch\nĐiểm: có: 1 điểm; không: 0 điểm\nLàm tròn: 2 chữ số", "2 chữ số"),
    ("Số đo: Có kế hoạch\nĐiểm: có: nhiều điểm; không: 0 điểm", "nhiều điểm"),
    ("Số đo: a / b / c\nĐiểm: tỷ lệ × điểm tối đa (1 điểm)", "a / b / c"),
    ("Số đo: a / b; trừ c\nĐiểm: tỷ lệ × điểm tối đa (1 điểm)", "trừ c"),
    ("Số đo: a / b; mẫu số bằng 0 thì tỷ lệ là cao\nĐiểm: tỷ lệ × điểm tối đa (1 điểm)", "mẫu số bằng 0"),
    ("Số đo: a / b\nĐiểm: tỷ lệ × điểm tối đa (2 điểm)", "tỷ lệ × điểm tối đa"),
    ("Số đo: a / b\nĐiểm: tỷ lệ / cao × điểm tối đa (1 điểm); từ cao trở lên được điểm tối đa", "cao"),
    ("Số đo: a / b\nĐiểm: tỷ lệ / 80 % × điểm tối đa (1 điểm); từ 90 % trở lên được điểm tối đa", "90 %"),
    ("Số đo: nhiều × a\nĐiểm: giá trị đo được là số điểm, tối đa 1 điểm", "nhiều × a"),
    ("Số đo: số ngày từ hạn (hôm nào đó) đến: Ngày gửi\nĐiểm: theo khoảng:\n- không chậm: 1 điểm", "hôm nào đó"),
    ("Số đo: số ngày từ hạn (hết ngày 31/02) đến: Ngày gửi\nĐiểm: theo khoảng:\n- không chậm: 1 điểm", "31/02"),
    ("Số đo: Mức độ\nĐiểm: theo mức:\n- khá: 1 điểm", "khá: 1 điểm"),
    (
        "Số đo: a\nĐiểm: tại nhiều: 1 điểm; cứ tăng đủ 2 thêm 1 điểm, tối đa 1 điểm; chưa đến nhiều: 0 điểm",
        "cứ tăng đủ 2",
    ),
    ("Số đo: a\nĐiểm: cơ quan thẩm định cho điểm từ 0 đến 1 điểm, theo bước nhỏ, có nêu lý do", "cơ quan thẩm định"),
    ("Theo trường hợp:\n- Khi nào đó:\n+ Số đo: a\n+ Điểm: có: 1 điểm; không: 0 điểm", "Khi nào đó:"),
    ("Theo trường hợp:\n- Nếu a khá:\n+ Số đo: a\n+ Điểm: có: 1 điểm; không: 0 điểm\n- Trường hợp còn lại:", "a khá"),
    ("Theo trường hợp:\n- Nếu a: khá:\n+ Số đo: a\n+ Điểm: có: 1 điểm; không: 0 điểm\n- Trường hợp còn lại:", "a: khá"),
    ("Theo trường hợp:", "Theo trường hợp:"),
    ("Cộng các phần:\n- Phần không tên, tối đa 1 điểm:", "Phần không tên"),
    (
        "Số đo: trung bình có trọng số: Phiếu; phương án: A nhiều; nhóm: B 100 %; mỗi nhóm từ 5 phiếu hợp lệ\nĐiểm: tỷ lệ × điểm tối đa (1 điểm)",
        "A nhiều",
    ),
    (
        "Số đo: trung bình có trọng số: Phiếu; phương án: “Tốt” 100 %; nhóm: B 100 %; mỗi nhóm từ 5 phiếu hợp lệ\nĐiểm: tỷ lệ × điểm tối đa (1 điểm)",
        "“Tốt” 100 %",
    ),
    (
        "Số đo: trung bình có trọng số: Phiếu; phương án: A 100 %; nhóm: B 100 %; mỗi nhóm từ năm phiếu hợp lệ\nĐiểm: tỷ lệ × điểm tối đa (1 điểm)",
        "năm",
    ),
]


@pytest.mark.parametrize(("text", "unread"), MISREAD)
def test_a_sentence_that_is_not_quite_one_is_not_read(text: str, unread: str) -> None:
    read = understand(tuple(text.split("\n")), code="1.1", name="Ví dụ", max_points=Fraction(1))
    assert isinstance(read, NotUnderstood)
    assert read.why[0].id == "CR680"
    assert unread in read.why[0].found
    assert read.why[0].code == "1.1"


def test_what_makes_no_sense_is_not_taken() -> None:
    lines = ("Số đo: số ngày từ hạn (hết ngày 25/11) đến: Ngày gửi", "Điểm: tỷ lệ × điểm tối đa (1 điểm)")
    read = understand(lines, code="1.1", name="Ví dụ", max_points=Fraction(1))
    assert isinstance(read, NotUnderstood)
    assert [finding.id for finding in read.why] == ["CR694", "CR263"]


def test_a_label_of_two_known_facts_does_not_tell_which() -> None:
    known = {name: Fact(type=FactType.BOOLEAN, name=Name("Có kế hoạch")) for name in ("one", "other")}
    lines = ("Số đo: Có kế hoạch", "Điểm: có: 1 điểm; không: 0 điểm")
    read = understand(lines, code="1.1", name="Ví dụ", max_points=Fraction(1), known=known)
    assert isinstance(read, NotUnderstood)
    assert read.why[0].id == "CR695"
    named = ("Số đo: “Có kế hoạch” (other)", lines[1])
    told = understand(named, code="1.1", name="Ví dụ", max_points=Fraction(1), known=known)
    assert isinstance(told, Understood)
    assert list(told.facts) == ["other"]


def test_a_cell_that_says_nothing_is_not_read() -> None:
    read = understand(("", "  "), code="1.1", name="Ví dụ", max_points=Fraction(1))
    assert isinstance(read, NotUnderstood)
    assert [finding.id for finding in read.why] == ["CR691"]


def test_slips_are_named() -> None:
    lines = ("Số đo: a / b", "Điểm: theo khoảng:", "- từ 50 % trở lên: 1 điểm", "- 0 %: 0 điểm")
    read = understand(lines, code="1.1", name="Ví dụ", max_points=Fraction(2))
    assert isinstance(read, Understood)
    assert {slip.kind.value: slip.values for slip in read.slips} == {"gap": "(0, 0.5)", "unreachable": "1"}


def facts_of(*lines: str) -> Any:  # noqa: ANN401 - plain values for comparison
    read = understand(lines, code="4.a", name="Ví dụ", max_points=Fraction(1))
    assert isinstance(read, Understood), read
    return {name: (str(fact.type), fact.name.vi, str(fact.by)) for name, fact in read.facts.items()}


def test_new_facts_are_named_after_the_code_and_typed_by_their_use() -> None:
    assert facts_of("Số đo: Vốn đã giải ngân / Vốn được giao", "Điểm: tỷ lệ × điểm tối đa (1 điểm)") == {
        "n_4_a_part": ("number", "Vốn đã giải ngân", "unit"),
        "n_4_a_whole": ("number", "Vốn được giao", "unit"),
    }
    assert facts_of(
        "Số đo: Điểm chấm", "Điểm: cơ quan thẩm định cho điểm từ 0 đến 1 điểm, theo bước 0,25, có nêu lý do"
    ) == {"n_4_a": ("points", "Điểm chấm", "appraiser")}
    assert facts_of(
        "Số đo: (Tỷ lệ năm nay) − (Tỷ lệ năm trước)".replace("(", "").replace(")", ""),
        "Điểm: theo khoảng:",
        "- từ 0 điểm phần trăm trở lên: 1 điểm",
        "- dưới 0 điểm phần trăm: 0 điểm",
    ) == {
        "n_4_a_1": ("rate", "Tỷ lệ năm nay", "unit"),
        "n_4_a_2": ("rate", "Tỷ lệ năm trước", "unit"),
    }


def test_a_fact_used_in_two_ways_is_of_no_type() -> None:
    lines = (
        "Theo trường hợp:",
        "- Nếu có đủ: Kế hoạch; Báo cáo: có:",
        "+ Số đo: Kế hoạch",
        "+ Điểm: tỷ lệ × điểm tối đa (1 điểm)",
        "- Trường hợp còn lại:",
        "+ Số đo: Báo cáo",
        "+ Điểm: có: 1 điểm; không: 0 điểm",
    )
    read = read_back(lines, code="1.1", most=Fraction(1), known={})
    assert [fact.type for fact in read.facts.values()] == [FactType.BOOLEAN, FactType.BOOLEAN]
