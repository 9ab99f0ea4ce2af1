"""Where rulesets are found: those that ship with the library, those other packages offer, and folders on disk."""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Final

from cchc_rules.errors import CchcRulesError, Finding, NotFoundError, RulesetError, Severity, not_found
from cchc_rules.law import cache
from cchc_rules.version import VERSION

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from cchc_rules.law.model import Ruleset

ENTRY_POINTS: Final = "cchc_rules.rulesets"
_SHIPPED: Final = "cchc_rules.rulesets"
_DECISION: Final = "decision.toml"


def _folders() -> "Mapping[str, Traversable]":
    """Every ruleset folder by id. Two packages that offer one id are an error: neither is quietly preferred."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - a shipped ruleset is loaded without looking further
    from importlib.resources import files  # noqa: PLC0415 - as above

    packages = [_SHIPPED, *(point.value for point in entry_points(group=ENTRY_POINTS))]
    found: dict[str, Traversable] = {}
    owners: dict[str, str] = {}
    findings: list[Finding] = []
    for package in dict.fromkeys(packages):
        for folder in files(package).iterdir():
            if not (folder.is_dir() and (folder / _DECISION).is_file()):
                continue
            if folder.name in found:
                both = f"{owners[folder.name]}, {package}"
                findings.append(Finding(id="CR408", subject=folder.name, found=both))
            found[folder.name] = folder
            owners[folder.name] = package
    if findings:
        raise RulesetError(findings)
    return dict(sorted(found.items()))


def _texts(folder: "Traversable") -> dict[str, str]:
    return {
        entry.name: _decoded(entry.read_bytes(), f"{folder.name}/{entry.name}")
        for entry in folder.iterdir()
        if entry.is_file() and entry.name.endswith(".toml")
    }


def _shipped(name: str) -> dict[str, str] | None:
    """The texts of a shipped ruleset, read as plain files; None where it is not there or not a folder."""
    folder = os.path.join(os.path.dirname(import_module(_SHIPPED).__file__ or ""), name)  # noqa: PTH118, PTH120 - start-up is cheap
    try:
        with os.scandir(folder) as entries:
            files = [entry for entry in entries if entry.name.endswith(".toml") and entry.is_file()]
    except OSError:
        return None
    texts = {}
    for entry in files:
        with open(entry.path, "rb") as file:  # noqa: PTH123 - as above
            texts[entry.name] = _decoded(file.read(), f"{name}/{entry.name}")
    return texts if _DECISION in texts else None


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise RulesetError([Finding(id="CR109", file=file, found=str(fault.start))]) from None


def _read(texts: Mapping[str, str], name: str, *, shipped: bool = False) -> "Ruleset":
    entry = cache.key(texts, VERSION)
    ruleset = cache.get(entry)
    if ruleset is None:
        from cchc_rules.law.codec import loads  # noqa: PLC0415 - nothing is parsed that was kept

        ruleset = loads(texts, name)
        if shipped:
            from cchc_rules.law.release import hold, locked  # noqa: PLC0415 - as above

            hold(ruleset, locked())
        cache.put(entry, ruleset)
    return ruleset


def texts_of_shipped() -> dict[str, dict[str, str]]:
    """Give the texts of every shipped ruleset, by id and file name, whether they hold or not."""
    from importlib.resources import files  # noqa: PLC0415 - a shipped ruleset is loaded without it

    names = sorted(folder.name for folder in files(_SHIPPED).iterdir() if folder.is_dir())
    texts = ((name, _shipped(name)) for name in names)
    return {name: found for name, found in texts if found is not None}


def available() -> tuple[str, ...]:
    """Give the ids of all rulesets that can be loaded by id.

    >>> available()
    ('2023_2568', '2024_2426')
    """
    return tuple(_folders())


def load(id_or_path: str | os.PathLike[str]) -> "Ruleset":
    """Load a ruleset by its id, or from a folder by its path (text with a separator, or a path object).

    Raises NotFoundError when there is none, RulesetError with every fault when it does not hold. A folder without a
    decision does not hold.

    >>> load("2024_2426").decision.act.number
    '2426/QĐ-UBND'
    """
    name = _id(id_or_path)
    shipped = None if name is None else _shipped(name)
    if name is not None and shipped is not None:
        return _read(shipped, name, shipped=True)
    folder = folder_of(id_or_path)
    if not (folder / _DECISION).is_file():
        raise _without_decision(folder.name)
    return _read(_texts(folder), folder.name)


def folder_of(id_or_path: str | os.PathLike[str]) -> "Traversable":
    """Give the folder a ruleset stands in, for what lies beside its files; raises NotFoundError when there is none.

    >>> folder_of("2024_2426").name
    '2024_2426'
    """
    from pathlib import Path  # noqa: PLC0415 - a shipped ruleset is loaded without it

    name = _id(id_or_path)
    if name is not None:
        folders = _folders()
        if name not in folders:
            raise _nowhere(name, folders)
        return folders[name]
    folder = Path(id_or_path)
    if not folder.is_dir():
        raise _nowhere(id_or_path, available())
    return folder


def _id(id_or_path: str | os.PathLike[str]) -> str | None:
    """Give what is meant as an id, text without a separator; a path is none."""
    is_id = isinstance(id_or_path, str) and not any(separator in id_or_path for separator in "/\\")
    return os.fspath(id_or_path) if is_id else None


def _nowhere(id_or_path: str | os.PathLike[str], ids: Iterable[str]) -> CchcRulesError:
    """Make the error for what is no ruleset: a file, a folder of something else, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for an error

    if os.path.isfile(id_or_path):  # noqa: PTH113 - the empty text is no path, and pathlib takes it for the folder one is in
        return NotFoundError([Finding(id="CR417", subject=os.fspath(id_or_path))])
    if os.path.isdir(id_or_path):  # noqa: PTH112 - as above
        name = os.fspath(id_or_path)
        if not os.path.isfile(os.path.join(name, _DECISION)):  # noqa: PTH113, PTH118 - as above
            return _without_decision(name)
        return NotFoundError([Finding(id="CR418", subject=name)])
    known = list(ids)
    findings = not_found("CR401", id_or_path, known).findings
    last = os.path.basename(os.fspath(id_or_path))  # noqa: PTH119 - as above
    near = get_close_matches(last, known, n=1)
    return NotFoundError([*findings, *(Finding(id="CR409", severity=Severity.NOTE, expected=name) for name in near)])


def _without_decision(folder: str) -> RulesetError:
    """Make the error for a folder of something else: to find fault with every file in it would help nobody."""
    return RulesetError([Finding(id="CR105", file=f"{folder}/{_DECISION}" if folder else _DECISION)])


def texts(id_or_path: str | os.PathLike[str]) -> dict[str, str]:
    """Give the texts of a ruleset's files, by file name, whether they hold or not; finds them as `load` does.

    >>> sorted(texts("2024_2426"))[0]
    'commune.toml'
    """
    return _texts(folder_of(id_or_path))


def in_force(day: date) -> "Ruleset":
    """Give the ruleset whose act is in force on a day.

    Raises NotFoundError before the first act and in any gap: there is no fallback to the nearest.

    >>> in_force(date(2024, 11, 13)).id, in_force(date(2024, 11, 14)).id
    ('2023_2568', '2024_2426')
    """
    for name in available():
        ruleset = load(name)
        if ruleset.decision.act.in_force(day):
            return ruleset
    raise not_found("CR402", day, available())


def for_year(year: int) -> "Ruleset":
    """Give the ruleset that assesses a year.

    Raises NotFoundError for a year no decision is known to assess.

    >>> for_year(2023).id
    '2023_2568'
    """
    for name in available():
        ruleset = load(name)
        if year in ruleset.decision.act.assessed_years:
            return ruleset
    raise not_found("CR403", year, available())
