"""A condition as a rule would say it, in one line: what tells the conditions of a rule apart."""

from __future__ import annotations

from cloudgrant.rules.writing import tree
from cloudgrant.values.shown import shown

__all__ = ["as_written"]


def as_written(node: tree.Node) -> str:
    """A tree in the words that rules are written in; of an item of a list, its facts by their names.

    >>> import cloudgrant as cg
    >>> as_written(cg.points.traced("points.applicant.factory").holds)
    "one_of(factory, 'registered', 'exempt')"
    """
    match node:
        case tree.Constant(value):
            return shown(value) if isinstance(value, str) else str(value)
        case tree.FactOf(path):
            return ".".join(path) or "item"
        case tree.PolicyValue(name):
            return f"policy.{name}"
        case tree.Filing():
            return "on"
        case tree.Awaited(clause):
            return f"awaited({clause})"
        case tree.Arithmetic(sign, left, right) | tree.Comparison(sign, left, right):
            return f"{_within(left)} {sign} {_within(right)}"
        case tree.And(parts) | tree.Or(parts):
            return (" & " if isinstance(node, tree.And) else " | ").join(map(_within, parts))
        case tree.Not(part):
            return f"no({as_written(part)})"
        case tree.Total(items, of, where) if of == tree.Constant(1):
            return _called("count", items, where)
        case tree.Total(items, of, where) | tree.Distinct(items, of, where):
            return _called(type(node).__name__.lower(), items, of, where)
        case tree.OneOf(value, tuple() as options):
            return f"one_of({', '.join([as_written(value), *map(repr, options)])})"
        case tree.ShareLimit(order, part, whole, share):
            return _called("share_at_most" if order == "<=" else "share_at_least", part, whole, share)
        case tree.Shifted(day, months, last):
            return _called("term_end" if last else "months_after", day, months)
        case tree.Entry(table, key):
            return f"{as_written(table)}[{as_written(key)}]"
        case _:
            return _called(_WORDS.get(type(node), type(node).__name__.lower()), *tree.parts_of(node))


_WORDS: dict[type[object], str] = {
    tree.OneOf: "one_of",
    tree.AnyOf: "any_of",
    tree.AllOf: "all_of",
    tree.ShareOf: "share_of",
}


def _called(word: str, *parts: tree.Node) -> str:
    return f"{word}({', '.join(as_written(part) for part in parts if part != tree.Constant(True))})"


def _within(node: tree.Node) -> str:
    said = as_written(node)
    compound = isinstance(node, tree.Arithmetic | tree.Comparison | tree.And | tree.Or)
    return f"({said})" if compound else said
