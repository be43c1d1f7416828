"""Whole numbers as people type them into a form: a sign, a numeral and what it counts (人, 家, 個月)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from cloudgrant.values.form_text import bounded, quoted
from cloudgrant.values.numerals import NotRead, number_in
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = ["MOST_WHOLE", "parse_count", "whole_number"]

MOST_WHOLE: Final = 10**14
"""The largest whole number that is read, and its negative the smallest: any reading can compute with it."""

_MINUS: Final = ("-", "−", "‐", "–", "負", "负")

_NOTHING: Final = re.compile("")

_COUNTED: Final[Mapping[str, tuple[str, Text]]] = {
    "persons": (r"人|名|位|員|persons?|people", Text("whole_numbers.counted.persons", zh="200人", en="200")),
    "customers": (r"家|戶|customers?", Text("whole_numbers.counted.customers", zh="20家", en="20")),
    "months": (r"個月|个月|月|months?", Text("whole_numbers.counted.months", zh="6個月", en="6")),
    "days": (r"日|天|days?", Text("whole_numbers.counted.days", zh="30日", en="30")),
}
_OTHER: Final = r"個|件|次|項|筆|席|年"
_ANY: Final = "|".join([*(words for words, _ in _COUNTED.values()), _OTHER])

_PERCENT: Final = (re.compile(r"%$"), Text("whole_numbers.percent", zh="5.04%", en="5.04%"))


def parse_count(text: str, unit: str = "") -> int:
    """The whole number that a typed text means in a unit of
    :func:`~cloudgrant.values.formatting.formatted`: ``"persons"``, ``"customers"``, ``"months"``, ``"days"``,
    ``"basis_points"`` (typed as a percentage), any other unit, or none.

    Reads what :func:`~cloudgrant.values.numerals.number_in` reads, with a minus (or brackets, as in a balance
    sheet) before it and the counted thing behind. A thing of another kind is refused: 200家 are not 200人.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` with one problem, its hint in the unit:
    ``number``, ``whole``, ``ambiguous``, ``too_large``, ``too_small``, ``length`` or ``type``.

    >>> parse_count("二百人", "persons"), parse_count("１２０名", "persons")
    (200, 120)
    >>> parse_count("5.04%", "basis_points")
    504
    >>> parse_count("180.5人", "persons")
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      (the whole): '180.5人' is not a whole number; write one, such as 200 · ... [whole]
    """
    if unit == "basis_points":
        behind, expected = _PERCENT
        if not bounded(text).endswith("%"):
            raise _refused("number", text, expected)
        return whole_number(text, behind=behind, expected=expected, times=100)
    if unit in _COUNTED:
        words, expected = _COUNTED[unit]
    else:
        own = f"{re.escape(bounded(unit))}s?|" if unit else ""
        words, expected = f"{own}{_ANY if not unit else _OTHER}", Text(en="200")
    return whole_number(text, behind=re.compile(f"(?:{words})$", re.IGNORECASE), expected=expected)


def whole_number(
    text: str,
    *,
    behind: re.Pattern[str],
    expected: Text,
    before: re.Pattern[str] = _NOTHING,
    times: int = 1,
) -> int:
    """The whole number that ``text`` means, ``times`` so many, without what is ``before`` and ``behind`` it.

    Raises as :func:`parse_count` does; ``expected`` is the hint.
    """
    minus, body = _signed(bounded(text))
    found = before.match(body)
    minus_inside, body = _signed(body[found.end() :] if found is not None else body)
    ended = behind.search(body)
    bracketed, body = _signed(body[: ended.start()]) if ended is not None else (0, body)
    negative = minus + minus_inside + bracketed
    try:
        number = number_in(body, counted=ended is not None) * times
    except NotRead as error:
        raise _refused(error.why, text, expected) from None
    if negative > 1:
        raise _refused("number", text, expected)
    if number.denominator != 1:
        raise _refused("whole", text, expected)
    if number > MOST_WHOLE:
        limit = f"{'-' if negative else ''}{MOST_WHOLE:,}"
        code = "too_small" if negative else "too_large"
        raise InvalidInput([Problem.at(Path(), code, given=quoted(text), limit=limit)])
    return -int(number) if negative else int(number)


def _signed(text: str) -> tuple[int, str]:
    """How many times ``text`` says that it is negative (0 or 1), and the rest."""
    if text.startswith(_MINUS):
        return 1, text[1:]
    if text.startswith("(") and text.endswith(")"):
        return 1, text[1:-1]
    return 0, text


def _refused(code: str, text: str, expected: Text) -> InvalidInput:
    return InvalidInput([Problem.at(Path(), code, given=quoted(text), expected=expected)])
