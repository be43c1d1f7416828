"""What opaque facts come to: nothing but their value tells that the Python behind one has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cloudgrant.rules.records.declaration_refused import DeclarationRefused
from cloudgrant.rules.records.digests import plain
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.record import value_problems
from cloudgrant.values.canonical import digest
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["opaque_value", "opaque_values"]


def opaque_value(holder: Any, name: str) -> Any:
    """The value of one; of a number, such as it declares.

    Raises :class:`~cloudgrant.rules.records.declaration_refused.DeclarationRefused` for another: what was
    said of it while it was not known, others have been told.
    """
    value, info = getattr(holder, name), facts(type(holder))[name]
    if info.type == "int" and value is not UNKNOWN:
        problems = value_problems(info, value)
        if problems:
            raise DeclarationRefused(one.below(name).below(type(holder).__name__) for one in problems)
    return value


def opaque_values(subject: Any, policy: Any, paths: Iterable[tuple[str, ...]], key: str) -> dict[str, str]:
    """A digest of the value of each of these facts, by its path of names; of every item of a list together.

    ``key`` is the digest of the input: the same value of another input has another digest. A value that can
    be guessed is not hidden by that, as nothing is that a digest is made of.
    """
    return {
        ".".join(path): digest([key, *map(plain, _values(policy if path[0] == "policy" else subject, path))])
        for path in sorted({*paths})
    }


def _values(holder: Any, path: tuple[str, ...]) -> list[Any]:
    found = [holder]
    for name in path[1:] if path[0] == "policy" else path:
        found = [getattr(one, name) if one is not UNKNOWN else UNKNOWN for one in _each(found)]
    return found


def _each(values: Iterable[Any]) -> Iterable[Any]:
    for value in values:
        if isinstance(value, FrozenMap):
            yield from (value[key] for key in sorted(value))
        else:
            yield from value if isinstance(value, tuple) else (value,)
