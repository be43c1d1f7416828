"""What a derived fact says: its own tree, over the record that it is a fact of."""

from __future__ import annotations

import inspect
from typing import Any

from cloudgrant.rules.records.fact_info import DerivedFact, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.refusals import RuleRefused, identity_refusals, refusal
from cloudgrant.rules.writing.symbols import DEPTH, Refused, SubjectSymbol, as_node

__all__ = ["bodies_within", "body_of"]

_BODIES: dict[tuple[type[Any], str], tree.Node | None] = {}


def body_of(cls: type[Any], name: str) -> tree.Node | None:
    """The tree of a derived fact of a class; ``None`` of one that is opaque.

    Raises :class:`~cloudgrant.rules.writing.refusals.RuleRefused` naming each place that a tree cannot say.
    """
    key = (cls, name)
    if key not in _BODIES:
        _BODIES[key] = _traced(cls, name)
    return _BODIES[key]


def bodies_within(cls: type[Any], node: tree.Node) -> None:
    """Trace every derived fact that a tree over a class reads, and what these read: refused now or never."""
    pending: list[tuple[type[Any], tree.Node]] = [(cls, node)]
    seen: set[tuple[type[Any], str]] = set()
    while pending:
        holder, current = pending.pop()
        for owner, name in _derived_in(holder, current, (holder,)):
            if (owner, name) not in seen:
                seen.add((owner, name))
                body = body_of(owner, name)
                if body is not None:
                    pending.append((owner, body))


def _derived_in(cls: type[Any], node: tree.Node, levels: tuple[type[Any], ...]) -> Any:
    """Each derived fact in a tree, by the class that it is a fact of and its name."""
    match node:
        case tree.FactOf(path, info, level):
            if info.derived and path:
                yield _holder(levels[level], path[:-1]), path[-1]
        case tree.Total(items, of, where) | tree.Distinct(items, of, where):
            yield from _derived_in(cls, items, levels)
            deeper = (*levels, _item_class(items))
            yield from _derived_in(cls, of, deeper)
            yield from _derived_in(cls, where, deeper)
        case tree.Some(items, where):
            yield from _derived_in(cls, items, levels)
            yield from _derived_in(cls, where, (*levels, _item_class(items)))
        case _:
            for part in tree.parts_of(node):
                yield from _derived_in(cls, part, levels)


def _holder(cls: type[Any], path: tuple[str, ...]) -> type[Any]:
    for name in path:
        cls = facts(cls)[name].record or cls
    return cls


def _item_class(items: tree.Node) -> type[Any]:
    item = items.info.item if isinstance(items, tree.FactOf) else None
    return object if item is None or item.record is None else item.record


def _traced(cls: type[Any], name: str) -> tree.Node | None:
    declared = inspect.getattr_static(cls, name)
    info = facts(cls)[name]
    if not isinstance(declared, DerivedFact) or info.reads or info.opaque is not None:
        return None
    where = f"{cls.__name__}.{name}"
    if problems := identity_refusals(where, declared.function):
        raise RuleRefused(problems)
    depth = DEPTH.set(0)  # it knows its own record, and nothing of the lists around it
    try:
        return as_node(declared.function(SubjectSymbol(cls, inside=True)), info.type, operator="return")
    except Refused as error:
        raise RuleRefused([refusal(where, declared.function, error)]) from None
    except RuleRefused:
        raise
    except Exception as error:
        raise RuleRefused([refusal(where, declared.function, error)]) from error
    finally:
        DEPTH.reset(depth)
