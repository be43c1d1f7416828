"""A second invented programme, help for night-market stalls, whose rules use every kind of node."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Fact,
    Programme,
    Record,
    Rule,
    Truth,
    calculation,
    fact,
    given,
    lesser,
    no,
    one_of,
    pick,
    rule,
    share_at_least,
    share_at_most,
)
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text

FILED = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Pitch(Record):
    """Where a stall stands."""

    county: Fact[Literal["north", "south", "islands"]] = given(zh="縣市", en="County")
    width: Fact[int] = given(zh="面寬", en="Width", unit="m", most=50)


@attrs.frozen(kw_only=True)
class Stall(Record):
    """What the programme asks of a stall."""

    rent: Fact[int] = given(zh="租金", en="Rent", unit="TWD", change="to_less")
    wages: Fact[int] = given(zh="薪資", en="Wages", unit="TWD", change="both_ways")
    stock: Fact[int] = given(zh="存貨", en="Stock", unit="TWD", change="both_ways")
    savings: Fact[int] = given(zh="存款", en="Savings", unit="TWD", change="to_more")
    staff: Fact[int] = given(zh="員工", en="Staff", unit="persons")
    trade: Fact[Literal["food", "craft", "game"]] = given(zh="種類", en="Trade")
    licensed: Fact[bool] = given(zh="有執照", en="Licensed", change="to_more")
    fined: Fact[bool] = given(zh="曾受罰", en="Was fined")
    founded: Fact[date] = given(zh="設立日", en="Founded")
    lease_until: Fact[date] = given(zh="租約屆滿日", en="Lease ends", change="to_more")
    pitch: Pitch = given(default=Pitch(), zh="攤位", en="Pitch")

    @fact(zh="固定成本", en="Fixed costs", unit="TWD")
    def costs(self) -> Fact[int]:
        return self.rent + self.wages


@attrs.frozen(kw_only=True)
class FoodStall(Stall):
    """A stall with ``trade`` preset."""

    trade: Literal["food"] = given(default="food", zh="種類", en="Trade")


@attrs.frozen(kw_only=True)
class Terms(Record):
    """The numbers of the programme; the levy and the first day are not published yet."""

    opens: Fact[date] = given(default=UNKNOWN, zh="開始日", en="Opens", known_by="office")
    closes: date = given(default=date(2022, 6, 30), zh="截止日", en="Closes")
    budget: int = given(default=600, zh="預算", en="Budget", unit="TWD")
    own_share: Share = given(default=Share.of("1/3"), zh="自籌比率", en="Own share")
    levy: Fact[int] = given(default=UNKNOWN, zh="規費", en="Levy", unit="TWD", known_by="office")
    kinds: tuple[str, ...] = given(default=("food", "craft"), zh="種類", en="Kinds")
    widths: tuple[int, ...] = given(default=(2, 4), zh="面寬", en="Widths")
    most_staff: int = given(default=9, zh="員工上限", en="Most staff", unit="persons")
    cap: int = given(default=250, zh="補助上限", en="Most paid", unit="TWD")


TERMS = Terms()
PUBLISHED = attrs.evolve(TERMS, opens=date(2022, 4, 1), levy=424)
OTHER = attrs.evolve(PUBLISHED, kinds=("game",), widths=(), own_share=Share.of("999/1000"), budget=0)


GOOD = Stall(
    rent=100, wages=200, stock=105, savings=500, staff=9, trade="food", licensed=True, fined=False,
    founded=date(2021, 3, 1), lease_until=date(2023, 3, 1), pitch=Pitch(county="south", width=3),
)  # fmt: skip
"""A stall that meets every rule under the published terms."""


@rule("stall.window", zh="於受理期間", en="Filed in time")
def in_time(stall: Stall, terms: Terms, on: date) -> Truth:
    return (terms.opens <= on) & (on <= terms.closes)


@rule("stall.budget", zh="合計不逾{policy.budget}", en="Together at most {policy.budget}")
def within_budget(stall: Stall, terms: Terms) -> Truth:
    return stall.rent + stall.wages + stall.stock <= terms.budget


@rule("stall.savings", zh="自籌", en="Own funds")
def own_funds(stall: Stall, terms: Terms) -> Truth:
    return share_at_least(stall.savings, stall.rent + stall.wages, terms.own_share)


@rule("stall.stock/most", zh="存貨", en="Stock")
def little_stock(stall: Stall, terms: Terms) -> Truth:
    return share_at_most(stall.stock, stall.costs, Share.of("35%")) | no(stall.licensed)


@rule("stall.stock/levy", zh="規費", en="Levy")
def levy_paid(stall: Stall, terms: Terms) -> Truth:
    return (stall.rent // 3 + stall.wages * 2 - 10 < terms.levy) | (stall.savings >= 500)


@rule("stall.kind", zh="種類", en="Trade")
def right_kind(stall: Stall, terms: Terms) -> Truth:
    return one_of(stall.trade, terms.kinds)


def _not_on_islands(stall: Stall, terms: Terms) -> Truth:
    return no(one_of(stall.pitch.county, "islands"))


@rule("stall.pitch", applies=_not_on_islands, zh="面寬", en="Width")
def right_width(stall: Stall, terms: Terms) -> Truth:
    return one_of(stall.pitch.width, terms.widths) | one_of(stall.pitch.width, 1, 3)


@rule("stall.licence", zh="執照", en="Licence")
def right_papers(stall: Stall, terms: Terms) -> Truth:
    return pick(one_of(stall.trade, "food"), stall.licensed, no(stall.fined))


@rule("stall.lease", zh="租約", en="Lease")
def standing_lease(stall: Stall, terms: Terms, on: date) -> Truth:
    return (stall.founded < stall.lease_until) & (stall.lease_until > on)


def _of_age(stall: Stall, terms: Terms) -> Truth:
    return stall.founded >= date(2020, 1, 1)


@rule("stall.size", applies=_of_age, force="advisory", zh="小攤", en="Small")
def small(stall: Stall, terms: Terms) -> Truth:
    return stall.staff <= terms.most_staff


@calculation("stall.help", unit="TWD", zh="補助額", en="Help")
def helped(stall: Stall, terms: Terms) -> Fact[int]:
    return lesser(terms.cap, stall.costs // 2 + pick(stall.fined, 0, 100))


RULES = (
    in_time,
    within_budget,
    own_funds,
    little_stock,
    levy_paid,
    right_kind,
    right_width,
    right_papers,
    standing_lease,
    small,
)


def programme(*rules: Rule[...], terms: Terms = PUBLISHED) -> Programme[Stall, Terms]:
    """A programme of some of the rules."""
    ids = dict.fromkeys([*(one.clause for one in rules), helped.clause])
    return Programme(
        "stalls",
        title=Text(zh="夜市攤位補助", en="Help for stalls"),
        subject=Stall,
        policies={date(2022, 1, 1): terms},
        clauses=[
            Clause(id_, heading=f"條文 {id_}", source="攤位", text=Text(zh="攤位", en="Stalls"))
            for id_ in ids
        ],
        rules=rules,
        award=helped,
    )


stalls = programme(*RULES, terms=TERMS)
