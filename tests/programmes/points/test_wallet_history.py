"""Replaying events: the same wallet again, or a refusal that says what is wrong with the history."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.points import ROC_111, Entry
from cloudgrant.values.growing_map import GrowingMap
from programmes.points.wallets import CLAIM, CLAIMED, ORDERED, SETTLED, opened, order, reserved


def history() -> tuple[cg.PointWallet, list[cg.WalletEvent]]:
    """A grant, three reservations, a release, a claim and an expiry."""
    wallet = opened()
    steps: list[Callable[[cg.PointWallet, dict[str, Any]], Entry]] = [
        lambda wallet, now: wallet.reserve(CLAIM.order, key="1", on=ORDERED, **now),
        lambda wallet, now: wallet.reserve(order("A-2", 5_000), key="2", on=ORDERED, **now),
        lambda wallet, now: wallet.release("A-2", key="3", on=ORDERED, **now),
        lambda wallet, now: wallet.reserve(order("A-2", 7_000), key="4", on=ORDERED, **now),
        lambda wallet, now: wallet.claim(CLAIM, key="5", on=CLAIMED, **now),
        lambda wallet, now: wallet.expire(key="6", on=date(2022, 12, 1), **now),
    ]
    events = list(wallet.events.values())
    for step in steps:
        wallet, event = step(wallet, {"expected_seq": wallet.seq, "policy": SETTLED})
        events.append(event)
    return wallet, events


WALLET, EVENTS = history()


def refused(events: Iterable[cg.WalletEvent], snapshot: cg.PointWallet | None = None) -> cg.WalletRefused:
    with pytest.raises(cg.WalletRefused) as caught:
        cg.PointWallet.replay(events, snapshot)
    for locale in ("zh_Hant_TW", "en"):
        assert "{" not in caught.value.message(locale)
    return caught.value


def chained(events: Iterable[cg.WalletEvent]) -> list[cg.WalletEvent]:
    """The events numbered and linked anew, as one would who forges a history with care."""
    linked: list[cg.WalletEvent] = []
    for event in events:
        previous = linked[-1].digest() if linked else cg.UNKNOWN
        linked.append(attrs.evolve(event, seq=len(linked) + 1, previous=previous))
    return linked


def test_the_events_make_the_wallet_again() -> None:
    again = cg.PointWallet.replay(EVENTS)
    assert again == WALLET
    assert dict(again.events) == dict(WALLET.events)
    assert (again.granted, again.available, again.reserved, again.claimed, again.expired) == (
        200_000, 0, 7_000, 15_000, 178_000,
    )  # fmt: skip


@pytest.mark.parametrize("cut", range(1, len(EVENTS) + 1))
def test_from_any_snapshot_on(cut: int) -> None:
    whole = cg.PointWallet.replay(EVENTS[:cut])
    for snapshot in (whole, whole.snapshot(), cg.load(cg.PointWallet, cg.dump(whole.snapshot()))):
        assert snapshot == whole
        assert cg.PointWallet.replay(EVENTS[cut:], snapshot=snapshot) == WALLET


def test_an_event_delivered_twice_counts_once() -> None:
    assert cg.PointWallet.replay([*EVENTS, *EVENTS]) == WALLET
    assert cg.PointWallet.replay([event for event in EVENTS for _ in range(2)]) == WALLET
    assert cg.PointWallet.replay(EVENTS, snapshot=WALLET) == WALLET


def test_no_events_make_no_wallet() -> None:
    assert refused([]).code == "no_events"
    assert refused([]).state is None
    assert cg.PointWallet.replay([], snapshot=WALLET) == WALLET


def test_a_gap() -> None:
    no = refused([*EVENTS[:3], *EVENTS[4:]])
    assert (no.code, no.params["expected"], no.params["seq"]) == ("gap", 4, 5)
    assert no.event == EVENTS[4]
    assert no.state == cg.PointWallet.replay(EVENTS[:3])
    assert refused(EVENTS[1:]).code == "gap"


def test_an_event_out_of_its_order() -> None:
    assert refused([EVENTS[0], EVENTS[2], EVENTS[1]]).code == "gap"
    # One that the snapshot no longer remembers cannot be told from another of that number.
    assert refused(EVENTS, snapshot=WALLET.snapshot()).code == "fork"


def test_a_replayed_event_with_other_content() -> None:
    no = refused([*EVENTS, attrs.evolve(EVENTS[2], points=1)])
    assert (no.code, no.params["key"]) == ("key_reused", "2")


def test_two_events_of_one_number() -> None:
    no = refused([*EVENTS[:3], attrs.evolve(EVENTS[2], key="other")])
    assert (no.code, no.params["seq"]) == ("fork", 3)


@pytest.mark.parametrize("index", range(len(EVENTS) - 1))
@pytest.mark.parametrize(
    "change",
    [{"points": 1}, {"on": date(2022, 6, 3)}, {"key": "other"}, {"policy": "sha256:0"}, {"order": "A-9"}],
)
def test_no_event_is_changed_unnoticed(index: int, change: dict[str, Any]) -> None:
    """Each event names the digest of the one before, so a changed one no longer fits the next."""
    changed = attrs.evolve(EVENTS[index], **change)
    assert refused([*EVENTS[:index], changed, *EVENTS[index + 1 :]]).code in ("fork", "form")


def test_an_event_of_another_wallet() -> None:
    no = refused([EVENTS[0], attrs.evolve(EVENTS[1], wallet="W-2")])
    assert (no.code, no.params["given"], no.params["wallet"]) == ("other_wallet", "W-2", "W-1")


@pytest.mark.parametrize(
    "events",
    [
        [EVENTS[1]],  # begins with a reservation
        [EVENTS[0], attrs.evolve(EVENTS[0], key="again")],  # granted twice
        [EVENTS[0], attrs.evolve(EVENTS[1], points=200_001)],  # more than there is
        [EVENTS[0], EVENTS[3]],  # releases what is not reserved
        [EVENTS[0], EVENTS[1], attrs.evolve(EVENTS[1], key="again")],  # reserved twice
        [EVENTS[0], EVENTS[2], attrs.evolve(EVENTS[3], points=4_999)],  # another number of points
        [EVENTS[0], attrs.evolve(EVENTS[1], order=cg.UNKNOWN)],  # for no order
        [EVENTS[0], EVENTS[1], EVENTS[5], attrs.evolve(EVENTS[5], key="again")],  # claimed twice
        [EVENTS[0], attrs.evolve(EVENTS[6], points=200_001)],  # expires more than there is
        [EVENTS[0], attrs.evolve(EVENTS[1], on=date(2022, 5, 19))],  # before the grant
    ],
)
def test_a_history_that_cannot_have_been(events: list[cg.WalletEvent]) -> None:
    no = refused(chained(events))
    assert no.code == "form"
    assert no.event == chained(events)[-1]


def test_a_correction_of_the_policy_refuses_no_history() -> None:
    """What was allowed under the policy of its day stays done: the event holds that policy's digest."""
    strict = attrs.evolve(ROC_111.policy, offset_ceiling=0)
    wallet = cg.PointWallet.replay(EVENTS[:2])
    with pytest.raises(cg.WalletRefused):
        wallet.reserve(order("A-3", 1), key="x", expected_seq=2, on=ORDERED, policy=strict)
    assert cg.PointWallet.replay(EVENTS[:2]).reserved == 15_000


# What a wallet remembers.


def test_a_snapshot_is_reminded_of_a_key() -> None:
    snapshot = reserved().snapshot()
    assert snapshot == reserved()
    assert len(snapshot.events) == 0
    first = reserved().events["reserve A-1"]
    reminded = snapshot.remembering(first)
    again = reminded.reserve(CLAIM.order, key="reserve A-1", expected_seq=1, on=ORDERED)
    assert again == Entry(reminded, first)
    with pytest.raises(cg.WalletRefused, match="key_reused"):
        reminded.release("A-1", key="reserve A-1", expected_seq=2, on=ORDERED)


def test_a_wallet_remembers_no_forged_event_of_its_last_number() -> None:
    last = reserved().events["reserve A-1"]
    with pytest.raises(cg.WalletRefused, match="fork"):
        reserved().snapshot().remembering(attrs.evolve(last, points=1))
    with pytest.raises(cg.WalletRefused, match="key_reused"):
        reserved().remembering(attrs.evolve(EVENTS[0], key="reserve A-1"))


def test_the_last_event_of_a_snapshot_counts_once() -> None:
    assert cg.PointWallet.replay(EVENTS[-1:], snapshot=WALLET.snapshot()) == WALLET
    for other in (attrs.evolve(EVENTS[-1], policy="sha256:0"), EVENTS[-2]):
        assert refused([other], snapshot=WALLET.snapshot()).code == "fork"


def test_a_wallet_remembers_no_strangers_events() -> None:
    for event, code in ((attrs.evolve(EVENTS[0], wallet="W-2"), "other_wallet"), (EVENTS[5], "gap")):
        with pytest.raises(cg.WalletRefused, match=code):
            reserved().snapshot().remembering(event)


# What it costs, in calls: seconds are the machine's.


def test_replaying_a_long_history_takes_work_in_proportion_to_it() -> None:
    events = _long(2_000)
    short, long = _calls(events[:500]), _calls(events)
    # Four times as many events, four times the calls of Python; by going over the past each time, sixteen.
    assert long < 5 * short


def test_a_wallet_copies_no_history_to_add_to_it() -> None:
    wallet = cg.PointWallet.replay(_long(200))
    for history in (wallet.events, wallet.orders):
        assert isinstance(history, GrowingMap)


def _long(count: int) -> list[cg.WalletEvent]:
    wallet = opened()
    events = list(wallet.events.values())
    while len(events) < count:
        number = len(events)
        if number % 3 == 0:
            step = wallet.release(f"A-{number - 1}", key=f"k{number}", expected_seq=number, on=ORDERED)
        else:
            one = order(f"A-{number}", 3)
            step = wallet.reserve(one, key=f"k{number}", expected_seq=number, on=ORDERED)
        wallet, event = step
        events.append(event)
    return events


def _calls(events: list[cg.WalletEvent]) -> int:
    """How many calls of Python a replay makes."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        wallet = cg.PointWallet.replay(events)
    finally:
        sys.setprofile(before)
    assert wallet.seq == len(events)
    return count
