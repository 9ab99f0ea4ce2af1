"""Released rulesets do not change: each revision is locked by its digest, and a correction is a new revision."""

import tomllib
from importlib.resources import files
from typing import Final

import attrs

from cchc_rules.errors import Finding, RulesetError
from cchc_rules.law.codec import digest
from cchc_rules.law.converter import CONVERTER
from cchc_rules.law.model import Ruleset
from cchc_rules.values import Value

LOCK: Final = "released.toml"


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Released(Value):
    """One released revision of a ruleset, and the digest of what it says."""

    id: str
    revision: int
    digest: str


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Lock(Value):
    """Every revision of the shipped rulesets that was ever released, oldest first."""

    format: int
    released: tuple[Released, ...] = ()


def locked() -> Lock:
    """Give the lock of the shipped rulesets."""
    text = (files("cchc_rules.rulesets") / LOCK).read_text(encoding="utf-8")
    return CONVERTER.structure(tomllib.loads(text), Lock)


def hold(ruleset: Ruleset, lock: Lock) -> None:
    """Raise RulesetError when a ruleset is not what was released under its id and revision, or not released at all."""
    entries = {(one.id, one.revision): one.digest for one in lock.released}
    name = (ruleset.id, ruleset.decision.revision)
    found = digest(ruleset)
    if name not in entries:
        message_id, expected = "CR141", "-"
    elif entries[name] != found:
        message_id, expected = "CR140", entries[name]
    else:
        return
    subject = f"{ruleset.id} revision {ruleset.decision.revision}"
    raise RulesetError([Finding(id=message_id, file=LOCK, subject=subject, found=found, expected=expected)])
