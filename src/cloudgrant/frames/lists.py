"""What no column can hold: lists of a subject, and formulas that are not said in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from cloudgrant.frames.cells import DTYPES
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_in, given_facts
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = ["IN_NO_CELL", "refused", "without_columns"]

IN_NO_CELL: Final = "frame.list"
"""The code of every problem with what no column can hold."""

_A_LIST = Text(
    zh="{rule} 讀取 {fact}，資料框的一格放不下；請改以物件逐件評定",
    en="{rule} reads {fact}, which no cell of a frame can hold: assess the subjects one by one as objects",
)
_BEHIND = Text(
    zh="{rule} 讀取 {fact}，由資料框一格放不下的資料得出；請加上「{fact}」欄，或改以物件逐件評定",
    en="{rule} reads {fact}, which comes from what no cell of a frame can hold: give a column {fact}, "
    "or assess the subjects one by one as objects",
)
_OPAQUE = Text(
    zh="{rule} 讀取 {fact}，其算法無法以欄位表示；請加上「{fact}」欄，或改以物件逐件評定",
    en="{rule} reads {fact}, whose formula columns cannot follow: give a column {fact}, "
    "or assess the subjects one by one as objects",
)

_A_RULE = Text(zh="規則", en="a rule")


def refused(path: tuple[str, ...], rule: str = "") -> InvalidInput:
    """What is raised where a tree reads what no cell can hold."""
    name = ".".join(path)
    return InvalidInput([_problem(name, _A_LIST, rule)])


def _problem(name: str, text: Text, rule: str) -> Problem:
    return Problem.at([name], IN_NO_CELL, text, fact=name, rule=rule or _A_RULE)


def without_columns(
    node: tree.Node, columns: Collection[str], rule: str, prefix: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """A problem for each fact that a tree reads of every row and that no column holds or leads to.

    ``columns`` are the names of those that there are.
    """
    for leaf in tree.leaves(node):
        if not isinstance(leaf, tree.FactOf):
            continue
        name, info = ".".join((*prefix, *leaf.path)), leaf.info
        if info.type not in DTYPES:
            yield _problem(name, _A_LIST, rule)
        elif info.derived and name not in columns:
            within = (*prefix, *leaf.path[:-1])
            body = body_in(info)
            if body is None:
                if any(".".join((*within, *read)) in columns for read in given_facts(info)):
                    yield _problem(name, _OPAQUE, rule)
            elif any(True for _ in without_columns(body, columns, rule, within)):
                yield _problem(name, _BEHIND, rule)
