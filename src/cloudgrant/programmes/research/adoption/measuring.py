"""Measuring a condition of stickiness from records of contracts and of use (服務黏著度之量測).

How it is counted, by number of customers and never by value:

- A customer is one customer, however many contracts it has, one after another or at the same time. All three
  rates are of small and medium customers (企業客戶 stands under their heading: a reading, and policy), unless
  the condition says ``sme_only=False``.
- *Usage*: customers with a contract in force on a day of the period at least. One counts whose records of
  use within the period, on days on which a contract of it was in force, come to the threshold; a frequency is held
  against the mean over the period.
- *Renewal*: customers whose contract ended in the period. One counts that renewed the *last* of its contracts to
  end there (:mod:`~cloudgrant.programmes.research.adoption.renewal`); the other countings are policy.
- *Long contract*: customers one of whose contracts began in the period. One counts with such a contract of
  at least the term (:func:`~cloudgrant.values.periods.term_end`): 1 January 2022 to 30 June 2023 is 18 months.
- *Ended early*: whether such a contract expired (期滿), and whether it still was a long one, the briefing does
  not say. Both readings bound the rate until the condition's ``early_end_counts`` settles it. If it counts, a
  contract expired on the day on which it ended early, and is as long as was agreed. If not, it never
  expired, and is as long as it ran. For usage it was in force as long as it ran, in any case; and who left
  early has not renewed, in any case.
- *Silence* is no answer: that there was no use, no early end and no renewal is known only of records that are
  complete until a day (``complete_until``), and of what would have happened by that day.
- Whatever is unknown leaves the customer undecided, and the rate between what all of them can come to. What
  matches nothing, is told twice or told differently is in the ``leftovers`` of the rate.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from cloudgrant.programmes.research.adoption.by_contract import by_best_contract, long_contract
from cloudgrant.programmes.research.adoption.by_use import by_use, service_of
from cloudgrant.programmes.research.adoption.contract import Contract
from cloudgrant.programmes.research.adoption.leftover import Leftovers
from cloudgrant.programmes.research.adoption.measured_period import MeasuredPeriod
from cloudgrant.programmes.research.adoption.measured_rate import MeasuredRate
from cloudgrant.programmes.research.adoption.reading import Reading, readings
from cloudgrant.programmes.research.adoption.renewal import by_renewal
from cloudgrant.programmes.research.adoption.service_days import ServiceDays
from cloudgrant.programmes.research.adoption.standing import MAY_BE, Parts
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.programmes.research.adoption.tally import Standings, tallied
from cloudgrant.programmes.research.adoption.told_records import Signed, each_contract, signed
from cloudgrant.programmes.research.adoption.usage_record import UsageRecord
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.problems import InvalidInput, Problem, Problems
from cloudgrant.values.text import Text
from cloudgrant.values.units import CALENDAR
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["measure"]

_WITHIN: Final = Text(
    "research.measuring.within",
    zh="期間應為條件所定之 {expected} 個月",
    en="the period must be the condition's {expected} months",
)
_WHOLE: Final = Text(
    "research.measuring.whole",
    zh="以{per}計之頻率，期間應為整數個曆月",
    en="for a frequency per {per} the period must be whole months",
)


@calculation("research.adoption.stickiness", unit="", zh="服務黏著度量測", en="Stickiness measured")
def measure(
    kpi: StickinessKPI,
    contracts: Fact[Iterable[Contract]] = UNKNOWN,
    usage: Fact[Iterable[UsageRecord]] = UNKNOWN,
    *,
    first: date,
    last: date,
    complete_until: Fact[date] = UNKNOWN,
    policy: ResearchPolicy,
) -> MeasuredRate:
    """What a condition comes to in the period from ``first`` to ``last``, both days included.

    Contracts or uses that are not given are unknown; a list of contracts that is given is all of them.
    ``complete_until`` is the caller's word that the records leave out no use, early end or renewal that happened
    by that day: only then did what they do not tell of not happen. ``policy`` says which readings hold.

    ``contracts`` and ``usage`` are gone through once, in any order, and may come from a generator; time and memory
    are linear in them. Raises :class:`~cloudgrant.values.problems.InvalidInput`,
    with all problems at once, for a condition that does not say which rate, a period that ends before it begins or is not
    the limited time that the condition sets, and for what is no contract or no record of use.

    >>> from datetime import date
    >>> from cloudgrant.values.shares import Share
    >>> contracts = [
    ...     Contract(customer="A", starts_on=date(2022, 1, 1), term=12, sme=True, renewal="signed"),
    ...     Contract(customer="B", starts_on=date(2022, 4, 1), term=6, sme=True, renewal="declined"),
    ...     Contract(customer="C", starts_on=date(2022, 7, 1), term=12, sme=True),
    ... ]
    >>> kpi = StickinessKPI(rate="renewal", target=Share("50%"))
    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> asked = {"first": date(2022, 7, 1), "last": date(2022, 12, 31), "policy": ROC_111.policy}
    >>> found = measure(kpi, contracts, **asked, complete_until=date(2022, 12, 31))
    >>> found.numerator, found.denominator, found.rate, found.reached
    (1, 2, Fraction(1, 2), True)
    >>> measure(kpi, contracts, **asked).rate, measure(kpi, [], **asked).rate, measure(kpi, **asked).rate
    (UNKNOWN, UNKNOWN, UNKNOWN)
    """
    period = _checked(kpi, first, last, complete_until)
    hold = readings(kpi, policy)
    scopes = {reading.sme_only for reading in hold}
    sme_only: Truth = scopes.pop() if len(scopes) == 1 else UNKNOWN
    if contracts is UNKNOWN:
        return MeasuredRate(
            kpi=kpi, first=first, last=last, complete_until=complete_until, sme_only=sme_only, leftovers=()
        )
    leftovers = Leftovers()
    all_ = [signed(records, period, complete_until) for records in each_contract(contracts, leftovers)]
    used: dict[str, Truth] = {}
    if kpi.rate == "usage":
        used = by_use(kpi, service_of(all_), usage, period, complete_until, leftovers)
    standings = [_standings(kpi, all_, used, period, complete_until, reading, leftovers) for reading in hold]
    tally = tallied(standings)
    by_early_ends = len({reading.early_ends_count for reading in hold}) == len(hold)
    return MeasuredRate(
        kpi=kpi,
        first=first,
        last=last,
        complete_until=complete_until,
        sme_only=sme_only,
        numerator=tally.numerator,
        denominator=tally.denominator,
        undecided=tally.undecided,
        least_hits=tally.lowest[0],
        least_of=tally.lowest[1],
        most_hits=tally.highest[0],
        most_of=tally.highest[1],
        early_ends_decide=tally.only_the_reading_is_open and by_early_ends,
        readings_decide=tally.only_the_reading_is_open and not by_early_ends,
        leftovers=leftovers.all(),
    )


def _checked(kpi: StickinessKPI, first: date, last: date, complete_until: Fact[date]) -> MeasuredPeriod:
    """The period; raises InvalidInput where it, or the condition, cannot be measured."""
    problems = [] if kpi.rate is not UNKNOWN else [Problem.at(["kpi", "rate"], "required")]
    try:
        period = MeasuredPeriod(first=first, last=last, complete_until=complete_until)
    except InvalidInput as error:
        raise InvalidInput(Problems.of([problems, error.problems])) from None
    if kpi.within is not UNKNOWN and period.months != kpi.within:
        problems.append(Problem.at(["last"], "research.period", _WITHIN, expected=kpi.within))
    elif kpi.threshold is not UNKNOWN and kpi.threshold.per in CALENDAR and not period.months:
        problems.append(Problem.at(["last"], "research.period", _WHOLE, per=kpi.threshold.per))
    if problems:
        raise InvalidInput(problems)
    return period


def _standings(
    kpi: StickinessKPI,
    contracts: list[Signed],
    used: dict[str, Truth],
    period: MeasuredPeriod,
    complete_until: Fact[date],
    reading: Reading,
    leftovers: Leftovers,
) -> Standings:
    """How each customer stands under one reading."""
    if kpi.rate == "renewal":
        return by_renewal(contracts, period, complete_until, reading, leftovers)

    def parts_of(contract: Contract, days: ServiceDays) -> Parts:
        if kpi.rate == "long_contract":
            return long_contract(contract, days, kpi.term, period, reading)
        belongs = reading.takes_in(contract) & days.within(period.first, period.last)
        return MAY_BE[belongs, used[contract.customer]]

    return by_best_contract(contracts, parts_of)
