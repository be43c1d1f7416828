"""The wallet over the turn of the year: points go by the edition that they were applied for under."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.points import ROC_111, ApplicationSteps, PointsPolicy
from cloudgrant.programmes.points.steps import OutsideIntake
from cloudgrant.reform import Reform
from cloudgrant.rules import Notice
from cloudgrant.rules.records.digests import policy_digest
from cloudgrant.rules.records.fact_info import facts
from programmes.points.wallets import APPLIED, CLAIM, FIRM, GRANTED, ORDER, ORDERED, SETTLED, order, reserved

U = cg.UNKNOWN
MET, NOT_MET, OPEN = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED
IN_TIME, LISTED = "points.use.offset/in-time", "points.use.listed-solution"

# An edition that was never published: invented, for these tests alone.
_WINDOW = ROC_111.clauses["points.window.application"]
_GRANT, _OFFSET = ROC_111.clauses["points.grant.ceiling"], ROC_111.clauses["points.use.offset"]
_LISTED, _REPEAT = ROC_111.clauses[LISTED], ROC_111.clauses["points.applicant.not-repeat"]
INVENTED = ROC_111.followed_by(
    "roc-112",
    since=date(2023, 1, 1),
    until=date(2023, 12, 31),
    notice=Notice(title="（虛構）112 年公告", on=date(2023, 1, 10), ref="invented"),
    title=cg.Text(zh="112 年版（虛構）", en="ROC 112 (invented)"),
    says=[
        attrs.evolve(
            _WINDOW,
            source="（虛構）自 2 月 1 日起受理，至 9 月底",
            numbers={
                "applications_from": date(2023, 2, 1),
                "surely_open_from": date(2023, 2, 1),
                "applications_until": date(2023, 9, 30),
            },
        ),
        attrs.evolve(
            _GRANT, source="（虛構）最高核給 10 萬點", numbers={"grant_ceiling": 100_000, "grant": 100_000}
        ),
        attrs.evolve(
            _OFFSET,
            source="（虛構）最高折抵 3 成，上限 10 萬點，至 112 年底止",
            numbers={
                "offset_share": cg.Share.of("30%"),
                "offset_ceiling": 100_000,
                "points_usable_until": date(2023, 12, 31),
            },
        ),
        attrs.evolve(
            _LISTED,
            source="（虛構）方案至 112 年底止有效",
            numbers={"solutions_valid_until": date(2023, 12, 31), "carried_over_year": 2022},
        ),
        attrs.evolve(_REPEAT, source="（虛構）排除去年使用者", numbers={"repeat_year": 2022}),
    ],
    keeps=[
        "points.applicant.size",
        "points.applicant.manufacturer",
        "points.applicant.factory",
        "points.claim",
        "points.application",
        "listing",
    ],
)
BOTH = cg.points.with_editions(INVENTED)
OTHER = attrs.evolve(FIRM, ubn="22099131")
NOVEMBER, NEXT_JUNE = date(2022, 11, 1), date(2023, 6, 1)
PUBLISHED = cg.points


def opened(programme: Any = PUBLISHED, firm: Any = FIRM, on: date = APPLIED) -> cg.PointWallet:
    decision = programme.assess(firm, on=on)
    granted = on if on > GRANTED else GRANTED
    return cg.PointWallet.granted_from(
        decision, id="W-1", key="grant", on=granted, programme=programme
    ).wallet


OF_111, OF_112 = opened(), opened(BOTH, OTHER, date(2023, 5, 2))


def refused(command: Callable[[], Any]) -> cg.WalletRefused:
    with pytest.raises(cg.WalletRefused) as caught:
        command()
    return caught.value


def asked_which(command: Callable[[], Any]) -> str:
    with pytest.raises(cg.InvalidInput) as caught:
        command()
    [problem] = caught.value.problems
    return problem.code


def judged(wallet: cg.PointWallet, on: date, programme: Any = PUBLISHED, **facts: Any) -> Any:
    purchase = cg.Purchase(order=order("A-9", 15_000, starts_on=on, **facts), wallet=wallet)
    return programme.assess(purchase, on=on, stage="purchase")


# The edition goes from the decision to the wallet.


def test_a_wallet_keeps_the_edition_that_its_points_were_applied_for_under() -> None:
    assert (OF_111.edition, OF_112.edition) == ("roc-111", "roc-112")
    assert (OF_111.granted, OF_112.granted) == (200_000, 100_000)
    assert OF_111.events["grant"].edition == "roc-111"
    for wallet in (OF_111, OF_112, reserved()):
        events = sorted(wallet.events.values(), key=lambda event: event.seq)
        assert cg.PointWallet.replay(events).edition == wallet.edition
        assert cg.PointWallet.replay(events) == wallet
        assert cg.PointWallet.replay([cg.load(cg.WalletEvent, cg.dump(one)) for one in events]) == wallet
        assert cg.load(cg.PointWallet, cg.dump(wallet)).edition == wallet.edition
        assert cg.load(cg.PointWallet, cg.dump(wallet.snapshot())) == wallet
        assert pickle.loads(pickle.dumps(wallet)).edition == wallet.edition


@pytest.mark.parametrize("programme", [PUBLISHED, BOTH])
def test_a_decision_as_it_was_issued_tells_it_too(programme: Any) -> None:
    issued = cg.load(cg.IssuedDecision, cg.dump(programme.assess(FIRM, on=APPLIED), receipt=True))
    step = cg.PointWallet.granted_from(issued, id="W-1", key="g", on=GRANTED, ubn=FIRM.ubn)
    assert (step.wallet.edition, step.event.edition) == ("roc-111", "roc-111")


def test_a_reform_is_told_by_its_own_name_live_and_issued() -> None:
    reform = Reform("larger", policy={"grant_ceiling": 300_000, "grant": 300_000}).of(cg.points)
    decision = reform.assess(FIRM, on=APPLIED)
    issued = cg.load(cg.IssuedDecision, cg.dump(decision, receipt=True))
    for one in (decision, issued):
        step = cg.PointWallet.granted_from(one, id="W-1", key="g", on=GRANTED, ubn=FIRM.ubn, programme=reform)
        assert (step.wallet.edition, step.wallet.granted) == ("roc-111 + larger", 300_000)
    assert cg.quote(cg.Order(price=100_000), step.wallet, programme=reform).points == 50_000
    assert asked_which(lambda: cg.quote(cg.Order(price=100_000), step.wallet)) == "edition.name"


def test_an_issued_decision_is_held_against_the_ceiling_of_its_own_edition() -> None:
    plain = cg.dump(BOTH.assess(OTHER, on=date(2023, 5, 2)), receipt=True)
    day = date(2023, 5, 20)
    for award, code in ((100_000, ""), (100_001, "over_ceiling"), (200_000, "over_ceiling")):
        issued = cg.load(cg.IssuedDecision, {**plain, "award": award})

        def grant(issued: cg.IssuedDecision = issued) -> Any:
            return cg.PointWallet.granted_from(issued, id="W-1", key="g", on=day, programme=BOTH)

        if code:
            assert refused(grant).code == code
        else:
            assert grant().wallet.granted == award


def test_a_ceiling_that_the_text_does_not_say_is_asked_for() -> None:
    numbers = attrs.evolve(ROC_111.policy, grant_ceiling=U)
    decision = cg.points.assess(FIRM, on=APPLIED, policy=numbers)
    no = refused(lambda: cg.PointWallet.granted_from(decision, id="W-1", key="g", on=GRANTED))
    assert (no.code, no.params) == ("ceiling_unknown", {"award": 200_000})
    assert "每家最高核給多少點？" in no.message("zh_Hant_TW")
    assert "how many points may a firm be granted at most?" in no.message("en")


# Purchases.


@pytest.mark.parametrize(
    ("on", "rule", "result"),
    [
        (date(2022, 8, 31), IN_TIME, MET),
        (NOVEMBER, IN_TIME, OPEN),  # until when points may be used, the text does not say
        (NOVEMBER, LISTED, MET),
        (date(2022, 12, 31), LISTED, MET),
        (date(2023, 1, 1), LISTED, NOT_MET),
        (NEXT_JUNE, LISTED, NOT_MET),  # the selection is no longer valid, whatever next year's text says
    ],
)
@pytest.mark.parametrize("programme", [PUBLISHED, BOTH])
def test_points_of_2022_are_spent_under_the_text_of_2022(
    programme: Any, on: date, rule: str, result: cg.Result
) -> None:
    solution = attrs.evolve(ORDER.solution, last_listed_in=0, listed_until=date(2023, 12, 31))
    decision = judged(OF_111, on, programme, solution=solution)
    assert decision.programme.edition.name == "roc-111"
    assert decision[rule].result is result


@pytest.mark.parametrize("programme", [PUBLISHED, BOTH])
def test_the_wallet_refuses_by_the_same_text(programme: Any) -> None:
    autumn = order("A-9", 15_000, starts_on=NOVEMBER)
    no = refused(lambda: OF_111.reserve(autumn, key="k", expected_seq=1, on=NOVEMBER, programme=programme))
    assert (no.code, [one.rule for one in no.findings]) == ("undetermined", [IN_TIME])
    solution = attrs.evolve(ORDER.solution, last_listed_in=0, listed_until=date(2023, 12, 31))
    june = order("A-9", 15_000, starts_on=NEXT_JUNE, solution=solution)
    no = refused(lambda: OF_111.reserve(june, key="k", expected_seq=1, on=NEXT_JUNE, programme=programme))
    assert (no.code, [one.rule for one in no.findings]) == ("not_met", [LISTED])


LATER = attrs.evolve(ORDER.solution, last_listed_in=0, listed_until=date(2023, 12, 31))


def of_112(points: int, price: int = 100_000) -> cg.Order:
    return order("B-1", points, price=price, market_price=price, solution=LATER, starts_on=NEXT_JUNE)


def test_points_of_the_invented_year_are_spent_under_its_text() -> None:
    assert cg.quote(cg.Order(price=100_000), OF_112, programme=BOTH).points == 30_000
    assert cg.quote(cg.Order(price=100_000), OF_111, programme=BOTH).points == 50_000
    paid = OF_112.reserve(of_112(30_000), key="k", expected_seq=1, on=NEXT_JUNE, programme=BOTH)
    assert paid.wallet.reserved == 30_000
    assert paid.decision is not None
    assert paid.decision.programme.edition.name == "roc-112"
    assert paid.event.policy == policy_digest(INVENTED.policy)
    assert paid.wallet.edition == "roc-112"
    more = of_112(30_001)
    no = refused(lambda: OF_112.reserve(more, key="k", expected_seq=1, on=NEXT_JUNE, programme=BOTH))
    assert [one.rule for one in no.findings] == ["points.use.offset"]


def test_who_does_not_have_the_edition_is_told() -> None:
    one = of_112(30_000)
    commands: list[Callable[[], Any]] = [
        lambda: OF_112.reserve(one, key="k", expected_seq=1, on=NEXT_JUNE),
        lambda: OF_112.expire(key="k", expected_seq=1, on=date(2024, 1, 1)),
        lambda: cg.quote(one, OF_112),
        lambda: judged(OF_112, NEXT_JUNE),
    ]
    for command in commands:
        assert asked_which(command) == "edition.name"


# Claims, releases and what lapses.


def test_a_claim_of_2023_for_a_purchase_of_2022_goes_by_the_text_of_2022() -> None:
    wallet, on = reserved(), date(2023, 2, 1)
    no = refused(lambda: wallet.claim(CLAIM, key="c", expected_seq=2, on=on))
    assert (no.code, [one.rule for one in no.findings]) == ("undetermined", ["points.claim"])
    for programme in (PUBLISHED, BOTH):
        ruling = cg.Ruling(rule="points.claim", result="met", by="補助辦公室", on=on)
        paid = wallet.claim(
            CLAIM, key="c", expected_seq=2, on=on, programme=programme, policy=SETTLED, rulings=[ruling]
        )
        assert paid.decision is not None
        assert (paid.decision.programme.edition.name, paid.decision.subject.edition) == ("roc-111", "roc-111")
        assert paid.wallet.claimed == 15_000
    stated = attrs.evolve(CLAIM, edition="roc-112")
    no = refused(lambda: wallet.claim(stated, key="c", expected_seq=2, on=on, policy=SETTLED))
    assert no.code == "other_terms"
    assert "Edition applied under" in no.message("en")


def test_a_claim_by_itself_says_its_edition() -> None:
    on = date(2023, 2, 1)
    assert asked_which(lambda: BOTH.assess(CLAIM, on=on, stage="claim")) == "edition.required"
    decision = BOTH.assess(attrs.evolve(CLAIM, edition="roc-111"), on=on, stage="claim")
    assert decision.programme.edition.name == "roc-111"
    assert decision["listing.solution.claim-after-term"].result is MET


def test_a_release_and_what_lapses_go_by_the_edition_of_the_wallet() -> None:
    step = reserved().release("A-1", key="r", expected_seq=2, on=NEXT_JUNE, programme=BOTH)
    assert step.event.policy == policy_digest(ROC_111.policy)
    until = date(2023, 12, 31)
    assert (
        refused(lambda: OF_112.expire(key="e", expected_seq=1, on=until, programme=BOTH)).code
        == "not_expired"
    )
    gone = OF_112.expire(key="e", expected_seq=1, on=date(2024, 1, 1), programme=BOTH)
    assert (gone.wallet.expired, gone.event.policy) == (100_000, policy_digest(INVENTED.policy))
    lapse = date(2024, 1, 1)
    assert (
        refused(lambda: OF_111.expire(key="e", expected_seq=1, on=lapse, programme=BOTH)).code
        == "expiry_unknown"
    )


def test_rules_that_wait_for_one_clause_refuse_in_one_sentence() -> None:
    later = cg.points.edition.followed_by(
        "roc-112", since=date(2023, 1, 1), until=date(2023, 12, 31), keeps=["listing"]
    )
    wallet, programme = attrs.evolve(reserved(), edition="roc-112"), cg.points.with_editions(later)
    no = refused(lambda: wallet.claim(CLAIM, key="c", expected_seq=2, on=NEXT_JUNE, programme=programme))
    assert len(no.findings) > 1
    for locale, words in (("zh_Hant_TW", "尚未公布是否適用"), ("en", "Not published yet")):
        assert no.message(locale).count(words) == 1


# A wallet that was stored before editions were told.


STORED = attrs.evolve(OF_111.events["grant"], edition=U)
OLD = cg.PointWallet.replay([STORED])


def test_an_edition_that_is_not_told_adds_nothing_to_a_digest() -> None:
    assert "edition" not in cg.dump(STORED)
    assert cg.load(cg.WalletEvent, cg.dump(STORED)).digest() == STORED.digest() == OLD.head
    assert STORED.digest() != OF_111.head
    now, then = (one.reserve(ORDER, key="k", expected_seq=1, on=ORDERED) for one in (OF_111, OLD))
    assert now.event.asked == then.event.asked
    assert (OLD.edition, then.wallet.edition) == (U, U)
    # The command that was stored then is met again by its key, whoever knows the edition by now.
    again = then.wallet.reserve(ORDER, key="k", expected_seq=1, on=ORDERED, programme=BOTH)
    assert again.event == then.event


def test_it_goes_by_the_only_edition_that_has_begun() -> None:
    assert OLD.reserve(ORDER, key="k", expected_seq=1, on=ORDERED).wallet.reserved == 15_000
    assert OLD.reserve(ORDER, key="k", expected_seq=1, on=ORDERED, programme=BOTH).wallet.reserved == 15_000
    decision = judged(OLD, NEXT_JUNE, solution=LATER)
    assert (decision.programme.edition.name, decision[LISTED].result) == ("roc-111", NOT_MET)


def test_points_that_do_not_say_go_by_the_only_edition_begun_when_they_were_granted() -> None:
    held = OLD.reserve(ORDER, key="k", expected_seq=1, on=ORDERED).wallet
    now: dict[str, Any] = {"expected_seq": 2, "on": NEXT_JUNE, "programme": BOTH}
    assert held.edition is cg.UNKNOWN
    assert held.release("A-1", key="r", **now).event.policy == policy_digest(ROC_111.policy)
    assert held.claim(CLAIM, key="r", policy=SETTLED, **now).wallet.claimed == 15_000
    assert cg.quote(ORDER, held, programme=BOTH) == cg.quote(ORDER, held)


def test_where_the_grant_is_not_remembered_either_it_is_asked_which() -> None:
    purse = OLD.reserve(ORDER, key="k", expected_seq=1, on=ORDERED).wallet
    purse = attrs.evolve(purse, events={})
    assert purse.granted_on is cg.UNKNOWN
    june = order("A-9", 15_000, starts_on=NEXT_JUNE)
    now: dict[str, Any] = {"expected_seq": 2, "on": NEXT_JUNE, "programme": BOTH}
    commands: list[Callable[[], Any]] = [
        lambda: purse.reserve(june, key="r", **now),
        lambda: purse.release("A-1", key="r", **now),
        lambda: purse.expire(key="r", **now),
        lambda: cg.quote(june, purse, on=NEXT_JUNE, programme=BOTH),
    ]
    for command in commands:
        assert asked_which(command) == "edition.required"
    alone = {**now, "programme": BOTH.under("roc-111")}
    assert purse.release("A-1", key="r", **alone).event.policy == policy_digest(ROC_111.policy)


def test_a_quote_needs_an_edition_or_numbers() -> None:
    one, purse = cg.Order(price=100_000), cg.PointWallet(granted=9, available=9)
    with pytest.raises(cg.InvalidInput) as caught:
        cg.quote(one, purse)
    assert [(str(problem.path), problem.code) for problem in caught.value.problems] == [
        ("wallet.edition", "required")
    ]
    assert cg.quote(one, purse, policy=ROC_111.policy).points == 9
    assert cg.quote(one, purse, on=ORDERED).points == 9
    assert cg.quote(one, purse, programme=cg.points.under("roc-111")).points == 9
    assert cg.quote(one, attrs.evolve(purse, edition="roc-111")).points == 9


# Filings.


def ready() -> ApplicationSteps:
    steps = ApplicationSteps().taken("register", on=date(2022, 5, 1))
    return steps.taken("prepare", on=date(2022, 5, 2))


def test_a_filing_on_the_last_day_of_the_year_is_not_met_and_the_next_day_awaited() -> None:
    last = cg.points.assess(FIRM, on=date(2022, 12, 31))
    assert last.outcome is cg.Outcome.INELIGIBLE
    assert last["points.window.application"].result is NOT_MET
    first = cg.points.assess(FIRM, on=date(2023, 1, 1))
    assert first.outcome is cg.Outcome.UNDETERMINED
    assert set(first.results.values()) == {OPEN}
    for on, code in ((date(2022, 12, 31), "step.window"), (date(2023, 1, 1), "step.window_unsettled")):
        with pytest.raises(OutsideIntake) as caught:
            ready().taken("submit", on=on)
        assert caught.value.code == code
    assert "112年1月1日起之規定尚未公布，應適用何規定？" in caught.value.message("zh_Hant_TW")
    assert cg.UNKNOWN is ready().submitted_on


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2022, 8, 31), ""),
        (date(2022, 9, 1), "step.window"),
        (date(2023, 1, 31), "step.window"),
        (date(2023, 2, 1), ""),
        (date(2023, 9, 30), ""),
        (date(2023, 10, 3), "step.window"),
        (date(2024, 1, 1), "step.window_unsettled"),
    ],
)
def test_a_submission_goes_by_the_edition_of_its_day(on: date, code: str) -> None:
    if not code:
        assert ready().taken("submit", on=on, programme=BOTH).submitted_on == on
        return
    with pytest.raises(OutsideIntake) as caught:
        ready().taken("submit", on=on, programme=BOTH)
    assert caught.value.code == code


# Numbers that nobody has said.


@pytest.mark.parametrize("name", [name for name, info in facts(PointsPolicy).items() if not info.derived])
def test_one_number_that_is_not_said_raises_nothing(name: str) -> None:
    policy = attrs.evolve(ROC_111.policy, **{name: U})
    told(policy)


def test_no_number_at_all_raises_nothing() -> None:
    for outcome in told(PointsPolicy()):
        assert outcome is not cg.Outcome.ELIGIBLE


def bought_with(wallet: cg.PointWallet) -> cg.Purchase:
    return cg.Purchase(order=ORDER, wallet=wallet)


def told(policy: PointsPolicy) -> list[cg.Outcome]:
    """Everything that reads the numbers, asked once: decided, unknown or refused, and nothing raises."""
    wallet, held = OF_111, reserved()
    messages: list[str] = []
    for on in (date(2022, 4, 1), ORDERED, date(2022, 12, 1)):
        bought = cg.quote(ORDER, wallet, on=on, policy=policy)
        assert bought.points is U or bought.points >= 0
        try:
            ready().taken("submit", on=max(on, date(2022, 5, 2)), policy=policy)
        except OutsideIntake as caught:
            messages.append(caught.message("zh_Hant_TW") + caught.message("en"))
    on = date(2022, 12, 1)
    commands: list[Callable[[], Any]] = [
        lambda: wallet.reserve(ORDER, key="k", expected_seq=1, on=ORDERED, policy=policy),
        lambda: held.release("A-1", key="k", expected_seq=2, on=on, policy=policy),
        lambda: held.claim(CLAIM, key="k", expected_seq=2, on=on, policy=policy),
        lambda: wallet.expire(key="k", expected_seq=1, on=on, policy=policy),
        lambda: cg.PointWallet.granted_from(
            cg.points.assess(FIRM, on=APPLIED, policy=policy), id="W", key="g", on=GRANTED
        ),
    ]
    for command in commands:
        try:
            command()
        except cg.WalletRefused as caught:
            messages.append(caught.message("zh_Hant_TW") + caught.message("en"))
    assert "{" not in "".join(messages)
    decisions = [
        cg.points.assess(FIRM, on=APPLIED, policy=policy),
        cg.points.assess(
            cg.Purchase(order=ORDER, wallet=wallet), on=ORDERED, policy=policy, stage="purchase"
        ),
        cg.points.assess(CLAIM, on=on, policy=policy, stage="claim"),
    ]
    for decision in decisions:
        assert str(decision.report("zh_Hant_TW"))
        assert str(decision.report("en"))
    return [decision.outcome for decision in decisions]
