"""A small invented programme, a fund for lantern workshops, on which the kernel's tests decide."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import attrs

from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Fact,
    ForEach,
    Programme,
    Record,
    Truth,
    count,
    fact,
    given,
)
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text

FIRST_DAY = date(2022, 1, 1)
FILED = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Address(Record):
    """Where a workshop is."""

    county: Fact[Literal["north", "south"]] = given(zh="縣市", en="County")
    area: Fact[int] = given(zh="面積", en="Floor area", unit="m²", change="to_less")


@attrs.frozen(kw_only=True)
class Maker(Record):
    """One who makes lanterns."""

    __keys__ = ("number",)

    number: Fact[str] = given(zh="證號", en="Number")
    licensed: Fact[bool] = given(zh="有證照", en="Licensed", change="to_more")
    apprentice: Fact[bool] = given(zh="學徒", en="Apprentice")
    years: Fact[int] = given(zh="年資", en="Years of practice")


@attrs.frozen(kw_only=True)
class Workshop(Record):
    """What the fund asks of a workshop."""

    staff: Fact[int] = given(zh="員工", en="Staff", unit="persons")
    rent: Fact[int] = given(zh="租金", en="Rent", unit="TWD", change="to_less")
    wages: Fact[int] = given(zh="薪資", en="Wages", unit="TWD", change="both_ways")
    savings: Fact[int] = given(zh="存款", en="Savings", unit="TWD", change="to_more")
    style: Fact[Literal["paper", "silk", "glass"]] = given(zh="樣式", en="Style", change="both_ways")
    public: Fact[bool] = given(zh="對外開放", en="Open to the public", change="to_more")
    fined: Fact[bool] = given(zh="曾受罰", en="Was fined")
    founded: Fact[date] = given(zh="設立日", en="Founded")
    lease_until: Fact[date] = given(zh="租約屆滿日", en="Lease ends", change="to_more")
    crafts: Fact[tuple[Fact[str], ...]] = given(zh="工藝", en="Crafts", change="to_more")
    address: Address = given(default=Address(), zh="地址", en="Address")
    landlord: Fact[Address] = given(zh="房東", en="Landlord")
    makers: Fact[tuple[Fact[Maker], ...]] = given(zh="師傅", en="Makers")
    inspected: Fact[bool] = given(zh="已檢查", en="Inspected", known_by="event")
    on_the_list: Fact[bool] = given(zh="已列冊", en="On the office's list", known_by="office")
    reviewer_accepts: Fact[bool] = given(zh="委員同意", en="Accepted by a reviewer", known_by="reviewer")
    covered: Fact[bool] = given(zh="屬補助範圍", en="Covered by the briefing", known_by="text")

    @fact(zh="固定成本", en="Fixed costs", unit="TWD")
    def costs(self) -> Fact[int]:
        return self.rent + self.wages

    @fact(zh="有證照人數", en="Licensed makers", unit="persons")
    def licensed_makers(self) -> Fact[int]:
        return count(self.makers, lambda maker: maker.licensed)


@attrs.frozen(kw_only=True)
class Limits(Record):
    """The numbers of the fund; the levy and the closing day are not published yet."""

    most_staff: int = given(default=9, zh="員工上限", en="Most staff", unit="persons")
    most_rent: int = given(default=100, zh="租金上限", en="Most rent", unit="TWD")
    least_savings: int = given(default=50, zh="存款下限", en="Least savings", unit="TWD")
    half: Share = given(default=Share.of("1/2"), zh="比率", en="Share")
    kinds: tuple[str, ...] = given(default=("paper", "silk"), zh="種類", en="Kinds")
    crafts: tuple[str, ...] = given(default=("folding", "painting"), zh="工藝", en="Crafts")
    opens: date = given(default=date(2022, 4, 1), zh="開始日", en="Opens")
    closes: date = given(default=date(2022, 8, 31), zh="截止日", en="Closes")
    levy: Fact[int] = given(default=UNKNOWN, zh="規費", en="Levy", unit="TWD", known_by="office")
    grant: int = given(default=1_000, zh="補助額", en="Grant", unit="TWD")


LIMITS = Limits()


def programme(*rules: Any, **changes: Any) -> Programme[Any, Any]:
    """A programme of these rules, with a clause for each; ``changes`` replace the fund's own parts."""
    every = [one for entry in rules for one in (entry.rules if isinstance(entry, ForEach) else (entry,))]
    amounts = [changes.get("award"), changes.get("ceiling"), *changes.get("calculations", ())]
    every += [one for one in amounts if one is not None]
    parts: dict[str, Any] = {
        "title": Text(zh="燈籠工坊補助", en="Lantern workshop fund"),
        "subject": Workshop,
        "policies": {FIRST_DAY: LIMITS},
        "clauses": [clause(id) for id in dict.fromkeys(one.clause for one in every)],
        "rules": rules,
    }
    return Programme("fund", **{**parts, **changes})


def clause(id: str) -> Clause:
    """A clause that says no more than its id."""
    return Clause(id, heading=f"條文 {id}", source="燈籠", text=Text(zh="燈籠", en="Lanterns"))


def holds(truth: Truth) -> str:
    """``true``, ``false`` or ``unknown``, to compare answers without taking 1 for true."""
    return "unknown" if truth is UNKNOWN else str(truth).lower()
