"""Every fault of a text or a ruleset is refused by name, at its place, in both languages, with all others at once."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from cchc_rules.errors import CchcRulesError, RulesetError, SubmissionError
from cchc_rules.law.catalog import load, texts_of_shipped
from cchc_rules.law.codec import loads
from cchc_rules.law.release import Lock, Released, hold
from cchc_rules.messages import MESSAGES
from cchc_rules.scoring.reading import loads as read_submission
from tests.support import edited, sound, sound_texts

TABLE = Path(__file__).parent / "faults" / "faults.toml"
FAULTS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["faults"]
ID = re.compile(r"\[(CR\d{3})\]")
NOT_OF_A_TEXT = {"CR108", "CR109", "CR140", "CR141"}  # met by tests of their own, below


def texts_with(fault: dict[str, Any]) -> dict[str, str]:
    texts = dict(sound_texts())
    file = fault["file"]
    if "put" not in fault:
        del texts[file]
    elif "find" not in fault:
        texts[file] = fault["put"]
    else:
        text = texts[file]
        start = text.index(fault["find"], text.index(fault.get("after", "")))
        texts[file] = text[:start] + fault["put"] + text[start + len(fault["find"]) :]
    return texts


def refused(texts: dict[str, str], folder: str = "sound") -> RulesetError:
    with pytest.raises(RulesetError) as caught:
        loads(texts, folder)
    return caught.value


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{ID.findall(fault['says'][0])[0]}-{fault['what']}")
def test_a_fault_is_refused_by_name_at_its_place(fault: dict[str, Any]) -> None:
    folder = fault.get("folder", "sound")
    error = refused(texts_with(fault), folder)
    assert [str(finding).removeprefix(f"{folder}/") for finding in error.findings] == fault["says"]
    for finding in error.findings:
        vietnamese = finding.text("vi")
        assert vietnamese not in {"", finding.text("en")}
        for value in (finding.found, finding.expected):
            assert (value in vietnamese) == (value in finding.text("en")), "both languages tell the same"


def test_the_ruleset_that_is_edited_holds() -> None:
    assert loads(sound_texts(), "sound") == sound()


def test_every_fault_of_texts_and_rulesets_has_an_example() -> None:
    shown = {message_id for fault in FAULTS for says in fault["says"] for message_id in ID.findall(says)}
    assert shown | NOT_OF_A_TEXT == {message_id for message_id in MESSAGES if message_id[2] in "12"}


def test_no_example_stands_twice() -> None:
    assert len({fault["what"] for fault in FAULTS}) == len(FAULTS)


# --- All at once ------------------------------------------------------------------------------------------------------


def test_all_faults_of_the_shape_of_a_file_come_at_once() -> None:
    texts = edited(
        "commune.toml",
        ('code = "1.1"\n', "code = 1.10\n"),
        ('max_points = "20"', "max_points = 20.0"),
        ("evidence = [", "evidense = ["),
        ('name.vi = "Điều tra"\n', ""),
        ("min_valid = 10", "min_valid = -1"),
    )
    assert [str(finding) for finding in refused(texts).findings] == [
        'sound/commune.toml:4: [CR120] "max_points" is an unquoted decimal: 20.0; write "20" to keep it exact',
        'sound/commune.toml:32: 1.10: [CR121] "code" must be text in quotes, found 1.10; put the value in quotes',
        'sound/commune.toml:46: 1.1.1: [CR112] unknown key "evidense"; did you mean "evidence"?',
        'sound/commune.toml:103: 1.3: [CR111] key "name.vi" is missing; add it',
        'sound/commune.toml:117: 1.3: [CR123] "min_valid" must be a whole number from 0 up, found -1; write it like 2',
    ]


def test_all_faults_of_the_sense_of_a_ruleset_come_at_once() -> None:
    texts = edited(
        "commune.toml",
        ('floor = "0.5"', 'floor = "0.95"'),
        ('in = "[1, 9]"', 'in = "[2, 9]"'),
        ('code = "1.4"', 'code = "1.40a"'),
        ('per = "0.02"', 'per = "0"'),
    )
    texts["decision.toml"] = (
        texts["decision.toml"].replace('before = "11-25"\n', "").replace('id = "sound"', 'id = "x"')
    )
    assert [(finding.id, finding.file, finding.code) for finding in refused(texts).findings] == [
        ("CR229", "sound/decision.toml", ""),
        ("CR225", "sound/decision.toml", ""),
        ("CR235", "sound/commune.toml", "1.1.2"),
        ("CR251", "sound/commune.toml", "2.1"),
        ("CR236", "sound/commune.toml", "2.4"),
    ]


def test_a_file_that_cannot_be_read_does_not_hide_what_is_wrong_with_the_others() -> None:
    texts = edited("crosswalk.toml", ("format = 1", "format = "))
    texts["commune.toml"] = texts["commune.toml"].replace('step = "0.25"', 'step = "0"')
    texts["decision.toml"] = texts["decision.toml"].replace('source = "gazette"', 'source = "gazete"')
    assert [(finding.id, finding.file) for finding in refused(texts).findings] == [
        ("CR101", "sound/crosswalk.toml"),
        ("CR210", "sound/decision.toml"),
        ("CR237", "sound/commune.toml"),
    ]


def test_a_scorecard_is_read_even_where_the_decision_cannot_be() -> None:
    texts = edited("commune.toml", ('max_points = "20"', "max_points = 20"))
    texts["decision.toml"] = "format = 1\nid = "
    assert [finding.id for finding in refused(texts).findings] == ["CR101", "CR126"]


def test_a_scorecard_of_another_kind_is_not_held_against_the_decision() -> None:
    texts = edited("commune.toml", ('unit_kind = "commune"', 'unit_kind = "district"'), ('"0.25" }', '"0" }'))
    assert [finding.id for finding in refused(texts).findings] == ["CR107"]


def test_without_a_folder_the_id_is_free_and_messages_name_the_files_alone() -> None:
    assert loads(sound_texts()) == sound()
    error = refused(edited("decision.toml", ("revision = 2", "revision = 1")), "")
    assert str(error).startswith("decision.toml:4: [CR227]")


# --- Slips ------------------------------------------------------------------------------------------------------------

SLIP = 'slips = [{{ kind = "{}", words = "như in", reason = {{ vi = "in như vậy", en = "printed so" }} }}]'


@pytest.mark.parametrize(
    ("kind", "code", "edits"),
    [
        ("gap", "2.1", [('in = "[1, 9]"', 'in = "[2, 9]"')]),
        ("gap", "1.1.1", [('award.never = "0"\n', "")]),
        ("gap", "1.2", [(', { level = "none", points = "0" }]', "]")]),
        ("overlap", "2.1", [('in = "[1, 9]"', 'in = "[1, 10]"')]),
        ("unreachable", "2.1", [('points = "2" }, { in = "[1, 9]"', 'points = "1.5" }, { in = "[1, 9]"')]),
        ("exceeds", "2.1", [('points = "2" }, { in = "[1, 9]"', 'points = "3" }, { in = "[1, 9]"')]),
        ("exceeds", "2.3", [('max_points = "3"\nscoring', 'max_points = "6"\nscoring')]),
        ("exceeds", "2.3", [('points = "3" }, { in = "(-inf, 0)"', 'points = "4" }, { in = "(-inf, 0)"')]),
    ],
)
def test_a_slip_is_refused_until_the_leaf_acknowledges_it(kind: str, code: str, edits: list[tuple[str, str]]) -> None:
    error = refused(edited("commune.toml", *edits))
    assert {finding.code for finding in error.findings} == {code}
    acknowledged = edited("commune.toml", *edits, (f'code = "{code}"\n', f'code = "{code}"\n{SLIP.format(kind)}\n'))
    (slip,) = loads(acknowledged).scorecard("commune").node(code).slips
    assert (slip.kind, slip.words) == (kind, "như in")


@pytest.mark.parametrize("wrong", ["sum", "gap", "overlap", "unreachable", "exceeds"])
def test_a_slip_of_another_kind_acknowledges_nothing(wrong: str) -> None:
    texts = edited(
        "commune.toml",
        ('in = "[1, 9]"', 'in = "[2, 9]"' if wrong != "gap" else 'in = "[1, 10]"'),
        ('code = "2.1"\n', f'code = "2.1"\n{SLIP.format(wrong)}\n'),
    )
    assert {finding.id for finding in refused(texts).findings} == {"CR252" if wrong == "gap" else "CR251", "CR258"}


def test_children_that_do_not_add_up_are_encoded_as_printed() -> None:
    edits = [
        ('code = "1.2"\n', 'code = "1.2"\n'),
        ('max_points = "4"\nb', f'max_points = "5"\n{SLIP.format("sum")}\nb'),
    ]
    error = refused(edited("commune.toml", *edits))
    assert [(finding.id, finding.code) for finding in error.findings] == [("CR204", "1")]
    both = edited("commune.toml", *edits, ('max_points = "10"\n', f'max_points = "10"\n{SLIP.format("sum")}\n'))
    assert loads(both).scorecard("commune").node("1.1").max_points == 5


def test_fields_that_do_not_add_up_are_encoded_as_printed() -> None:
    texts = edited("commune.toml", ('max_points = "20"', f'max_points = "100"\n{SLIP.format("sum")}'))
    assert loads(texts).scorecard("commune").max_points == 100


def test_a_scoring_with_another_fault_does_not_make_its_slips_stale() -> None:
    texts = edited(
        "commune.toml",
        ('fact = "done" }\naward.k', 'fact = "dine" }\naward.k'),
        ('code = "2.1"', f'{SLIP.format("gap")}\ncode = "2.1"'),
    )
    assert [finding.id for finding in refused(texts).findings] == ["CR233"]


# --- What a decision may well say -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "find", "put"),
    [
        ("decision.toml", "in_force_from = 2031-01-15", "in_force_from = 2031-01-01"),  # in force before it was signed
        ("decision.toml", "[[calendar]]", '[[appraisers]]\nid = "so-moi"\nname.vi = "Sở"\nname.en = "X"\n[[calendar]]'),
        ("decision.toml", "assessed_years = [2031]", "assessed_years = [2031, 2033]"),
        ("decision.toml", "index_percent = { places = 2", "index_percent = { places = 10"),
        ("decision.toml", 'in = "[80, inf)"', 'in = "[95, 95]"'),
        ("crosswalk.toml", 'unit_kind = "commune"', 'unit_kind = "district"'),  # there is no such scorecard to ask
        ("commune.toml", 'when_zero = "0"', 'may_exceed = true, when_zero = "2"'),
        ("commune.toml", 'in = "[1, inf)" }\nmethod', 'in = "(-inf, 0]" }\nmethod'),
        ("commune.toml", 'code = "1.4"', 'code = "1.10"'),  # the tenth, after the third
        ("commune.toml", 'code = "1.4"', 'code = "1.3a"'),
        ("commune.toml", 'role = "penalty"', 'role = "penalty"\nmax_points = "3"'),
        ("commune.toml", 'id = "narrow"', 'id = "narrow"\nround = { places = 0, mode = "down" }'),
        ("commune.toml", 'max_points = "4"\nscoring', 'max_points = "4"\nround = { places = 1, mode = "up" }\nscoring'),
        ("commune.toml", 'due = { by = "01-31" }', 'due = { before = "01-31", year = "next", plus_days = 366 }'),
        ("commune.toml", 'due = { by = "01-31" }', 'due = { fact = "asked_on", exclusive = true }'),
        ("commune.toml", 'floor = "0" }', 'floor = "0", start = "2" }'),
        (
            "commune.toml",
            'max_points = "20"',
            'max_points = "20"\ntotal = { floor = "0", ceiling = "20", out_of = "20" }',
        ),
    ],
)
def test_what_is_unusual_and_no_fault_is_let_be(file: str, find: str, put: str) -> None:
    assert loads(edited(file, (find, put)), "sound").scorecards


@pytest.mark.parametrize("kind", ["yes_no", "deduct"])
def test_an_award_that_states_its_points_needs_no_maximum(kind: str) -> None:
    measure = (
        'measure = { kind = "weighted", of = [{ fact = "withdrawn", times = "0.5" }] }\naward = { kind = "tally" }'
    )
    stated = {
        "yes_no": 'measure = { kind = "fact", fact = "issued" }\naward = { kind = "yes_no", yes = "1" }',
        "deduct": 'measure = { kind = "fact", fact = "done" }\naward = { kind = "deduct", start = "1", floor = "0" }',
    }
    assert loads(edited("commune.toml", (measure, stated[kind]))).id == "sound"


def test_letters_number_points_as_vietnamese_texts_do_and_roman_numerals_count() -> None:
    def numbered(*segments: str) -> dict[str, str]:
        renamed = zip(("1.1.1", "1.1.2", "1.1.3"), segments, strict=True)
        texts = edited("commune.toml", *((f'code = "{old}"', f'code = "1.1.{new}"') for old, new in renamed))
        return {file: text for file, text in texts.items() if file != "crosswalk.toml"}

    for segments in (
        ("c", "d", "đ"),
        ("d", "đ", "e"),
        ("C", "D", "Đ"),
        ("I", "II", "IV"),
        ("IX", "X", "XL"),
        ("1", "1a", "1đ"),
    ):
        assert loads(numbered(*segments)).id == "sound", segments
    for segments in (("d", "e", "đ"), ("I", "IV", "II"), ("1", "1b", "1a"), ("2", "10", "9")):
        assert [finding.id for finding in refused(numbered(*segments)).findings] == ["CR203"], segments
    for segments in (("I", "IIII", "V"), ("a", "ab", "b"), ("1", "2", "3.1")):
        assert {finding.id for finding in refused(numbered(*segments)).findings} == {"CR202"}, segments


# --- Faults met elsewhere ---------------------------------------------------------------------------------------------


def test_a_key_of_a_json_text_that_stands_twice() -> None:
    with pytest.raises(SubmissionError) as caught:
        read_submission('{"year": 2024, "year": 2025}', "x.json")
    assert '[CR108] key "year" stands twice; take one out' in caught.value.text()
    assert '[CR108] khóa "year" viết hai lần; hãy bỏ một' in caught.value.text("vi")


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "decision.toml").write_bytes("# Quyết định".encode("utf-16-le"))
    (tmp_path / "commune.toml").write_bytes(b"# x\xea")
    with pytest.raises(RulesetError) as caught:
        load(tmp_path)
    assert "[CR109] the file is not UTF-8 (byte " in caught.value.text()
    assert "[CR109] tệp không phải UTF-8 (byte thứ " in caught.value.text("vi")


@pytest.mark.parametrize(("digest", "message"), [("sha256:0", "CR140"), (None, "CR141")])
def test_a_ruleset_that_is_not_what_was_released(digest: str | None, message: str) -> None:
    released = () if digest is None else (Released(id="sound", revision=2, digest=digest),)
    with pytest.raises(RulesetError) as caught:
        hold(sound(), Lock(format=1, released=released))
    (finding,) = caught.value.findings
    assert (finding.id, finding.file) == (message, "released.toml")
    assert finding.text().startswith("sound revision 2 ")
    assert finding.text("vi").startswith("sound revision 2 ")


@pytest.mark.parametrize("ruleset", sorted(texts_of_shipped()))
def test_the_shipped_rulesets_have_no_fault(ruleset: str) -> None:
    assert (files("cchc_rules.rulesets") / ruleset / "decision.toml").is_file()
    assert loads(texts_of_shipped()[ruleset], ruleset).id == ruleset


def test_an_error_can_be_told_from_others_by_its_class() -> None:
    assert issubclass(RulesetError, CchcRulesError)
    assert issubclass(RulesetError, ValueError)
