"""What comes of reading a scoring cell."""

from collections.abc import Mapping

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import Rounding
from cchc_rules.law.facts import Fact
from cchc_rules.law.model import SlipKind
from cchc_rules.law.scoring import Scoring
from cchc_rules.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Noticed(Value):
    """A slip of the printed words, read as it stands: its kind, the words, and the values it concerns."""

    kind: SlipKind
    words: str
    values: str


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Understood(Value):
    """A scoring function read from a cell, the facts it looks at, and the sentences it was read from.

    ``slips`` must be acknowledged where the scoring is used. ``findings`` are what the words leave open and was taken
    for granted: each is a warning for whoever looks it over.
    """

    scoring: Scoring
    facts: Mapping[str, Fact]
    round: Rounding | None = None
    sentences: tuple[str, ...] = ()
    slips: tuple[Noticed, ...] = ()
    findings: tuple[Finding, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class NotUnderstood(Value):
    """A cell that was not read; the findings say which words, and why."""

    why: tuple[Finding, ...]
