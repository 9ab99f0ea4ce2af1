"""Edits made in frozen values: the same value, with others in some places."""

from collections.abc import Iterable
from typing import Any, TypeVar, cast

import attrs

from cchc_rules.versions.changes import Edit, Path

T = TypeVar("T")


def edited(value: T, edits: Iterable[Edit]) -> T:
    """Give a value with every edit made in it.

    >>> from cchc_rules.exact import Interval
    >>> str(edited(Interval.parse("[0, 1]"), [Edit(path=("upper_closed",), old=True, new=False)]))
    '[0, 1)'
    """
    for edit in edits:
        value = cast("T", _put(value, edit.path, edit.new))
    return value


def _put(value: Any, path: Path, new: object) -> object:  # noqa: ANN401 - any frozen class
    if not path:
        return new
    step, *rest = path
    if isinstance(step, int):
        return (*value[:step], _put(value[step], tuple(rest), new), *value[step + 1 :])
    return attrs.evolve(value, **{step: _put(getattr(value, step), tuple(rest), new)})
