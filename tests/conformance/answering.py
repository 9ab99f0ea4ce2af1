"""A program that answers vectors from their own file, well or in one of many bad ways: `answering.py FILE [WAY]`."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

FILE, WAY = Path(*sys.argv[1:2]), "".join(sys.argv[2:])
Answer = dict[str, Any]


def say(text: str, end: str = "\n") -> None:
    sys.stdout.write(text + end)
    sys.stdout.flush()


# --- Wrong answers: each takes what is expected, which it may change ----------------------------------------------


def at_a_leaf(change: Callable[[Answer, Answer], object]) -> Callable[[Answer], Answer]:
    def changed(answer: Answer) -> Answer:
        if "nodes" in answer:
            change(answer["nodes"], answer["nodes"]["1.1.1"])
        return answer

    return changed


def at_each_node(change: Callable[[str | None], object]) -> Callable[[Answer], Answer]:
    def changed(answer: Answer) -> Answer:
        for node in answer.get("nodes", {}).values():
            node["points"] = change(node["points"])
        return answer

    return changed


def respelt(text: str | None) -> str | None:
    return text and (f"{text}.000" if text.isdigit() else f"{text}00" if "." in text else text)


ANSWERS: dict[str, Callable[[Answer], Answer]] = {
    "wrong points": at_a_leaf(lambda _, leaf: leaf.update(points="0.375")),
    "wrong state": at_a_leaf(lambda _, leaf: leaf.update(state="guessed")),
    "drops a node": at_a_leaf(lambda nodes, _: nodes.pop("1.1.1")),
    "one node more": at_a_leaf(lambda nodes, leaf: nodes.update({"9.9": leaf})),
    "floats": at_each_node(lambda points: None if points is None else float(Fraction(points))),
    "zero for missing": at_each_node(lambda points: points or "0"),
    "other spelling": at_each_node(respelt),
    "no codes": lambda answer: {"refused": []} if "refused" in answer else answer,
    "refuses nothing": lambda answer: {"state": "scored"} if "refused" in answer else answer,
    "refuses everything": lambda answer: {"refused": answer.get("refused", ["1.1.1", "1.1.2"])},
}

# --- No answers: each takes the vector, its answer and its number, and tells whether it is to be answered too -----


def crash(*_: object) -> None:
    message = "out of cheese"
    raise RuntimeError(message)


def hang(*_: object) -> None:
    time.sleep(600)


def hang_with_a_child(*_: object) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    (FILE.parent / "child").write_text(str(child.pid), encoding="utf-8")
    hang()


def close(*_: object) -> None:
    os.close(1)
    hang()


def latin(*_: object) -> None:
    sys.stdout.buffer.write('{"vector": "Sở"}\n'.encode("utf-16"))
    sys.stdout.flush()


def half(_: str, answer: str, __: int) -> None:
    say(answer[:9], end="")
    sys.exit(3)


def another(vector: str, answer: str, _: int) -> None:
    say(answer.replace(vector, "refused-key", 1))


def twice(_: str, answer: str, number: int) -> bool:
    if number == 0:
        say(answer)
    return True


def end_early(_: str, __: str, number: int) -> bool:
    if number:
        sys.exit(0)
    return True


def mark(*_: object) -> bool:
    say("\r\n\n\ufeff", end="")
    return True


MISCHIEF: dict[str, Callable[[str, str, int], bool | None]] = {
    "crashes": crash,
    "hangs": hang,
    "hangs with a child": hang_with_a_child,
    "closes": close,
    "noise": lambda *_: say("Starting up…"),
    "a list": lambda *_: say("[]"),
    "latin": latin,
    "deep": lambda *_: say("[" * 100_000),
    "long": lambda *_: say("x" * 1_000_000),
    "without end": lambda *_: say("x" * 5_000_000, end=""),
    "another": another,
    "unnamed": lambda *_: say('{"vector": 1}'),
    "twice": twice,
    "half": half,
    "ends early": end_early,
    "mark": mark,
}

# --- After the last answer ----------------------------------------------------------------------------------------

ENDS: dict[str, Callable[[], object]] = {
    "one more": lambda: say("Goodbye."),
    "one more, long": lambda: say("x" * 5_000_000, end=""),
    "lingers": hang,
    "lingers quietly": close,
    "ends badly": lambda: sys.exit(7),
}


def main() -> None:
    """Answer until the input ends."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream
    known = {one["id"]: one["expected"] for one in json.loads(FILE.read_text(encoding="utf-8"))["vectors"]}
    for number, line in enumerate(sys.stdin):
        vector = json.loads(line)["vector"]
        changed = ANSWERS.get(WAY, dict)(known[vector])
        answer = json.dumps({"vector": vector, **changed, "spent_ms": 3})
        if WAY not in MISCHIEF or MISCHIEF[WAY](vector, answer, number):
            say(answer)
    ENDS.get(WAY, dict)()


if __name__ == "__main__":
    main()
