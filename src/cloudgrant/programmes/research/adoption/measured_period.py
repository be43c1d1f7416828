"""The period in which a condition of stickiness is measured 限定時間."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.periods import term_months
from cloudgrant.values.problems import Problem
from cloudgrant.values.unknown import Fact

__all__ = ["MeasuredPeriod"]

_DAY: Final = timedelta(days=1)


@attrs.frozen(kw_only=True)
class MeasuredPeriod(Record):
    """A first and a last day, both included; raises InvalidInput where the last is before the first.

    >>> MeasuredPeriod(first=date(2022, 7, 1), last=date(2022, 12, 31)).months
    6
    """

    first: date = given(zh="期間首日", en="First day of the period")
    last: date = given(zh="期間末日", en="Last day of the period")
    complete_until: Fact[date] = given(zh="記錄完整至", en="Day until which the records are complete")

    def incoherent(self) -> Iterable[Problem]:
        if self.last < self.first:
            yield Problem.at(["last"], "order", start="first", end="last", from_=self.first, to=self.last)

    @property
    def months(self) -> int:
        """How many calendar months it is; 0 where they are not whole."""
        months = term_months(self.first, self.last)
        shorter = term_months(self.first, self.last - _DAY) if self.first < self.last else 0
        return months if months > shorter else 0
