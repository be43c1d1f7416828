"""Many applications, one after another or in a pool: each gets its decision or its problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from datetime import date
from functools import partial
from typing import Any, TypeVar

from cloudgrant.data.loading import load
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["assess_many"]

S = TypeVar("S")
P = TypeVar("P")


def assess_many(
    programme: Programme[S, P],
    items: Iterable[S | Mapping[str, Any]],
    *,
    subject: type[Any] | None = None,
    on: Fact[date] = UNKNOWN,
    policy: P | None = None,
    stage: Stage = "application",
    pool: Executor | None = None,
    chunk: int = 256,
) -> Iterator[Assessment[S, P] | InvalidInput]:
    """The decision on each item, in the items' order, or the ``InvalidInput`` that its data gave.

    An item is a subject, or plain data to be loaded as ``subject`` (the programme's own class
    unless given). With a ``pool`` of threads or processes the work is done there, ``chunk`` items
    at a time; the answers are the same. One item's problems do not touch another's.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> items = [{"paid_in_capital": 1, "factory": "exempt", "points_last_used_in": 0},
    ...          {"paid_in_capital": -1}]
    >>> first, second = cg.assess_many(cg.points, items, subject=cg.Manufacturer, on=date(2022, 5, 2))
    >>> first.outcome, second.problems[0].code
    (<Outcome.ELIGIBLE: 'eligible'>, 'negative')
    """
    decide = partial(_decided, programme, subject or programme.subjects[stage], on, policy, stage)
    if pool is None:
        yield from map(decide, items)
    else:
        yield from pool.map(decide, items, chunksize=chunk)


def _decided(
    programme: Programme[Any, Any], cls: type[Any], on: Fact[date], policy: Any, stage: Stage, item: Any
) -> Assessment[Any, Any] | InvalidInput:
    try:
        subject = load(cls, item) if isinstance(item, Mapping) else item
        return programme.assess(subject, on=on, policy=policy, stage=stage)
    except InvalidInput as error:
        return error
