"""A programme over a frame: outcome, award and the result of each rule as columns."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from cloudgrant.frames.checking import problems
from cloudgrant.frames.columns import DTYPES, LISTS, Columns, choose
from cloudgrant.frames.libraries import as_table, extended
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage, TracedRule
from cloudgrant.values.problems import InvalidInput, Problem

__all__ = ["assess"]


def assess(
    frame: Any,
    programme: Programme[Any, Any],
    *,
    subject: type[Any],
    on: date | str,
    policy: Any = None,
    stage: Stage = "application",
) -> Any:
    """The frame with a column for the outcome, one for the award, and one for each rule's result.

    Columns are named as the subject's facts (``order.price`` for a fact inside a record); other
    columns are kept and ignored, but those of the names given here are replaced. A fact without a
    column is unknown, unless ``subject`` presets it.
    ``on`` is the date of filing, or the name of a date column, which needs a ``policy``. Results
    are the words of :class:`~cloudgrant.rules.deciding.results.Outcome` and
    :class:`~cloudgrant.rules.deciding.results.Result`.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing each column that is of the
    wrong type or, in an eager frame, holds nonsense; values of a lazy frame are not looked at
    (see :func:`problems`).

    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant import frames
    >>> from datetime import date
    >>> firms = pl.DataFrame({"paid_in_capital": [80_000_000, 200_000_000], "regular_employees": [260, None],
    ...                       "factory": "registered", "points_last_used_in": 0})
    >>> decided = frames.assess(firms, cg.points, subject=cg.Manufacturer, on=date(2022, 5, 2))
    >>> decided["outcome"].to_list(), decided["award"].to_list()
    (['eligible', 'undetermined'], [200000, None])
    """
    table = as_table(frame)
    columns = Columns(subject, schema=dict(table.collect_schema()), on=on)
    found = list(columns.problems)
    if policy is None and isinstance(on, str):
        found.append(Problem.at(["policy"], "required"))
    if stage not in programme.subjects:
        expected = ", ".join(programme.subjects)
        raise InvalidInput([Problem.at(["stage"], "option", given=stage, expected=expected)])
    if not issubclass(subject, programme.subjects[stage]):
        expected, given = programme.subjects[stage].__name__, subject.__name__
        found.append(Problem.at(["subject"], "subject", expected=expected, given=given))
    if policy is not None and not isinstance(policy, programme.policy):
        expected, given = programme.policy.__name__, type(policy).__name__
        found.append(Problem.at(["policy"], "subject", expected=expected, given=given))
    if isinstance(table, nw.DataFrame):
        found += problems(frame, subject)
    if found:
        raise InvalidInput(found)
    if policy is None and not isinstance(on, str):
        policy = programme.policy_on(on)
    return extended(frame, _decided(columns, programme, policy, stage))


def _decided(
    columns: Columns, programme: Programme[Any, Any], policy: Any, stage: Stage
) -> dict[str, nw.Expr]:
    truths, certain, results = [], [], {}
    for traced in programme.traced_at(stage):
        _refuse_lists(traced)
        holds, applies = _holds_and_applies(traced, columns, policy)
        results[traced.rule.id] = _result(holds, applies)
        if traced.rule.force == "required":
            truths.append(holds if applies is None else ~applies | holds)
            certain.append(nw.lit(True) if applies is None else applies.fill_null(False))
    overall = reduce(and_, truths, nw.lit(True))
    some_applies = reduce(or_, certain, nw.lit(False))
    eligible = overall.fill_null(False) & some_applies
    refused = (~overall).fill_null(False)
    outcome = choose(
        (refused, nw.lit(Outcome.INELIGIBLE.value)),
        (eligible, nw.lit(Outcome.ELIGIBLE.value)),
        otherwise=nw.lit(Outcome.UNDETERMINED.value),
    )
    decided = {"outcome": outcome}
    if programme.award_tree is not None:
        amount = columns.expression(programme.award_tree, policy)
        decided["award"] = choose(
            (refused, nw.lit(0, nw.Int64())), (eligible, amount), otherwise=nw.lit(None, nw.Int64())
        )
    return {**decided, **results}


def _refuse_lists(traced: TracedRule) -> None:
    """Refuse a rule that looks at the items of a list: a cell of a frame holds one value."""
    lists = [traced.over] if traced.over else []
    for node in (traced.holds, traced.applies):
        if node is not None:
            lists += [
                ".".join(leaf.path)
                for leaf in tree.leaves(node)
                if isinstance(leaf, tree.FactOf) and leaf.info.type not in DTYPES
            ]
    if lists:
        raise InvalidInput([Problem.at([name], "frame.list", LISTS, rule=traced.rule.id) for name in lists])


def _holds_and_applies(traced: TracedRule, columns: Columns, policy: Any) -> tuple[nw.Expr, nw.Expr | None]:
    applies = None if traced.applies is None else columns.expression(traced.applies, policy)
    return columns.expression(traced.holds, policy), applies


def _result(holds: nw.Expr, applies: nw.Expr | None) -> nw.Expr:
    steps = [
        (holds.is_null(), nw.lit(Result.UNDETERMINED.value)),
        (holds, nw.lit(Result.MET.value)),
    ]
    if applies is not None:
        steps[:0] = [
            (applies.is_null(), nw.lit(Result.UNDETERMINED.value)),
            (~applies, nw.lit(Result.NOT_APPLICABLE.value)),
        ]
    return choose(*steps, otherwise=nw.lit(Result.NOT_MET.value))
