"""A user's own competition, for workshops: lists, days, shares, an opaque fact, a ceiling."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Truth,
    at_least,
    calculation,
    count,
    distinct,
    every,
    fact,
    for_each,
    given,
    lesser,
    months_after,
    no,
    one_of,
    pick,
    rule,
    said,
    share_at_least,
    share_at_most,
    share_of,
    some,
    term_end,
    total,
)
from toys.workshops import FILED, Address, Limits, Maker, Workshop, programme

__all__ = ["FILED", "FIRST", "Lanterns", "lanterns"]


@attrs.frozen(kw_only=True)
class Lanterns(Workshop):
    """A workshop with more that is derived of it."""

    grace: Fact[int] = given(zh="寬限", en="Grace", unit="months", least=-600, most=600)
    named: Fact[str] = given(zh="名稱", en="Name")
    store: Address = given(default=Address(), zh="倉庫", en="Store")

    @fact(zh="年資合計", en="Years together", unit="years", most=10_000)
    def practice(self) -> Fact[int]:
        return total(self.makers, of=lambda maker: maker.years, where=lambda maker: no(maker.apprentice))

    @fact(zh="全部年資", en="Years of all", unit="years", most=10_000)
    def all_practice(self) -> Fact[int]:
        return total(self.makers, of=lambda maker: maker.years)

    @fact(zh="面積差", en="Larger by", unit="m²", least=-(10**14))
    def larger(self) -> Fact[int]:
        return self.address.area - self.store.area

    @fact(zh="續約日", en="Renewed")
    def renewed(self) -> Fact[date]:
        return months_after(self.lease_until, self.grace)

    @fact(zh="有人", en="Has makers")
    def has_makers(self) -> Fact[bool]:
        return some(self.makers, lambda maker: maker.licensed | (maker.years >= 10))

    @fact(zh="場所", en="Where")
    def county(self) -> Fact[str]:
        return pick(self.public, self.address.county, "north")

    @fact(zh="字數", en="Letters", unit="", opaque=1, least=0, most=100)
    def letters(self) -> Fact[int]:
        return UNKNOWN if self.named is UNKNOWN else min(len(self.named), 100)

    @fact(zh="餘裕", en="To spare", unit="TWD")
    def spare(self) -> Fact[int]:
        return self.savings - self.rent * 2 - self.letters


@rule("fund.lease", zh="租約", en="Lease")
def lease(one: Lanterns, limits: Limits, on: date) -> Truth:
    return (one.renewed >= on) & (term_end(one.founded, one.grace) <= limits.closes)


@rule("fund.practice", zh="年資", en="Practice")
def practised(one: Lanterns, limits: Limits) -> Truth:
    return (one.practice >= limits.most_staff) | (count(one.makers, lambda maker: maker.licensed) >= 2)


@rule("fund.share", zh="師傅", en="Masters")
def masters(one: Lanterns, limits: Limits) -> Truth:
    return share_at_least(one.practice, one.all_practice, limits.half)


@rule("fund.levy", zh="規費", en="Levy")
def levied(one: Lanterns, limits: Limits) -> Truth:
    return (one.spare >= limits.levy) | share_at_most(one.rent, one.costs, limits.half)


@rule("fund.crafts", zh="工藝", en="Crafts")
def crafts(one: Lanterns, limits: Limits) -> Truth:
    return (distinct(one.makers, of=lambda maker: maker.number) >= 2) & some(
        one.crafts, lambda craft: one_of(craft, limits.crafts)
    )


@rule("fund.of-three", zh="三取二", en="Two of three")
def two_of_three(one: Lanterns, limits: Limits) -> Truth:
    return at_least(2, one.public, no(one.fined), one.has_makers)


def _rents(one: Lanterns, limits: Limits) -> Truth:
    return said(one.landlord) & (one.larger >= 0)


@rule("fund.store", applies=_rents, zh="倉庫", en="Store")
def stored(one: Lanterns, limits: Limits) -> Truth:
    return one_of(one.store.county, "south") | one_of(one.county, "north")


@rule("fund.maker", zh="師傅", en="Maker")
def licensed(maker: Maker, limits: Limits) -> Truth:
    return maker.licensed | maker.apprentice


@rule("fund.all", force="advisory", zh="皆有年資", en="All practised")
def all_practised(one: Lanterns, limits: Limits) -> Truth:
    return every(one.makers, lambda maker: (maker.years >= 1) & no(maker.apprentice))


@calculation("fund.ceiling", unit="TWD", zh="補助上限", en="Ceiling")
def half_of_what_it_costs(one: Lanterns, limits: Limits) -> Fact[int]:
    return lesser(limits.grant, share_of(one.costs + one.practice, limits.half, "up"))


RULES: Final = (
    lease,
    practised,
    masters,
    levied,
    crafts,
    two_of_three,
    stored,
    for_each("makers", licensed),
    all_practised,
)

lanterns = programme(*RULES, subject=Lanterns, ceiling=half_of_what_it_costs)
"""The competition, under numbers of which the levy is not published."""

FIRST = Lanterns(
    staff=3, rent=90, wages=100, savings=400, style="silk", public=True, fined=False,
    founded=date(2021, 3, 1), lease_until=date(2022, 2, 28), grace=6, named="lantern", crafts=("folding",),
    address=Address(county="south", area=30), landlord=Address(county="south", area=20),
    store=Address(county="south", area=20),
    makers=(
        Maker(number="1", licensed=True, apprentice=False, years=9),
        Maker(number="2", licensed=True, apprentice=False, years=2),
    ),
    inspected=True, on_the_list=True, reviewer_accepts=True, covered=True,
)  # fmt: skip
"""A workshop that meets every rule."""
