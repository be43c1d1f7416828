"""Renewal, long-contract and usage rates counted by hand over plain dicts, and with polars."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl

__all__ = ["long_contract", "polars_long_contract", "polars_renewal", "polars_usage", "renewal", "usage"]

Counted = tuple[int, int]
"""So many, of so many customers."""

_DAY = timedelta(days=1)


def renewal(rows: Iterable[Mapping[str, Any]], first: date, last: date) -> Counted:
    """Of the small and medium customers whose contract ended between two days, those who renewed the last."""
    latest: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        if row["sme"] and first <= row["ends_on"] <= last:
            before = latest.setdefault(row["customer"], row)
            if before["ends_on"] < row["ends_on"]:
                latest[row["customer"]] = row
    return sum(row["renewal"] == "signed" for row in latest.values()), len(latest)


def long_contract(rows: Iterable[Mapping[str, Any]], first: date, last: date, months: int) -> Counted:
    """Of the small and medium customers whose contract began between two days, those with a long one."""
    among, long = set(), set()
    for row in rows:
        starts = row["starts_on"]
        if row["sme"] and first <= starts <= last:
            among.add(row["customer"])
            if _last_day(starts, months) <= row["ends_on"]:
                long.add(row["customer"])
    return len(long), len(among)


def _last_day(day: date, months: int) -> date:
    """The day before the corresponding one; of a month that has none, its last (Civil Code 民法 §121 II)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    days = monthrange(year, month + 1)[1]
    return date(year, month + 1, day.day) - _DAY if day.day <= days else date(year, month + 1, days)


def usage(
    rows: Iterable[Mapping[str, Any]],
    used: Iterable[Mapping[str, Any]],
    first: date,
    last: date,
    threshold: int,
) -> Counted:
    """Of the small and medium customers in force between two days, those who used the service enough."""
    among = {
        row["customer"] for row in rows if row["sme"] and row["starts_on"] <= last and first <= row["ends_on"]
    }
    service: dict[str, list[tuple[date, date]]] = {}
    for row in rows:
        service.setdefault(row["customer"], []).append((row["starts_on"], row["ends_on"]))
    total: dict[str, int] = {}
    for row in used:
        customer, on = row["customer"], row["on"]
        if not (customer in among and first <= on <= last):
            continue
        if any(starts <= on <= ends for starts, ends in service[customer]):
            total[customer] = total.get(customer, 0) + row["amount"]
    return sum(amount >= threshold for amount in total.values()), len(among)


# With polars, of frames of the same columns.


def _customers(frame: pl.DataFrame, counts: pl.Expr) -> Counted:
    of_each = frame.group_by("customer").agg(counts.any().alias("counts"))
    return int(of_each["counts"].sum()), len(of_each)


def polars_renewal(frame: pl.DataFrame, first: date, last: date) -> Counted:
    """As :func:`renewal`."""
    ended = frame.filter(pl.col("sme") & pl.col("ends_on").is_between(first, last)).sort("ends_on")
    of_each = ended.group_by("customer", maintain_order=True).agg(pl.col("renewal").last())
    return int((of_each["renewal"] == "signed").sum()), len(of_each)


def polars_long_contract(frame: pl.DataFrame, first: date, last: date, months: int) -> Counted:
    """As :func:`long_contract`."""
    begun = frame.filter(pl.col("sme") & pl.col("starts_on").is_between(first, last))
    starts = pl.col("starts_on")
    after = starts.dt.offset_by(f"{months}mo")
    # Where there is no corresponding day, the offset is to the last of the month, which is the last day.
    last_day = pl.when(after.dt.day() == starts.dt.day()).then(after - _DAY).otherwise(after)
    return _customers(begun, last_day <= pl.col("ends_on"))


def polars_usage(frame: pl.DataFrame, used: pl.DataFrame, first: date, last: date, threshold: int) -> Counted:
    """As :func:`usage`."""
    in_force = pl.col("sme") & (pl.col("starts_on") <= last) & (pl.col("ends_on") >= first)
    among = frame.filter(in_force).select("customer").unique()
    within = used.with_row_index("use").filter(pl.col("on").is_between(first, last))
    served = (
        within.join(frame, on="customer")
        .filter(pl.col("on").is_between(pl.col("starts_on"), pl.col("ends_on")))
        .unique("use")
    )
    total = served.group_by("customer").agg(pl.col("amount").sum())
    enough = among.join(total.filter(pl.col("amount") >= threshold), on="customer", how="semi")
    return len(enough), len(among)
