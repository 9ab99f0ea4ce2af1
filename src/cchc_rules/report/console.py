"""Pages on stdout: in colour where somebody looks at a terminal and rich is installed, else as plain text."""

import os
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Final, TextIO

from cchc_rules.report.blocks import Page
from cchc_rules.report.layout import plain

_MANY: Final = 10  # files from which on progress is shown


def fancy(stream: TextIO) -> bool:
    """Whether rich is to be used: it is installed, the stream is a terminal, and nobody refused colour."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and find_spec("rich") is not None


def show(pages: Sequence[Page]) -> None:
    """Write pages to stdout."""
    if fancy(sys.stdout):
        from cchc_rules.report import terminal  # noqa: PLC0415 - rich is an extra

        terminal.show(pages, sys.stdout)
    else:
        sys.stdout.write("\n\n".join(plain(page) for page in pages))


def watched(files: Sequence[str]) -> Iterator[str]:
    """Give files one by one; with a progress bar on stderr where they are many and somebody is looking."""
    if len(files) < _MANY or not fancy(sys.stderr):
        yield from files
        return
    from rich.console import Console  # noqa: PLC0415 - rich is an extra
    from rich.progress import track  # noqa: PLC0415 - as above

    yield from track(files, description="", console=Console(file=sys.stderr), transient=True)
