"""How a rule is spelt, and the digest of it: what a receipt keeps of a rule.

A tree is spelt in lists of words and values, never in names of classes or modules: the words below are the
format of receipts. A class may be renamed; a word never.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cloudgrant.rules.records.fact_info import MOST_ITEMS, FactInfo
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.values.canonical import digest
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["FORM", "rule_digest", "spelt", "valued"]

FORM = 3
"""The version of this spelling; a receipt bears it.

In the first, names of classes were part of a digest; in the second, formulas of derived facts were not.
"""


def rule_digest(traced: TracedRule) -> str:
    """The digest of what a rule says: its trees, its force and what it is about; not its wording."""
    rule = traced.rule
    said = {"holds": spelt(traced.holds), "force": rule.force, "over": traced.over, "rule": rule.id}
    return digest(said if traced.applies is None else {**said, "applies": spelt(traced.applies)})


def spelt(node: tree.Node) -> list[Any]:
    """A tree as plain lists of words, numbers and texts, whatever its classes are called.

    A fact or a policy's value goes by its name, with its type, and a number by its bounds too: they settle
    what is unknown. The options of ``one of`` stand in order, each once.

    >>> import cloudgrant as cg
    >>> spelt(cg.listing.traced("listing.vendor.no-violation/taxes").holds)
    ['not', ['fact', 'vendor', 'tax_owed', 'bool']]
    """
    match node:
        case tree.Constant(value):
            return ["value", *valued(value)]
        case tree.FactOf(path, info, 0):
            return ["fact", *path, *_declared(info)]
        case tree.FactOf(path, info, level):
            return ["item", level, *path, *_declared(info)]
        case tree.PolicyValue(name, info):
            return ["policy", name, *_declared(info)]
        case tree.Total(items, of, where) | tree.Distinct(items, of, where):
            return [_word(node), node.level, spelt(items), spelt(of), spelt(where)]
        case tree.Some(items, where):
            return [_word(node), node.level, spelt(items), spelt(where)]
        case tree.Filing():
            return ["on"]
        case tree.Awaited(clause, _):
            return ["awaited", clause]
        case tree.OneOf(value, tuple() as options):
            return ["one of", spelt(value), *sorted(valued(option) for option in {*options})]
        case _:
            return [_word(node), *map(spelt, tree.parts_of(node))]


def _word(node: tree.Node) -> str:
    match node:
        case tree.Arithmetic(sign, _, _) | tree.Comparison(sign, _, _):
            return sign
        case tree.ShareLimit(order, _, _, _):
            return f"share {order}"
        case tree.ShareOf(_, _, rounding):
            return f"share {rounding}"
        case tree.Shifted(_, _, True):
            return "term end"
        case _:
            return _WORDS[type(node)]


_WORDS: Mapping[type, str] = MappingProxyType(
    {
        tree.And: "and",
        tree.Or: "or",
        tree.Not: "not",
        tree.Lesser: "lesser",
        tree.Pick: "pick",
        tree.OneOf: "one of",
        tree.AnyOf: "any of",
        tree.AllOf: "all of",
        tree.Total: "total",
        tree.Distinct: "distinct",
        tree.Together: "together",
        tree.Some: "some",
        tree.Same: "same",
        tree.Said: "said",
        tree.Agreed: "agreed",
        tree.Shifted: "months after",
        tree.Entry: "entry",
        tree.ShareOf: "share of",
    }
)


def _declared(info: FactInfo) -> list[Any]:
    """What of a declaration decides: the type, and between what a number lies; and a derived fact's formula.

    Of an opaque one, the revision that its declaration bears, and what it reads: a changed body changes that.
    """
    if info.derived and info.owner is not None:
        body = body_in(info)
        if body is not None:
            return ["by", spelt(body)]
        return ["opaque", info.opaque, *info.reads, *_typed(info)]
    return _typed(info)


def _typed(info: FactInfo) -> list[Any]:
    if info.type == "int":
        return ["int", info.least, info.most]
    many = [] if info.most_items == MOST_ITEMS else [info.most_items]
    if info.type == "list" and info.item is not None:
        return ["list", *many, *_typed(info.item)]
    return [info.type, *many]


def valued(value: Any) -> list[Any]:
    """A value with its type, so that a text of digits is not a date, and 1 is not yes."""
    if value is UNKNOWN:
        return ["unknown"]
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", value]
    if isinstance(value, str):
        return ["text", value]
    return ["share", str(value)] if isinstance(value, Share) else ["date", value.isoformat()]
