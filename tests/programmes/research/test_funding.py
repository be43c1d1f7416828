"""What a budget may ask for: the ceilings against brute force, the rules at their thresholds, remedies."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    BudgetLine,
    Member,
    ceiling,
    ceiling_with_own_funds,
    funding,
    largest_subsidy,
    largest_subsidy_beside,
    lead,
    lead_shortfall,
    partner,
)
from cloudgrant.values.shares import Share
from cloudgrant.values.unknown import UNKNOWN, Fact
from programmes.research.budgets import (
    ALONE,
    DAY,
    JOINT,
    LEAD,
    MET,
    NOT_MET,
    OFF,
    OPEN,
    PARTNER,
    POLICY,
    THIRD,
    THREE,
    changes,
    own,
    result,
    subsidy,
)

U = UNKNOWN
M = 1_000_000
shares = st.builds(Share, st.integers(0, 12), st.just(12)) | st.fractions(0, 1, max_denominator=50).map(Share)


def allowed(asked: int, total: int, policy: Any) -> bool:
    share = policy.share_cap
    return bool(asked <= policy.case_cap and asked * share.denominator <= total * share.numerator)


# The largest subsidy, exactly.


@given(st.integers(0, 400), st.integers(0, 150), shares)
def test_the_largest_subsidy_of_a_total_is_within_both_caps_and_a_dollar_more_is_not(
    total: int, cap: int, share: Share
) -> None:
    policy = attrs.evolve(POLICY, case_cap=cap, share_cap=share)
    best = max(asked for asked in range(total + 1) if allowed(asked, total, policy))
    assert largest_subsidy(total, policy) == best
    assert not allowed(best + 1, total, policy)


@given(st.integers(0, 200), st.integers(0, 150), shares)
def test_the_largest_subsidy_beside_own_funds_grows_the_total_with_it(
    self_funding: int, cap: int, share: Share
) -> None:
    policy = attrs.evolve(POLICY, case_cap=cap, share_cap=share)
    best = max(asked for asked in range(cap + 1) if allowed(asked, asked + self_funding, policy))
    assert largest_subsidy_beside(self_funding, policy) == best
    assert not allowed(best + 1, best + 1 + self_funding, policy)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_at_their_real_size_the_caps_are_never_passed_and_reached_to_the_dollar(
    total: int, self_funding: int
) -> None:
    best, beside = largest_subsidy(total, POLICY), largest_subsidy_beside(self_funding, POLICY)
    assert best is not UNKNOWN
    assert beside is not UNKNOWN
    assert allowed(best, total, POLICY)
    assert not allowed(best + 1, total, POLICY)
    assert allowed(beside, beside + self_funding, POLICY)
    assert not allowed(beside + 1, beside + 1 + self_funding, POLICY)


@pytest.mark.parametrize(
    ("total", "expected", "binds"),
    [
        (0, 0, "share"),
        (1, 0, "share"),
        (59_999_999, 29_999_999, "share"),
        (60_000_000, 30 * M, "both"),
        (60_000_001, 30 * M, "both"),
        (60_000_002, 30 * M, "case"),
    ],
)
def test_which_cap_binds(total: int, expected: int, binds: str) -> None:
    found = funding(cg.Proposal(stated_total=total), POLICY)
    assert (found.ceiling, found.binds) == (expected, binds)


def test_the_two_ceilings_differ_by_what_is_held_fixed() -> None:
    proposal = cg.Proposal(lines=(subsidy(30 * M), own(20 * M)))
    assert ceiling(proposal, POLICY) == 25 * M  # of a total of 50: own funds would have to be 25
    assert ceiling_with_own_funds(proposal, POLICY) == 20 * M  # beside own funds of 20: a total of 40


def test_the_ceilings_wait_for_what_can_still_change_them() -> None:
    assert ceiling(cg.Proposal(), POLICY) is U
    assert ceiling(cg.Proposal(lines=(own(59_999_999), BudgetLine())), POLICY) is U
    enough = cg.Proposal(lines=(own(60 * M), BudgetLine()))
    assert ceiling(enough, POLICY) is U  # called by itself it does not know what is sure of the total
    assert funding(enough, POLICY).ceiling == cg.research.assess(enough, policy=POLICY).ceiling == 30 * M
    less = cg.Proposal(lines=(own(59_999_999), BudgetLine()))
    assert funding(less, POLICY).ceiling is U
    assert cg.research.assess(less, policy=POLICY).ceiling is None
    assert ceiling_with_own_funds(cg.Proposal(lines=(own(29_999_999), own(U))), POLICY) is U
    assert ceiling_with_own_funds(cg.Proposal(lines=(own(30 * M), own(U))), POLICY) == 30 * M
    assert funding(cg.Proposal(lines=(own(60 * M), BudgetLine())), POLICY).binds is U
    assert funding(cg.Proposal(lines=(own(60_000_002), BudgetLine())), POLICY).binds == "case"


@pytest.mark.parametrize(
    ("lead", "partner", "expected"),
    [(5, 5, 0), (4, 6, 1), (5, 6, 1), (6, 5, 0), (0, 0, 0), (0, 9, 5), (U, 5, U)],
)
def test_what_the_lead_is_short_of_rounds_up(lead: Any, partner: int, expected: object) -> None:
    proposal = cg.Proposal(members=JOINT, lines=(subsidy(lead), subsidy(partner, PARTNER)))
    found = lead_shortfall(proposal, POLICY)
    assert found is expected or found == expected


def test_alone_nobody_is_short() -> None:
    assert lead_shortfall(cg.Proposal(members=ALONE), POLICY) == 0


# In words.


@pytest.mark.parametrize(
    ("lines", "zh", "en"),
    [
        (
            (subsidy(32 * M), own(38 * M)),
            (
                "總計畫經費7,000萬元，補助款上限3,000萬元（每案上限）；申請補助款3,200萬元，超出200萬元；"
                "若自籌款3,800萬元不變，補助款上限為3,000萬元"
            ),
            (
                "With a total budget of NT$70,000,000, at most NT$30,000,000 may be asked for "
                "(the cap per case); NT$32,000,000 is asked for, over by NT$2,000,000; "
                "with own funds unchanged at NT$38,000,000, at most NT$30,000,000"
            ),
        ),
        (
            (subsidy(2 * M), subsidy(4 * M, PARTNER), own(8 * M)),
            (
                "總計畫經費1,400萬元，補助款上限700萬元（占總計畫經費之上限）；申請補助款600萬元，尚餘100萬元；"
                "若自籌款800萬元不變，補助款上限為800萬元；主導業者之補助款尚差100萬元"
            ),
            (
                "With a total budget of NT$14,000,000, at most NT$7,000,000 may be asked for "
                "(the cap on the share); NT$6,000,000 is asked for, NT$1,000,000 to spare; "
                "with own funds unchanged at NT$8,000,000, at most NT$8,000,000; "
                "the lead is NT$1,000,000 short of its share"
            ),
        ),
        (
            U,
            "總計畫經費未知，補助款上限尚無法計算；申請補助款未知",
            (
                "The total budget is unknown: the most that may be asked for cannot be calculated yet; "
                "the subsidy asked for is unknown"
            ),
        ),
    ],
)
def test_the_funding_reads_well(lines: Any, zh: str, en: str) -> None:
    found = funding(cg.Proposal(members=JOINT, lines=lines), POLICY)
    assert found.message("zh_Hant_TW") == zh
    assert found.message("en") == en


def test_room_and_over() -> None:
    over = funding(cg.Proposal(lines=(subsidy(6), own(4))), POLICY)
    assert (over.room, over.over) == (-1, 1)
    under = funding(cg.Proposal(lines=(subsidy(4), own(6))), POLICY)
    assert (under.room, under.over) == (1, 0)
    assert funding(cg.Proposal(), POLICY).over is U


# The rules, at their thresholds.


@pytest.mark.parametrize(
    ("asked", "expected"), [(0, MET), (29_999_999, MET), (30 * M, MET), (30_000_001, NOT_MET), (U, OPEN)]
)
def test_the_cap_of_a_case(asked: Any, expected: cg.Result) -> None:
    assert result("research.funding.case-cap", cg.Proposal(lines=(subsidy(asked),))) is expected


@pytest.mark.parametrize(
    ("asked", "own_funds", "expected"),
    [
        (49, 51, MET),
        (50, 50, MET),
        (51, 49, NOT_MET),
        (50, 51, MET),  # of an odd total the ceiling rounds down
        (51, 50, NOT_MET),
        (0, 0, MET),
        (1, 0, NOT_MET),
        (U, 50, OPEN),
        (50, U, OPEN),
        (0, U, MET),  # nothing is within half of anything
    ],
)
def test_the_cap_on_the_share(asked: Any, own_funds: Any, expected: cg.Result) -> None:
    proposal = cg.Proposal(lines=(subsidy(asked), own(own_funds)))
    assert result("research.funding.share-cap", proposal) is expected


@pytest.mark.parametrize(
    ("lead", "partner", "expected"),
    [
        (49, 51, NOT_MET),
        (50, 50, MET),
        (51, 49, MET),
        (50, 51, NOT_MET),  # 101 dollars: the floor is 51
        (51, 50, MET),
        (0, 0, MET),
        (U, 50, OPEN),
        (50, U, OPEN),
    ],
)
def test_the_share_of_the_lead(lead: Any, partner: Any, expected: cg.Result) -> None:
    proposal = cg.Proposal(members=JOINT, lines=(subsidy(lead), subsidy(partner, PARTNER)))
    assert result("research.funding.lead-share", proposal) is expected


def test_the_largest_part_is_not_enough_for_the_lead() -> None:
    lines = (subsidy(40), subsidy(30, PARTNER), subsidy(30, THIRD))
    assert result("research.funding.lead-share", cg.Proposal(members=THREE, lines=lines)) is NOT_MET


def test_alone_the_share_of_the_lead_does_not_apply() -> None:
    assert result("research.funding.lead-share", cg.Proposal(members=ALONE)) is OFF
    assert result("research.funding.lead-share", cg.Proposal()) is OPEN


def test_an_empty_budget_asks_for_nothing_and_is_within_every_cap() -> None:
    decision = cg.research.assess(cg.Proposal(members=JOINT, lines=()), on=DAY)
    for rule in ("funding.case-cap", "funding.share-cap", "funding.lead-share", "subject.scope"):
        assert decision[f"research.{rule}"].result is MET


@pytest.mark.parametrize(
    ("announced", "closing", "on", "expected"),
    [
        (U, U, DAY, OPEN),
        (date(2022, 5, 2), U, DAY, OPEN),
        (date(2022, 5, 3), U, DAY, NOT_MET),
        (U, date(2022, 4, 29), DAY, NOT_MET),
        (U, date(2022, 5, 1), DAY, OPEN),  # a Sunday, and the filing on Monday
        (U, date(2022, 5, 2), DAY, OPEN),
        (date(2022, 5, 2), date(2022, 5, 2), DAY, MET),
        (date(2022, 5, 1), date(2022, 5, 3), DAY, MET),
        (date(2022, 5, 1), date(2022, 5, 3), U, OPEN),
    ],
)
def test_the_window_of_submission(announced: Any, closing: Any, on: Fact[date], expected: cg.Result) -> None:
    policy = attrs.evolve(POLICY, announced_on=announced, closing_date=closing)
    assert result("research.window.submission", cg.Proposal(), on, policy) is expected


SATURDAY = date(2022, 5, 28)
RESTING = attrs.evolve(POLICY, announced_on=date(2022, 5, 1), closing_date=SATURDAY)


@pytest.mark.parametrize(
    ("changes", "results"),
    [
        ({}, (MET, OPEN, OPEN, NOT_MET)),
        ({"moved_last_day": date(2022, 5, 30)}, (MET, MET, MET, NOT_MET)),
        ({"moved_last_day": SATURDAY}, (MET, NOT_MET, NOT_MET, NOT_MET)),
        ({"holidays": (date(2022, 5, 30),)}, (MET, OPEN, OPEN, OPEN)),
        ({"make_up_days": (SATURDAY,)}, (MET, NOT_MET, NOT_MET, NOT_MET)),
        ({"make_up_days": (date(2022, 5, 29),)}, (MET, OPEN, NOT_MET, NOT_MET)),
    ],
)
def test_a_closing_date_that_is_a_rest_day_may_move(
    changes: dict[str, Any], results: tuple[cg.Result, ...]
) -> None:
    policy = attrs.evolve(RESTING, **changes)
    for number, expected in zip((28, 29, 30, 31), results, strict=True):
        on = date(2022, 5, number)
        assert result("research.window.submission", cg.Proposal(), on, policy) is expected
        later = cg.InformationServiceProvider(
            it_capability_held=False,
            it_capability_applied=True,
            it_capability_applied_on=on,
            it_capability_passed_on=date(2022, 7, 31),
        )
        member = Member(role="lead", firm=later)
        capable = lead.assess(member, on=DAY, policy=policy)["research.provider.capability-registration"]
        assert capable.result is expected


def test_what_is_counted_from_the_closing_date_does_not_move_with_it() -> None:
    moved = attrs.evolve(RESTING, moved_last_day=date(2022, 5, 30))
    assert moved.credit_report_from == RESTING.credit_report_from == date(2021, 11, 28)
    firm = cg.Company(
        rejected_account=False, credit_report_stamped=True, credit_report_issued_on=date(2022, 5, 30)
    )
    member = Member(role="partner", firm=firm)
    found = partner.assess(member, on=DAY, policy=moved)["research.common.no-rejected-account"]
    assert found.result is NOT_MET
    # Passing a review is no act of the applicant: 31 July 2022 is a Sunday, and stays the last day.
    passed = cg.Company(
        provider=True,
        it_capability_held=False,
        it_capability_applied=True,
        it_capability_applied_on=DAY,
        it_capability_passed_on=date(2022, 8, 1),
    )
    late = partner.assess(Member(role="partner", firm=passed), on=DAY, policy=moved)
    assert late["research.provider.capability-registration"].result is NOT_MET


def test_whether_it_moves_is_asked_where_it_matters_and_settled_by_a_ruling() -> None:
    rule, sunday = "research.window.submission", date(2022, 5, 29)
    [gap] = cg.research.assess(cg.Proposal(), on=sunday, policy=RESTING)[rule].because
    assert (gap.path.key, gap.because) == ("policy.moved_last_day", "text")
    assert gap.question("zh_Hant_TW") == "收件截止日為休息日時，是否順延至次一工作日？"
    ruling = cg.Ruling(rule=rule, result="met", by="計畫辦公室", on=sunday)
    assert cg.research.assess(cg.Proposal(), on=sunday, policy=RESTING, rulings=[ruling])[rule].result is MET
    working = attrs.evolve(RESTING, closing_date=date(2022, 5, 27))
    undated = cg.research.assess(cg.Proposal(), policy=working)[rule].because
    assert [gap.path.key for gap in undated] == ["on"]  # of a working day it does not matter
    for wrong in (date(2022, 5, 31), date(2022, 5, 27)):
        with pytest.raises(cg.InvalidInput) as caught:
            RESTING.complete(moved_last_day=wrong)
        assert [(one.path.key, one.code) for one in caught.value.problems] == [
            ("moved_last_day", "rest_day.moved")
        ]


def test_what_is_not_published_is_awaited() -> None:
    decision = cg.research.assess(cg.Proposal(), on=DAY)
    waiting = {gap.path.pointer for gap in decision.awaiting if "research.window.submission" in gap.rules}
    assert waiting == {"/policy/announced_on", "/policy/closing_date", "/policy/moved_last_day"}
    assert decision["research.window.submission"].message("zh_Hant_TW") == (
        "無法判定：於公告日（尚未公布）至收件截止日（尚未公布）間申請（申請日期：111年5月2日）"
    )


@pytest.mark.parametrize(
    ("announced", "starts", "ends", "expected"),
    [
        (U, date(2022, 7, 1), date(2023, 11, 30), OPEN),
        (U, date(2022, 7, 1), date(2023, 12, 1), NOT_MET),  # surely, whenever it was announced
        (date(2022, 7, 1), date(2022, 7, 1), date(2023, 11, 30), MET),
        (date(2022, 7, 1), date(2022, 6, 30), date(2023, 11, 30), NOT_MET),
        (date(2022, 7, 1), date(2022, 7, 2), date(2023, 11, 29), MET),
        (date(2022, 7, 1), U, date(2023, 11, 30), OPEN),
        (date(2022, 7, 1), date(2022, 7, 1), U, OPEN),
        # One end that lies outside settles it, whatever the other is.
        (U, date(2023, 12, 1), U, NOT_MET),
        (U, date(2023, 11, 30), U, OPEN),
        (date(2022, 7, 1), U, date(2022, 6, 30), NOT_MET),
        (date(2022, 7, 1), U, date(2022, 7, 1), OPEN),
        (date(2022, 7, 1), date(2022, 7, 1), date(2022, 7, 1), MET),
    ],
)
def test_the_term_of_the_project(announced: Any, starts: Any, ends: Any, expected: cg.Result) -> None:
    policy = attrs.evolve(POLICY, announced_on=announced)
    proposal = cg.Proposal(starts_on=starts, ends_on=ends)
    assert result("research.term.window", proposal, DAY, policy) is expected


TERM_DAYS = (date(2022, 6, 30), date(2022, 7, 1), date(2023, 11, 30), date(2023, 12, 1))


@pytest.mark.parametrize("announced", [U, *TERM_DAYS[:2]])
@pytest.mark.parametrize("starts", [U, *TERM_DAYS])
@pytest.mark.parametrize("ends", [U, *TERM_DAYS])
def test_learning_the_term_never_overturns(announced: Any, starts: Any, ends: Any) -> None:
    def known(value: Any, values: tuple[date, ...]) -> tuple[date, ...]:
        return values if value is U else (value,)

    if starts is not U and ends is not U and ends < starts:
        return
    policy = attrs.evolve(POLICY, announced_on=announced)
    found = result("research.term.window", cg.Proposal(starts_on=starts, ends_on=ends), DAY, policy)
    every = {
        opened <= first and last <= policy.term_until
        for opened in known(announced, TERM_DAYS[:2])
        for first in known(starts, TERM_DAYS)
        for last in known(ends, TERM_DAYS)
        if first <= last
    }
    assert found is OPEN or every == {found is MET}


@pytest.mark.parametrize(
    ("scope", "accepted", "expected"),
    [
        ("cloud_build", U, MET),
        ("integration", U, MET),
        ("online_marketing", U, MET),
        ("offline_promotion", U, MET),
        ("flexible_plans", U, MET),
        ("business_model", U, MET),
        ("other", U, OPEN),
        ("other", True, MET),
        ("other", False, NOT_MET),
        ("none", U, NOT_MET),
        ("none", True, NOT_MET),
        (U, U, OPEN),
        (U, True, OPEN),
    ],
)
def test_each_line_is_in_scope(scope: Any, accepted: Any, expected: cg.Result) -> None:
    line = subsidy(5, scope=scope, reviewer_accepts_scope=accepted)
    proposal = cg.Proposal(members=ALONE, lines=(own(5), line))
    assert result("research.subject.scope", proposal) is expected


def test_a_line_out_of_scope_is_named() -> None:
    lines = (own(5, number="1"), subsidy(5, number="2", scope="none"))
    finding = cg.research.assess(cg.Proposal(lines=lines), on=DAY)["research.subject.scope"]
    [bad] = [part for part in finding.parts if part.result is NOT_MET]
    assert bad.path.key == "lines[number=2]"
    assert bad.message("zh_Hant_TW") == (
        "不符合：經費用於補助標的所列之技術發展、行銷推廣或維運服務（工作項目：不屬補助標的）"
    )


# Remedies.


def test_too_much_for_a_case_is_paid_by_the_firms_themselves() -> None:
    lines = (subsidy(24 * M), subsidy(12 * M, PARTNER), own(44 * M))
    proposal = cg.Proposal(members=JOINT, lines=lines)
    finding = cg.research.assess(proposal, on=DAY)["research.funding.case-cap"]
    assert changes(finding) == [("subsidy", 30 * M)]
    [remedy] = finding.remedies
    assert remedy.message("zh_Hant_TW") == "申請補助款減列至3,000萬元"
    assert remedy.message("en") == "lower the subsidy asked for to NT$30,000,000"
    mended = remedy.apply(proposal)
    assert [(line.party, line.source, line.amount) for line in mended.lines] == [
        (LEAD, "subsidy", 20 * M),
        (PARTNER, "subsidy", 10 * M),
        (LEAD, "self_funding", 48 * M),
        (PARTNER, "self_funding", 2 * M),
    ]


def test_too_large_a_share_is_mended_by_asking_less_or_by_putting_in_more() -> None:
    proposal = cg.Proposal(members=ALONE, lines=(subsidy(11), own(10)))
    finding = cg.research.assess(proposal, on=DAY)["research.funding.share-cap"]
    assert changes(finding) == [("subsidy", 10), ("budget_total", 22)]
    results = [remedy.apply(proposal) for remedy in finding.remedies]
    assert [(one.subsidy, one.self_funding) for one in results] == [(10, 11), (11, 11)]
    assert finding.margins[0].message("zh_Hant_TW") == "申請補助款 11元，超過 10元（超出 1元）"


def test_a_lead_short_of_its_share_gets_it_from_the_partners() -> None:
    proposal = cg.Proposal(members=JOINT, lines=(subsidy(4), subsidy(7, PARTNER), own(20)))
    finding = cg.research.assess(proposal, on=DAY)["research.funding.lead-share"]
    assert changes(finding) == [("lead_subsidy", 6)]
    mended = finding.remedies[0].apply(proposal)
    assert [(line.party, line.amount) for line in mended.lines] == [(LEAD, 6), (PARTNER, 5), (LEAD, 20)]
    assert finding.message("en") == (
        "not met: The lead provider of a joint proposal takes at least 50% of the subsidy "
        "(Subsidy of the lead: NT$4; Subsidy asked for: NT$11)"
    )
    assert finding.margins[0].message("en") == "Subsidy of the lead NT$4, less than NT$6 (NT$2 short)"


def test_before_there_are_lines_a_remedy_changes_what_is_stated() -> None:
    proposal = cg.Proposal(stated_total=70 * M, stated_subsidy=31 * M)
    finding = cg.research.assess(proposal, on=DAY)["research.funding.case-cap"]
    mended = finding.remedies[0].apply(proposal)
    assert (mended.stated_subsidy, mended.stated_total) == (30 * M, 70 * M)


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            lambda maker, amount, party: maker(amount * M, party),
            st.sampled_from([subsidy, own]),
            st.integers(0, 40),
            st.sampled_from([LEAD, PARTNER]),
        ),
        max_size=5,
    )
)
def test_every_remedy_of_the_funding_rules_mends_its_finding(lines: list[BudgetLine]) -> None:
    proposal = cg.Proposal(members=JOINT, lines=tuple(lines))
    decision = cg.research.assess(proposal, on=DAY)
    for rule in ("case-cap", "share-cap", "lead-share"):
        finding = decision[f"research.funding.{rule}"]
        assert (finding.result is NOT_MET) == bool(finding.remedies)
        for remedy in finding.remedies:
            assert result(finding.rule, remedy.apply(proposal)) is MET


def test_what_is_missing_of_a_budget_is_asked_for_line_by_line_and_as_stated() -> None:
    lines = (subsidy(5, number="1"), BudgetLine(number="2", party=LEAD, year=2022, scope="cloud_build"))
    decision = cg.research.assess(cg.Proposal(members=JOINT, lines=lines), on=DAY)
    finding = decision["research.funding.share-cap"]
    assert {gap.path.key for gap in finding.because} == {
        "lines[number=2].source",
        "lines[number=2].amount",
        "stated_subsidy",
        "stated_total",
    }
    questions = list(dict.fromkeys(gap.question("zh_Hant_TW") for gap in finding.because))
    assert questions == [
        "這筆經費是補助款還是自籌款？",
        "這筆經費是多少元？",
        "計畫書所列之申請補助款是多少元（新臺幣）？",
        "計畫書所列之總計畫經費是多少元（新臺幣）？",
    ]


# What the lead owns, while nobody or two lead.


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (("lead", "lead", "partner"), OPEN),
        (("partner", "partner", "partner"), OPEN),
        (("lead", UNKNOWN, "partner"), OPEN),
        (("lead", "partner", "partner"), NOT_MET),
    ],
)
def test_the_leads_share_is_open_while_nobody_or_two_lead(roles: Any, expected: cg.Result) -> None:
    """Two leads of 9 million each are not one of 18 million."""
    numbers = (LEAD, PARTNER, "04595257")
    proposal = cg.Proposal(
        members=tuple(
            Member(role=role, firm=cg.Company(ubn=number))
            for role, number in zip(roles, numbers, strict=True)
        ),
        lines=(subsidy(9 * M), subsidy(9 * M, PARTNER), subsidy(2 * M, numbers[2])),
    )
    assert cg.research.assess(proposal, on=DAY).results["research.funding.lead-share"] is expected
    short = lead_shortfall(proposal, POLICY)
    assert short is UNKNOWN if expected is OPEN else short == M
