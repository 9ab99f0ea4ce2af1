"""Pages about transcriptions: what was read of an annex and what needs a person, and how two transcriptions differ."""

from collections.abc import Iterator, Sequence
from typing import Final

from cchc_rules.errors import Language
from cchc_rules.exact import spell
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.model import Ruleset
from cchc_rules.office.transcribing.agreement import Difference, Part
from cchc_rules.office.transcribing.transcription import Transcription
from cchc_rules.report.blocks import Block, Column, Heading, Outline, Page, Pairs, Side, Table
from cchc_rules.report.grounding import NONE, finding_line, noticed
from cchc_rules.report.headings import HEADINGS
from cchc_rules.report.labels import UNIT_KINDS, Words, say

_WORDS: Final[Words] = {
    "title": ("Chép phụ lục: {file}", "Transcription of {file}"),
    "written": ("Đã ghi vào", "Written to"),
    "nodes": ("Số dòng đã đọc", "Rows read"),
    "restored": ("Mã được khôi phục", "Codes restored"),
    "leaves": ("Tiêu chí chấm điểm", "Scored criteria"),
    "recognised": ("Đọc được cách tính điểm", "Scorings read"),
    "unread": ("Cần người chép tay", "To be encoded by hand"),
    "share": ("{read} trên {all}", "{read} of {all}"),
    "words": ("Lời văn: {words}", "Words: {words}"),
    "why": ("Vì sao: {why}", "Why: {why}"),
    "totals": ("Tổng điểm đã in, và tổng cộng được", "Printed totals, and what they add up to"),
    "printed": ("Đã in", "Printed"),
    "summed": ("Cộng được", "Added up"),
    "agrees": ("Khớp", "Agrees"),
    "whole": ("tất cả", "the whole"),
    "yes": ("có", "yes"),
    "no": ("KHÔNG", "NO"),
    "place": ("Ở đâu", "Where"),
    "look": ("Cần xem lại", "To be looked at"),
    "lint": ("Soát bộ chỉ số vừa chép", "Lint of the outcome"),
    "compared": ("So sánh hai bản chép", "Two transcriptions compared"),
    "one": ("Bản A", "A"),
    "other": ("Bản B", "B"),
    "same": ("Hai bản giống nhau ở mọi nút.", "The two agree in every node."),
    "count": ("Số chỗ khác nhau", "Differences"),
    "missing": ("không có", "not there"),
    "form_only": ("chỉ khác dạng chữ hoặc khoảng trắng", "they differ only in spaces or the form of letters"),
    "node_of": ("{kind}, {code}", "{kind}, {code}"),
}
_PARTS: Final[Words] = {
    Part.THERE: ("có hay không", "whether it is there"),
    Part.CONDITIONS: ("điều kiện", "conditions"),
    Part.SCORING: ("cách tính điểm", "scoring"),
    **{
        part: tuple(word[0].lower() + word[1:] for word in HEADINGS[part])  # type: ignore[misc]  # a pair of words
        for part in Part
        if part in HEADINGS
    },
}


def _word(key: str, language: Language, **words: object) -> str:
    return say(_WORDS[key], language).format(**words)


def transcription_page(done: Transcription, folder: str, language: Language) -> Page:
    """Show what was read of an annex, what needs a person, the totals, and the lint of the outcome."""
    card = done.card
    rows = (
        (_word("written", language), folder),
        (say(HEADINGS["unit_kind"], language), say(UNIT_KINDS[done.unit_kind], language)),
        (_word("nodes", language), str(len(done.annex.rows))),
        (_word("restored", language), str(done.restored)),
        (_word("leaves", language), str(len(card.leaves))),
        (_word("recognised", language), _word("share", language, read=done.recognised, all=len(card.leaves))),
    )
    blocks: list[Block] = [
        Heading(_word("title", language, file=done.annex.file), 1),
        *noticed(done.ruleset.standing, language),
        Pairs(rows),
    ]
    if done.unread:
        blocks.append(Heading(_word("unread", language)))
        blocks.append(Outline(items=tuple(_unread(done, language))))
    if done.totals:
        blocks.append(Heading(_word("totals", language)))
        blocks.append(_totals(done, language))
    unread = {one.code for one in done.unread}
    rest = [one for one in done.findings if not (one.id == "CR673" and one.code in unread)]
    if rest:
        blocks.append(Heading(_word("look", language)))
        blocks.append(Outline(items=tuple((0, finding_line(one, language)) for one in rest)))
    if done.advice:
        blocks.append(Heading(_word("lint", language)))
        blocks.append(Outline(items=tuple((0, finding_line(one, language)) for one in done.advice)))
    return tuple(blocks)


def _unread(done: Transcription, language: Language) -> Iterator[tuple[int, str]]:
    for one in done.unread:
        yield 0, f"{one.code} {done.card.node(one.code).name.vi}"
        yield from ((1, _word("words", language, words=line)) for line in one.words)
        yield from ((1, _word("why", language, why=finding.text(language))) for finding in one.why)


def _totals(done: Transcription, language: Language) -> Table:
    columns = (
        Column(say(HEADINGS["code"], language)),
        Column(_word("printed", language), Side.NUMBER),
        Column(_word("summed", language), Side.NUMBER),
        Column(_word("agrees", language)),
        Column(_word("place", language)),
    )
    rows = tuple(
        (
            total.code or _word("whole", language),
            total.printed,
            NONE if total.summed is None else spell(total.summed),
            _word("yes" if total.agrees else "no", language),
            total.place,
        )
        for total in done.totals
    )
    return Table(columns=columns, rows=rows)


def comparison_page(
    names: tuple[str, str], pair: tuple[Ruleset, Ruleset], found: Sequence[Difference], language: Language
) -> Page:
    """Show where two transcriptions differ, node by node, with what either says."""
    one, other = names
    notices = dict.fromkeys(block for ruleset in pair for block in noticed(ruleset.standing, language))
    rows = (
        (_word("one", language), one),
        (_word("other", language), other),
        (_word("count", language), str(len(found))),
    )
    blocks: list[Block] = [Heading(_word("compared", language), 1), *notices, Pairs(rows)]
    if not found:
        blocks.append(Outline(items=((0, _word("same", language)),)))
    for kind in dict.fromkeys(one.unit_kind for one in found):
        blocks.append(Heading(_kind(kind, language)))
        blocks.append(Outline(items=tuple(_differences(found, kind, language))))
    return tuple(blocks)


def _kind(kind: UnitKind, language: Language) -> str:
    text = say(UNIT_KINDS[kind], language)
    return text[0].upper() + text[1:]


def _differences(found: Sequence[Difference], kind: UnitKind, language: Language) -> Iterator[tuple[int, str]]:
    for one in found:
        if one.unit_kind is not kind:
            continue
        form = f" ({_word('form_only', language)})" if one.form_only else ""
        code = one.code or _word("whole", language)
        yield 0, f"{code}: {say(_PARTS[one.part], language)}{form}"
        for side, lines in (("one", one.one), ("other", one.other)):
            first, *rest = lines or (_word("missing", language),)
            yield 1, f"{_word(side, language)}: {first}"
            yield from ((2, line.strip()) for line in rest)
