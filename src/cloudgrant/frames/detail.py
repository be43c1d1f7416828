"""More columns on request: how far facts are from thresholds, what rules wait for, what failed first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias, get_args

import narwhals as nw

from cloudgrant.frames.cells import literal
from cloudgrant.frames.margins import margins
from cloudgrant.frames.rows import Rows
from cloudgrant.frames.truths import choose
from cloudgrant.frames.waiting import waiting
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["DETAILS", "Detail", "detailed", "details_of", "is_detail", "is_margin"]

Detail: TypeAlias = Literal["first_failing", "margin", "because", "missing"]
"""What may be asked for beside the results.

``first_failing`` is the id of the first required rule that is not met, in the order of the rules. For each
rule, ``<rule>.margin`` is how far its fact is from its threshold, as :attr:`cloudgrant.Finding.margins` has
it: room to spare is positive, in the unit of the fact, days for dates. A rule with several thresholds has a
column ``<rule>.margin.<fact>`` for each. It is null where the rule does not apply, the distance is not
known, or the rule has no threshold that a fact of the subject is held against: of rules about each item of a
list it has none. ``<rule>.because`` are the facts that an undetermined rule waits for, with commas, and
``<rule>.missing`` those of them that the applicant can tell; a fact of an item of a list is told as the
list.
"""

DETAILS: Final = get_args(Detail)


def details_of(detail: Any) -> tuple[Detail, ...]:
    """What is asked for, from one word or several; raises for a word that is none."""
    several = isinstance(detail, Iterable) and not isinstance(detail, str)
    asked: tuple[Any, ...] = tuple(detail) if several else (detail,)
    problems = [
        Problem.at(["detail"], "option", given=shown(one), expected=", ".join(DETAILS), hint="")
        for one in asked
        if one not in DETAILS
    ]
    if problems:
        raise InvalidInput(problems)
    return asked


def detailed(
    asked: tuple[Detail, ...],
    decided: Mapping[str, nw.Expr],
    rows: Rows,
    programme: Programme[Any, Any],
    policy: Any,
    stage: Stage,
) -> dict[str, nw.Expr]:
    """The columns that are asked for, of the results under one edition."""
    found: dict[str, nw.Expr] = {}
    if "first_failing" in asked:
        found["first_failing"] = choose(
            *(
                (decided[traced.rule.id] == rows.word(Result.NOT_MET), nw.lit(traced.rule.id))
                for traced in programme.traced_at(stage)
                if traced.rule.force == "required"
            ),
            otherwise=literal(UNKNOWN, "text"),
        )
    for traced in programme.traced_at(stage) if {*asked} - {"first_failing"} else ():
        rule, result = traced.rule.id, decided[traced.rule.id]
        if "margin" in asked:
            applies = result != rows.word(Result.NOT_APPLICABLE)
            for name, distance in margins(traced, rows, policy):
                found[f"{rule}.margin{name}"] = choose((applies, distance), otherwise=literal(UNKNOWN, "int"))
        if "because" in asked or "missing" in asked:
            waits = tuple(waiting(traced, rows, policy))
            open_ = result == rows.word(Result.UNDETERMINED)
            if "because" in asked:
                found[f"{rule}.because"] = _listed(open_, [(name, where) for name, _, where in waits])
            if "missing" in asked:
                told = [(name, where) for name, because, where in waits if because == "fact"]
                found[f"{rule}.missing"] = _listed(open_, told)
    return found


def _listed(open_: nw.Expr, waits: Iterable[tuple[str, Any]]) -> nw.Expr:
    """The names of what a rule waits for in a row, with commas; null where it waits for nothing."""
    nothing = nw.lit(None, nw.String())
    by_name: dict[str, list[Any]] = {}
    for name, where in waits:
        by_name.setdefault(name, []).append(where)
    each = list(_in_rows(by_name))
    if not each:
        return choose((open_, nothing), otherwise=nothing)
    names = [choose((where, nw.lit(name)), otherwise=nothing) for name, where in each]
    together = nw.concat_str(*names, separator=", ", ignore_nulls=True)
    return choose((open_ & (together != nw.lit("")), together), otherwise=nothing)


def _in_rows(by_name: Mapping[str, list[Any]]) -> Iterator[tuple[str, Any]]:
    for name, places in by_name.items():
        if any(one is True for one in places):
            yield name, literal(True)
            continue
        where: Any = None
        for one in places:
            if isinstance(one, nw.Expr):
                where = one if where is None else where | one
        if where is not None:
            yield name, where


def is_margin(column: str) -> bool:
    """Whether a column is a number of these."""
    return column.endswith(".margin") or ".margin." in column


def is_detail(column: str) -> bool:
    """Whether a column is a text of these."""
    return column == "first_failing" or column.endswith((".because", ".missing"))
