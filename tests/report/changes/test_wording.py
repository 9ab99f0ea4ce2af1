"""What a change can do to a unit is said exactly: its sign, its ends, and whether they are reached."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.errors import Language
from cchc_rules.exact import Interval
from cchc_rules.law.awards import Proportional
from cchc_rules.law.facts import Name
from cchc_rules.law.measures import Ratio
from cchc_rules.law.model import NotApplicable
from cchc_rules.law.scoring import Policy, Scoring
from cchc_rules.report.changes.lines import before_after, named_kind
from cchc_rules.report.changes.wording import effect_words, index_words, range_words, signed, spoken, told_apart
from cchc_rules.versions.changes import Effect
from cchc_rules.versions.difference import diff
from tests.report.changes.drafts import changed_leaf, only, rescored, ruleset_of
from tests.report.support import COMPOSITES, FACTS, REASON, SIMPLE, card

SAID = {
    "[-0.5, 0.25]": ("−0,5 … +0,25 điểm", "−0.5 … +0.25 points"),
    "[0, 0]": ("không đổi", "no difference"),
    "[1, 1]": ("+1 điểm", "+1 points"),
    "[0, 2)": ("0 … +2 điểm, không đạt tới +2", "0 … +2 points, never quite +2"),
    "(-1, 1)": ("−1 … +1 điểm, không đạt tới −1 và +1", "−1 … +1 points, never quite −1 nor +1"),
    "(-inf, 0]": ("không giới hạn … 0 điểm", "no limit … 0 points"),
    "[-1/3, 1/7]": ("−1/3 ≈ −0,333 … +1/7 ≈ +0,143 điểm", "−1/3 ≈ −0.333 … +1/7 ≈ +0.143 points"),
}


@pytest.mark.parametrize("within", SAID)
def test_a_range_is_said_with_its_ends(within: str) -> None:
    effect = Effect(points=Interval.parse(within), index_percent=Interval.parse("[-1, 1]"))
    assert (effect_words(effect, "vi"), effect_words(effect, "en")) == SAID[within]
    assert index_words(effect, "vi") == "−1 … +1 điểm phần trăm"


def test_a_range_that_is_only_an_outer_one_says_so() -> None:
    effect = Effect(points=Interval.parse("(-1, 1]"), index_percent=Interval.parse("[0, 1]"), exact=False)
    assert effect_words(effect, "vi") == "không vượt khoảng −1 … +1 điểm"
    assert index_words(effect, "en") == "within 0 … +1 percentage points at most"


def test_an_effect_that_was_not_worked_out_is_not_said() -> None:
    assert effect_words(None, "vi") == index_words(None, "vi") == ""


@given(st.fractions(max_denominator=10**9), st.sampled_from(["vi", "en"]))
def test_no_number_is_rounded_without_saying_so(value: Fraction, language: str) -> None:
    """What stands without ≈ is the number itself."""
    text = signed(value, language).replace(",", ".").replace("−", "-")  # type: ignore[arg-type]
    if "≈" in text:
        exactly = text.partition("≈")[0].strip()
        assert not exactly or Fraction(exactly) == value
    else:
        assert Fraction(text) == value


def test_an_approximation_alone_bears_its_own_sign() -> None:
    assert signed(Fraction(-123456789123456789, 10**9 + 7), "en") == "≈ −123456788.259"


def test_a_side_without_a_rule_is_a_dash() -> None:
    changes = rescored(SIMPLE, COMPOSITES["sum"])
    change = only(changes)
    emptied = attrs.evolve(change, old=attrs.evolve(change.old, value=None))
    assert spoken(emptied, changes, "vi")[0] == "–"


def test_ends_are_joined_only_where_both_are_missed() -> None:
    assert range_words(Interval.parse("(0, inf)"), "điểm", "vi") == "0 … không giới hạn điểm, không đạt tới 0"


@pytest.mark.parametrize(("language", "tongue"), [("vi", "bằng tiếng Anh"), ("en", "in Vietnamese")])
def test_words_that_differ_in_the_other_language_alone_are_said_in_it(language: Language, tongue: str) -> None:
    name = FACTS["planned"].name
    edited = Name(name.vi, "A plan is there") if language == "vi" else Name("Đã có kế hoạch", name.en)
    older = card(SIMPLE)
    newer = attrs.evolve(older, facts={**FACTS, "planned": attrs.evolve(FACTS["planned"], name=edited)})
    changes = diff(ruleset_of(older), ruleset_of(newer))
    change = only(changes)
    before, after = (name.en, edited.en) if language == "vi" else (name.vi, edited.vi)
    assert before_after(change, changes, language) == f"{tongue}: “{before}” → “{after}”"
    alike = spoken(change, changes, language)  # data give each language its own words
    assert alike[0] == alike[1]
    assert named_kind(change, language).endswith(": planned")


def test_a_reason_that_differs_in_vietnamese_alone_is_said_in_it() -> None:
    other = NotApplicable(policy=Policy.DROP, reason=Name("không có việc", REASON.en))
    changes = changed_leaf({}, {"not_applicable": other}, SIMPLE)
    said = before_after(only(changes), changes, "en")
    assert said.startswith("in Vietnamese: ")
    assert f"({REASON.vi}) → " in said
    assert said.endswith("(không có việc)")


def test_facts_of_the_same_label_are_told_apart_by_their_ids() -> None:
    changed = Scoring(measure=Ratio(part=("achieved",), whole=("all",)), award=Proportional())
    facts = {"achieved" if key == "done" else key: fact for key, fact in FACTS.items()}
    older, newer = card(SIMPLE), attrs.evolve(card(changed), facts=facts)
    changes = diff(ruleset_of(older), ruleset_of(newer))
    [replaced] = (one for one in changes if one.attribute == "rule")
    assert before_after(replaced, changes, "en") == "done / all → achieved / all"
    [asked] = (one for one in changes if one.attribute == "facts")
    assert before_after(asked, changes, "en").startswith("“done” (")


def test_levels_of_the_same_label_are_told_apart_by_their_ids() -> None:
    called = {"full": Name("Đủ", "Full"), "partial": Name("Một phần", "Part")}
    older = card(SIMPLE)
    levels = [("full", "partial"), ("whole", "partial")]
    sides = [attrs.evolve(FACTS["level"], levels=one, named={**called, one[0]: called["full"]}) for one in levels]
    changes = diff(*(ruleset_of(attrs.evolve(older, facts={**FACTS, "level": one})) for one in sides))
    change = only(changes)
    assert "“full”, “partial” → " in before_after(change, changes, "en")
    assert "“whole”" in before_after(change, changes, "en")


def test_sides_that_no_words_tell_apart_are_left_alike() -> None:
    changes = rescored(SIMPLE, COMPOSITES["sum"])
    change = only(changes)
    alike = attrs.evolve(change, attribute="max_points", old=change.old, new=change.new)
    assert told_apart(alike, changes, "en") == (("no limit", "no limit"), "en")
