"""Every console session of the documentation prints what it shows; a line of three dots stands for lines left out."""

import os
import re
import subprocess
import sys
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Block, blocks, pages

SESSIONS = {
    page.relative_to(ROOT).as_posix(): [block for block in blocks(page) if block.language == "console"]
    for page in pages()
}
BY_HAND = ("make ", "pip ", "git ")  # they change the machine, or take minutes


def commands(block: Block) -> list[tuple[str, str]]:
    """Each command of a session, with the output shown under it."""
    _, *parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    return [(command, shown) for command, _, shown in (part.partition("\n") for part in parts)]


def run(command: str, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])
    environment["PYTHONUTF8"] = "1"
    found = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return "\n".join(line.rstrip() for line in (found.stdout + found.stderr).decode().splitlines())


def matches(shown: str, found: str) -> bool:
    lines = (line.rstrip() for line in shown.strip("\n").splitlines())
    pattern = "\n".join("\0" if line.strip() in {"...", "…"} else re.escape(line) for line in lines)
    return re.fullmatch(pattern.replace("\n\0", "(?:\n[^\n]*)*").replace("\0", "[^\0]*"), found.strip("\n")) is not None


def differences(shown: str, found: str) -> list[str]:
    return list(islice(unified_diff(shown.splitlines(), found.splitlines(), "shown", "found", lineterm=""), 40))


@pytest.mark.once
@pytest.mark.parametrize("page", [page for page, sessions in SESSIONS.items() if sessions])
def test_a_session_prints_what_the_page_shows(page: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for block in SESSIONS[page]:
        for command, shown in commands(block):
            if command.startswith(BY_HAND):
                continue
            found = run(command, tmp_path)
            assert matches(shown, found), "\n".join([f"{block.name}: $ {command}", *differences(shown, found)])
