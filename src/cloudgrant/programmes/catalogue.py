"""The programmes by name, each loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cloudgrant.firms.company import Company
from cloudgrant.programmes.firm_view import FirmView
from cloudgrant.rules.programme import Programme

__all__ = ["NAMES", "firm_views", "programme"]

_HOMES = {
    "research": "cloudgrant.programmes.research.programme",
    "listing": "cloudgrant.programmes.listing.programme",
    "points": "cloudgrant.programmes.points.programme",
    "coaching": "cloudgrant.programmes.coaching.programme",
}

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


def firm_views(name: str) -> tuple[FirmView, ...]:
    """How a programme looks at a firm by itself: one view for each role that a firm can have in it.

    A programme whose applications are about a firm has one view: itself. Any other declares its own
    as ``FIRM_VIEWS`` in the module that is its home, or has none. Raises ``KeyError`` as
    :func:`programme` does.

    >>> [view.name for view in firm_views("points")]
    ['points']
    """
    found = programme(name)
    declared: tuple[FirmView, ...] | None = getattr(import_module(_HOMES[name]), "FIRM_VIEWS", None)
    if declared is not None:
        return declared
    return (FirmView(found),) if issubclass(Company, found.subject) else ()
