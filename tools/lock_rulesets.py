"""Add the shipped rulesets' newest revisions to the lock of released ones. What is locked already is never changed.

python tools/lock_rulesets.py
"""

import sys
from pathlib import Path

from cchc_rules.errors import RulesetError
from cchc_rules.law.catalog import texts_of_shipped
from cchc_rules.law.codec import digest, loads
from cchc_rules.law.release import LOCK, Released, hold, locked

HEADER = """\
# The digest of every ruleset revision that was released. A released ruleset is not edited: a correction is a new
# revision in its decision.toml, with a reason under [[revisions]], and one more entry here (make lock-rulesets).

format = 1
"""


def main() -> int:
    """Write the lock; refuse when a released revision was edited."""
    lock = locked()
    entries = list(lock.released)
    known = {(entry.id, entry.revision) for entry in entries}
    for name, texts in texts_of_shipped().items():
        ruleset = loads(texts, name)
        revision = ruleset.decision.revision
        if (name, revision) not in known:
            entries.append(Released(id=name, revision=revision, digest=digest(ruleset)))
            continue
        try:
            hold(ruleset, lock)
        except RulesetError as fault:
            print(fault, file=sys.stderr)
            return 1
    blocks = (
        f'\n[[released]]\nid = "{one.id}"\nrevision = {one.revision}\ndigest = "{one.digest}"\n' for one in entries
    )
    path = Path(__file__).resolve().parent.parent / "rulesets" / LOCK
    path.write_text(HEADER + "".join(blocks), encoding="utf-8")
    print(f"{path.name}: {len(entries)} released revisions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
