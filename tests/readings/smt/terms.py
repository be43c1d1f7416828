"""Values as terms of an SMT solver, and what the solver is asked.

Days are ordinals, texts are numbered (a rule only asks whether two are the same), a share is two numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import z3

from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.values.shares import Share

__all__ = [
    "Ratio",
    "alike",
    "constant",
    "counterexample",
    "example",
    "variable",
    "with_values",
    "within_declared",
]

MOST_STEPS = 50_000_000
"""How long the solver may go on, in its own steps: the same on every machine."""

_TEXTS: dict[str, int] = {}


class Ratio(NamedTuple):
    """A share: part and whole. Two variables need not be in lowest terms; then 2/4 is another than 1/2."""

    numerator: Any
    denominator: Any


def variable(type_: str, name: str) -> Any:
    """Any value of a type."""
    if type_ == "share":
        return Ratio(z3.Int(f"{name}.numerator"), z3.Int(f"{name}.denominator"))
    return z3.Bool(name) if type_ == "bool" else z3.Int(name)


def constant(value: Any) -> Any:
    """A plain value as a term."""
    match value:
        case bool():
            return z3.BoolVal(value)
        case str():
            return z3.IntVal(_TEXTS.setdefault(value, len(_TEXTS)))
        case date():
            return z3.IntVal(value.toordinal())
        case Share():
            return Ratio(z3.IntVal(value.numerator), z3.IntVal(value.denominator))
        case int():
            return z3.IntVal(value)
    raise TypeError(f"{value!r} is no value of a fact")


def within_declared(info: FactInfo, term: Any) -> list[Any]:
    """What the declaration of a fact lets its value be."""
    match info.type:
        case "int":
            least = [] if info.least is None else [term >= info.least]
            return least if info.most is None else [*least, term <= info.most]
        case "text" if info.options:
            return [z3.Or([term == constant(option) for option, _ in info.options])]
        case "bool" if len(info.options) == 1:
            return [term == constant(info.options[0][0] == "True")]
        case "date":
            return [term >= 1, term <= date.max.toordinal()]
        case "share":
            return [term.numerator >= 0, term.denominator >= 1, term.denominator <= 10_000]
        case _:
            return []


def alike(left: Any, right: Any) -> Any:
    """Whether two values are the same."""
    if isinstance(left, tuple):
        return z3.And([alike(one, two) for one, two in zip(left, right, strict=True)])
    return left == right


def with_values(expression: Any, values: Mapping[str, Any]) -> Any:
    """The expression with plain values in place of some variables, simplified."""
    pairs = []
    for name, value in values.items():
        kind = "bool" if isinstance(value, bool) else "share" if isinstance(value, Share) else "int"
        old, new = variable(kind, name), constant(value)
        pairs += list(zip(old, new, strict=True)) if isinstance(old, Ratio) else [(old, new)]
    return z3.simplify(z3.substitute(expression, *pairs))


def example(*given: Any) -> Any:
    """Values under which all of this holds; ``None`` where there are none."""
    solver = z3.SimpleSolver()  # nothing is gained by more preparation for questions as small as these
    solver.set("rlimit", MOST_STEPS)
    solver.add(*given)
    answer = solver.check()
    assert answer != z3.unknown, solver.reason_unknown()
    return solver.model() if answer == z3.sat else None


def counterexample(claim: Any, *given: Any) -> Any:
    """What refutes a claim under what is given; ``None`` where it is proved."""
    return example(*given, z3.Not(claim))
