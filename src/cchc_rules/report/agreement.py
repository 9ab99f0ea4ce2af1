"""How a program stands to the conformance vectors: a page for people, and the same as data."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cchc_rules.errors import Finding, Language
from cchc_rules.law.grounds import Standing
from cchc_rules.report.blocks import Block, Column, Heading, Outline, Page, Side, Table
from cchc_rules.report.grounding import noticed
from cchc_rules.report.labels import LANGUAGES, NOTICE, UNIT_KINDS, Words, say
from cchc_rules.report.plain import Data, finding_data
from cchc_rules.scoring.cases.conformance import Agreement, Difference

_WORDS: Final[Words] = {
    "title": ("Đối chiếu với vector: {program}", "Held to the vectors: {program}"),
    "package": ("chính thư viện này", "this package itself"),
    "ruleset": ("Bộ chỉ số", "Ruleset"),
    "unit_kind": ("Khối", "Unit kind"),
    "vectors": ("Số vector", "Vectors"),
    "agreed": ("Khớp", "Agreed"),
    "differing": ("Lệch", "Differing"),
    "untried": ("Chưa thử", "Not tried"),
    "agrees": ("Khớp với mọi vector.", "It agrees with every vector."),
    "differences": ("Chỗ lệch: {ruleset}, {kind}", "Differences: {ruleset}, {kind}"),
    "leaf": ("{code}: lệch ở {count} vector", "{code}: differs in {count} vectors"),
    "above": ("{code}: lệch ở {count} vector, có thể do các mã dưới", "{code}: differs in {count}, perhaps from below"),
    "whole": ("toàn bài: lệch ở {count} vector", "the whole: differs in {count} vectors"),
    "more": ("còn {count} chỗ lệch không liệt kê (--most)", "{count} more differences are not listed (--most)"),
}
_EACH: Final = 3  # differences listed at one code, so that one bad leaf does not hide the others

Group = tuple[str, tuple[Difference, ...]]


def agreement_page(
    agreements: Sequence[Agreement], command: Sequence[str] | None, language: Language, *, most: int
) -> Page:
    """Show how a program, or this package where there is no command, stands to vectors: worst first, by code."""
    program = _say("package", language) if command is None else " ".join(command)
    blocks: list[Block] = [Heading(_say("title", language, program=program), 1)]
    standings = [agreement.vectors.standing for agreement in agreements]
    blocks += noticed(min(standings, key=list(Standing).index, default=None), language)
    blocks.append(_table(agreements, language))
    left = most
    for agreement in agreements:
        items, shown = _outline(agreement, language, left)
        if agreement.differences:
            kind = say(UNIT_KINDS[agreement.vectors.unit_kind], language)
            blocks.append(Heading(_say("differences", language, ruleset=agreement.vectors.ruleset, kind=kind)))
            blocks.append(Outline(items=items))
        left -= shown
    if all(agreement.stopped is None and not agreement.differences for agreement in agreements):
        blocks.append(Outline(items=((0, _say("agrees", language)),)))
    return tuple(blocks)


def _say(key: str, language: Language, **said: object) -> str:
    return say(_WORDS[key], language).format(**said)


def _table(agreements: Sequence[Agreement], language: Language) -> Table:
    columns = [Column(_say("ruleset", language)), Column(_say("unit_kind", language))]
    columns += [Column(_say(key, language), Side.RIGHT) for key in ("vectors", "agreed", "differing", "untried")]
    rows = []
    for agreement in agreements:
        vectors, tried, differing = agreement.vectors, len(agreement.tried), len(agreement.differing)
        counts = (len(vectors.vectors), tried - differing, differing, len(vectors.vectors) - tried)
        rows.append((vectors.ruleset, say(UNIT_KINDS[vectors.unit_kind], language), *map(str, counts)))
    return Table(columns=tuple(columns), rows=tuple(rows))


def _outline(agreement: Agreement, language: Language, most: int) -> tuple[tuple[tuple[int, str], ...], int]:
    """Give the lines on one scorecard, and how many differences they show."""
    items: list[tuple[int, str]] = []
    shown = 0
    above = _above(agreement)
    for code, group in grouped(agreement):
        listed = _telling(group)[: min(_EACH, most - shown)]
        if not listed:
            break
        key = "above" if code in above else "leaf" if code else "whole"
        count = len({difference.vector for difference in group})
        items.append((0, _say(key, language, code=code, count=count)))
        items += [(1, f"{one.vector}: [{one.finding.id}] {one.finding.text(language)}") for one in listed]
        shown += len(listed)
    left_out = len(agreement.differences) - shown
    if left_out:
        items.append((0, _say("more", language, count=left_out)))
    return tuple(items), shown


def _telling(group: Iterable[Difference]) -> list[Difference]:
    """Give the differences at one code that tell most: the first of each kind, then others that say something else."""
    kinds: dict[str, Difference] = {}
    unlike: dict[Finding, Difference] = {}
    for one in group:
        kinds.setdefault(one.finding.id, one)
        unlike.setdefault(one.finding, one)
    return [*kinds.values(), *(one for one in unlike.values() if kinds[one.finding.id] is not one)]


def _above(agreement: Agreement) -> frozenset[str]:
    """The codes with others below them: what differs there may follow from what differs below."""
    codes = {code for vector in agreement.vectors.vectors for code in vector.expected.get("nodes", ())}
    return frozenset(code.rpartition(".")[0] for code in codes)


def grouped(agreement: Agreement) -> tuple[Group, ...]:
    """Group differences by code: leaves first, the one that differs in most vectors leading, the whole last."""
    groups: dict[str, list[Difference]] = {}
    for difference in agreement.differences:
        groups.setdefault(difference.finding.code, []).append(difference)
    above = _above(agreement)

    def order(code: str) -> tuple[bool, bool, int]:
        return not code, code in above, -len({difference.vector for difference in groups[code]})

    return tuple((code, tuple(groups[code])) for code in sorted(groups, key=order))


# --- Data -------------------------------------------------------------------------------------------------------------


def notice_of(standing: Standing) -> Mapping[str, str] | None:
    """Give the notice of a standing in both languages, as data carries it."""
    pair = NOTICE[standing]
    return None if pair is None else dict(zip(LANGUAGES, pair, strict=True))


def agreement_data(agreements: Sequence[Agreement], command: Sequence[str] | None, *, most: int) -> Data:
    """Give the same as data; ``command`` is null where the package was held to the vectors itself."""
    cards: list[Data] = []
    left = most
    for agreement in agreements:
        vectors = agreement.vectors
        ordered = [difference for _, group in grouped(agreement) for difference in group]
        listed = ordered[:left]
        left -= len(listed)
        cards.append(
            {
                "ruleset": vectors.ruleset,
                "revision": vectors.revision,
                "standing": vectors.standing.value,
                "notice": notice_of(vectors.standing),
                "unit_kind": vectors.unit_kind.value,
                "vectors": len(vectors.vectors),
                "tried": len(agreement.tried),
                "differing": list(agreement.differing),
                "differences": [{"vector": one.vector, **finding_data(one.finding)} for one in listed],
                "not_listed": len(ordered) - len(listed),
                "stopped": None if agreement.stopped is None else finding_data(agreement.stopped),
                "said": agreement.said,
            }
        )
    agrees = not any(agreement.differences or agreement.stopped for agreement in agreements)
    return {"command": None if command is None else list(command), "agrees": agrees, "scorecards": cards}
