"""A refusal: an act that may not be done now, why, and what may be done instead."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from cloudgrant.values.formatting import formatted
from cloudgrant.values.text import Text, composed

__all__ = ["Refused"]


class Refused(Exception):
    """An act 行為 is refused, and everything stays as it was; ``TEXTS`` of a subclass lists its codes.

    ``code`` is a stable word of that list, ``legal`` names the acts that may be done instead, ``params``
    is what the text is filled with. Nonsense (no date, no such act) is
    :class:`~cloudgrant.values.problems.InvalidInput`; a refusal is about sound input.

    >>> class Closed(Refused):
    ...     TEXTS = {"shop.closed": Text(zh="{day} 公休", en="closed on {day}")}
    >>> print(Closed("shop.closed", day=Text(zh="星期日", en="Sunday")))
    closed on Sunday · 星期日 公休 [shop.closed]
    """

    TEXTS: ClassVar[Mapping[str, Text]] = MappingProxyType({})
    code: str
    legal: tuple[Any, ...]

    def __init__(self, code: str, *, legal: tuple[Any, ...] = (), **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.legal = legal
        self._params = params

    @property
    def params(self) -> dict[str, Any]:
        """What fills the text: numbers, keys, dates; a fresh dictionary."""
        return dict(self._params)

    def message(self, locale: str = "en") -> str:
        """The refusal in words."""
        return self.TEXTS[self.code].filled(locale, lambda name: self.word(name, locale))

    @property
    def text(self) -> Text:
        """The refusal in every language that has it, filled; as a problem of stored data tells it."""
        return composed(_message, self, languages=tuple(self.TEXTS[self.code]))

    def word(self, name: str, locale: str) -> str:
        """One part of the text; a subclass says what its own parts are called."""
        value = self._params.get(name, "")
        return value.in_(locale) if isinstance(value, Text) else formatted(value, "", locale)

    def __str__(self) -> str:
        return f"{self.message('en')} · {self.message('zh')} [{self.code}]"

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.code, vars(self))


def _message(locale: str, refused: Refused) -> str:
    return refused.message(locale).replace("{", "{{").replace("}", "}}")


def _again(cls: type[Refused], code: str, parts: dict[str, Any]) -> Refused:
    refused = cls.__new__(cls, code)
    refused.args = (code,)
    vars(refused).update(parts)
    return refused
