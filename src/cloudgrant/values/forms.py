"""The forms that parts of answers have in JSON: the schema of each, and how a value is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Protocol

import attrs

from cloudgrant.values.between import Between
from cloudgrant.values.names import Meant
from cloudgrant.values.paths import Path
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "DAY",
    "EXACT",
    "PLACE",
    "RECORD",
    "SHARE",
    "TEXT",
    "TRUTH",
    "VALUE",
    "WHOLE",
    "WORDS",
    "Form",
    "Teller",
    "answer",
    "known",
    "many",
    "mapping",
    "maybe",
    "option",
    "record",
]


class Teller(Protocol):
    """Who writes the parts that are answers or records themselves, and says what is asked for."""

    @property
    def texts(self) -> tuple[str, ...]: ...
    def answer(self, value: Any, kinds: tuple[str, ...]) -> dict[str, Any]: ...
    def record(self, value: Any) -> dict[str, Any]: ...


@attrs.frozen
class Form:
    """What a part of an answer is in JSON: its schema, and how a value is written.

    Where it ``may_be_unknown``, an unknown value is ``null`` and its name is in the ``unknown`` beside it.
    """

    schema: Mapping[str, Any]
    write: Callable[[Any, Teller], Any]
    may_be_unknown: bool = False


def _as_it_is(value: Any, _: Teller) -> Any:
    return value


def _text_of(value: Any, _: Teller) -> str:
    return str(value)


def _day(value: date, _: Teller) -> str:
    return value.isoformat()


def _languages(value: Text, _: Teller) -> dict[str, str]:
    return dict(value)


def _place(value: Path, _: Teller) -> dict[str, str]:
    return {"pointer": value.pointer, "key": value.key}


_MOST_BITS = 10_000
"""As large a number as every reader of JSON takes; Python itself writes none of more than 4,300 digits."""


def _any(value: Any, teller: Teller) -> Any:
    """The value of a fact, of a policy or of a parameter, whatever its type: unknown is ``null``."""
    if value is None or value is UNKNOWN:
        return None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Text):
        return dict(value)
    if isinstance(value, Meant):
        return str(value)
    if isinstance(value, Path):
        return _place(value, teller)
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return int(value) if value.bit_length() < _MOST_BITS else shown(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Share | Fraction):
        return str(value)
    if isinstance(value, Between):
        return {"least": value.least, "most": value.most}
    if isinstance(value, Mapping):
        return {str(key): _any(part, teller) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_any(part, teller) for part in value]
    if isinstance(value, frozenset):
        return sorted(str(part) for part in value)
    if attrs.has(type(value)):
        return teller.record(value)
    return str(value)


WORDS = Form({"type": "string"}, _as_it_is)
WHOLE = Form({"type": "integer"}, _as_it_is)
TRUTH = Form({"type": "boolean"}, _as_it_is)
DAY = Form({"type": "string", "format": "date"}, _day)
SHARE = Form({"type": "string", "pattern": r"^\d+/\d+$"}, _text_of)
EXACT = Form({"type": "string", "pattern": r"^-?\d+(/\d+)?$"}, _text_of)
"""An exact number that may be broken, as text: ``"1/3"``, ``"84"``."""
TEXT = Form({"type": "object", "additionalProperties": {"type": "string"}}, _languages)
"""A wording by its locale, in every language that it has."""
PLACE = Form(
    {
        "type": "object",
        "properties": {"pointer": {"type": "string"}, "key": {"type": "string"}},
        "required": ["pointer", "key"],
        "additionalProperties": False,
    },
    _place,
)
VALUE = Form({"type": ["boolean", "integer", "string", "array", "object", "null"]}, _any, may_be_unknown=True)
"""A value of whatever type a fact has, as its dump has it."""
RECORD = Form(
    {"type": "object", "properties": {"kind": {"type": "string"}}, "required": ["kind"]},
    lambda value, teller: teller.record(value),
)
"""A record of any class, as its own dump has it, with its ``kind``."""


def record(kind: str) -> Form:
    """A record of one kind, as its own dump has it."""
    return Form({**RECORD.schema, "properties": {"kind": {"const": kind}}}, RECORD.write)


def option(*words: str) -> Form:
    """One of some words."""
    return Form({"enum": list(words)}, lambda value, _: value.value if isinstance(value, Enum) else value)


def known(form: Form) -> Form:
    """What may be unknown: ``null`` then, and named in the ``unknown`` beside it."""
    return Form(
        {"anyOf": [form.schema, {"type": "null"}]},
        lambda value, teller: None if value is UNKNOWN else form.write(value, teller),
        may_be_unknown=True,
    )


def maybe(form: Form) -> Form:
    """What there may be none of: ``null`` then."""
    return Form(
        {"anyOf": [form.schema, {"type": "null"}]},
        lambda value, teller: None if value is None else form.write(value, teller),
        may_be_unknown=form.may_be_unknown,
    )


def many(form: Form) -> Form:
    """A list; of a set, in the order of its texts. An item that is unknown is ``null`` in it."""

    def write(value: Iterable[Any], teller: Teller) -> list[Any]:
        items = sorted(value) if isinstance(value, frozenset) else value
        return [form.write(item, teller) for item in items]

    return Form({"type": "array", "items": form.schema}, write)


def mapping(form: Form) -> Form:
    """Values by name."""
    return Form(
        {"type": "object", "additionalProperties": form.schema},
        lambda value, teller: {str(key): form.write(part, teller) for key, part in value.items()},
    )


def answer(*kinds: str) -> Form:
    """An answer inside another; of several kinds each says which it is."""
    refs: list[dict[str, Any]] = [{"$ref": f"#/$defs/{kind}"} for kind in kinds]
    if len(kinds) > 1:
        refs = [
            {**ref, "properties": {"kind": {"const": kind}}, "required": ["kind"]}
            for ref, kind in zip(refs, kinds, strict=True)
        ]
    return Form(
        refs[0] if len(refs) == 1 else {"anyOf": refs}, lambda value, teller: teller.answer(value, kinds)
    )
