"""Stickiness measured over up to a million contract records: against a loop by hand, and polars."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random
from time import perf_counter_ns
from typing import Any

import attrs
import polars as pl

from cloudgrant import UNKNOWN, Share
from cloudgrant.programmes.research import ROC_111, Contract, StickinessKPI, UsageAmount, UsageRecord, measure
from peers import counted
from report import Line
from timing import interleaved_costs

__all__ = ["SIZES", "check", "lines"]

SIZES = (10_000, 100_000, 1_000_000)
_QUICK = (1_000, 10_000, 100_000)

_FIRST, _LAST, _THRESHOLD, _MONTHS = date(2022, 7, 1), date(2022, 12, 31), 12, 18
_DAYS = [date(2021, 1, 1) + timedelta(day) for day in range(365 * 5)]
_PERIOD: dict[str, Any] = {"first": _FIRST, "last": _LAST}
_AMOUNTS = [UsageAmount(amount=str(number), unit="login") for number in range(1, 13)]
_HALF = Share("1/2")
_POLICY = ROC_111.policy

_KPIS = {
    "renewal": StickinessKPI(rate="renewal", target=_HALF),
    "long_contract": StickinessKPI(rate="long_contract", term=_MONTHS, target=_HALF),
    "usage": StickinessKPI(
        rate="usage", target=_HALF, threshold=UsageAmount(amount=str(_THRESHOLD), unit="login"), within=6
    ),
}
_NAMES = {"renewal": "renewal rate", "long_contract": "long-contract rate", "usage": "usage rate"}


@attrs.frozen
class _Records:
    """The same contracts and uses as objects, as dicts and as frames: one and a half contracts a customer."""

    contracts: list[Contract]
    rows: list[dict[str, Any]]
    frame: pl.DataFrame
    uses: list[UsageRecord]
    use_rows: list[dict[str, Any]]
    use_frame: pl.DataFrame

    @classmethod
    def of(cls, size: int) -> _Records:
        chance = Random(size)
        customers = [f"C{number}" for number in range(max(1, size * 2 // 3))]
        rows: list[dict[str, Any]] = []
        for number in range(size):
            begin = chance.randrange(700)
            customer = chance.randrange(len(customers))
            # Every fifth contract is of 18 months, give or take a day.
            end = begin + (chance.randrange(900) if number % 5 else chance.randrange(544, 551))
            rows.append(
                {
                    "customer": customers[customer],
                    "starts_on": _DAYS[begin],
                    "ends_on": _DAYS[end],
                    "sme": chance.random() < 0.9,
                    # Contracts of a customer that end on one day say the same, so that it is decided.
                    "renewal": ("signed", "declined")[(customer + end) % 2],
                }
            )
        uses: list[dict[str, Any]] = [
            {"customer": chance.choice(customers), "on": _DAYS[chance.randrange(500, 800)], "amount": amount}
            for amount in (chance.randrange(1, 13) for _ in range(size))
        ]
        return cls(
            [Contract(**row) for row in rows],
            rows,
            pl.DataFrame(rows),
            [
                UsageRecord(
                    customer=u["customer"], number=str(number), on=u["on"], amount=_AMOUNTS[u["amount"] - 1]
                )
                for number, u in enumerate(uses)
            ],
            uses,
            pl.DataFrame(uses),
        )

    def ours(self, rate: str) -> counted.Counted:
        """What cloudgrant measures; every record is complete, so that nothing is undecided."""
        uses = self.uses if rate == "usage" else []
        found = measure(
            _KPIS[rate],
            self.contracts,
            uses,
            first=_FIRST,
            last=_LAST,
            complete_until=_LAST,
            policy=_POLICY,
        )
        if found.numerator is UNKNOWN or found.denominator is UNKNOWN:
            raise AssertionError(f"contracts are given, and so are their counts: {found}")
        if found.undecided != 0 or (found.rate is UNKNOWN) != (not found.denominator):
            raise AssertionError(f"of complete records nothing is undecided: {found}")
        return found.numerator, found.denominator

    def by_hand(self, rate: str) -> counted.Counted:
        """The same by a loop."""
        match rate:
            case "renewal":
                return counted.renewal(self.rows, **_PERIOD)
            case "long_contract":
                return counted.long_contract(self.rows, **_PERIOD, months=_MONTHS)
            case _:
                return counted.usage(self.rows, self.use_rows, **_PERIOD, threshold=_THRESHOLD)

    def by_polars(self, rate: str) -> counted.Counted:
        """The same by polars."""
        match rate:
            case "renewal":
                return counted.polars_renewal(self.frame, **_PERIOD)
            case "long_contract":
                return counted.polars_long_contract(self.frame, **_PERIOD, months=_MONTHS)
            case _:
                return counted.polars_usage(self.frame, self.use_frame, **_PERIOD, threshold=_THRESHOLD)


def check(sizes: tuple[int, ...] = (0, 1, 10, 1_000, 10_000)) -> int:
    """Hold both peers to cloudgrant's counts, none at all included; how many contracts were compared."""
    for size in sizes:
        _compare(_Records.of(size)) if size else _compare_nothing()
    return sum(sizes)


def _compare(records: _Records) -> None:
    for rate in _KPIS:
        ours, loop, polars = records.ours(rate), records.by_hand(rate), records.by_polars(rate)
        if not ours == loop == polars:
            size = len(records.rows)
            raise AssertionError(f"{rate} of {size}: cloudgrant {ours}, by hand {loop}, polars {polars}")


def _compare_nothing() -> None:
    for kpi in _KPIS.values():
        found = measure(kpi, [], first=_FIRST, last=_LAST, policy=_POLICY)
        if found.rate is not UNKNOWN or found.denominator != 0:
            raise AssertionError(f"with nothing to divide by the rate is unknown, not {found}")


def lines(*, quick: bool) -> Iterator[Line]:
    """Time them, each size beside a loop by hand and polars; then the largest beside the smallest."""
    sizes = _QUICK if quick else SIZES
    gc.disable()  # as records are made by the million, and none is garbage
    try:
        records = {size: _Records.of(size) for size in sizes}
    finally:
        gc.enable()
    for one in records.values():
        _compare(one)
    contestants = {
        f"{rate} {who} {size}": partial(_per_record, partial(getattr(one, who), rate), size)
        for rate in _KPIS
        for size, one in records.items()
        for who in ("ours", "by_hand", "by_polars")
    }
    timings = interleaved_costs(contestants, rounds=5)
    for rate, name in _NAMES.items():
        for size in sizes:
            ours, loop, polars = (f"{rate} {who} {size}" for who in ("ours", "by_hand", "by_polars"))
            costs = [_nanoseconds(timings.of(which)) for which in (ours, loop, polars)]
            of_loop, of_polars = timings.ratio(ours, loop), timings.ratio(ours, polars)
            yield Line(f"{name}, {size:,} contracts : loop by hand", costs[0], costs[1], f"{of_loop:.2f} ×")
            if size == sizes[-1]:
                yield Line("the same : polars", costs[0], costs[2], f"{of_polars:.1f} ×")
        grown = {
            who: timings.ratio(f"{rate} {who} {sizes[-1]}", f"{rate} {who} {sizes[0]}")
            for who in ("ours", "by_hand")
        }
        ours, loop = (f"{grown[who]:.2f} ×" for who in ("ours", "by_hand"))
        what = f"the same, per record, {sizes[-1]:,} : {sizes[0]:,}"
        # Beyond the caches of the machine every record costs more, a loop's too.
        linear = grown["ours"] <= max(2, grown["by_hand"])
        yield Line(what, ours, loop, ours, "at most 2 ×, or the loop's", linear)


def _per_record(counting: Callable[[], object], size: int) -> float:
    start = perf_counter_ns()
    counting()
    return (perf_counter_ns() - start) / size


def _nanoseconds(cost: float) -> str:
    return f"{cost:.0f} ns"
