"""What the one fault of each finding does not show: the other ways to earn it, and what earns nothing."""

import attrs
import pytest

from cchc_rules.law.catalog import load
from cchc_rules.law.lint import lint, review
from cchc_rules.law.model import Crosswalk, CrosswalkEntry
from tests.docs.finding_pages import edited as once
from tests.docs.finding_pages import older
from tests.lint.support import found, found_in
from tests.support import edited, sound, sound_texts

Said = tuple[str, str, str, str, str]

LATE = """measure = { kind = "days_late", fact = "sent_on", due = { by = "01-31" } }
award.kind = "bands"
award.rows = [{ in = "(-inf, 0]", points = "1" }, { in = "[1, inf)", points = "0" }]
award.never = "0"
"""
BANDS = 'award.rows = [{ in = "[10, inf)", points = "2" }, { in = "[1, 9]", points = "1" }, { in = "[0, 0]", points = "0" }]'
LEVELS = 'award.rows = [{ level = "full", points = "2" }, { level = "part", points = "1" }, { level = "none", points = "0" }]'
PENALTY = """measure = { kind = "weighted", of = [{ fact = "withdrawn", times = "0.5" }] }
award = { kind = "tally" }"""
ARM = 'when = { measure = { kind = "level", fact = "use" }, level = "full" }'
FIRST = 'when = { measure = { kind = "fact", fact = "issued" }, in = "[1, 1]" }'
BAND = '[[bands]]\nname.vi = "Tốt"\nname.en = "Good"\nin = "[80, inf)"\nbasis = "attested"\nsource = "annex"\n'
FORBIDDEN = 'not_applicable = { policy = "forbidden", reason = { vi = "xã nào cũng có", en = "all have" } }'
DROPPED = 'not_applicable = { policy = "drop", reason = { vi = "không có việc", en = "nothing to do" } }'


def ids(said: list[Said]) -> list[str]:
    return [one[0] for one in said]


def at(code: str, *edits: tuple[str, str]) -> list[Said]:
    """What is said when each edit is made below a code."""
    texts = dict(sound_texts())
    for find, put in edits:
        texts = once(texts, "commune.toml", find, put, f'code = "{code}"')
    return [(one.id, one.code, one.subject, one.found, one.expected) for one in found_in(texts)]


def test_the_sound_ruleset_earns_nothing_and_lint_is_what_review_leaves() -> None:
    assert found("commune.toml") == []
    reviewed = review(sound(), older=older())
    assert reviewed.findings == ()
    assert [finding.id for finding in lint(sound())] == ["CR540"]  # nobody handed the older one over
    assert all(one.finding.line is None for one in reviewed.ignored)


# --- Points that go up and down ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "never", "pair"),
    [
        (
            '{ in = "(-inf, 0]", points = "0" }, { in = "[1, inf)", points = "1" }',
            "0",
            ("(-inf, 0] → 0", "[1, inf) → 1"),
        ),
        (
            '{ in = "(-inf, 0]", points = "1" }, { in = "[1, inf)", points = "0.5" }',
            "1",
            ("[1, inf) → 0.5", "never → 1"),
        ),
    ],
)
def test_later_may_not_earn_more_and_never_is_latest(rows: str, never: str, pair: tuple[str, str]) -> None:
    changed = LATE.replace('{ in = "(-inf, 0]", points = "1" }, { in = "[1, inf)", points = "0" }', rows)
    said = found("commune.toml", (LATE, changed.replace('never = "0"', f'never = "{never}"')))
    assert said == [("CR506", "1.1.1", "", *pair)]


def test_what_is_taken_off_grows_with_lateness() -> None:
    late = 'measure = { kind = "days_late", fact = "sent_on", due = { by = "01-31" } }\naward = { kind = "bands", '
    grows = 'rows = [{ in = "(-inf, 0]", points = "0" }, { in = "[1, inf)", points = "1" }], never = "2" }'
    shrinks = 'rows = [{ in = "(-inf, 0]", points = "2" }, { in = "[1, inf)", points = "1" }], never = "1" }'
    assert at("3.1", (PENALTY, late + grows)) == []
    assert at("3.1", (PENALTY, late + shrinks)) == [("CR506", "3.1", "", "(-inf, 0] → 2", "[1, inf) → 1")]


@pytest.mark.parametrize(
    ("toward", "said"),
    [("", []), (', toward = "less"', [("CR506", "3.1", "", "1 → 0.5", "0 → 1")])],
)
def test_steps_of_a_penalty_go_with_lateness(toward: str, said: list[Said]) -> None:
    measure = 'measure = { kind = "days_late", fact = "asked_on", due = { by = "01-31" } }'
    award = f'award = {{ kind = "steps", base = "0.5", at = "1", add = "0.5", per = "1", otherwise = "0", cap = "5"{toward} }}'
    texts = once(dict(sound_texts()), "commune.toml", PENALTY, f"{measure}\n{award}")
    texts = once(texts, "ignored.toml", '["asked_on", "last_year"]', '["last_year"]')
    assert [(one.id, one.code, one.subject, one.found, one.expected) for one in found_in(texts)] == said


def test_a_part_that_is_taken_off_turns_the_direction() -> None:
    late = 'scoring.measure = { kind = "days_late", fact = "sent_on", due = { by = "01-31" } }\nscoring.award = { kind = "bands", '
    grows = 'rows = [{ in = "(-inf, 0]", points = "0" }, { in = "[1, inf)", points = "6" }], never = "6" }'
    minus = 'scoring.measure = { kind = "weighted", of = [{ fact = "withdrawn", times = "0.5" }] }\nscoring.award = { kind = "tally" }'
    assert at("2.2", (minus, late + grows)) == []


def test_levels_and_survey_options_are_taken_in_printed_order() -> None:
    turned = LEVELS.replace('"part", points = "1"', '"part", points = "0"').replace(
        '"none", points = "0"', '"none", points = "1"'
    )
    assert found("commune.toml", (LEVELS, turned)) == [("CR506", "1.2", "", "part → 0", "none → 1")]
    options = 'options = [{ id = "A", weight = "1" }, { id = "B", weight = "0" }, { id = "C", weight = "0.5" }]'
    assert found("commune.toml", ('options = [{ id = "A", weight = "1" }, { id = "B", weight = "0" }]', options)) == [
        ("CR506", "1.3", "", "B → 0", "C → 0.5")
    ]


def test_rows_may_fall_all_along() -> None:
    falling = BANDS.replace('"2" }', '"0" }', 1).replace('"[0, 0]", points = "0"', '"[0, 0]", points = "2"')
    assert found("commune.toml", (BANDS, falling)) == []


# --- Rows and arms nobody reaches -------------------------------------------------------------------------------------


def test_a_row_outside_the_values_of_its_measure() -> None:
    said = found("commune.toml", (BANDS, BANDS.replace(" }]", ' }, { in = "(-inf, 0)", points = "0" }]')))
    assert said == [("CR504", "2.1", "(-inf, 0)", "0", "[0, inf)")]


def test_a_level_that_stands_twice() -> None:
    slip = '\n[[fields.criteria.slips]]\nkind = "overlap"\nwords = "như in"\nreason = { vi = "in như vậy", en = "printed so" }'
    twice = LEVELS.replace(" }]", ' }, { level = "full", points = "1" }]')
    said = found("commune.toml", (LEVELS, twice + slip))
    assert said == [("CR504", "1.2", "full", "1", "full, part, none"), ("CR501", "1.2", "overlap", "như in", "full")]


def test_a_band_of_the_whole_that_is_never_given() -> None:
    lower = BAND.replace("Tốt", "Khá").replace("Good", "Fair").replace("[80, inf)", "[90, 95)")
    assert found("decision.toml", (BAND, BAND + lower)) == [("CR504", "", "[90, 95)", "Khá", "[0, inf)")]
    free = BAND.replace("basis", "self_scored = true\nbasis")
    assert found("decision.toml", (BAND, free + lower)) == []


def test_bands_on_the_total_are_held_against_the_maximum() -> None:
    whole = BAND.replace("[80, inf)", "[0, 20]")
    said = found("decision.toml", (BAND, whole), ("holidays", 'bands_on = "total"\nholidays'))
    assert said == [("CR550", "", "CR517", "-", "")]  # nothing is left to ignore


def test_an_arm_within_those_above_it_and_an_otherwise_without_cases() -> None:
    rate = 'when = { measure = { kind = "fact", fact = "share" }, in = "%s" }'
    said = found("commune.toml", (FIRST, rate % "[0.5, 1]"), (ARM, rate % "[0.7, 0.8)"))
    assert said == [("CR505", "2.3", "2", "", "")]
    said = found("commune.toml", (FIRST, rate % "[0.5, 1]"), (ARM, rate % "[0, 0.5)"))
    assert said == [("CR505", "2.3", "otherwise", "", "")]
    assert found("commune.toml", (FIRST, rate % "[0.5, 1]"), (ARM, rate % "[0, 0.4)")) == []


def test_arms_that_name_every_level_leave_nothing() -> None:
    level = 'when = { measure = { kind = "level", fact = "use" }, level = "%s" }'
    third = f'[[fields.criteria.scoring.award.arms]]\n{level % "none"}\nmax_points = "2"\nscoring.measure = {{ kind = "fact", fact = "shown" }}\nscoring.award = {{ kind = "yes_no" }}\n'
    rest = "[fields.criteria.scoring.award.otherwise]"
    said = found("commune.toml", (ARM, level % "part"), (FIRST, level % "full"), (rest, third + rest))
    assert said == [("CR505", "2.3", "otherwise", "", "")]
    assert ids(found("commune.toml", (ARM, level % "full"), (FIRST, level % "full"))) == ["CR505"]


def test_a_date_that_may_be_never_leaves_something_to_otherwise() -> None:
    late = 'when = { measure = { kind = "days_late", fact = "sent_on", due = { by = "01-31" } }, in = "%s" }'
    assert found("commune.toml", (FIRST, late % "(-inf, 0]"), (ARM, late % "[1, inf)")) == []


# --- Maxima and amounts -----------------------------------------------------------------------------------------------


def test_a_part_short_of_its_maximum() -> None:
    parts = 'of = [{ fact = "done", times = "0.5" }, { fact = "issued", times = "1" }]'
    said = at("2.2", (parts, 'of = [{ fact = "issued", times = "1" }]'), ('base = "6"', 'base = "9"'))
    assert said == [("CR512", "2.2", "each", "1", "4")]


def test_an_otherwise_short_of_its_maximum() -> None:
    said = at("2.3", ('scoring.award = { kind = "yes_no" }', 'scoring.award = { kind = "yes_no", yes = "1" }'))
    assert said == [("CR512", "2.3", "otherwise", "1", "2")]


def test_a_slip_that_says_so_is_enough_for_a_maximum_out_of_reach() -> None:
    slip = 'slips = [{ kind = "unreachable", words = "tối đa 2", reason = { vi = "in như vậy", en = "printed so" } }]\nmethod'
    said = at("1.4", ("method", slip), ('step = "0.25"', 'step = "0.3"'))
    assert said == [("CR501", "1.4", "unreachable", "tối đa 2", "1.8 / 2")]


def test_sums_that_are_printed_wrong_are_told_of_at_node_and_scorecard() -> None:
    slip = 'slips = [{ kind = "sum", words = "như in", reason = { vi = "in như vậy", en = "printed so" } }]\n'
    texts = once(
        dict(sound_texts()),
        "commune.toml",
        'max_points = "10"\ncombine = "best"\n',
        f'max_points = "11"\ncombine = "best"\n{slip}',
    )
    texts = once(texts, "commune.toml", 'max_points = "20"\n', f'max_points = "100"\n{slip}')
    texts = once(texts, "commune.toml", 'max_points = "10"\n', f'max_points = "11"\n{slip}')
    found_here = [(one.id, one.code, one.expected) for one in found_in(texts)]
    assert found_here == [("CR501", "", "22 / 100"), ("CR501", "1", "10 / 11"), ("CR501", "2", "10 / 11")]


@pytest.mark.parametrize(
    ("find", "put", "code", "key"),
    [
        ('max_points = "20"', 'max_points = "20"\ntotal = { floor = "0", ceiling = "20.01" }', "", "ceiling"),
        ('base = "1", at', 'base = "1.01", at', "2.4", "base"),
        ('base = "6"', 'base = "6.01"', "2.2", "base"),
        ('award = { kind = "deduct", floor = "0" }', 'award = { kind = "deduct", floor = "0.01" }', "2.5", "floor"),
        ('award.never = "0"', 'award.never = "0"', "", ""),
    ],
)
def test_every_amount_is_held_against_the_grid(find: str, put: str, code: str, key: str) -> None:
    said = found("commune.toml", (find, put))
    assert [(one[0], one[1], one[2]) for one in said] == ([("CR507", code, key)] if key else [])


def test_a_cap_off_the_grid() -> None:
    said = at("3.1", ('award = { kind = "tally" }', 'award = { kind = "tally", cap = "0.51" }'))
    assert said == [("CR507", "3.1", "cap", "0.51", "0.05")]


# --- Measures ---------------------------------------------------------------------------------------------------------


def test_a_ratio_to_a_benchmark_of_zero() -> None:
    said = at("2.3", (DROPPED, FORBIDDEN), ('by = "difference"', 'by = "ratio"'))
    assert ("CR510", "2.3", "average", "", "") in said


@pytest.mark.parametrize(
    ("condition", "less", "said"),
    [
        ('applies_when = { measure = { kind = "fact", fact = "tasks" }, in = "[1, inf)" }', "", []),
        ('applies_when = { measure = { kind = "fact", fact = "done" }, in = "[1, inf)" }', "", ["CR510"]),
        (
            'applies_when = { measure = { kind = "fact", fact = "tasks" }, in = "[1, inf)" }',
            ', less = ["done"]',
            ["CR510"],
        ),
    ],
)
def test_a_condition_may_keep_the_whole_from_zero(condition: str, less: str, said: list[str]) -> None:
    ratio = 'part = ["withdrawn"], whole = ["tasks"]'
    edits = ((f"{DROPPED}", f"{FORBIDDEN}\n{condition}"), (ratio, ratio + less))
    assert ids(at("2.3", *edits)) == said


def test_an_arm_above_may_keep_the_whole_from_zero() -> None:
    zero = 'when = { measure = { kind = "fact", fact = "tasks" }, in = "[0, 0]" }'
    rate = 'scoring.measure = { kind = "complement", of = [{ kind = "ratio", part = ["withdrawn"], whole = ["tasks"] }] }\nscoring.award = { kind = "proportional" }'
    yes = 'scoring.measure = { kind = "fact", fact = "issued" }\nscoring.award = { kind = "yes_no" }'
    shown = 'max_points = "2"\nscoring.measure = { kind = "fact", fact = "shown" }\nscoring.award = { kind = "yes_no" }'
    edits = ((DROPPED, FORBIDDEN), (rate, yes), (FIRST, zero), (shown, rate))
    assert at("2.3", *edits) == []


# --- Printed numbers, texts, names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("segments", "code", "before"),
    [
        (("2", "3", "4"), "1.1.2", "1.1"),
        (("1", "2", "4"), "1.1.4", "1.1.2"),
        (("I", "II", "IV"), "1.1.IV", "1.1.II"),
        (("a", "b", "d"), "1.1.d", "1.1.b"),
        (("b", "c", "d"), "1.1.b", "1.1"),
        (("a", "b", "c"), "", ""),
        (("1", "1a", "2"), "", ""),
    ],
)
def test_numbers_letters_and_roman_numerals_skip(segments: tuple[str, ...], code: str, before: str) -> None:
    renamed = reversed(list(zip(("1.1.1", "1.1.2", "1.1.3"), segments, strict=True)))
    texts = edited("commune.toml", *((f'code = "{old}"', f'code = "1.1.{new}"') for old, new in renamed))
    del texts["crosswalk.toml"]
    assert [(one.id, one.code, one.found) for one in found_in(texts)] == ([("CR503", code, before)] if code else [])


def test_a_list_of_letters_may_leave_out_the_vietnamese_one() -> None:
    letters = {f"2.{number}": f"2.{letter}" for number, letter in enumerate("abcdeg", 1)}
    texts = edited("commune.toml", *((f'code = "{old}"', f'code = "{new}"') for old, new in letters.items()))
    texts = once(texts, "decision.toml", '"2.2"', '"2.b"')
    texts = once(texts, "ignored.toml", '"2.6"', '"2.g"')
    del texts["crosswalk.toml"]
    assert [(one.id, one.code, one.found) for one in found_in(texts)] == [("CR503", "2.g", "2.e")]


def test_fields_that_skip() -> None:
    renumbered = edited("commune.toml", ('code = "3"\nname', 'code = "4"\nname'), ('code = "3.1"', 'code = "4.1"'))
    del renumbered["crosswalk.toml"]
    assert [(one.id, one.code, one.found) for one in found_in(renumbered)] == [("CR503", "4", "2")]


@pytest.mark.parametrize(
    ("name", "word", "stray", "meant"),
    [
        ("Kế hoạсh", "hoạсh", "с (U+0441)", "c"),
        ("Kế hoạch Σ", "Σ", "Σ (U+03A3)", "-"),
        ("Kế\u00a0hoạch", "Kế\u00a0hoạch", "U+00A0", "U+0020"),
        ("Kế\u200b hoạch", "Kế\u200b", "U+200B", "-"),
        ("Ｋế hoạch", "Ｋế", "Ｋ (U+FF2B)", "K"),
        ("Kế hoạch q\u0323", "q\u0323", "U+0323", "-"),
        ("Kế\\thoạch", "Kế\thoạch", "U+0009", "-"),
    ],
)
def test_characters_that_do_not_belong(name: str, word: str, stray: str, meant: str) -> None:
    said = found("commune.toml", ('name.vi = "Kế hoạch"', f'name.vi = "{name}"'))
    assert said == [("CR530", "1.1", word, stray, meant)]


def test_a_source_named_in_an_argument_is_cited() -> None:
    texts = edited("decision.toml", ('source = "gazette"\nlocator = "trang 2"', 'source = "annex"'))
    texts = once(texts, "decision.toml", "There is no other way to read it.", "The gazette says the same; see gazette.")
    assert found_in(texts) == []


def test_facts_of_conditions_are_asked_for() -> None:
    condition = 'precondition = { when = { measure = { kind = "fact", fact = "last_year" }, in = "[1, inf)" }, otherwise = "zero" }\n'
    for put in (f"{condition}[facts]", "[facts]"):
        texts = once(dict(sound_texts()), "commune.toml", "[facts]", put)
        texts = once(texts, "ignored.toml", '["asked_on", "last_year"]', '["asked_on"]')
        assert [one.id for one in found_in(texts)] == ([] if condition in put else ["CR520"])


# --- Crosswalks, and what is ignored ----------------------------------------------------------------------------------


def test_a_crosswalk_to_a_path_finds_nothing() -> None:
    assert found("crosswalk.toml", ('older = "older"', 'older = "../older"')) == [("CR540", "", "../older", "", "")]


def test_a_crosswalk_to_a_shipped_ruleset_is_held_against_it() -> None:
    assert found("crosswalk.toml", ('older = "older"', 'older = "2023_2568"')) == []


ENTRY = """

[[entries]]
unit_kind = "commune"
new = ["{}"]
old = ["{}"]
reason.vi = "Đánh số lại."
"""
MOVED = """

[[points_moved]]
unit_kind = "{}"
codes = ["2.4", "2.5"]
reason.vi = "Chuyển điểm."
"""
REASON = 'reason.en = "Parted in two."'


def test_a_renumbered_node_is_told_of_until_an_entry_says_so() -> None:
    renumbered = edited("commune.toml", ('code = "2.6"', 'code = "2.7"'))
    renumbered = once(renumbered, "ignored.toml", '"2.6"', '"2.7"')
    said = {one.id: one for one in found_in(renumbered)}
    assert said.keys() == {"CR503", "CR543"}
    assert (said["CR543"].code, said["CR543"].subject, said["CR543"].found) == ("2.7", "Tốt nhất trong các phần", "2.6")
    assert 'new = ["2.7"]; old = ["2.6"]' in said["CR543"].expected
    told = once(renumbered, "crosswalk.toml", REASON, REASON + ENTRY.format("2.7", "2.6"))
    assert [one.id for one in found_in(told)] == ["CR503", "CR532"]  # the entry has no English


@pytest.mark.parametrize(
    ("name", "seen"),
    [("Tốt nhất trong các phần", True), ("Tốt nhất trong các Phần", False), ("Tốt nhất", False), ("Từng bước", False)],
)
def test_names_must_be_the_very_same(name: str, *, seen: bool) -> None:
    renumbered = edited(
        "commune.toml", ('code = "2.6"\nname.vi = "Tốt nhất trong các phần"', f'code = "2.7"\nname.vi = "{name}"')
    )
    renumbered = once(renumbered, "ignored.toml", '"2.6"', '"2.7"')
    assert ("CR543" in [one.id for one in found_in(renumbered)]) == seen


def test_where_several_bear_one_name_nothing_is_suggested() -> None:
    twins = [("2.4", "Từng bước", "2.7"), ("2.5", "Trừ dần", "2.8"), ("2.6", "Tốt nhất trong các phần", "2.9")]
    renamed = edited(
        "commune.toml",
        *((f'code = "{old}"\nname.vi = "{name}"', f'code = "{new}"\nname.vi = "Trừ dần"') for old, name, new in twins),
    )
    renamed = once(renamed, "ignored.toml", '"2.6"', '"2.9"')
    assert "CR543" not in [one.id for one in found_in(renamed)]


def test_points_moved_in_a_scorecard_that_is_not_here_or_was_not_there() -> None:
    texts = edited("crosswalk.toml", (REASON, REASON + MOVED.format("district")))
    assert ("CR542", "district") in [(one.id, one.subject) for one in found_in(texts)]
    texts = edited("crosswalk.toml", ('older = "older"', 'older = "oldr"'), (REASON, REASON + MOVED.format("commune")))
    assert {one.id for one in found_in(texts)} == {"CR532", "CR540"}


def test_without_a_crosswalk_the_ruleset_of_the_replaced_act_is_looked_at() -> None:
    """The newer shipped ruleset without its crosswalk: what was renumbered shows by its name."""
    bare = attrs.evolve(load("2024_2426"), crosswalk=None)
    said = [(one.file, one.code, one.found) for one in lint(bare) if one.id == "CR543"]
    assert ("district.toml", "4.3.1", "4.2.1") in said
    replaced = attrs.evolve(bare.decision, act=attrs.evolve(bare.decision.act, replaces="9/QĐ-UBND"))
    assert "CR543" not in [one.id for one in lint(attrs.evolve(bare, decision=replaced))]
    assert "CR543" not in [one.id for one in lint(load("2023_2568"))]  # it names no act before it


def by_hand() -> Crosswalk:
    crosswalk = load("2024_2426").crosswalk
    assert crosswalk is not None
    return crosswalk


BY_HAND = by_hand()
RENUMBERED = tuple(entry for entry in BY_HAND.entries if len(entry.old) == len(entry.new) == 1)
REWORDED = {("department", "5.6"), ("district", "3.3.3"), ("commune", "4.8")}  # names that are not the very same


def suggested(entries: tuple[CrosswalkEntry, ...]) -> list[tuple[str, str, str]]:
    """What lint says was where, of the newer shipped ruleset with these entries alone."""
    ruleset = attrs.evolve(load("2024_2426"), crosswalk=attrs.evolve(BY_HAND, entries=entries))
    said = [finding for finding in lint(ruleset) if finding.id == "CR543"]
    return [(finding.file.rpartition("/")[2].removesuffix(".toml"), finding.code, finding.found) for finding in said]


def test_the_shipped_crosswalk_leaves_nothing_to_suggest() -> None:
    assert suggested(BY_HAND.entries) == []


@pytest.mark.parametrize(
    ("kind", "new", "old"),
    [("department", "3.3.3", "3.3.2"), ("district", "2.5", "2.6"), ("department", "3.6", "3.5")],
)
def test_an_entry_that_is_missing_is_suggested_where_another_node_took_the_code(kind: str, new: str, old: str) -> None:
    rest = tuple(entry for entry in BY_HAND.entries if (entry.unit_kind, entry.new) != (kind, (new,)))
    assert len(rest) == len(BY_HAND.entries) - 1
    assert suggested(rest) == [(kind, new, old)]


def test_what_was_written_by_hand_is_not_doubted() -> None:
    """Old 3.3.2 bears the name of new 3.3.3; an entry says that it became 3.3.2, or both."""
    rest = tuple(entry for entry in BY_HAND.entries if (entry.unit_kind, entry.new) != ("department", ("3.3.3",)))
    (entry,) = set(BY_HAND.entries) - set(rest)
    for new in (("3.3.2",), ("3.3.2", "3.3.3")):
        assert suggested((*rest, attrs.evolve(entry, new=new))) == []


def test_without_entries_every_node_of_an_unchanged_name_is_suggested() -> None:
    wanted = {(entry.unit_kind.value, entry.new[0], entry.old[0]) for entry in RENUMBERED}
    assert set(suggested(())) == {one for one in wanted if one[:2] not in REWORDED}
    assert len(wanted) - len(suggested(())) == len(REWORDED)


def test_an_older_ruleset_without_the_scorecard_has_none_of_the_codes() -> None:
    texts = {file.replace("commune", "district"): text for file, text in sound_texts().items()}
    texts = {file: text.replace('unit_kind = "commune"', 'unit_kind = "district"') for file, text in texts.items()}
    assert [(one.id, one.found) for one in found_in(texts)] == [("CR541", "1.1")]


def test_without_a_list_nothing_is_ignored() -> None:
    texts = dict(sound_texts())
    del texts["ignored.toml"]
    assert [one.id for one in found_in(texts)] == ["CR517", "CR520", "CR520", "CR532", "CR502"]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (('codes = ["2.6"]', 'codes = ["2.5"]'), ["CR502", "CR550"]),
        (('codes = ["2.6"]', 'codes = ["2.5", "2.6"]'), ["CR550"]),
        (('codes = ["2.6"]', 'codes = ["2.9"]'), ["CR502", "CR552"]),
        (('finding = "CR502"', 'finding = "CR550"'), ["CR502", "CR551"]),
        (('finding = "CR502"\nunit_kind = "commune"', 'finding = "CR502"\nunit_kind = "district"'), ["CR502", "CR552"]),
        (('finding = "CR517"', 'finding = "CR516"'), ["CR517", "CR550"]),
        (('codes = ["2.6"]', 'codes = ["2.6"]\nsubjects = ["narrow"]'), ["CR502", "CR550"]),
    ],
)
def test_an_entry_ignores_what_it_names_and_no_more(edit: tuple[str, str], said: list[str]) -> None:
    assert sorted(ids(found("ignored.toml", edit))) == said
