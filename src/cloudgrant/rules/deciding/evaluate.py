"""Reading a tree against objects: one node at a time, in Kleene logic.

The compiled judge (:mod:`cloudgrant.rules.deciding.compiled`) gives the same answers faster; this walk is
for all that looks inside a rule: margins, missing facts, remedies.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from cloudgrant.rules.writing import helpers, tree
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["ON", "Case", "fact_value", "leaves_read", "value_of"]

ON = ("@on",)
"""The path under which a case assumes another date of filing; no fact can have it."""

_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
}


@attrs.frozen
class Case:
    """What a tree is read against: a subject, a policy, and the date of filing.

    ``assumed`` facts take the place of the subject's own, by path: what if this one were different?
    """

    subject: Any
    policy: Any
    on: Fact[date] = UNKNOWN
    assumed: Mapping[tuple[str, ...], Any] = attrs.field(factory=dict)

    def assuming(self, changes: Mapping[tuple[str, ...], Any]) -> Case:
        """The same case with other values for some facts."""
        return attrs.evolve(self, assumed={**self.assumed, **changes}) if changes else self


def fact_value(subject: Any, path: tuple[str, ...]) -> Any:
    """The value of a fact by its path of names; of a subject that is unknown every fact is."""
    if subject is UNKNOWN:
        return UNKNOWN
    for name in path:
        subject = getattr(subject, name)
    return subject


def value_of(node: tree.Node, case: Case) -> Any:
    """What a node comes to in a case; ``UNKNOWN`` where the facts do not settle it."""
    match node:
        case tree.Constant(value):
            return value
        case tree.FactOf(path, _):
            return case.assumed[path] if path in case.assumed else fact_value(case.subject, path)
        case tree.PolicyValue(name, _):
            return getattr(case.policy, name)
        case tree.Filing():
            return case.assumed.get(ON, case.on)
        case tree.Arithmetic(sign, left, right) | tree.Comparison(sign, left, right):
            return _OPERATORS[sign](value_of(left, case), value_of(right, case))
        case tree.And(parts):
            return helpers.every(value_of(part, case) for part in parts)
        case tree.Or(parts):
            return helpers.some(value_of(part, case) for part in parts)
        case tree.Not(part):
            return helpers.no(value_of(part, case))
        case tree.Lesser(left, right):
            return helpers.lesser(value_of(left, case), value_of(right, case))
        case tree.Pick(condition, yes, no):
            return helpers.pick(value_of(condition, case), value_of(yes, case), value_of(no, case))
        case tree.OneOf(value, options):
            listed = value_of(options, case) if isinstance(options, tree.PolicyValue) else options
            return helpers.one_of(value_of(value, case), listed)
        case tree.AnyOf(items, options):
            return helpers.any_of(value_of(items, case), value_of(options, case))
        case tree.AllOf(items, options):
            return helpers.all_of(value_of(items, case), value_of(options, case))
        case tree.SumAtMost(limit, parts):
            return helpers.sum_at_most(value_of(limit, case), *(value_of(part, case) for part in parts))
        case tree.ShareLimit(order, part, whole, share):
            compare = helpers.share_at_most if order == "<=" else helpers.share_at_least
            return compare(value_of(part, case), value_of(whole, case), value_of(share, case))


def leaves_read(node: tree.Node, case: Case) -> Iterator[tree.FactOf | tree.PolicyValue | tree.Filing]:
    """Each distinct leaf of a tree, in reading order, without those of a choice that was not taken."""
    seen: set[tree.Node] = set()
    pending = [node]
    while pending:
        current = pending.pop(0)
        if isinstance(current, tree.FactOf | tree.PolicyValue | tree.Filing):
            if current not in seen:
                seen.add(current)
                yield current
        elif isinstance(current, tree.Pick) and (picked := value_of(current.condition, case)) is not UNKNOWN:
            pending[:0] = (current.condition, current.yes if picked else current.no)
        else:
            pending[:0] = tree.parts_of(current)
