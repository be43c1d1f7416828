"""Who renewed, of the customers whose contracts ended in a period: by the last of them to end there.

A customer that signed one renewal after another and then left has not renewed; one whose last contracts end
on the same day with different answers is open. Several services are one customer. The other countings, by any
contract or by each of them, are for the policy to choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Final, Literal, TypeAlias

import attrs

from cloudgrant.programmes.research.adoption.contract import Contract
from cloudgrant.programmes.research.adoption.leftover import Leftovers
from cloudgrant.programmes.research.adoption.measured_period import MeasuredPeriod
from cloudgrant.programmes.research.adoption.reading import Reading
from cloudgrant.programmes.research.adoption.service_days import ServiceDays
from cloudgrant.programmes.research.adoption.standing import COUNTED, MEMBER, OUTSIDE, Part, Parts, better
from cloudgrant.programmes.research.adoption.told_records import Signed
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["by_renewal"]

_How: TypeAlias = Literal["signed", "declined", "left"]
"""How a contract ended: its term over and renewed, or not; or before its term."""

_Span: TypeAlias = tuple[date, date]

_NOTHING: Final[Parts] = frozenset()


@attrs.frozen
class _End:
    """How a contract may have ended in the period, between which days each; and whether it may not have."""

    may_be_elsewhen: bool
    ways: Mapping[_How, _Span]

    @property
    def surely_from(self) -> date:
        """The earliest day on which it surely ended in the period; the first of all days where it need not have."""
        return date.min if self.may_be_elsewhen else min(first for first, _ in self.ways.values())

    def latest(self, how: _How) -> date | None:
        """The last day on which it may have ended so."""
        return self.ways[how][1] if how in self.ways else None

    @property
    def expired_from(self) -> date | None:
        """The first day on which its term may have been over."""
        return min((self.ways[how][0] for how in ("signed", "declined") if how in self.ways), default=None)


_ELSEWHEN: Final = _End(True, {})


def by_renewal(
    contracts: Iterable[Signed],
    period: MeasuredPeriod,
    complete_until: Fact[date],
    reading: Reading,
    leftovers: Leftovers,
) -> dict[tuple[str, int], Parts]:
    """How the customers stand in a rate of renewal; by each contract, how the contracts do, by number.

    What is in doubt, because contracts of one customer end on the same day with different answers, is left over.
    """
    ends: dict[str, list[_End]] = {}
    for customer, records in contracts:
        end = _together([_end(*record, period, complete_until, reading) for record in records])
        if end.ways:
            ends.setdefault(customer, []).append(end)
    found: dict[tuple[str, int], Parts] = {}
    for customer, of_one in ends.items():
        if reading.renewal_counted_by == "each_contract":
            for number, end in enumerate(of_one):
                found[customer, number] = _by_itself(end, reading)
        elif reading.renewal_counted_by == "any_contract":
            found[customer, 0] = reduce(better, (_by_itself(end, reading) for end in of_one))
        else:
            found[customer, 0] = _by_the_last(of_one, reading)
            if disagreeing := _different_answers(of_one):
                leftovers.note("different_answers", customer, disagreeing)
    return found


def _end(
    contract: Contract,
    days: ServiceDays,
    period: MeasuredPeriod,
    complete_until: Fact[date],
    reading: Reading,
) -> _End:
    belongs = reading.takes_in(contract)
    if belongs is False:
        return _ELSEWHEN
    ways: dict[_How, _Span] = {}
    elsewhen = belongs is UNKNOWN
    until = contract.agreed_until
    if days.cut_short is not True:
        earliest = period.first if contract.starts_on is UNKNOWN else contract.starts_on
        at_term = (earliest, date.max) if until is UNKNOWN else (until, until)
        inside = _inside(at_term, period)
        elsewhen = elsewhen or inside != at_term
        if inside is not None:
            ways |= dict.fromkeys(_answers(contract, complete_until), inside)
    if days.cut_on is not None:
        inside = _inside(days.cut_on, period)
        elsewhen = elsewhen or inside != days.cut_on
        if inside is not None:
            ways["left"] = inside
    return _End(elsewhen, ways)


def _answers(contract: Contract, complete_until: Fact[date]) -> Sequence[_How]:
    """What may have become of a contract whose term is over; of silence, once the records are complete, nothing."""
    if contract.renewal == "signed":
        return ("signed",)
    if contract.renewal == "declined":
        return ("declined",)
    told_of_all = (contract.agreed_until <= complete_until) is True
    return ("declined",) if contract.renewal is UNKNOWN and told_of_all else ("signed", "declined")


def _inside(span: _Span, period: MeasuredPeriod) -> _Span | None:
    inside = max(span[0], period.first), min(span[1], period.last)
    return inside if inside[0] <= inside[1] else None


def _together(records: Sequence[_End]) -> _End:
    """One contract that its records tell differently: each of them may be so."""
    if len(records) == 1:
        return records[0]
    ways: dict[_How, _Span] = {}
    for record in records:
        for how, (first, last) in record.ways.items():
            before = ways.get(how, (first, last))
            ways[how] = min(before[0], first), max(before[1], last)
    return _End(any(record.may_be_elsewhen for record in records), ways)


def _by_itself(end: _End, reading: Reading) -> Parts:
    left = MEMBER if reading.early_ends_count else OUTSIDE
    return frozenset[Part]().union(
        OUTSIDE if end.may_be_elsewhen else _NOTHING,
        *({"signed": COUNTED, "declined": MEMBER, "left": left}[how] for how in end.ways),
    )


def _by_the_last(ends: Sequence[_End], reading: Reading) -> Parts:
    """By the last contract of a customer to end in the period.

    One that ended early is the last, too: then the customer has left, if it belongs at all. It does by a
    contract whose term was over in the period; by one that ended early only where that counts as expired.
    """
    at_least = max(end.surely_from for end in ends)  # on this day or later, the last of them ended
    parts: Parts = frozenset()
    for index, end in enumerate(ends):
        if _reaches(end.latest("signed"), at_least):
            parts |= COUNTED
        if _reaches(end.latest("declined"), at_least):
            parts |= MEMBER
        left = end.latest("left")
        if left is not None and left >= at_least:
            others = (other.expired_from for place, other in enumerate(ends) if place != index)
            if reading.early_ends_count or any(day is not None and day <= left for day in others):
                parts |= MEMBER
    for_nothing = ("left",) if not reading.early_ends_count else ()
    if all(end.may_be_elsewhen or any(how in end.ways for how in for_nothing) for end in ends):
        parts |= OUTSIDE
    return parts


def _reaches(day: date | None, other: date) -> bool:
    return day is not None and day >= other


def _different_answers(ends: Sequence[_End]) -> int:
    """How many contracts surely end on the same last day, where they do not all say the same of renewal."""
    at_least = max(end.surely_from for end in ends)
    on_that_day = [
        next(iter(end.ways))
        for end in ends
        if not end.may_be_elsewhen and len(end.ways) == 1 and set(end.ways.values()) == {(at_least, at_least)}
    ]
    return len(on_that_day) if len({how == "signed" for how in on_that_day}) > 1 else 0
