"""Write the conformance vectors of the shipped rulesets, and the schema of their files, anew.

python tools/write_vectors.py
"""

import json
import sys
from pathlib import Path

from cchc_rules.law.catalog import available, load
from cchc_rules.report.agreement import notice_of
from cchc_rules.report.schemas import vectors_schema
from cchc_rules.scoring.cases.vectors import FOLDER, dumps, make_vectors

ROOT = Path(__file__).resolve().parent.parent / "rulesets"


def main() -> int:
    """Write every file that differs from what the rulesets say."""
    texts = {f"{FOLDER}/vectors.schema.json": json.dumps(vectors_schema(), indent=2) + "\n"}
    for name in available():
        ruleset = load(name)
        for kind in ruleset.scorecards:
            made = make_vectors(ruleset, kind)
            texts[f"{name}/{FOLDER}/{kind}.json"] = dumps(made, notice_of(made.standing))
            print(f"{name} {kind}: {len(made.vectors)} vectors")
    for file, text in texts.items():
        path = ROOT / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"{file}: {len(text.encode()) // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
