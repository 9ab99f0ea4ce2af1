"""The decision a transcription belongs to: taken over from a ruleset that is known, or made of what was given."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import attrs

from cchc_rules.errors import AnnexError, Finding, Severity
from cchc_rules.exact import Rounding, RoundingMode
from cchc_rules.law.decision import (
    Act,
    Appraiser,
    Decision,
    RankedOn,
    RankingRule,
    Revision,
    Roundings,
    Scope,
    ScopeOf,
    Ties,
    UnitKind,
)
from cchc_rules.law.facts import Name
from cchc_rules.law.grounds import Basis, Ground, Grounded, Source
from cchc_rules.law.model import Ruleset, Scorecard
from cchc_rules.office.transcribing.bases import SUMMED, TAKEN, UNREAD, source_of
from cchc_rules.report.scorecards import counted
from cchc_rules.values import Value

UNSETTLED: Final = "unsettled"
_ACT: Final = "decision"
_MARKS: Final = (" (bản dựng lại)", " (reconstruction)")


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Given(Value):
    """What a person says of the decision: its number and the day of transcription; the rest where it is not known."""

    number: str
    on: date
    title: str | None = None
    signed_on: date | None = None
    issued_by: str | None = None
    year: int | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be given for a decision that nobody has transcribed before."""
        return tuple(key for key in ("title", "signed_on", "issued_by", "year") if getattr(self, key) is None)


def taken_over(ruleset: Ruleset, given: Given, file: str) -> Decision:
    """Give the decision of a known ruleset, one revision on; what it recorded of its act stays."""
    decision = ruleset.decision
    reason = Name(f"Chép lại từ phụ lục {file}.", f"Transcribed from the annex {file}.")
    revision = Revision(number=decision.revision + 1, on=given.on, reason=reason)
    return attrs.evolve(decision, revision=revision.number, revisions=(*decision.revisions, revision))


def made(ruleset_id: str, given: Given) -> Decision:
    """Make a decision of what was given; its rounding and ranking are left for a person to settle.

    Raises AnnexError naming all that is missing.
    """
    if given.title is None or given.signed_on is None or given.issued_by is None or given.year is None:
        missing = ", ".join(f"--{key.replace('_', '-')}" for key in given.missing)
        raise AnnexError([Finding(id="CR664", found=given.number, expected=missing)])
    open_part = Ground(part="in_force_from", basis=Basis.ILLUSTRATIVE, source=UNSETTLED)
    return Decision(
        format=1,
        id=ruleset_id,
        revision=1,
        name=Name(f"Bộ chỉ số theo Quyết định {given.number}", f"Index, Decision {given.number}"),
        act=Act(
            number=given.number,
            signed_on=given.signed_on,
            issued_by=Name(given.issued_by),
            title=Name(given.title),
            in_force_from=given.signed_on,
            assessed_years=(given.year,),
            basis=Basis.TRANSCRIBED,
            source=_ACT,
            grounds=(open_part,),
        ),
        sources=(_source_of_act(given.number),),
        appraisers=(),
        rounding=Roundings(index_percent=Rounding(2, RoundingMode.HALF_UP), basis=Basis.ILLUSTRATIVE, source=UNSETTLED),
        ranking=RankingRule(
            on=RankedOn.INDEX_PERCENT, ties=Ties.SHARED, scopes=(), basis=Basis.ILLUSTRATIVE, source=UNSETTLED
        ),
    )


def _source_of_act(number: str) -> Source:
    return Source(
        id=_ACT,
        basis=Basis.TRANSCRIBED,
        statement=Name(
            "Số, ngày ký, cơ quan ban hành và trích yếu do người chép nhập.",
            "Number, day of signing, issuing body and title, typed by whoever transcribed it.",
        ),
        document=f"Quyết định {number}",
        locator="phần đầu văn bản",
    )


def prepared(
    decision: Decision, card: Scorecard, bodies: tuple[Appraiser, ...], file: str
) -> tuple[Decision, tuple[Finding, ...]]:
    """Give the decision with all that a transcribed scorecard may ask of it, and without counts it contradicts."""
    findings = []
    counts = []
    for count in decision.counts:
        found = counted(card)
        stated = {key: getattr(count, key) for key in found}
        if count.unit_kind == card.unit_kind and stated != found:
            spelled = (", ".join(f"{key} {number}" for key, number in each.items()) for each in (found, stated))
            came, wanted = spelled
            findings.append(_warning("CR667", subject=card.unit_kind, found=came, expected=wanted))
        else:
            counts.append(count)
    ranking = decision.ranking
    if card.unit_kind not in {scope.unit_kind for scope in ranking.scopes}:
        scope = Scope(unit_kind=card.unit_kind, scope=ScopeOf.PROVINCE, basis=Basis.ILLUSTRATIVE, source=UNSETTLED)
        ranking = attrs.evolve(ranking, scopes=(*ranking.scopes, scope))
    added = _sources(card, file)
    kept = tuple(source for source in decision.sources if source.id not in {one.id for one in added})
    decision = attrs.evolve(decision, counts=tuple(counts), ranking=ranking, appraisers=bodies, sources=(*kept, *added))
    return decision, tuple(findings)


def completed(decision: Decision, cards: Mapping[UnitKind, Scorecard]) -> Decision:
    """Give the decision without appraisers and sources that none of its scorecards needs any more."""
    used = {leaf.appraiser for card in cards.values() for leaf in card.leaves}
    decision = attrs.evolve(
        decision,
        name=_name(decision.name, cards.values()),
        appraisers=tuple(body for body in decision.appraisers if body.id in used),
    )
    cited = {*_cited(decision), *(source for card in cards.values() for source in _cited_by(card))}
    return attrs.evolve(decision, sources=tuple(source for source in decision.sources if source.id in cited))


def unsettled(decision: Decision, unit_kind: UnitKind) -> tuple[Finding, ...]:
    """Say what scoring and ranking use although nobody has settled it by the decision's text."""
    parts = ", ".join(dict.fromkeys(_unsettled(decision, unit_kind)))
    return (_warning("CR668", found=parts),) if parts else ()


def _warning(message: str, *, subject: str = "", found: str = "", expected: str = "") -> Finding:
    return Finding(
        id=message, severity=Severity.WARNING, file="decision.toml", subject=subject, found=found, expected=expected
    )


def _name(name: Name, cards: Iterable[Scorecard]) -> Name:
    """Take the mark of a reconstruction off the name, once no scorecard is one through and through."""
    if any(card.basis is Basis.ILLUSTRATIVE for card in cards):
        return name
    texts = [name.vi, name.en]
    for mark in _MARKS:
        texts = [None if text is None else text.replace(mark, "") for text in texts]
    return Name(texts[0] or name.vi, texts[1])


def _sources(card: Scorecard, file: str) -> tuple[Source, ...]:
    """Give the sources that a transcription cites: the annex, and why what it does not say stands as it does."""
    firm = card.basis is Basis.TRANSCRIBED
    annex = Source(
        id=source_of(card.unit_kind),
        basis=card.basis,
        statement=Name(f"Phụ lục: {card.name.vi}", f"The annex: {card.name.vi}"),
        document=file,
        argument=None if firm else Name("Tệp này tự ghi là bản dựng lại.", "The file says of itself what it is."),
    )
    unread = Source(
        id=UNREAD,
        basis=Basis.ILLUSTRATIVE,
        statement=Name(
            "Phần phụ lục không ghi, hoặc máy không đọc được.", "What the annex does not say, or a machine cannot read."
        ),
        argument=Name(
            "Chưa có người chép tay; không con số nào ở đây là của quyết định.",
            "No person has encoded it yet; nothing here is the decision's word.",
        ),
    )
    summed = Source(
        id=SUMMED,
        basis=Basis.INFERRED if firm else card.basis,
        statement=Name(
            "Điểm tối đa không in; là tổng của các mục con.", "No maximum is printed; it is what its children add to."
        ),
        argument=Name("Cộng điểm tối đa của các mục con.", "The maxima of the children were added."),
    )
    taken = Source(
        id=TAKEN,
        basis=Basis.INFERRED,
        statement=Name(
            "Lời văn để ngỏ một chỗ, máy hiểu theo cách thường dùng.",
            "The words leave something open; it was taken as such words are usually meant.",
        ),
        argument=Name(
            "Khi chép, mỗi chỗ như vậy có một lưu ý; một người phải xác nhận.",
            "Each such place has a finding of the transcription; a person must confirm it.",
        ),
    )
    unsettled = Source(
        id=UNSETTLED,
        basis=Basis.ILLUSTRATIVE,
        statement=Name(
            "Làm tròn, xếp hạng và hiệu lực chưa được chép.", "Rounding, ranking and force are not transcribed."
        ),
        argument=Name(
            "Phụ lục không ghi; một người phải đối chiếu với quyết định.",
            "The annex does not say; a person must settle it by the decision.",
        ),
    )
    return annex, unread, summed, taken, unsettled


def _cited(decision: Decision) -> Iterator[str]:
    lists = (decision.ranking.scopes, decision.counts, decision.calendar, decision.bands)
    for grounded in (decision.act, decision.rounding, decision.ranking, *(one for each in lists for one in each)):
        yield from _cited_in(grounded)


def _cited_by(card: Scorecard) -> Iterator[str]:
    for grounded in (card, *card.walk()):
        yield from _cited_in(grounded)


def _cited_in(grounded: Grounded) -> Iterator[str]:
    yield grounded.source
    yield from (ground.source for ground in grounded.grounds)


def _unsettled(decision: Decision, unit_kind: UnitKind) -> Iterator[str]:
    """Name what scoring and ranking use and nothing but a choice of ours says."""
    parts: list[tuple[str, Grounded]] = [("rounding", decision.rounding), ("ranking", decision.ranking)]
    parts += [("ranking.scopes", scope) for scope in decision.ranking.scopes if scope.unit_kind == unit_kind]
    parts += [("bands", band) for band in decision.bands]
    parts += [("calendar", deadline) for deadline in decision.calendar]
    for name, grounded in parts:
        if Basis.ILLUSTRATIVE in {grounded.basis, *(ground.basis for ground in grounded.grounds)}:
            yield name
    yield from (f"act.{ground.part}" for ground in decision.act.grounds if ground.basis is Basis.ILLUSTRATIVE)
