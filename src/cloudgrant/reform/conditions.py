"""What makes eligible: all of some conditions, each of which is one of some terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cloudgrant.reform.sides import Side, Term
from cloudgrant.rules.deciding.evaluate import MOST_KEPT
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.outcome import applies_of, clear_of

__all__ = ["Condition", "conditions"]

Condition = tuple[Term, ...]


def conditions(side: Side, items: Callable[[str], int | None]) -> tuple[Condition, ...]:
    """Every required rule of the application holds where it applies, and some rule does apply."""
    required = [traced for traced in side.programme.traced_at() if traced.rule.force == "required"]
    found: list[Condition] = []
    applying: list[Term] = []
    for traced in required:
        _, clear, applies = _said_by(traced)
        found += [(Term(clear, *place),) for place in _places(traced, items)]
        applying += [Term(applies, *place) for place in _places(traced, items)]
    if not any(term.node == tree.Constant(True) and not term.over for term in applying):
        found.append(tuple(applying))
    return tuple(found)


_SAID: dict[int, tuple[TracedRule, tree.Node, tree.Node]] = {}


def _said_by(traced: TracedRule) -> tuple[TracedRule, tree.Node, tree.Node]:
    """A rule, and when it is clear of a subject and applies to it: the same trees each time it is asked."""
    kept = _SAID.get(id(traced))
    if kept is None:
        if len(_SAID) >= MOST_KEPT:
            _SAID.clear()
        kept = _SAID[id(traced)] = traced, _plain(clear_of(traced)), _plain(applies_of(traced))
    return kept


def _places(traced: TracedRule, items: Callable[[str], int | None]) -> Iterator[tuple[str, int | None]]:
    if not traced.over:
        yield "", None
        return
    count = items(traced.over)
    if count is None:
        yield traced.over, None
    else:
        yield from ((traced.over, index) for index in range(count))


def _plain(node: tree.Node) -> tree.Node:
    """A truth with ``and`` and ``or`` outside and negations inside, next to single comparisons."""
    match node:
        case tree.And(parts):
            return tree.And(tuple(map(_plain, parts)))
        case tree.Or(parts):
            return tree.Or(tuple(map(_plain, parts)))
        case tree.Agreed(ways):
            return tree.Agreed(tuple(map(_plain, ways)))
        case tree.Pick(condition, yes, no):
            return _plain(tree.And((tree.Or((tree.Not(condition), yes)), tree.Or((condition, no)))))
        case tree.Not(tree.Not(part)):
            return _plain(part)
        case tree.Not(tree.And(parts)):
            return tree.Or(tuple(_plain(tree.Not(part)) for part in parts))
        case tree.Not(tree.Or(parts)):
            return tree.And(tuple(_plain(tree.Not(part)) for part in parts))
        case tree.Not(tree.Agreed(ways)):
            return tree.Agreed(tuple(_plain(tree.Not(way)) for way in ways))
        case tree.Not(tree.Pick(condition, yes, no)):
            return _plain(tree.Pick(condition, tree.Not(yes), tree.Not(no)))
        case tree.Not(tree.Comparison(order, left, right)):
            return tree.Comparison(tree.OPPOSITE[order], left, right)
        case tree.Not(tree.Constant(value)):
            return tree.Constant(not value)
        case _:
            return node
