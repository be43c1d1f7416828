"""A programme over a frame: outcome, award and the result of each rule as columns."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw

from cloudgrant.frames.by_edition import joined, names_of, parts_of
from cloudgrant.frames.cells import literal
from cloudgrant.frames.checking import problems, strange_editions
from cloudgrant.frames.columns import Columns
from cloudgrant.frames.libraries import as_table, extended
from cloudgrant.frames.lists import refused
from cloudgrant.frames.truths import OfRows, all_hold, choose, no, some_holds
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing.declaration import Stage, TracedRule
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.unknown import UNKNOWN

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
    """The frame with a column for the outcome, one for the award if any, and one for each rule's result.

    Columns are named as the subject's facts (``order.price`` for a fact inside a record); other columns are
    kept and ignored, but those of the names given here are replaced. A fact without a column is unknown,
    unless ``subject`` presets it. ``on`` is the date of filing, or the name of a date column: then each row
    goes by the edition of its own day. At a later stage each goes by that of its column ``edition``, where
    there is one. A rule that an edition does not have, and a day before the first, is null. ``policy`` are
    other numbers: they choose no text, but for a row without a day, which goes by the text that they are of.
    Results are the words of
    :class:`~cloudgrant.rules.deciding.results.Outcome` and
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
    eager = isinstance(table, nw.DataFrame)
    columns = Columns(subject, schema=dict(table.collect_schema()), on=on, looked_at=eager)
    found = list(columns.problems)
    if stage not in programme.subjects:
        expected = ", ".join(programme.subjects)
        raise InvalidInput([Problem.at(["stage"], "option", given=stage, expected=expected)])
    if not issubclass(subject, programme.subjects[stage]):
        expected, given = programme.subjects[stage].__name__, subject.__name__
        found.append(Problem.at(["subject"], "subject", expected=expected, given=given))
    if policy is not None and not isinstance(policy, programme.policy):
        expected, given = programme.policy.__name__, type(policy).__name__
        found.append(Problem.at(["policy"], "subject", expected=expected, given=given))
    if eager:
        found += problems(frame, subject)
        if stage != "application" and columns.has(columns.carried):
            found += strange_editions(table, columns.carried, names_of(programme))
    if found:
        raise InvalidInput(found)

    def decided(law: Programme[Any, Any]) -> dict[str, nw.Expr]:
        return _decided(columns, law, law.edition.policy if policy is None else policy, stage)

    return extended(frame, joined(parts_of(programme, columns, on, stage, policy), decided, _undetermined))


def _undetermined(column: str) -> nw.Expr:
    """What stands in a column where it is not known by which edition a row goes."""
    return literal(UNKNOWN, "int") if column == "award" else nw.lit(Outcome.UNDETERMINED.value)


def _decided(
    columns: Columns, programme: Programme[Any, Any], policy: Any, stage: Stage
) -> dict[str, nw.Expr]:
    clear, certain, results = [], [], {}
    problems: list[Problem] = []
    for traced in programme.traced_at(stage):
        try:
            holds, applies = _holds_and_applies(traced, columns, policy)
        except InvalidInput as error:
            problems += error.problems
            continue
        results[traced.rule.id] = _result(holds, applies)
        if traced.rule.force == "required":
            clear.append(some_holds((no(applies), holds)))
            certain.append(applies.fill_null(False) if isinstance(applies, nw.Expr) else applies is True)
    if problems:
        raise InvalidInput(problems)
    overall = all_hold(clear)
    eligible = all_hold((_surely(overall), some_holds(certain)))
    refused = _surely(no(overall))
    outcome = choose(
        (refused, nw.lit(Outcome.INELIGIBLE.value)),
        (eligible, nw.lit(Outcome.ELIGIBLE.value)),
        otherwise=nw.lit(Outcome.UNDETERMINED.value),
    )
    decided = {"outcome": outcome}
    award = programme.award_at(stage)
    if award is not None:
        amount = columns.expression(award[1], policy, "int")
        nothing = literal(UNKNOWN, "int")
        decided["award"] = choose((refused, literal(0)), (eligible, amount), otherwise=nothing)
    return {**decided, **results}


def _surely(truth: OfRows) -> OfRows:
    """A truth that is not known, as none; it is only asked for beside its opposite."""
    return truth.fill_null(False) if isinstance(truth, nw.Expr) else truth is True


def _holds_and_applies(traced: TracedRule, columns: Columns, policy: Any) -> tuple[OfRows, OfRows]:
    if traced.over:
        raise refused((traced.over,), traced.rule.id)
    problems: list[Problem] = []
    found: list[OfRows] = []
    for node in (traced.holds, traced.applies):
        try:
            found.append(True if node is None else columns.value(node, policy, traced.rule.id))
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(dict.fromkeys(problems))
    holds, applies = found
    return holds, applies


def _result(holds: OfRows, applies: OfRows) -> nw.Expr:
    undetermined = nw.lit(Result.UNDETERMINED.value)
    steps = [
        (_unknown(applies), undetermined),
        (no(applies), nw.lit(Result.NOT_APPLICABLE.value)),
        (_unknown(holds), undetermined),
        (holds, nw.lit(Result.MET.value)),
    ]
    return choose(*steps, otherwise=nw.lit(Result.NOT_MET.value))


def _unknown(truth: OfRows) -> OfRows:
    return truth.is_null() if isinstance(truth, nw.Expr) else truth is UNKNOWN
