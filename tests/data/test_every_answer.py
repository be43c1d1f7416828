"""Everything that a public function or property gives can be dumped, or is told here not to be an answer.

The annotations of the public names are followed to every class that they lead to: who adds a noun that the
library returns declares its shape, or says here why it has none.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs
import pytest

import cloudgrant
import cloudgrant as cg
from cloudgrant.data.answers import answer_kinds
from cloudgrant.data.answers.registry import shape_of, shapes
from cloudgrant.data.answers.telling import told
from cloudgrant.rules import Record

MODULES = [
    importlib.import_module(module.name) for module in pkgutil.walk_packages(cg.__path__, "cloudgrant.")
]
DOORS = [
    module
    for module in (cloudgrant, *MODULES)
    if hasattr(module, "__path__") or module.__name__.count(".") == 1
]

VALUES = {
    "values.between:Between",
    "values.frozen_map:FrozenMap",
    "values.locales:Language",
    "values.paths:Path",
    "values.shares:Share",
    "values.table:Table",
    "values.text:Text",
    "values.units:Units",
    "values.unknown:NotKnown",
    "rules.deciding.results:Outcome",
    "rules.deciding.results:Result",
    "rules.records.kept:Kept",
}
"""What answers are made of; a dump has them as plain values."""

LAW = {
    "rules.law.call:Call",
    "rules.law.call:Applicants",
    "rules.law.call:Purpose",
    "rules.programme:Programme",
    "rules.law.in_force:Law",
    "rules.writing.declaration:Calculation",
    "rules.writing.declaration:TracedRule",
    "rules.writing.for_each:ForEach",
    "rules.law.realised:Realised",
    "rules.records.coherence:Declaration",
    "rules.records.coherence:Found",
    "rules.records.fact_info:fact",
    "rules.records.fact_info:DerivedFact",
    "rules.writing.reading:Reading",
    "rules.deciding.evaluate:Case",
    "programmes.firm_view:FirmView",
    "reform.comparing:Reform",
    "editions.register:Register",
    "portable.book:Expressions",
    "frames.columns:Columns",
}
"""How a law is declared and read, in code; ``portable.rulebook`` is what it is as data."""

SAID = {
    "rules.explaining.report:Report",
    "rules.explaining.told:Told",
    "rules.explaining.told:ToldDecision",
}
"""A text for people, which a decision's dump stores, and what findings and decisions have in common."""

GIVEN = {
    "data.submission:Submission",
    "bodies:AsData",
    "forms.form:Form",
    "forms.form:FormField",
    "forms.form:FormGroup",
    "population.parameters:Parameters",
    "population.ranges:Days",
    "population.ranges:Size",
    "population.ranges:Span",
}
"""What callers give; and a form, which `Form.plain` writes down: it lies above what dumps."""

MISTAKES = {
    "values.unknown:UnknownTruth",
    "testing.examples:NoExample",
    "testing.boundary_case:OutOfReach",
}
"""Mistakes in a program, not answers to it."""


def name_of(cls: type[Any]) -> str:
    return f"{cls.__module__.removeprefix('cloudgrant.')}:{cls.__qualname__}"


@cache
def everywhere() -> dict[str, Any]:
    """The classes of every module by their names, for annotations that only type checkers import."""
    return {
        name: value
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    }


@cache
def choices() -> dict[str, Any]:
    """The choices of every module by name, for the same."""
    return {
        name: value
        for module in MODULES
        for name, value in vars(module).items()
        if typing.get_origin(value) is typing.Literal
    }


def classes_in(hint: Any) -> Iterator[type[Any]]:
    origin = typing.get_origin(hint)
    for one in (hint, origin):
        if inspect.isclass(one) and typing.get_origin(one) is None:
            yield one
    if isinstance(hint, typing.TypeVar) and hint.__bound__ is not None:
        yield from classes_in(hint.__bound__)
    for part in typing.get_args(hint):
        yield from classes_in(part)


def returned(function: Any) -> Iterator[type[Any]]:
    names = {**everywhere(), **choices(), **vars(sys.modules[function.__module__]), "PlainQuantity": list}
    yield from classes_in(typing.get_type_hints(function, names).get("return"))


def hints_of(cls: type[Any]) -> dict[str, Any]:
    """The types of a class's fields; a name that only type checkers import is looked for everywhere."""
    names: dict[str, Any] = {}
    while True:
        try:
            return typing.get_type_hints(cls, localns=names)
        except NameError as missing:
            names[str(missing.name)] = everywhere()[str(missing.name)]


def led_to(cls: type[Any]) -> Iterator[type[Any]]:
    """The classes that fields, properties and methods of a class lead to."""
    if attrs.has(cls):
        for name, hint in hints_of(cls).items():
            if not name.startswith("_"):
                yield from classes_in(hint)
    for name in dir(cls):
        member = inspect.getattr_static(cls, name)
        for part in ("fget", "func", "__func__", "function"):
            member = getattr(member, part, None) or member
        own = str(getattr(member, "__module__", "")).startswith("cloudgrant")
        if not name.startswith("_") and own and isinstance(member, types.FunctionType):
            yield from returned(member)


@cache
def public() -> dict[type[Any], str]:
    """Every class of the library's that the public names lead to, and by which way."""
    found: dict[type[Any], str] = {}
    pending: list[type[Any]] = []

    def see(classes: Iterator[type[Any]], way: str) -> None:
        for cls in classes:
            own = cls.__module__.startswith("cloudgrant.") and not cls.__name__.startswith("_")
            if own and cls not in found:
                found[cls] = way
                pending.append(cls)

    for module in DOORS:
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            way = f"{module.__name__}.{name}"
            if isinstance(value, type):
                see(iter([value]), way)
            elif callable(getattr(value, "function", None)):  # a calculation
                see(returned(value.function), way)
            elif isinstance(value, types.FunctionType):
                see(returned(value), way)
            elif not isinstance(value, types.ModuleType):
                see(classes_in(type(value)), way)
                items = value if isinstance(value, tuple) else ()
                see((type(item) for item in items), way)
    while pending:
        cls = pending.pop()
        see(led_to(cls), name_of(cls))
    return found


def is_answer(cls: type[Any]) -> bool:
    return not (issubclass(cls, Record) or name_of(cls).startswith("rules.writing.tree:"))


def answers() -> list[type[Any]]:
    found: list[type[Any]] = [cls for cls in public() if is_answer(cls)]
    return sorted(found, key=name_of)


EXCEPTED = VALUES | LAW | SAID | GIVEN | MISTAKES


@pytest.mark.parametrize("cls", answers(), ids=name_of)
def test_it_can_be_dumped(cls: type[Any]) -> None:
    if name_of(cls) in EXCEPTED:
        assert name_of(cls) not in {name for shape in shapes().values() for name in shape.of}
        return
    assert shape_of(cls) is not None, f"{name_of(cls)}, by way of {public()[cls]}, has no shape"


def test_the_ways_lead_far() -> None:
    """What an annotation hides from this would be missed: here are some that are far from the door."""
    far = {
        "rules.explaining.steps:WorkedStep",
        "programmes.research.review.unsettled:Unsettled",
        "values.between:Between",
        "programmes.points.wallet:Entry",
        "reform.coming_out:Came",
        "programmes.research.budget.funding:Funding",
        "programmes.points.offsetting:Offset",
    }
    assert far <= {name_of(cls) for cls in public()}
    assert len(answers()) > 90


def test_what_is_excepted_is_there() -> None:
    assert {name_of(cls) for cls in public()} >= EXCEPTED


def test_every_shape_is_of_a_class_that_there_is() -> None:
    named = [name for shape in shapes().values() for name in shape.of]
    assert len(named) == len(set(named))
    for name in named:
        module, _, cls = name.partition(":")
        assert isinstance(getattr(importlib.import_module(f"cloudgrant.{module}"), cls), type)
    assert set(answer_kinds()) == set(shapes())


def test_kinds_of_answers_and_of_records_are_not_the_same() -> None:
    """A dump says by its kind alone what it is; a decision's is that of the letter that it loads as."""
    from cloudgrant.data.kinds import kind_of

    records = {kind_of(cls) for cls in everywhere().values() if issubclass(cls, Record) and attrs.has(cls)}
    assert records & set(answer_kinds()) == {"assessment"}


def test_an_answer_of_a_class_built_on_another_is_as_that() -> None:
    class Sharper(cg.InvalidInput):
        pass

    assert told(Sharper([]), ())["kind"] == "problems"
