"""Trees as CEL: of each truth what is surely so and what possibly is, of each number its two ends.

Both truths have a value, true or false, whatever is absent or null: where it surely holds it holds however
the unknown turns out, where it does not possibly it fails however. What is written grows with the tree, never
with the number of its cases. It says of what is known, or lies between two, what
:mod:`cloudgrant.rules.deciding.knowing` says.
"""

from __future__ import annotations

from typing import Any, Literal

import attrs

from cloudgrant.portable import amounts
from cloudgrant.portable.amounts import Amount, Ratio
from cloudgrant.portable.declared import derived, stated
from cloudgrant.portable.texts import FALSE, TRUE, both, chosen, either, literal, opposite
from cloudgrant.portable.truths import (
    Pair,
    Value,
    all_of,
    any_of,
    compared,
    first_known,
    if_known,
    picked,
    picked_value,
    together,
)
from cloudgrant.rules.deciding.knowing import bounds_of
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["SUBJECT", "Holder", "Reader", "Scope", "kind_of"]


@attrs.frozen
class Holder:
    """A record that facts are read of: its text, and what must hold for it to be known."""

    text: str
    known: tuple[str, ...] = ()


Scope = tuple[Holder, ...]
"""Whose facts each level of a tree reads: the record that it is about, then the items gone through."""

_Read = tree.FactOf | tree.PolicyValue

SUBJECT: Scope = (Holder("subject"),)
"""Where the tree of a rule about a subject begins."""


_NO_WORD = Text(
    "expressions.no_word",
    zh="CEL 運算式說不出「{given}」；請寫成 `opaque=` 的衍生事實，由您的系統算好再給",
    en="a CEL expression cannot say {given}; make it an `opaque=` derived fact, which your system works out",
)


def _refused(node: tree.Node) -> InvalidInput:
    word = type(node).__name__.lower()
    return InvalidInput([Problem.at([word], "portable.word", _NO_WORD, given=word)])


class Reader:
    """Writes truths, numbers and other values; what goes through lists is added by its subclass."""

    # Truths.

    def truth(self, node: tree.Node, scope: Scope) -> Pair:
        """A truth."""
        match node:
            case tree.Constant(value):
                return Pair(FALSE, TRUE) if value is UNKNOWN else Pair(literal(value), literal(value))
            case tree.Awaited():
                return Pair(FALSE, TRUE)
            case tree.FactOf() | tree.PolicyValue() if (inlined := self.inlined(node, scope)) is not None:
                body, inner, reached = inlined
                return if_known(reached, self.truth(body, inner))
            case tree.FactOf() | tree.PolicyValue() | tree.Entry():
                one = self.value(node, scope)
                return if_known(one.known, Pair(one.text, one.text))
            case tree.And(parts):
                pairs = [self.truth(part, scope) for part in parts]
                return Pair(both(*(pair.surely for pair in pairs)), both(*(pair.possibly for pair in pairs)))
            case tree.Or(parts):
                pairs = [self.truth(part, scope) for part in parts]
                return Pair(
                    either(*(pair.surely for pair in pairs)), either(*(pair.possibly for pair in pairs))
                )
            case tree.Not(part):
                return self.truth(part, scope).opposite
            case tree.Pick(condition, yes, no):
                return picked(self._asked(condition, scope), self.truth(yes, scope), self.truth(no, scope))
            case tree.Comparison(order, left, right):
                return self._compared(order, left, right, scope)
            case tree.OneOf(value, options):
                return self._one_of(value, self._options(options, scope), scope)
            case tree.AnyOf(items, options):
                return any_of(self.value(items, scope), self.value(options, scope))
            case tree.AllOf(items, options):
                return all_of(self.value(items, scope), self.value(options, scope))
            case tree.ShareLimit():
                return self.share_limit(node, scope)
            case tree.Same(left, right):
                return self._same(left, right, scope)
            case tree.Said(value):
                return Pair(both(*self.settled(value, scope).known), TRUE)
            case tree.Agreed(ways):
                first, *others = [self.truth(way, scope) for way in reversed(ways)]
                for pair in others:
                    first = first_known(self.named_truth(pair), first)
                return first
            case tree.Some():
                return self.some(node, scope)
            case _:
                raise _refused(node)

    def share_limit(self, node: tree.ShareLimit, scope: Scope) -> Pair:
        """A part held against a share of a whole."""
        ratio = self.ratio(node.share, scope)
        one = amounts.scaled(self.amount(node.part, scope), ratio.denominator)
        two = amounts.scaled(self.amount(node.whole, scope), ratio.numerator)
        return if_known(ratio.known, compared(node.order, one, two))

    def _compared(self, order: tree.Sign, left: tree.Node, right: tree.Node, scope: Scope) -> Pair:
        if kind_of(left) == "number":
            return compared(order, self.amount(left, scope), self.amount(right, scope))
        one, two = self.value(left, scope), self.value(right, scope)
        text = f"({one.text} {order} {two.text})"
        return if_known((*one.known, *two.known), Pair(text, text))

    def _options(self, options: Any, scope: Scope) -> Value:
        if isinstance(options, tree.PolicyValue):
            return self.value(options, scope)
        return Value((), literal(options))

    def _asked(self, node: tree.Node, scope: Scope) -> Pair:
        """A truth of which both sides are written into both sides of another."""
        return self.named_truth(self.truth(node, scope))

    def _one_of(self, node: tree.Node, options: Value, scope: Scope) -> Pair:
        match kind_of(node):
            case "number":
                one = self.named_amount(self.amount(node, scope))
                known = both(*one.known, *options.known)
                exact = TRUE if one.least == one.most else f"({one.least} == {one.most})"
                possible = f"{options.text}.exists(o, {one.least} <= o && o <= {one.most})"
                return Pair(
                    both(known, exact, f"({one.least} in {options.text})"), either(opposite(known), possible)
                )
            case "truth":
                pair, known = self._asked(node, scope), both(*options.known)
                yes, no = (f"({value} in {options.text})" for value in (TRUE, FALSE))
                held = either(both(pair.surely, yes), both(opposite(pair.possibly), no))
                failed = either(both(pair.surely, opposite(yes)), both(opposite(pair.possibly), opposite(no)))
                return if_known((known,), Pair(held, opposite(failed)))
            case _:
                value = self.value(node, scope)
                text = f"({value.text} in {options.text})"
                return if_known((*value.known, *options.known), Pair(text, text))

    def _same(self, left: tree.Node, right: tree.Node, scope: Scope) -> Pair:
        match kind_of(left):
            case "number":
                one, two = (self.named_amount(self.amount(side, scope)) for side in (left, right))
                known = both(*one.known, *two.known)
                points = [f"({x.least} == {x.most})" for x in (one, two) if x.least != x.most]
                return Pair(
                    both(known, *points, f"({one.least} == {two.least})"),
                    either(opposite(known), f"({one.least} <= {two.most} && {two.least} <= {one.most})"),
                )
            case "truth":
                first, second = self._asked(left, scope), self._asked(right, scope)
                no, no_either = first.opposite, second.opposite
                held = either(both(first.surely, second.surely), both(no.surely, no_either.surely))
                failed = either(both(first.surely, no_either.surely), both(no.surely, second.surely))
                return Pair(held, opposite(failed))
            case _:
                a, b = self.value(left, scope), self.value(right, scope)
                text = f"({a.text} == {b.text})"
                return if_known((*a.known, *b.known), Pair(text, text))

    # Numbers.

    def amount(self, node: tree.Node, scope: Scope) -> Amount:
        """A whole number."""
        match node:
            case tree.Constant(value):
                if value is UNKNOWN:
                    return attrs.evolve(amounts.constant(0), known=(FALSE,))
                return amounts.constant(value)
            case tree.FactOf() | tree.PolicyValue() if (inlined := self.inlined(node, scope)) is not None:
                body, inner, reached = inlined
                one = self.amount(body, inner)
                return derived(attrs.evolve(one, known=together(reached, one.known)), node.info)
            case tree.FactOf(_, info, _):
                return stated(self.value(node, scope), info, bounds_of(info))
            case tree.PolicyValue(_, info):
                return stated(self.value(node, scope), info, None)
            case tree.Entry(table, _):
                item = _info_of(table).item
                return stated(self.value(node, scope), item or _info_of(table), None)
            case tree.Arithmetic("//", left, tree.Constant(divisor)):
                return amounts.divided(self.amount(left, scope), divisor)
            case tree.Arithmetic("*", left, right):
                one, two = (self.named_amount(self.amount(side, scope)) for side in (left, right))
                return amounts.product(one, two)
            case tree.Arithmetic(sign, left, right) if sign in _ARITHMETIC:
                return _ARITHMETIC[sign](self.amount(left, scope), self.amount(right, scope))
            case tree.Lesser(left, right):
                return amounts.lesser(self.amount(left, scope), self.amount(right, scope))
            case tree.Pick(condition, yes, no):
                pair = self._asked(condition, scope)
                return amounts.one_or_other(*pair, self.amount(yes, scope), self.amount(no, scope))
            case tree.Agreed(ways):
                first, *others = [self.named_amount(self.amount(way, scope)) for way in ways]
                for other in others:
                    first = self.named_amount(amounts.agreed(first, other))
                return first
            case tree.ShareOf(whole, share, rounding):
                return amounts.share_of(self.amount(whole, scope), self.ratio(share, scope), rounding)
            case tree.Total():
                return self.total(node, scope)
            case tree.Distinct():
                return self.distinct(node, scope)
            case _:
                raise _refused(node)

    # Everything else.

    def value(self, node: tree.Node, scope: Scope) -> Value:
        """A date, text, share, list or table; a truth or number that is a fact or of the policy."""
        match node:
            case tree.Constant(value):
                return Value((FALSE,), "null") if value is UNKNOWN else Value((), literal(value))
            case tree.FactOf() | tree.PolicyValue() if (inlined := self.inlined(node, scope)) is not None:
                body, inner, reached = inlined
                one = self.value(body, inner)
                return Value(together(reached, one.known), one.text)
            case tree.FactOf(path, _, level):
                return _read(scope[level], path)
            case tree.PolicyValue(name, info):
                text = f"policy.{name}"
                return Value((f"has({text})", f"{text} != null") if info.may_be_unknown else (), text)
            case tree.Filing():
                return Value(("on != null",), "on")
            case tree.Entry(table, key):
                listed, named = self.value(table, scope), self.value(key, scope)
                text = f"{listed.text}[{named.text}]"
                there = f"{named.text} in {listed.text}", f"{text} != null"
                return Value((*listed.known, *named.known, *there), text)
            case tree.Pick(condition, yes, no):
                one, two = (self.named_value(self.value(side, scope)) for side in (yes, no))
                return picked_value(self._asked(condition, scope), one, two)
            case tree.Agreed(ways):
                last, *others = [self.named_value(self.value(way, scope)) for way in reversed(ways)]
                for way in others:
                    known = both(*way.known)
                    last = Value((either(known, both(*last.known)),), chosen(known, way.text, last.text))
                    last = self.named_value(last)
                return last
            case tree.Shifted():
                return self.shifted(node, scope)
            case _:
                raise _refused(node)

    def settled(self, node: tree.Node, scope: Scope) -> Value:
        """A value of any kind once it is known, as it then is."""
        match kind_of(node):
            case "number":
                if isinstance(node, tree.FactOf | tree.PolicyValue) and self.inlined(node, scope) is None:
                    return self.value(node, scope)
                one = self.amount(node, scope)
                exact = () if one.least == one.most else (f"({one.least} == {one.most})",)
                return Value((*one.known, *exact), one.least)
            case "truth":
                pair = self.truth(node, scope)
                return Value(() if pair.known == TRUE else (pair.known,), pair.surely)
            case _:
                return self.value(node, scope)

    def ratio(self, node: tree.Node, scope: Scope) -> Ratio:
        """A share, as its terms."""
        if isinstance(node, tree.Constant) and isinstance(node.value, Share):
            return Ratio((), str(node.value.numerator), str(node.value.denominator))
        share = self.value(node, scope)
        return Ratio(share.known, f"{share.text}.numerator", f"{share.text}.denominator")

    def inlined(self, node: _Read, scope: Scope) -> tuple[tree.Node, Scope, tuple[str, ...]] | None:
        """The tree of a derived fact, where it is read, and what must be known for its record to be."""
        if not node.info.derived:
            return None
        body = body_in(node.info)
        if body is None:
            return None
        if isinstance(node, tree.PolicyValue):
            return body, (Holder("policy"),), ()
        record = _read(scope[node.level], node.path[:-1])
        return body, (Holder(record.text, record.known),), record.known

    # Lists, days, and names: see :class:`~cloudgrant.portable.through_lists.Writer`.

    def named_truth(self, pair: Pair) -> Pair:
        """A truth under a name, if it is long: where it is written several times."""
        return pair

    def named_amount(self, one: Amount) -> Amount:
        """A number under a name, if it is long."""
        return one

    def named_value(self, one: Value) -> Value:
        """A value under a name, if it is long."""
        return one

    def some(self, node: tree.Some, scope: Scope) -> Pair:
        """Whether something holds of an item."""
        raise _refused(node)

    def total(self, node: tree.Total, scope: Scope) -> Amount:
        """A sum over a list."""
        raise _refused(node)

    def distinct(self, node: tree.Distinct, scope: Scope) -> Amount:
        """How many different values."""
        raise _refused(node)

    def shifted(self, node: tree.Shifted, scope: Scope) -> Value:
        """A day so many months later."""
        raise _refused(node)


_ARITHMETIC = {"+": amounts.total, "-": amounts.difference}


def kind_of(node: tree.Node) -> Literal["truth", "number", "other"]:
    """What a node comes to."""
    match node:
        case tree.Constant(value):
            return "truth" if isinstance(value, bool) else "number" if isinstance(value, int) else "other"
        case tree.FactOf(_, info) | tree.PolicyValue(_, info):
            return _KINDS.get(info.type, "other")
        case tree.Entry(table, _):
            item = _info_of(table).item
            return "other" if item is None else _KINDS.get(item.type, "other")
        case tree.Pick(_, yes, no):
            return kind_of(no if yes == tree.Constant(UNKNOWN) else yes)
        case tree.Agreed(ways):
            return kind_of(ways[0])
        case tree.Arithmetic() | tree.Lesser() | tree.Total() | tree.Distinct() | tree.ShareOf():
            return "number"
        case tree.Filing() | tree.Shifted():
            return "other"
        case _:
            return "truth"


_KINDS: dict[str, Literal["truth", "number", "other"]] = {"bool": "truth", "int": "number"}


def _info_of(node: tree.Node) -> FactInfo:
    if isinstance(node, tree.FactOf | tree.PolicyValue):
        return node.info
    raise _refused(node)


def _read(holder: Holder, path: tuple[str, ...]) -> Value:
    """A fact as it is given: known where no record on the way to it is absent or null, nor itself."""
    text, known = holder.text, list(holder.known)
    for name in path:
        text = f"{text}.{name}"
        known += [f"has({text})", f"{text} != null"]
    return Value(tuple(known), text)
