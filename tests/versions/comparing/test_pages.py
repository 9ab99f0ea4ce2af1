"""Pages, data and command of comparisons."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import attrs
import jsonschema
import pytest

from cchc_rules import GivenFacts, Result, Unit, evaluate
from cchc_rules.cli import main
from cchc_rules.errors import Language
from cchc_rules.exact import exact
from cchc_rules.report.comparison_data import comparison_data, comparison_schema, group_data, group_schema
from cchc_rules.report.comparison_labels import PARTS, RANK_PARTS, REASONS, SENTENCES, TITLES
from cchc_rules.report.comparisons import comparison_text, group_text
from cchc_rules.report.examples import example_submission
from cchc_rules.scoring.inputs import Entry
from cchc_rules.scoring.reading import dumps
from cchc_rules.versions import difference
from cchc_rules.versions.comparing.comparison import Comparison, compare
from cchc_rules.versions.comparing.core import Reason
from cchc_rules.versions.comparing.groups import GroupComparison, RankPart, compare_group
from cchc_rules.versions.comparing.parts import PartKind
from tests.scoring.strategies import shipped
from tests.versions.comparing.test_worked import ADDED, ONE, REPLACED, compared, given, zeroed
from tests.versions.comparing.units import YEARS, changes, route


@cache
def one(kind: str = "department") -> Comparison:
    """The example unit of both years; in the newer one a claim, so that the orders disagree."""
    results = []
    for ruleset in YEARS:
        card = shipped(ruleset, kind)
        results.append(evaluate(card, example_submission(card)))
    code = next(
        key for key in route(*YEARS, kind).first.rules if claimable(results[1], key) and claimable(results[0], key)
    )
    claimed = Entry(code=code, state="not_applicable", reason="không phát sinh", confirmed=True)
    submission = results[1].submission
    kept = tuple(entry for entry in submission.entries if entry.code != code)
    submission = attrs.evolve(submission, unit=results[0].submission.unit, entries=(*kept, claimed))
    return compare(results[0], evaluate(results[1].scorecard, submission), route(*YEARS, kind))


def claimable(result: Result, code: str) -> bool:
    leaf = next((leaf for leaf in result.scorecard.leaves if leaf.code == code), None)
    return leaf is not None and leaf.policy.policy == "drop"


@cache
def group() -> GroupComparison:
    compared = one()

    def other(result: Result, code: str) -> Result:
        unit = Unit(code=code, name=f"Sở {code}")
        return attrs.evolve(result, submission=attrs.evolve(result.submission, unit=unit))

    olds = [compared.old, other(compared.old, "X-08"), other(compared.old, "X-09")]
    news = [compared.new, other(compared.new, "X-08"), other(compared.new, "X-10")]
    return compare_group(olds, news, compared.route)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_says_what_it_must(lang: Language) -> None:
    """Both results, each kind of part, the reverse order, what cannot be compared, and the notice."""
    for markdown in (False, True):
        text = comparison_text(one(), lang, markdown=markdown)
        index = 0 if lang == "vi" else 1
        assert ("Bản dựng lại", "Reconstruction")[index] in text
        assert all(PARTS[kind][index] in text for kind in PartKind)
        assert all(TITLES[key][index] in text for key in ("difference", "core", "not_comparable", "reverse"))
        assert ("7.1.3 cũ", "former 7.1.3")[index] in text
        assert "CH302" in text
        assert "{" not in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_of_a_group_says_what_it_must(lang: Language) -> None:
    """Moves of ranks, units of one year alone, who lost by the rules, and the notice."""
    text = group_text(group(), lang, markdown=True)
    assert group_text(group(), lang) != text
    index = 0 if lang == "vi" else 1
    assert ("Bản dựng lại", "Reconstruction")[index] in text
    assert all(RANK_PARTS[part][index] in text for part in RankPart)
    assert all(TITLES[key][index] in text for key in ("moves", "only_old", "only_new", "lost"))
    assert "X-09" in text
    assert "X-10" in text


def test_orders_that_agree_are_said_to() -> None:
    """Without a disagreement, and with nothing apart, the page is short."""
    text = comparison_text(compared(ONE, ONE, given(n1=1, n2=1), given(n1=2, n2=1)), "en")
    assert "Both orders say the same." in text
    assert "Not comparable" not in text
    assert "reversed" in text
    still = comparison_text(compared(ONE, ONE, given(n1=1, n2=1), given(n1=1, n2=1)), "en")
    assert "Cause" not in still
    gone = comparison_text(compared(ONE, ADDED, given(n1=2, n2=1), given(n2=1, n4=1)), "en")
    assert "cannot be told apart" in gone
    told = compared(ONE, REPLACED, given(n1=2, n2=1, n3=1), given(n1="0.5", n3=1, n2=1))
    assert "another index" not in comparison_text(told, "en")


def test_one_of_anything_is_one() -> None:
    """A single unit and a single leaf stand in the singular, and differences have the sign of a difference."""
    found = compared(ONE, REPLACED, given(n1=2, n2=1), given(n3=1, n2=1))
    text = comparison_text(found, "en")
    assert "1 leaf;" in text
    assert "−1" in text
    assert "-1" not in text
    alone = group_text(compare_group([found.old], [found.new], found.route), "en")
    assert alone.startswith("1 unit (")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_was_counted_zero_is_said(lang: Language) -> None:
    """The page of a unit, that of a group, and the data name the leaves."""
    found = zeroed(ONE, ONE, given(n1=1, n2=1), given(n2=1))
    words = (
        "X-01, 2024: tính 0 điểm vì thiếu câu trả lời: 1.1",
        "X-01, 2024: counted 0, because answers are missing: 1.1",
    )
    many = compare_group([found.old], [found.new], found.route)
    for text in (comparison_text(found, lang), group_text(many, lang)):
        assert words[lang == "en"] in text
    data = comparison_data(found)
    assert (data["old"]["counted_zero"], data["new"]["counted_zero"]) == ([], ["1.1"])


def test_every_word_has_both_languages() -> None:
    """Each kind, reason, title and sentence is there in Vietnamese and in English."""
    assert set(PARTS) == set(PartKind)
    assert set(RANK_PARTS) == set(RankPart)
    assert set(REASONS) == set(Reason)
    for words in (PARTS, RANK_PARTS, REASONS, TITLES, SENTENCES):
        assert all(all(pair) for pair in words.values())


def test_data_hold_to_their_schemas() -> None:
    """The data of a comparison are what the schema says, and the parts in them add up."""
    data = comparison_data(one())
    jsonschema.Draft202012Validator(comparison_schema()).validate(json.loads(json.dumps(data)))
    for order in ("split", "reverse"):
        for figure in ("points", "index_percent"):
            parts = sum(exact(part[figure]) for part in data[order]["parts"])
            assert (
                parts == sum(exact(part[figure]) for part in data[order]["sums"]) == exact(data["difference"][figure])
            )
    assert data["notice"]["en"].startswith("Reconstruction")
    many = group_data(group())
    jsonschema.Draft202012Validator(group_schema()).validate(json.loads(json.dumps(many)))
    assert [unit["unit"]["code"] for unit in many["units"]] == ["X-01", "X-08"]


# --- The command ------------------------------------------------------------------------------------------------------

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    # the shipped rulesets differ as they do; what each difference can do to a unit takes long to find, and is not asked
    monkeypatch.setattr(difference, "diff", lambda old, new: changes(old.id, new.id))

    def answered(*words: str) -> tuple[int, str, str]:
        code = main(("compare", *YEARS, *words))
        out, err = capsys.readouterr()
        return code, out, err

    return answered


@pytest.fixture
def files(tmp_path: Path) -> tuple[list[str], list[str]]:
    """Two units in both years, as files; with the codes X-01 and X-02."""
    sides: tuple[list[str], list[str]] = ([], [])
    for result, side in ((one().old, sides[0]), (one().new, sides[1])):
        for code in ("X-01", "X-02"):
            unit = Unit(code=code, name=f"Sở {code}")
            file = tmp_path / f"{result.submission.year}-{code}.toml"
            file.write_text(dumps(attrs.evolve(result.submission, unit=unit)), encoding="utf-8")
            side.append(str(file))
    return sides


def test_the_command_compares_one_unit_and_many(run: Run, files: tuple[list[str], list[str]]) -> None:
    """One file on each side is one unit, more are a group; text or data, in either language."""
    olds, news = files
    code, out, _ = run("--old", olds[0], "--new", news[0], "--lang", "en")
    assert code in {0, 1}
    assert "Reconstruction" in out
    assert "performance" in out
    code, out, _ = run("--old", olds[0], "--new", news[0], "--format", "json")
    assert json.loads(out)["unit"]["code"] == "X-01"
    code, out, _ = run("--old", *olds, "--new", *news)
    assert "Thay đổi thứ hạng" in out
    code, out, _ = run("--old", *olds, "--new", *news, "--format", "json")
    assert len(json.loads(out)["moves"]) == 2


def test_the_command_says_what_was_found_in_either_year(run: Run, files: tuple[list[str], list[str]]) -> None:
    """What the results carry is said of each file: a code of 1 is never silent."""
    olds, news = files
    code, _, err = run("--old", olds[0], "--new", news[0], "--lang", "en")
    for result, file in ((one().old, olds[0]), (one().new, news[0])):
        said = [line for line in err.splitlines() if file in line]
        assert len(said) == len(result.findings)
        assert all(finding.id in line for finding, line in zip(result.findings, said, strict=True))
    counted = str(Path(news[0]).with_name("less.toml"))
    submission = attrs.evolve(one().new.submission, facts=GivenFacts(), unit=Unit(code="X-01", name="Sở X-01"))
    Path(counted).write_text(dumps(submission), encoding="utf-8")
    code, _, err = run("--old", olds[0], "--new", counted, "--missing", "zero", "--lang", "en")
    assert code == 1
    assert f"{counted}: 1.1.3: [CR358]" in err


def test_the_command_says_what_is_wrong(run: Run, files: tuple[list[str], list[str]], tmp_path: Path) -> None:
    """Units that do not match, years handed in the wrong way round, and files that are not there: all are said."""
    olds, news = files
    code, _, err = run("--old", olds[0], "--new", news[1], "--lang", "en")
    assert code == 2
    assert "CR802" in err
    code, _, err = run("--old", *olds, "--new", news[0], "--lang", "en")
    assert code in {0, 1}
    assert "Traceback" not in err
    code, out, err = run("--old", news[0], "--new", str(tmp_path / "none.toml"))
    assert (code, out) == (2, "")
    assert "none.toml" in err
    assert "CR3" in err  # it was made for the other ruleset, and asked other things
