"""A text in several languages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from enum import Enum
from string import Formatter
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar

from cloudgrant.values.locales import DEFAULT, OWN, Language, candidates, language_tag, understood

__all__ = ["Text", "composed", "is_ours", "sentences"]

K = TypeVar("K", bound=Hashable)


_Template: TypeAlias = tuple[tuple[str, str | None], ...]
"""A wording taken apart: words as they are, each with the name of what stands after it."""


_MOST_LOCALES: Final = 8
"""For how many locales a text keeps what it says: there are many more names than languages."""


class Text(Mapping[str, str]):
    """One wording in several languages, keyed by locale (``zh``, ``en``, a user's own ``ja``).

    ``text.in_("zh_Hant_TW")`` picks the closest language it has: the locale itself, its language
    (of the kinds of Chinese: Chinese), then English, then whichever was given first. What names no language
    is taken for the library's own, which is Chinese. A sentence that the library itself says bears an ``id``,
    by which a :class:`~cloudgrant.values.locales.Language` has words for it; ids never change, and two
    texts are equal by their wordings alone. Immutable and hashable.

    >>> text = Text(zh="實收資本額", en="Paid-in capital")
    >>> text.in_("zh_Hant_TW"), text.in_("fr"), text["zh"]
    ('實收資本額', 'Paid-in capital', '實收資本額')
    >>> text.spoken("fr"), text.spoken("zh-CN")
    (('Paid-in capital', 'en'), ('實收資本額', 'zh-Hant-TW'))
    """

    __slots__ = ("_said", "_split", "_wordings", "id")
    _wordings: dict[str, str]
    _said: dict[str, str]
    """The wordings that were closest to locales that were asked for before."""
    _split: dict[str, _Template]
    """Those of them that were filled in before, taken apart."""
    id: str

    def __init__(self, wordings: Mapping[str, str] | str | None = None, /, **by_locale: str) -> None:
        id, given = (wordings, {}) if isinstance(wordings, str) else ("", wordings or {})
        object.__setattr__(self, "_wordings", {**given, **by_locale})
        object.__setattr__(self, "_said", {})
        object.__setattr__(self, "_split", {})
        object.__setattr__(self, "id", id)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Text is immutable: cannot set {name}")

    def __getitem__(self, locale: str) -> str:
        return self._wordings[locale]

    def __iter__(self) -> Iterator[str]:
        return iter(self._wordings)

    def __len__(self) -> int:
        return len(self._wordings)

    def __hash__(self) -> int:
        return hash(frozenset(self._wordings.items()))

    def __reduce__(self) -> tuple[Callable[..., Text], tuple[str, dict[str, str]]]:
        return (_again, (self.id, dict(self._wordings)))

    def __repr__(self) -> str:
        return f"Text({', '.join(f'{key}={wording!r}' for key, wording in self._wordings.items())})"

    def known_as(self, id: str) -> Text:
        """The same text, with this id where it says anything and has none of its own yet."""
        return _again(id, dict(self._wordings)) if self._wordings and not self.id else self

    def in_(self, locale: str) -> str:
        """The wording closest to ``locale``; the empty string when there is none at all."""
        if locale.__class__ is not str:  # a Language says it in words of its own
            return self._chosen(locale)[1]
        said = self._said.get(locale)
        if said is None:
            said = self._chosen(locale)[1]
            if len(self._said) < _MOST_LOCALES:
                self._said[locale] = said
        return said

    def spoken(self, locale: str) -> tuple[str, str]:
        """The wording closest to ``locale``, and the BCP 47 tag of the language that it really is in.

        What is shown in HTML takes it as its ``lang``; empty for a text that says nothing.
        """
        key, words = self._chosen(locale)
        return words, _tag(key, locale)

    def _chosen(self, locale: str) -> tuple[str, str]:
        """The key of the wording closest to ``locale``, and the wording."""
        if self.id and isinstance(locale, Language):
            said = locale.words.get(self.id)
            if said is not None:
                return locale, said
        wordings = self._wordings
        for key in understood(locale):
            if key in wordings:
                return key, wordings[key]
        if "en" in wordings:
            return "en", wordings["en"]
        return next(iter(wordings.items()), ("", ""))

    def filled(self, locale: str, value: Callable[[str], str]) -> str:
        """The wording with each ``{name}`` replaced by ``value("name")``."""
        parts = self._split.get(locale) if locale.__class__ is str else None
        if parts is None:
            parts = _taken_apart(self.in_(locale))
            if locale.__class__ is str and len(self._split) < _MOST_LOCALES:
                self._split[locale] = parts
        return "".join([literal if name is None else literal + value(name) for literal, name in parts])

    def filled_with(
        self,
        fillings: Mapping[str, Text | str],
        *,
        once_more: bool = False,
        languages: Iterable[str] | None = None,
    ) -> Text:
        """The text with each ``{name}`` replaced by its filling, in every language, those to come included.

        With ``once_more`` it can itself be filled in: braces that came with a filling are kept apart.

        >>> gone = Text(zh="{what}已刪", en="{what} is gone")
        >>> gone.filled_with({"what": Text(zh="年", en="year")}).in_("en")
        'year is gone'
        """
        return composed(_filled, self, dict(fillings), once_more, languages=tuple(languages or self))

    def names(self) -> frozenset[str]:
        """Every ``{name}`` that any of the wordings mentions."""
        return frozenset(
            name for wording in self._wordings.values() for _, name in _taken_apart(wording) if name
        )


class _Composed(Text):
    """A text made of others: what it says in a language of a caller's own is made when it is asked for."""

    __slots__ = ("_made",)
    _made: tuple[Callable[..., str], tuple[Any, ...]]

    def _chosen(self, locale: str) -> tuple[str, str]:
        if not isinstance(locale, Language):
            return super()._chosen(locale)
        say, parts = self._made
        return locale, say(locale, *parts)

    def known_as(self, id: str) -> Text:
        return self  # its parts have theirs

    def __reduce__(self) -> tuple[Callable[..., Text], tuple[Any, ...]]:
        return (_composed_again, (*self._made, tuple(self)))


def composed(say: Callable[..., str], *parts: Any, languages: tuple[str, ...] = OWN) -> Text:
    """A text of what ``say(locale, *parts)`` gives: in these languages, and in whatever else is asked for.

    ``say`` is a function of a module, so that the text can be pickled if its parts can.
    """
    text = _Composed({one: say(one, *parts) for one in languages})
    object.__setattr__(text, "_made", (say, parts))
    return text


def _composed_again(say: Callable[..., str], parts: tuple[Any, ...], languages: tuple[str, ...]) -> Text:
    return composed(say, *parts, languages=languages)


def _filled(locale: str, template: Text, fillings: Mapping[str, Text | str], once_more: bool) -> str:
    def word(name: str) -> str:
        filling = fillings[name]
        return filling.in_(locale) if isinstance(filling, Text) else filling

    words = template.filled(locale, word)
    return words.replace("{", "{{").replace("}", "}}") if once_more else words


def _taken_apart(wording: str) -> _Template:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(wording))


def _again(id: str, wordings: Mapping[str, str]) -> Text:
    text = Text(wordings)
    object.__setattr__(text, "id", id)
    return text


def _tag(key: str, locale: str) -> str:
    """The tag of what is said under ``key`` to whoever asked for ``locale``, with their territory."""
    if key == "zh":
        return language_tag(DEFAULT)  # Chinese without further words is as it is written in Taiwan
    return language_tag(locale if candidates(locale)[-1:] == (key,) else key)


def is_ours(module: str | None) -> bool:
    """Whether a module is the library's own: only what that declares is known by an id."""
    return module is not None and module.partition(".")[0] == __name__.partition(".")[0]


def sentences(of: str, texts: Mapping[K, Text]) -> Mapping[K, Text]:
    """Texts by a key, each with the id that ``of`` and its key make; what has an id keeps it.

    >>> said = sentences("shop", {"open": Text(zh="營業中", en="open"), True: Text(zh="是", en="yes")})
    >>> said["open"].id, said[True].id
    ('shop.open', 'shop.true')
    """
    return MappingProxyType({key: text.known_as(f"{of}.{_named(key)}") for key, text in texts.items()})


def _named(key: object) -> str:
    if isinstance(key, Enum):
        key = key.value
    if isinstance(key, tuple):
        return ".".join(map(_named, key))
    return str(key).lower().replace(" ", "_")
