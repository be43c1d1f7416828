"""Each rule of selection, by the briefing: below, at and above, met, not met, unknown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.listing import Plan, Price, Risk, SecurityTests
from cloudgrant.testing import examples
from cloudgrant.values.unknown import Fact
from programmes.listing.applications import DAY, OK, POLICY, SALE, with_

MET, NOT_MET, OPEN, OFF = (
    cg.Result.MET,
    cg.Result.NOT_MET,
    cg.Result.UNDETERMINED,
    cg.Result.NOT_APPLICABLE,
)
U = cg.UNKNOWN
SELECTED_ONLY = {
    "listing.window.submission",
    "listing.application/video",
    "listing.vendor.business-code",
    "listing.vendor.paid-in-capital",
    "listing.vendor.no-prc-or-foreign-branch",
    "listing.vendor.quality-record",
    "listing.vendor.no-violation/government-projects",
    "listing.vendor.no-violation/taxes",
    "listing.vendor.no-violation/law",
    "listing.vendor.sales-record",
    "listing.documents/income-tax",
    "listing.documents/tax-clearance",
    "listing.documents/sales",
    "listing.documents/form",
}
ALWAYS = {"listing.solution.category", "listing.solution.price", "listing.solution.minimum-term"}


def result(rule: str, application: cg.ListingApplication, on: Fact[date] = DAY) -> cg.Result:
    return cg.listing.assess(application, on=on, policy=POLICY)[rule].result


def test_a_complete_application_is_eligible_and_asks_for_nothing() -> None:
    decision = cg.listing.assess(OK, on=DAY)
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert decision.missing == ()
    assert decision.awaiting == ()
    others = {"listing.review.operation-criteria/reseller"}
    assert set(decision.results) == SELECTED_ONLY | ALWAYS | others
    assert {rule for rule, answer in decision.results.items() if answer is not MET} == others
    assert {decision.results[rule] for rule in others} == {OFF}


# 一、申請期程


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2022, 4, 12), OPEN),
        (date(2022, 4, 13), MET),
        (date(2022, 8, 19), MET),
        (date(2022, 8, 20), MET),
        (date(2022, 8, 21), OPEN),
        (date(2022, 8, 22), OPEN),  # a Monday: whether a last day that is a Saturday moves is not said
        (date(2022, 8, 23), NOT_MET),
        (U, OPEN),
    ],
)
def test_the_window_of_submission(on: Fact[date], expected: cg.Result) -> None:
    assert result("listing.window.submission", OK, on) is expected


def test_an_announcement_day_once_known_decides() -> None:
    policy = attrs.evolve(POLICY, announced_on=date(2022, 3, 1))
    days = (date(2022, 2, 28), date(2022, 3, 1))
    found = [cg.listing.assess(OK, on=day, policy=policy)["listing.window.submission"].result for day in days]
    assert found == [NOT_MET, MET]


@pytest.mark.parametrize(
    ("moved", "results"),
    [
        (cg.UNKNOWN, [MET, MET, OPEN, OPEN, NOT_MET]),
        (date(2022, 8, 20), [MET, MET, NOT_MET, NOT_MET, NOT_MET]),
        (date(2022, 8, 21), [MET, MET, MET, NOT_MET, NOT_MET]),
        (date(2022, 8, 22), [MET, MET, MET, MET, NOT_MET]),
    ],
)
def test_a_last_day_of_rest_is_asked_about_until_the_next_working_day(
    moved: Any, results: list[cg.Result]
) -> None:
    policy = attrs.evolve(POLICY, moved_last_day=moved)
    decisions = [cg.listing.assess(OK, on=date(2022, 8, day), policy=policy) for day in (19, 20, 21, 22, 23)]
    assert [one["listing.window.submission"].result for one in decisions] == results
    for decision, result in zip(decisions, results, strict=True):
        asked = [gap for gap in decision.awaiting if gap.path.pointer == "/policy/moved_last_day"]
        assert [gap.because for gap in asked] == (["text"] if result is OPEN else [])


def test_holidays_and_make_up_days_are_the_callers() -> None:
    def found(**days: Any) -> list[cg.Result]:
        policy = attrs.evolve(POLICY, **days)
        decisions = (cg.listing.assess(OK, on=date(2022, 8, day), policy=policy) for day in (21, 22, 23))
        return [one["listing.window.submission"].result for one in decisions]

    assert found(holidays=(date(2022, 8, 22),)) == [OPEN, OPEN, OPEN]
    assert found(make_up_days=(date(2022, 8, 20),)) == [NOT_MET, NOT_MET, NOT_MET]
    assert found(make_up_days=(date(2022, 8, 21),)) == [OPEN, NOT_MET, NOT_MET]


@pytest.mark.parametrize("day", [19, 23])
def test_a_last_day_moves_no_further_than_to_the_next_working_day(day: int) -> None:
    with pytest.raises(cg.InvalidInput, match=r"rest_day\.moved"):
        attrs.evolve(POLICY, moved_last_day=date(2022, 8, day))


def test_no_day_is_both_a_holiday_and_worked() -> None:
    both = (date(2022, 8, 20),)
    with pytest.raises(cg.InvalidInput, match="make_up_days"):
        attrs.evolve(POLICY, holidays=both, make_up_days=both)


@pytest.mark.parametrize(
    ("selected_on", "on", "expected"),
    [
        (date(2022, 7, 1), date(2022, 6, 30), NOT_MET),
        (date(2022, 7, 1), date(2022, 7, 1), MET),
        (date(2022, 7, 1), date(2022, 12, 31), MET),
        (date(2022, 7, 1), date(2023, 1, 1), NOT_MET),
        (U, date(2022, 12, 31), OPEN),
        (U, date(2023, 1, 1), NOT_MET),
    ],
)
def test_a_selection_is_valid_from_publication_to_the_end_of_the_year(
    selected_on: Fact[date], on: date, expected: cg.Result
) -> None:
    solution = cg.CloudSolution(selected_on=selected_on, last_listed_in=0)
    decision = cg.listing.assess(solution, on=on, stage="purchase")
    assert decision["listing.window.validity"].result is expected


def test_of_what_is_carried_over_no_validity_is_stated() -> None:
    solution = cg.CloudSolution(last_listed_in=2021)
    decision = cg.listing.assess(solution, on=DAY, stage="purchase")
    assert decision.results == {"listing.window.validity": OFF}
    assert decision.outcome is cg.Outcome.UNDETERMINED


# 二、申請資格


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("I301010",), MET),
        (("I301020",), MET),
        (("I301030",), MET),
        (("F113050", "I301030"), MET),
        (("I301040",), NOT_MET),
        (("F113050",), NOT_MET),
        ((), NOT_MET),
        (U, OPEN),
    ],
)
def test_any_one_of_three_business_codes(codes: Fact[tuple[str, ...]], expected: cg.Result) -> None:
    assert result("listing.vendor.business-code", with_(OK, vendor__business_codes=codes)) is expected


@pytest.mark.parametrize("code", ["I 301010", "I30101", "I3010100", "i301010", "301010", "ABC0101"])
def test_a_business_code_has_its_form(code: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Company(business_codes=("I301010", code))
    [problem] = caught.value.problems
    assert (problem.code, problem.path.pointer) == ("business_code", "/business_codes/1")


@pytest.mark.parametrize(
    ("capital", "expected", "room"),
    [(999_999, NOT_MET, -1), (1_000_000, MET, 0), (1_000_001, MET, 1), (U, OPEN, U)],
)
def test_paid_in_capital(capital: Fact[int], expected: cg.Result, room: Fact[int]) -> None:
    decision = cg.listing.assess(with_(OK, vendor__paid_in_capital=capital), on=DAY)
    finding = decision["listing.vendor.paid-in-capital"]
    assert finding.result is expected
    assert [margin.distance for margin in finding.margins] == [room]


@pytest.mark.parametrize(
    ("prc", "branch", "expected"),
    [
        (False, False, MET),
        (True, False, NOT_MET),
        (False, True, NOT_MET),
        (True, U, NOT_MET),
        (False, U, OPEN),
        (U, False, OPEN),
    ],
)
def test_neither_prc_funded_nor_a_foreign_branch(
    prc: Fact[bool], branch: Fact[bool], expected: cg.Result
) -> None:
    application = with_(OK, vendor__prc_funded_enterprise=prc, vendor__foreign_enterprise_branch=branch)
    assert result("listing.vendor.no-prc-or-foreign-branch", application) is expected


@pytest.mark.parametrize(
    ("changes", "sold", "of_this"),
    [
        ({}, MET, MET),
        ({"document": "invoice"}, MET, MET),
        ({"document": "other"}, OPEN, OPEN),
        ({"document": "other", "accepted": True}, MET, MET),
        ({"document": "other", "accepted": False}, NOT_MET, NOT_MET),
        ({"shows_amount": False}, NOT_MET, NOT_MET),
        ({"shows_period": False}, NOT_MET, NOT_MET),
        ({"shows_period": U}, OPEN, OPEN),
        ({"of_this_solution": False}, MET, NOT_MET),
        ({"of_this_solution": U}, MET, OPEN),
    ],
)
def test_one_proof_of_sale(changes: dict[str, Any], sold: cg.Result, of_this: cg.Result) -> None:
    application = with_(OK, proofs_of_sale=(attrs.evolve(SALE, **changes),))
    assert result("listing.vendor.sales-record", application) is sold
    assert result("listing.documents/sales", application) is of_this


def test_one_good_proof_is_enough_among_doubtful_ones() -> None:
    doubtful = attrs.evolve(SALE, shows_amount=U)
    poor = attrs.evolve(SALE, shows_amount=False)
    assert result("listing.vendor.sales-record", with_(OK, proofs_of_sale=(doubtful, SALE))) is MET
    assert result("listing.vendor.sales-record", with_(OK, proofs_of_sale=(doubtful, poor))) is OPEN
    assert result("listing.vendor.sales-record", with_(OK, proofs_of_sale=(poor,))) is NOT_MET
    assert result("listing.vendor.sales-record", with_(OK, proofs_of_sale=())) is NOT_MET
    assert result("listing.vendor.sales-record", with_(OK, proofs_of_sale=U)) is OPEN


@pytest.mark.parametrize(
    ("records", "expected"),
    [(("award",), MET), (("capability_registration",), MET), ((), NOT_MET), (U, OPEN)],
)
def test_the_absence_of_a_quality_record_bars_nobody(
    records: Fact[tuple[Any, ...]], expected: cg.Result
) -> None:
    decision = cg.listing.assess(with_(OK, vendor__quality_records=records), on=DAY)
    assert decision["listing.vendor.quality-record"].result is expected
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert decision.missing == ()


LOOK_BACK = attrs.evolve(POLICY, breaches_counted_from=date(2019, 1, 1))


@pytest.mark.parametrize(
    ("breach", "last", "policy", "expected"),
    [
        (False, U, POLICY, MET),
        (True, date(2010, 1, 1), POLICY, OPEN),
        (True, U, LOOK_BACK, OPEN),
        (True, date(2018, 12, 31), LOOK_BACK, MET),
        (True, date(2019, 1, 1), LOOK_BACK, NOT_MET),
        (True, date(2019, 1, 2), LOOK_BACK, NOT_MET),
        (U, U, POLICY, OPEN),
    ],
)
def test_breaches_of_government_projects(
    breach: Fact[bool], last: Fact[date], policy: Any, expected: cg.Result
) -> None:
    application = with_(OK, vendor__project_breach=breach, vendor__last_project_breach_on=last)
    decision = cg.listing.assess(application, on=DAY, policy=policy)
    assert decision["listing.vendor.no-violation/government-projects"].result is expected


YESTERDAY, TOMORROW = DAY - timedelta(1), DAY + timedelta(1)
EVERY_BREACH = attrs.evolve(POLICY, breaches_counted_from=date(1990, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "policy", "expected"),
    [
        (YESTERDAY, TOMORROW, POLICY, NOT_MET),
        (DAY, TOMORROW, POLICY, NOT_MET),  # its first day
        (YESTERDAY, DAY, POLICY, NOT_MET),  # its last day
        (YESTERDAY, DAY, LOOK_BACK, NOT_MET),
        (U, YESTERDAY, POLICY, OPEN),  # it is over: how far back one counts is not stated
        (U, YESTERDAY, EVERY_BREACH, OPEN),  # it may yet begin, were it not for its last day
        (YESTERDAY, YESTERDAY, EVERY_BREACH, NOT_MET),
        (YESTERDAY, YESTERDAY, attrs.evolve(POLICY, breaches_counted_from=DAY), MET),
        (date(2018, 1, 1), date(2018, 12, 31), LOOK_BACK, MET),
        (date(2018, 1, 1), date(2019, 1, 1), LOOK_BACK, NOT_MET),
        (TOMORROW, U, POLICY, MET),  # it has not begun
        (YESTERDAY, U, POLICY, OPEN),
        (U, DAY, POLICY, OPEN),
        (U, U, POLICY, OPEN),
    ],
)
def test_a_debarment_has_a_first_and_a_last_day(
    first: Fact[date], last: Fact[date], policy: Any, expected: cg.Result
) -> None:
    application = with_(
        OK, vendor__project_debarment=True, vendor__debarred_from=first, vendor__debarred_until=last
    )
    decision = cg.listing.assess(application, on=DAY, policy=policy)
    assert decision["listing.vendor.no-violation/government-projects"].result is expected


def test_a_breach_and_a_debarment_are_two_facts() -> None:
    """A debarment that ended long ago does not make a breach of yesterday one of long ago."""
    application = with_(
        OK,
        vendor__project_debarment=True,
        vendor__debarred_from=date(2010, 1, 1),
        vendor__debarred_until=date(2010, 12, 31),
        vendor__project_breach=True,
        vendor__last_project_breach_on=YESTERDAY,
    )
    decision = cg.listing.assess(application, on=DAY, policy=LOOK_BACK)
    assert decision["listing.vendor.no-violation/government-projects"].result is NOT_MET


@pytest.mark.parametrize(
    ("breach", "last", "policy", "expected"),
    [
        (False, U, POLICY, MET),
        (True, date(2021, 1, 1), POLICY, OPEN),
        (True, date(2018, 12, 31), LOOK_BACK, MET),
        (True, date(2019, 1, 1), LOOK_BACK, NOT_MET),
        (U, U, LOOK_BACK, OPEN),
    ],
)
def test_breaches_of_law(breach: Fact[bool], last: Fact[date], policy: Any, expected: cg.Result) -> None:
    application = with_(OK, vendor__law_breach=breach)
    application = with_(application, vendor__last_law_breach_on=last)
    decision = cg.listing.assess(application, on=DAY, policy=policy)
    assert decision["listing.vendor.no-violation/law"].result is expected


def test_how_far_back_a_breach_counts_is_awaited_with_a_question_for_the_office() -> None:
    application = with_(OK, vendor__law_breach=True)
    application = with_(application, vendor__last_law_breach_on=date(2021, 1, 1))
    decision = cg.listing.assess(application, on=DAY)
    assert decision.outcome is cg.Outcome.UNDETERMINED
    [gap] = decision.awaiting
    assert (gap.path.pointer, gap.because) == ("/policy/breaches_counted_from", "policy")
    assert "溯及" in decision["listing.vendor.no-violation/law"].clause.question["zh"]


@pytest.mark.parametrize(("owed", "expected"), [(False, MET), (True, NOT_MET), (U, OPEN)])
def test_tax_owed(owed: Fact[bool], expected: cg.Result) -> None:
    assert result("listing.vendor.no-violation/taxes", with_(OK, vendor__tax_owed=owed)) is expected


def test_tax_that_is_owed_can_be_paid() -> None:
    decision = cg.listing.assess(with_(OK, vendor__tax_owed=True), on=DAY)
    [remedy] = decision.remedies
    assert {change.path.key: change.new for change in remedy.changes} == {"vendor.tax_owed": False}
    assert cg.listing.assess(remedy.apply(decision.subject), on=DAY).outcome is cg.Outcome.ELIGIBLE


# 三、申請類別 五、申請時程


def test_ten_categories_in_two_groups() -> None:
    named = [name for name, _ in cg.facts(cg.CloudSolution)["category"].options]
    assert named[-1] == "none"
    assert len(named) == 11
    groups = [cg.load(cg.CloudSolution, {"category": name}).group for name in named]
    assert groups == ["enterprise"] * 5 + ["factory"] * 5 + [U]
    labels = [label["zh"][0] for _, label in cg.facts(cg.CloudSolution)["category"].options][:10]
    assert "".join(labels) == "產銷人發財人機料法環"


@pytest.mark.parametrize("category", [name for name, _ in cg.facts(cg.CloudSolution)["category"].options])
def test_a_solution_of_none_of_them_is_out(category: Any) -> None:
    expected = NOT_MET if category == "none" else MET
    assert result("listing.solution.category", with_(OK, solution__category=category)) is expected


def test_an_unknown_category() -> None:
    assert result("listing.solution.category", with_(OK, solution__category=U)) is OPEN


@pytest.mark.parametrize(
    ("price", "market", "expected"),
    [
        (35_999, 36_000, MET),
        (36_000, 36_000, MET),
        (36_001, 36_000, NOT_MET),
        (U, 36_000, OPEN),
        (30_000, U, OPEN),
    ],
)
def test_a_price_at_most_the_market_price(price: Fact[int], market: Fact[int], expected: cg.Result) -> None:
    application = with_(OK, solution__price=price, solution__market_price=market)
    assert result("listing.solution.price", application) is expected


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([(99, 100)], MET),
        ([(100, 100)], MET),
        ([(101, 100)], NOT_MET),
        ([(100, U)], OPEN),
        ([(100, U), (101, 100)], NOT_MET),
    ],
)
def test_every_price_of_every_plan_at_most_the_markets(
    amounts: list[tuple[int, Fact[int]]], expected: cg.Result
) -> None:
    plans = tuple(
        Plan(name=str(index), prices=(Price(amount=amount, per="seat * month", market_amount=market),))
        for index, (amount, market) in enumerate(amounts)
    )
    assert result("listing.solution.price", with_(OK, solution__plans=plans)) is expected


@pytest.mark.parametrize(("months", "expected"), [(2, NOT_MET), (3, MET), (4, MET), (U, OPEN)])
def test_three_months_at_least(months: Fact[int], expected: cg.Result) -> None:
    assert result("listing.solution.minimum-term", with_(OK, solution__minimum_term=months)) is expected


def test_a_price_too_high_and_a_term_too_short_can_be_mended() -> None:
    application = with_(OK, solution__price=40_000, solution__minimum_term=1)
    decision = cg.listing.assess(application, on=DAY)
    [remedy] = decision.remedies
    assert {change.path.key: change.new for change in remedy.changes} == {
        "solution.price": 36_000,
        "solution.minimum_term": 3,
    }
    assert remedy.message("zh_Hant_TW").count("；") == 1


# 常見問題 1


def test_what_was_listed_last_year_needs_no_selection_but_keeps_to_price_and_term() -> None:
    solution = attrs.evolve(OK.solution, last_listed_in=2021)
    bare = cg.ListingApplication(solution=solution)
    decision = cg.listing.assess(bare, on=date(2022, 11, 1))
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert {rule for rule, answer in decision.results.items() if answer is OFF} == SELECTED_ONLY
    dear = attrs.evolve(bare, solution=attrs.evolve(solution, price=36_001))
    assert cg.listing.assess(dear, on=DAY).outcome is cg.Outcome.INELIGIBLE


def test_that_it_was_listed_last_year_is_no_rule_that_could_fail_or_cost_an_answer() -> None:
    assert "listing.carry-over" not in {rule.clause for rule in cg.listing.rules}
    complete = cg.listing.assess(with_(OK, solution__last_listed_in=U), on=DAY)
    assert (complete.outcome, complete.missing) == (cg.Outcome.ELIGIBLE, ())


def test_whether_it_was_listed_last_year_is_asked_where_it_matters() -> None:
    late = cg.listing.assess(with_(OK, solution__last_listed_in=U), on=date(2022, 11, 1))
    assert late.outcome is cg.Outcome.UNDETERMINED
    assert [gap.path.key for gap in late.missing] == ["solution.last_listed_in"]


@pytest.mark.parametrize(
    ("last", "before", "expected"),
    [
        (0, U, MET),
        (2020, U, MET),  # it is to be selected, and the vendor is qualified
        (2021, U, cg.Result.NOT_APPLICABLE),
        (2022, U, OPEN),  # of 2021 nothing is told
        (2022, 2021, cg.Result.NOT_APPLICABLE),
        (2022, 2020, MET),
        (U, U, OPEN),
    ],
)
def test_a_listing_in_the_year_that_counts_spares_the_selection(
    last: Fact[int], before: Fact[int], expected: cg.Result
) -> None:
    application = with_(OK, solution__last_listed_in=last, solution__listed_before_in=before)
    assert cg.listing.assess(application, on=DAY).results["listing.vendor.no-violation/taxes"] is expected


# 七、審查重點


def all_tests(risk: Fact[Risk], **others: Any) -> SecurityTests:
    names = ("code_scan", "site_scan", "host_scan", "app_test", "penetration_test", "open_source")
    return cg.load(SecurityTests, {**dict.fromkeys(names, None if risk is U else risk), **others})


def security(tests: SecurityTests) -> cg.Result:
    decision = cg.listing.assess(tests, on=DAY, stage="acceptance")
    return decision["listing.review.technical-criteria/security-risk"].result


@pytest.mark.parametrize(
    ("risk", "expected"),
    [
        ("none", MET),
        ("low", MET),
        ("medium", NOT_MET),
        ("high", NOT_MET),
        ("critical", NOT_MET),
        (U, OPEN),
        ("inapplicable", OPEN),
    ],
)
@pytest.mark.parametrize(
    "test", ["code_scan", "site_scan", "host_scan", "app_test", "penetration_test", "open_source"]
)
def test_one_test_of_six(test: str, risk: Fact[Risk], expected: cg.Result) -> None:
    assert security(all_tests("none", **{test: None if risk is U else risk})) is expected


def test_unknown_until_all_six_are_reported_unless_one_fails() -> None:
    assert security(all_tests(U)) is OPEN
    assert security(all_tests(U, code_scan="low")) is OPEN
    assert security(all_tests(U, code_scan="medium")) is NOT_MET


def test_what_cannot_be_tested_waits_for_the_reviewers() -> None:
    tests = all_tests("none", app_test="inapplicable")
    decision = cg.listing.assess(tests, on=DAY, stage="acceptance")
    assert [gap.because for gap in decision.awaiting] == ["reviewer"]
    assert decision.missing == ()
    assert security(attrs.evolve(tests, reviewer_accepts_inapplicable=True)) is MET
    assert security(attrs.evolve(tests, reviewer_accepts_inapplicable=False)) is NOT_MET


@pytest.mark.parametrize(
    ("reseller", "authorised", "expected"),
    [(False, U, OFF), (True, True, MET), (True, False, NOT_MET), (True, U, OPEN), (U, U, OPEN)],
)
def test_a_resellers_authorisation_is_for_the_reviewers_to_weigh(
    reseller: Fact[bool], authorised: Fact[bool], expected: cg.Result
) -> None:
    decision = cg.listing.assess(with_(OK, reseller=reseller, maker_authorisation=authorised), on=DAY)
    assert decision["listing.review.operation-criteria/reseller"].result is expected
    assert decision.outcome is cg.Outcome.ELIGIBLE


@pytest.mark.parametrize(("video", "expected"), [(True, MET), (False, NOT_MET), (U, OPEN)])
def test_a_missing_video_is_pointed_out(video: Fact[bool], expected: cg.Result) -> None:
    decision = cg.listing.assess(with_(OK, operation_video=video), on=DAY)
    assert decision["listing.application/video"].result is expected
    assert decision.outcome is cg.Outcome.ELIGIBLE


# Bad input, drafts, examples, laws.


@pytest.mark.parametrize(
    ("data", "pointer", "code"),
    [
        (
            {"vendor": {"ubn": "12345675"}, "solution": {"vendor_ubn": "04595257"}},
            "/solution/vendor_ubn",
            "listing.other_vendor",
        ),
        (
            {"vendor": {"law_breach": False, "last_law_breach_on": "2020-01-01"}},
            "/vendor/last_law_breach_on",
            "listing.no_breach",
        ),
        (
            {"vendor": {"project_debarment": False, "debarred_until": "2020-01-01"}},
            "/vendor/debarred_until",
            "listing.no_debarment",
        ),
        (
            {"vendor": {"debarred_from": "2020-01-02", "debarred_until": "2020-01-01"}},
            "/vendor/debarred_until",
            "order",
        ),
        (
            {"vendor": {"project_breach": False, "last_project_breach_on": "2020-01-01"}},
            "/vendor/last_project_breach_on",
            "listing.no_breach",
        ),
        (
            {"solution": {"listed_from": "2022-07-02", "listed_until": "2022-07-01"}},
            "/solution/listed_until",
            "order",
        ),
        (
            {"solution": {"selected_on": "2022-07-02", "listed_from": "2022-07-01"}},
            "/solution/listed_from",
            "order",
        ),
        ({"solution": {"price": -1}}, "/solution/price", "negative"),
        ({"solution": {"price": 1.5}}, "/solution/price", "type"),
        ({"solution": {"category": "cloud"}}, "/solution/category", "option"),
        ({"solution": {"plans": [{"name": "A", "prices": []}]}}, "/solution/plans/0/prices", "required"),
        (
            {"solution": {"plans": [{"name": "A", "prices": [{"amount": 1, "per": "mnoth"}]}]}},
            "/solution/plans/0/prices/0/per",
            "unit",
        ),
        ({"documents": {"aplication_form": True}}, "/documents/aplication_form", "unknown_key"),
    ],
)
def test_nonsense_is_refused_where_it_stands(data: dict[str, Any], pointer: str, code: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(cg.ListingApplication, data)
    problem, *more = caught.value.problems
    assert (problem.path.pointer, problem.code) == (pointer, code)
    # What cannot be without the bad value is missing with it, and two may be at odds.
    assert {one.code for one in more} <= {"required", code}
    assert problem.message("zh") != problem.message("en")
    drafted, problems = cg.draft(cg.ListingApplication, data)
    assert problems[0].code == code
    assert isinstance(drafted, cg.ListingApplication)


def test_an_application_is_dumped_and_loaded() -> None:
    plan = Plan(name="A", prices=(Price(amount=1, per="20 call"),), rounding="up")
    full = with_(OK, solution__plans=(plan,), solution__selected_on=date(2022, 7, 1))
    assert cg.load(cg.ListingApplication, cg.dump(full)) == full


def test_an_empty_application_asks_and_each_question_is_in_both_languages() -> None:
    decision = cg.listing.assess(cg.ListingApplication(), policy=POLICY)
    assert decision.outcome is cg.Outcome.UNDETERMINED
    asked = {gap.path.key for gap in decision.missing}
    assert asked >= {"on", "vendor.business_codes", "solution.category", "documents.tax_clearance_local"}
    for locale in ("zh_Hant_TW", "en"):
        questions = [gap.question(locale) for gap in decision.missing]
        assert len(set(questions)) == len(questions)
        assert all(question.endswith(("？", "?")) for question in questions)


@pytest.mark.parametrize("stage", ["application", "purchase", "acceptance"])
def test_the_examples_that_the_rules_give_come_out_as_they_say(stage: Any) -> None:
    found = examples(cg.listing, stage=stage)
    for one in found:
        decision = cg.listing.assess(one.subject, on=one.on, policy=one.policy, stage=stage)
        kind, _, rule = one.about.partition(" ")
        if kind == "fails":
            failing = [name for name, answer in decision.results.items() if answer is NOT_MET]
            assert failing == [rule]
        else:
            assert (decision.outcome is cg.Outcome.ELIGIBLE) is (kind == "eligible")
    assert len(found) >= 3


@given(capital=st.integers(0, 3_000_000), price=st.integers(0, 50_000), months=st.integers(0, 40))
@example(capital=1_000_000, price=36_000, months=3)
@example(capital=999_999, price=36_001, months=2)
def test_any_numbers(capital: int, price: int, months: int) -> None:
    application = with_(
        OK, vendor__paid_in_capital=capital, solution__price=price, solution__minimum_term=months
    )
    good = capital >= 1_000_000 and price <= 36_000 and months >= 3
    outcome = cg.listing.assess(application, on=DAY).outcome
    assert outcome is (cg.Outcome.ELIGIBLE if good else cg.Outcome.INELIGIBLE)


FACTS: dict[str, list[Any]] = {
    "vendor__business_codes": [("I301010",), ("F113050",)],
    "vendor__paid_in_capital": [1_000_000, 999_999],
    "vendor__tax_owed": [False, True],
    "vendor__project_breach": [False, True],
    "vendor__project_debarment": [False, True],
    "solution__last_listed_in": [0, 2020, 2021],
    "solution__category": ["sales", "none"],
    "solution__price": [36_000, 36_001],
    "solution__minimum_term": [3, 2],
    "documents__tax_clearance_local": [True, False],
    "proofs_of_sale": [(SALE,), ()],
}


@given(data=st.data(), on=st.dates(date(2022, 4, 1), date(2022, 9, 1)))
def test_learning_a_fact_never_overturns_what_was_determined(data: st.DataObject, on: date) -> None:
    facts = {name: data.draw(st.sampled_from(values), name) for name, values in FACTS.items()}
    hidden = data.draw(st.sets(st.sampled_from(sorted(FACTS))), "hidden")
    shown = data.draw(st.sets(st.sampled_from(sorted(FACTS))), "shown")

    def assessed(unknown: set[str]) -> Any:
        known = {name: U if name in unknown else value for name, value in facts.items()}
        return cg.listing.assess(with_(OK, **known), on=on)

    before, after = assessed(hidden), assessed(hidden - shown)
    if before.outcome is not cg.Outcome.UNDETERMINED:
        assert after.outcome is before.outcome
    for rule, answer in before.results.items():
        if answer is not OPEN:
            assert after.results[rule] is answer


@given(early=st.dates(max_value=date(2022, 4, 13) - timedelta(days=1)))
def test_before_the_briefing_nobody_knows_whether_intake_was_open(early: date) -> None:
    assert result("listing.window.submission", OK, early) is OPEN
