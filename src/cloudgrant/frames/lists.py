"""What no column holds: lists that nobody has told, and formulas that are not said in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from cloudgrant.frames.cells import DTYPES
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_in, given_facts
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = ["IN_NO_CELL", "opaque", "refused", "without_columns"]

IN_NO_CELL: Final = "frame.list"
"""The code of every problem with what no column holds."""

_A_LIST = Text(
    "lists.a_list",
    zh="{rule} 讀取清單 {fact}，資料框中沒有；"
    '請以 {{"": 主表, "{fact}": 明細表}} 併同明細表提供，或加上「{fact}」清單欄'
    '（以 {{"": 主表}} 提供者，未附明細表之清單視為未知）',
    en="{rule} reads the list {fact}, which the frame does not have: "
    'give {{"": frame, "{fact}": items}}, a table with a row for each item, or a column {fact} of lists '
    '(of {{"": frame}}, lists without a table are unknown)',
)
_NO_CELL = Text(
    "lists.no_cell",
    zh="{rule} 讀取 {fact}，資料框的一格放不下；請改以物件逐件評定",
    en="{rule} reads {fact}, which no cell of a frame can hold: assess the subjects one by one as objects",
)
_BEHIND = Text(
    "lists.behind",
    zh="{rule} 讀取 {fact}，由資料框所沒有的清單得出；請加上「{fact}」欄，或併同該清單之明細表提供",
    en="{rule} reads {fact}, which comes from a list that the frame does not have: give a column {fact}, "
    "or a table of the list beside the frame",
)
_OPAQUE = Text(
    "lists.opaque",
    zh="{rule} 讀取 {fact}，其算法無法以欄位表示；請加上「{fact}」欄，或改以物件逐件評定",
    en="{rule} reads {fact}, whose formula columns cannot follow: give a column {fact}, "
    "or assess the subjects one by one as objects",
)

_A_RULE = Text("lists.a_rule", zh="規則", en="a rule")


def refused(path: tuple[str, ...], rule: str = "") -> InvalidInput:
    """What is raised where a tree reads a list of which there is no table."""
    return InvalidInput([_problem(".".join(path), _A_LIST, rule)])


def opaque(name: str, rule: str = "") -> Problem:
    """What is wrong where a formula that is not said in words has to be worked out from columns."""
    return _problem(name, _OPAQUE, rule)


def _problem(name: str, text: Text, rule: str) -> Problem:
    return Problem.at([name], IN_NO_CELL, text, fact=name, rule=rule or _A_RULE)


def without_columns(
    node: tree.Node,
    columns: Collection[str],
    rule: str,
    prefix: tuple[str, ...] = (),
    told: Callable[[tuple[str, ...]], bool] = lambda _: False,
) -> Iterator[Problem]:
    """A problem for each fact that a tree reads of every row and that no column holds or leads to.

    ``columns`` are the names of those that there are; ``told`` says of a list whether it may be gone through.
    """
    for leaf in tree.leaves(node):
        if not isinstance(leaf, tree.FactOf):
            continue
        name, info = ".".join((*prefix, *leaf.path)), leaf.info
        if info.type in ("list", "map"):
            if not told((*prefix, *leaf.path)):
                yield _problem(name, _A_LIST, rule)
        elif (
            info.type not in DTYPES and info.type != "record"
        ):  # of a record a rule only asks whether it is given
            yield _problem(name, _NO_CELL, rule)
        elif info.derived and name not in columns:
            within = (*prefix, *leaf.path[:-1])
            body = body_in(info)
            if body is None:
                if any(".".join((*within, *read)) in columns for read in given_facts(info)):
                    yield opaque(name, rule)
            elif any(True for _ in without_columns(body, columns, rule, within, told)):
                yield _problem(name, _BEHIND, rule)
