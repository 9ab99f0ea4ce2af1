"""Conformance vectors: a submission in, every node's points out, as data that any program can be held to."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from os import PathLike
from typing import TYPE_CHECKING, Any, Final

import attrs

from cchc_rules.errors import Finding, MissingAnswersError, RulesetError, Severity, SubmissionError, not_found
from cchc_rules.exact import State, spell
from cchc_rules.law.catalog import folder_of, load
from cchc_rules.law.codec import digest
from cchc_rules.law.decision import Stage, UnitKind
from cchc_rules.law.grounds import Standing
from cchc_rules.law.model import Ruleset, Scorecard
from cchc_rules.scoring.cases.boundaries import boundary_cases
from cchc_rules.scoring.cases.packing import Pack, packs_of
from cchc_rules.scoring.cases.refusals import refusals
from cchc_rules.scoring.cases.situations import Situation, situations
from cchc_rules.scoring.cases.worked import UNIT, Case
from cchc_rules.scoring.evaluation import FINAL, evaluate
from cchc_rules.scoring.inputs import Entry, Submission
from cchc_rules.scoring.reading import converter, loads, spelled
from cchc_rules.scoring.result import Result
from cchc_rules.values import Value

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Data = Mapping[str, Any]

FORMAT: Final = 1
FOLDER: Final = "vectors"
_CLAIM: Final = (State.NOT_APPLICABLE, ())


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Vector(Value):
    """One submission as JSON holds it, and what must come of it: the points of every node, or a refusal.

    ``why`` says what it tries, ``stage`` is the last stage whose word counts, ``readings`` ask for other readings by
    code. ``expected`` is as `answer` gives it.
    """

    id: str
    why: str
    stage: Stage
    readings: Mapping[str, str]
    submission: Data
    expected: Data


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Vectors(Value):
    """The vectors of one scorecard. They hold for one text of its ruleset, which the digest names, and no other."""

    ruleset: str
    revision: int
    digest: str
    standing: Standing
    unit_kind: UnitKind
    vectors: tuple[Vector, ...]


def answer(card: Scorecard, submission: Data, *, stage: str = FINAL, readings: Mapping[str, str] | None = None) -> Data:
    """Give what must come of a submission as JSON holds it: what a program that is held to vectors answers.

    Missing answers leave nodes open: their points are None, never "0".

    >>> card = load("2024_2426").scorecard("department")
    >>> said = {"unit_kind": "department", "year": 2024, "unit": {"code": "X-01", "name": "Sở Ví dụ"}}
    >>> given = {**said, "facts": {"unit": {"plan_tasks": 50, "plan_tasks_done": 47}}}
    >>> answer(card, given)["nodes"]["1.1.3"]
    {'points': '1.88', 'effective_max': '2', 'state': 'scored'}
    >>> answer(card, {**said, "facts": {"unit": {"plan_tasks": 50, "plan_tasks_done": 51}}})
    {'refused': ['1.1.3']}
    """
    try:
        read = loads(json.dumps(submission), "submission.json")
        result = evaluate(card, read, stage=stage, missing="bounds", readings=readings)
    except MissingAnswersError:  # nothing bounds what is missing: neither a result nor a refusal
        raise
    except SubmissionError as refusal:
        wrong = (finding for finding in refusal.findings if finding.severity is Severity.ERROR)
        return {"refused": sorted({finding.code for finding in wrong})}
    return expectation(result)


def expectation(result: Result) -> Data:
    """Give a result as vectors hold it: the whole, and every node by its code."""
    nodes = {
        node.code: {
            "points": _spelled(node.points),
            "effective_max": spell(node.effective_max),
            "state": node.state.value,
        }
        for node in result.walk()
    }
    return {
        "state": result.state.value,
        "total": _spelled(result.total),
        "effective_max": spell(result.effective_max),
        "index_percent": _spelled(result.index_percent),
        "nodes": nodes,
    }


def _spelled(value: Fraction | None) -> str | None:
    return None if value is None else spell(value)


def submitted(submission: Submission) -> Data:
    """Give a submission as JSON holds it: exact numbers and days as text, nothing that is not needed."""
    data: Data = _plain(spelled(converter().unstructure(submission)))
    return data


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


# --- Making -----------------------------------------------------------------------------------------------------------


def make_vectors(ruleset: Ruleset, unit_kind: str, cases: Iterable[Case] | None = None) -> Vectors:
    """Make the vectors of a scorecard from cases of its leaves: those at every boundary, or others that are given.

    The cases are packed into whole units; one of these is then tried with answers missing, claimed, appraised and
    rounded; and what must be refused is refused. Equal input gives equal vectors.
    """
    card = ruleset.scorecard(unit_kind)
    whole, left_open, refused = packs_of(card, boundary_cases(card) if cases is None else cases)
    refused = tuple(case for case in refused if not _is_bare_claim(case))
    tries = [*_boundaries(card, whole, left_open), *situations(card, *_two_of(card, whole))]
    tries += [
        Situation(id=f"refused-{case.id}", why=case.why, submission=case.submission, readings=case.readings)
        for case in refused
    ]
    vectors = [_made(card, one, submitted(one.submission)) for one in tries]
    for name, why, said in refusals(card):
        refusal = Situation(id=f"refused-{name}", why=why, submission=_head(card))
        vectors.append(_made(card, refusal, {**submitted(refusal.submission), **said}))
    return Vectors(
        ruleset=ruleset.id,
        revision=ruleset.decision.revision,
        digest=digest(ruleset),
        standing=card.standing,
        unit_kind=card.unit_kind,
        vectors=tuple(vector for vector in vectors if vector is not None),
    )


def _is_bare_claim(case: Case) -> bool:
    """Whether it is refused for a claim alone: all claims that are forbidden stand together in one vector."""
    given = case.submission
    bare = not (given.facts.unit or given.facts.appraiser or given.ballots or given.shares)
    return bare and [(entry.state, entry.parts_not_applicable) for entry in given.entries] == [_CLAIM]


def _head(card: Scorecard) -> Submission:
    years = card.decision.act.assessed_years
    year = years[0] if years else card.decision.act.in_force_from.year
    return Submission(unit=UNIT, unit_kind=card.unit_kind, year=year)


def _boundaries(card: Scorecard, whole: tuple[Pack, ...], left_open: tuple[Pack, ...]) -> Iterator[Situation]:
    told = (
        ("boundary", "A whole unit, each leaf at one of its boundaries", whole),
        ("boundary-open", "Leaves whose answers settle nothing", left_open),
    )
    for name, why, packs in told:
        for number, pack in enumerate(packs, 1):
            yield Situation(
                id=f"{name}-{number:02}",
                why=f"{why} ({number} of {len(packs)}).",
                submission=attrs.evolve(pack.submission, entries=_in_order(card, pack.submission.entries)),
                readings=pack.readings,
            )


def _in_order(card: Scorecard, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    places = {leaf.code: place for place, leaf in enumerate(card.leaves)}
    return tuple(sorted(entries, key=lambda entry: places[entry.code]))


def _two_of(card: Scorecard, whole: tuple[Pack, ...]) -> tuple[Submission, Submission]:
    """Give two whole units to try things with: facts alone, under the chosen readings, and as little open as can be."""
    plain = [pack.submission for pack in whole if not pack.submission.entries and not pack.readings]
    plain.sort(key=lambda one: len(evaluate(card, one, missing="bounds").open_codes))
    first, second, *_ = (*plain, *[_head(card)] * 2)
    return first, second


def _made(card: Scorecard, one: Situation, submission: Data) -> Vector | None:
    """Give a vector; None where nothing printed bounds what is missing, so that there is no result to hold to."""
    try:
        expected = answer(card, submission, stage=one.stage, readings=one.readings)
    except MissingAnswersError:
        return None
    return Vector(
        id=one.id, why=one.why, stage=one.stage, readings=one.readings, submission=submission, expected=expected
    )


# --- Files ------------------------------------------------------------------------------------------------------------


def read_vectors(ruleset: str | PathLike[str], unit_kind: str) -> Vectors:
    """Read the vectors that stand beside a ruleset, by its id or folder.

    Raises NotFoundError where there are none, RulesetError where they are no vectors, or those of another text of the
    ruleset.

    >>> read_vectors("2024_2426", "commune").standing.value
    'reconstruction'
    """
    law, folder = load(ruleset), folder_of(ruleset)
    law.scorecard(unit_kind)  # says which kinds there are
    name = f"{folder.name}/{FOLDER}/{unit_kind}.json"
    file: Traversable = folder / FOLDER / f"{unit_kind}.json"
    if not file.is_file():
        raise not_found("CR771", name, [law.id])
    read = parse(file.read_bytes(), name)
    wrong = [*_held(read, law, unit_kind, name)]
    if wrong:
        raise RulesetError(wrong)
    return read


def parse(text: bytes, name: str) -> Vectors:
    """Read vectors from JSON; raises RulesetError where it holds none."""
    try:
        data = json.loads(text)
        head = (data["format"], data["ruleset"], data["revision"], data["digest"])
        kind, standing = UnitKind(data["unit_kind"]), Standing(data["standing"])
        vectors = tuple(_vector(one) for one in data["vectors"])
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        shown = f"{type(fault).__name__} {fault}"
        raise RulesetError([Finding(id="CR772", file=name, found=shown)]) from None
    if head[0] != FORMAT:
        raise RulesetError([Finding(id="CR772", file=name, found=f"format {head[0]}")])
    return Vectors(
        ruleset=head[1], revision=head[2], digest=head[3], standing=standing, unit_kind=kind, vectors=vectors
    )


def _vector(data: Data) -> Vector:
    return Vector(
        id=data["id"],
        why=data["why"],
        stage=Stage(data["stage"]),
        readings=data["readings"],
        submission=data["submission"],
        expected=data["expected"],
    )


def _held(read: Vectors, law: Ruleset, unit_kind: str, name: str) -> Iterator[Finding]:
    stated = {"ruleset": read.ruleset, "revision": read.revision, "digest": read.digest, "unit_kind": read.unit_kind}
    holds = {"ruleset": law.id, "revision": law.decision.revision, "digest": digest(law), "unit_kind": unit_kind}
    for key, found in stated.items():
        if found != holds[key]:
            yield Finding(id="CR770", file=name, subject=key, found=str(found), expected=str(holds[key]))


def dumps(vectors: Vectors, notice: Mapping[str, str] | None) -> str:
    """Write vectors as JSON, each on a line of its own; ``notice`` is what a reader of a reconstruction must know."""
    head = {
        "format": FORMAT,
        "ruleset": vectors.ruleset,
        "revision": vectors.revision,
        "digest": vectors.digest,
        "standing": vectors.standing.value,
        "notice": notice,
        "unit_kind": vectors.unit_kind.value,
    }
    lines = [f"{_line(key)}: {_line(value)}" for key, value in head.items()]
    rows = ",\n".join(_line(_row(vector)) for vector in vectors.vectors)
    return "{\n" + ",\n".join(lines) + ',\n"vectors": [\n' + rows + "\n]}\n"


def _row(vector: Vector) -> Data:
    return {
        "id": vector.id,
        "why": vector.why,
        "stage": vector.stage.value,
        "readings": dict(vector.readings),
        "submission": vector.submission,
        "expected": vector.expected,
    }


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
