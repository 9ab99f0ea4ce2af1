"""What a number rests on: its basis, and the source that says so."""

from enum import StrEnum

import attrs

from cchc_rules.law.facts import Name
from cchc_rules.values import Value


class Basis(StrEnum):
    """The ground of a number (căn cứ của một con số).

    ``attested``: read in a named source. ``transcribed``: copied from the decision's own annex. ``inferred``: follows
    from something attested, by a stated argument. ``illustrative``: chosen for this project; nothing says so.
    """

    ATTESTED = "attested"
    INFERRED = "inferred"
    ILLUSTRATIVE = "illustrative"
    TRANSCRIBED = "transcribed"


class Standing(StrEnum):
    """How far a whole set may be taken for the decision: as far as its weakest number."""

    RECONSTRUCTION = "reconstruction"
    INFERRED = "inferred"
    ATTESTED = "attested"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Source(Value):
    """One recorded ground: what is said, and where it stands (attested, transcribed) or why it is so (the others)."""

    id: str
    basis: Basis
    statement: Name
    document: str | None = None
    locator: str | None = None
    argument: Name | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Ground(Value):
    """The basis of one part of a node, where that part stands apart from the whole (its deadline, its appraiser)."""

    part: str
    basis: Basis
    source: str
    locator: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Grounded(Value):
    """Anything with numbers in it: the basis of its weakest part, the source, and parts that stand apart."""

    basis: Basis
    source: str
    locator: str | None = None
    grounds: tuple[Ground, ...] = ()

    def basis_of(self, part: str) -> Basis:
        """The basis of one part, which is that of the whole unless it stands apart."""
        return next((ground.basis for ground in self.grounds if ground.part == part), self.basis)
