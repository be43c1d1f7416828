"""Numbers of facts and of the policy: what is known of each by its declaration, while it is not stated."""

from __future__ import annotations

from typing import Any

import attrs

from cloudgrant.portable.amounts import Amount
from cloudgrant.portable.texts import both, chosen
from cloudgrant.portable.truths import Value
from cloudgrant.rules.deciding.knowing import bounds_of
from cloudgrant.rules.records.fact_info import MOST, FactInfo
from cloudgrant.values.between import Between

__all__ = ["derived", "stated"]


def _declared(info: FactInfo) -> tuple[int, int]:
    return -MOST if info.least is None else info.least, MOST if info.most is None else info.most


def derived(one: Amount, info: FactInfo) -> Amount:
    """A derived number; where its formula comes to nothing at all, what its declaration is sure of."""
    one, bounds = attrs.evolve(one, sure=min(one.sure, max(map(abs, _declared(info))))), bounds_of(info)
    if not one.known or not isinstance(bounds, Between):
        return one
    known = both(*one.known)
    ends = chosen(known, one.least, str(bounds.least)), chosen(known, one.most, str(bounds.most))
    low, high = min(one.low, bounds.least), max(one.high, bounds.most)
    return Amount((), *ends, low, high, one.sure)


def stated(value: Value, info: FactInfo, bounds: Any) -> Amount:
    """A number that someone states; while nobody has, what its declaration is sure of."""
    least, most = _declared(info)
    reach = max(abs(least), abs(most))
    if not value.known:
        return Amount((), value.text, value.text, least, most, reach)
    given = both(*value.known)
    if isinstance(bounds, Between):
        ends = chosen(given, value.text, str(bounds.least)), chosen(given, value.text, str(bounds.most))
        return Amount((), *ends, bounds.least, bounds.most, reach)
    text = chosen(given, value.text, "0")
    return Amount(value.known, text, text, min(0, least), max(0, most), reach)
