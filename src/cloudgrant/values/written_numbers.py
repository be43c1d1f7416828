"""Numbers with their digits grouped as a locale groups them, every digit shown.

Babel knows how each locale does it and is asked once; to ask it for each number costs more than the rest of a
letter, and its answer hangs on the precision of the caller's decimal context.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

import attrs

__all__ = ["written_number"]

_ORDINARY: Final = re.compile(r"[#,]*0\.#+")
"""Babel's pattern of a number that is digits, in groups or not, and decimals where there are any."""

_FARTHEST: Final = 1_000
"""How far from the point a digit of a Decimal may be, for its zeros to be written out here."""


@attrs.frozen
class _Style:
    """What stands between groups and before decimals, and how many digits the groups have, from the right."""

    group: str
    point: str
    first: int
    others: int


def written_number(value: int | Decimal, name: str) -> str:
    """Every digit of a number that is not negative, without idle zeros; ``name`` is a locale of Babel's.

    >>> written_number(80_001_234, "en"), written_number(Decimal("1234.50"), "de")
    ('80,001,234', '1.234,5')
    >>> written_number(10**7, "hi")
    '1,00,00,000'
    """
    style = _style(str(name))
    if style is None or (isinstance(value, Decimal) and not _is_plain(value)):
        from babel.numbers import format_decimal

        return format_decimal(value, locale=name, decimal_quantization=False)
    if not isinstance(value, Decimal):
        return _grouped(value, style)
    whole, _, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    return _grouped(int(whole), style) + (style.point + decimals if decimals else "")


def _is_plain(value: Decimal) -> bool:
    """Whether it has digits, all of them within reach, and no sign (as the zero below nothing has)."""
    return value.is_finite() and not value.is_signed() and abs(value.adjusted()) < _FARTHEST


def _grouped(value: int, style: _Style) -> str:
    digits = f"{value:,}"
    if style.first == style.others == len("000"):
        return digits if style.group == "," else digits.replace(",", style.group)
    digits = digits.replace(",", "")
    groups, size = [], style.first
    while len(digits) > size:
        groups.append(digits[-size:])
        digits, size = digits[:-size], style.others
    return style.group.join([digits, *reversed(groups)])


@lru_cache(maxsize=64)
def _style(name: str) -> _Style | None:
    """How a locale writes numbers; ``None`` where there is more to it, and Babel is to be asked."""
    from babel import Locale  # loaded when a number is first written
    from babel.numbers import get_decimal_symbol, get_group_symbol, parse_pattern

    locale = Locale.parse(name)
    pattern = parse_pattern(locale.decimal_formats[None])
    group, point = get_group_symbol(locale), get_decimal_symbol(locale)
    if not _ORDINARY.fullmatch(pattern.pattern) or "'" in group + point:  # apostrophes come in pairs in Babel
        return None
    return _Style(group, point, *pattern.grouping)
