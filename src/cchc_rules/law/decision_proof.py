"""What must hold in a decision: its dates, lists, sources, deadlines and roundings."""

import re
from collections.abc import Hashable, Iterator
from typing import Final

from cchc_rules.errors import Finding
from cchc_rules.exact import Rounding
from cchc_rules.law.decision import Act, Decision
from cchc_rules.law.grounds import Basis, Ground, Grounded, Source
from cchc_rules.law.places import Located, Path, repeated, under

_RULESET_ID: Final = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", re.ASCII)
_ID: Final = re.compile(r"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*", re.ASCII)
_FIRMNESS: Final = {Basis.ILLUSTRATIVE: 0, Basis.INFERRED: 1, Basis.ATTESTED: 2, Basis.TRANSCRIBED: 2}
_FIRM: Final = 2
_YEARS: Final = range(1945, 9999)
_PLACES: Final = range(11)


def prove_decision(decision: Decision) -> Iterator[Located]:
    """Find what is wrong with what all scorecards of a ruleset share."""
    if not _RULESET_ID.fullmatch(decision.id):
        yield ("id",), Finding(id="CR220", found=decision.id)
    yield from under(("act",), _prove_act(decision.act))
    numbers = [revision.number for revision in decision.revisions]
    if decision.revision < 1 or numbers != list(range(2, decision.revision + 1)):
        found = ", ".join(map(str, numbers)) or "-"
        yield ("revision",), Finding(id="CR227", found=found, expected=str(decision.revision))
    yield from _prove_lists(decision)
    for number, source in enumerate(decision.sources):
        yield from under(("sources", number), _prove_source(source))
    for number, appraiser in enumerate(decision.appraisers):
        yield from under(("appraisers", number), prove_id(appraiser.id))
    for number, deadline in enumerate(decision.calendar):
        if (deadline.by is None) == (deadline.before is None):
            yield ("calendar", number), Finding(id="CR225", subject=deadline.stage)
    for key, rounding in (("index_percent", decision.rounding.index_percent), ("total", decision.rounding.total)):
        yield from under(("rounding", key), prove_rounding(rounding))
    for path, grounded in _grounded(decision):
        yield from under(path, prove_ground(grounded, decision))


def _prove_act(act: Act) -> Iterator[Located]:
    if act.in_force_until is not None and act.in_force_until < act.in_force_from:
        wrong = Finding(id="CR221", found=str(act.in_force_until), expected=str(act.in_force_from))
        yield ("in_force_until",), wrong
    for year in act.assessed_years:
        yield from prove_range(("assessed_years",), year, _YEARS)


def _prove_lists(decision: Decision) -> Iterator[Located]:
    lists: dict[Path, list[Hashable]] = {
        ("sources",): [source.id for source in decision.sources],
        ("appraisers",): [appraiser.id for appraiser in decision.appraisers],
        ("counts",): [count.unit_kind.value for count in decision.counts],
        ("calendar",): [deadline.stage.value for deadline in decision.calendar],
        ("ranking", "scopes"): [scope.unit_kind.value for scope in decision.ranking.scopes],
        ("ranking", "tie_breakers"): list(decision.ranking.tie_breakers),
        ("holidays",): list(decision.holidays),
        ("act", "assessed_years"): list(decision.act.assessed_years),
    }
    for path, values in lists.items():
        yield from under(path, prove_once(values))


def prove_once(values: list[Hashable]) -> Iterator[Located]:
    """Find what a list says twice."""
    for position, value in repeated(values):
        yield (position,), Finding(id="CR222", found=value)


def prove_id(name: str) -> Iterator[Located]:
    """Find an id that could not stand in a path of ids, or as a key."""
    if not _ID.fullmatch(name):
        yield ("id",), Finding(id="CR270", found=name)


def prove_range(path: Path, number: int, numbers: range) -> Iterator[Located]:
    """Find a whole number that lies outside those that make sense."""
    if number not in numbers:
        subject, expected = str(path[-1]), f"{numbers[0]} – {numbers[-1]}"
        yield path, Finding(id="CR264", subject=subject, found=str(number), expected=expected)


def prove_rounding(rounding: Rounding | None) -> Iterator[Located]:
    """Find a rounding to more decimals than anybody prints."""
    if rounding is not None:
        yield from prove_range(("places",), rounding.places, _PLACES)


def _prove_source(source: Source) -> Iterator[Located]:
    firm = _FIRMNESS[source.basis] == _FIRM
    yield from prove_id(source.id)
    if firm and source.document is None:
        yield (), Finding(id="CR223", subject=source.id, found=source.basis)
    if not firm and source.argument is None:
        yield (), Finding(id="CR224", subject=source.id, found=source.basis)


def _grounded(decision: Decision) -> Iterator[tuple[Path, Grounded]]:
    yield ("act",), decision.act
    yield ("rounding",), decision.rounding
    yield ("ranking",), decision.ranking
    lists: dict[Path, tuple[Grounded, ...]] = {
        ("ranking", "scopes"): decision.ranking.scopes,
        ("counts",): decision.counts,
        ("calendar",): decision.calendar,
        ("bands",): decision.bands,
    }
    for path, listed in lists.items():
        for number, grounded in enumerate(listed):
            yield (*path, number), grounded


def prove_ground(grounded: Grounded, decision: Decision) -> Iterator[Located]:
    """Find a number that rests on nothing, or on less than it claims."""
    sources = {source.id: source for source in decision.sources}
    yield from _prove_cited(grounded, sources)
    for number, ground in enumerate(grounded.grounds):
        yield from under(("grounds", number), _prove_cited(ground, sources))


def _prove_cited(cited: Grounded | Ground, sources: dict[str, Source]) -> Iterator[Located]:
    source = sources.get(cited.source)
    if source is None:
        yield ("source",), Finding(id="CR210", found=cited.source, expected=", ".join(sources))
    elif _FIRMNESS[cited.basis] > _FIRMNESS[source.basis]:
        yield ("basis",), Finding(id="CR211", subject=source.id, found=cited.basis, expected=source.basis)
    elif _FIRMNESS[cited.basis] == _FIRM and cited.locator is None and source.locator is None:
        yield ("source",), Finding(id="CR212", subject=source.id, found=cited.basis)
