"""The decoder of a class: a function of its own for each set of keys that is often seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from cloudgrant.data.decoding.plainly_made import plainly_made
from cloudgrant.data.decoding.writer import Writer
from cloudgrant.rules.records.declaration_refused import DeclarationRefused
from cloudgrant.rules.records.record import sound_of

__all__ = ["Decoder", "decoder_of", "source_of"]

Decoder: TypeAlias = Callable[[Any], Any]
"""From plain data to the object; ``None`` where the careful way must look."""


class _Decoders(dict[type[Any], Decoder]):
    """By class, what decodes its data: first for the keys that were looked up last, which most data have."""

    def __missing__(self, cls: type[Any]) -> Decoder:
        return self.setdefault(cls, _decoder(_writer(cls)) if _sound(cls) else _nothing)


_DECODERS = _Decoders()

# However many sets of keys data come with, no more functions are written than this, nor sets remembered.
_MOST_SHAPES = 64
_MOST_SEEN = 256
_OFTEN = 16
"""How often a set of keys is seen before a function is written for it alone."""


decoder_of: Callable[[type[Any]], Decoder] = _DECODERS.__getitem__
"""The decoder of a class; one that takes nothing where the class makes its objects in its own way."""


def source_of(cls: type[Any], *keys: str) -> str:
    """The function that is written for data with these very keys, or, without keys, for any: to be read.

    >>> import cloudgrant as cg
    >>> print(source_of(cg.Company, "name", "provider"))
    def decode(data):
        if data.__class__ is not dict or len(data) != 2: return any_data(data)
        try:
            v_name = data['name']
            v_provider = data['provider']
        except KeyError: return others(data)
    ...
    """
    return _writer(cls).source(keys or None)


def _sound(cls: type[Any]) -> bool:
    try:
        if not plainly_made(cls):
            return False
        sound_of(cls)  # a class whose facts say what means nothing has no objects
    except DeclarationRefused:
        return False
    return True


def _nothing(data: Any) -> None:
    return None


def _writer(cls: type[Any]) -> Writer:
    return Writer(cls, decoder_of)


def _decoder(writer: Writer) -> Decoder:
    known = writer.keys
    shapes: dict[frozenset[str], Decoder] = {}
    latest: dict[int, Decoder] = {}
    seen: dict[frozenset[str], int] = {}
    for_any: list[Decoder] = []
    latest_of = latest.get

    def decode(data: Any) -> Any:
        if data.__class__ is not dict:
            return None
        # Most data are of the same keys as the last that had as many.
        one = latest_of(len(data))
        return of_another_shape(data) if one is None else one(data)

    def of_another_shape(data: dict[str, Any]) -> Any:
        if not known.issuperset(data):
            named = writer.special(data.get("kind"))  # may have facts of its own
            return None if named is None or named is writer.cls else decoder_of(named)(data)
        shape = frozenset(data)
        one = shapes.get(shape) or often_seen(shape)
        if one is None:
            if not for_any:
                for_any.append(writer.written(None))
            return for_any[0](data)
        latest[len(shape)] = _DECODERS[writer.cls] = one
        return one(data)

    def often_seen(shape: frozenset[str]) -> Decoder | None:
        if len(shapes) >= _MOST_SHAPES:
            return None
        if len(seen) >= _MOST_SEEN:
            seen.clear()
        times = seen[shape] = seen.get(shape, 0) + 1
        return shapes.setdefault(shape, writer.written(shape)) if times >= _OFTEN else None

    writer.any_data, writer.others = decode, of_another_shape
    return decode
