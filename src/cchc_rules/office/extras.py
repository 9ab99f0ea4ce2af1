"""Libraries that only some files need: a missing one is named, with what to install."""

from contextlib import AbstractContextManager

from cchc_rules.errors import AnnexError
from cchc_rules.report import extras


def needed(library: str) -> AbstractContextManager[None]:
    """Import a library of the extra ``office``; raises AnnexError saying what to install where it is missing."""
    return extras.needed(library, "office", AnnexError)
