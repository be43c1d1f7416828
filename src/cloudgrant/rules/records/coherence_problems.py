"""What ``__coherence__`` may not say: each refusal with the class, the declaration, and the cure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cloudgrant.rules.records.coherence import Declaration
from cloudgrant.rules.records.declaring import declaration
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem

__all__ = ["declared_in", "wording_problems"]


def declared_in(declarations: Iterable[Any]) -> Iterator[Declaration]:
    """What a class's ``__coherence__`` holds, one by one."""
    for one in declarations:
        yield from one if isinstance(one, tuple) else (one,)


def wording_problems(cls: type[Any]) -> Iterator[Problem]:
    """What is wrong with what a class itself declares, before anything is known of its facts."""
    for one in declared_in(vars(cls).get("__coherence__", ())):
        path, where = _place(cls, one)
        for name in one.blames:
            if name not in one.names:
                yield _option(path, where, "blames", name, one.names)


def _option(path: list[str], where: str, of: str, given: Any, allowed: Iterable[Any]) -> Problem:
    words = [str(one) for one in allowed]
    hint = did_you_mean(str(given), words)
    return declaration(path, "declaration.option", where, name=of, given=repr(given),
                       expected=", ".join(words), hint=hint)  # fmt: skip


def _place(cls: type[Any], declaration: Declaration) -> tuple[list[str], str]:
    path = [cls.__name__, "__coherence__", declaration.code]
    return path, f"{cls.__module__}.{cls.__qualname__}.__coherence__ ({declaration.code})"
