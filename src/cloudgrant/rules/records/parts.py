"""The parts of a thing, for a copy or a view that keeps all of them."""

from __future__ import annotations

from typing import Any

import attrs

__all__ = ["given_parts"]


def given_parts(thing: Any, cls: type[Any]) -> dict[str, Any]:
    """What makes up a thing so far as it is a ``cls``, by the names under which ``cls`` takes it.

    Whatever is added to the class is added here; that is what it is for.

    >>> @attrs.frozen
    ... class Point:
    ...     x: int
    ...     _y: int
    >>> given_parts(Point(1, 2), Point)
    {'x': 1, 'y': 2}
    """
    return {
        field.alias or field.name: getattr(thing, field.name) for field in attrs.fields(cls) if field.init
    }
