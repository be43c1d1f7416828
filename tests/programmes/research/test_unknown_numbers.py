"""With numbers that nobody has said, nothing raises, and nothing is decided that hangs on one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textile_project import CLOSED, FILED, REPORTED, assumed, measured, read

import cloudgrant as cg
from cloudgrant.programmes.research import (
    ROC_111,
    Acceptance,
    Closing,
    Contract,
    FirmTracking,
    MarketplaceListing,
    Member,
    ProjectLife,
    Proposal,
    ResearchPolicy,
    SecurityItem,
    SecurityPlan,
    SecuritySpend,
    StickinessKPI,
    Tracking,
    blocking,
    ceiling,
    completeness,
    domestic_share,
    funding,
    largest_subsidy,
    largest_subsidy_beside,
    lead,
    lead_shortfall,
    measure,
    partner,
    pay_rise,
    pay_short,
    reallocation,
    tracking_calendar,
    unexplained,
)
from cloudgrant.programmes.research.adoption.reading import readings
from cloudgrant.programmes.research.budget.funding import ceiling_with_own_funds
from cloudgrant.programmes.research.by_closing_date import by_closing_date
from cloudgrant.rules import Share
from cloudgrant.rules.writing.for_each import each
from cloudgrant.testing.strategies import dates_near, subjects
from programmes.research.tables import PROPOSAL, TABLE

U = cg.UNKNOWN
UNSAID = ResearchPolicy()
PUBLISHED = assumed()
"""What is published of 2022, with the dates that nobody has published made up."""

OTHER = attrs.evolve(
    PUBLISHED,
    latest_year=2019,
    application_year_from=date(2020, 1, 1),
    capability_passed_by=date(2020, 3, 31),
    revenue_ceiling=1,
    revenue_proofs=("none",),
    case_cap=1,
    share_cap=Share("1%"),
    lead_share_floor=Share("99%"),
    announced_on=date(2020, 1, 1),
    closing_date=date(2020, 1, 31),
    term_until=date(2020, 6, 30),
    credit_report_months=1,
    service_models=("paas",),
    scopes=("nothing",),
    tracking_months=1,
    tracking_every_months=1,
    manufacturing_subdomains=("nothing",),
    service_subdomains=("nothing",),
    manufacturing_services_floor=99,
    service_services_floor=99,
    micro_services_floor=99,
    micro_employee_ceiling=0,
    outline_blocks=("nothing",),
    measurable_targets_floor=99,
    security_facets=("nothing",),
    domestic_share_floor=Share("100%"),
    security_items=(SecurityItem(id="none", facet="data", necessary=True),),
    pay_rise=Share("99%"),
    pay_base_year=1990,
    marketplaces=("nothing",),
    adoption_floor=10**6,
    stickiness_kpis_floor=99,
    long_contract_months=1200,
)
"""A policy in which everything that ROC 111 asks for is asked for differently."""

DOSSIER: tuple[tuple[Any, Any, date], ...] = (
    ("application", cg.load(Proposal, read("proposal")), FILED),
    ("acceptance", measured(cg.load(Acceptance, read("acceptance"))), CLOSED),
    ("closing", cg.load(Closing, read("closing")), CLOSED),
    ("tracking", cg.load(Tracking, read("tracking")), REPORTED),
)


def test_no_number_is_known_unless_somebody_says_it() -> None:
    assert [name for name in cg.facts(ResearchPolicy) if getattr(UNSAID, name) is not U] == []
    differing = {
        name for name in cg.facts(ResearchPolicy) if getattr(OTHER, name) != getattr(PUBLISHED, name)
    }
    alike = {"rubric", "pay_basis", "stickiness_of_sme_only", "renewal_counted_by"}
    assert ROC_111.policy.case_cap == 30_000_000
    assert alike.isdisjoint(differing)
    assert {"case_cap", "security_items", "marketplaces", "term_until"} <= differing


@pytest.mark.parametrize(("stage", "subject", "on"), DOSSIER, ids=[stage for stage, _, _ in DOSSIER])
def test_a_dossier_that_meets_everything_is_not_met_by_numbers_that_nobody_said(
    stage: Any, subject: Any, on: date
) -> None:
    said, other, unsaid = (
        cg.research.assess(subject, on=on, policy=policy, stage=stage)
        for policy in (PUBLISHED, OTHER, UNSAID)
    )
    assert unsaid.outcome is cg.Outcome.UNDETERMINED
    for rule, found in unsaid.results.items():
        assert found is cg.Result.UNDETERMINED or found is said.results[rule] is other.results[rule], rule
        assert found is cg.Result.UNDETERMINED or not unsaid[rule].because
    for gap in unsaid.awaiting:
        assert gap.question("zh_Hant_TW")
        assert gap.question("en")
    assert str(unsaid.report("zh_Hant_TW"))
    assert str(unsaid.report("en"))


ANYTHING = st.sampled_from(["application", "acceptance", "closing", "tracking"]).flatmap(
    lambda stage: st.tuples(
        st.just(stage),
        subjects(cg.research.subjects[stage], cg.research),  # type: ignore[index]
        dates_near([FILED, CLOSED, REPORTED]),
    )
)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a whole proposal
@settings(max_examples=150)
@given(ANYTHING)
def test_what_is_decided_without_a_number_is_decided_so_with_any(case: tuple[Any, Any, date]) -> None:
    stage, subject, on = case
    unsaid = cg.research.assess(subject, on=on, policy=UNSAID, stage=stage).results
    for policy in (PUBLISHED, OTHER):
        said = cg.research.assess(subject, on=on, policy=policy, stage=stage).results
        for rule, found in unsaid.items():
            assert found in (cg.Result.UNDETERMINED, said[rule]), rule


@pytest.mark.parametrize("rule", [one.id for _, one in each(cg.research.rules)])
def test_a_rule_that_is_called_raises_nothing(rule: str) -> None:
    traced = cg.research.traced(rule)
    for stage, subject, on in DOSSIER:
        if traced.rule.stage != stage:
            continue
        for judged in getattr(subject, traced.over) if traced.over else (subject,):
            for function in (traced.rule.function, traced.rule.applies):
                if function is not None:
                    arguments = (judged, UNSAID, on)[: function.__code__.co_argcount]
                    assert function(*arguments) in (True, False, U)


def test_firms_by_themselves() -> None:
    proposal = DOSSIER[0][1]
    for programme, role in ((lead, "lead"), (partner, "partner")):
        for member in proposal.members:
            if member.role == role:
                decision = programme.assess(member, on=FILED, policy=UNSAID)
                assert decision.outcome is cg.Outcome.UNDETERMINED
    assert lead.assess(Member(), on=FILED, policy=UNSAID).outcome is cg.Outcome.UNDETERMINED


# Money.

ASKED = Proposal(stated_total=70_000_000, stated_subsidy=32_000_000)
NO_CAP, NO_SHARE = (attrs.evolve(ROC_111.policy, **{name: U}) for name in ("case_cap", "share_cap"))


@pytest.mark.parametrize("policy", [UNSAID, NO_CAP, NO_SHARE])
def test_what_may_be_asked_for_is_not_known_while_a_cap_is_not(policy: ResearchPolicy) -> None:
    assert largest_subsidy(70_000_000, policy) is U
    assert largest_subsidy_beside(38_000_000, policy) is U
    assert ceiling(ASKED, policy) is ceiling_with_own_funds(ASKED, policy) is U
    found = funding(ASKED, policy)
    assert (found.case_cap, found.share_cap) == (policy.case_cap, policy.share_cap)
    assert found.binds is found.ceiling is found.room is found.over is U
    assert (found.total, found.subsidy) == (70_000_000, 32_000_000)
    assert found.message("zh_Hant_TW") == ("總計畫經費7,000萬元，補助款上限尚無法計算；申請補助款3,200萬元")
    assert "cannot be calculated yet" in found.message("en")
    alone = attrs.evolve(DOSSIER[0][1], lines=U, stated_total=70_000_000, stated_subsidy=30_000_000)
    assert cg.research.assess(alone, on=FILED, policy=PUBLISHED).ceiling == 30_000_000
    blank = {name: U for name in ("case_cap", "share_cap") if getattr(policy, name) is U}
    assert cg.research.assess(alone, on=FILED, policy=attrs.evolve(PUBLISHED, **blank)).ceiling is None


def test_the_lead_s_shortfall_is_not_known_while_the_floor_is_not() -> None:
    proposal = DOSSIER[0][1]
    assert lead_shortfall(proposal, ROC_111.policy) == 0
    assert lead_shortfall(proposal, UNSAID) is reallocation(proposal, UNSAID) is U
    assert lead_shortfall(Proposal(members=()), UNSAID) == 0  # a firm alone shares with nobody


# Security.


def test_the_table_of_an_edition_that_has_none() -> None:
    assert blocking(TABLE, UNSAID) is U
    plan = PROPOSAL.security
    assert completeness(plan, items=UNSAID.security_items) is U
    assert completeness(plan, "data", items=UNSAID.security_items) is U
    assert unexplained(plan, items=UNSAID.security_items) is U
    blank = cg.SecuritySelfAssessment.blank(UNSAID.security_items)
    assert blank == cg.SecuritySelfAssessment()


@pytest.mark.parametrize("domestic", [0, 34, 35, 100])
def test_the_domestic_share_is_known_and_what_it_is_short_of_is_not(domestic: int) -> None:
    spend = (
        SecuritySpend(name="1", amount=domestic, domestic=True),
        SecuritySpend(name="2", amount=100 - domestic, domestic=False),
    )
    found = domestic_share(SecurityPlan(spend=spend), UNSAID)
    assert (found.share, found.convert, found.add) == (Fraction(domestic, 100), U, U)


# Adoption.


def test_a_rate_lies_between_all_readings_where_none_is_said() -> None:
    kpi = StickinessKPI(rate="renewal", target=Share("50%"), early_end_counts=True)
    assert len(readings(kpi, ROC_111.policy)) == 1
    assert len(readings(kpi, UNSAID)) == 6
    contracts = [
        Contract(
            customer="A", starts_on=date(2022, 1, 1), term=12, sme=True, ended_early=False, renewal="signed"
        ),
        Contract(
            customer="B",
            starts_on=date(2022, 1, 1),
            term=12,
            sme=False,
            ended_early=False,
            renewal="declined",
        ),
    ]
    period: dict[str, Any] = {
        "first": date(2022, 7, 1),
        "last": date(2022, 12, 31),
        "complete_until": date(2022, 12, 31),
    }
    assert measure(kpi, contracts, **period, policy=ROC_111.policy).rate == 1
    found = measure(kpi, contracts, **period, policy=UNSAID)
    assert (found.rate, found.lowest, found.highest, found.sme_only) == (U, Fraction(1, 2), Fraction(1), U)
    assert found.reached is True  # whichever reading holds
    assert found.message("zh_Hant_TW")
    assert measure(kpi, U, **period, policy=UNSAID).rate is U


# Benefits.

FIRM = FirmTracking(base_pay=6_000_000, base_heads=10, first_pay=6_930_000, first_heads=11)


@pytest.mark.parametrize("year", ["first", "second"])
def test_by_how_much_pay_rose_is_not_known_while_the_basis_is_not(year: Any) -> None:
    assert pay_rise(FIRM, year, policy=UNSAID) is pay_short(FIRM, year, policy=UNSAID) is U
    based = attrs.evolve(UNSAID, pay_basis="average")
    assert pay_rise(FIRM, policy=based) == Fraction(1, 20)
    assert pay_short(FIRM, policy=based) is U
    risen = attrs.evolve(UNSAID, pay_rise=Share("5%"))
    assert pay_short(FIRM, policy=risen) is U


def test_which_year_is_which_is_not_known_while_the_base_year_is_not() -> None:
    firm = FirmTracking.of_years(pay={2021: 1, 2022: 2}, heads={2021: 1}, base_year=UNSAID.pay_base_year)
    assert firm == FirmTracking()


def test_the_calendar_has_the_days_that_are_known_and_says_what_it_waits_for() -> None:
    calendar = tracking_calendar(CLOSED, UNSAID)
    assert [(one.kind, one.on) for one in calendar.milestones] == [("listing", CLOSED)]
    assert calendar.ends_on is calendar.reports is U
    assert [label["en"] for label in calendar.awaiting] == [
        "Year before the first rise of pay",
        "Benefits tracked after closing",
        "Months between two reports of benefits",
    ]
    before, after = calendar.status(date(2023, 11, 29)), calendar.status(date(2023, 12, 1))
    assert (before.phase, after.phase, after.next, after.due) == ("before_closing", U, None, U)
    assert before.message("zh_Hant_TW").splitlines()[:2] == [
        "尚未結案",
        "下一期限：112年11月30日 上架雲市集期限（結案日）",
    ]
    assert after.message("zh_Hant_TW").splitlines()[0] == "112年11月30日結案，追蹤至何日止尚未確定"
    assert after.message("en").splitlines()[0] == (
        "closed on 30 November 2023; until when the benefits are tracked is not known"
    )
    with pytest.raises(cg.InvalidInput):
        calendar.status(CLOSED, {1: CLOSED})
    often = tracking_calendar(CLOSED, attrs.evolve(UNSAID, tracking_every_months=6))
    assert often.reports is U  # until when, nobody has said
    assert tracking_calendar(U, UNSAID).milestones == ()
    assert (
        tracking_calendar(U, UNSAID).status(CLOSED).message("en").startswith("the closing day is not known")
    )
    assert Tracking(closed_on=CLOSED).status(REPORTED, policy=UNSAID).phase is U


def test_a_known_length_alone_ends_the_tracking() -> None:
    calendar = tracking_calendar(CLOSED, attrs.evolve(UNSAID, tracking_months=24))
    assert [(one.kind, one.on) for one in calendar.milestones] == [
        ("listing", CLOSED),
        ("end", date(2025, 11, 30)),
    ]
    assert [calendar.status(date(2025, 11, 30)).phase, calendar.status(date(2025, 12, 1)).phase] == [
        "tracking",
        "ended",
    ]


@pytest.mark.parametrize(
    ("life", "day", "stage"),
    [
        (ProjectLife(), date(2022, 5, 2), U),
        (ProjectLife(starts_on=date(2022, 7, 1), ends_on=CLOSED), date(2022, 7, 1), "execution"),
        (ProjectLife(starts_on=date(2022, 7, 1), ends_on=CLOSED), date(2022, 6, 30), U),
        (ProjectLife(ends_on=CLOSED, closed_on=CLOSED), date(2023, 11, 29), U),
        (ProjectLife(ends_on=CLOSED, closed_on=CLOSED), date(2023, 12, 1), U),  # tracking, or over
    ],
)
def test_the_stage_of_a_project_by_its_own_days_alone(life: ProjectLife, day: date, stage: Any) -> None:
    assert life.stage(day, UNSAID) == stage


@pytest.mark.parametrize("marketplace", ["tcloud", "industry_hall", "other"])
def test_no_marketplace_is_the_right_one_or_the_wrong_one(marketplace: Any) -> None:
    listing = MarketplaceListing(
        marketplace=marketplace, is_funded_product=True, status="listed", listed_on=CLOSED
    )
    decision = cg.research.assess(Closing(listing=listing), on=CLOSED, policy=UNSAID, stage="closing")
    assert decision.outcome is cg.Outcome.UNDETERMINED


@pytest.mark.parametrize("given_", [{}, {"closing_date": date(2022, 5, 31)}])
def test_what_is_in_time(given_: dict[str, Any]) -> None:
    policy = attrs.evolve(UNSAID, **given_)
    found: Callable[[date], Any] = lambda day: by_closing_date(day, policy)  # noqa: E731
    assert [found(date(2022, 5, day)) for day in (30, 31)] == ([True, True] if given_ else [U, U])
