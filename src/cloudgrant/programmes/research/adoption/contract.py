"""A customer's contract for the service (客戶合約): how long it was agreed for, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.formatting import formatted
from cloudgrant.values.periods import term_end, term_months
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Contract"]

_STICKINESS = "research.adoption.stickiness"

_NOT_EARLY = Text(
    zh="提前終止日（{given}）應早於合約末日（{expected}）",
    en="the day of an early end ({given}) is before the contract's last day ({expected})",
)
_NOT_ENDED_EARLY = Text(
    zh="載有提前終止日，卻未載明提前終止",
    en="gives a day of early ending, although it does not say that the contract ended early",
)
_ONE_DAY = Text(
    zh="服務僅有一日之合約不可能提前終止", en="a contract of a single day of service cannot have ended early"
)
_DIFFERS = Text(
    zh="合約期間{months}之末日為{expected}，合約所載服務末日則為{given}；以所載末日為準",
    en="a term of {months} ends on {expected}, yet the last day stated is {given}; the day stated counts",
)


@attrs.frozen(kw_only=True)
class Contract(Record):
    """A contract of one customer: who, from when until when, and whether it ended early or was renewed.

    ``customer`` is a key of the caller's own that names a customer throughout, such as its business number;
    ``number`` tells its contracts apart. ``ends_on`` is the last day of service, included; ``term`` in calendar
    months may be given instead, or besides (:func:`~cloudgrant.values.periods.term_end`). Where the two differ, the
    day that is stated counts, and :meth:`difference` tells of it. ``sme`` says whether the customer is a small or
    medium firm. A record that says nothing of an early end, or of a renewal, leaves that open: only a
    measurement that is told until when its records are complete takes silence for a no. ``renewal`` is a signed
    renewal of this contract, whenever it was signed; whether a later or
    overlapping contract of the same customer *is* the renewal, only the records can say: nothing is inferred.

    Raises :class:`~cloudgrant.values.problems.InvalidInput`, with all problems at once, for a contract that
    ends before it begins, and an early end that is none.

    >>> from datetime import date
    >>> one = Contract(customer="12345675", starts_on=date(2022, 1, 1), term=18, sme=True)
    >>> one.agreed_until, one.months
    (datetime.date(2023, 6, 30), 18)
    >>> Contract(customer="12345675", starts_on=date(2022, 8, 31), term=18).agreed_until
    datetime.date(2024, 2, 29)
    >>> longer = Contract(customer="12345675", starts_on=date(2022, 1, 1), term=12, ends_on=date(2023, 1, 31))
    >>> longer.agreed_until, longer.months
    (datetime.date(2023, 1, 31), 13)
    >>> print(longer.difference("en"))
    a term of 12 months ends on 31 December 2022, yet the last day stated is 31 January 2023; the day stated counts
    >>> Contract(customer="12345675", starts_on=date(2022, 1, 1), ends_on=date(2021, 12, 31))
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      ends_on: starts_on (2022-01-01) must not be after ends_on (2021-12-31) · ... [order]
    """

    __keys__: ClassVar[tuple[str, ...]] = ("customer", "number")

    customer: str = given(zh="客戶代號", en="Customer")
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
        if starts is not UNKNOWN and ends is not UNKNOWN and ends < starts:
            yield _order("ends_on", starts, ends)
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

    @property
    def agreed_until(self) -> Fact[date]:
        """合約期滿: the last day as stated, else that of the term (:func:`~cloudgrant.values.periods.term_end`).

        Unknown, too, where the term would run past the calendar.
        """
        return self.ends_on if self.ends_on is not UNKNOWN else self._term_ends

    @property
    def months(self) -> Fact[int]:
        """How many whole calendar months were agreed on, the first and the last day included."""
        if self.starts_on is UNKNOWN or self.ends_on is UNKNOWN:
            return self.term
        return term_months(self.starts_on, self.ends_on)

    @property
    def term_differs(self) -> Truth:
        """Whether the last day of the term is another one than is stated; unknown where one of them is not given."""
        if self.starts_on is UNKNOWN or self.ends_on is UNKNOWN or self.term is UNKNOWN:
            return UNKNOWN
        return self._term_ends != self.ends_on

    @property
    def cut_short(self) -> Truth:
        """Whether the contract ended early, of which the day of an early end is as good as the word."""
        return self.ended_early if self.ended_early_on is UNKNOWN else True

    def difference(self, locale: str) -> str:
        """How term and stated last day differ, in words; empty where they do not, or one is not given."""
        if self.term_differs is not True:
            return ""
        words = {
            "months": formatted(self.term, "months", locale),
            "expected": formatted(self._term_ends, "", locale),
            "given": formatted(self.ends_on, "", locale),
        }
        return _DIFFERS.filled(locale, words.__getitem__)

    @property
    def _term_ends(self) -> Fact[date]:
        try:
            return term_end(self.starts_on, self.term)
        except InvalidInput:  # past the year 9999
            return UNKNOWN


def _order(name: str, first: date, last: date) -> Problem:
    return Problem.at([name], "order", start="starts_on", end=name, from_=first, to=last)
