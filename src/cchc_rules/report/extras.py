"""Libraries that only some pages and files need: a missing one is named, with the extra to install."""

from collections.abc import Iterator
from contextlib import contextmanager

from cchc_rules.errors import CchcRulesError, Finding


@contextmanager
def needed(library: str, extra: str, error: type[CchcRulesError] = CchcRulesError) -> Iterator[None]:
    """Import a library of an extra; raises ``error`` saying what to install where it is missing."""
    try:
        yield
    except ImportError as fault:
        raise error([Finding(id="CR676", found=fault.name or library, expected=extra)]) from None
