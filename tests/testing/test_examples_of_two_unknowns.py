"""Examples of rules that compare two facts of the subject, of which nothing is known to begin with."""

from __future__ import annotations

from datetime import date

import attrs

from cloudgrant.rules import Clause, Fact, Programme, Record, Truth, given, rule
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.testing import examples
from cloudgrant.values.text import Text


@attrs.frozen(kw_only=True)
class Offer(Record):
    price: Fact[int] = given(en="Price", unit="TWD")
    market_price: Fact[int] = given(en="Market price", unit="TWD")
    starts: Fact[date] = given(en="Starts")
    ends: Fact[date] = given(en="Ends")


@attrs.frozen(kw_only=True)
class Terms(Record):
    pass


@rule("offer.price", en="At most the market price")
def fair(offer: Offer, policy: Terms) -> Truth:
    return offer.price <= offer.market_price


@rule("offer.dates", en="Ends after it starts")
def in_order(offer: Offer, policy: Terms) -> Truth:
    return offer.starts < offer.ends


def _clause(name: str) -> Clause:
    return Clause(name, heading="1", source="…", text=Text(en=name))


offers: Programme[Offer, Terms] = Programme(
    "offers",
    title=Text(en="Offers"),
    subject=Offer,
    policies={date(2022, 1, 1): Terms()},
    clauses=[_clause("offer.price"), _clause("offer.dates")],
    rules=[fair, in_order],
)


def test_two_unknown_facts_are_worked_out_together() -> None:
    found = {one.about: one for one in examples(offers)}
    assert list(found) == ["eligible", "fails offer.price", "fails offer.dates", "nothing known"]
    good = offers.assess(found["eligible"].subject, on=found["eligible"].on)
    assert good.outcome is Outcome.ELIGIBLE
    for about in ("fails offer.price", "fails offer.dates"):
        decision = offers.assess(found[about].subject, on=found[about].on)
        assert [rule for rule, answer in decision.results.items() if answer is Result.NOT_MET] == [about[6:]]


def test_nobody_is_advised_to_change_what_is_not_known() -> None:
    assert offers.assess(Offer(price=5), on=date(2022, 5, 2)).remedies == ()
