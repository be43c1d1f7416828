"""One client of the wallet service, a process of its own.

``python wallet_client.py URL STREAM SEED COUNT ISOLATION``; the last may be empty.

Clients of one stream send the same commands under the same keys, in an order of their own, and
sometimes send one again as if no answer had come. What came of each is printed as JSON.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import date

import attrs
from wallet_service.store import Busy, WalletStore, connect

import cloudgrant as cg
from cloudgrant.programmes.points import Entry

# All on one day, as the clients send in no order, and a wallet takes no command dated before its last.
ORDERED = CLAIMED = date(2022, 6, 1)
WALLETS = ("W-1", "W-2", "W-3")
POLICY = attrs.evolve(cg.points.policy_on(ORDERED), claim_documents=("契約",), earlier_start_payable=True)
SOLUTION = cg.CloudSolution(
    name="雲端智造",
    vendor_ubn="12345675",
    listed_from=date(2022, 5, 1),
    listed_until=date(2022, 12, 31),
)


def order_of(number: str, points: int) -> cg.Order:
    return cg.Order(
        number=number,
        solution=SOLUTION,
        price=2 * points,
        market_price=2 * points,
        points=points,
        term=3,
        starts_on=date(2022, 2, 1),
    )


def commands(stream: int, count: int) -> list[tuple[str, str, str, int]]:
    """What the clients of a stream ask for: act, wallet, order, points; the key is act and order."""
    chance = random.Random(stream)
    asked: list[tuple[str, str, str, int]] = []
    for number in range(count):
        wallet, points = chance.choice(WALLETS), chance.randint(1, 12_000)
        order = f"{stream}-{number}"
        asked.append(("reserve", wallet, order, points))
        then = chance.choices(("release", "claim", "keep"), (70, 10, 20))[0]
        if then != "keep":
            asked.append((then, wallet, order, points))
    return asked[:count]


def send(store: WalletStore, act: str, wallet: str, order: str, points: int) -> Entry:
    key = f"{act} {order}"
    if act == "reserve":
        return store.reserve(wallet, order_of(order, points), key=key, on=ORDERED)
    if act == "release":
        return store.release(wallet, order, key=key, on=ORDERED)
    claim = cg.Claim(order=order_of(order, points), documents=("契約",), ended_early=False, refunded=False)
    return store.claim(wallet, claim, key=key, on=CLAIMED)


def main(url: str, stream: int, seed: int, count: int, *, isolation: str) -> None:
    options = {"isolation_level": isolation} if isolation else {}
    store, chance = WalletStore(connect(url, **options), POLICY), random.Random(seed)
    sent, answers = 0, []
    pending = commands(stream, count)
    while sent < count:
        # Slightly out of order, so that a release may come before its reservation.
        place = chance.randrange(min(3, len(pending))) if pending else 0
        act, wallet, order, points = pending.pop(place) if pending else chance.choice(commands(stream, count))
        for _ in range(1 + (chance.random() < 0.25)):  # the answer got lost: once more
            if sent == count:
                break
            sent += 1
            try:
                step = send(store, act, wallet, order, points)
                answers.append([wallet, f"{act} {order}", step.event.seq, step.event.points])
            except cg.WalletRefused as refused:
                answers.append([wallet, f"{act} {order}", refused.code, 0])
            except Busy:
                answers.append([wallet, f"{act} {order}", "busy", 0])
    print(json.dumps(answers))


if __name__ == "__main__":
    given, isolation = sys.argv[1:5], sys.argv[5]
    main(given[0], *map(int, given[1:]), isolation=isolation)
