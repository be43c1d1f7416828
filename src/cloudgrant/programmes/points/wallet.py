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

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, Self, cast

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.programmes.points.arguments import check, expect_a
from cloudgrant.programmes.points.balance import Balance, balance_on
from cloudgrant.programmes.points.checked_history import CheckedHistory
from cloudgrant.programmes.points.claim import Claim
from cloudgrant.programmes.points.order import Order
from cloudgrant.programmes.points.order_terms import terms_of
from cloudgrant.programmes.points.permission import allowed, applied_under, ceiling, in_force
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.programme import points as published
from cloudgrant.programmes.points.purchase import Purchase
from cloudgrant.programmes.points.statement import Statement
from cloudgrant.programmes.points.wallet_event import Act, WalletEvent
from cloudgrant.programmes.points.wallet_refused import WalletRefused
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.given_rulings import UnusedRuling, rulings_of
from cloudgrant.rules.deciding.results import Outcome
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.explaining.findings import Findings
from cloudgrant.rules.issued import IssuedDecision
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.receipt import Receipt
from cloudgrant.rules.records.digests import input_digest, policy_digest
from cloudgrant.values.canonical import digest
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.unknown import UNKNOWN, Fact
from cloudgrant.values.written_text import kept_key

__all__ = ["Entry", "PointWallet"]


class Entry(tuple["PointWallet", WalletEvent]):
    """What a command gives: ``wallet``, the wallet after it, and ``event``, to be stored; a pair of the two.

    For a command that was made before, under the same key and with the same content: the wallet as
    it is, and the event of the first time. ``decision`` is what allowed the command just now, with its
    findings and notes; ``None`` where no rule was asked, or the command was made before.
    """

    decision: Assessment[Any, PointsPolicy] | None

    def __new__(
        cls,
        wallet: PointWallet,
        event: WalletEvent,
        decision: Assessment[Any, PointsPolicy] | None = None,
    ) -> Self:
        entry = super().__new__(cls, (wallet, event))
        entry.decision = decision
        return entry

    def __getnewargs__(self) -> tuple[PointWallet, WalletEvent]:
        return self.wallet, self.event

    @property
    def wallet(self) -> PointWallet:
        """The wallet after the command."""
        return self[0]

    @property
    def event(self) -> WalletEvent:
        """The event to store."""
        return self[1]

    @property
    def unused_rulings(self) -> tuple[UnusedRuling, ...]:
        """The rulings that came with the command and settled nothing, each with the reason."""
        return () if self.decision is None else self.decision.unused_rulings


@attrs.frozen(kw_only=True, eq=False)
class PointWallet(CheckedHistory):
    """The points of one firm 點數錢包; its commands return a :class:`Entry` or raise :class:`WalletRefused`.

    ``granted`` 核給 = ``available`` 剩餘 + ``reserved`` 保留 + ``claimed`` 核銷 + ``expired`` 失效.
    ``seq`` counts the events so far, ``head`` is the digest of the last and ``last_on`` its day, before
    which no further command is dated. ``orders`` says what became of the points of each order,
    ``events`` remembers the events by their key. Two wallets are equal when they have the same history
    (``head``) and balances, whether or not they remember it all. A wallet loaded as a snapshot is
    checked for coherence, not for truth: who can write it can write any balance, so it is trusted data.

    Whatever is done with the points goes by the ``edition`` that they were applied for under, in whichever year.
    Commands take the ``programme`` that has it: the caller's own with further editions, or one bound to an edition
    alone (:meth:`~cloudgrant.rules.programme.Programme.under`). A wallet that does not say, being stored before
    editions were told, goes by the only one that has begun; where there are several, each command raises
    :class:`~cloudgrant.values.problems.InvalidInput` (``edition.required``) that asks which. ``policy`` are other
    numbers under the same text, as in a what-if.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> firm = cg.Manufacturer(paid_in_capital=1, factory="registered", points_last_used_in=0)
    >>> decision = cg.points.assess(firm, on=date(2022, 5, 2))
    >>> wallet, event = cg.PointWallet.granted_from(decision, id="W-1", key="grant", on=date(2022, 5, 20))
    >>> wallet.available, wallet.seq, event.act
    (200000, 1, 'granted')
    """

    def statement(self, locale: str = "zh_Hant_TW", *, on: Fact[date] = UNKNOWN) -> Statement:
        """The statement of account 對帳單 in a language, as of the end of a day; ``str()`` of it is plain text.

        Raises as :meth:`balance` does where a day is given.
        """
        if on is not UNKNOWN:
            balance_on(self, on)
        return Statement(self, normal(locale), on)

    def balance(self, *, on: date) -> Balance:
        """The balance at the end of a day 某日餘額, from the events that the wallet remembers.

        Raises :class:`WalletRefused`: ``not_granted``; ``forgotten``, of a snapshot that does not remember what
        came after the day (:meth:`remembering`).
        """
        return balance_on(self, on)

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
        programme: Programme[Any, PointsPolicy] = published,
        policy: PointsPolicy | None = None,
    ) -> Entry:
        """A new wallet with the points that a decision grants (核給點數), ``on`` the day of the grant.

        Takes the decision itself, or the decision as it was issued and loaded again, which does not
        say whose it is: then give ``ubn``. Such a decision is trusted data; the one thing checked is
        that it grants no more than the ceiling of ``policy`` (that of the edition applied, in ``programme``,
        unless given; a live decision brings its own). The wallet keeps the name of that edition. Raises
        :class:`WalletRefused`: ``not_eligible`` with the findings, ``no_award``, ``nothing_granted``,
        ``over_ceiling``, ``ceiling_unknown``, ``before_decision``, ``other_firm``.
        """
        check(id=id, key=key, on=on, expected_seq=0)
        id, key = kept_key(id), kept_key(key)
        nothing = cls(id=id)
        if isinstance(decision, IssuedDecision):
            outcome, applied, findings = decision.decided(), decision.programme, Findings(())
        else:
            outcome, applied, findings = decision.outcome, decision.programme.name, decision.in_the_way
            owner = getattr(decision.subject, "ubn", UNKNOWN)
            if UNKNOWN not in (owner, ubn) and owner != ubn:
                raise WalletRefused("other_firm", nothing, params={"owner": owner, "given": ubn})
            ubn = owner if ubn is UNKNOWN else ubn
        award, receipt = decision.award, decision.receipt
        if outcome is not Outcome.ELIGIBLE or applied != programme.name or decision.stage != "application":
            raise WalletRefused("not_eligible", nothing, findings)
        if award is None or award is UNKNOWN:
            raise WalletRefused("no_award", nothing)
        if award == 0:
            raise WalletRefused("nothing_granted", nothing)
        if decision.on is not UNKNOWN and on < decision.on:
            raise WalletRefused("before_decision", nothing, params={"on": on, "decided": decision.on})
        limit = ceiling(decision, programme, on, policy)
        if limit is UNKNOWN:
            raise WalletRefused("ceiling_unknown", nothing, params={"award": award})
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
            edition=applied_under(decision),
            ubn=ubn,
        )
        return Entry(nothing.after(event), event)

    def reserve(
        self,
        order: Order,
        *,
        key: str,
        expected_seq: int,
        on: date,
        firm: Company | None = None,
        programme: Programme[Any, PointsPolicy] = published,
        policy: PointsPolicy | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> Entry:
        """Set the order's points aside (the library's device), once the purchase is found to be allowed.

        The order needs a number and the points asked for; it is judged with the wallet as a
        :class:`~cloudgrant.programmes.points.purchase.Purchase` under the wallet's edition, and refused for
        no other rule than those of that stage.
        The vendor and whatever else of the terms is not known yet may be stated by the claim. Raises
        :class:`WalletRefused` with the findings: ``not_met``, or ``undetermined`` where facts, a policy
        or the text are silent; ``later_ruling``; ``order_reserved``, ``order_claimed``; ``conflict``, ``backwards``,
        ``key_reused``.
        """
        expect_a(order, Order, "order")
        check(key=key, expected_seq=expected_seq, on=on, order=order)
        key = kept_key(key)
        rulings, firm = rulings_of(rulings), Company() if firm is None else firm
        asked = digest(["reserved", input_digest(order), on, input_digest(firm), _digests(rulings)])
        if earlier := self._known(key, asked):
            return Entry(self, earlier)
        self._expect(expected_seq, on)
        number, points = cast("str", order.number), cast("int", order.points)
        held = self.orders.get(number)
        if held is not None and held.state != "released":
            raise WalletRefused(f"order_{held.state}", self, params={"order": number})
        purchase = Purchase(firm=firm, order=order, wallet=self)
        decision = allowed(self, purchase, "purchase", on, programme, policy, rulings)
        return self._step(
            "reserved",
            points,
            key=key,
            asked=asked,
            on=on,
            decision=decision,
            order=number,
            **terms_of(order),
        )

    def release(
        self,
        order: str,
        *,
        key: str,
        expected_seq: int,
        on: date,
        points: Fact[int] = UNKNOWN,
        programme: Programme[Any, PointsPolicy] = published,
        policy: PointsPolicy | None = None,
    ) -> Entry:
        """Give the points of an order back, for it was cancelled 取消訂單 before they were claimed.

        All of them, which ``points`` may repeat: what becomes of price and points where an order is cancelled in
        part, the briefing does not say. Raises :class:`WalletRefused`: ``partial_release``, ``other_terms``;
        ``no_such_order``, ``order_claimed``, ``order_released``;
        ``conflict``, ``backwards``, ``key_reused``.
        """
        check(key=key, expected_seq=expected_seq, on=on, number=order, points=points)
        key, order = kept_key(key), kept_key(order)
        asked = digest(["released", order, on, *([] if points is UNKNOWN else [points])])
        if earlier := self._known(key, asked):
            return Entry(self, earlier)
        self._expect(expected_seq, on)
        held = self._reservation(order)
        self._whole("release", held, points)
        policy = in_force(self, programme, on, policy)
        return self._step("released", held.points, key=key, asked=asked, on=on, policy=policy, order=order)

    def claim(
        self,
        claim: Claim,
        *,
        key: str,
        expected_seq: int,
        on: date,
        programme: Programme[Any, PointsPolicy] = published,
        policy: PointsPolicy | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> Entry:
        """Pay out the points of an order after its contract term 點數核銷, once the claim is found good.

        The claim is judged under the wallet's edition, its ``ordered_on`` being the day of the reservation. Raises :class:`WalletRefused` with the
        findings: ``not_met`` before the term ends, ``undetermined`` as long as it is not settled which
        documents are needed; ``later_ruling``; ``partial_claim`` of fewer points than were reserved, which
        the briefing does not settle; ``other_terms`` where the order is not the one that points were reserved
        for (what was not known then may be stated now, and a listing may have ended sooner), or the claim is
        said to be under another edition;
        ``no_such_order``, ``order_claimed``, ``order_released``; ``conflict``, ``backwards``,
        ``key_reused``.
        """
        check(key=key, expected_seq=expected_seq, on=on)
        expect_a(claim, Claim, "claim")
        order, rulings = claim.order, rulings_of(rulings)
        check(key=key, expected_seq=expected_seq, on=on, order=order)
        key = kept_key(key)
        asked = digest(["claimed", input_digest(claim), on, _digests(rulings)])
        if earlier := self._known(key, asked):
            return Entry(self, earlier)
        self._expect(expected_seq, on)
        number = cast("str", order.number)
        held = self._reservation(number)
        self._same_terms(held, claim)
        edition = claim.edition if self.edition is UNKNOWN else self.edition
        claim = attrs.evolve(claim, ordered_on=held.since, edition=edition)
        decision = allowed(self, claim, "claim", on, programme, policy, rulings)
        payee = claim.order.solution.vendor_ubn
        return self._step(
            "claimed",
            held.points,
            key=key,
            asked=asked,
            on=on,
            decision=decision,
            order=number,
            payee=held.vendor if payee is UNKNOWN else payee,
        )

    def expire(
        self,
        *,
        key: str,
        expected_seq: int,
        on: date,
        programme: Programme[Any, PointsPolicy] = published,
        policy: PointsPolicy | None = None,
    ) -> Entry:
        """Let the points that are left lapse, after the last day on which they may be used.

        When that is, the briefing does not say: it is policy data, of the wallet's edition. Reserved points stay with their
        order; released later, they can lapse by another command. Raises :class:`WalletRefused`:
        ``expiry_unknown``, ``not_expired``, ``nothing_left``; ``conflict``, ``backwards``,
        ``key_reused``.
        """
        check(key=key, expected_seq=expected_seq, on=on)
        key = kept_key(key)
        asked = digest(["expired", on])
        if earlier := self._known(key, asked):
            return Entry(self, earlier)
        self._expect(expected_seq, on)
        policy = in_force(self, programme, on, policy)
        until = policy.points_usable_until
        if until is UNKNOWN:
            raise WalletRefused("expiry_unknown", self)
        if on <= until:
            raise WalletRefused("not_expired", self, params={"until": until, "on": on})
        if not self.available:
            raise WalletRefused("nothing_left", self)
        return self._step("expired", self.available, key=key, asked=asked, on=on, policy=policy)

    # How an event changes the wallet: the same for a command and for a replay.

    def _step(
        self,
        act: Act,
        points: int,
        *,
        key: str,
        asked: str,
        on: date,
        policy: PointsPolicy | None = None,
        decision: Assessment[Any, PointsPolicy] | None = None,
        order: Fact[str] = UNKNOWN,
        **terms: Any,
    ) -> Entry:
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
            policy=_digest_of(cast("PointsPolicy", policy if decision is None else decision.policy)),
            previous=self.head,
            order=order,
            **terms,
        )
        return Entry(self.after(event), event, decision)


_UNRECORDED = "unrecorded"


def _digests(rulings: tuple[Ruling, ...]) -> list[str]:
    return [input_digest(ruling) for ruling in rulings]


@lru_cache(maxsize=64)
def _digest_of(policy: PointsPolicy) -> str:
    return policy_digest(policy)
