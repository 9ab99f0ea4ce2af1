"""The page of messages, written from the library: `python -m tests.docs.messages_page` writes it anew."""

import re

from cchc_rules.messages import MESSAGES
from tests.docs.pages import DOCS

PAGE = DOCS / "reference" / "messages.md"
HEADS = {
    "1": "CR1xx: text that cannot be read",
    "2": "CR2xx: a ruleset that does not hold",
    "3": "CR3xx: answers that cannot be scored, and what an evaluation has to say",
    "4": "CR4xx: names that are not there, and rankings",
    "5": "CR5xx: advice on a ruleset that holds",
    "6": "CR6xx: annexes read into rulesets, and written from them",
    "7": "CR7xx: worked cases, and vectors other programs are held to",
    "8": "CR8xx: two rulesets or two years side by side",
}


def rows(hundred: str) -> list[str]:
    """The lines of one hundred of ids, as they must stand in the page."""
    ids = sorted(message_id for message_id in MESSAGES if message_id[2] == hundred)
    return [_row(message_id, *MESSAGES[message_id]) for message_id in ids]


def _row(message_id: str, vietnamese: str, english: str) -> str:
    cells = (f"`{message_id}`", english.replace("|", "\\|"), vietnamese.replace("|", "\\|"))
    return f"| {' | '.join(cells)} |"


def tables() -> str:
    """Everything of the page below its introduction."""
    hundreds = dict.fromkeys(message_id[2] for message_id in sorted(MESSAGES))
    head = "| id | English | Tiếng Việt |\n|---|---|---|\n"
    return "\n".join(f"## {HEADS[hundred]}\n\n{head}" + "\n".join(rows(hundred)) + "\n" for hundred in hundreds)


def split(page: str) -> tuple[str, str]:
    """Part the introduction from the tables."""
    introduction, heading, rest = re.split(r"^(## )", page, maxsplit=1, flags=re.MULTILINE)
    return introduction, heading + rest


if __name__ == "__main__":
    written, _ = split(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(written + tables(), encoding="utf-8")
