"""A small invented fund that shares costs, whose facts are totals and counts of lists."""

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
    every,
    fact,
    given,
    no,
    one_of,
    said,
    some,
    total,
)
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text

FILED = date(2022, 5, 2)
Part = Literal["backup", "firewall", "training"]
PARTS = {
    "backup": Text(zh="備份", en="Backup"),
    "firewall": Text(zh="防火牆", en="Firewall"),
    "training": Text(zh="教育訓練", en="Training"),
}


@attrs.frozen(kw_only=True)
class Price(Record):
    """One price of a line."""

    __keys__ = ("name",)

    name: Fact[str] = given(zh="名稱", en="Name")
    amount: Fact[int] = given(zh="金額", en="Amount", unit="TWD")


@attrs.frozen(kw_only=True)
class Line(Record):
    """One line of a budget."""

    __keys__ = ("number",)

    number: Fact[int] = given(zh="項次", en="Number")
    cost: Fact[int] = given(zh="經費", en="Cost", unit="TWD")
    subsidy: Fact[int] = given(zh="補助款", en="Subsidy", unit="TWD", change="to_less")
    approved: Fact[bool] = given(zh="已核定", en="Approved")
    prices: Fact[tuple[Price, ...]] = given(zh="單價", en="Prices")

    @fact(zh="單價均已載明", en="Every price is stated")
    def priced(self) -> Truth:
        return every(self.prices, lambda price: said(price.amount))

    def called(self, locale: str = "en") -> str:
        if self.number is UNKNOWN:
            return ""
        return f"第{self.number}列" if locale.startswith("zh") else f"line {self.number}"


@attrs.frozen(kw_only=True)
class Mark(Record):
    """What is said of one part of a plan."""

    part: Fact[Part] = given(zh="項目", en="Part", options=PARTS)
    text: Fact[str] = given(zh="說明", en="Description")


@attrs.frozen(kw_only=True)
class Plan(Record):
    """What the fund asks of a plan."""

    lines: Fact[tuple[Fact[Line], ...]] = given(zh="經費表", en="Budget lines")
    marks: Fact[tuple[Mark, ...]] = given(zh="說明表", en="Marks")
    outline: Fact[tuple[Fact[Part], ...]] = given(zh="已敘明項目", en="Described", options=PARTS)
    joint: Fact[bool] = given(zh="聯合提案", en="Joint")
    ends: Fact[date] = given(zh="結束日", en="End")

    @fact(zh="總經費", en="Total cost", unit="TWD", least=0)
    def cost(self) -> Fact[int]:
        return total(self.lines, lambda line: line.cost)

    @fact(zh="補助款合計", en="Subsidy in all", unit="TWD", least=0)
    def subsidy(self) -> Fact[int]:
        return total(self.lines, lambda line: line.subsidy)

    @fact(zh="已核定列數", en="Approved lines", least=0)
    def approved(self) -> Fact[int]:
        return count(self.lines, lambda line: line.approved)

    @fact(zh="各列均已核定", en="Every line is approved")
    def all_approved(self) -> Fact[bool]:
        return every(self.lines, lambda line: line.approved)

    @fact(zh="第三列未核定", en="No third line is approved")
    def no_third(self) -> Fact[bool]:
        return no(some(self.lines, lambda line: one_of(line.number, 3) & line.approved))


@attrs.frozen(kw_only=True)
class Terms(Record):
    """The numbers of the fund."""

    cap: int = given(default=30_000_000, zh="補助上限", en="Cap", unit="TWD")
    share: Share = given(default=Share.of("50%"), zh="補助比率", en="Highest share")
    parts: tuple[str, ...] = given(default=("backup", "firewall"), zh="應備項目", en="Required parts")
    needed: int = given(default=2, zh="應核定列數", en="Lines needed")
    until: date = given(default=date(2022, 12, 31), zh="截止日", en="Last day")


def fund(*rules: Any, **changes: Any) -> Programme[Any, Any]:
    """A programme of these rules, with a clause for each; ``changes`` replace the fund's own parts."""
    amounts = [one for one in (changes.get("award"), changes.get("ceiling")) if one is not None]
    each = [one for entry in rules for one in (entry.rules if isinstance(entry, ForEach) else (entry,))]
    ids = dict.fromkeys(one.clause for one in (*each, *amounts))
    parts: dict[str, Any] = {
        "title": Text(zh="分攤經費補助", en="Fund that shares costs"),
        "subject": Plan,
        "policies": {date(2022, 1, 1): Terms()},
        "clauses": [Clause(id, heading=id, source="條", text=Text(en=id)) for id in ids],
        "rules": rules,
    }
    return Programme("fund", **{**parts, **changes})
