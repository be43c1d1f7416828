"""Equality, hash and representation of attrs classes, written once and not for each of them.

attrs writes and compiles these methods for every class, which is most of what it costs to import one. With
``eq=False, repr=False`` and this base none are compiled, and the fields are read by one call.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import attrs

__all__ = ["Alike"]


class Alike:
    """Equal to another of the very same class whose fields are equal; hashed and shown by them.

    Fields that say ``eq=False`` or ``repr=False`` are left out, as attrs leaves them out.

    >>> @attrs.frozen(eq=False, repr=False)
    ... class Point(Alike):
    ...     x: int
    ...     y: int
    >>> Point(1, 2), Point(1, 2) == Point(1, 2), len({Point(1, 2), Point(1, 2)})
    (Point(x=1, y=2), True, 1)
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        cls = self.__class__
        if other.__class__ is not cls:
            return NotImplemented
        values = _VALUES.get(cls) or _values(cls)
        return bool(values(self) == values(other))

    def __hash__(self) -> int:
        cls = self.__class__
        return hash((cls, (_VALUES.get(cls) or _values(cls))(self)))

    def __repr__(self) -> str:
        fields = [field for field in attrs.fields(_of_attrs(self.__class__)) if field.repr]
        shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields)
        return f"{self.__class__.__qualname__.rpartition('>.')[2]}({shown})"


_VALUES: dict[type[Any], Callable[[Any], Any]] = {}


def _of_attrs(cls: type[Any]) -> type[Any]:
    return cls


def _values(cls: type[Any]) -> Callable[[Any], Any]:
    names = [field.name for field in attrs.fields(cls) if field.eq]
    return _VALUES.setdefault(cls, attrgetter(*names) if names else _nothing)


def _nothing(_: object) -> tuple[()]:
    return ()
