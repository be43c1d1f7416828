"""The JSON Schema (2020-12) of each kind of answer, made from the shape that its dump is written from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cloudgrant.data.answers.registry import shapes
from cloudgrant.data.migrations import VERSION
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown

__all__ = ["answer_kinds", "answer_schema", "answer_schemas"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = re.compile(r"#/\$defs/(\w+)")


def answer_kinds() -> tuple[str, ...]:
    """The kind of every answer, as its dump bears it; kinds of records are none of them."""
    return tuple(shapes())


def answer_schema(kind: str) -> dict[str, Any]:
    """The schema of the dump of one kind, with those of all that stands in it under ``$defs``.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a kind that there is not.

    >>> answer_schema("offset")["$defs"]["offset"]["properties"]["price"]
    {'type': 'integer'}
    """
    if kind not in shapes():
        expected = ", ".join(shapes())
        hint = did_you_mean(str(kind), shapes())
        raise InvalidInput([Problem.at(["kind"], "option", expected=expected, given=shown(kind), hint=hint)])
    every = answer_schemas()
    needed = {kind: None}
    pending = [kind]
    while pending:
        for other in _named_in(every[pending.pop()]):
            if other not in needed:
                needed[other] = None
                pending.append(other)
    return {
        "$schema": _DIALECT,
        "$ref": f"#/$defs/{kind}",
        "properties": {"kind": {"const": kind}, "version": {"const": VERSION}},
        "required": ["kind", "version"],
        "$defs": {name: every[name] for name in needed},
    }


def answer_schemas() -> dict[str, Any]:
    """The schema of every kind by its name, to stand under ``$defs``: they refer to one another there.

    In these ``kind`` and ``version`` may stand, as in an answer inside another; a dump by itself bears both.
    """
    return {kind: shape.schema() for kind, shape in shapes().items()}


def _named_in(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, part in schema.items():
            if key == "$ref":
                yield from _REF.findall(part)
            else:
                yield from _named_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _named_in(part)
