"""The stages purchase and claim, rule by rule: below, at and above each threshold, and not known."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.listing import Plan, Price, Usage
from cloudgrant.programmes.points import ROC_111, PointsPolicy
from cloudgrant.rules.law.traceability import realisations
from cloudgrant.testing import BoundaryCase, OutOfReach, boundary_cases, eligible, examples, failing
from cloudgrant.values.roc_dates import format_date
from cloudgrant.values.unknown import UNKNOWN
from isolated import run
from programmes.points.wallets import (
    CLAIM,
    CLAIMED,
    ENDS,
    FIRM,
    ORDER,
    ORDERED,
    SETTLED,
    SOLUTION,
    opened,
    order,
)

MET, NOT_MET, OPEN = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED
PURCHASE = cg.Purchase(firm=FIRM, order=ORDER, wallet=opened())


def bought(
    rule: str, purchase: cg.Purchase, on: date = ORDERED, policy: PointsPolicy = ROC_111.policy
) -> cg.Result:
    decision = cg.points.assess(purchase, on=on, policy=policy, stage="purchase")
    return decision[rule].result


def ordered(**change: Any) -> cg.Purchase:
    return attrs.evolve(PURCHASE, order=attrs.evolve(ORDER, **change))


def claimed(rule: str, claim: cg.Claim, on: date = CLAIMED, policy: PointsPolicy = SETTLED) -> cg.Result:
    return cg.points.assess(claim, on=on, policy=policy, stage="claim")[rule].result


def changed(record: Any, name: str, value: Any) -> Any:
    return attrs.evolve(record, **{name: value})


def wallet(available: int, claimed: int = 0) -> cg.PointWallet:
    granted = available + claimed
    return cg.PointWallet(edition="roc-111", granted=granted, available=available, claimed=claimed)


def test_a_purchase_and_a_claim_in_order() -> None:
    assert cg.points.assess(PURCHASE, on=ORDERED, stage="purchase").outcome is cg.Outcome.ELIGIBLE
    decision = cg.points.assess(CLAIM, on=CLAIMED, policy=SETTLED, stage="claim")
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert decision.award is None


def test_an_application_is_decided_though_nothing_is_bought() -> None:
    assert cg.points.assess(FIRM, on=ORDERED).outcome is cg.Outcome.ELIGIBLE


# points.use.listed-solution


@pytest.mark.parametrize(
    ("day", "result"),
    [
        (date(2022, 4, 30), NOT_MET),
        (date(2022, 5, 1), MET),
        (date(2022, 12, 31), MET),
        (date(2023, 1, 1), NOT_MET),
    ],
)
def test_listed_on_the_day_of_the_purchase(day: date, result: cg.Result) -> None:
    assert bought("points.use.listed-solution", PURCHASE, on=day) is result


def test_a_listing_does_not_outlive_the_validity_of_the_selection() -> None:
    longer = ordered(solution=attrs.evolve(SOLUTION, listed_until=date(2023, 6, 30), last_listed_in=0))
    assert bought("points.use.listed-solution", longer, on=date(2022, 12, 31)) is MET
    assert bought("points.use.listed-solution", longer, on=date(2023, 1, 1)) is NOT_MET


@pytest.mark.parametrize(
    ("last", "until", "result"),
    [
        (2021, cg.UNKNOWN, OPEN),
        (2021, date(2023, 1, 4), NOT_MET),
        (2021, date(2023, 1, 5), MET),
        (0, date(2023, 1, 5), NOT_MET),
        (2020, date(2023, 1, 5), NOT_MET),
        (2022, date(2023, 1, 5), OPEN),  # of 2021 nothing is told
        (cg.UNKNOWN, date(2023, 1, 5), OPEN),
    ],
)
def test_how_long_a_solution_of_last_year_is_valid_is_not_said(
    last: Any, until: Any, result: cg.Result
) -> None:
    carried = ordered(solution=attrs.evolve(SOLUTION, listed_until=date(2023, 6, 30), last_listed_in=last))
    policy = attrs.evolve(ROC_111.policy, carried_over_valid_until=until)
    assert bought("points.use.listed-solution", carried, on=date(2022, 12, 31), policy=policy) is MET
    assert bought("points.use.listed-solution", carried, on=date(2023, 1, 5), policy=policy) is result


def test_the_validity_of_a_solution_of_last_year_is_a_question_for_the_office() -> None:
    solution = attrs.evolve(SOLUTION, listed_until=date(2023, 6, 30), last_listed_in=2021)
    decision = cg.points.assess(ordered(solution=solution), on=date(2023, 1, 5), stage="purchase")
    asked = {gap.path.pointer: gap.question("zh_Hant_TW") for gap in decision.awaiting}
    assert asked["/policy/carried_over_valid_until"] == "去年已上架、免重新遴選之方案，有效至哪一天？"


def test_whether_a_solution_is_listed_may_not_be_known() -> None:
    for name in ("listed_from", "listed_until"):
        unlisted: Any = {name: cg.UNKNOWN}
        purchase = ordered(solution=attrs.evolve(SOLUTION, **unlisted))
        decision = cg.points.assess(purchase, on=ORDERED, stage="purchase")
        assert decision["points.use.listed-solution"].result is OPEN
        assert [gap.path.pointer for gap in decision.awaiting] == [f"/order/solution/{name}"]


# points.use.offset


@pytest.mark.parametrize(
    ("price", "points", "result"),
    [
        (30_000, 14_999, MET),
        (30_000, 15_000, MET),
        (30_000, 15_001, NOT_MET),
        (30_001, 15_000, MET),  # half of an odd price rounds down
        (30_001, 15_001, NOT_MET),
        (30_000, 0, MET),
        (30_000, cg.UNKNOWN, OPEN),
        (cg.UNKNOWN, 15_000, OPEN),
    ],
)
def test_points_pay_at_most_half(price: Any, points: Any, result: cg.Result) -> None:
    assert bought("points.use.offset", ordered(price=price, points=points)) is result


@pytest.mark.parametrize(
    ("left", "result"), [(14_999, NOT_MET), (15_000, MET), (15_001, MET), (cg.UNKNOWN, OPEN)]
)
def test_points_are_at_most_what_is_left(left: Any, result: cg.Result) -> None:
    purse = cg.UNKNOWN if left is cg.UNKNOWN else wallet(left)
    assert bought("points.use.offset", attrs.evolve(PURCHASE, wallet=purse)) is result


@pytest.mark.parametrize(("spent", "result"), [(184_999, MET), (185_000, MET), (185_001, NOT_MET)])
def test_the_ceiling_is_over_all_purchases_together(spent: int, result: cg.Result) -> None:
    """With a grant larger than the ceiling, as a reform may have it."""
    rich = attrs.evolve(PURCHASE, wallet=wallet(100_000, claimed=spent))
    assert bought("points.use.offset", rich) is result


@pytest.mark.parametrize(
    ("points", "counts", "result"),
    [
        (15_000, cg.UNKNOWN, MET),  # half of the price without tax is allowed either way
        (15_001, cg.UNKNOWN, OPEN),
        (15_750, cg.UNKNOWN, OPEN),
        (15_751, cg.UNKNOWN, NOT_MET),  # more than half of the price with tax is not, either way
        (15_750, True, MET),
        (15_751, True, NOT_MET),
        (15_001, False, NOT_MET),
    ],
)
def test_whether_tax_counts_is_asked_only_where_it_matters(
    points: int, counts: Any, result: cg.Result
) -> None:
    policy = attrs.evolve(ROC_111.policy, offset_counts_tax=counts)
    assert bought("points.use.offset", ordered(points=points, tax=1_500), policy=policy) is result


def test_the_question_of_tax_is_for_the_office() -> None:
    decision = cg.points.assess(ordered(points=15_001, tax=1_500), on=ORDERED, stage="purchase")
    [gap] = decision.awaiting
    assert (gap.because, gap.path.pointer) == ("text", "/policy/offset_counts_tax")
    assert "營業稅" in gap.question("zh_Hant_TW")
    assert "tax" in gap.question("en")
    assert decision.missing == ()


def test_too_many_points_are_mended_by_asking_for_fewer() -> None:
    decision = cg.points.assess(ordered(points=20_000), on=ORDERED, stage="purchase")
    [remedy] = decision.remedies
    assert remedy.apply(decision.subject).order.points == 15_000
    assert remedy.message("zh_Hant_TW") == "折抵點數減為15,000點"


# points.use.offset/in-time


@pytest.mark.parametrize(
    ("day", "until", "result"),
    [
        (date(2022, 8, 31), cg.UNKNOWN, MET),
        (date(2022, 9, 1), cg.UNKNOWN, OPEN),
        (date(2022, 11, 30), date(2022, 11, 30), MET),
        (date(2022, 12, 1), date(2022, 11, 30), NOT_MET),
    ],
)
def test_points_are_used_before_they_expire(day: date, until: Any, result: cg.Result) -> None:
    policy = attrs.evolve(ROC_111.policy, points_usable_until=until)
    assert bought("points.use.offset/in-time", PURCHASE, on=day, policy=policy) is result


def test_expired_points_name_the_real_limit() -> None:
    def said(policy: PointsPolicy, locale: str) -> str:
        decision = cg.points.assess(PURCHASE, on=date(2022, 12, 1), policy=policy, stage="purchase")
        return decision["points.use.offset/in-time"].message(locale)

    assert "使用期限：111年11月30日" in said(SETTLED, "zh_Hant_TW")
    assert "last day: 30 November 2022" in said(SETTLED, "en")
    assert "使用期限：尚未公布" in said(ROC_111.policy, "zh_Hant_TW")


# listing.solution.minimum-term and listing.solution.price, as they bind a purchase


@pytest.mark.parametrize(("term", "result"), [(2, NOT_MET), (3, MET), (4, MET), (cg.UNKNOWN, OPEN)])
def test_a_purchase_runs_for_three_months(term: Any, result: cg.Result) -> None:
    assert bought("listing.solution.minimum-term/purchase", ordered(term=term)) is result


@pytest.mark.parametrize(
    ("price", "market", "standard", "result"),
    [
        (29_999, 30_000, cg.UNKNOWN, MET),
        (30_000, 30_000, cg.UNKNOWN, MET),
        (30_001, 30_000, 20_000, NOT_MET),
        (30_001, 40_000, 30_000, MET),  # its own market price goes before the solution's
        (40_001, 40_000, 30_000, NOT_MET),
        (30_000, cg.UNKNOWN, 36_000, OPEN),  # a plan may be worth less than the standard purchase
        (30_001, cg.UNKNOWN, 30_000, OPEN),  # and this one may be larger
        (4_500, 5_000, 36_000, MET),
        (5_001, 5_000, 36_000, NOT_MET),
        (30_000, cg.UNKNOWN, cg.UNKNOWN, OPEN),
    ],
)
def test_a_purchase_is_not_above_the_market(
    price: Any, market: Any, standard: Any, result: cg.Result
) -> None:
    solution = attrs.evolve(SOLUTION, market_price=standard)
    purchase = ordered(price=price, market_price=market, solution=solution)
    assert bought("listing.solution.price/purchase", purchase) is result


BASIC = Plan(
    name="基本",
    prices=(
        Price(amount=1_000, per="month", market_amount=1_100),
        Price(amount=10, per="seat * month", market_amount=12),
    ),
)
OFFERED = attrs.evolve(SOLUTION, price=30_000, market_price=36_000, plans=(BASIC,))
SEATS = (Usage(amount=50, unit="seat"),)


@pytest.mark.parametrize(
    ("price", "result"),
    [
        (cg.UNKNOWN, MET),  # what the plan charges: 4,500
        (4_500, MET),
        (5_099, MET),
        (5_100, MET),  # 3 × 1,100 + 50 × 3 × 12, the market price of just this
        (5_101, NOT_MET),
        (30_000, NOT_MET),  # below the solution's own market price, and still dear
    ],
)
def test_an_order_of_a_plan_is_held_against_the_market_price_of_what_it_buys(
    price: Any, result: cg.Result
) -> None:
    one = cg.Order.of(OFFERED, "基本", term=3, usage=SEATS, price=price, starts_on=ORDERED, number="A-9")
    assert (one.market_price, one.term) == (5_100, 3)
    assert one.price == (4_500 if price is cg.UNKNOWN else price)
    assert bought("listing.solution.price/purchase", attrs.evolve(PURCHASE, order=one)) is result


def test_a_market_price_that_the_plan_leaves_open_is_not_known() -> None:
    silent = attrs.evolve(BASIC, prices=(BASIC.prices[0], Price(amount=10, per="seat * month")))
    one = cg.Order.of(attrs.evolve(OFFERED, plans=(silent,)), "基本", term=3, usage=SEATS)
    assert (one.price, one.market_price) == (4_500, cg.UNKNOWN)
    assert bought("listing.solution.price/purchase", attrs.evolve(PURCHASE, order=one)) is OPEN
    unused = cg.Order.of(OFFERED, "基本", term=3)
    assert (unused.price, unused.market_price) == (cg.UNKNOWN, cg.UNKNOWN)


def test_an_order_of_no_plan_of_the_solution() -> None:
    with pytest.raises(cg.InvalidInput, match="基本"):
        cg.Order.of(OFFERED, "進階", term=3)
    with pytest.raises(cg.InvalidInput, match="months"):
        cg.Order.of(OFFERED, "基本", term=0)


@given(
    amount=st.integers(0, 500),
    market=st.integers(0, 500),
    seats=st.integers(0, 99),
    term=st.integers(1, 48),
    rounding=st.sampled_from(["down", "up", "half_up"]),
    block=st.integers(1, 30),
)
def test_a_plan_within_the_market_is_never_dear_and_a_stated_price_never_makes_it_so(
    amount: int, market: int, seats: int, term: int, rounding: Any, block: int
) -> None:
    """A plan at most at the market price gives lawful orders; a dollar above their market price is dear."""
    plan = Plan(
        name="P", prices=(Price(amount=amount, per=f"{block} seat", market_amount=market),), rounding=rounding
    )
    solution = attrs.evolve(OFFERED, plans=(plan,))
    one = cg.Order.of(solution, "P", term=term, usage=(Usage(amount=seats, unit="seat"),))
    rule = "listing.solution.price/purchase"
    if amount <= market:
        assert bought(rule, attrs.evolve(PURCHASE, order=one)) is MET
    assert one.market_price is not cg.UNKNOWN
    for more, result in ((0, MET), (1, NOT_MET)):
        dear = attrs.evolve(one, price=one.market_price + more)
        assert bought(rule, attrs.evolve(PURCHASE, order=dear)) is result


# listing.solution.claim-after-term


@pytest.mark.parametrize(
    ("starts", "term", "last"),
    [
        (date(2022, 6, 1), 3, date(2022, 8, 31)),
        (date(2022, 3, 31), 3, date(2022, 6, 30)),
        (date(2022, 5, 31), 3, date(2022, 8, 30)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2022, 2, 28), 6, date(2022, 8, 27)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
    ],
)
def test_the_term_is_in_calendar_months(starts: date, term: int, last: date) -> None:
    one = attrs.evolve(ORDER, starts_on=starts, term=term)
    assert one.ends_on == last
    claim = attrs.evolve(CLAIM, order=one)
    rule = "listing.solution.claim-after-term"
    assert claimed(rule, claim, on=last) is NOT_MET
    assert claimed(rule, claim, on=date.fromordinal(last.toordinal() + 1)) is MET


STATED = attrs.evolve(ORDER, stated_end=date(2022, 8, 30))


@pytest.mark.parametrize("stated", [date(2022, 8, 30), date(2022, 8, 31), date(2022, 9, 15)])
def test_a_last_day_that_the_contract_states_counts_and_a_difference_is_told(stated: date) -> None:
    one = attrs.evolve(ORDER, stated_end=stated)  # three months from 1 June end on 31 August
    assert one.ends_on == stated
    claim = attrs.evolve(CLAIM, order=one)
    rule = "listing.solution.claim-after-term"
    assert claimed(rule, claim, on=stated) is NOT_MET
    assert claimed(rule, claim, on=stated + timedelta(1)) is MET
    decided = cg.points.assess(claim, on=stated + timedelta(1), policy=SETTLED, stage="claim")
    notes = {note for finding in decided.findings for note in finding.notes}
    assert bool(notes) == (stated != date(2022, 8, 31))
    for note in notes:
        assert format_date(stated) in note["zh"]
        assert "111年8月31日" in note["zh"]
        assert note["zh"] in str(decided.report("zh_Hant_TW"))
        assert "31 August 2022" in note["en"]


@pytest.mark.parametrize(
    ("term", "stated", "result"),
    [
        (3, date(2022, 8, 30), NOT_MET),  # a day short of three months
        (3, date(2022, 8, 31), MET),
        (2, date(2022, 8, 31), MET),
        (2, cg.UNKNOWN, NOT_MET),
        (cg.UNKNOWN, date(2022, 8, 31), MET),
    ],
)
def test_a_purchase_runs_to_the_last_day_that_its_contract_states(
    term: Any, stated: Any, result: cg.Result
) -> None:
    purchase = ordered(term=term, stated_end=stated)
    assert bought("listing.solution.minimum-term/purchase", purchase) is result
    assert bool(purchase.notes()) == (UNKNOWN not in (term, stated) and (term, stated) != (3, ENDS))


def test_a_term_too_short_is_mended_by_a_longer_one() -> None:
    decision = cg.points.assess(ordered(term=2), on=ORDERED, policy=SETTLED, stage="purchase")
    [remedy] = decision.remedies
    assert remedy.message("zh_Hant_TW") == "契約期間由「2個月」改為「3個月」"
    mended = remedy.apply(ordered(term=2)).order
    assert (mended.term, mended.ends_on) == (3, ENDS)


def test_a_stated_last_day_is_not_before_the_first() -> None:
    assert attrs.evolve(ORDER, stated_end=ORDERED).ends_on == ORDERED
    with pytest.raises(cg.InvalidInput) as caught:
        attrs.evolve(ORDER, stated_end=ORDERED - timedelta(1))
    assert [(one.path.key, one.code) for one in caught.value.problems] == [("stated_end", "order")]
    assert attrs.evolve(STATED, starts_on=cg.UNKNOWN).months is cg.UNKNOWN


@pytest.mark.parametrize(
    "change",
    [{"starts_on": cg.UNKNOWN}, {"term": cg.UNKNOWN}, {"term": 0}],
)
def test_when_the_end_is_not_known(change: dict[str, Any]) -> None:
    one = attrs.evolve(ORDER, **change)
    assert one.ends_on is cg.UNKNOWN
    assert one.notes() == attrs.evolve(one, stated_end=date(2022, 8, 31)).notes() == ()
    assert claimed("listing.solution.claim-after-term", attrs.evolve(CLAIM, order=one)) is OPEN


def test_a_term_that_the_calendar_does_not_hold_has_not_ended() -> None:
    one = attrs.evolve(ORDER, starts_on=date(9999, 12, 1))
    assert one.ends_on == date.max
    assert claimed("listing.solution.claim-after-term", attrs.evolve(CLAIM, order=one)) is NOT_MET


@pytest.mark.parametrize(
    ("early", "payable", "result"),
    [
        (False, True, NOT_MET),
        (True, True, MET),
        (True, False, NOT_MET),
        (True, cg.UNKNOWN, OPEN),
        (cg.UNKNOWN, False, NOT_MET),
        (cg.UNKNOWN, cg.UNKNOWN, OPEN),
        (cg.UNKNOWN, True, MET),  # the day of an early end says that there was one
    ],
)
def test_before_the_term_ends_only_an_early_end_could_do(early: Any, payable: Any, result: cg.Result) -> None:
    claim = attrs.evolve(CLAIM, ended_early=early, ended_on=cg.UNKNOWN if early is False else ORDERED)
    policy = attrs.evolve(SETTLED, early_end_payable=payable)
    rule, day = "listing.solution.claim-after-term", date(2022, 6, 2)
    assert claimed(rule, claim, on=day, policy=policy) is result


@pytest.mark.parametrize(
    ("ended", "result"),
    [
        (date(2022, 6, 30), MET),
        (date(2022, 7, 1), NOT_MET),  # the day itself is too early, as that of the term is
        (date(2022, 7, 2), NOT_MET),
        (cg.UNKNOWN, OPEN),
    ],
)
def test_an_early_end_counts_once_it_has_come(ended: Any, result: cg.Result) -> None:
    claim = attrs.evolve(CLAIM, ended_early=True, ended_on=ended)
    policy = attrs.evolve(SETTLED, early_end_payable=True)
    rule = "listing.solution.claim-after-term"
    assert claimed(rule, claim, on=date(2022, 7, 1), policy=policy) is result


def test_no_contract_ends_before_it_begins() -> None:
    with pytest.raises(cg.InvalidInput, match="ended_on"):
        attrs.evolve(CLAIM, ended_on=date(2022, 5, 31))


@pytest.mark.parametrize(
    ("ordered_on", "payable", "result"),
    [
        (date(2022, 5, 31), cg.UNKNOWN, MET),
        (date(2022, 6, 1), cg.UNKNOWN, MET),
        (date(2022, 6, 2), cg.UNKNOWN, OPEN),
        (date(2022, 6, 2), True, MET),
        (date(2022, 6, 2), False, NOT_MET),
        (cg.UNKNOWN, cg.UNKNOWN, OPEN),
    ],
)
def test_a_contract_that_began_before_the_purchase(ordered_on: Any, payable: Any, result: cg.Result) -> None:
    claim = attrs.evolve(CLAIM, ordered_on=ordered_on)
    policy = attrs.evolve(SETTLED, earlier_start_payable=payable)
    assert claimed("points.claim/start", claim, policy=policy) is result


# points.claim


@pytest.mark.parametrize(
    ("documents", "needed", "result"),
    [
        (("契約", "發票"), ("契約", "發票"), MET),
        (("發票", "照片", "契約"), ("契約", "發票"), MET),
        (("契約",), ("契約", "發票"), NOT_MET),
        ((), ("契約",), NOT_MET),
        ((), (), MET),
        (cg.UNKNOWN, ("契約",), OPEN),
        (("契約", "發票"), cg.UNKNOWN, OPEN),
    ],
)
def test_every_document_that_was_announced(documents: Any, needed: Any, result: cg.Result) -> None:
    policy = attrs.evolve(SETTLED, claim_documents=needed)
    assert claimed("points.claim", attrs.evolve(CLAIM, documents=documents), policy=policy) is result


def test_which_documents_are_needed_is_not_invented() -> None:
    decision = cg.points.assess(CLAIM, on=CLAIMED, stage="claim", policy=ROC_111.policy)
    [gap] = decision.awaiting
    assert (gap.because, gap.path.pointer) == ("policy", "/policy/claim_documents")
    assert gap.question("zh_Hant_TW") == "點數核銷需要準備什麼文件？"


def test_what_is_missing_is_handed_in_later() -> None:
    claim = attrs.evolve(CLAIM, documents=("契約",))
    [remedy] = cg.points.assess(claim, on=CLAIMED, policy=SETTLED, stage="claim").remedies
    assert remedy.apply(claim).documents == ("契約", "發票")


@pytest.mark.parametrize(
    ("rule", "fact", "flag"),
    [
        ("points.claim/early-end", "ended_early", "early_end_payable"),
        ("points.claim/refund", "refunded", "refund_payable"),
    ],
)
def test_what_the_briefing_leaves_open(rule: str, fact: str, flag: str) -> None:
    assert claimed(rule, CLAIM) is cg.Result.NOT_APPLICABLE
    said, unsaid = (changed(CLAIM, fact, value) for value in (True, cg.UNKNOWN))
    assert claimed(rule, unsaid) is OPEN
    decision = cg.points.assess(said, on=CLAIMED, policy=SETTLED, stage="claim")
    assert decision[rule].result is OPEN
    assert [(gap.because, gap.path.pointer) for gap in decision.awaiting] == [("text", f"/policy/{flag}")]
    for settled, result in ((True, MET), (False, NOT_MET)):
        assert claimed(rule, said, policy=changed(SETTLED, flag, settled)) is result
    ruling = cg.Ruling(rule=rule, result="met", by="補助辦公室", on=CLAIMED, ref="第 8 號函")
    ruled = cg.points.assess(said, on=CLAIMED, policy=SETTLED, stage="claim", rulings=[ruling])
    assert ruled[rule].result is MET
    assert ruled.outcome is cg.Outcome.ELIGIBLE


@pytest.mark.parametrize(
    ("until", "payable", "result"),
    [
        (date(2022, 8, 31), cg.UNKNOWN, MET),
        (date(2022, 8, 30), cg.UNKNOWN, OPEN),
        (date(2022, 8, 30), True, MET),
        (date(2022, 8, 30), False, NOT_MET),
        (cg.UNKNOWN, cg.UNKNOWN, OPEN),
    ],
)
def test_a_listing_that_lapses_during_the_contract(until: Any, payable: Any, result: cg.Result) -> None:
    one = attrs.evolve(ORDER, solution=attrs.evolve(SOLUTION, listed_until=until))
    policy = attrs.evolve(SETTLED, lapsed_listing_payable=payable)
    assert claimed("points.claim/listing", attrs.evolve(CLAIM, order=one), policy=policy) is result


def test_a_contract_to_the_end_of_the_year_is_listed_throughout() -> None:
    """1 July and 6 months end on 31 December, the last day of the listing; the first day counts."""
    one = attrs.evolve(ORDER, starts_on=date(2022, 7, 1), term=6)
    assert one.ends_on == date(2022, 12, 31)
    assert claimed("points.claim/listing", attrs.evolve(CLAIM, order=one)) is MET


# Quotes.


@pytest.mark.parametrize(
    ("price", "purse", "points"),
    [
        (150_001, wallet(200_000), 75_000),
        (500_000, wallet(200_000), 200_000),
        (500_000, wallet(100_000, claimed=100_000), 100_000),
        (500_000, wallet(150_000, claimed=120_000), 80_000),
        (500_000, wallet(0, claimed=200_000), 0),
        (0, wallet(200_000), 0),
    ],
)
def test_a_quote_says_points_and_self_paid_part(price: int, purse: cg.PointWallet, points: int) -> None:
    found = cg.quote(cg.Order(price=price), purse)
    assert (found.points, found.self_paid) == (points, price - points)


def test_a_quote_counts_tax_only_where_a_policy_says_so() -> None:
    taxed = cg.Order(price=100_000, tax=5_000)
    assert cg.quote(taxed, wallet(200_000)).points == 50_000
    counts = attrs.evolve(ROC_111.policy, offset_counts_tax=True)
    assert cg.quote(taxed, wallet(200_000), policy=counts).points == 52_500


def test_a_quote_needs_a_price() -> None:
    with pytest.raises(cg.InvalidInput, match=r"order\.price"):
        cg.quote(cg.Order(), wallet(1))


@given(st.integers(1, 10**9), st.integers(0, 200_000), st.integers(0, 200_000))
def test_the_quoted_points_are_the_most_that_may_be_asked_for(price: int, left: int, spent: int) -> None:
    purse = wallet(left, claimed=spent)
    points = cg.quote(cg.Order(price=price), purse).points
    for asked, result in ((points, MET), (points + 1, NOT_MET)):
        one = attrs.evolve(ORDER, price=price, points=asked)
        assert bought("points.use.offset", cg.Purchase(order=one, wallet=purse)) is result


# What comes for free, comes.


@pytest.mark.parametrize("stage", ["purchase", "claim"])
@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_decisions_speak(stage: Any, locale: str) -> None:
    subjects: list[Any] = [PURCHASE, cg.Purchase()] if stage == "purchase" else [CLAIM, cg.Claim()]
    for subject in subjects:
        decision = cg.points.assess(subject, on=CLAIMED, stage=stage)
        text = str(decision.report(locale))
        assert "{" not in text
        assert all(finding.message(locale) for finding in decision.findings)
        assert cg.verify(decision.receipt, subject).same
        assert cg.load(type(subject), cg.dump(subject)) == subject
        assert cg.load(cg.IssuedDecision, cg.dump(decision, texts=[locale])).report(locale) == text


def _cases_of_a_purchase() -> tuple[BoundaryCase, ...]:
    with pytest.raises(OutOfReach) as caught:
        boundary_cases(cg.points, policy=SETTLED, stage="purchase")
    # The days by which the points were surely usable are no boundary once it is told until when they are.
    [lacking] = caught.value.without
    assert (lacking.rule, lacking.condition) == (
        "points.use.offset/in-time",
        "on <= policy.surely_usable_until",
    )
    return caught.value.cases


def test_examples_and_boundary_cases_are_worked_out() -> None:
    for stage in ("purchase", "claim"):
        good = eligible(cg.points, stage=stage, policy=SETTLED)
        decision = cg.points.assess(good.subject, on=good.on, policy=SETTLED, stage=stage)
        assert decision.outcome is cg.Outcome.ELIGIBLE
    bad = failing("points.use.offset", cg.points, stage="purchase", policy=SETTLED)
    decision = cg.points.assess(bad.subject, on=bad.on, policy=SETTLED, stage="purchase")
    assert decision["points.use.offset"].result is NOT_MET
    assert len(examples(cg.points, stage="purchase")) > 3
    terms = [
        (case.position, case.value) for case in _cases_of_a_purchase() if case.path == ("order", "months")
    ]
    assert terms == [("below", 2), ("at", 3), ("above", 4), ("unknown", cg.UNKNOWN)]


def test_every_clause_of_the_demand_side_is_realised() -> None:
    realised = {one.clause.id for one in realisations(cg.points)}
    assert realised == set(cg.points.clauses)


@pytest.mark.parametrize(
    ("number", "code"),
    [("A-1 ", "text.blanks"), ("\u3000A-1", "text.blanks"), (" ", "empty"), ("", "empty")],
)
def test_an_orders_number_has_no_blanks_around_it(number: str, code: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Order(number=number)
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize("fact", ["price", "points", "term"])
def test_an_order_that_is_nonsense(fact: str) -> None:
    for value in (-1, 1.5, True):
        arguments: dict[str, Any] = {fact: value}
        with pytest.raises(cg.InvalidInput):
            cg.Order(**arguments)
    half, problems = cg.draft(cg.Purchase, {"order": {"number": "A-1", fact: -1}})
    assert [problem.path.key for problem in problems] == [f"order.{fact}"]
    assert half.order.number == "A-1"


def test_an_order_of_half_its_price() -> None:
    assert order("A-2", 10).self_paid == 10


# A purchase holds the account of points, whether or not it came with its commands.

ELSEWHERE = """
import json, sys
import cloudgrant as cg
plain = json.loads({plain!r})
{before}
purchase = cg.load(cg.Purchase, plain)
print(json.dumps([type(purchase.wallet).__name__, cg.dump(purchase) == plain]))
"""


def test_a_wallet_inside_a_purchase_says_no_kind_and_is_equal_when_loaded() -> None:
    plain = cg.dump(PURCHASE)
    assert "kind" not in plain["wallet"]
    assert cg.load(cg.Purchase, plain) == PURCHASE
    assert plain["wallet"] == {
        name: part for name, part in cg.dump(opened()).items() if name not in ("kind", "version")
    }
    assert cg.load(cg.PointWallet, cg.dump(cg.load(cg.Purchase, plain).wallet)) == opened()


@pytest.mark.parametrize("before", ["", "cg.PointWallet"], ids=["nothing loaded", "wallets loaded"])
def test_a_purchase_is_loaded_alike_whatever_was_imported_before(before: str) -> None:
    for wallet in ({}, {"kind": "point_wallet"}):
        plain = cg.dump(PURCHASE)
        sent = json.dumps({**plain, "wallet": {**wallet, **plain["wallet"]}})
        assert run(ELSEWHERE.format(plain=sent, before=before)) == ["Ledger", not wallet]
