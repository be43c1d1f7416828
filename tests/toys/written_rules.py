"""Strategies for rules written at random, as Python text, and for workshops known in part.

A rule is drawn as the text a person would write, ``(shop.rent <= 7) | no(shop.fined)``, so that a
failing one can be read and tried by hand; :func:`function_of` makes a function of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
from hypothesis import strategies as st

from cloudgrant import rules
from cloudgrant.rules import UNKNOWN, Fact, Record, given
from cloudgrant.values.shares import Share

DAYS = (date(2022, 3, 31), date(2022, 4, 1), date(2022, 4, 2))
KINDS = ("paper", "silk", "glass")


@attrs.frozen(kw_only=True)
class Shop(Record):
    rent: Fact[int] = given(en="Rent", unit="TWD")
    wages: Fact[int] = given(en="Wages", unit="TWD")
    public: Fact[bool] = given(en="Public")
    fined: Fact[bool] = given(en="Fined", known_by="office")
    style: Fact[str] = given(en="Style")
    crafts: Fact[tuple[Fact[str], ...]] = given(en="Crafts")
    founded: Fact[date] = given(en="Founded")


@attrs.frozen(kw_only=True)
class Rates(Record):
    limit: Fact[int] = given(default=2, en="Limit")
    share: Fact[Share] = given(default=Share.of("1/2"), en="Share")
    kinds: Fact[tuple[str, ...]] = given(default=("paper", "silk"), en="Kinds")
    opens: Fact[date] = given(default=DAYS[1], en="Opens")


VALUES: dict[str, tuple[Any, ...]] = {
    "rent": (0, 1, 2, 3),
    "wages": (0, 2, 5),
    "public": (True, False),
    "fined": (True, False),
    "style": KINDS,
    "crafts": ((), ("paper",), ("glass",), ("glass", "silk")),
    "founded": DAYS,
}
"""What each fact of a shop may be; few values, so that all of them can be tried."""


def shops(complete: bool = False) -> st.SearchStrategy[Shop]:
    """Shops of which some facts are known, or all."""
    unknown = () if complete else (UNKNOWN,)
    return st.builds(Shop, **{name: st.sampled_from((*values, *unknown)) for name, values in VALUES.items()})


def policies() -> st.SearchStrategy[Rates]:
    """Policies of which some values are not published."""
    return st.builds(
        Rates,
        limit=st.sampled_from((0, 2, 5, UNKNOWN)),
        share=st.sampled_from((Share.of("1/2"), Share.of("1/3"), UNKNOWN)),
        kinds=st.sampled_from((("paper", "silk"), ("glass",), (), UNKNOWN)),
        opens=st.sampled_from((DAYS[1], UNKNOWN)),
    )


def _joined(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map("".join)


_days = st.sampled_from(["shop.founded", "policy.opens", "on"])
_orders = st.sampled_from([" <= ", " < ", " >= ", " > "])
_numbers = st.sampled_from(["shop.rent", "shop.wages", "policy.limit"])
_positive = st.sampled_from(["0", "1", "3", "shop.rent", "shop.wages", "(shop.rent + shop.wages)"])
_leaves = st.one_of(
    st.sampled_from(
        [
            "shop.public",
            "shop.fined",
            'one_of(shop.style, "paper", "glass")',
            "one_of(shop.style, policy.kinds)",
            "any_of(shop.crafts, policy.kinds)",
            "one_of(shop.rent, 1, 3)",
        ]
    ),
    _joined("(", _numbers, _orders, _numbers, ")"),
    _joined("(", _days, _orders, _days, ")"),
    _joined("(", _positive, " + ", _positive, " <= policy.limit)"),
    _joined("share_at_most(", _positive, ", ", _positive, ", policy.share)"),
    _joined("share_at_least(", _positive, ", ", _positive, ", policy.share)"),
)


def _larger(truths: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    amounts = st.one_of(
        _joined("(", _numbers, st.sampled_from([" + ", " - "]), _numbers, ")"),
        _joined("(", _numbers, st.sampled_from([" * 2", " // 2", " - 1"]), ")"),
        _joined("pick(", truths, ", ", _numbers, ", ", _numbers, ")"),
        _joined("(lesser(", _numbers, ", ", _numbers, ") + 1)"),
    )
    return st.one_of(
        _joined("(", truths, " & ", truths, ")"),
        _joined("(", truths, " | ", truths, ")"),
        _joined("no(", truths, ")"),
        _joined("pick(", truths, ", ", truths, ", ", truths, ")"),
        _joined("(", amounts, _orders, _numbers, ")"),
        _joined("(pick(", truths, ", shop.rent, 2) + shop.wages <= 5)"),
    )


texts: st.SearchStrategy[str] = st.recursive(_leaves, _larger, max_leaves=8)
"""The text of a rule's answer."""


def function_of(text: str) -> Callable[..., Any]:
    """The rule's function whose answer is written in the text."""
    names = {name: getattr(rules, name) for name in dir(rules)}
    function: Callable[..., Any] = eval(f"lambda shop, policy, on: {text}", names)
    return function
