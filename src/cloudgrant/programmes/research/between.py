"""What is sure of a number of which only a part is known yet: the least and the most that it may be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Between"]


class Between(NamedTuple):
    """The least and the most that a number may turn out to be, both included.

    The library's own device: what is asked of a draft can often be answered before everything is known.

    >>> Between(2, 2).settled, Between(2, 5).settled
    (2, UNKNOWN)
    """

    least: int
    most: int

    @property
    def settled(self) -> Fact[int]:
        """The number, once nothing that is still unknown can change it."""
        return self.least if self.least == self.most else UNKNOWN

    @classmethod
    def total(cls, parts: Iterable[Between]) -> Between:
        """The sum of numbers that do not hang together.

        >>> Between.total([Between(2, 5), Between(1, 1)])
        Between(least=3, most=6)
        """
        least = most = 0
        for part in parts:
            least += part.least
            most += part.most
        return cls(least, most)
