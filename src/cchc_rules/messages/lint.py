"""Advice on a ruleset that holds."""

from collections.abc import Mapping
from typing import Final

LINT: Final[Mapping[str, tuple[str, str]]] = {}
