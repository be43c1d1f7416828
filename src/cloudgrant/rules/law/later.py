"""What of a programme is joined only when it is asked for: the stages after the application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cloudgrant.rules.writing.declaration import Calculation, Rule, Stage
from cloudgrant.rules.writing.for_each import ForEach

__all__ = ["LaterStages", "with_later"]


class LaterStages(NamedTuple):
    """The rules of later stages, the classes that they judge, and the calculations that go with them."""

    stages: Mapping[Stage, type[Any]]
    rules: tuple[Rule[...] | ForEach, ...]
    calculations: tuple[Calculation[..., Any], ...] = ()


def with_later(given: Mapping[str, Any], later: LaterStages) -> dict[str, Any]:
    """The arguments of a programme of which the later stages are known."""

    def both(name: str, more: Iterable[Any]) -> Any:
        before = given[name]
        return (*before, *more) if isinstance(before, tuple) else before

    return {
        **given,
        "rules": both("rules", later.rules),
        "calculations": both("calculations", later.calculations),
        "stages": {**(given["stages"] or {}), **later.stages},
    }
