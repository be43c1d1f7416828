"""Who applies: one lead that is a provider, and what binds every applying firm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import Member, lead, partner
from cloudgrant.programmes.research.applicants.rules import MEMBER_RULES, led_by_one_provider
from cloudgrant.rules.deciding.evaluate import Case, fact_value, value_of
from cloudgrant.rules.writing.tracing import trace
from cloudgrant.values.unknown import Fact, Truth
from programmes.research.applicants import (
    DAY,
    LEAD,
    MAKER,
    POLICY,
    PUBLISHED,
    agreeing,
    bare,
    result,
    with_,
)

MET, NOT_MET, OPEN, OFF = (
    cg.Result.MET,
    cg.Result.NOT_MET,
    cg.Result.UNDETERMINED,
    cg.Result.NOT_APPLICABLE,
)
U = cg.UNKNOWN
DATED = (
    "credit_report_issued_on",
    "it_capability_from",
    "revenue_year",
    "revenue_years",
    "revenue_last_year",
    "revenue_two_years_ago",
    "revenue_three_years_ago",
)
"""What has a day or a year in these firms, and so none before they are registered."""
LED = "research.applicant.lead"
ABOUT_MEMBERS = (
    "research.common.registered",
    "research.common.not-branch",
    "research.common.no-prc-investment",
    "research.common.no-rejected-account",
    "research.common.net-worth-positive",
    "research.provider.capability-registration",
    "research.sme.revenue-ceiling",
    "research.sme.revenue-ceiling/evidence",
    "research.sme.factory-registration",
)


def proposal(*members: Member) -> cg.Proposal:
    return cg.Proposal(members=members, public_cloud=True)


def of(role: Any, provider: Fact[bool] = True, ubn: str = "12345675") -> Member:
    return Member(role=role, firm=cg.Company(ubn=ubn, provider=provider))


# The consortium.


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (U, OPEN),
        ((), NOT_MET),
        ((of("lead"),), MET),
        ((of("lead", False),), NOT_MET),
        ((of("lead", U),), OPEN),
        ((of("partner"),), NOT_MET),
        ((of(U),), OPEN),
        ((of(U, False),), NOT_MET),
        ((of("lead"), of("partner", False, "04595257")), MET),
        ((of("lead"), of("lead", True, "04595257")), NOT_MET),
        ((of("lead"), of(U, True, "04595257")), OPEN),
        ((of("lead"), of("lead", U, "04595257"), of(U, U, "22099131")), NOT_MET),
        ((of("partner"), of("partner", True, "04595257")), NOT_MET),
    ],
)
def test_exactly_one_lead_that_is_a_provider(members: Any, expected: cg.Result) -> None:
    asked = cg.Proposal(members=members, public_cloud=True)
    assert cg.research.assess(asked, on=DAY, policy=POLICY)[LED].result is expected


@pytest.mark.parametrize(
    ("public", "leads", "expected"),
    [(True, True, MET), (False, True, NOT_MET), (U, True, OPEN), (U, False, NOT_MET)],
)
@pytest.mark.parametrize("model", ["saas", "paas_saas", U])
def test_what_the_lead_will_build_is_a_public_cloud_or_platform_service(
    public: Truth, leads: bool, expected: cg.Result, model: Any
) -> None:
    asked = cg.Proposal(members=(of("lead", leads),), service_model=model, public_cloud=public)
    finding = cg.research.assess(asked, on=DAY, policy=POLICY)[LED]
    assert finding.result is expected
    assert [gap.path.key for gap in finding.because] == (["public_cloud"] if expected is OPEN else [])
    assert finding.remedies == ()


def test_two_leads_or_none_are_a_finding_and_the_same_member_twice_is_an_error() -> None:
    assert proposal(of("lead"), of("lead", ubn="04595257")).one_lead is False
    assert proposal(of("partner")).one_lead is False
    with pytest.raises(cg.InvalidInput) as caught:
        proposal(of("lead"), of("partner", ubn="04595257"), of("lead"))
    [problem] = caught.value.problems
    assert (problem.path.key, problem.code) == ("members[ubn=12345675]", "duplicate")


def test_what_is_missing_are_the_roles_and_who_is_a_provider_and_nothing_else() -> None:
    two = proposal(of(U, U), of("partner", U, "04595257"))
    because = cg.research.assess(two, on=DAY, policy=POLICY)[LED].because
    assert {gap.path.key for gap in because} == {
        "members[ubn=12345675].role",
        "members[ubn=12345675].firm.provider",  # a partner may be anything
    }


STATES = list(product(("lead", "partner", U), (True, False, U)))


def completions(state: tuple[Any, Any]) -> list[tuple[Any, Any]]:
    role, provider = state
    return list(
        product(
            ("lead", "partner") if role is U else (role,), (True, False) if provider is U else (provider,)
        )
    )


def drafts(most: int) -> Iterator[tuple[tuple[Any, Any], ...]]:
    for number in range(most + 1):
        yield from product(STATES, repeat=number)


def members_of(states: tuple[tuple[Any, Any], ...]) -> cg.Proposal:
    return proposal(*(Member(role=role, firm=cg.Company(provider=provider)) for role, provider in states))


def plainly(states: tuple[tuple[Any, Any], ...]) -> tuple[bool, bool]:
    """Of complete data: one leads; a provider leads, and nobody who is none."""
    providers = [provider for role, provider in states if role == "lead"]
    return len(providers) == 1, bool(providers) and all(providers)


def test_derived_facts_say_what_all_completions_agree_on_and_no_less() -> None:
    """Exact on every list of up to three members, and so is the rule that combines two of them."""
    rule = trace(LED, led_by_one_provider, cg.Proposal, type(POLICY))
    for states in drafts(3):
        whole = {plainly(each) for each in product(*map(completions, states))}
        found = members_of(states)
        ones, leds, boths = {one for one, _ in whole}, {led for _, led in whole}, {a & b for a, b in whole}
        for name, answers in (("one_lead", ones), ("led_by_provider", leds)):
            assert fact_value(found, (name,)) is agreed(set(answers)), states
            assert getattr(found, name) in (U, *answers), states
        assert value_of(rule, Case(found, POLICY)) is agreed(set(boths)), states
        assert led_by_one_provider(found, POLICY) in (U, *boths), states
        assert found.joint is (len(states) > 1)


def agreed(answers: set[Any]) -> Truth:
    return answers.pop() if len(answers) == 1 else U


def test_an_unknown_list_of_members_says_nothing() -> None:
    nothing = cg.Proposal()
    assert (nothing.one_lead, nothing.led_by_provider, nothing.joint) == (U, U, U)


# Partners fill in their own parts.


def test_a_part_is_put_in_place_or_added_and_the_proposal_given_stays() -> None:
    begun = cg.Proposal(title="布料資料庫").with_member(with_(LEAD, credit_report_stamped=U))
    joint = begun.with_member(MAKER)
    filled = joint.with_member(LEAD)
    assert begun.members == (with_(LEAD, credit_report_stamped=U),)
    assert joint.members == (with_(LEAD, credit_report_stamped=U), MAKER)
    assert filled.members == (LEAD, MAKER)
    assert filled.title == "布料資料庫"
    assert joint.with_member(MAKER) == joint


def test_parts_may_come_in_any_order() -> None:
    other = with_(MAKER, ubn="22099131")
    parts = [LEAD, MAKER, other]
    for order in ([0, 1, 2], [2, 0, 1], [1, 2, 0]):
        together = cg.Proposal()
        for place in order:
            together = together.with_member(parts[place])
        assert together.members is not U
        assert set(together.members) == set(parts)


def test_a_part_without_a_number_has_no_place() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Proposal().with_member(Member(role="partner"))
    [problem] = caught.value.problems
    assert (problem.path.pointer, problem.code) == ("/member/firm/ubn", "required")


# Every applying firm.


def test_a_sound_lead_and_a_sound_partner_meet_all_that_binds_them() -> None:
    assert tuple(rule.id for rule in MEMBER_RULES) == ABOUT_MEMBERS
    of_lead, of_maker = (
        programme.assess(member, on=DAY, policy=POLICY)
        for programme, member in ((lead, LEAD), (partner, MAKER))
    )
    assert (of_lead.outcome, of_maker.outcome) == (cg.Outcome.ELIGIBLE, cg.Outcome.ELIGIBLE)
    assert {rule for rule, found in of_lead.results.items() if found is OFF} == set(ABOUT_MEMBERS[-3:])
    assert {rule for rule, found in of_maker.results.items() if found is OFF} == {ABOUT_MEMBERS[5]}
    assert of_lead.missing == of_lead.awaiting == of_maker.missing == of_maker.awaiting == ()


@pytest.mark.parametrize("member", [LEAD, MAKER])
@pytest.mark.parametrize(("value", "expected"), [(True, MET), (False, NOT_MET), (U, OPEN)])
def test_registered(member: Member, value: Fact[bool], expected: cg.Result) -> None:
    assert result("research.common.registered", with_(member, registered=value)) is expected


@pytest.mark.parametrize("member", [LEAD, MAKER])
@pytest.mark.parametrize(("value", "expected"), [(False, MET), (True, NOT_MET), (U, OPEN)])
def test_no_branch(member: Member, value: Fact[bool], expected: cg.Result) -> None:
    assert result("research.common.not-branch", with_(member, branch_office=value)) is expected


@pytest.mark.parametrize("member", [LEAD, MAKER])
@pytest.mark.parametrize(("days", "expected"), [(-1, MET), (0, MET), (1, NOT_MET)])
def test_nobody_is_registered_after_the_filing(member: Member, days: int, expected: cg.Result) -> None:
    registered = with_(member, registered_on=DAY + timedelta(days), **dict.fromkeys(DATED, U))
    assert result("research.common.registered", registered) is expected
    assert result("research.common.registered", with_(registered, registered=False)) is NOT_MET
    assert result("research.common.registered", with_(registered, registered=U)) is (
        NOT_MET if expected is NOT_MET else OPEN
    )


def test_the_day_of_registration_is_asked_for_and_said() -> None:
    waiting = partner.assess(with_(MAKER, registered_on=U), on=DAY, policy=POLICY)
    assert [gap.path.key for gap in waiting.missing] == ["firm.registered_on"]
    late = with_(MAKER, registered_on=date(2030, 1, 1), **dict.fromkeys(DATED, U))
    finding = partner.assess(late, on=DAY, policy=POLICY)["research.common.registered"]
    assert finding.message("zh_Hant_TW") == (
        "不符合：申請時尚未依法辦理公司登記或商業登記（公司登記或商業登記：是；設立登記日：119年1月1日；申請日期：111年5月20日）"
    )


def test_a_branch_of_a_foreign_enterprise_is_a_branch() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        with_(LEAD, foreign_enterprise_branch=True)
    assert {(one.path.key, one.code) for one in caught.value.problems} == {
        ("foreign_enterprise_branch", "firm.branch"),
        ("branch_office", "firm.branch"),
    }
    foreign = with_(LEAD, branch_office=U, foreign_enterprise_branch=True)
    assert result("research.common.not-branch", foreign) is NOT_MET


@pytest.mark.parametrize(
    ("register", "listed", "expected"),
    [
        (False, False, MET),
        (True, False, NOT_MET),
        (False, True, NOT_MET),
        (True, U, NOT_MET),
        (U, True, NOT_MET),
        (False, U, OPEN),
        (U, False, OPEN),
        (U, U, OPEN),
    ],
)
def test_no_prc_investment_in_either_register(
    register: Fact[bool], listed: Fact[bool], expected: cg.Result
) -> None:
    member = with_(MAKER, prc_investment_in_company_register=register, prc_investment_in_investor_list=listed)
    assert result("research.common.no-prc-investment", member) is expected


def test_prc_investment_is_another_fact_than_a_prc_funded_enterprise() -> None:
    assert result("research.common.no-prc-investment", with_(LEAD, prc_funded_enterprise=True)) is MET


# Which firms the particular qualifications bind.

SPECIAL = ABOUT_MEMBERS[5:]


@pytest.mark.parametrize(
    ("kinds", "role", "bound"),
    [
        ({"provider": False, "manufacturer": False, "service_firm": False}, "partner", set()),
        ({"provider": True, "manufacturer": False, "service_firm": False}, "partner", {0}),
        ({"provider": False, "manufacturer": True, "service_firm": False}, "partner", {1, 2, 3}),
        ({"provider": False, "manufacturer": False, "service_firm": True}, "partner", {1, 2}),
        ({"provider": True, "manufacturer": False, "service_firm": True}, "partner", {0, 1, 2}),
        ({"provider": True, "manufacturer": True, "service_firm": True}, "partner", {0, 1, 2, 3}),
        ({"provider": True, "manufacturer": True, "service_firm": True}, "lead", {0}),
        ({"provider": False, "manufacturer": True, "service_firm": False}, "lead", {0}),
        ({"provider": True, "manufacturer": False, "service_firm": True}, "lead", {0}),
    ],
)
def test_particular_qualifications_bind_by_kind(kinds: Any, role: Any, bound: set[int]) -> None:
    member = Member(role=role, firm=cg.Company(**kinds))
    found = {place for place, rule in enumerate(SPECIAL) if result(rule, member) is not OFF}
    assert found == bound


def test_of_a_firm_of_unknown_kind_it_is_asked() -> None:
    decision = partner.assess(bare(), on=DAY, policy=POLICY)
    assert {decision[rule].result for rule in SPECIAL} == {OPEN}
    asked = {gap.path.key for gap in decision.missing}
    assert {"firm.provider", "firm.manufacturer", "firm.service_firm"} <= asked


def test_a_rule_that_holds_stands_in_nobody_s_way_while_the_role_is_unknown() -> None:
    """Whether the revenue rule binds is open; it would hold anyway, and so would every other."""
    either = with_(MAKER, role=U, it_capability_held=True, it_capability_from=DAY, it_capability_until=DAY)
    decision = partner.assess(either, on=DAY, policy=POLICY)
    assert decision["research.sme.revenue-ceiling"].result is OPEN
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert decision.missing == ()


# 屬製造業者，須依法辦理工廠登記


@pytest.mark.parametrize(
    ("factory", "certificate", "expected"),
    [
        ("registered", U, MET),
        ("registered", False, MET),
        ("exempt", True, MET),
        ("exempt", False, NOT_MET),
        ("exempt", U, OPEN),
        ("none", U, NOT_MET),
        (U, False, OPEN),
        (U, True, MET),  # a certificate settles it
        ("registered", True, MET),
    ],
)
def test_factory_registration(factory: Any, certificate: Fact[bool], expected: cg.Result) -> None:
    member = with_(MAKER, factory=factory, factory_exemption_certificate=certificate)
    assert result("research.sme.factory-registration", member) is expected


def test_a_certificate_of_the_exemption_excludes_that_there_is_neither() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        with_(MAKER, factory="none", factory_exemption_certificate=True)
    assert {(one.path.key, one.code) for one in caught.value.problems} == {
        ("factory", "firm.exemption"),
        ("factory_exemption_certificate", "firm.exemption"),
    }


def test_an_exempt_maker_can_attach_the_certificate() -> None:
    member = with_(MAKER, factory="exempt", factory_exemption_certificate=False)
    decision = partner.assess(member, on=DAY, policy=POLICY)
    changes = [{change.path.key: change.new for change in remedy.changes} for remedy in decision.remedies]
    assert {"firm.factory_exemption_certificate": True} in changes
    for remedy in decision.remedies:
        assert partner.assess(remedy.apply(member), on=DAY, policy=POLICY).outcome is cg.Outcome.ELIGIBLE


# In a proposal.


def test_findings_name_the_member() -> None:
    poor = with_(MAKER, registered=False, factory="none")
    decision = cg.research.assess(proposal(LEAD, poor), on=DAY, policy=POLICY)
    failed = {
        (part.rule, part.path.key)
        for rule in ABOUT_MEMBERS
        for part in decision[rule].parts
        if part.result is NOT_MET
    }
    assert failed == {
        ("research.common.registered", "members[ubn=04595257]"),
        ("research.sme.factory-registration", "members[ubn=04595257]"),
    }


def test_a_member_by_itself_is_judged_as_in_the_proposal() -> None:
    poor = with_(MAKER, branch_office=True, revenue_proof=U)
    together = cg.research.assess(proposal(LEAD, poor), on=DAY, policy=POLICY)
    alone = [lead.assess(LEAD, on=DAY, policy=POLICY), partner.assess(poor, on=DAY, policy=POLICY)]
    for rule in ABOUT_MEMBERS:
        parts = [part.result for part in together[rule].parts]
        assert parts == [decision[rule].result for decision in alone]


def test_without_the_two_days_everything_else_is_judged() -> None:
    decision = lead.assess(LEAD, on=DAY)
    assert {rule for rule, found in decision.results.items() if found is OPEN} == {
        "research.window.submission",
        "research.common.no-rejected-account",
    }
    assert decision.outcome is cg.Outcome.UNDETERMINED
    assert decision.missing == ()
    assert {"/policy/announced_on", "/policy/closing_date"} <= {gap.path.pointer for gap in decision.awaiting}
    spoiled = lead.assess(with_(LEAD, registered=False), on=DAY, policy=PUBLISHED)
    assert spoiled.outcome is cg.Outcome.INELIGIBLE


# Laws.

DATES = (date(2021, 11, 29), date(2021, 11, 30), date(2022, 1, 1), date(2022, 5, 20), date(2022, 8, 1))
TRUTHS = (True, False)
VALUES: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(
        (
            "registered", "branch_office", "prc_investment_in_company_register",
            "prc_investment_in_investor_list", "rejected_account", "credit_report_stamped", "cpa_audited",
            "capital_verified", "restored_by_increase", "provider", "manufacturer", "service_firm",
            "factory_exemption_certificate", "it_capability_held", "it_capability_applied",
        ),
        TRUTHS,
    ),
    **dict.fromkeys(("audited_net_worth", "return_net_worth", "interim_net_worth"), (-1, 0, 1)),
    **dict.fromkeys(
        ("credit_report_issued_on", "registered_on", "capital_increased_on", "it_capability_from"), DATES
    ),
    "interim_statement": ("cpa_audit", "cpa_review", "own_last_month", "own_older", "none"),
    "it_capability_until": (date(2022, 8, 1), date(2022, 12, 31)),
    "it_capability_applied_on": (date(2022, 5, 31), date(2022, 6, 1)),
    "it_capability_passed_on": (date(2022, 7, 31), date(2022, 8, 1)),
    "factory": ("registered", "exempt", "none"),
    "revenue_proof": ("cpa_audit", "tax_return", "other"),
}  # fmt: skip
AMOUNTS = st.sampled_from([0, 1_999_999_999, 2_000_000_000, 2_000_000_001, 4_000_000_000, 7_000_000_000])


@st.composite
def firms(draw: st.DrawFn) -> cg.Company:
    """A firm of which every fact is known that these rules read; it has revenue of none to three years."""
    known = {name: draw(st.sampled_from(values)) for name, values in VALUES.items()}
    years = draw(st.integers(0, 3))
    names = ("revenue_last_year", "revenue_two_years_ago", "revenue_three_years_ago")
    known.update({name: draw(AMOUNTS) for name in names[:years]}, revenue_years=years)
    return agreeing(known)


@given(
    firm=firms(),
    hidden=st.sets(st.sampled_from([*VALUES, "revenue_years", "revenue_last_year", "revenue_two_years_ago"])),
    role=st.sampled_from(["lead", "partner"]),
    policy=st.sampled_from([POLICY, attrs.evolve(POLICY, own_statements_show_increase=False)]),
)
def test_learning_a_fact_never_overturns_what_was_determined(
    firm: cg.Company, hidden: set[str], role: Any, policy: Any
) -> None:
    programme = lead if role == "lead" else partner
    draft = Member(role=role, firm=attrs.evolve(firm, **dict.fromkeys(hidden, U)))
    before = programme.assess(draft, on=DAY, policy=policy)
    after = programme.assess(Member(role=role, firm=firm), on=DAY, policy=policy)
    for rule, found in before.results.items():
        if found is not OPEN:
            assert after.results[rule] is found, rule
    if before.outcome is not cg.Outcome.UNDETERMINED:
        assert after.outcome is before.outcome


@given(firm=firms(), role=st.sampled_from(["lead", "partner"]), locale=st.sampled_from(["zh_Hant_TW", "en"]))
def test_every_finding_has_words(firm: cg.Company, role: Any, locale: str) -> None:
    programme = lead if role == "lead" else partner
    report = str(programme.assess(Member(role=role, firm=firm), on=DAY, policy=POLICY).report(locale))
    assert "{" not in report
    assert "None" not in report


def test_it_reads_like_an_officer() -> None:
    decision = partner.assess(with_(MAKER, branch_office=True), on=DAY, policy=POLICY)
    finding = decision["research.common.not-branch"]
    assert (
        finding.message("zh_Hant_TW") == "不符合：為分公司（本國設立或外國營利事業在台設立者）（分公司：是）"
    )
    assert finding.message("en") == (
        "not met: Is a branch office of a domestic firm or of a foreign profit-seeking enterprise "
        "(Branch office: yes)"
    )
    assert (
        decision["research.sme.revenue-ceiling"]
        .message("zh_Hant_TW")
        .startswith(
            "符合：年營業收入20億元以下（過去一年與過去三年平均取低者）（營業收入資料之最近年度：110年；最近年度營業收入：18億元；"
        )
    )
