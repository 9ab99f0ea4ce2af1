"""A ruleset looked over: every finding, in the order of its files, and what the ruleset leaves standing and why."""

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from cchc_rules.errors import Finding
from cchc_rules.law.codec import FILES, plain
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.lint.advice import Placed
from cchc_rules.law.lint.attained import NodeRange, out_of_reach, ranges
from cchc_rules.law.lint.awards import odd_awards
from cchc_rules.law.lint.crosswalks import odd_crosswalk
from cchc_rules.law.lint.decisions import odd_decisions
from cchc_rules.law.lint.ignoring import LeftStanding, sort_out
from cchc_rules.law.lint.letters import odd_texts
from cchc_rules.law.lint.measures import odd_measures
from cchc_rules.law.lint.printed import printed_faults
from cchc_rules.law.lint.shared import differing, unused
from cchc_rules.law.model import Ruleset
from cchc_rules.law.places import Path, line_at, lines_of
from cchc_rules.values import Value

_OF_A_SCORECARD: Final = (odd_awards, odd_measures, printed_faults)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Review(Value):
    """What lint has to say of a ruleset: ``findings`` that remain, and those ``ignored`` with their reasons.

    ``nodes`` tell what every node can earn.
    """

    ruleset: Ruleset
    findings: tuple[Finding, ...]
    ignored: tuple[LeftStanding, ...] = ()
    nodes: tuple[NodeRange, ...] = ()


def lint(ruleset: Ruleset) -> tuple[Finding, ...]:
    """Give every finding of a ruleset that it does not ignore, each with its file and code.

    What does not hold is refused when a ruleset is loaded. These are the things that hold and are still odd, or that a
    maintainer should know of.

    >>> from cchc_rules.law.catalog import load
    >>> lint(load("2024_2426"))
    ()
    """
    return review(ruleset).findings


def review(ruleset: Ruleset, *, texts: Mapping[str, str] | None = None, older: Ruleset | None = None) -> Review:
    """Look a ruleset over, and part what remains from what it leaves standing.

    With the ``texts`` of its files, findings have lines. ``older`` is the ruleset its crosswalk speaks of, where that
    is not to be found by its id.

    >>> from cchc_rules.law.catalog import load
    >>> found = review(load("2024_2426"))
    >>> len(found.findings), all(one.reason.en for one in found.ignored)
    (0, True)
    """
    reached = {kind: ranges(card) for kind, card in ruleset.scorecards.items()}
    remaining, ignored = sort_out(ruleset, _found(ruleset, older, reached))
    lines = {file: lines_of(text) for file, text in (texts or {}).items()}
    return Review(
        ruleset=ruleset,
        findings=tuple(located(placed, lines) for placed in sorted(remaining, key=lambda each: _order(each, lines))),
        ignored=tuple(
            LeftStanding(finding=located(placed, lines), reason=reason)
            for placed, reason in sorted(ignored, key=lambda each: _order(each[0], lines))
        ),
        nodes=tuple(node for listed in reached.values() for node in listed),
    )


def _found(
    ruleset: Ruleset, older: Ruleset | None, reached: Mapping[UnitKind, tuple[NodeRange, ...]]
) -> Iterator[Placed]:
    yield from odd_decisions(ruleset)
    yield from unused(ruleset)
    yield from differing(ruleset)
    yield from odd_crosswalk(ruleset, older)
    for kind, card in ruleset.scorecards.items():
        for path, finding in out_of_reach(card, reached[kind]):
            yield f"{kind}.toml", path, finding
        for find in _OF_A_SCORECARD:
            for path, finding in find(card):
                yield f"{kind}.toml", path, finding
    for file, data in plain(ruleset).items():
        for path, finding in odd_texts(data):
            yield file, path, finding


Lines = Mapping[str, Mapping[Path, int]]


def _order(placed: Placed, lines: Lines) -> tuple[int, int]:
    file, path, _ = placed
    return FILES.index(file), line_at(lines.get(file, {}), path) or 0


def located(placed: Placed, lines: Lines) -> Finding:
    """Put file and line on a finding."""
    file, path, finding = placed
    return attrs.evolve(finding, file=file, line=line_at(lines.get(file, {}), path))
