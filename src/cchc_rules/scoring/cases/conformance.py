"""Conformance: whether a program gives what the vectors of a scorecard say, and where it differs."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import attrs

from cchc_rules.errors import Finding
from cchc_rules.law.model import Scorecard
from cchc_rules.scoring.cases.program import JsonNumber, Program, Stopped
from cchc_rules.scoring.cases.vectors import Vector, Vectors, answer
from cchc_rules.values import Value

Data = Mapping[str, Any]

_NUMBER: Final = re.compile(r"-?\d{1,999}(\.\d{1,999}|/\d{1,999})?", re.ASCII)
_NONE: Final = "–"
_SHOWN: Final = 40


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Difference(Value):
    """One thing a program says otherwise than a vector: the vector's id, and what differs at which code."""

    vector: str
    finding: Finding


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Agreement(Value):
    """How a program stands to the vectors of one scorecard.

    ``tried`` are the vectors it answered, in order; ``stopped`` says why it could not be held to the others, and
    ``said`` is the last it said on stderr then.
    """

    vectors: Vectors
    tried: tuple[str, ...]
    differences: tuple[Difference, ...]
    stopped: Finding | None = None
    said: str = ""

    @property
    def differing(self) -> tuple[str, ...]:
        """The vectors that differ."""
        return tuple(dict.fromkeys(difference.vector for difference in self.differences))


def question_of(vectors: Vectors, vector: Vector) -> Data:
    """Give what a program is asked for one vector."""
    return {
        "vector": vector.id,
        "ruleset": vectors.ruleset,
        "unit_kind": vectors.unit_kind.value,
        "stage": vector.stage.value,
        "readings": dict(vector.readings),
        "submission": vector.submission,
    }


def hold_package(vectors: Vectors, card: Scorecard, *, fail_fast: bool = False) -> Agreement:
    """Hold this package itself to vectors.

    >>> from cchc_rules import load
    >>> from cchc_rules.scoring.cases.vectors import read_vectors
    >>> vectors = read_vectors("2024_2426", "commune")
    >>> hold_package(vectors, load("2024_2426").scorecard("commune")).differences
    ()
    """

    def ask(vector: Vector) -> Data:
        return answer(card, vector.submission, stage=vector.stage, readings=vector.readings)

    return _held(vectors, ask, fail_fast=fail_fast)


def hold_program(vectors: Vectors, command: Sequence[str], *, timeout: int = 10, fail_fast: bool = False) -> Agreement:
    """Hold a program to vectors: start it with its arguments, ask it each vector, end it.

    ``timeout`` is in seconds, for each vector. A program that cannot be held to them ends the run; it, and what it
    started, is stopped.
    """
    try:
        with Program(command, timeout=timeout) as program:
            agreement = _held(
                vectors, lambda vector: program.ask(vector.id, question_of(vectors, vector)), fail_fast=fail_fast
            )
            if len(agreement.tried) == len(vectors.vectors):
                agreement = attrs.evolve(agreement, stopped=program.finish())
    except Stopped as stop:  # it was not even started
        return Agreement(vectors=vectors, tried=(), differences=(), stopped=stop.finding)
    return agreement if agreement.stopped is None else attrs.evolve(agreement, said=program.said)


def _held(vectors: Vectors, ask: Callable[[Vector], Data], *, fail_fast: bool) -> Agreement:
    tried: list[str] = []
    found: list[Difference] = []
    stopped = None
    for vector in vectors.vectors:
        try:
            answered = ask(vector)
        except Stopped as stop:
            stopped = stop.finding
            break
        tried.append(vector.id)
        found += [Difference(vector=vector.id, finding=finding) for finding in differences(vector.expected, answered)]
        if found and fail_fast:
            break
    return Agreement(vectors=vectors, tried=tuple(tried), differences=tuple(found), stopped=stopped)


# --- What differs -----------------------------------------------------------------------------------------------------


def differences(expected: Data, found: Data) -> Iterator[Finding]:
    """Find what an answer says otherwise than expected; nothing where they agree.

    Numbers agree however they are spelled, but they are text; open is null, and never 0.

    >>> whole = {"state": "scored", "total": "1.5", "effective_max": "2", "index_percent": "75", "nodes": {}}
    >>> list(differences(whole, {**whole, "total": "3/2"}))
    []
    >>> [finding.id for finding in differences(whole, {**whole, "total": "1.25", "index_percent": None})]
    ['CR750', 'CR752']
    """
    codes, named = expected.get("refused"), found.get("refused")
    if codes is not None or named is not None:
        yield from _refused(codes, named)
        return
    yield from _compared("", expected, found)
    nodes = found.get("nodes", {})
    if not isinstance(nodes, Mapping):
        yield _misshapen("", "nodes", nodes, "{…}")
        return
    for code, wanted in expected["nodes"].items():
        node = nodes.get(code, _ABSENT)
        if node is _ABSENT:
            yield Finding(id="CR753", code=code, subject=code)
        elif not isinstance(node, Mapping):
            yield _misshapen(code, code, node, "{…}")
        else:
            yield from _compared(code, wanted, node)
    for code in nodes:
        if code not in expected["nodes"]:
            yield Finding(id="CR754", code=code)


_ABSENT: Final = object()


def _refused(codes: Sequence[str] | None, named: object) -> Iterator[Finding]:
    """Compare refusals; a program need not name the codes."""
    if named is not None and not (isinstance(named, list) and all(type(code) is str for code in named)):
        yield _misshapen("", "refused", named, '["1.1.1"]')
        return
    wanted, got = _listed(codes or ()), _listed(named if isinstance(named, list) else ())
    code = codes[0] if codes is not None and len(codes) == 1 else ""
    if named is None:
        yield Finding(id="CR757", code=code, expected=wanted)
    elif codes is None:
        yield Finding(id="CR758", code=named[0] if len(named) == 1 else "", found=got)
    elif named and set(named) != set(codes):
        yield Finding(id="CR759", code=code, found=got, expected=wanted)


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(code or '""' for code in sorted(set(codes))) or _NONE


def _compared(code: str, expected: Data, found: Data) -> Iterator[Finding]:
    """Compare what is said of the whole, or of one node."""
    for member, wanted in expected.items():
        if member == "nodes":
            continue
        if member not in found:
            yield Finding(id="CR753", code=code, subject=member)
        elif member == "state":
            if found[member] != wanted or isinstance(found[member], JsonNumber):
                yield Finding(id="CR750", code=code, subject=member, found=_shown(found[member]), expected=wanted)
        else:
            yield from _number(code, member, wanted, found[member])


def _number(code: str, member: str, wanted: str | None, found: object) -> Iterator[Finding]:
    finding = Finding(id="CR750", code=code, subject=member, found=_shown(found), expected=wanted or "null")
    if found is None:
        if wanted is not None:
            yield attrs.evolve(finding, id="CR752")
    elif isinstance(found, JsonNumber):
        yield attrs.evolve(finding, id="CR755")
    elif not isinstance(found, str):
        yield _misshapen(code, member, found, '"0.5"')
    elif (number := _read(found)) is None:
        yield attrs.evolve(finding, id="CR756")
    elif wanted is None:
        yield attrs.evolve(finding, id="CR751")
    elif number != _read(wanted):
        yield finding


def _read(text: str) -> Fraction | None:
    """Read a number however it is spelled, and however long: exact sums grow."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Fraction(text)
    except ZeroDivisionError:
        return None


def _misshapen(code: str, member: str, found: object, expected: str) -> Finding:
    return Finding(id="CR747", code=code, subject=member, found=_shown(found), expected=expected)


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
