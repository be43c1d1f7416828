"""Several changes together, where no single one makes a comparison come out as wanted: how few are enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from cloudgrant.rules.explaining.supposing import Changes, Supposed
from cloudgrant.rules.writing import tree
from cloudgrant.values.between import Between, least_of, most_of
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Step", "as_few_as_do", "steps_nearer", "together"]


class Step(NamedTuple):
    """Changes that bring a comparison nearer to what is wanted, and by how much."""

    nearer: int
    changes: Changes


def steps_nearer(
    node: tree.Comparison | tree.ShareLimit, wanted: bool, at: Supposed, all_changes: Iterable[Changes]
) -> list[Step]:
    """Those changes that help by themselves, the greatest help first."""
    room = _room(node, wanted, at)
    found = []
    for changes in all_changes:
        then = at.trying(changes)
        further = UNKNOWN if then is None else _room(node, wanted, then)
        if room is UNKNOWN or further is UNKNOWN or (further <= room and not _adds_up(node)):
            at.effort.leave_out()  # it may help beside others
        elif further > room:
            found.append(Step(further - room, changes))
    return sorted(found, key=lambda step: -step.nearer)


def as_few_as_do(
    node: tree.Comparison | tree.ShareLimit, wanted: bool, at: Supposed, steps: Sequence[Step]
) -> Sequence[Step] | None:
    """The steps that are enough together, the greatest first; ``None`` where all of them are not."""
    few, enough = 0, len(steps)
    if _of_all(steps, at).value(node) is not wanted:
        return None
    while enough - few > 1:
        middle = (few + enough) // 2
        if _of_all(steps[:middle], at).value(node) is wanted:
            enough = middle
        else:
            few = middle
    taken, gained = steps[:enough], _room(node, wanted, _of_all(steps[:enough], at)) - _room(node, wanted, at)
    return taken if gained == sum(step.nearer for step in taken) else _each_helping(node, wanted, at, steps)


def _each_helping(
    node: tree.Comparison | tree.ShareLimit, wanted: bool, at: Supposed, steps: Sequence[Step]
) -> Sequence[Step] | None:
    """The same without the steps that do what one before them has done."""
    taken: list[Step] = []
    room = _room(node, wanted, at)
    for step in steps:
        then = at.trying(step.changes) or at
        further = _room(node, wanted, then)
        if further > room:
            at, room = then, further
            taken.append(step)
            if at.value(node) is wanted:
                return taken
    return None


def _of_all(steps: Iterable[Step], at: Supposed) -> Supposed:
    for step in steps:
        at = at.trying(step.changes) or at
    return at


def together(steps: Iterable[Step]) -> Changes:
    """The changes of several steps; where two touch one fact, those of the later."""
    return {place: new for step in steps for place, new in step.changes.items()}


def _room(node: tree.Comparison | tree.ShareLimit, wanted: bool, at: Supposed) -> Any:
    """How far the sides of a comparison surely are apart: the more, the better it is as wanted."""
    if isinstance(node, tree.ShareLimit):
        part, whole, share = at.known(node.part), at.known(node.whole), at.value(node.share)
        if UNKNOWN in (part, whole, share):
            return UNKNOWN
        left, right = _times(part, share.denominator), _times(whole, share.numerator)
    else:
        left, right = _times(at.known(node.left), 1), _times(at.known(node.right), 1)
        if UNKNOWN in (left, right):
            return UNKNOWN
    if (node.order in ("<=", "<")) is wanted:
        return least_of(right) - most_of(left)
    return least_of(left) - most_of(right)


def _times(number: Any, factor: int) -> Any:
    if number is UNKNOWN:
        return UNKNOWN
    if isinstance(number, Between):
        return Between(number.least * factor, number.most * factor)
    return (number.toordinal() if isinstance(number, date) else number) * factor


def _adds_up(node: tree.Node) -> bool:
    """Whether what does not help by itself does not help beside others either."""
    match node:
        case tree.Comparison(_, left, right) | tree.Arithmetic("+" | "-", left, right):
            return _adds_up(left) and _adds_up(right)
        case tree.Arithmetic("*", left, right):
            return any(isinstance(one, tree.Constant | tree.PolicyValue) for one in (left, right)) and (
                _adds_up(left) and _adds_up(right)
            )
        case tree.ShareLimit(_, part, whole, share):
            return all(map(_adds_up, (part, whole, share)))
        case tree.Total(_, of):
            return _adds_up(of)
        case tree.FactOf() | tree.PolicyValue() | tree.Constant() | tree.Filing():
            return True
        case _:
            return False
