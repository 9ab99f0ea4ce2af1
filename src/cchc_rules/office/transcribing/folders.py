"""The folder of a ruleset: what it holds before a transcription, and what is written to it, all of it or nothing."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from cchc_rules.errors import AnnexError, Finding
from cchc_rules.law.model import Ruleset


def standing_in(folder: Path) -> Ruleset | None:
    """Give the ruleset that a folder holds; None where it has no TOML file. Raises RulesetError if it is wrong."""
    from cchc_rules.law.catalog import load  # noqa: PLC0415 - only where there is a folder

    if not folder.is_dir() or not any(folder.glob("*.toml")):
        return None
    return load(folder)


def write(folder: Path, files: Mapping[str, str | None], *, new: Iterable[str] = ()) -> None:
    """Write texts to a folder, by file name; None takes a file away. Either all of it is done, or nothing.

    Raises AnnexError where one of the files that must be ``new`` is there already.
    """
    standing = [name for name in new if (folder / name).exists()]
    if standing:
        raise AnnexError([Finding(id="CR672", file=str(folder / name), found=name) for name in standing])
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        made, old = beside / "new", beside / "old"
        if folder.is_dir():
            shutil.copytree(folder, made, symlinks=True)
        else:
            made.mkdir()
        for name, text in files.items():
            if text is None:
                (made / name).unlink()
            else:
                (made / name).write_text(text, encoding="utf-8", newline="\n")
        if folder.is_dir():
            folder.rename(old)
        try:
            made.rename(folder)
        except OSError:
            if old.is_dir():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
