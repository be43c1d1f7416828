"""Which language to speak: from what a browser or a caller asks for to a locale that has words (語系)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from string import Formatter
from types import MappingProxyType
from typing import Any, Final

from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.in_schema import ONE_LINE
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.shown import shown

__all__ = [
    "DEFAULT",
    "LANGUAGE_TAG",
    "OWN",
    "Language",
    "candidates",
    "is_language_tag",
    "is_locale",
    "language_tag",
    "locale",
    "names_a_language",
    "same_language",
    "understood",
    "writes_han",
]

DEFAULT: Final = "zh_Hant_TW"
"""Chinese as written in Taiwan: what is spoken when nothing else is asked for."""

OWN: Final = ("zh", "en")
"""The languages in which the library itself has words; its Chinese is Taiwan's, in traditional characters."""

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_TERRITORY: Final = re.compile(r"[A-Za-z]{2}|[0-9]{3}")
_QUALITY: Final = re.compile(r"[qQ]\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")

_LONGEST: Final = 1000
"""No browser sends more; the rest of a longer header is not read, and no cache keeps it."""

_LONGEST_ID: Final = 100
_MOST_TOLD: Final = 20

_LONGEST_TAG: Final = 64
"""No name of a locale is longer; what is names none."""

# Where Chinese is asked for without saying how it is written. Only what the library itself must know:
# Babel knows the rest, but choosing a wording should not have to load it.
_WITH_HAN: Final = frozenset(("zh", "ja", "ko", "yue", "nan", "hak", "lzh"))
_WRITTEN: Final = {"TW": "Hant", "HK": "Hant", "MO": "Hant", "CN": "Hans", "SG": "Hans"}

# Chinese by names of their own: to their readers written Chinese is closer than English.
_ALSO_CHINESE: Final = frozenset({"cmn", "yue", "nan", "hak", "wuu", "gan", "hsn"})


class Language(str):
    """A locale with words of your own for what the library itself says: give it wherever a locale goes.

    The library speaks Chinese and English. ``words`` gives, by the id of a sentence
    (:data:`cloudgrant.values.sentences.SENTENCES` has them all, and so has docs/sentences.md), how you say
    it; what is not in them stays English. Labels and wordings of your own have their language beside the
    others (``ja=``) and need no id. A sentence is filled in where its Chinese and English are: ``{names}``
    that they share have to be in yours too, and no others may be. ``unit.`` with a unit of your own
    (``unit.JPY``) says how ``{number}`` of it is written.

    Raises :class:`ValueError` for a tag that Babel has no locale for, and lists every id that there is not
    (with the one that may be meant) and every sentence whose names do not fit. Immutable.

    >>> from cloudgrant.rules import Outcome
    >>> japanese = Language("ja", {"outcome.eligible": "要件を満たす", "unit.JPY": "{number}円"})
    >>> Outcome.ELIGIBLE.label(japanese), Outcome.INELIGIBLE.label(japanese)
    ('要件を満たす', 'ineligible')
    >>> Language("ja", {"outcome.eligble": "要件を満たす"})
    Traceback (most recent call last):
    ...
    ValueError: 沒有 'outcome.eligble' 這個文句 · there is no sentence 'outcome.eligble' — outcome.eligible?
    """

    __slots__ = ("words",)
    words: Mapping[str, str]

    def __new__(cls, tag: str, words: Mapping[str, str]) -> Language:
        name = _babel_name(tag)
        if name is None or candidates(name)[-1] != candidates(tag)[-1]:
            raise ValueError(f"沒有 {shown(tag)} 這個語系 · there is no locale {shown(tag)}")
        problems = list(_untranslatable(words))
        if problems:
            more = len(problems) - _MOST_TOLD
            told = problems[:_MOST_TOLD] + ([f"另有 {more} 項 · and {more} more"] if more > 0 else [])
            raise ValueError("\n".join(told))
        return cls._of(name, words)

    @classmethod
    def _of(cls, name: str, words: Mapping[str, str]) -> Language:
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
        return (Language._of, (str(self), dict(self.words)))  # they were checked when it was made


def _untranslatable(words: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with words for sentences: ids that there are not, names that do not fit."""
    from cloudgrant.values.sentences import SENTENCES  # many, and needed where a language is made alone

    every: Mapping[Any, Any] = words
    for id, said in every.items():
        if id not in SENTENCES and not _of_own_unit(id):
            given, hint = shown(id), did_you_mean(str(id)[:_LONGEST_ID], SENTENCES, len(SENTENCES))
            yield f"沒有 {given} 這個文句 · there is no sentence {given}{hint}"
            continue
        own = [_names(one) for one in SENTENCES.get(id, ("{number}",)) if one]
        names = _names(said) if isinstance(said, str) else frozenset({"{"})
        if not any(one <= names for one in own) or not names <= frozenset().union(*own):
            ways = dict.fromkeys(", ".join(f"{{{name}}}" for name in sorted(one)) for one in own)
            zh, en = (
                sep.join(way or none for way in ways) for sep, none in ((" 或 ", "（無）"), (" or ", "none"))
            )
            yield f"{id}：{shown(said)} 之欄位應為 {zh} · {id}: the names in {shown(said)} must be {en}"


def _of_own_unit(id: object) -> bool:
    """Whether an id is that of a unit which is not the library's, so that its words are a caller's alone."""
    return isinstance(id, str) and id.startswith("unit.") and "." not in id.removeprefix("unit.")


def _names(wording: str) -> frozenset[str]:
    """The ``{names}`` in a wording; of one with a lone brace, which nobody can fill in, a name like none."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(wording) if name is not None)
    except ValueError:
        return frozenset({"{"})


def language_tag(locale: str) -> str:
    """The BCP 47 tag of a locale: what an HTML ``lang`` takes.

    >>> language_tag("zh_Hant_TW"), language_tag("en")
    ('zh-Hant-TW', 'en')
    """
    return locale.replace("_", "-")


LANGUAGE_TAG: Final[Mapping[str, Any]] = MappingProxyType(
    {"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "maxLength": _LONGEST_TAG, **ONE_LINE}
)
"""The same in the words of JSON Schema."""


def is_language_tag(text: str) -> bool:
    """Whether a text has the form of a BCP 47 tag, as :func:`language_tag` gives it and ``lang`` takes it.

    >>> [is_language_tag(text) for text in ("zh-Hant-TW", "en", "zh_TW", "Chinese", '" onclick=')]
    [True, True, False, False, False]
    """
    return "_" not in text and len(text) <= _LONGEST_TAG and _TAG.fullmatch(text) is not None


def same_language(one: str, other: str) -> bool:
    """Whether two locales are of one language, wherever it is spoken.

    >>> same_language("en_GB", "en"), same_language("ja", "en")
    (True, False)
    """
    return candidates(one)[-1:] == candidates(other)[-1:]


def writes_han(tag: str) -> bool:
    """Whether a language is itself written with Chinese characters: then they need no other language.

    >>> writes_han("zh-Hant-TW"), writes_han("ja"), writes_han("en")
    (True, True, False)
    """
    return tag.partition("-")[0].lower() in _WITH_HAN


def locale(header: str | None, among: Sequence[str] = OWN) -> str:
    """The locale to speak to whoever sent an ``Accept-Language`` header, or named a locale.

    Of the languages ``among`` which there are words, the library's own unless told, the most wanted, by
    ``q`` and then by order: its locale as a full Babel identifier, with the reader's own territory
    (``en_GB``), or the :class:`Language`, where that is among them. What it gives is what is spoken: dates,
    numbers and ``lang`` follow it.

    Whatever Chinese is asked for, the library's is Taiwan's, which is closer to a reader of simplified
    characters than English is: ``zh-CN`` gives ``zh_Hant_TW``. Whoever asks for none of these languages is
    answered in English, and whoever asks for nothing usable in the first of them. ``q=0`` excludes, ``*`` is
    any other; garbage is skipped; ``-`` and ``_`` are alike and so are capitals. A :class:`Language` as
    ``header`` is itself. Raises :class:`ValueError` only for an ``among`` that is empty or names no locales.

    >>> locale("zh-TW,zh;q=0.9,en;q=0.8"), locale("en-GB,en;q=0.9"), locale("zh-CN")
    ('zh_Hant_TW', 'en_GB', 'zh_Hant_TW')
    >>> locale("ja,en;q=0.5"), locale("de-DE,zh-TW;q=0.2"), locale("ja"), locale(None), locale("%%%")
    ('en', 'zh_Hant_TW', 'en', 'zh_Hant_TW', 'zh_Hant_TW')
    >>> locale("ja,en;q=0.5", among=("zh", "en", Language("ja", {})))
    'ja'
    """
    if isinstance(header, Language):
        return header
    asked = str(header or "")
    if len(asked) > _LONGEST:
        asked = asked[:_LONGEST].rpartition(",")[0]
    if among is OWN:
        return _of_our_own(asked)
    offered = (among,) if isinstance(among, str) else tuple(among)
    if offered == OWN and not any(isinstance(one, Language) for one in offered):
        return _of_our_own(asked)
    strangers = [one for one in offered if not is_locale(one)]
    if strangers or not offered:
        given = shown(strangers[0]) if strangers else "()"
        raise ValueError(f"可說的語言有誤：{given} · not languages to choose among: {given}")
    return _chosen(asked, offered)


@lru_cache(maxsize=256)
def _of_our_own(asked: str) -> str:
    return _chosen(asked, OWN)


def _chosen(asked: str, offered: Sequence[str]) -> str:
    wanted = _wanted(asked)
    qualities = {tag if tag == "*" else candidates(tag)[0]: quality for quality, tag in wanted}
    willing = [one for one in offered if not _refused(one, qualities)]
    foreign = any(quality > 0 and tag != "*" for quality, tag in wanted)
    for quality, tag in sorted(wanted, key=lambda one: -one[0]):  # stable: equals keep their order
        if quality > 0 and tag != "*":
            found = _offer_for(tag, willing)
            if found is not None:
                return found
        elif quality > 0:
            break  # any will do
    rest = willing or list(offered)
    english = [one for one in rest if candidates(one)[-1] == "en"] if foreign else []
    first = (english or rest)[0]
    return first if isinstance(first, Language) else _babel_name(first) or DEFAULT


def _wanted(asked: str) -> list[tuple[float, str]]:
    """The tags of a header, as they stand, each with how much it is wanted; what is none is left out."""
    wanted: list[tuple[float, str]] = []
    for entry in asked.split(","):
        tag, _, rest = entry.partition(";")
        quality = _quality(rest.strip())
        if quality is not None and (tag.strip() == "*" or candidates(tag)):
            wanted.append((quality, tag.strip()))
    return wanted


def _refused(offer: str, qualities: Mapping[str, float]) -> bool:
    """Whether a language is excluded: by the closest of the names under which a header speaks of it."""
    name = offer if isinstance(offer, Language) else _babel_name(offer) or offer
    spoken_of = (one for one in candidates(name) if one in qualities)
    language = candidates(offer)[-1]
    others = {one.partition("_")[0] for one, quality in qualities.items() if quality > 0}
    if (
        qualities.get("*") == 0
        and language not in others
        and not (language == "zh" and others & _ALSO_CHINESE)
    ):
        return True
    return next((qualities[one] == 0 for one in spoken_of), False)


def _offer_for(tag: str, offered: Sequence[str]) -> str | None:
    """The offer that is closest to what is asked for, as it is to be spoken; ``None`` where none is."""
    language = candidates(tag)[-1]
    if language in _ALSO_CHINESE and not any(candidates(one)[-1] == language for one in offered):
        language, tag = "zh", _as_chinese(tag)
    for name in candidates(tag):
        for offer in offered:
            if candidates(offer)[0] == name:
                return offer if isinstance(offer, Language) else _spoken_as(tag, name)
    for offer in offered:
        if candidates(offer)[-1] == language:
            return offer if isinstance(offer, Language) else _babel_name(offer)
    return None


def _spoken_as(tag: str, offer: str) -> str | None:
    """The locale that is spoken to whoever asks for ``tag`` in the words of a language that it is of."""
    language, script, territory = _split(tag)
    if offer == "zh" and (script or _WRITTEN.get(territory, "Hant")) != "Hant":
        return DEFAULT  # Chinese without further words is as it is written in Taiwan
    if language != "zh" and script and script != _split(offer)[1]:
        tag = "_".join(part for part in (language, territory) if part)
    return _babel_name(tag)


def candidates(locale: str) -> tuple[str, ...]:
    """The names under which a wording for ``locale`` may be found, the closest first.

    ``-`` and ``_`` are alike and so are capitals. Never raises; a name that names nothing gives an
    empty tuple.

    >>> candidates("zh_Hant_TW"), candidates("en-us")
    (('zh_Hant_TW', 'zh_Hant', 'zh_TW', 'zh'), ('en_US', 'en'))
    >>> candidates("zh-TW"), candidates("")
    (('zh_TW', 'zh_Hant_TW', 'zh_Hant', 'zh'), ())
    """
    if len(locale) > _LONGEST_TAG:
        return ()  # and no cache keeps it
    return _candidates(locale if type(locale) is str else str(locale))  # nor a language's words


@lru_cache(maxsize=256)
def _candidates(locale: str) -> tuple[str, ...]:
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


def understood(tag: str) -> tuple[str, ...]:
    """The names that :func:`candidates` gives, and after them those of what is spoken in their stead.

    Words, dates and numbers all go by these, so that no sentence is half in one language: another kind of
    Chinese is written as Chinese is, and what names no language is taken as :func:`locale` takes it.

    >>> understood("en-us"), understood("yue_HK")[-2:], understood("nonsense")[0], understood("fr")
    (('en_US', 'en'), ('zh_Hant', 'zh'), 'zh_Hant_TW', ('fr',))
    """
    if len(tag) > _LONGEST_TAG:
        return candidates(locale(str(tag)))  # and no cache keeps it
    return _understood(tag if type(tag) is str else str(tag))


@lru_cache(maxsize=256)
def _understood(name: str) -> tuple[str, ...]:
    names = _candidates(name) or _candidates(locale(name))
    if names[-1] not in _ALSO_CHINESE:
        return names
    return (*names, *_candidates(_as_chinese(name)))


def _as_chinese(tag: str) -> str:
    """A tag of another kind of Chinese as one of Chinese."""
    _, script, territory = _split(tag)
    return "_".join(part for part in ("zh", script, territory) if part)


def names_a_language(value: object) -> bool:
    """Whether a value has the form of a locale's name; no locale of Babel's is looked for.

    >>> [names_a_language(value) for value in ("zh-TW", "tlh", "!!", "english", 3)]
    [True, True, False, False, False]
    """
    return isinstance(value, str) and candidates(value) != ()


def is_locale(key: str) -> bool:
    """Whether a wording may go by this key: a locale that Babel has, spelt as :func:`candidates` spells it.

    Chinese and English are known without loading Babel.

    >>> is_locale("zh"), is_locale("en_GB"), is_locale("ja"), is_locale("units"), is_locale("ask")
    (True, True, True, False, False)
    """
    return key in OWN or (key in candidates(key) and _has_babel(str(key)))


@lru_cache(maxsize=256)
def _has_babel(key: str) -> bool:
    from babel import Locale, UnknownLocaleError  # loaded where there are other languages than the library's

    try:
        Locale.parse(key)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _quality(text: str) -> float | None:
    """How much a language is wanted, 0 (not at all) to 1 (also if not said); ``None`` if unreadable."""
    if not text:
        return 1.0
    found = _QUALITY.fullmatch(text)
    return float(found[1]) if found else None


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
