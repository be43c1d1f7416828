"""The point wallet 點數錢包: a firm's digital points, and everything that ever happened to them.

A wallet is a value. Each command gives a new wallet and the event to store, or refuses and leaves
the wallet as it was; the events alone make the wallet again (:meth:`PointWallet.replay`). A service
that stores them keeps three unique constraints: on (wallet, seq), which makes one of two simultaneous
commands fail; on (wallet, key), which makes a repeated one show itself; and on the firm that points are
granted to, for the ceiling of a firm (參.二) is beyond what a single wallet can see.

At every moment granted = available + reserved + claimed + expired. That points are *reserved*
between the order and the claim is the library's device: the briefing says only that half the price
may be paid in points (參.三), and that the vendor claims after the contract term (貳.五.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, NoReturn, cast

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.programmes.points.order import Order, number_problem
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.wallet_event import Act, Reservation, WalletEvent
from cloudgrant.programmes.points.wallet_refused import WalletRefused
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.explaining.finding import Findings
from cloudgrant.rules.issued import IssuedDecision
from cloudgrant.rules.receipt import Receipt
from cloudgrant.rules.records.digests import input_digest, policy_digest
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.canonical import digest
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.growing_map import GrowingMap
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact

if TYPE_CHECKING:
    from cloudgrant.programmes.points.claim import Claim
    from cloudgrant.programmes.points.statement import Statement

__all__ = ["PointWallet", "Step"]

_TERMS = ("price", "tax", "term", "starts_on", "solution", "vendor", "listed_from", "listed_until")
_START = "points.claim/start"
_BALANCE = Text(
    zh="核給 {granted} 不等於剩餘、保留、核銷、失效之和 {sum}",
    en="granted {granted} is not the sum {sum} of available, reserved, claimed and expired",
)
_RESERVED = Text(
    zh="保留 {reserved} 不等於各訂單保留點數之和 {sum}",
    en="reserved {reserved} is not the sum {sum} of what the orders have reserved",
)
_CLAIMED = Text(
    zh="已核銷 {claimed} 不等於各訂單已核銷點數之和 {sum}",
    en="claimed {claimed} is not the sum {sum} of what the orders have claimed",
)
_FOREIGN_KEY = Text(zh="索引 {given} 下卻是 {own}", en="under the key {given} is {own}")
_HISTORY = Text(
    zh="序號、最末紀錄摘要與其日期須同時載明或同時空缺",
    en="the number of events, the digest of the last and its day come together or not at all",
)
_AHEAD = Text(
    zh="所記歷程多於或晚於序號 {seq}，或屬於其他錢包",
    en="it remembers more or later events than its number {seq}, or another wallet's",
)
_NOT_HEAD = Text(zh="與最末一筆紀錄不符", en="it is not that of the last event")
_LATER = Text(zh="保留日晚於最末紀錄之日", en="reserved after the day of the last event")


class Step(NamedTuple):
    """What a command gives: the wallet after it, and the event to store.

    For a command that was made before, under the same key and with the same content: the wallet as
    it is, and the event of the first time.
    """

    wallet: PointWallet
    event: WalletEvent


@attrs.frozen(kw_only=True, eq=False)
class PointWallet(Record):
    """The points of one firm 點數錢包; its commands return a :class:`Step` or raise :class:`WalletRefused`.

    ``granted`` 核給 = ``available`` 剩餘 + ``reserved`` 保留 + ``claimed`` 核銷 + ``expired`` 失效.
    ``seq`` counts the events so far, ``head`` is the digest of the last and ``last_on`` its day, before
    which no further command is dated. ``orders`` says what became of the points of each order,
    ``events`` remembers the events by their key. Two wallets are equal when they have the same history
    (``head``) and balances, whether or not they remember it all. A wallet loaded as a snapshot is
    checked for coherence, not for truth: who can write it can write any balance, so it is trusted data.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> firm = cg.Manufacturer(paid_in_capital=1, factory="registered", used_points_last_year=False)
    >>> decision = cg.points.assess(firm, on=date(2022, 5, 2))
    >>> wallet, event = cg.PointWallet.granted_from(decision, id="W-1", key="grant", on=date(2022, 5, 20))
    >>> wallet.available, wallet.seq, event.act
    (200000, 1, 'granted')
    """

    __keys__: ClassVar[tuple[str, ...]] = ("id",)

    id: Fact[str] = given(zh="錢包編號", en="Wallet number")
    ubn: Fact[str] = given(zh="統一編號", en="Unified business number", check=ubn_form_problem)
    granted: int = given(default=0, zh="核給點數", en="Points granted", unit="points")
    available: int = given(default=0, zh="剩餘點數", en="Points available", unit="points")
    reserved: int = given(
        default=0, zh="保留點數（本程式庫之設計）", en="Points reserved (the library's device)", unit="points"
    )
    claimed: int = given(default=0, zh="已核銷點數", en="Points claimed", unit="points")
    expired: int = given(default=0, zh="已失效點數", en="Points expired", unit="points")
    seq: int = given(default=0, zh="序號", en="Number of events")
    head: Fact[str] = given(zh="最末紀錄摘要", en="Digest of the last event")
    last_on: Fact[date] = given(zh="最末紀錄日", en="Day of the last event")
    orders: Mapping[str, Reservation] = given(
        default=FrozenMap[Reservation](), mapping=True, zh="各訂單點數", en="Points by order"
    )
    events: Mapping[str, WalletEvent] = given(
        default=FrozenMap[WalletEvent](), mapping=True, zh="歷程", en="Events by key"
    )

    def incoherent(self) -> Iterable[Problem]:
        parts = self.available + self.reserved + self.claimed + self.expired
        if parts != self.granted:
            yield Problem.at(
                ["granted"], "wallet.balance", _BALANCE, granted=f"{self.granted:,}", sum=f"{parts:,}"
            )
        open_ = sum(one.points for one in self.reservations)
        if open_ != self.reserved:
            yield Problem.at(
                ["reserved"], "wallet.reserved", _RESERVED, reserved=f"{self.reserved:,}", sum=f"{open_:,}"
            )
        yield from self._incoherent_history()

    def _incoherent_history(self) -> Iterable[Problem]:
        gone = sum(one.points for one in self.orders.values() if one.state == "claimed")
        # Without any history a wallet states balances only, as one made by hand for a quote does.
        if (self.seq or self.orders) and gone != self.claimed:
            yield Problem.at(
                ["claimed"], "wallet.claimed", _CLAIMED, claimed=f"{self.claimed:,}", sum=f"{gone:,}"
            )
        for key, order in self.orders.items():
            if order.order != key:
                yield Problem.at(["orders", key], "wallet.key", _FOREIGN_KEY, given=key, own=order.order)
            if self.last_on is not UNKNOWN and order.since > self.last_on:
                yield Problem.at(["orders", key, "since"], "wallet.later", _LATER)
        for key, event in self.events.items():
            if event.key != key:
                yield Problem.at(["events", key], "wallet.key", _FOREIGN_KEY, given=key, own=event.key)
        if len({self.seq > 0, self.head is not UNKNOWN, self.last_on is not UNKNOWN}) > 1:
            yield Problem.at(["seq"], "wallet.history", _HISTORY)
            return
        numbers = {event.seq for event in self.events.values()}
        strange = any(event.wallet != self.id for event in self.events.values())
        if strange or len(numbers) < len(self.events) or max(numbers, default=0) > self.seq:
            yield Problem.at(["events"], "wallet.ahead", _AHEAD, seq=self.seq)
            return
        for event in self.events.values():
            if event.seq == self.seq and (event.digest() != self.head or event.on != self.last_on):
                yield Problem.at(["head"], "wallet.head", _NOT_HEAD)

    # What it is: its history and balances, whether or not it remembers every event.

    def _identity(self) -> tuple[Any, ...]:
        balances = (self.granted, self.available, self.reserved, self.claimed, self.expired)
        return (self.id, self.ubn, self.seq, self.head, balances)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PointWallet):
            return NotImplemented
        return self._identity() == other._identity() and self.orders == other.orders

    def __hash__(self) -> int:
        return hash(self._identity())

    @property
    def reservations(self) -> tuple[Reservation, ...]:
        """The orders whose points are reserved now."""
        return tuple(one for one in self.orders.values() if one.state == "reserved")

    def statement(self, locale: str = "zh_Hant_TW") -> Statement:
        """The statement of account 對帳單 in a language; ``str()`` of it is plain text."""
        from cloudgrant.programmes.points.statement import Statement
        from cloudgrant.values.locales import locale as normal

        return Statement(self, normal(locale))

    # Commands.

    @classmethod
    def granted_from(
        cls,
        decision: Assessment[Any, Any] | IssuedDecision,
        *,
        id: str,
        key: str,
        on: date,
        ubn: Fact[str] = UNKNOWN,
        policy: PointsPolicy | None = None,
    ) -> Step:
        """A new wallet with the points that a decision grants (核給點數), ``on`` the day of the grant.

        Takes the decision itself, or the decision as it was issued and loaded again, which does not
        say whose it is: then give ``ubn``. Such a decision is trusted data; the one thing checked is
        that it grants no more than the ceiling of ``policy`` (the one in force on the day of the
        filing unless given; a live decision brings its own). Raises :class:`WalletRefused`:
        ``not_eligible`` with the findings, ``no_award``, ``over_ceiling``, ``before_decision``,
        ``other_firm``.
        """
        _check(id=id, key=key, on=on, expected_seq=0)
        nothing = cls(id=id)
        if isinstance(decision, IssuedDecision):
            outcome, applied, findings = decision.decided(), decision.programme, Findings(())
        else:
            outcome, applied, findings = decision.outcome, decision.programme.name, _failing(decision)
            owner = getattr(decision.subject, "ubn", UNKNOWN)
            if UNKNOWN not in (owner, ubn) and owner != ubn:
                raise WalletRefused("other_firm", nothing, params={"owner": owner, "given": ubn})
            ubn = owner if ubn is UNKNOWN else ubn
        award, receipt = decision.award, decision.receipt
        if outcome is not Outcome.ELIGIBLE or applied != "points" or decision.stage != "application":
            raise WalletRefused("not_eligible", nothing, findings)
        if award is None or award is UNKNOWN or award == 0:
            raise WalletRefused("no_award", nothing)
        if decision.on is not UNKNOWN and on < decision.on:
            raise WalletRefused("before_decision", nothing, params={"on": on, "decided": decision.on})
        limit = _ceiling(decision, on, policy)
        if award > limit:
            raise WalletRefused("over_ceiling", nothing, params={"award": award, "limit": limit})
        basis: Fact[str] = input_digest(receipt) if isinstance(receipt, Receipt) else UNKNOWN
        whose = [None if one is UNKNOWN else one for one in (ubn, basis)]
        event = WalletEvent(
            wallet=id,
            seq=1,
            key=key,
            act="granted",
            points=award,
            on=on,
            asked=digest(["granted", award, on, *whose]),
            policy=receipt.policy if isinstance(receipt, Receipt) else _UNRECORDED,
            basis=basis,
            ubn=ubn,
        )
        return Step(nothing._after(event), event)

    def reserve(
        self,
        order: Order,
        *,
        key: str,
        expected_seq: int,
        on: date,
        firm: Company | None = None,
        policy: PointsPolicy | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> Step:
        """Set the order's points aside (the library's device), once the purchase is found to be allowed.

        The order needs a number and the points asked for; it is judged with the wallet as a
        :class:`~cloudgrant.programmes.points.purchase.Purchase` under ``policy`` (the
        one in force on that day unless given). A contract that is known to have begun before that day
        is refused here already, as its claim would be. The day the contract starts, its vendor and
        whatever else of the terms is not known yet may be stated by the claim. Raises
        :class:`WalletRefused` with the findings: ``not_met``, or ``undetermined`` where facts, a policy
        or the text are silent; ``order_reserved``, ``order_claimed``; ``conflict``, ``backwards``,
        ``key_reused``.
        """
        from cloudgrant.programmes.points.purchase import Purchase

        _expect_a(order, Order, "order")
        _check(key=key, expected_seq=expected_seq, on=on, order=order)
        rulings, firm = tuple(rulings), Company() if firm is None else firm
        asked = digest(["reserved", input_digest(order), on, input_digest(firm), _digests(rulings)])
        if earlier := self._known(key, asked):
            return Step(self, earlier)
        self._expect(expected_seq, on)
        number, points = cast("str", order.number), cast("int", order.points)
        held = self.orders.get(number)
        if held is not None and held.state != "released":
            raise WalletRefused(f"order_{held.state}", self, params={"order": number})
        purchase = Purchase(firm=firm, order=order, wallet=self)
        policy = self._allow(purchase, "purchase", on, policy, rulings)
        self._begins(order, on, policy, rulings)
        terms = dict(zip(_TERMS, _terms_of(order), strict=True))
        return self._step(
            "reserved", points, key=key, asked=asked, on=on, policy=policy, order=number, **terms
        )

    def release(
        self,
        order: str,
        *,
        key: str,
        expected_seq: int,
        on: date,
        policy: PointsPolicy | None = None,
    ) -> Step:
        """Give the points of an order back, for it was cancelled 取消訂單 before they were claimed.

        Raises :class:`WalletRefused`: ``no_such_order``, ``order_claimed``, ``order_released``;
        ``conflict``, ``backwards``, ``key_reused``.
        """
        _check(key=key, expected_seq=expected_seq, on=on, number=order)
        asked = digest(["released", order, on])
        if earlier := self._known(key, asked):
            return Step(self, earlier)
        self._expect(expected_seq, on)
        held = self._reservation(order)
        policy = _in_force(policy, on)
        return self._step("released", held.points, key=key, asked=asked, on=on, policy=policy, order=order)

    def claim(
        self,
        claim: Claim,
        *,
        key: str,
        expected_seq: int,
        on: date,
        policy: PointsPolicy | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> Step:
        """Pay out the points of an order after its contract term 點數核銷, once the claim is found good.

        The claim is judged under ``policy`` (the one in force on that day unless given), its
        ``ordered_on`` being the day of the reservation. Raises :class:`WalletRefused` with the
        findings: ``not_met`` before the term ends, ``undetermined`` as long as it is not settled which
        documents are needed; ``other_terms`` where the order is not the one that points were reserved
        for (what was not known then may be stated now, and a listing may have ended sooner);
        ``no_such_order``, ``order_claimed``, ``order_released``; ``conflict``, ``backwards``,
        ``key_reused``.
        """
        from cloudgrant.programmes.points.claim import Claim

        _check(key=key, expected_seq=expected_seq, on=on)
        _expect_a(claim, Claim, "claim")
        order, rulings = claim.order, tuple(rulings)
        _check(key=key, expected_seq=expected_seq, on=on, order=order)
        asked = digest(["claimed", input_digest(claim), on, _digests(rulings)])
        if earlier := self._known(key, asked):
            return Step(self, earlier)
        self._expect(expected_seq, on)
        number = cast("str", order.number)
        held = self._reservation(number)
        self._same_terms(held, claim)
        claim = attrs.evolve(claim, ordered_on=held.since)
        policy = self._allow(claim, "claim", on, policy, rulings)
        return self._step("claimed", held.points, key=key, asked=asked, on=on, policy=policy, order=number)

    def expire(
        self,
        *,
        key: str,
        expected_seq: int,
        on: date,
        policy: PointsPolicy | None = None,
    ) -> Step:
        """Let the points that are left lapse, after the last day on which they may be used.

        When that is, the briefing does not say: it is policy data. Reserved points stay with their
        order; released later, they can lapse by another command. Raises :class:`WalletRefused`:
        ``expiry_unknown``, ``not_expired``, ``nothing_left``; ``conflict``, ``backwards``,
        ``key_reused``.
        """
        _check(key=key, expected_seq=expected_seq, on=on)
        asked = digest(["expired", on])
        if earlier := self._known(key, asked):
            return Step(self, earlier)
        self._expect(expected_seq, on)
        policy = _in_force(policy, on)
        until = policy.points_usable_until
        if until is UNKNOWN:
            raise WalletRefused("expiry_unknown", self)
        if on <= until:
            raise WalletRefused("not_expired", self, params={"until": until, "on": on})
        if not self.available:
            raise WalletRefused("nothing_left", self)
        return self._step("expired", self.available, key=key, asked=asked, on=on, policy=policy)

    # What every command checks.

    def _known(self, key: str, asked: str) -> WalletEvent | None:
        """The event of an earlier command with this key; refused where that asked for something else."""
        earlier = self.events.get(key)
        if earlier is not None and earlier.asked != asked:
            raise WalletRefused("key_reused", self, event=earlier, params={"key": key, "seq": earlier.seq})
        return earlier

    def _expect(self, expected_seq: int, on: date) -> None:
        if expected_seq != self.seq:
            raise WalletRefused("conflict", self, params={"expected": expected_seq, "seq": self.seq})
        # Else points that have lapsed would be spent on a day on which they had not.
        if self.last_on is not UNKNOWN and on < self.last_on:
            raise WalletRefused("backwards", self, params={"on": on, "last": self.last_on})

    def _reservation(self, order: str) -> Reservation:
        held = self.orders.get(order)
        if held is None:
            raise WalletRefused("no_such_order", self, params={"order": order})
        if held.state != "reserved":
            raise WalletRefused(f"order_{held.state}", self, params={"order": order})
        return held

    def _same_terms(self, held: Reservation, claim: Claim) -> None:
        """The order claimed for is the one reserved for, in everything that the points rest on."""
        known, order = facts(Reservation), claim.order
        now = {**dict(zip(_TERMS, _terms_of(order), strict=True)), "points": order.points}
        if claim.ordered_on is not UNKNOWN:
            now["since"] = claim.ordered_on
        changed = [
            known[name].label for name, value in now.items() if not _still(name, getattr(held, name), value)
        ]
        if changed:
            raise WalletRefused("other_terms", self, params={"order": held.order, "terms": tuple(changed)})

    def _allow(
        self,
        subject: Any,
        stage: Any,
        on: date,
        policy: PointsPolicy | None,
        rulings: Iterable[Ruling],
    ) -> PointsPolicy:
        """The policy under which the act is allowed; refused where a rule is not met or not settled."""
        from cloudgrant.programmes.points.programme import points

        policy = _in_force(policy, on)
        decision = points.assess(subject, on=on, policy=policy, stage=stage, rulings=rulings)
        if decision.outcome is not Outcome.ELIGIBLE:
            code = "not_met" if decision.outcome is Outcome.INELIGIBLE else "undetermined"
            raise WalletRefused(code, self, _failing(decision))
        return policy

    def _begins(self, order: Order, on: date, policy: PointsPolicy, rulings: tuple[Ruling, ...]) -> None:
        """Refused where the contract is known to have begun before the purchase, unless that is settled."""
        from cloudgrant.programmes.points.claim import Claim
        from cloudgrant.programmes.points.programme import points

        if order.starts_on is UNKNOWN or order.starts_on >= on:
            return
        later = Claim(order=order, ordered_on=on)
        finding = points.assess(later, on=on, policy=policy, stage="claim", rulings=rulings)[_START]
        if finding.result in (Result.NOT_MET, Result.UNDETERMINED):
            code = "not_met" if finding.result is Result.NOT_MET else "undetermined"
            raise WalletRefused(code, self, Findings([finding]))

    # How an event changes the wallet: the same for a command and for a replay.

    def _step(
        self,
        act: Act,
        points: int,
        *,
        key: str,
        asked: str,
        on: date,
        policy: PointsPolicy,
        order: Fact[str] = UNKNOWN,
        **terms: Any,
    ) -> Step:
        if self.id is UNKNOWN:
            raise InvalidInput([Problem.at(["id"], "required")])
        event = WalletEvent(
            wallet=self.id,
            seq=self.seq + 1,
            key=key,
            act=act,
            points=points,
            on=on,
            asked=asked,
            policy=_digest_of(policy),
            previous=self.head,
            order=order,
            **terms,
        )
        return Step(self._after(event), event)

    def _after(self, event: WalletEvent) -> PointWallet:
        """The wallet after an event that follows from it."""
        points = event.points
        changes: dict[str, Any] = {"seq": event.seq, "head": event.digest(), "last_on": event.on}
        changes.update(events=GrowingMap.of(self.events).grown(event.key, event))
        match event.act:
            case "granted":
                changes.update(id=event.wallet, ubn=event.ubn)
                changes.update(granted=self.granted + points, available=self.available + points)
            case "reserved":
                changes.update(available=self.available - points, reserved=self.reserved + points)
                changes.update(orders=_grown(self.orders, _reserved_by(event)))
            case "released":
                changes.update(available=self.available + points, reserved=self.reserved - points)
            case "claimed":
                changes.update(claimed=self.claimed + points, reserved=self.reserved - points)
            case "expired":
                changes.update(available=self.available - points, expired=self.expired + points)
        if event.act in ("released", "claimed"):
            held = self.orders[cast("str", event.order)]
            changes.update(orders=_grown(self.orders, attrs.evolve(held, state=event.act)))
        return self._with(changes)

    def _with(self, changes: Mapping[str, Any]) -> PointWallet:
        """The wallet with some fields changed, which are sound as they come from a sound wallet.

        The checks of the constructor read the whole history, and would make every command cost that much.
        """
        wallet = object.__new__(PointWallet)
        for name in _FIELDS:
            object.__setattr__(wallet, name, changes[name] if name in changes else getattr(self, name))
        return wallet

    # History.

    @classmethod
    def replay(cls, events: Iterable[WalletEvent], snapshot: PointWallet | None = None) -> PointWallet:
        """The wallet that the events make, in their order, from nothing or from a snapshot on.

        Checks form and sequence, never the rules: an event holds the digest of the policy it was
        judged under, and a later correction does not undo it. An event given twice counts once; from a
        snapshot, which remembers none, that holds for its last event, and an earlier one is a ``fork``.
        An event that was changed is found by the next one, which names its digest; a change of the
        very last shows only against a ``head`` kept elsewhere. Raises :class:`WalletRefused` with the event and the wallet before it: ``gap``, ``fork``,
        ``key_reused``, ``other_wallet``, ``form``; ``no_events`` where there is nothing to start from.
        """
        wallet = snapshot
        for event in events:
            wallet = (cls(id=event.wallet) if wallet is None else wallet)._followed_by(event)
        if wallet is None:
            raise WalletRefused("no_events")
        return wallet

    def _followed_by(self, event: WalletEvent) -> PointWallet:
        earlier = self.events.get(event.key)
        if earlier is not None and earlier == event:
            return self
        if event.seq == self.seq and event.digest() == self.head:  # the last event of a snapshot, once more
            return self
        if self.id is not UNKNOWN and event.wallet != self.id:
            self._cannot("other_wallet", event, given=event.wallet, wallet=self.id)
        if earlier is not None:
            self._cannot("key_reused", event, key=event.key)
        if event.seq > self.seq + 1:
            self._cannot("gap", event, expected=self.seq + 1)
        if event.seq <= self.seq or event.previous != self.head:
            self._cannot("fork", event)
        reason = next(self._impossible(event), None)
        if reason is not None:
            self._cannot("form", event, reason=reason)
        return self._after(event)

    def _cannot(self, code: str, event: WalletEvent, **params: Any) -> NoReturn:
        raise WalletRefused(code, self, event=event, params={"seq": event.seq, **params})

    def _impossible(self, event: WalletEvent) -> Iterator[Text]:
        """Why an event cannot be the next, whatever the rules say."""
        if (event.act == "granted") != (self.seq == 0):
            yield _ONE_GRANT
        if self.last_on is not UNKNOWN and event.on < self.last_on:
            yield _BACKWARDS
        if event.act in ("reserved", "expired") and event.points > self.available:
            yield _OVERDRAWN
        if event.act in ("reserved", "released", "claimed"):
            if event.order is UNKNOWN:
                yield _NO_ORDER
                return
            held = self.orders.get(event.order)
            if event.act == "reserved":
                if held is not None and held.state != "released":
                    yield _ORDER_TAKEN
            elif held is None or held.state != "reserved" or held.points != event.points:
                yield _NOT_RESERVED

    def snapshot(self) -> PointWallet:
        """The wallet without its memory of events: small to store, equal, and to be replayed from.

        It does not know which keys were used before: a service that commands it looks the key up in
        its own table first (:meth:`remembering`), and its constraint on (wallet, key) is what keeps a
        repeated command from counting twice.
        """
        return self._with({"events": GrowingMap[WalletEvent]()})

    def remembering(self, *events: WalletEvent) -> PointWallet:
        """The wallet with some earlier events of its own remembered by their keys.

        Raises :class:`WalletRefused` for events of another wallet or of a time to come
        (``other_wallet``, ``gap``), for one that is not the last although it has its number
        (``fork``), and for another than is remembered under its key (``key_reused``). Of earlier
        events a snapshot cannot tell whether they are its own: take them from where they are stored.
        """
        remembered = GrowingMap.of(self.events)
        for event in events:
            if event.wallet != self.id:
                self._cannot("other_wallet", event, given=event.wallet, wallet=self.id)
            if event.seq > self.seq:
                self._cannot("gap", event, expected=self.seq + 1)
            if event.seq == self.seq and event.digest() != self.head:
                self._cannot("fork", event)
            if remembered.get(event.key, event) != event:
                self._cannot("key_reused", event, key=event.key)
            remembered = remembered.grown(event.key, event)
        return self._with({"events": remembered})


_FIELDS = tuple(attribute.name for attribute in attrs.fields(PointWallet))
_UNRECORDED = "unrecorded"
_ONE_GRANT = Text(zh="核給須為且僅為第一筆", en="a wallet begins with its grant, and has no other")
_BACKWARDS = Text(zh="日期早於前一筆紀錄", en="it is dated before the event that came first")
_OVERDRAWN = Text(zh="點數多於剩餘點數", en="there are not so many points left")
_NO_ORDER = Text(zh="未載明訂單", en="it names no order")
_ORDER_TAKEN = Text(zh="訂單的點數已保留或已核銷", en="the order's points are reserved or claimed already")
_NOT_RESERVED = Text(zh="訂單未保留這些點數", en="these points are not reserved for the order")


def _failing(decision: Assessment[Any, Any]) -> Findings:
    """The required findings that stand in the way: those not met, or else those not settled."""
    required = [one for one in decision.findings if one.declaration.force == "required"]
    unmet = [one for one in required if one.result is Result.NOT_MET]
    return Findings(unmet or [one for one in required if one.result is Result.UNDETERMINED])


def _terms_of(order: Order) -> tuple[Any, ...]:
    """What a reservation is bound to, in the order of ``_TERMS``."""
    of = order.solution
    money = (order.price, order.tax)
    return (*money, order.term, order.starts_on, of.name, of.vendor_ubn, of.listed_from, of.listed_until)


def _still(name: str, held: Any, now: Any) -> bool:
    """Whether a term is as it was reserved; what was not known then may be stated, and a listing end sooner."""
    if held is UNKNOWN:
        return True
    if name == "listed_until":
        return now is not UNKNOWN and bool(now <= held)
    return now is not UNKNOWN and bool(now == held)


def _digests(rulings: tuple[Ruling, ...]) -> list[str]:
    return [input_digest(ruling) for ruling in rulings]


def _ceiling(decision: Assessment[Any, Any] | IssuedDecision, on: date, policy: PointsPolicy | None) -> int:
    """The most points that the decision can have granted."""
    if policy is not None:
        return policy.grant_ceiling
    if not isinstance(decision, IssuedDecision):
        return cast("PointsPolicy", decision.policy).grant_ceiling
    return _in_force(None, on if decision.on is UNKNOWN else decision.on).grant_ceiling


def _grown(orders: Mapping[str, Reservation], one: Reservation) -> GrowingMap[Reservation]:
    return GrowingMap.of(orders).grown(one.order, one)


def _reserved_by(event: WalletEvent) -> Reservation:
    return Reservation(
        order=cast("str", event.order),
        points=event.points,
        since=event.on,
        state="reserved",
        price=event.price,
        term=event.term,
        starts_on=event.starts_on,
        tax=event.tax,
        solution=event.solution,
        vendor=event.vendor,
        listed_from=event.listed_from,
        listed_until=event.listed_until,
    )


def _in_force(policy: PointsPolicy | None, on: date) -> PointsPolicy:
    from cloudgrant.programmes.points.programme import points

    return points.policy_on(on) if policy is None else policy


@lru_cache(maxsize=64)
def _digest_of(policy: PointsPolicy) -> str:
    return policy_digest(policy)


def _check(
    *,
    key: object,
    expected_seq: object,
    on: object,
    id: object = "x",
    number: object = "x",
    order: object = None,
) -> None:
    """Refuse arguments that are nonsense, all at once."""
    problems = []
    for name, text in (("id", id), ("key", key)):
        if not isinstance(text, str):
            problems.append(Problem.at([name], "type", expected=_A_TEXT, given=repr(text)))
        elif not text.strip():
            problems.append(Problem.at([name], "empty"))
    if type(expected_seq) is not int:
        problems.append(Problem.at(["expected_seq"], "type", expected=_A_NUMBER, given=repr(expected_seq)))
    if not is_civil_date(on):
        problems.append(no_civil_date("on", on))
    if not isinstance(number, str):
        problems.append(Problem.at(["order"], "type", expected=_A_TEXT, given=repr(number)))
    elif problem := number_problem(number):
        problems.append(problem.below("order"))
    if isinstance(order, Order):
        problems += [
            Problem.at(["order", name], "required")
            for name in ("number", "points")
            if getattr(order, name) is UNKNOWN
        ]
        if order.points is not UNKNOWN and order.points < 1:
            problems.append(Problem.at(["order", "points"], "too_small", given="0", limit="1"))
    if problems:
        raise InvalidInput(problems)


def _expect_a(value: object, kind: type, name: str) -> None:
    if not isinstance(value, kind):
        given = type(value).__name__
        raise InvalidInput([Problem.at([name], "subject", expected=kind.__name__, given=given)])


_A_TEXT = Text(zh="文字", en="text")
_A_NUMBER = Text(zh="整數", en="a whole number")
