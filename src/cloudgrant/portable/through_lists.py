"""What goes through lists: by the macros of CEL where they can say it, else as data to be worked out first.

CEL has no sum, and does not count different values or calendar months. What needs one becomes an entry of
``first``: what to go through, of which items, what of them. A few lines in any language work the entries out
in their order, and bind each under ``worked`` by its name, before the expressions are read. What is long and
read in several places is an entry too, written once, lest texts double with each thing inside another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import attrs

from cloudgrant.portable import amounts
from cloudgrant.portable.amounts import FARTHEST, Amount, Ratio
from cloudgrant.portable.expressions import Holder, Reader, Scope
from cloudgrant.portable.texts import FALSE, TRUE, both, chosen, either
from cloudgrant.portable.truths import Pair, Value, compared
from cloudgrant.rules.deciding.evaluate import beyond
from cloudgrant.rules.writing import tree
from cloudgrant.values.shares import MOST_PARTS

__all__ = ["Entry", "Writer"]

Entry = dict[str, Any]
"""What is to be worked out first, under a name."""


class Writer(Reader):
    """Writes trees, and keeps in ``first`` what is to be worked out before they are read."""

    def __init__(self) -> None:
        self.first: list[Entry] = []
        self._within = [self.first]
        self._number = 0

    def some(self, node: tree.Some, scope: Scope) -> Pair:
        items = self._listed(node.items, scope)
        with self._item() as (item, inside):
            pair = self.truth(node.where, (*scope[: node.level], item))
        if inside:
            counted = self._counted(items, item, inside, pair, _ONE, _most_items(node))
            return Pair(f"({counted}.least >= 1)", f"({counted}.most >= 1)")
        surely = FALSE if pair.surely == FALSE else f"{items.text}.exists({item.text}, {pair.surely})"
        possibly = (
            FALSE if pair.possibly == FALSE else f"{_or_one(items)}.exists({item.text}, {pair.possibly})"
        )
        return Pair(both(*items.known, _enclosed(surely)), _enclosed(possibly))

    def total(self, node: tree.Total, scope: Scope) -> Amount:
        items, most = self._listed(node.items, scope), _most_items(node)
        with self._item() as (item, inside):
            inner = (*scope[: node.level], item)
            pair, of = self.truth(node.where, inner), self.amount(node.of, inner)
        if node.of == tree.Constant(1) and not inside:
            return _count(items, item, pair, most)
        name = self._counted(items, item, inside, pair, of, most)
        low, high = (most * end for end in (min(0, of.low), max(0, of.high)))
        known = (f"{name}.known",) if of.known else ()
        low, high = max(low, -FARTHEST), min(high, FARTHEST)
        return Amount(known, f"{name}.least", f"{name}.most", low, high, of.sure * most)

    def distinct(self, node: tree.Distinct, scope: Scope) -> Amount:
        items, most = self._listed(node.items, scope), _most_items(node)
        with self._item() as (item, inside):
            inner = (*scope[: node.level], item)
            pair = self.truth(node.where, inner)
            parts = node.of.parts if isinstance(node.of, tree.Together) else (node.of,)
            values = [self.settled(part, inner) for part in parts]
        known = both(*(text for value in values for text in value.known))
        of = {"known": known, "values": [value.text for value in values]}
        name = self._entry("distinct", {**_through(items, item, inside, pair, most), "of": of})
        return Amount((), f"{name}.least", f"{name}.most", 0, FARTHEST, most)

    def share_limit(self, node: tree.ShareLimit, scope: Scope) -> Pair:
        """Where both sides are totals over one list also item by item: what is open is so in both."""
        pair = super().share_limit(node, scope)
        for part in self._totalled(node.part, scope):
            for whole in self._totalled(node.whole, scope):
                if part.items == whole.items:
                    pair = self._of_one_list(node, part, whole, scope, pair)
        return pair

    def _of_one_list(
        self, node: tree.ShareLimit, part: _Totalled, whole: _Totalled, scope: Scope, pair: Pair
    ) -> Pair:
        ratio = self.ratio(node.share, scope)
        with self._item() as (item, inside):
            times, of_part = self._taken(part, item, ratio.denominator)
            taken, of_whole = self._taken(whole, item, ratio.numerator)
            alike = part.node.of == whole.node.of and part.scope[0] == whole.scope[0]
            more = beyond(part.node, whole.node) if alike else None
            if more is not None:
                counts = self._of_a_part(part._replace(node=more), whole, item, ratio)
                one = amounts.product(of_part, counts)
            elif alike:
                one = amounts.product(of_part, amounts.difference(times, taken))
            else:
                one = amounts.difference(amounts.product(of_part, times), amounts.product(of_whole, taken))
        # It is worked out whether the share is known or not: of one that is not, there are no terms.
        least, most = (chosen(both(*ratio.known), end, "0") for end in (one.least, one.most))
        one = attrs.evolve(one, least=least, most=most, low=min(0, one.low), high=max(0, one.high))
        name = self._counted(part.items, item, inside, Pair(TRUE, TRUE), one, _most_items(part.node))
        known = (
            *part.known,
            *whole.known,
            *part.items.known,
            *ratio.known,
            *([f"{name}.known"] * bool(one.known)),
        )
        rest = Amount(known, f"{name}.least", f"{name}.most", -FARTHEST, FARTHEST, FARTHEST)
        held = compared(node.order, rest, amounts.constant(0))
        return Pair(either(pair.surely, held.surely), both(pair.possibly, held.possibly))

    def _totalled(self, node: tree.Node, scope: Scope, known: tuple[str, ...] = ()) -> Iterator[_Totalled]:
        """The totals over a list that a node is, is told as or is the name of, where it is read, and when."""
        match node:
            case tree.Agreed(ways):
                found = (list(self._totalled(way, scope, known)) for way in ways)
                yield from next((several for several in found if several), [])
            case tree.Pick(condition, yes, no):
                asked = self.truth(condition, scope)
                yield from self._totalled(yes, scope, (*known, asked.surely))
                yield from self._totalled(no, scope, (*known, f"!({asked.possibly})"))
            case tree.Total(items):
                if getattr(getattr(items, "info", None), "type", "") == "list":
                    yield _Totalled(node, scope, known, self._listed(items, scope))
            case tree.FactOf():
                inlined = self.inlined(node, scope)
                if inlined is not None:
                    body, inner, reached = inlined
                    yield from self._totalled(body, inner, (*known, *reached))
            case _:
                return

    def _taken(self, one: _Totalled, item: Holder, term: str) -> tuple[Amount, Amount]:
        """How often an item counts, times a term of the share, and what its amount is."""
        inner = (*one.scope[: one.node.level], item)
        pair = self.truth(one.node.where, inner)
        least, most = chosen(pair.surely, term, "0"), chosen(pair.possibly, term, "0")
        return Amount((), least, most, 0, MOST_PARTS, MOST_PARTS), self.amount(one.node.of, inner)

    def _of_a_part(self, part: _Totalled, whole: _Totalled, item: Holder, ratio: Ratio) -> Amount:
        """How often an item counts in a part less how often in the whole: in the part it does where it counts
        in the whole and ``part`` holds of it.
        """
        one = self.truth(part.node.where, (*part.scope[: part.node.level], item))
        other = self.truth(whole.node.where, (*whole.scope[: whole.node.level], item))
        both_, only = f"({ratio.denominator} - {ratio.numerator})", f"(0 - {ratio.numerator})"
        least = chosen(
            both(other.possibly, f"!({one.surely})"), only, chosen(f"!({other.surely})", "0", both_)
        )
        most = chosen(both(one.possibly, other.possibly), both_, chosen(f"!({other.surely})", "0", only))
        return Amount((), least, most, -MOST_PARTS, MOST_PARTS, MOST_PARTS)

    def _listed(self, node: tree.Node, scope: Scope) -> Value:
        """What is gone through: a list, or the values of a map, by its keys."""
        found = self.value(node, scope)
        return Value(found.known, f"{found.text}.map(k, {found.text}[k])") if _is_map(node) else found

    def shifted(self, node: tree.Shifted, scope: Scope) -> Value:
        day, months = self.value(node.day, scope), self.settled(node.months, scope)
        known = both(*dict.fromkeys((*day.known, *months.known)))
        name = self._entry(
            "day", {"known": known, "from": day.text, "months": months.text, "last": node.last}
        )
        return Value(() if known == TRUE else (f"{name}.known",), f"{name}.day")

    def named_truth(self, pair: Pair) -> Pair:
        """A truth under a name, if it is long."""
        if len(pair.surely) + len(pair.possibly) <= _LONG:
            return pair
        name = self._entry("truth", pair._asdict())
        return Pair(f"{name}.surely", f"{name}.possibly")

    def named_amount(self, one: Amount) -> Amount:
        """A number under a name, if it is long."""
        known = both(*one.known)
        if len(known) + len(one.least) + len(one.most) <= _LONG:
            return one
        name = self._entry("number", {"known": known, "least": one.least, "most": one.most})
        asked = (f"{name}.known",) if one.known else ()
        return attrs.evolve(one, known=asked, least=f"{name}.least", most=f"{name}.most")

    def named_value(self, one: Value) -> Value:
        """A value under a name, if it is long."""
        known = both(*one.known)
        if len(known) + len(one.text) <= _LONG:
            return one
        name = self._entry("value", {"known": known, "value": one.text})
        return Value((f"{name}.known",) if one.known else (), f"{name}.value")

    @contextmanager
    def _item(self) -> Iterator[tuple[Holder, list[Entry]]]:
        """Any one item of a list, and what is to be worked out first of each."""
        text = f"i{len(self._within)}"
        self._within.append([])
        try:
            yield Holder(text, (f"{text} != null",)), self._within[-1]
        finally:
            self._within.pop()

    def _counted(
        self, items: Value, item: Holder, inside: list[Entry], pair: Pair, of: Amount, most: int
    ) -> str:
        amount = {"known": both(*of.known), "least": of.least, "most": of.most}
        return self._entry("total", {**_through(items, item, inside, pair, most), "of": amount})

    def _entry(self, kind: str, parts: Entry) -> str:
        """The name of an entry, which is worked out outside of every list of whose items it says nothing."""
        read = set(_NAMES.findall(json.dumps(parts)))
        depth = len(self._within) - 1
        while depth and not read & {f"i{depth}", *(one["name"] for one in self._within[depth])}:
            depth -= 1
        for one in self._within[depth]:
            if one == {"name": one["name"], "kind": kind, **parts}:
                return f"worked.{one['name']}"
        self._number += 1
        name = f"n{self._number}"
        self._within[depth].append({"name": name, "kind": kind, **parts})
        return f"worked.{name}"


_LONG = 400
"""What takes more than so many letters is named where it would be written several times."""

_NAMES = re.compile(r"\b[in][0-9]+\b")


class _Totalled(NamedTuple):
    """A total, where it is read, what must be known for that to be, and its list."""

    node: tree.Total
    scope: Scope
    known: tuple[str, ...]
    items: Value


_ONE = amounts.constant(1)


def _is_map(items: tree.Node) -> bool:
    return isinstance(items, tree.FactOf | tree.PolicyValue) and items.info.type == "map"


def _most_items(node: tree.Total | tree.Distinct | tree.Some) -> int:
    return tree.list_of(node).info.most_items


def _through(items: Value, item: Holder, inside: list[Entry], pair: Pair, most: int) -> Entry:
    return {
        "over": items.text,
        "known": both(*items.known),
        "most": most,
        "as": item.text,
        "first": inside,
        "where": pair._asdict(),
    }


def _count(items: Value, item: Holder, pair: Pair, limit: int) -> Amount:
    """How many items: CEL counts those that a filter leaves."""
    known = both(*items.known)
    if pair.surely == TRUE:
        size = f"size({items.text})"
        ends = chosen(known, size, "0"), chosen(known, size, str(limit))
        return Amount((), *ends, 0, limit, limit)
    least = "0" if pair.surely == FALSE else f"size({items.text}.filter({item.text}, {pair.surely}))"
    most = "0" if pair.possibly == FALSE else f"size({_or_one(items)}.filter({item.text}, {pair.possibly}))"
    times = chosen(known, "1", str(limit))
    return Amount(
        (),
        chosen(known, least, "0"),
        most if times == "1" or most == "0" else f"({most} * {times})",
        0,
        limit,
        limit,
    )


def _or_one(items: Value) -> str:
    """The list, or one item of which nothing is known in its place."""
    return chosen(both(*items.known), items.text, "[null]")


def _enclosed(text: str) -> str:
    """A call on something in brackets in brackets of its own, lest its beginning pass for them."""
    return f"({text})" if text.startswith("(") else text
