"""Whether what was read makes sense: it fits its facts, and every slip of the words is named."""

from collections.abc import Iterator
from typing import Final

import attrs

from cchc_rules.errors import Finding
from cchc_rules.exact import Rounding
from cchc_rules.law.awards import Most
from cchc_rules.law.facts import Facts, Name
from cchc_rules.law.grounds import Basis
from cchc_rules.law.model import Acknowledged, Criterion, SlipKind
from cchc_rules.law.scoring import Scoring
from cchc_rules.law.soundness import prove_facts, prove_leaf, slips_of
from cchc_rules.office.wording.outcome import Noticed, NotUnderstood, Understood

_SLIPS: Final = (SlipKind.GAP, SlipKind.OVERLAP, SlipKind.UNREACHABLE, SlipKind.EXCEEDS)
_STALE: Final = "CR258"


def checked(read: Understood, *, code: str, most: Most) -> Understood | NotUnderstood:
    """Give what was read with its slips named; not understood where it would be no scoring function at all."""
    faults = tuple(_faults(read.scoring, read.facts, most, read.round))
    if faults:
        broken = Finding(id="CR694", code=code, found=", ".join(dict.fromkeys(fault.id for fault in faults)))
        return NotUnderstood(why=(broken, *(attrs.evolve(fault, code=code) for fault in faults)))
    return attrs.evolve(read, slips=tuple(noticed(read, most)))


def _faults(scoring: Scoring, facts: Facts, most: Most, rounding: Rounding | None) -> Iterator[Finding]:
    """Every fault that would refuse the scoring in a ruleset, slips aside: those can be acknowledged."""
    yield from (finding for _, finding in prove_facts(facts))
    name = Name("-")
    slips = tuple(Acknowledged(kind=kind, words="-", reason=name) for kind in _SLIPS)
    leaf = Criterion(
        code="1",
        name=name,
        max_points=most,
        scoring=scoring,
        round=rounding,
        slips=slips,
        basis=Basis.TRANSCRIBED,
        source="-",
    )
    yield from (finding for _, finding in prove_leaf(leaf, facts) if finding.id != _STALE)


def noticed(read: Understood, most: Most) -> Iterator[Noticed]:
    """Every slip of a scoring that makes sense otherwise, each kind once."""
    found: dict[SlipKind, list[str]] = {}
    for _, kind, finding in slips_of(read.scoring, read.facts, most):
        found.setdefault(kind, []).append(finding.found)
    for kind, values in found.items():
        yield Noticed(kind=kind, words="; ".join(read.sentences), values=", ".join(values))
