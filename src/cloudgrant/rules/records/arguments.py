"""What each argument of a declaration has to be; another thing in its place is told, and never believed.

Python checks no annotation. ``confidential="no"`` would withhold, ``reads="rent"`` name four facts of a
letter each, and ``applies=True`` fail far from where it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from string import Formatter
from types import FunctionType
from typing import Any, Final, NamedTuple

from cloudgrant.rules.records.declaration_refused import declaration
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.written_text import LONGEST_TEXT, text_problem

__all__ = [
    "ACTS",
    "COUNT",
    "FUNCTION",
    "LABELS",
    "LINE",
    "MAPPING",
    "NAME",
    "NAMES",
    "SEVERAL",
    "TRUTH",
    "WHOLE",
    "WORDS",
    "WRITTEN",
    "Kind",
    "argument_problems",
    "one_of_class",
    "or_none",
    "words_problems",
]


class Kind(NamedTuple):
    """A kind of argument: what it is called, and whether a value is one."""

    said: Text
    holds: Callable[[Any], bool]


def or_none(kind: Kind) -> Kind:
    """The same, or nothing at all."""
    said = Text(zh=f"{kind.said['zh']}或 None", en=f"{kind.said['en']}, or None")
    return Kind(said, lambda value: value is None or kind.holds(value))


def one_of_class(cls: type[Any]) -> Kind:
    """An object of a class."""
    name = cls.__name__
    return Kind(Text(zh=f" {name} 物件", en=f"a {name} object"), lambda value: isinstance(value, cls))


def _written(value: object) -> bool:
    """Whether a value is a function written out, or what a decorator has made of one: not any callable."""
    return isinstance(getattr(value, "function", value), FunctionType)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, Text) and all(isinstance(words, str) for words in value.values())


def _is_written(text: str, *, several_lines: bool) -> bool:
    """Whether nothing in the text could break a letter in which it stands."""
    return text_problem(text, LONGEST_TEXT, multiline=several_lines) is None


def _labels(value: Any) -> bool:
    pairs = isinstance(value, tuple) and all(isinstance(one, tuple) and len(one) == 2 for one in value)
    return pairs and all(isinstance(key, str) and _is_text(label) for key, label in value)


TRUTH: Final = Kind(Text(zh=" True 或 False", en="True or False"), lambda value: isinstance(value, bool))
WHOLE: Final = Kind(Text(zh="整數", en="a whole number"), _whole)
COUNT: Final = Kind(Text(zh="正整數", en="a positive number"), lambda value: _whole(value) and value > 0)
LINE: Final = Kind(
    Text(zh="文字", en="a text"),
    lambda value: isinstance(value, str) and (not value or _is_written(value, several_lines=True)),
)
NAME: Final = Kind(
    Text(zh="名稱（一行非空白文字）", en="a name of one line"),
    lambda value: isinstance(value, str) and text_problem(value) is None,
)
NAMES: Final = Kind(
    Text(zh="名稱所成之 tuple", en="a tuple of names"),
    lambda value: isinstance(value, tuple) and all(isinstance(one, str) and one for one in value),
)
WORDS: Final = Kind(
    Text(zh=' Text，如 Text(zh="…", en="…")', en='a Text, such as Text(zh="…", en="…")'), _is_text
)
LABELS: Final = Kind(Text(zh="由文字到 Text 之對照", en="a mapping from texts to Text"), _labels)
ACTS: Final = Kind(
    Text(zh=" Text，或由新值到 Text 之對照", en="a Text, or a mapping from new values to Text"), _labels
)
WRITTEN: Final = Kind(
    Text(zh="以 def 或 lambda 寫成之函式", en="a function as `def` or `lambda` writes it"), _written
)
FUNCTION: Final = Kind(Text(zh="函式", en="a function"), callable)
MAPPING: Final = Kind(
    Text(zh="以名稱為鍵之對照", en="a mapping by name"),
    lambda value: isinstance(value, Mapping) and all(isinstance(key, str) for key in value),
)
SEVERAL: Final = Kind(
    Text(zh="數項所成之 tuple 或清單", en="several, as in a tuple or a list"),
    lambda value: isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping | type),
)


_SEVERAL_LINES: Final = ("help", "reading", "question")
"""The wordings that never stand within a line."""


def argument_problems(
    path: Iterable[str | int], where: str, given: Mapping[str, tuple[Kind, object]]
) -> Iterator[Problem]:
    """A problem for each argument, by its name, that is not of its kind."""
    for name, (kind, value) in given.items():
        if not kind.holds(value):
            yield declaration(
                path, "declaration.argument", where, name=name, expected=kind.said, given=shown(value)
            )


def words_problems(
    path: Iterable[str | int], where: str, name: str, words: Mapping[str, object], *, filled: bool = False
) -> Iterator[Problem]:
    """A problem for each wording that is no text, or blank; where names are ``filled`` in, for odd braces."""
    path = tuple(path)
    for locale, wording in words.items():
        if not isinstance(wording, str):
            yield declaration(
                path, "declaration.argument", where, name=locale, expected=LINE.said, given=shown(wording)
            )
        elif not wording.strip():
            yield declaration(path, "declaration.blank", where, name=name, given=locale)
        elif not _is_written(wording, several_lines=name in _SEVERAL_LINES):
            yield declaration(
                path, "declaration.wording", where, name=name, given=locale, text=shown(wording)
            )
        elif filled and not _only_names(wording):
            yield declaration(path, "declaration.braces", where, name=name, given=shown(wording))


def _only_names(wording: str) -> bool:
    try:
        parts = list(Formatter().parse(wording))
    except ValueError:
        return False
    return all(name is None or (name and not form and not how) for _, name, form, how in parts)
