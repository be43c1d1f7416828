"""What is bound where expressions are read: records, policies and dates as plain data."""

from __future__ import annotations

from datetime import date
from typing import Any

from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.records.record import Record
from cloudgrant.values.between import settled
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["bindings", "record_data"]


def bindings(subject: Any, policy: Any, on: Fact[date] = UNKNOWN) -> dict[str, Any]:
    """What to bind in an expression: the known facts, derived ones too, the known policy, the date.

    What is unknown is left out; each unknown item of a list is ``None``, as is the date while it is unknown.
    What follows from what is stated (:func:`~cloudgrant.rules.records.implied.completed`) is known here, and
    stands in no expression: who binds facts otherwise than by this completes them alike.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> bound = bindings(cg.Company(regular_employees=12), cg.points.policy_on(date(2022, 5, 2)))
    >>> bound["subject"], bound["on"], "applications_from" in bound["policy"]
    ({'regular_employees': 12}, None, False)
    """
    day = None if on is UNKNOWN else on.isoformat()
    return {"subject": record_data(completed(subject)), "policy": record_data(policy), "on": day}


def record_data(record: Any) -> dict[str, Any]:
    """The known facts of a record by name, as plain data; derived ones as their formulas have them."""
    values = {
        name: settled(derived_value(record, name)) if info.derived else getattr(record, name)
        for name, info in facts(type(record)).items()
    }
    return {name: _plain(value) for name, value in values.items() if value is not UNKNOWN}


def _plain(value: Any) -> Any:
    if value is UNKNOWN:
        return None
    if isinstance(value, Record):
        return record_data(value)
    if isinstance(value, FrozenMap):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Share):
        return {"numerator": value.numerator, "denominator": value.denominator}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
