"""Libraries that only some files need: a missing one is named, with what to install."""

from collections.abc import Iterator
from contextlib import contextmanager

from cchc_rules.errors import AnnexError, Finding


@contextmanager
def needed(library: str) -> Iterator[None]:
    """Import a library of the extra ``office``; raises AnnexError saying what to install where it is missing."""
    try:
        yield
    except ImportError as fault:
        raise AnnexError([Finding(id="CR676", found=fault.name or library)]) from None
