"""Whether one truth surely holds where another does, whatever the facts are: each under its own policy."""

from __future__ import annotations

from typing import Any

from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.rules.writing.ranges import range_of
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["at_most", "implied", "same"]


def same(first: tree.Node, policy: Any, second: tree.Node, other: Any) -> bool:
    """Whether two trees say the same, numbers included."""
    return first == second and all(
        getattr(policy, leaf.name) == getattr(other, leaf.name)
        for leaf in tree.leaves(first)
        if isinstance(leaf, tree.PolicyValue)
    )


def implied(first: tree.Node, policy: Any, second: tree.Node, other: Any) -> bool:
    """Whether the second surely holds where the first does, whatever the facts are."""

    def follows(one: tree.Node, two: tree.Node) -> bool:
        return same(one, policy, two, other) or implied(one, policy, two, other)

    match first, second:
        case tree.Or(parts), _:
            return all(follows(part, second) for part in parts)
        case _, tree.And(parts):
            return all(follows(first, part) for part in parts)
        case (tree.And() | tree.Agreed(), _) | (_, tree.Or() | tree.Agreed()):
            return any(follows(part, second) for part in _any_of(first, tree.And)) or any(
                follows(first, part) for part in _any_of(second, tree.Or)
            )
        case tree.Comparison(), tree.Comparison():
            return _still_within(_upward(first), policy, _upward(second), other)
        case tree.OneOf(value, options), tree.OneOf(other_value, other_options):
            return same(value, policy, other_value, other) and _within(options, policy, other_options, other)
        case tree.AnyOf(items, options), tree.AnyOf(other_items, other_options):
            return items == other_items and _within(options, policy, other_options, other)
        case tree.AllOf(items, options), tree.AllOf(other_items, other_options):
            return items == other_items and _within(other_options, other, options, policy)
        case tree.ShareLimit(order), tree.ShareLimit(again):
            return order == again and _share_still_kept(first, policy, second, other)
        case tree.Not(part), tree.Not(other_part):
            return implied(other_part, other, part, policy)
        case tree.Some(items, where), tree.Some(other_items, other_where):
            return _items_within(items, policy, other_items, other) and follows(where, other_where)
        case _:
            return False


def _any_of(node: tree.Node, kind: type[tree.And | tree.Or]) -> tuple[tree.Node, ...]:
    """What is as good as the node, or better, each by itself: its parts, or the ways in which it is told."""
    if isinstance(node, kind):
        return node.parts
    return node.ways if isinstance(node, tree.Agreed) else ()


def _items_within(items: tree.Node, policy: Any, others: tree.Node, other: Any) -> bool:
    """Whether a list has no item that another does not have: it is the same, or both are of the policy."""
    if same(items, policy, others, other):
        return True
    if not isinstance(items, tree.PolicyValue) or not isinstance(others, tree.PolicyValue):
        return False
    listed, wider = _listed(items, policy), _listed(others, other)
    return listed is not UNKNOWN and wider is not UNKNOWN and all(item in wider for item in listed)


def _share_still_kept(first: tree.ShareLimit, policy: Any, second: tree.ShareLimit, other: Any) -> bool:
    """Whether a part that is within a share of a whole is so by the second text too."""
    shares = value_of(first.share, Case(None, policy)), value_of(second.share, Case(None, other))
    if UNKNOWN in shares or not same(first.part, policy, second.part, other):
        return False
    if not same(first.whole, policy, second.whole, other):
        return False
    # Of a whole that is less than nothing, a larger share is less.
    wider = shares[0] <= shares[1] if first.order == "<=" else shares[0] >= shares[1]
    return shares[0] == shares[1] or bool(wider and never_negative(first.whole))


def never_negative(node: tree.Node) -> bool:
    """Whether an amount is at least nothing by what is declared of its facts, whatever they are."""
    return range_of(node, by=body_in).least >= 0


def _upward(node: tree.Comparison) -> tree.Comparison:
    """The comparison with the lesser side first."""
    if node.order in ("<=", "<"):
        return node
    return tree.Comparison("<=" if node.order == ">=" else "<", node.right, node.left)


def _still_within(first: tree.Comparison, policy: Any, second: tree.Comparison, other: Any) -> bool:
    lower = at_most(second.left, other, first.left, policy)
    upper = at_most(first.right, policy, second.right, other)
    if (first.order, second.order) != ("<=", "<"):
        return lower and upper
    # From "at most" to "less than" something has to give.
    return (lower and upper) and (
        _less(second.left, other, first.left, policy) or _less(first.right, policy, second.right, other)
    )


def _within(options: Any, policy: Any, others: Any, other: Any) -> bool:
    listed, wider = _listed(options, policy), _listed(others, other)
    return listed is not UNKNOWN and wider is not UNKNOWN and set(listed) <= set(wider)


def _listed(options: Any, policy: Any) -> Any:
    return getattr(policy, options.name) if isinstance(options, tree.PolicyValue) else options


def _known(node: tree.Node, policy: Any) -> Any:
    """What an amount without facts comes to; unknown where there are facts, or it is not published."""
    return UNKNOWN if _reads_facts(node) else value_of(node, Case(None, policy))


def _reads_facts(node: tree.Node, level: int = 0) -> bool:
    """Whether a tree reads facts: of the subject, or of an item of a list that is gone through around it.

    Of the lists down to ``level`` the tree itself goes through, which are of the policy, the items are none.
    """
    match node:
        case tree.FactOf():
            return node.level == 0 or node.level > level
        case tree.Filing():
            return True
        case tree.Total() | tree.Distinct() | tree.Some():
            items, *inside = tree.parts_of(node)
            return _reads_facts(items, level) or any(_reads_facts(part, node.level) for part in inside)
        case _:
            return any(_reads_facts(part, level) for part in tree.parts_of(node))


def _less(first: tree.Node, policy: Any, second: tree.Node, other: Any) -> bool:
    one, two = _known(first, policy), _known(second, other)
    return type(one) is type(two) and one is not UNKNOWN and bool(one < two)


def at_most(first: tree.Node, policy: Any, second: tree.Node, other: Any) -> bool:
    """Whether the first amount or date is at most the second, whatever the facts are."""
    if same(first, policy, second, other):
        return True
    one, two = _known(first, policy), _known(second, other)
    if one is not UNKNOWN and two is not UNKNOWN:
        return type(one) is type(two) and bool(one <= two)

    def below(left: tree.Node, right: tree.Node) -> bool:
        return at_most(left, policy, right, other)

    match first, second:
        case _, tree.Lesser(left, right):
            return below(first, left) and below(first, right)
        case tree.Lesser(left, right), _:
            return below(left, second) or below(right, second)
        case tree.Arithmetic("+", left, right), tree.Arithmetic("+", left_2, right_2) if below(
            left, left_2
        ) and below(right, right_2):
            return True
        case _, tree.Arithmetic("+", left, right):
            # Something is added that is surely not negative.
            pairs = ((left, right), (right, left))
            return any(_adds(added, other) and below(first, rest) for rest, added in pairs)
        case tree.Arithmetic("-", left, right), tree.Arithmetic("-", left_2, right_2):
            return below(left, left_2) and at_most(right_2, other, right, policy)
        case tree.Arithmetic("//", left, by), tree.Arithmetic("//", left_2, by_2):
            return by == by_2 and below(left, left_2)
        case tree.ShareOf(whole, share, rounding), tree.ShareOf(whole_2, share_2, rounding_2):
            # Of an amount that may be negative, a larger share may be less.
            alike = rounding == rounding_2 and same(share, policy, share_2, other)
            return alike and below(whole, whole_2)
        case tree.Shifted(day, months, last), tree.Shifted(day_2, months_2, last_2):
            return last == last_2 and below(day, day_2) and below(months, months_2)
        case tree.Total(items, of, where), tree.Total(items_2, of_2, where_2):
            if not same(items, policy, items_2, other) or not below(of, of_2):
                return False
            # More items that count make more, where none of them is less than nothing.
            return same(where, policy, where_2, other) or (
                never_negative(of_2) and implied(where, policy, where_2, other)
            )
        case tree.Distinct(items, of, where), tree.Distinct(items_2, of_2, where_2):
            alike = same(items, policy, items_2, other) and same(of, policy, of_2, other)
            return alike and implied(where, policy, where_2, other)
        case tree.Entry(table, key), tree.Entry(table_2, key_2):
            return same(key, policy, key_2, other) and _all_within(
                _known(table, policy), _known(table_2, other)
            )
        case tree.Pick(condition, yes, no), tree.Pick(condition_2, yes_2, no_2) if same(
            condition, policy, condition_2, other
        ):
            return below(yes, yes_2) and below(no, no_2)
        case tree.Pick(_, yes, no), _:
            return below(yes, second) and below(no, second)
        case _, tree.Pick(_, yes, no):
            return below(first, yes) and below(first, no)
        case _:
            return False


def _all_within(table: Any, wider: Any) -> bool:
    """Whether no entry of a table is more than that of another, which has the same ones."""
    if table is UNKNOWN or wider is UNKNOWN or table.keys() != wider.keys():
        return False
    pairs = [(table[key], wider[key]) for key in table]
    return all(one is not UNKNOWN and two is not UNKNOWN and one <= two for one, two in pairs)


def _adds(node: tree.Node, policy: Any) -> bool:
    """Whether an amount is surely not negative: by its declaration, or as the policy says it."""
    amount = _known(node, policy)
    return (isinstance(amount, int) and amount >= 0) or never_negative(node)
