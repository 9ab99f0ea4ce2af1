"""What is written of migrations and rehearsals: pages in both languages, data that follow their schemas, commands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from cchc_rules import Appraisal, Entry, GivenFacts, Submission, Unit, load, read_submission
from cchc_rules.cli import main
from cchc_rules.report.examples import example_submission
from cchc_rules.report.labels import LANGUAGES
from cchc_rules.report.migrations import migrated_text, migration_data, migration_page, migration_schema
from cchc_rules.report.rehearsals import rehearsal_data, rehearsal_page, rehearsal_schema
from cchc_rules.report.text import written
from cchc_rules.scoring import reading
from cchc_rules.versions.migrating.migration import Migration, migrate
from cchc_rules.versions.rehearsing.rehearsal import Rehearsal, rehearse
from tests.scoring.small import claim, leaf, submission
from tests.versions.migrating.pairs import CROSSWALK, RATIO, moved, ruleset, sum_of, survey
from tests.versions.migrating.test_rehearsal import BESIDE, DRAFT, OLD, given_by

ROOT = Path(__file__).parents[3]
EXAMPLE = str(ROOT / "examples" / "department_2023.toml")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return command


def many_sided() -> Migration:
    """A migration in which something of everything happened."""
    old = ruleset(
        "old", leaf("1.1", scoring=sum_of(a="n1", b="n2")), leaf("1.2", "2", "c1"), leaf("1.3", "2", "n3"), most="6"
    )
    newer = ruleset(
        "new",
        leaf("1.1", "2", "c3"),
        leaf("1.2", "2", RATIO),
        leaf("1.4", "2", sum_of(b="n2", c="n4")),
        most="6",
        crosswalk=CROSSWALK.format(new='["1.4"]', old='["1.1"]'),
    )
    entries = (
        attrs.evolve(claim("1.1", parts=("a",)), self_score=1, appraisal_1=Appraisal(points="0.5", reason="x")),
        Entry(code="1.3", note="một dòng\nhai dòng"),
    )
    return moved(old, newer, entries, facts={"c1": 3, "c2": 2, "n3": "0.5"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_tells_what_needs_review_and_what_was_dropped(language: Any) -> None:  # noqa: ANN401 - a Language
    text = written(migration_page(many_sided(), language))
    told = {
        "vi": ("Cần xem lại", "Không còn được hỏi", "[CR841] không còn phần", "Bộ chỉ số mới nói: [CR310]", "CH209"),
        "en": ("To be reviewed", "Not asked any more", "[CR841] there is no part", "The new ruleset says: [CR310]"),
    }
    for words in told[language]:
        assert words in text
    assert 'appraisal_1 = { points = "0.5", reason = "x" }' in " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_so_where_everything_is_carried(language: Any) -> None:  # noqa: ANN401 - a Language
    text = written(migration_page(moved(OLD, DRAFT, facts={"n2": 1, "c1": 1, "c2": 2}), language))
    assert {"vi": "không thiếu gì", "en": "nothing is wanting"}[language] in text


def test_what_no_single_change_brought_is_told_without_one() -> None:
    old = ruleset("old", leaf("1.1"), BESIDE, leaf("1.3", "2", "n3"), most="6")
    newer = ruleset("new", leaf("1.1"), BESIDE, most="4")
    text = written(migration_page(moved(old, newer, [claim("1.1"), claim("1.2"), Entry(code="1.3", note="x")]), "en"))
    assert text.count("The new ruleset says: [CR359] nothing applies") == 2
    assert text.count("Change:") == 1
    assert "n2: Fact (an exact number from 0)" in text


def test_replies_of_a_group_are_told_together() -> None:
    old, newer = ruleset("old", survey(groups="g")), ruleset("new", survey(groups="gh"))
    source = attrs.evolve(submission(), ballots={"q": {"g": {"A": 2, "B": 3}}})
    text = written(migration_page(migrate(source, old, newer), "en"))
    assert text.count("Ballots q.g: A = 2, B = 3; Fact, g") == 1
    shares = attrs.evolve(submission(), shares={"q": {"g": {"A": "1", "valid": 3}}})
    assert 'Shares q.g: A = "1", valid = 3; Fact, g' in written(migration_page(migrate(shares, old, newer), "en"))
    empty = attrs.evolve(submission(), ballots={"q": {}})
    assert "Ballots q: –; Fact, –" in written(migration_page(migrate(empty, old, newer), "en"))


def test_the_data_of_a_migration_follow_their_schema() -> None:
    validator = Draft202012Validator(migration_schema())
    Draft202012Validator.check_schema(migration_schema())
    for migration in (many_sided(), shipped()):
        data = json.loads(json.dumps(migration_data(migration)))
        validator.validate(data)
        assert len(data["items"]) == sum(data["counts"].values())
        named = {cause["change"] for item in data["items"] for cause in item["causes"]}
        named |= {one["change"] for one in data["wanting"]}
        assert named - {None} == {change["fingerprint"] for change in data["changes"]}


def shipped() -> Migration:
    old, new = load("2023_2568"), load("2024_2426")
    return migrate(example_submission(old.scorecard("department")), old, new)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_new_file_is_read_back_whatever_its_comments_say(language: Any) -> None:  # noqa: ANN401 - a Language
    for migration in (many_sided(), shipped()):
        text = migrated_text(migration, language)
        assert reading.dumps(reading.loads(text)) == reading.dumps(migration.submission)
        assert ("Bản dựng lại" in text or "Reconstruction" in text) is (migration.new.decision.id == "2024_2426")
        assert "CR8" in text


def rehearsed() -> Rehearsal:
    units = [
        given_by("a", 8),
        given_by("b", 10, 1, claim("1.1")),
        given_by("c", 8),
        attrs.evolve(given_by("d", 1), ballots={}, year=2024),
    ]
    return rehearse(DRAFT, units, [OLD])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rehearsal_is_told_in_words(language: Any) -> None:  # noqa: ANN401 - a Language
    text = written(rehearsal_page(rehearsed(), language))
    told = {
        "vi": ("Ai thay đổi, trên phần chấm được", "1.1 CH401 −40", "Đơn vị chịu ảnh hưởng", "chỉ do đơn vị khác"),
        "en": (
            "Who moves, on the rehearsed part",
            "1.1 CH401 −40",
            "Units hit by what does not",
            "no leaf is left out",
        ),
    }
    for words in told[language]:
        assert words in text


def test_what_was_rounded_is_told_apart_from_the_rules() -> None:
    unit = attrs.evolve(given_by("a", 5), facts=GivenFacts(unit={"c1": 5, "c2": 7, "n2": 1}))
    text = " ".join(written(rehearsal_page(rehearse(DRAFT, [unit], [OLD]), "en")).split())
    assert "60.71 → 25.00 1.1 CH401 ≈−35.714; rounding ≈+0.004" in text


def test_a_rehearsal_of_the_same_rules_moves_nobody() -> None:
    same = rehearse(OLD, [given_by("a", 8), given_by("b", 8)], [OLD])
    text = written(rehearsal_page(same, "en"))
    assert "Nobody moves." in text
    assert "all 2 units earn 2.6 points" in text
    shares = rehearse(OLD, [given_by("a", 10, 2), given_by("b", 8, 2, claim("1.1"))], [OLD])
    assert "all 2 units earn 100 % of their maximum" in written(rehearsal_page(shares, "en"))


def test_the_data_of_a_rehearsal_follow_their_schema() -> None:
    validator = Draft202012Validator(rehearsal_schema())
    Draft202012Validator.check_schema(rehearsal_schema())
    unreachable = ruleset(
        "draft",
        leaf(
            "1.1",
            scoring='scoring = { measure = { kind = "fact", fact = "b1" }, award = { kind = "tally" } }\n'
            '[[fields.criteria.slips]]\nkind = "unreachable"\nwords = "x"\nreason = { vi = "in", en = "printed" }\n',
        ),
        BESIDE,
        most="4",
    )
    short = rehearse(unreachable, [given_by("a", 8), given_by("b", 8)], [OLD])
    for rehearsal in (rehearsed(), short):
        validator.validate(json.loads(json.dumps(rehearsal_data(rehearsal))))
    text = written(rehearsal_page(short, "en"))
    assert "1.1 Node: 1 at the most, of a maximum of 2" in text
    assert "The whole: 3 at the most, of a maximum of 4" in text
    assert "1.1 Node; scoring replaced (CH417" in text
    assert "; every unit" in text
    assert [one["facts"] for one in rehearsal_data(short)["cohorts"][0]["units"][0]["wanting"]] == [["b1"]]


# --- Commands ---------------------------------------------------------------------------------------------------------


def test_migrate_tells_and_writes_what_became_of_a_submission(run: Run, tmp_path: Path) -> None:
    made, as_json = tmp_path / "new.toml", tmp_path / "new.JSON"
    words = ("migrate", "2023_2568", "2024_2426", EXAMPLE)
    code, out, err = run(*words, "--lang", "en", "--output", str(made))
    assert (code, err) == (1, "")
    assert "Reconstruction" in out
    assert "To be reviewed" in out
    assert run("score", "2024_2426", str(made), "--missing", "bounds")[0] == 1
    code, out, err = run(*words, "--format", "json", "-o", str(as_json))
    assert (code, err) == (1, "")
    assert json.loads(out)["submission"] == json.loads(as_json.read_text(encoding="utf-8"))
    assert read_submission(as_json).ruleset == read_submission(made).ruleset == "2024_2426"


def test_migrate_writes_over_nothing(run: Run, tmp_path: Path) -> None:
    there = tmp_path / "there.toml"
    there.write_text("mine", encoding="utf-8")
    code, out, err = run("migrate", "2023_2568", "2023_2568", EXAMPLE, "--output", str(there), "--lang", "en")
    assert (code, out, there.read_text(encoding="utf-8")) == (2, "", "mine")
    assert "[CR860]" in err


def test_migrate_to_the_same_ruleset_is_fine(run: Run, tmp_path: Path) -> None:
    code, out, err = run("migrate", "2023_2568", "2023_2568", EXAMPLE)
    assert (code, err) == (0, "")
    assert "không thiếu gì" in out
    made = tmp_path / "new.toml"
    code, out, err = run("migrate", "2023_2568", "2023_2568", EXAMPLE, "--format", "toml", "-o", str(made))
    assert (code, out, err) == (0, made.read_text(encoding="utf-8"), "")
    assert read_submission(made) == read_submission(EXAMPLE)


@pytest.mark.parametrize("command", [("migrate", "2023_2568", "2024_2426"), ("rehearse", "2024_2426")])
def test_a_file_that_is_not_a_submission_is_refused(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("year = 2023", encoding="utf-8")
    code, out, err = run(*command, str(broken), "--lang", "en")
    assert (code, out) == (2, "")
    assert "CR111" in err
    code, out, err = run(*command, str(tmp_path / "absent.toml"), "--lang", "en")
    assert (code, out) == (2, "")
    assert "cannot be read" in err


def test_a_submission_that_the_older_rules_refuse_is_refused(run: Run) -> None:
    code, out, err = run("migrate", "2024_2426", "2023_2568", EXAMPLE, "--lang", "en")
    assert (code, out) == (2, "")
    assert "[CR301]" in err


def test_rehearse_tells_who_moves(run: Run, tmp_path: Path) -> None:
    code, out, err = run("rehearse", "2024_2426", EXAMPLE, "--lang", "en")
    assert (code, err) == (1, "")
    assert "Reconstruction" in out
    assert "What is wanting" in out
    unnamed = tmp_path / "unnamed.toml"
    made: Submission = attrs.evolve(read_submission(EXAMPLE), ruleset=None, unit=Unit(code="X-02", name="Sở B"))
    unnamed.write_text(reading.dumps(made), encoding="utf-8")
    assert "[CR851]" in run("rehearse", "2024_2426", str(unnamed))[2]
    code, out, err = run("rehearse", "2023_2568", str(unnamed), "--old", "2023_2568", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["cohorts"][0]["units"][0]["parts"] == []
