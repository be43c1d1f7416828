"""A table: values by a key, read in a rule as ``policy.rates[firm.kind]``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Table"]

V = TypeVar("V")


class Table(FrozenMap[V]):
    """Values by a text, immutable; what has no entry, or is asked for by an unknown key, is unknown.

    Elsewhere it is a mapping as any: ``in``, ``get``, ``items``.

    >>> rates = Table({"small": 3, "large": 1})
    >>> rates["small"], rates[UNKNOWN], rates["huge"], rates.get("huge"), "huge" in rates
    (3, UNKNOWN, UNKNOWN, None, False)
    """

    __slots__ = ()

    # A mapping raises KeyError for what it has no entry for: in a rule, that is a question and no fault.
    def __getitem__(self, key: Fact[str]) -> Fact[V]:  # type: ignore[override]
        return UNKNOWN if key is UNKNOWN else self._items.get(key, UNKNOWN)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        """The entry of a key, or ``default`` where there is none."""
        return self._items.get(key, default)

    def __reduce__(self) -> tuple[type[Table[V]], tuple[Mapping[str, V]]]:
        return Table, (self._items,)

    def __repr__(self) -> str:
        return f"Table({self._items!r})"
