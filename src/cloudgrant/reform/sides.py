"""What is read side by side: two versions of a programme, and what reads them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any, Literal, NamedTuple, TypeAlias

import attrs

from cloudgrant.rules.law.editions import Period
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing import tree

__all__ = [
    "Effect",
    "Held",
    "Reader",
    "Shift",
    "Side",
    "Sure",
    "Term",
    "in_all",
    "in_any",
    "in_several",
]

Effect = Literal["gains", "loses", "same", "may gain", "may lose", "may do either"]
"""How a subject comes out under a reform; the last three are undetermined."""

Sure: TypeAlias = Any
"""A Python truth, or an expression over columns: both know ``&``, ``|`` and a negation."""


@attrs.frozen
class Side:
    """One version: a programme and the policy it decides by."""

    programme: Programme[Any, Any]
    policy: Any


class Held(NamedTuple):
    """The variants by name, and when they are held against each other; ``None``: all at once."""

    period: Period | None
    sides: Mapping[str, Side]


class Term(NamedTuple):
    """A tree about the subject, or about an ``item`` of the list ``over``.

    The item is as a reader has it: ``None`` is the one that stands for all where the list is not known.
    """

    node: tree.Node
    over: str = ""
    item: Any = None


class Shift(NamedTuple):
    """What can be said of a subject: whether it surely gains or loses, and whether it may.

    Some that may gain may become eligible: they ``may_enter``; some that may lose ``may_leave``.
    """

    gains: Sure
    loses: Sure
    may_gain: Sure
    may_lose: Sure
    may_enter: Sure
    may_leave: Sure


class Reader(ABC):
    """Reads trees of either side against a subject, or against every row of a frame.

    ``weighed`` keeps what was asked of the conditions of each side, by its identity: the first is held
    against every other.
    """

    def __init__(self) -> None:
        self.weighed: dict[int, tuple[Side, Any]] = {}

    @abstractmethod
    def may_hold(self, term: Term, policy: Any) -> Sure:
        """Whether the tree is not surely false."""

    @abstractmethod
    def may_fail(self, term: Term, policy: Any) -> Sure:
        """Whether the tree is not surely true."""

    @abstractmethod
    def negated(self, truth: Sure) -> Sure:
        """Not; of truths without a third value."""

    @abstractmethod
    def more(self, left: tuple[tree.Node, Any], right: tuple[tree.Node, Any]) -> tuple[Sure, Sure]:
        """Whether one amount surely is, and whether it may be, more than another."""

    @abstractmethod
    def some(self, over: str, truth: Callable[[Any], Sure]) -> Sure:
        """Whether a truth is of some item of a list; where that is not known, of one of which nothing is."""

    @abstractmethod
    def several(self, over: str, truth: Callable[[Any], Sure]) -> Sure:
        """Whether it is of two items or more."""

    def every(self, over: str, truth: Callable[[Any], Sure]) -> Sure:
        """Whether it is of every item."""
        return self.no(self.some(over, lambda item: self.no(truth(item))))

    def no(self, truth: Sure) -> Sure:
        """Not, of a Python truth or of the reader's own."""
        return not truth if isinstance(truth, bool) else self.negated(truth)


def in_all(truths: Iterable[Sure]) -> Sure:
    """All of them; Python's own truths are settled on the spot."""
    open_: list[Sure] = []
    for truth in truths:
        if truth is False:
            return False
        if truth is not True:
            open_.append(truth)
    return reduce(and_, open_) if open_ else True


def in_any(truths: Iterable[Sure]) -> Sure:
    """At least one of them."""
    open_: list[Sure] = []
    for truth in truths:
        if truth is True:
            return True
        if truth is not False:
            open_.append(truth)
    return reduce(or_, open_) if open_ else False


def in_several(truths: Iterable[Sure]) -> Sure:
    """Two of them or more."""
    one: Sure = False
    two: Sure = False
    for truth in truths:
        two = in_any((two, in_all((one, truth))))
        one = in_any((one, truth))
    return two
