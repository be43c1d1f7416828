"""Symbols: what a rule is called with to find out what it says.

A symbol stands for a fact, a policy value or something made of them. Comparing, adding and
combining symbols builds a tree; whatever a tree cannot say (``and``, ``==``, ``in`` …) is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NoReturn, TypeAlias, cast

from cloudgrant.rules.records.fact_info import FactInfo, FactType
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.ranges import WIDEST, widest_of
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import shown
from cloudgrant.values.table import Table
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = [
    "Refused",
    "Symbol",
    "amount",
    "as_node",
    "refuse",
    "symbol",
    "truth",
    "within",
]


class Refused(BaseException):
    """Something a rule may not say, by code; :mod:`cloudgrant.rules.writing.tracing` finds its place.

    No ``except Exception`` in a rule catches it: what cannot be said is told, whatever the rule does then.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def refuse(code: str, **params: Any) -> NoReturn:
    """Stop the tracing of a rule."""
    raise Refused(code, **params)


_Connective: TypeAlias = type[tree.And] | type[tree.Or]


class Symbol:
    """An expression under construction: a node and the type of its value."""

    __slots__ = ("info", "node", "type")
    info: FactInfo | None
    node: tree.Node
    type: FactType

    def __init__(self, node: tree.Node, type_: FactType, info: FactInfo | None = None) -> None:
        self.node = node
        self.type = type_
        self.info = info

    @property  # type: ignore[misc]
    def __class__(self) -> NoReturn:  # type: ignore[override]
        refuse("rule.kind", name="isinstance")

    # Comparison.

    def _compare(self, order: tree.Sign, other: Any) -> Any:
        right = as_node(other, self.type, operator=order)
        if self.type not in ("int", "date"):
            code = "rule.type" if self.type == "bool" else "rule.order"
            refuse(code, operator=order, left="bool", right="bool", given=_NAMED[self.type])
        if isinstance(self.node, tree.Lesser) or isinstance(right, tree.Lesser):
            refuse("rule.lesser", operator=order)
        return Symbol(tree.Comparison(order, self.node, right), "bool")

    def __le__(self, other: Any) -> Any:
        return self._compare("<=", other)

    def __lt__(self, other: Any) -> Any:
        return self._compare("<", other)

    def __ge__(self, other: Any) -> Any:
        return self._compare(">=", other)

    def __gt__(self, other: Any) -> Any:
        return self._compare(">", other)

    # Arithmetic, on whole numbers.

    def _arithmetic(self, operator: Any, left: Any, right: Any) -> Any:
        if "date" in (_type_of(left), _type_of(right)):
            refuse("rule.period", operator=operator)
        sides = (as_node(left, "int", operator=operator), as_node(right, "int", operator=operator))
        return amount_symbol(tree.Arithmetic(operator, *sides))

    def __add__(self, other: Any) -> Any:
        return self._arithmetic("+", self, other)

    def __radd__(self, other: Any) -> Any:
        return self._arithmetic("+", other, self)

    def __sub__(self, other: Any) -> Any:
        return self._arithmetic("-", self, other)

    def __rsub__(self, other: Any) -> Any:
        return self._arithmetic("-", other, self)

    def __mul__(self, other: Any) -> Any:
        return self._arithmetic("*", self, other)

    def __rmul__(self, other: Any) -> Any:
        return self._arithmetic("*", other, self)

    def __floordiv__(self, other: Any) -> Any:
        if type(other) is not int or other <= 0:
            refuse("rule.division")
        return self._arithmetic("//", self, other)

    def __truediv__(self, other: Any) -> NoReturn:
        refuse("rule.division")

    def __rfloordiv__(self, other: Any) -> NoReturn:
        refuse("rule.division")

    def __rtruediv__(self, other: Any) -> NoReturn:
        refuse("rule.division")

    def __mod__(self, other: Any) -> NoReturn:
        refuse("rule.division")

    def __rmod__(self, other: Any) -> NoReturn:
        refuse("rule.division")

    # Logic.

    def _logic(self, operator: str, kind: _Connective, left: Any, right: Any) -> Any:
        parts: list[tree.Node] = []
        for side in (left, right):
            node = as_node(side, "bool", operator=operator)
            parts.extend(node.parts if isinstance(node, kind) else (node,))
        return Symbol(kind(tuple(parts)), "bool")

    def __and__(self, other: Any) -> Any:
        return self._logic("&", tree.And, self, other)

    def __rand__(self, other: Any) -> Any:
        return self._logic("&", tree.And, other, self)

    def __or__(self, other: Any) -> Any:
        return self._logic("|", tree.Or, self, other)

    def __ror__(self, other: Any) -> Any:
        return self._logic("|", tree.Or, other, self)

    def inverted(self) -> Truth:
        """The negation: what the helper ``no`` says."""
        return truth(tree.Not(as_node(self, "bool", operator="no()")))

    def one_of(self, options: tuple[Any, ...]) -> Truth:
        """Membership: what the helper ``one_of`` says."""
        if len(options) == 1 and isinstance(options[0], Symbol):
            listed = options[0].node
            if not isinstance(listed, tree.PolicyValue) or options[0].type != "list":
                refuse("rule.options")
            self._same_items(listed.info, "one_of()", self.type)
            return truth(tree.OneOf(self.node, listed))
        values: tuple[Any, ...] = options
        if len(options) == 1 and isinstance(options[0], tuple):
            values = options[0]
        for value in values:
            if value is UNKNOWN:
                refuse("rule.unknown_inside")
            if _type_of(value) != self.type or isinstance(value, Symbol):
                _refuse_types("one_of()", self.type, _type_of(value))
            self._known_option(value)
        return truth(tree.OneOf(self.node, tuple(values)))

    def _known_option(self, value: Any) -> None:
        allowed = [option for option, _ in self.info.options] if self.info else []
        if self.type == "text" and allowed and value not in allowed:
            refuse("rule.no_such_option", given=shown(value), expected=", ".join(allowed))

    def _same_items(self, listed: FactInfo, operator: str, type_: FactType) -> None:
        given = listed.item.type if listed.item is not None else listed.type
        if given != type_:
            _refuse_types(operator, type_, given)

    def any_of(self, options: Any) -> Truth:
        """Overlap of two lists: what the helper ``any_of`` says."""
        return truth(tree.AnyOf(*self._and_listed(options, "any_of()")))

    def all_of(self, options: Any) -> Truth:
        """One list within another: what the helper ``all_of`` says."""
        return truth(tree.AllOf(*self._and_listed(options, "all_of()")))

    def _and_listed(self, options: Any, operator: str) -> tuple[tree.FactOf, tree.PolicyValue]:
        listed = options.node if isinstance(options, Symbol) else None
        if not isinstance(self.node, tree.FactOf) or not isinstance(listed, tree.PolicyValue):
            refuse("rule.options")
        if self.type != "list" or listed.info.type != "list":
            refuse("rule.options")
        item = self.node.info.item
        self._same_items(listed.info, operator, item.type if item is not None else self.type)
        return self.node, listed

    def pick(self, yes: Any, no: Any) -> Any:
        """A choice: what the helper ``pick`` says."""
        type_ = _type_of(yes)
        condition = as_node(self, "bool", operator="pick()")
        node = tree.Pick(condition, as_node(yes, type_), as_node(no, type_, operator="pick()"))
        return Symbol(node, type_)

    # What Python would decide on the spot, before any fact is known.

    def __bool__(self) -> NoReturn:
        refuse("rule.truth")

    def __str__(self) -> NoReturn:
        refuse("rule.text")

    def __format__(self, specification: str) -> NoReturn:
        refuse("rule.text")

    def __getitem__(self, key: Any) -> Any:
        item = self.info.item if self.info is not None and self.info.made_of is Table else None
        if item is None or not isinstance(self.node, tree.PolicyValue):
            refuse("rule.list" if self.type == "list" else "rule.table")
        return Symbol(tree.Entry(self.node, as_node(key, "text", operator="[]")), item.type, item)

    def __eq__(self, other: object) -> NoReturn:
        refuse("rule.equality")

    def __ne__(self, other: object) -> NoReturn:
        refuse("rule.equality")

    def __contains__(self, other: object) -> NoReturn:
        refuse("rule.membership")

    def __hash__(self) -> NoReturn:
        refuse("rule.membership")  # asked by `x in {…}` and by dictionaries

    def __invert__(self) -> NoReturn:
        refuse("rule.invert")

    def __iter__(self) -> NoReturn:
        refuse("rule.list")

    __len__ = __iter__

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        if self.type == "date":
            refuse("rule.period", operator=name)
        refuse("rule.no_such_fact", name=name, hint="")


def symbol(value: object) -> Symbol | None:
    """The value if it is a symbol: helpers are typed for facts, and meet symbols only in tracing."""
    return value if isinstance(value, Symbol) else None


def truth(node: tree.Node) -> Truth:
    """A symbol for a truth, typed as the truth that it stands for in a rule."""
    return cast(Truth, Symbol(node, "bool"))


def amount(node: tree.Node) -> Fact[int]:
    """A symbol for a whole number, typed as the number that it stands for in a rule."""
    return cast("Fact[int]", amount_symbol(node))


def _type_of(value: Any) -> FactType:
    if isinstance(value, Symbol):
        return value.type
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int"
    if isinstance(value, date):
        return "date"
    if isinstance(value, Share):
        return "share"
    if isinstance(value, float):
        refuse("rule.float", given=value)
    if isinstance(value, str):
        return "text"
    return "record"


def as_node(value: Any, type_: FactType, operator: str = "") -> tree.Node:
    """The node of a symbol or constant, which must be of the given type."""
    if value is UNKNOWN:
        refuse("rule.unknown_inside")
    given = _type_of(value)
    if given != type_:
        _refuse_types(operator, type_, given)
    if isinstance(value, Symbol):
        return value.node
    within(tree.Constant(value))
    return tree.Constant(value)


def within(node: tree.Node) -> tree.Node:
    """The node, unless what it computes may leave 64 bits."""
    most = widest_of(node)
    if most > WIDEST:
        refuse("rule.range", given=f"{most:,}")
    return node


def amount_symbol(node: tree.Node) -> Symbol:
    """A symbol for a whole number that is computed, within 64 bits."""
    return Symbol(within(node), "int")


_NAMED: Mapping[FactType, Text] = MappingProxyType(
    {
        "bool": Text(zh="是非", en="a truth"),
        "int": Text(zh="整數", en="a whole number"),
        "date": Text(zh="日期", en="a date"),
        "text": Text(zh="文字", en="text"),
        "share": Text(zh="比率", en="a share"),
        "record": Text(zh="物件", en="a record"),
        "list": Text(zh="清單", en="a list"),
        "map": Text(zh="對照表", en="a mapping"),
    }
)


def _refuse_types(operator: str, left: FactType, right: FactType) -> NoReturn:
    """Values of two types: perhaps for want of brackets, where one of them is a truth."""
    if operator in ("&", "|") or (operator in tree.OPPOSITE and "bool" in (left, right)):
        refuse("rule.type", operator=operator, left=left, right=right)
    refuse("rule.types", operator=operator or "pick()", left=_NAMED[left], right=_NAMED[right])
