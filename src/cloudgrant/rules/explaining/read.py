"""What a rule read: a fact, a policy value or the day, with the value that it had."""

from __future__ import annotations

from typing import Any, TypeAlias

import attrs

from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.records.saying import shown
from cloudgrant.values.paths import Path
from cloudgrant.values.separators import AND, COLON
from cloudgrant.values.text import Text

__all__ = ["Evidence", "Read"]

_FOLLOWS = Text(zh="{said}，由「{grounds}」得知", en="{said}, which follows from “{grounds}”")


@attrs.frozen
class Read:
    """One thing that a rule read: a fact of the subject, a policy value or the date of filing."""

    path: Path
    value: Any
    info: FactInfo = attrs.field(eq=False, repr=False)
    instead: Text = attrs.field(default=Text(), repr=False)
    """What is said instead of the value, where the value is withheld."""
    follows_from: tuple[Read, ...] = attrs.field(default=(), repr=False)
    """The facts that were stated, where this one was not and follows from them."""

    def message(self, locale: str) -> str:
        """The fact and its value in words, and what it follows from where it was not stated."""
        said = self._said(locale)
        if not self.follows_from:
            return said
        grounds = AND.in_(locale).join(ground._said(locale) for ground in self.follows_from)
        return _FOLLOWS.filled(locale, {"said": said, "grounds": grounds}.__getitem__)

    def _said(self, locale: str) -> str:
        label = self.info.label.in_(locale) or self.path.key
        value = self.instead.in_(locale) or shown(self.info, self.value, locale)
        return f"{label}{COLON.in_(locale)}{value}"


Evidence: TypeAlias = Read
"""The same by the name of what it is to a finding."""
