"""Measuring a condition of stickiness from records of contracts and of use (服務黏著度之量測).

How it is counted, by number of customers and never by value:

- A customer is one customer, however many contracts it has, one after another or at the same time. It
  belongs in the denominator if one of its contracts puts it there, and counts if one of *those* does.
- *Usage*: customers with a contract in force on a day of the period at least. One counts whose records of
  use within the period come to the threshold; a frequency is held against the mean over the period. Records
  in other units than the threshold's are passed over; a customer without any record did not use the service.
- *Renewal*: customers one of whose contracts had its last day in the period. One counts that signed a
  renewal of such a contract, whenever that was; of one that is pending, or not said, it is undecided.
- *Long contract*: customers one of whose contracts began in the period. One counts with such a contract of
  at least the term; the last day is included, so that 1 January 2022 to 30 June 2023 is 18 months, and so is
  31 August 2022 to 29 February 2024, which has no corresponding day (Civil Code 民法 §121 II).
- *Ended early*: whether such a contract expired (期滿), and whether it still was a long one, the briefing does
  not say. Both readings bound the rate until the condition's ``early_end_counts`` settles it. If it counts, a
  contract expired on the day on which it ended early, and is as long as was agreed. If not, it never
  expired, and is as long as it ran. For usage it was in force as long as it ran, in any case.
- Whatever is unknown leaves the customer undecided, and the rate between what all of them can come to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from cloudgrant.programmes.research.adoption.by_contract import CLASSIFIERS, Classifier
from cloudgrant.programmes.research.adoption.by_use import by_use
from cloudgrant.programmes.research.adoption.contract import Contract
from cloudgrant.programmes.research.adoption.measured_period import MeasuredPeriod
from cloudgrant.programmes.research.adoption.measured_rate import MeasuredRate
from cloudgrant.programmes.research.adoption.standing import OUTSIDE, Standing, joined
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.programmes.research.adoption.strangers import stranger
from cloudgrant.programmes.research.adoption.tally import measured
from cloudgrant.programmes.research.adoption.usage_record import UsageRecord
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.units import CALENDAR
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["measure"]

_A_CONTRACT: Final = Text(zh="合約（Contract）", en="a contract (Contract)")
_WITHIN: Final = Text(
    zh="期間應為條件所定之 {expected} 個月", en="the period must be the condition's {expected} months"
)
_WHOLE: Final = Text(
    zh="以{per}計之頻率，期間應為整數個曆月", en="for a frequency per {per} the period must be whole months"
)


@calculation("research.adoption.stickiness", unit="", zh="服務黏著度量測", en="Stickiness measured")
def measure(
    kpi: StickinessKPI,
    contracts: Iterable[Contract],
    usage: Iterable[UsageRecord] = (),
    *,
    first: date,
    last: date,
) -> MeasuredRate:
    """What a condition comes to in the period from ``first`` to ``last``, both days included.

    ``contracts`` and ``usage`` are gone through once, in any order, and may come from a generator; time is
    linear in them, and memory in the customers. Raises :class:`~cloudgrant.values.problems.InvalidInput`,
    with all problems at once, for a condition that does not say which rate, a period that ends before it begins or is not
    the limited time that the condition sets, and for what is no contract or no record of use.

    >>> from datetime import date
    >>> from cloudgrant.values.shares import Share
    >>> contracts = [
    ...     Contract(customer="A", starts_on=date(2022, 1, 1), ends_on=date(2022, 12, 31), renewal="signed"),
    ...     Contract(customer="B", starts_on=date(2022, 4, 1), ends_on=date(2022, 9, 30), renewal="declined"),
    ...     Contract(customer="C", starts_on=date(2022, 7, 1), ends_on=date(2023, 6, 30)),
    ... ]
    >>> kpi = StickinessKPI(rate="renewal", target=Share("50%"))
    >>> found = measure(kpi, contracts, first=date(2022, 7, 1), last=date(2022, 12, 31))
    >>> found.numerator, found.denominator, found.rate, found.reached
    (1, 2, Fraction(1, 2), True)
    >>> measure(kpi, [], first=date(2022, 7, 1), last=date(2022, 12, 31)).rate
    UNKNOWN
    """
    period = _checked(kpi, first, last)
    standings = _standings(contracts, CLASSIFIERS[str(kpi.rate)](kpi, period))
    if kpi.rate == "usage":
        standings = by_use(kpi, standings, usage, period)
    return measured(kpi, period, Counter(standings.values()))


def _checked(kpi: StickinessKPI, first: date, last: date) -> MeasuredPeriod:
    """The period; raises InvalidInput where it, or the condition, cannot be measured."""
    problems = [] if kpi.rate is not UNKNOWN else [Problem.at(["kpi", "rate"], "required")]
    try:
        period = MeasuredPeriod(first=first, last=last)
    except InvalidInput as error:
        raise InvalidInput([*problems, *error.problems]) from None
    if kpi.within is not UNKNOWN and period.months != kpi.within:
        problems.append(Problem.at(["last"], "research.period", _WITHIN, expected=kpi.within))
    elif kpi.threshold is not UNKNOWN and kpi.threshold.per in CALENDAR and not period.months:
        problems.append(Problem.at(["last"], "research.period", _WHOLE, per=kpi.threshold.per))
    if problems:
        raise InvalidInput(problems)
    return period


def _standings(contracts: Iterable[Contract], standing_of: Classifier) -> dict[str, Standing]:
    """How each customer stands that may belong, by its key: the best that any of its contracts makes of it."""
    standings: dict[str, Standing] = {}
    strangers: list[Problem] = []
    known = standings.get
    for index, contract in enumerate(contracts):
        given_: object = contract
        if not isinstance(given_, Contract):
            strangers.append(stranger("contracts", index, given_, _A_CONTRACT))
            continue
        now = standing_of(contract)
        if now is OUTSIDE:  # as most contracts are of other times
            continue
        customer = contract.customer
        before = known(customer)
        if before is None:
            standings[customer] = now
        elif before is not now:
            standings[customer] = joined(before, now)
    if strangers:
        raise InvalidInput(strangers)
    return standings
