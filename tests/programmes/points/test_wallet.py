"""The wallet's commands: what each does, what it refuses, and that a refusal changes nothing."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.points import REFUSED, ROC_111, Entry
from cloudgrant.rules.records.digests import input_digest, policy_digest
from programmes.points.wallets import (
    APPLIED,
    CLAIM,
    CLAIMED,
    ENDS,
    FIRM,
    GRANTED,
    ORDER,
    ORDERED,
    SETTLED,
    SOLUTION,
    balanced,
    opened,
    order,
    reserved,
)


def refused(command: Callable[[], Any]) -> cg.WalletRefused:
    with pytest.raises(cg.WalletRefused) as caught:
        command()
    for locale in ("zh_Hant_TW", "en"):
        words = caught.value.message(locale)
        assert words
        assert "{" not in words
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.code, again.state, again.params) == (
        caught.value.code,
        caught.value.state,
        caught.value.params,
    )
    assert str(again) == str(caught.value)
    return caught.value


# Granting.


def test_an_eligible_firm_gets_what_the_decision_grants() -> None:
    decision = cg.points.assess(FIRM, on=APPLIED)
    wallet, event = cg.PointWallet.granted_from(decision, id="W-1", key="grant", on=GRANTED)
    assert (wallet.granted, wallet.available, wallet.seq, wallet.ubn) == (200_000, 200_000, 1, "12345675")
    assert (event.act, event.points, event.seq, event.on) == ("granted", 200_000, 1, GRANTED)
    assert event.policy == decision.receipt.policy == policy_digest(ROC_111.policy)
    assert event.basis == input_digest(decision.receipt)
    assert wallet.head == event.digest()


def test_a_reform_that_grants_less() -> None:
    decision = cg.points.assess(FIRM, on=APPLIED, policy=attrs.evolve(ROC_111.policy, grant=150_000))
    wallet = cg.PointWallet.granted_from(decision, id="W-1", key="grant", on=GRANTED).wallet
    assert wallet.available == 150_000


def test_a_decision_as_it_was_issued_grants_the_same() -> None:
    decision = cg.points.assess(FIRM, on=APPLIED)
    issued = cg.load(cg.IssuedDecision, cg.dump(decision, receipt=True))
    step = cg.PointWallet.granted_from(issued, id="W-1", key="grant", on=GRANTED, ubn="12345675")
    assert step == cg.PointWallet.granted_from(decision, id="W-1", key="grant", on=GRANTED)


@pytest.mark.parametrize(
    "firm",
    [attrs.evolve(FIRM, factory="none"), attrs.evolve(FIRM, factory=cg.UNKNOWN)],
    ids=["ineligible", "undetermined"],
)
def test_no_points_without_an_eligible_application(firm: cg.Manufacturer) -> None:
    decision = cg.points.assess(firm, on=APPLIED)
    no = refused(lambda: cg.PointWallet.granted_from(decision, id="W-1", key="grant", on=GRANTED))
    assert no.code == "not_eligible"
    assert [finding.rule for finding in no.findings] == ["points.applicant.factory"]


def test_no_points_from_a_decision_on_something_else() -> None:
    purchase = cg.Purchase(order=ORDER, wallet=opened())
    decision = cg.points.assess(purchase, on=ORDERED, stage="purchase")
    assert decision.outcome is cg.Outcome.ELIGIBLE
    no = refused(lambda: cg.PointWallet.granted_from(decision, id="W-2", key="grant", on=GRANTED))
    assert no.code == "not_eligible"


def test_no_points_while_the_amount_is_not_known() -> None:
    decision = cg.points.assess(FIRM, on=APPLIED, policy=attrs.evolve(ROC_111.policy, grant=cg.UNKNOWN))
    no = refused(lambda: cg.PointWallet.granted_from(decision, id="W-1", key="grant", on=GRANTED))
    assert no.code == "no_award"


def test_no_points_before_the_decision() -> None:
    decision = cg.points.assess(FIRM, on=APPLIED)
    no = refused(lambda: cg.PointWallet.granted_from(decision, id="W-1", key="g", on=date(2022, 5, 1)))
    assert (no.code, no.params) == ("before_decision", {"on": date(2022, 5, 1), "decided": APPLIED})
    assert cg.PointWallet.granted_from(decision, id="W-1", key="g", on=APPLIED).event.on == APPLIED


def test_a_stored_decision_grants_no_more_than_the_ceiling_of_its_day() -> None:
    plain = cg.dump(cg.points.assess(FIRM, on=APPLIED), receipt=True)
    for award, code in ((200_000, ""), (200_001, "over_ceiling"), (10**9, "over_ceiling")):
        issued = cg.load(cg.IssuedDecision, {**plain, "award": award})

        def command(issued: cg.IssuedDecision = issued, **others: Any) -> Entry:
            return cg.PointWallet.granted_from(issued, id="W-1", key="g", on=GRANTED, **others)

        if code:
            assert refused(command).code == code
        else:
            assert command().wallet.granted == award
        reform = attrs.evolve(ROC_111.policy, grant_ceiling=10**9)
        assert command(policy=reform).wallet.granted == award


def test_the_points_of_one_firm_are_not_anothers() -> None:
    decision = cg.points.assess(FIRM, on=APPLIED)

    def command(ubn: str) -> Entry:
        return cg.PointWallet.granted_from(decision, id="W-1", key="g", on=GRANTED, ubn=ubn)

    no = refused(lambda: command("04595257"))
    assert (no.code, no.params) == ("other_firm", {"owner": "12345675", "given": "04595257"})
    assert command("12345675").wallet.ubn == "12345675"
    issued = cg.load(cg.IssuedDecision, cg.dump(decision, receipt=True))
    with pytest.raises(cg.InvalidInput, match=r"ubn\.form"):
        cg.PointWallet.granted_from(issued, id="W-1", key="g", on=GRANTED, ubn="x")


def test_a_grants_content_says_whose_it_is_and_why() -> None:
    asked = {
        cg.PointWallet.granted_from(
            cg.points.assess(attrs.evolve(FIRM, ubn=ubn), on=day), id="W-1", key="g", on=GRANTED
        ).event.asked
        for ubn in ("12345675", "04595257")
        for day in (APPLIED, date(2022, 5, 3))
    }
    assert len(asked) == 4


# Reserving.


def test_reserving_moves_points_from_available_to_reserved() -> None:
    before = opened()
    wallet, event = before.reserve(ORDER, key="k", expected_seq=1, on=ORDERED, firm=FIRM)
    assert (wallet.available, wallet.reserved, wallet.seq) == (185_000, 15_000, 2)
    assert (event.act, event.points, event.order, event.price, event.previous) == (
        "reserved",
        15_000,
        "A-1",
        30_000,
        before.head,
    )
    [held] = wallet.reservations
    assert (held.order, held.points, held.state, held.since) == ("A-1", 15_000, "reserved", ORDERED)
    assert (before.available, before.seq, before.reservations) == (200_000, 1, ())


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"points": 15_001}, "points.use.offset"),
        ({"price": 29_999}, "points.use.offset"),
        ({"term": 2}, "listing.solution.minimum-term/purchase"),
        ({"price": 30_001, "market_price": 30_000}, "listing.solution.price/purchase"),
        ({"solution": attrs.evolve(SOLUTION, listed_from=date(2022, 6, 2))}, "points.use.listed-solution"),
        ({"solution": attrs.evolve(SOLUTION, listed_until=date(2022, 5, 31))}, "points.use.listed-solution"),
    ],
)
def test_a_purchase_that_breaks_a_rule(change: dict[str, Any], rule: str) -> None:
    before = opened()
    bad = attrs.evolve(ORDER, **change)
    no = refused(lambda: before.reserve(bad, key="k", expected_seq=1, on=ORDERED))
    assert no.code == "not_met"
    assert [finding.rule for finding in no.findings] == [rule]
    assert no.state is before
    assert before == opened()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"points": 15_001, "tax": 1_500}, "points.use.offset"),  # is tax part of the price?
        (
            {"market_price": cg.UNKNOWN},
            "listing.solution.price/purchase",
        ),  # what is the market price of this?
        ({"term": cg.UNKNOWN}, "listing.solution.minimum-term/purchase"),
        ({"solution": attrs.evolve(SOLUTION, listed_from=cg.UNKNOWN)}, "points.use.listed-solution"),
    ],
)
def test_a_purchase_that_is_not_settled(change: dict[str, Any], rule: str) -> None:
    bad = attrs.evolve(ORDER, **change)
    no = refused(lambda: opened().reserve(bad, key="k", expected_seq=1, on=ORDERED))
    assert no.code == "undetermined"
    assert [finding.rule for finding in no.findings] == [rule]


def test_a_policy_or_a_ruling_settles_whether_tax_counts() -> None:
    taxed = attrs.evolve(ORDER, points=15_750, tax=1_500)
    counts = attrs.evolve(ROC_111.policy, offset_counts_tax=True)
    step = opened().reserve(taxed, key="k", expected_seq=1, on=ORDERED, policy=counts)
    assert step.event.points == 15_750
    ruling = cg.Ruling(rule="points.use.offset", result="met", by="補助辦公室", on=ORDERED, ref="第 7 號函")
    assert opened().reserve(taxed, key="k", expected_seq=1, on=ORDERED, rulings=[ruling]).wallet.reserved
    not_so = attrs.evolve(ROC_111.policy, offset_counts_tax=False)
    no = refused(lambda: opened().reserve(taxed, key="k", expected_seq=1, on=ORDERED, policy=not_so))
    assert no.code == "not_met"


def test_no_more_than_is_left_and_no_more_than_the_ceiling() -> None:
    wallet = opened().reserve(order("A-1", 150_000), key="1", expected_seq=1, on=ORDERED).wallet
    assert wallet.reserve(order("A-2", 50_000), key="2", expected_seq=2, on=ORDERED).wallet.available == 0
    no = refused(lambda: wallet.reserve(order("A-2", 50_001), key="2", expected_seq=2, on=ORDERED))
    assert [finding.rule for finding in no.findings] == ["points.use.offset"]
    tight = attrs.evolve(ROC_111.policy, offset_ceiling=180_000)
    enough = wallet.reserve(order("A-2", 30_000), key="2", expected_seq=2, on=ORDERED, policy=tight)
    assert enough.wallet.reserved == 180_000
    no = refused(
        lambda: wallet.reserve(order("A-2", 30_001), key="2", expected_seq=2, on=ORDERED, policy=tight)
    )
    assert no.code == "not_met"


@pytest.mark.parametrize(("day", "code"), [(date(2022, 8, 31), ""), (date(2022, 9, 1), "undetermined")])
def test_whether_points_have_expired_is_open_after_august(day: date, code: str) -> None:
    def command() -> Entry:
        return opened().reserve(attrs.evolve(ORDER, starts_on=day), key="k", expected_seq=1, on=day)

    if code:
        assert refused(command).code == code
    else:
        assert command().wallet.reserved == 15_000


def test_an_expired_wallet_spends_nothing() -> None:
    wallet = opened().expire(key="x", expected_seq=1, on=date(2022, 12, 1), policy=SETTLED).wallet
    assert (wallet.available, wallet.expired) == (0, 200_000)
    no = refused(lambda: wallet.reserve(ORDER, key="k", expected_seq=2, on=date(2022, 12, 1), policy=SETTLED))
    assert no.code == "not_met"
    assert [finding.rule for finding in no.findings] == ["points.use.offset", "points.use.offset/in-time"]


def test_an_order_is_reserved_for_once_at_a_time() -> None:
    wallet = reserved()
    again = attrs.evolve(ORDER, points=1)
    assert (
        refused(lambda: wallet.reserve(again, key="2", expected_seq=2, on=ORDERED)).code == "order_reserved"
    )
    wallet = wallet.release("A-1", key="r", expected_seq=2, on=ORDERED).wallet
    assert wallet.reserve(again, key="2", expected_seq=3, on=ORDERED).wallet.reserved == 1


# Releasing.


def test_a_release_gives_the_points_back() -> None:
    wallet, event = reserved().release("A-1", key="r", expected_seq=2, on=ORDERED)
    assert (wallet.available, wallet.reserved, wallet.reservations) == (200_000, 0, ())
    assert (event.act, event.points, event.order) == ("released", 15_000, "A-1")
    no = refused(lambda: wallet.release("A-1", key="r2", expected_seq=3, on=ORDERED))
    assert no.code == "order_released"


def test_what_cannot_be_released() -> None:
    wallet = reserved()
    assert refused(lambda: wallet.release("A-2", key="r", expected_seq=2, on=ORDERED)).code == "no_such_order"
    early = refused(lambda: wallet.release("A-1", key="r", expected_seq=2, on=date(2022, 5, 31)))
    assert early.code == "backwards"
    assert early.params == {"on": date(2022, 5, 31), "last": ORDERED}


# Claiming.


def test_a_claim_after_the_term_pays_the_points_out() -> None:
    wallet, event = reserved().claim(CLAIM, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED)
    assert (wallet.available, wallet.reserved, wallet.claimed) == (185_000, 0, 15_000)
    assert (event.act, event.points, event.policy) == ("claimed", 15_000, policy_digest(SETTLED))
    for command in (
        lambda: wallet.claim(CLAIM, key="c2", expected_seq=3, on=CLAIMED, policy=SETTLED),
        lambda: wallet.release("A-1", key="r", expected_seq=3, on=CLAIMED),
        lambda: wallet.reserve(ORDER, key="k", expected_seq=3, on=CLAIMED),
    ):
        assert refused(command).code == "order_claimed"


@pytest.mark.parametrize("day", [ORDERED, date(2022, 8, 31), ENDS])
def test_a_claim_before_the_term_has_ended(day: date) -> None:
    no = refused(lambda: reserved().claim(CLAIM, key="c", expected_seq=2, on=day, policy=SETTLED))
    assert no.code == "not_met"
    assert [finding.rule for finding in no.findings] == ["listing.solution.claim-after-term"]
    assert no.state == reserved()


@pytest.mark.parametrize(
    ("claim", "policy", "code", "rule"),
    [
        (CLAIM, ROC_111.policy, "undetermined", "points.claim"),
        (attrs.evolve(CLAIM, documents=("契約",)), SETTLED, "not_met", "points.claim"),
        (attrs.evolve(CLAIM, documents=cg.UNKNOWN), SETTLED, "undetermined", "points.claim"),
        (attrs.evolve(CLAIM, ended_early=True), SETTLED, "undetermined", "points.claim/early-end"),
        (attrs.evolve(CLAIM, refunded=True), SETTLED, "undetermined", "points.claim/refund"),
        (
            attrs.evolve(CLAIM, refunded=True),
            attrs.evolve(SETTLED, refund_payable=False),
            "not_met",
            "points.claim/refund",
        ),
    ],
)
def test_a_claim_that_is_not_good(claim: cg.Claim, policy: Any, code: str, rule: str) -> None:
    no = refused(lambda: reserved().claim(claim, key="c", expected_seq=2, on=CLAIMED, policy=policy))
    assert no.code == code
    assert [finding.rule for finding in no.findings] == [rule]


def test_a_contract_that_ended_early_is_paid_once_a_policy_says_so() -> None:
    early = attrs.evolve(CLAIM, ended_early=True, ended_on=date(2022, 6, 30))
    day = date(2022, 7, 1)
    open_ = refused(lambda: reserved().claim(early, key="c", expected_seq=2, on=day, policy=SETTLED))
    assert open_.code == "undetermined"
    payable = attrs.evolve(SETTLED, early_end_payable=True)
    assert reserved().claim(early, key="c", expected_seq=2, on=day, policy=payable).wallet.claimed == 15_000


@pytest.mark.parametrize(
    "change",
    [
        {"price": 40_000},
        {"points": 15_001},
        {"points": 14_999, "tax": 1},
        {"term": 1},
        {"stated_end": date(2022, 7, 31)},  # what was not said then would end a known term sooner
        {"starts_on": date(2022, 5, 1)},
        {"solution": attrs.evolve(SOLUTION, name="別的方案")},
        {"solution": attrs.evolve(SOLUTION, vendor_ubn="04595257")},
        {"price": cg.UNKNOWN},
        {"tax": 1},
        {"solution": attrs.evolve(SOLUTION, listed_from=date(2022, 5, 2))},
        {"solution": attrs.evolve(SOLUTION, listed_until=date(2030, 12, 31))},
        {"solution": attrs.evolve(SOLUTION, listed_until=cg.UNKNOWN)},
    ],
)
def test_a_claim_for_another_order_than_was_reserved_for(change: dict[str, Any]) -> None:
    claim = attrs.evolve(CLAIM, order=attrs.evolve(ORDER, **change))
    no = refused(lambda: reserved().claim(claim, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED))
    assert no.code == "other_terms"


def test_a_last_day_that_was_stated_at_the_purchase_stays_with_the_claim() -> None:
    stated = attrs.evolve(ORDER, stated_end=date(2022, 9, 15))
    wallet = opened().reserve(stated, key="r", expected_seq=1, on=ORDERED, policy=SETTLED).wallet
    assert wallet.orders["A-1"].stated_end == date(2022, 9, 15)

    def claimed(order: cg.Order, on: date) -> cg.PointWallet:
        claim = attrs.evolve(CLAIM, order=order)
        return wallet.claim(claim, key="c", expected_seq=2, on=on, policy=SETTLED).wallet

    assert refused(lambda: claimed(stated, date(2022, 9, 15))).code == "not_met"
    assert refused(lambda: claimed(ORDER, date(2022, 9, 16))).code == "other_terms"
    assert claimed(stated, date(2022, 9, 16)).claimed == 15_000


def test_the_same_last_day_said_in_other_words_is_the_same_order() -> None:
    claim = attrs.evolve(CLAIM, order=attrs.evolve(ORDER, stated_end=date(2022, 8, 31)))
    assert (
        reserved().claim(claim, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED).wallet.claimed == 15_000
    )


def test_a_claim_for_an_order_that_nothing_is_reserved_for() -> None:
    no = refused(lambda: opened().claim(CLAIM, key="c", expected_seq=1, on=CLAIMED, policy=SETTLED))
    assert no.code == "no_such_order"


def test_what_was_not_known_at_the_order_is_stated_by_the_claim() -> None:
    unknown = attrs.evolve(ORDER, solution=attrs.evolve(SOLUTION, vendor_ubn=cg.UNKNOWN))
    wallet = opened().reserve(unknown, key="k", expected_seq=1, on=ORDERED, policy=SETTLED).wallet
    assert wallet.claim(CLAIM, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED).wallet.claimed == 15_000


@pytest.mark.parametrize(
    ("starts", "result"),
    [
        (date(2022, 5, 31), cg.Result.UNDETERMINED),
        (ORDERED, cg.Result.MET),
        (date(2022, 6, 2), cg.Result.MET),
        (cg.UNKNOWN, cg.Result.UNDETERMINED),  # it may have begun before
    ],
)
def test_a_purchase_and_its_reservation_give_one_answer(starts: Any, result: cg.Result) -> None:
    one = attrs.evolve(ORDER, starts_on=starts)
    purchase = cg.Purchase(firm=FIRM, order=one, wallet=opened())
    decision = cg.points.assess(purchase, on=ORDERED, policy=SETTLED, stage="purchase")
    assert decision["points.claim/start-at-purchase"].result is result

    def bought() -> Entry:
        return opened().reserve(one, key="k", expected_seq=1, on=ORDERED, policy=SETTLED, firm=FIRM)

    if result is cg.Result.MET:
        assert decision.outcome is cg.Outcome.ELIGIBLE
        assert bought().wallet.reserved == 15_000
        return
    assert decision.outcome is cg.Outcome.UNDETERMINED
    [question] = [gap for gap in decision.awaiting if gap.because == "text"]
    assert question.path.pointer == "/policy/earlier_start_payable"
    no = refused(bought)
    assert no.code == "undetermined"
    assert [one.rule for one in no.findings] == ["points.claim/start-at-purchase"]


def test_a_listing_that_ended_sooner_is_judged_and_one_prolonged_is_other_terms() -> None:
    sooner = attrs.evolve(SOLUTION, listed_until=date(2022, 8, 1))
    claim = attrs.evolve(CLAIM, order=attrs.evolve(ORDER, solution=sooner))
    no = refused(lambda: reserved().claim(claim, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED))
    assert (no.code, [one.rule for one in no.findings]) == ("undetermined", ["points.claim/listing"])
    order = attrs.evolve(ORDER, solution=sooner)
    wallet = opened().reserve(order, key="k", expected_seq=1, on=ORDERED, policy=SETTLED).wallet
    no = refused(lambda: wallet.claim(CLAIM, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED))
    assert no.code == "other_terms"


def test_the_day_of_the_purchase_is_the_wallets() -> None:
    unsaid = attrs.evolve(CLAIM, ordered_on=cg.UNKNOWN)
    step = reserved().claim(unsaid, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED)
    assert step.wallet.claimed == 15_000
    other = attrs.evolve(CLAIM, ordered_on=date(2022, 5, 31))
    no = refused(lambda: reserved().claim(other, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED))
    assert no.code == "other_terms"


def test_a_contract_already_running_is_not_bought_until_that_is_settled() -> None:
    running = attrs.evolve(ORDER, starts_on=date(2021, 1, 1))

    def bought(**others: Any) -> Entry:
        return opened().reserve(running, key="k", expected_seq=1, on=ORDERED, **others)

    no = refused(bought)
    rule = "points.claim/start-at-purchase"
    assert (no.code, [one.rule for one in no.findings]) == ("undetermined", [rule])
    assert no.findings[0].result is cg.Result.UNDETERMINED
    no = refused(lambda: bought(policy=attrs.evolve(SETTLED, earlier_start_payable=False)))
    assert no.code == "not_met"
    assert bought(policy=attrs.evolve(SETTLED, earlier_start_payable=True)).wallet.reserved == 15_000
    ruling = cg.Ruling(rule=rule, result="met", by="補助辦公室", on=ORDERED, ref="第 9 號函")
    assert bought(rulings=[ruling]).wallet.reserved == 15_000


def test_a_command_takes_no_ruling_that_is_dated_after_it() -> None:
    taxed = attrs.evolve(ORDER, points=15_750, tax=1_500)
    for days, code in ((-1, ""), (0, ""), (1, "later_ruling")):
        said = cg.Ruling(
            rule="points.use.offset", result="met", by="補助辦公室", on=ORDERED + timedelta(days)
        )

        def reserve(said: cg.Ruling = said) -> Any:
            return opened().reserve(taxed, key="k", expected_seq=1, on=ORDERED, rulings=[said])

        if not code:
            assert reserve().wallet.reserved == 15_750
            continue
        no = refused(reserve)
        assert no.code == code
        assert "補助辦公室之裁定日 111年6月2日 晚於辦理日 111年6月1日" in no.message("zh")
    paid = cg.Ruling(rule="points.claim/start", result="met", by="辦公室", on=CLAIMED + timedelta(1))
    bought = opened().reserve(ORDER, key="k", expected_seq=1, on=ORDERED).wallet
    no = refused(lambda: bought.claim(CLAIM, key="c", expected_seq=2, on=CLAIMED, rulings=[paid]))
    assert no.code == "later_ruling"


def test_what_is_no_ruling_is_told_as_such() -> None:
    anything: Any = "x"
    with pytest.raises(cg.InvalidInput) as wrong:
        opened().reserve(ORDER, key="k", expected_seq=1, on=ORDERED, rulings=anything)
    assert [one.path.pointer for one in wrong.value.problems] == ["/rulings/0"]


# Expiring.


def test_points_expire_the_day_after_the_last_on_which_they_may_be_used() -> None:
    wallet = reserved()
    no = refused(lambda: wallet.expire(key="x", expected_seq=2, on=date(2022, 11, 30), policy=SETTLED))
    assert no.code == "not_expired"
    after, event = wallet.expire(key="x", expected_seq=2, on=date(2022, 12, 1), policy=SETTLED)
    assert (after.available, after.reserved, after.expired) == (0, 15_000, 185_000)
    assert (event.act, event.points) == ("expired", 185_000)
    again = refused(lambda: after.expire(key="y", expected_seq=3, on=date(2022, 12, 1), policy=SETTLED))
    assert again.code == "nothing_left"


def test_what_is_released_after_the_last_day_expires_by_a_command_of_its_own() -> None:
    wallet = reserved().expire(key="x", expected_seq=2, on=date(2022, 12, 1), policy=SETTLED).wallet
    wallet = wallet.release("A-1", key="r", expected_seq=3, on=date(2022, 12, 2), policy=SETTLED).wallet
    assert wallet.available == 15_000
    wallet = wallet.expire(key="y", expected_seq=4, on=date(2022, 12, 2), policy=SETTLED).wallet
    assert (wallet.expired, wallet.granted) == (200_000, 200_000)


def test_when_points_expire_is_not_invented() -> None:
    assert ROC_111.policy.points_usable_until is cg.UNKNOWN
    no = refused(lambda: opened().expire(key="x", expected_seq=1, on=date(2030, 1, 1)))
    assert no.code == "expiry_unknown"


# Once, and in order.


def every_command(wallet: cg.PointWallet, key: str, expected_seq: int) -> list[Callable[[], Entry]]:
    now: dict[str, Any] = {"key": key, "expected_seq": expected_seq, "policy": SETTLED}
    return [
        lambda: wallet.reserve(order("B-1", 10), on=ORDERED, **now),
        lambda: wallet.release("A-1", on=ORDERED, **now),
        lambda: wallet.claim(CLAIM, on=CLAIMED, **now),
        lambda: wallet.expire(on=date(2022, 12, 1), **now),
    ]


@pytest.mark.parametrize("command", range(4))
@pytest.mark.parametrize("seen", [0, 1, 3])
def test_a_wallet_that_has_moved_on_refuses(command: int, seen: int) -> None:
    no = refused(every_command(reserved(), "k", seen)[command])
    assert no.code == "conflict"
    assert no.params == {"expected": seen, "seq": 2}


@pytest.mark.parametrize("command", range(4))
def test_the_same_command_again_gives_its_first_event(command: int) -> None:
    first = every_command(reserved(), "k", 2)[command]()
    later = first.wallet
    if command in (0, 2):
        one = order("Z-9", 1, starts_on=CLAIMED)
        later = later.reserve(one, key="z", expected_seq=3, on=CLAIMED, policy=SETTLED).wallet
    # Sent again, it still expects what it expected at first.
    again = every_command(later, "k", 2)[command]()
    assert again == Entry(later, first.event)


@pytest.mark.parametrize("command", range(4))
def test_a_key_is_not_used_for_something_else(command: int) -> None:
    wallet = reserved()
    no = refused(every_command(wallet, "reserve A-1", 2)[command])
    assert no.code == "key_reused"
    assert no.event == wallet.events["reserve A-1"]


def test_another_date_is_another_command() -> None:
    wallet = reserved()
    no = refused(
        lambda: wallet.reserve(ORDER, key="reserve A-1", expected_seq=1, on=date(2022, 6, 2), policy=SETTLED)
    )
    assert no.code == "key_reused"


@pytest.mark.parametrize("command", range(4))
def test_no_command_is_dated_before_the_last_event(command: int) -> None:
    day = date(2022, 12, 2)
    later = attrs.evolve(SETTLED, points_usable_until=day)
    one = order("Z-9", 1, starts_on=day)
    step = reserved().reserve(one, key="z", expected_seq=2, on=day, policy=later)
    no = refused(every_command(step.wallet, "k", 3)[command])
    assert no.code == "backwards"
    assert no.params["last"] == date(2022, 12, 2)


def test_points_that_have_expired_are_not_spent_by_dating_back() -> None:
    wallet = reserved().expire(key="x", expected_seq=2, on=date(2022, 12, 1), policy=SETTLED).wallet
    wallet = wallet.release("A-1", key="r", expected_seq=3, on=date(2022, 12, 2)).wallet
    assert wallet.last_on == date(2022, 12, 2)
    no = refused(lambda: wallet.reserve(order("B-1", 1), key="b", expected_seq=4, on=date(2022, 8, 1)))
    assert no.code == "backwards"


def test_another_firm_or_ruling_is_another_command() -> None:
    ruling = cg.Ruling(rule="points.use.offset", result="met", by="補助辦公室", on=ORDERED)
    named = attrs.evolve(FIRM, name="別家")
    changes: list[dict[str, Any]] = [{"firm": FIRM}, {"firm": named}, {"rulings": [ruling]}]
    for change in changes:
        first = opened().reserve(ORDER, key="k", expected_seq=1, on=ORDERED, **change)
        again = first.wallet.reserve(ORDER, key="k", expected_seq=1, on=ORDERED, **change)
        assert again == Entry(first.wallet, first.event)
        bare = partial(first.wallet.reserve, ORDER, key="k", expected_seq=1, on=ORDERED)
        no = refused(bare)
        assert no.code == "key_reused"
    paid = reserved().claim(CLAIM, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED).wallet
    no = refused(lambda: paid.claim(CLAIM, key="c", expected_seq=2, on=CLAIMED, rulings=[ruling]))
    assert no.code == "key_reused"


def test_another_policy_is_no_other_command() -> None:
    again = reserved().reserve(ORDER, key="reserve A-1", expected_seq=1, on=ORDERED, policy=ROC_111.policy)
    assert again.event == reserved().events["reserve A-1"]


@pytest.mark.parametrize("number", [["A-1"], None, 7, "", " A-1"])
def test_an_order_is_released_by_its_number(number: Any) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        reserved().release(number, key="r", expected_seq=2, on=ORDERED)
    assert [problem.path.key for problem in caught.value.problems] == ["order"]


@pytest.mark.parametrize("wrong", [None, "A-1", FIRM])
def test_an_order_and_a_claim_are_what_they_say(wrong: Any) -> None:
    with pytest.raises(cg.InvalidInput, match=r"order.*Order"):
        opened().reserve(wrong, key="k", expected_seq=1, on=ORDERED)
    with pytest.raises(cg.InvalidInput, match=r"claim.*Claim"):
        reserved().claim(wrong, key="k", expected_seq=2, on=CLAIMED)


@pytest.mark.parametrize(
    ("change", "places"),
    [
        ({"key": ""}, ["key"]),
        ({"key": 7}, ["key"]),
        ({"expected_seq": True}, ["expected_seq"]),
        ({"on": datetime(2022, 6, 1, tzinfo=UTC)}, ["on"]),
        ({"key": " ", "expected_seq": None, "on": "2022-06-01"}, ["key", "expected_seq", "on"]),
    ],
)
def test_nonsense_is_no_refusal_but_invalid_input(change: dict[str, Any], places: list[str]) -> None:
    arguments: Any = {"key": "k", "expected_seq": 2, "on": ORDERED, **change}
    commands: list[Callable[[], Entry]] = [
        lambda: reserved().reserve(order("B-1", 10), **arguments),
        lambda: reserved().release("A-1", **arguments),
        lambda: reserved().claim(CLAIM, **arguments),
        lambda: reserved().expire(**arguments),
    ]
    for command in commands:
        with pytest.raises(cg.InvalidInput) as caught:
            command()
        assert [problem.path.key for problem in caught.value.problems] == places


@pytest.mark.parametrize("change", [{"number": cg.UNKNOWN}, {"points": cg.UNKNOWN}, {"points": 0}])
def test_an_order_needs_a_number_and_points(change: dict[str, Any]) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        opened().reserve(attrs.evolve(ORDER, **change), key="k", expected_seq=1, on=ORDERED)
    assert [problem.path.key for problem in caught.value.problems] == [f"order.{next(iter(change))}"]


def test_a_wallet_is_not_another_firms() -> None:
    stranger = attrs.evolve(FIRM, ubn="04595257")
    with pytest.raises(cg.InvalidInput, match=r"wallet\.owner"):
        opened().reserve(ORDER, key="k", expected_seq=1, on=ORDERED, firm=stranger)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"granted": 5}, "wallet.balance"),
        ({"granted": 5, "available": 3, "claimed": 1}, "wallet.balance"),
        ({"granted": 5, "available": 3, "reserved": 2}, "wallet.reserved"),
        ({"granted": -1}, "negative"),
        ({"available": -1, "claimed": 1}, "negative"),
    ],
)
def test_a_wallet_out_of_balance_is_nonsense(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.PointWallet(**fields)
    assert [problem.code for problem in caught.value.problems] == [code]


def forged(change: Callable[[Any], object]) -> set[str]:
    """What loading says of a wallet whose JSON was tampered with."""
    wallet = reserved().claim(CLAIM, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED).wallet
    plain: Any = json.loads(json.dumps(cg.dump(wallet)))
    assert cg.load(cg.PointWallet, plain) == wallet
    change(plain)
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(cg.PointWallet, plain)
    return {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda one: one["orders"]["A-1"].update(state="released"), "wallet.claimed"),
        (lambda one: one["orders"].clear(), "wallet.claimed"),
        (lambda one: one["orders"].update({"A-9": one["orders"].pop("A-1")}), "wallet.key"),
        (lambda one: one["events"].update({"k": one["events"].pop("c")}), "wallet.key"),
        (lambda one: one.update(seq=2), "wallet.ahead"),
        (lambda one: one.update(id="W-2"), "wallet.ahead"),
        (lambda one: one.update(seq=0), "wallet.history"),
        (lambda one: one.pop("head"), "wallet.history"),
        (lambda one: one.pop("last_on"), "wallet.history"),
        (lambda one: one.update(head="sha256:0"), "wallet.head"),
        (lambda one: one.update(last_on="2022-08-01"), "wallet.head"),
        (lambda one: one["events"]["c"].update(policy="sha256:0"), "wallet.head"),
        (lambda one: one["orders"]["A-1"].update(since="2022-10-01"), "wallet.later"),
    ],
)
def test_a_wallet_that_was_tampered_with(change: Callable[[Any], object], code: str) -> None:
    assert code in forged(change)


# As a value.


def test_a_wallet_is_a_value() -> None:
    wallet = reserved()
    assert wallet == reserved()
    assert hash(wallet) == hash(reserved())
    assert wallet != opened()
    for same in (copy.copy(wallet), copy.deepcopy(wallet), pickle.loads(pickle.dumps(wallet))):
        assert same == wallet
        assert dict(same.events) == dict(wallet.events)
    with pytest.raises(AttributeError):
        wallet.available = 1  # type: ignore[misc]
    assert balanced(wallet)


def test_dumps_and_loads_with_all_it_remembers() -> None:
    wallet = reserved().claim(CLAIM, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED).wallet
    again = cg.load(cg.PointWallet, cg.dump(wallet))
    assert again == wallet
    assert dict(again.events) == dict(wallet.events)
    one = order("B-1", 9, starts_on=CLAIMED)
    assert again.reserve(one, key="b", expected_seq=3, on=CLAIMED, policy=SETTLED).wallet.reserved == 9
    same = again.claim(CLAIM, key="c", expected_seq=2, on=CLAIMED, policy=SETTLED)
    assert same.event == wallet.events["c"]
    for event in wallet.events.values():
        assert cg.load(cg.WalletEvent, cg.dump(event)) == event
    assert cg.dump(wallet)["kind"] == "point_wallet"
    assert cg.dump(wallet.events["c"])["kind"] == "wallet_event"


def test_every_refusal_has_a_text_in_both_languages() -> None:
    for code, text in REFUSED.items():
        assert set(text) == {"zh", "en"}, code


def test_commands_under_the_policy_in_force_are_judged_by_it() -> None:
    step = opened().reserve(ORDER, key="k", expected_seq=1, on=ORDERED)
    assert step.event.policy == policy_digest(cg.points.policy_on(ORDERED))
