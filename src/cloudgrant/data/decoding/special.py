"""Which class data are of by their ``kind``, remembered while no further class is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from cloudgrant.data.kinds import class_of, kind_of
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.record import Record, classes_made
from cloudgrant.values.problems import InvalidInput

__all__ = ["kinds_inside", "special_of"]


def special_of(cls: type[Any]) -> Callable[[Any], type[Any] | None]:
    """From a kind to the class that it names, this one or a more special one; ``None`` where it is none."""
    known: dict[str, type[Any]] = {}  # as many as there are classes: what names none is not kept
    at = -1

    def special(kind: Any) -> type[Any] | None:
        nonlocal at
        if kind.__class__ is not str:
            return None
        now = classes_made()
        if at != now:  # a class made since may claim a kind too
            known.clear()
            at = now
        found = known.get(kind)
        if found is None:
            try:
                found = class_of(cls, kind)
            except InvalidInput:
                return None
            if found is not None:
                known[kind] = found
        return found

    return special


def kinds_inside(cls: type[Any]) -> Iterator[str]:
    """The kinds of a class and of all records inside it, more special ones too."""
    found: set[type[Any]] = set()
    pending = [cls]
    while pending:
        one = pending.pop()
        if one not in found and issubclass(one, Record) and "__attrs_attrs__" in vars(one):
            found.add(one)
            yield kind_of(one)
            pending += one.__subclasses__()
            pending += [inner for info in facts(one).values() if (inner := info.inner_record) is not None]
