"""A reading: a subject that answers a rule in its own way, such as the columns of a data frame."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

__all__ = ["Reading"]


class Reading(ABC):
    """Pass one to a rule in place of its subject, and the rule's tree is read by it."""

    __slots__ = ()

    @abstractmethod
    def read(self, rule: Any, policy: Any, on: Any = None) -> Any:
        """What the rule says in this reading."""
