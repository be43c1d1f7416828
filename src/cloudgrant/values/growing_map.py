"""A mapping that cannot change, yet gives a larger one cheaply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from cloudgrant.values.frozen_map import FrozenMap

__all__ = ["GrowingMap"]

V = TypeVar("V")


class GrowingMap(FrozenMap[V]):
    """A :class:`~cloudgrant.values.frozen_map.FrozenMap` for a history that grows entry by entry.

    :meth:`grown` shares all but a few entries with the map it came from, so that a history of ``n``
    entries costs about ``n log n`` to build and keeps every earlier state as it was, rather than
    ``n²`` by copying the whole each time. Keys stay in the order in which they first came.

    >>> one = GrowingMap({"a": 1})
    >>> two = one.grown("b", 2).grown("a", 3)
    >>> dict(one), dict(two), two == FrozenMap(b=2, a=3)
    ({'a': 1}, {'a': 3, 'b': 2}, True)
    """

    __slots__ = ("_layers", "_size")
    _layers: tuple[dict[str, V], ...]
    _size: int

    def __init__(self, items: Mapping[str, V] | None = None, /, **more: V) -> None:
        whole = {**(items or {}), **more}
        self._hold((whole,) if whole else (), len(whole))

    def _hold(self, layers: tuple[dict[str, V], ...], size: int) -> None:
        object.__setattr__(self, "_layers", layers)
        object.__setattr__(self, "_size", size)

    @classmethod
    def of(cls, items: Mapping[str, V]) -> GrowingMap[V]:
        """The mapping itself if it is one, else a growing copy of it."""
        return items if isinstance(items, GrowingMap) else GrowingMap(items)

    def grown(self, key: str, value: V) -> GrowingMap[V]:
        """The map with one entry more, or with another value for a key that it has."""
        layers = [*self._layers, {key: value}]
        # As a binary counter carries: layers of like size become one, so each entry is copied log n times.
        while len(layers) > 1 and len(layers[-2]) <= len(layers[-1]):
            newer = layers.pop()
            layers.append({**layers.pop(), **newer})
        larger: GrowingMap[V] = object.__new__(GrowingMap)
        larger._hold(tuple(layers), self._size + (key not in self))
        return larger

    def __getitem__(self, key: str) -> V:
        for layer in reversed(self._layers):
            if key in layer:
                return layer[key]
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return any(key in layer for layer in self._layers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return self._size

    def _whole(self) -> dict[str, V]:
        whole: dict[str, V] = {}
        for layer in self._layers:
            whole.update(layer)
        return whole

    def __hash__(self) -> int:
        return hash(frozenset(self._whole().items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return GrowingMap, (self._whole(),)

    def __repr__(self) -> str:
        return f"GrowingMap({self._whole()!r})"
