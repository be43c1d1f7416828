"""The benefits while they are tracked: pay by firm and year, investment, customers and their revenue."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    ROC_111,
    AdoptionPlan,
    Commitments,
    CustomerRevenue,
    FirmTracking,
    Member,
    Tracking,
    customer_revenue_rise,
    customers_short,
    investment_short,
    pay_rise,
    pay_short,
)
from cloudgrant.programmes.research.benefits.firm_tracking import MOST_HEADS, MOST_PAY
from cloudgrant.rules import Finding, Share

FIRST, SECOND, EVERY = (
    "research.benefit.salary",
    "research.benefit.salary/second-year",
    "research.benefit.salary/every-firm",
)
INVESTMENT, CUSTOMERS = "research.benefit.investment", "research.benefit.adoption"
REVENUE = "research.benefit.customer-revenue"
LEAD, PARTNER = "12345675", "00501508"
AFTER = date(2024, 1, 1)
TOTAL = attrs.evolve(ROC_111.policy, pay_basis="total")
MET, NOT_MET, UNDETERMINED = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED
NOT_APPLICABLE = cg.Result.NOT_APPLICABLE

# 600,000 a head; 630,000 in year one, by one head more; 661,500 in year two, by one head less.
RISING = FirmTracking(
    ubn=LEAD,
    base_pay=6_000_000,
    base_heads=10,
    first_pay=6_930_000,
    first_heads=11,
    second_pay=6_615_000,
    second_heads=10,
    new_investment=1_500_000,
)
OK = Tracking(
    members=(LEAD, PARTNER),
    firms=(RISING, attrs.evolve(RISING, ubn=PARTNER, new_investment=500_000)),
    committed_investment=2_000_000,
    committed_revenue_rise=100_000,
    approved_customers=150,
    recognised_customers=150,
    customer_revenues=(
        CustomerRevenue(customer="示範五金", before=1_000_000, after=1_200_000),
        CustomerRevenue(customer="示範小吃", before=500_000, after=400_000),
    ),
)


def found(rule: str, tracking: Tracking, on: date = AFTER, policy: Any = None, **more: Any) -> Finding:
    return cg.research.assess(tracking, on=on, policy=policy, stage="tracking", **more)[rule]


def of_firm(rule: str, firm: FirmTracking, policy: Any = None) -> cg.Result:
    return found(rule, Tracking(firms=(firm,)), policy=policy).result


def test_all_of_it() -> None:
    decision = cg.research.assess(OK, on=AFTER, stage="tracking")
    assert decision.outcome is cg.Outcome.ELIGIBLE
    ours = (FIRST, SECOND, EVERY, INVESTMENT, CUSTOMERS, REVENUE)
    assert {rule: decision.results[rule] for rule in ours} == dict.fromkeys(ours, MET)


# Pay.


@pytest.mark.parametrize(
    ("pay", "expected"),
    [(6_929_999, NOT_MET), (6_930_000, MET), (6_930_001, MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_five_per_cent_exactly_in_year_one(pay: Any, expected: cg.Result) -> None:
    assert of_firm(FIRST, attrs.evolve(RISING, first_pay=pay)) is expected


@pytest.mark.parametrize(
    ("pay", "expected"),
    [(6_614_999, NOT_MET), (6_615_000, MET), (6_615_001, MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_five_per_cent_over_year_one_in_year_two(pay: Any, expected: cg.Result) -> None:
    assert of_firm(SECOND, attrs.evolve(RISING, second_pay=pay)) is expected


@pytest.mark.parametrize(
    ("heads", "expected"), [(10, MET), (11, MET), (12, NOT_MET), (cg.UNKNOWN, UNDETERMINED)]
)
def test_it_is_the_average_per_head_that_rises(heads: Any, expected: cg.Result) -> None:
    assert of_firm(FIRST, attrs.evolve(RISING, first_heads=heads)) is expected


@pytest.mark.parametrize(
    ("pay", "expected"),
    [(6_299_999, NOT_MET), (6_300_000, MET), (6_300_001, MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_all_pay_where_annex_2_says_so(pay: Any, expected: cg.Result) -> None:
    assert of_firm(FIRST, attrs.evolve(RISING, first_pay=pay, first_heads=cg.UNKNOWN), TOTAL) is expected


def test_the_basis_is_data_and_the_average_unless_told() -> None:
    more_staff = attrs.evolve(RISING, first_pay=6_600_000)  # 10% more in all, nothing more a head
    assert ROC_111.policy.pay_basis == "average"
    assert of_firm(FIRST, more_staff) is NOT_MET
    assert of_firm(FIRST, more_staff, TOTAL) is MET


def test_year_two_is_held_against_what_year_one_came_to() -> None:
    high = attrs.evolve(RISING, first_pay=8_000_000)
    assert of_firm(FIRST, high) is MET
    assert of_firm(SECOND, high) is NOT_MET


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        (date(2022, 12, 31), NOT_APPLICABLE, NOT_APPLICABLE),
        (date(2023, 1, 1), MET, NOT_APPLICABLE),
        (date(2023, 12, 31), MET, NOT_APPLICABLE),
        (date(2024, 1, 1), MET, MET),
    ],
)
def test_a_year_is_judged_once_it_is_over(day: date, first: cg.Result, second: cg.Result) -> None:
    assert (found(FIRST, OK, day).result, found(EVERY, OK, day).result) == (first, first)
    assert found(SECOND, OK, day).result is second


@pytest.mark.parametrize(
    "firm",
    [
        attrs.evolve(RISING, base_pay=0, base_heads=0),
        attrs.evolve(RISING, base_pay=0),
        attrs.evolve(RISING, first_pay=0, first_heads=0),
    ],
)
def test_without_staff_or_pay_before_there_is_nothing_to_divide_by(firm: FirmTracking) -> None:
    finding = found(FIRST, Tracking(firms=(firm,)))
    assert finding.result is UNDETERMINED
    assert {gap.because for gap in finding.because} == {"text"}
    assert (
        finding.because[0].question("zh_Hant_TW")
        == "所比較之任一年沒有員工，或前一年沒有薪資的業者，其薪資提升如何認定？"
    )
    assert pay_rise(firm, policy=ROC_111.policy) is cg.UNKNOWN
    assert pay_short(firm, policy=ROC_111.policy) is cg.UNKNOWN


def test_all_pay_of_nothing_cannot_rise_by_a_share_either() -> None:
    assert of_firm(FIRST, attrs.evolve(RISING, base_pay=0), TOTAL) is UNDETERMINED


def test_a_ruling_settles_a_firm_that_was_founded_in_year_one() -> None:
    young = attrs.evolve(RISING, ubn=PARTNER, base_pay=0, base_heads=0)
    tracking = attrs.evolve(OK, firms=(RISING, young))
    assert found(FIRST, tracking).result is UNDETERMINED
    ruling = cg.Ruling(
        rule=FIRST, path=f"firms[ubn={PARTNER}]", result="not_applicable", by="計畫辦公室", on=AFTER
    )
    assert found(FIRST, tracking, rulings=[ruling]).result is MET


def test_every_proposing_firm_by_itself() -> None:
    behind = attrs.evolve(RISING, ubn=PARTNER, first_pay=6_929_999)
    finding = found(FIRST, attrs.evolve(OK, firms=(RISING, behind)))
    assert finding.result is NOT_MET
    assert [(part.path.key, part.result) for part in finding.parts] == [
        (f"firms[ubn={LEAD}]", MET),
        (f"firms[ubn={PARTNER}]", NOT_MET),
    ]
    assert finding.parts[1].margins[0].message("zh_Hant_TW").endswith("3,299,990，低於 3,300,000（不足 10）")


def test_a_firm_of_which_there_is_no_report_is_named_and_asked_for_and_fails_nothing() -> None:
    tracking = attrs.evolve(OK, firms=(RISING,))
    assert tracking.unreported == (PARTNER,)
    finding = found(EVERY, tracking)
    assert finding.result is UNDETERMINED  # it may yet report: no deadline is known
    assert [(gap.path.key, gap.because) for gap in finding.because] == [("no_more_reports", "fact")]
    assert finding.because[0].question("zh_Hant_TW").startswith("尚未提報之申請業者")
    assert finding.message("zh_Hant_TW").endswith(f"尚無法判定者：申請業者統一編號 {PARTNER}）")
    assert found(EVERY, OK).message("zh_Hant_TW").endswith("均已提報薪資：是）")
    nameless = attrs.evolve(RISING, ubn=cg.UNKNOWN)
    assert attrs.evolve(OK, firms=(RISING, nameless)).unreported is cg.UNKNOWN
    assert OK.unreported == ()
    for firms in ((RISING, nameless), (nameless,), (), cg.UNKNOWN):
        assert found(EVERY, attrs.evolve(OK, firms=firms)).result is UNDETERMINED
    assert found(EVERY, attrs.evolve(OK, members=cg.UNKNOWN)).result is UNDETERMINED
    # Unless nobody else will.
    assert found(EVERY, attrs.evolve(tracking, no_more_reports=True)).result is NOT_MET
    assert found(EVERY, attrs.evolve(OK, no_more_reports=True)).result is MET


@pytest.mark.parametrize("lacking", ["base_pay", "first_pay"])
def test_a_firm_without_its_pay_has_not_reported(lacking: str) -> None:
    silent: dict[str, Any] = {lacking: cg.UNKNOWN}
    tracking = attrs.evolve(OK, firms=(RISING, attrs.evolve(RISING, ubn=PARTNER, **silent)))
    finding = found(EVERY, tracking)
    assert finding.result is UNDETERMINED
    assert [gap.path.key for gap in finding.because] == [f"firms[ubn={PARTNER}].{lacking}"]
    # An empty row says no more than none.
    empty = attrs.evolve(OK, firms=(RISING, FirmTracking(ubn=PARTNER)))
    assert found(EVERY, empty).result is UNDETERMINED


@given(
    st.lists(
        st.tuples(
            st.sampled_from([LEAD, PARTNER, cg.UNKNOWN]),
            st.sampled_from([0, 21, cg.UNKNOWN]),
            st.sampled_from([2_000_000, 0, cg.UNKNOWN]),
        ),
        max_size=2,
        unique_by=lambda row: row[0],
    ),
    st.permutations([LEAD, PARTNER]),
    st.sampled_from([0, 21]),
    st.sampled_from([0, 2_000_000]),
)
def test_a_report_that_comes_in_overturns_nothing(rows: Any, order: Any, pay: int, made: int) -> None:
    def tracking(rows: Any) -> Tracking:
        return attrs.evolve(
            OK,
            firms=tuple(
                FirmTracking(ubn=ubn, base_pay=paid, first_pay=paid, new_investment=amount)
                for ubn, paid, amount in rows
            ),
        )

    def told(value: Any, learnt: Any) -> Any:
        return learnt if value is cg.UNKNOWN else value

    left = [number for number in order if number not in {ubn for ubn, _, _ in rows}]
    known = [(told(ubn, left[0]) if left else ubn, told(paid, pay), told(amount, made))
             for ubn, paid, amount in rows]  # fmt: skip
    there = {ubn for ubn, _, _ in known}
    whole = [*known, *((number, pay, made) for number in order if number not in there)]
    for rule in (EVERY, INVESTMENT):
        answers = [found(rule, tracking(rows)).result for rows in (rows, known, whole)]
        assert answers[-1] is not UNDETERMINED
        for before, after in pairwise(answers):
            assert before in (UNDETERMINED, after)


_PAY: st.SearchStrategy[Any] = st.sampled_from([cg.UNKNOWN, 0, 1, 20, 21, 22])
_HEADS: st.SearchStrategy[Any] = st.sampled_from([cg.UNKNOWN, 0, 1, 2])
_FACTS = {
    f"{year}_{what}": values
    for year in ("base", "first", "second")
    for what, values in (("pay", _PAY), ("heads", _HEADS))
}


def _made(known: dict[str, Any]) -> FirmTracking | None:
    try:
        return FirmTracking(**known)
    except cg.InvalidInput:
        return None


@given(st.fixed_dictionaries(_FACTS), st.fixed_dictionaries(_FACTS), st.sampled_from([ROC_111.policy, TOTAL]))
def test_learning_more_never_overturns_an_answer(known: Any, more: Any, policy: Any) -> None:
    before = _made(known)
    after = _made({name: more[name] if value is cg.UNKNOWN else value for name, value in known.items()})
    if before is None or after is None:
        return
    for rule in (FIRST, SECOND):
        answer = of_firm(rule, before, policy)
        if answer is not UNDETERMINED:
            assert of_firm(rule, after, policy) is answer


_AMOUNT = st.integers(1, MOST_PAY)
_STAFF = st.integers(1, MOST_HEADS)


@given(_AMOUNT, _STAFF, _AMOUNT, _STAFF, st.fractions(0, 1, max_denominator=1000))
def test_the_average_is_compared_exactly(
    before: int, heads: int, after: int, staff: int, rise: Fraction
) -> None:
    policy = attrs.evolve(ROC_111.policy, pay_rise=Share.of(rise))
    firm = FirmTracking(base_pay=before, base_heads=heads, first_pay=after, first_heads=staff)
    enough = Fraction(after, staff) >= (1 + rise) * Fraction(before, heads)
    assert of_firm(FIRST, firm, policy) is (MET if enough else NOT_MET)
    assert pay_rise(firm, policy=ROC_111.policy) == Fraction(after, staff) / Fraction(before, heads) - 1
    products = (firm.first_average_rise, firm.first_average_base)
    assert all(abs(number) * 1000 < 2**63 for number in products if number is not cg.UNKNOWN)


@given(
    _AMOUNT,
    st.integers(1, 300),
    st.integers(1, 10**10),
    st.integers(1, 300),
    st.sampled_from([ROC_111.policy, TOTAL]),
)
def test_what_is_short_mends_it_and_a_dollar_less_does_not(
    before: int, heads: int, after: int, staff: int, policy: Any
) -> None:
    firm = FirmTracking(base_pay=before // 1000 + 1, base_heads=heads, first_pay=after, first_heads=staff)
    short = pay_short(firm, "first", policy=policy)
    assert short is not cg.UNKNOWN
    if after + short <= MOST_PAY:
        assert of_firm(FIRST, attrs.evolve(firm, first_pay=after + short), policy) is MET
    if short:
        assert of_firm(FIRST, attrs.evolve(firm, first_pay=after + short - 1), policy) is NOT_MET


def test_person_months_come_to_the_same() -> None:
    months = attrs.evolve(RISING, base_heads=120, first_heads=132, second_heads=120)
    assert (
        pay_rise(months, policy=ROC_111.policy) == pay_rise(RISING, policy=ROC_111.policy) == Fraction(1, 20)
    )
    assert pay_rise(months, "second", policy=ROC_111.policy) == Fraction(1, 20)


def test_from_years() -> None:
    pay, heads = {2020: 1, 2021: 6_000_000, 2022: 6_300_000}, {2021: 10, 2022: 10, 2023: 10}
    firm = FirmTracking.of_years(ubn=LEAD, pay=pay, heads=heads, base_year=ROC_111.policy.pay_base_year)
    assert (firm.base_pay, firm.first_pay, firm.second_pay) == (6_000_000, 6_300_000, cg.UNKNOWN)
    assert (firm.base_heads, firm.second_heads) == (10, 10)
    assert FirmTracking.of_years(pay=pay, heads={}, base_year=2020).base_pay == 1


def test_a_later_edition_has_other_years() -> None:
    policy = attrs.evolve(ROC_111.policy, pay_base_year=2022)
    assert policy.pay_first_year_ends == date(2023, 12, 31)
    assert found(FIRST, OK, date(2023, 6, 30), policy).result is NOT_APPLICABLE


# Investment, customers, and what they earn.


@pytest.mark.parametrize(
    ("second", "expected"),
    [(499_999, NOT_MET), (500_000, MET), (500_001, MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_all_firms_together_invest_what_was_committed_to(second: Any, expected: cg.Result) -> None:
    firms = (RISING, attrs.evolve(RISING, ubn=PARTNER, new_investment=second))
    assert found(INVESTMENT, attrs.evolve(OK, firms=firms)).result is expected


def test_what_is_sure_of_the_investment_may_be_enough() -> None:
    silent = attrs.evolve(RISING, ubn=PARTNER, new_investment=cg.UNKNOWN)
    for first, expected in ((1_999_999, UNDETERMINED), (2_000_000, MET), (2_000_001, MET)):
        firms = (attrs.evolve(RISING, new_investment=first), silent)
        assert found(INVESTMENT, attrs.evolve(OK, firms=firms)).result is expected
        # So where the other has not reported at all.
        finding = found(INVESTMENT, attrs.evolve(OK, firms=firms[:1]))
        assert finding.result is expected
        assert [gap.path.key for gap in finding.because] == ["no_more_reports"] * (expected is UNDETERMINED)


def test_learning_who_proposed_overturns_nothing() -> None:
    """Who proposed is not known: that is not that nobody is lacking."""
    firm = FirmTracking(ubn=LEAD, new_investment=1_000_000)
    open_ = Tracking(committed_investment=2_000_000, firms=(firm,))
    assert found(INVESTMENT, open_).result is UNDETERMINED
    assert {gap.path.key for gap in found(INVESTMENT, open_).because} == {"members", "no_more_reports"}
    for members, expected in (((LEAD, PARTNER), UNDETERMINED), ((LEAD,), NOT_MET)):
        assert found(INVESTMENT, attrs.evolve(open_, members=members)).result is expected
    assert found(INVESTMENT, attrs.evolve(open_, no_more_reports=True)).result is NOT_MET
    enough = attrs.evolve(open_, firms=(attrs.evolve(firm, new_investment=2_000_000),))
    assert found(INVESTMENT, enough).result is MET  # whoever else proposed


@pytest.mark.parametrize(("made", "expected"), [(0, NOT_MET), (1, UNDETERMINED), (2, MET), (3, MET)])
def test_a_dollar_invested_is_some(made: int, expected: cg.Result) -> None:
    tracking = Tracking(
        members=(LEAD,), committed_investment=2, firms=(FirmTracking(ubn=LEAD, new_investment=made),)
    )
    assert found(INVESTMENT, tracking).result is (NOT_MET if expected is UNDETERMINED else expected)
    unsaid = attrs.evolve(tracking, committed_investment=cg.UNKNOWN)
    assert found(INVESTMENT, unsaid).result is (UNDETERMINED if made else NOT_MET)
    assert found(INVESTMENT, attrs.evolve(tracking, committed_investment=0)).result is (
        MET if made else NOT_MET
    )


@pytest.mark.parametrize(("recognised", "expected"), [(True, MET), (False, NOT_MET)])
def test_what_cannot_be_compared_counts_as_it_is_recognised(recognised: bool, expected: cg.Result) -> None:
    young = attrs.evolve(RISING, base_pay=0, base_heads=0)
    for policy in (ROC_111.policy, TOTAL):
        assert of_firm(FIRST, attrs.evolve(young, first_rise_recognised=recognised), policy) is expected
        # Of pay that can be compared, the numbers say it.
        other = attrs.evolve(RISING, first_rise_recognised=False, second_rise_recognised=False)
        assert of_firm(FIRST, other, policy) is MET
    gone = attrs.evolve(RISING, second_pay=0, second_heads=0)
    assert of_firm(SECOND, gone) is UNDETERMINED
    assert of_firm(SECOND, attrs.evolve(gone, second_rise_recognised=recognised)) is expected


def test_some_investment_there_has_to_be() -> None:
    none = attrs.evolve(
        OK, members=(LEAD,), committed_investment=0, firms=(attrs.evolve(RISING, new_investment=0),)
    )
    assert found(INVESTMENT, none).result is NOT_MET
    assert investment_short(none) == 1
    assert found(INVESTMENT, attrs.evolve(none, committed_investment=cg.UNKNOWN)).result is NOT_MET
    assert found(INVESTMENT, attrs.evolve(OK, committed_investment=cg.UNKNOWN)).result is UNDETERMINED
    assert investment_short(attrs.evolve(OK, committed_investment=3_000_000)) == 1_000_000
    assert investment_short(OK) == 0


@pytest.mark.parametrize(
    ("number", "expected"), [(149, NOT_MET), (150, MET), (151, MET), (cg.UNKNOWN, UNDETERMINED)]
)
def test_as_many_customers_as_approved(number: Any, expected: cg.Result) -> None:
    tracking = attrs.evolve(OK, recognised_customers=number)
    assert found(CUSTOMERS, tracking).result is expected
    assert customers_short(tracking) == (cg.UNKNOWN if number is cg.UNKNOWN else max(0, 150 - number))


def test_the_number_approved_is_awaited() -> None:
    [gap] = found(CUSTOMERS, attrs.evolve(OK, approved_customers=cg.UNKNOWN)).because
    assert (gap.because, gap.path.key) == ("event", "approved_customers")


@pytest.mark.parametrize(
    ("after", "expected"),
    [(399_999, NOT_MET), (400_000, MET), (400_001, MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_the_same_customers_together_earn_more_by_what_was_committed_to(
    after: Any, expected: cg.Result
) -> None:
    first, second = (CustomerRevenue(customer="甲", before=1_000_000, after=1_200_000),
                     CustomerRevenue(customer="乙", before=500_000, after=after))  # fmt: skip
    assert found(REVENUE, attrs.evolve(OK, customer_revenues=(first, second))).result is expected


@pytest.mark.parametrize(("after", "expected"), [(99, NOT_MET), (100, NOT_MET), (101, MET)])
def test_the_same_as_before_is_no_rise(after: int, expected: cg.Result) -> None:
    customers = (CustomerRevenue(before=100, after=after),)
    tracking = attrs.evolve(OK, committed_revenue_rise=0, customer_revenues=customers)
    assert found(REVENUE, tracking).result is expected
    assert customer_revenue_rise(tracking) == after - 100


def test_no_customers_have_no_rise() -> None:
    assert found(REVENUE, attrs.evolve(OK, customer_revenues=())).result is NOT_MET
    assert found(REVENUE, attrs.evolve(OK, customer_revenues=cg.UNKNOWN)).result is UNDETERMINED


_SUMS: st.SearchStrategy[Any] = st.sampled_from([cg.UNKNOWN, 0, 1, 2])


@given(
    st.lists(st.tuples(_SUMS, _SUMS), max_size=3),
    st.lists(st.tuples(_SUMS, _SUMS), min_size=3, max_size=3),
    _SUMS,
)
def test_totals_under_completion(known: Any, more: Any, committed: Any) -> None:
    def tracking(rows: Any, target: Any) -> Tracking:
        return Tracking(
            committed_revenue_rise=target,
            committed_investment=target,
            firms=tuple(FirmTracking(new_investment=before) for before, _ in rows),
            customer_revenues=tuple(CustomerRevenue(before=before, after=after) for before, after in rows),
        )

    learnt = [
        tuple(new if old is cg.UNKNOWN else old for old, new in zip(row, other, strict=True))
        for row, other in zip(known, more, strict=False)
    ]
    before, after = tracking(known, committed), tracking(learnt, 1 if committed is cg.UNKNOWN else committed)
    for rule in (INVESTMENT, REVENUE):
        answer = found(rule, before).result
        if answer is not UNDETERMINED:
            assert found(rule, after).result is answer


# How it reads, and what is nonsense.


def test_it_reads_well() -> None:
    [part] = found(FIRST, Tracking(firms=(RISING,))).parts
    assert part.message("zh_Hant_TW") == (
        "符合：第一年（至111年12月31日）員工薪資較前一年提升5%以上（以每人平均薪資計）"
        "（基準年員工薪資總額：600萬元；基準年員工數：10人；第一年員工數：11人；"
        "第一年每人平均薪資之增額，以兩年員工數之乘積為分母：3,300,000；"
        "基準年每人平均薪資，以兩年員工數之乘積為分母：66,000,000）"
    )
    assert part.margins[0].message("en") == (
        "Rise of average pay in year one, over the product of both years' staff 3,300,000 ≥ 3,300,000 "
        "(0 to spare)"
    )
    lower = attrs.evolve(RISING, first_pay=6_929_999)
    [part] = found(FIRST, Tracking(firms=(lower,))).parts
    assert part.margins[0].message("zh_Hant_TW").endswith("3,299,990，低於 3,300,000（不足 10）")
    # A share between two hundredths of a percent is held against them alike.
    third = attrs.evolve(ROC_111.policy, pay_rise=Share.of("1/3"))
    [part] = found(FIRST, Tracking(firms=(attrs.evolve(RISING, first_pay=8_800_000),)), policy=third).parts
    assert (part.result, "以兩年員工數之乘積為分母" in part.message("zh_Hant_TW")) == (MET, True)
    assert of_firm(FIRST, attrs.evolve(RISING, first_pay=8_799_999), third) is NOT_MET
    assert found(INVESTMENT, OK).message("en") == (
        "met: New investment reaches the amount committed to "
        "(New investment in all: NT$2,000,000; New investment committed to: NT$2,000,000)"
    )
    assert found(INVESTMENT, OK).margins[0].distance == 0


def test_what_is_not_said_is_asked_for_at_its_time() -> None:
    empty = Tracking(members=(LEAD,), firms=(FirmTracking(ubn=LEAD),))
    asked = cg.research.assess(empty, on=date(2023, 6, 30), stage="tracking").missing
    keys = [gap.path.key for gap in asked if gap.path[0] == "firms"]
    pay = [f"firms[ubn={LEAD}].{name}" for name in ("base_pay", "base_heads", "first_pay", "first_heads")]
    assert set(keys) == {*pay, f"firms[ubn={LEAD}].new_investment"}  # of year two, nothing yet


def test_from_the_proposal_that_was_funded() -> None:
    members = tuple(Member(firm=cg.Company(ubn=number)) for number in (LEAD, PARTNER))
    benefits = Commitments(new_investment=7, customer_revenue_rise=8)
    proposal = cg.Proposal(members=members, benefits=benefits, adoption=AdoptionPlan(approved_customers=9))
    tracking = Tracking.of(proposal)
    assert tracking == Tracking(
        members=(LEAD, PARTNER), committed_investment=7, committed_revenue_rise=8, approved_customers=9
    )
    assert Tracking.of(attrs.evolve(proposal, members=(*members, Member()))).members is cg.UNKNOWN
    assert Tracking.of(cg.Proposal()) == Tracking()
    closed = date(2023, 11, 30)
    assert Tracking.of(proposal, closed_on=closed) == attrs.evolve(tracking, closed_on=closed)


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2023, 11, 29), "before_closing"),
        (date(2023, 11, 30), "tracking"),
        (date(2025, 11, 30), "tracking"),  # the corresponding day, that day included
        (date(2025, 12, 1), "ended"),
    ],
)
def test_it_knows_its_closing_day_and_ends_two_years_after_it(day: date, phase: str) -> None:
    assert Tracking(closed_on=date(2023, 11, 30)).status(day, policy=ROC_111.policy).phase == phase
    assert Tracking().status(day, policy=ROC_111.policy).phase is cg.UNKNOWN


def test_it_says_what_is_due_and_which_reports_came_after_the_end() -> None:
    policy = attrs.evolve(ROC_111.policy, tracking_every_months=12)
    closed = Tracking(closed_on=date(2023, 11, 30))
    reports = closed.calendar(policy).reports
    assert reports is not cg.UNKNOWN
    first, last = reports
    received = {1: date(2025, 11, 30), 2: date(2025, 12, 1)}
    status = closed.status(date(2025, 12, 1), received, policy=policy)
    assert (status.late, status.after_end) == ((first, last), (last,))
    assert status.message("zh_Hant_TW").splitlines()[1:] == [
        "遲交：113年11月30日 第 1 次效益填報期限",
        "追蹤期滿後始填報：114年11月30日 第 2 次效益填報期限",
    ]
    in_time = closed.status(date(2025, 12, 1), {2: date(2025, 11, 30)}, policy=policy)
    assert (in_time.late, in_time.after_end, in_time.overdue) == ((), (), (first,))
    assert closed.status(date(2024, 12, 1), policy=policy).next == last
    assert (
        closed.status(date(2025, 12, 1), policy=ROC_111.policy).after_end is cg.UNKNOWN
    )  # how often, nobody has said


def test_nonsense_is_listed_at_once() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        FirmTracking(base_pay=1, base_heads=0, first_pay=2, first_heads=0)
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == [
        ("base_pay", "research.pay_without_staff"),
        ("first_pay", "research.pay_without_staff"),
    ]
    with pytest.raises(cg.InvalidInput) as caught:
        FirmTracking(ubn="123", base_pay=MOST_PAY + 1, base_heads=MOST_HEADS + 1, new_investment=-1)
    assert [problem.code for problem in caught.value.problems] == [
        "ubn.form",
        "too_large",
        "too_large",
        "negative",
    ]
    with pytest.raises(cg.InvalidInput) as caught:
        Tracking(members=(LEAD, LEAD), firms=(FirmTracking(ubn=PARTNER),))
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == [
        ("members[1]", "duplicate"),
        ("firms[0].ubn", "research.stranger"),
    ]
    with pytest.raises(cg.InvalidInput) as caught:
        Tracking(firms=(RISING, RISING), customer_revenues=(CustomerRevenue(customer="甲"),) * 2)
    assert [problem.code for problem in caught.value.problems] == ["duplicate", "duplicate"]


def test_it_travels() -> None:
    assert cg.load(Tracking, cg.dump(OK)) == OK
