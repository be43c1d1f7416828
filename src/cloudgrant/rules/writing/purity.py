"""What a rule, its lambdas and its helpers may not reach: the clock, chance, and what can change under them.

Tracing calls a function once, so whatever it reads besides its arguments would be frozen into the tree as of
that moment, while the function itself went on reading it. It is told from the code, with line and column,
through every function of the author's that is called, before any of it is run.
"""

from __future__ import annotations

import builtins
import dataclasses
import datetime
import dis
import functools
import re
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import (
    BuiltinFunctionType,
    CodeType,
    FunctionType,
    MappingProxyType,
    MethodType,
    ModuleType,
)
from typing import Any, NamedTuple

import attrs

from cloudgrant.rules.records.declaring import (
    frozen_class,
)
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.text import Text

__all__ = ["Reached", "called_within", "reached"]


class Reached(NamedTuple):
    """Something that a rule may not read: the code of its refusal, its name, and where it is read."""

    code: str
    name: str
    function: FunctionType
    line: int
    column: int


_PURE = frozenset(
    (
        "abc", "bisect", "builtins", "calendar", "collections", "collections_abc", "dataclasses", "datetime",
        "decimal", "enum", "fractions", "functools", "itertools", "math", "numbers", "operator", "re",
        "string", "textwrap", "types", "typing", "unicodedata",
    )
)  # fmt: skip
"""Of the standard library, the modules that a rule may call: what is in them hangs on its arguments alone.

Whatever else there is may answer otherwise at another time, by chance, or on another machine.
"""

_CLOCKS = frozenset(("today", "now", "utcnow"))

_REACHING = (
    breakpoint,
    delattr,
    eval,
    exec,
    globals,
    hash,
    id,
    input,
    locals,
    open,
    print,
    setattr,
    vars,
    __import__,
)
"""Built-in functions that reach beyond what they are given, or change it."""

_KERNEL = ("cloudgrant.rules", "cloudgrant.values")

_IMMUTABLE = (
    bool, int, float, complex, str, bytes, datetime.date, datetime.time, datetime.timedelta, Decimal,
    Fraction, Enum, range, slice, Text,
    re.Pattern, type(None), type(...), type(NotImplemented), ModuleType, type, BuiltinFunctionType,
    type(str.upper), type("".__len__), type(str.__len__), property,
)  # fmt: skip

_NOTHING = object()
"""What stands on the stack is not known before the function runs."""

_SILENT = frozenset(
    ("CACHE", "COPY_FREE_VARS", "EXTENDED_ARG", "MAKE_CELL", "NOP", "PRECALL", "PUSH_NULL", "RESUME")
)


def reached(function: Callable[..., Any]) -> list[Reached]:
    """Everything of the kind in a function, in the lambdas in it, and in the functions that it calls."""
    return _walked(function)[0]


def called_within(function: Callable[..., Any]) -> list[FunctionType]:
    """The function, and every function of its author's that it calls, directly or not."""
    return _walked(function)[1]


def _walked(function: Callable[..., Any]) -> tuple[list[Reached], list[FunctionType]]:
    found: list[Reached] = []
    seen: dict[FunctionType, None] = {}  # not their code, which every closure of a factory shares
    pending = [*_functions(function)]
    while pending:
        one = pending.pop(0)
        if one not in seen:
            seen[one] = None
            for value in (*(one.__defaults__ or ()), *(one.__kwdefaults__ or {}).values()):
                found += _problems(one, one.__name__, value, one.__code__.co_firstlineno, 0)
            named: dict[str, Any] = {}
            for inner in _codes(one.__code__):
                walk = _Walk(one, inner, named)
                found += walk.problems
                pending += [called for value in walk.values for called in _functions(value)]
    return [*dict.fromkeys(found)], [*seen]


class _Walk:
    """One pass over the instructions of a function, following what is known of the top of the stack."""

    def __init__(self, function: FunctionType, code: CodeType, named: dict[str, Any]) -> None:
        self.function, self.code, self.named = function, code, named
        self.problems: list[Reached] = []
        self.values: list[Any] = []
        self.top: Any = _NOTHING
        self.cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=False))
        for step in dis.get_instructions(code):
            if step.opname not in _SILENT:
                self.top = self._after(step)

    def _after(self, step: dis.Instruction) -> Any:
        """What stands on top of the stack after an instruction, as far as it is known."""
        name = step.argval
        match step.opname.split("_")[:2]:
            case ["LOAD", "GLOBAL" | "NAME"]:
                value = self.function.__globals__.get(name, getattr(builtins, name, _NOTHING))
                return self._met(step, str(name), value)
            case ["LOAD", "DEREF" | "CLASSDEREF"] if name in self.cells and name not in self.named:
                try:
                    return self._met(step, str(name), self.cells[name].cell_contents)
                except ValueError:  # not filled yet
                    return _NOTHING
            case ["LOAD", "FAST" | "DEREF" | "CLOSURE"]:
                return self.named.get(name[-1] if isinstance(name, tuple) else name, _NOTHING)
            case ["STORE", "FAST" | "DEREF"]:
                self.named[name[0] if isinstance(name, tuple) else name] = self.top
            case ["LOAD", "ATTR" | "METHOD"] if isinstance(self.top, ModuleType | type):
                whole = f"{self.top.__name__}.{name}"
                if isinstance(self.top, ModuleType) and _reaches_out(self.top.__name__):
                    self._tell(step, "rule.clock", whole)
                    return _NOTHING
                return self._met(step, whole, getattr(self.top, name, _NOTHING))
            case ["STORE" | "DELETE", "GLOBAL"]:
                self._tell(step, "rule.writes", str(name))
            case ["IMPORT", "NAME"]:
                self._tell(step, "rule.import", str(name))
        return _NOTHING

    def _met(self, step: dis.Instruction, name: str, value: Any) -> Any:
        if value is not _NOTHING:
            line, column = _place(step, self.code)
            self.problems += _problems(self.function, name, value, line, column)
            self.values.append(value)
        return value

    def _tell(self, step: dis.Instruction, code: str, name: str) -> None:
        self.problems.append(Reached(code, name, self.function, *_place(step, self.code)))


def _place(step: dis.Instruction, code: CodeType) -> tuple[int, int]:
    positions = step.positions
    if positions is None:
        return code.co_firstlineno, 0
    return positions.lineno or code.co_firstlineno, positions.col_offset or 0


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _functions(value: Any) -> Iterator[FunctionType]:
    """The functions of the author's that are run where a value is called."""
    if isinstance(value, functools.partial):
        yield from _functions(value.func)
    elif isinstance(value, MethodType):
        yield from _functions(value.__func__)
    elif isinstance(value, FunctionType):
        top = (value.__module__ or "").partition(".")[0]
        if top not in sys.stdlib_module_names and not (value.__module__ or "").startswith(_KERNEL):
            yield value
    elif not isinstance(value, type) and isinstance(
        inner := getattr(value, "__wrapped__", None), FunctionType
    ):
        yield from _functions(inner)  # a rule, a calculation, what functools wrapped


def _problems(function: FunctionType, name: str, value: Any, line: int, column: int) -> list[Reached]:
    code = "rule.clock" if _of_the_machine(value) else "" if _constant(value) else "rule.changeable"
    return [Reached(code, name, function, line, column)] if code else []


def _of_the_machine(value: Any) -> bool:
    """Whether a function answers otherwise at another time, by chance, or on another machine."""
    if isinstance(value, functools.partial):
        return _of_the_machine(value.func)
    owner = getattr(value, "__self__", None)
    if isinstance(owner, type) and issubclass(owner, datetime.date):
        return getattr(value, "__name__", "") in _CLOCKS
    if isinstance(owner, ModuleType):
        home = owner.__name__
    elif isinstance(value, FunctionType | type):
        home = value.__module__ or ""
    elif isinstance(owner, type):
        home = owner.__module__
    else:
        home = "" if owner is None else type(owner).__module__
    return _reaches_out(home) or any(value is one for one in _REACHING)


def _reaches_out(module: str) -> bool:
    """Whether a module is of the standard library, and none of those that are known to be pure."""
    top = module.partition(".")[0]
    return top in sys.stdlib_module_names and top.lstrip("_") not in _PURE


def _constant(value: Any) -> bool:
    """Whether what a name stands for stays what it is: an immutable value, or something that is called."""
    if isinstance(value, (*_IMMUTABLE, FunctionType)):
        return True
    if isinstance(value, tuple | frozenset):
        return all(map(_constant, value))
    if isinstance(value, FrozenMap | MappingProxyType):
        return all(map(_constant, value.values()))
    if isinstance(value, MethodType):
        return _constant(value.__self__)
    if isinstance(value, functools.partial):
        return all(map(_constant, (value.func, *value.args, *value.keywords.values())))
    if isinstance(getattr(value, "__wrapped__", None), FunctionType):
        return True
    cls = type(value)
    if cls.__module__ in ("typing", "types"):
        return True
    if attrs.has(cls):
        names, frozen = [field.name for field in attrs.fields(cls)], frozen_class(cls)
    elif dataclasses.is_dataclass(cls):
        names = [field.name for field in dataclasses.fields(cls)]
        frozen = frozen_class(cls, dataclasses.FrozenInstanceError)
    else:
        return False
    return frozen and all(_constant(getattr(value, name, None)) for name in names)
