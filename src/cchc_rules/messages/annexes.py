"""Annexes read into rulesets, and written from them."""

from collections.abc import Mapping
from typing import Final

ANNEXES: Final[Mapping[str, tuple[str, str]]] = {}
