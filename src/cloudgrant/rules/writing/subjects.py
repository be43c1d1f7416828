"""Symbols for what is judged and by what: the subject, records inside it, items of its lists, the policy."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, NoReturn

from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.symbols import Symbol, refuse
from cloudgrant.values.names import did_you_mean

__all__ = ["DEPTH", "SubjectSymbol", "item_symbol", "policy_symbol", "stated_node"]


class _OptionalRecord:
    """A record that may be unknown: a rule does not look inside."""

    __slots__ = ("_node",)

    def __init__(self, node: tree.FactOf) -> None:
        self._node = node

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("__"):
            return object.__getattribute__(self, name)
        refuse("rule.optional", name=name)


DEPTH: ContextVar[int] = ContextVar("DEPTH", default=0)
"""How many lists are being gone through around what is traced just now."""


def item_symbol(info: FactInfo, level: int) -> Any:
    """A symbol for any one item of a list: what a function of one item is called with."""
    node = tree.FactOf((), info, level)
    if info.type == "record" and info.record is not None:
        return SubjectSymbol(info.record, (), level, inside=True, node=node)
    return Symbol(node, info.type, info)


def stated_node(value: object) -> tree.Node | None:
    """What a symbol stands for, of a record too: whether it is stated can be asked of each."""
    if isinstance(value, Symbol):
        return value.node
    found: tree.Node | None = None
    if isinstance(value, SubjectSymbol | _OptionalRecord):
        found = object.__getattribute__(value, "_node")
    return found


class SubjectSymbol:
    """The subject itself, a record inside it, or an item of a list: its facts are symbols.

    ``inside`` derived facts and of items, what is read through a record that is unknown is unknown as well.
    """

    __slots__ = ("_cls", "_inside", "_level", "_node", "_path")

    def __init__(
        self,
        cls: type[Any],
        path: tuple[str, ...] = (),
        level: int = 0,
        *,
        inside: bool = False,
        node: tree.FactOf | None = None,
    ) -> None:
        self._node = node
        self._cls = cls
        self._path = path
        self._level = level
        self._inside = inside

    def __getattr__(self, name: str) -> Any:
        info = facts(self._cls).get(name)
        if info is None:
            refuse("rule.no_such_fact", name=name, hint=did_you_mean(name, facts(self._cls)))
        path = (*self._path, name)
        node = tree.FactOf(path, info, self._level)
        if info.type == "record" and info.record is not None and (self._inside or not info.may_be_unknown):
            return SubjectSymbol(info.record, path, self._level, inside=self._inside, node=node)
        if info.type == "record":
            return _OptionalRecord(node)
        return Symbol(node, info.type, info)

    def __eq__(self, other: object) -> NoReturn:
        refuse("rule.equality")

    def __bool__(self) -> NoReturn:
        refuse("rule.truth")

    def __hash__(self) -> NoReturn:
        refuse("rule.membership")


class _PolicySymbol:
    """The policy: its values are symbols, whether or not they are known yet."""

    __slots__ = ("_cls",)

    def __init__(self, cls: type[Any]) -> None:
        self._cls = cls

    def __getattr__(self, name: str) -> Any:
        info = facts(self._cls).get(name)
        if info is None:
            refuse("rule.no_such_policy_value", name=name, hint=did_you_mean(name, facts(self._cls)))
        return Symbol(tree.PolicyValue(name, info), info.type, info)

    def __bool__(self) -> NoReturn:
        refuse("rule.truth")


def policy_symbol(cls: type[Any]) -> Any:
    """A symbol for a policy of this class."""
    return _PolicySymbol(cls)
