"""Several words where several are meant: one bare text is not its letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from cloudgrant.values.locales import DEFAULT, names_a_language
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["locales_given", "several"]

T = TypeVar("T", bound=str)

_BARE = Text(
    "several.bare",
    zh="應為數項（如 [{given}]），卻是單一文字 {given}",
    en="must be several, such as [{given}], not the bare text {given}",
)
_NO_LOCALE = Text(
    "several.no_locale", zh="{given} 不是語系，應如 {expected}", en="{given} is no locale; {expected} is one"
)


def several(name: str, given: Iterable[T]) -> tuple[T, ...]:
    """What was given for an argument that takes several.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a bare text, which Python would take
    letter by letter.

    >>> several("stages", ["application"])
    ('application',)
    """
    bare: object = given
    if isinstance(bare, str | bytes):
        raise InvalidInput([Problem.at([name], "several.bare", _BARE, given=shown(bare))])
    return tuple(given)


def locales_given(name: str, given: Iterable[str]) -> tuple[str, ...]:
    """The same of locales; raises also for what can name none.

    >>> locales_given("texts", ["zh_Hant_TW", "en"])
    ('zh_Hant_TW', 'en')
    """
    asked = several(name, given)
    strange = [number for number, one in enumerate(asked) if not names_a_language(one)]
    if strange:
        raise InvalidInput(
            Problem.at(
                [name, number],
                "several.locale",
                _NO_LOCALE,
                given=shown(asked[number]),
                expected=DEFAULT,
            )
            for number in strange
        )
    return asked
