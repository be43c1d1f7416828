"""Text as people type it into a form (表單文字): full-width digits, stray spaces, odd lengths."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["bounded", "plain", "quoted"]

_LONGEST = 200
"""More characters than any date or amount takes: longer text is no form text, and not worth the work."""

_TEXT = Text("form_text.text", zh="文字", en="text")

_SPACE_NOT_INSIDE_A_NUMBER = re.compile(r"(?<![0-9\s])\s++|\s++(?![0-9])")


def plain(text: str) -> str:
    """The text with full-width characters made ordinary (NFKC) and without spaces.

    A space between two digits stays, because ``"1 000"`` may be one number or two: whoever reads
    the result can refuse it. Text of more than 200 characters is returned as it is.

    >>> plain(" 新臺幣　８，０００ 萬元 "), plain("111 年 8 月 31 日"), plain("1 000")
    ('新臺幣8,000萬元', '111年8月31日', '1 000')
    """
    if len(text) > _LONGEST:
        return text
    return _SPACE_NOT_INSIDE_A_NUMBER.sub("", unicodedata.normalize("NFKC", text))


def bounded(text: str) -> str:
    """What was typed where a number, a day, a share, a yes or no or an option is due.

    As :func:`plain`, except that characters such as ``²``, ``½`` and ``①`` stay, for ``10²`` is not 102.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no text (``type``) and, at once, for
    more than 200 characters without the blanks around them (``length``).

    >>> bounded(" ８，０００ 萬 "), bounded("10²")
    ('8,000萬', '10²')
    >>> bounded("9" * 10**6)
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      (the whole): is 1,000,000 characters long; at most 200 are taken · ... [length]
    """
    if not isinstance(text, str):
        raise InvalidInput([Problem.at(Path(), "type", expected=_TEXT, given=shown(text))])
    typed = text.strip()
    if len(typed) <= _LONGEST:
        typed = "".join(
            "".join(part) if other_digits else unicodedata.normalize("NFKC", "".join(part))
            for other_digits, part in groupby(typed, lambda one: unicodedata.category(one) == "No")
        )
    if len(typed) > _LONGEST:  # one character may stand for many
        params = {"given": f"{len(typed):,}", "limit": _LONGEST}
        raise InvalidInput([Problem.at(Path(), "length", **params)])
    return _SPACE_NOT_INSIDE_A_NUMBER.sub("", typed)


def quoted(text: str) -> str:
    """The text between quotation marks, shortened, for a message that says what is wrong with it.

    >>> quoted("13月"), quoted("9" * 60)
    ("'13月'", "'9999999999999999999999999999999999999999…'")
    """
    return repr(text if len(text) <= 40 else text[:40] + "…")
