"""JSON Schema of what ``load`` takes and ``dump`` gives, made from what classes declare of their facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import attrs

from cloudgrant.data.answers import answer_schema
from cloudgrant.data.answers.registry import shape_of
from cloudgrant.data.kinds import FRAME, kind_of, kinds_below
from cloudgrant.data.migrations import VERSION
from cloudgrant.portable.forms_of_text import DATE, SHARE, written
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import Record
from cloudgrant.values.in_schema import said_in_schema
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN
from cloudgrant.values.written_text import LONGEST_LINE

__all__ = ["DIALECT", "LOCAL", "VOCABULARY", "definitions", "referring", "schema"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
"""The dialect of JSON Schema."""

LOCAL: Final = "#/$defs/"
"""What begins a reference to a definition beside it."""

VOCABULARY: Final = ("x-texts", "x-unit")
"""The keywords beside those of JSON Schema, for who wants to be told of such: they only describe.

``x-texts`` has the title and the description in every language, ``x-unit`` what a number counts.
"""


def schema(cls: type[Any], *, locale: str = "en") -> dict[str, Any]:
    """The JSON Schema (2020-12) of the data of a class, as a plain dictionary: what is loaded, or answered.

    Of a record it accepts what ``load`` accepts of today's version, as far as JSON Schema can say it:
    types, limits, options, dates, the keys there are, what is needed. ``null`` is unknown and may stand
    wherever a fact may be left out. Left to ``load`` are the check digit of a business number, facts that
    contradict one another and the other matters that the documentation lists. Titles and descriptions are
    in the language asked for, and under ``x-texts`` in all; records inside stand in ``$defs`` by their
    kinds. The title of a record is the name of its class in every language. Of an answer, such as an
    :class:`~cloudgrant.rules.assessment.Assessment`, it is what ``dump`` writes, titled by its kind and
    described in English whatever the ``locale``. Raises ``TypeError`` for a class that is neither.

    >>> import cloudgrant as cg
    >>> from cloudgrant import portable
    >>> capital = portable.schema(cg.Manufacturer, locale="zh-TW")["properties"]["paid_in_capital"]
    >>> capital["title"], capital["type"], capital["minimum"], capital["x-texts"]["title"]["en"]
    ('實收資本額', ['integer', 'null'], 0, 'Paid-in capital')
    """
    answer = _answer(cls)
    if answer:
        return answer_schema(answer)
    written = definitions([cls], locale=locale, at=LOCAL)
    head = {"$schema": DIALECT, **written.pop(kind_of(cls))}
    return {**head, "$defs": written} if written else head


def definitions(classes: Iterable[type[Any]], *, locale: str, at: str) -> dict[str, Any]:
    """The schema of each class, and of each that its data may hold, by kind; ``at`` begins a reference."""
    pending = [*classes]
    found: dict[str, Any] = {}
    while pending:
        cls = pending.pop(0)
        answer = _answer(cls)
        kind = answer or kind_of(cls)
        if answer:
            found |= referring(answer_schema(answer)["$defs"], lambda kind: {"$ref": f"{at}{kind}"})
        elif kind not in found:
            found[kind] = _any_kind(cls, locale, at)
            pending += [inner for one in kinds_below(cls) for inner in _inside(one)]
    return found


def _answer(cls: type[Any]) -> str:
    """The kind of the answers of a class; empty where its objects are records."""
    if issubclass(cls, Record) and attrs.has(cls):  # what they are all built on has no facts itself
        return ""
    shape = shape_of(cls)
    if shape is None:
        raise TypeError(f"{cls.__name__} is neither a record nor an answer · 既非資料類別，亦非答案類別")
    return shape.kind


def referring(schema: Any, to: Callable[[str], dict[str, Any]]) -> Any:
    """A schema whose references to its own ``$defs`` are replaced by what is made of their names."""
    if isinstance(schema, list):
        return [referring(part, to) for part in schema]
    if not isinstance(schema, dict):
        return schema
    named = schema.get("$ref")
    if isinstance(named, str) and named.startswith(LOCAL):
        return {**to(named.removeprefix(LOCAL)), **{key: one for key, one in schema.items() if key != "$ref"}}
    return {key: referring(part, to) for key, part in schema.items()}


def _inside(cls: type[Any]) -> Iterator[type[Any]]:
    """The classes of the records that a class holds."""
    for info in _given(cls):
        while info.item is not None:
            info = info.item
        if info.record is not None and issubclass(info.record, Record):
            yield info.record


def _given(cls: type[Any]) -> list[FactInfo]:
    return [info for info in facts(cls).values() if not info.derived]


def _any_kind(cls: type[Any], locale: str, at: str) -> dict[str, Any]:
    """The schema of a class, whose data may say that they are of a more special one.

    Where such a one has the same facts, and merely takes less of some of them, that alone is said of it.
    """
    own, *special = kinds_below(cls)
    written = _record(own, locale, at)
    alike = {kind_of(one): _record(one, locale, at) for one in special}
    if any(_shape(one) != _shape(written) for one in alike.values()):
        return {"type": "object", "anyOf": [written, *map(_named, alike.values())]}
    narrowed = []
    for kind, one in alike.items():
        written["properties"]["kind"]["enum"].insert(-1, kind)
        less = {
            name: value
            for name, value in one["properties"].items()
            if name not in FRAME and value != written["properties"][name]
        }
        if less:
            asked = {"properties": {"kind": {"const": kind}}, "required": ["kind"]}
            narrowed.append({"if": asked, "then": {"properties": less}})
    return {**written, "allOf": narrowed} if narrowed else written


def _named(record: dict[str, Any]) -> dict[str, Any]:
    """The same, for data that say their kind: those that do not are of the general one."""
    kinds = {"enum": record["properties"]["kind"]["enum"][:-1]}
    needed = ["kind", *record.get("required", ())]
    return {**record, "properties": {**record["properties"], "kind": kinds}, "required": needed}


def _shape(record: dict[str, Any]) -> tuple[set[str], list[str]]:
    return set(record["properties"]), record.get("required", [])


def _record(cls: type[Any], locale: str, at: str) -> dict[str, Any]:
    """The schema of a class itself."""
    defaults = {field.name: field.default for field in attrs.fields(cls)}
    needed = [one.name for one in _given(cls) if not one.may_be_unknown and defaults[one.name] is UNKNOWN]
    kinds = [kind_of(cls), *vars(cls).get("__former_kinds__", ()), None]
    properties: dict[str, Any] = {"kind": {"enum": kinds}, "version": {"enum": [VERSION, None]}}
    for info in _given(cls):
        value = _value(info, locale, at)
        properties[info.name] = {
            **_said(info, locale),
            **(value if info.name in needed else _or_null(value)),
            **_default(defaults[info.name]),
        }
    return {
        "title": cls.__name__,
        "type": "object",
        "properties": properties,
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def _default(default: object) -> dict[str, Any]:
    """What stands where nothing is said, if that is one plain value."""
    return {"default": default} if isinstance(default, bool | int | str) else {}


def _said(info: FactInfo, locale: str) -> dict[str, Any]:
    """What a fact is called and what else there is to know: what is asked for, and how to answer."""
    texts = {"title": info.label, "description": _both(info.question, info.help)}
    said: dict[str, Any] = {name: text.in_(locale) for name, text in texts.items() if text}
    if said:
        said["x-texts"] = {name: dict(text) for name, text in texts.items() if text}
    if info.unit:
        said["x-unit"] = info.unit
    return said


def _both(question: Text, help: Text) -> Text:
    if not question or not help:
        return question or help
    locales = dict.fromkeys((*question, *help))
    return Text({locale: f"{question.in_(locale)}\n{help.in_(locale)}" for locale in locales})


def _value(info: FactInfo, locale: str, at: str) -> dict[str, Any]:
    """The schema of the known values of a fact."""
    checked = dict(said_in_schema(info.check)) if info.item is None else {}
    match info.type:
        case "bool" | "text" if info.options or info.type == "bool":
            return _chosen(info, locale)
        case "int":
            limits = {"minimum": info.least, "maximum": info.most}
            known = {name: limit for name, limit in limits.items() if limit is not None}
            return {"type": "integer", **known, **checked}
        case "date":
            return {"type": "string", "format": "date", **DATE}
        case "share":
            return {"type": "string", **SHARE}
        case "text":
            return {"type": "string", **_written(info, checked)}
        case "list" if info.item is not None:
            return {"type": "array", "items": _part(info.item, locale, at), "maxItems": info.most_items}
        case "map" if info.item is not None:
            parts = _part(info.item, locale, at)
            keys = written(LONGEST_LINE, identifies=True)
            return {
                "type": "object",
                "propertyNames": keys,
                "additionalProperties": parts,
                "maxProperties": info.most_items,
            }
        case _:
            assert info.record is not None  # there are no other types
            if not issubclass(info.record, Record):
                return {"type": "object"}  # kept as it was given
            return {"$ref": f"{at}{kind_of(info.record)}"}


def _written(info: FactInfo, checked: dict[str, Any]) -> dict[str, Any]:
    """A text, with what its own check says besides."""
    base = written(info.max_length, multiline=info.multiline, identifies=info.identifies)
    longest = min(one["maxLength"] for one in (base, checked) if "maxLength" in one)
    both = {"allOf": [{"pattern": base["pattern"]}]} if "pattern" in checked else {}
    return {**base, **checked, **both, "not": base["not"], "maxLength": longest}


def _part(item: FactInfo, locale: str, at: str) -> dict[str, Any]:
    value = _value(item, locale, at)
    return _or_null(value) if item.may_be_unknown else value


def _chosen(info: FactInfo, locale: str) -> dict[str, Any]:
    """One of a few values, each with its label."""
    options = [
        {"const": value, "title": label.in_(locale), "x-texts": {"title": dict(label)}}
        for value, label in info.choices
    ]
    return {"type": "boolean" if info.type == "bool" else "string", "oneOf": options}


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    """The same, or ``null``."""
    if "$ref" in value:
        return {"anyOf": [value, {"type": "null"}]}
    if "oneOf" in value:
        value = {**value, "oneOf": [*value["oneOf"], {"type": "null"}]}
    return {**value, "type": [value["type"], "null"]}
