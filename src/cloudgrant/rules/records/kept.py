"""Plain data that are kept as they were given: frozen, equal by what they hold, written again the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["Kept"]

_DEEPEST = 60
"""How far one thing may stand inside another; answers stay far below."""

_EXPECTED = Text(zh="JSON 物件（無小數、無過深之內容）", en="a JSON object without fractions, not too deep")


@attrs.frozen
class Kept(Mapping[str, Any]):
    """An object of JSON's own types that cannot change: a mapping, with tuples for its lists.

    What an answer said when it was issued is kept in these: no class of today has to understand it.

    >>> kept = Kept.of({"rule": "a", "paths": [{"key": "x"}]})
    >>> kept["paths"][0]["key"], kept.plain() == {"rule": "a", "paths": [{"key": "x"}]}
    ('x', True)
    """

    _parts: FrozenMap[Any]

    @classmethod
    def of(cls, plain: object) -> Kept:
        """What plain data hold; raises ``InvalidInput`` for what is no object of JSON's, or has fractions."""
        if not isinstance(plain, Mapping):
            raise _refused(plain)
        parts: FrozenMap[Any] = _frozen(plain, _DEEPEST)
        return cls(parts)

    def plain(self) -> dict[str, Any]:
        """The same as plain data."""
        thawed: dict[str, Any] = _thawed(self._parts)
        return thawed

    def __getitem__(self, name: str) -> Any:
        return self._parts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


def _frozen(plain: Any, left: int) -> Any:
    if plain is None or isinstance(plain, bool | int | str):
        return plain
    if left and isinstance(plain, Mapping) and all(isinstance(name, str) for name in plain):
        return FrozenMap({name: _frozen(part, left - 1) for name, part in plain.items()})
    if left and isinstance(plain, list | tuple):
        return tuple(_frozen(part, left - 1) for part in plain)
    raise _refused(plain)


def _thawed(kept: Any) -> Any:
    if isinstance(kept, FrozenMap):
        return {name: _thawed(part) for name, part in kept.items()}
    return [_thawed(part) for part in kept] if isinstance(kept, tuple) else kept


def _refused(given: object) -> InvalidInput:
    return InvalidInput([Problem.at((), "type", expected=_EXPECTED, given=shown(given))])
