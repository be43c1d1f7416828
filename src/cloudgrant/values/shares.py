"""Shares (比率): exact ratios from 0 to 1, such as 「二分之一」 or 「35%」 of an amount."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from math import gcd
from operator import ge, gt, le, lt
from typing import Final, cast

import attrs

from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["MOST_PARTS", "Share"]

MOST_PARTS: Final = 10_000
"""The largest denominator, that of a percentage with two decimals: with amounts up to
:data:`~cloudgrant.values.money.MOST_DOLLARS` every product stays at or below 10¹⁸, within 64 bits."""

_RATIO: Final = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_DECIMAL: Final = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,9}))?(%?)")

_LONGEST: Final = 60
"""As many characters of what was given as a message shows."""

_EXPECTED: Final = Text("shares.expected", zh="如 1/2 或 35% 的比率", en="a share such as 1/2 or 35%")
_NOT_A_SHARE: Final = Text(
    "shares.not_a_share",
    zh="{given} 不是比率，應如 1/2 或 35%",
    en="{given} is not a share; write it as 1/2 or 35%",
)
_TOO_FINE: Final = Text(
    "shares.too_fine",
    zh="比率約分後分母不得超過 {limit}（{given}）",
    en="the denominator of a share must be at most {limit} in lowest terms ({given})",
)


@attrs.frozen(init=False, order=False, repr=False, str=False)
class Share:
    """An exact ratio between 0 and 1 inclusive, in lowest terms, with a denominator of 1 to 10,000.

    Made from a text (``"1/2"``, ``"35%"``, ``"66.67%"``, ``"0.35"``), a :class:`~fractions.Fraction`,
    another share, or a numerator and a denominator. Immutable, hashable, ordered among shares.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` with the code ``type`` (a float, a bool,
    anything that is not of these types) or ``share`` (below 0, above 1, too fine, or no ratio at all).

    >>> Share("35%"), Share(2, 4), Share.of("1/3") < Share.of("35%")
    (Share('7/20'), Share('1/2'), True)
    >>> str(Share("50%")), Share("1/3").floor_of(100), Share("1/3").ceil_of(100)
    ('1/2', 33, 34)
    """

    numerator: int
    denominator: int

    def __init__(self, numerator: str | int | Fraction | Share, denominator: int = 1) -> None:
        top, bottom = _terms(numerator, denominator)
        object.__setattr__(self, "numerator", top)
        object.__setattr__(self, "denominator", bottom)

    @classmethod
    def of(cls, value: str | int | Fraction | Share) -> Share:
        """The share that ``value`` states; raises as the class does.

        >>> Share.of("12.5%"), Share.of(Fraction(1, 2)), Share.of(1)
        (Share('1/8'), Share('1/2'), Share('1/1'))
        """
        return cls(value)

    def floor_of(self, whole: int) -> int:
        """The most whole dollars that are at most this share of ``whole``: a ceiling rounds down.

        Raises :class:`TypeError` when ``whole`` is no ``int``.

        >>> Share("1/2").floor_of(5), Share("1/2").floor_of(4)
        (2, 2)
        """
        return _whole(whole) * self.numerator // self.denominator

    def ceil_of(self, whole: int) -> int:
        """The fewest whole dollars that are at least this share of ``whole``: a floor rounds up.

        Raises :class:`TypeError` when ``whole`` is no ``int``.

        >>> Share("1/2").ceil_of(5), Share("1/2").ceil_of(4)
        (3, 2)
        """
        return -(-_whole(whole) * self.numerator // self.denominator)

    def __lt__(self, other: Share) -> bool:
        return _compared(self, other, lt)

    def __le__(self, other: Share) -> bool:
        return _compared(self, other, le)

    def __gt__(self, other: Share) -> bool:
        return _compared(self, other, gt)

    def __ge__(self, other: Share) -> bool:
        return _compared(self, other, ge)

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"

    def __repr__(self) -> str:
        return f"Share('{self}')"


def _compared(share: Share, other: object, compare: Callable[[int, int], bool]) -> bool:
    if isinstance(other, Share):
        return compare(share.numerator * other.denominator, other.numerator * share.denominator)
    return cast("bool", NotImplemented)  # Python then asks the other side, UNKNOWN for one


def _terms(value: object, denominator: object) -> tuple[int, int]:
    """Numerator and denominator in lowest terms; raises InvalidInput."""
    given: object = value if denominator == 1 and type(denominator) is int else _Ratio(value, denominator)
    if isinstance(value, str):
        top, bottom = _read(value)
    elif isinstance(value, (Fraction, Share)):
        top, bottom = value.numerator, value.denominator
    elif type(value) is int:
        top, bottom = value, 1
    else:
        raise _refusal("type", None, expected=_EXPECTED, given=type(value).__name__)
    if type(denominator) is not int:
        raise _refusal("type", None, expected=_EXPECTED, given=type(denominator).__name__)
    bottom *= denominator
    if bottom == 0:
        raise _refusal("share", _NOT_A_SHARE, given=given)
    if bottom < 0:
        top, bottom = -top, -bottom
    if not 0 <= top <= bottom:
        raise _refusal("share", None, given=given)
    common = gcd(top, bottom)
    if bottom // common > MOST_PARTS:
        raise _refusal("share", _TOO_FINE, given=given, limit=f"{MOST_PARTS:,}")
    return top // common, bottom // common


def _read(text: str) -> tuple[int, int]:
    ratio = _RATIO.fullmatch(text)
    if ratio is not None:
        return int(ratio[1]), int(ratio[2])
    decimal = _DECIMAL.fullmatch(text)
    if decimal is None:
        raise _refusal("share", _NOT_A_SHARE, given=text)
    digits = decimal[2] or ""
    return int(decimal[1] + digits), 10 ** len(digits) * (100 if decimal[3] else 1)


class _Ratio:
    """``1/2`` as a message shows it, whatever stands above and below."""

    def __init__(self, above: object, below: object) -> None:
        self._parts = above, below

    def __str__(self) -> str:
        return "/".join(_short(part) for part in self._parts)


def _short(value: object) -> str:
    """As ``str`` has it where that is short, and never an error: not every number can be written."""
    try:
        text = str(value)
    except ValueError:
        return shown(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _refusal(code: str, text: Text | None, **params: object) -> InvalidInput:
    if "given" in params:
        params["given"] = _short(params["given"])
    return InvalidInput([Problem.at(Path(), code, text, **params)])


def _whole(whole: object) -> int:
    if type(whole) is not int:
        raise TypeError(f"應為整數 · must be a whole number, not {type(whole).__name__}")
    return whole
