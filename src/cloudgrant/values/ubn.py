"""Unified business numbers (統一編號): eight digits, the last of them a check digit."""

from __future__ import annotations

from typing import Final

from cloudgrant.values.in_schema import in_schema
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text

__all__ = ["is_ubn", "ubn_form_problem", "ubn_problem"]

# 財政部財政資訊中心「營利事業統一編號檢查碼邏輯修正說明」, in force since 2023-04-01: multiply the digits by
# 1, 2, 1, 2, 1, 2, 4, 1; add up the digits of each product; the sum must be divisible by 5 (before
# that day: by 10, so every older number still fits). Where the 7th digit is 7 its product is 28, and
# 2 + 8 = 10 is taken once more, as 1 or as 0: either may make the sum divisible.
#
# Each table gives the digit sum of the product, by the ASCII code of the digit.
_TWICE: Final = (0,) * ord("0") + (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_FOUR_TIMES: Final = (0,) * ord("0") + (0, 4, 8, 3, 7, 2, 6, 0, 5, 9)  # 7: 28 → 10 → 0 (or 1)
_SEVEN: Final = ord("7")
_FOUR_ZEROS: Final = 4 * ord("0")

_TEXT: Final = Text(zh="文字", en="text")


def _has_form(text: str) -> bool:
    # isdigit alone would let full-width and Arabic digits pass.
    return len(text) == 8 and text.isascii() and text.isdigit()


def _check_digit_fits(text: str) -> bool:
    a, b, c, d, e, f, g, h = text.encode("ascii")
    total = a + _TWICE[b] + c + _TWICE[d] + e + _TWICE[f] + _FOUR_TIMES[g] + h - _FOUR_ZEROS
    rest = total % 5
    return rest == 0 or (rest == 4 and g == _SEVEN)


def is_ubn(text: str) -> bool:
    """Whether ``text`` is a unified business number whose check digit fits.

    It says nothing about whether a firm of that number exists. Only the eight ASCII digits
    themselves count: no spaces, no full-width digits. Never raises for a ``str``.

    >>> is_ubn("12345675"), is_ubn("12345678"), is_ubn("1234567")
    (True, False, False)
    >>> is_ubn("00501508")  # fits only since 2023-04-01
    True
    """
    try:
        a, b, c, d, e, f, g, h = text.encode("ascii")
    except ValueError:  # not ASCII, or not eight
        return False
    if not text.isdigit():
        return False
    rest = (a + _TWICE[b] + c + _TWICE[d] + e + _TWICE[f] + _FOUR_TIMES[g] + h - _FOUR_ZEROS) % 5
    return rest == 0 or (rest == 4 and g == _SEVEN)


@in_schema(pattern="^[0-9]{8}$", minLength=8, maxLength=8)
def ubn_form_problem(text: object) -> Problem | None:
    """What is wrong with the form of a unified business number, whatever its check digit.

    >>> ubn_form_problem("12345678") is None, ubn_form_problem("1234567").code
    (True, 'ubn.form')
    """
    if type(text) is str and _has_form(text):
        return None
    return ubn_problem(text)


def ubn_problem(text: object) -> Problem | None:
    """What is wrong with a unified business number; ``None`` when nothing is.

    The problem's path is empty (put it in its place with ``below``); its code is ``type`` (not a
    text), ``ubn.form`` (not eight ASCII digits) or ``ubn.check_digit``. Never raises.

    >>> ubn_problem("12345675") is None
    True
    >>> ubn_problem("12345678").message("zh_Hant_TW")
    '統一編號 12345678 檢查碼不符'
    >>> ubn_problem("１２３４５６７５").code, ubn_problem(12345675).code
    ('ubn.form', 'type')
    """
    if not isinstance(text, str):
        return Problem.at(Path(), "type", expected=_TEXT, given=type(text).__name__)
    if not _has_form(text):
        return Problem.at(Path(), "ubn.form", given=text)
    if not _check_digit_fits(text):
        return Problem.at(Path(), "ubn.check_digit", given=text)
    return None
