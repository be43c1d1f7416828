"""One number of a policy over many values: what each would change, in one pass over the data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from cloudgrant.reform.comparing import Reform, compare
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Gathered, InvalidInput, Problem, Problems
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

if TYPE_CHECKING:  # frames are an extra
    from cloudgrant.frames.nonsense import Invalid
    from cloudgrant.frames.unmatched import Unmatched

__all__ = ["sweep"]

_NO_NUMBER = Text("sweeping.no_number", zh="政策無此數值{hint}", en="the policy has no such value{hint}")
_NONE = Text("sweeping.none", zh="至少需有一個值", en="at least one value is needed")


def sweep(
    programme: Programme[Any, Any],
    number: str,
    values: Iterable[Any],
    data: Any,
    *,
    by: Iterable[str] = (),
    weights: str | None = None,
    locale: str | None = None,
    subject: type[Any] | None = None,
    key: str | tuple[str, ...] | None = None,
    on: date | str,
    policy: Any = None,
    columns: Any = None,
    unmatched: Unmatched = "raise",
    invalid: Invalid = "raise",
) -> Any:
    """What each of many values of one ``number`` of the policy changes, held against the policy as it is.

    A table as :meth:`cloudgrant.reform.Impact.table` gives it, of a row for each value and group, whose first
    column is called as the number and holds the value (written out where it is no whole number). All else is
    as :func:`cloudgrant.reform.compare` takes it; a lazy frame is collected as often as there.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` with what is wrong with any of the values, each
    by its place, and for all that ``compare`` refuses.

    >>> from datetime import date
    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant.reform import sweep
    >>> firms = pl.DataFrame({
    ...     "paid_in_capital": 10**9, "regular_employees": [230, None, 290],
    ...     "factory": "exempt", "points_last_used_in": 0})
    >>> table = sweep(cg.points, "regular_employee_ceiling", [200, 250, 300], firms,
    ...               subject=cg.Manufacturer, on=date(2022, 5, 2))
    >>> table.select("regular_employee_ceiling", "winners_low", "winners_high", "cost_high").rows()
    [(200, 0, 0, 0), (250, 1, 2, 400000), (300, 2, 3, 600000)]
    """
    every = tuple(values)
    _refuse_unsound(programme, number, every)
    swept = {f"{number} = {value}": value for value in every}
    variants: dict[str, Any] = {f"{number}": None}
    variants |= {name: Reform(name, policy={number: value}) for name, value in swept.items()}
    impact = compare(
        data, programme, variants, by=by, weights=weights, subject=subject, key=key, on=on, policy=policy,
        columns=columns, unmatched=unmatched, invalid=invalid,
    )  # fmt: skip
    return impact._tabled(swept, number, locale)


def _refuse_unsound(programme: Programme[Any, Any], number: str, values: tuple[Any, ...]) -> None:
    if number not in facts(programme.policy):
        hint = did_you_mean(number, facts(programme.policy))
        raise InvalidInput([Problem.at(["number"], "unknown_key", _NO_NUMBER, hint=hint)])
    if not values:
        raise InvalidInput([Problem.at(["values"], "reform.values", _NONE)])
    problems = Gathered()
    seen: set[str] = set()
    for place, value in enumerate(values):
        if str(value) in seen:
            again = Problem.at([], "duplicate", given=shown(value))
            problems.add_below(Problems([again]), "values", place)
            continue
        seen.add(str(value))
        try:
            Reform(number, policy={number: value}).of(programme)
        except InvalidInput as error:
            problems.add_below(error.problems, "values", place)
    if problems:
        raise InvalidInput(problems)
