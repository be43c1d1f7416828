"""What is said of days: terms and corresponding days, at the ends of the calendar too."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from cloudgrant.rules import UNKNOWN, Fact, Record, fact, given, months_after, months_before, term_end
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.rules.writing.derived import body_of


@attrs.frozen(kw_only=True)
class Lease(Record):
    starts: Fact[date] = given(en="Starts")
    months: Fact[int] = given(en="Months", most=1200)

    @fact(en="Ends")
    def ends(self) -> Fact[date]:
        return term_end(self.starts, self.months)

    @fact(en="Renewed by")
    def renewed_by(self) -> Fact[date]:
        return months_after(self.starts, self.months)

    @fact(en="Noticed by")
    def noticed_by(self) -> Fact[date]:
        return months_before(self.starts, self.months)


@pytest.mark.parametrize(
    ("starts", "months", "ends", "renewed", "noticed"),
    [
        (date(2022, 6, 1), 3, date(2022, 8, 31), date(2022, 9, 1), date(2022, 3, 1)),
        (date(2022, 6, 1), 1, date(2022, 6, 30), date(2022, 7, 1), date(2022, 5, 1)),
        (date(2022, 6, 1), 0, date.min, date(2022, 6, 1), date(2022, 6, 1)),
        (date(9999, 12, 1), 1, date(9999, 12, 31), date.max, date(9999, 11, 1)),
        (date(9999, 12, 2), 1, date.max, date.max, date(9999, 11, 2)),
        (date(1, 1, 1), 1, date(1, 1, 31), date(1, 2, 1), date.min),
        (UNKNOWN, 3, UNKNOWN, UNKNOWN, UNKNOWN),
        (date(2022, 6, 1), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_months_from_a_day(starts: Any, months: Any, ends: Any, renewed: Any, noticed: Any) -> None:
    """A day outside the calendar is its first or its last, and so is the end of a term of no month."""
    lease = Lease(starts=starts, months=months)
    for name, expected in {"ends": ends, "renewed_by": renewed, "noticed_by": noticed}.items():
        body = body_of(Lease, name)
        assert body is not None
        assert getattr(lease, name) == expected
        assert read(body, Case(lease, UNKNOWN)) == expected
        assert derived_value(lease, name) == expected
