"""The marks before a finding."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["MARKS"]

MARKS: Final[Mapping[str, str]] = MappingProxyType(
    {"met": "✓", "not_met": "✗", "undetermined": "?", "not_applicable": "–"}
)
"""By the result; every finding says it in words too."""
