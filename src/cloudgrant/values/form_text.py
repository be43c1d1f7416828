"""Text as people type it into a form (表單文字): full-width digits, stray spaces, odd lengths."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["plain", "quoted"]

_LONGEST = 200
"""More characters than any date or amount takes: longer text is no form text, and not worth the work."""

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


def quoted(text: str) -> str:
    """The text between quotation marks, shortened, for a message that says what is wrong with it.

    >>> quoted("13月"), quoted("9" * 60)
    ("'13月'", "'9999999999999999999999999999999999999999…'")
    """
    return repr(text if len(text) <= 40 else text[:40] + "…")
