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
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, TypeAlias

import attrs

from cloudgrant.programmes.research.adoption.contract import Contract, months_of, runs_for
from cloudgrant.programmes.research.adoption.measured_rate import MeasuredRate
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.programmes.research.adoption.usage_amount import UsageAmount
from cloudgrant.programmes.research.adoption.usage_record import UsageRecord
from cloudgrant.programmes.research.adoption.usage_units import factor
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.rules.writing.helpers import no, pick
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.units import CALENDAR
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["in_force", "measure"]

_DAY: Final = timedelta(days=1)

_A_CONTRACT: Final = Text(zh="合約（Contract）", en="a contract (Contract)")
_A_RECORD: Final = Text(zh="使用記錄（UsageRecord）", en="a record of use (UsageRecord)")
_WITHIN: Final = Text(
    zh="期間應為條件所定之 {expected} 個月", en="the period must be the condition's {expected} months"
)
_WHOLE: Final = Text(
    zh="以{per}計之頻率，期間應為整數個曆月", en="for a frequency per {per} the period must be whole months"
)

# What may become of a customer, as a set of bits: out of the denominator, in it only, or counted too. A
# state holds the sets under both readings of early ends: that they count, and above it that they do not.
_OUT, _IN, _HIT = 1, 2, 4
_State: TypeAlias = int
_BOTH: Final = 9
_NOBODY: Final[_State] = _BOTH * _OUT
_OPEN: Final = 3


@attrs.frozen(kw_only=True)
class _Period(Record):
    first: date = given(zh="期間首日", en="First day of the period")
    last: date = given(zh="期間末日", en="Last day of the period")

    def incoherent(self) -> Iterable[Problem]:
        if self.last < self.first:
            yield Problem.at(["last"], "order", start="first", end="last", from_=self.first, to=self.last)

    @property
    def months(self) -> int:
        """How many calendar months it is; 0 where they are not whole."""
        if self.first == self.last:
            return 0
        months = months_of(self.first, self.last)
        return 0 if runs_for(self.first, self.last - _DAY, months) else months


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
    state_of = _CLASSIFIERS[str(kpi.rate)](kpi, period)
    states = _states(contracts, state_of)
    if kpi.rate == "usage":
        states = _used(kpi, states, usage, period)
    return _measured(kpi, period, Counter(states.values()))


def _checked(kpi: StickinessKPI, first: date, last: date) -> _Period:
    """The period; raises InvalidInput where it, or the condition, cannot be measured."""
    problems = [] if kpi.rate is not UNKNOWN else [Problem.at(["kpi", "rate"], "required")]
    try:
        period = _Period(first=first, last=last)
    except InvalidInput as error:
        raise InvalidInput([*problems, *error.problems]) from None
    if kpi.within is not UNKNOWN and period.months != kpi.within:
        problems.append(Problem.at(["last"], "research.period", _WITHIN, expected=kpi.within))
    elif kpi.threshold is not UNKNOWN and kpi.threshold.per in CALENDAR and not period.months:
        problems.append(Problem.at(["last"], "research.period", _WHOLE, per=kpi.threshold.per))
    if problems:
        raise InvalidInput(problems)
    return period


# What each contract makes of its customer.

_Classifier: TypeAlias = Callable[[Contract], _State]


def _states(contracts: Iterable[Contract], state_of: _Classifier) -> dict[str, _State]:
    """The state of each customer that may belong, by its key: the best that any of its contracts makes of it."""
    states: dict[str, _State] = {}
    strangers: list[Problem] = []
    known = states.get
    for index, contract in enumerate(contracts):
        given_: object = contract
        if not isinstance(given_, Contract):
            strangers.append(_stranger("contracts", index, given_, _A_CONTRACT))
            continue
        state = state_of(contract)
        if state == _NOBODY:  # as most contracts are of other times
            continue
        customer = contract.customer
        before = known(customer)
        if before is None:
            states[customer] = state
        elif before != state:
            states[customer] = _best(before, state)
    if strangers:
        raise InvalidInput(strangers)
    return states


def _stranger(name: str, index: int, given_: object, expected: Text) -> Problem:
    return Problem.at([name, index], "type", expected=expected, given=shown(given_))


def _best(one: _State, other: _State) -> _State:
    """Two contracts of one customer: it belongs if either makes it belong, and counts if either does."""
    return _BEST[one & 7][other & 7] | _BEST[one >> 3][other >> 3] << 3


def _better(one: int, other: int) -> int:
    """The sets of what may be, joined: whichever is the better of two, for every pair."""
    pairs = [(a, b) for a in (_OUT, _IN, _HIT) for b in (_OUT, _IN, _HIT) if a & one and b & other]
    joined = 0
    for a, b in pairs:
        joined |= max(a, b)
    return joined


_BEST: Final = tuple(tuple(_better(one, other) for other in range(8)) for one in range(8))


def _may_be(counted: Truth, hit: Truth) -> int:
    """The set of what may become of a customer by one contract, under one reading."""
    if counted is False:
        return _OUT
    hits = (_IN | _HIT) if hit is UNKNOWN else _HIT if hit else _IN
    return hits | _OUT if counted is UNKNOWN else hits


def _state(counts: int, not_counts: int, early_end_counts: Truth) -> _State:
    """The sets under both readings of early ends; the same one twice where it is settled."""
    if early_end_counts is UNKNOWN:
        return counts | not_counts << 3
    return _BOTH * (counts if early_end_counts else not_counts)


def _in(day: Fact[date], period: _Period) -> Truth:
    return (period.first <= day) & (day <= period.last)


def _renewal(kpi: StickinessKPI, period: _Period) -> _Classifier:
    first, last, sme_only, reading = period.first, period.last, kpi.sme_only, kpi.early_end_counts
    inside: dict[object, _State] = {UNKNOWN: _BOTH * (_IN | _HIT), "pending": _BOTH * (_IN | _HIT)}
    inside |= {"signed": _BOTH * _HIT, "declined": _BOTH * _IN}

    def state_of(contract: Contract) -> _State:
        until, sme = contract.ends_on, contract.sme if sme_only else True
        if contract.ended_early is False and until is not UNKNOWN and sme is not UNKNOWN:  # nearly every one
            return inside[contract.renewal] if sme and first <= until <= last else _NOBODY
        signed: Truth = {"signed": True, "declined": False}.get(str(contract.renewal), UNKNOWN)
        starts, until, ended = contract.starts_on, contract.agreed_until, contract.ended_early_on
        later: Truth = False if (starts > last) is True else UNKNOWN  # then it cannot have expired by now
        expired = later if until is UNKNOWN else _in(until, period)
        at_term = _may_be(sme & expired, signed)
        # An early end is before the agreed one.
        cut = (later & no(until <= first)) if ended is UNKNOWN else _in(ended, period)
        early = _may_be(sme & cut, signed)
        if contract.ended_early is UNKNOWN:
            return _state(at_term | early, at_term | _OUT, reading)
        return _state(early, _OUT, reading) if contract.ended_early else _BOTH * at_term

    return state_of


def _long_contract(kpi: StickinessKPI, period: _Period) -> _Classifier:
    first, last, sme_only, reading, term = (
        period.first,
        period.last,
        kpi.sme_only,
        kpi.early_end_counts,
        kpi.term,
    )

    def agreed(contract: Contract) -> Truth:
        if term is UNKNOWN:
            return UNKNOWN
        if contract.term is not UNKNOWN:
            return contract.term >= term
        as_stated = _runs_for(contract.starts_on, contract.ends_on, term)
        return as_stated if as_stated is not UNKNOWN else ran(contract) | UNKNOWN

    def ran(contract: Contract) -> Truth:
        """Whether what ended early ran for the term all the same; then it was agreed for longer."""
        known = contract.ended_early_on is not UNKNOWN
        return _runs_for(contract.starts_on, contract.ended_early_on, term) if known else UNKNOWN

    def state_of(contract: Contract) -> _State:
        starts, until, sme = contract.starts_on, contract.ends_on, contract.sme if sme_only else True
        if (
            contract.ended_early is False
            and starts is not UNKNOWN
            and until is not UNKNOWN
            and term is not UNKNOWN
            and sme is not UNKNOWN
        ):  # nearly every one
            if not sme or not first <= starts <= last:
                return _NOBODY
            return _BOTH * (_HIT if runs_for(starts, until, term) else _IN)
        # One that was over before began before.
        earlier: Truth = False if (contract.agreed_until < first) is True else UNKNOWN
        counted, long = sme & (earlier if starts is UNKNOWN else _in(starts, period)), agreed(contract)
        as_agreed = _may_be(counted, long)
        if contract.ended_early is False:
            return _BOTH * as_agreed
        as_run = _may_be(counted, long & ran(contract))
        return _state(as_agreed, as_run if contract.ended_early is True else as_run | as_agreed, reading)

    return state_of


def _runs_for(first: Fact[date], last: Fact[date], months: Fact[int]) -> Truth:
    if first is UNKNOWN or last is UNKNOWN or months is UNKNOWN:
        return UNKNOWN
    return runs_for(first, last, months)


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


def _usage(kpi: StickinessKPI, period: _Period) -> _Classifier:
    first, last, sme_only = period.first, period.last, kpi.sme_only

    def state_of(contract: Contract) -> _State:
        starts, until, sme = contract.starts_on, contract.ends_on, contract.sme if sme_only else True
        if (
            contract.ended_early is False
            and starts is not UNKNOWN
            and until is not UNKNOWN
            and sme is not UNKNOWN
        ):  # nearly every one
            return _BOTH * _IN if sme and starts <= last and first <= until else _NOBODY
        return _BOTH * _may_be(sme & in_force(contract, first, last), False)

    return state_of


_CLASSIFIERS: Final[Mapping[str, Callable[[StickinessKPI, _Period], _Classifier]]] = {
    "usage": _usage,
    "renewal": _renewal,
    "long_contract": _long_contract,
}


# What the records of use make of a customer.


def _used(
    kpi: StickinessKPI, members: Mapping[str, _State], usage: Iterable[UsageRecord], period: _Period
) -> dict[str, _State]:
    """The customers' states, once it is added up what each of them used in the period."""
    enough = _threshold(kpi.threshold, period)
    factors: dict[str, Fraction | int | None] = {}
    surely: dict[str, int | Fraction] = {}
    maybe: dict[str, int | Fraction] = {}
    without_limit: set[str] = set()
    strangers: list[Problem] = []
    first, last = period.first, period.last
    for index, record in enumerate(usage):
        given_: object = record
        if not isinstance(given_, UsageRecord):
            strangers.append(_stranger("usage", index, given_, _A_RECORD))
            continue
        customer, on, amount = record.customer, record.on, record.amount
        if customer not in members or kpi.threshold is UNKNOWN:
            continue
        if on is not UNKNOWN and not first <= on <= last:
            continue
        if amount is UNKNOWN:
            without_limit.add(customer)
            continue
        if amount.unit not in factors:
            factors[amount.unit] = _plain(factor(amount.unit, kpi.threshold.used))
        times = factors[amount.unit]
        if times is not None:
            added = maybe if on is UNKNOWN else surely
            added[customer] = added.get(customer, 0) + amount.exact * times
    if strangers:
        raise InvalidInput(strangers)

    def used(customer: str) -> Truth:
        at_least = surely.get(customer, 0)
        if enough is UNKNOWN or at_least >= enough:
            return UNKNOWN if enough is UNKNOWN else True
        unsettled = customer in without_limit or at_least + maybe.get(customer, 0) >= enough
        return UNKNOWN if unsettled else False

    may_be = {True: _HIT, False: _IN, UNKNOWN: _IN | _HIT}
    states: dict[str, _State] = {}
    for customer, state in members.items():
        hits = may_be[used(customer)] if state & _IN else 0
        states[customer] = _BOTH * (state & _OUT | hits)
    return states


def _plain(number: Fraction | None) -> Fraction | int | None:
    """A whole number as an int, which adds up faster."""
    return number.numerator if number is not None and number.denominator == 1 else number


def _threshold(threshold: Fact[UsageAmount], period: _Period) -> Fact[int | Fraction]:
    """What a customer is to use in the whole period: of a frequency, as often as its time fits in."""
    if threshold is UNKNOWN or not threshold.per:
        return UNKNOWN if threshold is UNKNOWN else threshold.exact
    days = factor(threshold.per, "day")
    if days is not None:
        return threshold.exact * ((period.last - period.first).days + 1) / days
    months = factor(threshold.per, "month")
    return UNKNOWN if months is None else threshold.exact * period.months / months


# What all customers together come to.


def _measured(kpi: StickinessKPI, period: _Period, counts: Mapping[_State, int]) -> MeasuredRate:
    readings = [_Tally.of(counts, shift) for shift in (0, _OPEN)]
    sure = {state: count for state, count in counts.items() if state in (_BOTH * _IN, _BOTH * _HIT)}
    belong = sum(count for state, count in counts.items() if not (state & (_BOTH * _OUT)))
    lowest = min((one.lowest for one in readings if one.lowest[1]), key=_ratio, default=(0, 0))
    highest = max((one.highest for one in readings if one.highest[1]), key=_ratio, default=(0, 0))
    settled = (_BOTH * _OUT, *sure)
    return MeasuredRate(
        kpi=kpi,
        first=period.first,
        last=period.last,
        numerator=counts.get(_BOTH * _HIT, 0),
        denominator=belong,
        undecided=sum(count for state, count in counts.items() if state not in settled),
        least_hits=lowest[0],
        least_of=lowest[1],
        most_hits=highest[0],
        most_of=highest[1],
        early_ends_decide=readings[0] != readings[1] and not any(one.open for one in readings),
    )


def _ratio(bound: tuple[int, int]) -> Fraction:
    return Fraction(*bound)


@attrs.frozen
class _Tally:
    """How many customers may be what, under one reading: by the set of what each may be."""

    counts: tuple[int, ...]

    @classmethod
    def of(cls, counts: Mapping[_State, int], shift: int) -> _Tally:
        found = [0] * 8
        for state, count in counts.items():
            found[state >> shift & 7] += count
        return cls(tuple(found))

    @property
    def open(self) -> int:
        """How many customers may be more than one thing."""
        return sum(self.counts[which] for which in (3, 5, 6, 7))

    @property
    def lowest(self) -> tuple[int, int]:
        """The lowest rate: whoever may belong without counting does so, whoever may count does not."""
        hits, others = self.counts[_HIT], sum(self.counts[which] for which in (2, 3, 6, 7))
        if hits + others:
            return hits, hits + others
        # With nobody else, one of those who can only belong by counting makes the rate one.
        return (1, 1) if self.counts[_OUT | _HIT] else (0, 0)

    @property
    def highest(self) -> tuple[int, int]:
        """The highest rate: whoever may count does so, whoever may stay out without counting does."""
        hits, others = sum(self.counts[which] for which in (4, 5, 6, 7)), self.counts[_IN]
        if hits + others:
            return hits, hits + others
        return (0, 1) if self.counts[_OUT | _IN] else (0, 0)
