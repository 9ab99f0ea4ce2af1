"""Pages about rankings: of results, and of a table as the province published it."""

from collections.abc import Iterator

from cchc_rules.errors import Language
from cchc_rules.law.decision import ScopeOf, Ties
from cchc_rules.law.grounds import Standing
from cchc_rules.law.publication import Publication, PublishedRow
from cchc_rules.report.blocks import Block, Column, Heading, Page, Pairs, Side, Table
from cchc_rules.report.figures import brief, fixed
from cchc_rules.report.grounding import NONE, findings_outline, named, noticed
from cchc_rules.report.headings import heading, sentence
from cchc_rules.report.labels import RANKED_ON, SCOPES, TIES, UNIT_KINDS, say
from cchc_rules.report.results import ruleset_line
from cchc_rules.scoring.ranking import RankedUnit, Ranking
from cchc_rules.scoring.result import Result


def ranking_page(ranking: Ranking, language: Language, publication: Publication | None = None) -> Page:
    """Show a ranking, one table for each group; with ``publication`` the printed figures beside it."""
    kind = say(UNIT_KINDS[ranking.unit_kind], language)
    results = [row.result for row in ranking.rows if row.result is not None]
    year = publication.year if publication is not None else results[0].submission.year if results else ""
    blocks: list[Block] = [Heading(sentence("ranking_of", language, kind=kind, year=year), 1)]
    blocks += noticed(min((result.standing for result in results), key=list(Standing).index, default=None), language)
    blocks.append(Pairs(tuple(_ranking_rows(ranking, results, publication, language))))
    grouped = ranking.scope is ScopeOf.GROUP
    groups = dict.fromkeys(row.group if grouped else None for row in ranking.rows)
    for group in groups:
        rows = [row for row in ranking.rows if not grouped or row.group == group]
        if grouped:
            blocks.append(Heading(sentence("group_of", language, group=group)))
        blocks.append(_ranking_table(rows, publication, language))
    blocks += findings_outline(ranking.findings, language)
    return tuple(blocks)


def _ranking_rows(
    ranking: Ranking, results: list[Result], publication: Publication | None, language: Language
) -> Iterator[tuple[str, str]]:
    if publication is not None:
        yield heading("decision", language), publication.decision
        yield heading("title", language), named(publication.title, language)
        yield heading("published", language), f"{publication.document}; {publication.locator}"
        incomplete = () if publication.complete else (sentence("incomplete", language),)
        yield heading("standing", language), "; ".join((sentence("as_published", language), *incomplete))
    ties = TIES[Ties.SHARED]
    if results:
        yield heading("ruleset", language), ruleset_line(results[0], language)
        ties = TIES[results[0].scorecard.decision.ranking.ties]
    on, scope = say(RANKED_ON[ranking.on], language), say(SCOPES[ranking.scope], language)
    words = {"on": on, "scope": scope, "ties": say(ties, language)}
    key = "ranked_by" if publication is None else "ranked_as_printed"
    yield heading("ranked_by", language), sentence(key, language, **words)


def _ranking_table(rows: list[RankedUnit], publication: Publication | None, language: Language) -> Table:
    columns = [Column(heading("rank", language), Side.RIGHT), Column(heading("unit", language))]
    numbers: tuple[str, ...] = ("total", "effective_max", "index_percent")
    texts: list[tuple[str, ...]] = [_scored(row, language) for row in rows]
    if publication is not None:
        numbers = ("index_percent", "satisfaction_percent")
        printed = {row.unit: row for row in publication.rows}
        texts = [_printed(printed[row.unit.code], language) for row in rows]
    # names tell units apart in a published table; where they do not, and in a working list, codes do
    coded = publication is None or len({row.unit.name for row in rows}) < len(rows)
    columns += [Column(heading("code", language))] * coded
    columns += [Column(heading(key, language), Side.NUMBER) for key in numbers]
    placed = [_placed(row)[: 2 + coded] for row in rows]
    return Table(columns=tuple(columns), rows=tuple(left + right for left, right in zip(placed, texts, strict=True)))


def _placed(row: RankedUnit) -> tuple[str, ...]:
    return NONE if row.rank is None else str(row.rank), row.unit.name, row.unit.code


def _printed(row: PublishedRow, language: Language) -> tuple[str, ...]:
    index, satisfaction = row.index_percent, row.satisfaction_percent
    shown = NONE if satisfaction is None else fixed(satisfaction.value, satisfaction.places, language)
    return fixed(index.value, index.places, language), shown


def _scored(row: RankedUnit, language: Language) -> tuple[str, ...]:
    if row.value is None:
        return NONE, NONE, NONE
    result = row.result
    if result is None or result.total is None or result.index_percent is None:
        return NONE, NONE, brief(row.value, language)
    rounding = result.scorecard.decision.rounding.index_percent
    places = None if rounding is None else rounding.places
    total, effective = (brief(value, language) for value in (result.total, result.effective_max))
    return total, effective, fixed(result.index_percent, places, language)
