"""Reports as text or Markdown, in Vietnamese or English. A reconstruction says that it is one on every page."""

from collections.abc import Iterable

from cchc_rules.errors import Language
from cchc_rules.law.model import Ruleset, Scorecard
from cchc_rules.law.publication import Publication
from cchc_rules.report import layout
from cchc_rules.report.blocks import Page
from cchc_rules.report.rankings import ranking_page
from cchc_rules.report.results import explanation, result_page
from cchc_rules.report.scorecards import list_page, node_page, ruleset_page, scorecard_page
from cchc_rules.scoring.ranking import Ranking
from cchc_rules.scoring.result import Result


def written(page: Page, *, markdown: bool = False) -> str:
    """Write a page, as plain text of 100 columns or as Markdown."""
    return layout.markdown(page) if markdown else layout.plain(page)


def explain(result: Result, code: str, language: Language = "vi", *, markdown: bool = False) -> str:
    """Explain one node of a result: points, rule, calculation, and what its numbers rest on.

    A leaf is explained step by step: facts, measure, the branch taken, award, rounding before and after, cap, and the
    stage whose word counts; a node with children by a table of them. Raises NotFoundError for a code that is not there
    and for a language other than "vi" and "en".

    >>> import cchc_rules
    >>> scorecard = cchc_rules.load("2024_2426").scorecard("department")
    >>> given = cchc_rules.GivenFacts(unit={"plan_tasks": 50, "plan_tasks_done": 47})
    >>> unit = cchc_rules.Unit(code="X-01", name="Sở Ví dụ")
    >>> submission = cchc_rules.Submission(unit=unit, unit_kind="department", year=2024, facts=given)
    >>> text = explain(cchc_rules.evaluate(scorecard, submission, missing="bounds"), "1.1.3")
    >>> for line in text.splitlines()[text.splitlines().index("Phép tính") :][:7]:
    ...     print(line)
    Phép tính
      1. Số liệu:
         – Số nhiệm vụ trong kế hoạch đã hoàn thành = 47
         – Số nhiệm vụ trong kế hoạch = 50
      2. Tỷ lệ = 47 / 50 = 94 %
      3. Tỷ lệ × điểm tối đa = 94 % × 2 = 1,88 điểm
      4. Kết quả: 1,88 điểm trên tối đa 2
    """
    return written(explanation(result, code, language), markdown=markdown)


def result_text(result: Result, language: Language = "vi", *, markdown: bool = False) -> str:
    """Write one unit's result: fields, subtotals, total, index percent and findings."""
    return written(result_page(result, language), markdown=markdown)


def ranking_text(
    ranking: Ranking, language: Language = "vi", *, markdown: bool = False, publication: Publication | None = None
) -> str:
    """Write a ranking; with the table it was made from, a published one shows its printed figures and source."""
    return written(ranking_page(ranking, language, publication), markdown=markdown)


def scorecard_text(scorecard: Scorecard, language: Language = "vi", *, markdown: bool = False) -> str:
    """Write a scorecard as a tree of fields, criteria and leaves."""
    return written(scorecard_page(scorecard, language), markdown=markdown)


def node_text(scorecard: Scorecard, code: str, language: Language = "vi", *, markdown: bool = False) -> str:
    """Write one node of a scorecard: its rule in words, the facts it asks for, and what it rests on."""
    return written(node_page(scorecard, code, language), markdown=markdown)


def ruleset_text(ruleset: Ruleset, language: Language = "vi", *, markdown: bool = False) -> str:
    """Write what a ruleset is: its act, its scorecards, and the rules they share."""
    return written(ruleset_page(ruleset, language), markdown=markdown)


def list_text(rulesets: Iterable[Ruleset], language: Language = "vi", *, markdown: bool = False) -> str:
    """Write a list of rulesets."""
    return written(list_page(rulesets, language), markdown=markdown)
