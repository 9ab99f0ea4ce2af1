"""Worked cases, and vectors other programs are held to."""

from collections.abc import Mapping
from typing import Final

CASES: Final[Mapping[str, tuple[str, str]]] = {}
