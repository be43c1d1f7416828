"""What the records of use make of the customers in a rate of use: who used the service enough in the period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from cloudgrant.programmes.research.adoption.measured_period import MeasuredPeriod
from cloudgrant.programmes.research.adoption.standing import MAY_BE, Part, Standing, standing
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.programmes.research.adoption.strangers import stranger
from cloudgrant.programmes.research.adoption.usage_amount import UsageAmount
from cloudgrant.programmes.research.adoption.usage_record import UsageRecord
from cloudgrant.programmes.research.adoption.usage_units import factor
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["by_use"]

_A_RECORD: Final = Text(zh="使用記錄（UsageRecord）", en="a record of use (UsageRecord)")


def by_use(
    kpi: StickinessKPI,
    standings: Mapping[str, Standing],
    usage: Iterable[UsageRecord],
    period: MeasuredPeriod,
) -> dict[str, Standing]:
    """How the customers stand, once it is added up what each of them used in the period."""
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
            strangers.append(stranger("usage", index, given_, _A_RECORD))
            continue
        customer, on, amount = record.customer, record.on, record.amount
        if customer not in standings or kpi.threshold is UNKNOWN:
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

    after: dict[tuple[Standing, Truth], Standing] = {}
    found: dict[str, Standing] = {}
    for customer, before in standings.items():
        both = before, used(customer)
        if both not in after:
            after[both] = _if_used(*both)
        found[customer] = after[both]
    return found


def _if_used(before: Standing, used: Truth) -> Standing:
    """Where a customer stands that used the service enough, or did not, if it belongs by its contracts."""
    belongs = {part is not Part.OUTSIDE for part in before.if_early_ends_count}
    may_be = frozenset[Part]().union(*(MAY_BE[each, used] for each in belongs))
    return standing(may_be, may_be)


def _plain(number: Fraction | None) -> Fraction | int | None:
    """A whole number as an int, which adds up faster."""
    return number.numerator if number is not None and number.denominator == 1 else number


def _threshold(threshold: Fact[UsageAmount], period: MeasuredPeriod) -> Fact[int | Fraction]:
    """What a customer is to use in the whole period: of a frequency, as often as its time fits in."""
    if threshold is UNKNOWN or not threshold.per:
        return UNKNOWN if threshold is UNKNOWN else threshold.exact
    days = factor(threshold.per, "day")
    if days is not None:
        return threshold.exact * ((period.last - period.first).days + 1) / days
    months = factor(threshold.per, "month")
    return UNKNOWN if months is None else threshold.exact * period.months / months
