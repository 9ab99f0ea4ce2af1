"""What every mutation starts from: a draft, an edge of chance, and one of the places there are."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from tests.versions.difference.draft import Draft

T = TypeVar("T")
Draw = st.DrawFn
Mutation = Callable[[Draft, Draw], None]
OTHER_NAME = Name("Tên khác", "Another name")


def some(draw: Draw, listed: list[T]) -> T | None:
    """One of a list; nothing of an empty one."""
    return draw(st.sampled_from(listed)) if listed else None


def kind_of_unit(draft: Draft, draw: Draw) -> UnitKind:
    return draw(st.sampled_from(sorted(draft.old.scorecards)))
