"""Answers written down: each as its shape says, those inside it too."""

from __future__ import annotations

from typing import Any

import attrs

from cloudgrant.data.answers.registry import shape_of, shapes
from cloudgrant.data.migrations import VERSION
from cloudgrant.values.shapes import Shape

__all__ = ["Telling", "told"]


@attrs.frozen
class Telling:
    """What is asked for of an answer and of all inside it: the languages in which it is said."""

    texts: tuple[str, ...] = ()

    def answer(self, value: Any, kinds: tuple[str, ...]) -> dict[str, Any]:
        """An answer inside another; it bears its kind where there may be several."""
        if len(kinds) == 1:
            return shapes()[kinds[0]].told(value, self)
        shape = _shape(value)
        return {"kind": shape.kind, **shape.told(value, self)}

    def record(self, value: Any) -> dict[str, Any]:
        """A record inside an answer, with its kind."""
        from cloudgrant.data.dumping import dump_record

        plain = dump_record(value)
        del plain["version"]  # as old as what it stands in
        return plain

    def whole(self, value: Any) -> dict[str, Any]:
        """An answer by itself, with the frame that says what it is."""
        shape = _shape(value)
        return {"kind": shape.kind, "version": VERSION, **shape.told(value, self)}


def _shape(value: Any) -> Shape:
    shape = shape_of(type(value))
    if shape is None:
        raise TypeError(
            f"cannot dump a {type(value).__name__}: neither a record nor an answer of the library; "
            "dump the items of a list one by one"
        )
    return shape


def told(value: Any, texts: tuple[str, ...]) -> dict[str, Any]:
    """An answer as plain data; raises ``TypeError`` for what is none."""
    return Telling(texts).whole(value)
