"""The reference embedding under eight real clients at once: no point is lost, and none is spent twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError
from wallet_service.database import Busy, in_transaction
from wallet_service.many import every_wallet
from wallet_service.store import AlreadyGranted, WalletStore, connect
from wallet_service.tables import EVENTS, METADATA

import cloudgrant as cg
from examples.wallet_client import ORDERED, POLICY, WALLETS, order_of

CLIENT = Path(__file__).parent / "wallet_client.py"
CLIENTS, EACH = 8, 250
POSTGRES = os.environ.get("CLOUDGRANT_POSTGRES_URL", "")
UBNS = ("12345675", "04595257", "22099131")


def decision_of(ubn: str, day: date = date(2022, 5, 2)) -> Any:
    firm = cg.Manufacturer(ubn=ubn, paid_in_capital=1, factory="registered", points_last_used_in=0)
    return cg.points.assess(firm, on=day)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'wallets.db'}"
        return
    if not POSTGRES:
        pytest.skip("needs a PostgreSQL server: run `nox -s postgres`")
    yield POSTGRES


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = connect(url)
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(delete(EVENTS))
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> WalletStore:
    store = WalletStore(engine, POLICY)
    for wallet, ubn in zip(WALLETS, UBNS, strict=True):
        store.open(decision_of(ubn), id=wallet, key="grant", on=date(2022, 5, 20))
    return store


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def at_once(url: str, each: int = EACH, isolation: str = "") -> list[Any]:
    """What eight processes are answered, two by two with the same commands."""
    clients = [
        subprocess.Popen(
            [sys.executable, str(CLIENT), url, str(number // 2), str(number), str(each), isolation],
            stdout=subprocess.PIPE,
            env=environment(),
        )
        for number in range(CLIENTS)
    ]
    answers = []
    for client in clients:
        told, _ = client.communicate()
        assert client.returncode == 0
        answers += json.loads(told)
    return answers


def test_no_point_is_lost_and_none_is_spent_twice(url: str, engine: Engine, store: WalletStore) -> None:
    answers = at_once(url)
    assert len(answers) == CLIENTS * EACH == 2_000
    with engine.connect() as connection:
        stored = [cg.load(cg.WalletEvent, row.event) for row in connection.execute(select(EVENTS))]
    by_key = {(event.wallet, event.key): event for event in stored}
    assert len(by_key) == len(stored)

    # Whoever was told that a command was done was told of the one event that is stored for it.
    done = [answer for answer in answers if isinstance(answer[2], int)]
    assert [by_key[wallet, key].seq for wallet, key, _, _ in done] == [seq for _, _, seq, _ in done]
    # And nothing happened that nobody was told of, but the grants.
    told = {(wallet, key) for wallet, key, _, _ in done}
    assert told == {place for place in by_key if place[1] != "grant"}
    # The clients did get in each other's way: of the commands done, many were answered more than once.
    assert len(done) > 1.5 * len(told)

    for wallet in WALLETS:
        events = sorted((event for event in stored if event.wallet == wallet), key=lambda event: event.seq)
        assert [event.seq for event in events] == list(range(1, len(events) + 1))
        now = cg.PointWallet.replay(events)
        assert now == store.wallet(wallet)
        # Counted once more, by hand, from what the clients were told.
        moved = {"reserve": 0, "release": 0, "claim": 0}
        for _, key in {place for place in told if place[0] == wallet}:
            moved[key.split()[0]] += by_key[wallet, key].points
        assert now.granted == 200_000
        assert now.claimed == moved["claim"]
        assert now.reserved == moved["reserve"] - moved["release"] - moved["claim"]
        assert now.available == 200_000 - now.reserved - now.claimed >= 0


def test_the_database_refuses_a_second_event_of_a_number_key_or_grant(
    engine: Engine, store: WalletStore
) -> None:
    step = store.reserve("W-1", order_of("A-1", 100), key="once", on=ORDERED)
    plain = cg.dump(step.event)
    for wallet, seq, key, grantee in (
        ("W-1", 2, "another", None),
        ("W-1", 3, "once", None),
        ("W-4", 1, "grant", UBNS[0]),
    ):
        row = insert(EVENTS).values(wallet=wallet, seq=seq, key=key, event=plain, grantee=grantee)
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(row)


def test_a_command_sent_again_is_answered_with_its_first_event(engine: Engine, store: WalletStore) -> None:
    first = store.reserve("W-1", order_of("A-1", 100), key="once", on=ORDERED)
    store.reserve("W-1", order_of("A-2", 100), key="twice", on=ORDERED)
    for again in (store, WalletStore(engine, POLICY)):
        assert again.reserve("W-1", order_of("A-1", 100), key="once", on=ORDERED).event == first.event
        with pytest.raises(cg.WalletRefused) as refused:
            again.reserve("W-1", order_of("A-1", 101), key="once", on=ORDERED)
        assert refused.value.code == "key_reused"
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).where(EVENTS.c.wallet == "W-1")) == 3


def test_a_wallet_opened_again_is_the_one_there_is(engine: Engine, store: WalletStore) -> None:
    store.reserve("W-1", order_of("A-1", 100), key="once", on=ORDERED)
    again = WalletStore(engine, POLICY).open(
        decision_of(UBNS[0]), id="W-1", key="grant", on=date(2022, 5, 20)
    )
    assert again.seq == 2
    assert again.available == 199_900


def test_a_wallet_is_not_opened_for_another_firm_or_decision(engine: Engine, store: WalletStore) -> None:
    for decision in (decision_of(UBNS[1]), decision_of(UBNS[0], date(2022, 5, 3))):
        with pytest.raises(cg.WalletRefused) as refused:
            store.open(decision, id="W-1", key="grant", on=date(2022, 5, 20))
        assert refused.value.code == "key_reused"
        assert refused.value.event is not None
        assert refused.value.event.ubn == UBNS[0]


def test_a_firm_gets_one_wallet_whatever_its_number(engine: Engine, store: WalletStore) -> None:
    for decision in (decision_of(UBNS[0]), decision_of(UBNS[0], date(2022, 5, 3))):
        with pytest.raises(AlreadyGranted):
            store.open(decision, id="W-4", key="grant", on=date(2022, 5, 20))
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).where(EVENTS.c.wallet == "W-4")) == 0


def test_every_wallet_is_folded_from_its_own_events_in_their_order(
    engine: Engine, store: WalletStore
) -> None:
    for number, wallet in enumerate(("W-2", "W-1", "W-2", "W-3", "W-2")):
        store.reserve(wallet, order_of(f"A-{number}", 100), key=f"buy {number}", on=ORDERED)
    with engine.begin() as connection:  # as rows may lie in a table: in no order
        rows = [dict(row) for row in connection.execute(select(EVENTS)).mappings()]
        connection.execute(delete(EVENTS))
        connection.execute(insert(EVENTS), rows[::-1])
    for at_a_time in (1, 2, 1_000):
        assert [*every_wallet(engine, at_a_time=at_a_time)] == [store.wallet(one) for one in WALLETS]


def test_a_wallet_that_does_not_add_up_is_told_when_it_is_reached(engine: Engine, store: WalletStore) -> None:
    for number in range(3):
        store.reserve("W-2", order_of(f"A-{number}", 100), key=f"buy {number}", on=ORDERED)
    with engine.begin() as connection:
        connection.execute(delete(EVENTS).where(EVENTS.c.wallet == "W-2", EVENTS.c.seq == 2))
    each = every_wallet(engine)
    assert next(each).id == "W-1"
    with pytest.raises(cg.WalletRefused) as refused:
        next(each)
    assert refused.value.code == "gap"


# Eight that start together, and whatever a database may refuse for the moment.

STARTING = """
import sys
from wallet_service.store import WalletStore, connect
engine = connect(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
print(WalletStore(engine)._first("W-1"), flush=True)
"""


@pytest.mark.parametrize("attempt", range(3))
def test_eight_start_at_once_on_an_empty_database(url: str, attempt: int) -> None:
    engine = connect(url)
    METADATA.drop_all(engine)
    engine.dispose()
    services = [
        subprocess.Popen(
            [sys.executable, "-c", STARTING, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        for _ in range(CLIENTS)
    ]
    for service in services:
        assert service.stdout is not None
        assert service.stdout.readline() == "ready\n"
    for service in services:
        assert service.stdin is not None
        service.stdin.write("go\n")
        service.stdin.flush()
    told = [service.communicate() for service in services]
    assert [(out, error[-300:]) for out, error in told] == [("None\n", "")] * CLIENTS


@pytest.mark.skipif(not POSTGRES, reason="needs a PostgreSQL server: run `nox -s postgres`")
@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_any_isolation_level_will_do(isolation: str) -> None:
    engine = connect(POSTGRES, isolation_level=isolation)
    METADATA.drop_all(engine)
    store = WalletStore(engine, POLICY)
    for wallet, ubn in zip(WALLETS, UBNS, strict=True):
        store.open(decision_of(ubn), id=wallet, key="grant", on=date(2022, 5, 20))
    answers = at_once(POSTGRES, 60, isolation)
    done = {(wallet, key) for wallet, key, seq, _ in answers if isinstance(seq, int)}
    assert len(answers) == CLIENTS * 60
    assert not [answer for answer in answers if answer[2] == "busy"]
    with engine.connect() as connection:
        stored = {(row.wallet, row.key) for row in connection.execute(select(EVENTS))}
    assert stored == done | {(wallet, "grant") for wallet in WALLETS}
    engine.dispose()


class Refusal(Exception):
    """What a driver raises, with what it says of it."""

    def __init__(self, **said: Any) -> None:
        vars(self).update(said)


@pytest.mark.parametrize(
    ("said", "passing"),
    [
        ({"sqlstate": "40001"}, True),
        ({"sqlstate": "40P01"}, True),
        ({"sqlstate": "55P03"}, True),
        ({"sqlstate": "42P01"}, False),
        ({"sqlstate": "23505"}, False),
        ({"sqlite_errorcode": 5}, True),
        ({"sqlite_errorcode": 6}, True),
        ({"sqlite_errorcode": 5 | 2 << 8}, True),
        ({"sqlite_errorcode": 13}, False),
        ({}, False),
    ],
)
def test_what_passes_is_tried_again_and_nothing_else(said: dict[str, Any], passing: bool) -> None:
    engine, tried = connect("sqlite://"), 0

    def work(_: Connection) -> str:
        nonlocal tried
        tried += 1
        if tried < 3:
            raise OperationalError("", {}, Refusal(**said))
        return "done"

    if passing:
        assert in_transaction(engine, work, attempts=3) == "done"
        tried = 0
        with pytest.raises(Busy):
            in_transaction(engine, work, attempts=2)
    else:
        with pytest.raises(OperationalError):
            in_transaction(engine, work, attempts=3)
        assert tried == 1
