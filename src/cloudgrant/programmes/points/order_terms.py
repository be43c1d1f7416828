"""The terms of an order that its points rest on: kept from the reservation to the claim."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from cloudgrant.programmes.points.order import Order
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["OrderTerms"]


@attrs.frozen(kw_only=True)
class OrderTerms(Record):
    """What an order says when points are reserved for it; what is not known then may be stated by the claim."""

    price: Fact[int] = given(zh="費用（未稅）", en="Price without tax", unit="TWD")
    tax: Fact[int] = given(zh="另加之營業稅額", en="Business tax on top", unit="TWD")
    term: Fact[int] = given(zh="契約期間", en="Contract term", unit="months")
    starts_on: Fact[date] = given(zh="契約起始日", en="First day of the contract")
    stated_end: Fact[date] = given(zh="契約載明之末日", en="Last day stated in the contract")
    solution: Fact[str] = given(identifies=True, zh="方案名稱", en="Solution")
    vendor: Fact[str] = given(zh="廠商統一編號", en="Vendor")
    listed_from: Fact[date] = given(zh="上架日", en="First day of the listing")
    listed_until: Fact[date] = given(zh="上架迄日", en="Last day of the listing")

    @property
    def terms(self) -> dict[str, Any]:
        """The terms alone, by the names of their facts."""
        return {name: getattr(self, name) for name in _NAMES}

    def departures(self, order: Order) -> tuple[str, ...]:
        """The names of the terms in which an order is no longer as it was; a listing may have ended sooner."""
        now = terms_of(order)
        found = [name for name in _NAMES if not _still(name, getattr(self, name), now[name])]
        # A term that was known had its last day: another one that is stated only now is a change of it.
        before = Order(term=self.term, starts_on=self.starts_on, stated_end=self.stated_end).ends_on
        if not found and before not in (UNKNOWN, order.ends_on):
            found.append("stated_end")
        return tuple(found)


_NAMES = tuple(attribute.name for attribute in attrs.fields(OrderTerms))


def terms_of(order: Order) -> dict[str, Any]:
    """The terms that an order states."""
    solution = order.solution
    return {
        "price": order.price,
        "tax": order.tax,
        "term": order.term,
        "starts_on": order.starts_on,
        "stated_end": order.stated_end,
        "solution": solution.name,
        "vendor": solution.vendor_ubn,
        "listed_from": solution.listed_from,
        "listed_until": solution.listed_until,
    }


def _still(name: str, held: Any, now: Any) -> bool:
    """Whether a term is as it was reserved; what was not known then may be stated, and a listing end sooner."""
    if held is UNKNOWN:
        return True
    if name == "listed_until":
        return now is not UNKNOWN and bool(now <= held)
    return now is not UNKNOWN and bool(now == held)
