"""What the columns of a decision are called, beside those that the frame has already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias

from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["Names", "named", "plain"]

Names: TypeAlias = Literal["id", "plain"] | Callable[[str], str]
"""Columns named as rules are, so that none needs quoting, or by a function of these names."""

_TAKEN: Final = Text(
    "naming.taken",
    zh="資料框已有此欄，不予覆蓋；請以 prefix= 或 names= 另取欄名，或以 replace= 明示取代",
    en="the frame has this column already, and it is not overwritten: give other names by prefix= or names=, "
    "or say by replace= that it may go",
)
_TWICE: Final = Text(
    "naming.twice", zh="{one} 與 {other} 的欄名相同", en="{one} and {other} would be called the same"
)
_NAMES: Final = Text("naming.names", zh="id、plain 或函式", en="id, plain or a function")
_REPLACED: Final = Text("naming.replaced", zh="真、假，或數個欄名", en="true, false, or the names of columns")


def plain(name: str) -> str:
    """A name that no language has to quote.

    >>> plain("points.applicant.not-repeat")
    'points_applicant_not_repeat'
    """
    return "".join(one if one.isalnum() else "_" for one in name)


def named(
    names: Names, prefix: str, replace: bool | Iterable[str], given: Collection[str]
) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """What gives the columns of a decision their names.

    What it returns raises :class:`~cloudgrant.values.problems.InvalidInput` for names that two columns would
    bear, and for those of columns that are ``given`` and that ``replace`` does not speak of.
    """
    problems = []
    if not (callable(names) or names in ("id", "plain")):
        problems.append(Problem.at(["names"], "option", expected=_NAMES, given=shown(names), hint=""))
    before: object = prefix
    if not isinstance(before, str):
        problems.append(Problem.at(["prefix"], "type", expected=_A_NAME, given=shown(before)))
    replaced: Any = () if replace is False else given if replace is True else replace
    if isinstance(replaced, str) or not isinstance(replaced, Iterable):
        problems.append(Problem.at(["replace"], "type", expected=_REPLACED, given=shown(replace)))
    if problems:
        raise InvalidInput(problems)
    call: Callable[[str], str] = names if callable(names) else plain if names == "plain" else str
    may_go = frozenset(replaced)

    def renamed(columns: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, tuple[str, Any]] = {}
        problems = []
        for one, value in columns.items():
            name = f"{prefix}{call(one)}"
            if name in found:
                other = found[name][0]
                problems.append(Problem.at([name], "duplicate", _TWICE, one=other, other=one))
            elif name in given and name not in may_go:
                problems.append(Problem.at([name], "frame.taken", _TAKEN))
            found[name] = one, value
        if problems:
            raise InvalidInput(problems)
        return {name: value for name, (_, value) in found.items()}

    return renamed


_A_NAME: Final = Text("naming.a_name", zh="文字", en="text")
