"""The tree of a rule: what it compares with what, as plain immutable nodes.

Every reading but the direct call — margins, missing facts, remedies, frames, CEL, proofs — walks
this tree; see :mod:`cloudgrant.rules.writing.tracing` for how a function becomes one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import attrs

from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.values.alike import Alike

__all__ = [
    "MIRRORED",
    "OPPOSITE",
    "Agreed",
    "AllOf",
    "And",
    "AnyOf",
    "Arithmetic",
    "Awaited",
    "Comparison",
    "Constant",
    "Distinct",
    "Entry",
    "FactOf",
    "Filing",
    "Lesser",
    "Node",
    "Not",
    "OneOf",
    "Or",
    "Pick",
    "PolicyValue",
    "Said",
    "Same",
    "ShareLimit",
    "ShareOf",
    "Shifted",
    "Some",
    "Together",
    "Total",
    "leaves",
    "list_of",
    "of_its_items_alone",
    "parts_of",
]

Sign: TypeAlias = Literal["<=", "<", ">=", ">"]
"""A comparison."""

OPPOSITE: Mapping[Sign, Sign] = MappingProxyType({"<=": ">", "<": ">=", ">=": "<", ">": "<="})
"""The comparison that holds where one does not."""

MIRRORED: Mapping[Sign, Sign] = MappingProxyType({"<=": ">=", "<": ">", ">=": "<=", ">": "<"})
"""The comparison that says the same with its sides changed about."""


@attrs.frozen(eq=False, repr=False)
class Constant(Alike):
    """A value written into the rule itself."""

    value: Any


@attrs.frozen(eq=False, repr=False)
class FactOf(Alike):
    """A fact by its path of names; ``info`` says what it is.

    ``level`` says whose: 0 the subject's, else that of the item of the first, second … list gone through.
    """

    path: tuple[str, ...]
    info: FactInfo = attrs.field(eq=False, repr=False)
    level: int = 0


@attrs.frozen(eq=False, repr=False)
class PolicyValue(Alike):
    """A number, date, share or list of the policy, by name."""

    name: str
    info: FactInfo = attrs.field(eq=False, repr=False)


@attrs.frozen(eq=False, repr=False)
class Awaited(Alike):
    """A clause of which the text in force does not say yet whether it holds: unknown, whatever the facts.

    ``info`` says what is waited for and what to ask.
    """

    clause: str
    info: FactInfo = attrs.field(eq=False, repr=False)


@attrs.frozen(eq=False, repr=False)
class Filing(Alike):
    """The civil date of the act that is judged: the rule's ``on``."""


@attrs.frozen(eq=False, repr=False)
class Arithmetic(Alike):
    """``left + right``, ``-``, ``*``, or ``//`` by a positive constant."""

    operator: Literal["+", "-", "*", "//"]
    left: Node
    right: Node


@attrs.frozen(eq=False, repr=False)
class Comparison(Alike):
    """``left <= right`` and its three sisters."""

    order: Sign
    left: Node
    right: Node


@attrs.frozen(eq=False, repr=False)
class And(Alike):
    """All parts hold."""

    parts: tuple[Node, ...]


@attrs.frozen(eq=False, repr=False)
class Or(Alike):
    """At least one part holds."""

    parts: tuple[Node, ...]


@attrs.frozen(eq=False, repr=False)
class Not(Alike):
    """The part does not hold."""

    part: Node


@attrs.frozen(eq=False, repr=False)
class Lesser(Alike):
    """The lesser of two amounts."""

    left: Node
    right: Node


@attrs.frozen(eq=False, repr=False)
class Pick(Alike):
    """``yes`` where the condition holds, ``no`` where it does not."""

    condition: Node
    yes: Node
    no: Node


@attrs.frozen(eq=False, repr=False)
class OneOf(Alike):
    """A value is one of some constants, or of a list of the policy."""

    value: Node
    options: tuple[Any, ...] | PolicyValue


@attrs.frozen(eq=False, repr=False)
class AnyOf(Alike):
    """A list of the subject has at least one item that is in a list of the policy."""

    items: FactOf
    options: PolicyValue


@attrs.frozen(eq=False, repr=False)
class AllOf(Alike):
    """Every entry of a list of the policy is among the items of a list of the subject."""

    items: FactOf
    options: PolicyValue


@attrs.frozen(eq=False, repr=False)
class ShareLimit(Alike):
    """A part is at most (``<=``) or at least (``>=``) a share of the whole, exactly."""

    order: Literal["<=", ">="]
    part: Node
    whole: Node
    share: Node


@attrs.frozen(eq=False, repr=False)
class Total(Alike):
    """The sum of an amount over the items of a list of which ``where`` holds; how many, where it is 1."""

    items: Node
    of: Node
    where: Node
    level: int


@attrs.frozen(eq=False, repr=False)
class Distinct(Alike):
    """How many different values there are among the items of a list of which ``where`` holds."""

    items: Node
    of: Node
    where: Node
    level: int


@attrs.frozen(eq=False, repr=False)
class Together(Alike):
    """Several values as one, by which things are told apart; known once each of them is."""

    parts: tuple[Node, ...]


@attrs.frozen(eq=False, repr=False)
class Some(Alike):
    """``where`` holds of at least one item of a list."""

    items: Node
    where: Node
    level: int


@attrs.frozen(eq=False, repr=False)
class Same(Alike):
    """Two facts are the same."""

    left: Node
    right: Node


@attrs.frozen(eq=False, repr=False)
class Said(Alike):
    """A fact has been stated: true once it is known, unknown until then."""

    value: Node


@attrs.frozen(eq=False, repr=False)
class Agreed(Alike):
    """One fact that is told in several ways, which its record keeps from contradicting one another."""

    ways: tuple[Node, ...]


@attrs.frozen(eq=False, repr=False)
class Shifted(Alike):
    """The corresponding day so many months later (earlier, where negative), or a term's last day."""

    day: Node
    months: Node
    last: bool = False


@attrs.frozen(eq=False, repr=False)
class Entry(Alike):
    """The entry of a table of the policy under a key."""

    table: Node
    key: Node


@attrs.frozen(eq=False, repr=False)
class ShareOf(Alike):
    """A share of an amount in whole units, rounded down or up."""

    whole: Node
    share: Node
    rounding: Literal["down", "up"]


Node: TypeAlias = (
    Constant
    | FactOf
    | PolicyValue
    | Filing
    | Awaited
    | Arithmetic
    | Comparison
    | And
    | Or
    | Not
    | Lesser
    | Pick
    | OneOf
    | AnyOf
    | AllOf
    | ShareLimit
    | Total
    | Distinct
    | Together
    | Some
    | Same
    | Said
    | Agreed
    | Shifted
    | Entry
    | ShareOf
)
"""Any node of a rule's tree."""


def list_of(node: Total | Distinct | Some) -> FactOf | PolicyValue:
    """The list that is gone through: a fact or a value of the policy, for there are no others."""
    assert isinstance(node.items, FactOf | PolicyValue)
    return node.items


def of_its_items_alone(node: Total | Distinct | Some) -> bool:
    """Whether what an item of the list comes to rests on that item, and the policy, and nothing else."""
    return all(_within(part, node.level) for part in parts_of(node)[1:])


def _within(node: Node, level: int) -> bool:
    if isinstance(node, Filing) or (isinstance(node, FactOf) and node.level < level):
        return False
    return all(_within(part, level) for part in parts_of(node))


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, in reading order."""
    match node:
        case Constant() | FactOf() | PolicyValue() | Filing() | Awaited():
            return ()
        case Arithmetic(_, left, right) | Comparison(_, left, right) | Lesser(left, right):
            return (left, right)
        case And(parts) | Or(parts) | Together(parts):
            return parts
        case Not(part) | Said(part):
            return (part,)
        case Pick(condition, yes, no):
            return (condition, yes, no)
        case OneOf(value, options):
            return (value, options) if isinstance(options, PolicyValue) else (value,)
        case AnyOf(items, options) | AllOf(items, options):
            return (items, options)
        case ShareLimit(_, part, whole, share):
            return (part, whole, share)
        case Total(items, of, where) | Distinct(items, of, where):
            return (items, of, where)
        case Some(left, right) | Same(left, right) | Shifted(left, right) | Entry(left, right):
            return (left, right)
        case ShareOf(left, right):
            return (left, right)
        case Agreed(parts):
            return parts


def leaves(node: Node) -> Iterator[FactOf | PolicyValue | Filing]:
    """Each distinct fact of the subject, policy value and date that a tree reads, in reading order.

    Of a list that is gone through, the list; not what is read of its items.
    """
    seen: set[Node] = set()
    pending = [node]
    while pending:
        current = pending.pop(0)
        if isinstance(current, FactOf | PolicyValue | Filing):
            if current not in seen and not getattr(current, "level", 0):
                seen.add(current)
                yield current
        else:
            pending[:0] = parts_of(current)
