"""What a unit is called beside a field for a number of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cloudgrant.values.text import Text

__all__ = ["unit_words"]

_WORDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "TWD": Text(zh="新臺幣元", en="New Taiwan dollars"),
        "points": Text(zh="點", en="points"),
        "persons": Text(zh="人", en="people"),
        "customers": Text(zh="家", en="customers"),
        "months": Text(zh="個月", en="months"),
        "years": Text(zh="年", en="years"),
        "days": Text(zh="日", en="days"),
        "year": Text(zh="年", en="year"),
    }
)


def unit_words(unit: str) -> Text:
    """The words for a unit; a unit that has none stands for itself, and no unit for nothing.

    >>> unit_words("TWD")["zh"], unit_words("m²")["en"], bool(unit_words(""))
    ('新臺幣元', 'm²', False)
    """
    if not unit:
        return Text()
    return _WORDS.get(unit) or Text(zh=unit, en=unit)
