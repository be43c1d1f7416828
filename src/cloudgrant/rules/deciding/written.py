"""Trees written as Python: one reading for facts that are known and facts that are not.

What it gives is what :func:`cloudgrant.rules.deciding.evaluate.read` gives, several times faster. A list
becomes a function with a loop, and what is derived is worked out once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

from cloudgrant.rules.deciding import knowing
from cloudgrant.rules.deciding.evaluate import MOST_KEPT, Case, may_be_of_one_list, of_one_list
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.opaque_values import opaque_value
from cloudgrant.rules.writing import helpers, tree
from cloudgrant.rules.writing.days import shifted
from cloudgrant.rules.writing.derived import body_of
from cloudgrant.values.between import Between, either, settled
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Writer", "derived_value", "written"]

_List: TypeAlias = tree.Total | tree.Distinct | tree.Some

_CALLED: dict[type[Any], str] = {
    tree.AnyOf: "any_of",
    tree.AllOf: "all_of",
    tree.Lesser: "lesser",
    tree.Same: "same",
    tree.Entry: "entry",
}
_OPPOSITE = tree.OPPOSITE


def written(node: tree.Node) -> Callable[..., Any]:
    """A tree as a function of subject, policy and date: truths, or numbers with what is sure of them."""
    writer = Writer()
    writer.keep([node])
    return _function(writer, "subject, policy=UNKNOWN, on=UNKNOWN", [writer.text(node)])


def _function(writer: Writer, arguments: str, answers: list[str]) -> Callable[..., Any]:
    lines = [
        f"def read({arguments}):",
        *(f"    {line}" for line in writer.unread),
        f"    return {', '.join(answers)}",
    ]
    # The text is made here, of no input.
    exec(compile("\n".join([*writer.functions, *lines]), "<a tree>", "exec"), writer.names)
    function: Callable[..., Any] = writer.names["read"]
    return function


_READERS: dict[type[Any], dict[str, Callable[[Any], Any]]] = {}


def derived_value(holder: Any, name: str) -> Any:
    """What a derived fact of a record comes to, with what is sure of it; unknown of a record that is."""
    if holder is UNKNOWN:
        return UNKNOWN
    known = _READERS.get(holder.__class__)
    reader = None if known is None else known.get(name)
    if reader is None:
        cls = holder.__class__
        reader = _READERS.setdefault(cls, {}).setdefault(name, _reader(cls, name))
    return reader(holder)


def _reader(cls: type[Any], name: str) -> Callable[[Any], Any]:
    body = body_of(cls, name)
    if body is not None:
        return written(body)
    # Only of a number is anything said before it is known, so only a number is held to what it declares.
    return partial(opaque_value, name=name) if facts(cls)[name].type == "int" else attrgetter(name)


_COUNTERS: dict[int, tuple[tree.Total, Callable[..., tuple[Any, Any]]]] = {}


def counted(node: tree.Total, listed: Any, case: Case, around: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    """Of each item, whether it counts, and with what amount: as the reference reading has it, and faster."""
    # By its identity, for the hash of a tree goes through all of it; it is kept, so that it stays its own.
    kept = _COUNTERS.get(id(node))
    if kept is None:
        writer = Writer(node.level)
        arguments = ", ".join(["subject", "policy", "on", *(f"i{one + 1}" for one in range(node.level))])
        function = _function(writer, arguments, [writer.text(node.where), writer.text(node.of)])
        if len(_COUNTERS) >= MOST_KEPT:
            _COUNTERS.clear()
        kept = _COUNTERS.setdefault(id(node), (node, function))
    read = kept[1]
    return (read(case.subject, case.policy, case.on, *around, item) for item in listed)


class Writer:
    """Writes trees as expressions over ``subject``, ``policy``, ``on`` and the items ``i1``, ``i2`` …"""

    def __init__(self, within: int = 0) -> None:
        self.names: dict[str, Any] = {
            "UNKNOWN": UNKNOWN,
            "UNREAD": object(),
            "Between": Between,
            "all_of": helpers.all_of,
            "any_of": helpers.any_of,
            "derived": derived_value,
            "either": either,
            "settled": settled,
            "shifted": shifted,
            **{name: getattr(knowing, name) for name in knowing.__all__},
        }
        self.functions: list[str] = []
        self._number = 0
        self._loops: dict[int, str] = {}
        self._kept: list[dict[tree.Node, str]] = [{}]
        self._within = within
        """How many lists are being gone through around what is written just now."""

    def new(self, letter: str) -> str:
        self._number += 1
        return f"{letter}{self._number}"

    def keep(self, trees: Iterable[tree.Node]) -> None:
        """What is derived and stands in these trees more than once is worked out once."""
        times = Counter(node for one in trees for node in _costly(one))
        self._kept[-1].update({node: self.new("d") for node, often in times.items() if often > 1})

    @property
    def unread(self) -> list[str]:
        """That nothing of what is kept has been read yet: for the head of the function at hand."""
        return [f"{name} = UNREAD" for name in self._kept[-1].values()]

    def forget(self) -> None:
        """The end of a function: what was kept in it is not known to the next."""
        self._kept[-1].clear()

    def text(self, node: tree.Node) -> str:
        """A node as a Python expression."""
        kept = self._kept[-1].get(node)
        if kept is not None:
            return f"({kept} if {kept} is not UNREAD else ({kept} := {self._text(node)}))"
        return self._text(node)

    def _text(self, node: tree.Node) -> str:
        match node:
            case tree.Constant(value):
                return self._constant(value)
            case tree.FactOf():
                return self._fact(node)
            case tree.PolicyValue(name, info):
                return f"derived(policy, {name!r})" if info.derived else f"policy.{name}"
            case tree.Filing():
                return "on"
            case tree.Awaited():
                return "UNKNOWN"
            case tree.Arithmetic(sign, left, right) | tree.Comparison(sign, left, right):
                return f"({self.text(left)} {sign} {self.text(right)})"
            case tree.And(parts):
                return self._kleene([self.text(part) for part in parts], "False", "True")
            case tree.Or(parts):
                return self._kleene([self.text(part) for part in parts], "True", "False")
            case tree.Not(tree.Comparison(order, left, right)):
                return f"({self.text(left)} {_OPPOSITE[order]} {self.text(right)})"
            case tree.Not(tree.Not(part)):
                return self.text(part)
            case tree.Not(part):
                v = self.new("v")
                return f"(not {v} if ({v} := {self.text(part)}) is not UNKNOWN else UNKNOWN)"
            case tree.Pick(condition, yes, no):
                v, first, second = self.new("v"), self.text(yes), self.text(no)
                both = f"pick(UNKNOWN, {first}, {second})"
                asked = f"({v} := {self.text(condition)})"
                return f"({first} if {asked} is True else {second} if {v} is False else {both})"
            case tree.OneOf(value, options):
                return self._one_of(value, options)
            case tree.Said(value):
                return f"(UNKNOWN if settled({self.text(value)}) is UNKNOWN else True)"
            case tree.ShareLimit(order, part, whole, share):
                v = self.new("v")
                sides = f"{self.text(part)} * {v}.denominator {order} {self.text(whole)} * {v}.numerator"
                held = f"(UNKNOWN if ({v} := {self.text(share)}) is UNKNOWN else {sides})"
                return self._or_of_one_list(node, held) if may_be_of_one_list(node) else held
            case tree.Together(parts):
                return f"together(({''.join(f'{self.text(part)}, ' for part in parts)}))"
            case tree.Same(left, right) if not (_may_be_partly_known(left) or _may_be_partly_known(right)):
                v, w = self.new("v"), self.new("w")
                unknown = f"({v} := {self.text(left)}) is UNKNOWN or ({w} := {self.text(right)}) is UNKNOWN"
                return f"(UNKNOWN if {unknown} else {v} == {w})"
            case tree.Agreed(ways):
                return self._agreed([self.text(way) for way in ways])
            case tree.Shifted(day, months, last):
                return f"shifted({self.text(day)}, {self.text(months)}, {last})"
            case tree.ShareOf(whole, share, rounding):
                return f"share_of({self.text(whole)}, {self.text(share)}, {rounding!r})"
            case tree.Total() | tree.Distinct() | tree.Some():
                return self._loop(node)
            case _:
                parts = tree.parts_of(node)
                return f"{_CALLED[type(node)]}({', '.join(map(self.text, parts))})"

    def _constant(self, value: Any) -> str:
        if type(value) in (int, str, bool):
            return repr(value)
        name = self.new("k")
        self.names[name] = value
        return name

    def _fact(self, node: tree.FactOf) -> str:
        holder, info = f"i{node.level}" if node.level else "subject", node.info
        *within, last = node.path or ("",)
        for name in within:
            v = self.new("v")
            holder = f"({v}.{name} if ({v} := {holder}) is not UNKNOWN else UNKNOWN)"
        if not last:
            text = holder
        elif info.derived:
            text = f"derived({holder}, {last!r})"
        elif within or node.level:
            v = self.new("v")
            text = f"({v}.{last} if ({v} := {holder}) is not UNKNOWN else UNKNOWN)"
        else:
            text = f"{holder}.{last}"
        bounds = knowing.bounds_of(info)
        surely = not (info.may_be_unknown or info.derived or within or node.level)
        if bounds is UNKNOWN or surely:
            return text
        v = self.new("v")
        return f"({v} if ({v} := {text}) is not UNKNOWN else {self._constant(bounds)})"

    def _one_of(self, value: tree.Node, options: Any) -> str:
        number = isinstance(value, tree.FactOf) and value.info.type == "int"
        if isinstance(options, tree.PolicyValue):
            if number or not isinstance(value, tree.FactOf):
                return f"one_of({self.text(value)}, {self.text(options)})"
            v, w = self.new("v"), self.new("v")
            unknown = f"({v} := {self.text(value)}) is UNKNOWN or ({w} := {self.text(options)}) is UNKNOWN"
            return f"(UNKNOWN if {unknown} else True if {v} in {w} else UNKNOWN if UNKNOWN in {w} else False)"
        if number or not isinstance(value, tree.FactOf):
            return f"one_of({self.text(value)}, {self._constant(options)})"
        v = self.new("v")
        held = f"== {self._constant(options[0])}" if len(options) == 1 else f"in {self._constant(options)}"
        return f"(UNKNOWN if ({v} := {self.text(value)}) is UNKNOWN else {v} {held})"

    def _kleene(self, texts: list[str], decides: str, neutral: str) -> str:
        """``and`` or ``or``: a part that decides does, else one that is unknown leaves it unknown."""
        answer = texts[-1]
        for text in reversed(texts[:-1]):
            v, w = self.new("v"), self.new("v")
            rest = f"{w} if ({w} := {answer}) is not {neutral} else {v}"
            answer = f"({decides} if ({v} := {text}) is {decides} else {rest})"
        return answer

    def _or_of_one_list(self, node: tree.ShareLimit, held: str) -> str:
        """A share of totals over one list: where it is open, what it comes to item by item."""
        v, name = self.new("v"), self.new("f")
        self.names[name] = lambda subject, policy, on, *items: of_one_list(
            node, Case(subject, policy, on), items, counted
        )
        arguments = ", ".join(
            ["subject", "policy", "on", *(f"i{level + 1}" for level in range(self._within))]
        )
        return f"({v} if ({v} := {held}) is not UNKNOWN else {name}({arguments}))"

    def _agreed(self, ways: list[str]) -> str:
        """The first way that is known; only where none is, what all of them leave open."""
        names = [self.new("v") for _ in ways]
        text = f"agreed(({''.join(f'{name}, ' for name in names)}))"
        for name, way in reversed(list(zip(names, ways, strict=True))):
            known = f"({name} := {way}) is not UNKNOWN and {name}.__class__ is not Between"
            text = f"({name} if {known} else {text})"
        return text

    def _loop(self, node: _List) -> str:
        """The call of a function that goes through the list."""
        around = [f"i{outer}" for outer in range(1, node.level)]
        arguments = ["subject", "policy", "on", *around]
        # By its identity: two lists of one name in different records are equal as nodes, and are two lists.
        name = self._loops.get(id(node))
        if name is None:
            name = self._loops[id(node)] = self.new("f")
            self._kept.append({})
            within, self._within = self._within, node.level
            lines = list(self._loop_lines(node))
            self._within = within
            self._kept.pop()
            self.functions.append("\n".join([f"def {name}(items, {', '.join(arguments)}):", *lines]))
        listed = self.text(node.items)
        if isinstance(node.items, tree.FactOf | tree.PolicyValue) and node.items.info.type == "map":
            v = self.new("v")
            listed = f"({v}.values() if ({v} := {listed}) is not UNKNOWN else UNKNOWN)"
        return f"{name}({listed}, {', '.join(arguments)})"

    def _loop_lines(self, node: _List) -> Iterator[str]:
        item, holds = f"i{node.level}", self.text(node.where)
        amount = "UNKNOWN" if isinstance(node, tree.Some) else self.text(node.of)
        kind = type(node).__name__.lower()
        always = node.where == tree.Constant(True)
        yield "    if items is UNKNOWN:"
        yield f"        {item} = UNKNOWN"
        most = tree.list_of(node).info.most_items
        yield f"        return of_unknown_list({kind!r}, {holds}, {amount}, {most})"
        match node:
            case tree.Some():
                yield "    answer = False"
                joined = _joined(node.where, node.level)
                if joined is None:
                    yield f"    for {item} in items:"
                else:  # most items are those of another key: they are passed over at once
                    name, other = joined
                    yield f"    key = {self.text(other)}"
                    yield f"    for {item} in items:"
                    yield f"        if {item} is not UNKNOWN and (k := {item}.{name}) != key:"
                    yield "            if k is not UNKNOWN and key is not UNKNOWN: continue"
                yield f"        if (w := {holds}) is True: return True"
                yield "        if w is UNKNOWN: answer = UNKNOWN"
                yield "    return answer"
            case tree.Total(_, tree.Constant(1)) if always:
                yield "    return len(items)"
            case tree.Total():
                yield "    answer = 0"
                yield f"    for {item} in items:"
                if always:
                    yield f"        answer = answer + {amount}"
                else:
                    yield f"        if (w := {holds}) is True: answer = answer + {amount}"
                    yield f"        elif w is UNKNOWN: answer = answer + either(0, {amount})"
                yield "    return answer"
            case tree.Distinct():
                yield "    values = []"
                yield f"    for {item} in items:"
                yield f"        if (w := {holds}) is not False: values.append((w, settled({amount})))"
                yield "    return distinct(values)"


def _joined(where: tree.Node, level: int) -> tuple[str, tree.FactOf] | None:
    """The fact of an item, and what it must be the same as, where that is asked of each item first."""
    first = where.parts[0] if isinstance(where, tree.And) else where
    match first:
        case tree.Same(tree.FactOf() as left, tree.FactOf() as right) if not (
            _may_be_partly_known(left) or _may_be_partly_known(right)
        ):
            for one, other in ((left, right), (right, left)):
                plain = one.level == level and len(one.path) == 1 and not one.info.derived
                if plain and other.level < level:
                    return one.path[0], other
    return None


def _may_be_partly_known(node: tree.Node) -> bool:
    """Whether it may be a number between two, or unknown inside: it is compared otherwise than a text."""
    return not isinstance(node, tree.FactOf) or node.info.type in ("int", "list", "map", "record")


def _costly(node: tree.Node) -> Iterator[tree.Node]:
    """Each part of a subject's tree that is worth keeping, as often as it would be worked out."""
    if (isinstance(node, tree.FactOf) and node.info.derived and not node.level) or (
        isinstance(node, tree.PolicyValue) and node.info.derived
    ):
        yield node
    elif isinstance(node, tree.Total | tree.Distinct | tree.Some):
        if node.level == 1:
            yield node
        yield from _costly(node.items)
    else:
        for part in tree.parts_of(node):
            yield from _costly(part)
