"""A text in several languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from string import Formatter

from cloudgrant.values.locales import Language, candidates

__all__ = ["Text"]


class Text(Mapping[str, str]):
    """One wording in several languages, keyed by locale (``zh``, ``en``, a user's own ``ja``).

    ``text.in_("zh_Hant_TW")`` picks the closest language it has: the locale itself, its language,
    then English — in the words of a :class:`~cloudgrant.values.locales.Language`, if that is what was
    asked for — then whichever was given first. Immutable and hashable.

    >>> text = Text(zh="實收資本額", en="Paid-in capital")
    >>> text.in_("zh_Hant_TW"), text.in_("fr"), text["zh"]
    ('實收資本額', 'Paid-in capital', '實收資本額')
    """

    __slots__ = ("_wordings",)
    _wordings: tuple[tuple[str, str], ...]

    def __init__(self, wordings: Mapping[str, str] | None = None, /, **by_locale: str) -> None:
        every = {**(wordings or {}), **by_locale}
        object.__setattr__(self, "_wordings", tuple(every.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Text is immutable: cannot set {name}")

    def __getitem__(self, locale: str) -> str:
        for key, wording in self._wordings:
            if key == locale:
                return wording
        raise KeyError(locale)

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._wordings)

    def __len__(self) -> int:
        return len(self._wordings)

    def __hash__(self) -> int:
        return hash(frozenset(self._wordings))

    def __reduce__(self) -> tuple[type[Text], tuple[dict[str, str]]]:
        return (Text, (dict(self._wordings),))

    def __repr__(self) -> str:
        return f"Text({', '.join(f'{key}={wording!r}' for key, wording in self._wordings)})"

    def in_(self, locale: str) -> str:
        """The wording closest to ``locale``; the empty string when there is none at all."""
        wordings = dict(self._wordings)
        for key in candidates(locale):
            if key in wordings and key != "en":
                return wordings[key]
        if "en" not in wordings:
            return next(iter(wordings.values()), "")
        english = wordings["en"]
        return locale.words.get(english, english) if isinstance(locale, Language) else english

    def filled(self, locale: str, value: Callable[[str], str]) -> str:
        """The wording with each ``{name}`` replaced by ``value("name")``."""
        parts = Formatter().parse(self.in_(locale))
        return "".join(literal + (value(name) if name is not None else "") for literal, name, _, _ in parts)

    def names(self) -> frozenset[str]:
        """Every ``{name}`` that any of the wordings mentions."""
        return frozenset(
            name
            for wording in dict(self._wordings).values()
            for _, name, _, _ in Formatter().parse(wording)
            if name
        )
