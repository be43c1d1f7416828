"""JSON text in: what two readers could understand differently is refused, not read one way.

Of a key that comes twice some readers take the first and some the last; ``NaN`` is no JSON, though Python
reads it; and what is not UTF-8, or nested a thousand deep, is nobody's application.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem, Problems
from cloudgrant.values.text import Text

__all__ = ["plain_of"]

_NO_UTF8: Final = Text(zh="不是 UTF-8 編碼（第 {at} 個位元組）", en="is not encoded in UTF-8 (byte {at})")
_NO_JSON: Final = Text(
    zh="不是 JSON（第 {line} 行第 {column} 字）", en="is not JSON (line {line}, character {column})"
)
_CONSTANT: Final = Text(zh="{given} 不是 JSON 的數字", en="{given} is no number in JSON")
_NUMBER: Final = Text(zh="含有位數過多的數字", en="has a number of too many digits")
_DEEP: Final = Text(zh="層數過多", en="is nested too deeply")
_TWICE: Final = Text(zh="欄位重複出現", en="is given more than once")


def plain_of(text: bytes | bytearray | str) -> Any:
    """The plain data that a JSON text says; raises ``InvalidInput`` for what is none, or says two things.

    The codes are ``json.utf8``, ``json.syntax``, ``json.duplicate`` (a key given twice, at its place),
    ``json.constant`` (``NaN``, ``Infinity``), ``json.number`` and ``json.depth``.

    >>> plain_of(b'{"name": "\\\\u7532"}')
    {'name': '甲'}
    >>> plain_of('{"a": 1, "a": 2}')
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      a: is given more than once · 欄位重複出現 [json.duplicate]
    """
    odd: list[object] = []

    def pairs(given: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(given)
        if len(made) == len(given):
            return made
        twice = _Twice(made)
        times = Counter(key for key, _ in given)
        twice.keys_given_twice = tuple(key for key, number in times.items() if number > 1)
        odd.append(twice)
        return twice

    def constant(name: str) -> _Constant:
        odd.append(found := _Constant(name))
        return found

    try:
        read = text if isinstance(text, str) else bytes(text).decode()
        plain = json.loads(read, object_pairs_hook=pairs, parse_constant=constant)
    except UnicodeDecodeError as error:
        raise _refused("json.utf8", _NO_UTF8, at=f"{error.start + 1:,}") from None
    except json.JSONDecodeError as error:
        raise _refused("json.syntax", _NO_JSON, line=f"{error.lineno:,}", column=f"{error.colno:,}") from None
    except ValueError:  # Python reads no number of more than some thousands of digits
        raise _refused("json.number", _NUMBER) from None
    except RecursionError:
        raise _refused("json.depth", _DEEP) from None
    if odd:
        raise InvalidInput(Problems(_odd_in(plain)))
    return plain


class _Twice(dict[str, Any]):
    """An object in which keys were given more than once."""

    keys_given_twice: tuple[str, ...]


class _Constant:
    """``NaN`` or an infinity."""

    def __init__(self, name: str) -> None:
        self.name = name


def _odd_in(plain: Any) -> Iterator[Problem]:
    """Where what is refused stands; what was overwritten by a key given again is not looked into."""
    waiting: list[tuple[Any, Any]] = [((), plain)]  # each place as its parent's and a step
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, _Constant):
            yield Problem.at(_path(place), "json.constant", _CONSTANT, given=value.name)
        elif isinstance(value, dict):
            for key in getattr(value, "keys_given_twice", ()):
                yield Problem.at(_path((place, key)), "json.duplicate", _TWICE)
            waiting += (((place, key), part) for key, part in reversed(value.items()))
        elif isinstance(value, list):
            waiting += (((place, index), value[index]) for index in reversed(range(len(value))))


def _path(place: Any) -> Path:
    steps = []
    while place:
        place, step = place
        steps.append(step)
    return Path(reversed(steps))


def _refused(code: str, text: Text, **params: object) -> InvalidInput:
    return InvalidInput([Problem.at((), code, text, **params)])
