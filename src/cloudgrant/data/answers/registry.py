"""Which shape an answer has: those of the library's rooms, and those that each programme declares."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

from cloudgrant.data.answers import deciding, guiding, law, receipts, reforms, refusals, tables, trying
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.values.shapes import Shape

__all__ = ["shape_of", "shapes"]

_ROOMS = (deciding, law, refusals, receipts, guiding, reforms, tables, trying)
_LIBRARY = __name__.partition(".")[0]


@lru_cache(maxsize=1)
def shapes() -> Mapping[str, Shape]:
    """Every shape by its kind."""
    every = [shape for room in _ROOMS for shape in room.SHAPES]
    for name in NAMES:
        home = f"{_LIBRARY}.programmes.{name}.answers"
        if find_spec(home) is not None:  # a programme may have no answers of its own
            every += import_module(home).SHAPES
    return MappingProxyType({shape.kind: shape for shape in every})


@lru_cache(maxsize=1)
def _by_class() -> Mapping[str, Shape]:
    return {f"{_LIBRARY}.{name}": shape for shape in shapes().values() for name in shape.of}


def shape_of(cls: type[Any]) -> Shape | None:
    """The shape of a class, or of the nearest class above it; ``None`` where it has none."""
    by_class = _by_class()
    return next(
        (
            by_class[name]
            for one in cls.__mro__
            if (name := f"{one.__module__}:{one.__qualname__}") in by_class
        ),
        None,
    )
