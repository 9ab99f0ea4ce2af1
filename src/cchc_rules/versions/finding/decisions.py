"""What differs between two decisions around their scorecards, and between what two scorecards say of the whole."""

from collections.abc import Iterator, Sequence
from typing import Final

from cchc_rules.exact import ZERO
from cchc_rules.law.decision import Decision, Grade, UnitKind
from cchc_rules.law.grounds import Basis, Grounded
from cchc_rules.law.model import Scorecard
from cchc_rules.versions.catalogue import ChangeKind
from cchc_rules.versions.changes import Change, Edit, Side
from cchc_rules.versions.finding.structure import weakest

_K: Final = ChangeKind
_GROUND: Final = frozenset({"basis", "source", "locator", "grounds"})


def decision_changes(old: Decision, new: Decision) -> Iterator[Change]:
    """Give every change of what the scorecards share.

    Two acts with different numbers are two decisions: their numbers, days and titles say which is which, and are no
    change. So are sources, counts and revisions: they tell where the rest comes from.
    """
    if old.act.number == new.act.number:
        yield from _grounded(_K.ACT_CHANGED, "act", old.act, new.act)
    if old.id == new.id and old.name != new.name:
        yield _change(_K.WORDING_CHANGED, "name", old.name, new.name, edits=_edits(old, new, ("name",)))
    if _calendar(old) != _calendar(new):
        bases = [_weakest(one.calendar) for one in (old, new)]
        edits = _edits(old, new, ("calendar",))
        yield _change(_K.DEADLINE_CHANGED, "calendar", old.calendar, new.calendar, bases, edits)
    if old.holidays != new.holidays:
        edits = _edits(old, new, ("holidays",))
        yield _change(_K.HOLIDAYS_CHANGED, "holidays", old.holidays, new.holidays, edits=edits)
    names = [{one.id: one.name for one in decision.appraisers} for decision in (old, new)]
    if names[0] != names[1]:
        edits = _edits(old, new, ("appraisers",))
        yield _change(_K.APPRAISER_CHANGED, "appraisers", old.appraisers, new.appraisers, edits=edits)
    yield from _grounded(_K.ROUNDING_CHANGED, "rounding", old.rounding, new.rounding)
    yield from _ranking(old, new)
    bases = [_weakest(one.bands) for one in (old, new)]
    edits = _edits(old, new, ("bands", "bands_on"))
    if (_grades(old), old.bands_on) != (_grades(new), new.bands_on):
        yield _change(_K.GRADES_CHANGED, "bands", old.bands, new.bands, bases, edits)
    elif [grade.name for grade in old.bands] != [grade.name for grade in new.bands]:
        yield _change(_K.WORDING_CHANGED, "bands", old.bands, new.bands, bases, edits)


def whole_changes(old: Scorecard, new: Scorecard) -> Iterator[Change]:
    """Give every change of what a scorecard says of the whole: its maximum, limits, precondition and name."""
    kind, bases = new.unit_kind, [old.basis, new.basis]
    if old.max_points != new.max_points:
        follows = all(_standard(card) == card.max_points for card in (old, new))
        raised = _K.MAX_RAISED if new.max_points > old.max_points else _K.MAX_LOWERED
        edits = _edits(old, new, ("max_points",))
        change = _K.TOTAL_FOLLOWS if follows else raised
        yield _change(change, "max_points", old.max_points, new.max_points, bases, edits, kind)
    for name, change, attribute in (
        ("total", _K.LIMITS_CHANGED, "limits"),
        ("precondition", _K.CONDITION_CHANGED, "precondition"),
        ("slips", _K.WORDING_CHANGED, "slips"),
        ("basis", _K.BASIS_CHANGED, "basis"),
    ):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield _change(change, attribute, before, after, bases, _edits(old, new, (name,)), kind)
    for language in ("vi", "en"):
        before, after = (getattr(card.name, language) for card in (old, new))
        if before != after:
            edit = Edit(path=("name", language), old=before, new=after)
            yield _change(_K.WORDING_CHANGED, f"name_{language}", before, after, bases, (edit,), kind)


def _standard(card: Scorecard) -> object:
    return sum((field.max_points or ZERO for field in card.fields if field.role is None), ZERO)


def _grounded(kind: ChangeKind, attribute: str, old: Grounded, new: Grounded) -> Iterator[Change]:
    """Give the change of a grounded part of the decision: of what it says, or of what it rests on."""
    said = tuple(name for name in _names(new) if name not in _GROUND)
    bases = [old.basis, new.basis]
    edits = _edits(old, new, said, attribute)
    if edits:
        yield _change(kind, attribute, old, new, bases, edits)
    elif old.basis != new.basis:
        yield _change(_K.BASIS_CHANGED, attribute, old.basis, new.basis, bases, _edits(old, new, ("basis",), attribute))


def _ranking(old: Decision, new: Decision) -> Iterator[Change]:
    """Compare scopes without their grounds: who is ranked against whom. A new scorecard brings its own."""
    before, after = old.ranking, new.ranking
    scopes = [{scope.unit_kind: scope.scope for scope in one.scopes} for one in (before, after)]
    differ = any(scopes[0][kind] != scopes[1][kind] for kind in scopes[0].keys() & scopes[1].keys())
    said = ("on", "ties", "tie_breakers", *(("scopes",) if differ else ()))
    edits = _edits(before, after, said, "ranking")
    bases = [before.basis, after.basis]
    if edits:
        yield _change(_K.RANKING_CHANGED, "ranking", before, after, bases, edits)
    elif before.basis != after.basis:
        edits = _edits(before, after, ("basis",), "ranking")
        yield _change(_K.BASIS_CHANGED, "ranking", before.basis, after.basis, bases, edits)


def _calendar(decision: Decision) -> list[tuple[object, ...]]:
    return sorted((str(day.stage), str(day.by), str(day.before)) for day in decision.calendar)


def _grades(decision: Decision) -> list[tuple[object, ...]]:
    def said(grade: Grade) -> tuple[object, ...]:
        return (grade.within, grade.no_zero_criterion, grade.self_scored)

    return [said(grade) for grade in decision.bands]


def _weakest(listed: Sequence[Grounded]) -> Basis | None:
    return weakest(listed) if listed else None


def _names(value: Grounded) -> tuple[str, ...]:
    return tuple(field.name for field in value.__attrs_attrs__)


def _edits(old: object, new: object, names: tuple[str, ...], at: str = "") -> tuple[Edit, ...]:
    start = (at,) if at else ()
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(Edit(path=(*start, name), old=before, new=after) for name, before, after in pairs if before != after)


def _change(  # noqa: PLR0913, PLR0917 - what a change is, in one place
    kind: ChangeKind,
    attribute: str,
    before: object,
    after: object,
    bases: list[Basis | None] | list[Basis] | None = None,
    edits: tuple[Edit, ...] = (),
    unit_kind: UnitKind | None = None,
) -> Change:
    old_basis, new_basis = bases or (None, None)
    old, new = Side(value=before, basis=old_basis), Side(value=after, basis=new_basis)
    return Change(kind=kind, attribute=attribute, unit_kind=unit_kind, old=old, new=new, edits=edits)
