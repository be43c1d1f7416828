"""Commands and histories that are refused with a code of their own, and whom a claim pays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from programmes.points.wallets import CLAIM, CLAIMED, FIRM, ORDER, ORDERED, SETTLED, opened, order, reserved

DAY = timedelta(days=1)


def test_a_claim_records_whom_it_pays() -> None:
    wallet, event = reserved().claim(CLAIM, key="claim", expected_seq=2, on=CLAIMED, policy=SETTLED)
    assert event.payee == ORDER.solution.vendor_ubn
    assert cg.load(cg.WalletEvent, cg.dump(event)) == event
    assert cg.PointWallet.replay(wallet.events.values()) == wallet


def test_a_wallet_made_by_hand_is_not_commanded() -> None:
    wallet = cg.PointWallet(id="W-1", granted=200_000, available=200_000)
    with pytest.raises(cg.WalletRefused) as caught:
        wallet.reserve(ORDER, key="k", expected_seq=0, on=ORDERED, policy=SETTLED)
    assert caught.value.code == "not_granted"
    for command in (wallet.expire, lambda **now: wallet.release("A-1", **now)):
        with pytest.raises(cg.WalletRefused, match="not_granted"):
            command(key="k", expected_seq=0, on=ORDERED)


def test_a_grant_of_nothing_says_so() -> None:
    nothing = attrs.evolve(SETTLED, grant=0)
    decision = cg.points.assess(FIRM, on=date(2022, 5, 2), policy=nothing)
    with pytest.raises(cg.WalletRefused) as caught:
        cg.PointWallet.granted_from(decision, id="W-1", key="grant", on=date(2022, 5, 20))
    assert caught.value.code == "nothing_granted"


@pytest.mark.parametrize("number", ["Ａ-1", "A\u200b-1", "A-1\ufeff", "A-\u2460", "A\x00"])
def test_numbers_that_look_alike_are_one_or_refused(number: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        order(number, 3)
    assert {problem.code for problem in caught.value.problems} == {"order.form"}
    assert order("甲-1", 3).number == "甲-1"


@pytest.mark.parametrize("event", [1, None, {"seq": 1}])
def test_what_is_no_event_is_told_with_its_place(event: Any) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.PointWallet.replay([*opened().events.values(), event])
    [problem] = caught.value.problems
    assert (problem.path.pointer, problem.code) == ("/events/1", "subject")


def test_rulings_that_are_none_are_told() -> None:
    rulings: Any = "x"
    with pytest.raises(cg.InvalidInput):
        opened().reserve(ORDER, key="k", expected_seq=1, on=ORDERED, policy=SETTLED, rulings=rulings)


def test_points_pay_up_to_their_last_day() -> None:
    last = SETTLED.points_usable_until
    assert last is not cg.UNKNOWN
    paid = [cg.quote(ORDER, opened(), SETTLED, on=day).points for day in (last - DAY, last, last + DAY)]
    assert paid == [15_000, 15_000, 0]
    assert cg.quote(ORDER, opened(), SETTLED).points == 15_000
    with pytest.raises(cg.InvalidInput, match="on"):
        cg.quote(ORDER, opened(), SETTLED, on="2022-06-01")  # type: ignore[arg-type]
