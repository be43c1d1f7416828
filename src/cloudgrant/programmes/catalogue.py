"""The programmes by name, each loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cloudgrant.rules.programme import Programme

__all__ = ["NAMES", "programme"]

_HOMES = {"points": "cloudgrant.programmes.industry_hall.points.programme"}

NAMES = tuple(_HOMES)
"""The name of every programme."""


def programme(name: str) -> Programme[Any, Any]:
    """The programme of a name; raises ``KeyError`` naming those there are.

    >>> programme("points").name
    'points'
    """
    if name not in _HOMES:
        raise KeyError(f"there is no programme {name!r}; there are {', '.join(NAMES)}")
    found: Programme[Any, Any] = getattr(import_module(_HOMES[name]), name)
    return found
