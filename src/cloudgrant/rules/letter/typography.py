"""What a language writes with: its tag, its colon, and which language some words are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["CHINESE", "colon_of", "in_languages", "lang_of", "language_of_words"]

CHINESE: Final = "zh-Hant-TW"
"""The language of the documents that are quoted."""

_HAN: Final = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN_WORDS: Final = re.compile(f"[{_HAN}]")
_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_WITHIN: Final = r"\s0-9\u3000-\u3004\u3008-\u303f\uff00-\uffef()/,.:\-—"
_CHINESE_WORDS: Final = re.compile(f"[{_HAN}](?:[{_HAN}{_WITHIN}]*[{_HAN}])?")


def lang_of(locale: str) -> str:
    """A locale as HTML declares a language.

    >>> lang_of("zh_Hant_TW"), lang_of("en")
    ('zh-Hant-TW', 'en')
    """
    return str(locale).replace("_", "-")


def _writes_han(lang: str) -> bool:
    """Whether a language itself is written with Chinese characters: then they need no other language."""
    return lang.partition("-")[0].lower() in ("zh", "ja", "ko", "yue", "nan", "hak", "lzh")


def colon_of(lang: str) -> str:
    """What stands between a name and what goes by it."""
    return "：" if _writes_han(lang) else ": "


def language_of_words(words: str) -> str:
    """The language that some words are in, as far as their characters tell; empty where they do not.

    >>> language_of_words("實收資本額"), language_of_words("ものづくり補助金"), language_of_words("Art. 3")
    ('zh-Hant-TW', 'ja', '')
    """
    if _KANA.search(words):
        return "ja"
    return CHINESE if _HAN_WORDS.search(words) else ""


def in_languages(words: str, lang: str) -> Iterator[tuple[str, bool]]:
    """The words in order, and whether each run of them is Chinese inside a text of another language.

    >>> list(in_languages("Clause: 參、數位點數申請 (needed)", "en"))
    [('Clause: ', False), ('參、數位點數申請', True), (' (needed)', False)]
    """
    at = 0
    foreign = not _writes_han(lang) and language_of_words(words) == CHINESE
    for found in _CHINESE_WORDS.finditer(words if foreign else ""):
        yield words[at : found.start()], False
        yield found[0], True
        at = found.end()
    yield words[at:], False
