"""What follows from what is stated: records with the facts known that their declarations leave no choice in.

Nothing that is given is ever changed: where it is read, judged or asked about, a record stands as completed;
its digest, its dump and what a remedy changes are those of the record as it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MemberDescriptorType
from typing import Any, TypeVar

import attrs

from cloudgrant.rules.records.coherence import STATED, denied, passes
from cloudgrant.rules.records.compiled_coherence import coherence_of, sources
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import Record
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "completed",
    "concluded",
    "concludes",
    "following",
    "grounds",
    "may_decide",
    "presupposed",
    "reached",
    "record_in",
]

R = TypeVar("R")


def completed(record: R) -> R:
    """The record with every fact known that follows from what is stated, in the records inside it too.

    The record itself where nothing does. See :func:`~cloudgrant.rules.records.coherence.implies`.

    >>> import cloudgrant as cg
    >>> completed(cg.Company(foreign_enterprise_branch=True)).branch_office
    True
    """
    whole: R = _completed(record)
    return whole


def _completed(record: Any) -> Any:
    if not isinstance(record, Record):
        return record
    cls: Any = type(record)
    here = coherence_of(cls)
    changes: dict[str, Any] = {}
    if here.conclusions and here.open_(record):
        changes = {name: value for name, (value, _) in here.follows(record).items()}
    for name in _parts(cls):
        old = getattr(record, name)
        new = tuple(map(completed, old)) if type(old) is tuple else completed(old)
        if new is not old and (type(old) is not tuple or any(map(_other, old, new))):
            changes[name] = new
    return _with(record, changes) if changes else record


def following(record: Any) -> frozenset[str]:
    """The unknown facts of a record that follow from what is stated.

    >>> import cloudgrant as cg
    >>> following(cg.Company(foreign_enterprise_branch=True))
    frozenset({'branch_office'})
    """
    return frozenset(coherence_of(type(record)).follows(record))


def grounds(record: Any, name: str) -> tuple[str, ...]:
    """The stated facts of a record from which an unknown one follows; none where it does not.

    >>> import cloudgrant as cg
    >>> grounds(cg.Company(foreign_enterprise_branch=True), "branch_office")
    ('foreign_enterprise_branch',)
    """
    follows = coherence_of(type(record)).follows(record)
    return sources(follows, name) if name in follows else ()


def may_decide(record: Any, name: str) -> tuple[str, ...]:
    """The unknown facts of a record from which an unknown one could still follow."""
    here = coherence_of(type(record))
    found: dict[str, None] = {}
    pending = [name]
    while pending:
        wanted = pending.pop()
        for one in here.conclusions:
            if one.name == wanted and all(_can_pass(record, *premise) for premise in one.premises):
                new = [
                    fact for fact, _ in one.premises if getattr(record, fact) is UNKNOWN and fact not in found
                ]
                found |= dict.fromkeys(new)
                pending += new
    found.pop(name, None)
    return tuple(found)


def _can_pass(record: Any, name: str, test: Any) -> bool:
    value = getattr(record, name)
    return value is UNKNOWN or passes(value, test)


@lru_cache(maxsize=4096)
def presupposed(cls: type[Any], name: str) -> frozenset[str]:
    """The facts that say whether there can be a value of this one at all.

    >>> import cloudgrant as cg
    >>> presupposed(cg.Company, "audited_net_worth")
    frozenset({'cpa_audited'})
    """
    return frozenset(
        other
        for declaration in coherence_of(cls).declarations
        for clause in declaration.clauses
        if (name, denied(STATED)) in clause
        for other, _ in clause
        if other != name
    )


def concluded(cls: type[Any]) -> frozenset[str]:
    """The facts of a class that can follow from its other facts."""
    return frozenset(one.name for one in coherence_of(cls).conclusions)


def _other(old: Any, new: Any) -> bool:
    return old is not new


def _with(record: Any, changes: Mapping[str, Any]) -> Any:
    """A copy with other values; what follows needs no second check."""
    cls: Any = type(record)
    copy = object.__new__(cls)
    slots, others = _kept(cls)
    for name, write in slots:
        write(copy, changes[name] if name in changes else getattr(record, name))
    if others:
        known = record.__dict__
        # A new object is frozen as soon as anybody sees it.
        copy.__dict__.update({name: known[name] for name in others if name in known})
        copy.__dict__.update({name: value for name, value in changes.items() if name in others})
    return copy


@lru_cache(maxsize=1024)
def _kept(cls: type[Any]) -> tuple[tuple[tuple[str, Callable[[Any, Any], None]], ...], tuple[str, ...]]:
    """Where an object keeps its fields: those in slots, with how each is filled, and the others."""
    names = [field.name for field in attrs.fields(cls)]
    slots = {
        name: slot for name in names if isinstance(slot := getattr(cls, name, None), MemberDescriptorType)
    }
    return (
        tuple((name, slot.__set__) for name, slot in slots.items()),
        tuple(name for name in names if name not in slots),
    )


@lru_cache(maxsize=1024)
def _parts(cls: type[Any]) -> tuple[str, ...]:
    """The facts that are records, or lists of them, in which something may follow."""
    return tuple(
        name
        for name, info in facts(cls).items()
        if not info.derived and (inner := record_in(info)) is not None and concludes(inner)
    )


def record_in(info: FactInfo) -> type[Any] | None:
    """The class of the record that a fact is, or of those in the list that it is."""
    return info.record or (info.item.record if info.type == "list" and info.item is not None else None)


def concludes(cls: type[Any]) -> bool:
    """Whether anything can follow in a record of a class, or in the records inside it."""
    return any(coherence_of(one).conclusions for one in reached(cls))


def reached(cls: type[Any]) -> frozenset[type[Any]]:
    """A class and those of the records inside its records."""
    root: Any = cls
    return _reached(root)


@lru_cache(maxsize=1024)
def _reached(cls: type[Any]) -> frozenset[type[Any]]:
    found: set[type[Any]] = set()
    pending = [cls]
    while pending:
        one = pending.pop()
        if one not in found and issubclass(one, Record):
            found.add(one)
            pending += [inner for info in facts(one).values() if (inner := record_in(info)) is not None]
    return frozenset(found)
