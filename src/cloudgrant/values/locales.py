"""Which language to speak: from what a browser or a caller asks for to a locale of Babel's (語系)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from cloudgrant.values.frozen_map import FrozenMap

__all__ = ["DEFAULT", "Language", "candidates", "is_locale", "locale"]

DEFAULT: Final = "zh_Hant_TW"
"""Chinese as written in Taiwan: what is spoken when nothing else is asked for."""

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_TERRITORY: Final = re.compile(r"[A-Za-z]{2}|[0-9]{3}")
_QUALITY: Final = re.compile(r"[qQ]\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")

_LONGEST: Final = 1000
"""No browser sends more; the rest of a longer header is not read."""

# Where Chinese is asked for without saying how it is written. Only what the library itself must know:
# Babel knows the rest, but choosing a wording should not have to load it.
_WRITTEN: Final = {"TW": "Hant", "HK": "Hant", "MO": "Hant", "CN": "Hans", "SG": "Hans"}


class Language(str):
    """A locale with words of your own for what the library itself says: give it wherever a locale goes.

    The library speaks Chinese and English. In another language your labels and wordings are used
    where they have it, and for the rest ``words`` gives, by the library's English wording, yours;
    what is not in them stays English. ``{names}`` in a wording are filled in as in the English. Raises
    :class:`ValueError` for a tag that Babel has no locale for. Immutable.

    >>> from cloudgrant.rules import Outcome
    >>> japanese = Language("ja", {"eligible": "要件を満たす", "{number} JPY": "{number}円"})
    >>> Outcome.ELIGIBLE.label(japanese), Outcome.INELIGIBLE.label(japanese)
    ('要件を満たす', 'ineligible')
    >>> japanese, japanese.words["{number} JPY"]
    ('ja', '{number}円')
    """

    __slots__ = ("words",)
    words: Mapping[str, str]

    def __new__(cls, tag: str, words: Mapping[str, str]) -> Language:
        name = _asked_for(str(tag))
        if not candidates(tag) or candidates(name)[-1] != candidates(tag)[-1]:
            raise ValueError(f"沒有 {tag!r} 這個語系 · there is no locale {tag!r}")
        language = super().__new__(cls, name)
        object.__setattr__(language, "words", FrozenMap(words))
        return language

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a language is immutable: cannot set {name}")

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True and self.words == getattr(other, "words", self.words)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Language, (str(self), dict(self.words)))


def locale(header: str | None) -> str:
    """The locale that an ``Accept-Language`` header, or the name of a locale, asks for.

    The most wanted language that Babel has, by ``q`` and then by order, as a full Babel identifier;
    Chinese without a place, or of a place that Babel does not have, is Taiwan's. ``q=0`` excludes,
    ``*`` and garbage are skipped, ``-`` and ``_`` are alike and so are capitals. Never raises: with
    nothing usable it is ``zh_Hant_TW``. A :class:`Language` is itself.

    >>> locale("zh-TW,zh;q=0.9,en;q=0.8"), locale("en-US,en;q=0.9"), locale("zh-CN")
    ('zh_Hant_TW', 'en_US', 'zh_Hans_CN')
    >>> locale("xx;q=1, zh;q=0.2, en;q=0.7"), locale("zh"), locale(None), locale("%%%")
    ('en', 'zh_Hant_TW', 'zh_Hant_TW', 'zh_Hant_TW')
    """
    return header if isinstance(header, Language) else _asked_for(header)


@lru_cache(maxsize=256)
def _asked_for(header: str | None) -> str:
    wanted: list[tuple[float, str]] = []
    for entry in (header or "")[:_LONGEST].split(","):
        tag, _, rest = entry.partition(";")
        quality = _quality(rest.strip())
        if quality > 0:
            wanted.append((quality, tag.strip()))
    for _, tag in sorted(wanted, key=lambda pair: -pair[0]):  # stable: equals keep their order
        name = _babel_name(tag)
        if name is not None:
            return name
    return DEFAULT


@lru_cache(maxsize=256)
def candidates(locale: str) -> tuple[str, ...]:
    """The names under which a wording for ``locale`` may be found, the closest first.

    ``-`` and ``_`` are alike and so are capitals. Never raises; a name that names nothing gives an
    empty tuple.

    >>> candidates("zh_Hant_TW"), candidates("en-us")
    (('zh_Hant_TW', 'zh_Hant', 'zh_TW', 'zh'), ('en_US', 'en'))
    >>> candidates("zh-TW"), candidates("")
    (('zh_TW', 'zh_Hant_TW', 'zh_Hant', 'zh'), ())
    """
    language, script, territory = _split(locale)
    if not language:
        return ()
    chain: list[str] = []
    if script and territory:
        chain += [f"{language}_{script}_{territory}", f"{language}_{script}", f"{language}_{territory}"]
    elif script:
        chain += [f"{language}_{script}"]
    elif territory:
        chain += [f"{language}_{territory}"]
        if language == "zh" and territory in _WRITTEN:
            written = f"zh_{_WRITTEN[territory]}"
            chain += [f"{written}_{territory}", written]
    return (*chain, language)


@lru_cache(maxsize=256)
def is_locale(key: str) -> bool:
    """Whether a wording may go by this key: a locale that Babel has, spelt as :func:`candidates` spells it.

    Chinese and English are known without loading Babel.

    >>> is_locale("zh"), is_locale("en_GB"), is_locale("ja"), is_locale("units"), is_locale("ask")
    (True, True, True, False, False)
    """
    if key in ("zh", "en"):
        return True
    if key not in candidates(key):
        return False
    from babel import Locale, UnknownLocaleError  # loaded where there are other languages than the library's

    try:
        Locale.parse(key)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _quality(text: str) -> float:
    """How much a language is wanted, 0 (not at all, or unreadable) to 1 (also when nothing is said)."""
    if not text:
        return 1.0
    found = _QUALITY.fullmatch(text)
    return float(found[1]) if found else 0.0


def _split(tag: str) -> tuple[str, str, str]:
    """Language, script and territory in their usual capitals; empty where absent."""
    name = tag.strip().partition(".")[0].partition("@")[0]  # zh_TW.UTF-8, as systems name it
    if not _TAG.fullmatch(name):
        return "", "", ""
    language, *rest = re.split("[-_]", name)
    script = territory = ""
    for part in rest:
        if len(part) == 1:
            break  # an extension (zh-TW-u-ca-roc) says nothing about the language
        if len(part) == 4 and part.isalpha() and not script and not territory:
            script = part.title()
        elif _TERRITORY.fullmatch(part) and not territory:
            territory = part.upper()
    return language.lower(), script, territory


def _babel_name(tag: str) -> str | None:
    from babel import Locale, UnknownLocaleError  # loaded when a locale is first asked for

    for name in candidates(tag):
        if name in ("zh", "zh_Hant"):
            return DEFAULT  # left alone, Babel takes Chinese for mainland China's
        try:
            return str(Locale.parse(name, resolve_likely_subtags=not name.startswith("zh_")))
        except (UnknownLocaleError, ValueError):
            continue
    return None
