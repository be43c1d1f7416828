"""Headings that were surely meant for a fact, and frames in which nothing is a fact at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, Final, Literal, TypeAlias, get_args

from cloudgrant.frames.tables import Table, Tables
from cloudgrant.frames.untold import lacking
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text

__all__ = ["UNMATCHED", "Unmatched", "unmatched_headings"]

Unmatched: TypeAlias = Literal["raise", "ignore"]
"""Whether a heading that was surely meant for a fact is refused."""

UNMATCHED: Final = get_args(Unmatched)

_NEAR: Final = 0.83
"""How alike two names are, of 1, of which one is a slip of the other."""

_LONGEST: Final = 60

_MEANT: Final = Text(
    "unmatched.meant",
    zh="規則讀取 {fact}（{label}），資料框中沒有；此欄是否即是？請以 columns={{\"{heading}\": \"{fact}\"}} "
    "指明；若不是，請以 \"{heading}\": \"\" 排除，或以 unmatched=\"ignore\" 不予檢查",
    en="the rules read {fact} ({label}), which no column holds: is it this one? Say so by "
    "columns={{\"{heading}\": \"{fact}\"}}; if it is none, by \"{heading}\": \"\", "
    "or let such headings pass by unmatched=\"ignore\"",
)  # fmt: skip
_NOTHING: Final = Text(
    "unmatched.nothing",
    zh="沒有任何一欄是規則所讀取的事實（如 {facts}）；請以 columns= 指明各欄，"
    "或以 unmatched=\"ignore\" 不予檢查",
    en="no column is a fact that the rules read (such as {facts}): say by columns= what each column holds, "
    "or let it pass by unmatched=\"ignore\"",
)  # fmt: skip


def unmatched_headings(tables: Tables, programme: Programme[Any, Any], stage: Stage) -> Iterator[Problem]:
    """A problem for each heading that is near the name or the label of a fact that rules read and none holds.

    And one where no column of any table holds any such fact. Any other column is nobody's business.
    """
    lacks = lacking(tables, programme, stage)
    if not lacks.untold:
        return
    lists = {name for name, info in tables.subjects.named if info.type in ("list", "map")}
    if not lacks.told and (tables.several or lists.isdisjoint(lacks.untold)):  # else that list is asked for
        few = ", ".join([*lacks.untold][:3])
        yield Problem.at((), "frame.nothing", _NOTHING, facts=few)
    every = [tables.subjects, *(table for _, table in tables.lists())]
    for table in every:
        prefix = f"{table.place}." if table.place else ""
        named = dict(table.named)
        wanted = {
            name: named[name]
            for fact in lacks.untold
            if fact.startswith(prefix) and (name := fact.removeprefix(prefix)) in named
        }
        free = [name for name in _headings(table, tables) if name not in named]
        for heading in free:
            fact = _meant(heading, wanted)
            if fact:
                label = wanted[fact].label or fact
                at = [table.place, heading] if table.place else [heading]
                yield Problem.at(at, "frame.heading", _MEANT, fact=fact, label=label, heading=heading)


def _headings(table: Table, tables: Tables) -> Iterable[str]:
    """The columns of a table that nobody has said anything of."""
    own = tables.order[:1]
    spoken_of = {*tables.keys, *tables.headings.get(table.place, ()), *([tables.on] if tables.on else ())}
    return [
        name
        for name in (column.replace("/", ".") for column in table.frame.collect_schema().names())
        if not name.startswith(own) and name not in spoken_of
    ]


def _meant(heading: str, wanted: Mapping[str, FactInfo]) -> str:
    """The fact that a heading was surely meant for; nothing where there is none."""
    bare = _bare(heading)
    if not bare or len(bare) > _LONGEST:
        return ""
    best = ("", 0.0)
    for name, info in wanted.items():
        likeness = max((_likeness(bare, _bare(one)) for one in (name, *info.label.values())), default=0.0)
        if likeness > best[1]:
            best = name, likeness
    return best[0] if best[1] >= _NEAR else ""


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 3:
        return 0.0  # of short names another is another
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _bare(name: str) -> str:
    """A name without what stands in brackets behind it, spaces and signs, in small letters."""
    return re.sub(r"[\W_]+", "", re.sub(r"[(（\[［].*", "", name)).casefold()
