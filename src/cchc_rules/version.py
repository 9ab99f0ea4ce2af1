"""The library's version: a kept ruleset is read only by the version that kept it."""

from typing import Final

VERSION: Final = "0.3.0"
