"""What a derived fact says: its own tree, over the record that it is a fact of."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from cloudgrant.rules.records.fact_info import DerivedFact, FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.refusals import RuleRefused, identity_refusals, refusal, simple_refusal
from cloudgrant.rules.writing.subjects import DEPTH, SubjectSymbol
from cloudgrant.rules.writing.symbols import Refused, as_node
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["bodies_within", "body_in", "body_of", "given_facts", "given_in", "opaque_facts"]

_BODIES: dict[tuple[type[Any], str], tree.Node | None] = {}


def body_of(cls: type[Any], name: str) -> tree.Node | None:
    """The tree of a derived fact of a class; ``None`` of one that is opaque.

    Of one that is unknown whatever is told, for another fact is to be told anew, the constant ``UNKNOWN``.
    Raises :class:`~cloudgrant.rules.writing.refusals.RuleRefused` naming each place that a tree cannot say.
    """
    key = (cls, name)
    if key not in _BODIES:
        _BODIES[key] = _traced(cls, name)
    return _BODIES[key]


def body_in(info: FactInfo) -> tree.Node | None:
    """The tree of a fact that a tree reads, over its own record; ``None`` of one that is given or opaque."""
    return None if info.owner is None else body_of(info.owner, info.name)


def bodies_within(node: tree.Node) -> None:
    """Trace every derived fact that a tree reads, and what these read: refused now or never.

    Raises :class:`~cloudgrant.rules.writing.refusals.RuleRefused` where one of them follows from itself.
    """
    seen: set[tuple[type[Any], str]] = set()
    for info in _derived_in(node):
        _reach(info, (), seen)


def _reach(
    info: FactInfo, through: tuple[tuple[type[Any], str], ...], seen: set[tuple[type[Any], str]]
) -> None:
    """Go through all that a derived fact follows from; ``through`` are those that follow from it."""
    cls, name = key = (info.owner or object, info.name)
    if key in through:
        names = [f"{one.__name__}.{read}" for one, read in (*through[through.index(key) :], key)]
        function = inspect.getattr_static(cls, name).function
        raise RuleRefused([simple_refusal(names[0], function, "rule.cycle", names=" → ".join(names))])
    if key not in seen:
        body = body_in(info)
        for read in _derived_in(body) if body is not None else _derived_reads(info):
            _reach(read, (*through, key), seen)
        seen.add(key)


def _derived_reads(info: FactInfo) -> Iterator[FactInfo]:
    """The derived facts among those that an opaque one names."""
    for path in info.reads:
        holder = info.owner
        for name in path.split("."):
            if holder is not None:
                read = facts(holder)[name]
                if read.derived:
                    yield read
                holder = read.inner_record


def given_facts(info: FactInfo) -> tuple[tuple[str, ...], ...]:
    """The given facts that a fact comes from, by their paths of names from its record, lists gone through.

    Of a given fact, itself; of one that is opaque, what comes from what its declaration names.

    >>> import cloudgrant as cg
    >>> given_facts(cg.facts(cg.Proposal)["budget_total"])[:2]
    (('lines', 'amount'), ('stated_total',))
    """
    return tuple(dict.fromkeys(_given(info)))


def given_in(node: tree.Node) -> tuple[tuple[str, ...], ...]:
    """The given facts that a tree reads, itself or through what is derived, by their paths of names.

    Where one that is derived may be asked anew, the fact in which it is told is one of them. Those of the
    policy are left out.
    """
    every = ((path[:-1], one) for path, read in _read_in(node, ()) for one in _given(read))
    return tuple(dict.fromkeys((*outer, *one) for outer, one in every if (*outer, *one)[0] != "policy"))


def opaque_facts(node: tree.Node) -> Iterator[tuple[str, ...]]:
    """The opaque facts that a tree reads, itself or through what is derived, by their paths of names.

    Those of the policy begin with ``policy``.
    """
    for path, read in _read_in(node, ()):
        body = body_in(read)
        if body is not None:
            outer = path[:-1]
            yield from (one if one[:1] == ("policy",) else (*outer, *one) for one in opaque_facts(body))
        elif read.derived:
            yield path


def _given(info: FactInfo) -> Iterator[tuple[str, ...]]:
    if not info.derived:
        yield (info.name,)
        return
    body = body_in(info)
    if body is not None:
        for path, read in _read_in(body, ()):
            yield from ((*path[:-1], *one) for one in _given(read)) if read.derived else (path,)
    elif info.owner is not None:
        for name in info.reads:
            yield from _named(info.owner, tuple(name.split(".")))


def _named(cls: type[Any], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    name, *rest = path
    info = facts(cls)[name]
    if rest and info.inner_record is not None:
        yield from ((name, *one) for one in _named(info.inner_record, tuple(rest)))
    else:
        yield from _given(info)


def _read_in(
    node: tree.Node, lists: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[tuple[str, ...], FactInfo]]:
    """Each fact that a tree reads, by its path from the record of the tree; ``lists`` are gone through."""
    match node:
        case tree.FactOf(path, info, level):
            yield (*(lists[level - 1] if level else ()), *path), info
        case tree.PolicyValue(name, info):
            yield ("policy", name), info
        case tree.Total() | tree.Distinct() | tree.Some():
            found = list(_read_in(node.items, lists))
            here = found[0][0] if found else ()
            inner = (*lists[: node.level - 1], here)
            within = [one for part in tree.parts_of(node)[1:] for one in _read_in(part, inner)]
            yield from within if any(path[: len(here)] == here for path, _ in within) else [*found, *within]
        case _:
            for part in tree.parts_of(node):
                yield from _read_in(part, lists)


def _derived_in(node: tree.Node) -> Iterator[FactInfo]:
    if isinstance(node, tree.FactOf | tree.PolicyValue) and node.info.derived:
        yield node.info
    for part in tree.parts_of(node):
        yield from _derived_in(part)


def _traced(cls: type[Any], name: str) -> tree.Node | None:
    declared = inspect.getattr_static(cls, name)
    info = facts(cls)[name]
    if not isinstance(declared, DerivedFact) or info.opaque is not None:
        return None
    where = f"{cls.__name__}.{name}"
    if problems := identity_refusals(where, declared.function):
        raise RuleRefused(problems)
    depth = DEPTH.set(0)  # it knows its own record, and nothing of the lists around it
    try:
        answer = declared.function(SubjectSymbol(cls, inside=True))
        if answer is UNKNOWN and info.answered_by:
            return tree.Constant(UNKNOWN)
        return as_node(answer, info.type, operator="return")
    except Refused as error:
        raise RuleRefused([refusal(where, declared.function, error)]) from None
    except RuleRefused:
        raise
    except Exception as error:
        raise RuleRefused([refusal(where, declared.function, error)]) from error
    finally:
        DEPTH.reset(depth)
