"""A tree as a formula, for any subject: facts are variables, lists have up to so many items.

Of a subject all of whose facts are known, it is what the tree comes to. What nobody can say (a fact to be
told anew, a key that a table does not have, an opaque fact) is a variable: a proof holds either way.
"""

from __future__ import annotations

from typing import Any

import attrs
import z3

from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_of, given_facts
from cloudgrant.values.unknown import UNKNOWN
from readings.smt import days
from readings.smt.records import Given, Holder, Known, Listed
from readings.smt.terms import Ratio, alike, constant

__all__ = ["formula"]

_ORDERS = {
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}
_SIGNS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "//": lambda a, b: a / b}


def formula(node: tree.Node, subject: Any, policy: Any, items: tuple[Any, ...] = ()) -> Any:
    """What a node comes to; ``items`` are those of the lists that are gone through around it."""

    def of(inner: tree.Node) -> Any:
        return formula(inner, subject, policy, items)

    given: Given = subject.given
    match node:
        case tree.Constant(value):
            return constant(value)
        case tree.FactOf(path, info, level):
            return _fact(items[level - 1] if level else subject, path, info)
        case tree.PolicyValue(name, info):
            return _of_policy(policy, name, info)
        case tree.Filing():
            return given.variable("date", "on", FactInfo(type="date"))
        case tree.Awaited(clause):
            return given.variable("bool", f"awaited.{clause}", FactInfo(type="bool"))
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
            return _either(of(condition), of(yes), of(no))
        case tree.OneOf(value, options):
            return _among(of(value), _options(options, of))
        case tree.AnyOf(listed, options):
            return z3.Or([z3.And(here, _among(item, _options(options, of))) for here, item in of(listed)])
        case tree.AllOf(listed, options):
            there = of(listed)
            return z3.And(
                [z3.Implies(here, _listed_in(option, there)) for here, option in _options(options, of)]
            )
        case tree.ShareLimit(order, part, whole, share):
            top, bottom = of(share)
            return _ORDERS[order](of(part) * bottom, of(whole) * top)
        case tree.Same(left, right):
            return alike(of(left), of(right))
        case tree.Together(parts):
            return tuple(of(part) for part in parts)
        case tree.Said():
            return z3.BoolVal(True)  # all is known
        case tree.Agreed(ways):
            return _agreed(ways, of, subject, items)
        case tree.Shifted(day, months, last):
            from_, by = of(day), of(months)
            within = z3.And(days.tabled(from_), days.few(by))
            given.tables.append(within)
            beyond = given.variable("date", f"beyond.{len(given.tables)}", FactInfo(type="date"))
            return z3.If(within, days.shifted(from_, by, last), beyond)
        case tree.Entry(table, key):
            return _entry(node, getattr(policy.record, _named(table)), of(key), given)
        case tree.ShareOf(whole, share, rounding):
            top, bottom = of(share)
            part = of(whole) * top
            return part / bottom if rounding == "down" else -((-part) / bottom)
        case tree.Total() | tree.Distinct() | tree.Some():
            return _gone_through(node, of(node.items), subject, policy, items[: node.level - 1])
    raise TypeError(node)


def _either(condition: Any, yes: Any, no: Any) -> Any:
    if isinstance(yes, Ratio):
        return Ratio(*(z3.If(condition, one, two) for one, two in zip(yes, no, strict=True)))
    return z3.If(condition, yes, no)


def _among(value: Any, options: Listed) -> Any:
    return z3.Or([z3.And(here, alike(value, option)) for here, option in options])


def _listed_in(value: Any, listed: Listed) -> Any:
    return z3.Or([z3.And(here, alike(value, item)) for here, item in listed])


def _options(options: Any, of: Any) -> Listed:
    if isinstance(options, tuple):
        return [(z3.BoolVal(True), constant(option)) for option in options]
    listed: Listed = of(options)
    return listed


def _fact(holder: Any, path: tuple[str, ...], info: FactInfo) -> Any:
    for name in path[:-1]:
        holder = holder.fact(name)
    return _own(holder, path[-1]) if path else holder


def _own(holder: Holder | Known, name: str) -> Any:
    """A fact of a record; of one that is derived, what follows from its others."""
    info = facts(holder.cls)[name]
    if not info.derived:
        return holder.fact(name)
    if name not in holder.derived:
        body = body_of(holder.cls, name)
        unsaid = body is None or body == tree.Constant(UNKNOWN)
        holder.derived[name] = (
            holder.given.variable(info.type, holder.path(name), info, holder.there)
            if body is None or unsaid
            else formula(body, holder, holder)
        )
    return holder.derived[name]


def _of_policy(policy: Known, name: str, info: FactInfo) -> Any:
    if info.derived and {path[0] for path in given_facts(info)}.isdisjoint(policy.open):
        value = getattr(policy.record, name)
        if value is not UNKNOWN:
            return constant(value)
    return _own(policy, name)


def _agreed(ways: tuple[tree.Node, ...], of: Any, subject: Any, items: tuple[Any, ...]) -> Any:
    """The first way that is told: a fact by itself need not be, but where it is the last."""
    found = of(ways[-1])
    for way in reversed(ways[:-1]):
        match way:
            case tree.FactOf((*around, name), info, level) if info.may_be_unknown and not info.derived:
                holder = items[level - 1] if level else subject
                for one in around:
                    holder = holder.fact(one)
                found = _either(holder.told(name), of(way), found)
            case _:
                found = of(way)
    return found


def _entry(node: tree.Entry, table: Any, key: Any, given: Given) -> Any:
    """The entry of a table that is published; of a key that it does not have, anything."""
    assert isinstance(node.table, tree.PolicyValue)
    item = node.table.info.item
    assert item is not None
    found = given.variable(
        item.type, f"policy.{node.table.name}[...]", attrs.evolve(item, least=None, most=None)
    )
    for one, value in () if table is UNKNOWN else table.items():
        if value is not UNKNOWN:
            found = _either(alike(key, constant(one)), constant(value), found)
    return found


def _named(node: tree.Node) -> str:
    assert isinstance(node, tree.PolicyValue)
    return node.name


def _gone_through(
    node: tree.Total | tree.Distinct | tree.Some,
    listed: Listed,
    subject: Any,
    policy: Any,
    around: tuple[Any, ...],
) -> Any:
    def of(inner: tree.Node, item: Any) -> Any:
        return formula(inner, subject, policy, (*around, item))

    counts = [z3.And(here, of(node.where, item)) for here, item in listed]
    match node:
        case tree.Some():
            return z3.Or(counts)
        case tree.Total():
            each = [z3.If(one, of(node.of, item), 0) for one, (_, item) in zip(counts, listed, strict=True)]
        case tree.Distinct():
            values = [of(node.of, item) for _, item in listed]
            each = [
                z3.If(
                    z3.And(
                        one,
                        *(
                            z3.Not(z3.And(counts[other], alike(values[other], values[at])))
                            for other in range(at)
                        ),
                    ),
                    1,
                    0,
                )
                for at, one in enumerate(counts)
            ]
    return z3.Sum([z3.IntVal(0), *each])
