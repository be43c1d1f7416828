"""What could be answered to a question: one answer on either side of everything that turns on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cloudgrant.guide.outlook import Lens, Outlook
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.paths import Path
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["outlooks_after"]


def outlooks_after(outlook: Outlook, path: Path) -> tuple[Outlook, ...]:
    """The different outlooks that answers to one question lead to; none where no answer can be made up."""
    found: dict[Any, Outlook] = {}
    for value in _answers(outlook, path, outlook.info(path)):
        after = outlook.after(path, value)
        if after is not None:
            found.setdefault(after.standings, after)
    return tuple(found.values())


def _answers(outlook: Outlook, path: Path, info: FactInfo) -> Iterator[Any]:
    match info.type:
        case "bool":
            yield from (option == "True" for option, _ in info.options) if info.options else (True, False)
        case "text" if info.options:
            yield from (option for option, _ in info.options)
        case "int":
            yield from _around([n for n in _limits(outlook, path) if type(n) is int], info)
        case "date":
            for day in sorted({day for day in _limits(outlook, path) if isinstance(day, date)}):
                yield from (day - timedelta(1), day, day + timedelta(1))
        case "share":
            shares = {Share("0/1"), Share("1/1"), *_limits(outlook, path)}
            yield from sorted(share for share in shares if isinstance(share, Share))
        case "text":
            yield from dict.fromkeys(text for text in _limits(outlook, path) if isinstance(text, str))
        case "list":
            yield ()
            yield from ((item,) for item in dict.fromkeys(_limits(outlook, path)) if _is_item(item, info))
        case _:
            return


def _is_item(value: Any, info: FactInfo) -> bool:
    return info.item is not None and info.item.type == "text" and isinstance(value, str)


def _around(limits: list[int], info: FactInfo) -> Iterator[int]:
    least = info.least if info.least is not None else -MOST_DOLLARS
    most = info.most if info.most is not None else MOST_DOLLARS
    near = {limit + shift for limit in limits for shift in (-info.step, 0, info.step)} or {max(least, 0)}
    yield from (number for number in sorted(near) if least <= number <= most)


def _limits(outlook: Outlook, path: Path) -> Iterator[Any]:
    """Every policy value and constant that a rule waiting for the fact holds things against."""
    for lens, standing in zip(outlook.lenses, outlook.standings, strict=True):
        for rule, asked in zip(lens.rules, standing.asked, strict=False):
            if path in asked:
                for node in (rule.holds, rule.applies):
                    if node is not None:
                        yield from _values(node, lens)


def _values(node: tree.Node, lens: Lens) -> Iterator[Any]:
    match node:
        case tree.Constant(value):
            yield value
        case tree.PolicyValue(name, _):
            value = getattr(lens.policy, name)
            if isinstance(value, tuple):
                yield from value
            elif value is not UNKNOWN:
                yield value
        case tree.OneOf(value, tuple() as options):
            yield from options
            yield from _values(value, lens)
        case _:
            for part in tree.parts_of(node):
                yield from _values(part, lens)
