"""A small invented fund with every kind of threshold, on which the laws of reforms are tried."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from cloudgrant.rules import (
    Clause,
    Fact,
    Programme,
    Record,
    Share,
    Text,
    Truth,
    calculation,
    for_each,
    given,
    lesser,
    no,
    one_of,
    pick,
    rule,
    share_at_least,
    share_at_most,
)

ON = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Shop(Record):
    rent: Fact[int] = given(zh="租金", en="Rent", unit="TWD")
    wages: Fact[int] = given(zh="薪資", en="Wages", unit="TWD")
    style: Fact[Literal["paper", "silk", "glass"]] = given(zh="樣式", en="Style")
    public: Fact[bool] = given(zh="開放", en="Open")
    fined: Fact[bool] = given(zh="受罰", en="Fined")
    founded: Fact[date] = given(zh="設立日", en="Founded")
    county: Fact[str] = given(zh="縣市", en="County")


@attrs.frozen(kw_only=True)
class Limits(Record):
    rent: int = given(default=2, zh="租金", en="Rent", unit="TWD")
    wages: int = given(default=1, zh="薪資", en="Wages", unit="TWD")
    total: int = given(default=4, zh="合計", en="Total", unit="TWD")
    most: Share = given(default=Share("3/4"), zh="至多", en="Most")
    least: Share = given(default=Share("1/4"), zh="至少", en="Least")
    kinds: tuple[str, ...] = given(default=("paper",), zh="樣式", en="Kinds")
    opens: date = given(default=date(2022, 4, 1), zh="起", en="From")
    levy: Fact[int] = given(zh="規費", en="Levy", unit="TWD")
    grant: int = given(default=3, zh="補助", en="Grant", unit="TWD")


@rule("fund.rent", zh="租金", en="Rent")
def rent(shop: Shop, policy: Limits) -> Truth:
    return (shop.rent <= policy.rent) | (shop.wages >= policy.wages)


@rule("fund.total", zh="合計", en="Total", applies=lambda shop, policy: shop.public)
def together(shop: Shop, policy: Limits) -> Truth:
    return shop.rent + shop.wages <= policy.total


@rule("fund.most", zh="至多", en="Most")
def most(shop: Shop, policy: Limits) -> Truth:
    return share_at_most(shop.rent, shop.rent + shop.wages, policy.most) | one_of(shop.style, "glass")


@rule("fund.least", zh="至少", en="Least", force="advisory")
def least(shop: Shop, policy: Limits) -> Truth:
    return share_at_least(shop.rent, shop.wages, policy.least)


@rule("fund.kind", zh="樣式", en="Kind")
def kind(shop: Shop, policy: Limits) -> Truth:
    return one_of(shop.style, policy.kinds) | (shop.founded < policy.opens)


@rule("fund.fined", zh="未受罰", en="Not fined")
def clean(shop: Shop, policy: Limits) -> Truth:
    return no(shop.fined & (shop.rent > pick(shop.public, policy.wages, policy.rent)))


@calculation("fund.grant", unit="TWD", zh="補助", en="Grant")
def granted(shop: Shop, policy: Limits) -> Fact[int]:
    return lesser(policy.grant, shop.wages + 1)


CLAUSES = ("rent", "total", "most", "least", "kind", "fined", "grant")

fund: Programme[Shop, Limits] = Programme(
    "fund",
    title=Text(zh="工坊補助", en="Workshop fund"),
    subject=Shop,
    policies={date(2022, 1, 1): Limits()},
    clauses=[Clause(f"fund.{id}", heading=id, source=id, text=Text(en=id)) for id in CLAUSES],
    rules=(rent, together, most, least, kind, clean),
    award=granted,
)


@attrs.frozen(kw_only=True)
class Market(Record):
    shops: Fact[tuple[Fact[Shop], ...]] = given(zh="工坊", en="Shops")


market: Programme[Market, Limits] = Programme(
    "market",
    title=Text(zh="市集補助", en="Market fund"),
    subject=Market,
    policies={date(2022, 1, 1): Limits()},
    clauses=[fund.clauses[rule.clause] for rule in (rent, together)],
    rules=(for_each("shops", rent, together),),
)
