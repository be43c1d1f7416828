"""What must not end before it begins: pairs of facts in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cloudgrant.rules.records.fact_info import facts
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["out_of_order"]


def out_of_order(record: Any, *pairs: tuple[str, str]) -> Iterator[Problem]:
    """A problem of each pair of a record's facts of which the second is before, or less than, the first.

    The problem is at the second fact and calls both by their labels. What is unknown is in order.

    >>> import attrs
    >>> from datetime import date
    >>> from cloudgrant.rules import Fact, Record, given
    >>> @attrs.frozen(kw_only=True)
    ... class Fair(Record):
    ...     opens: Fact[date] = given(zh="首日", en="First day")
    ...     closes: Fact[date] = given(zh="末日", en="Last day")
    >>> [problem] = out_of_order(Fair(opens=date(2022, 5, 2), closes=date(2022, 5, 1)), ("opens", "closes"))
    >>> problem.message("en")
    'First day (2022-05-02) must not be after Last day (2022-05-01)'
    >>> problem.message("zh")
    '首日（111年5月2日）不得晚於末日（111年5月1日）'
    """
    for start, end in pairs:
        first, last = getattr(record, start), getattr(record, end)
        if first is not UNKNOWN and last is not UNKNOWN and last < first:
            names = {"start": _called(record, start), "end": _called(record, end)}
            yield Problem.at([end], "order", **names, from_=first, to=last)


def _called(record: Any, name: str) -> Text:
    label = facts(type(record))[name].label
    return Text({"en": name, **label})
