"""The shapes of answers: what each kind of answer is made of, declared once.

A dump of an answer is written from its shape, and its JSON Schema is made from the same one
(:mod:`cloudgrant.data.answers`). A shape names its class and does not import it, so that declaring shapes
loads nothing of what they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

import attrs

from cloudgrant.values.forms import TEXT, WHOLE, Form, Teller
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["ABSENT", "BOUNDS", "Field", "Shape", "field", "group", "told_if", "written"]

ABSENT = object()
"""What a field gives that has nothing to say here: it is left out. Only fields that may be absent give it."""


@attrs.frozen
class Field:
    """One part of an answer: its name in the dump, its form, and where the value is had from.

    One that ``may_be_absent`` is left out where there is nothing to say.
    """

    name: str
    form: Form
    get: Callable[[Any], Any]
    note: str = ""
    may_be_absent: bool = False


def field(
    name: str,
    form: Form,
    get: Callable[[Any], Any] | str = "",
    note: str = "",
    *,
    may_be_absent: bool = False,
) -> Field:
    """A part of an answer; had from the attribute of its name unless told otherwise."""
    return Field(name, form, get if callable(get) else attrgetter(get or name), note, may_be_absent)


def written(fields: Iterable[Field], value: Any, teller: Teller) -> dict[str, Any]:
    """The parts of a value as JSON has them, and the names of those that are not known."""
    plain: dict[str, Any] = {}
    unknown: list[str] = []
    says_unknown = False
    for one in fields:
        part = one.get(value)
        if part is ABSENT:
            continue
        says_unknown = says_unknown or one.form.may_be_unknown
        if part is UNKNOWN and one.form.may_be_unknown:
            unknown.append(one.name)
            plain[one.name] = None
        else:
            plain[one.name] = one.form.write(part, teller)
    if says_unknown:
        plain["unknown"] = unknown
    return plain


def schema_of(fields: Iterable[Field]) -> dict[str, Any]:
    """The schema of an object with these parts and no others."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    may_be_unknown: list[str] = []
    for one in fields:
        properties[one.name] = {**one.form.schema, "description": one.note} if one.note else one.form.schema
        if not one.may_be_absent:
            required.append(one.name)
        if one.form.may_be_unknown:
            may_be_unknown.append(one.name)
    if may_be_unknown:
        properties["unknown"] = {
            "type": "array",
            "items": {"enum": may_be_unknown},
            "description": "the parts that are not known; any other null is none",
        }
        required.append("unknown")
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def told_if(name: str) -> Callable[[Any], Any]:
    """The attribute of a name, where there is anything in it; else there is nothing to tell."""

    def get(value: Any) -> Any:
        found = getattr(value, name)
        return ABSENT if found is UNKNOWN or not found else found

    return get


def group(*fields: Field) -> Form:
    """Several parts under one name, which are no answer by themselves."""
    return Form(schema_of(fields), lambda value, teller: written(fields, value, teller))


BOUNDS = group(field("least", WHOLE), field("most", WHOLE))
"""Between what a number lies, both included."""


@attrs.frozen
class Shape:
    """One kind of answer: what it is called, of which classes it is, and what it is made of.

    ``of`` names the classes, from ``cloudgrant`` on: ``receipts:Verification``. ``words`` names the methods
    that say it in a language: the first is told as ``texts``, the others under their own names, in the
    languages that are asked for, or ``always`` in those.
    """

    kind: str
    of: tuple[str, ...]
    about: str
    fields: tuple[Field, ...]
    words: tuple[str, ...] = ()
    always: tuple[str, ...] = ()

    @classmethod
    def made(
        cls,
        kind: str,
        of: str,
        about: str,
        *fields: Field,
        words: str = "",
        always: tuple[str, ...] = (),
    ) -> Shape:
        """The shape of one kind; ``of`` and ``words`` are names with blanks between them."""
        return cls(kind, tuple(of.split()), about, fields, tuple(words.split()), always)

    def told(self, value: Any, teller: Teller) -> dict[str, Any]:
        """A value of this kind as JSON has it, without the frame that says what it is."""
        plain = written(self.fields, value, teller)
        locales = teller.texts or self.always
        if locales:
            for name, method in self._methods():
                say = getattr(value, method)
                plain[name] = {locale: say(locale) for locale in locales}
        return plain

    def schema(self) -> dict[str, Any]:
        """The schema of one inside another: ``kind`` and ``version`` may stand in it."""
        schema = schema_of(self.fields)
        own = schema["properties"]
        for name, _ in self._methods():
            own[name] = {**TEXT.schema, "description": "in the languages asked for"}
            if self.always:
                schema["required"].append(name)
        return {
            "title": self.kind,
            "description": self.about,
            **schema,
            "properties": {"kind": {"const": self.kind}, "version": {"type": "integer"}, **own},
        }

    def _methods(self) -> list[tuple[str, str]]:
        return [("texts" if place == 0 else method, method) for place, method in enumerate(self.words)]
