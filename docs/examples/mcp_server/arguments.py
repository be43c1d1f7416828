"""The arguments of a call, read one by one: everything that is wrong with them is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Fact, Problem, Programme, Text
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.shown import shown

__all__ = ["LANGUAGES", "PROGRAMMES", "Arguments"]

PROGRAMMES: Mapping[str, Programme[Any, Any]] = {
    one.name: one for one in (cg.points, cg.listing, cg.research, cg.coaching)
}
"""What the server answers for; add a programme of your own here."""

LANGUAGES = ("zh_Hant_TW", "en")

_MOST_LISTED = 64
_LIST = Text(zh="文字所成之陣列", en="an array of texts")
_TEXT = Text(zh="文字", en="a text")
_OBJECT = Text(zh="物件", en="an object")


class Arguments:
    """What was given, by name; ``done`` refuses it all together if any of it is wrong or unheard of."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = dict(given)
        self._read: set[str] = set()
        self.problems: list[Problem] = []

    def done(self) -> None:
        """Raise :class:`cloudgrant.InvalidInput` with everything that was wrong."""
        for name in self._given:
            if name not in self._read:
                hint = did_you_mean(str(name), sorted(self._read))
                self._wrong(str(name), "unknown_key", hint=hint)
        if self.problems:
            raise cg.InvalidInput(self.problems)

    def take(self, name: str) -> Any:
        """The value of an argument; ``None`` where it was not given."""
        self._read.add(name)
        return self._given.get(name)

    def option(self, name: str, known: Iterable[str], default: str | None = None) -> str:
        """One of several words; what is none of them is told with what was meant, perhaps."""
        value, known = self.take(name), tuple(known)
        if value is None and default is not None:
            return default
        if value is None:
            self._wrong(name, "required")
        elif not isinstance(value, str) or value not in known:
            hint = did_you_mean(value, known) if isinstance(value, str) else ""
            self._wrong(name, "option", expected=", ".join(known), given=shown(value), hint=hint)
        return value if isinstance(value, str) and value in known else known[0]

    def word(self, name: str) -> str:
        """A text that has to be given."""
        value = self.take(name)
        if value is None:
            self._wrong(name, "required")
        elif not isinstance(value, str):
            self._wrong(name, "type", expected=_TEXT, given=shown(value))
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> Fact[date]:
        """A civil date in ISO form; unknown where it was not given."""
        value = self.take(name)
        if value is None:
            return UNKNOWN
        try:
            # Python reads 20220502 and 2022-W18-1 as well.
            if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
                return date.fromisoformat(value)
        except ValueError:
            pass
        self._wrong(name, "date", given=shown(value), expected="2022-05-02")
        return UNKNOWN

    def data(self, name: str) -> Mapping[str, Any]:
        """An object that has to be given."""
        value = self.take(name)
        if value is None:
            self._wrong(name, "required")
        elif not isinstance(value, dict):
            self._wrong(name, "type", expected=_OBJECT, given=shown(value))
        return value if isinstance(value, dict) else {}

    def words(self, name: str, known: Iterable[str] | None = None) -> tuple[str, ...]:
        """Several texts, each once; of those that are ``known``, if it is said which."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._wrong(name, "type", expected=_LIST, given=shown(value))
            return ()
        if len(value) > _MOST_LISTED:
            self._wrong(name, "too_many", limit=_MOST_LISTED, given=len(value))
            return ()
        for place, one in enumerate(value if known is not None else ()):
            choices = tuple(known or ())
            if one not in choices:
                hint = did_you_mean(one, choices)
                problem = Problem.at(
                    [name, place], "option", expected=", ".join(choices), given=shown(one), hint=hint
                )
                self.problems.append(problem)
        return tuple(dict.fromkeys(value))

    def languages(self) -> tuple[str, ...]:
        """The languages that answers are said in: both unless told."""
        return self.words("languages", LANGUAGES) or LANGUAGES

    def _wrong(self, name: str, code: str, **params: Any) -> None:
        self.problems.append(Problem.at([name], code, **params))
