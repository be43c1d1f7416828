"""A receipt notices that something else follows from what was stated."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

import attrs

import cloudgrant as cg
from cloudgrant.rules import (
    Clause,
    Fact,
    Programme,
    Record,
    Truth,
    at_odds,
    given,
    implies,
    rule,
)
from cloudgrant.rules.records.coherence import Declarations
from cloudgrant.values.text import Text

DAY = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Limits(Record):
    staff: Fact[int] = given(zh="員工數", en="Staff")


def fund(*declared: Any) -> tuple[Any, Any]:
    """A class with these declarations, and a programme that asks for a shop window."""

    @attrs.frozen(kw_only=True)
    class Shop(Record):
        online: Fact[bool] = given(zh="網路商店", en="Online")
        window: Fact[bool] = given(zh="有店面", en="Shop window")
        rent: Fact[Literal["none", "paid"]] = given(zh="租金", en="Rent")
        __coherence__: ClassVar[Declarations] = declared

    @rule("fund.window", zh="有店面", en="Has a shop window")
    def has_a_window(shop: Shop, policy: Limits) -> Truth:
        return shop.window

    made = Programme(
        "fund",
        title=Text(zh="店面補助", en="Fund"),
        subject=Shop,
        policies={date(2022, 1, 1): Limits()},
        clauses=[Clause("fund.window", heading="一", source="有店面", text=Text(zh="有店面", en="a window"))],
        rules=[has_a_window],
    )
    return Shop, made


def online(online: bool = True, then: Any = False, words: str = "x") -> Any:
    return implies("shop.online", {"online": online}, {"window": then}, zh=words, en=words)


def told(receipt: Any, declared: tuple[Any, ...]) -> list[tuple[str, tuple[str, ...]]]:
    shop, programme = fund(*declared)
    verification = cg.verify(receipt, shop(online=True), programme=programme)
    return [(one.because, one.names) for one in verification.differences]


def receipt_with(*declared: Any) -> cg.Receipt:
    shop, programme = fund(*declared)
    receipt: cg.Receipt = programme.assess(shop(online=True), on=DAY).receipt
    return receipt


def test_what_follows_otherwise_is_told_by_its_code() -> None:
    with_it, without = receipt_with(online()), receipt_with()
    assert with_it.rules == without.rules
    assert with_it.implications != without.implications
    assert told(with_it, (online(),)) == []
    assert told(without, ()) == []
    differs = [("implication", ("shop.online",))]
    assert told(with_it, ()) == differs
    assert told(without, (online(),)) == differs
    assert told(with_it, (online(online=False),)) == differs
    assert told(with_it, (online(then=True),)) == differs


def test_what_decides_nothing_is_not_told() -> None:
    """The words, the order, and what only contradicts."""
    rent = implies("shop.rent", {"window": False}, {"rent": "none"}, zh="x", en="x")
    odd = at_odds("shop.odd", ("online", "window"), lambda online, window: online and window, zh="x", en="x")
    receipt = receipt_with(online(), rent)
    assert told(receipt, (rent, online(words="y"), odd)) == []


def test_the_difference_is_said() -> None:
    shop, programme = fund()
    verification = cg.verify(receipt_with(online()), shop(online=True), programme=programme)
    assert verification.message("en") == "what follows from what differs: shop.online"
    assert verification.message("zh_Hant_TW") == "事實間的推論不同：shop.online"


def test_a_receipt_that_does_not_say_what_followed_is_never_the_same() -> None:
    shop, programme = fund(online())
    before = attrs.evolve(receipt_with(online()), implications=cg.UNKNOWN)
    assert cg.load(cg.Receipt, cg.dump(before)) == before
    verification = cg.verify(before, shop(online=True), programme=programme)
    assert [(one.because, one.names) for one in verification.differences] == [("implication", ())]
    assert verification.message("en") == (
        "the receipt does not say what followed from what: it cannot be compared"
    )
    assert verification.message("zh_Hant_TW") == "收據未載明事實間的推論，無從比對"


def test_whichever_class_carried_the_facts_the_receipt_is_the_same() -> None:
    firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    receipt = cg.points.assess(firm, on=DAY).receipt
    same = cg.Company(manufacturer=True, paid_in_capital=1, factory="exempt", points_last_used_in=0)
    assert cg.verify(receipt, same).same
    assert cg.load(cg.Receipt, cg.dump(receipt)) == receipt
