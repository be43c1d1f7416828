"""Any sequence of commands, good and bad: points are conserved at every step, and so is history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import cloudgrant as cg
from cloudgrant.programmes.points import Entry
from programmes.points.wallets import CLAIM, ORDERED, SETTLED, balanced, opened, order

NUMBERS = st.sampled_from([f"A-{number}" for number in range(3)])
POINTS = st.one_of(st.integers(1, 90_000), st.sampled_from([1, 50_000, 100_000, 200_000]))
# Days since the last event, or before it; now and then long after, so that terms and points run out.
DAYS = st.sampled_from([0, 0, 1, 10, 95, -1, -3])
SELDOM = st.sampled_from([False, False, False, True])


def sent(command: Callable[[], Entry]) -> Entry | cg.WalletRefused:
    try:
        return command()
    except cg.WalletRefused as refused:
        return refused


class Wallets(RuleBasedStateMachine):
    """A wallet beside the plainest ledger one can think of: what each order has, and what is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.wallet = opened()
        self.events: list[cg.WalletEvent] = []
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.held: dict[str, cg.Order] = {}
        self.claimed = self.expired = 0

    @initialize()
    def begin(self) -> None:
        self.events = list(self.wallet.events.values())

    def send(self, command: str, **arguments: Any) -> cg.WalletEvent | None:
        """The new event of a command, or nothing, the wallet being as it was."""
        before, plain = self.wallet, cg.dump(self.wallet)
        assert before.last_on is not cg.UNKNOWN
        step = sent(lambda: getattr(before, command)(**arguments))
        if isinstance(step, cg.WalletRefused):
            assert step.state is before
            assert cg.dump(before) == plain
            return None
        assert cg.dump(before) == plain
        if step.event.seq <= before.seq:
            assert step.wallet is before
            assert step.event == self.events[step.event.seq - 1]
            return None
        assert (step.event.seq, step.event.previous) == (before.seq + 1, before.head)
        assert step.event.on >= before.last_on
        self.wallet = step.wallet
        self.events.append(step.event)
        self.sent.append((command, arguments))
        return step.event

    def new(self, stale: bool, days: int) -> dict[str, Any]:
        seq = self.wallet.seq - (1 if stale else 0)
        last = self.wallet.last_on
        assert last is not cg.UNKNOWN
        day = max(last, ORDERED) + timedelta(days)
        return {"key": f"key {len(self.events)}", "expected_seq": seq, "policy": SETTLED, "on": day}

    @rule(number=NUMBERS, points=POINTS, greedy=SELDOM, days=DAYS, stale=SELDOM)
    def reserve(self, number: str, points: int, greedy: bool, days: int, stale: bool) -> None:
        now = self.new(stale, days)
        one = order(number, points, starts_on=now["on"])
        one = attrs.evolve(one, price=one.price - 1) if greedy else one
        left = self.wallet.available
        event = self.send("reserve", order=one, **now)
        if event is not None:
            assert not greedy
            assert not stale
            assert number not in self.held
            assert points <= left
            self.held[number] = one

    @rule(number=NUMBERS, days=DAYS, stale=SELDOM)
    def release(self, number: str, days: int, stale: bool) -> None:
        event = self.send("release", order=number, **self.new(stale, days))
        if event is not None:
            assert event.points == self.held.pop(number).points

    @rule(number=NUMBERS, days=DAYS, papers=SELDOM.map(lambda seldom: not seldom), stale=SELDOM)
    def claim(self, number: str, days: int, papers: bool, stale: bool) -> None:
        one = self.held.get(number) or order(number, 1)
        documents = CLAIM.documents if papers else ()
        claim = attrs.evolve(CLAIM, order=one, documents=documents)
        event = self.send("claim", claim=claim, **self.new(stale, days))
        if event is not None:
            assert papers
            assert one.ends_on is not cg.UNKNOWN
            assert event.on > one.ends_on
            assert event.points == self.held.pop(number).points
            self.claimed += event.points

    @rule(days=DAYS, stale=SELDOM)
    def expire(self, days: int, stale: bool) -> None:
        event = self.send("expire", **self.new(stale, days))
        if event is not None:
            assert event.on > date(2022, 11, 30)
            assert self.wallet.available == 0
            self.expired += event.points

    @precondition(lambda self: self.sent)
    @rule(choice=st.randoms(use_true_random=False), changed=st.booleans())
    def send_again(self, choice: Any, changed: bool) -> None:
        command, arguments = choice.choice(self.sent)
        if not changed:
            assert self.send(command, **arguments) is None
            return
        with pytest.raises(cg.WalletRefused, match="key_reused"):
            getattr(self.wallet, command)(**{**arguments, "on": arguments["on"] + timedelta(1)})

    @rule()
    def forget_and_replay(self) -> None:
        cut = len(self.events) // 2
        half = cg.PointWallet.replay(self.events[:cut]).snapshot() if cut else None
        assert cg.PointWallet.replay(self.events[cut:], snapshot=half) == self.wallet
        self.wallet = cg.load(cg.PointWallet, cg.dump(self.wallet))

    @invariant()
    def conserves_points(self) -> None:
        wallet = self.wallet
        assert balanced(wallet)
        assert wallet.granted == 200_000
        assert wallet.granted == wallet.available + wallet.reserved + wallet.claimed + wallet.expired
        assert wallet.reserved == sum(one.points for one in self.held.values())
        assert (wallet.claimed, wallet.expired) == (self.claimed, self.expired)

    @invariant()
    def is_what_its_events_make(self) -> None:
        if self.events:
            assert cg.PointWallet.replay(self.events) == self.wallet
            assert [event.seq for event in self.events] == list(range(1, self.wallet.seq + 1))
            days = [event.on for event in self.events]
            assert days == sorted(days)
            assert self.wallet.last_on == days[-1]
            assert len(self.wallet.statement("en").entries) == self.wallet.seq


TestWallets = Wallets.TestCase
TestWallets.settings = settings(max_examples=150, stateful_step_count=25)
