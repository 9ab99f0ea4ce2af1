"""Parsed rulesets kept between processes, so that a short script does not parse the same text again.

An entry is named by a hash of the texts, of the library's version and files, and of Python's version, so a stale one
is never asked for. It is only a saving: where it is missing, unreadable, damaged or cannot be written, the texts are
parsed. Entries are pickles read by a reader that knows the classes of the law and nothing else, so a changed file
cannot run code; a hash in front tells whether one is whole. Scorecards are read from it one by one, when asked for.
"""

import gc
import io
import os
import pickle
import sys
from collections.abc import Iterator, Mapping
from importlib.util import source_hash
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:  # the model is imported by the entry itself, when there is one
    from cchc_rules.law.decision import UnitKind
    from cchc_rules.law.model import Ruleset, Scorecard

_SWITCH: Final = "CCHC_RULES_CACHE"  # a folder to use, or "off"
_PLAIN: Final = frozenset({("fractions", "Fraction"), ("datetime", "date")})
_HASH: Final = len(source_hash(b""))


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        own = module.startswith("cchc_rules.law.") or module == "cchc_rules.exact"
        if (module, name) in _PLAIN or (own and name[:1].isupper() and "." not in name):
            return super().find_class(module, name)
        message = f"{module}.{name} is no part of a ruleset"
        raise pickle.UnpicklingError(message)


def _read(data: bytes) -> Any:  # noqa: ANN401 - what was kept
    collecting = gc.isenabled()
    gc.disable()  # what is read stays: looking for garbage in it takes longer than reading it
    try:
        return _Reader(io.BytesIO(data)).load()
    finally:
        if collecting:
            gc.enable()


class KeptScorecards(Mapping["UnitKind", "Scorecard"]):
    """The scorecards of a kept ruleset, each read when it is first asked for."""

    def __init__(self, kept: Mapping["UnitKind", bytes]) -> None:
        self._kept = kept
        self._read: dict[UnitKind, Scorecard] = {}

    def __getitem__(self, kind: "UnitKind") -> "Scorecard":
        if kind not in self._read:
            self._read[kind] = _read(self._kept[kind])
        return self._read[kind]

    def __iter__(self) -> "Iterator[UnitKind]":
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _folder() -> str | None:
    chosen = os.environ.get(_SWITCH, "")
    if chosen == "off":
        return None
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118 - pathlib would cost what the cache saves
    return chosen or os.path.join(home, "cchc-rules")  # noqa: PTH118 - as above


def key(texts: "Mapping[str, str]", version: str) -> str:
    """Name the entry of these texts, for this version of the library and of Python."""
    parts = [version, *_engine(), sys.version, *(part for file in sorted(texts) for part in (file, texts[file]))]
    return source_hash("\0".join(parts).encode()).hex()


def _engine() -> list[str]:
    """The classes an entry is made of may change under one version while somebody works on them."""
    with os.scandir(os.path.dirname(__file__)) as entries:  # noqa: PTH120 - as above
        files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
    return [f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in sorted(files)]


def get(entry: str) -> "Ruleset | None":
    """Give a kept ruleset, or nothing where there is none that can be trusted."""
    folder = _folder()
    if folder is None:
        return None
    try:
        with open(os.path.join(folder, entry), "rb") as file:  # noqa: PTH118, PTH123 - as above
            data = file.read()
        if source_hash(data[_HASH:]) != data[:_HASH]:
            return None
        decision, crosswalk, ignored, scorecards = _read(data[_HASH:])
        from cchc_rules.law.model import Ruleset  # noqa: PLC0415 - only when there is an entry

        kept = KeptScorecards(scorecards)
        return Ruleset(decision=decision, scorecards=kept, crosswalk=crosswalk, ignored=ignored)
    except Exception:  # noqa: BLE001 - whatever is wrong with an entry, the texts are parsed instead
        return None


def put(entry: str, ruleset: "Ruleset") -> None:
    """Keep a ruleset, whole or not at all, whoever else is writing."""
    folder = _folder()
    if folder is None:
        return
    scorecards = {kind: pickle.dumps(card, protocol=5) for kind, card in ruleset.scorecards.items()}
    data = pickle.dumps((ruleset.decision, ruleset.crosswalk, ruleset.ignored, scorecards), protocol=5)
    path = os.path.join(folder, entry)  # noqa: PTH118 - as above
    draft = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103 - as above
        with open(draft, "xb") as file:  # noqa: PTH123 - as above
            file.write(source_hash(data) + data)
        os.replace(draft, path)  # noqa: PTH105 - as above
    except OSError:
        return
