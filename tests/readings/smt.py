"""A rule's tree as a formula for an SMT solver: facts are variables, dates ordinals, shares two numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import z3

from cloudgrant.rules.writing import tree
from cloudgrant.values.shares import Share

_SORTS = {"int": z3.Int, "date": z3.Int, "bool": z3.Bool, "text": z3.String}
_ORDERS = {
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}
_SIGNS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "//": lambda a, b: a / b}


def variable(type_: str, name: str) -> Any:
    return _SORTS[type_](name)


def constant(value: Any) -> Any:
    if isinstance(value, date):
        return z3.IntVal(value.toordinal())
    if isinstance(value, bool):
        return z3.BoolVal(value)
    return z3.StringVal(value) if isinstance(value, str) else z3.IntVal(value)


def formula(node: tree.Node, mark: str = "") -> Any:
    """The formula; ``mark`` tells the facts of one subject from those of another."""

    def of(inner: tree.Node) -> Any:
        return formula(inner, mark)

    match node:
        case tree.Constant(value):
            return constant(value)
        case tree.FactOf(path, info):
            return variable(info.type, f"{'.'.join(path)}{mark}")
        case tree.PolicyValue(name, info):
            return variable(info.type, f"policy.{name}")
        case tree.Filing():
            return z3.Int("on")
        case tree.Arithmetic(sign, left, right):
            return _SIGNS[sign](of(left), of(right))
        case tree.Comparison(order, left, right):
            return _ORDERS[order](of(left), of(right))
        case tree.And(parts):
            return z3.And([of(part) for part in parts])
        case tree.Or(parts):
            return z3.Or([of(part) for part in parts])
        case tree.Not(part):
            return z3.Not(of(part))
        case tree.Lesser(left, right):
            return z3.If(of(left) <= of(right), of(left), of(right))
        case tree.Pick(condition, yes, no):
            return z3.If(of(condition), of(yes), of(no))
        case tree.OneOf(value, tuple() as options):
            return z3.Or([of(value) == constant(option) for option in options])
        case tree.ShareLimit(order, part, whole, share):
            top, bottom = _share(share)
            return _ORDERS[order](of(part) * bottom, of(whole) * top)
        case _:
            raise NotImplementedError(f"{node} reads a list")


def _share(node: tree.Node) -> tuple[Any, Any]:
    if isinstance(node, tree.Constant) and isinstance(node.value, Share):
        return z3.IntVal(node.value.numerator), z3.IntVal(node.value.denominator)
    assert isinstance(node, tree.PolicyValue)
    return z3.Int(f"policy.{node.name}.numerator"), z3.Int(f"policy.{node.name}.denominator")


def with_values(expression: Any, values: Mapping[str, Any]) -> Any:
    """The expression with plain values in place of some variables, simplified."""
    pairs = []
    for name, value in values.items():
        kind = "bool" if isinstance(value, bool) else "text" if isinstance(value, str) else "int"
        pairs.append((variable(kind, name), constant(value)))
    return z3.simplify(z3.substitute(expression, *pairs))


def counterexample(claim: Any, *given: Any) -> Any:
    """What refutes a claim under what is given; ``None`` where it is proved."""
    solver = z3.Solver()
    solver.set("rlimit", 50_000_000)  # steps, not seconds
    solver.add(*given, z3.Not(claim))
    answer = solver.check()
    assert answer != z3.unknown, solver.reason_unknown()
    return solver.model() if answer == z3.sat else None
