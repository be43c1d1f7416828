"""Commands and histories that are refused with a code of their own, and whom a claim pays."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.points import Entry
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


@pytest.mark.parametrize("number", ["A\u200b-1", "A-1\ufeff", "A\u3164", "A\x00"])
def test_numbers_with_what_is_not_seen_are_refused(number: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        order(number, 3)
    assert {problem.code for problem in caught.value.problems} <= {
        "text.ignorable",
        "text.control",
        "text.blanks",
    }


def test_numbers_that_look_alike_are_one() -> None:
    assert order("Ａ-1", 3) == order("A-1", 3)
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
    paid = [
        cg.quote(ORDER, opened(), policy=SETTLED, on=day).points for day in (last - DAY, last, last + DAY)
    ]
    assert paid == [15_000, 15_000, 0]
    assert cg.quote(ORDER, opened(), policy=SETTLED).points == 15_000
    with pytest.raises(cg.InvalidInput, match="on"):
        cg.quote(ORDER, opened(), policy=SETTLED, on="2022-06-01")  # type: ignore[arg-type]


# A part of an order: the briefing does not say how it is reckoned.


@pytest.mark.parametrize(("points", "code"), [(14_999, "partial_claim"), (1, "partial_claim"), (15_000, "")])
def test_a_part_of_an_orders_points_is_not_claimed_and_the_reason_is_told(points: int, code: str) -> None:
    claim = attrs.evolve(CLAIM, order=attrs.evolve(ORDER, points=points))
    wallet = reserved()

    def command() -> Entry:
        return wallet.claim(claim, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED)

    if not code:
        assert command().wallet.claimed == 15_000
        return
    with pytest.raises(cg.WalletRefused) as caught:
        command()
    assert caught.value.code == code
    for words in (f"{points:,}", "15,000"):
        assert words in caught.value.message("zh_Hant_TW")
        assert words in caught.value.message("en")
    assert "條文未載明" in caught.value.message("zh_Hant_TW")
    assert "the text does not say" in caught.value.message("en")


@pytest.mark.parametrize(
    ("points", "code"),
    [(14_999, "partial_release"), (15_000, ""), (cg.UNKNOWN, ""), (15_001, "other_terms")],
)
def test_a_part_of_an_order_is_not_cancelled_and_the_reason_is_told(points: Any, code: str) -> None:
    wallet = reserved()

    def command() -> Entry:
        return wallet.release("A-1", key="x", expected_seq=2, on=CLAIMED, points=points)

    if not code:
        assert command().wallet.available == 200_000
        return
    with pytest.raises(cg.WalletRefused) as caught:
        command()
    assert caught.value.code == code
    assert caught.value.state is wallet
    if code == "partial_release":
        assert "重新下單" in caught.value.message("zh_Hant_TW")
        assert "cancel the whole order" in caught.value.message("en")


@pytest.mark.parametrize("points", [0, -1, 1.5, True, "15000"])
def test_points_that_are_no_number_are_not_given_back(points: Any) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        reserved().release("A-1", key="x", expected_seq=2, on=CLAIMED, points=points)
    assert [one.path.key for one in caught.value.problems] == ["points"]


# Rulings that settle nothing.

TAX = cg.Ruling(rule="points.use.offset", result="met", by="補助辦公室", on=ORDERED, ref="第 7 號函")


def test_a_command_tells_of_a_ruling_that_settled_nothing() -> None:
    strange = attrs.evolve(TAX, rule="points.claim/refund")
    done = opened().reserve(
        ORDER, key="k", expected_seq=1, on=ORDERED, policy=SETTLED, rulings=[TAX, strange]
    )
    assert [(one.ruling, one.reason) for one in done.unused_rulings] == [
        (TAX, "determined"),
        (strange, "other_stage"),
    ]
    assert done.decision is not None
    assert done.decision.outcome is cg.Outcome.ELIGIBLE
    paid = done.wallet.claim(CLAIM, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED, rulings=[TAX])
    assert [one.reason for one in paid.unused_rulings] == ["other_stage"]


def test_a_ruling_that_a_command_rests_on_is_not_told_as_unused() -> None:
    taxed = attrs.evolve(ORDER, price=28_600, market_price=28_600, tax=1_430)
    done = opened().reserve(taxed, key="k", expected_seq=1, on=ORDERED, policy=SETTLED, rulings=[TAX])
    assert done.unused_rulings == ()


def test_a_refusal_too_tells_of_a_ruling_that_settled_nothing() -> None:
    misspelt = attrs.evolve(TAX, rule="points.use.ofset")
    taxed = attrs.evolve(ORDER, price=28_600, market_price=28_600, tax=1_430)
    with pytest.raises(cg.WalletRefused) as caught:
        opened().reserve(taxed, key="k", expected_seq=1, on=ORDERED, policy=SETTLED, rulings=[misspelt])
    assert caught.value.code == "undetermined"
    assert [one.reason for one in caught.value.unused_rulings] == ["no_such_rule"]
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.unused_rulings == caught.value.unused_rulings


def test_what_a_command_gives_is_a_pair_of_the_wallet_and_the_event() -> None:
    done = opened().reserve(ORDER, key="k", expected_seq=1, on=ORDERED, policy=SETTLED)
    wallet, event = done
    assert (wallet, event) == (done.wallet, done.event) == done
    for again in (pickle.loads(pickle.dumps(done)), copy.copy(done)):
        assert again == done
    repeated = done.wallet.reserve(ORDER, key="k", expected_seq=1, on=ORDERED, policy=SETTLED)
    assert (repeated.event, repeated.decision, repeated.unused_rulings) == (event, None, ())


# Two doors, one answer.


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"starts_on": ORDERED - timedelta(1)},  # begun the day before
        {"starts_on": cg.UNKNOWN},
        {"market_price": cg.UNKNOWN},
        {"price": 30_001},
        {"points": 15_001},
        {"term": 2},
        {"term": cg.UNKNOWN},
        {"stated_end": date(2022, 8, 30)},
        {"solution": attrs.evolve(ORDER.solution, listed_from=cg.UNKNOWN)},
        {"solution": attrs.evolve(ORDER.solution, listed_from=ORDERED + timedelta(1))},
    ],
)
def test_a_purchase_that_is_assessed_is_reserved_or_refused_for_the_same_clauses(
    change: dict[str, Any],
) -> None:
    one = attrs.evolve(ORDER, **change)
    wallet = opened()
    asked = cg.Purchase(firm=FIRM, order=one, wallet=wallet)
    decision = cg.points.assess(asked, on=ORDERED, policy=SETTLED, stage="purchase")

    def command() -> Entry:
        return wallet.reserve(one, key="k", expected_seq=1, on=ORDERED, firm=FIRM, policy=SETTLED)

    if decision.outcome is cg.Outcome.ELIGIBLE:
        assert command().event.act == "reserved"
        return
    with pytest.raises(cg.WalletRefused) as caught:
        command()
    code, result = {
        cg.Outcome.INELIGIBLE: ("not_met", cg.Result.NOT_MET),
        cg.Outcome.UNDETERMINED: ("undetermined", cg.Result.UNDETERMINED),
    }[decision.outcome]
    assert caught.value.code == code
    found = [finding.rule for finding in decision.findings.where(result=result)]
    assert [finding.rule for finding in caught.value.findings] == found
