"""What records keep coherent, as formulas: no proof speaks of a subject that the library would refuse.

What a class declares is translated. What may not stand together it says as a Python function of plain values:
that is run on terms, once for each way in which its comparisons may come out.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import z3

from cloudgrant.rules.records.coherence import STATED, Declaration, Test, denied, listed_in, lists_in
from cloudgrant.rules.records.compiled_coherence import coherence_of
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_of
from readings.smt import days
from readings.smt.records import Holder, Listed
from readings.smt.terms import alike, constant

__all__ = ["Term", "coherent", "need_not_be_told"]


def coherent(record: Holder) -> None:
    """Assume of a record what its class declares, and that no two items of its lists have one key."""
    for declaration in coherence_of(record.cls).declarations:
        for values, told in _read(record, declaration.names):
            record.given.assume(record.there, *_said(declaration, values, told, record))
    for name, info in facts(record.cls).items():
        cls: Any = info.item.record if info.type == "list" and info.item is not None else None
        keys: tuple[str, ...] = getattr(cls, "__keys__", ())
        if keys and not info.derived and not any(facts(cls)[key].derived for key in keys):
            record.given.assume(record.there, *_of_different_keys(record.fact(name), keys))


def _of_different_keys(items: Listed, keys: tuple[str, ...]) -> Iterator[Any]:
    for at, (here, one) in enumerate(items):
        for _, other in items[:at]:
            yield z3.Not(z3.And(here, *(alike(one.fact(key), other.fact(key)) for key in keys)))


def _said(declaration: Declaration, values: list[Any], told: list[Any], record: Holder) -> Iterator[Any]:
    if declaration.wrong is not None:
        wrong, asked = _run(declaration.wrong, [Term(value) for value in values])
        record.given.tables += [days.tabled(day) for day in asked]
        yield z3.Not(z3.And(*told, wrong, *(days.tabled(day) for day in asked)))
        return
    places = {name: at for at, name in enumerate(declaration.names)}
    for clause in declaration.clauses:
        yield z3.Or(
            *(z3.Or(z3.Not(told[places[name]]), _passes(values[places[name]], test)) for name, test in clause)
        )


def _passes(value: Any, test: Test) -> Any:
    if test == STATED:
        return z3.BoolVal(True)
    among = z3.Or([alike(value, constant(one)) for one in listed_in(test)])
    return among if isinstance(test, frozenset) else z3.Not(among)


def _read(record: Holder, names: tuple[str, ...]) -> Iterator[tuple[list[Any], list[Any]]]:
    """The terms of these names, and whether each is told: once, or for each item of a list."""
    listed = next((found for name in names for found in lists_in(record.cls, name)), None)
    if listed is None:
        pairs = [_value(record, name) for name in names]
        yield [value for value, _ in pairs], [told for _, told in pairs]
        return
    items, _ = _value(record, listed)
    for here, item in items:
        pairs = [
            _value(item, name[len(listed) + 1 :]) if name.startswith(f"{listed}.") else _value(record, name)
            for name in names
        ]
        yield [value for value, _ in pairs], [here, *(told for _, told in pairs)]


def _value(record: Holder, name: str) -> tuple[Any, Any]:
    *around, last = name.split(".")
    for one in around:
        record = record.fact(one)
    return record.fact(last), record.told(last) if last in need_not_be_told(record.cls) else z3.BoolVal(True)


def need_not_be_told(cls: Any) -> frozenset[str]:
    """The facts that there are only if others say so, or that may be told another way."""
    found = _NOT_NEEDED.get(cls)
    return _NOT_NEEDED.setdefault(cls, _not_needed(cls)) if found is None else found


_NOT_NEEDED: dict[type[Any], frozenset[str]] = {}


def _not_needed(cls: type[Any]) -> frozenset[str]:
    declared = [clause for one in coherence_of(cls).declarations for clause in one.clauses]
    stated = {name for clause in declared for name, test in clause if test == denied(STATED)}
    bodies = [body_of(cls, name) for name, info in facts(cls).items() if info.derived]
    return frozenset(stated) | {name for body in bodies if body is not None for name in _other_ways(body)}


def _other_ways(node: tree.Node) -> Iterator[str]:
    if isinstance(node, tree.Agreed):
        yield from (way.path[0] for way in node.ways if isinstance(way, tree.FactOf) and len(way.path) == 1)
    for part in tree.parts_of(node):
        yield from _other_ways(part)


# Python run on terms.


class _Path:
    """The way that a run takes at each comparison, and the days of which it asks the year."""

    def __init__(self) -> None:
        self.ahead: list[bool] = []
        self.behind: list[tuple[Any, bool]] = []
        self.days: list[Any] = []

    def taken(self, truth: Any) -> bool:
        way = self.ahead[len(self.behind)] if len(self.behind) < len(self.ahead) else True
        self.behind.append((truth, way))
        return way


_PATH = _Path()


def _run(wrong: Callable[..., Any], values: list[Term]) -> tuple[Any, list[Any]]:
    """Whether it is wrong, whichever way its comparisons come out, and the days of which it asks the year."""
    found: list[Any] = []
    _PATH.days, pending = [], [list[bool]()]
    while pending:
        _PATH.ahead, _PATH.behind = pending.pop(), []
        answer = wrong(*values)
        ways = [way for _, way in _PATH.behind]
        pending += [[*ways[:at], False] for at in range(len(_PATH.ahead), len(ways))]
        under = [truth if way else z3.Not(truth) for truth, way in _PATH.behind]
        found.append(z3.And(*under, _term(answer)))
    return z3.Or(found), list(_PATH.days)


@attrs.frozen(eq=False)
class Term:
    """A plain value that is not known: it compares and adds, and a day has a year."""

    term: Any

    @property
    def year(self) -> Term:
        _PATH.days.append(self.term)
        return Term(days.year_of(self.term))

    def __bool__(self) -> bool:
        return _PATH.taken(self.term)

    def __and__(self, other: Any) -> Term:
        return Term(z3.And(self.term, _term(other)))

    def __or__(self, other: Any) -> Term:
        return Term(z3.Or(self.term, _term(other)))


def _term(value: Any) -> Any:
    return value.term if isinstance(value, Term) else constant(value)


def _lifted(name: str) -> Callable[[Term, Any], Term]:
    of = getattr(operator, name)
    return lambda one, other: Term(of(one.term, _term(other)))


for _name in ("lt", "le", "gt", "ge", "eq", "ne", "add", "sub", "mul"):
    setattr(Term, f"__{_name}__", _lifted(_name))
