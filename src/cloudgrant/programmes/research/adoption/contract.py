"""A customer's contract for the service (客戶合約): how long it was agreed for, and what became of it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar, Literal

import attrs

from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import pick
from cloudgrant.values.periods import months_after
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Contract", "customer_problem", "in_force", "months_of", "runs_for"]

_DAY = timedelta(days=1)
_STICKINESS = "research.adoption.stickiness"

_BLANKS = Text(
    zh="客戶代號前後不得有空白（{given}）", en="a customer's key has no blanks around it ({given})"
)
_NOT_EARLY = Text(
    zh="提前終止日（{given}）應早於合約末日（{expected}）",
    en="the day of an early end ({given}) is before the contract's last day ({expected})",
)
_NOT_ENDED_EARLY = Text(
    zh="載有提前終止日，卻未載明提前終止",
    en="has a day of an early end although it is not said to have ended early",
)
_ONE_DAY = Text(
    zh="服務僅有一日之合約不可能提前終止", en="a contract of a single day of service cannot have ended early"
)
_TERM = Text(
    zh="期間 {months} 個月之服務末日應為 {expected}，與 {given} 不符；末日另有約定者，僅載明起訖日即可",
    en="a term of {months} months ends on {expected}, not on {given}; where another last day was agreed, give the "
    "days alone",
)


def customer_problem(customer: str) -> Problem | None:
    """Why a text cannot name a customer: it is blank, or has blanks around it (that would be another one).

    >>> customer_problem("12345675"), customer_problem("12345675 ").code
    (None, 'research.blanks')
    """
    if not customer.strip():
        return Problem.at((), "empty")
    if customer != customer.strip():
        return Problem.at((), "research.blanks", _BLANKS, given=repr(customer))
    return None


def runs_for(first: date, last: date, months: int) -> bool:
    """Whether a service from ``first`` to ``last``, both days included, is at least so many calendar months.

    They end on the day *before* the corresponding one: 18 months from 1 January end with 30 June of the next
    year. Where the last month has no corresponding day, they end with that month (無相當日者，以其月之末日為期間之末日,
    Civil Code 民法 §121 II).

    >>> runs_for(date(2022, 1, 1), date(2023, 6, 30), 18), runs_for(date(2022, 1, 1), date(2023, 6, 29), 18)
    (True, False)
    >>> runs_for(date(2022, 8, 31), date(2024, 2, 29), 18), runs_for(date(2022, 8, 31), date(2024, 2, 28), 18)
    (True, False)
    """
    # By arithmetic rather than through dateutil: contracts come by the million, and 9999-12-31 is among them.
    apart = (last.year - first.year) * 12 + last.month - first.month
    if apart == months:
        return first.day - 1 <= last.day or last.day == monthrange(last.year, last.month)[1]
    if apart == months - 1:
        return first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    return apart > months


def months_of(first: date, last: date) -> int:
    """How many whole calendar months a service is, both days included; see :func:`runs_for`.

    >>> months_of(date(2022, 1, 1), date(2023, 7, 1)), months_of(date(2022, 2, 28), date(2022, 3, 26))
    (18, 0)
    """
    most = (last.year - first.year) * 12 + last.month - first.month + 1
    return next(months for months in (most, most - 1, most - 2) if runs_for(first, last, months))


@attrs.frozen(kw_only=True)
class Contract(Record):
    """A contract of one customer: who, from when until when, and whether it ended early or was renewed.

    ``customer`` is a key of the caller's own that names a customer throughout, such as its business number;
    ``ends_on`` the last day of service, included. ``term`` in calendar months may be given instead (the last
    day is then the one before the corresponding day, or the last of a month that has none), or besides, if
    they agree to the day. ``sme`` says whether the
    customer is a small or medium firm. A record that says nothing of an early end is one of a contract that
    did not end early. ``renewal`` is a signed renewal of this contract, whenever it was signed; whether a later or
    overlapping contract of the same customer *is* the renewal, only the records can say: nothing is inferred.

    Raises :class:`~cloudgrant.values.problems.InvalidInput`, with all problems at once, for a contract that
    ends before it begins, a last day that is not that of the term, and an early end that is none.

    >>> from datetime import date
    >>> one = Contract(customer="12345675", starts_on=date(2022, 1, 1), term=18, sme=True)
    >>> one.agreed_until, one.months
    (datetime.date(2023, 6, 30), 18)
    >>> Contract(customer="12345675", starts_on=date(2022, 8, 31), term=18).agreed_until
    datetime.date(2024, 2, 29)
    >>> Contract(customer="12345675", starts_on=date(2022, 1, 1), ends_on=date(2021, 12, 31))
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      ends_on: starts_on (2022-01-01) must not be after ends_on (2021-12-31) · ... [order]
    """

    __keys__: ClassVar[tuple[str, ...]] = ("customer", "number")

    customer: str = given(zh="客戶代號", en="Customer", check=customer_problem)
    number: Fact[str] = given(zh="合約編號", en="Contract number")
    starts_on: Fact[date] = given(
        zh="服務首日",
        en="First day of service",
        ask=Text(zh="合約自哪一天開始提供服務？", en="On which day does the service begin?"),
        proof=Text(zh="合約", en="Contract"),
        clause=_STICKINESS,
    )
    ends_on: Fact[date] = given(
        zh="服務末日",
        en="Last day of service",
        ask=Text(zh="合約約定的服務末日是哪一天？", en="Which day is the last of the service agreed on?"),
        proof=Text(zh="合約", en="Contract"),
        clause=_STICKINESS,
    )
    term: Fact[int] = given(
        zh="合約期間",
        en="Term",
        unit="months",
        least=1,
        most=1200,
        proof=Text(zh="合約", en="Contract"),
        clause=_STICKINESS,
    )
    sme: Fact[bool] = given(
        zh="客戶為中小企業",
        en="The customer is a small or medium firm",
        ask=Text(zh="這家客戶是中小企業嗎？", en="Is this customer a small or medium firm?"),
        clause="research.adoption.target",
    )
    ended_early: Fact[bool] = given(
        default=False,
        zh="已提前終止",
        en="Ended early",
        ask=Text(zh="合約是否在期滿前終止？", en="Did the contract end before its term?"),
        clause=_STICKINESS,
    )
    ended_early_on: Fact[date] = given(
        zh="提前終止日（服務末日）",
        en="Last day of service of a contract that ended early",
        ask=Text(
            zh="提前終止之合約，服務至哪一天？", en="Until which day did the service run that ended early?"
        ),
        clause=_STICKINESS,
    )
    renewal: Fact[Literal["signed", "declined", "pending"]] = given(
        zh="續約",
        en="Renewal",
        options={
            "signed": Text(zh="已簽續約", en="signed"),
            "declined": Text(zh="不續約", en="declined"),
            "pending": Text(zh="尚在洽談", en="pending"),
        },
        ask=Text(zh="合約期滿後，客戶是否已簽續約？", en="Did the customer sign a renewal?"),
        proof=Text(zh="續約合約", en="Contract of the renewal"),
        clause=_STICKINESS,
    )

    def incoherent(self) -> Iterable[Problem]:
        starts, ends, early = self.starts_on, self.ends_on, self.ended_early_on
        if starts is not UNKNOWN and ends is not UNKNOWN:
            if ends < starts:
                yield _order("ends_on", starts, ends)
            elif self.term is not UNKNOWN and (last := _last_day(starts, self.term)) != ends:
                yield Problem.at(
                    ["ends_on"], "research.term", _TERM, months=self.term, given=ends, expected=last
                )
        until = self.agreed_until
        if early is UNKNOWN:
            if (
                self.ended_early is True
                and starts is not UNKNOWN
                and until is not UNKNOWN
                and until == starts
            ):
                yield Problem.at(["ended_early"], "research.not_early", _ONE_DAY)
            return
        if self.ended_early is False:
            yield Problem.at(["ended_early_on"], "research.not_early", _NOT_ENDED_EARLY)
        if starts is not UNKNOWN and early < starts:
            yield _order("ended_early_on", starts, early)
        elif until is not UNKNOWN and early >= until:
            yield Problem.at(
                ["ended_early_on"], "research.not_early", _NOT_EARLY, given=early, expected=until
            )

    @fact(zh="約定之服務末日", en="Last day of service agreed on", reads=("starts_on", "ends_on", "term"))
    def agreed_until(self) -> Fact[date]:
        """合約期滿: the last day as given, else that of the term, as :func:`runs_for` has it.

        Unknown, too, where the term would run past the calendar.
        """
        if self.ends_on is not UNKNOWN or self.starts_on is UNKNOWN or self.term is UNKNOWN:
            return self.ends_on
        return _last_day(self.starts_on, self.term)

    @fact(
        zh="合約期間（曆月）",
        en="Term in calendar months",
        unit="months",
        reads=("starts_on", "ends_on", "term"),
    )
    def months(self) -> Fact[int]:
        """How many whole calendar months were agreed on, the first and the last day included."""
        if self.term is not UNKNOWN or self.starts_on is UNKNOWN or self.ends_on is UNKNOWN:
            return self.term
        return months_of(self.starts_on, self.ends_on)


def in_force(contract: Contract, first: date, last: date) -> Truth:
    """Whether a contract was in force on a day at least between two days, both included.

    >>> one = Contract(customer="A", starts_on=date(2022, 1, 1), ends_on=date(2022, 6, 30))
    >>> in_force(one, date(2022, 6, 30), date(2022, 12, 31)), in_force(one, date(2022, 7, 1), date(2022, 12, 31))
    (True, False)
    """
    starts, until = contract.starts_on, contract.ends_on
    if until is UNKNOWN:
        until = contract.agreed_until
    as_agreed = _overlap(starts, until, first, last)
    if contract.ended_early is False:
        return as_agreed
    ended = contract.ended_early_on
    cut = _overlap(starts, ended, first, last)
    if ended is UNKNOWN and (until <= first) is True:
        cut = False  # an early end is before the agreed one
    return pick(contract.ended_early, cut, as_agreed)


def _overlap(starts: Fact[date], ends: Fact[date], first: date, last: date) -> Truth:
    """Whether two periods share a day; either end of the one inside the other is enough to know."""
    if starts is not UNKNOWN and ends is not UNKNOWN:
        return starts <= last and first <= ends
    known = ends if starts is UNKNOWN else starts
    if (first <= known) & (known <= last) is True:
        return True
    return False if (starts > last) is True or (ends < first) is True else UNKNOWN


def _last_day(first: date, months: int) -> Fact[date]:
    try:
        after = months_after(first, months)
    except ValueError:  # past the year 9999
        return UNKNOWN
    # Another number says that there is no corresponding day, and this is the last of that month.
    return after - _DAY if after.day == first.day else after


def _order(name: str, first: date, last: date) -> Problem:
    return Problem.at([name], "order", start="starts_on", end=name, from_=first, to=last)
