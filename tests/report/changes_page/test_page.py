"""The page of HTML: it stands by itself, holds every change once, and speaks both languages."""

import base64
import builtins
import hashlib
import re
import sys
from importlib import resources
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules import diff, load
from cchc_rules.errors import CchcRulesError
from cchc_rules.exact import Interval
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.report.blocks import clean
from cchc_rules.report.changes import captions, html
from cchc_rules.report.changes.captions import CAPTIONS, MARKS
from cchc_rules.report.changes.html import changes_html
from cchc_rules.report.changes.rows import Mark
from cchc_rules.report.labels import LANGUAGES, UNIT_KINDS
from cchc_rules.versions.changes import Effect
from tests.report.changes_page.support import (
    Element,
    element,
    lines_of,
    page,
    read,
    shipped,
    text,
    with_card,
    with_field,
)
from tests.report.support import SAMPLES, card

KINDS = ("department", "district", "commune")
NOTICE = "Bản dựng lại: tiêu chí và điểm không phải nguyên văn quyết định"
NASTY = "<script>alert(1)</script> \"A\" 'B' & &lt; </td> {{ 7 * 7 }} \x00\x1b[31m\u202e"
SEEN = "<script>alert(1)</script> \"A\" 'B' & &lt; </td> {{ 7 * 7 }} [31m"


# --- It stands by itself ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_whole_and_small(language: str) -> None:
    starts = text(language)
    assert len(starts.encode()) < 1_500_000
    assert page(language).all("html")[0].attributes == {"lang": language}
    assert starts.startswith("<!DOCTYPE html>\n")


def test_it_asks_for_nothing_from_outside() -> None:
    names = {one.attributes.get("id") for one in page().walk()}
    links = [one.attributes["href"] for one in page().all("a")]
    assert links
    assert all(link is not None and link.startswith("#") and link[1:] in names for link in links)
    assert not [one.tag for one in page().walk() if one.tag in {"link", "img", "iframe", "object", "base"}]
    assert not [one for one in page().walk() if {"src", "style", "action", "srcset"} & one.attributes.keys()]
    assert not [name for one in page().walk() for name in one.attributes if name.startswith("on")]
    assert not re.search(r"https?:|@import|url\(", text())


def test_its_policy_lets_its_own_style_and_script_run_and_no_other() -> None:
    (policy,) = (
        one.attributes["content"]
        for one in page().all("meta")
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    digests = []
    for tag in ("style", "script"):
        (one,) = page().all(tag)
        digests.append(base64.b64encode(hashlib.sha256(one.text.encode()).digest()).decode())
    assert policy == f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'"


@pytest.mark.once
def test_the_same_changes_give_the_same_page() -> None:
    again = diff(load("2023_2568"), load("2024_2426"))
    assert changes_html(again, unit_kind="commune") == changes_html(shipped(), unit_kind="commune")


def test_without_script_nothing_is_hidden_but_what_needs_it() -> None:
    hidden = [one.attributes.get("id") for one in page().walk() if "hidden" in one.attributes]
    assert hidden == ["filter", "shown"]


def test_it_is_readable_on_paper() -> None:
    (style,) = page().all("style")
    paper = style.text.partition("@media print {")[2]
    assert "size: A4 landscape" in paper
    assert "break-inside: avoid" in paper
    assert re.search(r"#filter[^{]*\{ display: none; \}", paper)


def test_a_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    changes, given = shipped(), builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.partition(".")[0] == "jinja2":
            raise ImportError(name="jinja2")
        return given(name, *rest)  # type: ignore[arg-type]  # as it was called

    for name in [name for name in sys.modules if name.partition(".")[0] == "jinja2"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    html._environment.cache_clear()
    with pytest.raises(CchcRulesError) as refused:
        changes_html(changes)
    (finding,) = refused.value.findings
    assert (finding.id, finding.found) == ("CR676", "jinja2")
    assert "pip install 'cchc-rules[html]'" in finding.text("vi")


# --- It holds everything ----------------------------------------------------------------------------------------------


def test_every_change_stands_once() -> None:
    names = [one.attributes["id"] for one in page().walk() if "id" in one.attributes]
    assert len(names) == len(set(names))
    told = [one for one in page().all("li") if "change" in one.classes]
    assert sorted(str(one.attributes["id"]) for one in told) == sorted(change.fingerprint for change in shipped())
    by_name = {one.attributes["id"]: one.attributes for one in told}
    for change in shipped():
        assert by_name[change.fingerprint]["data-kind"] == change.id
        assert by_name[change.fingerprint]["data-contract"] == change.contract


@pytest.mark.parametrize("kind", KINDS)
def test_every_node_of_both_scorecards_stands_in_a_row(kind: str) -> None:
    (section,) = (one for one in page().all("section") if one.attributes.get("data-unit") == kind)
    rows = [one for one in section.all("tbody") if one.attributes["data-mark"] != Mark.AWAY]
    for side, ruleset in (("old", shipped().old), ("new", shipped().new)):
        cells = [cell for row in rows for cell in row.all("td", "th") if {"code", side} <= set(cell.classes)]
        codes = [cell.text for cell in cells if cell.text]
        assert sorted(codes) == sorted(node.code for node in ruleset.scorecard(kind).walk())
    printed = [field.text for field in section.all("h3")][1:]
    assert len(printed) == len(shipped().new.scorecard(kind).fields)


def test_every_line_of_a_table_is_full() -> None:
    for table in page().all("table"):
        (columns, *rest) = lines_of(table)
        assert {columns, *rest} == {columns}
    assert {lines_of(table)[0] for table in page().with_class("beside")} == {7}


def test_both_decisions_and_the_notice_stand_at_the_top() -> None:
    (head,) = page().all("header")
    assert NOTICE in head.spoken("vi")
    assert "Reconstruction: the criteria and points" in head.spoken("en")
    decisions = {one.all("th")[0].spoken("en"): one for one in page().with_class("decisions")[0].all("tr")}
    assert decisions["Signed on"].spoken("vi") == "Ngày ký08/11/202314/11/2024"
    assert decisions["Number"].spoken("en") == "Number2568/QĐ-UBND2426/QĐ-UBND"
    assert decisions["Standing"].spoken("vi") == "Tính chấtbản dựng lạibản dựng lại"
    assert "55 scored criteria, 9 of them by survey" in decisions["department"].spoken("en")
    (foot,) = page().all("footer")
    assert NOTICE in foot.spoken("vi")


def test_copies_of_one_ruleset_are_told_apart_by_where_they_were_read() -> None:
    ruleset = load("2024_2426")
    [told] = read(changes_html(diff(ruleset, ruleset), places=("old/a", "<new>"))).with_class("decisions")
    assert "Read from old/a <new>" in " ".join(one.spoken("en") for one in told.all("th", "td"))


def test_the_counts_add_up() -> None:
    (table,) = page().with_class("counts")
    numbers = [
        [0 if cell.text == "–" else int(cell.text) for cell in line.with_class("number")]
        for line in table.all("tr")[1:]
    ]
    whole = [one for one, line in zip(numbers, table.all("tr")[1:], strict=True) if "whole" in line.classes]
    single = [one for one, line in zip(numbers, table.all("tr")[1:], strict=True) if line.with_class("id")]
    total = [sum(column) for column in zip(*single, strict=True)]
    assert total[-1] == len(shipped())
    assert total == whole[-1] == [sum(column) for column in zip(*whole[:-1], strict=True)]
    assert all(sum(one[:-1]) == one[-1] for one in numbers)


# --- It speaks both languages -----------------------------------------------------------------------------------------


def test_whatever_is_said_in_one_language_is_said_in_the_other_beside_it() -> None:
    for one in page().walk():
        inside = [part for part in one.inside if isinstance(part, Element)]
        sides = [[part for part in inside if name in part.classes] for name in LANGUAGES]
        assert len(sides[0]) == len(sides[1])
        for language, parts in zip(LANGUAGES, sides, strict=True):
            assert all(part.attributes["lang"] == language and part.text.strip() for part in parts)


def test_the_switch_needs_no_script() -> None:
    (body,) = page().all("body")
    assert [one.attributes.get("id") for one in body.inside if isinstance(one, Element)][:5] == [
        "say-vi", None, "say-en", None, "page",
    ]  # fmt: skip
    (style,) = page().all("style")
    assert "#say-vi:checked ~ #page .en, #say-en:checked ~ #page .vi { display: none; }" in style.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_starts_in_the_language_asked_for(language: str) -> None:
    start = page(language)
    assert [one.attributes["id"] for one in start.all("input") if "checked" in one.attributes] == [f"say-{language}"]
    (title,) = start.all("title")
    assert title.text == title.attributes[f"data-{language}"]
    assert all(one.text == one.attributes[f"data-{language}"] for one in start.all("option"))


def test_words_the_script_fills_in_are_there_in_both_languages() -> None:
    for one in (*page().all("option", "optgroup", "title"), element(page(), "shown")):
        assert one.attributes["data-vi"] != one.attributes["data-en"] or one.text in {"", "tất cả"}, one


def test_every_caption_has_both_languages_and_the_same_places_to_fill_in() -> None:
    for words in (*CAPTIONS.values(), *MARKS.values()):
        places = [sorted(re.findall(r"\{\w+\}", word)) for word in words]
        assert places[0] == places[1]
        assert all(words)


def test_every_caption_is_used() -> None:
    files = [file for file in resources.files(captions.__package__).iterdir() if file.name != "captions.py"]
    written = "".join(file.read_text(encoding="utf-8") for file in files if file.name.endswith((".py", ".jinja")))
    used = set(re.findall(r"say\.(\w+)|\"(\w+)\"", written))
    assert set(CAPTIONS) <= {one or other for one, other in used}


def test_fields_and_filters_are_labelled() -> None:
    labels = {one.attributes["for"] for one in page().all("label")}
    assert {one.attributes["id"] for one in page().all("input", "select")} == labels
    assert all("scope" in one.attributes for one in page().all("th"))
    names = {one.attributes.get("id") for one in page().walk()}
    labelled = [one.attributes["aria-labelledby"] for one in page().all("section", "table", "nav")]
    assert set(labelled) <= names


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(one.tag[1]) for one in page().walk() if re.fullmatch(r"h\d", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


# --- What it says of single changes -----------------------------------------------------------------------------------


def row(name: str) -> Element:
    return element(page(), name)


def test_a_lowered_maximum_is_told_with_both_values_and_what_it_brings() -> None:
    (told,) = row("department-1.6").with_class("told")
    assert "giảm điểm tối đa: 2 điểm → thành 1,5 điểm CH302" in told.spoken("vi")
    assert "With it:" in told.spoken("en")
    assert "Basis: illustrative" in told.spoken("en")


def test_what_was_moved_is_linked_from_where_it_stood() -> None:
    stub, moved = row("department-old-7.3"), row("department-3.5")
    assert stub.attributes["data-mark"] == "away"
    assert {one.attributes["href"] for one in stub.all("a")} == {"#department-3.5"}
    assert "#department-old-7.3" in {one.attributes["href"] for one in moved.all("a")}
    assert "Moved to 3.5" in stub.spoken("en")
    assert "Chuyển từ mục 7.3" in moved.spoken("vi")
    assert "Lý do: Chuyển: số hóa từ lĩnh vực chính quyền số sang thủ tục hành chính." in moved.spoken("vi")


def test_a_code_that_means_something_else_now_says_so() -> None:
    assert "This code meant another criterion before, now 3.3.3" in row("department-3.3.2").spoken("en")


def test_points_that_went_from_one_criterion_to_another_are_linked() -> None:
    assert "#department-2.3" in {one.attributes["href"] for one in row("department-2.1.1").all("a")}
    assert "#department-2.1.1" in {one.attributes["href"] for one in row("department-2.3").all("a")}


def test_all_that_was_split_or_merged_stands_in_one_row() -> None:
    def codes(name: str, side: str) -> list[str]:
        return [one.text for one in row(name).with_class(side) if "code" in one.classes]

    assert (codes("department-1.3", "old"), codes("department-1.3", "new")) == (["1.3"], ["1.3", "1.3.1", "1.3.2"])
    assert (codes("department-1.7", "old"), codes("department-1.7", "new")) == (["1.7", "1.7.1", "1.7.2"], ["1.7"])


def test_added_and_removed_criteria_are_marked_in_words_and_by_an_empty_side() -> None:
    added, removed = row("department-3.1.3"), row("department-old-7.1.3")
    assert [one.spoken("vi") for one in added.with_class("none")] == ["chưa có"]
    assert [one.spoken("en") for one in removed.with_class("none")] == ["no longer there"]
    assert "thêm tiêu chí" in added.spoken("vi")
    assert "criterion removed" in removed.spoken("en")


def test_lines_of_a_rule_and_words_in_them_are_marked_where_the_other_side_has_others() -> None:
    (old,), (new,) = row("department-1.1.3").all("del"), row("department-1.1.3").all("ins")
    assert [one.text for one in old.with_class("en")[0].all("b")] == ["(2.5", "70"]
    assert [one.text for one in new.with_class("en")[0].all("b")] == ["(2", "80"]
    assert [one.all("ins", "del") for one in page().with_class("same")] == [[]] * len(page().with_class("same"))


def test_effects_are_told_and_the_weightiest_stand_at_the_top() -> None:
    effect = Effect(points=Interval.parse("[-0.5, 0.25]"), index_percent=Interval.parse("[-0.6, 0.3]"))
    first, *rest = (change for change in shipped() if change.unit_kind == "commune" and change.kind == "max_lowered")
    without = (attrs.evolve(change, effect=None) for change in rest)
    changes = attrs.evolve(shipped(), changes=(attrs.evolve(first, effect=effect), *without))
    told = read(changes_html(changes, unit_kind="commune"))
    assert "Tác động: −0,5 … +0,25 điểm; chỉ số: −0,6 … +0,3 điểm phần trăm" in told.all("main")[0].spoken("vi")
    (table,) = told.with_class("weightiest")
    assert [one.attributes["href"] for one in table.all("a")] == [f"#{first.fingerprint}"]
    none = attrs.evolve(shipped(), changes=tuple(attrs.evolve(change, effect=None) for change in shipped()))
    quiet = read(changes_html(none, unit_kind="commune"))
    assert quiet.with_class("weightiest") == quiet.with_class("effect") == []


def test_words_that_differ_in_vietnamese_alone_are_not_shown_alike() -> None:
    card = shipped().new.scorecard("commune")
    asked = card.facts["plan_tasks"]
    renamed = attrs.evolve(asked, name=attrs.evolve(asked.name, vi="Số việc được giao"))
    changes = diff(
        shipped().new, with_card(shipped().new, attrs.evolve(card, facts={**card.facts, "plan_tasks": renamed}))
    )
    (told,) = read(changes_html(changes, unit_kind="commune")).with_class("change")
    assert [one.spoken("en") for one in told.with_class("before")] == [f"“{asked.name.vi}”"]
    assert [one.spoken("en") for one in told.with_class("after")] == ["“Số việc được giao”"]


def test_words_and_codes_are_not_said_to_move_no_points() -> None:
    nothing = Effect(points=Interval.parse("[0, 0]"), index_percent=Interval.parse("[0, 0]"))
    own = [change for change in shipped().leading if change.unit_kind == "district"]
    changes = attrs.evolve(shipped(), changes=tuple(attrs.evolve(change, effect=nothing) for change in own))
    told = {one.attributes["id"]: one for one in read(changes_html(changes, unit_kind="district")).with_class("change")}
    for change in own:
        effect = [one.spoken("en") for one in told[change.fingerprint].with_class("effect")]
        assert effect == (["Effect: no difference"] if change.contract == "totals" else [])


def test_a_change_that_follows_from_one_in_another_row_is_linked_to_it() -> None:
    lead, other = (change for change in shipped() if change.unit_kind == "district" and change.kind == "points_moved")
    changes = attrs.evolve(shipped(), changes=(lead, attrs.evolve(other, follows=lead.fingerprint)))
    told = element(read(changes_html(changes, unit_kind="district")), other.fingerprint)
    (link,) = (one for one in told.all("a") if one.attributes["href"] == f"#{lead.fingerprint}")
    assert link.spoken("en") == "follows from another change"


# --- Less than everything, and other rulesets -------------------------------------------------------------------------


def test_rulesets_that_do_not_differ_say_so_and_are_shown_whole() -> None:
    told = read(changes_html(diff(shipped().new, shipped().new)))
    (nothing,) = told.with_class("nothing")
    assert nothing.spoken("vi") == "Hai bộ chỉ số không khác nhau."
    rows = told.with_class("row")
    assert {one.attributes["data-mark"] for one in rows} == {"same"}
    assert len(rows) == sum(len(list(card.walk())) + 1 for card in shipped().new.scorecards.values())
    assert told.with_class("change") == told.with_class("counts") == []


def test_one_kind_of_unit_may_be_asked_for() -> None:
    told = read(changes_html(shipped(), unit_kind="commune"))
    assert [one.attributes["data-unit"] for one in told.with_class("unit")] == ["commune"]
    shown = {one.attributes["id"] for one in told.all("li") if "change" in one.classes}
    assert shown == {change.fingerprint for change in shipped() if change.unit_kind in {None, "commune"}}


def test_less_than_every_contract_may_be_asked_for_and_the_page_says_so() -> None:
    told = read(changes_html(shipped(), unit_kind="district", contract="inputs"))
    shown = {one.attributes["id"] for one in told.all("li") if "change" in one.classes}
    assert shown == {change.fingerprint for change in shipped().of("district").breaking("inputs")}
    (head,) = told.all("header")
    assert "rows may differ in what matters less" in head.spoken("en")
    same = read(changes_html(diff(shipped().new, shipped().new), unit_kind="district"))
    assert same.with_class("nothing")[0].spoken("en") == "Nothing changed within what this page was asked to show."


def test_a_scorecard_that_only_one_ruleset_has_stands_on_its_side() -> None:
    new = shipped().new
    fewer = attrs.evolve(new, scorecards={kind: card for kind, card in new.scorecards.items() if kind != "commune"})
    for changes, mark, empty in (
        (diff(fewer, new), "added", "chưa có"),
        (diff(new, fewer), "removed", "không còn"),
    ):
        told = read(changes_html(changes, unit_kind="commune"))
        (section,) = (one for one in told.with_class("unit") if one.attributes["data-unit"] == "commune")
        assert {one.attributes["data-mark"] for one in section.with_class("row")} == {mark}
        assert {one.spoken("vi") for one in section.with_class("none")} == {empty}
        assert [one.attributes["id"] for one in told.with_class("change")] == [one.fingerprint for one in changes]
        assert all(set(lines_of(table)) == {7} for table in told.with_class("beside"))


def test_what_a_name_holds_is_text_and_nothing_else() -> None:
    old = shipped().new
    changed = with_field(old.scorecard("department"), "1", name=Name(NASTY, NASTY))
    decision = attrs.evolve(old.decision, act=attrs.evolve(old.decision.act, number=NASTY, title=Name(NASTY)))
    new = attrs.evolve(with_card(old, attrs.evolve(changed, name=Name(NASTY))), decision=decision)
    written = changes_html(diff(old, new), unit_kind="department")
    told = read(written)
    assert len(told.all("script")) == len(told.all("style")) == 1
    assert SEEN in element(told, "department-1").text
    assert SEEN in element(told, "department-whole").text
    assert SEEN in told.all("title")[0].text
    assert not re.search("[\x00\x1b\u202e]", written)
    assert all(set(lines_of(table)) == {7} for table in told.with_class("beside"))
    assert any(SEEN in (one.attributes["data-vi"] or "") for one in told.all("option"))


@settings(max_examples=5)
@given(st.text(max_size=40))
def test_any_name_stands_on_the_page_as_it_is(words: str) -> None:
    """Whatever a name holds, the page stays whole, and the name stands there without what cannot be seen."""
    before = card(SAMPLES["measure ratio"])
    after = card(SAMPLES["measure ratio"], name=Name(words, f"{words}."))
    one, other = (attrs.evolve(shipped().new, scorecards={UnitKind.DEPARTMENT: side}) for side in (before, after))
    told = read(changes_html(diff(one, other)))
    names = element(told, "department-1.1").with_class("name")
    assert clean(words) in names[1].text
    assert len(told.all("script")) == 1


def test_units_are_called_as_everywhere() -> None:
    assert [element(page(), kind).spoken("vi") for kind in KINDS] == [words[0] for words in UNIT_KINDS.values()]
