"""What is read side by side: two versions of a programme, and what reads them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any, Literal, NamedTuple, TypeAlias

import attrs

from cloudgrant.rules.law.editions import Period
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing import tree

__all__ = ["Effect", "Found", "Held", "Reader", "Shift", "Side", "Sure", "Term", "in_all", "in_any"]

Effect = Literal["gains", "loses", "same", "may gain", "may lose", "may do either"]
"""How a subject comes out under a reform; the last three are undetermined."""

Sure: TypeAlias = Any
"""A Python truth, or an expression over columns: both know ``&``, ``|`` and a negation."""


@attrs.frozen
class Side:
    """One version: a programme and the policy it decides by."""

    programme: Programme[Any, Any]
    policy: Any


@attrs.frozen
class Found:
    """How many subjects of a group had an effect under a variant, and what their awards change by."""

    variant: str
    group: tuple[Any, ...]
    effect: Effect
    number: int
    award: int


class Held(NamedTuple):
    """The variants by name, and when they are held against each other; ``None``: all at once."""

    period: Period | None
    sides: Mapping[str, Side]


class Term(NamedTuple):
    """A tree and where its subject stands: nowhere in particular, or an item of a list."""

    node: tree.Node
    over: str = ""
    item: int | None = None


class Shift(NamedTuple):
    """What can be said of a subject: whether it surely gains or loses, and whether it may."""

    gains: Sure
    loses: Sure
    may_gain: Sure
    may_lose: Sure


class Reader(ABC):
    """Reads trees of either side against a subject, or against every row of a frame."""

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
    def items(self, over: str) -> int | None:
        """How many items a list has, or nothing where that is not known."""

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
